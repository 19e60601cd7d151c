"""A document's events beside each other: how likely each answer is, as numbers, in view of all the others.

A model of features judges every event and every filler by itself. Yet whether an event stands depends on how likely its
neighbours are, and on whether one of them is the same event; whether somebody is its actor, on who else may be, on what else
he may be in it, and on what he is in the events around it.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from conflict_events.trained.fillers import Filler
from conflict_events.trained.network import Numbers
from conflict_events.trained.reading import OTHER_PARTY, ROLES, Story
from conflict_events.trained.relations import Relations
from conflict_events.trained.retelling import Pair

Whole: TypeAlias = NDArray[np.int64]
LEAST = 1e-3
"""Probabilities that networks take in are taken to be no nearer to 0 or 1."""
NEVER = math.log(LEAST / (1 - LEAST))
"""Log-odds of the least of them."""
FAR_SENTENCE, FAR_TOKEN = 3, 4.0
"""Sentences between a filler and its event from which on it is far; the distance in tokens (the logarithm of one more) of a
filler in another sentence.
"""
_THINGS = 2**32
"""More than a document has things."""


@dataclass(frozen=True)
class Outlook:
    """Events that a document may have, in text order, each with its probability; by role the fillers of each, with theirs;
    and the probability that two tellings are of one event.
    """

    stories: Sequence[Story]
    likely: Sequence[float]
    fillers: Mapping[str, Sequence[Sequence[Filler]]]
    roles: Mapping[str, Sequence[Sequence[float]]]
    same: Mapping[Pair, float]

    def of_events(self) -> Numbers:
        """(events, numbers); the first number is the event's log-odds."""
        p, odds, n = self._p, self._odds, len(self.stories)
        at, sentence, kind = np.arange(n), self._sentence, self._kind
        likelier = (p > p[:, None]) | ((p == p[:, None]) & (at < at[:, None]))
        alike = (kind == kind[:, None]) & (at != at[:, None])
        here = (sentence == sentence[:, None]) & (at != at[:, None])
        same = self._same_events()
        others = p.sum() - p
        columns = {
            "log-odds": odds,
            "the others: mean": others / max(1, n - 1),
            "the others: sum": np.log1p(others),
            "how many": np.full(n, np.log1p(n)),
            "likeliest in the sentence": _most(odds, here),
            "likeliest in the sentence before": _most(odds, sentence == sentence[:, None] - 1),
            "likeliest in the sentence behind": _most(odds, sentence == sentence[:, None] + 1),
            "likeliest of the type": _most(odds, alike),
            "of the type: sum": np.log1p((p * alike).sum(1)),
            "same as a likelier one": np.where(likelier, same, 0.0).max(1),
            "same as a less likely one": np.where(likelier, 0.0, same).max(1),
            "same as one that stands": (same * p).max(1),
            "tellings": np.log1p([len(story.tellings) for story in self.stories]),
            **{role: self._of[role].best for role in ROLES},
        }
        return _rows(columns)

    def of_role(self, role: str) -> Numbers:
        """(fillers of a role, those of the first event first; numbers); the first number is the filler's log-odds."""
        mine = self._of[role]
        rival = mine.rival(mine)
        columns = {
            "log-odds": input_log_odds(mine.p),
            "rival": input_log_odds(rival),
            "rival: ahead by": rival - mine.p,
            "in another kind": input_log_odds(mine.own(mine)),
            "rank": mine.rank,
            "the others: sum": mine.sum[mine.event] - mine.p,
            "how many": np.log1p(np.bincount(mine.event, minlength=len(self.stories)))[mine.event],
            "in another event": mine.elsewhere(np.zeros_like(self._kind)),
            "in another event of the type": mine.elsewhere(self._kind),
            "in the event before": mine.beside(-1),
            "in the event behind": mine.beside(1),
            "other events in the sentence": self._crowd[mine.event],
            **mine.place,
            **mine.relations.sizes,
            **mine.relations.seen_by(mine.relations),
            **{each: self._of[each].best[mine.event] for each in ROLES if each != role},
        }
        if role in OTHER_PARTY:
            other = self._of[OTHER_PARTY[role]]
            columns |= {
                "as the other party": input_log_odds(other.own(mine)),
                "its rival": input_log_odds(other.rival(mine)),
            }
            columns |= {f"other party {told}": p for told, p in other.relations.seen_by(mine.relations).items()}
        return _rows(columns)

    @cached_property
    def _p(self) -> Numbers:
        return np.array(self.likely, np.float64)

    @cached_property
    def _odds(self) -> Numbers:
        return input_log_odds(self.likely)

    @cached_property
    def _sentence(self) -> Whole:
        return np.array([story.draft.sentence for story in self.stories])

    @cached_property
    def _crowd(self) -> Numbers:
        """How many other events stand in each event's sentence, as a logarithm."""
        found: Numbers = np.log1p(np.bincount(self._sentence)[self._sentence] - 1)
        return found

    @cached_property
    def _kind(self) -> Whole:
        """A number for each event's type."""
        numbers: dict[str, int] = {}
        return np.array([numbers.setdefault(story.draft.value.type, len(numbers)) for story in self.stories])

    @cached_property
    def _of(self) -> Mapping[str, _Role]:
        things: dict[Hashable, int] = {}
        kins: dict[Hashable, int] = {}
        return {role: _Role(self, role, things, kins) for role in ROLES}

    def _same_events(self) -> Numbers:
        """(events, events): the greatest probability that tellings of the two are of one event."""
        event = {trigger: i for i, story in enumerate(self.stories) for trigger in story.told_at}
        found = np.zeros((len(self.stories), len(self.stories)))
        for (a, b), p in self.same.items():
            i, j = event.get(a), event.get(b)
            if i is not None and j is not None and i != j:
                found[i, j] = found[j, i] = max(found[i, j], p)
        return found


