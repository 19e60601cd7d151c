"""Dates: absolute, relative and by the Hijri calendar, read by a small grammar over tokens.

The words are data (``dates.toml``); the grammar knows days, months, years, weekdays, units of time, their modifiers
(last, this, next), parts of days and periods, and how they follow each other.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hijridate import Gregorian

from conflict_events.language import Language
from conflict_events.lexicon import Phrase
from conflict_events.mentions.base import Cut, Cutter, T, Table, offset, tokens_within
from conflict_events.mentions.calendars import (
    HIJRI_YEARS,
    Day,
    Period,
    Precision,
    easter,
    hijri_day,
    hijri_year,
    later,
    month_of,
    months_later,
    open_ended,
    safe_day,
    season_of,
    year_of,
)
from conflict_events.mentions.numbers import NumeralParser
from conflict_events.records import DateValue, Document, Mention, Span, Token
from conflict_events.text import COMMAS, fold

_OPEN, _CLOSE = frozenset('([«"'), frozenset(')]»"')
_MEMO_LIMIT = 100_000


_Read = tuple[Period, int]


@dataclass(frozen=True, slots=True)
class _Unit:
    name: str
    definite: bool
    count: int
    """1 singular, 2 dual, 0 plural."""


@dataclass(slots=True)
class _Context:
    """The tokens that are read: up to ``last``, the one at ``head`` without its proclitics."""

    tokens: Sequence[Token]
    text: str
    first: int
    last: int
    published: Day | None
    future: bool
    head: int = -1
    stem: str = ""

    def norm(self, at: int) -> str:
        if at >= self.last:
            return ""
        return self.stem if at == self.head else self.tokens[at].norm

    def match(self, table: Table[T], at: int) -> tuple[T, int] | None:
        return table.match(self.tokens, at, self.last, self.norm(at))

    def is_number(self, at: int) -> bool:
        return at < self.last and self.tokens[at].kind == "number"


class DateFinder:
    """Finds dates and says what any span means as one."""

    def __init__(self, language: Language) -> None:
        d = language.data["dates"]
        self._cutter = Cutter(language.clitics)
        self._parser = NumeralParser(language.data["numbers"], language.clitics)
        self._settings = d["settings"]
        self._article, self._and = fold(d["article"]), fold(d["conjunction"])
        self._assimilated = language.clitics.assimilated_article
        # Tuples, for no date begins with these words.
        self._corresponds_to, self._on, self._century, self._counts_behind, self._not_counted = (
            tuple(fold(w) for w in words)
            for words in (
                d["day_words"]["corresponds_to"],
                d["day_words"]["on"],
                d["century"]["words"],
                ("", *d["bare_year"]["counts_behind"]),
                d["bare_year"]["not_counted"],
            )
        )
        self._counted_endings = tuple(fold(e) for e in d["bare_year"]["counted_endings"])
        self._months = _table(d["months"], int)
        self._hijri_months = _table(d["hijri_months"], int)
        self._hijri_feasts: Table[list[int]] = Table(d["hijri_feasts"].items())
        self._feasts: Table[list[int]] = Table(d["feasts"].items())
        self._easter: Table[int] = Table(d["easter"].items())
        self._eras = _table(d["eras"], str)
        self._weekdays = _table(d["weekdays"], int)
        self._bare_weekdays = _table(d["weekdays_bare"], int)
        self._not_after = frozenset(fold(w) for w in d["not_after"]["words"])
        self._day_parts: Table[bool] = Table((w, True) for w in d["day_parts"]["words"])
        self._night = frozenset(fold(w) for w in d["day_parts"]["night"])
        self._day_parts_after = frozenset(fold(w) for w in d["day_parts"]["after"])
        self._day_word, self._month_word, self._year_word = (
            frozenset(x for w in d["day_words"][u] for x in (fold(w), self._article + fold(w)))
            for u in ("day", "month", "year")
        )
        self._corresponds: Table[bool] = Table((w, True) for w in d["day_words"]["corresponds"])
        self._relative_days = _table(d["relative_days"], int)
        self._units: Table[_Unit] = Table(_units(d, self._article))
        self._own_units = _table(d["own_units"], str)
        self._modifiers = _table(d["modifiers"], str)
        self._this = frozenset(fold(w) for w in d["modifiers"]["this_before"])
        self._few_adjectives = frozenset(fold(w) for w in d["modifiers"]["few"])
        self._parts = _table(d["parts"], str)
        self._bounds: Mapping[str, Mapping[str, list[int]]] = d["part_bounds"]
        self._seasons: Table[str] = Table(
            (prefix + w, name) for name, ws in d["seasons"].items() for w in ws for prefix in ("", d["article"])
        )
        self._season_months: Mapping[str, list[int]] = d["season_months"]
        p = d["prepositions"]
        self._since, self._ago_words, self._hence, self._between, self._until, self._now, self._about = (
            Table((w, True) for w in p[k]) for k in ("since", "ago", "hence", "between", "until", "now", "about")
        )
        self._of, self._from, self._to, self._time, self._few = (
            frozenset(fold(w) for w in p[k]) for k in ("of", "from", "to", "time", "few")
        )
        self._beginnings = frozenset(fold(w) for w in p["beginnings"])
        self._beginning_reach: int = p["beginning_reach"]
        self._weekend: Table[bool] = Table((w, True) for w in p["weekend"])
        self._ordinals = _table(d["ordinals"], int)
        self._ordinal_units = _table(d["ordinal_units"], int)
        self._ordinal_tens = _table(d["ordinal_tens"], int)
        self._teen = frozenset(fold(w) for w in d["teen"]["words"])
        self._decades: Table[int] = Table(
            (prefix + w, int(k)) for k, ws in d["decade_names"].items() for w in ws for prefix in ("", d["article"])
        )
        self._openers = self._first_words()
        self._cuts_of: dict[str, tuple[Cut, ...]] = {}

    def _first_words(self) -> frozenset[str]:
        """The folded words that a date can begin with: every rule begins with a word of one of the tables, or a numeral."""
        words = {self._article}
        for table in vars(self).values():
            if isinstance(table, frozenset):
                words |= table
            elif isinstance(table, Table):
                words |= table.first_words
        return frozenset(words)

    def _openings(self, token: Token) -> tuple[Cut, ...]:
        """The readings of a word with which a date can begin; for most words of a text there are none."""
        known = self._cuts_of.get(token.norm)
        if known is None:
            if len(self._cuts_of) >= _MEMO_LIMIT:
                self._cuts_of.clear()
            numeral = self._parser.may_start(token)
            known = self._cuts_of[token.norm] = tuple(
                cut
                for cut in self._cutter.cuts(token.norm)
                if numeral or cut.stem in self._openers or (cut.article and self._article + cut.stem in self._openers)
            )
        return known

    @staticmethod
    def entries(language: Language) -> Iterable[Phrase]:
        """None: dates are read from the tokens by a grammar."""
        return ()

    def find(self, document: Document) -> list[Mention]:
        """Dates in text order, read as of the past; where the event lies ahead, ask ``value`` with ``future``."""
        mentions: list[Mention] = []
        for sentence in document.sentences:
            at = sentence.first
            while at < sentence.last:
                found = self._at(document, at, sentence.last, sentence.first, False, True)
                if found is None:
                    at += 1
                    continue
                period, stop, start, clitics = found
                end = document.tokens[stop - 1].end
                value = self.value(document, start, end) or period.value()
                floor = max(sentence.first, mentions[-1].last if mentions else 0)
                if self._begun(document, at, floor):
                    value = open_ended(value, document.article.published)
                mentions.append(Mention("date", start, end, at, stop, sentence.index, value, clitics))
                at = stop
        return mentions

    def _begun(self, document: Document, at: int, floor: int) -> bool:
        """Whether a date tells since when: منذ اندلاع القتال في أبريل."""
        tokens = document.tokens
        for i in range(at - 2, max(floor, at - self._beginning_reach) - 1, -1):
            if tokens[i].kind == "punct":
                return False
            if tokens[i].norm in self._since and tokens[i + 1].norm in self._beginnings:
                return True
        return False

    def value(self, document: Document, start: int, end: int, *, future: bool = False) -> DateValue | None:
        """The days that a span means; ``future`` reads weekdays and months without a year as coming ones."""
        first, last = tokens_within(document, start, end)
        begin = next((s.first for s in document.sentences if s.first <= first < s.last), first)
        best: tuple[int, Period] | None = None
        for at in range(first, last):
            found = self._at(document, at, last, begin, future, False)
            if found is not None:
                if best is None or found[1] - at > best[0]:
                    best = (found[1] - at, found[0])
                if found[1] == last:
                    break
        return best[1].value() if best is not None else None

    def core(self, document: Document, start: int, end: int) -> Span:
        """A date's own words, without the leading "day", "this" or "since" that its days do not hang on."""
        first, last = tokens_within(document, start, end)
        leading = self._this | frozenset(w for w in self._day_word if not w.startswith(self._article))
        meant = self.value(document, start, end)
        while first + 1 < last and (
            document.tokens[first].norm in leading or document.tokens[first].norm in self._since
        ):
            rest = self.value(document, document.tokens[first + 1].start, end)
            if rest is None or meant is None or (rest.earliest, rest.latest) != (meant.earliest, meant.latest):
                break
            first += 1
            start = document.tokens[first].start
        return Span(start, end)

    # --- one date ---------------------------------------------------------------------------------

    def _at(
        self, document: Document, at: int, last: int, begin: int, future: bool, strict: bool
    ) -> tuple[Period, int, int, str] | None:
        """The longest date that begins at a token: period, index behind, first character, proclitics."""
        tokens, text = document.tokens, document.article.text
        token = tokens[at]
        c = _Context(tokens, text, begin, last, document.article.published, future)
        if token.kind == "word":
            for cut in self._openings(token):
                if cut.article and cut.proclitics[-1:] != self._assimilated:
                    continue
                # للأسبوع: the article has been written into the preposition.
                c.head, c.stem = at, self._article + cut.stem if cut.article else cut.stem
                read = self._read(c, at, strict and not cut.proclitics.strip(self._and), strict)
                if read is not None:
                    dropped = cut.dropped - 1 if cut.article else cut.dropped
                    return read[0], read[1], offset(text, token, dropped), cut.proclitics
            return None
        if token.kind != "number" and token.norm not in _OPEN:
            return None
        read = self._read(c, at, strict, strict)
        return None if read is None else (read[0], read[1], token.start, "")

    def _read(self, c: _Context, at: int, bare: bool, strict: bool) -> _Read | None:
        """Tries every rule, the longest reading wins. ``bare``: no preposition is written on to the first word."""
        best: _Read | None = None
        for rule in (
            self._since_rule, self._ago_rule, self._hence_rule, self._range, self._week_of, self._nth, self._part_of,
            self._weekend_rule, self._weekday, self._relative_day, self._span_of_units, self._unit_period, self._season,
            self._numeric, self._absolute, self._ordinal_day, self._feast, self._decade,
        ):  # fmt: skip
            read = rule(c, at)
            if read is not None and (best is None or read[1] > best[1]):
                best = read
        loose = self._loose(c, at, bare, strict)
        if loose is not None and (best is None or loose[1] > best[1]):
            best = loose
        return best

    def _loose(self, c: _Context, at: int, bare: bool, strict: bool) -> _Read | None:
        """A month or a year alone, which needs a word of time before it in running text."""
        led = (
            not strict
            or not bare
            or (at > c.first and any(x.stem in self._time for x in self._cutter.cuts(c.tokens[at - 1].norm)))
        )
        month = self._month(c, at)
        if month is not None and (led or month[3]):
            return self._month_period(c, month[0], month[1], None, ""), month[2]
        if (
            c.is_number(at)
            and led
            and len(c.norm(at)) == 4
            and c.norm(at).isdigit()
            and 1900 <= int(c.norm(at)) <= 2099
        ):
            following = c.tokens[at + 1] if at + 1 < c.last else None
            before = c.tokens[at - 1].norm if at > c.first else ""
            if strict and (
                before.strip(self._and) in self._counts_behind
                or (following is not None and following.kind == "word" and self._counted(following))
            ):
                return None
            return year_of(int(c.norm(at))), at + 1
        return None

    def _counted(self, token: Token) -> bool:
        """Whether a word behind a bare year makes it a count: an indefinite accusative."""
        norm = token.norm
        return norm.endswith(self._counted_endings) and len(norm) > 3 and norm not in self._not_counted

    # --- parts ------------------------------------------------------------------------------------

    def _modifier(self, c: _Context, at: int) -> tuple[str, int] | None:
        found = c.match(self._modifiers, at)
        return (
            found
            if found is not None and found[0] in ("last", "next", "this", "before_last", "after_next", "recent")
            else None
        )

    def _skip(self, c: _Context, at: int, words: Iterable[str]) -> int:
        return at + 1 if at < c.last and c.norm(at) in words else at

    def _ordinal(self, c: _Context, at: int) -> tuple[int, int] | None:
        """An ordinal from 1 to 31, or -1 for the last."""
        found = c.match(self._ordinals, at) or c.match(self._ordinal_units, at)
        if found is None:
            tens = c.match(self._ordinal_tens, at)
            return tens if tens is not None and c.norm(at).startswith(self._article) else None
        value, stop = found
        if value > 0 and stop < c.last:
            if c.norm(stop) in self._teen and value < 10:
                return 10 + value, stop + 1
            joined = stop + 1 if c.norm(stop) == self._and else stop
            word = c.norm(joined)
            stem = word if joined > stop else word[len(self._and) :] if word.startswith(self._and) else ""
            if stem and value < 10:
                tens = self._ordinal_tens.match(c.tokens, joined, c.last, stem)
                if tens is not None:
                    return tens[0] + value, tens[1]
        return (value, stop) if c.match(self._ordinals, at) is not None else None

    def _day(self, c: _Context, at: int) -> tuple[int, int] | None:
        """A day of the month: digits, an ordinal or a number word."""
        if at >= c.last:
            return None
        if c.norm(at) == self._article and c.is_number(at + 1):
            at += 1
        if c.is_number(at):
            norm = c.norm(at)
            return (int(norm), at + 1) if norm.isdigit() and len(norm) <= 2 and 1 <= int(norm) <= 31 else None
        ordinal = self._ordinal(c, at)
        if ordinal is not None:
            return ordinal if ordinal[0] > 0 else None
        if at == c.head and c.stem != c.tokens[at].norm:
            return None
        numeral = self._parser.parse(c.tokens, at, c.last, c.text)
        if (
            numeral is not None
            and not numeral.vague
            and not numeral.dropped
            and 1 <= numeral.low <= 31
            and numeral.low == int(numeral.low)
        ):
            return int(numeral.low), numeral.last
        return None

    def _month(self, c: _Context, at: int) -> tuple[int, str, int, bool] | None:
        """Month, calendar, index behind it, and whether it stands for itself without further words.

        Papers write a month twice: شباط/فبراير, أغسطس (آب), تموز - يوليو.
        """
        named = c.norm(at) in self._month_word
        i = at + 1 if named else at
        found = c.match(self._months, i)
        if found is None:
            hijri = c.match(self._hijri_months, i)
            if hijri is not None:
                return hijri[0], "hijri", hijri[1], named
            if named and i < c.last:
                number = self._ordinal(c, i) if c.norm(at).startswith(self._article) else None
                if number is None and not c.norm(at).startswith(self._article) and not c.is_number(i):
                    numeral = self._parser.parse(c.tokens, i, c.last, c.text)
                    if numeral is not None and not numeral.vague and 1 <= numeral.low <= 12:
                        number = int(numeral.low), numeral.last
                if number is not None and 1 <= number[0] <= 12:
                    return number[0], "common", number[1], True
            return None
        month, stop = found
        second = stop
        while second < c.last and c.norm(second) in ("/", "-", "–", "(", "["):
            second += 1
        again = c.match(self._months, second)
        if again is not None and again[0] == month and second - stop <= 2:
            stop = self._skip(c, again[1], (")", "]")) if c.norm(second - 1) in _OPEN else again[1]
            return month, "common", stop, True
        return month, "common", stop, named

    def _year_number(self, c: _Context, at: int, *, marked: bool = False) -> tuple[int, str, int] | None:
        """A year behind a month: digits of four or number words; optional comma, "of", the word for year; an era."""
        i = at
        i = self._skip(c, i, (",", "،", "-", "/", "–", "."))
        i = self._skip(c, i, self._of)
        j = self._skip(c, i, self._year_word)
        marked = marked or j > i
        i = j
        if c.is_number(i):
            norm = c.norm(i)
            if not norm.isdigit() or len(norm) != 4 or not 1000 <= int(norm) <= 2200:
                return None
            year, stop = int(norm), i + 1
        else:
            numeral = (
                self._parser.parse(c.tokens, i, c.last, c.text) if i < c.last and c.tokens[i].kind == "word" else None
            )
            if (
                numeral is None
                or numeral.vague
                or numeral.dropped
                or not (1000 <= numeral.low <= 2200 or (marked and 100 < numeral.low < 1000))
            ):
                return None
            year, stop = int(numeral.low), numeral.last
        era = c.match(self._eras, stop)
        if era is not None:
            return year, era[0], era[1]
        return year, "", stop

    # --- absolute dates ---------------------------------------------------------------------------

    def _absolute(self, c: _Context, at: int, weekday: int | None = None) -> _Read | None:
        """Day and month in either order, with or without year or modifier; month with year or modifier."""
        i = at + 1 if c.norm(at) in self._day_word else at
        day = self._day(c, i)
        if day is not None:
            j = self._skip(c, day[1], ("/", "-", ".", "–", ",", "،"))
            j = self._skip(c, j, self._of)
            month = self._month(c, j)
            if month is not None:
                return self._with_year(c, day[0], month[0], month[1], month[2], weekday)
            # "the 20th of next month"
            of = self._skip(c, day[1], self._of)
            unit = self._unit_period(c, of) if of > day[1] else None
            if unit is not None and unit[0].unit == "month":
                base = unit[0].earliest
                exact = safe_day(base.year, base.month, day[0]) if base is not None else None
                if base is not None and exact is None:
                    return None
                return Period(exact, exact, "day", True), unit[1]
        month = self._month(c, at)
        if month is None:
            return None
        number, calendar, stop, _ = month
        if calendar == "common":
            j = self._skip(c, stop, ("-", "/", "–"))
            after = self._day(c, j)
            definite = c.is_number(j) or c.norm(j).startswith(self._article)
            if after is not None and definite and not c.is_number(after[1]) and not self._counts(c, after[1]):
                return self._with_year(c, after[0], number, calendar, after[1], weekday)
        year = self._year_number(c, stop)
        if year is not None:
            return self._month_period(c, number, "hijri" if year[1] == "hijri" else calendar, year[0], ""), year[2]
        modifier = self._modifier(c, stop)
        if modifier is not None:
            return self._month_period(c, number, calendar, None, modifier[0]), modifier[1]
        relative_year = self._unit_period(c, self._skip(c, stop, self._of))
        if relative_year is not None and relative_year[0].unit == "year" and relative_year[0].relative:
            earliest = relative_year[0].earliest
            if earliest is None:
                return Period(None, None, "month", True), relative_year[1]
            period = self._month_period(c, number, calendar, earliest.year, "")
            return replace(period, relative=True), relative_year[1]
        return None

    def _counts(self, c: _Context, at: int) -> bool:
        """Whether a noun stands behind a number, so that it counts and is no day."""
        return at < c.last and c.tokens[at].kind == "word" and c.match(self._units, at) is not None

    def _with_year(
        self, c: _Context, day: int, month: int, calendar: str, at: int, weekday: int | None
    ) -> _Read | None:
        year = self._year_number(c, at)
        modifier = self._modifier(c, at) if year is None else None
        if year is not None:
            if calendar == "hijri" or year[1] == "hijri":
                exact = hijri_day(year[0], month, day)
            else:
                exact = safe_day(year[0], month, day)
            return None if exact is None else (Period(exact, exact, "day"), year[2])
        stop = modifier[1] if modifier is not None else at
        side = modifier[0] if modifier is not None else ""
        of_year = self._unit_period(c, self._skip(c, stop, self._of)) if not side else None
        if of_year is not None and of_year[0].unit == "year":
            base = of_year[0].earliest
            exact = safe_day(base.year, month, day) if base is not None else None
            return Period(exact, exact, "day", True), of_year[1]
        if c.published is None:
            if calendar == "common" and safe_day(2000, month, day) is None:
                return None
            return Period(None, None, "day", True), stop
        chosen = self._nearest(c, lambda y: hijri_day(y, month, day) if calendar == "hijri" else safe_day(y, month, day),
                               hijri_year(c.published) if calendar == "hijri" else c.published.year, side, weekday)  # fmt: skip
        return None if chosen is None else (Period(chosen, chosen, "day", True), stop)

    def _nearest(
        self, c: _Context, of: Callable[[int], Day | None], year: int, side: str, weekday: int | None
    ) -> Day | None:
        """The day of a year near the publication that suits the modifier, the weekday or the reading direction."""
        published = c.published
        assert published is not None
        days = [d for d in (of(y) for y in range(year - 4, year + 5)) if d is not None]
        if not days:
            return None
        if side == "this":
            return next((d for d in days if d.year == published.year), None) or min(
                days, key=lambda d: abs((d - published).days)
            )
        if side in ("last", "before_last"):
            return max((d for d in days if d <= published), default=None)
        if side in ("next", "after_next"):
            return min((d for d in days if d >= published), default=None)
        if weekday is not None:
            agreeing = [d for d in days if d.weekday() == weekday]
            close = min(agreeing, key=lambda d: abs((d - published).days), default=None)
            if close is not None and abs((close - published).days) < 366:
                return close
        if c.future:
            return min((d for d in days if d >= published), default=None)
        ahead = published + datetime.timedelta(days=int(self._settings["ahead"]))
        return max((d for d in days if d <= ahead), default=None)

    def _month_period(self, c: _Context, month: int, calendar: str, year: int | None, side: str) -> Period:
        relative = year is None
        if year is None:
            if c.published is None:
                return Period(None, None, "month", True, "month")
            current = hijri_year(c.published) if calendar == "hijri" else c.published.year
            now = (
                Gregorian(c.published.year, c.published.month, c.published.day).to_hijri().month
                if calendar == "hijri"
                else c.published.month
            )
            if side in ("last", "before_last"):
                year = current if month < now else current - 1
            elif side in ("next", "after_next"):
                year = current if month > now else current + 1
            elif side == "this":
                year = current
            elif c.future:
                year = current if month >= now else current + 1
            else:
                # A month that begins within the settings' reach is the coming one, as with days.
                reach = int(self._settings["ahead"]) // 30
                year = current if month <= now + reach else current - 1
        if calendar == "hijri":
            first = hijri_day(year, month, 1)
            following = hijri_day(year + month // 12, month % 12 + 1, 1)
            if first is None or following is None:
                return Period(None, None, "month", relative, "month")
            return Period(first, following - datetime.timedelta(days=1), "month", relative, "month")
        return replace(month_of(year, month), relative=relative)

    def _numeric(self, c: _Context, at: int, weekday: int | None = None) -> _Read | None:
        """2015/8/10, 10-8-2015, 18-9-15, 3-2015; 22/04 behind a word for a day."""
        parts: list[tuple[int, int]] = []
        i = at
        mark = ""
        while c.is_number(i) and len(parts) < 3:
            norm = c.norm(i)
            pieces = norm.split(".")
            if all(p.isdigit() and len(p) <= 4 for p in pieces) and (
                len(pieces) == 1 or (len(pieces) == 3 and not parts)
            ):
                parts.extend((int(p), len(p)) for p in pieces)
            else:
                return None
            i += 1
            joint = c.norm(i)
            if joint in ("/", "-", "–", ".") and joint == (mark or joint) and c.is_number(i + 1) and len(parts) < 3:
                if c.tokens[i].start - c.tokens[i - 1].end > 1 or c.tokens[i + 1].start - c.tokens[i].end > 1:
                    break
                mark = joint
                i += 1
            else:
                break
        if len(parts) == 3:
            (a, la), (b, _), (d, ld) = parts
            options: list[Day | None]
            if la == 4:
                options = [safe_day(a, b, d) or safe_day(a, d, b)]
                if a in HIJRI_YEARS:
                    options = [hijri_day(a, b, d)]
            elif ld == 4:
                options = [safe_day(d, b, a) or safe_day(d, a, b)]
                if d in HIJRI_YEARS:
                    options = [hijri_day(d, b, a)]
            elif ld == 2:
                options = [safe_day(2000 + d, b, a), safe_day(2000 + a, b, d), safe_day(2000 + d, a, b)]
            else:
                return None
            days = [o for o in options if o is not None]
            if not days:
                return None
            exact = days[0]
            published = c.published
            if published is not None and len(days) > 1:
                limit = published + datetime.timedelta(days=366)
                exact = min(days, key=lambda o: (o > limit, abs((o - published).days)))
            era = c.match(self._eras, i)
            return Period(exact, exact, "day"), era[1] if era is not None else i
        if len(parts) == 2:
            (a, la), (b, lb) = parts
            if la == 4 and 1900 <= a <= 2099 and 1 <= b <= 12:
                return month_of(a, b), i
            if lb == 4 and 1900 <= b <= 2099 and 1 <= a <= 12:
                return month_of(b, a), i
            led = at > c.first and (
                c.tokens[at - 1].norm in self._day_word or c.match(self._corresponds, at - 1) is not None
            )
            if mark == "/" and (weekday is not None or led or la == lb == 2) and 1 <= a <= 31 and 1 <= b <= 12:
                return self._with_year(c, a, b, "common", i, weekday)
        return None

    def _ordinal_day(self, c: _Context, at: int) -> _Read | None:
        """A day of the month alone: يوم 27, الجمعة 22 is read with its weekday."""
        if c.norm(at) not in self._day_word or not c.is_number(at + 1):
            return None
        day = self._day(c, at + 1)
        if day is None or c.norm(day[1]) in ("/", "-", ":", "%", "٪"):
            return None
        return self._day_of_month(c, day[0], None), day[1]

    def _day_of_month(self, c: _Context, day: int, weekday: int | None) -> Period:
        """The nearest such day to the publication; its weekday decides the month where one is given."""
        if c.published is None:
            return Period(None, None, "day", True)
        published = c.published
        days = []
        for step in range(-6, 7):
            month = published.month - 1 + step
            found = safe_day(published.year + month // 12, month % 12 + 1, day)
            if found is not None and (weekday is None or found.weekday() == weekday):
                days.append(found)
        if not days:
            return Period(None, None, "day", True)
        if weekday is None:
            past = [d for d in days if d >= published] if c.future else [d for d in days if d <= published]
            exact = (min if c.future else max)(past, default=days[0])
        else:
            exact = min(days, key=lambda d: abs((d - published).days))
        return Period(exact, exact, "day", True)

    # --- weekdays and days ------------------------------------------------------------------------

    def _weekday(self, c: _Context, at: int) -> _Read | None:
        """[part of day] [day] weekday [modifier | date] [part of day]."""
        i = at
        part = c.match(self._day_parts, i)
        if part is not None:
            i = part[1]
        i = self._skip(c, i, self._this)
        named = self._skip(c, i, self._day_word)
        found = c.match(self._weekdays, named)
        if found is None and (named > i or part is not None) and named > i:
            found = c.match(self._bare_weekdays, named)
        if found is None:
            if part is not None:
                return self._relative_day(c, part[1])
            bare = c.match(self._bare_weekdays, at)
            if bare is not None:
                week = self._unit_period(c, bare[1])
                if week is not None and week[0].unit == "week":
                    return self._in_week(week[0], bare[0]), week[1]
            return None
        if at == named and at > c.first and c.tokens[at - 1].norm in self._not_after:
            return None
        weekday, stop = found
        period: Period | None = None
        side = ""
        modifier = self._modifier(c, stop)
        if modifier is not None and modifier[0] != "recent":
            side, stop = modifier
        else:
            j = self._skip(c, stop, (",", "،", "(", "-", "–"))
            matched = c.match(self._corresponds, j)
            j = matched[1] if matched is not None else j
            j = self._skip(c, j, self._corresponds_to)
            k = self._skip(c, j, self._on) if j == stop else j
            dated = self._numeric(c, k, weekday) or self._absolute(c, k, weekday)
            which = self._ordinal(c, stop)
            if (
                which is not None
                and which[0] < 6
                and not (dated and dated[0].latest and dated[0].latest.weekday() == weekday)
            ):
                nth = self._nth_weekday(c, weekday, which[0], which[1])
                if nth is not None:
                    return nth
            if dated is not None and dated[0].precision == "day":
                period, stop = dated
                if c.norm(j - 1) == "(":
                    stop = self._skip(c, stop, (")",))
            else:
                of = self._skip(c, stop, self._of)
                week = self._unit_period(c, of)
                if week is not None and week[0].unit == "week":
                    return self._in_week(week[0], weekday), week[1]
                day = self._day(c, k)
                if (
                    day is not None
                    and (c.is_number(k) or c.norm(k).startswith(self._article) or day[0] > 10)
                    and not self._counts(c, day[1])
                    and not self._looks_counted(c, day[1], k)
                ):
                    period, stop = self._day_of_month(c, day[0], weekday), day[1]
        night = self._night_of(c, at, weekday, stop) if part is not None and not side and period is None else None
        if night is not None:
            return night
        if period is None:
            period = self._weekday_period(c, weekday, side)
        if stop < c.last and c.norm(stop) in self._day_parts_after:
            stop += 1
        return period, stop

    def _night_of(self, c: _Context, at: int, weekday: int, stop: int) -> _Read | None:
        """ليل السبت الأحد: the night between two days."""
        i = self._skip(c, stop, ("-", "–", "/", *self._to))
        second = c.match(self._weekdays, i)
        if c.norm(at) not in self._night or second is None or second[0] != (weekday + 1) % 7:
            return None
        first, last = self._weekday_period(c, weekday, ""), self._weekday_period(c, second[0], "")
        if first.earliest is not None and last.latest is not None and last.latest < first.earliest:
            last = replace(last, latest=first.earliest + datetime.timedelta(days=1))
        return Period(first.earliest, last.latest, "range", True), second[1]

    def _looks_counted(self, c: _Context, at: int, day_at: int) -> bool:
        """ "الأحد 10 قتلى": a plain number behind a weekday with a word behind it counts things."""
        return c.is_number(day_at) and at < c.last and c.tokens[at].kind == "word"

    def _weekday_period(self, c: _Context, weekday: int, side: str) -> Period:
        if c.published is None:
            return Period(None, None, "day", True)
        back = (c.published.weekday() - weekday) % 7
        if side in ("last", "before_last"):
            day = c.published - datetime.timedelta(days=back or 7)
        elif side in ("next", "after_next") or c.future:
            ahead = (weekday - c.published.weekday()) % 7
            day = c.published + datetime.timedelta(days=ahead or (7 if side else 0))
        else:
            day = c.published - datetime.timedelta(days=back)
        return Period(day, day, "day", True)

    def _in_week(self, week: Period, weekday: int) -> Period:
        if week.earliest is None:
            return Period(None, None, "day", True)
        day = week.earliest + datetime.timedelta(days=(weekday - week.earliest.weekday()) % 7)
        return Period(day, day, "day", True)

    def _relative_day(self, c: _Context, at: int) -> _Read | None:
        """اليوم, أمس, غدا; a weekday behind it that lies one day off corrects the publication day."""
        found = c.match(self._relative_days, at)
        if found is None:
            return None
        shift, stop = found
        day = c.published + datetime.timedelta(days=shift) if c.published is not None else None
        j = self._skip(c, stop, ("(", "،", ","))
        weekday = c.match(self._weekdays, j)
        if weekday is not None:
            if day is not None:
                off = (weekday[0] - day.weekday() + 3) % 7 - 3
                if abs(off) <= 1:
                    day += datetime.timedelta(days=off)
            stop = self._skip(c, weekday[1], (")",)) if c.norm(j - 1) == "(" else weekday[1]
            k = self._skip(c, stop, COMMAS)
            dated = self._numeric(c, k, weekday[0]) or self._absolute(c, k, weekday[0])
            if dated is not None and dated[0].precision == "day":
                return dated
        elif shift == 0 and j == stop and self._ordinal(c, j) is not None:
            # اليوم الثالث: the third day, not today.
            return None
        if stop < c.last and c.norm(stop) in self._day_parts_after:
            stop += 1
        return Period(day, day, "day", True), stop

    # --- units of time ----------------------------------------------------------------------------

    def _unit_period(self, c: _Context, at: int) -> _Read | None:
        """الأسبوع الماضي, هذا العام, العام 2015, سنة 2014."""
        own = c.match(self._own_units, at)
        if own is not None and own[0] == "week":
            return self._calendar(c, "week", "this"), own[1]
        pointed = c.norm(at) in self._this
        i = at + 1 if pointed else at
        unit = c.match(self._units, i)
        if unit is None:
            if pointed:
                month = self._month(c, i)
                if month is not None and month[1] == "common":
                    return replace(self._month_period(c, month[0], month[1], None, "this"), unit=""), month[2]
            return None
        name, definite, count = unit[0].name, unit[0].definite, unit[0].count
        if count != 1:
            return None
        if name == "year":
            year = self._year_number(c, unit[1], marked=True)
            if year is not None and c.norm(unit[1]) not in self._of:
                if year[1] == "hijri":
                    first, after = hijri_day(year[0], 1, 1), hijri_day(year[0] + 1, 1, 1)
                    if first is None or after is None:
                        return None
                    return Period(first, after - datetime.timedelta(days=1), "year", False, "year"), year[2]
                return year_of(year[0]), year[2]
        if name in ("hour", "minute", "decade", "day"):
            return None
        modifier = self._modifier(c, unit[1])
        if definite and modifier is not None:
            return self._calendar(c, name, modifier[0]), modifier[1]
        if pointed and definite:
            return self._calendar(c, name, "this"), unit[1]
        return None

    def _calendar(self, c: _Context, unit: str, side: str) -> Period:
        """The week, month or year before, after or around the publication day."""
        step = {"last": -1, "recent": -1, "before_last": -2, "next": 1, "after_next": 2}.get(side, 0)
        precision: Precision = "week" if unit == "week" else "month" if unit == "month" else "year"
        if c.published is None:
            return Period(None, None, precision, True, unit)
        if unit == "week":
            first = self._week(c.published) + datetime.timedelta(days=7 * step)
            return Period(first, first + datetime.timedelta(days=6), "week", True, unit)
        if unit == "month":
            month = c.published.month - 1 + step
            return replace(month_of(c.published.year + month // 12, month % 12 + 1), relative=True, unit=unit)
        return replace(year_of(c.published.year + step), relative=True)

    def _week(self, day: Day) -> Day:
        """First day of the week of a day: see the settings."""
        if day.weekday() == int(self._settings["early_start"]):
            return day
        return day - datetime.timedelta(days=(day.weekday() - int(self._settings["week_start"])) % 7)

    def _duration(self, c: _Context, at: int) -> tuple[list[tuple[str, float, float]], int] | None:
        """Units with how many of each: 3 أيام, شهرين, بضعة أشهر, سنة و3 أشهر."""
        parts: list[tuple[str, float, float]] = []
        i = at
        about = c.match(self._about, i)
        if about is not None:
            i = about[1]
        while i < c.last:
            start = i
            stem = c.norm(i)
            if parts:
                joined = self._skip(c, i, (self._and, ",", "،"))
                if joined == i and not (stem.startswith(self._and) and len(stem) > 2):
                    break
                i = joined
            numeral = (
                self._parser.parse(c.tokens, i, c.last, c.text)
                if not (i == c.head and c.stem != c.tokens[i].norm)
                else None
            )
            unit = None
            low = high = 1.0
            if numeral is not None and numeral.last < c.last and not numeral.article:
                unit = c.match(self._units, numeral.last)
                low, high = numeral.low, numeral.high
            if unit is None:
                word = c.norm(i)
                word = word[len(self._and) :] if parts and i == start and word.startswith(self._and) else word
                unit = self._units.match(c.tokens, i, c.last, word)
                if unit is not None:
                    low, high = {1: (1.0, 1.0), 2: (2.0, 2.0), 0: (3.0, 9.0)}[unit[0].count]
                    after = self._parser.parse(c.tokens, unit[1], c.last, c.text) if unit[1] < c.last else None
                    if unit[0].count > 0 and after is not None and after.low == unit[0].count and not after.proclitics:
                        unit = (unit[0], after.last)
            if unit is None or unit[0].definite:
                i = start
                break
            parts.append((unit[0].name, low, high))
            i = unit[1]
        if not parts:
            return None
        if about is not None and len(parts) == 1 and parts[0][1] == parts[0][2] and parts[0][0] != "day":
            return parts, i
        return parts, i

    def _shift(self, day: Day, parts: Sequence[tuple[str, float, float]], sign: int, high: bool) -> Day | None:
        for name, low, most in parts:
            count = (most if high else low) * sign
            if name in ("hour", "minute"):
                days = int(count / 24) if name == "hour" else 0
                shifted: Day | None = later(day, days)
            elif name == "decade":
                shifted = months_later(day, int(count * 120))
            elif name == "year":
                shifted = months_later(day, int(count * 12))
            elif name == "month":
                shifted = months_later(day, int(count))
            else:
                shifted = later(day, int(count * (7 if name == "week" else 1)))
            if shifted is None:
                return None
            day = shifted
        return day

    def _since_rule(self, c: _Context, at: int) -> _Read | None:
        found = c.match(self._since, at)
        if found is None:
            return None
        duration = self._duration(c, found[1])
        base = self._plain(c, found[1])
        if duration is not None and (base is None or base[1] <= duration[1]):
            parts, stop = duration
            now = c.match(self._now, stop)
            if now is not None:
                earliest = self._shift(c.published, parts, -1, True) if c.published is not None else None
                return Period(earliest, earliest, "day", True), now[1]
            stop = self._past_suffix(c, stop)
            if c.published is None:
                return Period(None, None, "range", True), stop
            vague = parts[0][1] != parts[0][2]
            earliest = None if vague else self._shift(c.published, parts, -1, True)
            return Period(earliest, c.published, "range", True), stop
        if base is None:
            return None
        period, stop = base
        earliest = period.earliest
        if c.published is None or earliest is None or earliest > c.published:
            return Period(earliest if c.published is None and not period.relative else None, None, "range", True), stop
        return Period(earliest, c.published, "range", period.relative), stop

    def _past_suffix(self, c: _Context, at: int) -> int:
        modifier = self._modifier(c, at)
        return modifier[1] if modifier is not None else at

    def _plain(self, c: _Context, at: int) -> _Read | None:
        """A period that is no range: what may stand behind "since", "until", "between"."""
        best: _Read | None = None
        if at >= c.last:
            return None
        for rule in (
            self._part_of, self._weekday, self._relative_day, self._unit_period, self._season, self._numeric,
            self._absolute,
            self._ordinal_day, self._feast, self._nth,
        ):  # fmt: skip
            read = rule(c, at)
            if read is not None and (best is None or read[1] > best[1]):
                best = read
        if best is None:
            best = self._loose(c, at, False, True)
        norm = c.norm(at)
        if best is None and c.is_number(at) and len(norm) == 4 and norm.isdigit() and 1900 <= int(norm) <= 2099:
            best = year_of(int(norm)), at + 1
        return best

    def _ago_rule(self, c: _Context, at: int) -> _Read | None:
        found = c.match(self._ago_words, at)
        if found is None:
            # "2 years and 1 month from now", read backwards.
            if c.is_number(at) or c.match(self._units, at) is not None:
                duration = self._duration(c, at)
                now = c.match(self._now, duration[1]) if duration is not None else None
                if duration is not None and now is not None and c.norm(duration[1]) in self._from:
                    day = self._shift(c.published, duration[0], -1, True) if c.published is not None else None
                    return Period(day, day, "day", True), now[1]
            return None
        duration = self._duration(c, found[1])
        if duration is None:
            return None
        parts, stop = duration
        now = c.match(self._now, stop)
        if now is not None:
            stop = now[1]
        elif stop < len(c.tokens) and c.tokens[stop].norm in self._from:
            # "a day before the operation": it depends on another event.
            return Period(None, None, "day", True), stop
        return self._ago(c, parts, -1), stop

    def _ago(self, c: _Context, parts: Sequence[tuple[str, float, float]], sign: int) -> Period:
        vague = any(low != high for _, low, high in parts)
        precision: Precision = "range" if vague else "day"
        if c.published is None:
            return Period(None, None, precision, True)
        near, far = self._shift(c.published, parts, sign, False), self._shift(c.published, parts, sign, True)
        if near is None or far is None:
            return Period(None, None, precision, True)
        if not vague and parts[0][0] in ("year", "decade") and len(parts) == 1:
            return replace(month_of(near.year, near.month), relative=True, unit="")
        return Period(min(near, far), max(near, far), precision, True)

    def _hence_rule(self, c: _Context, at: int) -> _Read | None:
        """ "In 3 days": from the publication only where the text says so or the event lies ahead;
        else from another event.
        """
        found = c.match(self._hence, at)
        duration = self._duration(c, found[1]) if found is not None else None
        if duration is None:
            return None
        parts, stop = duration
        now = c.match(self._now, stop)
        if now is None and not c.future:
            if c.norm(stop) in self._from:
                return None
            return Period(None, None, "day", True), stop
        return self._ago(c, parts, 1), now[1] if now is not None else stop

    def _span_of_units(self, c: _Context, at: int) -> _Read | None:
        """الأيام الثلاثة الماضية, الساعات الأربع والعشرين الأخيرة, السنوات الأخيرة."""
        unit = c.match(self._units, at)
        count: tuple[float, float] | None = None
        if unit is None or not unit[0].definite or unit[0].count == 1:
            return None
        name, stop = unit[0].name, unit[1]
        if unit[0].count == 2:
            count = 2.0, 2.0
        if stop < c.last and c.norm(stop) in self._few_adjectives:
            count, stop = (3.0, 9.0), stop + 1
        else:
            numeral = self._parser.parse(c.tokens, stop, c.last, c.text, article=True) if stop < c.last else None
            if numeral is not None and (numeral.article or numeral.digits):
                count, stop = (numeral.low, numeral.high), numeral.last
            elif stop + 1 < c.last and c.norm(stop) == self._article and c.norm(stop + 1).isdigit():
                count, stop = (float(c.norm(stop + 1)),) * 2, stop + 2
        modifier = self._modifier(c, stop)
        if modifier is None:
            return None
        side, stop = modifier
        if side == "this" or c.published is None:
            return Period(None, None, "range", True), stop
        if count is None and name in ("hour", "minute"):
            count = 24.0, 24.0
        if count is None:
            return Period(None, None, "range", True), stop
        far = self._shift(c.published, [(name, *count)], 1 if side in ("next", "after_next") else -1, True)
        if far is None:
            return Period(None, None, "range", True), stop
        return Period(min(far, c.published), max(far, c.published), "range", True), stop

    # --- parts of periods, weeks of months --------------------------------------------------------

    def _part_of(self, c: _Context, at: int) -> _Read | None:
        """مطلع الشهر, نهاية تموز, أواخر العام الماضي."""
        found = c.match(self._parts, at)
        if found is None:
            return None
        part, stop = found
        whole = self._unit_period(c, stop) or self._season(c, stop)
        month = self._absolute(c, stop)
        if month is not None and month[0].unit == "month" and (whole is None or month[1] > whole[1]):
            whole = month
        if whole is None:
            named = self._month(c, stop)
            if named is not None:
                whole = self._month_period(c, named[0], named[1], None, ""), named[2]
        if whole is None:
            unit = c.match(self._units, stop)
            if (
                unit is not None
                and unit[0].definite
                and unit[0].count == 1
                and unit[0].name in ("week", "month", "year")
            ):
                if unit[0].name == "week" and part == "late":
                    return None
                whole = self._calendar(c, unit[0].name, "this"), unit[1]
        if whole is None:
            if (
                c.is_number(stop)
                and len(c.norm(stop)) == 4
                and c.norm(stop).isdigit()
                and 1900 <= int(c.norm(stop)) <= 2099
            ):
                whole = year_of(int(c.norm(stop))), stop + 1
            else:
                return None
        period, stop = whole
        if period.unit == "week" and c.match(self._weekend, at) is not None:
            return None
        bounds = self._bounds.get(period.unit)
        if bounds is None or period.earliest is None or period.latest is None:
            return replace(period, precision="range"), stop
        low, high = bounds[part]
        if period.unit == "year":
            return Period(
                month_of(period.earliest.year, low).earliest,
                month_of(period.earliest.year, high).latest,
                "range",
                period.relative,
            ), stop
        first = period.earliest + datetime.timedelta(days=low - 1)
        latest = min(period.earliest + datetime.timedelta(days=high - 1), period.latest)
        return Period(first, latest, "range", period.relative), stop

    def _weekend_rule(self, c: _Context, at: int) -> _Read | None:
        """عطلة نهاية الأسبوع الماضي."""
        own = c.match(self._own_units, at)
        if own is not None and own[0] == "weekend":
            return self._weekend_of(self._calendar(c, "week", "this")), own[1]
        found = c.match(self._weekend, at)
        if found is None:
            return None
        week = self._unit_period(c, found[1])
        if week is None:
            unit = c.match(self._units, found[1])
            if unit is None or unit[0].name != "week" or not unit[0].definite:
                return None
            side = self._modifier(c, unit[1])
            week = (
                self._calendar(c, "week", side[0] if side is not None else "this"),
                side[1] if side is not None else unit[1],
            )
        if week[0].unit != "week":
            return None
        return self._weekend_of(week[0]), week[1]

    def _weekend_of(self, week: Period) -> Period:
        if week.earliest is None:
            return Period(None, None, "range", True)
        days = [week.earliest + datetime.timedelta(days=i) for i in range(7)]
        weekend = [d for d in days if d.weekday() in self._settings["weekend"]]
        return Period(min(weekend), max(weekend), "range", True)

    def _week_of(self, c: _Context, at: int) -> _Read | None:
        """الأسبوع الثالث من الشهر, الأسبوع الأخير من عام 2015; الأسبوع الماضي الأحد."""
        unit = c.match(self._units, at)
        if unit is None or not unit[0].definite or unit[0].count != 1 or unit[0].name not in ("week", "day"):
            return None
        ordinal = self._ordinal(c, unit[1])
        if ordinal is None:
            week = self._unit_period(c, at)
            if week is not None and week[0].unit == "week":
                weekday = c.match(self._weekdays, self._skip(c, week[1], self._day_word))
                if weekday is not None:
                    return self._in_week(week[0], weekday[0]), weekday[1]
            return None
        whole = self._whole(c, ordinal[1])
        if whole is None or whole[0].unit not in ("month", "year"):
            return None
        period, stop = whole
        if period.earliest is None or period.latest is None:
            return Period(None, None, "week" if unit[0].name == "week" else "day", True), stop
        if unit[0].name == "day":
            day = period.latest if ordinal[0] < 0 else period.earliest + datetime.timedelta(days=ordinal[0] - 1)
            return Period(day, day, "day", period.relative), stop
        # The first week of a period is the first that begins in it; a month's last week is the last that ends in it.
        first = period.earliest + datetime.timedelta(days=-period.earliest.weekday() % 7)
        if ordinal[0] < 0:
            first = period.latest - datetime.timedelta(days=period.latest.weekday())
            if period.unit == "month" and first + datetime.timedelta(days=6) > period.latest:
                first -= datetime.timedelta(days=7)
        else:
            first += datetime.timedelta(days=7 * (ordinal[0] - 1))
        return Period(first, first + datetime.timedelta(days=6), "week", period.relative), stop

    def _whole(self, c: _Context, at: int) -> _Read | None:
        """A month or a year behind "of"."""
        i = self._skip(c, at, self._of)
        if i == at and at < c.last and c.tokens[at].kind == "word":
            # بشهر: the preposition is written on to the word.
            for cut in self._cutter.cuts(c.norm(at)):
                if len(cut.proclitics) == 1 and not cut.article and cut.stem in self._month_word | self._year_word:
                    return self._whole(replace_head(c, at, cut.stem), at)
        absolute = self._absolute(c, i)
        if absolute is not None and absolute[0].unit == "month":
            return absolute
        unit = self._unit_period(c, i)
        if unit is not None:
            return unit
        month = self._month(c, i)
        if month is not None and i > at:
            return self._month_period(c, month[0], month[1], None, ""), month[2]
        return None

    def _nth(self, c: _Context, at: int) -> _Read | None:
        """أول جمعة من الشهر, آخر يوم من الشهر, أول يوم جمعة في هذا الشهر."""
        ordinal = self._ordinal(c, at)
        if ordinal is None:
            return None
        i = self._skip(c, ordinal[1], self._day_word)
        weekday = c.match(self._bare_weekdays, i) or c.match(self._weekdays, i)
        if weekday is not None:
            return self._nth_weekday(c, weekday[0], ordinal[0], weekday[1])
        if i > ordinal[1]:
            whole = self._whole(c, i)
            if whole is not None and whole[0].earliest is not None and whole[0].latest is not None:
                day = whole[0].latest if ordinal[0] < 0 else whole[0].earliest + datetime.timedelta(days=ordinal[0] - 1)
                return Period(day, day, "day", whole[0].relative), whole[1]
        return None

    def _nth_weekday(self, c: _Context, weekday: int, count: int, at: int) -> _Read | None:
        """The n-th such weekday of the month that follows in the text."""
        whole = self._whole(c, at)
        if (
            whole is None
            or whole[0].unit != "month"
            or whole[0].earliest is None
            or whole[0].latest is None
            or count > 5
        ):
            return None
        period, stop = whole
        assert period.earliest is not None and period.latest is not None
        first = period.earliest + datetime.timedelta(days=(weekday - period.earliest.weekday()) % 7)
        day = first + datetime.timedelta(days=7 * (count - 1))
        if count < 0:
            day = period.latest - datetime.timedelta(days=(period.latest.weekday() - weekday) % 7)
        if day > period.latest:
            return None
        return Period(day, day, "day", period.relative), stop

    # --- seasons, feasts, decades -----------------------------------------------------------------

    def _season(self, c: _Context, at: int) -> _Read | None:
        """الخريف الماضي, صيف 2014, صيف العام الماضي."""
        found = c.match(self._seasons, at)
        if found is None:
            return None
        name, stop = found
        month, length = self._season_months[name]
        year = self._year_number(c, stop)
        if year is not None:
            return season_of(year[0], month, length), year[2]
        of_year = self._unit_period(c, stop)
        if of_year is not None and of_year[0].unit == "year":
            base = of_year[0].earliest
            return (
                Period(None, None, "season", True)
                if base is None
                else replace(season_of(base.year, month, length), relative=True)
            ), of_year[1]
        modifier = self._modifier(c, stop)
        if modifier is None or not c.norm(at).startswith(self._article):
            return None
        if c.published is None:
            return Period(None, None, "season", True), modifier[1]
        seasons = [replace(season_of(c.published.year + y, month, length), relative=True) for y in range(-2, 3)]
        chosen: Period | None
        if modifier[0] in ("next", "after_next"):
            chosen = next((s for s in seasons if s.earliest is not None and s.earliest > c.published), None)
        elif modifier[0] == "this":
            chosen = next((s for s in seasons if s.latest is not None and s.latest >= c.published), None)
        else:
            chosen = next((s for s in reversed(seasons) if s.latest is not None and s.latest < c.published), None)
        return None if chosen is None else (chosen, modifier[1])

    def _feast(self, c: _Context, at: int) -> _Read | None:
        """عيد الأضحى, أول أيام عيد الفطر, عيد الفصح 2013."""
        nth = None
        i = at
        ordinal = self._ordinal(c, at)
        if ordinal is not None and ordinal[0] > 0:
            unit = c.match(self._units, ordinal[1])
            if unit is None or unit[0].name != "day":
                return None
            nth, i = ordinal[0], unit[1]
        feast = c.match(self._hijri_feasts, i)
        fixed = c.match(self._feasts, i) if feast is None else None
        moving = c.match(self._easter, i) if feast is None and fixed is None else None
        stop = next((f[1] for f in (feast, fixed, moving) if f is not None), None)
        if stop is None:
            return None
        modifier = self._modifier(c, stop)
        given = self._year_number(c, stop)
        side = ""
        if modifier is not None:
            side, stop = modifier
        if given is not None:
            stop = given[2]
        if given is None and c.published is None:
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
            assert c.published is not None
            day = self._nearest(c, of, hijri_year(c.published) if feast is not None else c.published.year, side, None)
        if day is None:
            return None
        if nth is not None:
            day += datetime.timedelta(days=nth - 1)
        return Period(day, day, "day", given is None), stop

    def _decade(self, c: _Context, at: int) -> _Read | None:
        """ثمانينيات القرن الماضي."""
        found = c.match(self._decades, at)
        if found is None:
            return None
        start, stop = found
        if c.norm(stop) in self._century:
            stop = self._past_suffix(c, stop + 1)
        return Period(year_of(start).earliest, year_of(start + 9).latest, "range"), stop

    # --- ranges -----------------------------------------------------------------------------------

    def _range(self, c: _Context, at: int) -> _Read | None:
        """بين 3 و7 مايو, من الأحد إلى الثلاثاء, 13-15 يوليو, تموز 13 الى 15."""
        opened = c.match(self._between, at)
        i = opened[1] if opened is not None else at + 1 if c.norm(at) in self._from else at
        days = self._days(c, i)
        if days is not None:
            return days
        if opened is None and i == at:
            return None
        left = self._plain(c, i)
        if left is None:
            return None
        to = left[1]
        right: _Read | None = None
        if c.norm(to) in self._to:
            right = self._plain(c, to + 1)
        elif to < c.last and c.norm(to).startswith(self._and) and len(c.norm(to)) > 2:
            inner = _Context(c.tokens, c.text, c.first, c.last, c.published, c.future, to, c.norm(to)[len(self._and) :])
            right = self._plain(inner, to)
        if right is None:
            return None
        stop = right[1]
        a, b = left[0], right[0]
        relative = a.relative or b.relative
        earliest, latest = a.earliest, b.latest
        if earliest is None or latest is None:
            return Period(None, None, "range", True), self._past_suffix(c, stop)
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
        return Period(earliest, latest, "range", relative), self._past_suffix(c, stop)

    def _days(self, c: _Context, at: int) -> _Read | None:
        """Two days of one month."""
        first = self._day(c, at)
        if first is not None:
            to = first[1]
            second: tuple[int, int] | None = None
            if c.norm(to) in self._to:
                second = self._day(c, to + 1)
            elif to < c.last and c.norm(to).startswith(self._and):
                inner = replace_head(c, to, c.norm(to)[len(self._and) :])
                second = self._day(inner, to)
            if second is None or second[0] <= first[0]:
                return None
            month = self._month(c, self._skip(c, second[1], self._of))
            if month is None:
                return None
            end = self._with_year(c, second[0], month[0], month[1], month[2], None)
            return None if end is None else self._between_days(end, first[0], second[0])
        month = self._month(c, at)
        if month is None or month[1] != "common":
            return None
        first = self._day(c, month[2])
        if first is None or c.norm(first[1]) not in self._to:
            return None
        second = self._day(c, first[1] + 1)
        if second is None or second[0] <= first[0]:
            return None
        end = self._with_year(c, second[0], month[0], month[1], second[1], None)
        return None if end is None else self._between_days(end, first[0], second[0])

    def _between_days(self, end: _Read, first: int, second: int) -> _Read:
        latest = end[0].latest
        earliest = latest - datetime.timedelta(days=second - first) if latest is not None else None
        return Period(earliest, latest, "range", end[0].relative), end[1]


def replace_head(c: _Context, at: int, stem: str) -> _Context:
    """The context with the word at a token read as ``stem``."""
    return _Context(c.tokens, c.text, c.first, c.last, c.published, c.future, at, stem)


def _table(groups: Mapping[str, Sequence[str]], key: Callable[[str], T]) -> Table[T]:
    return Table((w, key(k)) for k, ws in groups.items() for w in ws)


def _units(data: Mapping[str, Any], article: str) -> Iterator[tuple[str, _Unit]]:
    """Every form of every unit. Plurals come first: where a form is one of them it is one."""
    for table, count in (("unit_plurals", 0), ("unit_duals", 2), ("units", 1)):
        for name, forms in data[table].items():
            for form in forms:
                yield form, _Unit(name, False, count)
                yield article + form, _Unit(name, True, count)
