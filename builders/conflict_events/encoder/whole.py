"""The arithmetic of a network in whole numbers, so that it gives the same on every machine.

Sums of fractions depend on the order in which a processor adds them; sums of whole numbers do not. Both factors of a
product of matrices are therefore rounded to whole numbers that are small enough for float32 to hold their sums exactly
(less than 2 to the 24th), and functions are looked up in tables. The rest is one operation at a time, which IEEE 754 defines
to the last bit.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]
TOP = 127
"""The greatest whole number that a value or weight is rounded to."""
EXACT = 2**24
"""Whole numbers below it are exact in float32."""
_STEPS = 32
"""Steps of one in the table of the exponential."""
_FAR = 8
"""Exponents from minus this on count as nothing."""
_WEIGHT = 255
_FINE = 64
"""Steps of one in the table of GELU."""
TILE = 128
"""Rows that are worked on at once where each is for itself."""
_SHORT = 64
"""Numbers in a row up to which it is short for NumPy."""
_GRID = 1024.0
"""Steps of one on which values lie that are normed."""
_EXP = np.array([round(_WEIGHT * math.exp(-i / _STEPS)) for i in range(_FAR * _STEPS)] + [0], np.float32)
_GELU = np.array(
    [x * 0.5 * (1 + math.erf(x / math.sqrt(2))) for x in (i / _FINE for i in range(-_FAR * _FINE, _FAR * _FINE + 1))],
    np.float32,
)


@dataclass(frozen=True, slots=True)
class Linear:
    """Whole weights (inputs, outputs), what one of them is worth for each output, and what is added."""

    weights: Floats
    worth: Floats
    bias: Floats

    def __call__(self, values: Floats) -> Floats:
        """(rows, inputs) to (rows, outputs)."""
        whole, scale = rounded(values)
        found: Floats = whole @ self.weights
        found *= scale[:, None]
        found *= self.worth
        found += self.bias
        return found


@dataclass(frozen=True, slots=True)
class Norm:
    """Layer normalization: what values of mean 0 and variance 1 are multiplied with, and what is added."""

    weight: Floats
    bias: Floats

    def __call__(self, values: Floats) -> Floats:
        """Each row normed."""
        whole = np.rint(values * np.float32(_GRID))
        mean = whole.sum(1, dtype=np.float64) / whole.shape[1]
        whole = np.rint(whole - mean.astype(np.float32)[:, None])
        variance = np.einsum("ij,ij->i", whole, whole, dtype=np.float64) / whole.shape[1]
        normed: Floats = whole * (1 / np.sqrt(variance + 1e-12 * _GRID**2)).astype(np.float32)[:, None]
        normed *= self.weight
        normed += self.bias
        return normed


def most(inputs: int) -> int:
    """The greatest whole number for weights of so many inputs: sums of products must stay exact."""
    return min(TOP, (EXACT - 1) // (TOP * inputs))


def rounded(values: Floats) -> tuple[Floats, Floats]:
    """Each row as whole numbers up to ``TOP``, and what one is worth in it."""
    greatest = np.abs(values)
    while greatest.shape[1] <= _SHORT and greatest.shape[1] % 2 == 0:
        # Half against half, column beside column: NumPy is slow along short rows.
        middle = greatest.shape[1] // 2
        greatest = np.maximum(greatest[:, :middle], greatest[:, middle:])
    greatest = greatest.max(1)
    greatest[greatest == 0] = 1
    return np.rint(values * (np.float32(TOP) / greatest)[:, None]), greatest / np.float32(TOP)


def gelu(values: Floats) -> Floats:
    """The Gaussian error linear unit, by steps of 1/64; beyond 8 it is 8."""
    at = values * np.float32(_FINE)
    at += _FAR * _FINE + 0.5
    return _GELU.take(at.astype(np.intp), mode="clip")


def tiles(rows: int) -> Iterator[slice]:
    """Rows in stretches of ``TILE``: what is worked out of one stays in the processor's cache, and needs no fresh memory."""
    return (slice(at, min(at + TILE, rows)) for at in range(0, rows, TILE))


def attention(queries: Floats, keys: Floats, values: Floats) -> Floats:
    """What tokens take from all: ``queries`` (heads, those who ask, size of a head), the others (heads, tokens, size)."""
    heads, asking, size = queries.shape
    tokens = keys.shape[1]
    (q, q_worth), (k, k_worth) = (rounded(x.reshape(-1, size)) for x in (queries, keys))
    v, v_worth = rounded(_turned(values).reshape(heads * size, tokens))
    q_worth *= np.float32(_STEPS / math.sqrt(size))
    q, k, v = q.reshape(queries.shape), _turned(k.reshape(keys.shape)), _turned(v.reshape(heads, size, tokens))
    q_worth, k_worth, v_worth = (
        q_worth.reshape(heads, asking, 1),
        k_worth.reshape(heads, tokens),
        v_worth.reshape(heads, size),
    )
    found = np.empty(queries.shape, np.float32)
    table = np.empty((min(TILE, asking), tokens), np.float32)
    steps = np.empty(table.shape, np.intp)
    for head in range(heads):
        for rows in tiles(asking):
            odds, at = table[: rows.stop - rows.start], steps[: rows.stop - rows.start]
            np.matmul(q[head, rows], k[head], out=odds)
            odds *= k_worth[head]
            odds *= q_worth[head, rows]
            np.subtract(odds.max(1, keepdims=True), odds, out=odds)
            odds += 0.5
            np.copyto(at, odds, casting="unsafe")
            weights = _EXP.take(at, mode="clip", out=odds)
            taken = np.matmul(weights, v[head], out=found[head, rows])
            taken /= weights.sum(1, keepdims=True)
            taken *= v_worth[head]
    return found


def _turned(values: Floats) -> Floats:
    """Each table of (heads, rows, columns) with rows for columns, in order in memory, as products of matrices are fastest."""
    return np.ascontiguousarray(values.transpose(0, 2, 1))
