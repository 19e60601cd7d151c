"""Which days an expression of time means, seen from the publication day."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from hijridate import Gregorian

from conflict_events.mentions.calendars import (
    HIJRI_YEARS,
    Day,
    Period,
    Precision,
    hijri_day,
    hijri_year,
    hijri_year_in,
    later,
    month_of,
    months_later,
    safe_day,
    year_of,
)

Duration = Sequence[tuple[str, float, float]]
"""Units by name with the fewest and the most of each."""
AHEAD = frozenset(("next", "after_next"))
"""Modifiers of what lies ahead."""
FEW = (3.0, 9.0)
"""The fewest and the most of what nobody counts."""


class Anchor(NamedTuple):
    """What an expression is read from: the publication day, None where it is not known, and whether what it dates
    lies ahead (``future``) or is surely over (``past``). ``told``: the day is not that of publication, but one that the text
    has told before; ``back``: what is counted lies before that.
    """

    published: Day | None
    future: bool = False
    told: bool = False
    past: bool = False
    back: bool = False


class Resolver:
    """Days, weeks, months and years around an anchor.

    ``settings`` is that table of the language's ``dates.toml``. A ``side`` is the meaning of the modifier that stands with
    the expression ("last", "before_last", "recent", "this", "next", "after_next"), "" where none does. Weekdays count
    from 0, Monday. Where the publication day is needed and not known, the bounds of a period are None.
    """

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._week_start, self._early_start = int(settings["week_start"]), int(settings["early_start"])
        self._weekend, self._weekend_over = frozenset(settings["weekend"]), int(settings["weekend_over"])
        self._just_over = int(settings["just_over"])
        self._ahead, self._feast_near = int(settings["ahead"]), int(settings["feast_near"])

    def nearest(
        self, anchor: Anchor, of: Callable[[int], Day | None], year: int, side: str, weekday: int | None
    ) -> Day | None:
        """The day of a year near the publication that suits the modifier, the weekday or the reading direction.

        ``of`` gives the day of a year, ``year`` is that of the publication in the calendar of ``of``.
        """
        published = anchor.published
        assert published is not None
        days = [d for d in (of(y) for y in range(year - 4, year + 5)) if d is not None]
        if side == "this":
            return next((d for d in days if d.year == published.year), None)
        if side in ("last", "before_last"):
            return max((d for d in days if d < published), default=None)
        if side in AHEAD:
            return min((d for d in days if d > published), default=None)
        if weekday is not None:
            agreeing = [d for d in days if d.weekday() == weekday]
            close = min(agreeing, key=lambda d: abs((d - published).days), default=None)
            if close is not None and abs((close - published).days) < 366:
                return close
        if anchor.future:
            coming = min((d for d in days if d >= published), default=None)
            over = max((d for d in days if d < published), default=None)
            # 31 يوليو, published on the first of August: what was planned for it is just over, not a year ahead.
            return over if over is not None and (published - over).days <= self._just_over else coming
        ahead = published + datetime.timedelta(days=0 if anchor.past else self._ahead)
        return max((d for d in days if d <= ahead), default=None)

    def month(self, anchor: Anchor, month: int, calendar: str, year: int | None, side: str) -> Period:
        """A month of the "common" or "hijri" calendar; None as ``year``: the one near the publication."""
        relative = year is None
        if year is None:
            if anchor.published is None:
                return Period(None, None, "month", True, "month")
            current, now = anchor.published.year, anchor.published.month
            if calendar == "hijri":
                try:
                    hijri = Gregorian(current, now, anchor.published.day).to_hijri()
                except OverflowError:
                    # Before 1924 or after 2077, where the calendar's tables end.
                    return Period(None, None, "month", True, "month")
                current, now = hijri.year, hijri.month
            if side in ("last", "before_last"):
                year = current if month < now else current - 1
            elif side in AHEAD:
                year = current if month > now else current + 1
            elif side == "this":
                year = current
            elif anchor.future:
                year = current if month >= now else current + 1
            else:
                # A month that begins within the settings' reach is the coming one, as with days.
                year = current if month <= now else current - 1
                coming = (hijri_day if calendar == "hijri" else safe_day)(year + 1, month, 1)
                if not anchor.past and coming is not None and (coming - anchor.published).days <= self._ahead:
                    year += 1
        if calendar == "hijri":
            if not relative and year not in HIJRI_YEARS:
                # رمضان 2016
                year = hijri_year_in(year, month) or year
            first = hijri_day(year, month, 1)
            following = hijri_day(year + month // 12, month % 12 + 1, 1)
            if first is None or following is None:
                return Period(None, None, "month", relative, "month")
            return Period(first, following - datetime.timedelta(days=1), "month", relative, "month")
        return replace(month_of(year, month), relative=relative)

    def day_of_month(self, anchor: Anchor, day: int) -> Period:
        """The last or the coming such day of a month."""
        if anchor.published is None:
            return Period(None, None, "day", True)
        published = anchor.published
        days = self._days_of_months(published, day)
        past = [d for d in days if d >= published] if anchor.future else [d for d in days if d <= published]
        exact = (min if anchor.future else max)(past, default=days[0])
        return Period(exact, exact, "day", True)

    def weekday_of_month(self, anchor: Anchor, day: int, weekday: int) -> Period | None:
        """The nearest such day of a month that is such a weekday; None where there is none near the publication."""
        if anchor.published is None:
            return Period(None, None, "day", True)
        published = anchor.published
        days = [d for d in self._days_of_months(published, day) if d.weekday() == weekday]
        exact = min(days, key=lambda d: abs((d - published).days), default=None)
        if exact is None or abs((exact - published).days) > self._ahead:
            return None
        return Period(exact, exact, "day", True)

    def _days_of_months(self, published: Day, day: int) -> list[Day]:
        """A day of the months around the publication, where they have it."""
        months = (published.month - 1 + step for step in range(-6, 7))
        days = (safe_day(published.year + m // 12, m % 12 + 1, day) for m in months)
        return [d for d in days if d is not None]

    def near_feast(self, published: Day, feasts: Sequence[tuple[int, int]]) -> Day | None:
        """Of days of the Hijri year, month and day, the nearest to the publication, None where none is near."""
        year = hijri_year(published)
        days = (hijri_day(y, month, day) for y in (year - 1, year, year + 1) for month, day in feasts)
        nearest = min((d for d in days if d is not None), key=lambda d: abs((d - published).days), default=None)
        return nearest if nearest is not None and abs((nearest - published).days) <= self._feast_near else None

    def weekday(self, anchor: Anchor, weekday: int, side: str) -> Period:
        """The last or the coming such day; the publication day is one of them where nothing says otherwise."""
        if anchor.published is None:
            return Period(None, None, "day", True)
        back = (anchor.published.weekday() - weekday) % 7
        further = 7 if side in ("before_last", "after_next") else 0
        if side in ("last", "before_last"):
            day = anchor.published - datetime.timedelta(days=(back or 7) + further)
        elif side in AHEAD or anchor.future:
            ahead = (weekday - anchor.published.weekday()) % 7
            day = anchor.published + datetime.timedelta(days=(ahead or (7 if side else 0)) + further)
        else:
            day = anchor.published - datetime.timedelta(days=back)
        return Period(day, day, "day", True)

    def in_week(self, week: Period, weekday: int) -> Period:
        """The weekday of a week."""
        if week.earliest is None:
            return Period(None, None, "day", True)
        day = week.earliest + datetime.timedelta(days=(weekday - week.earliest.weekday()) % 7)
        return Period(day, day, "day", True)

    def calendar(self, anchor: Anchor, unit: str, side: str) -> Period:
        """The week, month or year before, after or around the publication day."""
        step = {"last": -1, "recent": -1, "before_last": -2, "next": 1, "after_next": 2}.get(side, 0)
        precision: Precision = "week" if unit == "week" else "month" if unit == "month" else "year"
        if anchor.published is None:
            return Period(None, None, precision, True, unit)
        if unit == "week":
            begun = self._of_calendar(anchor.published) if step > 0 else self._first_of_week(anchor.published)
            first = begun + datetime.timedelta(days=7 * step)
            return Period(first, first + datetime.timedelta(days=6), "week", True, unit)
        if unit == "month":
            month = anchor.published.month - 1 + step
            return replace(month_of(anchor.published.year + month // 12, month % 12 + 1), relative=True, unit=unit)
        return replace(year_of(anchor.published.year + step), relative=True)

    def _first_of_week(self, day: Day) -> Day:
        """First day of the week of a day; the early first day begins a new one."""
        if day.weekday() == self._early_start:
            return day
        return self._of_calendar(day)

    def _of_calendar(self, day: Day) -> Day:
        """First day of the calendar's week of a day."""
        return day - datetime.timedelta(days=(day.weekday() - self._week_start) % 7)

    def near_weekend(self, anchor: Anchor) -> Period:
        """The weekend that nothing is told of: the last one where it is just over, else the coming one."""
        published = anchor.published
        into = 0 if published is None else (published.weekday() - self._week_start) % 7
        side = "last" if into < self._weekend_over and not anchor.future else "this"
        return self.weekend(self.calendar(anchor, "week", side))

    def weekend(self, week: Period) -> Period:
        """The days of a week that nobody works on."""
        if week.earliest is None:
            return Period(None, None, "range", True)
        first = self._of_calendar(week.earliest)
        days = [first + datetime.timedelta(days=i) for i in range(7)]
        weekend = [d for d in days if d.weekday() in self._weekend]
        return Period(min(weekend), max(weekend), "range", True)

    def shift(self, day: Day, parts: Duration, sign: int, high: bool) -> Day | None:
        """The day so many units off. ``sign`` -1 is back; ``high`` takes the most."""
        for name, low, most in parts:
            count = (most if high else low) * sign
            if name in ("hour", "minute"):
                days = int(count / 24) if name == "hour" else 0
                shifted: Day | None = later(day, days)
            elif name == "decade":
                shifted = months_later(day, int(count * 120))
            elif name == "year":
                shifted = months_later(day, int(count * 12))
            elif name == "month":
                shifted = months_later(day, int(count))
            else:
                shifted = later(day, int(count * (7 if name == "week" else 1)))
            if shifted is None:
                return None
            day = shifted
        return day

    def stretch(self, anchor: Anchor, parts: Duration, sign: int) -> Period:
        """All between the publication and the day so many units off, at most; open where that is not known."""
        far = self.shift(anchor.published, parts, sign, True) if anchor.published is not None else None
        if anchor.published is None or far is None:
            return Period(None, None, "range", True)
        return Period(min(far, anchor.published), max(far, anchor.published), "range", True)

    def apart(self, parts: Duration) -> Period:
        """What lies so many units off a day that is not known: as precise as the unit."""
        (unit, low, high), *more = parts
        if low != high or more:
            return Period(None, None, "range" if low != high else "day", True)
        precision: Precision = "year" if unit in ("year", "decade") else "month" if unit == "month" else "day"
        return Period(None, None, precision, True)

    def away(self, anchor: Anchor, parts: Duration, sign: int) -> Period:
        """What lies so many units off the publication: a day, the year where years are told, the month where past months are,
        a range for "a few".
        """
        vague = any(low != high for _, low, high in parts)
        precision: Precision = "range" if vague else "day"
        if anchor.published is None:
            return self.apart(parts)
        near, far = self.shift(anchor.published, parts, sign, False), self.shift(anchor.published, parts, sign, True)
        if near is None or far is None:
            return Period(None, None, precision, True)
        few = sign < 0 and parts[0][1:] == FEW
        if few and parts[0][0] == "day":
            # قبل أيام may be yesterday.
            return Period(far, max(far, anchor.published - datetime.timedelta(days=1)), precision, True)
        if few and parts[0][0] not in ("hour", "minute"):
            # How far back قبل أشهر lies is open.
            return Period(None, None, precision, True)
        if not vague and parts[0][0] in ("year", "decade") and len(parts) == 1:
            return replace(year_of(near.year), relative=True, unit="")
        if not vague and parts[0][0] == "month" and len(parts) == 1 and (sign < 0 or anchor.told):
            return replace(month_of(near.year, near.month), relative=True, unit="")
        return Period(min(near, far), max(near, far), precision, True)
