"""Words cut into the pieces that an encoder knows: the likeliest cut of a unigram language model."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from conflict_events.lexical.text import REMEMBERED

START = "▁"
"""Stands before a word, as SentencePiece has it."""
UNKNOWN = 3
"""The number of the piece for what no piece says."""
_UNLIKELY = 10.0
"""By how much an unknown letter is less likely (natural logarithm) than the least likely piece, as in SentencePiece."""
_WORD = re.compile(r"(?:[^\s,،]|(?<=\d)[,،](?=\d))+(?: *+[,،])*+|[,،]+")
"""With the commas behind it, which are read alike whatever space is beside them."""
_DIGITS = {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}
_HAMZAS = "\u0653\u0654\u0655"
"""What may be written as a sign of its own on the letter before: madda, hamza above and below."""
_SPELLED = {"ـ": "", "ی": "ي", "ک": "ك", " ": "", **dict.fromkeys(_HAMZAS, ""), **_DIGITS}
"""Letters and digits that are written in two ways, and what stretches a word or stands before its comma, so that an encoder
reads all alike.
"""


class Piece(NamedTuple):
    """A piece's number, and where what it stands for begins and ends in the text."""

    number: int
    start: int
    end: int


class Pieces:
    """Cuts text. ``pieces``: by number; ``scores``: their log-likelihoods; ``normal``: what characters are read as."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], normal: Mapping[str, str]) -> None:
        self._of = {piece: (number, score) for number, (piece, score) in enumerate(zip(pieces, scores, strict=True))}
        self._normal = {**_SPELLED, **normal}
        self._longest = max(map(len, pieces))
        self._unknown = min(scores) - _UNLIKELY
        self._cut = lru_cache(REMEMBERED)(self._best)

    @property
    def names(self) -> list[str]:
        """The pieces by number."""
        return list(self._of)

    def __call__(self, text: str) -> list[Piece]:
        """The pieces of a text, in its order. A piece of a character that is written as several stands for the whole."""
        found = []
        for match in _WORD.finditer(text):
            word, start = match.group(), match.start()
            letters, at = self._read(word)
            if not letters:
                continue
            first = 0
            for number, last in self._cut(START + letters):
                found.append(Piece(number, start + at[first], start + at[last - 1] + 1))
                first = last
        return found

    def _read(self, word: str) -> tuple[str, Sequence[int]]:
        """What the letters of a word are read as, and which letter each letter of that is, START's before them."""
        if self._normal.keys().isdisjoint(word):
            return word, (0, *range(len(word)))
        letters: list[str] = []
        at = [0]
        for i, letter in enumerate(word):
            if letter in _HAMZAS and letters:
                letters[-1] = unicodedata.normalize("NFC", letters[-1] + letter)[0]
                continue
            for read in self._normal.get(letter, letter):
                if not read.isspace():
                    letters.append(read)
                    at.append(i)
        return "".join(letters), at

    def _best(self, word: str) -> tuple[tuple[int, int], ...]:
        """The pieces of a word, each with where it ends in it."""
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)]
        for end in range(1, len(word) + 1):
            options = [(best[end - 1][0] + self._unknown, UNKNOWN, end - 1)]
            for start in range(max(0, end - self._longest), end):
                known = self._of.get(word[start:end])
                if known is not None:
                    options.append((best[start][0] + known[1], known[0], start))
            best.append(max(options))
        found = []
        end = len(word)
        while end:
            _, number, start = best[end]
            found.append((number, end))
            end = start
        return tuple(reversed(found))
