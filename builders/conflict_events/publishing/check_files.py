"""Checks the files of a published folder, whatever rows they hold: the manifest is one that a build writes, what describes the
folder can be read, each table has its columns, and every file is there and is what its checksum says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conflict_events import layout, schemas
from conflict_events.articles import inputs
from conflict_events.publishing import manifest as manifests
from conflict_events.publishing import tables

if TYPE_CHECKING:
    import pyarrow as pa

_HASH = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_TEXT = {"type": "string", "minLength": 1}
_MANIFEST: dict[str, Any] = {
    "required": ["package", "schema", "rules", "license", "privacy", "inputs", "extractors", "counts", "content"],
    "properties": {
        "package": _TEXT,
        "schema": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
        "rules": {"type": "string", "pattern": "^[0-9a-f]{12}$"},
        "license": {"type": ["string", "null"], "minLength": 1},
        "authors": {"type": "array", "items": _TEXT},
        "privacy": {
            "required": ["evidence", "persons"],
            "properties": {"evidence": {"enum": ["sentence", "offsets"]}, "persons": {"enum": ["named", "redacted"]}},
        },
        "inputs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "bytes", "sha256"],
                "properties": {"name": {"type": "string"}, "bytes": {"type": "integer", "minimum": 0}, "sha256": _HASH},
            },
        },
        "extractors": {"type": "array", "items": _TEXT, "minItems": 1},
        "content": {"required": list(tables.FILES), "additionalProperties": _HASH},
    },
}
"""JSON Schema of a manifest; its counts are compared with those of the tables."""
_DESCRIPTIONS = ("croissant.json", "datapackage.json")
_REQUIRED = frozenset(
    (
        *_DESCRIPTIONS,
        "CITATION.cff",
        "README.md",
        layout.MANIFEST,
        layout.REJECTED,
        tables.CSV,
        *(file for _, file in tables.FILES.values()),
    )
)
"""Files that a published folder has, beside the list of checksums."""


def manifest(folder: Path) -> dict[str, Any] | str:
    """A folder's manifest, or why it cannot be used."""
    try:
        made = json.loads((folder / layout.MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        return f"{layout.MANIFEST}: {inputs.unread(error)}; a folder that build made holds one"
    except (OSError, ValueError, RecursionError) as error:
        return f"{layout.MANIFEST}: {inputs.unread(error)}"
    if not isinstance(made, dict):
        return f"{layout.MANIFEST}: not an object but {type(made).__name__}"
    for name in ("privacy", "content"):
        if not isinstance(made.setdefault(name, {}), dict):
            return f"{layout.MANIFEST}: {name} is not an object but {type(made[name]).__name__}"
    return made


def manifest_faults(made: Mapping[str, Any]) -> Iterator[str]:
    """What of a manifest is not of the kind that a build writes."""
    from jsonschema import Draft202012Validator

    found = Draft202012Validator(_MANIFEST).iter_errors(made)
    for error in sorted(found, key=lambda e: [str(part) for part in e.absolute_path]):
        where = "".join(f"{part}: " for part in error.absolute_path)
        yield f"{layout.MANIFEST}: {where}{error.message}"


def description_faults(folder: Path) -> Iterator[str]:
    """Faults of the files that describe the folder for machines, as far as they are there."""
    for name in _DESCRIPTIONS:
        try:
            told = json.loads((folder / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            continue
        except (OSError, ValueError, RecursionError) as error:
            yield f"{name}: {inputs.unread(error)}"
            continue
        if not isinstance(told, dict):
            yield f"{name}: not an object but {type(told).__name__}"


def misfit(files: Sequence[Path], schema: str) -> str | None:
    """Why the rows of a table's files cannot be read as those of a schema, None where they can."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not files:
        return "no Parquet file"
    columns = schemas.arrow_schema(schema)
    for file in files:
        try:
            found = pq.read_schema(file)
        except (OSError, pa.ArrowException) as error:
            return inputs.unread(error)
        expected = _as_old(pa.struct(list(columns)), pa.struct(list(found)))
        if not found.equals(pa.schema(list(expected)), check_metadata=False):
            return f"columns are not those of schema {schemas.version()}"
    return None


def _as_old(ours: pa.DataType, found: pa.DataType) -> pa.DataType:
    """Our type without the parts that a folder of an older version lacks because they came later: these may all be null."""
    import pyarrow as pa

    if pa.types.is_list(ours) and pa.types.is_list(found):
        return pa.list_(ours.value_field.with_type(_as_old(ours.value_type, found.value_type)))
    if not pa.types.is_struct(ours) or not pa.types.is_struct(found):
        return ours
    there = {field.name: field.type for field in found}
    kept = [field for field in ours if field.name in there or not field.nullable]
    return pa.struct([f.with_type(_as_old(f.type, there.get(f.name, f.type))) for f in kept])


def checksum_faults(folder: Path) -> Iterator[str]:
    """Faults of the list of checksums: every file has its line, and is what the line says; and files that are missing."""
    try:
        stated = manifests.listed(folder)
    except (OSError, ValueError) as error:
        yield f"{layout.SUMS}: {inputs.unread(error)}"
        return
    there = {f.as_posix() for f in manifests.files(folder)} | {*manifests.strangers(folder)}
    for name in sorted(stated.keys() | there | _REQUIRED):
        if name not in there:
            yield f"{name}: is missing"
        elif name not in stated:
            yield f"{name}: is not in {layout.SUMS}"
        elif manifests.sha256(folder / name) != stated[name]:
            yield f"{name}: is not what {layout.SUMS} says"
