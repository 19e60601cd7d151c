"""Whether a part of a town or a building is only named after a place: "حي الأندلس" and "فندق بيبلوس" may be anywhere."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.language import Language
from conflict_events.lexical.text import COMMAS, fold
from conflict_events.mentions.places.credibility import Credibility
from conflict_events.mentions.places.disambiguation import Disambiguation
from conflict_events.mentions.places.forms import rules
from conflict_events.mentions.places.gazetteer import POINTS, Place
from conflict_events.mentions.places.nearby import Nearby
from conflict_events.mentions.places.reading import Reading
from conflict_events.records import Hit

_SITES = ("base", "quarter")
"""Kinds of places of which many towns have one of the same name."""
_FEWER = 2
"""How many times as often the article must speak of another country than of that of the place something is named after."""
_TOWN, _PROVINCE = 0.3, 3.0
"""Degrees from the middle of a town or a province within which its parts lie."""


class NamedAfter:
    """Tells so, by the places around."""

    def __init__(self, language: Language, names: Disambiguation, credibility: Credibility, nearby: Nearby) -> None:
        self._names, self._credibility, self._nearby = names, credibility, nearby
        self._and = fold(rules(language)["proclitics"]["and"])

    def tells(self, r: Reading, heads: Sequence[Hit], name: Hit, place: Place, last: int) -> bool:
        """Whether what has a place's name behind ``heads`` is not there."""
        first, head, end = heads[0].entry.payload, heads[-1].entry.payload, name.last
        if first.quarter:
            return not self._within(r, place, self._around(r, end, last))
        if first.site and not head.unknown:
            # "سوق الوحدة": a name that is an everyday word is one.
            return self._credibility.is_word(name) and not r.countries[place.country]
        if not first.site:
            return False
        if head.after and place.kind == "country":
            # "استاد الإمارات" is a name, wherever it is.
            return True
        if head.after and place.kind not in head.kinds:
            around = self._around(r, end, last)
            return (around is not None and _apart(place, around)) or _strange(r, place)
        return place.minor and bool(r.countries) and not r.countries[place.country]

    def abroad(self, r: Reading, place: Place, end: int, last: int) -> bool:
        """Whether a place is a small one of a country that the article does not speak of, and not beside what is named."""
        if not place.minor or not r.countries or r.countries[place.country]:
            return False
        around = self._around(r, end, last)
        distance = None if around is None else place.distance(around)
        return distance is None or distance > _TOWN

    def elsewhere(self, r: Reading, place: Place, end: int, last: int) -> bool:
        """Whether what ends at token ``end`` is said to be in another town or country than a street or square of its name."""
        if place.kind not in _SITES or (end < last and r.document.tokens[end].norm in COMMAS):
            return False
        around = self._around(r, end, last)
        return around is not None and _apart(place, around)

    def _within(self, r: Reading, place: Place, around: Place | None) -> bool:
        """Whether a place can be a part of a town: one that is known as such, or one beside a town that is named."""
        if around is not None and _apart(place, around):
            return False
        if place.of_town:
            return not _strange(r, place)
        towns = [around] if around is not None and around.kind in POINTS else r.points
        return any(t.id != place.id and not _apart(place, t) for t in towns) and place.kind in POINTS

    def _around(self, r: Reading, end: int, last: int) -> Place | None:
        """The place that what ends at token ``end`` is said to be in."""
        name = self._nearby.name_behind(r, end, last)
        return None if name is None or name.proclitics == self._and else self._names.choose(r, name, ())


def _strange(r: Reading, place: Place) -> bool:
    """Whether the article speaks far more of another country."""
    focus = r.focus()
    return place.country != focus and r.countries[place.country] * _FEWER < r.countries[focus]


def _apart(place: Place, around: Place) -> bool:
    """Whether a place lies outside of another: beside a town it may be on the other side of a border."""
    distance = place.distance(around)
    if distance is not None and around.kind in (*POINTS, "district"):
        return distance > _TOWN
    if around.country != place.country:
        return bool(around.country)
    return distance is not None and distance > _PROVINCE
