"""A published folder in the layout of another project: one file, whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from conflict_events.crosswalk import Crosswalks
from conflict_events.exports import FORMATS, base
from conflict_events.terminal import progress
from conflict_events.whole_file import replacing


@dataclass(frozen=True, slots=True)
class Exported:
    """How many records were read, and how many have no row, by the reason."""

    records: int
    left_out: Counter[str]

    @property
    def written(self) -> int:
        """Records that have a row."""
        return self.records - self.left_out.total()


def export(folder: Path, layout: str, file: Path) -> Exported:
    """Write the records of a folder to a file. Raises ValueError where the folder is no data set, OSError where the file
    cannot be written; then what stood there stands.
    """
    module = import_module(f"conflict_events.exports.{FORMATS[layout]}")
    records = 0

    def counted() -> Iterator[base.Told]:
        nonlocal records
        for item in progress(base.told(folder), "events"):
            records += 1
            yield item

    with replacing(file) as aside:
        left_out = module.write(counted(), Crosswalks(), aside)
    return Exported(records, left_out)
