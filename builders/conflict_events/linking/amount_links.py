"""How many: which number of a sentence belongs to which of its events, and what it counts there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from conflict_events.lexical.text import COMMAS, QUOTES
from conflict_events.linking.attachment import distance, nearest
from conflict_events.linking.clauses import SentenceView, is_any
from conflict_events.linking.drafts import HARMS, Draft
from conflict_events.linking.patterns import Pattern, Patterns
from conflict_events.linking.person_kinds import SUFFERED, TOLL, TYPES_OF_KIND
from conflict_events.linking.totals import Totals
from conflict_events.records import AmountValue, Argument, Mention, Token, TriggerValue

TAKEN = frozenset(("displaced", "detained", "abducted"))
"""Kinds of those who may have become so long before an event."""
TOLL_REACH = 2
"""Sentences behind an attack in which a bare toll ("the wounded are 14") still is its own."""
MONEY = frozenset(["TRAFFIC", "AID", "SANCTION", "AGREE", "COOPERATE", "COERCE"])
GOODS = frozenset(["ASSAULT", "COERCE", "TRAFFIC", "AID", "MOBILIZE"])
"""Types that destroy, fire, take or hand over things, so that one alone (دمرت دبابة) counts."""
GATHERING = frozenset(["PROTEST", "MOBILIZE"])
"""Types whose people, counted in their clause, are those who take part."""

PUNISHED = frozenset(["ACCUSE", "COERCE", "SANCTION"])
"""Types that are done to persons to whom nothing else is said to happen: عقوبات على خمسة مسؤولين, حاصروا 400 مدني."""
OF_THINGS = frozenset(["items", "strikes", "money"])
"""Kinds that no people are of."""
SHARES = frozenset(["percent", "year"])
"""Units that count neither people nor things by themselves."""
FAMILIES = frozenset(["family", "household"])
THING = "item"
"""The unit of things whose noun is not known."""
STATES = frozenset(["country"])
"""Counted where they are who acts: اجتمعت 44 دولة."""
TERMS = frozenset(["year", "month"])
TRUCES = frozenset(["hour", "day", "week", "month"])
LASTING = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"])
"""Types that last some time, or are for some, as a ceasefire does, too: معارك استمرت 3 أيام, حظر تجول لمدة أسبوع."""
LAND = frozenset(["percent", "square kilometre", "hectare", "dunam", "feddan"])
OTHERWISE = frozenset(["ACCUSE"])
"""Types whose people are neither held nor freed by it: what is done to them is "other"."""
FREED = frozenset(["RETREAT", "DISPLACE"])
"""Types by which people who were held are so no longer: الإفراج عن 6 أسرى, فرار 6 أسرى."""
TERM_REACH = 10
"""Words between an arrest or a sentence and for how long it is."""
LASTING_REACH = 12
"""Words between an event word and how long it lasts."""
MASSES = frozenset(["kilogram", "gram", "tonne", "quintal", "litre", "barrel"])
BODIES = frozenset(["company", "bank", "entity", "organisation", "party", "network"])
"""Counted where they are punished: عقوبات على 14 شركة."""
CHARGES = frozenset(["bomb", "car bomb", "truck bomb", "petrol bomb", "grenade", "mine", "explosive belt", "cylinder"])
"""What an attack is made with: one alone tells how, and not how many (انفجار عبوة ناسفة), but where it is what is destroyed."""
MARCHES = frozenset(["drone"])
"""Units whose word is one for marches, too: 3 مسيرات."""
PLACES = frozenset(["village", "town", "city", "district", "site", "position", "base", "hectare", "target"])
"""Counted where they are the very object of an event: سيطروا على ثلاث قرى."""
TAKEN_REACH = 2
"""Words between a word for an arrest and goods that are seized."""
CHARGE_REACH = 3
"""Words between those who are accused and the deed."""
NEAR = 3
"""Words between an event word and people whom it counts, whatever they are in the sentence."""
VICTIM_REACH = 2
"""The same for one whom no number counts."""
VERB_REACH = 10
"""Words between a verb and those whom it counts, where nothing governs them: قتل في معارك الأمس على الجبهة عشرون جنديا."""
COMPANY_REACH = 6
"""Words between a verb and two who are told of with another."""
GIVEN_REACH = 8
"""Words between a word for help and those to whom it is given."""
MOVED_REACH = 5
MOVED_BACK = 3
"""Words between a word for flight and those who flee, behind it and before it."""
SHARE_REACH = 3
"""Words between a word for taking and the share or the land that is taken."""
TRUCE_REACH = 4
"""Words between a truce and how long it holds."""
BOTH_REACH = 2
"""Words between a verb of wounding and whom it counts together with a verb of killing before it."""
LIST_REACH = 6
"""Words between a number and one that goes on with the same."""
ITEM_REACH = 6
"""Words between an event word and the goods that it is about."""


class _Counted(NamedTuple):
    """A number that has been given to an event, and as what it counts there."""

    number: Mention
    draft: Draft
    kind: str


@dataclass(frozen=True, slots=True)
class _Beside:
    """A number beside an event, in which it may count something."""

    view: SentenceView
    draft: Draft
    pattern: Pattern
    number: Mention
    value: AmountValue
    """The number's, its kind that which the word beside it says."""
    gap: int
    """Words from the event to the number; negative where the number stands before it, 0 where inside."""

    @property
    def type(self) -> str:
        """The event's."""
        return self.draft.value.type

    @property
    def governor(self) -> str:
        """The preposition that governs the number, "" where none does."""
        return self.view.governor(self.number)

    @property
    def in_clause(self) -> bool:
        """Whether both stand in one clause."""
        return self.view.same_clause(self.number, self.draft.trigger)

    @property
    def is_object(self) -> bool:
        """Whether the number stands right behind the event word, or behind its subject."""
        end, first = self.draft.trigger.last, self.number.first
        behind = [a.last for a in self.draft.actors if end <= a.first and a.last <= first]
        return self.gap >= 0 and (self.gap <= 1 or 0 <= first - max(behind, default=end) <= 1)

    @property
    def is_place(self) -> bool:
        """Whether the number counts where something happened: تسمم نزلاء في فندقين."""
        told = self.pattern.prepositions.get(self.governor)
        return told == ("location",) and self.governor not in self.view.grammar.prepositions.attached

    def within(self, reach: int) -> bool:
        """Whether the number stands so many words behind the event at most."""
        return 0 <= self.gap <= reach

    def counts(self, parties: Iterable[Mention]) -> bool:
        """Whether it counts one of some parties."""
        return any(map(self.number.overlaps, parties))


