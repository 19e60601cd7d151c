"""Which places an event has, and as what: all those of one event of each sentence of a table."""

from __future__ import annotations

import datetime

import pytest

from conflict_events.extraction.rules import RuleExtractor
from conflict_events.records import Article
from reading import rows

ROWS = rows("place_links_ar.tsv")


@pytest.mark.parametrize("row", ROWS, ids=[str(i) for i in range(len(ROWS))])
def test_the_places_of_an_event(extractor: RuleExtractor, row: dict[str, str]) -> None:
    text = row["text"]
    frames = extractor(extractor.finders.read(Article("a", text, published=datetime.date(2020, 5, 6))))
    found = next(f for f in frames if f.type == row["type"] and row["trigger"] in text[f.trigger.start : f.trigger.end])
    places = {f"{text[a.mention.start : a.mention.end]}={a.role}" for a in found.locations}
    assert places == set(row["places"].split("|")) - {"-"}


def test_an_event_that_only_a_model_may_take_has_its_places(extractor: RuleExtractor) -> None:
    text = "توصل الطرفان إلى اتفاق إثر مفاوضات في جنيف استمرت يومين"
    drafts = extractor.proposed(extractor.finders.read(Article("a", text))).drafts
    talks = next(d for d in drafts if d.value.type == "CONSULT")
    assert [(text[a.mention.start : a.mention.end], a.role) for a in talks.locations] == [("جنيف", "place")]
