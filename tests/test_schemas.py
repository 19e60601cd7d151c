"""The schemas: sound, complete, and what is derived from them agrees with them."""

from __future__ import annotations

import copy
import datetime
import json
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from conflict_events import schemas
from conflict_events.extraction.assemble import QUADS

EVENT: dict[str, Any] = {
    "event_id": "ev-00000000000000000001",
    "article_id": "a",
    "language": "ar",
    "published": datetime.date(2020, 5, 6),
    "action": {
        "type": "ASSAULT", "modes": ["aerial"], "quad": "material conflict", "status": "actual",
        "text": "قصف", "start": 0, "end": 3,
    },
    "actor": [{"text": "الجيش", "name": "army", "entity_id": None, "sector": "MIL", "country": "", "start": 4, "end": 9}],
    "recipient": [],
    "location": [
        {"text": "تعز", "name": "Taiz", "place_id": None, "country": "YEM", "admin1": None, "latitude": 13.6,
         "longitude": 44.0, "precision": 1, "role": "place", "start": 10, "end": 13},
    ],
    "amount": [{"text": "3 قتلى", "kind": "killed", "unit": "person", "low": 3.0, "high": 3.0, "start": 14, "end": 20,
                "part": None, "joined": None}],
    "date": {"text": "أمس", "earliest": datetime.date(2020, 5, 5), "latest": datetime.date(2020, 5, 5),
             "precision": "day", "basis": "relative", "start": 21, "end": 24},
    "source": None,
    "evidence": {"text": "قصف الجيش تعز 3 قتلى أمس", "start": 0, "end": 24},
    "confidence": 0.8,
    "extractor": "rules",
    "rule": "ar.airstrike",
    "other_ids": None,
}  # fmt: skip


@pytest.mark.parametrize("name", schemas.NAMES)
def test_a_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(schemas.load(name))


def test_a_valid_event_has_no_errors() -> None:
    assert schemas.Validator("event").errors(EVENT) == []


def test_days_may_be_text() -> None:
    event = json.loads(json.dumps(EVENT, default=str))
    assert schemas.Validator("event").errors(event) == []


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("action", "type"), "WAR", "action.type"),
        (("action", "modes"), ["arrest"], "action.modes[0]"),
        (("action", "quad"), "verbal conflict", "action.quad"),
        (("action", "status"), "perhaps", "action.status"),
        (("actor", 0, "sector"), "XXX", "actor[0].sector"),
        (("actor", 0, "country"), "yem", "actor[0].country"),
        (("location", 0, "latitude"), 91.0, "location[0].latitude"),
        (("location", 0, "precision"), 8, "location[0].precision"),
        (("date", "earliest"), "2020-02-30", "date.earliest"),
        (("date", "earliest"), "20200229", "date.earliest"),
        (("date", "earliest"), "2020-W09-6", "date.earliest"),
        (("amount", 0, "low"), "3", "amount[0].low"),
        (("amount", 0, "low"), 1e18, "amount[0].low"),
        (("amount", 0, "high"), 1e18, "amount[0].high"),
        (("confidence",), 1.5, "confidence"),
        (("event_id",), "17", "event_id"),
    ],
)
def test_an_error_names_its_place(path: tuple[Any, ...], value: Any, where: str) -> None:
    event = copy.deepcopy(EVENT)
    target = event
    for part in path[:-1]:
        target = target[part]
    target[path[-1]] = value
    errors = schemas.Validator("event").errors(event)
    assert errors and any(e.startswith(f"{where}: ") for e in errors), errors


def _paths(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(p for key, child in children for p in _paths(child, (*path, key)))]


_PLAIN = json.loads(json.dumps(EVENT, default=str))
_VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-400, 400), st.floats(allow_nan=False, width=16), st.text(max_size=8),
    st.sampled_from([*schemas.codes("type"), *schemas.codes("mode"), "2020-02-30", "20200206", "2020-W01-1", "SYR", [], {}]),
    st.lists(st.sampled_from(list(schemas.codes("mode"))), max_size=3), st.dates().map(str),
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(_paths(_PLAIN)[1:]), _VALUES), min_size=1, max_size=3))
def test_the_first_look_passes_nothing_that_is_not_valid(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    event = copy.deepcopy(_PLAIN)
    for path, value in changes:
        target = event
        try:
            for part in path[:-1]:
                target = target[part]
            target[path[-1]] = value
        except (TypeError, KeyError, IndexError):
            continue
    validator = schemas.Validator("event")
    assert not (validator.passes(event) and validator.judge(event))


def test_the_first_look_passes_what_is_valid() -> None:
    # Otherwise every record would be judged the slow way.
    assert schemas.Validator("event").passes(_PLAIN)
    assert schemas.Validator("event").passes(EVENT)


def test_no_field_may_be_missing_or_new() -> None:
    validator = schemas.Validator("event")
    for key in schemas.load("event")["required"]:
        assert validator.errors({k: v for k, v in EVENT.items() if k != key})
    assert validator.errors({**EVENT, "colour": "red"})


def test_every_type_has_modes_and_a_quadrant() -> None:
    schema = schemas.load("event")
    rows = {
        r["if"]["properties"]["action"]["properties"]["type"]["const"]: r["then"]["properties"]["action"]["properties"]
        for r in schema["allOf"]
    }
    assert set(rows) == set(schemas.codes("type")) == set(QUADS)
    assert {t: r["quad"]["const"] for t, r in rows.items()} == QUADS
    modes = {m for r in rows.values() for m in r["modes"].get("items", {}).get("enum", [])}
    assert modes == set(schemas.codes("mode"))


def test_every_code_has_examples_in_two_languages() -> None:
    for name in ("type", "mode", "status", "kind", "sector", "precision", "date_precision", "role", "basis", "quad"):
        for row in schemas.load("event")["$defs"][name]["oneOf"]:
            arabic, english = row["examples"]
            assert not arabic.isascii() and english.isascii(), row


def test_the_arrow_schema_holds_what_the_json_schema_says() -> None:
    schema = schemas.arrow_schema("event")
    assert schema.field("published") == pa.field("published", pa.date32())
    assert not schema.field("event_id").nullable
    assert schema.field("location").type.value_type.field("latitude").type == pa.float64()
    assert pa.Table.from_pylist([EVENT], schema=schema).to_pylist() == [EVENT]


@pytest.mark.parametrize("name", ["event", "article", "flat"])
def test_the_features_are_those_that_datasets_makes_of_the_arrow_schema(name: str) -> None:
    from datasets import Features

    schema = schemas.arrow_schema(name)
    stated = Features.from_dict(json.loads(schema.metadata[b"huggingface"])["info"]["features"])
    assert stated.type == pa.struct(list(Features.from_arrow_schema(schema.remove_metadata()).arrow_schema))


def test_an_unknown_schema_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(ValueError, match="event, article"):
        schemas.load("events")
