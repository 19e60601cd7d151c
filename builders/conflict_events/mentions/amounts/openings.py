"""What an amount can begin with: most words of a text begin none, and are passed over at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from conflict_events.lexical.cutting import Cut
from conflict_events.lexical.text import REMEMBERED, TokenKind
from conflict_events.mentions.amounts.words import Grammar
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
    other: bool = False
    """Another one, alone."""
    company: tuple[Cut, ...] = ()
    """Kin and companions of somebody."""
    one_of: tuple[Cut, ...] = ()
    """One of several."""
    owned: tuple[Cut, ...] = ()
    """People with a possessive ending."""


NOTHING = Opening()
_DIGITS = Opening(numeral=True)


class Openings:
    """Tells and remembers what tokens an amount can begin with.

    ``gated`` False takes every word for all of it, which finds the same amounts and takes longer.
    """

    def __init__(self, grammar: Grammar, *, gated: bool = True) -> None:
        self._words, self._parser, self._cutter = grammar
        self._gated = gated
        words = self._words
        tables = (words.before, words.between, words.currencies, words.nouns)
        self._first_words = words.range_from.union(
            words.other_one, words.company, words.one_of, *(table.first_words for table in tables)
        )
        self._known: Callable[[str, TokenKind], Opening] = lru_cache(REMEMBERED)(self._opening)
        # All numbers are alike: none is remembered.
        self._number = self._opening("0", "number")

    def of(self, token: Token) -> Opening:
        """What a token may be the first of; ``NOTHING`` itself where no amount begins with it."""
        return self._number if token.kind == "number" else self._known(token.norm, token.kind)

    def within(self, tokens: Sequence[Token], first: int, last: int) -> list[tuple[int, Opening]]:
        """The tokens from ``first`` to before ``last`` that an amount may begin with, and as what."""
        known, number = self._known, self._number
        found = []
        for i in range(first, last):
            _, _, norm, kind = tokens[i]
            opening = number if kind == "number" else known(norm, kind)
            if opening is not NOTHING:
                found.append((i, opening))
        return found

    def _cuts(self, norm: str) -> tuple[Cut, ...]:
        """The readings of a word, also of one of kin too short to be cut otherwise: وأم."""
        joined = self._words.conjunction
        short = norm.removeprefix(joined)
        kin = norm.startswith(joined) and short in self._words.short_kin
        return (*self._cutter.cuts(norm), Cut(len(joined), joined, False, short)) if kin else self._cutter.cuts(norm)

    def _opening(self, norm: str, kind: TokenKind) -> Opening:
        if kind == "number" and self._gated:
            return _DIGITS
        cuts = self._cuts(norm) if kind == "word" else ()
        plain = tuple(c for c in cuts if not c.article)
        if not self._gated:
            company, one_of = (
                tuple(c for c in plain if c.stem in table) for table in (self._words.company, self._words.one_of)
            )
            return Opening(plain, cuts, True, True, plain, cuts, True, company, one_of, plain)
        w = self._words
        owned = tuple(c for c in plain if (noun := w.owned(c.stem)) is not None and noun.unit == "person")
        numeral = self._parser.may_start(Token(0, len(norm), norm, kind))
        if not numeral and not owned and norm not in w.symbols and self._first_words.isdisjoint(c.stem for c in cuts):
            return NOTHING
        opening = Opening(
            tuple(c for c in plain if c.stem in w.before),
            tuple(
                c
                for c in cuts
                if (c.stem in w.between and not c.article)
                or (c.stem in w.range_from and not c.proclitics.strip(w.conjunction))
            ),
            numeral,
            norm in w.symbols,
            tuple(c for c in plain if c.stem in w.currencies),
            tuple(c for c in cuts if c.stem in w.nouns and c.stem not in w.homographs),
            norm in w.other_one,
            tuple(c for c in plain if c.stem in w.company),
            tuple(c for c in plain if c.stem in w.one_of),
            owned,
        )
        return opening if any(opening) else NOTHING
