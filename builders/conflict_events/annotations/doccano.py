"""doccano's JSON Lines of a project of sequence labelling, with relations or without.

A line is a text: ``{"id", "text", "entities": [{"id", "label", "start_offset", "end_offset"}], "relations": [{"id",
"from_id", "to_id", "type"}], "Comments": []}``, or, of a project without relations, ``{"id", "text", "label": [[start,
end, label]]}``. The article's id is the metadata ``article_id``, else the text's own.

doccano counts UTF-16 code units, as JavaScript does; with "count grapheme clusters as one character", which must be left
off, nobody could tell where marks stand. Its spans have no attributes: a label such as "status=future" or "mode=aerial"
on the same words as the event stands for one. What cannot be a label (a name, degrees, days, a note, the parts of a
discontinuous span) is kept in the metadata ``attributes``, a list of ``{"label", "start_offset", "end_offset", ...}``,
which doccano hands back on export.
"""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from conflict_events import schemas
from conflict_events.annotations import colours, jsonlines
from conflict_events.annotations.model import EXCERPT, ROLES, TYPES, Drawn, Link, Markup, Unusable
from conflict_events.articles.rows import in_digits
from conflict_events.records import Rejected, Span
from conflict_events.utf16 import Units

AS_LABELS = ("status", "mode")
"""Attributes of events that are labels on the same words."""
POSITION = ("label", "start_offset", "end_offset")
_Key = tuple[str, int, int]


def read(path: str | Path) -> Iterator[Markup | Rejected]:
    """The annotated texts of a file, or of the ``.jsonl`` files of a folder by name."""
    for line in jsonlines.read(path):
        if isinstance(line, Rejected):
            yield line
        elif not isinstance(line.row.get("text"), str):
            yield Rejected(line.file, line.number, "not an annotated text: no text")
        else:
            reader = _Reader(line.row, Units(line.row["text"]), line.file, line.number)
            found = reader.markup()
            yield from reader.rejected
            yield found


@dataclass(slots=True)
class _Reader:
    row: Mapping[str, Any]
    units: Units
    file: str
    number: int
    rejected: list[Rejected] = field(default_factory=list)
    spans: dict[str, Drawn] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    extras: dict[_Key, deque[dict[str, Any]]] = field(default_factory=dict)

    def markup(self) -> Markup:
        """What the line says."""
        for told in self._list("attributes"):
            self._try(self._extra, told)
        for told in self._list("entities") + self._list("label") + self._list("labels"):
            self._try(self._entity, told)
        for left in self.extras.values():
            for told in left:
                self._reject("attributes of a span that is not there", told)
        for told in self._list("relations"):
            self._try(self._relation, told)
        self._fold()
        annotator = self.row.get("annotator")
        name = annotator if isinstance(annotator, str) else ""
        spans = tuple(self.spans.values())
        return Markup(self._id(), self.row["text"], spans, tuple(self.links), name, self.file, self.number)

    def _id(self) -> str:
        for key in ("article_id", "id"):
            value = in_digits(self.row.get(key))
            if isinstance(value, str) and value:
                return value
        return f"{Path(self.file).stem}-{self.number}"

    def _list(self, key: str) -> list[Any]:
        value = self.row.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self._reject(f"{key} is no list", value)
            return []
        return value

    def _try(self, take: Callable[[Any], None], told: Any) -> None:
        try:
            take(told)
        except (ValueError, TypeError) as error:
            self._reject(str(error), told)

    def _reject(self, reason: str, told: Any) -> None:
        excerpt = json.dumps(told, ensure_ascii=False)[:EXCERPT]
        self.rejected.append(Rejected(self.file, self.number, reason, self._id(), excerpt=excerpt))

    # --- spans and relations --------------------------------------------------------------------------

    def _extra(self, told: Any) -> None:
        if not isinstance(told, dict) or not all(key in told for key in POSITION):
            raise Unusable("attributes without label and offsets")
        self.extras.setdefault(_key(told), deque()).append(told)

    def _entity(self, told: Any) -> None:
        if isinstance(told, list) and len(told) == 3:
            told = {"start_offset": told[0], "end_offset": told[1], "label": told[2]}
        if not isinstance(told, dict) or not isinstance(told.get("label"), str) or not told["label"]:
            raise Unusable("an entity without a label")
        label, name = told["label"], str(told.get("id", f"S{len(self.spans) + 1}"))
        span = self._span(told.get("start_offset"), told.get("end_offset"), label)
        if name in self.spans:
            raise Unusable(f"{label}: the id {name} is there twice")
        waiting = self.extras.get(_key(told))
        more = waiting.popleft() if waiting else {}
        parts = tuple(self._span(start, end, label) for start, end in more.get("parts", ())) or (span,)
        attributes = {k: _strings(v) for k, v in more.items() if k not in (*POSITION, "parts", "note")}
        self.spans[name] = Drawn(name, label, parts, attributes, str(more.get("note", "")), self.number)

    def _fold(self) -> None:
        """Labels such as "status=future" become attributes of the event on the same words, where its label is ours."""
        events = [d for d in self.spans.values() if d.label in TYPES]
        hulls = {event.hull for event in events}
        told: dict[Span, dict[str, dict[str, None]]] = {}
        for name, drawn in list(self.spans.items()):
            key, sign, value = drawn.label.partition("=")
            if sign and key in AS_LABELS and drawn.hull in hulls:
                told.setdefault(drawn.hull, {}).setdefault(key, {})[value] = None
                del self.spans[name]
        for event in events:
            more = {
                key: tuple(dict.fromkeys((*event.attributes.get(key, ()), *values)))
                for key, values in told.get(event.hull, {}).items()
            }
            if more:
                self.spans[event.id] = replace(event, attributes={**event.attributes, **more})

    def _span(self, start: Any, end: Any, label: str) -> Span:
        for offset in (start, end):
            if not isinstance(offset, int) or isinstance(offset, bool):
                raise Unusable(f"{label}: no offset {offset!r}")
        try:
            span = Span(self.units.character(start), self.units.character(end))
        except ValueError as error:
            raise Unusable(f"{label}: {error}") from None
        if span.start >= span.end:
            raise Unusable(f"{label}: {start} to {end} is no stretch of text")
        return span

    def _relation(self, told: Any) -> None:
        if not isinstance(told, dict) or not isinstance(told.get("type"), str):
            raise Unusable("a relation without a type")
        head, target = (str(told.get(key)) for key in ("from_id", "to_id"))
        self.links.append(Link(head, told["type"], target, self.number))


