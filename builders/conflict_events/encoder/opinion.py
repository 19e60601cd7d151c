"""What an encoder thinks of one document: it corrects the probabilities that a model of features gives."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np

from conflict_events.encoder.file import Encoder
from conflict_events.encoder.heads import Numbers, Seen
from conflict_events.encoder.whole import Floats, tiles
from conflict_events.encoder.windows import Place, Windows
from conflict_events.records import Status
from conflict_events.trained import model
from conflict_events.trained.fillers import Filler
from conflict_events.trained.judge import Judge
from conflict_events.trained.outlook import input_log_odds
from conflict_events.trained.reading import Reading, Story, ends
from conflict_events.trained.retelling import Pair

GIVEN = 2.0
"""What speaks for the status that a model of features gives, as log-odds."""


class Opinion(Judge):
    """An encoder's answers on one document; what is of a kind that it did not learn of stays as it is. Windows are read when
    they are asked about.
    """

    def __init__(self, encoder: Encoder, reading: Reading) -> None:
        super().__init__(reading)
        self._heads = encoder.heads
        self._network = encoder.network
        self._windows = Windows(encoder.pieces, reading.document, encoder.window)
        self._known: dict[Place, Floats] = {}

    def same(self, likely: Mapping[Pair, float]) -> dict[Pair, float]:
        """That two tellings are of one event, by pair."""
        tellings = self.reading.tellings
        triggers = {at for pair in likely for at in pair}
        places = {at: place for at in triggers if (place := self._windows.of(at)) is not None}
        found = dict(likely)
        types = {pair: tellings[pair[0]].draft.value.type for pair in likely}
        asked = [pair for pair in likely if types[pair] in self._heads.types and places.keys() >= set(pair)]
        if asked:
            values, at = self._seen([places[pair[side]] for side in (0, 1) for pair in asked])
            views, (first, second) = self._heads.pair_view(values), np.split(at, 2)
            odds = encoder_log_odds([likely[pair] for pair in asked])
            kinds = self._types([types[pair] for pair in asked])
            for rows in tiles(len(asked)):
                a, b = views[first[rows]], views[second[rows]]
                answers = self._heads.pair([np.abs(a - b), a * b, a + b], [kinds[rows]], odds[rows])[:, 0] + odds[rows]
                found.update(zip(asked[rows], _probabilities(answers), strict=True))
        return found

    def events(self, stories: Sequence[Story], likely: Sequence[float]) -> list[float]:
        """That each is an event."""
        found = list(likely)
        asked = self._answerable(stories)
        if asked:
            told = [stories[i] for i in asked]
            odds = encoder_log_odds([likely[i] for i in asked])
            types = self._types([s.draft.value.type for s in told])
            answers = self._heads.event(self._shown(told), [types], odds)[:, 0] + odds
            for i, p in zip(asked, _probabilities(answers), strict=True):
                found[i] = p
        return found

    def statuses(self, stories: Sequence[Story], given: Sequence[Status]) -> list[Status]:
        """The status of each event."""
        names = self._heads.statuses
        found = list(given)
        asked = [i for i in self._answerable(stories) if given[i] in names]
        if asked:
            told = [stories[i] for i in asked]
            before = np.array([names.index(given[i]) for i in asked])
            types = self._types([s.draft.value.type for s in told])
            answers = self._heads.status(self._shown(told), [types, before])
            answers[np.arange(len(asked)), before] += np.float32(GIVEN)
            for i, at in zip(asked, answers.argmax(1).tolist(), strict=True):
                found[i] = names[at]
        return found

    def role(
        self,
        role: str,
        stories: Sequence[Story],
        fillers: Sequence[Sequence[Filler]],
        likely: Sequence[Sequence[float]],
    ) -> list[list[float]]:
        """That each of an event's fillers fills a role of it, by event."""
        found = [list(ps) for ps in likely]
        asked = []
        for i in self._answerable(stories):
            for j, filler in enumerate(fillers[i]):
                beside = self._windows.beside(stories[i], filler.mention)
                if beside is not None and filler.detail in self._heads.details:
                    asked.append((i, j, beside))
        if asked:
            triggers = self._seen([beside.trigger for _, _, beside in asked])
            mentions = self._seen([beside.mention for _, _, beside in asked])
            kinds = [
                self._types([stories[i].draft.value.type for i, _, _ in asked]),
                np.array([self._heads.details[fillers[i][j].detail] for i, j, _ in asked]),
                np.array([beside.distance for _, _, beside in asked]),
            ]
            odds = encoder_log_odds([likely[i][j] for i, j, _ in asked])
            answers = self._heads.roles[role](triggers, mentions, kinds, odds)
            for (i, j, _), p in zip(asked, _probabilities(answers), strict=True):
                found[i][j] = p
        return found

    def _answerable(self, stories: Sequence[Story]) -> list[int]:
        """The numbers of those that are of a known type and stand in a window."""
        return [
            i
            for i, story in enumerate(stories)
            if story.draft.value.type in self._heads.types and self._windows.of(ends(story.draft.trigger)) is not None
        ]

    def _shown(self, stories: Sequence[Story]) -> list[Floats]:
        """Of each event the vector of its anchor, and the mean of those of all its triggers."""
        places = [[self._windows.of(ends(t.draft.trigger)) for t in s.tellings] for s in stories]
        there = [[place for place in of if place is not None] for of in places]
        means = [self._vectors(of).mean(0, dtype=np.float32) for of in there]
        return [self._vectors(of[0] for of in there), np.array(means)]

    def _seen(self, places: Sequence[Place]) -> Seen:
        """The vectors of places, each once, and the row of each place."""
        rows = {place: i for i, place in enumerate(dict.fromkeys(places))}
        return self._vectors(rows), np.array([rows[place] for place in places])

    def _vectors(self, places: Iterable[Place]) -> Floats:
        """The vectors of places, one below the other."""
        return np.array([self._vector(place) for place in places])

    def _vector(self, place: Place) -> Floats:
        if place not in self._known:
            self._read(place)
        return self._known[place]

    def _read(self, place: Place) -> None:
        """Read the window of a place, for its mentions, too: next to nothing else is asked about."""
        places = {place, *(other for other in self._mentioned if other.window == place.window)}
        rows = sorted({row for one in places for row in range(one.first, one.last)})
        states = self._network(self._windows.numbers(place.window), rows)
        for one in places:
            at = bisect_left(rows, one.first)
            self._known[one] = states[at : at + one.last - one.first].mean(0, dtype=np.float32)

    @cached_property
    def _mentioned(self) -> list[Place]:
        places = (self._windows.of(ends(m)) for of in self.reading.mentions.values() for m in of)
        return [place for place in places if place is not None]

    def _types(self, types: Sequence[str]) -> Numbers:
        return np.array([self._heads.types[t] for t in types])


def encoder_log_odds(probabilities: Sequence[float]) -> Floats:
    """``input_log_odds`` in the 32 bits that an encoder reckons with."""
    return input_log_odds(probabilities).astype(np.float32)


def _probabilities(odds: Floats) -> list[float]:
    return [model.logistic(x) for x in odds.tolist()]
