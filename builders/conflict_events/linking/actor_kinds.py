"""What kind of actor a mention or a candidate is: a body or a person, armed, with a name or an office."""

from __future__ import annotations

from conflict_events.linking.clauses import Candidate, SentenceView, actor_value
from conflict_events.records import ActorValue, Mention

ARMED = frozenset({"MIL", "COP", "SPY", "PRM", "REB", "IMG"})
"""Sectors of armed bodies."""
FORCES = ARMED | {"GOV", "JUD"}
"""Sectors of bodies that arrest and are not arrested as a whole."""
CARING = frozenset({"NGO", "MED"})
"""Sectors that tell of harm that others do."""
BODIES = frozenset({"group", "organ", "unit"})
"""Flags of nouns of bodies."""


def is_armed(mention: Mention) -> bool:
    """Whether a mention is of armed men."""
    return mention.valued(ActorValue).sector in ARMED | {"UAF"}


def only_cares(view: SentenceView, mention: Mention) -> bool:
    """Whether a mention is of who cares for the hurt and the held, and does no harm: المرصد السوري, وزارة الصحة."""
    words = {t.norm for t in view.tokens[mention.first : mention.last]}
    return mention.valued(ActorValue).sector in CARING or not words.isdisjoint(view.grammar.nouns.caring)


def is_name(view: SentenceView, candidate: Candidate) -> bool:
    """Whether a candidate is a name by its first word, which is no noun."""
    return not view.document.within("actor-noun", candidate.first, candidate.first + 1)


def has_name(view: SentenceView, candidate: Candidate) -> bool:
    """Whether one person is told by name, with a title or without one."""
    value = candidate.who
    one = value is not None and value.number == "s" and value.definite and not value.is_state
    if not one or candidate.place is not None:
        return False
    nouns = view.document.within("actor-noun", candidate.first, candidate.first + 1)
    return not any(hit.last >= candidate.last for hit in nouns) and candidate.last - candidate.first > 1


def is_office(view: SentenceView, candidate: Candidate) -> bool:
    """Whether one who is known by his office stands at a candidate's first word."""
    value = candidate.who
    if value is None or value.number != "s" or not value.definite:
        return False
    hits = view.document.within("actor-noun", candidate.first, candidate.first + 1)
    return any("title" in h.entry.payload.noun.flags for h in hits)


def is_force(view: SentenceView, trigger: Mention, head: Candidate) -> bool:
    """Whether who stands right behind a verb is an armed body or an office as a whole, which nobody arrests: ضبطت الشرطة
    أسلحة.
    """
    return head.who is not None and head.who.sector in FORCES and is_body(view, trigger, head)


def is_body(view: SentenceView, trigger: Mention, head: Candidate) -> bool:
    """Whether a body as a whole stands right behind a verb."""
    mention, value = head.actor, head.who
    if mention is None or value is None or not value.definite:
        return False
    return head.amount is None and mention.first == trigger.last and is_body_noun(view, mention)


def is_body_noun(view: SentenceView, mention: Mention | None) -> bool:
    """Whether a mention is of a body by its noun or its name."""
    value = actor_value(mention)
    if mention is None or value is None:
        return False
    nouns = view.document.within("actor-noun", mention.first, mention.first + 1)
    if nouns:
        return any(h.entry.payload.noun.flags & BODIES for h in nouns)
    return value.entity_id is not None and value.number != "p"


def same_sector(one: Mention, other: Mention) -> bool:
    """Whether two are of one sector, as soldiers and their army are."""
    return one.valued(ActorValue).sector == other.valued(ActorValue).sector
