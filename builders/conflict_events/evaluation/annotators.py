"""Annotators' events side by side: read by annotator, the articles that several looked at, and which events are the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from conflict_events.evaluation.event_files import Event, Events, read_events
from conflict_events.evaluation.matching import match
from conflict_events.records import any_overlap

Told = Sequence[tuple[str, Event]]
"""Events with the name of who told them."""


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


def annotated(annotators: Mapping[str, Events], least: int = 2) -> Iterator[tuple[str, Mapping[str, Sequence[Event]]]]:
    """Each article with what those say of it who looked at it, if they are ``least`` or more."""
    for article_id in dict.fromkeys(i for events in annotators.values() for i in events):
        article = {name: events[article_id] for name, events in annotators.items() if article_id in events}
        if len(article) >= least:
            yield article_id, article


def same_events(article: Mapping[str, Sequence[Event]], *, same_type: bool) -> list[list[tuple[str, Event]]]:
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
