"""What may stand at the ends of a range, and behind which words for "to", "until" and "and"."""

from __future__ import annotations

import datetime

from conflict_events.lexical.text import TATWEEL
from conflict_events.mentions.calendars import WEEK, Day, Period, anniversary_up_to, later, year_of
from conflict_events.mentions.dates import absolute, bare, parts
from conflict_events.mentions.dates.context import Context, Read


def may_begin(c: Context, at: int) -> bool:
    """Whether such a period may begin at a token: a cheap test before ``end``, which reads bare years and months too."""
    return at < c.last and bool(c.ends.of_token(c.tokens[at]))


def end(c: Context, at: int) -> Read | None:
    """A period that is no range: what may stand behind "since", "until", "between"."""
    if at >= c.last:
        return None
    best = c.ends.longest(c, at) or bare.read(c, at, False, True)
    year = c.year(at) if best is None else None
    return best if year is None else (year_of(year), at + 1)


def end_from(c: Context, at: int, base: Day | None) -> Read | None:
    """The same at the end of a range from a day: in its month where that is told so (إلى 10 منه)."""
    same = absolute.of_same_month(c, at, base) if base is not None else None
    return end(c, at) if same is None else same


def behind_to(c: Context, at: int) -> int | None:
    """The index behind words for "to", None where none stand there: إلى, إلى غاية."""
    until = c.match(c.words.until, at)
    if until is not None:
        return until[1]
    if c.is_number(at) and c.is_number(at - 1) and TATWEEL in c.text[c.tokens[at - 1].end : c.tokens[at].start]:
        # 2 ـ 4 مايو: the mark is no token.
        return at
    return at + 1 if c.norm(at) in c.words.range_to else None


def behind_until(c: Context, at: int) -> int | None:
    """The same behind "until", with a conjunction written on to it or without: حتى, وحتى, وإلى غاية."""
    until = c.words.until.match(c.tokens, at, c.last, c.norm(at).removeprefix(c.words.conjunction))
    return until[1] if until is not None else None


def behind_and(c: Context, at: int) -> tuple[Context, int]:
    """What stands behind a conjunction, and where: the rest of its word where it is written on to one."""
    word = c.norm(at).removeprefix(c.words.conjunction)
    return (c.headed(at, word), at) if word else (c, at + 1)


def names_month_alone(c: Context, first: int, last: int) -> bool:
    """Whether a month is named in a date, and nothing of its year."""
    inside = range(first, last)
    modified = any(parts.modifier(c, i) is not None for i in inside)
    return not modified and any(c.match(c.words.months, i) is not None for i in inside)


def last_day(c: Context, at: int, end: Period) -> Day | None:
    """The last day up to a period that is read at a token: the fifteenth where it is the middle of a month."""
    part = c.match(c.words.parts, at)
    if part is None or part[0] != "mid" or end.earliest is None or end.latest is None:
        return end.latest
    return later(end.earliest, max(0, (end.latest - end.earliest).days - 1) // 2)


def begun(first: Period, earliest: Day, latest: Day, monthly: bool) -> Day:
    """The first day, which a period tells as ``earliest``, of what goes up to ``latest``: the last such weekday or day of the
    year before that, where nothing tells which. ``monthly``: a month is named, and nothing of its year.
    """
    if not first.relative or (earliest <= latest and not monthly):
        return earliest
    if first.precision == "day" and not monthly and (earliest - latest).days < WEEK:
        # الخميس حتى الاثنين
        return earliest - datetime.timedelta(days=WEEK)
    return anniversary_up_to(earliest, latest) or earliest
