"""The layout of a published folder: the files by which it is known for one, and where its tables lie."""

from __future__ import annotations

import os
from pathlib import Path

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
REJECTED = "rejected.jsonl"
"""What could not be used."""
TABLES = {"events": "event", "articles": "article", "flat": "flat"}
"""Table -> its schema."""


def place(table: str) -> str:
    """The folder, in a published one, that holds a table's Parquet files."""
    return f"data/{table}"


def parquet(folder: Path, table: str) -> list[Path]:
    """The Parquet files of a table, in the order of their names, but none that is hidden, as systems leave them beside a file
    that was copied; none where the table is not there.
    """
    return sorted((folder / place(table)).glob("[!.]*.parquet"))


def is_published(folder: Path) -> bool:
    """Whether a folder is one that a build made, as far as we may look."""
    # Where we may not there is none: Path.exists would raise.
    return all(os.access(folder / name, os.F_OK) for name in (MANIFEST, SUMS, place("events")))
