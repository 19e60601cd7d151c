"""Who does what to whom where the event word is a verb, or a participle that stands for one."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.linking import (
    announcements,
    argument_scope,
    nationality_adjectives,
    possessors,
    prepositions,
    shared_subjects,
    speaker_subjects,
    support_verbs,
    verb_arguments,
    verb_readings,
    voice,
)
from conflict_events.linking.clauses import Candidate, SentenceView
from conflict_events.linking.drafts import Draft, alone, fill, group, is_plural
from conflict_events.linking.nationality_adjectives import Owners
from conflict_events.linking.patterns import Pattern, Patterns
from conflict_events.linking.prepositions import ADJECTIVES
from conflict_events.linking.scene import Scene
from conflict_events.linking.verb_arguments import Around, Before, VerbArguments
from conflict_events.linking.verb_readings import FIRST_PLURAL
from conflict_events.mentions.triggers import rule_of
from conflict_events.records import Mention

TOPIC_REACH = 3
"""Words before a verb that opens its sentence, and may tell of whom the sentence before is about (كما طلب من)."""


class VerbParties:
    """Fills the parties of verbs."""

    def __init__(self, patterns: Patterns, owners: Owners) -> None:
        self._arguments, self._owners = VerbArguments(patterns, owners.states), owners

    def fill(self, scene: Scene, draft: Draft, pattern: Pattern) -> None:
        """Fill the roles of a verb from its subject, its object and what prepositions tie to it."""
        view, trigger = scene.view, draft.trigger
        around = self._arguments.around(scene, draft, pattern)
        behind = around.behind
        passive = voice.is_passive(view, draft, pattern, around)
        subject, target = (pattern.passive, ()) if passive else (pattern.subject, pattern.object)
        self._fill_subject_and_object(scene, draft, around, passive, subject, target)
        if not draft.actors and not draft.recipients and not passive:
            # مركبة تقل مسؤولين: of an unknown thing that is hit, those who belong to it are known.
            embedded = [
                c for c in behind.direct if c.embedded and not verb_arguments.is_of_arms(view, behind.begin, c)
            ][:1]
            fill(draft, tuple(r for r in target if r != "actor"), group(behind.direct, embedded))
        if draft.actors and not draft.recipients and not passive:
            aim = tuple(r for r in pattern.aim if r == "recipient")
            fill(draft, aim, _of_object(view, draft, behind.right))
        if not passive and _needs_pronoun(view, trigger, around.before):
            pronoun = possessors.possessor(view, draft)
            if pronoun is not None:
                fill(draft, target, [alone(pronoun)])
        if support_verbs.suffers(view, trigger):
            # تلقت السفارة تهديدات من: whom the verb's own pattern would make one more that suffers it.
            support_verbs.fill_by_whom(view, draft, behind.right)
        prepositions.fill_by_prepositions(view, draft, pattern, behind.right)
        if not draft.actors and "actor" not in subject and "recipient" in subject:
            support_verbs.fill_by_verb_behind(view, draft)
        if "recipient" in subject:
            nationality_adjectives.fill_by_fire(view, draft, self._owners)
        phrase = trigger.last - trigger.first > 1
        if pattern.mutual and phrase and not (draft.actors or draft.recipients):
            # انطلقت محادثات روسية - أوكرانية
            nationality_adjectives.fill_by_adjective(view, draft, pattern, self._owners)
        if not draft.actors and not passive and around.before.event is None:
            self._doer_from_afar(scene, draft, around, subject)

    def _fill_subject_and_object(
        self,
        scene: Scene,
        draft: Draft,
        around: Around,
        passive: bool,
        subject: Sequence[str],
        target: Sequence[str],
    ) -> None:
        """Fill the roles of a verb's ``subject`` and of its object, the ``target``; a passive has no roles of an object."""
        behind, before, trigger = around.behind, around.before, draft.trigger
        nearest = group(behind.direct, behind.heads[:1])
        if before.event is not None:
            fill(draft, subject if trigger.suffix else target, nearest)
            return
        if before.antecedent is not None:
            turned = before.is_object and not passive
            fill(draft, target if turned else subject, [alone(before.antecedent)])
            fill(draft, subject if turned else target, nearest)
            return
        who = self._subject_elsewhere(scene, draft, around, passive)
        if who is not None:
            fill(draft, subject, who)
            fill(draft, target, nearest)
            return
        fill(draft, subject, nearest)
        if not trigger.suffix:
            fill(draft, target, group(behind.direct, behind.heads[1:2]))

    def _subject_elsewhere(
        self, scene: Scene, draft: Draft, around: Around, passive: bool
    ) -> Sequence[Candidate] | None:
        """The subject of a verb that does not stand right behind it; None where it may stand there."""
        before, trigger, plural = around.before, draft.trigger, draft.value.plural
        if before.left and (plural or passive or _stands_before(scene.view, trigger, around)):
            return before.left
        if plural:
            return [alone(m) for m in self._several(scene, trigger, before)]
        if before.goes_on is not None and not passive:
            return [alone(m) for m in before.goes_on.actors]
        if before.reported is not None and not (passive and around.behind.heads):
            return [alone(before.reported)]
        return [] if around.object_first and not passive else None

    def _several(self, scene: Scene, trigger: Mention, before: Before) -> Sequence[Mention]:
        """The subject of a verb of several that has none right before it."""
        view = scene.view
        if view.describes_unknown(trigger):
            # أبرز الذين قتلوا
            return []
        if before.reported is not None:
            return [before.reported]
        if before.goes_on is not None:
            # المحتجون الذين اقتحموا المبنى وأحرقوا
            return before.goes_on.actors
        doers = shared_subjects.earlier_doers(view, trigger, scene.earlier)
        if doers:
            return doers
        who = shared_subjects.earlier_plural(view, trigger) or scene.topic
        return [who] if who is not None else []

    def _doer_from_afar(self, scene: Scene, draft: Draft, around: Around, subject: Sequence[str]) -> None:
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
            and (not around.behind.heads or around.object_first)
            and trigger.first - view.clause(trigger.first)[0] <= 2
            and not view.disagree(draft.value.person, topic)
            and not (draft.value.person == "ms" and is_plural([topic]))
            and (around.object_first or not verb_readings.has_unknown_subject(view, trigger))
            and topic not in draft.recipients
            and not (around.object_first and verb_readings.describes_a_noun(view, trigger))
        ):
            draft.actors.append(topic)

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
        prepositions.fill_by_prepositions(view, draft, pattern, right)

    def _participle_subject(self, scene: Scene, draft: Draft) -> list[Mention]:
        """Whose state a participle tells: the nearest verb's subject that agrees in number, be it of an event or of a
        verb of saying.
        """
        view, earlier, topic = scene.view, scene.earlier, scene.topic
        plural = draft.value.plural
        subjects = [(d.trigger.first, d.actors) for d in earlier if d.actors and d.value.finite]
        for a in speaker_subjects.speeches_before(draft.trigger, scene.spoken):
            subjects.append((a.head, [m for m in view.actors if m.overlaps(a.source)][:1]))
        subjects.sort(key=lambda s: s[0], reverse=True)
        agreeing = [who for _, who in subjects if who and (is_plural(who) == plural)]
        if agreeing:
            return agreeing[0]
        others = [who for _, who in subjects if who] or [d.actors for d in reversed(earlier) if d.actors]
        return others[0] if others else [topic] if topic is not None else []


