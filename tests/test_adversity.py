"""What a machine does to a build: a full disk, a folder that cannot be written, input that changes, a second build."""

from __future__ import annotations

import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from conflict_events import cli
from conflict_events.articles import readers
from conflict_events.building import build as builds
from conflict_events.building.build import build
from conflict_events.publishing import check, placing, publish
from conflict_events.publishing.placing import Place
from conflict_events.publishing.publish import Publisher
from conflict_events.terminal import FAILED, OK, PARTIAL
from folders import digest, write

TEXTS = ["قصفت طائرات مجهولة مستودعا قرب مدينة تدمر أمس، وقتل ثلاثة جنود.", "اعتقلت الشرطة خمسة متظاهرين في العاصمة."]
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "articles.jsonl", TEXTS)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of 512 kilobytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a disk")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", folder], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_is_told_and_leaves_what_stood(
    source: Path, small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = small_disk / "out"
    assert cli.main(["build", str(source), "--output", str(out), "--no-cache"]) == OK
    before = digest(out)
    free = os.statvfs(small_disk)
    (small_disk / "filler").write_bytes(b"x" * (free.f_bavail * free.f_frsize - 8192))
    assert cli.main(["build", str(write(source, TEXTS[:1])), "--output", str(out), "--no-cache"]) == FAILED
    assert f"{out}: No space left" in capsys.readouterr().err
    assert digest(out) == before
    assert not (small_disk / ".out.new").exists()


def test_a_read_only_disk_is_told_and_leaves_what_stood(
    source: Path, small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = small_disk / "out"
    build([source], out)
    before = digest(out)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    assert cli.main(["build", str(source), "--output", str(out), "--no-cache"]) == FAILED
    assert "Read-only" in capsys.readouterr().err
    assert digest(out) == before


@linux
def test_files_that_may_not_grow_are_told_and_leave_what_stood(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same as a full disk for whoever may mount none: no file may grow beyond a kilobyte."""
    out = tmp_path / "out"
    build([source], out)
    before = digest(out)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, hard))
    try:
        status = cli.main(["build", str(source), "--output", str(out), "--no-cache"])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert status == FAILED
    assert f"{out}: File too large" in capsys.readouterr().err
    assert digest(out) == before


@pytest.fixture
def users_folder() -> Iterator[Path]:
    """A folder of a user who runs the test: root may write anywhere."""
    with tempfile.TemporaryDirectory() as name:
        if os.geteuid() != 0:
            yield Path(name)
            return
        os.chown(name, 65534, 65534)
        os.seteuid(65534)
        try:
            yield Path(name)
        finally:
            os.seteuid(0)


@pytest.mark.parametrize("command", [["build", "--no-cache"], ["preannotate", "--format", "brat"]])
def test_a_folder_that_cannot_be_written_is_told(
    users_folder: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    source, locked = write(users_folder / "articles.jsonl", TEXTS), users_folder / "locked"
    locked.mkdir(mode=0o500)
    assert cli.main([*command, str(source), "--output", str(locked / "out")]) == FAILED
    assert capsys.readouterr().err == f"conflict-events: {locked / 'out'}: Permission denied\n"
    assert list(locked.iterdir()) == []


def replace(folder: Path, text: str) -> None:
    with Place(folder, "marker") as place:
        (place.aside / "data").mkdir(parents=True)
        for name in ("marker", "data/table"):
            (place.aside / name).write_text(text)


def protect(folder: Path, mode: int = 0o555) -> None:
    for path in (folder / "data", folder):
        path.chmod(mode)


@pytest.mark.parametrize("exchange", [True, False])
def test_a_folder_that_may_only_be_read_is_replaced_and_leaves_nothing(
    users_folder: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    if not exchange:
        monkeypatch.setattr(placing, "_exchange", lambda a, b: False)
    out = users_folder / "out"
    replace(out, "old")
    protect(out)
    replace(out, "new")
    assert (out / "data" / "table").read_text() == "new"
    assert sorted(f.name for f in users_folder.iterdir()) == [".out.lock", "out"]


def test_a_leftover_that_cannot_be_removed_is_named_and_locks_nothing(
    users_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, left = users_folder / "out", users_folder / ".out.new"
    replace(left, "half")
    protect(left)
    with monkeypatch.context() as patch:
        # As where another user's build left it.
        patch.setattr(placing, "_unlock", lambda folder: None)
        for _ in range(2):
            with pytest.raises(PermissionError, match="cannot be removed") as told:
                replace(out, "new")
            assert told.value.filename == str(left)
    replace(out, "new")
    assert (out / "marker").read_text() == "new" and not left.exists()


def test_a_publisher_without_temporary_files_locks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(columns: int) -> None:
        raise OSError("the temporary folder cannot be written")

    with monkeypatch.context() as patch:
        patch.setattr(publish, "Sorted", failing)
        with pytest.raises(OSError, match="temporary folder"), Publisher(tmp_path / "out"):
            pass
    with Publisher(tmp_path / "out"):
        pass
    assert check.check(tmp_path / "out") == []


def test_an_output_may_be_the_folder_above(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    build([source], out, extractor="rules")
    monkeypatch.chdir(out / "data")
    build([source], Path(".."), extractor="rules")
    assert check.check(out) == []
    assert sorted(f.name for f in tmp_path.iterdir()) == [".out.lock", "articles.jsonl", "out"]


def test_the_folder_above_a_link_is_that_of_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "real" / "inner").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "real" / "inner")
    assert Place(tmp_path / "link" / ".." / "out", "marker").folder == tmp_path / "real" / "out"
    assert Place(tmp_path / "link" / "..", "marker").folder == tmp_path / "real"
    # The last of its parts is not followed: a link for an output is refused.
    (tmp_path / "real" / "out").symlink_to(tmp_path)
    with pytest.raises(ValueError, match="is a link or no folder"):
        replace(tmp_path / "link" / ".." / "out", "new")


@pytest.mark.parametrize("change", ["grows", "shrinks", "goes", "is replaced"])
def test_input_that_changes_while_it_is_read_is_told_and_nothing_is_made(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    build([source], tmp_path / "out")
    before = digest(tmp_path / "out")
    read = readers.read

    def changing(paths: list[Any]) -> Iterator[readers.Read]:
        items = read(paths)
        yield next(items)
        if change == "grows":
            with source.open("a", encoding="utf-8") as stream:
                stream.write('{"text": "خبر آخر"}\n')
        elif change == "shrinks":
            source.write_text("")
        elif change == "goes":
            source.unlink()
        else:
            write(source.with_name("other"), TEXTS).replace(source)
        yield from items

    monkeypatch.setattr(builds.readers, "read", changing)
    with pytest.raises(ValueError, match="changed while it was read"):
        build([source], tmp_path / "out")
    assert digest(tmp_path / "out") == before


def test_a_file_that_comes_into_a_folder_meanwhile_is_a_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXTS[0], encoding="utf-8")
    read = readers.read

    def changing(paths: list[Any]) -> Iterator[readers.Read]:
        yield from read(paths)
        (folder / "b.txt").write_text(TEXTS[1], encoding="utf-8")

    monkeypatch.setattr(builds.readers, "read", changing)
    with pytest.raises(ValueError, match="changed while it was read"):
        build([folder], tmp_path / "out")


@linux
def test_the_second_of_two_builds_into_one_folder_is_told_so(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two processes: the first is in the middle of its build while the second begins."""
    out = tmp_path / "out"
    script = (
        "import sys; from pathlib import Path; from conflict_events.publishing.publish import Publisher\n"
        "with Publisher(Path(sys.argv[1])):\n"
        "    print('writing', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, out], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdin is not None and first.stdout is not None
        assert first.stdout.readline() == "writing\n"
        assert cli.main(["build", str(source), "--output", str(out)]) == FAILED
        assert f"another build is writing {out}" in capsys.readouterr().err
        first.stdin.close()
    assert first.returncode == 0
    assert (out / "manifest.json").is_file()
    assert cli.main(["build", str(source), "--output", str(out)]) == OK


def test_a_symbolic_link_for_an_output_folder_is_refused(source: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    with pytest.raises(ValueError, match="is a link or no folder"), Publisher(tmp_path / "out"):
        pass
    assert cli.main(["build", str(source), "--output", str(tmp_path / "out")]) == FAILED
    assert list((tmp_path / "real").iterdir()) == []


def test_a_broken_file_among_good_ones_is_rejected_and_the_rest_is_made(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder / "a.jsonl", TEXTS)
    (folder / "b.parquet").write_bytes(b"PAR1 and nothing more")
    assert cli.main(["build", str(folder), "--output", str(tmp_path / "out")]) == PARTIAL
    states = pq.read_table(tmp_path / "out" / "data" / "articles")["state"].to_pylist()
    assert sorted(states) == ["ok", "ok", "rejected"]


def test_a_worker_that_the_system_kills_is_told_and_leaves_what_stood(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    build([source], out)
    before = digest(out)
    read = readers.read

    def killing(paths: Any) -> Iterator[Any]:
        """Kills the workers when they have been given something to do."""
        yield from read(paths)
        for child in multiprocessing.active_children():
            child.kill()

    monkeypatch.setattr(readers, "read", killing)
    many = write(tmp_path / "many.jsonl", TEXTS * 20)
    command = ["build", str(many), "--output", str(out), "--no-cache", "--workers", "2", "--duplicates", "keep"]
    assert cli.main(command) == FAILED
    told = capsys.readouterr().err
    assert "a worker process was killed" in told and "fewer --workers" in told
    assert "Traceback" not in told
    assert digest(out) == before
