"""Checks a published folder from outside: is it what its manifest and its schema say, and do its quotes stand in the
texts. Tables pass row by row, and what must be known of all rows lies in a temporary file (``scratch``): memory does not grow
with the folder.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from itertools import chain, groupby, zip_longest
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conflict_events import layout, schemas, versions
from conflict_events.articles import inputs, readers
from conflict_events.publishing import flat, privacy, spreadsheet, tables
from conflict_events.publishing import manifest as manifests
from conflict_events.records import Article, located, writable
from conflict_events.scratch import ByKey, Scratch

if TYPE_CHECKING:
    import pyarrow as pa

LIMIT = 100
"""Faults after which a check says no more: a broken folder has as many as rows."""
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
        "rejected.jsonl",
        tables.CSV,
        *(file for _, file in tables.FILES.values()),
    )
)
"""Files that a published folder has, beside the list of checksums."""
Files = Mapping[str, Sequence[Path]]
"""The Parquet files of each table."""


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
    manifest = _manifest(folder)
    if isinstance(manifest, str):
        yield manifest
        return
    yield from _manifest_faults(manifest)
    data: dict[str, Sequence[Path]] = {}
    for name, schema in layout.TABLES.items():
        data[name] = layout.parquet(folder, name)
        fault = _misfit(data[name], schema)
        if fault is not None:
            yield f"{layout.place(name)}: {fault}"
            return
    left_out = manifest["privacy"]
    yield from _rows(data, left_out)
    yield from _against_manifest(folder, manifest, data)
    older = _made_by_another(manifest)
    if not _flat_follows(data, ids_alone=older):
        yield f"{layout.place('flat')}: is not what follows from the events' and the articles' tables"
    if not older and not _csv_follows(folder / tables.CSV, data["flat"]):
        yield f"{tables.CSV}: is not what follows from the flat table"
    yield from _descriptions(folder)
    yield from _sums(folder)
    if articles:
        yield from _quotes(tables.read(data["events"]), articles, left_out, _rejected_files(folder))


def unchecked(folder: Path) -> str:
    """What is not checked of a folder, "" where all is."""
    manifest = _manifest(folder)
    if isinstance(manifest, str) or not _made_by_another(manifest):
        return ""
    version = f"conflict-events {manifest.get('package')}, schema {manifest.get('schema')}"
    return f"made by {version}: whether the values of {layout.place('flat')} follow from its records is not checked"


def _made_by_another(manifest: Mapping[str, Any]) -> bool:
    """Whether another version made a data set: the flat table and the counts that it made may have been others than ours."""
    return (manifest.get("package"), manifest.get("schema")) != (versions.package(), versions.schema())


def _manifest(folder: Path) -> dict[str, Any] | str:
    """A folder's manifest, or why it cannot be used."""
    try:
        manifest = json.loads((folder / layout.MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        return f"{layout.MANIFEST}: {inputs.unread(error)}; a folder that build made holds one"
    except (OSError, ValueError, RecursionError) as error:
        return f"{layout.MANIFEST}: {inputs.unread(error)}"
    if not isinstance(manifest, dict):
        return f"{layout.MANIFEST}: not an object but {type(manifest).__name__}"
    for name in ("privacy", "content"):
        if not isinstance(manifest.setdefault(name, {}), dict):
            return f"{layout.MANIFEST}: {name} is not an object but {type(manifest[name]).__name__}"
    return manifest


def _manifest_faults(manifest: Mapping[str, Any]) -> Iterator[str]:
    """What of a manifest is not of the kind that a build writes."""
    from jsonschema import Draft202012Validator

    found = Draft202012Validator(_MANIFEST).iter_errors(manifest)
    for error in sorted(found, key=lambda e: [str(part) for part in e.absolute_path]):
        where = "".join(f"{part}: " for part in error.absolute_path)
        yield f"{layout.MANIFEST}: {where}{error.message}"


def _descriptions(folder: Path) -> Iterator[str]:
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


def _misfit(files: Sequence[Path], schema: str) -> str | None:
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


def _rows(data: Files, left_out: Mapping[str, str]) -> Iterator[str]:
    with Scratch(
        "CREATE TABLE event (event_id TEXT PRIMARY KEY) WITHOUT ROWID;"
        "CREATE TABLE counted (number INTEGER PRIMARY KEY, article_id TEXT UNIQUE, events INTEGER);"
        "CREATE TABLE article (article_id TEXT PRIMARY KEY) WITHOUT ROWID;"
        "CREATE TABLE copy (number INTEGER PRIMARY KEY, article_id TEXT, state TEXT, first TEXT);"
    ) as seen:
        yield from _events(tables.read(data["events"]), left_out, seen)
        yield from _articles(tables.read(data["articles"]), seen)


def _events(rows: Iterable[tables.Row], left_out: Mapping[str, str], seen: Scratch) -> Iterator[str]:
    """Faults of the events, which are counted by article."""
    validator = schemas.Validator("event")
    for row in rows:
        name = f"event {row['event_id']}"
        for error in validator.errors(row):
            yield f"{name}: {error}"
        if not seen.write("INSERT OR IGNORE INTO event VALUES (?)", (row["event_id"],)):
            yield f"{name}: the id is not unique"
        seen.write(
            "INSERT INTO counted (article_id, events) VALUES (?, 1) "
            "ON CONFLICT (article_id) DO UPDATE SET events = events + 1",
            (row["article_id"],),
        )
        sentence = row["evidence"]
        if not sentence["start"] <= row["action"]["start"] < row["action"]["end"] <= sentence["end"]:
            yield f"{name}: the trigger does not lie in the evidence"
        for where, quote in privacy.quotes(row):
            if left_out.get("evidence") == "offsets":
                if not quote["text"]:
                    continue
                if where == "evidence" or len(quote["text"].split()) > privacy.SHORT:
                    yield f"{name}: {where} is quoted, but {layout.MANIFEST} says that only offsets are published"
            if not quote["text"] or len(quote["text"]) != quote["end"] - quote["start"]:
                yield f"{name}: {where} is not as long as its offsets say"


def _articles(rows: Iterable[tables.Row], seen: Scratch) -> Iterator[str]:
    """Faults of the articles' rows: each has the events that were counted, and a copy names an article that is none."""
    validator = schemas.Validator("article")
    for row in rows:
        article_id, state = row["article_id"], row["state"]
        name = f"article {article_id}"
        for error in validator.errors(row):
            yield f"{name}: {error}"
        if state == "ok":
            counted = sum(n for (n,) in seen.read("SELECT events FROM counted WHERE article_id = ?", (article_id,)))
            seen.write("DELETE FROM counted WHERE article_id = ?", (article_id,))
            if row["events"] != counted:
                yield f"{name}: its number of events is not that of the events' table"
            # Only these: a rejected row may have the id of an article that was read.
            seen.write("INSERT OR IGNORE INTO article VALUES (?)", (article_id,))
        # Version 1.0.0 of the schema had no such column.
        first = row.get("duplicate_of")
        if first is not None:
            seen.write("INSERT INTO copy (article_id, state, first) VALUES (?, ?, ?)", (article_id, state, first))
    for (article_id,) in seen.read("SELECT article_id FROM counted ORDER BY number"):
        yield f"article {article_id}: has events but no row"
    for article_id, first in seen.read(
        "SELECT copy.article_id, first FROM copy LEFT JOIN article ON article.article_id = first "
        "WHERE copy.state != 'duplicate' OR article.article_id IS NULL ORDER BY number"
    ):
        yield f"article {article_id}: copies {first}, which is not an article that was read"


def _against_manifest(folder: Path, manifest: Mapping[str, Any], data: Files) -> Iterator[str]:
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
        with (folder / "rejected.jsonl").open("rb") as stream:
            rejected = sum(1 for _ in stream)
    except OSError as error:
        yield f"rejected.jsonl: {inputs.unread(error)}"
        return
    made, stated = counts.made(rejected), manifest.get("counts")
    if _made_by_another(manifest) and isinstance(stated, dict):
        # What this version counts, too, and that did not.
        made = {name: count for name, count in made.items() if name in stated}
        stated = {name: count for name, count in stated.items() if name in made}
    if made != stated:
        yield f"{layout.MANIFEST}: the counts are not those of the tables"


def _flat_follows(data: Files, *, ids_alone: bool) -> bool:
    """Whether the flat table is what the others make, value by value, or at least of the same events."""
    if ids_alone:
        ids = itemgetter("event_id", "article_id")
        return all(a == b for a, b in zip_longest(*(map(ids, tables.read(data[name])) for name in ("events", "flat"))))
    follows = flat.rows(tables.read(data["events"]), tables.read(data["articles"]))
    made = (row for batch in tables.batches(follows, schemas.arrow_schema("flat")) for row in batch.to_pylist())
    return all(a == b for a, b in zip_longest(made, tables.read(data["flat"])))


def _sums(folder: Path) -> Iterator[str]:
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


def _rejected_files(folder: Path) -> frozenset[str]:
    """The names of files that the build rejected as a whole: such as could not be read, and texts and pages that are no
    article.
    """
    found = set()
    with suppress(OSError), (folder / "rejected.jsonl").open("rb") as stream:
        for line in stream:
            with suppress(ValueError, RecursionError, TypeError, KeyError):
                row = json.loads(line)
                if not row["line"]:
                    found.add(Path(row["file"]).name)
    return frozenset(found)


def _quotes(
    events: Iterable[tables.Row], articles: Sequence[str | Path], left_out: Mapping[str, str], rejected: frozenset[str]
) -> Iterator[str]:
    """Faults of the events' quotes. ``rejected``: names of files that the build could not use, either."""
    unread = ""
    with closing(ByKey()) as texts:
        for item in readers.read(articles):
            if isinstance(item, Article):
                texts.keep(item.article_id, item.text)
                continue
            # As the build tells it: a name may be of bytes that are no text.
            told = writable(item)
            if not told.line and Path(told.file).name not in rejected:
                # A whole file that the build could read; what else is rejected was so in the build, too.
                yield f"{told.file}: {told.reason}"
            elif told.line:
                unread = unread or f"{located(told.file, told.line)}: {told.reason}"
        for article_id, rows in groupby(events, key=itemgetter("article_id")):
            text = texts.get(article_id)
            if text is None and unread:
                # Most likely the first of the rows that should have been the articles.
                yield unread
                unread = ""
            for row in rows:
                yield from _misquoted(row, text, left_out)


def _misquoted(row: tables.Row, text: str | None, left_out: Mapping[str, str]) -> Iterator[str]:
    """Faults of an event's quotes in its article's text."""
    if text is None:
        yield f"event {row['event_id']}: its article {row['article_id']} is not among those given"
        return
    for where, quote in privacy.quotes(row):
        if not privacy.matches(quote["text"], text[quote["start"] : quote["end"]], left_out):
            yield f"event {row['event_id']}: {where} does not stand in the article at {quote['start']}"
