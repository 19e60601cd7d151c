"""A published folder back as a ``datasets.Dataset``, offline and without a copy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from conflict_events import layout

if TYPE_CHECKING:
    from datasets import Dataset


def load(folder: str | Path, name: str = "events") -> Dataset:
    """The table "events", "articles" or "flat" of a published folder, whole in memory (300,000 events: 417 MiB).
    Raises ValueError where the folder has no such table.
    """
    import pyarrow.parquet as pq
    from datasets import Dataset

    files = layout.parquet(Path(folder), name)
    if not files:
        raise ValueError(f"{folder} has no table {name!r}: it should hold {layout.place(name)}/*.parquet")
    # ``Dataset.from_parquet`` writes a copy into the cache even where it keeps the table in memory.
    return Dataset(pq.read_table(files))
