"""How far and in which direction something is from a place: "على بعد 100 كم غربي مقديشو"."""

from __future__ import annotations

from math import cos, radians, sqrt

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.numbers import NumeralParser
from conflict_events.mentions.places.forms import COMPASS, rules
from conflict_events.mentions.places.gazetteer import POINTS, Place
from conflict_events.mentions.places.reading import Found, Reading
from conflict_events.mentions.places.values import NEAR

_DEGREE = 111.2
"""Kilometres in a degree of latitude."""
_BETWEEN_REACH = 2
"""Tokens between the measure and the direction, at most."""
_NUMBER_REACH = 3
"""Tokens of a number, at most."""
_FAR_REACH = 4
"""Tokens before the number within which a word for being far must stand."""


class Distances:
    """Reads distances, by a language's tables, and moves points by them."""

    def __init__(self, language: Language) -> None:
        table = rules(language)["distance"]
        self._far, self._between = folded(table["far"]), folded(table["between"])
        self._kilometres = {tuple(fold(w) for w in words.split()): km for words, km in table["kilometres"].items()}
        self._numerals = NumeralParser(language.data["numbers"], language.cutter)

    def moved(self, r: Reading, found: Found, at: int) -> Found:
        """A place phrase, at the point that a distance before the direction at token ``at`` and the direction lead to."""
        place = found.place
        direction = next((h for h in r.at["direction"].get(at, ()) if COMPASS.issuperset(h.entry.payload)), None)
        if direction is None or place is None or place.kind not in (*POINTS, "district"):
            return found
        kilometres = self._before(r, at)
        if kilometres is None:
            return found
        return found._replace(value=place.value(NEAR, None, _point(place, direction.entry.payload, kilometres)))

    def _before(self, r: Reading, at: int) -> float | None:
        """The distance that is told right before token ``at``."""
        tokens, floor = r.document.tokens, r.document.sentence_of(at).first
        end = at
        while end > max(floor, at - _BETWEEN_REACH) and tokens[end - 1].norm in self._between:
            end -= 1
        for length in (2, 1):
            start = end - length
            per = self._kilometres.get(tuple(t.norm for t in tokens[max(start, floor) : end]))
            if per is None:
                continue
            for first in range(max(start - _NUMBER_REACH, floor), start):
                number = self._numerals.parse(tokens, first, start, r.document.text)
                if number is not None and number.last == start:
                    far = any(t.norm in self._far for t in tokens[max(first - _FAR_REACH, floor) : first])
                    return number.low * per if far else None
        return None


def _point(place: Place, letters: str, kilometres: float) -> tuple[float | None, float | None]:
    """The point so far from a place in the direction of compass letters."""
    if place.latitude is None or place.longitude is None:
        return None, None
    degrees = kilometres / _DEGREE / (sqrt(2) if len(letters) > 1 else 1)
    north = ("N" in letters) - ("S" in letters)
    east = ("E" in letters) - ("W" in letters)
    longitude = (place.longitude + degrees / cos(radians(place.latitude)) * east + 180.0) % 360.0 - 180.0
    return round(place.latitude + degrees * north, 4), round(longitude, 4)
