"""The subject of a verb that stands before it: in its clause, before an aside, behind "as for", or in the governing clause."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from conflict_events.lexical.text import COMMAS
from conflict_events.linking import case_endings, speaker_subjects, verb_readings
from conflict_events.linking.clauses import Candidate, SentenceView, is_any
from conflict_events.linking.drafts import HARMS, Draft, alone, can_act, group, is_plural
from conflict_events.linking.patterns import SAYING
from conflict_events.mentions.sources import Attribution
from conflict_events.records import Mention, TriggerValue

EVENT_SUBJECT_REACH = 5
"""Words between an event noun and the verb that it is the subject of (هجوم انتحاري مزدوج صباح اليوم استهدف)."""
NAME_REACH = 3
"""Words of a subject that no table knows."""


def left_subject(view: SentenceView, trigger: Mention, first: int, spoken: Sequence[Attribution]) -> list[Candidate]:
    """The subject that stands before its verb: the first free actor of the clause, with its conjuncts."""
    spoken = [a for a in spoken if not trigger.first <= a.head < trigger.last]
    opener = next((a for a in spoken if a.head >= first and a.source.first < trigger.first), None)
    found = view.candidates(first, trigger.first)
    described = found[-1] if found else None
    if described is not None and _describes(view, trigger, described, others=len(found) > 1):
        return [alone(described.actor)] if described.actor is not None else []
    for c in found:
        if c.actor is None or c.preposition:
            continue
        if opener is not None and c.actor.span == opener.source.span:
            continue
        if was_unknown(view, c.last, trigger):
            return []
        if any(t.last <= c.first and t.first >= first for t in view.triggers if t is not trigger):
            return []
        return [alone(x.actor) for x in group(found, [c]) if x.actor is not None]
    apart = view.set_apart(trigger.first) if first == trigger.first and trigger.valued(TriggerValue).finite else None
    return [alone(apart)] if apart is not None else []


def _describes(view: SentenceView, trigger: Mention, candidate: Candidate, *, others: bool) -> bool:
    """Whether a verb right behind any one tells of him: دفعوا امرأة كانت تحتج, على مسلحين قتلوا ثلاثة, أسرة ضابط اغتيل.
    ``others``: whether somebody else stands before him in the clause.
    """
    if not is_any(candidate.actor) or candidate.place is not None or trigger.proclitics or trigger.suffix:
        return False
    between = view.tokens[candidate.last : trigger.first]
    genitive = not candidate.joined and (candidate.embedded or others)
    # شيع المئات شابا قتل: the object of a verb that no table knows.
    object_ = candidate.first > view.clause(candidate.first)[0] and case_endings.is_object_by_case(
        view, [candidate], candidate.first
    )
    return all(t.norm in view.grammar.verbs.particles for t in between) and bool(
        between or candidate.preposition or genitive or object_
    )


def several_beside(view: SentenceView, trigger: Mention) -> Mention | None:
    """Several men right before a verb of several, whom it tells of."""
    men = [a for a in view.actors if a.last == trigger.first and view.many_people(a)]
    return men[-1] if men and not trigger.proclitics else None


def is_deed_of(view: SentenceView, trigger: Mention, left: Sequence[Candidate]) -> bool:
    """المقاومة نصبت كمينا استهدف دورية: whether a verb only goes on to tell of a deed of those before it, or what is taken for
    a verb is its verbal noun with a pronoun (واصلت القوات قصفها).
    """
    if trigger.suffix and verb_readings.may_be_noun(view, trigger):
        return True
    deeds = (t for t in view.triggers if left[-1].last <= t.first and t.last <= trigger.first)
    own = trigger.valued(TriggerValue).type
    return not trigger.proclitics and any(t.last - t.first > 1 and t.valued(TriggerValue).type == own for t in deeds)


def was_unknown(view: SentenceView, first: int, trigger: Mention) -> bool:
    """Whether a subject that no table knows stands between "was" and a verb right behind it: كان فلان يقصف."""
    g = view.grammar
    behind = (i + 1 for i in reversed(range(first, trigger.first)) if view.tokens[i].norm in g.verbs.was)
    name = view.tokens[next(behind, trigger.first) : trigger.first]
    if not 0 < len(name) <= NAME_REACH or any(t.kind != "word" for t in name):
        return False
    if any(d.first <= trigger.first - len(name) < d.last for d in (*view.dates, *view.actors)):
        return False
    head = name[0].norm
    return head not in g.adverbs.words | g.verbs.particles and not g.prepositions.may_begin(head)


def event_subject(view: SentenceView, trigger: Mention) -> Mention | None:
    """The event noun that is the subject of a verb of the same type: "هجوم استهدف", "الغارات التي قتلت"."""
    described = view.antecedent_trigger(trigger)
    if described is not None:
        if not trigger.suffix and view.is_said_of_other(trigger):
            # الهدنة التي وافق الجيش بموجبها على
            return None
        noun = described
    else:
        before = [t for t in view.triggers if t.last <= trigger.first]
        if not before or trigger.first - before[-1].last > EVENT_SUBJECT_REACH:
            return None
        noun = before[-1]
        first, _ = view.clause(trigger.first)
        if noun.first < first or trigger.proclitics:
            return None
    value = noun.valued(TriggerValue)
    if value.finite or value.form == "participle" or value.type != trigger.valued(TriggerValue).type:
        return None
    if described is None and any(noun.last <= a.first < trigger.first and not view.governor(a) for a in view.actors):
        return None
    return noun


def verb_of(view: SentenceView, trigger: Mention) -> TriggerValue | None:
    """استهدفت غارة إسرائيلية قياديا: the verb of the same type right before an event noun, which is its subject."""
    before = next((t for t in view.triggers if t.last == trigger.first), None)
    value = before.valued(TriggerValue) if before is not None and not trigger.proclitics else None
    if value is None or not value.finite or value.voice == "passive" or value.type != trigger.valued(TriggerValue).type:
        return None
    return value


def controllers(view: SentenceView, trigger: Mention) -> list[Mention]:
    """Who may be the subject of a verb right behind "that", the nearest first: طلب الجيش من السكان أن يغادروا."""
    at = trigger.first - 1
    if at <= view.sentence.first or view.tokens[at].norm not in view.grammar.openers.subjunctive:
        return []
    first, _ = view.clause(at - 1)
    before = reversed(view.candidates(first, at))
    return [c.actor for c in before if c.actor is not None and c.place is None]


def as_for(view: SentenceView, trigger: Mention) -> list[Candidate]:
    """أما كينيا، فقد طردت السفير: who stands right behind "as for", with his conjuncts, where the verb is the first one behind
    him, and has his gender and what answers "as for".
    """
    g, first = view.grammar, view.sentence.first
    at = next(
        (i for i in reversed(range(first, trigger.first)) if g.unjoined(view.tokens[i].norm) in g.verbs.as_for), None
    )
    if at is None or g.verbs.not_as_for in view.written(view.tokens[at]):
        return []
    answers = [i for i in range(at + 1, trigger.first) if view.tokens[i].norm in g.verbs.answers_topic]
    if not answers and trigger.proclitics[:1] != g.verbs.answer:
        return []
    end = answers[0] if answers else trigger.first
    found = view.candidates(at + 1, end)
    who = group(found, [c for c in found[:1] if c.first == at + 1 and c.actor is not None and not c.preposition])
    if not who or view.disagree(trigger.valued(TriggerValue).person, who[0].actor):
        return []
    verbs = any(who[-1].last <= v < trigger.first and v not in answers for v in view.verbs)
    return [] if verbs and not _is_aside(view, who[-1].last, end) else who


def _is_aside(view: SentenceView, first: int, last: int) -> bool:
    """، التي تحكم القطاع،: whether the tokens from one to another are one aside between commas."""
    return [i for i in range(first, last) if view.tokens[i].norm in COMMAS] == [first, last - 1]


def object_resumed(view: SentenceView, trigger: Mention) -> str:
    """The pronoun behind a preposition that stands within a verb's phrase or right behind it (حكم عليه بالسجن), "" for none."""
    behind = (t.norm for t in view.tokens[trigger.first + 1 : trigger.last + 1])
    word = next((norm for norm in behind if norm in view.grammar.adverbs.objects), "")
    return next((pronoun for pronoun in view.grammar.pronouns.owners if word.endswith(pronoun)), "")


