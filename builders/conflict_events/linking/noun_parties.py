"""Who does what to whom where the event word is a noun: by its genitive, its object, its pronoun, or another word."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.lexical.text import COMMAS, QUOTES
from conflict_events.linking import (
    actor_kinds,
    adverbials,
    announcements,
    argument_scope,
    genitives,
    nationality_adjectives,
    phrase_parties,
    prepositions,
    preverbal_subjects,
    pronoun_parties,
    support_verbs,
    verb_readings,
)
from conflict_events.linking.attachment import witnesses
from conflict_events.linking.clauses import Candidate, SentenceView, actor_value, is_any
from conflict_events.linking.drafts import MATERIAL, Draft, alone, can_act, fill, group, is_plural
from conflict_events.linking.genitives import VOICED
from conflict_events.linking.nationality_adjectives import Owners
from conflict_events.linking.patterns import SAYING, Pattern, Patterns
from conflict_events.linking.scene import Scene
from conflict_events.records import Mention

FIGHT = "clash"
"""The argument pattern of fights, whose sides are all doers."""
HELP = "AID"
"""The type of acts for somebody who acts himself."""


class NounParties:
    """Fills the parties of event nouns."""

    def __init__(self, patterns: Patterns, owners: Owners) -> None:
        self._patterns, self._owners = patterns, owners

    def fill(self, scene: Scene, draft: Draft, pattern: Pattern) -> None:
        """Fill the roles of an event noun: first by what is sure, then by what is left."""
        view, trigger = scene.view, draft.trigger
        support_verbs.fill_directed(view, draft)
        support_verbs.fill_by_undertaking(view, draft, pattern.doer)
        if not draft.actors:
            fill(draft, pattern.doer, support_verbs.controlled(view, trigger) or [])
        if not draft.actors:
            fill(draft, pattern.doer, _leading(view, draft))
        phrase_parties.fill_inside(view, draft, pattern)
        right = _right(view, trigger)
        if right and not right[0].preposition and all(c.preposition not in view.grammar.agents for c in right):
            right += argument_scope.agent_behind_aside(view, group(right, right[:1]))
        behind = genitives.genitives_of(view, draft, right)
        if not trigger.suffix and behind and genitives.adjoins(view, trigger, behind[0]):
            own, target = group(right, behind[:1]), genitives.object_behind(view, pattern, right, behind[0])
            if target:
                fill(draft, ("actor",), own)
            else:
                fill(draft, genitives.roles_of(scene, draft, pattern, self._patterns, right, behind[0]), own)
            fill(draft, pattern.noun_object, target or group(right, behind[1:2]))
        elif not draft.recipients and not draft.actors:
            named = genitives.named_after_comma(view, trigger, view.clause(trigger.first)[1])
            fill(draft, tuple(r for r in pattern.genitive if r == "recipient"), named)
        if view.tokens[trigger.last - 1].norm in view.grammar.verbs.resumed:
            # كمين نصبه مسلحون
            fill(draft, ("actor",), group(right, [c for c in behind[:1] if c.first == trigger.last]))
        elif trigger.suffix:
            next_to_it = group(right, [c for c in behind[:1] if _is_next(view, trigger, c)])
            reach = self._patterns.content_reach
            pronoun_parties.fill_by_pronoun(scene, draft, pattern, reach, next_to_it, right)
        nationality_adjectives.fill_by_adjective(view, draft, pattern, self._owners)
        _fill_by_whom(view, draft, pattern, right)
        if any(c.preposition in pattern.of and view.between(trigger.last, c.first) for c in right[:1]):
            # أعلن الجيش تدمير مخزن للمتمردين: it is theirs, and the deed is the army's.
            _fill_by_announcer(scene, draft, pattern)
        prepositions.fill_by_prepositions(view, draft, pattern, right)
        _fill_by_others(scene, draft, pattern, right)
        _fill_what_is_left(scene, draft, pattern)
        nationality_adjectives.fill_by_fire(view, draft, self._owners)


def _fill_what_is_left(scene: Scene, draft: Draft, pattern: Pattern) -> None:
    """The second of two sides; a doer told with another event noun; who is helped, told before the help."""
    draft.actors.extend(m for m in _second_between(scene.view, draft) if m not in draft.recipients)
    if not draft.actors:
        fill(draft, pattern.doer, _doers_beside(scene, draft))
    if draft.value.type == HELP and not draft.recipients:
        draft.recipients.extend(m for m in _backed(scene, draft) if m not in draft.actors)


def _fill_by_whom(view: SentenceView, draft: Draft, pattern: Pattern, right: Sequence[Candidate]) -> None:
    """بدعوة من الأمير: who is tied by "from" right behind a noun has done it, though with the verb it is asked of him."""
    by = [
        c
        for c in right[:1]
        if c.preposition in view.grammar.prepositions.partitive and c.first - draft.trigger.last == 1
    ]
    asked = bool(by) and draft.value.pattern == SAYING and pattern.prepositions.get(by[0].preposition) == ("recipient",)
    if asked and not draft.actors and can_act(by[0].actor):
        fill(draft, pattern.doer, group(right, by))


def _fill_by_others(scene: Scene, draft: Draft, pattern: Pattern, right: Sequence[Candidate]) -> None:
    """What other words say: a meeting's verb, a verb of suffering or of doing, who announces it, a subject before it."""
    view, trigger = scene.view, draft.trigger
    if not draft.actors and not draft.recipients:
        support_verbs.fill_gathered(view, draft)
    if not draft.recipients:
        support_verbs.fill_sufferer(view, draft, pattern, right)
    told = support_verbs.fill_by_agent_verb(view, draft, pattern.doer)
    prepositions.fill_by_prepositions(view, draft, pattern, argument_scope.before_comma(view, trigger, told))
    if not draft.actors:
        support_verbs.fill_by_agent_noun(view, draft, pattern.doer)
    _fill_by_announcer(scene, draft, pattern)
    if not draft.actors and draft.recipients and adverbials.is_purpose(view, draft, pattern):
        _fill_by_aim(scene, draft, pattern)
    elif not draft.actors and pattern.genitive[0] in ("actor", "location"):
        _fill_by_subject(scene, draft, pattern)
    elif draft.value.pattern == FIGHT:
        _fill_other_side(scene, draft)


