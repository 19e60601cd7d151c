"""Parts of periods (the start of the month, a weekend), seasons and decades."""

from __future__ import annotations

import datetime
from dataclasses import replace

from conflict_events.mentions.calendars import Period, later, months_later, months_of, season_of, year_of
from conflict_events.mentions.dates import absolute, nth, parts, units
from conflict_events.mentions.dates.context import DASHES, Context, Read
from conflict_events.mentions.dates.resolution import AHEAD

_MID_YEAR = 6
_TWENTIETH, _FIRST_CENTURY = 20, 10
"""The century of decades that are named without one, and the last one that is not read."""


def part(c: Context, at: int) -> Read | None:
    """مطلع الشهر, نهاية تموز, أواخر العام الماضي."""
    found = c.match(c.words.parts, at)
    if found is None or _is_first_day(c, at, *found) or _is_half_more(c, at):
        return None
    part = found[0]
    whole = _whole(c, found[1], part)
    if whole is None:
        return None
    period, stop = whole
    if period.unit == "week" and c.match(c.words.weekend, at) is not None:
        return None
    season = period.precision == "season"
    bounds = c.words.part_bounds.get("season" if season else period.unit)
    if bounds is None or period.earliest is None or period.latest is None:
        return replace(period, precision="range"), stop
    return (_cut_out(period, *bounds[part]), stop) if part in bounds else None


def _whole(c: Context, at: int, part: str) -> Read | None:
    """What a part is of: a week, month, season, year, decade or century."""
    month = absolute.absolute(c, at)
    if month is not None and month[0].unit == "month":
        return month
    whole = units.period(c, at) or season(c, at) or decade(c, at) or _century(c, at)
    if whole is not None:
        return whole
    named = parts.month(c, at)
    if named is not None:
        return c.resolver.month(c.anchor, named[0], named[1], None, ""), named[2]
    running = units.running(c, at)
    if running is not None and running[0].unit == "week" and part in ("late", "end"):
        return None
    return running or _year(c, at)


def _is_first_day(c: Context, at: int, part: str, stop: int) -> bool:
    """Whether the start of a month, which begins at ``stop``, is its first day: أول مايو, غرة رمضان."""
    first = part == "early" and c.match(c.words.ordinals, at) is not None
    return first and parts.month(c, stop) is not None


def _is_half_more(c: Context, at: int) -> bool:
    """Whether a half is joined to a length of time: عامين ونصف العام."""
    if at == c.first or c.norm(at) not in c.words.halves or not c.is_cut(at):
        return False
    return c.tokens[at].norm.startswith(c.words.conjunction) and c.match(c.words.units, at - 1) is not None


def fraction(c: Context, at: int) -> Read | None:
    """الربع الأول من 2020, النصف الثاني من العام الماضي, النصف الأول من مايو, الثلث الأخير من مايو."""
    found = c.match(c.words.fractions, at)
    ordinal = parts.ordinal(c, found[1]) if found is not None else None
    if found is None or ordinal is None:
        return None
    whole = nth.month_or_year(c, ordinal[1]) or _year(c, c.skip(ordinal[1], c.words.of))
    months, count = found[0], 12 // found[0]
    number = ordinal[0] if ordinal[0] > 0 else count
    if whole is None or whole[0].unit not in ("year", "month") or number > count:
        return None
    period, stop = whole
    if period.earliest is None or period.latest is None:
        return Period(None, None, "range", True), stop
    if period.unit == "year":
        return months_of(period, (number - 1) * months + 1, number * months), stop
    days = 30 // count
    first = period.earliest + datetime.timedelta(days=days * (number - 1))
    last = first + datetime.timedelta(days=days - 1) if number < count else period.latest
    return Period(first, last, "range", period.relative), stop


def months(c: Context, at: int) -> Read | None:
    """الأشهر الستة الأولى من العام, الشهور الثلاثة الأخيرة من عام 2017, أول 11 شهرا من 2017."""
    counted = _counted_months(c, at)
    if counted is None:
        return None
    count, last, end = counted
    of = c.skip(end, c.words.of)
    whole = _year(c, of) if of > end else None
    if whole is None:
        return None
    period, stop = whole
    if period.earliest is None:
        return Period(None, None, "range", True), stop
    first = 13 - count if last else 1
    return months_of(period, first, first + count - 1), stop


def _counted_months(c: Context, at: int) -> tuple[int, bool, int] | None:
    """How many months at one end of a year, whether the last ones, and the index behind them, in either order: "first 11
    months", "the months, the six, the first".
    """
    ordinal = parts.ordinal(c, at)
    if ordinal is not None:
        counted = parts.count(c, ordinal[1])
        unit = c.match(c.words.units, counted[1]) if counted is not None else None
        stop = unit[1] if unit is not None else at
    else:
        unit = c.match(c.words.units, at)
        bare = unit is not None and unit[0].definite and unit[0].count == 0
        counted = parts.count(c, unit[1]) if unit is not None and bare else None
        ordinal = parts.ordinal(c, counted[1]) if counted is not None else None
        stop = ordinal[1] if ordinal is not None else at
    if counted is None or unit is None or ordinal is None:
        return None
    if unit[0].name != "month" or ordinal[0] not in (1, -1) or not 1 < counted[0] < 12:
        return None
    return counted[0], ordinal[0] == -1, stop


def _year(c: Context, at: int) -> Read | None:
    """The year that months are of: this one, the last one, 2017."""
    year = c.year(at)
    if year is not None:
        return year_of(year), at + 1
    whole = units.period(c, at) or units.running(c, at)
    return whole if whole is not None and whole[0].unit == "year" else None


def coming_season(c: Context, at: int) -> Read | None:
    """الخريف behind "by": a season of which nothing more is told."""
    found = c.match(c.words.seasons, at)
    return (_of_seasons(c, found[0], "next"), found[1]) if found is not None else None


