"""Which days a date means with what it leads to: the days and months joined to it, that up to which it goes."""

from __future__ import annotations

from conflict_events.lexical.text import COMMAS
from conflict_events.mentions.calendars import Period, anniversary_up_to, later, month_of, safe_day, year_of
from conflict_events.mentions.dates import absolute, days_of_month, parts, range_ends
from conflict_events.mentions.dates.context import DASHES, Context, Read

_NEAR, _NEIGHBOUR = 93, 31
"""Days from the first of a period to the first of the one beside it, and to that of the next month."""
_MOST_WORDS = 4
"""Tokens of a date in which the name of its month is sought."""


def go_on(c: Context, first: Read) -> Read:
    """A date with the one that it leads to: مطلع يناير وحتى منتصف شباط, آذار ونيسان الماضيين; else as it is."""
    period, stop = first
    joined_to = _later_weekdays(c, first) or _beside(c, first) or _tomorrow(c, first)
    if joined_to is not None:
        return joined_to
    joined = c.norm(stop).startswith(c.words.conjunction)
    listed = _months(c, first) or _next(c, first) if joined and stop < c.last else None
    if listed is not None:
        return listed
    until = range_ends.behind_until(c, stop)
    if c.norm(stop) in COMMAS and period.precision == "range" and period.latest == c.anchor.published is not None:
        # منذ 5 يناير، وحتى 3 مارس
        until = range_ends.behind_until(c, stop + 1)
    last = range_ends.end_from(c, until, period.earliest) if until is not None else None
    if until is None or last is None:
        return first
    earliest, latest = period.earliest, range_ends.last_day(c, until, last[0])
    if earliest is not None and latest is not None:
        earliest = range_ends.begun(period, earliest, latest, _names_month_alone(c, stop))
        if earliest > latest:
            return first
    return Period(earliest, latest, "range", period.relative or last[0].relative), last[1]


def _later_weekdays(c: Context, first: Read) -> Read | None:
    """A weekday with those that are joined to it and follow it: الجمعة والسبت."""
    period, stop = first
    named = c.match(c.words.weekdays, stop - 1)
    if period.precision != "day" or not period.relative or named is None:
        return None
    weekday, count = named[0], 0
    while stop < c.last and c.norm(stop).startswith(c.words.conjunction):
        stem = c.norm(stop).removeprefix(c.words.conjunction)
        following = c.words.weekdays.match(c.tokens, stop, c.last, stem)
        if following is None or following[0] != (weekday + 1) % 7:
            break
        weekday, stop, count = following[0], following[1], count + 1
    if not count:
        return None
    dated = days_of_month.behind_weekdays(c, stop)
    if dated is not None:
        return dated
    modifier = parts.modifier(c, stop)
    earliest = period.earliest
    if modifier is not None:
        earliest, stop = c.resolver.weekday(c.anchor, named[0], modifier[0]).earliest, modifier[1]
    return Period(earliest, later(earliest, count) if earliest is not None else None, "range", True), stop


def _tomorrow(c: Context, first: Read) -> Read | None:
    """Today or tomorrow with the day behind it: اليوم وغدا. Of what is over, the second day mostly begins a clause."""
    period, stop = first
    named = c.match(c.words.relative_days, stop - 1)
    if named is None or named[0] not in (0, 1) or period.precision != "day":
        return None
    stem = c.norm(stop).removeprefix(c.words.conjunction)
    following = c.words.relative_days.match(c.tokens, stop, c.last, stem) if stem != c.norm(stop) else None
    if following is None or following[0] != named[0] + 1:
        return None
    last = range_ends.end(c.headed(stop, stem), stop)
    return (Period(period.earliest, last[0].latest, "range", True), last[1]) if last is not None else None


