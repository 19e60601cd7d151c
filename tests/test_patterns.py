"""Argument patterns: every one fills the roles of its examples, and what it names in front of them can be found there."""

from __future__ import annotations

from typing import Any

import pytest

from conflict_events import language
from conflict_events.extraction.rules import RuleExtractor
from conflict_events.lexical.text import fold
from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.drafts import Draft
from conflict_events.linking.gender import Genders
from conflict_events.linking.grammar import Grammar
from conflict_events.linking.patterns import mutual
from conflict_events.records import Article, Mention

ARABIC = language.load("ar")
TABLE = ARABIC.data["patterns"]
SLOTS = {"subject", "object", "aim", "genitive", "of", "passive", "doer"}


def filled(draft: Draft, role: str) -> list[Mention]:
    if role in ("actor", "recipient"):
        return draft.actors if role == "actor" else draft.recipients
    if role == "amount":
        return [a.mention for a in draft.amounts]
    return [a.mention for a in draft.locations if a.role == {"location": "place"}.get(role, role)]


@pytest.mark.parametrize(
    ("name", "example"),
    [
        pytest.param(name, example, id=f"{name}-{number}")
        for name, row in {"defaults": TABLE["defaults"], **TABLE["patterns"]}.items()
        for number, example in enumerate(row.get("examples", ()))
    ],
)
def test_a_pattern_fills_the_roles_of_its_examples(
    extractor: RuleExtractor, name: str, example: dict[str, str]
) -> None:
    text = example["text"]
    document = extractor.finders.read(Article("a", text))
    drafts = extractor.proposed(document).drafts
    draft = next(d for d in drafts if name in ("defaults", d.value.pattern))
    wanted = {role: set(told.split(" | ")) for role, told in example.items() if role != "text"}
    assert {role: {text[m.start : m.end] for m in filled(draft, role)} for role in wanted} == wanted


def test_every_word_that_marks_a_role_is_one_that_can_govern() -> None:
    marks = set(TABLE["defaults"]["prepositions"]) | set(TABLE["defaults"]["agents"])
    for row in TABLE["patterns"].values():
        marks |= set(row.get("prepositions", ()))
    for table in ARABIC.data["triggers"].values():
        for entry in table["trigger"]:
            marks |= set(entry.get("roles", ())) - SLOTS
    prepositions = Grammar(ARABIC).prepositions
    known = {*prepositions.words, *prepositions.compounds.values(), *prepositions.attached}
    assert {mark for mark in marks if fold(mark) not in known} == set()


def test_the_rules_of_what_parties_do_to_each_other_are_those_of_the_patterns_that_say_so() -> None:
    entries = [entry for table in ARABIC.data["triggers"].values() for entry in table["trigger"]]
    flagged = {f"ar.{e['id']}" for e in entries if TABLE["patterns"][e["pattern"]].get("mutual")}
    assert flagged and mutual("ar") == flagged


@pytest.mark.parametrize("agent", [w for w in TABLE["defaults"]["agents"] if w != "من"])
def test_who_does_it_is_no_victim(extractor: RuleExtractor, agent: str) -> None:
    text = f"قُتل ثلاثة مدنيين {agent} الجيش السوري"
    document = extractor.finders.read(Article("a", text))
    (event,) = extractor.drafts(document)
    assert [text[m.start : m.end] for m in event.actors] == ["الجيش السوري"]
    assert [text[m.start : m.end] for m in event.recipients] == ["مدنيين"]


def test_the_passive_has_a_subject_of_its_own(extractor: RuleExtractor) -> None:
    text = "حوكم الناشط أمام محكمة عسكرية"
    (event,) = extractor.drafts(extractor.finders.read(Article("a", text)))
    assert [text[m.start : m.end] for m in event.recipients] == ["الناشط"] and event.actors == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("اعتقل خمسة شرطيين ناشطا", ["participants"]),
        ("اعتقل الجيش خمسة ناشطين", ["detained"]),
        ("نزح خمسة قرويين", ["displaced"]),
    ],
)
def test_who_is_counted_by_what_he_does(extractor: RuleExtractor, text: str, kinds: list[str]) -> None:
    (event,) = extractor.drafts(extractor.finders.read(Article("a", text)))
    assert [a.role for a in event.amounts if a.mention.value.low == 5] == kinds


