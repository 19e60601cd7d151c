"""Checks what follows from the rows of a published folder: hashes and counts in the manifest, the flat table and its CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from operator import itemgetter
from pathlib import Path
from typing import Any

from conflict_events import layout, schemas, versions
from conflict_events.articles import inputs
from conflict_events.publishing import flat, spreadsheet, tables


def faults(folder: Path, manifest: Mapping[str, Any], data: tables.Files) -> Iterator[str]:
    """Faults of what follows from the rows of a folder with that manifest."""
    yield from _against_manifest(folder, manifest, data)
    older = made_by_another(manifest)
    if not _flat_follows(data, ids_alone=older):
        yield f"{layout.place('flat')}: is not what follows from the events' and the articles' tables"
    if not older and not _csv_follows(folder / tables.CSV, data["flat"]):
        yield f"{tables.CSV}: is not what follows from the flat table"


def made_by_another(manifest: Mapping[str, Any]) -> bool:
    """Whether another version made a data set: the flat table and the counts that it made may have been others than ours."""
    return (manifest.get("package"), manifest.get("schema")) != (versions.package(), versions.schema())


def _against_manifest(folder: Path, manifest: Mapping[str, Any], data: tables.Files) -> Iterator[str]:
    counts = tables.Counts()
    for name, count in (("events", counts.event), ("articles", counts.article), ("flat", None)):
        content = tables.Content()
        for row in tables.read(data[name]):
            content.add(row)
            if count is not None:
                count(row)
        if content.hash() != manifest["content"].get(name):
            yield f"{layout.place(name)}: the content is not what {layout.MANIFEST} says"
    try:
        with (folder / layout.REJECTED).open("rb") as stream:
            rejected = sum(1 for _ in stream)
    except OSError as error:
        yield f"{layout.REJECTED}: {inputs.unread(error)}"
        return
    made, stated = counts.made(rejected), manifest.get("counts")
    if made_by_another(manifest) and isinstance(stated, dict):
        # What this version counts, too, and that did not.
        made = {name: count for name, count in made.items() if name in stated}
        stated = {name: count for name, count in stated.items() if name in made}
    if made != stated:
        yield f"{layout.MANIFEST}: the counts are not those of the tables"


def _flat_follows(data: tables.Files, *, ids_alone: bool) -> bool:
    """Whether the flat table is what the others make, value by value, or at least of the same events."""
    if ids_alone:
        ids = itemgetter("event_id", "article_id")
        return all(a == b for a, b in zip_longest(*(map(ids, tables.read(data[name])) for name in ("events", "flat"))))
    follows = flat.rows(tables.read(data["events"]), tables.read(data["articles"]))
    made = (row for batch in tables.batches(follows, schemas.arrow_schema("flat")) for row in batch.to_pylist())
    return all(a == b for a, b in zip_longest(made, tables.read(data["flat"])))


def _csv_follows(file: Path, made: Sequence[Path]) -> bool:
    """Whether the CSV is what is made of the flat table, line by line; also where there is none: that is another fault."""
    import pyarrow.parquet as pq

    names = pq.read_schema(made[0]).names
    rows = chain([names], ([row[name] for name in names] for row in tables.read(made)))
    lines = map(spreadsheet.line, rows)
    try:
        with file.open(encoding=spreadsheet.ENCODING, newline="") as stream:
            return all(a == b for a, b in zip_longest(lines, stream))
    except FileNotFoundError:
        return True
    except (OSError, UnicodeDecodeError):
        return False
