"""What stands around a trigger in its clause: the candidates that it can take, and what can be its subject."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from conflict_events.lexical.text import COMMAS, QUOTES
from conflict_events.linking.clauses import Candidate, SentenceView, is_any
from conflict_events.linking.drafts import HARMS, Draft, alone, can_act, group, is_plural, is_victim, last_verb
from conflict_events.linking.gender import Genders
from conflict_events.linking.patterns import SAYING, Pattern
from conflict_events.mentions.sources import Attribution
from conflict_events.mentions.triggers import trigger_value
from conflict_events.records import ActorValue, Hit, Mention, TriggerValue

EVENT_SUBJECT_REACH = 5
"""Words between an event noun and the verb that it is the subject of (هجوم انتحاري مزدوج صباح اليوم استهدف)."""

ASIDE_REACH = 14
"""Words between the subject of a verb and its object, where commas set them apart."""
NOUN_LENGTH = 3
"""Letters that a noun has at least that a clause describes."""
NAME_REACH = 3
"""Words of a subject that no table knows."""
ARMED = frozenset({"MIL", "COP", "SPY", "PRM", "REB", "IMG"})
"""Sectors of armed bodies."""
FORCES = ARMED | {"GOV", "JUD"}
"""Sectors of bodies that arrest and are not arrested as a whole."""
FIRST_PLURAL = "1p"
"""The person of a verb whose subject is who speaks and his own."""
BODIES = frozenset({"group", "organ", "unit"})
"""Flags of nouns of bodies."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a trigger stands among: its sentence, the sentence's drafts before it, the actor that the sentences before were
    about, and who says what in the sentence.
    """

    view: SentenceView
    earlier: Sequence[Draft]
    topic: Mention | None
    spoken: Sequence[Attribution]


def until_next_verb(view: SentenceView, trigger: Mention, right: Sequence[Candidate]) -> list[Candidate]:
    """Of what stands right of a trigger, what comes before another trigger can claim it or holds it (رفضت مقترحا لتبادل
    الأسرى). Two in a row may share it: إيواء وإغاثة النازحين.
    """
    others = [t for t in view.triggers if t.first >= trigger.last]
    if trigger_value(trigger).finite:
        others = [t for t in others if not is_whole(view, t)]
    alone = trigger.last - trigger.first == 1
    own = trigger_value(trigger).type
    claimed = [
        t.last if alone and t.first == trigger.last and trigger_value(t).type == own else t.first + 1 for t in others
    ]
    claimed += [at + 1 for at in view.verbs if at >= trigger.last]
    end = min(claimed, default=view.sentence.last)
    aside = view.described_within
    return [c for c in takewhile(lambda c: c.first < end, right) if c.first not in aside or trigger.first in aside]


def is_help_of_others(view: SentenceView, draft: Draft) -> bool:
    """أفرجت الجماعة عن الأسرى بوساطة قبلية: whether an event noun, of which the text does not say whom it helps, tells by whose
    help the act before it is done.
    """
    return not draft.recipients and view.tokens[draft.trigger.first].norm in view.grammar.helped


def tells_reason(view: SentenceView, trigger: Mention) -> bool:
    """Whether ل ties an event noun as a reason: where its pronoun is the doer, since its object or an adjective with the
    article follows (عوقبت لدعمها الميليشيا, لدعمها المستمر).
    """
    if not trigger.suffix or not trigger.proclitics.endswith(view.grammar.to) or trigger.last >= view.sentence.last:
        return False
    token = view.tokens[trigger.last]
    if token.norm.startswith(view.grammar.clitics.article):
        return True
    right = view.candidates(trigger.last, view.clause(trigger.first)[1])
    return bool(right) and right[0].first == trigger.last and not right[0].preposition


def is_whole(view: SentenceView, trigger: Mention) -> bool:
    """Whether an event noun with the article, that a preposition ties, has nothing behind it that could be its own: of قتل في
    الاشتباكات 12 مقاتلا the verb has the rest.
    """
    if not trigger_value(trigger).nominal or not view.definite(trigger) or not view.governor(trigger):
        return False
    number = any(n.first == trigger.last for n in view.numbers)
    return number and trigger.last - trigger.first == 1


def _behind_aside(view: SentenceView, at: int, first: int) -> bool:
    """Whether no comma but those of asides stand from ``at`` to ``first``, and nothing but a preposition behind the last."""
    before = first - 1 - (view.tokens[first - 1].norm in view.grammar.prepositions)
    return view.tokens[before].norm in COMMAS and not any(t.norm in COMMAS for t in view.without_asides(at, first))


def before_comma(view: SentenceView, trigger: Mention, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates up to the first comma that follows one of them: behind it stands another clause.

    An apposition, a day or a place between two commas (فيلق الرحمن، أحد الفصائل، ...) is passed over.
    """
    kept: list[Candidate] = []
    at = trigger.last
    apposition = False
    for c in candidates:
        comma = any(view.tokens[i].norm in COMMAS for i in range(at, c.first)) and not _behind_aside(view, at, c.first)
        if kept and comma and not apposition:
            closed = c.last < view.sentence.last and view.tokens[c.last].norm in COMMAS
            if not (closed and c.actor is not None and c.first - at == 1):
                break
            apposition = True
        else:
            kept.append(c)
            apposition = False
        at = c.last
    return kept


