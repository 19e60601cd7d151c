"""Label Studio and INCEpTION: what is written is read back, and what a file should not hold is told, not lost."""

from __future__ import annotations

import io
import json
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflict_events import schemas
from conflict_events.annotations import (
    archive,
    codes,
    inception,
    inception_files,
    inception_layers,
    jsonlist,
    labelstudio,
    parts,
    source,
)
from conflict_events.annotations.model import ATTRIBUTES, MENTION, ROLES, SENTENCE, Drawn, Link, Markup
from conflict_events.records import Rejected, Span
from reading import drawn_words

TEXT = "😀 أعلن الجيش أن طائرة 🛩️ قصفت مستودعا\r\nقرب قرية الزهور، أمس."
TYPES = tuple(schemas.codes("type"))


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def sample(text: str = TEXT) -> Markup:
    """An event with an actor, a place in two parts, and a date without a value."""
    return Markup(
        "a/1 أ",
        text,
        (
            Drawn("T1", "ASSAULT", (at("قصفت", text),), {"status": ("actual",), "mode": ("aerial", "drone")}, "sure?"),
            Drawn("T2", "Actor", (at("الجيش", text),), {"name": ("army",), "country": ("",)}),
            Drawn("T3", "Place", (at("قرب", text), at("الزهور", text)), {"precision": ("2",), "name": ("--",)}),
            Drawn("T4", "Date", (at("أمس", text),), {"earliest": ("",)}),
        ),
        (Link("T1", "actor", "T2"), Link("T1", "place", "T3"), Link("T1", "date", "T4")),
        "first",
    )


def split(items: Any) -> tuple[list[Markup], list[Rejected]]:
    listed = list(items)
    return [i for i in listed if isinstance(i, Markup)], [i for i in listed if isinstance(i, Rejected)]


def shape(markup: Markup) -> Any:
    """Spans and links of a markup without the ids that a tool may give anew."""
    number = {d.id: i for i, d in enumerate(markup.spans)}
    spans = [(d.label, d.parts, sorted(d.attributes.items()), d.note) for d in markup.spans]
    links = sorted(enumerate(markup.links), key=lambda each: (number[each[1].head], each[0]))
    return markup.article_id, markup.text, spans, [(number[k.head], k.role, number[k.target]) for _, k in links]


# --- round trips --------------------------------------------------------------------------------------

LETTERS = st.sampled_from("ابتثجحخ ءآة،؛.\n\r\tabc😀🚀🛩\ufe0f\u200f\u0651-\\\"<&'")
WORDS = st.text(LETTERS, max_size=8)
ODD = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=6)


@st.composite
def markups(draw: st.DrawFn) -> Markup:
    text = draw(st.text(LETTERS, min_size=6, max_size=60)) + draw(ODD)
    kinds = [*TYPES[:2], *ATTRIBUTES]
    kinds.remove("trigger")
    spans = []
    for number in range(draw(st.integers(0, 6))):
        label = draw(st.sampled_from(kinds))
        count = draw(st.sampled_from([2, 2, 2, 4]))
        cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=count, max_size=count, unique=True)))
        stretches = tuple(Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True))
        names = draw(st.lists(st.sampled_from(ATTRIBUTES[codes.kind(label)] or ("",)), unique=True))
        values = {n: tuple(draw(st.lists(WORDS, min_size=1, max_size=2 if n == "mode" else 1))) for n in names if n}
        spans.append(Drawn(f"T{number}", label, stretches, values, draw(st.one_of(st.just(""), ODD))))
    heads = [d for d in spans if d.label in TYPES]
    links = []
    for head in heads:
        for target in draw(st.lists(st.sampled_from(spans), max_size=4)):
            links.append(Link(head.id, draw(st.sampled_from([*ROLES, "own role"])), target.id))
    return Markup(draw(ODD), text, tuple(spans), tuple(links), draw(st.sampled_from(["", "rules"])))


