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
        ordinal = self._parts.ordinal(c, at + 1 if led else at)
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