def behind_aside(
    view: SentenceView, trigger: Mention, subject: Sequence[Candidate], pattern: Pattern
) -> list[Candidate]:
    """قتل مسلحون، يعتقد أنهم متطرفون، 12 مزارعا; شن الجيش، بدعم من الطيران، هجوما: what a verb goes on with behind an aside
    that commas set apart from its ``subject``, whatever clauses it holds.
    """
    who = subject[0].actor if subject else None
    if who is None or trigger_value(trigger).voice == "passive" or (pattern.needs_object and not can_act(who)):
        return []
    first, last = subject[-1].last, view.sentence.last
    while first < last and view.tokens[first].norm in view.grammar.emphatic:
        # طالبت المنظمات نفسها، في بيان، الحكومة
        first += 1
    if first >= last or view.tokens[first].norm not in COMMAS:
        return []
    at = first + 1
    found = view.candidates(at, min([v for v in view.verbs if v >= at] + [view.clause(min(at, last - 1))[1]]))
    if found and _is_object_behind_comma(view, trigger, subject, found, at, pattern):
        return found
    objects = {hit.first for hit in view.objects_of(trigger)}
    # دعا رئيس الحزب، فلان، الحكومة: of an apposition that is part of the name only the second comma is left.
    closed = any(t.norm in COMMAS for t in view.tokens[subject[0].first : first])
    for at in range(first + 2 - closed, min(first + ASIDE_REACH, last)):
        before = view.tokens[at - 1]
        if view.opener(at - 1) == "stop":
            return []
        if before.norm not in COMMAS:
            continue
        comma = next((i for i in range(at, last) if view.tokens[i].norm in COMMAS), last)
        end = min([v for v in view.verbs if v >= at] + [view.clause(at)[1], comma])
        found = view.candidates(at, end)
        if (at in objects and view.tokens[at].norm not in view.grammar.prepositions) or (
            found and _is_object_behind(view, subject, found, at, pattern)
        ):
            others = [t.first + 1 for t in view.triggers if t.first >= at and not is_whole(view, t)]
            return [c for c in found if c.first < min(others, default=end)]
    return []


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
    head, who, value = found[0], subject[-1].actor, trigger_value(trigger)
    if not can_act(who) or not _is_object_behind(view, subject, found, at, pattern):
        return False
    if value.type in HARMS and is_object_by_case(view, [head], at):
        return True
    other = head.actor.value if head.actor is not None else None
    body = isinstance(other, ActorValue) and (other.is_state or is_body_noun(view, head.actor))
    person = who is not None and not is_body_noun(view, who)
    return body and person and _is_asked(view, trigger, head)


def agent_behind_aside(view: SentenceView, who: Sequence[Candidate], agents: Collection[str]) -> list[Candidate]:
    """قتل ضابط، كان يحقق في قضايا فساد، على يد مجهولين: the doer whom one of the prepositions ``agents`` marks behind an aside
    that tells of the one before it.
    """
    first, last, g = who[-1].last, view.sentence.last, view.grammar
    if first + 2 >= last or view.tokens[first].norm not in COMMAS:
        return []
    opener = view.tokens[first + 1].norm
    if opener not in g.relative and (opener in g.openers or opener[:1] in g.conjunctions):
        # أصيب ضابط، فيما قتل جندي، برصاص مسلحين
        return []
    for at in range(first + 2, min(first + ASIDE_REACH, last)):
        if view.tokens[at - 1].norm not in COMMAS:
            continue
        if view.opener(at - 1) == "stop":
            return []
        comma = next((i for i in range(at, last) if view.tokens[i].norm in COMMAS), last)
        found = view.candidates(at, min([v for v in view.verbs if v >= at] + [view.clause(at)[1], comma]))
        if found and found[0].preposition in agents and view.begins_agent(at):
            return found
    return []


def _is_object_behind(
    view: SentenceView, subject: Sequence[Candidate], found: Sequence[Candidate], at: int, pattern: Pattern
) -> bool:
    """Whether who stands right behind a comma can be the object of a verb, and is neither in apposition to its subject nor a
    part of that.
    """
    head, who = found[0], subject[-1].actor
    if head.first != at or head.actor is None or head.preposition or head.actor.proclitics:
        return False
    behind = view.norm(head.last)
    part = behind.startswith(tuple(view.grammar.partitive)) and behind not in view.grammar.partitive
    if head.last in view.verbs or part or is_nominative(view, head):
        # المتمردون ردوا, ثلاثة منهم
        return False
    value, other = head.actor.value, who.value if who is not None else None
    assert isinstance(value, ActorValue)
    one = isinstance(other, ActorValue) and other.number == "s" and not is_body_noun(view, who)
    named = value.number == "s" and value.definite and head.amount is None and not is_body_noun(view, head.actor)
    return pattern.mutual or not (one and named)


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
    apart = view.set_apart(trigger.first) if first == trigger.first and trigger_value(trigger).finite else None
    return [alone(apart)] if apart is not None else []


def who_said_it(view: SentenceView, trigger: Mention, genders: Genders) -> Mention | None:
    """تصريحات الوزير التي انتقد فيها الحكومة: who speaks in a relative clause that describes his words."""
    value = trigger_value(trigger)
    behind = view.norm(trigger.last)
    if value.pattern != SAYING or behind not in view.grammar.asides or not view.is_said_of_other(trigger):
        return None
    at = view.clause(trigger.first)[0]
    at -= at > view.sentence.first and view.tokens[at - 1].norm in COMMAS
    who = next((a for a in view.actors if a.last == at and can_act(a)), None)
    one = who is not None and not is_plural([who])
    return who if one and not genders.disagree(view.document, value.person, who) else None