class AmountLinks:
    """Gives the numbers and sums of a sentence to its drafts."""

    def __init__(self, patterns: Patterns, totals: Totals) -> None:
        self._patterns = patterns
        self._totals = totals

    def link(self, view: SentenceView, drafts: Sequence[Draft], earlier: Sequence[Draft]) -> None:
        """A number counts what its event does to people or things; a counted noun may say so itself. ``earlier`` are the
        drafts of the sentences before.
        """
        previous: _Counted | None = None
        people: _Counted | None = None
        for number in sorted((*view.numbers, *view.money), key=lambda m: m.first):
            value = number.valued(AmountValue)
            if value.told:
                value = replace(value, kind=value.told)
            carried = self._carried(view, number, value, previous, people) if previous is not None else None
            if previous is not None and carried is not None:
                number = _in_unit_of(view, previous.number, number, carried)
                previous.draft.amounts.append(Argument(number, carried))
                previous = _Counted(number, previous.draft, carried if value.unit == "person" else previous.kind)
                continue
            if self._link_within(drafts, number, value):
                continue
            counted = self._counted(view, drafts, earlier, number, value)
            if counted is not None:
                counted.draft.amounts.append(Argument(number, counted.kind))
                previous = counted
                people = counted if value.unit == "person" else people
            elif value.unit == "person" and not (value.implied or value.part):
                # What follows may be part of these: سقط 90 مدنيا بينهم 12 طفلا.
                previous = None

    def _link_within(self, drafts: Sequence[Draft], number: Mention, value: AmountValue) -> bool:
        """Give a number to the event in whose own words it stands, if there is one; whether there is."""
        # The second part of a name of goods is no event that they are of: نقطتا تفتيش.
        second = number.first + (1 if value.implied else 2) if value.kind == "items" else number.last
        counting = next((d for d in drafts if number.overlaps(d.trigger) and d.trigger.first < second), None)
        if counting is None or not _is_counted_in(counting, value):
            return False
        mass = value.unit in MASSES and self._patterns.of(counting.value).amount == "items"
        struck = "strikes" if counting.value.type == "ASSAULT" else "other"
        counting.amounts.append(Argument(number, "items" if mass else value.kind or struck))
        return True

    def _counted(
        self,
        view: SentenceView,
        drafts: Sequence[Draft],
        earlier: Sequence[Draft],
        number: Mention,
        value: AmountValue,
    ) -> _Counted | None:
        """The event that a number belongs to and what it counts there, None where it counts nothing. Verbs of movement with
        the same subject are given it, too.
        """
        able = [d for d in drafts if not is_charge(number, d, drafts)] if value.charged else drafts
        draft = self._counting(view, able, earlier, number, value)
        if draft is None:
            return None
        for mover in _movers(able, number, draft):
            mover.amounts.append(Argument(number, self._patterns.of(mover.value).amount))
        pattern = self._patterns.of(draft.value)
        kind = _kind(_Beside(view, draft, pattern, number, value, _reach(view, draft, number, pattern.marks)))
        if kind is None:
            return None
        return _Counted(number, draft, "casualties" if not value.kind and self._both(view, number) else kind)

    def _counting(
        self,
        view: SentenceView,
        drafts: Sequence[Draft],
        earlier: Sequence[Draft],
        number: Mention,
        value: AmountValue,
    ) -> Draft | None:
        """The event that a number belongs to: the one whose party it counts, for casualties the nearest that can have
        them, or the attack just before; else the one that it stands with.
        """
        if value.kind in TYPES_OF_KIND:
            cue = self._totals.cue(view, number)
            if cue is not None:
                return self._totals.event(view, drafts, cue)
        for draft in drafts:
            if value.kind in TOLL and not any(draft.value.type in types for types in TYPES_OF_KIND[value.kind][:1]):
                continue
            if any(number.overlaps(m) for m in (*draft.recipients, *draft.actors)):
                return draft
        if value.told == "participants":
            # مناورات بمشاركة 12 دولة
            return nearest(view, drafts, number)
        if value.kind in TYPES_OF_KIND:
            first, *others = (
                min(able, key=lambda d: (distance(d.trigger, number), d.trigger.first), default=None)
                for able in ([d for d in drafts if d.value.type in types] for types in TYPES_OF_KIND[value.kind])
            )
            return first or _tolled(view, earlier, value) or next(iter(others), None)
        if value.lasting and value.unit in TERMS | TRUCES:
            # حرب دامت ثماني سنوات
            lasted = [d for d in drafts if _lasts(d) and 0 <= _gap(d, number) <= LASTING_REACH]
            if lasted:
                return lasted[-1]
        near = nearest(view, drafts, number)
        if near is not None and near.value.nominal:
            near = _around(view, drafts, number, near) or near
        if near is None or not near.value.nominal or self._patterns.of(near.value).amount in TYPES_OF_KIND:
            return near
        return self._verb_of(view, drafts, number, value) or near

    def _verb_of(
        self, view: SentenceView, drafts: Sequence[Draft], number: Mention, value: AmountValue
    ) -> Draft | None:
        """The verb whose subject or object a number of people is, over an event noun between: قتل في المعارك سبعة جنود."""
        verb = next((d for d in reversed(drafts) if d.value.finite and d.trigger.last <= number.first), None)
        if verb is None or not 0 < _gap(verb, number) <= VERB_REACH:
            return None
        pattern = self._patterns.of(verb.value)
        near = _is_near(_Beside(view, verb, pattern, number, value, _gap(verb, number)))
        return verb if near and pattern.amount in TOLL else None

    def _carried(
        self, view: SentenceView, number: Mention, value: AmountValue, before: _Counted, people: _Counted | None
    ) -> str | None:
        """As what a number counts that goes on with the one before it or the last one of people, None where it does not."""
        if value.part or _joined(view, number, before.number):
            return (value.kind if value.kind in TOLL else self._told_since(view, before.number, number)) or before.kind
        if _goes_on(view, number, before.number, before.kind):
            return before.kind
        term = people is not None and _has_term(view, number, value, before.number, people.number)
        return people.kind if people is not None and term else None

    def _told_since(self, view: SentenceView, before: Mention, number: Mention) -> str:
        """The toll that a word between two numbers tells of: قتل مدني وأصيب آخرون بينهم امرأة."""
        between = [t for t in view.triggers if before.last <= t.first and t.last <= number.first]
        amount = self._patterns.of(between[-1].valued(TriggerValue)).amount if between else ""
        return amount if amount in TOLL else ""

    def _both(self, view: SentenceView, number: Mention) -> bool:
        """Whether verbs of killing and of wounding that a conjunction joins stand before a number: قتل وأصيب عشرون جنديا."""
        for second in view.triggers:
            if not (0 <= number.first - second.last <= BOTH_REACH and view.grammar.ties(second)):
                continue
            pair = [t for t in view.triggers if t is second or t.last == second.first]
            if {self._patterns.of(t.valued(TriggerValue)).amount for t in pair} == {"killed", "wounded"}:
                return True
        return False


