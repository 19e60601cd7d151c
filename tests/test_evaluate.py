"""Measures: on events counted by hand, and the same figures as the reference script where it is there."""

from __future__ import annotations

import copy
import importlib.util
import json
import random
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_events import cli
from conflict_events.annotations import project
from conflict_events.building.build import build
from conflict_events.evaluation import error_page, evaluate, event_files, matching
from conflict_events.records import Span
from conflict_events.terminal import FAILED, OK, PARTIAL

SHARED = Path(__file__).parents[2] / "shared"

TEXTS = {
    "a": "قصفت طائرات مجهولة مستودعا في بلدة النهر يوم 3 مايو 2020. وقتل في القصف سبعة عمال.\nواعتقلت الشرطة كاتبا في العاصمة.",
    "b": "تظاهر معلمون أمام الوزارة. ورفضت الحكومة مطالبهم.",
    "c": "عاد الهدوء إلى المدينة.",
}
DAY = {"text": "3 مايو 2020", "earliest": "2020-05-03", "latest": "2020-05-03", "precision": "day"}
TOWN = {
    "text": "بلدة النهر",
    "name": "Nahr",
    "country": "SYR",
    "latitude": 35.0,
    "longitude": 40.0,
    "precision": 1,
    "role": "place",
}


def party(text: str, name: str) -> dict[str, str]:
    return {"text": text, "name": name, "sector": "UNK", "country": ""}


def killed(low: float | None, high: float | None) -> dict[str, Any]:
    return {"text": "سبعة عمال", "kind": "killed", "unit": "person", "low": low, "high": high}


def told(kind: str, trigger: str, sentence: str, **fields: Any) -> dict[str, Any]:
    event = {"id": trigger, "type": kind, "modes": [], "status": "actual", "sentence": sentence, "trigger": trigger}
    empty = {"mentions": [], "actor": [], "recipient": [], "location": [], "amount": [], "date": None, "source": None}
    return {**event, **empty, **fields}


SHELLING, DEATHS, ARREST = re.split(r"(?<=\.)\s", TEXTS["a"])
DEMONSTRATION, REFUSAL = re.split(r"(?<=\.)\s", TEXTS["b"])
GOLD: dict[str, list[dict[str, Any]]] = {
    "a": [
        told(
            "ASSAULT",
            "قصفت",
            SHELLING,
            mentions=[{"sentence": DEATHS, "trigger": "القصف"}],
            actor=[party("طائرات مجهولة", "aircraft")],
            location=[TOWN],
            amount=[killed(7, 7)],
            date=DAY,
        ),
        told("COERCE", "اعتقلت", ARREST, actor=[party("الشرطة", "police")], recipient=[party("كاتبا", "writer")]),
    ],
    "b": [
        told("PROTEST", "تظاهر", DEMONSTRATION, actor=[party("معلمون", "teachers")]),
        told("REJECT", "رفضت", REFUSAL),
    ],
    "c": [],
}


def system() -> dict[str, list[dict[str, Any]]]:
    """The gold events with an error of every kind."""
    events = copy.deepcopy(GOLD)
    shelling, arrest = events["a"]
    shelling.update(sentence=DEATHS, trigger="القصف", mentions=[], amount=[killed(7, None)])
    shelling["location"] = [{**TOWN, "text": "النهر", "latitude": 36.0}]
    shelling["actor"].append(party("العاصمة", "capital"))
    arrest.update(status="future", recipient=[])
    del events["b"][1]
    events["c"].append(told("RETREAT", "عاد", TEXTS["c"]))
    return events


def write(file: Path, events: dict[str, list[dict[str, Any]]]) -> Path:
    rows = [json.dumps({"article_id": i, "events": e}, ensure_ascii=False) + "\n" for i, e in events.items()]
    file.write_text("".join(rows), encoding="utf-8")
    return file


