"""Files -> articles: JSON Lines, Parquet, CSV, text, HTML and WARC; what is no article becomes a rejected row.

Nothing that a file holds raises: a row that is no article is returned as ``Rejected`` with file, line and reason, and
reading goes on. Texts come out exactly as they came in.
"""

from __future__ import annotations

import contextlib
import csv
import datetime
import hashlib
import io
import json
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, TextIO, TypeVar

from conflict_events import inputs, pages, parquet_rows
from conflict_events.records import UNDETERMINED, Article, Rejected
from conflict_events.scratch import Scratch
from conflict_events.unpacking import Bomb, unpacked

TEXT_LIMIT = 5_000_000
"""Characters of text beyond which a row is no article."""
LINE_LIMIT = 64_000_000
"""Bytes beyond which a line is given up: what a small compressed file unpacks to is bounded by it."""
COLUMNS = 1_000
"""Columns of a CSV file beyond which it is given up."""
KEYS = ("text", "language", "publisher", "published", "url", "title")
"""What a row may tell of its article, beside the id."""
YEARS = range(1600, 3000)
"""Years in which a day of publication can be: 0001-01-01 and 9999-12-31 are what programs write that know none."""
EXCERPT = 120
SAMPLE = 2000
"""Characters by which it is told whether a text without a language may be Arabic."""
TELLING = 10
"""Letters that a text must have to tell by them that it is not Arabic."""
FOREIGN = 0.015
"""Share of letters that Arabic does not write from which on a text is Persian or Urdu: a foreign name has one or two."""

Read = Article | Rejected
_STDIN = "standard input"
Told = TypeVar("Told")
_SEEN = (
    "CREATE TABLE seen (article_id TEXT PRIMARY KEY, file BLOB, line INTEGER, times INTEGER DEFAULT 1) WITHOUT ROWID"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_LANGUAGE = re.compile("[a-z]{2,8}")
JSON_LINES = tuple(f".{name}{packed}" for name in ("jsonl", "ndjson", "json") for packed in ("", ".gz", ".zst"))
"""Endings of files of JSON Lines."""
_ARABIC_LETTERS = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdfb\ufe70-\ufefc]")
"""Those of the Arabic alphabet and its extensions, and the presentation forms that old pages hold."""
_FOREIGN_LETTERS = re.compile("[پچژگٹڈڑےں]")
"""Letters of Persian and Urdu. ک and ی are none: Arabic pages have them, too, where a keyboard put them."""


def read(
    paths: Iterable[str | Path], *, id_keys: Sequence[str] = ("article_id",), limit: int = TEXT_LIMIT
) -> Iterator[Read]:
    """The articles of files and folders, in the given order, a folder's files by name; "-" is standard input. The id of a
    text or page is its file's name, below a folder with the folders between.

    ``id_keys``: the keys that may hold an article's id. ``limit``: the longest text, in characters.
    An id that was given and seen before makes the later row a rejected one. Raises OSError where the temporary folder,
    in which the ids are kept, cannot be written.
    """
    with Scratch(_SEEN) as seen:
        for path in paths:
            for item in _read_path(path, id_keys, limit):
                if isinstance(item, Article):
                    yield _once(item, seen)
                else:
                    yield item


def _once(item: Article, seen: Scratch) -> Read:
    """An article, or a rejected row where its id was seen before. Where nobody gave it one, it gets another: several papers
    may print one text.
    """
    derived = item.article_id == derived_id(item.text)
    while True:
        row = item.article_id, os.fsencode(item.file), item.line
        if seen.write("INSERT OR IGNORE INTO seen (article_id, file, line) VALUES (?, ?, ?)", row):
            return item
        if not derived:
            return _repeated(item, seen)
        first = derived_id(item.text)
        seen.write("UPDATE seen SET times = times + 1 WHERE article_id = ?", (first,))
        ((times,),) = seen.read("SELECT times FROM seen WHERE article_id = ?", (first,))
        item = replace(item, article_id=f"{first}-{times}")


