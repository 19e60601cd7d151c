"""Finds the dates of a document, and says which days a span of it means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from conflict_events.language import Language
from conflict_events.lexical.lexicon import Phrase
from conflict_events.lexical.text import COMMAS
from conflict_events.mentions.base import offset, tokens_within
from conflict_events.mentions.calendars import Period, later, open_ended
from conflict_events.mentions.dates.counted_back import Counted, counted_back, is_counted_back
from conflict_events.mentions.dates.dating import EventDating
from conflict_events.mentions.dates.grammar import Grammar
from conflict_events.mentions.dates.joined import can_join, joins_at, tells_more, together
from conflict_events.mentions.dates.named_years import in_named_years
from conflict_events.mentions.dates.pointing import counted_from, is_counted, pointing_back
from conflict_events.mentions.dates.reading import DateReader, Found
from conflict_events.mentions.dates.resolution import Anchor
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
from conflict_events.records import DateValue, Document, Mention, Span, Status


class DateFinder:
    """Finds dates and says what any span means as one.

    Raises KeyError where a table of the language's ``dates.toml`` or ``numbers.toml`` is missing. ``gated`` False tries
    every rule at every word, which finds the same and takes longer.
    """

    def __init__(self, language: Language, *, gated: bool = True) -> None:
        grammar = Grammar(language, gated=gated)
        self._words = words = grammar.words
        self._reader = DateReader(language, grammar)
        self._dating = EventDating(words, language.cutter)
        self._leading = words.this | {w for w in words.day_word if not w.startswith(words.article)}

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
            for at in self._reader.starts(tokens, sentence.first, sentence.last):
                if at < stop:
                    continue
                found = self._reader.read(document, at, sentence.last, sentence.first, anchor, strict=True)
                if found is None:
                    continue
                may_date = self._dating.may_date(tokens, found, sentence.first)
                if may_date:
                    found = self._joined(document, found, sentence.last, sentence.first, anchor)
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

    def _joined(self, document: Document, found: Found, last: int, begin: int, anchor: Anchor) -> Found:
        """What was read with what a conjunction joins to it, if that is of the same time."""
        at, words = found.first, self._words
        if not can_join(document, at, words):
            return found
        while (first := joins_at(document, found.stop, last, words)) is not None:
            if first >= last or not can_join(document, first, words):
                break
            other = self._reader.read(document, first, last, begin, anchor, strict=first == found.stop)
            period = together(found.period, other.period) if other is not None else None
            if other is None or period is None:
                break
            if at > begin + 1 and tells_more(document, other.stop, last):
                break
            found = found._replace(period=period, stop=other.stop)
        return found

    def in_context(self, document: Document, dates: Sequence[Mention]) -> list[Mention]:
        """The dates that ``find`` has found, read with those before them: a month without a year in the year just named,
        "since then" and "the same year" by the date before them; without one they are left out. What is told in the
        present of what is to take place lies ahead.
        """
        read = [self._scheduled(document, date) for date in dates]
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
                read = self._reader.read(document, date.first, sentence.last, sentence.first, anchor)
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

    def _counted(self, document: Document, counted: Counted) -> Found | None:
        """The day that lies so long before another, None where the words tell none."""
        first, last, day = counted
        if last - first == 1:
            before = later(day, -1) if day is not None else None
            start = offset(document.text, document.tokens[first], 0)
            return Found(Period(before, before, "day", True), first, last, start, "")
        anchor = Anchor(day, told=day is not None, back=True)
        read = self._reader.read(document, first, last, document.sentence_of(first).first, anchor)
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
            found = self._reader.read(document, at, last, begin, anchor)
            if found is not None:
                found = self._joined(document, found, last, begin, anchor)
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
