"""What changed between two data sets."""

from __future__ import annotations

import copy
import gzip
import json
import shutil
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_events import cli
from conflict_events.building.build import build
from conflict_events.evaluation import difference
from conflict_events.extraction import assemble
from conflict_events.records import Span
from conflict_events.terminal import FAILED, FOUND, OK

TEXT = "قصفت طائرات التحالف مواقع الحوثيين في محافظة صعدة أمس. واعتقلت الشرطة خمسة صحفيين في إسطنبول."


def record(article: str, kind: str, start: int, end: int, rule: str = "ar.x", **columns: Any) -> dict[str, Any]:
    action = {"type": kind, "modes": [], "status": "actual", "text": TEXT[start:end], "start": start, "end": end}
    name = assemble.event_id(article, kind, Span(start, end))
    made = {"event_id": name, "article_id": article, "action": action, "rule": rule, "date": None}
    return {**made, "actor": [], **columns}


OLD = [
    record("a", "ASSAULT", 0, 4, "ar.shell"),
    record("a", "COERCE", 55, 63, "ar.arrest"),
    record("b", "PROTEST", 0, 4, "ar.crowd"),
]


def test_equal_data_sets_do_not_differ() -> None:
    found = difference.compare(OLD, copy.deepcopy(OLD)[::-1])
    assert not found
    assert found.counts() == {"old": 3, "new": 3, "added": 0, "gone": 0, "changed": 0}


def test_events_come_and_go_and_change_by_field_and_by_rule() -> None:
    actor = [{"text": "x", "name": "y"}]
    new = [{**OLD[0], "actor": actor, "rule": "ar.bomb"}, OLD[1], record("b", "REJECT", 8, 12, "ar.refuse")]
    found = difference.compare(OLD, new)
    assert (list(found.added), list(found.gone)) == ([new[2]], [OLD[2]])
    assert found.fields == {"actor": 1, "rule": 1}
    assert found.rules == {
        "ar.bomb": {"added": 0, "gone": 0, "changed": 1},
        "ar.crowd": {"added": 0, "gone": 1, "changed": 0},
        "ar.refuse": {"added": 1, "gone": 0, "changed": 0},
    }


@pytest.mark.parametrize(
    ("moved", "fields"),
    [
        (record("b", "PROTEST", 0, 11, "ar.crowd"), {"trigger": 1}),
        (record("b", "ASSAULT", 0, 4, "ar.crowd"), {"type": 1}),
    ],
)
def test_an_event_whose_id_moved_is_known_by_its_trigger(moved: dict[str, Any], fields: dict[str, int]) -> None:
    found = difference.compare(OLD, [*OLD[:2], moved])
    assert (list(found.added), list(found.gone), found.fields) == ([], [], fields)


@pytest.mark.parametrize("old", [(0, 4), (20, 26)])
def test_of_several_triggers_of_one_type_the_one_that_shares_most_is_the_same_event(old: tuple[int, int]) -> None:
    """Whether it begins before the old one or behind."""
    start, end = old
    little, much = record("a", "PROTEST", end - 1, end + 9), record("a", "PROTEST", max(0, start - 3), end + 1)
    for new in ([little, much], [much, little]):
        found = difference.compare([record("a", "PROTEST", start, end)], new)
        assert ([c.new for c in found.changed], list(found.added), list(found.gone)) == ([much], [little], [])


def test_differences_come_in_the_order_of_the_text_and_counts_by_their_number() -> None:
    old = [record("a", "PROTEST", at, at + 4, "ar.crowd") for at in (0, 10, 20)]
    new = [
        record("a", "ASSAULT", at, at + 4, rule) for at, rule in ((50, "ar.shell"), (60, "ar.bomb"), (70, "ar.shell"))
    ]
    found = difference.compare(old[::-1], new[::-1])
    assert (list(found.gone), list(found.added)) == (old, new)
    assert list(found.rules) == ["ar.crowd", "ar.shell", "ar.bomb"]
    actors = [{**r, "actor": [{"text": "x"}], **({"date": {"text": "y"}} if r is old[0] else {})} for r in old]
    changed = difference.compare(old[::-1], actors[::-1])
    assert [c.old for c in changed.changed] == old
    assert list(changed.fields.items()) == [("actor", 3), ("date", 1)]


def test_a_field_that_only_moved_tells_where_to() -> None:
    actor = {"text": "x", "name": "y", "start": 3, "end": 4}
    moved = {**actor, "start": 7, "end": 8}
    told = difference.compare([{**OLD[0], "actor": [actor]}], [{**OLD[0], "actor": [moved]}]).table()
    assert '"start": 3' in told and '"start": 7' in told


def test_other_words_at_the_same_place_are_a_difference() -> None:
    new = {**OLD[0], "action": {**OLD[0]["action"], "text": "ضربت"}}
    found = difference.compare(OLD[:1], [new])
    assert found.fields == {"trigger": 1}
    assert '    trigger: "قصفت" -> "ضربت"' in found.table().splitlines()


