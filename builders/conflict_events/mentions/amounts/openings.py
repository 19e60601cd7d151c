"""What an amount can begin with: most words of a text begin none, and are passed over at once."""

from __future__ import annotations

from typing import NamedTuple

from conflict_events.mentions.amounts.words import AmountWords
from conflict_events.mentions.base import Cut, Cutter, Remembered
from conflict_events.mentions.numbers import NumeralParser
from conflict_events.records import Token


class Opening(NamedTuple):
    """What a token may be the first of; the readings of the word that may be."""

    qualifier: tuple[Cut, ...] = ()
    """"At least", "about"."""
    range: tuple[Cut, ...] = ()
    """"Between", "from"."""
    numeral: bool = False
    symbol: bool = False
    """A currency's sign or code."""
    currency: tuple[Cut, ...] = ()
    noun: tuple[Cut, ...] = ()
    """What is counted."""


NOTHING = Opening()
_DIGITS = Opening(numeral=True)


class Openings:
    """Tells and remembers what tokens an amount can begin with.

    ``gated`` False takes every word for all of it, which finds the same amounts and takes longer.
    """

    def __init__(self, words: AmountWords, parser: NumeralParser, cutter: Cutter, *, gated: bool = True) -> None:
        self._words = words
        self._parser = parser
        self._cutter = cutter
        self._gated = gated
        self._known = Remembered(self._opening)

    def of(self, token: Token) -> Opening:
        """What a token may be the first of; ``NOTHING`` itself where no amount begins with it."""
        return _DIGITS if token.kind == "number" and self._gated else self._known(token)

    def _opening(self, token: Token) -> Opening:
        cuts = self._cutter.cuts(token.norm) if token.kind == "word" else ()
        plain = tuple(c for c in cuts if not c.article)
        if not self._gated:
            return Opening(plain, cuts, True, True, plain, cuts)
        w = self._words
        opening = Opening(
            tuple(c for c in plain if c.stem in w.before),
            tuple(
                c
                for c in cuts
                if (c.stem in w.between and not c.article)
                or (c.stem in w.range_from and not c.proclitics.strip(w.conjunction))
            ),
            self._parser.may_start(token),
            token.norm in w.symbols,
            tuple(c for c in plain if c.stem in w.currencies),
            tuple(c for c in cuts if c.stem in w.nouns and c.stem not in w.homographs),
        )
        return opening if any(opening) else NOTHING