def resumed_subject(
    view: SentenceView, trigger: Mention, earlier: Sequence[Draft], spoken: Sequence[Attribution]
) -> Mention | None:
    """انتقد الوزير الخطة، لكنه أشاد بالسفير; زار المدينة، كما أنه التقى الأهالي: whom the pronoun on "but" right before a verb
    means: the nearest subject before it that agrees with it; of an act of speech, who speaks before.
    """
    g, value, at = view.grammar, trigger.valued(TriggerValue), trigger.first - 1
    but, that = (table.get(value.person, frozenset()) for table in (g.pronouns.but, g.pronouns.behind_but))
    while at > view.sentence.first and view.tokens[at].norm in (g.adverbs.words | g.verbs.particles) - but:
        at -= 1
    norm = view.tokens[at].norm
    behind = norm in that and view.tokens[at - 1].norm in g.pronouns.before_but
    if at <= view.sentence.first or not (behind or norm in but):
        return None
    subjects = [(d.trigger.first, d.actors or _sufferers(d)) for d in earlier if d.value.finite]
    subjects += [(a.head, [m for m in view.actors if m.overlaps(a.source)]) for a in spoken if a.speech and a.head < at]
    # Whom no table knows may be the subject of the last verb.
    known = takewhile(bool, (ms for _, ms in sorted(subjects, key=lambda s: s[0], reverse=True)))
    who = [ms[0] for ms in known]
    if not subjects:
        who = [
            c.actor
            for c in view.candidates(view.sentence.first, at)
            if c.actor is not None and can_act(c.actor) and not c.preposition and not c.embedded and not is_any(c.actor)
        ]
    speaker = speaker_subjects.last_speech(view, trigger, spoken)[1] if value.pattern == SAYING else None
    nearest = [speaker, *who] if speaker is not None else who
    return next((m for m in nearest if _agrees(view, value.person, m)), None)


def _sufferers(draft: Draft) -> list[Mention]:
    """The subject of a passive."""
    either = draft.value.voice == "either" and draft.value.type in HARMS
    return draft.recipients if either or draft.value.voice == "passive" else []


def _agrees(view: SentenceView, person: str, mention: Mention) -> bool:
    """Whether a pronoun of a person may mean somebody, by his number and gender."""
    if is_plural([mention]):
        return person == ("fs" if view.many_things(mention) else "mp")
    return person != "mp" and not view.disagree(person, mention)
