"""What the finders share: phrase tables over folded tokens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import Generic, TypeVar

from conflict_events.lexical.text import raw_length, tokenize
from conflict_events.records import Document, Token

T = TypeVar("T")
VERBS = ("trigger", "light-verb", "speech", "agent-verb")
"""Kinds of dictionary hits that may be verbs."""
MEDIA = "JRN"
"""The sector of newspapers, agencies and channels."""


def words(text: str) -> tuple[str, ...]:
    """The folded tokens of a phrase."""
    return tuple(t.norm for t in tokenize(text))


class Table(Generic[T]):
    """Phrases of folded words, each with what it means; the longest that fits is taken."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._phrases: dict[tuple[str, ...], T] = {}
        self.longest: dict[str, int] = {}
        """The folded words that phrases begin with, and how many words the longest of each has."""
        self._second: dict[str, set[str]] = {}
        for text, meaning in phrases:
            key = words(text)
            if not key:
                continue
            self._phrases.setdefault(key, meaning)
            self.longest[key[0]] = max(self.longest.get(key[0], 0), len(key))
            if len(key) > 1:
                self._second.setdefault(key[0], set()).add(key[1])

    @property
    def first_words(self) -> Set[str]:
        """The folded words that phrases begin with."""
        return self.longest.keys()

    def __contains__(self, word: str) -> bool:
        """Whether a phrase begins with the folded word."""
        return word in self.longest

    def match(
        self, tokens: Sequence[Token], first: int, last: int, stem: str | None = None, article: str = ""
    ) -> tuple[T, int] | None:
        """The longest phrase that begins at token ``first`` and ends by ``last``, with the index behind it.

        ``stem`` stands for the first token's folded form where that has been cut. Where ``article`` is given,
        later words may carry it.
        """
        if first >= last:
            return None
        head = tokens[first].norm if stem is None else stem
        longest = self.longest.get(head)
        if longest is None:
            return None
        longest = min(longest, last - first)
        if longest > 1:
            second, word = self._second[head], tokens[first + 1].norm
            if word not in second and not (article and word.removeprefix(article) in second):
                longest = 1
        for length in range(longest, 0, -1):
            rest = [t.norm for t in tokens[first + 1 : first + length]]
            key = (head, *rest)
            if key in self._phrases:
                return self._phrases[key], first + length
            if article and rest:
                plain = (head, *(w.removeprefix(article) for w in rest))
                if plain in self._phrases:
                    return self._phrases[plain], first + length
        return None


def listed(phrases: Iterable[str]) -> Table[bool]:
    """Phrases that are only looked for."""
    return Table((phrase, True) for phrase in phrases)


def offset(text: str, token: Token, dropped: int) -> int:
    """Where a token begins when its first ``dropped`` folded characters are left out, in the text's own characters."""
    if not dropped:
        return token.start
    return token.start + raw_length(text[token.start : token.end], dropped)


def tokens_within(document: Document, start: int, end: int) -> tuple[int, int]:
    """First and last (exclusive) index of the tokens that share a character with ``start`` to ``end``."""
    tokens = document.tokens
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high) // 2
        if tokens[middle].end <= start:
            low = middle + 1
        else:
            high = middle
    last = low
    while last < len(tokens) and tokens[last].start < end:
        last += 1
    return low, last
