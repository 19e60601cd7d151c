"""How a project's labels, roles and attribute values become ours: a TOML file, or the preset that takes them as they are.

A mapping file, every table of which may be left out::

    annotator = "A"                # whose annotations are taken, where an article has those of several

    [labels]                       # of spans
    Attack = "ASSAULT"             # an event type, Actor, Place, Amount, Date, Source, Mention or Sentence
    "Air strike" = { label = "ASSAULT", mode = ["aerial"] }
    Planned = { status = "future" }   # no span of its own: an attribute of the event on the same words

    [roles]                        # of links
    Attacker = "actor"
    Deaths = "killed"

    [attributes]                   # names of attributes
    Modality = "status"

    [values.status]                # values of an attribute, by our name of it
    Intended = "future"

    [ignore]                       # left out without a word
    labels = ["Weapon"]
    roles = ["Instrument"]
    attributes = ["Checked"]

What a table does not name must be ours already; everything else is rejected.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from conflict_events.annotations import codes
from conflict_events.annotations.model import ATTRIBUTES, LABELS, ROLES, TYPES, Attributes, Drawn, Link, Markup
from conflict_events.records import Rejected, Span


@dataclass(frozen=True, slots=True)
class Label:
    """What a project's label becomes: a label of ours ("" for none: its attributes go to the event on the same words)."""

    label: str
    attributes: Attributes = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LabelMap:
    """A mapping. What its tables do not name stays as it is."""

    labels: Mapping[str, Label] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ignored: Mapping[str, frozenset[str]] = field(default_factory=dict)
    annotator: str = ""

    def label(self, name: str) -> Label | None:
        """What a label becomes, None where it is unknown. "status=future" is an attribute without a mapping, too: tools
        that know no attributes have it as a label.
        """
        found = self.labels.get(name)
        if found is not None:
            return found
        key, sign, value = name.partition("=")
        if sign and key in ATTRIBUTES["trigger"]:
            return Label("", {key: (value,)})
        return Label(name) if name in LABELS else None


PRESET = LabelMap()
"""The labels, roles and attributes of the configurations that we ship are ours."""


def read(path: str | Path) -> LabelMap:
    """The mapping of a TOML file. Raises OSError, and ValueError with the file and what is wrong in it."""
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
        return _label_map(data)
    except (ValueError, TypeError) as error:
        raise ValueError(f"{path}: not a mapping: {error}") from None


IGNORED = ("labels", "attributes", "roles")
"""What may be ignored by name."""


def _label_map(data: Mapping[str, Any]) -> LabelMap:
    for key in data:
        _known("entry", key, ("annotator", "labels", "roles", "attributes", "values", "ignore"))
    names = {name for known in ATTRIBUTES.values() for name in known}
    values = {_known("attribute", k, names): _strings(f"values.{k}", v) for k, v in _table(data, "values").items()}
    return LabelMap(
        labels={k: _label(k, v) for k, v in _table(data, "labels").items()},
        roles={k: _known("role", v, ROLES) for k, v in _table(data, "roles").items()},
        attributes={k: _known("attribute", v, names) for k, v in _table(data, "attributes").items()},
        values=values,
        ignored={
            _known("key of ignore", k, IGNORED): frozenset(_list(f"ignore.{k}", v))
            for k, v in _table(data, "ignore").items()
        },
        annotator=_annotator(data.get("annotator", "")),
    )


