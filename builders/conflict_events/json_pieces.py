"""JSON text piece by piece: arrays whose items are there one at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any


def pieces(value: Any, depth: int = 0) -> Iterator[str]:
    """The text that ``json.dumps`` gives with ``indent=1``, letters as they are, for objects that hold iterators: an
    iterator becomes an array, whose items are asked for as they are written. ``depth``: how far inside the text stands.
    """
    margin = "\n" + " " * depth
    if isinstance(value, Iterator):
        items, brackets = (("", item) for item in value), "[]"
    elif _holds_iterator(value):
        items, brackets = ((f"{json.dumps(key, ensure_ascii=False)}: ", item) for key, item in value.items()), "{}"
    else:
        yield json.dumps(value, ensure_ascii=False, indent=1).replace("\n", margin)
        return
    yield brackets[0]
    before = after = ""
    for key, item in items:
        yield f"{before}{margin} {key}"
        yield from pieces(item, depth + 1)
        before, after = ",", margin
    yield after + brackets[1]


def _holds_iterator(value: Any) -> bool:
    return isinstance(value, Mapping) and any(isinstance(v, Iterator) or _holds_iterator(v) for v in value.values())
