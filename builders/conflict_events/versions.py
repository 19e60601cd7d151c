"""What a data set was made by: the versions of package, schema and rules."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from conflict_events import __version__, schemas

APART = frozenset(
    (
        "__main__",
        "articles/duplicates",
        "building/batches",
        "building/build",
        "building/cache",
        "building/ray_engine",
        "building/rebuild",
        "cli",
        "codebook",
        "commands",
        "counted",
        "crosswalk",
        "crosswalks",
        "encoder/__main__",
        "encoder/base",
        "encoder/judging",
        "encoder/net",
        "encoder/optimizing",
        "encoder/packing",
        "encoder/questions",
        "encoder/reader",
        "encoder/teaching",
        "encoder/training",
        "encoder/unpacking",
        "evaluation",
        "export",
        "exports",
        "extraction/show",
        "json_pieces",
        "load",
        "publishing",
        "quality",
        "report",
        "sample",
        "schema",
        "terminal",
        "trained/examples",
        "trained/fitting",
        "trained/second_look",
        "trained/training",
        "trained/tuning",
    )
)
"""Parts of the package that publish, measure, show or train, and decide nothing about what is extracted."""
_BYTES = ".npz"
_SUFFIXES = (".py", ".toml", ".tsv", ".json", _BYTES)


def package() -> str:
    """Version of the program."""
    return __version__


def schema() -> str:
    """Version of the event schema."""
    return schemas.version()


@cache
def rules() -> str:
    """Twelve hexadecimal digits over the tables and the code that extraction stands on: another number says that the
    same articles may give other records. The same files give the same number on every machine.
    """
    return _digest(_sources(files("conflict_events"), ""))


def code(name: str) -> str:
    """The same over one file of the package alone, also where it is apart from them. Raises OSError where it is not there."""
    return _digest([(name, files("conflict_events") / name)])


def _digest(sources: Iterable[tuple[str, Traversable]]) -> str:
    digest = hashlib.sha256()
    for name, file in sorted(sources):
        content = file.read_bytes()
        if not name.endswith(_BYTES) and b"\r\n" in content:
            # Line ends are the checkout's affair.
            content = content.replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]


def _sources(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found = []
    for item in folder.iterdir():
        if (prefix + item.name).partition(".")[0] in APART:
            continue
        if item.is_dir() and item.name != "__pycache__":
            found += _sources(item, f"{prefix}{item.name}/")
        elif item.name.endswith(_SUFFIXES):
            found.append((prefix + item.name, item))
    return found
