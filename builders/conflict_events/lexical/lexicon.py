"""Every dictionary in one table, matched in one pass over folded tokens.

A phrase's first word may carry conjunctions, prepositions and the article; a phrase that asks for it may carry a
pronoun on its last word. How a word can be cut is worked out once a word and remembered, so that a running text, in
which few words are new, costs little more than one look-up a token.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from conflict_events.lexical.cutting import Clitics, Cut
from conflict_events.lexical.text import REMEMBERED, fold, raw_length, tokenize
from conflict_events.lexical.trie import Item, Node, Packed
from conflict_events.records import Entry, Hit, Token

_QUOTES = frozenset("\"'«»“”‘’‹›()")
# Event words, cues and what describes a place are listed with their prepositions, too (قام بقصف, مخيم للاجئين): that does not
# make بقصف a word of its own. Nor is ووفقا a verb.
_CUE = "cue-"
_OPEN_KINDS = frozenset(
    {
        "trigger",
        "doubtful-trigger",
        "trigger-block",
        "light-verb",
        "light-object",
        "counted-object",
        "agent-verb",
        "against-noun",
        "claim-verb",
        "status-cue",
        "place-adjective",
        "objectless-verb",
        "not-with",
    }
)


class Phrase(NamedTuple):
    """A dictionary phrase in ordinary spelling; the article in brackets before a word, ``(ال)``, makes it optional.
    ``suffixes``: a pronoun may be written on to its last word.
    """

    text: str
    entry: Entry
    suffixes: bool = False


class _Starts(NamedTuple):
    """What may begin at a word: the entries that it is alone, and the phrases that it may be the first word of."""

    alone: tuple[tuple[Entry, Cut, str], ...]
    longer: tuple[tuple[Cut, Node], ...]


_NOTHING = _Starts((), ())


def _taken(cut: Cut) -> int:
    """How much a cut takes off; the reading that takes off least goes first."""
    return len(cut.proclitics) + 2 * cut.article


def _begin(text: str, token: Token, cut: Cut) -> int:
    """Where a token begins behind what was cut off it."""
    return token.start + (raw_length(text[token.start : token.end], cut.dropped) if cut.dropped else 0)


def _is_word(entry: Entry) -> bool:
    """Whether an entry makes what is written as it is a word, which is not cut."""
    return entry.kind not in _OPEN_KINDS and not entry.kind.startswith(_CUE)


def _fitting(node: Node, suffix: str) -> Iterator[Entry]:
    """The entries that end at a node and allow the pronoun that is written on to their last word, or "" where none is."""
    return (entry for entry, suffixes in node.items if suffixes or not suffix)


class Lexicon:
    """All phrases of a language, ready to be found."""

    def __init__(self, phrases: Iterable[Phrase], clitics: Clitics) -> None:
        self._clitics = clitics
        nodes: dict[str, Node] = {}
        for phrase in phrases:
            self._add(nodes, phrase)
        self._first: Mapping[str, Node] = nodes
        """What begins with a folded word; of a lexicon that was pickled, packed."""
        self._starts = lru_cache(maxsize=REMEMBERED)(self._read)

    def _add(self, nodes: dict[str, Node], phrase: Phrase) -> None:
        variants: list[list[str]] = [[]]
        article = self._clitics.article
        for word in phrase.text.split():
            optional = bool(article) and word.startswith(f"({article})")
            parts = _words(word[len(article) + 2 :] if optional else word)
            if not parts:
                continue
            with_article = [[*v, article + parts[0], *parts[1:]] for v in variants] if optional else []
            variants = [[*v, *parts] for v in variants] + with_article
        for words in variants:
            if not words:
                raise ValueError(f"a {phrase.entry.kind} phrase of {phrase.entry.key!r} holds no word: {phrase.text!r}")
            node = nodes.setdefault(words[0], Node())
            for word in words[1:]:
                node = node.next.setdefault(word, Node())
            item = Item(phrase.entry, phrase.suffixes)
            if item not in node.items:
                node.items.append(item)

    def __getstate__(self) -> dict[str, Any]:
        packed = isinstance(self._first, Packed)
        return {**self.__dict__, "_first": self._first if packed else Packed(self._first)}

    def strings(self) -> Iterator[str]:
        """Every phrase in its folded spelling, words with spaces between them."""
        for word, node in self._first.items():
            yield from node.strings(word)

    def _cuts(self, word: str) -> list[Cut]:
        """All ways to take proclitics off a folded word, the whole word first."""
        c = self._clitics
        found = [Cut(0, "", False, word)]
        for conjunction in ("", *c.conjunctions):
            if not word.startswith(conjunction):
                continue
            k = len(conjunction)
            rest = word[k:]
            if conjunction:
                found.append(Cut(k, conjunction, False, rest))
            for preposition in ("", *c.prepositions):
                if not rest.startswith(preposition):
                    continue
                p = len(preposition)
                stem = rest[p:]
                before = conjunction + preposition
                if preposition:
                    found.append(Cut(k + p, before, False, stem))
                if c.article and stem.startswith(c.article):
                    found.append(Cut(k + p, before, True, stem[len(c.article) :]))
                # The article loses its first letter after ل, and stands in the text as one more ل: neither is a word without
                # the other, so that both stay.
                if preposition and preposition == c.assimilated_article and stem.startswith(preposition):
                    bare = stem[len(preposition) :]
                    found.append(Cut(k, before, True, bare))
                    found.append(Cut(k, before, False, c.article + bare))
            for mark in c.future:
                if rest.startswith(mark) and rest[len(mark) : len(mark) + 1] in c.imperfect_prefixes:
                    found.append(Cut(k + len(mark), conjunction + mark, False, rest[len(mark) :]))
        return [cut for cut in found if len(cut.stem) >= 2 or cut.stem == word]

    def _stems(self, stem: str) -> Sequence[tuple[str, str]]:
        """(stem without pronoun, pronoun): what the dictionary form may have been."""
        if not stem.endswith(self._clitics.suffixes):
            return ()
        found = []
        for suffix in self._clitics.suffixes:
            if stem.endswith(suffix) and len(stem) - len(suffix) >= 2:
                base = stem[: -len(suffix)]
                found.append((base, suffix))
                for end, original in self._clitics.suffix_changes:
                    if base.endswith(end):
                        found.append((base[: len(base) - len(end)] + original, suffix))
        return found

    def _read(self, word: str) -> _Starts:
        """What may begin at a word."""
        found: list[tuple[Cut, str, Node]] = []
        joined: Cut | None = None
        whole = self._first.get(word)
        known_whole = whole is not None and any(_is_word(item.entry) for item in whole.items)
        for cut in self._cuts(word):
            # A word that some dictionary has as it stands is not cut: وزير is no و with زير.
            if known_whole and cut.proclitics:
                if cut.proclitics in self._clitics.conjunctions[:1] and not cut.article:
                    joined = cut
                continue
            node = self._first.get(cut.stem)
            if node is not None:
                found.append((cut, "", node))
            # A word with the article carries no pronoun.
            for stem, suffix in () if cut.article else self._stems(cut.stem):
                node = self._first.get(stem)
                if node is not None and any(item.suffixes for item in node.items):
                    found.append((cut, suffix, node))
        found.sort(key=lambda f: _taken(f[0]) + len(f[1]))
        alone: list[tuple[Entry, Cut, str]] = []
        best: dict[str, int] = {}
        for cut, suffix, node in found:
            taken = _taken(cut) + len(suffix)
            for entry in _fitting(node, suffix):
                if taken <= best.setdefault(entry.kind, taken):
                    alone.append((entry, cut, suffix))
        longer = tuple((cut, node) for cut, suffix, node in found if node.next and not suffix)
        if joined is not None and (node := self._first.get(joined.stem)) is not None and node.next:
            # With the word behind it, it is no longer that word: an agency is called وام, but وأم درمان is a town with "and".
            longer += ((joined, node),)
        return _Starts(tuple(alone), longer) if alone or longer else _NOTHING

    def find(
        self, text: str, tokens: Sequence[Token], ranges: Iterable[tuple[int, int]]
    ) -> Mapping[str, tuple[Hit, ...]]:
        """Hits by kind, in text order, within the given ranges of token indices (sentences).

        Of one entry kind over the same tokens only the readings with the least taken off are kept.
        """
        found: defaultdict[str, list[Hit]] = defaultdict(list)
        read, listed = self._starts, self._first
        for first, last in ranges:
            for i in range(first, last):
                _, end, norm, kind = tokens[i]
                # Nothing is written on to a number, and most are seen once: those that no phrase begins with are not
                # remembered.
                if kind != "word" and (kind == "punct" or norm not in listed):
                    continue
                starts = read(norm)
                if starts is _NOTHING:
                    continue
                alone, longer = starts
                for entry, cut, suffix in alone:
                    begin = _begin(text, tokens[i], cut)
                    found[entry.kind].append(Hit(i, i + 1, begin, end, entry, cut.proclitics, cut.article, suffix))
                if longer:
                    self._extend(text, tokens, i, last, longer, found)
        return {kind: tuple(hits) for kind, hits in found.items()}

    def _extend(
        self,
        text: str,
        tokens: Sequence[Token],
        i: int,
        last: int,
        starts: tuple[tuple[Cut, Node], ...],
        found: Mapping[str, list[Hit]],
    ) -> None:
        """Add the phrases of more than one word that begin at token ``i``."""
        best: dict[tuple[str, int], int] = {}
        for cut, start in starts:
            taken = _taken(cut)
            for at, node, suffix in self._ends(tokens, i, last, start):
                for entry in _fitting(node, suffix):
                    if taken <= best.setdefault((entry.kind, at), taken):
                        begin = _begin(text, tokens[i], cut)
                        hit = Hit(i, at + 1, begin, tokens[at].end, entry, cut.proclitics, cut.article, suffix)
                        found[entry.kind].append(hit)

    def _ends(self, tokens: Sequence[Token], i: int, last: int, start: Node) -> Iterator[tuple[int, Node, str]]:
        """Where phrases end whose first word is token ``i``, and the pronoun on the last word: all before ``last``.

        A preposition that ends a phrase may be written on to the word behind it, which is no part of the phrase
        (المطالبة ب in المطالبة بالإفراج).
        """
        node: Node | None = start
        at = i
        while node is not None and node.next:
            before, suffix = at, ""
            at += 1
            while at < last and tokens[at].norm in _QUOTES:
                at += 1
            if at >= last:
                break
            word = tokens[at].norm
            joined = node.next.get(word[:1]) if word[:1] in self._clitics.prepositions and len(word) > 2 else None
            if joined is not None:
                yield before, joined, ""
            following = node.next.get(word)
            if following is None:
                suffix, following = self._last_with_suffix(node, word)
            node = following
            if node is not None:
                yield at, node, suffix

    def _last_with_suffix(self, node: Node, word: str) -> tuple[str, Node | None]:
        for stem, suffix in self._stems(word):
            child = node.next.get(stem)
            if child is not None and any(item.suffixes for item in child.items):
                return suffix, Node(items=child.items)
        return "", None


def _words(text: str) -> list[str]:
    """The folded words of a text without spaces; letters alone are one word, and most phrases are."""
    return [fold(text)] if text.isalpha() else [t.norm for t in tokenize(text) if t.norm not in _QUOTES]


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """The longest hits that do not overlap, taken from left to right; of equal ones the first."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.first, -h.last)):
        if not kept or hit.first >= kept[-1].last:
            kept.append(hit)
    return kept
