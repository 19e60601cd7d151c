"""What stands before the name in a place phrase: directions and head nouns ("شمال غربي مدينة ...")."""

from __future__ import annotations

from conflict_events.language import Language
from conflict_events.lexical.text import QUOTES, fold
from conflict_events.mentions.places.forms import rules
from conflict_events.mentions.places.reading import Front, Reading
from conflict_events.records import Hit

_MAX_HEADS = 3
"""Head nouns before a name at most."""
_LIST_REACH = 2
"""Tokens within which the head noun of a list must begin."""
_BRACKET = "("


class Fronts:
    """Reads it, by a language's tables."""

    def __init__(self, language: Language) -> None:
        self._and = fold(rules(language)["proclitics"]["and"])

    def read(self, r: Reading, i: int, last: int, *, near: bool) -> Front:
        """What stands before the name of a phrase from token ``i`` to ``last``, ``near``: behind a nearness word."""
        direction = r.hit("direction", i, last, bare=near)
        if direction is not None and (direction.article or r.hit("place", i, last, bare=near) is not None):
            direction = None
        compass: list[str] = []
        base = i
        if direction is not None:
            compass, base = self._directions(r, direction, last)
        heads, end = _heads(r, i, base, last, near=near)
        quoted = i < end < last and r.document.tokens[end].norm in QUOTES
        # "سجن (كردوف)": one head noun's name, alone between brackets.
        if not quoted and heads and heads[-1].entry.payload.items == 1:
            quoted = end < last and r.document.tokens[end].norm == _BRACKET
        return Front(i, last, near, direction, compass, base, heads, quoted, end + quoted)

    def _directions(self, r: Reading, direction: Hit, last: int) -> tuple[list[str], int]:
        """The letters of a direction, and of one that is joined to it by "and"; the token behind them."""
        joined = r.hit("direction", direction.last, last, bare=False)
        if joined is not None and joined.proclitics == self._and:
            return [direction.entry.payload, joined.entry.payload], joined.last
        return [direction.entry.payload], direction.last


def list_noun(r: Reading, first: int, last: int) -> Hit | None:
    """The head noun of the list of places that a phrase from token ``first`` to ``last`` begins, if it begins one."""
    opening = range(first, min(first + _LIST_REACH, last))
    heads = [h for at in opening for h in r.at["place-head"].get(at, ()) if not h.article]
    most = max(heads, key=lambda h: h.entry.payload.items, default=None)
    return most if most is not None and most.entry.payload.items > 1 else None


def _heads(r: Reading, i: int, j: int, last: int, *, near: bool) -> tuple[list[Hit], int]:
    """The head nouns from token ``j`` on, in a phrase from ``i``, and the token behind them."""
    heads: list[Hit] = []
    while len(heads) < _MAX_HEADS and j < last:
        head = r.hit("place-head", j, last, bare=near or j > i)
        if head is None:
            break
        named = r.hit("place", j, last, bare=near or j > i)
        # "حي المطار": the second noun is the name.
        second = bool(heads) and head.article and (named is not None or head.entry.payload.items == 1)
        # "الخليج" is a name itself.
        alone = not heads and head.article and named is not None and named.last == head.last
        if (named is not None and named.last > head.last) or second or alone:
            break
        heads.append(head)
        j = head.last
        if head.article:
            break
    return heads, j
