"""The manifest of a data set, and the checksums of its files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from conflict_events import versions
from conflict_events.articles.inputs import HIDDEN
from conflict_events.layout import SUMS

DEBRIS = HIDDEN | {".DS_Store", ".directory"}
"""What systems leave in folders that somebody has looked at."""


def manifest(
    counts: Mapping[str, Any],
    content: Mapping[str, str],
    *,
    inputs: Sequence[Mapping[str, Any]],
    extractors: Sequence[str],
    privacy: Mapping[str, str],
    licence: str | None = None,
    authors: Sequence[str] = (),
) -> dict[str, Any]:
    """The manifest, in the order in which it is written.

    ``counts`` are those of ``tables.Counts``, ``content`` the hashes of the tables "events", "articles" and "flat";
    ``licence`` is an SPDX identifier, None where none is chosen; ``authors``: who answers for the data, if they are named.
    """
    return {
        "package": versions.package(),
        "schema": versions.schema(),
        "rules": versions.rules(),
        "license": licence,
        "authors": list(authors),
        "privacy": dict(privacy),
        "inputs": list(inputs),
        "extractors": list(extractors),
        "counts": dict(counts),
        "content": dict(content),
    }


def version(made: Mapping[str, Any]) -> str:
    """A data set's version: the schema's, with digits of the rules and of the content behind a plus sign (SemVer build
    metadata), as ``1.1.0+rules.0123456789ab.content.0123456789ab``.
    """
    content = hashlib.sha256("".join(made["content"][name] for name in sorted(made["content"])).encode()).hexdigest()
    return f"{made['schema']}+rules.{made['rules']}.content.{content[:12]}"


def articles(made: Mapping[str, Any]) -> int:
    """How many articles were read: the rejected rows of the articles' table are none."""
    number: Mapping[str, Any] = made["counts"]
    return int(number["articles"]) - int(number["articles_by_state"].get("rejected", 0))


def files(folder: Path) -> list[Path]:
    """Every file of a folder but the list of checksums and what systems leave in folders, relative to it, in the order of their
    names.
    """
    found = (f.relative_to(folder) for f in folder.rglob("*") if f.is_file())
    kept = (f for f in found if f.name not in DEBRIS and not f.name.startswith("._"))
    return sorted((f for f in kept if f.as_posix() != SUMS), key=Path.as_posix)


def listed(folder: Path) -> dict[str, str]:
    """The checksums that a folder's list states, by the names of the files. Raises OSError where there is none that can be
    read, ValueError where it is no text.
    """
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def strangers(folder: Path) -> list[str]:
    """The files of a folder that its list of checksums does not name; all of them where there is no list that can be read."""
    try:
        known = {*listed(folder)}
    except (OSError, ValueError):
        known = set()
    links = {f.relative_to(folder) for f in folder.rglob("*") if f.is_symlink()}
    return sorted({f.as_posix() for f in (*files(folder), *links)} - known)


def sha256(file: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal digits."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of a folder by its name in it, in the order of the names."""
    names = [file.as_posix() for file in files(folder)] + [SUMS] * (folder / SUMS).is_file()
    return {name: sha256(folder / name) for name in sorted(names)}


def sums(folder: Path) -> str:
    """The list of checksums as ``sha256sum -c`` reads it, of every file but the list."""
    return "".join(f"{digest}  {name}\n" for name, digest in hashes(folder).items() if name != SUMS)
