"""Which mentions of actors and places in a document are of the same one, and how often each is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from conflict_events.lexical.text import fold
from conflict_events.linking.coreference import named_places
from conflict_events.linking.merge import identity
from conflict_events.linking.sentence_words import by_sentence
from conflict_events.records import Document, Mention, PlaceValue


class Identities:
    """The actors and places of a document. What makes two mentions the same is a key: ``identity`` of an actor's fullest
    mention, ``place_key`` of the one that names a place.

    ``full``: for each actor the fullest mention of the same. ``named``: for each place the mention that names it.
    ``parties``, ``places``: by sentence those in it, in text order, each with its key. ``count``: how often each key is
    mentioned. ``ranks``: of each actor's key how many are mentioned more often.
    """

    def __init__(
        self, document: Document, mentions: Mapping[str, Sequence[Mention]], full: Mapping[Mention, Mention]
    ) -> None:
        self.full = full
        self.named: Mapping[Mention, Mention] = named_places(document, mentions["place"])
        parties = [(m, identity(f)) for m, f in self.full.items()]
        places = [(m, place_key(n)) for m, n in self.named.items()]
        self.parties: Mapping[int, Sequence[tuple[Mention, str]]] = by_sentence(parties, lambda pair: pair[0].sentence)
        self.places: Mapping[int, Sequence[tuple[Mention, str]]] = by_sentence(places, lambda pair: pair[0].sentence)
        actors = Counter(key for _, key in parties)
        often = sorted(actors, key=lambda key: (-actors[key], key))
        self.ranks: Mapping[str, int] = {key: rank for rank, key in enumerate(often)}
        self.count: Counter[str] = actors + Counter(key for _, key in places)


def place_key(mention: Mention) -> str:
    """What makes two place mentions the same."""
    value = mention.valued(PlaceValue)
    return value.place_id or fold(value.name)
