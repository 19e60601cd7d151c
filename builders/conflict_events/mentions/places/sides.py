"""Sides of a place that is named behind them: "الأطراف الشرقية لمدينة ...", "الشمال الغربي من ...", "الساحل الجنوبي ل..."."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.places.adjectives import Described
from conflict_events.mentions.places.forms import COMPASS, WORDS, rules
from conflict_events.mentions.places.reading import Found, Reading
from conflict_events.mentions.places.tools import Tools
from conflict_events.mentions.places.values import NEAR, REGION, nameless, unlocated
from conflict_events.records import Hit, PlaceValue

Core = Callable[[Reading, int, int, Hit | None], Found | None]
"""Reads the phrase at a token, up to another; the first of them may carry a preposition. A head noun goes with its name, if
one is given.
"""
_BORDERS, _COASTS, _QUARTER = ("borders", "fences"), "coasts", "quarter"
_NOUNS = frozenset({"stretch", "flank", "strip", _COASTS, _QUARTER, *_BORDERS})
"""Kinds of nouns for a part of a place."""
_KINDS = ("place", "place-head", "direction", "place-anaphor")


class Sides:
    """Reads such phrases, by a language's tables. ``core``: how what they are a side of is read."""

    def __init__(self, language: Language, tools: Tools, core: Core) -> None:
        tables = rules(language)
        self._adjectives, self._values, self._core = tools.adjectives, tools.values, core
        self._letters = {fold(w): letter for letter, words in tables["sides"].items() for w in words}
        side_of = tables["side_of"]
        self._from, self._in = folded(side_of["from"]), folded(side_of["in"])
        self._led = folded(side_of["led"])
        self._of = tuple(fold(p) for p in side_of["attached"])
        self._and = fold(tables["proclitics"]["and"])
        self._others = {
            self._and + fold(word + pronoun): letter
            for key, letter in WORDS.items()
            for word in tables["phrases"][key]
            for pronoun in tables["other_side"]["pronouns"]
        }

    def read(self, r: Reading, i: int, last: int) -> Found | None:
        """The phrase that begins at token ``i``, if one does."""
        hit = r.hit("place-anaphor", i, last, bare=False)
        if hit is None or hit.entry.key not in _NOUNS:
            return None
        described = self._adjectives.behind_noun(r, hit.last, last)
        if hit.entry.key == "flank" and len(described.countries) == 1 and not described.letter:
            return self._of_border(r, hit, described, last)
        own = self._letters.get(hit.entry.payload, "")
        at, letters = self._joined(r, described.last, last, own + described.letter)
        if described.countries or not letters or not COMPASS.issuperset(letters):
            return None
        whole = self._whole(r, hit, at, last, alone=not described.letter)
        if whole is None:
            return None
        name = r.hit("place", i, last, bare=False)
        if name is not None and name.last >= at and (whole.place is None or whole.place.kind != "river"):
            # The West Bank, and not a western bank.
            return None
        text = r.document.text[hit.start : whole.end]
        value = self._value(hit.entry.key, whole, letters, text)
        return Found(i, whole.last, hit.start, whole.end, value, hit.proclitics, whole.place)

    def other(self, r: Reading, before: Found) -> Found | None:
        """A second side of the place before it, that a pronoun names: "شرق تعز وغربها"."""
        at, tokens = before.last, r.document.tokens
        place, letter = before.place, self._others.get(tokens[at].norm)
        if letter is None or place is None:
            return None
        start = tokens[at].start + len(self._and)
        value = self._values.directed(place, place.name, place.precision, letter)
        return Found(at, at + 1, start, tokens[at].end, value, self._and, place)

    def _of_border(self, r: Reading, hit: Hit, described: Described, last: int) -> Found | None:
        """A country's side of a border: "الجانب السوري من الحدود", "من الحدود مع لبنان"."""
        at = described.last
        border = r.hit("place-anaphor", at + 1, last) if at + 1 < last else None
        if border is None or border.entry.key not in _BORDERS or r.document.tokens[at].norm not in self._from:
            return None
        whole = self._core(r, at + 1, last, None)
        end, stop = (border.end, border.last) if whole is None else (whole.end, whole.last)
        value = unlocated(r.document.text[hit.start : end], described.countries[0], REGION)
        if whole is not None:
            value = replace(whole.value, country=value.country)
        return Found(hit.first, stop, hit.start, end, value, hit.proclitics, None)

    def _joined(self, r: Reading, at: int, last: int, letters: str) -> tuple[int, str]:
        """The token behind a second adjective ("الشمالية والشرقية"), and the letters with its own."""
        second = r.hit("place-adjective", at, last, bare=False) if letters else None
        return (at, letters) if second is None else (second.last, letters + second.entry.payload)

    def _whole(self, r: Reading, noun: Hit, at: int, last: int, *, alone: bool) -> Found | None:
        """What a noun with its adjectives up to token ``at`` is a side of; ``alone``: it has none."""
        if at >= last:
            return None
        tokens = r.document.tokens
        norm = tokens[at].norm
        if noun.entry.key == _QUARTER and alone:
            # "إلى الشمال من": without the preposition before it the West may be meant, and what it thinks of somebody.
            before = tokens[noun.first - 1].norm if noun.first else ""
            if before not in self._led or norm not in self._from:
                return None
        # "الريف الشمالي لحلب" is a side of the province, not of the town.
        head = r.hit("place-head", noun.first, noun.last, bare=False)
        if norm in self._from or norm in self._in:
            return self._core(r, at + 1, last, head) if at + 1 < last else None
        attached = any(h.proclitics in self._of for kind in _KINDS for h in r.at[kind].get(at, ()) if h.last <= last)
        return self._core(r, at, last, head) if attached else None

    def _value(self, part: str, whole: Found, letters: str, text: str) -> PlaceValue:
        value, place = whole.value, whole.place
        if part in _BORDERS:
            return unlocated(f"{value.name} border", value.country, REGION)
        if place is None:
            return unlocated(text, value.country, max(value.precision, NEAR))
        side = self._values.directed(place, value.name, value.precision, letters)
        if part == _COASTS:
            return PlaceValue(f"{side.name} coast", None, side.country, None, side.latitude, side.longitude, REGION)
        # The entrance of a town is no second name of the town.
        return nameless(side) if side.place_id == place.id and part != _QUARTER else side
