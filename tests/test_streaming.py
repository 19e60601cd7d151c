"""What reads a data set takes a few rows at a time: the same comes out as of whole tables, and nothing is lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_events import cli
from conflict_events.building.build import build
from conflict_events.evaluation import difference, event_files
from conflict_events.export import export
from conflict_events.exports import FORMATS, base
from conflict_events.json_pieces import pieces
from conflict_events.publishing import check, tables
from conflict_events.report import page
from conflict_events.terminal import FOUND, OK

ARTICLES = Path("data", "articles", "part-00000.parquet")
EVENTS = Path("data", "events", "part-00000.parquet")


def rewritten(file: Path, change: Callable[[list[dict[str, Any]]], Any]) -> None:
    """Change the rows of a Parquet file."""
    table = pq.read_table(file)
    rows = table.to_pylist()
    change(rows)
    pq.write_table(table.from_pylist(rows, schema=table.schema), file)


@pytest.fixture
def copy(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample, tmp_path / "copy"))


@pytest.fixture
def parted(copy: Path) -> Path:
    """The sample with its tables in two files each, of row groups that end anywhere."""
    for file in (EVENTS, ARTICLES):
        table = pq.read_table(copy / file)
        half = table.num_rows // 2
        for number, part in enumerate((table.slice(0, half), table.slice(half))):
            pq.write_table(part, (copy / file).with_name(f"part-{number:05}.parquet"), row_group_size=3)
    return copy


def test_rows_come_before_a_later_file_is_opened(sample: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1 and nothing else")
    rows = tables.read([sample / EVENTS, broken])
    whole = pq.read_table(sample / EVENTS).to_pylist()
    assert [next(rows) for _ in whole] == whole
    with pytest.raises(tables.Unreadable, match=r"broken\.parquet: not a Parquet file"):
        next(rows)


def test_more_rows_than_a_batch_are_all_there(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pq.read_table(sample / EVENTS).to_pylist()
    assert len(whole) > 3
    monkeypatch.setattr(tables, "BATCH", 3)
    assert list(tables.read([sample / EVENTS])) == whole
    assert check.check(sample) == []


@pytest.mark.parametrize("layout", sorted(FORMATS))
def test_an_export_does_not_depend_on_how_the_tables_lie_in_files(
    sample: Path, parted: Path, tmp_path: Path, layout: str
) -> None:
    whole, parts = (export(folder, layout, tmp_path / name) for folder, name in ((sample, "a"), (parted, "b")))
    assert whole == parts
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_report_does_not_either(sample: Path, parted: Path, tmp_path: Path) -> None:
    assert page.write(sample, tmp_path / "a") == page.write(parted, tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_every_event_is_told_with_its_article(parted: Path) -> None:
    files = [sorted((parted / file).parent.glob("*.parquet")) for file in (EVENTS, ARTICLES)]
    events, articles = ([row for f in found for row in pq.read_table(f).to_pylist()] for found in files)
    by_id = {row["article_id"]: row for row in articles if row["state"] == "ok"}
    assert list(base.told(parted)) == [(event, by_id[event["article_id"]]) for event in events]


@pytest.mark.parametrize("file", [EVENTS, ARTICLES])
def test_every_event_has_its_article_in_any_order(copy: Path, file: Path) -> None:
    before = {event["event_id"]: article for event, article in base.told(copy)}
    assert any(before.values())
    rewritten(copy / file, list.reverse)
    assert {event["event_id"]: article for event, article in base.told(copy)} == before


def test_every_event_is_told_with_the_row_that_was_read(copy: Path) -> None:
    """A rejected row may have the id of an article that was read, and may stand behind it."""
    before = list(base.told(copy))

    def more(rows: list[dict[str, Any]]) -> None:
        rejected = [{**row, "state": "rejected", "publisher": "Another", "events": 0} for row in rows]
        rows[:] = [row for both in zip(rows, rejected, strict=True) for row in both]

    rewritten(copy / ARTICLES, more)
    assert list(base.told(copy)) == before != []


def test_parts_differ_in_nothing_from_the_whole(sample: Path, parted: Path) -> None:
    assert list(event_files.records(sample)) == list(event_files.records(parted)) != []
    assert difference.between(sample, parted).counts() == {
        **dict.fromkeys(("old", "new"), pq.read_table(sample / EVENTS).num_rows),
        **dict.fromkeys(difference.KINDS, 0),
    }


# --- check


def counted_wrong(rows: list[dict[str, Any]]) -> None:
    next(r for r in rows if r["events"]).update(events=99)


def without_a_row(rows: list[dict[str, Any]]) -> None:
    rows.remove(next(r for r in rows if r["events"]))


def told_twice(rows: list[dict[str, Any]]) -> None:
    at, row = next((i, r) for i, r in enumerate(rows) if r["events"])
    rows.insert(at, row)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (counted_wrong, "its number of events is not that of the events' table"),
        (without_a_row, "has events but no row"),
        (told_twice, "its number of events is not that of the events' table"),
        (lambda rows: rows[0].update(state="duplicate", duplicate_of="none"), "copies none, which is not an article"),
        (lambda rows: rows[0].update(duplicate_of=rows[1]["article_id"]), "which is not an article that was read"),
    ],
)
def test_a_changed_row_of_an_article_is_found(copy: Path, change: Any, fault: str) -> None:
    rewritten(copy / ARTICLES, change)
    assert any(f.startswith("article ") and fault in f for f in check.check(copy))


def cut_behind_its_trigger(rows: list[dict[str, Any]]) -> None:
    event = next(r for r in rows if r["action"]["end"] < r["evidence"]["end"])
    text, start = event["evidence"]["text"], event["evidence"]["start"]
    event["evidence"].update(text=text[event["action"]["end"] - start :], start=event["action"]["end"])


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda rows: rows[0].update(confidence=0.125), "data/events: the content is not what manifest.json says"),
        (cut_behind_its_trigger, ": the trigger does not lie in the evidence"),
    ],
)
def test_a_changed_event_is_found(copy: Path, change: Any, fault: str) -> None:
    rewritten(copy / EVENTS, change)
    assert any(f.endswith(fault) for f in check.check(copy))


def test_a_table_that_breaks_off_is_a_fault(copy: Path) -> None:
    raw = bytearray((copy / EVENTS).read_bytes())
    raw[4:2000] = bytes(1996)
    (copy / EVENTS).write_bytes(raw)
    assert check.check(copy)[-1].startswith(f"{copy / EVENTS}: not a Parquet file that can be read")


def test_rejected_rows_are_counted_by_line(tmp_path: Path) -> None:
    """A separator of lines within a text ends no line of JSON Lines."""
    rows = [{"text": "قصفت الطائرات مواقع الجنود قرب المدينة أمس."}, {"text": "one\u2028two\u0085three\0"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    build([tmp_path / "a.jsonl"], tmp_path / "out")
    assert "\u2028" in (tmp_path / "out" / "rejected.jsonl").read_text(encoding="utf-8")
    assert check.check(tmp_path / "out") == []


def test_articles_that_are_missing_are_named(tmp_path: Path) -> None:
    text = "قصفت الطائرات مواقع الجنود قرب المدينة أمس."
    rows = [{"article_id": name, "text": text} for name in "ab"]
    for name, number in (("both", 2), ("one", 1)):
        told = "\n".join(map(json.dumps, rows[:number]))
        (tmp_path / f"{name}.jsonl").write_text(told, encoding="utf-8")
    build([tmp_path / "both.jsonl"], tmp_path / "out", mark_duplicates=False)
    assert check.check(tmp_path / "out", [tmp_path / "both.jsonl"]) == []
    (fault,) = check.check(tmp_path / "out", [tmp_path / "one.jsonl"])
    assert fault.endswith("its article b is not among those given")


# --- diff


def test_every_difference_is_written_as_json(
    copy: Path, sample: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(rows: list[dict[str, Any]]) -> None:
        for row in rows[1::2]:
            row["confidence"] = 0.5
        del rows[::5]

    rewritten(copy / EVENTS, change)
    old, new = (list(event_files.records(folder)) for folder in (sample, copy))
    assert cli.main(["diff", str(sample), str(copy), "--json"]) == FOUND
    shown = capsys.readouterr().out
    told = json.loads(shown)
    assert shown == json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    kept = {record["event_id"]: record for record in new}
    assert told["gone"] == [record for record in old if record["event_id"] not in kept]
    pairs = [(r, kept[r["event_id"]]) for r in old if r["event_id"] in kept and r != kept[r["event_id"]]]
    assert [(c["old"], c["new"]) for c in told["changed"]] == pairs
    assert (told["added"], told["counts"]["changed"], told["counts"]["gone"]) == ([], len(pairs), len(told["gone"]))
    monkeypatch.setattr(difference, "SHOWN", 2)
    assert cli.main(["diff", str(sample), str(copy)]) == FOUND
    assert f"... and {len(pairs) + len(told['gone']) - 2} more: see --json" in capsys.readouterr().out
    assert cli.main(["diff", str(copy), str(copy)]) == OK


leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
values = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12)


def as_iterators(value: Any) -> Any:
    """The value with iterators for lists, wherever they are reached through objects and iterators alone."""
    if isinstance(value, dict):
        return {key: as_iterators(item) for key, item in value.items()}
    return map(as_iterators, value) if isinstance(value, list) else value


@given(values)
def test_pieces_are_the_text_that_json_writes(value: Any) -> None:
    whole = json.dumps(value, ensure_ascii=False, indent=1)
    assert "".join(pieces(as_iterators(value))) == whole
    assert "".join(pieces(value)) == whole