@pytest.mark.parametrize(
    ("text", "definite"),
    [("القصف", True), ("إلقاء", False), ("للقصف", True), ("قصف", False), ("بإلقاء", False), ("اَلقصف", True)],
)
def test_a_word_whose_first_letters_fold_to_the_article_has_none(
    extractor: RuleExtractor, text: str, definite: bool
) -> None:
    document = extractor.finders.read(Article("a", f"وقع {text} الحجارة"))
    view = SentenceView(document, document.sentences[0], Grammar(ARABIC), {}, Genders(ARABIC))
    (token,) = [t for t in document.tokens if document.article.text[t.start : t.end] == text]
    at = document.tokens.index(token)
    proclitics = text[: len(text) - len(text.lstrip("بل"))][:1]
    word = Mention("trigger", token.start, token.end, at, at + 1, 0, None, proclitics)  # type: ignore[arg-type]
    assert view.definite(word) is definite


def test_content_takes_the_status_that_the_governing_event_gives_it(extractor: RuleExtractor) -> None:
    for example in TABLE["content"]["examples"]:
        document = extractor.finders.read(Article("a", example["text"]))
        told: dict[str, Any] = {}
        for draft in extractor.proposed(document).drafts:
            told.setdefault(document.article.text[draft.trigger.start : draft.trigger.end], draft)
        content = next(d for word, d in told.items() if example["content"] in word)
        governor = next(d for word, d in told.items() if example["governor"] in word)
        assert content.governor is not None and content.governor.trigger == governor.trigger
        assert content.status == {"keep": "actual"}.get(example["status"], example["status"])


@pytest.mark.parametrize("example", TABLE["totals"]["examples"], ids=lambda e: e["text"])
def test_a_toll_of_a_longer_time_is_not_the_events(extractor: RuleExtractor, example: dict[str, str]) -> None:
    document = extractor.finders.read(Article("a", example["text"]))
    drafts = extractor.proposed(document).drafts
    found = {example["text"][a.mention.start : a.mention.end] for d in drafts for a in d.amounts}
    assert ("amount" in example) == (example.get("amount", example.get("none")) in found)


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("وصل المبعوث الأممي إلى عدن حيث التقى رئيس الوزراء", ["المبعوث الأممي"], ["رئيس الوزراء"]),
        ("وصل الرئيس إلى باريس واستقبله نظيره الفرنسي", ["نظيره الفرنسي"], ["الرئيس"]),
        (
            "قضت محكمة مصرية بإعدام سبعة من أعضاء جماعة الإخوان المسلمين",
            ["محكمة مصرية"],
            ["أعضاء جماعة الإخوان المسلمين"],
        ),
        ("قتل مسلحون مجهولون يستقلون دراجة نارية ضابطا في الشرطة", ["مسلحون مجهولون"], ["ضابطا في الشرطة"]),
        ("حماس: أسرنا جنودا إسرائيليين في جباليا", ["حماس"], ["جنودا إسرائيليين"]),
        ("استهدفت غارة إسرائيلية قياديا في حزب الله", ["إسرائيلية"], ["قياديا في حزب الله"]),
        ("قتل 10 جنود في هجوم لحركة طالبان وتنظيم القاعدة على ثكنة", ["حركة طالبان", "تنظيم القاعدة"], ["جنود"]),
        ("هاجم مسلح دورية في الخليل قبل اعتقاله بساعة", ["مسلح"], ["دورية"]),
        ("هاجم مسلحون دورية على الحدود مع النيجر", ["مسلحون"], ["دورية"]),
        ("قتل شرطيان على طريق المطار في بغداد", [], ["شرطيان"]),
    ],
)
def test_who_does_what_to_whom(extractor: RuleExtractor, text: str, actors: list[str], recipients: list[str]) -> None:
    events = extractor.drafts(extractor.finders.read(Article("a", text)))
    told = [([text[m.start : m.end] for m in e.actors], [text[m.start : m.end] for m in e.recipients]) for e in events]
    assert (actors, recipients) in told
