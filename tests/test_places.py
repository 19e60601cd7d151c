"""Places in Arabic text: what the finder reads, and that the gazetteer holds together."""

from __future__ import annotations

import re

import pytest

from conflict_events import language
from conflict_events.extraction import compiled
from conflict_events.lexical.text import fold
from conflict_events.records import Article, Document, PlaceValue, Span
from conflict_events.registry import derive_places
from reading import rows

FINDERS = compiled.load("ar").finders
LANGUAGE = language.load("ar")
ROWS = rows("places_ar.tsv")
NEAR = 0.5
"""Degrees that a place may lie off the one given."""


def read(body: str) -> Document:
    return FINDERS.read(Article("a", body))


def places(body: str) -> dict[str, PlaceValue]:
    """The places of a text by their words."""
    found = FINDERS.mentions(read(body))["place"]
    return {body[m.start : m.end]: m.value for m in found if isinstance(m.value, PlaceValue)}


@pytest.mark.parametrize("row", [r for r in ROWS if r["mention"]], ids=lambda r: r["mention"])
def test_place(row: dict[str, str]) -> None:
    found = places(row["text"] + ".")
    assert row["mention"] in found, f"found {list(found)}"
    value = found[row["mention"]]
    assert (value.precision, value.country) == (int(row["precision"]), row["country"])
    if row["latitude"]:
        assert value.latitude is not None and value.longitude is not None
        assert abs(value.latitude - float(row["latitude"])) < NEAR
        assert abs(value.longitude - float(row["longitude"])) < NEAR


@pytest.mark.parametrize("row", [r for r in ROWS if not r["mention"]], ids=lambda r: r["text"][:30])
def test_no_place(row: dict[str, str]) -> None:
    assert places(row["text"] + ".") == {}


def test_a_name_of_two_places_goes_with_the_country_of_the_article() -> None:
    libya = places("اندلعت معارك في ليبيا. وقصفت قوات ليبية طرابلس.")
    lebanon = places("انتشر الجيش اللبناني في لبنان. ووقع اشتباك في طرابلس.")
    assert libya["طرابلس"].country == "LBY"
    assert lebanon["طرابلس"].country == "LBN"


def test_a_name_keeps_the_country_that_it_was_first_told_with() -> None:
    found = places("تظاهر العشرات في معتمدية حيدرة من ولاية القصرين. وأغلقوا الطريق بين تبسة وحيدرة.")
    assert found["حيدرة"].country == "TUN"
    found = places("هاجموا مدينة مرو بولاية بورنو. وأحرقوا منازل في مرو.")
    assert (found["مرو"].country, found["مرو"].latitude) == ("NGA", None)


def test_a_preposition_is_no_part_of_the_name() -> None:
    assert places("وصلوا إلى المدخل الرئيسي للمستشفى.")["للمستشفى"].name == "المستشفى"


def test_a_building_is_not_in_the_street_that_is_named_before_it() -> None:
    found = places("أغلقوا شارع جاك في السعودية. ونقلوا المصابين للمستشفى.")
    assert found["للمستشفى"].name == "المستشفى"


def test_what_points_back() -> None:
    found = places("وقع انفجار في مدينة الموصل العراقية. وأغلقت القوات المدينة. وتوتر الوضع في شمال البلاد.")
    assert found["المدينة"].name == "Mosul"
    assert (found["شمال البلاد"].country, found["شمال البلاد"].precision) == ("IRQ", 5)


def test_prefixes_are_no_part_of_the_text() -> None:
    assert list(places("وصل الوفد لبغداد وبيروت.")) == ["بغداد", "بيروت"]


def test_any_span_has_a_value() -> None:
    body = "نهبوا قرية كرداباد في أفغانستان."
    drawn = FINDERS.places.drawn(read(body))

    def value(words: str) -> PlaceValue | None:
        return drawn(Span(body.index(words), body.index(words) + len(words)))

    unknown, known = value("كرداباد"), value("أفغانستان")
    assert unknown is not None and unknown.place_id is None and unknown.latitude is None
    assert known is not None and known.country == "AFG"


def test_what_a_drawn_span_means_hangs_on_no_span_that_was_asked_about_before() -> None:
    body = "وقع انفجار في مدينة الموصل. وأغلقت القوات المدينة."
    town, pointing = (Span(body.index(w), body.index(w) + len(w)) for w in ("مدينة الموصل", "المدينة"))
    drawn = FINDERS.places.drawn(read(body))
    before = drawn(pointing)
    assert (found := drawn(town)) is not None and found.name == "Mosul"
    assert drawn(pointing) == before


def test_a_division_has_the_code_of_the_towns_in_it() -> None:
    rows = LANGUAGE.registry["places"]
    assert all(re.fullmatch("[A-Z0-9]*", row["admin1"]) for row in rows)
    provinces = [row for row in rows if row["kind"] == "province" and row["admin1"]]
    assert len({(row["country"], row["admin1"]) for row in provinces}) == len(provinces)
    of = {row["name"]: row["admin1"] for row in rows if row["country"] == "IRQ" and row["id"].startswith("gn:")}
    assert {row["name"]: row["admin1"] for row in provinces}["Kirkuk"] == of["Kirkuk"]


def test_registry_is_sound() -> None:
    rows = LANGUAGE.registry["places"]
    identifiers = [row["id"] for row in rows]
    assert len(identifiers) == len(set(identifiers))
    countries = {row["country"] for row in rows if row["kind"] == "country"}
    for row in rows:
        assert row["country"] in countries | {""} or (
            row["id"].startswith("gn:") and re.fullmatch("[A-Z]{3}", row["country"])
        )
        assert row["precision"] in set("1234567")
        assert bool(row["latitude"]) == bool(row["longitude"])
        if row["latitude"]:
            assert -90 <= float(row["latitude"]) <= 90 and -180 <= float(row["longitude"]) <= 180


def test_places_lie_in_their_countries() -> None:
    rows = LANGUAGE.registry["places"]
    boxes: dict[str, list[tuple[float, float]]] = {}
    for row in rows:
        if row["id"].startswith("gn:"):
            boxes.setdefault(row["country"], []).append((float(row["latitude"]), float(row["longitude"])))
    margin = 4.0
    for row in rows:
        points = boxes.get(row["country"], [])
        if len(points) < 25 or not row["latitude"] or row["id"].startswith("gn:") or row["kind"] == "part":
            continue
        if row["country"] in ("USA", "RUS", "IDN", "CAN") or row["kind"] == "island":
            continue
        y, x = float(row["latitude"]), float(row["longitude"])
        assert min(p[0] for p in points) - margin <= y <= max(p[0] for p in points) + margin, row["id"]
        assert min(p[1] for p in points) - margin <= x <= max(p[1] for p in points) + margin, row["id"]


def test_names_are_sound() -> None:
    known = {row["id"] for row in LANGUAGE.registry["places"]}
    seen: set[str] = set()
    for row in LANGUAGE.data["place_names"]:
        assert row["id"] in known and row["id"] not in seen
        seen.add(row["id"])
        names = row["names"].split("|")
        assert all(names)
        folded = [fold(n) for n in names]
        if row["id"].startswith("gn:"):
            assert len(folded) == len(set(folded)), row["id"]
        else:
            assert len(names) == len(set(names)), row["id"]


def test_a_town_of_geonames_is_not_there_by_hand_too() -> None:
    rows = [row for row in LANGUAGE.registry["places"] if row["latitude"] and row["kind"] != "province"]
    hand: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for row in rows:
        if not row["id"].startswith(("gn:", "part:")):
            point = float(row["latitude"]), float(row["longitude"])
            hand.setdefault((row["country"], row["name"].casefold()), []).append(point)
    for row in rows:
        for y, x in hand.get((row["country"], row["name"].casefold()), ()) if row["id"].startswith("gn:") else ():
            assert max(abs(y - float(row["latitude"])), abs(x - float(row["longitude"]))) > 0.3, row["id"]
    found = places("اندلعت احتجاجات في كلكتا وكولكاتا بالهند.")
    assert found["كلكتا"].place_id == found["كولكاتا"].place_id


