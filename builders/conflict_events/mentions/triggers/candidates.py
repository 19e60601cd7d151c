"""Readings of words as event words, and which of those over the same words is taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from conflict_events.records import Hit, TriggerValue

_FORM_RANK = {"phrase": 0, "perfect": 1, "imperfect": 1, "noun": 2, "participle": 3}


class Candidate(NamedTuple):
    """A reading of words as a trigger. ``order``: rank of its entry; ``apart``: words of its object that stands apart."""

    hit: Hit
    value: TriggerValue
    order: int
    apart: int = 0

    def rank(self) -> tuple[bool, bool, int, bool, int, int]:
        """The least goes before the others, what is doubtful last. A verb whose object stands apart is as long as the object,
        too, and goes before single words.
        """
        words = self.hit.last - self.hit.first + self.apart
        return (
            self.value.doubtful,
            not self.apart,
            -words,
            self.value.weak,
            self.order,
            _FORM_RANK.get(self.value.form, 9),
        )


def best(candidates: Iterable[Candidate]) -> dict[int, Candidate]:
    """Of candidates over the same words the best, by first token."""
    chosen: dict[int, Candidate] = {}
    taken: dict[int, int] = {}
    for candidate in sorted(candidates, key=Candidate.rank):
        hit, value = candidate.hit, candidate.value
        cover = range(hit.first, hit.last)
        if any(i in taken for i in cover):
            other = chosen[taken[hit.first]] if hit.first in taken else None
            if other is not None and (other.value.rule, other.value.doubtful) == (value.rule, value.doubtful):
                chosen[other.hit.first] = other._replace(value=_merge(other.value, value))
            continue
        chosen[hit.first] = candidate
        taken.update(dict.fromkeys(cover, hit.first))
    return chosen


def _merge(first: TriggerValue, other: TriggerValue) -> TriggerValue:
    """One value of two readings of the same entry over the same words: the voice stays open where they differ."""
    if first.form == other.form and first.voice != other.voice:
        return replace(first, voice="either")
    return first
