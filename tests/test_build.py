"""The build: what is published, that it is whole or not at all, and that the same input gives the same bytes."""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conflict_events import cli, schemas
from conflict_events.building import rebuild, worker
from conflict_events.building.build import build
from conflict_events.building.extractors import Options
from conflict_events.extraction.rules import RuleExtractor
from conflict_events.publishing import check
from conflict_events.records import Article, Document
from conflict_events.terminal import FAILED, FOUND, OK, PARTIAL
from folders import digest, table

ARTICLES = [
    ("a", "قصفت طائرات التحالف العربي مواقع الحوثيين في محافظة صعدة أمس.\n"),
    ("b", "اعتقلت الشرطة التركية خمسة صحفيين في إسطنبول يوم الاثنين، وفقا لنقابة الصحفيين.\n"),
    ("c", "فاز المنتخب بثلاثة أهداف في المباراة.\n"),
]


def lines(rows: list[tuple[str, str]]) -> str:
    return "".join(
        json.dumps({"article_id": i, "text": t, "published": "2020-05-06"}, ensure_ascii=False) + "\n" for i, t in rows
    )


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "articles.jsonl"
    file.write_text(lines(ARTICLES), encoding="utf-8")
    return file


def test_a_build_is_valid_from_outside(source: Path, tmp_path: Path) -> None:
    report = build([source], tmp_path / "out")
    assert (report.articles, report.rejected) == (3, 0)
    assert check.check(tmp_path / "out", [source]) == []
    made = {(e["article_id"], e["action"]["type"]) for e in table(tmp_path / "out", "events")}
    assert {("a", "ASSAULT"), ("b", "COERCE")} <= made
    assert not any(article == "c" for article, _ in made)


def test_every_article_has_a_row(source: Path, tmp_path: Path) -> None:
    with source.open("a", encoding="utf-8") as stream:
        stream.write('{"article_id": "d", "text": 7}\n{"article_id": "e", "text": "x", "language": "xx"}\n')
    report = build([source], tmp_path / "out")
    rows = {r["article_id"]: r["state"] for r in table(tmp_path / "out", "articles")}
    assert rows == {"a": "ok", "b": "ok", "c": "ok", "d": "rejected", "e": "rejected"}
    assert report.rows == len(rows)
    assert check.check(tmp_path / "out") == []


def test_two_builds_and_two_workers_give_the_same_bytes(source: Path, tmp_path: Path) -> None:
    build([source], tmp_path / "one")
    build([source], tmp_path / "two", workers=2)
    assert table(tmp_path / "one", "events")
    assert digest(tmp_path / "one") == digest(tmp_path / "two")
    build([source], tmp_path / "one")
    assert digest(tmp_path / "one") == digest(tmp_path / "two")


def test_the_order_of_the_input_does_not_matter(source: Path, tmp_path: Path) -> None:
    build([source], tmp_path / "one")
    source.write_text(lines(ARTICLES[::-1]), encoding="utf-8")
    build([source], tmp_path / "two")
    assert table(tmp_path / "one", "events") == table(tmp_path / "two", "events") != []


def test_the_parquet_schema_is_that_of_the_json_schema(source: Path, tmp_path: Path) -> None:
    build([source], tmp_path / "out")
    file = pq.ParquetFile(tmp_path / "out" / "data" / "events" / "part-00000.parquet")
    assert file.schema_arrow.equals(schemas.arrow_schema("event"))
    assert file.schema_arrow.metadata == schemas.arrow_schema("event").metadata
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"


BAD = [
    b'{"text": "\xd9\x82\xd8\xb5\xd9',
    b'{"text": 5}',
    b'{"text": "a\\u0000b"}',
    b'{"text": "\\ud800"}',
    '{"text": "قصف"}'.encode("windows-1256"),
    b'{"text": ""}',
    json.dumps({"article_id": "big", "text": "ق" * 20000000}).encode(),
    json.dumps({"article_id": "a", "text": "مرة أخرى"}).encode(),
]


