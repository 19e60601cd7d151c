"""Data sets built from people's annotations, alone and with the rules."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conflict_events import cli, schemas
from conflict_events.annotations import source
from conflict_events.building.build import build
from conflict_events.building.extractors import Options
from conflict_events.commands.common import FORMATS
from conflict_events.extraction.assemble import event_id
from conflict_events.extraction.combine import combine
from conflict_events.publishing import check
from conflict_events.records import Frame, Span
from conflict_events.terminal import FAILED, OK, PARTIAL
from folders import digest, table

SAMPLES = Path(__file__).parent / "annotations"
SHARED = Path(__file__).parents[2] / "shared"
TEXT = "اعتقلت الشرطة التركية خمسة صحفيين في إسطنبول يوم الاثنين الماضي، وفقا لنقابة الصحفيين.\n"


def rejected(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(x) for x in (folder / "rejected.jsonl").read_text(encoding="utf-8").splitlines()]


def command(output: Path, *more: str | Path) -> int:
    return cli.main(["build", "--output", str(output), *map(str, more)])


def annotated(tmp_path: Path, *lines: str, text: str = TEXT, name: str = "istanbul") -> Path:
    """A folder of brat's with one article; "T1 COERCE اعتقلت" is told without offsets."""
    folder = tmp_path / "brat"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt").write_bytes(text.encode("utf-8"))
    out = []
    for line in lines:
        head, _, rest = line.partition(" ")
        if head[0] == "T":
            label, _, words = rest.partition(" ")
            at = text.index(words)
            rest = f"{label} {at} {at + len(words)}\t{words}"
        out.append(f"{head}\t{rest}")
    (folder / f"{name}.ann").write_bytes(("\n".join(out) + "\n").encode("utf-8"))
    return folder


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "articles.jsonl"
    row = {"article_id": "istanbul", "text": TEXT, "published": "2020-05-06"}
    file.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    return file


DRAWN = (
    "T1 COERCE اعتقلت",
    "T2 Actor الشرطة التركية",
    "T3 Amount خمسة صحفيين",
    "T4 Place إسطنبول",
    "T5 Date الاثنين الماضي",
    "T6 Source نقابة الصحفيين",
    "E1 COERCE:T1 actor:T2 detained:T3 place:T4 date:T5 source:T6",
)


def test_what_was_not_annotated_is_read_in_the_words(article: Path, tmp_path: Path) -> None:
    folder = annotated(tmp_path, *DRAWN)
    assert command(tmp_path / "out", article, "--extractor", "annotations", "--annotations", folder) == OK
    (event,) = table(tmp_path / "out", "events")
    assert event["actor"][0]["country"] == "TUR" and event["actor"][0]["sector"] == "COP"
    assert (event["location"][0]["name"], event["location"][0]["country"]) == ("Istanbul", "TUR")
    assert event["location"][0]["latitude"] == pytest.approx(41.0, abs=0.2)
    assert [(a["kind"], a["low"], a["high"], a["unit"]) for a in event["amount"]] == [("detained", 5, 5, "person")]
    assert str(event["date"]["earliest"]) == str(event["date"]["latest"]) == "2020-05-04"
    assert event["evidence"]["text"] == TEXT.strip()
    assert (event["extractor"], event["rule"]) == ("annotations", "brat:istanbul.ann:T1")
    assert (event["action"]["status"], event["confidence"], event["other_ids"]) == ("actual", 1.0, [])
    assert check.check(tmp_path / "out", [article]) == []


