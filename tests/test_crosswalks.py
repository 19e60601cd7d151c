"""Crosswalks: every code is mapped or left unmapped on purpose, and each export is what its project's layout asks for."""

from __future__ import annotations

import csv
import datetime
import json
import shutil
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conflict_events import cli, schemas
from conflict_events.crosswalk import Crosswalks
from conflict_events.export import export
from conflict_events.exports import FORMATS, acled, base, cameo, geojson, plover, ucdp
from conflict_events.extraction import assemble
from conflict_events.publishing import flat
from conflict_events.records import AmountValue, Argument, Article, Document, Frame, Mention, Span
from conflict_events.terminal import FAILED, OK

CROSSWALKS = Crosswalks()
ACLED = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Protests": {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
        "Looting/property destruction", "Non-violent transfer of territory", "Other",
    },
}  # fmt: skip


def modes() -> set[tuple[str, str]]:
    """Every type with each of its modes, and without one."""
    found = {(t, "") for t in schemas.codes("type")}
    for rule in schemas.load("event")["allOf"]:
        kind = rule["if"]["properties"]["action"]["properties"]["type"]["const"]
        items = rule["then"]["properties"]["action"]["properties"]["modes"].get("items", {})
        found |= {(kind, mode) for mode in items.get("enum", [])}
    return found


@pytest.mark.parametrize("table", ["cameo", "acled"])
def test_every_type_and_mode_is_mapped_or_left_out_on_purpose(table: str) -> None:
    rows = CROSSWALKS.tables[table]
    assert {(r["type"], r["mode"]) for r in rows if not r.get("target")} == modes()
    for row in rows:
        mapped = row["root"] if table == "cameo" else row["event_type"]
        assert mapped or row["note"], row


def test_every_root_is_the_beginning_of_its_code_and_one_of_the_twenty() -> None:
    for row in CROSSWALKS.tables["cameo"]:
        if row["root"]:
            assert row["code"].startswith(row["root"]) and 1 <= int(row["root"]) <= 20 and len(row["root"]) == 2


def test_every_type_of_acled_is_one_of_its_own() -> None:
    for row in CROSSWALKS.tables["acled"]:
        if row["event_type"]:
            assert row["sub_event_type"] in ACLED[row["event_type"]], row


def test_every_sector_and_every_pair_of_sides_has_its_row() -> None:
    assert {r["sector"] for r in CROSSWALKS.tables["sectors"]} == set(schemas.codes("sector"))
    classes = {r["class"] for r in CROSSWALKS.tables["sectors"]}
    rows = CROSSWALKS.tables["violence"]
    assert {(r["side_a"], r["side_b"]) for r in rows} == {(a, b) for a in classes for b in classes}
    assert len(rows) == len(classes) ** 2
    assert all(r["type_of_violence"] or r["note"] for r in rows)


