"""Copies of one report: found, named, deterministic; what tells something of its own is no copy."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from conflict_events import cli, language
from conflict_events.articles import duplicates
from conflict_events.building import build as builds
from conflict_events.building.build import build
from conflict_events.building.worker import Worker
from conflict_events.publishing import check
from conflict_events.publishing.publish import Publisher
from conflict_events.records import Article
from conflict_events.terminal import OK
from folders import digest, table

REPORT = (
    "أعلنت وزارة الداخلية أن قوات الأمن داهمت مزرعة في ريف المدينة فجر أمس واعتقلت خمسة مسلحين كانوا يختبئون في مستودع قديم. "
    "وقال المتحدث باسم الوزارة إن المسلحين أطلقوا النار على الدورية قبل أن يستسلموا بعد اشتباك قصير. "
    "وأضاف أن القوات صادرت أسلحة وذخائر وأجهزة اتصال وأن التحقيق ما زال جاريا لمعرفة الجهة التي تقف خلف المجموعة. "
    "وكانت المنطقة شهدت في الأسابيع الماضية هجمات متفرقة على نقاط التفتيش دفعت السلطات إلى تعزيز الحراسة حول القرى "
    "القريبة من الطريق العام. "
    "وطالب وجهاء من أهالي الريف بفتح مركز دائم للشرطة قرب السوق، وبإعادة تشغيل محطة الكهرباء التي تضررت في الشتاء، "
    "وقالوا إن الدوريات لا تصل إلى الحقول البعيدة إلا نادرا، وإن المزارعين يخشون الخروج إلى أراضيهم بعد غروب الشمس."
)
OTHER = (
    "انسحبت القوات الحكومية من البلدة الحدودية بعد أيام من المعارك مع الفصائل المسلحة التي سيطرت على التلال المطلة عليها. "
    "وذكر سكان أن مئات العائلات غادرت بيوتها نحو المخيمات وأن القصف طال السوق والمدرسة والمستشفى الوحيد. "
    "ودعت منظمات إغاثة إلى فتح ممر آمن لنقل الجرحى وإدخال الغذاء والدواء قبل اشتداد البرد في الجبال المحيطة بالوادي."
)


def copies(*texts: str, stands: int = -1) -> list[str]:
    """What each text copies, by the first's number; "" where it is no copy."""
    with duplicates.Index() as index:
        found = [index.copied(Article(str(n), text), stands=n == stands) for n, text in enumerate(texts)]
    return [copy.first if copy else "" for copy in found]


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        REPORT.replace("أعلنت", "أعلَنت").replace(". ", ".\n\n"),
        "بغداد - رويترز\n" + REPORT,
        REPORT.replace("قال المتحدث", "وقال الناطق"),
        REPORT.replace("أمس", "اليوم"),
    ],
)
def test_a_wire_copy_names_the_first(text: str) -> None:
    assert copies(REPORT, OTHER, text) == ["", "", "0"]


@pytest.mark.parametrize(
    "text",
    [
        OTHER,
        REPORT.replace("خمسة", "تسعة"),
        REPORT.replace("خمسة", "5 أو 7"),
        REPORT + " وفي المساء هبت عاصفة رملية أغلقت المطار.",
        REPORT + " وفي حادث منفصل قتل شرطي وأصيب آخر حين انفجرت عبوة زرعها مجهولون قرب الجسر الكبير.",
        REPORT + "\n\n" + OTHER,
    ],
)
def test_what_tells_something_of_its_own_is_no_copy(text: str) -> None:
    assert copies(REPORT, text) == ["", ""]


def test_a_toll_that_changed_to_another_figure_of_the_text_is_no_copy() -> None:
    assert copies(REPORT + " قتل 3 جنود وأصيب 5.", REPORT + " قتل 5 جنود وأصيب 5.") == ["", ""]


def test_a_copy_is_named_after_one_that_is_none() -> None:
    assert copies(REPORT, "عاجل\n" + REPORT, "عاجل\n" + REPORT + "\nوكالات") == ["", "0", "0"]


def test_few_words_make_no_copy() -> None:
    flash = "قصفت طائرات مجهولة مستودعا قرب الميناء."
    assert copies(flash, flash, "؟!", "؟!") == ["", "", "", ""]


def test_an_article_that_stands_is_no_copy() -> None:
    assert copies(REPORT, REPORT, REPORT, stands=1) == ["", "", "0"]


def test_languages_are_apart() -> None:
    with duplicates.Index() as index:
        assert index.copied(Article("a", REPORT)) is None
        assert index.copied(Article("b", REPORT, language="fa")) is None


def test_the_index_of_many_pages_that_begin_alike_stays_exact() -> None:
    many = [f"{OTHER} {REPORT} الصفحة {n}" for n in range(60)]
    assert copies(*many) == [""] * 60


def test_number_words_are_known() -> None:
    words = duplicates.numerals(language.table("ar", "numbers"))
    assert {"خمسه", "مليون", "عشرون"} <= words and "من" not in words


def write(file: Path, texts: dict[str, str]) -> Path:
    rows = [{"article_id": k, "text": v, "published": "2020-05-06"} for k, v in texts.items()]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def test_a_build_marks_copies_and_makes_no_events_of_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write(tmp_path / "a.jsonl", {"first": REPORT, "copy": "عاجل\n" + REPORT, "same": REPORT, "other": OTHER})
    assert cli.main(["build", str(source), "--output", str(tmp_path / "out")]) == OK
    assert "2 copies of other articles" in capsys.readouterr().err
    articles = {r["article_id"]: r for r in table(tmp_path / "out", "articles")}
    assert {k: (r["state"], r["duplicate_of"]) for k, r in articles.items()} == {
        "first": ("ok", None),
        "copy": ("duplicate", "first"),
        "same": ("duplicate", "first"),
        "other": ("ok", None),
    }
    assert articles["same"]["reason"] == "copy of first"
    assert articles["copy"]["reason"].startswith("near copy of first: ")
    assert {e["article_id"] for e in table(tmp_path / "out", "events")} == {"first", "other"}
    assert check.check(tmp_path / "out", [source]) == []


