"""What a number counts in the event that it belongs to: the killed, the goods, who takes part, how long it lasts."""

from __future__ import annotations

from conflict_events.linking.amount_position import Beside, gap, is_near
from conflict_events.linking.amount_units import (
    BODIES,
    CHARGES,
    DURATIONS,
    FAMILIES,
    LAND,
    MARCHES,
    MASSES,
    PERSON_OR_NONE,
    PLACES,
    STATES,
    TERMS,
    TRUCES,
)
from conflict_events.linking.clauses import SentenceView, is_any
from conflict_events.linking.drafts import HARMS, Draft
from conflict_events.linking.person_kinds import SUFFERED, TOLL, TYPES_OF_KIND
from conflict_events.records import AmountValue, Mention

TAKEN = frozenset(("displaced", "detained", "abducted"))
"""Kinds of those who may have become so long before an event."""
MONEY = frozenset(["TRAFFIC", "AID", "SANCTION", "AGREE", "COOPERATE", "COERCE"])
GOODS = frozenset(["ASSAULT", "COERCE", "TRAFFIC", "AID", "MOBILIZE"])
"""Types that destroy, fire, take or hand over things, so that one alone (دمرت دبابة) counts."""
GATHERING = frozenset(["PROTEST", "MOBILIZE"])
"""Types whose people, counted in their clause, are those who take part."""
PUNISHED = frozenset(["ACCUSE", "COERCE", "SANCTION"])
"""Types that are done to persons to whom nothing else is said to happen: عقوبات على خمسة مسؤولين, حاصروا 400 مدني."""
OF_THINGS = frozenset(["items", "strikes", "money"])
"""Kinds that no people are of."""
LASTING = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"])
"""Types that last some time, or are for some, as a ceasefire does, too: معارك استمرت 3 أيام, حظر تجول لمدة أسبوع."""
OTHERWISE = frozenset(["ACCUSE"])
"""Types whose people are neither held nor freed by it: what is done to them is "other"."""
FREED = frozenset(["RETREAT", "DISPLACE"])
"""Types by which people who were held are so no longer: الإفراج عن 6 أسرى, فرار 6 أسرى."""
TERM_REACH = 10
"""Words between an arrest or a sentence and for how long it is."""
LASTING_REACH = 12
"""Words between an event word and how long it lasts."""
TAKEN_REACH = 2
"""Words between a word for an arrest and goods that are seized."""
VICTIM_REACH = 2
"""Words between an event word and one to whom it is done and whom no number counts."""
COMPANY_REACH = 6
"""Words between a verb and two who are told of with another."""
GIVEN_REACH = 8
"""Words between a word for help and those to whom it is given."""
SHARE_REACH = 3
"""Words between a word for taking and the share or the land that is taken."""
ITEM_REACH = 6
"""Words between an event word and the goods that it is about."""


def role(beside: Beside) -> str | None:
    """What a number counts in its event: what its noun says, else what the event does; None where it counts nothing."""
    value = beside.value
    if _is_march(beside.draft, value):
        return None
    if value.unit in BODIES and beside.type == "SANCTION":
        return "other" if _are_punished(beside) else None
    if value.unit in LAND and beside.type in HARMS and beside.pattern.amount == "items":
        return "other" if beside.in_clause and beside.within(SHARE_REACH) else None
    if not (value.kind or value.unit or _is_alone(beside)):
        return None
    if beside.number.kind == "money":
        return "money" if beside.type in MONEY else None
    if beside.type == "AID" and _is_given(beside):
        return "other"
    if value.kind in TYPES_OF_KIND:
        return _of_their_kind(beside)
    if value.unit in STATES and beside.counts(beside.draft.actors) and not beside.governor:
        return "participants" if beside.type == "CONSULT" else "other"
    if value.kind == "other":
        return _of_measure(beside)
    return _of_noun(beside)


def role_within(draft: Draft, value: AmountValue) -> str | None:
    """What a number counts that stands in the very words of an event, None where it counts nothing there."""
    if not _is_counted_in(draft, value):
        return None
    if value.unit in MASSES:
        return "items"
    return value.kind or ("strikes" if draft.value.type == "ASSAULT" else "other")


def _of_noun(beside: Beside) -> str | None:
    """What people or things count as whose noun does not tell what becomes of them."""
    value = beside.value
    if value.implied and value.kind == "items":
        return "items" if _is_one_thing(beside) else None
    two = value.low == 2 and beside.counts(beside.draft.actors)
    if value.implied and not two and not _is_one_victim(beside):
        return None
    return _of_people(beside) if value.unit in PERSON_OR_NONE else _of_things(beside)


