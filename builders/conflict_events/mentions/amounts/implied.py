"""Amounts that a noun begins: without a number (جنديان) or with the number behind (الجنود الثلاثة)."""

from __future__ import annotations

from conflict_events.mentions.amounts.counted import CountedReader
from conflict_events.mentions.amounts.neighbours import Neighbours
from conflict_events.mentions.amounts.openings import Opening
from conflict_events.mentions.amounts.reading import Found, bounded
from conflict_events.mentions.amounts.words import AmountWords
from conflict_events.mentions.base import offset
from conflict_events.mentions.numbers import NumeralParser
from conflict_events.records import AmountValue, Document, Span


class ImpliedReader:
    """Reads counted nouns that stand without a number, or before it."""

    def __init__(
        self, words: AmountWords, parser: NumeralParser, counted: CountedReader, neighbours: Neighbours
    ) -> None:
        self._words = words
        self._parser = parser
        self._counted = counted
        self._neighbours = neighbours

    def read(self, document: Document, at: int, last: int, begin: int, opening: Opening) -> Found | None:
        """An amount without a number (جنديان, مدنيا) or with the number behind (الجنود الثلاثة, شخصا واحدا)."""
        tokens = document.tokens
        text = document.article.text
        token = tokens[at]
        for cut in opening.noun:
            matched = self._words.nouns.match(
                tokens, at, last, cut.stem, article=self._words.article if cut.article else ""
            )
            if matched is None or cut.stem in self._words.homographs:
                continue
            noun, stop = matched
            start = offset(text, token, cut.dropped)
            if cut.article:
                if noun.number == "p" and stop < last and tokens[stop].norm.startswith(self._words.article):
                    numeral = self._parser.parse(tokens, stop, last, text, article=True)
                    if (
                        numeral is not None
                        and numeral.article
                        and not numeral.vague
                        and not numeral.proclitics
                        and 2 < numeral.low < 100
                    ):
                        value = AmountValue(numeral.low, numeral.high, noun.unit, noun.kind)
                        return Found(at, numeral.last, start, tokens[numeral.last - 1].end, value, "number",
                                      Span(tokens[stop].start, tokens[numeral.last - 1].end), cut.proclitics)  # fmt: skip
                return None
            grown = self._counted.grow(document, stop, last, definite=False, person=True)
            written = None
            for i in range(stop, grown):
                numeral = self._parser.parse(tokens, i, grown, text)
                if numeral is not None and not numeral.vague and numeral.low in (1, 2):
                    written = Span(tokens[i].start, tokens[i].end)
            if noun.number == "d":
                count = 2.0
            elif noun.number == "s" and (noun.single or written is not None):
                count = 1.0
            else:
                return None
            if count == 1 and (
                not noun.accusative and stop < last and tokens[stop].norm.startswith(self._words.article)
            ):
                return None
            behind = self._words.after.match(tokens, grown, last)
            low: float | None = count
            high: float | None = count
            if behind is not None:
                grown = behind[1]
                low, high = bounded(behind[0], low, high)
            value = AmountValue(
                low,
                high,
                noun.unit,
                noun.kind,
                implied=written is None,
                part=self._neighbours.is_part(document, at, begin),
            )
            return Found(at, grown, start, tokens[grown - 1].end, value, "number", written, cut.proclitics)
        return None
