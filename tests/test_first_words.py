"""Dates and amounts are looked for only where one can begin: that finds what looking at every word finds."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflict_events import language
from conflict_events.lexical import text
from conflict_events.mentions.actors.words import Words
from conflict_events.mentions.amounts import AmountFinder
from conflict_events.mentions.dates import DateFinder
from conflict_events.mentions.dates.context import Rule
from conflict_events.mentions.dates.grammar import Grammar
from conflict_events.mentions.dates.resolution import Anchor
from conflict_events.mentions.numbers import NumeralParser
from conflict_events.records import Article, Document

LANGUAGE = language.load("ar")
DATA = LANGUAGE.data
CUTTER = LANGUAGE.cutter
GRAMMAR = Grammar(LANGUAGE)
RULES = GRAMMAR.rules
DATES, DATES_EVERYWHERE = DateFinder(LANGUAGE), DateFinder(LANGUAGE, gated=False)
AMOUNTS, AMOUNTS_EVERYWHERE = AmountFinder(LANGUAGE), AmountFinder(LANGUAGE, gated=False)
WORDS = Words(LANGUAGE)
PUBLISHED = datetime.date(2019, 3, 13)

DATE_EXAMPLES = [
    "أغلق الجسر منذ ثلاثة أيام",
    "رمم السور منذ مطلع العام",
    "عادوا إلى ديارهم قبل أسبوعين",
    "تنتهي الهدنة بعد 4 أيام من الآن",
    "جرى ذلك 3 سنوات من الآن",
    "تساقط الثلج بين 3 و7 مايو",
    "يستمر المعرض من الأحد إلى الثلاثاء",
    "يستمر المعرض 13-15 يوليو",
    "أعيد التيار خلال 36 ساعة",
    "يفتتح السوق في الأسبوع الثالث من شهر مايو",
    "يلتقون أول جمعة من شهر نيسان",
    "زرعوا الحقل في الحادي عشر يوم من شهر مايو",
    "حصدوا الحقل في العشرين يوم من شهر مايو",
    "سلموا المفاتيح في آخر يوم من عام 2015",
    "وصل الوفد مطلع الشهر",
    "رحلوا خلال عطلة نهاية الأسبوع الماضي",
    "هبت العاصفة مساء السبت",
    "افتتح المتحف يوم الأحد الماضي",
    "غادر الوفد أمس",
    "جف النهر في السنوات الثلاث الماضية",
    "ارتفع السعر الأسبوع الماضي",
    "بني السد صيف 2014",
    "وقع العقد 2015/8/10",
    "عاد في 5 أيار 2012",
    "عاد في الخامس من أيار",
    "عاد في خمسة أيار",
    "عاد للخامس من أيار",
    "زار المدينة يوم 27",
    "زاروا القبر في عيد الفطر",
    "زاروا القبر ثاني أيام عيد الأضحى",
    "رصف الطريق في ثمانينيات القرن الماضي",
    "صاموا في رمضان",
    "تخرج في 2014",
    "والأسبوع المقبل يسافرون",
    "يفتتحون السوق هذا الأحد",
    "افتتحوا السوق سبت الأسبوع الماضي",
    "عاد يوم الخامس من مايو",
    "خبزوا في عاشوراء 2013",
    "زينوا الشجرة في كريسماس",
    "زينوا الباب في أحد الشعانين 2013",
    "رحل شهرين من الآن",
    "يقرأ تموز 13 إلى 15",
    "يقرأ من الثالث حتى الخامس من مايو",
    "يقرأ الثالث حتى الخامس من مايو",
    "يقرأ خمسة حتى سبعة مايو",
    "وصل ال8 من مارس",
    "عاد بعدها بيومين",
    "عاد بعد ذلك بثلاثة أيام",
]
AMOUNT_EXAMPLES = [
    "باع 12 كتابا وثلاث خرائط",
    "باع ما لا يقل عن خمسين خيمة",
    "وصل أكثر من 20 ألف زائر",
    "بين 5 و10 سيارات",
    "من 5 إلى 10 سيارات",
    "دفع $500 و30 يورو",
    "دفع نحو $500",
    "دفع دولارين",
    "صافح جنديين وطفلا واحدا",
    "صافح الجنود الثلاثة",
    "والجنديان صافحا 7 أطفال على الأقل",
    "بعشرين شاحنة",
    "كسب +5 نقاط",
    "حضر بضعة مئات من الطلاب",
    "وصل عددهم إلى نحو",
]


def sentences(table: str) -> list[str]:
    with (Path(__file__).parent / "data" / table).open(encoding="utf-8") as file:
        return [row["sentence"] for row in csv.DictReader(file, delimiter="\t")]


def strings(data: Any) -> Iterator[str]:
    """Every string of a table, keys that are phrases included."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from (*strings(key), *strings(value))
    elif isinstance(data, list):
        for value in data:
            yield from strings(value)


def document(sentence: str, published: datetime.date | None = PUBLISHED) -> Document:
    article = Article("a", sentence, published=published)
    tokens, found, furniture = text.segment(article, LANGUAGE.text_rules)
    return Document(article, tokens, found, {}, tuple(furniture))


