"""Which source a noun phrase names that begins at a token or soon behind it."""

from __future__ import annotations

from collections.abc import Iterator

from conflict_events.language import Language
from conflict_events.mentions.sources.extents import Extents
from conflict_events.mentions.sources.values import Values
from conflict_events.mentions.sources.view import View
from conflict_events.mentions.sources.words import Words
from conflict_events.records import Mention


class NounPhrases:
    """Reads such phrases, by a language's tables."""

    def __init__(self, language: Language, words: Words) -> None:
        self._words = words
        self._extents = Extents(language, words)
        self._values = Values(words)

    def read(self, view: View, at: int, *, reach: int = 1, led: bool = False) -> Mention | None:
        """The source that begins at one of ``reach`` tokens from ``at`` on: an actor, or a source noun with what depends on
        it. ``led``: the preposition that is written on to the first token is what leads to a source.
        """
        begin = at
        while view.quotes_at(at):
            at += 1
        if at > begin and reach > 1 and at + 1 < view.last and not view.quotes_at(at + 1):
            # وأضاف "نحن أبناء الشعب": who stands inside what is quoted.
            reach = 1
        for i in self._openings(view, at, min(at + reach, view.last)):
            if self._words.is_governed(view, i, at) or (self._is_told(view, i, at) and not (led and i == at)):
                continue
            actor, noun = view.actor_at.get(i), view.noun_at.get(i)
            attached = view.tokens[at].norm.startswith(self._words.attached)
            if actor is not None and attached and self._words.is_object(view, actor):
                # أفاد بوقوع 47 أسيرا
                return None
            end = 0 if noun is None else self._extents.end(view, noun.last)
            if noun is not None and (actor is None or end > actor.last):
                return self._values.of_noun(view, noun, end)
            if actor is not None:
                return self._values.of_actor(view, actor)
        return None

    def of_actor(self, view: View, actor: Mention) -> Mention:
        """An actor as a source."""
        return self._values.of_actor(view, actor)

    def _openings(self, view: View, at: int, limit: int) -> Iterator[int]:
        """The tokens from ``at`` on at which a source may begin, before a clause, what is told, and behind a number."""
        for i in range(at, limit):
            if view.tokens[i].norm in self._words.ends:
                return
            if i not in view.actor_at and i not in view.noun_at and self._begins_content(view, i, at):
                return
            yield i
            if i > at and view.tokens[i].kind == "number":
                # ويقدر عددهم بنحو 35 شخصا
                return

    def _begins_content(self, view: View, i: int, at: int) -> bool:
        """Whether the event word at a token begins what is told, which tells nothing itself (أعلن مقتل خمسة جنود), and is no
        occasion of telling (قال في المؤتمر).
        """
        if not view.document.within("trigger", i, i + 1):
            return False
        return not (view.tokens[i].norm.startswith(self._words.article) and self._words.is_governed(view, i, at))

    def _is_told(self, view: View, i: int, at: int) -> bool:
        """Whether who is named at a token is told, and does not tell: "قال لصحيفة"."""
        carried = view.actor_at.get(i) or view.noun_at.get(i)
        if carried is not None and carried.proclitics.strip(self._words.conjunctions):
            return True
        return self._words.is_told(view, i, at)
