"""Borders: "الحدود السورية التركية", "الحدود مع مالي", "حدود العراق"."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.language import Language
from conflict_events.mentions.places.forms import folded, rules
from conflict_events.mentions.places.gazetteer import Gazetteer
from conflict_events.mentions.places.reading import Reading
from conflict_events.mentions.places.values import REGION
from conflict_events.records import PlaceValue
from conflict_events.text import fold


class Borders:
    """Reads what follows a noun for a border, by a language's tables and the gazetteer."""

    def __init__(self, language: Language, gazetteer: Gazetteer) -> None:
        tables = rules(language)
        self._gazetteer = gazetteer
        self._with = folded(tables["phrases"]["with"])
        self._and = fold(tables["proclitics"]["and"])

    def read(self, r: Reading, at: int, last: int, countries: Sequence[str]) -> tuple[PlaceValue, int] | None:
        """The border that a noun with these nationalities behind it means, and the token behind all that names it.

        Where one country is named the other is the neighbour of which the article speaks most.
        """
        named, stop, whole = self._named(r, at, last, countries)
        if not named:
            return None
        beyond = whole and not countries and at < last and r.document.tokens[at].norm in self._with
        other = ""
        if beyond or len(named) == 1:
            other = max(
                (c for c in r.countries if c not in named and self._gazetteer.between((c, named[0]))),
                key=lambda c: (r.countries[c], c),
                default="",
            )
            named = [other, *named] if other else named
        focus = r.focus()
        names = [place.name for place in map(self._gazetteer.country, named) if place is not None]
        latitude, longitude = self._gazetteer.between(named) or (None, None)
        # "The border with X" is said of the country on this side.
        owner = other if beyond else focus if focus in named else named[0]
        return PlaceValue(f"{'-'.join(names)} border", None, owner, None, latitude, longitude, REGION), stop

    def _named(self, r: Reading, end: int, last: int, countries: Sequence[str]) -> tuple[list[str], int, bool]:
        """The countries whose border it is, those named by name behind those named by nationality; the token behind
        them; whether none is only named by a part of it.
        """
        whole = True
        named = list(countries)
        stop = end
        at = end + 1 if end < last and r.document.tokens[end].norm in self._with else end
        hit = r.hit("place", at, last)
        if at == end and countries:
            hit = None
        while hit is not None:
            known = [self._gazetteer[p] for p in hit.entry.payload]
            country = next((p.country for p in known if p.kind in ("country", "area", "province") and p.country), "")
            if not country:
                break
            named.append(country)
            whole = whole and any(p.kind == "country" for p in known)
            stop = hit.last
            following = r.hit("place", stop, last, bare=False)
            hit = following if following is not None and following.proclitics == self._and else None
        return named, stop, whole