def _repeated(item: Article, seen: Scratch) -> Rejected:
    file, line = next(seen.read("SELECT file, line FROM seen WHERE article_id = ?", (item.article_id,)))
    first = os.fsdecode(file)
    if _STDIN not in (first, item.file):
        # As seen from the other: what is published must not depend on where both lie.
        first = os.path.relpath(first, Path(item.file).parent)
    where = f"{first}:{line}" if line else first
    return _rejected(item.file, item.line, f"duplicate id, first at {where}", item.text, item.article_id)


def article(row: Mapping[str, Any], file: str, line: int) -> Read:
    """An article whose parts are known already, checked as those of files are."""
    return _article(row, file, line, ("article_id",), TEXT_LIMIT)


def sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _read_path(path: str | Path, id_keys: Sequence[str], limit: int, below: Path | None = None) -> Iterator[Read]:
    if str(path) == "-":
        yield from _json_lines(sys.stdin.buffer, _STDIN, id_keys, limit)
        return
    file = Path(path)
    try:
        if not file.exists():
            yield Rejected(str(path), 0, "cannot be read: no such file or folder")
        elif not file.is_dir():
            yield from _read_file(file, below or file.parent, id_keys, limit)
        elif below is not None:
            yield Rejected(str(path), 0, "a link to a folder is not followed")
        else:
            yield from _read_folder(file, id_keys, limit)
    except (OSError, zlib.error) as error:
        yield Rejected(str(path), 0, _unread(error))


def _read_folder(folder: Path, id_keys: Sequence[str], limit: int) -> Iterator[Read]:
    failed: list[OSError] = []
    inside = inputs.within(folder, failed.append)
    for error in failed:
        yield Rejected(str(error.filename), 0, _unread(error))
    if not inside and not failed:
        yield Rejected(str(folder), 0, "a folder without files")
    for inner in inside:
        yield from _read_path(inner, id_keys, limit, folder)


def _read_file(file: Path, below: Path, id_keys: Sequence[str], limit: int) -> Iterator[Read]:
    """What a file holds. Raises OSError and zlib.error where it cannot be read."""
    reader = _reader_of(file, below)
    if reader is None:
        known = "JSON Lines, Parquet, CSV, text, HTML and WARC"
        yield Rejected(str(file), 0, f"no reader for files named {file.suffix or file.name!r}, only for {known}")
        return
    yield from reader(file, id_keys, limit)


def _unread(error: Exception) -> str:
    return f"cannot be read: {getattr(error, 'strerror', None) or error}"


def _whole(file: Path) -> bytes:
    """A file's bytes. Raises OSError where it is larger than a line may be."""
    with file.open("rb") as stream:
        raw = stream.read(LINE_LIMIT + 1)
    if len(raw) > LINE_LIMIT:
        raise OSError(f"a page of more than {LINE_LIMIT} bytes")
    return raw


def _reader_of(file: Path, below: Path) -> Callable[[Path, Sequence[str], int], Iterator[Read]] | None:
    name, named = file.name.lower(), file.relative_to(below).with_suffix("").as_posix()
    for suffixes, reader in (
        ((".warc", ".warc.gz"), _warc),
        (JSON_LINES, _json_file),
        ((".parquet",), _parquet),
        ((".csv",), _csv_file),
        ((".txt",), partial(_text_file, named)),
        ((".html", ".htm"), partial(_html_file, named)),
    ):
        if name.endswith(suffixes):
            return reader
    return None


# --- rows ---------------------------------------------------------------------------------------------


