"""How long something has gone on: لليوم الثالث على التوالي, دخل الإضراب يومه الثالث."""

from __future__ import annotations

import datetime

from conflict_events.mentions.calendars import Period
from conflict_events.mentions.dates.context import Context, Read
from conflict_events.mentions.dates.parts import Parts
from conflict_events.mentions.dates.words import DateWords


class RunningReader:
    """Reads the days that an ordinal counts up to the publication."""

    def __init__(self, words: DateWords, parts: Parts) -> None:
        self._words = words
        self._parts = parts

    def day(self, c: Context, at: int) -> Read | None:
        """From the first of so many days in a row to the publication."""
        own = c.norm(at) in self._words.its_day
        led = own or c.norm(at) in self._words.running_days
        ordinal = self._ordinal(c, at + 1 if led else at)
        if ordinal is None or ordinal[0] < 2:
            return None
        count, stop = ordinal
        if not led:
            # ثالث يوم على التوالي
            if c.norm(stop) not in self._words.day_word:
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
        return Period(published - datetime.timedelta(days=count - 1), published, "range", True), stop

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
