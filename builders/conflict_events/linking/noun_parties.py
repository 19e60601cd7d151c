"""Who does what to whom where the event word is a noun: by its genitive, its object, its pronoun, or another word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conflict_events.lexical.text import COMMAS, QUOTES
from conflict_events.linking import (
    actor_kinds,
    adverbials,
    announcements,
    argument_scope,
    nationality_adjectives,
    possessors,
    prepositions,
    preverbal_subjects,
    support_verbs,
    verb_readings,
)
from conflict_events.linking.attachment import witnesses
from conflict_events.linking.clauses import Candidate, SentenceView, actor_value, is_any
from conflict_events.linking.drafts import (
    HARMS,
    MATERIAL,
    PROTESTS,
    Draft,
    alone,
    can_act,
    fill,
    group,
    is_hit_town,
    is_one,
    is_plural,
    is_victim,
    last_verb,
)
from conflict_events.linking.grammar import Grammar
from conflict_events.linking.patterns import SAYING, Pattern, Patterns
from conflict_events.linking.prepositions import ADJECTIVES
from conflict_events.linking.scene import Scene
from conflict_events.mentions.triggers import trigger_value
from conflict_events.records import ActorValue, Mention

ANSWERS = frozenset({"CONCEDE", "REJECT", "SUPPORT"})
"""Types of acts that answer what is asked for."""
VOICED = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT"})
"""Types of acts of speech, which anybody does."""
ANSWER_REACH = 4
"""Words between such an act and what is asked for."""
CONTROLLING = frozenset({"THREATEN", "AGREE", "REQUEST", "ACCUSE"})
"""Types of acts of speech about what the speaker does, or whom he speaks to or of."""
FIGHT = "clash"
"""The argument pattern of fights, whose sides are all doers."""
GOING = frozenset({"join", "move"})
"""Argument patterns of events whose noun has its doer for a genitive: انشقاق ضابط."""
HELD = frozenset({"arrest", "deport", "investigate", "convict"})
"""Modes of what is done to persons by those who have power over them."""
HOLDING = frozenset({"COP", "JUD"})
"""Sectors of those who do it."""
BODIES = frozenset({"GOV", "MIL", "SPY"})
"""Sectors of bodies that do it, to whose members it may be done."""
HELP = "AID"
"""The type of acts for somebody who acts himself."""
THANKS_REACH = 5
"""Words between a word for gaining something and what is gained (حاز المرشح على دعم الحزب)."""
OBJECT_REACH = 4
"""Words between the genitive of a verbal noun and whom a preposition marks as its object (لما لا يقل عن 30 متظاهرا)."""

APPOSITION_REACH = 6
"""Words between an event noun and the name in apposition to its genitive (مقتل بائع السمك المتجول، فلان)."""


class NounParties:
    """Fills the parties of event nouns. ``states``: English names by ISO 3166 alpha-3; ``groups``: by registry id."""

    def __init__(
        self,
        grammar: Grammar,
        patterns: Patterns,
        states: Mapping[str, str],
        groups: Mapping[str, ActorValue],
    ) -> None:
        self._grammar, self._patterns = grammar, patterns
        self._states, self._groups = states, groups
        self._conjunctions = "".join(grammar.conjunctions)

    def fill(self, scene: Scene, draft: Draft, pattern: Pattern) -> None:
        """Fill the roles of an event noun: first by what is sure, then by what is left."""
        view, trigger = scene.view, draft.trigger
        support_verbs.fill_by_undertaking(view, draft, pattern.doer)
        if not draft.actors:
            fill(draft, pattern.doer, support_verbs.controlled(view, trigger) or [])
        if not draft.actors:
            fill(draft, pattern.doer, _leading(view, draft))
        self._fill_inside(view, draft, pattern)
        right = _right(view, trigger)
        if right and not right[0].preposition and all(c.preposition not in view.grammar.agents for c in right):
            right += argument_scope.agent_behind_aside(view, group(right, right[:1]))
        behind = _genitives(view, draft, right)
        if not trigger.suffix and behind and argument_scope.adjoins(view, trigger, behind[0]):
            own, target = group(right, behind[:1]), _object(view, pattern, right, behind[0])
            fill(draft, ("actor",) if target else self._genitive(scene, draft, pattern, right, behind[0]), own)
            fill(draft, pattern.noun_object, target or group(right, behind[1:2]))
        elif not draft.recipients and not draft.actors:
            named = _named_after_comma(view, trigger, view.clause(trigger.first)[1])
            fill(draft, tuple(r for r in pattern.genitive if r == "recipient"), named)
        if view.tokens[trigger.last - 1].norm in self._grammar.resumed:
            # كمين نصبه مسلحون
            fill(draft, ("actor",), group(right, [c for c in behind[:1] if c.first == trigger.last]))
        elif trigger.suffix:
            next_to_it = group(right, [c for c in behind[:1] if _is_next(view, trigger, c)])
            self._fill_by_pronoun(scene, draft, pattern, next_to_it, right)
        nationality_adjectives.fill_by_adjective(view, draft, pattern, self._states, self._groups)
        self._fill_by_whom(draft, pattern, right)
        if any(c.preposition in pattern.of and view.between(trigger.last, c.first) for c in right[:1]):
            # أعلن الجيش تدمير مخزن للمتمردين: it is theirs, and the deed is the army's.
            self._fill_by_announcer(scene, draft, pattern)
        prepositions.fill_by_prepositions(draft, pattern, right)
        self._fill_by_others(scene, draft, pattern, right)
        self._fill_what_is_left(scene, draft, pattern)
        nationality_adjectives.fill_by_fire(view, draft, self._states, self._groups)

    def _fill_what_is_left(self, scene: Scene, draft: Draft, pattern: Pattern) -> None:
        """The second of two sides; a doer told with another event noun; who is helped, told before the help."""
        draft.actors.extend(m for m in _second_between(scene.view, draft) if m not in draft.recipients)
        if not draft.actors:
            fill(draft, pattern.doer, self._doers_beside(scene, draft))
        if draft.value.type == HELP and not draft.recipients:
            draft.recipients.extend(m for m in self._backed(scene, draft) if m not in draft.actors)

    def _fill_inside(self, view: SentenceView, draft: Draft, pattern: Pattern) -> None:
        """A set phrase may hold its subject (نشر الجيش), its genitive (تمويل المتمردين) or what a preposition ties to it."""
        trigger = draft.trigger
        found = view.candidates(trigger.first + 1, view.clause(trigger.first)[1])
        inside = [c for c in found if c.first < trigger.last and c.actor is not None]
        if not inside:
            return
        genitive = pattern.genitive
        verbal = "actor" in genitive or verb_readings.begins_with_verb(view, trigger)
        roles = pattern.subject if verbal else genitive
        if draft.value.form == "phrase":
            roles = pattern.inside or roles
        # اقتحم محتجون مبنى
        crowd = draft.value.type in PROTESTS and is_victim(inside[0].actor)
        whole = inside[0].last >= trigger.last and draft.value.pattern not in GOING
        if roles == ("actor",) and whole and not crowd:
            # طرد المتمردين, نشر قوات: the object of the phrase itself.
            if pattern.inside or genitive[0] == "recipient":
                roles = pattern.inside or genitive
            elif is_any(inside[0].actor) and pattern.noun_object != ("actor",):
                # طرد متمردين, but زار وفد العاصمة
                roles = ()
        if roles == ("actor",) and draft.actors:
            # نجح الجيش في طرد المتمردين
            roles = pattern.object
        behind = group(inside, inside[:1])[-1].last
        tied = not inside[0].preposition and genitive == ("recipient",)
        if tied and any(t.norm in pattern.marks for t in view.tokens[behind : trigger.last]):
            # إفراج السلطات عن معتقلين: whom it is done to, the preposition marks.
            roles = ("actor",)
        if roles == ("recipient",) and behind < trigger.last and _begins_object(view, behind):
            # إلقاء محتجين زجاجات حارقة: the rest of the phrase is its object.
            roles = ("actor",)
        if roles == ("actor",) and _is_fought(view, pattern, trigger, inside[0]):
            roles = ("recipient",)
        if _is_left(view, trigger, inside[0]):
            roles = pattern.object
        if inside[0].preposition:
            roles = pattern.prepositions.get(inside[0].preposition, ())
        first = group(inside, inside[:1])
        fill(draft, roles, first)
        rest = inside[len(first) :][:1]
        if roles == ("actor",) and rest and (not rest[0].preposition or rest[0].preposition in pattern.of):
            # تجنيد الحوثيين للأطفال: the phrase holds its object, too.
            fill(draft, pattern.noun_object, group(inside, rest))

    def _fill_by_pronoun(
        self,
        scene: Scene,
        draft: Draft,
        pattern: Pattern,
        next_to_it: Sequence[Candidate],
        right: Sequence[Candidate],
    ) -> None:
        """لقاؤه، لقاؤه الوزير: whom the pronoun means, and the object ``next_to_it``, of what stands to the ``right``."""
        view = scene.view
        genitive = pattern.genitive
        accused = self._accused(scene, draft) if "recipient" in genitive and not next_to_it else []
        others = [*accused, *(_holders(view, draft) if genitive == ("recipient",) and not next_to_it else ())]
        owner = self._owner(scene, draft, genitive, others)
        meant = [alone(m) for m in possessors.owners(view, draft, owner)]
        if not meant:
            return
        if accused:
            # باستهدافه, but باغتيالها العالم النووي
            if not view.norm(draft.trigger.last).startswith(view.grammar.clitics.article):
                fill(draft, ("recipient",), meant)
            return
        if next_to_it and (genitive == ("recipient",) or adverbials.tells_reason(view, draft.trigger)):
            # مقاطعته الخطيب: the pronoun is the doer where the one that it is done to follows.
            fill(draft, ("actor",), meant)
            fill(draft, pattern.noun_object or genitive, next_to_it)
            return
        if not next_to_it and _is_charge(view, draft.trigger):
            # سجنت الشرطة ناشطة بعد اتهامها بالتجسس
            fill(draft, pattern.noun_object, meant)
            return
        carrier = view.tokens[draft.trigger.last - 1].norm.removesuffix(draft.trigger.suffix)
        before = last_verb(scene.earlier)
        spoken_with = pattern.mutual and carrier in view.grammar.sides and view.grammar.ties(draft.trigger)
        if spoken_with and before is not None and before.actors and owner not in before.actors:
            # التقى الوزير نظيره وبحث معه الهدنة: with whom the subject of the verb before speaks.
            fill(draft, pattern.doer, [alone(m) for m in before.actors])
            fill(draft, pattern.prepositions.get(carrier, ()), meant)
            return
        if genitive[0] == "actor" and len(genitive) > 1 and carrier in view.grammar.sites:
            # اقتحام مقره
            genitive = genitive[1:]
        if genitive[0] != "actor":
            fill(draft, genitive, meant)
            return
        fill(draft, ("actor",) if _is_aimed(pattern, right) else genitive, meant)
        fill(draft, pattern.noun_object, next_to_it)

    def _owner(self, scene: Scene, draft: Draft, genitive: Sequence[str], others: Sequence[Mention]) -> Mention | None:
        """Whom the pronoun on an event noun means, None where nobody is known. ``others``: whom it cannot mean."""
        owner = self._told_beside(scene, draft) or possessors.possessor(scene.view, draft, others)
        if owner is None and "actor" in genitive:
            # Not بعد مقتله، أعلن الحزب
            return possessors.subject_behind(scene.view, draft)
        return owner

    def _accused(self, scene: Scene, draft: Draft) -> list[Mention]:
        """اتهم الحزب الجيش باستهدافه: those who are accused of an event, who did not do it to themselves."""
        outer = scene.earlier[-1] if scene.earlier else None
        if outer is None or outer.value.type != "ACCUSE" or not self._is_controlled(scene, draft):
            return []
        return outer.recipients

    def _told_beside(self, scene: Scene, draft: Draft) -> Mention | None:
        """انشقاق ضابط عن الحركة وانضمامه إلى الجيش: the doer of the event noun before one that a conjunction ties to it,
        where the pronoun means a man.
        """
        trigger = draft.trigger
        before = scene.earlier[-1] if scene.earlier else None
        if before is None or trigger.proclitics not in self._grammar.conjunctions or not before.value.nominal:
            return None
        same = before.value.type == draft.value.type and len(before.actors) == 1
        if not same or trigger.suffix != self._grammar.pronoun_of_man or is_plural(before.actors):
            return None
        return before.actors[0] if before.actors[0].first >= before.trigger.first else None

    def _fill_by_whom(self, draft: Draft, pattern: Pattern, right: Sequence[Candidate]) -> None:
        """بدعوة من الأمير: who is tied by "from" right behind a noun has done it, though with the verb it is asked of him."""
        by = [c for c in right[:1] if c.preposition in self._grammar.partitive and c.first - draft.trigger.last == 1]
        asked = (
            bool(by) and draft.value.pattern == SAYING and pattern.prepositions.get(by[0].preposition) == ("recipient",)
        )
        if asked and not draft.actors and can_act(by[0].actor):
            fill(draft, pattern.doer, group(right, by))

    def _fill_by_others(self, scene: Scene, draft: Draft, pattern: Pattern, right: Sequence[Candidate]) -> None:
        """What other words say: a meeting's verb, a verb of suffering or of doing, who announces it, a subject before it."""
        view, trigger = scene.view, draft.trigger
        if not draft.actors and not draft.recipients:
            support_verbs.fill_gathered(view, draft)
        if not draft.recipients:
            support_verbs.fill_sufferer(view, draft, pattern, right)
        told = support_verbs.fill_by_agent_verb(view, draft, pattern.doer)
        prepositions.fill_by_prepositions(draft, pattern, argument_scope.before_comma(view, trigger, told))
        if not draft.actors:
            support_verbs.fill_by_agent_noun(view, draft, pattern.doer)
        self._fill_by_announcer(scene, draft, pattern)
        if not draft.actors:
            fill(draft, pattern.doer, announcements.police_before_colon(view, draft))
        if not draft.actors and draft.recipients and self._is_purpose(view, draft, pattern):
            self._fill_by_aim(scene, draft, pattern)
        elif not draft.actors and pattern.genitive[0] in ("actor", "location"):
            self._fill_by_subject(scene, draft, pattern)
        elif draft.value.pattern == FIGHT:
            self._fill_other_side(scene, draft)

    def _fill_by_announcer(self, scene: Scene, draft: Draft, pattern: Pattern) -> None:
        """أعلن الجيش اعتقال: who announces it has done it, where nobody else has."""
        own = scene.view.head(draft.trigger) in self._grammar.announced
        if not (pattern.announced or own) or draft.actors:
            return
        who = announcements.announcers(scene.view, draft.trigger, scene.spoken)
        if pattern.announced or all(c.actor is not None and actor_kinds.is_armed(c.actor) for c in who):
            fill(draft, pattern.doer, who)

    def _fill_other_side(self, scene: Scene, draft: Draft) -> None:
        """قتل ستة متمردين في اشتباكات مع الجيش: of a fight with one side, the other are those who do or suffer what is told
        before it in the sentence, else the subject before it.
        """
        view, trigger = scene.view, draft.trigger
        sides = [c.actor for c in _right(view, trigger) if c.preposition in self._grammar.sides and c.actor is not None]
        if not sides or any(m not in sides for m in draft.actors):
            return
        told = (m for d in reversed(scene.earlier) for m in (_first_side(d),) if m is not None)
        other = next(told, None)
        if other is None:
            found = _subject_before(scene, trigger)
            other = found[0].actor if found and can_act(found[0].actor) else None
        if other is not None and all(other.value != m.value for m in sides):
            draft.actors.insert(0, other)

    def _fill_by_subject(self, scene: Scene, draft: Draft, pattern: Pattern) -> None:
        """الجيش في هجوم على: who stands before the noun in its clause, where nothing ties it to another word."""
        view, trigger = scene.view, draft.trigger
        left = _subject_before(scene, trigger)
        subject = left[0].actor if left else None
        before = view.tokens[trigger.first - 1].norm if trigger.first > view.clause(trigger.first)[0] else ""
        if subject is None or trigger.proclitics.strip(self._conjunctions) or before in self._grammar.prepositions:
            return
        if _is_of_preposition(view, draft) or _is_matter(view, draft) or witnesses(view, subject):
            return
        if before in self._grammar.accompanying or adverbials.is_help_of_others(view, draft):
            return
        another = any(subject.last <= t.first < trigger.first for t in view.triggers)
        if can_act(subject) and not another and not support_verbs.opposed(view, subject.last, trigger):
            fill(draft, pattern.doer, left)

    def _is_purpose(self, view: SentenceView, draft: Draft, pattern: Pattern) -> bool:
        """Whether a verbal noun tells what something is done for (احتشدوا لمطالبة الوزير), and is no request that a word
        before it answers (استجابوا لدعوة الوزير).
        """
        trigger = draft.trigger
        if not pattern.purpose or trigger.proclitics[-1:] not in pattern.of:
            return False
        if trigger.first > view.sentence.first and view.tokens[trigger.first - 1].norm in self._grammar.answers:
            return False
        before = [t for t in view.triggers if trigger.first - ANSWER_REACH <= t.last <= trigger.first]
        return not before or trigger_value(before[-1]).type not in ANSWERS

    def _fill_by_aim(self, scene: Scene, draft: Draft, pattern: Pattern) -> None:
        """احتشد السكان لمطالبة الوزير: the subject of the clause does what it is done for."""
        view, trigger = scene.view, draft.trigger
        left = _subject_before(scene, trigger)
        subject = left[0].actor if left else None
        able = can_act(subject) or draft.value.type in VOICED
        if subject is not None and able and not support_verbs.opposed(view, subject.last, trigger):
            fill(draft, pattern.doer, left)

    def _backed(self, scene: Scene, draft: Draft) -> list[Mention]:
        """سيطر الجيش على التل بدعم من الحلفاء, القوات المدعومة من روسيا: for whom such help is, who does what is told before it
        or stands right there.
        """
        view, trigger, g = scene.view, draft.trigger, self._grammar
        word = g.unjoined(view.tokens[trigger.first].norm)
        if word not in g.backing | g.backed:
            return []
        at = trigger.first
        while at > view.sentence.first and view.tokens[at - 1].norm in COMMAS | QUOTES:
            at -= 1
        beside = next((a for a in view.actors if a.last == at), None)
        definite = word.startswith(g.clitics.article)
        if definite or (word in g.backed and at == trigger.first and is_any(beside)):
            return [beside] if beside is not None and self._is_of(view, word, beside) else []
        told = [d for d in scene.earlier if view.same_clause(d.trigger, trigger)]
        if told and told[-1].value.pattern == SAYING:
            # اتهم الوزير الحزب بدعم المتمردين
            return []
        doers = [beside] if beside is not None and view.governor(beside) in ("", g.to) else []
        if not doers or any(beside in d.recipients for d in told):
            doers = next((d.actors for d in reversed(told) if d.actors), [])
        doers = doers or [c.actor for c in _subject_before(scene, trigger) if c.actor is not None]
        able = [m for m in doers if can_act(m) and m.last <= trigger.first]
        return [m for m in able if word in g.backing or self._is_of(view, word, m)]

    def _is_of(self, view: SentenceView, participle: str, who: Mention) -> bool:
        """Whether a participle has the gender and number of an actor."""
        g, value = self._grammar, actor_value(who)
        several = value is not None and value.number == "p"
        if participle.endswith((g.nominative, g.oblique)):
            return several
        person = "fs" if participle.endswith(g.feminine) else "ms"
        if several and not (person == "fs" and view.many_things(who)):
            return False
        return not view.disagree(person, who)

    def _doers_beside(self, scene: Scene, draft: Draft) -> list[Candidate]:
        """تمكنت الشرطة من مداهمة المزرعة وتوقيف شخصين: the subject of the verb that two verbal nouns depend on, where the first
        one has it and nobody else can be the doer of the second.
        """
        view, trigger = scene.view, draft.trigger
        before = scene.earlier[-1] if scene.earlier else None
        tied = trigger.proclitics in self._grammar.conjunctions and trigger.proclitics
        if before is None or not tied or not draft.recipients or draft.value.type not in MATERIAL:
            return []
        if before.value.type not in MATERIAL or not view.same_clause(before.trigger, trigger):
            return []
        noun = before.trigger.first if before.value.nominal else before.trigger.last - 1
        theirs = bool(before.actors) and all(can_act(m) and m.last <= noun for m in before.actors)
        if not theirs or support_verbs.opposed(view, before.actors[-1].last, trigger):
            return []
        return [alone(m) for m in before.actors if m not in draft.recipients]

    def _is_controlled(self, scene: Scene, draft: Draft) -> bool:
        """Whether the act of speech right before an event noun that a preposition ties to it tells whose deed it is: هدد
        المتمردون بقصف الجيش, اتهم الوزير المتمردين بقصف الجيش.
        """
        trigger = draft.trigger
        outer = scene.earlier[-1] if scene.earlier else None
        if outer is None or outer.value.pattern != SAYING or outer.value.type not in CONTROLLING:
            return False
        near = trigger.first - outer.trigger.last <= self._patterns.content_reach
        tied = near and trigger.proclitics in self._grammar.attached
        if not tied or not (outer.value.finite or outer.value.form == "participle"):
            return False
        if scene.view.clause(outer.trigger.first) != scene.view.clause(trigger.first):
            return False
        return any(m.last <= trigger.first for m in outer.content_doers)

    def _genitive(
        self, scene: Scene, draft: Draft, pattern: Pattern, right: Sequence[Candidate], genitive: Candidate
    ) -> Sequence[str]:
        """The roles of the genitive of an event noun, where its object does not tell, of what stands to its ``right``."""
        view = scene.view
        roles = pattern.genitive
        if self._is_purpose(view, draft, pattern):
            return pattern.purpose
        if roles[0] == "actor" and draft.value.type in VOICED and _holds_another(view, draft.trigger):
            # التحقيق في مقتل جنود
            return ()
        if "actor" in roles and _is_fought(view, pattern, draft.trigger, genitive):
            return ("recipient",)
        if _is_left(view, draft.trigger, genitive):
            return pattern.object
        told = draft.actors and all(m.last <= draft.trigger.first for m in draft.actors)
        if roles == ("actor",) and told and pattern.noun_object:
            # دأبت النقابة على انتقاد الوزير
            return pattern.noun_object
        if roles[0] == "actor" and genitive.embedded and genitive.first != draft.trigger.last:
            # داعية إلى تشكيل تحالف: the genitive is another noun's.
            return ()
        verb = preverbal_subjects.verb_of(view, draft.trigger)
        if verb is not None and roles[0] == "actor" and _is_no_genitive(view, draft.trigger, genitive):
            return self._patterns.of(verb).object
        behind = right[right.index(genitive) + len(group(right, [genitive])) :][:1]
        aimed = any("recipient" in pattern.prepositions.get(c.preposition, ()) for c in behind)
        if "location" in roles and is_hit_town(draft, genitive) and not aimed:
            # قصف كييف, but هجوم كييف على القرم
            return ("location",)
        if roles[0] == "actor" and _is_aimed(pattern, behind) and genitive.actor is not None:
            # هجوم شبان على دورية: whom the noun is done to follows, so that the genitive did it, whoever that is.
            return ("actor",)
        following = view.tokens[genitive.last : genitive.last + 1]
        theirs = any(c.preposition in pattern.of for c in behind) or any(
            t.norm.startswith(view.grammar.clitics.assimilated_article) for t in following
        )
        either = roles[0] == "actor" and "recipient" in roles
        if either and not theirs and self._is_controlled(scene, draft):
            # هدد المتمردون بقصف الجيش, but بقصف الجيش للمدينة
            return pattern.noun_object or roles[1:]
        if either and _is_given(view, draft.trigger) and not _has_receiver(pattern, right, genitive):
            # سبل دعم الجيش, but دعم إيران للحوثيين
            return roles[1:]
        if either and not theirs and _is_done_by_another(view, draft.trigger):
            # يعتزمون مهاجمة الجيش, but مهاجمة الجيش للمدينة
            return roles[1:]
        named = genitive.first + (draft.value.type in HARMS and is_any(genitive.actor))
        hit = view.sited(draft.trigger.last, max((genitive.actor or genitive).first, named)) or any(
            c.preposition in view.grammar.agents for c in right
        )
        # قصف المعسكر على يد المتمردين, قصف مواقع المتمردين
        return roles[1:] if roles[0] == "actor" and hit else roles