def _article(row: Any, file: str, line: int, id_keys: Sequence[str], limit: int) -> Read:
    """One parsed row as an article, or as a rejected row that says what is wrong."""
    if not isinstance(row, Mapping):
        return Rejected(file, line, f"not an object but {type(row).__name__}")
    key, given = next(((k, row[k]) for k in id_keys if row.get(k) is not None), ("", None))
    article_id = given if isinstance(given, str) and given and not _SURROGATE.search(given) else None
    text = row.get("text")
    if not isinstance(text, str):
        what = "no text" if text is None else f"text is {type(text).__name__}, not a string"
        return Rejected(file, line, what, article_id)
    if given is not None and article_id is None:
        return _rejected(file, line, _no_id(key, given, file), text)
    if not text.strip():
        return _rejected(file, line, "empty text", text, article_id)
    if "\0" in text:
        return _rejected(file, line, "text holds a null byte", text, article_id)
    if _SURROGATE.search(text):
        return _rejected(file, line, "text holds a lone surrogate", text, article_id)
    if len(text) > limit:
        return _rejected(file, line, f"text of {len(text)} characters, more than {limit}", text, article_id)
    for key in ("language", "publisher", "url", "title"):
        value = row.get(key)
        if value is not None and (not isinstance(value, str) or _SURROGATE.search(value)):
            return _rejected(file, line, f"{key} is not a string of valid characters", text, article_id)
    try:
        published, language = _day(row.get("published")), _primary(row.get("language"))
    except ValueError as error:
        return _rejected(file, line, str(error), text, article_id)
    return Article(
        article_id=article_id or derived_id(text),
        text=text,
        language=language or _language(text),
        publisher=row.get("publisher"),
        published=published,
        url=row.get("url"),
        title=row.get("title"),
        file=file,
        line=line,
    )


def _no_id(key: str, given: Any, file: str) -> str:
    """Why what was given for an id under a key is none."""
    if not isinstance(given, str):
        return f"{key} is {type(given).__name__} {given!r}"[:150] + ": write it as text"
    if not given:
        return f"{key} is empty"
    if given in file:
        return "the file's name is the article's id and is not UTF-8: give the file another name"
    return f"{key} is not a string of valid characters"


def derived_id(text: str) -> str:
    """The id of an article that nobody gave one: it follows from the text."""
    return f"sha-{sha256(text)[:16]}"


def _primary(language: str | None) -> str | None:
    """A language without its region: ar-EG and ar_EG are ar. Raises ValueError for what is no code of a language."""
    code = re.split("[-_]", language.strip(), maxsplit=1)[0].lower() if language else ""
    if code and not _LANGUAGE.fullmatch(code):
        raise ValueError(f"language is no code such as ar or ar-EG: {language!r}"[:200])
    return code or None


def _language(text: str) -> str:
    """The language of a text that none is named for: Arabic where half of the letters that it begins with are of that
    script, and not of other languages that are written in it, or there are too few to tell (100 USD); else undetermined.
    """
    head = text[:SAMPLE]
    letters = sum(map(str.isalpha, head))
    if letters < TELLING:
        return "ar"
    foreign = len(_FOREIGN_LETTERS.findall(head))
    arabic = 2 * len(_ARABIC_LETTERS.findall(head)) >= letters and (foreign < 3 or foreign < FOREIGN * letters)
    return "ar" if arabic else UNDETERMINED


def _rejected(file: str, line: int, reason: str, text: str, article_id: str | None = None) -> Rejected:
    clean = _SURROGATE.sub("\ufffd", text[:EXCERPT]).replace("\0", "\ufffd")
    return Rejected(file, line, reason, article_id, sha256(text), clean)


def _day(value: Any) -> datetime.date | None:
    if value is None or value == "":
        return None
    day = _iso_day(value)
    if day is None:
        raise ValueError(f"published is no ISO day: {value!r}"[:200])
    if day.year not in YEARS:
        raise ValueError(f"published is in no year of news ({YEARS[0]} to {YEARS[-1]}): {value!r}"[:200])
    return day


def _iso_day(value: Any) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d.{0,20})?", value):
        with contextlib.suppress(ValueError):
            return datetime.datetime.fromisoformat(value).date()
    return None


# --- formats ------------------------------------------------------------------------------------------


def _json_file(file: Path, id_keys: Sequence[str], limit: int) -> Iterator[Read]:
    try:
        with unpacked(file) as stream:
            yield from _json_lines(stream, str(file), id_keys, limit)
    except Exception as error:
        if type(error).__module__.startswith("zstandard"):
            yield Rejected(str(file), 0, f"cannot be read: {error}")
        else:
            raise


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


