"""Where the phrase that a source noun heads ends: behind its adjectives, and behind the actor that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence, Set

from conflict_events.language import Language
from conflict_events.lexical.text import QUOTES, fold, folded
from conflict_events.mentions.base import MEDIA
from conflict_events.mentions.sources.view import View
from conflict_events.mentions.sources.words import Words
from conflict_events.records import ActorValue, Mention

_REACH = 6
"""Words that a source noun may take along (مصادر طبية في المدينة)."""
_MAX_ADJECTIVES = 2
"""Adjectives among them at most."""
_MAX_QUOTED = 6
"""Words of a name in quotation marks at most."""
_OTHERS = ("speech", "trigger", "light-verb")
"""Kinds of words that are no part of such a phrase."""


class Extents:
    """Tells where, by a language's tables."""

    def __init__(self, language: Language, words: Words) -> None:
        nouns = language.data["sources"]["nouns"]
        self._words = words
        self._links = _phrases(nouns["links"])
        self._speaks_for = _phrases(nouns["speaks_for"])
        self._written = folded(nouns["written"])
        self._belonging = frozenset(("", *(fold(p) for p in nouns["attached"])))
        self._breaks = words.ends | folded(nouns["breaks"]) | frozenset(words.attached)

    def end(self, view: View, at: int) -> int:
        """The token behind the phrase of the source noun whose last word stands before token ``at``."""
        if view.quotes_at(at):
            return self._behind_quotation(view, at)
        tokens = view.tokens
        end = i = at
        definite = tokens[at - 1].norm.startswith(self._words.article)
        while i < min(at + _REACH, view.last):
            actor = view.actor_at.get(i)
            if actor is not None and self._words.is_object(view, actor):
                break
            if actor is not None and actor.proclitics in self._belonging:
                return self._behind_owner(view, actor, at, end)
            if tokens[i].kind == "punct":
                # وأفاد المرصد عن "سيطرة ...": what is quoted is no part of the name, but مصدر في "حماس".
                if tokens[i].norm not in QUOTES or end == i or i + 1 not in view.actor_at:
                    break
                i += 1
            elif tokens[i].norm in self._breaks or tokens[i].kind == "number":
                break
            elif link := self._link(view, i):
                if not self._leads_on(view, i, i + link):
                    break
                i += link
                definite = False
            elif not self._describes(view, i, definite=definite):
                break
            else:
                i += 1
                end = i
                if i - at >= _MAX_ADJECTIVES:
                    break
        return end

    def _behind_owner(self, view: View, owner: Mention, at: int, end: int) -> int:
        """The token behind the actor that a source noun up to token ``at``, with adjectives up to ``end``, belongs to."""
        # "مصدر عسكري لرويترز", "أبلغ مصدر عسكري رويترز": the agency is told, and owns no source but by a noun next to it.
        apart = owner.proclitics or end > at
        if owner.valued(ActorValue).sector == MEDIA and apart and view.tokens[at - 1].norm not in self._written:
            return end
        quoted = view.tokens[owner.first - 1].norm in QUOTES
        return owner.last + (quoted and view.quotes_at(owner.last))

    def _link(self, view: View, at: int) -> int:
        """How many words the link at a token has by which an actor is tied to a source noun; 0 where none stands there."""
        norms = tuple(t.norm for t in view.tokens[at : at + 2])
        return next((n for n in (2, 1) if norms[:n] in self._links), 0)

    def _leads_on(self, view: View, at: int, behind: int) -> bool:
        """Whether the link from token ``at`` leads to who a source is, and not to where (شهود عيان في محافظة)."""
        if behind in view.actor_at or view.quotes_at(behind):
            return True
        return tuple(t.norm for t in view.tokens[at:behind]) in self._speaks_for

    def _describes(self, view: View, at: int, *, definite: bool) -> bool:
        """Whether the word at a token may be an adjective of a source noun, which is ``definite`` or not."""
        norm = view.tokens[at].norm
        if any(view.document.within(kind, at, at + 1) for kind in _OTHERS):
            return False
        if norm in self._words.prepositions or self._words.is_tied(view, at):
            return False
        # المصدر نفسه, التقرير أيضا: what agrees with a definite noun is definite.
        return not definite or norm.lstrip(self._words.conjunctions).startswith(self._words.article)

    def _behind_quotation(self, view: View, at: int) -> int:
        """The token behind the quotation mark that closes what one at token ``at`` opens: the name of what bears one (موقع
        "المدى"), or an actor; ``at`` where it is what is said.
        """
        for last in range(at + 2, min(at + 2 + _MAX_QUOTED, view.last)):
            if view.quotes_at(last):
                bears = view.tokens[at - 1].norm in self._words.named
                owner = any(a.first == at + 1 and a.last in (last, last + 1) for a in view.actors)
                return last + 1 if bears or owner else at
        return at


def _phrases(texts: Sequence[str]) -> Set[tuple[str, ...]]:
    """Phrases as their folded words."""
    return {tuple(fold(word) for word in text.split()) for text in texts}
