"""What an encoder's vectors say: each head corrects what a model of features thinks of one question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from conflict_events.encoder.whole import Floats, Linear, gelu
from conflict_events.records import Status

Numbers = NDArray[np.int64]
Seen = tuple[Floats, Numbers]
"""Vectors, each once, and for each question the row of the one that it is about: many questions are about one trigger."""
ODDS = 4.0
"""What log-odds are divided by before a head is told them."""


@dataclass(frozen=True, slots=True)
class Head:
    """A network of two layers over vectors, kinds (each has its row in a table) and the log-odds of a model of features."""

    vectors: Sequence[Linear]
    kinds: Sequence[Floats]
    odds: Floats
    """What the log-odds add to the first layer; empty where the head is not told any."""
    out: Linear

    def __call__(self, vectors: Sequence[Floats], kinds: Sequence[Numbers], odds: Floats | None = None) -> Floats:
        """(rows, answers); each of ``vectors`` has a row for each question, and so have ``kinds`` and ``odds``."""
        return self.answers([linear(of) for linear, of in zip(self.vectors, vectors, strict=True)], kinds, odds)

    def answers(self, parts: Sequence[Floats], kinds: Sequence[Numbers], odds: Floats | None) -> Floats:
        """The same where the vectors have gone through the first layer already."""
        inner = parts[0].copy()
        for part in parts[1:]:
            inner += part
        for table, numbers in zip(self.kinds, kinds, strict=True):
            inner += table[numbers]
        if odds is not None:
            inner += (odds / np.float32(ODDS))[:, None] * self.odds
        return self.out(gelu(inner))


@dataclass(frozen=True, slots=True)
class RoleHead:
    """A head that is shown a trigger and a mention, each seen in the way of one role, and their product."""

    trigger: Linear
    mention: Linear
    head: Head

    def __call__(self, triggers: Seen, mentions: Seen, kinds: Sequence[Numbers], odds: Floats) -> Floats:
        """The log-odds that a mention fills the role of a trigger's event."""
        (a, i), (b, j) = (self.trigger(triggers[0]), triggers[1]), (self.mention(mentions[0]), mentions[1])
        of_trigger, of_mention, of_both = self.head.vectors
        parts = of_trigger(a)[i], of_mention(b)[j], of_both(a[i] * b[j])
        corrected: Floats = self.head.answers(parts, kinds, odds)[:, 0] + odds
        return corrected


@dataclass(frozen=True, slots=True)
class Heads:
    """All questions, and the numbers of the kinds that they are asked about."""

    event: Head
    status: Head
    pair_view: Linear
    pair: Head
    roles: Mapping[str, RoleHead]
    types: Mapping[str, int]
    details: Mapping[str, int]
    statuses: Sequence[Status]
