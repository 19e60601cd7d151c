"""One event told several times is one event: drafts of the same occurrence are joined, the best filled one is the anchor."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.link import Draft
from conflict_events.records import ActorValue, Argument, DateValue, Document, Mention, PlaceValue
from conflict_events.text import fold

SAME_SENTENCE_REACH = 25
"""Tokens between two triggers of one type in a sentence that can tell the same event."""
LOCAL_PRECISION = 4
"""Places up to this precision tell two events apart; countries and regions do not."""


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
    if a.value.type != b.value.type or "negated" in (a.status, b.status) and a.status != b.status:
        return False
    if _conflict(a, b):
        return False
    if a.sentence != b.sentence and ("clash" in (a.value.pattern, b.value.pattern)) != (a.value.pattern == b.value.pattern == "clash"):
        return False
    if a.sentence != b.sentence and _points_back(document, b):
        return True
    if a.status != b.status:
        return False
    if a.sentence == b.sentence:
        return b.trigger.first - a.trigger.last <= SAME_SENTENCE_REACH
    shared = _shared_actors(a.actors, b.actors) + _shared_actors(a.recipients, b.recipients)
    shared += bool(_local(a) & _local(b)) + (a.date is not None and b.date is not None and _day(a) == _day(b))
    if headline in (a.sentence, b.sentence):
        return shared >= 1 or not (b.actors and a.actors)
    return shared >= 2 or (shared >= 1 and (a.value.rule == b.value.rule or not b.actors or not a.actors))


def _points_back(document: Document, draft: Draft) -> bool:
    """A definite event noun without parties of its own: "الهجوم"."""
    if draft.value.form != "noun" or draft.amounts:
        return False
    raw = document.tokens[draft.trigger.first].norm
    definite = raw.startswith("ال") or draft.trigger.proclitics.endswith("ل") and raw.startswith("لل")
    return definite and not draft.recipients and not draft.actors and not _local(draft) and draft.date is None


def _conflict(a: Draft, b: Draft) -> bool:
    if a.actors and b.actors and not _shared_actors(a.actors, b.actors):
        if not _shared_actors(a.actors, b.recipients):
            return True
    if a.recipients and b.recipients and not _shared_actors(a.recipients, b.recipients) and a.sentence != b.sentence:
        if a.actors and b.actors and not _shared_actors(a.actors, b.actors):
            return True
    first, second = _local(a), _local(b)
    if first and second and not first & second:
        return True
    if a.date is not None and b.date is not None:
        x, y = _day(a), _day(b)
        if x is not None and y is not None and (x[1] < y[0] or y[1] < x[0]):
            return True
    return False


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


def _day(draft: Draft) -> tuple[object, object] | None:  # type: ignore[type-arg]
    if draft.date is None or not isinstance(draft.date.value, DateValue) or draft.date.value.earliest is None:
        return None
    return (draft.date.value.earliest, draft.date.value.latest)


def _filled(draft: Draft) -> int:
    return (
        2 * bool(draft.actors) + 2 * bool(draft.recipients) + bool(draft.locations) + bool(draft.amounts) + bool(draft.date)
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
            if told.sentence == anchor.sentence and all(a.mention.span != argument.mention.span for a in anchor.locations):
                anchor.locations.append(argument)
    _add_amounts(anchor, told.amounts)
    anchor.date = anchor.date or told.date
    anchor.source = anchor.source or told.source
    return anchor


def _add_amounts(draft: Draft, amounts: Sequence[Argument]) -> None:
    def key(a: Argument) -> tuple[object, ...]:
        value = a.mention.value
        return (a.role, getattr(value, "low", None), getattr(value, "high", None))

    known = {key(a) for a in draft.amounts}
    for amount in amounts:
        if key(amount) not in known:
            known.add(key(amount))
            draft.amounts.append(amount)
