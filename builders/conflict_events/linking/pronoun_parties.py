"""Who does an event noun, or has it done to him, by the pronoun on it: هجومهم، لقاؤه الوزير."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.linking import adverbials, genitives, possessors
from conflict_events.linking.clauses import Candidate, SentenceView
from conflict_events.linking.drafts import Draft, alone, fill, last_verb
from conflict_events.linking.patterns import Pattern
from conflict_events.linking.scene import Scene
from conflict_events.records import ActorValue, Mention

HELD = frozenset({"arrest", "deport", "investigate", "convict"})
"""Modes of what is done to persons by those who have power over them."""
HOLDING = frozenset({"COP", "JUD"})
"""Sectors of those who do it."""
BODIES = frozenset({"GOV", "MIL", "SPY"})
"""Sectors of bodies that do it, to whose members it may be done."""


def fill_by_pronoun(
    scene: Scene,
    draft: Draft,
    pattern: Pattern,
    reach: int,
    next_to_it: Sequence[Candidate],
    right: Sequence[Candidate],
) -> None:
    """لقاؤه، لقاؤه الوزير: whom the pronoun means, and the object ``next_to_it``, of what stands to the ``right``.
    ``reach``: words from an act of speech to what it is about.
    """
    view = scene.view
    genitive = pattern.genitive
    accused = _accused(scene, draft, reach) if "recipient" in genitive and not next_to_it else []
    others = [*accused, *(_holders(view, draft) if genitive == ("recipient",) and not next_to_it else ())]
    owner = _owner(scene, draft, genitive, others)
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
    speakers = _who_speaks_with(scene, draft, pattern, carrier, owner)
    if speakers:
        fill(draft, pattern.doer, [alone(m) for m in speakers])
        fill(draft, pattern.prepositions.get(carrier, ()), meant)
        return
    if genitive[0] == "actor" and len(genitive) > 1 and carrier in view.grammar.nouns.sites:
        # اقتحام مقره
        genitive = genitive[1:]
    if genitive[0] != "actor":
        fill(draft, genitive, meant)
        return
    fill(draft, ("actor",) if genitives.is_aimed(pattern, right) else genitive, meant)
    fill(draft, pattern.noun_object, next_to_it)


def _who_speaks_with(
    scene: Scene, draft: Draft, pattern: Pattern, carrier: str, owner: Mention | None
) -> Sequence[Mention]:
    """التقى الوزير نظيره وبحث معه الهدنة: the subject of the verb before, who speaks with the ``owner``, whom the pronoun on
    the word ``carrier`` means; nobody where the two do not speak with each other.
    """
    g, before = scene.view.grammar, last_verb(scene.earlier)
    if not pattern.mutual or carrier not in g.prepositions.sides or not g.ties(draft.trigger) or before is None:
        return []
    return before.actors if owner not in before.actors else []


def _owner(scene: Scene, draft: Draft, genitive: Sequence[str], others: Sequence[Mention]) -> Mention | None:
    """Whom the pronoun on an event noun means, None where nobody is known. ``others``: whom it cannot mean."""
    owner = _told_beside(scene, draft) or possessors.possessor(scene.view, draft, others)
    if owner is None and "actor" in genitive:
        # Not بعد مقتله، أعلن الحزب
        return possessors.subject_behind(scene.view, draft)
    return owner


def _accused(scene: Scene, draft: Draft, reach: int) -> list[Mention]:
    """اتهم الحزب الجيش باستهدافه: those who are accused of an event, who did not do it to themselves."""
    outer = scene.earlier[-1] if scene.earlier else None
    if outer is None or outer.value.type != "ACCUSE" or not genitives.is_content_of_speech(scene, draft, reach):
        return []
    return outer.recipients


def _told_beside(scene: Scene, draft: Draft) -> Mention | None:
    """انشقاق ضابط عن الحركة وانضمامه إلى الجيش: the doer of the event noun before one that a conjunction ties to it,
    where the pronoun means a man.
    """
    trigger, g = draft.trigger, scene.view.grammar
    before = scene.earlier[-1] if scene.earlier else None
    if before is None or trigger.proclitics not in g.conjunctions or not before.value.nominal:
        return None
    same = before.value.type == draft.value.type and len(before.actors) == 1
    if not same or trigger.suffix != g.pronouns.of_man:
        return None
    return before.actors[0] if before.actors[0].first >= before.trigger.first else None


def _holders(view: SentenceView, draft: Draft) -> list[Mention]:
    """سلم السكان اللص إلى الشرطة قبل محاكمته: those who arrest, try and deport, to whom that is not done."""
    if not HELD & set(draft.value.modes):
        return []
    return [a for a in view.actors if _holds(a.valued(ActorValue))]


def _holds(value: ActorValue) -> bool:
    person = value.entity_id is None or value.entity_id.startswith("person-")
    return value.sector in HOLDING or (value.sector in BODIES and not person)


def _is_charge(view: SentenceView, trigger: Mention) -> bool:
    """Whether the pronoun on a noun is of who is charged, since what he is charged with follows at once: اتهامه بالتجسس,
    but not اتهامه بلاده.
    """
    behind = view.norm(trigger.last)
    charged = view.head(trigger).removesuffix(trigger.suffix) in view.grammar.pronouns.charging
    country = behind in view.grammar.pronouns.own_country
    return charged and behind.startswith(view.grammar.prepositions.means) and not country
