"""Events as somebody told them, a person or an extractor, read from annotation files and from data sets."""

from __future__ import annotations

import json
import math
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conflict_events import layout, schemas
from conflict_events.annotations import jsonlines, project, quotes
from conflict_events.annotations.model import Unusable
from conflict_events.articles import csv_rows
from conflict_events.articles.inputs import files
from conflict_events.articles.rows import in_digits
from conflict_events.publishing import tables
from conflict_events.records import LISTS, Rejected, Span, located

Item = Mapping[str, Any]
"""An entity, a place, an amount or a date, with plain JSON values."""
Events = Mapping[str, Sequence["Event"]]
"""Events by article id. An article with no events is there, too: it was looked at."""

CODES = {name: frozenset(schemas.codes(name)) for name in ("type", "status", "kind", "role")}
"""What may stand where a code is expected. Another would agree with nothing, and lower the figures without a word."""


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """One event as somebody told it.

    ``told`` has the layout of ``schema/annotation.schema.json``. ``triggers`` and ``sentences`` are the stretches of the
    article that tell it, the main one first; both are empty where the text does not hold what was quoted.
    """

    article_id: str
    told: Mapping[str, Any]
    triggers: tuple[Span, ...]
    sentences: tuple[Span, ...]

    @property
    def type(self) -> str:
        """Its event type."""
        return str(self.told["type"])

    @property
    def status(self) -> str | None:
        """Its status, None where it has none."""
        return self.told.get("status")

    def items(self, name: str) -> list[Item]:
        """The items of one of ``ITEM_FIELDS``; a date is one item, a date that says nothing is none."""
        value = self.told.get(name)
        if not value:
            return []
        if name == "date":
            return [value] if any(value.get(k) for k in ("text", "earliest", "latest")) else []
        return list(value)


def read_events(
    path: str | Path, texts: Mapping[str, str], only: Container[str] | None = None
) -> dict[str, list[Event]]:
    """Events by article id, of a JSON Lines file, packed or not, a Parquet file, or a folder (a published one, or one of files
    of either).

    A line is an annotated article (``{"article_id", "events"}``), whose quotes are looked up in ``texts``, or a record as
    ``conflict-events extract`` prints it. ``only``: articles to read; others are passed over. Raises OSError or ValueError
    where the file cannot be read, ValueError with file, line and reason where it holds something else, or an article's
    annotation twice, or ``texts`` lacks an article that has annotated events.
    """
    found: dict[str, list[Event]] = {}
    annotated: dict[str, str] = {}
    for where, row in _rows(Path(path)):
        try:
            article_id = _article_id(row)
            if only is not None and article_id not in only:
                continue
            if "events" in row and not project.is_settled(row) and annotated.setdefault(article_id, where) != where:
                # Both would count: each event twice, and where they differ as two.
                told = f"article {article_id!r} is annotated already at {annotated[article_id]}: give one reading of it"
                raise ValueError(told)
            found.setdefault(article_id, []).extend(_row_events(article_id, row, texts))
        except ValueError as error:
            raise ValueError(f"{where}: {error}") from None
    return found


def records(path: str | Path) -> Iterator[dict[str, Any]]:
    """The records of a folder that build made, of a Parquet file, or of JSON Lines as extract prints, days as ISO text.

    Raises what ``read_events`` raises.
    """
    path = Path(path)
    for where, row in _rows(path):
        if row.get("events") == []:
            continue
        try:
            _refuse_other_rows(row)
            recorded(_checked(row, "article_id", str), row)
            _checked(row, "event_id", str)
        except ValueError as error:
            raise ValueError(f"{where}: {error}") from None
        yield json.loads(json.dumps(row, default=str))


def copies(path: Path) -> frozenset[str]:
    """The ids of the articles that a published folder marks as copies of others, whose events it holds once; of anything else
    none. Raises OSError or ValueError where the table cannot be read.
    """
    return frozenset(row["article_id"] for _, row in _articles(path) if row.get("state") == "duplicate")


def _rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The rows of a file or folder, each with its place for messages."""
    if path.is_dir():
        endings = {file.suffix for file in files(path) if file.name != jsonlines.ARTICLES}
        if ".jsonl" in endings and ".parquet" not in endings:
            return _json_rows(path)
    if path.name.endswith(csv_rows.ENDINGS):
        raise ValueError(f"{path}: events are not read from CSV: give the folder that build made")
    return _parquet_rows(path) if path.is_dir() or path.suffix == ".parquet" else _json_rows(path)


def _json_rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for line in jsonlines.read(path, without=jsonlines.ARTICLES):
        if isinstance(line, Rejected):
            raise ValueError(f"{located(line.file, line.line)}: {line.reason}")
        yield located(line.file, line.number), line.row


def _parquet_rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The rows of events, after an empty one for each article that a published folder's other table names."""
    place = path / layout.place("events")
    if place.is_dir():
        for where, row in _articles(path):
            if row.get("state") == "ok":
                yield where, {"article_id": row["article_id"], "events": []}
    else:
        place = path
    there = files(place, ".parquet") if place.is_dir() else [place]
    if not there:
        told = "of an annotation tool's files, build --extractor annotations makes a folder that is read here"
        raise ValueError(f"{place} holds neither Parquet files nor JSON Lines of events: {told}")
    yield from _numbered(there)


def _articles(folder: Path) -> Iterator[tuple[str, tables.Row]]:
    """The rows of a published folder's table of articles; none where it is no such folder."""
    return _numbered(layout.parquet(folder, "articles"))


