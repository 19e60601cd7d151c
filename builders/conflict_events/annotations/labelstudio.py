"""Label Studio: its JSON export read, and tasks with predictions written.

Regions are ``labels`` items on the object tag "text"; their attributes are ``choices``, ``textarea`` or ``number`` items
of the same id, their roles ``relation`` items. Offsets are code points, as Label Studio has stored them since it counts
``[...text]`` (its ``charsToCodePoints``, 2021); an annotation of an older version, which counted UTF-16 code units, is
told by the words that each region records. A carriage return counts as a character, as in the text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from conflict_events.annotations import codes, parts
from conflict_events.annotations.jsonlist import elements
from conflict_events.annotations.labelstudio_interface import LABELS, TEXT, configuration, control
from conflict_events.annotations.model import ATTRIBUTES, Drawn, Link, Markup, Unusable
from conflict_events.articles.inputs import files
from conflict_events.articles.rows import derived_id, in_digits
from conflict_events.records import Rejected, Span
from conflict_events.utf16 import Units

__all__ = ["configuration", "read", "write"]

STEPS = {"labels": 0, "choices": 1, "textarea": 1, "number": 1, "relation": 2}
"""Types of results, and in which step they are read."""
SHORTENED = "a task of the export JSON-MIN, which leaves out who does what: export the project as JSON"


# --- read ---------------------------------------------------------------------------------------------


def read(path: Path) -> Iterator[Markup | Rejected]:
    """The annotations of an export file or of the ``.json`` files of a folder, a markup an annotator and task.

    Predictions are read only from a task that has no ``annotations`` key, that is, from what :func:`write` made: nobody
    has looked at them yet. ``line`` is where the task begins.
    """
    for file in files(path, ".json") if path.is_dir() else [path]:
        for element in elements(file):
            if isinstance(element, Rejected):
                yield element
            else:
                line, task = element
                yield from _Task(str(file), line).read(task)


class _Task:
    """Reads one task."""

    def __init__(self, file: str, line: int) -> None:
        self._file, self._line = file, line
        self._article_id: str | None = None

    def read(self, task: Any) -> Iterator[Markup | Rejected]:
        data = task.get("data") if isinstance(task, dict) else None
        text = data.get(TEXT) if isinstance(data, dict) else None
        if not isinstance(data, dict) or not isinstance(text, str) or not text:
            shortened = isinstance(task, dict) and "annotation_id" in task
            yield self._rejected(SHORTENED if shortened else "a task without data.text")
            return
        if any("\ud800" <= c <= "\udfff" for c in text):
            yield self._rejected("data.text holds a lone surrogate")
            return
        given = in_digits(data.get("article_id"))
        self._article_id = given if isinstance(given, str) and given else derived_id(text)
        sort = next((k for k in ("annotations", "completions", "predictions") if k in task), "annotations")
        layers = task.get(sort)
        if not isinstance(layers, list) or not layers:
            yield self._rejected(f"a task without {sort}")
            return
        for layer in layers:
            yield from self._layer(text, layer)

    def _layer(self, text: str, layer: Any) -> Iterator[Markup | Rejected]:
        result = layer.get("result") if isinstance(layer, dict) else None
        if not isinstance(result, list):
            yield self._rejected("an annotation without a list of results")
            return
        annotator = _annotator(layer)
        if layer.get("was_cancelled"):
            yield self._rejected(f"skipped by annotator {annotator}")
            return
        results = _Results(text, _offsets(text, result))
        # Regions first: the others refer to them, in whatever order the export has them.
        for item in sorted(result, key=_step):
            try:
                results.take(item)
            except Unusable as wrong:
                yield self._rejected(f"annotator {annotator}: {wrong}")
        joined, others, reasons = parts.join(results.drawn(), results.links)
        yield from (self._rejected(f"annotator {annotator}: {reason}") for reason in reasons)
        assert self._article_id is not None
        yield Markup(self._article_id, text, joined, others, annotator, self._file, self._line)

    def _rejected(self, reason: str) -> Rejected:
        return Rejected(self._file, self._line, reason, self._article_id)


@dataclass(slots=True)
class _Results:
    """The results of one annotator, taken one by one; ``convert`` makes an offset of theirs one of the text.

    What is taken raises Unusable where it cannot be used.
    """

    text: str
    convert: Callable[[int], int]
    regions: dict[str, Drawn] = field(default_factory=dict)
    attributes: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    """Of each region."""
    links: list[Link] = field(default_factory=list)

    def take(self, item: Any) -> None:
        """Take one result; a region comes before what refers to it."""
        sort = _of(item, "type", str)
        if sort not in STEPS:
            raise Unusable(f"a result of type {sort} has no place in an event"[:120])
        if sort == "relation":
            self.links.extend(_links(item, self.regions))
            return
        name = _of(item, "id", str)
        if item.get("to_name", TEXT) != TEXT:
            raise Unusable(f"region {name} lies on {item['to_name']!r}, not on the article's text")
        if sort == "labels":
            if name in self.regions:
                raise Unusable(f"region {name} has a second label")
            self.regions[name] = _region(item, name, self.text, self.convert)
            self.attributes[name] = {}
        elif name not in self.regions:
            raise Unusable(f"{item.get('from_name')!r} is set on {name}, which is no region with a label")
        else:
            self._set(item, sort, self.regions[name])

    def _set(self, item: Mapping[str, Any], sort: str, drawn: Drawn) -> None:
        """An attribute of a region. ``from_name`` is ours ("actor_sector") or, in other projects, the attribute's name."""
        control_name = _of(item, "from_name", str)
        attribute = control_name.removeprefix(control(codes.kind(drawn.label), ""))
        value = _of(item, "value", dict).get("text" if sort == "textarea" else sort)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            value = [str(value)]
        if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
            raise Unusable(f"{control_name!r} of region {drawn.id} holds no value: {value!r}"[:120])
        if attribute in self.attributes[drawn.id]:
            raise Unusable(f"{control_name!r} of region {drawn.id} is set twice")
        self.attributes[drawn.id][attribute] = tuple(map(codes.meant, value))

    def drawn(self) -> list[Drawn]:
        """The regions with their attributes."""
        return [replace(region, attributes=self.attributes[name]) for name, region in self.regions.items()]


