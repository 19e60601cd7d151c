"""JSON Lines, packed or not -> articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from conflict_events.articles.rows import LINE_LIMIT, Read, RowReader, into_utf_8, not_utf_8, shown
from conflict_events.articles.unpacking import MARKS, PACKED_OR_NOT, unpacked
from conflict_events.records import Rejected

ENDINGS = tuple(f".{name}{packed}" for name in ("jsonl", "ndjson", "json") for packed in PACKED_OR_NOT)
"""How the names of such files end."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"{\0", b"\0{")
"""How a file in UTF-16 begins, with a mark and without."""


def read(file: Path, rows: RowReader) -> Iterator[Read]:
    """The articles of a file. Raises OSError where it cannot be read."""
    with unpacked(file) as stream:
        yield from read_stream(stream, str(file), rows)


def lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for one that is longer than a line may be."""
    number = 0
    while True:
        line = stream.readline(LINE_LIMIT + 1)
        if not line:
            return
        number += 1
        if len(line) <= LINE_LIMIT:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LINE_LIMIT)
        yield number, None


def read_stream(stream: BinaryIO, name: str, rows: RowReader) -> Iterator[Read]:
    """The articles of a stream of that name."""
    for number, raw in lines(stream):
        if raw is None:
            yield Rejected(name, number, f"a line of more than {LINE_LIMIT} bytes")
            continue
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        if not raw.strip():
            continue
        if number == 1 and (reason := _no_line(raw)):
            yield Rejected(name, number, reason, excerpt=shown(raw))
            return
        try:
            row = json.loads(raw.decode("utf-8"))
        except UnicodeDecodeError as error:
            reason = f"{not_utf_8(error)}; {into_utf_8(raw)}"
            yield Rejected(name, number, reason, excerpt=shown(raw))
        except (ValueError, RecursionError) as error:
            yield Rejected(name, number, f"not JSON: {error}"[:300], excerpt=shown(raw))
        else:
            yield rows.article(row, name, number)


def _no_line(first: bytes) -> str:
    """Why a file cannot be used whose first line shows that it holds no JSON Lines, "" where it may hold them."""
    if first.startswith(_UTF_16):
        # As in UTF-16: each of its lines would be told to be no JSON.
        return "not UTF-8: a file in UTF-16; save it as UTF-8"
    if packed := next((ending for mark, ending in MARKS.items() if first.startswith(mark)), ""):
        return f"packed: unpack it first, or give a file whose name ends in {packed}"
    needed = "a line for each article is needed (JSON Lines), as jq -c"
    if first.lstrip().startswith(b"["):
        return f"a JSON array: {needed} '.[]' writes it"
    return f"a JSON object over several lines: {needed} . writes it" if first.strip() == b"{" else ""
