"""What tests of builds share: articles written to a file, and what a built folder holds."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq


def write(file: Path, texts: list[str]) -> Path:
    """The file, with an article a text."""
    rows = [{"article_id": f"a{n}", "text": text, "published": "2020-05-06"} for n, text in enumerate(texts)]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def digest(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file by its path in the folder."""
    files = sorted(f for f in folder.rglob("*") if f.is_file())
    return {str(f.relative_to(folder)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def table(folder: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a table, ``events`` or ``articles``, of a built folder."""
    rows: list[dict[str, Any]] = pq.read_table(folder / "data" / name).to_pylist()
    return rows
