"""What the finders share: phrase tables over folded tokens, and the cutting of clitics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from conflict_events.lexicon import Clitics
from conflict_events.records import Document, Token
from conflict_events.text import REMEMBERED, TokenKind, raw_length, tokenize

T = TypeVar("T")


class Cut(NamedTuple):
    """A reading of a word: folded characters left out in front, what they were, whether the article is among them."""

    dropped: int
    proclitics: str
    article: bool
    stem: str


MIN_STEM = 3
"""Letters that must be left behind what is cut off: باب is no ب with آب."""


class Cutter:
    """Cuts conjunctions, prepositions and the article off words; remembers what it has cut."""

    def __init__(self, clitics: Clitics) -> None:
        self._clitics = clitics
        self._conjunctions = ("", *clitics.conjunctions)
        self._prepositions = ("", *clitics.prepositions)
        self._first = tuple(filter(None, (*clitics.conjunctions, *clitics.prepositions, clitics.article)))
        self.cuts: Callable[[str], tuple[Cut, ...]] = lru_cache(REMEMBERED)(self._read)
        """All readings of a folded word, the uncut one first."""

    def _read(self, norm: str) -> tuple[Cut, ...]:
        return tuple(self._cuts(norm))

    def _cuts(self, norm: str) -> Iterator[Cut]:
        c = self._clitics
        yield Cut(0, "", False, norm)
        if not norm.startswith(self._first):
            return
        for conjunction in self._conjunctions:
            if not norm.startswith(conjunction):
                continue
            rest = norm[len(conjunction) :]
            if conjunction and len(rest) >= MIN_STEM:
                yield Cut(len(conjunction), conjunction, False, rest)
            for preposition in self._prepositions:
                if not rest.startswith(preposition):
                    continue
                after = rest[len(preposition) :]
                dropped = len(conjunction) + len(preposition)
                if preposition and len(after) >= MIN_STEM:
                    yield Cut(dropped, conjunction + preposition, False, after)
                if c.article and after.startswith(c.article) and len(after) > len(c.article) + 1:
                    yield Cut(dropped, conjunction + preposition, True, after[len(c.article) :])
                mark = c.assimilated_article
                if mark and preposition == mark and after.startswith(mark) and len(after) > 2:
                    # للجنود: ل and the article, which has lost its first letter.
                    yield Cut(dropped, conjunction + preposition, True, after[len(mark) :])


class Remembered(Generic[T]):
    """What is read of a token, whatever its place, read once and remembered."""

    def __init__(self, read: Callable[[Token], T]) -> None:
        self._read = read
        self._known: Callable[[str, TokenKind], T] = lru_cache(REMEMBERED)(self._of)

    def __call__(self, token: Token) -> T:
        """What is read of a token."""
        return self._known(token.norm, token.kind)

    def _of(self, norm: str, kind: TokenKind) -> T:
        return self._read(Token(0, len(norm), norm, kind))


def words(text: str) -> tuple[str, ...]:
    """The folded tokens of a phrase."""
    return tuple(t.norm for t in tokenize(text))


class Table(Generic[T]):
    """Phrases of folded words, each with what it means; the longest that fits is taken."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._phrases: dict[tuple[str, ...], T] = {}
        self._longest: dict[str, int] = {}
        for text, meaning in phrases:
            key = words(text)
            if not key:
                continue
            self._phrases.setdefault(key, meaning)
            self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    @property
    def first_words(self) -> Set[str]:
        """The folded words that phrases begin with."""
        return self._longest.keys()

    def __contains__(self, word: str) -> bool:
        """Whether a phrase begins with the folded word."""
        return word in self._longest

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
        for length in range(min(self._longest.get(head, 0), last - first), 0, -1):
            rest = [t.norm for t in tokens[first + 1 : first + length]]
            key = (head, *rest)
            if key in self._phrases:
                return self._phrases[key], first + length
            if article and rest:
                plain = (head, *(w.removeprefix(article) for w in rest))
                if plain in self._phrases:
                    return self._phrases[plain], first + length
        return None


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
