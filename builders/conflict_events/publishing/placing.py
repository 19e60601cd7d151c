"""Puts a new folder in the place of an old one, whole or not at all, and keeps two writers apart.

What stood there stands until the new one does, whatever kills the process.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from conflict_events.whole_file import naming, refuse_within_data_set

_EXCHANGE = 2
"""RENAME_EXCHANGE of renameat2(2)."""
_AT_FDCWD = -100


class Place:
    """A folder to be replaced. In its block ``aside`` is there to be filled; at the end of a block without an error it
    stands in the folder's place.

    Raises ValueError where the folder is not one of ours (it holds no ``marker``) or another process writes it, OSError
    where it cannot be written; then nothing has changed.
    """

    def __init__(self, folder: Path, marker: str) -> None:
        self.folder = _located(folder)
        self.aside = self.folder.with_name(f".{self.folder.name}.new")
        self._marker = marker
        self._handle = -1

    def __enter__(self) -> Place:
        _check_ours(self.folder, self._marker)
        refuse_within_data_set(self.folder)
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self._handle = _lock(self.folder)
        try:
            self._clear()
        except BaseException:
            os.close(self._handle)
            raise
        return self

    def _clear(self) -> None:
        """Remove what a killed build left behind; the lock says that nobody is writing it now."""
        old = self.folder.with_name(f".{self.folder.name}.old")
        if not self.folder.exists() and (old / self._marker).is_file():
            # Killed between the two renames of a system that cannot exchange folders.
            old.rename(self.folder)
        for leftover in (self.aside, old):
            if leftover.is_dir():
                _remove(leftover)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                for file in self.aside.rglob("*"):
                    _sync(file)
                _put_in_place(self.aside, self.folder)
        finally:
            # What cannot be removed stays for the next build, which names it.
            with suppress(OSError):
                _remove(self.aside)
            os.close(self._handle)


def _located(folder: Path) -> Path:
    """A folder's absolute path without "..", which has no name to make another one of. As the system reads it: behind a
    link, ".." is where the folder is that the link leads to. The folder itself may be a link, and stays one.
    """
    if ".." not in folder.parts:
        return folder.absolute()
    if folder.name == "..":
        return Path(os.path.realpath(folder))
    return Path(os.path.realpath(folder.parent)) / folder.name


def _remove(folder: Path) -> None:
    """Remove a folder and what it holds, also where it may only be read: what a user protected stood in our place, and has
    been replaced. Raises OSError with the folder's path.
    """
    try:
        try:
            shutil.rmtree(folder)
        except PermissionError:
            _unlock(folder)
            shutil.rmtree(folder)
    except OSError as error:
        told = (
            f"what an earlier build left here cannot be removed: remove it by hand ({error.filename}: {error.strerror})"
        )
        raise OSError(error.errno, told, str(folder)) from error


def _unlock(folder: Path) -> None:
    """Let folders be written by their owner, from the top down: none is looked into before it may be."""
    folder.chmod(stat.S_IRWXU)
    for parent, inside, _ in os.walk(folder):
        for path in (Path(parent, name) for name in inside):
            if not path.is_symlink():
                path.chmod(stat.S_IRWXU)


def _check_ours(output: Path, marker: str) -> None:
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise ValueError(f"{output} is a link or no folder: choose another --output")
    if output.is_dir() and any(output.iterdir()) and not (output / marker).is_file():
        raise ValueError(f"{output} holds something else than a built data set: choose another --output or empty it")


def _lock(output: Path) -> int:
    """A lock that the kernel lets go when the process ends, however it ends."""
    with naming(output):
        handle = os.open(output.with_name(f".{output.name}.lock"), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        if error.errno in (errno.EAGAIN, errno.EACCES):
            raise ValueError(f"another build is writing {output}: wait for it to end") from error
        raise
    return handle


def _put_in_place(new: Path, output: Path) -> None:
    """Exchange the new folder with the old one in one step where the system can, in two renames elsewhere."""
    if not output.exists() or not any(output.iterdir()):
        # A folder that is renamed takes the place of an empty one.
        new.rename(output)
    elif not _exchange(new, output):
        old = output.with_name(f".{output.name}.old")
        output.rename(old)
        new.rename(output)
        _remove(old)
    _sync(output.parent)


def _exchange(a: Path, b: Path) -> bool:
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    done = renameat2(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _EXCHANGE)
    return bool(done == 0)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