def _json_lines(stream: BinaryIO, name: str, id_keys: Sequence[str], limit: int) -> Iterator[Read]:
    for number, raw in lines(stream):
        if raw is None:
            yield Rejected(name, number, f"a line of more than {LINE_LIMIT} bytes")
            continue
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        if not raw.strip():
            continue
        if number == 1 and (sort := _no_line(raw)):
            reason = f"{sort}: a line for each article is needed (JSON Lines)"
            yield Rejected(name, number, reason, excerpt=_shown(raw))
            return
        try:
            row = json.loads(raw.decode("utf-8"))
        except UnicodeDecodeError as error:
            yield Rejected(
                name, number, f"not UTF-8: byte {raw[error.start]:#04x} at {error.start}", excerpt=_shown(raw)
            )
        except (ValueError, RecursionError) as error:
            yield Rejected(name, number, f"not JSON: {error}"[:300], excerpt=_shown(raw))
        else:
            yield _article(row, name, number, id_keys, limit)


def _no_line(first: bytes) -> str:
    """What a file is whose first line shows that it holds no JSON Lines, "" where it may."""
    if first.lstrip().startswith(b"["):
        return "a JSON array"
    return "a JSON object over several lines" if first.strip() == b"{" else ""


def _shown(raw: bytes) -> str:
    return raw[:EXCERPT].decode("utf-8", "replace").replace("\0", "\ufffd")


def _parquet(file: Path, id_keys: Sequence[str], limit: int) -> Iterator[Read]:
    import pyarrow as pa

    number = 0
    try:
        for row in parquet_rows.rows(file, (*id_keys, *KEYS), LINE_LIMIT):
            number += 1
            if isinstance(row, str):
                yield Rejected(str(file), number, row)
            else:
                yield _article(row, str(file), number, id_keys, limit)
    except Bomb as error:
        yield Rejected(str(file), number, f"cannot be read: {error}")
    except parquet_rows.Unfit as error:
        yield Rejected(str(file), 0, str(error)[:300])
    except (pa.ArrowException, ValueError, MemoryError) as error:
        reason = f"not a Parquet file that can be read: {str(error) or type(error).__name__}"
        yield Rejected(str(file), number, reason[:300])


