"""Which days an expression means that tells one bound of a time: since, until and by, before and after a day."""

from __future__ import annotations

from dataclasses import replace

from conflict_events.mentions.calendars import Period, later
from conflict_events.mentions.dates import absolute, bare, durations, parts, periods, range_ends, units
from conflict_events.mentions.dates.context import Context, Read
from conflict_events.mentions.dates.resolution import Duration


def since(c: Context, at: int) -> Read | None:
    """منذ 3 أيام, منذ الأحد, منذ مطلع العام, منذ ساعات الصباح الأولى أمس; منذ 3 أعوام مضت is when."""
    found = c.match(c.words.since, at)
    if found is None:
        onwards = c.match(c.words.onwards, at)
        if onwards is None or c.year(onwards[1]) is None:
            return None
        found = onwards
    then = c.match(c.words.then, found[1])
    if then is not None:
        return Period(None, None, "range", True), then[1]
    morning = c.match(c.words.this_morning, found[1])
    day = range_ends.end(c, c.skip(morning[1], c.words.of)) if morning is not None else None
    if morning is not None and (day is None or day[0].precision != "day"):
        return Period(c.anchor.published, c.anchor.published, "range", True), morning[1]
    # منذ أكتوبر, published in September: the last one.
    duration = durations.duration(c, found[1])
    base = day or range_ends.end(replace(c, anchor=c.anchor._replace(past=not c.anchor.future)), found[1])
    if base is None:
        return _since_duration(c, found[1], *duration) if duration is not None else None
    period, stop = base
    earliest = period.earliest
    if c.anchor.published is None:
        return Period(None if period.relative else earliest, None, "range", True), stop
    if earliest is None or earliest > c.anchor.published:
        return Period(None, None, "range", True), stop
    return Period(earliest, c.anchor.published, "range", period.relative), stop


def _since_duration(c: Context, at: int, length: Duration, stop: int) -> Read:
    """منذ 3 أيام, منذ عدة أشهر; منذ 3 أعوام مضت and منذ 3 أعوام من الآن are when."""
    published = c.anchor.published
    far = c.resolver.shift(published, length, -1, True) if published is not None else None
    gone = c.match(c.words.gone, stop) or c.match(c.words.now, stop)
    if gone is not None:
        return c.resolver.away(c.anchor, length, -1), gone[1]
    stop = c.skip(parts.behind_modifier(c, stop), c.words.few_indefinite)
    if published is None:
        return Period(None, None, "range", True), stop
    if c.match(c.words.more, at) is not None:
        # منذ أكثر من عامين: when it began is open, that it still goes on is not.
        return Period(None, published, "range", True), stop
    # منذ عدة أشهر is three to nine months; منذ أشهر is open.
    vague = length[0][1] != length[0][2] and c.match(c.words.units, at) is not None
    return Period(None if vague else far, published, "range", True), stop


def by(c: Context, at: int) -> Read | None:
    """Up to a last day: بحلول نهاية مايو, حتى الأحد; قبل نهاية يوليو where that has not come yet."""
    found = c.match(c.words.by, at) or c.match(c.words.until, at)
    if found is None:
        return _before_end(c, at)
    end = range_ends.end(c, found[1]) or periods.coming_season(c, found[1])
    if end is None:
        return None
    latest, published = range_ends.last_day(c, found[1], end[0]), c.anchor.published
    ahead = c.anchor.future and published is not None and latest is not None and published <= latest
    return Period(published if ahead else None, latest, "range", end[0].relative), end[1]


def _before_end(c: Context, at: int) -> Read | None:
    """Up to the end of a period that is not over: قبل نهاية يوليو."""
    found, published = c.match(c.words.by_end, at), c.anchor.published
    end = range_ends.end(c, found[1] - 1) if found is not None else None
    if end is None or end[0].latest is None or published is None or end[0].latest < published:
        return None
    return Period(published if c.anchor.future else None, end[0].latest, "range", end[0].relative), end[1]


def beyond(c: Context, at: int) -> Read | None:
    """What was over before a day, a month or a year that is named, or began behind it: قبل عام 2011, بعد 7 أكتوبر."""
    before, after = c.match(c.words.ago, at), c.match(c.words.hence, at)
    found = before or after
    named = _named_days(c, found[1]) if found is not None else None
    if named is None or c.before(at) in c.words.range_from:
        # أطلقوها من قبل عام 2013: earlier, in 2013.
        return None
    (period, stop), published = named, c.anchor.published
    if period.earliest is None or period.latest is None:
        return Period(None, None, "range", period.relative), stop
    if before is not None:
        ahead = c.anchor.future and published is not None and published < period.earliest
        return Period(published if ahead else None, later(period.earliest, -1), "range", period.relative), stop
    over = not c.anchor.future and published is not None and period.earliest <= published
    return Period(period.earliest, published if over else None, "range", period.relative), stop


def _named_days(c: Context, at: int) -> Read | None:
    """A day of the calendar, a month with its year or a year, no part of one: those of a count of time are none."""
    day = absolute.absolute(c, at) or absolute.numeric(c, at)
    if day is not None:
        return day
    year = units.period(c, at) or bare.read(c, at, False, True)
    return year if year is not None and year[0].precision == "year" and not year[0].relative else None
