"""Which state organs are of that are named without one: only where an article is plainly about one country."""

from __future__ import annotations

import datetime

import pytest

from conflict_events.extraction import compiled
from conflict_events.records import Article

FINDERS = compiled.load("ar").finders


def countries(text: str) -> dict[str, str]:
    document = FINDERS.read(Article("a", text, published=datetime.date(2020, 5, 6)))
    return {text[m.start : m.end]: m.value.country for m in FINDERS.mentions(document)["actor"]}


@pytest.mark.parametrize(
    ("text", "organ", "country"),
    [
        ("أوقفت الشرطة ثلاثة رجال في سوسة، وقالت المحكمة إن رابعا فر إلى بنزرت في تونس.", "الشرطة", "TUN"),
        ("أوقفت الشرطة ثلاثة رجال في سوسة، وقالت المحكمة إن رابعا فر إلى بنزرت في تونس.", "المحكمة", "TUN"),
        ("قالت الشرطة الإسرائيلية إنها أوقفت شابا من الخليل. وأضافت الشرطة أن آخر فر إلى حيفا.", "الشرطة", "ISR"),
        # Two countries, each as often named.
        ("قصف الجيش مدينة في أوكرانيا، وقالت روسيا إن الخسائر محدودة.", "الجيش", ""),
        # A mission is abroad, an alliance of several states.
        ("زار وفد رفيع صنعاء، ثم تعز وعدن في اليمن.", "وفد رفيع", ""),
        ("شن التحالف غارات على صعدة وصنعاء في اليمن.", "التحالف", ""),
        # Who reports tells nothing of whose they are, nor does a verb's object; an army in Palestinian towns is not of them.
        ("ذكرت قناة العربية أن الجيش قصف القرية.", "الجيش", ""),
        ("اتهمت الوزيرة تركيا بقصف القرى.", "الوزيرة", ""),
        ("طالبت فرنسا الحكومة بفتح المعبر.", "الحكومة", ""),
        ("دعت تونس والحكومة إلى حوار في تونس.", "الحكومة", "TUN"),
        ("قصف الجيش مواقع في غزة، ثم اقتحم جنين ونابلس.", "الجيش", ""),
        ("أعلن الجنود إغلاق الحاجز في الخليل وبيت لحم وجنين.", "الجنود", ""),
        ("قصفت طائرات خان يونس. وقال الجيش إن المسلحين كانوا في رفح ودير البلح.", "الجيش", ""),
        ("وصلت الشرطة إلى المكان.", "الشرطة", ""),
        # Who backs them is not whose they are.
        ("سيطرت القوات الحكومية المدعومة من موسكو على القرية.", "القوات الحكومية", ""),
        ("تقدم الجيش بدعم جوي من إيران نحو التلال.", "الجيش", ""),
        ("سيطرت القوات الحكومية المدعومة من موسكو على حلب ثم على إدلب.", "القوات الحكومية", "SYR"),
    ],
)
def test_an_organ_is_of_the_country_that_an_article_is_about(text: str, organ: str, country: str) -> None:
    assert countries(text)[organ] == country