def several_beside(view: SentenceView, trigger: Mention, genders: Genders) -> Mention | None:
    """Several men right before a verb of several, whom it tells of."""
    men = [a for a in view.actors if a.last == trigger.first and genders.many_people(view.document, a)]
    return men[-1] if men and not trigger.proclitics else None


def is_done_to_own(view: SentenceView, trigger: Mention, described: Mention, heads: Sequence[Candidate]) -> bool:
    """القرية التي نهب الجنود متاجرها, التنظيم الذي قتل الجيش زعيمه: whether who stands right behind a verb of a relative
    clause is its subject, since what belongs to whom that describes stands behind him and is the object.
    """
    g, only = view.grammar, heads[0] if heads else None
    if trigger.suffix or only is None or only.first != trigger.last or not can_act(only.actor) or only.amount:
        return False
    if described.kind == "actor" and trigger_value(trigger).type not in HARMS:
        return False
    if is_object_by_case(view, heads, trigger.last) or not has_bare_word(view, only.last):
        return False
    pronoun = next((p for p in g.owners if view.tokens[only.last].norm.endswith(p)), "")
    things = view.tokens[view.clause(trigger.first)[0]].norm in g.relative_of_thing
    return pronoun == (g.pronoun_of_things if things else g.pronoun_of_man)


def is_deed_of(view: SentenceView, trigger: Mention, left: Sequence[Candidate]) -> bool:
    """المقاومة نصبت كمينا استهدف دورية: whether a verb only goes on to tell of a deed of those before it, or what is taken for
    a verb is its verbal noun with a pronoun (واصلت القوات قصفها).
    """
    if trigger.suffix and may_be_noun(view, trigger):
        return True
    deeds = (t for t in view.triggers if left[-1].last <= t.first and t.last <= trigger.first)
    own = trigger_value(trigger).type
    return not trigger.proclitics and any(t.last - t.first > 1 and trigger_value(t).type == own for t in deeds)


def was_unknown(view: SentenceView, first: int, trigger: Mention) -> bool:
    """Whether a subject that no table knows stands between "was" and a verb right behind it: كان فلان يقصف."""
    g = view.grammar
    behind = (i + 1 for i in reversed(range(first, trigger.first)) if view.tokens[i].norm in g.was)
    name = view.tokens[next(behind, trigger.first) : trigger.first]
    if not 0 < len(name) <= NAME_REACH or any(t.kind != "word" for t in name):
        return False
    if any(d.first <= trigger.first - len(name) < d.last for d in (*view.dates, *view.actors)):
        return False
    head = name[0].norm
    return head not in g.adverbs | g.before_verb | g.prepositions and not head.startswith(g.attached)


def _describes(view: SentenceView, trigger: Mention, candidate: Candidate, *, others: bool) -> bool:
    """Whether a verb right behind any one tells of him: دفعوا امرأة كانت تحتج, على مسلحين قتلوا ثلاثة, أسرة ضابط اغتيل.
    ``others``: whether somebody else stands before him in the clause.
    """
    if not is_any(candidate.actor) or candidate.place is not None or trigger.proclitics or trigger.suffix:
        return False
    between = view.tokens[candidate.last : trigger.first]
    genitive = not candidate.joined and (candidate.embedded or others)
    # شيع المئات شابا قتل: the object of a verb that no table knows.
    object_ = candidate.first > view.clause(candidate.first)[0] and is_object_by_case(
        view, [candidate], candidate.first
    )
    return all(t.norm in view.grammar.before_verb for t in between) and bool(
        between or candidate.preposition or genitive or object_
    )


def speech(view: SentenceView, trigger: Mention, spoken: Sequence[Attribution]) -> tuple[int, Mention | None]:
    """The last verb of saying before a trigger in its sentence, by its token, and the actor who says it; -1 where there is
    none.
    """
    before = [a for a in spoken if a.speech and a.head < trigger.first and a.source.sentence == view.sentence.index]
    if not before:
        return -1, None
    last = max(before, key=lambda a: a.head)
    return last.head, next((m for m in view.actors if m.overlaps(last.source) and m.last <= trigger.first), None)


def reported_subject(
    view: SentenceView, trigger: Mention, spoken: Sequence[Attribution], genders: Genders
) -> Mention | None:
    """أعلنت الكتائب أنها أطلقت: the speaker, whom the pronoun on "that" right before a verb of its person means, where the
    verb of saying has that person, too.
    """
    at, person = _before(view, trigger), trigger_value(trigger).person
    if at <= view.sentence.first or view.tokens[at].norm not in view.grammar.that_pronouns.get(person, ()):
        return None
    head, who = speech(view, trigger, spoken)
    agrees = any(hit.entry.payload == person for hit in view.document.within("speech", head, head + 1))
    if who is None or not agrees or not isinstance(who.value, ActorValue):
        return None
    bodies = person == "fs" and genders.many_things(view.document, who)
    return who if bodies or who.value.number not in ("d", "p") else None


