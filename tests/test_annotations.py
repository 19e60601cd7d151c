"""Annotation files of each format: what is written is read again, and nothing that a file holds is lost or fatal."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conflict_events import schemas
from conflict_events.annotations import brat, doccano, mapping, project, quotes, source
from conflict_events.annotations.align import Aligner
from conflict_events.annotations.frames import frames
from conflict_events.annotations.model import ATTRIBUTES, LABELS, ROLES, Drawn, Link, Markup
from conflict_events.extraction import compiled
from conflict_events.records import Article, Frame, Rejected, Span
from reading import drawn_words

SAMPLES = Path(__file__).parent / "annotations"
TYPES = sorted(schemas.codes("type"))
PLAIN = "شن 🚀 مسلحون هجوما\r\nعلى حاجز للجيش\nقرب البصرة. "


def markups(items: Iterable[Markup | Rejected]) -> list[Markup]:
    found = list(items)
    assert [i for i in found if isinstance(i, Rejected)] == []
    return [i for i in found if isinstance(i, Markup)]


def rejected(items: Iterable[Any]) -> list[Rejected]:
    return [i for i in items if isinstance(i, Rejected)]


def told(markup: Markup) -> Any:
    """A markup without the ids, which a tool may give anew."""
    number = {d.id: i for i, d in enumerate(markup.spans)}
    spans = [(d.label, d.parts, dict(d.attributes), d.note) for d in markup.spans]
    links = sorted((number[x.head], x.role, number[x.target]) for x in markup.links)
    return markup.article_id, markup.text, markup.annotator, spans, links


# --- round trips --------------------------------------------------------------------------------------

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
VALUES = st.one_of(st.just(""), WORDS, st.text("ab;=\\ \n\t\r#:", max_size=8))


@st.composite
def drawn_spans(draw: st.DrawFn, text: str, number: int) -> Drawn:
    label = draw(st.sampled_from([*TYPES, *(a for a in ATTRIBUTES if a != "trigger")]))
    edges = draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True))
    pairs = list(zip(*[iter(sorted(edges))] * 2, strict=False))
    # A tool cuts spans at line ends: parts neither begin nor end there, nor are line ends all that is between them.
    parts = [Span(a, b) for a, b in pairs if text[a:b].strip("\r\n") == text[a:b]]
    merged = parts[:1]
    for part in parts[1:]:
        if text[merged[-1].end : part.start].strip("\r\n"):
            merged.append(part)
    names = ATTRIBUTES["trigger" if label in TYPES else label]
    attributes: dict[str, tuple[str, ...]] = {}
    for name in draw(st.lists(st.sampled_from(names), unique=True)) if names else []:
        if name == "mode":
            modes = st.sampled_from(sorted(schemas.codes("mode")))
            attributes[name] = tuple(draw(st.lists(modes, min_size=1, max_size=3, unique=True)))
        elif name == "status":
            attributes[name] = (draw(st.sampled_from(["", "actual", "future", "negated"])),)
        else:
            attributes[name] = (draw(VALUES),)
    return Drawn(f"X{number}", label, tuple(merged), attributes, draw(st.one_of(st.just(""), VALUES)))


@st.composite
def annotated(draw: st.DrawFn) -> Markup:
    text = draw(
        st.text(st.sampled_from([*PLAIN, "a", "\u0650", "\u202b", "\u2028", "\U0001f1f8"]), min_size=1, max_size=60)
    )
    found = [draw(drawn_spans(text, i)) for i in range(draw(st.integers(0, 6)))]
    spans = [d for d in found if d.parts]
    links = []
    if spans:
        for _ in range(draw(st.integers(0, 6))):
            head, target = draw(st.sampled_from(spans)), draw(st.sampled_from(spans))
            links.append(Link(head.id, draw(st.sampled_from(sorted(ROLES))), target.id))
    return Markup("article", text, tuple(spans), tuple(dict.fromkeys(links)))


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(markup=annotated())
def test_brat_reads_what_it_wrote(markup: Markup, tmp_path: Path) -> None:
    brat.write([markup], tmp_path / "brat")
    assert [told(m) for m in markups(brat.read(tmp_path / "brat"))] == [told(markup)]


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(markup=annotated())
def test_doccano_reads_what_it_wrote(markup: Markup, tmp_path: Path) -> None:
    doccano.write([markup], tmp_path / "doccano.jsonl")
    assert [told(m) for m in markups(doccano.read(tmp_path / "doccano.jsonl"))] == [told(markup)]


@pytest.mark.parametrize(("form", "name"), [(brat, "brat"), (doccano, "doccano.jsonl")], ids=["brat", "doccano"])
def test_the_samples_survive_every_format(form: ModuleType, name: str, tmp_path: Path) -> None:
    samples = [*markups(brat.read(SAMPLES / "brat")), *markups(doccano.read(SAMPLES / "doccano.jsonl"))]
    assert len(samples) > 1 and all(sample.spans for sample in samples)
    for number, sample in enumerate(samples):
        (tmp_path / str(number)).mkdir()
        form.write([sample], tmp_path / str(number) / name)
        assert [told(m) for m in markups(form.read(tmp_path / str(number) / name))] == [told(sample)]


def test_brat_keeps_its_own_ids_and_lines() -> None:
    (sample,) = markups(brat.read(SAMPLES / "brat"))
    assert [d.id for d in sample.spans] == [f"T{i}" for i in range(1, 13)]
    assert [d.line for d in sample.spans] == list(range(1, 13))
    assert len(sample.spans[-1].parts) == 2
    assert sample.spans[8].attributes == {"status": ("negated",), "mode": ("arrest",)}
    assert sample.spans[8].note == "denied by the speaker"


def test_a_byte_order_mark_that_an_editor_wrote_loses_no_annotation(tmp_path: Path) -> None:
    (sample,) = markups(brat.read(SAMPLES / "brat"))
    brat.write([sample], tmp_path)
    (file,) = tmp_path.rglob("*.ann")
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    (found,) = brat.read(tmp_path)
    assert isinstance(found, Markup) and told(found) == told(sample)


def test_a_text_whose_line_ends_became_windows_loses_no_annotation(tmp_path: Path) -> None:
    text = "شن هجوما\nفي القرية\n\nأمس في القرية\n"
    spans = []
    for number, words in enumerate(("هجوما", "القرية\n\nأمس", "أمس", "في القرية\n"), 1):
        at = text.rindex(words)
        spans.append(Drawn(f"T{number}", "Date", (Span(at, at + len(words)),)))
    brat.write([Markup("a", text, tuple(spans))], tmp_path)
    (tmp_path / "a.txt").write_bytes(text.replace("\n", "\r\n").encode())
    (tmp_path / "a.ann").write_bytes((tmp_path / "a.ann").read_bytes().replace(b"\n", b"\r\n") + b"T9\tDate 0 9\tx\r\n")
    lost, found = brat.read(tmp_path)
    assert isinstance(found, Markup) and isinstance(lost, Rejected)
    assert [drawn_words(d, found.text).split() for d in found.spans] == [drawn_words(d, text).split() for d in spans]
    assert lost.reason == "T9: at its offsets stands 'شن هجوما\\r', not 'x'"


def test_any_id_and_annotator_is_the_name_of_a_file_of_brat(tmp_path: Path) -> None:
    ids = ["https://example.org/a?b=1%20", "../up", ".hidden", "خبر 7", "a.b"]
    written = [Markup(i, PLAIN, (), annotator=who) for i in ids for who in ("", "..", "A/..", "ليلى")]
    brat.write(written, tmp_path / "in" / "brat")
    read = markups(brat.read(tmp_path / "in" / "brat"))
    assert sorted((m.article_id, m.annotator) for m in read) == sorted((m.article_id, m.annotator) for m in written)
    assert [p.name for p in tmp_path.iterdir()] == ["in"]


def test_doccano_offsets_count_as_javascript_does() -> None:
    sample = markups(doccano.read(SAMPLES / "doccano.jsonl"))[0]
    assert "🚀" in sample.text
    assert [drawn_words(d, sample.text) for d in sample.spans] == [
        "قصفت", "الجيش السوري", "مدينة تدمر", "سبعة مسلحين", "اعتقال", "قادتها"
    ]  # fmt: skip
    assert sample.spans[0].attributes == {"mode": ("heavy-weapons",)}


def test_two_events_on_one_trigger_are_two(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("اعتقال خمسة وثلاثة", encoding="utf-8")
    ann = (
        "T1\tCOERCE 0 6\tاعتقال\nT2\tAmount 7 11\tخمسة\nT3\tAmount 13 18\tثلاثة\n"
        "E1\tCOERCE:T1 detained:T2\nE2\tCOERCE:T1 detained:T3\n"
    )
    (tmp_path / "a.ann").write_text(ann, encoding="utf-8")
    (markup,) = markups(brat.read(tmp_path))
    assert [(x.head, x.target) for x in markup.links] == [("T1", "T2"), ("T1/E2", "T3")]


# --- hostile files ------------------------------------------------------------------------------------

BRAT_LINES = [
    "T2 Actor 0 3\tabc",
    "T3\tActor zero 3\tx",
    "T4\tActor 0 9999\tx",
    "T5\tActor 5 2\tx",
    "T6\tActor 0 2\tnot these words",
    "T7\tActor 0 4;2 6\tx",
    "T1\tActor 0 2\tشن",
    "E1\tASSAULT:T99 actor:T1",
    "E2\t",
    "R1\tactor T1",
    "R2\tactor Arg1:T1 Arg2:T77",
    "A1\tstatus T88 future",
    "N1\tReference T1 Wikipedia:12\tsomebody",
    "N2\tReference T1",
    "*\tEquiv T1 T2",
    "#1\tAnnotatorNotes T55\tlost",
    "garbage",
    "X9\tunknown",
]


def test_each_bad_line_of_brat_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAIN, encoding="utf-8", newline="")
    (tmp_path / "a.ann").write_text("T1\tASSAULT 0 2\tشن\n" + "\n".join(BRAT_LINES) + "\n", encoding="utf-8")
    items = list(brat.read(tmp_path))
    assert sorted(r.line for r in rejected(items)) == list(range(2, 2 + len(BRAT_LINES)))
    assert all(r.file == str(tmp_path / "a.ann") and r.reason and r.article_id == "a" for r in rejected(items))
    (markup,) = [i for i in items if isinstance(i, Markup)]
    assert [d.label for d in markup.spans] == ["ASSAULT"]


def test_a_missing_text_and_bytes_that_are_not_utf_8_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text("T1\tActor 0 2\tشن\n", encoding="utf-8")
    (tmp_path / "b.ann").write_bytes("T1\tActor 0 2\tشن\n".encode("windows-1256"))
    (tmp_path / "b.txt").write_text(PLAIN, encoding="utf-8")
    reasons = [r.reason for r in rejected(brat.read(tmp_path))]
    assert "a.txt cannot be read" in reasons[0] and "b.ann is not UTF-8" in reasons[1]
    assert [i for i in brat.read(tmp_path) if isinstance(i, Markup)] == []


DOCCANO = [
    "{",
    "[]",
    '{"id": 1}',
    '{"text": "قصف", "entities": 5}',
    '{"text": "قصف", "entities": [7]}',
    '{"text": "قصف", "entities": [{"label": "ASSAULT", "start_offset": 0, "end_offset": 99}]}',
    '{"text": "قصف", "entities": [{"label": "ASSAULT", "start_offset": 2, "end_offset": 1}]}',
    '{"text": "قصف", "entities": [{"label": "ASSAULT", "start_offset": "0", "end_offset": true}]}',
    '{"text": "🚀قصف", "entities": [{"label": "ASSAULT", "start_offset": 1, "end_offset": 3}]}',
    '{"text": "قصف", "entities": [], "relations": [{"from_id": 1}]}',
    '{"text": "قصف", "entities": [], "attributes": [{"label": []}]}',
    '{"text": "قصف", "entities": [], "attributes": [{"label": [], "start_offset": 0, "end_offset": {}}]}',
    '{"text": "قصف", "entities": [{"label": "Actor", "start_offset": 0, "end_offset": 3}], "attributes": '
    '[{"label": "Actor", "start_offset": 0, "end_offset": 3, "parts": 5}]}',
    '{"text": "قصف", "entities": [], "attributes": [{"label": "Actor", "start_offset": 0, "end_offset": 3}]}',
    "[" * 100_000,
]


@pytest.mark.parametrize("line", DOCCANO)
def test_a_bad_line_of_doccano_is_told(line: str, tmp_path: Path) -> None:
    file = tmp_path / "d.jsonl"
    file.write_text('{"text": "سلام", "entities": []}\n' + line + "\n", encoding="utf-8")
    found = rejected(doccano.read(file))
    assert found and {(r.file, r.line) for r in found} == {(str(file), 2)}


PROJECT = [
    '{"article_id": "a"}',
    '{"article_id": 5, "events": []}',
    '{"article_id": "a", "events": [5]}',
    '{"article_id": "a", "events": [{"id": "E1", "type": "ASSAULT", "sentence": "ليس هنا", "trigger": "ليس"}]}',
    '{"article_id": "a", "events": [{"id": "E1", "type": "ASSAULT", "sentence": "على حاجز", "trigger": "قصف"}]}',
    '{"article_id": "a", "events": [{"id": "E1", "type": 7, "sentence": "على حاجز", "trigger": "على"}]}',
    '{"article_id": "a", "events": [{"id": "E1", "sentence": 5}]}',
    '{"article_id": "a", "events": [{"type": "ASSAULT", "sentence": "على حاجز", "trigger": "على", '
    '"actor": [{"text": "لا"}, 5]}]}',
    '{"article_id": "unknown", "events": []}',
]


@pytest.mark.parametrize("line", PROJECT)
def test_a_bad_line_of_ours_is_told(line: str, tmp_path: Path) -> None:
    file = tmp_path / "p.jsonl"
    file.write_text(line + "\n", encoding="utf-8")
    found = rejected(project.read(file, {"a": PLAIN}))
    assert found and {(r.file, r.line) for r in found} == {(str(file), 1)}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200))
@pytest.mark.parametrize("read", [brat.read, doccano.read, project.rows])
def test_no_bytes_are_fatal(read: Callable[[Path], Iterable[Any]], data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "x.ann"
    file.write_bytes(data)
    (tmp_path / "x.txt").write_text(PLAIN, encoding="utf-8")
    list(read(file))


JUNK = [None, True, -1, 1e308, float("inf"), 10**30, "", "x", "\ud800", [], {}, [1], "قصف", "ASSAULT", "9", "status="]


def damaged(value: Any, chance: random.Random) -> Any:
    """A JSON value with some of its parts replaced, renamed, doubled or left out."""
    if chance.random() < 0.06:
        return chance.choice(JUNK)
    if isinstance(value, dict):
        return {(k if chance.random() > 0.02 else "x"): damaged(v, chance) for k, v in value.items()}
    if isinstance(value, list):
        return [
            damaged(v, chance) for v in value for _ in range(1 if chance.random() > 0.03 else chance.choice([0, 2]))
        ]
    return value


def scratched(line: str, chance: random.Random) -> str:
    """A line with some characters replaced, added or taken away."""
    for _ in range(chance.choice([0, 1, 1, 3])):
        at = chance.randrange(len(line) + 1)
        new = chance.choice([*"TERANM#019 \t:;=\\-\nقx🚀", ""])
        line = line[:at] + new + line[at + chance.choice([0, 1, 5]) :]
    return line


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_no_damage_is_fatal_and_what_stands_is_sound(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    (sample,) = markups(brat.read(SAMPLES / "brat"))
    (tmp_path / "b.txt").write_bytes(sample.text.encode("utf-8"))
    lines = (SAMPLES / "brat" / "tadmur.ann").read_text(encoding="utf-8").split("\n")
    (tmp_path / "b.ann").write_text("\n".join(scratched(x, chance) for x in lines), encoding="utf-8")
    for form, name in ((doccano, "d.jsonl"), (project, "p.jsonl")):
        form.write([sample], tmp_path / name)
        row = json.loads((tmp_path / name).read_text(encoding="utf-8"))
        (tmp_path / name).write_text(json.dumps(damaged(row, chance)), encoding="utf-8")
    for items in (
        brat.read(tmp_path / "b.ann"),
        doccano.read(tmp_path / "d.jsonl"),
        project.read(tmp_path / "p.jsonl", {"tadmur": sample.text}),
    ):
        for item in items:
            if isinstance(item, Markup):
                found, _ = mapping.apply(item)
                assert len({d.id for d in found.spans}) == len(found.spans)
                assert all(0 <= p.start < p.end <= len(found.text) for d in found.spans for p in d.parts)
                assert {d.label for d in found.spans} <= LABELS and {x.role for x in found.links} <= set(ROLES)


# --- quotes and offsets -------------------------------------------------------------------------------


def test_a_quote_is_rather_a_word_then_near_then_first() -> None:
    text = "والجيش تقدم، الجيش تراجع. الجيش"
    assert quotes.find(text, "الجيش", Span(0, len(text)), Span(0, 1)) == Span(13, 18)
    assert quotes.find(text, "الجيش", Span(0, len(text)), Span(30, 31)) == Span(26, 31)
    assert quotes.find(text, "جيش", Span(0, 10), Span(0, 1)) == Span(3, 6)
    assert quotes.find(text, "حاجز", Span(0, len(text)), Span(0, 1)) is None


def _keys(value: Any, of: str = "") -> set[str]:
    """The keys of all objects in a JSON value; with ``of`` only of those under that key."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = set(value.get(of, ()) if of else value) if isinstance(value, dict) else set[str]()
    return own.union(*(_keys(v, of) for v in inner))


