"""Whom the pronoun on an event word stands for, end to end."""

from __future__ import annotations

import pytest

from conflict_events.extraction.rules import RuleExtractor
from reading import Parties, parties


@pytest.mark.parametrize(
    ("text", "trigger", "found"),
    [
        # In his own words nobody says "he" of himself, and "we" of others.
        ('قال المحامي سامي كرم: "المسلحون اعتقلوه أمام منزله".', "اعتقلوه", (["المسلحون"], [])),
        ('قال المحامي سامي كرم "المسلحون اعتقلوه أمام منزله".', "اعتقلوه", (["المسلحون"], [])),
        ("قال المحامي سامي كرم: «قبل أن يبلغ اعتقاله أهله كان في السجن».", "اعتقاله", None),
        ("زار الوفد التل، وقال العمدة: «كان استقبال الضيوف قبل لقائنا السفير».", "لقائنا", (["العمدة"], ["السفير"])),
        ('قال قائد الفصيل: "المتمردون هاجمونا فجرا".', "هاجمونا", (["المتمردون"], ["قائد الفصيل"])),
        # What the article tells in words of the speaker's, and what stands behind the quotation.
        ('قال الوزير إن المسلحين "اعتقلوه أمام منزله".', "اعتقلوه", (["المسلحين"], ["الوزير"])),
        ('قال الوزير "انتهت الحرب"، وذلك خلال لقائه السفير.', "لقائه", (["الوزير"], ["السفير"])),
    ],
)
def test_in_whose_own_words_a_pronoun_stands(
    extractor: RuleExtractor, text: str, trigger: str, found: Parties | None
) -> None:
    assert parties(extractor, text, trigger) == found


@pytest.mark.parametrize(
    ("text", "trigger", "found"),
    [
        # Who has power over persons is not the one who is arrested, tried or deported.
        ("سلم السكان اللص إلى الشرطة قبل محاكمته.", "محاكمته", ([], ["اللص"])),
        ("هاجم شاب حاجزا للشرطة قبل توقيفه.", "توقيفه", ([], ["شاب"])),
        ("فر الناشط كريم سالم من العراق قبل اعتقاله.", "اعتقاله", ([], ["الناشط كريم سالم"])),
        # Others are killed or dismissed like anybody, and do it where the one that it is done to follows.
        ("نقل الشرطي إلى المستشفى قبل مقتله.", "مقتله", ([], ["الشرطي"])),
        ("انسحبت قوات الاحتلال من المخيم بعد اعتقالها ناشطا.", "اعتقالها", (["قوات الاحتلال"], ["ناشطا"])),
    ],
)
def test_who_arrests_and_tries_is_not_arrested(
    extractor: RuleExtractor, text: str, trigger: str, found: Parties | None
) -> None:
    assert parties(extractor, text, trigger) == found


@pytest.mark.parametrize(
    ("text", "trigger", "found"),
    [
        # The pronoun of several means all whom conjunctions tie together.
        ("شن الجيش غارة على المسلحين وأنصارهم بعد اعتقالهم.", "اعتقالهم", ([], ["المسلحين", "أنصارهم"])),
        ("أصيب ضابط وجندي قبل اختطافهما على يد مسلحين.", "اختطافهما", (["مسلحين"], ["ضابط", "جندي"])),
        ("وصل الوزير الكيني والسفير الفرنسي بعد لقائهما.", "لقائهما", (["الوزير الكيني", "السفير الفرنسي"], [])),
        # That of one means one.
        ("وصل الوزير الكيني والسفير الفرنسي بعد استقالته.", "استقالته", (["السفير الفرنسي"], [])),
    ],
)
def test_the_pronoun_of_several(extractor: RuleExtractor, text: str, trigger: str, found: Parties | None) -> None:
    assert parties(extractor, text, trigger) == found


@pytest.mark.parametrize(
    ("text", "trigger", "found"),
    [
        # Who is charged with something: not the one who charges.
        ("أوقفت الشرطة ثلاث نساء بعد اتهامهن بالتجسس.", "اتهامهن", ([], ["نساء"])),
        ("احتجزت كينيا طالبة فرنسية، لاتهامها بالتجسس.", "اتهامها", (["كينيا"], ["طالبة فرنسية"])),
        ("جدد الوزير الكيني اتهامه للمتمردين بالتجسس.", "اتهامه", (["الوزير الكيني"], ["للمتمردين"])),
        ('هدد الجيش الكيني بالرد بعد اتهامه "الصومال" بالتجسس.', "اتهامه", (["الجيش الكيني"], ["الصومال"])),
        ("جدد الوزير الكيني اتهامه بريطانيا بالتجسس.", "اتهامه", (["الوزير الكيني"], ["بريطانيا"])),
        ("رفض الناشط اتهامه بلاده بالقتل.", "اتهامه", (["الناشط"], [])),
    ],
)
def test_who_is_charged(extractor: RuleExtractor, text: str, trigger: str, found: Parties | None) -> None:
    assert parties(extractor, text, trigger) == found


@pytest.mark.parametrize(
    ("text", "trigger", "found"),
    [
        # At the head of the sentence it means the subject that follows.
        ("وخلال اجتماعه مع السفراء، دعا الوزير الكيني إلى الهدنة.", "اجتماعه", (["الوزير الكيني"], ["السفراء"])),
        ("وإثر انسحابهم من التل، قصف المتمردون المطار.", "انسحابهم", (["المتمردون"], [])),
        # Not one of another gender or number, nor him who outlives it, nor who stops it.
        ("وإثر انسحابها من التل، قصف المتمردون المطار.", "انسحابها", None),
        ("وعقب مقتله، أعلن الحزب الحداد.", "مقتله", None),
        ("وإثر صد هجومهم، قصف الجنود المطار.", "صد هجومهم", None),
    ],
)
def test_the_subject_behind_the_pronoun(
    extractor: RuleExtractor, text: str, trigger: str, found: Parties | None
) -> None:
    assert parties(extractor, text, trigger) == found
