"""Speakers whom no dictionary knows: a word behind a verb of saying, with what is said behind it (وقال فلان إن)."""

from __future__ import annotations

from collections.abc import Iterator

from conflict_events.language import Language
from conflict_events.lexical.text import folded
from conflict_events.mentions.actors.view import CLOSING, OPENING, View
from conflict_events.mentions.actors.words import Words
from conflict_events.records import Span

_MOST = 3
"""Words of such a name at most."""
_LEAST = 3
"""Letters of its words at least."""
_SAID = ":"


class Speakers:
    """Finds them, by a language's tables. Only what a colon or "that" follows: a verb of saying may have an object that no
    dictionary knows either.
    """

    def __init__(self, language: Language, words: Words) -> None:
        self._words = words
        self._said = folded(language.data["grammar"]["complementizer"]["words"]) | {_SAID}

    def find(self, view: View) -> Iterator[Span]:
        """Where such a speaker is named."""
        tokens = view.document.tokens
        for hit in view.document.hits.get("speech", ()):
            if hit.suffix or hit.article:
                continue
            first = hit.last
            quoted = view.norm(first) in OPENING
            first += quoted
            last = first
            while last - first < _MOST and self._name(view, last, last == first):
                last += 1
            if last == first:
                continue
            follows = view.norm(last) in CLOSING if quoted else view.norm(last) in self._said
            if follows and not (quoted and last - first > 1) and not self._body(view, tokens[last - 1].norm):
                yield Span(tokens[first].start, tokens[last - 1].end)

    def of_origin(self, view: View, i: int) -> bool:
        """Whether a word that the dictionaries lack has the shape of a family name (الحموي)."""
        norm = view.norm(i)
        if not (self._words.of_origin(norm) and self._words.open(view, i)):
            return False
        return i not in view.adjectives and i not in view.peoples and i not in view.places

    def _name(self, view: View, i: int, opening: bool) -> bool:
        """Whether a word that the dictionaries lack may be one of a name: of definite words those of an origin (الحموي)."""
        token = view.token(i)
        if token is None or token.kind != "word" or len(token.norm) < _LEAST:
            return False
        if i in view.places or any(h.first <= i < h.last for h in view.document.hits.get("source-noun", ())):
            return False
        if not self._words.open(view, i) or self._words.common_ending(view.text(i, i + 1)):
            return False
        if self._words.definite(token.norm):
            return self.of_origin(view, i)
        return opening or not self._words.third_person(view, i)

    def _body(self, view: View, norm: str) -> bool:
        """Whether the document calls the word a body, by a noun of bodies before it (شركة فلان)."""
        for i, token in enumerate(view.document.tokens):
            if token.norm == norm:
                for hit in view.nouns.get(i - 1, ()):
                    if not hit.entry.payload.noun.flags & {"human", "title"}:
                        return True
        return False
