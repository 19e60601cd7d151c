"""CSV, packed or not -> articles."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from conflict_events.articles.rows import KEYS, LINE_LIMIT, Read, RowReader, into_utf_8, valid
from conflict_events.articles.unpacking import PACKED_OR_NOT, unpacked
from conflict_events.records import Rejected

if TYPE_CHECKING:
    from _csv import Reader

ENDINGS = tuple(f".{name}{packed}" for name in ("csv", "tsv") for packed in PACKED_OR_NOT)
"""How the names of such files end."""
MARKS = ",;\t|"
"""What may stand between cells: a semicolon where Excel has the comma for decimals."""
_NAMED = re.compile(rf'"?sep=([{MARKS}])"?\r?\n?')
"""A first line that is no row but names the mark, as Excel reads it and some programs write it for Excel."""
COLUMNS = 1_000
"""Columns of a CSV file beyond which it is given up."""


def read(file: Path, rows: RowReader) -> Iterator[Read]:
    """The articles of a file. Raises OSError where it cannot be read."""
    csv.field_size_limit(LINE_LIMIT)
    with TextIOWrapper(unpacked(file), encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        first = stream.readline(LINE_LIMIT + 1)
        named = _NAMED.fullmatch(first)
        if named:
            first = stream.readline(LINE_LIMIT + 1)
        told = csv.reader(_lines(first, stream), delimiter=named[1] if named else _mark(first), strict=True)
        table = _numbered(told, above=1 if named else 0)
        top, header = next(table, (0, None))
        if header is None:
            return
        if isinstance(header, csv.Error):
            yield Rejected(str(file), top, f"not CSV: {header}")
            return
        if reason := _unfit(header, rows.id_keys):
            yield Rejected(str(file), top, reason)
            return
        for line, row in table:
            if isinstance(row, csv.Error):
                yield Rejected(str(file), line, f"not CSV: {row}")
            elif not any(row):
                # An empty line; a spreadsheet writes its commas, too.
                continue
            elif len(row) < len(header) or any(row[len(header) :]):
                yield Rejected(str(file), line, f"{len(row)} of {len(header)} cells: a text without quotation marks?")
            else:
                yield _article(dict(zip(header, row, strict=False)), str(file), line, rows)


def _numbered(table: Reader, above: int) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Each row of a table, or why it is none, with the line that it begins in; ``above``: lines before the table's first."""
    line = above + 1
    while True:
        try:
            row: list[str] | csv.Error = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            row = error
        yield line, row
        line = above + table.line_num + 1


def _unfit(header: Sequence[str], id_keys: Sequence[str]) -> str:
    """Why no article can be made of the rows below a header, "" where they can be."""
    if len(header) > COLUMNS:
        return f"not CSV: a header of {len(header)} columns, more than {COLUMNS}"
    if "text" not in header:
        return _no_text(header)[:300]
    twice = sorted({k for k in (*id_keys, *KEYS) if header.count(k) > 1})
    return f"two columns of one name: {', '.join(twice)}"[:300] if twice else ""


def _no_text(header: Sequence[str]) -> str:
    """What is wrong with the first line of a CSV file that names no column "text"."""
    # Quoted, as these may be words of an article.
    told = ", ".join(map(repr, header))
    if "\0" in "".join(header):
        return "not UTF-8: a file in UTF-16; save it as UTF-8"
    return f"no column 'text' in the first line; its columns: {told}"


def _mark(first: str) -> str:
    """What stands between the cells of a file with this first line: what makes one of them "text", else a comma."""
    for mark in MARKS:
        line = f"{mark}{first.strip()}{mark}"
        if f"{mark}text{mark}" in line or f'{mark}"text"{mark}' in line:
            return mark
    return MARKS[0]


def _article(row: Mapping[str, str], file: str, line: int, rows: RowReader) -> Read:
    if not all(map(valid, row.values())):
        raw = "".join(row.values()).encode("utf-8", "surrogateescape")
        return Rejected(file, line, f"not UTF-8; {into_utf_8(raw)}", excerpt="")
    filled = {k: v for k, v in row.items() if v or k == "text"}
    return rows.article(filled, file, line)


def _lines(line: str, stream: TextIO) -> Iterator[str]:
    """A line and those that follow it in a stream. Raises csv.Error at one that is longer than a line may be: nobody knows
    where its row ends.
    """
    while line:
        if len(line) > LINE_LIMIT:
            raise csv.Error(f"a line of more than {LINE_LIMIT} characters; it and all behind it is not read")
        yield line
        line = stream.readline(LINE_LIMIT + 1)
