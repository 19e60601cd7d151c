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
    tokens = document.tokens
    begin = document.sentence_of(at).first
    last = at - 1 if at > begin and tokens[at - 1].norm in words.before_event else at
    if last > begin and tokens[last - 1].norm.removeprefix(words.conjunction) in words.day_after:
        first = last - 1
    elif last > begin and tokens[last - 1].norm in words.counted_from:
        last -= 1
        norm = tokens[at].norm
        if last + 1 == at and tokens[last].norm in words.counted_of:
            if norm in words.lasting or norm.endswith(words.several):
                return None
        before = range(last - 1, max(begin, last - COUNT) - 1, -1)
        after = (i for i in before if tokens[i].norm.removeprefix(words.conjunction) in words.hence.first_words)
        first = next(after, last)
    else:
        return None
    if first == last or any(d.first < last and first < d.last for d in dates):
        return None
    told = [d for d in dates if begin <= d.first and d.last <= first]
    start = told[-1].last if told else begin
    if first - start > words.comes_reach or any(t.norm in words.not_told for t in tokens[start:first]):
        return None
    if not told:
        comes = any(t.norm in words.comes for t in tokens[start:first])
        return Counted(first, last, document.article.published) if comes else None
    value = told[-1].value
    if not isinstance(value, DateValue) or value.precision != "day":
        return None
    return Counted(first, last, value.earliest)


def is_counted_back(document: Document, date: Mention, words: DateWords) -> bool:
    """Whether a date tells how long before another day something was."""
    tokens = document.tokens
    after = tokens[date.first].norm.removeprefix(words.conjunction) in words.hence.first_words
    return after and date.last < len(tokens) and tokens[date.last].norm in words.counted_from
