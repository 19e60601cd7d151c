"""When: which date of a sentence belongs to which of its events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflict_events.lexical.text import COMMAS
from conflict_events.linking import adverbials
from conflict_events.linking.attachment import distance, goes_on, opens
from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.described import Described
from conflict_events.linking.drafts import Draft, last_verb
from conflict_events.mentions.dates.finder import DateFinder
from conflict_events.mentions.sources import Attribution
from conflict_events.records import DateValue, Mention, TriggerValue

ADJOINING = 3
"""Words between two dates that tell the same."""
ANTECEDENT = 3
"""Words between an event and the relative clause that describes it."""
HEAD = 1
"""Words before a date with which a sentence begins: وفي مايو، قصفت."""
HEADED = 5
"""Words between such a date and the event of the next clause that it dates."""
ANNOUNCED = 1
"""Words between the day of an announcement and what is done by it."""
PERFORMED = frozenset(
    {"ACCUSE", "CONCEDE", "CONSULT", "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN"}
)
"""Types of event that are mostly done by announcing them: أعلنت الوزارة أمس تعليق التعاون."""
RETOLD = 3
"""Sentences between an event and the one that tells again of it, with its day."""
CLAIMED = 8
"""Words between a verb of claiming and the attack."""
CLAIMANT = 5
"""Words of who claims it, between the verb and a day."""
DATELINE, AGENCY = 4, 4
"""Words before the date of a report, and those of the agency behind it."""
OPENING, CLOSING, DASHES = frozenset("(["), frozenset(")]"), frozenset("-–—:")
PHRASE = 1
"""Words between "was done" with a day and the event noun: تم أمس تنفيذ هجوم."""
NAMED = 1
"""Words between an event and what happens in it, a year at the end of whose name is that of both: التدخل في انتخابات 2016."""
WHEN = 3
"""Words from "when" to the event of its clause: عندما بدأ الجيش هجوما."""
FAR = 16
"""Words within which a month, a year or a range dates an event; a day may stand farther off."""
SPEECH_FAR = 8
"""The same for an event that is words."""
AHEAD = 1
"""The same before an event, unless it opens the sentence: what stands between is mostly what it dates."""
APART_HEAD = 6
"""Words with which a sentence begins, up to an event noun behind "after"."""
BEHIND = 6
"""Words from an event to a date behind it that tells more than one before it."""
SPEECH_ACTS = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT"})
"""Types of event that are words: when they were said does not tell when what they speak of happened."""
BACKING = frozenset({"AID", "REQUEST"})
"""Types of what only goes with another event."""
PUNISHED = frozenset({"COERCE", "TRAFFIC"})
"""Types of what somebody is punished for, beside violence."""
WORDS = SPEECH_ACTS | {"AGREE", "SUPPORT"}
AHEAD_STATUS = frozenset({"future", "hypothetical"})
"""Of what has not begun since any day."""


class DateLinks:
    """Gives the dates of a sentence to its drafts."""

    def __init__(self, described: Described, dates: DateFinder) -> None:
        self._described = described
        self._dates = dates

    def link(
        self,
        view: SentenceView,
        drafts: Sequence[Draft],
        spoken: Sequence[Attribution],
        former: Sequence[Draft],
    ) -> None:
        """A date belongs to the last event before it in its clause, else to the next one. One that dates what is said
        belongs to no event but the words themselves, where these have no date of their own; one behind a word that tells
        more of a noun is that of the noun. ``former``: the drafts of the sentences before, in text order.
        """
        uttered: list[tuple[Draft, Mention]] = []
        for date in view.dates:
            if self._tells_of_other_day(view, date, drafts) or self._tells_again(view, date, drafts, former):
                continue
            if any(_dates_speech(view, a, date, drafts) for a in spoken if a.head >= view.sentence.first):
                words = _uttered(date, drafts)
                if words is not None:
                    uttered.append((words, date))
                continue
            if self._is_of_words_beside(view, date, drafts):
                continue
            since = self._described.since(view, date)
            if not self._is_of_words_before(view, since, drafts):
                self._link_in_clause(view, since, drafts)
        for date in view.dates:
            self._date_when(view, date, drafts)
        for words, date in uttered:
            _give(date, words)

    def _date_when(self, view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> None:
        """الجزيرة مقسمة منذ 1974 عندما غزاها الجيش: the event of a "when" clause right behind "since" or "until" and a date was
        then, and did not go on from there.
        """
        bound = self._described.bound(view, date)
        when = date.last + (view.norm(date.last) in COMMAS)
        if bound is None or view.norm(when) not in view.grammar.openers.when:
            return
        event = next((d for d in drafts if d.trigger.first > when), None)
        if event is None or event.trigger.first - when > WHEN or view.clause(event.trigger.first) != view.clause(when):
            return
        value = self._dates.value(view.document, view.tokens[bound].start, date.end)
        if value is not None and (event.date is None or event.date.first == date.first):
            start = view.tokens[bound].start
            event.date = replace(date, start=start, first=bound, value=value, proclitics="")

    def _tells_of_other_day(self, view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> bool:
        """يأتي ذلك بعد يومين من وقوع الهجوم: whether a date counts from the day of an event, which then has it."""
        counted = self._described.counted(view, date)
        if counted is not None:
            _give(date, next((d for d in drafts if counted <= d.trigger.first <= counted + 1), None))
        return counted is not None

    def _tells_again(self, view: SentenceView, date: Mention, drafts: Sequence[Draft], former: Sequence[Draft]) -> bool:
        """ووقع الحادث فجر الأحد: whether a date is that of the attack told last, which then has it, for its clause has no
        event.
        """
        if not (self._described.tells_when(view, date) and self._described.is_recent(view, date)):
            return False
        if any(view.same_clause(d.trigger, date) for d in drafts) or _when(view, date, drafts):
            return False
        _date_told(date, [d for d in (*former, *drafts) if d.trigger.first < date.first])
        return True

    def _is_of_words_beside(self, view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> bool:
        """Whether the words beside a date tell what it dates: an event, which then has it, or what is none."""
        saying = (h for h in view.document.hits.get("speech", ()) if h.last == date.first)
        if any(not _trigger_at(drafts, h.first) for h in saying) and not _is_announced(view, date, drafts):
            # أعلن الأحد عن: nobody is named who says it, but the day is that of the saying.
            return True
        behind = next(iter(_behind(view, date, drafts)), None)
        if self._described.of_done(view, date):
            if behind is not None and behind.trigger.first - date.last <= PHRASE and behind.value.nominal:
                _give(date, behind)
            return True
        if _dates_claim(view, date) or _is_dateline(view, date):
            return True
        if _begins_clause(view, date):
            _give(date, next((d for d in drafts if d.trigger.first == date.last), behind))
            return True
        holding = next((d for d in drafts if d.trigger.first <= date.first < d.trigger.last), None)
        if holding is not None:
            _give(date, holding)
            return True
        past = self._described.compared(view, date)
        past = self._described.remembered(view, date) if past is None else past
        if past is not None:
            _date_past(date, [d for d in drafts if d.trigger.first < date.first], past)
        return past is not None

    def _is_of_words_before(self, view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> bool:
        """Whether a word before a date tells what it dates: an event, which then has it, or what is none."""
        told_of = self._described.word(view, date)
        if told_of is not None:
            _give(date, self._described.event(view, told_of, drafts))
            return True
        named = self._described.ends_name(view, date)
        if named is not None:
            of = next((d for d in reversed(drafts) if d.trigger.first <= named), None)
            if of is not None and named - of.trigger.last <= NAMED:
                _give(date, of)
            return True
        if not self._described.of_clause(view, date):
            return False
        before = [d for d in drafts if d.trigger.last <= date.first]
        verb = last_verb([d for d in before if not _is_told_of_noun(view, d, before)])
        if verb is None or verb.date is not None or verb.value.type in WORDS:
            return False
        verb.date = date
        return True

    def _link_in_clause(self, view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> None:
        """Give a date to the last event before it in its clause, else to the next one, else to one of another clause."""
        others = [d for d in drafts if not self._is_past_phrase(view, date, d)]
        own = [d for d in drafts if d.trigger.last <= date.first or not self._is_parted(view, date.last, d)]
        before = [d for d in others if d.trigger.last <= date.first and view.same_clause(d.trigger, date)]
        before.sort(key=lambda d: not _backs(view, d))
        after = [d for d in own if d.trigger.first >= date.last and view.same_clause(d.trigger, date)]
        main = _set_apart(view, date, before)
        if main is not None:
            main.date = date
            return
        if not before and after and (_is_of_verb_before(view, date, after[0]) or _tells_why(view, after[0])):
            return
        if before and _is_of_content(view, date, before[-1]):
            return
        pool = before[::-1] or after or self._earlier(view, date, others)
        pool = pool or _headed(view, date, own) or _when(view, date, own)
        if pool and pool[0].date is not None and _sharper(date, pool[0].date):
            pool[0].date = date
            return
        if before and _takes_over(view, date, before[-1]):
            before[-1].date = date
            return
        target = next((d for d in pool if d.date is None), None)
        if target is not None and _reaches(view, date, target):
            target.date = date

    def _earlier(self, view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> list[Draft]:
        """The last event before a date whose clause has none before it, unless it stands too far from that clause."""
        clause = view.clause(date.first)
        earlier = [d for d in drafts if d.trigger.last <= date.first][-1:]
        if view.opener(date.first) == "relative":
            # الهجوم الذي وقع أمس; but no day of a relative clause that describes something else.
            earlier = [d for d in earlier if clause[0] - d.trigger.last <= ANTECEDENT]
        if self._described.tells_since(view, date):
            # الرجل الذي كان يعيش في المدينة منذ 2014; but التحركات التي بدأت منذ أسبوع.
            begun = self._described.begins(view, clause[0], date.first)
            earlier = [d for d in earlier if d.value.nominal and (begun or _adjoins(view, clause, d))]
        return earlier

    def _is_parted(self, view: SentenceView, first: int, draft: Draft) -> bool:
        return draft.value.nominal and self._described.parted(view, first, draft.trigger)

    def _is_past_phrase(self, view: SentenceView, date: Mention, draft: Draft) -> bool:
        """Whether a sentence begins with an event noun behind "after", and a comma with more behind it ends that phrase before
        the date: بعد الهجوم على القرية، لجأ السكان الأسبوع الماضي إلى الجبل.
        """
        first = view.sentence.first
        if draft.trigger.first - first > APART_HEAD or not self._is_parted(view, first, draft):
            return False
        commas = [i for i in range(draft.trigger.last, date.first) if view.tokens[i].norm in COMMAS]
        return bool(commas) and date.first - commas[-1] > 1

    def share(self, view: SentenceView, drafts: Sequence[Draft]) -> None:
        """What carries on a dated event has its date, and what is told in the past none that is to come; call it when the
        drafts' status is known.
        """
        for draft in drafts:
            done = draft.status == "actual" and (draft.value.form == "perfect" or _is_named_by_day(draft))
            if draft.date is not None and done:
                draft.date = None if _is_to_come(view, draft.date) else draft.date
            elif draft.date is not None and draft.status == "actual" and self._described.is_ahead(view, draft.date):
                draft.date = None
            elif draft.date is not None and draft.status in AHEAD_STATUS and self._described.lasts(view, draft.date):
                # طالبوا بوقف القتال الدائر منذ شهر
                draft.date = None
        for i, draft in enumerate(drafts):
            if draft.date is not None:
                continue
            if draft.value.nominal and self._described.is_during(view, draft.trigger.first):
                draft.date = _day_of_verb(view, drafts[:i], draft)
                continue
            for other in reversed(drafts[:i]):
                spoken_of = other.value.type in SPEECH_ACTS and draft.value.type not in SPEECH_ACTS
                if spoken_of or (draft.value.nominal and draft.value.type != other.value.type):
                    continue
                if other.date is not None and other.status == draft.status and goes_on(view, other, draft):
                    draft.date = other.date
                    break


def _give(date: Mention, draft: Draft | None) -> None:
    """Give a date to an event, if there is one and it has none."""
    if draft is not None:
        draft.date = draft.date or date


def _date_told(date: Mention, told: Sequence[Draft]) -> None:
    """Give a day to the attack that was told last, where no attack has one."""
    attacks = [d for d in told if d.value.type == "ASSAULT" and d.status == "actual"]
    if attacks and all(d.date is None for d in attacks) and date.sentence - attacks[-1].sentence <= RETOLD:
        attacks[-1].date = date


def _day_of_verb(view: SentenceView, before: Sequence[Draft], during: Draft) -> Mention | None:
    """The day of the verb during which's deed an event went on: هدد الوزير أمس خلال اجتماع مع السفير."""
    verb = before[-1] if before else None
    if verb is None or verb.date is None or verb.status != "actual" or verb.value.form != "perfect":
        # دعا أمس إلى التظاهر خلال زيارة الرئيس
        return None
    if not view.same_clause(verb.trigger, during.trigger) or during.status == "negated":
        return None
    return verb.date if verb.date.valued(DateValue).precision == "day" else None