def test_every_country_of_the_registries_is_mapped_or_left_out_on_purpose() -> None:
    assert len(CROSSWALKS.countries) == 250
    numbers = [c.gwno for c in CROSSWALKS.countries.values() if c.gwno]
    assert len(numbers) == len(set(numbers)) == 195
    assert all(r["gwno"] or r["note"] for r in CROSSWALKS.tables["countries"])
    for name in ("actors", "places"):
        lines = (files("conflict_events") / "registry" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
        told = csv.DictReader([x for x in lines if x and not x.startswith("#")], delimiter="\t", quoting=csv.QUOTE_NONE)
        assert {row["country"] for row in told if row["country"]} <= set(CROSSWALKS.countries)


@pytest.mark.parametrize(
    ("code", "gwno"),
    [("SYR", 652), ("IRQ", 645), ("YEM", 678), ("LBY", 620), ("DEU", 260), ("SRB", 340), ("PSE", None)],
)
def test_a_country_has_its_number(code: str, gwno: int | None) -> None:
    assert CROSSWALKS.countries[code].gwno == gwno


def test_every_precision_has_its_code() -> None:
    assert {int(r["precision"]) for r in CROSSWALKS.tables["place_precision"]} == set(schemas.codes("precision"))
    assert [CROSSWALKS.where_prec(p) for p in schemas.codes("precision")] == list(range(1, 8))


@pytest.mark.parametrize(
    ("first", "last", "ucdp_code", "acled_code"),
    [
        ("2020-05-06", "2020-05-06", 1, 1),
        ("2020-05-05", "2020-05-06", 2, 2),
        ("2020-05-04", "2020-05-10", 3, 2),
        ("2020-02-01", "2020-02-29", 4, 3),
        ("2020-03-01", "2020-05-31", 5, None),
        ("2020-01-01", "2020-12-31", 5, None),
        ("2011-01-01", "2020-12-31", None, None),
    ],
)
def test_a_date_has_its_precision(first: str, last: str, ucdp_code: int | None, acled_code: int | None) -> None:
    days = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    assert CROSSWALKS.date_prec(*days) == ucdp_code
    assert CROSSWALKS.time_precision(*days) == acled_code


def party(sector: str, name: str = "", country: str = "") -> dict[str, Any]:
    return {
        "text": "س",
        "name": name or sector,
        "entity_id": None,
        "sector": sector,
        "country": country,
        "start": 0,
        "end": 1,
    }


def amount(
    low: float | None,
    high: float | None,
    part: bool = False,
    kind: str = "killed",
    start: int = 0,
    joined: bool | None = False,
) -> dict[str, Any]:
    return {
        "text": "س",
        "kind": kind,
        "unit": "person",
        "low": low,
        "high": high,
        "start": start,
        "end": start + 1,
        "part": part,
        "joined": joined,
    }


def event(**changes: Any) -> dict[str, Any]:
    made = {
        "event_id": "ev-00000000000000000001", "article_id": "a", "language": "ar", "published": datetime.date(2020, 5, 7),
        "action": {"type": "ASSAULT", "modes": [], "quad": "material conflict", "status": "actual", "text": "س",
                   "start": 0, "end": 1},
        "actor": [party("MIL", "army", "SYR")], "recipient": [party("REB", "rebels", "SYR")],
        "location": [{"text": "س", "name": "Idlib", "place_id": None, "country": "SYR", "admin1": None, "latitude": 35.9,
                      "longitude": 36.6, "precision": 1, "role": "place", "start": 0, "end": 1}],
        "amount": [amount(3, 3)],
        "date": {"text": "س", "earliest": datetime.date(2020, 5, 6), "latest": datetime.date(2020, 5, 6), "precision": "day",
                 "basis": "relative", "start": 0, "end": 1},
        "source": None, "evidence": {"text": "س", "start": 0, "end": 1}, "confidence": 0.5, "extractor": "rules",
        "rule": "ar.x",
    }  # fmt: skip
    action = {**made["action"], **changes.pop("action", {})}  # type: ignore[dict-item]
    return {**made, "action": action, **changes}


def place(name: str, role: str = "place", **more: Any) -> dict[str, Any]:
    return {**event()["location"][0], "name": name, "role": role, **more}


DAYS = datetime.date(2019, 12, 31), datetime.date(2020, 1, 2)
WHOLE = event(
    action={"modes": ["aerial", "destroy"], "text": "قصف", "start": 5, "end": 8},
    actor=[{**party("MIL", "army", "TUR"), "entity_id": "org:army"}, party("PRM", "militia", "SYR")],
    recipient=[{**party("CVL", "villagers", "YEM"), "entity_id": "org:villagers"}, party("JRN", "reporters", "IRQ")],
    location=[
        place("Idlib", place_id="gn:1", admin1="12", precision=4), place("Sarmin"), place("Hama", "origin"),
        place("Homs", "destination"),
    ],
    amount=[
        amount(3, 5), amount(1.5, 2.5, kind="wounded"), amount(2, 4, kind="strikes") | {"unit": "strike"},
        amount(10, 20.5, kind="money") | {"unit": "USD"}, amount(6, 7, kind="items") | {"unit": "rifle"},
        amount(100, 200, kind="items", start=9) | {"unit": "rocket"},
    ],
    date={"text": "س", "earliest": DAYS[0], "latest": DAYS[1], "precision": "range", "basis": "relative", "start": 0, "end": 1},
    source={"text": "الوزارة", "name": "Ministry", "start": 0, "end": 7},
    evidence={"text": "قصف القرية", "start": 5, "end": 15}, confidence=0.75, rule="ar.airstrike",
)  # fmt: skip
"""A record in which no two fields hold the same, so that none can stand for another in a layout."""
ARTICLE = {"publisher": "Daily", "title": "Headline", "url": "https://news.example/1"}


@pytest.mark.parametrize(
    ("actor", "recipient", "expected"),
    [
        (["MIL"], ["REB"], 1),
        (["REB"], ["GOV"], 1),
        (["REB"], ["IMG"], 2),
        (["REB"], ["CVL"], 3),
        (["MIL"], ["JRN", "CVL"], 3),
        (["MIL"], ["REB", "CVL"], 1),
        (["UAF"], ["CVL"], None),
        (["MIL"], [], None),
        ([], ["CVL"], None),
    ],
)
def test_the_sides_tell_ucdps_type_of_violence(actor: list[str], recipient: list[str], expected: int | None) -> None:
    row = ucdp.row(event(actor=[party(s) for s in actor], recipient=[party(s) for s in recipient]), {}, CROSSWALKS)
    assert (row["type_of_violence"] if isinstance(row, dict) else None) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"rule": "ar.clash"}, ("Battles", 1)),
        ({"rule": "ar.offensive"}, ("Battles", None)),
        ({"rule": "brat:a.ann:T1", "extractor": "annotations"}, ("Battles", None)),
    ],
)
def test_only_doers_that_fight_each_other_are_two_sides(changes: dict[str, Any], expected: tuple[str, Any]) -> None:
    told = event(actor=[party("REB", "a"), party("MIL", "b")], recipient=[], **changes)
    row = ucdp.row(told, {}, CROSSWALKS)
    assert (row["type_of_violence"] if isinstance(row, dict) else None) == expected[1]
    made = acled.row(told, {}, CROSSWALKS)
    if expected[1] is None:
        assert isinstance(made, str) or made["actor2"] is None
    else:
        assert isinstance(made, dict) and (made["event_type"], made["actor2"]) == (expected[0], "b")


