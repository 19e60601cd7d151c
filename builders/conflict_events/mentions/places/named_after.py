"""Whether a part of a town or a building is only named after a place: "حي الأندلس" and "فندق بيبلوس" may be anywhere."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.language import Language
from conflict_events.lexical.text import COMMAS, fold
from conflict_events.mentions.places.credibility import Credibility
from conflict_events.mentions.places.forms import rules
from conflict_events.mentions.places.gazetteer import POINTS, Place
from conflict_events.mentions.places.reading import Reading
from conflict_events.mentions.places.tools import Tools
from conflict_events.records import Hit

_SITES = ("base", "quarter")
"""Kinds of places of which many towns have one of the same name."""
_FEWER = 2
"""How many times as often the article must speak of another country than of that of the place something is named after."""
_TOWN, _PROVINCE = 0.3, 3.0
"""Degrees from the middle of a town or a province within which its parts lie."""


class NamedAfter:
    """Tells so, by the places around."""

    def __init__(self, language: Language, tools: Tools, credibility: Credibility) -> None:
        self._names, self._nearby, self._credibility = tools.names, tools.nearby, credibility
        self._and = fold(rules(language)["proclitics"]["and"])

    def tells(self, r: Reading, heads: Sequence[Hit], name: Hit, place: Place, last: int) -> bool:
        """Whether what has a place's name behind ``heads`` is not there: it is only named after the place, or is a small one
        of that name elsewhere.
        """
        spoken = not r.countries or r.countries[place.country] or self._names.claimed(place, r.focus())
        if place.minor and not spoken:
            return True
        first, head = heads[0].entry.payload, heads[-1].entry.payload
        if first.quarter:
            return not self._within(r, place, name.last, last)
        if not first.site:
            return False
        if not head.unknown:
            # "سوق الوحدة": a name that is an everyday word is one.
            return self._credibility.is_word(name) and not r.countries[place.country]
        # "استاد الإمارات" is a name, wherever it is.
        if place.kind in head.kinds or not head.after:
            return False
        return place.kind == "country" or _apart(place, self._around(r, name.last, last)) or _strange(r, place)

    def elsewhere(self, r: Reading, place: Place, end: int, last: int) -> bool:
        """Whether a street or square that has its noun in its name, which ends at token ``end``, is told to be in another town
        or country than the one of that name ("ساحة التحرير بالناصرية").
        """
        comma = end < last and r.document.tokens[end].norm in COMMAS
        return place.kind in _SITES and not comma and _apart(place, self._around(r, end, last))

    def _around(self, r: Reading, end: int, last: int) -> Place | None:
        """The place that what ends at token ``end`` is told to be in."""
        name = self._nearby.name_behind(r, end, last)
        return None if name is None or name.proclitics == self._and else self._names.choose(r, name, ())

    def _within(self, r: Reading, place: Place, end: int, last: int) -> bool:
        """Whether a place whose name ends at token ``end`` can be a part of the town that is told behind it, or of one that was
        named: a place that is known as such, or one beside the town.
        """
        around = self._around(r, end, last)
        if _apart(place, around):
            return False
        if place.of_town:
            return not _strange(r, place)
        towns = r.points if around is None or around.kind not in POINTS else [around]
        return place.kind in POINTS and any(t.id != place.id and not _apart(place, t) for t in towns)


def _strange(r: Reading, place: Place) -> bool:
    """Whether the article speaks far more of another country."""
    focus = r.focus()
    return place.country != focus and r.countries[place.country] * _FEWER < r.countries[focus]


def _apart(place: Place, around: Place | None) -> bool:
    """Whether a place lies outside of another, if that is told: beside a town it may be on the other side of a border."""
    if around is None:
        return False
    distance = place.distance(around)
    if distance is not None and around.kind in (*POINTS, "district"):
        return distance > _TOWN
    if around.country != place.country:
        return bool(around.country)
    return distance is not None and distance > _PROVINCE
