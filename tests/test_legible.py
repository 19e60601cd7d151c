"""A text as it is read: as long as what came in, and the events that it holds in any dress."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_events.building.worker import Worker
from conflict_events.extraction import compiled
from conflict_events.lexical.legible import legible
from conflict_events.records import Article

SAMPLE = Path(__file__).parents[1] / "builders/conflict_events/sample/articles.jsonl"
TEXTS = [json.loads(line)["text"] for line in SAMPLE.read_text(encoding="utf-8").splitlines()][:8]
WORKER = Worker()
FINDERS = compiled.load("ar").finders
DRESSES = {
    "paragraphs of HTML": lambda text: "<p>" + text.replace("\n", '</p>\n<p class="x">') + "</p>",
    "lines of HTML": lambda text: text.replace("\n", "<br/>\n"),
    "references for quotation marks": lambda text: re.sub('["«»]', "&quot;", text),
    "references that were written out twice": lambda text: re.sub('["«»]', "&amp;quot;", text),
    "references for all letters": lambda text: "".join(f"&#{ord(c)};" if c > "~" else c for c in text),
    "Latin commas": lambda text: text.replace("،", ","),
    "commas without a space": lambda text: text.replace("، ", "،"),
    "commas after a space": lambda text: text.replace("،", " ،"),
    "signs of hamza apart": lambda text: unicodedata.normalize("NFD", text),
    "papers of Egypt": lambda text: re.sub(r"ي\b", "ى", text),
    "letters of PDF files": lambda text: "".join(ISOLATED.get(c, c) for c in text),
}
ISOLATED = {
    unicodedata.normalize("NFKC", chr(c)): chr(c)
    for c in range(0xFE80, 0xFEF5)
    if unicodedata.name(chr(c)).endswith("ISOLATED FORM")
}


def told(text: str) -> list[dict[str, Any]]:
    """The events of a text, without where their words stand in it and how these are written."""

    def meant(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: meant(v) for k, v in value.items() if k not in {"text", "start", "end", "event_id", "evidence"}}
        return [meant(v) for v in value] if isinstance(value, list) else value

    events = WORKER.result(Article("a", text, published="2024-03-11")).events
    for event in events:
        for quote in (event["action"], *event["actor"], *event["recipient"], *event["location"], event["evidence"]):
            assert text[quote["start"] : quote["end"]] == quote["text"]
    return [meant(event) for event in events]


@pytest.mark.parametrize("dress", DRESSES)
def test_a_text_tells_the_same_in_any_dress(dress: str) -> None:
    for text in TEXTS:
        plain = re.sub('["«»]', '"', text) if "references" in dress else text
        dressed = DRESSES[dress](plain)
        assert told(dressed) == told(plain)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("قال &quot;نعم&quot;", 'قال "نعم"'),
        ("<b>قتل</b> جندي<br>واعتقل آخر", "قتل جندي\nواعتقل آخر"),
        ("قتل <img src='a.jpg' alt='جندي'> جندي", "قتل  جندي"),
        ("في حلب,وفي 1,500 قرية, ", "في حلب،وفي 1,500 قرية، "),
        ("شركة AT&T، وأقل من <5 في المئة> و<foo@example.org>", "شركة AT&T، وأقل من <5 في المئة> و<foo@example.org>"),
        ("&unknownname; و&#1234567;", "&unknownname; و�"),
    ],
)  # fmt: skip
def test_markup_is_not_read(text: str, read: str) -> None:
    assert re.sub(" *\n *", "\n", legible(text).replace("\ufeff", "").replace("\u200b", "")) == read


@given(
    st.lists(st.sampled_from([*"<>&;/#, اب\n", "p", "br ", "amp;", "quot;", "<b>", "&#x", "!--", "ﻻ", "ﺑ"])).map(
        "".join
    )
)
def test_offsets_stay(text: str) -> None:
    assert len(legible(text)) == len(text)


def test_the_title_is_a_line_of_its_own_however_its_words_end() -> None:
    title = "مقتل شرطى فى هجوم مسلح على كمين فى العريش صباح اليوم"
    lines = [
        title,
        "قتل شرطى فى هجوم شنه مسلحون على كمين أمنى فى العريش",
        "صباح اليوم الذى أعلن فيه مصدر أمنى أن قوات الجيش قصفت",
        "مواقع المسلحين فى شمال سيناء وأن عددا من المدنيين أصيبوا",
        "فى القصف.",
    ]
    document = FINDERS.read(Article("a", "\n".join(lines), title=title))
    first = document.sentences[0]
    assert first.headline and first.end == len(title)
