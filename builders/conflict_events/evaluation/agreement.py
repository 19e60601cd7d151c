"""How far annotators agree: F1 of each pair, Krippendorff's alpha, and what they differ in, to be settled."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from conflict_events.annotations import project
from conflict_events.annotations.model import Markup
from conflict_events.counted import counted
from conflict_events.evaluation.evaluate import MEASURES, Result, evaluate
from conflict_events.evaluation.event_files import Event, Events, read_events
from conflict_events.evaluation.matching import agree, match
from conflict_events.records import ITEM_FIELDS, Rejected, Span, any_overlap

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


def read(paths: Sequence[str | Path], texts: Mapping[str, str]) -> dict[str, Events]:
    """Each annotator's events, by the file's name without suffix, or by the whole path where two names are equal.

    Raises ValueError for fewer than two files or one given twice, and what ``event_files.read_events`` raises.
    """
    files = [Path(path) for path in paths]
    if len(files) < 2:
        raise ValueError("agreement needs the files of two annotators at least")
    if twice := [str(f) for i, f in enumerate(files) if f.resolve() in {other.resolve() for other in files[:i]}]:
        raise ValueError("a file is given twice: " + ", ".join(twice))
    stems = Counter(file.stem for file in files)
    return {file.stem if stems[file.stem] == 1 else str(file): read_events(file, texts) for file in files}


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
    for _, article in _articles(annotators):
        types += _type_units(article)
        statuses += [_values(group, lambda e: e.status or NONE) for group in _groups(article, same_type=True)]
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


Told = Sequence[tuple[str, Event]]
"""Events with the name of who told them."""


def _articles(annotators: Mapping[str, Events], least: int = 2) -> Iterator[tuple[str, Mapping[str, Sequence[Event]]]]:
    """Each article with what those say of it who looked at it, if they are ``least`` or more."""
    for article_id in dict.fromkeys(i for events in annotators.values() for i in events):
        article = {name: events[article_id] for name, events in annotators.items() if article_id in events}
        if len(article) >= least:
            yield article_id, article


def _type_units(article: Mapping[str, Sequence[Event]]) -> Iterator[Unit]:
    """What each annotator sees at each position that one marked as an event's main trigger."""
    told = [(name, event) for name, events in article.items() for event in events]
    positions = _positions(event.triggers[0] for _, event in told if event.triggers)
    there: list[list[tuple[str, Event]]] = [[] for _ in positions]
    for name, event in told:
        for trigger in event.triggers:
            for at in _positions_of(trigger, positions):
                there[at].append((name, event))
    for events in there:
        yield {**dict.fromkeys(article, NONE), **_values(events, lambda e: e.type)}


def _positions(triggers: Iterable[Span]) -> list[Span]:
    """The stretches that triggers cover, those that share a character joined, in text order."""
    found: list[Span] = []
    for trigger in sorted(triggers):
        if found and trigger.overlaps(found[-1]):
            found[-1] = Span(found[-1].start, max(found[-1].end, trigger.end))
        else:
            found.append(trigger)
    return found


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


def _groups(article: Mapping[str, Sequence[Event]], *, same_type: bool) -> list[list[tuple[str, Event]]]:
    """The annotators' events, those together that are the same event.

    Two are where they match as system and gold would, or, unless ``same_type``, stand on the same words and match no
    other of that annotator's.
    """
    told = [(name, event) for name, events in article.items() for event in events]
    number = {id(event): i for i, (_, event) in enumerate(told)}
    edges = []
    for a, b in combinations(article, 2):
        matching = match("", article[a], article[b])
        same = list(matching.pairs)
        if not same_type:
            same += [(x, y) for x in matching.missed for y in matching.spurious if _same_words(x, y)]
        edges += [(number[id(x)], number[id(y)]) for x, y in same]
    return [[told[i] for i in group] for group in _connected(len(told), edges)]


def _same_words(a: Event, b: Event) -> bool:
    return any_overlap(a.triggers[:1], b.triggers[:1])


