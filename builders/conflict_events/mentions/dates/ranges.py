"""From one date to another, and since a date."""

from __future__ import annotations

import datetime
from dataclasses import replace

from conflict_events.lexical.text import COMMAS
from conflict_events.mentions.calendars import HIJRI_YEARS, WEEK, Day, Period, later, month_of, safe_day, year_of
from conflict_events.mentions.dates.absolute import AbsoluteReader
from conflict_events.mentions.dates.bare import BareReader
from conflict_events.mentions.dates.context import CLOSING, DASHES, OPENING, Context, Read
from conflict_events.mentions.dates.parts import Parts
from conflict_events.mentions.dates.periods import PeriodReader
from conflict_events.mentions.dates.resolution import Duration, Resolver
from conflict_events.mentions.dates.rules import RuleSet
from conflict_events.mentions.dates.units import UnitReader, whole_year
from conflict_events.mentions.dates.words import DateWords

_RANGE_DASHES = frozenset("-–")
_OLDEST, _OLD, _LONGEST = 1500, 1900, 150
"""The first year of ranges, the first of those that nothing else tells to be years, and how many years they last."""
_MONTHS = 12
_TATWEEL = "\u0640"
_MOST_DAYS = 31
_NEAR, _NEIGHBOUR = 93, 31
"""Days from the first of a period to the first of the one beside it, and to that of the next month."""


