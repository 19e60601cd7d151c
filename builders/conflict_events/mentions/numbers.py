"""Numerals: digits, number words and their mixtures, as values with bounds.

A numeral is read from left to right: units, tens and hundreds make a group, a scale word multiplies the group before
it, and what a conjunction adds must be smaller than what stands before. The words are data (``numbers.toml``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

from conflict_events.lexical.cutting import Cutter
from conflict_events.lexical.text import folded
from conflict_events.mentions.digits import DigitReader, value_of
from conflict_events.mentions.number_words import Item, NumberWord, NumberWords, applied
from conflict_events.records import Token

_DEFINITE = frozenset(("vague", "hundred", "scale", "dual"))
"""What carries the article before a further number or an indefinite noun: المئة مليار, المليوني ريال."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """Tokens ``first`` to ``last`` (exclusive) as a number from ``low`` to ``high``.

    ``dropped`` counts the folded characters of the first token that do not belong to it; ``scale`` is the scale word
    that it ends in (1 where none does), which a range lends to its other end; ``few`` is True for "a few", which needs a
    noun; ``digits`` where it is written in digits alone.
    """

    first: int
    last: int
    low: float
    high: float
    dropped: int = 0
    proclitics: str = ""
    article: bool = False
    scale: float = 1
    vague: bool = False
    few: bool = False
    digits: bool = False


class _Stretch(NamedTuple):
    """The tokens from ``first`` to before ``last`` that a numeral is read from, ``article`` and ``joined`` as ``parse`` has
    them.
    """

    tokens: Sequence[Token]
    first: int
    last: int
    article: bool
    joined: bool


def _few(first: int, at: int, value: float, after: NumberWord | None) -> Numeral:
    """بضعة, بضع عشرات, بضعة آلاف, بضعة عشر."""
    if after is not None and applied(after, "ten-of-teens") is not None:
        return Numeral(first, after.last, 13, 19, vague=True)
    for category in ("vague", "scale", "hundred"):
        step = applied(after, category)
        if after is not None and step is not None:
            return Numeral(first, after.last, 3 * step, 10 * step - 1, scale=step, vague=True)
    return Numeral(first, at, 3, 9, vague=True, few=True)


def _part(first: int, at: int, value: float, after: NumberWord | None) -> Numeral | None:
    """نصف مليون, ربع ألف, نصف دزينة; a part of nothing is no numeral."""
    whole = applied(after, "scale")
    if after is None or whole is None:
        return None
    part = float(round(value * whole))
    return Numeral(first, after.last, part, part)


def _vague(first: int, at: int, value: float, after: NumberWord | None) -> Numeral:
    """عشرات, مئات الآلاف."""
    scale = applied(after, "scale")
    if after is not None and scale is not None and scale > value:
        step = times(value, scale)
        return Numeral(first, after.last, 2 * step, 10 * step - 1, scale=scale, vague=True)
    return Numeral(first, at, 2 * value, 10 * value - 1, scale=value, vague=True)


_EMPTY, _HUNDREDS, _UNITS, _FULL = range(4)
"""How far a group below a scale word is made: nothing of it, the hundreds, the units behind them, the tens, which come last
(مئة وخمسة وعشرون).
"""


class _Piece(NamedTuple):
    """What goes into a group that is made up to ``least`` at most, which then is made up to ``made``, and the index behind."""

    value: float
    last: int
    least: int
    made: int


def _piece(word: NumberWord, after: NumberWord | None) -> _Piece | None:
    """What a word is below a scale word, with the ten or the hundred ``after`` it (خمسة عشر, خمس مئة); None where it is
    nothing of the kind.
    """
    for category, least, made in (
        ("hundreds", _EMPTY, _HUNDREDS), ("hundred", _EMPTY, _HUNDREDS), ("teen", _HUNDREDS, _FULL), ("ten", _UNITS, _FULL),
    ):  # fmt: skip
        value = word.value(category)
        if value is not None:
            return _Piece(value, word.last, least, made)
    unit, bound = word.value("unit"), word.value("bound")
    value = unit if unit is not None else bound
    if value is None:
        return None
    if after is not None and value < 10:
        if applied(after, "ten-of-teens") is not None:
            return _Piece(10 + value, after.last, _HUNDREDS, _FULL)
        if applied(after, "hundred") is not None and value > 1:
            return _Piece(100 * value, after.last, _EMPTY, _HUNDREDS)
    if unit is None and (after is None or not after.joined or after.value("ten") is None):
        # إحدى is one only before tens: إحدى وعشرون.
        return None
    return _Piece(value, word.last, _HUNDREDS, _UNITS)


@dataclass(slots=True)
class _Sum:
    """What was read of a numeral so far: ``group`` is below the next scale word, ``made`` how far; ``total`` what is scaled
    already, by ``scale`` last.
    """

    group: float = 0
    made: int = _EMPTY
    total: float = 0
    scale: float = 0

    @property
    def ends_in(self) -> float:
        """The scale word that it ends in, 1 where none does."""
        return 1.0 if self.group else self.scale or 1.0

    def add(self, word: NumberWord, after: NumberWord | None) -> int | None:
        """Add a word; the index behind it and behind the word ``after`` it where that belongs to it. None: it does not go
        with what was read so far.
        """
        scale = word.value("scale")
        if self.group and scale is not None and not word.joined:
            return word.last if self._multiply(scale) else None
        if word.joined and word.value("fraction") is None and (applied(after, "scale") or 0) >= self.scale > 0:
            # "270 ألفا و330 ألف" are two numbers.
            return None
        end = self._add_smaller(word, after) if word.joined and self.made == _EMPTY else None
        piece = _piece(word, after)
        if end is not None or piece is None or self.made > piece.least or not (word.joined or self.made == _HUNDREDS):
            return end
        self.group, self.made = self.group + piece.value, piece.made
        return piece.last

    def _multiply(self, scale: float) -> bool:
        """Multiply the group by a scale word that may follow it."""
        if (self.scale and scale >= self.scale) or self.group >= scale == 1000:
            return False
        self.total += times(self.group, scale)
        self.scale, self.group, self.made = scale, 0, _EMPTY
        return True

    def _add_smaller(self, word: NumberWord, after: NumberWord | None) -> int | None:
        """Add digits, a part or a further scale word that a conjunction joins to a scale word; the index behind."""
        digits, part = word.value("digits"), word.value("fraction")
        if digits is not None and digits < self.scale:
            self.group, self.made = digits, _FULL
            return word.last
        if part is not None:
            self.total += round(part * self.scale)
            self.made = _FULL
            # "مليون ونصف المليون" names its scale again.
            return after.last if after is not None and applied(after, "scale") == self.scale else word.last
        scale, dual = word.value("scale"), word.value("dual")
        value, step = (scale, scale) if scale is not None else (dual, dual and dual / 2)
        if value is None or step is None or step >= self.scale or word.cut_article:
            return None
        self.total, self.scale = self.total + value, step
        return word.last


class NumeralParser:
    """Reads the numeral that begins at a token."""

    def __init__(self, tables: Mapping[str, Any], cutter: Cutter) -> None:
        self._words = NumberWords(tables, cutter)
        self._digits = DigitReader(tables, self._words)
        self.percent = self._digits.percent
        self._partitive = folded(tables.get("partitive", {}).get("words", ()))
        self._teen = folded(tables["teen"]["words"])
        self._ordinals = folded(tables["teen"]["ordinals"])

    def may_start(self, token: Token) -> bool:
        """Whether a numeral may begin at a token: a cheap test before ``parse``."""
        return token.kind == "number" or self._words.may_begin(token.norm)

    def starts(self, tokens: Sequence[Token], first: int, last: int) -> list[int]:
        """The tokens from ``first`` to before ``last`` that a numeral may begin at."""
        return [i for i in range(first, last) if self.may_start(tokens[i])]

    def parse(
        self, tokens: Sequence[Token], first: int, last: int, text: str, *, article: bool = False, joined: bool = True
    ) -> Numeral | None:
        """The numeral that begins at token ``first`` and ends by ``last``.

        ``text`` is the article's text, by which separators are told. ``article``: number words may be definite
        (الأربع والعشرين). ``joined``: whether a conjunction may add to it; False reads up to the first one.
        """
        if first >= last:
            return None
        token = tokens[first]
        if token.kind != "word":
            return self._from_digits(_Stretch(tokens, first, last, article, joined), text)
        if not self._words.may_begin(token.norm):
            return None
        if token.norm in self._teen and first and tokens[first - 1].norm in self._ordinals:
            # الثامنة عشرة: the second part of an ordinal.
            return None
        for cut in self._words.cuts(token.norm):
            items = self._words.items(cut.stem)
            if not items or (cut.article and not article and not any(i.category in _DEFINITE for i in items)):
                continue
            numeral = self._from_words(_Stretch(tokens, first, last, article, joined), items)
            if numeral is not None:
                return replace(numeral, dropped=cut.dropped, proclitics=cut.proclitics, article=cut.article)
        return None

    def _from_digits(self, s: _Stretch, text: str) -> Numeral | None:
        """The numeral that begins with digits, or with their sign."""
        digits = self._digits.read(s.tokens, s.first, s.last, text)
        if digits is None:
            return None
        value, at = digits
        if s.first and s.tokens[s.first - 1].norm == "(" and at + 1 < s.last and s.tokens[at].norm == ")":
            # "(250) ألف دولار"
            word = self._words.at(s.tokens, at + 1, s.last, article=False)
            scale = applied(word, "scale")
            if word is not None and scale is not None and value < scale:
                return self._rest(s, word.last, _Sum(total=times(value, scale), scale=scale))
        word = self._at(s, at)
        after = self._at(s, word.last) if word is not None and word.joined else None
        part, scale = word.value("fraction") if word is not None else None, applied(after, "scale")
        if after is not None and part is not None and scale is not None and value < 1000:
            # "3 ونصف مليون" is three and a half million.
            return self._rest(s, after.last, _Sum(total=times(value + part, scale), scale=scale))
        return self._rest(s, at, _Sum(value, _FULL))

    def _from_words(self, s: _Stretch, items: tuple[Item, ...]) -> Numeral | None:
        """The numeral whose first word has ``items``."""
        word = NumberWord(False, items, s.first + 1, False)
        at = word.last
        after = self._at(s, at)
        for category, read in (("few", _few), ("fraction", _part), ("vague", _vague)):
            value = word.value(category)
            if value is not None:
                return read(s.first, at, value, after)
        unit, part = word.value("unit"), applied(after, "part")
        if unit is not None and after is not None and part is not None:
            # ثلاثة أرباع المليون
            return _part(s.first, after.last, unit * part, self._at(s, after.last))
        piece = _piece(word, after)
        if piece is not None:
            return self._rest(s, piece.last, _Sum(piece.value, piece.made))
        dual, scale = word.value("dual"), word.value("scale")
        # ألفا جندي is a dual in construct; ألفا at the end of a phrase is the accusative of one thousand.
        if dual is not None and (scale is None or self._is_owned(s.tokens, at, s.last)):
            return self._rest(s, at, _Sum(total=dual, scale=dual / 2))
        return None if scale is None else self._rest(s, at, _Sum(total=scale, scale=scale))

    def _is_owned(self, tokens: Sequence[Token], at: int, last: int) -> bool:
        """Whether the word at a token may be a noun that a number before it is in construct with."""
        if at >= last or tokens[at].kind != "word":
            return False
        return not tokens[at].norm.startswith(self._words.conjunction) and tokens[at].norm not in self._partitive

    def _at(self, s: _Stretch, at: int) -> NumberWord | None:
        """The number word, or the digits with a conjunction, at a token that is not the first; None where it may not join."""
        word = self._words.at(s.tokens, at, s.last, article=s.article) or self._joined_digits(s, at)
        return word if word is None or s.joined or not word.joined else None

    def _rest(self, s: _Stretch, at: int, so_far: _Sum) -> Numeral:
        """Reads on behind a first part."""
        begun = at
        while (word := self._at(s, at)) is not None:
            end = so_far.add(word, self._at(s, word.last))
            if end is None:
                break
            at = end
        value = so_far.total + so_far.group
        digits = at == begun and s.tokens[at - 1].kind == "number"
        return Numeral(s.first, at, value, value, scale=so_far.ends_in, digits=digits)

    def _joined_digits(self, s: _Stretch, at: int) -> NumberWord | None:
        """ "و200" behind a scale word."""
        if at + 1 < s.last and s.tokens[at].norm == self._words.conjunction and s.tokens[at + 1].kind == "number":
            value = value_of(s.tokens[at + 1].norm, False, False)
            if value is not None:
                return NumberWord(True, (Item("digits", value),), at + 2, False)
        return None


def times(number: float, factor: float) -> float:
    """A product as it is on paper: 1.1 milliards are 1100000000."""
    return float(Decimal(repr(number)) * Decimal(repr(factor)))
