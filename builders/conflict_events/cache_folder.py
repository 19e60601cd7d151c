"""Where the program keeps what later runs can use again."""

from __future__ import annotations

import os
from pathlib import Path


def default() -> Path:
    """The user's cache folder: in ``$XDG_CACHE_HOME`` where that is an absolute path, as the XDG Base Directory
    Specification asks for, otherwise in ``~/.cache``. It need not exist. Raises OSError for a user without a home, as in some
    containers.
    """
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:
        return (named if named.is_absolute() else Path.home() / ".cache") / "conflict-events"
    except RuntimeError as error:
        raise OSError(f"no cache folder is named, and there is none by default: {error}") from error
