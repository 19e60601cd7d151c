"""Which date begins at a token of a document, whatever is written on to its first word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from conflict_events.language import Language
from conflict_events.lexical.text import REMEMBERED
from conflict_events.mentions.base import offset
from conflict_events.mentions.calendars import Period
from conflict_events.mentions.dates import continuation
from conflict_events.mentions.dates.context import Rule, longest
from conflict_events.mentions.dates.grammar import Grammar
from conflict_events.mentions.dates.resolution import Anchor
from conflict_events.records import Document, Token


class _Opening(NamedTuple):
    """A reading of a word with which a date can begin: the word without its proclitics, folded characters left out in
    front, what they were, the rules to try.
    """

    stem: str
    dropped: int
    proclitics: str
    rules: tuple[Rule, ...]


class Found(NamedTuple):
    """What was read, the indexes of its first token and of that behind it, its first character, what is written on to its
    first word.
    """

    period: Period
    first: int
    stop: int
    start: int
    proclitics: str


class DateReader:
    """Reads the date that begins at a token by the rules of a language."""

    def __init__(self, language: Language, grammar: Grammar) -> None:
        self._cutter = language.cutter
        self._grammar = grammar
        self._assimilated = language.clitics.assimilated_article
        self._openings: Callable[[str], tuple[_Opening, ...]] = lru_cache(REMEMBERED)(self._openings_of)
        """The readings of a folded word with which a date can begin; for most words of a text there are none."""

    def starts(self, tokens: Sequence[Token], first: int, last: int) -> list[int]:
        """The tokens from ``first`` to before ``last`` that a date may begin with."""
        openings = self._openings
        return [
            i
            for i in range(first, last)
            if (tokens[i].kind == "word" and openings(tokens[i].norm)) or tokens[i].kind == "number"
        ]

    def read(
        self, document: Document, at: int, last: int, begin: int, anchor: Anchor, *, strict: bool = False
    ) -> Found | None:
        """The longest date that begins at a token, read from an anchor. ``begin`` is the sentence's first token; ``strict`` is
        that of ``Context``.
        """
        token = document.tokens[at]
        if token.kind == "word":
            openings = self._openings(token.norm)
            if not openings:
                return None
        elif token.kind == "number":
            openings = (_Opening(token.norm, 0, "", self._grammar.rules.of_token(token)),)
        else:
            return None
        text = document.text
        c = self._grammar.context(document.tokens, text, begin, last, anchor, strict, head=at)
        for opening in openings:
            c.stem = opening.stem
            c.bare = strict and not opening.proclitics.strip(c.words.conjunction)
            read = longest(opening.rules, c, at)
            if read is not None:
                period, stop = continuation.go_on(c, read)
                return Found(period, at, stop, offset(text, token, opening.dropped), opening.proclitics)
        return None

    def _openings_of(self, norm: str) -> tuple[_Opening, ...]:
        """The same, worked out."""
        rules = self._grammar.rules
        token = Token(0, len(norm), norm, "word")
        found: list[_Opening] = []
        for cut in self._cutter.cuts(norm):
            stem = cut.stem
            if cut.article:
                if cut.proclitics[-1:] != self._assimilated:
                    continue
                # للأسبوع: the article has been written into the preposition.
                stem = self._grammar.words.article + stem
            tried = rules.of_stem(stem) if cut.proclitics else rules.of_token(token)
            if tried:
                found.append(_Opening(stem, cut.dropped, cut.proclitics, tried))
        return tuple(found)
