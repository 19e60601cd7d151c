"""How long ago, and in how long."""

from __future__ import annotations

from conflict_events.lexical.cutting import Cutter
from conflict_events.mentions.calendars import Period
from conflict_events.mentions.dates.context import Context, Read
from conflict_events.mentions.dates.durations import DurationReader
from conflict_events.mentions.dates.resolution import AHEAD, Duration, Resolver
from conflict_events.mentions.dates.words import DateWords

_LONG = frozenset(["day", "night", "week", "month", "year", "decade"])
"""Units of which several are more than a day."""


class DistanceReader:
    """Reads days that are told by their distance from the publication."""

    def __init__(self, words: DateWords, resolver: Resolver, durations: DurationReader, cutter: Cutter) -> None:
        self._cutter = cutter
        self._words = words
        self._resolver = resolver
        self._durations = durations

    def ago(self, c: Context, at: int) -> Read | None:
        """قبل 3 أيام, 3 سنوات من الآن."""
        found = c.match(self._words.ago, at)
        if found is None:
            return self._from_now(c, at)
        duration = self._durations.duration(c, found[1])
        if duration is None:
            return None
        parts, stop = duration
        stop = c.skip(stop, self._words.few_indefinite)
        now = c.match(self._words.now, stop)
        if now is not None:
            stop = now[1]
        elif self._depends(c, stop):
            # "a day before the operation": it depends on another event.
            return self._apart(parts), stop
        return self._back(c, found[1], parts), stop

    def _from_now(self, c: Context, at: int) -> Read | None:
        """ "2 years and 1 month from now", read backwards."""
        if not c.is_number(at) and c.match(self._words.units, at) is None:
            return None
        duration, published = self._durations.duration(c, at), c.anchor.published
        now = c.match(self._words.now, duration[1]) if duration is not None else None
        if duration is None or now is None or c.norm(duration[1]) not in self._words.range_from:
            return None
        day = self._resolver.shift(published, duration[0], -1, True) if published is not None else None
        return Period(day, day, "day", True), now[1]

    def _depends(self, c: Context, at: int) -> bool:
        """Whether behind a count of time stands what it is counted from."""
        norm, following = (c.tokens[i].norm if i < len(c.tokens) else "" for i in (at, at + 1))
        upon = norm == self._words.counted_upon and self._cutter.is_one(following, self._words.ahead_of)
        return norm in self._words.range_from or upon

    def _back(self, c: Context, at: int, parts: Duration) -> Period:
        """What lies so many units before the anchor; what is told of them begins at a token."""
        if c.match(self._words.more, at) is not None:
            # "More than two weeks ago" is open: no day is too early.
            published = c.anchor.published
            latest = self._resolver.shift(published, parts, -1, False) if published is not None else None
            return Period(None, latest, "range", True)
        if c.match(self._words.less, at) is not None:
            return self._resolver.stretch(c.anchor, parts, -1)
        return self._resolver.away(c.anchor, parts, -1)

    def within(self, c: Context, at: int) -> Read | None:
        """خلال 24 ساعة: up to the publication, or from it where the event lies ahead."""
        found = c.match(self._words.within, at)
        if found is None or c.is_cut(at):
            return None
        duration = self._durations.duration(c, found[1])
        if duration is None:
            return None
        parts, stop = duration
        now = c.match(self._words.now, stop)
        if now is not None:
            # في غضون عام من الآن
            return self._resolver.stretch(c.anchor, parts, 1), now[1]
        if c.norm(stop) in self._words.range_from:
            return None
        side = c.match(self._words.sides, stop)
        ahead = c.anchor.future
        if side is not None:
            ahead, stop = ahead or side[0] in AHEAD, side[1]
        elif c.norm(stop) in self._words.few_indefinite:
            stop += 1
        counted = c.match(self._words.units, found[1]) is None or parts[0][1] == parts[0][2]
        if not counted and stop == duration[1] and c.norm(stop).startswith(self._words.article):
            # خلال سنوات الحرب: those of something else.
            return None
        told = counted and side is not None
        if not told and (c.norm(at) not in self._words.within_few or parts[0][0] == "minute"):
            # طوال أيام الأسبوع, على مدى ثلاثة أيام, خلال عشر دقائق: how long, not when.
            return None
        vague = any(low != high for _, low, high in parts) or c.match(self._words.more, found[1]) is not None
        if vague:
            return Period(c.anchor.published if ahead else None, None, "range", True), stop
        return self._resolver.stretch(c.anchor, parts, 1 if ahead else -1), stop

    def hence(self, c: Context, at: int) -> Read | None:
        """ "In 3 days": from the publication only where the text says so or the event lies ahead;
        else from another event.
        """
        found = c.match(self._words.hence, at)
        duration = self._durations.duration(c, found[1]) if found is not None else None
        if duration is None:
            return None
        parts, stop = duration
        before = c.match(self._words.units, at - 1) if at > c.first else None
        if before is not None and before[0].name == parts[0][0]:
            # يوما بعد يوم
            return None
        if found is not None and c.anchor.back:
            return self._back(c, found[1], parts), stop
        now = c.match(self._words.now, stop)
        if now is None and not c.anchor.future and not c.anchor.told:
            if c.norm(c.skip(stop, self._words.few_indefinite)) in self._words.counted_from:
                return None
            return self._resolver.apart(parts), stop
        return self._resolver.away(c.anchor, parts, 1), now[1] if now is not None else stop

    def beside(self, c: Context, at: int) -> Read | None:
        """بعد ذلك بيومين, قبلها بثلاثة أيام: from the day that is told before, None where that is not known."""
        found, sign = c.match(self._words.afterwards, at), 1
        if found is None:
            found, sign = c.match(self._words.beforehand, at), -1
        word = c.norm(found[1]) if found is not None else ""
        if found is None or not word.startswith(self._words.by_so_much):
            return None
        stem, by = word.removeprefix(self._words.by_so_much), found[1]
        duration = self._durations.duration(c, by if stem else by + 1)
        if duration is None and stem:
            duration = self._durations.duration(c.headed(by, stem), by)
        if duration is None:
            return None
        stop = c.skip(duration[1], self._words.few_indefinite)
        if not c.anchor.told:
            return self._apart(duration[0]), stop
        return self._resolver.away(c.anchor, duration[0], sign), stop

    def _apart(self, parts: Duration) -> Period:
        """What lies so long off a day that is not known: a few hours off, a day."""
        return self._resolver.apart(parts) if parts[0][0] in _LONG else Period(None, None, "day", True)