def _beside(c: Context, first: Read) -> Read | None:
    """A month or a part of a period with the next, joined or as the other of two: أواخر ديسمبر ومطلع يناير, أكتوبر أو
    نوفمبر.
    """
    period, stop = first
    if period.precision not in ("range", "month") or stop >= c.last:
        return None
    # يونيو/تموز: of two months with a slash that are no neighbours one is a slip.
    near = _NEIGHBOUR if c.norm(stop) in DASHES else _NEAR
    if c.norm(stop) in c.words.either:
        second = range_ends.end(c, c.skip(stop + 1, c.words.of))
    else:
        if not c.norm(stop).startswith(c.words.conjunction) or period.precision == "month":
            return None
        inner, at = range_ends.behind_and(c, stop)
        second = range_ends.end(inner, at) if inner.match(c.words.parts, at) is not None else None
    if second is None or second[0].precision not in ("range", "month"):
        return None
    earliest, latest, start = period.earliest, second[0].latest, second[0].earliest
    if earliest is None or latest is None or start is None:
        return (Period(None, None, "range", True), second[1]) if c.anchor.published is None else None
    if period.relative and not 0 <= (start - earliest).days <= near:
        # The first lies in the year of the second, or in the one before.
        moved = (safe_day(start.year - back, earliest.month, earliest.day) for back in (0, 1))
        earliest = next((m for m in moved if m is not None and m < start), earliest)
    if not 0 < (start - earliest).days <= near:
        return None
    return Period(earliest, latest, "range", period.relative or second[0].relative), second[1]


def _months(c: Context, first: Read) -> Read | None:
    """A month with those joined to it, in the year of the last where that is told: يناير وفبراير, يناير وفبراير ومارس
    2018.
    """
    period, stop = first
    last: Period | None = None
    with_year = False
    if period.unit != "month" or not period.relative or not _names_month_alone(c, stop):
        return None
    while stop < c.last and c.norm(stop).startswith(c.words.conjunction):
        read = range_ends.end(*range_ends.behind_and(c, stop))
        if read is None or read[0].unit != "month" or _is_verb(c, stop, read[1]):
            break
        last, stop = read
        with_year = not last.relative or parts.modifier(c, stop - 1) is not None
        if with_year:
            break
    if last is None:
        return None
    earliest, begin, published = period.earliest, last.earliest, c.anchor.published
    if earliest is None or begin is None:
        return Period(None, None, "range", True), stop
    if with_year:
        year = begin.year - (earliest.month > begin.month)
        return Period(month_of(year, earliest.month).earliest, last.latest, "range", last.relative), stop
    # Of two months one of which is over and the other is to come, nothing tells that they are of one year.
    apart = published is not None and earliest <= published < begin
    return (Period(earliest, last.latest, "range", True), stop) if earliest < begin and not apart else None


def _is_verb(c: Context, at: int, stop: int) -> bool:
    """Whether the name of a month, behind a conjunction, is a verb with the noun behind it: ومارس الجيش ضغوطا."""
    word = c.norm(at).removeprefix(c.words.conjunction)
    return stop == at + 1 and word in c.words.verbs and c.norm(stop).startswith(c.words.article)


def _next(c: Context, first: Read) -> Read | None:
    """A day, month or year with those of its kind that are joined to it: 2015 و2016, 6 مايو و4 يونيو."""
    period, stop = first
    kind, latest = period.precision, period.latest
    if kind not in ("day", "month", "year"):
        return None
    if period.relative and (kind != "day" or not _names_month_alone(c, stop)):
        return None
    oldest = period.earliest.year if period.earliest is not None else 0
    while latest is not None and stop < c.last:
        inner, at = range_ends.behind_and(c, stop)
        if not c.norm(stop).startswith(c.words.conjunction) or (at == stop and kind != "month"):
            # ومايو 2021: only the name of a month has the conjunction written on to it.
            break
        if kind == "year":
            year = c.year(at, oldest)
            last = (year_of(year), at + 1) if year is not None else None
        else:
            last = absolute.absolute(inner, at)
        if last is None or last[0].precision != kind or last[0].relative > period.relative:
            break
        if period.relative and not last[0].relative and period.earliest is not None and last[0].latest is not None:
            # 22 شباط و3 آذار 2018: the year goes for both.
            latest = anniversary_up_to(latest, last[0].latest) or latest
            period = Period(anniversary_up_to(period.earliest, last[0].latest), latest, kind)
        if last[0].earliest is None or last[0].earliest <= latest:
            break
        latest, stop = last[0].latest, last[1]
    if stop == first[1]:
        return None
    return Period(period.earliest, latest, "range", period.relative), stop


def _names_month_alone(c: Context, stop: int) -> bool:
    """Whether a month is named in the date that ends before a token, and nothing of its year."""
    return range_ends.names_month_alone(c, max(c.first, stop - _MOST_WORDS), stop)