def _numbered(there: Sequence[Path]) -> Iterator[tuple[str, tables.Row]]:
    """The rows of Parquet files, each with its place for messages."""
    for file in there:
        for number, row in enumerate(tables.read([file]), 1):
            yield f"{file}: row {number}", row


def _article_id(row: Mapping[str, Any]) -> str:
    article_id: str = _checked({"article_id": in_digits(row.get("article_id"))}, "article_id", str)
    return article_id


def _row_events(article_id: str, row: Mapping[str, Any], texts: Mapping[str, str]) -> Iterator[Event]:
    _refuse_other_rows(row)
    if "action" in row:
        yield recorded(article_id, row)
        return
    events = _checked(row, "events", list)
    if reason := project.unsettled(row):
        raise ValueError(reason)
    if events and article_id not in texts:
        raise ValueError(f"article {article_id!r} is not among the articles given, in which its quotes are looked up")
    yield from told_events(article_id, events, texts.get(article_id, ""))


def _refuse_other_rows(row: Mapping[str, Any]) -> None:
    """Raises ValueError for a row that is known, but for no event."""
    if "action" in row or "events" in row:
        return
    if "event_type" in row:
        raise ValueError("a row of the flat table, not an event: give the folder that build made, or its data/events")
    if "text" in row:
        raise ValueError("an article, not its events: give the folder that build made, or what extract prints")


def told_events(article_id: str, events: Sequence[Any], text: str) -> Iterator[Event]:
    """Annotated events, their quotes looked up in the article's text. Raises ValueError for what is no event."""
    for told in map(_told, events):
        places = _places(told, text)
        yield Event(article_id, told, tuple(t for t, _ in places), tuple(s for _, s in places))


def recorded(article_id: str, row: Mapping[str, Any]) -> Event:
    """The event of a published record, which says itself where it stands. Raises ValueError for what is no record."""
    action: Mapping[str, Any] = _checked(row, "action", dict)
    evidence: Mapping[str, Any] = _optional(row, "evidence", dict) or {}
    date: Mapping[str, Any] = _optional(row, "date", dict) or {}
    told = {
        "id": row.get("event_id") or "",
        "type": action.get("type"),
        "modes": action.get("modes") or [],
        "status": action.get("status"),
        "sentence": evidence.get("text") or "",
        "trigger": action.get("text") or "",
        "start": action.get("start"),
        **{name: row.get(name) or [] for name in LISTS},
        "date": {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in date.items()} or None,
        "source": row.get("source"),
    }
    sentences = (_span(evidence),) if evidence.get("start") is not None else ()
    return Event(article_id, _told(told), (_span(action),), sentences)


def _span(quote: Mapping[str, Any]) -> Span:
    return Span(_checked(quote, "start", int), _checked(quote, "end", int))


def _places(told: Mapping[str, Any], text: str) -> list[tuple[Span, Span]]:
    """Trigger and sentence of an annotated event and of its further mentions, as far as the text holds them."""
    found = []
    for mention in (told, *(told.get("mentions") or ())):
        if trigger := mention.get("trigger"):
            with suppress(Unusable):
                sentence, words = quotes.placed(text, mention, mention.get("sentence") or "", trigger)
                found.append((words, sentence))
    return found


def _told(told: Any) -> Mapping[str, Any]:
    """An event whose values have the types that are relied on. Raises ValueError."""
    event: Mapping[str, Any] = told
    _checked(event, "type", str)
    for key in ("type", "status"):
        _coded(event, key)
    for key in ("sentence", "trigger"):
        _optional(event, key, str)
    for mention in _optional(event, "mentions", list) or ():
        for key in ("sentence", "trigger"):
            _optional(mention, key, str)
    date = _optional(event, "date", dict)
    items = [date] if date else []
    for name in LISTS:
        items += _optional(event, name, list) or ()
    for item in items:
        for key in ("text", "name"):
            _optional(item, key, str)
        for key in ("kind", "role"):
            _coded(item, key)
        for key in ("earliest", "latest"):
            _day(item, key)
        # "4" would never be 4, and an annotation be wrong without a word.
        for key in ("latitude", "longitude", "low", "high"):
            _optional(item, key, (int, float))
    return event


def _coded(row: Mapping[str, Any], key: str) -> None:
    """Raises ValueError for a value that is none of its code list."""
    if _optional(row, key, str) and row[key] not in CODES[key]:
        raise ValueError(f"no {key} is called {row[key]!r:.80}: there are {', '.join(sorted(CODES[key]))}")


def _day(row: Mapping[str, Any], key: str) -> None:
    """Raises ValueError for a value that is no day as records write it."""
    if _optional(row, key, str) and not schemas.is_day(row[key]):
        raise ValueError(f"{key} is no day as YYYY-MM-DD: {row[key]!r:.80}")


def _optional(row: Any, key: str, kind: type | tuple[type, ...]) -> Any:
    """The value, or None where there is none."""
    return None if isinstance(row, Mapping) and row.get(key) is None else _checked(row, key, kind)


def _checked(row: Any, key: str, kind: type | tuple[type, ...]) -> Any:
    if not isinstance(row, Mapping):
        raise ValueError(f"not an object but {type(row).__name__}: {row!r:.80}")
    value = row.get(key)
    # Python takes true for a number, and reads NaN and Infinity in JSON, which has neither.
    odd = isinstance(value, bool) or (isinstance(value, float) and not math.isfinite(value))
    if odd or not isinstance(value, kind):
        raise ValueError(f"{key} is missing or of another type: {value!r:.80}")
    return value
