"""Numbers, counted nouns and money: what papers write, and what no amount is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_events import language
from conflict_events.extraction import compiled
from conflict_events.lexical import text
from conflict_events.mentions import Finders
from conflict_events.mentions.amounts import AmountFinder
from conflict_events.records import AmountValue, Article, Document
from reading import rows

LANGUAGE = language.load("ar")
FINDER = AmountFinder(LANGUAGE)
FINDERS = Finders(LANGUAGE)
ROWS = rows("amounts_ar.tsv")

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
        row["unit"], row["kind"], part=bool(row["part"]), told=row["told"],
    )  # fmt: skip
    found = {row["sentence"][m.start : m.end]: m for m in FINDER.find(doc)}
    assert row["text"] in found
    mention = found[row["text"]]
    assert mention.value == expected
    assert mention.kind == ("money" if row["kind"] == "money" else "number")
    assert FINDER.value(doc, mention.start, mention.end) == expected


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
    "sentence",
    [
        "طائرة إف 16 تحلق",
        "فاز الفريق 3-1 في المباراة",
        "الساعة 10:30 مساء",
        "مقتل مدنيين",
        "الفصل الخامس",
        "بلغت الثامنة عشرة",
        "القمة الحادية عشرة",
        "قاذف آر بي جي 7",
    ],
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


def test_money_of_no_currency() -> None:
    (found,) = FINDER.find(document("الإفراج عن المليارات من الأموال المجمدة"))
    assert isinstance(found.value, AmountValue)
    assert (found.kind, found.value.unit, found.value.kind) == ("money", "", "money")


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
        ("قتل أحد الحراس في الهجوم", "أحد الحراس", "person"),
        ("إن سائقا قتل برصاص الحراس", "سائقا", "person"),
        ("اعتقلوا نجارين بينهم أردني يحمل سكينا", "أردني", "person"),
        ("إطلاق سراح رهينة في الجبال", "رهينة", "person"),
        ("إلقاء قنبلة ضخمة على السوق", "قنبلة", "bomb"),
        ("قصف الطيران مساء اليوم مستودع وقود", "مستودع وقود", "depot"),
        ("اعتقال أحد عناصر الخلية", "أحد عناصر", "person"),
        ("اعتقلت الشرطة أحد المهربين", "أحد المهربين", "person"),
        ("دمروا إحدى الشاحنات", "إحدى الشاحنات", "truck"),
        ("حجزوا بندقية صيد في الكوخ", "بندقية صيد", "rifle"),
        ("قصفت المدفعية معسكرا للانفصاليين", "معسكرا", "base"),
        ("أحرقوا حافلة ركاب قرب الجسر", "حافلة ركاب", "bus"),
        ("قتل الجيش أحد قادته", "أحد قادته", "person"),
        ("إصابة أحد مرافقيه في الكمين", "أحد مرافقيه", "person"),
        ("إيقاف أحد المهربين قرب الحدود", "أحد المهربين", "person"),
        ("حجزوا بندقية آلية دون رخصة", "بندقية آلية", "rifle"),
        ("مقتل قائد ميداني إثر غارة", "قائد ميداني", "person"),
        ("مقتل قائد عسكري كبير في الغارة", "قائد عسكري كبير", "person"),
        ("اغتيال مسؤول سابق في المدينة", "مسؤول سابق", "person"),
        ("إعدام ألمانية في بغداد", "ألمانية", "person"),
        ("اعتقلوا نجارين بينهم أردنية تحمل سكينا", "أردنية", "person"),
        ("أسقط الجيش طائرة تركية بدون طيار", "طائرة تركية بدون طيار", "drone"),
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
        "قال أحد الحراس",
        "بينهم رئيس الوزراء",
        "وصل الوفد يوم الأحد",
        "قصفوا قاعدة الأمير",
        'احتجزوا السفينة "نجمة 4000"',
        "وصل أحد قادته",
        "قتل أحدهم أخاه",
        "سقط أحدهما على البيت",
        "يعود القانون لسنة 1958",
        "نفذوا عملية اغتيال إسرائيلية",
        "صدرت مذكرة توقيف أوروبية",
        "نفذوا عمليات اغتيال إسرائيلية",
        "أغلقت صحف بينها تركية",
        "فاز الفريق 2-4 يوم الأحد",
        "نشرت منظومتين إيرانيتين",
        "جراء غارات روسية وسورية",
        "التقى الوزير منتجين كبارا",
        "ندد الشيخ سالم بصفر بالهجوم",
    ],
)
def test_what_is_not_one(sentence: str) -> None:
    assert FINDER.find(document(sentence)) == []


def amounts(sentence: str) -> list[tuple[str, float | None, float | None]]:
    """Words and bounds of every amount of a sentence."""
    found = FINDER.find(document(sentence))
    return [(sentence[m.start : m.end], m.value.low, m.value.high) for m in found if isinstance(m.value, AmountValue)]


@pytest.mark.parametrize(
    ("sentence", "words", "low", "high"),
    [
        ("قتل 12 حارسا من الكتيبة الثانية على الأقل", "12 حارسا", 12, None),
        ("أصيب 9 عمال، على الأقل", "9 عمال", 9, None),
        ("أغلقت 7 متاجر في البلدة على الأكثر", "7 متاجر", None, 7),
        ("قتل 3 جنود وأصيب عشرة على الأقل", "3 جنود", 3, 3),
        ("قتل 3 جنود وأصيب شرطيان على الأقل", "3 جنود", 3, 3),
        ("قتل 8 جنود بعد هجوم ليلي على الأقل", "8 جنود", 8, 8),
        ("يزيد عددهم عن 70 أسيرا", "70 أسيرا", 70, None),
        ("تفوق قيمتها 40 ألف دولار", "40 ألف دولار", 40_000, None),
        ("تجاوز عدد القتلى الـ90", "القتلى الـ90", 90, None),
        ("ما يزيد قليلا على 15 قرية", "15 قرية", 15, None),
        ("لا يتجاوز عددهم 60 مقاتلا", "60 مقاتلا", None, 60),
        ("لم يتجاوز 60 مقاتلا", "لم يتجاوز 60 مقاتلا", None, 60),
        ("عقوبة تصل إلى السجن ثماني سنوات", "ثماني سنوات", None, 8),
        ("بضائع تصل قيمتها إلى 30 ألف دولار", "30 ألف دولار", 30_000, 30_000),
        ("تصل إلى أكثر من 900 خيمة", "تصل إلى أكثر من 900 خيمة", 900, None),
        ("أكثر من (1200) خيمة", "أكثر من (1200) خيمة", 1200, None),
        ("ما لا يقل عن جنديين", "ما لا يقل عن جنديين", 2, None),
        ("قتل ستون جنديا ونيف", "ستون جنديا ونيف", 60, None),
        ("نحو كيلومتر", "نحو كيلومتر", 1, 1),
        ("ارتفع عدد القتلى ليصل إلى 43 شخصا", "43 شخصا", 43, 43),
        ("غرامة تصل إلى 43 دولارا", "تصل إلى 43 دولارا", None, 43),
    ],
)
def test_bounds_apart_from_the_number(sentence: str, words: str, low: float | None, high: float | None) -> None:
    assert (words, low, high) in amounts(sentence)


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [("أصيبت 3 ألمانيات", "person"), ("أصيبت طائرات و3 ألمانية", ""), ("أصيبت 12 مسيرة تركية", "drone")],
)
def test_a_feminine_of_nationals_is_counted_in_the_plural(sentence: str, unit: str) -> None:
    (found,) = FINDER.find(document(sentence))
    assert isinstance(found.value, AmountValue)
    assert found.value.unit == unit


@pytest.mark.parametrize("sentence", ["طرد في 2013 من الجيش", "تعد واحدة من قوات النخبة"])
def test_what_is_none_of_a_body_of_people(sentence: str) -> None:
    values = [m.value for m in FINDER.find(document(sentence))]
    assert not [v for v in values if isinstance(v, AmountValue) and v.unit == "person"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("فر واحد من كل خمسة جنود", []),
        ("اعتقل 3 من بين كل 10 أشخاص في القرية", []),
        ("اختاروا 3 جنود من كل كتيبة", [("3 جنود", 3, 3)]),
        ("أصيب كل 10 جنود بجروح", [("10 جنود", 10, 10)]),
    ],
)
def test_a_share_is_no_amount(sentence: str, expected: list[tuple[str, float, float]]) -> None:
    assert amounts(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("قتل مستوطن شابا قرب القرية", [("شابا", 1, 1)]),
        ("طعن شاب جنديا عند الحاجز", [("جنديا", 1, 1)]),
        ("قتل شرطي ثلاثة عمال", [("ثلاثة عمال", 3, 3)]),
        ("طردت لاتفيا دبلوماسيا واحدا", [("دبلوماسيا واحدا", 1, 1)]),
        ("إن انتحاريا قتل 30 جنديا في القاعدة", [("30 جنديا", 30, 30)]),
        ("إن متظاهرا قتل، و30 جنديا", [("متظاهرا", 1, 1), ("30 جنديا", 30, 30)]),
        ("قتلوا فتى فلسطينيا", [("فتى فلسطينيا", 1, 1)]),
        ("قتلوا رجل أمن مصريا", [("رجل أمن مصريا", 1, 1)]),
        ("سقط جندي قتيلا في الكمين", [("جندي", 1, 1)]),
        ("قتل شاب برصاص الشرطة", [("شاب", 1, 1)]),
        ("مقتل شاب 15 منزلا", [("شاب", 1, 1), ("15 منزلا", 15, 15)]),
    ],
)
def test_one_who_does_it_to_others_is_not_counted(sentence: str, expected: list[tuple[str, float, float]]) -> None:
    assert amounts(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "words", "count"),
    [
        ("قتل الرجل مع أطفاله الأربعة", "أطفاله الأربعة", 4),
        ("مقتل عامل وبناته الثلاث", "بناته الثلاث", 3),
        ("أصيب الضابط مع مرافقيه الخمسة", "مرافقيه الخمسة", 5),
        ("اعتقلوا أبناءه الثلاثة", "أبناءه الثلاثة", 3),
    ],
)
def test_those_of_somebody_with_their_number_behind(sentence: str, words: str, count: int) -> None:
    assert (words, count, count) in amounts(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("مقتل طفلين شقيقين", [("طفلين شقيقين", 2, 2)]),
        ("شن هجومان مسلحان", [("هجومان مسلحان", 2, 2)]),
        ("هاجم شابان شرطيين", [("شابان", 2, 2), ("شرطيين", 2, 2)]),
        ("مقتل طفلين وشقيقين", [("طفلين", 2, 2), ("شقيقين", 2, 2)]),
    ],
)
def test_two_who_are_told_of_twice_are_two(sentence: str, expected: list[tuple[str, float, float]]) -> None:
    assert amounts(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "words", "unit"),
    [
        ("أسقطوا 21 من أصل 26 مسيرة", "21", "drone"),
        ("أفرجوا عن 50 من إجمالي 115 أسيرا", "50", "person"),
        ("اعترضوا 14 صاروخا من أصل 20", "14 صاروخا", "missile"),
        ("أطلق النار على 5 من أصل قبلي", "5", ""),
        ("أسقطوا 7 من 9 صواريخ", "7", "missile"),
        ("أسقطت الدفاعات 45 من 52 طائرة مسيرة", "45", "drone"),
        ("أفرجوا عن 30 من 45 أسيرا", "30", "person"),
        ("دمروا 7 من بين 9 دبابات", "7", "tank"),
    ],
)
def test_so_many_of_all(sentence: str, words: str, unit: str) -> None:
    (found,) = FINDER.find(document(sentence))
    assert isinstance(found.value, AmountValue)
    assert (sentence[found.start : found.end], found.value.unit) == (words, unit)


@pytest.mark.parametrize("sentence", ["نزحت 7 من 9 قرى", "قتل 3 من 5 عائلات", "قتل 9 من 7 مسلحين"])
def test_those_of_so_many_places_are_no_part_of_them(sentence: str) -> None:
    assert len(amounts(sentence)) == 2


@pytest.mark.parametrize("sentence", ["سيارة ذات ثلاث عجلات", "مبنى ذو 5 طوابق", "بندقية عيار 7.62 ملم"])
def test_what_something_has_is_no_amount(sentence: str) -> None:
    assert amounts(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("أحيوا الذكرى الـ12 للمذبحة", []),
        ("دخل الحصار اليوم الـ40 على التوالي", []),
        ("وفي الذكرى السنوية الـ30 للمعركة", []),
        ("قتل اليوم 5 في كمين", ["5"]),
        ("سلموا الجنود الـ15 للصليب الأحمر", ["الجنود الـ15"]),
    ],
)
def test_digits_of_a_row_count_nothing(sentence: str, words: list[str]) -> None:
    assert [found for found, _, _ in amounts(sentence)] == words


@pytest.mark.parametrize("sentence", ["استمر حتى ساعة متأخرة", "وصلوا نحو مدينة ساحلية", "نحو شهر رمضان"])
def test_what_a_qualifier_makes_no_amount_of(sentence: str) -> None:
    assert amounts(sentence) == []


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("16.6 مليار", 16_600_000_000),
        ("8,2 ملايين", 8_200_000),
        ("1.1 تريليون", 1_100_000_000_000),
        ("4ر2 مليون", 2_400_000),
        ("000ر35", 35_000),
        ("120ر450ر3", 3_450_120),
        ("3،7 مليون", 3_700_000),
        ("المئة مليار", 100_000_000_000),
        ("المائة وثلاثين مليون", 130_000_000),
    ],
)
def test_fractions_and_articles_of_great_numbers(written: str, value: float) -> None:
    assert amounts(f"بلغت {written} دولار") == [(f"{written} دولار", value, value)]


@pytest.mark.parametrize(
    ("sentence", "words", "low", "high"),
    [
        ("نسبة 47،5% منها", "47،5%", 47.5, 47.5),
        ("بكلفة (250) ألف دولار", "(250) ألف دولار", 250_000, 250_000),
        ("تزيد على المليوني ريال", "تزيد على المليوني ريال", 2_000_000, None),
        ("خلال السبعة أعوام", "السبعة أعوام", 7, 7),
        ("مئات الألوف من النازحين", "مئات الألوف من النازحين", 200_000, 999_999),
        ("آلافا من المتظاهرين", "آلافا من المتظاهرين", 2000, 9999),
        ("أربعة أو خمسة جنود", "أربعة أو خمسة جنود", 4, 5),
        ("5 أو 6 ملايين دولار", "5 أو 6 ملايين دولار", 5_000_000, 6_000_000),
        ("بين عامين و12 عاما", "بين عامين و12 عاما", 2, 12),
        ("من شهر إلى خمسة أشهر", "من شهر إلى خمسة أشهر", 1, 5),
        ("بين 200 مليون دولار ومليار دولار", "بين 200 مليون دولار ومليار دولار", 200_000_000, 1_000_000_000),
        ("بين 1.1 و2.2 مليون دولار", "بين 1.1 و2.2 مليون دولار", 1_100_000, 2_200_000),
        ("ارتفع العدد من 20 إلى 35 جنديا", "من 20 إلى 35 جنديا", 35, 35),
        ("الإفراج عن المهندسين الأجانب الثلاثة", "المهندسين الأجانب الثلاثة", 3, 3),
        ("دفن المهاجرين المتوفين الخمسة", "المهاجرين المتوفين الخمسة", 5, 5),
    ],
)
def test_marks_articles_and_alternatives(sentence: str, words: str, low: float, high: float | None) -> None:
    assert (words, low, high) in amounts(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["اجتماع السبع وزير المالية", "الغرف 3،7 في الطابق", "قابل المهندسين الوزير السبعة", "بلغ الثلاثين كما قال"],
)
def test_what_no_article_or_comma_counts(sentence: str) -> None:
    assert not [a for a in amounts(sentence) if a[1] in (7, 30) and a[0] not in ("7", "3")]
    assert "3،7" not in [a[0] for a in amounts(sentence)]


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("السجن 7 سنوات ونصف السنة", "7 سنوات ونصف السنة", 7.5),
        ("السجن 7 سنوات ونصف إلى حين النقض", "7 سنوات ونصف", 7.5),
        ("السجن عامين ونصف العام", "عامين ونصف العام", 2.5),
        ("السجن ست سنوات وثلاثة أشهر", "ست سنوات وثلاثة أشهر", 6.25),
        ("السجن سنتين وشهر", "سنتين وشهر", 2 + 1 / 12),
        ("السجن 4 سنوات وشهرين على الناشط", "4 سنوات وشهرين", 4 + 2 / 12),
        ("السجن 5 سنوات وشهر و73 يوما", "5 سنوات وشهر و73 يوما", 5 + 1 / 12 + 0.2),
        ("السجن 5 سنوات ونصف مليون دولار غرامة", "5 سنوات", 5),
        ("السجن 5 سنوات و20 جلدة", "5 سنوات", 5),
        ("هدنة لمدة أسبوع", "أسبوع", 1),
        ("مهلة شهر للانسحاب", "شهر", 1),
        ("حكم بالحبس سنة", "سنة", 1),
    ],
)
def test_parts_of_measures_and_terms(sentence: str, words: str, value: float) -> None:
    assert (words, value, value) in amounts(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("قتل خمسة جنود، وفقا لضابطين", [("خمسة جنود", 5, 5)]),
        ("قتل خمسة جنود بحسب مسؤولين اثنين", [("خمسة جنود", 5, 5)]),
        ("قتل خمسة جنود، وفقا لثلاثة ضباط في المدينة وناشطين اثنين", [("خمسة جنود", 5, 5)]),
        ("قتل خمسة جنود، وفق ما قال 3 مسؤولين", [("خمسة جنود", 5, 5)]),
        ("قتل خمسة جنود بحسب شهود، وأصيب شرطيان", [("خمسة جنود", 5, 5), ("شرطيان", 2, 2)]),
        ("وفقا لضابطين في المدينة، وقتل جنديان", [("جنديان", 2, 2)]),
        ("قال مسؤولون إن 3 جنود قتلوا", [("3 جنود", 3, 3)]),
    ],
)
def test_those_who_say_so_are_no_amount(sentence: str, expected: list[tuple[str, float, float]]) -> None:
    assert amounts(sentence) == expected


@pytest.mark.parametrize("sentence", ["خلال مدة شهر رمضان", "مهلة يوم الجمعة", "جاء هذا العام", "قبل شهر من الآن"])
def test_what_is_no_term(sentence: str) -> None:
    assert amounts(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("إصابة اثنين آخرين", [("اثنين آخرين", 2, 2)]),
        ("إصابة اثنين وثلاثين بجروح", [("اثنين وثلاثين", 32, 32)]),
        ("وجرح آخر في الاشتباك", [("آخر", 1, 1)]),
        ("وأصيب آخران بجروح", [("آخران", 2, 2)]),
        ("وأصيب سادس بجروح", [("سادس", 1, 1)]),
        ("مقتل أحدهم في الاشتباك", [("أحدهم", 1, 1)]),
        ("أصيب آخر المحاصرين", []),
        ("سقوط ثالث مدينة في الشمال", []),
        ("سقط قتيل وثلاثة جرحى", [("قتيل", 1, 1), ("ثلاثة جرحى", 3, 3)]),
        ("أوقع القصف قتيلا و6 جرحى", [("قتيلا", 1, 1), ("6 جرحى", 6, 6)]),
        ("أسفر الانفجار عن جريح", [("جريح", 1, 1)]),
        ("قتيل وجريحان في انفجار", [("قتيل", 1, 1), ("جريحان", 2, 2)]),
        ("كينيا: قتيل وجريح في انفجار", [("قتيل", 1, 1), ("جريح", 1, 1)]),
        ("سقوط قتيل وجريح", [("قتيل", 1, 1), ("جريح", 1, 1)]),
        ("سقط الحارس قتيلا عند الباب", []),
        ("نقل جريح إلى العيادة", []),
        ("شهيد الواجب", []),
        ("عشرون شخصا سقطوا بين قتيل وجريح", [("عشرون شخصا", 20, 20)]),
        ("قتلت امرأة وطفلاها في الحريق", [("امرأة", 1, 1), ("طفلاها", 2, 2)]),
        ("أصيب والداه وشقيقته بجروح", [("والداه", 2, 2), ("شقيقته", 1, 1)]),
        ("بعد مقتل نجليه في الغارة", [("نجليه", 2, 2)]),
        ("خطف المسلحون طفليها", []),
        ("قتل والده في الغارة", []),
        ("زار والديه في القرية", []),
        ("أوقف ولديه مسدس", []),
        ("تمنوا للجرحى بعد وفاة زوجية", []),
        ("مقتل ضابط تركي وسائقه", [("ضابط تركي", 1, 1), ("سائقه", 1, 1)]),
        ("أصيب رجل وزوجته ورضيعهما", [("رجل", 1, 1), ("زوجته", 1, 1), ("رضيعهما", 1, 1)]),
        ("اعتقلوا شابا وابنيه", [("شابا", 1, 1), ("ابنيه", 2, 2)]),
        ("قتل الحاكم وسائقه", []),
        ("قتل رجل زوجته", []),
        ("قضت بسجن الناشط عاما وستة أشهر", [("عاما وستة أشهر", 1.5, 1.5)]),
        ("قضت بحبس الصحفي سنة نافذة", [("سنة", 1, 1)]),
        ("قضت بسجن الناشط قبل سنة", []),
        ("قضت بسجن الناشط في سنة", []),
        ("زار رجل وزوجته المتحف", [("رجل", 1, 1)]),
        ("أصيب ضابط ومرافقيه", [("ضابط", 1, 1)]),
        ("كان آخر ما قاله", []),
        ("سقوط 4 قتلى وجريح", [("4 قتلى", 4, 4), ("جريح", 1, 1)]),
        ("سقوط 4 قتلى و3 جرحى", [("4 قتلى", 4, 4), ("3 جرحى", 3, 3)]),
        ("اعتقال ناشطين اثنين", [("ناشطين اثنين", 2, 2)]),
        ("مقتل شرطيين وفرار المهاجم", [("شرطيين", 2, 2)]),
        ("رأوا مسلحَين عند الحاجز", [("مسلحَين", 2, 2)]),
        ("رأوا مسلحين عند الحاجز", []),
        ("إن مسلحين قتلا في الغارة", [("مسلحين", 2, 2)]),
        ("رصدوا عاملين أجنبيين يحاولان التسلل", [("عاملين أجنبيين", 2, 2)]),
        ("إن مسلحين قتلوا في الغارة", []),
        ("إن المسلحين قتلا في الغارة", []),
        ("حلقت طائرتا استطلاع", [("طائرتا استطلاع", 2, 2)]),
        ("قال: هذه سيارتي في الفناء", []),
        ("أطلقوا 70 صاروخا وقذيفة هاون", [("70 صاروخا وقذيفة هاون", 70, 70)]),
        ("أطلقوا 7 صواريخ وقذيفة هاون", [("7 صواريخ", 7, 7), ("قذيفة هاون", 1, 1)]),
        ("أسقط الدفاع الجوي صاروخا أطلقه المتمردون", [("صاروخا", 1, 1)]),
        ("وأصيب اثنان آخران", [("اثنان آخران", 2, 2)]),
        ("قتلت امرأتان أخريان", [("امرأتان أخريان", 2, 2)]),
        ("قتل مسلحان شرطيا", [("مسلحان", 2, 2), ("شرطيا", 1, 1)]),
        ("قتل أربعة مسلحين شرطيا", [("أربعة مسلحين", 4, 4), ("شرطيا", 1, 1)]),
        ("قتل عشرون رجل أمن سعوديا", [("عشرون رجل أمن سعوديا", 20, 20)]),
        ("حجز بندقية آلية لدى أحدهم", [("بندقية آلية", 1, 1)]),
    ],
)
def test_ones_and_twos(sentence: str, expected: list[tuple[str, float, float]]) -> None:
    assert amounts(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "words", "unit"),
    [
        ("ارتكبت الميليشيا 4 مجازر", "4 مجازر", "massacre"),
        ("دمروا ثلاث عجلات همر", "ثلاث عجلات", "vehicle"),
        ("فجروا 3 أكداس عتاد", "3 أكداس عتاد", "cache"),
        ("ضبطوا 20 رمانة يدوية", "20 رمانة يدوية", "grenade"),
        ("ضبطوا 13 قنبرة هاون", "13 قنبرة هاون", "shell"),
        ("صادروا 6 كلاشنيكوفات", "6 كلاشنيكوفات", "rifle"),
        ("مقتل 9 أمنيين", "9 أمنيين", "person"),
        ("إصابة عونين", "عونين", "person"),
        ("ضبطوا مليون حبة مخدرة", "مليون حبة مخدرة", "pill"),
        ("صودرت ألفا إطلاقة", "ألفا إطلاقة", "round"),
        ("صودرت 4 أحزمة", "4 أحزمة", "belt"),
        ("قتل 5 تكفيريين", "5 تكفيريين", "person"),
        ("كان في القاعة 13 مصليا", "13 مصليا", "person"),
        ("خطفوا أربعة رعاة أغنام", "أربعة رعاة أغنام", "person"),
        ("ضبطوا 5 أجهزة كشف عن المعادن", "5 أجهزة كشف", "device"),
        ("ضبطوا 3 مولدات كهربائية", "3 مولدات كهربائية", "generator"),
        ("هدموا أربعة أضرحة", "أربعة أضرحة", "shrine"),
        ("وجدوا 3 مقابر جماعية", "3 مقابر جماعية", "mass grave"),
        ("صادروا 40 علبة سجائر", "40 علبة", "can"),
        ("قتل 3 أمناء شرطة", "3 أمناء شرطة", "person"),
        ("أوقفوا 15 أفريقيا", "15 أفريقيا", "person"),
        ("أوقفوا 45 تاجر مخدرات", "45 تاجر مخدرات", "person"),
        ("ضبطوا (07) أجهزة للكشف عن المعادن", "(07) أجهزة للكشف", "device"),
        ("استعادوا 60 كم2 من الصحراء", "60 كم2", "square kilometre"),
        ("استعادوا 60 كم² من الصحراء", "60 كم²", "square kilometre"),
        ("أوقفوا أربعة أفارقة", "أربعة أفارقة", "person"),
        ("أدانت 3 دول أفريقية الهجوم", "3 دول أفريقية", "country"),
        ("أحرقوا ثلاث مزارع", "ثلاث مزارع", "farm"),
        ("دهموا عشرات المزارع", "عشرات المزارع", "farm"),
        ("قصفوا 4 مرافق صحية", "4 مرافق صحية", "facility"),
        ("خطفوا 3 مزارعين", "3 مزارعين", "person"),
        ("خطفوا 12 مزارعا", "12 مزارعا", "person"),
        ("أسقطوا 4 طائرات مجهولة من دون طيار", "4 طائرات مجهولة من دون طيار", "drone"),
        ("أسقطوا 4 طائرات تركية مسيرة", "4 طائرات تركية مسيرة", "drone"),
        ("قصفت 4 طائرات تركية القرية", "4 طائرات تركية", "aircraft"),
        ("نظم المئات وقفة أمام المحكمة", "المئات", ""),
        ("نظم الآلاف مسيرة ليلية", "الآلاف", ""),
        ("سقط المئات قتلى في المعارك", "المئات قتلى", "person"),
        ("فرضوا رسوما على 70 منتجا صينيا", "70 منتجا صينيا", "product"),
        ("نزعوا ملكية 9 عقارات في البلدة", "9 عقارات", "property"),
        ("طردوا عشرات الديبلوماسيين", "عشرات الديبلوماسيين", "person"),
        ("أوفدت الحكومة خمسة مبعوثين إلى العاصمة", "خمسة مبعوثين", "person"),
        ("عالجوا تسع ناجيات من القصف", "تسع ناجيات", "person"),
        ("نقلوا 60 ناجيا إلى الميناء", "60 ناجيا", "person"),
        ("تلقوا مئات التهديدات", "مئات التهديدات", "threat"),
        ("أصدرت المحكمة 8 مذكرات توقيف", "8 مذكرات توقيف", "warrant"),
        # What is no adjective though it ends so.
        ("أوقفوا 14 شخصا بإحدى القرى", "14 شخصا", "person"),
        ("مهلة 4 أشهر لتسوية الخلاف", "4 أشهر", "month"),
        ("أوقفوا 85 مخالفا لنظامي الإقامة والعمل", "85 مخالفا", "person"),
        ("مشاركة 40 لاعبا بالدوري", "40 لاعبا", "person"),
        ("قتلوا امرأة تدعى سعاد", "امرأة", "person"),
        ("أوقفوا ستة متهمين أردنيي الجنسية", "ستة متهمين", "person"),
        ("خطفوا 7 موظفين آخرين أصيلي مدينة صفاقس", "7 موظفين آخرين", "person"),
        ("على بعد 12 ميلا بحريا من الشاطئ", "12 ميلا بحريا", "mile"),
        ("أطلقوا 3 صواريخ باليستية على القرية", "3 صواريخ باليستية", "missile"),
        ("أوقفوا خمسة سائحين بولنديين في الميناء", "خمسة سائحين بولنديين", "person"),
        ("اعتقلوا 8 موظفين بلديين أمس", "8 موظفين بلديين", "person"),
        # Nouns of no table.
        ("وجدوا 40 إضبارة في المكتب", "40 إضبارة", "item"),
        ("وجدوا خمس شاشات", "خمس شاشات", "item"),
        ("أحرقوا عشرات سجلات النفوس", "عشرات سجلات", "item"),
        ("قتل 12 نتيجة القصف", "12", ""),
        ("قتل خمسة غزاة", "خمسة", ""),
        ("قتل في الموقع الـ15 من المعركة", "15", ""),
        ("قتل بعد يومين 3 من الجنود", "3 من الجنود", "person"),
        ("نزح الآلاف من منازلهم", "الآلاف", ""),
        ("أحرقوا 3 من سياراتهم", "3 من سياراتهم", "car"),
        ("قتل 12 تايوانية", "12", ""),
        ("جرح 9 مات أحدهم", "9", ""),
        ("جرح 14 بصورة بالغة", "14", ""),
    ],
)
def test_what_is_counted(sentence: str, words: str, unit: str) -> None:
    found = {sentence[m.start : m.end]: m.value for m in FINDER.find(document(sentence))}
    value = found.get(words)
    assert isinstance(value, AmountValue), found
    assert value.unit == unit


@pytest.mark.parametrize(
    ("sentence", "words", "kind"),
    [
        ("ومن بين القتلى 14 شرطيا", "14 شرطيا", "killed"),
        ("وكان بين الجرحى طفل", "طفل", "wounded"),
        ("وبين القتلى والجرحى 3 نساء", "3 نساء", "casualties"),
        ("تبادل بين القتلى من الطرفين 14 شرطيا", "14 شرطيا", ""),
        ("خلاف بين الشرطة والأهالي 3 نساء", "3 نساء", ""),
    ],
)
def test_a_part_of_a_whole_that_is_named_before_it(sentence: str, words: str, kind: str) -> None:
    found = {sentence[m.start : m.end]: m.value for m in FINDER.find(document(sentence))}
    value = found[words]
    assert isinstance(value, AmountValue)
    assert (value.kind, value.part) == (kind, bool(kind))


@pytest.mark.parametrize(
    ("sentence", "charged"),
    [
        ("حكم على 8 متهمين بقتل شرطي", True),
        ("أوقفوا 3 مشتبه بهم في تفجير السوق", True),
        ("أفرجت عن 8 متهمين أمس", False),
        ("أوقفت 8 عمال بقتل زميلهم", False),
    ],
)
def test_who_is_accused_of_what_is_told_behind(sentence: str, charged: bool) -> None:
    (value,) = (m.value for m in FINDER.find(document(sentence)) if any(c.isdigit() for c in sentence[m.start : m.end]))
    assert isinstance(value, AmountValue)
    assert value.charged == charged


@pytest.mark.parametrize(
    ("sentence", "words", "told"),
    [
        ("مقتل حارس وإصابة آخر", "آخر", "wounded"),
        ("استشهد صياد وأصيب آخران", "آخران", "wounded"),
        ("قال إن صيادا قتل وأصيب ثلاثة في القصف", "ثلاثة", "wounded"),
        ("قال إن «صيادا قتل وأصيب ثلاثة» في القصف", "ثلاثة", "wounded"),
        ("قتل وأصيب ثلاثة في القصف", "ثلاثة", "casualties"),
        ("قال إنه قتل وأصيب ثلاثة في القصف", "ثلاثة", "casualties"),
    ],
)
def test_what_is_told_of_others(sentence: str, words: str, told: str) -> None:
    found = {sentence[m.start : m.end]: m.value for m in FINDER.find(document(sentence))}
    value = found[words]
    assert isinstance(value, AmountValue)
    assert value.told == told


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("أطلقوا عليه من مسافة صفر", []),
        ("ارتفع عدد القتلى بنحو مئة إلى 253 قتيلا", [("253 قتيلا", 253, 253)]),
        ("ارتفعت حصيلة القتلى بمقدار 120 إلى 900", [("900", 900, 900)]),
        ("زاد العدد بنحو 20 أسيرا إلى 90 أسيرا", [("بنحو 20 أسيرا", 20, 20), ("90 أسيرا", 90, 90)]),
        ("قدر عددهم بنحو مئة إلى 150 أسيرا", [("بنحو مئة إلى 150 أسيرا", 100, 150)]),
        ("ارتفع عدد القتلى إلى 20-25 قتيلا", [("20-25 قتيلا", 20, 25)]),
        ("زاد التوتر وقتل نحو 20 إلى 30 جنديا", [("نحو 20 إلى 30 جنديا", 20, 30)]),
    ],
)
def test_what_a_change_leads_to_is_no_range(sentence: str, expected: list[tuple[str, float, float]]) -> None:
    assert amounts(sentence) == expected


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("دفع تاجر كويتي رشوة قدرها 20 ألف دينار.", ["KWD"]),
        ("خطفوا عائلة لبنانية وطلبوا 50 مليون ليرة.", ["LBP"]),
        ("غرمته محكمة في القاهرة 10 آلاف جنيه.", ["EGP"]),
        ("سرقوا 30 ألف دينار عراقي ثم 5 آلاف دينار.", ["IQD", "IQD"]),
        ("دفع كويتي 20 ألف دينار رشوة لعراقي.", [""]),
        ("دفع تاجر في باريس 20 ألف دينار.", [""]),
        ("دفع تاجر كويتي 20 ألف دولار.", ["USD"]),
    ],
)
def test_a_currency_is_that_of_the_only_country_told_of_that_has_it(text: str, units: list[str]) -> None:
    found = FINDERS.mentions(FINDERS.read(Article("a", text)))["money"]
    assert [m.value.unit for m in found if isinstance(m.value, AmountValue)] == units


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("حكم على سامر (24 عاما) بالسجن 6 سنوات", [("6 سنوات", 6, 6)]),
        ("أدانت المحكمة حارسا يبلغ من العمر نحو 40 عاما", []),
        ("قتل 3 أطفال تتراوح أعمارهم بين 4 و9 سنوات", [("3 أطفال", 3, 3)]),
        ("قتلت رضيعة عمرها لا يتجاوز 8 أشهر", [("رضيعة", 1, 1)]),
        ("اعتقلوا صبيا، 14 عاما من العمر", [("صبيا", 1, 1)]),
        ("قضوا بالسجن المؤبد (25 عاما) لأحدهم", [("25 عاما", 25, 25)]),
        ("حكم عليه بالسجن (5 سنوات)", [("5 سنوات", 5, 5)]),
        ("غرامة (500 دولار) وسجن 3 أشهر", [("500 دولار", 500, 500), ("3 أشهر", 3, 3)]),
    ],
)
def test_an_age_is_no_amount(sentence: str, expected: list[tuple[str, float, float]]) -> None:
    assert amounts(sentence) == expected


def test_a_thing_goes_on_with_those_that_are_counted() -> None:
    assert ("عربة", 1, 1) in amounts("دمرت الطائرات دبابتين وعربة")
    assert ("مسدس", 1, 1) in amounts("عثروا على 6 بنادق، ومسدس")
    assert "سيارة" not in [words for words, _, _ in amounts("وصل بنادق وسيارة")]


def test_who_does_it_is_not_who_suffers_it() -> None:
    assert "سائقا" not in [words for words, _, _ in amounts("إن سائقا قتل حارسا")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "أوقفت الشرطة 4 أشخاص اجتازوا الحدود",
            {("COERCE", "4 أشخاص", "detained"), ("DISPLACE", "4 أشخاص", "displaced")},
        ),
        ("أوقفت الشرطة 4 أشخاص في السوق", {("COERCE", "4 أشخاص", "detained")}),
        ("فرار 6 أسرى من السجن", {("DISPLACE", "6 أسرى", "displaced")}),
        ("قررت النيابة حبس المتهم 15 يوما على ذمة التحقيق", {("COERCE", "15 يوما", "other")}),
        ("هاجم مسلحان الكنيسة", {("ASSAULT", "مسلحان", "participants")}),
        ("ضبط 3 أطنان من الحشيش", {("COERCE", "3 أطنان", "items")}),
        ("أوقفت الشرطة شابا عبر الحدود", {("COERCE", "شابا", "detained")}),
        ("اعتقلت قوات الجيش الخاصة 15 في البلدة", {("COERCE", "15", "detained")}),
        ("قتلت قوات الجيش الخاصة 15 حمارا", set()),
        ("قتل ضابطان برتبتي عقيد ورائد", {("ASSAULT", "ضابطان", "killed")}),
        ("قتل حارس وأصيب آخران بانفجار", {("ASSAULT", "حارس", "killed"), ("ASSAULT", "آخران", "wounded")}),
        ("اشتباكات قتل خلالها أحد المهربين", {("ASSAULT", "أحد المهربين", "killed")}),
        ("هددت بتوقيف أي شخص يخالف القرار", set()),
        (
            "قتل 14 جنديا من الفرقة و6 من الشرطة",
            {("ASSAULT", "14 جنديا", "killed"), ("ASSAULT", "6 من الشرطة", "killed")},
        ),
        ("قتل 14 جنديا في القرية و6 صحون", {("ASSAULT", "14 جنديا", "killed")}),
        (
            "دمر الجيش 3 دبابات للمتمردين في محيط المطار و5 مدرعات",
            {("ASSAULT", "3 دبابات", "items"), ("ASSAULT", "5 مدرعات", "items")},
        ),
        ("دمر الجيش 12 منظومة قرب المطار", {("ASSAULT", "12 منظومة", "items")}),
        ("اجتمعت 44 دولة في برلين", {("CONSULT", "44 دولة", "participants")}),
        ("نددت 120 دولة بالقرار", {("ACCUSE", "120 دولة", "other")}),
        ("تحاصر القوات 400 ألف شخص في المدينة", {("COERCE", "400 ألف شخص", "other")}),
        ("حرم المسلحون أكثر من مليون طفل من التعليم", {("COERCE", "أكثر من مليون طفل", "other")}),
        ("هجرت القوات قسريا 33 أسرة من القرية", {("COERCE", "33 أسرة", "displaced")}),
        ("اعتقلت الشرطة رجلا من 33 أسرة", {("COERCE", "رجلا", "detained")}),
        ("أضرب 70 أسيرا عن الطعام", {("PROTEST", "70 أسيرا", "participants")}),
        ("مقتل 70 أسيرا", {("ASSAULT", "70 أسيرا", "killed")}),
        ("اعتقل الجيش بعد 5 أيام من الهجوم ثلاثة رجال", {("COERCE", "ثلاثة رجال", "detained")}),
        ("نظمت النقابات 3 مسيرات في العاصمة", set()),
        ("فرضت لندن عقوبات على 14 شركة", {("SANCTION", "14 شركة", "other")}),
        (
            "سقط عشرة قتلى من الحراس، فيما سقط 130 عاملا بينهم 25 طفلا",
            {("ASSAULT", "عشرة قتلى من الحراس", "killed")},
        ),
        (
            "قتل 12 عاملا عندما فجر انتحاري نفسه بينهم طفل",
            {("ASSAULT", "12 عاملا", "killed"), ("ASSAULT", "طفل", "killed")},
        ),
        ("أنتجت الثورة السورية واحدة من أجمل الأغنيات", set()),
        (
            "أصيب 12 شابا بالرصاص الحي و34 بالرصاص المطاطي",
            {("ASSAULT", "12 شابا", "wounded"), ("ASSAULT", "34", "wounded")},
        ),
        ("قتل 3 في الغارة الأولى و4 في الثانية", {("ASSAULT", "3", "killed"), ("ASSAULT", "4", "killed")}),
        ("دمر الجيش 4 دبابات في تعز و3 في مأرب", {("ASSAULT", "4 دبابات", "items"), ("ASSAULT", "3", "items")}),
        (
            "حكمت المحكمة على 11 متهما بالإعدام وعلى 9 آخرين بالمؤبد",
            {("SANCTION", "11 متهما", "detained"), ("SANCTION", "9 آخرين", "detained")},
        ),
        ("ارتكبت القوات 4 مجازر", {("ASSAULT", "4 مجازر", "strikes")}),
        ("دمر الجيش 14 شركة", {("ASSAULT", "14 شركة", "items")}),
        ("استشهد وجرح عشرات المهندسين", {("ASSAULT", "عشرات المهندسين", "casualties")}),
        ("أطلقت الجماعة 3 مسيرات على القاعدة", {("ASSAULT", "3 مسيرات", "items")}),
        ("أصيب عامل في انفجار عبوة ناسفة", {("ASSAULT", "عامل", "wounded")}),
        ("قتل 4 جنود في انفجار 3 قنابل", {("ASSAULT", "4 جنود", "killed"), ("ASSAULT", "3 قنابل", "items")}),
        ("قتل 9 أشخاص حين سقطت مقاتلة على سوق", {("ASSAULT", "9 أشخاص", "killed")}),
        ("دمرت الطائرات سيارة مفخخة", {("ASSAULT", "سيارة مفخخة", "items")}),
        ("ضبطت الشرطة سيارة مفخخة", {("COERCE", "سيارة مفخخة", "items")}),
        ("اعتقلت الشرطة، الثلاثاء، العشرات في العاصمة", {("COERCE", "العشرات", "detained")}),
        ("أوقفت وحدات من شرطة الحدود، بالتعاون مع أهالي الحي، 17 مهربا", {("COERCE", "17 مهربا", "detained")}),
        ("اعترضت الدفاعات الجوية، ظهر الثلاثاء، صاروخا قرب الميناء", {("ASSAULT", "صاروخا", "items")}),
        ("وصفت البحرية، ظهر الثلاثاء، صاروخا قرب الميناء", set()),
        ("دمر الجيش، بدعم من روسيا، 4 مدافع", {("ASSAULT", "4 مدافع", "items")}),
        ("سيطر الجيش، ليل الثلاثاء، على 4 قرى", {("COERCE", "4 قرى", "other")}),
        ("أدت المعارك إلى نزوح آلاف الأسر", {("DISPLACE", "آلاف الأسر", "displaced")}),
        ("احتلت القوات الجزيرة في حملة عسكرية استمرت شهرين", {("ASSAULT", "شهرين", "other")}),
        ("اشتباكات بين الجيش ومسلحين في أطراف البلدة دامت 4 ساعات", {("ASSAULT", "4 ساعات", "other")}),
        ("فرضت السلطات حظر التجول في البلدة لمدة أسبوع", {("COERCE", "أسبوع", "other")}),
        ("بدأ الوزير زيارة إلى مصر تستغرق 3 أيام", set()),
        ("اعتقلت الشرطة 3 مقدسيين", {("COERCE", "3 مقدسيين", "detained")}),
        ("استمرت سيطرة جماعة الحوثي على 80 في المئة من المحافظة", {("COERCE", "80 في المئة", "other")}),
        ("أفرجت الشرطة عن الناشط بعد مرور 3 أيام على اعتقاله", set()),
        ("اعتقل الجيش الناشط بعد مضي شهرين على الحادثة", set()),
        ("نفذت كوريا الشمالية ثلاث تجارب صاروخية", set()),
        ("انطلقت مناورات مشتركة بمشاركة 14 دولة", {("COOPERATE", "14 دولة", "participants")}),
        (
            "قتل 3 جنود في مناورات مشتركة بمشاركة 14 دولة",
            {("ASSAULT", "3 جنود", "killed"), ("COOPERATE", "14 دولة", "participants")},
        ),
        ("اتهمت النيابة ثلاثة ناشطين بالتخريب", {("ACCUSE", "ثلاثة ناشطين", "other")}),
        (
            "ضبطت الشرطة 3 بنادق، و60 مفجرا و4 خزائن",
            {("COERCE", "3 بنادق", "items"), ("COERCE", "60", "items"), ("COERCE", "4", "items")},
        ),
        ("ضبطت الشرطة 3 بنادق و60 نائمين", {("COERCE", "3 بنادق", "items")}),
        ("دمر القصف 12 منزلا و30 جزئيا", {("ASSAULT", "12 منزلا", "items"), ("ASSAULT", "30", "items")}),
    ],  # linked
)
def test_which_event_an_amount_belongs_to_and_what_it_counts_there(
    sentence: str, expected: set[tuple[str, str, str]]
) -> None:
    rules = compiled.load("ar")
    found = {
        (frame.type, sentence[a.mention.start : a.mention.end], a.role)
        for frame in rules(rules.finders.read(Article("a", sentence)))
        for a in frame.amounts
    }
    assert found == expected
