"""Sources in Arabic text: which words tell who reports."""

from __future__ import annotations

import pytest

from conflict_events import language
from conflict_events.mentions import Finders
from conflict_events.records import Article


@pytest.fixture(scope="module")
def finders() -> Finders:
    return Finders(language.load("ar"))


def sources(finders: Finders, body: str) -> list[str]:
    found = finders.mentions(finders.read(Article("a", body)))["source"]
    return [body[m.start : m.end] for m in found]


def test_a_source_noun_takes_in_the_actor_that_it_belongs_to(finders: Finders) -> None:
    assert sources(finders, "قال مصدر بوزارة الدفاع الروسية إن الطريق مغلق.") == ["مصدر بوزارة الدفاع الروسية"]
    assert sources(finders, "قال مصدر لوزارة الدفاع الروسية إن الطريق مغلق.") == ["مصدر لوزارة الدفاع الروسية"]
    assert sources(finders, "قال مصدر كوزارة الدفاع الروسية إن الطريق مغلق.") != ["مصدر كوزارة الدفاع الروسية"]


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
        ('قال الفلاني لـ"رويترز" إن الطريق مغلق.', []),
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
    ],
)
def test_a_source_ends_before_what_is_no_part_of_it(finders: Finders, body: str, found: str) -> None:
    assert sources(finders, body) == [found]
