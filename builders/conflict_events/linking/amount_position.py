"""How a number stands to an event: how many words behind it, governed by what, as its object or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.drafts import Draft
from conflict_events.linking.patterns import Pattern
from conflict_events.linking.person_kinds import SUFFERED
from conflict_events.records import AmountValue, Mention

NEAR = 3
"""Words between an event word and people whom it counts, whatever they are in the sentence."""
VERB_REACH = 10
"""Words between a verb and those whom it counts, where nothing governs them: قتل في معارك الأمس على الجبهة عشرون جنديا."""
MOVED_REACH = 5
MOVED_BACK = 3
"""Words between a word for flight and those who flee, behind it and before it."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A number beside an event, in which it may count something."""

    view: SentenceView
    draft: Draft
    pattern: Pattern
    number: Mention
    value: AmountValue
    """The number's, its kind that which the word beside it says."""
    gap: int
    """Words from the event to the number, as ``gap`` or ``reach`` counts them."""

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


def is_near(beside: Beside) -> bool:
    """Whether a number of people stands near enough to what becomes of them."""
    value, near = beside.value, beside.within(NEAR)
    if near or value.unit != "person" or value.implied:
        return near
    if not beside.in_clause or beside.governor:
        return False
    if beside.type == "DISPLACE":
        return -MOVED_BACK <= beside.gap <= MOVED_REACH
    return beside.draft.value.finite and beside.pattern.amount in SUFFERED and 0 < beside.gap <= VERB_REACH


def gap(draft: Draft, number: Mention) -> int:
    """Words from an event word to a number behind it; negative where the number stands before it, 0 where inside."""
    inside = draft.trigger.first < number.first < draft.trigger.last
    return 0 if inside else number.first - draft.trigger.last


def reach(view: SentenceView, draft: Draft, number: Mention, marks: Iterable[str]) -> int:
    """The same without what may stand between a verb and its object: its subject, days, and asides between two commas.
    ``marks``: the prepositions of such an object.
    """
    whole = gap(draft, number)
    governor = view.governor(number)
    if whole <= 1 or (governor not in marks if governor else not draft.value.finite):
        return whole
    if not view.same_clause(number, draft.trigger):
        return whole
    passed = {view.tokens[i].start for m in (*draft.actors, *view.dates) for i in range(m.first, m.last)}
    left = view.without_asides(draft.trigger.last, number.first)
    return sum(token.kind == "word" and token.start not in passed for token in left)
