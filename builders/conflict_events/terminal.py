"""What goes to who runs a command: exit status, and lines on standard error. It imports next to nothing, so that it is there
from the first moment on.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TextIO, TypeVar

T = TypeVar("T")

OK, FOUND, FAILED, PARTIAL = 0, 1, 2, 3
"""Exit status, as ``STATUS`` tells it."""
STATUS = (
    "exit status: 0 all well, 1 a check (build --check, diff, validate) found something,\n"
    "2 it failed and nothing was made, 3 made, but some input was rejected"
)


def say(line: str) -> None:
    """Print a line for people on standard error. Where nothing takes it, because its reader has gone or the disk is full, the
    work goes on, and its exit status is true all the same.
    """
    try:
        print(line, file=sys.stderr)
    except OSError:
        silence(sys.stderr)


def progress(items: Iterable[T], name: str) -> Iterable[T]:
    """The items, with a bar on standard error that counts them by their ``name`` ("articles") where that is a terminal.
    Elsewhere nothing is loaded for it: that would take a twentieth of the time of a short build.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        return items
    from tqdm import tqdm

    return tqdm(items, desc=name, unit="")


def silence(stream: TextIO) -> None:
    """Let what goes to a stream that failed go nowhere: what waits in its buffer would fail again when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def told(error: Exception) -> str:
    """An error for people: the file first where the system names one, without the system's number."""
    if isinstance(error, OSError) and error.strerror:
        return ": ".join(str(part) for part in (error.filename2 or error.filename, error.strerror) if part is not None)
    return str(error)
