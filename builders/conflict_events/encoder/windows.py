"""A document's text cut into windows that an encoder reads at once, and where its mentions stand in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from conflict_events.encoder.pieces import Pieces
from conflict_events.records import Document, Mention
from conflict_events.trained.reading import Ends, Story, ends

BEGIN, END = 0, 2
"""The pieces at a window's borders."""
BORDERS = 2
"""How many they are."""
MOST = 12
"""Pieces of a mention that are looked at."""
FARTHEST = 7
"""Powers of two by which the distance of a mention from a trigger is told."""
ELSEWHERE = 0
"""The distance of a mention that is not in a trigger's window."""
DISTANCES = 2 * (FARTHEST + 1)


class Place(NamedTuple):
    """Pieces ``first`` to ``last`` (exclusive) of a window, the one at its border counted."""

    window: int
    first: int
    last: int


class Beside(NamedTuple):
    """A mention and the trigger of an event to look at beside it, and how far they are apart (see ``distance``)."""

    trigger: Place
    mention: Place
    distance: int


class Windows:
    """The windows of a document, of ``most`` pieces and fewer."""

    def __init__(self, pieces: Pieces, document: Document, most: int) -> None:
        first, last = document.sentences[0].start, document.sentences[-1].end
        found = pieces(document.text[first:last])
        self._starts = [first + piece.start for piece in found]
        self._numbers = [piece.number for piece in found]
        self._begins = begins(self._starts, [s.end for s in document.sentences], most - BORDERS)
        self._known: dict[Ends, Place | None] = {}
        self._told: dict[frozenset[Ends], list[tuple[int, Place]]] = {}

    def __len__(self) -> int:
        return len(self._begins)

    def numbers(self, window: int) -> list[int]:
        """The pieces of a window, with those at its borders."""
        return [BEGIN, *self._numbers[slice(*self._ends(window))], END]

    def of(self, at: Ends) -> Place | None:
        """Where a stretch of text stands, as far as it lies in one window; None where it has no pieces."""
        if at not in self._known:
            self._known[at] = self._of(*at)
        return self._known[at]

    def _of(self, start: int, stop: int) -> Place | None:
        if not self._starts:
            return None
        first = max(bisect_right(self._starts, start) - 1, 0)
        window = bisect_right(self._begins, first) - 1
        begin, end = self._ends(window)
        last = min(max(bisect_left(self._starts, stop), first + 1), first + MOST, end)
        return Place(window, first - begin + 1, last - begin + 1)

    def _ends(self, window: int) -> tuple[int, int]:
        later = window + 1
        return self._begins[window], self._begins[later] if later < len(self._begins) else len(self._numbers)

    def beside(self, story: Story, mention: Mention) -> Beside | None:
        """A mention and the trigger of the event that is nearest to it in its window, or else the event's anchor."""
        at, anchor = self.of(ends(mention)), self.of(ends(story.draft.trigger))
        if at is None or anchor is None:
            return None
        near = [
            (abs(start - mention.start), place) for start, place in self._triggers(story) if place.window == at.window
        ]
        if not near:
            return Beside(anchor, at, ELSEWHERE)
        trigger = min(near)[1]
        return Beside(trigger, at, distance(at.first - trigger.first))

    def _triggers(self, story: Story) -> list[tuple[int, Place]]:
        """Where each trigger of an event begins, and its place."""
        found = self._told.get(story.told_at)
        if found is None:
            places = [(at[0], self.of(at)) for at in story.told_at]
            found = self._told[story.told_at] = [(start, place) for start, place in places if place is not None]
        return found


def begins(starts: Sequence[int], ends: Sequence[int], room: int) -> list[int]:
    """At which of the pieces, which begin at ``starts``, windows begin: as many whole sentences, which end at ``ends``, as
    have ``room`` pieces; a longer sentence is cut.
    """
    found = [0]
    at = 0
    for end in ends:
        last = bisect_left(starts, end, at)
        while last - found[-1] > room:
            found.append(at if at > found[-1] else found[-1] + room)
        at = last
    return found


def distance(pieces: int) -> int:
    """How far behind a trigger a mention begins, by powers of two."""
    power = min((1 + abs(pieces)).bit_length() - 1, FARTHEST)
    return FARTHEST + 1 + (power if pieces > 0 else -power)
