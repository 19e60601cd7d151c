"""What stands around a verb that may be its subject or its object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from conflict_events.linking import (
    actor_kinds,
    argument_scope,
    case_endings,
    preverbal_subjects,
    shared_subjects,
    speaker_subjects,
    support_verbs,
    verb_readings,
)
from conflict_events.linking.clauses import Candidate, SentenceView, actor_value, is_any
from conflict_events.linking.drafts import HARMS, TALKS, Draft, alone, can_act, group, is_one, is_plural, last_verb
from conflict_events.linking.patterns import SAYING, Pattern, Patterns
from conflict_events.linking.scene import Scene
from conflict_events.linking.verb_readings import FIRST_PLURAL
from conflict_events.records import Mention, TriggerValue


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a verb: where that begins; all of it, what of that no preposition ties, and the heads of that."""

    begin: int
    right: Sequence[Candidate]
    direct: Sequence[Candidate]
    heads: Sequence[Candidate]
    inside: bool
    """Whether the verb's phrase holds somebody, so that what is behind the verb begins within it."""


@dataclass(frozen=True, slots=True)
class Before:
    """Who is a verb's subject by what stands before it, or is its object; nobody where nothing tells."""

    left: Sequence[Candidate] = ()
    """Who stands in its clause, with his conjuncts."""
    event: Mention | None = None
    """The event noun that is the subject: هجوم استهدف."""
    antecedent: Mention | None = None
    """Whom its relative clause describes, or who stands before it and is its object."""
    is_object: bool = False
    """Whether the verb's pronoun means him: الهجوم الذي شنه, المتهم سلمته ألمانيا, but موسكو التي منحته."""
    goes_on: Draft | None = None
    """The event whose subject it shares."""
    reported: Mention | None = None
    """Who is its subject though he stands before its clause: the speaker whom a pronoun means, or whose doing it tells that
    something is asked for or tried.
    """


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a verb."""

    behind: Behind
    before: Before
    object_first: bool
    """Whether what stands right behind the verb is no subject of it, by its gender, because it is a site or because another
    stands before it.
    """
    unknown: bool
    """Whether a subject that no table knows stands before the verb: كان فلان يقصف."""
    taken_up: bool
    """Whether words before the verb say that its subject has gone before: أما كينيا فقد طردت, لكنه رفض."""


class VerbArguments:
    """Finds what stands around verbs. ``states``: English names by ISO 3166 alpha-3."""

    def __init__(self, patterns: Patterns, states: Mapping[str, str]) -> None:
        self._patterns, self._states = patterns, states

    def around(self, scene: Scene, draft: Draft, pattern: Pattern) -> Around:
        """What stands around the verb of a draft."""
        view, trigger = scene.view, draft.trigger
        behind = _behind(view, trigger, pattern)
        before = self._before(scene, draft, pattern, behind.heads)
        unknown = not before.left and preverbal_subjects.was_unknown(view, view.clause(trigger.first)[0], trigger)
        decides = support_verbs.who_decides(view, trigger)
        object_first = unknown or decides is not None or _is_object_first(view, draft, pattern, behind)
        if before.reported is None and not before.left and draft.value.person != FIRST_PLURAL:
            if draft.value.plural or object_first or not _may_follow(view, trigger, behind):
                before = replace(before, reported=_controller(view, draft))
        issues = support_verbs.who_issues(view, trigger) if pattern.announced and draft.value.type in TALKS else None
        taken_up = _taken_up(scene, trigger, decides, issues)
        before = taken_up or before
        if before.left and not object_first and _is_resumed(view, draft, before.left, behind):
            before = Before(antecedent=before.left[0].actor, is_object=True)
        return Around(behind, before, object_first, unknown or issues == [], taken_up is not None)

    def _before(self, scene: Scene, draft: Draft, pattern: Pattern, heads: Sequence[Candidate]) -> Before:
        """Who is a verb's subject by what stands before it, ``heads`` being what no preposition ties behind it."""
        view, trigger = scene.view, draft.trigger
        reported = _reported(scene, draft)
        event = preverbal_subjects.event_subject(view, trigger)
        if event is not None:
            return Before(event=event, reported=reported)
        antecedent = _described(view, trigger, heads)
        if antecedent is not None:
            is_object = _is_object(view, draft, antecedent)
            return Before(antecedent=antecedent, is_object=is_object, reported=reported)
        left = self._subject_before(scene, draft, heads)
        if left:
            return Before(left=left, reported=reported)
        nearer, goes_on = shared_subjects.nearer_subject(view, trigger, scene.earlier), None
        if nearer is None:
            nearer = _stopper(view, trigger, scene.earlier, heads, self._patterns)
        elif case_endings.can_be_subject(view, trigger, heads):
            nearer = None
        if nearer is None:
            goes_on = shared_subjects.carried_on(view, trigger, scene.earlier, heads, pattern)
        if draft.value.person == FIRST_PLURAL:
            return Before(goes_on=goes_on, reported=reported)
        reported = nearer or reported
        if reported is None and goes_on is None:
            reported = speaker_subjects.speaker_goes_on(view, trigger, scene.spoken, heads)
            reported = reported or shared_subjects.traveller(view, trigger, pattern, heads)
        return Before(goes_on=goes_on, reported=reported)

    def _subject_before(self, scene: Scene, draft: Draft, heads: Sequence[Candidate]) -> Sequence[Candidate]:
        """Who stands before a verb in its clause and is its subject, with his conjuncts."""
        view, trigger = scene.view, draft.trigger
        first, _ = view.clause(trigger.first)
        owner = speaker_subjects.who_said_it(view, trigger)
        left = (
            [alone(owner)] if owner is not None else preverbal_subjects.left_subject(view, trigger, first, scene.spoken)
        )
        disagrees = bool(left) and view.disagree(draft.value.person, left[0].actor)
        if disagrees and not preverbal_subjects.is_deed_of(view, trigger, left):
            # رصدت البعثة قصف السوق: the subject before a verb has its gender.
            left = []
        beside = preverbal_subjects.several_beside(view, trigger) if draft.value.plural else None
        if beside is not None and len(left) == 1 and left[0].actor and not is_plural([left[0].actor]):
            # رصدت الشرطة عددا من المهربين نقلوا أسلحة
            left = [alone(beside)]
        if verb_readings.resumes_a_thing(view, trigger) and case_endings.can_be_subject(view, trigger, heads):
            # اعترض الجيش صاروخا أطلقته الحركة
            left = []
        country = speaker_subjects.own_country(view, trigger, scene.spoken, self._states, behind=not left)
        return [alone(country)] if country is not None else left