def _key(told: Mapping[str, Any]) -> _Key:
    return told["label"], told["start_offset"], told["end_offset"]


def _strings(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple("" if v is None else v if isinstance(v, str) else json.dumps(v, ensure_ascii=False) for v in values)


# --- writing ------------------------------------------------------------------------------------------


def write(markups: Iterable[Markup], path: str | Path) -> None:
    """Write a file that doccano imports as "JSONL (relation)"."""
    with Path(path).open("w", encoding="utf-8", newline="") as stream:
        for found in markups:
            stream.write(json.dumps(_row(found), ensure_ascii=False) + "\n")


def _row(found: Markup) -> dict[str, Any]:
    units = Units(found.text)
    numbers = {d.id: i for i, d in enumerate(found.spans, 1)}
    position = Counter((d.label, d.hull) for d in found.spans)
    events = Counter(d.hull for d in found.spans if d.label in TYPES)
    entities: list[dict[str, Any]] = []
    labels: list[dict[str, Any]] = []
    extras: list[dict[str, Any]] = []
    for drawn in found.spans:
        start, end = units.units(drawn.hull.start), units.units(drawn.hull.end)
        place = {"label": drawn.label, "start_offset": start, "end_offset": end}
        entities.append({"id": numbers[drawn.id], **place})
        more: dict[str, Any] = {}
        for key, values in drawn.attributes.items():
            # On the words of two events nobody could tell whose the label is.
            if key in AS_LABELS and drawn.label in TYPES and events[drawn.hull] == 1 and values:
                labels += ({**place, "label": f"{key}={value}"} for value in values)
            else:
                more[key] = values[0] if len(values) == 1 else list(values)
        if len(drawn.parts) > 1:
            more["parts"] = [[units.units(p.start), units.units(p.end)] for p in drawn.parts]
        if drawn.note:
            more["note"] = drawn.note
        if more or position[drawn.label, drawn.hull] > 1:
            extras.append({**place, **more})
    entities += ({"id": len(numbers) + i, **label} for i, label in enumerate(labels, 1))
    links = [link for link in found.links if link.head in numbers and link.target in numbers]
    relations = [
        {"id": i, "from_id": numbers[link.head], "to_id": numbers[link.target], "type": link.role}
        for i, link in enumerate(links, 1)
    ]
    row = {"text": found.text, "article_id": found.article_id, "entities": entities, "relations": relations}
    if found.annotator:
        row["annotator"] = found.annotator
    if extras:
        row["attributes"] = extras
    return row


def configuration() -> Mapping[str, str]:
    """``span_types.json`` and ``relation_types.json``, to be imported on the project's page of labels."""
    shades = {**dict.fromkeys(schemas.codes("type"), colours.EVENT), **colours.LABELS}
    shades |= {f"status={status}": STATUS for status in schemas.codes("status")}
    shades |= {f"mode={mode}": MODE for mode in schemas.codes("mode")}
    return {
        "span_types.json": _labels(shades),
        "relation_types.json": _labels({role: colours.LABELS[label] for role, label in ROLES.items()}),
    }


STATUS, MODE = "#ffd699", "#e0e0c0"
KEYS = "0123456789abcdefghijklmnopqrstuvwxyz"
"""What doccano takes as keys for labels; those behind them have none."""


def _labels(shades: Mapping[str, str]) -> str:
    keys: list[str | None] = [*KEYS, *([None] * len(shades))]
    rows = [
        {"text": name, "suffix_key": key, "background_color": colour, "text_color": "#000000"}
        for (name, colour), key in zip(shades.items(), keys, strict=False)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
