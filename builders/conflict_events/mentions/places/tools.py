"""What the readers of place phrases share: the gazetteer, and what judges names, words and adjectives."""

from __future__ import annotations

from typing import NamedTuple

from conflict_events.language import Language
from conflict_events.mentions.places.adjectives import Adjectives
from conflict_events.mentions.places.disambiguation import Disambiguation
from conflict_events.mentions.places.gazetteer import Gazetteer
from conflict_events.mentions.places.name_words import NameWords
from conflict_events.mentions.places.nearby import Nearby
from conflict_events.mentions.places.values import Values


class Tools(NamedTuple):
    """They, of one language."""

    gazetteer: Gazetteer
    nearby: Nearby
    adjectives: Adjectives
    names: Disambiguation
    words: NameWords
    values: Values

    @classmethod
    def of(cls, language: Language, gazetteer: Gazetteer) -> Tools:
        """Those of a language and the gazetteer."""
        nearby, adjectives = Nearby(language, gazetteer), Adjectives(language)
        names = Disambiguation(language, gazetteer, nearby, adjectives)
        return cls(gazetteer, nearby, adjectives, names, NameWords(language), Values(language, gazetteer))
