"""The project's own annotation files: JSON Lines of quoted events, in the layout of ``schema/annotation.schema.json``.

A line is one article's: ``{"article_id", "annotator", "events": [...]}``. The events quote the article without offsets,
so its text is needed to find what is meant: a sentence is its first occurrence, a trigger the first in its sentence, an
item's text the one in the sentence that is nearest to the trigger, else the one in the article that is nearest to the
sentence. An occurrence that is a word of its own goes before one inside a longer word. Where an event, a mention or an
item has a ``start`` (of the trigger or the text, in characters of the article) and the words stand there, that decides;
``write`` gives it.

``agree --disagreements`` writes a line an event, with a key ``differs``; such lines of one article are together its
annotation once each holds one annotator's reading.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from conflict_events.annotations import jsonlines, quotes
from conflict_events.annotations.model import (
    EXCERPT,
    MENTION,
    SENTENCE,
    Attributes,
    Drawn,
    Link,
    Markup,
    Unusable,
)
from conflict_events.annotations.project_writing import KEYS, write
from conflict_events.annotations.quotes import at_start, find
from conflict_events.articles.rows import in_digits
from conflict_events.records import Rejected, Span

__all__ = ["Names", "Row", "configuration", "is_settled", "markup", "read", "rows", "unsettled", "write"]

ITEMS: Mapping[str, str] = {
    "actor": "Actor",
    "recipient": "Actor",
    "location": "Place",
    "amount": "Amount",
    "date": "Date",
    "source": "Source",
}
"""The labels of items, by the keys that hold them."""
NOT_ATTRIBUTES = frozenset({"id", "text", "role", "kind", "start", "end", "joined"})
"""Keys of items that are no attributes; "joined" is what a record tells of the text between two amounts."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: the events of an article whose text is not known yet; of settled ones, several lines.

    ``line`` is the first; ``lines`` has the line of each event where they are several.
    """

    article_id: str
    events: tuple[Any, ...]
    annotator: str = ""
    file: str = ""
    line: int = 0
    settled: bool = False
    lines: tuple[int, ...] = ()

    def with_more(self, other: Row) -> Row | None:
        """Both as one, None where they are not settled lines of one article in one file."""
        if not (self.settled and other.settled) or (self.file, self.article_id) != (other.file, other.article_id):
            return None
        lines = self.lines or (self.line,) * len(self.events)
        return replace(self, events=self.events + other.events, lines=lines + (other.line,) * len(other.events))


def rows(path: str | Path) -> Iterator[Row | Rejected]:
    """The lines of a file, or of the ``.jsonl`` files of a folder by name. Never raises for what a file holds."""
    for line in jsonlines.read(path, without=jsonlines.ARTICLES):
        yield line if isinstance(line, Rejected) else _row(line)


def _row(line: jsonlines.Line) -> Row | Rejected:
    article_id, events, annotator = (in_digits(line.row.get(key)) for key in ("article_id", "events", "annotator"))
    if not isinstance(article_id, str) or not article_id:
        return Rejected(line.file, line.number, "not an annotated article: no article_id")
    if not isinstance(events, list):
        return Rejected(line.file, line.number, "not an annotated article: no list of events", article_id)
    name = annotator if isinstance(annotator, str) else ""
    if reason := unsettled(line.row):
        return Rejected(line.file, line.number, reason[:300], article_id)
    return Row(article_id, tuple(events), name, line.file, line.number, is_settled(line.row))


def unsettled(row: Mapping[str, Any]) -> str:
    """Why a line is nobody's annotation: it is of ``agree --disagreements`` and still holds the readings of several; else "".
    ``row``: with a list of events.
    """
    if not is_settled(row):
        return ""
    people = dict.fromkeys(str(event.get("annotator")) for event in row["events"] if isinstance(event, dict))
    return f"not settled: readings of {', '.join(people)}; leave those of one" if len(people) > 1 else ""


def is_settled(row: Mapping[str, Any]) -> bool:
    """Whether a line is one of those that ``agree --disagreements`` writes."""
    return "differs" in row


def read(path: str | Path, texts: Mapping[str, str]) -> Iterator[Markup | Rejected]:
    """The annotated articles of a file or folder; ``texts`` are those of the articles by id."""
    for row in rows(path):
        if isinstance(row, Rejected):
            yield row
        elif row.article_id not in texts:
            yield Rejected(row.file, row.line, "there is no article of this id", row.article_id)
        else:
            found, rejected = markup(row, texts[row.article_id])
            yield from rejected
            yield found


def markup(row: Row, text: str) -> tuple[Markup, list[Rejected]]:
    """A line's events drawn into the article's text, and what of them the text does not hold."""
    drawing = _Drawing(row, text)
    for number, event in enumerate(row.events, 1):
        drawing.line = row.lines[number - 1] if row.lines else row.line
        drawing.event(number, event)
    found = Markup(row.article_id, text, tuple(drawing.spans), tuple(drawing.links), row.annotator, row.file, row.line)
    return found, drawing.rejected


class Names:
    """Names that are taken, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def take(self, name: str) -> str:
        """A name that was not taken: the one given, else that with a number."""
        number, found = self._next.get(name, 2), name
        while found in self._taken:
            found, number = f"{name}-{number}", number + 1
        self._next[name] = number
        self._taken.add(found)
        return found


