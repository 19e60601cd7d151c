"""Units of time: the week, month or year that is meant, and how long something lasted."""

from __future__ import annotations

import datetime
from dataclasses import replace

from conflict_events.lexical.text import COMMAS
from conflict_events.mentions.calendars import Period, hijri_day, year_of
from conflict_events.mentions.dates.context import Context, Read
from conflict_events.mentions.dates.parts import Parts
from conflict_events.mentions.dates.resolution import FEW, Duration, Resolver
from conflict_events.mentions.dates.words import DateWords, Unit
from conflict_events.mentions.numbers import NumeralParser

_BY_NUMBER = {1: (1.0, 1.0), 2: (2.0, 2.0), 0: FEW}
"""How many a unit's form alone tells: one, two, a few."""

_SIZES = ("minute", "hour", "day", "week", "month", "year", "decade")
_HALVES = {
    "decade": ("year", 4.0, 6.0),
    "year": ("month", 5.0, 7.0),
    "month": ("day", 13.0, 17.0),
    "week": ("day", 3.0, 4.0),
}
"""What half a unit is, told roughly, as half a year is."""


class UnitReader:
    """Reads periods and durations that are named by a unit of time."""

    def __init__(self, words: DateWords, parts: Parts, resolver: Resolver, parser: NumeralParser) -> None:
        self._words = words
        self._parts = parts
        self._resolver = resolver
        self._parser = parser
        self._joints = COMMAS | {words.conjunction}

    def period(self, c: Context, at: int) -> Read | None:
        """الأسبوع الماضي, هذا العام, العام 2015, سنة 2014."""
        pointed = c.norm(at) in self._words.this
        unit = c.match(self._words.units, at + pointed)
        if unit is None:
            return self._this_month(c, at + 1) if pointed else None
        name, definite, stop = unit[0].name, unit[0].definite, unit[1]
        if unit[0].count != 1:
            return None
        if name == "year" and c.norm(stop) not in self._words.of:
            year = self._parts.year(c, stop, marked=True)
            if year is not None:
                whole = whole_year(year[0], year[1])
                return (whole, year[2]) if whole is not None else None
        modifier = self._parts.modifier(c, stop)
        if name == "decade" and definite and modifier is not None:
            return Period(None, None, "range", True), modifier[1]
        if name not in ("week", "month", "year") or (name == "week" and c.norm(at) in self._words.same_before):
            return None
        if modifier is not None and modifier[0] == "recent" and c.norm(modifier[1]) in self._words.range_from:
            # الأسبوع الأخير من الحملة: the last one of something else.
            return None
        if definite and modifier is not None:
            return self._with_year(c, self._resolver.calendar(c.anchor, name, modifier[0]), modifier[1])
        if pointed and definite:
            return self._with_year(c, self._resolver.calendar(c.anchor, name, "this"), stop)
        return None

    def _with_year(self, c: Context, period: Period, at: int) -> Read:
        """A year with its number, if that follows: العام الماضي 2017, but not العام الماضي 2000 شخص."""
        named = period.precision == "year" and period.earliest is not None and c.year(at) == period.earliest.year
        return period, at + named

    def _this_month(self, c: Context, at: int) -> Read | None:
        """A month behind "this": هذا مايو."""
        month = self._parts.month(c, at)
        if month is None or month[1] != "common":
            return None
        return replace(self._resolver.month(c.anchor, month[0], month[1], None, "this"), unit=""), month[2]

    def running(self, c: Context, at: int) -> Read | None:
        """The week, month or year of the publication, named without further words: وقت سابق من العام."""
        unit = c.match(self._words.units, at)
        if unit is None or not unit[0].definite or unit[0].count != 1 or unit[0].name not in ("week", "month", "year"):
            return None
        behind = c.norm(unit[1])
        if behind.removeprefix(self._words.article) in self._words.eras or behind in self._words.other_years:
            # العام الهجري, العام الدراسي
            return None
        return self._resolver.calendar(c.anchor, unit[0].name, "this"), unit[1]

    def duration(self, c: Context, at: int) -> tuple[Duration, int] | None:
        """Units with how many of each: 3 أيام, شهرين, بضعة أشهر, سنة و3 أشهر, ربع قرن."""
        parts: list[tuple[str, float, float]] = []
        i = at
        about = c.match(self._words.about, i) or c.match(self._words.more, i)
        if about is not None:
            i = about[1]
        length = c.match(self._words.lengths, i)
        if length is not None:
            of_time = c.match(self._words.of_time, length[1])
            return [length[0]], of_time[1] if of_time is not None else length[1]
        while i < c.last:
            start = i
            stem = c.norm(i)
            if parts:
                joined = c.skip(i, self._joints)
                if joined == i and not (stem.startswith(self._words.conjunction) and len(stem) > 2):
                    break
                i = joined
            numeral = self._parser.parse(c.tokens, i, c.last, c.text) if not c.is_cut(i) else None
            unit = None
            low = high = 1.0
            if numeral is not None and numeral.last < c.last and not numeral.article:
                unit = c.match(self._words.units, numeral.last)
                low, high = numeral.low, numeral.high
            if unit is None:
                word = c.norm(i)
                if parts and i == start:
                    word = word.removeprefix(self._words.conjunction)
                unit = self._words.units.match(c.tokens, i, c.last, word)
                if unit is not None and self._names(c, unit[0], unit[1]):
                    i = start
                    break
                if unit is not None:
                    low, high = _BY_NUMBER[unit[0].count]
                    after = self._parser.parse(c.tokens, unit[1], c.last, c.text) if unit[1] < c.last else None
                    if unit[0].count > 0 and after is not None and after.low == unit[0].count and not after.proclitics:
                        unit = (unit[0], after.last)
            if (
                unit is not None
                and c.norm(start) in COMMAS
                and _SIZES.index(unit[0].name) >= _SIZES.index(parts[-1][0])
            ):
                # قبل سبع سنوات، 42 عاما: another length of time.
                i = start
                break
            # قبل قرابة الشهر, منذ نحو العامين: a definite unit is counted behind "about" only.
            if unit is None or (unit[0].definite and (about is None or parts or unit[0].count == 0)):
                i = start
                break
            parts.append((unit[0].name, low, high))
            i = unit[1]
            half = self._half(c, i, unit[0].name)
            if half is not None:
                parts.append(half[0])
                return parts, half[1]
        # عقد من الزمن
        of_time = c.match(self._words.of_time, i)
        return (parts, of_time[1] if of_time is not None else i) if parts else None

    def _half(self, c: Context, at: int, unit: str) -> tuple[tuple[str, float, float], int] | None:
        """And a half of a unit (عام ونصف العام, شهر ونصف شهر), as so many of a smaller one."""
        word, conjunction = c.norm(at) if at < c.last else "", self._words.conjunction
        if unit not in _HALVES or not word.startswith(conjunction):
            return None
        if word.removeprefix(conjunction) not in self._words.halves:
            return None
        again = c.match(self._words.units, at + 1) if at + 1 < c.last else None
        stop = again[1] if again is not None and again[0].count == 1 and again[0].name == unit else at + 1
        return _HALVES[unit], stop

    def _is_part_of_day(self, c: Context, at: int) -> bool:
        """Whether a word with the article is a part of the day."""
        norm, article = c.norm(at), self._words.article
        parts = self._words.day_parts
        return norm.startswith(article) and parts.match(c.tokens, at, c.last, norm.removeprefix(article)) is not None

    def _names(self, c: Context, unit: Unit, at: int) -> bool:
        """Whether a decade, a year, a month, a day or a part of one is named and not counted: منذ عقد التسعينيات, قبل عام 1970,
        خلال شهر مارس, قبل يوم الأحد, خلال ساعات الصباح, خلال ساعات فجر الأحد.
        """
        if unit.name == "decade" and c.match(self._words.decades, at) is not None:
            return True
        if unit.name == "day" and c.match(self._words.weekdays, at) is not None:
            return True
        if unit.name == "hour" and (self._is_part_of_day(c, at) or c.match(self._words.day_parts, at) is not None):
            return True
        if unit.count != 1:
            return False
        return (
            c.year(at) is not None
            if unit.name == "year"
            else unit.name == "month" and self._parts.month(c, at) is not None
        )

    def counted(self, c: Context, at: int) -> Read | None:
        """الـ24 ساعة الماضية, الثلاث سنوات الأخيرة, 48 ساعة الماضية; خلال الـ48 ساعة."""
        article, i = c.norm(at) == self._words.article, at
        count: tuple[float, float] | None = None
        if article:
            if not c.is_count(at + 1):
                return None
            count, i = (float(c.norm(at + 1)),) * 2, at + 2
        elif not c.is_cut(at):
            numeral = self._parser.parse(c.tokens, at, c.last, c.text, article=True)
            if numeral is not None:
                count, i = (numeral.low, numeral.high), numeral.last
                article = bool(numeral.article)
        unit = c.match(self._words.units, i) if count is not None else None
        if count is None or unit is None or unit[0].definite or unit[0].count == 2:
            return None
        modifier = self._parts.modifier(c, unit[1])
        within = article and modifier is None and at > c.first and c.tokens[at - 1].norm in self._words.within
        if (modifier is None or modifier[0] == "this") and not within:
            return None
        side, stop = modifier if modifier is not None else ("last", unit[1])
        ahead = side in ("next", "after_next")
        return self._resolver.stretch(c.anchor, [(unit[0].name, *count)], 1 if ahead else -1), stop

    def several(self, c: Context, at: int) -> Read | None:
        """الأيام الثلاثة الماضية, الساعات الأربع والعشرين الأخيرة, السنوات الأخيرة."""
        unit = c.match(self._words.units, at)
        if unit is None or not unit[0].definite or unit[0].count == 1:
            return None
        name, published = unit[0].name, c.anchor.published
        count, stop = self._count_behind(c, unit[1])
        if count is None and unit[0].count == 2:
            count = 2.0, 2.0
        modifier = self._parts.modifier(c, stop)
        if modifier is None:
            return None
        side, stop = modifier
        if side == "recent" and count is None and c.norm(stop) in self._words.range_from:
            # الأيام الأخيرة من مايو, السنوات الأخيرة من حكمه: the last ones of something else.
            return None
        if count is None and name in ("hour", "minute"):
            count = 24.0, 24.0
        if side == "this" or published is None or (count is None and c.norm(stop - 1) in self._words.following):
            return Period(None, None, "range", True), stop
        ahead = side in ("next", "after_next")
        if count is None or count == FEW:
            return self._uncounted(name, published, ahead), stop
        far = self._resolver.shift(published, [(name, *count)], 1 if ahead else -1, True)
        if far is None:
            return Period(None, None, "range", True), stop
        return Period(min(far, published), max(far, published), "range", True), stop

    def _uncounted(self, name: str, published: datetime.date, ahead: bool) -> Period:
        """Days or weeks that nobody counts (الأيام الماضية) go up to the publication, or begin with it; months and years may
        have ended before, or begin later.
        """
        if name not in ("day", "week"):
            return Period(None, None, "range", True)
        return Period(published if ahead else None, None if ahead else published, "range", True)

    def _count_behind(self, c: Context, at: int) -> tuple[tuple[float, float] | None, int]:
        """How many of a plural by the word behind it (القليلة, الثلاثة, الـ24), None where none tells, and the index behind."""
        if at >= c.last:
            return None, at
        if c.norm(at) in self._words.few_adjectives:
            return FEW, at + 1
        numeral = self._parser.parse(c.tokens, at, c.last, c.text, article=True)
        if numeral is not None and (numeral.article or numeral.digits):
            return (numeral.low, numeral.high), numeral.last
        if c.norm(at) == self._words.article and c.is_count(at + 1):
            return (float(c.norm(at + 1)),) * 2, at + 2
        return None, at


def whole_year(year: int, calendar: str) -> Period | None:
    """A year by its number; None where the calendar's tables do not have it."""
    if calendar != "hijri":
        return year_of(year)
    first, after = hijri_day(year, 1, 1), hijri_day(year + 1, 1, 1)
    if first is None or after is None:
        return None
    return Period(first, after - datetime.timedelta(days=1), "year", False, "year")
