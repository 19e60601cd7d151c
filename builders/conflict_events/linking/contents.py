"""What acts of speech and agreement are about: which event is the content of which act, and who does it."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.linking import adverbials, support_verbs
from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.drafts import Draft
from conflict_events.linking.patterns import SAYING, Patterns
from conflict_events.linking.status import is_past

NO_DOERS = frozenset({"SUPPORT"})
"""Types of acts whose doer does not do what they are about: رحبت واشنطن بالهدنة."""
PROMISING = frozenset({"AGREE", "REQUEST", "THREATEN"})
"""Types of acts whose content has not happened."""
CHARGING = frozenset({"ACCUSE", "COERCE", "SANCTION"})
"""Types of acts against somebody who is charged with what he did."""
WARNING = frozenset({"THREATEN"})
"""Types of acts of which a preposition of parts ties what others do (حذر من هجوم)."""


def govern(patterns: Patterns, view: SentenceView, drafts: Sequence[Draft]) -> None:
    """Give each draft of a sentence that is the content of another one that as its governor, and where it has none the
    doers that follow from it.
    """
    for at, inner in enumerate(drafts):
        before = drafts[:at]
        charged = _charged(view, before, inner)
        if charged is not None:
            inner.actors = inner.actors or [m for m in charged.recipients if m not in inner.recipients]
            continue
        beside = _content_beside(view, before, inner)
        said = next((d for d in reversed(drafts) if _says(patterns, d, inner)), None)
        outer = said if said is not None else beside
        if outer is None:
            continue
        warned = _is_warned_of(view, outer, inner)
        meeting = inner.value.type == "CONSULT" and adverbials.is_occasion(view, inner.trigger)
        if not meeting:
            if not _is_content(view, outer, inner, known=warned or outer is beside):
                continue
            inner.governor = outer
        # هدد خلال اجتماع مع السفير: who speaks in a meeting takes part in it.
        doers = outer.recipients if warned else outer.content_doers
        if not inner.actors and outer.value.type not in NO_DOERS:
            inner.actors.extend(m for m in doers if m not in inner.recipients)


def _says(patterns: Patterns, outer: Draft, inner: Draft) -> bool:
    """Whether an event stands near enough behind an act of speech to be its content."""
    return (
        0 <= inner.trigger.first - outer.trigger.last <= patterns.content_reach
        and outer.value.type in patterns.content_status
        and outer.value.pattern == SAYING
        and outer.value.type != inner.value.type
    )


def _is_content(view: SentenceView, outer: Draft, inner: Draft, known: bool) -> bool:
    """Whether an event is the content of an act before it: behind "that", or tied to it. ``known``: it is tied."""
    trigger = inner.trigger
    if adverbials.is_circumstance(view, trigger) or adverbials.is_occasion(view, trigger):
        return False
    if view.opener(trigger.first) == "that" and view.clause(trigger.first)[0] > outer.trigger.first:
        return True
    return (known or _is_tied(view, outer, inner)) and not is_past(view, trigger)


def _is_tied(view: SentenceView, outer: Draft, inner: Draft) -> bool:
    """Whether a preposition, the verb before it or its place in the sentence ties an event to an act before it."""
    trigger = inner.trigger
    if view.grammar.without_conjunctions(trigger) or view.governor(trigger):
        return True
    if support_verbs.is_undertaken(view, trigger):
        return True
    if outer.value.type == "REQUEST" and inner.value.nominal:
        # طلب العراق من تركيا سحب قواتها
        return any(m.last == trigger.first for m in outer.recipients)
    # حمل الوزير الجيش مسؤولية قتل
    accused = outer.value.type == "ACCUSE" and inner.value.nominal
    return accused and bool(view.document.within("claim-noun", trigger.first - 1, trigger.first))


def _charged(view: SentenceView, before: Sequence[Draft], inner: Draft) -> Draft | None:
    """سجنت المحكمة ضابطا بتهمة تهريب أسلحة: the act against those who are charged with the deed of an event noun."""
    outer = next((d for d in reversed(before) if d.recipients), None)
    if outer is None or outer.value.type not in CHARGING or not inner.value.nominal:
        return None
    same = view.same_clause(outer.trigger, inner.trigger)
    return outer if same and view.governor(inner.trigger) in view.grammar.prepositions.charges else None


def _is_warned_of(view: SentenceView, outer: Draft, inner: Draft) -> bool:
    """حذرت روسيا تركيا من شن هجوم: whether an event noun is what somebody is warned of, which is not the speaker's deed."""
    if outer.value.type not in WARNING or not inner.value.nominal:
        return False
    first = max([outer.trigger.last, *(m.last for m in outer.recipients if m.last <= inner.trigger.first)])
    return view.tokens[first].norm in view.grammar.prepositions.partitive


def _content_beside(view: SentenceView, before: Sequence[Draft], inner: Draft) -> Draft | None:
    """طالب بسحب القوات والإفراج عن الأسرى: the act whose content the event noun before one is, where a conjunction ties the
    two. What is to be stopped (وقف القصف والقتل) is not asked for.
    """
    if not inner.value.nominal or inner.trigger.proclitics not in view.grammar.conjunctions:
        return None
    holding = next((d for d in before[-2:] if _holds_content(view, d, inner)), None)
    if holding is not None:
        return holding
    last = before[-1] if before else None
    if last is None or last.governor is None or not last.value.nominal:
        return None
    if not view.same_clause(last.trigger, inner.trigger):
        return None
    stopped = inner.value.type == "ASSAULT" and last.value.type == "RETREAT"
    return None if stopped or last.governor.value.type == inner.value.type else last.governor


def _holds_content(view: SentenceView, outer: Draft, inner: Draft) -> bool:
    """اتفق الجانبان على تبادل الأسرى ووقف إطلاق النار: whether an act whose phrase ends in the first part of its content is
    right before an event noun that a conjunction ties to that.
    """
    phrase = outer.trigger.last - outer.trigger.first > 1 and outer.value.finite
    if not phrase or outer.value.type not in PROMISING or inner.value.type == "ASSAULT":
        # اتفقوا على وقف القتال والقصف
        return False
    tied = view.tokens[outer.trigger.last - 2].norm in view.grammar.prepositions.words
    return tied and view.same_clause(outer.trigger, inner.trigger)
