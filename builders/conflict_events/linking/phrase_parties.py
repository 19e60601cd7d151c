"""Who is told within a set phrase of several words, and in which role: نشر الجيش قواته، تمويل المتمردين."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.linking import genitives, verb_readings
from conflict_events.linking.clauses import Candidate, SentenceView, is_any
from conflict_events.linking.drafts import PROTESTS, Draft, fill, group
from conflict_events.linking.patterns import Pattern

GOING = frozenset({"join", "move"})
"""Argument patterns of events whose noun has its doer for a genitive: انشقاق ضابط."""


def fill_inside(view: SentenceView, draft: Draft, pattern: Pattern) -> None:
    """A set phrase may hold its subject (نشر الجيش), its genitive (تمويل المتمردين) or what a preposition ties to it."""
    trigger = draft.trigger
    found = view.candidates(trigger.first + 1, view.clause(trigger.first)[1])
    inside = [c for c in found if c.first < trigger.last and c.actor is not None]
    if not inside:
        return
    first = group(inside, inside[:1])
    roles = _roles(view, draft, pattern, first)
    fill(draft, roles, first)
    rest = inside[len(first) :][:1]
    if roles == ("actor",) and rest and (not rest[0].preposition or rest[0].preposition in pattern.of):
        # تجنيد الحوثيين للأطفال: the phrase holds its object, too.
        fill(draft, pattern.noun_object, group(inside, rest))


def _roles(view: SentenceView, draft: Draft, pattern: Pattern, first: Sequence[Candidate]) -> Sequence[str]:
    """The roles of the first within a phrase, with his conjuncts."""
    trigger, head, behind = draft.trigger, first[0], first[-1].last
    if head.preposition:
        return pattern.prepositions.get(head.preposition, ())
    if genitives.is_left(view, trigger, head):
        return pattern.object
    roles = _roles_untied(view, draft, pattern, head)
    if pattern.genitive == ("recipient",) and any(t.norm in pattern.marks for t in view.tokens[behind : trigger.last]):
        # إفراج السلطات عن معتقلين: whom it is done to, the preposition marks.
        roles = ("actor",)
    elif (
        roles == ("recipient",) and behind < trigger.last and not view.grammar.prepositions.may_begin(view.norm(behind))
    ):
        # إلقاء محتجين زجاجات حارقة: the rest of the phrase is its object.
        roles = ("actor",)
    fought = roles == ("actor",) and genitives.is_fought(view, trigger, head)
    return ("recipient",) if fought else roles


def _roles_untied(view: SentenceView, draft: Draft, pattern: Pattern, head: Candidate) -> Sequence[str]:
    """The roles of who stands in a phrase without a preposition: as the subject of its verb, or as its genitive."""
    genitive = pattern.genitive
    verbal = "actor" in genitive or verb_readings.begins_with_verb(view, draft.trigger)
    roles = pattern.subject if verbal else genitive
    if draft.value.form == "phrase":
        roles = pattern.inside or roles
    # اقتحم محتجون مبنى
    whole = head.last >= draft.trigger.last and draft.value.pattern not in GOING and draft.value.type not in PROTESTS
    if roles == ("actor",) and whole:
        # طرد المتمردين, نشر قوات: the object of the phrase itself.
        if pattern.inside or genitive[0] == "recipient":
            roles = pattern.inside or genitive
        elif is_any(head.actor) and pattern.noun_object != ("actor",):
            # طرد متمردين, but زار وفد العاصمة
            return ()
    # نجح الجيش في طرد المتمردين
    return pattern.object if roles == ("actor",) and draft.actors else roles
