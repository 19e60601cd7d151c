"""Publishes the data set: takes records and rows in any number, writes every file of the folder and puts it in its place
at once. Equal input gives equal bytes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from conflict_events import card, citation, croissant, datapackage, flat, manifest, spreadsheet, tables
from conflict_events.crosswalk import Crosswalks
from conflict_events.placing import Place
from conflict_events.privacy import Privacy
from conflict_events.records import Event, Rejected

if TYPE_CHECKING:
    import pyarrow as pa


class Publisher:
    """Publishes what it was given when its block ends without an error. Records and articles' rows have gone through
    ``privacy`` already (``privacy.Redactor``): card and manifest tell of it.

    Raises ValueError where the folder is not one of ours or another build is writing it, OSError where it cannot be
    written; then nothing has changed.
    """

    def __init__(self, output: Path, privacy: Privacy | None = None) -> None:
        self._place = Place(output, manifest.NAME)
        self._privacy = privacy or Privacy()
        self._events, self._articles = tables.Gathered("event"), tables.Gathered("article")
        self._rejected: list[Rejected] = []
        self.states: Counter[str] = Counter()
        """Rows of the articles' table by their state."""
        self.inputs: list[dict[str, Any]] = []
        self.extractors: tuple[str, ...] = ("rules",)
        self.licence: str | None = None

    def __enter__(self) -> Publisher:
        self._place.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._place.__exit__(kind, error, trace)
            return
        with ExitStack() as stack:
            stack.push(self._place)
            self._write(self._place.aside)

    def add_event(self, event: Event) -> None:
        """Take one valid event record."""
        self._events.add(dict(event))

    def add_article(self, row: Mapping[str, Any]) -> None:
        """Take one row of the articles' table."""
        self._articles.add(dict(row))
        self.states[row["state"]] += 1

    def add_rejected(self, row: Rejected) -> None:
        """Take one rejected row."""
        self._rejected.append(self._privacy.rejected(row))

    def _write(self, folder: Path) -> None:
        folder.mkdir()
        events = self._events.table(["article_id", "start", "event_id"])
        articles = self._articles.table(["article_id", "sha256"])
        data = {"events": events, "articles": articles, "flat": flat_table(events, articles)}
        tables.write_parquet(events, folder / "data" / "events" / "part-00000.parquet")
        tables.write_parquet(articles, folder / "data" / "articles" / "part-00000.parquet")
        tables.write_parquet(data["flat"], folder / "data" / "flat" / "events.parquet")
        spreadsheet.write(folder / "data" / "flat" / "events.csv", data["flat"].column_names, tables.rows(data["flat"]))
        rejected = "".join(json.dumps(_rejected_row(r), ensure_ascii=False) + "\n" for r in self._rejected)
        _write(folder / "rejected.jsonl", rejected)
        made = manifest.manifest(
            data,
            len(self._rejected),
            inputs=self.inputs,
            extractors=self.extractors,
            privacy=self._privacy.stated(),
            licence=self.licence,
        )
        _write(folder / manifest.NAME, _json(made))
        for name, text in described(folder, made).items():
            _write(folder / name, text)
        _write(folder / manifest.SUMS, manifest.sums(folder))


def flat_table(events: pa.Table, articles: pa.Table) -> pa.Table:
    """The flat table of two tables, in the order of the events."""
    crosswalks = Crosswalks()
    by_id = {a["article_id"]: a for a in tables.rows(articles) if a["state"] == "ok"}
    return (
        tables.Gathered("flat")
        .extend(flat.row(event, by_id.get(event["article_id"], {}), crosswalks) for event in tables.rows(events))
        .table()
    )


def described(folder: Path, made: Mapping[str, Any]) -> dict[str, str]:
    """The files that describe a folder whose data stand, by their names: what they say follows from data and manifest."""
    return {
        "README.md": card.card(made),
        "CITATION.cff": citation.citation(made),
        "datapackage.json": _json(datapackage.datapackage(folder, made)),
        "croissant.json": _json(croissant.croissant(folder, made)),
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


def _rejected_row(row: Rejected) -> dict[str, Any]:
    return {
        "file": row.file,
        "line": row.line,
        "reason": row.reason,
        "article_id": row.article_id,
        "sha256": row.sha256,
        "excerpt": row.excerpt,
    }