def _is_named_by_day(draft: Draft) -> bool:
    """Whether a day right behind a noun of violence is its name, so that it was: ذكرى مجزرة 3 يونيو."""
    behind = draft.date is not None and draft.date.first == draft.trigger.last
    return behind and draft.value.nominal and draft.value.type == "ASSAULT"


def _is_to_come(view: SentenceView, date: Mention) -> bool:
    """Whether a date lies behind the publication: it is another's than a deed of the past's (اتهم الوزير المعارضة بالتحضير
    لانتخابات 3 يونيو). A day ends earlier elsewhere.
    """
    value, published = date.valued(DateValue), view.document.article.published
    # طالب بانسحابهم قبل نهاية العام: the end of what is to be done.
    first = value.earliest or value.latest
    return published is not None and first is not None and (first - published).days > 1


def _date_past(date: Mention, drafts: Sequence[Draft], since: int) -> None:
    """Give a date to the event that something is compared with or remembers: الأعنف منذ سيطرة الجيش عليها في مايو. None where
    an event of the same type is undated, for which it could be taken: قصفت غزة للمرة الأولى منذ حرب 2014.
    """
    undated = {d.value.type for d in drafts if d.trigger.first < since and d.date is None}
    own = next((d for d in drafts if d.trigger.first > since and d.value.type not in undated), None)
    _give(date, own)


