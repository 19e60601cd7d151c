"""The bench measures what it says it measures: every row is there, and the stages of a build are those that it goes through."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import bench
import evaluate
import peers
import pytest

from conflict_events import language

PEERS = ("words by re", "Aho-Corasick pass", "EDS-NLP matcher", "spaCy PhraseMatcher")
RATIOS = ("build", "cut and match the lexicon", "match the lexicon")
STAGES = {
    "load the tables", "read", "mark copies", "cut into sentences", "match the lexicon", "find triggers", "find actors",
    "find places", "find dates", "find amounts", "find sources", "link", "merge", "decide by the model", "assemble",
    "validate", "publish", "everything else",
}  # fmt: skip
ROWS = {
    *(f"{ratio} / {peer}" for ratio in RATIOS for peer in PEERS),
    "one worker / two workers",
    "start-up / Python alone",
    "the same of processes that only count",
    *(
        f"{what}, {w}"
        for what in ("articles", "sentences", "text", "peak memory")
        for w in ("one worker", "two workers")
    ),
    "peak memory, each further article",
    "start-up, build of a short article",
    "start-up, the first after an installation",
    "start-up, ready for the first sentence",
    "start-up, Python alone",
    "cost: in the process that reads and publishes",
    "cost: in workers",
    *(f"stage: {stage}" for stage in STAGES),
    *(f"pass: {peer}" for peer in PEERS),
    "corpus: articles",
    "corpus: sentences",
    "corpus: text",
}
ARTICLES = 6


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], list[list[str]]]:
    """The rows of a table by name, and those of its history file, on a corpus that it makes itself."""
    place = tmp_path_factory.mktemp("bench")
    history = place / "bench.tsv"
    command = [sys.executable, bench.__file__, "--articles", str(ARTICLES), "--repeat", "1", "--shared", str(place / "none"),
               "--record", "--history", str(history)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True)
    if "not a git repository" in done.stderr:
        pytest.skip("not a git checkout")
    assert done.returncode == 0, done.stderr
    table = [re.split(r" {2,}", line) for line in done.stdout.splitlines() if not line.startswith("#")]
    return {row[0]: row[1] for row in table}, [x.split("\t") for x in history.read_text().splitlines()]


def test_every_row_is_there_with_a_figure(told: tuple[dict[str, str], list[list[str]]]) -> None:
    table, _ = told
    assert set(table) == ROWS
    missing = {name for name, value in table.items() if value == "not installed"}
    assert all(name.endswith(PEERS[1:]) for name in missing)
    figure = re.compile(r"-?[\d,]+(\.\d+)?( [A-Za-z].*)?")
    assert [(n, v) for n, v in table.items() if n not in missing and not figure.fullmatch(v)] == []
    assert float(table["corpus: articles"]) == ARTICLES


def test_what_is_recorded_is_the_table(told: tuple[dict[str, str], list[list[str]]]) -> None:
    table, recorded = told
    assert recorded[0] == ["commit", "figure", "value", "unit"]
    assert [row[1] for row in recorded[1:]] == [name for name, value in table.items() if value != "not installed"]


def test_every_stage_takes_some_of_the_time(told: tuple[dict[str, str], list[list[str]]]) -> None:
    _, recorded = told
    assert {
        row[1].removeprefix("stage: ") for row in recorded if row[1].startswith("stage: ") and float(row[2]) > 0
    } == STAGES - {"mark copies"}


def test_what_one_process_and_the_workers_do_is_all_but_loading(told: tuple[dict[str, str], list[list[str]]]) -> None:
    figures = {row[1]: float(row[2]) for row in told[1][1:]}
    stages = sum(figures[f"stage: {stage}"] for stage in STAGES - {"load the tables"})
    costs = figures["cost: in the process that reads and publishes"] + figures["cost: in workers"]
    assert costs == pytest.approx(stages, rel=1e-3)


def test_a_way_through_the_text_makes_no_tables_that_it_does_not_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = tmp_path / "a.jsonl"
    corpus.write_text(json.dumps({"article_id": "a", "text": "قتل جنديان في تدمر."}) + "\n", encoding="utf-8")
    monkeypatch.setattr(language, "load", lambda _: pytest.fail("the tables are read"))
    for module in ("ahocorasick", "edsnlp", "spacy"):
        # As where it is not installed.
        monkeypatch.setitem(sys.modules, module, None)
    assert peers.measure("words", corpus)["found"] == 4
    assert [peers.measure(name, corpus) for name in ("aho-corasick", "edsnlp", "spacy")] == [{}, {}, {}]


def test_that_there_is_no_commit_to_record_is_told_before_the_measure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "REPOSITORY", tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setattr(bench, "measure", lambda *_: pytest.fail("is measured"))
    for path, reason in ((os.environ["PATH"], "not a git repository"), ("", "No such file or directory: 'git'")):
        monkeypatch.setenv("PATH", path)
        with pytest.raises(SystemExit) as stopped:
            bench.main(["--record"])
        assert stopped.value.code == 2
        assert reason in capsys.readouterr().err


def test_figures_are_recorded_under_the_commit_that_was_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gold").mkdir()
    quality, history = tmp_path / "builders" / "quality.json", tmp_path / "history.tsv"
    quality.parent.mkdir()
    quality.write_text("{}\n", encoding="utf-8")
    for command in ("init -q", "add builders", "-c user.name=a -c user.email=a@b.c commit -q -m a"):
        subprocess.run(["git", "-C", str(tmp_path), *command.split()], check=True)
    head = ["git", "-C", str(tmp_path), "rev-parse", "--short=10", "HEAD"]
    commit = subprocess.run(head, check=True, capture_output=True, text=True).stdout.strip()
    for place in (evaluate, evaluate.bench):
        monkeypatch.setattr(place, "REPOSITORY", tmp_path)
    monkeypatch.setattr(evaluate, "QUALITY", quality)
    monkeypatch.setattr(evaluate, "HISTORY", history)
    monkeypatch.setattr(evaluate, "measure", lambda *_: ({"dev events F1": 0.5}, []))
    monkeypatch.setattr(sys, "argv", ["evaluate.py", "--shared", str(tmp_path), "--record"])
    assert evaluate.main() == 0
    assert history.read_text(encoding="utf-8").splitlines()[1:] == [f"{commit}\tdev events F1\t0.5000"]
    assert json.loads(quality.read_text(encoding="utf-8"))["samples"] == []


def test_what_is_measured_unless_told_otherwise_is_what_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [line.split("\t") for line in bench.HISTORY.read_text(encoding="utf-8").splitlines()]
    recorded = {int(row[2]) for row in rows if row[1] == "corpus: articles"}
    measured: set[int] = set()

    def measure(_: Path, number: int, *__: Any) -> tuple[list[Any], list[str]]:
        measured.add(number)
        return [], []

    monkeypatch.setattr(bench, "measure", measure)
    bench.main([])
    assert measured == recorded
