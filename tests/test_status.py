"""Status cues: every one sets the status of its examples and spares its counter-examples; which words end a cue's reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from conflict_events import language
from conflict_events.records import Article
from conflict_events.rules import RuleExtractor

ARABIC = language.load("ar")
CUES = ARABIC.data["status"]["cue"]


@pytest.fixture(scope="module")
def extractor() -> RuleExtractor:
    return RuleExtractor(ARABIC)


def told(extractor: RuleExtractor, text: str, trigger: str) -> set[str]:
    """The statuses of the events whose word is, or lies in, ``trigger``."""
    document = extractor.finders.read(Article("a", text))
    _, drafts = extractor.proposed(document)
    at = text.index(trigger)
    end = at + len(trigger)
    return {d.status for d in drafts if d.trigger.start < end and at < d.trigger.end}


def cases(kind: str) -> Iterator[Any]:
    for cue in CUES:
        for number, case in enumerate(cue.get(kind, ())):
            yield pytest.param(cue["status"], case, id=f"{cue['id']}-{number}")


@pytest.mark.parametrize(("status", "case"), [*cases("examples")])
def test_a_cue_sets_the_status_of_its_examples(extractor: RuleExtractor, status: str, case: dict[str, str]) -> None:
    assert told(extractor, case["text"], case["trigger"]) == {case.get("status", status)}


@pytest.mark.parametrize(("status", "case"), [*cases("counter")])
def test_a_cue_spares_its_counter_examples(extractor: RuleExtractor, status: str, case: dict[str, str]) -> None:
    found = told(extractor, case["text"], case["trigger"])
    assert found and status not in found


@pytest.mark.parametrize("stop", ["لكن", "غير أن", "إلا أن"])
def test_a_denial_ends_where_something_else_is_told(extractor: RuleExtractor, stop: str) -> None:
    assert told(extractor, f"نفى الوزير الخبر {stop} قصف القرية استمر", "قصف") == {"actual"}


def test_a_denial_is_firm_and_a_mere_negation_is_not(extractor: RuleExtractor) -> None:
    firm = {}
    for text in ("نفى الجيش قصف المدرسة", "لم يقصف الجيش المدرسة", "قصف الجيش المدرسة"):
        _, drafts = extractor.proposed(extractor.finders.read(Article("a", text)))
        firm[text] = [(d.status, d.firm) for d in drafts]
    assert list(firm.values()) == [[("negated", True)], [("negated", False)], [("actual", False)]]