def _stopper(
    view: SentenceView, trigger: Mention, earlier: Sequence[Draft], heads: Sequence[Candidate], patterns: Patterns
) -> Mention | None:
    """أحبط الجيش هجوما واعتقل خمسة, صدت القوات هجوما وقتلت عشرة: who stopped the attack before, though he is no doer of it,
    is the subject of a verb tied on, which arrests, or has his gender, or harms those who attacked.
    """
    before, value = last_verb(earlier), trigger.valued(TriggerValue)
    if before is None or value.type not in HARMS or not view.grammar.ties(trigger):
        return None
    if (heads and heads[0].amount is None and case_endings.can_be_subject(view, trigger, heads)) or _does(
        before, patterns
    ):
        # وقتل الجيش ضابطا, but وقتل عشرة من عناصره
        return None
    at = before.trigger.first + 1
    behind = [c for c in view.candidates(at, trigger.first)[:1] if c.first == at and not c.preposition]
    who = behind[0].actor if behind and can_act(behind[0].actor) else None
    if who is None or view.disagree(value.person, who):
        return None
    attacked = any(
        c.actor and actor_kinds.is_armed(c.actor) and not actor_kinds.same_sector(c.actor, who) for c in heads
    )
    return who if attacked or value.type == "COERCE" or value.person == "fs" or value.plural else None


