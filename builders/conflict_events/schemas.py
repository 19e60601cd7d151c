"""The JSON Schemas as the one source of truth: validation, Arrow and Hugging Face types and the
codebook follow from them.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

NAMES = ("event", "article", "flat", "annotation", "language")


@cache
def _text(name: str) -> str:
    """A schema file's text: beside the modules in an installed package, at the top of a checkout otherwise."""
    file = f"{name}.schema.json"
    installed = files("conflict_events") / "schema" / file
    if installed.is_file():
        return installed.read_text(encoding="utf-8")
    return (checkout() / file).read_text(encoding="utf-8")


def checkout() -> Path:
    """The folder of the schemas in a checkout."""
    return Path(__file__).resolve().parents[2] / "schema"


def load(name: str) -> dict[str, Any]:
    """The schema of that name, one of ``NAMES``. Raises ValueError for another name."""
    if name not in NAMES:
        raise ValueError(f"no schema {name!r}: there are {', '.join(NAMES)}")
    schema: dict[str, Any] = json.loads(_text(name))
    return schema


def version() -> str:
    """Version of the event schema."""
    return str(load("event")["version"])


class Validator:
    """Checks records against a schema; make one and use it for many.

    ``jsonschema`` judges and says what is wrong. As that takes milliseconds an event, ``jsonschema_rs`` looks first, and
    what it finds valid is not judged again (a test holds the two to one verdict).
    """

    def __init__(self, name: str) -> None:
        import jsonschema_rs

        self._name = name
        known = jsonschema_rs.Registry([(load(n)["$id"], load(n)) for n in NAMES])
        self._first_look = jsonschema_rs.Draft202012Validator(load(name), registry=known, validate_formats=True)

    @cached_property
    def _validator(self) -> Any:
        """What judges; most runs need none."""
        from jsonschema import Draft202012Validator
        from referencing import Registry, Resource

        registry: Any = Registry().with_resources((load(n)["$id"], Resource.from_contents(load(n))) for n in NAMES)
        types = Draft202012Validator.TYPE_CHECKER.redefine("string", _is_string)
        types = types.redefine("array", lambda _, x: isinstance(x, list | tuple))
        checked = _with_types(Draft202012Validator, types)
        return checked(load(self._name), registry=registry, format_checker=_formats())

    def errors(self, record: Mapping[str, Any]) -> list[str]:
        """What is wrong with a record, a line a fault that begins with its path; empty where it is valid.

        Days may be ``datetime.date`` or ISO text.
        """
        return [] if self.passes(record) else self.judge(record)

    def judge(self, record: Mapping[str, Any]) -> list[str]:
        """The same without the first look."""
        found = sorted(self._validator.iter_errors(record), key=lambda e: [str(p) for p in e.absolute_path])
        return [f"{_path(e.absolute_path)}: {e.message}" for e in found]

    def passes(self, record: Mapping[str, Any]) -> bool:
        """Whether the first look finds a record valid; one that holds other values than JSON's and days never passes it."""
        try:
            return bool(self._first_look.is_valid(_plain(record)))
        except ValueError:
            return False


def _plain(value: Any) -> Any:
    """A record's value with days as ISO text."""
    if isinstance(value, dict):
        return {key: _plain(child) for key, child in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(child) for child in value]
    return value.isoformat() if type(value) is datetime.date else value


def _with_types(base: Any, types: Any) -> Any:
    from jsonschema.validators import extend

    return extend(base, type_checker=types)


def _is_string(_: Any, value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, datetime.date) and not isinstance(value, datetime.datetime))


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""Python reads other ways to write a day, too; JSON Schema does not."""


def _formats() -> Any:
    from jsonschema import FormatChecker

    checker = FormatChecker(formats=())

    @checker.checks("date")
    def _date(value: object) -> bool:
        return is_day(value) if isinstance(value, str) else True

    return checker


def is_day(text: str) -> bool:
    """Whether a text is a day as records write it: YYYY-MM-DD."""
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return _DAY.fullmatch(text) is not None


def _path(parts: Any) -> str:
    path = ""
    for part in parts:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path or "record"


@cache
def codes(name: str) -> Mapping[Any, str]:
    """Code -> title of a code list of the event schema, as "type" or "status"."""
    return MappingProxyType({row["const"]: row["title"] for row in load("event")["$defs"][name]["oneOf"]})


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: ``kind`` is string, integer, number, boolean or object; ``repeated`` says that there is a list of
    them, ``day`` that the string is a day, ``codes`` names the code list that it takes its values from.
    """

    name: str
    kind: str
    nullable: bool
    repeated: bool
    day: bool
    description: str
    unit: str
    codes: str
    limits: Mapping[str, Any]
    children: tuple[Field, ...]


