"""The n-th of a period: the third week of May, the first Friday of the month, the last day of the year."""

from __future__ import annotations

import datetime

from conflict_events.lexical.cutting import Cutter
from conflict_events.mentions.calendars import Period
from conflict_events.mentions.dates.absolute import AbsoluteReader
from conflict_events.mentions.dates.context import Context, Read
from conflict_events.mentions.dates.parts import Parts
from conflict_events.mentions.dates.resolution import Resolver
from conflict_events.mentions.dates.units import UnitReader
from conflict_events.mentions.dates.words import DateWords


class NthReader:
    """Reads days and weeks that an ordinal picks out of a month or a year."""

    def __init__(
        self,
        words: DateWords,
        parts: Parts,
        resolver: Resolver,
        units: UnitReader,
        absolute: AbsoluteReader,
        cutter: Cutter,
    ) -> None:
        self._words = words
        self._parts = parts
        self._resolver = resolver
        self._units = units
        self._absolute = absolute
        self._cutter = cutter
        self._month_or_year = words.month_word | words.year_word

    def nth_week(self, c: Context, at: int) -> Read | None:
        """الأسبوع الثالث من الشهر, الأسبوع الأخير من عام 2015; الأسبوع الماضي الأحد."""
        unit = c.match(self._words.units, at)
        if unit is None or not unit[0].definite or unit[0].count != 1 or unit[0].name not in ("week", "day"):
            return None
        ordinal = self._parts.ordinal(c, unit[1])
        if ordinal is None:
            week = self._units.period(c, at)
            if week is not None and week[0].unit == "week":
                weekday = c.match(self._words.weekdays, c.skip(week[1], self._words.day_word))
                if weekday is not None:
                    return self._resolver.in_week(week[0], weekday[0]), weekday[1]
            return None
        whole = self._whole(c, ordinal[1])
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

    def nth(self, c: Context, at: int) -> Read | None:
        """أول جمعة من الشهر, آخر يوم من الشهر, أول يوم جمعة في هذا الشهر."""
        ordinal = self._parts.ordinal(c, at)
        if ordinal is None:
            return None
        i = c.skip(ordinal[1], self._words.day_word)
        weekday = c.match(self._words.bare_weekdays, i) or c.match(self._words.weekdays, i)
        if weekday is not None:
            return self.nth_weekday(c, weekday[0], ordinal[0], weekday[1])
        if i > ordinal[1]:
            whole = self._whole(c, i)
            if whole is not None and whole[0].earliest is not None and whole[0].latest is not None:
                day = whole[0].latest if ordinal[0] < 0 else whole[0].earliest + datetime.timedelta(days=ordinal[0] - 1)
                return (Period(day, day, "day", whole[0].relative), whole[1]) if day <= whole[0].latest else None
        return None

    def nth_weekday(self, c: Context, weekday: int, count: int, at: int) -> Read | None:
        """The n-th such weekday of the month that follows in the text."""
        whole = self._whole(c, at)
        if (
            whole is None
            or whole[0].unit != "month"
            or whole[0].earliest is None
            or whole[0].latest is None
            or count > 5
        ):
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

    def _whole(self, c: Context, at: int) -> Read | None:
        """A month or a year behind "of"."""
        i = c.skip(at, self._words.of)
        if i == at and at < c.last and c.tokens[at].kind == "word":
            # بشهر: the preposition is written on to the word.
            for cut in self._cutter.cuts(c.norm(at)):
                if len(cut.proclitics) == 1 and not cut.article and cut.stem in self._month_or_year:
                    return self._whole(c.headed(at, cut.stem), at)
        absolute = self._absolute.absolute(c, i)
        if absolute is not None and absolute[0].unit == "month":
            return absolute
        unit = self._units.period(c, i)
        if unit is not None:
            return unit
        month = self._parts.month(c, i)
        if month is not None and i > at:
            return self._resolver.month(c.anchor, month[0], month[1], None, ""), month[2]
        return None
