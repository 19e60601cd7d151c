"""Where the program keeps what later runs can use again."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


def default() -> Path:
    """The user's cache folder: in ``$XDG_CACHE_HOME`` where it is set, otherwise in ``~/.cache``. It need not exist. Raises
    OSError for a user without a home, as in some containers.
    """
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "conflict-events"
    except RuntimeError as error:
        raise OSError(f"no cache folder is named, and there is none by default: {error}") from error


def refuse_within(folder: Path, read: Iterable[str]) -> None:
    """Raise ValueError where a folder for what is kept lies within one of those that are read: it would change while it is
    read, and be read the next time. What is hidden in a folder is not read (``inputs.within``).
    """
    for path in map(Path, filter(None, read)):
        if path.is_dir() and folder.resolve().is_relative_to(path.resolve()):
            inside = folder.resolve().relative_to(path.resolve())
            if not any(part.startswith(".") for part in inside.parts):
                raise ValueError(
                    f"{folder} lies within the input {path}: name another folder with --cache, or --no-cache"
                )
