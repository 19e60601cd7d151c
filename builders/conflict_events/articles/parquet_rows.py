"""Rows of a Parquet file, read so that what a small file unpacks to neither fills the memory nor goes on without end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from conflict_events.articles.rows import KEYS, LINE_LIMIT, Read, RowReader
from conflict_events.articles.unpacking import Bomb, Budget
from conflict_events.records import Rejected

BATCH = 256
"""Rows read at a time."""
ROW = 64
"""Bytes that a row counts for, even an empty one: what repeats is stored once, so that a kilobyte may hold millions."""


class Unfit(ValueError):
    """A file whose columns are none of articles."""


def read(file: Path, rows: RowReader) -> Iterator[Read]:
    """The articles of a file. Raises OSError where it cannot be read."""
    import pyarrow as pa

    number = 0
    try:
        for row in _rows(file, (*rows.id_keys, *KEYS), LINE_LIMIT):
            number += 1
            if isinstance(row, str):
                yield Rejected(str(file), number, row)
            else:
                yield rows.article(row, str(file), number)
    except Bomb as error:
        yield Rejected(str(file), number, f"cannot be read: {error}")
    except Unfit as error:
        yield Rejected(str(file), 0, str(error)[:300])
    except (pa.ArrowException, ValueError, MemoryError) as error:
        reason = f"not a Parquet file that can be read: {str(error) or type(error).__name__}"
        yield Rejected(str(file), number, reason[:300])


def _rows(file: Path, names: Sequence[str], limit: int) -> Iterator[dict[str, Any] | str]:
    """Each row with those of the columns that are there, or why it cannot be used: its texts have more than ``limit`` bytes or
    are no UTF-8, or a day is none of the calendar.

    Raises what pyarrow does for what is no Parquet file, ``Unfit`` where no column is ``text``, two have one name or one
    holds what is no text, number or day, MemoryError for what does not fit, and ``unpacking.Bomb`` for what is far larger
    than its file.
    """
    import pyarrow.parquet as pq

    budget = Budget(file)
    metadata = pq.read_metadata(file)
    schema = metadata.schema.to_arrow_schema()
    there = [n for n in dict.fromkeys(names) if n in schema.names]
    _refuse_unfit(schema, there)
    _declared(metadata, set(there), budget)
    texts = [n for n in there if _has_length(schema.field(n).type)]
    # Texts that repeat stay numbers of a dictionary until a row is asked for: each may be large, and stand in every row.
    with pq.ParquetFile(file, metadata=metadata, read_dictionary=texts) as table:
        for batch in table.iter_batches(batch_size=BATCH, columns=there):
            sizes = [sum(row) + ROW for row in zip(*map(_lengths, batch.columns), strict=True)]
            sizes = sizes or [ROW] * batch.num_rows
            budget.spend(sum(sizes))
            try:
                found = batch.to_pylist() if sum(sizes) <= limit else None
            except (ValueError, OverflowError):
                found = None
            if found is not None:
                yield from found
                continue
            for i, size in enumerate(sizes):
                yield f"a row of more than {limit} bytes" if size > limit else _row(batch, i)


def _refuse_unfit(schema: Any, names: Sequence[str]) -> None:
    """Raises ``Unfit`` where no article can be made of the columns, ``names`` being those that are asked for."""
    import pyarrow as pa

    if twice := [n for n in names if schema.names.count(n) > 1]:
        raise Unfit(f"two columns of one name: {', '.join(twice)}")
    for name in names:
        sort = schema.field(name).type
        if pa.types.is_nested(sort) or pa.types.is_fixed_size_binary(sort) or isinstance(sort, pa.BaseExtensionType):
            # Nothing tells how much they unpack to before they are read: values that repeat are stored once.
            raise Unfit(f"column {name} holds {str(sort)[:150]}: write it as text")
    if "text" not in names:
        # Quoted, as any bytes may be a name.
        raise Unfit(f"no column 'text'; its columns: {', '.join(map(repr, schema.names))}")


def _row(batch: Any, number: int) -> dict[str, Any] | str:
    try:
        row: dict[str, Any] = batch.slice(number, 1).to_pylist()[0]
    except (ValueError, OverflowError) as error:
        return f"a row that cannot be read: {error}"[:300]
    return row


def _declared(metadata: Any, names: set[str], budget: Budget) -> None:
    """Raises ``Bomb`` where the columns of a row group are said to unpack to more than the file may."""
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        columns = (group.column(i) for i in range(group.num_columns))
        size = sum(c.total_uncompressed_size for c in columns if c.path_in_schema in names)
        if size > budget.left:
            raise Bomb(budget.reason)


def _lengths(column: Any) -> list[int]:
    """Bytes of each value of a column; 0 for what has no length of its own."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_dictionary(column.type):
        values = _lengths(column.dictionary)
        return [0 if i is None else values[i] for i in column.indices.to_pylist()]
    if _has_length(column.type):
        return [n or 0 for n in pc.binary_length(column).to_pylist()]
    return [0] * len(column)


def _has_length(sort: Any) -> bool:
    """Whether a column's values are texts or bytes."""
    import pyarrow as pa

    types = pa.types
    texts = types.is_string, types.is_large_string, types.is_string_view
    return any(f(sort) for f in (*texts, types.is_binary, types.is_large_binary, types.is_binary_view))
