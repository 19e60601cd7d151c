"""One event told several times is one event: drafts of the same occurrence are joined, the best
filled one is the anchor.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence, Set
from dataclasses import dataclass

from conflict_events import great_circle
from conflict_events.lexical.text import fold
from conflict_events.linking import support_verbs
from conflict_events.linking.drafts import Draft
from conflict_events.mentions.places.values import DISTRICT, PROVINCE
from conflict_events.records import ActorValue, Argument, DateValue, Document, Mention, PlaceValue

SAME_SENTENCE_REACH = 25
"""Tokens between two triggers of one type in a sentence that can tell the same event."""
NEAR_KILOMETRES = 40
"""A quarter and its town, a village and the town that it is near: no sign of two events."""
VERB_REACH = 3
"""Words between an event noun and the verb that says more of it."""
OCCURRENCES = frozenset({"ASSAULT"})
"""Types of what happened rather than of what was said: told again and again, each time from another side."""
FAR = 5
"""Sentences behind an event from which on a retelling is less likely."""
LONG_AGO = datetime.timedelta(days=60)
"""An event so long before publication is not what an article tells of without a day."""
EVIDENCE = {
    "toll": 4,
    "word": 3,
    "headline": 3,
    "doer": 2,
    "recipient": 2,
    "place": 2,
    "definite": 2,
    "occurrence": 2,
    "passing": 2,
    "day": 1,
    "next": 1,
    "far": -2,
}
"""Points for each sign that a draft tells an event again; weights tried one by one on annotated articles."""
ENOUGH = 4
"""Points from which on it does."""
NOT_AGAINST = frozenset({"crossed", "recipients"})
"""Conflicts in spite of which two drafts may tell one event: a fight told from either side, or only some of its victims."""
NOT_WITHIN = frozenset({"past", "clash"})
"""Those in spite of which two of one sentence may, beside the modes of what happened."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a draft tells, as two drafts are compared by it: parties by their identity, places and amounts by what makes
    two of them the same, the days from and to.
    """

    draft: Draft
    actors: frozenset[str]
    recipients: frozenset[str]
    tolls: frozenset[tuple[object, ...]]
    places: frozenset[str]
    """Local ones."""
    spots: Sequence[PlaceValue]
    """Places that tell two events apart."""
    day: tuple[datetime.date, datetime.date] | None
    past: bool | None
    """Whether the day lies long before publication; None where there is no day."""
    definite: bool
    passing: bool
    """Whether it says too little of itself to be an event of its own."""


def content(document: Document, draft: Draft) -> Content:
    """What a draft of a document tells, as it is now."""
    day = _day(draft)
    return Content(
        draft=draft,
        actors=frozenset(map(identity, draft.actors)),
        recipients=frozenset(map(identity, draft.recipients)),
        tolls=frozenset(map(_toll, draft.amounts)),
        places=_local(draft),
        spots=_spots(draft),
        day=day,
        past=_past(document, day),
        definite=definite(draft),
        passing=_in_passing(draft),
    )


def merge(document: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts with the retellings joined, in the order of their anchors in the text."""
    headline = next((s.index for s in document.sentences if s.headline), None)
    events: list[Content] = []
    for draft in drafts:
        told = content(document, draft)
        for i in range(len(events) - 1, -1, -1):
            if _same_event(events[i], told, headline):
                events[i] = content(document, _join(events[i].draft, draft, headline))
                break
        else:
            events.append(told)
    return sorted((e.draft for e in events), key=lambda d: d.trigger.start)


def _same_event(a: Content, b: Content, headline: int | None) -> bool:
    """Whether ``b`` tells ``a`` again: nothing against it, and evidence enough, or both near in one sentence."""
    first, other = a.draft, b.draft
    if first.value.type != other.value.type:
        return False
    if _says_of(first, other):
        return True
    against = set(conflicts(a, b)) - NOT_AGAINST
    if first.sentence != other.sentence:
        return not against and sum(EVIDENCE[name] for name in evidence(a, b, headline)) >= ENOUGH
    if against - (NOT_WITHIN | {"modes"} if first.value.type in OCCURRENCES else NOT_WITHIN):
        return False
    if _answers(first, other) or _goes_back(first, other):
        return False
    return first.status == other.status and other.trigger.first - first.trigger.last <= SAME_SENTENCE_REACH