def test_deriving_towns_anew_keeps_what_is_there_by_hand() -> None:
    def town(number: int, name: str, arabic: list[str], latitude: float) -> dict[str, object]:
        point = {"latitude": latitude, "longitude": 40.0, "countrycode": "IQ", "population": 9000, "admin1code": "01"}
        return {"geonameid": number, "name": name, "alternatenames": [*arabic, "Latin"], **point}

    towns = [
        town(1, "Tell Ayn", ["تل عين"], 33.0),
        town(2, "Shamiran", ["شميران"], 34.0),  # There by hand under this spelling,
        town(3, "Būrān", ["بورن"], 35.0),  # and under this name in Latin letters.
        town(4, "Kahf", ["كهف", "ال كهف"], 36.0),
        town(5, "Ad Dilıç", ["دليج"], 37.0),
        town(6, "As Sahwah", ["سهوة"], 38.0),  # Papers call it otherwise.
    ]
    registry = [
        "# A remark.",
        "id\tname\tcountry\tadmin1\tlatitude\tlongitude\tprecision\tpopulation\tkind",
        "town:irq-shemiran\tShemiran\tIRQ\t\t34.0\t40.0\t1\t\ttown",
        "town:irq-buran\tBuran\tIRQ\t\t35.0\t40.0\t1\t\ttown",
        "gn:9\tGone\tIRQ\t01\t35.0\t40.0\t1\t\ttown",
    ]
    names = ["id\tnames", "town:irq-shemiran\tشميران|شمران", "town:irq-buran\tبوران", "gn:9\tذاهب"]
    usual = {"6": "Sahwa"}
    once = derive_places.derived(towns, {"IQ": "IRQ"}, registry, names, {fold("كهف")}, set(), usual)
    assert once[0][:4] == registry[:4] and once[1][:3] == names[:3]
    found = [["gn:1", "Tell Ayn"], ["gn:4", "Kahf"], ["gn:5", "Ad Dilic"], ["gn:6", "Sahwa"]]
    assert [line.split("\t")[:2] for line in once[0][4:]] == found
    assert once[1][3:] == ["gn:1\tتل عين", "gn:4\tال كهف", "gn:5\tدليج", "gn:6\tسهوة"]
    assert derive_places.derived(towns, {"IQ": "IRQ"}, *once, {fold("كهف")}, set(), usual) == once


def test_what_is_written_on_to_a_name_tells_whether_it_is_a_place() -> None:
    assert "بغداد" in places("عاد الوفد إلى بغداد.")
    assert list(places("بدت الشوارع كبغداد في الحرب.")) == []
    assert "بابل" in places("اندلعت مواجهات ببابل ليلا.")
    assert list(places("قرأ الطلاب قصة بابل ليلا.")) == []
    listed = places("اندلعت معارك في محافظات النجف والمثنى وميسان.")
    assert {"المثنى", "ميسان"} <= set(listed)


def test_a_town_with_a_masculine_nationality_is_a_club() -> None:
    assert list(places("فاز مدريد الإسباني على ضيفه في إسبانيا.")) == ["إسبانيا"]
    assert "مدريد الإسبانية" in places("وصل الوفد إلى مدريد الإسبانية.")


def test_an_adjective_that_agrees_with_its_head_noun_is_no_name() -> None:
    assert "قاعدة كرناف" in places("قصفوا قاعدة كرناف ليلا.")
    assert list(places("قصفوا قاعدة حربية ليلا.")) == []
    assert list(places("قصفوا مطار زراعي ليلا.")) == []


@pytest.mark.parametrize("word", ["سوري", "سورية", "سوريين", "سوريون", "سوريات", "كورية جنوبية", "الكورية الجنوبية"])
def test_a_nationality_in_any_form_tells_of_its_country(word: str) -> None:
    assert [h.entry.key for h in read(f"مواطن {word}.").hits.get("place-nationality", ())][-1:] in (
        ["SYR"],
        ["KOR"],
    )


def test_each_name_of_a_list_behind_one_noun_is_a_place() -> None:
    many = places("سيطر الجيش السوري على بلدات زردنا وكفرسوس، والملزوم ليلا.")
    assert {"بلدات زردنا", "كفرسوس", "الملزوم"} <= set(many)
    assert many["كفرسوس"].country == "SYR"
    two = places("معارك في قريتي الغرزة والشموط والجبل الأجرد في اليمن.")
    assert "الشموط" in two and "الجبل" not in two
    for body in (
        "وصلوا إلى بلدات زردنا وانتقلت القافلة.",
        "وصلوا إلى بلدة زردنا وكفرسوس.",
        "في بلدات زردنا، الثلاثاء.",
    ):
        assert list(places(body)) == [
            body.split(" إلى ")[-1].removeprefix("في ").split(" وا")[0].split(" وك")[0].split("،")[0]
        ]


def test_a_noun_with_the_article_means_the_one_named_before_or_nothing() -> None:
    found = places("أغلق الجيش مطار عدن في اليمن. وتقدمت القوات نحو المطار.")
    assert found["المطار"].latitude == found["مطار عدن"].latitude
    assert list(places("بيع القصر لتاجر في اليمن.")) == ["اليمن"]
    assert list(places("عبروا الحدود وتجاوزوا كل الحدود في اليمن.")) == ["اليمن"]


def test_the_border_with_a_country_is_that_of_the_other_side() -> None:
    found = places("قال وزير سعودي إن السعودية ردت. واشتبك الجيش اليمني معهم على الحدود مع السعودية.")
    assert found["الحدود مع السعودية"].country == "YEM"
    assert places("توتر على الحدود السورية التركية.")["الحدود السورية التركية"].country == ""


def test_what_has_no_point_is_in_the_country_of_the_places_around_it() -> None:
    body = "قالت السعودية إن السعوديين ردوا. وفي تعز اليمنية قصفت السعودية قرية القرطيس."
    assert places(body)["قرية القرطيس"].country == "YEM"
    assert places("زار سوريا. ثم عاد إلى قرية القرطيس في اليمن.")["قرية القرطيس"].country == "YEM"


def test_the_west_is_no_part_of_a_country() -> None:
    assert list(places("اتهمت ليبيا قوى في الغرب.")) == ["ليبيا"]
    assert "الغرب" in places("انتشروا في ليبيا في الجنوب والغرب.")


def test_village_names_that_are_words_need_a_noun_before_them() -> None:
    assert list(places("يعيش أهل سوريا في الحاضر.")) == ["سوريا"]
    assert "بلدة الحاضر" in places("قصفوا بلدة الحاضر في سوريا.")


def test_a_doubtful_name_behind_and_goes_with_the_place_before_it() -> None:
    assert "حجة" in places("اندلعت معارك في صعدة وحجة باليمن.")
    assert list(places("قدم اليمن حجة قوية.")) == ["اليمن"]
    assert list(places("وصلوا إلى باريس ونصيب الفريق منها كبير.")) == ["باريس"]


def test_names_with_and_before_the_place_that_they_are_in() -> None:
    found = places("معارك في منطقة القرطيس والشموط والملزوم في محافظة تعز.")
    assert {"منطقة القرطيس", "الشموط", "الملزوم"} <= set(found)
    assert list(places("معارك في منطقة القرطيس والشموط تستمر.")) == ["منطقة القرطيس"]