@pytest.mark.parametrize("tool", FORMATS)
def test_what_is_hidden_beside_annotations_is_none(article: Path, tmp_path: Path, tool: str) -> None:
    folder, out = tmp_path / tool, tmp_path / "out"
    assert cli.main(["preannotate", str(article), "--format", tool, "--output", str(folder)]) == OK
    for file in [f for f in folder.rglob("*") if f.is_file()]:
        # What macOS notes of a file, and an older state that an editor keeps: it would be read first.
        (file.parent / f"._{file.name}").write_bytes(b"\0\5\x16\7\xe2")
        kept = file.parent / ".ipynb_checkpoints" / file.name
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(file.read_bytes().replace(b"COERCE", b"ASSAULT"))
    assert command(out, article, "--extractor", "annotations", "--annotations", folder) == OK
    assert [e["action"]["type"] for e in table(out, "events")] == ["COERCE"] and rejected(out) == []


def test_what_macos_notes_in_an_archive_is_no_document(article: Path, tmp_path: Path) -> None:
    folder, packed = tmp_path / "inception", tmp_path / "istanbul.zip"
    assert cli.main(["preannotate", str(article), "--format", "inception", "--output", str(folder)]) == OK
    with zipfile.ZipFile(packed, "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
            archive.writestr(f"__MACOSX/._{file.name}", b"\0\5\x16\7\xe2")
    assert command(tmp_path / "out", article, "--extractor", "annotations", "--annotations", packed) == OK
    assert [e["action"]["type"] for e in table(tmp_path / "out", "events")] == ["COERCE"]


def test_annotated_values_win(article: Path, tmp_path: Path) -> None:
    folder = annotated(
        tmp_path,
        *DRAWN,
        "A1 status E1 negated",
        "A2 arrest E1",
        "A3 sector T2 MIL",
        "#1 AnnotatorNotes T2\tname=Turkish gendarmerie; country=",
        "#2 AnnotatorNotes T3\tlow=6; high=; unit=journalist",
        "#3 AnnotatorNotes T4\tname=Ankara; latitude=39.9; longitude=32.9; country=TUR",
        "#4 AnnotatorNotes T5\tearliest=2020-04-27; latest=2020-04-28",
        "#5 AnnotatorNotes T6\tname=a union",
    )
    assert command(tmp_path / "out", article, "--extractor", "annotations", "--annotations", folder) == OK
    (event,) = table(tmp_path / "out", "events")
    assert (event["action"]["status"], event["action"]["modes"]) == ("negated", ["arrest"])
    actor, place = event["actor"][0], event["location"][0]
    assert (actor["name"], actor["sector"], actor["country"]) == ("Turkish gendarmerie", "MIL", "")
    assert actor["entity_id"] is None and place["place_id"] is None, "the registry's are another's"
    assert (place["name"], place["latitude"], place["longitude"]) == ("Ankara", 39.9, 32.9)
    assert [(a["low"], a["high"], a["unit"]) for a in event["amount"]] == [(6, None, "journalist")]
    assert [str(event["date"][k]) for k in ("earliest", "latest", "precision")] == ["2020-04-27", "2020-04-28", "range"]
    assert event["source"]["name"] == "a union"


def test_texts_of_the_annotations_stand_for_articles(tmp_path: Path) -> None:
    for name, path in (("brat", SAMPLES / "brat"), ("doccano", SAMPLES / "doccano.jsonl")):
        out = tmp_path / name
        assert command(out, "--extractor", "annotations", "--annotations", path) == OK
        assert check.check(out) == []
        found = {(e["article_id"], e["action"]["type"], e["action"]["status"]): e for e in table(out, "events")}
        assault, coerce = found["tadmur", "ASSAULT", "actual"], found["tadmur", "COERCE", "negated"]
        assert assault["action"]["modes"] == ["heavy-weapons"]
        assert assault["location"][0]["country"] == "SYR"
        assert [(a["kind"], a["low"]) for a in assault["amount"]] == [("killed", 7)]
        assert [r["text"] for r in coerce["recipient"]] == ["قادتها"]


def test_two_builds_and_two_workers_give_the_same_bytes(article: Path, tmp_path: Path) -> None:
    options = Options(annotations=str(annotated(tmp_path, *DRAWN)))
    for out, workers in (("one", 1), ("two", 2)):
        build([article], tmp_path / out, workers=workers, extractor="rules,annotations", options=options)
    assert "annotations" in {event["extractor"] for event in table(tmp_path / "one", "events")}
    assert digest(tmp_path / "one") == digest(tmp_path / "two")


def test_an_article_whose_line_ends_differ_is_annotated_all_the_same(article: Path, tmp_path: Path) -> None:
    folder = annotated(tmp_path, *DRAWN, text="عنوان\r\n" + TEXT.replace("، ", "،\r\n"))
    assert command(tmp_path / "out", article, "--extractor", "annotations", "--annotations", folder) == OK
    assert [e["action"]["text"] for e in table(tmp_path / "out", "events")] == ["اعتقلت"]
    assert check.check(tmp_path / "out", [article]) == []


# --- with the rules -----------------------------------------------------------------------------------


def test_where_both_find_an_event_the_annotation_stands(article: Path, tmp_path: Path) -> None:
    folder = annotated(tmp_path, *DRAWN, "A1 status E1 negated")
    build([article], tmp_path / "rules")
    (by_rule,) = [e for e in table(tmp_path / "rules", "events") if e["action"]["type"] == "COERCE"]
    both = ("--extractor", "rules,annotations", "--annotations", folder)
    assert command(tmp_path / "out", article, *both) == OK
    (event,) = [e for e in table(tmp_path / "out", "events") if e["action"]["type"] == "COERCE"]
    assert (event["extractor"], event["action"]["status"]) == ("annotations", "negated")
    assert event["other_ids"] == [by_rule["event_id"]]
    assert command(tmp_path / "out", article, *both, "--prefer", "rules") == OK
    (event,) = [e for e in table(tmp_path / "out", "events") if e["action"]["type"] == "COERCE"]
    assert (event["extractor"], event["rule"]) == ("rules", by_rule["rule"])
    assert event["other_ids"] == [event_id("istanbul", "COERCE", Span(0, 6))]


def frame(kind: str, start: int, end: int, sentence: tuple[int, int] = (0, 50), name: str = "x") -> Frame:
    return Frame(kind, (), "actual", Span(start, end), Span(*sentence), extractor=name)


def test_events_meet_by_type_and_words_or_sentence() -> None:
    mine = [frame("ASSAULT", 0, 4), frame("ASSAULT", 20, 24), frame("COERCE", 10, 14)]
    theirs = [
        frame("ASSAULT", 22, 26, name="y"),  # the words of the second
        frame("ASSAULT", 30, 34, name="y"),  # the sentence of both: the first
        frame("PROTEST", 10, 14, name="y"),  # another type
        frame("COERCE", 70, 74, (60, 90), name="y"),  # another sentence
    ]
    found = combine(mine, theirs, "a")
    assert [(f.type, f.trigger.start, len(f.other_ids), f.extractor) for f in found] == [
        ("ASSAULT", 0, 1, "x"),
        ("COERCE", 10, 0, "x"),
        ("PROTEST", 10, 0, "y"),
        ("ASSAULT", 20, 1, "x"),
        ("COERCE", 70, 0, "y"),
    ]
    assert found[3].other_ids == (event_id("a", "ASSAULT", Span(22, 26)),)


def test_two_events_on_the_same_words_keep_their_ids_where_another_stands_for_them() -> None:
    (stands,) = combine(
        [frame("COERCE", 0, 4)], [frame("COERCE", 0, 4, name="y"), frame("COERCE", 0, 4, name="y")], "a"
    )
    assert stands.other_ids == tuple(event_id("a", "COERCE", Span(0, 4), number) for number in (1, 2))


# --- what cannot be used ------------------------------------------------------------------------------


def test_each_thing_that_cannot_be_used_is_a_rejected_row(article: Path, tmp_path: Path) -> None:
    folder = annotated(
        tmp_path,
        *DRAWN,
        "A1 status E1 perhaps",
        "A2 aerial E1",
        "A3 sector T2 KING",
        "A4 colour T2 red",
        "#1 AnnotatorNotes T4\tlatitude=nan; precision=12; country=Turkey",
        "#2 AnnotatorNotes T3\tlow=-1",
        "#3 AnnotatorNotes T5\tearliest=2020-02-31",
        "T7 War نقابة",
        "R1 actor Arg1:T2 Arg2:T3",
        "R2 place Arg1:E1 Arg2:T2",
        "R3 friend Arg1:E1 Arg2:T2",
        "R4 date Arg1:E1 Arg2:T5",
        "T8 Date الاثنين",
        "R5 date Arg1:E1 Arg2:T8",
        "E2 ASSAULT:T99",
        "T9 Sentence نقابة الصحفيين",
        "R6 sentence Arg1:E1 Arg2:T9",
    )
    out = tmp_path / "out"
    assert command(out, article, "--extractor", "annotations", "--annotations", folder) == PARTIAL
    (event,) = table(out, "events")
    assert (event["action"]["status"], event["action"]["modes"]) == ("actual", [])
    assert event["location"][0]["country"] == "TUR" and event["date"]["precision"] == "day"
    assert check.check(out, [article]) == []
    reasons = {r["reason"].partition(": ")[2]: r["line"] for r in rejected(out)}
    file = {r["file"] for r in rejected(out)}
    assert file == {"brat/istanbul.ann"}
    expected = [
        ("status cannot be 'perhaps'", 1),
        ("COERCE has no mode 'aerial': left out", 1),
        ("sector cannot be 'KING'", 2),
        ("Actor has no attribute 'colour'", 2),
        ("latitude cannot be 'nan'", 4),
        ("precision cannot be '12'", 4),
        ("country cannot be 'Turkey'", 4),
        ("low cannot be '-1'", 3),
        ("earliest cannot be '2020-02-31'", 5),
        ("unknown label 'War', which no mapping translates", 15),
        ("actor leads from Actor, which is no event", 16),
        ("place leads to Actor, not to Place", 17),
        ("unknown role 'friend', which no mapping translates", 18),
        ("date: the event has one already", 21),
        ("its trigger T99 is not there", 22),
        ("the sentence does not hold the trigger", 24),
    ]
    assert sorted(reasons.items()) == sorted(expected)


@pytest.mark.parametrize(("low", "fits"), [(1e17, True), (1e18, False), (1e30, False), (1e300, False)])
def test_a_number_that_no_table_can_hold_is_left_out(article: Path, tmp_path: Path, low: float, fits: bool) -> None:
    amount = {"text": "خمسة صحفيين", "kind": "detained", "unit": "person", "low": low, "high": low}
    told = {"id": "E1", "type": "COERCE", "status": "actual", "trigger": "اعتقلت", "sentence": TEXT.strip()}
    file = tmp_path / "p.jsonl"
    row = {"article_id": "istanbul", "events": [{**told, "amount": [amount]}]}
    file.write_text(json.dumps(row), encoding="utf-8")
    status = command(tmp_path / "out", article, "--extractor", "annotations", "--annotations", file)
    assert status == (OK if fits else PARTIAL)
    (event,) = table(tmp_path / "out", "events")
    assert [a["low"] for a in event["amount"]] == [low if fits else 5.0]
    left_out = [f"high cannot be '{low!r}'", f"low cannot be '{low!r}'"]
    assert [r["reason"].partition(": ")[2] for r in rejected(tmp_path / "out")] == ([] if fits else left_out)
    assert (schemas.Validator("annotation").errors(row) == []) == fits


def test_annotations_of_no_article_and_of_one_article_twice_are_told(article: Path, tmp_path: Path) -> None:
    rows = [
        {"article_id": "istanbul", "annotator": "A", "text": TEXT, "entities": []},
        {"article_id": "istanbul", "annotator": "B", "text": TEXT, "entities": []},
        {"article_id": "nowhere", "annotator": "A", "text": TEXT, "entities": []},
    ]
    file = tmp_path / "d.jsonl"
    file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    build([article], tmp_path / "out", extractor="annotations", options=Options(str(file)))
    assert [(r["line"], r["article_id"]) for r in rejected(tmp_path / "out")] == [(2, "istanbul"), (3, "nowhere")]
    labels = tmp_path / "m.toml"
    labels.write_text('annotator = "B"\n')
    report = build([article], tmp_path / "out", extractor="annotations", options=Options(str(file), "", str(labels)))
    assert report.rejected == 0
    labels.write_text('annotator = "C"\n')
    with pytest.raises(ValueError, match="the mapping's annotator 'C', but of A, B"):
        build([article], tmp_path / "out", extractor="annotations", options=Options(str(file), "", str(labels)))


def test_what_is_told_of_a_second_annotator_does_not_depend_on_where_the_files_lie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "both").mkdir()
    for name in ("anna", "omar"):
        annotated(tmp_path, *DRAWN).rename(tmp_path / "both" / name)
    monkeypatch.chdir(tmp_path)
    reasons = [r.reason for path in (tmp_path / "both", "both") for r in source.Annotations(path).rejected]
    told = "the article is annotated already at ../anna/istanbul.ann, by anna; a mapping's annotator names whom to take"
    assert reasons == [told, told]