def _begins_clause(view: SentenceView, date: Mention) -> bool:
    """Whether a conjunction ties a date to what stands before it, and a verb right behind it is told of it: هاجم مسلحون القرية،
    وأمس قتل الجيش ثلاثة منهم; استولوا عليها في 2014 وفي 2016 استعادها الجيش.
    """
    joined = any(t.first == date.last and view.grammar.ties(t) for t in view.triggers)
    if date.last not in view.verbs or joined or date.first <= view.sentence.first + HEAD:
        return False
    before = view.tokens[date.first - 1].norm
    preposition = view.grammar.unjoined(before)
    return view.grammar.ties(date) or (preposition != before and preposition in view.grammar.prepositions.words)


def _dates_claim(view: SentenceView, date: Mention) -> bool:
    """Whether a date is the day on which an attack was claimed: right before the verb, or between it and the attack (تبنى
    التنظيم اليوم الهجوم).
    """
    first, last = view.clause(date.first)
    attacks = [t for t in view.triggers if t.valued(TriggerValue).type == "ASSAULT"]
    for hit in view.document.within("claim-verb", first, last):
        other = any(t.first == hit.first and t not in attacks for t in view.triggers)
        if other or not hit.entry.payload or not any(hit.first <= t.first <= hit.last + CLAIMED for t in attacks):
            continue
        between = view.tokens[hit.last : date.first]
        if date.last == hit.first:
            return True
        if date.first >= hit.last and len(between) <= CLAIMANT:
            told = any(hit.last <= t.first < date.first for t in view.triggers)
            return not told and not any(t.norm in view.grammar.prepositions.words for t in between)
    return False


