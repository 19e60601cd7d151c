"""Months without a year behind a date that names one: في 11 أيلول 2009، وفي تشرين الأول."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflict_events.mentions.calendars import month_of, months_later, safe_day
from conflict_events.mentions.dates.words import DateWords
from conflict_events.records import DateValue, Document, Mention


def in_named_years(document: Document, dates: Sequence[Mention], words: DateWords) -> list[Mention]:
    """The dates in their order; a day, a month or a range of the common calendar without a year lies in the year that a date
    before it in its sentence names, or in the next where that is over.
    """
    found: list[Mention] = []
    named: Mention | None = None
    for date in dates:
        value = date.valued(DateValue)
        if value.basis == "explicit":
            named = date if value.precision in ("day", "month") and value.latest is not None else None
        elif named is not None and named.sentence == date.sentence and _is_bare(document, date, words):
            moved = _moved(named, value)
            date = replace(date, value=moved) if moved is not None else date
        found.append(date)
    return found


def _is_bare(document: Document, date: Mention, words: DateWords) -> bool:
    """Whether a date tells a month and nothing of its year."""
    tokens = document.tokens
    inside = range(date.first, date.last)
    tables = words.sides, words.units, words.since, words.hence
    if any(t.match(tokens, i, date.last) for i in inside for t in tables):
        return False
    return words.names_month(tokens, date.first, date.last)


def _moved(named: Mention, value: DateValue) -> DateValue | None:
    """A date in the named year or the next; None where it already lies behind both, or nothing tells its days."""
    before = named.valued(DateValue)
    if value.earliest is None or value.latest is None or before.latest is None:
        return None
    month = value.earliest.month
    year = before.latest.year + (month < before.latest.month)
    if year >= value.earliest.year:
        return None
    if value.precision == "month":
        period = month_of(year, month)
        return replace(value, earliest=period.earliest, latest=period.latest)
    if value.precision == "range":
        months = 12 * (year - value.earliest.year)
        return replace(value, earliest=months_later(value.earliest, months), latest=months_later(value.latest, months))
    if value.precision != "day":
        return None
    day = safe_day(year, month, value.earliest.day)
    return replace(value, earliest=day, latest=day) if day is not None else None
