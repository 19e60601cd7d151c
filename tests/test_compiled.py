"""Tables that are kept ready: they say the same as those made anew, and nothing that is wrong with the file matters."""

from __future__ import annotations

import datetime
import os
import pickle
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from conflict_events import cache_folder, language
from conflict_events.building import cache
from conflict_events.extraction import compiled
from conflict_events.extraction.rules import RuleExtractor, finders
from conflict_events.language import LanguageError
from conflict_events.records import Article

TEXT = (
    "قتل ثلاثة جنود وأصيب نحو 20 مدنيا في قصف مدفعي على مدينة تدمر فجر الأحد، بحسب وزارة الدفاع السورية.\n"
    "وأعلن الجيش أنه اعتقل خمسة مسلحين في 3 آذار/مارس وصادر أسلحة قيمتها مليون دولار."
)
ARTICLE = Article("a", TEXT, published=datetime.date(2024, 3, 11))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return cache_folder.default()


def seen(rules: RuleExtractor) -> object:
    document, finders = rules.finders.read(ARTICLE), rules.finders
    return document, finders.attributed(document), rules(document)


@pytest.fixture(scope="module")
def fresh() -> object:
    tables = language.load("ar")
    return seen(RuleExtractor(tables, finders(tables)))


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, bytes]:
    """The name of a file of tables, and what is in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("ready")))
        compiled.load("ar")
        file = kept(cache_folder.default())
        return file.name, file.read_bytes()


def keep(folder: Path, name: str, content: bytes) -> Path:
    folder.mkdir()
    (folder / name).write_bytes(content)
    return folder / name


def kept(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_kept_tables_say_what_fresh_ones_say(folder: Path, fresh: object) -> None:
    made = compiled.load("ar")
    size = kept(folder).stat().st_size
    rules = compiled.load("ar")
    assert seen(made) == seen(rules) == fresh
    assert {**rules.language.data} == {**language.load("ar").data}
    assert compiled.files(folder) == [(kept(folder), True)]
    assert kept(folder).stat().st_size == size


def test_a_table_that_a_folder_lacks_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = language.load("ar")
    data = {name: table for name, table in tables.data.items() if name != "triggers"}
    monkeypatch.setattr(language, "load", lambda _: replace(tables, data=data))
    with pytest.raises(LanguageError, match="is called 'triggers': the folder ar has it"):
        compiled.load("ar")
    assert not folder.exists() or not [*folder.iterdir()]


def test_what_words_were_looked_up_is_not_kept(folder: Path, ready: tuple[str, bytes]) -> None:
    seen(compiled.load("ar"))
    kept(folder).unlink()
    compiled.load("ar")
    assert kept(folder).read_bytes() == ready[1]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"",
        lambda content: content[:1000],
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
        lambda content: b"not ours" + content,
    ],
    ids=["empty", "cut off", "one bit", "something else"],
)
def test_a_damaged_file_is_made_anew(
    folder: Path, fresh: object, ready: tuple[str, bytes], spoil: Callable[[bytes], bytes]
) -> None:
    name, good = ready
    file = keep(folder, name, spoil(good))
    assert seen(compiled.load("ar")) == fresh
    assert file.read_bytes() == good


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owner here")
def test_a_file_of_another_user_is_not_read(
    folder: Path, ready: tuple[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = pickle.dumps("whatever somebody wrote")
    keep(folder, ready[0], zlib.adler32(content).to_bytes(4) + content)
    assert compiled.load("ar") == "whatever somebody wrote"
    me = os.geteuid()
    monkeypatch.setattr("os.geteuid", lambda: me + 1)
    assert isinstance(compiled.load("ar"), RuleExtractor)


def test_a_folder_that_cannot_be_written_to_does_not_matter(folder: Path, fresh: object) -> None:
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("a file where the folder should be", encoding="utf-8")
    assert seen(compiled.load("ar")) == fresh


def test_prune_removes_what_this_release_does_not_read(folder: Path, ready: tuple[str, bytes]) -> None:
    mine = keep(folder, *ready)
    for name in ("0123456789ab.cpython-39.ar.tables", f"{mine.name}.ab_12"):
        (folder / name).write_bytes(b"old")
    (folder / "notes.tables").write_bytes(b"not ours")
    assert [current for _, current in compiled.files(folder)] == [False, True, False]
    assert cache.prune(folder) == 6
    assert sorted(f.name for f in folder.iterdir()) == sorted([mine.name, "notes.tables"])


def test_an_unknown_language_is_told() -> None:
    with pytest.raises(LanguageError, match="no language 'xx'"):
        compiled.load("xx")