def _is_dateline(view: SentenceView, date: Mention) -> bool:
    """Whether a date stands with a place before the report that an agency sent then: القاهرة 12 مارس 2024 (رويترز) - قتل."""
    first, stop = view.sentence.first, date.last
    if not first < date.first <= first + DATELINE or not any(p.first == first for p in view.places):
        return False
    if view.tokens[date.first - 1].norm in view.grammar.prepositions.words:
        return False
    if view.norm(stop) in OPENING:
        within = range(stop + 1, min(stop + 2 + AGENCY, view.sentence.last))
        stop = next((i + 1 for i in within if view.tokens[i].norm in CLOSING), view.sentence.last)
    return view.norm(stop) in DASHES


def _uttered(date: Mention, drafts: Sequence[Draft]) -> Draft | None:
    """The event that is done by saying it, right behind a day of the saying: قال الوزير أمس إن بلاده ترفض الهدنة. In the past
    it is told of another time.
    """
    said = next((d for d in drafts if d.trigger.first >= date.last), None)
    done = said is not None and said.value.type in SPEECH_ACTS and said.value.form == "imperfect"
    return said if done else None


def _adjoins(view: SentenceView, clause: tuple[int, int], draft: Draft) -> bool:
    """Whether a clause is that of an event noun: right behind it, or behind the adjectives of a definite one. Behind a phrase
    it is that of its last word: رفع الحصار الذي فرضوه منذ شهرين.
    """
    alone = draft.trigger.last - draft.trigger.first == 1
    return view.definite(draft.trigger) or (alone and clause[0] == draft.trigger.last)


