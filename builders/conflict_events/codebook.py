"""The codebook in Markdown, made of the JSON Schemas, the crosswalks and the measured reliability; ``python -m
conflict_events.codebook`` writes it into the checkout.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from conflict_events import layout, quality, schemas
from conflict_events.crosswalk import Crosswalks
from conflict_events.language import MODEL, available, folder_of

TABLES = {schema: layout.place(table) for table, schema in layout.TABLES.items()}
"""Schema -> where its records are in the published folder."""
_RIGHT = "Right means: an annotated event of that type has the same trigger, or stands in the same sentence."
"""What the confidence of models was fitted to."""


def codebook() -> str:
    """Every field with its type, unit and meaning, every code with its definition and its examples."""
    return "\n".join(
        [
            "# Codebook",
            "",
            f"Generated from the JSON Schemas beside it, version {schemas.version()}; do not edit by hand (`make codebook`). "
            "What changed between versions: [CHANGELOG.md](CHANGELOG.md).",
            "",
            *_records(),
            *_codes(),
            *_types(),
            *_rejected(),
            *_covering(),
            *_crosswalks(),
            *_reliability(),
            *_confidence(),
        ]
    )


def _records() -> Iterator[str]:
    for name, folder in TABLES.items():
        schema = schemas.load(name)
        yield from (f"## {schema['title']}s", "", f"In `{folder}`. {schema['description']}", "")
        yield from ("| field | type | unit | meaning |", "| --- | --- | --- | --- |")
        yield from _fields(schemas.fields(name), "")
        yield ""


def _fields(fields: Sequence[schemas.Field], prefix: str) -> Iterator[str]:
    for field in fields:
        path = prefix + field.name
        kind = "day" if field.day else field.kind
        label = f"list of {kind}" if field.repeated else kind
        label += " or null" if field.nullable else ""
        codes = f" Codes: [{field.codes}](#{_anchor(field.codes)})." if field.codes else ""
        yield f"| `{path}` | {label} | {field.unit} | {_cell(field.description)}{codes} |"
        yield from _fields(field.children, path + ("[]." if field.repeated else "."))


def _codes() -> Iterator[str]:
    for name in ("event", "article"):
        for part in schemas.load(name)["$defs"].values():
            if "x-title" not in part:
                continue
            yield from (f"## {part['x-title']}", "")
            if "description" in part:
                yield from (part["description"], "")
            yield from ("| code | meaning | Arabic example | English example |", "| --- | --- | --- | --- |")
            for row in part["oneOf"]:
                title = "" if row["title"] == row["const"] else f"**{row['title']}.** "
                examples = " | ".join(_cell(e) for e in row["examples"])
                yield f"| `{row['const']}` | {title}{_cell(row['description'])} | {examples} |"
            yield ""


def _types() -> Iterator[str]:
    yield from ("## Types and their modes", "")
    yield from ("| type | quadrant | modes |", "| --- | --- | --- |")
    for rule in schemas.load("event")["allOf"]:
        action = rule["then"]["properties"]["action"]["properties"]
        kind = rule["if"]["properties"]["action"]["properties"]["type"]["const"]
        modes = ", ".join(action["modes"].get("items", {}).get("enum", []))
        yield f"| {kind} | {action['quad']['const']} | {modes} |"
    yield ""


def _rejected() -> list[str]:
    return [
        "## Rejected input",
        "",
        "`rejected.jsonl` has a line for all that could not be used: what is no article, articles that could not be read, and",
        "single events and annotations of articles that were. Nothing is known of the events of what was not read. Where an id",
        "came twice, a row of `articles` that is `rejected` has the id of one that is `ok`: who joins tables by `article_id`",
        "takes only the others, or events are there twice.",
        "",
        "| field | meaning |",
        "| --- | --- |",
        "| `file`, `line` | Where it stands: the input's name as in `manifest.json`; line or row, 0 for a whole file. |",
        "| `reason` | Why it cannot be used, and what helps. |",
        "| `article_id` | Its id; null where it has none, and the row in `articles` is called `rejected:FILE:LINE`. |",
        "| `sha256` | SHA-256 of its text in UTF-8, or of the bytes of a file that is not UTF-8; null where none was read. |",
        "| `excerpt` | How it begins; empty where words are left out. |",
        "",
    ]


def _covering() -> list[str]:
    return [
        "## Words that are left out",
        "",
        "`manifest.json` says in `privacy` what a data set leaves out; offsets always count in the article as it came in.",
        "",
        "- `evidence: offsets`: `evidence.text` is empty, and so are article titles, excerpts of rejected input, and the",
        "  `text` (and the `name`, where it only repeats it) of mentions of more than ten words. Shorter mentions stay: they",
        "  are names, days and numbers, without which the record says nothing. `article.text[start:end]` restores them all.",
        "- `persons: redacted`: each character of the name of a person who holds no office in the registry of actors is the",
        "  mark █ (U+2588), in `text`, in `name`, in the evidence and in titles; an address that spells such a name, or may,",
        "  is cut to its host. A covered text is as long as its offsets say and equals the article's everywhere else. Names",
        "  that the rules do not know remain: in 160 sentences of news that were read for it about one in four.",
        "",
    ]


def _crosswalks() -> Iterator[str]:
    tables: Mapping[str, list[dict[str, str]]] = Crosswalks().tables
    yield from (
        "## Other projects' codes",
        "",
        "By the tables in `builders/conflict_events/crosswalks`, which name their sources. A dash: that project has no such",
        "event, or the code does not tell enough; the table's note says which.",
        "",
        "| type | mode | CAMEO | ACLED |",
        "| --- | --- | --- | --- |",
    )
    acled: dict[tuple[str, str], list[str]] = {}
    for row in tables["acled"]:
        if row["event_type"]:
            kind = f"{row['event_type']}: {row['sub_event_type']}"
            told = f"{kind} ({row['target']})" if row["target"] else kind
            acled.setdefault((row["type"], row["mode"]), []).append(told)
    for row in tables["cameo"]:
        others = "; ".join(acled.get((row["type"], row["mode"]), ["—"]))
        yield f"| {row['type']} | {row['mode']} | {row['code'] or '—'} | {others} |"
    yield from ("", "In brackets: whom it is done to, where that decides.", "")
    yield from ("| sector | side for UCDP's types of violence | ACLED's kind of actor |", "| --- | --- | --- |")
    for row in tables["sectors"]:
        yield f"| {row['sector']} | {row['class']} | {row['inter'] or '—'} |"
    yield ""


def _reliability() -> Iterator[str]:
    yield from ("## Reliability", "")
    rows: Sequence[Mapping[str, Any]] = quality.load().get("reliability", [])
    if not rows:
        yield from ("How far two annotators agree on each field has not been measured yet.", "")
        return
    yield from ("| field | measure | value | units |", "| --- | --- | --- | --- |")
    for row in rows:
        yield f"| {row['field']} | {row['measure']} | {row['value']:.2f} | {row['units']} |"
    yield ""


def _confidence() -> Iterator[str]:
    """What a confidence is worth, from the data that each language's was fitted to."""
    from conflict_events.encoder.file import has_encoder, shipped

    yield from (
        "## Confidence",
        "",
        "The share of events with such a confidence that are right, by what is called right below. It says nothing of an",
        "event's fields: the card of a data set tells how often each is right. An annotation has 1 unless its annotator said",
        "otherwise. Who takes only events from some confidence on has fewer wrong ones, and loses right ones.",
        "",
    )
    for code in available():
        if has_encoder(code):
            yield from _of_encoder(shipped(code).card, code)
        for name, told in ((MODEL, _of_model), ("confidence.json", _of_rules)):
            file = folder_of(code) / name
            if file.is_file():
                yield from told(json.loads(file.read_text(encoding="utf-8")), code)


