"""As what a place belongs to an event by what ties it there: where it happens, or what a move leads from or to."""

from __future__ import annotations

from conflict_events.linking.clauses import Candidate
from conflict_events.linking.drafts import PLACE_ROLES, Draft
from conflict_events.linking.patterns import Pattern
from conflict_events.mentions.places.values import NEAR
from conflict_events.records import Mention, PlaceValue

MOVES = frozenset(["origin", "destination"])
"""What a move leads from or to."""
LAUNCHED = 4
"""Words before a preposition among which one for firing tells that it leads to where something is fired from."""
ANSWERED = 3
"""Words before one for firing among which another tells that this is answered: ردا على إطلاق صواريخ."""
NOUN_WORDS = 2
"""Words of the noun that a place is in: من مناطق واسعة في."""


def role_of(draft: Draft, candidate: Candidate, place: Mention, pattern: Pattern) -> str | None:
    """The role that the place of a candidate has in an event: place, origin or destination; None where it has none."""
    if _is_launched(draft, candidate, place):
        return "origin"
    led = _led(draft, candidate, pattern) or _moved_to(draft, candidate, pattern)
    if led is not None:
        return led
    roles = pattern.prepositions.get(candidate.preposition, ("location",) if candidate.actor is None else ())
    for role in roles:
        if role in PLACE_ROLES:
            return PLACE_ROLES[role]
    # على بعد 5 كيلومترات من: the preposition leads to what is near, not to a part in the event.
    return "place" if place.valued(PlaceValue).precision == NEAR else None


def _led(draft: Draft, candidate: Candidate, pattern: Pattern) -> str | None:
    """انسحبوا من مواقعهم في حلب, عادوا إلى منازلهم في حمص: the role of what is in a place, where a move leads from or to
    it; None where nothing of the kind is.
    """
    view, prepositions = draft.view, draft.view.grammar.prepositions
    if candidate.actor is not None or candidate.preposition not in prepositions.inside - prepositions.partitive:
        return None
    noun = candidate.first - (view.norm(candidate.first - 1) in prepositions.words)
    for at in range(noun - 2, max(noun - 2 - NOUN_WORDS, draft.trigger.last - 2), -1):
        roles = pattern.prepositions.get(view.tokens[at].norm, ())
        if roles and roles[0] in MOVES and not any(at < m.last and m.first < noun for m in view.actors):
            return roles[0]
    return None


def _is_launched(draft: Draft, candidate: Candidate, place: Mention) -> bool:
    """سقط صاروخ أطلق من سوريا: whether a place is where what an event tells of was fired from."""
    view, grammar = draft.view, draft.view.grammar
    if draft.value.type != "ASSAULT" or candidate.preposition not in grammar.scenes.launched_from:
        return False
    behind = place.first - 2
    if view.norm(behind) in grammar.nouns.backed:
        return False
    for at in range(behind, max(behind - LAUNCHED, view.sentence.first - 1), -1):
        norm = view.tokens[at].norm
        if norm in grammar.scenes.launched or grammar.unjoined(norm) in grammar.scenes.launched:
            # What is fired in answer may be told as one with what answers it.
            since = max(min(draft.trigger.last, at - ANSWERED), view.sentence.first)
            return not any(t.norm in grammar.scenes.launched_before for t in view.tokens[since:at])
        if view.tokens[at].kind != "word" or norm in grammar.prepositions.words:
            return False
    return False


def _moved_to(draft: Draft, candidate: Candidate, pattern: Pattern) -> str | None:
    """زار فلان، وزير الخارجية، مدينة حلب: the role that the object of a verb of motion has; None where the place is no
    object of the kind.
    """
    role = pattern.object[0]
    bare = candidate.actor is None and not candidate.preposition and candidate.first >= draft.trigger.last
    return role if bare and draft.value.finite and MOVES.intersection(pattern.object) == {role} else None
