"""From one date to another, and since a date."""

from __future__ import annotations

import datetime

from conflict_events.mentions.calendars import Period, safe_day, year_of
from conflict_events.mentions.dates.absolute import AbsoluteReader
from conflict_events.mentions.dates.bare import BareReader
from conflict_events.mentions.dates.context import DASHES, Context, Read
from conflict_events.mentions.dates.parts import Parts
from conflict_events.mentions.dates.resolution import Resolver
from conflict_events.mentions.dates.rules import RuleSet
from conflict_events.mentions.dates.units import UnitReader
from conflict_events.mentions.dates.words import DateWords

_RANGE_DASHES = frozenset("-–")


class RangeReader:
    """Reads ranges; ``ends`` are the rules for the periods at their ends."""

    def __init__(
        self, words: DateWords, parts: Parts, resolver: Resolver, units: UnitReader, absolute: AbsoluteReader, bare: BareReader,
        ends: RuleSet,
    ) -> None:  # fmt: skip
        self._words = words
        self._parts = parts
        self._resolver = resolver
        self._units = units
        self._absolute = absolute
        self._bare = bare
        self._ends = ends

    def since(self, c: Context, at: int) -> Read | None:
        """منذ 3 أيام, منذ الأحد, منذ مطلع العام; منذ 3 أعوام مضت is when."""
        found = c.match(self._words.since, at)
        if found is None:
            return None
        then = c.match(self._words.then, found[1])
        if then is not None:
            return Period(None, None, "range", True), then[1]
        duration = self._units.duration(c, found[1])
        base = self._end(c, found[1])
        if duration is not None and (base is None or base[1] <= duration[1]):
            parts, stop = duration
            now = c.match(self._words.now, stop)
            if now is not None:
                earliest = (
                    self._resolver.shift(c.anchor.published, parts, -1, True)
                    if c.anchor.published is not None
                    else None
                )
                return Period(earliest, earliest, "day", True), now[1]
            gone = c.match(self._words.gone, stop)
            if gone is not None:
                return self._resolver.away(c.anchor, parts, -1), gone[1]
            stop = self._parts.behind_modifier(c, stop)
            if c.anchor.published is None:
                return Period(None, None, "range", True), stop
            if c.match(self._words.more, found[1]) is not None:
                return Period(None, None, "range", True), stop
            # منذ عدة أشهر is three to nine months; منذ أشهر is open.
            vague = parts[0][1] != parts[0][2] and c.match(self._words.units, found[1]) is not None
            earliest = None if vague else self._resolver.shift(c.anchor.published, parts, -1, True)
            return Period(earliest, c.anchor.published, "range", True), stop
        if base is None:
            return None
        period, stop = base
        earliest = period.earliest
        if c.anchor.published is None or earliest is None or earliest > c.anchor.published:
            return Period(
                earliest if c.anchor.published is None and not period.relative else None, None, "range", True
            ), stop
        return Period(earliest, c.anchor.published, "range", period.relative), stop

    def go_on(self, c: Context, first: Read) -> Read:
        """A date with the one that it leads to: مطلع يناير وحتى منتصف شباط, آذار ونيسان الماضيين; else as it is."""
        period, stop = first
        joined = c.norm(stop).startswith(self._words.conjunction)
        word = c.norm(stop).removeprefix(self._words.conjunction)
        listed = self._next(c, first) if joined and stop < c.last else None
        if listed is not None:
            return listed
        if word in self._words.until:
            last = self._end(c, stop + 1)
            if last is None:
                return first
        elif joined and period.unit == "month" and period.relative and stop < c.last:
            last = self._end(c.headed(stop, word), stop)
            if last is None or last[0].unit != "month" or c.norm(last[1] - 1) not in self._words.dual_modifiers:
                return first
        else:
            return first
        earliest, latest = period.earliest, last[0].latest
        part = c.match(self._words.parts, stop + 1)
        if part is not None and part[0] == "mid" and latest is not None and last[0].earliest is not None:
            # Until the middle of a month is until its fifteenth.
            latest = last[0].earliest + (latest - last[0].earliest) // 2
        if earliest is not None and latest is not None and earliest > latest and period.relative:
            earliest = safe_day(earliest.year - 1, earliest.month, earliest.day)
        if earliest is not None and latest is not None and earliest > latest:
            return first
        return Period(earliest, latest, "range", period.relative or last[0].relative), last[1]

    def _next(self, c: Context, first: Read) -> Read | None:
        """A day, month or year with those of its kind that are joined to it: 2015 و2016, 6 مايو و4 يونيو."""
        period, stop = first
        kind, latest = period.precision, period.latest
        if kind not in ("day", "month", "year") or (kind != "day" and period.relative):
            return None
        monthly = any(c.match(self._words.months, i) is not None for i in range(max(c.first, stop - 4), stop))
        if kind == "day" and period.relative and not monthly:
            return None
        while latest is not None and stop < c.last and c.norm(stop) == self._words.conjunction:
            at = stop + 1
            if kind == "year":
                year = c.year(at)
                if year is None or c.is_number(at + 1) or self._parts.counts(c, at + 1):
                    break
                last: Read | None = (year_of(year), at + 1)
            else:
                last = self._absolute.absolute(c, at)
            if last is None or last[0].precision != kind or last[0].relative != period.relative:
                break
            if last[0].earliest is None or last[0].earliest <= latest:
                break
            latest, stop = last[0].latest, last[1]
        if stop == first[1]:
            return None
        return Period(period.earliest, latest, "range", period.relative), stop

    def range(self, c: Context, at: int) -> Read | None:
        """بين 3 و7 مايو, من الأحد إلى الثلاثاء, 13-15 يوليو, تموز 13 الى 15."""
        years = self._years(c, at)
        if years is not None:
            return years
        opened = c.match(self._words.between, at)
        i = opened[1] if opened is not None else at + 1 if c.norm(at) in self._words.range_from else at
        if i > at and c.norm(i) not in self._words.paired and not (i < c.last and self._ends.of_token(c.tokens[i])):
            # Behind most words for "from" stands nothing that a range could begin with.
            return None
        days = self._days(c, i)
        if days is not None:
            return days
        if c.norm(i) in self._words.paired:
            listed = self._listed(c, i + 1)
            if listed is not None:
                return listed
            i += opened is not None
        if opened is None and i == at:
            return None
        left = self._end(c, i)
        if left is None:
            return None
        to = left[1]
        right: Read | None = None
        if c.norm(to) in self._words.range_to:
            right = self._end(c, to + 1)
        elif to < c.last and c.norm(to).startswith(self._words.conjunction) and len(c.norm(to)) > 2:
            right = self._end(c.headed(to, c.norm(to)[len(self._words.conjunction) :]), to)
        if right is None:
            return None
        stop = right[1]
        a, b = left[0], right[0]
        relative = a.relative or b.relative
        earliest, latest = a.earliest, b.latest
        if earliest is None or latest is None:
            return Period(None, None, "range", True), self._parts.behind_modifier(c, stop)
        if earliest > latest and a.relative and a.unit in ("month", "") and b.earliest is not None:
            if a.precision == "day" and (earliest - latest).days < 7:
                earliest -= datetime.timedelta(days=7)
            else:
                earlier = safe_day(b.earliest.year, earliest.month, earliest.day)
                earlier = (
                    earlier
                    if earlier is not None and earlier <= latest
                    else safe_day(b.earliest.year - 1, earliest.month, earliest.day)
                )
                earliest = earlier or earliest
        if earliest > latest:
            return None
        return Period(earliest, latest, "range", relative), self._parts.behind_modifier(c, stop)

    def _years(self, c: Context, at: int) -> Read | None:
        """Two years with a dash: 1954-1962."""
        first, second = c.year(at), c.year(at + 2)
        if first is None or second is None or first >= second or c.norm(at + 1) not in _RANGE_DASHES:
            return None
        if c.norm(at + 3) in DASHES and c.is_number(at + 4):
            return None
        return Period(year_of(first).earliest, year_of(second).latest, "range"), at + 3

    def _listed(self, c: Context, at: int) -> Read | None:
        """Days, months or years behind a word for several of them: عامي 2015 و2016, يومي 3 و4 مايو."""
        days = self._days(c, at)
        if days is not None:
            return days
        first = last = self._named(c, at)
        while last is not None:
            stop = last[1]
            joined = c.norm(stop) == self._words.conjunction
            if not joined and not (c.norm(stop).startswith(self._words.conjunction) and stop < c.last):
                break
            inner = c if joined else c.headed(stop, c.norm(stop).removeprefix(self._words.conjunction))
            following = self._named(inner, stop + joined)
            if following is None:
                break
            last = following
        if first is None or last is None or first is last:
            return None
        earliest, latest, stop = first[0].earliest, last[0].latest, last[1]
        if first[0].precision == "day":
            # يومي السبت والأحد 3 و4 مايو
            dated = self._days(c, stop)
            if dated is not None:
                return dated
        if earliest is not None and latest is not None and first[0].relative:
            # What stands behind the last goes for the first too: شهري ديسمبر ويناير الماضيين.
            if first[0].unit == "month":
                earliest = safe_day(latest.year - (earliest.month > latest.month), earliest.month, 1)
            elif not any(c.match(self._words.months, i) for i in range(at, stop)):
                earliest = latest - datetime.timedelta(days=(latest.weekday() - earliest.weekday()) % 7)
        if earliest is not None and latest is not None and earliest > latest:
            return None
        relative = first[0].relative and last[0].relative
        return Period(earliest, latest, "range", relative), self._parts.behind_modifier(c, stop)

    def _named(self, c: Context, at: int) -> Read | None:
        """A day, month or year by its name."""
        read = self._end(c, at)
        return read if read is not None and read[0].precision in ("day", "month", "year") else None

    def _days(self, c: Context, at: int) -> Read | None:
        """Two days of one month."""
        first = self._parts.day(c, at)
        if first is not None:
            to = first[1]
            second: tuple[int, int] | None = None
            if c.norm(to) in self._words.range_to:
                second = self._parts.day(c, to + 1)
            elif to < c.last and c.norm(to).startswith(self._words.conjunction):
                inner = c.headed(to, c.norm(to)[len(self._words.conjunction) :])
                second = self._parts.day(inner, to)
            if second is None or second[0] <= first[0]:
                return None
            month = self._parts.month(c, c.skip(second[1], self._words.of))
            if month is None:
                return None
            end = self._absolute.with_year(c, second[0], month[0], month[1], month[2], None)
            return None if end is None else self._between_days(end, first[0], second[0])
        month = self._parts.month(c, at)
        if month is None or month[1] != "common":
            return None
        first = self._parts.day(c, month[2])
        if first is None or c.norm(first[1]) not in self._words.range_to:
            return None
        second = self._parts.day(c, first[1] + 1)
        if second is None or second[0] <= first[0]:
            return None
        end = self._absolute.with_year(c, second[0], month[0], month[1], second[1], None)
        return None if end is None else self._between_days(end, first[0], second[0])

    def _between_days(self, end: Read, first: int, second: int) -> Read:
        """From one day of a month to a later one, which ``end`` is."""
        latest = end[0].latest
        earliest = latest - datetime.timedelta(days=second - first) if latest is not None else None
        return Period(earliest, latest, "range", end[0].relative), end[1]

    def _end(self, c: Context, at: int) -> Read | None:
        """A period that is no range: what may stand behind "since", "until", "between"."""
        if at >= c.last:
            return None
        best = self._ends.longest(c, at) or self._bare.read(c, at, False, True)
        year = c.year(at) if best is None else None
        return best if year is None else (year_of(year), at + 1)
