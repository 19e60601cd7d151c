"""JSON Lines of annotations: each line's object with where it stands, or why it is none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conflict_events.annotations import nesting
from conflict_events.articles.inputs import files, unread
from conflict_events.articles.json_lines import lines
from conflict_events.articles.rows import LINE_LIMIT, not_utf_8
from conflict_events.articles.unpacking import unpacked
from conflict_events.records import Rejected

ARTICLES = "articles.jsonl"
"""Name of the file that holds the articles in a folder of annotations."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is a JSON object."""

    row: dict[str, Any]
    file: str
    number: int


def read(path: str | Path, without: str = "") -> Iterator[Line | Rejected]:
    """The lines of a file, packed or not, or of the ``.jsonl`` files of a folder by name, but for those named ``without``.
    Never raises for what a file holds.
    """
    path = Path(path)
    for file in [f for f in files(path, ".jsonl") if f.name != without] if path.is_dir() else [path]:
        try:
            with unpacked(file) as stream:
                for number, raw in lines(stream):
                    if raw is None:
                        yield Rejected(str(file), number, f"a line of more than {LINE_LIMIT} bytes")
                    elif raw.strip():
                        yield _line(raw, str(file), number)
        except OSError as error:
            yield Rejected(str(file), 0, unread(error))


def _line(raw: bytes, file: str, number: int) -> Line | Rejected:
    try:
        row = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError as error:
        return Rejected(file, number, not_utf_8(error))
    except (ValueError, RecursionError) as error:
        return Rejected(file, number, f"not JSON: {error}"[:300])
    if nesting.too_deep(row):
        return Rejected(file, number, nesting.REASON)
    if not isinstance(row, dict):
        return Rejected(file, number, f"not an object but {type(row).__name__}")
    return Line(row, file, number)
