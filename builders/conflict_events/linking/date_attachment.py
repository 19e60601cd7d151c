"""Which event a date dates by where it stands in the clauses of its sentence, where no word beside it tells."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.lexical.text import COMMAS
from conflict_events.linking import adverbials
from conflict_events.linking.attachment import distance, opens
from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.described import Described
from conflict_events.linking.drafts import SAID, Draft, last_verb
from conflict_events.records import DateValue, Mention

ADJOINING = 3
"""Words between two dates that tell the same."""
ANTECEDENT = 3
"""Words between an event and the relative clause that describes it."""
HEAD = 1
"""Words before a date with which a sentence begins: وفي مايو، قصفت."""
HEADED = 5
"""Words between such a date and the event of the next clause that it dates."""
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
BACKING = frozenset({"AID", "REQUEST"})
"""Types of what only goes with another event."""


class DateAttachment:
    """Finds the event that a date stands with."""

    def __init__(self, described: Described) -> None:
        self._described = described

    def event(self, view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> Draft | None:
        """The last event before a date in its clause, else the next one, else one of another clause; None where all have their
        date. One that has a date is told where this one tells its time better.
        """
        others = [d for d in drafts if not self._is_past_phrase(view, date, d)]
        own = [d for d in drafts if d.trigger.last <= date.first or not self._is_parted(view, date.last, d)]
        before = [d for d in others if d.trigger.last <= date.first and view.same_clause(d.trigger, date)]
        before.sort(key=lambda d: not _backs(d))
        after = [d for d in own if d.trigger.first >= date.last and view.same_clause(d.trigger, date)]
        main = _set_apart(view, date, before)
        if main is not None:
            return main
        if not before and after and (_is_of_verb_before(date, after[0]) or _tells_why(after[0])):
            return None
        if before and _is_of_content(date, before[-1]):
            return None
        pool = before[::-1] or after or self._earlier(view, date, others)
        pool = pool or _headed(view, date, own) or _event_of_when(view, date, own)
        if pool and pool[0].date is not None and _is_sharper(date, pool[0].date):
            return pool[0]
        if before and _takes_over(date, before[-1]):
            return before[-1]
        target = next((d for d in pool if d.date is None), None)
        return target if target is not None and _reaches(date, target) else None

    def _earlier(self, view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> list[Draft]:
        """The last event before a date whose clause has none before it, unless it stands too far from that clause."""
        first = view.clause(date.first)[0]
        earlier = [d for d in drafts if d.trigger.last <= date.first][-1:]
        if view.opener(date.first) == "relative":
            # الهجوم الذي وقع أمس; but no day of a relative clause that describes something else.
            earlier = [d for d in earlier if first - d.trigger.last <= ANTECEDENT]
        if self._described.tells_since(view, date):
            # الرجل الذي كان يعيش في المدينة منذ 2014; but التحركات التي بدأت منذ أسبوع.
            begun = self._described.begins(view, first, date.first)
            earlier = [d for d in earlier if d.value.nominal and (begun or view.definite(d.trigger))]
        return earlier

    def _is_parted(self, view: SentenceView, first: int, draft: Draft) -> bool:
        """Whether "after" or "before" behind a token leads to an event noun."""
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


def event_behind(view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> Draft | None:
    """The event right behind a date, unless somebody says it."""
    behind = next((d for d in drafts if d.trigger.first >= date.last), None)
    if behind is None or behind.trigger.first - date.last > HEADED:
        return None
    return None if view.document.within("speech", date.last, behind.trigger.first) else behind


def tells_of_noun(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a verb tells more of a noun before it: اعتقلت رجلا هاجم كنيسة."""
    view, trigger = draft.view, draft.trigger
    if view.opener(trigger.first) == "relative":
        return True
    first = view.clause(trigger.first)[0]
    return draft.value.finite and any(d.value.finite and first <= d.trigger.first < trigger.first for d in drafts)