def _genitives(view: SentenceView, draft: Draft, right: Sequence[Candidate]) -> list[Candidate]:
    """The candidates to the ``right`` of an event noun, or of its adjectives, that nothing ties to it but the genitive."""
    trigger = draft.trigger
    if argument_scope.is_whole(view, trigger):
        return []
    direct = (
        c for c in right if not (c.preposition or c.joined or nationality_adjectives.is_adjective(view, draft, c.actor))
    )
    near = (c for c in direct if len(view.between(trigger.last, c.first)) <= ADJECTIVES)
    return [c for c in near if not _is_beside_definite(view, trigger, c)]


def _leading(view: SentenceView, draft: Draft) -> list[Candidate]:
    """استعداد الرئيس للقاء نظيره, قراره دعوة الحزب, موسكو مستعدة لطرد السفير: the subject of the verbal noun or the adjective
    that leads to an event noun, with nothing but a preposition between.
    """
    trigger, g = draft.trigger, view.grammar
    at = trigger.first - 1
    apart = at > view.sentence.first and view.tokens[at].norm in g.leads
    tied = apart or trigger.proclitics.endswith(g.attached)
    if not tied and (trigger.proclitics or view.definite(trigger)):
        return []
    if g.ties(trigger) or view.tokens[trigger.first].norm in g.backing | g.helped:
        return []
    at -= apart
    if at <= view.sentence.first:
        return []
    if view.tokens[at].norm in g.ready:
        return [alone(a) for a in view.actors if tied and a.last == at]
    told = Draft(trigger, draft.value, draft.sentence, recipients=draft.recipients, view=view)
    support_verbs.fill_by_agent_noun(view, told, ("actor",))
    nouns = view.document.within("agent-noun", view.sentence.first, at + 1)
    ends = {m.last for m in told.actors} | {hit.last for hit in nouns if hit.suffix}
    return [alone(m) for m in told.actors] if at + 1 in ends else []


