"""Which numbers and sums of a sentence count what in which of its events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflict_events.linking.amount_attachment import AmountAttachment, Unattached, is_charge, movers
from conflict_events.linking.amount_coordination import Counted, carried
from conflict_events.linking.amount_position import Beside, reach
from conflict_events.linking.amount_roles import role, role_within
from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.drafts import Draft
from conflict_events.linking.patterns import Patterns
from conflict_events.linking.totals import Totals
from conflict_events.records import AmountValue, Argument, Mention, TriggerValue

BOTH_REACH = 2
"""Words between a verb of wounding and whom it counts together with a verb of killing before it."""


class AmountLinks:
    """Gives the numbers and sums of a sentence to its drafts."""

    def __init__(self, patterns: Patterns, totals: Totals) -> None:
        self._patterns = patterns
        self._attachment = AmountAttachment(patterns, totals)

    def link(self, view: SentenceView, drafts: Sequence[Draft], earlier: Sequence[Draft]) -> None:
        """A number counts what its event does to people or things; a counted noun may say so itself. ``earlier`` are the
        drafts of the sentences before.
        """
        previous: Counted | None = None
        for number in sorted((*view.numbers, *view.money), key=lambda m: m.first):
            value = number.valued(AmountValue)
            going_on = carried(self._patterns, view, previous, number) if previous is not None else None
            if previous is not None and going_on is not None:
                _add(going_on)
                previous = going_on if value.unit == "person" else going_on._replace(kind=previous.kind)
                continue
            if value.told:
                value = replace(value, kind=value.told)
            if self._link_within(drafts, number, value):
                continue
            able = [d for d in drafts if not is_charge(number, d, drafts)]
            counted = self._counted(Unattached(view, able, earlier, number, value))
            if counted is not None:
                _add(counted)
                previous = counted
            elif value.unit == "person" and not (value.implied or value.part):
                # What follows may be part of these: سقط 90 مدنيا بينهم 12 طفلا.
                previous = None

    def _link_within(self, drafts: Sequence[Draft], number: Mention, value: AmountValue) -> bool:
        """Give a number to the event in whose own words it stands, if there is one; whether there is."""
        # The second part of a name of goods is no event that they are of: نقطتا تفتيش.
        second = number.first + (1 if value.implied else 2) if value.kind == "items" else number.last
        counting = next((d for d in drafts if number.overlaps(d.trigger) and d.trigger.first < second), None)
        if counting is None:
            return False
        kind = role_within(counting, value)
        if kind is None:
            return False
        _add(Counted(number, counting, kind))
        return True

    def _counted(self, case: Unattached) -> Counted | None:
        """A number in the event that it belongs to and as what it counts there, None where it counts nothing. Verbs of movement
        with the same subject are given it, too.
        """
        view, number, value = case.view, case.number, case.value
        draft = self._attachment.event(case)
        if draft is None:
            return None
        for mover in movers(case, draft):
            _add(Counted(number, mover, self._patterns.of(mover.value).amount))
        pattern = self._patterns.of(draft.value)
        kind = role(Beside(view, draft, pattern, number, value, reach(view, draft, number, pattern.marks)))
        if kind is None:
            return None
        return Counted(number, draft, "casualties" if not value.kind and self._both(view, number) else kind)

    def _both(self, view: SentenceView, number: Mention) -> bool:
        """Whether verbs of killing and of wounding that a conjunction joins stand before a number: استشهد وجرح عشرون رجلا."""
        for second in view.triggers:
            if not (0 <= number.first - second.last <= BOTH_REACH and view.grammar.ties(second)):
                continue
            pair = [t for t in view.triggers if t is second or t.last == second.first]
            if {self._patterns.of(t.valued(TriggerValue)).amount for t in pair} == {"killed", "wounded"}:
                return True
        return False


def _add(counted: Counted) -> None:
    """Give a number to its event."""
    counted.draft.amounts.append(Argument(counted.number, counted.kind))