def speaker_goes_on(
    view: SentenceView,
    trigger: Mention,
    spoken: Sequence[Attribution],
    heads: Sequence[Candidate],
    genders: Genders,
) -> Mention | None:
    """قال الوزير إن الحرب مستمرة، ودعا إلى الهدنة; حذر الوزير من الحرب ودعا إلى الهدنة: the speaker, whose next act of speech a
    conjunction ties on, where nobody stands behind that who can be its subject.
    """
    value = trigger_value(trigger)
    if not view.grammar.ties(trigger) or value.form != "perfect" or value.pattern != SAYING or trigger.suffix:
        return None
    head, who = speech(view, trigger, spoken)
    agrees = any(hit.entry.payload == value.person for hit in view.document.within("speech", head, head + 1))
    voiced = who is None and (who := _voicing(view, trigger)) is not None
    agrees = agrees or (voiced and not genders.disagree(view.document, value.person, who))
    if who is None or not agrees or not can_act(who) or view.opener(head) == "relative":
        return None
    if heads:
        apart = genders.disagree(view.document, value.person, heads[0].actor) or _are_people(view, value, heads[0])
        apart = apart or (voiced and _is_addressee(view, trigger, heads[0]))
        return who if apart or is_object_by_case(view, heads, trigger.last) else None
    return None if has_unknown_object(view, trigger) else who


def as_for(view: SentenceView, trigger: Mention, genders: Genders) -> list[Candidate]:
    """أما كينيا، فقد طردت السفير: who stands right behind "as for", with his conjuncts, where the verb is the first one behind
    him, and has his gender and what answers "as for".
    """
    g, first = view.grammar, view.sentence.first
    at = next((i for i in reversed(range(first, trigger.first)) if g.unjoined(view.tokens[i].norm) in g.as_for), None)
    if at is None or g.not_as_for in view.written(view.tokens[at]):
        return []
    answers = [i for i in range(at + 1, trigger.first) if view.tokens[i].norm in g.answers_topic]
    if not answers and trigger.proclitics[:1] != g.answer:
        return []
    end = answers[0] if answers else trigger.first
    found = view.candidates(at + 1, end)
    who = group(found, [c for c in found[:1] if c.first == at + 1 and c.actor is not None and not c.preposition])
    if not who or genders.disagree(view.document, trigger_value(trigger).person, who[0].actor):
        return []
    verbs = any(who[-1].last <= v < trigger.first and v not in answers for v in view.verbs)
    return [] if verbs and not _is_described_aside(view, who[-1].last, end) else who


def _is_described_aside(view: SentenceView, first: int, last: int) -> bool:
    """، التي تحكم القطاع،: whether the tokens from one to another are one aside between commas that tells who somebody is."""
    g, norms = view.grammar, [t.norm for t in view.tokens[first:last]]
    commas = [i for i, norm in enumerate(norms) if norm in COMMAS]
    return commas == [0, len(norms) - 1] and norms[1] in g.relative | g.describing


def is_object_resumed(view: SentenceView, trigger: Mention) -> bool:
    """Whether a preposition with a pronoun stands within a verb's phrase or right behind it: حكم عليه بالسجن."""
    return any(t.norm in view.grammar.objects for t in view.tokens[trigger.first + 1 : trigger.last + 1])


def resumed_subject(
    view: SentenceView, trigger: Mention, earlier: Sequence[Draft], spoken: Sequence[Attribution], genders: Genders
) -> Mention | None:
    """انتقد الوزير الخطة، لكنه أشاد بالسفير; زار المدينة، كما أنه التقى الأهالي: whom the pronoun on "but" right before a verb
    means: the nearest subject before it that agrees with it; of an act of speech, who speaks before.
    """
    g, value, at = view.grammar, trigger_value(trigger), trigger.first - 1
    but, that = (table.get(value.person, frozenset()) for table in (g.but_pronouns, g.that_of_but))
    while at > view.sentence.first and view.tokens[at].norm in (g.adverbs | g.before_verb) - but:
        at -= 1
    norm = view.tokens[at].norm
    behind = norm in that and view.tokens[at - 1].norm in g.before_but
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
    agreeing = [m for m in who if m.last <= at and _agrees(view, value.person, m, genders)]
    speaker = speech(view, trigger, spoken)[1] if value.pattern == SAYING else None
    if speaker is not None and _agrees(view, value.person, speaker, genders):
        return speaker
    return next(iter(agreeing), None)


def _sufferers(draft: Draft) -> list[Mention]:
    """The subject of a passive."""
    either = draft.value.voice == "either" and draft.value.type in HARMS
    return draft.recipients if either or draft.value.voice == "passive" else []


def _agrees(view: SentenceView, person: str, mention: Mention, genders: Genders) -> bool:
    """Whether a pronoun of a person may mean somebody, by his number and gender."""
    if is_plural([mention]):
        return person == ("fs" if genders.many_things(view.document, mention) else "mp")
    return person != "mp" and not genders.disagree(view.document, person, mention)


def _voicing(view: SentenceView, trigger: Mention) -> Mention | None:
    """Who is right behind the last verb of voicing before an act of speech that has its person, where no event verb stands
    between the two.
    """
    hits = view.document.within("voice-verb", view.sentence.first, trigger.first)
    if not hits or view.nominal(hits[-1]) or hits[-1].entry.payload != trigger_value(trigger).person:
        return None
    at = hits[-1].last
    if any(at <= t.first < trigger.first and trigger_value(t).finite for t in view.triggers):
        return None
    behind = view.candidates(at, trigger.first)[:1]
    # عبر الوزير عن: the letters of the verb are those of a preposition.
    free = ("", view.tokens[hits[-1].first].norm)
    return behind[0].actor if behind and behind[0].first == at and behind[0].preposition in free else None