def _second_between(view: SentenceView, draft: Draft) -> list[Mention]:
    """قمة بين الرئيس الكيني، ونظيره الأوغندي: the second of two behind "between", where a comma parts him from the first."""
    trigger = draft.trigger
    right = view.candidates(trigger.last, view.clause(trigger.first)[1])
    heads = [c for c in right if c.actor in draft.actors and c.preposition == view.grammar.between and not c.joined]
    sides = group(right, heads)
    if len(sides) != 2 or view.tokens[sides[0].last].norm not in COMMAS:
        return []
    first, second = (c.actor for c in sides)
    if first is None or second is None or second in draft.actors or is_plural([first]):
        return []
    return [second]


def _is_aimed(pattern: Pattern, behind: Sequence[Candidate]) -> bool:
    """Whether a preposition marks the first of what stands ``behind`` an event noun and its genitive as the one that it is done
    to: هجوم شبان على دورية, but not هجوم للمسلحين.
    """
    return any(c.preposition in pattern.marks for c in behind[:1])


def _is_beside_definite(view: SentenceView, trigger: Mention, candidate: Candidate) -> bool:
    """أرغم القصف المدنيين على الفرار: whether somebody with the article stands right behind an event noun that has it,
    too, and is no adjective of it: a noun with the article has no genitive.
    """
    who = candidate.actor
    if trigger.last - trigger.first > 1 or candidate.first != trigger.last or who is None:
        return False
    if preverbal_subjects.verb_of(view, trigger) is not None:
        # استهدف الهجوم المدنيين: its object is the event's.
        return False
    article = view.tokens[who.first].norm.startswith(view.grammar.clitics.article)
    return article and view.definite(trigger) and bool(view.document.within("actor-noun", who.first, who.first + 1))


