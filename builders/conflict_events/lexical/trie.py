"""Phrases as a tree of words, and the same tree packed so that it is there before its entries are."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from conflict_events.records import Entry


class Item(NamedTuple):
    """An entry that ends at a node. ``suffixes``: a pronoun may be written on to its last word."""

    entry: Entry
    suffixes: bool


@dataclass(slots=True)
class Node:
    """What ends behind some words, and what goes on behind them, by the next word."""

    next: dict[str, Node] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)

    def strings(self, begun: str) -> Iterator[str]:
        """What ends here or further on, each behind what was ``begun``."""
        if self.items:
            yield begun
        for word, node in self.next.items():
            yield from node.strings(f"{begun} {word}")


Flat: TypeAlias = "tuple[tuple[tuple[int, int, bool], ...], dict[str, Flat]]"
"""A node in which lot and number stand for each entry."""


class Packed(Mapping[str, Node]):
    """The nodes of first words, each pickled until it is asked for: a text holds few of them. Entries are pickled in lots,
    those of one kind and key together, which share most of what they are made of; equal ones are one.
    """

    def __init__(self, nodes: Mapping[str, Node]) -> None:
        lots: dict[tuple[str, str], tuple[int, dict[Entry, int]]] = {}
        self._words = {word: pickle.dumps(_flat(node, lots)) for word, node in nodes.items()}
        self._lots = [pickle.dumps(list(numbers)) for _, numbers in lots.values()]
        self._nodes: dict[str, Node] = {}
        self._entries: dict[int, list[Entry]] = {}

    def __getstate__(self) -> dict[str, object]:
        """Without what was asked for."""
        return {**self.__dict__, "_nodes": {}, "_entries": {}}

    def __getitem__(self, word: str) -> Node:
        node = self._nodes.get(word)
        if node is None:
            node = self._nodes[word] = self._node(pickle.loads(self._words[word]))
        return node

    def get(self, word: str, default: Any = None) -> Any:
        """As of any mapping, without the error that it would raise and catch for most words of a text."""
        return self[word] if word in self._words else default

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def _node(self, flat: Flat) -> Node:
        items, following = flat
        return Node(
            {word: self._node(node) for word, node in following.items()},
            [Item(self._entry(lot, number), suffixes) for lot, number, suffixes in items],
        )

    def _entry(self, lot: int, number: int) -> Entry:
        entries = self._entries.get(lot)
        if entries is None:
            entries = self._entries[lot] = pickle.loads(self._lots[lot])
        return entries[number]


def _flat(node: Node, lots: dict[tuple[str, str], tuple[int, dict[Entry, int]]]) -> Flat:
    """A node whose entries are put into lots."""
    items = []
    for entry, suffixes in node.items:
        lot, numbers = lots.setdefault((entry.kind, entry.key), (len(lots), {}))
        items.append((lot, numbers.setdefault(entry, len(numbers)), suffixes))
    return tuple(items), {word: _flat(following, lots) for word, following in node.next.items()}