class _Role:
    """The fillers of one role, all events' in one row. ``things`` and ``kins``: numbers of things and of what makes them kin,
    which several roles share.
    """

    def __init__(self, outlook: Outlook, role: str, things: dict[Hashable, int], kins: dict[Hashable, int]) -> None:
        stories, fillers = outlook.stories, outlook.fillers[role]
        flat = [filler for of in fillers for filler in of]
        self.event: Whole = np.repeat(np.arange(len(stories)), [len(of) for of in fillers])
        self.p: Numbers = np.array([p for of in outlook.roles[role] for p in of], np.float64)
        self.thing: Whole = np.array([things.setdefault(f.thing, len(things)) for f in flat], np.int64)
        self.best = np.zeros(len(stories))
        """Of each event the probability of the likeliest filler."""
        np.maximum.at(self.best, self.event, self.p)
        self.sum = np.zeros(len(stories))
        """Of each event those of all its fillers together."""
        np.add.at(self.sum, self.event, self.p)
        self.rank = ranks(self.event, self.p)
        self.place = _places(stories, flat, self.event)
        far = np.abs(self.place["sentences apart"]) * FAR_TOKEN * 2 + self.place["tokens apart"]
        self.relations = Relations(
            self.event, len(stories), self.p, self.thing, flat, role not in OTHER_PARTY, far, kins
        )
        self._key = self.event * _THINGS + self.thing
        self._value = self.p * outlook._p[self.event]

    def own(self, asked: _Role) -> Numbers:
        """How likely the thing of each asked filler is in this role of the same event."""
        return _best(self._key, self.p, asked._key)

    def rival(self, asked: _Role) -> Numbers:
        """How likely another thing is, at most, in this role of the same event."""
        return best_of_others(self.event, self.thing, self.p, asked.event, asked.thing)

    def elsewhere(self, group: Whole) -> Numbers:
        """How likely each filler's thing is, at most, in this role of another event of the same group."""
        keys = group[self.event] * _THINGS + self.thing
        return best_of_others(keys, self.event, self._value, keys, self.event)

    def beside(self, step: int) -> Numbers:
        """How likely each filler's thing is in this role of the event ``step`` events further on."""
        return _best(self._key, self._value, self._key + step * _THINGS)


def _places(stories: Sequence[Story], flat: Sequence[Filler], event: Whole) -> dict[str, Numbers]:
    """Where fillers stand beside their event's trigger, and whether the rules chose them."""
    triggers = [story.draft.trigger for story in stories]
    told = [(f.mention.sentence, f.mention.first, f.mention.last, f.rule) for f in flat]
    sentence, first, last, rule = np.array(told, np.int64).reshape(-1, 4).T
    anchor, begin, end = np.array([(t.sentence, t.first, t.last) for t in triggers])[event].T
    apart = sentence - anchor
    gap = np.maximum(np.maximum(first - end, begin - last), 0)
    return {
        "sentences apart": np.clip(apart, -FAR_SENTENCE, FAR_SENTENCE).astype(np.float64),
        "in the sentence": (apart == 0).astype(np.float64),
        "before the trigger": (first < begin).astype(np.float64),
        "tokens apart": np.where(apart == 0, np.log1p(gap), FAR_TOKEN),
        "by the rules": rule.astype(np.float64),
    }


def input_log_odds(probabilities: Sequence[float] | Numbers) -> Numbers:
    """The log-odds of each probability, as networks take them in: no nearer to 0 or 1 than ``LEAST`` of this module.
    (``model.log_odds``, which confidence is reckoned from, cuts off less.)
    """
    clipped = np.minimum(np.maximum(probabilities, LEAST), 1 - LEAST)
    # NumPy's own logarithm ends in another bit on another processor.
    return np.array(list(map(math.log, (clipped / (1 - clipped)).tolist())), np.float64)


def _rows(columns: Mapping[str, Numbers]) -> Numbers:
    """Columns beside each other, in order in memory row by row."""
    return np.ascontiguousarray(np.array(list(columns.values())).T)


def _most(odds: Numbers, where: NDArray[np.bool_]) -> Numbers:
    """Of each row of (events, events) the greatest log-odds of the events that are meant."""
    found: Numbers = np.where(where, odds, NEVER).max(1)
    return found


def ranks(groups: Whole, values: Numbers) -> Numbers:
    """How many of its group stand before each value, the greatest first; groups ascend."""
    order = np.lexsort((-values, groups))
    found: Numbers = np.empty(len(values))
    found[order] = np.arange(len(values)) - np.searchsorted(groups, groups)
    return found


def _best(keys: Whole, values: Numbers, asked: Whole) -> Numbers:
    """The greatest value of each asked key; 0 where there is none."""
    return best_of_others(keys, np.zeros_like(keys), values, asked, np.full_like(asked, -1))


def best_of_others(groups: Whole, owners: Whole, values: Numbers, asked: Whole, by: Whole) -> Numbers:
    """The greatest value of each asked group that is of another owner than the one who asks; 0 where there is none."""
    if not len(groups):
        return np.zeros(len(asked))
    order = np.lexsort((-values, groups))
    groups, owners, values = groups[order], owners[order], values[order]
    begins = np.append(True, groups[1:] != groups[:-1])
    known, owner, first = groups[begins], owners[begins], values[begins]
    row = np.cumsum(begins) - 1
    second = np.zeros(len(known))
    others = owners != owner[row]
    np.maximum.at(second, row[others], values[others])
    at = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    found = np.where(owner[at] == by, second[at], first[at])
    return np.where(known[at] == asked, found, 0.0)