def _holds_another(view: SentenceView, trigger: Mention) -> bool:
    """Whether the phrase of an event noun ends in another noun, that a preposition ties: التحقيق في مقتل."""
    at = trigger.last - 2
    return at > trigger.first and view.tokens[at].norm in view.grammar.prepositions


def _begins_object(view: SentenceView, at: int) -> bool:
    """Whether an object of a set phrase begins at a token, and nothing there may be a preposition."""
    norm = view.tokens[at].norm
    tied = norm in view.grammar.prepositions or norm.startswith(view.grammar.attached)
    return not tied and bool(view.document.within("light-object", at, at + 1))


def _is_left(view: SentenceView, trigger: Mention, genitive: Candidate) -> bool:
    """Whether the genitive of an event noun is the country that somebody leaves: مغادرة لبنان."""
    return genitive.place is not None and not genitive.preposition and view.head(trigger) in view.grammar.leaving


def _is_fought(view: SentenceView, pattern: Pattern, trigger: Mention, genitive: Candidate) -> bool:
    """مكافحة داعش, but قتال الجيش ضد المتمردين: whether the genitive of an event noun is who is fought."""
    if view.head(trigger) not in view.grammar.fought or genitive.preposition:
        return False
    behind = view.candidates(genitive.last, view.clause(trigger.first)[1])[:1]
    return not _is_aimed(pattern, behind) and not any(
        c.preposition in view.grammar.sides | {view.grammar.to} for c in behind
    )


