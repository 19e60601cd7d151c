"""Rows as Arrow columns, by way of JSON.

Before Arrow looks at an object of Python it loads pandas, where that is installed: a third of the time that a build takes to
start. Text it reads by itself.
"""

from __future__ import annotations

from array import array as numbers
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    import pyarrow as pa

EPOCH = date(1970, 1, 1).toordinal()
"""The day that Arrow counts days from."""


def batch(rows: Sequence[Mapping[str, Any]], schema: pa.Schema, pool: pa.MemoryPool | None = None) -> pa.RecordBatch:
    """Rows of plain values as a batch; keys that are no column are passed over. Raises ValueError where a value is not of its
    column's type, or is missing where it must be there.
    """
    import pyarrow as pa
    from pyarrow import json

    if not rows:
        return pa.RecordBatch.from_arrays([pa.nulls(0, field.type) for field in schema], schema=schema)
    lines = b"\n".join(map(orjson.dumps, rows))
    told = json.read_json(
        BytesIO(lines),
        json.ReadOptions(use_threads=False, block_size=len(lines) + 1),
        json.ParseOptions(
            explicit_schema=pa.schema([(field.name, _told(field.type)) for field in schema]),
            unexpected_field_behavior="ignore",
        ),
        memory_pool=pool,
    )
    columns = [_typed(told.column(field.name).chunk(0), field, 0, pool) for field in schema]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _told(kind: pa.DataType) -> pa.DataType:
    """As what JSON tells a type: days are text, and all may be missing."""
    import pyarrow as pa

    if pa.types.is_date(kind):
        return pa.string()
    if pa.types.is_list(kind):
        return pa.list_(_told(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct([(field.name, _told(field.type)) for field in kind])
    return kind


def _typed(array: pa.Array, field: pa.Field, missing: int, pool: pa.MemoryPool | None) -> pa.Array:
    """What JSON told, with its type. ``missing``: how many of its values are so because what holds them is."""
    import pyarrow as pa

    kind = field.type
    if not field.nullable and array.null_count != missing:
        raise ValueError(f"{field.name}: {array.null_count - missing} values are missing")
    there, *buffers = array.buffers()
    if pa.types.is_date(kind):
        # A cast would load all that Arrow can compute, which takes longer than the other columns of a short build together.
        days = (0 if told is None else date.fromisoformat(told).toordinal() - EPOCH for told in array.to_pylist())
        buffers = [pa.py_buffer(numbers("i", days))]
    children = None
    if pa.types.is_list(kind):
        buffers, children = buffers[:1], [_typed(array.values, kind.value_field, 0, pool)]
    elif pa.types.is_struct(kind):
        missing = array.null_count
        buffers, children = [], [_typed(array.field(i), inner, missing, pool) for i, inner in enumerate(kind)]
    # What must be there is there, though it be empty, also in a struct that is not.
    validity = there if field.nullable else None
    return pa.Array.from_buffers(kind, len(array), [validity, *buffers], children=children)
