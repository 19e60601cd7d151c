"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conflict_events.layout import is_published


def refuse_within_data_set(path: Path) -> None:
    """Raise PermissionError where a path lies in a published folder: that holds what its build made and nothing else, and
    with another file it would be valid no more, and no build would replace it.
    """
    for folder in Path(os.path.realpath(path)).parents:
        if is_published(folder):
            told = (
                f"lies in the data set {folder}, which holds what its build made and nothing else: choose another place"
            )
            raise PermissionError(errno.EPERM, told, str(path))


def refuse_peoples_work(path: Path, text: str | None = None) -> None:
    """Raise ValueError where something is there already that people may have worked on. ``text``: what a file of that name is
    to hold, which it may hold already; None for a folder.
    """
    if text is None:
        held = path.exists() and (not path.is_dir() or any(path.iterdir()))
    else:
        held = path.is_file() and path.read_text(encoding="utf-8", errors="replace") not in ("", text)
    if held:
        another = "folder" if text is None else "file"
        raise ValueError(f"{path} is there already and may hold people's work: name another {another}")


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """An OSError of the system's that names no file, as of a full disk, or one of ours beside this path (``.NAME.lock``), names
    this path.
    """
    try:
        yield
    except OSError as error:
        if error.errno and (error.filename is None or _is_ours(Path(str(error.filename)), path)):
            raise OSError(error.errno, os.strerror(error.errno), str(path)) from error
        raise


@contextmanager
def replacing(file: Path) -> Iterator[Path]:
    """A path beside a file to write to, for this process alone. It takes the file's place when the block ends; where the
    block raises, it is removed, and what stood there stands. A link stays, and what it leads to is replaced; a pipe or a device
    gets the bytes. Raises OSError where the file is a folder, or its folder cannot be written or is of a published data set.
    """
    special = _of_the_system(file.absolute()) or (file.exists() and not file.is_file() and not file.is_dir())
    target = file if special else Path(os.path.realpath(file))
    if special:
        with tempfile.TemporaryDirectory() as folder:
            aside = Path(folder) / target.name
            with naming(file):
                yield aside
            with aside.open("rb") as made, target.open("ab") as stream:
                shutil.copyfileobj(made, stream)
        return
    refuse_within_data_set(target)
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a folder: name a file", str(file))
    aside = target.with_name(f"{target.name}.{os.getpid()}")
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "no such folder", str(target.parent))
    try:
        with naming(file):
            yield aside
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def reserved(file: Path) -> Iterator[Path]:
    """As ``replacing``, for a file that takes long to make: that it cannot be written is found before, not after.
    Raises OSError.
    """
    with replacing(file) as aside:
        aside.touch()
        aside.unlink()
        yield aside


def _is_ours(file: Path, path: Path) -> bool:
    """Whether a file is one that we write beside a path, in whose name that of the path is."""
    return path.name in file.name and os.path.realpath(file.parent) == os.path.realpath(path.parent)


def _of_the_system(file: Path) -> bool:
    """Whether a path is one of /dev or /proc: /dev/stdout is a link to what has no name of its own, or to a file that others
    write to, too. Files in /dev/shm are files.
    """
    return file.parts[1:2] in (("dev",), ("proc",)) and file.parts[2:3] != ("shm",)
