"""Who speaks, where he is the subject of a verb in what he says or goes on to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conflict_events.lexical.text import COMMAS, QUOTES
from conflict_events.linking import case_endings, verb_readings
from conflict_events.linking.clauses import Candidate, SentenceView, actor_value
from conflict_events.linking.drafts import can_act, is_plural
from conflict_events.linking.patterns import SAYING
from conflict_events.mentions.sources import Attribution
from conflict_events.records import ActorValue, Mention, TriggerValue


def speeches_before(trigger: Mention, spoken: Sequence[Attribution]) -> list[Attribution]:
    """The verbs of saying before a trigger."""
    return [a for a in spoken if a.speech and a.head < trigger.first]


def last_speech(view: SentenceView, trigger: Mention, spoken: Sequence[Attribution]) -> tuple[int, Mention | None]:
    """The last verb of saying before a trigger in its sentence, by its token, and the actor who says it; -1 where there is
    none.
    """
    last = max(speeches_before(trigger, spoken), key=lambda a: a.head, default=None)
    if last is None:
        return -1, None
    return last.head, next((m for m in view.actors if m.overlaps(last.source)), None)


def _before(view: SentenceView, trigger: Mention) -> int:
    """The token before a trigger and the particle that goes with its verb."""
    at = trigger.first - 1
    return at - (at > view.sentence.first and view.tokens[at].norm in view.grammar.verbs.particles)


def reported_subject(view: SentenceView, trigger: Mention, spoken: Sequence[Attribution]) -> Mention | None:
    """أعلنت الكتائب أنها أطلقت: the speaker, whom the pronoun on "that" right before a verb of its person means, where the
    verb of saying has that person, too.
    """
    at, person = _before(view, trigger), trigger.valued(TriggerValue).person
    if at <= view.sentence.first or view.tokens[at].norm not in view.grammar.pronouns.that.get(person, ()):
        return None
    head, who = last_speech(view, trigger, spoken)
    agrees = any(hit.entry.payload == person for hit in view.document.within("speech", head, head + 1))
    if who is None or not agrees:
        return None
    bodies = person == "fs" and view.many_things(who)
    return who if bodies or not is_plural([who]) else None


def speaker_goes_on(
    view: SentenceView,
    trigger: Mention,
    spoken: Sequence[Attribution],
    heads: Sequence[Candidate],
) -> Mention | None:
    """قال الوزير إن الحرب مستمرة، ودعا إلى الهدنة; حذر الوزير من الحرب ودعا إلى الهدنة: the speaker, whose next act of speech a
    conjunction ties on, where nobody stands behind that who can be its subject.
    """
    value = trigger.valued(TriggerValue)
    if not view.grammar.ties(trigger) or value.form != "perfect" or value.pattern != SAYING or trigger.suffix:
        return None
    head, who = last_speech(view, trigger, spoken)
    agrees = any(hit.entry.payload == value.person for hit in view.document.within("speech", head, head + 1))
    voiced = who is None
    if voiced:
        who = _voicing(view, trigger)
        agrees = not view.disagree(value.person, who)
    if who is None or not agrees or not can_act(who):
        return None
    if not heads:
        return None if verb_readings.has_unknown_object(view, trigger) else who
    # ودعت السكان: many people would rather have the masculine.
    behind = heads[0].actor
    people = value.person == "fs" and behind is not None and view.many_people(behind)
    apart = people or view.disagree(value.person, behind) or (voiced and _is_addressee(view, trigger, heads[0]))
    apart = apart or case_endings.is_object_by_case(view, heads, trigger.last)
    return who if apart else None


def _voicing(view: SentenceView, trigger: Mention) -> Mention | None:
    """Who is right behind the last verb of voicing before an act of speech that has its person, where no event verb stands
    between the two.
    """
    hits = view.document.within("voice-verb", view.sentence.first, trigger.first)
    if not hits or view.nominal(hits[-1]) or hits[-1].entry.payload != trigger.valued(TriggerValue).person:
        return None
    at = hits[-1].last
    if any(at <= t.first < trigger.first and t.valued(TriggerValue).finite for t in view.triggers):
        return None
    behind = view.candidates(at, trigger.first)[:1]
    # عبر الوزير عن: the letters of the verb are those of a preposition.
    free = ("", view.tokens[hits[-1].first].norm)
    return behind[0].actor if behind and behind[0].first == at and behind[0].preposition in free else None


def _is_addressee(view: SentenceView, trigger: Mention, candidate: Candidate) -> bool:
    """نبهت المنظمة إلى الوضع وطالبت الحكومة بالتدخل: whether who stands right behind a verb, before what he is asked for, is
    asked: no comma begins a clause of his own before the verb.
    """
    if candidate.first != trigger.last or view.norm(trigger.first - 1) in COMMAS:
        return False
    return verb_readings.is_asked(view, trigger, candidate)


def who_said_it(view: SentenceView, trigger: Mention) -> Mention | None:
    """تصريحات الوزير التي انتقد فيها الحكومة: who speaks in a relative clause that describes his words."""
    value = trigger.valued(TriggerValue)
    behind = view.norm(trigger.last)
    if value.pattern != SAYING or behind not in view.grammar.adverbs.asides or not view.is_said_of_other(trigger):
        return None
    at = view.clause(trigger.first)[0]
    at -= view.norm(at - 1) in COMMAS
    who = next((a for a in view.actors if a.last == at and can_act(a)), None)
    # تصريحات الوزراء التي انتقد فيها: of several men one verb before them only.
    return None if who is None or view.many_people(who) or view.disagree(value.person, who) else who


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
    begins = view.grammar.ties(trigger) or view.tokens[at].norm in QUOTES | view.grammar.verbs.particles
    sure = trigger.valued(TriggerValue).form == "imperfect" or begins or view.tokens[trigger.first - 1].norm in QUOTES
    return last_speech(view, trigger, spoken)[1] if sure else None


def own_country(
    view: SentenceView, trigger: Mention, spoken: Sequence[Attribution], states: Mapping[str, str], behind: bool
) -> Mention | None:
    """قال الوزير إن بلاده سحبت: the speaker's state, where his country, a feminine word, is the subject right before a verb, or
    ``behind`` it, if it can be that. ``states``: English names by ISO 3166 alpha-3.
    """
    if trigger.valued(TriggerValue).person != "fs":
        return None
    for at in (_before(view, trigger), *([trigger.last] if behind else [])):
        suffix = view.grammar.pronouns.own_country.get(view.norm(at), "")
        speaker = actor_value(last_speech(view, trigger, spoken)[1]) if suffix else None
        if speaker is not None and speaker.country in states:
            token, state = view.tokens[at], ActorValue(states[speaker.country], None, "GOV", speaker.country, "s")
            return Mention("actor", token.start, token.end, at, at + 1, view.sentence.index, state, "", suffix)
    return None
