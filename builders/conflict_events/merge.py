"""One event told several times is one event: drafts of the same occurrence are joined, the best
filled one is the anchor.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence

from conflict_events.drafts import Draft
from conflict_events.records import ActorValue, Argument, DateValue, Document, Mention, PlaceValue
from conflict_events.text import fold

SAME_SENTENCE_REACH = 25
"""Tokens between two triggers of one type in a sentence that can tell the same event."""
LOCAL_PRECISION = 4
"""Places up to this precision are a sign that two drafts tell the same; countries and regions are not."""
TOWN_PRECISION = 3
"""Places up to this precision tell two events apart."""
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


def merge(document: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts with the retellings joined, in the order of their anchors in the text."""
    headline = next((s.index for s in document.sentences if s.headline), None)
    events: list[Draft] = []
    for draft in drafts:
        target = next((e for e in reversed(events) if _same_event(document, e, draft, headline)), None)
        if target is None:
            events.append(draft)
        else:
            joined = _join(target, draft, headline)
            if joined is not target:
                events[events.index(target)] = joined
    return sorted(events, key=lambda d: d.trigger.start)


def _same_event(document: Document, a: Draft, b: Draft, headline: int | None) -> bool:
    """Whether ``b`` tells ``a`` again: no conflict, and evidence enough."""
    if a.value.type != b.value.type:
        return False
    if _says_of(a, b):
        return True
    if _conflict(a, b):
        return False
    if a.sentence != b.sentence and _one_is_past(document, a, b):
        return False
    if a.sentence == b.sentence:
        return a.status == b.status and b.trigger.first - a.trigger.last <= SAME_SENTENCE_REACH
    if _one_is_clash(a, b):
        return False
    return sum(EVIDENCE[name] for name in evidence(document, a, b, headline)) >= ENOUGH


def _says_of(a: Draft, b: Draft) -> bool:
    """Whether a verb says more of the event noun right before it: هجوم انتحاري استهدف."""
    nominal = a.value.nominal
    return nominal and b.value.finite and 0 <= b.trigger.first - a.trigger.last <= VERB_REACH


def evidence(document: Document, a: Draft, b: Draft, headline: int | None) -> set[str]:
    """Signs that ``b`` tells ``a`` again, keys of ``EVIDENCE``: what they share, and how the later one is told."""
    found: set[str] = set()
    if _shared_actors(a.actors, b.actors):
        found.add("doer")
    if _shared_actors(a.recipients, b.recipients):
        found.add("recipient")
    if _tolls(a) & _tolls(b):
        found.add("toll")
    if _local(a) & _local(b):
        found.add("place")
    if _day(a) is not None and _day(a) == _day(b):
        found.add("day")
    if a.value.rule == b.value.rule:
        found.add("word")
    if definite(b):
        found.add("definite")
    if headline in (a.sentence, b.sentence):
        found.add("headline")
    if a.value.type in OCCURRENCES:
        found.add("occurrence")
    if _in_passing(b):
        found.add("passing")
    distance = b.sentence - a.sentence
    if distance <= 1:
        found.add("next")
    elif distance > FAR:
        found.add("far")
    return found


def conflicts(document: Document, a: Draft, b: Draft) -> set[str]:
    """Signs that two drafts of a type are two events."""
    found: set[str] = set()
    if _one_is_negated(a, b):
        found.add("negated")
    if a.actors and b.actors and not _shared_actors(a.actors, b.actors):
        found.add("crossed" if _shared_actors(a.actors, b.recipients) else "doers")
    if a.recipients and b.recipients and not _shared_actors(a.recipients, b.recipients):
        found.add("recipients")
    if a.modes and b.modes and not a.modes & b.modes:
        found.add("modes")
    if _apart(a, b):
        found.add("places")
    if _other_day(a, b):
        found.add("days")
    if _one_is_past(document, a, b):
        found.add("past")
    if _one_is_clash(a, b):
        found.add("clash")
    return found


def join(document: Document, drafts: Sequence[Draft]) -> Draft:
    """One draft of those that tell one event, in text order; they are changed."""
    headline = next((s.index for s in document.sentences if s.headline), None)
    joined = drafts[0]
    for draft in drafts[1:]:
        joined = _join(joined, draft, headline)
    return joined


def _tolls(draft: Draft) -> set[tuple[object, ...]]:
    return {_toll(a) for a in draft.amounts}


def _toll(amount: Argument) -> tuple[object, ...]:
    """What makes two amounts the same: what is counted, and the bounds."""
    value = amount.mention.value
    return (amount.role, getattr(value, "low", None), getattr(value, "high", None))


