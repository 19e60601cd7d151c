"""Dates: absolute, relative to the publication day, Hijri, ranges; and what no date is."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_events import language
from conflict_events.lexical import text
from conflict_events.mentions import Finders
from conflict_events.mentions.dates import DateFinder
from conflict_events.records import Article, DateValue, Document, Mention, Status
from reading import rows

LANGUAGE = language.load("ar")
FINDER = DateFinder(LANGUAGE)
ROWS = rows("dates_ar.tsv")
MONTHS = {
    1: "يناير|كانون الثاني|جانفي", 2: "فبراير|شباط|فيفري", 3: "مارس|آذار", 4: "أبريل|نيسان|أفريل", 5: "مايو|أيار|ماي",
    6: "يونيو|حزيران|جوان", 7: "يوليو|تموز|جويلية|يوليوز", 8: "أغسطس|آب|أوت|غشت", 9: "سبتمبر|أيلول|شتنبر",
    10: "أكتوبر|تشرين الأول", 11: "نوفمبر|تشرين الثاني|نونبر", 12: "ديسمبر|كانون الأول|دجنبر",
}  # fmt: skip
NAMES = [(number, name) for number, names in MONTHS.items() for name in names.split("|")]
WORDS = ["أمس", "اليوم", "الأحد", "الماضي", "قبل", "منذ", "3", "أيام", "شهر", "عام", "2015", "مطلع", "نهاية", "تموز", "من",
         "إلى", "بين", "و5", "مايو", "الأسبوع", "المقبل", "الخامس", "/", "12", "صيف", "رمضان", "يوم", "آخر", "بضعة",
         "16,1", "ال", "خلال", "السنوات", "تريليون", "1,234.5.6", "9" * 400]  # fmt: skip


def document(sentence: str, published: datetime.date | None) -> Document:
    article = Article("a", sentence, published=published)
    tokens, sentences, furniture = text.segment(article, LANGUAGE.text_rules)
    return Document(article, tokens, sentences, {}, tuple(furniture))


def in_context(sentence: str) -> list[Mention]:
    """The dates of a sentence of 15 November 2017, read with those before them."""
    doc = document(sentence, datetime.date(2017, 11, 15))
    return FINDER.in_context(doc, FINDER.find(doc))


def day(iso: str) -> datetime.date | None:
    return datetime.date.fromisoformat(iso) if iso else None


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["sentence"])
def test_dates_of_the_table(row: dict[str, str]) -> None:
    doc = document(row["sentence"], day(row["published"]))
    (found,) = FINDER.find(doc)
    assert doc.article.text[found.start : found.end] == row["text"]
    assert isinstance(found.value, DateValue)
    assert (found.value.earliest, found.value.latest) == (day(row["earliest"]), day(row["latest"]))
    assert found.value.precision == row["precision"]


@pytest.mark.parametrize(("number", "name"), NAMES)
def test_every_month_name_with_day_and_year(number: int, name: str) -> None:
    (found,) = FINDER.find(document(f"وقع الهجوم في 9 {name} 2016", None))
    exact = datetime.date(2016, number, 9)
    assert found.value == DateValue(exact, exact, "day", "explicit")


@pytest.mark.parametrize(("number", "name"), NAMES)
def test_every_month_name_of_the_last_twelve_months(number: int, name: str) -> None:
    (found,) = FINDER.find(document(f"وقع الهجوم في {name} الماضي", datetime.date(2017, 6, 15)))
    assert isinstance(found.value, DateValue) and found.value.earliest is not None
    assert found.value.earliest == datetime.date(2017 if number < 6 else 2016, number, 1)


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=8),
    st.none() | st.dates(datetime.date(1990, 1, 1), datetime.date(2030, 1, 1)),
)
def test_any_words_give_ordered_days_and_true_offsets(words: list[str], published: datetime.date | None) -> None:
    doc = document(" ".join(words), published)
    end = 0
    for mention in FINDER.find(doc):
        assert end <= mention.start < mention.end <= len(doc.article.text)
        end = mention.end
        assert isinstance(mention.value, DateValue)
        assert FINDER.value(doc, mention.start, mention.end) == mention.value
        if mention.value.earliest is not None and mention.value.latest is not None:
            assert mention.value.earliest <= mention.value.latest


def test_a_month_near_the_last_year_that_there_is_has_its_days() -> None:
    (found,) = FINDER.find(document("هاجم مسلحون حلب في يناير", datetime.date(9999, 12, 20)))
    assert isinstance(found.value, DateValue)
    assert (found.value.earliest, found.value.latest) == (datetime.date(9999, 1, 1), datetime.date(9999, 1, 31))


@pytest.mark.parametrize(
    "sentence",
    [
        "قتل أحد الجنود", "مارس الجيش ضغوطا", "وصل 2015 جنديا", "القاعدة الثانية للجيش", "تسوء الحال يوما بعد يوم",
        "غادروا بعد ساعات قليلة من الهدنة", "بعد عامين على الزلزال", "تظاهروا في شارع 26 يوليو", "اتفاقية التجارة لعام 1994",
        "توحدت الفصائل الثلاثة", "قصف شبه يومي", "فتحوا المعبر طوال أيام الأسبوع", "دخل الهجوم عليها اليوم الثالث",
        "أطعموا خلال الأزمة 2000 أسرة", "أحصوا 1500-1600 مقاتل", "هرب في اليوم الذي سقط فيه الجدار",
        "هرب في الليلة التي سقط فيها الجدار", "حبسوه عامين ونصف العام",
        "سكنوا مدينة السادس من أكتوبر", "احتجوا في شارع العاشر من رمضان",
        "احترق سوق الثلاثاء", "تجمعوا بساحة الخميس", "خرجوا من صلاة الجمعة وصلاة الجمعة", "فازوا 3 - صفر",
        "غادروا في الأيام الأولى من الحرب", "تخرجوا في السداسي الثاني",
        'ذكرت محطة "روسيا اليوم"', "قال لموقع «عدن الغد»",
        "المهتمون بكرة القدم", "غادروا في وقت باكر جدا", "قال إمام الجمعة",
        "انتقده نواب قوى 14 آذار", "اغتالته جماعة 17 نوفمبر", "قطع المحتجون كوبري 6 أكتوبر",
        "ذكرت صحيفة المصري اليوم", "انسحب رئيس حزب الغد", "زادت للشهر الثالث على التوالي", "غادروا في الأسبوع الثالث",
        "قصفوا معسكرا في إب", "اعتقلوا شابا من أب تشادي", "قدموا من أب واحد", "هم في أمس الحاجة إلى الماء",
        "اعتقلوا نجارا في الأربعينات من عمره", "جرحت امرأة في أواخر الثلاثينيات من العمر", "خطفوا رجلا في الستينات",
        "اعتقلوا النقيب المولود في 3 مايو 1960", "اغتالوا الكاتب الذي ولد في مدينة البصرة عام 1960",
        "سدوا الطريق على مدى أربعة أيام", "سدوا الطريق على مدى أربعة أيام فقط",
        "يطالبون بدولة على حدود الرابع من حزيران 1967", "قتلوا شابا في الأراضي المحتلة منذ عام 1967",
        "أسروا المئات خلال سنوات الحرب", "أضربوا طوال أسبوعين",
        "أطلقوا 12 قذيفة خلال 20 دقيقة", "شهدت البطولة 2500 متفرجا", "جمعت بطولة المدارس 2000 طالبا",
        "يتظاهرون كل يوم جمعة", "يتظاهرون في 3 مايو من كل عام", "في مثل هذا اليوم قتلوا الحارس",
        "عادوا في الأسبوع الأخير من الحملة", "عادوا بعد شهر واحد من الهجوم",
        "حوكم المدعي العام السابق", "التقوا بالأمين العام الحالي", "انتقدوا خطباء منابر الجمعة",
        "ندد الشيخ سالم بصفر بالهجوم", "يلتقون بشكل أسبوعي", "قتل تاجر في حي واحد حزيران", "هاجموا شارع خمسة أيار",
        "عادوا إلى حدود ما قبل عام 2014", "توافق اليوم ذكرى المجزرة", "أحيا الأهالي أمس الذكرى العاشرة للقصف",
        "اعتقلوا مدير الأمن العام السابق", "انسحبوا من الاتفاق النووي لعام 2015",
    ],
)  # fmt: skip
def test_what_is_no_date(sentence: str) -> None:
    assert FINDER.find(document(sentence, datetime.date(2018, 1, 1))) == []


def test_a_weekday_reads_forward_for_what_is_to_come() -> None:
    doc = document("يلتقيان الخميس", datetime.date(2018, 5, 2))
    (found,) = FINDER.find(doc)
    assert isinstance(found.value, DateValue) and found.value.earliest == datetime.date(2018, 4, 26)
    ahead = FINDER.value(doc, found.start, found.end, future=True)
    assert ahead is not None and ahead.earliest == datetime.date(2018, 5, 3)


def test_what_lies_ahead_up_to_a_day_does_not_lie_before_the_publication() -> None:
    for sentence in ("يغادرون حتى الاثنين", "يغادرون بحلول الاثنين"):
        ahead = FINDER.value(document(sentence, datetime.date(2018, 3, 31)), 0, len(sentence), future=True)
        assert ahead is not None
        assert (ahead.earliest, ahead.latest) == (datetime.date(2018, 3, 31), datetime.date(2018, 4, 2))


@pytest.mark.parametrize(
    ("sentence", "published", "earliest"),
    [
        ("يتظاهرون اليوم السبت", "2015-08-09", "2015-08-08"),
        ("يتظاهرون اليوم السبت", "2015-08-07", "2015-08-08"),
        ("يتظاهرون يوم السبت", "2015-08-09", "2015-08-15"),
        ("يفتحون المعبر في 31 يوليو", "2018-08-01", "2018-07-31"),
        ("يفتحون المعبر في 31 يوليو", "2018-09-01", "2019-07-31"),
        ("يفتحون المعبر في 31 يوليو المقبل", "2018-08-01", "2019-07-31"),
        ("يفتحون المعبر في الثاني من يناير", "2018-12-20", "2019-01-02"),
    ],
)
def test_what_lies_ahead_may_be_just_over(sentence: str, published: str, earliest: str) -> None:
    doc = document(sentence, day(published))
    (found,) = FINDER.find(doc)
    ahead = FINDER.value(doc, found.start, found.end, future=True)
    assert ahead is not None and ahead.earliest == day(earliest)


def test_the_weekday_beats_a_publication_day_one_off() -> None:
    (found,) = FINDER.find(document("قتل جنديان اليوم الاثنين", datetime.date(2018, 5, 8)))
    assert isinstance(found.value, DateValue) and found.value.earliest == datetime.date(2018, 5, 7)


@pytest.mark.parametrize(
    ("sentence", "earliest"),
    [
        ("غادر الوفد في 11 مارس 2009 وعاد في يونيو", datetime.date(2009, 6, 1)),
        ("غادر الوفد في 11 مارس 2009 وعاد في 4 فبراير", datetime.date(2010, 2, 4)),
        ("غادر الوفد في 11 مارس 2009 وعاد في الخامس من يونيو", datetime.date(2009, 6, 5)),
        ("غادر الوفد في 11 مارس 2009 وعاد في يونيو ويوليو", datetime.date(2009, 6, 1)),
        ("غادر الوفد في 11 مارس 2009 وعاد مطلع يونيو", datetime.date(2009, 6, 1)),
        ("غادر الوفد في 11 مارس 2009 واجتمعوا بين 7 و9 فبراير", datetime.date(2010, 2, 7)),
        ("غادر الوفد في 11 مارس 2009 وعاد بعد 7 أكتوبر", datetime.date(2017, 10, 7)),
        ("غادر الوفد في 11 مارس 2009 وعاد منذ يونيو", datetime.date(2017, 6, 1)),
        ("غادر الوفد في 11 مارس 2009 وعاد في يونيو الماضي", datetime.date(2017, 6, 1)),
        ("غادر الوفد في عام 2009 وعاد في يونيو", datetime.date(2017, 6, 1)),
        ("غادر الوفد في 11 مارس 2009. وعاد غيره في يونيو", datetime.date(2017, 6, 1)),
    ],
)
def test_a_month_lies_in_the_year_that_its_sentence_has_named(sentence: str, earliest: datetime.date) -> None:
    last = in_context(sentence)[-1]
    assert isinstance(last.value, DateValue) and last.value.earliest == earliest


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        (
            "هاجموا البلدة في 3 مايو 2017، وتحاصر منذ ذلك الحين",
            (datetime.date(2017, 5, 3), datetime.date(2017, 11, 15)),
        ),
        (
            "هاجموا البلدة الشهر الماضي. ومنذ ذلك التاريخ تحاصر",
            (datetime.date(2017, 10, 1), datetime.date(2017, 11, 15)),
        ),
    ],
)
def test_since_then_begins_with_the_date_before_it(sentence: str, days: tuple[datetime.date, datetime.date]) -> None:
    _, last = in_context(sentence)
    assert isinstance(last.value, DateValue)
    assert (last.value.earliest, last.value.latest, last.value.precision) == (*days, "range")


@pytest.mark.parametrize(
    "sentence", ["تحاصر البلدة منذ ذلك الحين", "هاجموا البلدة في 3 مايو 2017. ثم رحلوا. وهي خالية منذ ذلك الحين"]
)
def test_since_then_without_a_date_near_before_it_is_no_date(sentence: str) -> None:
    found = in_context(sentence)
    assert not any("منذ" in sentence[m.start : m.end] for m in found)


@pytest.mark.parametrize(
    ("sentence", "words", "days"),
    [
        ("قصفوا القرية في 10 أكتوبر، وقتل القائد بعد ذلك بيومين", "بعد ذلك بيومين", (12, 12)),
        ("قصفوا القرية في 10 أكتوبر، وقتل القائد بعدها بثلاثة أيام", "بعدها بثلاثة أيام", (13, 13)),
        ("قصفوا القرية في 10 أكتوبر، وقتل القائد بعدها ب 3 أيام", "بعدها ب 3 أيام", (13, 13)),
        ("قصفوا القرية في 10 أكتوبر. وبعد خمسة أيام هاجموا المدينة", "بعد خمسة أيام", (15, 15)),
        ("قصفوا القرية في 10 أكتوبر، وقتل القائد قبل ذلك بيومين", "قبل ذلك بيومين", (8, 8)),
        ("قصفوا القرية في 10 أكتوبر. وقبلها بأسبوع هاجموا المدينة", "قبلها بأسبوع", (3, 3)),
        ("قصفوا القرية في 10 سبتمبر، وبعدها بشهر هاجموا المدينة", "بعدها بشهر", (1, 31)),
        # Nothing tells the day, or it has not come yet.
        ("قصفوا القرية في أكتوبر، وقتل القائد بعد ذلك بيومين", "بعد ذلك بيومين", None),
        ("قصفوا القرية أمس، وبعد يومين يزور الوزير المدينة", "بعد يومين", None),
    ],
)
def test_days_are_counted_from_the_day_before_them(sentence: str, words: str, days: tuple[int, int] | None) -> None:
    value = {sentence[m.start : m.end]: m.value for m in in_context(sentence)}[words]
    assert isinstance(value, DateValue)
    expected = tuple(datetime.date(2017, 10, d) for d in days) if days is not None else (None, None)
    assert (value.earliest, value.latest) == expected


@pytest.mark.parametrize(
    ("sentence", "words", "first"),
    [
        ("غزوا البلاد عام 1990، وبعد ثلاث سنوات قصفوها", "بعد ثلاث سنوات", "1993-01-01"),
        ("اعتقلوه عام 2012 وأفرجوا عنه بعدها بعامين", "بعدها بعامين", "2014-01-01"),
        ("اعتقلوه عام 2012 وأفرجوا عنه بعد ثلاثة أشهر", "بعد ثلاثة أشهر", ""),
        ("اعتقلوه عام 2016 وأفرجوا عنه بعد خمس سنوات", "بعد خمس سنوات", ""),
        # The same month without its year is that of another.
        ("منعوه من السفر في مارس 2014 ثم أدانوه في مايو", "مايو", "2014-05-01"),
        # What has been recorded is over.
        ("وثقت المنظمة مقتل 40 مدنيا خلال ديسمبر", "ديسمبر", "2016-12-01"),
        ("تنتخب المنظمة رئيسها خلال ديسمبر", "ديسمبر", "2017-12-01"),
    ],
)
def test_years_counted_from_a_year_and_months_of_another(sentence: str, words: str, first: str) -> None:
    value = {sentence[m.start : m.end]: m.value for m in in_context(sentence)}[words]
    assert isinstance(value, DateValue) and value.earliest == day(first)


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("سجن في 3 مايو 2014 وهرب في 7 يوليو من العام نفسه", (datetime.date(2014, 7, 7), datetime.date(2014, 7, 7))),
        ("سجن في عام 2014 وهرب أواخر العام ذاته", (datetime.date(2014, 10, 1), datetime.date(2014, 12, 31))),
        ("سجن في عام 2014 وهرب لاحقا في العام نفسه", (datetime.date(2014, 1, 1), datetime.date(2014, 12, 31))),
        ("سجن في 3 مايو 2014 وهرب في الشهر ذاته", (datetime.date(2014, 5, 1), datetime.date(2014, 5, 31))),
        ("سجن في 3 مايو 2014 وهرب في نفس العام", (datetime.date(2014, 1, 1), datetime.date(2014, 12, 31))),
        ("سجن في 3 مايو 2014. وهرب في اليوم نفسه", (datetime.date(2014, 5, 3), datetime.date(2014, 5, 3))),
        ("سجن في 3 مايو 2014 وهرب في نفس اليوم", (datetime.date(2014, 5, 3), datetime.date(2014, 5, 3))),
    ],
)
def test_the_same_year_is_that_of_the_date_before_it(sentence: str, days: tuple[datetime.date, datetime.date]) -> None:
    _, last = in_context(sentence)
    assert isinstance(last.value, DateValue)
    assert (last.value.earliest, last.value.latest) == days


@pytest.mark.parametrize(
    "sentence",
    [
        "هرب في اليوم نفسه", "هرب في نفس اليوم", "سجن في مايو 2014 وهرب في نفس اليوم",
        "سجن في 3 مايو 2014 وهرب في اليوم نفسه الذي سقط فيه الجدار",
    ],
)  # fmt: skip
def test_the_same_day_without_a_day_before_it_is_no_date(sentence: str) -> None:
    assert not any("اليوم" in sentence[m.start : m.end] for m in in_context(sentence))


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("سجن في 3 مايو 2014. وهرب في اليوم التالي", ("2014-05-04", "2014-05-04")),
        ("سجن في 3 ماي 2014. وهرب في اليوم الموالي", ("2014-05-04", "2014-05-04")),
        ("سجن في 3 مايو 2014 وهرب فجر اليوم التالي", ("2014-05-04", "2014-05-04")),
        ("سجن في 3 مايو 2014 وكان قد اختفى في اليوم السابق", ("2014-05-02", "2014-05-02")),
        ("سجن في ديسمبر 2014 وهرب في الشهر التالي", ("2015-01-01", "2015-01-31")),
        ("سجن في عام 2014 وهرب في العام التالي", ("2015-01-01", "2015-12-31")),
        ("سجن في مارس 2014 وهرب في يونيو التالي", ("2014-06-01", "2014-06-30")),
        ("سجن في مارس 2015 وهرب في فبراير التالي", ("2016-02-01", "2016-02-29")),
        ("سجن في 3 مايو 2014 وهرب مطلع فبراير التالي", ("2015-02-01", "2015-02-10")),
        ("سجن في 3 مايو 2014 وهرب في الليلة التالية", ("2014-05-04", "2014-05-04")),
        ("سجن اليوم وهرب في اليوم التالي", ("", "")),
        ("سجن في 3 مايو 2014 وهرب في اليوم التالي للقصف", ("", "")),
        ("سجن في مايو 2014 وهرب في اليوم التالي", ("", "")),
        ("سجن في عام 2014 وهرب في الشهر التالي", ("", "")),
        ("سجن في عام 2014. ثم مرض. ثم شفي. وهرب في العام التالي", ("", "")),
        ("سجن أمس واعترف هذا الصباح", ("2017-11-15", "2017-11-15")),
    ],
)
def test_the_next_day_is_counted_from_the_date_before_it(sentence: str, days: tuple[str, str]) -> None:
    _, last = in_context(sentence)
    assert isinstance(last.value, DateValue)
    assert (last.value.earliest, last.value.latest) == (day(days[0]), day(days[1]))


@pytest.mark.parametrize("sentence", ["أضربوا الأحد وتظاهروا الاثنين", "أضربوا الأحد والثلاثاء"])
def test_weekdays_that_are_told_apart_are_two_dates(sentence: str) -> None:
    assert len(in_context(sentence)) == 2


def test_two_weekdays_read_forward_for_what_is_to_come() -> None:
    doc = document("يضربون السبت والأحد", datetime.date(2019, 3, 13))
    (found,) = FINDER.find(doc)
    ahead = FINDER.value(doc, found.start, found.end, future=True)
    assert ahead is not None
    assert (ahead.earliest, ahead.latest) == (datetime.date(2019, 3, 16), datetime.date(2019, 3, 17))


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("هرب في يونيو التالي", ("", "")),
        ('قال "سنهاجم القرية بكل ما لدينا اليوم"', ("2017-11-15", "2017-11-15")),
        ('قال "اليوم" فقط', ("2017-11-15", "2017-11-15")),
        ("قاتلوا من 20 أغسطس، وحتى 31 من نفس الشهر", ("2017-08-20", "2017-08-31")),
        ("قاتلوا في 10 من الشهر الماضي وحتى 20 منه", ("2017-10-10", "2017-10-20")),
        ("اجتمعوا في 3 آب/أغسطس 2016 ثم في 12 منه", ("2016-08-12", "2016-08-12")),
        ("اجتمعوا في 3 أغسطس 2016، وفي الفصل 12 منه", ("2016-08-03", "2016-08-03")),
        ("سجنوا في 2014 وقاتلوا من مارس إلى يونيو من العام نفسه", ("2014-03-01", "2014-06-30")),
        ("قاتلوا من مارس 2014 إلى يونيو من العام نفسه", ("2014-03-01", "2014-06-30")),
        ("قتلوا في 3 نوفمبر، وحتى اليوم لم يدفنوا", ("", "2017-11-15")),
        ("في أول زيارة منذ توليه المنصب، الأحد", ("2017-11-12", "2017-11-12")),
        ("انهار الجسر في الثمانينات", ("1980-01-01", "1989-12-31")),
        ("سدوا الطريق على مدى أربعة أيام في مايو 2016", ("2016-05-01", "2016-05-31")),
        ("سدوا الطريق على مدى الأيام الأربعة الماضية", ("2017-11-11", "2017-11-15")),
        ("سيجتمع الوزراء لاحقا في هذا الأسبوع", ("2017-11-15", "2017-11-19")),
        ("اعتقلوا المئات منذ تنصيب الحاكم في مايو 2016", ("2016-05-01", "2017-11-15")),
        ("اعتقلوا المئات منذ سيطرتهم على الميناء في مايو 2016", ("2016-05-01", "2016-05-31")),
        ("سدوا الطريق خلال أربعة أيام", ("2017-11-11", "2017-11-15")),
        ("اندلع الشغب في مونديال 2006 بين المشجعين", ("2006-01-01", "2006-12-31")),
        ("رشوا اللجنة للفوز بمونديال 2026", ("", "")),
        ("اعتزل بعد موسم 2009/2010 بقليل", ("2009-01-01", "2010-12-31")),
        ("أغلقوا المدرسة في العام الدراسي 1437 / 1438", ("2015-10-14", "2017-09-20")),
        ("هدموا السوق في رمضان 2015", ("2015-06-18", "2015-07-16")),
        ("هدموا السوق في 3 رمضان 2015", ("2015-06-20", "2015-06-20")),
        ("هدموا السوق في رمضان 2030", ("", "")),
        ("سيسلمون الأسلحة قبل نهاية ديسمبر", ("", "2017-12-31")),
        ("سلموا الأسلحة قبل نهاية مايو 2016", ("2016-05-21", "2016-05-31")),
        ("أخلوا الميناء في بداية السنة", ("2017-01-01", "2017-03-31")),
        ("أحيا الأهالي الذكرى العاشرة للقصف أمس", ("2017-11-14", "2017-11-14")),
    ],
)
def test_what_a_date_means_beside_other_words(sentence: str, days: tuple[str, str]) -> None:
    last = in_context(sentence)[-1]
    assert isinstance(last.value, DateValue)
    assert (last.value.earliest, last.value.latest) == (day(days[0]), day(days[1]))


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("تحتضن الدوحة مؤتمرا للمانحين يومي السبت والأحد", ("2017-11-18", "2017-11-19")),
        ("تحتضن الدوحة مؤتمرا في الخامس من ديسمبر", ("2017-12-05", "2017-12-05")),
        ("الدوحة تحتضن مؤتمرا للمانحين الجمعة", ("2017-11-17", "2017-11-17")),
        ("يلتئم المجلس يومي الأربعاء والخميس", ("2017-11-15", "2017-11-16")),
        ("يستقبل الرئيس الجمعة نظيره التركي", ("2017-11-17", "2017-11-17")),
        ("يزور وزير الخارجية السبت بغداد", ("2017-11-18", "2017-11-18")),
        ("زار وزير الخارجية السبت بغداد", ("2017-11-11", "2017-11-11")),
        ("رحب الوزير بالقمة التي تنعقد في الدوحة الخميس والجمعة", ("2017-11-16", "2017-11-17")),
        ("تجري الدولتان مناورات بين 20 فبراير و3 مارس", ("2018-02-20", "2018-03-03")),
        ("يقاطعون الانتخابات المقررة الجمعة", ("2017-11-17", "2017-11-17")),
        ("اغتالوا المرشح قبل الانتخابات المقررة الثلاثاء", ("2017-11-14", "2017-11-14")),
        ("رحبوا بالقمة المزمع عقدها في الدوحة في يوليو", ("2018-07-01", "2018-07-31")),
        ("ألغوا القمة التي كانت مقررة الجمعة", ("2017-11-10", "2017-11-10")),
        ("زار المقرر الخاص المخيم الجمعة", ("2017-11-10", "2017-11-10")),
        ("بحثوا القمة المقررة في الدوحة، وغادروا الجمعة", ("2017-11-10", "2017-11-10")),
        ("تحتضن الدوحة مؤتمرا للمانحين الثلاثاء", ("2017-11-14", "2017-11-14")),
        ("تحتضن الدوحة مؤتمرا للمانحين بعد قصف السبت", ("2017-11-11", "2017-11-11")),
        ("تحتضن الدوحة مؤتمرا للمانحين الأحد الماضي", ("2017-11-12", "2017-11-12")),
        ("لم تبدأ الدولتان المحادثات السبت", ("2017-11-11", "2017-11-11")),
        ("احتضنت الدوحة مؤتمرا للمانحين يومي السبت والأحد", ("2017-11-11", "2017-11-12")),
        ("يريد الطرفان إبرام اتفاق بحلول يونيو", ("", "2018-06-30")),
        ("وبحلول يونيو انسحبوا من القرية", ("", "2017-06-30")),
        ("كانوا قد سيطروا على المدينة وكان ذلك بحلول يونيو", ("", "2017-06-30")),
        ("سيطروا على المدينة بحلول الاثنين", ("", "2017-11-13")),
        ("قال الوزير إن الوفد سيغادر المدينة الجمعة", ("2017-11-17", "2017-11-17")),
        ("سوف ينقلون السجناء الأحد", ("2017-11-19", "2017-11-19")),
        ("وستجري المحادثات في الخامس من ديسمبر", ("2017-12-05", "2017-12-05")),
        ("ألغوا القمة التي كانت ستعقد الجمعة", ("2017-11-10", "2017-11-10")),
        ("كشفوا أنهم سيعقدون قمة، وغادروا الجمعة", ("2017-11-10", "2017-11-10")),
        ("سيعقد الطرفان قمة بعد هجوم الجمعة", ("2017-11-10", "2017-11-10")),
        ("سيعقد الطرفان القمة التي تأجلت الجمعة", ("2017-11-10", "2017-11-10")),
        ("لن تبدأ المحادثات التي ستعقد في عمان الجمعة الماضي", ("2017-11-10", "2017-11-10")),
    ],
)
def test_what_is_to_take_place_lies_ahead(sentence: str, days: tuple[str, str]) -> None:
    last = in_context(sentence)[-1]
    assert isinstance(last.value, DateValue)
    assert (last.value.earliest, last.value.latest) == (day(days[0]), day(days[1]))


@pytest.mark.parametrize(
    ("sentence", "earliest"),
    [
        ("أعلن الرئيس التركي، الثلاثاء، الانسحاب من القرية", "2019-03-12"),
        ("أعلن الرئيس التركي الانسحاب من القرية الثلاثاء", "2019-03-19"),
        ("يعلن الرئيس التركي الثلاثاء الانسحاب من القرية", "2019-03-19"),
    ],
)
def test_the_day_of_an_announcement_is_not_ahead(sentence: str, earliest: str) -> None:
    finders = Finders(LANGUAGE)
    doc = finders.read(Article("a", sentence, published=datetime.date(2019, 3, 13)))
    (found,) = finders.mentions(doc)["date"]
    ahead = finders.dates.ahead(doc, found).value
    assert isinstance(ahead, DateValue) and ahead.earliest == day(earliest)


@pytest.mark.parametrize(
    ("sentence", "status", "earliest"),
    [
        ("حذر الوفد من عقوبات في تموز", "actual", "2018-07-01"),
        ("حذر الوفد من عقوبات في تموز", "hypothetical", "2019-07-01"),
        ("حذر الوفد من عقوبات في 9 تموز", "hypothetical", "2019-07-09"),
        ("حذر الوفد من عقوبات في تموز الماضي", "hypothetical", "2018-07-01"),
        ("حذر الوفد من عقوبات منذ تموز", "hypothetical", "2018-07-01"),
        ("حذر الوفد من عقوبات الثلاثاء", "hypothetical", "2019-03-12"),
        ("حذر الوفد من عقوبات الثلاثاء", "future", "2019-03-19"),
    ],
)
def test_a_month_of_what_is_only_possible_lies_ahead(sentence: str, status: Status, earliest: str) -> None:
    finders = Finders(LANGUAGE)
    doc = finders.read(Article("a", sentence, published=datetime.date(2019, 3, 13)))
    (found,) = finders.mentions(doc)["date"]
    value = finders.dates.of_status(doc, found, status).value
    assert isinstance(value, DateValue) and value.earliest == day(earliest)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("أوقفت الشرطة سائقا ولد في 7 مارس 1981", "7 مارس 1981"),
        ("يحتفل العمال بيومهم 1 مايو من كل عام", "1 مايو"),
        ("فتحوا متجرا في شارع 26 يوليو", "26 يوليو"),
    ],
)
def test_what_dates_nothing_is_read_for_its_numbers_count_nothing(sentence: str, words: str) -> None:
    doc = document(sentence, datetime.date(2017, 11, 15))
    assert [(sentence[m.start : m.end], may_date) for m, may_date in FINDER.read(doc)] == [(words, False)]
    finders = Finders(LANGUAGE)
    mentions = finders.mentions(finders.read(doc.article))
    assert not [m for m in mentions["number"] if any(t.isdigit() for t in sentence[m.start : m.end])]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("أطلق جوزيف ستالين (1878-1953) حملة ضد المزارعين", []),
        ("قتل الآلاف في الحرب الكورية (1950-1953) بين البلدين", ["1950-1953"]),
    ],
)
def test_years_of_a_life_date_nothing(sentence: str, words: list[str]) -> None:
    finders = Finders(LANGUAGE)
    found = finders.mentions(finders.read(Article("a", sentence)))["date"]
    assert [sentence[m.start : m.end] for m in found] == words
