"""Numbers, counted nouns and money: what papers write, and what no amount is."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflict_events import language, text
from conflict_events.mentions.amounts import AmountFinder
from conflict_events.records import AmountValue, Article, Document

LANGUAGE = language.load("ar")
FINDER = AmountFinder(LANGUAGE)
ROWS = list(csv.DictReader((Path(__file__).parent / "data" / "amounts_ar.tsv").open(encoding="utf-8"), delimiter="\t"))

ONES = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
TENS = ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]


def document(sentence: str) -> Document:
    article = Article("a", sentence)
    tokens, sentences, furniture = text.segment(article, LANGUAGE.text_rules)
    return Document(article, tokens, sentences, {}, tuple(furniture))


def in_words(n: int) -> str:
    """A number below a milliard in Arabic words."""
    if n == 0:
        return "صفر"
    parts = []
    for step, one, two, few in ((1_000_000, "مليون", "مليونان", "ملايين"), (1000, "ألف", "ألفان", "آلاف")):
        count, n = divmod(n, step)
        if count == 1:
            parts.append(one)
        elif count == 2:
            parts.append(two)
        elif count:
            parts.append(f"{below_thousand(count)} {few if 3 <= count <= 10 else one}")
    if n:
        parts.append(below_thousand(n))
    return " و".join(parts)


def below_thousand(n: int) -> str:
    hundreds, rest = divmod(n, 100)
    parts = [HUNDREDS[hundreds]] if hundreds else []
    if rest == 11:
        parts.append("أحد عشر")
    elif rest == 12:
        parts.append("اثنا عشر")
    elif 12 < rest < 20:
        parts.append(f"{ONES[rest - 10]} عشر")
    elif rest > 20 and rest % 10:
        parts.append(f"{ONES[rest % 10]} و{TENS[rest // 10]}")
    elif rest >= 20:
        parts.append(TENS[rest // 10])
    elif rest:
        parts.append(ONES[rest])
    return " و".join(parts)


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["text"])
def test_amounts_of_the_table(row: dict[str, str]) -> None:
    doc = document(row["sentence"])
    expected = AmountValue(
        float(row["low"]) if row["low"] else None, float(row["high"]) if row["high"] else None,
        row["unit"], row["kind"], part=bool(row["part"]),
    )  # fmt: skip
    found = {row["sentence"][m.start : m.end]: m for m in FINDER.find(doc)}
    assert row["text"] in found
    mention = found[row["text"]]
    assert mention.value == expected
    assert mention.kind == ("money" if row["kind"] == "money" else "number")
    assert FINDER.value(doc, mention.start, mention.end) == expected


@settings(deadline=None)
@given(st.integers(0, 999_999_999))
def test_a_number_in_words_reads_back(n: int) -> None:
    doc = document(in_words(n))
    found = FINDER.find(doc)
    assert [(m.value.low, m.value.high) for m in found if isinstance(m.value, AmountValue)] == [(n, n)]
    assert (found[0].start, found[0].end) == (0, len(doc.article.text))


@pytest.mark.parametrize(
    "n", [*range(101), 199, 200, 999, 1000, 1001, 1999, 2000, 2002, 11_000, 100_000, 123_456, 2_000_011]
)
def test_small_and_round_numbers_read_back(n: int) -> None:
    (found,) = FINDER.find(document(in_words(n)))
    assert isinstance(found.value, AmountValue)
    assert found.value.low == found.value.high == n


@settings(deadline=None)
@given(
    st.integers(3, 99_999_999),
    st.sampled_from(["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "0123456789"]),
    st.sampled_from(["", ",", "٬"]),
)
def test_digits_of_all_scripts(n: int, digits: str, separator: str) -> None:
    written = f"{n:,}".replace(",", separator).translate(str.maketrans("0123456789", digits))
    (found,) = FINDER.find(document(f"وصل {written} شخصا"))
    assert found.value == AmountValue(n, n, "person", "")


@pytest.mark.parametrize(
    "sentence", ["طائرة إف 16 تحلق", "فاز الفريق 3-1 في المباراة", "الساعة 10:30 مساء", "مقتل مدنيين", "الفصل الخامس"]
)
def test_what_is_no_amount(sentence: str) -> None:
    assert [
        m for m in FINDER.find(document(sentence)) if isinstance(m.value, AmountValue) and not m.value.implied
    ] == []


def test_a_qualifier_that_ends_the_text_is_no_amount() -> None:
    assert FINDER.find(document("وصل عددهم إلى نحو")) == []


def test_a_dual_counts_two_and_a_singular_one_but_only_by_implication() -> None:
    for sentence, count in (("مقتل جنديان", 2), ("قتل مدنيا", 1)):
        (found,) = FINDER.find(document(sentence))
        assert found.value == AmountValue(count, count, "person", "", implied=True)


def test_a_shared_currency_is_decided_by_the_country_given() -> None:
    doc = document("دفع 500 ليرة")
    (found,) = FINDER.find(doc)
    assert found.value == AmountValue(500, 500, "", "money")
    assert FINDER.value(doc, found.start, found.end, country="SYR") == AmountValue(500, 500, "SYP", "money")


def test_the_numeral_of_an_amount() -> None:
    doc = document("قتل نحو ستة عشر جنديا")
    (found,) = FINDER.find(doc)
    span = FINDER.numeral(doc, found.start, found.end)
    assert span is not None and doc.article.text[span.start : span.end] == "ستة عشر"


@pytest.mark.parametrize(
    ("sentence", "words", "unit"),
    [
        ("دمرت القوات دبابة قرب الجسر", "دبابة", "tank"),
        ("أطلقوا صاروخا باليستيا على الميناء", "صاروخا باليستيا", "missile"),
        ("إسقاط طائرة مسيرة فوق الخليج", "طائرة مسيرة", "drone"),
        ("تم العثور على عبوة ناسفة", "عبوة ناسفة", "bomb"),
        ("مقتل مسلح خلال الدهم", "مسلح", "person"),
        ("القبض على متهم في القضية", "متهم", "person"),
        ("مقتل قائد ميداني في الغارة", "قائد ميداني", "person"),
        ("استهدف القصف أيضا سفينة ثانية كانت تقترب", "سفينة ثانية", "vessel"),
        ("اعتقلت الشرطة فرنسيا في المطار", "فرنسيا", "person"),
    ],
)
def test_one_alone_counts_behind_what_is_done_to_it(sentence: str, words: str, unit: str) -> None:
    (found,) = FINDER.find(document(sentence))
    assert isinstance(found.value, AmountValue)
    assert sentence[found.start : found.end] == words
    assert (found.value.low, found.value.high, found.value.unit, found.value.implied) == (1, 1, unit, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "استهدفوا منزل المدير",
        "وصلت طائرة إلى المطار",
        "هاجموا بسيارة مفخخة",
        "هجوم مسلح على القرية",
        "شنوا هجوما إرهابيا",
        "محكمة فرنسية",
        "طائرة بلا طيار تحلق",
        "هاجم رئيس الحزب خصومه",
        "مقتل قائد كتيبة الحدود",
        "حفظ الأمن وأمان الناس",
        "صادروا كمية من الذخائر",
        "لواء 35 مدرع",
        "حي كيلو 16",
    ],
)
def test_what_is_not_one(sentence: str) -> None:
    assert FINDER.find(document(sentence)) == []