def _kind(beside: _Beside) -> str | None:
    """What a number counts in its event: what its noun says, else what the event does; None where it counts nothing."""
    value, kind_of_event = beside.value, beside.type
    if _is_march(beside.draft, value):
        return None
    if value.unit in BODIES and kind_of_event == "SANCTION":
        return _of_bodies(beside)
    if value.unit in LAND and kind_of_event in HARMS and beside.pattern.amount == "items":
        return "other" if beside.in_clause and beside.within(SHARE_REACH) else None
    if not value.kind and (value.unit in SHARES or (not value.unit and not _is_alone(beside))):
        return None
    if beside.number.kind == "money":
        return "money" if kind_of_event in MONEY else None
    if kind_of_event == "AID" and _is_given(beside):
        return "other"
    if value.kind in TYPES_OF_KIND:
        return _of_their_kind(beside)
    if value.unit in STATES and beside.counts(beside.draft.actors) and not beside.governor:
        return "participants" if kind_of_event == "CONSULT" else "other"
    if value.kind == "other":
        return _other(beside)
    if value.kind not in ("", "items", "strikes"):
        return value.kind
    if value.implied and value.kind == "items":
        return _of_one_thing(beside)
    two = value.low == 2 and beside.counts(beside.draft.actors)
    if value.implied and not two and not _is_one_victim(beside):
        return None
    return _of_people(beside) if value.unit in ("person", "") else _of_things(beside)


