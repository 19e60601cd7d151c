"""The words that English puts or calls otherwise: each of their table changes the name or the sector of an actor."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from conflict_events import language
from conflict_events.extraction import compiled
from conflict_events.mentions.actors import registry
from conflict_events.mentions.actors.values import Values
from conflict_events.records import ActorValue, Article
from reading import rows

FINDERS = compiled.load("ar").finders
LANGUAGE = language.load("ar")
KNOWN = registry.read(LANGUAGE.registry)
EXAMPLES = rows("english_words_ar.tsv")


def paths(table: Any) -> Iterator[str]:
    """The keys, joined with dots, that lead to each word of a table."""
    if isinstance(table, str):
        yield ""
    elif isinstance(table, list):
        yield from (f".{word}" for word in table)
    else:
        yield from (f".{key}{path}" for key, part in table.items() for path in paths(part))


def without(path: str) -> Values:
    """What values phrases by a table that lacks a word."""
    table = copy.deepcopy(LANGUAGE.registry["english"])
    *keys, word = path.split(".")
    part = table
    for key in keys:
        part = part[key]
    if isinstance(part, list):
        part.remove(word)
    else:
        del part[word]
    return Values(replace(LANGUAGE, registry={**LANGUAGE.registry, "english": table}), KNOWN)


def test_every_word_has_one_example() -> None:
    words = [path.removeprefix(".") for path in paths(LANGUAGE.registry["english"]) if not path.endswith(".english")]
    assert [row["row"] for row in EXAMPLES] == words


@pytest.mark.parametrize("example", EXAMPLES, ids=[row["row"] for row in EXAMPLES])
def test_a_word_changes_what_an_actor_is_called(example: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    document = FINDERS.read(Article("a", example["sentence"]))

    def found() -> tuple[str, str]:
        mentions = FINDERS.actors.find(document)
        (mention,) = (m for m in mentions if example["sentence"][m.start : m.end] == example["mention"])
        value = mention.valued(ActorValue)
        return value.name, value.sector

    assert found() == (example["name"], example["sector"])
    monkeypatch.setattr(FINDERS.actors, "_values", without(example["row"]))
    assert found() != (example["name"], example["sector"])
