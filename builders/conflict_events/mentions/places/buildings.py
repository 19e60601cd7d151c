"""Where the building of an organ is: what something stands before ("أمام وزارة الزراعة"), and a country's mission abroad."""

from __future__ import annotations

from dataclasses import replace

from conflict_events.language import Language
from conflict_events.lexical.text import folded
from conflict_events.mentions.places.forms import rules
from conflict_events.mentions.places.gazetteer import Place
from conflict_events.mentions.places.reading import Found, Inside, Reading
from conflict_events.mentions.places.tools import Tools
from conflict_events.mentions.places.values import EXACT, unlocated
from conflict_events.records import Hit, PlaceValue


class Buildings:
    """Tells where, by a language's tables. ``inside``: how "in X" behind them is read."""

    def __init__(self, language: Language, tools: Tools, inside: Inside) -> None:
        tables = rules(language)["buildings"]
        self._words, self._nearby, self._values, self._inside = tools.words, tools.nearby, tools.values, inside
        self._houses = folded(tables["houses"])
        self._missions = folded(tables["missions"])

    def facing(self, r: Reading, i: int, last: int) -> Found | None:
        """The building of an organ that the word at token ``i`` says that something stands before, if it does."""
        facing = r.hit("place-facing", i, last, bare=False)
        if facing is None or facing.last >= last:
            return None
        tokens, at = r.document.tokens, facing.last
        house = tokens[at].norm
        known = r.hit("place", at, last)
        if known is not None and known.last - at > 1:
            # "أمام البيت الأبيض": a building that has a name.
            return None
        end = self._words.owner(r, at, last) if house in self._houses else None
        if end is None:
            return None
        where = self._inside(r, end, last)
        nations = (h.entry.payload for k in range(at + 1, end) for h in r.at["place-nationality"].get(k, ()))
        of = next(nations, "") if house in self._missions else ""
        name = self._values.national(house, of, "" if where is None else where.value.name)
        name = name or r.document.text[tokens[at].start : tokens[end - 1].end]
        if where is not None:
            country = where.value.country
        elif house in self._missions:
            country = self._nearby.host(r, end, last, of)
        else:
            country = self._words.home(r, at, end) or self._nearby.country(r, end, last)
        value = unlocated(name, country, EXACT)
        return Found(at, end, tokens[at].start, tokens[end - 1].end, value, "", None)

    def mission(self, r: Reading, head: Hit, place: Place, value: PlaceValue, end: int, last: int) -> PlaceValue:
        """The value of a place behind a head noun, in a phrase whose words end at token ``end``: the embassy of a country, or
        of a capital that stands for it, is in another one.
        """
        if head.entry.key not in self._missions or place.kind not in ("country", "capital"):
            return value
        where = self._inside(r, end, last)
        if where is not None:
            return replace(where.value, place_id=None, precision=EXACT, name=value.name)
        return unlocated(value.name, self._nearby.host(r, end, last, place.country), EXACT)
