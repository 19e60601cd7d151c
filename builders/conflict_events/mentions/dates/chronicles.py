"""Lists of what happened on a day of other years: هذا اليوم في التاريخ، 1936- تأميم المصانع."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflict_events.mentions.calendars import safe_day
from conflict_events.mentions.dates.context import DASHES
from conflict_events.mentions.dates.words import DateWords
from conflict_events.records import DateValue, Document, Mention

_MARKS = DASHES | {":"}


def in_chronicles(document: Document, dates: Sequence[Mention], words: DateWords) -> list[Mention]:
    """The dates in their order; under such a heading a year that opens a sentence, before a dash or a colon, is the day of
    publication in that year.
    """
    published, tokens = document.article.published, document.tokens
    head = min(words.chronicle_reach, len(tokens))
    if published is None or not any(words.chronicles.match(tokens, i, head) for i in range(head)):
        return list(dates)
    found: list[Mention] = []
    for date in dates:
        value = date.valued(DateValue)
        marked = date.last < len(tokens) and tokens[date.last].norm in _MARKS
        if (
            value.precision == "year"
            and value.earliest is not None
            and marked
            and document.sentence_starts_at(date.first)
        ):
            day = safe_day(value.earliest.year, published.month, published.day)
            if day is not None:
                date = replace(date, value=DateValue(day, day, "day", value.basis))
        found.append(date)
    return found
