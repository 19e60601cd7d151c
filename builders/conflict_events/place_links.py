"""Where: which place of a sentence belongs to which of its events."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.attachment import nearest
from conflict_events.clauses import Candidate, SentenceView
from conflict_events.drafts import PLACE_ROLES, Draft
from conflict_events.patterns import Patterns
from conflict_events.records import Argument, Mention, PlaceValue

PLACELESS = frozenset(["ACCUSE", "AGREE", "SUPPORT", "REQUEST", "REJECT", "THREATEN", "SANCTION", "COOPERATE"])
"""Types that are said or decided: a place in their sentence is that of something else."""


class PlaceLinks:
    """Gives the places of a sentence to its drafts."""

    def __init__(self, patterns: Patterns) -> None:
        self._patterns = patterns

    def link(self, view: SentenceView, drafts: Sequence[Draft]) -> None:
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
            target = nearest(view, happening, place)
            if target is None:
                continue
            found = self._role(target, c)
            if found is not None:
                target.add_place(place, found)
                previous = (place, target, found)

    def _role(self, draft: Draft, candidate: Candidate) -> str | None:
        pattern = self._patterns.of(draft.value)
        roles = pattern.prepositions.get(candidate.preposition, ("location",) if candidate.actor is None else ())
        for role in roles:
            if role in PLACE_ROLES:
                return PLACE_ROLES[role]
        return None


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
