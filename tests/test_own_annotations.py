"""The project's own annotations: each says what its file promises, and the files made of them are those that training reads."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import annotated
import pytest

from conflict_events.evaluation import event_files

FILES = sorted(path.stem for path in annotated.ANNOTATED.glob("*.jsonl"))
TEXT = "قصفت طائرات مواقع في البلدة أمس.\n\nوقتل في القصف ثلاثة جنود."


def at(words: str) -> list[int]:
    """Where words of the text stand."""
    return [TEXT.index(words), TEXT.index(words) + len(words)]


FIRST, SECOND = TEXT.split("\n\n")
EVENT = {
    "type": "ASSAULT",
    "status": "actual",
    "sentence": at(FIRST),
    "trigger": at("قصفت"),
    "mentions": [[*at(SECOND), *at("القصف")]],
    "date": [*at("أمس"), "2020-01-01", "2020-01-01", "day"],
}


def places(event: dict[str, Any]) -> Iterator[list[int]]:
    """All stretches of an event, as start and end."""
    yield from (event["sentence"], event["trigger"])
    for mention in event.get("mentions", ()):
        yield from (mention[:2], mention[2:])
    for field in ("actor", "recipient", "location", "amount"):
        yield from (item[:2] for item in event.get(field, ()))
    yield from (event[field][:2] for field in ("date", "source") if field in event)


@pytest.mark.parametrize("name", FILES)
def test_every_annotation_is_of_one_article_and_well_formed(name: str) -> None:
    rows = list(annotated.rows(name))
    assert len({row["article_id"] for row in rows}) == len(rows)
    for row in rows:
        for event in row["events"]:
            assert all(0 <= start < end for start, end in places(event)), row["article_id"]
            told = [(event["sentence"], event["trigger"]), *((m[:2], m[2:]) for m in event.get("mentions", ()))]
            assert all(s[0] <= t[0] and t[1] <= s[1] for s, t in told), row["article_id"]
            assert event["status"] in ("actual", "future", "hypothetical", "negated")
            assert annotated.told(event, "")["type"] == event["type"]


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(("-again", "-settled"))])
def test_further_annotations_are_of_articles_of_the_set(name: str) -> None:
    known = {row["article_id"]: row["sha256"] for row in annotated.rows(name.rpartition("-")[0])}
    assert all(known[row["article_id"]] == row["sha256"] for row in annotated.rows(name))


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus of three articles and a set of two, one of which was settled; the annotated folder stands beside it."""
    folder = tmp_path / "annotated"
    folder.mkdir()
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    row = {"article_id": "a", "sha256": digest, "events": [EVENT]}
    for name, rows in {"own": [row, {**row, "article_id": "b"}], "own-settled": [{**row, "events": []}]}.items():
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    (tmp_path / annotated.CORPUS).parent.mkdir()
    with gzip.open(tmp_path / annotated.CORPUS, "wt", encoding="utf-8") as stream:
        for article_id in "abc":
            stream.write(json.dumps({"article_id": article_id, "title": None, "text": TEXT}) + "\n")
    monkeypatch.setattr(annotated, "ANNOTATED", folder)
    return tmp_path


def test_files_for_training_are_written(shared: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"
    annotated.write(made, shared, "own")
    texts = {"a": TEXT, "b": TEXT}
    gold = event_files.read_events(made / "events.jsonl", texts)
    assert [len(gold[i]) for i in "ab"] == [1, 1]
    assert [TEXT[t.start : t.end] for t in gold["b"][0].triggers] == ["قصفت", "القصف"]
    assert event_files.read_events(made / "settled.jsonl", texts) == {"a": []}
    others = (made / "others.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["article_id"] for line in others] == ["c"]
    assert not (made / "again.jsonl").exists()


@pytest.mark.parametrize("name", ["own", "own-settled"])
def test_another_text_than_the_annotated_one_is_told(shared: Path, tmp_path: Path, name: str) -> None:
    path = shared / "annotated" / f"{name}.jsonl"
    row = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    path.write_text(json.dumps({**row, "sha256": "0" * 64}) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="a: not the text that was annotated"):
        annotated.write(tmp_path / "made", shared, "own")


def test_without_the_corpus_there_is_nothing_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["annotated.py", str(tmp_path / "made"), "--shared", str(tmp_path)])
    assert annotated.main() == 2
    assert "no corpus" in capsys.readouterr().err and not (tmp_path / "made").exists()
