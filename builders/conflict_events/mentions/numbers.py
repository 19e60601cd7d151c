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
    """بضعة, بضع عشرات, بضعة آلاف, بضع عشرة."""
    for category in ("vague", "scale", "ten-of-teens", "hundred"):
        step = applied(after, category)
        if after is not None and step is not None:
            if category == "ten-of-teens":
                return Numeral(first, after.last, 13, 19, vague=True)
            return Numeral(first, after.last, 3 * step, 10 * step - 1, scale=step, vague=True)
    return Numeral(first, at, 3, 9, vague=True, few=True)


def _part(first: int, at: int, value: float, after: NumberWord | None) -> Numeral | None:
    """نصف مليون, ربع ألف, نصف دزينة; a part of nothing is no numeral."""
    whole = next((x for x in (applied(after, "scale"), applied(after, "dozen")) if x is not None), None)
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


@dataclass(slots=True)
class _Sum:
    """What was read of a numeral so far: ``group`` is below the next scale, ``total`` scaled already, by ``scale`` last.

    ``used``: what the group is made of: H hundreds, T tens, U units, D digits. ``ends_in``: the scale word at the end, or 1.
    """

    total: float
    group: float
    scale: float
    used: str
    ends_in: float

    def is_dozens(self, word: NumberWord) -> bool:
        """Whether a word makes dozens of the group."""
        return word.value("dozen") is not None and bool(self.group) and not word.joined and not self.total

    def takes_fraction(self, word: NumberWord, digits: bool) -> bool:
        """Whether a word is a part that may be added; ``digits``: the numeral begins with some."""
        part = word.value("fraction")
        if part is None or part > 0.75 or not word.joined:
            return False
        return bool(self.total or digits) and not (self.group and self.total)

    def add_fraction(self, word: NumberWord, after: NumberWord | None) -> int | None:
        """Add a part; the index behind it and the scale that it is of, None where it has none."""
        part, step = word.value("fraction") or 0, applied(after, "scale")
        if not self.group:
            self.total += round(part * self.scale)
            # "مليون ونصف المليون" names its scale again.
            return after.last if after is not None and step == self.scale else word.last
        if after is None or step is None:
            return None
        # "3 ونصف مليون" is three and a half million.
        self.total, self.group, self.scale, self.ends_in = times(self.group + part, step), 0, step, step
        return after.last

    def add(self, word: NumberWord, after: NumberWord | None) -> int | None:
        """Add a word; the index behind it and behind the word ``after`` it where that belongs to it. None: it does not go
        with what was read so far.
        """
        end = word.last if self._add_scaled(word) else None
        if end is None and self.used != "D":
            end = word.last if self._add_tens(word) else self._add_unit(word, after)
        if end is not None and self.group:
            self.ends_in = 1
        return end

    def _add_scaled(self, word: NumberWord) -> bool:
        """Add a scale word, or digits behind one, if it is one and goes with the rest."""
        digits, scale, dual = word.value("digits"), word.value("scale"), word.value("dual")
        added = word.joined and bool(self.total) and not self.group
        if digits is not None:
            if not added or digits >= (self.scale or 1):
                return False
            self.group, self.used, self.ends_in = digits, "D", 1
            return True
        if scale is not None and self.group and not word.joined and (not self.scale or scale < self.scale):
            if self.used == "D" and self.group >= 1000 and scale == 1000:
                return False
            self.total += times(self.group, scale)
            self.scale, self.ends_in, self.group, self.used = scale, scale, 0, ""
            return True
        if scale is not None and added and scale < self.scale and not word.cut_article:
            self.total += scale
            self.scale = self.ends_in = scale
            return True
        if dual is not None and added and dual / 2 < self.scale:
            self.total += dual
            self.scale = self.ends_in = dual / 2
            return True
        return False

    def _add_tens(self, word: NumberWord) -> bool:
        """Add hundreds, tens or a teen, if the word is one and the group has none."""
        on = word.joined or self.used == "H"
        hundreds, ten, teen = word.value("hundreds"), word.value("ten"), word.value("teen")
        if hundreds is not None and not self.used and (word.joined or not self.total):
            self.group, self.used = hundreds, "H"
        elif word.value("hundred") is not None and not self.used and word.joined and self.total:
            self.group, self.used = 100, "H"
        elif ten is not None and "T" not in self.used and on and (self.used or self.total):
            self.group, self.used = self.group + ten, self.used + "TU"
        elif teen is not None and not {"T", "U"}.intersection(self.used) and on:
            self.group, self.used = self.group + teen, self.used + "TU"
        else:
            return False
        return True

    def _add_unit(self, word: NumberWord, after: NumberWord | None) -> int | None:
        """Add a unit, with the ten or the hundred ``after`` it; the index behind them, None where it does not go."""
        unit, bound = word.value("unit"), word.value("bound")
        value = unit if unit is not None else bound
        if value is None or {"T", "U"}.intersection(self.used) or not (word.joined or self.used == "H"):
            return None
        if after is not None and applied(after, "ten-of-teens") is not None:
            self.group, self.used = self.group + 10 + value, self.used + "TU"
            return after.last
        hundred = applied(after, "hundred") is not None
        if after is not None and hundred and not self.used and unit is not None and value > 1:
            self.group, self.used = value * 100, "H"
            return after.last
        if unit is None and not (after is not None and after.joined and after.value("ten") is not None):
            return None
        self.group, self.used = self.group + value, self.used + "U"
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
        may_begin = self._words.may_begin
        return [i for i in range(first, last) if tokens[i].kind == "number" or may_begin(tokens[i].norm)]

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
                return self._rest(s, word.last, total=times(value, scale), scale=scale)
        return self._rest(s, at, group=value)

    def _from_words(self, s: _Stretch, items: tuple[Item, ...]) -> Numeral | None:
        """The numeral whose first word has ``items``."""
        word = NumberWord(False, items, s.first + 1, False)
        at = word.last
        after = self._at(s, at)
        for category, read in (("few", _few), ("fraction", _part), ("vague", _vague)):
            value = word.value(category)
            if value is not None:
                return read(s.first, at, value, after)
        if word.value("bound") is not None or word.value("unit") is not None:
            return self._from_unit(s, word, after)
        for category, used in (("teen", "TU"), ("ten", "T"), ("hundreds", "H"), ("hundred", "H")):
            value = word.value(category)
            if value is not None:
                return self._rest(s, at, group=value, used=used)
        dual, scale = word.value("dual"), word.value("scale")
        # ألفا جندي is a dual in construct; ألفا at the end of a phrase is the accusative of one thousand.
        if dual is not None and (scale is None or self._is_owned(s.tokens, at, s.last)):
            return self._rest(s, at, total=dual, scale=dual / 2)
        if scale is not None:
            return self._rest(s, at, total=scale, scale=scale)
        dozen = word.value("dozen")
        return None if dozen is None else Numeral(s.first, at, dozen, dozen)

    def _from_unit(self, s: _Stretch, word: NumberWord, after: NumberWord | None) -> Numeral | None:
        """The numeral that begins with a unit, by the word ``after`` it: أحد عشر, ثلاثة أرباع المليون, خمس مئة, خمسة."""
        bound, unit = word.value("bound"), word.value("unit")
        if bound is not None:
            ten = _ten_of(after, s.joined)
            return self._rest(s, after.last, group=ten + bound, used="TU") if after is not None and ten else None
        assert unit is not None
        part = applied(after, "part")
        if after is not None and part is not None:
            return _part(s.first, after.last, unit * part, self._at(s, after.last))
        end, group, used = _with_unit(unit, word.last, after)
        return self._rest(s, end, group=group, used=used)

    def _is_owned(self, tokens: Sequence[Token], at: int, last: int) -> bool:
        """Whether the word at a token may be a noun that a number before it is in construct with."""
        if at >= last or tokens[at].kind != "word":
            return False
        return not tokens[at].norm.startswith(self._words.conjunction) and tokens[at].norm not in self._partitive

    def _at(self, s: _Stretch, at: int) -> NumberWord | None:
        """The number word at a token that is not the first."""
        return self._words.at(s.tokens, at, s.last, article=s.article)

    def _rest(
        self, s: _Stretch, at: int, *, group: float = 0, total: float = 0, scale: float = 0, used: str = ""
    ) -> Numeral:
        """Reads on behind a first part: ``group`` is below the next scale, ``total`` what is scaled already."""
        digits = s.tokens[at - 1].kind == "number"
        pure = digits
        so_far = _Sum(total, group, scale, "D" if digits else used, scale or 1.0)
        while at < s.last:
            word = self._joined_digits(s, at) if so_far.total else None
            word = word or self._at(s, at)
            if word is None or (word.joined and not s.joined):
                break
            after = self._at(s, word.last)
            if so_far.takes_fraction(word, digits):
                end = so_far.add_fraction(word, after)
                if end is not None:
                    at, pure = end, False
                break
            if so_far.is_dozens(word):
                return Numeral(s.first, word.last, so_far.group * 12, so_far.group * 12)
            end = so_far.add(word, after)
            if end is None:
                break
            at, pure = end, False
        result = so_far.total + so_far.group
        return Numeral(s.first, at, result, result, scale=so_far.ends_in, digits=pure)

    def _joined_digits(self, s: _Stretch, at: int) -> NumberWord | None:
        """ "و200" behind a scale word."""
        if s.tokens[at].norm == self._words.conjunction and at + 1 < s.last and s.tokens[at + 1].kind == "number":
            value = value_of(s.tokens[at + 1].norm, False, False)
            if value is not None:
                return NumberWord(True, (Item("digits", value),), at + 2, False)
        return None


def _ten_of(after: NumberWord | None, joined: bool) -> float | None:
    """The tens that a unit before a word goes with: أحد عشر, إحدى وعشرون. ``joined``: whether a conjunction may join them."""
    if applied(after, "ten-of-teens") is not None:
        return 10
    return after.value("ten") if after is not None and after.joined and joined else None


def _with_unit(unit: float, at: int, after: NumberWord | None) -> tuple[int, float, str]:
    """A unit that ends before ``at``, with the ten or the hundred behind it (خمسة عشر, خمس مئة): the index behind, the sum, of
    what it is made.
    """
    if after is not None and unit < 10:
        if applied(after, "ten-of-teens") is not None:
            return after.last, 10 + unit, "TU"
        if applied(after, "hundred") is not None and unit > 1:
            return after.last, 100 * unit, "H"
    return at, unit, "U"


def times(number: float, factor: float) -> float:
    """A product as it is on paper: 1.1 milliards are 1100000000."""
    return float(Decimal(repr(number)) * Decimal(repr(factor)))
