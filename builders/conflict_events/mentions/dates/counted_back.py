"""What was so long before what its sentence tells: استقال الأحد بعد يومين من الهجوم, يأتي ذلك غداة الهجوم."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from conflict_events.mentions.calendars import Day
from conflict_events.mentions.dates.words import DateWords
from conflict_events.records import DateValue, Document, Mention

COUNT = 6
"""Words of "after" and a count of time."""


class Counted(NamedTuple):
    """The tokens that tell how long before, and the day that it is counted from, None where that is not known."""

    first: int
    last: int
    day: Day | None


def counted_back(document: Document, at: int, dates: Sequence[Mention], words: DateWords) -> Counted | None:
    """How long before another day the event noun at a token was, None where the text does not tell."""
    begin = document.sentence_of(at).first
    found = _distance(document, at, begin, words)
    if found is None or any(d.first < found.stop and found.start < d.last for d in dates):
        return None
    told = [d for d in dates if begin <= d.first and d.last <= found.start]
    between = document.tokens[told[-1].last if told else begin : found.start]
    if len(between) > words.comes_reach or any(t.norm in words.not_told for t in between):
        return None
    if not told:
        comes = any(t.norm in words.comes for t in between)
        return Counted(found.start, found.stop, document.article.published) if comes else None
    value = told[-1].value
    if not isinstance(value, DateValue) or value.precision != "day":
        return None
    return Counted(found.start, found.stop, value.earliest)


def _distance(document: Document, at: int, begin: int, words: DateWords) -> range | None:
    """The tokens before the event noun at a token that tell its distance: "the day after", or "after" and a count of time."""
    tokens = document.tokens
    last = at - 1 if at > begin and tokens[at - 1].norm in words.before_event else at
    before = tokens[last - 1].norm if last > begin else ""
    if before.removeprefix(words.conjunction) in words.day_after:
        return range(last - 1, last)
    if before not in words.counted_from or (
        before in words.counted_of and last == at and _lasts(tokens[at].norm, words)
    ):
        return None
    last -= 1
    counts = range(last - 1, max(begin, last - COUNT) - 1, -1)
    first = next((i for i in counts if _is_after(tokens[i].norm, words)), None)
    return range(first, last) if first is not None else None


def _lasts(norm: str, words: DateWords) -> bool:
    """Whether a word names what goes on for the time before "of": بعد شهر من القتال, من الغارات."""
    return norm in words.lasting or norm.endswith(words.several)


def _is_after(norm: str, words: DateWords) -> bool:
    return norm.removeprefix(words.conjunction) in words.hence.first_words


def is_counted_back(document: Document, date: Mention, words: DateWords) -> bool:
    """Whether a date tells how long before another day something was."""
    tokens = document.tokens
    after = _is_after(tokens[date.first].norm, words)
    return after and date.last < len(tokens) and tokens[date.last].norm in words.counted_from
