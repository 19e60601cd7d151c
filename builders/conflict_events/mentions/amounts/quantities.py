"""The number part of an amount: one numeral, or a range of two."""

from __future__ import annotations

from conflict_events.mentions.amounts.money import MoneyReader
from conflict_events.mentions.amounts.openings import Opening
from conflict_events.mentions.amounts.reading import Quantity
from conflict_events.mentions.amounts.words import AmountWords
from conflict_events.mentions.base import Cut, offset
from conflict_events.mentions.numbers import Numeral, NumeralParser
from conflict_events.records import Document

CHANGE_REACH = 12
"""Tokens before a range in which a verb may stand that says that a number has changed."""


class QuantityReader:
    """Reads numerals and ranges."""

    def __init__(self, words: AmountWords, parser: NumeralParser, money: MoneyReader) -> None:
        self._words = words
        self._parser = parser
        self._money = money

    def read(self, document: Document, at: int, last: int, begin: int, opening: Opening) -> Quantity | None:
        """The number or range that begins at a token. ``begin`` is the sentence's first token."""
        tokens = document.tokens
        text = document.article.text
        for cut in opening.range:
            matched = None if cut.article else self._words.between.match(tokens, at, last, cut.stem)
            if matched is not None:
                pair = self._pair(document, matched[1], last)
                return None if pair is None else self._ranged(document, at, cut, *pair)
            ends = self._from_to(document, at, last, cut)
            if ends is not None and self._has_changed(document, at, begin):
                return self._ranged(document, at, cut, ends[1], ends[1])
            if ends is not None and ends[1].low > ends[0].high:
                return self._ranged(document, at, cut, *ends)
        if not opening.numeral:
            return None
        left = self._parser.parse(tokens, at, last, text)
        if left is None:
            return None
        if left.article and not left.vague and not (at == begin and left.last == last):
            return None
        if left.last + 1 < last and tokens[left.last].norm in self._words.range_to and not left.vague:
            right = self._parser.parse(tokens, left.last + 1, last, text)
            if right is not None and not right.vague and right.low > _lend(left, right):
                spaced = (
                    tokens[left.last].norm not in self._words.dashes
                    or right.scale > 1
                    or self._counts(document, right.last, last)
                )
                if spaced:
                    cut = Cut(left.dropped, left.proclitics, left.article, "")
                    return self._ranged(document, at, cut, left, right)
        return Quantity(
            left.low, left.high, left.first, left.last, offset(text, tokens[at], left.dropped), tokens[left.last - 1].end,
            left.proclitics, left.few, left.digits, article=left.article, one=left.low == left.high == 1,
        )  # fmt: skip

    def _counts(self, document: Document, at: int, last: int) -> bool:
        """Whether something countable stands at a token."""
        tokens = document.tokens
        return (
            self._words.nouns.match(tokens, at, last) is not None
            or self._money.currency(document, at, last) is not None
            or self._words.percent.match(tokens, at, last) is not None
        )

    def _behind_noun(self, document: Document, at: int, last: int) -> int:
        """The index behind a counted noun that stands between the ends of a range (من 3 أيام إلى 5)."""
        matched = self._words.nouns.match(document.tokens, at, last)
        return at if matched is None else matched[1]

    def _pair(self, document: Document, at: int, last: int) -> tuple[Numeral, Numeral] | None:
        """The two numerals behind "between", joined by a conjunction or a word for "to"."""
        tokens = document.tokens
        text = document.article.text
        for joined in (True, False):
            left = self._parser.parse(tokens, at, last, text, joined=joined)
            if left is None or left.last >= last:
                continue
            to = self._behind_noun(document, left.last, last)
            if to >= last:
                continue
            right = None
            if tokens[to].norm in self._words.range_to or tokens[to].norm == self._words.conjunction:
                right = self._parser.parse(tokens, to + 1, last, text)
            elif tokens[to].norm.startswith(self._words.conjunction):
                right = self._parser.parse(tokens, to, last, text)
            if right is not None and right.low >= _lend(left, right):
                return left, right
        return None

    def _from_to(self, document: Document, at: int, last: int, cut: Cut) -> tuple[Numeral, Numeral] | None:
        """The two numerals behind "from", joined by a word for "to"."""
        tokens, text = document.tokens, document.article.text
        if cut.stem not in self._words.range_from or cut.proclitics.strip(self._words.conjunction):
            return None
        left = self._parser.parse(tokens, at + 1, last, text)
        if left is None or left.article:
            return None
        to = self._behind_noun(document, left.last, last)
        if to >= last or tokens[to].norm not in self._words.range_to:
            return None
        right = self._parser.parse(tokens, to + 1, last, text)
        return (left, right) if right is not None else None

    def _has_changed(self, document: Document, at: int, begin: int) -> bool:
        """Whether a verb before "from A to B" says that it was A and is B now: ارتفعت الحصيلة من 20 إلى 35."""
        words = (token.norm for token in document.tokens[max(begin, at - CHANGE_REACH) : at])
        return not self._words.changed.isdisjoint(words)

    def _ranged(self, document: Document, first: int, cut: Cut, left: Numeral, right: Numeral) -> Quantity:
        tokens = document.tokens
        return Quantity(
            _lend(left, right), right.high, first, right.last, offset(document.article.text, tokens[first], cut.dropped),
            tokens[right.last - 1].end, cut.proclitics, False, left.digits and right.digits, range=True,
        )  # fmt: skip


def _lend(left: Numeral, right: Numeral) -> float:
    """The lower end of a range, in the scale of the upper one where it names none: بين 20 و30 ألفا."""
    if left.scale == 1 and right.scale > 1 and left.low < right.low / right.scale:
        return left.low * right.scale
    return left.low
