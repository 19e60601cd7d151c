"""The annotations of a file or folder by article, whatever tool made them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from conflict_events.annotations import mapping, project
from conflict_events.annotations.model import Markup
from conflict_events.articles import inputs, unpacking
from conflict_events.articles.rows import RowReader
from conflict_events.records import Article, Rejected, located

FORMATS = ("brat", "doccano", "labelstudio", "inception", "project")
LABEL_STUDIO = ("annotations", "predictions", "data", "annotation_id")
"""Keys by which a list of its tasks is known; the last is of an export that is refused with a reason."""
HEAD = 1_000_000
"""Bytes of a file that are looked into to find its format out."""

PACKED = "packed, and not as INCEpTION packs its documents: unpack it, and name the folder"
"""Why an archive cannot be read: as doccano exports, and as brat packs a collection."""

Entry = Markup | project.Row
"""What is annotated in one article; a row of the project's own format needs the article's text."""


class Annotations:
    """What a file or folder holds, an entry an article. ``rejected``: what cannot be used.

    ``form``: one of ``FORMATS``, "" to find out; ``labels``: file of a mapping, "" for the preset. Raises OSError for
    what cannot be read, ValueError for an unknown format, a mapping that is none or whose annotator annotated
    nothing, and where all that it holds is rejected.
    """

    def __init__(self, path: str | Path, form: str = "", labels: str | Path = "") -> None:
        if not str(path):
            raise ValueError(
                "the extractor of annotations needs a file or folder of annotations: name it with --annotations"
            )
        self.path = Path(path)
        if not self.path.exists():
            raise ValueError(f"{path}: there is no such file or folder of annotations")
        if form and form != "inception" and _is_packed(self.path):
            raise ValueError(f"{path}: {PACKED}")
        self.form = form or detect(self.path)
        self.labels = mapping.read(labels) if labels else mapping.PRESET
        self.rejected: list[Rejected] = []
        self.entries: dict[str, Entry] = {}
        annotators: set[str] = set()
        for item in self._read():
            if not isinstance(item, Rejected):
                annotators.add(item.annotator)
            self._take(item)
        if self.rejected and not annotators:
            raise ValueError(self._nothing())
        if annotators and not self.entries:
            named = ", ".join(sorted(annotators - {""}))[:200] or "nobody by name"
            raise ValueError(
                f"{path}: nothing in it is of the mapping's annotator {self.labels.annotator!r}, but of {named}"
            )
        if form and not self.entries and not self.rejected:
            raise ValueError(f"{path}: no annotations of format {form!r}")

    def _nothing(self) -> str:
        """Why nothing can be used, though something is there: most likely it is of another format."""
        first = self.rejected[0]
        place = located(first.file, first.line)
        return (
            f"{self.path}: nothing in it can be used as annotations of format {self.form!r}, first {place}: {first.reason}; "
            f"--format names another: {', '.join(FORMATS)}"
        )

    def _read(self) -> Iterator[Entry | Rejected]:
        if self.form == "project":
            yield from project.rows(self.path)
            return
        yield from reader(self.form).read(self.path)

    def _take(self, item: Entry | Rejected) -> None:
        if isinstance(item, Rejected):
            self.rejected.append(item)
            return
        if self.labels.annotator and item.annotator != self.labels.annotator:
            # Asked for: the mapping names whose annotations count.
            return
        first = self.entries.setdefault(item.article_id, item)
        if first is item:
            return
        if isinstance(first, project.Row) and isinstance(item, project.Row) and (both := first.with_more(item)):
            self.entries[item.article_id] = both
        else:
            # As seen from the other: what is published must not depend on where both lie.
            there = os.path.relpath(first.file, Path(item.file).parent)
            reason = f"the article is annotated already at {located(there, first.line)}"
            if first.annotator != item.annotator:
                reason += f", by {first.annotator or 'somebody'}; a mapping's annotator names whom to take"
            self.rejected.append(Rejected(item.file, item.line, reason, item.article_id))

    def articles(self) -> Iterator[Article | Rejected]:
        """The annotated articles themselves. Raises ValueError where the annotations do not carry their texts."""
        if self.form == "project":
            raise ValueError(f"{self.path} carries no texts: the articles are needed, too")
        for entry in self.entries.values():
            if isinstance(entry, Markup):
                yield RowReader().article({"article_id": entry.article_id, "text": entry.text}, entry.file, entry.line)

    def origin(self, entry: Entry) -> str:
        """How the rules of an entry's records begin: format, file and, of a file of several articles, the line."""
        return ":".join(filter(None, (self.form, Path(entry.file).name, str(entry.line or ""))))


def reader(form: str) -> Any:
    """The module of a format. Raises ValueError where there is none."""
    name = f"conflict_events.annotations.{form}"
    if form not in FORMATS or find_spec(name) is None:
        raise ValueError(f"no annotation format {form!r}: there are {', '.join(FORMATS)}")
    return import_module(name)


# --- which format -------------------------------------------------------------------------------------


def detect(path: Path) -> str:
    """The format of a file, or of the first file of a folder that tells. Raises ValueError where none does."""
    files = inputs.files(path) if path.is_dir() else [path]
    if any(p.suffix == ".ann" for p in files):
        return "brat"
    for file in files:
        found = _detect_file(file)
        if found:
            return found
    packed = next(filter(_is_packed, files), None)
    if packed is not None:
        raise ValueError(f"{packed}: {PACKED}")
    raise ValueError(f"{path}: no annotations that are known; name the format: {', '.join(FORMATS)}")


def _is_packed(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(4).startswith((b"PK\3\4", *unpacking.MARKS))


def _detect_file(file: Path) -> str:
    with file.open("rb") as stream:
        head = stream.read(HEAD).decode("utf-8-sig", "replace").lstrip()
    if file.suffix == ".xmi" or "<xmi:XMI" in head[:2000]:
        return "inception"
    if file.suffix == ".zip":
        return "inception" if _packed_cas(file) else ""
    if head.startswith("["):
        return "labelstudio" if any(f'"{key}"' in head for key in LABEL_STUDIO) else ""
    # Not splitlines: a text may hold other breaks, as U+2028.
    for line in head.split("\n"):
        found = _detect_object(line)
        if found:
            return found
    if head.startswith("{"):
        return "inception" if '"%TYPES"' in head or '"%FEATURE_STRUCTURES"' in head else ""
    return ""


def _packed_cas(file: Path) -> bool:
    from conflict_events.annotations.archive import Archive, ArchiveError

    with file.open("rb") as stream:
        try:
            return any(name.endswith((".xmi", ".json")) for name in Archive(stream).names)
        except ArchiveError:
            return False


def _detect_object(line: str) -> str:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(row, dict):
        return ""
    if "%TYPES" in row or "%FEATURE_STRUCTURES" in row:
        return "inception"
    if "events" in row and "article_id" in row:
        return "project"
    if "text" in row and ("entities" in row or "label" in row or "labels" in row):
        return "doccano"
    if "annotations" in row and "data" in row:
        return "labelstudio"
    return ""


__all__ = ["FORMATS", "Annotations", "Entry", "detect", "reader"]
