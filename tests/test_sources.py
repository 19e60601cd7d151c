"""Sources in Arabic text: which words tell who reports."""

from __future__ import annotations

import pytest

from conflict_events import language
from conflict_events.mentions import Finders
from conflict_events.records import Article, SourceValue


@pytest.fixture(scope="module")
def finders() -> Finders:
    return Finders(language.load("ar"))


def sources(finders: Finders, body: str) -> list[str]:
    found = finders.mentions(finders.read(Article("a", body)))["source"]
    return [body[m.start : m.end] for m in found]


def test_a_source_noun_takes_in_the_actor_that_it_belongs_to(finders: Finders) -> None:
    assert sources(finders, "قال مصدر بوزارة الدفاع الروسية إن الطريق مغلق.") == ["مصدر بوزارة الدفاع الروسية"]
    assert sources(finders, "قال مصدر لوزارة الدفاع الروسية إن الطريق مغلق.") == ["مصدر لوزارة الدفاع الروسية"]


def test_a_colon_stands_between_a_verb_and_what_is_said(finders: Finders) -> None:
    assert sources(finders, "وقال الوزير: الطريق مغلق.") == ["الوزير"]
    assert sources(finders, "وقال أمس: الوزير غادر البلاد.") == []
    assert sources(finders, "وقال أمس الوزير: الطريق مغلق.") == ["الوزير"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("وأضافت أن المتهمين سيمثلون أمام المحكمة.", []),
        ("قال الوزير إن الطريق مغلق. وأضاف أن الجنود عادوا.", ["الوزير"]),
        ("قال لصحيفة الشرق إن الطريق مغلق.", []),
        ("قال الوزير لصحيفة الشرق إن الطريق مغلق.", ["الوزير"]),
        ("وأضاف لوكالة الأناضول أن الطريق مغلق.", []),
        ("وفقا لوكالة الأناضول، الطريق مغلق.", ["وكالة الأناضول"]),
        ('وفقا لـ"رويترز"، الطريق مغلق.', ["رويترز"]),
        ('بحسب "رويترز" الطريق مغلق.', ["رويترز"]),
        ("نقلت الصحيفة عن «رويترز» أن الطريق مغلق.", ["رويترز"]),
        ('قال الفلاني لـ"رويترز" إن الطريق مغلق.', []),
        ('وأضاف "نحن أبناء الشعب ولن نغلق الطريق".', []),
        ('وأبلغ "الشروق" المتحدث باسم الوزارة أن الطريق مغلق.', ["المتحدث باسم الوزارة"]),
        ("وأكد حرص الحكومة على فتح الطريق.", []),
        ("وأفاد بوقوع 47 مهندسا من كينيا في الأسر.", []),
        ("أفاد المرصد بوقوع قتلى على الطريق.", ["المرصد"]),
        ('أفاد موقع "صوت بيروت" بأن الطريق مغلق.', ['موقع "صوت بيروت"']),
        ("بحسب موقع «المدى» اللبناني الطريق مغلق.", ["موقع «المدى»"]),
        ('وأضاف البيان "نرفض إغلاق الطريق".', ["البيان"]),
        ('قال مصدر "لم نر أحدا" أمس.', ["مصدر"]),
        ('قال تقرير "هيومن رايتس ووتش" إن الطريق مغلق.', ['تقرير "هيومن رايتس ووتش"']),
        ('قال مصدر في "حماس" إن الطريق مغلق.', ['مصدر في "حماس"']),
        ("أحصى المرصد مقتل عشرة مدنيين في القصف.", ["المرصد"]),
        ("وثقت منظمة العفو الدولية مقتل عشرة مدنيين.", ["منظمة العفو الدولية"]),
        ('علمت "الشروق" من مصدر أمني أن الطريق مغلق.', ["مصدر أمني"]),
        ("رفع المتظاهرون علما من القماش الأخضر.", []),
        ("لا علم لديه من الحكومة بالأمر.", []),
        ("وأكد وزير الداخلية حرص الحكومة على فتح الطريق.", ["وزير الداخلية"]),
        ("وأعلن مقتل خمسة جنود في غارة على القرية.", []),
        ("وزير الداخلية يعلن اعتقال عناصر من تنظيم الدولة في مداهمة.", ["وزير الداخلية"]),
    ],
)
def test_who_is_told_and_whom_it_is_about_are_no_source(finders: Finders, body: str, found: list[str]) -> None:
    assert sources(finders, body) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("قال مصدر أمني الأربعاء إن الطريق مغلق.", "مصدر أمني"),
        ("قال مصدر لـ«الشرق» إن الطريق مغلق.", "مصدر"),
        ("ذكر مصدر عسكري لرويترز أن الطريق مغلق.", "مصدر عسكري"),
        ("قالت مصادر محلية وأخرى طبية إن الطريق مغلق.", "مصادر محلية"),
        ("أفادت تقارير مؤخرا بأن الطريق مغلق.", "تقارير"),
        ("قالت المتحدثة بأن الطريق مغلق.", "المتحدثة"),
        ("وأبلغ مصدر طبي وكالة فرانس برس أن الطريق مغلق.", "مصدر طبي"),
        ("وأفاد مراسل الجزيرة بأن الطريق مغلق.", "مراسل الجزيرة"),
        ("وبثت قناة العربية مشاهد للطريق.", "قناة العربية"),
        ("ونشرت صحيفة الغارديان مقالا عن الطريق.", "صحيفة الغارديان"),
        ("وأظهر مقطع فيديو جنودا على الطريق.", "مقطع فيديو"),
        ('وأفاد المرصد عن "إغلاق الطريق".', "المرصد"),
        ('وقالت صحيفة "الخبر" إن الطريق مغلق.', 'صحيفة "الخبر"'),
    ],
)
def test_a_source_ends_before_what_is_no_part_of_it(finders: Finders, body: str, found: str) -> None:
    assert sources(finders, body) == [found]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("وقال أمام حشد من أنصاره إن الطريق مغلق.", []),
        ("وأضاف في مقابلة مع قناة روسية أن الطريق مغلق.", []),
        ("وقال خلال اجتماع الحكومة إن الطريق مغلق.", []),
        ("وأكد خلال استقباله وزير الخارجية أن الطريق مغلق.", []),
        ("وأكد في هذا المؤتمر وزير الخارجية أن الطريق مغلق.", ["وزير الخارجية"]),
        ("وقال من جهته وزير الخارجية إن الطريق مغلق.", ["وزير الخارجية"]),
        ("وقال وزير الخارجية أمام النواب إن الطريق مغلق.", ["وزير الخارجية"]),
    ],
)
def test_a_noun_that_a_preposition_governs_is_no_subject(finders: Finders, body: str, found: list[str]) -> None:
    assert sources(finders, body) == found


