"""Whose deed an event is by an adjective of nationality or of a group: قصف إسرائيلي، هجوم حوثي، بنيران إسرائيلية."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from conflict_events.language import Language
from conflict_events.lexical.text import COMMAS
from conflict_events.linking import named_elsewhere
from conflict_events.linking.clauses import SentenceView, is_any
from conflict_events.linking.drafts import HARMS, JUDGEMENTS, TALKS, Draft
from conflict_events.linking.patterns import SAYING, Pattern
from conflict_events.linking.sentence_words import tokens_of
from conflict_events.records import ActorValue, Hit, Mention, TriggerValue

NATIONALITY_REACH = 3
"""Words from an event noun to the adjective that says whose it is (قصف مدفعي عنيف إسرائيلي)."""
JUDGED_REACH = 14
"""Words from what is said of a deed to the adjective that says whose deed it is (تندد أنقرة بشدة بالدعم المالي الأميركي)."""
OTHER_WORDS = 2
"""Of these, the ones between that are neither names nor adverbs."""


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose deeds such adjectives tell of."""

    states: Mapping[str, str]
    """English names by ISO 3166 alpha-3."""
    groups: Mapping[str, ActorValue]
    """By registry id."""

    @staticmethod
    def of(language: Language) -> Owners:
        """Those of a language's registry."""
        rows = language.registry["actors"]
        return Owners(
            {r["country"]: r["name"] for r in rows if r["kind"] == "state"},
            {r["id"]: ActorValue(r["name"], r["id"], r["sector"], r["country"]) for r in rows if r["kind"] == "group"},
        )


def fill_by_adjective(view: SentenceView, draft: Draft, pattern: Pattern, known: Owners) -> None:
    """قصف إسرائيلي, هجوم حوثي: the adjective of an attack says whose it is."""
    fight = pattern.genitive[0] != "actor" and pattern.mutual
    if draft.actors or not (pattern.genitive[0] == "actor" or fight or _is_own_deed(view, draft)):
        return
    adjective = _adjective_of(view, draft, known.groups)
    if adjective is None:
        return
    sides = [adjective, *_beside(view, draft, adjective)]
    if len(sides) == 1 and (fight or _is_land_of_war(view, pattern, adjective)):
        return
    draft.actors.extend(dict.fromkeys(_meant(view, draft, side, known) for side in sides))


def _adjective_of(view: SentenceView, draft: Draft, groups: Mapping[str, ActorValue]) -> Hit | None:
    """The first adjective of nationality or of a group behind an event noun, None where there is none or it is of another."""
    for hit in _adjectives(view, draft.trigger.first + 1, draft.trigger.last + NATIONALITY_REACH, groups):
        # انتقادات لإثيوبيا, غارات شنتها إسرائيل: no adjective carries a preposition, and none is an actor by itself.
        if hit.last <= view.sentence.last and not hit.proclitics and not _is_somebody(view, draft, hit):
            return hit if _is_of(view, draft.trigger, hit) and not _is_make(view, hit) else None
    return None


def _adjectives(view: SentenceView, first: int, last: int, groups: Mapping[str, ActorValue]) -> list[Hit]:
    """The adjectives of nationality and of groups in a token range, in text order."""
    of_groups = [hit for hit in view.document.within("actor-adj", first, last) if hit.entry.payload.actor in groups]
    return sorted((*view.document.within("nationality", first, last), *of_groups), key=lambda hit: hit.first)


def _is_land_of_war(view: SentenceView, pattern: Pattern, adjective: Hit) -> bool:
    """الحرب السورية, but الحرب العراقية على التنظيم: whether an adjective only tells where a war is fought."""
    if not pattern.mutual or adjective.entry.key not in view.grammar.nouns.lands:
        return False
    behind = view.candidates(adjective.last, view.clause(adjective.first)[1])
    return not any(c.preposition in pattern.marks for c in behind[:1])


def fill_by_fire(view: SentenceView, draft: Draft, known: Owners) -> None:
    """قتل جنديان بنيران إسرائيلية: whose fire it is by an adjective of nationality, where nobody else is the doer."""
    trigger = draft.trigger
    if draft.actors or draft.value.type != "ASSAULT":
        return
    last = view.before_verb(trigger.last, view.clause(trigger.first)[1])
    for at in range(trigger.last, last - 1):
        if view.tokens[at].norm not in view.grammar.nouns.fire or any(
            trigger.last <= t.first < at for t in view.triggers
        ):
            continue
        for hit in view.document.within("nationality", at + 1, at + 2):
            who = _meant(view, draft, hit, known)
            # قتل جنود كينيون بنيران كينية: those who are hit are not who fires.
            if not _is_make(view, hit) and who not in draft.recipients:
                draft.actors.append(who)
        return


def _meant(view: SentenceView, draft: Draft, hit: Hit, known: Owners) -> Mention:
    """Whom an adjective of nationality means: who is named in the sentence, or else the state or group itself."""
    if hit.entry.kind == "nationality":
        country = hit.entry.key
        sector = "GOV" if draft.value.type in TALKS else "MIL"
        value = ActorValue(known.states.get(country, country), None, sector, country)
        same = [a for a in view.actors if named_elsewhere.acts_for(a, country, value.name, draft)]
    else:
        value = known.groups[hit.entry.payload.actor]
        same = [a for a in view.actors if a.valued(ActorValue).entity_id == value.entity_id]
    if same:
        return same[0]
    return Mention("actor", hit.start, hit.end, hit.first, hit.last, view.sentence.index, value)


