"""Short names of bodies: the noun alone (المجلس, العدو) of one whose whole name the document has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.actors.forms import NounForm
from conflict_events.mentions.actors.phrase import ActorPhrase
from conflict_events.mentions.actors.view import View
from conflict_events.mentions.actors.words import Words

_BACK = 12
"""Sentences that such a noun reaches back, as for short mentions that the linking resolves."""
_ALONE = frozenset({"needgen", "group"})
"""Flags of nouns that are too little by themselves."""


class Again:
    """Finds them, by a language's tables."""

    def __init__(self, language: Language, words: Words) -> None:
        grammar: Mapping[str, Any] = language.data["actors"]["grammar"]
        self._words = words
        self._named = folded(grammar["again"]["words"])
        self._never = folded(grammar["again"]["never"])
        self._where = folded(grammar["other"]["where"])
        self._in = folded(grammar["other"]["in"])
        endings = grammar["relation"]
        self._relations = (fold(endings["of_feminine"]), fold(endings["of_masculine"]))

    def find(self, view: View, found: Sequence[tuple[ActorPhrase, int]]) -> list[tuple[ActorPhrase, int]]:
        """These nouns behind the phrases that have their whole names, where these are of one body only, as phrases of it.

        Phrases come, and are given, with the index of their sentence.
        """
        whole = [(self._head(view, body), body, sentence) for phrase, sentence in found for body in _bodies(phrase)]
        heads = {head for head, _, _ in whole}
        if not heads:
            return []
        taken = {i for phrase, _ in found for i in range(phrase.first, phrase.last)}
        named = {i for _, body, _ in whole for i in range(body.first, body.last)}
        later = []
        tokens, sentences = view.document.tokens, view.document.sentences
        for sentence in sentences:
            for i in range(sentence.first, sentence.last):
                if i in taken:
                    continue
                proclitics = self._stands(view, i, heads)
                if proclitics is None:
                    continue
                head = self._words.bare(tokens[i].norm, proclitics)
                since = [b for h, b, at in whole if h == head and b.first < i and sentence.index - at <= _BACK]
                start = sentences[max(0, sentence.index - _BACK)].first
                if (
                    since
                    and len({_which(view, body) for body in since} | self._others(view, head, start, i, named)) == 1
                ):
                    start = self._words.start(view, i, proclitics)
                    changes = {
                        "first": i,
                        "last": i + 1,
                        "start": start,
                        "end": tokens[i].end,
                        "proclitics": proclitics,
                    }
                    later.append((since[-1]._replace(**changes, suffix="", definite=True), sentence.index))
        return later

    def _others(self, view: View, head: str, first: int, last: int, named: set[int]) -> set[str]:
        """What tells those bodies of the noun apart that are no actors: the word behind it where it has no article."""
        bare = head.removeprefix(self._words.article)
        tokens = view.document.tokens
        return {
            view.norm(i + 1)
            for i in range(first, last)
            if i not in named
            and view.norm(i + 1).isalpha()
            and any(self._words.bare(tokens[i].norm, p) == bare for p in self._words.proclitics(tokens[i].norm))
        }

    def _head(self, view: View, body: ActorPhrase) -> str:
        """The first word of the name of a body, with the article."""
        bare = self._words.bare(view.norm(body.first), body.proclitics)
        return bare if self._words.definite(bare) else self._words.article + bare

    def _stands(self, view: View, i: int, heads: set[str]) -> str | None:
        """What is written on to a token that is such a noun and stands for a body, or None."""
        norm = view.document.tokens[i].norm
        for proclitics in self._words.proclitics(norm):
            bare = self._words.bare(norm, proclitics)
            if bare in heads and (bare in self._named or self._is_noun(view, i, proclitics)):
                where = proclitics in self._in or (i > 0 and view.document.tokens[i - 1].norm in self._where)
                return None if where or self._described(view, i) else proclitics
        return None

    def _is_noun(self, view: View, i: int, proclitics: str) -> bool:
        for hit in view.nouns.get(i, ()):
            form: NounForm = hit.entry.payload
            if hit.article and hit.proclitics == proclitics and hit.last == i + 1 and form.number == "s":
                return form.noun.flags >= _ALONE
        return False

    def _described(self, view: View, i: int) -> bool:
        """Whether a definite adjective behind the noun makes another body of it, or no body (الجبهة الداخلية)."""
        norm = view.norm(i + 1)
        if norm in self._never:
            return True
        if not self._words.definite(norm) or norm in self._words.stop:
            return False
        peoples = any(not hit.entry.payload.plural for hit in view.peoples.get(i + 1, ()))
        return peoples or i + 1 in view.adjectives or norm.endswith(self._relations)


def _bodies(phrase: ActorPhrase) -> Iterator[ActorPhrase]:
    """A phrase and those that it belongs to, as far as they name one body by more than its noun."""
    body: ActorPhrase | None = phrase
    while body is not None:
        one = body.form.number == "s" if body.form is not None else body.known is not None and not body.several
        if one and body.definite and not body.person_text and body.person is None and body.last - body.first > 1:
            yield body
        body = body.child


def _which(view: View, body: ActorPhrase) -> str:
    """What tells bodies of one noun apart."""
    return body.known.id if body.known is not None and body.known.id else view.norm(body.first + 1)
