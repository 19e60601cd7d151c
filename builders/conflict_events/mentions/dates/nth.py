"""The n-th of a period: the third week of May, the first Friday of the month, the last day of the year."""

from __future__ import annotations

import datetime

from conflict_events.mentions.calendars import Period
from conflict_events.mentions.dates import absolute, parts, units
from conflict_events.mentions.dates.context import Context, Read


def nth_week(c: Context, at: int) -> Read | None:
    """الأسبوع الثالث من الشهر, الأسبوع الأخير من عام 2015; الأسبوع الماضي الأحد."""
    unit = c.match(c.words.units, at)
    if unit is None or not unit[0].definite or unit[0].count != 1 or unit[0].name not in ("week", "day"):
        return None
    ordinal = parts.ordinal(c, unit[1])
    if ordinal is None:
        week = units.period(c, at)
        if week is not None and week[0].unit == "week":
            weekday = c.match(c.words.weekdays, c.skip(week[1], c.words.day_word))
            if weekday is not None:
                return c.resolver.in_week(week[0], weekday[0]), weekday[1]
        return None
    whole = month_or_year(c, ordinal[1])
    if whole is None or whole[0].unit not in ("month", "year"):
        return None
    period, stop = whole
    if period.earliest is None or period.latest is None:
        return Period(None, None, "week" if unit[0].name == "week" else "day", True), stop
    if unit[0].name == "day":
        day = period.latest if ordinal[0] < 0 else period.earliest + datetime.timedelta(days=ordinal[0] - 1)
        return (Period(day, day, "day", period.relative), stop) if day <= period.latest else None
    if period.unit == "month":
        # A month's weeks are its seven days each, whatever weekday they begin with.
        first = period.earliest + datetime.timedelta(days=7 * (ordinal[0] - 1))
        if ordinal[0] < 0:
            first = period.latest - datetime.timedelta(days=6)
    elif ordinal[0] < 0:
        first = period.latest - datetime.timedelta(days=period.latest.weekday())
    else:
        # The first week of a year is the first that begins in it.
        first = period.earliest + datetime.timedelta(days=-period.earliest.weekday() % 7 + 7 * (ordinal[0] - 1))
    if first > period.latest:
        return None
    last = first + datetime.timedelta(days=6)
    last = min(last, period.latest) if period.unit == "month" else last
    return Period(first, last, "week", period.relative), stop


def nth(c: Context, at: int) -> Read | None:
    """أول جمعة من الشهر, آخر يوم من الشهر, أول يوم جمعة في هذا الشهر."""
    ordinal = parts.ordinal(c, at)
    if ordinal is None:
        return None
    i = c.skip(ordinal[1], c.words.day_word)
    weekday = c.match(c.words.bare_weekdays, i) or c.match(c.words.weekdays, i)
    if weekday is not None:
        return nth_weekday(c, weekday[0], ordinal[0], weekday[1])
    if i > ordinal[1]:
        whole = month_or_year(c, i)
        if whole is not None and whole[0].earliest is not None and whole[0].latest is not None:
            day = whole[0].latest if ordinal[0] < 0 else whole[0].earliest + datetime.timedelta(days=ordinal[0] - 1)
            return (Period(day, day, "day", whole[0].relative), whole[1]) if day <= whole[0].latest else None
    return None


def nth_weekday(c: Context, weekday: int, count: int, at: int) -> Read | None:
    """The n-th such weekday of the month that follows in the text."""
    whole = month_or_year(c, at)
    if whole is None or whole[0].unit != "month" or whole[0].earliest is None or whole[0].latest is None or count > 5:
        return None
    period, stop = whole
    assert period.earliest is not None and period.latest is not None
    first = period.earliest + datetime.timedelta(days=(weekday - period.earliest.weekday()) % 7)
    day = first + datetime.timedelta(days=7 * (count - 1))
    if count < 0:
        day = period.latest - datetime.timedelta(days=(period.latest.weekday() - weekday) % 7)
    if day > period.latest:
        return None
    return Period(day, day, "day", period.relative), stop


def month_or_year(c: Context, at: int) -> Read | None:
    """A month or a year behind "of"."""
    i = c.skip(at, c.words.of)
    if i == at and at < c.last and c.tokens[at].kind == "word":
        # بشهر: the preposition is written on to the word.
        for cut in c.cutter.cuts(c.norm(at)):
            if len(cut.proclitics) == 1 and not cut.article and cut.stem in (c.words.month_word | c.words.year_word):
                return month_or_year(c.headed(at, cut.stem), at)
    dated = absolute.absolute(c, i)
    if dated is not None and dated[0].unit == "month":
        return dated
    unit = units.period(c, i)
    if unit is not None:
        return unit
    month = parts.month(c, i)
    if month is not None and i > at:
        return c.resolver.month(c.anchor, month[0], month[1], None, ""), month[2]
    return None