def _of_people(beside: _Beside) -> str | None:
    """What becomes of the people whom a number counts, or "participants" of those who gather."""
    draft, pattern, value = beside.draft, beside.pattern, beside.value
    gathering = beside.type in GATHERING
    if gathering and ((value.high == 1 and not value.unit) or _counts_things(beside)):
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
    if pattern.amount in TYPES_OF_KIND and (parties or _is_near(beside) or _suffers(beside)):
        return _told_by(draft, pattern.amount)
    if beside.type in PUNISHED and not value.implied and any(p in draft.recipients for p in parties):
        return "other"
    return "participants" if gathering and beside.in_clause else None


def _of_bodies(beside: _Beside) -> str | None:
    """What companies and organizations count as where such are punished: عقوبات على 14 شركة."""
    number = beside.number
    others = (a.mention for a in beside.draft.amounts if a.role == "other")
    with_others = any(0 <= number.first - m.last <= 1 and beside.view.joined(number, m) for m in others)
    punished = with_others or beside.governor in beside.pattern.marks or beside.is_object
    return "other" if punished and beside.within(ITEM_REACH) else None


def _of_their_kind(beside: _Beside) -> str | None:
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


def _of_one_thing(beside: _Beside) -> str | None:
    """What goods count as whose noun alone tells how many: دمرت دبابة."""
    view, value = beside.view, beside.value
    named = value.unit in BODIES and view.norm(beside.number.last) in QUOTES
    # It may stand beside what is done: قتلوا حين سقطت مقاتلة.
    done_to = beside.is_object and not beside.governor
    if _is_means(beside.draft, value) or (beside.pattern.amount in TOLL and not done_to):
        return None
    near = beside.within(ITEM_REACH) and not named and not beside.is_place
    return "items" if beside.type in GOODS and near else None


