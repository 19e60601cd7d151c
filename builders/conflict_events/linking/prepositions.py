"""Which roles prepositions give to what they tie to an event word."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.linking.clauses import Candidate, SentenceView
from conflict_events.linking.drafts import HARMS, Draft, can_act, fill
from conflict_events.linking.patterns import Pattern
from conflict_events.records import Mention

ADJECTIVES = 3
"""Words that may stand between an event noun and its genitive or its preposition (قصف مدفعي عنيف على)."""
OPERATION_REACH = 3
"""Words from one for an operation to whose it is (في عملية أمنية مشتركة للجيش)."""


def fill_by_prepositions(view: SentenceView, draft: Draft, pattern: Pattern, right: Sequence[Candidate]) -> None:
    """Fill roles with what prepositions tie to an event word, of what stands to its ``right``."""
    theirs = False
    for c in right:
        if not c.preposition or c.first - draft.trigger.last > pattern.reach:
            continue
        if view.tokens[c.first].norm in view.grammar.nouns.friendly:
            # بنيران صديقة
            continue
        if draft.value.type in HARMS and is_of_operation(view, c):
            if not draft.actors:
                fill(draft, ("actor", "none"), [c])
            continue
        own = pattern.of_roles if draft.value.nominal and c.preposition in pattern.of else ()
        # مظاهرة للطلاب, but سلم المسلحون أسلحتهم للجيش
        roles = pattern.prepositions.get(c.preposition, own)
        # هجوم للمسلحين is theirs; only behind a genitive does ل mark the object: قصف الجيش للمدينة. قصف مواقع للمتمردين is not.
        theirs = (
            draft.value.nominal
            and c.preposition in pattern.of
            and roles != ("recipient",)
            and (theirs if c.joined else not draft.actors and can_act(c.actor))
            and pattern.genitive[0] == "actor"
            and not _is_aimed_before(view, draft.trigger, pattern, c)
            and not view.sited(draft.trigger.first + 1, c.first)
        )
        if (
            roles == ("actor",)
            and draft.actors
            and not c.joined
            and c.preposition in view.grammar.prepositions.partitive
        ):
            # التقى الوزير وفدا من الحزب: who does it has been told.
            continue
        if theirs:
            roles = ("actor",) if c.joined else ("actor", *roles)
        fill(draft, tuple(r for r in roles if r != "location"), [c])


def is_of_operation(view: SentenceView, candidate: Candidate) -> bool:
    """مقتل ثلاثة مسلحين في عملية للجيش: whether a candidate is one whose operation it is in which something happens."""
    g = view.grammar
    if candidate.preposition != g.prepositions.to:
        return False
    for at in range(candidate.first - 1, max(candidate.first - 1 - OPERATION_REACH, view.sentence.first), -1):
        norm = view.tokens[at].norm
        if norm in g.nouns.operations:
            return view.tokens[at - 1].norm in g.prepositions.words
        if norm.startswith(g.prepositions.attached) and norm[1:] in g.nouns.operations:
            return True
        if view.tokens[at].kind != "word" or norm in g.prepositions.words or at in view.verbs:
            return False
    return False


def _is_aimed_before(view: SentenceView, trigger: Mention, pattern: Pattern, candidate: Candidate) -> bool:
    """Whether what an event noun is done to stands before a candidate: هجوم على حاجز للتنظيم is on the group's post."""
    between = view.tokens[trigger.last - 1 : candidate.first]
    apart = view.grammar.prepositions.attached  # هجوم لـ"الحركة" على حاجز
    return any(pattern.prepositions.get(t.norm, ())[:1] == ("recipient",) for t in between if t.norm not in apart)