def _does(draft: Draft, patterns: Patterns) -> bool:
    """Whether the subject of a verb does what it tells of, or suffers it: صدت القوات هجوما does neither."""
    roles = patterns.of(draft.value)
    stops = roles.subject == ("none",) or roles.object == ("actor",)
    return not stops or "actor" in roles.subject or support_verbs.suffers(draft.view, draft.trigger)


def _behind(view: SentenceView, trigger: Mention, pattern: Pattern) -> Behind:
    """What stands behind a verb in its clause, or behind an aside, with what stands within its phrase of several words."""
    _, last = view.clause(trigger.first)
    # A phrase of verb and object may hold the subject between them: اقتحم المحتجون المبنى, but not توفير النقل والأمن.
    joined = tuple(view.grammar.conjunctions)
    inside = any(trigger.first < a.first < trigger.last and not a.proclitics.startswith(joined) for a in view.actors)
    begin = trigger.first + 1 if inside else trigger.last
    right = argument_scope.until_next_verb(view, trigger, view.candidates(begin, last))
    while begin < last and (view.tokens[begin].norm in view.grammar.adverbs.asides or begin in view.honorifics):
        # انقلبت عليه الميليشيات, دعا سمو الأمير
        begin += 1
    right = _of_papers(view, begin, right)
    direct = [c for c in right if not c.preposition and c.first - trigger.last <= pattern.reach]
    direct = argument_scope.before_comma(view, trigger, direct)
    subject = group(right, [c for c in right[:1] if c.first == begin and not c.preposition])
    behind = argument_scope.behind_aside(view, trigger, subject, pattern) if len(direct) <= len(subject) else []
    if behind:
        right = [*subject, *behind]
        direct = [c for c in right if not c.preposition]
    elif subject and not any(c.preposition in view.grammar.agents for c in right):
        right = [*right, *argument_scope.agent_behind_aside(view, subject)]
    return Behind(begin, right, direct, _heads(view, trigger, begin, direct), inside)


def _heads(view: SentenceView, trigger: Mention, begin: int, direct: Sequence[Candidate]) -> list[Candidate]:
    """Of what no preposition ties what belongs to the verb itself. Behind a doer at ``begin`` an unknown noun has none in the
    accusative as its genitive: قتل مسلحون يستقلون دراجة نارية ضابطا.
    """
    found: list[Candidate] = []
    for c in direct:
        doer = bool(found) and found[0].first == begin and can_act(found[0].actor)
        told = doer and is_one(c) and case_endings.is_object_by_case(view, [c], c.first)
        if found and c.first == found[-1].last and case_endings.is_nominative(view, c):
            # قتل الجنود المهاجمون ثلاثة مدنيين: it only describes the subject.
            continue
        if found and c.first == found[-1].last and _describes(view, found[-1], c):
            continue
        if not c.joined and (not c.embedded or told):
            found.append(c)
    end = found[0].last if found and found[0].first == begin else -1
    while len(found) > 1 and found[1].first == end and _is_his_office(view, trigger, found, direct):
        end = found.pop(1).last
    return found


def _is_his_office(
    view: SentenceView, trigger: Mention, heads: Sequence[Candidate], direct: Sequence[Candidate]
) -> bool:
    """رحب سامح شكري وزير الخارجية بالهدنة, استقبل الأمير فلان أمير المنطقة السفير: whether an office right behind a name is his
    who has that, since the verb has no object, or another one behind that.
    """
    who, office = heads[0], heads[1]
    if not actor_kinds.has_name(view, who) or not actor_kinds.is_office(view, office):
        return False
    if verb_readings.has_no_object(view, trigger) or verb_readings.has_event_as_object(view, office):
        return True
    behind = next((c for c in direct if c.first >= office.last and not c.joined), None)
    if behind is None or behind.actor is None:
        return False
    if behind.embedded:
        # استنكر فلان رئيس الهيئة تصريحات الوزير
        return trigger.valued(TriggerValue).pattern == SAYING and behind.first == office.last + 1
    return behind.first > office.last or not actor_kinds.is_name(view, behind)