def test_a_street_may_be_named_after_a_place_elsewhere() -> None:
    found = places("قال عراقيون إن الجيش العراقي أغلق شارع فلسطين في العراق.")
    assert next(v for k, v in found.items() if k.startswith("شارع")).country == "IRQ"
    assert places("أغلق الجيش مطار عدن في اليمن.")["مطار عدن"].country == "YEM"


def test_a_building_that_is_named_after_a_town_does_not_bear_its_name() -> None:
    found = places("قصفت طائرات مستشفى القدس في حلب في سوريا.")
    assert (found["مستشفى القدس"].name, found["مستشفى القدس"].country) == ("مستشفى القدس", "SYR")


def test_what_a_quarter_is_named_after_says_nothing_of_the_country() -> None:
    found = places("أصيب ثلاثة في حي الأندلس في مدينة الرقة.")
    assert found["مدينة الرقة"].country == "SYR"
    assert found["حي الأندلس"].name == "حي الأندلس" and found["حي الأندلس"].place_id is None
    found = places("قتل رجل في حي اليرموك. وقال العراق إن الشرطة العراقية تحقق في العراق.")
    assert found["حي اليرموك"].country == "IRQ"
    # A quarter that is known as one, and a small town that has grown into the one beside it.
    assert places("قصف على حي الشجاعية شرق مدينة غزة.")["حي الشجاعية"].latitude is not None
    for body in ("أغلقوا طرقا في القدس. واعتقلوا فتى من حي بيت حنينا.", "اعتقلوا فتى من حي بيت حنينا شمال القدس."):
        assert places(body)["حي بيت حنينا"].place_id is not None


def test_a_word_is_a_town_only_where_its_country_is_spoken_of() -> None:
    assert "حمص" in places("قال الجيش السوري إنه قصف حمص.")
    assert "حمص" in places("اندلعت معارك في حمص.")
    assert list(places("ارتفعت في تونس أسعار حمص وفول.")) == ["تونس"]
    assert list(places("قالت فرنسا إن الحرب تدمر المنازل.")) == ["فرنسا"]


def test_the_second_name_behind_a_dual_is_a_place_even_if_it_is_a_word() -> None:
    found = places("قصفت الطائرات السورية قريتي بداما والناجية في ريف إدلب.")
    assert found["الناجية"].country == "SYR"
    assert "الملزوم" in places("دخلوا قريتي زردنا والملزوم والجنود في سوريا.")


def test_the_republic_is_the_country_before_all_others() -> None:
    certain = places("قال الجزائريون إن الجيش الجزائري انتشر في ولايات الجمهورية.")
    assert certain["الجمهورية"].country == "DZA"
    two = places("قالت فرنسا والجزائر إن الجيش انتشر في ولايات الجمهورية.")
    assert "الجمهورية" not in two
    assert list(places("قال الجزائريون إن وكيل الجمهورية في الجزائر تكلم.")) == ["الجزائر"]


def test_its_borders_are_a_place_with_the_country_beyond() -> None:
    assert list(places("بنت تونس سورا على حدودها.")) == ["تونس"]
    assert "حدودها مع ليبيا" in places("بنت تونس سورا على حدودها مع ليبيا.")


def test_a_name_does_not_say_twice_what_it_is() -> None:
    found = places("تقدمت القوات باتجاه مطار الحديدة. وأسرت القوات مسلحين قرب المطار الدولي في المدينة.")
    assert found["مطار الحديدة"].name == "Hodeidah Airport"
    assert [v.name for v in found.values() if v.name.casefold().count("airport") > 1] == []
    found = places("وصلت سفينة إلى ميناء الحديدة. واحترقت سفينة في الميناء.")
    assert {v.name.casefold().count("port of") for v in found.values()} == {1}


def test_a_direction_that_agrees_with_the_noun_tells_where_all_of_it_lies() -> None:
    found = places("نزح السكان من محافظة أبين الجنوبية في اليمن إلى مديرية لودر الشرقية وريف حلب الشمالي.")
    assert (found["محافظة أبين الجنوبية"].name, found["محافظة أبين الجنوبية"].precision) == ("Abyan", 4)
    assert (found["مديرية لودر الشرقية"].name, found["مديرية لودر الشرقية"].precision) == ("Lawdar", 3)
    assert found["ريف حلب الشمالي"].name == "northern Aleppo countryside"
    assert places("وصل الوفد إلى العاصمة الشمالية صنعاء.")["العاصمة الشمالية صنعاء"].name == "Sanaa"
    assert places("قصف شمال العاصمة السورية دمشق.")["شمال العاصمة السورية دمشق"].name == "northern Damascus"


def test_a_name_of_a_person_is_whole_behind_a_noun_for_a_site() -> None:
    found = places("تجمعوا في شارع محمد الخامس ومسجد عمر بن الخطاب وجامعة الأميرة نورة وساحة إسحق رابين في المدينة.")
    assert {"شارع محمد الخامس", "مسجد عمر بن الخطاب", "جامعة الأميرة نورة", "ساحة إسحق رابين"} <= found.keys()
    assert "شارع بن" not in places("قال شارع بن مبارك إنه بريء.")


def test_a_hill_that_nobody_knows_keeps_its_noun() -> None:
    found = places("سيطر الجيش على تباب الصفصاف وجبل الصنوبر وجبلي الزعرور والبلوط وقرية الصنوبر في اليمن.")
    names = {words: value.name for words, value in found.items()}
    assert names["تباب الصفصاف"] == "تباب الصفصاف" and names["جبل الصنوبر"] == "جبل الصنوبر"
    assert names["جبلي الزعرور"] == "الزعرور" and names["قرية الصنوبر"] == "الصنوبر"


def test_what_a_nationality_describes_has_an_english_name() -> None:
    found = places(
        "هاجم رجل السفارة الإيرانية في لندن. واقتحموا مقر القنصلية التركية في البصرة وتجمعوا في عدة مدن عراقية."
    )
    names = {words: value.name for words, value in found.items()}
    assert names["السفارة الإيرانية"] == "Iranian embassy in London"
    assert names["مقر القنصلية التركية"] == "Turkish consulate in Basra"
    assert names["عدة مدن عراقية"] == "Iraqi cities"
    found = places("تجمعوا أمام القنصلية الهولندية وأغلقت الموانئ الأوكرانية. عبر الجنود الأراضي السورية.")
    assert found["القنصلية الهولندية"].name == "Dutch consulate"
    assert (found["الموانئ الأوكرانية"].name, found["الموانئ الأوكرانية"].precision) == ("Ukrainian ports", 6)
    assert found["الأراضي السورية"].name == "Syria"


def test_a_side_is_none_of_an_air_base() -> None:
    for base in ("مطار الضبعة", "قاعدة الضبعة الجوية"):
        found = places(f"قصفت طائرات {base} في سوريا. وتعرضت ثكنة في المنطقة الوسطى لهجوم.")
        assert found["المنطقة الوسطى"].name == "المنطقة الوسطى"


def test_the_fence_alone_is_a_place_behind_a_preposition_only() -> None:
    assert "السياج" not in places("قالت غزة إن السياج انهار.")
    assert places("قتل متظاهر قرب السياج في غزة.")["السياج"].country == "PSE"


def test_states_without_a_name_are_called_as_papers_do() -> None:
    assert places("عادوا من بؤر التوتر إلى دول الجوار.")["بؤر التوتر"].name == "conflict zones"


def test_a_conjunction_is_no_country_beyond_a_border() -> None:
    assert "السياج الأمني" in places("رموا القوارير نحو السياج الأمني وإن الحراس ردوا في غزة.")
    assert "الحدود مع العراق وتركيا" in places("انتشروا على الحدود مع العراق وتركيا.")