def _is_given(beside: _Beside) -> bool:
    """Whether a number counts the people or families to whom help is given: وزعت مساعدات على 300 أسرة."""
    value, roles = beside.value, beside.pattern.prepositions.get(beside.governor, ())
    # Whom a country takes in or saves is its object, and on the move: استقبلت 200 لاجئ.
    people = value.unit == "person" and beside.number.valued(AmountValue).kind in ("", "displaced")
    if value.implied or value.part or not (people or value.unit in FAMILIES) or not beside.within(GIVEN_REACH):
        return False
    return "recipient" in roles and beside.in_clause


def _is_one_victim(beside: _Beside) -> bool:
    """Whether an implied number is the one to whom an event is done: قتل جندي."""
    if beside.pattern.amount not in TYPES_OF_KIND:
        return False
    if _is_with_another(beside):
        return True
    if not _is_anyone(beside.view, beside.number):
        return False
    return beside.counts(beside.draft.recipients) or _suffers(beside) or beside.within(VICTIM_REACH)


def _is_near(beside: _Beside) -> bool:
    """Whether a number of people stands near enough to what becomes of them."""
    value, near = beside.value, beside.within(NEAR)
    if near or value.unit != "person" or value.implied:
        return near
    if not beside.in_clause or beside.governor:
        return False
    if beside.type == "DISPLACE":
        return -MOVED_BACK <= beside.gap <= MOVED_REACH
    return beside.draft.value.finite and beside.pattern.amount in SUFFERED and 0 < beside.gap <= VERB_REACH


def _of_things(beside: _Beside) -> str | None:
    """What a number of things counts: the goods or strikes of an event that has such, or what is seized."""
    value, amount = beside.value, beside.pattern.amount
    if value.unit in PLACES and beside.is_object:
        return None if beside.is_place else value.kind
    counted = amount in ("items", "strikes", "participants")
    if counted and value.kind in ("items", "strikes") and beside.within(ITEM_REACH):
        return value.kind
    if counted and not value.kind and beside.is_object:
        return "items"
    if value.kind == "strikes" and beside.type == "ASSAULT" and beside.is_object:
        # ارتكبت القوات 4 مجازر
        return None if beside.governor else "strikes"
    # Who can seize people can seize goods: ضبطت الشرطة 30 بندقية.
    seized = amount == "detained" and value.kind == "items" and beside.within(TAKEN_REACH)
    return "items" if seized and not beside.governor else None


def _other(beside: _Beside) -> str | None:
    """What a measure or a count of neither people nor goods is to an event: families that flee, a term of years, kilograms
    that are seized.
    """
    unit, amount = beside.value.unit, beside.pattern.amount
    if unit in FAMILIES and beside.type == "DISPLACE":
        return amount or None
    if unit in FAMILIES and beside.type == "COERCE" and amount == "displaced":
        # هجرت القوات 30 عائلة
        return amount if beside.within(MOVED_REACH) else None
    if unit in TERMS | TRUCES and _dates(beside.view, beside.number):
        return None
    if beside.value.lasting and unit in TERMS | TRUCES and _lasts(beside.draft):
        return "other" if 0 <= _gap(beside.draft, beside.number) <= LASTING_REACH else None
    if unit in TERMS and beside.type == "SANCTION":
        return "other" if beside.within(TERM_REACH) else None
    if unit in TRUCES and beside.type == "COERCE" and amount == "detained":
        return "other" if beside.within(TERM_REACH) else None
    if unit in TRUCES and "ceasefire" in beside.draft.modes:
        return "other" if beside.within(TRUCE_REACH) else None
    if unit in MASSES and amount == "items":
        return "items" if beside.within(ITEM_REACH) else None
    return "other" if unit in PLACES and beside.is_object and not beside.is_place else None


