"""What may stand at the ends of a range, and behind which words for "to", "until" and "and"."""

from __future__ import annotations

from conflict_events.lexical.text import TATWEEL
from conflict_events.mentions.calendars import Day, Period, later, year_of
from conflict_events.mentions.dates import bare, parts
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


def behind_to(c: Context, at: int) -> int | None:
    """The index behind words for "to", None where none stand there: إلى, إلى غاية."""
    phrase = c.match(c.words.up_to, at)
    if phrase is not None:
        return phrase[1]
    if c.is_number(at) and c.is_number(at - 1) and TATWEEL in c.text[c.tokens[at - 1].end : c.tokens[at].start]:
        # 2 ـ 4 مايو: the mark is no token.
        return at
    return at + 1 if c.norm(at) in c.words.range_to else None


def behind_joined_to(c: Context, at: int) -> int | None:
    """The same behind "until" with a conjunction written on to it: وحتى, وإلى غاية."""
    joined = at < c.last and c.norm(at).startswith(c.words.conjunction)
    return behind_until(c, at) if joined else None


def behind_until(c: Context, at: int) -> int | None:
    """The same behind "until", with a conjunction or without."""
    if at >= c.last:
        return None
    word = c.norm(at).removeprefix(c.words.conjunction)
    phrase = c.words.up_to.match(c.tokens, at, c.last, word)
    if phrase is not None:
        return phrase[1]
    return at + 1 if word in c.words.until else None


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