def test_ucdp_takes_only_armed_force_that_killed() -> None:
    assert isinstance(ucdp.row(event(amount=[]), {}, CROSSWALKS), str)
    assert isinstance(ucdp.row(event(action={"type": "COERCE"}), {}, CROSSWALKS), str)
    row = ucdp.row(event(), {"publisher": "P"}, CROSSWALKS)
    assert isinstance(row, dict) and tuple(row) == ucdp.COLUMNS
    assert (row["country_id"], row["where_prec"], row["date_prec"], row["best"]) == (652, 1, 1, 3)
    several = ucdp.row(event(amount=[amount(3, 3), amount(7, None)]), {}, CROSSWALKS)
    assert isinstance(several, dict) and (several["low"], several["high"], several["best"]) == (3, None, None)
    groups = ucdp.row(event(amount=[amount(3, 3), amount(5, 5)]), {}, CROSSWALKS)
    assert isinstance(groups, dict) and (groups["low"], groups["high"], groups["best"]) == (3, None, None)


@pytest.mark.parametrize(
    ("modes", "actor", "recipient", "expected"),
    [
        (["drone"], ["MIL"], ["REB"], "Air/drone strike"),
        ([], ["MIL"], ["REB"], "Armed clash"),
        ([], ["MIL"], ["CVL"], "Attack"),
        (["abduct"], ["REB"], ["JRN"], "Abduction/forced disappearance"),
        (["abduct"], ["REB"], ["MIL"], "Other"),
        ([], ["MIL"], ["UAF"], "Armed clash"),
        (["abduct"], ["MIL"], ["UAF"], "Other"),
        ([], ["MIL"], [], None),
        ([], ["MIL", "REB"], [], None),
    ],
)
def test_modes_and_sides_tell_acleds_type(
    modes: list[str], actor: list[str], recipient: list[str], expected: str | None
) -> None:
    told = event(action={"modes": modes}, actor=[party(s) for s in actor], recipient=[party(s) for s in recipient])
    row = acled.row(told, {}, CROSSWALKS)
    assert (row["sub_event_type"] if isinstance(row, dict) else None) == expected