def test_our_own_files_read_what_was_written(tmp_path: Path) -> None:
    samples = markups(brat.read(SAMPLES / "brat"))
    project.write(samples, tmp_path / "p.jsonl")
    line = json.loads((tmp_path / "p.jsonl").read_text(encoding="utf-8"))
    assert schemas.Validator("annotation").errors(line) == []
    assert _keys(line) <= _keys(schemas.load("annotation"), "properties")
    (back,) = markups(project.read(tmp_path / "p.jsonl", {m.article_id: m.text for m in samples}))
    project.write([back], tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "p.jsonl").read_bytes()


def test_an_offset_says_which_of_several_is_meant(tmp_path: Path) -> None:
    text = "قصف الجيش القرية. قصف الجيش القرية. قصف"
    second = text.index("قصف", 5)
    trigger = Drawn("T1", "ASSAULT", (Span(second, second + 3),))
    actor = Drawn("T2", "Actor", (Span(4, 9),))
    sentence = Drawn("T3", "Sentence", (Span(second, second + 17),))
    links = (Link("T1", "actor", "T2"), Link("T1", "sentence", "T3"))
    project.write([Markup("a", text, (trigger, actor, sentence), links)], tmp_path / "p.jsonl")
    (back,) = markups(project.read(tmp_path / "p.jsonl", {"a": text}))
    assert {(d.label, d.hull) for d in back.spans} == {(d.label, d.hull) for d in (trigger, actor, sentence)}
    moved = "x" + text
    (back,) = markups(project.read(tmp_path / "p.jsonl", {"a": moved}))
    assert [drawn_words(d, moved) for d in back.spans if d.label != "Sentence"] == ["قصف", "الجيش"]


