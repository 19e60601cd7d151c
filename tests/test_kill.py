"""A build that is killed at any line leaves the old folder or the new one, whole; the next build makes the same bytes.

A child process that has everything loaded publishes, counts the lines of the package that it runs and kills itself with
SIGKILL at one that a seeded generator chose: no clock decides. ``KILLS`` sets how often.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pyarrow.parquet as pq
import pytest

import conflict_events
from conflict_events.building import worker
from conflict_events.building.build import build
from conflict_events.publishing import publish
from conflict_events.publishing.placing import Place
from folders import digest

KILLS = int(os.environ.get("KILLS", "12"))
PACKAGE = str(Path(conflict_events.__file__).parent)
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks a process that has threads")


class Sample:
    """A data set's rows in memory, to be published as often as is asked for."""

    def __init__(self, folder: Path) -> None:
        self.events, self.articles = (pq.read_table(folder / "data" / n).to_pylist() for n in ("events", "articles"))

    def publish(self, output: Path) -> None:
        with publish.Publisher(output) as out:
            for event in self.events:
                out.add_event(event)
            for row in self.articles:
                out.add_article(row)


def in_child(work: Callable[[], None]) -> int:
    """Do the work in a forked process; its status as ``os.waitpid`` gives it."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return os.waitpid(child, 0)[1]


class Lines:
    """Counts the package's lines that run, those of replacing the folder apart, and ends the process at one of them."""

    def __init__(self, last: int = -1) -> None:
        self.count = 0
        self.placing: list[int] = []
        self._last = last

    def __call__(self, frame: FrameType, event: str, _: Any) -> Any:
        if not frame.f_code.co_filename.startswith(PACKAGE):
            return None
        if event == "line":
            if self.count == self._last:
                os.kill(os.getpid(), signal.SIGKILL)
            if frame.f_code.co_filename.endswith("placing.py"):
                self.placing.append(self.count)
            self.count += 1
        return self

    def run(self, work: Callable[[], None]) -> None:
        sys.settrace(self)
        try:
            work()
        finally:
            sys.settrace(None)


def test_a_build_that_is_killed_leaves_the_old_folder_or_the_new_one(tmp_path: Path) -> None:
    build([], tmp_path / "sample")
    new = Sample(tmp_path / "sample")
    old = Sample(tmp_path / "sample")
    old.events, old.articles = old.events[:5], old.articles[:2]
    old.publish(tmp_path / "old")
    new.publish(tmp_path / "new")
    before, after = digest(tmp_path / "old"), digest(tmp_path / "new")
    assert before != after

    shutil.copytree(tmp_path / "old", tmp_path / "dry" / "out")
    dry = Lines()
    tracer = sys.gettrace()
    dry.run(lambda: new.publish(tmp_path / "dry" / "out"))
    sys.settrace(tracer)
    chance = random.Random(11)
    left = set()
    for number in range(KILLS):
        place = tmp_path / str(number)
        shutil.copytree(tmp_path / "old", place / "out")
        # Half of them while the folder is replaced, where the danger is.
        last = chance.choice(dry.placing) if number % 2 else chance.randrange(dry.count)
        status = in_child(lambda place=place, last=last: Lines(last).run(lambda: new.publish(place / "out")))  # type: ignore[misc]
        assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        found = digest(place / "out")
        assert found in (before, after), f"killed at line {last} of {dry.count}"
        left.add(found == after)
        new.publish(place / "out")
        assert digest(place / "out") == after
        assert sorted(f.name for f in place.iterdir()) == [".out.lock", "out"]
        shutil.rmtree(place)
    assert False in left


@pytest.mark.parametrize("exchange", [True, False])
def test_a_folder_is_replaced_whatever_line_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    """Every single line of the replacing, also where the system cannot exchange two folders in one step."""
    if not exchange:
        monkeypatch.setattr("conflict_events.publishing.placing._exchange", lambda a, b: False)

    def replace(folder: Path) -> None:
        with Place(folder, "marker") as place:
            place.aside.mkdir()
            (place.aside / "marker").write_text("new")

    def prepared(name: str) -> Path:
        folder = tmp_path / name / "out"
        folder.mkdir(parents=True)
        (folder / "marker").write_text("old")
        return folder

    dry = Lines()
    scratch = prepared("dry")
    dry.run(lambda: replace(scratch))
    assert len(dry.placing) > 20
    for last in dry.placing:
        folder = prepared(str(last))
        status = in_child(lambda last=last, folder=folder: Lines(last).run(lambda: replace(folder)))  # type: ignore[misc]
        assert os.WIFSIGNALED(status)
        # Between two renames the old folder has another name for a moment; opening the place brings it back.
        with pytest.raises(RuntimeError), Place(folder, "marker"):
            raise RuntimeError("no more than a look")
        assert (folder / "marker").read_text() in ("old", "new"), f"ended at line {last}"
        replace(folder)
        assert (folder / "marker").read_text() == "new"
        assert sorted(f.name for f in folder.parent.iterdir()) == [".out.lock", "out"]


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM])
def test_the_workers_of_a_build_that_is_killed_end_with_it(tmp_path: Path, sent: signal.Signals) -> None:
    # The input does not end, so that the workers wait for more when the build is killed.
    program = [sys.executable, "-m", "conflict_events.cli", "build", "-", "--output", str(tmp_path / "out")]
    options = ["--no-cache", "--extractor", "rules", "--workers", "2", "--duplicates", "keep"]
    reading, writing = os.pipe()
    killed = subprocess.Popen([*program, *options], stdin=reading, stderr=subprocess.DEVNULL)
    os.close(reading)
    row = json.dumps({"text": "قصفت الطائرات مدينة تدمر."}).encode() + b"\n"
    try:
        # Several tasks: the second worker starts with the second.
        os.write(writing, row * worker.CHUNK * 3)
        workers = until(lambda: len(found := children(killed.pid, "spawn_main")) == 2 and found)
    finally:
        killed.send_signal(sent)
        killed.wait()
        os.close(writing)
    assert workers and until(lambda: not any(map(lives, workers)))


def test_a_worker_that_is_stopped_from_the_keyboard_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    with worker._pool(1, "rules", worker.Options()) as pool:
        started = pool.submit(os.getpid).result()
        os.kill(started, signal.SIGINT)
        assert until(lambda: not lives(started))
    assert capfd.readouterr().err == ""


def test_a_worker_that_is_stopped_while_it_starts_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    with worker._pool(1, "rules", worker.Options()) as pool:
        worker._together(pool)([])
        (started,) = children(os.getpid(), "spawn_main")
        # Before, Python does not run in it, and the signal ends it without a word in any case.
        until(lambda: "_pickle" in Path(f"/proc/{started}/maps").read_text(), seconds=1)
        os.kill(started, signal.SIGINT)
        assert until(lambda: not lives(started))
    assert capfd.readouterr().err == ""


def until(true: Callable[[], Any], seconds: float = 60) -> Any:
    """What is asked for, as soon as it is there; the last answer where it does not come."""
    last = time.monotonic() + seconds
    while not (found := true()) and time.monotonic() < last:
        time.sleep(0.01)
    return found


def children(parent: int, kind: str) -> list[int]:
    """The processes that a process started and whose command line holds a word."""
    started = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(child) for child in started if kind in Path(f"/proc/{child}/cmdline").read_text()]


def lives(process: int) -> bool:
    """Whether a process is there that has not ended; one that nobody waits for has."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
