"""What stands behind an event noun without a preposition: its genitive and its object, and which roles they fill."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.lexical.text import COMMAS, QUOTES
from conflict_events.linking import (
    adverbials,
    argument_scope,
    nationality_adjectives,
    prepositions,
    preverbal_subjects,
    support_verbs,
    verb_readings,
)
from conflict_events.linking.clauses import Candidate, SentenceView, is_any
from conflict_events.linking.drafts import HARMS, Draft, can_act, group, is_hit_town, is_one
from conflict_events.linking.patterns import SAYING, Pattern, Patterns
from conflict_events.linking.prepositions import ADJECTIVES
from conflict_events.linking.scene import Scene
from conflict_events.records import Mention

OBJECT_REACH = 4
"""Words between the genitive of a verbal noun and whom a preposition marks as its object (لما لا يقل عن 30 متظاهرا)."""
APPOSITION_REACH = 6
"""Words between an event noun and the name in apposition to its genitive (مقتل بائع السمك المتجول، فلان)."""
THANKS_REACH = 5
"""Words between a word for gaining something and what is gained (حاز المرشح على دعم الحزب)."""
CONTROLLING = frozenset({"THREATEN", "AGREE", "REQUEST", "ACCUSE"})
"""Types of acts of speech about what the speaker does, or whom he speaks to or of."""
VOICED = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT"})
"""Types of acts of speech, which anybody does."""


def genitives_of(view: SentenceView, draft: Draft, right: Sequence[Candidate]) -> list[Candidate]:
    """The candidates to the ``right`` of an event noun, or of its adjectives, that nothing ties to it but the genitive."""
    trigger = draft.trigger
    if argument_scope.is_whole(view, trigger):
        return []
    direct = (
        c for c in right if not (c.preposition or c.joined or nationality_adjectives.is_adjective(view, draft, c.actor))
    )
    near = (c for c in direct if len(view.between(trigger.last, c.first)) <= ADJECTIVES)
    return [c for c in near if not _is_beside_definite(view, trigger, c)]


def adjoins(view: SentenceView, trigger: Mention, candidate: Candidate) -> bool:
    """Whether only adjectives stand between an event noun and its genitive."""
    between = view.between(trigger.last, candidate.first)
    return all(
        (t.kind == "word" and t.norm not in view.grammar.prepositions.words) or t.norm in "\"'«»“”" for t in between
    )


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


def object_behind(
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
    return adjoining and any(c.preposition for c in object_behind(view, pattern, right, right[0]))


def named_after_comma(view: SentenceView, trigger: Mention, last: int) -> list[Candidate]:
    """مقتل بائع السمك، فلان: the name in apposition to a genitive that no table knows."""
    for c in view.candidates(trigger.last, min(last, trigger.last + APPOSITION_REACH)):
        comma = view.tokens[c.first - 1].norm in COMMAS
        person = c.who is not None and c.who.number == "s" and c.who.definite
        unknown = c.first - trigger.last >= 2 and view.tokens[trigger.last].norm not in view.grammar.prepositions.words
        return [c] if comma and person and unknown and not c.place else []
    return []


def roles_of(
    scene: Scene,
    draft: Draft,
    pattern: Pattern,
    patterns: Patterns,
    right: Sequence[Candidate],
    genitive: Candidate,
) -> Sequence[str]:
    """The roles of the genitive of an event noun, where its object does not tell, of what stands to its ``right``."""
    view = scene.view
    if _does_it_to_them(view, genitive):
        return ("actor",)
    told = _roles_by_word(view, draft, pattern, patterns, genitive)
    return _roles_by_neighbours(scene, draft, pattern, patterns, right, genitive) if told is None else told


def _roles_by_word(
    view: SentenceView, draft: Draft, pattern: Pattern, patterns: Patterns, genitive: Candidate
) -> Sequence[str] | None:
    """The roles of a genitive where the event noun or the word before that tells them; None where neither does."""
    roles = pattern.genitive
    if adverbials.is_purpose(view, draft, pattern):
        return pattern.purpose
    if roles[0] == "actor" and draft.value.type in VOICED and _holds_another(view, draft.trigger):
        # التحقيق في مقتل جنود
        return ()
    if "actor" in roles and is_fought(view, draft.trigger, genitive):
        return ("recipient",)
    if is_left(view, draft.trigger, genitive):
        return pattern.object
    told = draft.actors and all(m.last <= draft.trigger.first for m in draft.actors)
    if roles == ("actor",) and told and pattern.noun_object:
        # دأبت النقابة على انتقاد الوزير
        return pattern.noun_object
    if roles[0] == "actor" and genitive.embedded:
        # داعية إلى تشكيل تحالف: the genitive is another noun's.
        return ()
    verb = preverbal_subjects.verb_of(view, draft.trigger)
    if verb is not None and roles[0] == "actor" and _is_no_genitive(view, draft.trigger, genitive):
        return patterns.of(verb).object
    return None


def _roles_by_neighbours(
    scene: Scene,
    draft: Draft,
    pattern: Pattern,
    patterns: Patterns,
    right: Sequence[Candidate],
    genitive: Candidate,
) -> Sequence[str]:
    """The roles of a genitive by what stands behind it, by the sites before it and by who does the event noun's governor."""
    view, roles = scene.view, pattern.genitive
    behind = right[right.index(genitive) + len(group(right, [genitive])) :][:1]
    aimed = any("recipient" in pattern.prepositions.get(c.preposition, ()) for c in behind)
    if "location" in roles and is_hit_town(draft, genitive) and not aimed:
        # قصف كييف, but هجوم كييف على القرم
        return ("location",)
    if roles[0] == "actor" and is_aimed(pattern, behind) and genitive.actor is not None:
        # هجوم شبان على دورية: whom the noun is done to follows, so that the genitive did it, whoever that is.
        return ("actor",)
    following = view.tokens[genitive.last : genitive.last + 1]
    theirs = any(c.preposition in pattern.of for c in behind) or any(
        t.norm.startswith(view.grammar.clitics.assimilated_article) for t in following
    )
    either = roles[0] == "actor" and "recipient" in roles
    if either and not theirs and is_content_of_speech(scene, draft, patterns.content_reach):
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