@pytest.mark.parametrize("change", [lambda t: t.replace("\r\n", "\n"), lambda t: "عنوان\n\n" + t, lambda t: t.strip()])
def test_spans_are_found_again_where_blanks_or_a_title_differ(change: Callable[[str], str]) -> None:
    new = change(PLAIN)
    aligner = Aligner(PLAIN, new)
    for words in ("مسلحون", "على حاجز", "البصرة"):
        at = PLAIN.index(words)
        span = aligner.span(Span(at, at + len(words)))
        assert new[span.start : span.end] == words


def test_words_that_are_not_clear_in_another_text_are_no_guess() -> None:
    old = "قتل جندي في بغداد وقتل جندي في الموصل"
    new = "في بغداد قتل جندي، وأصيب آخر. وفي الموصل قتل جندي أيضا"
    with pytest.raises(ValueError, match="several times"):
        Aligner(old, new).span(Span(4, 8))
    with pytest.raises(ValueError, match="does not hold"):
        Aligner(old, "نص آخر").span(Span(4, 8))
    assert Aligner(old, new).span(Span(old.index("بغداد"), old.index("بغداد") + 5)) == Span(3, 8)


# --- mappings -----------------------------------------------------------------------------------------


def spans(*labels: str) -> Markup:
    return Markup(
        "a", "شن هجوما", tuple(Drawn(f"T{i}", x, (Span(0, 2),)) for i, x in enumerate(labels)), file="f", line=3
    )


