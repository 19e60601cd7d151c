"""Where something is that has no name in the gazetteer: by the places around it."""

from __future__ import annotations

from conflict_events.language import Language
from conflict_events.lexical.text import COMMAS, folded
from conflict_events.mentions.places.forms import rules
from conflict_events.mentions.places.gazetteer import Gazetteer, Place
from conflict_events.mentions.places.reading import Reading
from conflict_events.mentions.places.values import UNLABELLED, labelled
from conflict_events.records import Hit

_NEXT_REACH = 4
"""Tokens behind it within which the next place must begin."""
_FEWER = 2
"""How many times as often the article may speak of another country than of that of a place in an earlier sentence."""
_OPENING = frozenset("(")
_SITES = ("base", "quarter")
"""Kinds of points that are no town around another one, where only the text has them (شارع جاك)."""


class Nearby:
    """Tells the country and the town around a token, by a language's tables and the gazetteer."""

    def __init__(self, language: Language, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        tables = rules(language)
        self._in = folded(tables["phrases"]["in"])
        self._doubtful = folded(tables["context"]["needs_head"])

    def country(self, r: Reading, stop: int, last: int) -> str:
        """The country of what ends at token ``stop``, or "".

        That of the place right behind it ("in the province of ..."), of the last place before it that is no whole
        country, or the one that the article speaks of most.
        """
        behind = self._behind(r, stop, last)
        if behind:
            return behind
        focus = r.focus()
        if r.local is None:
            return focus
        local = r.local.value.country
        near = r.local.last > r.document.sentence_of(stop - 1).first
        return local if near or r.countries[local] * _FEWER >= r.countries[focus] else focus

    def host(self, r: Reading, stop: int, last: int, guest: str) -> str:
        """The country that a mission of country ``guest``, up to token ``stop``, is in: never its own."""
        country = self.country(r, stop, last)
        if country != guest:
            return country
        local = r.local.value.country if r.local is not None else ""
        return local if local != guest else ""

    def town(
        self, r: Reading, country: str, at: int, within: int | None = None, label: str = UNLABELLED
    ) -> Place | None:
        """The last town that was named, if it is of that country, and no more than ``within`` sentences before token ``at``.

        ``label``: that of a site in it: a site of another kind is no town around it ("المطار" beside a port).
        """
        others = {p.name for p in filter(is_site, r.points) if labelled(label, p.name) != p.name}
        point = next((p for p in reversed(r.points) if p.name not in others), None)
        if point is None or (not point.id and point.kind in _SITES) or point.country != country:
            return None
        sentence = r.document.sentence_of
        far = within is not None and sentence(at).index - sentence(r.pointed).index > within
        return None if far else point

    def _behind(self, r: Reading, stop: int, last: int) -> str:
        hit = self.name_behind(r, stop, last)
        if hit is None:
            return ""
        spoken = {c for i in hit.entry.payload if r.countries[c := self._gazetteer[i].country]}
        return next(iter(spoken)) if len(spoken) == 1 else ""

    def name_behind(self, r: Reading, stop: int, last: int) -> Hit | None:
        """The name of the place that what ends at token ``stop`` is in ("in the province of ...")."""
        for at in range(stop, min(stop + _NEXT_REACH, last)):
            hit = r.hit("place", at, last, bare=False)
            if hit is not None and at not in r.blocked and hit.entry.key not in self._doubtful:
                return hit
            norm = r.document.tokens[at].norm
            leads = norm in self._in or norm in COMMAS or norm in _OPENING
            if not leads and not any(r.at[kind].get(at) for kind in ("place-head", "direction", "near")):
                break
        return None


def is_site(place: Place) -> bool:
    """Whether a place is a site where nobody lives: a base, or a camp that only the text names, soldiers' as a rule."""
    return place.kind == "base" or (place.kind == "camp" and not place.id)
