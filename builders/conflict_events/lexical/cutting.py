"""The cutting of clitics: what a word may be without the conjunctions, prepositions and article written on to its beginning."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from conflict_events.lexical.text import REMEMBERED


@dataclass(frozen=True, slots=True)
class Clitics:
    """What may be written on to a word: folded conjunctions, prepositions, future marks, the article, pronouns."""

    conjunctions: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    imperfect_prefixes: tuple[str, ...] = ()
    article: str = ""
    assimilated_article: str = ""
    suffixes: tuple[str, ...] = ()
    suffix_changes: tuple[tuple[str, str], ...] = ()
    """What the stem's end stands for before a pronoun: (("ت", "ه"), ("و", "وا"), ...)."""

    def has_article(self, word: str, proclitics: str) -> bool:
        """Whether a folded word carries the article behind its ``proclitics``, which are conjunctions and prepositions."""
        rest, mark = word[len(proclitics) :], self.assimilated_article
        assimilated = bool(mark) and proclitics.endswith(mark) and rest.startswith(mark)
        return bool(self.article) and (rest.startswith(self.article) or assimilated)


class Cut(NamedTuple):
    """A reading of a word: folded characters left out in front, what is written on to it, whether the article is, too."""

    dropped: int
    proclitics: str
    article: bool
    stem: str


MIN_STEM = 3
"""Letters that must be left behind what is cut off: باب is no ب with آب."""


class _Beginning(NamedTuple):
    """Letters that a word may begin with and be cut behind, where it has at least so many in all."""

    letters: str
    least: int
    dropped: int
    proclitics: str
    article: bool


class Cutter:
    """Cuts conjunctions, prepositions and the article off words; remembers what it has cut."""

    def __init__(self, clitics: Clitics) -> None:
        self._beginnings: dict[str, list[_Beginning]] = {}
        for beginning in _beginnings(clitics):
            self._beginnings.setdefault(beginning.letters[0], []).append(beginning)
        self.cuts: Callable[[str], tuple[Cut, ...]] = lru_cache(REMEMBERED)(self._read)
        """All readings of a folded word, the uncut one first."""

    def is_one(self, norm: str, words: Container[str]) -> bool:
        """Whether a folded word, cut in any way, is one of some."""
        return any(cut.stem in words for cut in self.cuts(norm))

    def _read(self, norm: str) -> tuple[Cut, ...]:
        found = [Cut(0, "", False, norm)]
        for letters, least, dropped, proclitics, article in self._beginnings.get(norm[:1], ()):
            if len(norm) >= least and norm.startswith(letters):
                found.append(Cut(dropped, proclitics, article, norm[len(letters) :]))
        return tuple(found)


def _beginnings(clitics: Clitics) -> Iterator[_Beginning]:
    """What may be cut off, in the order in which readings are tried."""
    article, mark = clitics.article, clitics.assimilated_article
    for conjunction in ("", *clitics.conjunctions):
        for preposition in ("", *clitics.prepositions):
            before = conjunction + preposition
            k = len(before)
            if before:
                yield _Beginning(before, k + MIN_STEM, k, before, False)
            if article:
                yield _Beginning(before + article, k + len(article) + 2, k, before, True)
            if mark and preposition == mark:
                # للجنود: ل and the article, which has lost its first letter. Neither is a word without the other: both stay.
                yield _Beginning(before + mark, k + 3, len(conjunction), before, True)