def _of_measure(beside: Beside) -> str | None:
    """What a measure or a count of neither people nor goods is to an event: families that flee, a term of years, kilograms
    that are seized.
    """
    unit = beside.value.unit
    if unit in FAMILIES:
        return _of_families(beside)
    if unit in DURATIONS:
        return "other" if _is_length(beside) else None
    if unit in MASSES and beside.pattern.amount == "items":
        return "items" if beside.within(ITEM_REACH) else None
    return "other" if unit in PLACES and beside.is_object and not beside.is_place else None


def _are_punished(beside: Beside) -> bool:
    """Whether companies or organizations are those who are punished: عقوبات على 14 شركة."""
    number = beside.number
    others = (a.mention for a in beside.draft.amounts if a.role == "other")
    return beside.is_object or any(beside.view.joined(number, m) for m in others)


def _is_given(beside: Beside) -> bool:
    """Whether a number counts the people or families to whom help is given: وزعت مساعدات على 300 أسرة."""
    value, roles = beside.value, beside.pattern.prepositions.get(beside.governor, ())
    if value.implied or value.part or value.unit not in FAMILIES | {"person"}:
        return False
    return "recipient" in roles and beside.within(GIVEN_REACH)


def _of_their_kind(beside: Beside) -> str | None:
    """What those count as whose noun tells what became of them: that, or what their event says."""
    kind, amount = beside.value.kind, beside.pattern.amount
    if kind in ("detained", "abducted") and beside.type in FREED:
        return amount or None
    if kind == "detained" and beside.value.unit == "person" and beside.is_place:
        # معتقلات عدة: where people are held.
        return None
    if kind in TAKEN and amount in SUFFERED and beside.counts(beside.draft.recipients):
        # What they were before: قتل 8 نازحين.
        return _told_by(beside.draft, amount)
    if kind in TAKEN and beside.type in GATHERING and beside.counts(beside.draft.actors):
        # أضرب 60 أسيرا
        return "participants"
    return kind if any(beside.type in types for types in TYPES_OF_KIND[kind]) else None


def _is_one_thing(beside: Beside) -> bool:
    """Whether goods are counted whose noun alone tells how many: دمرت دبابة."""
    # It may stand beside what is done: قتلوا حين سقطت مقاتلة.
    done_to = beside.is_object and not beside.governor
    if _is_means(beside.draft, beside.value) or (beside.pattern.amount in TOLL and not done_to):
        return False
    return beside.type in GOODS and beside.within(ITEM_REACH)


def _is_one_victim(beside: Beside) -> bool:
    """Whether an implied number is the one to whom an event is done: قتل جندي."""
    if beside.pattern.amount not in TYPES_OF_KIND:
        return False
    if _is_with_another(beside):
        return True
    if not _is_anyone(beside.view, beside.number):
        return False
    return beside.counts(beside.draft.recipients) or _suffers(beside) or beside.within(VICTIM_REACH)


def _is_with_another(beside: Beside) -> bool:
    """Whether a conjunction ties two people to the one to whom a verb before them is done: قتل القائد الميداني ومرافقاه."""
    two = beside.value.low == 2 and beside.view.grammar.ties(beside.number)
    near = beside.draft.value.finite and beside.within(COMPANY_REACH)
    return two and near and beside.in_clause and not beside.governor


def _is_anyone(view: SentenceView, number: Mention) -> bool:
    """Whether the person that an implied number counts is any one, and not one that is named."""
    return all(is_any(a) for a in view.actors if a.first <= number.first < a.last)


def _suffers(beside: Beside) -> bool:
    """Whether a number is the subject before a verb that says what becomes of it: إن 24 صحافيا قتلوا."""
    draft, before = beside.draft, beside.number.last <= beside.draft.trigger.first
    return before and draft.value.finite and not draft.actors and not beside.governor and beside.in_clause


def _of_people(beside: Beside) -> str | None:
    """What becomes of the people whom a number counts, or "participants" of those who gather."""
    draft, pattern, value = beside.draft, beside.pattern, beside.value
    gathering = beside.type in GATHERING
    if gathering and not value.unit and (value.high == 1 or _counts_object(beside)):
        # One is mostly one of things: واحدة من أجمل الأغنيات.
        return None
    parties = [a for a in (*draft.recipients, *draft.actors) if beside.number.first <= a.first < beside.number.last]
    if parties and parties[0] in draft.actors:
        # Who did it is no victim, though the event counts those: بنيران قناصين.
        did = pattern.subject_amount in SUFFERED and beside.governor in beside.view.grammar.agents
        if did or pattern.subject_amount in OF_THINGS:
            return "participants"
        if beside.type == "SANCTION" and beside.gap == 0 and draft.trigger.last - draft.trigger.first > 1:
            # حكم بإعدام 64 شخصا
            return _told_by(draft, pattern.amount)
        return _told_by(draft, pattern.subject_amount) or None
    if pattern.amount in TYPES_OF_KIND and (parties or is_near(beside) or _suffers(beside)):
        return _told_by(draft, pattern.amount)
    if beside.type in PUNISHED and any(p in draft.recipients for p in parties):
        return "other"
    return "participants" if gathering and beside.in_clause else None


