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
