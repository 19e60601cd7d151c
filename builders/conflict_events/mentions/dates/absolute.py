"""Dates of the calendar: day and month, month and year, in words and in figures."""

from __future__ import annotations

import datetime
from dataclasses import replace

from conflict_events.mentions.base import Cutter
from conflict_events.mentions.calendars import HIJRI_YEARS, Day, Period, hijri_day, hijri_year, month_of, safe_day
from conflict_events.mentions.dates.context import DASHES, Context, Read
from conflict_events.mentions.dates.parts import Parts
from conflict_events.mentions.dates.resolution import Resolver
from conflict_events.mentions.dates.units import UnitReader
from conflict_events.mentions.dates.words import DateWords
from conflict_events.text import COMMAS

_JOINTS = DASHES | {"."}
"""Between the figures of a date."""
_BEFORE_MONTH = _JOINTS | COMMAS
_NO_DAY = frozenset("/-:%٪")
"""A number before one of these is no day of the month."""


class AbsoluteReader:
    """Reads dates by day, month and year. ``weekday`` (0 Monday) is the one that stands before a date."""

    def __init__(self, words: DateWords, parts: Parts, resolver: Resolver, units: UnitReader, cutter: Cutter) -> None:
        self._words = words
        self._parts = parts
        self._resolver = resolver
        self._units = units
        self._cutter = cutter

    def absolute(self, c: Context, at: int, weekday: int | None = None) -> Read | None:
        """Day and month in either order, with or without year or modifier; month with year or modifier."""
        i = at + 1 if c.norm(at) in self._words.day_word else at
        day = self._parts.day(c, i)
        if day is not None and day[1] == i + 1 and c.norm(i) in self._words.weekdays_counted:
            # المرحلة الثانية من مايو: the word for day is masculine.
            day = None
        if day is not None:
            joined = c.skip(day[1], _BEFORE_MONTH)
            j = self._parts.behind_of(c, i, joined)
            month = self._parts.month(c, j)
            if month is not None and joined > day[1] and c.norm(j) in self._words.nil:
                # فازوا 2-صفر: a score, unless a year stands behind it.
                month = month if self._parts.year(c, month[2]) is not None else None
            if month is not None:
                known = self._known(c, at, day[0], month[0])
                read = self.with_year(c, day[0], month[0], month[1], month[2], weekday)
                if known is not None and read is not None and read[0].relative and read[1] == month[2]:
                    return Period(known, known, "day"), read[1]
                return read
            # "the 20th of next month"
            of = self._parts.behind_of(c, i, day[1])
            unit = self._units.period(c, of) if of > day[1] else None
            if unit is not None and unit[0].unit == "month":
                base = unit[0].earliest
                exact = safe_day(base.year, base.month, day[0]) if base is not None else None
                if base is not None and exact is None:
                    return None
                return Period(exact, exact, "day", True), unit[1]
        month = self._parts.month(c, at)
        if month is None:
            return None
        number, calendar, stop, _ = month
        if calendar == "common":
            j = c.skip(stop, DASHES)
            after = self.day_behind(c, j)
            if after is not None:
                return self.with_year(c, after[0], number, calendar, after[1], weekday)
        year = self._parts.year(c, stop)
        if year is not None:
            return self._resolver.month(
                c.anchor, number, "hijri" if year[1] == "hijri" else calendar, year[0], ""
            ), year[2]
        modifier = self._parts.modifier(c, stop)
        if modifier is not None:
            return self._resolver.month(c.anchor, number, calendar, None, modifier[0]), modifier[1]
        relative_year = self._units.period(c, c.skip(stop, self._words.of))
        if relative_year is not None and relative_year[0].unit == "year" and relative_year[0].relative:
            earliest = relative_year[0].earliest
            if earliest is None:
                return Period(None, None, "month", True), relative_year[1]
            period = self._resolver.month(c.anchor, number, calendar, earliest.year, "")
            return replace(period, relative=True), relative_year[1]
        return None

    def day_behind(self, c: Context, at: int) -> tuple[int, int] | None:
        """A day of the month behind its name, in figures or definite: مايو 15, but not in أبريل 15 قتيلا."""
        day = self._parts.day(c, at)
        if day is None or c.is_number(day[1]):
            return None
        if c.norm(at).startswith(self._words.article):
            return None if self._parts.counts(c, day[1]) else day
        return day if c.is_number(at) and self._alone(c, day[1]) else None

    def _alone(self, c: Context, at: int) -> bool:
        """Whether a number in figures, which ends before a token, neither counts nor is some of what follows (20 من الجنود)."""
        return self._parts.uncounted(c, at) and c.norm(at) not in self._words.range_from

    def _known(self, c: Context, at: int, day: int, month: int) -> Day | None:
        """The day that all know by the word before it: هجمات 11 سبتمبر."""
        known = self._words.known_days.get((month, day))
        if known is None or at <= c.first or (c.anchor.published is not None and c.anchor.published < known):
            return None
        named = self._cutter.is_one(c.tokens[at - 1].norm, self._words.known_by)
        return known if named else None

    def with_year(self, c: Context, day: int, month: int, calendar: str, at: int, weekday: int | None) -> Read | None:
        """A day of a month, in the year that stands at a token, or else in the one that is meant."""
        year = self._parts.year(c, at)
        modifier = self._parts.modifier(c, at) if year is None else None
        if year is not None:
            if calendar == "hijri" or year[1] == "hijri":
                exact = hijri_day(year[0], month, day)
            else:
                exact = safe_day(year[0], month, day)
            return None if exact is None else (Period(exact, exact, "day"), year[2])
        stop = modifier[1] if modifier is not None else at
        side = modifier[0] if modifier is not None else ""
        of_year = self._units.period(c, c.skip(stop, self._words.of)) if not side else None
        if of_year is not None and of_year[0].unit == "year":
            base = of_year[0].earliest
            exact = safe_day(base.year, month, day) if base is not None else None
            return Period(exact, exact, "day", True), of_year[1]
        if c.anchor.published is None:
            if calendar == "common" and safe_day(2000, month, day) is None:
                return None
            return Period(None, None, "day", True), stop
        of, current = safe_day, c.anchor.published.year
        if calendar == "hijri":
            of, current = hijri_day, hijri_year(c.anchor.published)
        chosen = self._resolver.nearest(c.anchor, lambda y: of(y, month, day), current, side, weekday)
        return None if chosen is None else (Period(chosen, chosen, "day", True), stop)

    def numeric(self, c: Context, at: int, weekday: int | None = None) -> Read | None:
        """2015/8/10, 10-8-2015, 18-9-15, 3-2015; 22/04 behind a word for a day."""
        parts: list[tuple[int, int]] = []
        i = at
        mark = ""
        while c.is_number(i) and len(parts) < 3:
            norm = c.norm(i)
            pieces = norm.split(".")
            if all(p.isdigit() and len(p) <= 4 for p in pieces) and (
                len(pieces) == 1 or (len(pieces) == 3 and not parts)
            ):
                parts.extend((int(p), len(p)) for p in pieces)
            else:
                return None
            i += 1
            joint = c.norm(i)
            if joint in _JOINTS and joint == (mark or joint) and c.is_number(i + 1) and len(parts) < 3:
                if c.tokens[i].start - c.tokens[i - 1].end > 1 or c.tokens[i + 1].start - c.tokens[i].end > 1:
                    break
                mark = joint
                i += 1
            else:
                break
        if len(parts) == 3:
            (a, la), (b, _), (d, ld) = parts
            options: list[Day | None]
            if la == 4:
                options = [safe_day(a, b, d) or safe_day(a, d, b)]
                if a in HIJRI_YEARS:
                    options = [hijri_day(a, b, d)]
            elif ld == 4:
                options = [safe_day(d, b, a) or safe_day(d, a, b)]
                if d in HIJRI_YEARS:
                    options = [hijri_day(d, b, a)]
            elif ld == 2:
                options = [safe_day(2000 + d, b, a), safe_day(2000 + a, b, d), safe_day(2000 + d, a, b)]
            else:
                return None
            days = [o for o in options if o is not None]
            if not days:
                return None
            exact = days[0]
            published = c.anchor.published
            if published is not None and len(days) > 1:
                limit = published + datetime.timedelta(days=366)
                exact = min(days, key=lambda o: (o > limit, abs((o - published).days)))
            era = c.match(self._words.eras, i)
            return Period(exact, exact, "day"), era[1] if era is not None else i
        if len(parts) == 2:
            (a, la), (b, lb) = parts
            if la == 4 and 1900 <= a <= 2099 and 1 <= b <= 12:
                return month_of(a, b), i
            if lb == 4 and 1900 <= b <= 2099 and 1 <= a <= 12:
                return month_of(b, a), i
            led = at > c.first and (
                c.tokens[at - 1].norm in self._words.day_word or c.match(self._words.corresponds, at - 1) is not None
            )
            if mark == "/" and (weekday is not None or led or la == lb == 2) and 1 <= a <= 31 and 1 <= b <= 12:
                return self.with_year(c, a, b, "common", i, weekday)
        return None

    def day_alone(self, c: Context, at: int) -> Read | None:
        """A day of the month alone: يوم 27, الجمعة 22 is read with its weekday."""
        if c.norm(at) not in self._words.day_word or not c.is_number(at + 1):
            return None
        day = self._parts.day(c, at + 1)
        if day is None or c.norm(day[1]) in _NO_DAY or self._parts.month(c, day[1]) is not None:
            # يوم 29 فبراير 2023: a day that there was not is no day of another month.
            return None
        period, published = self._resolver.day_of_month(c.anchor, day[0]), c.anchor.published
        if c.norm(at).startswith(self._words.article) and not (period.latest == published and self._alone(c, day[1])):
            # قتل اليوم 20 مدنيا
            return None
        return period, day[1]