def _is_given(view: SentenceView, trigger: Mention) -> bool:
    """Whether the genitive of an event noun is given what that tells (دعم الجيش), unless it happens by it: يقاتلون بدعم
    التحالف, بفضل دعم المملكة.
    """
    grammar, at = view.grammar, trigger.first
    if view.head(trigger) not in grammar.given or trigger.proclitics.endswith(grammar.means):
        return False
    before = view.tokens[max(view.clause(at)[0], at - THANKS_REACH) : at]
    return not any(grammar.unjoined(t.norm) in grammar.thanks for t in before)


def _is_done_by_another(view: SentenceView, trigger: Mention) -> bool:
    """Whether the subject or the object of a verb before an event noun does it, so that its genitive does not."""
    return support_verbs.is_of_subject(view, trigger) or support_verbs.controlled(view, trigger) is not None


def _has_receiver(pattern: Pattern, right: Sequence[Candidate], genitive: Candidate) -> bool:
    """Whether somebody behind the genitive of an event noun is marked as the one who is given something."""
    behind = right[right.index(genitive) + 1 :]
    return any(c.actor is not None and "recipient" in pattern.prepositions.get(c.preposition, ()) for c in behind)


def _is_no_genitive(view: SentenceView, trigger: Mention, genitive: Candidate) -> bool:
    """Whether who stands behind an event noun cannot be its genitive: behind an adjective or the article, or indefinite."""
    adjective = genitive.first > trigger.last or trigger.last - trigger.first > 1
    return adjective or view.definite(trigger) or is_any(genitive.actor)


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