def _answers(a: Draft, b: Draft) -> bool:
    """Whether of two drafts of a sentence one is the answer to the other: ورد الجيش بقصف, رد الحزب على اغتيال قائده بإطلاق,
    أطلق الحزب صواريخ ردا على اغتيال قائده.
    """
    view = b.view
    answered = support_verbs.is_reply(view, a.trigger) and view.governor(b.trigger) == view.grammar.verbs.replies_to
    return answered or support_verbs.is_reply(view, b.trigger) or _is_answered(a) or _is_answered(b)


def _is_answered(draft: Draft) -> bool:
    """ردا على اغتيال: whether an event noun is what another event answers."""
    view, at = draft.view, draft.trigger.first
    verbs = view.grammar.verbs
    return (
        view.governor(draft.trigger) == verbs.replies_to and view.grammar.unjoined(view.norm(at - 2)) in verbs.replying
    )


def _goes_back(a: Draft, b: Draft) -> bool:
    """قصف الجيش البلدة، وكان قصفها قبل عام: whether the later draft tells of an earlier deed of the same kind, by its verb
    and a day of its own.
    """
    if b.value.form != "perfect" or a.value.rule != b.value.rule or b.date is None:
        return False
    g, opener = b.view.grammar, b.view.tokens[b.view.clause(b.trigger.first)[0]].norm
    was = opener[:1] in g.conjunctions and g.unjoined(opener) in g.verbs.was
    return was and (a.date is None or a.date.span != b.date.span)


def _says_of(a: Draft, b: Draft) -> bool:
    """Whether a verb says more of the event noun right before it: هجوم انتحاري استهدف."""
    nominal = a.value.nominal and a.sentence == b.sentence
    return nominal and not _is_answered(a) and b.value.finite and 0 <= b.trigger.first - a.trigger.last <= VERB_REACH


def evidence(a: Content, b: Content, headline: int | None) -> list[str]:
    """Signs that ``b`` tells ``a`` again, keys of ``EVIDENCE``: what they share, and how the later one is told."""
    first, other = a.draft, b.draft
    distance = other.sentence - first.sentence
    signs = (
        ("doer", not a.actors.isdisjoint(b.actors)),
        ("recipient", not a.recipients.isdisjoint(b.recipients)),
        ("toll", not a.tolls.isdisjoint(b.tolls)),
        ("place", not a.places.isdisjoint(b.places)),
        ("day", a.day is not None and a.day == b.day),
        ("word", first.value.rule == other.value.rule),
        ("definite", b.definite),
        ("headline", headline in (first.sentence, other.sentence)),
        ("occurrence", first.value.type in OCCURRENCES),
        ("passing", b.passing),
        ("next", distance <= 1),
        ("far", distance > FAR),
    )
    return [name for name, so in signs if so]


def conflicts(a: Content, b: Content) -> list[str]:
    """Signs that two drafts of a type are two events: what they tell differently."""
    first, other = a.draft, b.draft
    doers = _others(a.actors, b.actors)
    crossed = doers and not a.actors.isdisjoint(b.recipients)
    signs = (
        ("negated", _one_is_negated(first, other)),
        ("crossed", crossed),
        ("doers", doers and not crossed),
        ("recipients", _others(a.recipients, b.recipients)),
        ("modes", _others(first.modes, other.modes)),
        ("places", _apart(a, b)),
        ("days", _other_day(a, b)),
        ("past", _one_is_past(a, b)),
        ("clash", _one_is_clash(first, other)),
    )
    return [name for name, so in signs if so]


def join(document: Document, drafts: Sequence[Draft]) -> Draft:
    """One draft of those that tell one event, in text order; they are changed."""
    headline = next((s.index for s in document.sentences if s.headline), None)
    joined = drafts[0]
    for draft in drafts[1:]:
        joined = _join(joined, draft, headline)
    return joined


def _toll(amount: Argument) -> tuple[object, ...]:
    """What makes two amounts the same: what is counted (a bare number counts persons), and the bounds."""
    value = amount.mention.value
    unit = getattr(value, "unit", "") or "person"
    return amount.role, unit, getattr(value, "low", None), getattr(value, "high", None)


def definite(draft: Draft) -> bool:
    """Whether the event word is a noun with the article."""
    return draft.value.nominal and draft.view.definite(draft.trigger)


