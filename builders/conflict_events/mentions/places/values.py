"""What a place phrase means: name, point and precision, from the place, the head nouns and the directions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflict_events.language import Language
from conflict_events.lexical.text import fold
from conflict_events.mentions.places.forms import AROUND, DUAL, INSIDE, PART, Head, rules
from conflict_events.mentions.places.gazetteer import Gazetteer, Place
from conflict_events.records import Hit, PlaceValue

EXACT, NEAR, DISTRICT, PROVINCE, REGION, COUNTRY, SEA_OR_AIR = range(1, 8)
"""The guide's precisions."""
UNLABELLED = "{}"
"""The label of a noun that has none."""
_STEP = {PROVINCE: 0.6, REGION: 0.4}
"""Degrees by which a direction moves from the centre of a province or region; _AREA_STEP from that of a region that has a name
(a mountain, a plain, a strip), which is smaller than part of a country; _TOWN_STEP from that of anything smaller.
"""
_AREA_STEP, _TOWN_STEP = 0.2, 0.05
_ACROSS = {"N": "EW", "S": "EW"}
_COMPASS = {"N": "northern", "S": "southern", "E": "eastern", "W": "western", "C": "central"}


class Values:
    """Values phrases, by a language's tables and the gazetteer."""

    def __init__(self, language: Language, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._labels: dict[str, str] = {fold(w): label for w, label in rules(language)["labels"].items()}
        self._national = {fold(w): english for w, english in rules(language)["national"].items()}
        peoples = language.data["actors"]["nationalities"]
        self._nationality = {row["country"]: row["english"] for row in reversed(peoples)}
        self._article = language.clitics.article

    def label(self, word: str) -> str:
        """The English for a folded head noun, "{}" standing for the name."""
        return self._labels.get(word, UNLABELLED)

    def national(self, word: str, country: str, where: str = "") -> str:
        """The English name of what a folded noun with the nationality of a country behind it means, in the town ``where`` if
        that is told; "" where the noun has none: "السفارة الإيرانية", "مدن سعودية".
        """
        noun, people = self._national.get(word.removeprefix(self._article), ""), self._nationality.get(country, "")
        if not noun or not people:
            return ""
        return f"{people} {noun} in {where}" if where else f"{people} {noun}"

    def value(self, place: Place, heads: Sequence[Hit], compass: Sequence[str]) -> PlaceValue:
        """The value of a place behind these head nouns, with these directions."""
        precision, name = place.precision, place.name
        if heads:
            precision, name = self._headed(place, heads[0].entry.payload)
        elif place.kind == "district":
            precision = EXACT  # Bare, the name of a district is that of its town.
        letters = "".join(dict.fromkeys("".join(compass)))
        if AROUND in letters:
            precision = NEAR if precision == EXACT else precision
        elif PART in letters:
            precision = REGION if precision == COUNTRY else precision
        elif letters and INSIDE not in letters:
            side = self.directed(place, name, precision, letters)
            if place.kind == "area" and len(list(filter(None, compass))) > 1:
                # "شمالي وشرقي القطاع": two sides of it have its own point for their middle.
                return place.value(side.precision, side.name)
            return side
        return place.value(precision, name)

    def directed(self, place: Place, name: str, precision: int, letters: str) -> PlaceValue:
        """The part of a place that lies in the direction of compass letters."""
        first, _, rest = name.partition(" ")
        side = next((letter for letter, word in _COMPASS.items() if word == first), "")
        if rest and side and letters in _ACROSS.get(side, ""):
            # "ريف حلب الشمالي الشرقي": the north-east, and no east of what is called northern.
            word, name = _compass_word(side + letters), rest
        else:
            word = _compass_word(letters)
        if place.kind == "country":
            part = self._gazetteer.part(place.country, letters)
            if part is not None:
                return PlaceValue(part.name, part.id, place.country, None, part.latitude, part.longitude, REGION)
            return PlaceValue(f"{word} {name}", place.id, place.country, None, None, None, REGION)
        latitude, longitude = place.latitude, place.longitude
        if latitude is not None and longitude is not None:
            step = _AREA_STEP if place.kind == "area" else _STEP.get(precision, _TOWN_STEP)
            if place.kind == "province":
                step = self._gazetteer.step(place, step)
            latitude = round(latitude + step * (("N" in letters) - ("S" in letters)), 4)
            longitude = round(longitude + step * (("E" in letters) - ("W" in letters)), 4)
        if precision >= PROVINCE:
            precision = REGION
        else:
            precision = DISTRICT if letters == "C" else NEAR
        return place.value(precision, f"{word} {name}", (latitude, longitude))

    def _headed(self, place: Place, head: Head) -> tuple[int, str]:
        """Precision and name of a place behind a head noun."""
        precision, name = place.precision, place.name
        if head.site or not head.own:
            exact = place.kind in head.kinds or place.precision == SEA_OR_AIR
            if not exact or (head.precision == EXACT and place.precision > EXACT):
                precision = head.precision
            if head.precision == EXACT and PROVINCE <= place.precision < COUNTRY:
                # A town or site in it that the gazetteer has not: the point is that of the whole.
                precision = place.precision
            if head.items > DUAL and place.precision == COUNTRY:
                # "The ports of" a country are all over it.
                precision = COUNTRY
            if head.precision == DISTRICT and precision < DISTRICT:
                # A district that the gazetteer only has the town of.
                precision = DISTRICT
            if head.precision == DISTRICT and place.kind == "country":
                # "من ناحية السودان": from the direction of it.
                precision = COUNTRY
            if head.precision == REGION and precision == COUNTRY:
                # The coast or the mountains of a country.
                precision = REGION
            if head.precision == PROVINCE and place.kind not in head.kinds:
                precision = PROVINCE
        # "The crossings of" a land are not one.
        labelled_by = head.word in self._labels and head.items <= DUAL
        if labelled_by and (head.site or precision != place.precision):
            name = labelled(self._labels[head.word], name)
        if place.kind == "country" and head.precision == SEA_OR_AIR:
            precision = SEA_OR_AIR
        return precision, name


def labelled(label: str, name: str) -> str:
    """A name with the label of what it is, as "{} airport" or "port of {}", unless it says so itself."""
    own = label.replace("{}", "").strip().casefold()
    return name if own in name.casefold() else label.format(name)


def between(a: PlaceValue, b: PlaceValue) -> PlaceValue:
    """The road from one place to another."""
    points = [(v.latitude, v.longitude) for v in (a, b) if v.latitude is not None and v.longitude is not None]
    latitude, longitude = (round(sum(c) / len(c), 4) for c in zip(*points, strict=True)) if points else (None, None)
    country = a.country if b.country in (a.country, "") else b.country if not a.country else ""
    return PlaceValue(f"{a.name}-{b.name} road", None, country, None, latitude, longitude, REGION)


def unlocated(name: str, country: str, precision: int) -> PlaceValue:
    """The value of a place that has a name and a country, and no point."""
    return PlaceValue(name, None, country, None, None, None, precision)


def nameless(value: PlaceValue) -> PlaceValue:
    """The value of what lies at a place, without the place's id."""
    return replace(value, place_id=None)


def _compass_word(letters: str) -> str:
    vertical, horizontal = ([c for c in letters if c in axis] for axis in ("NS", "EW"))
    if len(letters) == 2 and vertical and horizontal:
        return _COMPASS[vertical[0]].removesuffix("ern") + _COMPASS[horizontal[0]]
    return " and ".join(_COMPASS[c] for c in letters if c in _COMPASS)
