"""Checks a published folder from outside: is it what its manifest and its schema say, and do its quotes stand in the
texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from conflict_events import flat, privacy, readers, schemas, tables
from conflict_events import manifest as manifests
from conflict_events.records import Article

LIMIT = 100
"""Faults after which a check says no more: a broken folder has as many as rows."""


def check(folder: Path, articles: Sequence[str | Path] | None = None) -> list[str]:
    """The faults of a published folder, a line each; empty where it is sound.

    ``articles``: the inputs it was made of; with them every quoted text is compared with the article at its offsets.
    """
    faults: list[str] = []
    for fault in _faults(folder, articles):
        faults.append(fault)
        if len(faults) >= LIMIT:
            return [*faults, f"{folder}: more than {LIMIT} faults; the rest is not listed"]
    return faults


def _faults(folder: Path, articles: Sequence[str | Path] | None) -> Iterator[str]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        yield f"manifest.json: cannot be read: {error}"
        return
    data: dict[str, pa.Table] = {}
    for name, schema in (("events", "event"), ("articles", "article"), ("flat", "flat")):
        files = sorted((folder / "data" / name).glob("*.parquet"))
        if not files:
            yield f"data/{name}: no Parquet file"
            return
        try:
            data[name] = pa.concat_tables([pq.read_table(f) for f in files])
        except (OSError, pa.ArrowException) as error:
            yield f"data/{name}: cannot be read: {error}"
            return
        # A folder that an older version made may lack columns that came later; these may all be null.
        columns = schemas.arrow_schema(schema)
        expected = pa.schema([f for f in columns if f.name in data[name].schema.names or not f.nullable])
        if not data[name].schema.equals(expected, check_metadata=False):
            yield f"data/{name}: columns are not those of schema {schemas.version()}"
            return
    left_out = manifest.get("privacy", {})
    yield from _rows(data["events"], data["articles"], left_out)
    yield from _against_manifest(folder, manifest, data)
    follows = flat.rows(tables.rows(data["events"]), tables.rows(data["articles"]))
    columns = schemas.arrow_schema("flat")
    if not pa.Table.from_batches(tables.batches(follows, columns), schema=columns).equals(data["flat"]):
        yield "data/flat: is not what follows from the events' and the articles' tables"
    yield from _sums(folder)
    if articles:
        yield from _quotes(data["events"], articles, left_out)


def _rows(events: Any, articles: Any, left_out: Mapping[str, str]) -> Iterator[str]:
    counted: dict[str, int] = {}
    seen: set[str] = set()
    validator = schemas.Validator("event")
    for row in events.to_pylist():
        name = f"event {row['event_id']}"
        for error in validator.errors(row):
            yield f"{name}: {error}"
        if row["event_id"] in seen:
            yield f"{name}: the id is not unique"
        seen.add(row["event_id"])
        counted[row["article_id"]] = counted.get(row["article_id"], 0) + 1
        sentence = row["evidence"]
        if not sentence["start"] <= row["action"]["start"] < row["action"]["end"] <= sentence["end"]:
            yield f"{name}: the trigger does not lie in the evidence"
        for where, quote in privacy.quotes(row):
            if not quote["text"] and left_out.get("evidence") == "offsets":
                continue
            if not quote["text"] or len(quote["text"]) != quote["end"] - quote["start"]:
                yield f"{name}: {where} is not as long as its offsets say"
    checked = schemas.Validator("article")
    for row in articles.to_pylist():
        name = f"article {row['article_id']}"
        for error in checked.errors(row):
            yield f"{name}: {error}"
        if row["state"] == "ok" and row["events"] != counted.pop(row["article_id"], 0):
            yield f"{name}: its number of events is not that of the events' table"
    for article_id in counted:
        yield f"article {article_id}: has events but no row"
    yield from _copies(articles)


def _copies(articles: Any) -> Iterator[str]:
    """Faults of the rows of copies: each names an article that is none."""
    states = {row["article_id"]: row["state"] for row in articles.to_pylist()}
    for row in articles.to_pylist():
        # Version 1.0.0 of the schema had no such column.
        first = row.get("duplicate_of")
        if first is not None and (row["state"] != "duplicate" or states.get(first) != "ok"):
            yield f"article {row['article_id']}: copies {first}, which is not an article that was read"


def _against_manifest(folder: Path, manifest: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[str]:
    counts = tables.Counts()
    for name, count in (("events", counts.event), ("articles", counts.article), ("flat", None)):
        content = tables.Content()
        for row in tables.rows(data[name]):
            content.add(row)
            if count is not None:
                count(row)
        if content.hash() != manifest.get("content", {}).get(name):
            yield f"data/{name}: the content is not what manifest.json says"
    try:
        rejected = len((folder / "rejected.jsonl").read_text(encoding="utf-8").splitlines())
    except OSError as error:
        yield f"rejected.jsonl: cannot be read: {error}"
        return
    if counts.made(rejected) != manifest.get("counts"):
        yield "manifest.json: the counts are not those of the tables"


def _sums(folder: Path) -> Iterator[str]:
    """Faults of the list of checksums: every file has its line, and is what the line says."""
    try:
        listed = (folder / manifests.SUMS).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        yield f"{manifests.SUMS}: cannot be read: {error}"
        return
    stated = {name: digest for digest, _, name in (line.partition("  ") for line in listed.splitlines())}
    there = {f.as_posix() for f in manifests.files(folder)}
    for name in sorted(stated.keys() | there):
        if name not in there:
            yield f"{name}: is missing"
        elif name not in stated:
            yield f"{name}: is not in {manifests.SUMS}"
        elif manifests.sha256(folder / name) != stated[name]:
            yield f"{name}: is not what {manifests.SUMS} says"


def _quotes(events: Any, articles: Sequence[str | Path], left_out: Mapping[str, str]) -> Iterator[str]:
    texts: dict[str, str] = {}
    for item in readers.read(articles):
        if isinstance(item, Article):
            texts[item.article_id] = item.text
        elif not item.line:
            # A whole file is missing; what else is rejected was so in the build, too.
            yield f"{item.file}: {item.reason}"
    for row in events.to_pylist():
        text = texts.get(row["article_id"])
        if text is None:
            yield f"event {row['event_id']}: its article {row['article_id']} is not among those given"
            continue
        for where, quote in privacy.quotes(row):
            if not privacy.matches(quote["text"], text[quote["start"] : quote["end"]], left_out):
                yield f"event {row['event_id']}: {where} does not stand in the article at {quote['start']}"