def _tells_why(view: SentenceView, draft: Draft) -> bool:
    """Whether an event is only the purpose of another before it, or what somebody is punished for: سجن في 2016 لخطفه تاجرا."""
    trigger = draft.trigger
    if not draft.value.nominal or trigger.proclitics != view.grammar.prepositions.to:
        return False
    return draft.value.type == "ASSAULT" or (bool(trigger.suffix) and draft.value.type in PUNISHED)


def _is_of_content(view: SentenceView, date: Mention, draft: Draft) -> bool:
    """Whether a date behind an accusation is that of the deed, to which a pronoun points back: هجوم اتهموه بشنه أمس."""
    if draft.value.type != "ACCUSE":
        return False
    hits = view.document.within("light-verb", draft.trigger.last, date.first)
    return any(h.proclitics.endswith(view.grammar.prepositions.attached) and h.suffix for h in hits)


def _backs(view: SentenceView, draft: Draft) -> bool:
    """Whether an event only tells with whose help or at whose call another happened: بإسناد من التحالف، بدعوة من النقابة."""
    if draft.value.type not in BACKING:
        return False
    return draft.value.form == "participle" or (
        draft.value.nominal and draft.trigger.proclitics.endswith(view.grammar.prepositions.attached)
    )


def _trigger_at(drafts: Sequence[Draft], at: int) -> bool:
    return any(d.trigger.first <= at < d.trigger.last for d in drafts)


def _sharper(date: Mention, before: Mention) -> bool:
    """Whether a date only says more exactly what the one right before it says: في شهر رمضان في 26 يونيو."""
    new, old = date.valued(DateValue), before.valued(DateValue)
    if new.precision != "day" or old.precision == "day" or date.first - before.last > ADJOINING:
        return False
    if new.earliest is None or new.latest is None or old.earliest is None or old.latest is None:
        return False
    return old.earliest <= new.earliest <= new.latest <= old.latest


def _reaches(view: SentenceView, date: Mention, draft: Draft) -> bool:
    """Whether a date stands near enough to an event to date it."""
    value, apart = date.valued(DateValue), distance(draft.trigger, date)
    if value.precision == "day":
        return True
    if draft.trigger.first >= date.last and not opens(view, date):
        return apart <= AHEAD
    return apart <= (SPEECH_FAR if draft.value.type in WORDS else FAR)


def _is_led(view: SentenceView, date: Mention) -> bool:
    """Whether a verb or its subject may stand before a date in its clause: شيع المئات الأحد, but not وفي الثالث من مايو."""
    grammar = view.grammar
    words = [grammar.unjoined(t.norm) for t in view.tokens[view.clause(date.first)[0] : date.first] if t.kind == "word"]
    if words and words[0] in grammar.verbs.particles | grammar.openers.complementizers:
        # كان مسلحون الأحد في عدن اغتالوا: folded, "he was" is "as if".
        return False
    return any(word and word not in grammar.prepositions.words for word in words)


def _is_of_verb_before(view: SentenceView, date: Mention, draft: Draft) -> bool:
    """Whether a date belongs to a verb before it that is no event, and not to one right behind a noun, of which that tells:
    شيع المئات الأحد شابا قتل, عثر الأهالي اليوم على جثة صحفي خطف.
    """
    trigger = draft.trigger
    if draft.value.form != "perfect" or draft.value.type in WORDS or trigger.proclitics:
        return False
    if distance(trigger, date) == 0 or not _is_led(view, date):
        return False
    before = view.tokens[trigger.first - 1]
    closed = view.grammar.verbs.particles | view.grammar.prepositions.words | view.grammar.adverbs.words
    return before.kind == "word" and before.norm not in closed


def _set_apart(view: SentenceView, date: Mention, before: Sequence[Draft]) -> Draft | None:
    """The verb that a day behind a comma dates where an event right before it is only its purpose, or tells more of a noun:
    قتل الجيش مسلحا هاجم الحاجز، أمس; تظاهر المئات للمطالبة بالإفراج عنه، الأحد.
    """
    at = date.first - 1
    at -= at > view.sentence.first and view.tokens[at].norm in view.grammar.prepositions.words
    if len(before) < 2 or view.tokens[at].norm not in COMMAS:
        return None
    inner = next((i for i, d in enumerate(before) if _is_inner(view, d, before)), len(before))
    verb = last_verb(before[:inner]) if inner < len(before) else None
    done = verb is not None and verb.date is None and verb.value.form == "perfect" and verb.value.type not in WORDS
    return verb if done else None


