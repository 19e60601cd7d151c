"""What builds keep: the same bytes with it as without it, whatever state it is in."""

from __future__ import annotations

import datetime
import multiprocessing
import shutil
import sqlite3
from dataclasses import replace
from functools import partial
from importlib.metadata import version as installed
from pathlib import Path

import pytest

from conflict_events import cache_folder, cli, schemas, versions
from conflict_events.articles import duplicates
from conflict_events.building import cache, worker
from conflict_events.building.build import build
from conflict_events.building.extractors import Options
from conflict_events.building.worker import Result
from conflict_events.records import Article, Rejected
from conflict_events.terminal import FAILED, OK
from folders import digest, write

TEXTS = [
    "قصفت طائرات مجهولة مستودعا قرب مدينة تدمر أمس، وقتل ثلاثة جنود.",
    "اعتقلت الشرطة التونسية خمسة متظاهرين في العاصمة يوم الأحد.",
    "فاز الفريق في المباراة.",
    "انسحبت القوات الحكومية من بلدة خان شيخون في 3 مايو 2020، وفقا للمرصد السوري.",
]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "articles.jsonl", TEXTS)


def built(source: Path, output: Path, folder: Path | None, workers: int = 1) -> tuple[dict[str, str], int]:
    """The files of a build, and the number of articles that were not extracted again."""
    report = build([source], output, workers=workers, cache_folder=folder, mark_duplicates=False)
    return digest(output), report.unchanged


@pytest.mark.parametrize("workers", [1, 2])
def test_a_warm_build_gives_the_bytes_of_a_cold_one(source: Path, tmp_path: Path, workers: int) -> None:
    cold, _ = built(source, tmp_path / "cold", None)
    first, known = built(source, tmp_path / "first", tmp_path / "cache", workers)
    assert (first, known) == (cold, 0)
    again, known = built(source, tmp_path / "again", tmp_path / "cache", workers)
    assert (again, known) == (cold, len(TEXTS))


