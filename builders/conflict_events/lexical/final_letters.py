"""Words whose last letter is written for another one, as most papers write them: فى, المصرى, الذى of the papers of Egypt."""

from __future__ import annotations

import re
from collections.abc import Collection


class FinalLetters:
    """Reads the last letter ``written`` as ``read`` in a text that does so more often than not. ``kept``: words that end so in
    all papers; ``before``: what may be written on before them, a pattern.
    """

    def __init__(self, written: str, read: str, kept: Collection[str], before: str) -> None:
        self._written, self._read = written, read
        self._words = re.compile(rf"\w+[{written}{read}]\b")
        self._prefix = re.compile(before)
        self._kept = frozenset(kept)

    def __call__(self, text: str) -> str:
        """The text, as long as it was."""
        words = self._words.findall(text)
        if sum(map(self._is_odd, words)) <= sum(word.endswith(self._read) for word in words):
            return text
        return self._words.sub(lambda m: m.group()[:-1] + self._read if self._is_odd(m.group()) else m.group(), text)

    def _is_odd(self, word: str) -> bool:
        """Whether a word ends with the letter, and would not in most papers."""
        if not word.endswith(self._written) or word in self._kept:
            return False
        prefix = self._prefix.match(word)
        return prefix is None or word[prefix.end() :] not in self._kept
