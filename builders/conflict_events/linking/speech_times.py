"""Which dates of a sentence tell when something was said or claimed, and not when that was which it tells of."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.drafts import SPEECH_ACTS, Draft
from conflict_events.mentions.sources import Attribution
from conflict_events.records import Mention, TriggerValue

ANNOUNCED = 1
"""Words between the day of an announcement and what is done by it."""
PERFORMED = frozenset(
    {"ACCUSE", "CONCEDE", "CONSULT", "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN"}
)
"""Types of event that are mostly done by announcing them: أعلنت الوزارة أمس تعليق التعاون."""
CLAIMED = 8
"""Words between a verb of claiming and the attack."""
CLAIMANT = 5
"""Words of who claims it, between the verb and a day."""


def dates_attribution(view: SentenceView, attribution: Attribution, date: Mention, drafts: Sequence[Draft]) -> bool:
    """Whether a date stands with a verb of saying, before what is said (قال الأحد إن، أعلن الجيش أمس مقتل), or behind
    "according to" with no event between.
    """
    if date.first < attribution.head:
        return False
    told = [d for d in drafts if attribution.head <= d.trigger.first < date.first]
    if not attribution.speech:
        # وفق ما ذكرت مصادر الأحد
        return not told
    if any(view.same_clause(d.trigger, date) for d in told):
        # قال خلال اجتماع أمس إن; ندد أمس بأن
        return False
    if _is_announced(view, date, drafts):
        return False
    if date.first < attribution.open:
        return True
    events = [d.trigger.first for d in drafts if d.trigger.last > attribution.head]
    return bool(events) and date.first < min(events)


def dates_verb_of_saying(view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> bool:
    """أعلن الأحد عن: whether a date stands right behind a verb of saying that is no event, so that nobody is named who says
    it.
    """
    saying = (h for h in view.document.within("speech", view.sentence.first, date.first) if h.last == date.first)
    unheard = any(not any(d.trigger.first <= h.first < d.trigger.last for d in drafts) for h in saying)
    return unheard and not _is_announced(view, date, drafts)


def dates_claim(view: SentenceView, date: Mention) -> bool:
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
            return not any(hit.last <= t.first < date.first for t in view.triggers)
    return False


def event_of_saying(date: Mention, drafts: Sequence[Draft]) -> Draft | None:
    """The event that is done by saying it, right behind a day of the saying: قال الوزير أمس إن بلاده ترفض الهدنة. In the past
    it is told of another time.
    """
    said = next((d for d in drafts if d.trigger.first >= date.last), None)
    done = said is not None and said.value.type in SPEECH_ACTS and said.value.form == "imperfect"
    return said if done else None


def _is_announced(view: SentenceView, date: Mention, drafts: Sequence[Draft]) -> bool:
    """Whether right behind the day of an announcement stands what is done by it: أعلنت الوزارة أمس تعليق التعاون."""
    # طردها, which is "he drove her out" elsewhere, right behind the day is no verb.
    nouns = (d for d in drafts if d.value.nominal or d.trigger.first == date.last)
    behind = (d for d in nouns if d.value.type in PERFORMED)
    return any(0 <= d.trigger.first - date.last <= ANNOUNCED and view.same_clause(d.trigger, date) for d in behind)