def _does_it_to_them(view: SentenceView, genitive: Candidate) -> bool:
    """Whether a pronoun behind the genitive of an event noun tells whom he does it to: اعتقال الشرطة لهم, but not اعتقال عناصر
    لها.
    """
    g = view.grammar
    pronoun = g.pronouns.behind([g.prepositions.to], view.norm(genitive.last))
    return bool(pronoun) and can_act(genitive.actor) and not is_any(genitive.actor)


def is_aimed(pattern: Pattern, behind: Sequence[Candidate]) -> bool:
    """Whether a preposition marks the first of what stands ``behind`` an event noun and its genitive as the one that it is done
    to: هجوم شبان على دورية, but not هجوم للمسلحين.
    """
    return any(c.preposition in pattern.marks for c in behind[:1])


def is_content_of_speech(scene: Scene, draft: Draft, reach: int) -> bool:
    """Whether the act of speech at most ``reach`` words before an event noun that a preposition ties to it tells whose
    deed it is: هدد المتمردون بقصف الجيش, اتهم الوزير المتمردين بقصف الجيش.
    """
    trigger = draft.trigger
    outer = scene.earlier[-1] if scene.earlier else None
    if outer is None or outer.value.pattern != SAYING or outer.value.type not in CONTROLLING:
        return False
    near = trigger.first - outer.trigger.last <= reach
    tied = near and trigger.proclitics in scene.view.grammar.prepositions.attached
    return tied and outer.value.finite and any(m.last <= trigger.first for m in outer.content_doers)


def is_fought(view: SentenceView, trigger: Mention, genitive: Candidate) -> bool:
    """مكافحة داعش, but قتال الجيش ضد المتمردين: whether the genitive of an event noun is who is fought."""
    if view.head(trigger) not in view.grammar.nouns.fought:
        return False
    behind, prepositions = view.candidates(genitive.last, view.clause(trigger.first)[1])[:1], view.grammar.prepositions
    return not any(c.preposition in prepositions.sides | {prepositions.to} for c in behind)


def is_left(view: SentenceView, trigger: Mention, genitive: Candidate) -> bool:
    """Whether the genitive of an event noun is the country that somebody leaves: مغادرة لبنان."""
    return genitive.place is not None and view.head(trigger) in view.grammar.nouns.leaving


def _holds_another(view: SentenceView, trigger: Mention) -> bool:
    """Whether the phrase of an event noun ends in another noun, that a preposition ties: التحقيق في مقتل."""
    at = trigger.last - 2
    return at > trigger.first and view.tokens[at].norm in view.grammar.prepositions.words


def _is_given(view: SentenceView, trigger: Mention) -> bool:
    """Whether the genitive of an event noun is given what that tells (دعم الجيش), unless it happens by it: يقاتلون بدعم
    التحالف, بفضل دعم المملكة.
    """
    grammar, at = view.grammar, trigger.first
    if view.head(trigger) not in grammar.nouns.given or trigger.proclitics.endswith(grammar.prepositions.means):
        return False
    before = view.tokens[max(view.clause(at)[0], at - THANKS_REACH) : at]
    return not any(grammar.unjoined(t.norm) in grammar.nouns.thanks for t in before)


def _has_receiver(pattern: Pattern, right: Sequence[Candidate], genitive: Candidate) -> bool:
    """Whether somebody behind the genitive of an event noun is marked as the one who is given something."""
    behind = right[right.index(genitive) + 1 :]
    return any(c.actor is not None and "recipient" in pattern.prepositions.get(c.preposition, ()) for c in behind)


def _is_done_by_another(view: SentenceView, trigger: Mention) -> bool:
    """Whether the subject or the object of a verb before an event noun does it, so that its genitive does not."""
    return support_verbs.is_of_subject(view, trigger) or support_verbs.controlled(view, trigger) is not None


def _is_no_genitive(view: SentenceView, trigger: Mention, genitive: Candidate) -> bool:
    """Whether who stands behind an event noun cannot be its genitive: behind an adjective or the article."""
    return genitive.first > trigger.last or trigger.last - trigger.first > 1 or view.definite(trigger)