def _step(item: Any) -> int:
    sort = item.get("type") if isinstance(item, dict) else None
    return STEPS.get(sort, 0) if isinstance(sort, str) else 0


def _of(item: Any, key: str, sort: type) -> Any:
    value = item.get(key) if isinstance(item, dict) else None
    if not isinstance(value, sort):
        raise Unusable(f"a result whose {key} is no {sort.__name__}: {json.dumps(item, ensure_ascii=False)[:120]}")
    return value


def _annotator(layer: Mapping[str, Any]) -> str:
    by = layer.get("completed_by", layer.get("model_version", ""))
    if isinstance(by, dict):
        by = by.get("email") or by.get("username") or by.get("id")
    return str(by) if isinstance(by, str | int) else ""


def _offset(value: Mapping[str, Any], key: str) -> int:
    at = value.get(key)
    if isinstance(at, str) and at.isascii() and at.isdigit():
        return int(at[:12])
    if not isinstance(at, int) or isinstance(at, bool):
        raise Unusable(f"{key} is no number: {at!r}"[:120])
    return at


def _offsets(text: str, result: list[Any]) -> Callable[[int], int]:
    """Code points, or UTF-16 code units where more of the recorded words lie there."""
    units = Units(text)
    ways: list[Callable[[int], int]] = [lambda at: at, units.character]
    if units.units(len(text)) == len(text):
        return ways[0]
    return max(ways, key=lambda way: sum(_lies(text, item, way) for item in result))


def _lies(text: str, item: Any, convert: Callable[[int], int]) -> bool:
    """Whether a region's recorded words are those at its offsets."""
    try:
        value = _of(item, "value", dict)
        start, end = convert(_offset(value, "start")), convert(_offset(value, "end"))
    except ValueError:
        return False
    return isinstance(value.get("text"), str) and _same(text[start:end], value["text"])


def _same(words: str, recorded: str) -> bool:
    """Label Studio records line ends as ``\\n`` in letters and a browser joins blanks: neither counts."""
    return _letters(words) == _letters(recorded)


