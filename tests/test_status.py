"""Status cues: every one sets the status of its examples and spares its counter-examples; which words end a cue's reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from conflict_events import language
from conflict_events.extraction.rules import RuleExtractor
from conflict_events.records import Article

ARABIC = language.load("ar")
CUES = ARABIC.data["status"]["cue"]


def told(extractor: RuleExtractor, text: str, trigger: str) -> set[str]:
    """The statuses of the events whose word is, or lies in, ``trigger``."""
    document = extractor.finders.read(Article("a", text))
    drafts = extractor.proposed(document).drafts
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


def test_what_has_been_done_is_no_content_of_a_promise_before_it(extractor: RuleExtractor) -> None:
    text = "أكد الرئيس التزامه بالاتفاق النووي، كما ناقش الرئيسان تطوير العلاقات"
    assert told(extractor, text, "ناقش") == {"actual"}


@pytest.mark.parametrize("stop", ["لكن", "ولكن", "غير أن", "إلا أن"])
def test_a_denial_ends_where_something_else_is_told(extractor: RuleExtractor, stop: str) -> None:
    assert told(extractor, f"نفى الوزير الخبر {stop} قصف القرية استمر", "قصف") == {"actual"}


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("وقد يهاجم المتمردون الميناء", "يهاجم", "hypothetical"),
        ("إذا قصف العدو الميناء فسيقتل مئات البحارة", "يقتل", "hypothetical"),
        ("لو هاجم المتمردون المعسكر لقتل الآلاف", "قتل", "hypothetical"),
        ("أفشلت الشرطة محاولة اغتيال القاضي", "محاولة اغتيال", "hypothetical"),
        ("أحجمت القيادة عن قصف الجسر", "قصف", "negated"),
        ("الحكومة: لا مفاوضات مع الخاطفين", "مفاوضات", "negated"),
        ("لم يسفر القصف المدفعي على الحي عن سقوط قتلى", "سقوط قتلى", "negated"),
        ("أرجأ الجيش الهجوم على الميناء", "الهجوم", "future"),
        ("طالبت النقابة الحكومة بالإفراج عن العمال", "الإفراج عن", "hypothetical"),
        ("دعت المفوضية الأطراف إلى وقف إطلاق النار", "وقف إطلاق النار", "hypothetical"),
        ("هدد المسلحون سكان القرية بخطف أطفالهم", "خطف", "hypothetical"),
        ("يبحث القادة إمكانية قصف الجسر", "قصف", "hypothetical"),
        ("نصب الجنود خياما تمهيدا لإجلاء الجرحى", "إجلاء", "future"),
        ("تعهد القائد بسحب قواته من المرفأ", "سحب قواته", "future"),
        ("لا تخطط الرئاسة لقصف الميناء", "قصف", "negated"),
        ("لن ينسحب الفصيل من الجسر", "ينسحب", "negated"),
    ],
)
def test_what_the_text_says_in_so_many_words_is_firm(
    extractor: RuleExtractor, text: str, trigger: str, status: str
) -> None:
    drafts = extractor.proposed(extractor.finders.read(Article("a", text)), doubtful=True).drafts
    at = text.index(trigger)
    told = [d for d in drafts if d.trigger.start < at + len(trigger) and at < d.trigger.end]
    assert {(d.status, d.firm) for d in told} == {(status, True)}
    assert {d.settled("actual") for d in told} == {status}


def test_what_had_no_outcome_took_place(extractor: RuleExtractor) -> None:
    text = "لم يسفر القصف المدفعي على الحي عن سقوط قتلى"
    assert told(extractor, text, "القصف") != {"negated"}


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("أحبط حرس الحدود هجوما لتنظيم داعش على المعبر", ["تنظيم داعش"]),
        ("الشرطة أفشلت محاولة اغتيال القاضي", []),
        ("أفشل الجيش محاولة انقلاب في العاصمة", []),
    ],
)
def test_who_foils_an_event_is_no_doer_of_it(extractor: RuleExtractor, text: str, doers: list[str]) -> None:
    drafts = extractor.proposed(extractor.finders.read(Article("a", text))).drafts
    assert [text[m.start : m.end] for d in drafts for m in d.actors] == doers


def test_a_denial_and_a_verb_denied_are_firm_and_a_negation_further_off_is_not(extractor: RuleExtractor) -> None:
    firm = {}
    for text in ("نفى الجيش قصف المدرسة", "لم يقصف الجيش المدرسة", "لم تقع اشتباكات", "قصف الجيش المدرسة"):
        drafts = extractor.proposed(extractor.finders.read(Article("a", text))).drafts
        firm[text] = [(d.status, d.firm) for d in drafts]
    assert list(firm.values()) == [[("negated", True)]] * 2 + [[("negated", False)], [("actual", False)]]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("أوقف الجيش الأردني مهربا", "أوقف"),
        ("أحبطت الشرطة في الأردن هجوما، وقتل مسلحون جنديا", "قتل"),
        ("انتهى الأمر باعتقال المهاجم", "اعتقال"),
    ],
)
def test_a_verb_carries_no_article(extractor: RuleExtractor, text: str, trigger: str) -> None:
    assert told(extractor, text, trigger) == {"actual"}


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("لم يغتل المسلحون القاضي", "يغتل", "negated"),
        ("ولم يصب أحد من الجنود في الانفجار", "يصب", "negated"),
        ("لم تدن الحكومة الهجوم", "تدن", "negated"),
        ("خططت الخلية لتفجير الجسر", "خططت", "hypothetical"),
        ("أكد القائد عدم انسحاب قواته من الجبل", "انسحاب", "negated"),
        ("إن لم تنسحب القوات فسنقاتل", "تنسحب", "hypothetical"),
    ],
)
def test_what_was_not_done_or_only_plotted(extractor: RuleExtractor, text: str, trigger: str, status: str) -> None:
    assert told(extractor, text, trigger) == {status}


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("أبدت الرياض استعدادها للتعاون في التحقيق الذي فتحته أنقرة", "التحقيق", "actual"),
        ("تسعى الشركة إلى تجنب العقوبات الاقتصادية التي فرضتها العواصم الخمس", "العقوبات", "actual"),
        ("قد تحسم المحكمة دوافع الهجوم الذي وقع في الميناء", "الهجوم", "actual"),
        ("قد تشن واشنطن الضربات التي هددت بها", "الضربات", "hypothetical"),
        ("يتوقع تأجيل الزيارة التي قررتها الخارجية", "الزيارة", "hypothetical"),
    ],
)
def test_what_a_relative_clause_tells_as_done_took_place(
    extractor: RuleExtractor, text: str, trigger: str, status: str
) -> None:
    """But not what somebody only threatened with or decided on."""
    assert told(extractor, text, trigger) == {status}


@pytest.mark.parametrize("text", ["يصب النهر في البحر قرب البلدة", "لم يعد الجيش يقصف البلدة", "قد يزر الوزير"])
def test_a_short_form_is_no_event_elsewhere(extractor: RuleExtractor, text: str) -> None:
    """Neither without "not" nor where it is another word behind it."""
    document = extractor.finders.read(Article("a", text))
    found = {text[t.start : t.end] for t in extractor.finders.mentions(document)["trigger"]}
    assert not found & {"يصب", "يعد", "يزر"}
