"""What must be known of a whole run, in a temporary file: memory does not grow with the run.

A database without a name lies in SQLite's temporary folder (``SQLITE_TMPDIR``, ``TMPDIR``, ``/var/tmp``, ``/tmp``; see
https://www.sqlite.org/tempfiles.html) and goes with the process, however it ends.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any


class Scratch:
    """A database in a temporary file, with the tables that ``script`` makes. Every method raises OSError where the file
    cannot be written.
    """

    def __init__(self, script: str) -> None:
        # Nobody reads the file after a crash: no journal, no waiting for the disk, no end of the one transaction.
        self._connection = sqlite3.connect("")
        self._connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {script}")

    def __enter__(self) -> Scratch:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove the file."""
        self._connection.close()

    def write(self, statement: str, *rows: Sequence[Any]) -> int:
        """Execute a statement with each of the rows; how many it wrote."""
        try:
            return self._connection.executemany(statement, rows).rowcount
        except sqlite3.Error as error:
            raise _unwritten(error) from error

    def read(self, statement: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows that a statement gives, as they are asked for."""
        try:
            yield from self._connection.execute(statement, values)
        except sqlite3.Error as error:
            raise _unwritten(error) from error


def _unwritten(error: sqlite3.Error) -> OSError:
    return OSError(f"the temporary folder cannot be written: {error} (TMPDIR names another)")


class _Packed:
    """Records of plain values, packed, in a temporary file. Days and numbers come back as what they were, which JSON would
    not give.
    """

    def __init__(self, script: str) -> None:
        import zstandard

        self._compress = zstandard.ZstdCompressor(level=1).compress
        self._decompress = zstandard.ZstdDecompressor().decompress
        self._scratch = Scratch(script)

    def _pack(self, record: Any) -> bytes:
        return self._compress(pickle.dumps(record))

    def _unpack(self, value: bytes) -> Any:
        return pickle.loads(self._decompress(value))

    def close(self) -> None:
        """Remove the file."""
        self._scratch.close()


class ByKey(_Packed):
    """Records that are asked for by a text, in a temporary file; of several with one key the last."""

    def __init__(self) -> None:
        super().__init__("CREATE TABLE record (key TEXT PRIMARY KEY, value BLOB)")

    def keep(self, key: str, record: Any) -> None:
        """Take a record, of plain values."""
        self._scratch.write("INSERT OR REPLACE INTO record VALUES (?, ?)", (key, self._pack(record)))

    def get(self, key: str) -> Any:
        """The record, None where there is none."""
        for (value,) in self._scratch.read("SELECT value FROM record WHERE key = ?", (key,)):
            return self._unpack(value)
        return None


class Sorted(_Packed):
    """Records that come in any order and are given back in the order of their keys, as often as is asked for. A key has
    ``columns`` parts, numbers or texts, which go by their UTF-8 bytes, None last; equal keys keep the order in which they came.
    """

    def __init__(self, columns: int) -> None:
        names = [f"key{i}" for i in range(columns)]
        super().__init__(f"CREATE TABLE record ({', '.join([*names, 'value'])})")
        self._insert = f"INSERT INTO record VALUES ({', '.join('?' * (columns + 1))})"
        self._select = f"SELECT value FROM record ORDER BY {', '.join([*(f'{n} NULLS LAST' for n in names), 'rowid'])}"

    def add(self, key: Sequence[str | int | None], record: Mapping[str, Any]) -> None:
        """Take a record."""
        self._scratch.write(self._insert, (*key, self._pack(dict(record))))

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for (value,) in self._scratch.read(self._select):
            yield self._unpack(value)
