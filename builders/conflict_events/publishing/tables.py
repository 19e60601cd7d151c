"""Tables as they pass by: written as Parquet, read from it, hashed and counted row by row; no table is ever whole in memory."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from conflict_events import layout, schemas
from conflict_events.publishing import columns, flat

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
Files = Mapping[str, Sequence[Path]]
"""The Parquet files of each table."""
_NAMES = {"flat": "events.parquet"}
FILES = {
    table: (schema, f"{layout.place(table)}/{_NAMES.get(table, 'part-00000.parquet')}")
    for table, schema in layout.TABLES.items()
}
"""Table -> its schema, and its file in a published folder."""
CSV = f"{layout.place('flat')}/events.csv"
"""The flat table once more."""


class Unreadable(ValueError):
    """A file that cannot be read, or is no Parquet file."""


ROW_GROUP = 10_000
"""Rows a row group: some megabytes, so that a reader can skip and stream."""
BATCH = 500
"""Rows that are Python objects at a time."""


class Written:
    """A Parquet file of a schema ("event", "article", "flat") that is written while its rows pass. Equal rows give equal
    bytes. No more than ``ROW_GROUP`` rows are held.
    """

    def __init__(self, name: str, file: Path) -> None:
        self._schema = schemas.arrow_schema(name)
        self.columns: list[str] = self._schema.names
        """Names, in their order."""
        self._file = file
        file.parent.mkdir(parents=True, exist_ok=True)
        self._content = Content()

    def passing(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Write the rows; each is given on as it is in the table. The file is whole when the last has passed."""
        import pyarrow.parquet as pq

        options = {"compression": "zstd", "store_schema": True, "write_page_index": True}
        with pq.ParquetWriter(self._file, self._schema, memory_pool=_pool(), **options) as writer:
            group: list[pa.RecordBatch] = []
            for batch in batches(rows, self._schema):
                group.append(batch)
                if len(group) * BATCH == ROW_GROUP:
                    writer.write_table(_joined(group, self._schema))
                for row in batch.to_pylist():
                    self._content.add(row)
                    yield row
            # A table without rows has no row group: ``datasets`` cannot read an empty one.
            if group:
                writer.write_table(_joined(group, self._schema))

    @property
    def content(self) -> str:
        """The hash of the rows that have passed."""
        return self._content.hash()


def _joined(parts: list[pa.RecordBatch], schema: pa.Schema) -> pa.Table:
    """The rows of batches, one behind the other in memory: where they lie apart a page of a column ends. The list is emptied,
    so that one column at a time is there twice.
    """
    import pyarrow as pa

    whole = pa.Table.from_batches(parts, schema).columns
    parts.clear()
    for i, column in enumerate(whole):
        whole[i] = pa.chunked_array([pa.concat_arrays(column.chunks, _pool())], column.type)
    return pa.Table.from_arrays(whole, schema=schema)


def batches(records: Iterable[Row], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Rows as Arrow batches, few at a time."""
    left = iter(records)
    # The list has no name: it would be held until the next one is full.
    while (batch := columns.batch(list(islice(left, BATCH)), schema, _pool())).num_rows:
        yield batch


def _pool() -> pa.MemoryPool:
    """Where tables lie while they are written. Arrow's own choice keeps for itself several times what is in use, and
    more the more row groups there are; this one gives it back.
    """
    import pyarrow as pa

    try:
        return pa.jemalloc_memory_pool()
    except NotImplementedError:
        return pa.system_memory_pool()


def schema(file: Path) -> pa.Schema:
    """The columns of a Parquet file. Raises Unreadable."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.read_schema(file)
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(file, error) from error


def _unreadable(file: Path, error: Exception) -> Unreadable:
    return Unreadable(f"{file}: not a Parquet file that can be read: {error}")


def read(files: Sequence[Path]) -> Iterator[Row]:
    """The rows of Parquet files, one file after the other, few at a time. Raises Unreadable."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    for file in files:
        try:
            with pq.ParquetFile(file) as source:
                # Asked for all row groups at once, Arrow opens all of them, and memory grows with their number.
                for group in range(source.num_row_groups):
                    for batch in source.iter_batches(BATCH, row_groups=[group]):
                        yield from batch.to_pylist()
        except (OSError, pa.ArrowException) as error:
            raise _unreadable(file, error) from error


class Content:
    """SHA-256 over rows' values in their order, each as canonical JSON: the same for the same values, whatever version of
    a library wrote the file.
    """

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def add(self, row: Mapping[str, Any]) -> None:
        """Take the next row, as Arrow gives it."""
        self._digest.update(orjson.dumps(row, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE))

    def hash(self) -> str:
        """Of the rows so far, in hexadecimal digits."""
        return self._digest.hexdigest()


class Counts:
    """Rows by kind, as the manifest and the card name them.

    The year is that of the event's first day, the country that of its most specific place; an event without one counts
    under "". Articles without a publisher count under ""; rejected rows are no articles of a publisher or in a language.
    """

    def __init__(self) -> None:
        self._articles = {name: Counter[str]() for name in ("state", "language", "publisher")}
        self._events = {name: Counter[str]() for name in ("type", "status", "year", "country")}
        self._languages: set[str] = set()

    def article(self, row: Mapping[str, Any]) -> None:
        """Count a row of the articles' table."""
        for name, counter in self._articles.items():
            if name == "state" or row["state"] != "rejected":
                counter[row[name] or ""] += 1
        if row["state"] == "ok":
            self._languages.add(row["language"])

    def event(self, row: Mapping[str, Any]) -> None:
        """Count a row of the events' table."""
        first = row["date"] and row["date"]["earliest"]
        self._events["type"][row["action"]["type"]] += 1
        self._events["status"][row["action"]["status"]] += 1
        self._events["year"][str(first.year) if first else ""] += 1
        self._events["country"][flat.main_place(row["location"]).get("country") or ""] += 1

    def languages(self) -> list[str]:
        """The languages of articles that were read: what a rejected row calls its language may be anything."""
        return sorted(self._languages)

    def made(self, rejected: int) -> dict[str, Any]:
        """The counts of the rows so far, and of the rejected ones."""
        return {
            "articles": self._articles["state"].total(),
            "events": self._events["type"].total(),
            "rejected": rejected,
            **{f"articles_by_{name}": dict(sorted(counter.items())) for name, counter in self._articles.items()},
            **{f"events_by_{name}": dict(sorted(counter.items())) for name, counter in self._events.items()},
        }