def read(file: Path, events: dict[str, list[dict[str, Any]]]) -> event_files.Events:
    return event_files.read_events(write(file, events), TEXTS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [
        json.dumps({"article_id": i, "text": t, "publisher": "Daily" if i == "a" else None}) + "\n"
        for i, t in TEXTS.items()
    ]
    (tmp_path / "articles.jsonl").write_text("".join(rows), encoding="utf-8")
    write(tmp_path / "gold.jsonl", GOLD)
    write(tmp_path / "system.jsonl", system())
    return tmp_path


def counts(score: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
    return {m: (score[m]["gold"], score[m]["system"], score[m]["right"]) for m in evaluate.MEASURES}


def test_errors_are_counted_where_they_are(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["score", str(folder / "system.jsonl"), str(folder / "gold.jsonl"), "--json"]) == OK
    result = json.loads(capsys.readouterr().out)
    assert counts(result) == {
        "events": (4, 4, 3),
        "action": (4, 4, 2),
        "actor": (3, 4, 3),
        "recipient": (1, 0, 0),
        "location": (1, 1, 1),
        "amount": (1, 1, 0),
        "date": (1, 1, 1),
        "record": (4, 4, 1),
    }
    # 111 kilometres are too far.
    assert result["geocode"] == {"within_50_km": 0.0, "of": 1}
    assert (result["actor"]["p"], result["actor"]["r"], result["actor"]["f1"]) == (0.75, 1.0, 0.8571)
    assert result["fields"] == round((0.5 + 0.8571 + 1 + 0 + 1) / 5, 4)
    assert {t: counts(s)["events"] for t, s in result["types"].items()} == {
        "ASSAULT": (1, 1, 1), "COERCE": (1, 1, 1), "PROTEST": (1, 1, 1), "REJECT": (1, 0, 0), "RETREAT": (0, 1, 0),
    }  # fmt: skip
    assert {p: counts(s)["events"] for p, s in result["publishers"].items()} == {
        "Daily": (2, 2, 2), evaluate.NO_PUBLISHER: (2, 2, 1),
    }  # fmt: skip


def test_the_table_shows_the_same_figures(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["score", str(folder / "system.jsonl"), str(folder / "gold.jsonl")]) == OK
    shown = capsys.readouterr().out
    assert re.search(r"^actor +0\.750 +1\.000 +0\.857 +3 +4 +3$", shown, re.MULTILINE)
    assert re.search(r"^REJECT +1 +0 +0\.000", shown, re.MULTILINE)


def test_the_articles_may_lie_in_the_folder_of_annotations(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notes = folder / "notes"
    notes.mkdir()
    for name in ("gold.jsonl", "articles.jsonl"):
        (folder / name).rename(notes / name)
    assert cli.main(["score", str(folder / "system.jsonl"), str(notes), "--json"]) == OK
    assert json.loads(capsys.readouterr().out)


def test_a_hidden_copy_of_annotations_does_not_count(folder: Path) -> None:
    kept = folder / "notes" / ".ipynb_checkpoints"
    kept.mkdir(parents=True)
    write(folder / "notes" / "gold.jsonl", GOLD)
    write(kept / "gold-checkpoint.jsonl", GOLD)
    events = event_files.read_events(folder / "notes", TEXTS)
    assert {i: len(e) for i, e in events.items()} == {i: len(e) for i, e in GOLD.items()}


def test_a_published_folder_is_measured_at_its_offsets(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build([folder / "articles.jsonl"], folder / "out")
    events = event_files.read_events(folder / "out", {})
    assert set(events) == set(TEXTS)
    for article_id, found in events.items():
        for event in found:
            assert TEXTS[article_id][event.triggers[0].start : event.triggers[0].end] == event.told["trigger"]
    assert cli.main(["score", str(folder / "out"), str(folder / "gold.jsonl"), "--json"]) == OK
    from_folder = json.loads(capsys.readouterr().out)
    assert cli.main(["extract", str(folder / "articles.jsonl")]) == OK
    (folder / "lines.jsonl").write_text(capsys.readouterr().out, encoding="utf-8")
    assert cli.main(["score", str(folder / "lines.jsonl"), str(folder / "gold.jsonl"), "--json"]) == OK
    assert json.loads(capsys.readouterr().out) == from_folder
    assert from_folder["events"]["right"] > 0


@given(st.lists(st.sampled_from([*GOLD["a"], *GOLD["b"]]), max_size=6))
def test_events_against_themselves_are_all_right(events: list[dict[str, Any]]) -> None:
    text = TEXTS["a"] + TEXTS["b"]
    read_in = [e for row in events for e in event_files.told_events("x", [row], text)]
    result = evaluate.evaluate({"x": read_in}, {"x": read_in})
    assert all(c.right == c.gold == c.system for c in result.total.counts.values())
    assert list(matching.errors({"x": read_in}, {"x": read_in})) == []


@pytest.mark.parametrize(
    ("field", "gold", "other", "same"),
    [
        ("actor", party("الجيش اللبناني", "Lebanese Army"), party("جيش لبناني", ""), True),
        ("actor", party("الجيش", "Lebanese Army"), party("قوة", "lebanese army"), True),
        ("actor", party("الجيش", ""), party("الشرطة", ""), False),
        ("location", TOWN, {**TOWN, "country": ""}, True),
        ("location", TOWN, {**TOWN, "country": "IRQ"}, False),
        ("location", TOWN, {**TOWN, "role": "origin"}, False),
        ("amount", killed(7, 7), {**killed(7, 7), "unit": "worker"}, True),
        ("amount", killed(7, 7), killed(7, None), False),
        ("date", DAY, {**DAY, "text": ""}, True),
        ("date", DAY, {**DAY, "latest": "2020-05-04"}, False),
        ("date", {"text": "أمس"}, {"text": "أمس الأول"}, True),
        ("date", {"text": "أمس"}, {"text": "اليوم"}, False),
    ],
)
def test_what_is_the_same_item(field: str, gold: Any, other: Any, same: bool) -> None:
    assert matching.same_item(field, gold, other) is same


def test_kilometres_of_a_degree() -> None:
    here = {"latitude": 0.0, "longitude": 0.0}
    assert matching.kilometres(here, {"latitude": 0.0, "longitude": 1.0}) == pytest.approx(111.2, abs=0.1)
    assert matching.kilometres(here, {"latitude": None, "longitude": 1.0}) is None


# --- errors -------------------------------------------------------------------------------------------


def test_every_error_is_listed_once(tmp_path: Path) -> None:
    gold, made = read(tmp_path / "g.jsonl", GOLD), read(tmp_path / "s.jsonl", system())
    assert [(e.event.article_id, e.kind, e.field or e.event.type) for e in matching.errors(gold, made)] == [
        ("a", "wrong", "actor"),
        ("a", "wrong", "amount"),
        ("a", "wrong", "action"),
        ("a", "wrong", "recipient"),
        ("b", "missed", "REJECT"),
        ("c", "spurious", "RETREAT"),
    ]


class Tags(HTMLParser):
    """The tags of a page, and the text of those named."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)
        self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.texts[tag][-1] += data


def test_the_page_shows_each_error_in_its_sentence_both_readings_side_by_side(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page_file = folder / "errors.html"
    command = ["score", str(folder / "system.jsonl"), str(folder / "gold.jsonl"), "--html", str(page_file)]
    assert cli.main(command) == OK
    page = Tags(page_file.read_text(encoding="utf-8"))
    sentences = [a for tag, a in page.tags if tag == "blockquote"]
    # The matched shelling is told in two sentences.
    assert page.texts["blockquote"] == [SHELLING, DEATHS, ARREST, REFUSAL, TEXTS["c"]]
    assert page.texts["mark"] == ["قصفت", "القصف", "اعتقلت", "رفضت", "عاد"]
    assert {a["dir"] for a in sentences} == {"rtl"}
    amounts = [row for row in page.texts["tr"] if row.startswith("amount")]
    assert "7)" in amounts[0] and "7 to ?" in amounts[0]


def test_the_page_runs_nothing_and_loads_nothing(tmp_path: Path) -> None:
    text = '<script>alert(1)</script><img src="http://x.test/a.png"> & قصف'
    event = told("ASSAULT", "قصف", text, actor=[party('"><b>', "<i>")])
    (made,) = event_files.told_events("<u>", [event], text)
    page = error_page.page([matching.Error("spurious", "", None, made)], "<s>summary</s>")
    parsed = Tags(page)
    assert {tag for tag, _ in parsed.tags} & {"script", "img", "b", "i", "u", "s", "link", "iframe"} == set()
    assert parsed.texts["blockquote"] == [text]
    policy = next(a["content"] for tag, a in parsed.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None and policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not any(name.startswith("on") or name in ("src", "href", "style") for _, a in parsed.tags for name in a)


def test_a_latin_name_at_its_front_does_not_turn_a_sentence_round() -> None:
    text = "BBC: قصفت طائرات مجهولة مستودعا"
    (event,) = event_files.told_events("x", [told("ASSAULT", "قصفت", text)], text)
    assert '<blockquote dir="rtl">' in error_page.page([matching.Error("missed", "", event, None)])


def test_articles_that_a_build_did_not_read_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    (folder / "one.jsonl").write_text(lines[1] + "\n", encoding="utf-8")
    for source, told in (("one.jsonl", f"2 annotated articles not read by {folder / 'out'}"), ("articles.jsonl", "")):
        build([folder / source], folder / "out", extractor="rules")
        capsys.readouterr()
        assert cli.main(["score", str(folder / "out"), str(folder / "gold.jsonl")]) == OK
        assert told in (err := capsys.readouterr().err) and (told or not err)


def test_annotations_name_an_article_by_a_whole_number_as_articles_do(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"article_id": 17, "events": []}', encoding="utf-8")
    assert event_files.read_events(file, {}) == {"17": []}
    assert [row.article_id for row in project.rows(file)] == ["17"]


@pytest.mark.parametrize("second", ["gold.jsonl", "omar.jsonl"])
def test_two_readings_of_an_article_do_not_both_count(
    folder: Path, capsys: pytest.CaptureFixture[str], second: str
) -> None:
    notes = folder / "notes"
    notes.mkdir()
    write(notes / "gold.jsonl", GOLD)
    with (notes / second).open("a", encoding="utf-8") as stream:
        stream.write(json.dumps({"article_id": "a", "annotator": "omar", "events": GOLD["a"][:1]}))
    articles = str(folder / "articles.jsonl")
    assert cli.main(["score", str(folder / "system.jsonl"), str(notes), "--articles", articles]) == FAILED
    assert f"article 'a' is annotated already at {notes / 'gold.jsonl'}:1: " in capsys.readouterr().err


# --- input that is not as it should be ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "not an object but list"),
        ('{"events": []}', "article_id is missing"),
        ('{"article_id": "a", "events": [7]}', "not an object but int"),
        ('{"article_id": "a", "events": [{"type": "ASSAULT", "actor": {}}]}', "actor is missing or of another type"),
        (
            '{"article_id": "a", "events": [{"type": "ASSAULT", "status": ["actual"]}]}',
            "status is missing or of another",
        ),
        (
            '{"article_id": "a", "events": [{"type": "ASSAULT", "amount": [{"kind": "killed", "low": "7"}]}]}',
            "low is missing or of another type: '7'",
        ),
        (
            '{"article_id": "a", "events": [{"type": "ASSAULT", "amount": [{"kind": "killed", "low": true}]}]}',
            "low is missing or of another type: True",
        ),
        (
            '{"article_id": "a", "events": [{"type": "ASSAULT", "location": [{"role": "place", "latitude": NaN}]}]}',
            "latitude is missing or of another type: nan",
        ),
        (
            '{"article_id": "a", "events": [{"type": "ASSULT"}]}',
            "no type is called 'ASSULT': there are ACCUSE, AGREE, AID",
        ),
        ('{"article_id": "a", "events": [{"type": "AID", "status": "done"}]}', "no status is called 'done'"),
        (
            '{"article_id": "a", "events": [{"type": "AID", "amount": [{"kind": "dead", "low": 7}]}]}',
            "no kind is called 'dead'",
        ),
        (
            '{"article_id": "a", "events": [{"type": "AID", "location": [{"role": "home"}]}]}',
            "no role is called 'home'",
        ),
        (
            '{"article_id": "a", "events": [{"type": "AID", "date": {"earliest": "3/5/2019"}}]}',
            "earliest is no day as YYYY-MM-DD: '3/5/2019'",
        ),
        (
            '{"article_id": "a", "events": [{"type": "AID", "date": {"latest": "20190503"}}]}',
            "latest is no day as YYYY-MM-DD: '20190503'",
        ),
        ('{"article_id": "z", "events": [{"type": "ASSAULT"}]}', "'z' is not among the articles"),
    ],
)
def test_a_faulty_line_is_named(folder: Path, capsys: pytest.CaptureFixture[str], line: str, reason: str) -> None:
    gold = folder / "gold.jsonl"
    gold.write_text('{"article_id": "c", "events": []}\n' + line, encoding="utf-8")
    assert cli.main(["score", str(folder / "system.jsonl"), str(gold)]) == FAILED
    message = capsys.readouterr().err
    assert f"{gold}:2: " in message and reason in message


def test_a_quote_that_the_article_does_not_hold_matches_nothing_and_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = {"b": [told("PROTEST", "اعتصم", "اعتصم معلمون.")]}
    write(folder / "gold.jsonl", gold)
    assert cli.main(["score", str(folder / "gold.jsonl"), str(folder / "gold.jsonl")]) == OK
    shown = capsys.readouterr().out
    assert re.search(r"^events +0\.000 +0\.000 +0\.000 +1 +1 +0$", shown, re.MULTILINE)
    assert "1 gold event matched with nothing: the words quoted are not in the article" in shown


def test_of_a_word_that_stands_twice_the_event_says_which_it_is() -> None:
    text = "قتل جندي في قصف على البلدة، وأصيب طفل في قصف على القرية. قتل جندي في قصف على البلدة، وأصيب طفل في قصف على القرية."
    sentence = text[: len(text) // 2]
    places = [i for i in range(len(text)) if text.startswith("قصف", i)]
    events = [told("ASSAULT", "قصف", sentence, start=at) for at in places]
    found = event_files.told_events("a", events, text)
    assert [(e.triggers[0].start, e.sentences[0].start) for e in found] == [
        (at, 0 if at < len(sentence) else len(sentence) + 1) for at in places
    ]
    # An offset of another text says nothing.
    (moved,) = event_files.told_events("a", [told("ASSAULT", "قصف", sentence, start=places[1] + 1)], text)
    assert moved.triggers[0].start == places[0]


def test_a_trigger_is_looked_up_as_a_build_draws_it_rather_as_a_word_of_its_own() -> None:
    text = "بعد مقتل ضابط في البلدة قتل مسلحون حارسا."
    event = told("ASSAULT", "قتل", text)
    (found,) = event_files.told_events("a", [event], text)
    drawn, _ = project.markup(project.Row("a", (event,)), text)
    assert found.triggers == drawn.spans[0].parts == (Span(24, 27),)


def test_rejected_articles_show_in_the_exit_status(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "articles.jsonl").open("a") as stream:
        stream.write('{"article_id": "d"}\n')
    assert cli.main(["score", str(folder / "system.jsonl"), str(folder / "gold.jsonl")]) == PARTIAL
    assert "articles.jsonl:4: no 'text'" in capsys.readouterr().err


def test_without_annotated_articles_nothing_is_measured(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = folder / "none.jsonl"
    gold.touch()
    assert cli.main(["score", str(folder / "system.jsonl"), str(gold), "--html", str(folder / "errors.html")]) == FAILED
    told = capsys.readouterr()
    assert (told.out, told.err) == (
        "",
        f"conflict-events: {gold}: nothing was measured: it holds no annotated article\n",
    )
    assert not (folder / "errors.html").exists()


def test_half_a_character_in_an_annotation_is_written_as_its_escape(folder: Path) -> None:
    line = '{"article_id": "b", "events": [{"type": "PROTEST", "sentence": "x\\ud83d", "trigger": "x"}]}'
    (folder / "gold.jsonl").write_text(line, encoding="utf-8")
    page, other = folder / "errors.html", folder / "other.jsonl"
    assert cli.main(["score", str(folder / "system.jsonl"), str(folder / "gold.jsonl"), "--html", str(page)]) == OK
    assert "<mark>x</mark>\\ud83d" in page.read_text(encoding="utf-8")
    write(other, {"b": []})
    command = ["agree", str(folder / "gold.jsonl"), str(other), "--disagreements", str(folder / "settle.jsonl")]
    assert cli.main(command) == OK
    (row,) = map(json.loads, (folder / "settle.jsonl").read_text(encoding="utf-8").splitlines())
    assert "x\ud83d" in json.dumps(row, ensure_ascii=False)


# --- the reference ------------------------------------------------------------------------------------


def _reference() -> Any:
    script = SHARED / "eval" / "score.py"
    if not script.is_file():
        pytest.skip("no reference script beside the checkout")
    spec = importlib.util.spec_from_file_location("reference_score", script)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _perturbed(events: dict[str, list[dict[str, Any]]], seed: int) -> dict[str, list[dict[str, Any]]]:
    """A copy with events and items dropped, doubled, moved to other events and changed."""
    chance = random.Random(seed)
    made = copy.deepcopy(events)
    everything = [event for found in made.values() for event in found]
    for found in made.values():
        for event in list(found):
            if chance.random() < 0.15:
                found.remove(event)
            if chance.random() < 0.15:
                found.append({**copy.deepcopy(event), "type": chance.choice(everything)["type"]})
            if chance.random() < 0.2:
                event["status"] = "future"
            if event.get("mentions") and chance.random() < 0.5:
                event.update(event["mentions"][0])
            for name in ("actor", "recipient", "location", "amount", "date"):
                if chance.random() < 0.25:
                    event[name] = copy.deepcopy(chance.choice(everything).get(name))
                if event.get(name) and chance.random() < 0.2:
                    items = event[name] if isinstance(event[name], list) else [event[name]]
                    items[0]["text"] = items[0]["text"].split()[0]
                    items[0].update({k: chance.choice([None, 36.2]) for k in ("latitude",) if k in items[0]})
        chance.shuffle(found)
    return made


def _compare(reference: Any, articles: Path, gold: Path, made: Path) -> None:
    texts = {a["article_id"]: a["text"] for a in reference.read_jsonl(articles)}
    expected, _ = reference.evaluate(reference.read_events(gold, texts), reference.read_events(made, texts))
    events = event_files.read_events(gold, texts)
    result = evaluate.evaluate(events, event_files.read_events(made, texts, only=events)).json()
    types = {name: score["events"] for name, score in result.pop("types").items()}
    assert types == expected.pop("types")
    assert {name: result[name] for name in expected} == expected


@pytest.mark.parametrize("seed", range(6))
def test_figures_are_those_of_the_reference(folder: Path, seed: int) -> None:
    reference = _reference()
    _compare(reference, folder / "articles.jsonl", folder / "gold.jsonl", folder / "system.jsonl")
    annotated = SHARED / "gold" / "dev"
    rows = [json.loads(x) for x in (annotated / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    made = write(folder / "perturbed.jsonl", _perturbed({r["article_id"]: r["events"] for r in rows}, seed))
    _compare(reference, annotated / "articles.jsonl", annotated / "events.jsonl", made)


def test_figures_of_a_build_are_those_of_the_reference(folder: Path) -> None:
    reference = _reference()
    annotated = SHARED / "gold" / "seed"
    build([annotated / "articles.jsonl"], folder / "out")
    made = folder / "out" / "data" / "events"
    _compare(reference, annotated / "articles.jsonl", annotated / "events.jsonl", made)


spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 30), st.integers(1, 9))


@given(st.lists(spans), spans)
def test_what_overlaps_is_what_a_search_finds(stretches: list[Span], one: Span) -> None:
    found = matching.overlapping(stretches)(one)
    assert sorted(found) == [i for i, other in enumerate(stretches) if other.overlaps(one)]
