"""A file that is written whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from conflict_events.whole_file import replacing


def test_what_was_written_takes_the_files_place(tmp_path: Path) -> None:
    file = tmp_path / "made.txt"
    for text in ("old", "new"):
        with replacing(file) as aside:
            aside.write_text(text)
            assert not file.exists() or file.read_text() == "old"
    assert file.read_text() == "new" and list(tmp_path.iterdir()) == [file]


def test_what_stood_there_stands_where_writing_fails(tmp_path: Path) -> None:
    file = tmp_path / "made.txt"
    file.write_text("old")
    with pytest.raises(ZeroDivisionError), replacing(file) as aside:
        aside.write_text("half")
        raise ZeroDivisionError
    assert file.read_text() == "old" and list(tmp_path.iterdir()) == [file]


def test_an_error_names_the_file_that_was_to_be_made(tmp_path: Path) -> None:
    file = tmp_path / "made.txt"
    with pytest.raises(FileNotFoundError) as told, replacing(file) as aside:
        aside.read_text()
    assert told.value.filename == str(file)
    with pytest.raises(FileNotFoundError) as told, replacing(file):
        (tmp_path / "other.txt").read_text()
    assert told.value.filename == str(tmp_path / "other.txt")


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old")
    link.symlink_to(real)
    with replacing(link) as aside:
        aside.write_text("new")
    assert link.is_symlink() and real.read_text() == "new"


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK), reason="no files in the memory of this machine")
def test_a_file_in_memory_is_a_file() -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        file = Path(folder, "made.txt")
        for text in ("old", "new"):
            with replacing(file) as aside:
                aside.write_text(text)
        assert file.read_text() == "new"


def test_a_pipe_gets_the_bytes(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with replacing(pipe) as aside:
            aside.write_text("made")
        assert os.read(reader, 10) == b"made"
    finally:
        os.close(reader)
    assert [file for file in tmp_path.iterdir() if file != pipe] == []


def test_what_others_write_to_standard_output_stays(tmp_path: Path) -> None:
    script = (
        "import pathlib; from conflict_events.whole_file import replacing\n"
        "with replacing(pathlib.Path('/dev/stdout')) as aside: aside.write_text('made')"
    )
    file = tmp_path / "log"
    file.write_text("before ")
    with file.open("a") as stream:
        subprocess.run([sys.executable, "-c", script], stdout=stream, check=True)
    assert file.read_text() == "before made"
