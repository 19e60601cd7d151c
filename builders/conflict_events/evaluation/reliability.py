"""How far confidence can be relied on: of events that are held to be equally sure, how many are right."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bin:
    """Events whose confidence lies from ``low`` to ``high``: their number, mean confidence, and share that is right."""

    low: float
    high: float
    events: int
    confidence: float
    right: float


def bins(events: Iterable[tuple[float, bool]], borders: Sequence[float], digits: int) -> list[Bin]:
    """Events, each its confidence and whether it is right, by their confidence; a bin without events is left out.

    ``borders``: where a bin ends and the next begins, ascending between 0 and 1. ``digits``: of the means.
    """
    members: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in events:
        members.setdefault(bisect_right(borders, confidence), []).append((confidence, right))
    ends = (0.0, *borders, 1.0)
    return [
        Bin(
            low=ends[n],
            high=ends[n + 1],
            events=len(inside),
            confidence=round(sum(c for c, _ in inside) / len(inside), digits),
            right=round(sum(r for _, r in inside) / len(inside), digits),
        )
        for n, inside in sorted(members.items())
    ]
