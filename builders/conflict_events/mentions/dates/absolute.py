"""Dates of the calendar: day and month, month and year, in words and in figures. ``weekday`` (0 Monday) is the one that
stands before a date.
"""

from __future__ import annotations

from dataclasses import replace

from conflict_events.lexical.text import COMMAS
from conflict_events.mentions.calendars import (
    HIJRI_YEARS,
    Day,
    Period,
    hijri_day,
    hijri_day_in,
    hijri_year,
    month_of,
    safe_day,
)
from conflict_events.mentions.dates import parts, units
from conflict_events.mentions.dates.context import DASHES, Context, Read
from conflict_events.mentions.dates.parts import Month

_JOINTS = DASHES | {"."}
"""Between the figures of a date."""
_BEFORE_MONTH = _JOINTS | COMMAS
NO_DAY = frozenset("/-:%٪")
"""A number before one of these is no day of the month."""


def absolute(c: Context, at: int, weekday: int | None = None) -> Read | None:
    """Day and month in either order, with or without year or modifier; month with year or modifier."""
    i = c.skip(at, c.words.day_word)
    day = parts.day(c, i)
    if day is not None and day[1] == i + 1 and c.norm(i) in c.words.weekdays_counted:
        # المرحلة الثانية من مايو: the word for day is masculine.
        day = None
    if day is not None:
        month = _month_behind(c, i, day[1])
        if month is not None:
            return _of_month(c, at, day[0], month, weekday)
        of = parts.behind_of(c, i, day[1])
        led = of > day[1] or (c.is_number(i) and (weekday is not None or _is_on(c, at)))
        unit = units.period(c, of) if led else None
        if unit is not None and unit[0].unit == "month":
            return of_relative_month(day[0], unit)
        if c.norm(of) in c.words.this_month or (c.norm(of) in c.words.of_it and _is_on(c, at)):
            # 20 الجاري, في 12 منه: of which month the latter is, the dates before it tell.
            return of_relative_month(day[0], (c.resolver.calendar(c.anchor, "month", "this"), of + 1))
    return _month_first(c, at, weekday)


def _month_behind(c: Context, day_at: int, stop: int) -> Month | None:
    """The month of a day that ends before ``stop``."""
    joined = c.skip(stop, _BEFORE_MONTH)
    i = parts.behind_of(c, day_at, joined)
    month = parts.month(c, i)
    if month is not None and joined > stop and c.norm(i) in c.words.nil:
        # فازوا 2-صفر: a score, unless a year of its calendar stands behind it.
        year = parts.year(c, month[2])
        return month if year is not None and (year[1] == "hijri" or year[0] in HIJRI_YEARS) else None
    return month


def _of_month(c: Context, at: int, day: int, month: Month, weekday: int | None) -> Read | None:
    """A day of a month that is named: in the year behind it, of a day that all know in its own, else in the one meant."""
    number, calendar, stop, _ = month
    read = with_year(c, day, number, calendar, stop, weekday)
    if read is not None and read[0].relative and read[1] == stop:
        known = _known(c, at, day, number)
        if known is not None:
            return Period(known, known, "day"), stop
    return read


def _is_on(c: Context, at: int) -> bool:
    """Whether a day stands behind "in" or begins with a word for it: في 23 الشهر الحالي."""
    led = c.before(at) in c.words.behind_in
    return led or c.norm(at) in c.words.day_word


def of_relative_month(day: int, month: Read) -> Read | None:
    """A day of the last, this or the next month."""
    base = month[0].earliest
    exact = safe_day(base.year, base.month, day) if base is not None else None
    if base is not None and exact is None:
        return None
    return Period(exact, exact, "day", True), month[1]


def of_same_month(c: Context, at: int, base: Day) -> Read | None:
    """A day of the month of another day: 10 من الشهر نفسه, 26 منه."""
    day = parts.day(c, c.skip(at, c.words.day_word))
    if day is None:
        return None
    i = c.skip(day[1], c.words.of)
    same = c.norm(i) in c.words.same_before and c.norm(i + 1) in c.words.month_word
    same = same or (c.norm(i) in c.words.month_word and c.norm(i + 1) in c.words.same)
    if not same and c.norm(day[1]) not in c.words.of_it:
        return None
    exact = safe_day(base.year, base.month, day[0])
    return (Period(exact, exact, "day", True), i + 2 if same else day[1] + 1) if exact is not None else None


def _month_first(c: Context, at: int, weekday: int | None) -> Read | None:
    """A month with what tells its year, or with its day behind it: مايو 2017, مايو الماضي, مايو 15."""
    month = parts.month(c, at)
    if month is None:
        return None
    number, calendar, stop, _ = month
    day = _day_behind(c, stop) if calendar == "common" else None
    if day is not None:
        return with_year(c, day[0], number, calendar, day[1], weekday)
    year = parts.year(c, stop)
    if year is not None:
        calendar = "hijri" if year[1] == "hijri" else calendar
        return c.resolver.month(c.anchor, number, calendar, year[0], ""), year[2]
    modifier = parts.modifier(c, stop)
    if modifier is not None:
        return c.resolver.month(c.anchor, number, calendar, None, modifier[0]), modifier[1]
    relative_year = units.period(c, c.skip(stop, c.words.of))
    if relative_year is None or relative_year[0].unit != "year" or not relative_year[0].relative:
        return None
    earliest = relative_year[0].earliest
    if earliest is None:
        return Period(None, None, "month", True), relative_year[1]
    period = c.resolver.month(c.anchor, number, calendar, earliest.year, "")
    return replace(period, relative=True), relative_year[1]