def _suffers(beside: _Beside) -> bool:
    """Whether a number is the subject before a verb that says what becomes of it: إن 24 صحافيا قتلوا."""
    draft, before = beside.draft, beside.number.last <= beside.draft.trigger.first
    return before and draft.value.finite and not draft.actors and not beside.governor and beside.in_clause


def _counts_things(beside: _Beside) -> bool:
    """Whether a number alone counts what is no party of an event: what is told of those who act (أجرت كوريا ثلاث تجارب), or the
    events themselves (ثلاث تعبئات).
    """
    view, draft, number, value = beside.view, beside.draft, beside.number, beside.value
    if value.unit or value.low != value.high:
        return False
    if number.last == draft.trigger.first or any(h.first == number.last for h in view.objects_of(draft.trigger)):
        return True
    behind = view.norm(number.last)
    bare = bool(behind) and view.tokens[number.last].kind == "word" and behind not in view.grammar.prepositions.words
    acted = any(draft.trigger.last <= a.first and a.last <= number.first for a in draft.actors)
    return bare and acted and number.last not in view.verbs and view.grammar.unjoined(behind) == behind


def _told_by(draft: Draft, kind: str) -> str:
    """What an event says of people where its pattern tells a kind."""
    return "other" if draft.value.type in OTHERWISE and kind in TYPES_OF_KIND else kind


def is_charge(number: Mention, draft: Draft, drafts: Iterable[Draft]) -> bool:
    """Whether an event is the deed that those whom a number counts are accused of, or told as it is: 8 متهمين بقتل ضابط.
    ``drafts``: those of the number's sentence. What stands right before the number is done to them: إعدام 8 متهمين بقتل ضابط.
    """
    if not (isinstance(number.value, AmountValue) and number.value.charged) or draft.trigger.last == number.first:
        return False
    behind = (d for d in drafts if 0 <= d.trigger.first - number.last <= CHARGE_REACH and not d.value.finite)
    return any(d.value.type == draft.value.type for d in behind)


def _movers(drafts: Iterable[Draft], number: Mention, counting: Draft) -> Iterator[Draft]:
    """The verbs of movement whose subject a number of people is that is counted for another event, too: أوقفوا 4 أشخاص عبروا
    الحدود. ``counting``: that event.
    """
    value = number.value
    if isinstance(value, AmountValue) and value.unit == "person" and not value.implied:
        moved = (d for d in drafts if d.value.type == "DISPLACE" and d.value.finite and d is not counting)
        yield from (d for d in moved if any(number.overlaps(m) for m in d.actors))


def _is_anyone(view: SentenceView, number: Mention) -> bool:
    """Whether the person that an implied number counts is any one, and not one that is named."""
    return all(is_any(a) for a in view.actors if a.first <= number.first < a.last)


def _is_with_another(beside: _Beside) -> bool:
    """Whether a conjunction ties two people to the one to whom a verb before them is done: قتل القائد الميداني ومرافقاه."""
    two = beside.value.low == 2 and beside.view.grammar.ties(beside.number)
    near = beside.draft.value.finite and beside.within(COMPANY_REACH)
    return two and near and beside.in_clause and not beside.governor


def _is_counted_in(draft: Draft, value: AmountValue) -> bool:
    """Whether a number within an event's own words counts strikes or things, and tells neither how it is done nor who flees."""
    if (
        _is_march(draft, value)
        or _is_means(draft, value)
        or (value.unit in FAMILIES and draft.value.type == "DISPLACE")
    ):
        return False
    return value.kind in ("strikes", "items") or (not value.implied and value.unit not in ("person", ""))


def _is_means(draft: Draft, value: AmountValue) -> bool:
    """Whether one thing is what an attack was made with: انفجار عبوة ناسفة."""
    one = value.implied and value.high == 1 and value.unit in CHARGES
    return one and draft.value.type == "ASSAULT" and "destroy" not in draft.modes


