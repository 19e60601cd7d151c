"""Texts and pages -> articles."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from conflict_events.articles import pages
from conflict_events.articles.rows import LINE_LIMIT, Read, RowReader, day, into_utf_8, not_utf_8, primary, shown
from conflict_events.records import Rejected

Told = TypeVar("Told")


def text(name: str, file: Path, rows: RowReader) -> Iterator[Read]:
    """The article of a text file, whose id is ``name``. Raises OSError where it cannot be read."""
    raw = _whole(file)
    try:
        told = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"{not_utf_8(error)}; {into_utf_8(raw)}"
        yield Rejected(str(file), 0, reason, name, hashlib.sha256(raw).hexdigest(), shown(raw))
    else:
        if told.startswith('{"') and '"text"' in told.partition("\n")[0]:
            yield Rejected(str(file), 0, "rows of JSON in a text file: give it the ending .jsonl", name)
            return
        yield rows.article({rows.id_keys[0]: name, "text": told}, str(file), 0)


def html(name: str, file: Path, rows: RowReader) -> Iterator[Read]:
    """The article of a page, whose id is ``name``. Raises OSError where it cannot be read."""
    raw = _whole(file)
    yield page(raw, str(file), 0, {rows.id_keys[0]: name}, rows)


def page(raw: bytes, name: str, line: int, row: dict[str, Any], rows: RowReader, charset: str = "") -> Read:
    """A page's article, or why it has none. ``row``: what is known of it besides; ``charset``: what the server said."""
    try:
        found = pages.read(raw, charset)
    except ValueError as error:
        return Rejected(name, line, f"not HTML: {error}"[:300], row.get(rows.id_keys[0]), excerpt=shown(raw))
    # What a page states wrongly is no fault of its text.
    found["published"] = _first(day, found["published"])
    found["language"] = _first(primary, [found.get("language")])
    return rows.article({**found, **row}, name, line)


def _first(read: Callable[[Any], Told | None], told: Iterable[Any]) -> Told | None:
    """The first of the values that can be read."""
    for value in told:
        with contextlib.suppress(ValueError):
            return read(value)
    return None


def _whole(file: Path) -> bytes:
    """A file's bytes. Raises OSError where it is larger than a line may be."""
    with file.open("rb") as stream:
        raw = stream.read(LINE_LIMIT + 1)
    if len(raw) > LINE_LIMIT:
        raise OSError(f"a page of more than {LINE_LIMIT} bytes")
    return raw