@pytest.mark.parametrize(
    ("kind", "mode", "expected"),
    [
        ("ASSAULT", "aerial", "Political violence"),
        ("ASSAULT", "destroy", "Strategic developments"),
        ("COERCE", "arrest", "Strategic developments"),
        ("PROTEST", "demo", "Demonstrations"),
        ("PROTEST", "riot", "Demonstrations"),
    ],
)
def test_acleds_disorder_follows_its_type(kind: str, mode: str, expected: str) -> None:
    row = acled.row(event(action={"type": kind, "modes": [mode]}), {}, CROSSWALKS)
    assert isinstance(row, dict) and row["disorder_type"] == expected


@pytest.mark.parametrize(
    ("modes", "recipient", "expected"),
    [
        (["abduct"], [], True),
        (["sexual"], ["UNK"], True),
        ([], ["CVL"], True),
        (["aerial"], ["MED"], True),
        (["aerial"], ["MIL"], False),
        (["aerial"], [], False),
        ([], ["MIL"], False),
        (["destroy"], ["CVL"], False),
    ],
)
def test_acleds_targeting_of_civilians_is_violence_against_them(
    modes: list[str], recipient: list[str], expected: bool
) -> None:
    told = event(action={"modes": modes}, recipient=[party(s) for s in recipient])
    row = acled.row(told, {}, CROSSWALKS)
    assert isinstance(row, dict) and (row["civilian_targeting"] == "Civilian targeting") is expected


def test_acled_tells_a_states_forces_abroad_and_demonstrators() -> None:
    row = acled.row(event(actor=[party("MIL", "", "TUR")]), {}, CROSSWALKS)
    assert isinstance(row, dict) and row["inter1"] == "External/Other forces" and row["iso"] == 760
    assert set(row) == set(acled.COLUMNS)
    protest = event(action={"type": "PROTEST", "modes": ["riot"]}, actor=[party("CVL")], recipient=[])
    row = acled.row(protest, {}, CROSSWALKS)
    assert isinstance(row, dict) and (row["event_type"], row["inter1"]) == ("Riots", "Rioters")


def test_acleds_first_actor_of_a_dispersed_protest_is_the_crowd() -> None:
    crowd, police = party("CVL", "protesters", "SYR"), party("COP", "police", "SYR")
    dispersed = event(action={"modes": ["crowd-control"]}, actor=[police], recipient=[crowd], amount=[])
    row = acled.row(dispersed, {}, CROSSWALKS)
    assert isinstance(row, dict) and row["event_type"] == "Protests"
    assert (row["actor1"], row["inter1"], row["actor2"], row["inter2"]) == (
        "protesters", "Protesters", "police", "State forces",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([], ("Protest with intervention", "Demonstrations", None)),
        ([amount(3, 3, kind="wounded")], ("Protest with intervention", "Demonstrations", None)),
        (
            [amount(None, 3)],
            ("Excessive force against protesters", "Political violence; Demonstrations", "Civilian targeting"),
        ),
    ],
)
def test_a_protest_that_is_dispersed_with_deaths_is_no_intervention_to_acled(
    amounts: list[dict[str, Any]], expected: tuple[str, str, str | None]
) -> None:
    told = event(action={"modes": ["crowd-control"]}, recipient=[party("CVL")], amount=amounts)
    row = acled.row(told, {}, CROSSWALKS)
    assert isinstance(row, dict)
    assert (row["sub_event_type"], row["disorder_type"], row["civilian_targeting"]) == expected