def _is_addressee(view: SentenceView, trigger: Mention, candidate: Candidate) -> bool:
    """نبهت المنظمة إلى الوضع وطالبت الحكومة بالتدخل: whether who stands right behind a verb, before what he is asked for, is
    asked: no comma begins a clause of his own before the verb.
    """
    if candidate.first != trigger.last or view.tokens[trigger.first - 1].norm in COMMAS:
        return False
    return _is_asked(view, trigger, candidate)


def _is_asked(view: SentenceView, trigger: Mention, candidate: Candidate) -> bool:
    """Whether a verb is a demand, and what is asked for begins right behind a candidate."""
    behind = view.norm(candidate.last)
    asked = behind == view.grammar.towards or behind.startswith(view.grammar.before_content)
    return asked and trigger_value(trigger).type == "REQUEST"


def _are_people(view: SentenceView, value: TriggerValue, candidate: Candidate) -> bool:
    """Whether those behind a feminine verb are many people, who would rather have the masculine: ودعت السكان."""
    several = _is_many(candidate) and candidate.amount is None
    return value.person == "fs" and several and is_victim(candidate.actor) and not is_body_noun(view, candidate.actor)


def who_says_we(view: SentenceView, trigger: Mention, spoken: Sequence[Attribution]) -> Mention | None:
    """حماس: أسرنا جنودا; قال الوزير: نحن جيران ونطالب: who stands right before the colon that a verb of "we" follows, or who
    speaks before it.
    """
    at = trigger.first - 1
    while at > view.sentence.first and view.tokens[at].norm in QUOTES:
        at -= 1
    if at > view.sentence.first and view.tokens[at].norm == ":":
        who = next((m for m in view.actors if m.last == at and can_act(m)), None)
        if who is not None:
            return who
    # سلبنا: "we robbed", or "he robbed us".
    begins = view.grammar.ties(trigger) or view.tokens[at].norm in QUOTES | view.grammar.before_verb
    sure = trigger_value(trigger).form == "imperfect" or begins or view.tokens[trigger.first - 1].norm in QUOTES
    return speech(view, trigger, spoken)[1] if sure else None


def controllers(view: SentenceView, trigger: Mention) -> list[Mention]:
    """Who may be the subject of a verb right behind "that", the nearest first: طلب الجيش من السكان أن يغادروا."""
    at = trigger.first - 1
    if at <= view.sentence.first or view.tokens[at].norm not in view.grammar.subjunctive:
        return []
    first, _ = view.clause(at - 1)
    before = reversed(view.candidates(first, at))
    return [c.actor for c in before if c.actor is not None and c.place is None]


def own_country(
    view: SentenceView, trigger: Mention, spoken: Sequence[Attribution], states: Mapping[str, str], behind: bool
) -> Mention | None:
    """قال الوزير إن بلاده سحبت: the speaker's state, where his country, a feminine word, is the subject right before a verb, or
    ``behind`` it, if it can be that. ``states``: English names by ISO 3166 alpha-3.
    """
    if trigger_value(trigger).person != "fs":
        return None
    for at in (_before(view, trigger), *([trigger.last] if behind else [])):
        token = view.tokens[at] if view.sentence.first < at < view.sentence.last else None
        suffix = view.grammar.own_country.get(token.norm) if token is not None else None
        if token is None or suffix is None:
            continue
        _, who = speech(view, trigger, spoken)
        country = who.value.country if who is not None and isinstance(who.value, ActorValue) else ""
        if country and country in states:
            value = ActorValue(states[country], None, "GOV", country, "s")
            return Mention("actor", token.start, token.end, at, at + 1, view.sentence.index, value, "", suffix)
    return None


def _before(view: SentenceView, trigger: Mention) -> int:
    """The token before a trigger and the particle that goes with its verb."""
    at = trigger.first - 1
    return at - (at > view.sentence.first and view.tokens[at].norm in view.grammar.before_verb)


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
    value = trigger_value(noun)
    if value.finite or value.form == "participle" or value.type != trigger_value(trigger).type:
        return None
    if described is None and any(noun.last <= a.first < trigger.first and not view.governor(a) for a in view.actors):
        return None
    return noun


def verb_of(view: SentenceView, trigger: Mention) -> TriggerValue | None:
    """استهدفت غارة إسرائيلية قياديا: the verb of the same type right before an event noun, which is its subject."""
    before = next((t for t in view.triggers if t.last == trigger.first), None)
    value = trigger_value(before) if before is not None and not trigger.proclitics else None
    if value is None or not value.finite or value.voice == "passive" or value.type != trigger_value(trigger).type:
        return None
    return value


