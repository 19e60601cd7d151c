"""How far annotators agree: F1 of each pair, Krippendorff's alpha."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from conflict_events.counted import counted
from conflict_events.evaluation.annotators import Told, annotated, same_events
from conflict_events.evaluation.evaluate import MEASURES, Result, evaluate
from conflict_events.evaluation.event_files import Event, Events
from conflict_events.records import Span, merged

NONE = "none"
"""The value of an annotator who saw an article, but no event where another saw one."""

Unit = Mapping[str, str]
"""What annotators, by name, say of one thing; who did not look at it is left out."""


@dataclass(frozen=True, slots=True)
class Alpha:
    """Krippendorff's alpha for nominal values: 1 full agreement, 0 as by chance, below 0 worse.

    ``value`` is None where it is not defined: no unit with two answers, or one and the same answer everywhere.
    ``units`` is the number of units with two answers or more.
    """

    value: float | None
    units: int

    def __str__(self) -> str:
        shown = "undefined" if self.value is None else f"{self.value:.3f}"
        return f"{shown} over {counted(self.units, 'unit')}"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of each pair of annotators, the earlier taken for gold, what ``evaluate`` finds; alpha over all annotators."""

    annotators: tuple[str, ...]
    pairs: Mapping[tuple[str, str], Result]
    types: Alpha
    statuses: Alpha

    @property
    def mean(self) -> dict[str, float]:
        """F1 of each of ``MEASURES`` and ``fields``, the mean over the pairs, to four digits."""
        rows = [_f1(result) for result in self.pairs.values()]
        return {name: round(sum(row[name] for row in rows) / len(rows), 4) for name in rows[0]}

    def json(self) -> dict[str, Any]:
        """A JSON object: ``annotators``, ``mean``, ``pairs``, and ``alpha`` of ``type`` and ``status``."""
        alphas = {"type": self.types, "status": self.statuses}
        return {
            "annotators": list(self.annotators),
            "mean": self.mean,
            "pairs": [{"annotators": list(names), **result.json()} for names, result in self.pairs.items()],
            "alpha": {name: {"value": a.value, "units": a.units} for name, a in alphas.items()},
        }

    def table(self) -> str:
        """Lines for a terminal: F1 of each pair and the mean of the pairs, then alpha."""
        rows = [(" / ".join(pair), str(result.articles), _f1(result)) for pair, result in self.pairs.items()]
        rows.append(("mean of pairs", "", self.mean))
        width = max(len(name) for name, _, _ in rows)
        lines = [f"{'F1':{width}} {'articles':>8} " + " ".join(f"{name:>9}" for name in self.mean)]
        for name, articles, values in rows:
            lines.append(f"{name:{width}} {articles:>8} " + " ".join(f"{v:9.3f}" for v in values.values()))
        return "\n".join([*lines, f"alpha of types    {self.types}", f"alpha of statuses {self.statuses}"])


def _f1(result: Result) -> dict[str, float]:
    return {**{m: result.total.counts[m].f1 for m in MEASURES}, "fields": result.total.fields}


def agreement(annotators: Mapping[str, Events]) -> Agreement:
    """How far annotators, by name, agree on the articles that they share.

    Raises ValueError where two have no article in common or the ``krippendorff`` package is not installed.
    """
    pairs = {}
    for a, b in combinations(annotators, 2):
        shared = {i: events for i, events in annotators[a].items() if i in annotators[b]}
        if not shared:
            raise ValueError(f"{a} and {b} have no article in common")
        pairs[a, b] = evaluate(shared, annotators[b])
    types: list[Unit] = []
    statuses: list[Unit] = []
    for _, article in annotated(annotators):
        types += _type_units(article)
        statuses += [_values(group, lambda e: e.status or NONE) for group in same_events(article, same_type=True)]
    return Agreement(tuple(annotators), pairs, alpha(types), alpha(statuses))


def alpha(units: Sequence[Unit]) -> Alpha:
    """Krippendorff's alpha, nominal. Raises ValueError where the ``krippendorff`` package is not installed."""
    try:
        import krippendorff
    except ImportError:
        raise ValueError("alpha needs the krippendorff package: pip install '.[annotations]' in the sources") from None

    counts = [Counter(unit.values()) for unit in units if len(unit) > 1]
    domain = sorted(set().union(*counts))
    if len(domain) < 2:
        return Alpha(None, len(counts))
    table = [[count[value] for value in domain] for count in counts]
    value = krippendorff.alpha(value_counts=table, level_of_measurement="nominal")
    return Alpha(round(float(value), 4), len(counts))


def _type_units(article: Mapping[str, Sequence[Event]]) -> Iterator[Unit]:
    """What each annotator sees at each position that one marked as an event's main trigger."""
    told = [(name, event) for name, events in article.items() for event in events]
    positions = merged(event.triggers[0] for _, event in told if event.triggers)
    there: list[list[tuple[str, Event]]] = [[] for _ in positions]
    for name, event in told:
        for trigger in event.triggers:
            for at in _positions_of(trigger, positions):
                there[at].append((name, event))
    for events in there:
        yield {**dict.fromkeys(article, NONE), **_values(events, lambda e: e.type)}


def _positions_of(trigger: Span, positions: Sequence[Span]) -> range:
    """The numbers of the positions that share a character with a trigger."""
    first = bisect_right(positions, trigger.start, key=lambda p: p.end)
    return range(first, bisect_left(positions, trigger.end, first, key=lambda p: p.start))


def _values(told: Told, value: Callable[[Event], str]) -> dict[str, str]:
    """What each says; several answers of one annotator are one value of their own."""
    said: dict[str, set[str]] = {}
    for name, event in told:
        said.setdefault(name, set()).add(value(event))
    return {name: "+".join(sorted(values)) for name, values in said.items()}
