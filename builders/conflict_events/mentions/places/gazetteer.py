"""The gazetteer: places by id, countries, their capitals, parts and borders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import hypot
from typing import NamedTuple

from conflict_events.records import Hit, PlaceValue

POINTS = frozenset({"capital", "town", "quarter", "camp", "base", "crossing", "island"})
"""Kinds of places that are a point on a map of a country."""
_PARTS_OF_TOWNS = frozenset({"quarter", "camp", "base"})
"""Kinds of places that a town may be around."""
_MINOR = ("gn:", "local:")
"""Beginnings of the ids of towns that only GeoNames lists, and of villages and quarters that few articles name."""
_LARGE = 100_000
"""Inhabitants of a town that is not small although only GeoNames lists it."""
_COUNTRY = "country:"
_SAME = 0.05
"""Degrees within which two provinces are one that is listed twice."""


class Place(NamedTuple):
    """A row of the registry. Degrees are decimal, None where a point would say nothing (a country)."""

    id: str
    name: str
    country: str
    admin1: str
    latitude: float | None
    longitude: float | None
    precision: int
    population: int
    kind: str
    order: int

    @property
    def minor(self) -> bool:
        """Whether it is a small place whose name may as well be another word; the others are known by their names."""
        return self.id.startswith(_MINOR)

    @property
    def large(self) -> bool:
        """Whether it is no small place."""
        return not self.minor or self.population >= _LARGE

    @property
    def of_town(self) -> bool:
        """Whether it is a part of a town or a site in one."""
        return self.kind in _PARTS_OF_TOWNS

    @classmethod
    def unknown(cls, value: PlaceValue, kind: str) -> Place:
        """A place that only the text names."""
        return cls(
            "", value.name, value.country or "", "", value.latitude, value.longitude, value.precision, 0, kind, 0
        )

    def distance(self, other: Place) -> float | None:
        """Degrees between the points of two places, where both have one."""
        if self.latitude is None or self.longitude is None or other.latitude is None or other.longitude is None:
            return None
        return hypot(self.latitude - other.latitude, self.longitude - other.longitude)

    def value(
        self,
        precision: int,
        name: str | None = None,
        point: tuple[float | None, float | None] | None = None,
    ) -> PlaceValue:
        """The place as a value; ``name`` and ``point`` (latitude and longitude) stand for its own."""
        latitude, longitude = point if point is not None else (self.latitude, self.longitude)
        return PlaceValue(
            self.name if name is None else name,
            self.id or None,
            self.country,
            self.admin1 or None,
            latitude,
            longitude,
            precision,
        )


class Gazetteer:
    """The places of the registry. ``rows``: its table of places (``Language.registry``)."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self._places = {row["id"]: _place(row, order) for order, row in enumerate(rows)}
        self._provinces: dict[str, list[Place]] = {}
        for place in self._places.values():
            if place.kind == "province":
                self._provinces.setdefault(place.country, []).append(place)
        self._capitals = {p.country: p for p in reversed(list(self._places.values())) if p.kind == "capital"}

    def __getitem__(self, place_id: str) -> Place:
        """The place of that id; raises KeyError."""
        return self._places[place_id]

    def get(self, place_id: str) -> Place | None:
        """The place of that id, if there is one."""
        return self._places.get(place_id)

    def country(self, code: str) -> Place | None:
        """The country of that ISO 3166 alpha-3 code."""
        return self._places.get(f"{_COUNTRY}{code.lower()}")

    def capital(self, code: str) -> Place | None:
        """The country's capital, of several the first."""
        return self._capitals.get(code) if code else None

    def part(self, code: str, letters: str) -> Place | None:
        """The part of a country that compass letters name, a front before a region."""
        key = f"{code.lower()}-{letters.lower()}"
        return self._places.get(f"front:{key}") or self._places.get(f"part:{key}")

    def step(self, province: Place, most: float) -> float:
        """Degrees that lie between the centre of a province and the middle of its part on one side: half the way to the next
        province of its country, ``most`` at most.
        """
        apart = map(province.distance, self._provinces[province.country])
        return min([most, *(degrees / 2 for degrees in apart if degrees is not None and degrees > _SAME)])

    def beside(self, place: Place, country: str, most: float) -> bool:
        """Whether a place has no more than that many degrees to one of a country's."""
        others = (p for p in self._places.values() if p.country == country and p.kind in POINTS)
        return any((degrees := place.distance(p)) is not None and degrees <= most for p in others)

    def between(self, countries: Sequence[str]) -> tuple[float, float] | None:
        """The middle of the border of the first two countries, in either order."""
        if len(countries) < 2:
            return None
        for a, b in ((countries[0], countries[1]), (countries[1], countries[0])):
            place = self._places.get(f"border:{a.lower()}-{b.lower()}")
            if place is not None and place.latitude is not None and place.longitude is not None:
                return place.latitude, place.longitude
        return None


def only_minor(ids: Sequence[str]) -> bool:
    """Whether all of the ids are those of small places."""
    return all(i.startswith(_MINOR) for i in ids)


def any_country(ids: Sequence[str]) -> bool:
    """Whether one of the ids is a country's."""
    return any(i.startswith(_COUNTRY) for i in ids)


def is_written_out(name: Hit, never: Sequence[str]) -> bool:
    """Whether a word is a name with what is written on to it: not كورونا (Verona), nor الدرك (Durg), which has no article;
    ``never``: what no place follows.
    """
    return not any(p in name.proclitics for p in never) and (not name.article or any_country(name.entry.payload))


def _place(row: Mapping[str, str], order: int) -> Place:
    return Place(
        row["id"],
        row["name"],
        row["country"],
        row["admin1"],
        float(row["latitude"]) if row["latitude"] else None,
        float(row["longitude"]) if row["longitude"] else None,
        int(row["precision"]),
        int(row["population"] or 0),
        row["kind"],
        order,
    )