def _fill_by_announcer(scene: Scene, draft: Draft, pattern: Pattern) -> None:
    """أعلن الجيش اعتقال: who announces it has done it, where nobody else has."""
    own = scene.view.head(draft.trigger) in scene.view.grammar.nouns.announced
    if not (pattern.announced or own) or draft.actors:
        return
    who = announcements.announcers(scene.view, draft.trigger, scene.spoken)
    if pattern.announced or all(c.actor is not None and actor_kinds.is_armed(c.actor) for c in who):
        fill(draft, pattern.doer, who)


def _fill_other_side(scene: Scene, draft: Draft) -> None:
    """قتل ستة متمردين في اشتباكات مع الجيش: of a fight with one side, the other are those who do or suffer what is told
    before it in the sentence, else the subject before it.
    """
    view, trigger = scene.view, draft.trigger
    sides = [
        c.actor
        for c in _right(view, trigger)
        if c.preposition in view.grammar.prepositions.sides and c.actor is not None
    ]
    if not sides or any(m not in sides for m in draft.actors):
        return
    told = (m for d in reversed(scene.earlier) for m in (_first_side(d),) if m is not None)
    other = next(told, None)
    if other is None:
        found = _subject_before(scene, trigger)
        other = found[0].actor if found and can_act(found[0].actor) else None
    if other is not None and all(other.value != m.value for m in sides):
        draft.actors.insert(0, other)


def _fill_by_subject(scene: Scene, draft: Draft, pattern: Pattern) -> None:
    """الجيش في هجوم على: who stands before the noun in its clause, where nothing ties it to another word."""
    view, trigger = scene.view, draft.trigger
    left = _subject_before(scene, trigger)
    subject = left[0].actor if left else None
    before = view.tokens[trigger.first - 1].norm if trigger.first > view.clause(trigger.first)[0] else ""
    if subject is None or view.grammar.without_conjunctions(trigger) or before in view.grammar.prepositions.words:
        return
    if _is_of_preposition(view, draft) or _is_matter(view, draft) or witnesses(view, subject):
        return
    if before in view.grammar.verbs.accompanying or adverbials.is_help_of_others(view, draft):
        return
    another = any(subject.last <= t.first < trigger.first for t in view.triggers)
    if can_act(subject) and not another and not support_verbs.opposed(view, subject.last, trigger):
        fill(draft, pattern.doer, left)


