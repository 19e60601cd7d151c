"""Where INCEpTION's documents lie: plain files, exported archives, exported projects; refuses what no document should hold."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.parse import unquote
from xml.parsers import expat

from conflict_events.annotations.archive import MEMBER_LIMIT, Archive, ArchiveError
from conflict_events.annotations.inception_layers import LAYERS, TYPE_SYSTEM
from conflict_events.articles import inputs
from conflict_events.records import Rejected

XMI, JSON, ZIP = ".xmi", ".json", ".zip"
PROJECT = ("annotation/", "curation/")
"""Folders of an exported project: what each person annotated, and what was made of it; a folder a document in each."""
UNTOUCHED = "INITIAL_CAS"
"""Name of the document in an exported project that nobody has annotated."""


@dataclass(frozen=True, slots=True)
class CasFile:
    """A serialized CAS: its bytes, those of the type system beside it, and what its place tells of it."""

    file: str
    data: bytes
    types: bytes | None
    name: str
    annotator: str = ""

    @property
    def is_json(self) -> bool:
        """Whether it is UIMA CAS JSON; XMI otherwise."""
        return self.file.endswith(JSON)


def cas_files(path: Path) -> Iterator[CasFile | Rejected]:
    """The documents of a file (``.xmi``, ``.json``, ``.zip``) or of a folder and the folders in it, by name; of a folder
    that is an exported project, what people annotated and curated.
    """
    there = inputs.files(path) if path.is_dir() else [path]
    project = [f for f in there if f.suffix == ZIP and f"{f.parent.parent.name}/" in PROJECT]
    for file in project:
        if file.stem != UNTOUCHED:
            yield from _guarded(_archived(file, stem(file.parent.name), file.stem), file)
    for file in there if not project else ():
        if file.suffix == ZIP:
            yield from _guarded(_archived(file), file)
        elif not path.is_dir() or (file.suffix in (XMI, JSON) and file.name != LAYERS):
            yield from _guarded(_plain(file), file)


def _guarded(found: Iterator[CasFile | Rejected], file: Path) -> Iterator[CasFile | Rejected]:
    try:
        yield from found
    except (OSError, ArchiveError) as error:
        yield Rejected(str(file), 0, inputs.unread(error))


def _archived(file: Path, name: str = "", annotator: str = "") -> Iterator[CasFile | Rejected]:
    with file.open("rb") as stream:
        yield from _archive(stream, str(file), name, annotator)


def _plain(file: Path) -> Iterator[CasFile | Rejected]:
    if file.stat().st_size > MEMBER_LIMIT:
        yield Rejected(str(file), 0, f"a file of more than {MEMBER_LIMIT} bytes")
        return
    types = file.with_name(TYPE_SYSTEM)
    yield CasFile(str(file), file.read_bytes(), types.read_bytes() if types.is_file() else None, stem(file.name))


def _archive(
    stream: IO[bytes], file: str, name: str = "", annotator: str = "", outer: Archive | None = None
) -> Iterator[CasFile | Rejected]:
    """An archive's documents; an exported project's are archives themselves, ``annotation/DOCUMENT/ANNOTATOR.zip``."""
    archive = Archive(stream, outer)
    names = frozenset(archive.names)
    inner = [n for n in archive.names if n.startswith(PROJECT) and n.endswith(ZIP)]
    inside = [n for n in archive.names if PurePosixPath(n).suffix in (XMI, JSON) and PurePosixPath(n).name != LAYERS]
    # Those in it hold documents alone: an archive may hold itself.
    if inner and not name and outer is None:
        for member in sorted(inner):
            path = PurePosixPath(member)
            if path.stem == UNTOUCHED:
                continue
            try:
                data = io.BytesIO(archive.read(member))
                yield from _archive(data, f"{file}/{member}", stem(path.parent.name), path.stem, archive)
            except ArchiveError as error:
                yield Rejected(f"{file}/{member}", 0, str(error))
        return
    if not inside:
        yield Rejected(file, 0, "an archive without a document (.xmi or .json)")
    read: dict[str, bytes] = {}
    for member in sorted(inside):
        try:
            beside = str(PurePosixPath(member).with_name(TYPE_SYSTEM))
            if beside in names and beside not in read:
                # Many documents share one: it counts once, and one at a time is kept.
                read = {beside: archive.read(beside)}
            types = read.get(beside)
            found = name or stem(PurePosixPath(member).name)
            yield CasFile(f"{file}/{member}", archive.read(member), types, found, annotator)
        except ArchiveError as error:
            yield Rejected(f"{file}/{member}", 0, str(error))


def stem(name: str) -> str:
    """The article id that a document's name stands for."""
    for suffix in (XMI, ".cas" + JSON, JSON, ".txt"):
        name = name.removesuffix(suffix)
    return unquote(name)


class _Root(Exception):
    """The root element has been reached."""


def refuse_doctype(data: bytes) -> None:
    """Raises ValueError where XML has a document type declaration, the only place where entities are declared.

    Reads no further than the root element's start, so that nothing is expanded.
    """

    def doctype(*_: object) -> None:
        raise ValueError("XML with a document type declaration (DOCTYPE), which is refused")

    def root(*_: object) -> None:
        raise _Root

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = root
    try:
        parser.Parse(data, True)
    except _Root:
        return
    except expat.ExpatError as error:
        raise ValueError(f"not XML: {error}") from error
