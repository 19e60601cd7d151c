"""Which fuller mention a short one means: الحركة after حركة الشباب, the family name after the full name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from conflict_events.language import Language
from conflict_events.lexical.text import fold
from conflict_events.mentions.actors.named_again import BACK
from conflict_events.records import ActorValue, Document, Mention, PlaceValue

_ARMED = frozenset({"REB", "UAF", "IMG", "PRM"})
"""Sectors of those whom a noun alone means again: المتمردون after المتمردين الحوثيين."""


class Resolver:
    """Finds, for the actor mentions of a document, the fullest earlier mention of the same actor."""

    def __init__(self, document: Document, actors: Sequence[Mention], language: Language) -> None:
        table: Mapping[str, int] = language.data["grammar"]["definite"]["beginnings"]
        beginnings = [(fold(text), letters) for text, letters in table.items()]
        words = {m: [i for i in range(m.first, m.last) if document.tokens[i].kind == "word"] for m in actors}
        self._words = {m: frozenset(_bare(document, i, beginnings) for i in words[m]) for m in actors}
        self._heads = {m: _bare(document, m.first, beginnings) for m in actors}
        self._lasts = {m: _bare(document, m.last - 1, beginnings) for m in actors}
        self._numberless = frozenset(language.data["grammar"]["definite"]["numberless"])
        carries = language.clitics.has_article
        self._definite = {m: carries(document.tokens[m.first].norm, m.proclitics) for m in actors}
        self.full: dict[Mention, Mention] = {}
        """For each actor the fullest earlier mention of the same, or the mention itself."""
        for i, mention in enumerate(actors):
            self.full[mention] = self._resolve(mention, actors[:i])

    def _resolve(self, mention: Mention, earlier: Sequence[Mention]) -> Mention:
        value = mention.valued(ActorValue)
        for other in reversed(earlier):
            if mention.sentence - other.sentence > BACK:
                break
            if self._agree(value, other.valued(ActorValue)) and self._shortens(mention, other):
                return self.full[other]
        return mention

    def _agree(self, value: ActorValue, other: ActorValue) -> bool:
        """Whether number and country allow that two are the same."""
        # The dual and the plural are spelled alike (متمردين): only the singular tells.
        if (value.number == "s") != (other.number == "s") and not value.nouns & other.nouns & self._numberless:
            return False
        return not value.country or not other.country or value.country == other.country

    def _shortens(self, mention: Mention, other: Mention) -> bool:
        """Whether the words of a mention are such as are said for those of a fuller one."""
        words, theirs = self._words[mention], self._words[other]
        value, full = mention.valued(ActorValue), other.valued(ActorValue)
        points_back = len(words) == 1 and (self._definite[mention] or value.anaphor)
        if points_back and self._may_mean(value, full, words, theirs):
            return True
        if not words < theirs:
            return False
        if self._heads[other] == self._heads[mention]:
            titled = len(words) == 2 and value.number == "s" and value.definite
            return points_back or (titled and self._lasts[other] == self._lasts[mention])
        # A family name: the last word of a longer name of a person. حماس is not the spokesman of Hamas.
        family = len(words) == 1 and self._lasts[other] == self._heads[mention] and not (value.entity_id or value.nouns)
        return family and value.sector == full.sector and full.number == "s"

    def _may_mean(self, value: ActorValue, other: ActorValue, words: frozenset[str], theirs: frozenset[str]) -> bool:
        """Whether a noun of groups alone means an actor that has such a noun among its names, or more words to it."""
        shared = value.nouns & other.nouns
        if not shared or not (value.anaphor or value.sector in _ARMED):
            return False
        return other.definite and not value.entity_id and (other.entity_id is not None or len(theirs) > len(words))


def named_places(document: Document, places: Iterable[Mention]) -> dict[Mention, Mention]:
    """For each place of a document, in text order, the mention that names it: the nearest one before it where it only points
    back (المدينة), else itself.
    """
    anaphors = {h.first for h in document.hits.get("place-anaphor", ())}
    last: dict[str, Mention] = {}
    found: dict[Mention, Mention] = {}
    for place in places:
        known = place.valued(PlaceValue).place_id
        if place.first not in anaphors and known is not None:
            last[known] = place
        found[place] = last.get(known, place) if known is not None else place
    return found


def _bare(document: Document, index: int, beginnings: Iterable[tuple[str, int]]) -> str:
    """A word without conjunctions and article, roughly: enough to see that two are the same."""
    norm = document.tokens[index].norm
    for beginning, letters in beginnings:
        if norm.startswith(beginning) and len(norm) >= len(beginning) + letters:
            return norm[len(beginning) :]
    return norm