@pytest.mark.parametrize("opener", ["وفق ما", "وفقا لما", "حسب ما", "بحسب ما", "حسبما", "طبقا لما"])
@pytest.mark.parametrize("verb", ["أعلنت", "أعلنته", "أوردته", "نقلته", "أفادت به", "ذكرته اليوم"])
def test_who_says_what_an_account_goes_by_is_its_source(finders: Finders, opener: str, verb: str) -> None:
    body = f"أغلق الطريق {opener} {verb} وكالة الأناضول."
    assert sources(finders, body) == ["وكالة الأناضول"]
    document = finders.read(Article("a", body))
    first = finders.attributed(document)[1][0]
    assert (first.first, first.speech) == (0, False)


def test_a_statement_that_an_account_goes_by_is_its_source(finders: Finders) -> None:
    assert sources(finders, "أغلق الطريق وفق ما جاء في بيان للجيش.") == ["بيان للجيش"]
    assert sources(finders, "أغلق الطريق على ما أفاد به مصدر طبي.") == ["مصدر طبي"]
    assert sources(finders, "وجاء في بيان للجيش أن الطريق مغلق.") == ["بيان للجيش"]
    assert sources(finders, "أغلق الطريق، كما ورد في تقرير الشرطة.") == ["تقرير الشرطة"]
    assert sources(finders, "رحب الناطق بما جاء في بيان الشرطة.") == []
    assert sources(finders, "جاء في المرتبة الثانية بعد الجيش.") == []
    assert sources(finders, "رد الناطق على ما أعلنته وزارة الدفاع.") == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("وكان الجيش السوري قد أعلن أن الطريق مغلق.", ["الجيش السوري"]),
        ("وكانت وزارة الدفاع أعلنت، الأحد، أن الطريق مغلق.", ["وزارة الدفاع"]),
        ("ورحب الوفد بالخطوة فيما الجيش أعلن أن الطريق مغلق.", ["الجيش"]),
        ("زار الوفد الجيش وأعلن أن الطريق مغلق.", []),
    ],
)
def test_a_subject_between_had_and_its_verb_says(finders: Finders, body: str, found: list[str]) -> None:
    assert sources(finders, body) == found


