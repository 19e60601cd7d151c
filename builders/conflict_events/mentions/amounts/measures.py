"""Measures of time, length and weight: their parts (عام ونصف, 6 أعوام و3 أشهر), and one in another's unit."""

from __future__ import annotations

from conflict_events.mentions.amounts.reading import CLOSING, OPENING
from conflict_events.mentions.amounts.words import AmountWords
from conflict_events.mentions.numbers import NumeralParser
from conflict_events.records import Document


class MeasureReader:
    """Reads what goes on with a measure."""

    def __init__(self, words: AmountWords, parser: NumeralParser) -> None:
        self._words = words
        self._parser = parser

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
        if not norm.startswith(conjunction):
            return None
        first, stem = (at + 1, None) if norm == conjunction else (at, norm.removeprefix(conjunction))
        fraction = self._fraction(document, first, last, unit, stem)
        return fraction or self._smaller(document, first, last, unit) or self._one(document, first, last, unit, stem)

    def _fraction(
        self, document: Document, at: int, last: int, unit: str, stem: str | None
    ) -> tuple[float, int] | None:
        """ "ونصف", "ونصف العام": a part of the unit, which may be named again, and of nothing else."""
        tokens, words = document.tokens, self._words
        if at >= last:
            return None
        part = words.fractions.get(tokens[at].norm if stem is None else stem)
        if part is None:
            return None
        if at + 1 >= last or tokens[at + 1].kind != "word":
            return part, at + 1
        behind = tokens[at + 1].norm
        named = words.nouns.match(tokens, at + 1, last, behind.removeprefix(words.article))
        if named is not None and named[0].unit == unit and named[0].number == "s":
            return part, at + 2
        other = named is not None or words.is_definite(behind) or words.currencies.match(tokens, at + 1, last)
        return None if other or self._parser.may_start(tokens[at + 1]) else (part, at + 1)

    def _one(self, document: Document, at: int, last: int, unit: str, stem: str | None) -> tuple[float, int] | None:
        """ "وشهر", "وشهرين": one or two of a smaller unit, where no name of it follows (وشهر رمضان, ويوم الجمعة)."""
        words = self._words
        found = words.nouns.match(document.tokens, at, last, stem) if at < last else None
        if found is None or found[0].number not in ("s", "d"):
            return None
        noun, stop = found
        parts = words.smaller.get(unit, {}).get(noun.unit)
        named = stop < last and (
            words.is_definite(document.tokens[stop].norm)
            or document.tokens[stop].kind == "number"
            or document.tokens[stop].norm in words.not_terms
        )
        return None if parts is None or named else ((2 if noun.number == "d" else 1) / parts, stop)

    def _smaller(self, document: Document, at: int, last: int, unit: str) -> tuple[float, int] | None:
        """ "و3 أشهر", "و(48) كيلوغراما": a count of a smaller unit that does not fill the greater one."""
        tokens = document.tokens
        at += at < last and tokens[at].norm in OPENING
        numeral = self._parser.parse(tokens, at, last, document.article.text)
        if numeral is None or numeral.vague or numeral.proclitics.strip(self._words.conjunction):
            return None
        stop = numeral.last
        stop += stop < last and tokens[at - 1].norm in OPENING and tokens[stop].norm in CLOSING
        noun = self._words.nouns.match(tokens, stop, last)
        parts = self._words.smaller.get(unit, {}).get(noun[0].unit) if noun is not None else None
        return None if noun is None or parts is None or numeral.low >= parts else (numeral.low / parts, noun[1])
