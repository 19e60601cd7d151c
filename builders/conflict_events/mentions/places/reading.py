"""A document as the place finder sees it: hits by token, and the countries and places that it speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.places.forms import rules
from conflict_events.mentions.places.gazetteer import POINTS, Gazetteer, Place, is_written_out
from conflict_events.records import Document, Hit, PlaceValue

_OPENING_KINDS = (
    "place",
    "place-head",
    "direction",
    "near",
    "place-anaphor",
    "place-road",
    "place-site",
    "place-abroad",
    "place-common",
    "place-facing",
)
"""Kinds of hits that a phrase can begin with."""
_KINDS = (*_OPENING_KINDS, "place-adjective", "place-quality", "place-nationality")
# How much a name says of which country an article speaks.
_COUNTRY_SAYS = 3
_CHOSEN_PLACE_SAYS = 2
_LARGE_TOWN_SAYS = 1
_NATIONALITY_SAYS = 2
_LARGE = 50_000
"""Inhabitants of a town that only GeoNames lists, for it to tell of a country."""


@dataclass(slots=True)
class Reading:
    """A document being read: hits by kind and first token (longest first), and what it has told so far.

    ``starts`` are the tokens that a phrase may begin with, ``blocked`` those in names of something else (قناة الجزيرة),
    ``points`` the points named so far, the last at token ``pointed``, ``sites`` the last place named with each head noun,
    ``local`` the last place that is no whole country, ``meant`` the countries of names that a head noun or what stood
    behind them told.
    """

    document: Document
    at: dict[str, dict[int, list[Hit]]]
    starts: Set[int]
    blocked: Set[int]
    countries: Counter[str] = field(default_factory=Counter)
    points: list[Place] = field(default_factory=list)
    pointed: int = 0
    province: Place | None = None
    district: Place | None = None
    sites: dict[str, PlaceValue] = field(default_factory=dict)
    local: Found | None = None
    meant: dict[str, str] = field(default_factory=dict)

    def hit(self, kind: str, first: int, last: int, *, bare: bool = True) -> Hit | None:
        """The longest hit of that kind from token ``first`` that ends by ``last``; ``bare``: without prepositions."""
        for hit in self.at[kind].get(first, ()):
            if hit.last <= last and not (bare and hit.proclitics):
                return hit
        return None

    def focus(self) -> str:
        """The country that the document speaks of most, or ""."""
        return max(self.countries, key=lambda c: (self.countries[c], c), default="")

    def remember(self, place: Place, at: int, *, beside: bool = False) -> None:
        """Keeps a place that has been named at a token: what "the town", "the province" and "the district" mean later.
        ``beside``: it only tells where another one of its sentence lies (الرمادي غرب بغداد).
        """
        if beside and self.points and self.pointed >= self.document.sentence_of(at).first:
            self.points.insert(-1, place)
        elif place.kind in POINTS:
            self.points.append(place)
            self.pointed = at
        elif place.kind == "province":
            self.province = place
        elif place.kind == "district":
            self.district = place


class Found(NamedTuple):
    """A phrase that names a place: tokens, raw offsets, value, and the gazetteer's place where it has one."""

    first: int
    last: int
    start: int
    end: int
    value: PlaceValue
    proclitics: str
    place: Place | None


class Front(NamedTuple):
    """What stands before a name: the phrase begins at token ``first`` (``near``: behind a nearness word) with a direction, its
    letters in ``compass``; head nouns from token ``base`` on; the name, ``quoted`` or not, would begin at ``end``. The
    phrase ends by ``last``.
    """

    first: int
    last: int
    near: bool
    direction: Hit | None
    compass: Sequence[str]
    base: int
    heads: Sequence[Hit]
    quoted: bool
    end: int

    @property
    def opening(self) -> Hit | None:
        """The hit that the phrase begins with."""
        return self.direction or (self.heads[0] if self.heads else None)

    def found(self, r: Reading, name: Hit, last: int, value: PlaceValue, place: Place | None = None) -> Found:
        """The phrase up to token ``last``, which begins with ``name`` where nothing stands before that."""
        begin = self.opening or name
        proclitics = "" if self.near else begin.proclitics
        return Found(self.first, last, begin.start, r.document.tokens[last - 1].end, value, proclitics, place)


class Setting(NamedTuple):
    """What a phrase is read with: ``floor`` is the first token that may be looked at, ``previous`` the place before it in the
    sentence; ``drawn``: somebody says that a place is meant; ``noun``: the head noun of the list that goes on here.
    """

    floor: int
    previous: Found | None = None
    drawn: bool = False
    noun: Hit | None = None


Inside = Callable[[Reading, int, int], Found | None]
"""Reads "in X" at a token, up to another."""