def _annotator(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError("annotator is not one name")
    return str(value)


def _label(name: str, value: Any) -> Label:
    if isinstance(value, str):
        return Label(_known("label", value, LABELS))
    if not isinstance(value, Mapping):
        raise ValueError(f"labels.{name} is neither a string nor a table")
    label = _known("label", value["label"], LABELS) if "label" in value else ""
    given = {k: tuple(_list(k, v)) for k, v in value.items() if k != "label"}
    for key in given:
        _known("attribute", key, ATTRIBUTES[codes.kind(label)])
    return Label(label, given)


def _table(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = data.get(name, {})
    if not isinstance(found, Mapping):
        raise ValueError(f"{name} is no table")
    return found


def _strings(name: str, value: Any) -> Mapping[str, str]:
    if not isinstance(value, Mapping) or not all(isinstance(v, str) for v in value.values()):
        raise ValueError(f"{name} is no table of strings")
    return value


def _list(name: str, value: Any) -> list[str]:
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(v, str) for v in found):
        raise ValueError(f"{name} is no list of strings")
    return found


def _known(what: str, name: Any, known: Sequence[str] | Mapping[str, Any] | set[str] | frozenset[str]) -> str:
    if not isinstance(name, str) or name not in known:
        raise ValueError(f"no {what} {name!r}: there are {', '.join(sorted(known))}")
    return name


# --- applying -----------------------------------------------------------------------------------------


def apply(markup: Markup, labels: LabelMap = PRESET) -> tuple[Markup, list[Rejected]]:
    """A markup with our labels, roles and attributes, and what of it has none of them."""
    rejected: list[Rejected] = []
    spans: dict[str, Drawn] = {}
    extras: list[tuple[Drawn, Attributes]] = []
    left_out: set[str] = set()
    for drawn in markup.spans:
        if drawn.label in labels.ignored.get("labels", ()):
            left_out.add(drawn.id)
            continue
        found = labels.label(drawn.label)
        if found is None:
            left_out.add(drawn.id)
            rejected.append(markup.reject(drawn, f"unknown label {drawn.label!r}, which no mapping translates"))
        elif not found.label:
            left_out.add(drawn.id)
            extras.append((drawn, found.attributes))
        else:
            attributes = {**found.attributes}
            for name, values in _attributes(markup, drawn, found.label, labels, rejected):
                attributes[name] = tuple(dict.fromkeys((*attributes.get(name, ()), *values)))
            spans[drawn.id] = replace(drawn, label=found.label, attributes=attributes)
    events = _events(spans.values())
    for drawn, extra in extras:
        if drawn.hull not in events:
            rejected.append(markup.reject(drawn, f"{drawn.label!r} stands on no event"))
        for name in events.get(drawn.hull, ()):
            spans[name] = _with_more(spans[name], extra)
    links = tuple(_links(markup, labels, left_out, rejected))
    return replace(markup, spans=tuple(spans.values()), links=links), rejected


def _attributes(
    markup: Markup, drawn: Drawn, label: str, labels: LabelMap, rejected: list[Rejected]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    known = ATTRIBUTES[codes.kind(label)]
    for given, values in drawn.attributes.items():
        if given in labels.ignored.get("attributes", ()):
            continue
        name = labels.attributes.get(given, given)
        if name in known:
            table = labels.values.get(name, {})
            yield name, tuple(table.get(v, v) for v in values)
        else:
            rejected.append(markup.reject(drawn, f"{drawn.label} has no attribute {given!r}"))


def _events(spans: Iterable[Drawn]) -> dict[Span, list[str]]:
    """The ids of events by the words that they stand on."""
    found: dict[Span, list[str]] = {}
    for drawn in spans:
        if drawn.label in TYPES:
            found.setdefault(drawn.hull, []).append(drawn.id)
    return found


def _with_more(event: Drawn, extra: Attributes) -> Drawn:
    """An event's span with the attributes of one on the same words."""
    joined = {k: tuple(dict.fromkeys((*event.attributes.get(k, ()), *v))) for k, v in extra.items()}
    return replace(event, attributes={**event.attributes, **joined})


def _links(markup: Markup, labels: LabelMap, left_out: set[str], rejected: list[Rejected]) -> Iterator[Link]:
    for link in markup.links:
        if link.role in labels.ignored.get("roles", ()) or left_out & {link.head, link.target}:
            # A link to a span that was rejected goes with it.
            continue
        role = labels.roles.get(link.role, link.role)
        if role in ROLES:
            yield replace(link, role=role)
        else:
            rejected.append(markup.reject(link, f"unknown role {link.role!r}, which no mapping translates"))
