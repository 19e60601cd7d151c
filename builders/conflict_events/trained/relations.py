"""How those that may fill a role of an event stand to each other: as numbers, how likely the likeliest is of those that stand
in a relation to a filler.

Of a town and its country, which are told far apart, an event has one; of two parties that a conjunction joins it has both.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from conflict_events.records import ActorValue, AmountValue, DateValue, PlaceValue
from conflict_events.trained.fillers import Filler
from conflict_events.trained.network import Numbers

NO_KIN, NOBODY = -2, -3
"""The kin of a filler that has none, and of no filler."""
NEXT, NEAR = 1, 2
"""Tokens between two fillers that adjoin, and between a place and a larger one that is named with it."""
CELLS = 2**20
"""Pairs of fillers that are looked at together, but all of one event: what bounds memory."""
LARGEST = 40.0
"""Sizes are taken to be no greater."""


class Relations:
    """The fillers of one role, in a table of (events, options). ``event``: the number of each filler's event, ascending;
    ``sized``: whether some are greater than others, as are places, amounts and dates; ``far``: how far each stands from its
    event's trigger; ``kins``: numbers of what makes fillers kin, shared by several roles.
    """

    def __init__(
        self,
        event: NDArray[np.int64],
        number: int,
        probabilities: Numbers,
        things: NDArray[np.int64],
        fillers: Sequence[Filler],
        sized: bool,
        far: Numbers,
        kins: dict[Hashable, int],
    ) -> None:
        count = np.bincount(event, minlength=number)
        self._at = (event, np.arange(len(event)) - (np.cumsum(count) - count)[event])
        shape = (number, max(1, count.max(initial=0)))

        def table(values: Sequence[float] | Numbers | NDArray[np.int64], nothing: float) -> Numbers:
            found = np.full(shape, nothing, np.float64)
            found[self._at] = values
            return found

        self._sized = sized
        told = [_kin(f) for f in fillers]
        self._p = table(probabilities, 0.0)
        self._thing = table(things, NOBODY)
        self._kin = table([kins.setdefault(k, len(kins)) if k else NO_KIN for k, _ in told], NOBODY)
        self._size = table([min(size, LARGEST) for _, size in told], 0.0)
        self._sentence = table([f.mention.sentence for f in fillers], NOBODY)
        self._first = table([f.mention.first for f in fillers], 0)
        self._last = table([f.mention.last for f in fillers], 0)
        self._far = table(far, math.inf)

    @property
    def sizes(self) -> dict[str, Numbers]:
        """Of each filler, where the role has any: the precision of a place, the logarithm of a number, the length of a time."""
        return {"size": self._size[self._at]} if self._sized else {}

    def seen_by(self, asked: Relations) -> dict[str, Numbers]:
        """By relation the greatest probability of those that stand in it to each of the asked fillers, 0 where there is none.
        Both have the same events.
        """
        number, options = asked._p.shape
        step = max(1, CELLS // (options * self._p.shape[1]))
        parts = [self._related(asked, slice(at, at + step)) for at in range(0, max(1, number), step)]
        return {name: np.concatenate([part[name] for part in parts])[asked._at] for name in parts[0]}

    def _related(self, asked: Relations, part: slice) -> dict[str, Numbers]:
        """``seen_by`` of a part of the events, in a table of (events, options)."""

        # Axes: event, the one that is asked about, the one that stands in a relation to it.
        def mine(table: Numbers) -> Numbers:
            return table[part, :, None]

        def theirs(table: Numbers) -> Numbers:
            return table[part, None, :]

        other = mine(asked._thing) != theirs(self._thing)
        here = other & (mine(asked._sentence) == theirs(self._sentence))
        before = mine(asked._first) - theirs(self._last)
        gap = np.maximum(theirs(self._first) - mine(asked._last), before)
        kin = other & (mine(asked._kin) == theirs(self._kin)) & (mine(asked._kin) >= 0)
        nearer, farther = (f(theirs(self._far), mine(asked._far)) for f in (np.less, np.greater))
        relations: dict[str, NDArray[np.bool_]] = {
            "in its sentence": here,
            "next to it": here & (gap <= NEXT),
            "next before it": here & (before <= NEXT) & (before >= 0),
            "kin": kin,
            "nearer to the trigger": other & nearer,
            "farther from the trigger": other & farther,
        }
        if self._sized:
            smaller, larger = (f(theirs(self._size), mine(asked._size)) for f in (np.less, np.greater))
            relations |= {
                "smaller kin": kin & smaller,
                "larger kin": kin & larger,
                "smaller kin near it": here & kin & smaller & (gap <= NEAR),
            }
        p = theirs(self._p)
        return {name: np.where(there, p, 0.0).max(2) for name, there in relations.items()}


def _kin(filler: Filler) -> tuple[Hashable, float]:
    """What makes a filler kin of others ("": nothing), and its size."""
    value = filler.mention.value
    if isinstance(value, PlaceValue):
        return value.country, float(value.precision)
    if isinstance(value, ActorValue):
        return value.country, 0.0
    if isinstance(value, AmountValue):
        return ("amount", filler.detail), math.log1p(abs(value.low if value.low is not None else value.high or 0.0))
    if isinstance(value, DateValue) and value.earliest is not None and value.latest is not None:
        return "date", math.sqrt(max(0, (value.latest - value.earliest).days))
    return "", LARGEST
