"""A JSON file that is a list, element by element with lines: what stands before a fault is not lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from conflict_events.annotations import nesting
from conflict_events.articles.inputs import unread
from conflict_events.articles.rows import not_utf_8
from conflict_events.records import Rejected

FILE_LIMIT = 1_000_000_000
"""Bytes beyond which a file is given up."""
_BLANK = re.compile(r"[ \t\r\n]*")


def elements(file: Path) -> Iterator[tuple[int, Any] | Rejected]:
    """The elements of the list that a file holds (or the one object that it is), each with the line it begins in.

    What is no JSON becomes a ``Rejected``, and ends the reading: nobody knows where the next element begins.
    """
    try:
        if file.stat().st_size > FILE_LIMIT:
            yield Rejected(str(file), 0, f"a file of more than {FILE_LIMIT} bytes")
            return
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        yield Rejected(str(file), 0, unread(error))
        return
    except UnicodeDecodeError as error:
        yield Rejected(str(file), 0, not_utf_8(error))
        return
    line, counted = 1, 0
    for at, value in _values(text):
        line += text.count("\n", counted, at)
        counted = at
        yield Rejected(str(file), line, value.reason) if isinstance(value, _Fault) else (line, value)


class _Fault:
    def __init__(self, reason: str) -> None:
        self.reason = reason


def _values(text: str) -> Iterator[tuple[int, Any]]:
    """Offset and value of each element, at last perhaps a fault."""
    decoder = json.JSONDecoder()
    at = _skip(text, 0)
    listed = text.startswith("[", at)
    if listed:
        at = _skip(text, at + 1)
        if text.startswith("]", at):
            yield from _rest(text, at + 1)
            return
    while True:
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
            yield getattr(error, "pos", at), _Fault(f"not JSON: {reason}"[:200])
            return
        yield at, _Fault(nesting.REASON) if nesting.too_deep(value) else value
        at = _skip(text, end)
        if not listed:
            yield from _rest(text, at)
        elif text.startswith("]", at):
            yield from _rest(text, at + 1)
        elif text.startswith(",", at):
            at = _skip(text, at + 1)
            continue
        else:
            yield at, _Fault("not JSON: neither a comma nor the end of the list")
        return


def _rest(text: str, at: int) -> Iterator[tuple[int, _Fault]]:
    at = _skip(text, at)
    if at < len(text):
        yield at, _Fault("not JSON: more behind the end")


def _skip(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at
