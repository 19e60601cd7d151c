"""Which tellings are of one event: pairs are judged, then gathered into groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from conflict_events.merge import conflicts, evidence, identity
from conflict_events.records import AmountValue, DateValue, Mention, Span
from conflict_events.trained.features import Features, bin_of
from conflict_events.trained.reading import Reading, Telling, place_key

Pair = tuple[Span, Span]
"""Triggers of two tellings of one type, in text order."""
ROOT = 3
"""Letters by which words are taken to be of one family: stems begin with their root more often than not."""


def pairs(reading: Reading, together: Mapping[Span, int]) -> dict[Pair, tuple[str, ...]]:
    """Features of all pairs of tellings of one type. ``together``: by trigger, the group in which the rules put it."""
    found = {}
    told: dict[int, Told] = {}
    of_type: dict[str, list[Telling]] = {}
    for b in reading.tellings.values():
        earlier = of_type.setdefault(b.draft.value.type, [])
        for between, a in enumerate(reversed(earlier)):
            key = (a.draft.trigger.span, b.draft.trigger.span)
            f = _features(reading, a, b, together[key[0]] == together[key[1]])
            _of_words(f, reading, a, b, between)
            if a.draft.sentence != b.draft.sentence:
                for sentence in (a.draft.sentence, b.draft.sentence):
                    if sentence not in told:
                        told[sentence] = _told(reading, sentence)
                _of_sentences(f, reading, told[a.draft.sentence], told[b.draft.sentence], b.draft.value.type)
            found[key] = f.names()
        earlier.append(b)
    return found


def _of_words(f: Features, reading: Reading, a: Telling, b: Telling, between: int) -> None:
    """How two triggers are worded and led in. ``between``: tellings of their type that stand between them."""
    first, other = a.draft, b.draft
    inside = first.sentence == other.sentence
    stem, stem_of_other = reading.bare[first.trigger.first], reading.bare[other.trigger.first]
    led_by = reading.beside(other.trigger, -1)
    f.add("behind", reading.beside(first.trigger, -1), "first")
    f.add("behind", led_by, "other")
    f.add("behind", led_by, "other", inside)
    f.add("same-word", stem == stem_of_other, inside)
    f.add("same-start", stem[:ROOT] == stem_of_other[:ROOT], inside)
    f.add("tellings-between", bin_of(between, 1, 2, 3, 5, 8), inside)
    f.add("modes", "+".join(sorted(first.modes)), "+".join(sorted(other.modes)))
    f.add("first-word", first.value.rule)
    f.add("other-word", other.value.rule)
    f.add("other-word", other.value.rule, inside)
    f.add("governor", other.governor.value.type if other.governor is not None else "none")


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence tells: stems, and who, where, when and how many."""

    stems: frozenset[str]
    actors: frozenset[object]
    places: frozenset[object]
    dates: frozenset[object]
    numbers: frozenset[object]


def _told(reading: Reading, sentence: int) -> Told:
    def values(kind: str) -> list[Mention]:
        return [m for m in reading.mentions[kind] if m.sentence == sentence]

    numbers = [m.value for m in values("number") if isinstance(m.value, AmountValue) and not m.value.implied]
    dates = [m.value for m in values("date") if isinstance(m.value, DateValue)]
    return Told(
        stems=reading.stems[sentence],
        actors=frozenset(identity(reading.full.get(m, m)) for m in reading.actors_of.get(sentence, ())),
        places=frozenset(place_key(reading.named.get(m, m)) for m in values("place")),
        dates=frozenset((v.earliest, v.latest) for v in dates),
        numbers=frozenset((v.low, v.high) for v in numbers),
    )


def _of_sentences(f: Features, reading: Reading, a: Told, b: Told, kind: str) -> None:
    """How much two sentences tell alike; a word counts the more, the fewer sentences of the article hold it."""
    shared = reading.weight(a.stems & b.stems)
    share = shared / (min(reading.weight(a.stems), reading.weight(b.stems)) or 1.0)
    part = bin_of(int(100 * share), 5, 10, 20, 30, 40, 60)
    f.add("shared", bin_of(int(shared), 1, 2, 4, 6, 9, 13, 18, 25))
    f.add("share", part)
    f.add("share", part, kind)
    f.add("shared-words", bin_of(len(a.stems & b.stems), 1, 2, 3, 4, 6, 9, 13))
    f.add("shared-actors", min(len(a.actors & b.actors), 3))
    f.add("shared-numbers", min(len(a.numbers & b.numbers), 3))
    f.add("sentence-places", _compared(a.places, b.places))
    f.add("sentence-dates", _compared(a.dates, b.dates))
    f.add("sentence-numbers", _compared(a.numbers, b.numbers))


def _compared(a: frozenset[object], b: frozenset[object]) -> str:
    if not a or not b:
        return "one" if a or b else "none"
    return "same" if a == b else "share" if a & b else "other"


def _features(reading: Reading, a: Telling, b: Telling, together: bool) -> Features:
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
    f.add("headline", reading.headline == first.sentence, kind, bin_of(other.sentence - first.sentence, 1, 2, 3, 5))
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
    return f


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
