"""What points back to a date before it: هاجموا البلدة في 3 مايو 2014، وتحاصر منذ ذلك الحين, في العام نفسه, في اليوم التالي."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflict_events.mentions.base import T, Table
from conflict_events.mentions.calendars import later, month_of, open_ended, safe_day, year_of
from conflict_events.mentions.dates.words import DateWords
from conflict_events.records import DateValue, Document, Mention

_YEAR = 4
"""Figures of a year."""


def pointing_back(document: Document, dates: Sequence[Mention], words: DateWords) -> list[Mention]:
    """The dates in their order. "Since then" begins with the date before it in its sentence or the one before, the end of
    "the same year", "month" or "day" is that of such a date; they are left out where there is none whose days are known. What
    names itself the year or month that its end points to goes on from there.
    "The next day", "month" or "year" is counted from such a date where there is one, "the next June" from such a date only.
    """
    found: list[Mention] = []
    for date in dates:
        beside = _ends_with(document, date, words.days_beside)
        if beside is not None:
            found.append(_beside(document, date, beside, found, words))
            continue
        unit = _following(document, date, words)
        if unit:
            found.append(_next_unit(date, unit, found))
            continue
        tokens = document.tokens
        if tokens[date.last - 1].norm in words.following and words.names_month(tokens, date.first, date.last):
            # في يونيو التالي
            found.append(_month_behind(date, found))
            continue
        since, same = _points_back(document, date, words), _same(document, date, words)
        if same and _is_of_itself(document, date, same, words):
            found.append(_ended(date))
            continue
        if since or same:
            value = _before(date, found)
            if value is None or value.earliest is None:
                continue
            if same:
                if date.last < len(document.tokens) and document.tokens[date.last].norm in words.told_apart:
                    continue
                moved = _moved(date.value, same, value)
                if moved is not None:
                    found.append(replace(date, value=moved))
                continue
            published = document.article.published
            value = replace(open_ended(value, published), precision="range")
            if published is None:
                value = replace(value, latest=None)
            date = replace(date, value=value)
        found.append(date)
    return found


def counted_from(date: Mention, dates: Sequence[Mention]) -> DateValue | None:
    """The day or the year before a date, where one is told in its sentence or the one before and nothing else between."""
    value = _before(date, dates)
    known = value is not None and value.earliest is not None and value.precision in ("day", "year")
    return value if known else None


def is_counted(document: Document, date: Mention, words: DateWords) -> bool:
    """Whether the day of a date is not known and is counted from another: بعد ثلاثة أيام, بعدها بيومين, قبل ذلك بيوم."""
    value, first = date.value, document.tokens[date.first].norm
    unknown = isinstance(value, DateValue) and value.earliest is None and value.latest is None
    stem = first if first in words.hence.first_words else first.removeprefix(words.conjunction)
    tables = words.hence, words.afterwards, words.beforehand
    return unknown and any(t.match(document.tokens, date.first, date.last, stem) for t in tables)


def _before(date: Mention, dates: Sequence[Mention]) -> DateValue | None:
    """The last of the dates before one, where it stands in its sentence or the one before."""
    value = dates[-1].value if dates and date.sentence - dates[-1].sentence <= 1 else None
    return value if isinstance(value, DateValue) else None


def _ends_with(document: Document, date: Mention, table: Table[T]) -> T | None:
    """What the phrase of a table means that a date ends with; its first word is not written on to another."""
    for i in range(date.first, date.last):
        match = table.match(document.tokens, i, date.last)
        if match is not None and match[1] == date.last:
            return match[0]
    return None


def _beside(document: Document, date: Mention, shift: int, dates: Sequence[Mention], words: DateWords) -> Mention:
    """A date that is the day before or behind the last of those before it; unknown where words behind it tell which it is."""
    tokens, published, before = document.tokens, document.article.published, _before(date, dates)
    behind = tokens[date.last].norm if date.last < len(tokens) else ""
    if behind in words.told_apart or behind.startswith(words.of_the):
        # اليوم التالي للحرب
        return _unknown(date)
    if before is None or before.precision != "day" or before.earliest is None:
        return date
    day = later(before.earliest, shift)
    if published is not None and day is not None and before.earliest <= published < day:
        return date
    return replace(date, value=replace(date.valued(DateValue), earliest=day, latest=day))


def _following(document: Document, date: Mention, words: DateWords) -> str:
    """Whether a date is "the next month" or "the next year": the unit, "" for neither."""
    at = date.last - 1
    if date.last - date.first != 2 or document.tokens[at].norm not in words.following:
        return ""
    norm = document.tokens[date.first].norm
    units = (("year", words.year_word), ("month", words.month_word))
    definite = ((unit, tuple(n for n in names if n.startswith(words.article))) for unit, names in units)
    return next((unit for unit, names in definite if norm.endswith(names)), "")


def _next_unit(date: Mention, unit: str, dates: Sequence[Mention]) -> Mention:
    """A date that is the month or the year behind that of the last of those before it; unknown where those are too far away,
    and a month behind one that names none.
    """
    before = _before(date, dates)
    last = before.latest if before is not None else None
    if before is None or last is None or (unit == "month" and before.precision not in ("day", "month")):
        return _unknown(date) if dates else date
    period = year_of(last.year + 1) if unit == "year" else month_of(last.year + last.month // 12, last.month % 12 + 1)
    return replace(date, value=replace(date.valued(DateValue), earliest=period.earliest, latest=period.latest))


def _month_behind(date: Mention, dates: Sequence[Mention]) -> Mention:
    """A date in a month by its name, in the year in which it comes next behind the date before it; unknown without one."""
    value, before = date.valued(DateValue), _before(date, dates)
    first, last, known = value.earliest, value.latest, before.latest if before is not None else None
    if first is None or last is None or known is None:
        return _unknown(date)
    year = known.year + (first.month <= known.month)
    whole = month_of(year, first.month)
    days = whole.earliest, whole.latest
    if value.precision != "month":
        days = safe_day(year, first.month, first.day), safe_day(year, last.month, last.day)
    return replace(date, value=replace(value, earliest=days[0], latest=days[1])) if None not in days else _unknown(date)


def _unknown(date: Mention) -> Mention:
    """A date of which nothing tells the days."""
    return replace(date, value=replace(date.valued(DateValue), earliest=None, latest=None))


def _points_back(document: Document, date: Mention, words: DateWords) -> bool:
    return date.last - date.first > 1 and _ends_with(document, date, words.then) is not None


def _same(document: Document, date: Mention, words: DateWords) -> str:
    """Whether a date ends with "the same year", "the same month" or "the same day": the unit, "" for none of them."""
    tokens = document.tokens
    if date.last - date.first < 2:
        return ""
    at = date.last - 1
    if tokens[at].norm in words.of_it:
        return "month"
    if tokens[at].norm in words.same:
        norm = tokens[at - 1].norm
    elif tokens[at - 1].norm.endswith(tuple(words.same_before)):
        norm = tokens[at].norm
    else:
        return ""
    units = (("year", words.year_word), ("month", words.month_word), ("day", words.day_word | words.running_days))
    return next((unit for unit, names in units if norm.endswith(tuple(names))), "")


def _is_of_itself(document: Document, date: Mention, unit: str, words: DateWords) -> bool:
    """Whether a date names the month or year that its end points to: من 5 مايو إلى 10 من الشهر نفسه, من مايو 2014 إلى يونيو من
    العام نفسه.
    """
    own = document.tokens[date.first : date.last]
    if unit == "month":
        ranged = date.valued(DateValue).precision == "range" and own[-1].norm in words.of_it
        return ranged or words.names_month(document.tokens, date.first, date.last)
    return unit == "year" and any(t.kind == "number" and len(t.norm) == _YEAR for t in own)


def _ended(date: Mention) -> Mention:
    """A date with its last day in the year of its first."""
    value = date.valued(DateValue)
    first, last = value.earliest, value.latest
    day = safe_day(first.year, last.month, last.day) if first is not None and last is not None else None
    return replace(date, value=replace(value, latest=day))


def _moved(value: object, unit: str, before: DateValue) -> DateValue | None:
    """A date moved to the year, the month or the day of another one."""
    to = before.earliest
    if to is None or not isinstance(value, DateValue):
        return None
    if unit == "day":
        return replace(before, basis=value.basis) if before.precision == "day" else None
    if value.earliest is None or value.latest is None:
        return None
    if unit == "month" and value.precision == "month":
        period = month_of(to.year, to.month)
        return replace(value, earliest=period.earliest, latest=period.latest)
    first, last = value.earliest, value.latest
    earliest = safe_day(to.year, to.month if unit == "month" else first.month, first.day)
    latest = safe_day(to.year, to.month if unit == "month" else last.month, last.day)
    known = earliest is not None and latest is not None and earliest <= latest
    return replace(value, earliest=earliest, latest=latest) if known else None
