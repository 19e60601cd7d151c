"""Loads one language's folder: what Python needs to know of it is data there.

A folder holds TOML tables and TSV tables (header row, tab separated, no quoting, lines that begin with # are comments),
JSON that was computed, and may hold folders of these.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from conflict_events.lexical.cutting import Clitics, Cutter
from conflict_events.lexical.final_letters import FinalLetters
from conflict_events.lexical.text import FurnitureRule, TextRules, fold
from conflict_events.records import UNDETERMINED

MODEL = "model.json"
"""The trained model in a language's folder: no table, and read only by who needs it (``trained.extractor``)."""


class LanguageError(ValueError):
    """A language folder that cannot be used, with the file and the reason."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language's knowledge: ``data`` by file stem (folders nested), ``registry`` the language-free tables,
    ``cutter`` what cuts its clitics off.
    """

    code: str
    data: Mapping[str, Any]
    registry: Mapping[str, Any]
    text_rules: TextRules
    clitics: Clitics
    cutter: Cutter


def folder_of(code: str) -> Traversable:
    """The folder of a language, whether it is there or not."""
    return files("conflict_events") / "languages" / code


def load(code: str) -> Language:
    """The language of that BCP 47 code. Raises LanguageError where there is no such folder or a file is faulty."""
    folder = folder_of(code)
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", code) or not folder.is_dir():
        raise LanguageError(unknown(code))
    data = read_folder(folder)
    clitics = _clitics(data.get("language", {}).get("clitics", {}))
    return Language(
        code=code,
        data=data,
        registry=read_folder(files("conflict_events") / "registry"),
        text_rules=_text_rules(data.get("text", {})),
        clitics=clitics,
        cutter=Cutter(clitics),
    )


def available() -> list[str]:
    """Codes of the languages that are there, sorted."""
    root = files("conflict_events") / "languages"
    return sorted(f.name for f in root.iterdir() if f.is_dir() and (f / "language.toml").is_file())


def table(code: str, name: str) -> dict[str, Any]:
    """One TOML table of a language, without the rest; empty where there is none. Raises LanguageError where it is faulty."""
    file = folder_of(code) / f"{name}.toml"
    found: dict[str, Any] = _parsed(file, tomllib.loads) if file.is_file() else {}
    return found


def unknown(code: str, known: Sequence[str] | None = None) -> str:
    """What is told of a code that is not among the known ones, by default those that have a folder."""
    there = ", ".join(available() if known is None else known)
    if code == UNDETERMINED:
        return f"the text names no language and is not in the letters of one that is read: {there}"
    return f"no language {code!r}: there are {there}"


def read_folder(folder: Traversable) -> dict[str, Any]:
    """Every table of a folder by its stem, folders nested; a model is none. Raises LanguageError with file, line and reason."""
    parsers: dict[str, Callable[[str], Any]] = {"toml": tomllib.loads, "json": json.loads, "tsv": _rows}
    found: dict[str, Any] = {}
    for item in sorted(folder.iterdir(), key=lambda f: f.name):
        stem, _, extension = item.name.rpartition(".")
        if item.is_dir() and not item.name.startswith(("_", ".")):
            found[item.name] = read_folder(item)
        elif extension in parsers and item.name != MODEL:
            found[stem] = _parsed(item, parsers[extension])
    return found


def _parsed(file: Traversable, parse: Callable[[str], Any]) -> Any:
    """What a file's text stands for. Raises LanguageError, with the file, where it is none or no UTF-8."""
    try:
        return parse(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise LanguageError(f"{file}: {error}") from error


def _rows(text: str) -> list[dict[str, str]]:
    """The rows of a TSV table; equal cells, of which most tables have many, are one string. Raises ValueError, with the line,
    where one has not the header's number of cells.
    """
    rows: list[dict[str, str]] = []
    header: list[str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        cells = [*map(sys.intern, line.rstrip("\r").split("\t"))]
        if header is None:
            header = cells
        elif len(cells) != len(header):
            raise ValueError(f"line {number}: {len(cells)} cells where the header has {len(header)}")
        else:
            rows.append(dict(zip(header, cells, strict=True)))
    return rows


def _text_rules(data: Mapping[str, Any]) -> TextRules:
    return TextRules(
        furniture=tuple(
            FurnitureRule(rule["id"], re.compile(rule["pattern"]), rule["scope"]) for rule in data.get("furniture", ())
        ),
        abbreviations=frozenset(fold(a) for a in data.get("abbreviations", ())),
        final_letters=FinalLetters(**data["final_letters"]) if "final_letters" in data else None,
    )


def _clitics(data: Mapping[str, Any]) -> Clitics:
    def folded(key: str) -> tuple[str, ...]:
        return tuple(fold(x) for x in data.get(key, ()))

    return Clitics(
        conjunctions=folded("conjunctions"),
        prepositions=folded("prepositions"),
        future=folded("future"),
        imperfect_prefixes=folded("imperfect_prefixes"),
        article=fold(data.get("article", "")),
        assimilated_article=fold(data.get("assimilated_article", "")),
        suffixes=folded("suffixes"),
        suffix_changes=tuple((fold(a), fold(b)) for a, b in data.get("suffix_changes", ())),
    )
