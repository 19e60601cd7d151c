"""Measures of time, length and weight: their parts (عام ونصف, 6 أعوام و3 أشهر), and one in another's unit."""

from __future__ import annotations

from conflict_events.mentions.amounts.reading import CLOSING, OPENING
from conflict_events.mentions.amounts.words import Grammar
from conflict_events.records import Document


class MeasureReader:
    """Reads what goes on with a measure."""

    def __init__(self, grammar: Grammar) -> None:
        self._words, self._parser, _ = grammar

    def rest(self, document: Document, at: int, last: int, unit: str) -> tuple[float, int]:
        """What a conjunction adds at a token to a measure before it, in its unit, with the index behind it: 0 and the token
        where it adds nothing.
        """
        if unit not in self._words.measure_units or at >= last:
            return 0, at
        more = 0.0
        while at < last and (found := self._added(document, at, last, unit)) is not None:
            # 3 سنوات وشهر و10 أيام
            more, at = more + found[0], found[1]
        return more, at

    def _added(self, document: Document, at: int, last: int, unit: str) -> tuple[float, int] | None:
        """The next of what a conjunction adds."""
        norm, conjunction = document.tokens[at].norm, self._words.conjunction
        first = at + (norm == conjunction)
        if not norm.startswith(conjunction) or first >= last:
            return None
        stem = document.tokens[first].norm if first > at else norm.removeprefix(conjunction)
        fraction = self._fraction(document, first, last, unit, stem)
        return fraction or self._smaller(document, first, last, unit) or self._one(document, first, last, unit, stem)

    def _fraction(self, document: Document, at: int, last: int, unit: str, stem: str) -> tuple[float, int] | None:
        """ "ونصف", "ونصف العام": a part of the unit, which may be named again, and of no number (ونصف مليون)."""
        tokens, words = document.tokens, self._words
        part, behind = words.fractions.get(stem), at + 1
        if part is None:
            return None
        if behind >= last or tokens[behind].kind != "word":
            return part, behind
        named = words.nouns.match(tokens, behind, last, tokens[behind].norm.removeprefix(words.article))
        if named is not None and named[0].unit == unit:
            return part, behind + 1
        return None if self._parser.may_start(tokens[behind]) else (part, behind)

    def _one(self, document: Document, at: int, last: int, unit: str, stem: str) -> tuple[float, int] | None:
        """ "وشهر", "وشهرين": one or two of a smaller unit."""
        found = self._words.nouns.match(document.tokens, at, last, stem)
        parts = self._words.smaller.get(unit, {}).get(found[0].unit) if found is not None else None
        if found is None or parts is None or found[0].number not in ("s", "d"):
            return None
        return (2 if found[0].number == "d" else 1) / parts, found[1]

    def _smaller(self, document: Document, at: int, last: int, unit: str) -> tuple[float, int] | None:
        """ "و3 أشهر", "و(48) كيلوغراما": a count of a smaller unit."""
        tokens = document.tokens
        bracketed = tokens[at].norm in OPENING
        numeral = self._parser.parse(tokens, at + bracketed, last, document.text)
        if numeral is None or numeral.vague or numeral.proclitics.strip(self._words.conjunction):
            return None
        stop = numeral.last
        stop += bracketed and stop < last and tokens[stop].norm in CLOSING
        noun = self._words.nouns.match(tokens, stop, last)
        parts = self._words.smaller.get(unit, {}).get(noun[0].unit) if noun is not None else None
        return None if noun is None or parts is None else (numeral.low / parts, noun[1])