def _connected(size: int, edges: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The numbers below ``size``, those together that edges join, in order."""
    before = list(range(size))

    def first(i: int) -> int:
        while before[i] != i:
            before[i] = i = before[before[i]]
        return i

    for edge in edges:
        low, high = sorted(map(first, edge))
        before[high] = low
    groups: dict[int, list[int]] = {}
    for i in range(size):
        groups.setdefault(first(i), []).append(i)
    return list(groups.values())


# --- what is to be settled ----------------------------------------------------------------------------


def disagreements(annotators: Mapping[str, Events]) -> Iterator[dict[str, Any]]:
    """What annotators differ in, article by article, as lines of the project's annotation layout.

    A line is one event: ``events`` holds each annotator's reading with its ``annotator``, ids made unique by the
    annotator's name, events without one and those of one id numbered; ``differs`` says in what: "event" (somebody has
    it not), "type", "status" or one of ``ITEM_FIELDS``; ``annotators`` are all who looked at the article. To settle it,
    leave one reading, or none where there is no such event; then the lines are the article's annotation, of these
    events alone.
    """
    for article_id, article in _articles(annotators):
        numbers = itertools.count(1)
        names = project.Names()
        for group in _groups(article, same_type=False):
            differs = _differs(group, len(article))
            if differs:
                events = []
                for name, event in group:
                    own = names.take(f"{name}:{event.told.get('id') or f'#{next(numbers)}'}")
                    events.append({**event.told, "id": own, "annotator": name})
                yield {"article_id": article_id, "annotators": list(article), "differs": differs, "events": events}


def settled(annotators: Mapping[str, Events], chosen: Events) -> Iterator[dict[str, Any]]:
    """The annotation that annotators agree on in the end, article by article as lines of the project's annotation layout, the
    events in text order: those in which they do not differ, as the first who tells one reads it, and of those in which they
    do what was settled. Articles that one of them alone looked at are taken as they are.

    ``chosen``: the settled lines of ``disagreements``. Raises ValueError for an article that they differ in and ``chosen`` has
    not, or the other way round.
    """
    left = dict(chosen)
    for article_id, article in _articles(annotators, least=1):
        groups = _groups(article, same_type=False)
        agreed = [group[0][1] for group in groups if not _differs(group, len(article))]
        if len(agreed) < len(groups) and article_id not in left:
            number = counted(len(groups) - len(agreed), "event")
            raise ValueError(f"article {article_id}: they differ in {number}, and no settled line is of it")
        if len(agreed) == len(groups) and article_id in left:
            raise ValueError(f"article {article_id}: there are settled lines of it, and nothing in which they differ")
        events = sorted([*agreed, *left.pop(article_id, ())], key=lambda e: e.triggers[0].start if e.triggers else -1)
        names = project.Names()
        told = [{**e.told, "id": names.take(str(e.told.get("id") or f"E{n}"))} for n, e in enumerate(events, 1)]
        yield {"article_id": article_id, "events": told}
    if left:
        raise ValueError(f"article {min(left)}: there are settled lines of it, and nobody annotated it")


def to_settle(annotators: Mapping[str, Events], texts: Mapping[str, str]) -> Iterator[Markup | Rejected]:
    """What annotators differ in, a markup an article for annotation tools, each reading with its annotator as a note; and
    what of it the article does not hold. ``texts`` by article id. Raises ValueError for an article that is not among them.
    """
    for article_id, rows in groupby(disagreements(annotators), key=itemgetter("article_id")):
        if article_id not in texts:
            raise ValueError(f"article {article_id} is not among the articles given, and a tool needs its text")
        events = tuple(event for row in rows for event in row["events"])
        markup, rejected = project.markup(project.Row(article_id, events), texts[article_id])
        yield from rejected
        names = {event["id"]: event["annotator"] for event in events}
        yield replace(markup, spans=tuple(replace(s, note=names.get(s.id, "")) for s in markup.spans))


def _differs(group: Told, annotators: int) -> list[str]:
    across = [(a, b) for (name, a), (other, b) in combinations(group, 2) if name != other]
    found = {
        "event": len({name for name, _ in group}) < annotators,
        "type": any(a.type != b.type for a, b in across),
        "status": any(a.status != b.status for a, b in across),
        **{name: any(not agree(name, a, b) for a, b in across) for name in ITEM_FIELDS},
    }
    return [name for name, differs in found.items() if differs]
