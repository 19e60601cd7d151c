"""Files -> articles: JSON Lines, Parquet, CSV, text, HTML and WARC; what is no article becomes a rejected row.

Nothing that a file holds raises: a row that is no article is returned as ``Rejected`` with file, line and reason, and
reading goes on. Texts come out exactly as they came in.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from conflict_events.articles import csv_rows, inputs, json_lines, page_files, parquet_rows, unpacking, web_archives
from conflict_events.articles.rows import TEXT_LIMIT, Read, RowReader, has_derived_id, rejected
from conflict_events.records import Article, Rejected, located
from conflict_events.scratch import Scratch

Reader = Callable[[Path, RowReader], Iterator[Read]]
_SEEN = (
    "CREATE TABLE seen (article_id TEXT PRIMARY KEY, file BLOB, line INTEGER, times INTEGER DEFAULT 1) WITHOUT ROWID;"
    "CREATE TABLE opened (file BLOB PRIMARY KEY) WITHOUT ROWID;"
)


def read(
    paths: Iterable[str | Path], *, id_keys: Sequence[str] = ("article_id",), limit: int = TEXT_LIMIT
) -> Iterator[Read]:
    """The articles of files and folders, in the given order, a folder's files by name; "-" is standard input. The id of a
    text or page is its file's name, below a folder with the folders between. What is given as NAME=PATH has the name before
    each id, so that sources may count alike.

    ``id_keys``: the keys that may hold an article's id. ``limit``: the longest text, in characters.
    A file that was read before is not read again, and an id that was given and seen before makes the later row a rejected
    one. Raises OSError where the temporary folder, in which the ids are kept, cannot be written.
    """
    rows = RowReader(id_keys, limit)
    with Scratch(_SEEN) as seen:
        for name, path in map(inputs.named, paths):
            for item in _read_path(path, rows, seen):
                of_source = _of_source(name, item) if name else item
                yield _once(of_source, seen) if isinstance(of_source, Article) else of_source


def _of_source(name: str, item: Read) -> Read:
    """An item with the name of its source before the id, if it was given one."""
    if item.article_id is None or (isinstance(item, Article) and has_derived_id(item)):
        return item
    return replace(item, article_id=f"{name}:{item.article_id}")


def _once(item: Article, seen: Scratch) -> Read:
    """An article, or a rejected row where its id was seen before. Where nobody gave it one, it gets another: several papers
    may print one text.
    """
    first, derived = item.article_id, has_derived_id(item)
    while True:
        row = item.article_id, os.fsencode(item.file), item.line
        if seen.write("INSERT OR IGNORE INTO seen (article_id, file, line) VALUES (?, ?, ?)", row):
            return item
        if not derived:
            return _repeated(item, seen)
        seen.write("UPDATE seen SET times = times + 1 WHERE article_id = ?", (first,))
        ((times,),) = seen.read("SELECT times FROM seen WHERE article_id = ?", (first,))
        item = replace(item, article_id=f"{first}-{times}")


def _repeated(item: Article, seen: Scratch) -> Rejected:
    file, line = next(seen.read("SELECT file, line FROM seen WHERE article_id = ?", (item.article_id,)))
    first = os.fsdecode(file)
    # A name before the ids of one file would leave them as equal as they are.
    advice = "" if first == item.file else ", or name the files or folders that count alike (NAME=INPUT)"
    if inputs.STDIN not in (first, item.file):
        # As seen from the other: what is published must not depend on where both lie.
        first = os.path.relpath(first, Path(item.file).parent)
    reason = f"duplicate id, first at {located(first, line)}: give it another{advice}"
    return rejected(item.file, item.line, reason, item.text, item.article_id)


def _read_path(path: str | Path, rows: RowReader, seen: Scratch, below: Path | None = None) -> Iterator[Read]:
    if below is None and str(path) == "-":
        yield from json_lines.read_stream(sys.stdin.buffer, inputs.STDIN, rows)
        return
    file = Path(path)
    try:
        if not file.exists():
            yield Rejected(str(path), 0, "cannot be read: no such file or folder")
        elif not file.is_dir():
            if _is_new(file, seen):
                yield from _read_file(file, below or file.parent, rows)
            else:
                yield Rejected(
                    str(path), 0, "was read before: it is named twice, or lies in a folder that is named, too"
                )
        elif below is not None:
            yield Rejected(str(path), 0, "a link to a folder is not followed")
        else:
            yield from _read_folder(file, rows, seen)
    except OSError as error:
        yield Rejected(str(path), 0, inputs.unread(error))


def _is_new(file: Path, seen: Scratch) -> bool:
    """Whether nothing has been read under a file's name. A link has a name of its own."""
    name = Path(os.path.realpath(file.parent), file.name)
    return bool(seen.write("INSERT OR IGNORE INTO opened VALUES (?)", (os.fsencode(name),)))


def _read_folder(folder: Path, rows: RowReader, seen: Scratch) -> Iterator[Read]:
    failed: list[OSError] = []
    inside = inputs.within(folder, failed.append)
    for error in failed:
        yield Rejected(str(error.filename), 0, inputs.unread(error))
    if not inside and not failed:
        yield Rejected(str(folder), 0, "a folder without files")
    for inner in inside:
        yield from _read_path(inner, rows, seen, folder)


def _read_file(file: Path, below: Path, rows: RowReader) -> Iterator[Read]:
    """What a file holds. Raises OSError where it cannot be read."""
    reader = _reader_of(file, below)
    if reader is None:
        yield Rejected(str(file), 0, _no_reader(file))
        return
    yield from reader(file, rows)


def _no_reader(file: Path) -> str:
    """Why a file is not read, by its name."""
    if not file.suffix and file.is_fifo():
        return "a pipe whose name does not tell what it holds: give JSON Lines to standard input instead (-)"
    if file.suffix.lower() in unpacking.MARKS.values():
        return f"no reader for packed files named {''.join(file.suffixes[-2:])!r}: unpack it"
    read = [
        ending
        for endings, _ in _readers("")
        for ending in endings
        if not ending.endswith(tuple(unpacking.MARKS.values()))
    ]
    return f"no reader for files named {file.suffix or file.name!r}, only for {', '.join(read)}"


def _reader_of(file: Path, below: Path) -> Reader | None:
    named = file.relative_to(below).with_suffix("").as_posix()
    return next((reader for endings, reader in _readers(named) if file.name.lower().endswith(endings)), None)


def _readers(named: str) -> Iterator[tuple[tuple[str, ...], Reader]]:
    """How names of files end, and what reads them; the id of a text or page is ``named``."""
    yield json_lines.ENDINGS, json_lines.read
    yield (".parquet",), parquet_rows.read
    yield csv_rows.ENDINGS, csv_rows.read
    yield (".txt",), partial(page_files.text, named)
    yield (".html", ".htm"), partial(page_files.html, named)
    yield (".warc", ".warc.gz"), web_archives.read
