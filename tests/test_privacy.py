"""What is left out on request: sentences, and names of private persons; offsets stay those of the article."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from conflict_events import cli
from conflict_events.building.build import build
from conflict_events.extraction import compiled
from conflict_events.publishing import check, privacy
from conflict_events.publishing.privacy import MARK, Privacy
from conflict_events.records import Article, Rejected
from conflict_events.terminal import PARTIAL
from folders import digest, table

TITLE = "اعتقال الناشط سامر النمري في إسطنبول"
TEXT = (
    "اعتقلت الشرطة التركية الناشط سامر النمري في إسطنبول أمس الاثنين، وفقا للمحامية ريم العسلي.\n"
    "والتقى الرئيس السوري بشار الأسد وفدا إيرانيا في دمشق الأحد الماضي.\n"
    "وقال خالد يوسف الحموي إن مسلحين مجهولين خطفوا ابنه أحمد قرب مدينة تعز يوم السبت.\n"
)
PRIVATE = ("سامر النمري", "ريم العسلي", "خالد يوسف الحموي", "أحمد")
PUBLIC = ("بشار الأسد", "تعز", "دمشق", "إسطنبول")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "articles.jsonl"
    row = {
        "article_id": "a", "text": TEXT, "title": TITLE, "published": "2020-05-05",
        "url": "https://news.example/2020/اعتقال-سامر-النمري",
    }  # fmt: skip
    file.write_text(json.dumps(row, ensure_ascii=False) + '\n{"text": 5, "x": "سامر النمري"}\n', encoding="utf-8")
    return file


def published(folder: Path) -> str:
    """Every word that the folder publishes."""
    tables = [
        json.dumps(pq.read_table(f).to_pylist(), ensure_ascii=False, default=str)
        for f in sorted(folder.rglob("*.parquet"))
    ]
    others = [
        f.read_text(encoding="utf-8") for f in folder.rglob("*") if f.suffix in (".csv", ".jsonl", ".json", ".md")
    ]
    return "\n".join(tables + others)


def test_by_default_the_sentence_is_published_and_the_text_is_not(source: Path, tmp_path: Path) -> None:
    build([source], tmp_path / "out")
    words = published(tmp_path / "out")
    assert TEXT not in words and "سامر النمري" in words


@pytest.mark.parametrize(
    "choice", [Privacy(evidence="offsets"), Privacy(persons="redacted")], ids=["offsets", "redacted"]
)
def test_what_copies_and_rejected_rows_say_goes_through_the_choices_too(tmp_path: Path, choice: Privacy) -> None:
    words = TEXT + "وذكرت مصادر محلية أن الطرق إلى المدينة مغلقة. " * 20
    copied = {"text": words, "title": TITLE, "published": "2020-05-05", "url": "https://news.example/سامر-النمري"}
    rows = [{**copied, "article_id": "a"}, {**copied, "article_id": "b"}, {"text": "خبر.", "published": "سامر النمري"}]
    source = tmp_path / "articles.jsonl"
    source.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    report = build([source], tmp_path / "out", privacy=choice)
    assert report.reasons == [f"{source}:3: published is no day as YYYY-MM-DD: …"]
    made = table(tmp_path / "out", "articles")
    assert sorted(row["state"] for row in made) == ["duplicate", "ok", "rejected"]
    assert [row["reason"] for row in made if row["state"] == "rejected"] == ["published is no day as YYYY-MM-DD: …"]
    for told in (row[field] for row in made for field in ("title", "reason")):
        assert "سامر النمري" not in (told or "")
    assert "سامر النمري" not in (tmp_path / "out" / "rejected.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("address", "left"),
    [
        ("http://[::1", None),
        ("www.news.example/سامر-النمري", None),
        ("https://news.example/1", "https://news.example/1"),
    ],
)
def test_an_address_that_is_none_is_left_out(tmp_path: Path, address: str, left: str | None) -> None:
    source = tmp_path / "articles.jsonl"
    row = {"article_id": "a", "text": TEXT, "url": address}
    source.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    build([source], tmp_path / "out", privacy=Privacy(persons="redacted"))
    (made,) = table(tmp_path / "out", "articles")
    assert made["url"] == left


def test_offsets_are_published_without_sentences(source: Path, tmp_path: Path) -> None:
    build([source], tmp_path / "plain")
    build([source], tmp_path / "out", privacy=Privacy(evidence="offsets"))
    plain, made = table(tmp_path / "plain", "events"), table(tmp_path / "out", "events")
    assert [e["evidence"] for e in made] == [{**e["evidence"], "text": ""} for e in plain]
    assert [e["action"] for e in made] == [e["action"] for e in plain]
    words = published(tmp_path / "out")
    assert TITLE not in words
    for event in plain:
        assert event["evidence"]["text"] not in words
    assert check.check(tmp_path / "out", [source]) == []


def test_numbers_do_not_depend_on_what_is_left_out(tmp_path: Path) -> None:
    source = tmp_path / "articles.jsonl"
    row = {"article_id": "a", "text": "أعلن الجيش السوري مقتل خمسة جنود و12 شرطيا في هجوم لمسلحين في حمص."}
    source.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    for evidence in ("sentence", "offsets"):
        build([source], tmp_path / evidence, privacy=Privacy(evidence=evidence))
    plain, made = (_flat(tmp_path / e) for e in ("sentence", "offsets"))
    assert (plain[0]["deaths_low"], plain[0]["deaths_high"]) == (17, 17)
    assert [{**row, "evidence": None} for row in made] == [{**row, "evidence": None} for row in plain]


def _flat(folder: Path) -> list[dict[str, Any]]:
    (file,) = (folder / "data" / "flat").glob("*.parquet")
    return list(pq.read_table(file).to_pylist())


def test_a_long_mention_is_a_quote_too(source: Path) -> None:
    quote = {"text": "كلمة " * 11, "name": "كلمة " * 11, "start": 0, "end": 55}
    record: Any = {
        **dict.fromkeys(privacy.QUOTED),
        "actor": [quote],
        "recipient": [{**quote, "text": "كلمة", "name": "x"}],
    }
    emptied = privacy._emptied(record)
    assert emptied["actor"] == [{**quote, "text": "", "name": ""}]
    assert emptied["recipient"][0]["text"] == "كلمة"


def test_private_names_are_covered_everywhere_and_public_ones_stay(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert cli.main(["build", str(source), "--output", str(out), "--redact-persons"]) == PARTIAL  # one row is rejected
    words = published(out)
    assert [name for name in PRIVATE if name in words] == []
    assert [name for name in PUBLIC if name not in words] == []
    assert "سامر" not in words and MARK in words
    assert "https://news.example/" in words
    assert check.check(out, [source]) == []
    for event in table(out, "events"):
        for _, quote in privacy.quotes(event):
            assert len(quote["text"]) == quote["end"] - quote["start"]


def test_a_covered_data_set_is_the_same_twice(source: Path, tmp_path: Path) -> None:
    both = Privacy("offsets", "redacted")
    build([source], tmp_path / "one", privacy=both)
    build([source], tmp_path / "two", privacy=both, workers=2)
    assert table(tmp_path / "one", "events")
    assert digest(tmp_path / "one") == digest(tmp_path / "two")
    assert check.check(tmp_path / "one", [source]) == []


@pytest.mark.parametrize(
    ("quote", "stated", "fits"),
    [
        ("abc", {}, True),
        ("", {}, False),
        ("", {"evidence": "offsets"}, True),
        (f"a{MARK}c", {}, False),
        (f"a{MARK}c", {"persons": "redacted"}, True),
        (f"a{MARK}d", {"persons": "redacted"}, False),
        (f"a{MARK}", {"persons": "redacted"}, False),
    ],
)
def test_what_is_left_out_must_be_stated(quote: str, stated: dict[str, str], fits: bool) -> None:
    assert privacy.matches(quote, "abc", stated) is fits


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("قال المحامي سامر النمري إن موكله بريء.", ["سامر النمري"]),
        ("زار الرئيس المصري عبد الفتاح السيسي الرياض.", []),
        ("قتلت الطفلة ريم في القصف.", ["ريم"]),
        ("سيطر الجيش على محافظة صلاح الدين.", []),
        ("هاجمت حركة طالبان مدينة قندوز.", []),
        ("وقال خالد الحموي إنه نجا. وأضاف الحموي أن بيته دمر.", ["خالد الحموي", "الحموي"]),
    ],
)
def test_a_private_person_is_told_from_a_public_one(text: str, names: list[str]) -> None:
    finders = compiled.load("ar").finders
    spans = finders.actors.private_persons(finders.read(Article("a", text)))
    assert [text[s.start : s.end] for s in spans] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # Whom no dictionary knows: by what is said, and then wherever the name stands.
        ("وأعلن البنعمراوي أن الإضراب مستمر. وتظاهر أنصار البنعمراوي أمس.", ["البنعمراوي", "البنعمراوي"]),
        ("وقال «زنكلوط» إنه بريء. وأفرجت الشرطة عن زنكلوط.", ["زنكلوط", "زنكلوط"]),
        # A body whose name speaks is no person.
        ("وقالت زنكلوط إن أرباحها زادت. وتأسست شركة زنكلوط قبل عام.", []),
        # What a verb of saying has as its object is no speaker.
        ("وأظهر الفيديو دمارا. وأكد التقرير أن القصف مستمر.", []),
        # A public person's short name inside a longer name that the registry lacks.
        ("واستقبل الشيخ صالح بن عبدالعزيز النمري الوفد.", ["صالح بن عبدالعزيز النمري"]),
        # A public person's name with the names of fathers and family behind it.
        ("واستقبل الملك سلمان بن عبدالعزيز آل سعود الوفد.", []),
        ("وصل الزعيم كيم جونغ أون إلى موسكو.", []),
        ("وعزى الوزير ذوي المواطن خالد آل زنكلوط أمس.", ["خالد آل زنكلوط"]),
        ("واستقبل الأمير منطقة نجران.", []),
        ("وهنأ منصور الزنكلوطي الموظفين.", ["منصور الزنكلوطي"]),
    ],
)
def test_names_that_no_dictionary_has_are_covered_and_public_ones_are_not(text: str, names: list[str]) -> None:
    finders = compiled.load("ar").finders
    spans = finders.actors.private_persons(finders.read(Article("a", text)))
    assert [text[s.start : s.end] for s in spans] == names


@pytest.mark.parametrize(
    "name", ["سامر بن خالد", "سامر النمري", "سامر-بن ’النمري", "سامرٌ النمّري", "Egyptian minister سامر"]
)
def test_no_word_of_a_covered_name_stays_in_the_name_field(name: str) -> None:
    """The field may hold a part of what stands in the text, or join its words otherwise."""
    text = "سامر_بن خالد النمري"
    quote = {"text": text, "name": name, "start": 0, "end": len(text)}
    record: Any = {**dict.fromkeys(privacy.QUOTED), "actor": [quote]}
    covered = privacy._covered(record, range(len(text)), privacy._folded([text]))["actor"][0]
    assert covered["text"] == MARK * len(text)
    assert not set("سامرخالدنمي") & set(covered["name"]) and MARK in covered["name"]
    # Nor how many they are: marks all through.
    assert covered["name"].removeprefix("Egyptian minister ").strip(MARK) == ""
    assert len(covered["name"]) == len(name)


@pytest.mark.parametrize(
    ("url", "published"),
    [
        ("https://news.example/2020/05/123456", True),
        ("https://news.example/arabic/world-38184549?page=2", True),
        ("https://news.example/2020/اعتقال-سامر-النمري", False),
        ("https://news.example/2020/%D8%B3%D8%A7%D9%85%D8%B1-%D8%A7%D9%84%D9%86%D9%85%D8%B1%D9%8A", False),
        ("https://news.example/2020/activist-samer-nimri-arrested", False),
    ],
)
def test_an_address_that_may_spell_a_name_is_cut_to_its_host(url: str, published: bool) -> None:
    article = Article("a", TEXT, title=TITLE, url=url)
    row, _ = privacy.Redactor(Privacy(persons="redacted")).article(article, {"url": url, "title": TITLE}, [])
    assert row["url"] == (url if published else "https://news.example/")


def test_an_address_that_may_spell_whom_only_the_title_names_is_cut_to_its_host() -> None:
    url = "https://news.example/2020/activist-samer-nimri-arrested"
    redactor = privacy.Redactor(Privacy(persons="redacted"))
    article = Article("a", "قصف الجيش مدينة تعز.", title=TITLE, url=url)
    assert redactor.article(article, {"url": url, "title": TITLE}, [])[0]["url"] == "https://news.example/"


@pytest.mark.parametrize("name", ["زنكلّوط", "د'زنكلوط", "د’زنكلوط"])
def test_an_address_spells_a_name_without_its_marks_and_apostrophes(name: str) -> None:
    url = "https://news.example/" + "-".join(re.findall(r"\w+", name.replace("\u0651", "")))
    redactor = privacy.Redactor(Privacy(persons="redacted"))
    assert redactor._address(Article("a", "خبر.", url=url), {name}) == "https://news.example/"


@pytest.mark.parametrize("quoted", ["'سامر النمري'", "b'samer'", '"Samer O\'Nimri"', "'سامر النم"])
def test_an_apostrophe_of_a_reason_hides_nothing_that_it_quotes(quoted: str) -> None:
    item = Rejected("a.jsonl", 1, f"the file's day is {quoted}")
    assert Privacy(persons="redacted").rejected(item).reason == "the file's day is …"


def test_a_headline_is_kept_in_the_address_of_an_article_without_private_persons() -> None:
    url = "https://news.example/2020/army-shells-city-again"
    article = Article("a", "قصف الجيش مدينة تعز.", url=url)
    assert privacy.Redactor(Privacy(persons="redacted")).article(article, {}, [])[0]["url"] == url


def test_title_and_text_tell_of_each_other_whom_they_name() -> None:
    redactor = privacy.Redactor(Privacy(persons="redacted"))
    article = Article("a", "وأكد سامر النمري براءته.", title="إضراب النمري مستمر")
    assert redactor.article(article, {}, [])[0]["title"] == f"إضراب {MARK * 6} مستمر"


def test_a_public_person_in_the_title_stays_where_a_private_one_has_the_same_name() -> None:
    title = "الملك سلمان يستقبل الوفد"
    article = Article("a", "وقال سلمان النمري إنه بريء. وعاد سلمان إلى بيته.", title=title)
    row, _ = privacy.Redactor(Privacy(persons="redacted")).article(article, {"title": title}, [])
    assert row["title"] == title


def test_a_name_keeps_the_words_that_its_text_shows() -> None:
    quote = {"text": "القيادي أبو سياف", "name": "أبو سياف", "start": 0, "end": 16}
    record: Any = {**dict.fromkeys(privacy.QUOTED), "actor": [quote]}
    assert privacy._covered(record, range(30, 40), privacy._folded(["أبو النمري"]))["actor"] == [quote]