def test_cameo_prefers_the_mode_that_says_most() -> None:
    row = cameo.row(event(action={"modes": ["aerial", "destroy"]}), {}, CROSSWALKS)
    assert isinstance(row, dict) and set(row) == set(cameo.COLUMNS)
    assert (row["EventRootCode"], row["EventCode"], row["SQLDATE"], row["Actor1Type1Code"]) == (
        "19",
        "195",
        20200506,
        "MIL",
    )
    assert isinstance(cameo.row(event(action={"type": "DISPLACE"}), {}, CROSSWALKS), str)


@pytest.mark.parametrize("layout", [acled, cameo, ucdp])
@pytest.mark.parametrize("status", sorted(set(schemas.codes("status")) - {"actual"}))
def test_layouts_that_know_no_status_take_only_what_happened(layout: ModuleType, status: str) -> None:
    assert layout.row(event(action={"status": status}), {}, CROSSWALKS) == base.NOT_ACTUAL


def test_plover_keeps_every_status() -> None:
    record = plover.record(event(action={"status": "future"}), {})
    assert (record["status"], record["actor"][0]["code"], record["date"]) == (
        "future",
        "SYRMIL",
        datetime.date(2020, 5, 6),
    )


def test_ucdp_tells_every_field_that_it_has() -> None:
    assert ucdp.row(WHOLE, ARTICLE, CROSSWALKS) == {
        "id": WHOLE["event_id"], "year": 2019, "type_of_violence": 3, "side_a": "army; militia", "side_b": "Civilians",
        "source_article": "https://news.example/1", "source_office": "Daily", "source_date": WHOLE["published"],
        "source_headline": "Headline", "source_original": "Ministry", "where_prec": 4, "where_coordinates": "Idlib",
        "adm_1": "12", "latitude": 35.9, "longitude": 36.6, "country": "Syria", "country_id": 652, "date_prec": 2,
        "date_start": DAYS[0], "date_end": DAYS[1], "best": None, "high": 5, "low": 3,
    }  # fmt: skip


def test_acled_tells_every_field_that_it_has() -> None:
    assert acled.row(WHOLE, ARTICLE, CROSSWALKS) == {
        "event_id_cnty": WHOLE["event_id"], "event_date": DAYS[0], "year": 2019, "time_precision": 2,
        "disorder_type": "Political violence", "event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike",
        "actor1": "army", "assoc_actor_1": "militia", "inter1": "External/Other forces", "actor2": "villagers",
        "assoc_actor_2": "reporters", "inter2": "Civilians", "civilian_targeting": "Civilian targeting", "iso": 760,
        "country": "Syria", "admin1": "12", "location": "Idlib", "latitude": 35.9, "longitude": 36.6, "geo_precision": 3,
        "source": "Daily", "notes": "قصف القرية", "fatalities": 3,
    }  # fmt: skip


def test_cameo_tells_every_field_that_it_has() -> None:
    assert cameo.row(WHOLE, ARTICLE, CROSSWALKS) == {
        "GLOBALEVENTID": WHOLE["event_id"], "SQLDATE": 20191231, "Year": 2019, "Actor1Name": "army",
        "Actor1CountryCode": "TUR", "Actor1Type1Code": "MIL", "Actor2Name": "villagers", "Actor2CountryCode": "YEM",
        "Actor2Type1Code": "CVL", "EventCode": "195", "EventRootCode": "19", "QuadClass": 4, "ActionGeo_FullName": "Idlib",
        "ActionGeo_CountryCode": "SYR", "ActionGeo_Lat": 35.9, "ActionGeo_Long": 36.6, "SOURCEURL": "https://news.example/1",
    }  # fmt: skip


