"""What was extracted, kept between builds: an article that has not changed is not extracted again.

One SQLite file for each version of code, tables and schema. An entry's key is a hash of all that the result depends on,
its value carries a checksum; what cannot be read is extracted anew. Kept as well is by what an article's copies are known.
Builds may share a folder at the same time.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import re
import sqlite3
import sys
import zlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from importlib.metadata import version as installed
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from conflict_events import schemas, versions
from conflict_events.articles import inputs
from conflict_events.building.extractors import Options
from conflict_events.building.worker import Result
from conflict_events.extraction import compiled
from conflict_events.records import Article, Rejected

FORMAT = 3
"""Of keys and values; another number finds nothing that was kept before."""
PATIENCE = 60.0
"""Seconds to wait for another build that is writing."""
_NAME = re.compile(r"[0-9a-f]{16}\.sqlite")
LOT = 500
"""Signatures that are written at a time."""
_FILES = ("annotations", "mapping", "model")
"""Options that name a file or a folder."""
_SUM = 16
"""Bytes of the checksum before each value."""
_CONTENT = tuple(f.name for f in fields(Article) if f.name not in ("file", "line"))
"""What of an article a result depends on: not where it was read."""
T = TypeVar("T")


def code_version() -> str:
    """Sixteen hexadecimal digits over all but the article that a result depends on: code, tables, schema, Python (whose
    Unicode tables change), and the libraries that compute days of the Islamic calendar, signatures, and what the encoder
    thinks.
    """
    used = [installed("hijridate"), installed("rensa"), installed("numpy")]
    parts = [FORMAT, versions.rules(), schemas.load("event"), sys.version_info[:2], *used]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


class Cache:
    """Results by article, for one extractor. A cache that fails is left alone for the rest of the build: ``fault`` says
    why, and the articles are extracted.
    """

    def __init__(self, folder: Path, extractor: str, options: Options) -> None:
        self.fault = ""
        self.hits = 0
        self._file = folder / f"{code_version()}.sqlite"
        told = [[k, v, _content(v) if k in _FILES else ""] for k, v in asdict(options).items()]
        self._how = json.dumps([extractor, told])
        self._signing = versions.code("articles/duplicates.py")
        """What signs articles: no result depends on it, so that it is no part of the code's version."""
        self._connection: sqlite3.Connection | None = None
        self._signed: list[tuple[bytes, bytes]] = []
        """Signatures that are not written yet."""

    def __enter__(self) -> Cache:
        self._safely(lambda _: None, None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._write_signatures()
        self._close()

    def find(self, articles: Sequence[Article]) -> list[Result | None]:
        """The results of articles, None where there is none."""
        keys = [self._key(a) for a in articles]

        def read(connection: sqlite3.Connection) -> dict[bytes, bytes]:
            marks = ", ".join("?" * len(keys))
            return dict(connection.execute(f"SELECT key, value FROM results WHERE key IN ({marks})", keys))

        nothing: dict[bytes, bytes] = {}
        values = self._safely(read, nothing)
        found = [_unpacked(k, values.get(k), a) for k, a in zip(keys, articles, strict=True)]
        self.hits += sum(r is not None for r in found)
        return found

    def keep(self, articles: Sequence[Article], results: Sequence[Result]) -> None:
        """Keep the results of articles."""
        keys = map(self._key, articles)
        self._write("results", [(k, _packed(k, r, a)) for k, a, r in zip(keys, articles, results, strict=True)])

    def signature(self, article: Article) -> bytes | None:
        """By what an article's copies are known (``duplicates``), None where it is not kept."""
        key = self._signed_key(article)

        def read(connection: sqlite3.Connection) -> tuple[bytes] | None:
            found: tuple[bytes] | None = connection.execute(
                "SELECT value FROM signatures WHERE key = ?", (key,)
            ).fetchone()
            return found

        row = self._safely(read, None)
        return _checked(key, row[0]) if row is not None else None

    def keep_signature(self, article: Article, signature: bytes) -> None:
        """Keep it; it is written with the next hundreds."""
        key = self._signed_key(article)
        self._signed.append((key, _checksum(key, signature) + signature))
        if len(self._signed) >= LOT:
            self._write_signatures()

    def _write_signatures(self) -> None:
        rows, self._signed = self._signed, []
        if rows:
            self._write("signatures", rows)

    def _write(self, table: str, rows: Sequence[tuple[bytes, bytes]]) -> None:
        def write(connection: sqlite3.Connection) -> None:
            with connection:
                connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", rows)

        self._safely(write, None)

    def _key(self, article: Article) -> bytes:
        told = json.dumps([self._how, *(getattr(article, name) for name in _CONTENT)], default=str)
        return hashlib.sha256(told.encode()).digest()

    def _signed_key(self, article: Article) -> bytes:
        told = f"{self._signing}\n{article.language}\n{article.text}"
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()

    def _safely(self, action: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """Act on the file; one that is broken is thrown away and made anew, another fault turns the cache off."""
        for attempt in range(2):
            if self.fault:
                return otherwise
            try:
                if self._connection is None:
                    self._connection = _open(self._file)
                return action(self._connection)
            except (sqlite3.Error, OSError) as error:
                self._close()
                # Only a file that is no database or a damaged one raises the general error itself.
                if type(error) is not sqlite3.DatabaseError or attempt or not self._thrown_away():
                    self.fault = f"{self._file}: {error}"
        return otherwise

    def _thrown_away(self) -> bool:
        try:
            _remove(self._file)
        except OSError:
            return False
        return True

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _open(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(file, timeout=PATIENCE)
    connection.text_factory = bytes  # A damaged value may have any type; its checksum is what counts.
    try:
        # The log beside the file survives a killed build, and lets others read meanwhile.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        for table in ("results", "signatures"):
            connection.execute(f"CREATE TABLE IF NOT EXISTS {table} (key BLOB PRIMARY KEY, value BLOB NOT NULL)")
    except BaseException:
        connection.close()
        raise
    return connection


def _remove(file: Path) -> int:
    """Remove a database with its log; the bytes that are free now."""
    freed = 0
    for name in (file, _beside(file, "-wal"), _beside(file, "-shm")):
        if name.exists():
            freed += name.stat().st_size
            name.unlink()
    return freed


def _beside(file: Path, ending: str) -> Path:
    """What SQLite keeps beside a database."""
    return file.with_name(file.name + ending)


def _content(value: str) -> list[tuple[str, str]]:
    """The files that an option names, each with the hash of what it holds; what cannot be read is empty."""
    path = Path(value)
    return [(os.path.relpath(file, path), inputs.digest(file)) for file in inputs.files(path)] if value else []


# --- values -------------------------------------------------------------------------------------------


def _packed(key: bytes, result: Result, article: Article) -> bytes:
    # Where an article was read is no part of it: what is rejected there is told at its place of the day.
    here = (article.file, article.line)
    rejected = [asdict(r) | ({"file": None} if (r.file, r.line) == here else {}) for r in result.rejected]
    told = json.dumps([result.events, rejected], ensure_ascii=False, default=_day, separators=(",", ":"))
    packed = zlib.compress(told.encode("utf-8", "surrogatepass"), 1)
    return _checksum(key, packed) + packed


def _day(value: Any) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no value of a record")


def _unpacked(key: bytes, value: bytes | None, article: Article) -> Result | None:
    packed = _checked(key, value)
    if packed is None:
        return None
    events, rejected = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
    for event in events:
        for struct, name in ((event, "published"), (event["date"], "earliest"), (event["date"], "latest")):
            if struct and struct[name]:
                struct[name] = datetime.date.fromisoformat(struct[name])
    here = {"file": article.file, "line": article.line}
    return Result(events, [Rejected(**(r if r["file"] is not None else {**r, **here})) for r in rejected])


def _checked(key: bytes, value: bytes | None) -> bytes | None:
    """A value without its checksum, None where that is not right."""
    if not isinstance(value, bytes) or value[:_SUM] != _checksum(key, value[_SUM:]):
        return None
    return value[_SUM:]


def _checksum(key: bytes, packed: bytes) -> bytes:
    return hashlib.blake2b(packed, digest_size=_SUM, key=key).digest()


# --- care ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kept:
    """The file of one version: its results, None where it is damaged, its bytes, and whether builds of today use it."""

    file: Path
    results: int | None
    bytes: int
    current: bool


def info(folder: Path) -> list[Kept]:
    """What a folder keeps, this version's first."""
    found = []
    for file in _files(folder):
        try:
            connection = sqlite3.connect(f"{file.absolute().as_uri()}?{_looking(file)}", uri=True, timeout=PATIENCE)
            try:
                results = connection.execute("SELECT count(*) FROM results").fetchone()[0]
            finally:
                connection.close()
        except sqlite3.Error:
            results = None
        found.append(Kept(file, results, file.stat().st_size, file.stem == code_version()))
    return sorted(found, key=lambda kept: (not kept.current, kept.file))


def _looking(file: Path) -> str:
    """How SQLite opens a database to look at it: without a log nobody is writing it, and none is made beside it, which would
    stay, and which nobody can make where the folder may only be read.
    """
    return "mode=ro" if _beside(file, "-wal").exists() else "immutable=1"


def prune(folder: Path, *, everything: bool = False) -> int:
    """Remove what other versions than this one kept, or everything; the bytes that are free now. Other files stay."""
    results = [file for file in _files(folder) if everything or file.stem != code_version()]
    tables = [file for file, current in compiled.files(folder) if everything or not current]
    return sum(map(_remove, [*results, *tables]))


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(f for f in folder.iterdir() if _NAME.fullmatch(f.name))