def carried_on(
    view: SentenceView,
    trigger: Mention,
    earlier: Sequence[Draft],
    heads: Sequence[Candidate],
    pattern: Pattern,
    genders: Genders,
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
    if before is None or not before.actors or before.value.person != trigger_value(trigger).person:
        return None
    if heads and not {"recipient", "amount"} & set(pattern.verb.get("object", ())):
        return None
    return None if _is_subject(view, trigger, heads, _are_several(view, before, genders)) else before


def nearer_subject(view: SentenceView, trigger: Mention, earlier: Sequence[Draft], genders: Genders) -> Mention | None:
    """هاجموا الحاجز، لكن القوات ردت وقتلت خمسة; فردت الشرطة وقتلت خمسة: who is the subject of a clause that tells no event,
    between the last event and the verb that a conjunction ties on, whose subject he is, too.
    """
    before = next((d for d in reversed(earlier) if d.value.finite and d.actors), None)
    if before is None or not view.grammar.ties(trigger):
        return None
    first, value = before.trigger.last, trigger_value(trigger)
    begins = {at + 1 for at, kind in view.breaks if kind in ("that", "clause") and first <= at < trigger.first}
    replies = view.document.within("objectless-verb", first, trigger.first)
    begins.update(hit.last for hit in replies if view.grammar.ties(hit) and not hit.suffix)
    found = [c for c in view.candidates(first, trigger.first) if c.first in begins and can_act(c.actor)]
    who = found[-1].actor if found and not found[-1].preposition else None
    if who is None or who in before.actors:
        return None
    agrees = _are_men(view, [who], genders) == value.plural
    return who if agrees and not genders.disagree(view.document, value.person, who) else None


def traveller(
    view: SentenceView, trigger: Mention, pattern: Pattern, heads: Sequence[Candidate], genders: Genders
) -> Mention | None:
    """وصل الوزير إلى عمان والتقى الملك: the subject of the verb that opens the sentence, where that tells no event, and the
    only one behind a verb of meeting is whom he meets.
    """
    value = trigger_value(trigger)
    meets = pattern.mutual and pattern.verb.get("object") == ("recipient",) and len(heads) == 1
    if not meets or trigger.suffix or not (view.grammar.ties(trigger) or _goes_on_there(view, trigger, pattern)):
        return None
    first = view.sentence.first
    before = view.candidates(first, trigger.first)[:1]
    who = before[0].actor if before and before[0].first == first + 1 and not before[0].preposition else None
    if who is None or not can_act(who) or first in {t.first for t in view.triggers} or value.plural:
        return None
    return None if genders.disagree(view.document, value.person, who) else who


def can_be_subject(view: SentenceView, trigger: Mention, heads: Sequence[Candidate]) -> bool:
    """Whether who stands right behind a verb may be its subject: one who can act and has no letters of an object."""
    behind = bool(heads) and heads[0].first == trigger.last and can_act(heads[0].actor)
    return behind and not is_object_by_case(view, heads, trigger.last)


def _goes_on_there(view: SentenceView, trigger: Mention, pattern: Pattern) -> bool:
    """Whether a verb with an object, which is never passive, stands right behind "where"."""
    behind = trigger.first > view.sentence.first and view.tokens[trigger.first - 1].norm in view.grammar.where
    return behind and pattern.mutual and pattern.verb.get("object") == ("recipient",)


def _are_several(view: SentenceView, draft: Draft, genders: Genders) -> bool:
    """Whether the doers of a verb in the singular are several: a further verb of theirs would be none, as a rule."""
    return draft.value.person in ("ms", "fs") and _are_men(view, draft.actors, genders)


def _are_men(view: SentenceView, actors: Sequence[Mention], genders: Genders) -> bool:
    """Whether actors are several, and not one phrase for several bodies."""
    return is_plural(actors) and not genders.many_things(view.document, actors[0])


def _is_subject(view: SentenceView, trigger: Mention, heads: Sequence[Candidate], several: bool) -> bool:
    """Whether who stands right behind a verb can only be its subject: the verb has no object (رحبت برلين بالهدنة), or that has
    gone before as a pronoun (رحبت بها المعارضة), or the doers before are ``several`` (وقعت كينيا ورواندا اتفاقا وانتقدت أوغندا
    الخطوة).
    """
    if not heads or not can_act(heads[0].actor) or is_object_by_case(view, heads, trigger.last):
        return False
    between = [t.norm for t in view.tokens[trigger.last : heads[0].first]]
    if any(norm not in view.grammar.asides for norm in between):
        return False
    return several or bool(between and between[0] in view.grammar.objects) or has_no_object(view, trigger)


def is_object_by_case(view: SentenceView, heads: Sequence[Candidate], at: int) -> bool:
    """Whether what stands right at ``at``, behind a verb, has letters that no subject has: those of the accusative (اعتقل
    المتظاهرين, أوقف حارسا).
    """
    head = heads[0] if heads else None
    mention = head.actor if head is not None else None
    if head is None or mention is None or not head.first == mention.first == at:
        return False
    number = mention.value.number if isinstance(mention.value, ActorValue) else ""
    forms = [hit.entry.payload for hit in view.document.within("actor-noun", at, at + 1)]
    if not forms:
        return number in ("d", "p") and view.tokens[at].norm.endswith(view.grammar.oblique)
    return all(
        form.spelling.endswith(view.grammar.oblique_construct if form.construct == "yes" else view.grammar.oblique)
        if form.number in ("d", "p")
        else form.construct == "no" and form.spelling.endswith(view.grammar.accusative) and not form.own
        for form in forms
    )


def is_nominative(view: SentenceView, candidate: Candidate) -> bool:
    """Whether a candidate is one word with the ending of the nominative plural, which no object has (المهاجمون)."""
    return _is_many(candidate) and view.tokens[candidate.first].norm.endswith(view.grammar.nominative)


def _is_many(candidate: Candidate) -> bool:
    """Whether a candidate is an actor that is more than two."""
    value = candidate.actor.value if candidate.actor is not None else None
    return isinstance(value, ActorValue) and value.number == "p"


def has_definite_behind(view: SentenceView, candidate: Candidate) -> bool:
    """Whether a word with the article stands right behind any several who have the ending of a subject, so that it does not
    describe them: خطف مسلحون المهندس.
    """
    at = candidate.last
    if not (is_any(candidate.actor) and can_act(candidate.actor) and is_nominative(view, candidate)):
        return False
    dated = any(d.first <= at < d.last for d in view.dates)
    return not dated and view.norm(at).startswith(view.grammar.clitics.article)


def is_behind_this(view: SentenceView, heads: Sequence[Candidate], begin: int) -> bool:
    """دعت هذه المنظمة الحكومة: whether "this" and a noun that no table knows stand right behind a verb, before the first of
    what no preposition ties there.
    """
    if not heads or view.tokens[begin].norm not in view.grammar.demonstratives or heads[0].first != begin + 2:
        return False
    return has_bare_word(view, begin + 1)


def is_addressed(view: SentenceView, trigger: Mention, heads: Sequence[Candidate], begin: int) -> bool:
    """دعا جميع الأطراف إلى الحوار: whether the only one behind a demand, right behind it at ``begin``, is one who is asked."""
    value, g = trigger_value(trigger), view.grammar
    if value.pattern != SAYING or value.type != "REQUEST" or len(heads) != 1:
        return False
    each = " ".join(t.norm for t in view.tokens[begin : begin + 2]) == g.each
    return heads[0].first == begin and view.tokens[begin].norm in g.addressed and not each


def describes_a_noun(view: SentenceView, trigger: Mention) -> bool:
    """Whether a verb without a conjunction stands right behind a word that is no particle: a clause that describes it (حملة
    تستهدف المهربين).
    """
    before = view.tokens[trigger.first - 1] if trigger.first > view.sentence.first else None
    if before is None or before.kind != "word" or trigger.proclitics:
        return False
    g = view.grammar
    return not (before.norm in g.before_verb or before.norm in g.openers or before.norm in g.adverbs)


def resumes_a_thing(view: SentenceView, trigger: Mention) -> bool:
    """صاروخا باليستيا أطلقته الحركة: whether the pronoun of a verb means the noun right before it, which is no actor, or what
    that adjective is of.
    """
    g, at = view.grammar, trigger.first - 1
    if not trigger.suffix or not describes_a_noun(view, trigger) or may_be_noun(view, trigger):
        return False
    norm, before = view.tokens[at].norm, view.tokens[max(at - 1, view.sentence.first)].norm
    if any(m.first <= at < m.last for m in (*view.actors, *view.places)) or at in view.verbs or len(norm) < NOUN_LENGTH:
        return False
    if norm.startswith(g.clitics.article) or {norm, g.unjoined(norm)} & (g.prepositions | g.openers.keys()):
        return False
    if before in g.complementizers or trigger_value(trigger).person == FIRST_PLURAL:
        return False
    things = norm.endswith((g.feminine, g.feminine_plural))
    return trigger.suffix == (g.pronoun_of_things if things else g.pronoun_of_man)


def is_armed(mention: Mention) -> bool:
    """Whether a mention is of armed men."""
    return isinstance(mention.value, ActorValue) and mention.value.sector in ARMED | {"UAF"}


def has_no_object(view: SentenceView, trigger: Mention) -> bool:
    """Whether an event word is a verb that takes its object behind a preposition only."""
    return bool(view.document.within("objectless-verb", trigger.first, trigger.first + 1))


def is_circumstance(view: SentenceView, trigger: Mention) -> bool:
    """Whether an event only tells when or why another one is done: بعد اغتيال, ردا على هجوم, قبل أن يقتل."""
    g = view.grammar
    first, _ = view.clause(trigger.first)
    i = _over_preposition(view, (first if view.opener(trigger.first) == "that" else trigger.first) - 1)
    measured = (*view.dates, *view.numbers)
    while i >= view.sentence.first and (
        view.tokens[i].norm in g.before_circumstance or any(m.first <= i < m.last for m in measured)
    ):
        i = _over_preposition(view, i - 1)
    norm = view.norm(i)
    return not {norm, g.unjoined(norm)}.isdisjoint(g.circumstances)


def _over_preposition(view: SentenceView, at: int) -> int:
    """The token, or the one before it where it is a preposition that makes no circumstance."""
    return at - (at >= view.sentence.first and view.tokens[at].norm in view.grammar.no_circumstances)


def earlier_doers(
    view: SentenceView, trigger: Mention, earlier: Sequence[Draft], genders: Genders
) -> Sequence[Mention]:
    """هاجم مسلحون الحراس وخطفوا: the doers of the verb before where a conjunction ties a plural one on, if they are several
    men.
    """
    if not view.grammar.ties(trigger):
        return []
    before = next((d for d in reversed(earlier) if d.value.finite and d.actors), None)
    if before is None:
        return []
    return before.actors if _are_men(view, before.actors, genders) else []


def earlier_plural(view: SentenceView, trigger: Mention, genders: Genders) -> Mention | None:
    """The nearest plural actor before a plural verb; none that a preposition governs, and no bodies where one before has the
    ending of a subject (أعاد المتمردون الأسر ومنعوا).
    """
    before = view.candidates(view.sentence.first, trigger.first)
    many = [c for c in before if not c.preposition and _is_many(c)]
    nearest = many[-1].actor if many else None
    if nearest is None or not genders.many_things(view.document, nearest):
        return nearest
    return next((c.actor for c in reversed(many) if is_nominative(view, c)), nearest)


def has_unknown_subject(view: SentenceView, trigger: Mention) -> bool:
    """Whether a word that no table knows stands right behind a verb: it may be the subject."""
    if trigger.suffix or trigger.last >= view.sentence.last:
        return False
    if view.tokens[trigger.last - 1].norm in view.grammar.prepositions:
        return False
    token = view.tokens[trigger.last]
    if token.norm in view.grammar.of_rank:
        return False
    known = token.norm in view.grammar.prepositions or token.norm in view.grammar.complementizers
    return token.kind == "word" and not known and token.norm not in view.grammar.adverbs


def has_unknown_object(view: SentenceView, trigger: Mention) -> bool:
    """Whether a word that no table knows and nothing introduces stands right behind a verb."""
    return has_unknown_subject(view, trigger) and has_bare_word(view, trigger.last)


def has_bare_word(view: SentenceView, at: int) -> bool:
    """Whether a word that is no preposition, and has neither a conjunction nor one written on, stands at a token."""
    if at >= view.sentence.last or view.tokens[at].kind != "word":
        return False
    norm = view.tokens[at].norm
    if norm in view.grammar.prepositions or norm in view.grammar.adverbs or norm in view.grammar.openers:
        return False
    return not norm.startswith((*view.grammar.attached, *view.grammar.conjunctions))


def has_event_as_object(view: SentenceView, subject: Candidate) -> bool:
    """Whether an event noun that no preposition ties, and that tells no circumstance, stands right behind who may be the
    subject: منعت الشرطة تظاهرة, but اعتقل الناشط احتجاجا.
    """
    behind = [t for t in view.triggers if t.first == subject.last and not t.proclitics]
    nouns = [
        t for t in behind if trigger_value(t).nominal and view.tokens[t.first].norm not in view.grammar.circumstances
    ]
    return bool(nouns) and can_act(subject.actor)


def adjoins(view: SentenceView, trigger: Mention, candidate: Candidate) -> bool:
    """Whether only adjectives stand between an event noun and its genitive."""
    between = view.between(trigger.last, candidate.first)
    return all((t.kind == "word" and t.norm not in view.grammar.prepositions) or t.norm in "\"'«»“”" for t in between)


def may_be_noun(view: SentenceView, trigger: Mention) -> bool:
    """Whether the letters of a verb are also those of its verbal noun, whose genitive follows (قصف إسرائيل المخيم) or stands
    within the phrase (قطع الجزائر علاقاتها).
    """
    hits = view.document.within("trigger", trigger.first, trigger.first + 1)
    if any(h.last == trigger.last and not h.entry.payload.verbal for h in hits):
        return True
    light = view.document.within("light-verb", trigger.first, trigger.first + 1)
    phrase = trigger.last - trigger.first > 1
    return phrase and any(not reading.verbal for hit in light for _, reading in hit.entry.payload)


def begins_with_verb(view: SentenceView, trigger: Mention) -> bool:
    """Whether the first word of a set phrase can be a verb."""

    def here(kind: str) -> Sequence[Hit]:
        return view.document.within(kind, trigger.first, trigger.first + 1)

    if here("agent-verb") or here("speech") or any(h.entry.payload.verbal for h in here("trigger")):
        return True
    return any(reading.verbal for h in here("light-verb") for _, reading in h.entry.payload)


def is_name(view: SentenceView, candidate: Candidate) -> bool:
    """Whether a candidate is a name by its first word, which is no noun."""
    return not view.document.within("actor-noun", candidate.first, candidate.first + 1)


def has_name(view: SentenceView, candidate: Candidate) -> bool:
    """Whether one person is told by name, with a title or without one."""
    value = candidate.actor.value if candidate.actor is not None else None
    one = isinstance(value, ActorValue) and value.number == "s" and value.definite and not value.is_state
    if not one or candidate.place is not None:
        return False
    nouns = view.document.within("actor-noun", candidate.first, candidate.first + 1)
    return not any(hit.last >= candidate.last for hit in nouns) and candidate.last - candidate.first > 1


def is_office(view: SentenceView, candidate: Candidate) -> bool:
    """Whether one who is known by his office stands at a candidate's first word."""
    value = candidate.actor.value if candidate.actor is not None else None
    if not isinstance(value, ActorValue) or value.number != "s" or not value.definite:
        return False
    hits = view.document.within("actor-noun", candidate.first, candidate.first + 1)
    return any("title" in h.entry.payload.noun.flags for h in hits)


def is_force(view: SentenceView, trigger: Mention, head: Candidate) -> bool:
    """Whether who stands right behind a verb is an armed body or an office as a whole, which nobody arrests: ضبطت الشرطة
    أسلحة.
    """
    value = head.actor.value if head.actor is not None else None
    return isinstance(value, ActorValue) and value.sector in FORCES and is_body(view, trigger, head)


def is_body(view: SentenceView, trigger: Mention, head: Candidate) -> bool:
    """Whether a body as a whole stands right behind a verb."""
    mention, value = head.actor, head.actor.value if head.actor is not None else None
    if mention is None or head.amount is not None or mention.first != trigger.last:
        return False
    if not isinstance(value, ActorValue) or not value.definite:
        return False
    return is_body_noun(view, mention)


def is_body_noun(view: SentenceView, mention: Mention | None) -> bool:
    """Whether a mention is of a body by its noun or its name."""
    value = mention.value if mention is not None else None
    if mention is None or not isinstance(value, ActorValue):
        return False
    nouns = view.document.within("actor-noun", mention.first, mention.first + 1)
    if nouns:
        return any(h.entry.payload.noun.flags & BODIES for h in nouns)
    return value.entity_id is not None and value.number != "p"