def _others(a: Set[str], b: Set[str]) -> bool:
    """Whether both are told and they share nothing."""
    return bool(a) and bool(b) and a.isdisjoint(b)


def _in_passing(draft: Draft) -> bool:
    """Whether a draft says too little of itself to be an event of its own: one party or place, no day, no number."""
    told = (draft.actors, draft.recipients, draft.locations)
    return sum(map(bool, told)) <= 1 and draft.date is None and not draft.amounts


def _apart(a: Content, b: Content) -> bool:
    if not a.spots or not b.spots:
        return False
    return not any(_near(p, q) for p in a.spots for q in b.spots)


def _spots(draft: Draft) -> list[PlaceValue]:
    values = [x.mention.valued(PlaceValue) for x in draft.locations if x.role == "place"]
    return [v for v in values if v.precision <= DISTRICT]


def _near(p: PlaceValue, q: PlaceValue) -> bool:
    if p.name == q.name:
        return True
    if p.latitude is None or p.longitude is None or q.latitude is None or q.longitude is None:
        return False
    return great_circle.kilometres(p.latitude, p.longitude, q.latitude, q.longitude) <= NEAR_KILOMETRES


def _other_day(a: Content, b: Content) -> bool:
    x, y = a.day, b.day
    return x is not None and y is not None and (x[1] < y[0] or y[1] < x[0])


def identity(mention: Mention) -> str:
    """What makes two actor mentions the same: the registry id, else the name."""
    value = mention.valued(ActorValue)
    return value.entity_id or f"{fold(value.name)}|{value.country}"


def _local(draft: Draft) -> frozenset[str]:
    values = [x.mention.valued(PlaceValue) for x in draft.locations if x.role == "place"]
    return frozenset(v.place_id or fold(v.name) for v in values if v.precision <= PROVINCE)


def _one_is_negated(a: Draft, b: Draft) -> bool:
    return "negated" in (a.status, b.status) and a.status != b.status


def _one_is_clash(a: Draft, b: Draft) -> bool:
    return (a.value.pattern == "clash") != (b.value.pattern == "clash")


def _one_is_past(a: Content, b: Content) -> bool:
    """Whether one of two drafts lies long before publication and the other has no day."""
    return (a.past is None and b.past is True) or (a.past is True and b.past is None)


def _past(document: Document, day: tuple[datetime.date, datetime.date] | None) -> bool | None:
    published = document.article.published
    return None if day is None else published is not None and day[1] < published - LONG_AGO


def _day(draft: Draft) -> tuple[datetime.date, datetime.date] | None:
    value = draft.date.valued(DateValue) if draft.date is not None else None
    if value is None or value.earliest is None or value.latest is None:
        return None
    return (value.earliest, value.latest)


def _filled(draft: Draft) -> int:
    return (
        2 * bool(draft.actors)
        + 2 * bool(draft.recipients)
        + bool(draft.locations)
        + bool(draft.amounts)
        + bool(draft.date)
    )


def _join(first: Draft, other: Draft, headline: int | None) -> Draft:
    """The better filled draft outside the headline takes in the other one."""

    def worth(d: Draft) -> tuple[bool, int]:
        return (d.sentence != headline, _filled(d))

    anchor, told = (other, first) if worth(other) > worth(first) else (first, other)
    anchor.others = [*anchor.others, told.trigger, *told.others]
    anchor.modes |= told.modes
    known = {identity(m) for m in (*anchor.actors, *anchor.recipients)}
    for mine, theirs in ((anchor.actors, told.actors), (anchor.recipients, told.recipients)):
        if not mine:
            mine.extend(m for m in theirs if identity(m) not in known)
    if not anchor.locations:
        anchor.locations = list(told.locations)
    elif told.sentence == anchor.sentence:
        for argument in told.locations:
            if argument.mention.value not in [a.mention.value for a in anchor.locations]:
                anchor.locations.append(argument)
    _add_amounts(anchor, told.amounts)
    anchor.date = anchor.date or told.date
    anchor.claimant = anchor.claimant or told.claimant
    return anchor


def _add_amounts(draft: Draft, amounts: Sequence[Argument]) -> None:
    """Add what is not told yet; one telling may count two alike: استشهاد ضابط ومجند."""
    known = set(map(_toll, draft.amounts))
    draft.amounts.extend(amount for amount in amounts if _toll(amount) not in known)
