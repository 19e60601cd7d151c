"""From which day of a month to which: 3 و7 مايو, 13-15 يوليو, تموز 13 الى 15, 2-4/6/2018."""

from __future__ import annotations

import datetime

from conflict_events.lexical.text import COMMAS
from conflict_events.mentions.calendars import Period
from conflict_events.mentions.dates import absolute, parts, range_ends, units
from conflict_events.mentions.dates.context import CLOSING, OPENING, Context, Read

_MOST_DAYS = 31


def days(c: Context, at: int) -> Read | None:
    """Two days of one month."""
    first = parts.day(c, at)
    if first is None:
        return _behind_month(c, at)
    to = first[1]
    behind = range_ends.behind_to(c, to) or range_ends.behind_until(c, to)
    dated = _up_to_figures(c, first[0], behind) if behind is not None else None
    if dated is not None:
        return dated
    second = parts.day(c, behind) if behind is not None else _joined_day(c, first)
    if second is None or second[0] <= first[0]:
        return None
    listed = c.norm(to) in COMMAS
    while (further := _next_day(c, second)) is not None:
        # أيام 3 و4 و5 مايو, 3، 4 و5 مايو; but not قتل 3، 4 مايو
        listed = listed and c.norm(second[1]) != c.words.conjunction
        second = further
    if listed:
        return None
    of = parts.behind_of(c, at, second[1])
    month, unit = parts.month(c, of), units.period(c, of) if of > second[1] else None
    end: Read | None = None
    if month is not None:
        end = absolute.with_year(c, second[0], month[0], month[1], month[2], None)
    elif unit is not None and unit[0].unit == "month":
        end = absolute.of_relative_month(second[0], unit)
    return None if end is None else _between_days(end, first[0], second[0])


def behind_weekdays(c: Context, at: int) -> Read | None:
    """The days of a month that weekdays before a token are told with: السبت والأحد 2 و3 مارس, الجمعة والسبت (1 و2 مارس)."""
    inside = c.skip(at, OPENING)
    read = days(c, inside)
    return read if read is None or inside == at else (read[0], c.skip(read[1], CLOSING))


def _joined_day(c: Context, first: tuple[int, int]) -> tuple[int, int] | None:
    """The day behind a comma, a slash or a conjunction, that is written on to it too: 3 والرابع من مايو."""
    to = first[1]
    if c.norm(to) == "/" or c.norm(to) in COMMAS:
        return _next_day(c, first)
    if c.norm(to).startswith(c.words.conjunction):
        return parts.day(c.headed(to, c.norm(to).removeprefix(c.words.conjunction)), to)
    return None


def _behind_month(c: Context, at: int) -> Read | None:
    """Two days behind the name of their month: تموز 13 الى 15."""
    month = parts.month(c, at)
    first = parts.day(c, month[2]) if month is not None and month[1] == "common" else None
    behind = range_ends.behind_to(c, first[1]) if first is not None else None
    second = parts.day(c, behind) if behind is not None else None
    if month is None or first is None or second is None or second[0] <= first[0]:
        return None
    if not parts.uncounted(c, second[1]):
        return None
    end = absolute.with_year(c, second[0], month[0], month[1], second[1], None)
    return None if end is None else _between_days(end, first[0], second[0])


def _next_day(c: Context, day: tuple[int, int]) -> tuple[int, int] | None:
    """A later day of the month that is joined to one: 3، 4 و5 مايو; with a slash the next one: ليلة 12/13 مارس."""
    number, stop = day
    if c.norm(stop) not in COMMAS | {c.words.conjunction, "/"}:
        return None
    further = parts.day(c, stop + 1)
    if further is None or further[0] <= number or (c.norm(stop) == "/" and further[0] != number + 1):
        return None
    return further


def _up_to_figures(c: Context, first: int, at: int) -> Read | None:
    """From a day of a month to another one in figures: 2-4/6/2018."""
    end = absolute.numeric(c, at) if c.is_number(at) else None
    number = c.norm(at).split(".")[0] if end is not None else ""
    if end is None or end[0].precision != "day" or not first < int(number) <= _MOST_DAYS:
        return None
    return _between_days(end, first, int(number))


def _between_days(end: Read, first: int, second: int) -> Read:
    """From one day of a month to a later one, which ``end`` is."""
    latest = end[0].latest
    earliest = latest - datetime.timedelta(days=second - first) if latest is not None else None
    return Period(earliest, latest, "range", end[0].relative), end[1]
