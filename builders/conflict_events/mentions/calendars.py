"""The calendar behind dates: periods of days, months and seasons, the Hijri year, Easter."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from hijridate import Gregorian, Hijri

from conflict_events.records import DateValue

Precision = Literal["day", "week", "month", "season", "year", "range"]
Day = datetime.date
WEEK = 7
"""Days from a day of the week to the next of that name."""
HIJRI_YEARS = range(1343, 1501)
"""Years that the Umm al-Qura tables of hijridate hold."""


@dataclass(frozen=True, slots=True)
class Period:
    """What was read: bounds (None: not known), and whether the publication day was needed to know them."""

    earliest: Day | None
    latest: Day | None
    precision: Precision
    relative: bool = False
    unit: str = ""

    def value(self) -> DateValue:
        return DateValue(self.earliest, self.latest, self.precision, "relative" if self.relative else "explicit")


def open_ended(value: DateValue, published: Day | None) -> DateValue:
    """From the first day of a date to the publication, where that is known and later."""
    if value.earliest is None or published is None or value.earliest > published:
        return value
    return DateValue(value.earliest, published, "range", value.basis)


def safe_day(year: int, month: int, day: int) -> Day | None:
    """The day, or None where there is none."""
    try:
        return datetime.date(year, month, day)
    except (ValueError, OverflowError):
        return None


def later(day: Day, days: int) -> Day | None:
    """So many days later; None outside the years 1 to 9999."""
    try:
        return day + datetime.timedelta(days=days)
    except OverflowError:
        return None


def months_later(day: Day, months: int) -> Day | None:
    """So many months later, at the end of the month where it is too short; None outside the years 1 to 9999."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return (
        safe_day(year, month, day.day)
        or safe_day(year, month, 30)
        or safe_day(year, month, 29)
        or safe_day(year, month, 28)
    )


def anniversary_up_to(day: Day, last: Day) -> Day | None:
    """The last such day of the year up to another day, None where neither year has it."""
    exact = safe_day(last.year, day.month, day.day)
    return exact if exact is not None and exact <= last else safe_day(last.year - 1, day.month, day.day)


def month_of(year: int, month: int) -> Period:
    """The period of a month."""
    first = datetime.date(year, month, 1)
    following = safe_day(year + month // 12, month % 12 + 1, 1)
    last = following - datetime.timedelta(days=1) if following is not None else first
    return Period(first, last, "month", False, "month")


def months_of(year: Period, first: int, last: int) -> Period:
    """From the n-th month of a year to another, both counted from 1; of a Hijri year counted in months of the common one. The
    year's bounds must be known.
    """
    assert year.earliest is not None and year.latest is not None
    begin, after = months_later(year.earliest, first - 1), months_later(year.earliest, last)
    latest = year.latest if after is None else min(after - datetime.timedelta(days=1), year.latest)
    return Period(begin, latest, "range", year.relative)


def year_of(year: int) -> Period:
    """The period of a year."""
    return Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31), "year", False, "year")


def season_of(year: int, month: int, length: int) -> Period:
    """The season that begins in ``month`` of a year; winter belongs to the year in which it ends."""
    begins = year - 1 if month + length > 13 else year
    first = datetime.date(begins, month, 1)
    after = months_later(first, length)
    assert after is not None
    return Period(first, after - datetime.timedelta(days=1), "season")


def hijri_day(year: int, month: int, day: int) -> Day | None:
    """A day of the Umm al-Qura calendar; None outside its tables (1343 to 1500 AH)."""
    if year not in HIJRI_YEARS:
        return None
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return datetime.date(found.year, found.month, found.day)


def hijri_year_in(year: int, month: int, day: int = 1) -> int | None:
    """The Hijri year of which a day lies in a year of the common calendar; None where there is none, or two."""
    hijri = (hijri_year(datetime.date(year, 1, 1)), hijri_year(datetime.date(year, 12, 31)))
    years = [y for y in range(min(hijri), max(hijri) + 1) if (d := hijri_day(y, month, day)) and d.year == year]
    return years[0] if len(years) == 1 else None


def hijri_day_in(year: int, month: int, day: int) -> Day | None:
    """A day of the Umm al-Qura calendar in a year of the common one; None where there is none, or two."""
    of = hijri_year_in(year, month, day)
    return hijri_day(of, month, day) if of is not None else None


def hijri_year(day: Day) -> int:
    """The year of the Umm al-Qura calendar that a day lies in; 0 outside its tables."""
    try:
        return Gregorian(day.year, day.month, day.day).to_hijri().year
    except (ValueError, OverflowError):
        return 0


def easter(year: int) -> Day:
    """Western Easter Sunday (Gregorian computus of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    o = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * o) // 451
    month, day = divmod(h + o - 7 * m + 114, 31)
    return datetime.date(year, month, day + 1)
