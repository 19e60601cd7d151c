"""The circumstances of events: which place, date and amount of a sentence belongs to which of its drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conflict_events.clauses import Candidate, SentenceView
from conflict_events.drafts import PLACE_ROLES, Draft
from conflict_events.mentions.sources import Attribution
from conflict_events.patterns import Patterns
from conflict_events.records import ActorValue, AmountValue, Argument, Mention, PlaceValue

PLACELESS = frozenset(["ACCUSE", "AGREE", "SUPPORT", "REQUEST", "REJECT", "THREATEN", "SANCTION", "COOPERATE"])
"""Types that are said or decided: a place in their sentence is that of something else."""
OPENING = 4
"""Words before a mention that opens a sentence: وفي محافظة ذي قار، ..."""
TYPES_OF_KIND: Mapping[str, frozenset[str]] = {
    "killed": frozenset({"ASSAULT", "PROTEST", "COERCE"}),
    "wounded": frozenset({"ASSAULT", "PROTEST", "COERCE"}),
    "casualties": frozenset({"ASSAULT"}),
    "missing": frozenset({"ASSAULT"}),
    "abducted": frozenset({"ASSAULT", "RETREAT"}),
    "detained": frozenset({"COERCE", "SANCTION", "ACCUSE", "RETREAT"}),
    "released": frozenset({"RETREAT"}),
    "displaced": frozenset({"DISPLACE", "COERCE"}),
    "participants": frozenset({"PROTEST", "MOBILIZE", "ASSAULT"}),
}
"""Types of event that a counted noun of a kind (قتيل, نازح) can belong to."""
PEOPLE_KINDS = frozenset(
    ["killed", "wounded", "casualties", "missing", "abducted", "detained", "released", "displaced", "participants"]
)


class Circumstances:
    """Gives the places, dates and amounts of a sentence to its drafts."""

    def __init__(self, patterns: Patterns) -> None:
        self._patterns = patterns

    def link(self, view: SentenceView, drafts: Sequence[Draft], spoken: Sequence[Attribution]) -> None:
        """Fill the drafts of one sentence."""
        self._places(view, drafts)
        self._dates(view, drafts, spoken)
        self._amounts(view, drafts)

    def _places(self, view: SentenceView, drafts: Sequence[Draft]) -> None:
        """Each place goes to the event that it stands with: the last one before it in its clause, else the next one."""
        happening = [d for d in drafts if d.value.type not in PLACELESS]
        if not happening:
            return
        used = {p.span for d in drafts for a in d.locations for p in (a.mention,)}
        previous: tuple[Mention, Draft, str] | None = None
        for c in view.candidates(view.sentence.first, view.sentence.last):
            place = c.place
            if place is None:
                continue
            if place.span in used:
                owner = next((d for d in drafts if any(a.mention.span == place.span for a in d.locations)), None)
                if owner is not None:
                    role = next(a.role for a in owner.locations if a.mention.span == place.span)
                    previous = (place, owner, role)
                continue
            if c.actor is not None and not c.preposition:
                continue
            if previous is not None and place.first - previous[0].last <= 1:
                previous[1].add_place(place, previous[2])
                previous = (place, previous[1], previous[2])
                continue
            target = self._nearest(view, happening, place)
            if target is None:
                continue
            found = self._place_role(target, c)
            if found is not None:
                target.add_place(place, found)
                previous = (place, target, found)

    def _place_role(self, draft: Draft, candidate: Candidate) -> str | None:
        pattern = self._patterns.of(draft.value)
        roles = pattern.prepositions.get(candidate.preposition, ("location",) if candidate.actor is None else ())
        for role in roles:
            if role in PLACE_ROLES:
                return PLACE_ROLES[role]
        return None

    def _nearest(self, view: SentenceView, drafts: Sequence[Draft], mention: Mention) -> Draft | None:
        """The event that a mention stands with: whose words it goes on, the last before it in its clause, the next one
        in it; else the last one before, or the first one behind a mention that opens the sentence.
        """
        touching = next((d for d in drafts if d.trigger.span.overlaps(mention.span)), None)
        if touching is not None:
            return touching
        clause = view.clause(mention.first)
        same = [d for d in drafts if view.clause(d.trigger.first) == clause]
        before = [d for d in same if d.trigger.last <= mention.first]
        if before:
            return before[-1]
        after = [d for d in same if d.trigger.first >= mention.last]
        if after:
            return after[0]
        earlier = [d for d in drafts if d.trigger.last <= mention.first]
        if not earlier:
            opens = mention.first - view.sentence.first <= OPENING
            return drafts[0] if drafts and opens else None
        return None if view.opener(mention.first) in ("relative", "verb") else earlier[-1]

    def _dates(self, view: SentenceView, drafts: Sequence[Draft], spoken: Sequence[Attribution]) -> None:
        """A date belongs to the last event before it in its clause, else to the next one; never if it dates what is
        said.
        """
        for date in view.dates:
            if any(a.speech and view.sentence.first <= a.head <= date.first < a.open for a in spoken):
                continue
            clause = view.clause(date.first)
            same = [d for d in drafts if view.clause(d.trigger.first) == clause]
            before = [d for d in same if d.trigger.last <= date.first]
            after = [d for d in same if d.trigger.first >= date.last]
            pool = before[::-1] or after or [d for d in drafts if d.trigger.last <= date.first][-1:]
            nearest = next((d for d in pool if d.date is None), None)
            if nearest is not None:
                nearest.date = date

    def _amounts(self, view: SentenceView, drafts: Sequence[Draft]) -> None:
        """A number counts what its event does to people or things; a counted noun may say so itself."""
        previous: tuple[Mention, Draft, str] | None = None
        for number in sorted((*view.numbers, *view.money), key=lambda m: m.first):
            value = number.value
            assert isinstance(value, AmountValue)
            if value.part and previous is not None:
                previous[1].amounts.append(Argument(number, previous[2]))
                continue
            counting = next((d for d in drafts if number.span.overlaps(d.trigger.span)), None)
            if counting is not None and (value.kind == "strikes" or (not value.implied and value.unit != "person")):
                counting.amounts.append(Argument(number, value.kind or "strikes"))
                continue
            draft = self._counting(view, drafts, number, value)
            if draft is None:
                continue
            kind = self._amount_kind(view, draft, number, value)
            if kind is None:
                continue
            draft.amounts.append(Argument(number, kind))
            previous = (number, draft, kind)

    def _counting(
        self, view: SentenceView, drafts: Sequence[Draft], number: Mention, value: AmountValue
    ) -> Draft | None:
        """The event that a number belongs to: the one whose party it counts, for casualties the nearest that can have
        them, else the one that it stands with.
        """
        for draft in drafts:
            if any(number.span.overlaps(m.span) for m in (*draft.recipients, *draft.actors)):
                return draft
        if value.kind in TYPES_OF_KIND:
            able = [d for d in drafts if d.value.type in TYPES_OF_KIND[value.kind]]
            if able:
                return min(able, key=lambda d: (_distance(d.trigger, number), d.trigger.first))
        return self._nearest(view, drafts, number)

    def _amount_kind(self, view: SentenceView, draft: Draft, number: Mention, value: AmountValue) -> str | None:
        pattern = self._patterns.of(draft.value)
        gap = number.first - draft.trigger.last
        if value.unit in ("percent", "year", "") and not value.kind:
            if value.unit or gap > 1:
                return None
        if number.kind == "money":
            return "money" if draft.value.type in ("TRAFFIC", "AID", "SANCTION", "AGREE", "COOPERATE") else None
        if value.kind in ("detained", "abducted") and draft.value.type == "RETREAT":
            return pattern.amount or None
        if value.kind in PEOPLE_KINDS:
            return value.kind if draft.value.type in TYPES_OF_KIND.get(value.kind, ()) else None
        if value.kind and value.kind not in ("items", "strikes", "other"):
            return value.kind
        near = 0 <= gap <= 2 or any(number.span.overlaps(m.span) for m in draft.recipients)
        if value.implied and not (pattern.amount in PEOPLE_KINDS and near and self._indefinite(view, number)):
            return None
        if value.unit == "person" or value.unit == "":
            inside = [a for a in (*draft.recipients, *draft.actors) if number.first <= a.first < number.last]
            if inside and inside[0] in draft.actors:
                return pattern.subject_amount or None
            if inside and pattern.amount in PEOPLE_KINDS:
                return pattern.amount
            if 0 <= gap <= 3 and pattern.amount in PEOPLE_KINDS:
                return pattern.amount
            return None
        if (
            0 <= gap <= 6
            and pattern.amount in ("items", "strikes", "participants")
            and value.kind in ("items", "strikes")
        ):
            return value.kind
        return None

    def _indefinite(self, view: SentenceView, number: Mention) -> bool:
        """Whether the person that an implied number counts is any one, and not one that is named."""
        same = [a for a in view.actors if a.first <= number.first < a.last]
        return all(isinstance(a.value, ActorValue) and not a.value.definite for a in same)


def named_place(place: Mention, places: Sequence[Mention], anaphors: set[int]) -> Mention:
    """For a place that only points back (المدينة) the nearest earlier mention that names it."""
    if place.first not in anaphors or not isinstance(place.value, PlaceValue) or place.value.place_id is None:
        return place
    named = [
        p
        for p in places
        if p.first < place.first
        and p.first not in anaphors
        and isinstance(p.value, PlaceValue)
        and p.value.place_id == place.value.place_id
    ]
    return named[-1] if named else place


def _distance(a: Mention, b: Mention) -> int:
    return b.first - a.last if b.first >= a.last else a.first - b.last
