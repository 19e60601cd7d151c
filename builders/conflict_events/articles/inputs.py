"""What a data set is made of: input files as the manifest names them, and whether they stayed the same meanwhile."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

STDIN = "standard input"
"""What "-" is called before people."""
HIDDEN = frozenset({"Thumbs.db", "desktop.ini"})
"""What Windows leaves in folders that somebody has looked at, and hides without a dot before the name."""


class Inputs:
    """Files and folders, described as they are now. What is not there or cannot be read is described as empty: its reader
    tells.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = tuple(paths)
        self._stamps = [_stamps(path) for path in self._paths]
        self._names = _names(self._paths)
        # From the last on, so that of equal ones the first stays.
        self._numbers = {path: i for i, path in reversed([*enumerate(self._paths)])}
        named = zip(self._names, self._paths, strict=True)
        self.described = [{"name": n, **_described(p)} for n, p in named if not _is(p.is_fifo)]
        """Name, bytes and SHA-256 of each; a folder's are over its files in the order of their names. None of a pipe, which
        can be read but once.
        """

    def name_of(self, file: str) -> str:
        """What a file of theirs is called wherever they lie: a folder's with the folders between. Another file's name stays."""
        holding = [self._numbers[p] for p in (Path(file), *Path(file).parents) if p in self._numbers]
        if not holding:
            return file
        first = min(holding)
        return (Path(self._names[first]) / Path(file).relative_to(self._paths[first])).as_posix()

    def check(self) -> None:
        """Raise ValueError where one is not what it was: what was read of it is then neither the old nor the new."""
        for path, before in zip(self._paths, self._stamps, strict=True):
            if _stamps(path) != before:
                raise ValueError(
                    f"{path} changed while it was read; nothing was made: build again when it stands still"
                )


def named(given: str | Path) -> tuple[str, Path]:
    """An input's name, "" where it has none, and where it lies: NAME=PATH, unless a file is called so as a whole."""
    name, mark, path = str(given).partition("=")
    if not (name and mark and path) or "/" in name or os.path.lexists(given):
        return "", Path(given)
    return name, Path(path)


def files(path: Path, ending: str = "") -> list[Path]:
    """A file, or those of a folder whose names have this ending, in the order of their names, but none that is hidden
    (``within``); none where nothing is there or nobody may look.
    """
    inside = [p for p in within(path) if p.name.endswith(ending)] if _is(path.is_dir) else [path]
    return [p for p in inside if _is(p.is_file)]


def within(folder: Path, failed: Callable[[OSError], object] | None = None) -> list[Path]:
    """What a folder holds to be read, in the order of the names: files, and links, also those that lead nowhere or to a
    folder; nothing that is hidden, nor what a hidden folder holds.

    ``failed`` is told of each folder that cannot be listed, which counts as empty.
    """
    found: list[Path] = []
    for at, folders, others in os.walk(folder, onerror=failed):
        folders[:] = (name for name in folders if not name.startswith("."))
        names = (name for name in (*folders, *others) if not name.startswith(".") and name not in HIDDEN)
        found.extend(path for name in names if _may_be_read(path := Path(at, name)))
    return sorted(found)


def unread(error: Exception) -> str:
    """What is told of a file that cannot be read, which is named beside."""
    return f"cannot be read: {getattr(error, 'strerror', None) or error}"


def around(place: Path, read: Iterable[str | Path | None]) -> Iterator[Path]:
    """Those of the folders that are read in which a place lies, and where it would be read: what is hidden is not
    (``within``).
    """
    for path in (named(given)[1] for given in read if given):
        if place.resolve().is_relative_to(path.resolve()) and path.is_dir():
            inside = place.resolve().relative_to(path.resolve())
            if not any(part.startswith(".") for part in inside.parts):
                yield path


def refuse_kept_within(folder: Path, read: Iterable[str | Path | None]) -> None:
    """Raise ValueError where a folder for what is kept lies within one of those that are read: it would change while it is
    read, and be read the next time.
    """
    for path in around(folder, read):
        raise ValueError(f"{folder} lies within the input {path}: name another folder with --cache, or --no-cache")


def _may_be_read(path: Path) -> bool:
    """Whether something is a file or a link, or nobody can say what it is."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return True
    return stat.S_ISREG(mode) or stat.S_ISLNK(mode)


def _is(kind: Callable[[], bool]) -> bool:
    """Whether a path is of a kind; it is of none where its folder may not be looked into."""
    try:
        return kind()
    except OSError:
        return False


def _stamps(path: Path) -> list[tuple[Path, int, int, int]]:
    found = [(file, file.stat()) for file in files(path)]
    return [(file, s.st_ino, s.st_size, s.st_mtime_ns) for file, s in found]


def digest(*paths: Path) -> str:
    """The SHA-256 of the bytes of files and of folders' files, one after the other; what cannot be read is empty."""
    return _hashed(paths)[0]


def _described(path: Path) -> dict[str, Any]:
    hashed, size = _hashed([path])
    return {"bytes": size, "sha256": hashed}


def _names(paths: Sequence[Path]) -> list[str]:
    """What each is called wherever it lies: its name, behind as many folders as it takes to tell it from the others."""
    whole = [path.absolute().parts for path in paths]
    ends = Counter(parts[-n:] for parts in {*whole} for n in range(1, len(parts)))
    alone = (next((p[-n:] for n in range(1, len(p)) if ends[p[-n:]] == 1), p[1:][-1:]) for p in whole)
    return ["/".join(parts).encode("utf-8", "replace").decode("utf-8") for parts in alone]


def _hashed(paths: Iterable[Path]) -> tuple[str, int]:
    """SHA-256 and number of bytes."""
    whole = hashlib.sha256()
    size = 0
    for file in chain.from_iterable(map(files, paths)):
        with suppress(OSError), file.open("rb") as stream:
            while block := stream.read(1 << 20):
                whole.update(block)
                size += len(block)
    return whole.hexdigest(), size