def _csv_file(file: Path, id_keys: Sequence[str], limit: int) -> Iterator[Read]:
    csv.field_size_limit(LINE_LIMIT)
    with file.open("r", encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        rows = csv.reader(_csv_lines(stream), strict=True)
        header: list[str] | None = None
        read = 0
        while True:
            line = read + 1
            try:
                row = next(rows)
                if header is None and len(row) > COLUMNS:
                    raise csv.Error(f"a header of {len(row)} columns, more than {COLUMNS}")
            except StopIteration:
                return
            except csv.Error as error:
                yield Rejected(str(file), line, f"not CSV: {error}")
                if header is None:
                    return
                row = []
            read = rows.line_num
            if header is None:
                header = row
                if "text" not in header:
                    yield Rejected(str(file), line, _no_text(header)[:300])
                    return
                if twice := sorted({k for k in (*id_keys, *KEYS) if header.count(k) > 1}):
                    yield Rejected(str(file), line, f"two columns of one name: {', '.join(twice)}"[:300])
                    return
            elif len(row) < len(header) or any(row[len(header) :]):
                if row:
                    yield Rejected(
                        str(file), line, f"{len(row)} of {len(header)} cells: a text without quotation marks?"
                    )
            else:
                yield _csv_row(dict(zip(header, row, strict=False)), str(file), line, id_keys, limit)


def _no_text(header: Sequence[str]) -> str:
    """What is wrong with the first line of a CSV file that names no column "text"."""
    # Quoted, as these may be words of an article.
    told = ", ".join(map(repr, header))
    if "\0" in "".join(header):
        return "not UTF-8: a file in UTF-16; save it as UTF-8"
    hint = next((f"; save it with commas for {mark!r}" for mark in ";\t|" if mark in told and len(header) == 1), "")
    return f"no column 'text' in the first line{hint}; its columns: {told}"


def _csv_row(row: Mapping[str, str], file: str, line: int, id_keys: Sequence[str], limit: int) -> Read:
    if any(map(_SURROGATE.search, row.values())):
        return Rejected(file, line, "not UTF-8; save it as UTF-8", excerpt="")
    filled = {k: v for k, v in row.items() if v or k == "text"}
    return _article(filled, file, line, id_keys, limit)


def _csv_lines(stream: TextIO) -> Iterator[str]:
    """The lines of a stream. Raises csv.Error at one that is longer than a line may be: nobody knows where its row ends."""
    while line := stream.readline(LINE_LIMIT + 1):
        if len(line) > LINE_LIMIT:
            raise csv.Error(f"a line of more than {LINE_LIMIT} characters; it and all behind it is not read")
        yield line


def _text_file(name: str, file: Path, id_keys: Sequence[str], limit: int) -> Iterator[Read]:
    raw = _whole(file)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"not UTF-8: byte {raw[error.start]:#04x} at {error.start}; save it as UTF-8"
        yield Rejected(str(file), 0, reason, name, hashlib.sha256(raw).hexdigest(), _shown(raw))
    else:
        if text.startswith('{"') and '"text"' in text.partition("\n")[0]:
            yield Rejected(str(file), 0, "rows of JSON in a text file: give it the ending .jsonl", name)
            return
        yield _article({id_keys[0]: name, "text": text}, str(file), 0, id_keys, limit)


def _html_file(name: str, file: Path, id_keys: Sequence[str], limit: int) -> Iterator[Read]:
    raw = _whole(file)
    yield _page(raw, str(file), 0, {id_keys[0]: name}, id_keys, limit)


def _page(
    raw: bytes, name: str, line: int, row: dict[str, Any], id_keys: Sequence[str], limit: int, charset: str = ""
) -> Read:
    """A page's article. ``charset``: what the server said."""
    try:
        found = pages.read(raw, charset)
    except ValueError as error:
        return Rejected(name, line, f"not HTML: {error}"[:300], row.get(id_keys[0]), excerpt=_shown(raw))
    # What a page states wrongly is no fault of its text.
    found["published"] = _first(_day, found["published"])
    found["language"] = _first(_primary, [found.get("language")])
    return _article({**found, **row}, name, line, id_keys, limit)


def _first(read: Callable[[Any], Told | None], told: Iterable[Any]) -> Told | None:
    """The first of the values that can be read."""
    for value in told:
        with contextlib.suppress(ValueError):
            return read(value)
    return None


def _warc(file: Path, id_keys: Sequence[str], limit: int) -> Iterator[Read]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    record: Any = None
    with unpacked(file) as stream:
        # Without the buffer: it would keep what came before the file broke off.
        archive = ArchiveIterator(stream.raw)
        try:
            for record in archive:
                if record.rec_type != "response":
                    continue
                number += 1
                said = record.http_headers
                if said is None or not said.get_statuscode().startswith("2"):
                    # What a server says where it has no page, or sends on to another.
                    continue
                kind = said.get_header("Content-Type", "")
                if "html" not in kind.lower():
                    continue
                raw = record.content_stream().read(LINE_LIMIT + 1)
                if len(raw) > LINE_LIMIT:
                    yield Rejected(str(file), number, f"a page of more than {LINE_LIMIT} bytes")
                    continue
                if record.raw_stream.limit > 0 and not record.raw_stream.read(1):
                    # The file ends within the page, told below. Behind a page that says where it ends there may be more.
                    continue
                url = record.rec_headers.get_header("WARC-Target-URI")
                encoding = pages.charset(kind.encode("ascii", "replace"))
                yield _page(raw, str(file), number, {"url": url}, id_keys, limit, encoding)
            if _ends_early(archive, record):
                yield Rejected(str(file), number, "cannot be read: the file ends within a record")
        except (
            ArchiveLoadFailed,
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
            io.UnsupportedOperation,
        ) as error:
            # Headers that are missing lead the library's own steps astray.
            yield Rejected(str(file), number, f"not a WARC file that can be read: {error}"[:300])


def _ends_early(archive: Any, last: Any) -> bool:
    """Whether a WARC file ends within a record, read to its end: within the page or what else the last one holds, or within
    the head of one behind it, which the library takes for the end.
    """
    if archive.next_line or last is None:
        return bool(archive.fh.tell())
    # A record that does not say how long it is was cut off in its head, too.
    if not last.rec_headers.get_header("Content-Length", "0"):
        return True
    return bool(getattr(last.raw_stream, "limit", True))
