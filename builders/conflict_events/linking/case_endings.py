"""What the letters of case and number tell: whether who stands behind a verb is its subject or its object."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.linking.clauses import Candidate, SentenceView, is_any
from conflict_events.linking.drafts import can_act
from conflict_events.records import Mention


def is_object_by_case(view: SentenceView, heads: Sequence[Candidate], at: int) -> bool:
    """Whether what stands right at ``at``, behind a verb, has letters that no subject has: those of the accusative (اعتقل
    المتظاهرين, أوقف حارسا).
    """
    head = heads[0] if heads else None
    mention = head.actor if head is not None else None
    if head is None or mention is None or not head.first == mention.first == at:
        return False
    number = head.who.number if head.who is not None else ""
    forms = [hit.entry.payload for hit in view.document.within("actor-noun", at, at + 1)]
    if not forms:
        return number in ("d", "p") and view.tokens[at].norm.endswith(view.grammar.endings.oblique)
    return all(
        form.spelling.endswith(
            view.grammar.endings.oblique_construct if form.construct == "yes" else view.grammar.endings.oblique
        )
        if form.number in ("d", "p")
        else form.construct == "no" and form.spelling.endswith(view.grammar.endings.accusative)
        for form in forms
    )


def is_nominative(view: SentenceView, candidate: Candidate) -> bool:
    """Whether a candidate is one word with the ending of the nominative plural, which no object has (المهاجمون)."""
    return is_many(candidate) and view.tokens[candidate.first].norm.endswith(view.grammar.endings.nominative)


def is_many(candidate: Candidate) -> bool:
    """Whether a candidate is an actor that is more than two."""
    return candidate.who is not None and candidate.who.number == "p"


def has_definite_behind(view: SentenceView, candidate: Candidate) -> bool:
    """Whether a word with the article, and no day, stands right behind any several who have the ending of a subject, so that it
    does not describe them: خطف مسلحون المهندس.
    """
    if not (is_any(candidate.actor) and can_act(candidate.actor) and is_nominative(view, candidate)):
        return False
    dated = any(d.first == candidate.last for d in view.dates)
    return not dated and view.norm(candidate.last).startswith(view.grammar.clitics.article)


def can_be_subject(view: SentenceView, trigger: Mention, heads: Sequence[Candidate]) -> bool:
    """Whether who stands right behind a verb may be its subject: one who can act and has no letters of an object."""
    behind = bool(heads) and heads[0].first == trigger.last and can_act(heads[0].actor)
    return behind and not is_object_by_case(view, heads, trigger.last)
