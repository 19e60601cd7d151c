"""The dictionary of places: every written form of names, head nouns, directions and adjectives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from conflict_events.language import Language
from conflict_events.lexical.lexicon import Phrase
from conflict_events.lexical.text import fold
from conflict_events.records import Entry

AROUND, PART, INSIDE = "A", "R", "I"
"""Payloads of directions that are no compass letter: around, in a part of, inside."""
WORDS = {"north": "N", "south": "S", "east": "E", "west": "W", "centre": "C"}
COMPASS = frozenset(WORDS.values()) - {"C"}
"""Letters of the sides that lead away from the centre of a place."""
_OTHER_DIRECTIONS = {"around": AROUND, "part": PART, "inside": INSIDE}
_COMMON = {"one": "one", "objects": "object", "led": "led", "some": "some", "many": "many"}
DUAL = 2
"""Places behind a head noun in the dual."""
_ITEMS = {"words": 1, "dual": DUAL, "plural": 12}
"""Forms of a head noun, and how many places may follow each."""
_ANAPHORS = (
    "borders",
    "fences",
    "their_borders",
    "lands",
    "coasts",
    "skies",
    "capital",
    "country",
    "town",
    "province",
    "district",
    "strip",
    "site",
    "landmark",
    "stretch",
    "flank",
    "quarter",
    "open_sea",
)


class Head(NamedTuple):
    """What a head noun asks of the name behind it, see places.toml. ``word``: in the singular, where that is told;
    ``items``: places that may follow it, at most.
    """

    word: str
    precision: int
    own: bool
    kinds: tuple[str, ...]
    unknown: bool
    site: bool
    placed: bool
    after: bool
    quarter: bool
    noun: bool
    items: int


def phrases(language: Language) -> Iterator[Phrase]:
    """Kinds "place" (payload: registry ids), "place-head" (Head), "direction" (letters), "near", "place-anaphor" (folded
    word), "place-road", "place-adjective" (compass letter or ""), "place-quality" (adjectives of common nouns only),
    "place-nationality" (country), "place-site" (common nouns that are a place without a name), "place-abroad" (other states'
    English name), "place-common" (those that are one where more is told: "one", "object", "led", "some", "many"),
    "place-facing", "place-block".
    """
    tables = rules(language)
    article = language.clitics.article
    yield from _names(language.data["place_names"])
    yield from _heads(tables["head"], tables["singular"])
    yield from _directions(tables["phrases"], article)
    for part in ("near", "far", "apart"):
        for word in tables["phrases"][part]:
            yield Phrase(word, Entry("near", part))
    for part in _ANAPHORS:
        for word in tables["phrases"][part]:
            yield Phrase(word, Entry("place-anaphor", part, fold(word)))
    for word in tables["phrases"]["road"]:
        yield Phrase(word, Entry("place-road", fold(word)))
    for word in tables["adjectives"]["words"]:
        yield Phrase(word, Entry("place-adjective", fold(word), ""))
    for kind, texts in (
        ("place-quality", tables["adjectives"]["qualities"]),
        ("place-facing", tables["buildings"]["facing"]),
        ("place-site", tables["nameless"]["sites"]),
    ):
        for text in texts:
            yield Phrase(text, Entry(kind, fold(text), ""))
    for text, name in tables["nameless"]["abroad"].items():
        yield Phrase(text, Entry("place-abroad", fold(text), name))
    yield from _common(tables["common"])
    for letter, words in tables["directed"].items():
        for word in words:
            yield Phrase(word, Entry("place-adjective", fold(word), letter))
    for country, words in tables["nationalities"].items():
        for word in words:
            for form in _nationality_forms(word, tables["nationality_endings"], article):
                yield Phrase(form, Entry("place-nationality", country, country))
    for text in tables["context"]["block"]:
        yield Phrase(text, Entry("place-block", fold(text)))


def rules(language: Language) -> Mapping[str, Any]:
    """The language's tables of places."""
    tables: Mapping[str, Any] = language.data["places"]
    return tables


def _names(rows: Sequence[Mapping[str, str]]) -> Iterator[Phrase]:
    """Each spelling once, with all the places that bear it."""
    by_name: dict[str, tuple[str, list[str]]] = {}
    for row in rows:
        for name in row["names"].split("|"):
            by_name.setdefault(fold(name), (name, []))[1].append(row["id"])
    for key, (name, ids) in by_name.items():
        yield Phrase(name, Entry("place", key, tuple(ids)))


def _heads(nouns: Sequence[Mapping[str, Any]], singular: Mapping[str, str]) -> Iterator[Phrase]:
    for rule in nouns:
        for form, items in _ITEMS.items():
            for word in rule.get(form, ()):
                head = Head(
                    fold(singular.get(word, word)),
                    rule["precision"],
                    rule.get("own", False),
                    tuple(rule["kinds"]),
                    rule["unknown"],
                    rule.get("site", False),
                    rule.get("placed", False),
                    rule.get("after", False),
                    rule.get("quarter", False),
                    rule.get("noun", False),
                    items,
                )
                yield Phrase(word, Entry("place-head", fold(word), head))


def _common(table: Mapping[str, Any]) -> Iterator[Phrase]:
    """Common nouns: one, one in the accusative, one that a preposition leads to, some, many."""
    for part, payload in _COMMON.items():
        for word in table[part]:
            yield Phrase(word, Entry("place-common", fold(word), payload))


def _directions(words: Mapping[str, Any], article: str) -> Iterator[Phrase]:
    for part, letter in WORDS.items():
        for word in words[part]:
            yield Phrase(word, Entry("direction", letter, letter))
    for a in ("north", "south"):
        for b in ("east", "west"):
            letters = WORDS[a] + WORDS[b]
            for first in words[a]:
                for second in words[b]:
                    yield Phrase(f"{first} {second}", Entry("direction", letters, letters))
                    yield Phrase(f"{first} {article}{second}", Entry("direction", letters, letters))
    for part, letter in _OTHER_DIRECTIONS.items():
        for word in words[part]:
            yield Phrase(word, Entry("direction", letter, letter))


def _nationality_forms(word: str, endings: Mapping[str, Sequence[str]], article: str) -> Iterator[str]:
    """The forms of a nationality of one or two words; the article before one word comes by the lexicon."""
    stems = word.split()
    if len(stems) == 1:
        for ending in endings["one_word"]:
            yield word + ending
        return
    for ending in endings["two_words"]:
        yield " ".join(s + ending for s in stems)
        yield " ".join(article + s + ending for s in stems)
