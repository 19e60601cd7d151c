"""How many: which number of a sentence belongs to which of its events, and what it counts there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from conflict_events.lexical.text import COMMAS, QUOTES
from conflict_events.linking.attachment import distance, nearest
from conflict_events.linking.clauses import SentenceView, is_any
from conflict_events.linking.drafts import Draft
from conflict_events.linking.patterns import Pattern, Patterns
from conflict_events.linking.totals import Totals
from conflict_events.mentions.triggers import trigger_value
from conflict_events.records import AmountValue, Argument, Mention, Token

TYPES_OF_KIND: Mapping[str, tuple[frozenset[str], ...]] = {
    "killed": (frozenset({"ASSAULT"}), frozenset({"PROTEST", "COERCE"})),
    "wounded": (frozenset({"ASSAULT"}), frozenset({"PROTEST", "COERCE"})),
    "casualties": (frozenset({"ASSAULT"}),),
    "missing": (frozenset({"ASSAULT"}),),
    "abducted": (frozenset({"ASSAULT", "RETREAT"}),),
    "detained": (frozenset({"COERCE", "SANCTION", "ACCUSE", "RETREAT"}),),
    "released": (frozenset({"RETREAT"}),),
    "displaced": (frozenset({"DISPLACE", "COERCE"}),),
    "participants": (frozenset({"PROTEST", "MOBILIZE", "ASSAULT"}), frozenset({"CONSULT", "COOPERATE"})),
}
"""Types of event that a counted noun of a kind (قتيل, نازح) can belong to; the later ones where the earlier are missing."""
TOLL = frozenset(["killed", "wounded", "casualties", "missing"])
SUFFERED = TOLL | {"abducted", "detained", "released"}
"""Kinds of those to whom an event is done."""
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
"""Words between an event word and the goods that it is about; TERM_REACH for a term behind a sentence."""


class AmountLinks:
    """Gives the numbers and sums of a sentence to its drafts."""

    def __init__(self, patterns: Patterns, totals: Totals) -> None:
        self._patterns = patterns
        self._totals = totals

    def link(self, view: SentenceView, drafts: Sequence[Draft], earlier: Sequence[Draft]) -> None:
        """A number counts what its event does to people or things; a counted noun may say so itself. ``earlier`` are the
        drafts of the sentences before.
        """
        previous: tuple[Mention, Draft, str] | None = None
        people: tuple[Mention, Draft, str] | None = None
        for number in sorted((*view.numbers, *view.money), key=lambda m: m.first):
            value = number.value
            assert isinstance(value, AmountValue)
            if value.told:
                value = replace(value, kind=value.told)
            carried = self._carried(view, number, value, previous[0], previous[2]) if previous is not None else None
            if carried is None and previous is not None and people is not None:
                carried = people[2] if _has_term(view, number, value, previous[0], people[0]) else None
            if previous is not None and carried is not None:
                number = _in_unit_of(view, previous[0], number, carried)
                previous[1].amounts.append(Argument(number, carried))
                previous = (number, previous[1], carried if value.unit == "person" else previous[2])
                continue
            # The second part of a name of goods is no event that they are of: نقطتا تفتيش.
            second = number.first + (1 if value.implied else 2) if value.kind == "items" else number.last
            counting = next((d for d in drafts if number.overlaps(d.trigger) and d.trigger.first < second), None)
            if counting is not None and _is_counted_in(counting, value):
                mass = value.unit in MASSES and self._patterns.of(counting.value).amount == "items"
                struck = "strikes" if counting.value.type == "ASSAULT" else "other"
                counting.amounts.append(Argument(number, "items" if mass else value.kind or struck))
                continue
            able = [d for d in drafts if not is_charge(number, d, drafts)] if value.charged else drafts
            draft = self._counting(view, able, earlier, number, value)
            for mover in _movers(able, number, draft) if draft is not None else ():
                mover.amounts.append(Argument(number, self._patterns.of(mover.value).amount))
            kind = None if draft is None else self._kind(view, draft, number, value)
            if draft is None or kind is None:
                if value.unit == "person" and not (value.implied or value.part):
                    # What follows may be part of these: سقط 90 مدنيا بينهم 12 طفلا.
                    previous = None
                continue
            if not value.kind and self._both(view, number):
                kind = "casualties"
            draft.amounts.append(Argument(number, kind))
            previous = (number, draft, kind)
            people = previous if value.unit == "person" else people

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
        return self._verb_of(view, drafts, number) or near

    def _verb_of(self, view: SentenceView, drafts: Sequence[Draft], number: Mention) -> Draft | None:
        """The verb whose subject or object a number of people is, over an event noun between: قتل في المعارك سبعة جنود."""
        verb = next((d for d in reversed(drafts) if d.value.finite and d.trigger.last <= number.first), None)
        if verb is None or not 0 < _gap(verb, number) <= VERB_REACH:
            return None
        near = self._patterns.of(verb.value).amount in TOLL and self._is_near(view, verb, number, _gap(verb, number))
        return verb if near else None

    def _carried(
        self, view: SentenceView, number: Mention, value: AmountValue, before: Mention, kind: str
    ) -> str | None:
        """As what a number counts that goes on with the one before it, which counts as ``kind``; None where it does not."""
        if value.part or _joined(view, number, before):
            return (value.kind if value.kind in TOLL else self._told_since(view, before, number)) or kind
        return kind if _goes_on(view, number, before, kind) else None

    def _told_since(self, view: SentenceView, before: Mention, number: Mention) -> str:
        """The toll that a word between two numbers tells of: قتل مدني وأصيب آخرون بينهم امرأة."""
        between = [t for t in view.triggers if before.last <= t.first and t.last <= number.first]
        amount = self._patterns.of(trigger_value(between[-1])).amount if between else ""
        return amount if amount in TOLL else ""

    def _both(self, view: SentenceView, number: Mention) -> bool:
        """Whether verbs of killing and of wounding that a conjunction joins stand before a number: قتل وأصيب عشرون جنديا."""
        for second in view.triggers:
            if not (0 <= number.first - second.last <= BOTH_REACH and view.grammar.ties(second)):
                continue
            pair = [t for t in view.triggers if t is second or t.last == second.first]
            if {self._patterns.of(trigger_value(t)).amount for t in pair} == {"killed", "wounded"}:
                return True
        return False

    def _kind(self, view: SentenceView, draft: Draft, number: Mention, value: AmountValue) -> str | None:
        """What a number counts in its event: what its noun says, else what the event does; None where it counts nothing."""
        pattern, type_of_event = self._patterns.of(draft.value), draft.value.type
        gap = _reach(view, draft, number, pattern.marks)
        if _is_march(draft, value):
            return None
        if value.unit in BODIES and type_of_event == "SANCTION":
            others = (a.mention for a in draft.amounts if a.role == "other")
            with_others = any(0 <= number.first - m.last <= 1 and view.joined(number, m) for m in others)
            punished = with_others or view.governor(number) in pattern.marks or _is_object(draft, number, gap)
            return "other" if punished and 0 <= gap <= ITEM_REACH else None
        if value.unit in LAND and type_of_event in ("COERCE", "ASSAULT") and pattern.amount == "items":
            clause = view.same_clause(number, draft.trigger)
            return "other" if clause and 0 <= gap <= SHARE_REACH else None
        if not value.kind and (value.unit in SHARES or (not value.unit and not _is_alone(view, draft, number, gap))):
            return None
        if number.kind == "money":
            return "money" if type_of_event in MONEY else None
        if type_of_event == "AID" and self._is_given(view, draft, number, gap):
            return "other"
        if value.kind in ("detained", "abducted") and type_of_event in FREED:
            return pattern.amount or None
        if value.kind == "detained" and value.unit == "person" and self._is_place(view, pattern, number):
            # معتقلات عدة: where people are held.
            return None
        if value.kind in TAKEN and pattern.amount in SUFFERED and any(number.overlaps(m) for m in draft.recipients):
            # What they were before: قتل 8 نازحين.
            return _told_by(draft, pattern.amount)
        if value.kind in TAKEN and type_of_event in GATHERING and any(number.overlaps(a) for a in draft.actors):
            # أضرب 60 أسيرا
            return "participants"
        if value.kind in TYPES_OF_KIND:
            return value.kind if any(type_of_event in types for types in TYPES_OF_KIND[value.kind]) else None
        if value.unit in STATES and any(number.overlaps(a) for a in draft.actors) and not view.governor(number):
            return "participants" if type_of_event == "CONSULT" else "other"
        if value.kind == "other":
            return self._other(view, draft, number, value, gap)
        if value.kind not in ("", "items", "strikes"):
            return value.kind
        if value.implied and value.kind == "items":
            named = value.unit in BODIES and view.norm(number.last) in QUOTES
            near = 0 <= gap <= ITEM_REACH and not named and not self._is_place(view, pattern, number)
            if _is_means(draft, value) or (pattern.amount in TOLL and not _is_done_to(view, draft, number, gap)):
                return None
            return "items" if type_of_event in GOODS and near else None
        two = value.low == 2 and any(number.overlaps(m) for m in draft.actors)
        if value.implied and not two and not self._is_one_victim(view, draft, number, gap):
            return None
        if value.unit in ("person", ""):
            return self._of_people(view, draft, number, gap)
        return self._of_things(view, draft, number, value, gap)

    def _is_given(self, view: SentenceView, draft: Draft, number: Mention, gap: int) -> bool:
        """Whether a number counts the people or families to whom help is given: وزعت مساعدات على 300 أسرة."""
        value, roles = number.value, self._patterns.of(draft.value).prepositions.get(view.governor(number), ())
        assert isinstance(value, AmountValue)
        # Whom a country takes in or saves is its object, and on the move: استقبلت 200 لاجئ.
        helped = (value.unit == "person" and value.kind in ("", "displaced")) or value.unit in FAMILIES
        if value.implied or value.part or not helped or not 0 <= gap <= GIVEN_REACH:
            return False
        return "recipient" in roles and view.same_clause(number, draft.trigger)

    def _is_one_victim(self, view: SentenceView, draft: Draft, number: Mention, gap: int) -> bool:
        """Whether an implied number is the one to whom an event is done: قتل جندي."""
        if self._patterns.of(draft.value).amount not in TYPES_OF_KIND:
            return False
        if not _is_anyone(view, number):
            return _is_with_another(view, draft, number, gap)
        suffers = any(number.overlaps(m) for m in draft.recipients) or self._suffers(view, draft, number)
        return suffers or 0 <= gap <= 2 or _is_with_another(view, draft, number, gap)

    def _of_people(self, view: SentenceView, draft: Draft, number: Mention, gap: int) -> str | None:
        """What becomes of the people whom a number counts, or "participants" of those who gather."""
        pattern, value = self._patterns.of(draft.value), number.value
        if draft.value.type in GATHERING and isinstance(value, AmountValue) and value.high == 1 and not value.unit:
            # Mostly one of things: واحدة من أجمل الأغنيات.
            return None
        if draft.value.type in GATHERING and _counts_things(view, draft, number):
            return None
        parties = [a for a in (*draft.recipients, *draft.actors) if number.first <= a.first < number.last]
        if parties and parties[0] in draft.actors:
            # Who did it is no victim, though the event counts those: بنيران قناصين.
            did = pattern.subject_amount in SUFFERED and view.governor(number) in view.grammar.agents
            if did or pattern.subject_amount in OF_THINGS:
                return "participants"
            if draft.value.type == "SANCTION" and gap == 0 and draft.trigger.last - draft.trigger.first > 1:
                # حكم بإعدام 64 شخصا
                return _told_by(draft, pattern.amount)
            return _told_by(draft, pattern.subject_amount) or None
        if pattern.amount in TYPES_OF_KIND and (
            parties or self._is_near(view, draft, number, gap) or self._suffers(view, draft, number)
        ):
            return _told_by(draft, pattern.amount)
        counted = isinstance(value, AmountValue) and not value.implied
        if draft.value.type in PUNISHED and counted and any(p in draft.recipients for p in parties):
            return "other"
        gathered = draft.value.type in GATHERING and view.same_clause(number, draft.trigger)
        return "participants" if gathered else None

    def _is_near(self, view: SentenceView, draft: Draft, number: Mention, gap: int) -> bool:
        """Whether a number of people stands near enough to what becomes of them."""
        value, near = number.value, 0 <= gap <= 3
        if near or not isinstance(value, AmountValue) or value.unit != "person" or value.implied:
            return near
        if not view.same_clause(number, draft.trigger) or view.governor(number):
            return False
        if draft.value.type == "DISPLACE":
            return -MOVED_BACK <= gap <= MOVED_REACH
        return draft.value.finite and self._patterns.of(draft.value).amount in SUFFERED and 0 < gap <= VERB_REACH

    def _of_things(self, view: SentenceView, draft: Draft, number: Mention, value: AmountValue, gap: int) -> str | None:
        """What a number of things counts: the goods or strikes of an event that has such, or what is seized."""
        amount = self._patterns.of(draft.value).amount
        if value.unit in PLACES and _is_object(draft, number, gap):
            return None if self._is_place(view, self._patterns.of(draft.value), number) else value.kind
        counted = amount in ("items", "strikes", "participants")
        if counted and value.kind in ("items", "strikes") and 0 <= gap <= ITEM_REACH:
            return value.kind
        if counted and not value.kind and _is_object(draft, number, gap):
            return "items"
        if value.kind == "strikes" and draft.value.type == "ASSAULT" and _is_object(draft, number, gap):
            # ارتكبت القوات 4 مجازر
            return None if view.governor(number) else "strikes"
        # Who can seize people can seize goods: ضبطت الشرطة 30 بندقية.
        seized = amount == "detained" and value.kind == "items" and 0 <= gap <= TAKEN_REACH
        return "items" if seized and not view.governor(number) else None

    def _other(self, view: SentenceView, draft: Draft, number: Mention, value: AmountValue, gap: int) -> str | None:
        """What a measure or a count of neither people nor goods is to an event: families that flee, a term of years,
        kilograms that are seized.
        """
        pattern = self._patterns.of(draft.value)
        if value.unit in FAMILIES and draft.value.type == "DISPLACE":
            return pattern.amount or None
        if value.unit in FAMILIES and draft.value.type == "COERCE" and pattern.amount == "displaced":
            # هجرت القوات 30 عائلة
            return pattern.amount if 0 <= gap <= MOVED_REACH else None
        if value.unit in TERMS | TRUCES and _dates(view, number):
            return None
        if value.lasting and value.unit in TERMS | TRUCES and _lasts(draft):
            return "other" if 0 <= _gap(draft, number) <= LASTING_REACH else None
        if value.unit in TERMS and draft.value.type == "SANCTION":
            return "other" if 0 <= gap <= TERM_REACH else None
        if value.unit in TRUCES and draft.value.type == "COERCE" and pattern.amount == "detained":
            return "other" if 0 <= gap <= TERM_REACH else None
        if value.unit in TRUCES and "ceasefire" in draft.modes:
            return "other" if 0 <= gap <= TRUCE_REACH else None
        if value.unit in MASSES and pattern.amount == "items":
            return "items" if 0 <= gap <= ITEM_REACH else None
        object_of = value.unit in PLACES and _is_object(draft, number, gap)
        return "other" if object_of and not self._is_place(view, pattern, number) else None

    def _suffers(self, view: SentenceView, draft: Draft, number: Mention) -> bool:
        """Whether a number is the subject before a verb that says what becomes of it: إن 24 صحافيا قتلوا."""
        return (
            number.last <= draft.trigger.first
            and draft.value.finite
            and not draft.actors
            and not view.governor(number)
            and view.same_clause(number, draft.trigger)
        )

    def _is_place(self, view: SentenceView, pattern: Pattern, number: Mention) -> bool:
        """Whether a number counts where something happened: تسمم نزلاء في فندقين."""
        governor = view.governor(number)
        return governor not in view.grammar.attached and pattern.prepositions.get(governor) == ("location",)


def _counts_things(view: SentenceView, draft: Draft, number: Mention) -> bool:
    """Whether a number alone counts what is no party of an event: what is told of those who act (أجرت كوريا ثلاث تجارب), or the
    events themselves (ثلاث تعبئات).
    """
    value = number.value
    if not isinstance(value, AmountValue) or value.unit or value.low != value.high:
        return False
    if number.last == draft.trigger.first or any(h.first == number.last for h in view.objects_of(draft.trigger)):
        return True
    behind = view.norm(number.last)
    bare = bool(behind) and view.tokens[number.last].kind == "word" and behind not in view.grammar.prepositions
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


def _is_with_another(view: SentenceView, draft: Draft, number: Mention, gap: int) -> bool:
    """Whether a conjunction ties two people to the one to whom a verb before them is done: قتل القائد الميداني ومرافقاه."""
    value = number.value
    two = isinstance(value, AmountValue) and value.low == 2 and view.grammar.ties(number)
    near = draft.value.finite and 0 <= gap <= COMPANY_REACH
    return two and near and view.same_clause(number, draft.trigger) and not view.governor(number)


def _is_object(draft: Draft, number: Mention, gap: int) -> bool:
    """Whether a number stands right behind an event word, or behind its subject."""
    behind = [a.last for a in draft.actors if draft.trigger.last <= a.first and a.last <= number.first]
    return gap >= 0 and (gap <= 1 or 0 <= number.first - max(behind, default=draft.trigger.last) <= 1)


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


def _is_done_to(view: SentenceView, draft: Draft, number: Mention, gap: int) -> bool:
    """Whether an event is done to a thing, and not beside it: أصاب الصاروخ منزلا, but not قتلوا حين سقطت مقاتلة."""
    return _is_object(draft, number, gap) and not view.governor(number)


def _is_alone(view: SentenceView, draft: Draft, number: Mention, gap: int) -> bool:
    """Whether a number without a noun stands near enough to an event word to count whom it is done to; behind its subject only
    where nothing follows that it may count: اعتقلت قوات الجيش 15 في نابلس.
    """
    follows = number.last < view.sentence.last and view.tokens[number.last].kind == "word"
    return _gap(draft, number) <= 1 or (_is_object(draft, number, gap) and (not follows or _governs(view, number.last)))


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
    return view.grammar.unjoined(view.norm(number.first - 1)) in view.grammar.circumstances


def _joined(view: SentenceView, number: Mention, before: Mention) -> bool:
    """خمسة جنود وموظف: whether a conjunction ties a number to the one right before it, so that both count the same way."""
    value, other = number.value, before.value
    assert isinstance(value, AmountValue) and isinstance(other, AmountValue)
    things = bool(other.unit) and "person" not in (value.unit, other.unit)
    alike = value.kind == other.kind and (value.unit == other.unit or things)
    return alike and bool(value.unit) and number.first - before.last <= 1 and view.joined(number, before)


def _goes_on(view: SentenceView, number: Mention, before: Mention, kind: str) -> bool:
    """Whether a number that a conjunction ties on goes on with what the one some words before it counts as
    ``kind``: قتل 14 جنديا من الفرقة و6 من الشرطة, 3 دبابات للمتمردين و5 مدرعات.
    """
    value, other = number.value, before.value
    assert isinstance(value, AmountValue) and isinstance(other, AmountValue)
    between = view.tokens[before.last : number.first]
    if kind == "items":
        # 4 بنادق، و3 مسدسات
        between = tuple(t for t in between if t.norm not in COMMAS)
    if not 0 < len(between) <= LIST_REACH or any(t.kind != "word" and not _of_name(view, t) for t in between):
        return False
    if any(before.last <= t.first < number.first and trigger_value(t).finite for t in view.triggers):
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
    alone = not value.unit and (_governs(view, number.last) or _is_partial(view, number))
    return alone and ((kind in SUFFERED and people) or (kind == "items" and other.kind == "items"))


def _is_unknown_thing(view: SentenceView, number: Mention, value: AmountValue) -> bool:
    """Whether the word behind a number is a noun that is not known, and no plural of people: 3 بنادق و60 مفجرا."""
    behind = view.tokens[number.last] if number.last < view.sentence.last else None
    if behind is None or behind.kind != "word" or value.unit or value.kind or _governs(view, number.last):
        return False
    written = view.document.article.text[behind.start : behind.end]
    people = written.endswith((view.grammar.nominative, view.grammar.oblique))
    plain = view.grammar.unjoined(behind.norm) == behind.norm and number.last not in view.verbs
    return plain and not people and not _is_partial(view, number)


def _is_partial(view: SentenceView, number: Mention) -> bool:
    """Whether the word behind a number is an accusative that tells how, or what kind of things told of before: 30 جزئيا."""
    grammar = view.grammar
    return view.norm(number.last).endswith(grammar.oblique[0] + grammar.accusative)


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
    value, other = number.value, before.value
    assert isinstance(value, AmountValue) and isinstance(other, AmountValue)
    if kind == "items" and _is_unknown_thing(view, number, value):
        return replace(number, value=replace(value, unit=THING, kind="items"))
    if value.part and value.low is not None and other.high is not None and value.low > other.high:
        return number
    return replace(number, value=replace(value, unit=other.unit)) if kind == "items" and not value.unit else number


def _governs(view: SentenceView, at: int) -> bool:
    """Whether a preposition stands at a token, or is written on to a definite noun there: بالرصاص."""
    norm = view.norm(at)
    return norm in view.grammar.prepositions or norm.startswith(view.grammar.attached_definite)


def _tolled(view: SentenceView, earlier: Sequence[Draft], value: AmountValue) -> Draft | None:
    """The attack of the sentences just before whose toll a sentence without an attack of its own gives."""
    if value.kind not in TOLL:
        return None
    attacks = [d for d in earlier if d.value.type == "ASSAULT" and view.sentence.index - d.sentence <= TOLL_REACH]
    return next((d for d in reversed(attacks) if d.status == "actual"), None)
