"""A build's memory does not grow with its articles: what is taken is not held, what is remembered is bounded."""

from __future__ import annotations

import datetime
import functools
import gc
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from conflict_events import language
from conflict_events.building.worker import Worker
from conflict_events.lexical.lexicon import Lexicon
from conflict_events.lexical.text import REMEMBERED
from conflict_events.publishing import flat, tables
from conflict_events.publishing.publish import Publisher
from conflict_events.records import Article, Rejected
from conflict_events.scratch import Scratch, Sorted


class Row(dict[str, Any]):
    """A row whose end can be seen."""

    __hash__ = object.__hash__  # type: ignore[assignment]


class Alive:
    """Counts the rows that are still held by somebody."""

    def __init__(self) -> None:
        self._rows: weakref.WeakSet[Row] = weakref.WeakSet()
        self.most = 0

    def row(self, **values: Any) -> Row:
        row = Row(values)
        self._rows.add(row)
        self.most = max(self.most, len(self._rows))
        return row

    def __len__(self) -> int:
        return len(self._rows)


def article(alive: Alive, number: int) -> Row:
    return alive.row(
        article_id=f"a{number:06}",
        language="ar",
        publisher=None,
        published=datetime.date(2020, 5, 6),
        url=None,
        title=None,
        sha256="0" * 64,
        characters=1,
        events=0,
        state="ok",
        reason=None,
        duplicate_of=None,
    )


def test_the_publisher_holds_no_row_that_it_has_taken(tmp_path: Path) -> None:
    alive = Alive()
    (event, *_), *_ = Worker("rules").result(Article("a000001", "قصفت الطائرات مواقع الجنود قرب المدينة أمس."))
    with Publisher(tmp_path / "out") as out:
        for number in range(3):
            out.add_article(article(alive, number))
            out.add_event(alive.row(**{**event, "event_id": f"{number:016x}"}))  # type: ignore[arg-type]
            out.add_rejected(Rejected("file", number, "no text"))
            assert len(alive) == 0
    assert pq.read_table(tmp_path / "out" / "data" / "events").num_rows == 3
    assert len((tmp_path / "out" / "rejected.jsonl").read_text().splitlines()) == 3


def test_a_table_passes_a_few_rows_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number, alive, taken, given = 2 * tables.ROW_GROUP + 700, Alive(), 0, 0
    held: list[int] = []
    joined = tables._joined

    def looked_at(parts: list[pa.RecordBatch], schema: pa.Schema) -> pa.Table:
        held.append(sum(part.num_rows for part in parts))
        return joined(parts, schema)

    def rows() -> Iterator[Row]:
        nonlocal taken
        for taken in range(1, number + 1):
            yield article(alive, taken)

    monkeypatch.setattr(tables, "_joined", looked_at)
    table = tables.Written("article", tmp_path / "made" / "a.parquet")
    for given, row in enumerate(table.passing(rows()), 1):
        assert row["article_id"] == f"a{given:06}"
        assert taken - given < tables.BATCH
    assert given == number and alive.most <= tables.BATCH + 1 and max(held) == tables.ROW_GROUP
    file = pq.ParquetFile(tmp_path / "made" / "a.parquet")
    groups = [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)]
    assert groups == [tables.ROW_GROUP, tables.ROW_GROUP, 700]