def test_the_preset_takes_ours_and_rejects_the_rest() -> None:
    known = spans("ASSAULT", *(a for a in ATTRIBUTES if a != "trigger"))
    assert mapping.apply(known) == (known, [])
    found, lost = mapping.apply(spans("ASSAULT", "Attack"))
    assert [d.label for d in found.spans] == ["ASSAULT"]
    assert [(r.file, r.line, r.reason) for r in lost] == [
        ("f", 3, "T1: unknown label 'Attack', which no mapping translates")
    ]


def test_a_mapping_file_says_what_labels_mean() -> None:
    labels = mapping.read(SAMPLES / "mapping.toml")
    markup = Markup(
        "a",
        "شن هجوما",
        (
            Drawn("T1", "Attack", (Span(0, 2),), {"Modality": ("Denied",)}),
            Drawn("T2", "Organisation", (Span(3, 8),)),
            Drawn("T3", "Weapon", (Span(3, 8),)),
        ),
        (Link("T1", "Attacker", "T2"), Link("T1", "Instrument", "T3")),
    )
    found, lost = mapping.apply(markup, labels)
    assert [(d.label, dict(d.attributes)) for d in found.spans] == [
        ("ASSAULT", {"mode": ("heavy-weapons",), "status": ("negated",)}),
        ("Actor", {}),
    ]
    assert found.links == (Link("T1", "actor", "T2"),) and lost == []


