"""The encoder proper: numbers of pieces in, a vector for each out, by a stack of attention layers (BERT's)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from conflict_events.encoder.whole import Floats, Linear, Norm, attention, gelu, tiles

Rows: TypeAlias = Sequence[int] | slice
ALL = slice(None)


@dataclass(frozen=True, slots=True)
class Block:
    """One layer: attention of ``heads`` heads, then a network of its own for each piece."""

    heads: int
    attended: Linear
    """To queries, keys and values, one after the other."""
    joined: Linear
    first_norm: Norm
    inner: Linear
    outer: Linear
    second_norm: Norm

    def __call__(self, states: Floats, wanted: Rows = ALL) -> Floats:
        """(pieces, size) to (those that are wanted, size)."""
        pieces, size = states.shape
        parts = self.attended(states).reshape(pieces, 3, self.heads, size // self.heads).transpose(1, 2, 0, 3)
        states = states[wanted]
        taken = attention(parts[0][:, wanted], parts[1], parts[2]).transpose(1, 0, 2).reshape(states.shape)
        found = np.empty_like(states)
        for rows in tiles(len(states)):
            tile = self.first_norm(states[rows] + self.joined(taken[rows]))
            found[rows] = self.second_norm(tile + self.outer(gelu(self.inner(tile))))
        return found


@dataclass(frozen=True, slots=True)
class Network:
    """Vectors of pieces (whole numbers and, for each row, what one of them is worth), of places in a window, and the layers."""

    pieces: np.ndarray[tuple[int, int], np.dtype[np.int8]]
    worth: Floats
    places: Floats
    norm: Norm
    blocks: Sequence[Block]

    @property
    def longest(self) -> int:
        """Pieces that can be read at once."""
        return len(self.places)

    @property
    def size(self) -> int:
        """Of a vector."""
        return self.pieces.shape[1]

    def __call__(self, numbers: Sequence[int], wanted: Rows = ALL) -> Floats:
        """A vector for each piece of a window that is wanted: (pieces, size). Raises ValueError where the window has more than
        ``longest``.
        """
        if len(numbers) > self.longest:
            raise ValueError(f"{len(numbers)} pieces in a window: {self.longest} can be read at once")
        rows = np.array(numbers)
        states: Floats = self.pieces[rows].astype(np.float32)
        states *= self.worth[rows][:, None]
        states = self.norm(states + self.places[: len(rows)])
        for block in self.blocks[:-1]:
            states = block(states)
        return self.blocks[-1](states, wanted)
