"""Checks a published folder from outside: is it what its manifest and its schema say, and do its quotes stand in the
texts. Tables pass row by row, and what must be known of all rows lies in a temporary file (``scratch``): memory does not grow
with the folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from conflict_events import layout, versions
from conflict_events.publishing import check_derived, check_files, check_quotes, check_rows, tables

LIMIT = 100
"""Faults after which a check says no more: a broken folder has as many as rows."""


def check(folder: Path, articles: Sequence[str | Path] | None = None) -> list[str]:
    """The faults of a published folder, a line each; empty where it is sound.

    ``articles``: the inputs it was made of; with them every quoted text is compared with the article at its offsets.
    Raises OSError where the temporary folder cannot be written.
    """
    faults: list[str] = []
    try:
        for fault in _faults(folder, articles):
            if len(faults) == LIMIT:
                return [*faults, f"{folder}: more than {LIMIT} faults; the rest is not listed"]
            faults.append(fault)
    except tables.Unreadable as error:
        faults.append(str(error))
    return faults


def _faults(folder: Path, articles: Sequence[str | Path] | None) -> Iterator[str]:
    manifest = check_files.manifest(folder)
    if isinstance(manifest, str):
        yield manifest
        return
    yield from check_files.manifest_faults(manifest)
    data: dict[str, Sequence[Path]] = {}
    for name, schema in layout.TABLES.items():
        data[name] = layout.parquet(folder, name)
        fault = check_files.misfit(data[name], schema)
        if fault is not None:
            yield f"{layout.place(name)}: {fault}"
            return
    left_out = manifest["privacy"]
    yield from check_rows.faults(data, left_out)
    yield from check_derived.faults(folder, manifest, data)
    yield from check_files.description_faults(folder)
    yield from check_files.checksum_faults(folder)
    if articles:
        yield from check_quotes.faults(folder, tables.read(data["events"]), articles, left_out)


def remarks(folder: Path, *, sound: bool) -> Iterator[str]:
    """What is to be known of a folder beside its faults: what is not checked of it and, where it is not ``sound``, that a build
    by other rules than ours made it.
    """
    manifest = check_files.manifest(folder)
    if isinstance(manifest, str):
        return
    if check_derived.made_by_another(manifest):
        version = f"conflict-events {manifest.get('package')}, schema {manifest.get('schema')}"
        yield f"made by {version}: whether the values of {layout.place('flat')} follow from its records is not checked"
    rules = manifest.get("rules")
    if not sound and rules and rules != versions.rules():
        yield (
            f"made by rules {rules}, ours are {versions.rules()}: an earlier program may have written what this one takes for "
            "a fault; if nobody has changed the folder, build it anew"
        )
