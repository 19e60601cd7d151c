"""The measured quality that ships with the package: ``quality.json``, which ``tests/measure/evaluate.py --record`` writes."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def load() -> dict[str, Any]:
    """``date`` (ISO day) and ``samples``: each ``description``, ``extractor``, ``articles``, ``events`` and ``fields``, a
    field's ``p``, ``r`` and ``f1`` (shares from 0 to 1); optionally ``reliability``, rows of ``field``, ``measure``,
    ``value`` and ``units``.
    """
    found: dict[str, Any] = json.loads((files("conflict_events") / "quality.json").read_text(encoding="utf-8"))
    return found
