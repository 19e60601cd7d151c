"""Words that make a noun behind them one that something is done to: مقتل مسلح, دمرت القوات دبابة."""

from __future__ import annotations

from conflict_events.lexical.text import COMMAS
from conflict_events.mentions.amounts.words import Grammar
from conflict_events.records import Document

_ASIDE = 5
"""Words of an aside between two commas."""


class Heads:
    """Looks for them; which ones they are differs by what is done, and to whom."""

    def __init__(self, grammar: Grammar) -> None:
        self._reach = grammar.words.one_reach
        self._cutter = grammar.cutter

    def at(self, document: Document, at: int, heads: frozenset[str]) -> bool:
        """Whether one of the words stands at a token."""
        token = document.tokens[at]
        return token.kind == "word" and self._cutter.is_one(token.norm, heads)

    def before(self, document: Document, behind: int, begin: int, heads: frozenset[str]) -> bool:
        """Whether one of them stands before a token, with at most a subject between."""
        first = max(begin, behind - self._reach)
        return any(self.at(document, i, heads) for i in range(behind - 1, first - 1, -1))

    def aside(self, document: Document, behind: int, begin: int) -> int:
        """Where an aside between commas begins that ends right before a token: دمر الجيش، مساء الخميس، دبابة; the token itself
        where none does.
        """
        tokens = document.tokens
        if behind - 1 <= begin or tokens[behind - 1].norm not in COMMAS:
            return behind
        for i in range(behind - 2, max(begin, behind - 2 - _ASIDE) - 1, -1):
            if tokens[i].norm in COMMAS:
                return i
        return behind
