"""The snippets of the README and of the card run as they stand."""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from conflict_events import quality
from conflict_events.building.worker import Worker
from conflict_events.encoder import file
from conflict_events.evaluation import evaluate
from conflict_events.records import Article
from conflict_events.trained import extractor

ROOT = Path(__file__).parents[1]


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)


README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def here(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the sample is built into ``events``, as the snippets name it."""
    import datasets

    monkeypatch.chdir(sample.parent)
    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", str(tmp_path))
    return sample.parent


def test_the_record_that_is_shown_is_what_is_made() -> None:
    (shown,) = map(json.loads, blocks(README, "json"))
    (sentence,) = re.findall(r"^> (.*)$", README, re.M)
    (day,) = re.findall(r"^published ([0-9-]+), becomes", README, re.M)
    article = Article("a", sentence, published=datetime.date.fromisoformat(day))
    made = json.loads(json.dumps(Worker().result(article).events, default=str))
    assert _shown_of(shown, made[0]) == shown


def _shown_of(shown: Any, made: Any) -> Any:
    """What was made, without the keys that are not shown."""
    if isinstance(shown, dict):
        return {key: _shown_of(value, made[key]) for key, value in shown.items()}
    if isinstance(shown, list):
        return [*map(_shown_of, shown, made), *made[len(shown) :]]
    return made


def test_the_figures_of_the_models_are_those_that_were_measured() -> None:
    told = " ".join(README.split())
    trained, taught = extractor.shipped("ar").card, file.shipped("ar").card
    held_out, known, unknown = taught["held_out"], *quality.load()["samples"]
    history = (ROOT / "tests" / "measure" / "history.tsv").read_text(encoding="utf-8").splitlines()
    figures = {name: float(value) for _, name, value in (line.split("\t") for line in history[1:])}

    def mean(sample: dict[str, Any]) -> float:
        return sum(sample["fields"][name]["f1"] for name in evaluate.HEADLINE) / len(evaluate.HEADLINE)

    for pattern, measured in (
        (r"learned from ([\d,]+) articles \(", trained["articles"]),
        (r"articles \(([\d,]+) events\)", trained["events"]),
        (r"of which ([\d,]+) with much conflict", trained["measured"]),
        (r"mean F1 of the fields is ([\d.]+) on these", trained["cross_validated"]["trained"]["fields"]),
        (r"of the rules alone ([\d.]+);", trained["cross_validated"]["rules"]["fields"]),
        (r"on these and on ([\d,]+) that nobody", taught["more"]),
        (r"on ([\d,]+) held out", held_out["measured"]),
        (r"mean F1 of the fields is ([\d.]+) on [\d,]+ held out", held_out["figures"]["encoder"]["fields"]),
        (r"thresholds were chosen \(([\d.]+) by the model alone", held_out["figures"]["trained"]["fields"]),
        (r"it is ([\d.]+) on the [\d,]+ that the rules", mean(known)),
        (r"on the ([\d,]+) that the rules", known["articles"]),
        (r"in view \(([\d.]+) by the model alone", figures["dev without encoder fields"]),
        (r"and ([\d.]+) on [\d,]+ others", mean(unknown)),
        (r"on ([\d,]+) others, long", unknown["articles"]),
    ):
        (found,) = re.findall(pattern, told)
        # Shares are told to three digits, of figures that are kept to four.
        assert float(found.replace(",", "")) == pytest.approx(measured, abs=0.00055), pattern


def test_how_far_records_can_be_relied_on_is_what_was_measured() -> None:
    told = " ".join(README.split())
    unknown = quality.load()["samples"][1]
    fields = unknown["fields"]
    for pattern, measured in (
        (r"On ([\d,]+) articles that neither rules nor models", unknown["articles"]),
        (r"(\d+) of 100 events that were found are right", 100 * fields["events"]["p"]),
        (r"(\d+) of 100 in every field", 100 * fields["record"]["p"]),
        (r"(\d+) of 100 that people annotated were found", 100 * fields["events"]["r"]),
    ):
        (found,) = re.findall(pattern, told)
        assert float(found) == pytest.approx(measured, abs=0.5), pattern


def test_the_readme_has_snippets_for_every_tool() -> None:
    assert len(blocks(README, "python")) >= 2
    assert blocks(README, "sql") and blocks(README, "r")


@pytest.mark.parametrize("snippet", blocks(README, "python"))
def test_a_python_snippet_runs(here: Path, snippet: str) -> None:
    made: dict[str, object] = {}
    exec(compile(snippet, "README.md", "exec"), made)
    tables = [v for k, v in made.items() if hasattr(v, "__len__") and not k.startswith("__")]
    assert tables and all(len(t) > 0 for t in tables)  # type: ignore[arg-type]


@pytest.mark.parametrize("snippet", blocks(README, "sql"))
def test_an_sql_snippet_runs(here: Path, snippet: str) -> None:
    import duckdb

    assert duckdb.sql(snippet).fetchall()


@pytest.mark.parametrize("snippet", blocks(README, "r"))
def test_an_r_snippet_runs(here: Path, snippet: str) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("R is not installed")
    needed = re.findall(r"(\w+)::", snippet)
    missing = "".join(f'if (!requireNamespace("{name}")) quit(status = 77)\n' for name in needed)
    script = (
        f"{missing}{snippet}\nstopifnot(nrow(events) > 0, names(events)[1] == 'event_id', is.character(events$adm_1))"
    )
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, env=environment)
    if done.returncode == 77:
        pytest.skip(f"the R package {needed[0]} is not installed")
    assert done.returncode == 0, done.stderr
    assert "Warning" not in done.stderr


def test_r_reads_codes_with_their_zeros(here: Path) -> None:
    import pandas

    read = blocks(README, "r")[-1]
    table = pandas.read_parquet("events/data/flat/events.parquet").select_dtypes(["object", "string"])
    numbers = {name for name in table if pandas.to_numeric(table[name].dropna(), errors="coerce").notna().any()}
    # An article's id is what came in.
    assert numbers and [n for n in numbers | {"article_id"} if f'{n} = "character"' not in read] == []


@pytest.mark.parametrize("language", ["python", "sql"])
def test_the_snippets_of_the_card_run(here: Path, language: str) -> None:
    import duckdb

    snippets = blocks((here / "events" / "README.md").read_text(encoding="utf-8"), language)
    assert snippets
    for snippet in snippets:
        told = snippet.replace("FOLDER", str(here / "events"))
        if language == "sql":
            assert duckdb.sql(told).fetchall()
        else:
            made: dict[str, object] = {}
            exec(compile(told, "card", "exec"), made)
            assert len(made["table"]) == len(made["events"])  # type: ignore[arg-type]
