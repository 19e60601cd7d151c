"""Which tellings are of one event: pairs are judged, then gathered into groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from conflict_events.linking.drafts import Draft
from conflict_events.linking.merge import Content, conflicts, content, evidence
from conflict_events.records import AmountValue, DateValue
from conflict_events.trained.features import bin_of
from conflict_events.trained.reading import Ends, Names, Reading, Telling, ends

Pair = tuple[Ends, Ends]
"""Triggers of two tellings of one type, in text order."""
FAR = 60
"""Tellings of a type before one that it is compared with: of 2,288 articles that were looked at none has as many."""
ROOT = 3
"""Letters by which words are taken to be of one family: stems begin with their root more often than not."""


def pairs(reading: Reading, together: Mapping[Ends, int]) -> Iterator[tuple[Pair, Names]]:
    """The pairs of tellings of one type, each with the ``FAR`` before it, and the features of each. ``together``: by trigger,
    the group in which the rules put it.
    """
    told: dict[int, Told] = {}
    shared: dict[tuple[int, int], Names] = {}
    of_type: dict[str, list[Side]] = {}
    for trigger, telling in reading.tellings.items():
        b = _side(reading, telling, together[trigger])
        earlier = of_type.setdefault(telling.draft.value.type, [])
        for between, a in enumerate(reversed(earlier[-FAR:])):
            names = [*_of_drafts(reading, a, b), *_of_words(a, b, between)]
            if a.sentence != b.sentence:
                for sentence in (a.sentence, b.sentence):
                    if sentence not in told:
                        told[sentence] = _told(reading, sentence)
                both = a.sentence, b.sentence
                if both not in shared:
                    shared[both] = _of_sentences(reading, told[a.sentence], told[b.sentence])
                most, part, *others = shared[both]
                names += [most, part, f"{part}&{telling.draft.value.type}", *others]
            yield (a.trigger, trigger), tuple(names)
        earlier.append(b)


@dataclass(frozen=True, slots=True)
class Side:
    """A telling as it is compared with others. ``group``: the number of the group in which the rules put it."""

    telling: Telling
    trigger: Ends
    sentence: int
    group: int
    content: Content
    stem: str
    behind: str
    """The word that leads it in."""
    modes: str
    governor: str


def _side(reading: Reading, telling: Telling, group: int) -> Side:
    draft = telling.draft
    return Side(
        telling=telling,
        trigger=ends(draft.trigger),
        sentence=draft.sentence,
        group=group,
        content=content(reading.document, draft),
        stem=reading.words.bare[draft.trigger.first],
        behind=reading.words.beside(draft.trigger, -1),
        modes="+".join(sorted(draft.modes)),
        governor=draft.governor.value.type if draft.governor is not None else "none",
    )


def _of_words(a: Side, b: Side, between: int) -> Names:
    """How two triggers are worded and led in. ``between``: tellings of their type that stand between them."""
    inside = a.sentence == b.sentence
    first, other = a.telling.draft.value.rule, b.telling.draft.value.rule
    return (
        f"behind&{a.behind}&first",
        f"behind&{b.behind}&other",
        f"behind&{b.behind}&other&{inside}",
        f"same-word&{a.stem == b.stem}&{inside}",
        f"same-start&{a.stem[:ROOT] == b.stem[:ROOT]}&{inside}",
        f"tellings-between&{bin_of(between, 1, 2, 3, 5, 8)}&{inside}",
        f"modes&{a.modes}&{b.modes}",
        f"first-word&{first}",
        f"other-word&{other}",
        f"other-word&{other}&{inside}",
        f"governor&{b.governor}",
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence tells: stems, their weight together, and who, where, when and how many."""

    stems: frozenset[str]
    weight: float
    actors: frozenset[object]
    places: frozenset[object]
    dates: frozenset[object]
    numbers: frozenset[object]


def _told(reading: Reading, sentence: int) -> Told:
    numbers = [m.valued(AmountValue) for m in reading.mentions["number"] if m.sentence == sentence]
    dates = [m.valued(DateValue) for m in reading.dates_of.get(sentence, ())]
    stems = reading.words.stems[sentence]
    return Told(
        stems=stems,
        weight=reading.words.weight(stems),
        actors=frozenset(key for _, key in reading.identities.parties.get(sentence, ())),
        places=frozenset(key for _, key in reading.identities.places.get(sentence, ())),
        dates=frozenset((v.earliest, v.latest) for v in dates),
        numbers=frozenset((v.low, v.high) for v in numbers if not v.implied),
    )


