"""Archives of pages (WARC) -> articles."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from conflict_events.articles import pages
from conflict_events.articles.page_files import page
from conflict_events.articles.rows import LINE_LIMIT, Read, RowReader
from conflict_events.articles.unpacking import unpacked
from conflict_events.records import Rejected

PACKINGS = {"br": ": pip install brotli", "zstd": ""}
"""How servers pack pages that the library cannot unpack by itself, and what helps."""
BEGINNING = "the archive holds only the beginning of the page"


def read(file: Path, rows: RowReader) -> Iterator[Read]:
    """The articles of an archive's pages. Raises OSError where it cannot be read."""
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
                kind = _kind(record)
                found = _article(record, kind, str(file), number, rows) if "html" in kind.lower() else None
                if found is not None:
                    yield found
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


def _kind(record: Any) -> str:
    """Of what content type a record says that its page is, "" where it holds none."""
    said = record.http_headers
    if record.rec_type == "resource":
        # A file as it is, without what a server said of it.
        said = record.rec_headers
    elif said is None or not said.get_statuscode().startswith("2"):
        # What a server says where it has no page, or sends on to another.
        return ""
    kind: str = said.get_header("Content-Type", "")
    return kind


def _article(record: Any, kind: str, file: str, number: int, rows: RowReader) -> Read | None:
    """The article of a record's page, or why it has none; None where the file ends within the page. ``kind`` is the page's
    content type, ``number`` the record's in the file.
    """
    there = record.raw_stream.limit
    content = record.content_stream()
    chunks = _Chunks.of(content)
    raw = content.read(LINE_LIMIT + 1)
    if len(raw) > LINE_LIMIT:
        return Rejected(file, number, f"a page of more than {LINE_LIMIT} bytes")
    if record.raw_stream.limit > 0 and not record.raw_stream.read(1):
        # Behind a page that says where it ends there may be more.
        return None
    if _is_cut(record, chunks, there):
        return Rejected(file, number, f"{BEGINNING}: it ends before the server said")
    if reason := _unfit(record, content, raw):
        return Rejected(file, number, reason)
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    # What was a file of somebody's has no address that others can use.
    told = {"url": url} if url.startswith(("http:", "https:")) else {}
    return page(raw, file, number, told, rows, pages.charset(kind.encode("ascii", "replace")))


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