@dataclass(slots=True)
class _Drawing:
    row: Row
    text: str
    spans: list[Drawn] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    line: int = 0
    """Of the event that is drawn."""
    names: Names = field(default_factory=Names)

    def event(self, number: int, event: Any) -> None:
        name = f"E{number}"
        try:
            if not isinstance(event, dict):
                raise Unusable("is no object")
            if isinstance(event.get("id"), str) and event["id"]:
                name = event["id"]
            name = self.names.take(name)
            sentence, trigger = self._quotes(event)
            if not isinstance(event.get("type"), str):
                raise Unusable("has no type")
        except Unusable as error:
            self._reject(name, str(error), event)
            return
        attributes = {k: _values(event[k]) for k in ("status", "confidence") if k in event}
        if "modes" in event:
            attributes["mode"] = _values(event["modes"])
        self._draw(name, event["type"], trigger, attributes)
        self._link(name, "sentence", f"{name}.sentence", SENTENCE, sentence)
        for i, told in enumerate(_items(event.get("mentions")), 1):
            self._mention(name, f"{name}.mention{i}", told)
        for key in ITEMS:
            for i, item in enumerate(_items(event.get(key)), 1):
                self._item(name, key, f"{name}.{key}{i}", item, sentence, trigger)

    def _mention(self, event: str, name: str, told: Any) -> None:
        try:
            sentence, trigger = self._quotes(told)
        except Unusable as error:
            self._reject(name, str(error), told)
            return
        self._link(event, "mention", name, MENTION, trigger)
        self._link(name, "sentence", f"{name}.sentence", SENTENCE, sentence)

    def _item(self, event: str, key: str, name: str, item: Any, sentence: Span, trigger: Span) -> None:
        role = _role(key, item)
        try:
            text = _quoted(item, "text")
            whole = Span(0, len(self.text))
            span = (
                at_start(self.text, item, text)
                or find(self.text, text, sentence, trigger)
                or find(self.text, text, whole, sentence)
            )
            if span is None:
                raise Unusable("the article does not hold its text")
        except Unusable as error:
            self._reject(name, str(error), item)
            return
        label = ITEMS[key]
        attributes = {KEYS.get(k, k): _values(v) for k, v in item.items() if k not in NOT_ATTRIBUTES}
        self._link(event, role, name, label, span, attributes)

    def _quotes(self, told: Any) -> tuple[Span, Span]:
        """Sentence and trigger."""
        sentence, trigger = _quoted(told, "sentence"), _quoted(told, "trigger")
        return quotes.placed(self.text, told, sentence, trigger)

    def _draw(self, name: str, label: str, span: Span, attributes: Attributes) -> None:
        self.spans.append(Drawn(name, label, (span,), attributes, line=self.line))

    def _link(
        self,
        head: str,
        role: str,
        name: str,
        label: str,
        span: Span,
        attributes: Attributes | None = None,
    ) -> None:
        self._draw(name, label, span, attributes or {})
        self.links.append(Link(head, role, name, line=self.line))

    def _reject(self, name: str, reason: str, what: Any) -> None:
        excerpt = json.dumps(what, ensure_ascii=False)[:EXCERPT]
        row = self.row
        self.rejected.append(Rejected(row.file, self.line, f"{name}: {reason}", row.article_id, excerpt=excerpt))


def _quoted(told: Any, key: str) -> str:
    words = told.get(key) if isinstance(told, dict) else None
    if not isinstance(words, str) or not words:
        raise Unusable(f"has no {key}")
    return words


def _items(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _role(key: str, item: Any) -> str:
    """The role of an item's link: a place's and an amount's own, where it tells one."""
    own = {"location": "role", "amount": "kind"}.get(key)
    if own is None or not isinstance(item, dict):
        return key
    return str(item.get(own) or ("place" if key == "location" else "other"))


def _values(value: Any) -> tuple[str, ...]:
    """A JSON value as values of an attribute; a null or an empty list is "", which says that there is none."""
    if isinstance(value, list):
        return tuple(_text(v) for v in value) or ("",)
    return (_text(value),)


def _text(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def configuration() -> Mapping[str, str]:
    """There is nothing to set up: the schema says it all."""
    return {}