def _of_sentences(reading: Reading, a: Told, b: Told) -> Names:
    """How much two sentences tell alike; a word counts the more, the fewer sentences of the article hold it."""
    stems = a.stems & b.stems
    shared = reading.words.weight(stems)
    part = bin_of(int(100 * (shared / (min(a.weight, b.weight) or 1.0))), 5, 10, 20, 30, 40, 60)
    return (
        f"shared&{bin_of(int(shared), 1, 2, 4, 6, 9, 13, 18, 25)}",
        f"share&{part}",
        f"shared-words&{bin_of(len(stems), 1, 2, 3, 4, 6, 9, 13)}",
        f"shared-actors&{min(len(a.actors & b.actors), 3)}",
        f"shared-numbers&{min(len(a.numbers & b.numbers), 3)}",
        f"sentence-places&{_compared(a.places, b.places)}",
        f"sentence-dates&{_compared(a.dates, b.dates)}",
        f"sentence-numbers&{_compared(a.numbers, b.numbers)}",
    )


def _compared(a: frozenset[object], b: frozenset[object]) -> str:
    if not a or not b:
        return "one" if a or b else "none"
    return "same" if a == b else "share" if a & b else "other"


def _of_drafts(reading: Reading, a: Side, b: Side) -> list[str]:
    """How what the rules made of two triggers goes together."""
    first, other = a.telling.draft, b.telling.draft
    value, second = first.value, other.value
    kind, words = value.type, "&".join(sorted((value.rule, second.rule)))
    inside, together = a.sentence == b.sentence, a.group == b.group
    apart = b.sentence - a.sentence
    in_headline = reading.headline == a.sentence
    signs = sorted(evidence(a.content, b.content, reading.headline))
    against = sorted(conflicts(a.content, b.content))
    telling_signs = sum(name not in ("far", "next", "occurrence") for name in signs)
    both_actors, both_recipients = bool(first.actors and other.actors), bool(first.recipients and other.recipients)
    names = [
        f"together&{together}",
        f"together&{together}&{kind}",
        f"together&{together}&{inside}",
        *(f"sign-{name}" for name in signs),
        *(f"sign-{name}&{inside}" for name in signs),
        *(f"against-{name}" for name in against),
        *(f"against-{name}&{inside}" for name in against),
        f"signs&{min(telling_signs, 4)}&{inside}",
        f"against&{min(len(against), 3)}&{inside}",
        f"type&{kind}",
        f"inside&{inside}",
        f"inside&{inside}&{kind}",
        f"status&{first.status == other.status}&{inside}",
        f"status&{first.status}&{other.status}",
        f"forms&{value.form}&{second.form}",
        f"pattern&{value.pattern == second.pattern}&{inside}",
        f"word&{value.rule == second.rule}&{inside}",
        f"words&{words}",
        f"words&{words}&{inside}",
        f"bare&{not other.actors and not other.recipients}&{inside}",
        f"both-parties&{both_actors}&{both_recipients}",
        f"both-places&{bool(first.locations and other.locations)}&{'place' in signs}",
        f"headline&{in_headline}&{kind}&{bin_of(apart, 1, 2, 3, 5)}",
        f"lead&{in_headline}&{reading.lead in (a.sentence, b.sentence)}",
    ]
    names += _within(a, b) if inside else [f"apart&{bin_of(apart, 1, 2, 3, 5, 8, 12)}"]
    names.append(f"weak&{value.weak or second.weak}")
    return names


def _within(a: Side, b: Side) -> list[str]:
    """How two triggers stand to each other in their sentence."""
    view, first, other = a.telling.view, a.telling.draft.trigger, b.telling.draft.trigger
    between = len([t for t in view.triggers if first.last <= t.first < other.first])
    return [
        f"gap&{bin_of(other.first - first.last, 1, 3, 6, 10, 16, 25)}",
        f"between&{min(between, 3)}",
        f"clause&{view.clause(first.first) == view.clause(other.first)}",
        f"opener&{view.opener(other.first)}",
    ]


def groups(reading: Reading, same: Mapping[Pair, float], threshold: float) -> list[list[Telling]]:
    """Tellings gathered in text order: each joins the group of its type that it most likely belongs to, where the mean
    probability over the group's tellings that it was compared with reaches the threshold, and otherwise begins one.
    """
    found: list[list[Telling]] = []
    for trigger, telling in reading.tellings.items():
        best, most = None, threshold
        for group in found:
            if group[0].draft.value.type != telling.draft.value.type:
                continue
            if any(_denies(telling.draft, other.draft) for other in group):
                continue
            compared = [p for t in group[-FAR:] if (p := same.get((ends(t.draft.trigger), trigger))) is not None]
            mean = sum(compared) / len(compared) if compared else 0.0
            if mean >= most:
                best, most = group, mean
        if best is None:
            found.append([telling])
        else:
            best.append(telling)
    return found


def _denies(draft: Draft, other: Draft) -> bool:
    """Whether one of two is told as done, and the other in so many words as not done: they are two events."""
    told = {(d.status, d.firm and d.status == "negated") for d in (draft, other)}
    return told == {("actual", False), ("negated", True)}


def numbered(groups: Sequence[Sequence[Ends]]) -> dict[Ends, int]:
    """By trigger the number of its group."""
    return {trigger: i for i, group in enumerate(groups) for trigger in group}
