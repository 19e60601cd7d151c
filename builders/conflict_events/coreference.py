"""Which fuller mention a short one means: الحركة after حركة الشباب, the family name after the full name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from conflict_events.language import Language
from conflict_events.records import ActorValue, Document, Mention
from conflict_events.text import fold

_ARMED = frozenset({"REB", "UAF", "IMG", "PRM"})
"""Sectors of those whom a noun alone means again: المتمردون after المتمردين الحوثيين."""
BACK = 12
"""Sentences that a short mention reaches back."""


class Resolver:
    """Finds, for the actor mentions of a document, the fullest earlier mention of the same actor."""

    def __init__(self, document: Document, actors: Sequence[Mention], language: Language) -> None:
        table: Mapping[str, int] = language.data["grammar"]["definite"]["beginnings"]
        beginnings = [(fold(text), letters) for text, letters in table.items()]
        self._words = {m: frozenset(_bare(document, i, beginnings) for i in _word_indices(document, m)) for m in actors}
        self._heads = {m: _bare(document, m.first, beginnings) for m in actors}
        self._lasts = {m: _bare(document, m.last - 1, beginnings) for m in actors}
        self._numberless = frozenset(language.data["grammar"]["definite"]["numberless"])
        carries = language.clitics.has_article
        self._definite = {m: carries(document.tokens[m.first].norm, m.proclitics) for m in actors}
        self._full: dict[Mention, Mention] = {}
        for i, mention in enumerate(actors):
            self._full[mention] = self._resolve(mention, actors[:i])

    def full(self, mention: Mention) -> Mention:
        """The fullest earlier mention of the same actor, or the mention itself."""
        return self._full.get(mention, mention)

    def _resolve(self, mention: Mention, earlier: Sequence[Mention]) -> Mention:
        words = self._words[mention]
        value = mention.value
        if not words or not isinstance(value, ActorValue):
            return mention
        points_back = len(words) == 1 and (self._definite[mention] or value.anaphor)
        titled = len(words) == 2 and value.number == "s" and value.definite
        for other in reversed(earlier):
            if mention.sentence - other.sentence > BACK:
                break
            theirs = self._words[other]
            longer = words < theirs
            if not (longer or points_back) or not isinstance(other.value, ActorValue):
                continue
            # The dual and the plural are spelled alike (متمردين): only the singular tells.
            if value.number and other.value.number and (value.number == "s") != (other.value.number == "s"):
                if not value.nouns & other.value.nouns & self._numberless:
                    continue
            if value.country and other.value.country and value.country != other.value.country:
                continue
            if points_back and self._may_mean(value, other.value, words, theirs):
                return self._full[other]
            if not longer:
                continue
            same_head = self._heads[other] == self._heads[mention]
            if same_head and (points_back or (titled and self._lasts[other] == self._lasts[mention])):
                return self._full[other]
            # A family name: the last word of a longer name of a person. حماس is not the spokesman of Hamas.
            family = (
                len(words) == 1 and self._lasts[other] == self._heads[mention] and not (value.entity_id or value.nouns)
            )
            if family and not same_head and value.sector == other.value.sector and other.value.number in ("s", ""):
                return self._full[other]
        return mention

    def _may_mean(self, value: ActorValue, other: ActorValue, words: frozenset[str], theirs: frozenset[str]) -> bool:
        """Whether a noun of groups alone means an actor that has such a noun among its names, or more words to it."""
        shared = value.nouns & other.nouns
        if not shared or not (value.anaphor or (value.sector in _ARMED and value.definite)):
            return False
        return other.definite and not value.entity_id and (other.entity_id is not None or len(theirs) > len(words))


def _word_indices(document: Document, mention: Mention) -> list[int]:
    return [i for i in range(mention.first, mention.last) if document.tokens[i].kind == "word"]


def _bare(document: Document, index: int, beginnings: Iterable[tuple[str, int]]) -> str:
    """A word without conjunctions and article, roughly: enough to see that two are the same."""
    norm = document.tokens[index].norm
    for beginning, letters in beginnings:
        if norm.startswith(beginning) and len(norm) >= len(beginning) + letters:
            return norm[len(beginning) :]
    return norm
