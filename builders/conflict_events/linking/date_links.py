"""Which event of a sentence each of its dates dates: that of which a word beside it tells, else the one it stands with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from conflict_events.lexical.text import COMMAS, DASHES
from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.date_attachment import HEAD, DateAttachment, event_behind, tells_of_noun
from conflict_events.linking.described import Described
from conflict_events.linking.drafts import SAID, Draft, last_verb
from conflict_events.linking.speech_times import (
    dates_attribution,
    dates_claim,
    dates_verb_of_saying,
    event_of_saying,
)
from conflict_events.mentions.dates.finder import DateFinder
from conflict_events.mentions.sources import Attribution
from conflict_events.records import Mention

RETOLD = 3
"""Sentences between an event and the one that tells again of it, with its day."""
NAMED = 1
"""Words between an event and what happens in it, a year at the end of whose name is that of both: التدخل في انتخابات 2016."""
DATELINE = 4
"""Words before the date of a report."""
WHEN = 3
"""Words from "when" to the event of its clause: عندما بدأ الجيش هجوما."""


class _Told(NamedTuple):
    """What the words beside a date tell that it dates: an event, or nothing that is one."""

    event: Draft | None

    def give(self, date: Mention) -> None:
        """Give the date to the event, if there is one and it has none."""
        if self.event is not None and self.event.date is None:
            self.event.date = date


_Rule = Callable[[SentenceView, Mention, Sequence[Draft]], _Told | None]


class DateLinks:
    """Gives the dates of a sentence to its drafts."""

    def __init__(self, described: Described, dates: DateFinder) -> None:
        self._described = described
        self._dates = dates
        self._attachment = DateAttachment(described)
        self._beside: Sequence[_Rule] = (
            self._of_what_was_done,
            _of_speech_or_report,
            _of_next_clause,
            _of_holding_event,
            self._of_what_is_compared,
        )
        self._before: Sequence[_Rule] = (self._of_described, self._of_named, self._of_whole_clause)

    def link(
        self, view: SentenceView, drafts: Sequence[Draft], spoken: Sequence[Attribution], earlier: Sequence[Draft]
    ) -> None:
        """A date belongs to the last event before it in its clause, else to the next one. One that dates what is said
        belongs to no event but the words themselves, where these have no date of their own; one behind a word that tells
        more of a noun is that of the noun. ``earlier``: the drafts of the sentences before, in text order.
        """
        uttered: list[tuple[_Told, Mention]] = []
        for date in view.dates:
            told = self._of_day_of_event(view, date, drafts) or self._of_retold(view, date, drafts, earlier)
            if told is not None:
                told.give(date)
            elif any(dates_attribution(view, a, date, drafts) for a in spoken if a.head >= view.sentence.first):
                uttered.append((_Told(event_of_saying(date, drafts)), date))
            else:
                self._link(view, date, drafts)
        for date in view.dates:
            self._date_when(view, date, drafts)
        for words, date in uttered:
            words.give(date)

    def _link(self, view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> None:
        """Give a date to the event of which the words beside it tell, else to the one that it stands with."""
        told = _first(self._beside, view, date, drafts)
        if told is None:
            date = self._described.since(view, date)
            told = _first(self._before, view, date, drafts)
        if told is not None:
            told.give(date)
            return
        event = self._attachment.event(view, date, drafts)
        if event is not None:
            event.date = date

    def _date_when(self, view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> None:
        """الجزيرة مقسمة منذ 1974 عندما غزاها الجيش: the event of a "when" clause right behind "since" or "until" and a date was
        then, and did not go on from there.
        """
        bound = self._described.bound(view, date)
        when = date.last + (view.norm(date.last) in COMMAS)
        if bound is None or view.norm(when) not in view.grammar.openers.when:
            return
        event = next((d for d in drafts if d.trigger.first > when), None)
        if event is None or event.trigger.first - when > WHEN:
            return
        start = view.tokens[bound].start
        value = self._dates.value(view.document, start, date.end)
        if value is not None and (event.date is None or event.date.first == date.first):
            event.date = replace(date, start=start, first=bound, value=value, proclitics="")

    def _of_day_of_event(self, view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> _Told | None:
        """يأتي ذلك بعد يومين من وقوع الهجوم: the event from whose day a date counts."""
        counted = self._described.counted(view, date)
        if counted is None:
            return None
        return _Told(next((d for d in drafts if counted <= d.trigger.first <= counted + 1), None))

    def _of_retold(
        self, view: SentenceView, date: Mention, drafts: Sequence[Draft], earlier: Sequence[Draft]
    ) -> _Told | None:
        """ووقع الحادث فجر الأحد: the attack told last, where the clause of a day has no event, and no attack has a date."""
        if not self._described.tells_when(view, date) or any(view.same_clause(d.trigger, date) for d in drafts):
            return None
        told = (d for d in (*earlier, *drafts) if d.trigger.first < date.first)
        attacks = [d for d in told if d.value.type == "ASSAULT" and d.status == "actual"]
        if not attacks:
            return None
        undated = all(d.date is None for d in attacks)
        return _Told(attacks[-1] if undated and date.sentence - attacks[-1].sentence <= RETOLD else None)

    def _of_what_was_done(self, view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> _Told | None:
        """وتم أمس نقل المصابين: the event noun right behind a verb that only says that it was done, and its day."""
        if not self._described.of_done(view, date):
            return None
        behind = event_behind(view, date, drafts)
        return _Told(behind if behind is not None and behind.value.nominal else None)

    def _of_what_is_compared(self, view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> _Told | None:
        """The event that something is compared with or remembers: الأعنف منذ سيطرة الجيش عليها في مايو. None in it where an
        event of the same type is undated, for which it could be taken: قصفت غزة للمرة الأولى منذ حرب 2014.
        """
        since = self._described.compared(view, date)
        since = self._described.remembered(view, date) if since is None else since
        if since is None:
            return None
        told = [d for d in drafts if d.trigger.first < date.first]
        undated = {d.value.type for d in told if d.trigger.first < since and d.date is None}
        return _Told(next((d for d in told if d.trigger.first > since and d.value.type not in undated), None))

    def _of_described(self, view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> _Told | None:
        """الاعتصام المستمر منذ يناير: the event of which the word tells more that a date stands behind."""
        word = self._described.word(view, date)
        return _Told(self._described.event(view, word, drafts)) if word is not None else None

    def _of_named(self, view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> _Told | None:
        """The event of what a name with its year at the end names: التدخل في انتخابات 2016."""
        named = self._described.ends_name(view, date)
        if named is None:
            return None
        event = next((d for d in reversed(drafts) if d.trigger.first <= named), None)
        return _Told(event if event is not None and named - event.trigger.last <= NAMED else None)

    def _of_whole_clause(self, view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> _Told | None:
        """غادروا المدينة بموجب اتفاق، وذلك في مايو: the verb before a date that is told of all its clause."""
        if not self._described.of_clause(view, date):
            return None
        before = [d for d in drafts if d.trigger.last <= date.first]
        verb = last_verb([d for d in before if not tells_of_noun(d, before)])
        return None if verb is None or verb.value.type in SAID else _Told(verb)


def _first(rules: Sequence[_Rule], view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> _Told | None:
    """What the first of some rules tells that tells anything; None where none does."""
    return next((told for rule in rules if (told := rule(view, date, drafts)) is not None), None)


def _of_speech_or_report(view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> _Told | None:
    """No event where a date is that of a saying, a claim or a report."""
    reported = dates_verb_of_saying(view, date, drafts) or dates_claim(view, date) or _is_of_report(view, date)
    return _Told(None) if reported else None


def _is_of_report(view: SentenceView, date: Mention) -> bool:
    """Whether a date stands with a place before the report that an agency sent then: القاهرة 12 مارس 2024 (رويترز) - قتل."""
    first = view.sentence.first
    opens = any(p.first == first for p in view.places) and first < date.first <= first + DATELINE
    return opens and view.norm(date.last) in DASHES | {"(", ":"}


def _of_next_clause(view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> _Told | None:
    """The verb right behind a date that a conjunction ties to what stands before it: هاجم مسلحون القرية، وأمس قتل الجيش ثلاثة
    منهم; استولوا عليها في 2014 وفي 2016 استعادها الجيش. The next event where the verb is none.
    """
    joined = any(t.first == date.last and view.grammar.ties(t) for t in view.triggers)
    if date.last not in view.verbs or joined or date.first <= view.sentence.first + HEAD:
        return None
    before = view.tokens[date.first - 1].norm
    preposition = view.grammar.unjoined(before)
    tied = preposition != before and preposition in view.grammar.prepositions.words
    if not (tied or view.grammar.ties(date)):
        return None
    verb = next((d for d in drafts if d.trigger.first == date.last), None)
    return _Told(event_behind(view, date, drafts) if verb is None else verb)


def _of_holding_event(_: SentenceView, date: Mention, drafts: Sequence[Draft]) -> _Told | None:
    """The event in whose words a date stands."""
    holding = next((d for d in drafts if d.trigger.first <= date.first < d.trigger.last), None)
    return _Told(holding) if holding is not None else None
