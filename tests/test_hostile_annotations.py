"""Hostile annotation files: archives that hold themselves, deep nesting, and much that is told of little."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

from conflict_events.annotations import archive, brat, doccano, inception_files, labelstudio, nesting, project, source
from conflict_events.annotations.model import Markup
from conflict_events.records import Rejected


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return stream.getvalue()


def reasons(items: Any) -> list[str]:
    return [i.reason for i in items if isinstance(i, Rejected)]


# --- archives -----------------------------------------------------------------------------------------


def test_archives_in_archives_are_not_followed_for_ever(tmp_path: Path) -> None:
    """A document whose name is nothing but an ending has an empty name, level after level."""
    inner = packed({"a.xmi": b"<a/>"})
    for _ in range(50):
        inner = packed({"annotation/.xmi/ann.zip": inner})
    (tmp_path / "a.zip").write_bytes(inner)
    (item,) = inception_files.cas_files(tmp_path / "a.zip")
    assert isinstance(item, Rejected) and "without a document" in item.reason


def test_a_type_system_counts_once_however_many_documents_lie_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "TOTAL_LIMIT", 110_000)
    members = {f"{i}.xmi": b"<a/>" for i in range(9)} | {inception_files.TYPE_SYSTEM: b"t" * 100_000}
    (tmp_path / "a.zip").write_bytes(packed(members))
    found = list(inception_files.cas_files(tmp_path / "a.zip"))
    assert len(found) == 9
    assert all(isinstance(i, inception_files.CasFile) and i.types == b"t" * 100_000 for i in found)


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_a_damaged_member_of_any_packing_is_rejected_and_the_rest_is_read(tmp_path: Path, method: int) -> None:
    content = bytes(range(256)) * 8
    data = bytearray(packed({"a.xmi": content, "b.xmi": b"<b/>"}, method))
    at = data.index(b"a.xmi") + len("a.xmi")
    data[at + 9 : at + 40] = b"\xff" * 31
    (tmp_path / "a.zip").write_bytes(data)
    first, second = inception_files.cas_files(tmp_path / "a.zip")
    assert isinstance(first, Rejected) and "cannot be read" in first.reason
    assert isinstance(second, inception_files.CasFile)


def test_a_member_without_a_name_stops_no_other(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        nameless = zipfile.ZipInfo("x")
        nameless.filename = ""
        made.writestr(nameless, b"?")
        made.writestr("a.xmi", b"<a/>")
    assert [type(i) for i in inception_files.cas_files(tmp_path / "a.zip")] == [inception_files.CasFile]
    assert source.detect(tmp_path / "a.zip") == "inception"


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + b"\xff" * 18, b"PK\x03\x04", zlib.compress(b"x" * 99)])
def test_the_format_of_what_is_no_archive_cannot_be_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(ValueError, match=r"no annotations that are known|packed, and not as INCEpTION"):
        source.detect(tmp_path / "a.zip")


def test_a_link_as_a_member_is_its_bytes_and_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "secret.xmi").write_bytes(b"<secret/>")
    link = zipfile.ZipInfo("a.xmi")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr(link, str(tmp_path / "secret.xmi"))
    (item,) = inception_files.cas_files(tmp_path / "a.zip")
    assert isinstance(item, inception_files.CasFile) and item.data == str(tmp_path / "secret.xmi").encode()


# --- nesting ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("depth", "deep"), [(0, False), (nesting.DEPTH, False), (nesting.DEPTH + 1, True)])
@pytest.mark.parametrize("pair", ["[]", "{}"])
def test_nesting_is_counted(depth: int, deep: bool, pair: str) -> None:
    value: Any = 1
    for _ in range(depth):
        value = [value] if pair == "[]" else {"a": value}
    assert nesting.too_deep(value) is deep


@pytest.mark.parametrize("depth", [150, *range(900, 996, 3), 100_000])
def test_annotations_at_every_depth_of_nesting_are_told_and_the_next_is_read(tmp_path: Path, depth: int) -> None:
    for nested in ("[" * depth + "]" * depth, '{"a":' * depth + "1" + "}" * depth):
        extra = f'{{"start_offset":0,"end_offset":3,"label":"a","name":{nested}}}'
        entity = '{"start_offset":0,"end_offset":3,"label":"a"}'
        bad = f'{{"text":"abc def","entities":[{entity}],"attributes":[{extra}]}}'
        (tmp_path / "d.jsonl").write_text(f'{bad}\n{{"text":"abc","label":[]}}\n', encoding="utf-8")
        first, second = doccano.read(tmp_path / "d.jsonl")
        assert isinstance(first, Rejected) and first.line == 1 and isinstance(second, Markup)

        (tmp_path / "p.jsonl").write_text(
            f'{{"article_id":"a","events":[{nested}]}}\n{{"article_id":"b","events":[]}}\n', encoding="utf-8"
        )
        one, two = project.rows(tmp_path / "p.jsonl")
        assert isinstance(one, Rejected) and isinstance(two, project.Row)

        region = f'{{"id":"r","type":"labels","to_name":"text","value":{nested}}}'
        task = f'{{"data":{{"text":"abc"}},"annotations":[{{"result":[{region}]}}]}}'
        (tmp_path / "l.json").write_text(f"[{task}]", encoding="utf-8")
        assert all(
            "JSON" in reason or "recursion" in reason for reason in reasons(labelstudio.read(tmp_path / "l.json"))
        )


def test_a_task_that_is_nested_too_deep_does_not_end_the_list(tmp_path: Path) -> None:
    nested = "[" * 200 + "]" * 200
    task = '{"data":{"text":"abc"},"annotations":[{"result":[]}]}'
    (tmp_path / "l.json").write_text(f"[{nested},\n{task}]", encoding="utf-8")
    first, second = labelstudio.read(tmp_path / "l.json")
    assert isinstance(first, Rejected) and first.reason == nesting.REASON and isinstance(second, Markup)


# --- much that is told of little ----------------------------------------------------------------------


def test_labels_on_the_words_of_several_events_are_of_each(tmp_path: Path) -> None:
    labels = ["ASSAULT", "status=future", "PROTEST", "status=future", "mode=aerial"]
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"text": "abc", "label": [[0, 3, label] for label in labels]}), encoding="utf-8"
    )
    (found,) = doccano.read(tmp_path / "a.jsonl")
    assert isinstance(found, Markup)
    assert [(d.label, dict(d.attributes)) for d in found.spans] == [
        (label, {"status": ("future",), "mode": ("aerial",)}) for label in ("ASSAULT", "PROTEST")
    ]


def test_events_of_one_id_are_numbered(tmp_path: Path) -> None:
    event = {"type": "ASSAULT", "trigger": "abc", "sentence": "abc"}
    ids = ["E", "E", "E-3", "E", "E"]
    row = project.Row("a", tuple({**event, "id": name} for name in ids))
    found, bad = project.markup(row, "abc")
    assert bad == []
    names = [d.id for d in found.spans if d.label == "ASSAULT"]
    assert names == ["E", "E-2", "E-3", "E-4", "E-5"]


def test_a_note_of_brat_is_read_whatever_its_length(tmp_path: Path) -> None:
    name = "x" * 1_000_000
    (tmp_path / "a.txt").write_text("abc def", encoding="utf-8")
    note = f"#1\tAnnotatorNotes T1\tname={name}\\;; entity=q"
    (tmp_path / "a.ann").write_text(f"T1\tActor 0 3\tabc\n{note}\n", encoding="utf-8")
    (found,) = brat.read(tmp_path)
    assert isinstance(found, Markup)
    assert dict(found.spans[0].attributes) == {"name": (f"{name};",), "entity": ("q",)}


def test_attributes_of_equal_spans_go_to_them_in_order(tmp_path: Path) -> None:
    place = {"label": "Actor", "start_offset": 0, "end_offset": 3}
    row = {"text": "abc", "label": [[0, 3, "Actor"]] * 2, "attributes": [{**place, "name": n} for n in "xyz"]}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    bad, found = doccano.read(tmp_path / "a.jsonl")
    assert isinstance(found, Markup) and [d.attributes["name"] for d in found.spans] == [("x",), ("y",)]
    assert isinstance(bad, Rejected) and '"z"' in bad.excerpt
