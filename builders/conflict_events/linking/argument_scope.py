"""Which of the candidates around a trigger it can take: those before the next verb and the next comma, or behind an aside."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from conflict_events.lexical.text import COMMAS
from conflict_events.linking import actor_kinds, case_endings, verb_readings
from conflict_events.linking.clauses import Candidate, SentenceView
from conflict_events.linking.drafts import HARMS, can_act
from conflict_events.linking.patterns import Pattern
from conflict_events.records import Mention, TriggerValue

ASIDE_REACH = 14
"""Words between the subject of a verb and its object, where commas set them apart."""


def until_next_verb(view: SentenceView, trigger: Mention, right: Sequence[Candidate]) -> list[Candidate]:
    """Of what stands right of a trigger, what comes before another trigger can claim it or holds it (رفضت مقترحا لتبادل
    الأسرى). Two in a row may share it: إيواء وإغاثة النازحين.
    """
    others = [t for t in view.triggers if t.first >= trigger.last]
    if trigger.valued(TriggerValue).finite:
        others = [t for t in others if not is_whole(view, t)]
    alone = trigger.last - trigger.first == 1
    own = trigger.valued(TriggerValue).type
    claimed = [
        t.last if alone and t.first == trigger.last and t.valued(TriggerValue).type == own else t.first + 1
        for t in others
    ]
    claimed += [at + 1 for at in view.verbs if at >= trigger.last]
    end = min(claimed, default=view.sentence.last)
    aside = view.described_within
    return [c for c in takewhile(lambda c: c.first < end, right) if c.first not in aside or trigger.first in aside]


def is_whole(view: SentenceView, trigger: Mention) -> bool:
    """Whether an event noun with the article, that a preposition ties, has nothing behind it that could be its own: of قتل في
    الاشتباكات 12 مقاتلا the verb has the rest.
    """
    if not trigger.valued(TriggerValue).nominal or not view.definite(trigger) or not view.governor(trigger):
        return False
    number = any(n.first == trigger.last for n in view.numbers)
    return number and trigger.last - trigger.first == 1


def before_comma(view: SentenceView, trigger: Mention, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates up to the first comma that follows one of them: behind it stands another clause.

    An apposition, a day or a place between two commas (فيلق الرحمن، أحد الفصائل، ...) is passed over.
    """
    kept: list[Candidate] = []
    at = trigger.last
    apposition = False
    for c in candidates:
        comma = any(view.tokens[i].norm in COMMAS for i in range(at, c.first)) and not _is_behind_asides(
            view, at, c.first
        )
        if kept and comma and not apposition:
            if not (view.norm(c.last) in COMMAS and c.actor is not None and c.first - at == 1):
                break
            apposition = True
        else:
            kept.append(c)
            apposition = False
        at = c.last
    return kept


def _is_behind_asides(view: SentenceView, at: int, first: int) -> bool:
    """Whether no comma but those of asides stand from ``at`` to ``first``, and nothing but a preposition behind the last."""
    before = first - 1 - (view.tokens[first - 1].norm in view.grammar.prepositions.words)
    return view.tokens[before].norm in COMMAS and not any(t.norm in COMMAS for t in view.without_asides(at, first))


def behind_aside(
    view: SentenceView, trigger: Mention, subject: Sequence[Candidate], pattern: Pattern
) -> list[Candidate]:
    """قتل مسلحون، يعتقد أنهم متطرفون، 12 مزارعا; شن الجيش، بدعم من الطيران، هجوما: what a verb goes on with behind an aside
    that commas set apart from its ``subject``, whatever clauses it holds.
    """
    who = subject[0].actor if subject else None
    if who is None or trigger.valued(TriggerValue).voice == "passive" or (pattern.needs_object and not can_act(who)):
        return []
    first, last = subject[-1].last, view.sentence.last
    while view.norm(first) in view.grammar.adverbs.emphatic:
        # طالبت المنظمات نفسها، في بيان، الحكومة
        first += 1
    if view.norm(first) not in COMMAS:
        return []
    at = first + 1
    found = view.candidates(at, view.before_verb(at, view.clause(min(at, last - 1))[1]))
    if found and _is_object_behind_comma(view, trigger, subject, found, at, pattern):
        return found
    return _object_behind_further_comma(view, trigger, subject, first, pattern)


