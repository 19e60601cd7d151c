"""Where a road is: the one to a place, or between two ("طريق حلب - دمشق")."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from conflict_events.language import Language
from conflict_events.lexical.text import DASHES, fold, folded
from conflict_events.mentions.places.forms import rules
from conflict_events.mentions.places.reading import Found, Reading, Setting
from conflict_events.mentions.places.values import REGION, between

End = Callable[[Reading, int, int, bool, Setting], Found | None]
"""Reads the phrase at a token, up to another, without a preposition of its own or with one."""


class Roads:
    """Reads roads, by a language's tables. ``end``: how a place that a road leads to is read."""

    def __init__(self, language: Language, end: End) -> None:
        tables = rules(language)
        self._end = end
        self._between = folded(tables["phrases"]["between"])
        self._and = fold(tables["proclitics"]["and"])

    def read(self, r: Reading, i: int, last: int, near: bool, setting: Setting) -> Found | None:
        """The road that begins at token ``i``, if one does; ``near``: behind a nearness word."""
        road = r.hit("place-road", i, last, bare=near)
        if road is None:
            return None
        first = self._end(r, road.last, last, True, Setting(setting.floor, drawn=setting.drawn))
        if first is None:
            return None
        if first.last < last:
            told = r.document.tokens[road.last - 1].norm in self._between
            other = self._joined(r, first.last, last) if told else self._other(r, first.last, last)
            if other is not None and max(first.value.precision, other.value.precision) < REGION:
                value = between(first.value, other.value)
                return Found(i, other.last, road.start, other.end, value, road.proclitics, None)
        value = replace(first.value, precision=REGION, name=f"road to {first.value.name}")
        return Found(i, first.last, road.start, first.end, value, road.proclitics, first.place)

    def _other(self, r: Reading, at: int, last: int) -> Found | None:
        """The second place of a road that is named by both, at token ``at``, with a dash or without: "طريق حلب - دمشق"."""
        at += r.document.tokens[at].norm in DASHES
        name = r.hit("place", at, last) if at < last else None
        return None if name is None else self._end(r, at, last, True, Setting(at, drawn=True))

    def _joined(self, r: Reading, at: int, last: int) -> Found | None:
        """The place that "and" joins to another at token ``at``."""
        hits = (h for kind in ("place", "place-head") for h in r.at[kind].get(at, ()))
        joined = any(h.proclitics == self._and for h in hits)
        return self._end(r, at, last, False, Setting(at, drawn=True)) if joined else None
