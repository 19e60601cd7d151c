"""Who does what to whom, whatever doer, deed and victim a construction holds: sentences by a grammar, read by the rules."""

from __future__ import annotations

import datetime
from itertools import permutations, product
from typing import NamedTuple

import pytest

from conflict_events.extraction.rules import RuleExtractor
from conflict_events.records import Article


class Doer(NamedTuple):
    """A doer in the nominative and in the genitive; whether its verb is feminine; the word that tells it."""

    nominative: str
    genitive: str
    feminine: bool
    word: str


class Deed(NamedTuple):
    """A deed as verb, masculine and feminine, in the passive, and as verbal noun."""

    he: str
    she: str
    passive: str
    noun: str
    type: str


class Victim(NamedTuple):
    """A victim in the accusative and in the genitive, which is its nominative, too; the word that tells it."""

    accusative: str
    genitive: str
    word: str


DOERS = [
    Doer("الجيش", "الجيش", False, "الجيش"),
    Doer("قوات الأمن", "قوات الأمن", True, "الأمن"),
    Doer("تنظيم الدولة", "تنظيم الدولة", False, "الدولة"),
    Doer("القوات العراقية", "القوات العراقية", True, "العراقية"),
    Doer("حركة طالبان", "حركة طالبان", True, "طالبان"),
    Doer("الحوثيون", "الحوثيين", False, "الحوثي"),
    Doer("جنود إسرائيليون", "جنود إسرائيليين", False, "جنود"),
    Doer("عناصر من الشرطة", "عناصر من الشرطة", True, "عناصر"),
]
DEEDS = [
    Deed("خطف", "خطفت", "خطف", "خطف", "ASSAULT"),
    Deed("اعتقل", "اعتقلت", "اعتقل", "اعتقال", "COERCE"),
    Deed("اغتال", "اغتالت", "اغتيل", "اغتيال", "ASSAULT"),
    Deed("احتجز", "احتجزت", "احتجز", "احتجاز", "COERCE"),
    Deed("أعدم", "أعدمت", "أعدم", "إعدام", "ASSAULT"),
]
VICTIMS = [
    Victim("ناشطا", "ناشط", "ناشط"),
    Victim("صحافيا فلسطينيا", "صحافي فلسطيني", "صحافي"),
    Victim("عددا من الطلاب", "عدد من الطلاب", "الطلاب"),
    Victim("عشرات الطلاب", "عشرات الطلاب", "الطلاب"),
    Victim("خمسة مدنيين", "خمسة مدنيين", "مدنيين"),
    Victim("زعيم الحزب", "زعيم الحزب", "زعيم الحزب"),
    Victim("أحد قادة المعارضة", "أحد قادة المعارضة", "قادة المعارضة"),
    Victim("نائب رئيس البرلمان", "نائب رئيس البرلمان", "رئيس البرلمان"),
]
WHERE = ["", " في حلب", " خلال اشتباكات في الموصل"]
CONSTRUCTIONS = {
    "verb, doer, victim": "{verb} {doer} {victim}",
    "passive, by": "{passive} {of_victim} على يد {of_doer}",
    "verbal noun, by": "{noun} {of_victim} على يد {of_doer}",
    "carried out": "{carried} {doer} ب{noun} {of_victim}",
    "verbal noun, doer, object": "{noun} {of_doer} {to_victim}",
    "announced": "أعلن مصدر محلي {noun} {of_victim} على يد {of_doer}",
}
"""Constructions of a deed with its parties, by name."""


