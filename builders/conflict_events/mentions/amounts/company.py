"""Those who are told of by whom they belong to: قتل ضابط وسائقه, أصيبت امرأة وطفلاها, أصيب والداه."""

from __future__ import annotations

from conflict_events.lexical.cutting import Cut, Cutter
from conflict_events.mentions.amounts.counted import CountedReader
from conflict_events.mentions.amounts.heads import Heads
from conflict_events.mentions.amounts.openings import Opening
from conflict_events.mentions.amounts.reading import Found
from conflict_events.mentions.amounts.words import AmountWords
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

    def __init__(self, words: AmountWords, cutter: Cutter, counted: CountedReader, heads: Heads) -> None:
        self._words = words
        self._cutter = cutter
        self._counted = counted
        self._heads = heads

    def read(self, document: Document, at: int, begin: int, opening: Opening) -> Found | None:
        """One or two of them at a token."""
        for cut in opening.company:
            token, count = document.tokens[at], self._words.company[cut.stem]
            two = count == 2 and (self._both(document, at, begin, cut) or self._alone(document, at, begin, cut))
            if not two and not self._follows(document, at, begin, cut):
                continue
            start = offset(document.article.text, token, cut.dropped)
            value = AmountValue(count, count, "person", "", implied=True)
            return Found(at, at + 1, start, token.end, value, "number", None, cut.proclitics)
        return None

    def _follows(self, document: Document, at: int, begin: int, cut: Cut) -> bool:
        """Whether a conjunction ties a word to somebody uncertain, or to others of his, behind what is done to them."""
        if cut.proclitics != self._words.conjunction:
            return False
        before = self._cutter.cuts(document.tokens[at - 1].norm) if at > begin else ()
        for other in (c for c in before if c.stem in self._words.company and not c.article):
            two = self._words.company[other.stem] == 2 and self._alone(document, at - 1, begin, other)
            if two or self._follows(document, at - 1, begin, other):
                return True
        for i in range(at - 1, max(begin, at - _BACK) - 1, -1):
            owner = self._counted.at(document, i, at)
            if owner is None and i > begin:
                owner = self._counted.conjunct(document, i, at)
            if owner is not None and owner[0].unit == "person":
                ends = self._counted.grow(document, owner[1], at, definite=False) == at
                return ends and not owner[2] and self._heads.before(document, i, begin, self._words.one_person_behind)
        return False

    def _alone(self, document: Document, at: int, begin: int, cut: Cut) -> bool:
        """Whether a word stands right behind what is done: أصيب والداه, مقتل نجليه."""
        if cut.proclitics or cut.stem in self._words.homographs or at == begin:
            return False
        return self._heads.at(document, at - 1, self._words.one_person_behind)

    def _both(self, document: Document, at: int, begin: int, cut: Cut) -> bool:
        """Whether a conjunction ties a word to somebody, named or not, behind what is done to them: قتل القائد ومرافقاه."""
        if cut.proclitics != self._words.conjunction:
            return False
        for i in range(at - 1, max(begin, at - _BOTH) - 1, -1):
            token = document.tokens[i]
            if self._heads.at(document, i, self._words.one_person_behind):
                return i < at - 1
            if token.kind != "word" or token.norm in self._words.one_ends:
                return False
        return False
