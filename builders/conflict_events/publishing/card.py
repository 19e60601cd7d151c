"""The data set card: YAML that the Hub and ``datasets`` read, then what a researcher needs to know."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from conflict_events import layout, quality, schemas
from conflict_events.publishing import citation, manifest
from conflict_events.publishing.markdown import cell

CONFIGS = {table: f"{layout.place(table)}/*.parquet" for table in layout.TABLES}
"""Configuration -> its files; the first is the default."""
_SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
    (100_000_000, "10M<n<100M"),
    (1_000_000_000, "100M<n<1B"),
)
_CODE = re.compile("[a-z]{2,3}")
_WORDS = frozenset(("no", "off", "on", "yes"))
"""What YAML 1.1 takes for true or false."""
_MOST = 25
"""Rows of a table of counts; the manifest has all."""


HOW = {
    "rules": "Rules find event words, actors, places, dates, amounts and sources in each article and link them; nobody has "
    "read the records.",
    "trained": "Rules find event words, actors, places, dates, amounts and sources in each article; a model trained on "
    "annotated articles decides which are events and what fills their roles; nobody has read the records.",
    "encoder": "Rules find event words, actors, places, dates, amounts and sources in each article; a model trained on "
    "annotated articles, corrected by a text encoder that was trained on them, too, decides which are events and what fills "
    "their roles; nobody has read the records.",
    "annotations": "People annotated events in the articles; what they left open, rules read in the words that they drew.",
}
"""What is said of each extractor."""
_CREATORS = {"annotations": "expert-generated"}
"""Who annotated, by extractor; all others are machines."""


def card(made: Mapping[str, Any], languages: Sequence[str]) -> str:
    """The card of the data set that a manifest describes, of articles in ``languages``."""
    number = made["counts"]
    parts = [
        *_head(made, languages),
        "# Conflict events",
        "",
        f"{number['events']} events that {manifest.articles(made)} news articles report, one row an event: who did what to "
        "whom, where, when, how many, who says so, and whether it happened, is planned, is only possible, or is denied. Each "
        "quotes the words of the article that say so, with their place in it.",
        "",
        *_loading(number["events"]),
        *_files(),
        *_fields(),
        *_making(made),
        *_quality(made),
        *_limits(),
        *_words(made["privacy"]),
        *_counts(number),
        "## Cite",
        "",
        f"`CITATION.cff`; name the version, `{manifest.version(made)}`: it changes with schema, rules and content. "
        "`conflict-events diff OLD NEW` tells what changed between two versions.",
        "",
    ]
    return "\n".join(parts)


def _head(made: Mapping[str, Any], languages: Sequence[str]) -> list[str]:
    number = made["counts"]
    size = next((label for limit, label in _SIZES if number["events"] < limit), "1B<n<10B")
    return [
        "---",
        f"pretty_name: {citation.TITLE}",
        *(["language:", *(f"- {_plain(code)}" for code in languages)] if languages else []),
        *_licence(made),
        "annotations_creators:",
        *(f"- {_CREATORS.get(name, 'machine-generated')}" for name in made["extractors"]),
        "task_categories:",
        "- token-classification",
        "- tabular-classification",
        "size_categories:",
        f"- {size}",
        "tags:",
        *(f"- {tag}" for tag in citation.KEYWORDS),
        "configs:",
        *(
            line
            for i, (name, pattern) in enumerate(CONFIGS.items())
            for line in (f"- config_name: {name}", f"  data_files: {pattern}", *(["  default: true"] if i == 0 else []))
        ),
        "---",
        "",
    ]


def _plain(code: str) -> str:
    """A language's code in YAML, in quotation marks where it would be read as something else: Norwegian as false."""
    return code if _CODE.fullmatch(code) and code not in _WORDS else json.dumps(code)


def _licence(made: Mapping[str, Any]) -> list[str]:
    listed = citation.listed_licence(made)
    if listed:
        return [f"license: {listed.lower()}"]
    if made["license"]:
        return ["license: other", f"license_name: {made['license'].lower()}"]
    return [
        "# The licence is for the owner of the articles to choose: conflict-events build --license.",
        "license: other",
        "license_name: to-be-chosen-by-the-owner",
    ]


def _loading(events: int) -> list[str]:
    empty = (
        "`load_dataset` refuses tables without rows, as `events` and `flat` are here: with `streaming=True` it reads them, and "
        "so does `conflict_events.load.load`."
    )
    return [
        "## Load",
        "",
        "```python",
        "from datasets import load_dataset",
        "",
        'events = load_dataset("FOLDER", "events", split="train")',
        'table = load_dataset("FOLDER", "flat", split="train").to_pandas()',
        'surer = table[(table.event_status == "actual") & (table.confidence >= 0.8)]',
        "```",
        "",
        "```sql",
        "SELECT event_type, country, sum(deaths_low) FROM 'FOLDER/data/flat/events.parquet'",
        "WHERE event_status = 'actual' GROUP BY ALL ORDER BY ALL;",
        "```",
        "",
        "Put the folder's path for FOLDER. Everything works offline.",
        "",
        *([] if events else [empty, ""]),
    ]