def test_a_mark_that_closes_a_name_belongs_to_it() -> None:
    assert "جبل «صبر»" in places("سيطروا على مواقع في جبل «صبر» في اليمن.")
    assert 'مقر منظمة "بدر"' in places('هاجم محتجون مقر منظمة "بدر" في الديوانية.')
    assert 'جبل "صبر' in places('سيطروا على جبل "صبر ليلا في اليمن.')


def test_what_is_in_a_town_does_not_bear_its_name() -> None:
    found = places("تظاهر العمال في مدينة قابس في تونس. وأغلقوا المنطقة الصناعية وأحرقوا القصر الرئاسي.")
    assert found["المنطقة الصناعية"].name == "المنطقة الصناعية" and found["المنطقة الصناعية"].latitude is not None
    assert found["القصر الرئاسي"].name == "Gabes palace"
    assert places("أغلقوا الكنيسة الكبرى في الإسكندرية بمصر.")["الكنيسة الكبرى"].name == "church in Alexandria"
    assert places("أغلقوا ملعب أكادير في المغرب.")["ملعب أكادير"].name == "Agadir stadium"
    # A port is no town, and "the town" no name.
    found = places("وصلت سفينة إلى ميناء الحديدة في اليمن. وقصفت الطائرات المطار العسكري.")
    assert found["المطار العسكري"].name == "المطار العسكري"
    found = places("دخل الجيش اليمني مدينة تعز. وقصفت الطائرات مطار المدينة الدولي.")
    assert found["مطار المدينة الدولي"].name == "Taiz airport"


def test_a_boycott_of_a_country_is_no_province() -> None:
    assert "مقاطعة إسرائيل" not in places("دعا نشطاء إلى مقاطعة إسرائيل.")
    assert places("تظاهر العشرات في مقاطعة أوكيناوا.")["مقاطعة أوكيناوا"].precision == 4


def test_a_site_does_not_bear_its_owners_name() -> None:
    found = places("اقتحم محتجون مقر وزارة الزراعة في تونس. وقصفت طائرات مناطق سيطرة المتمردين في اليمن.")
    assert found["مقر وزارة الزراعة"].name == "مقر وزارة الزراعة"
    value = found["مناطق سيطرة المتمردين"]
    assert (value.name, value.precision) == ("مناطق سيطرة المتمردين", 5)
    assert places("قصفت طائرات مخيمي الوفاء والنهضة في سوريا.")["مخيمي الوفاء"].name == "الوفاء"


def test_two_sides_of_a_land_are_one_between_them() -> None:
    assert places("معارك في ريف حلب الشمالي الشرقي في سوريا.")["ريف حلب الشمالي الشرقي"].name == (
        "northeastern Aleppo countryside"
    )


def test_a_label_stands_before_a_name_or_behind_it() -> None:
    found = places("أغلق حراس ميناء كاليه ومطار كاليه.")
    assert [v.name for v in found.values()] == ["port of Calais", "Calais airport"]