@pytest.mark.parametrize("number", [1, tables.ROW_GROUP])
def test_a_table_written_while_it_passes_is_the_one_written_whole(tmp_path: Path, number: int) -> None:
    rows = [article(Alive(), n) for n in range(number)]
    table = tables.Written("article", tmp_path / "a.parquet")
    assert list(table.passing(iter(rows))) == rows
    whole = pa.Table.from_pylist(rows, schema=pq.read_schema(tmp_path / "a.parquet"))
    options = {"compression": "zstd", "row_group_size": tables.ROW_GROUP, "write_page_index": True}
    pq.write_table(whole, tmp_path / "b.parquet", **options)
    assert pq.read_table(tmp_path / "a.parquet").equals(whole)
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_records_come_back_in_the_order_in_which_arrow_sorts(tmp_path: Path) -> None:
    keys = [
        ("ب", 10),
        ("a", None),
        ("ب", 9),
        ("\U0001f534", 1),
        ("\ufeff", 1),
        ("a", 1),
        ("B", 1),
        ("a", None),
        ("", 2),
    ]
    kept = Sorted(2)
    for number, key in enumerate(keys):
        kept.add(key, {"number": number, "day": datetime.date(2020, 5, 6), "share": 1.0})
    names, numbers = zip(*keys, strict=True)
    table = pa.table({"name": pa.array(names), "number": pa.array(numbers, pa.int64())})
    order = pc.sort_indices(table, sort_keys=[("name", "ascending"), ("number", "ascending")]).to_pylist()
    for _ in range(2):
        found = list(kept)
        assert [record["number"] for record in found] == order
        assert all(type(r["share"]) is float and r["day"] == datetime.date(2020, 5, 6) for r in found)
    kept.close()


def test_a_temporary_folder_that_is_full_is_told() -> None:
    with (
        Scratch("PRAGMA max_page_count = 10; CREATE TABLE t (value BLOB)") as scratch,
        pytest.raises(OSError, match=r"temporary folder cannot be written: .*full"),
    ):
        scratch.write("INSERT INTO t VALUES (?)", *((b"x" * 4000,) for _ in range(20)))


def test_an_event_gets_the_row_of_the_article_that_was_read() -> None:
    told = Worker("rules").result(Article("b", "قصفت الطائرات مواقع الجنود قرب المدينة أمس.")).events[0]
    events = [{**told, "article_id": name} for name in ("a", "b", "b", "d")]
    rows = [
        ("a", "ok"),
        ("b", "rejected"),
        ("b", "ok"),
        ("b", "rejected"),
        ("c", "ok"),
        ("d", "duplicate"),
        ("e", "ok"),
    ]
    articles = [{"article_id": name, "state": state, "title": f"{name} {state}"} for name, state in rows]
    titles = [row["source_headline"] for row in flat.rows(events, articles)]
    assert titles == ["a ok", "b ok", "b ok", None]


def test_no_more_than_so_many_words_are_remembered() -> None:
    tables_of = language.load("ar")
    words = [f"و{chr(0x628 + n % 20)}{chr(0x628 + n // 20 % 20)}{n}" for n in range(REMEMBERED + 100)]
    cutter, lexicon = tables_of.cutter, Lexicon([], tables_of.clitics)
    for word in words:
        cutter.cuts(word)
        lexicon._starts(word)
    for remembered in (cutter.cuts, lexicon._starts):
        assert remembered.cache_info().currsize == REMEMBERED  # type: ignore[attr-defined,unused-ignore]


def test_numbers_are_not_remembered() -> None:
    worker = Worker("rules")

    def remembered_after(number: int) -> int:
        worker.result(Article(f"a{number}", f"نزح نحو {number} شخص من حلب، وقتل {number + 1} مدنيا يوم 3 مايو."))
        memos = (m for m in gc.get_objects() if isinstance(m, functools._lru_cache_wrapper))
        return sum(memo.cache_info().currsize for memo in memos)

    first = remembered_after(100_000)
    assert {remembered_after(number) for number in range(200_000, 200_500, 100)} == {first}


def test_tables_lie_where_memory_is_given_back() -> None:
    schema = pa.schema([("name", pa.string()), ("parts", pa.list_(pa.struct([("text", pa.string())])))])
    rows = [{"name": "x" * 100, "parts": [{"text": "y" * 100}]}] * (3 * tables.BATCH)
    before = pa.total_allocated_bytes()
    parts = list(tables.batches(iter(rows), schema))
    joined = tables._joined(list(parts), schema)
    assert joined.num_rows == len(rows) and joined.column("name").num_chunks == 1
    if tables._pool().backend_name != pa.default_memory_pool().backend_name:
        assert pa.total_allocated_bytes() == before
