"""The published folder in the hands of those who use it: every library that researchers read data with, and every file
that describes it.
"""

from __future__ import annotations

import csv
import datetime
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as pads
import pyarrow.parquet as pq
import pytest

from conflict_events import cli, layout, load, quality, schemas, versions
from conflict_events.building.build import build
from conflict_events.exports import base
from conflict_events.publishing import card, check, manifest, privacy, tables
from conflict_events.report import content
from conflict_events.terminal import FOUND, OK

ROOT = Path(__file__).parents[1]
TABLES = {"events": "event", "articles": "article", "flat": "flat"}


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    import datasets

    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", True)
    return tmp_path / "cache"


def parquet_file(sample: Path, name: str) -> Path:
    (file,) = (sample / "data" / name).glob("*.parquet")
    return file


def rows(sample: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(parquet_file(sample, name)).to_pylist()
    return found


@pytest.fixture
def parquet(sample: Path) -> str:
    return str(sample / "data" / "flat" / "events.parquet")


# --- libraries


@pytest.mark.parametrize("name", TABLES)
def test_datasets_loads_every_configuration(sample: Path, offline: Path, name: str) -> None:
    import datasets

    loaded = datasets.load_dataset(str(sample), name, split="train", cache_dir=str(offline))
    assert loaded.to_list() == load.load(sample, name).to_list()
    assert loaded.num_rows == len(pq.read_table(parquet_file(sample, name)))


def test_datasets_takes_the_events_where_no_configuration_is_named(sample: Path, offline: Path) -> None:
    import datasets

    assert set(datasets.load_dataset(str(sample), cache_dir=str(offline))["train"].column_names) == set(
        schemas.arrow_schema("event").names
    )


@pytest.mark.parametrize("name", TABLES)
def test_datasets_streams_every_configuration(sample: Path, offline: Path, name: str) -> None:
    import datasets

    stream = datasets.load_dataset(str(sample), name, split="train", streaming=True, cache_dir=str(offline))
    assert list(stream) == load.load(sample, name).to_list()


@pytest.mark.parametrize("name", TABLES)
def test_a_plain_parquet_reader_has_the_same_types(sample: Path, name: str) -> None:
    file = parquet_file(sample, name)
    table = pads.dataset(file).to_table()
    assert table.schema.equals(schemas.arrow_schema(TABLES[name]))
    assert table.num_rows > 0


def test_a_table_is_loaded_without_a_copy_in_the_cache(
    sample: Path, offline: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import datasets

    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", offline)
    loaded = load.load(sample, "events")
    assert loaded.cache_files == [] and not offline.exists()
    assert loaded.features == datasets.load_dataset(str(sample), streaming=True, split="train").features


@pytest.mark.parametrize("name", ["events", "flat"])
def test_a_table_without_rows_is_read_as_one(sample: Path, tmp_path: Path, offline: Path, name: str) -> None:
    import datasets

    source, made = tmp_path / "a.jsonl", tmp_path / "made"
    source.write_text('{"text": "فاز المنتخب في المباراة."}', encoding="utf-8")
    assert build([source], made, extractor="rules").events == 0
    assert check.check(made) == []
    loaded = load.load(made, name)
    assert loaded.num_rows == 0 and loaded.features == load.load(sample, name).features
    assert list(datasets.load_dataset(str(made), name, split="train", streaming=True, cache_dir=str(offline))) == []
    # What no way of writing helps: the card says so.
    with pytest.raises(ValueError, match="corresponds to no data"):
        datasets.load_dataset(str(made), name, split="train", cache_dir=str(offline))
    assert "`load_dataset` refuses tables without rows" in (made / "README.md").read_text(encoding="utf-8")
    assert "refuses tables" not in (sample / "README.md").read_text(encoding="utf-8")


def test_every_row_of_the_flat_table_is_valid(sample: Path) -> None:
    validator = schemas.Validator("flat")
    assert [fault for row in rows(sample, "flat") for fault in validator.errors(row)] == []


def test_duckdb_reads_nested_fields(sample: Path) -> None:
    import duckdb

    query = f"SELECT action.type, count(*) FROM '{sample}/data/events/*.parquet' GROUP BY 1 ORDER BY 1"
    counts = json.loads((sample / "manifest.json").read_text(encoding="utf-8"))["counts"]
    assert dict(duckdb.sql(query).fetchall()) == counts["events_by_type"]


def test_polars_reads_lists_and_days(sample: Path) -> None:
    import polars

    frame = polars.read_parquet(sample / "data" / "events" / "*.parquet")
    told = frame.filter(polars.col("date").struct.field("earliest").is_not_null())
    assert told["date"].struct.field("earliest").dtype == polars.Date
    assert frame.explode("actor")["actor"].struct.field("sector").drop_nulls().len() > 0


def test_pandas_reads_parquet_and_csv_alike(sample: Path, parquet: str) -> None:
    import pandas

    whole = pandas.read_parquet(parquet)
    text = pandas.read_csv(
        sample / "data" / "flat" / "events.csv", encoding="utf-8-sig", keep_default_na=False, na_values=[""]
    )
    assert list(text.columns) == list(whole.columns) and len(text) == len(whole)
    for column in ("deaths_low", "latitude", "gwno", "year"):
        assert text[column].astype(float).equals(whole[column].astype(float))
    assert text["actor1"].fillna("").tolist() == whole["actor1"].fillna("").tolist()


def test_r_reads_the_flat_table(sample: Path) -> None:
    """Arabic, numbers and days come through base R alone."""
    if shutil.which("Rscript") is None:
        pytest.skip("R is not installed")
    script = (
        f'd <- read.csv("{sample}/data/flat/events.csv", fileEncoding = "UTF-8-BOM", na.strings = "")\n'
        "days <- as.Date(d$date_start)\n"
        "stopifnot(is.numeric(d$deaths_low), is.numeric(d$latitude), is.numeric(d$confidence), is.integer(d$gwno))\n"
        "cat(nrow(d), sum(d$deaths_low, na.rm = TRUE), sum(!is.na(days)), sum(nchar(d$evidence)), names(d)[1])"
    )
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    flat = rows(sample, "flat")
    dead, days = sum(r["deaths_low"] or 0 for r in flat), sum(r["date_start"] is not None for r in flat)
    assert done.stdout.split() == [
        str(x) for x in (len(flat), dead, days, sum(len(r["evidence"]) for r in flat), "event_id")
    ]


# --- files that describe it


def test_the_card_is_one_that_the_hub_accepts(sample: Path) -> None:
    from huggingface_hub import DatasetCard

    card = DatasetCard.load(sample / "README.md")
    data = card.data.to_dict()
    assert [c["config_name"] for c in data["configs"]] == list(TABLES)
    assert data["language"] == ["ar"] and data["size_categories"] == ["n<1K"]
    counts = json.loads((sample / "manifest.json").read_text(encoding="utf-8"))["counts"]["events_by_country"]
    told = re.findall(r"^\| ([A-Z]{3}|not told) \| (\d+) \|$", card.text.partition("| country | number |")[2], re.M)
    assert {code.replace("not told", ""): int(number) for code, number in told} == counts != {}


@pytest.mark.parametrize(("extractor", "holds"), [("encoder", True), ("rules", False)])
def test_the_card_tells_whose_quality_was_measured(tmp_path: Path, extractor: str, holds: bool) -> None:
    build([], tmp_path / "made", extractor=extractor)
    text = (tmp_path / "made" / "README.md").read_text(encoding="utf-8")
    assert "with the extractor `encoder`" in text
    assert ("the figures do not hold for it" not in text) == holds


def test_croissant_describes_every_record(sample: Path) -> None:
    mlcroissant = pytest.importorskip("mlcroissant", reason="mlcroissant is not installed")

    dataset = mlcroissant.Dataset(str(sample / "croissant.json"))
    assert not dataset.metadata.issues.errors
    for name in TABLES:
        records = list(dataset.records(name))
        key = next(iter(schemas.load(TABLES[name])["properties"]))
        assert [r[f"{name}/{key}"].decode() for r in records] == [r[key] for r in rows(sample, name)]
    event = rows(sample, "events")[0]
    record = next(iter(dataset.records("events")))
    assert record["events/action"]["events/action/start"] == event["action"]["start"]
    assert [a["events/actor/name"].decode() for a in record["events/actor"]] == [a["name"] for a in event["actor"]]


def test_what_describes_the_folder_states_checksums_and_types(sample: Path) -> None:
    croissant, package = (
        json.loads((sample / f"{name}.json").read_text(encoding="utf-8")) for name in ("croissant", "datapackage")
    )
    sums = manifest.listed(sample)
    files = {file: sums[file] for file in (*(file for _, file in tables.FILES.values()), tables.CSV, "rejected.jsonl")}
    assert {file["contentUrl"]: file["sha256"] for file in croissant["distribution"]} == files
    assert {file["path"]: file["hash"].removeprefix("sha256:") for file in package["resources"]} == files
    types = {field["@id"]: field.get("dataType") for part in croissant["recordSet"] for field in part["field"]}
    columns = {field["name"]: field for field in package["resources"][0]["schema"]["fields"]}
    assert (types["flat/date_start"], types["flat/latitude"], types["flat/gwno"]) == (
        "sc:Date",
        "sc:Float",
        "sc:Integer",
    )
    assert (columns["date_start"]["type"], columns["gwno"]["type"]) == ("date", "integer")
    assert columns["latitude"]["constraints"] == {"minimum": -90, "maximum": 90}


def test_frictionless_finds_the_package_valid(sample: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")

    report = frictionless.validate(str(sample / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])
    assert {Path(t.place).name for t in report.tasks} >= {"events.csv", "events.parquet", "part-00000.parquet"}


@pytest.mark.parametrize("where", ["output", "top"])
def test_the_citation_file_is_valid(sample: Path, where: str) -> None:
    program = shutil.which("cffconvert") or shutil.which(ROOT / ".venv" / "cffconvert" / "bin" / "cffconvert")
    if program is None:
        pytest.skip("cffconvert is not installed: `make .venv/cffconvert/installed`")
    file = (sample if where == "output" else ROOT) / "CITATION.cff"
    subprocess.run([program, "--validate", "-i", str(file)], check=True, capture_output=True)


def test_the_citation_file_has_what_the_format_asks_for(sample: Path) -> None:
    import yaml

    for file in (sample / "CITATION.cff", ROOT / "CITATION.cff"):
        told = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert {"cff-version", "message", "title", "authors"} <= set(told)
        assert told["type"] in ("dataset", "software")


def test_the_licence_that_is_chosen_is_told_everywhere(tmp_path: Path) -> None:
    import mlcroissant
    import yaml
    from huggingface_hub import DatasetCard

    made = tmp_path / "licensed"
    build([], made, licence="CC-BY-4.0")
    assert DatasetCard.load(made / "README.md").data.license == "cc-by-4.0"
    assert yaml.safe_load((made / "CITATION.cff").read_text(encoding="utf-8"))["license"] == "CC-BY-4.0"
    assert json.loads((made / "datapackage.json").read_text(encoding="utf-8"))["licenses"] == [{"name": "CC-BY-4.0"}]
    assert mlcroissant.Dataset(str(made / "croissant.json")).metadata.license == ["https://spdx.org/licenses/CC-BY-4.0"]
    assert check.check(made) == []


def test_a_data_set_is_by_those_who_are_named_and_not_by_us(tmp_path: Path) -> None:
    import mlcroissant
    import yaml

    def told(folder: Path) -> tuple[list[str], Any, Any, str]:
        assert check.check(folder) == []
        cff = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        croissant = mlcroissant.Dataset(str(folder / "croissant.json")).metadata
        names = [c.name for c in croissant.creators]
        people = [c["title"] for c in package.get("contributors", [])]
        return [a["name"] for a in cff["authors"]], people, names, croissant.cite_as

    source = tmp_path / "a.jsonl"
    source.write_text('{"text": "فاز المنتخب في المباراة."}', encoding="utf-8")
    names = ["مركز الرصد 🙂", 'M. "X" Weiß & Co']
    build([source], tmp_path / "named", extractor="rules", authors=names)
    *everywhere, cited = told(tmp_path / "named")
    assert everywhere == [names] * 3
    assert 'author = {{مركز الرصد 🙂} and {M. "X" Weiß \\& Co}}, version' in cited
    build([source], tmp_path / "nameless", extractor="rules")
    *everywhere, cited = told(tmp_path / "nameless")
    assert everywhere == [["anonymous"], [], []] and "author" not in cited


def test_a_licence_of_ones_own_is_told_as_one(tmp_path: Path) -> None:
    import mlcroissant
    import yaml
    from huggingface_hub import DatasetCard

    made = tmp_path / "licensed"
    build([], made, licence="LicenseRef-Mine", extractor="rules")
    data = DatasetCard.load(made / "README.md").data
    assert (data.license, data.license_name) == ("other", "licenseref-mine")
    assert "license" not in yaml.safe_load((made / "CITATION.cff").read_text(encoding="utf-8"))
    assert mlcroissant.Dataset(str(made / "croissant.json")).metadata.license == ["LicenseRef-Mine"]


def test_only_languages_of_articles_that_were_read_are_told(tmp_path: Path, offline: Path) -> None:
    import datasets
    from huggingface_hub import DatasetCard

    source, made = tmp_path / "a.jsonl", tmp_path / "made"
    told = ["ar", "no", "xx: [\nlicense: mit"]
    found = [{"text": "قصفت الطائرات مدينة تدمر.", "language": code} for code in told]
    source.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
    assert build([source], made, extractor="rules").rejected == 2
    data = DatasetCard.load(made / "README.md").data
    assert (data.language, data.license) == (["ar"], "other")
    assert json.loads((made / "croissant.json").read_text(encoding="utf-8"))["inLanguage"] == ["ar"]
    assert datasets.load_dataset(str(made), split="train", cache_dir=str(offline)).num_rows == 1
    assert check.check(made) == []


def test_a_language_stands_in_the_card_as_it_is_called(sample: Path) -> None:
    import yaml

    made = json.loads((sample / "manifest.json").read_text(encoding="utf-8"))
    codes = ["ar", "no", "on", "null", "zh-Hant", "x: [\n- y", "1e3"]
    head = card.card(made, codes).split("---\n")[1]
    assert yaml.safe_load(head)["language"] == codes
    assert "\n- ar\n" in head


@pytest.mark.parametrize(
    ("events", "size"), [(999, "n<1K"), (1000, "1K<n<10K"), (99_999_999, "10M<n<100M"), (100_000_000, "100M<n<1B")]
)
def test_the_card_names_the_size_as_the_hub_does(sample: Path, events: int, size: str) -> None:
    made = json.loads((sample / "manifest.json").read_text(encoding="utf-8"))
    made["counts"]["events"] = events
    assert f"size_categories:\n- {size}\n" in card.card(made, ["ar"])


def test_the_card_tells_who_annotated_and_what_was_left_out(sample: Path) -> None:
    import yaml

    made = json.loads((sample / "manifest.json").read_text(encoding="utf-8"))
    made |= {"extractors": ["encoder", "annotations"], "privacy": {"evidence": "offsets", "persons": "redacted"}}
    _, head, text = card.card(made, ["ar"]).split("---\n", 2)
    assert yaml.safe_load(head)["annotations_creators"] == ["machine-generated", "expert-generated"]
    assert "People annotated events" in text and "corrected by a text encoder" in text
    for left_out in ("No sentence is quoted", "Names of persons who hold no office known to the registry are covered"):
        assert left_out in text and left_out not in (sample / "README.md").read_text(encoding="utf-8")


def test_of_many_publishers_the_card_names_those_with_most_articles_and_counts_the_others(sample: Path) -> None:
    made = json.loads((sample / "manifest.json").read_text(encoding="utf-8"))
    made["counts"]["articles_by_publisher"] = {f"paper {n:02}": n for n in range(1, 31)}
    text = card.card(made, ["ar"]).partition("| publisher | number |\n| --- | --- |\n")[2].partition("\n\n")[0]
    named = [f"| paper {n:02} | {n} |" for n in range(30, 5, -1)]
    assert text.splitlines() == [*named, f"| 5 more | {1 + 2 + 3 + 4 + 5} |"]


@pytest.mark.parametrize(
    "name",
    ["![x](https://example.org/x.png)", "[x](https://example.org)", "a|b\\|c", "<b>&lt;", "`*x*` _y_", "\u202ex\ny"],
)
def test_a_publishers_name_stands_in_the_card_as_it_is(sample: Path, name: str) -> None:
    markdown_it = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed")

    made = json.loads((sample / "manifest.json").read_text(encoding="utf-8"))
    made["counts"]["articles_by_publisher"] = {name: 98765}
    tokens = markdown_it.MarkdownIt().enable("table").parse(card.card(made, ["ar"]))
    (row,) = (t for t, n in zip(tokens, tokens[3:], strict=False) if n.content == "98765")
    shown = name.replace("\u202e", "\u202b").replace("\n", " ") + "\u202c" * name.count("\u202e")
    assert row.children and {t.type for t in row.children} <= {"text", "text_special"}
    assert "".join(t.content for t in row.children) == shown


def test_rejected_rows_are_no_articles_that_report(tmp_path: Path) -> None:
    source, made = tmp_path / "a.jsonl", tmp_path / "made"
    source.write_text(
        '{"text": "قصفت الطائرات مدينة تدمر."}\n{"text": "فاز المنتخب."}\n{"text": 1}\nno JSON\n', encoding="utf-8"
    )
    assert build([source], made).rejected == 2
    for name in ("README.md", "CITATION.cff", "datapackage.json", "croissant.json"):
        assert "events that 2 news articles report" in (made / name).read_text(encoding="utf-8")
    read = content.read_manifest(made)
    assert content.content(read, [])["about"]["articles"] == 2
    assert read["counts"]["articles_by_state"] == {"ok": 2, "rejected": 2}
    assert read["counts"]["articles_by_publisher"] == {"": 2} and read["counts"]["articles_by_language"] == {"ar": 2}
    assert check.check(made) == []


def test_the_checksums_are_those_of_every_file(sample: Path) -> None:
    if shutil.which("sha256sum") is None:
        pytest.skip("sha256sum is not installed")
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=sample, capture_output=True, text=True, check=True)
    listed = {line.rpartition(": ")[0] for line in done.stdout.splitlines()}
    assert listed == {f.relative_to(sample).as_posix() for f in sample.rglob("*") if f.is_file()} - {"SHA256SUMS"}


@pytest.mark.parametrize("name", ["README.md", "croissant.json", "data/flat/events.csv", "CITATION.cff"])
def test_a_changed_file_is_found(sample: Path, tmp_path: Path, name: str) -> None:
    copy = shutil.copytree(sample, tmp_path / "copy")
    with (copy / name).open("a", encoding="utf-8") as stream:
        stream.write(" ")
    told = [f"{name}: is not what follows from the flat table"] if name.endswith(".csv") else []
    assert check.check(copy) == [*told, f"{name}: is not what SHA256SUMS says"]
    (copy / name).unlink()
    assert check.check(copy) == [f"{name}: is missing"]


def without(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def with_text(name: str, text: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / name).write_text(text, encoding="utf-8")

    return change


def with_value(key: str, value: Any) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        made = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        (folder / "manifest.json").write_text(json.dumps({**made, key: value}), encoding="utf-8")

    return change


def another_number(folder: Path) -> None:
    file = folder / "data" / "flat" / "events.csv"
    file.write_bytes(file.read_bytes().replace(b"2024", b"2023", 1))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (without("CITATION.cff"), "CITATION.cff: is missing"),
        (without("data/flat/events.csv"), "data/flat/events.csv: is missing"),
        (with_text("data/flat/events.csv", "x"), "data/flat/events.csv: is not what follows from the flat table"),
        (another_number, "data/flat/events.csv: is not what follows from the flat table"),
        (with_text("croissant.json", "{"), "croissant.json: cannot be read: "),
        (with_text("datapackage.json", "[]"), "datapackage.json: not an object but list"),
        *((with_value(k, "zzz"), f"manifest.json: {k}: 'zzz' ") for k in ("schema", "rules", "extractors", "inputs")),
        *((with_value(k, None), f"manifest.json: {k}: None ") for k in ("package", "schema", "rules", "inputs")),
        (with_value("inputs", [{"name": "a"}]), "manifest.json: inputs: 0: 'bytes' is a required property"),
        (with_value("privacy", {"evidence": "all", "persons": "named"}), "manifest.json: privacy: evidence: 'all' "),
        (lambda folder: (folder / "extra").symlink_to("nowhere"), "extra: is not in SHA256SUMS"),
    ],
)
def test_a_false_folder_is_found_though_its_checksums_are_right(
    sample: Path, tmp_path: Path, change: Callable[[Path], None], fault: str
) -> None:
    copy = shutil.copytree(sample, tmp_path / "copy")
    change(copy)
    (copy / manifest.SUMS).write_text(manifest.sums(copy), encoding="utf-8")
    assert any(told.startswith(fault) for told in check.check(copy))


def test_sentences_where_the_manifest_promises_none_are_found(sample: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(sample, tmp_path / "copy")
    with_value("privacy", {"evidence": "offsets", "persons": "named"})(copy)
    made = rows(sample, "events")
    named = [event for event in made if event["actor"]][:2]
    for event, number in zip(named, (privacy.SHORT, privacy.SHORT + 1), strict=True):
        words = " ".join(["كلمة"] * number)
        event["actor"][0].update(text=words, start=0, end=len(words))
    pq.write_table(pa.Table.from_pylist(made, schema=schemas.arrow_schema("event")), parquet_file(copy, "events"))
    told = {f for f in check.check(copy) if "is quoted, but manifest.json says" in f}
    places = [*((event, "evidence") for event in made), (named[1], "actor[0]")]
    says = "is quoted, but manifest.json says that only offsets are published"
    assert told == {f"event {event['event_id']}: {place} {says}" for event, place in places}


def test_a_flat_table_that_says_something_else_is_found(sample: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(sample, tmp_path / "copy")
    file = copy / "data" / "flat" / "events.parquet"
    table = pq.read_table(file)
    pq.write_table(table.slice(1), file)
    assert "data/flat: is not what follows from the events' and the articles' tables" in check.check(copy)


def test_what_a_system_leaves_beside_a_copied_file_is_no_part_of_a_table(sample: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(sample, tmp_path / "copy")
    for table in layout.TABLES:
        (copy / layout.place(table) / "._part-00000.parquet").write_bytes(b"\0\5\x16\7")
    assert not check.check(copy)
    assert load.load(copy, "articles").num_rows == len(rows(sample, "articles"))
    assert len(list(base.told(copy))) == len(rows(sample, "events"))


def test_a_flat_table_of_another_version_need_not_be_what_this_one_makes(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = shutil.copytree(sample, tmp_path / "copy")
    file = copy / "data" / "flat" / "events.parquet"
    table = pq.read_table(file)
    column = table.schema.get_field_index("gwno")
    other = table.set_column(column, table.schema.field(column), pa.nulls(len(table), table.schema.field(column).type))

    def valid(made: pa.Table, version: str) -> bool:
        pq.write_table(made, file)
        content = tables.Content()
        for row in tables.read([file]):
            content.add(row)
        told = json.loads((sample / "manifest.json").read_text(encoding="utf-8"))
        told["content"]["flat"], told["schema"] = content.hash(), version
        (copy / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
        (copy / manifest.SUMS).write_text(manifest.sums(copy), encoding="utf-8")
        return cli.main(["validate", str(copy)]) == OK

    assert not valid(other, schemas.version())
    assert valid(other, "1.1.0")
    assert f"{copy}: made by conflict-events {versions.package()}, schema 1.1.0: whether" in capsys.readouterr().err
    assert not valid(other.slice(1), "1.1.0")


@pytest.mark.parametrize(("rules", "told"), [("0123456789ab", True), (versions.rules(), False), (None, False)])
def test_a_folder_that_other_rules_made_is_to_be_built_anew_where_it_is_not_valid(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], rules: str | None, told: bool
) -> None:
    copy = shutil.copytree(sample, tmp_path / "copy")
    if rules is not None:
        with_value("rules", rules)(copy)
        (copy / manifest.SUMS).write_text(manifest.sums(copy), encoding="utf-8")
        assert cli.main(["validate", str(copy)]) == OK
        assert "anew" not in capsys.readouterr().err
        with_value("counts", {})(copy)
    else:
        (copy / "manifest.json").unlink()
    assert cli.main(["validate", str(copy)]) == FOUND
    made_by = f"{copy}: made by rules {rules}, ours are {versions.rules()}: "
    assert (made_by in (err := capsys.readouterr().err)) == told and ("build it anew" in err) == told


def test_nothing_that_is_published_names_a_day_of_making_or_a_machine(sample: Path) -> None:
    measured = quality.load()["date"]
    today = datetime.date.today().isoformat()
    for name in ("README.md", "croissant.json", "datapackage.json", "CITATION.cff", "manifest.json"):
        text = (sample / name).read_text(encoding="utf-8").replace(measured, "")
        assert today not in text and str(sample.parent) not in text


# --- versions


def test_the_manifest_names_schema_rules_and_content(sample: Path) -> None:
    made = json.loads((sample / "manifest.json").read_text(encoding="utf-8"))
    assert made["schema"] == schemas.version()
    assert re.fullmatch(r"[0-9a-f]{12}", made["rules"])
    assert set(made["content"]) == set(TABLES)
    assert made["privacy"] == {"evidence": "sentence", "persons": "named"}


def test_the_version_to_cite_is_told_everywhere_and_changes_with_the_content(sample: Path) -> None:
    import yaml

    made = json.loads((sample / "manifest.json").read_text(encoding="utf-8"))
    version = manifest.version(made)
    # YAML reads JSON, too.
    for name in ("CITATION.cff", "datapackage.json", "croissant.json"):
        assert yaml.safe_load((sample / name).read_text(encoding="utf-8"))["version"] == version
    assert f"`{version}`" in (sample / "README.md").read_text(encoding="utf-8")
    assert version.startswith(f"{made['schema']}+rules.{made['rules']}.content.")
    others = [{**made, "content": {**made["content"], table: "0" * 64}} for table in TABLES]
    assert len({version, *map(manifest.version, others)}) == 1 + len(TABLES)


def test_nothing_that_extraction_uses_is_apart_from_the_rules(tmp_path: Path) -> None:
    article = {"article_id": "a", "text": "قصفت الطائرات مدينة تدمر."}
    told = {"type": "ASSAULT", "trigger": "قصفت", "sentence": article["text"]}
    articles, annotations = tmp_path / "articles.jsonl", tmp_path / "annotations.jsonl"
    articles.write_text(json.dumps(article), encoding="utf-8")
    annotations.write_text(json.dumps({"article_id": "a", "events": [told]}), encoding="utf-8")
    # What finds events is imported when the first article comes, so that one must come.
    script = (
        "import sys; from conflict_events.articles import readers; from conflict_events.building import extractors, worker\n"
        "options = extractors.Options(annotations=sys.argv[2])\n"
        "[article] = readers.read([sys.argv[1]])\n"
        "[event] = worker.Worker('encoder,annotations', options).result(article).events\n"
        "print(*(m.partition('.')[2].replace('.', '/') for m in sys.modules if m.startswith('conflict_events.')))"
    )
    program = [sys.executable, "-c", script, articles, annotations]
    used = subprocess.run(program, capture_output=True, text=True, check=True).stdout.split()
    assert {"extraction/rules", "encoder", "annotations"} <= set(used)
    assert [name for name in used if any(f"{name}/".startswith(f"{part}/") for part in versions.APART)] == []


def test_what_is_apart_from_the_rules_is_there() -> None:
    package = ROOT / "builders" / "conflict_events"
    there = {p.relative_to(package).as_posix().partition(".")[0] for p in package.rglob("*")} | {"schema"}
    assert there >= versions.APART


@pytest.mark.parametrize("name", ["events", "articles"])
def test_a_reader_of_the_first_version_reads_a_newer_file(sample: Path, name: str) -> None:
    """Its columns, types and codes are all still there: minor versions only add."""
    old = schemas.arrow_schema_of(first_schema(TABLES[name]))
    files = [str(f) for f in (sample / "data" / name).glob("*.parquet")]
    table = pads.dataset(files, schema=old).to_table()
    assert table.schema.equals(old)
    assert table.select(old.names).to_pylist() == [_only(row, old) for row in rows(sample, name)]


def first_schema(name: str) -> dict[str, Any]:
    """The schema as it was in version 1.0.0."""
    file = ROOT / "tests" / "data" / f"{name}-1.0.0.schema.json"
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _only(value: Any, kind: pa.Schema | pa.DataType) -> Any:
    """A record with the fields that an Arrow schema names."""
    if isinstance(kind, pa.Schema):
        return {f.name: _only(value[f.name], f.type) for f in kind}
    if isinstance(kind, pa.StructType):
        return value and {f.name: _only(value[f.name], f.type) for f in kind.fields}
    return [_only(item, kind.value_type) for item in value] if isinstance(kind, pa.ListType) else value


def test_the_changelog_of_the_schema_tells_of_every_version() -> None:
    text = (ROOT / "schema" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\d+\.\d+\.\d+)$", text, re.M)[0] == schemas.version()


@pytest.mark.parametrize("name", ["event", "article"])
def test_the_changelog_of_the_schema_tells_of_every_new_field(name: str) -> None:
    def leaves(kind: pa.Schema | pa.DataType, path: str = "") -> set[str]:
        if isinstance(kind, pa.ListType):
            return leaves(kind.value_type, f"{path}[]")
        fields = kind if isinstance(kind, pa.Schema) else kind.fields if isinstance(kind, pa.StructType) else ()
        own = {path.removesuffix("[]")}
        return own | {x for f in fields for x in leaves(f.type, f"{path}.{f.name}".lstrip("."))}

    new = leaves(schemas.arrow_schema(name)) - leaves(schemas.arrow_schema_of(first_schema(name)))
    text = (ROOT / "schema" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert new and [path for path in new if f"`{path}`" not in text] == []


# --- CSV


def test_the_csv_begins_with_a_byte_order_mark(sample: Path) -> None:
    file = sample / "data" / "flat" / "events.csv"
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as stream:
        told = list(csv.DictReader(stream))
    flat = rows(sample, "flat")
    assert [r["event_id"] for r in told] == [r["event_id"] for r in flat]
    assert list(told[0]) == schemas.arrow_schema("flat").names
    assert [r["evidence"] for r in told] == [r["evidence"] for r in flat]
