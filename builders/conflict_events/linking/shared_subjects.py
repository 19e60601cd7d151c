"""The subject that a verb shares with one before it, to which a conjunction ties it: زار الوزير المدينة والتقى الأهالي."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.linking import case_endings, verb_readings
from conflict_events.linking.clauses import Candidate, SentenceView
from conflict_events.linking.drafts import Draft, can_act, is_plural, last_verb
from conflict_events.linking.patterns import Pattern
from conflict_events.records import Mention, TriggerValue


def carried_on(
    view: SentenceView,
    trigger: Mention,
    earlier: Sequence[Draft],
    heads: Sequence[Candidate],
    pattern: Pattern,
) -> Draft | None:
    """زار الوزير المدينة والتقى الأهالي: the event whose subject a verb that a conjunction ties on has as its own, where
    all that follows is its object. So has a verb of meeting behind "where" (وصل الوزير إلى المدينة حيث التقى الأهالي).
    """
    if not (view.grammar.ties(trigger) or _goes_on_there(view, trigger, pattern)) or len(heads) > 1:
        return None
    if trigger.suffix and heads and heads[0].first == trigger.last and can_act(heads[0].actor):
        # واستقبله نظيره: the pronoun is the object.
        return None
    before = last_verb(earlier)
    if before is None or not before.actors or before.value.person != trigger.valued(TriggerValue).person:
        return None
    if heads and not {"recipient", "amount"} & set(pattern.object):
        return None
    return None if _is_subject(view, trigger, heads, _are_several(view, before)) else before


def _is_subject(view: SentenceView, trigger: Mention, heads: Sequence[Candidate], several: bool) -> bool:
    """Whether who stands right behind a verb can only be its subject: the verb has no object (رحبت برلين بالهدنة), or the doers
    before are ``several`` (وقعت كينيا ورواندا اتفاقا وانتقدت أوغندا الخطوة).
    """
    if not heads or not can_act(heads[0].actor) or case_endings.is_object_by_case(view, heads, trigger.last):
        return False
    if any(t.norm not in view.grammar.adverbs.asides for t in view.tokens[trigger.last : heads[0].first]):
        return False
    return several or verb_readings.has_no_object(view, trigger)


def _are_several(view: SentenceView, draft: Draft) -> bool:
    """Whether the doers of a verb in the singular are several: a further verb of theirs would be none, as a rule."""
    return draft.value.person in ("ms", "fs") and _are_men(view, draft.actors)


def _are_men(view: SentenceView, actors: Sequence[Mention]) -> bool:
    """Whether actors are several, and not one phrase for several bodies."""
    return is_plural(actors) and not view.many_things(actors[0])


def nearer_subject(view: SentenceView, trigger: Mention, earlier: Sequence[Draft]) -> Mention | None:
    """هاجموا الحاجز، لكن القوات ردت وقتلت خمسة; فردت الشرطة وقتلت خمسة: who is the subject of a clause that tells no event,
    between the last event and the verb that a conjunction ties on, whose subject he is, too.
    """
    before = last_verb([d for d in earlier if d.actors])
    if before is None or not view.grammar.ties(trigger):
        return None
    first, value = before.trigger.last, trigger.valued(TriggerValue)
    begins = {at + 1 for at, kind in view.breaks if kind in ("that", "clause") and first <= at < trigger.first}
    replies = view.document.within("objectless-verb", first, trigger.first)
    begins.update(hit.last for hit in replies if view.grammar.ties(hit) and not hit.suffix)
    found = [c for c in view.candidates(first, trigger.first) if c.first in begins and can_act(c.actor)]
    who = found[-1].actor if found and not found[-1].preposition else None
    if who is None:
        return None
    agrees = _are_men(view, [who]) == value.plural
    return who if agrees and not view.disagree(value.person, who) else None


def traveller(view: SentenceView, trigger: Mention, pattern: Pattern, heads: Sequence[Candidate]) -> Mention | None:
    """وصل الوزير إلى عمان والتقى الملك: the subject of the verb that opens the sentence, where that tells no event, and the
    only one behind a verb of meeting is whom he meets.
    """
    value = trigger.valued(TriggerValue)
    tied = view.grammar.ties(trigger) or _goes_on_there(view, trigger, pattern)
    if not tied or trigger.suffix or not _is_of_meeting(pattern) or len(heads) != 1:
        return None
    first = view.sentence.first
    before = view.candidates(first, trigger.first)[:1]
    who = before[0].actor if before and before[0].first == first + 1 else None
    if who is None or not can_act(who) or first in {t.first for t in view.triggers}:
        return None
    return None if view.disagree(value.person, who) else who


def _goes_on_there(view: SentenceView, trigger: Mention, pattern: Pattern) -> bool:
    """Whether a verb with an object, which is never passive, stands right behind "where"."""
    return view.norm(trigger.first - 1) in view.grammar.openers.where and _is_of_meeting(pattern)


def _is_of_meeting(pattern: Pattern) -> bool:
    """Whether the parties of a verb do it to each other, and one is its object: التقى."""
    return pattern.mutual and pattern.object == ("recipient",)


def earlier_doers(view: SentenceView, trigger: Mention, earlier: Sequence[Draft]) -> Sequence[Mention]:
    """هاجم مسلحون الحراس وخطفوا: the doers of the verb before where a conjunction ties a plural one on, if they are several
    men.
    """
    if not view.grammar.ties(trigger):
        return []
    before = last_verb([d for d in earlier if d.actors])
    if before is None:
        return []
    return before.actors if _are_men(view, before.actors) else []


def earlier_plural(view: SentenceView, trigger: Mention) -> Mention | None:
    """The nearest plural actor before a plural verb; none that a preposition governs, and no bodies where one before has the
    ending of a subject (أعاد المتمردون الأسر ومنعوا).
    """
    before = view.candidates(view.sentence.first, trigger.first)
    many = [c for c in before if not c.preposition and case_endings.is_many(c)]
    nearest = many[-1].actor if many else None
    if nearest is None or not view.many_things(nearest):
        return nearest
    return next((c.actor for c in reversed(many) if case_endings.is_nominative(view, c)), nearest)
