"""Those who are told of by whom they belong to: قتل ضابط وسائقه, أصيبت امرأة وطفلاها, أصيب والداه."""

from __future__ import annotations

from conflict_events.lexical.cutting import Cut
from conflict_events.mentions.amounts.counted import CountedReader
from conflict_events.mentions.amounts.heads import Heads
from conflict_events.mentions.amounts.openings import Opening
from conflict_events.mentions.amounts.reading import Found
from conflict_events.mentions.amounts.words import Grammar
from conflict_events.mentions.base import offset
from conflict_events.records import AmountValue, Document

_BACK = 3
"""Words before them in which the one whom they belong to begins."""
_BOTH = 6
"""The same with what is done to him, where he is certain."""


class CompanyReader:
    """Counts kin and companions of somebody uncertain, where something is done to all of them, and two of anybody's to whom
    alone it is done.
    """

    def __init__(self, grammar: Grammar, counted: CountedReader, heads: Heads) -> None:
        self._words, _, self._cutter = grammar
        self._counted = counted
        self._heads = heads

    def read(self, document: Document, at: int, begin: int, opening: Opening) -> Found | None:
        """One or two of them at a token."""
        for cut in opening.company:
            if self._suffers(document, at, begin, cut):
                token, count = document.tokens[at], self._words.company[cut.stem]
                start = offset(document.text, token, cut.dropped)
                value = AmountValue(count, count, "person", "", implied=True)
                return Found(at, at + 1, start, token.end, value, "number", None, cut.proclitics)
        return None

    def _suffers(self, document: Document, at: int, begin: int, cut: Cut) -> bool:
        """Whether a word stands for two right behind what is done (أصيب والداه), or a conjunction ties it to somebody uncertain
        or to others of his behind that: ضابط وسائقه, رجل وزوجته ورضيعهما.
        """
        words = self._words
        if at == begin:
            return False
        if not cut.proclitics:
            two = words.company[cut.stem] == 2 and cut.stem not in words.homographs
            return two and self._heads.at(document, at - 1, words.one_person_behind)
        if cut.proclitics != words.conjunction:
            return False
        if words.company[cut.stem] == 2 and self._both(document, at, begin):
            return True
        before = (c for c in self._cutter.cuts(document.tokens[at - 1].norm) if c.stem in words.company)
        return any(self._suffers(document, at - 1, begin, c) for c in before) or self._follows(document, at, begin)

    def _both(self, document: Document, at: int, begin: int) -> bool:
        """Whether a conjunction ties a token to somebody, named or not, behind what is done to them: قتل القائد ومرافقاه."""
        for i in range(at - 1, max(begin, at - _BOTH) - 1, -1):
            token = document.tokens[i]
            if self._heads.at(document, i, self._words.one_person_behind):
                return i < at - 1
            if token.kind != "word" or token.norm in self._words.one_ends:
                return False
        return False

    def _follows(self, document: Document, at: int, begin: int) -> bool:
        """Whether somebody uncertain, behind what is done to him, stands before a token."""
        for i in range(at - 1, max(begin, at - _BACK) - 1, -1):
            owner = self._counted.at(document, i, at) or self._counted.conjunct(document, i, at)
            if owner is not None and owner[0].unit == "person":
                ends = self._counted.grow(document, owner[1], at, definite=False) == at
                return ends and not owner[2] and self._heads.before(document, i, begin, self._words.one_person_behind)
        return False