def _fill_by_aim(scene: Scene, draft: Draft, pattern: Pattern) -> None:
    """احتشد السكان لمطالبة الوزير: the subject of the clause does what it is done for."""
    view, trigger = scene.view, draft.trigger
    left = _subject_before(scene, trigger)
    subject = left[0].actor if left else None
    able = can_act(subject) or draft.value.type in VOICED
    if subject is not None and able and not support_verbs.opposed(view, subject.last, trigger):
        fill(draft, pattern.doer, left)


def _backed(scene: Scene, draft: Draft) -> list[Mention]:
    """سيطر الجيش على التل بدعم من الحلفاء, القوات المدعومة من روسيا: for whom such help is, who does what is told before it
    or stands right there.
    """
    view, trigger, g = scene.view, draft.trigger, scene.view.grammar
    word = g.unjoined(view.tokens[trigger.first].norm)
    if word not in g.nouns.backing | g.nouns.backed:
        return []
    at = trigger.first
    while at > view.sentence.first and view.tokens[at - 1].norm in COMMAS | QUOTES:
        at -= 1
    beside = next((a for a in view.actors if a.last == at), None)
    definite = word.startswith(g.clitics.article)
    if definite or (word in g.nouns.backed and at == trigger.first and is_any(beside)):
        return [beside] if beside is not None and _is_of(view, word, beside) else []
    told = [d for d in scene.earlier if view.same_clause(d.trigger, trigger)]
    if told and told[-1].value.pattern == SAYING:
        # اتهم الوزير الحزب بدعم المتمردين
        return []
    doers = [beside] if beside is not None and view.governor(beside) in ("", g.prepositions.to) else []
    if not doers or any(beside in d.recipients for d in told):
        doers = next((d.actors for d in reversed(told) if d.actors), [])
    doers = doers or [c.actor for c in _subject_before(scene, trigger) if c.actor is not None]
    able = [m for m in doers if can_act(m) and m.last <= trigger.first]
    return [m for m in able if word in g.nouns.backing or _is_of(view, word, m)]


def _is_of(view: SentenceView, participle: str, who: Mention) -> bool:
    """Whether a participle has the gender and number of an actor."""
    g, value = view.grammar, actor_value(who)
    several = value is not None and value.number == "p"
    if participle.endswith((g.endings.nominative, g.endings.oblique)):
        return several
    person = "fs" if participle.endswith(g.endings.feminine) else "ms"
    if several and not (person == "fs" and view.many_things(who)):
        return False
    return not view.disagree(person, who)


def _doers_beside(scene: Scene, draft: Draft) -> list[Candidate]:
    """تمكنت الشرطة من مداهمة المزرعة وتوقيف شخصين: the subject of the verb that two verbal nouns depend on, where the first
    one has it and nobody else can be the doer of the second.
    """
    view, trigger = scene.view, draft.trigger
    before = scene.earlier[-1] if scene.earlier else None
    tied = trigger.proclitics in view.grammar.conjunctions
    if before is None or not tied or not draft.recipients or draft.value.type not in MATERIAL:
        return []
    if before.value.type not in MATERIAL or not view.same_clause(before.trigger, trigger):
        return []
    noun = before.trigger.first if before.value.nominal else before.trigger.last - 1
    theirs = bool(before.actors) and all(can_act(m) and m.last <= noun for m in before.actors)
    if not theirs or support_verbs.opposed(view, before.actors[-1].last, trigger):
        return []
    return [alone(m) for m in before.actors if m not in draft.recipients]


