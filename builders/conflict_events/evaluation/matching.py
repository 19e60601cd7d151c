"""Which events of two tellings of an article are the same event, in what they agree, and in what they do not."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from conflict_events import great_circle
from conflict_events.evaluation.event_files import Event, Events, Item
from conflict_events.records import ITEM_FIELDS, Span, any_overlap

# --- what is the same ---------------------------------------------------------------------------------

# What is left to fold when marks have been decomposed and dropped.
_FOLD = str.maketrans({"ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None})
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
_PREFIX = re.compile(r"[وف]?[بلك]?(?:ال|لل)?(?=\w{3})")


@lru_cache(maxsize=1 << 16)
def words(text: str) -> frozenset[str]:
    """The words of a text, folded, without conjunctions, prepositions and the article written on to them."""
    plain = unicodedata.normalize("NFKD", text).translate(_DIGITS)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(_FOLD).casefold()
    return frozenset(_bare(word) for word in re.findall(r"\w+", plain))


def _bare(word: str) -> str:
    prefix = _PREFIX.match(word)
    return word[prefix.end() :] if prefix else word


def overlap(gold: str | None, system: str | None) -> float:
    """Dice coefficient of the two texts' words, 0 to 1; 0 where one has none."""
    a, b = words(gold or ""), words(system or "")
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def same_item(name: str, gold: Item, system: Item) -> bool:
    """Whether two items of the field ``name`` are the same answer."""
    if name == "amount":
        return all(gold.get(k) == system.get(k) for k in ("kind", "low", "high"))
    if name == "date":
        return _same_date(gold, system)
    return (name != "location" or _may_be_same_place(gold, system)) and _same_name(gold, system)


def _same_date(gold: Item, system: Item) -> bool:
    days = gold.get("earliest"), gold.get("latest")
    if days != (system.get("earliest"), system.get("latest")):
        return False
    return days != (None, None) or overlap(gold.get("text"), system.get("text")) > 0


def _may_be_same_place(gold: Item, system: Item) -> bool:
    here, there = gold.get("country"), system.get("country")
    if here and there and here != there:
        return False
    return bool((gold.get("role") or "place") == (system.get("role") or "place"))


def _same_name(gold: Item, system: Item) -> bool:
    if overlap(gold.get("text"), system.get("text")) >= 0.5:
        return True
    name = words(gold.get("name") or "")
    return bool(name) and name == words(system.get("name") or "")


def same_items(name: str, gold: Event, system: Event) -> list[tuple[Item, Item]]:
    """The items of a field that both events have: each gold item takes the first that is the same and still free."""
    free = system.items(name)
    found = []
    for item in gold.items(name):
        at = next((i for i, other in enumerate(free) if same_item(name, item, other)), None)
        if at is not None:
            found.append((item, free.pop(at)))
    return found


def agree(name: str, gold: Event, system: Event) -> bool:
    """Whether a field is all right: as many items on both sides, and all the same."""
    return len(same_items(name, gold, system)) == len(gold.items(name)) == len(system.items(name))


def kilometres(gold: Item, system: Item) -> float | None:
    """Great-circle distance of two places, None where one has no coordinates."""
    degrees = (item.get(k) for item in (gold, system) for k in ("latitude", "longitude"))
    known = [d for d in degrees if d is not None]
    return great_circle.kilometres(*known) if len(known) == 4 else None


# --- which are the same event ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Matching:
    """One article's events: which are the same event, and which only one side has."""

    article_id: str
    pairs: tuple[tuple[Event, Event], ...]
    missed: tuple[Event, ...]
    spurious: tuple[Event, ...]


def match(article_id: str, gold: Sequence[Event], system: Sequence[Event]) -> Matching:
    """Pair the events of one article one to one, those first that agree best; ties go to what stands first."""
    told = [(span, j) for j, s in enumerate(system) for span in s.triggers]
    near = overlapping([span for span, _ in told])
    ranked = []
    for i, g in enumerate(gold):
        for j in {told[at][1] for span in (*g.triggers, *g.sentences) for at in near(span)}:
            if score := _closeness(g, system[j]):
                ranked.append((-score, i, j))
    taken = one_to_one((i, j) for _, i, j in sorted(ranked))
    used = set(taken.values())
    return Matching(
        article_id,
        tuple((gold[i], system[j]) for i, j in taken.items()),
        tuple(g for i, g in enumerate(gold) if i not in taken),
        tuple(s for j, s in enumerate(system) if j not in used),
    )


def overlapping(stretches: Sequence[Span]) -> Callable[[Span], list[int]]:
    """What gives the numbers of the stretches that share a character with one. It looks at none that stands far from it: an
    article may be a book.
    """
    order = sorted(range(len(stretches)), key=lambda i: stretches[i].start)
    starts = [stretches[i].start for i in order]
    longest = max((s.end - s.start for s in stretches), default=0)

    def found(span: Span) -> list[int]:
        near = order[bisect_left(starts, span.start - longest) : bisect_left(starts, span.end)]
        return [i for i in near if stretches[i].overlaps(span)]

    return found


def one_to_one(ranked: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Of pairs of numbers, the best first, those whose two are both free still: the second by the first, in that order."""
    taken: dict[int, int] = {}
    used: set[int] = set()
    for i, j in ranked:
        if i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    return taken


def matchings(gold: Events, system: Events) -> Iterator[Matching]:
    """A matching for each article that ``gold`` names."""
    for article_id, events in gold.items():
        yield match(article_id, events, system.get(article_id, ()))


def _closeness(gold: Event, system: Event) -> float:
    """0 where the two cannot be the same event, otherwise the more, the better they agree."""
    if gold.type != system.type:
        return 0.0
    hit = any_overlap(gold.triggers, system.triggers)
    if not hit and not any_overlap(gold.sentences, system.triggers):
        return 0.0
    agreed = sum(len(same_items(name, gold, system)) for name in ITEM_FIELDS)
    return (2.0 if hit else 1.0) + min(agreed, 9) * 0.2


# --- in what they differ --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Error:
    """An event that only one side has ("missed", "spurious"), or a field that is "wrong" in a matched one.

    ``field`` is "action" (the status differs) or one of ``ITEM_FIELDS``, "" where an event is missed or spurious.
    """

    kind: Literal["missed", "spurious", "wrong"]
    field: str
    gold: Event | None
    system: Event | None

    @property
    def event(self) -> Event:
        """The gold event, or the system's where there is none."""
        found = self.gold or self.system
        if found is None:
            raise ValueError("an error has an event on one side at least")
        return found


def errors(gold: Events, system: Events) -> Iterator[Error]:
    """What ``evaluate`` did not count as right, article by article: wrong fields, missed events, spurious ones."""
    for matching in matchings(gold, system):
        for g, s in matching.pairs:
            if g.status != s.status:
                yield Error("wrong", "action", g, s)
            for name in ITEM_FIELDS:
                if not agree(name, g, s):
                    yield Error("wrong", name, g, s)
        for g in matching.missed:
            yield Error("missed", "", g, None)
        for s in matching.spurious:
            yield Error("spurious", "", None, s)
