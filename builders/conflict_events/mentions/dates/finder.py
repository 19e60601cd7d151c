"""Finds the dates of a document, and says which days a span of it means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from conflict_events.language import Language
from conflict_events.lexical.lexicon import Phrase
from conflict_events.lexical.text import COMMAS, QUOTES, REMEMBERED
from conflict_events.mentions.base import offset, tokens_within
from conflict_events.mentions.calendars import Period, later, open_ended
from conflict_events.mentions.dates import grammar
from conflict_events.mentions.dates.chronicles import in_chronicles
from conflict_events.mentions.dates.context import Context
from conflict_events.mentions.dates.counted_back import Counted, counted_back, is_counted_back
from conflict_events.mentions.dates.joined import can_join, joins_at, tells_more, together
from conflict_events.mentions.dates.named_years import in_named_years
from conflict_events.mentions.dates.pointing import counted_from, is_counted, pointing_back
from conflict_events.mentions.dates.resolution import Anchor
from conflict_events.mentions.dates.rules import Rule, longest
from conflict_events.mentions.dates.scheduled import (
    is_arranged,
    is_called_for,
    is_deadline,
    is_near,
    is_open,
    is_scheduled,
    was_announced,
    was_arranged,
)
from conflict_events.mentions.dates.words import DateWords
from conflict_events.mentions.numbers import NumeralParser
from conflict_events.records import DateValue, Document, Mention, Span, Status, Token


class _Opening(NamedTuple):
    """A reading of a word with which a date can begin: the word without its proclitics, folded characters left out in
    front, what they were, the rules to try.
    """

    stem: str
    dropped: int
    proclitics: str
    rules: tuple[Rule, ...]


class _Found(NamedTuple):
    """What was read, the index of the token behind it, its first character, what is written on to its first word."""

    period: Period
    stop: int
    start: int
    proclitics: str


class DateFinder:
    """Finds dates and says what any span means as one.

    Raises KeyError where a table of the language's ``dates.toml`` or ``numbers.toml`` is missing. ``gated`` False tries
    every rule at every word, which finds the same and takes longer.
    """

    def __init__(self, language: Language, *, gated: bool = True) -> None:
        data = language.data["dates"]
        self._cutter = language.cutter
        self._words = DateWords(data)
        self._assimilated = language.clitics.assimilated_article
        parser = NumeralParser(language.data["numbers"], self._cutter)
        self._rules = grammar.rules(self._words, data["settings"], parser, self._cutter, gated=gated)
        self._leading = self._words.this | {w for w in self._words.day_word if not w.startswith(self._words.article)}
        self._openings: Callable[[str], tuple[_Opening, ...]] = lru_cache(REMEMBERED)(self._openings_of)
        """The readings of a folded word with which a date can begin; for most words of a text there are none."""

    @staticmethod
    def entries(language: Language) -> Iterable[Phrase]:
        """None: dates are read from the tokens by a grammar."""
        return ()

    def find(self, document: Document) -> list[Mention]:
        """Dates in text order, read as of the past; where the event lies ahead, ask ``value`` with ``future``."""
        return [date for date, may_date in self.read(document) if may_date]

    def read(self, document: Document) -> list[tuple[Mention, bool]]:
        """What is read as a date, as ``find`` has it, each with whether it may date an event: the name of a street, a day of
        birth, a day of every year does not.
        """
        mentions: list[tuple[Mention, bool]] = []
        floor = 0
        tokens, anchor = document.tokens, Anchor(document.article.published)
        for sentence in document.sentences:
            stop = sentence.first
            for at in self._starts(tokens, sentence.first, sentence.last):
                if at < stop:
                    continue
                found = self._at(document, at, sentence.last, sentence.first, anchor, strict=True)
                if found is None:
                    continue
                may_date = not self._is_name(document, at, found, sentence.first)
                if may_date:
                    found = self._joined(document, at, sentence.last, sentence.first, found, anchor)
                stop = found.stop
                end = tokens[found.stop - 1].end
                value = found.period.value()
                if may_date:
                    begun = self._begun(document, at, max(sentence.first, floor))
                    over = begun or self._is_over(document, at, sentence.first)
                    value = self.value(document, found.start, end, past=over) or value
                    if begun:
                        value = open_ended(value, document.article.published)
                    floor = found.stop
                date = Mention("date", found.start, end, at, found.stop, sentence.index, value, found.proclitics)
                mentions.append((date, may_date))
        return mentions

    def _joined(self, document: Document, at: int, last: int, begin: int, found: _Found, anchor: Anchor) -> _Found:
        """What was read at a token with what a conjunction joins to it, if that is of the same time."""
        words = self._words
        if not can_join(document, at, words):
            return found
        while (first := joins_at(document, found.stop, last, words)) is not None:
            if first >= last or not can_join(document, first, words):
                break
            other = self._at(document, first, last, begin, anchor, strict=first == found.stop)
            period = together(found.period, other.period) if other is not None else None
            if other is None or period is None or self._is_name(document, first, other, begin):
                break
            if at > begin + 1 and tells_more(document, other.stop, last, words):
                break
            found = found._replace(period=period, stop=other.stop)
        return found

    def _starts(self, tokens: Sequence[Token], first: int, last: int) -> list[int]:
        """The tokens from ``first`` to before ``last`` that a date may begin with."""
        openings = self._openings
        return [
            i
            for i in range(first, last)
            if (tokens[i].kind == "word" and openings(tokens[i].norm)) or tokens[i].kind == "number"
        ]

    def in_context(self, document: Document, dates: Sequence[Mention]) -> list[Mention]:
        """The dates that ``find`` has found, read with those before them: a month without a year in the year just named,
        "since then" and "the same year" by the date before them; without one they are left out. What is told in the
        present of what is to take place lies ahead.
        """
        read = [self._scheduled(document, date) for date in dates]
        read = in_chronicles(document, read, self._words)
        read = pointing_back(document, in_named_years(document, read, self._words), self._words)
        return self._later(document, read)

    def _later(self, document: Document, dates: Sequence[Mention]) -> list[Mention]:
        """The dates, those that lie so many days behind the day before them in their sentence or the one before counted from it
        (وبعد ثلاثة أيام، بعدها بيومين) where they are not ahead of the publication.
        """
        found: list[Mention] = []
        for date in dates:
            before, published = counted_from(date, found), document.article.published
            if before is not None and is_counted(document, date, self._words):
                sentence = document.sentence_of(date.first)
                anchor = Anchor(before.earliest, told=True)
                read = self._at(document, date.first, sentence.last, sentence.first, anchor)
                value = read.period.value() if read is not None and read.stop == date.last else None
                if value is not None and value.latest is not None:
                    # Days are not counted from a year.
                    fits = before.precision == "day" or value.precision == "year"
                    if fits and (published is None or value.latest <= published):
                        date = replace(date, value=value)
            found.append(date)
        return found

    def with_counted(self, document: Document, dates: Sequence[Mention], events: Iterable[int]) -> list[Mention]:
        """The dates and those that tell how long before another day an event was; ``events`` are the tokens at which the nouns
        of events begin.
        """
        found = list(dates)
        for at in events:
            counted = counted_back(document, at, dates, self._words)
            if counted is None:
                continue
            read = self._counted(document, counted)
            if read is not None:
                first, last, sentence = counted.first, counted.last, document.sentence_of(counted.first).index
                value, end = read.period.value(), document.tokens[last - 1].end
                found.append(Mention("date", read.start, end, first, last, sentence, value, read.proclitics))
        return sorted(found, key=lambda d: d.first)

    def _counted(self, document: Document, counted: Counted) -> _Found | None:
        """The day that lies so long before another, None where the words tell none."""
        first, last, day = counted
        if last - first == 1:
            before = later(day, -1) if day is not None else None
            start = offset(document.article.text, document.tokens[first], 0)
            return _Found(Period(before, before, "day", True), last, start, "")
        anchor = Anchor(day, told=day is not None, back=True)
        read = self._at(document, first, last, document.sentence_of(first).first, anchor)
        return read if read is not None and read.stop == last else None

    def _scheduled(self, document: Document, date: Mention) -> Mention:
        """A date, as of what lies ahead where its clause tells what is to take place."""
        if is_deadline(document, date, self._words):
            by, ahead = date.value, self.ahead(document, date)
            if isinstance(by, DateValue) and isinstance(ahead.value, DateValue):
                ahead = replace(ahead, value=replace(ahead.value, earliest=by.earliest))
            return ahead
        arranged = is_arranged(document, date, self._words)
        if not arranged and not is_scheduled(document, date, self._words):
            return date
        ahead = self.ahead(document, date)
        return ahead if is_near(document, ahead, self._words, arranged) else date

    def of_status(self, document: Document, date: Mention, status: Status) -> Mention:
        """The date of an event of that status: as of what lies ahead where it is announced. Of one that is only possible a
        month is the coming one (إذا بدأت العقوبات في أغسطس), while a weekday is as often the last, that of an attempt: in
        4,293 annotated articles 11 of 12 months without a year lay ahead, and 4 of 11 weekdays.
        """
        tokens, words = document.tokens, self._words
        months = is_open(document, date, words) and words.names_month(tokens, date.first, date.last)
        return self.ahead(document, date) if status == "future" or (status == "hypothetical" and months) else date

    def ahead(self, document: Document, date: Mention) -> Mention:
        """The date of what lies ahead: its weekday is the next one, not the last, unless it was planned once."""
        if was_arranged(document, date, self._words) or is_counted_back(document, date, self._words):
            return date
        if was_announced(document, date, self._words):
            return date
        value = self.value(document, date.start, date.end, future=True)
        return replace(date, value=value) if value is not None else date

    def called_for(self, document: Document, date: Mention) -> Mention:
        """The date of what people are called to: the weekday or day that is near, as of what lies ahead."""
        ahead = self.ahead(document, date)
        return ahead if is_called_for(document, date, ahead, self._words) else date

    def value(
        self, document: Document, start: int, end: int, *, future: bool = False, past: bool = False
    ) -> DateValue | None:
        """The days that a span means; ``future`` reads weekdays and months without a year as coming ones, ``past`` none."""
        first, last = tokens_within(document, start, end)
        begin = next((s.first for s in document.sentences if s.first <= first < s.last), first)
        anchor = Anchor(document.article.published, future, past=past)
        best: tuple[int, Period] | None = None
        for at in range(first, last):
            found = self._at(document, at, last, begin, anchor)
            if found is not None:
                found = self._joined(document, at, last, begin, found, anchor)
                if best is None or found.stop - at > best[0]:
                    best = (found.stop - at, found.period)
                if found.stop == last:
                    break
        return best[1].value() if best is not None else None

    def core(self, document: Document, start: int, end: int) -> Span:
        """A date's own words, without the leading "day", "this" or "since" that its days do not hang on."""
        first, last = tokens_within(document, start, end)
        meant = self.value(document, start, end)
        while first + 1 < last and (
            document.tokens[first].norm in self._leading or document.tokens[first].norm in self._words.since
        ):
            rest = self.value(document, document.tokens[first + 1].start, end)
            if rest is None or meant is None or (rest.earliest, rest.latest) != (meant.earliest, meant.latest):
                break
            first += 1
            start = document.tokens[first].start
        return Span(start, end)

    def _is_name(self, document: Document, at: int, found: _Found, begin: int) -> bool:
        """Whether a date is the name of something (شارع 26 يوليو, صحيفة المصري اليوم, the year of اتفاقية التجارة لعام 1994,
        حدود عام 1967, اليوم الوطني), when somebody was born, or when something is remembered.
        """
        tokens, words = document.tokens, self._words
        if self._is_birth(document, at, found, begin):
            return True
        if self._is_of_many(tokens, at, found.stop, begin) or self._is_of_era(tokens, at, begin):
            return True
        if self._ends_name(document, at, found.stop, begin) or self._is_general(tokens, at, found.stop, begin):
            return True
        year = found.period.earliest.year if found.period.earliest is not None else 0
        if at > begin and tokens[at - 1].norm in words.named_by_known_years.get(year, ()):
            return True
        if tokens[found.stop - 1].norm in words.today and tokens[min(found.stop, len(tokens) - 1)].norm in words.feast:
            return True
        if found.period.precision == "day" and self._is_remembrance(document, at, found.stop, begin):
            return True
        if found.period.precision == "day" and self._begins_with_day(tokens, at, found.stop):
            cuts = self._cutter.cuts(tokens[at - 1].norm) if at > begin else ()
            return any(c.stem in words.named_by_days and not c.article for c in cuts)
        if found.period.precision != "year" or found.proclitics[-1:] not in words.of:
            return False
        for i in range(max(begin, at - words.name_reach), at):
            if self._cutter.is_one(tokens[i].norm, words.named_by_years):
                return True
        return False

    def _is_of_many(self, tokens: Sequence[Token], at: int, stop: int, begin: int) -> bool:
        """Whether a date is one of many such: كل يوم جمعة, 29 مايو من كل عام, مثل هذا اليوم."""
        words = self._words
        if at > begin and tokens[at - 1].norm in words.of_many:
            return True
        every = tokens[stop + 1].norm if stop + 1 < len(tokens) else ""
        return tokens[min(stop, len(tokens) - 1)].norm in words.range_from and every in words.every

    def _is_of_era(self, tokens: Sequence[Token], at: int, begin: int) -> bool:
        """Whether "before" or "after" at a token tells of an era: نظام ما قبل عام 2011."""
        words = self._words
        beyond = words.ago.first_words | words.hence.first_words
        return at > begin and tokens[at].norm in beyond and tokens[at - 1].norm in words.of_eras

    def _is_general(self, tokens: Sequence[Token], at: int, stop: int, begin: int) -> bool:
        """Whether the word for year at a token tells of an office before it: المدعي العام السابق, مدير الأمن العام السابق."""
        words = self._words
        if at == begin or tokens[at].norm not in words.year_word or not tokens[at].norm.startswith(words.article):
            return False
        names = words.general | (words.general_former if tokens[stop - 1].norm in words.former else frozenset())
        return any(c.article and c.stem in names for c in self._cutter.cuts(tokens[at - 1].norm))

    def _is_birth(self, document: Document, at: int, found: _Found, begin: int) -> bool:
        """Whether a date tells when somebody was born: مواليد 1960, ولد في 3 مايو, with a year also behind a place (الذي ولد
        في بغداد عام 1960).
        """
        tokens, words = document.tokens, self._words
        led = at - 1 if at - 1 > begin and tokens[at - 1].norm in words.on else at
        if led > begin and tokens[led - 1].norm in words.born:
            return True
        if found.period.relative:
            return False
        for i in range(at - 1, max(begin, at - words.birth_reach) - 1, -1):
            if tokens[i].kind == "punct":
                return False
            if words.born_somewhere.match(tokens, i, at) is not None:
                return True
        return False

    def _begins_with_day(self, tokens: Sequence[Token], at: int, stop: int) -> bool:
        """Whether a date begins with the day of a month, in figures or words: 26 يوليو, السادس من أكتوبر, but not أول أمس."""
        words = self._words
        if tokens[at].kind == "number":
            return True
        if words.months.match(tokens, at + 1, stop) is not None:
            # خمسة أيار
            return True
        if not any(tokens[at].norm in t.first_words for t in (words.ordinals, words.ordinal_units, words.ordinal_tens)):
            return False
        return any(t.match(tokens, i, stop) for i in range(at, stop) for t in (words.months, words.hijri_months))

    def _ends_name(self, document: Document, at: int, stop: int, begin: int) -> bool:
        """Whether "today" or "tomorrow" is the end of a name: صحيفة المصري اليوم, حزب الغد, محطة "روسيا اليوم"."""
        tokens, names = document.tokens, self._words.of_relative_days
        if stop == at + 1 and self._ends_title(document, at, begin):
            return True
        for i in (i for i in range(max(begin, at - 2), at) if tokens[i].kind == "word"):
            for cut in self._cutter.cuts(tokens[i].norm):
                match = names.match(tokens, i, stop, cut.stem)
                if match is not None and match[1] == stop:
                    return True
        return False

    def _ends_title(self, document: Document, at: int, begin: int) -> bool:
        """Whether a word for a day ends one or two words more between quotation marks."""
        tokens, named = document.tokens, self._words.relative_days
        quoted = at + 1 < len(tokens) and tokens[at + 1].norm in QUOTES
        if not quoted or named.match(tokens, at, at + 1) is None:
            return False
        opened = next((i for i in range(at - 1, max(begin, at - 3) - 1, -1) if tokens[i].norm in QUOTES), at)
        return opened < at - 1 and all(t.kind == "word" for t in tokens[opened + 1 : at])

    def _is_remembrance(self, document: Document, at: int, stop: int, begin: int) -> bool:
        """Whether a day is that on which what stands behind it is remembered: يصادف اليوم ذكرى المجزرة."""
        tokens, words = document.tokens, self._words
        if stop >= len(tokens) or tokens[stop].norm not in words.remembrance:
            return False
        before = (tokens[i].norm for i in range(max(begin, at - words.remembrance_reach), at))
        return any(norm.removeprefix(words.conjunction) in words.remembering for norm in before)

    def _is_over(self, document: Document, at: int, begin: int) -> bool:
        """Whether a verb before a token tells what was recorded: وثقت المنظمة مقتل 40 مدنيا خلال أبريل."""
        tokens, words = document.tokens, self._words
        before = (tokens[i].norm for i in range(max(begin, at - words.witnessed_reach), at))
        return any(
            norm in words.witnessed or norm.removeprefix(words.conjunction) in words.witnessed for norm in before
        )

    def _begun(self, document: Document, at: int, floor: int) -> bool:
        """Whether a date tells since when: منذ اندلاع القتال في أبريل."""
        tokens = document.tokens
        if tokens[at - 1].norm in COMMAS:
            # منذ توليه المنصب، الأربعاء
            return False
        for i in range(at - 2, max(floor, at - self._words.beginning_reach) - 1, -1):
            if tokens[i].kind == "punct":
                return False
            since = tokens[i].norm.removeprefix(self._words.conjunction)
            if since in self._words.since and tokens[i + 1].norm in self._words.beginnings:
                return True
        return False

    def _at(
        self, document: Document, at: int, last: int, begin: int, anchor: Anchor, *, strict: bool = False
    ) -> _Found | None:
        """The longest date that begins at a token, read from an anchor. ``begin`` is the sentence's first token; ``strict`` is
        that of ``Context``.
        """
        token = document.tokens[at]
        if token.kind == "word":
            openings = self._openings(token.norm)
            if not openings:
                return None
        elif token.kind == "number":
            openings = (_Opening(token.norm, 0, "", self._rules.of_token(token)),)
        else:
            return None
        text = document.article.text
        c = Context(document.tokens, text, begin, last, anchor, strict, head=at)
        for opening in openings:
            c.stem = opening.stem
            c.bare = strict and not opening.proclitics.strip(self._words.conjunction)
            read = longest(opening.rules, c, at)
            if read is not None:
                return _Found(*self._rules.go_on(c, read), offset(text, token, opening.dropped), opening.proclitics)
        return None

    def _openings_of(self, norm: str) -> tuple[_Opening, ...]:
        token = Token(0, len(norm), norm, "word")
        found: list[_Opening] = []
        for cut in self._cutter.cuts(norm):
            stem = cut.stem
            if cut.article:
                if cut.proclitics[-1:] != self._assimilated:
                    continue
                # للأسبوع: the article has been written into the preposition.
                stem = self._words.article + stem
            rules = self._rules.of_stem(stem) if cut.proclitics else self._rules.of_token(token)
            if rules:
                found.append(_Opening(stem, cut.dropped, cut.proclitics, rules))
        return tuple(found)
