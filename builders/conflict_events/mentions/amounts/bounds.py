"""Bounds of an amount whose words stand apart from it: يزيد عددهم عن 60, 12 حارسا من الكتيبة على الأقل."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflict_events.lexical.text import COMMAS
from conflict_events.mentions.amounts.counted import CountedReader
from conflict_events.mentions.amounts.reading import OPENING, Found, bounded
from conflict_events.mentions.amounts.words import Grammar
from conflict_events.records import Document, Token

_BACK = 7
"""Tokens before an amount in which what bounds it begins."""
_LONGEST = 3
"""Words of a qualifier."""


class BoundsReader:
    """Looks for qualifiers with other words between them and the amount, which does not include them."""

    def __init__(self, grammar: Grammar, counted: CountedReader) -> None:
        self._words, self._parser, self._cutter = grammar
        self._counted = counted

    def bounded(self, document: Document, found: Found, begin: int) -> Found:
        """An amount with the bounds that words around it give; as it is where it has bounds already."""
        value = found.value
        if value.low is None or value.low != value.high:
            return found
        side = self._before(document.tokens, found.first, begin)
        if not side and not (value.implied and value.low == 1):
            side = self._behind(document, found.last)
        if not side:
            return found
        low, high = bounded(side, value.low, value.high)
        return replace(found, value=replace(value, low=low, high=high))

    def _before(self, tokens: Sequence[Token], first: int, begin: int) -> str:
        """The side that words before token ``first`` name; only what may stand between may stand between."""
        told: list[Token] = []
        side = ""
        for at in range(first - 1, max(begin, first - _BACK) - 1, -1):
            token = tokens[at]
            if token.kind != "word":
                if token.norm in OPENING and not side:
                    continue
                break
            longer = self._side([token, *told])
            if side and not longer:
                # Longer phrases say what shorter ones do not: لا يزيد على, يزيد على.
                return "" if token.norm in self._words.negations else side
            side = longer
            if longer or not self._is_between(tokens, at, begin):
                told.insert(0, token)
            if len(told) > _LONGEST:
                break
        return side

    def _side(self, tokens: Sequence[Token]) -> str:
        """The side that a phrase of all these tokens names, "" where they are none."""
        for cut in self._cutter.cuts(tokens[0].norm):
            matched = None if cut.article else self._words.apart.match(tokens, 0, len(tokens), cut.stem)
            if matched is not None and matched[1] == len(tokens):
                return matched[0]
        return ""

    def _is_between(self, tokens: Sequence[Token], at: int, begin: int) -> bool:
        """Whether a word may stand between a qualifier and its number: a measure of them, or of what a definite word names."""
        norm, words = tokens[at].norm, self._words
        if norm in words.apart_between or norm in words.measured:
            return True
        if norm in words.measures:
            return True
        return words.is_definite(norm) and any(t.norm in words.measures for t in tokens[max(begin, at - 2) : at])

    def _behind(self, document: Document, last: int) -> str:
        """The side that words some way behind an amount name."""
        tokens, words = document.tokens, self._words
        sentence = document.sentence_of(last - 1)
        stop = min(last + words.apart_reach + 2, sentence.last)
        if not any(token.norm in words.after for token in tokens[last:stop]):
            return ""
        for at in range(last, stop):
            matched = words.after.match(tokens, at, sentence.last)
            if matched is not None:
                return matched[0] if matched[0] != "about" else ""
            token = tokens[at]
            if token.norm in COMMAS and words.after.match(tokens, at + 1, sentence.last) is not None:
                continue
            noun = self._counted.at(document, at, sentence.last)
            if (
                token.kind != "word"
                or at == last + words.apart_reach
                or token.norm in words.apart_ends
                or self._parser.parse(tokens, at, sentence.last, document.text, article=True) is not None
                or any(words.before.match(tokens, at, sentence.last, c.stem) for c in self._cutter.cuts(token.norm))
                or (noun is not None and noun[0].number == "d")
            ):
                return ""
        return ""