def fill_by_judged(view: SentenceView, draft: Draft, pattern: Pattern, known: Owners) -> None:
    """نددت أنقرة بالدعم الأميركي: whose deed it is that somebody condemns, rejects or praises, where nobody else is told."""
    if draft.recipients or draft.value.type not in JUDGEMENTS or draft.value.pattern != SAYING:
        return
    # أعربت عن إدانتها للغارات الروسية
    first = max([draft.trigger.last, *(hit.last for hit in view.objects_of(draft.trigger))])
    last = view.before_verb(first, min(view.clause(draft.trigger.first)[1], first + JUDGED_REACH))
    named = (*view.actors, *view.places)
    for adjective in _adjectives(view, first + 1, last, known.groups):
        if any(m.first <= adjective.first < m.last for m in named):
            continue
        noun = _judged(view, first, adjective)
        if noun is None or not _takes(view, pattern, first, noun):
            return
        for side in (adjective, *_beside(view, draft, adjective)):
            mention = _meant(view, draft, side, known)
            if all(mention.span != m.span for m in draft.actors):
                draft.recipients.append(mention)
        return


def _judged(view: SentenceView, first: int, adjective: Hit) -> int | None:
    """Where the noun of a deed stands whose adjective that is, right before it or before another adjective."""
    if adjective.proclitics or not adjective.article:
        return None
    for at in (adjective.first - 1, adjective.first - 2):
        if at >= first and view.tokens[at].norm in view.grammar.nouns.judged:
            return at
    return None


def _takes(view: SentenceView, pattern: Pattern, first: int, noun: int) -> bool:
    """Whether a noun is what an act of speech is about: nothing but its subject stands between, no circumstance and no other
    noun (رفضت لقاءه بعد القصف الروسي, تدعم العراق في وجه التدخل الإيراني).
    """
    named = tokens_of(view.actors, view.places, view.dates)
    between = [t for i, t in enumerate(view.tokens[first:noun], first) if i not in named]
    if between and pattern.prepositions.get(between[-1].norm, ("location",))[0] in ("recipient", "content"):
        between.pop()
    apart = next((i for i, t in enumerate(between) if t.norm in COMMAS), len(between))
    words = [t.norm for t in between if t.kind != "punct" and t.norm not in view.grammar.adverbs.words]
    prepositions = view.grammar.prepositions
    return (
        len(words) <= OTHER_WORDS
        and all(t.kind == "punct" for t in between[apart:])
        and not any(map(prepositions.begin, words))
    )


def is_adjective(view: SentenceView, draft: Draft, mention: Mention | None) -> bool:
    """اعتقالات إسرائيلية: whether who would be the genitive of an event noun is an adjective that says whose deed it is."""
    hits = view.document.within("nationality", mention.first, mention.first + 1) if mention is not None else ()
    return any(not hit.proclitics and not _is_somebody(view, draft, hit) for hit in hits)


def _is_own_deed(view: SentenceView, draft: Draft) -> bool:
    """Whether a feminine adjective of an event noun tells whose deed it is, though its genitive would be the victim."""
    trigger = draft.trigger
    return draft.value.type in HARMS and view.head(trigger) in view.grammar.nouns.deeds and not view.definite(trigger)


def _is_make(view: SentenceView, adjective: Hit) -> bool:
    """قنابل أميركية الصنع: whether an adjective of nationality tells where arms come from."""
    return view.norm(adjective.last) in view.grammar.nouns.makes


def _is_somebody(view: SentenceView, draft: Draft, hit: Hit) -> bool:
    """Whether an adjective of nationality is an actor by itself (قتل إسرائيلي), and not the feminine one of a deed."""
    who = [m for m in view.actors if m.first == hit.first]
    deed = _is_own_deed(view, draft) and view.is_feminine(hit)
    return bool(who) and not (deed and any(m.last == hit.last and is_any(m) for m in who))


def _beside(view: SentenceView, draft: Draft, first: Hit) -> Iterator[Hit]:
    """مباحثات مصرية تركية, غارات أميركية - بريطانية, أميركية وبريطانية: the adjectives that go on with the first."""
    if first.entry.kind != "nationality":
        return
    at = first.last
    while at < view.sentence.last:
        at += view.tokens[at].norm in view.grammar.nouns.dashes
        hit = next(iter(view.document.within("nationality", at, at + 1)), None)
        if hit is None or hit.proclitics not in ("", *view.grammar.conjunctions) or _is_somebody(view, draft, hit):
            return
        if (
            _is_make(view, hit)
            or bool(hit.article) != bool(first.article)
            or view.is_feminine(hit) != view.is_feminine(first)
        ):
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
    between = [t.norm for t in view.tokens[trigger.last : adjective.first]]
    if any(map(view.grammar.prepositions.begin, between)):
        # التنديد بالحصار الإسرائيلي
        return False
    # تدمير مستودع أوكراني, تدمير دبابة أوكرانية
    counted = any(trigger.last <= n.first < adjective.first for n in view.numbers)
    return not counted and not view.sited(trigger.last, adjective.first) and _may_have(view, trigger, adjective)


def _may_have(view: SentenceView, trigger: Mention, adjective: Hit) -> bool:
    """Whether an event noun agrees with an adjective in article and gender, where words stand between the two."""
    # عقدت قمة فرنسية: of a verb's phrase the noun is the last word.
    noun_at = trigger.last - 1 if trigger.valued(TriggerValue).finite else trigger.first
    if adjective.first <= noun_at + 1:
        return True
    if adjective.article and not view.definite(trigger):
        return False
    text = view.document.text
    noun = text[trigger.start : view.tokens[trigger.first].end]
    return not view.of_other_gender(noun, text[adjective.start : adjective.end])
