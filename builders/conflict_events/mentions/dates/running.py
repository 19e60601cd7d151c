"""How long something has gone on: لليوم الثالث على التوالي, للأسبوع الثاني على التوالي, دخل الإضراب يومه الثالث."""

from __future__ import annotations

import datetime

from conflict_events.mentions.calendars import Period
from conflict_events.mentions.dates.context import Context, Read
from conflict_events.mentions.dates.parts import Parts
from conflict_events.mentions.dates.words import DateWords


class RunningReader:
    """Reads the days or weeks that an ordinal counts up to the publication."""

    def __init__(self, words: DateWords, parts: Parts) -> None:
        self._words = words
        self._parts = parts

    def day(self, c: Context, at: int) -> Read | None:
        """From the first of so many days or weeks in a row to the publication."""
        own = c.norm(at) in self._words.its_day
        days = 7 if self._is_week(c, at, True) else 1
        led = own or days > 1 or c.norm(at) in self._words.running_days
        ordinal = self._ordinal(c, at + 1 if led else at)
        if ordinal is None or ordinal[0] < 2:
            return None
        count, stop = ordinal
        if not led:
            # ثالث يوم على التوالي
            days = 7 if self._is_week(c, stop, False) else 1
            if days == 1 and c.norm(stop) not in self._words.day_word:
                return None
            stop += 1
        row = c.match(self._words.in_a_row, stop)
        if row is not None:
            stop = row[1]
        elif not own:
            return None
        published = c.anchor.published
        if published is None:
            return Period(None, None, "range", True), stop
        return Period(published - datetime.timedelta(days=days * (count - 1)), published, "range", True), stop

    def _is_week(self, c: Context, at: int, definite: bool) -> bool:
        unit = c.match(self._words.units, at)
        return unit is not None and unit[0].name == "week" and unit[0].count == 1 and unit[0].definite == definite

    def _ordinal(self, c: Context, at: int) -> tuple[int, int] | None:
        """An ordinal up to 99, and the index behind it."""
        tens = c.match(self._words.running_tens, at)
        unit = c.match(self._words.ordinal_units, at) or c.match(self._words.ordinals, at)
        if tens is None and unit is not None and 0 < unit[0] < 10 and unit[1] < c.last:
            word = c.norm(unit[1])
            joined = word.removeprefix(self._words.conjunction)
            behind = self._words.running_tens.match(c.tokens, unit[1], c.last, joined) if joined != word else None
            tens = (behind[0] + unit[0], behind[1]) if behind is not None else None
        return tens or self._parts.ordinal(c, at)
