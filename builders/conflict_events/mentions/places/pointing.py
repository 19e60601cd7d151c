"""Common nouns whose place is told elsewhere: "البلاد", "الأراضي الإيرانية", "الحدود مع مالي", "العاصمة"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from conflict_events.language import Language
from conflict_events.mentions.places.adjectives import Adjectives, Described
from conflict_events.mentions.places.ambiguity import Names
from conflict_events.mentions.places.borders import Borders
from conflict_events.mentions.places.forms import folded, rules
from conflict_events.mentions.places.gazetteer import POINTS, Gazetteer, Place
from conflict_events.mentions.places.reading import Found, Reading
from conflict_events.mentions.places.values import COUNTRY, EXACT, REGION, SEA_OR_AIR, Values, changed
from conflict_events.records import Hit, PlaceValue
from conflict_events.text import fold

_SITE_REACH = 3
"""Tokens behind "the embassy" and its adjectives within which its town must begin."""
_STRIP = ("PSE", "area:pse-gaza-strip")
"""The strip that is one without a name: the country that must be spoken of, and the place."""

Meaning = tuple[PlaceValue, int, Place | None]
"""A value, the token behind the words that it is told by, the gazetteer's place."""
Inside = Callable[[Reading, int, int], Found | None]
"""Reads "in X" at a token, up to another."""


class Pointers:
    """Reads such nouns, by a language's tables and the gazetteer. ``inside``: how "in X" behind them is read."""

    def __init__(
        self,
        language: Language,
        gazetteer: Gazetteer,
        names: Names,
        adjectives: Adjectives,
        values: Values,
        inside: Inside,
    ) -> None:
        tables: Mapping[str, Any] = rules(language)
        self._gazetteer, self._names, self._adjectives, self._values = gazetteer, names, adjectives, values
        self._inside = inside
        self._borders = Borders(language, gazetteer)
        self._kingdom = folded(tables["phrases"]["kingdom"])
        self._kingdoms = tuple(tables["phrases"]["kingdoms"])
        self._kinds = {fold(w): frozenset(kinds) for w, kinds in tables["anaphor_kinds"].items()}

    def read(self, r: Reading, i: int, at: int, last: int, near: bool, compass: Sequence[str]) -> Found | None:
        """The phrase from token ``i``, whose noun stands at ``at`` behind the directions ``compass``, if any.

        ``near``: a nearness word stands before it, so that it carries no preposition of its own.
        """
        hit = r.hit("place-anaphor", at, last, bare=near or at > i)
        if hit is None:
            return None
        opening = hit
        if at > i:
            opening = r.hit("direction", i, last, bare=False) or hit
        described = self._adjectives.behind_noun(r, hit.last, last)
        letters = [*compass, *([described.letter] if described.letter else [])]
        meaning = self._meaning(r, hit, last, described, letters)
        if meaning is None:
            return None
        value, stop, place = meaning
        end = r.document.tokens[stop - 1].end
        return Found(i, stop, opening.start, end, value, "" if near else opening.proclitics, place)

    def _meaning(self, r: Reading, hit: Hit, last: int, described: Described, letters: Sequence[str]) -> Meaning | None:
        part = hit.entry.key
        end, countries = described.last, described.countries
        if part == "borders":
            border = self._borders.read(r, end, last, countries)
            return (*border, None) if border is not None else None
        if part == "capital":
            return self._capital(r, end, last, countries, letters)
        if part == "site":
            return self._site(r, hit, end, last)
        if part in ("lands", "skies", "coasts"):
            return self._expanse(r, part, described, letters)
        place = self._earlier(r, part, hit.entry.payload, countries)
        if place is None:
            return None
        value = self._values.value(place, (), letters)
        if part == "town" and letters:
            value = changed(value, precision=EXACT)
        return value, end, place

    def _capital(
        self, r: Reading, end: int, last: int, countries: Sequence[str], letters: Sequence[str]
    ) -> Meaning | None:
        """ "العاصمة طهران", "العاصمة الإيرانية", or the capital of the country that the article speaks of."""
        name = r.hit("place", end, last)
        named = [p for p in self._names.places(name) if p.kind in ("capital", "town")] if name is not None else []
        if name is not None and named:
            if countries:
                chosen = next((p for p in named if p.country == countries[0]), named[0])
            else:
                chosen = self._names.choose(r, name, ())
            if chosen.kind == "country":
                chosen = named[0]
            stop = self._adjectives.behind_name(r, name.last, last, chosen.country).last
        else:
            capital = self._gazetteer.capital(countries[0] if countries else r.focus())
            if capital is None:
                return None
            chosen, stop = capital, end
        r.points.append(chosen)
        return self._values.value(chosen, (), letters), stop, chosen

    def _site(self, r: Reading, hit: Hit, end: int, last: int) -> Meaning | None:
        """ "السفارة الأمريكية في بغداد"."""
        for at in range(end, end + _SITE_REACH):
            where = self._inside(r, at, last)
            if where is not None:
                name = self._values.label(hit.entry.payload).format(where.value.name)
                return changed(where.value, precision=EXACT, name=name), where.last, where.place
        return None

    def _expanse(self, r: Reading, part: str, described: Described, letters: Sequence[str]) -> Meaning | None:
        """A country's land, air space or coast."""
        countries = described.countries
        if part == "lands" and described.letter and not countries:
            own = self._gazetteer.country(r.focus())
            if own is None:
                return None
            return self._values.directed(own, "", COUNTRY, described.letter), described.last, None
        country = self._gazetteer.country(countries[0]) if countries else None
        if country is None:
            return None
        value = self._values.value(country, (), letters)
        if part == "skies":
            value = changed(value, precision=SEA_OR_AIR, name=f"{country.name} airspace")
        elif part == "coasts":
            value = changed(value, precision=REGION, name=f"{country.name} coast")
        return value, described.last, country

    def _earlier(self, r: Reading, part: str, word: str, countries: Sequence[str]) -> Place | None:
        """The place named before that "the country", "the town", "the province", "the strip" means."""
        if part == "country" and not countries:
            if word in self._kingdom:
                return self._gazetteer.country(max(self._kingdoms, key=lambda c: r.countries[c]))
            return self._gazetteer.country(r.focus())
        if part == "town":
            kinds = self._kinds.get(word, POINTS)
            return next((p for p in reversed(r.points) if p.kind in kinds), None)
        if part == "province":
            return r.province
        country, strip = _STRIP
        if part == "strip" and r.countries[country]:
            return self._gazetteer.get(strip)
        return None
