"""Which events of a sentence are where the words before their clause tell, or where an event is that they carry on."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.lexical.text import COMMAS
from conflict_events.linking.adnominal_places import continues, is_wide
from conflict_events.linking.attachment import goes_on
from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.drafts import SAID, Draft
from conflict_events.linking.place_links import PLACELESS, tells_cause
from conflict_events.records import Argument, Mention

CLASHES = frozenset(["ASSAULT", "COERCE", "PROTEST"])
"""Types of which one amid another is where that one is."""
RESUMED = 3
"""Words behind an event word within which a pronoun tells of the place that its relative clause describes."""


def share_places(view: SentenceView, drafts: Sequence[Draft]) -> None:
    """Give the events of a sentence that have no place of their own those of their clause, else those of the event that they
    carry on; call it when the drafts' status is known.
    """
    for i, draft in enumerate(drafts):
        if draft.locations or draft.value.type in SAID:
            continue
        if draft.value.type not in PLACELESS:
            draft.locations.extend(_before_where(view, draft) or _resumed(view, draft))
        if draft.locations:
            continue
        for other in (*reversed(drafts[:i]), *drafts[i + 1 :]):
            if other.locations and other.status == draft.status and _is_one_story(view, draft, other):
                draft.locations.extend(a for a in other.locations if a.role == "place")
                break


def _before_where(view: SentenceView, draft: Draft) -> list[Argument]:
    """وصل الوزير إلى مدينة عدن جنوبي اليمن، حيث انفجرت قنبلة: the places right before the word "where" that opens an event's
    clause, or that of the verb that it is joined to.
    """
    opened = next((at for at, kind in reversed(view.breaks) if at <= draft.trigger.first and kind != "verb"), None)
    if opened is None or view.tokens[opened].norm not in view.grammar.openers.where:
        return []
    return [Argument(m, "place") for m in _ending_at(view, opened - (view.tokens[opened - 1].norm in COMMAS))]


def _resumed(view: SentenceView, draft: Draft) -> list[Argument]:
    """بلدة سراقب التي قتل فيها جنديان, التي تشهد معارك: the places that an event's relative clause describes, where a
    pronoun or the verb tells that it takes place there, or leads from or to there.
    """
    if view.opener(draft.trigger.first) != "relative":
        return []
    at, end = view.clause(draft.trigger.first)
    words = {t.norm for t in view.tokens[draft.trigger.first : min(draft.trigger.last + RESUMED, end)]}
    resuming = view.grammar.scenes.resuming
    moves = ("origin", "destination") if draft.value.type == "DISPLACE" else ()
    role = next((role for role in ("place", *moves) if not words.isdisjoint(resuming[role])), "")
    if draft.value.nominal and view.document.within("witness-verb", at, draft.trigger.first):
        role = "place"
    return [Argument(m, role) for m in _ending_at(view, at)] if role else []


def _ending_at(view: SentenceView, end: int) -> list[Mention]:
    """The place that ends before a token, and those that it goes on."""
    found: list[Mention] = []
    for place in reversed([m for m in view.places if m.last <= end]):
        # سياسة فرنسا في مالي، حيث: a country before a preposition is no town in the one behind it.
        apart = found and place.last < found[0].first and is_wide(place)
        if apart or not (continues(view, place, found[0]) if found else place.last == end):
            break
        found.insert(0, place)
    return found


def _is_one_story(view: SentenceView, draft: Draft, other: Draft) -> bool:
    """Whether an event is where another one is, which it carries on or takes place amid, or the other way round."""
    if tells_cause(draft, other.trigger):
        return False
    return goes_on(view, other, draft) or goes_on(view, draft, other) or _is_amid(view, draft, other)


def _is_amid(view: SentenceView, one: Draft, other: Draft) -> bool:
    """قتل متظاهر خلال احتجاجات قرب البصرة, سيطروا على المطار بعد معارك: whether one of two events tells amid which deeds, or
    right after which, the other one takes place, in its clause.
    """
    first, second = sorted((one, other), key=lambda d: d.trigger.first)
    if not second.value.nominal or not {one.value.type, other.value.type} <= CLASHES:
        return False
    if not view.same_clause(first.trigger, second.trigger):
        return False
    return view.tokens[second.trigger.first - 1].norm in view.grammar.scenes.amid
