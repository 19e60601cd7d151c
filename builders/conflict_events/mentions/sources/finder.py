"""The source finder: all attributions of a document, by each of the ways in which a source is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conflict_events.language import Language
from conflict_events.lexical.lexicon import Phrase
from conflict_events.lexical.text import folded
from conflict_events.mentions.sources import forms
from conflict_events.mentions.sources.attribution import Attribution
from conflict_events.mentions.sources.noun_phrases import NounPhrases
from conflict_events.mentions.sources.speech import SUBJECT_REACH, Speech
from conflict_events.mentions.sources.view import View
from conflict_events.mentions.sources.words import Words
from conflict_events.records import Document, Hit, Mention

_CHARGE_REACH = 3
"""Tokens behind who is named by a verb that relays among which a word shows that he is charged."""
_HEADLINE = 12
"""Tokens that a sentence has at most that is read like a headline."""
_COLON_REACH = 6
"""Tokens of a headline among which a colon stands behind who says it."""


class SourceFinder:
    """Finds attributions; needs the actors, which are the subjects of verbs of saying."""

    def __init__(self, language: Language) -> None:
        self._words = Words(language)
        self._noun_phrases = NounPhrases(language, self._words)
        self._speech = Speech(language, self._words, self._noun_phrases)
        self._not_after = folded(language.data["sources"]["attribution"]["not_after"])

    @staticmethod
    def entries(language: Language) -> Iterator[Phrase]:
        """Verbs of saying and of relaying, phrases such as "according to" and source nouns, as lexicon phrases."""
        return forms.phrases(language)

    def attributions(self, document: Document, actors: Sequence[Mention]) -> list[Attribution]:
        """All attributions in text order. Who it is that "added" without a name is left open: of those named before, one in six
        was right.
        """
        inside: list[list[Mention]] = [[] for _ in document.sentences]
        for actor in actors:
            inside[actor.sentence].append(actor)
        found: list[Attribution] = []
        for sentence in document.sentences:
            view = View(document, sentence, inside[sentence.index])
            found.extend(sorted(self._of_sentence(view), key=lambda a: a.head))
        return found

    def _of_sentence(self, view: View) -> Iterator[Attribution]:
        """The attributions of a sentence, by each of the ways in which a source is named."""
        yield from self._according(view)
        yield from self._relayed(view)
        yield from self._speech.said(view)
        if view.sentence.headline or view.last - view.first < _HEADLINE:
            yield from self._headline(view)

    def _according(self, view: View) -> Iterator[Attribution]:
        """وفقا للجيش, بحسب ما أعلن الجيش: the source vouches for the whole sentence."""
        for hit in view.hits("attribution"):
            particle = hit.entry.payload
            if view.before(hit.first) in self._not_after or hit.last >= view.last:
                continue
            norm = view.tokens[hit.last].norm
            if not norm.startswith(particle):
                continue
            # Before a quotation mark the particle stands by itself: وفقا لـ"رويترز".
            apart = norm == particle != ""
            source = self._noun_phrases.read(view, hit.last + apart, led=bool(particle) and not apart)
            if source is not None:
                yield Attribution(source, view.first, view.last, False, hit.first, hit.first)
        for hit in view.hits("attribution-verb"):
            source = self._noun_phrases.read(view, hit.last, reach=SUBJECT_REACH)
            if source is not None:
                yield Attribution(source, view.first, view.last, False, hit.first, hit.first)

    def _relayed(self, view: View) -> Iterator[Attribution]:
        """نقلت الوكالة عن مصدر: the source behind the particle of a verb that relays."""
        for hit in view.hits("relay"):
            relay: forms.Relay = hit.entry.payload
            at = None if view.before(hit.first) in relay.not_after else self._particle(view, hit, relay)
            source = None if at is None else self._noun_phrases.read(view, at + 1)
            if source is None:
                continue
            behind = view.tokens[source.last : min(source.last + _CHARGE_REACH, view.last)]
            if relay.not_before.isdisjoint(t.norm for t in behind):
                yield Attribution(source, hit.first, view.last, True, hit.first, source.last)

    def _particle(self, view: View, verb: Hit, relay: forms.Relay) -> int | None:
        """Where the particle of a verb that relays stands, before another clause begins."""
        for at in range(verb.last, min(verb.last + relay.reach, view.last)):
            norm = view.tokens[at].norm
            if norm == relay.particle:
                return at
            if norm in self._words.stops:
                return None
        return None

    def _headline(self, view: View) -> Iterator[Attribution]:
        """ "الجيش: مقتل 3 جنود" """
        for at in range(view.first + 1, min(view.first + _COLON_REACH, view.last - 2)):
            if view.tokens[at].norm == ":":
                source = self._noun_phrases.read(view, view.first)
                if source is not None and source.last == at:
                    yield Attribution(source, view.first, view.last, True, view.first, at + 1)
                return
