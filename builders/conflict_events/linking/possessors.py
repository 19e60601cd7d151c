"""Whom the pronoun on an event word means: هجومهم، لقاؤهما."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from conflict_events.lexical.text import COMMAS
from conflict_events.linking.clauses import SentenceView, actor_value
from conflict_events.linking.drafts import Draft
from conflict_events.records import ActorValue, Mention


def possessor(view: SentenceView, draft: Draft, others: Sequence[Mention] = ()) -> Mention | None:
    """Whom the pronoun on an event word means: the nearest actor before it that agrees with it; that of one who is
    feminine may mean several bodies (القوات ... هجومها). "We" are those whose own words it stands in, whom no other pronoun
    means. ``others``: whom it cannot mean.
    """
    trigger = draft.trigger
    if trigger.suffix in view.grammar.pronouns.of_speech:
        ours = [m for m in draft.speakers if m not in draft.actors and trigger.suffix == view.grammar.pronouns.we]
        return max(ours, key=lambda m: m.last - m.first, default=None)
    taken = [*draft.actors, *draft.speakers, *others]
    owner = view.possessor(trigger.first, trigger.suffix, taken)
    if trigger.suffix != view.grammar.pronouns.of_things or (draft.value.finite and owner is not None):
        return owner
    for a in reversed([a for a in view.actors if a.last <= trigger.first and a not in taken]):
        if view.many_things(a):
            return a
        if a is owner:
            break
    return owner


def subject_behind(view: SentenceView, draft: Draft) -> Mention | None:
    """وخلال لقائه السفير، دعا الوزير إلى: the subject right behind the verb that a comma precedes, whom the pronoun on an event
    noun at the head of the sentence means, where it agrees with it.
    """
    trigger, g = draft.trigger, view.grammar
    verb = min((at for at in view.verbs if at > trigger.last and view.tokens[at - 1].norm in COMMAS), default=None)
    if verb is None or not _heads_sentence(view, trigger):
        return None
    found = view.candidates(verb + 1, view.clause(verb)[1])[:1]
    subject = next((c.actor for c in found if c.first == verb + 1 and not c.preposition), None)
    person = g.pronouns.persons.get(trigger.suffix, "")
    numbers = ("p",) if trigger.suffix in g.pronouns.plural else ("s", "") if person else ()
    agrees = subject is not None and subject.valued(ActorValue).number in numbers
    return subject if agrees and not view.disagree(person, subject) else None


def _heads_sentence(view: SentenceView, noun: Mention) -> bool:
    """Whether a noun with a pronoun stands behind the preposition that a sentence, or what a comma precedes, begins with; in
    a phrase it is the first word that has the pronoun (not إثر صد هجومهم).
    """
    g, before = view.grammar, view.norm(noun.first - 1)
    begins = view.norm(noun.first - 2) in COMMAS | {""}
    own = view.norm(noun.first).endswith(noun.suffix)
    return own and begins and g.unjoined(before) in g.prepositions.words | g.prepositions.circumstances


def owners(view: SentenceView, draft: Draft, owner: Mention | None) -> list[Mention]:
    """All whom the pronoun on an event word means: those whom conjunctions tie to the nearest (المتمردون وحلفاؤهم ... هجومهم),
    and the nearest two for the dual (الوزير والسفير ... لقائهما).
    """
    suffix, grammar = draft.trigger.suffix, view.grammar
    actors = [a for a in view.actors if a.last <= draft.trigger.first and a not in draft.actors]
    if owner is None and suffix in grammar.pronouns.dual:
        pairs = [[a, b] for a, b in pairwise(actors) if view.joined(b, a) and _is_single(a) and _is_single(b)]
        return pairs[-1] if pairs else []
    found = [owner] if owner is not None else []
    if owner not in actors or suffix not in grammar.pronouns.plural:
        return found
    for a, b in reversed(list(pairwise(actors[: actors.index(owner) + 1]))):
        if not view.joined(b, a) or view.governor(a) in grammar.prepositions.sides:
            break
        found.insert(0, a)
    return found


def _is_single(mention: Mention) -> bool:
    """Whether a mention is one actor, or one whose number the words do not tell."""
    value = actor_value(mention)
    return value is not None and value.number in ("s", "")
