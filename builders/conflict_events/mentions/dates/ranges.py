"""Which days a range of two ends means, or all that are listed: بين مارس ويونيو, من الأحد إلى الثلاثاء, عامي 2015 و2016."""

from __future__ import annotations

import datetime

from conflict_events.lexical.text import COMMAS
from conflict_events.mentions.calendars import Day, Period, safe_day
from conflict_events.mentions.dates import days_of_month, parts, range_ends, year_ranges
from conflict_events.mentions.dates.context import Context, Read


def read(c: Context, at: int) -> Read | None:
    """بين 3 و7 مايو, من الأحد إلى الثلاثاء, 13-15 يوليو, تموز 13 الى 15, عام 2013-14."""
    years = year_ranges.years(c, c.skip(at, c.words.year_word))
    if years is not None:
        return years
    opened = c.match(c.words.between, at)
    i = opened[1] if opened is not None else c.skip(at, c.words.range_from)
    if i > at and c.norm(i) not in c.words.paired and not range_ends.may_begin(c, i):
        # Behind most words for "from" stands nothing that a range could begin with.
        return None
    days = days_of_month.days(c, i)
    if days is not None:
        return days
    if c.norm(i) in c.words.paired:
        listed = year_ranges.years(c, i + 1) or _listed(c, i + 1)
        if listed is not None:
            return listed
        i += opened is not None
    left = range_ends.end(c, i) if i > at else None
    right = _other_end(c, left[1], left[0].earliest) if left is not None else None
    if left is None or right is None:
        return None
    period = _spanned(left[0], right[0], range_ends.names_month_alone(c, i, left[1]))
    return (period, parts.behind_modifier(c, right[1])) if period is not None else None


def _other_end(c: Context, at: int, base: Day | None) -> Read | None:
    """The second end of a range from a day, behind a word for "to" or with a conjunction written on to it."""
    to = range_ends.behind_to(c, at)
    comma = c.norm(at) in COMMAS
    if to is None and (comma or c.year(at - 1) is not None):
        to = range_ends.behind_until(c, at + comma)
    if to is None and c.norm(at).startswith(c.words.conjunction):
        c, to = range_ends.behind_and(c, at)
    return range_ends.end_from(c, to, base) if to is not None else None


def _listed(c: Context, at: int) -> Read | None:
    """Days, months or years behind a word for several of them: عامي 2015 و2016, يومي 3 و4 مايو."""
    days = days_of_month.days(c, at)
    if days is not None:
        return days
    first = last = _named(c, at)
    while last is not None:
        stop = last[1]
        if stop >= c.last or not c.norm(stop).startswith(c.words.conjunction):
            break
        following = _named(*range_ends.behind_and(c, stop))
        if following is None:
            break
        last = following
    if first is None or last is None or first is last:
        return None
    earliest, latest, stop = first[0].earliest, last[0].latest, last[1]
    dated = days_of_month.behind_weekdays(c, stop) if first[0].precision == "day" else None
    if dated is not None:
        return dated
    if earliest is not None and latest is not None and first[0].relative:
        # What stands behind the last goes for the first too: شهري ديسمبر ويناير الماضيين.
        if first[0].unit == "month":
            earliest = safe_day(latest.year - (earliest.month > latest.month), earliest.month, 1)
        elif not any(c.match(c.words.months, i) for i in range(at, stop)):
            earliest = latest - datetime.timedelta(days=(latest.weekday() - earliest.weekday()) % 7)
    if earliest is not None and latest is not None and earliest > latest:
        return None
    relative = first[0].relative and last[0].relative
    return Period(earliest, latest, "range", relative), parts.behind_modifier(c, stop)


def _named(c: Context, at: int) -> Read | None:
    """A day, month or year by its name."""
    read = range_ends.end(c, at)
    return read if read is not None and read[0].precision in ("day", "month", "year") else None


def _spanned(first: Period, last: Period, monthly: bool) -> Period | None:
    """From one period to another, None where the other is over before. ``monthly``: the first names its month, not its year."""
    earliest, latest = first.earliest, last.latest
    if earliest is None or latest is None:
        return Period(None, None, "range", True)
    # من 5 يناير إلى 3 فبراير 2019, بين 14 يونيو و15 يوليو المقبلين: the year goes for both.
    earliest = range_ends.begun(first, earliest, latest, monthly)
    return Period(earliest, latest, "range", first.relative or last.relative) if earliest <= latest else None
