"""Feasts by the Hijri calendar, on fixed days, and around Easter."""

from __future__ import annotations

import datetime

from conflict_events.mentions.calendars import Day, Period, easter, hijri_day, hijri_year, safe_day
from conflict_events.mentions.dates.context import Context, Read
from conflict_events.mentions.dates.parts import Parts
from conflict_events.mentions.dates.resolution import Resolver
from conflict_events.mentions.dates.words import DateWords


class FeastReader:
    """Reads feasts and the days counted from their first."""

    def __init__(self, words: DateWords, parts: Parts, resolver: Resolver) -> None:
        self._words = words
        self._parts = parts
        self._resolver = resolver

    def feast(self, c: Context, at: int) -> Read | None:
        """عيد الأضحى, أول أيام عيد الفطر, عيد الفصح 2013."""
        nth = None
        i = at
        ordinal = self._parts.ordinal(c, at)
        if ordinal is not None and ordinal[0] > 0:
            unit = c.match(self._words.units, ordinal[1])
            if unit is None or unit[0].name != "day":
                return None
            nth, i = ordinal[0], unit[1]
        feast = c.match(self._words.hijri_feasts, i)
        fixed = c.match(self._words.feasts, i) if feast is None else None
        moving = c.match(self._words.easter, i) if feast is None and fixed is None else None
        stop = next((f[1] for f in (feast, fixed, moving) if f is not None), None)
        if stop is None:
            return None
        modifier = self._parts.modifier(c, stop)
        given = self._parts.year(c, stop)
        side = ""
        if modifier is not None:
            side, stop = modifier
        if given is not None:
            stop = given[2]
        if given is None and c.anchor.published is None:
            return Period(None, None, "day", True), stop

        def of(year: int) -> Day | None:
            if feast is not None:
                month, first, _ = feast[0]
                return hijri_day(year, month, first)
            if fixed is not None:
                return safe_day(year, *fixed[0])
            assert moving is not None
            return easter(year) + datetime.timedelta(days=moving[0])

        day: Day | None
        if given is not None:
            if feast is not None and given[1] != "hijri":
                start = hijri_year(datetime.date(given[0], 1, 1))
                day = next((d for d in (of(start), of(start + 1)) if d is not None and d.year == given[0]), None)
            else:
                day = of(given[0])
        else:
            assert c.anchor.published is not None
            day = self._resolver.nearest(
                c.anchor,
                of,
                hijri_year(c.anchor.published) if feast is not None else c.anchor.published.year,
                side,
                None,
            )
        if day is None:
            return None
        if nth is not None:
            day += datetime.timedelta(days=nth - 1)
        return Period(day, day, "day", given is None), stop
