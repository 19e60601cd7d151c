"""The words of a document, as features are made of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from conflict_events.lexical.cutting import Clitics
from conflict_events.records import Document, Mention

SHORTEST = 3
"""Letters of a word that two sentences may share as a sign that they tell the same."""
BEYOND = "#"
"""Stands for the word beyond a sentence's border."""


class Words:
    """The words of a document. ``norms``: of each token the folded form; ``bare``: that without what is written on to its
    front; ``stems``: of each sentence the bare words of ``SHORTEST`` letters and more.
    """

    def __init__(self, document: Document, clitics: Clitics) -> None:
        self._sentences = document.sentences
        self.norms: Sequence[str] = [t.norm for t in document.tokens]
        known = {norm: _bare(norm, clitics) for norm in set(self.norms)}
        self.bare: Sequence[str] = [known[norm] for norm in self.norms]
        self.stems: Sequence[frozenset[str]] = [
            frozenset(w for w in self.bare[s.first : s.last] if len(w) >= SHORTEST) for s in document.sentences
        ]
        held = Counter(chain.from_iterable(self.stems))
        self._weights: Mapping[str, float] = {stem: math.log1p(len(self.stems) / n) for stem, n in held.items()}

    def weight(self, stems: Iterable[str]) -> float:
        """The weight of stems of the document together: each counts the more the fewer sentences hold it (inverse document
        frequency, a sentence being the document).
        """
        return math.fsum(self._weights[stem] for stem in stems)

    def of(self, mention: Mention) -> frozenset[str]:
        """The bare words of a mention."""
        return frozenset(self.bare[mention.first : mention.last])

    def beside(self, mention: Mention, offset: int, bare: bool = False) -> str:
        """A word of a mention's sentence, -1 the one before the mention, 1 the one after it; ``BEYOND`` the sentence."""
        sentence = self._sentences[mention.sentence]
        at = mention.first + offset if offset < 0 else mention.last - 1 + offset
        if not sentence.first <= at < sentence.last:
            return BEYOND
        return self.bare[at] if bare else self.norms[at]


def _bare(word: str, clitics: Clitics) -> str:
    """A folded word without conjunction, preposition and article, where two letters at least are left."""
    for group in (clitics.conjunctions, clitics.prepositions, (clitics.assimilated_article, clitics.article)):
        for proclitic in group:
            if proclitic and word.startswith(proclitic) and len(word) - len(proclitic) > 1:
                word = word[len(proclitic) :]
                break
    return word
