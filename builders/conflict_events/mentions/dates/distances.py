"""How long ago, and in how long."""

from __future__ import annotations

from conflict_events.mentions.calendars import Period
from conflict_events.mentions.dates import durations
from conflict_events.mentions.dates.context import Context, Read
from conflict_events.mentions.dates.resolution import AHEAD, Duration

_LONG = frozenset(["day", "night", "week", "month", "year", "decade"])
"""Units of which several are more than a day."""


def ago(c: Context, at: int) -> Read | None:
    """قبل 3 أيام, 3 سنوات من الآن."""
    found = c.match(c.words.ago, at)
    if found is None:
        return _from_now(c, at)
    duration = durations.duration(c, found[1])
    if duration is None:
        return None
    length, stop = duration
    stop = c.skip(stop, c.words.few_indefinite)
    now = c.match(c.words.now, stop)
    if now is not None:
        stop = now[1]
    elif _depends(c, stop):
        # "a day before the operation": it depends on another event.
        return _apart(c, length), stop
    return _back(c, found[1], length), stop


def _from_now(c: Context, at: int) -> Read | None:
    """ "2 years and 1 month from now", read backwards."""
    if not c.is_number(at) and c.match(c.words.units, at) is None:
        return None
    duration, published = durations.duration(c, at), c.anchor.published
    now = c.match(c.words.now, duration[1]) if duration is not None else None
    if duration is None or now is None:
        return None
    day = c.resolver.shift(published, duration[0], -1, True) if published is not None else None
    return Period(day, day, "day", True), now[1]


def _depends(c: Context, at: int) -> bool:
    """Whether behind a count of time stands what it is counted from."""
    norm, following = (c.tokens[i].norm if i < len(c.tokens) else "" for i in (at, at + 1))
    upon = norm == c.words.counted_upon and c.cutter.is_one(following, c.words.ahead_of)
    return norm in c.words.range_from or upon


def _back(c: Context, at: int, length: Duration) -> Period:
    """What lies so many units before the anchor; what is told of them begins at a token."""
    if c.match(c.words.more, at) is not None:
        # "More than two weeks ago" is open: no day is too early.
        published = c.anchor.published
        latest = c.resolver.shift(published, length, -1, False) if published is not None else None
        return Period(None, latest, "range", True)
    if c.match(c.words.less, at) is not None:
        return c.resolver.stretch(c.anchor, length, -1)
    return c.resolver.away(c.anchor, length, -1)


def within(c: Context, at: int) -> Read | None:
    """خلال 24 ساعة: up to the publication, or from it where the event lies ahead."""
    found = c.match(c.words.within, at)
    if found is None or c.is_cut(at):
        return None
    duration = durations.duration(c, found[1])
    if duration is None:
        return None
    length, stop = duration
    now = c.match(c.words.now, stop)
    if now is not None:
        # في غضون عام من الآن
        return c.resolver.stretch(c.anchor, length, 1), now[1]
    if c.norm(stop) in c.words.range_from:
        return None
    side = c.match(c.words.sides, stop)
    ahead = c.anchor.future
    if side is not None:
        ahead, stop = ahead or side[0] in AHEAD, side[1]
    elif c.norm(stop) in c.words.few_indefinite:
        stop += 1
    counted = c.match(c.words.units, found[1]) is None or length[0][1] == length[0][2]
    if not counted and stop == duration[1] and c.norm(stop).startswith(c.words.article):
        # خلال سنوات الحرب: those of something else.
        return None
    told = counted and side is not None
    if not told and (c.norm(at) not in c.words.within_few or length[0][0] == "minute"):
        # طوال أيام الأسبوع, على مدى ثلاثة أيام, خلال عشر دقائق: how long, not when.
        return None
    vague = any(low != high for _, low, high in length) or c.match(c.words.more, found[1]) is not None
    if vague:
        return Period(c.anchor.published if ahead else None, None, "range", True), stop
    return c.resolver.stretch(c.anchor, length, 1 if ahead else -1), stop


def hence(c: Context, at: int) -> Read | None:
    """ "In 3 days": from the publication only where the text says so or the event lies ahead;
    else from another event.
    """
    found = c.match(c.words.hence, at)
    duration = durations.duration(c, found[1]) if found is not None else None
    if duration is None:
        return None
    length, stop = duration
    before = c.match(c.words.units, at - 1) if at > c.first else None
    if before is not None and before[0].name == length[0][0]:
        # يوما بعد يوم
        return None
    if found is not None and c.anchor.back:
        return _back(c, found[1], length), stop
    now = c.match(c.words.now, stop)
    if now is None and not c.anchor.future and not c.anchor.told:
        if c.norm(c.skip(stop, c.words.few_indefinite)) in c.words.counted_from:
            return None
        return c.resolver.apart(length), stop
    return c.resolver.away(c.anchor, length, 1), now[1] if now is not None else stop


def beside(c: Context, at: int) -> Read | None:
    """بعد ذلك بيومين, قبلها بثلاثة أيام: from the day that is told before, None where that is not known."""
    found, sign = c.match(c.words.afterwards, at), 1
    if found is None:
        found, sign = c.match(c.words.beforehand, at), -1
    word = c.norm(found[1]) if found is not None else ""
    if found is None or not word.startswith(c.words.by_so_much):
        return None
    stem, by = word.removeprefix(c.words.by_so_much), found[1]
    duration = durations.duration(c, by if stem else by + 1)
    if duration is None:
        duration = durations.duration(c.headed(by, stem), by)
    if duration is None:
        return None
    stop = c.skip(duration[1], c.words.few_indefinite)
    if not c.anchor.told:
        return _apart(c, duration[0]), stop
    return c.resolver.away(c.anchor, duration[0], sign), stop


def _apart(c: Context, length: Duration) -> Period:
    """What lies so long off a day that is not known: a few hours off, a day."""
    return c.resolver.apart(length) if length[0][0] in _LONG else Period(None, None, "day", True)