def _files() -> list[str]:
    return [
        "## Files",
        "",
        "| file | what |",
        "| --- | --- |",
        "| `data/events/` | the records, Parquet, nested |",
        "| `data/flat/` | the same, one column a scalar, Parquet and CSV; names follow UCDP GED and ACLED |",
        "| `data/articles/` | every article that came in; those whose `state` is `ok` were read, of those that are `rejected` "
        "nothing is known |",
        "| `rejected.jsonl` | what could not be used, with file, line and reason |",
        "| `manifest.json` | versions, inputs, counts, hashes of the content |",
        "| `croissant.json`, `datapackage.json` | the same described for machines: Croissant, Frictionless |",
        "| `SHA256SUMS` | checksums: `sha256sum -c SHA256SUMS` |",
        "",
        "In the CSV a text that a spreadsheet would take for a formula has an apostrophe before it; the Parquet files have",
        "every text as it is.",
        "",
    ]


def _fields() -> Iterator[str]:
    yield from (
        "## Fields of events",
        "",
        "`start` and `end` are offsets in Unicode code points of the article's text as it came in, end exclusive. An empty",
        "list or a null says that the article does not tell. The codebook (`schema/CODEBOOK.md` of the program) has every",
        "code with its definition and examples.",
        "",
        "| field | meaning |",
        "| --- | --- |",
    )
    for key, node in schemas.load("event")["properties"].items():
        yield f"| `{key}` | {node['description']} |"
    yield ""


def _making(made: Mapping[str, Any]) -> list[str]:
    return [
        "## How it was made",
        "",
        f"By conflict-events {made['package']}, schema {made['schema']}, rules {made['rules']}. "
        + " ".join(HOW.get(name, f"Found by {name}.") for name in made["extractors"])
        + " Every record was validated against the JSON Schema. Event types follow PLOVER, with DISPLACE and TRAFFIC added. "
        "Places come from GeoNames (CC BY 4.0) and hand-kept additions, actors from a hand-kept registry. The same input and "
        "the same version give the same bytes.",
        "",
    ]


def _quality(made: Mapping[str, Any]) -> Iterator[str]:
    yield from ("## Measured quality", "")
    measured = quality.load()
    for part in measured["samples"]:
        yield (
            f"{part['description']}: {part['articles']} articles with {part['events']} annotated events, measured "
            f"{measured['date']}, with the extractor `{part['extractor']}`."
        )
        if set(made["extractors"]) != {part["extractor"]}:
            yield f"This data set was made by `{','.join(made['extractors'])}`: the figures do not hold for it."
        yield from ("", "| field | precision | recall | F1 |", "| --- | --- | --- | --- |")
        for field, row in part["fields"].items():
            yield f"| {field} | {row['p']:.2f} | {row['r']:.2f} | {row['f1']:.2f} |"
        yield ""
    yield from (
        "`events` counts an event as found where type and trigger agree; a field counts as right only with its event, `record`",
        "only where every field of it is right.",
        "",
    )


def _limits() -> list[str]:
    return [
        "## Known limits",
        "",
        "- Records are what articles report, not what happened: reports err, and the program errs in reading them.",
        "- One event that several articles tell is several records; the data set does not join them.",
        "- Numbers of the dead are those of the article, not estimates. Rival tolls stand side by side in `amount`; the flat",
        "  table spans them.",
        "- Counts follow the choice of articles: more reports are not more violence.",
        "- Places that neither the gazetteer nor a noun announces are missing, and with them their coordinates.",
        "- `confidence` estimates which share of such events is right; it says nothing of their fields. The codebook says how",
        "  far it holds.",
        "- An empty field may be one that the article tells and the program missed.",
        "- Not for decisions on single persons, nor for targeting.",
        "",
    ]


def _words(privacy: Mapping[str, str]) -> list[str]:
    evidence = {
        "sentence": "The sentence that tells each event is quoted; the articles' texts are not part of the data set.",
        "offsets": "No sentence is quoted: `evidence` has offsets only, `text` is empty, and so are titles and mentions of "
        "more than ten words. Whoever has the articles can restore them.",
    }[privacy["evidence"]]
    persons = {
        "named": "Persons are named as the articles name them.",
        "redacted": "Names of persons who hold no office known to the registry are covered by a mark for each character "
        "(\u2588), in quotes too; offsets count in the article as it was. Names that the rules do not know remain: in 160 "
        "sentences of news that were read for it about one in four. Read before you publish. Identifiers of articles, "
        "publishers and names of input files stay as they came in.",
    }[privacy["persons"]]
    return ["## Copyright and persons", "", evidence, "", persons, ""]


def _counts(number: Mapping[str, Any]) -> Iterator[str]:
    yield from ("## Counts", "")
    for key, head in (
        ("articles_by_state", "articles"),
        ("articles_by_publisher", "publisher"),
        ("events_by_type", "type"),
        ("events_by_status", "status"),
        ("events_by_year", "year"),
        ("events_by_country", "country"),
    ):
        rows = number[key].items()
        shown = sorted(rows, key=lambda row: (-row[1], row[0]))[:_MOST] if len(rows) > _MOST else rows
        yield from (f"| {head} | number |", "| --- | --- |")
        for name, value in shown:
            yield f"| {cell(name) or 'not told'} | {value} |"
        if len(rows) > _MOST:
            yield f"| {len(rows) - _MOST} more | {sum(v for _, v in rows) - sum(v for _, v in shown)} |"
        yield ""
