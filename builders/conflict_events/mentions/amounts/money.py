"""Money: currencies by word, sign and code, and their hundredths."""

from __future__ import annotations

from conflict_events.mentions.amounts.openings import Opening
from conflict_events.mentions.amounts.reading import Found
from conflict_events.mentions.amounts.words import Grammar
from conflict_events.mentions.base import offset
from conflict_events.records import AmountValue, Document, Span


class MoneyReader:
    """Reads currencies behind numbers, and amounts that a currency begins."""

    def __init__(self, grammar: Grammar) -> None:
        self._words, self._parser, _ = grammar

    def first(self, document: Document, at: int, last: int, opening: Opening) -> Found | None:
        """An amount that a currency begins: "$10,000", and a dual (دولاران)."""
        tokens = document.tokens
        text = document.text
        code = self._words.symbols.get(tokens[at].norm) if opening.symbol else None
        if code is not None and at + 1 < last and tokens[at + 1].kind == "number":
            numeral = self._parser.parse(tokens, at + 1, last, text)
            if numeral is not None:
                value = AmountValue(numeral.low, numeral.high, code, "money")
                number = Span(tokens[at + 1].start, tokens[numeral.last - 1].end)
                return Found(at, numeral.last, tokens[at].start, number.end, value, "money", number)
        for cut in opening.currency:
            matched = self._words.currencies.match(tokens, at, last, cut.stem)
            unit = self.currency(document, at, last, cut.stem) if matched is not None and matched[0].dual else None
            if unit is not None:
                code, stop = unit
                value, start = AmountValue(2, 2, code, "money", implied=True), offset(text, tokens[at], cut.dropped)
                return Found(at, stop, start, tokens[stop - 1].end, value, "money", None, cut.proclitics)
        return None

    def currency(
        self, document: Document, at: int, last: int, stem: str | None = None, country: str = ""
    ) -> tuple[str, int] | None:
        """Code and end of the currency at a token, code "" where the word alone does not tell."""
        tokens = document.tokens
        if at >= last:
            return None
        abbreviation = self._words.abbreviations.match(tokens, at, last)
        if abbreviation is not None:
            return abbreviation
        norm = tokens[at].norm if stem is None else stem
        if norm in self._words.symbols:
            return self._words.symbols[norm], at + 1
        matched = self._words.currencies.match(tokens, at, last, norm)
        if matched is None and norm.startswith(self._words.article):
            matched = self._words.currencies.match(
                tokens, at, last, norm[len(self._words.article) :], article=self._words.article
            )
        if matched is None:
            return None
        currency, stop = matched
        state = self._words.states.match(tokens, stop, last)
        if state is not None and (state[0] in currency.by or not currency.by):
            return currency.by.get(state[0], currency.code), state[1]
        return currency.code or currency.by.get(country, ""), stop

    def part(self, document: Document, at: int, last: int) -> tuple[str, int] | None:
        """Code and end of a definite currency behind "of", or of money without one: مئات الملايين من الدولارات, من الأموال."""
        tokens = document.tokens
        if at + 1 >= last or tokens[at].norm not in self._words.partitive:
            return None
        if tokens[at + 1].norm in self._words.sums:
            return "", at + 2
        return self.currency(document, at + 1, last) if self._words.is_definite(tokens[at + 1].norm) else None

    def unit(self, document: Document, first: int, last: int, country: str) -> str:
        """The code of the currency of the amount at some tokens, which ``country`` may decide."""
        for i in range(first, last):
            unit = self.currency(document, i, last, country=country)
            if unit is not None and unit[0]:
                return unit[0]
        return ""

    def rest(self, document: Document, at: int, last: int, unit: str, before: float) -> tuple[float, int] | None:
        """What a conjunction adds to a sum ``before`` it, in its ``unit``, and the index behind: "و43 سنتا", or what a round
        sum is short of (390 ألف دينار و880 دينارا).
        """
        norm, conjunction = document.tokens[at].norm if at < last else "", self._words.conjunction
        if not norm.startswith(conjunction):
            return None
        numeral = self._parser.parse(document.tokens, at + (norm == conjunction), last, document.text)
        if numeral is None or numeral.last >= last:
            return None
        part = self._words.minor.get(document.tokens[numeral.last].norm)
        if part is not None:
            return round(numeral.low * part, 6), numeral.last + 1
        money = self.currency(document, numeral.last, last)
        rest = not numeral.vague and numeral.low < before and not before % _step(numeral.low)
        return (numeral.low, money[1]) if money is not None and money[0] in ("", unit) and rest else None


def _step(rest: float) -> int:
    """The power of a thousand above a number, of which a sum must be a multiple that it is the rest of."""
    step = 1000
    while step <= rest:
        step *= 1000
    return step