def test_a_rejected_row_of_the_first_ones_id_does_not_hide_that_it_was_read(tmp_path: Path) -> None:
    source = write(tmp_path / "a.jsonl", {"first": REPORT, "same": REPORT})
    for text in (OTHER, "2"):
        # Rows of one id stand in the order of their texts' hashes: one before it, one behind it.
        with source.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps({"article_id": "first", "text": text}) + "\n")
    report = build([source], tmp_path / "out")
    assert (report.duplicates, report.rejected) == (1, 2)
    assert check.check(tmp_path / "out", [source]) == []


def test_copies_are_left_out_of_a_score(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write(tmp_path / "articles.jsonl", {"first": REPORT, "copy": "عاجل\n" + REPORT})
    assert cli.main(["build", str(source), "--output", str(tmp_path / "out")]) == OK
    gold = tmp_path / "gold.jsonl"
    event = {"id": "E1", "type": "COERCE", "sentence": REPORT.split(". ")[0], "trigger": "واعتقلت", "status": "actual"}
    gold.write_text("".join(json.dumps({"article_id": i, "events": [event]}) + "\n" for i in ("first", "copy")))
    capsys.readouterr()
    assert cli.main(["score", str(tmp_path / "out"), str(gold), "--json"]) == OK
    told = capsys.readouterr()
    assert "1 annotated article left out, marked as copies of others" in told.err
    assert json.loads(told.out)["events"]["gold"] == 1


def test_copies_are_kept_where_that_is_asked_for(tmp_path: Path) -> None:
    source = write(tmp_path / "a.jsonl", {"first": REPORT, "same": REPORT})
    assert cli.main(["build", str(source), "--output", str(tmp_path / "out"), "--duplicates", "keep"]) == OK
    assert [r["state"] for r in table(tmp_path / "out", "articles")] == ["ok", "ok"]
    assert {e["article_id"] for e in table(tmp_path / "out", "events")} == {"first", "same"}


def test_a_build_that_loses_an_article_says_so_and_publishes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write(tmp_path / "a.jsonl", {"a": REPORT, "b": OTHER})
    build([source], tmp_path / "out")
    before = (tmp_path / "out" / "manifest.json").read_bytes()
    add = Publisher.add_article
    monkeypatch.setattr(Publisher, "add_article", lambda out, row: None if row["article_id"] == "b" else add(out, row))
    with pytest.raises(builds.Incomplete, match="2 articles came in, but the articles' table has 1"):
        build([source], tmp_path / "out")
    assert (tmp_path / "out" / "manifest.json").read_bytes() == before


def test_copies_are_known_by_what_an_earlier_build_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write(
        tmp_path / "a.jsonl", {"first": REPORT, "copy": "عاجل\n" + REPORT, "other": OTHER, "flash": "قتل ثلاثة."}
    )
    build([source], tmp_path / "cold", cache_folder=tmp_path / "cache")
    monkeypatch.setattr("conflict_events.articles.duplicates.RMinHash", None)
    build([source], tmp_path / "warm", cache_folder=tmp_path / "cache")
    assert digest(tmp_path / "warm") == digest(tmp_path / "cold")


def test_what_was_kept_of_copies_and_is_damaged_is_made_anew(tmp_path: Path) -> None:
    source = write(tmp_path / "a.jsonl", {"first": REPORT, "copy": "عاجل\n" + REPORT, "other": OTHER})
    build([source], tmp_path / "cold", cache_folder=tmp_path / "cache")
    (file,) = (tmp_path / "cache").glob("*.sqlite")
    connection = sqlite3.connect(file)
    with connection:
        assert connection.execute("UPDATE signatures SET value = substr(value, 1, 30) || x'00'").rowcount == 3
    connection.close()
    build([source], tmp_path / "warm", cache_folder=tmp_path / "cache")
    assert digest(tmp_path / "warm") == digest(tmp_path / "cold")


@pytest.mark.parametrize("cached", [False, True])
def test_copies_of_an_article_of_which_nothing_can_be_said_are_left_out_with_it(
    tmp_path: Path, cached: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract = Worker._result

    def stumbling(self: Worker, article: Article, *rest: Any) -> Any:
        if article.article_id == "first":
            raise ZeroDivisionError
        return extract(self, article, *rest)

    monkeypatch.setattr(Worker, "_result", stumbling)
    twice = f"{OTHER} {OTHER}"
    source = write(tmp_path / "a.jsonl", {"first": REPORT, "same": REPORT, "other": twice, "again": twice})
    # With a cache articles are read ahead: the copy comes before it is known what becomes of the first.
    report = build([source], tmp_path / "out", cache_folder=tmp_path / "cache" if cached else None)
    assert (report.articles, report.duplicates, report.rejected) == (1, 1, 2)
    states = {r["article_id"]: (r["state"], r["reason"]) for r in table(tmp_path / "out", "articles")}
    assert states["same"] == ("rejected", "copy of first, which cannot be extracted")
    assert (states["first"][0], states["other"][0], states["again"][0]) == ("rejected", "ok", "duplicate")
    assert check.check(tmp_path / "out", [source]) == []
