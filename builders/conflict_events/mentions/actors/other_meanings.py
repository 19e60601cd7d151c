"""Whether the words around a name or a noun make another thing of it than an actor, or only say where something is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from conflict_events.language import Language
from conflict_events.lexical.text import folded
from conflict_events.mentions.actors.phrase import ActorPhrase
from conflict_events.mentions.actors.view import View
from conflict_events.mentions.actors.words import Words
from conflict_events.records import Hit

_VERB_REACH = 4
"""Words between a verb and the name that its preposition stands before, at most."""
_CAPITAL = "capital:"
"""What the registry ids of capitals begin with."""


class OtherMeanings:
    """Tells so, by a language's tables, in which ids of the registry or of nouns have words that stand beside them."""

    def __init__(self, language: Language, words: Words) -> None:
        other: Mapping[str, Any] = language.data["actors"]["grammar"]["other"]
        self._words = words
        self._before, self._behind = _folded(other["before"]), _folded(other["behind"])
        self._behind_indefinite = _folded(other["behind_indefinite"])
        self._before_shapes, self._behind_shapes = _shapes(other["shapes"]), _shapes(other["shapes_behind"])
        self._with = _folded(other["proclitics"])
        self._to_and_from = folded(other["to_and_from"])
        self._held, self._held_with = folded(other["held"]), folded(other["held_with"])
        self._names_a_place = folded(other["place_words"])

    def of_name(self, view: View, hit: Hit) -> bool:
        """Whether a name is another thing (إلى الغرب من المدينة)."""
        named = hit.entry.payload.known.id
        if hit.last - hit.first > 1:
            return False
        if view.norm(hit.last) in self._before.get(named, ()):
            return True
        return self._stands_behind(hit, view.norm(hit.first - 1), self._behind.get(named, ()))

    def of_noun(self, view: View, hit: Hit, phrase: ActorPhrase) -> bool:
        """Whether a phrase's noun is another thing (القضاء على, حرية الحركة, شبكة الكهرباء), or a place's name (حي الشرطة)."""
        noun, before = hit.entry.payload.noun.id, view.norm(hit.first - 1)
        if self._stands_behind(hit, before, self._behind.get(noun, ())):
            return True
        if not phrase.definite and self._stands_behind(hit, before, self._behind_indefinite.get(noun, ())):
            return True
        behind = view.norm(hit.last)
        if behind in self._before.get(noun, ()) and not (behind in self._words.stop and _said_by(view, hit)):
            return True
        if hit.proclitics and hit.proclitics[-1] in self._with.get(noun, ()):
            return True
        shapes = self._behind_shapes.get(noun)
        if shapes is not None and hit.first and shapes.match(view.text(hit.first - 1, hit.first)):
            return True
        shapes = self._before_shapes.get(noun)
        if shapes is not None and view.token(hit.last) is not None and shapes.match(view.text(hit.last, hit.last + 1)):
            return True
        return hit.article and not hit.proclitics and not phrase.person_text and before in self._names_a_place

    def state_is_where(self, view: View, hit: Hit) -> bool:
        """Whether a state's or a capital's name only says where, behind the word before it (في سوريا, العاصمة صنعاء)."""
        if hit.proclitics:
            # نددت تركيا بإسرائيل: behind a verb the preposition may be the verb's.
            verb = any(i in view.verbs for i in range(hit.first - _VERB_REACH, hit.first))
            return hit.proclitics[-1] in self._words.at and not verb
        return view.norm(hit.first - 1) in self._words.where or self._is_held_in(view, hit)

    def _is_held_in(self, view: View, hit: Hit) -> bool:
        """Whether a capital only says where talks were held or a treaty was signed: محادثات فيينا, but not محادثات موسكو مع
        أنقرة, محادثات موسكو وأنقرة.
        """
        if not self._words.is_one(view.norm(hit.first - 1), self._held) or view.norm(hit.last) in self._held_with:
            return False
        behind = view.document.within("place", hit.last, hit.last + 1)
        return _is_capital(view.document.within("place", hit.first, hit.last)) and not _is_capital(behind)

    def site_is_where(self, view: View, hit: Hit) -> bool:
        """Whether a noun of sites says where something is or goes (نقل إلى المستشفيات) rather than what is attacked."""
        if hit.proclitics:
            return hit.proclitics[-1] in self._words.at
        return view.norm(hit.first - 1) in self._words.where or view.norm(hit.first - 1) in self._to_and_from

    def _stands_behind(self, hit: Hit, before: str, words: Collection[str]) -> bool:
        """Whether the word before a hit is one of these; of a hit with nothing written on to it, also with a conjunction or a
        preposition on that word.
        """
        return before in words if hit.proclitics else self._words.is_one(before, words)


def _said_by(view: View, hit: Hit) -> bool:
    """Whether a verb of saying stands right before a noun without a preposition: قال مدعون إن."""
    return not hit.proclitics and any(
        h.last == hit.first for h in view.document.within("speech", hit.first - 2, hit.first)
    )


def _is_capital(places: Iterable[Hit]) -> bool:
    return any(key.startswith(_CAPITAL) for place in places for key in place.entry.payload)


def _folded(tables: Mapping[str, Collection[str]]) -> dict[str, frozenset[str]]:
    return {of: folded(words) for of, words in tables.items()}


def _shapes(tables: Mapping[str, Collection[str]]) -> dict[str, re.Pattern[str]]:
    return {of: re.compile("|".join(shapes)) for of, shapes in tables.items()}
