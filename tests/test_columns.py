"""Rows as Arrow columns: what Arrow itself makes of them, without pandas."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_events import schemas
from conflict_events.publishing import columns

SPAN = pa.struct(
    [pa.field("text", pa.string(), False), pa.field("day", pa.date32()), pa.field("end", pa.int64(), False)]
)
SCHEMA = pa.schema(
    [
        pa.field("id", pa.string(), False),
        pa.field("number", pa.float64()),
        pa.field("sure", pa.bool_()),
        pa.field("source", SPAN),
        pa.field("actors", pa.list_(pa.field("item", SPAN, False)), False),
        pa.field("names", pa.list_(pa.string())),
    ]
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
SPANS = st.fixed_dictionaries(
    {"text": TEXT, "end": st.integers(-(2**63), 2**63 - 1)}, optional={"day": st.none() | st.dates()}
)
ROWS = st.fixed_dictionaries(
    {"id": TEXT, "actors": st.lists(SPANS, max_size=3)},
    optional={
        "number": st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-9, 9),
        "sure": st.none() | st.booleans(),
        "source": st.none() | SPANS,
        "names": st.none() | st.lists(st.none() | TEXT, max_size=3),
        "no column": TEXT,
    },
)


@given(st.lists(ROWS, max_size=8))
def test_rows_are_what_arrow_makes_of_them(rows: list[dict[str, Any]]) -> None:
    made = columns.batch(rows, SCHEMA)
    made.validate(full=True)
    arrays = [pa.array([row.get(field.name) for row in rows], field.type) for field in SCHEMA]
    assert made.schema == SCHEMA
    assert made.to_pylist() == pa.RecordBatch.from_arrays(arrays, schema=SCHEMA).to_pylist()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"actors": []}, "id: 1 values are missing"),
        ({"id": "a", "actors": None}, "actors: 1 values are missing"),
        ({"id": "a", "actors": [None]}, "item: 1 values are missing"),
        ({"id": "a", "actors": [{"text": "b"}]}, "end: 1 values are missing"),
        ({"id": "a", "actors": [], "source": {"end": 1}}, "text: 1 values are missing"),
        ({"id": "a", "actors": [], "number": "b"}, "number"),
        ({"id": "a", "actors": [{"text": "b", "end": 1, "day": "yesterday"}]}, "yesterday"),
    ],
)
def test_what_does_not_fit_is_refused(row: dict[str, Any], reason: str) -> None:
    whole = {"id": "a", "actors": [], "source": {"text": "b", "end": 1, "day": datetime.date(2020, 1, 2)}}
    with pytest.raises(ValueError, match=reason):
        columns.batch([whole, row], SCHEMA)


@pytest.mark.parametrize("name", ["event", "article"])
def test_no_rows_have_all_columns(name: str) -> None:
    schema = schemas.arrow_schema(name)
    assert columns.batch([], schema).schema == schema


def test_a_build_loads_no_pandas(tmp_path: Path) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    articles = tmp_path / "a.jsonl"
    articles.write_text('{"article_id": "a", "text": "قتل ثلاثة جنود في عدن."}\n', encoding="utf-8")
    script = (
        "import sys; from conflict_events.cli import main;"
        f"sys.exit(main(['build', {str(articles)!r}, '--output', {str(tmp_path / 'o')!r}]) or 'pandas' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