def test_only_what_changed_is_extracted_again(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(source, tmp_path / "out", tmp_path / "cache")
    changed = [TEXTS[0], TEXTS[1].replace("خمسة", "ستة"), *TEXTS[2:], TEXTS[0]]
    write(source, changed)
    extracted: list[str] = []
    result = worker.Worker.result

    def spy(self: worker.Worker, article: Article) -> Result:
        extracted.append(article.article_id)
        return result(self, article)

    monkeypatch.setattr(worker.Worker, "result", spy)
    warm, known = built(source, tmp_path / "warm", tmp_path / "cache")
    assert (extracted, known) == (["a1", "a4"], 3)
    assert warm == built(source, tmp_path / "cold", None)[0]


ARTICLE = Article("a", TEXTS[0], published=None, file="x.jsonl", line=3)


@pytest.mark.parametrize(
    "other",
    [
        replace(ARTICLE, article_id="b"),
        replace(ARTICLE, text=TEXTS[0] + " "),
        replace(ARTICLE, published=datetime.date(2020, 5, 6)),
        replace(ARTICLE, publisher="Daily"),
        replace(ARTICLE, title=TEXTS[0]),
        replace(ARTICLE, language="xx"),
    ],
)
def test_another_article_has_another_result(tmp_path: Path, other: Article) -> None:
    with cache.Cache(tmp_path, "rules", Options()) as kept:
        kept.keep([ARTICLE], [Result([], [])])
        assert kept.find([ARTICLE, other]) == [Result([], []), None]


def test_where_an_article_stands_is_no_part_of_it(tmp_path: Path) -> None:
    moved = replace(ARTICLE, file="y.jsonl", line=9)
    rejected = [Rejected("x.jsonl", 3, "event ev-1 is not valid", "a"), Rejected("brat/a.ann", 3, "no such label", "a")]
    with cache.Cache(tmp_path, "rules", Options()) as kept:
        kept.keep([ARTICLE], [Result([], rejected)])
        (found,) = kept.find([moved])
    assert found is not None
    assert [(r.file, r.line) for r in found.rejected] == [("y.jsonl", 9), ("brat/a.ann", 3)]


def has_result(folder: Path, extractor: str, options: Options) -> bool:
    """Whether there is a result of the article; where there is none, one is kept."""
    with cache.Cache(folder, extractor, options) as kept:
        (result,) = kept.find([ARTICLE])
        kept.keep([ARTICLE], [Result([], [])])
    return result is not None


def test_another_extractor_has_other_results(tmp_path: Path) -> None:
    ways = [("rules", Options()), ("trained", Options()), ("rules,annotations", Options(prefer="rules")),
            ("rules,annotations", Options(prefer="annotations"))]  # fmt: skip
    assert [has_result(tmp_path, *way) for way in (*ways, *ways)] == [False] * 4 + [True] * 4


@pytest.mark.parametrize("option", ["annotations", "mapping", "model"])
def test_another_file_under_the_same_name_has_other_results(tmp_path: Path, option: str) -> None:
    file = tmp_path / "file"
    told = []
    for content in ("one", "two", "one"):
        file.write_text(content)
        told.append(has_result(tmp_path / "cache", "trained", Options(**{option: str(file)})))
    assert told == [False, False, True]


def test_other_code_finds_nothing(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(source, tmp_path / "out", tmp_path / "cache")
    monkeypatch.setattr(cache, "code_version", lambda: "0123456789abcdef")
    assert built(source, tmp_path / "out", tmp_path / "cache")[1] == 0


def test_other_rules_another_schema_and_other_libraries_are_other_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def another(changed: str, name: str) -> str:
        return "0" if name == changed else installed(name)

    made = [cache.code_version()]
    for place, name, other in (
        (versions, "rules", lambda: "0" * 12),
        (schemas, "load", lambda _: {}),
        *((cache, "installed", partial(another, name)) for name in ("hijridate", "rensa", "numpy")),
        (cache, "FORMAT", 0),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(place, name, other)
            made.append(cache.code_version())
    assert len(set(made)) == len(made) == 7


@pytest.mark.parametrize("cached", [True, False])
def test_other_code_that_tells_copies_takes_no_signature_that_was_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cached: bool
) -> None:
    text = " ".join(["كلمة"] * (duplicates.LEAST - 5))
    source, folder = write(tmp_path / "articles.jsonl", [text, text]), tmp_path / "cache" if cached else None
    assert build([source], tmp_path / "out", cache_folder=folder).duplicates == 0
    package, own = tmp_path / "package", Path(duplicates.__file__)
    (package / "articles").mkdir(parents=True)
    least = duplicates.LEAST - 10
    code = own.read_text(encoding="utf-8").replace(f"LEAST = {duplicates.LEAST}", f"LEAST = {least}")
    (package / "articles" / own.name).write_text(code, encoding="utf-8")
    monkeypatch.setattr(duplicates, "LEAST", least)
    versions.rules()  # Is remembered, and stays what it is: one file alone is another.
    monkeypatch.setattr(versions, "files", lambda _: package)
    assert build([source], tmp_path / "out", cache_folder=folder).duplicates == 1


def database(folder: Path) -> Path:
    (file,) = folder.glob("*.sqlite")
    return file


def test_a_damaged_entry_is_made_anew(source: Path, tmp_path: Path) -> None:
    good, _ = built(source, tmp_path / "good", tmp_path / "cache")
    connection = sqlite3.connect(database(tmp_path / "cache"))
    with connection:
        connection.execute("UPDATE results SET value = substr(value, 1, 20) || x'00' || substr(value, 22)")
    connection.close()
    assert built(source, tmp_path / "out", tmp_path / "cache") == (good, 0)
    assert built(source, tmp_path / "out", tmp_path / "cache") == (good, len(TEXTS))


@pytest.mark.parametrize("damage", [b"", b"no database at all " * 400])
def test_a_damaged_file_is_made_anew(source: Path, tmp_path: Path, damage: bytes) -> None:
    good, _ = built(source, tmp_path / "good", tmp_path / "cache")
    database(tmp_path / "cache").write_bytes(damage)
    assert built(source, tmp_path / "out", tmp_path / "cache") == (good, 0)
    assert built(source, tmp_path / "out", tmp_path / "cache") == (good, len(TEXTS))


def test_a_folder_that_cannot_be_used_stops_no_build(source: Path, tmp_path: Path) -> None:
    good, _ = built(source, tmp_path / "good", None)
    (tmp_path / "cache").write_text("a file, not a folder")
    report = build([source], tmp_path / "out", cache_folder=tmp_path / "cache")
    assert digest(tmp_path / "out") == good
    assert any("no more is kept" in line for line in report.lines())


def test_a_damaged_file_that_cannot_be_removed_stops_no_build(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, _ = built(source, tmp_path / "good", tmp_path / "cache")
    damaged = database(tmp_path / "cache")
    damaged.write_bytes(b"no database at all " * 400)
    unlink = Path.unlink

    def locked(self: Path, missing_ok: bool = False) -> None:
        if self == damaged:
            raise PermissionError(13, "Permission denied", str(self))
        unlink(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", locked)
    report = build([source], tmp_path / "out", cache_folder=tmp_path / "cache", mark_duplicates=False)
    assert digest(tmp_path / "out") == good
    assert [line for line in report.lines() if "no more is kept" in line and str(damaged) in line]


def test_a_user_without_a_home_builds_without_a_cache(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", homeless)
    assert cli.main(["build", str(source), "--output", str(tmp_path / "out")]) == OK
    assert capsys.readouterr().err.count("nothing is kept for later builds") == 1
    assert cli.main(["cache", "info"]) == FAILED
    assert "no cache folder is named" in capsys.readouterr().err


@pytest.mark.parametrize("named", ["", "cache", "./cache"])
def test_a_cache_folder_that_is_named_by_no_absolute_path_is_the_one_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", named)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder.default() == tmp_path / ".cache" / "conflict-events"


@pytest.mark.parametrize(("place", "status"), [("cache", FAILED), (".", FAILED), (".cache/ours", OK), ("../cache", OK)])
def test_a_folder_within_the_input_is_refused_unless_it_is_hidden(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str, status: int
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    write(folder / "a.jsonl", TEXTS)
    command = ["build", str(folder), "--output", str(tmp_path / "out"), "--cache", str(folder / place)]
    assert cli.main(command) == status
    told = capsys.readouterr().err
    assert (f"{folder / place} lies within the input {folder}: name another folder with --cache" in told) == bool(
        status
    )
    assert (tmp_path / "out").exists() == (not status)
    if status == OK:
        assert cli.main(command) == OK


@pytest.mark.parametrize("place", ["out", "out/.cache", "other", "other/.cache"])
def test_a_folder_within_a_data_set_is_refused(
    source: Path, sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    shutil.copytree(sample, tmp_path / "other")
    command = ["build", str(source), "--output", str(tmp_path / "out"), "--cache", str(tmp_path / place)]
    assert cli.main(command) == FAILED
    assert str(tmp_path / place) in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert digest(tmp_path / "other") == digest(sample)


def _build(source: Path, output: Path, folder: Path) -> None:
    build([source], output, cache_folder=folder)


def test_builds_at_the_same_time_share_a_folder(source: Path, tmp_path: Path) -> None:
    good, _ = built(source, tmp_path / "good", None)
    context = multiprocessing.get_context("spawn")
    outputs = [tmp_path / "one", tmp_path / "two"]
    processes = [context.Process(target=_build, args=(source, output, tmp_path / "cache")) for output in outputs]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [p.exitcode for p in processes] == [0, 0]
    assert [digest(output) for output in outputs] == [good, good]
    assert built(source, tmp_path / "again", tmp_path / "cache") == (good, len(TEXTS))


def test_the_command_line_keeps_by_default_and_not_where_told(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    command = ["build", str(source), "--output", str(tmp_path / "out")]
    assert cli.main([*command, "--no-cache"]) == OK
    assert {f.suffix for f in (tmp_path / "xdg").rglob("*") if f.is_file()} == {".tables"}
    assert cli.main(command) == OK
    capsys.readouterr()
    assert cli.main(command) == OK
    assert f"{len(TEXTS)} articles of an earlier build, unchanged" in capsys.readouterr().err
    assert cli.main(["cache", "info"]) == OK
    assert f"{len(TEXTS)} articles, " in capsys.readouterr().out


def test_prune_removes_what_no_build_will_use_and_nothing_else(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "cache"
    built(source, tmp_path / "out", folder)
    mine = database(folder)
    (folder / "0123456789abcdef.sqlite").write_bytes(b"old")
    (folder / "notes.sqlite").write_bytes(b"not ours")
    assert [(k.results, k.current) for k in cache.info(folder)] == [(len(TEXTS), True), (None, False)]
    assert cli.main(["cache", "prune", "--cache", str(folder)]) == OK
    assert sorted(f.name for f in folder.glob("*.sqlite")) == sorted([mine.name, "notes.sqlite"])
    assert cli.main(["cache", "prune", "--all", "--cache", str(folder)]) == OK
    assert [f.name for f in folder.iterdir()] == ["notes.sqlite"]


def test_who_looks_at_what_is_kept_leaves_nothing_there(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    built(source, tmp_path / "out", folder)
    there = sorted(folder.iterdir())
    assert [k.results for k in cache.info(folder)] == [len(TEXTS)]
    assert sorted(folder.iterdir()) == there
    # While a build writes, what it has kept counts, too.
    with cache.Cache(folder, "rules", Options()) as writing:
        writing.keep([Article("b", TEXTS[0])], [Result([], [])])
        assert [k.results for k in cache.info(folder)] == [len(TEXTS) + 1]