def _letters(words: str) -> str:
    return "".join(words.replace("\\n", "").split())


def _region(item: Mapping[str, Any], name: str, text: str, convert: Callable[[int], int]) -> Drawn:
    value = _of(item, "value", dict)
    labels = value.get("labels")
    if not isinstance(labels, list) or len(labels) != 1 or not isinstance(labels[0], str):
        raise Unusable(f"region {name} has not exactly one label: {labels!r}"[:120])
    try:
        span = Span(convert(_offset(value, "start")), convert(_offset(value, "end")))
    except ValueError as error:
        raise Unusable(f"region {name}: {error}") from error
    if not 0 <= span.start < span.end <= len(text):
        raise Unusable(f"region {name}: {span.start} to {span.end} lies outside the text of {len(text)} characters")
    recorded = value.get("text")
    if isinstance(recorded, str) and not _same(text[span.start : span.end], recorded):
        raise Unusable(
            f"region {name} records {recorded[:60]!r}, but the text has {text[span.start : span.end][:60]!r}"
        )
    meta = item.get("meta")
    notes = meta.get("text") if isinstance(meta, dict) else None
    note = "\n".join(n for n in (notes if isinstance(notes, list) else [notes]) if isinstance(n, str))
    return Drawn(name, labels[0], (span,), note=note)


def _links(item: Mapping[str, Any], spans: Mapping[str, Drawn]) -> Iterator[Link]:
    """The links of a relation: from left to right unless ``direction`` says otherwise.

    A relation of both directions begins at the end that is no argument. One without a label has the role that its
    target's label leaves no doubt of.
    """
    head, target = _of(item, "from_id", str), _of(item, "to_id", str)
    for end in (head, target):
        if end not in spans:
            raise Unusable(f"a relation leads to {end}, which is no region that can be used")
    direction = item.get("direction", "right")
    if direction not in ("right", "left", "bi"):
        raise Unusable(f"a relation from {head} to {target} of unknown direction {direction!r}"[:120])
    if direction == "left" or (direction == "bi" and spans[head].label in ATTRIBUTES):
        head, target = target, head
    labels = item.get("labels") or [codes.only_role(spans[target].label)]
    if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
        raise Unusable(f"a relation from {head} to {target} without a role")
    yield from (Link(head, role, target) for role in labels)


# --- write --------------------------------------------------------------------------------------------


def write(markups: Iterable[Markup], path: Path) -> None:
    """Tasks with predictions, a line a task; markups of one article that follow each other share a task."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write("[")
        before = "\n"
        for (article_id, text), group in groupby(markups, lambda m: (m.article_id, m.text)):
            data = {"article_id": article_id, TEXT: text}
            task = {"data": data, "predictions": [_prediction(markup) for markup in group]}
            stream.write(before + json.dumps(task, ensure_ascii=False))
            before = ",\n"
        stream.write("\n]\n")


def _prediction(markup: Markup) -> dict[str, Any]:
    single = parts.split(markup)
    free = codes.choices()
    result: list[dict[str, Any]] = []
    for drawn in single.spans:
        kind = codes.kind(drawn.label)
        span = drawn.parts[0]
        place = {"start": span.start, "end": span.end, "text": markup.text[span.start : span.end]}
        region = _result(drawn.id, LABELS, "labels", {**place, "labels": [drawn.label]})
        result.append({**region, "meta": {"text": [drawn.note]}} if drawn.note else region)
        for name, values in drawn.attributes.items():
            fields = list(map(codes.shown, values))
            field = control(kind, name)
            if (kind, name) in free:
                result.append(_result(drawn.id, field, "choices", {**place, "choices": fields}))
            else:
                result.append(_result(drawn.id, field, "textarea", {**place, "text": fields}))
    for link in single.links:
        relation = {"type": "relation", "from_id": link.head, "to_id": link.target}
        result.append({**relation, "direction": "right", "labels": [link.role]})
    by = {"model_version": markup.annotator} if markup.annotator else {}
    return {**by, "result": result}


def _result(name: str, field: str, sort: str, value: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": name, "from_name": field, "to_name": TEXT, "type": sort, "value": value}