class Readings:
    """Makes readings of documents by a language's tables."""

    def __init__(self, language: Language, gazetteer: Gazetteer) -> None:
        context = rules(language)["context"]
        self._gazetteer = gazetteer
        self._doubtful = folded(context["needs_head"]) | folded(context["needs_context"])
        self._headed_only = folded(context["needs_country"]) | folded(context["needs_spoken"])
        self._headed_only |= folded(context["needs_focus"])
        self._indefinite: str = context["indefinite"]
        self._conjunctions = frozenset(context["conjunctions"])
        self._not_head = tuple(context["not_head"])
        self._no_head_behind = {fold(w): folded(words) for w, words in rules(language)["no_head_behind"].items()}
        proclitics = rules(language)["proclitics"]
        self._like = tuple(fold(p) for p in proclitics["like"])
        self._never = tuple(fold(p) for p in proclitics["never"])
        written_on = ("", *map(fold, (proclitics["and"], *language.clitics.prepositions)))
        self._accords = frozenset(p + fold(word) for word in context["accords"] for p in written_on)

    def read(self, document: Document) -> Reading:
        """The document, with the countries that its names tell of; nothing is read yet."""
        at = {kind: _by_start(document, kind) for kind in _KINDS}
        starts = frozenset().union(*(at[kind] for kind in _OPENING_KINDS))
        blocked = frozenset(i for h in document.hits.get("place-block", ()) for i in range(h.first, h.last))
        text, tokens = document.text, document.tokens
        blocked |= {i for i in at["place"] if self._is_no_name(text[tokens[i].start : tokens[i].end])}
        blocked |= {i for i, hits in at["place-head"].items() if self._is_no_head(document, hits[0])}
        blocked |= {i for i, hits in at["place"].items() if i and self._is_accord(hits[0], tokens[i - 1].norm)}
        reading = Reading(document, at, starts, blocked)
        covered = -1
        named = _behind_quarters(at["place-head"])
        headed = {h.last for hits in at["place-head"].values() for h in hits}
        after = {h.last for hits in at["place-head"].values() for h in hits if h.entry.payload.after}
        for first in sorted(at["place"]):
            hit = at["place"][first][0]
            if first < covered or first in blocked or hit.entry.key in self._doubtful:
                continue
            if hit.entry.key in self._headed_only and first not in headed:
                continue
            nouns = at["place-head"].get(first, ())
            if not is_written_out(hit, self._never) or any(noun.last >= hit.last for noun in nouns):
                # كورونا, الدرك, ميدان
                continue
            covered = hit.last
            places = [self._gazetteer[i] for i in hit.entry.payload]
            if first in after and any(p.kind == "country" for p in places):
                # "استاد الإمارات" tells nothing of that country.
                continue
            if first not in named or any(p.of_town for p in places):
                self._count(reading.countries, places)
        told = {h.first: h.entry.key for h in reversed(document.hits.get("place-nationality", ()))}
        for country in told.values():
            reading.countries[country] += _NATIONALITY_SAYS
        return reading

    def _is_no_name(self, written: str) -> bool:
        """Whether a word's letters are not a name's: باكرا, وأن."""
        return self._indefinite in written or written in self._conjunctions

    def _is_accord(self, name: Hit, before: str) -> bool:
        """Whether the word before a town's name makes it that of an agreement: اتفاق ستوكهولم."""
        return before in self._accords and not name.proclitics and any(self._is_point(i) for i in name.entry.payload)

    def _is_point(self, place_id: str) -> bool:
        return self._gazetteer[place_id].kind in POINTS

    def _is_no_head(self, document: Document, head: Hit) -> bool:
        """Whether a head noun's letters are another word's: إحياء (reviving), كتبه (wrote it)."""
        written = document.text[head.start : head.end]
        before = document.tokens[head.first - 1].norm if head.first else ""
        if before in self._no_head_behind.get(head.entry.key, ()):
            return True
        return written.endswith(self._not_head) or head.proclitics.endswith(self._like)

    def _count(self, countries: Counter[str], places: list[Place]) -> None:
        """What a name that these places bear says of the countries that the article speaks of."""
        country = next((p.country for p in places if p.kind == "country"), None)
        if country is not None and any(p.country != country for p in places if not p.minor):
            # عمان is Oman, or Amman in Jordan.
            return
        if country is not None:
            if not any(p.kind in ("area", "desert") for p in places):
                countries[country] += _COUNTRY_SAYS
            return
        of = {p.country for p in places if p.country}
        if len(of) != 1:
            return
        if not places[0].minor:
            countries[of.pop()] += _CHOSEN_PLACE_SAYS
        elif max(p.population for p in places) >= _LARGE:
            countries[of.pop()] += _LARGE_TOWN_SAYS


def _behind_quarters(heads: Mapping[int, Sequence[Hit]]) -> set[int]:
    """The tokens at which the names of parts of towns begin, behind one head noun or two ("حي وادي ...")."""
    named: set[int] = set()
    for first in sorted(heads):
        for head in heads[first]:
            if not head.article and (head.entry.payload.quarter or first in named):
                named.add(head.last)
    return named


def _by_start(document: Document, kind: str) -> dict[int, list[Hit]]:
    found: dict[int, list[Hit]] = {}
    for hit in document.hits.get(kind, ()):
        found.setdefault(hit.first, []).append(hit)
    for hits in found.values():
        if len(hits) > 1:
            hits.sort(key=lambda h: (-h.last, len(h.proclitics)))
    return found