def _is_alone(beside: _Beside) -> bool:
    """Whether a number without a noun stands near enough to an event word to count whom it is done to; behind its subject only
    where nothing follows that it may count: اعتقلت قوات الجيش 15 في نابلس.
    """
    view, end = beside.view, beside.number.last
    follows = end < view.sentence.last and view.tokens[end].kind == "word"
    return _gap(beside.draft, beside.number) <= 1 or (
        beside.is_object and (not follows or view.grammar.prepositions.begin(view.norm(end)))
    )


def _gap(draft: Draft, number: Mention) -> int:
    """Words from an event word to a number behind it; negative where the number stands before it, 0 where inside."""
    inside = draft.trigger.first < number.first < draft.trigger.last
    return 0 if inside else number.first - draft.trigger.last


def _reach(view: SentenceView, draft: Draft, number: Mention, marks: Iterable[str]) -> int:
    """The same without what may stand between a verb and its object: its subject, days, and asides between two commas.
    ``marks``: the prepositions of such an object.
    """
    gap = _gap(draft, number)
    governor = view.governor(number)
    if gap <= 1 or (governor not in marks if governor else not draft.value.finite):
        return gap
    if not view.same_clause(number, draft.trigger):
        return gap
    passed = {view.tokens[i].start for m in (*draft.actors, *view.dates) for i in range(m.first, m.last)}
    left = view.without_asides(draft.trigger.last, number.first)
    return sum(token.kind == "word" and token.start not in passed for token in left)


def _around(view: SentenceView, drafts: Sequence[Draft], number: Mention, near: Draft) -> Draft | None:
    """The verb before an aside between commas that holds the event noun that a number stands with: دمر الجيش، بدعم من روسيا، 3
    عربات.
    """
    verb = next((d for d in reversed(drafts) if d.value.finite and d.trigger.last <= near.trigger.first), None)
    if verb is None or near.trigger.last > number.first:
        return None
    left = view.without_asides(verb.trigger.last, number.first)
    return None if view.tokens[near.trigger.first] in left else verb


def _lasts(draft: Draft) -> bool:
    """Whether an event is one that lasts some time."""
    return draft.value.type in LASTING or "ceasefire" in draft.modes


def _is_march(draft: Draft, value: AmountValue) -> bool:
    """Whether what is read as drones are the marches of a protest."""
    return draft.value.type == "PROTEST" and value.unit in MARCHES


def _dates(view: SentenceView, number: Mention) -> bool:
    """Whether a number tells how long before or after something an event was: اعتقل بعد 5 أيام من الهجوم."""
    return view.grammar.unjoined(view.norm(number.first - 1)) in view.grammar.prepositions.circumstances


def _joined(view: SentenceView, number: Mention, before: Mention) -> bool:
    """خمسة جنود وموظف: whether a conjunction ties a number to the one right before it, so that both count the same way."""
    value, other = number.valued(AmountValue), before.valued(AmountValue)
    things = bool(other.unit) and "person" not in (value.unit, other.unit)
    alike = value.kind == other.kind and (value.unit == other.unit or things)
    return alike and bool(value.unit) and number.first - before.last <= 1 and view.joined(number, before)


