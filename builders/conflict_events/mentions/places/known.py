"""What a place phrase with a name of the gazetteer means, by what stands before and behind the name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.places.adjectives import Described
from conflict_events.mentions.places.buildings import Buildings
from conflict_events.mentions.places.forms import AROUND, COMPASS, rules
from conflict_events.mentions.places.gazetteer import POINTS, Place
from conflict_events.mentions.places.named_after import NamedAfter
from conflict_events.mentions.places.reading import Found, Front, Reading, Setting
from conflict_events.mentions.places.tools import Tools
from conflict_events.mentions.places.unknown import CLOSING, UnknownNames, closed
from conflict_events.mentions.places.values import DISTRICT, EXACT, NEAR, unlocated
from conflict_events.records import Hit, PlaceValue


class _Meaning(NamedTuple):
    """A name of the gazetteer, the place that it means, and the head nouns that it stands behind, of its list or its own."""

    name: Hit
    place: Place
    heads: Sequence[Hit]


class KnownNames:
    """Reads such phrases, by a language's tables."""

    def __init__(
        self, language: Language, tools: Tools, named_after: NamedAfter, unknown: UnknownNames, buildings: Buildings
    ) -> None:
        tables = rules(language)
        self._names, self._words = tools.names, tools.words
        self._adjectives, self._values = tools.adjectives, tools.values
        self._named_after, self._unknown, self._buildings = named_after, unknown, buildings
        self._dealing = folded(tables["phrases"]["between"]) | folded(tables["phrases"]["with"])
        """What stands before those who deal with each other."""
        self._feminine = fold(tables["adjective_endings"]["feminine"])

    def read(self, r: Reading, front: Front, name: Hit, setting: Setting) -> Found | None:
        """The phrase with a name behind ``front``, and what stands behind it; None where it is no place's."""
        meaning = self._meaning(r, front, name, setting.noun)
        place, heads = meaning.place, meaning.heads
        if self._is_no_place(r, meaning, front.last):
            return None
        country = self._told_country(r, meaning)
        if country is not None:
            if country and heads:
                r.meant[name.entry.key] = country
            return self._namesake(r, front, name, country)
        if self._names.settled(heads) and place.country and place.kind != "country":
            r.meant[name.entry.key] = place.country
        if heads and not setting.drawn and self._named_after.tells(r, heads, name, place, front.last):
            return self._unknown.read(r, front, name)
        if not heads and not setting.drawn and self._named_after.elsewhere(r, place, name.last, front.last):
            site = self._unknown.site(r, front, name)
            if site is not None:
                return site
        end = name.last
        end += front.quoted and end < front.last and r.document.tokens[end].norm in CLOSING
        described = self._adjectives.behind_name(r, closed(r, name.first, end, front.last), front.last, place.country)
        end = described.last
        value = self._value(r, front, meaning, described)
        self._remember(r, front, meaning, value)
        return front.found(r, name, end, value, place)

    def _meaning(self, r: Reading, front: Front, name: Hit, noun: Hit | None) -> _Meaning:
        """What a name means behind what stands before it; ``noun``: the head noun of its list."""
        if noun is not None and front.opening is None:
            fellow = self._names.choose(r, name, (noun,))
            if fellow.kind in noun.entry.payload.kinds and not noun.entry.payload.own:
                return _Meaning(name, fellow, (noun,))
        country = next((p for p in self._names.places(name) if p.kind == "country"), None)
        if country is not None and front.heads and front.heads[-1].entry.payload.kinds[0] == "district":
            # "من ناحية جيبوتي": from the direction of it, not from a town of the same name.
            return _Meaning(name, country, front.heads)
        return _Meaning(name, self._names.choose(r, name, front.heads), front.heads)

    def _is_no_place(self, r: Reading, meaning: _Meaning, last: int) -> bool:
        """Whether the adjective behind a name shows that it is a club's, or the noun before it that it only tells a country
        ("بلدة سورية": one in Syria).
        """
        name, place, heads = meaning
        if not heads:
            return place.kind in ("town", "capital") and self._adjectives.masculine(r, name.last, last)
        return place.kind == "country" and _is_settlement(heads[-1])

    def _told_country(self, r: Reading, meaning: _Meaning) -> str | None:
        """The country that is told behind a name, or was where it had a head noun, where the place that it means is none of the
        gazetteer; "" where several are told, None where the gazetteer's place may be meant.
        """
        name = meaning.name
        told = self._names.elsewhere(r, name, meaning.place, meaning.heads)
        if told:
            return next(iter(told)) if len(told) == 1 else ""
        before = r.meant.get(name.entry.key)
        return before if before and all(p.country != before for p in self._names.places(name)) else None

    def _namesake(self, r: Reading, front: Front, name: Hit, country: str) -> Found | None:
        """The phrase with the name of a place of the gazetteer that is that of another one, in ``country``."""
        if front.heads:
            found = self._unknown.read(r, front, name)
            return None if found is None else found._replace(value=replace(found.value, country=country))
        written = r.document.text[name.start : name.end]
        value = unlocated(written, country, NEAR if front.compass else EXACT)
        return front.found(r, name, name.last, value)

    def _value(self, r: Reading, front: Front, meaning: _Meaning, described: Described) -> PlaceValue:
        """The value of a name with what stands before it and the adjectives behind it."""
        name, place, heads = meaning
        # A name that has the noun in itself needs no label of it.
        labels: Sequence[Hit] = () if self._names.of_list(name, heads) else heads
        inner = None if heads else r.hit("place-head", name.first, name.last - 1, bare=False)
        if inner is not None and inner.entry.payload.precision == DISTRICT and not inner.entry.payload.own:
            # "ناحية البغدادي" is all one name, and no town.
            labels = (inner,)
        side = "" if self._lies(r, heads, described) else described.letter
        value = self._values.value(place, labels, [*front.compass, side])
        return self._buildings.mission(r, heads[0], place, value, described.last, front.last) if heads else value

    def _lies(self, r: Reading, heads: Sequence[Hit], described: Described) -> bool:
        """Whether a direction behind a name tells where all of it lies, and is no side of it: "مدينة طرابلس الشمالية",
        "محافظة أبين الجنوبية" (but "ريف حلب الشمالي").
        """
        if len(heads) != 1:
            return False
        noun, adjective = heads[0].entry.payload, r.document.tokens[described.last - 1].norm
        unit = noun.kinds[0] in ("province", "district") and noun.items == 1
        agrees = noun.word.endswith(self._feminine) and adjective.endswith(self._feminine)
        return _is_settlement(heads[0]) or (unit and agrees)

    def _remember(self, r: Reading, front: Front, meaning: _Meaning, value: PlaceValue) -> None:
        """Keeps what "the town", "the district" and "the airport" mean later: no capital that stands for a government."""
        name, place, heads = meaning
        government = place.kind == "capital" and front.opening is None and self._governs(r, name, near=front.near)
        if not (r.points and government):
            away = front.near or any(c == AROUND or not COMPASS.isdisjoint(c) for c in front.compass)
            r.remember(place, name.first, beside=away and place.kind in POINTS)
        if heads and heads[0].entry.payload.kinds[0] == "district":
            r.district = place
        if front.heads and front.heads[0].entry.payload.site:
            r.sites[front.heads[0].entry.key] = value

    def _governs(self, r: Reading, name: Hit, *, near: bool) -> bool:
        """Whether the bare name of a capital is that of a government: no preposition of place leads to it."""
        before = r.document.tokens[name.first - 1].norm if name.first else ""
        return not near and (before in self._dealing or not self._words.led(r, name.first, name))


def _is_settlement(head: Hit) -> bool:
    """Whether a head noun is that of one town or village."""
    noun = head.entry.payload
    return bool(noun.kinds[0] == "town" and noun.items == 1)
