"""How long something has gone on: لليوم الثالث على التوالي, للأسبوع الثاني على التوالي, دخل الإضراب يومه الثالث."""

from __future__ import annotations

import datetime

from conflict_events.mentions.calendars import Period
from conflict_events.mentions.dates import parts
from conflict_events.mentions.dates.context import Context, Read


def day(c: Context, at: int) -> Read | None:
    """From the first of so many days or weeks in a row to the publication."""
    own = c.norm(at) in c.words.its_day
    days = 7 if _is_week(c, at, True) else 1
    led = own or days > 1 or c.norm(at) in c.words.running_days
    ordinal = _ordinal(c, at + 1 if led else at)
    if ordinal is None or ordinal[0] < 2:
        return None
    count, stop = ordinal
    if not led:
        # ثالث يوم على التوالي
        days = 7 if _is_week(c, stop, False) else 1
        if days == 1 and c.norm(stop) not in c.words.day_word:
            return None
        stop += 1
    row = c.match(c.words.in_a_row, stop)
    if row is not None:
        stop = row[1]
    elif not own:
        return None
    published = c.anchor.published
    if published is None:
        return Period(None, None, "range", True), stop
    return Period(published - datetime.timedelta(days=days * (count - 1)), published, "range", True), stop


def _is_week(c: Context, at: int, definite: bool) -> bool:
    unit = c.match(c.words.units, at)
    return unit is not None and unit[0].name == "week" and unit[0].count == 1 and unit[0].definite == definite


def _ordinal(c: Context, at: int) -> tuple[int, int] | None:
    """An ordinal up to 99, and the index behind it."""
    tens = c.match(c.words.running_tens, at)
    unit = c.match(c.words.ordinal_units, at) or c.match(c.words.ordinals, at)
    if tens is None and unit is not None and 0 < unit[0] < 10 and unit[1] < c.last:
        word = c.norm(unit[1])
        joined = word.removeprefix(c.words.conjunction)
        behind = c.words.running_tens.match(c.tokens, unit[1], c.last, joined) if joined != word else None
        tens = (behind[0] + unit[0], behind[1]) if behind is not None else None
    return tens or parts.ordinal(c, at)
