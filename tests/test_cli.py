"""The command line: what each command prints, its exit status, its help."""

from __future__ import annotations

import gzip
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from conflict_events import cli, schemas
from conflict_events.articles import rows
from conflict_events.building import extractors
from conflict_events.counted import counted
from conflict_events.mentions import Finders
from conflict_events.publishing.privacy import Redactor
from conflict_events.records import Article, Document, Event
from conflict_events.terminal import FAILED, FOUND, OK, PARTIAL, STATUS

ROOT = Path(__file__).parents[1]
TEXT = "قتل خمسة جنود في هجوم على حاجز قرب مدينة تعز، أمس الثلاثاء، وفقا لوزارة الدفاع."


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"article_id": "a", "text": TEXT, "published": "2020-05-06"}), encoding="utf-8")
    return file


def test_extract_prints_records_as_json_lines(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["extract", str(source)]) == OK
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    (record,) = [r for r in records if r["action"]["type"] == "ASSAULT"]
    assert [a["low"] for a in record["amount"]] == [5.0]
    assert record["date"]["earliest"] == "2020-05-05"
    assert record["location"][0]["country"] == "YEM"


@pytest.mark.parametrize("command", ["extract", "mentions"])
def test_several_inputs_are_read_as_one(source: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    other = source.with_name("b.jsonl")
    other.write_text(source.read_text(encoding="utf-8").replace('"a"', '"b"', 1), encoding="utf-8")
    assert cli.main([command, str(source), str(other)]) == OK
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert list(dict.fromkeys(row.get("article_id") or row["id"] for row in rows)) == ["a", "b"]
    assert cli.main([command, str(source), str(source)]) == PARTIAL
    assert "was read before" in capsys.readouterr().err


def test_mentions_prints_every_kind(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["mentions", str(source)]) == OK
    row = json.loads(capsys.readouterr().out)
    assert row["id"] == "a"
    assert {"number", "date", "place", "actor", "trigger", "source"} <= {m["kind"] for m in row["mentions"]}
    for mention in row["mentions"]:
        assert TEXT[mention["start"] : mention["end"]] == mention["text"]
    number = next(m for m in row["mentions"] if m["kind"] == "number")
    assert (number["value"]["low"], number["value"]["high"], number["value"]["unit"]) == (5, 5, "person")


def test_rejected_input_is_told_on_standard_error(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with source.open("a") as stream:
        stream.write('\n{"text": 1}\n')
    assert cli.main(["extract", str(source)]) == PARTIAL
    assert f"{source}:2: text is int" in capsys.readouterr().err


STUMBLING = "a word that is stumbled over"


@pytest.fixture
def stumbling(source: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The article, and a second one over which whatever reads articles stumbles."""
    row = {"article_id": "b", "text": f"{STUMBLING} {TEXT}", "title": TEXT, "url": "https://a.example/b"}
    row |= {"published": "2020-05-06", "language": "ar"}
    source.write_text(f"{source.read_text(encoding='utf-8')}\n{json.dumps(row)}\n", encoding="utf-8")
    read = Finders.read

    def reading(self: Finders, article: Article) -> Document:
        if STUMBLING in article.text:
            raise AttributeError("no such word")
        return read(self, article)

    monkeypatch.setattr(Finders, "read", reading)
    return source


TOLD = "cannot be extracted: AttributeError: no such word"


@pytest.mark.parametrize(
    "command",
    [
        ["extract"],
        ["mentions"],
        ["preannotate", "--format", "doccano"],
        ["build", "--no-cache", "--duplicates", "keep"],
    ],
)
def test_an_article_that_is_stumbled_over_is_told_and_stops_no_other(
    stumbling: Path, tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    name, *options = command
    into = [] if name in ("extract", "mentions") else ["--output", str(tmp_path / "out")]
    assert cli.main([name, str(stumbling), *options, *into]) == PARTIAL
    told = capsys.readouterr()
    assert f"{stumbling}:2: {TOLD}" in told.err
    assert told.out or any((tmp_path / "out").iterdir())


def test_an_article_that_is_stumbled_over_is_published_as_rejected(
    stumbling: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, cache = tmp_path / "out", ["--cache", str(tmp_path / "cache")]
    assert cli.main(["build", str(stumbling), "--output", str(out), *cache]) == PARTIAL
    found = {row["article_id"]: row for row in pq.read_table(out / "data" / "articles").to_pylist()}
    assert (found["a"]["state"], found["b"]["state"], found["b"]["reason"]) == ("ok", "rejected", TOLD)
    assert found["b"]["language"] == "ar" and found["b"]["characters"] > 0 and found["b"]["title"] is None
    assert found["b"]["sha256"] == rows.sha256(f"{STUMBLING} {TEXT}")
    monkeypatch.undo()
    assert cli.main(["build", str(stumbling), "--output", str(out), *cache]) == OK


def test_an_article_in_which_no_names_can_be_looked_for_has_no_words_published(
    stumbling: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    redacted = Redactor.article

    def redacting(self: Redactor, article: Article, row: dict[str, Any], events: list[Event]) -> Any:
        if STUMBLING in article.text:
            raise AttributeError("no such word")
        return redacted(self, article, row, events)

    monkeypatch.setattr(Redactor, "article", redacting)
    out = tmp_path / "out"
    assert cli.main(["build", str(stumbling), "--output", str(out), "--no-cache", "--redact-persons"]) == PARTIAL
    found = {row["article_id"]: row for row in pq.read_table(out / "data" / "articles").to_pylist()}
    assert found["a"]["events"] > 0
    assert (found["b"]["events"], found["b"]["title"], found["b"]["url"]) == (0, None, None)
    assert "title, address and events are left out" in (out / "rejected.jsonl").read_text(encoding="utf-8")


def test_extract_tells_events_that_are_not_valid(
    source: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(schemas.Validator, "errors", lambda self, record: ["action: no such type"])
    assert cli.main(["extract", str(source)]) == PARTIAL
    told = capsys.readouterr()
    assert told.out == "" and f"{source}:1: event " in told.err and "action: no such type" in told.err


@pytest.mark.parametrize("command", ["extract", "mentions"])
def test_an_article_of_another_language_stops_no_other(
    source: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    other = json.dumps({"article_id": "e", "language": "xx", "text": "words"})
    source.write_text(f"{other}\n{source.read_text(encoding='utf-8')}\n", encoding="utf-8")
    assert cli.main([command, str(source)]) == PARTIAL
    told = capsys.readouterr()
    assert told.out and f"{source}:1: no language 'xx'" in told.err


def test_a_build_tells_of_articles_without_a_day(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = json.dumps({"article_id": "b", "text": TEXT, "date": "2020-05-06"})
    source.write_text(f"{source.read_text(encoding='utf-8')}\n{row}\n", encoding="utf-8")
    assert cli.main(["build", str(source), "--output", str(source.parent / "out"), "--no-cache"]) == OK
    assert "1 article without a day of publication (published)" in capsys.readouterr().err


def test_a_missing_folder_is_told_in_words(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gone, out = source.parent / "gone", source.parent / "out"
    assert cli.main(["validate", str(gone)]) == FAILED
    assert capsys.readouterr().err == f"conflict-events: {gone}: no such folder\n"
    cli.main(["build", str(source), "--output", str(out), "--no-cache"])
    capsys.readouterr()
    assert cli.main(["export", str(out), "--as", "geojson", "--output", str(gone / "x.geojson")]) == FAILED
    assert capsys.readouterr().err == f"conflict-events: {gone}: no such folder\n"


@pytest.mark.parametrize(
    "command", [["calibrate", "{source}", "{gold}"], ["train", "{gold}", "--articles", "{source}"]]
)
def test_that_a_model_cannot_be_written_is_told_before_it_is_made(
    source: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    gold, gone = source.parent / "gold.jsonl", source.parent / "gone"
    gold.write_text('{"article_id": "a", "events": []}', encoding="utf-8")
    before = sorted(source.parent.iterdir())
    command = [part.format(source=source, gold=gold) for part in command]
    # That one article is too few to learn from comes later.
    assert cli.main([*command, "--output", str(gone / "made.json")]) == FAILED
    assert capsys.readouterr().err == f"conflict-events: {gone}: no such folder\n"
    assert cli.main([*command, "--output", str(source.parent)]) == FAILED
    assert capsys.readouterr().err == f"conflict-events: {source.parent}: is a folder: name a file\n"
    assert cli.main([*command, "--output", str(source.parent / "made.json")]) == FAILED
    assert "too few" in capsys.readouterr().err
    assert sorted(source.parent.iterdir()) == before


def test_a_missing_file_is_told_in_words(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["diff", str(source.parent / "none"), str(source)]) == FAILED
    assert (
        capsys.readouterr().err
        == f"conflict-events: {source.parent / 'none'}: cannot be read: No such file or directory\n"
    )


@pytest.mark.parametrize("option", ["--prefer=rules", "--format=brat", "--mapping=m.toml"])
def test_an_option_that_would_do_nothing_is_told(source: Path, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", str(source), "--output", str(source.parent / "out"), option]) == FAILED
    assert option.split("=")[0] in capsys.readouterr().err
    assert not (source.parent / "out").exists()


def test_a_format_without_configuration_is_told(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawn = source.parent / "drawn"
    command = ["preannotate", str(source), "--format", "project", "--output", str(drawn), "--configuration"]
    assert cli.main(command) == FAILED
    assert "--configuration: there is nothing to set up for --format project" in capsys.readouterr().err
    assert not drawn.exists()


def test_validate_tells_articles_that_are_not_there(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, gone = source.parent / "out", source.parent / "gone.jsonl"
    assert cli.main(["build", str(source), "--output", str(out), "--no-cache"]) == OK
    capsys.readouterr()
    assert cli.main(["validate", str(out), "--articles", str(source), str(gone)]) == FAILED
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", f"conflict-events: {gone}: no such file or folder: nothing was checked\n")


def test_validate_tells_articles_that_cannot_be_read(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, broken = source.parent / "out", source.parent / "broken.parquet"
    assert cli.main(["build", str(source), "--output", str(out), "--no-cache"]) == OK
    broken.write_bytes(b"PAR1")
    assert cli.main(["validate", str(out), "--articles", str(source), str(broken)]) == FOUND
    assert f"{broken}: " in capsys.readouterr().out


def test_validate_tells_why_no_article_is_among_those_given(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, other = source.parent / "out", source.parent / "other.csv"
    assert cli.main(["build", str(source), "--output", str(out), "--extractor", "rules", "--no-cache"]) == OK
    other.write_text("id,body\n1,x\n")
    assert cli.main(["validate", str(out), "--articles", str(other)]) == FOUND
    first, second = capsys.readouterr().out.splitlines()[:2]
    assert first == f"{other}:1: no column 'text' in the first line; its columns: 'id', 'body'"
    assert second.endswith("is not among those given")


def test_validate_tells_a_fault_on_one_line(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, other = source.parent / "out", source.parent / "other.jsonl"
    other.write_text(json.dumps({"article_id": "a\n::error::\x1b[2J", "text": TEXT}), encoding="utf-8")
    assert cli.main(["build", str(other), "--output", str(out), "--extractor", "rules", "--no-cache"]) == OK
    assert cli.main(["validate", str(out), "--articles", str(source)]) == FOUND
    told = capsys.readouterr().out.splitlines()
    assert told and all(line.endswith("its article a ::error:: [2J is not among those given") for line in told)


@pytest.mark.parametrize(
    "command",
    [("report", "{out}", "--output", "{out}/report.html"),
     ("export", "{out}", "--as", "geojson", "--output", "{out}/data/flat/events.csv"),
     ("build", "{source}", "--output", "{out}/data/x"),
     ("build", "{source}", "--output", "{link}/x"),
     ("build", "{source}", "--output", "{out}", "--extractor", "rules", "--check", "--json", "{out}/changes.json")],
)  # fmt: skip
def test_nothing_is_written_into_a_data_set(
    source: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    out, link = source.parent / "out", source.parent / "link"
    assert cli.main(["build", str(source), "--output", str(out), "--extractor", "rules"]) == OK
    link.symlink_to(out / "data")
    assert cli.main([part.format(out=out, source=source, link=link) for part in command]) == FAILED
    assert f"lies in the data set {out}, which holds what its build made" in capsys.readouterr().err
    assert cli.main(["validate", str(out)]) == OK


def test_annotations_of_another_format_than_named_are_told(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawn, out = source.parent / "drawn", source.parent / "out"
    assert cli.main(["preannotate", str(source), "--format", "brat", "--output", str(drawn)]) == OK
    options = ["--extractor", "annotations", "--annotations", str(drawn), "--format", "doccano"]
    assert cli.main(["build", str(source), "--output", str(out), *options]) == FAILED
    assert "no annotations of format 'doccano'" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("form", ["", "doccano", "brat"])
@pytest.mark.parametrize("packed", [b"PK\3\4{}", gzip.compress(b"{}", mtime=0)], ids=["zip", "gzip"])
def test_annotations_that_are_packed_are_told(
    source: Path, form: str, packed: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    export = source.parent / "export.zip"
    export.write_bytes(packed)
    options = ["--extractor", "annotations", "--annotations", str(export), *(["--format", form] if form else [])]
    assert cli.main(["build", str(source), "--output", str(source.parent / "out"), *options]) == FAILED
    assert capsys.readouterr().err.startswith(f"conflict-events: {export}: packed, and not as INCEpTION ")


def test_no_input_at_all_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["extract", str(tmp_path / "none.jsonl")]) == FAILED
    assert "none.jsonl: cannot be read" in capsys.readouterr().err


def test_wrong_usage_fails(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["build"])
    assert stopped.value.code == FAILED
    assert "--output" in capsys.readouterr().err


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_help_shows_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main([command, "--help"])
    shown = capsys.readouterr().out
    assert f"example: conflict-events {command} " in shown
    assert STATUS in shown


@pytest.mark.parametrize(
    ("command", "told"), [(["build", "--output", "here"], "; here is unchanged"), (["extract"], "")]
)
def test_who_stops_a_command_is_told_of_what_it_makes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str], told: str
) -> None:
    def stop(*_: Any) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(f"conflict_events.commands.{command[0]}.run", stop)
    assert cli.main(command) == FAILED
    assert capsys.readouterr().err == f"conflict-events: stopped{told}\n"


@pytest.mark.parametrize("module", ["cli", "terminal", "commands.build", "commands.common", "building.build"])
def test_who_stops_the_program_while_it_starts_sees_no_traceback(module: str, tmp_path: Path) -> None:
    stopping = f"""
import sys
class Stop:
    def find_spec(self, name, *_):
        if name == "conflict_events.{module}":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stop())
from conflict_events.__main__ import main
sys.exit(main())
"""
    program = [sys.executable, "-c", stopping, "build", "--output", tmp_path / "out"]
    done = subprocess.run(program, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (FAILED, "")
    assert done.stderr.startswith("conflict-events: stopped") and len(done.stderr.splitlines()) == 1


def program(*arguments: str | Path, shell: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command line as a process of its own, ``shell`` behind it."""
    command = shlex.join([sys.executable, "-m", "conflict_events.cli", *map(str, arguments)])
    return subprocess.run(["sh", "-c", f"{command} {shell}"], capture_output=True, env={**os.environ, **environment})


def test_output_is_utf_8_whatever_the_system_says(source: Path, tmp_path: Path) -> None:
    plain = program("extract", source, "--extractor", "rules")
    (tmp_path / "old.jsonl").write_bytes(plain.stdout)
    (tmp_path / "b.jsonl").write_bytes(b"")
    assert plain.returncode == OK and TEXT.split()[0] in plain.stdout.decode()
    ascii_only = program("extract", source, "--extractor", "rules", PYTHONIOENCODING="ascii")
    assert (ascii_only.returncode, ascii_only.stdout) == (OK, plain.stdout)
    done = program("diff", tmp_path / "old.jsonl", tmp_path / "b.jsonl", PYTHONIOENCODING="ascii")
    assert done.returncode == FOUND and TEXT.split()[0] in done.stdout.decode() and not done.stderr


def test_names_of_files_are_utf_8_whatever_the_system_says(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "مقالات"
    folder.mkdir()
    (folder / "خبر.txt").write_text(TEXT, encoding="utf-8")
    (folder / "صورة.png").write_bytes(b"")
    build = ("build", folder, "--extractor", "rules", "--no-cache", "--output")
    plain = program(*build, tmp_path / "بيانات")
    old = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ascii_only = program(*build, tmp_path / "أخرى", **old)
    assert plain.returncode == PARTIAL and "صورة.png" in plain.stderr.decode()
    assert (ascii_only.returncode, ascii_only.stderr) == (
        PARTIAL,
        plain.stderr.replace("بيانات".encode(), "أخرى".encode()),
    )
    assert b'"name": "\xd9\x85' in (tmp_path / "أخرى" / "manifest.json").read_bytes()
    assert program("diff", tmp_path / "بيانات", tmp_path / "أخرى", **old).returncode == OK


def test_a_closed_stream_is_one_of_nothing(source: Path, tmp_path: Path) -> None:
    rules = ("--extractor", "rules")
    done = program("build", "-", "--output", tmp_path / "out", *rules, shell="<&-")
    told = b"conflict-events: nothing was made: the input holds no article\n"
    assert (done.returncode, done.stderr) == (FAILED, told)
    done = program("build", source, "--output", tmp_path / "out", *rules, shell=">&- <&-")
    assert done.returncode == OK and (tmp_path / "out").is_dir()
    source.write_text("no JSON\n" + source.read_text(encoding="utf-8"), encoding="utf-8")
    done = program("extract", source, *rules, shell="2>&-")
    assert done.returncode == PARTIAL and [json.loads(line) for line in done.stdout.splitlines()]
    done = program("mentions", "-", shell="<&-")
    assert (done.returncode, done.stderr) == (FAILED, told.replace(b"nothing", b"standard input: nothing"))


@pytest.mark.parametrize("gone", [True, False])
def test_the_exit_status_is_true_where_nobody_takes_what_is_told(source: Path, tmp_path: Path, gone: bool) -> None:
    source.write_text(f"no JSON\nno JSON\n{source.read_text(encoding='utf-8')}\n", encoding="utf-8")
    reading, pipe = os.pipe()
    os.close(reading)

    def status(*command: str | Path) -> tuple[int, bytes]:
        told = [sys.executable, "-m", "conflict_events.cli", *map(str, command)]
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(told, stdout=subprocess.PIPE, stderr=pipe if gone else full)
        return done.returncode, done.stdout

    assert status("build", source, "--output", tmp_path / "out", "--extractor", "rules") == (PARTIAL, b"")
    assert (tmp_path / "out").is_dir()
    extracted, lines = status("extract", source, "--extractor", "rules")
    assert extracted == PARTIAL and lines
    assert status("diff", tmp_path / "none", source) == (FAILED, b"")
    os.close(pipe)


@pytest.mark.parametrize(
    "command",
    [["build", "--output"], ["report", "events", "--output"], ["preannotate", "a", "--format", "brat", "--output"],
     ["score", "a", "b", "--html"], ["export", "events", "--as", "cameo", "--output"], ["agree", "a", "b", "--disagreements"],
     ["agree", "a", "b", "--output"]],
)  # fmt: skip
def test_what_is_made_has_a_name(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main([*command, "/"])
    assert stopped.value.code == FAILED
    assert "a file or folder with a name of its own, not '/'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command",
    [["build", "", "--output", "b"], ["build", "a", "--output", ""], ["build", "a", "--output", "b", "--cache", ""],
     *(["build", "a", "--output", "b", option, ""] for option in ("--annotations", "--mapping", "--model")),
     ["extract", ""], ["mentions", ""], ["preannotate", "", "--format", "brat", "--output", "b"], ["validate", ""],
     ["validate", "a", "--articles", ""], ["train", "", "--articles", "a", "--output", "b"],
     ["train", "a", "--articles", "", "--output", "b"], ["score", "", "a"], ["score", "a", ""], ["agree", "a", ""],
     ["score", "a", "b", "--articles", ""], ["agree", "a", "b", "--articles", ""], ["agree", "a", "b", "--settled", ""],
     ["calibrate", "", "a", "--output", "b"],
     ["calibrate", "a", "", "--output", "b"], ["diff", "", "a"], ["diff", "a", ""], ["cache", "info", "--cache", ""],
     ["export", "", "--as", "cameo", "--output", "b"], ["report", ""], ["report", "a", "--output", ""]],
)  # fmt: skip
def test_an_empty_name_is_not_the_folder_that_we_stand_in(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(f"conflict_events.commands.{command[0]}.run", lambda _: OK)
    with pytest.raises(SystemExit) as stopped:
        cli.main(command)
    assert stopped.value.code == FAILED
    assert "the name of a file or folder, not ''" in capsys.readouterr().err


@pytest.mark.parametrize(("number", "told"), [(0, "0 articles"), (1, "1 article"), (2, "2 articles")])
def test_what_is_counted_agrees_with_its_number(number: int, told: str) -> None:
    assert counted(number, "article") == told


def test_one_article_is_told_as_one(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["preannotate", str(source), "--format", "brat", "--output", str(tmp_path / "out")]) == OK
    assert capsys.readouterr().err.endswith("out: 1 article, 0 rejected\n")


def test_extract_finds_events_as_it_is_told(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in set(extractors.NAMES) - {"annotations"}:
        assert cli.main(["extract", str(source), "--extractor", name]) == OK
        made = {json.loads(line)["extractor"] for line in capsys.readouterr().out.splitlines()}
        assert made == {name}


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [c for c in cli.COMMANDS if not re.search(rf"conflict-events {c}\b", readme)] == []


@pytest.mark.parametrize("name", ["", " ", "a\nb", "a}", "a\\b"])
def test_an_author_has_a_name_that_can_be_cited(source: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["build", str(source), "--output", str(source.parent / "out"), "--author", name])
    assert stopped.value.code == FAILED
    assert "argument --author: a name" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "told"),
    [("CC-BY-4.0", "CC-BY-4.0"), ("cc-by-4.0", "CC-BY-4.0"), ("LicenseRef-ours", "LicenseRef-ours"), ("CC-BY-9", None),
     ("CC BY", None), ("MIT OR 0BSD", None), ("", None)],
)  # fmt: skip
def test_a_licence_is_one_of_the_spdx_list(source: Path, tmp_path: Path, given: str, told: str | None) -> None:
    command = ["build", str(source), "--output", str(tmp_path / "out"), "--extractor", "rules", "--license", given]
    if told is None:
        with pytest.raises(SystemExit):
            cli.main(command)
        assert not (tmp_path / "out").exists()
    else:
        assert cli.main(command) == OK
        assert json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["license"] == told


@pytest.mark.parametrize("command", ["extract", "mentions"])
def test_output_that_nobody_takes_is_a_failure_that_is_told_once(source: Path, command: str) -> None:
    # Output waits in a buffer, as it does in a pipe, or does not.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    unbuffered = {**environment, "PYTHONUNBUFFERED": "1"}
    program = [sys.executable, "-m", "conflict_events.cli", command, str(source)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(program, stdout=full, stderr=subprocess.PIPE, text=True, env=environment)
    assert (done.returncode, done.stderr) == (FAILED, "conflict-events: standard output: No space left on device\n")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(program, stdout=full, stderr=subprocess.PIPE, text=True, env=unbuffered)
    assert (done.returncode, done.stderr) == (FAILED, "conflict-events: No space left on device\n")
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(program, stdout=writing, stderr=subprocess.PIPE, text=True, env=environment)
    os.close(writing)
    assert (done.returncode, done.stderr) == (FAILED, "")


@pytest.mark.parametrize("command", ["extract", "mentions"])
def test_an_input_without_articles_fails(tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.jsonl").touch()
    assert cli.main([command, str(tmp_path / "empty.jsonl")]) == FAILED
    assert "empty.jsonl: nothing was made" in capsys.readouterr().err


def test_options_that_undo_each_other_are_refused(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, cache = str(source.parent / "out"), str(source.parent / "cache")
    with pytest.raises(SystemExit):
        cli.main(["build", str(source), "--output", out, "--cache", cache, "--no-cache"])
    assert cli.main(["cache", "info", "--cache", cache, "--all"]) == FAILED
    assert "--all needs prune" in capsys.readouterr().err


def test_why_nothing_can_be_compared_is_told_though_it_cannot_be_written(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = source.parent / "gone" / "x.json"
    command = ["build", str(source), "--output", str(source.parent / "out"), "--extractor", "magic", "--check"]
    assert cli.main([*command, "--json", str(gone)]) == FAILED
    assert "no extractor 'magic'" in capsys.readouterr().err


@pytest.mark.parametrize(("faults", "lines"), [(99, 99), (100, 100), (101, 101), (5000, 101)])
def test_a_hundred_faults_are_listed(
    faults: int, lines: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("conflict_events.publishing.check._faults", lambda *_: iter(["x"] * faults))
    assert cli.main(["validate", str(tmp_path)]) == FOUND
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == lines and ("more than 100 faults" in told.out) == (faults > 100)
    assert told.err == f"{tmp_path}: not valid\n"