def _object_behind_further_comma(
    view: SentenceView, trigger: Mention, subject: Sequence[Candidate], comma: int, pattern: Pattern
) -> list[Candidate]:
    """The object of a verb behind the comma that ends the aside behind its ``subject``; ``comma`` is that which begins it."""
    objects = {hit.first for hit in view.objects_of(trigger)}
    # دعا رئيس الحزب، فلان، الحكومة: of an apposition that is part of the name only the second comma is left.
    closed = any(t.norm in COMMAS for t in view.tokens[subject[0].first : comma])
    for at in range(comma + 2 - closed, min(comma + ASIDE_REACH, view.sentence.last)):
        if view.opener(at - 1) == "stop":
            return []
        if view.tokens[at - 1].norm not in COMMAS:
            continue
        end = _end_of_phrase(view, at)
        found = view.candidates(at, end)
        if (at in objects and view.tokens[at].norm not in view.grammar.prepositions.words) or (
            found and _is_object_behind(view, subject, found, at, pattern)
        ):
            others = [t.first + 1 for t in view.triggers if t.first >= at]
            return [c for c in found if c.first < min(others, default=end)]
    return []


def _end_of_phrase(view: SentenceView, at: int) -> int:
    """Where what begins at a token ends: at the next comma or verb, or with the clause."""
    _, last = view.clause(at)
    comma = next((i for i in range(at, last) if view.tokens[i].norm in COMMAS), last)
    return view.before_verb(at, comma)


def _is_object_behind_comma(
    view: SentenceView,
    trigger: Mention,
    subject: Sequence[Candidate],
    found: Sequence[Candidate],
    at: int,
    pattern: Pattern,
) -> bool:
    """ودعا رئيس الوزراء، الدول المانحة إلى; قتل مسلحون، جنديين: whether who stands right behind the comma behind a subject is
    the object, by his ending, or a body that is asked, where the subject is none.
    """
    head, who = found[0], subject[-1].actor
    if not can_act(who) or not _is_object_behind(view, subject, found, at, pattern):
        return False
    if trigger.valued(TriggerValue).type in HARMS and case_endings.is_object_by_case(view, [head], at):
        return True
    body = head.who is not None and (head.who.is_state or actor_kinds.is_body_noun(view, head.actor))
    person = who is not None and not actor_kinds.is_body_noun(view, who)
    return body and person and verb_readings.is_asked(view, trigger, head)


def _is_object_behind(
    view: SentenceView, subject: Sequence[Candidate], found: Sequence[Candidate], at: int, pattern: Pattern
) -> bool:
    """Whether who stands right behind a comma can be the object of a verb, and is not in apposition to its subject."""
    head, who = found[0], subject[-1].who
    if head.first != at or head.actor is None or head.preposition or head.actor.proclitics:
        return False
    if head.last in view.verbs:
        # المتمردون ردوا
        return False
    one = who is not None and who.number == "s" and not actor_kinds.is_body_noun(view, subject[-1].actor)
    named = head.who is not None and head.who.number == "s" and head.who.definite
    return pattern.mutual or not (one and named and not actor_kinds.is_body_noun(view, head.actor))


def agent_behind_aside(view: SentenceView, who: Sequence[Candidate]) -> list[Candidate]:
    """قتل ضابط، كان يحقق في قضايا فساد، على يد مجهولين: the doer whom a preposition of doers marks behind an aside
    that tells of the one before it.
    """
    first, last, g = who[-1].last, view.sentence.last, view.grammar
    if first + 2 >= last or view.tokens[first].norm not in COMMAS:
        return []
    opener = view.tokens[first + 1].norm
    if opener not in g.openers.relative and (opener in g.openers.kinds or opener[:1] in g.conjunctions):
        # أصيب ضابط، فيما قتل جندي، برصاص مسلحين
        return []
    for at in range(first + 2, min(first + ASIDE_REACH, last)):
        if view.tokens[at - 1].norm not in COMMAS:
            continue
        if view.opener(at - 1) == "stop":
            return []
        found = view.candidates(at, _end_of_phrase(view, at))
        if found and found[0].preposition in g.agents and view.begins_agent(at):
            return found
    return []