def _day_behind(c: Context, at: int) -> tuple[int, int] | None:
    """A day of the month behind its name, definite or in figures: مايو 15, but not in أبريل 15 قتيلا nor أبريل 15 من
    الجنود.
    """
    day = parts.day(c, at)
    if day is None or c.norm(at).startswith(c.words.article):
        return day
    alone = parts.uncounted(c, day[1]) and c.norm(day[1]) not in c.words.range_from
    return day if c.is_number(at) and alone else None


def _known(c: Context, at: int, day: int, month: int) -> Day | None:
    """The day that all know by the word before it: هجمات 11 سبتمبر."""
    known, by = c.words.known_days.get((month, day), (None, frozenset()))
    if known is None or (c.anchor.published is not None and c.anchor.published < known):
        return None
    return known if c.cutter.is_one(c.before(at), by) else None


def with_year(c: Context, day: int, month: int, calendar: str, at: int, weekday: int | None) -> Read | None:
    """A day of a month, in the year that stands at a token, or else in the one that is meant."""
    year = parts.year(c, at)
    modifier = parts.modifier(c, at) if year is None else None
    if year is not None:
        in_year = safe_day if calendar == "common" else hijri_day if year[0] in HIJRI_YEARS else hijri_day_in
        exact = in_year(year[0], month, day)
        return None if exact is None else (Period(exact, exact, "day"), year[2])
    stop = modifier[1] if modifier is not None else at
    side = modifier[0] if modifier is not None else ""
    of_year = units.period(c, c.skip(stop, c.words.of)) if not side else None
    if of_year is not None and of_year[0].unit == "year":
        base = of_year[0].earliest
        in_year = hijri_day_in if calendar == "hijri" else safe_day
        exact = in_year(base.year, month, day) if base is not None else None
        return Period(exact, exact, "day", True), of_year[1]
    if c.anchor.published is None:
        return Period(None, None, "day", True), stop
    day_of, current = safe_day, c.anchor.published.year
    if calendar == "hijri":
        day_of, current = hijri_day, hijri_year(c.anchor.published)
    chosen = c.resolver.nearest(c.anchor, lambda y: day_of(y, month, day), current, side, weekday)
    return None if chosen is None else (Period(chosen, chosen, "day", True), stop)


def numeric(c: Context, at: int, weekday: int | None = None) -> Read | None:
    """2015/8/10, 10-8-2015, 18-9-15, 3-2015; 22/04 behind a word for a day; with the day before the month."""
    read = _figures(c, at)
    if read is None:
        return None
    figures, mark, stop = read
    if len(figures) == 3:
        exact = _day_of(figures, c.anchor.published)
        if exact is None:
            return None
        era = c.match(c.words.eras, stop)
        return Period(exact, exact, "day"), era[1] if era is not None else stop
    if len(figures) == 2:
        month = _month_of(figures)
        if month is not None:
            return month, stop
        day, number = map(int, figures)
        told = weekday is not None or _is_led(c, at) or all(len(f) == 2 for f in figures)
        if told and mark == "/" and 1 <= day <= 31 and 1 <= number <= 12:
            return with_year(c, day, number, "common", stop, weekday)
    return None


def _figures(c: Context, at: int) -> tuple[list[str], str, int] | None:
    """Up to three figures of a date, the mark between them, the index behind them; None where a number is no figure."""
    figures: list[str] = []
    mark, i = "", at
    while c.is_number(i):
        pieces = c.norm(i).split(".")
        if len(pieces) not in (1, 3):
            return None
        if not all(p.isdecimal() and len(p) <= 4 for p in pieces):
            return None
        figures.extend(pieces)
        i += 1
        joint = c.norm(i)
        if len(figures) == 3 or joint not in _JOINTS or joint != (mark or joint) or not c.is_number(i + 1):
            break
        mark = joint
        i += 1
    return figures, mark, i


def _is_led(c: Context, at: int) -> bool:
    """Whether a word that a day stands behind, as "day" or "corresponding to", is before a token."""
    return at > c.first and (c.before(at) in c.words.day_word or c.match(c.words.corresponds, at - 1) is not None)


def day_alone(c: Context, at: int) -> Read | None:
    """A day of the month alone: يوم 27, but not in قتل اليوم 20 مدنيا."""
    word = c.norm(at)
    if word not in c.words.day_word or word.startswith(c.words.article) or not c.is_number(at + 1):
        return None
    day = parts.day(c, at + 1)
    if day is None or c.norm(day[1]) in NO_DAY or parts.month(c, day[1]) is not None:
        # يوم 29 فبراير 2023: a day that there was not is no day of another month.
        return None
    return c.resolver.day_of_month(c.anchor, day[0]), day[1]


def _day_of(figures: list[str], published: Day | None) -> Day | None:
    """The day of three figures, of which the year is the first or the last, of the Hijri calendar by its number; of a year of
    two figures the one nearer to the publication.
    """
    orders = figures[::-1], figures
    readings = [f for f in orders if len(f[0]) == 4] or [["20" + f[0], *f[1:]] for f in orders if len(f[0]) == 2]
    days: list[Day] = []
    for year, month, day in (map(int, reading) for reading in readings):
        exact = (hijri_day if year in HIJRI_YEARS else safe_day)(year, month, day)
        days += [exact] if exact is not None else []
    return min(days, key=lambda d: abs((d - (published or d)).days), default=None)


def _month_of(figures: list[str]) -> Period | None:
    """The month of a year that two figures name, in either order."""
    for year, month in (figures, figures[::-1]):
        if len(year) == 4 and 1900 <= int(year) <= 2099 and 1 <= int(month) <= 12:
            return month_of(int(year), int(month))
    return None