def weekend(c: Context, at: int) -> Read | None:
    """عطلة نهاية الأسبوع الماضي."""
    found = c.match(c.words.weekend, at)
    if found is None:
        return None
    week = units.period(c, found[1])
    if week is None:
        unit = c.match(c.words.units, found[1])
        if unit is None or unit[0].name != "week" or not unit[0].definite:
            return None
        side = parts.modifier(c, unit[1])
        if side is None:
            # نهاية الأسبوع الأول من مايو: no weekend of this week.
            told_apart = parts.ordinal(c, unit[1]) is not None
            return None if told_apart else (c.resolver.near_weekend(c.anchor), unit[1])
        week = c.resolver.calendar(c.anchor, "week", side[0]), side[1]
    if week[0].unit != "week":
        return None
    return c.resolver.weekend(week[0]), week[1]


def season(c: Context, at: int) -> Read | None:
    """الخريف الماضي, صيف 2014, صيف العام الماضي, هذا الصيف."""
    pointed = c.norm(at) in c.words.this and c.norm(at) not in c.words.same_before
    found = c.match(c.words.seasons, at + pointed)
    if found is None:
        return None
    name, stop = found
    if pointed:
        return (_of_seasons(c, name, "this"), stop) if c.norm(at + 1).startswith(c.words.article) else None
    month, length = c.words.season_months[name]
    year = parts.year(c, stop)
    if year is not None:
        if c.norm(year[2]) in DASHES and c.year(year[2] + 1) == year[0] + 1 and month + length > 13:
            # شتاء 2015-2016 begins in the one and ends in the other.
            return season_of(year[0] + 1, month, length), year[2] + 2
        # A Hijri year goes round the seasons, and may have one of them twice.
        return Period(None, None, "season") if year[1] == "hijri" else season_of(year[0], month, length), year[2]
    of_year = units.period(c, stop)
    if of_year is not None and of_year[0].unit == "year":
        base = of_year[0].earliest
        return (
            Period(None, None, "season", True)
            if base is None
            else replace(season_of(base.year, month, length), relative=True)
        ), of_year[1]
    modifier = parts.modifier(c, stop)
    return (_of_seasons(c, name, modifier[0]), modifier[1]) if modifier is not None else None


def _of_seasons(c: Context, name: str, side: str) -> Period:
    """The season before or behind the publication day, or that of its year."""
    published = c.anchor.published
    if published is None:
        return Period(None, None, "season", True)
    month, length = c.words.season_months[name]
    if side == "this":
        # "This winter" is still that of the new year in its spring.
        over_new_year = month + length > 13
        year = published.year + (over_new_year and published.month > _MID_YEAR)
        return replace(season_of(year, month, length), relative=True)
    seasons = [replace(season_of(published.year + y, month, length), relative=True) for y in range(-2, 3)]
    if side in AHEAD:
        return next(s for s in seasons if s.earliest is not None and s.earliest > published)
    return next(s for s in reversed(seasons) if s.latest is not None and s.latest < published)


def _century(c: Context, at: int) -> Read | None:
    """القرن الماضي, الألفية: of such only the first part is told."""
    found = c.match(c.words.century_starts, at)
    if found is None:
        return None
    return Period(year_of(found[0]).earliest, year_of(found[0] + 99).latest, "range", False, "century"), found[1]


def decade(c: Context, at: int) -> Read | None:
    """ثمانينيات القرن الماضي, الثمانينات من القرن التاسع عشر, عقد الثمانينات."""
    unit = c.match(c.words.units, at)
    named = unit is not None and unit[0].name == "decade" and unit[0].count == 1
    found = c.match(c.words.decades, unit[1] if unit is not None and named else at)
    if found is None:
        return None
    start, stop = found
    century = c.skip(stop, c.words.of)
    if c.norm(century) in c.words.century:
        stop = parts.behind_modifier(c, century + 1)
        which = parts.ordinal(c, century + 1)
        if which is not None and which[0] > _FIRST_CENTURY:
            # ثلاثينات القرن التاسع عشر
            start, stop = start + 100 * (which[0] - _TWENTIETH), which[1]
    elif _is_age(c, at, stop):
        return None
    return Period(year_of(start).earliest, year_of(start + 9).latest, "range", False, "decade"), stop


def _is_age(c: Context, at: int, stop: int) -> bool:
    """Whether the name of a decade tells how old somebody is: شاب في العشرينات, في الخمسينات من عمره."""
    for i in range(stop, min(stop + c.words.age_reach, c.last)):
        if c.tokens[i].kind == "punct":
            break
        if c.tokens[i].norm in c.words.of_age:
            return True
    before = (c.tokens[i] for i in range(max(c.first, at - c.words.aged_reach), at))
    return any(t.norm.removeprefix(c.words.conjunction) in c.words.aged for t in before)


def _cut_out(period: Period, low: int, high: int) -> Period:
    """A part of a period whose bounds are known, from its unit ``low`` to ``high``: years of decades and centuries, months
    of years and seasons, else days.
    """
    assert period.earliest is not None and period.latest is not None
    year = period.earliest.year
    if period.unit in ("decade", "century"):
        return Period(year_of(year - 1 + low).earliest, year_of(year - 1 + high).latest, "range")
    if period.unit == "year":
        return months_of(period, low, high)
    if period.precision == "season":
        begin, end = months_later(period.earliest, low - 1), months_later(period.earliest, high)
        return Period(begin, later(end, -1) if end is not None else None, "range", period.relative)
    first = period.earliest + datetime.timedelta(days=low - 1)
    latest = min(period.earliest + datetime.timedelta(days=high - 1), period.latest)
    return Period(first, latest, "range", period.relative)