def _of_rules(data: Mapping[str, Any], language: str) -> Iterator[str]:
    on, found = data["fitted_on"], data["reliability"]
    yield from _reliable(
        data["extractor"],
        language,
        f"Right means: {data['right']}. By {data['method']}, fitted on "
        f"{on['events']} events of {on['articles']} annotated articles, {on['right']} of them right (SHA-256 of the "
        f"annotated articles: `{on['sha256']}`). Checked by {found['method']}: mean calibration error "
        f"{found['calibration_error']}, Brier score {found['brier']}.",
        ((b["low"], b["high"], b["events"], b["confidence"], b["right"]) for b in found["bins"]),
    )


def _of_model(data: Mapping[str, Any], language: str) -> Iterator[str]:
    on = data["card"]
    yield from _reliable(
        "trained",
        language,
        f"{_RIGHT} Fitted on {on['events']} events of {on['articles']} annotated articles (SHA-256: "
        f"`{on['sha256']}`), and checked on {on['measured']} of them that the model had not seen ({on['folds']} folds).",
        ((b["from"], b["to"], b["events"], b["confidence"], b["right"]) for b in on["reliability"]),
    )


def _of_encoder(on: Mapping[str, Any], language: str) -> Iterator[str]:
    yield from _reliable(
        "encoder",
        language,
        f"{_RIGHT} The encoder learned from {on['articles']} annotated articles with {on['events']} events (SHA-256: "
        f"`{on['sha256']}`) but for {on['held_out']['articles']} of them, and from {on['more']} articles that nobody has "
        f"annotated, about which it asked {on['base']}, fine-tuned on the annotated ones. Confidence was fitted and is checked "
        f"here on {on['held_out']['measured']} of those held out.",
        ((b["from"], b["to"], b["events"], b["confidence"], b["right"]) for b in on["held_out"]["reliability"]),
    )


def _reliable(
    extractor: str, language: str, how: str, bins: Iterable[tuple[float, float, int, float, float]]
) -> Iterator[str]:
    yield from (f"### `{extractor}`, language `{language}`", "", how, "")
    yield from ("| confidence | events | mean confidence | share right |", "| --- | --- | --- | --- |")
    for low, high, events, confidence, right in bins:
        yield f"| {low} to {high} | {events} | {confidence:.2f} | {right:.2f} |"
    yield ""


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def main() -> None:
    """Write ``schema/CODEBOOK.md`` of the checkout anew."""
    (schemas.checkout() / "CODEBOOK.md").write_text(codebook().rstrip("\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
