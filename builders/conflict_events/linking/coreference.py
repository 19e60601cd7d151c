"""Which fuller mention a short one means: الحركة after حركة الشباب, the family name after the full name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded
from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.drafts import Draft, can_act
from conflict_events.mentions.actors.named_again import BACK
from conflict_events.records import ActorValue, Document, Mention

BOTH_BACK = 4
"""Sentences that a dual reaches back to those whom it means."""
MUTUAL = frozenset({"with", "clash"})
"""Argument patterns of what two do to each other."""
_ARMED = frozenset({"REB", "UAF", "IMG", "PRM"})
"""Sectors of those whom a noun alone means again: المتمردون after المتمردين الحوثيين."""


class Pairs:
    """Finds which two the dual of a noun means that only points back: التقى الوزير السفير. وبحث الجانبان."""

    def __init__(self, language: Language) -> None:
        table, clitics = language.data["grammar"]["both"], language.clitics
        self._article = clitics.article
        bare = {w.removeprefix(clitics.article): k for k in ("any", "states", "leaders") for w in folded(table[k])}
        definite = (clitics.article, clitics.assimilated_article, *(p + clitics.article for p in clitics.prepositions))
        self._kinds = {beginning + word: kind for word, kind in bare.items() for beginning in definite}

    def named(self, mention: Mention, views: Sequence[SentenceView], drafts: Sequence[Draft]) -> list[Mention]:
        """The two whom a mention means: the parties of the talks or the fight before it, or two whom a conjunction ties,
        whichever are nearest; the mention itself where there are none, or it is more than that noun. ``views``: the sentences
        up to the mention's.
        """
        view = views[-1]
        kind = self._kind(view, mention)
        if not kind:
            return [mention]
        near = views[-1 - BOTH_BACK :]
        told = [_parties(d) for d in drafts if d.sentence >= near[0].sentence.index and d.value.pattern in MUTUAL]
        # Of any two whom a conjunction ties, few are two sides.
        tied = [[a, b] for v in near for a, b in pairwise(v.actors) if kind != "any" and v.joined(b, a)]
        found = [p for p in (*told, *tied) if len(p) == 2 and self._fit(kind, near, p)]
        before = [p for p in found if all(m.last <= mention.first for m in p)]
        return max(before, key=lambda p: max(m.first for m in p), default=[mention])

    def _kind(self, view: SentenceView, mention: Mention) -> str:
        """What kind of two a mention means, "" where it names them itself (الجانبان المصري والكيني)."""
        kind = self._kinds.get(view.grammar.unjoined(view.tokens[mention.first].norm), "")
        if not kind or mention.last - mention.first > 1:
            return ""
        if mention.last >= view.sentence.last:
            return kind
        # البلدان الصناعية
        several = kind == "states" and view.tokens[mention.last].norm.startswith(self._article)
        return "" if several or view.document.within("nationality", mention.last, mention.last + 1) else kind

    def _fit(self, kind: str, views: Sequence[SentenceView], pair: Sequence[Mention]) -> bool:
        """Whether two are of a kind, and not of one body."""
        a, b = (m.value for m in pair)
        if not isinstance(a, ActorValue) or not isinstance(b, ActorValue) or not (a.definite and b.definite):
            return False
        if any(self._kind(views[-1], m) for m in pair):
            return False
        if a.name == b.name or (a.sector, a.country) == (b.sector, b.country):
            return False
        if kind == "states":
            return a.is_state and b.is_state
        return (kind == "any" and can_act(pair[0]) and can_act(pair[1])) or all(
            v.sector == "GOV" and v.number == "s" and not v.is_state for v in (a, b)
        )


def _parties(draft: Draft) -> list[Mention]:
    return [*draft.actors, *draft.recipients]


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
        value = mention.value
        if not self._words[mention] or not isinstance(value, ActorValue):
            return mention
        for other in reversed(earlier):
            if mention.sentence - other.sentence > BACK:
                break
            theirs = other.value
            if isinstance(theirs, ActorValue) and self._agree(value, theirs) and self._shortens(mention, other):
                return self._full[other]
        return mention

    def _agree(self, value: ActorValue, other: ActorValue) -> bool:
        """Whether number and country allow that two are the same."""
        # The dual and the plural are spelled alike (متمردين): only the singular tells.
        one_alone = bool(value.number and other.number) and (value.number == "s") != (other.number == "s")
        if one_alone and not value.nouns & other.nouns & self._numberless:
            return False
        return not value.country or not other.country or value.country == other.country

    def _shortens(self, mention: Mention, other: Mention) -> bool:
        """Whether the words of a mention are such as are said for those of a fuller one."""
        words, theirs = self._words[mention], self._words[other]
        value, full = mention.value, other.value
        assert isinstance(value, ActorValue) and isinstance(full, ActorValue)
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
        return family and value.sector == full.sector and full.number in ("s", "")

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