@pytest.mark.parametrize(
    ("body", "mention", "country", "latitude", "longitude"),
    [
        ("اجتمع الوزراء في دافوس", "دافوس", "CHE", 46.8, 9.8),
        ("افتتح المؤتمر في تسالونيكي", "تسالونيكي", "GRC", 40.6, 22.9),
        ("التقى الوفدان في بانمونجوم", "بانمونجوم", "KOR", 38.0, 126.7),
        ("وقع الطرفان الاتفاق في الصخيرات", "الصخيرات", "MAR", 33.85, -7.0),
        ("أغلق حراس ميناء كاليه", "ميناء كاليه", "FRA", 50.95, 1.9),
        ("أوقفت الشرطة شابا في مولنبيك", "مولنبيك", "BEL", 50.85, 4.3),
        ("تظاهر العمال في المتلوي", "المتلوي", "TUN", 34.3, 8.4),
        ("احتج أساتذة في تارودانت", "تارودانت", "MAR", 30.5, -8.9),
        ("انفجر أنبوب قرب حاسي مسعود", "حاسي مسعود", "DZA", 31.7, 6.1),
        ("خرج الأهالي في خورامشهر", "خورامشهر", "IRN", 30.4, 48.2),
        ("انتشرت الشرطة في الأحساء", "الأحساء", "SAU", 25.4, 49.6),
        ("نقل الحجاج إلى المشاعر المقدسة", "المشاعر المقدسة", "SAU", 21.4, 39.9),
        ("اعتقلت الشرطة فتى عند باب السلسلة", "باب السلسلة", "PSE", 31.8, 35.2),
        ("وصلت السفينة إلى بحر أوخوتسك", "بحر أوخوتسك", "", 55.0, 150.0),
        ("أقلعت القاذفات من جزيرة غوام", "جزيرة غوام", "GUM", None, None),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_places_that_world_news_names(
    body: str, mention: str, country: str, latitude: float | None, longitude: float | None
) -> None:
    value = places(body + ".")[mention]
    assert value.country == country
    if latitude is None or longitude is None:
        assert value.latitude is None and value.longitude is None
        return
    assert value.latitude is not None and value.longitude is not None
    assert abs(value.latitude - latitude) < NEAR and abs(value.longitude - longitude) < NEAR


def test_a_town_that_is_no_word_needs_no_noun_behind_a_preposition() -> None:
    assert "سرت" in places("اندلعت معارك في سرت.")
    assert "سنجار" in places("عاد النازحون إلى سنجار.")
    assert "طبلبة" in places("أوقفت الشرطة رجلا بطبلبة.")
    assert "أورلاندو" in places("أطلق رجل النار في أورلاندو.")
    # Clubs and everyday words still need one.
    assert list(places("فاز الفريق على برايتون.")) == []
    assert list(places("انتقل اللاعب من موناكو.")) == []
    assert "إمارة موناكو" in places("وصل الوفد إلى إمارة موناكو.")
    assert list(places("تزوج من مغنية شابة.")) == []
    assert "مدينة مغنية" in places("تظاهر الأهالي في مدينة مغنية.")
    assert list(places("دعا إلى مقاطعة مؤتمر دافوس الصحراء.")) == []


def test_a_town_that_is_mostly_a_club_needs_a_word_for_being_there() -> None:
    assert places("تجمع الناس أمام قصر باكنغهام.")["قصر باكنغهام"].country == "GBR"
    assert "حمام سوسة" in places("أوقف الحرس رجلا في حمام سوسة.")
    assert list(places("تعادل أمل حمام سوسة مع ضيفه.")) == []


def test_of_places_of_one_name_the_one_that_is_mostly_meant() -> None:
    assert places("طعن رجل شرطيا في برمنغهام.")["برمنغهام"].country == "GBR"
    alabama = places("ضربت عاصفة ولاية ألاباما الأميركية. وانقطع التيار في برمنغهام.")
    assert alabama["برمنغهام"].country == "USA"
    egypt = places("قالت مصر إن الرئيس المصري عاد إلى القاهرة. ورحبت الرياض بالمبادرة المصرية.")
    assert egypt["الرياض"].country == "SAU"
    assert places("عاد الأهالي إلى مدينة سنجار.")["مدينة سنجار"].country == "IRQ"
    iran = places("قالت إيران إن مسلحين قتلوا جنودا إيرانيين في معبر الشلامجة.")
    assert iran["معبر الشلامجة"].country == "IRN"
    syria = places("تقدم الجيش السوري في ريف درعا وسيطر على بلدة الجيزة السورية.")
    assert next(v for k, v in syria.items() if "الجيزة" in k).country == "SYR"


def test_the_northern_border_is_a_province_behind_its_noun_only() -> None:
    assert places("زار الوزير منطقة الحدود الشمالية.")["منطقة الحدود الشمالية"].country == "SAU"
    found = places("قال المغرب إن الجيش المغربي انتشر على الحدود الشمالية.")
    assert found["الحدود الشمالية"].country != "SAU"


def test_the_city_is_no_town_of_that_name() -> None:
    found = places("دخل الجيش العراقي الموصل في العراق. واندلعت معارك في أحياء المدينة.")
    assert not any(v.name == "Al Madinah" for v in found.values())
    assert places("قتل شرطي في قضاء المدينة شمال البصرة في العراق.")["قضاء المدينة"].country == "IRQ"


@pytest.mark.parametrize(
    ("body", "mention", "name"),
    [
        ("دخلت قوات إسرائيلية القنيطرة ليلا.", "القنيطرة", "Quneitra"),
        ("جرح عامل في القنيطرة.", "القنيطرة", "Quneitra"),
        ("أوقف الأمن المغربي عاملا في القنيطرة.", "القنيطرة", "Kenitra"),
        ("أغلقت الشرطة شارعا في عمان.", "عمان", "Amman"),
        ("زار الوفد سلطنة عمان. واستقبله السلطان في عمان.", "عمان", "Oman"),
        ("شاركت السعودية وقطر وعمان في المناورة.", "عمان", "Oman"),
        ("فر مدنيون إلى سنجار.", "سنجار", "Sinjar"),
    ],
)
def test_a_name_is_first_looked_for_where_news_mostly_means_it(body: str, mention: str, name: str) -> None:
    assert places(body)[mention].name == name


@pytest.mark.parametrize(
    ("body", "mention"),
    [
        ("غرق رجلان في سيول في درنة.", "سيول"),
        ("تراجعت الأسهم في بورصة الكويت.", "بورصة"),
        ("وصل المسؤول إلى بغداد، فإن الوزير ينتظره.", "فإن"),
        ("قال إن الجيش انتشر في عدة مناطق وأن تركيا تراقب.", "وأن"),
        ("كتب بخليط من لغات كثيرة في ليبيا.", "لغات"),
        ("دعا أهالي ديالى إلى المحافظة على النظافة.", "المحافظة"),
        ("قال لصحيفة «المدينة» بعد عودته من عدن.", "المدينة"),
        ("صرح الطبيب لـ«الشرق الأوسط» من الموصل.", "الشرق الأوسط"),
        ("كشفت صحيفة «دمشق» عن الصفقة في حلب.", "دمشق"),
        ("اختفى الصياد في مسقط رأسه بالكاظمية في العراق.", "مسقط"),
        ("وصل إلى مطار عدن وفد من تحالف دعم الشرعية في اليمن.", "اليمن"),
        ("دعت النقابة إلى مقاطعة الاستفتاء في ليبيا.", "مقاطعة"),
        ("سافر الجندي بعد قضاء الإجازة في حلب.", "قضاء"),
        ("أقيم حفل إحياء الذكرى في بيروت.", "إحياء"),
        ("قتل منفذ الهجوم في كابل.", "منفذ"),
        ("يسعى الوزير إلى سد العجز في العراق.", "سد"),
        ("خبر كتبه صادق في بغداد.", "كتبه"),
        ("تقدم مقاتلو جبهة تحرير تيغراي في إثيوبيا.", "تيغراي"),
        ("وقع انفجار قرب دار الأوبرا في باريس.", "دار"),
        ("توسعت مناطق نفوذها في سوريا.", "نفوذها"),
        ("نزح سكان قرى بأكملها في السودان.", "بأكملها"),
        ("اختفت جثة الحارس قرب انتهاء نوبته في بغداد.", "انتهاء"),
        ("ضبط الحرس شحنة من المواد المخدرة في اليمن.", "المخدرة"),
        ("تقلصت البحيرات المالحة في السودان.", "المالحة"),
    ],
)
def test_everyday_words_are_no_places(body: str, mention: str) -> None:
    assert not any(mention in found for found in places(body))


def test_a_word_is_its_town_where_the_article_speaks_of_the_country() -> None:
    assert places("تظاهر عمال في سيول ضد حكومة كوريا الجنوبية.")["سيول"].country == "KOR"


def test_a_name_of_two_words_means_no_zone_elsewhere() -> None:
    found = places("سحب المقاتلون دباباتهم من المنطقة المنزوعة السلاح في ريف إدلب في سوريا.")
    assert all(value.country == "SYR" for value in found.values())


def test_a_part_is_not_in_a_town_that_was_named_long_before() -> None:
    near = "أعلنت سوريا حدادا. انسحب الجنود من تدمر. وبقوا في الأحياء الشرقية."
    far = "أعلنت سوريا حدادا في دمشق. وحضر الوزير الجلسة. ثم تكلم مطولا. وبقوا في المنطقة العازلة."
    assert places(near)["الأحياء الشرقية"].latitude is not None
    assert places(far)["المنطقة العازلة"].latitude is None


def test_the_district_is_not_its_air_base() -> None:
    found = places("تقدمت القوات نحو الجفرة وهون وودان في ليبيا.")
    assert {k: v.name for k, v in found.items() if k != "ليبيا"} == {"الجفرة": "Jufra", "هون": "Hun", "ودان": "Waddan"}
    assert places("أقلعت الطائرة من قاعدة الجفرة.")["قاعدة الجفرة"].name == "Al Jufra Air Base"


def test_a_town_that_two_states_claim_is_in_neither() -> None:
    found = places("أوقف شابان في القدس المحتلة وثالث في العيسوية.")
    assert (found["القدس المحتلة"].country, found["العيسوية"].country) == ("", "PSE")


def test_an_embassy_is_in_the_country_of_the_town_around() -> None:
    assert places("احتشد طلاب أمام السفارة الإسرائيلية في عمان.")["السفارة الإسرائيلية"].country == "JOR"


def test_two_directions_are_one_word_only_where_they_are_one_way() -> None:
    for words, name in (("شمال شرقي", "northeastern Syria"), ("شرقي وغربي", "eastern and western Syria")):
        assert [p.name for p in places(f"وقعت معارك {words} سوريا.").values()] == [name]


def test_the_capital_of_a_country_is_no_country() -> None:
    found = places("سقطت قذيفة على العاصمة السورية دمشق. واجتمع الوزراء في العاصمة السعودية.")
    assert {k: v.name for k, v in found.items()} == {"العاصمة السورية دمشق": "Damascus", "العاصمة السعودية": "Riyadh"}


def test_a_relative_pronoun_ends_the_name_of_a_site() -> None:
    assert "مبنى البلدية" in places("أحرق محتجون مبنى البلدية الذي بني حديثا في صيدا.")


def test_a_preposition_before_the_article_leads_to_a_town_and_not_to_a_state() -> None:
    found = places("تواصل القصف المدفعي للفلوجة. وقدمت الحكومة منحة للعراق.")
    assert [v.name for v in found.values()] == ["Fallujah"]


def test_a_hospital_with_another_states_name_is_in_the_town_around() -> None:
    found = places("اندلع حريق في سوريا قرب المستشفى الإيطالي في دمشق.")
    assert found["المستشفى الإيطالي"].country == "SYR"


@pytest.mark.parametrize(
    ("body", "mention", "name", "precision"),
    [
        ("سقط مقذوف على منطقة نجران في السعودية.", "منطقة نجران", "Najran", 4),
        ("شب حريق في نجران في السعودية.", "نجران", "Najran", 1),
        ("أوقفت الشرطة السعودية مهربا في المنطقة الشرقية.", "المنطقة الشرقية", "Eastern Province", 4),
    ],
)
def test_a_saudi_region_is_no_town(body: str, mention: str, name: str, precision: int) -> None:
    found = places(body)[mention]
    assert (found.name, found.precision) == (name, precision)


def test_an_eastern_region_elsewhere_is_not_that_of_saudi_arabia() -> None:
    found = places("زار وفد سعودي ليبيا. واجتمع نواب ليبيا في المنطقة الشرقية من ليبيا.")
    assert found["المنطقة الشرقية"].country == "LBY"


@pytest.mark.parametrize(
    ("body", "mention", "latitude", "longitude"),
    [
        ("جرت معارك في ريف درعا الجنوبي الغربي في سوريا.", "ريف درعا الجنوبي الغربي", 32.7, 35.95),
        ("جرت معارك في ريف القنيطرة الجنوبي في سوريا.", "ريف القنيطرة الجنوبي", 32.9, 35.9),
        ("هاجم مسلحون قرية شمال شرق ولاية بورنو.", "شمال شرق ولاية بورنو", 12.4, 13.6),
    ],
)
def test_a_side_of_a_province_is_as_far_from_its_centre_as_the_province_is_large(
    body: str, mention: str, latitude: float, longitude: float
) -> None:
    value = places(body)[mention]
    assert (value.latitude, value.longitude) == (pytest.approx(latitude, abs=0.05), pytest.approx(longitude, abs=0.05))


@pytest.mark.parametrize(
    ("body", "mention", "precision"),
    [
        ("احترق مسجد العابدين بعسير في السعودية.", "مسجد العابدين", 4),
        ("احترق مسجد العابدين في صنعاء.", "مسجد العابدين", 1),
        ("دخلت قوات مخيمات الضفة الغربية.", "مخيمات الضفة الغربية", 5),
        ("أغلق متجر في مدينة كيبيك الكندية.", "مدينة كيبيك الكندية", 1),
    ],
)
def test_the_point_of_a_whole_province_is_not_exact(body: str, mention: str, precision: int) -> None:
    assert places(body)[mention].precision == precision


def test_a_side_is_not_what_is_done_to_a_land_of_that_name() -> None:
    found = places("رفض الحزب ضم الضفة الغربية لإسرائيل. وانتقد دعم الغرب لأوكرانيا.")
    assert found["الضفة الغربية"].name == "West Bank"
    assert "الغرب لأوكرانيا" not in found


def test_the_side_of_a_town_is_no_second_name_of_it() -> None:
    found = places("دخل الجيش مدينة كركوك العراقية. وانتشر في الأحياء الجنوبية للمدينة.")
    side = found["الأحياء الجنوبية للمدينة"]
    assert (side.name, side.place_id, side.country) == ("southern Kirkuk", None, "IRQ")


def test_the_town_is_not_the_seat_of_a_government_that_speaks() -> None:
    found = places("وقع انفجار في مدينة الفلوجة. وقالت بغداد إنها حذرت. وانسحب الجيش من المدينة.")
    assert found["المدينة"].name == "Fallujah"


def test_the_village_is_no_large_town() -> None:
    found = places("أحرقوا بلدة مارع. وعاد الوفد من حلب إلى القرية.")
    assert found["القرية"].name != "Aleppo"


def test_another_capital_is_a_place_only_with_its_name() -> None:
    found = places("تظاهر عمال في المغرب وسط العاصمة الاقتصادية. ووصل الوزير إلى العاصمة الشيشانية غروزني.")
    assert [v.name for v in found.values()] == ["Morocco", "Grozny"]


def test_the_base_is_the_group_without_an_adjective() -> None:
    assert list(places("قتل قيادي من القاعدة في اليمن.")) == ["اليمن"]
    assert places("قصفوا القاعدة الجوية في اليمن.")["القاعدة الجوية"].country == "YEM"


def test_an_embassy_of_which_no_town_is_told_is_in_the_country_that_the_article_speaks_of() -> None:
    found = places("شهدت دمشق احتجاجات. وهاجم متظاهرون سفارة فرنسا.")["سفارة فرنسا"]
    assert (found.name, found.country, found.latitude) == ("embassy of France", "SYR", None)
    found = places("قتل ثلاثة في قنصلية إسطنبول. وقالت السعودية إن السعودية تحقق.")["قنصلية إسطنبول"]
    assert found.country == "TUR"


def test_words_behind_an_embassy_are_no_part_of_it() -> None:
    assert list(places("أغلقت السفارة التونسية أبوابها في روما.")) == ["روما"]


def test_an_embassy_is_not_in_its_own_country() -> None:
    body = "تظاهر شبان في الرباط. وقالت مصر إن المصريين المقيمين هناك تجمعوا. واحتشدوا أمام السفارة المصرية."
    assert places(body)["السفارة المصرية"].country != "EGY"


def test_a_name_in_quotes_goes_with_the_preposition_before_them() -> None:
    assert "مروي" in places('وقعت معارك في "مروي" في السودان.')


@pytest.mark.parametrize(
    "phrase", ["منطقة متاخمة للحدود", "منطقة بلا حكومة", "شارع رقم 7", "جبال النفايات", "مزارع تتحصن فيها"]
)
def test_what_describes_a_head_noun_is_no_name(phrase: str) -> None:
    assert not any(k.startswith(phrase.rsplit(" ", 1)[0]) for k in places(f"انتشر الجيش في {phrase}."))


def test_a_border_without_a_name_is_that_of_both_states_that_the_article_speaks_of() -> None:
    body = "قال وزير هندي إن الهند ردت. وقالت باكستان إن جنديا باكستانيا قتل. وتوتر الوضع على الحدود."
    assert (places(body)["الحدود"].name, places(body)["الحدود"].country) == ("India-Pakistan border", "")
    assert places("قال وزير هندي إن الهند نشرت جنودا على الحدود.")["الحدود"].country == "IND"


def test_a_site_with_the_town_written_on_to_it_is_in_that_town() -> None:
    assert list(places("وقع هجوم على فندق بنيويورك.")) == ["فندق", "نيويورك"]


@pytest.mark.parametrize(
    ("body", "precisions"),
    [
        ("نزح الآلاف من محافظات حلب وحماة، وإدلب.", {"محافظات حلب": 4, "حماة": 4, "إدلب": 4}),
        ("قصفوا محافظتي صعدة وحجة في اليمن.", {"محافظتي صعدة": 4, "حجة": 4}),
        ("وقعت معارك في مديريات نهم وأرحب وصرواح.", {"مديريات نهم": 3, "أرحب": 3, "صرواح": 3}),
        # A noun of its own, or a state, is no part of the list; two places end what a dual begins.
        ("دخلوا محافظات حلب ومدينة حماة وإدلب.", {"محافظات حلب": 4, "مدينة حماة": 1, "إدلب": 1}),
        ("دخلوا محافظتي حلب وإدلب وحماة وتركيا.", {"محافظتي حلب": 4, "إدلب": 4, "حماة": 1, "تركيا": 6}),
    ],
)
def test_the_noun_of_a_list_is_that_of_each_of_its_names(body: str, precisions: dict[str, int]) -> None:
    found = places(body)
    assert {k: found[k].precision for k in precisions} == precisions


def test_a_name_behind_two_camps_or_crossings_is_that_of_one() -> None:
    found = places("داهمت القوات مخيمي جنين وطولكرم، وأغلقت معبري رفح وكرم أبو سالم، وقصفت مطاري حلب ودمشق.")
    assert [v.name for v in found.values()] == [
        "Jenin Camp", "Tulkarm Camp", "Rafah crossing", "Kerem Shalom", "Aleppo Airport", "Damascus Airport",
    ]  # fmt: skip
    assert "المملكة" in places("أغلقت السعودية مطارات المملكة.")


@pytest.mark.parametrize(
    ("body", "mention", "name", "precision"),
    [
        ("هاجم قراصنة سفينة قبالة سواحل الصومال.", "سواحل الصومال", "Somali coast", 5),
        ("غرق قارب قبالة ساحل الجزائر.", "ساحل الجزائر", "Algeria coast", 5),
        ("غرق قارب قبالة سواحل صبراتة في ليبيا.", "سواحل صبراتة", "Sabratha", 2),
    ],
)
def test_off_the_coast_of_a_country_is_not_in_all_of_it(body: str, mention: str, name: str, precision: int) -> None:
    value = places(body)[mention]
    assert (value.name, value.precision) == (name, precision)


@pytest.mark.parametrize("between", [" - ", "–", " ـ ", " "])
def test_a_road_may_be_named_by_both_of_its_ends(between: str) -> None:
    road = f"طريق حلب{between}دمشق الدولي"
    found = places(f"اندلعت معارك على {road} في سوريا.")
    assert found[road].name == "Aleppo-Damascus road"
    assert "طريق دمشق" in places("انفجرت سيارة على طريق دمشق، سوريا.")


@pytest.mark.parametrize(
    ("body", "precision"),
    [
        ("هاجم مسلحون مزرعة تبعد نحو 30 كلم عن كركوك.", 2),
        ("وقع انفجار على مسافة 20 كيلومترا من كركوك.", 2),
        ("وقع انفجار على بعد أمتار من كركوك.", 2),
        ("كانت القوات تبعد المسلحين عن كركوك.", 1),
    ],
)
def test_what_is_so_far_from_a_town_is_not_in_it(body: str, precision: int) -> None:
    assert places(body)["كركوك"].precision == precision


@pytest.mark.parametrize(
    ("body", "mention", "name", "precision"),
    [
        ("أوقفت الشرطة مهربين في ولاية سعيدة بالجزائر.", "ولاية سعيدة", "Saida", 4),
        ("اندلعت حرائق في ولاية وهران بالجزائر.", "ولاية وهران", "Oran", 4),
        ("قتل ثلاثة في محافظة الفيوم في مصر.", "محافظة الفيوم", "Faiyum", 4),
        ("هاجم مسلحون قضاء تلكيف شمال الموصل.", "قضاء تلكيف", "Tel Keppe", 3),
    ],
)
def test_a_province_or_district_is_not_the_town_that_geonames_gives_its_name(
    body: str, mention: str, name: str, precision: int
) -> None:
    value = places(body)[mention]
    assert (value.name, value.precision) == (name, precision)


def test_a_name_that_begins_with_the_noun_for_a_district_is_one() -> None:
    found = places("هاجموا ناحية البغدادي في الأنبار بالعراق. وقصفوا مديرية معين في صنعاء باليمن.")
    assert (found["ناحية البغدادي"].precision, found["مديرية معين"].precision) == (3, 3)


def test_the_countryside_of_a_town_that_is_a_provinces_too_is_the_provinces() -> None:
    found = places("دارت اشتباكات في الريف الغربي لدرعا في سوريا.")["الريف الغربي لدرعا"]
    assert (found.name, found.precision) == ("western Daraa", 5)
    found = places("دارت اشتباكات في الجانب الغربي من الموصل في العراق.")["الجانب الغربي من الموصل"]
    assert (found.name, found.precision) == ("western Mosul", 2)


def test_an_adjective_before_a_town_makes_no_list_of_provinces() -> None:
    found = places("دارت اشتباكات في الأحياء الشرقية لحلب في سوريا.")["الأحياء الشرقية لحلب"]
    assert (found.name, found.precision) == ("eastern Aleppo", 2)


def test_a_nationality_tells_whose_parties_and_markets_are() -> None:
    assert list(places("دعا المبعوث الأطراف الليبية إلى الحوار في ليبيا.")) == ["ليبيا"]
    assert list(places("تراجع الريال في السوق الإيرانية في إيران.")) == ["إيران"]
    found = places("قصفت الطائرات الأطراف الجنوبية لمدينة حلب في سوريا.")
    assert found["الأطراف الجنوبية لمدينة حلب"].country == "SYR"


def test_live_ammunition_is_no_quarter() -> None:
    body = "حاصر الجيش حي المزة في دمشق. وفتح الجنود الرصاص الحي على شبان. وخرج السكان من الحي."
    assert [k for k in places(body) if k == "الحي"] == ["الحي"]
    assert "الحي" not in places(body.replace(" وخرج السكان من الحي.", ""))


def test_the_island_and_the_field_are_those_that_were_named() -> None:
    told = places("مات رجل في جزيرة مانوس. وهذه خامس وفاة في الجزيرة.")
    assert told["الجزيرة"].country == "PNG"
    assert list(places("قال مسؤول في غزة للجزيرة إن القصف مستمر.")) == ["غزة"]
    assert list(places("انتصر الجيش السوري في حلب. وقال قائد في الميدان إن المعركة انتهت.")) == ["حلب"]


def test_a_part_of_another_province_is_not_that_of_the_strip() -> None:
    body = "قالت فلسطين إن قطاع غزة محاصر. وفي سوريا تقدم الجيش ضمن القطاع الشرقي من المحافظة."
    assert not any(v.name == "eastern Gaza Strip" for v in places(body).values())


def test_a_side_of_the_land_bears_its_name() -> None:
    found = places("قال فلسطينيون في فلسطين إن المناطق الشمالية الغربية قصفت.")
    assert found["المناطق الشمالية الغربية"].name == "northwestern Palestine"


def test_a_country_behind_a_comma_is_not_where_a_town_is() -> None:
    lists = places("قالت ليبيا إن الوفد زار طرابلس، بيروت ثم عاد إلى ليبيا.")
    assert lists["طرابلس"].country == "LBY"


def test_a_town_that_is_a_word_needs_more_than_a_preposition() -> None:
    assert list(places("بدا عليه كرش في اليمن.")) == ["اليمن"]
    assert list(places("قال اليمن إن الهدنة انتهت في آب الماضي.")) == ["اليمن"]
    assert list(places("فاز الفريق الرديف في تونس.")) == ["تونس"]


def test_a_town_behind_and_is_no_agency_whose_name_that_makes() -> None:
    found = places("اندلعت معارك في الخرطوم وأم درمان. وقال متحدث إن القصف مستمر.")
    assert {"الخرطوم", "أم درمان"} <= set(found)
    assert places("ذكرت وكالة أنباء الإمارات (وام) أن الوزير سافر.").keys() <= {"الإمارات"}


def test_the_town_of_an_agreement_is_no_place() -> None:
    assert not places("خرقت الميليشيا اتفاق ستوكهولم وتمسكت باتفاق الرياض.")
    assert "ستوكهولم" in places("وقع الطرفان الاتفاق في ستوكهولم.")
    assert not places("أطلقت الفصائل عملية طوفان الأقصى.")
    assert "الأقصى" in places("اقتحم مستوطنون الأقصى.")


@pytest.mark.parametrize("measure", ["60 ميلا بحريا", "10 أميال بحرية"])
def test_a_nautical_mile_is_a_measure(measure: str) -> None:
    value = places(f"أصيبت سفينة على بعد {measure} غرب المخا في اليمن.")["غرب المخا"]
    assert value.longitude is not None and value.longitude == pytest.approx(
        43.25 - int(measure.split()[0]) * 1.852 / 111.2 / 0.972, abs=0.05
    )


def test_the_coast_guard_is_no_coast() -> None:
    assert not places("أعلن خفر السواحل الليبي توقيف مهربين.")
    assert "السواحل الليبية" in places("غرق قارب قبالة السواحل الليبية.")


def test_a_border_of_three_is_that_of_those_who_are_named() -> None:
    found = places("هاجم مسلحون موقعا على المثلث الحدودي بين السودان ومصر وليبيا.")
    assert found["المثلث الحدودي بين السودان ومصر وليبيا"].name == "Sudan-Egypt-Libya border"
    assert places("قتل جنود ماليون في المثلث الحدودي.")["المثلث الحدودي"].name == "Liptako-Gourma"
    assert places("قتل جنود أردنيون عند المثلث الحدودي.")["المثلث الحدودي"].name == "Jordan border"


def test_the_congo_is_mostly_the_larger_one() -> None:
    assert places("هاجم متمردون قرية شرقي الكونغو.")["شرقي الكونغو"].country == "COD"
    assert places("وصل الوفد إلى برازافيل عاصمة جمهورية الكونغو.")["جمهورية الكونغو"].country == "COG"


def test_the_ports_of_a_town_are_a_place_and_those_of_a_country_are_all_over_it() -> None:
    assert places("غادر الجنود موانئ الحديدة في اليمن.")["موانئ الحديدة"].precision == 1
    assert places("رست السفن في موانئ سوريا.")["موانئ سوريا"].precision == 6
    assert not places("قالت موانئ دبي العالمية إن الأرباح ارتفعت.")


def test_a_refinery_of_oil_has_no_name() -> None:
    assert not places("استهدفت مسيرات مصفاة نفط.")
    assert "مصفاة بانياس" in places("قصفت طائرات مصفاة بانياس في سوريا.")


def test_a_square_of_a_name_is_in_the_town_around() -> None:
    value = places("تظاهر المئات في ميدان التحرير في صنعاء.")["ميدان التحرير"]
    assert (value.country, value.place_id) == ("YEM", None)
    assert places("تظاهر المئات في شارع الستين بالخرطوم.")["شارع الستين"].country == "SDN"
    value = places("تظاهر المئات في ساحة التحرير بالناصرية.")["ساحة التحرير"]
    assert value.latitude == pytest.approx(31.06, abs=0.1)
    value = places("تظاهر العشرات في ساحة الشهداء بغزة.")["ساحة الشهداء"]
    assert value.latitude == pytest.approx(31.5, abs=0.1)
    for where in ("بجدة", "في محافظة نينوى"):
        assert places(f"وقع حريق في حي الجامعة {where}.")["حي الجامعة"].place_id is None
    value = places("تظاهر المئات في ميدان التحرير وسط القاهرة.")["ميدان التحرير"]
    assert (value.country, value.name) == ("EGY", "Tahrir Square")
    assert places("نظم تجمعا بقصر الشلالة لولاية تيارت.")["قصر الشلالة"].name == "Ksar Chellala"


def test_a_site_with_an_everyday_word_for_a_name_is_in_no_place_of_that_name() -> None:
    assert places("انهار سد الوحدة في الأردن.")["سد الوحدة"].country == "JOR"
    assert places("انفجرت قنبلة في سوق الوحدة.")["سوق الوحدة"].country == ""
    found = places("أوقفت السلطات السودانية طلابا من جامعة الجزيرة.")
    assert found["جامعة الجزيرة"].country == "SDN"


def test_a_suburb_may_have_a_name_that_no_town_bears() -> None:
    assert "ضاحية شويكة" in places("اقتحم الجيش ضاحية شويكة في فلسطين.")
    assert places("سقطت قذائف على ضاحية قدسيا.")["ضاحية قدسيا"].name == "Qudsaya"
    assert not places("سقطت قذائف على ضاحية سكنية.")


@pytest.mark.parametrize(
    ("body", "mention", "name", "precision"),
    [
        ("أوقفت شرطة نيو ساوث ويلز رجلا في سيدني.", "نيو ساوث ويلز", "New South Wales", 4),
        ("قتل رجل برصاص الشرطة في مينيابوليس.", "مينيابوليس", "Minneapolis", 1),
        ("قصفت طائرات إسرائيلية مستشفى غزة الأوروبي في خان يونس.", "مستشفى غزة الأوروبي", "European Gaza Hospital", 1),
        ("هاجم مسلحون في الصومال بلدة بولو مرير.", "بلدة بولو مرير", "Bulo Mareer", 1),
        ("انفجرت قنبلة في هامبورج.", "هامبورج", "Hamburg", 1),
    ],
)
def test_places_that_news_of_other_schools_and_wars_names(body: str, mention: str, name: str, precision: int) -> None:
    value = places(body)[mention]
    assert (value.name, value.precision) == (name, precision)


def test_talks_on_a_dam_are_not_at_it() -> None:
    assert not places("تعثرت مفاوضات سد النهضة.")
    assert places("زار الوفد سد النهضة.")["سد النهضة"].country == "ETH"


def test_a_side_of_a_small_region_is_not_across_the_border() -> None:
    value = places("قصفت طائرات شمالي غرب جبل الزاوية في سوريا.")["شمالي غرب جبل الزاوية"]
    assert value.latitude is not None and value.latitude < 36.0
    for sides in ("شمالي وشرقي قطاع غزة", "شمال ووسط قطاع غزة", "شرق وجنوب قطاع غزة"):
        assert places(f"قتل خمسة في غارات {sides}.")[sides].latitude == pytest.approx(31.42)


def test_the_open_sea_that_has_a_name_is_that_sea() -> None:
    assert places("أغرق زورق في عرض البحر المتوسط.")["عرض البحر المتوسط"].name == "Mediterranean Sea"
    assert places("أغرق زورق في عرض البحر.")["عرض البحر"].name == "high seas"


def test_alexandria_is_in_egypt() -> None:
    assert places("شنت الشرطة حملة في الإسكندرية.")["الإسكندرية"].country == "EGY"


def test_a_building_that_is_named_after_a_country_is_not_all_over_it() -> None:
    value = places("انفجرت قنبلة في مسجد الكويت.")["مسجد الكويت"]
    assert (value.name, value.country) == ("مسجد الكويت", "")
    assert places("وقعت أعمال شغب في استاد الإمارات في لندن.")["استاد الإمارات"].country == "GBR"
    assert places("قصفت طائرات مستشفى الكويت في صنعاء.")["مستشفى الكويت"].country == "YEM"


def test_a_side_with_a_pronoun_is_a_second_side_of_the_place_before_it() -> None:
    found = places("قصف شرق خان يونس وغربها. اندلعت معارك شمالي مأرب وجنوبيها.")
    assert found["غربها"].name == "western Khan Younis"
    assert found["جنوبيها"].name == "southern Marib"


def test_a_small_town_joined_to_one_of_its_country_is_a_place_in_any_article() -> None:
    assert list(places("اقتحموا بلدات يعبد وعرابة وقباطية.")) == ["بلدات يعبد", "عرابة", "قباطية"]


def test_a_sea_has_both_of_its_names() -> None:
    assert places("غرقت سفينة في البحر العربي.")["البحر العربي"].name == "Arabian Sea"


def test_a_name_that_is_a_word_is_a_quarter_before_the_town_that_it_is_in() -> None:
    assert places("قتل شرطي في المعلا بعدن.")["المعلا"].name == "Mualla"
    assert list(places("نظر في المعلا وعاد.")) == []


def test_a_word_that_only_looks_like_a_towns_name_tells_no_country() -> None:
    oujda = places("أوقفت قوات الدرك بمدينة وجدة ثلاثة مهربين.")["مدينة وجدة"]
    assert (oujda.country, oujda.name) == ("MAR", "Oujda")
    assert places("قتل حارس في ميدان العلمين الجديد بعد تفشي كورونا.")["ميدان العلمين"].country != "IDN"


def test_the_field_of_honour_is_no_square() -> None:
    assert places("استشهد الجندي في ميدان الشرف والعز دفاعا عن الوطن.") == {}
    assert "ميدان الشهداء" in places("تظاهر المئات في ميدان الشهداء بطرابلس.")
