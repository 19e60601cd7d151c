"""Which days a unit of time means: the week, month or year that is meant, and so many of them up to the publication."""

from __future__ import annotations

import datetime
from dataclasses import replace

from conflict_events.mentions.calendars import Period, hijri_day, year_of
from conflict_events.mentions.dates import parts
from conflict_events.mentions.dates.context import Context, Read
from conflict_events.mentions.dates.resolution import AHEAD, FEW


def period(c: Context, at: int) -> Read | None:
    """الأسبوع الماضي, هذا العام, العام 2015, سنة 2014."""
    pointed = c.norm(at) in c.words.this
    unit = c.match(c.words.units, at + pointed)
    if unit is None:
        return _this_month(c, at + 1) if pointed else None
    name, definite, stop = unit[0].name, unit[0].definite, unit[1]
    if unit[0].count != 1:
        return None
    if name == "year" and c.norm(stop) not in c.words.of:
        year = parts.year(c, stop, marked=True)
        if year is not None:
            whole = whole_year(year[0], year[1])
            return (whole, year[2]) if whole is not None else None
    modifier = parts.modifier(c, stop)
    if name == "decade" and definite and modifier is not None:
        return Period(None, None, "range", True), modifier[1]
    if name not in ("week", "month", "year") or (name == "week" and c.norm(at) in c.words.same_before):
        return None
    if modifier is not None and modifier[0] == "recent" and c.norm(modifier[1]) in c.words.range_from:
        # الأسبوع الأخير من الحملة: the last one of something else.
        return None
    if definite and modifier is not None:
        return _with_year(c, c.resolver.calendar(c.anchor, name, modifier[0]), modifier[1])
    if pointed and definite:
        return _with_year(c, c.resolver.calendar(c.anchor, name, "this"), stop)
    return None


def _with_year(c: Context, period: Period, at: int) -> Read:
    """A year with its number, if that follows: العام الماضي 2017, but not العام الماضي 2000 شخص."""
    named = period.precision == "year" and period.earliest is not None and c.year(at) == period.earliest.year
    return period, at + named


def _this_month(c: Context, at: int) -> Read | None:
    """A month behind "this": هذا مايو."""
    month = parts.month(c, at)
    if month is None or month[1] != "common":
        return None
    return replace(c.resolver.month(c.anchor, month[0], month[1], None, "this"), unit=""), month[2]


def running(c: Context, at: int) -> Read | None:
    """The week, month or year of the publication, named without further words: وقت سابق من العام."""
    unit = c.match(c.words.units, at)
    if unit is None or not unit[0].definite or unit[0].count != 1 or unit[0].name not in ("week", "month", "year"):
        return None
    behind = c.norm(unit[1])
    if behind.removeprefix(c.words.article) in c.words.eras or behind in c.words.other_years:
        # العام الهجري, العام الدراسي
        return None
    return c.resolver.calendar(c.anchor, unit[0].name, "this"), unit[1]


def counted(c: Context, at: int) -> Read | None:
    """الـ24 ساعة الماضية, الثلاث سنوات الأخيرة, 48 ساعة الماضية; خلال الـ48 ساعة."""
    if c.norm(at) == c.words.article:
        article, found = True, _behind_article(c, at)
    else:
        numeral = c.parser.parse(c.tokens, at, c.last, c.text, article=True) if not c.is_cut(at) else None
        article = numeral is not None and numeral.article
        found = (numeral.low, numeral.high, numeral.last) if numeral is not None else None
    if found is None:
        return None
    low, high, i = found
    unit = c.match(c.words.units, i)
    if unit is None or unit[0].definite:
        return None
    modifier = parts.modifier(c, unit[1])
    within = article and modifier is None and c.before(at) in c.words.within
    if modifier is None and not within:
        return None
    side, stop = modifier if modifier is not None else ("last", unit[1])
    ahead = side in AHEAD
    return c.resolver.stretch(c.anchor, [(unit[0].name, low, high)], 1 if ahead else -1), stop


def several(c: Context, at: int) -> Read | None:
    """الأيام الثلاثة الماضية, الساعات الأربع والعشرين الأخيرة, السنوات الأخيرة."""
    unit = c.match(c.words.units, at)
    if unit is None or not unit[0].definite or unit[0].count == 1:
        return None
    name, published = unit[0].name, c.anchor.published
    count, stop = _count_behind(c, unit[1])
    if count is None and unit[0].count == 2:
        count = 2.0, 2.0
    modifier = parts.modifier(c, stop)
    if modifier is None:
        return None
    side, stop = modifier
    if side == "recent" and count is None and c.norm(stop) in c.words.range_from:
        # الأيام الأخيرة من مايو, السنوات الأخيرة من حكمه: the last ones of something else.
        return None
    if count is None and name in ("hour", "minute"):
        count = 24.0, 24.0
    if side == "this" or published is None or (count is None and c.norm(stop - 1) in c.words.following):
        return Period(None, None, "range", True), stop
    ahead = side in AHEAD
    if count is None or count == FEW:
        return _uncounted(name, published, ahead), stop
    far = c.resolver.shift(published, [(name, *count)], 1 if ahead else -1, True)
    if far is None:
        return Period(None, None, "range", True), stop
    return Period(min(far, published), max(far, published), "range", True), stop


def _uncounted(name: str, published: datetime.date, ahead: bool) -> Period:
    """Days or weeks that nobody counts (الأيام الماضية) go up to the publication, or begin with it; months and years may
    have ended before, or begin later.
    """
    if name not in ("day", "week"):
        return Period(None, None, "range", True)
    return Period(published if ahead else None, None if ahead else published, "range", True)


def _count_behind(c: Context, at: int) -> tuple[tuple[float, float] | None, int]:
    """How many of a plural by the word behind it (القليلة, الثلاثة, الـ24), None where none tells, and the index behind."""
    if at >= c.last:
        return None, at
    if c.norm(at) in c.words.few_adjectives:
        return FEW, at + 1
    numeral = c.parser.parse(c.tokens, at, c.last, c.text, article=True)
    if numeral is not None and (numeral.article or numeral.digits):
        return (numeral.low, numeral.high), numeral.last
    found = _behind_article(c, at)
    return ((found[0], found[1]), found[2]) if found is not None else (None, at)


def _behind_article(c: Context, at: int) -> tuple[float, float, int] | None:
    """The bounds of a number in figures behind an article that is written apart (الـ24), and the index behind it."""
    if c.norm(at) != c.words.article or not c.is_count(at + 1):
        return None
    count = float(c.norm(at + 1))
    return count, count, at + 2


def whole_year(year: int, calendar: str) -> Period | None:
    """A year by its number; None where the calendar's tables do not have it."""
    if calendar != "hijri":
        return year_of(year)
    first, after = hijri_day(year, 1, 1), hijri_day(year + 1, 1, 1)
    if first is None or after is None:
        return None
    return Period(first, after - datetime.timedelta(days=1), "year", False, "year")
