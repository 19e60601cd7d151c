"""CSV that a spreadsheet opens without harm: no cell is a formula, Arabic shows, no text turns its neighbours around.

Text cells that begin with = + - @ (or their full-width forms), a tab or a line break get an apostrophe before them, and
every text stands in quotation marks, as OWASP advises (https://owasp.org/www-community/attacks/CSV_Injection); control
characters become spaces. In many languages Excel takes the semicolon for what separates cells, and then quotation marks hold
nothing together: the same signs get an apostrophe behind a semicolon, too. Characters that steer the direction of writing
stay within their cell: what one opens is closed at its end, and overrides, which would show letters in false order, become
embeddings. The file is UTF-8 with a byte order mark, by which Excel knows it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

ENCODING = "utf-8-sig"
_LEADS = r"[\s\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]"
_FORMULA = re.compile(rf"[\t\r\n]|{_LEADS}")
_BEHIND_SEMICOLON = re.compile(rf';("*{_LEADS})')
_UNUSUAL = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_OVERRIDES = str.maketrans({"\u202d": "\u202a", "\u202e": "\u202b"})
_CLOSERS = {**dict.fromkeys("\u202a\u202b", "\u202c"), **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " ")


def cell(value: str | float | datetime.date | None) -> str:
    """A value as it stands between the commas: text in quotation marks, made harmless; whole floats without ".0"."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, int | datetime.date):
        return str(value)
    return '"' + harmless(value).replace('"', '""') + '"'


def line(values: Iterable[str | float | datetime.date | None]) -> str:
    """A row of the file, with its end."""
    # Most cells of a wide table are empty.
    return ",".join(["" if value is None else cell(value) for value in values]) + "\r\n"


def harmless(text: str) -> str:
    """A text that a spreadsheet shows as text and that does not reach outside its cell."""
    shown = contained(text)
    if ";" in shown:
        shown = _BEHIND_SEMICOLON.sub(r";'\1", shown)
    # A sign behind a control character leads the cell once that is a space.
    return "'" + shown if _FORMULA.match(text) or _FORMULA.match(shown) else shown


def contained(text: str) -> str:
    """A text on one line, without control characters, whose signs of direction end with it."""
    return _closed(text.translate(_CONTROLS).translate(_OVERRIDES)) if _UNUSUAL.search(text) else text


def _closed(text: str) -> str:
    """The text with every embedding and isolate closed and no closer of what was not opened in it."""
    opened: list[str] = []
    kept = []
    for character in text:
        if character in _CLOSERS:
            opened.append(_CLOSERS[character])
        elif character in "\u202c\u2069":
            if character not in opened:
                continue
            while (closer := opened.pop()) != character:
                kept.append(closer)
        kept.append(character)
    return "".join(kept) + "".join(reversed(opened))


def write(file: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows as CSV (RFC 4180). Raises OSError where it cannot be written."""
    with file.open("w", encoding=ENCODING, newline="") as stream:
        stream.write(line(columns))
        for row in rows:
            stream.write(line([row[c] for c in columns]))