def _counts_object(beside: Beside) -> bool:
    """Whether a number counts what is told of those who act, or the events themselves: أجرت كوريا ثلاث تجارب, but not نظم
    المئات مسيرة.
    """
    exact, behind, trigger = beside.value.low == beside.value.high, beside.number.last, beside.draft.trigger
    return exact and (behind == trigger.first or any(hit.first == behind for hit in beside.view.objects_of(trigger)))


def _told_by(draft: Draft, kind: str) -> str:
    """What an event says of people where its pattern tells a kind."""
    return "other" if draft.value.type in OTHERWISE and kind in TYPES_OF_KIND else kind


def _of_things(beside: Beside) -> str | None:
    """What a number of things counts: the goods or strikes of an event that has such, or what is seized."""
    value, amount = beside.value, beside.pattern.amount
    if value.unit in PLACES and beside.is_object:
        return None if beside.is_place else value.kind
    counted = amount in ("items", "strikes", "participants")
    if counted and value.kind in ("items", "strikes") and beside.within(ITEM_REACH):
        return value.kind
    if counted and not value.kind and beside.is_object:
        return "items"
    if value.kind == "strikes" and beside.type == "ASSAULT" and beside.is_object and not beside.governor:
        # ارتكبت القوات 4 مجازر
        return "strikes"
    # Who can seize people can seize goods: ضبطت الشرطة 30 بندقية.
    seized = amount == "detained" and value.kind == "items" and beside.within(TAKEN_REACH)
    return "items" if seized and not beside.governor else None


def _of_families(beside: Beside) -> str | None:
    """What families count as where they flee or are driven out."""
    amount = beside.pattern.amount
    # هجرت القوات 30 عائلة
    driven_out = beside.type == "COERCE" and amount == "displaced"
    return (amount or None) if beside.type == "DISPLACE" or driven_out else None


def _is_length(beside: Beside) -> bool:
    """Whether a time is how long an event lasts, a punishment, an arrest or a truce."""
    value, draft = beside.value, beside.draft
    if _dates(beside.view, beside.number):
        return False
    if value.lasting and lasts(draft):
        return 0 <= gap(draft, beside.number) <= LASTING_REACH
    if value.unit in TERMS and beside.type == "SANCTION":
        return beside.within(TERM_REACH)
    if value.unit not in TRUCES:
        return False
    if beside.type == "COERCE" and beside.pattern.amount == "detained":
        return beside.within(TERM_REACH)
    return "ceasefire" in draft.modes


def _dates(view: SentenceView, number: Mention) -> bool:
    """Whether a number tells how long before or after something an event was: اعتقل بعد 5 أيام من الهجوم."""
    return view.grammar.unjoined(view.norm(number.first - 1)) in view.grammar.prepositions.circumstances


def lasts(draft: Draft) -> bool:
    """Whether an event is one that lasts some time."""
    return draft.value.type in LASTING or "ceasefire" in draft.modes


def _is_alone(beside: Beside) -> bool:
    """Whether a number without a noun stands near enough to an event word to count whom it is done to; behind its subject only
    where nothing follows that it may count: اعتقلت قوات الجيش 15 في نابلس.
    """
    if gap(beside.draft, beside.number) <= 1:
        return True
    view, end = beside.view, beside.number.last
    follows = end < view.sentence.last and view.tokens[end].kind == "word"
    return beside.is_object and (not follows or view.grammar.prepositions.begin(view.norm(end)))


def _is_counted_in(draft: Draft, value: AmountValue) -> bool:
    """Whether a number within an event's own words counts strikes or things, and tells neither how it is done nor who flees."""
    fleeing = value.unit in FAMILIES and draft.value.type == "DISPLACE"
    if fleeing or _is_march(draft, value) or _is_means(draft, value):
        return False
    return value.kind in ("strikes", "items") or (not value.implied and value.unit not in PERSON_OR_NONE)


def _is_means(draft: Draft, value: AmountValue) -> bool:
    """Whether one thing is what an attack was made with: انفجار عبوة ناسفة."""
    one = value.implied and value.high == 1 and value.unit in CHARGES
    return one and draft.value.type == "ASSAULT" and "destroy" not in draft.modes


def _is_march(draft: Draft, value: AmountValue) -> bool:
    """Whether what is read as drones are the marches of a protest."""
    return draft.value.type == "PROTEST" and value.unit in MARCHES
