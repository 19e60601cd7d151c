"""Which mention gives way where those of several kinds share words: a word of a name is no event, a place's name no person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from conflict_events.records import ActorValue, AmountValue, DateValue, Document, Mention, PlaceValue, TriggerValue

_YEARS = 3
"""Tokens of two years with a dash between."""
_TOWNS = ("town:", "local:", "gn:", "capital:")
"""Beginnings of the ids of places that mostly are towns."""


def is_name(mention: Mention, names: Sequence[Mention]) -> bool:
    """Whether words are only part of a name or a date: مدينة (condemning) in مدينة الرمادي, طالبا (they both asked) in طالبا
    سودانيا, صباح (Sabah) in صباح الأحد.
    """
    return any(n.first <= mention.first and mention.last <= n.last for n in names)


def names_an_event(place: Mention, triggers: Sequence[Mention]) -> bool:
    """Whether the words of a place that no gazetteer knows are a phrase for an event: مقاطعة الانتخابات (the boycott of an
    election, or its province).
    """
    unknown = place.valued(PlaceValue).place_id is None
    return unknown and any((place.first, place.last) == (t.first, t.last) for t in triggers)


def names_a_person(document: Document, trigger: Mention, actors: Sequence[Mention]) -> bool:
    """Whether a word is, or stands behind, the given name of a person: صادق (he ratified) in العقيد صادق, عزت (she ascribed) in
    محمود عزت.
    """
    return any(
        a.first < trigger.first
        and trigger.last <= a.last
        and any(not h.article for h in document.within("first-name", a.first, trigger.first + 1))
        for a in actors
    )


def is_counted(trigger: Mention, amounts: list[Mention]) -> bool:
    """Whether an event noun only names those whom a number counts: 20 معتقلا. The dead and the wounded tell an attack."""
    value = trigger.valued(TriggerValue)
    if value.finite:
        # اثنين is a number, not "they praised".
        return any(a.first <= trigger.first and trigger.last <= a.last for a in amounts)
    if value.type == "ASSAULT" or value.form != "noun":
        return False
    return any(
        a.valued(AmountValue).unit == "person"
        and not a.valued(AmountValue).implied
        and a.first < trigger.first
        and trigger.last <= a.last
        for a in amounts
    )


def names_a_place(amount: Mention, places: list[Mention]) -> bool:
    """Whether a noun read as "one of these" is the name of a place: أوكرانيا is no accusative of أوكراني."""
    return amount.valued(AmountValue).implied and any(map(amount.overlaps, places))


def tells_of_somebody(document: Document, date: Mention, actors: Sequence[Mention]) -> bool:
    """Whether years in brackets behind somebody are those of a life or an office: أطلق ستالين (1878-1953) حملة."""
    tokens = document.tokens
    if date.valued(DateValue).precision != "range" or not 0 < date.first < date.last < len(tokens):
        return False
    if tokens[date.first - 1].norm != "(" or tokens[date.last].norm != ")" or date.last - date.first > _YEARS:
        return False
    years = all(t.kind != "word" for t in tokens[date.first : date.last])
    return years and any(a.last == date.first - 1 and not a.valued(ActorValue).is_state for a in actors)


def apart(
    document: Document, actors: Iterable[Mention], places: Sequence[Mention], dates: Sequence[Mention]
) -> list[Mention]:
    """The actors without the words of dates behind them (مدنيا عام 2014), and without states that stand in the name of a
    place (الحدود مع النيجر), and those who are a part of a place that is known (الشعب in بلدة عيتا الشعب).
    """
    begins = {d.first: d for d in dates}
    found = []
    for actor in actors:
        state = actor.valued(ActorValue).is_state
        if any((state and p.first < actor.first and actor.last <= p.last) or _is_part(actor, p) for p in places):
            continue
        cut = next((i for i in range(actor.first + 1, actor.last) if i in begins and begins[i].last > actor.last), None)
        if cut is not None:
            actor = replace(actor, last=cut, end=document.tokens[cut - 1].end)
        found.append(actor)
    return found


def _is_part(actor: Mention, place: Mention) -> bool:
    """Whether the words of an actor are a part of the name of a place that the gazetteer has or begin with one (عيسى وتل تمر
    behind عين); what is only read as somebody's name is one in any place (نوران in كفر نوران), and of those who are known only
    a government that is called by its seat (مطار أربيل, but not مبنى الكونغرس).
    """
    if not place.first <= actor.first < place.last:
        return False
    value, place_id = actor.valued(ActorValue), place.valued(PlaceValue).place_id
    known = place_id is not None
    if actor.first == place.first:
        # هونغ كونغ begins like a person's name.
        return actor.last == place.last and known and value.entity_id is None and value.sector == "UNK"
    if value.entity_id is None:
        return known or not value.nouns
    if known and actor.last == place.last and str(place_id).startswith(_TOWNS):
        # مدينة الفاو: the name of a town is also that of an organization.
        return True
    return known and value.sector == "GOV"