DENIAL = language.load("ar").data["sources"]["denial"]


@pytest.mark.parametrize("body", DENIAL["examples"])
def test_who_denies_a_part_in_an_event_is_no_source_of_it(finders: Finders, body: str) -> None:
    assert sources(finders, body) == []


@pytest.mark.parametrize("body", DENIAL["counter"])
def test_who_denies_an_event_is_its_source(finders: Finders, body: str) -> None:
    assert len(sources(finders, body)) == 1


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("وأفاد شهود عيان في محافظة المحويت بأن الطريق مغلق.", "شهود عيان"),
        ("وقالت مصادر طبية في مستشفى المدينة إن الطريق مغلق.", "مصادر طبية"),
        ("وقالت مصادر محلية بمحافظة الحديدة إن الطريق مغلق.", "مصادر محلية"),
        ("وقال مصدر أمني لموقع إخباري إن الطريق مغلق.", "مصدر أمني"),
        ("وتابع المصدر بالقول إن الطريق مغلق.", "المصدر"),
        ("وأضاف المصدر نفسه أن الطريق مغلق.", "المصدر"),
        ("وجاء في التقرير أيضا أن الطريق مغلق.", "التقرير"),
        ("وأشار التقرير إلى إغلاق الطريق.", "التقرير"),
        ("وأشار المرصد إلى الجيش السوري الذي أغلق الطريق.", "المرصد"),
        ("وكشفت مصادر عسكرية عن الجيش السوري أن الطريق مغلق.", "مصادر عسكرية"),
        ("ونقلت الصحيفة عن مصادر لم تسمها أن الطريق مغلق.", "مصادر"),
        ("ونشرت الصحيفة الأميركية مراسلات عن الطريق.", "الصحيفة الأميركية"),
        ("وقال مسؤولون أميركيون يوم الأحد إن الطريق مغلق.", "مسؤولون أميركيون"),
        ('وأفاد ناشطون محليون "بإغلاق الطريق".', "ناشطون محليون"),
        ("وقال مصدر في الجيش السوري إن الطريق مغلق.", "مصدر في الجيش السوري"),
        ("وجاء في بيان صادر عن الجيش السوري أن الطريق مغلق.", "بيان صادر عن الجيش السوري"),
        ("وجاء في بيان صادر عن المركز أن الطريق مغلق.", "بيان صادر عن المركز"),
        ("وقال المتحدث باسم المركز إن الطريق مغلق.", "المتحدث باسم المركز"),
        ("وذكرت صحيفة الديلي ميل أن الطريق مغلق.", "صحيفة الديلي ميل"),
        ("صحيفة الديلي ميل كتبت أن الطريق مغلق.", "صحيفة الديلي ميل"),
        ("وذكر تقرير لصحيفة الشرق الأوسط أن الطريق مغلق.", "تقرير لصحيفة الشرق الأوسط"),
        ("وذكر مصدر لصحيفة الشرق الأوسط أن الطريق مغلق.", "مصدر"),
    ],
)
def test_a_source_noun_takes_in_what_agrees_with_it_and_what_it_belongs_to(
    finders: Finders, body: str, found: str
) -> None:
    assert sources(finders, body) == [found]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("وجاء في بيان للشرطة أن الطريق مغلق.", ("بيان للشرطة", "statement of police")),
        ("وقال تقرير للأمم المتحدة إن الطريق مغلق.", ("تقرير للأمم المتحدة", "report of United Nations")),
        ("وأضاف البيان أن الطريق مغلق.", ("البيان", "statement")),
        ("وفقا للبيان، الطريق مغلق.", ("للبيان", "statement")),
        ("الطريق مغلق وفقا للبيان", ("للبيان", "statement")),
        ('وقال تقرير "هيومن رايتس ووتش" إن الطريق مغلق.', ('تقرير "هيومن رايتس ووتش"', "report of Human Rights Watch")),
        ("وقالت مصادر متطابقة إن الطريق مغلق.", ("مصادر متطابقة", "sources")),
        ("وقال مصدر مقرب بوزارة الخارجية إن الطريق مغلق.", ("مصدر مقرب بوزارة الخارجية", "source of Foreign Ministry")),
        (
            'وقال المتحدث باسم "جيش الإسلام" إن الطريق مغلق.',
            ('المتحدث باسم "جيش الإسلام"', "spokesman of Jaysh al-Islam"),
        ),
        ('وذكر موقع "عنب بلدي" أن الطريق مغلق.', ('موقع "عنب بلدي"', "Enab Baladi")),
        ('وذكر موقع "الحرية لإيران" أن الطريق مغلق.', ('موقع "الحرية لإيران"', "website")),
        ("وقالت مصادر عراقية وإيرانية إن الطريق مغلق.", ("مصادر عراقية وإيرانية", "مصادر عراقية وإيرانية")),
    ],
)
def test_a_source_noun_has_an_english_name(finders: Finders, body: str, found: tuple[str, str]) -> None:
    mentions = finders.mentions(finders.read(Article("a", body)))["source"]
    assert [(body[m.start : m.end], m.value.name) for m in mentions if isinstance(m.value, SourceValue)] == [found]