def test_of_several_triggers_the_one_of_equal_type_is_the_same_event() -> None:
    new = [record("b", "REJECT", 0, 4), record("b", "PROTEST", 0, 11, "ar.crowd")]
    found = difference.compare(OLD[2:], new)
    assert list(found.added) == [new[0]]
    assert [c.new for c in found.changed] == [new[1]]


def test_of_a_long_article_only_neighbours_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = Mock(return_value=True)
    monkeypatch.setattr(Span, "overlaps", lambda *_: looked_at())
    old, new = ([record("a", "ASSAULT", 10 * n + by, 10 * n + 5) for n in range(500)] for by in (0, 1))
    assert difference.compare(old, new).fields == {"trigger": 500}
    assert looked_at.call_count == 500


def test_a_column_that_is_not_there_is_one_that_says_nothing() -> None:
    assert not difference.compare(OLD, [{k: v for k, v in r.items() if k != "date"} for r in OLD])


def test_a_column_of_an_item_that_is_not_there_is_one_that_says_nothing() -> None:
    amount = {"text": "خمسة", "kind": "killed", "low": 0, "high": None}
    more: tuple[dict[str, Any], ...] = (
        {},
        {"joined": None},
        {"part": False, "joined": False},
        {"joined": True},
        {"low": None},
    )
    old, *same, joined, unknown = ([{**OLD[0], "amount": [{**amount, **told}]}] for told in more)
    assert not any(difference.compare(old, new) for new in same)
    for other in (joined, unknown):
        assert difference.compare(old, other).fields == {"amount": 1}


some = st.builds(
    record,
    st.sampled_from("ab"),
    st.sampled_from(["ASSAULT", "COERCE"]),
    st.integers(0, 5),
    st.integers(6, 12),
    actor=st.sampled_from([[], [{"text": "x"}]]),
)


@given(st.lists(some, unique_by=lambda r: r["event_id"]), st.lists(some, unique_by=lambda r: r["event_id"]))
def test_backwards_what_came_is_what_went(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> None:
    there, back = difference.compare(old, new), difference.compare(new, old)
    counts = there.counts()
    assert counts["added"] - counts["gone"] == len(new) - len(old)
    assert counts["changed"] + counts["added"] <= len(new)
    assert {r["event_id"] for r in there.added} <= {r["event_id"] for r in new} - {r["event_id"] for r in old}
    assert bool(there) == bool(back) == (sorted(old, key=str) != sorted(new, key=str))


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    source = tmp_path / "articles.jsonl"
    row = {"article_id": "a", "text": TEXT, "published": "2020-05-06"}
    source.write_text(json.dumps(row), encoding="utf-8")
    build([source], tmp_path / "old")
    source.write_text(json.dumps({**row, "published": "2020-05-07"}), encoding="utf-8")
    build([source], tmp_path / "new")
    return tmp_path / "old", tmp_path / "new"


def test_the_exit_status_tells(folders: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = map(str, folders)
    assert cli.main(["diff", old, old]) == OK
    assert cli.main(["diff", old, new]) == FOUND
    shown = capsys.readouterr().out
    assert "0 added, 0 gone, 2 changed" in shown
    assert '["أمس", "2020-05-05", "2020-05-05"] -> ["أمس", "2020-05-06", "2020-05-06"]' in shown
    assert cli.main(["diff", old, str(tmp_path / "none")]) == FAILED
    assert "none" in capsys.readouterr().err


def test_a_summary_does_not_grow_with_the_annotations() -> None:
    drawn = [record("a", "ASSAULT", 10 * n, 10 * n + 4, f"brat:report.ann:T{n}") for n in range(300)]
    found = difference.compare([], drawn)
    assert len(found.table().splitlines()) < 150 and len(found.markdown().splitlines()) < 150
    assert "| 200 other rules | 200 | 0 | 0 |" in found.markdown() and len(found.rules) == 300


def test_text_of_others_begins_no_line_and_steers_no_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = record(
        "a\n::stop-commands::x", "ASSAULT", 0, 4, "brat:a|b`.ann:T1", evidence={"text": "س\x1b[2J\x9b\u2028\u202eس"}
    )
    assert cli.main(["diff", lines(tmp_path / "a", *OLD), lines(tmp_path / "b", *OLD, row)]) == FOUND
    shown = capsys.readouterr().out
    assert "+ a ::stop-commands::x ASSAULT" in shown and not set(shown) & set("\x1b\x9b\u2028\u202e")
    assert "| brat:a\\|b\\`.ann:T1 | 1 | 0 | 0 |" in difference.compare([], [row]).markdown()


def test_json_holds_both_records(folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["diff", *map(str, folders), "--json"]) == FOUND
    result = json.loads(capsys.readouterr().out)
    assert result["fields"] == {"published": 2, "date": 1}
    change = next(c for c in result["changed"] if c["old"]["date"])
    assert (change["old"]["date"]["earliest"], change["new"]["date"]["earliest"]) == ("2020-05-05", "2020-05-06")


def test_articles_come_and_go_and_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calm = {"text": "طقس الغد مشمس في أغلب المناطق."}
    old = [{**calm, "article_id": name} for name in ("a", "b", "c")]
    new = [old[0], {**old[1], "text": ""}, old[1], {**old[2], "title": "طقس"}, {**calm, "article_id": "d"}]
    for name, rows in (("old", old), ("new", new)):
        source = tmp_path / f"{name}.jsonl"
        source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        build([source], tmp_path / name, mark_duplicates=False, extractor="rules")
    folders = [str(tmp_path / name) for name in ("old", "new")]
    assert cli.main(["diff", *folders, "--json"]) == FOUND
    articles = json.loads(capsys.readouterr().out)["articles"]
    assert articles["counts"] == {"old": 3, "new": 5, "added": 2, "gone": 0, "changed": 1}
    assert articles["fields"] == {"title": 1}
    assert sorted((a["article_id"], a["state"]) for a in articles["added"]) == [("b", "rejected"), ("d", "ok")]
    assert cli.main(["diff", *folders]) == FOUND
    shown = capsys.readouterr().out.splitlines()
    assert "+ article b: rejected" in shown and '    title: null -> "طقس"' in shown
    assert cli.main(["diff", *folders[:1], *folders[:1]]) == OK


def test_articles_of_a_folder_that_lost_their_table_are_gone(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    whole, lost = (str(folder) for folder in folders)
    shutil.rmtree(lost)
    shutil.copytree(whole, lost)
    for file in Path(lost, "data/articles").iterdir():
        file.unlink()
    assert cli.main(["diff", whole, lost]) == FOUND
    assert "\n1 article, then 0: 0 added, 1 gone, 0 changed\n" in capsys.readouterr().out


def test_a_folder_and_its_records_as_lines_are_the_same(
    folders: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["extract", str(tmp_path / "articles.jsonl")]) == OK
    told = capsys.readouterr().out.encode()
    for name, content in (("lines.jsonl", told), ("lines.jsonl.gz", gzip.compress(told))):
        (tmp_path / name).write_bytes(content)
        assert cli.main(["diff", str(folders[1]), str(tmp_path / name)]) == OK
    (tmp_path / name).write_bytes(content[:-20])
    assert cli.main(["diff", str(folders[1]), str(tmp_path / name)]) == FAILED
    assert f"{name}: cannot be read: " in capsys.readouterr().err


def test_annotations_are_no_records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"article_id": "a", "events": [{"type": "ASSAULT"}]}')
    assert cli.main(["diff", str(file), str(file)]) == FAILED
    assert "gold.jsonl:1: action is missing" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("articles.jsonl", "articles.jsonl:1: an article, not its events"),
        ("old/data/flat/events.parquet", "events.parquet: row 1: a row of the flat table"),
        ("old/data/flat/events.csv", "events.csv: events are not read from CSV"),
    ],
)
def test_other_files_are_told(
    folders: tuple[Path, Path], tmp_path: Path, name: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["diff", str(folders[0])], ["score", str(folders[0])]):
        assert cli.main([*command, str(tmp_path / name)]) == FAILED
        shown = capsys.readouterr().err
        assert told in shown and "give the folder that build made" in shown


