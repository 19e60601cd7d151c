"""Which event of a sentence a number belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from conflict_events.linking.amount_position import VERB_REACH, Beside, gap, is_near
from conflict_events.linking.amount_roles import LASTING_REACH, lasts
from conflict_events.linking.amount_units import DURATIONS
from conflict_events.linking.attachment import distance, nearest
from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.drafts import Draft, last_verb
from conflict_events.linking.patterns import Patterns
from conflict_events.linking.person_kinds import TOLL, TYPES_OF_KIND
from conflict_events.linking.totals import Totals
from conflict_events.records import AmountValue, Mention

TOLL_REACH = 2
"""Sentences behind an attack in which a bare toll ("the wounded are 14") still is its own."""
CHARGE_REACH = 3
"""Words between those who are accused and the deed."""


class Unattached(NamedTuple):
    """A number, and the events that it may belong to."""

    view: SentenceView
    drafts: Sequence[Draft]
    """Those of its sentence."""
    earlier: Sequence[Draft]
    """Those of the sentences before."""
    number: Mention
    value: AmountValue
    """The number's, its kind that which the word beside it says."""


class AmountAttachment:
    """Finds the events of numbers."""

    def __init__(self, patterns: Patterns, totals: Totals) -> None:
        self._patterns = patterns
        self._totals = totals

    def event(self, case: Unattached) -> Draft | None:
        """The event that a number belongs to: the one whose party it counts, for casualties the nearest that can have
        them, or the attack just before; else the one that it stands with.
        """
        of_persons = case.value.kind in TYPES_OF_KIND
        cue = self._totals.cue(case.view, case.number) if of_persons else None
        if cue is not None:
            return self._totals.event(case.view, case.drafts, cue)
        partaken = next((d for d in case.drafts if _counts_party(case, d)), None)
        if partaken is not None:
            return partaken
        if case.value.told == "participants":
            # مناورات بمشاركة 12 دولة
            return nearest(case.view, case.drafts, case.number)
        if of_persons:
            return _of_kind(case)
        return _lasting(case) or self._nearest(case)

    def _nearest(self, case: Unattached) -> Draft | None:
        """The event that a number stands with, or the verb that has this one between it and the number."""
        near = nearest(case.view, case.drafts, case.number)
        if near is None or not near.value.nominal:
            return near
        near = _around(case, near) or near
        if not near.value.nominal or self._patterns.of(near.value).amount in TYPES_OF_KIND:
            return near
        return self._verb(case) or near

    def _verb(self, case: Unattached) -> Draft | None:
        """The verb whose subject or object a number of people is, over an event noun between: قتل في المعارك سبعة جنود."""
        verb = last_verb([d for d in case.drafts if d.trigger.last <= case.number.first])
        if verb is None or not 0 < gap(verb, case.number) <= VERB_REACH:
            return None
        pattern = self._patterns.of(verb.value)
        near = is_near(Beside(case.view, verb, pattern, case.number, case.value, gap(verb, case.number)))
        return verb if near and pattern.amount in TOLL else None


def _counts_party(case: Unattached, draft: Draft) -> bool:
    """Whether a number counts a party of an event that can have such a toll."""
    if case.value.kind in TOLL and draft.value.type not in TYPES_OF_KIND[case.value.kind][0]:
        return False
    return any(map(case.number.overlaps, (*draft.recipients, *draft.actors)))


def _of_kind(case: Unattached) -> Draft | None:
    """The nearest event that those can belong to whose noun tells what became of them."""
    usual, *others = (
        min(able, key=lambda d: (distance(d.trigger, case.number), d.trigger.first), default=None)
        for able in ([d for d in case.drafts if d.value.type in types] for types in TYPES_OF_KIND[case.value.kind])
    )
    return usual or _tolled(case) or next(iter(others), None)


def _lasting(case: Unattached) -> Draft | None:
    """The event of which a number tells how long it lasted: حرب دامت ثماني سنوات."""
    if not case.value.lasting or case.value.unit not in DURATIONS:
        return None
    return next((d for d in reversed(case.drafts) if lasts(d) and 0 <= gap(d, case.number) <= LASTING_REACH), None)


def _tolled(case: Unattached) -> Draft | None:
    """The attack of the sentences just before whose toll a sentence without an attack of its own gives."""
    if case.value.kind not in TOLL:
        return None
    index = case.view.sentence.index
    attacks = (d for d in reversed(case.earlier) if d.value.type == "ASSAULT" and index - d.sentence <= TOLL_REACH)
    return next((d for d in attacks if d.status == "actual"), None)


def _around(case: Unattached, near: Draft) -> Draft | None:
    """The verb before an aside between commas that holds the event noun that a number stands with: دمر الجيش، بدعم من روسيا، 3
    عربات.
    """
    verb = last_verb([d for d in case.drafts if d.trigger.last <= near.trigger.first])
    if verb is None or near.trigger.last > case.number.first:
        return None
    left = case.view.without_asides(verb.trigger.last, case.number.first)
    return None if case.view.tokens[near.trigger.first] in left else verb


def movers(case: Unattached, counting: Draft) -> Iterator[Draft]:
    """The verbs of movement whose subject a number of people is that is counted for another event, too: أوقفوا 4 أشخاص عبروا
    الحدود. ``counting``: that event.
    """
    if case.value.unit == "person" and not case.value.implied:
        moved = (d for d in case.drafts if d.value.type == "DISPLACE" and d.value.finite and d is not counting)
        yield from (d for d in moved if any(map(case.number.overlaps, d.actors)))


def is_charge(number: Mention, draft: Draft, drafts: Iterable[Draft]) -> bool:
    """Whether an event is the deed that those whom a number counts are accused of, or told as it is: 8 متهمين بقتل ضابط.
    ``drafts``: those of the number's sentence. What stands right before the number is done to them: إعدام 8 متهمين بقتل ضابط.
    """
    if not number.valued(AmountValue).charged or draft.trigger.last == number.first:
        return False
    behind = (d for d in drafts if 0 <= d.trigger.first - number.last <= CHARGE_REACH)
    return any(d.value.type == draft.value.type for d in behind)
