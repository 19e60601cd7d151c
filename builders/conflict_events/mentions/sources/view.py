"""A sentence as the source finder sees it: its actors and source nouns, by the token where they begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from conflict_events.lexical.lexicon import longest
from conflict_events.lexical.text import QUOTES
from conflict_events.records import Document, Hit, Mention, Sentence


class View:
    """A sentence of a document, its tokens ``first`` to ``last`` (exclusive) of all ``tokens``, with its actors."""

    def __init__(self, document: Document, sentence: Sentence, actors: Sequence[Mention]) -> None:
        self.document = document
        self.tokens = document.tokens
        self.sentence = sentence
        self.first, self.last = sentence.first, sentence.last
        self.actors = actors

    @cached_property
    def actor_at(self) -> Mapping[int, Mention]:
        """The first actor that begins at each token where one does."""
        return {a.first: a for a in reversed(self.actors)}

    @cached_property
    def noun_at(self) -> Mapping[int, Hit]:
        """The longest source noun that begins at each token where one does."""
        return {h.first: h for h in longest(self.hits("source-noun"))}

    def hits(self, kind: str) -> Sequence[Hit]:
        """The dictionary hits of a kind, in text order."""
        return self.document.within(kind, self.first, self.last)

    def before(self, at: int) -> str:
        """The folded word before a token; "" at the head of the sentence."""
        return self.tokens[at - 1].norm if at > self.first else ""

    def quotes_at(self, at: int) -> bool:
        """Whether a quotation mark stands at a token of the sentence."""
        return at < self.last and self.tokens[at].norm in QUOTES