def test_a_label_may_be_an_attribute_of_the_event_on_the_same_words() -> None:
    labels = mapping.read(SAMPLES / "mapping.toml")
    found, lost = mapping.apply(spans("Attack", "Planned"), labels)
    assert [dict(d.attributes)["status"] for d in found.spans] == [("future",)] and lost == []
    assert "stands on no event" in mapping.apply(spans("Planned"), labels)[1][0].reason


@pytest.mark.parametrize(
    "text",
    [
        "labels = 5",
        '[labels]\nA = "WAR"',
        '[roles]\nA = "x"',
        "[colours]",
        '[ignore]\nlabel = ["Weapon"]',
        '[labels]\nA = {label="Actor", mode="x"}',
        'annotator = ["A", "B"]',
        "=",
    ],
)
def test_a_wrong_mapping_is_named(text: str, tmp_path: Path) -> None:
    file = tmp_path / "m.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"m\.toml: not a mapping"):
        mapping.read(file)


def test_an_entry_that_a_mapping_has_not_is_told_with_those_that_it_has(tmp_path: Path) -> None:
    file = tmp_path / "m.toml"
    file.write_text('[label]\nA = "ASSAULT"', encoding="utf-8")
    with pytest.raises(ValueError, match="no entry 'label': there are annotator, attributes, ignore, labels, roles"):
        mapping.read(file)


