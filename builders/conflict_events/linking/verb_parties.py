"""Who does what to whom where the event word is a verb, or a participle that stands for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conflict_events.linking import (
    actor_kinds,
    announcements,
    argument_scope,
    case_endings,
    nationality_adjectives,
    possessors,
    prepositions,
    preverbal_subjects,
    shared_subjects,
    speaker_subjects,
    support_verbs,
    verb_readings,
)
from conflict_events.linking.clauses import Candidate, SentenceView, actor_value, is_any
from conflict_events.linking.drafts import (
    HARMS,
    MATERIAL,
    TALKS,
    Draft,
    alone,
    can_act,
    fill,
    group,
    is_one,
    is_plural,
    is_victim,
    last_verb,
)
from conflict_events.linking.patterns import SAYING, Pattern, Patterns
from conflict_events.linking.prepositions import ADJECTIVES
from conflict_events.linking.scene import Scene
from conflict_events.linking.verb_readings import FIRST_PLURAL
from conflict_events.mentions.triggers import rule_of, trigger_value
from conflict_events.records import Mention

CONTENT_REACH = 3
"""Words of which no second one begins like the preposition before what somebody is accused of (اتهم الوزير بلدية بقبول)."""
TOPIC_REACH = 3
"""Words before a verb that opens its sentence, and may tell of whom the sentence before is about (كما طلب من)."""


@dataclass(frozen=True, slots=True)
class _Behind:
    """What stands behind a verb: where that begins; all of it, what of that no preposition ties, and the heads of that."""

    begin: int
    right: Sequence[Candidate]
    direct: Sequence[Candidate]
    heads: Sequence[Candidate]
    inside: bool
    """Whether the verb's phrase holds somebody, so that what is behind the verb begins within it."""


@dataclass(frozen=True, slots=True)
class _Around(_Behind):
    """What stands around a verb: what is behind it; where its clause begins; its subject before it; the event that is its
    subject; the noun that its relative clause describes, or who stands before it and is its object; the draft whose subject
    it shares.
    """

    first: int
    left: Sequence[Candidate]
    event: Mention | None
    antecedent: Mention | None
    goes_on: Draft | None
    reported: Mention | None
    """Who is its subject though he stands before its clause: the speaker whom a pronoun means, or whose doing it tells that
    something is asked for or tried.
    """
    is_object: bool
    """Whether the verb's pronoun means that noun: الهجوم الذي شنه, المتهم سلمته ألمانيا, but موسكو التي منحته."""
    object_first: bool
    """Whether what stands right behind the verb is no subject of it, by its gender, because it is a site or because another
    stands before it.
    """
    unknown: bool
    """Whether a subject that no table knows stands before the verb: كان فلان يقصف."""
    taken_up: bool
    """Whether words before the verb say that its subject has gone before: أما كينيا فقد طردت, لكنه رفض."""