def test_what_no_file_can_hold_does_not_stop_a_build(tmp_path: Path) -> None:
    file = tmp_path / "d.jsonl"
    lines = [
        '{"id": "a", "text": "قصف \\ud800", "entities": []}',
        '{"id": "b", "text": "قصف", "entities": [{"id": "\\ud800", "label": "ASSAULT", "start_offset": 0, "end_offset": 3},'
        ' {"id": 2, "label": "\\udc00", "start_offset": 0, "end_offset": 3}]}',
        '{"id": "c", "text": "   ", "entities": []}',
        '{"id": "d\\ud800", "text": "قصف", "entities": []}',
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert command(tmp_path / "out", "--extractor", "annotations", "--annotations", file) == PARTIAL
    assert [e["article_id"] for e in table(tmp_path / "out", "events")] == ["b"]
    assert {r["line"] for r in rejected(tmp_path / "out")} == {1, 2, 3, 4}
    assert check.check(tmp_path / "out") == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--extractor", "annotations"], "needs a file or folder"),
        (["--extractor", "annotations", "--annotations", "nowhere"], "no such file or folder"),
        (["--extractor", "annotations", "--annotations", str(SAMPLES), "--format", "word"], "no annotation format"),
        (["--extractor", "magic"], "no extractor 'magic'"),
        (["--extractor", "rules,rules"], "named twice"),
        (["--annotations", str(SAMPLES)], "needs --extractor annotations"),
        (["--extractor", "rules", "--prefer", "annotations"], "needs two extractors"),
        (["--extractor", "rules,annotations", "--prefer", "trained"], "not among the extractors"),
        (["--extractor", "rules,encoder"], "rules and encoder find the same events"),
    ],
)
def test_wrong_options_are_told_and_make_nothing(
    more: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(tmp_path / "out", *more) == FAILED
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("extractor", ["annotations", "rules,annotations"])
def test_annotations_of_which_nothing_can_be_used_leave_what_stood(
    article: Path, tmp_path: Path, extractor: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "p.jsonl", tmp_path / "out"
    row = {"article_id": "istanbul", "events": []}
    file.write_text(json.dumps(row) + "\n" + json.dumps({**row, "article_id": "b"}) + "\n", encoding="utf-8")
    options = ["--extractor", extractor, "--annotations", file]
    assert command(out, article) == OK
    before = digest(out)
    assert command(out, article, *options, "--format", "doccano") == FAILED
    told = capsys.readouterr().err
    assert f"annotations of format 'doccano', first {file}:1: " in told and "--format names another" in told
    assert digest(out) == before
    assert command(out, article, *options, "--format", "project") == PARTIAL


def test_our_own_files_need_the_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "p.jsonl"
    file.write_text('{"article_id": "a", "events": []}\n')
    assert command(tmp_path / "out", "--extractor", "annotations", "--annotations", file) == FAILED
    assert "carries no texts" in capsys.readouterr().err


def test_data_of_an_older_schema_is_still_valid(article: Path, tmp_path: Path) -> None:
    build([article], tmp_path / "out")
    file = tmp_path / "out" / "data" / "events" / "part-00000.parquet"
    rows = [
        row | {"amount": [{k: v for k, v in one.items() if k not in ("part", "joined")} for one in row["amount"]]}
        for row in pq.read_table(file).drop_columns(["other_ids"]).to_pylist()
    ]
    assert any(row["amount"] for row in rows)
    ours = schemas.arrow_schema("event")
    kept = [f for f in ours.field("amount").type.value_type if f.name not in ("part", "joined")]
    amounts = pa.list_(ours.field("amount").type.value_field.with_type(pa.struct(kept)))
    columns = [f.with_type(amounts) if f.name == "amount" else f for f in ours if f.name != "other_ids"]
    pq.write_table(pa.Table.from_pylist(rows, pa.schema(columns)), file)
    faults = check.check(tmp_path / "out")
    assert [f for f in faults if not f.endswith((" manifest.json says", " SHA256SUMS says"))] == []


# --- the annotated articles beside the project --------------------------------------------------------


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (SHARED / "gold" / "dev" / "events.jsonl").is_file():
        pytest.skip("no annotated articles beside the project")
    out = tmp_path_factory.mktemp("gold") / "out"
    options = Options(str(SHARED / "gold" / "dev" / "events.jsonl"))
    report = build([SHARED / "gold" / "dev" / "articles.jsonl"], out, extractor="annotations", options=options)
    assert report.rejected == 0
    return out


def test_annotated_events_come_out_as_they_went_in(gold: Path) -> None:
    data = SHARED / "gold" / "dev"
    command = [sys.executable, SHARED / "eval" / "score.py", "--json"]
    command += ["--articles", data / "articles.jsonl", "--gold", data / "events.jsonl"]
    command += ["--system", gold / "data" / "events"]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)
    score = json.loads(done.stdout)
    figures = [score[k] for k in ("events", "action", "actor", "recipient", "location", "amount", "date", "record")]
    assert {f[k] for f in figures for k in ("p", "r", "f1")} == {1.0}
    assert score["geocode"]["within_50_km"] == score["fields"] == 1.0


def test_every_annotated_value_is_in_the_record(gold: Path) -> None:
    lines = (SHARED / "gold" / "dev" / "events.jsonl").read_text(encoding="utf-8").splitlines()
    told = [(number, event) for number, line in enumerate(lines, 1) for event in json.loads(line)["events"]]
    made = {e["rule"]: e for e in table(gold, "events")}
    assert len(made) == len(told)
    for line, event in told:
        record = made[f"project:events.jsonl:{line}:{event['id']}"]
        action = record["action"]
        assert (action["type"], action["status"], action["text"]) == (event["type"], event["status"], event["trigger"])
        assert action["modes"] == sorted(event["modes"])
        assert record["evidence"]["text"] == event["sentence"]
        for name in ("actor", "recipient", "location", "amount"):
            for item, mine in zip(event[name], record[name], strict=True):
                assert {k: mine[k] or None for k in item} == {k: v or None for k, v in item.items()}
        for name in ("date", "source"):
            if event[name] is None:
                assert record[name] is None
            else:
                mine = {k: record[name][k] for k in event[name]}
                assert {k: None if v is None else str(v) for k, v in mine.items()} == event[name]