def test_plover_tells_every_field_that_it_has() -> None:
    told = plover.record(WHOLE, ARTICLE)
    sides = [[(p["name"], p["code"], p["country"], p["sector"]) for p in told.pop(k)] for k in ("actor", "recipient")]
    assert sides == [
        [("army", "TURMIL", "TUR", "MIL"), ("militia", "SYRPRM", "SYR", "PRM")],
        [("villagers", "YEMCVL", "YEM", "CVL"), ("reporters", "IRQJRN", "IRQ", "JRN")],
    ]
    assert told == {
        "id": WHOLE["event_id"], "date": DAYS[0], "dateEnd": DAYS[1], "datePrecision": "range", "event": "ASSAULT",
        "mode": ["aerial", "destroy"], "context": [], "quad": "material conflict", "status": "actual",
        "location": {"placename": "Idlib", "country": "SYR", "admin1": "12", "latitude": 35.9, "longitude": 36.6,
                     "precision": 4},
        "text": "قصف القرية", "language": "ar", "publisher": "Daily", "publicationDate": WHOLE["published"],
        "headline": "Headline", "url": "https://news.example/1", "confidence": 0.75,
    }  # fmt: skip
    assert plover.record(event(actor=[party("UNK", "somebody", "SYR")]), {})["actor"][0]["code"] == "SYR"


@pytest.mark.parametrize("layout", FORMATS)
def test_every_layout_is_written_the_same_twice(sample: Path, tmp_path: Path, layout: str) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    done = export(sample, layout, one)
    export(sample, layout, two)
    assert one.read_bytes() == two.read_bytes()
    assert done.records == len(list(base.told(sample))) and done.written > 0
    # A line an event; a table has the names of its columns before them, GeoJSON the head and the foot of its collection.
    around = {"plover-json": 0, "geojson": 2}.get(layout, 1)
    assert len(one.read_bytes().splitlines()) == around + done.written
    assert sorted(p.name for p in tmp_path.iterdir()) == ["one", "two"]


def test_geojson_is_a_collection_of_points_with_the_flat_row(tmp_path: Path) -> None:
    geojson.write([(WHOLE, ARTICLE), (event(location=[]), {})], CROSSWALKS, tmp_path / "a")
    told = json.loads((tmp_path / "a").read_text(encoding="utf-8"))
    assert told["type"] == "FeatureCollection"
    assert [f["geometry"] for f in told["features"]] == [{"type": "Point", "coordinates": [36.6, 35.9]}, None]
    assert {(f["type"], f["id"]) for f in told["features"]} == {("Feature", WHOLE["event_id"])}
    row = json.loads(json.dumps(flat.row(WHOLE, ARTICLE, CROSSWALKS), default=str))
    assert told["features"][0]["properties"] == {k: v for k, v in row.items() if k not in ("latitude", "longitude")}


