"""What a word that no dictionary of actors has can be: a further word of an open phrase or of a name, or neither."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conflict_events.language import Language
from conflict_events.mentions.actors.forms import folded
from conflict_events.mentions.actors.view import View
from conflict_events.text import fold

_LEAST_OPEN = 3
"""Letters that an unknown word of an open phrase has at least."""


class Words:
    """Tests of words, by a language's tables."""

    def __init__(self, language: Language) -> None:
        grammar: Mapping[str, Any] = language.data["actors"]["grammar"]
        stop = grammar["stop"]
        self.article = language.clitics.article
        self.stop = folded(stop["words"])
        self.links = folded(grammar["links"]["forms"])
        self._attached = tuple(fold(b) for b in stop["attached"])
        self._verb_beginnings = [(fold(b), least) for b, least in stop["verb_beginnings"].items()]

    def definite(self, norm: str) -> bool:
        """Whether a folded word begins with the article."""
        return norm.startswith(self.article)

    def attached(self, norm: str) -> bool:
        """Whether the word carries a conjunction or preposition before the article (وال, بال, لل)."""
        return norm.startswith(self._attached)

    def looks_verb(self, norm: str) -> bool:
        """Whether an unknown word has the prefix of an imperfect verb."""
        return any(norm.startswith(b) and len(norm) >= least for b, least in self._verb_beginnings)

    def open(self, view: View, i: int) -> bool:
        """Whether the token may go on a genitive of words that no dictionary has."""
        token = view.token(i)
        if token is None or token.kind != "word" or token.norm in self.stop or len(token.norm) < _LEAST_OPEN:
            return False
        if i in view.triggers or token.norm in self.links or self.attached(token.norm):
            return False
        described = i in view.peoples or i in view.adjectives
        if described and not self.definite(token.norm):
            return False
        return i not in view.names and i not in view.nouns and not self.looks_verb(token.norm)
