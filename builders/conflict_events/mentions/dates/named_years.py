"""Months without a year behind a date that names one: في 11 أيلول 2009، وفي تشرين الأول."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflict_events.mentions.calendars import later, month_of, months_later, safe_day
from conflict_events.mentions.dates.words import DateWords
from conflict_events.records import DateValue, Document, Mention


def in_named_years(document: Document, dates: Sequence[Mention], words: DateWords) -> list[Mention]:
    """The dates in their order; a day or a month of the common calendar without a year lies in the year that a date before
    it in its sentence names, or in the next where that is over. Which "year" a part is of is not known behind an earlier one.
    """
    found: list[Mention] = []
    named: Mention | None = None
    told: Mention | None = None
    for date in dates:
        value = date.valued(DateValue)
        if told is not None and told.sentence == date.sentence and _is_of_running_year(document, date, told, words):
            date = replace(date, value=replace(value, earliest=None, latest=None))
        if value.basis == "explicit":
            told = date
            named = date if value.precision in ("day", "month") and value.latest is not None else None
        elif named is not None and named.sentence == date.sentence and _is_bare(document, date, words):
            moved = _moved(named, value) if not _is_same_month(named, value) else None
            date = replace(date, value=moved) if moved is not None else date
        found.append(date)
    return found


def _is_of_running_year(document: Document, date: Mention, told: Mention, words: DateWords) -> bool:
    """Whether a date is a part of "the year" and nothing more, behind an earlier year: في 2013 ثم في بداية السنة."""
    value, before = date.valued(DateValue), told.valued(DateValue)
    if value.basis != "relative" or value.earliest is None or before.latest is None or before.latest >= value.earliest:
        return False
    parts = tuple(words.parts.first_words)
    named = any(document.tokens[i].norm.endswith(parts) for i in range(date.first, date.last))
    unit = words.units.match(document.tokens, date.last - 1, date.last)
    return named and unit is not None and unit[0].name == "year" and unit[0].definite


def _is_bare(document: Document, date: Mention, words: DateWords) -> bool:
    """Whether a date tells a month and nothing of its year."""
    tokens = document.tokens
    inside = range(date.first, date.last)
    tables = words.sides, words.units, words.since
    if any(t.match(tokens, i, date.last) for i in inside for t in tables):
        return False
    return words.names_month(tokens, date.first, date.last)


def _is_same_month(named: Mention, value: DateValue) -> bool:
    """Whether both are the same month: منع في نوفمبر 2014 وأدين في نوفمبر is another year's."""
    before = named.valued(DateValue)
    if value.precision != "month" or before.precision != "month" or value.earliest is None or before.earliest is None:
        return False
    return value.earliest.month == before.earliest.month


def _moved(named: Mention, value: DateValue) -> DateValue | None:
    """A date in the named year or the next; None where it already lies behind both, or nothing tells its days."""
    before = named.value
    assert isinstance(before, DateValue) and before.latest is not None
    if value.earliest is None or value.latest is None or value.precision not in ("day", "month", "range"):
        return None
    month = value.earliest.month
    year = before.latest.year + (month < before.latest.month)
    if year >= value.earliest.year:
        return None
    if value.precision == "range":
        # By the day behind it: the last one of February is another one in another year.
        years, after = year - value.earliest.year, later(value.latest, 1)
        earliest = months_later(value.earliest, 12 * years)
        behind = months_later(after, 12 * years) if after is not None else None
        latest = later(behind, -1) if behind is not None else None
        return replace(value, earliest=earliest, latest=latest) if earliest and latest else None
    if value.precision == "month":
        period = month_of(year, month)
        return replace(value, earliest=period.earliest, latest=period.latest)
    day = safe_day(year, month, value.earliest.day)
    return replace(value, earliest=day, latest=day) if day is not None else None