def _is_inner(view: SentenceView, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether an event is told as the purpose or the reason of another, or as that of which another was done, or of a noun."""
    if not draft.value.nominal:
        return _is_told_of_noun(view, draft, drafts)
    first, to = view.tokens[draft.trigger.first].norm, view.grammar.prepositions.to
    purpose = draft.trigger.proclitics == to or first.startswith(to + to)
    return purpose or adverbials.is_circumstance(view, draft.trigger)


def _is_told_of_noun(view: SentenceView, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a verb tells more of a noun before it: اعتقلت رجلا هاجم كنيسة."""
    trigger, first = draft.trigger, view.clause(draft.trigger.first)[0]
    if view.opener(trigger.first) == "relative":
        return True
    led = any(d.value.finite and first <= d.trigger.first < trigger.first for d in drafts)
    before = view.tokens[trigger.first - 1]
    if not led or not draft.value.finite or trigger.proclitics or before.kind != "word":
        return False
    return (
        before.norm not in view.grammar.verbs.particles | view.grammar.prepositions.words | view.grammar.adverbs.words
    )


def _takes_over(view: SentenceView, date: Mention, draft: Draft) -> bool:
    """Whether a date behind an event tells its day rather than one farther before it, that of another verb: ارتفعت اليوم حصيلة
    تفجير السبت.
    """
    old, value = draft.date, date.value
    if old is None or not isinstance(value, DateValue) or (value.earliest is None and value.latest is None):
        return False
    if old.last > draft.trigger.first or distance(draft.trigger, old) == 0 or not _is_led(view, old):
        return False
    return distance(draft.trigger, date) <= BEHIND


def _headed(view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> list[Draft]:
    """The event of the clause right behind a date that opens the sentence, unless somebody says it: وأمس الأول، اقتحمت."""
    return _behind(view, date, drafts) if date.first - view.sentence.first <= HEAD else []


def _behind(view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> list[Draft]:
    """The event right behind a date, unless somebody says it."""
    behind = next((d for d in drafts if d.trigger.first >= date.last), None)
    if behind is None or behind.trigger.first - date.last > HEADED:
        return []
    said = view.document.within("speech", date.last, behind.trigger.first)
    return [] if said else [behind]


def _when(view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> list[Draft]:
    """The event of the "when" clause right behind one without an event, whose date tells its day: وقع ذلك أمس عندما هاجم
    مسلحون القرية.
    """
    _, end = view.clause(date.first)
    if end >= view.sentence.last or view.tokens[end].norm not in view.grammar.openers.when:
        return []
    return [d for d in drafts if view.clause(d.trigger.first) == view.clause(end)][:1]


def _is_announced(view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> bool:
    """Whether right behind the day of an announcement stands what is done by it: أعلنت الوزارة أمس تعليق التعاون."""
    clause = view.clause(date.first)
    # طردها, which is "he drove her out" elsewhere, right behind the day is no verb.
    nouns = (d for d in drafts if d.value.nominal or d.trigger.first == date.last)
    behind = (d for d in nouns if d.value.type in PERFORMED)
    return any(0 <= d.trigger.first - date.last <= ANNOUNCED and view.clause(d.trigger.first) == clause for d in behind)


def _dates_speech(view: SentenceView, attribution: Attribution, date: Mention, drafts: Sequence[Draft]) -> bool:
    """Whether a date stands with a verb of saying, before what is said (قال الأحد إن، أعلن الجيش أمس مقتل), or behind
    "according to" with no event between.
    """
    if date.first < attribution.head:
        return False
    told = [d for d in drafts if attribution.head <= d.trigger.first < date.first]
    if not attribution.speech:
        # وفق ما ذكرت مصادر الأحد
        return not told
    clause = view.clause(date.first)
    if any(view.clause(d.trigger.first) == clause for d in told):
        # قال خلال اجتماع أمس إن; ندد أمس بأن
        return False
    if _is_announced(view, date, drafts):
        return False
    if date.first < attribution.open:
        return True
    events = [d.trigger.first for d in drafts if d.trigger.last > attribution.head]
    return bool(events) and date.first < min(events)
