"""Whether an event noun is only an adverbial of another event: when, why, what for or by whose help that is done."""

from __future__ import annotations

from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.drafts import Draft
from conflict_events.linking.patterns import Pattern
from conflict_events.records import Mention, TriggerValue

ANSWERS = frozenset({"CONCEDE", "REJECT", "SUPPORT"})
"""Types of acts that answer what is asked for."""
ANSWER_REACH = 4
"""Words between such an act and what is asked for."""


def is_circumstance(view: SentenceView, trigger: Mention) -> bool:
    """Whether an event only tells when or why another one is done: بعد اغتيال, ردا على هجوم, قبل أن يقتل."""
    g = view.grammar
    first, _ = view.clause(trigger.first)
    i = _over_preposition(view, (first if view.opener(trigger.first) == "that" else trigger.first) - 1)
    measured = (*view.dates, *view.numbers)
    while i >= view.sentence.first and (
        view.tokens[i].norm in g.prepositions.before_circumstance or any(m.first <= i < m.last for m in measured)
    ):
        i = _over_preposition(view, i - 1)
    norm = view.norm(i)
    return not {norm, g.unjoined(norm)}.isdisjoint(g.prepositions.circumstances)


def is_occasion(view: SentenceView, trigger: Mention) -> bool:
    """Whether an event is one in whose course another is done: هدد خلال اجتماع."""
    return view.grammar.unjoined(view.norm(trigger.first - 1)) in view.grammar.prepositions.occasions


def _over_preposition(view: SentenceView, at: int) -> int:
    """The token, or the one before it where it is a preposition that makes no circumstance."""
    return at - (view.norm(at) in view.grammar.prepositions.no_circumstances)


def tells_reason(view: SentenceView, trigger: Mention) -> bool:
    """Whether ل ties an event noun as a reason: where its pronoun is the doer, since its object or an adjective with the
    article follows (عوقبت لدعمها الميليشيا, لدعمها المستمر).
    """
    if not trigger.suffix or not trigger.proclitics.endswith(view.grammar.prepositions.to):
        return False
    if view.norm(trigger.last).startswith(view.grammar.clitics.article):
        return True
    right = view.candidates(trigger.last, view.clause(trigger.first)[1])
    return bool(right) and right[0].first == trigger.last and not right[0].preposition


def is_help_of_others(view: SentenceView, draft: Draft) -> bool:
    """أفرجت الجماعة عن الأسرى بوساطة قبلية: whether an event noun, of which the text does not say whom it helps, tells by whose
    help the act before it is done.
    """
    return not draft.recipients and view.tokens[draft.trigger.first].norm in view.grammar.prepositions.helped


def is_purpose(view: SentenceView, draft: Draft, pattern: Pattern) -> bool:
    """Whether a verbal noun tells what something is done for (احتشدوا لمطالبة الوزير), and is no request that a word
    before it answers (استجابوا لدعوة الوزير).
    """
    trigger = draft.trigger
    if not pattern.purpose or trigger.proclitics[-1:] not in pattern.of:
        return False
    if view.norm(trigger.first - 1) in view.grammar.prepositions.answering:
        return False
    before = [t for t in view.triggers if trigger.first - ANSWER_REACH <= t.last <= trigger.first]
    return not before or before[-1].valued(TriggerValue).type not in ANSWERS