class RangeReader:
    """Reads ranges; ``ends`` are the rules for the periods at their ends."""

    def __init__(
        self, words: DateWords, parts: Parts, resolver: Resolver, units: UnitReader, absolute: AbsoluteReader, bare: BareReader,
        periods: PeriodReader, ends: RuleSet,
    ) -> None:  # fmt: skip
        self._words = words
        self._parts = parts
        self._resolver = resolver
        self._units = units
        self._absolute = absolute
        self._bare = bare
        self._periods = periods
        self._ends = ends

    def since(self, c: Context, at: int) -> Read | None:
        """منذ 3 أيام, منذ الأحد, منذ مطلع العام; منذ 3 أعوام مضت is when."""
        found = c.match(self._words.since, at)
        if found is None:
            onwards = c.match(self._words.onwards, at)
            if onwards is None or c.year(onwards[1]) is None:
                return None
            found = onwards
        then = c.match(self._words.then, found[1])
        if then is not None:
            return Period(None, None, "range", True), then[1]
        morning = c.match(self._words.this_morning, found[1])
        if morning is not None:
            return self._since_morning(c, morning[1])
        duration = self._units.duration(c, found[1])
        # منذ أكتوبر, published in September: the last one.
        base = self._end(replace(c, anchor=c.anchor._replace(past=not c.anchor.future)), found[1])
        if duration is not None and (base is None or base[1] <= duration[1]):
            return self._since_duration(c, found[1], *duration)
        if base is None:
            return None
        period, stop = base
        earliest = period.earliest
        if c.anchor.published is None or earliest is None or earliest > c.anchor.published:
            return Period(
                earliest if c.anchor.published is None and not period.relative else None, None, "range", True
            ), stop
        return Period(earliest, c.anchor.published, "range", period.relative), stop

    def _since_duration(self, c: Context, at: int, parts: Duration, stop: int) -> Read:
        """منذ 3 أيام, منذ عدة أشهر; منذ 3 أعوام مضت and منذ 3 أعوام من الآن are when."""
        published = c.anchor.published
        far = self._resolver.shift(published, parts, -1, True) if published is not None else None
        now = c.match(self._words.now, stop)
        if now is not None:
            return Period(far, far, "day", True), now[1]
        gone = c.match(self._words.gone, stop)
        if gone is not None:
            return self._resolver.away(c.anchor, parts, -1), gone[1]
        stop = c.skip(self._parts.behind_modifier(c, stop), self._words.few_indefinite)
        if published is None:
            return Period(None, None, "range", True), stop
        if c.match(self._words.more, at) is not None:
            # منذ أكثر من عامين: when it began is open, that it still goes on is not.
            return Period(None, published, "range", True), stop
        # منذ عدة أشهر is three to nine months; منذ أشهر is open.
        vague = parts[0][1] != parts[0][2] and c.match(self._words.units, at) is not None
        return Period(None if vague else far, published, "range", True), stop

    def _since_morning(self, c: Context, at: int) -> Read:
        """منذ الصباح, منذ ساعات الصباح الأولى أمس: of the day that follows, else that of publication."""
        published = c.anchor.published
        told = self._end(c, c.skip(at, self._words.of))
        day, stop = published, at
        if told is not None and told[0].precision == "day":
            day, stop = told[0].earliest, told[1]
        known = day is not None and published is not None and day <= published
        return Period(day if known else None, published if known else None, "range", True), stop

    def by(self, c: Context, at: int) -> Read | None:
        """Up to a last day: بحلول نهاية مايو, حتى الأحد; قبل نهاية يوليو where that has not come yet."""
        found, until = c.match(self._words.by, at), c.match(self._words.up_to, at)
        stop = at + 1 if c.norm(at) in self._words.until else until[1] if until is not None else None
        if found is not None:
            stop = found[1]
        if stop is None:
            return self._before_end(c, at)
        end = None
        if stop < c.last:
            end = self._end(c, stop) or (self._periods.coming_season(c, stop) if found is not None else None)
        if end is None:
            return None
        latest, published = self._up_to(c, stop, end[0]), c.anchor.published
        ahead = c.anchor.future and published is not None and latest is not None and published <= latest
        return Period(published if ahead else None, latest, "range", end[0].relative), end[1]

    def beyond(self, c: Context, at: int) -> Read | None:
        """What was over before a day, a month or a year that is named, or began behind it: قبل عام 2011, بعد 7 أكتوبر."""
        before, after = c.match(self._words.ago, at), c.match(self._words.hence, at)
        found = before or after
        named = self._named_days(c, found[1]) if found is not None else None
        if named is None or (at > c.first and c.tokens[at - 1].norm in self._words.range_from):
            # أطلقوها من قبل عام 2013: earlier, in 2013.
            return None
        (period, stop), published = named, c.anchor.published
        if period.earliest is None or period.latest is None:
            return Period(None, None, "range", period.relative), stop
        if before is not None:
            ahead = c.anchor.future and published is not None and published < period.earliest
            return Period(published if ahead else None, later(period.earliest, -1), "range", period.relative), stop
        over = not c.anchor.future and published is not None and period.earliest <= published
        return Period(period.earliest, published if over else None, "range", period.relative), stop

    def _named_days(self, c: Context, at: int) -> Read | None:
        """A day of the calendar, a month with its year or a year, no part of one: those of a count of time are none."""
        day = self._absolute.absolute(c, at) or self._absolute.numeric(c, at)
        if day is not None:
            return day
        year = self._units.period(c, at) or self._bare.read(c, at, False, True)
        return year if year is not None and year[0].precision == "year" and not year[0].relative else None

    def _before_end(self, c: Context, at: int) -> Read | None:
        """Up to the end of a period that is not over: قبل نهاية يوليو."""
        found, published = c.match(self._words.by_end, at), c.anchor.published
        end = self._end(c, found[1] - 1) if found is not None else None
        if end is None or end[0].latest is None or published is None or end[0].latest < published:
            return None
        return Period(published if c.anchor.future else None, end[0].latest, "range", end[0].relative), end[1]

    def _up_to(self, c: Context, at: int, end: Period) -> Day | None:
        """The last day up to a period that is read at a token: the fifteenth where it is the middle of a month."""
        part = c.match(self._words.parts, at)
        if part is None or part[0] != "mid" or end.earliest is None or end.latest is None:
            return end.latest
        return later(end.earliest, max(0, (end.latest - end.earliest).days - 1) // 2)

    def go_on(self, c: Context, first: Read) -> Read:
        """A date with the one that it leads to: مطلع يناير وحتى منتصف شباط, آذار ونيسان الماضيين; else as it is."""
        period, stop = first
        joined_to = self._weekdays(c, first) or self._beside(c, first) or self._tomorrow(c, first)
        if joined_to is not None:
            return joined_to
        joined = c.norm(stop).startswith(self._words.conjunction)
        listed = self._months(c, first) or self._next(c, first) if joined and stop < c.last else None
        if listed is not None:
            return listed
        until = self._behind_until(c, stop)
        if c.norm(stop) in COMMAS and period.precision == "range" and period.latest == c.anchor.published is not None:
            # منذ 5 يناير، وحتى 3 مارس
            until = self._behind_joined_to(c, stop + 1)
        last = self._end(c, until) if until is not None else None
        if until is None or last is None:
            return first
        earliest, latest = period.earliest, self._up_to(c, until, last[0])
        if earliest is not None and latest is not None and period.relative:
            monthly = self._monthly(c, max(c.first, stop - 4), stop)
            if monthly:
                earliest = _before(earliest, latest)
            elif period.precision == "day" and 0 < (earliest - latest).days < WEEK:
                # الخميس حتى الاثنين
                earliest -= datetime.timedelta(days=WEEK)
            elif earliest > latest:
                earliest = safe_day(earliest.year - 1, earliest.month, earliest.day)
        if earliest is not None and latest is not None and earliest > latest:
            return first
        return Period(earliest, latest, "range", period.relative or last[0].relative), last[1]

    def _weekdays(self, c: Context, first: Read) -> Read | None:
        """A weekday with those that are joined to it and follow it: الجمعة والسبت."""
        period, stop = first
        named = c.match(self._words.weekdays, stop - 1)
        if period.precision != "day" or not period.relative or named is None or named[1] != stop:
            return None
        weekday, count = named[0], 0
        while stop < c.last and c.norm(stop).startswith(self._words.conjunction):
            stem = c.norm(stop).removeprefix(self._words.conjunction)
            following = self._words.weekdays.match(c.tokens, stop, c.last, stem)
            if following is None or following[0] != (weekday + 1) % 7:
                break
            weekday, stop, count = following[0], following[1], count + 1
        if not count:
            return None
        dated = self._days(c, stop)
        if dated is not None:
            return dated
        modifier = self._parts.modifier(c, stop)
        earliest = period.earliest
        if modifier is not None:
            earliest, stop = self._resolver.weekday(c.anchor, named[0], modifier[0]).earliest, modifier[1]
        return Period(earliest, later(earliest, count) if earliest is not None else None, "range", True), stop

    def _tomorrow(self, c: Context, first: Read) -> Read | None:
        """Today or tomorrow with the day behind it: اليوم وغدا. Of what is over, the second day mostly begins a clause."""
        period, stop = first
        named = c.match(self._words.relative_days, stop - 1)
        if named is None or named[1] != stop or named[0] not in (0, 1) or stop >= c.last or period.precision != "day":
            return None
        word = c.norm(stop)
        stem = word.removeprefix(self._words.conjunction)
        following = self._words.relative_days.match(c.tokens, stop, c.last, stem) if stem != word else None
        if following is None or following[0] != named[0] + 1:
            return None
        last = self._end(c.headed(stop, stem), stop)
        return (Period(period.earliest, last[0].latest, "range", True), last[1]) if last is not None else None

    def _beside(self, c: Context, first: Read) -> Read | None:
        """A month or a part of a period with the next, joined or as the other of two: أواخر ديسمبر ومطلع يناير, أكتوبر أو
        نوفمبر.
        """
        period, stop = first
        if period.precision not in ("range", "month") or stop >= c.last:
            return None
        # يونيو/تموز: of two months with a slash that are no neighbours one is a slip.
        near = _NEIGHBOUR if c.norm(stop) in DASHES else _NEAR
        if c.norm(stop) in self._words.either:
            second = self._end(c, c.skip(stop + 1, self._words.of))
        else:
            if not c.norm(stop).startswith(self._words.conjunction) or period.precision == "month":
                return None
            inner, at = self._behind_and(c, stop)
            second = self._end(inner, at) if inner.match(self._words.parts, at) is not None else None
        if second is None or second[0].precision not in ("range", "month"):
            return None
        earliest, latest, start = period.earliest, second[0].latest, second[0].earliest
        if earliest is None or latest is None or start is None:
            known = period.relative and second[0].relative and c.anchor.published is None
            return (Period(None, None, "range", True), second[1]) if known else None
        if period.relative and not earliest <= start <= (later(earliest, near) or start):
            # The first lies in the year of the second, or in the one before.
            moved = (safe_day(start.year - back, earliest.month, earliest.day) for back in (0, 1))
            earliest = next((m for m in moved if m is not None and m < start), earliest)
        if not earliest < start <= (later(earliest, near) or start):
            return None
        return Period(earliest, latest, "range", period.relative or second[0].relative), second[1]

    def _behind_and(self, c: Context, at: int) -> tuple[Context, int]:
        """What stands behind a conjunction, and where: the rest of its word where it is written on to one."""
        word = c.norm(at).removeprefix(self._words.conjunction)
        return (c.headed(at, word), at) if word else (c, at + 1)

    def _months(self, c: Context, first: Read) -> Read | None:
        """A month with those joined to it, in the year of the last where that is told: يناير وفبراير, يناير وفبراير ومارس
        2018.
        """
        period, stop = first
        last: Period | None = None
        if period.unit != "month" or not period.relative or not self._monthly(c, max(c.first, stop - 4), stop):
            return None
        while stop < c.last and c.norm(stop).startswith(self._words.conjunction):
            read = self._end(*self._behind_and(c, stop))
            if read is None or read[0].unit != "month" or self._is_verb(c, stop, read[1]):
                break
            last, stop = read
            if not last.relative or self._parts.modifier(c, stop - 1) is not None:
                break
        if last is None:
            return None
        earliest, begin, published = period.earliest, last.earliest, c.anchor.published
        if earliest is None or begin is None:
            return Period(None, None, "range", True), stop
        if not last.relative or self._parts.modifier(c, stop - 1) is not None:
            year = begin.year - (earliest.month > begin.month)
            return Period(month_of(year, earliest.month).earliest, last.latest, "range", last.relative), stop
        # Of two months one of which is over and the other is to come, nothing tells that they are of one year.
        apart = published is not None and earliest <= published < begin
        return (Period(earliest, last.latest, "range", True), stop) if earliest < begin and not apart else None

    def _is_verb(self, c: Context, at: int, stop: int) -> bool:
        """Whether the name of a month, behind a conjunction, is a verb with the noun behind it: ومارس الجيش ضغوطا."""
        word = c.norm(at).removeprefix(self._words.conjunction)
        return stop == at + 1 and word in self._words.verbs and c.norm(stop).startswith(self._words.article)

    def _next(self, c: Context, first: Read) -> Read | None:
        """A day, month or year with those of its kind that are joined to it: 2015 و2016, 6 مايو و4 يونيو."""
        period, stop = first
        kind, latest = period.precision, period.latest
        if kind not in ("day", "month", "year") or (kind != "day" and period.relative):
            return None
        if kind == "day" and period.relative and not self._monthly(c, max(c.first, stop - 4), stop):
            return None
        oldest = period.earliest.year if period.earliest is not None else 0
        while latest is not None and stop < c.last:
            inner, at = self._behind_and(c, stop)
            if not c.norm(stop).startswith(self._words.conjunction) or (at == stop and kind != "month"):
                # ومايو 2021: only the name of a month has the conjunction written on to it.
                break
            if kind == "year":
                year = c.year(at, oldest)
                if year is None or c.is_number(at + 1) or self._parts.counts(c, at + 1):
                    break
                last: Read | None = (year_of(year), at + 1)
            else:
                last = self._absolute.absolute(inner, at)
            if last is None or last[0].precision != kind or last[0].relative > period.relative:
                break
            if period.relative and not last[0].relative and period.earliest is not None and last[0].latest is not None:
                # 22 شباط و3 آذار 2018: the year goes for both.
                latest = _before(latest, last[0].latest) or latest
                period = Period(_before(period.earliest, last[0].latest), latest, kind)
            if last[0].earliest is None or last[0].earliest <= latest:
                break
            latest, stop = last[0].latest, last[1]
        if stop == first[1]:
            return None
        return Period(period.earliest, latest, "range", period.relative), stop

    def _monthly(self, c: Context, first: int, last: int) -> bool:
        """Whether a month is named in a date, and nothing of its year."""
        inside = range(first, last)
        modified = any(self._parts.modifier(c, i) is not None for i in inside)
        return not modified and any(c.match(self._words.months, i) is not None for i in inside)

    def range(self, c: Context, at: int) -> Read | None:
        """بين 3 و7 مايو, من الأحد إلى الثلاثاء, 13-15 يوليو, تموز 13 الى 15, عام 2013-14."""
        years = self._years(c, c.skip(at, self._words.year_word))
        if years is not None:
            return years
        opened = c.match(self._words.between, at)
        i = opened[1] if opened is not None else c.skip(at, self._words.range_from)
        if i > at and c.norm(i) not in self._words.paired and not (i < c.last and self._ends.of_token(c.tokens[i])):
            # Behind most words for "from" stands nothing that a range could begin with.
            return None
        days = self._days(c, i)
        if days is not None:
            return days
        if c.norm(i) in self._words.paired:
            listed = self._years(c, i + 1) or self._listed(c, i + 1)
            if listed is not None:
                return listed
            i += opened is not None
        left = self._end(c, i) if i > at else None
        right = self._other_end(c, left[1], left[0].earliest) if left is not None else None
        if left is None or right is None:
            return None
        period = _spanned(left[0], right[0], self._monthly(c, i, left[1]))
        return (period, self._parts.behind_modifier(c, right[1])) if period is not None else None

    def _other_end(self, c: Context, at: int, base: Day | None) -> Read | None:
        """The second end of a range from a day, behind a word for "to" or with a conjunction written on to it."""
        to = self._behind_to(c, at)
        comma = c.norm(at) in COMMAS
        if to is None and (comma or c.year(at - 1) is not None):
            to = self._behind_joined_to(c, at + comma)
        word = c.norm(at)
        if to is None and word.startswith(self._words.conjunction) and len(word) > 2:
            to, c = at, c.headed(at, word.removeprefix(self._words.conjunction))
        if to is None:
            return None
        return self._absolute.of_same_month(c, to, base) or self._in_same_year(c, self._end(c, to), base)

    def _in_same_year(self, c: Context, end: Read | None, base: Day | None) -> Read | None:
        """The second end of a range, in the year of the first where it points there: من مارس 2014 إلى يونيو من العام نفسه."""
        latest = end[0].latest if end is not None else None
        if end is None or base is None or latest is None:
            return end
        (period, stop), at = end, end[1] - 1
        of = c.norm(at - 1) if c.norm(at) in self._words.same else ""
        if c.norm(at - 1) in self._words.same_before:
            of = c.norm(at)
        if of not in self._words.year_word or period.precision not in ("day", "month"):
            return end
        if period.precision == "month":
            return replace(month_of(base.year, latest.month), relative=True), stop
        day = safe_day(base.year, latest.month, latest.day)
        return (replace(period, earliest=day, latest=day), stop) if day is not None else None

    def _behind_to(self, c: Context, at: int) -> int | None:
        """The index behind words for "to", None where none stand there: إلى, إلى غاية."""
        phrase = c.match(self._words.up_to, at)
        if phrase is not None:
            return phrase[1]
        if c.is_number(at) and c.is_number(at - 1) and _TATWEEL in c.text[c.tokens[at - 1].end : c.tokens[at].start]:
            # 2 ـ 4 مايو: the mark is no token.
            return at
        return at + 1 if c.norm(at) in self._words.range_to else None

    def _behind_joined_to(self, c: Context, at: int) -> int | None:
        """The same for "until" with a conjunction written on to it: وحتى, وإلى غاية."""
        joined = at < c.last and c.norm(at).startswith(self._words.conjunction)
        return self._behind_until(c, at) if joined else None

    def _behind_until(self, c: Context, at: int) -> int | None:
        """The same for "until", with a conjunction or without."""
        if at >= c.last:
            return None
        word = c.norm(at).removeprefix(self._words.conjunction)
        phrase = self._words.up_to.match(c.tokens, at, c.last, word)
        if phrase is not None:
            return phrase[1]
        return at + 1 if word in self._words.until else None

    def _years(self, c: Context, at: int) -> Read | None:
        """Two years with a dash: 1954-1962; in brackets also with a word: (1954 إلى 1962)."""
        across = self._across_years(c, at)
        if across is not None:
            return across
        first, second = c.year(at, _OLDEST), c.year(at + 2, _OLDEST) or self._short_year(c, at)
        if first is None or second is None or not first < second <= first + _LONGEST:
            return None
        before = c.tokens[at - 1].norm if at > c.first else ""
        bracketed = before in OPENING and (at + 3 >= c.last or c.norm(at + 3) in CLOSING)
        if c.norm(at + 1) not in (self._words.range_to if bracketed else _RANGE_DASHES):
            return None
        if first < _OLD and not bracketed and before not in self._words.paired:
            # 1500-1600 may count.
            return None
        if c.norm(at + 3) in DASHES and c.is_number(at + 4):
            return None
        return Period(year_of(first).earliest, year_of(second).latest, "range"), at + 3

    def _short_year(self, c: Context, at: int) -> int | None:
        """The year whose last two figures stand behind a year and a dash: 2013-14. Up to 12 they may be a month."""
        first, norm = c.year(at, _OLD), c.norm(at + 2)
        if first is None or not c.is_number(at + 2) or not norm.isdecimal() or len(norm) != 2 or int(norm) <= _MONTHS:
            return None
        return first - first % 100 + int(norm)

    def _across_years(self, c: Context, at: int) -> Read | None:
        """A year with the next behind a slash, of either calendar: موسم 2017/2018, 1436 / 1437."""
        first, second = c.year(at, HIJRI_YEARS[0]), c.year(at + 2, HIJRI_YEARS[0])
        if first is None or second != first + 1 or c.norm(at + 1) != "/" or c.norm(at + 3) == "/":
            return None
        if second in HIJRI_YEARS:
            begin, end = whole_year(first, "hijri"), whole_year(second, "hijri")
        elif first >= _OLD:
            begin, end = year_of(first), year_of(second)
        else:
            return None
        return (Period(begin.earliest, end.latest, "range"), at + 3) if begin is not None and end is not None else None

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
        if first is None:
            return self._behind_month(c, at)
        to = first[1]
        behind = self._behind_to(c, to) or self._behind_joined_to(c, to)
        dated = self._up_to_figures(c, first[0], behind) if behind is not None else None
        if dated is not None:
            return dated
        second = self._parts.day(c, behind) if behind is not None else self._joined_day(c, first)
        if second is None or second[0] <= first[0]:
            return None
        listed = c.norm(to) in COMMAS
        while (further := self._next_day(c, second)) is not None:
            # أيام 3 و4 و5 مايو
            listed = listed and c.norm(second[1]) != self._words.conjunction
            second = further
        if listed:
            return None
        of = self._parts.behind_of(c, at, second[1])
        month = self._parts.month(c, of)
        if month is None:
            return self._of_relative_month(c, of, first[0], second[0]) if of > second[1] else None
        end = self._absolute.with_year(c, second[0], month[0], month[1], month[2], None)
        return None if end is None else self._between_days(end, first[0], second[0])

    def _joined_day(self, c: Context, first: tuple[int, int]) -> tuple[int, int] | None:
        """The day behind a comma, a slash or a conjunction that is written on to it: 3 والرابع من مايو."""
        to = first[1]
        if c.norm(to) == "/" or c.norm(to) in COMMAS:
            return self._next_day(c, first)
        if to < c.last and c.norm(to).startswith(self._words.conjunction):
            return self._parts.day(c.headed(to, c.norm(to).removeprefix(self._words.conjunction)), to)
        return None

    def _behind_month(self, c: Context, at: int) -> Read | None:
        """Two days behind the name of their month: تموز 13 الى 15."""
        month = self._parts.month(c, at)
        first = self._parts.day(c, month[2]) if month is not None and month[1] == "common" else None
        behind = self._behind_to(c, first[1]) if first is not None else None
        second = self._parts.day(c, behind) if behind is not None else None
        if month is None or first is None or second is None or second[0] <= first[0]:
            return None
        if not self._parts.uncounted(c, second[1]):
            return None
        end = self._absolute.with_year(c, second[0], month[0], month[1], second[1], None)
        return None if end is None else self._between_days(end, first[0], second[0])

    def _next_day(self, c: Context, day: tuple[int, int]) -> tuple[int, int] | None:
        """A later day of the month that is joined to one: 3، 4 و5 مايو; with a slash the next one: ليلة 12/13 مارس."""
        number, stop = day
        if c.norm(stop) not in COMMAS | {self._words.conjunction, "/"}:
            return None
        further = self._parts.day(c, stop + 1)
        if further is None or further[0] <= number or (c.norm(stop) == "/" and further[0] != number + 1):
            return None
        return further

    def _up_to_figures(self, c: Context, first: int, at: int) -> Read | None:
        """From a day of a month to another one in figures: 2-4/6/2018."""
        end = self._absolute.numeric(c, at) if c.is_number(at) else None
        number = c.norm(at).split(".")[0] if end is not None else ""
        if end is None or end[0].precision != "day" or not number.isdecimal() or not first < int(number) <= _MOST_DAYS:
            return None
        return self._between_days(end, first, int(number))

    def _of_relative_month(self, c: Context, at: int, first: int, second: int) -> Read | None:
        """Two days of a month that is no name: 3 و4 من الشهر الجاري."""
        month = self._units.period(c, at)
        if month is None or month[0].unit != "month":
            return None
        base = month[0].earliest
        if base is None:
            return Period(None, None, "range", True), month[1]
        earliest, latest = (safe_day(base.year, base.month, day) for day in (first, second))
        known = earliest is not None and latest is not None
        return (Period(earliest, latest, "range", True), month[1]) if known else None

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


def _before(day: Day, last: Day) -> Day | None:
    """The last such day of the year up to another day."""
    exact = safe_day(last.year, day.month, day.day)
    return exact if exact is not None and exact <= last else safe_day(last.year - 1, day.month, day.day)


def _spanned(first: Period, last: Period, monthly: bool) -> Period | None:
    """From one period to another, None where the other is over before. ``monthly``: the first names its month, not its year."""
    earliest, latest = first.earliest, last.latest
    if earliest is None or latest is None:
        return Period(None, None, "range", True)
    if earliest > latest and first.relative and first.unit in ("month", "") and last.earliest is not None:
        if first.precision == "day" and not monthly and (earliest - latest).days < WEEK:
            earliest -= datetime.timedelta(days=WEEK)
        else:
            earliest = _before(earliest, latest) or earliest
    elif first.relative and monthly:
        # من 5 يناير إلى 3 فبراير 2019, بين 14 يونيو و15 يوليو المقبلين: the year goes for both.
        earliest = _before(earliest, latest) or earliest
    return Period(earliest, latest, "range", first.relative or last.relative) if earliest <= latest else None
