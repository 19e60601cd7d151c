"""How far two points of the earth lie apart."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

_DIAMETER = 12742
"""Kilometres through the earth, on the mean."""


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance of two points that are given in degrees."""
    a, b, c, d = map(radians, (latitude, longitude, other_latitude, other_longitude))
    h = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return _DIAMETER * asin(min(1.0, sqrt(h)))
