"""Publishes the data set: takes records and rows in any number, writes every file of the folder and puts it in its place
at once. Equal input gives equal bytes.

What was taken lies in temporary files (``scratch``) and passes from there, in order, through everything that is made of
it: memory does not grow with the data set.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from conflict_events import layout
from conflict_events.publishing import card, citation, croissant, datapackage, flat, manifest, spreadsheet, tables
from conflict_events.publishing.placing import Place
from conflict_events.publishing.privacy import Privacy
from conflict_events.records import Event, Rejected
from conflict_events.scratch import Sorted
from conflict_events.whole_file import naming


class Publisher:
    """Publishes what it was given when its block ends without an error. All of it has gone through ``privacy`` already
    (``privacy.Redactor``): card and manifest tell of it, and of what ``manifest.manifest`` takes beside.

    Raises ValueError where the folder is not one of ours, holds files that no build made or another build is writing it,
    OSError where it or the temporary folder cannot be written; then nothing has changed.
    """

    def __init__(
        self,
        output: Path,
        *,
        privacy: Privacy | None = None,
        extractors: Sequence[str] = ("rules",),
        licence: str | None = None,
        authors: Sequence[str] = (),
    ) -> None:
        self._place = Place(output, layout.MANIFEST)
        self._privacy = privacy or Privacy()
        self._extractors, self._licence, self._authors = extractors, licence, authors
        self._inputs: list[Mapping[str, Any]] = []
        self.states: Counter[str] = Counter()
        """Rows of the articles' table by their state."""

    def __enter__(self) -> Publisher:
        others = manifest.strangers(self._place.folder)
        if others:
            raise ValueError(
                f"{self._place.folder} holds {others[0]}, which no build made and this one would remove: move it, or choose "
                "another --output"
            )
        with ExitStack() as stack:
            stack.enter_context(self._place)
            # In an order that does not depend on when workers were done.
            self._events, self._articles, self._rejected = (
                stack.enter_context(closing(Sorted(columns))) for columns in (3, 4, 4)
            )
            self._open = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._open.__exit__(kind, error, trace)
            return
        with self._open, naming(self._place.folder):
            self._write(self._place.aside)

    def add_inputs(self, described: Iterable[Mapping[str, Any]]) -> None:
        """Take what the manifest tells of files that were read (``inputs.Inputs.described``)."""
        self._inputs += described

    def add_event(self, event: Event) -> None:
        """Take one valid event record."""
        self._events.add((event["article_id"], event["action"]["start"], event["event_id"]), event)

    def add_article(self, row: Mapping[str, Any]) -> None:
        """Take one row of the articles' table."""
        self._articles.add((row["article_id"], row["sha256"], row["state"], row["reason"]), row)
        self.states[row["state"]] += 1

    def add_rejected(self, row: Rejected) -> None:
        """Take one rejected row."""
        self._rejected.add((row.file, row.line, row.article_id, row.reason), asdict(row))

    def _write(self, folder: Path) -> None:
        folder.mkdir()
        counts = tables.Counts()
        written = {name: tables.Written(schema, folder / file) for name, (schema, file) in tables.FILES.items()}
        for row in written["articles"].passing(self._articles):
            counts.article(row)
        for row in written["events"].passing(self._events):
            counts.event(row)
        rows = written["flat"].passing(flat.rows(self._events, self._articles))
        spreadsheet.write(folder / tables.CSV, written["flat"].columns, rows)
        rejected = _write_lines(folder / layout.REJECTED, self._rejected)
        made = manifest.manifest(
            counts.made(rejected),
            {name: table.content for name, table in written.items()},
            inputs=self._inputs,
            extractors=self._extractors,
            privacy=self._privacy.stated(),
            licence=self._licence,
            authors=self._authors,
        )
        _write(folder / layout.MANIFEST, _json(made))
        for name, text in described(folder, made, counts.languages()).items():
            _write(folder / name, text)
        _write(folder / layout.SUMS, manifest.sums(folder))


def described(folder: Path, made: Mapping[str, Any], languages: Sequence[str]) -> dict[str, str]:
    """The files that describe a folder whose data stand, by their names: what they say follows from data, manifest and the
    ``languages`` of the articles that were read.
    """
    return {
        "README.md": card.card(made, languages),
        "CITATION.cff": citation.citation(made),
        "datapackage.json": _json(datapackage.datapackage(folder, made)),
        "croissant.json": _json(croissant.croissant(folder, made, languages)),
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


def _write_lines(file: Path, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write rows as JSON Lines; how many there were."""
    number = 0
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        for row in rows:
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
            number += 1
    return number
