"""A file that is written whole or not at all."""

from __future__ import annotations

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
