"""Whether a verb is active or passive, where its letters can be either."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.linking import actor_kinds, case_endings, support_verbs, verb_readings
from conflict_events.linking.clauses import Candidate, SentenceView, is_any
from conflict_events.linking.drafts import HARMS, MATERIAL, Draft, can_act, is_victim
from conflict_events.linking.patterns import Pattern
from conflict_events.linking.verb_arguments import Around
from conflict_events.records import Mention, TriggerValue

CONTENT_REACH = 3
"""Words of which no second one begins like the preposition before what somebody is accused of (اتهم الوزير بلدية بقبول)."""


def is_passive(view: SentenceView, draft: Draft, pattern: Pattern, around: Around) -> bool:
    """Whether a verb is a passive, by its letters or by what stands around it."""
    trigger, value, before = draft.trigger, draft.value, around.before
    if value.voice == "passive" or (support_verbs.suffers(view, trigger) and not pattern.mutual):
        # واجه الوزير اتهامات, but واجه الجيش المسلحين
        return True
    if value.voice != "either" or before.event is not None or before.goes_on is not None:
        return False
    subject = before.left[0].actor if before.left else before.antecedent
    tied = view.grammar.ties(trigger)
    if subject is None and (tied or around.taken_up or value.person != "ms" or value.form == "imperfect"):
        # إنها اعتقلت: a masculine "that" may stand for nothing (إنه قتل عشرون).
        subject = before.reported
    elif subject is None and _is_own_deed(view, before.reported, around.behind.heads):
        return False
    return _reads_passive(view, trigger, around.behind.heads, subject, pattern, around.behind.right)


def _reads_passive(
    view: SentenceView,
    trigger: Mention,
    heads: Sequence[Candidate],
    subject: Mention | None,
    pattern: Pattern,
    right: Sequence[Candidate],
) -> bool:
    """Whether letters that can be active or passive are the passive: no object is left, or an agent is named."""
    if trigger.suffix or not {"recipient", "location"} & set(pattern.passive):
        return False
    if any(c.preposition in view.grammar.agents for c in right):
        return True
    if _has_its_object(view, trigger, subject, heads):
        return False
    if verb_readings.has_no_object(view, trigger) and heads and heads[0].first == trigger.first + 1:
        # أفرج الخاطفون عن: the passive has nobody there.
        return False
    parties = (c for c in right if c.preposition and (c.actor is not None or c.amount is not None))
    tied = any(pattern.prepositions.get(c.preposition, ("",))[0] == "recipient" for c in parties)
    able = can_act(subject) or (heads and (can_act(heads[0].actor) or verb_readings.has_no_object(view, trigger)))
    if tied and able:
        # أفرجت السلطات عن: the object is there, behind its preposition.
        return False
    if subject is not None and heads:
        return False
    if _is_charged(view, trigger, heads):
        return True
    behind = bool(heads) and heads[0].first == trigger.last
    if case_endings.is_object_by_case(view, heads, trigger.last) or (trigger.valued(TriggerValue).plural and behind):
        # اعتقل المتظاهرين, اعتقل ناشطا, خطفوا سبعة عمال
        return False
    return _leaves_no_object(view, trigger, heads, subject, pattern)


def _is_charged(view: SentenceView, trigger: Mention, heads: Sequence[Candidate]) -> bool:
    """اتهمت المعارضة بالتحريض: whether what somebody is accused of stands right behind the verb, or behind the only one who
    can be its subject.
    """
    if not view.document.within("object-verb", trigger.first, trigger.last) or len(heads) > 1:
        return False
    at = trigger.last
    if heads:
        who, person = heads[0], trigger.valued(TriggerValue).person
        if who.first != at or view.disagree(person, who.actor):
            return False
        at = who.last
    while view.norm(at) in view.grammar.adverbs.words:
        at += 1
    behind = [t.norm.startswith(view.grammar.prepositions.before_content) for t in view.tokens[at : at + CONTENT_REACH]]
    return behind[:1] == [True] and not any(behind[1:])


def _is_own_deed(view: SentenceView, who: Mention | None, heads: Sequence[Candidate]) -> bool:
    """قال الجيش إنه قتل ثلاثة مسلحين: whether an armed body tells of a deed to others than its own men."""
    victim = heads[0].actor if heads else None
    if who is None or victim is None or actor_kinds.same_sector(who, victim):
        return False
    return actor_kinds.is_armed(who) and actor_kinds.is_body_noun(view, who)


def _leaves_no_object(
    view: SentenceView, trigger: Mention, heads: Sequence[Candidate], subject: Mention | None, pattern: Pattern
) -> bool:
    """Whether what stands behind a verb, and may be either by its letters, is rather its only party, whom it is done to."""
    if not pattern.needs_object:
        # استهدف مدنيون, but انتقد مدنيون
        victim = len(heads) == 1 and trigger.valued(TriggerValue).type in MATERIAL and is_victim(heads[0].actor)
        return subject is None and bool(heads) and (heads[0].actor is None or victim)
    if subject is not None or not heads:
        # مسلحون خطفوا X: an unknown word behind the verb is its object.
        return not (can_act(subject) and not heads and verb_readings.has_unknown_object(view, trigger))
    if trigger.valued(TriggerValue).type in HARMS and actor_kinds.is_force(view, trigger, heads[0]):
        return False
    if verb_readings.has_event_as_object(view, heads[0]):
        # منعت الشرطة تظاهرة
        return False
    if len(heads) > 1 and heads[1].first == heads[0].last:
        # قتل مستوطنون فتى, خطفت الجماعة الوزير: subject and object, but قتل عشرون شخصا متظاهرين.
        body = actor_kinds.is_body(view, trigger, heads[0])
        if body or is_any(heads[0].actor) or is_any(heads[1].actor):
            return heads[0].amount is not None and not can_act(heads[0].actor)
    if heads[0].first == trigger.last and _has_object_behind(view, heads):
        return False
    return len(heads) == 1 or is_victim(heads[0].actor) or heads[0].amount is not None


def _has_object_behind(view: SentenceView, heads: Sequence[Candidate]) -> bool:
    """خطف مسلحون المهندس, قتل متظاهرون في الساحة ضابطا: whether an object stands behind who may be the subject."""
    if len(heads) == 1:
        return case_endings.has_definite_behind(view, heads[0])
    return can_act(heads[0].actor) and case_endings.is_object_by_case(view, heads[1:], heads[1].first)


def _has_its_object(view: SentenceView, trigger: Mention, subject: Mention | None, heads: Sequence[Candidate]) -> bool:
    """الجيش ارتكب مجزرة, ألقى شبان غاضبون حجارة: whether a verb that is one with its object only has it without a preposition,
    and another than that is the subject, before the verb or before the object.
    """
    if (subject is None and not heads) or not view.document.within("active-verb", trigger.first, trigger.first + 1):
        return False
    told = trigger.first if subject is not None else heads[0].last
    verb = view.before_verb(trigger.first + 1, view.sentence.last)
    return any(
        told <= hit.first < verb
        # لقي طفل حتفه: of what is his own he is no doer.
        and not view.written(hit).endswith(view.grammar.pronouns.owners)
        and not view.grammar.prepositions.may_begin(view.tokens[hit.first].norm)
        # أوقع قتيلا وجريحا
        and not any(a.first <= hit.first < a.last for a in view.actors)
        for hit in view.objects_of(trigger)
    )
