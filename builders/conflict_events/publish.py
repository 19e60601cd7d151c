"""Writes the data set: Parquet, card, manifest and rejected rows, beside the output folder, then put in its place at
once.

What stood there stands whole until the new one does. Equal input gives equal bytes.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from conflict_events import __version__, schemas
from conflict_events.records import Event, Rejected

if TYPE_CHECKING:
    import pyarrow as pa

ROW_GROUP = 10_000
"""Rows a row group: some megabytes, so that a reader can skip and stream."""
BATCH = 2_000
"""Records that are kept as Python objects before they become Arrow columns."""
HOW = {
    "rules": "Rules find event words, actors, places, dates, amounts and sources in the articles and link them.",
    "trained": "Rules find event words, actors, places, dates, amounts and sources in the articles; a model trained on "
    "annotated articles decides which are events and what fills their roles.",
    "annotations": "People annotated events in the articles; what they left open, rules read in the words that they drew.",
}
"""What the card says of each extractor."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of renameat2(2)."""
_AT_FDCWD = -100


class Publisher:
    """Takes events and article rows in any number and publishes them together when its block ends without an error.

    Raises ValueError where the folder is not one of ours or another build is writing it, OSError where it cannot be
    written; then nothing has changed.
    """

    def __init__(self, output: Path) -> None:
        self.output = output.absolute()
        self._aside = self.output.with_name(f".{self.output.name}.new")
        self._rows: dict[str, _Columns] = {name: _Columns(name) for name in ("event", "article")}
        self._rejected: list[Rejected] = []
        self._lock: Any = None
        self.inputs: list[dict[str, Any]] = []
        self.extractors: tuple[str, ...] = ("rules",)

    def __enter__(self) -> Publisher:
        _check_ours(self.output)
        self.output.parent.mkdir(parents=True, exist_ok=True)
        self._lock = _lock(self.output)
        # What a killed build left behind; the lock says that nobody is writing it now.
        for leftover in (self._aside, self.output.with_name(f".{self.output.name}.old")):
            if leftover.is_dir():
                shutil.rmtree(leftover)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._write()
                _put_in_place(self._aside, self.output)
        finally:
            shutil.rmtree(self._aside, ignore_errors=True)
            os.close(self._lock)

    def add_event(self, event: Event) -> None:
        """Take one valid event record."""
        self._rows["event"].add(dict(event))

    def add_article(self, row: Mapping[str, Any]) -> None:
        """Take one row of the articles' table."""
        self._rows["article"].add(dict(row))

    def add_rejected(self, row: Rejected) -> None:
        """Take one rejected row."""
        self._rejected.append(row)

    def _write(self) -> None:
        self._aside.mkdir()
        events = self._rows["event"].table(
            [("article_id", "ascending"), ("start", "ascending"), ("event_id", "ascending")]
        )
        articles = self._rows["article"].table([("article_id", "ascending"), ("sha256", "ascending")])
        _write_parquet(events, self._aside / "data" / "events" / "part-00000.parquet")
        _write_parquet(articles, self._aside / "data" / "articles" / "part-00000.parquet")
        with (self._aside / "rejected.jsonl").open("w", encoding="utf-8") as stream:
            for row in self._rejected:
                stream.write(json.dumps(_rejected_row(row), ensure_ascii=False) + "\n")
        manifest = {
            "package": __version__,
            "schema": schemas.version(),
            "inputs": self.inputs,
            "extractors": list(self.extractors),
            "counts": counts(events, articles, len(self._rejected)),
            "content": {"events": content_hash(events), "articles": content_hash(articles)},
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
        (self._aside / "manifest.json").write_text(text, encoding="utf-8")
        (self._aside / "README.md").write_text(card(manifest), encoding="utf-8")
        for file in self._aside.rglob("*"):
            _sync(file)


class _Columns:
    """Records as Arrow batches: a fraction of their size as Python objects."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._waiting: list[dict[str, Any]] = []
        self._batches: list[pa.RecordBatch] = []

    def add(self, row: dict[str, Any]) -> None:
        self._waiting.append(row)
        if len(self._waiting) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        schema = schemas.arrow_schema(self._name)
        self._batches.append(pa.RecordBatch.from_pylist(self._waiting, schema=schema))
        self._waiting = []

    def table(self, order: Sequence[tuple[str, str]]) -> pa.Table:
        """All rows, in order; "start" is the trigger's."""
        import pyarrow as pa
        import pyarrow.compute as pc

        self._flush()
        table = pa.Table.from_batches(self._batches, schema=schemas.arrow_schema(self._name))
        keys = {
            name: pc.struct_field(table["action"], "start") if name == "start" else table[name] for name, _ in order
        }
        return table.take(pc.sort_indices(pa.table(keys), sort_keys=list(order)))


def _write_parquet(table: pa.Table, file: Path) -> None:
    import pyarrow.parquet as pq

    file.parent.mkdir(parents=True)
    pq.write_table(table, file, compression="zstd", row_group_size=ROW_GROUP, store_schema=True, write_page_index=True)


def content_hash(table: pa.Table) -> str:
    """SHA-256 over the rows' values in their order, each as canonical JSON: the same for the same values, whatever
    version of a library wrote the file.
    """
    digest = hashlib.sha256()
    for batch in table.to_batches(max_chunksize=BATCH):
        for row in batch.to_pylist():
            line = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
            digest.update(line.encode("utf-8") + b"\n")
    return digest.hexdigest()


def counts(events: pa.Table, articles: pa.Table, rejected: int) -> dict[str, Any]:
    """Rows by kind, as the manifest and the card name them."""
    import pyarrow.compute as pc

    def by(column: Any) -> dict[str, int]:
        return dict(sorted(Counter(column.to_pylist()).items()))

    return {
        "articles": articles.num_rows,
        "events": events.num_rows,
        "rejected": rejected,
        "articles_by_state": by(articles["state"]),
        "articles_by_language": by(articles["language"]),
        "events_by_type": by(pc.struct_field(events["action"], "type")),
        "events_by_status": by(pc.struct_field(events["action"], "status")),
    }


def _rejected_row(row: Rejected) -> dict[str, Any]:
    return {
        "file": row.file,
        "line": row.line,
        "reason": row.reason,
        "article_id": row.article_id,
        "sha256": row.sha256,
        "excerpt": row.excerpt,
    }


# --- card ---------------------------------------------------------------------------------------------


def card(manifest: Mapping[str, Any]) -> str:
    """The data set card: YAML that the Hub and ``datasets`` read, then what a researcher needs to know."""
    number = manifest["counts"]
    languages = sorted(number["articles_by_language"])
    head = [
        "---",
        "pretty_name: Conflict events",
        *(["language:", *(f"- {code}" for code in languages)] if languages else []),
        "# The licence is for the owner of the articles to choose.",
        "license: other",
        "license_name: to-be-chosen-by-the-owner",
        "tags:",
        "- event-data",
        "- conflict",
        "- information-extraction",
        "configs:",
        "- config_name: events",
        "  data_files: data/events/*.parquet",
        "  default: true",
        "- config_name: articles",
        "  data_files: data/articles/*.parquet",
        "---",
        "",
    ]
    body = [
        "# Conflict events",
        "",
        f"{number['events']} events that {number['articles']} news articles report, one row an event, each with the words "
        "of the article that say so.",
        "",
        "```python",
        "from datasets import load_dataset",
        "",
        'events = load_dataset("FOLDER", "events", split="train")',
        "```",
        "",
        "## Counts",
        "",
        "| articles | number |",
        "| --- | --- |",
        *(f"| {k} | {v} |" for k, v in number["articles_by_state"].items()),
        "",
        "| type | events |",
        "| --- | --- |",
        *(f"| {k} | {v} |" for k, v in number["events_by_type"].items()),
        "",
        "| status | events |",
        "| --- | --- |",
        *(f"| {k} | {v} |" for k, v in number["events_by_status"].items()),
        "",
        "## Fields",
        "",
        "`start` and `end` are offsets in Unicode code points of the article's text as it came in, end exclusive. An empty",
        "list or a null says that the article does not tell.",
        "",
        *_field_table(),
        "",
        "## How it was made",
        "",
        f"By conflict-events {manifest['package']} (schema {manifest['schema']}). "
        + " ".join(HOW.get(name, f"Found by {name}.") for name in manifest["extractors"]),
        "Every record was validated against the JSON Schema.",
        "`manifest.json` names the inputs and holds hashes of the content; `rejected.jsonl` lists what could not be read.",
        "",
        "## Limits",
        "",
        "Records are what articles report, not what happened: reports err, and rules err in reading them. `confidence` is",
        "an estimate. Places come from the gazetteer of GeoNames (CC BY 4.0) and hand-kept additions.",
        "",
    ]
    return "\n".join([*head, *body])


def _field_table() -> Iterator[str]:
    yield "| field | meaning |"
    yield "| --- | --- |"
    for key, node in schemas.load("event")["properties"].items():
        yield f"| `{key}` | {node['description']} |"


# --- folders ------------------------------------------------------------------------------------------


def _check_ours(output: Path) -> None:
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise ValueError(f"{output} is no folder: choose another --output")
    if output.is_dir() and any(output.iterdir()) and not (output / "manifest.json").is_file():
        raise ValueError(f"{output} holds something else than a built data set: choose another --output or empty it")


def _lock(output: Path) -> int:
    """A lock that the kernel lets go when the process ends, however it ends."""
    handle = os.open(output.with_name(f".{output.name}.lock"), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        if error.errno in (errno.EAGAIN, errno.EACCES):
            raise ValueError(f"another build is writing {output}: wait for it to end") from error
        raise
    return handle


def _put_in_place(new: Path, output: Path) -> None:
    """Exchange the new folder with the old one in one step where the system can, in two renames elsewhere."""
    if not output.exists():
        new.rename(output)
    else:
        if any(output.iterdir()) and not _exchange(new, output):
            old = output.with_name(f".{output.name}.old")
            output.rename(old)
            new.rename(output)
            shutil.rmtree(old)
        elif not (output / "manifest.json").exists():
            output.rmdir()
            new.rename(output)
    _sync(output.parent)


def _exchange(a: Path, b: Path) -> bool:
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    done = renameat2(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _EXCHANGE)
    return bool(done == 0)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