def _describes(view: SentenceView, head: Candidate, candidate: Candidate) -> bool:
    """قائد منشق عن الحركة: whether one indefinite word right behind another, and before a preposition, has no ending of the
    accusative, so that it is an adjective of that and no object.
    """
    if not (is_any(head.actor) and is_any(candidate.actor)) or candidate.last - candidate.first > 1:
        return False
    both = is_one(head) and is_one(candidate)
    behind = view.norm(candidate.last)
    # The masculine has an ending that the letters show.
    masculine = not view.written(candidate.actor).endswith(view.grammar.endings.unmarked) if candidate.actor else False
    return both and masculine and behind in view.grammar.prepositions.words


def _of_papers(view: SentenceView, begin: int, right: list[Candidate]) -> list[Candidate]:
    """اتهم تقرير للأمم المتحدة مالي, طالب بيان الحزب الحكومة, أصابت قذائف الجيش مدرسة: what stands behind a verb, with whom a
    paper is of, or arms that do something to what follows, for its subject.
    """
    if not right or right[0].first != begin + 1:
        return right
    arms = is_of_arms(view, begin, right[0]) and not right[0].preposition
    if view.norm(begin) not in view.grammar.nouns.papers and not (
        arms and verb_readings.has_bare_word(view, right[0].last)
    ):
        return right
    return [right[0]._replace(preposition="", embedded=False), *right[1:]]


def is_of_arms(view: SentenceView, begin: int, candidate: Candidate) -> bool:
    """Whether the arms of somebody stand right behind a verb: of those who are hit he is none. What cannot act has none
    (استهدفت صواريخ مصفاة نفط).
    """
    behind = view.tokens[begin].norm in view.grammar.nouns.arms and candidate.first == begin + 1
    return behind and can_act(candidate.actor)


def _reported(scene: Scene, draft: Draft) -> Mention | None:
    """The speaker who is a verb's subject though he stands before its clause."""
    if draft.value.person == FIRST_PLURAL:
        return speaker_subjects.who_says_we(scene.view, draft.trigger, scene.spoken)
    return speaker_subjects.reported_subject(scene.view, draft.trigger, scene.spoken)


def _taken_up(
    scene: Scene, trigger: Mention, decides: list[Candidate] | None, issues: list[Candidate] | None
) -> Before | None:
    """Who is the subject of a verb, or its object, where words before it say that he has gone before (أما كينيا فقد طردت, لكنه
    رفض), or that the verb tells of a decision or of a paper of his; None where none do.
    """
    view = scene.view
    resumed = preverbal_subjects.resumed_subject(view, trigger, scene.earlier, scene.spoken)
    as_for = preverbal_subjects.as_for(view, trigger)
    if resumed is None and not as_for and not decides and issues is None:
        return None
    if preverbal_subjects.object_resumed(view, trigger):
        # أما الناشط فقد حكم عليه بالسجن
        return Before(antecedent=as_for[0].actor if as_for else resumed, is_object=True)
    return Before(left=as_for or decides or issues or (), reported=resumed)


def _controller(view: SentenceView, draft: Draft) -> Mention | None:
    """The subject of a verb behind "that" among those before it: the nearest that agrees with it."""
    person = draft.value.person
    for m in preverbal_subjects.controllers(view, draft.trigger):
        value = actor_value(m)
        other = value is not None and value.number == "s" if draft.value.plural else view.many_people(m)
        if not other and not view.disagree(person, m):
            return m
    return None


def _described(view: SentenceView, trigger: Mention, heads: Sequence[Candidate]) -> Mention | None:
    """The noun that a verb's relative clause describes, where that is the verb's subject or its object."""
    if not trigger.suffix and view.is_said_of_other(trigger):
        return None
    found = view.antecedent(trigger)
    own = found is not None and verb_readings.is_done_to_own(view, trigger, found, heads)
    return None if own else found


