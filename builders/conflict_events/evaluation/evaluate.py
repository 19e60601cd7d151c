"""How well events were extracted: those that are right, counted against annotated ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from conflict_events.counted import counted
from conflict_events.evaluation.event_files import Event, Events
from conflict_events.evaluation.matching import agree, kilometres, matchings, same_items
from conflict_events.records import ITEM_FIELDS

Side = Literal["gold", "system"]

MEASURES = ("events", "action", *ITEM_FIELDS, "record")
HEADLINE = ("action", "actor", "location", "amount", "date")
"""The measures whose mean F1 is ``fields``."""
NEAR = 50.0
"""Kilometres within which two coordinates are the same place."""
NO_PUBLISHER = "(publisher not given)"


@dataclass(slots=True)
class Count:
    """How many the annotation has, how many the system has, and how many of these are right."""

    gold: int = 0
    system: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """The share of the system's that is right, 0 where it has none."""
        return self.right / self.system if self.system else 0.0

    @property
    def recall(self) -> float:
        """The share of the annotation's that was found, 0 where it has none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, to four digits."""
        total = self.precision + self.recall
        return round(2 * self.precision * self.recall / total, 4) if total else 0.0

    def add(self, side: Side, number: int = 1) -> None:
        """Count so many more on a side."""
        if side == "gold":
            self.gold += number
        else:
            self.system += number

    def json(self) -> dict[str, float]:
        """The three measures to four digits, and the counts."""
        shares = {"p": round(self.precision, 4), "r": round(self.recall, 4), "f1": self.f1}
        return {**shares, "gold": self.gold, "system": self.system, "right": self.right}


@dataclass(slots=True)
class Score:
    """The counts of ``MEASURES`` over some articles or event types."""

    counts: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in MEASURES})
    near: int = 0
    """Of ``coded``, those within ``NEAR`` kilometres."""
    coded: int = 0
    """Places that both sides have, with coordinates on both."""

    @property
    def fields(self) -> float:
        """Mean F1 of ``HEADLINE``, to four digits: the one number to look at first."""
        return round(sum(self.counts[name].f1 for name in HEADLINE) / len(HEADLINE), 4)

    @property
    def geocode(self) -> float | None:
        """The share of ``coded`` that is near, to four digits; None where there is none."""
        return round(self.near / self.coded, 4) if self.coded else None

    def json(self) -> dict[str, Any]:
        """A JSON object with a key for each measure, ``fields`` and ``geocode``."""
        measures: dict[str, Any] = {name: count.json() for name, count in self.counts.items()}
        return {**measures, "fields": self.fields, "geocode": {"within_50_km": self.geocode, "of": self.coded}}

    def add_event(self, event: Event, side: Side) -> None:
        """Count an event and its items on its side."""
        for name, count in self.counts.items():
            count.add(side, len(event.items(name)) if name in ITEM_FIELDS else 1)

    def add_pair(self, gold: Event, system: Event) -> None:
        """Count what is right in two events that were matched."""
        same_status = gold.status == system.status
        self.counts["events"].right += 1
        self.counts["action"].right += same_status
        self.counts["record"].right += same_status and all(agree(name, gold, system) for name in ITEM_FIELDS)
        for name in ITEM_FIELDS:
            self.counts[name].right += len(same_items(name, gold, system))
        for place, other in same_items("location", gold, system):
            distance = kilometres(place, other)
            if distance is not None:
                self.coded += 1
                self.near += distance <= NEAR


@dataclass(slots=True)
class Result:
    """What ``evaluate`` found: all together, by event type and by publisher (empty where no publishers were given)."""

    total: Score = field(default_factory=Score)
    types: dict[str, Score] = field(default_factory=dict)
    publishers: dict[str, Score] = field(default_factory=dict)
    articles: int = 0
    unplaced: Count = field(default_factory=Count)
    """Events whose quoted words the article does not hold: they match nothing."""

    def json(self) -> dict[str, Any]:
        """A JSON object: that of the total, and ``types``, ``publishers``, ``articles``, ``unplaced``."""
        return {
            **self.total.json(),
            "types": {name: score.json() for name, score in self.types.items()},
            "publishers": {name: score.json() for name, score in self.publishers.items()},
            "articles": self.articles,
            "unplaced": {"gold": self.unplaced.gold, "system": self.unplaced.system},
        }

    def table(self) -> str:
        """Lines for a terminal: precision, recall and F1 of all, then F1 by type and by publisher."""
        lines = [
            counted(self.articles, "article"),
            f"{'':10} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6} {'system':>6} {'right':>6}",
        ]
        for name, c in self.total.counts.items():
            shares = " ".join(f"{c.json()[key]:6.3f}" for key in ("p", "r", "f1"))
            lines.append(f"{name:10} {shares} {c.gold:6} {c.system:6} {c.right:6}")
        lines.append(f"{'fields':10} {'':6} {'':6} {self.total.fields:6.3f}")
        if self.total.coded:
            lines.append(f"geocode    {self.total.geocode:.3f} within {NEAR:.0f} km of {self.total.coded}")
        for side, number in (("gold", self.unplaced.gold), ("system", self.unplaced.system)):
            if number:
                told = counted(number, f"{side} event")
                lines.append(f"{told} matched with nothing: the words quoted are not in the article")
        lines += _breakdown("F1 by type", self.types) + _breakdown("F1 by publisher", self.publishers)
        return "\n".join(lines)


def _breakdown(title: str, scores: Mapping[str, Score]) -> list[str]:
    if not scores:
        return []
    width = max(len(title), *map(len, scores))
    columns = (*MEASURES, "fields")
    lines = ["", f"{title:{width}} {'gold':>6} {'system':>6} " + " ".join(f"{name:>9}" for name in columns)]
    for name, score in scores.items():
        values = [*(score.counts[m].f1 for m in MEASURES), score.fields]
        events = score.counts["events"]
        lines.append(f"{name:{width}} {events.gold:6} {events.system:6} " + " ".join(f"{v:9.3f}" for v in values))
    return lines


def evaluate(gold: Events, system: Events, publishers: Mapping[str, str | None] | None = None) -> Result:
    """Measure the system's events against the gold ones, over the articles that ``gold`` names.

    ``publishers``: the publisher of each article id, for a breakdown by publisher.
    """
    result = Result(articles=len(gold))
    for matching in matchings(gold, system):
        publisher = None if publishers is None else publishers.get(matching.article_id) or NO_PUBLISHER
        for g, s in matching.pairs:
            for score in _scores(result, g.type, publisher):
                score.add_pair(g, s)
        _add_events(result, gold[matching.article_id], "gold", publisher)
        _add_events(result, system.get(matching.article_id, ()), "system", publisher)
    result.types = dict(sorted(result.types.items()))
    result.publishers = dict(sorted(result.publishers.items()))
    return result


def _add_events(result: Result, events: Sequence[Event], side: Side, publisher: str | None) -> None:
    for event in events:
        for score in _scores(result, event.type, publisher):
            score.add_event(event, side)
        if not event.triggers:
            result.unplaced.add(side)


def _scores(result: Result, type_: str, publisher: str | None) -> list[Score]:
    """The scores that an event counts for."""
    found = [result.total, result.types.setdefault(type_, Score())]
    if publisher is not None:
        found.append(result.publishers.setdefault(publisher, Score()))
    return found
