"""Words whose last letter is written for another one, as most papers write them: فى, المصرى, الذى of the papers of Egypt."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import partial


class FinalLetters:
    """Reads the last letter ``written`` as ``read`` where a text does so more often than not. ``kept``: words that end so in
    all papers; ``before``: what may be written on before them, a pattern.
    """

    def __init__(self, written: str, read: str, kept: Collection[str], before: str) -> None:
        self._written, self._read = written, read
        self._words = re.compile(rf"\w+[{written}{read}]\b")
        self._prefix = re.compile(before)
        self._kept = frozenset(kept)

    def reader(self, text: str) -> Callable[[str], str]:
        """What reads a text, and what else is of its paper; all stays as long as it was."""
        words = self._words.findall(text)
        if sum(map(self._is_odd, words)) <= sum(word.endswith(self._read) for word in words):
            return str
        return partial(self._words.sub, self._as_read)

    def _as_read(self, match: re.Match[str]) -> str:
        word = match.group()
        return word[:-1] + self._read if self._is_odd(word) else word

    def _is_odd(self, word: str) -> bool:
        """Whether a word ends with the letter, and would not in most papers."""
        if not word.endswith(self._written) or word in self._kept:
            return False
        prefix = self._prefix.match(word)
        return prefix is None or word[prefix.end() :] not in self._kept
