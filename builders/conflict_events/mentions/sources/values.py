"""What a source is called: an actor by its own name, the phrase of a source noun by the noun's and its owner's."""

from __future__ import annotations

from conflict_events.lexical.text import QUOTES
from conflict_events.mentions.base import MEDIA
from conflict_events.mentions.sources.view import View
from conflict_events.mentions.sources.words import Words
from conflict_events.records import ActorValue, Hit, Mention, SourceValue


class Values:
    """Makes mentions of sources."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def of_actor(self, view: View, actor: Mention) -> Mention:
        """An actor as a source."""
        known = actor.valued(ActorValue)
        value = SourceValue(known.name or view.document.text[actor.start : actor.end], known.entity_id)
        return Mention("source", actor.start, actor.end, actor.first, actor.last, view.sentence.index, value)

    def of_noun(self, view: View, noun: Hit, last: int) -> Mention:
        """The source that a source noun heads, up to ``last``. An article that a preposition has taken in stays: للبيان."""
        token = view.tokens[noun.first]
        written = token.norm[len(noun.proclitics) :].startswith(self._words.article)
        start = noun.start if written or not noun.article else token.start
        end = view.tokens[last - 1].end
        name = self._english(view, noun, last) or view.document.text[start:end]
        return Mention("source", start, end, noun.first, last, view.sentence.index, SourceValue(name))

    def _english(self, view: View, noun: Hit, last: int) -> str:
        """The English name of a source noun's phrase, with whose it is: بيان للشرطة is a statement of the police. "" where the
        noun's or the owner's is not known, and where it is one of two (مصادر عراقية وإيرانية).
        """
        head, owner = noun.entry.payload, ""
        bears = view.tokens[noun.last - 1].norm in self._words.named
        named = bears and last > noun.last and view.tokens[noun.last].norm in QUOTES
        for actor in view.actors:
            if not noun.first <= actor.first < last:
                continue
            value = actor.valued(ActorValue)
            known = value.name not in view.document.text
            if actor.first == noun.first:
                head = value.name if known else head
            elif named:
                # موقع "عنب بلدي"
                whole = actor.first == noun.last + 1
                head = value.name if whole and known and value.sector == MEDIA else head
            elif self._words.is_joined(view, actor.first):
                return ""
            elif value.definite or actor.proclitics:
                if not known:
                    return ""
                owner = value.name
        if not head or any(self._words.is_joined(view, i) for i in range(noun.last, last)):
            return ""
        return f"{head} of {owner}" if owner else head