@settings(max_examples=150)
@given(st.lists(markups(), max_size=3))
def test_label_studio_gives_back_what_was_written(given_markups: list[Markup]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tasks.json"
        labelstudio.write(given_markups, file)
        found, rejected = split(labelstudio.read(file))
    assert rejected == []
    assert [shape(m) for m in found] == [shape(m) for m in given_markups]
    assert [m.annotator for m in found] == [m.annotator for m in given_markups]


@settings(max_examples=60)
@given(st.lists(markups(), max_size=2))
def test_inception_gives_back_what_was_written(given_markups: list[Markup]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        inception.write(given_markups, Path(folder))
        found, rejected = split(inception.read(Path(folder)))
    assert rejected == []
    assert sorted(map(repr, map(shape, found))) == sorted(map(repr, map(shape, given_markups)))


@given(st.text(st.sampled_from("-a "), max_size=4))
def test_an_empty_answer_is_told_from_no_answer(value: str) -> None:
    assert codes.shown(value) != ""
    assert codes.meant(codes.shown(value)) == value
    assert codes.shown("") == codes.NONE


@given(markups())
def test_parts_are_joined_as_they_were_split(markup: Markup) -> None:
    single = parts.split(markup)
    assert all(len(d.parts) == 1 for d in single.spans)
    assert len({d.id for d in single.spans}) == len(single.spans)
    spans, links, reasons = parts.join(single.spans, single.links)
    assert (spans, links, reasons) == (markup.spans, markup.links, [])


def test_parts_that_do_not_fit_stay_spans_of_their_own() -> None:
    spans = (
        Drawn("1", "Actor", (Span(0, 1),), {"name": ("x",)}),
        Drawn("2", "Place", (Span(2, 3),)),
        Drawn("3", "Actor", (Span(4, 5),), {"name": ("y",)}),
    )
    links = [Link("1", "part", "2"), Link("1", "part", "3"), Link("1", "part", "1"), Link("1", "part", "9")]
    found, left, reasons = parts.join(spans, links)
    assert (found, left, len(reasons)) == (spans, (), 4)


@given(st.permutations([("1", "2"), ("2", "3"), ("3", "4")]))
def test_parts_of_parts_are_joined_in_any_order(pairs: list[tuple[str, str]]) -> None:
    spans = [Drawn(str(n), "Actor", (Span(2 * n, 2 * n + 1),)) for n in range(1, 5)]
    ((whole,), left, reasons) = parts.join(spans, [Link(head, "part", part) for head, part in pairs])
    assert (whole.id, len(whole.parts), left, reasons) == ("1", 4, (), [])


def test_links_from_and_to_a_further_part_are_those_of_the_span() -> None:
    spans = [Drawn(str(n), "Actor" if n > 2 else "ASSAULT", (Span(2 * n, 2 * n + 1),)) for n in range(1, 6)]
    links = [Link("1", "part", "2"), Link("4", "part", "5"), Link("2", "actor", "5"), Link("3", "part", "4")]
    found, left, reasons = parts.join(spans, links)
    assert ([d.id for d in found], left, reasons) == (["1", "3"], (Link("1", "actor", "3"),), [])


# --- Label Studio -------------------------------------------------------------------------------------


def region(words: str, label: str, name: str, text: str = TEXT, **more: Any) -> dict[str, Any]:
    span = at(words, text)
    value = {"start": span.start, "end": span.end, "text": words, "labels": [label]}
    return {"id": name, "from_name": "label", "to_name": "text", "type": "labels", "value": value, **more}


def choice(name: str, control: str, *picked: str) -> dict[str, Any]:
    value = {"start": 0, "end": 1, "choices": list(picked)}
    return {"id": name, "from_name": control, "to_name": "text", "type": "choices", "value": value}


def relation(head: str, target: str, *labels: str, direction: str = "right") -> dict[str, Any]:
    return {"type": "relation", "from_id": head, "to_id": target, "direction": direction, "labels": list(labels)}


def export(*results: list[dict[str, Any]], text: str = TEXT, **more: Any) -> dict[str, Any]:
    """A task as Label Studio exports it."""
    annotations = [
        {"id": 40 + i, "completed_by": {"id": i, "email": f"p{i}@example.org"}, "was_cancelled": False, "result": r}
        for i, r in enumerate(results, 1)
    ]
    data = {"text": text, "article_id": "a1"}
    return {"id": 7, "data": data, "annotations": annotations, "predictions": [], "meta": {}, **more}


def from_label_studio(folder: Path, *tasks: Any) -> tuple[list[Markup], list[Rejected]]:
    file = folder / "export.json"
    file.write_text("[" + ",\n".join(json.dumps(t, ensure_ascii=False) for t in tasks) + "]", encoding="utf-8")
    return split(labelstudio.read(file))


def test_an_export_has_a_markup_for_each_annotator(tmp_path: Path) -> None:
    one = [
        region("قصفت", "ASSAULT", "r1", meta={"text": ["why?"]}),
        region("الجيش", "Actor", "r2"),
        choice("r1", "trigger_status", "actual"),
        choice("r1", "trigger_mode", "aerial", "drone"),
        {**choice("r2", "actor_name"), "type": "textarea", "value": {"text": ["army"]}},
        relation("r1", "r2", "actor"),
    ]
    two = [region("قصفت", "ASSAULT", "r1"), region("أمس", "Date", "r9"), relation("r9", "r1", direction="left")]
    found, rejected = from_label_studio(tmp_path, export(one, two))
    assert rejected == []
    assert [m.annotator for m in found] == ["p1@example.org", "p2@example.org"]
    trigger = Drawn("r1", "ASSAULT", (at("قصفت"),), {"status": ("actual",), "mode": ("aerial", "drone")}, "why?")
    actor = Drawn("r2", "Actor", (at("الجيش"),), {"name": ("army",)})
    assert found[0].spans == (trigger, actor)
    assert found[0].links == (Link("r1", "actor", "r2"),)
    # A relation without a label to what can have but one role, drawn from the argument's side.
    assert found[1].links == (Link("r1", "date", "r9"),)
    assert (found[0].file, found[0].line) == (str(tmp_path / "export.json"), 1)


def test_predictions_of_an_exported_task_are_nobodys_annotations(tmp_path: Path) -> None:
    found, rejected = from_label_studio(tmp_path, export(predictions=[{"result": [region("قصفت", "ASSAULT", "r")]}]))
    assert found == []
    assert [r.reason for r in rejected] == ["a task without annotations"]


def test_a_skipped_task_is_told(tmp_path: Path) -> None:
    task = export([region("قصفت", "ASSAULT", "r1")])
    task["annotations"][0]["was_cancelled"] = True
    found, rejected = from_label_studio(tmp_path, task)
    assert (found, [r.reason for r in rejected]) == ([], ["skipped by annotator p1@example.org"])


def test_offsets_of_old_versions_are_utf16_code_units(tmp_path: Path) -> None:
    units = [region(words, "Actor", words) for words in ("الجيش", "طائرة", "الزهور")]
    for item in units:
        value = item["value"]
        value["start"], value["end"] = (len(TEXT[:n].encode("utf-16-le")) // 2 for n in (value["start"], value["end"]))
    assert units[0]["value"]["start"] == at("الجيش").start + 1
    found, rejected = from_label_studio(tmp_path, export(units))
    assert rejected == []
    assert [drawn_words(d, TEXT) for d in found[0].spans] == ["الجيش", "طائرة", "الزهور"]


def test_recorded_words_may_differ_in_blanks_and_line_ends(tmp_path: Path) -> None:
    item = region("مستودعا\r\nقرب", "Place", "r1")
    item["value"]["text"] = "مستودعا\\n\\nقرب"
    found, rejected = from_label_studio(tmp_path, export([item]))
    assert (drawn_words(found[0].spans[0], TEXT), rejected) == ("مستودعا\r\nقرب", [])


BAD_ITEMS: list[tuple[list[Any], str]] = [
    (
        [{**region("قصفت", "ASSAULT", "r"), "value": {"start": 3, "end": 5000, "labels": ["ASSAULT"]}}],
        "outside the text",
    ),
    ([{**region("قصفت", "ASSAULT", "r"), "value": {"start": 9, "end": 9, "labels": ["ASSAULT"]}}], "outside the text"),
    ([{**region("قصفت", "ASSAULT", "r"), "value": {"start": -2, "end": 4, "labels": ["ASSAULT"]}}], "outside the text"),
    ([{**region("قصفت", "ASSAULT", "r"), "value": {"start": True, "end": 4, "labels": ["ASSAULT"]}}], "no number"),
    ([{**region("قصفت", "ASSAULT", "r"), "value": {"start": 1, "end": 4, "labels": []}}], "exactly one label"),
    ([{**region("قصفت", "ASSAULT", "r"), "value": {"start": 1, "end": 4, "labels": ["A", "B"]}}], "exactly one label"),
    (
        [{**region("قصفت", "ASSAULT", "r"), "value": {"start": 1, "end": 5, "labels": ["A"], "text": "other"}}],
        "records",
    ),
    ([{**region("قصفت", "ASSAULT", "r"), "value": 5}], "value is no dict"),
    ([{**region("قصفت", "ASSAULT", "r"), "id": None}], "id is no str"),
    ([{**region("قصفت", "ASSAULT", "r"), "to_name": "title"}], "not on the article's text"),
    ([region("قصفت", "A", "r"), region("أمس", "B", "r")], "a second label"),
    ([{**region("قصفت", "A", "r"), "type": "rectanglelabels"}], "no place in an event"),
    ([choice("r", "status", "actual")], "no region with a label"),
    ([region("قصفت", "A", "r"), choice("r", "status")], "holds no value"),
    ([region("قصفت", "A", "r"), choice("r", "status", "x"), choice("r", "status", "y")], "set twice"),
    ([region("قصفت", "A", "r"), relation("r", "s", "actor")], "no region that can be used"),
    ([region("قصفت", "A", "r"), region("أمس", "Place", "s"), relation("r", "s")], "without a role"),
    ([region("قصفت", "A", "r"), region("أمس", "Date", "s"), relation("r", "s", direction="up")], "direction"),
    (["no object"], "type is no str"),
    ([{"type": 5}], "type is no str"),
]


@pytest.mark.parametrize(("items", "reason"), BAD_ITEMS)
def test_an_item_that_cannot_be_used_is_told_and_the_others_stand(
    tmp_path: Path, items: list[Any], reason: str
) -> None:
    good = region("الجيش", "Actor", "good")
    found, rejected = from_label_studio(tmp_path, "no task", export([good, *items]))
    assert found[0].spans[0] == Drawn("good", "Actor", (at("الجيش"),))
    assert rejected[0].reason == "a task without data.text"
    assert len(rejected) == 2
    assert reason in rejected[1].reason
    assert (rejected[1].line, rejected[1].article_id) == (2, "a1")


@pytest.mark.parametrize(
    "task",
    [
        5,
        {},
        {"data": {"text": 5}},
        {"data": {"text": "\ud800"}, "annotations": [{"result": []}]},
        {"data": {"text": "x"}, "annotations": 7},
        {"data": {"text": "x"}, "annotations": [7]},
        {"data": {"text": "x"}, "annotations": [{"result": {}}]},
        {"data": {"text": "x"}},
    ],
)
def test_a_task_of_wrong_types_is_rejected(tmp_path: Path, task: Any) -> None:
    file = tmp_path / "export.json"
    file.write_text(json.dumps([task]))
    found, rejected = split(labelstudio.read(file))
    assert (found, len(rejected)) == ([], 1)


def test_the_export_without_relations_is_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "export.json"
    label = {"start": 0, "end": 4, "text": TEXT[:4], "labels": ["ASSAULT"]}
    file.write_text(json.dumps([{"text": TEXT, "id": 7, "label": [label], "annotator": 1, "annotation_id": 3}]))
    with pytest.raises(ValueError, match="JSON-MIN, which leaves out who does what: export the project as JSON"):
        source.Annotations(file)


def test_an_article_without_an_id_has_the_id_that_readers_give_it(tmp_path: Path) -> None:
    from conflict_events.articles import readers

    task = export([])
    del task["data"]["article_id"]
    found, _ = from_label_studio(tmp_path, task)
    plain = tmp_path / "articles.jsonl"
    plain.write_text(json.dumps({"text": TEXT}))
    assert [found[0].article_id] == [a.article_id for a in readers.read([plain])]  # type: ignore[union-attr]


def test_an_id_that_a_table_made_a_number_is_the_articles(tmp_path: Path) -> None:
    task = export([])
    task["data"]["article_id"] = 17
    assert [found.article_id for found in from_label_studio(tmp_path, task)[0]] == ["17"]


def test_what_stands_before_broken_json_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "export.json"
    task = json.dumps(export([region("قصفت", "ASSAULT", "r1")]))
    file.write_text("[\n" + task + ",\n" + task[:50] + "\n", encoding="utf-8")
    found, rejected = split(labelstudio.read(tmp_path))
    assert len(found) == 1
    assert (rejected[0].file, rejected[0].line) == (str(file), 3)
    assert "not JSON" in rejected[0].reason


@pytest.mark.parametrize("text", ["", "[1 2]", "[1,]", "[1", "{", "[] 1", "[1] 2", "5 6", "\x00", "[" * 100_000])
def test_json_that_is_none_is_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(text)
    assert isinstance(list(jsonlist.elements(file))[-1], Rejected)


def test_elements_know_their_lines(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text('\n[\n{"a":\n1}, 2,\n\n3]\n')
    assert list(jsonlist.elements(file)) == [(3, {"a": 1}), (4, 2), (6, 3)]
    file.write_text("[]")
    assert list(jsonlist.elements(file)) == []


def test_files_that_cannot_be_read_are_rejected(tmp_path: Path) -> None:
    (tmp_path / "latin.json").write_bytes(b'["\xe9"]')
    for path in (tmp_path, tmp_path / "missing.json"):
        found, rejected = split(labelstudio.read(path))
        assert (found, len(rejected)) == ([], 1)
    for read in (labelstudio.read, inception.read):
        # What is published must not depend on where the files lie.
        assert [r.reason for r in split(read(path))[1]] == ["cannot be read: No such file or directory"]


def test_the_labeling_interface_offers_every_label_role_and_code() -> None:
    root = ElementTree.fromstring(labelstudio.configuration()["labelstudio.xml"])
    labels = [e.get("value") for e in root.iter("Label")]
    assert sorted(map(str, labels)) == sorted([*TYPES, *(k for k in ATTRIBUTES if k != "trigger")])
    assert {e.get("value") for e in root.iter("Relation")} == {*ROLES, parts.PART}
    assert "direction: rtl" in str(root.findtext("Style"))
    controls = {e.get("name") for e in root.iter() if e.get("perRegion") == "true"}
    assert controls == {f"{kind.lower()}_{name}" for kind, names in ATTRIBUTES.items() for name in names}
    status = next(e for e in root.iter("Choices") if e.get("name") == "trigger_status")
    assert [e.get("value") for e in status] == [*schemas.codes("status"), codes.NONE]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["", "r1", "text", "\ud800", "-"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "value", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)


def nodes(value: Any) -> list[tuple[Any, Any]]:
    """Each place in a JSON value: the container and the key."""
    keys: Any = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [(value, k) for k in keys] + [n for k in keys for n in nodes(value[k])]


def changed(value: Any, data: st.DataObject) -> Any:
    """A JSON value with something else in one to three places, or with something left out."""
    made = json.loads(json.dumps(value))
    for _ in range(data.draw(st.integers(1, 3))):
        place, key = data.draw(st.sampled_from(nodes(made)))
        if isinstance(place, dict) and data.draw(st.booleans()):
            del place[key]
        else:
            place[key] = data.draw(JSON)
        if not nodes(made):
            break
    return made


@settings(max_examples=150)
@given(st.data())
def test_no_export_whatever_it_holds_raises(data: st.DataObject) -> None:
    results = [
        region("قصفت", "ASSAULT", "r1", meta={"text": ["why?"]}),
        region("أمس", "Date", "r2"),
        choice("r1", "trigger_status", "actual"),
        relation("r1", "r2", "date"),
    ]
    task = changed([export(results)], data)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "x.json"
        file.write_text(json.dumps(task))
        found = list(labelstudio.read(file))
    for each in found:
        assert isinstance(each, Rejected) or all(each.text[p.start : p.end] for d in each.spans for p in d.parts)
        assert isinstance(each, Rejected) or {e for k in each.links for e in (k.head, k.target)} <= {
            d.id for d in each.spans
        }


# --- INCEpTION ----------------------------------------------------------------------------------------


def written(folder: Path, *markups_: Markup) -> tuple[bytes, bytes]:
    """The first document that is written, and its type system."""
    inception.write(markups_ or [sample()], folder)
    return next(folder.glob("*.xmi")).read_bytes(), (folder / "TypeSystem.xml").read_bytes()


def packed(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return stream.getvalue()


def read_zip(folder: Path, members: dict[str, bytes]) -> tuple[list[Markup], list[Rejected]]:
    file = folder / "export.zip"
    file.write_bytes(packed(members))
    return split(inception.read(file))


def test_offsets_in_xmi_are_utf16_code_units_and_line_ends_are_kept(tmp_path: Path) -> None:
    document, _ = written(tmp_path)
    units = len(TEXT[: at("الجيش").start].encode("utf-16-le")) // 2
    assert f'begin="{units}"'.encode() in document
    assert b"&#13;&#10;" in document
    found, rejected = split(inception.read(tmp_path))
    assert (rejected, shape(found[0])) == ([], shape(sample()))


def test_an_exported_project_has_a_markup_for_each_annotator_and_the_curation(tmp_path: Path) -> None:
    document, types = written(tmp_path / "made")
    plain = document.replace("a/1 أ".encode(), b"")
    cas = {"x.xmi": plain, "TypeSystem.xml": types}
    project = {
        "exportedproject.json": b"{}",
        "annotation/news%2F1.xmi/anna.zip": packed(cas),
        "annotation/news%2F1.xmi/bert.zip": packed(cas),
        "annotation/news%2F1.xmi/INITIAL_CAS.zip": packed(cas),
        "annotation_ser/news%2F1.xmi/anna.ser": b"\xac\xed",
        "curation/news%2F1.xmi/CURATION_USER.zip": packed(cas),
    }
    found, rejected = read_zip(tmp_path, project)
    assert rejected == []
    people = [("news/1", "anna"), ("news/1", "bert"), ("news/1", "CURATION_USER")]
    assert [(m.article_id, m.annotator) for m in found] == people
    assert found[0].file.endswith("export.zip/annotation/news%2F1.xmi/anna.zip/x.xmi")
    with zipfile.ZipFile(tmp_path / "export.zip") as made:
        made.extractall(tmp_path / "unpacked")
    found, rejected = split(inception.read(tmp_path / "unpacked"))
    assert rejected == []
    assert [(m.article_id, m.annotator) for m in found] == people


OTHER_TYPES = """<?xml version="1.0"?><typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>
<typeDescription><name>webanno.custom.Who</name><description/><supertypeName>uima.tcas.Annotation</supertypeName>
<features><featureDescription><name>value</name><description/><rangeTypeName>uima.cas.String</rangeTypeName>
</featureDescription><featureDescription><name>sure</name><description/><rangeTypeName>uima.cas.Integer</rangeTypeName>
</featureDescription></features></typeDescription>
<typeDescription><name>webanno.custom.Role</name><description/><supertypeName>uima.tcas.Annotation</supertypeName>
<features><featureDescription><name>Governor</name><description/><rangeTypeName>uima.tcas.Annotation</rangeTypeName>
</featureDescription><featureDescription><name>Dependent</name><description/>
<rangeTypeName>uima.tcas.Annotation</rangeTypeName></featureDescription><featureDescription><name>label</name>
<description/><rangeTypeName>uima.cas.String</rangeTypeName></featureDescription></features></typeDescription>
</types></typeSystemDescription>"""
OTHER = """<?xml version="1.0" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"
 xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0">
<cas:NULL xmi:id="0"/>
<custom:Who xmi:id="5" sofa="1" begin="0" end="5" value="Group" sure="3"/>
<custom:Who xmi:id="6" sofa="1" begin="6" end="10"/>
<custom:Role xmi:id="7" sofa="1" begin="0" end="5" Governor="6" Dependent="5" label="did"/>
<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="الجيش قصفت"/>
<cas:View sofa="1" members="5 6 7"/>
</xmi:XMI>"""


def test_an_id_that_begins_with_a_point_hides_no_document(tmp_path: Path) -> None:
    inception.write([Markup(name, TEXT, ()) for name in (".a", ".", "..")], tmp_path)
    found, rejected = split(inception.read(tmp_path))
    assert (sorted(m.article_id for m in found), rejected) == ([".", "..", ".a"], [])


def test_layers_of_another_project_come_out_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "TypeSystem.xml").write_text(OTHER_TYPES)
    (tmp_path / "doc one.xmi").write_text(OTHER, encoding="utf-8")
    found, rejected = split(inception.read(tmp_path))
    assert rejected == []
    who, verb = found[0].spans
    assert (found[0].article_id, who.label, who.attributes) == ("doc one", "Group", {"sure": ("3",)})
    assert (verb.label, verb.line) == ("Who", 6)
    assert found[0].links == (Link(verb.id, "did", who.id),)


def test_a_feature_that_is_true_or_false_has_the_value_that_the_file_has(tmp_path: Path) -> None:
    (tmp_path / "TypeSystem.xml").write_text(OTHER_TYPES.replace("uima.cas.Integer", "uima.cas.Boolean"))
    (tmp_path / "x.xmi").write_text(OTHER.replace('sure="3"', 'sure="true"'), encoding="utf-8")
    (found,), _ = split(inception.read(tmp_path))
    assert found.spans[0].attributes == {"sure": ("true",)}


def test_annotations_are_not_compared_with_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def compared(*_: object) -> bool:
        raise AssertionError

    from cassis.typesystem import FeatureStructure

    monkeypatch.setattr(FeatureStructure, "__eq__", compared)
    (tmp_path / "TypeSystem.xml").write_text(OTHER_TYPES)
    again = OTHER.replace("<cas:Sofa", OTHER[OTHER.index("<custom:Role") : OTHER.index("<cas:Sofa")] + "<cas:Sofa")
    again = again.replace('xmi:id="7"', 'xmi:id="8"', 1).replace("5 6 7", "5 6 7 8")
    (tmp_path / "x.xmi").write_text(again, encoding="utf-8")
    (found,), rejected = split(inception.read(tmp_path))
    assert (len(found.spans), len(found.links), rejected) == (2, 2, [])


def test_a_document_without_its_type_system_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "x.xmi").write_text(OTHER, encoding="utf-8")
    found, rejected = split(inception.read(tmp_path))
    assert (found, len(rejected)) == ([], 1)
    assert "TypeNotFoundError" in rejected[0].reason


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_declares_entities_is_refused(tmp_path: Path, encoding: str) -> None:
    head, _, rest = OTHER.partition("\n")
    bomb = head.replace("UTF-8", encoding) + BOMB + rest.replace("الجيش قصفت", "&b;")
    (tmp_path / "x.xmi").write_bytes(bomb.encode(encoding))
    (tmp_path / "TypeSystem.xml").write_text(OTHER_TYPES)
    (tmp_path / "y").mkdir()
    (tmp_path / "y" / "y.xmi").write_text(OTHER, encoding="utf-8")
    (tmp_path / "y" / "TypeSystem.xml").write_text(OTHER_TYPES.replace("?><", "?>" + BOMB + "<", 1))
    found, rejected = split(inception.read(tmp_path))
    assert found == []
    assert ["DOCTYPE" in r.reason for r in rejected] == [True, True]


CHANGES: list[tuple[str, str, str]] = [
    ('begin="0" end="5" value', 'begin="0" end="500" value', "outside the text"),
    ('begin="0" end="5" value', 'begin="5" end="0" value', "from 5 to 0"),
    ('begin="0" end="5" value', 'begin="5" end="5" value', "from 5 to 5"),
    ('Dependent="5"', 'Dependent="7"', "does not join two spans"),
    ('begin="6" end="10"', 'begin="-6" end="10"', "outside the text"),
]


@pytest.mark.parametrize(("old", "new", "reason"), CHANGES)
def test_an_annotation_that_cannot_be_used_is_told_and_the_others_stand(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    assert old in OTHER
    (tmp_path / "TypeSystem.xml").write_text(OTHER_TYPES)
    (tmp_path / "x.xmi").write_text(OTHER.replace(old, new), encoding="utf-8")
    found, rejected = split(inception.read(tmp_path))
    assert reason in rejected[0].reason
    assert rejected[0].line > 0
    assert len(found[0].spans) >= 1


def test_an_offset_inside_a_surrogate_pair_is_told(tmp_path: Path) -> None:
    (tmp_path / "TypeSystem.xml").write_text(OTHER_TYPES)
    (tmp_path / "x.xmi").write_text(
        OTHER.replace('sofaString="الجيش قصفت"', 'sofaString="الج😀 قصفت"'), encoding="utf-8"
    )
    found, _ = split(inception.read(tmp_path))
    assert [drawn_words(d, found[0].text) for d in found[0].spans] == ["الج😀", "قصفت"]
    changed = OTHER.replace('sofaString="الجيش قصفت"', 'sofaString="الجي😀 قصفت"')
    (tmp_path / "x.xmi").write_text(changed, encoding="utf-8")
    found, rejected = split(inception.read(tmp_path))
    assert "inside a character" in rejected[0].reason


BROKEN: list[Callable[[str], str]] = [
    lambda text: text[:300],
    lambda text: text.replace('members="5 6 7"', 'members="5 6 99"'),
    lambda text: text.replace('begin="6"', 'begin="x"'),
    lambda text: text.replace("custom:Who", "custom:Nobody"),
    lambda text: text.replace('Governor="6"', 'Governor="66"'),
    lambda text: text.replace(' sofaString="الجيش قصفت"', ""),
    lambda text: "no XML at all",
    lambda text: "",
]


@pytest.mark.parametrize("damage", BROKEN)
def test_a_damaged_document_is_one_rejected_row(tmp_path: Path, damage: Callable[[str], str]) -> None:
    (tmp_path / "TypeSystem.xml").write_text(OTHER_TYPES)
    (tmp_path / "x.xmi").write_text(damage(OTHER), encoding="utf-8")
    found, rejected = split(inception.read(tmp_path))
    assert (found, len(rejected), rejected[0].file) == ([], 1, str(tmp_path / "x.xmi"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"%TYPES": 5}',
        '{"%TYPES": {}, "%FEATURE_STRUCTURES": [5], "%VIEWS": {}}',
        "\ud800",
        "[" * 99999,
    ],
)
def test_broken_cas_json_is_one_rejected_row(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    found, rejected = split(inception.read(tmp_path))
    assert (found, len(rejected)) == ([], 1)


def test_cas_json_is_read_as_xmi_is(tmp_path: Path) -> None:
    odd = sample(TEXT + "\x0b")
    inception.write([odd], tmp_path)
    (file,) = tmp_path.glob("*.json")
    found, rejected = split(inception.read(file))
    assert (rejected, shape(found[0])) == ([], shape(odd))
    plain = json.loads(file.read_text(encoding="utf-8"))
    begins = [fs["begin"] for fs in plain["%FEATURE_STRUCTURES"] if fs.get("name") == "army"]
    assert begins == [len(TEXT[: at("الجيش").start].encode("utf-16-le")) // 2]
    del plain["%TYPES"]
    file.write_text(json.dumps(plain), encoding="utf-8")
    assert shape(split(inception.read(file))[0][0]) == shape(odd)


@settings(max_examples=100)
@given(st.data())
def test_no_cas_whatever_it_holds_raises(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        inception.write([sample(TEXT + "\x0b")], Path(folder))
        (file,) = Path(folder).glob("*.json")
        file.write_text(json.dumps(changed(json.loads(file.read_text(encoding="utf-8")), data)))
        found, rejected = split(inception.read(file))
    assert len(found) + len(rejected) >= 1
    assert all(m.text[p.start : p.end] for m in found for d in m.spans for p in d.parts)


EXPORTED = """<?xml version="1.0" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:custom="http:///webanno/custom.ecore"
 xmlns:type="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore"
 xmlns:meta="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore" xmi:version="2.0"><cas:NULL xmi:id="0"/>
<meta:DocumentMetaData xmi:id="12" sofa="1" begin="0" end="23" language="x-unspecified" documentTitle="news%2F7.xmi"
 documentId="news%2F7.xmi" collectionId="demo" isLastSegment="false"/>
<type:Sentence xmi:id="20" sofa="1" begin="0" end="23"/><type:Token xmi:id="21" sofa="1" begin="0" end="4"/>
<custom:ConflictTrigger xmi:id="31" sofa="1" begin="0" end="4" eventType="ASSAULT" status="actual" arguments="41 42">
<mode>aerial</mode><mode>drone</mode></custom:ConflictTrigger>
<custom:ConflictTriggerArgumentsLink xmi:id="41" role="actor" target="51"/>
<custom:ConflictTriggerArgumentsLink xmi:id="42" target="52"/>
<custom:ConflictActor xmi:id="51" sofa="1" begin="5" end="10" name="aircraft" country="-" note=""/>
<custom:ConflictDate xmi:id="52" sofa="1" begin="14" end="17"/>
<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="قصفت طائرة &#128512; أمس&#13;&#10;هنا."/>
<cas:View sofa="1" members="12 20 21 31 51 52"/></xmi:XMI>"""


def test_a_document_as_inception_exports_it(tmp_path: Path) -> None:
    """Written by hand after an export: other layers beside ours, children for a string array, a link without a role."""
    types = inception_layers.type_system()
    for name in ("segmentation.type.Sentence", "segmentation.type.Token"):
        types.create_type(f"de.tudarmstadt.ukp.dkpro.core.api.{name}", "uima.tcas.Annotation")
    metadata = types.create_type(inception.METADATA, "uima.tcas.DocumentAnnotation")
    for name in ("documentTitle", "documentId", "collectionId", "isLastSegment"):
        types.create_feature(metadata, name, "uima.cas.String")
    members = {"anna.xmi": EXPORTED.encode(), "TypeSystem.xml": types.to_xml().encode()}
    found, rejected = read_zip(tmp_path, members)
    assert rejected == []
    (markup,) = found
    assert (markup.article_id, markup.text) == ("news/7", "قصفت طائرة 😀 أمس\r\nهنا.")
    assert [(d.id, d.label, drawn_words(d, markup.text), dict(d.attributes)) for d in markup.spans] == [
        ("31", "ASSAULT", "قصفت", {"status": ("actual",), "mode": ("aerial", "drone")}),
        ("51", "Actor", "طائرة", {"name": ("aircraft",), "country": ("",)}),
        ("52", "Date", "أمس", {}),
    ]
    assert markup.links == (Link("31", "actor", "51"), Link("31", "date", "52"))


def test_archives_do_not_lead_outside_nor_unpack_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document, _ = written(tmp_path / "made")
    monkeypatch.setattr(archive, "MEMBER_LIMIT", len(document))
    big = document + b" " * 10
    members = {"../x.xmi": document, "/y.xmi": document, "C:\\z.xmi": document, "big.xmi": big, "a.xmi": document}
    found, rejected = read_zip(tmp_path, members)
    assert len(found) == 1
    assert sorted("leads out" in r.reason or "more than" in r.reason for r in rejected) == [True] * 4
    monkeypatch.setattr(archive, "MEMBERS", 2)
    assert "an archive of 5 files" in read_zip(tmp_path, members)[1][0].reason


def test_what_is_no_archive_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK no")
    (tmp_path / "y.zip").write_bytes(packed({"readme.txt": b"nothing"}))
    inner = packed({"x.xmi": b""})
    (tmp_path / "z.zip").write_bytes(packed({"annotation/d/a.zip": inner[:40], "annotation/d/b.zip": b""}))
    found, rejected = split(inception.read(tmp_path))
    assert (found, len(rejected)) == ([], 4)


def test_the_same_markup_gives_the_same_bytes(tmp_path: Path) -> None:
    for tool in (inception, labelstudio):
        for name in ("one", "two"):
            path = tmp_path / tool.__name__ / name
            path.parent.mkdir(exist_ok=True)
            tool.write([sample(), sample()], path)  # type: ignore[attr-defined]
    one, two = (tmp_path / inception.__name__ / name for name in ("one", "two"))
    assert [f.name for f in sorted(one.iterdir())] == [f.name for f in sorted(two.iterdir())]
    assert all((two / f.name).read_bytes() == f.read_bytes() for f in one.iterdir())
    assert len({(tmp_path / labelstudio.__name__ / name).read_bytes() for name in ("one", "two")}) == 1


def test_the_library_is_asked_for_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path)
    monkeypatch.setitem(sys.modules, "cassis", None)
    with pytest.raises(ValueError, match=r"pip install '\.\[annotations\]'"):
        list(inception.read(tmp_path))


def test_our_layers_hold_no_foreign_attributes_and_no_links_from_arguments(tmp_path: Path) -> None:
    actor = Drawn("T1", "Actor", (Span(0, 1),))
    with pytest.raises(ValueError, match="without a feature"):
        inception.write([Markup("a", TEXT, (Drawn("T1", "Actor", (Span(0, 1),), {"status": ("x",)}),))], tmp_path)
    with pytest.raises(ValueError, match="is no trigger"):
        inception.write([Markup("a", TEXT, (actor,), (Link("T1", "actor", "T1"),))], tmp_path)


def test_the_shipped_layers_and_the_type_system_agree() -> None:
    files = inception.configuration()
    layers = {layer["name"]: layer for layer in json.loads(files["layers.json"])}
    root = ElementTree.fromstring(files["TypeSystem.xml"])
    space = "{http://uima.apache.org/resourceSpecifier}"
    described = {}
    for each in root.iter(space + "typeDescription"):
        names = [f.findtext(space + "name") for f in each.iter(space + "featureDescription")]
        described[each.findtext(space + "name")] = names
    for name, layer in layers.items():
        assert described[name] == [f["name"] for f in layer["features"]]
        for feature in layer["features"]:
            if feature["link_mode"] == "WITH_ROLE":
                assert described[feature["link_type_name"]] == ["role", "target"]
    trigger = layers["webanno.custom.ConflictTrigger"]["features"]
    tags = {f["name"]: [t["tag_name"] for t in f["tag_set"]["tags"]] for f in trigger if f["tag_set"]}
    assert tags["eventType"] == list(TYPES)
    assert set(tags["arguments"]) == set(ROLES)
    assert MENTION in " ".join(layers) and SENTENCE in " ".join(layers)


def test_the_article_id_is_that_of_the_name_where_nothing_else_tells() -> None:
    assert inception_files.stem("news%2F1.xmi") == "news/1"
    assert inception_files.stem("a.b.cas.json") == "a.b"