def fields(name: str) -> tuple[Field, ...]:
    """The fields of a schema's records, nested, in their order."""
    root = load(name)
    return tuple(_field(key, node, root) for key, node in root["properties"].items())


def _field(key: str, raw: Mapping[str, Any], root: Mapping[str, Any]) -> Field:
    outer = _resolve(raw, root)
    kind, nullable = _kind(outer)
    repeated = kind == "array"
    node = _resolve(outer["items"], root) if repeated else outer
    return Field(
        name=key,
        kind=_kind(node)[0],
        nullable=nullable,
        repeated=repeated,
        day=node.get("format") == "date",
        description=outer.get("description", ""),
        unit=outer.get("x-unit", ""),
        codes=node.get("x-title", ""),
        limits={k: node[k] for k in ("minimum", "maximum") if k in node},
        children=tuple(_field(k, v, root) for k, v in node.get("properties", {}).items()),
    )


@cache
def modes(event_type: str) -> frozenset[str]:
    """The modes that an event type may have. Raises ValueError for a type that is none."""
    for rule in load("event")["allOf"]:
        if rule["if"]["properties"]["action"]["properties"]["type"]["const"] == event_type:
            allowed = rule["then"]["properties"]["action"]["properties"]["modes"]
            return frozenset(allowed.get("items", {}).get("enum", ()))
    raise ValueError(f"no event type {event_type!r}")


# --- Arrow and Hugging Face ---------------------------------------------------------------------------

_DTYPES = {"double": "float64", "date32[day]": "date32"}
"""Arrow's name of a type -> that of ``datasets``, where it is another."""


def _resolve(node: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in node:
        return node
    target: Any = root
    for part in node["$ref"].removeprefix("#/").split("/"):
        target = target[part]
    return {**target, **{k: v for k, v in node.items() if k != "$ref"}}


def _kind(node: Mapping[str, Any]) -> tuple[str, bool]:
    """JSON type and whether null is allowed; an enum without a type is of strings."""
    names = node.get("type", "string")
    names = [names] if isinstance(names, str) else list(names)
    return next(n for n in names if n != "null"), "null" in names


def arrow_schema(name: str) -> pa.Schema:
    """The Arrow schema that the records of a JSON Schema have, with the Hugging Face features in its metadata."""
    columns = arrow_schema_of(load(name))
    return columns.with_metadata({"huggingface": _features_json(columns)})


def arrow_schema_of(root: Mapping[str, Any]) -> pa.Schema:
    """The Arrow schema of a JSON Schema that is already at hand, without metadata."""
    import pyarrow as pa

    def field(key: str, node: Mapping[str, Any]) -> pa.Field:
        node = _resolve(node, root)
        kind, nullable = _kind(node)
        return pa.field(key, typed(kind, node), nullable=nullable)

    def typed(kind: str, node: Mapping[str, Any]) -> pa.DataType:
        if kind == "object":
            return pa.struct([field(k, v) for k, v in node["properties"].items()])
        if kind == "array":
            item = _resolve(node["items"], root)
            return pa.list_(pa.field("item", typed(_kind(item)[0], item), nullable=False))
        if kind == "integer":
            return pa.int32() if node.get("x-title") == "Place precision" else pa.int64()
        if kind == "number":
            return pa.float64()
        if kind == "boolean":
            return pa.bool_()
        return pa.date32() if node.get("format") == "date" else pa.string()

    return pa.schema([field(k, v) for k, v in root["properties"].items()])


def _features_json(columns: pa.Schema) -> str:
    """The value of the ``huggingface`` key of a Parquet file's metadata, from which ``datasets`` reads its features."""
    import pyarrow as pa

    def feature(kind: pa.DataType) -> Any:
        if pa.types.is_struct(kind):
            return {field.name: feature(field.type) for field in kind}
        if pa.types.is_list(kind):
            return {"feature": feature(kind.value_type), "_type": "List"}
        return {"dtype": _DTYPES.get(str(kind), str(kind)), "_type": "Value"}

    return json.dumps({"info": {"features": {field.name: feature(field.type) for field in columns}}})
