"""Frictionless metadata (https://datapackage.org, version 1): the CSV with its columns, the other files with their hashes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from conflict_events import schemas
from conflict_events.publishing import citation, manifest, spreadsheet, tables

_FORMATS = {".parquet": "application/vnd.apache.parquet", ".jsonl": "application/jsonl"}


def datapackage(folder: Path, made: Mapping[str, Any]) -> dict[str, Any]:
    """The metadata of a folder whose data files stand."""
    others = [f for f in manifest.files(folder) if f.suffix in _FORMATS]
    return {
        "name": "conflict-events",
        "title": citation.TITLE,
        "description": citation.abstract(made),
        "version": manifest.version(made),
        **({"licenses": [{"name": made["license"]}]} if made["license"] else {}),
        "keywords": list(citation.KEYWORDS),
        **({"contributors": [{"title": a, "role": "author"} for a in made["authors"]]} if made["authors"] else {}),
        "sources": [{"title": "GeoNames, CC BY 4.0", "path": "https://www.geonames.org"}],
        "resources": [_table(folder), *(_file(folder, f) for f in others)],
    }


def _file(folder: Path, file: Path) -> dict[str, Any]:
    return {
        "name": "-".join(file.with_suffix("").parts).lower(),
        "type": "file",
        "path": file.as_posix(),
        "format": file.suffix[1:],
        "mediatype": _FORMATS[file.suffix],
        "bytes": (folder / file).stat().st_size,
        "hash": f"sha256:{manifest.sha256(folder / file)}",
    }


def _table(folder: Path) -> dict[str, Any]:
    return {
        "name": "events-flat",
        "type": "table",
        "path": tables.CSV,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": spreadsheet.ENCODING,
        "bytes": (folder / tables.CSV).stat().st_size,
        "hash": f"sha256:{manifest.sha256(folder / tables.CSV)}",
        "dialect": {"csv": {"lineTerminator": "\r\n"}},
        "schema": {
            "fields": [_column(node) for node in schemas.fields("flat")],
            "missingValues": [""],
            "primaryKey": ["event_id"],
        },
    }


def _column(node: schemas.Field) -> dict[str, Any]:
    column: dict[str, Any] = {
        "name": node.name,
        "type": "date" if node.day else node.kind,
        "description": node.description,
    }
    limits = dict(node.limits)
    return {**column, "constraints": limits} if limits else column
