"""Texts, pages and archives of pages (WARC) -> articles."""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from conflict_events.articles import pages
from conflict_events.articles.rows import LINE_LIMIT, Read, RowReader, day, into_utf_8, primary, shown
from conflict_events.articles.unpacking import unpacked
from conflict_events.records import Rejected

PACKINGS = {"br": ": pip install brotli", "zstd": ""}
"""How servers pack pages that the library cannot unpack by itself, and what helps."""
BEGINNING = "the archive holds only the beginning of the page"
Told = TypeVar("Told")


def text(name: str, file: Path, rows: RowReader) -> Iterator[Read]:
    """The article of a text file, whose id is ``name``. Raises OSError where it cannot be read."""
    raw = _whole(file)
    try:
        told = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"not UTF-8: byte {raw[error.start]:#04x} at {error.start}; {into_utf_8(raw)}"
        yield Rejected(str(file), 0, reason, name, hashlib.sha256(raw).hexdigest(), shown(raw))
    else:
        if told.startswith('{"') and '"text"' in told.partition("\n")[0]:
            yield Rejected(str(file), 0, "rows of JSON in a text file: give it the ending .jsonl", name)
            return
        yield rows.article({rows.id_keys[0]: name, "text": told}, str(file), 0)


def html(name: str, file: Path, rows: RowReader) -> Iterator[Read]:
    """The article of a page, whose id is ``name``. Raises OSError where it cannot be read."""
    raw = _whole(file)
    yield _page(raw, str(file), 0, {rows.id_keys[0]: name}, rows)


def _page(raw: bytes, name: str, line: int, row: dict[str, Any], rows: RowReader, charset: str = "") -> Read:
    """A page's article. ``charset``: what the server said."""
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


def warc(file: Path, rows: RowReader) -> Iterator[Read]:
    """The articles of an archive's pages. Raises OSError and zlib.error where it cannot be read."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    record: Any = None
    with unpacked(file) as stream:
        # Without the buffer: it would keep what came before the file broke off.
        archive = ArchiveIterator(stream.raw)
        try:
            for record in archive:
                if record.rec_type not in ("response", "resource"):
                    continue
                number += 1
                said = record.http_headers
                if record.rec_type == "resource":
                    # A file as it is, without what a server said of it.
                    said = record.rec_headers
                elif said is None or not said.get_statuscode().startswith("2"):
                    # What a server says where it has no page, or sends on to another.
                    continue
                kind = said.get_header("Content-Type", "")
                if "html" not in kind.lower():
                    continue
                there = record.raw_stream.limit
                content = record.content_stream()
                chunks = _Chunks.of(content)
                raw = content.read(LINE_LIMIT + 1)
                if len(raw) > LINE_LIMIT:
                    yield Rejected(str(file), number, f"a page of more than {LINE_LIMIT} bytes")
                    continue
                if record.raw_stream.limit > 0 and not record.raw_stream.read(1):
                    # The file ends within the page, told below. Behind a page that says where it ends there may be more.
                    continue
                if _is_cut(record, chunks, there):
                    yield Rejected(str(file), number, f"{BEGINNING}: it ends before the server said")
                    continue
                if reason := _unfit(record, content, raw):
                    yield Rejected(str(file), number, reason)
                    continue
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                # What was a file of somebody's has no address that others can use.
                told = {"url": url} if url.startswith(("http:", "https:")) else {}
                encoding = pages.charset(kind.encode("ascii", "replace"))
                yield _page(raw, str(file), number, told, rows, encoding)
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


class _Chunks:
    """What a page that a server sent in chunks is read from: it knows whether the last chunk came, which the library does not
    tell from one that breaks off.
    """

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._heads = 0
        self._last = b""
        self.read = stream.read

    @classmethod
    def of(cls, content: Any) -> _Chunks | None:
        """That of a page that is yet to be read, None where it is not said to be in chunks."""
        if not hasattr(content, "not_chunked"):
            return None
        content.stream = found = cls(content.stream)
        return found

    def readline(self, size: int) -> bytes:
        """The head of a chunk, which is how long it is."""
        self._heads += 1
        self._last = bytes(self._stream.readline(size))
        return self._last

    def close(self) -> None:
        """Close what is read."""
        self._stream.close()

    @property
    def break_off(self) -> bool:
        """Whether those that were read end before the last, which is empty."""
        head = self._last.removesuffix(b"\r\n").partition(b";")[0].strip()
        is_head = self._last.endswith(b"\r\n") and re.fullmatch(rb"[0-9A-Fa-f]+", head)
        # An archive may hold as one what the server sent in chunks, and still say so.
        return bool(int(head, 16)) if is_head else self._heads > 1


def _is_cut(record: Any, chunks: _Chunks | None, length: int) -> bool:
    """Whether a page that has been read, ``length`` bytes as they were sent, ends before it should."""
    if chunks is not None:
        return chunks.break_off
    said = record.http_headers.get_header("Content-Length", "") if record.http_headers else ""
    return said.isascii() and said.isdigit() and int(said) > length


def _unfit(record: Any, content: Any, raw: bytes) -> str:
    """Why a page cannot be used whose content has been read, "" where it can: only its beginning was kept, or it is packed in
    a way that the library does not know.
    """
    if kept := record.rec_headers.get_header("WARC-Truncated"):
        return f"{BEGINNING}: WARC-Truncated: {kept!r}"[:300]
    # The library takes what breaks off for the end.
    unpacks = getattr(content, "decompressor", None)
    if not getattr(unpacks, "eof", True):
        return f"{BEGINNING}: its packed content breaks off or is damaged"
    packing = record.http_headers.get_header("Content-Encoding", "").strip().lower() if record.http_headers else ""
    # An archive may hold unpacked what the server packed, and still say so.
    if packing in PACKINGS and unpacks is None and not _is_utf_8(raw):
        return f"a page packed as {packing!r}, which cannot be unpacked{PACKINGS[packing]}"
    return ""


def _is_utf_8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


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


def _whole(file: Path) -> bytes:
    """A file's bytes. Raises OSError where it is larger than a line may be."""
    with file.open("rb") as stream:
        raw = stream.read(LINE_LIMIT + 1)
    if len(raw) > LINE_LIMIT:
        raise OSError(f"a page of more than {LINE_LIMIT} bytes")
    return raw
