"""Confidence: fitted on annotated articles, the same from the same input, and applied from the language's folder."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_events import cli
from conflict_events.evaluation import calibration, event_files, reliability
from conflict_events.extraction import compiled
from conflict_events.linking.confidence import UNKNOWN, Confidence, features
from conflict_events.linking.drafts import Draft
from conflict_events.records import Article
from conflict_events.terminal import FAILED, OK

FULL = "قصفت طائرات الجيش السوري بلدة كفرنبل يوم 3 مايو 2020."
BARE = "اعتقلت الشرطة متظاهرين."


def drafts(text: str) -> list[Draft]:
    extractor = compiled.load("ar")
    return extractor.drafts(extractor.finders.read(Article("a", text)))


@pytest.fixture
def annotated(tmp_path: Path) -> tuple[Path, Path]:
    """Articles of which every event of the full kind is right and none of the bare kind."""
    articles, gold = tmp_path / "articles.jsonl", tmp_path / "gold.jsonl"
    rows = [{"article_id": f"a{n:02}", "text": FULL if n % 2 else BARE} for n in range(60)]
    articles.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    event = {"id": "E1", "type": "ASSAULT", "status": "actual", "sentence": FULL, "trigger": "قصفت"}
    told = [{"article_id": r["article_id"], "events": [event] if r["text"] == FULL else []} for r in rows]
    gold.write_text("".join(json.dumps(r) + "\n" for r in told), encoding="utf-8")
    return articles, gold


def calibrated(articles: Path, gold: Path, output: Path) -> dict[str, Any]:
    assert cli.main(["calibrate", str(articles), str(gold), "--output", str(output)]) == OK
    data: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
    return data


def test_what_is_often_right_is_more_sure(annotated: tuple[Path, Path], tmp_path: Path) -> None:
    data = calibrated(*annotated, tmp_path / "confidence.json")
    confidence = Confidence(data)
    (full,), (bare,) = drafts(FULL), drafts(BARE)
    assert confidence.of(full) > 0.7 and confidence.of(bare) < 0.3
    assert (data["fitted_on"]["articles"], data["fitted_on"]["events"], data["fitted_on"]["right"]) == (60, 60, 30)
    assert [(b["events"], b["right"]) for b in data["reliability"]["bins"]] == [(30, 0.0), (30, 1.0)]


def test_the_order_of_the_articles_does_not_matter(annotated: tuple[Path, Path], tmp_path: Path) -> None:
    articles, gold = annotated
    data = calibrated(articles, gold, tmp_path / "one.json")
    for file in annotated:
        file.write_text("".join(reversed(file.read_text(encoding="utf-8").splitlines(keepends=True))), encoding="utf-8")
    assert calibrated(articles, gold, tmp_path / "two.json") == data
    articles.write_text(articles.read_text(encoding="utf-8").replace("2020", "2021"), encoding="utf-8")
    gold.write_text(gold.read_text(encoding="utf-8").replace("2020", "2021"), encoding="utf-8")
    changed = calibrated(articles, gold, tmp_path / "three.json")
    assert changed["fitted_on"]["sha256"] != data["fitted_on"]["sha256"]


def test_articles_may_lie_in_several_files(annotated: tuple[Path, Path], tmp_path: Path) -> None:
    articles, gold = annotated
    data = calibrated(articles, gold, tmp_path / "whole.json")
    told = articles.read_text(encoding="utf-8").splitlines(keepends=True)
    halves = [str(tmp_path / "one.jsonl"), str(tmp_path / "two.jsonl")]
    for half, rows in zip(halves, (told[:30], told[30:]), strict=True):
        Path(half).write_text("".join(rows), encoding="utf-8")
    output = tmp_path / "halves.json"
    assert cli.main(["calibrate", *halves, str(gold), "--output", str(output)]) == OK
    assert json.loads(output.read_text(encoding="utf-8")) == data


def test_too_few_events_fit_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"article_id": "a", "text": FULL}), encoding="utf-8")
    (tmp_path / "g.jsonl").write_text('{"article_id": "a", "events": []}')
    output = tmp_path / "confidence.json"
    command = ["calibrate", str(tmp_path / "a.jsonl"), str(tmp_path / "g.jsonl"), "--output", str(output)]
    assert cli.main(command) == FAILED
    assert "1 event, 0 of them right, in 1 article: too few" in capsys.readouterr().err
    assert not output.exists()


def test_an_event_has_the_status_that_is_published_of_it() -> None:
    text = "مظاهرة في مدينة صنعاء يوم 5 أبريل 2020 احتجاجا على القصف"
    article = Article("a", text, published=date(2020, 4, 1))
    told = [{"type": "PROTEST", "status": "future", "sentence": text, "trigger": "مظاهرة"}]
    _, found = calibration.sample([article], {"a": list(event_files.told_events("a", told, text))})
    assert found.right[:1] == [True]


def test_half_a_character_in_an_annotation_is_no_hindrance() -> None:
    told = [{"type": "ASSAULT", "sentence": f"{FULL}\ud83d", "trigger": "قصفت"}]
    gold = {"a": list(event_files.told_events("a", told, FULL))}
    assert calibration.digest([Article("a", FULL)], gold) != calibration.digest([Article("a", FULL)], {"a": []})


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_bins_hold_every_event_once(events: list[tuple[float, bool]]) -> None:
    bins = reliability.bins(events, calibration.BORDERS, calibration.DIGITS)
    assert sum(b.events for b in bins) == len(events)
    assert sum(b.events * b.right for b in bins) == pytest.approx(sum(r for _, r in events), abs=0.01 * len(events))
    assert all(b.low - 1e-4 <= b.confidence <= b.high + 1e-4 for b in bins)


def test_a_language_without_fitted_weights_knows_nothing_of_its_confidence() -> None:
    (draft,) = drafts(FULL)
    assert Confidence({}).of(draft) == UNKNOWN


def test_the_weights_that_are_shipped_are_applied() -> None:
    extractor = compiled.load("ar")
    data = extractor.language.data["confidence"]
    (draft,) = drafts(FULL)
    assert set(data["weights"]) == set(features(draft))
    (frame,) = extractor(extractor.finders.read(Article("a", FULL)))
    assert frame.confidence == Confidence(data).of(draft) != UNKNOWN
