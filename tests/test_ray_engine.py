"""Extraction over Arrow tables and on Ray: the same results as in this process, whatever is lost on the way."""

from __future__ import annotations

import datetime
import json
import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from conflict_events import cli, versions
from conflict_events.building import batches, ray_engine, worker
from conflict_events.building.extractors import Options
from conflict_events.extraction.rules import RuleExtractor
from conflict_events.records import Article, Rejected
from conflict_events.terminal import FAILED, PARTIAL
from folders import digest

TEXTS = (
    "قصفت طائرات التحالف العربي مواقع الحوثيين في محافظة صعدة أمس.",
    "فاز المنتخب بثلاثة أهداف في المباراة.",
    "اعتقلت الشرطة التركية خمسة صحفيين في إسطنبول يوم الاثنين، وفقا لنقابة الصحفيين.",
    "نزح مئات المدنيين من مدينة الرقة إلى مخيم قريب، ودفع المهربون 5 آلاف دولار.",
)
DAY = datetime.date(2020, 5, 6)


def articles(number: int) -> list[Article]:
    """Articles with ids of their own, each of one of the texts."""
    texts = (TEXTS[i % len(TEXTS)] for i in range(number))
    return [Article(f"a{i:03}", text, published=DAY, file="a.jsonl", line=i + 1) for i, text in enumerate(texts)]


@pytest.fixture(scope="module")
def expected() -> list[tuple[Article, worker.Result]]:
    return list(worker.extract(articles(40)))


# --- tables -------------------------------------------------------------------------------------------


def test_a_table_gives_what_the_worker_gives(expected: list[tuple[Article, worker.Result]]) -> None:
    given = [article for article, _ in expected]
    made = batches.extract(batches.table(given, 7))
    assert made.column_names == ["row", "article_id", "language", "publisher", "published", "url", "title",
                                 "events", "rejected", "failed"]  # fmt: skip
    assert made["row"].to_pylist() == list(range(7, 47))
    assert batches.results(made, given) == [result for _, result in expected]
    assert sum(len(result.events) for _, result in expected) >= 30


def test_a_table_of_other_origin_needs_only_a_text() -> None:
    made = batches.extract(
        pa.table({"text": [TEXTS[0], " ", None], "published": ["2020-05-06", None, None], "n": [1, 2, 3]})
    )
    first, blank, none = made.to_pylist()
    assert first["events"][0]["date"]["earliest"] == datetime.date(2020, 5, 5)
    assert [row["n"] for row in (first, blank, none)] == [1, 2, 3]
    assert [[r["reason"] for r in row["rejected"]] for row in (first, blank, none)] == [[], ["empty text"], ["no text"]]
    assert blank["events"] == none["events"] == []


def test_columns_that_extraction_makes_take_the_place_of_others() -> None:
    made = batches.extract(pa.table({"text": [TEXTS[0]], "events": [3], "failed": ["x"], "n": [1]}))
    assert made.column_names == ["n", "events", "rejected", "failed"]
    assert made.to_pylist()[0]["events"][0]["action"]["type"] and made.to_pylist()[0]["failed"] is False


def test_two_columns_of_one_name_are_refused() -> None:
    table = pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["text", "text"])
    with pytest.raises(ValueError, match="two columns of one name: text"):
        batches.extract(table)


def test_an_article_of_a_language_that_is_not_there_is_rejected() -> None:
    (made,) = batches.extract(pa.table({"text": ["x"], "language": ["xx"]})).to_pylist()
    assert made["rejected"][0]["reason"].startswith("no language 'xx'")


def test_what_a_rule_stumbles_over_is_rejected_at_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumbling(self: RuleExtractor, document: Any, **kwargs: bool) -> Any:
        raise ValueError("no letter: \ud800")

    monkeypatch.setattr(RuleExtractor, "proposed", stumbling)
    (article,) = articles(1)
    (result,) = batches.results(batches.extract(batches.table([article])), [article])
    assert result.events == []
    assert result.rejected == [Rejected("a.jsonl", 1, "cannot be extracted: ValueError: no letter: ?", "a000")]


def test_a_rejected_row_with_a_place_of_its_own_keeps_it() -> None:
    (article,) = articles(1)
    told = [[{"file": "b.ann", "line": 3, "reason": "r", "article_id": "a", "sha256": None, "excerpt": ""}]]
    made = pa.table({"events": pa.array([[]], pa.list_(pa.string())), "rejected": told, "failed": [False]})
    assert batches.results(made, [article])[0].rejected == [Rejected("b.ann", 3, "r", "a")]


def test_a_machine_with_other_rules_refuses() -> None:
    table = batches.table(articles(1))
    batches.extract(table, rules=versions.rules())
    with pytest.raises(batches.OtherVersion, match="this machine has rules"):
        batches.extract(table, rules="0" * 12)