def test_a_mapping_that_an_editor_began_with_a_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "m.toml"
    file.write_bytes(b"\xef\xbb\xbf" + b'annotator = "B"\r\n')
    assert mapping.read(file).annotator == "B"


# --- formats and configurations -----------------------------------------------------------------------


def test_the_format_is_found_out(tmp_path: Path) -> None:
    project.write(markups(brat.read(SAMPLES / "brat")), tmp_path / "p.jsonl")
    assert source.detect(SAMPLES / "brat") == "brat"
    assert source.detect(SAMPLES / "doccano.jsonl") == "doccano"
    assert source.detect(tmp_path / "p.jsonl") == "project"
    (tmp_path / "ls.json").write_text('[{"id": 1, "data": {"text": "x"}, "annotations": []}]')
    assert source.detect(tmp_path / "ls.json") == "labelstudio"
    (tmp_path / "cas.json").write_text('{"%TYPES": {},\n "%FEATURE_STRUCTURES": []}')
    assert source.detect(tmp_path / "cas.json") == "inception"
    with pytest.raises(ValueError, match="name the format"):
        source.detect(SAMPLES / "mapping.toml")


def test_brat_is_offered_every_label_role_and_value() -> None:
    files = brat.configuration()
    conf = files["annotation.conf"]
    assert [x for x in ("[entities]", "[relations]", "[events]", "[attributes]") if x not in conf] == []
    events = conf.split("[events]")[1].split("[attributes]")[0].split("\n")
    lines = dict(line.split("\t") for line in events if line)
    assert sorted(lines) == TYPES
    assert set(lines["ASSAULT"].split(", ")) == {f"{role}*:{label}" for role, label in ROLES.items()}
    assert "\nwithdraw\tArg:RETREAT|SANCTION\n" in conf
    assert "[labels]" in files["visual.conf"] and "[drawing]" in files["visual.conf"]


