"""What a paragraph is where lines were broken to fit a page, and where each line is one."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_events import language
from conflict_events.lexical.paragraphs import paragraphs
from conflict_events.lexical.text import segment
from conflict_events.records import Article

ARABIC = language.load("ar")
SAMPLE = Path(__file__).parents[1] / "builders/conflict_events/sample/articles.jsonl"
SAMPLED = [json.loads(line)["text"] for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
PARAGRAPHS = [" ".join(text.split()) for text in SAMPLED if not segment(Article("a", text), ARABIC.text_rules)[2]]
"""Those of the sample without furniture, which lines alone are."""
texts = st.lists(st.sampled_from(PARAGRAPHS), min_size=3, max_size=5, unique=True).map("\n".join)


def cut(text: str, title: str | None = None) -> list[str]:
    return [" ".join(text[first:last].split()) for first, last in paragraphs(text, title)]


def sentences_of(text: str) -> list[str]:
    _, sentences, _ = segment(Article("a", text), ARABIC.text_rules)
    return [" ".join(text[s.start : s.end].split()) for s in sentences]


def broken(text: str, width: int, end: str) -> str:
    """A text as programs print it that break lines, with a blank line between paragraphs."""
    return (2 * end).join(end.join(textwrap.wrap(p, width)) for p in text.split("\n") if p.strip())


@given(texts, st.integers(50, 110), st.sampled_from(["\n", "\r\n", "\r", "\u2028"]))
def test_lines_that_were_broken_to_fit_a_page_are_read_on(text: str, width: int, end: str) -> None:
    assert sentences_of(broken(text, width, end)) == sentences_of(text)


@given(texts)
def test_lines_that_are_paragraphs_stay_apart(text: str) -> None:
    assert cut(text) == [" ".join(line.split()) for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize(
    "lines",
    [
        ["مقتل جندي قرب الحدود", "وصول قافلة مساعدات إلى المخيم", "الوزير يلتقي نظيره في العاصمة", "هدنة"],
        [
            "قتل ثلاثة جنود في كمين نصبه مسلحون قرب الحدود.",
            "وقال مصدر عسكري إن المسلحين فروا إلى الجبال.",
            "وأعلن الجيش حملة.",
        ],
        ["أ", "ب", "ج", "د", "هـ"],
        [""],
    ],
    ids=["headlines", "sentences", "letters", "nothing"],
)
def test_short_lines_that_end_where_they_like_are_paragraphs(lines: list[str]) -> None:
    assert cut("\n".join(lines)) == [line for line in lines if line]


def test_the_title_is_a_paragraph_even_where_it_is_as_long_as_the_lines_below() -> None:
    title = "مقتل ثلاثة جنود في كمين نصبه مسلحون مجهولون قرب الحدود"
    body = (
        "قتل ثلاثة جنود أمس في كمين نصبه مسلحون قرب الحدود الشرقية للبلاد وأصيب رابع بجروح خطيرة نقل على إثرها إلى "
        "مستشفى المدينة فيما بدأت قوات الأمن حملة تمشيط واسعة في المنطقة بحثا عن منفذي الهجوم الذي لم تتبنه أي جهة"
    )
    text = title + "\n" + "\n".join(textwrap.wrap(body, 60))
    assert cut(text, title) == [title, body]
    assert cut(text) == [f"{title} {body}"]