def _headed(view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> list[Draft]:
    """The event of the clause right behind a date that opens the sentence, unless somebody says it: وأمس الأول، اقتحمت."""
    behind = event_behind(view, date, drafts) if date.first - view.sentence.first <= HEAD else None
    return [] if behind is None else [behind]


def _event_of_when(view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> list[Draft]:
    """The event of the "when" clause right behind one without an event, whose date tells its day: وقع ذلك أمس عندما هاجم
    مسلحون القرية.
    """
    _, end = view.clause(date.first)
    if view.norm(end) not in view.grammar.openers.when:
        return []
    return [d for d in drafts if view.clause(d.trigger.first) == view.clause(end)][:1]


def _tells_why(draft: Draft) -> bool:
    """Whether violence is only the purpose of another event before it, or what somebody is punished for: سجن في 2016 لقتله
    تاجرا.
    """
    tied = draft.value.nominal and draft.trigger.proclitics == draft.view.grammar.prepositions.to
    return tied and draft.value.type == "ASSAULT"


def _is_of_content(date: Mention, draft: Draft) -> bool:
    """Whether a date behind an accusation is that of the deed, to which a pronoun points back: هجوم اتهموه بشنه أمس."""
    if draft.value.type != "ACCUSE":
        return False
    hits = draft.view.document.within("light-verb", draft.trigger.last, date.first)
    return any(h.proclitics.endswith(draft.view.grammar.prepositions.attached) and h.suffix for h in hits)


def _backs(draft: Draft) -> bool:
    """Whether an event only tells with whose help or at whose call another happened: بإسناد من التحالف، بدعوة من النقابة."""
    if draft.value.type not in BACKING:
        return False
    tied = draft.trigger.proclitics.endswith(draft.view.grammar.prepositions.attached)
    return draft.value.form == "participle" or (draft.value.nominal and tied)


def _is_sharper(date: Mention, before: Mention) -> bool:
    """Whether a date only says more exactly what the one right before it says: في شهر رمضان في 26 يونيو."""
    new, old = date.valued(DateValue), before.valued(DateValue)
    if new.precision != "day" or old.precision == "day" or date.first - before.last > ADJOINING:
        return False
    if new.earliest is None or new.latest is None or old.earliest is None or old.latest is None:
        return False
    return old.earliest <= new.earliest <= new.latest <= old.latest


def _reaches(date: Mention, draft: Draft) -> bool:
    """Whether a date stands near enough to an event to date it."""
    if date.valued(DateValue).precision == "day":
        return True
    apart = distance(draft.trigger, date)
    if draft.trigger.first >= date.last and not opens(draft.view, date):
        return apart <= AHEAD
    return apart <= (SPEECH_FAR if draft.value.type in SAID else FAR)


def _is_led(view: SentenceView, date: Mention) -> bool:
    """Whether a verb or its subject may stand before a date in its clause: شيع المئات الأحد, but not وفي الثالث من مايو."""
    grammar = view.grammar
    words = [grammar.unjoined(t.norm) for t in view.tokens[view.clause(date.first)[0] : date.first] if t.kind == "word"]
    if words and words[0] in grammar.verbs.particles | grammar.openers.complementizers:
        # كان مسلحون الأحد في عدن اغتالوا: folded, "he was" is "as if".
        return False
    return any(word not in grammar.prepositions.words for word in words)


def _is_of_verb_before(date: Mention, draft: Draft) -> bool:
    """Whether a date belongs to a verb before it that is no event, and not to one right behind a noun, of which that tells:
    شيع المئات الأحد شابا قتل, عثر الأهالي اليوم على جثة صحفي خطف.
    """
    grammar, apart = draft.view.grammar, distance(draft.trigger, date)
    if draft.value.form != "perfect" or draft.value.type in SAID or not apart:
        return False
    before = draft.view.tokens[draft.trigger.first - 1]
    closed = grammar.verbs.particles | grammar.prepositions.words | grammar.adverbs.words
    return before.kind == "word" and before.norm not in closed and _is_led(draft.view, date)


def _set_apart(view: SentenceView, date: Mention, before: Sequence[Draft]) -> Draft | None:
    """The verb that a day behind a comma dates where an event right before it is only its purpose, or tells more of a noun:
    قتل الجيش مسلحا هاجم الحاجز، أمس; تظاهر المئات للمطالبة بالإفراج عنه، الأحد.
    """
    at = date.first - 1
    at -= view.norm(at) in view.grammar.prepositions.words
    if len(before) < 2 or view.norm(at) not in COMMAS:
        return None
    inner = next((i for i, d in enumerate(before) if _is_inner(d, before)), len(before))
    verb = last_verb(before[:inner]) if inner < len(before) else None
    done = verb is not None and verb.date is None and verb.value.form == "perfect" and verb.value.type not in SAID
    return verb if done else None


def _is_inner(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether an event is told as the purpose or the reason of another, or as that of which another was done, or of a noun."""
    if not draft.value.nominal:
        return tells_of_noun(draft, drafts)
    view, trigger, to = draft.view, draft.trigger, draft.view.grammar.prepositions.to
    # للمطالبة: the letter of the article is written as that of the preposition.
    purpose = trigger.proclitics == to or view.tokens[trigger.first].norm.startswith(to + to)
    return purpose or adverbials.is_circumstance(view, trigger)


def _takes_over(date: Mention, draft: Draft) -> bool:
    """Whether a date behind an event tells its day rather than one farther before it, that of another verb: ارتفعت اليوم حصيلة
    تفجير السبت.
    """
    old, value = draft.date, date.valued(DateValue)
    if old is None or (value.earliest is None and value.latest is None):
        return False
    if old.last > draft.trigger.first or distance(draft.trigger, old) == 0 or not _is_led(draft.view, old):
        return False
    return distance(draft.trigger, date) <= BEHIND