def test_doccano_is_offered_every_label_and_role() -> None:
    files = {name: json.loads(text) for name, text in doccano.configuration().items()}
    labels = {row["text"] for row in files["span_types.json"]}
    assert {*TYPES, *(set(ATTRIBUTES) - {"trigger"}), "status=future", "mode=aerial"} <= labels
    assert [row["text"] for row in files["relation_types.json"]] == list(ROLES)
    keys = [row["suffix_key"] for row in files["span_types.json"] if row["suffix_key"]]
    assert len(keys) == len(set(keys))


def test_values_that_cannot_be_are_told_and_not_taken() -> None:
    text = "قتل ثلاثة جنود في عدن."
    soldiers = {"text": "ثلاثة جنود", "kind": "killed", "low": 10, "high": 5}
    event = {
        "id": "E1",
        "type": "ASSAULT",
        "sentence": text,
        "trigger": "قتل",
        "confidence": -0.5,
        "amount": [soldiers],
    }
    markup, lost = project.markup(project.Row("a", [event]), text)
    finders = compiled.load("ar").finders
    made = list(frames(markup, finders.read(Article("a", text)), finders, "x"))
    (frame,) = (f for f in made if isinstance(f, Frame))
    assert lost == [] and frame.confidence == 1.0
    assert [(a.mention.value.low, a.mention.value.high) for a in frame.amounts] == [(3, 3)]  # type: ignore[union-attr]
    told = "".join(r.reason for r in made if isinstance(r, Rejected))
    assert "low 10 is more than high 5" in told and "confidence cannot be '-0.5'" in told


def test_the_work_grows_with_what_is_drawn_not_with_its_square() -> None:
    finders = compiled.load("ar").finders
    sentence = "قتل ثلاثة جنود في قصف على مدينة تدمر أمس، وفقا لوزارة الدفاع. "
    roles = {
        "recipient": "جنود",
        "place": "مدينة تدمر",
        "killed": "ثلاثة جنود",
        "date": "أمس",
        "source": "وزارة الدفاع",
    }

    def lines_run(times: int) -> int:
        """How many lines of code frames are made by, of so many sentences with an event each."""
        spans, links = [], []
        for number in range(times):
            for role, words in {"": "قصف", **roles}.items():
                start = number * len(sentence) + sentence.index(words)
                label = ROLES[role] if role else "ASSAULT"
                spans.append(Drawn(f"{number}{role}", label, (Span(start, start + len(words)),)))
                links += [Link(f"{number}", role, f"{number}{role}")] if role else []
        text = sentence * times
        document = finders.read(Article("a", text))
        run = 0

        def count(*_: Any) -> Any:
            nonlocal run
            run += 1
            return count

        before = sys.gettrace()
        sys.settrace(count)
        try:
            made = list(frames(Markup("a", text, tuple(spans), tuple(links)), document, finders, "x"))
        finally:
            sys.settrace(before)
        assert len(made) == times and not rejected(made)
        return run

    lines_run(2)  # Words that were met once are cut from memory.
    assert lines_run(40) < 1.5 * 4 * lines_run(10)


def test_a_role_that_is_none_is_told_as_a_role() -> None:
    text = "قتل ثلاثة جنود في عدن."
    items = {"location": [{"text": "عدن", "role": "near"}], "amount": [{"text": "ثلاثة جنود", "kind": "dead"}]}
    event = {"id": "E1", "type": "ASSAULT", "sentence": text, "trigger": "قتل", **items}
    markup, _ = project.markup(project.Row("a", [event]), text)
    _, lost = mapping.apply(markup, mapping.PRESET)
    assert sorted(r.reason.split(": ")[-1] for r in lost) == [
        f"unknown role {role!r}, which no mapping translates" for role in ("dead", "near")
    ]


@pytest.mark.parametrize("mark", ["\u2028", "\x85", "\x0b"])
def test_the_format_is_found_out_whatever_breaks_the_text_has(tmp_path: Path, mark: str) -> None:
    doccano.write(
        [Markup("a", f"قتل جندي{mark}في عدن", (Drawn("T1", "ASSAULT", (Span(0, 3),)),))], tmp_path / "a.jsonl"
    )
    assert source.detect(tmp_path / "a.jsonl") == "doccano"


def test_an_id_that_no_file_can_be_named_by_is_told(tmp_path: Path) -> None:
    for name in ("x" * 241, "ق" * 121):
        with pytest.raises(ValueError, match="too long for a file"):
            brat.write([Markup(name, "قتل", ())], tmp_path)
    brat.write([Markup("ق" * 120, "قتل", ())], tmp_path)
