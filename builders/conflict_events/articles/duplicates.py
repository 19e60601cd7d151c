"""Finds articles that are copies of an earlier one: the same words, or a wire report that papers printed with small changes.

Candidates come from MinHash signatures of word shingles and locality-sensitive hashing (Broder 1997; Leskovec, Rajaraman
and Ullman, Mining of Massive Datasets, chapter 3); each is then compared word by word, so that chance decides nothing
about what is called a copy. The index lies in a temporary file (``scratch``).
"""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol

from rensa import RMinHash

from conflict_events import language
from conflict_events.lexical import text
from conflict_events.lexical.text import fold
from conflict_events.records import Article
from conflict_events.scratch import Scratch

SHINGLE = 3
"""Words a shingle: one changed word changes three of them."""
LEAST = 100
"""Words under which nothing is a copy: a flash or a sentence may say the same of two events, and belong to two sets."""
SHARE = 0.9
"""Share of a copy's shingles that the first article must hold."""
NEW = 0.03
"""Share of a copy's words that the first article need not hold: a dateline, a name in another spelling."""
BANDS, ROWS = 16, 8
"""Of the signature: a pair whose Jaccard similarity is 0.8 is a candidate with probability 0.95, one of 0.9 always."""
SEED = 1
SAME, BAND = 16, 8
"""Bytes of the hash of all words, and of a band's key."""
CANDIDATES = 20
"""Earlier articles that one band may name: a page that thousands begin alike does not make the comparison endless."""


@dataclass(frozen=True, slots=True)
class Copy:
    """What an article copies: the id of the first, and the share of its shingles that the first holds."""

    first: str
    share: float

    def reason(self) -> str:
        """For the articles' table."""
        if self.share == 1.0:
            return f"copy of {self.first}"
        return f"near copy of {self.first}: {100 * self.share:.0f} % of its word sequences"


class Signatures(Protocol):
    """Keeps signatures between runs."""

    def signature(self, article: Article) -> bytes | None:
        """That of an article, None where there is none."""

    def keep_signature(self, article: Article, signature: bytes) -> None:
        """Keep that of an article."""


class Index:
    """The articles that came so far and are no copies. ``kept``: what was signed by an earlier run. Raises OSError where
    its temporary file cannot be written.
    """

    def __init__(self, kept: Signatures | None = None) -> None:
        self._kept = kept
        self._numerals: dict[str, frozenset[str]] = {}
        self._count = 0
        self._index = Scratch(
            "CREATE TABLE same (key BLOB PRIMARY KEY, number INTEGER) WITHOUT ROWID;"
            "CREATE TABLE band (key BLOB, number INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;"
            "CREATE TABLE first (number INTEGER PRIMARY KEY, article_id TEXT, text BLOB);"
        )

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._index.close()

    def copied(self, article: Article, *, stands: bool = False) -> Copy | None:
        """What the article copies, None where it is the first of its kind; then later ones are compared with it, too.
        An article that ``stands`` is a copy of nothing.
        """
        same, bands = self._signed(article)
        if not bands:
            return None
        if not stands:
            known = self._index.read("SELECT article_id FROM same JOIN first USING (number) WHERE key = ?", (same,))
            for (first,) in known:
                return Copy(first, 1.0)
            if copy := self._near_copy(article, self._candidates(bands)):
                return copy
        self._count += 1
        packed = zlib.compress(article.text.encode("utf-8", "surrogatepass"), 1)
        self._index.write("INSERT OR IGNORE INTO same VALUES (?, ?)", (same, self._count))
        self._index.write("INSERT INTO first VALUES (?, ?, ?)", (self._count, article.article_id, packed))
        self._index.write("INSERT OR IGNORE INTO band VALUES (?, ?)", *((key, self._count) for key in bands))
        return None

    def _signed(self, article: Article) -> tuple[bytes, list[bytes]]:
        """A hash of the article's words, and the keys of its signature's bands; none where it has too few words."""
        signature = self._kept.signature(article) if self._kept is not None else None
        if signature is None:
            signature = self._signature(article.language, text.words(article.text))
            if self._kept is not None:
                self._kept.keep_signature(article, signature)
        return signature[:SAME], [signature[at : at + BAND] for at in range(SAME, len(signature), BAND)]

    def _signature(self, code: str, words: Sequence[str]) -> bytes:
        if len(words) < LEAST:
            return b""
        told = "\n".join([code, *words])
        parts = [hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=SAME).digest()]
        signature = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
        signature.update(list(_shingles(words)))
        values = signature.digest()
        for band in range(BANDS):
            rows = f"{code}:{band}:{values[band * ROWS : (band + 1) * ROWS]}"
            parts.append(hashlib.blake2b(rows.encode(), digest_size=BAND).digest())
        return b"".join(parts)

    def _candidates(self, bands: Sequence[bytes]) -> list[int]:
        """Earlier articles that share a band, the earliest first."""
        found: set[int] = set()
        for key in bands:
            rows = self._index.read("SELECT number FROM band WHERE key = ? ORDER BY number LIMIT ?", (key, CANDIDATES))
            found.update(number for (number,) in rows)
        return sorted(found)

    def _near_copy(self, article: Article, numbers: Sequence[int]) -> Copy | None:
        """What the article copies of earlier ones: the first that has its words and tells all that it tells, above all every
        figure.
        """
        if not numbers:
            return None
        words = text.words(article.text)
        shingles = _shingles(words)
        for number in numbers:
            article_id, packed = next(
                self._index.read("SELECT article_id, text FROM first WHERE number = ?", (number,))
            )
            first = text.words(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
            share = len(shingles & _shingles(first)) / len(shingles)
            if share < SHARE:
                continue
            known = set(first)
            new = sum(word not in known for word in words)
            if new <= NEW * len(words) and not self._figures(words, article) - self._figures(first, article):
                # Not quite the same words: 1 is kept for those that are.
                return Copy(article_id, min(share, 0.999))
        return None

    def _figures(self, words: Iterable[str], article: Article) -> Counter[str]:
        """How often each figure is told: a toll that has changed may stand in the first text as another figure."""
        return Counter(word for word in words if self._is_figure(word, article.language))

    def _is_figure(self, word: str, code: str) -> bool:
        """Whether a word tells a number, in digits or in letters, with up to two letters written on to it."""
        if code not in self._numerals:
            self._numerals[code] = numerals(language.table(code, "numbers"))
        return any(c.isdigit() for c in word) or any(word[i:] in self._numerals[code] for i in range(3))


def numerals(tables: Mapping[str, Any]) -> frozenset[str]:
    """The folded number words of a language's ``numbers`` tables: those whose keys are numbers."""
    return frozenset(
        fold(word)
        for table in tables.values()
        if isinstance(table, Mapping)
        for key, words in table.items()
        if key.replace(".", "", 1).isdigit()
        for word in words
    )


def _shingles(words: Sequence[str]) -> frozenset[bytes]:
    """The sequences of words, in UTF-8; of fewer words than make one all of them."""
    encoded = "\n".join(words).encode("utf-8", "surrogatepass").split(b"\n")
    return frozenset(map(b" ".join, zip(*(encoded[i:] for i in range(min(SHINGLE, len(encoded)))), strict=False)))
