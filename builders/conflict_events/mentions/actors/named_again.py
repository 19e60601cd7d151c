"""Short names of bodies: the noun alone (المجلس, العدو) of one whose whole name the document has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.actors.forms import NounForm, table
from conflict_events.mentions.actors.phrase import ActorPhrase
from conflict_events.mentions.actors.view import View
from conflict_events.mentions.actors.words import Words

Placed = tuple[ActorPhrase, int]
"""A phrase with the index of its sentence."""
BACK = 12
"""Sentences that a short mention reaches back."""
_ALONE = frozenset({"needgen", "group"})
"""Flags of nouns that are too little by themselves."""


class NamedAgain:
    """Finds them, by a language's tables."""

    def __init__(self, language: Language, words: Words) -> None:
        grammar: Mapping[str, Any] = language.data["actors"]["grammar"]
        self._words = words
        self._named = folded(grammar["again"]["words"])
        self._never = folded(grammar["again"]["never"])
        self._heads = _heads_of_names(language, words.article)

    def find(self, view: View, found: Sequence[Placed]) -> list[Placed]:
        """These nouns behind the phrases that have their whole names, where these are of one body only, as phrases of it."""
        named = _Named(view, self._words, found, self._heads)
        taken = {i for phrase, _ in found for i in range(phrase.first, phrase.last)}
        later = []
        for sentence in view.document.sentences if named.heads else ():
            for i in range(sentence.first, sentence.last):
                proclitics = self._stands(view, i, named.heads) if i not in taken else None
                if proclitics is None:
                    continue
                head = self._words.bare(view.document.tokens[i].norm, proclitics)
                body = named.one(head, i, sentence.index)
                if body is not None:
                    start, end = self._words.start(view, i, proclitics), view.document.tokens[i].end
                    again = _moved(body, i, i + 1, start, end)
                    later.append((again._replace(proclitics=proclitics), sentence.index))
        return later

    def whose(self, view: View, found: Sequence[Placed]) -> list[Placed]:
        """The phrases, those that belong to such a noun (مسلحو الحركة, رئيس المجلس) as of the one body that it means."""
        named = _Named(view, self._words, found, self._heads)
        return [(self._owned(view, phrase, named, sentence), sentence) for phrase, sentence in found]

    def _owned(self, view: View, phrase: ActorPhrase, named: _Named, sentence: int) -> ActorPhrase:
        child, tokens = phrase.child, view.document.tokens
        if child is None and self._is_bare(phrase):
            # Whom a phrase alone names, the linking tells of it; here only whom a longer one does (قيادي في حماس).
            head = self._words.bare(tokens[phrase.first].norm, phrase.proclitics)
            body = named.one(head, phrase.first, sentence, within=True)
            if body is None:
                return phrase
            moved = _moved(body, phrase.first, phrase.last, phrase.start, phrase.end)
            return moved._replace(proclitics=phrase.proclitics)
        if child is None and phrase.body is not None:
            at = tokens[phrase.head_last]
            if "organ" in phrase.body.flags or self._described(view, phrase.head_last):
                return phrase
            body = named.one(at.norm, phrase.head_last, sentence)
            of = None if body is None else _moved(body, phrase.head_last, phrase.head_last + 1, at.start, at.end)
            return phrase if of is None else phrase._replace(child=of, body=None)
        if child is None:
            return phrase
        if child.child is not None:
            return phrase._replace(child=self._owned(view, child, named, sentence))
        if not self._is_bare(child):
            return phrase
        head = self._words.bare(tokens[child.last - 1].norm, child.proclitics)
        body = named.one(head, child.first, sentence)
        if body is None:
            return phrase
        return phrase._replace(child=_moved(body, child.first, child.last, child.start, child.end))

    def _is_bare(self, phrase: ActorPhrase) -> bool:
        """Whether a phrase is nothing but a noun of bodies of no state with the article."""
        form = phrase.form
        if form is None or form.number != "s" or phrase.suffix or not phrase.definite or phrase.last - phrase.first > 1:
            return False
        return "group" in form.noun.flags and not form.noun.flags & {"abroad", "organ"}

    def _stands(self, view: View, i: int, heads: Set[str]) -> str | None:
        """What is written on to a token that is such a noun and stands for a body, or None."""
        norm = view.document.tokens[i].norm
        for proclitics in self._words.proclitics(norm):
            bare = self._words.bare(norm, proclitics)
            if bare in heads and (bare in self._named or self._is_noun(view, i)):
                where = proclitics in self._words.at or view.norm(i - 1) in self._words.where
                return None if where or self._described(view, i) else proclitics
        return None

    def _is_noun(self, view: View, i: int) -> bool:
        for hit in view.nouns.get(i, ()):
            form: NounForm = hit.entry.payload
            if hit.article and form.number == "s":
                return form.noun.flags >= _ALONE
        return False

    def _described(self, view: View, i: int) -> bool:
        """Whether a definite adjective behind the noun makes another body of it, or no body (الجبهة الداخلية)."""
        norm = view.norm(i + 1)
        if norm in self._never:
            return True
        if not self._words.definite(norm) or norm in self._words.stop:
            return False
        return i + 1 in view.adjectives or norm.endswith((self._words.of_feminine, self._words.of_masculine))