def readings(rule: Rule, sentence: str) -> Iterator[tuple[str, bool]]:
    """The words at which a rule reads something, whole and without their proclitics, with whether it is tried there."""
    doc = document(sentence)
    for at, token in enumerate(doc.tokens):
        c = GRAMMAR.context(doc.tokens, sentence, 0, len(doc.tokens), Anchor(PUBLISHED), head=at, stem=token.norm)
        if token.kind != "punct" and rule.read(c, at) is not None:
            yield token.norm, rule in RULES.of_token(token)
        for cut in CUTTER.cuts(token.norm) if token.kind == "word" else ():
            if cut.dropped and not cut.article and rule.read(c.headed(at, cut.stem), at) is not None:
                yield cut.stem, rule in RULES.of_stem(cut.stem)


ALL_DATES = [*DATE_EXAMPLES, *sentences("dates_ar.tsv")]
ALL_AMOUNTS = [*AMOUNT_EXAMPLES, *sentences("amounts_ar.tsv")]
NAMES = [f"{number}-{rule.read.__name__}" for number, rule in enumerate(RULES.rules)]


@pytest.mark.parametrize("rule", RULES.rules, ids=NAMES)
def test_a_rule_of_dates_is_tried_wherever_it_reads_something(rule: Rule) -> None:
    found = [(sentence, *reading) for sentence in ALL_DATES for reading in readings(rule, sentence)]
    assert found, "no example shows the rule"
    assert [(sentence, word) for sentence, word, tried in found if not tried] == []


@pytest.mark.parametrize("sentence", ALL_DATES)
def test_dates_of_the_examples_are_those_found_at_every_word(sentence: str) -> None:
    doc = document(sentence)
    assert DATES.find(doc) == DATES_EVERYWHERE.find(doc) != []


@pytest.mark.parametrize("sentence", ALL_AMOUNTS)
def test_amounts_of_the_examples_are_those_found_at_every_word(sentence: str) -> None:
    doc = document(sentence)
    assert AMOUNTS.find(doc) == AMOUNTS_EVERYWHERE.find(doc)


SIGNS = ["3", "27", "2015", "13/4", "2015/8/10", "1.5", "1,200", "-", "/", "(", ")", "+", "،", "$", "%", ".", ":", "ال"]
PROCLITICS = st.sampled_from(["", "", "", "و", "ب", "ل", "ف", "ال", "وال", "لل"])
DATE_WORDS = sorted({*strings(DATA["dates"]), *strings(DATA["numbers"]["units"]), *SIGNS, "المدينة", "طريق"})
AMOUNT_WORDS = sorted({*strings(DATA["numbers"]), *strings(DATA["money"]), *strings(DATA["units"]), *SIGNS, "طريق"})


def sequences(words: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.tuples(PROCLITICS, st.sampled_from(words)).map("".join), min_size=1, max_size=8).map(" ".join)


@settings(max_examples=300)
@given(sequences(DATE_WORDS), st.none() | st.dates(datetime.date(1990, 1, 1), datetime.date(2030, 1, 1)))
def test_dates_of_any_words_are_those_found_at_every_word(sentence: str, published: datetime.date | None) -> None:
    doc = document(sentence, published)
    assert DATES.find(doc) == DATES_EVERYWHERE.find(doc)
    end = len(sentence)
    for future in (False, True):
        assert DATES.value(doc, 0, end, future=future) == DATES_EVERYWHERE.value(doc, 0, end, future=future)


@settings(max_examples=300)
@given(sequences(AMOUNT_WORDS))
def test_amounts_of_any_words_are_those_found_at_every_word(sentence: str) -> None:
    doc = document(sentence)
    assert AMOUNTS.find(doc) == AMOUNTS_EVERYWHERE.find(doc)
    assert AMOUNTS.value(doc, 0, len(sentence)) == AMOUNTS_EVERYWHERE.value(doc, 0, len(sentence))


def test_every_number_word_begins_a_numeral_with_a_conjunction_written_on_to_it_too() -> None:
    parser = NumeralParser(DATA["numbers"], CUTTER)
    tables = ("units", "teens", "tens", "hundreds", "scales", "scale_duals", "vague")
    words = {word for table in tables for forms in DATA["numbers"][table].values() for word in forms}
    tokens = document(" ".join(sorted(beginning + word for word in words for beginning in ("", "و")))).tokens
    assert [t.norm for t in tokens if not parser.may_start(t)] == []
    assert parser.starts(tokens, 0, len(tokens)) == list(range(len(tokens)))


def test_few_other_words_are_tried_as_numerals() -> None:
    parser = NumeralParser(DATA["numbers"], CUTTER)
    assert not any(parser.may_start(token) for token in document("دخلت القافلة المدينة مساء وعادت إلى القرية").tokens)


@given(st.text("وبلال", max_size=3), st.text("ابتجلور", min_size=4, max_size=7))
def test_the_spellings_of_a_word_are_those_that_are_made_it(beginning: str, word: str) -> None:
    words, spelled = WORDS, beginning + word
    made = {words.bare(spelled, p) for p in words.proclitics(spelled)}
    assert all(spelled in words.spellings([name]) for name in made)
