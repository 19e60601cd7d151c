"""A build that only compares: what it tells, and that nothing is replaced."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conflict_events import cli
from conflict_events.terminal import FAILED, FOUND, OK
from folders import digest

TEXT = "قصفت طائرات مجهولة مستودعا قرب مدينة تدمر أمس، وقتل ثلاثة جنود."


def write(file: Path, published: str) -> Path:
    file.write_text(json.dumps({"article_id": "a", "text": TEXT, "published": published}) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    source = write(tmp_path / "articles.jsonl", "2020-05-06")
    command = ["build", str(source), "--output", str(tmp_path / "out")]
    assert cli.main(command) == OK
    return command


def test_what_the_input_makes_does_not_differ(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*command, "--check"]) == OK
    assert "is what the input makes" in capsys.readouterr().out


def test_what_would_change_is_told_and_nothing_is_replaced(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "articles.jsonl", "2020-05-07")
    before = digest(tmp_path / "out")
    summary = tmp_path / "summary.md"
    summary.write_text("# before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert cli.main([*command, "--check", "--json", str(tmp_path / "changes.json")]) == FOUND
    assert digest(tmp_path / "out") == before
    shown = capsys.readouterr().out
    assert "differs: data/events/part-00000.parquet" in shown and "0 added, 0 gone, 1 changed" in shown
    changes = json.loads((tmp_path / "changes.json").read_text(encoding="utf-8"))
    assert changes["changed"] is True and changes["events"]["fields"] == {"date": 1, "published": 1}
    assert "manifest.json" in changes["files"]
    told = summary.read_text(encoding="utf-8")
    assert told.startswith("# before\n") and "| date | 1 |" in told


def test_what_is_rejected_is_listed_as_by_a_build(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source, file, summary = (tmp_path / name for name in ("articles.jsonl", "changes.json", "summary.md"))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    with source.open("a", encoding="utf-8") as stream:
        stream.write('{"text": 1}\n')
    assert cli.main([*command, "--check", "--json", str(file)]) == FOUND
    reason = f"{source}:2: text is int, not a string"
    assert f"rejected {reason}" in capsys.readouterr().err
    assert json.loads(file.read_text(encoding="utf-8"))["reasons"] == [reason]
    assert reason in summary.read_text(encoding="utf-8")


@pytest.mark.parametrize("measure", ["build", "score", "agree"])
def test_a_reader_who_goes_before_the_end_takes_no_file_along(command: list[str], tmp_path: Path, measure: str) -> None:
    write(tmp_path / "articles.jsonl", "2020-05-07")
    file, made = tmp_path / "asked-for", str(tmp_path / "out")
    asked = {
        "build": [*command, "--check", "--json", str(file)],
        "score": ["score", made, made, "--html", str(file)],
        "agree": ["agree", made, shutil.copytree(made, tmp_path / "other"), "--output", str(file)],
    }[measure]
    reading, writing = os.pipe()
    os.close(reading)
    program = [sys.executable, "-m", "conflict_events.cli", *map(str, asked)]
    # What is printed fails at once, as a long text does.
    subprocess.run(program, stdout=writing, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    os.close(writing)
    told = file.read_text(encoding="utf-8")
    assert measure != "build" or json.loads(told)["changed"] is True


def test_options_that_do_not_fit_leave_no_earlier_answer(command: list[str], tmp_path: Path) -> None:
    file = tmp_path / "changes.json"
    file.write_text('{"changed": false}')
    assert cli.main([*command, "--check", "--json", str(file), "--format", "brat"]) == FAILED
    told = json.loads(file.read_text(encoding="utf-8"))
    assert told["changed"] is None and "--annotations" in told["error"]


def test_a_file_that_only_stands_there_differs(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "out" / "README.md").unlink()
    (tmp_path / "out" / "notes.txt").write_text("mine")
    file = tmp_path / "changes.json"
    assert cli.main([*command, "--check", "--json", str(file)]) == FOUND
    changes = json.loads(file.read_text(encoding="utf-8"))
    assert changes["files"] == ["README.md", "notes.txt"]
    assert changes["events"]["counts"]["changed"] == 0


def test_nothing_to_compare_with_fails(command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*command[:-1], str(tmp_path / "none"), "--check"]) == FAILED
    assert "holds no data set to compare with" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("damage", [Path.unlink, lambda file: file.write_text("no json")])
def test_a_damaged_manifest_is_a_difference(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: Callable[[Path], object]
) -> None:
    damage(tmp_path / "out" / "manifest.json")
    assert cli.main([*command, "--check"]) == FOUND
    shown = capsys.readouterr().out
    assert "differs: manifest.json" in shown and "1 file would change" in shown


def test_an_article_that_went_without_events_is_told(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source, summary = tmp_path / "articles.jsonl", tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    with source.open("a", encoding="utf-8") as stream:
        stream.write('{"article_id": "b|c", "text": "طقس الغد مشمس."}\n')
    assert cli.main(command) == OK
    write(source, "2020-05-06")
    assert cli.main([*command, "--check"]) == FOUND
    shown = capsys.readouterr().out.splitlines()
    assert "2 articles, then 1: 0 added, 1 gone, 0 changed" in shown and "- article b|c: ok" in shown
    assert "| b\\|c | gone |" in summary.read_text(encoding="utf-8")


def test_half_a_data_set_is_nothing_to_compare_with(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(tmp_path / "out" / "data" / "events")
    assert cli.main([*command, "--check"]) == FAILED
    assert "holds no data set to compare with, data/events is missing" in capsys.readouterr().err


def test_input_that_makes_nothing_fails_and_says_so(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(tmp_path / "out")
    summary, file = tmp_path / "summary.md", tmp_path / "changes.json"
    file.write_text('{"changed": false}')
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    (tmp_path / "articles.jsonl").write_text('{"text": 1}')
    assert cli.main([*command, "--check", "--json", str(file)]) == FAILED
    assert digest(tmp_path / "out") == before
    told = json.loads(file.read_text(encoding="utf-8"))
    assert told["changed"] is None and told["error"]
    assert "cannot be told what would change" in summary.read_text(encoding="utf-8")


def test_a_fault_of_the_program_is_no_change(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Python leaves with 1, which would say that something changed."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr("conflict_events.building.build.build", broken)
    assert cli.main([*command, "--check"]) == FAILED
    assert "RuntimeError: a fault" in capsys.readouterr().err


def test_json_needs_check(command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*command, "--json", str(tmp_path / "changes.json")]) == FAILED
    assert "--json needs --check" in capsys.readouterr().err