def test_bad_input_is_listed_and_the_rest_is_built(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with source.open("ab") as stream:
        stream.write(b"\n".join(BAD) + b"\n")
    assert cli.main(["build", str(source), "--output", str(tmp_path / "out")]) == PARTIAL
    rejected = [json.loads(x) for x in (tmp_path / "out" / "rejected.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [r["line"] for r in rejected] == list(range(4, 4 + len(BAD)))
    assert all(r["file"] == source.name and r["reason"] for r in rejected)
    assert f"{source}:4: " in capsys.readouterr().err
    assert check.check(tmp_path / "out") == []


def test_nothing_made_leaves_what_stood(source: Path, tmp_path: Path) -> None:
    assert cli.main(["build", str(source), "--output", str(tmp_path / "out")]) == OK
    before = digest(tmp_path / "out")
    assert cli.main(["build", str(tmp_path / "none.jsonl"), "--output", str(tmp_path / "out")]) == FAILED
    assert digest(tmp_path / "out") == before
    assert not list(tmp_path.glob(".out.new"))


def test_an_empty_input_is_no_data_set(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build([source], tmp_path / "out")
    before = digest(tmp_path / "out")
    empty = tmp_path / "empty.jsonl"
    empty.write_bytes(b"")
    assert cli.main(["build", str(empty), "--output", str(tmp_path / "out")]) == FAILED
    assert "the input holds no article" in capsys.readouterr().err
    assert digest(tmp_path / "out") == before


def test_rows_of_one_id_and_what_is_rejected_give_the_same_bytes_however_they_are_made(tmp_path: Path) -> None:
    source = tmp_path / "articles.jsonl"
    source.write_text(lines([*ARTICLES, ARTICLES[0]]) + "no JSON\n" + lines(ARTICLES[1:2]), encoding="utf-8")
    drawn = tmp_path / "a.jsonl"
    event = {"id": "E1", "type": "ASSAULT", "trigger": "ليس في النص"}
    drawn.write_text(
        "".join(
            json.dumps({"article_id": i, "annotator": "x", "events": [event]}, ensure_ascii=False) + "\n" for i in "ca"
        ),
        encoding="utf-8",
    )
    options = Options(annotations=str(drawn))
    ways: list[dict[str, Any]] = [{}, {"cache_folder": tmp_path / "cache"}, {"workers": 2}]
    made = []
    for number, way in enumerate(ways):
        report = build([source], tmp_path / str(number), extractor="rules,annotations", options=options, **way)
        assert report.rejected == 5
        made.append(digest(tmp_path / str(number)))
    assert made[0] == made[1] == made[2]


def test_a_folder_that_is_not_ours_is_refused(source: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("precious")
    # A manifest is what other programs have, too.
    for name in ("thesis.txt", "manifest.json"):
        (tmp_path / "out" / name).write_text("{}")
        with pytest.raises(ValueError, match=f"holds {name}, which no build made"):
            build([source], tmp_path / "out")
        (tmp_path / "out" / name).unlink()


def test_files_that_no_build_made_are_not_removed(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([source], out)
    (out / "notes.md").write_text("precious")
    with pytest.raises(ValueError, match=r"holds notes\.md, which no build made"):
        build([source], out)
    (out / "notes.md").rename(out / ".gitattributes")
    with pytest.raises(ValueError, match=r"holds \.gitattributes, which no build made"):
        build([source], out)
    (out / ".gitattributes").rename(out / ".DS_Store")
    build([source], out)
    (out / "notes").symlink_to(tmp_path)
    with pytest.raises(ValueError, match="holds notes, which no build made"):
        build([source], out)
    (out / "notes").unlink()
    (out / "SHA256SUMS").unlink()
    with pytest.raises(ValueError, match="which no build made"):
        build([source], out)


def test_what_a_system_leaves_in_a_folder_is_no_change(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([source], out)
    (out / "data" / ".DS_Store").touch()
    assert check.check(out) == []
    with closing(rebuild.compare(out, lambda folder: build([source], folder))) as found:
        assert not found


def test_an_output_within_the_input_is_refused(source: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="lies within the input"):
        build([source.parent], tmp_path / "out")
    assert not (tmp_path / "out").exists()
    # What is hidden is not read.
    assert (
        build([source.parent], source.parent / ".made" / "out").articles == build([source], tmp_path / "out").articles
    )


def test_an_output_within_the_annotations_is_refused(source: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.jsonl").write_text('{"article_id": "a", "events": []}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="lies within the input"):
        build([source], notes / "out", extractor="annotations", options=Options(annotations=str(notes)))


def test_an_input_may_have_any_name(source: Path, tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"caf\xe9.jsonl")
    odd.write_bytes(source.read_bytes())
    build([odd], tmp_path / "out")
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["inputs"][0]["name"] == "caf?.jsonl"


def rewritten(folder: Path, change: Any) -> None:
    file = folder / "data" / "events" / "part-00000.parquet"
    rows = pq.read_table(file).to_pylist()
    change(rows)
    pq.write_table(pa.Table.from_pylist(rows, schema=schemas.arrow_schema("event")), file)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda rows: rows[0]["action"].update(status="perhaps"), "status"),
        (lambda rows: rows[0]["evidence"].update(text="ق" * len(rows[0]["evidence"]["text"])), "does not stand"),
        (lambda rows: rows.append(rows[0]), "not unique"),
        (lambda rows: rows.pop(), "counts"),
        (lambda rows: rows[0]["action"].update(end=rows[0]["action"]["end"] + 1), "as long as its offsets"),
    ],
)
def test_check_finds_what_was_changed(source: Path, tmp_path: Path, change: Any, fault: str) -> None:
    build([source], tmp_path / "out")
    rewritten(tmp_path / "out", change)
    assert any(fault in f for f in check.check(tmp_path / "out", [source]))
    assert cli.main(["validate", str(tmp_path / "out")]) == FOUND


def test_check_names_a_folder_without_a_manifest(tmp_path: Path) -> None:
    assert check.check(tmp_path)[0].startswith("manifest.json: cannot be read")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("[]", "manifest.json: not an object but list"),
        ("null", "manifest.json: not an object but NoneType"),
        ('{"privacy": 1}', "manifest.json: privacy is not an object but int"),
        ('{"content": []}', "manifest.json: content is not an object but list"),
        ("[" * 100_000, "manifest.json: cannot be read"),
    ],
)
def test_a_manifest_that_is_none_is_a_fault(source: Path, tmp_path: Path, content: str, fault: str) -> None:
    build([source], tmp_path / "out")
    (tmp_path / "out" / "manifest.json").write_text(content, encoding="utf-8")
    (told,) = check.check(tmp_path / "out")
    assert told.startswith(fault)


def test_a_file_that_the_build_rejected_is_no_fault_and_one_that_it_read_is(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLES[0][1], encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "empty.html").write_text("<p></p>", encoding="utf-8")
    (folder / "notes.odt").write_text("x", encoding="utf-8")
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text("", encoding="utf-8")
    assert build([folder], out).rejected == 4
    assert check.check(out, [folder]) == []
    (folder / "a.txt").write_text("", encoding="utf-8")
    assert f"{folder / 'a.txt'}: empty text" in check.check(out, [folder])


@pytest.mark.parametrize(
    "error", [ValueError("no number"), AttributeError("no name"), TypeError("no text"), RecursionError("too deep")]
)
def test_an_article_that_a_rule_stumbles_over_stops_no_other(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = Article("good", "قتل خمسة جنود في هجوم قرب مدينة تعز."), Article("bad", "قتل", file="a.jsonl", line=2)
    propose = RuleExtractor.proposed

    def stumbling(self: RuleExtractor, document: Document, **kwargs: bool) -> Any:
        if document.article.article_id == "bad":
            raise error
        return propose(self, document, **kwargs)

    monkeypatch.setattr(RuleExtractor, "proposed", stumbling)
    machine = worker.Worker()
    (told,) = machine.result(bad).rejected
    assert (told.file, told.line, told.article_id) == ("a.jsonl", 2, "bad")
    assert told.reason == f"cannot be extracted: {type(error).__name__}: {error}"
    assert machine.result(good).events


def test_what_the_machine_lacks_is_no_fault_of_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    def starving(self: RuleExtractor, document: Document, **kwargs: bool) -> Any:
        raise MemoryError

    monkeypatch.setattr(RuleExtractor, "proposed", starving)
    with pytest.raises(MemoryError):
        worker.Worker().result(Article("a", "قتل خمسة جنود في هجوم قرب مدينة تعز."))


def test_a_data_set_of_named_sources_is_checked_by_the_same_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = []
    for name in "bbc", "spa":
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.jsonl").write_text(lines(ARTICLES[:1]), encoding="utf-8")
        given.append(f"{name}={tmp_path / name / '1.jsonl'}")
    out = tmp_path / "out"
    assert cli.main(["build", *given, "--output", str(out), "--extractor", "rules", "--no-cache"]) == OK
    ids = pq.read_table(out / "data" / "events")["article_id"].unique().to_pylist()
    assert ids == [f"{name}:{ARTICLES[0][0]}" for name in ("bbc", "spa")]
    inputs = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["inputs"]
    assert [(i["name"], i["bytes"] > 0) for i in inputs] == [("bbc/1.jsonl", True), ("spa/1.jsonl", True)]
    assert cli.main(["validate", str(out), "--articles", *given]) == OK
    assert cli.main(["validate", str(out), "--articles", "bbc=none.jsonl"]) == FAILED
    assert "none.jsonl: no such file or folder" in capsys.readouterr().err


def test_what_is_rejected_in_files_of_one_name_has_ids_of_its_own(tmp_path: Path) -> None:
    for place in ("in/a", "in/b"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "1.jsonl").write_text(lines(ARTICLES[:1]) + "{\n", encoding="utf-8")
    build([tmp_path / "in"], tmp_path / "out", extractor="rules")
    ids = pq.read_table(tmp_path / "out" / "data" / "articles")["article_id"].to_pylist()
    assert {"rejected:in/a/1.jsonl:2", "rejected:in/b/1.jsonl:2"} <= set(ids)


def test_the_same_input_gives_the_same_bytes_wherever_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("here", "there/below"):
        folder = tmp_path / place / "in"
        (folder / "sub").mkdir(parents=True)
        (folder / "a.jsonl").write_text(lines(ARTICLES[:1]), encoding="utf-8")
        (folder / "sub" / "b.jsonl").write_text(lines(ARTICLES[:1]) + "{\n", encoding="utf-8")
        (folder / "c.zip").write_bytes(b"")
    build([tmp_path / "here" / "in"], tmp_path / "one")
    monkeypatch.chdir(tmp_path / "there")
    build([Path("below/in")], tmp_path / "two")
    assert digest(tmp_path / "one") == digest(tmp_path / "two")
    rejected = (tmp_path / "one" / "rejected.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(row)["file"] for row in rejected] == ["in/c.zip", "in/sub/b.jsonl", "in/sub/b.jsonl"]
    assert json.loads(rejected[1])["reason"] == (
        "duplicate id, first at ../a.jsonl:1: give it another, or name the files or folders that count alike (NAME=INPUT)"
    )


@pytest.mark.parametrize("name", ["عبد  الكريم الناصري", "عـبد الكـريم النـاصري", "عبد\u00a0الكريم الناصري\u200f"])
def test_a_name_is_one_however_it_is_spaced_and_stretched(name: str) -> None:
    found = worker.Worker("rules").result(Article("a", f"اعتقلت الشرطة الناشط {name} في مدينة حلب."))
    assert [who["name"] for event in found.events for who in event["recipient"]] == ["عبد الكريم الناصري"]
    assert [
        name in who["text"] or name[:-1] in who["text"] for event in found.events for who in event["recipient"]
    ] == [True]