PARTIES = [
    Doer("الجيش السوري", "الجيش السوري", False, "الجيش السوري"),
    Doer("وزير الخارجية المصري", "وزير الخارجية المصري", False, "الخارجية المصري"),
    Doer("حزب الله", "حزب الله", False, "حزب الله"),
    Doer("الرئيس الفرنسي إيمانويل ماكرون", "الرئيس الفرنسي إيمانويل ماكرون", False, "إيمانويل ماكرون"),
    Doer("الاتحاد الأوروبي", "الاتحاد الأوروبي", False, "الاتحاد الأوروبي"),
    Doer("وفد من الحكومة الليبية", "وفد من الحكومة الليبية", False, "الحكومة الليبية"),
    Doer("العراق", "العراق", False, "العراق"),
    Doer("الولايات المتحدة", "الولايات المتحدة", True, "الولايات المتحدة"),
    Doer("وزارة الدفاع التركية", "وزارة الدفاع التركية", True, "الدفاع التركية"),
    Doer("فصائل المعارضة", "فصائل المعارضة", True, "فصائل المعارضة"),
    Doer("إسرائيل", "إسرائيل", True, "إسرائيل"),
]
BETWEEN_PARTIES = [
    ("CONSULT", "{doer} {verb} {other}", "يلتقي", "تلتقي"),
    ("CONSULT", "{doer} {verb} {other} في القاهرة", "يستقبل", "تستقبل"),
    ("ACCUSE", "{doer} {verb} {other} بارتكاب جرائم حرب", "يتهم", "تتهم"),
    ("REQUEST", "{doer} {verb} {other} إلى وقف القتال", "يدعو", "تدعو"),
    ("SANCTION", "{verb} {doer} عقوبات على {other}", "فرض", "فرضت"),
    ("AID", "{doer} {verb} مساعدات إلى {other}", "يرسل", "ترسل"),
    ("ASSAULT", "{verb} {doer} غارات على مواقع {other}", "شن", "شنت"),
    ("ASSAULT", "{verb} {doer} قصف مواقع {other}", "أعلن", "أعلنت"),
    ("ASSAULT", "غارات {verb} {doer} على مواقع {other}", "شنها", "شنتها"),
    ("ASSAULT", "قتل خمسة من عناصر {other} في هجوم {verb} {doer}", "شنه", "شنته"),
]
"""Type, construction, and its verb in the masculine and in the feminine."""


def parties(extractor: RuleExtractor, text: str, kind: str) -> tuple[str, str]:
    """Words of the actors and of the recipients of the first event of a type in a text; empty where it has none."""
    article = Article("a", text, published=datetime.date(2024, 3, 5))
    found = [f for f in extractor(extractor.finders.read(article)) if f.type == kind][:1]
    actors = " ".join(text[m.start : m.end] for f in found for m in f.actors)
    recipients = " ".join(text[m.start : m.end] for f in found for m in f.recipients)
    return actors, recipients


@pytest.mark.parametrize("name", CONSTRUCTIONS)
def test_a_construction_tells_who_did_what_to_whom(extractor: RuleExtractor, name: str) -> None:
    misread = []
    for i, (doer, deed, victim) in enumerate(product(DOERS, DEEDS, VICTIMS)):
        text = CONSTRUCTIONS[name].format(
            verb=deed.she if doer.feminine else deed.he,
            carried="قامت" if doer.feminine else "قام",
            passive=deed.passive,
            noun=deed.noun,
            doer=doer.nominative,
            of_doer=doer.genitive,
            victim=victim.accusative,
            of_victim=victim.genitive,
            to_victim=f"ل{victim.genitive}",
        )
        text += WHERE[i % len(WHERE)] + "."
        actors, recipients = parties(extractor, text, deed.type)
        if doer.word not in actors or victim.word not in recipients or victim.word in actors:
            misread.append((text, actors, recipients))
    assert misread == []


@pytest.mark.parametrize(("kind", "construction", "he", "she"), BETWEEN_PARTIES)
def test_a_construction_tells_who_is_meant(
    extractor: RuleExtractor, kind: str, construction: str, he: str, she: str
) -> None:
    misread = []
    for doer, other in permutations(PARTIES, 2):
        text = construction.format(verb=she if doer.feminine else he, doer=doer.nominative, other=other.genitive) + "."
        actors, recipients = parties(extractor, text, kind)
        if doer.word not in actors or other.word not in recipients or other.word in actors:
            misread.append((text, actors, recipients))
    assert misread == []
