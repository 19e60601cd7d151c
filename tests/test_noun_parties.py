"""Who does what to whom where the event word is a noun or a set phrase, end to end."""

from __future__ import annotations

import pytest

from conflict_events.extraction.rules import RuleExtractor
from reading import Parties, parties


@pytest.mark.parametrize(
    ("text", "trigger", "found"),
    [
        # Whom the help is for: who stands before it, or does what is told before it.
        ("هاجم الجيش الكيني، بدعم من بريطانيا، المتمردين.", "بدعم من", (["بريطانيا"], ["الجيش الكيني"])),
        ("طرد الجيش الكيني المتمردين من التل بدعم من بريطانيا.", "بدعم من", (["بريطانيا"], ["الجيش الكيني"])),
        ("وصلت القوات الكينية المدعومة من بريطانيا إلى التل.", "المدعومة من", (["بريطانيا"], ["القوات الكينية"])),
        ("دخلت الشرطة الكينية القرية مدعومة بقوات من الجيش.", "مدعومة بقوات", (["قوات من الجيش"], ["الشرطة الكينية"])),
        ("هاجم متمردون مدعومون من بريطانيا القرية.", "مدعومون من", (["بريطانيا"], ["متمردون"])),
        # Not one of another gender or number, nor him who accuses somebody of it.
        ("هاجم الجيش المعارضة في بلدة المتمردين المدعومة من بريطانيا.", "المدعومة من", (["بريطانيا"], [])),
        ("اتهم الجيش الكيني بريطانيا بدعم من يهاجمون حدوده.", "بدعم من", None),
    ],
)
def test_who_is_backed(extractor: RuleExtractor, text: str, trigger: str, found: Parties | None) -> None:
    assert parties(extractor, text, trigger) == found


@pytest.mark.parametrize(
    ("text", "trigger", "found"),
    [
        # The two of whom the talks or the fight before them tell.
        (
            "اجتمع الوزير الكيني بالسفير الأوغندي. واتفق الجانبان على هدنة.",
            "اتفق الجانبان على هدنة",
            ["الوزير الكيني", "السفير الأوغندي"],
        ),
        ("تتنازع كينيا وأوغندا الجزيرة. وقد بدأت المفاوضات بين البلدين.", "بدأت المفاوضات", ["كينيا", "أوغندا"]),
        (
            "ابتسم الرئيس الكيني ونظيره الأوغندي. وبدأت المفاوضات بين الزعيمين.",
            "بدأت المفاوضات",
            ["الرئيس الكيني", "نظيره الأوغندي"],
        ),
        # Nobody's deputies are two states, nor two of one body two sides.
        ("وصل الرئيس الكيني ونظيره الأوغندي. وبدأت المفاوضات بين البلدين.", "بدأت المفاوضات", ["البلدين"]),
        ("اجتمع العقيد الكيني بالعميد الكيني. وبدأت المفاوضات بين الطرفين.", "بدأت المفاوضات", ["الطرفين"]),
        ("تتنازع كينيا وأوغندا الجزيرة. وبدأت المفاوضات بين البلدان المطلة عليها.", "بدأت المفاوضات", ["البلدان"]),
        ("زار الوزير كينيا وأوغندا. وبدأت المفاوضات بين الطرفين.", "بدأت المفاوضات", ["الطرفين"]),
    ],
)
def test_whom_both_means(extractor: RuleExtractor, text: str, trigger: str, found: list[str]) -> None:
    assert parties(extractor, text, trigger) == (found, [])


@pytest.mark.parametrize(
    ("text", "trigger", "found"),
    [
        # A comma parts the second from the first.
        ("تعقد القمة بين الرئيس الكيني، ونظيره الأوغندي.", "القمة", ["الرئيس الكيني", "نظيره الأوغندي"]),
        ("وقعت اشتباكات بين الجيش الكيني، والشرطة الأوغندية.", "اشتباكات", ["الجيش الكيني", "الشرطة الأوغندية"]),
        # Behind the second another clause begins.
        ("تعقد القمة بين كينيا وأوغندا، والسفير يحضرها.", "القمة", ["كينيا", "أوغندا"]),
    ],
)
def test_between_whom(extractor: RuleExtractor, text: str, trigger: str, found: list[str]) -> None:
    assert parties(extractor, text, trigger) == (found, [])


@pytest.mark.parametrize(
    ("text", "trigger", "found"),
    [
        # Two verbal nouns depend on one verb, whose subject does what both tell.
        ("تمكنت الشرطة من مداهمة المزرعة وتوقيف شخصين.", "توقيف", (["الشرطة"], ["شخصين"])),
        # Not what the genitive of the first one does or suffers.
        ("أكد الوزير بعد هجوم المسلحين على القرية وتوقيف شخصين أنه باق.", "توقيف", ([], ["شخصين"])),
        ("تمكن الجيش من صد هجوم المسلحين وتوقيف شخصين.", "توقيف", ([], ["شخصين"])),
    ],
)
def test_two_verbal_nouns_of_one_verb(extractor: RuleExtractor, text: str, trigger: str, found: Parties | None) -> None:
    assert parties(extractor, text, trigger) == found


@pytest.mark.parametrize(
    ("text", "trigger", "found"),
    [
        # Whose readiness, intent or attempt it is, does it to the genitive.
        ("أبدى الوزير الكيني استعداده للقاء نظيره الأوغندي.", "لقاء", (["الوزير الكيني"], ["نظيره الأوغندي"])),
        ("انتقد السفير محاولات الحزب إدانة الحكومة.", "إدانة", (["الحزب"], ["الحكومة"])),
        ("قال السفير إن كينيا مستعدة لطرد دبلوماسيين.", "طرد دبلوماسيين", (["كينيا"], ["دبلوماسيين"])),
        ("قال السفير إن الحكومة قادرة على قتال المتمردين.", "قتال", (["الحكومة"], ["المتمردين"])),
        # Not where more than a preposition stands between, or another noun than such a one.
        ("انتقد السفير قرار الحزب بعد إدانة الحكومة للحرب.", "إدانة", (["الحكومة"], [])),
        ("جاء ذلك بعد نجاح الجيش الكيني بدعم من أوغندا في دخول القرية.", "بدعم من", (["أوغندا"], ["الجيش الكيني"])),
    ],
)
def test_whose_intent_leads_to_it(extractor: RuleExtractor, text: str, trigger: str, found: Parties | None) -> None:
    assert parties(extractor, text, trigger) == found
