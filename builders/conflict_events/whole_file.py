"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(file: Path) -> Iterator[Path]:
    """A path beside a file to write to, for this process alone. It takes the file's place when the block ends; where the
    block raises, it is removed, and what stood there stands. Raises OSError where the folder cannot be written.
    """
    aside = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        yield aside
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)