def test_the_command_says_what_it_left_out(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export", str(sample), "--as", "cameo", "--output", str(tmp_path / "c.csv")]) == OK
    assert "left out: CAMEO has no DISPLACE" in capsys.readouterr().err
    assert cli.main(["export", str(tmp_path), "--as", "cameo", "--output", str(tmp_path / "d.csv")]) == FAILED
    assert "is no data set" in capsys.readouterr().err
    assert not (tmp_path / "d.csv").exists()


def test_a_table_of_something_else_is_told(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = shutil.copytree(sample, tmp_path / "events")
    (file,) = (folder / "data" / "articles").glob("*.parquet")
    pq.write_table(pa.table({"article_id": ["a"], "text": ["س"]}), file)
    for program in (["export", str(folder), "--as", "geojson"], ["report", str(folder)]):
        assert cli.main([*program, "--output", str(tmp_path / "made")]) == FAILED
        told = f"conflict-events: {folder} is no data set: {file} has no column language, or one of another kind\n"
        assert capsys.readouterr().err.endswith(told)
    assert not (tmp_path / "made").exists()


def test_rows_that_another_program_wrote_anew_are_exported(sample: Path, tmp_path: Path) -> None:
    import polars

    folder = shutil.copytree(sample, tmp_path / "events")
    (file,) = (folder / "data" / "events").glob("*.parquet")
    kept = [row | {"amount": []} for row in pq.read_table(file).to_pylist() if row["source"] is None]
    polars.DataFrame(kept).write_parquet(file)
    assert export(folder, "plover-json", tmp_path / "made").written == len(kept) > 0


# --- flat table


def test_sides_of_a_clash_face_each_other() -> None:
    clash = event(actor=[party("MIL", "a"), party("REB", "b"), party("REB", "c")], recipient=[], rule="ar.clash")
    assert [[p["name"] for p in side] for side in CROSSWALKS.sides(clash)] == [["a"], ["b", "c"]]
    row = flat.row(clash, {}, CROSSWALKS)
    assert (row["actor1"], row["actor2"], row["assoc_actor_2"], row["actor2_role"]) == ("a", "b", "c", "actor")


def test_two_armies_that_attack_together_are_one_side() -> None:
    raid = event(actor=[party("MIL", "a"), party("MIL", "b")], recipient=[], rule="ar.offensive")
    row = flat.row(raid, {}, CROSSWALKS)
    assert (row["actor1"], row["assoc_actor_1"], row["actor2"], row["actor2_role"]) == ("a", "b", None, None)


def test_the_flat_row_has_the_columns_of_its_schema() -> None:
    row = flat.row(WHOLE, ARTICLE, CROSSWALKS)
    assert list(row) == list(schemas.load("flat")["properties"])
    assert schemas.Validator("flat").errors(row) == []
    empty = event(actor=[], recipient=[], location=[], amount=[], date=None)
    assert schemas.Validator("flat").errors(flat.row(empty, {}, CROSSWALKS)) == []


def test_the_flat_row_tells_every_field_that_it_has() -> None:
    row = flat.row(WHOLE, ARTICLE, CROSSWALKS)
    assert {column: value for column, value in row.items() if value is not None} == {
        "event_id": WHOLE["event_id"], "event_type": "ASSAULT", "event_modes": "aerial; destroy",
        "event_quad": "material conflict", "event_status": "actual", "trigger": "قصف", "actor1": "army",
        "actor1_id": "org:army", "actor1_sector": "MIL", "actor1_country": "TUR", "assoc_actor_1": "militia",
        "actor2": "villagers", "actor2_id": "org:villagers", "actor2_sector": "CVL", "actor2_country": "YEM",
        "assoc_actor_2": "reporters", "actor2_role": "recipient", "date_start": DAYS[0], "date_end": DAYS[1], "date_prec": 2,
        "year": 2019, "location": "Idlib", "place_id": "gn:1", "where_prec": 4, "country": "SYR", "country_name": "Syria",
        "gwno": 652, "adm_1": "12", "latitude": 35.9, "longitude": 36.6, "origin": "Hama", "destination": "Homs",
        "other_locations": "Sarmin", "deaths_low": 3, "deaths_high": 5, "wounded_low": 1, "wounded_high": 3, "strikes_low": 2,
        "strikes_high": 4, "money_low": 10, "money_high": 20.5, "money_currency": "USD", "items_low": 6, "items_high": 7,
        "items_unit": "rifle", "several_amounts": "items", "source_original": "Ministry", "article_id": "a",
        "language": "ar", "source_office": "Daily", "source_date": WHOLE["published"], "source_headline": "Headline",
        "source_article": "https://news.example/1", "evidence": "قصف القرية", "evidence_start": 5, "evidence_end": 15,
        "confidence": 0.75, "extractor": "rules", "rule": "ar.airstrike",
    }  # fmt: skip
    twice = flat.row(event(actor=[party("MIL", name) for name in ("army", "guard", "guard")]), {}, CROSSWALKS)
    assert twice["assoc_actor_1"] == "guard"


@pytest.mark.parametrize(
    ("amounts", "low", "high", "several"),
    [
        ([amount(3, 3), amount(7, 7)], 3, 7, "killed"),
        ([amount(10, 10), amount(3, 3, part=True)], 10, 10, None),
        ([amount(3, 3, part=True)], 3, 3, None),
        ([amount(5, None)], 5, None, None),
        ([amount(5, None), amount(2, 4)], 2, None, "killed"),
        ([amount(None, 9)], None, 9, None),
        ([amount(3, 3, start=6, joined=True), amount(1, 1), amount(2, 2, start=3, joined=True)], 6, 6, None),
        ([amount(1, 1), amount(3, None, start=3, joined=True)], 4, None, None),
        ([amount(1, 1), amount(3, 3, start=3, joined=True), amount(7, 7, start=30)], 4, 7, "killed"),
        ([amount(5, 5), amount(7, 7, start=3, joined=None)], 5, 7, "killed"),
        ([amount(5, 5), amount(2, 2, start=3, joined=True) | {"unit": "family"}], 5, 5, "killed"),
        ([], None, None, None),
    ],
)
def test_numbers_of_one_kind_are_spanned(
    amounts: list[dict[str, Any]], low: int | None, high: int | None, several: str | None
) -> None:
    row = flat.row(event(amount=amounts), {}, CROSSWALKS)
    assert (row["deaths_low"], row["deaths_high"], row["several_amounts"]) == (low, high, several)


@pytest.mark.parametrize("between", [" و", " و ", "، و", "\u00a0و"])
def test_groups_that_a_conjunction_joins_are_added(between: str) -> None:
    assert _deaths(between) == (12, 12, None)


@pytest.mark.parametrize("between", [" (", "، ", " أو ", " - ", " وفق "])
def test_rival_tolls_are_not_added(between: str) -> None:
    assert _deaths(between) == (5, 7, "killed")


def test_amounts_of_an_older_schema_know_no_parts() -> None:
    older = [{k: v for k, v in amount(n, n, start=n).items() if k not in ("part", "joined")} for n in (3, 7)]
    assert flat.of_kind(event(amount=older), "killed") == older


def test_a_part_joins_no_whole() -> None:
    assert _deaths(" بينهم ", " و", parts=(False, True, False)) == (5, 9, "killed")


def _deaths(*between: str, parts: Sequence[bool] = (False, False, False)) -> tuple[int | None, int | None, str | None]:
    """Lowest and highest number of the killed, and the kinds with several, where five, seven and nine are told with these
    words between them.
    """
    text, amounts = "س", []
    for i, (low, words) in enumerate(zip((5, 7, 9), ("", *between), strict=False)):
        text += f"{words}س"
        value = AmountValue(low, low, "person", part=parts[i])
        amounts.append(Argument(Mention("number", len(text) - 1, len(text), i, i + 1, 0, value), "killed"))
    frame = Frame("ASSAULT", (), "actual", Span(0, 1), Span(0, len(text)), amounts=tuple(amounts))
    made = assemble.event(frame, Document(Article("a", text), (), ()))
    row = flat.row(event(amount=made["amount"]), {}, CROSSWALKS)
    return row["deaths_low"], row["deaths_high"], row["several_amounts"]


def test_families_are_no_number_of_persons() -> None:
    families = amount(300, 300, kind="displaced") | {"unit": "family"}
    row = flat.row(event(amount=[families]), {}, CROSSWALKS)
    assert (row["displaced_low"], row["displaced_high"]) == (None, None)
    row = flat.row(event(amount=[families, amount(1500, 1500, kind="displaced", start=9)]), {}, CROSSWALKS)
    assert (row["displaced_low"], row["displaced_high"]) == (1500, 1500)


def test_deaths_are_persons_in_every_layout() -> None:
    told = event(amount=[amount(5, 5), amount(2, 2, start=9) | {"unit": "family"}])
    wide, like_acled, like_ucdp = (row(told, {}, CROSSWALKS) for row in (flat.row, acled.row, ucdp.row))
    assert isinstance(like_acled, dict) and isinstance(like_ucdp, dict)
    assert (wide["deaths_low"], like_acled["fatalities"], like_ucdp["best"]) == (5, 5, 5)
    assert isinstance(ucdp.row(event(amount=[amount(3, 3) | {"unit": "family"}]), {}, CROSSWALKS), str)


def test_a_movement_without_a_place_has_no_place() -> None:
    place = event()["location"][0]
    row = flat.row(event(location=[{**place, "role": "origin"}]), {}, CROSSWALKS)
    assert (row["location"], row["country"], row["latitude"], row["origin"]) == (None, None, None, "Idlib")
