"""The Arabic tables: every trigger rule matches its examples, spares its counter-examples, and fits its schema."""

from __future__ import annotations

import datetime
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from conflict_events import language, schemas
from conflict_events.extraction.rules import RuleExtractor
from conflict_events.lexical import morphology
from conflict_events.records import Article, TriggerValue

ARABIC = language.load("ar")
TABLES = sorted(ARABIC.data["triggers"].items())
ENTRIES = [(name, entry) for name, table in TABLES for entry in table["trigger"]]


def rules_of(extractor: RuleExtractor, text: str, doubtful: bool = False) -> set[str]:
    document = extractor.finders.read(Article("a", text, published=datetime.date(2020, 5, 6)))
    return {m.value.rule for m in extractor.finders.triggers.find(document) if m.value.doubtful == doubtful}


def words_of(extractor: RuleExtractor, text: str) -> set[str]:
    """The event words of a text, doubtful ones, too."""
    document = extractor.finders.read(Article("a", text, published=datetime.date(2020, 5, 6)))
    return {text[m.start : m.end] for m in extractor.finders.triggers.find(document)}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("actors.tsv", b"id\tname\na\tb\tc\n", "line 2: 3 cells where the header has 2"),
        ("actors.tsv", "قصف".encode("cp1256"), "utf-8"),
        ("grammar.toml", b"a = ", "Invalid value"),
        ("grammar.toml", "قصف".encode("cp1256"), "utf-8"),
        ("confidence.json", b"{", "line 1"),
    ],
)
def test_a_faulty_table_is_named(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(language.LanguageError, match=rf"{name}: .*{reason}"):
        language.read_folder(tmp_path)


def lists_of_words(table: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every list of words of a table, however deep, with the keys that lead to it."""
    if isinstance(table, dict):
        for key, value in table.items():
            yield from lists_of_words(value, f"{path}/{key}")
    elif isinstance(table, list) and all(isinstance(item, str) for item in table):
        yield path, table
    elif isinstance(table, list):
        for number, item in enumerate(table):
            yield from lists_of_words(item, f"{path}/{number}")


def doubled(words: Iterable[str]) -> set[str]:
    """What stands twice among words, or is one of two that another one of them means: with or without the article in
    brackets.
    """
    meant = Counter(form for word in words for form in {word.replace("(ال)", article) for article in ("", "ال")})
    return {form for form, times in meant.items() if times > 1}


def test_no_word_is_twice_in_a_list() -> None:
    assert {path: twice for path, words in lists_of_words(ARABIC.data) if (twice := doubled(words))} == {}


@pytest.mark.parametrize("rows", [ARABIC.data["place_names"], ARABIC.data["actors"]["nationalities"]])
def test_no_name_is_twice_in_a_cell(rows: list[dict[str, str]]) -> None:
    cells = {cell for row in rows for cell in row.values() if "|" in cell}
    assert {cell for cell in cells if doubled(cell.split("|"))} == set()


@pytest.mark.parametrize("copy", ["قصف القرى", "قصف قرى", "قصف (ال)قرى"])
def test_a_word_that_is_twice_in_a_list_is_found(copy: str) -> None:
    table = {"trigger": [{"id": "shelling", "verb_phrases": [{"object": ["غارة", "قصف (ال)قرى", copy]}]}]}
    ((path, words),) = lists_of_words(table)
    assert path == "/trigger/0/verb_phrases/0/object"
    assert doubled(words) == ({"قصف القرى", "قصف قرى"} if "(" in copy else {copy})


AS_WRITTEN = {"/text/final_letters/kept", "/dates/spelled/not_months_alone", "/places/context/not_name"}
"""Lists whose words are compared as they are written, without folding."""
WITHOUT_HAMZA = str.maketrans("أإآ", "ااا")


def careless(words: Sequence[str]) -> set[str]:
    """Words that are there without their hamza, too."""
    return {word for word in words if word.translate(WITHOUT_HAMZA) in {*words} - {word}}


def test_no_word_of_a_list_is_there_without_its_hamza_too() -> None:
    """Folding makes them one."""
    assert careless(["إلى", "أن", "إن"]) == set() and careless(["إلى", "الى"]) == {"إلى"}
    found = {path for path, words in lists_of_words(ARABIC.data) if careless(words)}
    assert found == AS_WRITTEN


@pytest.mark.parametrize(("name", "table"), TABLES, ids=[n for n, _ in TABLES])
def test_a_trigger_table_fits_its_schema(name: str, table: dict[str, Any]) -> None:
    assert schemas.Validator("language").errors(table) == []
    assert name == table["type"].lower()


def test_rule_ids_are_unique() -> None:
    ids = [entry["id"] for _, entry in ENTRIES]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=[e["id"] for _, e in ENTRIES])
def test_a_rule_names_what_exists(name: str, entry: dict[str, Any]) -> None:
    assert entry["pattern"] in ARABIC.data["patterns"]["patterns"]
    assert set(entry.get("context", [])) | set(entry.get("not_context", [])) <= set(ARABIC.data["cues"]["cues"])
    modes = {m for row in schemas.load("event")["allOf"] for m in _modes(row, name.upper())}
    assert set(entry.get("modes", [])) <= modes
    for verb in (*entry.get("verbs", []), *entry.get("verb_phrases", [])):
        assert morphology.of_row(verb)


def _modes(row: dict[str, Any], event_type: str) -> list[str]:
    action = row["if"]["properties"]["action"]["properties"]
    if action["type"]["const"] != event_type:
        return []
    found: list[str] = row["then"]["properties"]["action"]["properties"]["modes"].get("items", {}).get("enum", [])
    return found


@pytest.mark.parametrize("cue", ARABIC.data["cues"]["outweighed"])
def test_a_list_is_outweighed_by_others(cue: str) -> None:
    assert {cue, *ARABIC.data["cues"]["outweighed"][cue]} <= set(ARABIC.data["cues"]["cues"])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("قتل أربعة رجال، بينهم شرطيان، في انفجار سيارة مفخخة أمام سينما قديمة وسط المدينة", "killing"),
        ("قصف المتمردون قرية الضباب وقتل ثلاثة جنود", "shelling"),
        ("قتل لاعب كرة القدم برصاص مسلحين من حركة الشباب", "killing"),
        ("اعتقلت السلطات مخرجا شهيرا قبل افتتاح مهرجان السينما", "arrest"),
        ("قتل الممثل على يد شرطي أمام دار سينما", "killing"),
    ],
)
def test_words_beside_a_trigger_outweigh_another_matter(extractor: RuleExtractor, text: str, rule: str) -> None:
    assert rule in rules_of(extractor, text)


@pytest.mark.parametrize(
    "text",
    [
        "هاجم لاعبو الفريق الشباك وقتل الهدف الثاني المباراة",
        "قصف المهاجم مرمى ضيفه في الشوط الأول",
        "قصف المهاجم مرمى الضيوف بكرة صاروخية من خارج المنطقة",
        "هاجم الضيوف بقوة في الديربي وقتل الهدف حماس الجماهير",
    ],
)
def test_sport_is_outweighed_by_arms_alone(extractor: RuleExtractor, text: str) -> None:
    assert {"killing", "shelling", "offensive"}.isdisjoint(rules_of(extractor, text))


def test_a_killing_in_a_film_is_none(extractor: RuleExtractor) -> None:
    assert rules_of(extractor, "يروي الفيلم قصة رجل قتل أخاه") == set()


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=[e["id"] for _, e in ENTRIES])
def test_a_rule_matches_its_examples(extractor: RuleExtractor, name: str, entry: dict[str, Any]) -> None:
    found = {text: rules_of(extractor, text, entry.get("doubtful", False)) for text in entry["examples"]}
    assert {text: rules for text, rules in found.items() if entry["id"] not in rules} == {}


ALONE = [(e["id"], row) for _, e in ENTRIES for row in e.get("verb_phrases", ()) if row.get("doubtful")]


@pytest.mark.parametrize(("rule", "row"), ALONE, ids=[f"{rule}-{row['lemma']}" for rule, row in ALONE])
def test_a_verb_that_is_doubtful_without_its_object_is_seen(
    extractor: RuleExtractor, rule: str, row: dict[str, Any]
) -> None:
    document = extractor.finders.read(Article("a", f"{row['lemma']} الرجل"))
    assert rule in {hit.entry.key for hit in document.hits["doubtful-trigger"]}


DOUBTFUL = [entry for _, entry in ENTRIES if entry.get("doubtful")]


@pytest.mark.parametrize("entry", DOUBTFUL, ids=[e["id"] for e in DOUBTFUL])
def test_rules_take_no_doubtful_word(extractor: RuleExtractor, entry: dict[str, Any]) -> None:
    """Neither alone nor as one that tells another event again."""
    for text in entry["examples"]:
        document = extractor.finders.read(Article("a", text, published=datetime.date(2020, 5, 6)))
        assert f"ar.{entry['id']}" not in {frame.rule for frame in extractor(document)}


def test_a_word_whose_context_is_missing_is_doubtful(extractor: RuleExtractor) -> None:
    assert "killing" in rules_of(extractor, "عرض فيلم قتل بطله في آخره", doubtful=True)


@pytest.mark.parametrize(
    "text", ["قتل سبعة أشخاص في حادث سير", "انفجر أنبوب غاز وقتل عاملان", "قتل ستة متسلقين في انهيار جليدي"]
)
def test_an_accident_is_not_even_doubtful(extractor: RuleExtractor, text: str) -> None:
    assert "killing" not in rules_of(extractor, text, doubtful=True)


@pytest.mark.parametrize("example", ARABIC.data["cues"]["matter"]["examples"], ids=lambda e: e["text"])
def test_what_a_film_or_a_seminar_is_about_is_no_event(extractor: RuleExtractor, example: dict[str, str]) -> None:
    assert example["trigger"] not in words_of(extractor, example["text"])


@pytest.mark.parametrize("example", ARABIC.data["cues"]["matter"]["counter"], ids=lambda e: e["text"])
def test_what_happens_beside_a_film_or_a_seminar_is_an_event(extractor: RuleExtractor, example: dict[str, str]) -> None:
    assert example["trigger"] in words_of(extractor, example["text"])


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("أفرج الجيش عن المعتقلين", True),
        ("وطالب بإطلاق الأسرى فورا", False),
        ("وكان قد طالب بإقالة المدير", False),
        ("كما طالب المجلس بزيادة الأجور", False),
        ("وطالب بريطاني آخر كان هناك", True),
    ],
)
def test_a_word_that_names_people_is_doubtful(extractor: RuleExtractor, text: str, doubtful: bool) -> None:
    """Unless a verb must stand there."""
    document = extractor.finders.read(Article("a", text))
    found = extractor.finders.mentions(document)["trigger"]
    words = [t for t in found if t.value.rule in ("detain-noun", "demand", "demand-that")]
    assert [t.value.doubtful for t in words] == [doubtful]


@pytest.mark.parametrize(
    ("text", "word", "kept"),
    [
        ("أوقفت الشرطة المصرية محمود عزت القيادي في الجماعة", "عزت", False),
        ("وقال العقيد صادق الدويد إن الطريق مغلق", "صادق", False),
        ("أفرج الجيش عن المعتقل محمود حسن", "المعتقل", True),
    ],
)
def test_a_word_in_the_name_of_a_person_is_no_trigger(
    extractor: RuleExtractor, text: str, word: str, kept: bool
) -> None:
    """From the given name on; what the person is called besides may tell of an event."""
    document = extractor.finders.read(Article("a", text))
    found = [text[t.start : t.end] for t in extractor.finders.mentions(document)["trigger"]]
    assert (word in found) == kept


@pytest.mark.parametrize(
    ("text", "word", "kept"),
    [
        ("اعتقل الحرس قتلة الضابط", "قتلة", False),
        ("تحدث الوزير أمام طلبة المعهد", "طلبة", False),
        ("زار الوفد مراكز بحثية في الساحل", "بحثية", False),
        ("كان القاضي في بيته حين قتله مسلحون", "قتله", True),
        ("حُكم عليه بعد اعتقالهُ في الميناء", "اعتقالهُ", True),
    ],
)
def test_a_letter_that_folds_like_a_pronoun_is_none(extractor: RuleExtractor, text: str, word: str, kept: bool) -> None:
    document = extractor.finders.read(Article("a", text))
    assert (word in [text[t.start : t.end] for t in extractor.finders.mentions(document)["trigger"]]) == kept


@pytest.mark.parametrize(
    ("text", "word", "kept"),
    [
        ("تخلى الوزير عن وعوده للنازحين", "عوده", False),
        ("قصف الجيش القرية من الجو وهاجمها من البر", "هاجمها", True),
    ],
)
def test_behind_a_preposition_no_word_begins_with_and(
    extractor: RuleExtractor, text: str, word: str, kept: bool
) -> None:
    assert (word in words_of(extractor, text)) == kept


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("ذكرت الوكالة أن ضابطا كبيرا خطف من منزله", True),
        ("قالت الشرطة إن انتحاريا قتل خمسين جنديا", True),
        ("قالت الشرطة إن محاولة خطف فشلت", False),
        ("قال النائب إن ألمانيا دانت قتل الرهائن", False),
    ],
)
def test_behind_an_indefinite_noun_that_a_particle_governs_stands_a_verb(
    extractor: RuleExtractor, text: str, verb: bool
) -> None:
    found = extractor.finders.triggers.find(extractor.finders.read(Article("a", text)))
    forms = [t.value.form for t in found if isinstance(t.value, TriggerValue) and t.value.type == "ASSAULT"]
    assert ("perfect" in forms) == verb


@pytest.mark.parametrize(
    ("text", "rule", "found"),
    [
        ("خطف الفريق الزائر فوزا ثمينا", "abduct", False),
        ("خطف مسلحون راعيا وزعم قائدهم أنه حقق فوزا", "abduct", True),
        ("خطف مسلحون راعيا، وعد أنصارهم ذلك فوزا", "abduct", True),
        ("يخطف الضوء الأنظار", "abduct", False),
        ("الثلوج تحاصر القرى", "besiege", False),
        ("وقطعت الميليشيا المياه وحاصرت القرى", "besiege", True),
        ("يحاصر الجيش محطة المياه", "besiege", True),
    ],
)
def test_with_some_words_a_verb_is_no_event(extractor: RuleExtractor, text: str, rule: str, found: bool) -> None:
    """Though its subject stand between; of what does it, right beside the verb alone."""
    assert (rule in rules_of(extractor, text) | rules_of(extractor, text, doubtful=True)) is found


@pytest.mark.parametrize(
    ("text", "rule", "found"),
    [
        ("لن تدخل قوات النظام القرى", "intervene", False),
        ("لم تراجع القوات خططها بعد الهجوم", "withdraw", False),
        ("وتدخل الجيش لوقف القتال بين القبيلتين", "intervene", True),
    ],
)
def test_behind_some_particles_stands_an_imperfect(extractor: RuleExtractor, text: str, rule: str, found: bool) -> None:
    assert (rule in rules_of(extractor, text) | rules_of(extractor, text, doubtful=True)) is found


def test_words_with_which_a_verb_is_no_event_hide_no_cue(extractor: RuleExtractor) -> None:
    """They are listed with their prepositions, but بمرض holds the word for an illness still."""
    document = extractor.finders.read(Article("a", "أصيب السجين بمرض"))
    assert {"cue-disease", "not-with"} <= set(document.hits)


LIGHT = [
    ("شن الجيش العراقي فجر اليوم هجوما على البلدة", "offensive", True),
    ("أدى رئيس مجلس النواب، علي حسن، اليوم الخميس زيارة إلى باريس", "visit", True),
    ("حمل نائب رئيس هيئة الحشد الشعبي علي حسن واشنطن مسؤولية القصف", "blame", True),
    ("أعلن الوزير أمس عن استقالته", "resign", True),
    ("تبادلت الحكومة والحوثيون الاتهامات بخرق وقف إطلاق النار", "gunfire", False),
    ("أعلنت السلطات إرسال ألفي جندي إلى الولاية", "pledge-allegiance", False),
    ("أعلن فصيل مسلح الولاء للتنظيم", "pledge-allegiance", True),
    ("علق الوزير على المفاوضات مع المتمردين", "refuse-meet", False),
    ("أكد القائد أن الدعم مستمر", "endorse", False),
    ("توترت المنطقة بعد قطع الجزيرة والإمارة علاقاتهما مع المملكة", "cut-ties", True),
    ("انتقد النائب فرض العاصمة قبل عامين عقوبات على المصرف", "impose-sanctions", True),
    ("رحب التجار برفع العواصم الغربية معظم العقوبات", "lift-restriction", True),
    ("أشار الوزير إلى دعم الدول الخمس لقرار المبعوث", "back-cause", True),
    ("أشاد النائب بعقد رئيسي الأركان اجتماعا كل شهر", "meet", True),
    ("عاد المقاتلون بدعم العشائر، وتوصل الطرفان إلى اتفاق", "back-cause", False),
    ("أخليت الساحة قبل بضع ساعات من بدء عرض الألعاب النارية", "accept-proposal", False),
    ("أوقفت الدوريات سبعة مهربين بالتنسيق مع حرس الحدود", "suspend", False),
]

COUNTED = [
    ("تصدت الدفاعات الجوية لـ12 صاروخا فوق المدينة", "repelled-attack", True),
    ("دفع الجيش بعشرين دبابة إلى الجبهة", "deploy-troops", True),
    ("دفع الجيش بأكثر من ثلاثين آلية إلى الجبهة", "deploy-troops", True),
    ("دفع الجيش بعدد من الدبابات إلى الجبهة", "deploy-troops", True),
    ("عثرت الشرطة على 40 قذيفة في مزرعة", "confiscate", True),
    ("تبادل الطرفان مئة أسير أمس", "release-captives", True),
    ("أزال خبراء الجيش 500 لغم من الحقول", "disarm", True),
    ("تصدى الحارس لثلاث كرات خطيرة", "repelled-attack", False),
    ("عثرت الشرطة في المزرعة التي سقطت فيها 40 قذيفة", "confiscate", False),
    ("دفع الجيش إلى الجبهة عشرين دبابة", "deploy-troops", False),
]


@pytest.mark.parametrize(("text", "rule", "found"), COUNTED)
def test_a_number_may_stand_before_the_object_of_a_light_verb(
    extractor: RuleExtractor, text: str, rule: str, found: bool
) -> None:
    """Behind its preposition, too, which is written on to the number or stands before it."""
    assert (rule in rules_of(extractor, text)) == found


@pytest.mark.parametrize(
    ("text", "place"),
    [("أعلنت الجبهة مقاطعة الانتخابات.", False), ("أعلنت الشرطة مقتل ثلاثة في مقاطعة ناشور.", True)],
)
def test_a_phrase_for_an_event_is_no_unknown_place(extractor: RuleExtractor, text: str, place: bool) -> None:
    document = extractor.finders.read(Article("a", text))
    found = extractor.finders.mentions(document)
    assert bool(found["place"]) is place
    assert [t.value.rule for t in found["trigger"] if isinstance(t.value, TriggerValue)] == (
        ["killing"] if place else ["boycott"]
    )


@pytest.mark.parametrize(("text", "rule", "found"), LIGHT)
def test_a_light_verb_has_its_own_object(extractor: RuleExtractor, text: str, rule: str, found: bool) -> None:
    """Behind a long subject, but neither behind a preposition, nor in another clause, nor within a phrase that means more."""
    assert (rule in rules_of(extractor, text)) == found


def test_no_object_of_a_light_verb_carries_the_letter_of_a_future_verb(extractor: RuleExtractor) -> None:
    """سان is a name, not "will that"."""
    assert "doubtful-consider" in rules_of(extractor, "اعتبر الوزير أن الهدنة باب للسلام", doubtful=True)
    assert "doubtful-consider" not in rules_of(extractor, "تعتبر سان بطرسبرغ باب المملكة إلى البحر", doubtful=True)


INNER = [entry for _, entry in ENTRIES if "inner" in entry]


@pytest.mark.parametrize("entry", INNER, ids=[e["id"] for e in INNER])
def test_an_event_word_in_a_phrase_is_an_event_of_its_own(extractor: RuleExtractor, entry: dict[str, Any]) -> None:
    """Behind the phrase, which ends before it, for each type that the entry names."""
    found = set()
    for text in entry["examples"]:
        document = extractor.finders.read(Article("a", text))
        triggers = extractor.finders.triggers.find(document)
        for outer, inner in itertools.pairwise(triggers):
            assert outer.last <= inner.first
            if outer.value.rule == entry["id"]:
                found.add(inner.value.type)
    assert found >= set(entry["inner"])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("أعلن الجيش أن تشاد أغلقت حدودها مع السودان", "praise"),
        ("هاجم مسلحون دورية للشرطة في إسلام آباد", "kill-otherwise"),
        ("سيطر الجيش على معبر نصيب مع الأردن بعد قصف عنيف", "injure"),
        ("قال أبناء الشيخ إن الشرطة اعتقلت والدهم في المزرعة", "raid"),
        ("دمر الجيش مخبأ فيه عشرون لغم مضاد للدبابات", "lay-mines"),
        ("زار الرئيس الجبهة ووجه رسالة إلى الجنود", "confrontation"),
        ("اعتقلت الشرطة الناشط أحمد زكي في القاهرة", "endorse"),
        ("سيطر الجيش على مديرية التعزية شمال تعز", "condolence"),
        ("قال رئيس الائتلاف إن النظام قصف القرية", "side-with"),
        ("قتل ثلاثة مسلحين في غارة للتحالف الذي تقوده واشنطن ضد التنظيم", "ally"),
        ("اعتقلت الشرطة رجلا على صلة بالحكومة التركية", "keep-contact"),
        ("قتل مسلحون الراعي خليفة ثم أحرقوا خيمته", "back"),
    ],
)
def test_a_word_that_is_spelled_like_a_form_of_a_verb_is_no_trigger(
    extractor: RuleExtractor, text: str, rule: str
) -> None:
    """تشاد is a country, not "is praised"; والدهم are no raids."""
    document = extractor.finders.read(Article("a", text))
    assert rule not in {t.value.rule for t in extractor.finders.triggers.find(document)}


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=[e["id"] for _, e in ENTRIES])
def test_a_rule_spares_its_counter_examples(extractor: RuleExtractor, name: str, entry: dict[str, Any]) -> None:
    """No event of the rule comes out of them; a weak rule may see its word, which then is no event."""
    made = {}
    for text in entry["counter"]:
        document = extractor.finders.read(Article("a", text, published=datetime.date(2020, 5, 6)))
        if any(f.rule == f"ar.{entry['id']}" for f in extractor(document)):
            made[text] = entry["id"]
    assert made == {}
