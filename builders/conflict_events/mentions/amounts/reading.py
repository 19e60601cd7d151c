"""What is read on the way to an amount: the number part with its bounds, and the whole amount."""

from __future__ import annotations

from dataclasses import dataclass

from conflict_events.records import AmountValue, Kind, Span

OPENING, CLOSING = frozenset('([«"'), frozenset(')]»"')
BEFORE_PART = OPENING | {":"}
"""Stand between a word for a part (بينهم) and what that is."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """The number part of an amount: bounds, tokens, characters, what is written on to its first word.

    ``few``: it needs a noun. ``digits``: written in digits alone. ``range``: two numerals are its ends. ``article``: its
    first word carries one.
    """

    low: float
    high: float
    first: int
    last: int
    start: int
    end: int
    proclitics: str
    few: bool
    digits: bool
    range: bool = False
    article: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An amount at tokens ``first`` to ``last`` with its characters, and the numeral's own."""

    first: int
    last: int
    start: int
    end: int
    value: AmountValue
    kind: Kind
    numeral: Span | None
    proclitics: str = ""


def bounded(side: str, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """The bounds that a qualifier ("at_least", "up_to", "about" or "") leaves."""
    if side == "at_least":
        return low, None
    if side == "up_to":
        return None, high
    return low, high
