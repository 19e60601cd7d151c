"""The number part of an amount: one numeral, or a range of two."""

from __future__ import annotations

from typing import NamedTuple

from conflict_events.lexical.cutting import Cut
from conflict_events.mentions.amounts.counted import MOST_OF_PLURAL
from conflict_events.mentions.amounts.money import MoneyReader
from conflict_events.mentions.amounts.openings import Opening
from conflict_events.mentions.amounts.reading import Quantity
from conflict_events.mentions.amounts.words import Grammar
from conflict_events.mentions.base import offset
from conflict_events.mentions.numbers import Numeral, times
from conflict_events.records import Document

CHANGE_REACH = 12
"""Tokens before a range in which a verb may stand that says that a number has changed."""
BY_REACH = 2
"""Words before a number among which one carries "by": بأكثر من."""


class _End(NamedTuple):
    """An end of a range: its numeral, the index behind it and what it counts, and the unit of that where it is a measure."""

    numeral: Numeral
    stop: int
    unit: str = ""


class QuantityReader:
    """Reads numerals and ranges."""

    def __init__(self, grammar: Grammar, money: MoneyReader) -> None:
        self._words, self._parser, _ = grammar
        self._money = money

    def read(self, document: Document, at: int, last: int, begin: int, opening: Opening) -> Quantity | None:
        """The number or range that begins at a token. ``begin`` is the sentence's first token."""
        tokens = document.tokens
        for cut in opening.range:
            matched = None if cut.article else self._words.between.match(tokens, at, last, cut.stem)
            ends = self._pair(document, matched[1], last) if matched else self._from_to(document, at, last, begin, cut)
            if ends is not None:
                return self._ranged(document, at, cut, *ends)
            if matched is not None:
                return None
        left = self._first(document, at, last, begin) if opening.numeral else None
        if left is None or self._is_step(document, at, begin, left, last):
            return None
        ends = self._either(document, left, last) or self._to(document, left, last)
        if ends is not None:
            return self._ranged(document, at, Cut(left.dropped, left.proclitics, left.article, ""), *ends)
        first, start = at, offset(document.text, tokens[at], left.dropped)
        if not left.digits and any(token.norm == ")" for token in tokens[at : left.last]):
            # "(250) ألف" begins with its bracket.
            first, start = at - 1, tokens[at - 1].start
        return Quantity(
            left.low, left.high, first, left.last, start, tokens[left.last - 1].end,
            left.proclitics, left.few, left.digits, article=left.article,
        )  # fmt: skip

    def _first(self, document: Document, at: int, last: int, begin: int) -> Numeral | None:
        """The numeral that begins at a token; a definite one where it counts something indefinite: المئة مليار دولار."""
        numeral = self._parser.parse(document.tokens, at, last, document.text)
        numeral = numeral or self._definite(document, at, last)
        if numeral is None or not numeral.article or numeral.vague or (at == begin and numeral.last == last):
            return numeral
        if numeral.proclitics not in ("", self._words.conjunction) and numeral.scale == 1:
            return None
        return numeral if self._agrees(document, numeral, last) else None

    def _to(self, document: Document, left: Numeral, last: int) -> tuple[_End, _End] | None:
        """The ends of a range whose second stands behind a word for "to" or a dash: 20 إلى 30, 20-30 قتيلا."""
        tokens, to = document.tokens, left.last
        if left.vague or to + 1 >= last or tokens[to].norm not in self._words.range_to:
            return None
        right = self._parser.parse(tokens, to + 1, last, document.text)
        if right is None or right.vague or right.low <= _lend(left, right):
            return None
        if tokens[to].norm in self._words.dashes and right.scale <= 1 and not self._counts(document, right.last, last):
            return None
        return _End(left, to), _End(right, right.last)

    def _counts(self, document: Document, at: int, last: int) -> bool:
        """Whether something countable stands at a token."""
        tokens = document.tokens
        return (
            self._words.nouns.match(tokens, at, last) is not None
            or self._money.currency(document, at, last) is not None
            or self._parser.percent.match(tokens, at, last) is not None
        )

    def _definite(self, document: Document, at: int, last: int) -> Numeral | None:
        """A number in words with the article: السبعة أعوام."""
        if document.tokens[at].kind != "word":
            return None
        numeral = self._parser.parse(document.tokens, at, last, document.text, article=True)
        return None if numeral is None or not numeral.article or numeral.high <= 2 else numeral

    def _either(self, document: Document, left: Numeral, last: int) -> tuple[_End, _End] | None:
        """Two numbers of which one is meant: أربعة أو خمسة جنود."""
        if left.vague or left.last + 1 >= last or document.tokens[left.last].norm not in self._words.alternatives:
            return None
        right = self._parser.parse(document.tokens, left.last + 1, last, document.text)
        if right is None or not _lend(left, right) < right.low:
            return None
        return _End(left, left.last), _End(right, right.last)

    def _agrees(self, document: Document, numeral: Numeral, last: int) -> bool:
        """Whether what stands behind a definite number is indefinite and in the number's form: no وزير behind السبع."""
        tokens, at = document.tokens, numeral.last
        noun = self._words.nouns.match(tokens, at, last)
        if noun is None or tokens[at].norm in self._words.homographs:
            return noun is None and self._counts(document, at, last)
        return noun[0].number == ("p" if numeral.high <= MOST_OF_PLURAL else "s")

    def _end(self, document: Document, at: int, last: int, *, joined: bool = True) -> _End | None:
        """The end of a range at a token: a number with what it may count, or a measure alone (عام, عامين)."""
        tokens = document.tokens
        numeral = self._parser.parse(tokens, at, last, document.text, joined=joined)
        if numeral is not None:
            return self._counting(document, numeral, last)
        matched = self._words.nouns.match(tokens, at, last)
        if matched is None or matched[0].unit not in self._words.measure_units or matched[0].number == "p":
            return None
        noun, stop = matched
        count = 2.0 if noun.number == "d" else 1.0
        # An empty numeral, behind which stands what it counts.
        return _End(Numeral(at, at, count, count), stop, noun.unit)

    def _counting(self, document: Document, numeral: Numeral, last: int) -> _End:
        """A number as an end of a range, with what it may count."""
        matched = self._words.nouns.match(document.tokens, numeral.last, last)
        if matched is None:
            return _End(numeral, numeral.last)
        noun, stop = matched
        return _End(numeral, stop, noun.unit if noun.unit in self._words.measure_units else "")

    def _pair(self, document: Document, at: int, last: int) -> tuple[_End, _End] | None:
        """The two ends behind "between", joined by a conjunction or a word for "to"."""
        tokens, words = document.tokens, self._words
        for joined in (True, False):
            left = self._end(document, at, last, joined=joined)
            if left is None:
                continue
            currency = self._money.currency(document, left.stop, last)
            to = left.stop if currency is None else currency[1]
            right = None
            if to >= last:
                continue
            if tokens[to].norm in words.range_to or tokens[to].norm == words.conjunction:
                right = self._end(document, to + 1, last)
            elif tokens[to].norm.startswith(words.conjunction):
                right = self._joined_end(document, to, last)
            if right is not None and _rises(left, right, equal=True):
                return left, right
        return None

    def _from_to(self, document: Document, at: int, last: int, begin: int, cut: Cut) -> tuple[_End, _End] | None:
        """The two ends behind "from", joined by a word for "to"; the second alone where the first is what it was before."""
        if cut.stem not in self._words.range_from or cut.proclitics.strip(self._words.conjunction):
            return None
        left = self._end(document, at + 1, last)
        if left is None or left.numeral.article or left.stop >= last:
            return None
        if document.tokens[left.stop].norm not in self._words.range_to:
            return None
        right = self._end(document, left.stop + 1, last)
        if right is not None and self._has_changed(document, at, begin):
            return right, right
        return (left, right) if right is not None and _rises(left, right) else None

    def _joined_end(self, document: Document, at: int, last: int) -> _End | None:
        """The end of a range that a conjunction is written on to."""
        numeral = self._parser.parse(document.tokens, at, last, document.text)
        return self._counting(document, numeral, last) if numeral is not None and numeral.dropped else None

    def _has_changed(self, document: Document, at: int, begin: int) -> bool:
        """Whether a verb before "from A to B" says that it was A and is B now: ارتفعت الحصيلة من 20 إلى 35."""
        words = (token.norm for token in document.tokens[max(begin, at - CHANGE_REACH) : at])
        return not self._words.changed.isdisjoint(words)

    def _is_step(self, document: Document, at: int, begin: int, left: Numeral, last: int) -> bool:
        """Whether a number tells by how much something has become another: ارتفع بنحو مئة إلى 253."""
        tokens, words = document.tokens, self._words
        to = tokens[left.last].norm if left.last < last else ""
        if to not in words.range_to or to in words.dashes or not self._has_changed(document, at, begin):
            return False
        before = tokens[max(begin, at - BY_REACH) : at]
        return words.by in left.proclitics or any(t.norm.startswith(words.by) for t in before)

    def _ranged(self, document: Document, first: int, cut: Cut, lower: _End, upper: _End) -> Quantity:
        tokens, left, right = document.tokens, lower.numeral, upper.numeral
        return Quantity(
            _lend(left, right), right.high, first, right.last, offset(document.text, tokens[first], cut.dropped),
            tokens[right.last - 1].end, cut.proclitics, False, left.digits and right.digits, range=True,
        )  # fmt: skip


def _rises(left: _End, right: _End, *, equal: bool = False) -> bool:
    """Whether a range's second end is the greater one, and counts the same where both count measures."""
    if left.unit and right.unit and left.unit != right.unit:
        return False
    low, high = _lend(left.numeral, right.numeral), right.numeral.low
    return high > low or (equal and high == low)


def _lend(left: Numeral, right: Numeral) -> float:
    """The lower end of a range, in the scale of the upper one where it names none: بين 20 و30 ألفا."""
    if left.scale == 1 and right.scale > 1 and left.low < right.low / right.scale:
        return times(left.low, right.scale)
    return left.low
