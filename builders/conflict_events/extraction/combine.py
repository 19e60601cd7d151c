"""Several extractors' events of one document -> one list, each event once.

Two extractors mean the same event where both have one of the same type and their triggers overlap or stand in one
sentence. The record of the extractor that comes first in the order of preference stands; it keeps the ids of the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from conflict_events.extraction.assemble import event_id
from conflict_events.extraction.rules import Extractor
from conflict_events.records import Document, Frame, Rejected, Span, any_overlap


class Combined:
    """Runs extractors, the preferred one first, and joins what they find."""

    def __init__(self, extractors: Sequence[Extractor]) -> None:
        self._extractors = extractors

    def __call__(self, document: Document) -> list[Frame | Rejected]:
        """The events of a document, in text order, behind what could not be used."""
        found: list[Frame] = []
        rejected: list[Rejected] = []
        for extractor in self._extractors:
            mine: list[Frame] = []
            for item in extractor(document):
                if isinstance(item, Rejected):
                    rejected.append(item)
                else:
                    mine.append(item)
            found = combine(found, mine, document.article.article_id)
        return [*rejected, *found]


def combine(preferred: Iterable[Frame], others: Iterable[Frame], article_id: str) -> list[Frame]:
    """The preferred frames and those of the others that mean no preferred event, in text order."""
    stand = list(preferred)
    told: list[list[str]] = [[] for _ in stand]
    left = []
    seen: Counter[tuple[str, Span]] = Counter()
    for frame in others:
        seen[frame.type, frame.trigger] += 1
        at = _same(stand, frame)
        if at is None:
            left.append(frame)
        else:
            number = seen[frame.type, frame.trigger]
            told[at] += [event_id(article_id, frame.type, frame.trigger, number), *frame.other_ids]
    joined = [replace(f, other_ids=(*f.other_ids, *ids)) if ids else f for f, ids in zip(stand, told, strict=True)]
    return sorted([*joined, *left], key=lambda f: f.trigger)


def _same(frames: Sequence[Frame], frame: Frame) -> int | None:
    """Which of the frames is the same event: rather one on the same words than one in the same sentence."""
    alike = [i for i, f in enumerate(frames) if f.type == frame.type]
    for i in alike:
        if any_overlap(_triggers(frames[i]), _triggers(frame)):
            return i
    return next((i for i in alike if frames[i].sentence.overlaps(frame.trigger)), None)


def _triggers(frame: Frame) -> tuple[Span, ...]:
    return (frame.trigger, *frame.others)