def _of_object(view: SentenceView, draft: Draft, right: Sequence[Candidate]) -> Sequence[Candidate]:
    """قضت محكمة عسكرية بسجن ناشط: the genitive of a verbal noun that a preposition ties to its light verb from afar."""
    for c in right:
        if c.actor is None or not (c.embedded or c.preposition in view.grammar.prepositions.attached):
            continue
        for hit in view.document.within("light-object", draft.trigger.last, c.actor.first):
            rules = map(rule_of, hit.entry.payload)
            attached = view.tokens[hit.first].norm.startswith(view.grammar.prepositions.attached)
            if hit.last in (c.first, c.actor.first) and attached and draft.value.rule in rules:
                return group(right, [c])
    return []


def _stands_before(view: SentenceView, trigger: Mention, around: Around) -> bool:
    """Whether what stands before a verb is its subject, though something that could be one stands behind it, too."""
    heads, left = around.behind.heads, around.before.left
    if around.taken_up or view.set_apart(trigger.first) is not None:
        return True
    behind = bool(heads) and heads[0].first == around.behind.begin and not heads[0].place
    return not behind or view.opener(left[0].first) == "that" or (_adjacent(left[-1], trigger) and not len(heads) > 1)


def _adjacent(left: Candidate, trigger: Mention) -> bool:
    return trigger.first - left.last <= 3


def _needs_pronoun(view: SentenceView, trigger: Mention, before: Before) -> bool:
    """Whether a verb has a pronoun that nothing around it has been found to be: no noun that its clause describes, and no
    event.
    """
    if not trigger.suffix or before.is_object or before.event is not None:
        return False
    described = before.antecedent is None and view.is_resumed_in(trigger)
    return not described and not verb_readings.resumes_a_thing(view, trigger)


def _may_be_told_of(view: SentenceView, trigger: Mention, topic: Mention) -> bool:
    """Whether a verb may tell of whom the text is about: no relative clause that describes something else (الأسلحة التي تدعم),
    and of one whom a sentence before names only a verb that opens its sentence.
    """
    if view.opener(trigger.first) == "relative" and not trigger.suffix:
        return False
    return topic.sentence == view.sentence.index or trigger.first - view.sentence.first <= TOPIC_REACH
