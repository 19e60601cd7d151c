"""What annotators differ in, to be settled, and the whole annotation once it is."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations, groupby
from operator import itemgetter
from typing import Any

from conflict_events.annotations import project
from conflict_events.annotations.model import Markup
from conflict_events.counted import counted
from conflict_events.evaluation.annotators import Told, annotated, same_events
from conflict_events.evaluation.event_files import Events
from conflict_events.evaluation.matching import agree
from conflict_events.records import ITEM_FIELDS, Rejected


def disagreements(annotators: Mapping[str, Events]) -> Iterator[dict[str, Any]]:
    """What annotators differ in, article by article, as lines of the project's annotation layout.

    A line is one event: ``events`` holds each annotator's reading with its ``annotator``, ids made unique by the
    annotator's name, events without one and those of one id numbered; ``differs`` says in what: "event" (somebody has
    none for it, or two), "type", "status" or one of ``ITEM_FIELDS``; ``annotators`` are all who looked at the article. To
    settle it, leave one annotator's reading, or none where there is no such event; then the lines are the article's
    annotation, of these events alone.
    """
    for article_id, article in annotated(annotators):
        numbers = itertools.count(1)
        names = project.Names()
        for group in same_events(article, same_type=False):
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
    for article_id, article in annotated(annotators, least=1):
        groups = same_events(article, same_type=False)
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
        "event": not len(group) == len({name for name, _ in group}) == annotators,
        "type": any(a.type != b.type for a, b in across),
        "status": any(a.status != b.status for a, b in across),
        **{name: any(not agree(name, a, b) for a, b in across) for name in ITEM_FIELDS},
    }
    return [name for name, differs in found.items() if differs]
