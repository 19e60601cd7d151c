"""How sure the rules are of an event: a logistic function of a few features, its weights fitted on annotated articles.

The weights are data of the language's folder (``confidence.json``, which ``conflict-events calibrate`` writes); they hold
for the rules that they were fitted to and are fitted anew when the rules change.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from conflict_events.linking.drafts import Draft

UNKNOWN = 0.5
"""The confidence where a language has no fitted weights: nobody has counted how often its events are right."""
MENTIONS = 3
"""Further mentions beyond which more tell no more."""


def features(draft: Draft) -> dict[str, float]:
    """What tells a right event from a wrong one, each 0 or 1, but for ``mentions``, the share of ``MENTIONS``."""
    return {
        "actor": float(bool(draft.actors)),
        "recipient": float(bool(draft.recipients)),
        "location": float(bool(draft.locations)),
        "amount": float(bool(draft.amounts)),
        "date": float(draft.date is not None),
        "source": float(draft.source is not None),
        "mentions": min(len(draft.others), MENTIONS) / MENTIONS,
        "noun": float(draft.value.form == "noun"),
        "verb": float(draft.value.finite),
        "weak": float(draft.value.weak),
        "not actual": float(draft.status != "actual"),
    }


class Confidence:
    """Turns features into a confidence. ``data``: the table ``confidence`` of a language, empty where it has none."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._fitted = bool(data)
        self._intercept = float(data.get("intercept", 0.0))
        self._weights: dict[str, float] = dict(data.get("weights", {}))

    def of(self, draft: Draft) -> float:
        """The share of such events that are right, 0.01 to 0.99, to two digits."""
        if not self._fitted:
            return UNKNOWN
        found = features(draft)
        score = self._intercept + sum(weight * found[name] for name, weight in self._weights.items())
        return round(min(max(1 / (1 + math.exp(-score)), 0.01), 0.99), 2)