def _is_charge(view: SentenceView, trigger: Mention) -> bool:
    """Whether the pronoun on a noun is of who is charged, since what he is charged with follows at once: اتهامه بالتجسس."""
    behind = view.norm(trigger.last)
    charged = view.head(trigger).removesuffix(trigger.suffix) in view.grammar.charging
    return charged and behind.startswith(view.grammar.means) and behind not in view.grammar.own_country


def _holders(view: SentenceView, draft: Draft) -> list[Mention]:
    """سلم السكان اللص إلى الشرطة قبل محاكمته: those who arrest, try and deport, to whom that is not done."""
    if not HELD & set(draft.value.modes):
        return []
    return [a for a in view.actors if isinstance(a.value, ActorValue) and _holds(a.value)]


def _holds(value: ActorValue) -> bool:
    person = value.entity_id is None or value.entity_id.startswith("person-")
    return value.sector in HOLDING or (value.sector in BODIES and not person)


def _is_of_preposition(view: SentenceView, draft: Draft) -> bool:
    """Whether a violent event is the genitive of a noun that a preposition ties: it is not the deed of the subject before
    (حذرت المنظمة من اندلاع حرب, يعاني السكان منذ بداية الصراع).
    """
    at = draft.trigger.first - 2
    return (
        draft.value.type == "ASSAULT"
        and at >= view.sentence.first
        and view.tokens[at].norm in view.grammar.prepositions
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


def stands_for_noun(view: SentenceView, trigger: Mention, pattern: Pattern) -> bool:
    """Whether the letters of a verb are its verbal noun's: only behind the genitive of that does a preposition mark the object
    (قتل الجيش لمدنيين).
    """
    if not verb_readings.may_be_noun(view, trigger):
        return False
    if trigger.suffix and verb_readings.has_no_object(view, trigger):
        # أعلن الجيش سيطرته على البلدة: the verb would have no pronoun for an object.
        return True
    if any(hit.first >= trigger.last for hit in view.objects_of(trigger)):
        # صد الجيش هجوما للمتمردين: the object is the attack, which is theirs.
        return False
    right = view.candidates(trigger.last, view.clause(trigger.first)[1])
    adjoining = bool(right) and right[0].first == trigger.last and not right[0].preposition
    return adjoining and any(c.preposition for c in _object(view, pattern, right, right[0]))


def _object(
    view: SentenceView, pattern: Pattern, right: Sequence[Candidate], genitive: Candidate
) -> Sequence[Candidate]:
    """Whom it is done to where that stands right behind the genitive of a verbal noun, which is then the doer: اعتقال الشرطة
    لناشط, خطف المسلحين موظفا.
    """
    followers = group(right, [genitive])
    at = right.index(genitive) + len(followers)
    if not pattern.noun_object or at == len(right) or right[at].actor is None or not can_act(genitive.actor):
        return []
    target = right[at]
    between = view.tokens[followers[-1].last : target.first]
    if len(between) > OBJECT_REACH or any(t.kind == "punct" and t.norm not in QUOTES for t in between):
        return []
    if any(followers[-1].last <= t.first < target.first for t in view.triggers):
        # منع الأمن مسيرة للمعلمين: it is theirs.
        return []
    if prepositions.is_of_operation(view, target):
        return []
    if target.preposition:
        # مقتل قائد للفصيل: an indefinite one may belong to whom the preposition marks.
        marked = target.preposition in pattern.of and not (is_any(genitive.actor) and is_one(genitive))
    else:
        of_actor = pattern.genitive[0] == "actor"
        # إعدام السعودية عشرات الأشخاص
        marked = not between and (of_actor or is_any(target.actor) or target.amount is not None)
    return group(right, [target]) if marked else []


def _named_after_comma(view: SentenceView, trigger: Mention, last: int) -> list[Candidate]:
    """مقتل بائع السمك، فلان: the name in apposition to a genitive that no table knows."""
    for c in view.candidates(trigger.last, min(last, trigger.last + APPOSITION_REACH)):
        comma = view.tokens[c.first - 1].norm in COMMAS
        person = c.who is not None and c.who.number == "s" and c.who.definite
        unknown = c.first - trigger.last >= 2 and view.tokens[trigger.last].norm not in view.grammar.prepositions
        return [c] if comma and person and unknown and not c.place else []
    return []