@pytest.mark.parametrize(
    ("text", "mention", "name", "country"),
    [
        ("تظاهر أهالي محافظة البصرة.", "أهالي محافظة البصرة", "residents of Basra", "IRQ"),
        ("تظاهر سكان مدينة الموصل.", "سكان مدينة الموصل", "residents of Mosul", "IRQ"),
        ("دعا أعيان نجران إلى الهدوء.", "أعيان نجران", "notables of Najran", "SAU"),
        ("أوقفت شرطة الحسيمة سائقا.", "شرطة الحسيمة", "police", "MAR"),
        ("اعتصم عمال ميناء صفاقس.", "عمال ميناء صفاقس", "workers", "TUN"),
        ("تظاهر أهالي القرية.", "أهالي القرية", "residents", ""),
        # A building that no gazetteer knows tells no country, nor does a place where foreigners are.
        ("اعتصم طلاب كلية الهندسة في حلب.", "طلاب كلية الهندسة", "students", ""),
        ("انتقد القرار باحث في برشلونة.", "باحث في برشلونة", "researcher", ""),
        ("وصل وفد من حمص إلى القرية.", "وفد", "delegation", ""),
        ("هاجمت فصائل موالية لإيران القرية.", "فصائل موالية لإيران", "pro-Iran factions", ""),
    ],
)
def test_people_and_bodies_of_a_place_are_of_its_country(text: str, mention: str, name: str, country: str) -> None:
    document = FINDERS.read(Article("a", text))
    found = {text[m.start : m.end]: m.value for m in FINDERS.mentions(document)["actor"]}
    assert (found[mention].name, found[mention].country) == (name, country)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("صنعاء - جرح عاملان في حريق.", "صنعاء"),
        ("دمشق (رويترز) - جرح عاملان في حريق.", "رويترز"),
        ("غزة (الوكالة) - جرح عاملان في حريق.", "الوكالة"),
        ("الخرطوم (السودان) - جرح عاملان في حريق.", "الخرطوم (السودان)"),
    ],
)
def test_who_is_named_in_a_dateline_is_no_actor(text: str, named: str) -> None:
    assert named not in countries(text)


def test_states_that_a_dash_joins_are_no_dateline() -> None:
    assert {"روسيا", "تركيا"} <= set(countries("روسيا - تركيا: قمة جديدة."))


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("قاطعت المؤسسات المالية الدولية المؤتمر.", ""),
        ("أعلنت الحكومة المالية هدنة في شمال مالي.", "MLI"),
        ("أدانت الحكومة المالية الهجوم قرب بلدة كيدال شمالي مالي.", "MLI"),
        ("أدانت المؤسسات المالية الدولية الهجوم. وقال محلل ووسيط مالي إن السوق هبطت.", ""),
        ("هاجم الجيش المالي القرية.", "MLI"),
    ],
)
def test_an_adjective_is_of_the_state_that_it_spells_where_that_is_named(text: str, country: str) -> None:
    assert next(iter(countries(text).values())) == country


def test_a_ministry_has_its_english_name() -> None:
    text = "قالت وزارة الصحة الأردنية إن المشفى أغلق."
    document = FINDERS.read(Article("a", text))
    assert [m.value.name for m in FINDERS.mentions(document)["actor"]][:1] == ["Jordanian Health Ministry"]


def test_the_headquarters_of_an_organ_have_its_whole_name() -> None:
    text = "اعتصم محتجون أمام مقر الأمم المتحدة في جنيف."
    document = FINDERS.read(Article("a", text))
    assert "مقر الأمم المتحدة" in {text[m.start : m.end] for m in FINDERS.mentions(document)["place"]}


@pytest.mark.parametrize(
    ("text", "inside", "kept"),
    [
        ("استهدف القصف أطراف بلدة عيتا الشعب.", "الشعب", set()),
        ("قصف الجيش التركي عين عيسى وتل تمر.", "عيسى", {"الجيش التركي"}),
        ("قتل ثلاثة مدنيين في قصف استهدف قرية كفر نوران.", "نوران", set()),
        ("قصفت طائرات مقر الشرطة في البصرة.", "", {"الشرطة"}),
        ("هاجمت طائرة مسيرة مطار أربيل الدولي.", "أربيل", set()),
        ("سيطر الجيش على مدينة الفاو.", "الفاو", set()),
        ("هاجم محتجون مبنى الكونغرس الأميركي.", "", {"الكونغرس الأميركي"}),
    ],
)
def test_a_part_of_the_name_of_a_place_is_no_actor(text: str, inside: str, kept: set[str]) -> None:
    found = countries(text)
    assert kept <= set(found)
    assert not inside or not any(name.startswith(inside) for name in found)
