"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(file: Path) -> Iterator[Path]:
    """A path beside a file to write to, for this process alone. It takes the file's place when the block ends; where the
    block raises, it is removed, and what stood there stands. A link stays, and what it leads to is replaced; a pipe or a device
    gets the bytes. Raises OSError where the folder cannot be written.
    """
    # /dev/stdout is a link to what has no name of its own, or to a file that others write to, too.
    special = file.absolute().parts[1:2] in (("dev",), ("proc",)) or (
        file.exists() and not file.is_file() and not file.is_dir()
    )
    target = file if special else Path(os.path.realpath(file))
    if special:
        with tempfile.TemporaryDirectory() as folder:
            aside = Path(folder) / target.name
            yield aside
            with aside.open("rb") as made, target.open("ab") as stream:
                shutil.copyfileobj(made, stream)
        return
    aside = target.with_name(f"{target.name}.{os.getpid()}")
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "no such folder", str(target.parent))
    try:
        yield aside
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
