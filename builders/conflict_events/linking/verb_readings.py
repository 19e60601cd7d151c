"""How the words beside a verb let it be read: as its verbal noun, without an object, with a subject that no table knows."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.linking.clauses import Candidate, SentenceView
from conflict_events.linking.drafts import HARMS, can_act
from conflict_events.linking.patterns import SAYING
from conflict_events.records import Hit, Mention, TriggerValue

NOUN_LENGTH = 3
"""Letters that a noun has at least that a clause describes."""
FIRST_PLURAL = "1p"
"""The person of a verb whose subject is who speaks and his own."""


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


def has_no_object(view: SentenceView, trigger: Mention) -> bool:
    """Whether an event word is a verb that takes its object behind a preposition only."""
    return bool(view.document.within("objectless-verb", trigger.first, trigger.first + 1))


def has_bare_word(view: SentenceView, at: int) -> bool:
    """Whether a word that is no preposition, and has neither a conjunction nor one written on, stands at a token."""
    if at >= view.sentence.last or view.tokens[at].kind != "word":
        return False
    g, norm = view.grammar, view.tokens[at].norm
    if g.prepositions.may_begin(norm) or norm in g.adverbs.words or norm in g.openers.kinds:
        return False
    return not norm.startswith(tuple(g.conjunctions))


def has_unknown_subject(view: SentenceView, trigger: Mention) -> bool:
    """Whether a word that no table knows stands right behind a verb: it may be the subject."""
    if trigger.suffix or trigger.last >= view.sentence.last:
        return False
    if view.tokens[trigger.last - 1].norm in view.grammar.prepositions.words:
        return False
    token = view.tokens[trigger.last]
    known = token.norm in view.grammar.prepositions.words or token.norm in view.grammar.openers.complementizers
    return token.kind == "word" and not known and token.norm not in view.grammar.adverbs.words


def has_unknown_object(view: SentenceView, trigger: Mention) -> bool:
    """Whether a word that no table knows and nothing introduces stands right behind a verb."""
    return has_unknown_subject(view, trigger) and has_bare_word(view, trigger.last)


def has_event_as_object(view: SentenceView, subject: Candidate) -> bool:
    """Whether an event noun that no preposition ties stands right behind who may be the subject: منعت الشرطة تظاهرة."""
    behind = [t for t in view.triggers if t.first == subject.last and not t.proclitics]
    return any(t.valued(TriggerValue).nominal for t in behind) and can_act(subject.actor)


def is_behind_this(view: SentenceView, heads: Sequence[Candidate], begin: int) -> bool:
    """دعت هذه المنظمة الحكومة: whether "this" and a noun that no table knows stand right behind a verb, before the first of
    what no preposition ties there.
    """
    if not heads or view.tokens[begin].norm not in view.grammar.pronouns.demonstratives or heads[0].first != begin + 2:
        return False
    return has_bare_word(view, begin + 1)


def is_addressed(view: SentenceView, trigger: Mention, heads: Sequence[Candidate], begin: int) -> bool:
    """دعا جميع الأطراف إلى الحوار: whether the only one behind a demand, right behind it at ``begin``, is one who is asked."""
    value, g = trigger.valued(TriggerValue), view.grammar
    if value.pattern != SAYING or value.type != "REQUEST" or len(heads) != 1:
        return False
    return heads[0].first == begin and view.tokens[begin].norm in g.pronouns.addressed


def is_asked(view: SentenceView, trigger: Mention, candidate: Candidate) -> bool:
    """Whether a verb is a demand, and what is asked for begins right behind a candidate."""
    behind = view.norm(candidate.last)
    asked = behind == view.grammar.prepositions.towards or behind.startswith(view.grammar.prepositions.before_content)
    return asked and trigger.valued(TriggerValue).type == "REQUEST"


def describes_a_noun(view: SentenceView, trigger: Mention) -> bool:
    """Whether a verb without a conjunction stands right behind a word that is no particle: a clause that describes it (حملة
    تستهدف المهربين).
    """
    before = view.tokens[trigger.first - 1] if trigger.first > view.sentence.first else None
    if before is None or before.kind != "word" or trigger.proclitics:
        return False
    g = view.grammar
    return not (before.norm in g.verbs.particles or before.norm in g.openers.kinds or before.norm in g.adverbs.words)


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
    if norm.startswith(g.clitics.article) or {norm, g.unjoined(norm)} & (g.prepositions.words | g.openers.kinds.keys()):
        return False
    if before in g.openers.complementizers or trigger.valued(TriggerValue).person == FIRST_PLURAL:
        return False
    things = norm.endswith((g.endings.feminine, g.endings.feminine_plural))
    return trigger.suffix == (g.pronouns.of_things if things else g.pronouns.of_man)


def is_done_to_own(view: SentenceView, trigger: Mention, described: Mention, heads: Sequence[Candidate]) -> bool:
    """القرية التي نهب الجنود متاجرها, التنظيم الذي قتل الجيش زعيمه: whether who stands right behind a verb of a relative
    clause is its subject, since what belongs to whom that describes stands behind him and is the object.
    """
    g, only = view.grammar, heads[0] if heads else None
    if trigger.suffix or only is None or only.first != trigger.last or not can_act(only.actor):
        return False
    if described.kind == "actor" and trigger.valued(TriggerValue).type not in HARMS:
        return False
    if not has_bare_word(view, only.last):
        return False
    pronoun = next((p for p in g.pronouns.owners if view.tokens[only.last].norm.endswith(p)), "")
    things = view.tokens[view.clause(trigger.first)[0]].norm in g.openers.relative_of_thing
    return pronoun == (g.pronouns.of_things if things else g.pronouns.of_man)
