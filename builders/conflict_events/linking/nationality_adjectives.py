"""Whose deed an event is by an adjective of nationality or of a group: قصف إسرائيلي، هجوم حوثي، بنيران إسرائيلية."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conflict_events.linking import named_elsewhere
from conflict_events.linking.clauses import SentenceView, is_any
from conflict_events.linking.drafts import HARMS, Draft
from conflict_events.linking.patterns import Pattern
from conflict_events.mentions.triggers import trigger_value
from conflict_events.records import ActorValue, Hit, Mention

NATIONALITY_REACH = 3
"""Words from an event noun to the adjective that says whose it is (قصف مدفعي عنيف إسرائيلي)."""


def fill_by_adjective(
    view: SentenceView, draft: Draft, pattern: Pattern, states: Mapping[str, str], groups: Mapping[str, ActorValue]
) -> None:
    """قصف إسرائيلي, هجوم حوثي: the adjective of an attack says whose it is. ``states``: English names by ISO 3166 alpha-3;
    ``groups``: by registry id.
    """
    fight = pattern.genitive[0] != "actor" and pattern.mutual
    if draft.actors or not (pattern.genitive[0] == "actor" or fight or _is_own_deed(view, draft)):
        return
    adjective = _adjective_of(view, draft, groups)
    if adjective is None:
        return
    sides = [adjective, *_beside(view, draft, adjective)]
    if len(sides) == 1 and (fight or _is_land_of_war(view, pattern, adjective)):
        return
    for side in sides:
        mention = _meant(view, draft, side, states, groups)
        if mention is not None and mention not in draft.actors:
            draft.actors.append(mention)


def _adjective_of(view: SentenceView, draft: Draft, groups: Mapping[str, ActorValue]) -> Hit | None:
    """The first adjective of nationality or of a group behind an event noun, None where there is none or it is of another."""
    reach = (draft.trigger.first + 1, draft.trigger.last + NATIONALITY_REACH)
    of_groups = [hit for hit in view.document.within("actor-adj", *reach) if hit.entry.payload.actor in groups]
    for hit in sorted((*view.document.within("nationality", *reach), *of_groups), key=lambda hit: hit.first):
        # انتقادات لإثيوبيا, غارات شنتها إسرائيل: no adjective carries a preposition, and none is an actor by itself.
        if hit.last <= view.sentence.last and not hit.proclitics and not _is_somebody(view, draft, hit):
            return hit if _is_of(view, draft.trigger, hit) else None
    return None


def _is_land_of_war(view: SentenceView, pattern: Pattern, adjective: Hit) -> bool:
    """الحرب السورية, but الحرب العراقية على التنظيم: whether an adjective only tells where a war is fought."""
    if not pattern.mutual or adjective.entry.key not in view.grammar.lands:
        return False
    behind = view.candidates(adjective.last, view.clause(adjective.first)[1])
    return not any(c.preposition in pattern.marks for c in behind[:1])


def fill_by_fire(view: SentenceView, draft: Draft, states: Mapping[str, str], groups: Mapping[str, ActorValue]) -> None:
    """قتل جنديان بنيران إسرائيلية: whose fire it is by an adjective of nationality, where nobody else is the doer."""
    trigger = draft.trigger
    if draft.actors or draft.value.type != "ASSAULT":
        return
    last = view.before_verb(trigger.last, view.clause(trigger.first)[1])
    for at in range(trigger.last, last - 1):
        if view.tokens[at].norm not in view.grammar.fire or any(trigger.last <= t.first < at for t in view.triggers):
            continue
        for hit in view.document.within("nationality", at + 1, at + 2):
            made = hit.last < view.sentence.last and view.tokens[hit.last].norm in view.grammar.makes
            mention = None if hit.proclitics or hit.article or made else _meant(view, draft, hit, states, groups)
            if mention is not None and mention not in draft.recipients:
                draft.actors.append(mention)
        return


def _meant(
    view: SentenceView, draft: Draft, hit: Hit, states: Mapping[str, str], groups: Mapping[str, ActorValue]
) -> Mention | None:
    """Whom an adjective of nationality means: who is named in the sentence, or else the state or group itself."""
    if hit.entry.kind == "nationality":
        country = hit.entry.key
        value = ActorValue(states.get(country, country), None, "MIL", country)
        same = [a for a in view.actors if named_elsewhere.acts_for(a, country, value.name, draft)]
    else:
        value = groups[hit.entry.payload.actor]
        same = [a for a in view.actors if isinstance(a.value, ActorValue) and a.value.entity_id == value.entity_id]
    if same:
        return same[0]
    if not (value.country or value.entity_id):
        return None
    return Mention("actor", hit.start, hit.end, hit.first, hit.last, view.sentence.index, value)


def is_adjective(view: SentenceView, draft: Draft, mention: Mention | None) -> bool:
    """اعتقالات إسرائيلية: whether who would be the genitive of an event noun is an adjective that says whose deed it is."""
    hits = view.document.within("nationality", mention.first, mention.first + 1) if mention is not None else ()
    return _is_own_deed(view, draft) and any(not _is_somebody(view, draft, hit) and not hit.proclitics for hit in hits)


def _is_own_deed(view: SentenceView, draft: Draft) -> bool:
    """Whether a feminine adjective of an event noun tells whose deed it is, though its genitive would be the victim."""
    trigger = draft.trigger
    return draft.value.type in HARMS and view.head(trigger) in view.grammar.deeds and not view.definite(trigger)


def _is_somebody(view: SentenceView, draft: Draft, hit: Hit) -> bool:
    """Whether an adjective of nationality is an actor by itself (قتل إسرائيلي), and not the feminine one of a deed."""
    if not any(m.first == hit.first for m in view.actors):
        return False
    one = any(m.first == hit.first and m.last == hit.last and is_any(m) for m in view.actors)
    return not (one and _is_own_deed(view, draft) and view.is_feminine(hit))


def _beside(view: SentenceView, draft: Draft, first: Hit) -> Iterator[Hit]:
    """مباحثات مصرية تركية, غارات أميركية - بريطانية, أميركية وبريطانية: the adjectives that go on with the first."""
    if first.entry.kind != "nationality":
        return
    at = first.last
    while at < view.sentence.last:
        at += view.tokens[at].norm in view.grammar.dashes
        hit = next(iter(view.document.within("nationality", at, at + 1)), None)
        if hit is None or hit.last > view.sentence.last or bool(hit.article) != bool(first.article):
            return
        if hit.proclitics not in ("", *view.grammar.conjunctions) or _is_somebody(view, draft, hit):
            return
        if view.is_feminine(hit) != view.is_feminine(first):
            return
        if view.tokens[hit.last : hit.last + 1] and view.tokens[hit.last].norm in view.grammar.makes:
            return
        yield hit
        at = hit.last


def _is_of(view: SentenceView, trigger: Mention, adjective: Hit) -> bool:
    """Whether an adjective of nationality can be the event noun's own, and is not that of what stands between: قصف عنيف
    إسرائيلي, but not قصف القاعدة الأميركية, قصف قاعدة أميركية.
    """
    inside = [m for m in (*view.actors, *view.places) if m.first >= trigger.first]
    if any(trigger.last < m.last and m.first < adjective.first for m in inside):
        return False
    if any(view.tokens[i].norm in view.grammar.prepositions for i in range(trigger.last, adjective.first)):
        return False
    # تدمير مستودع أوكراني, تدمير دبابة أوكرانية
    counted = any(trigger.last <= n.first < adjective.first for n in view.numbers)
    return not counted and not view.sited(trigger.last, adjective.first) and _may_have(view, trigger, adjective)


def _may_have(view: SentenceView, trigger: Mention, adjective: Hit) -> bool:
    """Whether an event noun agrees with an adjective in article and gender, where words stand between the two."""
    # عقدت قمة فرنسية: of a verb's phrase the noun is the last word.
    noun_at = trigger.last - 1 if trigger_value(trigger).finite else trigger.first
    if adjective.first <= noun_at + 1:
        return True
    if adjective.article and not view.definite(trigger):
        return False
    text = view.document.article.text
    noun = text[trigger.start : view.tokens[trigger.first].end]
    return not view.of_other_gender(noun, text[adjective.start : adjective.end])
