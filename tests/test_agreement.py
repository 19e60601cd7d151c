"""Agreement between annotators: on annotations whose figures are known, and what is left to settle."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_events import cli, schemas
from conflict_events.annotations import project, source
from conflict_events.annotations.model import Markup
from conflict_events.commands.common import TOOLS
from conflict_events.evaluation import agreement, evaluate, event_files, settling
from conflict_events.terminal import FAILED, OK, PARTIAL

TEXT = "اعتصم عمال في المصنع. واعتقلت الشرطة عاملين. ووعدت الإدارة بحوار."
SIT_IN, ARREST, PROMISE = (sentence + "." for sentence in TEXT.rstrip(".").split(". "))


def event(kind: str, trigger: str, sentence: str, **fields: Any) -> dict[str, Any]:
    row = {"id": "", "type": kind, "modes": [], "status": "actual", "sentence": sentence, "trigger": trigger}
    return {**row, "actor": [], "recipient": [], "location": [], "amount": [], "date": None, **fields}


WORKERS = {"text": "عمال", "name": "workers", "sector": "LAB", "country": ""}
FULL = [
    event("PROTEST", "اعتصم", SIT_IN, actor=[WORKERS]),
    event("COERCE", "اعتقلت", ARREST),
    event("AGREE", "وعدت", PROMISE, status="future"),
]


def told(events: list[dict[str, Any]]) -> event_files.Events:
    numbered = [{**e, "id": f"E{n}"} for n, e in enumerate(events, 1)]
    return {"a": list(event_files.told_events("a", numbered, TEXT))}


def changed(at: int, **fields: Any) -> list[dict[str, Any]]:
    return [{**e, **fields} if n == at else e for n, e in enumerate(FULL)]


def settle(*annotators: list[dict[str, Any]]) -> list[tuple[list[str], list[str]]]:
    """Of each line to settle: in what they differ, and whose events it holds."""
    rows = settling.disagreements({name: told(e) for name, e in zip("abc", annotators, strict=False)})
    return [(row["differs"], [e["annotator"] for e in row["events"]]) for row in rows]


def test_f1_of_pairs_and_their_mean() -> None:
    result = agreement.agreement({"a": told(FULL), "b": told(FULL), "c": told(FULL[:2])})
    assert {pair: r.total.counts["events"].f1 for pair, r in result.pairs.items()} == {
        ("a", "b"): 1.0, ("a", "c"): 0.8, ("b", "c"): 0.8,
    }  # fmt: skip
    assert result.mean["events"] == round((1 + 0.8 + 0.8) / 3, 4)
    assert set(result.mean) == {*evaluate.MEASURES, "fields"}


def test_alpha_is_krippendorffs() -> None:
    # The nominal example of Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), part C: alpha 0.743.
    table = [
        "1 1 . 1", "2 2 3 2", "3 3 3 3", "3 3 3 3", "2 2 2 2", "1 2 3 4", "4 4 4 4", "1 1 2 1", "2 2 2 2",
        ". 5 5 5", ". . 1 1", ". . 3 .",
    ]  # fmt: skip
    units = [{name: v for name, v in zip("abcd", row.split(), strict=True) if v != "."} for row in table]
    alpha = agreement.alpha(units)
    assert alpha.value == pytest.approx(0.743, abs=0.0005)
    assert alpha.units == 11


def test_alpha_of_types_and_statuses() -> None:
    other = changed(1, type="ASSAULT")
    result = agreement.agreement({"a": told(FULL), "b": told(other)})
    assert result.types.units == 3
    assert result.types.value is not None and 0 < result.types.value < 1
    # What is one event to both is compared in status: the two that have one type.
    assert (result.statuses.units, result.statuses.value) == (2, 1.0)


def test_a_further_mention_says_the_type_where_another_annotator_has_an_event() -> None:
    # Where one annotator has a further mention of an event, the other has an event of another type.
    together = [FULL[0], {**FULL[1], "mentions": [{"sentence": PROMISE, "trigger": "وعدت"}]}]
    result = agreement.agreement({"a": told(together), "b": told([FULL[0], FULL[2]])})
    units = [{"a": "PROTEST", "b": "PROTEST"}, {"a": "COERCE", "b": "none"}, {"a": "COERCE", "b": "AGREE"}]
    assert result.types == agreement.alpha(units)


def test_who_sees_no_event_disagrees_in_type() -> None:
    result = agreement.agreement({"a": told(FULL), "b": told([])})
    assert result.types.value is not None and result.types.value < 0
    assert result.statuses.value is None
    assert "undefined" in result.table()


@given(st.permutations(FULL), st.integers(0, 3))
def test_equal_annotations_agree_in_everything(events: list[dict[str, Any]], number: int) -> None:
    same = events[:number]
    result = agreement.agreement({"a": told(same), "b": told(same[::-1])})
    assert all(c.right == c.gold == c.system for c in result.pairs["a", "b"].total.counts.values())
    assert result.types.value in (None, 1.0)
    assert settle(same, same[::-1]) == []


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (FULL, []),
        (FULL[:2], [(["event"], ["a"])]),
        (changed(0, status="negated"), [(["status"], ["a", "b"])]),
        (changed(0, actor=[]), [(["actor"], ["a", "b"])]),
        (changed(1, type="ASSAULT"), [(["type"], ["a", "b"])]),
        (changed(1, type="ASSAULT", status="future", actor=[WORKERS]), [(["type", "status", "actor"], ["a", "b"])]),
    ],
)
def test_what_is_to_settle(other: list[dict[str, Any]], expected: list[tuple[list[str], list[str]]]) -> None:
    assert settle(FULL, other) == expected


def test_three_readings_of_one_event_stand_on_one_line() -> None:
    assert settle(FULL, changed(2, type="SUPPORT"), FULL) == [(["type"], ["a", "b", "c"])]


def write(file: Path, name: str, events: list[dict[str, Any]]) -> Path:
    rows = [{**e, "id": f"E{n}"} for n, e in enumerate(events, 1)]
    file.write_text(json.dumps({"article_id": "a", "annotator": name, "events": rows}), encoding="utf-8")
    return file


def test_the_command_measures_and_lists(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "articles.jsonl").write_text(json.dumps({"article_id": "a", "text": TEXT}), encoding="utf-8")
    files = [write(tmp_path / "anna.jsonl", "anna", FULL), write(tmp_path / "omar.jsonl", "omar", FULL[1:])]
    command = ["agree", *map(str, files), "--disagreements", str(tmp_path / "settle.jsonl")]
    assert cli.main(command) == OK
    shown = capsys.readouterr().out
    assert "anna / omar" in shown and "mean of pairs" in shown and "alpha of types" in shown
    assert cli.main([*command, "--json"]) == OK
    assert json.loads(capsys.readouterr().out)["mean"]["events"] == 0.8
    (row,) = [json.loads(line) for line in (tmp_path / "settle.jsonl").read_text(encoding="utf-8").splitlines()]
    assert row["differs"] == ["event"] and [e["id"] for e in row["events"]] == ["anna:E1"]
    assert schemas.Validator("annotation").errors(row) == []


def test_what_cannot_be_compared_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "articles.jsonl").write_text(json.dumps({"article_id": "a", "text": TEXT}), encoding="utf-8")
    one = str(write(tmp_path / "anna.jsonl", "anna", FULL))
    assert cli.main(["agree", one]) == FAILED
    assert "two annotators" in capsys.readouterr().err
    assert cli.main(["agree", one, one]) == FAILED
    assert "given twice" in capsys.readouterr().err
    assert cli.main(["agree", one, str(tmp_path / "." / "x" / ".." / "anna.jsonl")]) == FAILED
    assert "given twice" in capsys.readouterr().err
    (tmp_path / "omar.jsonl").write_text('{"article_id": "b", "events": []}')
    assert cli.main(["agree", one, str(tmp_path / "omar.jsonl")]) == FAILED
    assert "no article in common" in capsys.readouterr().err


def drawn(folder: Path, form: str) -> list[tuple[str, str, str]]:
    """Type, status and annotator of each event in the files of a tool."""
    found = []
    for markup in source.reader(form).read(folder):
        assert isinstance(markup, Markup)
        found += [(s.label, *s.attributes["status"], s.note) for s in markup.spans if "status" in s.attributes]
    return sorted(found)


def test_disagreements_go_to_annotation_tools_with_all_readings(tmp_path: Path) -> None:
    articles, anna, omar = (tmp_path / name for name in ("articles.jsonl", "anna.jsonl", "omar.jsonl"))
    articles.write_text(json.dumps({"article_id": "a", "text": TEXT}), encoding="utf-8")
    for file, events in ((anna, FULL), (omar, changed(2, status="actual"))):
        numbered = [{**e, "id": f"E{n}"} for n, e in enumerate(events, 1)]
        file.write_text(json.dumps({"article_id": "a", "events": numbered}), encoding="utf-8")
    folder = tmp_path / "settle"
    command = ["agree", str(anna), str(omar), "--articles", str(articles), "--disagreements", str(folder)]
    assert cli.main([*command, "--format", "labelstudio"]) == OK
    assert drawn(folder, "labelstudio") == [("AGREE", "actual", "omar"), ("AGREE", "future", "anna")]
    assert cli.main([*command, "--format", "labelstudio"]) == FAILED  # the folder may hold people's work by now


def test_settled_lines_of_an_article_are_its_annotation_together(tmp_path: Path) -> None:
    omar = [{**FULL[0], "status": "negated"}, *changed(2, status="actual")[1:]]
    lines = list(settling.disagreements({"anna": told(FULL), "omar": told(omar)}))
    file = tmp_path / "settle.jsonl"

    def taken(*readings: slice) -> tuple[source.Annotations, project.Row]:
        rows = [{**line, "events": line["events"][some]} for line, some in zip(lines, readings, strict=True)]
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        found = source.Annotations(file)
        (row,) = found.entries.values()
        assert isinstance(row, project.Row)
        return found, row

    first, second, neither, both = slice(1), slice(1, 2), slice(0), slice(2)
    found, row = taken(first, second)
    markup, lost = project.markup(row, TEXT)
    triggers = [(d.id, d.attributes["status"], d.line) for d in markup.spans if "status" in d.attributes]
    assert triggers == [("anna:E1", ("actual",), 1), ("omar:E3", ("actual",), 2)]
    assert (lost, found.rejected) == ([], [])
    _, lost = project.markup(row, SIT_IN)
    assert [(r.line, r.reason) for r in lost] == [(2, "omar:E3: the article does not hold its sentence")]
    found, row = taken(neither, second)
    assert ([e["id"] for e in row.events], found.rejected) == (["omar:E3"], [])
    found, row = taken(first, both)
    assert [e["id"] for e in row.events] == ["anna:E1"]
    assert [(r.line, r.reason) for r in found.rejected] == [
        (2, "not settled: readings of anna, omar; leave those of one")
    ]


def test_what_is_agreed_and_what_is_settled_is_the_annotation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles, anna, omar, lines, whole = (
        tmp_path / f"{n}.jsonl" for n in ("articles", "anna", "omar", "lines", "whole")
    )
    articles.write_text("".join(json.dumps({"article_id": i, "text": TEXT}) + "\n" for i in "ab"), encoding="utf-8")
    write(anna, "anna", FULL)
    write(omar, "omar", [*changed(0, status="negated")[:2]])
    with omar.open("a", encoding="utf-8") as stream:
        stream.write("\n" + json.dumps({"article_id": "b", "events": [{**FULL[1], "id": "E1"}]}))
    command = ["agree", str(anna), str(omar), "--articles", str(articles)]
    assert cli.main([*command, "--disagreements", str(lines)]) == OK
    command += ["--settled", str(lines), "--output", str(whole)]
    assert cli.main(command) == FAILED
    assert f"{lines}:1: not settled: readings of anna, omar" in capsys.readouterr().err
    rows = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    assert [row["differs"] for row in rows] == [["status"], ["event"]]
    rows[0]["events"], rows[1]["events"] = rows[0]["events"][1:], []
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert cli.main(command) == OK
    found = [json.loads(line) for line in whole.read_text(encoding="utf-8").splitlines()]
    assert [(row["article_id"], [(e["id"], e["status"]) for e in row["events"]]) for row in found] == [
        ("a", [("omar:E1", "negated"), ("E2", "actual")]),
        ("b", [("E1", "actual")]),
    ]
    assert [error for row in found for error in schemas.Validator("annotation").errors(row)] == []
    assert cli.main([*command[:-4], "--disagreements", str(lines)]) == FAILED  # it holds what was settled
    assert "may hold people's work" in capsys.readouterr().err


def test_what_was_drawn_in_a_tool_is_compared_once_it_is_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = tmp_path / "articles.jsonl"
    articles.write_text(json.dumps({"article_id": "a", "text": TEXT}), encoding="utf-8")
    drawn, built = ([str(tmp_path / f"{kind}-{name}") for name in ("anna", "omar")] for kind in ("drawn", "built"))
    for tool, made in zip(drawn, built, strict=True):
        assert cli.main(["preannotate", str(articles), "--format", "brat", "--output", tool]) == OK
        options = ["--extractor", "annotations", "--annotations", tool, "--no-cache"]
        assert cli.main(["build", str(articles), *options, "--output", made]) == OK
    assert cli.main(["agree", *drawn, "--articles", str(articles)]) == FAILED
    assert "build --extractor annotations makes a folder that is read here" in capsys.readouterr().err
    capsys.readouterr()
    assert cli.main(["agree", *built, "--articles", str(articles), "--json"]) == OK
    (pair,) = json.loads(capsys.readouterr().out)["pairs"]
    assert pair["events"]["gold"] == pair["events"]["right"] > 0


def test_what_was_measured_is_no_failure_though_no_article_can_be_used(tmp_path: Path) -> None:
    record = {"article_id": "a", "action": {"type": "ASSAULT", "status": "actual", "text": "قصف", "start": 0, "end": 3}}
    files = [tmp_path / f"{name}.jsonl" for name in ("anna", "omar")]
    for file in files:
        file.write_text(json.dumps(record), encoding="utf-8")
    (tmp_path / "articles.jsonl").write_text("{}")
    settle = tmp_path / "settle.jsonl"
    assert cli.main(["agree", *map(str, files), "--disagreements", str(settle)]) == PARTIAL
    assert settle.exists()
    assert cli.main(["score", *map(str, files)]) == PARTIAL


def test_where_one_file_cannot_be_written_none_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "articles.jsonl").write_text(json.dumps({"article_id": "a", "text": TEXT}), encoding="utf-8")
    files = [str(write(tmp_path / f"{name}.jsonl", name, FULL)) for name in ("anna", "omar")]
    whole, settle = tmp_path / "whole.jsonl", tmp_path / "settle.jsonl"
    settle.write_text("work")
    command = ["agree", *files, "--output", str(whole), "--disagreements"]
    assert cli.main([*command, str(settle)]) == FAILED
    assert "settle.jsonl is there already and may hold people's work" in capsys.readouterr().err
    assert cli.main([*command, str(whole)]) == FAILED
    assert "name two" in capsys.readouterr().err
    assert not whole.exists()


def test_what_is_settled_belongs_to_what_was_annotated() -> None:
    both = {"anna": told(FULL), "omar": told(changed(0, status="negated"))}
    with pytest.raises(ValueError, match="differ in 1 event, and no settled line"):
        list(settling.settled(both, {}))
    with pytest.raises(ValueError, match="nothing in which they differ"):
        list(settling.settled({"anna": told(FULL), "omar": told(FULL)}, {"a": []}))
    with pytest.raises(ValueError, match="article b: there are settled lines of it, and nobody"):
        list(settling.settled(both, {"a": [], "b": []}))


def test_two_events_of_one_where_others_have_one_are_to_be_settled() -> None:
    text = "قصف الحي ثم قصف السوق."
    first, second = ({"type": "ASSAULT", "sentence": text, "trigger": "قصف", "start": at} for at in (0, 12))
    people = {"anna": [first, second], "omar": [first], "zayn": [second]}
    both = {name: {"a": list(event_files.told_events("a", events, text))} for name, events in people.items()}
    (line,) = settling.disagreements(both)
    assert (line["differs"], len(line["events"])) == (["event"], 4)
    with pytest.raises(ValueError, match="differ in 1 event"):
        list(settling.settled(both, {}))


def test_nothing_to_settle_is_no_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "articles.jsonl").write_text(json.dumps({"article_id": "a", "text": TEXT}), encoding="utf-8")
    files = [write(tmp_path / f"{name}.jsonl", name, FULL) for name in ("anna", "omar")]
    folder = tmp_path / "settle"
    command = ["agree", *map(str, files), "--disagreements", str(folder), "--format", "labelstudio"]
    assert cli.main(command) == OK
    assert "nothing to settle" in capsys.readouterr().err
    assert not folder.exists()


def test_a_tool_needs_the_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = {"article_id": "a", "action": {"type": "ASSAULT", "status": "actual", "text": "قصف", "start": 0, "end": 3}}
    for name, records in (
        ("anna", [record]),
        ("omar", [{**record, "action": {**record["action"], "status": "negated"}}]),
    ):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    files = [str(tmp_path / f"{name}.jsonl") for name in ("anna", "omar")]
    assert cli.main(["agree", *files, "--disagreements", str(tmp_path / "out"), "--format", "brat"]) == FAILED
    assert "article a is not among the articles given" in capsys.readouterr().err


@pytest.mark.parametrize("form", TOOLS)
def test_events_that_are_told_more_than_once_go_to_every_tool(tmp_path: Path, form: str) -> None:
    again = {"sentence": PROMISE, "trigger": "بحوار"}
    (tmp_path / "articles.jsonl").write_text(json.dumps({"article_id": "a", "text": TEXT}), encoding="utf-8")
    files = []
    for name, status in (("anna", "future"), ("omar", "actual")):
        files.append(str(write(tmp_path / f"{name}.jsonl", name, changed(2, status=status, mentions=[again]))))
    folder = tmp_path / "settle"
    assert cli.main(["agree", *files, "--disagreements", str(folder), "--format", form]) == OK
    assert drawn(folder, form) == [("AGREE", "actual", "omar"), ("AGREE", "future", "anna")]


@pytest.mark.parametrize("form", TOOLS)
def test_published_records_go_to_every_tool(tmp_path: Path, form: str) -> None:
    amount = {"text": "عاملين", "kind": "detained", "unit": "person", "low": 2, "high": 2, "joined": False}
    action = {"type": "COERCE", "text": "اعتقلت", "start": 23, "end": 29}
    evidence = {"text": ARREST, "start": 22, "end": 44}
    (tmp_path / "articles.jsonl").write_text(json.dumps({"article_id": "a", "text": TEXT}), encoding="utf-8")
    files = [str(tmp_path / f"{status}.jsonl") for status in ("actual", "negated")]
    for file in files:
        told = {"article_id": "a", "action": {**action, "status": Path(file).stem}, "amount": [amount]}
        Path(file).write_text(json.dumps({**told, "evidence": evidence}), encoding="utf-8")
    folder = tmp_path / "settle"
    assert cli.main(["agree", *files, "--disagreements", str(folder), "--format", form]) == OK
    assert drawn(folder, form) == [("COERCE", "actual", "actual"), ("COERCE", "negated", "negated")]


def test_a_record_is_drawn_where_it_says_that_it_stands() -> None:
    text = "اعتقلت الشرطة عاملين ثم اعتقلت طالبا."
    start = text.rindex("اعتقلت")
    action = {"type": "COERCE", "text": "اعتقلت", "start": start, "end": start + len("اعتقلت")}
    evidence = {"text": text, "start": 0, "end": len(text)}
    both = {
        name: {"a": [event_files.recorded("a", {"action": {**action, "status": name}, "evidence": evidence})]}
        for name in ("actual", "negated")
    }
    (markup,) = settling.to_settle(both, {"a": text})
    assert isinstance(markup, Markup)
    assert [s.hull.start for s in markup.spans if s.label == "COERCE"] == [start, start]


def test_an_article_that_a_tool_cannot_hold_stops_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles, anna, omar = (tmp_path / name for name in ("articles.jsonl", "anna.jsonl", "omar.jsonl"))
    articles.write_text("".join(json.dumps({"article_id": i, "text": TEXT}) + "\n" for i in "ab"), encoding="utf-8")
    for file, status in ((anna, "actual"), (omar, "negated")):
        people = {"a": [{**WORKERS, "colour": "red"}], "b": [WORKERS]}
        events = {i: changed(0, status=status, actor=actors) for i, actors in people.items()}
        file.write_text("".join(json.dumps({"article_id": i, "events": e}) + "\n" for i, e in events.items()))
    command = ["agree", str(anna), str(omar), "--format", "inception", "--disagreements"]
    assert cli.main([*command, str(tmp_path / "both")]) == PARTIAL
    assert "a: cannot be written: " in capsys.readouterr().err
    assert sorted(f.name for f in (tmp_path / "both").iterdir()) == ["TypeSystem.xml", "b.xmi"]
    for file in (anna, omar):
        file.write_text(file.read_text().splitlines()[0])
    assert cli.main([*command, str(tmp_path / "one")]) == FAILED
    assert "nothing was made" in capsys.readouterr().err


@pytest.mark.parametrize("names", [("1", ""), ("E1", "E1")])
def test_readings_get_ids_that_no_other_has(names: tuple[str, str]) -> None:
    first, second = ({**FULL[n], "id": name} for n, name in enumerate(names))
    anna: event_files.Events = {"a": list(event_files.told_events("a", [first, second], TEXT))}
    rows = settling.disagreements({"anna": anna, "omar": {"a": []}})
    ids = [event["id"] for row in rows for event in row["events"]]
    assert len(ids) == len(set(ids)) == 2
    (markup,) = settling.to_settle({"anna": anna, "omar": {"a": []}}, {"a": TEXT})
    assert isinstance(markup, Markup)
    assert [s.note for s in markup.spans if s.label in ("PROTEST", "COERCE")] == ["anna", "anna"]