def definite(draft: Draft) -> bool:
    """Whether the event word is a noun with the article."""
    if draft.view is None or not draft.value.nominal:
        return False
    norm = draft.view.tokens[draft.trigger.first].norm
    return draft.view.grammar.clitics.has_article(norm, draft.trigger.proclitics)


def _conflict(a: Draft, b: Draft) -> bool:
    """Whether two drafts cannot tell the same event: other doers, other means, another place, another day."""
    if _one_is_negated(a, b):
        return True
    if a.actors and b.actors and not _shared_actors(a.actors, b.actors) and not _shared_actors(a.actors, b.recipients):
        return True
    if a.modes and b.modes and not a.modes & b.modes and (a.sentence != b.sentence or a.value.type != "ASSAULT"):
        return True
    return _apart(a, b) or _other_day(a, b)


def _in_passing(draft: Draft) -> bool:
    """Whether a draft says too little of itself to be an event of its own: one party or place, no day, no number."""
    told = (draft.actors, draft.recipients, draft.locations)
    return sum(map(bool, told)) <= 1 and draft.date is None and not draft.amounts


def _apart(a: Draft, b: Draft) -> bool:
    first, second = _spots(a), _spots(b)
    if not first or not second:
        return False
    return not any(_near(p, q) for p in first for q in second)


def _spots(draft: Draft) -> list[PlaceValue]:
    values = [x.mention.value for x in draft.locations if x.role == "place"]
    return [v for v in values if isinstance(v, PlaceValue) and v.precision <= TOWN_PRECISION]


def _near(p: PlaceValue, q: PlaceValue) -> bool:
    if p.name == q.name:
        return True
    if None in (p.latitude, p.longitude, q.latitude, q.longitude):
        return False
    assert p.latitude is not None and p.longitude is not None and q.latitude is not None and q.longitude is not None
    a, b, c, d = map(math.radians, (p.latitude, p.longitude, q.latitude, q.longitude))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h))) <= NEAR_KILOMETRES


def _other_day(a: Draft, b: Draft) -> bool:
    x, y = _day(a), _day(b)
    return x is not None and y is not None and (x[1] < y[0] or y[1] < x[0])


def _shared_actors(a: Sequence[Mention], b: Sequence[Mention]) -> int:
    return len({identity(m) for m in a} & {identity(m) for m in b})


def identity(mention: Mention) -> str:
    """What makes two actor mentions the same: the registry id, else the name."""
    value = mention.value
    if isinstance(value, ActorValue):
        return value.entity_id or f"{fold(value.name)}|{value.country}"
    return ""


def _local(draft: Draft) -> set[str]:
    found = set()
    for argument in draft.locations:
        value = argument.mention.value
        if isinstance(value, PlaceValue) and value.precision <= LOCAL_PRECISION and argument.role == "place":
            found.add(value.place_id or fold(value.name))
    return found


def _one_is_negated(a: Draft, b: Draft) -> bool:
    return "negated" in (a.status, b.status) and a.status != b.status


def _one_is_clash(a: Draft, b: Draft) -> bool:
    return (a.value.pattern == "clash") != (b.value.pattern == "clash")


def _one_is_past(document: Document, a: Draft, b: Draft) -> bool:
    """Whether one of two drafts lies long before publication and the other has no day."""
    return {_past(document, a), _past(document, b)} == {True, None}


def _past(document: Document, draft: Draft) -> bool | None:
    """Whether a draft's day lies long before publication; None where it has no day."""
    day, published = _day(draft), document.article.published
    return None if day is None else published is not None and day[1] < published - LONG_AGO


def _day(draft: Draft) -> tuple[datetime.date, datetime.date] | None:
    value = draft.date.value if draft.date is not None else None
    if not isinstance(value, DateValue) or value.earliest is None or value.latest is None:
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
    else:
        for argument in told.locations:
            if told.sentence == anchor.sentence and argument.mention.value not in [
                a.mention.value for a in anchor.locations
            ]:
                anchor.locations.append(argument)
    _add_amounts(anchor, told.amounts)
    anchor.date = anchor.date or told.date
    anchor.source = anchor.source or told.source
    anchor.claimant = anchor.claimant or told.claimant
    return anchor


def _add_amounts(draft: Draft, amounts: Sequence[Argument]) -> None:
    known = _tolls(draft)
    for amount in amounts:
        if _toll(amount) not in known:
            known.add(_toll(amount))
            draft.amounts.append(amount)