def _goes_on(view: SentenceView, number: Mention, before: Mention, kind: str) -> bool:
    """Whether a number that a conjunction ties on goes on with what the one some words before it counts as
    ``kind``: قتل 14 جنديا من الفرقة و6 من الشرطة, 3 دبابات للمتمردين و5 مدرعات.
    """
    value, other = number.valued(AmountValue), before.valued(AmountValue)
    between = view.tokens[before.last : number.first]
    if kind == "items":
        # 4 بنادق، و3 مسدسات
        between = tuple(t for t in between if t.norm not in COMMAS)
    if not 0 < len(between) <= LIST_REACH or any(t.kind != "word" and not _of_name(view, t) for t in between):
        return False
    if any(before.last <= t.first < number.first and t.valued(TriggerValue).finite for t in view.triggers):
        return False
    people = not value.told and other.unit in ("person", "")
    governor = view.grammar.unjoined(between[-1].norm)
    if governor and governor != between[-1].norm and governor == view.governor(before):
        # حكم على 11 متهما بالإعدام وعلى 9 آخرين بالمؤبد, إلى 70 ألف نازح في حلب وإلى 30 ألف نازح في إدلب
        alike = kind in SUFFERED or (kind == "other" and value.unit == other.unit == "person")
        return alike and people and not value.kind and value.unit in ("person", "")
    if not view.grammar.ties(number) and between[-1].norm not in view.grammar.joining:
        return False
    if kind == "items" and (value.kind == "items" or value.unit in MASSES):
        return True
    if kind == other.kind == "items" and _is_unknown_thing(view, number, value):
        return True
    # A number without a noun is of those told of before where a preposition shows that none follows.
    alone = not value.unit and (view.grammar.prepositions.begin(view.norm(number.last)) or _is_partial(view, number))
    return alone and ((kind in SUFFERED and people) or (kind == "items" and other.kind == "items"))


def _is_unknown_thing(view: SentenceView, number: Mention, value: AmountValue) -> bool:
    """Whether the word behind a number is a noun that is not known, and no plural of people: 3 بنادق و60 مفجرا."""
    behind = view.tokens[number.last] if number.last < view.sentence.last else None
    if (
        behind is None
        or behind.kind != "word"
        or value.unit
        or value.kind
        or view.grammar.prepositions.begin(view.norm(number.last))
    ):
        return False
    written = view.document.article.text[behind.start : behind.end]
    people = written.endswith((view.grammar.endings.nominative, view.grammar.endings.oblique))
    plain = view.grammar.unjoined(behind.norm) == behind.norm and number.last not in view.verbs
    return plain and not people and not _is_partial(view, number)


def _is_partial(view: SentenceView, number: Mention) -> bool:
    """Whether the word behind a number is an accusative that tells how, or what kind of things told of before: 30 جزئيا."""
    grammar = view.grammar
    return view.norm(number.last).endswith(grammar.endings.oblique[0] + grammar.endings.accusative)


def _of_name(view: SentenceView, token: Token) -> bool:
    """Whether digits count nothing: بندقية عيار 7.62 ملم."""
    return token.kind == "number" and not any(n.start <= token.start < n.end for n in (*view.numbers, *view.money))


def _has_term(view: SentenceView, number: Mention, value: AmountValue, term: Mention, people: Mention) -> bool:
    """Whether people stand behind their term as others do behind theirs: 20 عاما على 12 متهما و15 عاما على 6 آخرين."""
    of_term, governor = term.value, view.governor(number)
    years = isinstance(of_term, AmountValue) and of_term.unit in TERMS and people.last <= term.first
    follows = number.first - term.last == 1 and bool(governor) and governor == view.governor(people)
    return years and follows and not value.kind and value.unit in ("person", "")


def _in_unit_of(view: SentenceView, before: Mention, number: Mention, kind: str) -> Mention:
    """A number of things without a noun, in the unit of the one that it goes on with: 4 دبابات في تعز و3 في مأرب. What is more
    than that is part of more than one: 26 مسيرة و4 صواريخ أسقط منها 21.
    """
    value, other = number.valued(AmountValue), before.valued(AmountValue)
    if kind == "items" and _is_unknown_thing(view, number, value):
        return replace(number, value=replace(value, unit=THING, kind="items"))
    if value.part and value.low is not None and other.high is not None and value.low > other.high:
        return number
    return replace(number, value=replace(value, unit=other.unit)) if kind == "items" and not value.unit else number


def _tolled(view: SentenceView, earlier: Sequence[Draft], value: AmountValue) -> Draft | None:
    """The attack of the sentences just before whose toll a sentence without an attack of its own gives."""
    if value.kind not in TOLL:
        return None
    attacks = [d for d in earlier if d.value.type == "ASSAULT" and view.sentence.index - d.sentence <= TOLL_REACH]
    return next((d for d in reversed(attacks) if d.status == "actual"), None)
