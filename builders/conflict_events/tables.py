"""Rows as Arrow tables: gathered, put in order, written as Parquet, hashed and counted."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from conflict_events import flat, schemas

if TYPE_CHECKING:
    import pyarrow as pa

ROW_GROUP = 10_000
"""Rows a row group: some megabytes, so that a reader can skip and stream."""
BATCH = 2_000
"""Records that are kept as Python objects before they become Arrow columns."""


class Gathered:
    """Records as Arrow batches of a schema ("event", "article", "flat"): a fraction of their size as Python objects."""

    def __init__(self, name: str) -> None:
        self._schema = schemas.arrow_schema(name)
        self._waiting: list[dict[str, Any]] = []
        self._batches: list[pa.RecordBatch] = []

    def add(self, row: dict[str, Any]) -> None:
        """Take one row."""
        self._waiting.append(row)
        if len(self._waiting) >= BATCH:
            self._flush()

    def extend(self, rows: Iterable[dict[str, Any]]) -> Gathered:
        """Take rows; returns itself."""
        for row in rows:
            self.add(row)
        return self

    def _flush(self) -> None:
        import pyarrow as pa

        self._batches.append(pa.RecordBatch.from_pylist(self._waiting, schema=self._schema))
        self._waiting = []

    def table(self, order: Sequence[str] = ()) -> pa.Table:
        """All rows, in ascending order of columns; "start" is the trigger's."""
        import pyarrow as pa
        import pyarrow.compute as pc

        self._flush()
        table = pa.Table.from_batches(self._batches, schema=self._schema)
        if not order:
            return table
        keys = {name: pc.struct_field(table["action"], "start") if name == "start" else table[name] for name in order}
        return table.take(pc.sort_indices(pa.table(keys), sort_keys=[(name, "ascending") for name in order]))


def rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    """The rows of a table as Python objects, few at a time."""
    for batch in table.to_batches(max_chunksize=BATCH):
        yield from batch.to_pylist()


def write_parquet(table: pa.Table, file: Path) -> None:
    """Write a table; its folder is made. Equal tables give equal bytes."""
    import pyarrow.parquet as pq

    file.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, file, compression="zstd", row_group_size=ROW_GROUP, store_schema=True, write_page_index=True)


def content_hash(table: pa.Table) -> str:
    """SHA-256 over the rows' values in their order, each as canonical JSON: the same for the same values, whatever
    version of a library wrote the file.
    """
    digest = hashlib.sha256()
    for row in rows(table):
        digest.update(orjson.dumps(row, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE))
    return digest.hexdigest()


def counts(events: pa.Table, articles: pa.Table, rejected: int) -> dict[str, Any]:
    """Rows by kind, as the manifest and the card name them.

    The year is that of the event's first day, the country that of its most specific place; an event without one counts
    under "". Articles without a publisher count under "".
    """
    import pyarrow.compute as pc

    def by(values: Iterable[Any]) -> dict[str, int]:
        return dict(sorted(Counter("" if v is None else str(v) for v in values).items()))

    def column(struct: str, name: str) -> Any:
        return pc.struct_field(events[struct], name).to_pylist()

    return {
        "articles": articles.num_rows,
        "events": events.num_rows,
        "rejected": rejected,
        "articles_by_state": by(articles["state"].to_pylist()),
        "articles_by_language": by(articles["language"].to_pylist()),
        "articles_by_publisher": by(articles["publisher"].to_pylist()),
        "events_by_type": by(column("action", "type")),
        "events_by_status": by(column("action", "status")),
        "events_by_year": by(day and day.year for day in column("date", "earliest")),
        "events_by_country": by(flat.main_place(x).get("country", "") for x in events["location"].to_pylist()),
    }
