"""The encoder file: NumPy arrays in an ``.npz`` archive, with what people and the extractor must know of them as JSON."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile

import numpy as np

from conflict_events.encoder.heads import Head, Heads, RoleHead
from conflict_events.encoder.network import Block, Network
from conflict_events.encoder.pieces import Pieces
from conflict_events.encoder.whole import Floats, Linear, Norm
from conflict_events.encoder.windows import BORDERS
from conflict_events.language import LanguageError, folder_of
from conflict_events.trained.reading import ROLES

NAME = "encoder.npz"
FORMAT = 2
"""Raised whenever the arrays change their meaning."""
TOLD = "told"
"""The array of bytes that is JSON."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """Cuts text into pieces, reads windows of them, answers; from which probability on the answer is yes, and how sure it is.

    ``thresholds``: of "event", "same" and each role. ``parts``: by question how much of a model's second look is taken.
    ``confidence``: as a model's. ``card``: what it was trained on.
    """

    pieces: Pieces
    network: Network
    heads: Heads
    window: int
    thresholds: Mapping[str, float]
    parts: Mapping[str, float]
    confidence: tuple[float, float]
    card: Mapping[str, Any]


class Arrays:
    """The arrays of a file by name, put together to layers."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        self._arrays = arrays

    def floats(self, name: str) -> Floats:
        """Numbers kept as fractions."""
        return np.ascontiguousarray(self._arrays[name], dtype=np.float32)

    def linear(self, name: str) -> Linear:
        """Weights, kept as bytes (outputs, inputs)."""
        weights = np.ascontiguousarray(self._arrays[f"{name}.weight"].T, dtype=np.float32)
        return Linear(weights, self.floats(f"{name}.worth"), self.floats(f"{name}.bias"))

    def norm(self, name: str) -> Norm:
        """Layer normalization."""
        return Norm(self.floats(f"{name}.weight"), self.floats(f"{name}.bias"))

    def block(self, name: str, heads: int) -> Block:
        """A layer of the encoder."""
        return Block(
            heads,
            self.linear(f"{name}.attended"),
            self.linear(f"{name}.joined"),
            self.norm(f"{name}.first_norm"),
            self.linear(f"{name}.inner"),
            self.linear(f"{name}.outer"),
            self.norm(f"{name}.second_norm"),
        )

    def head(self, name: str, vectors: Sequence[str], kinds: Sequence[str], odds: bool) -> Head:
        """A head with the names of what it is shown."""
        return Head(
            [self.linear(f"{name}.{v}") for v in vectors],
            [self.floats(f"{name}.{k}") for k in kinds],
            self.floats(f"{name}.odds") if odds else np.empty(0, np.float32),
            self.linear(f"{name}.out"),
        )


def encoder(arrays: Mapping[str, Any]) -> Encoder:
    """What the arrays of a file stand for. Raises KeyError, TypeError or ValueError where they are no whole encoder."""
    told = json.loads(bytes(arrays[TOLD]))
    if told["format"] != FORMAT:
        raise ValueError(f"format {told['format']!r}, this release reads {FORMAT}")
    of = Arrays(arrays)
    network = Network(
        np.ascontiguousarray(arrays["pieces.weight"], dtype=np.int8),
        of.floats("pieces.worth"),
        of.floats("places"),
        of.norm("norm"),
        [of.block(f"block{i}", told["heads"]) for i in range(told["blocks"])],
    )
    event = ("anchor", "all")
    heads = Heads(
        event=of.head("event", event, ("type",), odds=True),
        status=of.head("status", event, ("type", "status"), odds=False),
        pair_view=of.linear("pair.view"),
        pair=of.head("pair", ("difference", "product", "sum"), ("type",), odds=True),
        roles={
            role: RoleHead(
                of.linear(f"{role}.trigger"),
                of.linear(f"{role}.mention"),
                of.head(role, ("first", "second", "product"), ("type", "detail", "distance"), odds=True),
            )
            for role in ROLES
        },
        types={name: i for i, name in enumerate(told["types"])},
        details={name: i for i, name in enumerate(told["details"])},
        statuses=told["statuses"],
    )
    window = int(told["window"])
    if not BORDERS < window <= network.longest:
        raise ValueError(f"a window of {window} pieces, of which {network.longest} can be read at once")
    slope, shift = told["confidence"]
    return Encoder(
        Pieces(told["pieces"], of.floats("scores").tolist(), dict(told["normal"])),
        network,
        heads,
        window,
        {name: float(told["thresholds"][name]) for name in ("event", "same", *ROLES)},
        dict(told["parts"]),
        (float(slope), float(shift)),
        told["card"],
    )


def has_encoder(language: str) -> bool:
    """Whether a language's folder holds an encoder."""
    return (folder_of(language) / NAME).is_file()


def shipped(language: str) -> Encoder:
    """The encoder in a language's folder. Raises LanguageError where there is none or it is none of this release."""
    file = folder_of(language) / NAME
    if not file.is_file():
        raise LanguageError(f"language {language!r} has no encoder: use --extractor trained")
    with file.open("rb") as stream:
        return read(stream, NAME)


def read(stream: Any, name: str) -> Encoder:
    """The encoder in a file. Raises LanguageError, with the file's name and the reason, where it is none of ours."""
    try:
        with np.load(stream, allow_pickle=False) as arrays:
            return encoder(arrays)
    except (KeyError, TypeError, ValueError, EOFError, OSError, RuntimeError, BadZipFile, zlib.error) as error:
        raise LanguageError(f"{name}: not an encoder: {type(error).__name__} {error}") from None
