"""Offsets of tools that count UTF-16 code units, as JavaScript and Java do."""

from __future__ import annotations

from bisect import bisect_left


class Units:
    """Turns offsets of one text between characters (code points) and UTF-16 code units."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._wide = [i for i, c in enumerate(text) if c > "\uffff"]
        self._wide_units = [at + before for before, at in enumerate(self._wide)]

    def units(self, character: int) -> int:
        """The code unit at which a character begins."""
        return character + bisect_left(self._wide, character)

    def character(self, unit: int) -> int:
        """The character that begins at a code unit. Raises ValueError inside a surrogate pair or behind the text."""
        before = bisect_left(self._wide_units, unit)
        if before and self._wide_units[before - 1] + 1 == unit:
            raise ValueError(f"offset {unit} lies inside a character")
        if not 0 <= unit - before <= self._length:
            raise ValueError(f"offset {unit} lies outside the text")
        return unit - before