def _leading(view: SentenceView, draft: Draft) -> list[Candidate]:
    """استعداد الرئيس للقاء نظيره, قراره دعوة الحزب, موسكو مستعدة لطرد السفير: the subject of the verbal noun or the adjective
    that leads to an event noun, with nothing but a preposition between.
    """
    trigger, g = draft.trigger, view.grammar
    at = trigger.first - 1
    apart = at > view.sentence.first and view.tokens[at].norm in g.nouns.leads
    tied = apart or trigger.proclitics.endswith(g.prepositions.attached)
    if not tied and (trigger.proclitics or view.definite(trigger)):
        return []
    if g.ties(trigger) or view.tokens[trigger.first].norm in g.nouns.backing | g.prepositions.helped:
        return []
    at -= apart
    if at <= view.sentence.first:
        return []
    if view.tokens[at].norm in g.nouns.ready:
        return [alone(a) for a in view.actors if a.last == at]
    told = Draft(trigger, draft.value, view, recipients=draft.recipients)
    support_verbs.fill_by_agent_noun(view, told, ("actor",))
    nouns = view.document.within("agent-noun", view.sentence.first, at + 1)
    ends = {m.last for m in told.actors} | {hit.last for hit in nouns if hit.suffix}
    return [alone(m) for m in told.actors] if at + 1 in ends else []


def _second_between(view: SentenceView, draft: Draft) -> list[Mention]:
    """قمة بين الرئيس الكيني، ونظيره الأوغندي: the second of two behind "between", where a comma parts him from the first."""
    between, trigger = view.grammar.prepositions.between, draft.trigger
    right = view.candidates(trigger.last, view.clause(trigger.first)[1])
    heads = [c for c in right if c.actor in draft.actors and c.preposition == between and not c.joined]
    sides = [c.actor for c in group(right, heads) if c.actor is not None]
    if len(sides) != 2 or view.tokens[sides[0].last].norm not in COMMAS or is_plural(sides[:1]):
        return []
    return sides[1:]


def _subject_before(scene: Scene, trigger: Mention) -> list[Candidate]:
    """The subject that stands before an event noun in its clause."""
    first, _ = scene.view.clause(trigger.first)
    return preverbal_subjects.left_subject(scene.view, trigger, first, scene.spoken)


def _first_side(draft: Draft) -> Mention | None:
    """Who may be a side of a fight that is told behind an event: its doer, or armed men that it is done to."""
    doers = [m for m in draft.actors if can_act(m)]
    armed = [m for m in draft.recipients if actor_kinds.is_armed(m)]
    return next(iter((*doers, *armed)), None)


def _is_next(view: SentenceView, trigger: Mention, candidate: Candidate) -> bool:
    """Whether nothing but quotation marks stands between an event noun and what follows it: اتهامه "الحزب"."""
    return all(t.norm in QUOTES for t in view.tokens[trigger.last : candidate.first])


def _is_of_preposition(view: SentenceView, draft: Draft) -> bool:
    """Whether a violent event is the genitive of a noun that a preposition ties: it is not the deed of the subject before
    (حذرت المنظمة من اندلاع حرب, يعاني السكان منذ بداية الصراع).
    """
    at = draft.trigger.first - 2
    return (
        draft.value.type == "ASSAULT"
        and at >= view.sentence.first
        and view.tokens[at].norm in view.grammar.prepositions.words
    )


def _is_matter(view: SentenceView, draft: Draft) -> bool:
    """ناقش الوزير خطة العودة: whether a noun that tells of people who move is the genitive of another one right before it,
    which nobody's name ends with.
    """
    at = draft.trigger.first - 1
    if draft.value.type != "DISPLACE" or not view.definite(draft.trigger) or at <= view.sentence.first:
        return False
    noun = verb_readings.has_bare_word(view, at) and not view.tokens[at].norm.startswith(view.grammar.clitics.article)
    return noun and at not in view.verbs and not any(a.first <= at < a.last for a in view.actors)


def _right(view: SentenceView, trigger: Mention) -> list[Candidate]:
    """What stands behind an event noun, or else behind the verb that says that it took place."""
    _, last = view.clause(trigger.first)
    right = argument_scope.until_next_verb(view, trigger, view.candidates(trigger.last, last))
    right = argument_scope.before_comma(view, trigger, right) or support_verbs.behind_occurrence(view, trigger)
    # قتلوا بقصف الجيش: a preposition for the verb, but not for the event noun that it is itself.
    itself = view.tokens[trigger.first].norm if trigger.last - trigger.first == 1 else ""
    return [c._replace(preposition="") if itself and c.preposition == itself else c for c in right]
