"""The place finder: all places of a document, and what a span means as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from conflict_events.language import Language
from conflict_events.lexical.lexicon import Phrase
from conflict_events.lexical.text import COMMAS, fold
from conflict_events.mentions.base import tokens_within
from conflict_events.mentions.places import forms
from conflict_events.mentions.places.forms import DUAL
from conflict_events.mentions.places.fronts import list_noun
from conflict_events.mentions.places.gazetteer import Gazetteer
from conflict_events.mentions.places.phrases import PhraseReader
from conflict_events.mentions.places.reading import Found, Reading, Readings, Setting
from conflict_events.mentions.places.values import COUNTRY, EXACT, unlocated
from conflict_events.records import Document, Hit, Mention, PlaceValue, Sentence, Span


class PlaceFinder:
    """Finds mentions of places in a document and values any span as one."""

    def __init__(self, language: Language) -> None:
        gazetteer = Gazetteer(language.registry["places"])
        self._readings = Readings(language, gazetteer)
        self._reader = PhraseReader(language, gazetteer)
        self._joining = COMMAS | {fold(forms.rules(language)["proclitics"]["and"])}

    @staticmethod
    def entries(language: Language) -> Iterator[Phrase]:
        """Names, head nouns, directions, nearness words, adjectives and what is no place, as lexicon phrases."""
        return forms.phrases(language)

    def find(self, document: Document) -> list[Mention]:
        """The places in text order, none overlapping another."""
        reading = self._readings.read(document)
        return [place for sentence in document.sentences for place in self._of_sentence(reading, sentence)]

    def _of_sentence(self, r: Reading, sentence: Sentence) -> Iterator[Mention]:
        """The places of a sentence. Behind a head noun for several (``noun``) so many ``more`` may follow as it tells."""
        previous: Found | None = None
        noun: Hit | None = None
        more = 0
        i = sentence.first
        while i < sentence.last:
            found = None
            goes_on = previous is not None and self._adjoins(r.document, previous.last, i)
            if i in r.starts and i not in r.blocked:
                listed = noun if goes_on and more > 0 else None
                found = self._reader.phrase(r, i, sentence.last, Setting(sentence.first, previous, noun=listed))
            if found is not None:
                opened = list_noun(r, found.first, found.last)
                if opened is not None or not goes_on:
                    noun, more = opened, 0 if opened is None else opened.entry.payload.items - 1
                else:
                    more -= 1
                    noun = None if found.first in r.at["place-head"] else noun
            elif previous is not None and i == previous.last and previous.value.precision < COUNTRY:
                sure = noun is not None and noun.entry.payload.items == DUAL and more == 1
                found = self._reader.listed(r, previous, sentence.last, lone=more <= 0, sure=sure)
                more -= found is not None
            if found is None:
                i += 1
                continue
            yield _mention(found, sentence.index)
            previous = found
            if found.value.country and found.value.precision < COUNTRY:
                r.local = found
            i = found.last

    def drawn(self, document: Document) -> Callable[[Span], PlaceValue | None]:
        """What any span of a document means as a place: a name that nobody knows is a place without degrees, a span without
        a word None. The document is looked at once.
        """
        unread = self._readings.read(document)

        def value(span: Span) -> PlaceValue | None:
            first, last = tokens_within(document, span.start, span.end)
            if first == last:
                return None
            # Phrases are remembered in a reading: what is drawn means the same whatever was asked about before it.
            reading = replace(unread, points=[], sites={})
            for i in range(first, last):
                found = self._reader.phrase(reading, i, last, Setting(first, drawn=True))
                if found is not None:
                    return found.value
            text = " ".join(document.text[span.start : span.end].split())
            return unlocated(text, reading.focus(), EXACT)

        return value

    def _adjoins(self, document: Document, last: int, first: int) -> bool:
        """Whether a place begins right behind another, or behind a comma or an "and" that stands alone."""
        return first == last or (first == last + 1 and document.tokens[last].norm in self._joining)


def _mention(found: Found, sentence: int) -> Mention:
    return Mention("place", found.start, found.end, found.first, found.last, sentence, found.value, found.proclitics)