def _heads_of_names(language: Language, article: str) -> dict[str, frozenset[str]]:
    """The first words, with the article, of the names of several words that a registry row has, by its id."""
    heads: dict[str, set[str]] = {}
    for row in table(language, "names"):
        for name in row["names"].split("|"):
            head, _, rest = fold(name).partition(" ")
            if rest:
                heads.setdefault(row["id"], set()).add(head if head.startswith(article) else article + head)
    return {of: frozenset(words) for of, words in heads.items()}


class _Named:
    """The bodies that phrases name, by the nouns that may stand for them; ``heads_of``: those of the names that the registry's
    bodies have elsewhere.
    """

    def __init__(
        self, view: View, words: Words, found: Sequence[Placed], heads_of: Mapping[str, frozenset[str]]
    ) -> None:
        self._view, self._words = view, words
        self._whole: dict[str, list[tuple[ActorPhrase, int, bool]]] = {}
        for phrase, sentence in found:
            for body in _bodies(phrase):
                whole = body.last - body.first > 1
                own = self._head(body) if whole else ""
                elsewhere = heads_of.get(body.known.id, frozenset()) if body.known is not None else frozenset()
                for head in {own, *elsewhere} - {""}:
                    self._whole.setdefault(head, []).append((body, sentence, body is phrase))
        self.heads = self._whole.keys()
        self._tokens = {i for of in self._whole.values() for body, *_ in of for i in range(body.first, body.last)}

    def one(self, head: str, i: int, sentence: int, *, within: bool = False) -> ActorPhrase | None:
        """The body that a noun at a token means, if those before it that it may mean are one. ``within``: that only stands
        within longer phrases.
        """
        since = [
            (body, alone) for body, at, alone in self._whole.get(head, ()) if body.first < i and sentence - at <= BACK
        ]
        if not since or len({_which(self._view, body) for body, _ in since}) > 1:
            return None
        if within and any(alone for _, alone in since):
            return None
        start = self._view.document.sentences[max(0, sentence - BACK)].first
        return None if self._others(head, start, i) else since[-1][0]

    def _others(self, head: str, first: int, last: int) -> bool:
        """Whether the noun also stands without the article before a word, as in the name of a body that is no actor here."""
        bare, words, tokens = head.removeprefix(self._words.article), self._words, self._view.document.tokens
        return any(
            i not in self._tokens
            and tokens[i + 1].kind == "word"
            and any(words.bare(tokens[i].norm, p) == bare for p in words.proclitics(tokens[i].norm))
            for i in range(first, last)
        )

    def _head(self, body: ActorPhrase) -> str:
        """The first word of the name of a body, with the article."""
        bare = self._words.bare(self._view.document.tokens[body.first].norm, body.proclitics)
        return bare if self._words.definite(bare) else self._words.article + bare


def _moved(body: ActorPhrase, first: int, last: int, start: int, end: int) -> ActorPhrase:
    return body._replace(
        first=first, last=last, start=start, end=end, proclitics="", suffix="", repeated=body.repeated or body
    )


def _bodies(phrase: ActorPhrase) -> Iterator[ActorPhrase]:
    """A phrase and those that it belongs to, as far as they name one body by more than its noun."""
    body: ActorPhrase | None = phrase
    while body is not None:
        form = body.form
        one = form.number == "s" if form is not None else body.known is not None and not body.several
        whole = body.last - body.first > 1 or body.is_known("group", "org")
        if one and whole and body.definite and not body.person_text:
            yield body
        body = body.child


def _which(view: View, body: ActorPhrase) -> str:
    """What tells bodies of one noun apart."""
    of = body
    while of.known is None and "transparent" in of.flags and of.child is not None:
        of = of.child
    known = of.known.id if of.known is not None else ""
    return known or view.document.tokens[body.first + 1].norm