class VerbParties:
    """Fills the parties of verbs. ``states``: English names by ISO 3166 alpha-3."""

    def __init__(self, patterns: Patterns, states: Mapping[str, str]) -> None:
        self._patterns, self._states = patterns, states

    def fill(self, scene: Scene, draft: Draft, pattern: Pattern) -> None:
        """Fill the roles of a verb from its subject, its object and what prepositions tie to it."""
        around = self._around(scene, draft, pattern)
        passive = self._is_passive(scene.view, draft, pattern, around)
        subject, target = (pattern.passive, ()) if passive else (pattern.subject, pattern.object)
        self._parties(scene, draft, around, passive, subject, target)
        if not draft.actors and not draft.recipients and not passive:
            # مركبة تقل مسؤولين: of an unknown thing that is hit, those who belong to it are known.
            embedded = [c for c in around.direct if c.embedded and not _is_of_arms(scene.view, around.begin, c)][:1]
            fill(draft, tuple(r for r in target if r != "actor"), group(around.direct, embedded))
        if draft.actors and not draft.recipients and not passive:
            aim = tuple(r for r in pattern.aim if r == "recipient")
            fill(draft, aim, self._of_object(scene.view, draft, around.right))
        if not passive and _needs_pronoun(scene.view, draft.trigger, around):
            pronoun = possessors.possessor(scene.view, draft)
            if pronoun is not None:
                fill(draft, target, [alone(pronoun)])
        if support_verbs.suffers(scene.view, draft.trigger):
            # تلقت السفارة تهديدات من: whom the verb's own pattern would make one more that suffers it.
            support_verbs.fill_by_whom(scene.view, draft, around.right)
        prepositions.fill_by_prepositions(draft, pattern, around.right)
        if not draft.actors and "actor" not in subject and "recipient" in subject:
            support_verbs.fill_by_verb_behind(scene.view, draft)
        if "recipient" in subject:
            nationality_adjectives.fill_by_fire(scene.view, draft, self._states, {})
        phrase = draft.trigger.last - draft.trigger.first > 1
        if pattern.mutual and phrase and not (draft.actors or draft.recipients):
            # انطلقت محادثات روسية - أوكرانية
            nationality_adjectives.fill_by_adjective(scene.view, draft, pattern, self._states, {})
        if not draft.actors and not passive and around.event is None:
            self._doer_from_afar(scene, draft, around, subject)

    def _of_object(self, view: SentenceView, draft: Draft, right: Sequence[Candidate]) -> Sequence[Candidate]:
        """قضت محكمة عسكرية بسجن ناشط: the genitive of a verbal noun that a preposition ties to its light verb from afar."""
        for c in right:
            if c.actor is None or not (c.embedded or c.preposition in view.grammar.attached):
                continue
            for hit in view.document.within("light-object", draft.trigger.last, c.actor.first):
                rules = map(rule_of, hit.entry.payload)
                attached = view.tokens[hit.first].norm.startswith(view.grammar.attached)
                if hit.last in (c.first, c.actor.first) and attached and draft.value.rule in rules:
                    return group(right, [c])
        return []

    def _around(self, scene: Scene, draft: Draft, pattern: Pattern) -> _Around:
        view, trigger, person = scene.view, draft.trigger, draft.value.person
        first, _ = view.clause(trigger.first)
        behind = self._behind(view, trigger, pattern)
        heads = behind.heads
        event = preverbal_subjects.event_subject(view, trigger)
        antecedent = _described(view, trigger, heads) if event is None else None
        left: Sequence[Candidate] = []
        if antecedent is None and event is None:
            left = self._subject_before(scene, draft, first, heads)
        none = not left and antecedent is None and event is None
        goes_on = nearer = None
        if none:
            nearer = self._nearer_subject(scene, draft, heads)
            if nearer is None:
                goes_on = shared_subjects.carried_on(view, trigger, scene.earlier, heads, pattern)
        reported = self._reported(scene, draft, pattern, heads, nearer, none and goes_on is None)
        decides = support_verbs.who_decides(view, trigger)
        unknown = not left and preverbal_subjects.was_unknown(view, first, trigger)
        object_first = unknown or decides is not None or self._is_object_first(view, draft, pattern, behind)
        if reported is None and not left and person != FIRST_PLURAL:
            if draft.value.plural or object_first or not _may_follow(view, trigger, behind.begin, heads):
                reported = self._controller(view, draft)
        resumed = preverbal_subjects.resumed_subject(view, trigger, scene.earlier, scene.spoken)
        as_for = preverbal_subjects.as_for(view, trigger)
        issues = support_verbs.who_issues(view, trigger) if pattern.announced and draft.value.type in TALKS else None
        taken_up = resumed is not None or bool(as_for or decides) or issues is not None
        if taken_up:
            antecedent, left, goes_on, reported, event = None, as_for or decides or issues or [], None, resumed, None
        is_object = self._is_object(view, draft, antecedent)
        if taken_up and preverbal_subjects.is_object_resumed(view, trigger):
            # أما الناشط فقد حكم عليه بالسجن
            antecedent, is_object, left, reported = as_for[0].actor if as_for else resumed, True, [], None
        if left and not object_first and self._is_resumed(view, draft, left, heads, behind.begin):
            antecedent, is_object, left, reported = left[0].actor, True, [], None
        return _Around(
            begin=behind.begin,
            right=behind.right,
            direct=behind.direct,
            heads=heads,
            inside=behind.inside,
            first=first,
            left=left,
            event=event,
            antecedent=antecedent,
            goes_on=goes_on,
            reported=reported,
            is_object=is_object,
            object_first=object_first,
            unknown=unknown or issues == [],
            taken_up=taken_up,
        )

    def _behind(self, view: SentenceView, trigger: Mention, pattern: Pattern) -> _Behind:
        """What stands behind a verb in its clause, or behind an aside, with what stands within its phrase of several words."""
        _, last = view.clause(trigger.first)
        # A phrase of verb and object may hold the subject between them: اقتحم المحتجون المبنى, but not توفير النقل والأمن.
        joined = tuple(view.grammar.conjunctions)
        inside = any(
            trigger.first < a.first < trigger.last and not a.proclitics.startswith(joined) for a in view.actors
        )
        begin = trigger.first + 1 if inside else trigger.last
        right = argument_scope.until_next_verb(view, trigger, view.candidates(begin, last))
        while begin < last and (view.tokens[begin].norm in view.grammar.asides or begin in view.honorifics):
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
        return _Behind(begin, right, direct, _heads(view, trigger, begin, direct), inside)

    def _subject_before(
        self, scene: Scene, draft: Draft, first: int, heads: Sequence[Candidate]
    ) -> Sequence[Candidate]:
        """Who stands before a verb in its clause and is its subject, with his conjuncts."""
        view, trigger = scene.view, draft.trigger
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

    def _nearer_subject(self, scene: Scene, draft: Draft, heads: Sequence[Candidate]) -> Mention | None:
        """Whose clause between the last event and a verb tells no event, or who stopped that event, if he is the verb's
        subject, too.
        """
        follows = case_endings.can_be_subject(scene.view, draft.trigger, heads)
        nearer = shared_subjects.nearer_subject(scene.view, draft.trigger, scene.earlier)
        if nearer is not None:
            return None if follows else nearer
        # وقتل الجيش ضابطا, but وقتل عشرة من عناصره
        counted = bool(heads) and heads[0].amount is not None
        return self._stopper(scene, draft, heads) if counted or not follows else None

    def _reported(
        self,
        scene: Scene,
        draft: Draft,
        pattern: Pattern,
        heads: Sequence[Candidate],
        nearer: Mention | None,
        none: bool,
    ) -> Mention | None:
        """Who is a verb's subject though he stands before its clause: the speaker, the ``nearer`` subject, or, where there is
        ``none`` otherwise, who speaks or travels before.
        """
        view, trigger = scene.view, draft.trigger
        if draft.value.person == FIRST_PLURAL:
            return speaker_subjects.who_says_we(view, trigger, scene.spoken)
        who = nearer or speaker_subjects.reported_subject(view, trigger, scene.spoken)
        if who is not None or not none:
            return who
        return speaker_subjects.speaker_goes_on(view, trigger, scene.spoken, heads) or shared_subjects.traveller(
            view, trigger, pattern, heads
        )

    def _is_object_first(self, view: SentenceView, draft: Draft, pattern: Pattern, behind: _Behind) -> bool:
        """Whether what stands right behind a verb is no subject of it."""
        trigger, value, heads, begin = draft.trigger, draft.value, behind.heads, behind.begin
        if value.person == FIRST_PLURAL:
            # نشكر الحكومة
            return True
        if begin < view.clause(trigger.first)[1] and view.tokens[begin].norm in view.grammar.of_rank:
            # والتقى سموه السفير
            return True
        phrase = trigger.last - trigger.first > 1
        if phrase and not behind.inside and view.tokens[trigger.last - 1].norm in view.grammar.prepositions:
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

    def _stopper(self, scene: Scene, draft: Draft, heads: Sequence[Candidate]) -> Mention | None:
        """أحبط الجيش هجوما واعتقل خمسة, صدت القوات هجوما وقتلت عشرة: who stopped the attack before, though he is no doer of it,
        is the subject of a verb tied on, which arrests, or has his gender, or harms those who attacked.
        """
        view, value = scene.view, draft.value
        before = last_verb(scene.earlier)
        if before is None or value.type not in HARMS or not view.grammar.ties(draft.trigger):
            return None
        roles = self._patterns.of(before.value)
        stops = roles.subject == ("none",) or roles.object == ("actor",)
        if not stops or "actor" in roles.subject or support_verbs.suffers(view, before.trigger):
            return None
        at = before.trigger.first + 1
        behind = [c for c in view.candidates(at, draft.trigger.first)[:1] if c.first == at and not c.preposition]
        who = behind[0].actor if behind and can_act(behind[0].actor) else None
        if who is None or view.disagree(value.person, who):
            return None
        attacked = any(c.actor is not None and actor_kinds.is_armed(c.actor) and not _same(c.actor, who) for c in heads)
        return who if attacked or value.type == "COERCE" or value.person == "fs" or value.plural else None

    def _is_object(self, view: SentenceView, draft: Draft, antecedent: Mention | None) -> bool:
        """Whether a verb's pronoun means the noun that its relative clause describes: unless that stands right before the
        clause, and has another gender than the pronoun, but that of the verb.
        """
        suffix = draft.trigger.suffix
        if not suffix or antecedent is None:
            return False
        if view.tokens[antecedent.last].norm not in view.grammar.relative:
            return True
        gender, verb = view.gender(antecedent), draft.value.person
        other = {view.grammar.pronoun_of_man: "f", view.grammar.pronoun_of_things: "m"}.get(suffix)
        return not (gender == other and verb == f"{gender}s")

    def _is_resumed(
        self, view: SentenceView, draft: Draft, left: Sequence[Candidate], heads: Sequence[Candidate], begin: int
    ) -> bool:
        """المتهم سلمته ألمانيا: whether a verb's pronoun means who stands right before it, so that he is its object and who
        stands right behind it its subject.
        """
        trigger = draft.trigger
        doer = bool(heads) and heads[0].first == begin and can_act(heads[0].actor)
        if not doer or draft.value.plural or case_endings.is_object_by_case(view, heads, begin):
            return False
        carrier = trigger.first if begin < trigger.last else trigger.last - 1
        if not trigger.suffix or not view.tokens[carrier].norm.endswith(trigger.suffix):
            return False
        between = view.tokens[left[-1].last : trigger.first]
        if any(t.norm not in view.grammar.before_verb for t in between) or left[0].actor is None:
            return False
        return self._means(view, trigger.suffix, left)

    def _means(self, view: SentenceView, suffix: str, who: Sequence[Candidate]) -> bool:
        """Whether a pronoun agrees with those whom it may mean."""
        mentions = [c.actor for c in who if c.actor is not None]
        things = view.many_things(mentions[0])
        if suffix in view.grammar.plural_pronouns:
            return is_plural(mentions) and not things
        if suffix == view.grammar.pronoun_of_things and things:
            return True
        person = view.grammar.persons.get(suffix, "")
        return bool(person) and not (is_plural(mentions) or view.disagree(person, mentions[0]))

    def of_participle(self, scene: Scene, draft: Draft, pattern: Pattern) -> None:
        """داعيا، مطالبين: the subject is that of the verb before."""
        view, trigger = scene.view, draft.trigger
        _, last = view.clause(trigger.first)
        right = argument_scope.before_comma(
            view, trigger, argument_scope.until_next_verb(view, trigger, view.candidates(trigger.last, last))
        )
        passive = draft.value.voice == "passive"
        fill(
            draft,
            pattern.passive if passive else pattern.subject,
            [alone(m) for m in self._participle_subject(scene, draft)],
        )
        if not passive:
            direct = [c for c in right if not c.preposition and c.first - trigger.last <= ADJECTIVES]
            fill(draft, pattern.object, group(direct, direct[:1]))
        prepositions.fill_by_prepositions(draft, pattern, right)

    def _participle_subject(self, scene: Scene, draft: Draft) -> list[Mention]:
        """Whose state a participle tells: the nearest verb's subject that agrees in number, be it of an event or of a
        verb of saying.
        """
        view, earlier, topic = scene.view, scene.earlier, scene.topic
        plural = draft.value.plural
        subjects = [(d.trigger.first, d.actors) for d in earlier if d.actors and d.value.finite]
        for a in scene.spoken:
            if a.speech and a.head < draft.trigger.first and a.source.sentence == view.sentence.index:
                subjects.append((a.head, [m for m in view.actors if m.overlaps(a.source)][:1]))
        subjects.sort(key=lambda s: s[0], reverse=True)
        agreeing = [who for _, who in subjects if who and (is_plural(who) == plural)]
        if agreeing:
            return agreeing[0]
        others = [who for _, who in subjects if who] or [d.actors for d in reversed(earlier) if d.actors]
        return others[0] if others else [topic] if topic is not None else []

    def _controller(self, view: SentenceView, draft: Draft) -> Mention | None:
        """The subject of a verb behind "that" among those before it: the nearest that agrees with it."""
        person = draft.value.person
        for m in preverbal_subjects.controllers(view, draft.trigger):
            value = actor_value(m)
            other = value is not None and value.number == "s" if draft.value.plural else view.many_people(m)
            if not other and not view.disagree(person, m):
                return m
        return None

    def _is_passive(self, view: SentenceView, draft: Draft, pattern: Pattern, around: _Around) -> bool:
        trigger, value = draft.trigger, draft.value
        if value.voice == "passive" or (support_verbs.suffers(view, trigger) and not pattern.mutual):
            # واجه الوزير اتهامات, but واجه الجيش المسلحين
            return True
        if value.voice != "either" or around.event is not None or around.goes_on is not None:
            return False
        subject = around.left[0].actor if around.left else around.antecedent
        tied = view.grammar.ties(trigger)
        if subject is None and (tied or around.taken_up or value.person != "ms" or value.form == "imperfect"):
            # إنها اعتقلت: a masculine "that" may stand for nothing (إنه قتل عشرون).
            subject = around.reported
        elif subject is None and _is_own_deed(view, around):
            return False
        return self._reads_passive(view, trigger, around.heads, subject, pattern, around.right)

    def _parties(
        self,
        scene: Scene,
        draft: Draft,
        around: _Around,
        passive: bool,
        subject: Sequence[str],
        target: Sequence[str],
    ) -> None:
        """Fill the roles of a verb's subject and object. An object is looked for only where the verb is no passive."""
        direct, heads, left, trigger = around.direct, around.heads, around.left, draft.trigger
        nearest = group(direct, heads[:1])
        if around.event is not None:
            fill(draft, subject if trigger.suffix else target, nearest)
            return
        if around.antecedent is not None:
            turned = around.is_object and not passive
            fill(draft, target if turned else subject, [alone(around.antecedent)])
            fill(draft, subject if turned else target, nearest)
            return
        plural = draft.value.plural
        if left and (plural or passive or _stands_before(scene.view, trigger, around)):
            fill(draft, subject, left)
            if not passive:
                fill(draft, target, nearest)
        elif plural:
            fill(draft, subject, [alone(m) for m in self._several(scene, trigger, around)])
            fill(draft, target, nearest)
        elif around.goes_on is not None and not passive:
            fill(draft, subject, [alone(m) for m in around.goes_on.actors])
            fill(draft, target, nearest)
        elif around.reported is not None and not (passive and nearest):
            fill(draft, subject, [alone(around.reported)])
            if not passive:
                fill(draft, target, nearest)
        elif around.object_first and not passive:
            fill(draft, target, nearest)
        else:
            fill(draft, subject, nearest)
            if not trigger.suffix:
                fill(draft, target, group(direct, heads[1:2]))

    def _several(self, scene: Scene, trigger: Mention, around: _Around) -> Sequence[Mention]:
        """The subject of a verb of several that has none right before it."""
        view = scene.view
        if view.describes_unknown(trigger):
            # أبرز الذين قتلوا
            return []
        if around.reported is not None:
            return [around.reported]
        if around.goes_on is not None:
            # المحتجون الذين اقتحموا المبنى وأحرقوا
            return around.goes_on.actors
        doers = shared_subjects.earlier_doers(view, trigger, scene.earlier)
        if doers:
            return doers
        who = shared_subjects.earlier_plural(view, trigger) or scene.topic
        return [who] if who is not None else []

    def _doer_from_afar(self, scene: Scene, draft: Draft, around: _Around, subject: Sequence[str]) -> None:
        """The doer of a verb that has none beside it: who announces the deed, or whom the sentences before are about."""
        view, topic, trigger = scene.view, scene.topic, draft.trigger
        announcers = announcements.announcers(view, trigger, scene.spoken) if draft.value.person == "ms" else []
        if announcers:
            fill(draft, ("actor",), announcers)
        elif (
            topic is not None
            and not around.unknown
            and (draft.value.person != FIRST_PLURAL or topic.sentence == view.sentence.index)
            and _may_be_told_of(view, trigger, topic)
            and "actor" in subject
            and (not around.heads or around.object_first)
            and trigger.first - around.first <= 2
            and not view.disagree(draft.value.person, topic)
            and not (draft.value.person == "ms" and is_plural([topic]))
            and (around.object_first or not verb_readings.has_unknown_subject(view, trigger))
            and topic not in draft.recipients
            and not (around.object_first and verb_readings.describes_a_noun(view, trigger))
        ):
            draft.actors.append(topic)

    def _reads_passive(
        self,
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
        if self._has_no_object(view, trigger, heads):
            return True
        behind = bool(heads) and heads[0].first == trigger.last
        if case_endings.is_object_by_case(view, heads, trigger.last) or (trigger_value(trigger).plural and behind):
            # اعتقل المتظاهرين, اعتقل ناشطا, خطفوا سبعة عمال
            return False
        return _leaves_no_object(view, trigger, heads, subject, pattern)

    def _has_no_object(self, view: SentenceView, trigger: Mention, heads: Sequence[Candidate]) -> bool:
        """اتهمت المعارضة بالتحريض: whether what somebody is accused of stands right behind the verb, or behind the only one who
        can be its subject.
        """
        if not view.document.within("object-verb", trigger.first, trigger.last) or len(heads) > 1:
            return False
        at = trigger.last
        if heads:
            who, person = heads[0], trigger_value(trigger).person
            if who.first != at or view.disagree(person, who.actor):
                return False
            at = who.last
        while at < view.sentence.last and view.tokens[at].norm in view.grammar.adverbs:
            at += 1
        behind = [t.norm.startswith(view.grammar.before_content) for t in view.tokens[at : at + CONTENT_REACH]]
        return behind[:1] == [True] and not any(behind[1:])


def _described(view: SentenceView, trigger: Mention, heads: Sequence[Candidate]) -> Mention | None:
    """The noun that a verb's relative clause describes, where that is the verb's subject or its object."""
    if not trigger.suffix and view.is_said_of_other(trigger):
        return None
    found = view.antecedent(trigger)
    own = found is not None and verb_readings.is_done_to_own(view, trigger, found, heads)
    return None if own else found


def _needs_pronoun(view: SentenceView, trigger: Mention, around: _Around) -> bool:
    """Whether a verb has a pronoun that nothing around it has been found to be: no noun that its clause describes, and no
    event.
    """
    if not trigger.suffix or around.is_object or around.event is not None:
        return False
    described = around.antecedent is None and view.is_resumed_in(trigger)
    return not described and not verb_readings.resumes_a_thing(view, trigger)


def _is_own_deed(view: SentenceView, around: _Around) -> bool:
    """قال الجيش إنه قتل ثلاثة مسلحين: whether an armed body tells of a deed to others than its own men."""
    who, victim = around.reported, around.heads[0].actor if around.heads else None
    if who is None or victim is None or _same(who, victim):
        return False
    return actor_kinds.is_armed(who) and actor_kinds.is_body_noun(view, who)


def _ends_in_object(pattern: Pattern, behind: _Behind) -> bool:
    """تطرد السفير, يحمي الأهالي: whether who ends a verb's phrase is its object, but برأت محكمة ناشطا, عادت عشرات العائلات."""
    able = can_act(behind.heads[0].actor)
    # حكم القضاء على ناشط: a preposition marks whom the subject within the phrase does it to.
    marked = able and any(c.preposition in pattern.marks and c.actor is not None for c in behind.right)
    only = pattern.needs_object and len(behind.heads) == 1 and not marked
    return only or ("recipient" in pattern.object and not able)


def _same(one: Mention, other: Mention) -> bool:
    """Whether two are of one sector, as soldiers and their army are."""
    a, b = actor_value(one), actor_value(other)
    return a is not None and b is not None and a.sector == b.sector


def _leaves_no_object(
    view: SentenceView, trigger: Mention, heads: Sequence[Candidate], subject: Mention | None, pattern: Pattern
) -> bool:
    """Whether what stands behind a verb, and may be either by its letters, is rather its only party, whom it is done to."""
    if not pattern.needs_object:
        # استهدف مدنيون, but انتقد مدنيون
        victim = len(heads) == 1 and trigger_value(trigger).type in MATERIAL and is_victim(heads[0].actor)
        return subject is None and bool(heads) and (heads[0].actor is None or victim)
    if subject is not None or not heads:
        # مسلحون خطفوا X: an unknown word behind the verb is its object.
        return not (can_act(subject) and not heads and verb_readings.has_unknown_object(view, trigger))
    if trigger_value(trigger).type in HARMS and actor_kinds.is_force(view, trigger, heads[0]):
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
    """خطف مسلحون المهندس, قتل مسلحون في سيارة مسرعة ضابطا: whether an object stands behind who may be the subject."""
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
    verb = min([v for v in view.verbs if v > trigger.first], default=view.sentence.last)
    return any(
        told <= hit.first < verb
        # لقي طفل حتفه: of what is his own he is no doer.
        and not view.written(hit).endswith(view.grammar.owners)
        and view.tokens[hit.first].norm not in view.grammar.prepositions
        and not view.tokens[hit.first].norm.startswith(view.grammar.attached)
        # أوقع قتيلا وجريحا
        and not any(a.first <= hit.first < a.last for a in view.actors)
        for hit in view.objects_of(trigger)
    )


def _may_be_told_of(view: SentenceView, trigger: Mention, topic: Mention) -> bool:
    """Whether a verb may tell of whom the text is about: no relative clause that describes something else (الأسلحة التي تدعم),
    and of one whom a sentence before names only a verb that opens its sentence.
    """
    if view.opener(trigger.first) == "relative" and not trigger.suffix:
        return False
    return topic.sentence == view.sentence.index or trigger.first - view.sentence.first <= TOPIC_REACH


def _of_papers(view: SentenceView, begin: int, right: list[Candidate]) -> list[Candidate]:
    """اتهم تقرير للأمم المتحدة مالي, طالب بيان الحزب الحكومة, أصابت قذائف الجيش مدرسة: what stands behind a verb, with whom a
    paper is of, or arms that do something to what follows, for its subject.
    """
    if not right or right[0].first != begin + 1:
        return right
    paper = view.tokens[begin].norm in view.grammar.papers
    if right[0].preposition and (not paper or right[0].preposition not in view.grammar.attached):
        return right
    if not paper and not (_is_of_arms(view, begin, right[0]) and verb_readings.has_bare_word(view, right[0].last)):
        return right
    return [right[0]._replace(preposition="", embedded=False), *right[1:]]


def _is_of_arms(view: SentenceView, begin: int, candidate: Candidate) -> bool:
    """Whether the arms of somebody stand right behind a verb: of those who are hit he is none."""
    return view.tokens[begin].norm in view.grammar.arms and candidate.first == begin + 1 and can_act(candidate.actor)


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
        return trigger_value(trigger).pattern == SAYING and behind.first == office.last + 1
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
    masculine = not view.written(candidate.actor).endswith(view.grammar.unmarked) if candidate.actor else False
    return both and masculine and behind in view.grammar.prepositions


def _may_follow(view: SentenceView, trigger: Mention, begin: int, heads: Sequence[Candidate]) -> bool:
    """Whether what stands right behind a verb may be its subject, ``heads`` being what no preposition ties there."""
    if not heads:
        return verb_readings.has_unknown_subject(view, trigger)
    return heads[0].first == begin and (can_act(heads[0].actor) or heads[0].amount is not None)


def _stands_before(view: SentenceView, trigger: Mention, around: _Around) -> bool:
    """Whether what stands before a verb is its subject, though something that could be one stands behind it, too."""
    heads, left = around.heads, around.left
    if around.taken_up or (view.set_apart(trigger.first) is not None and around.left[0].first == view.sentence.first):
        return True
    behind = bool(heads) and heads[0].first == around.begin and not heads[0].place
    return not behind or view.opener(left[0].first) == "that" or (_adjacent(left[-1], trigger) and not len(heads) > 1)


def _adjacent(left: Candidate, trigger: Mention) -> bool:
    return trigger.first - left.last <= 3