def lines(file: Path, *records: dict[str, Any]) -> str:
    file.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("twice", [0, 1])
def test_an_event_that_a_data_set_holds_twice_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], twice: int
) -> None:
    files = [lines(tmp_path / "once.jsonl", *OLD), lines(tmp_path / "twice.jsonl", *OLD, OLD[1])]
    assert cli.main(["diff", *(files if twice else files[::-1])]) == FAILED
    told = f"twice.jsonl: article 'a' has the event '{OLD[1]['event_id']}' twice: remove one of them\n"
    assert capsys.readouterr().err.endswith(told)


def test_a_record_without_the_words_that_tell_it_is_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def bare(record: dict[str, Any], **date: str) -> dict[str, Any]:
        return {**record, "action": {k: v for k, v in record["action"].items() if k != "text"}, "date": date}

    old = lines(tmp_path / "old.jsonl", bare(OLD[0], latest="2020-05-05"), bare(OLD[1]))
    new = lines(tmp_path / "new.jsonl", bare(OLD[0], latest="2020-05-06"), bare(OLD[2]))
    assert cli.main(["diff", old, new]) == FOUND
    shown = capsys.readouterr().out
    assert '[null, null, "2020-05-05"] -> [null, null, "2020-05-06"]' in shown and "+ b PROTEST  [ar.crowd]: " in shown


def test_an_article_id_that_no_file_can_hold_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = lines(tmp_path / "lone.jsonl", {**OLD[0], "article_id": "\ud800"})
    assert cli.main(["diff", file, file]) == FAILED
    assert "lone.jsonl: the article_id '\\ud800' holds a lone surrogate" in capsys.readouterr().err


def test_a_record_nested_too_deep_to_be_kept_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deep = json.loads("[" * 900 + "]" * 900)
    file = lines(tmp_path / "deep.jsonl", OLD[0], {**OLD[1], "more": deep})
    assert cli.main(["diff", file, file]) == FAILED
    assert "deep.jsonl:2: JSON nested too deep" in capsys.readouterr().err
