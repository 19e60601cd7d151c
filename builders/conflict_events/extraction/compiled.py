"""A language's tables made ready once, and kept for later runs as Python keeps byte code.

Half a million objects are made of the tables before the first sentence is read, and they are always the same.
"""

from __future__ import annotations

import functools
import gc
import io
import os
import pickle
import re
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import MethodType
from typing import Any

from conflict_events import cache_folder, language, versions
from conflict_events.extraction.rules import RuleExtractor, finders
from conflict_events.whole_file import replacing

_NAME = re.compile(r"([0-9a-f]{12})\.([a-z]+-[0-9]+)\.[A-Za-z0-9-]+\.tables(\.[a-z0-9_]+)?")
"""Of a file; with an ending it was not written to its end."""
_SUM = 4
"""Bytes of the checksum before what is kept."""


def load(code: str) -> RuleExtractor:
    """What reads a language's articles by its rules. Raises LanguageError where its folder is missing, faulty or not whole.

    They are kept in the user's cache folder, for this version of the rules and this Python; where that cannot be written
    to, they are made anew each time.
    """
    try:
        file = cache_folder.default() / f"{'.'.join(_release())}.{code}.tables"
    except OSError:
        file = None
    with _uncollected():
        found = _read(file) if file is not None else None
        if found is None:
            tables = language.load(code)
            packed = replace(tables, data=Packed(tables.data), registry=Packed(tables.registry))
            try:
                found = RuleExtractor(packed, finders(tables))
            except KeyError as error:
                told = (
                    f"{language.folder_of(code)}: no table, or nothing in one, is called {error}: the folder ar has it"
                )
                raise language.LanguageError(told) from error
            if file is not None:
                with suppress(OSError):
                    _write(file, found)
        return found


def files(folder: Path) -> list[tuple[Path, bool]]:
    """The files of tables in a folder, sorted, each with whether this release reads it."""
    names = sorted(f for f in folder.iterdir() if _NAME.fullmatch(f.name)) if folder.is_dir() else []
    return [(f, f.suffix == ".tables" and tuple(f.name.split(".")[:2]) == _release()) for f in names]


class Packed(Mapping[str, Any]):
    """Tables by name, each pickled until it is asked for: once all is made of them, few are."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._packed = {name: pickle.dumps(table) for name, table in tables.items()}
        self._open: dict[str, Any] = {}

    def __getstate__(self) -> dict[str, object]:
        """Without what was asked for."""
        return {**self.__dict__, "_open": {}}

    def __getitem__(self, name: str) -> Any:
        if name not in self._open:
            self._open[name] = pickle.loads(self._packed[name])
        return self._open[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def _release() -> tuple[str, str]:
    return versions.rules(), sys.implementation.cache_tag


def _read(file: Path) -> RuleExtractor | None:
    """What is kept in a file of ours; None where there is none, it is damaged, or another user wrote it."""
    try:
        if hasattr(os, "geteuid") and file.stat().st_uid != os.geteuid():
            return None
        content = memoryview(file.read_bytes())
    except OSError:
        return None
    if content[:_SUM] != zlib.adler32(content[_SUM:]).to_bytes(_SUM):
        return None
    found: RuleExtractor = pickle.loads(content[_SUM:])
    return found


def _write(file: Path, ready: RuleExtractor) -> None:
    """Write whole or not at all, whoever else writes the same. Raises OSError."""
    packed = io.BytesIO()
    _Pickler(packed, pickle.HIGHEST_PROTOCOL).dump(ready)
    content = packed.getbuffer()
    file.parent.mkdir(parents=True, exist_ok=True)
    with replacing(file) as aside, aside.open("wb") as stream:
        stream.write(zlib.adler32(content).to_bytes(_SUM))
        stream.write(content)


class _Pickler(pickle.Pickler):
    """Keeps methods that remember their results, without what they remember."""

    def reducer_override(self, thing: Any) -> Any:
        method = getattr(thing, "__wrapped__", None)
        if isinstance(method, MethodType) and hasattr(thing, "cache_parameters"):
            return _remembering, (method, thing.cache_parameters()["maxsize"])
        return NotImplemented


def _remembering(method: Callable[..., Any], most: int | None) -> Callable[..., Any]:
    return functools.lru_cache(most)(method)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for garbage meanwhile: what is made all stays, and would be searched again and again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