# --- the engines of a build ---------------------------------------------------------------------------


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "articles.jsonl"
    rows = [{"article_id": a.article_id, "text": a.text, "published": str(DAY)} for a in articles(40)]
    rows += [{"article_id": "x", "text": 7}, {"article_id": "y", "text": "z", "language": "xx"}]
    file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    return file


def test_an_engine_that_is_not_there_is_named(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert cli.main(["build", str(source), "--output", str(out), "--no-cache", "--engine", "spark"]) == FAILED
    assert "no engine 'spark': there are local, ray" in capsys.readouterr().err
    assert not out.exists()


def test_without_ray_it_is_told_what_to_install(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ray", None)
    out = tmp_path / "out"
    assert cli.main(["build", str(source), "--output", str(out), "--no-cache", "--engine", "ray"]) == FAILED
    assert "pip install '.[ray]' in the sources" in capsys.readouterr().err
    assert not out.exists()


# --- Ray ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ray(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    ray = pytest.importorskip("ray", reason="Ray is not installed (extra ray)")
    with pytest.MonkeyPatch.context() as patch:
        # It keeps a token of its own in the home folder, and remembers it.
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        patch.delenv("RAY_ADDRESS", raising=False)
        yield ray


@pytest.fixture(scope="module")
def running(ray: Any) -> Iterator[Any]:
    """A Ray that the engine finds running, and windows of few articles."""
    with pytest.MonkeyPatch.context() as patch, ray_engine._connected(2):
        patch.setattr(ray_engine, "WINDOW", 8)
        patch.setattr(ray_engine, "TASK", 3)
        yield ray
    assert not ray.is_initialized()


def test_a_build_on_ray_gives_the_same_bytes(ray: Any, source: Path, tmp_path: Path) -> None:
    command = ["build", str(source), "--no-cache", "--output"]
    assert cli.main([*command, str(tmp_path / "local")]) == PARTIAL
    assert cli.main([*command, str(tmp_path / "ray"), "--engine", "ray", "--workers", "2"]) == PARTIAL
    assert digest(tmp_path / "ray") == digest(tmp_path / "local")
    assert not ray.is_initialized()


class Store:
    """Keeps results in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, worker.Result] = {}

    def find(self, articles: Any) -> list[worker.Result | None]:
        return [self.kept.get(a.article_id) for a in articles]

    def keep(self, articles: Any, results: Any) -> None:
        self.kept.update({a.article_id: r for a, r in zip(articles, results, strict=True)})


def test_windows_keep_the_order_and_the_store_is_asked(
    running: Any, expected: list[tuple[Article, worker.Result]]
) -> None:
    given = [article for article, _ in expected]
    store = Store()
    known = worker.Result([], [Rejected("", 0, "kept")])
    store.kept["a005"] = known
    made = list(ray_engine.extract(given, 2, store=store))
    assert running.is_initialized()
    assert made == [(a, known if a.article_id == "a005" else result) for a, result in expected]
    assert set(store.kept) == {a.article_id for a in given}


@pytest.mark.usefixtures("running")
def test_memory_is_bounded_by_the_window(expected: list[tuple[Article, worker.Result]]) -> None:
    taken = []

    def endless() -> Iterator[Article]:
        for number in range(10_000):
            taken.append(number)
            yield replace(expected[0][0], article_id=str(number))

    made = ray_engine.extract(endless(), 1)
    next(made)
    assert len(taken) == 2 * ray_engine.WINDOW
    made.close()  # type: ignore[attr-defined]


def below(pid: int) -> Iterator[int]:
    """The processes below a process."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            children = (task / "children").read_text().split()
        except OSError:
            continue
        for child in children:
            yield int(child)
            yield from below(int(child))


def kill_one(name: bytes, ended: threading.Event, killed: list[int]) -> None:
    """Kill the first process below this one that bears the name."""
    while not ended.wait(0.005):
        for pid in below(os.getpid()):
            try:
                if Path(f"/proc/{pid}/cmdline").read_bytes().startswith(name):
                    os.kill(pid, signal.SIGKILL)
                    killed.append(pid)
                    return
            except OSError:
                continue


@pytest.mark.usefixtures("running")
def test_a_lost_worker_loses_nothing() -> None:
    if not Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").exists():
        pytest.skip("this system does not tell which processes are below one")
    # Long enough that a worker is met at work.
    given = [replace(article, text="\n".join(TEXTS * 40)) for article in articles(9)]
    ended, killed = threading.Event(), list[int]()
    thread = threading.Thread(target=kill_one, args=(b"ray::MapBatches", ended, killed))
    thread.start()
    try:
        made = list(ray_engine.extract(given, 2))
    finally:
        ended.set()
        thread.join()
    assert killed
    assert made == list(worker.extract(given))


@pytest.mark.usefixtures("running")
def test_a_task_that_fails_says_why() -> None:
    options = Options(annotations="nowhere")
    with pytest.raises(ray_engine.NoRay, match="has failed: ValueError: nowhere: there is no such file"):
        list(ray_engine.extract(articles(3), 1, "annotations", options))