def _is_object(view: SentenceView, draft: Draft, antecedent: Mention) -> bool:
    """Whether a verb's pronoun means the noun that its relative clause describes: unless that stands right before the
    clause, and has another gender than the pronoun.
    """
    suffix = draft.trigger.suffix
    if not suffix:
        return False
    if view.tokens[antecedent.last].norm not in view.grammar.openers.relative:
        return True
    other = {view.grammar.pronouns.of_man: "f", view.grammar.pronouns.of_things: "m"}.get(suffix)
    return view.gender(antecedent) != other


def _is_resumed(view: SentenceView, draft: Draft, left: Sequence[Candidate], behind: Behind) -> bool:
    """المتهم سلمته ألمانيا, الأسرى أفرجت عنهم إسرائيل: whether a verb's pronoun means who stands right before it, so that he is
    its object and who stands right behind it its subject.
    """
    trigger, heads = draft.trigger, behind.heads
    pronoun = trigger.suffix or preverbal_subjects.object_resumed(view, trigger)
    doer = bool(heads) and heads[0].first == behind.begin and can_act(heads[0].actor)
    if not doer or draft.value.plural or not pronoun:
        return False
    if any(t.norm not in view.grammar.verbs.particles for t in view.tokens[left[-1].last : trigger.first]):
        return False
    return _means(view, pronoun, [c.actor for c in left if c.actor is not None])


def _means(view: SentenceView, suffix: str, who: Sequence[Mention]) -> bool:
    """Whether a pronoun agrees with those whom it may mean."""
    if suffix in view.grammar.pronouns.plural:
        return is_plural(who)
    person = view.grammar.pronouns.persons.get(suffix, "")
    return person != "" and not is_plural(who) and not view.disagree(person, who[0])


def _may_follow(view: SentenceView, trigger: Mention, behind: Behind) -> bool:
    """Whether what stands right behind a verb may be its subject."""
    heads = behind.heads
    if not heads:
        return verb_readings.has_unknown_subject(view, trigger)
    return heads[0].first == behind.begin and (can_act(heads[0].actor) or heads[0].amount is not None)


def _is_object_first(view: SentenceView, draft: Draft, pattern: Pattern, behind: Behind) -> bool:
    """Whether what stands right behind a verb is no subject of it."""
    trigger, value, heads, begin = draft.trigger, draft.value, behind.heads, behind.begin
    if value.person == FIRST_PLURAL:
        # نشكر الحكومة
        return True
    if begin < view.clause(trigger.first)[1] and view.tokens[begin].norm in view.grammar.titles.of_rank:
        # والتقى سموه السفير
        return True
    phrase = trigger.last - trigger.first > 1
    if phrase and not behind.inside and view.tokens[trigger.last - 1].norm in view.grammar.prepositions.words:
        # يقبض على أي مسلح
        return True
    if not heads:
        return False
    # حث واشنطن على: a demand's noun would have its doer behind it, and no addressee.
    noun = verb_readings.may_be_noun(view, trigger) and (value.type != "REQUEST" or len(heads) != 1)
    if heads[0].first == begin and not noun:
        if view.disagree(value.person, heads[0].actor):
            return True
    return (
        view.sited(begin, (heads[0].actor or heads[0]).first)
        or case_endings.is_object_by_case(view, heads, begin)
        or verb_readings.is_addressed(view, trigger, heads, begin)
        or verb_readings.is_behind_this(view, heads, begin)
        or (behind.inside and heads[0].last >= trigger.last and _ends_in_object(pattern, behind))
    )


def _ends_in_object(pattern: Pattern, behind: Behind) -> bool:
    """تطرد السفير, يحمي الأهالي: whether who ends a verb's phrase is its object, but برأت محكمة ناشطا, عادت عشرات العائلات."""
    able = can_act(behind.heads[0].actor)
    # حكم القضاء على ناشط: a preposition marks whom the subject within the phrase does it to.
    marked = able and any(c.preposition in pattern.marks and c.actor is not None for c in behind.right)
    only = pattern.needs_object and len(behind.heads) == 1 and not marked
    return only or ("recipient" in pattern.object and not able)
