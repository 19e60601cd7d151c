from __future__ import annotations

from functools import cache

import pytest

from conflict_events.language import Language, load
from conflict_events.linking.coreference import Resolver
from conflict_events.mentions import Finders
from conflict_events.records import Article


@cache
def arabic() -> tuple[Language, Finders]:
    language = load("ar")
    return language, Finders(language)


def meant(text: str, short: str) -> str:
    """What the last mention that reads ``short`` means."""
    language, finders = arabic()
    document = finders.read(Article("a", text))
    actors = finders.actors.find(document)
    resolver = Resolver(document, actors, language)
    last = [m for m in actors if text[m.start : m.end] == short][-1]
    full = resolver.full[last]
    return text[full.start : full.end]


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("هاجم داعش القرية. ثم انسحب التنظيم ليلا.", "التنظيم", "داعش"),
        ("سيطرت طالبان على الطريق. نفت الحركة الخبر.", "الحركة", "طالبان"),
        ("قصفت ميليشيا الحوثي الحي. فرت الميليشيات شمالا.", "الميليشيات", "ميليشيا الحوثي"),
        ("تقدم المتمردون الأكراد نحو الجسر. هاجم الجيش المتمردين ليلا.", "المتمردين", "المتمردون الأكراد"),
        ("قال العقيد سامر الحلبي إن الطريق آمن. غادر العقيد الحلبي أمس.", "العقيد الحلبي", "العقيد سامر الحلبي"),
        ("دخل الجيش السوري البلدة. أعلن الجيش ذلك.", "الجيش", "الجيش السوري"),
        ("هاجم داعش القرية. نفت الحركة الخبر.", "الحركة", "الحركة"),
        ("قال العقيد سامر الحلبي إن الطريق آمن. غادر العقيد حمدان أمس.", "العقيد حمدان", "العقيد حمدان"),
    ],
)
def test_a_short_mention_means_the_fuller_one_before_it(text: str, short: str, full: str) -> None:
    assert meant(text, short) == full
