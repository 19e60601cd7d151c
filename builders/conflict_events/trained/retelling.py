"""Which tellings are of one event: pairs are judged, then gathered into groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from conflict_events.merge import conflicts, evidence
from conflict_events.records import Span
from conflict_events.trained.features import Features, bin_of
from conflict_events.trained.reading import Reading, Telling

Pair = tuple[Span, Span]
"""Triggers of two tellings of one type, in text order."""


def pairs(reading: Reading, together: Mapping[Span, int]) -> dict[Pair, tuple[str, ...]]:
    """Features of all pairs of tellings of one type. ``together``: by trigger, the group in which the rules put it."""
    found = {}
    tellings = list(reading.tellings.values())
    for j, b in enumerate(tellings):
        for a in tellings[:j]:
            if a.draft.value.type == b.draft.value.type:
                key = (a.draft.trigger.span, b.draft.trigger.span)
                found[key] = _features(reading, a, b, together[key[0]] == together[key[1]])
    return found


def _features(reading: Reading, a: Telling, b: Telling, together: bool) -> tuple[str, ...]:
    f = Features()
    first, other = a.draft, b.draft
    kind = first.value.type
    inside = first.sentence == other.sentence
    signs = evidence(reading.document, first, other, reading.headline)
    against = conflicts(reading.document, first, other)
    f.add("together", together)
    f.add("together", together, kind)
    f.add("together", together, inside)
    f.flags((f"sign-{name}", True) for name in sorted(signs))
    f.flags((f"sign-{name}&{inside}", True) for name in sorted(signs))
    f.flags((f"against-{name}", True) for name in sorted(against))
    f.flags((f"against-{name}&{inside}", True) for name in sorted(against))
    f.add("signs", min(len(signs - {"far", "next", "occurrence"}), 4), inside)
    f.add("against", min(len(against), 3), inside)
    f.add("type", kind)
    f.add("inside", inside)
    f.add("inside", inside, kind)
    f.add("status", first.status == other.status, inside)
    f.add("status", first.status, other.status)
    f.add("forms", first.value.form, other.value.form)
    f.add("pattern", first.value.pattern == other.value.pattern, inside)
    f.add("word", first.value.rule == other.value.rule, inside)
    f.add("words", *sorted((first.value.rule, other.value.rule)))
    f.add("words", *sorted((first.value.rule, other.value.rule)), inside)
    f.add("bare", not other.actors and not other.recipients, inside)
    f.add("both-parties", bool(first.actors and other.actors), bool(first.recipients and other.recipients))
    f.add("both-places", bool(first.locations and other.locations), "place" in signs)
    f.add("lead", reading.headline == first.sentence, reading.lead in (first.sentence, other.sentence))
    if inside:
        gap = other.trigger.first - first.trigger.last
        f.add("gap", bin_of(gap, 1, 3, 6, 10, 16, 25))
        between = sum(first.trigger.last <= t.first < other.trigger.first for t in a.view.triggers)
        f.add("between", min(between, 3))
        f.add("clause", a.view.clause(first.trigger.first) == a.view.clause(other.trigger.first))
        f.add("opener", a.view.opener(other.trigger.first))
    else:
        f.add("apart", bin_of(other.sentence - first.sentence, 1, 2, 3, 5, 8, 12))
    f.add("weak", first.value.weak or other.value.weak)
    return f.names()


def groups(reading: Reading, probability: Callable[[Pair], float], threshold: float) -> list[list[Telling]]:
    """Tellings gathered in text order: each joins the group of its type that it most likely belongs to, where the mean
    probability over the group's tellings reaches the threshold, and otherwise begins one.
    """
    found: list[list[Telling]] = []
    for telling in reading.tellings.values():
        best, most = None, threshold
        for group in found:
            if group[0].draft.value.type != telling.draft.value.type:
                continue
            mean = sum(probability((t.draft.trigger.span, telling.draft.trigger.span)) for t in group) / len(group)
            if mean >= most:
                best, most = group, mean
        if best is None:
            found.append([telling])
        else:
            best.append(telling)
    return found


def numbered(groups: Sequence[Sequence[Span]]) -> dict[Span, int]:
    """By trigger the number of its group."""
    return {span: i for i, group in enumerate(groups) for span in group}
