"""Where, when and how many: what belongs to an event beyond its own clause, and what does not."""

from __future__ import annotations

import datetime

import pytest

from conflict_events import language
from conflict_events.records import Article, Frame
from conflict_events.rules import RuleExtractor


@pytest.fixture(scope="module")
def extractor() -> RuleExtractor:
    return RuleExtractor(language.load("ar"))


def frames(extractor: RuleExtractor, text: str) -> list[Frame]:
    return extractor(extractor.finders.read(Article("a", text, published=datetime.date(2020, 5, 6))))


def amounts(frame: Frame, text: str) -> set[tuple[str, str]]:
    return {(text[a.mention.start : a.mention.end], a.role) for a in frame.amounts}


def places(frame: Frame, text: str) -> set[str]:
    return {text[a.mention.start : a.mention.end] for a in frame.locations}


def of_type(found: list[Frame], kind: str) -> Frame:
    return next(f for f in found if f.type == kind)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("أطلق الجيش سراح أربعين رجلا وثلاث نساء في تعز", "RETREAT", {("أربعين رجلا", "released"), ("ثلاث نساء", "released")}),
        ("أفرجت السلطات عن صحافي وثلاثة ناشطين في تونس", "RETREAT", {("صحافي", "released"), ("ثلاثة ناشطين", "released")}),
        ("قال الجيش إن تسعة بحارة قتلوا برصاص قناصة", "ASSAULT", {("تسعة بحارة", "killed")}),
        ("شارك مئات الطلاب في احتجاج أمام الوزارة", "PROTEST", {("مئات الطلاب", "participants")}),
        ("هاجم مسلحون ثكنة قرب بنغازي. وكانت الحصيلة الأولى أربعة قتلى و9 جرحى.", "ASSAULT", {("أربعة قتلى", "killed"), ("9 جرحى", "wounded")}),
        ("أرسلت فرنسا ست طائرات ونحو 300 عسكري إلى تشاد", "MOBILIZE", {("ست طائرات", "items"), ("نحو 300 عسكري", "participants")}),
    ],
)  # fmt: skip
def test_amounts_of_an_event(extractor: RuleExtractor, text: str, kind: str, expected: set[tuple[str, str]]) -> None:
    assert amounts(of_type(frames(extractor, text), kind), text) >= expected


def test_a_toll_two_attacks_away_is_nobodys(extractor: RuleExtractor) -> None:
    text = "هاجم مسلحون ثكنة قرب بنغازي. وصل الوفد إلى المدينة. عاد الهدوء إلى الحي. فتحت المحال. في المشفى 9 جرحى."
    assert all(not amounts(f, text) for f in frames(extractor, text))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("أعلن الجيش العراقي أمس مقتل ثلاثة مسلحين في الموصل", None),
        ("قتل ثلاثة مسلحين أمس في الموصل", datetime.date(2020, 5, 5)),
        ("هاجم مسلحون أمس القرية وأحرقوا المنازل", datetime.date(2020, 5, 5)),
    ],
)
def test_a_day_with_the_verb_of_saying_dates_the_saying(
    extractor: RuleExtractor, text: str, day: datetime.date | None
) -> None:
    for frame in (f for f in frames(extractor, text) if f.type == "ASSAULT"):
        assert (frame.date and frame.date.value.earliest) == day  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("هاجم متمردون بلدة تبعد 50 كيلومترا شمالي نيامي", "ASSAULT", set()),
        ("هاجم مسلحون دورية في كركوك واعتقلوا شرطيين", "COERCE", {"كركوك"}),
        ("قصفت قوات سورية القرية", "ASSAULT", set()),
        ("وقال سفير فرنسا في النيجر إن مسلحين هاجموا دورية للجيش", "ASSAULT", set()),
    ],
)
def test_places_of_an_event(extractor: RuleExtractor, text: str, kind: str, expected: set[str]) -> None:
    found = [f for f in frames(extractor, text) if f.type == kind]
    assert not expected or found
    assert all(places(f, text) == expected for f in found)