TELLING = language.load("ar").data["sources"]["telling"]


@pytest.mark.parametrize("body", TELLING["examples"])
def test_what_a_verb_of_two_meanings_tells_has_a_source(finders: Finders, body: str) -> None:
    assert len(sources(finders, body)) == 1


@pytest.mark.parametrize("body", TELLING["counter"])
def test_a_deed_and_what_is_not_told_have_no_source(finders: Finders, body: str) -> None:
    assert sources(finders, body) == []


def test_who_is_counted_is_no_source(finders: Finders) -> None:
    assert sources(finders, "ويقدر عددهم بنحو 35 جنديا في القاعدة.") == []
    assert sources(finders, "وقال 3 مسؤولين إن الطريق مغلق.") == ["مسؤولين"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # Who is told is not who tells.
        ("قال إن واشنطن أبلغت حلفاءها بأن الجيش قصف البلدة.", ["واشنطن"]),
        ("قال الحارس إن الوسطاء أخبروا الأميركيين أن الجيش قصف البلدة.", ["الحارس", "الوسطاء"]),
        ("أبلغ الوزير الصحافيين أن الجيش قصف البلدة.", ["الوزير"]),
        # Nor is who is charged.
        ("نسبت النيابة إلى الموقوفين ثلاث تهم بينها قصف البلدة.", []),
        ("نسبت الوكالة إلى مصدر أمني قوله إن الجيش قصف البلدة.", ["مصدر أمني"]),
        # The object of the verb is no part of the name.
        ("اعتبر البيان الحادثة رفضا للهدنة.", ["البيان"]),
        ("ولفت المتحدث الانتباه إلى أن الجيش قصف البلدة.", ["المتحدث"]),
        ('أفاد مراسل "سكاي نيوز عربية" بارتفاع عدد القتلى في البلدة.', ['مراسل "سكاي نيوز عربية"']),
        ("رأى المارة في الشارع أفرادا من الجيش يقصفون البلدة.", []),
    ],
)
def test_who_is_told_and_what_is_told_of_are_no_source(finders: Finders, body: str, expected: list[str]) -> None:
    assert sources(finders, body) == expected
