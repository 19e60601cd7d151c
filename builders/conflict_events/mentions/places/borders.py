"""Borders: "الحدود السورية التركية", "الحدود مع مالي", "حدود العراق"."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.places.forms import rules
from conflict_events.mentions.places.gazetteer import Gazetteer
from conflict_events.mentions.places.reading import Reading
from conflict_events.mentions.places.values import REGION
from conflict_events.records import PlaceValue

STRIP = ("PSE", "area:pse-gaza-strip")
"""The strip that is one without a name: the country that must be spoken of, and the place."""


class Borders:
    """Reads what follows a noun for a border, by a language's tables and the gazetteer."""

    def __init__(self, language: Language, gazetteer: Gazetteer) -> None:
        tables = rules(language)
        self._gazetteer = gazetteer
        self._with = folded(tables["phrases"]["with"])
        self._between = folded(tables["phrases"]["between"])
        self._and = fold(tables["proclitics"]["and"])

    def read(self, r: Reading, at: int, last: int, countries: Sequence[str]) -> tuple[PlaceValue, int] | None:
        """The border that a noun with these nationalities behind it means, and the token behind all that names it.

        Where one country is named the other is the neighbour of which the article speaks most. A border that is named by both
        of its countries lies in neither more than in the other.
        """
        named, stop, whole = self._named(r, at, last, countries)
        if not named:
            return None
        told_with = at < last and r.document.tokens[at].norm in self._with
        beyond = whole and not countries and told_with
        other, single = "", len(named) == 1
        if beyond or single:
            other = max(
                (c for c in r.countries if c not in named and self._gazetteer.between((c, named[0]))),
                key=lambda c: (r.countries[c], c),
                default="",
            )
            named = [other, *named] if other else named
        names = [place.name for place in map(self._gazetteer.country, named) if place is not None]
        latitude, longitude = self._gazetteer.between(named) or (None, None)
        if beyond:
            # "The border with X" is said of the country on this side,
            owner = other
        elif single and whole:
            # "the X border" of X, but where the article is on the other side, of either,
            owner = "" if other and r.focus() == other else named[-1]
        elif single and told_with:
            # "the border with the strip" of either side,
            owner = ""
        elif single or told_with:
            focus = r.focus()
            owner = focus if focus in named else named[0]
        else:
            # and "the border of X and Y" of neither.
            owner = ""
        return PlaceValue(f"{'-'.join(names)} border", None, owner, None, latitude, longitude, REGION), stop

    def _named(self, r: Reading, end: int, last: int, countries: Sequence[str]) -> tuple[list[str], int, bool]:
        """The countries whose border it is, those named by name behind those named by nationality; the token behind
        them; whether none is only named by a part of it.
        """
        whole = True
        named = list(countries)
        stop = end
        norm = r.document.tokens[end].norm if end < last else ""
        between = norm in self._between and not countries
        at = end + 1 if norm in self._with or between else end
        strip = r.hit("place-anaphor", at, last) if at > end else None
        if strip is not None and strip.entry.key == "strip":
            return [*named, STRIP[0]], strip.last, False
        hit = r.hit("place", at, last)
        if at in r.blocked or (at == end and countries):
            hit = None
        while hit is not None:
            known = [self._gazetteer[p] for p in hit.entry.payload]
            kinds = ("country", "area", "province", *(("town", "capital") if between else ()))
            country = next((p.country for p in known if p.kind in kinds), "")
            if not country:
                break
            named.append(country)
            whole = whole and any(p.kind == "country" for p in known)
            stop = hit.last
            following = r.hit("place", stop, last, bare=False)
            hit = following if following is not None and following.proclitics == self._and else None
        return named, stop, whole
