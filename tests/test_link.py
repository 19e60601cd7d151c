"""Who does what to whom: one event of each sentence of a table, end to end."""

from __future__ import annotations

import datetime

import pytest

from conflict_events.extraction.rules import RuleExtractor
from conflict_events.records import Article, Frame
from reading import rows

ROWS = rows("links_ar.tsv")


def frames(extractor: RuleExtractor, text: str) -> list[Frame]:
    article = Article("a", text, published=datetime.date(2020, 5, 6))
    return extractor(extractor.finders.read(article))


@pytest.mark.parametrize("row", ROWS, ids=[str(i) for i in range(len(ROWS))])
def test_one_event_of_the_sentence(extractor: RuleExtractor, row: dict[str, str]) -> None:
    text = row["text"]
    found = [
        f
        for f in frames(extractor, text)
        if f.type == row["type"]
        and row["trigger"]
        in [text[s.start : s.end] for s in (f.trigger, *f.others)] + [text[f.trigger.start : f.trigger.end].split()[0]]
    ]
    assert found, [(f.type, text[f.trigger.start : f.trigger.end]) for f in frames(extractor, text)]
    frame = found[0]

    def quoted(items: list[str]) -> str:
        return "|".join(items) or "-"

    assert frame.status == row["status"]
    assert quoted([text[m.start : m.end] for m in frame.actors]) == row["actor"]
    if row["recipient"] != "-":
        assert quoted([text[m.start : m.end] for m in frame.recipients]) == row["recipient"]
    if row["location"] != "-":
        assert set(quoted([text[a.mention.start : a.mention.end] for a in frame.locations]).split("|")) == set(
            row["location"].split("|")
        )
    if row["amount"] != "-":
        amounts = [f"{text[a.mention.start : a.mention.end]}={a.role}" for a in frame.amounts]
        assert row["amount"] in amounts


def test_the_number_in_the_name_of_an_operation_counts_nothing(extractor: RuleExtractor) -> None:
    text = 'بدأت العملية العسكرية "سيناء 2018" في فبراير وشن الطيران 14 غارة'
    amounts = [a.mention for frame in frames(extractor, text) for a in frame.amounts]
    assert [text[m.start : m.end] for m in amounts] == ["14 غارة"]


def test_a_country_and_the_word_that_stands_for_it_are_one_place(extractor: RuleExtractor) -> None:
    text = "بدأت المفاوضات بين الحكومة والحركة في السودان حول مستقبل البلاد."
    (frame,) = frames(extractor, text)
    assert [text[a.mention.start : a.mention.end] for a in frame.locations] == ["السودان"]


def test_a_headline_without_a_stop_does_not_make_the_verb_behind_it_a_noun(extractor: RuleExtractor) -> None:
    text = "خطف ثلاثة موظفين شمالي مالي\n\nخطف مسلحون مجهولون ثلاثة موظفين في مدينة غاو شمالي مالي."
    (frame,) = frames(extractor, text)
    assert [text[m.start : m.end] for m in frame.actors] == ["مسلحون مجهولون"]
    assert [text[m.start : m.end] for m in frame.recipients] == ["موظفين"]


def test_a_verb_of_suffering_says_nothing_of_the_next_sentence(extractor: RuleExtractor) -> None:
    text = "تعرضت البلدة لقصف عنيف. الجيش السوري نفذ هجوما واسعا على حلب."
    attack = next(f for f in frames(extractor, text) if f.sentence.start > 20)
    assert [text[m.start : m.end] for m in attack.actors] == ["الجيش السوري"]


def test_a_verb_says_more_of_an_event_in_its_own_sentence_only(extractor: RuleExtractor) -> None:
    text = "وقع أمس في الموصل هجوم. قتل مسلحون ثلاثة مدنيين في البصرة يوم 3 مارس."
    places = [[text[a.mention.start : a.mention.end] for a in f.locations] for f in frames(extractor, text)]
    assert places == [["الموصل"], ["البصرة"]]


def test_a_nationality_means_forces_and_no_minister(extractor: RuleExtractor) -> None:
    text = "هجوم روسي على قرية في أوكرانيا أوقع قتيلين، والسفير الروسي يعلق."
    attack = next(f for f in frames(extractor, text) if f.type == "ASSAULT")
    assert [text[m.start : m.end] for m in attack.actors] == ["روسي"]


@pytest.mark.parametrize(
    "text",
    [
        "رفض الوزير مقابلة المندوب بعد القصف الإسرائيلي.",
        "ندد الرئيس الأميركي بالقرار الأميركي القديم.",
        "رحبت الوزارة بالمنتجات التركية في المعرض الوطني.",
    ],
)
def test_whose_deed_it_is_that_nobody_judges(extractor: RuleExtractor, text: str) -> None:
    assert [f.recipients for f in frames(extractor, text) if f.type in {"ACCUSE", "REJECT", "SUPPORT"}] == [()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أعلنت الوزارة مقتل 60 وإصابة 210 خلال يوم.", {"60": "killed", "210": "wounded"}),
        ("أصيب 9، وقتل 3 في هجوم على قرية.", {"9": "wounded", "3": "killed"}),
        ("قتل جنديان بولاية كسلا في كمين.", {"جنديان": "killed"}),
        ("قتل جندي الأحد في هجوم على قرية.", {"جندي": "killed"}),
        ("قتل أحد الجنود في هجوم على قرية.", {"أحد الجنود": "killed"}),
        ("قتل 8 نازحين في غارة على قرية.", {"8 نازحين": "killed"}),
        ("قتل خمسة من عناصر داعش في الموصل.", {"خمسة من عناصر داعش": "killed"}),
        ("مقتل 4 رهائن وإصابة 5 في عملية للجيش.", {"4 رهائن": "killed", "5": "wounded"}),
        ("إصابة 23 بالرصاص خلال مواجهات في نابلس.", {"23": "wounded"}),
        ("أعلنت المحكمة حبس 8 متهمين بقتل ضابط.", {"ضابط": "killed"}),
        ("قتل أب وأم وثلاثة من أطفالهما في غارة.", {"أب": "killed", "أم": "killed", "ثلاثة من أطفالهما": "killed"}),
        ("غرق قارب مهاجرين قبالة صفاقس ومقتل 20 شخصا.", {}),
    ],
)
def test_what_became_of_those_whom_a_number_counts(
    extractor: RuleExtractor, text: str, expected: dict[str, str]
) -> None:
    attacks = [f for f in frames(extractor, text) if f.type == "ASSAULT"]
    assert {text[a.mention.start : a.mention.end]: a.role for f in attacks for a in f.amounts} == expected
    people = [a for f in frames(extractor, text) if f.type == "DISPLACE" for a in f.amounts]
    assert people == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اعتقلت الشرطة 20 نازحا في قرية.", {"20 نازحا": "detained"}),
        ("استعادت قوات الحكومة خمس قرى.", {"خمس قرى": "other"}),
        # Who is stabbed, beaten or stoned is not dead.
        ("طعن شاب ثلاثة جنود وسط القدس.", {}),
        ("رشق محتجون جنديين بالحجارة في نابلس.", {}),
        ("عذبت المليشيا خمسة معتقلين في السجن.", {}),
        ("منعت السلطات خمسة صحفيين من السفر.", {"خمسة صحفيين": "other"}),
    ],
)
def test_what_an_event_of_force_counts(extractor: RuleExtractor, text: str, expected: dict[str, str]) -> None:
    (event,) = frames(extractor, text)
    assert {text[a.mention.start : a.mention.end]: a.role for a in event.amounts} == expected


def test_as_many_of_another_thing_are_another_amount(extractor: RuleExtractor) -> None:
    text = "صادرت الشرطة العراقية 5 صواريخ في بغداد أمس. وصادرت الشرطة 5 بنادق في بغداد أمس."
    told = [text[a.mention.start : a.mention.end] for f in frames(extractor, text) for a in f.amounts]
    assert told == ["5 صواريخ", "5 بنادق"]


@pytest.mark.parametrize(
    ("told", "doer"),
    [
        ("وأعلنت حركة طالبان مسؤوليتها عن الهجوم.", ["حركة طالبان"]),
        ("ولم تعلن حركة طالبان مسؤوليتها عن الهجوم.", []),
        ("ولم تتبن حركة طالبان الهجوم حتى الآن.", []),
        ("ونفى تنظيم الدولة الإسلامية تبنيه الهجوم.", []),
    ],
)
def test_who_does_not_claim_an_attack_did_not_do_it(extractor: RuleExtractor, told: str, doer: list[str]) -> None:
    text = f"قتل 20 شخصا في تفجير في كابل. {told}"
    killing = frames(extractor, text)[0]
    assert [text[m.start : m.end] for m in killing.actors] == doer


def test_a_group_is_not_its_spokesman(extractor: RuleExtractor) -> None:
    text = "قال المتحدث باسم حماس إن الهجوم فشل. وقصفت حماس تل أبيب."
    shelling = next(f for f in frames(extractor, text) if f.sentence.start > 30)
    assert [text[m.start : m.end] for m in shelling.actors] == ["حماس"]


@pytest.mark.parametrize(
    ("when", "status"),
    [("الجمعة المقبل", "future"), ("أمس", "actual"), ("الخميس 7 مايو", "actual"), ("في 8 مايو", "future")],
)
def test_what_is_dated_later_than_the_article_has_not_happened(
    extractor: RuleExtractor, when: str, status: str
) -> None:
    (frame,) = frames(extractor, f"مظاهرة للعمال في الساحة {when}.")
    assert frame.date is not None and frame.status == status


@pytest.mark.parametrize(
    "text",
    [
        "أعلن حرس الحدود إحباط هجوم مسلح على المعبر",
        "نجحت الشرطة في منع هجوم على فندق",
        "تمكنت قوات الأمن من كشف هجوم إرهابي على مسجد",
        "أحبطت الشرطة هجوما لخلية على فندق",
    ],
)
def test_who_foils_an_attack_does_not_carry_it_out(extractor: RuleExtractor, text: str) -> None:
    article = Article("a", text, published=datetime.date(2020, 5, 6))
    drafts = extractor.proposed(extractor.finders.read(article)).drafts
    attacks = [d for d in drafts if d.value.type == "ASSAULT"]
    assert attacks
    for draft in attacks:
        named = {text[m.start : m.end] for m in (*draft.actors, *draft.recipients)}
        assert not named & {"حرس الحدود", "الشرطة", "قوات الأمن"}


Parties = tuple[list[str], list[str]]


def parties(extractor: RuleExtractor, text: str, kind: str) -> Parties:
    """Doers and recipients of the first event of a type."""
    frame = next(f for f in frames(extractor, text) if f.type == kind)
    return [text[m.start : m.end] for m in frame.actors], [text[m.start : m.end] for m in frame.recipients]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("أثينا تدعو إلى الحوار وأنقرة ترفض", "REJECT", (["أنقرة"], [])),
        ("باريس تدين القصف ودمشق تنتقد البيان", "ACCUSE", (["باريس"], [])),
        ("هاجم الجيش القرية والمسلحون انسحبوا", "RETREAT", (["المسلحون"], [])),
        ("المحادثات التي جرت بين الحكومة والمعارضة فشلت", "CONSULT", (["الحكومة", "المعارضة"], [])),
        ("مصر والسعودية ترحبان بالاتفاق", "SUPPORT", (["مصر", "السعودية"], [])),
    ],
)
def test_a_name_with_its_verb_begins_a_clause(extractor: RuleExtractor, text: str, kind: str, found: Parties) -> None:
    assert parties(extractor, text, kind) == found


def test_a_pronoun_of_another_gender_is_not_the_noun_before(extractor: RuleExtractor) -> None:
    text = "فر الرئيس المخلوع صالح إلى الرياض التي منحته حق اللجوء"
    assert parties(extractor, text, "AID")[0] == ["الرياض"]


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("اعتقلت الشرطة التونسية 3 متهمين بقتل جندي في القصرين", ["جندي"]),
        ("حكمت محكمة عراقية بالسجن على 4 مدانين بقتل 6 جنود", ["جنود"]),
    ],
)
def test_who_arrests_or_tries_the_accused_does_not_do_the_deed(
    extractor: RuleExtractor, text: str, victims: list[str]
) -> None:
    assert parties(extractor, text, "ASSAULT") == ([], victims)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("منعت الشرطة البلجيكية تظاهرة في بروكسل", (["الشرطة البلجيكية"], [])),
        ("اعتقل الأمن الوقائي مواطنا من سكان المخيم", (["الأمن"], ["مواطنا"])),
        ("أعلنت قوات حكومة الوفاق أنها اعتقلت ضابطا سابقا", (["قوات حكومة الوفاق"], ["ضابطا سابقا"])),
    ],
)
def test_who_bans_or_arrests_is_the_doer(extractor: RuleExtractor, text: str, found: Parties) -> None:
    assert parties(extractor, text, "COERCE") == found


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        # Who stands behind a further verb is its subject where he cannot be its object.
        ("أدانت نيروبي القصف ورحبت كمبالا بالهدنة", "SUPPORT", (["كمبالا"], [])),
        ("أعلنت الحكومة الكينية هدنة ورحبت بها المعارضة", "SUPPORT", (["المعارضة"], [])),
        ("وقعت كينيا ورواندا اتفاقا أمنيا وانتقدت أوغندا الخطوة", "ACCUSE", (["أوغندا"], [])),
        ("زار الوزير الكيني المدينة وانتقد المعارضة", "ACCUSE", (["الوزير الكيني"], ["المعارضة"])),
        # Active, though no table knows the object.
        ("ضبطت الشرطة الكينية خرائط بحوزة المهربين", "COERCE", (["الشرطة الكينية"], [])),
        ("اعتقل جنود في كمبالا", "COERCE", ([], ["جنود"])),
        # A place sees what others do there.
        ("شهدت نيروبي احتجاجات ضد الحكومة", "PROTEST", ([], ["الحكومة"])),
        # Who does it is told behind the event noun that a verb holds.
        ("تصدى الجيش الكيني لهجوم شنه متمردون قرب الميناء", "ASSAULT", (["متمردون"], ["الجيش الكيني"])),
        ("قتل ثلاثة جنود بهجوم شنه متمردون على الميناء", "ASSAULT", (["متمردون"], ["جنود"])),
        ("وصل وفد من الحكومة الكينية أمس", "CONSULT", (["وفد من الحكومة الكينية"], [])),
        ("أفرجت الجماعة المسلحة عن سبعة رهائن", "RETREAT", (["الجماعة المسلحة"], ["رهائن"])),
        ("حكم القضاء الكيني على صحفي بالسجن ثلاث سنوات", "SANCTION", (["القضاء الكيني"], ["صحفي"])),
        ("فرضت لندن عقوبات على شركة كينية بتهمة دعم المتمردين", "AID", (["شركة كينية"], ["المتمردين"])),
        ("سجنت كمبالا ضابطا بتهمة تهريب أسلحة", "TRAFFIC", (["ضابطا"], [])),
        ("نجح الجيش الكيني في طرد المتمردين من التل", "COERCE", (["الجيش الكيني"], ["المتمردين"])),
        # What somebody does something for.
        ("إن كينيا تستخدم الميناء لدعم حركة الشباب", "AID", (["كينيا"], ["حركة الشباب"])),
        # What the words of another event hold is its own, unless two in a row share it.
        ("ترفض نيروبي مقترح كمبالا لتبادل الأسرى", "REJECT", (["نيروبي"], [])),
        ("تولت المنظمة إيواء وإغاثة النازحين", "AID", (["المنظمة"], ["النازحين"])),
        # A verb that opens its sentence may tell of whom the sentence before is about.
        ("رفضت كمبالا الهدنة. كما قصفت في وقت سابق مخيما", "ASSAULT", (["كمبالا"], [])),
    ],
)
def test_who_can_be_the_doer(extractor: RuleExtractor, text: str, kind: str, found: Parties) -> None:
    assert parties(extractor, text, kind) == found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # Who welcomes or praises something does not do it.
        ("رحبت كينيا بالهدنة", "RETREAT"),
        ("أشادت نيروبي بدور رواندا في المفاوضات", "CONSULT"),
        # A violent event that a noun behind a preposition has for its genitive is not the subject's deed.
        ("تعيش رواندا منذ بداية الصراع عزلة", "ASSAULT"),
        ("حذرت الحكومة الكينية من اندلاع حرب", "ASSAULT"),
        # Nor is who notices something.
        ("لاحظ المحافظ تعزيزات أمنية حول الكنيسة", "MOBILIZE"),
        # A relative clause within a sentence does not tell of whom the sentence before is about.
        ("رفضت كمبالا الهدنة. وعثر في الحقول على القذائف التي قتلت فلاحا", "ASSAULT"),
        # Nor does a verbal noun in another clause than the verb that it would share the subject of.
        ("أصيب المهندس، وكان يقود مظاهرة، برصاص مجهولين", "PROTEST"),
        ("قصفت كمبالا التل، في حين طلبت منظمات التدخل لإنقاذ الجرحى", "AID"),
    ],
)
def test_who_is_no_doer(extractor: RuleExtractor, text: str, kind: str) -> None:
    assert not [m for f in frames(extractor, text) if f.type == kind for m in f.actors]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        # Letters that no subject has.
        ("داهمت الشرطة الكينية المصنع واعتقلت المهندسين", "COERCE", (["الشرطة الكينية"], ["المهندسين"])),
        ("انتقد الرئيس الكيني الإضراب. ودعا المواطنين إلى الهدوء", "REQUEST", (["الرئيس الكيني"], ["المواطنين"])),
        ("اقتحم الجيش الكيني الحي وأوقف حارسا", "COERCE", (["الجيش الكيني"], ["حارسا"])),
        # None of these has them.
        ("اعتقل ناشطون في كمبالا", "COERCE", ([], ["ناشطون"])),
        # Nor is it the vowel of a passive that the plural has before its ending.
        ("هاجم المسلحون القرية وقتلُوا عشرة مهندسين", "ASSAULT", (["المسلحون"], ["مهندسين"])),
        ("اعتقل وزيرا الداخلية والدفاع", "COERCE", ([], ["وزيرا الداخلية"])),
        # A phrase that ends in its object.
        ("نجحت القوات الكينية في طرد المتمردين من التل", "COERCE", (["القوات الكينية"], ["المتمردين"])),
        ("تعهدت أوغندا بتمويل الجماعات المسلحة", "AID", (["أوغندا"], ["الجماعات المسلحة"])),
        ("برأت محكمة كينية ثلاثة ناشطين", "CONCEDE", (["محكمة كينية"], ["ناشطين"])),
        # A verb that has its object beside its subject is no passive.
        ("المتمردون يرتكبون مذبحة في قرية كينية", "ASSAULT", (["المتمردون"], [])),
        ("ألقى محتجون غاضبون زجاجات حارقة على دورية للشرطة", "ASSAULT", (["محتجون غاضبون"], ["دورية للشرطة"])),
        ("القوات الكينية تكبدت خسائر بشرية في التل", "ASSAULT", ([], ["القوات الكينية"])),
        ("فتح المتمردون النار على المهندسين، مما أوقع 27 قتيلا و41 جريحا", "ASSAULT", (["المتمردون"], ["المهندسين"])),
        ("لقي ستة مهندسين مصرعهم في كمين للمتمردين", "ASSAULT", (["للمتمردين"], ["مهندسين"])),
        # Whose rockets they are, and who laid the ambush.
        ("أصابت قذائف الجيش الكيني مدرسة", "ASSAULT", (["الجيش الكيني"], [])),
        ("قتلت رصاصات القناصة ثلاثة مهندسين", "ASSAULT", (["القناصة"], ["مهندسين"])),
        ("أصابت صواريخ كينيا قاعدة جوية", "ASSAULT", (["كينيا"], ["قاعدة جوية"])),
        ("استهدفت صواريخ مصفاة نفط", "ASSAULT", ([], ["مصفاة نفط"])),
        ("اعترف الجيش الكيني بخسارة شاحنات في كمين نصبته حركة الشباب", "ASSAULT", (["حركة الشباب"], [])),
        # Adjectives that tell whose deed it is, or who talk to each other.
        ("اعتقال كينية في الميناء", "COERCE", ([], ["كينية"])),
        ("اعتقالات كينية واسعة في الميناء", "COERCE", (["كينية"], [])),
        ("غارات كينية أوغندية الصنع على التل", "ASSAULT", (["كينية"], [])),
        ("مباحثات كينية رواندية حول المياه", "CONSULT", (["كينية", "رواندية"], [])),
        ("عقدت قمة كينية أوغندية في الميناء", "CONSULT", (["كينية", "أوغندية"], [])),
        ("انطلقت محادثات كينية - أوغندية حول المياه", "CONSULT", (["كينية", "أوغندية"], [])),
        ("غارات كينية وأوغندية على التل", "ASSAULT", (["كينية", "أوغندية"], [])),
        ("اشتباكات حدودية كينية - صومالية", "ASSAULT", (["كينية", "صومالية"], [])),
        # Whom the verb's pronoun means stands before it, and its subject behind it.
        ("القائد أوقفته الشرطة الكينية في الميناء", "COERCE", (["الشرطة الكينية"], ["القائد"])),
        ("المهندسون اعتقلتهم الشرطة الكينية", "COERCE", (["الشرطة الكينية"], ["المهندسون"])),
        ("قال إن الوزير الكيني استقبله نظيره الأوغندي", "CONSULT", (["نظيره الأوغندي"], ["الوزير الكيني"])),
        ("الجيش الكيني قصفها أمس", "ASSAULT", (["الجيش الكيني"], [])),
        # Before a quotation mark a preposition stands by itself.
        ("تنديد باعتقال كينيا لـ«المهندسين المستقلين»", "COERCE", (["كينيا"], ["المهندسين المستقلين"])),
        ('هجوم لـ"حركة الشباب" على دورية للشرطة', "ASSAULT", (["حركة الشباب"], ["دورية للشرطة"])),
        # Who is fought, and by whom.
        ("أشاد الوزير بالقوات في مكافحة حركة الشباب", "ASSAULT", ([], ["حركة الشباب"])),
        ("تتركز مهام القوات في قتال حركة الشباب في الصومال", "ASSAULT", ([], ["حركة الشباب"])),
        ("استمر قتال الجيش الكيني ضد حركة الشباب", "ASSAULT", (["الجيش الكيني", "حركة الشباب"], [])),
        # Where a war is fought, or who fights it.
        ("قتل آلاف الجنود في الحرب الأوكرانية", "ASSAULT", ([], ["الجنود"])),
        ("قتل آلاف الجنود في الحرب العراقية الإيرانية", "ASSAULT", (["العراقية", "الإيرانية"], ["الجنود"])),
        # What is told between commas of who somebody is.
        ("استقبل الوزير وفدا من الحزب، وهو تكتل من النواب", "CONSULT", (["الوزير"], ["وفدا من الحزب"])),
        ("قتل الوزير، وهو حليف للرئيس، على يد متمردين", "ASSAULT", (["متمردين"], ["الوزير"])),
        # Who did it stands behind what is told between commas of the one it is done to.
        ("أصيب القائد، الذي أوقفه الجيش الكيني، برصاص متمردين", "ASSAULT", (["متمردين"], ["القائد"])),
        ("أصيب القائد، الذي أوقفه الجيش الكيني، برصاص متمردين", "COERCE", (["الجيش الكيني"], ["القائد"])),
        ("مقتل ضابط، كان يحقق في قضايا فساد، على يد متمردين", "ASSAULT", (["متمردين"], ["ضابط"])),
        ("أوقف ناشط، كان يشارك في التظاهرات، من قبل الشرطة", "COERCE", (["الشرطة"], ["ناشط"])),
        # From whom something is taken, or comes.
        ("وصلت الطائرة إلى مطار عدن بعد تحريره من الحوثيين", "COERCE", ([], ["الحوثيين"])),
        ("زار الوزير الكيني المنطقة لبحث ملف الانسحاب من العراق", "CONSULT", (["الوزير الكيني"], [])),
        ("بدعوة من الوزير الكيني", "REQUEST", (["الوزير الكيني"], [])),
        # A noun with the article has no genitive.
        ("أرغم القصف المهندسين على مغادرة منازلهم في التل", "DISPLACE", (["المهندسين"], [])),
        ("استهدف الهجوم المدنيين في التل", "ASSAULT", ([], ["المدنيين"])),
        # Whom a pronoun means.
        ("اتهمت الحركة الجيش الكيني باستهدافها", "ASSAULT", (["الجيش الكيني"], ["الحركة"])),
        ("اتهم الحزب الجيش الكيني باستهدافه قرب التل", "ASSAULT", (["الجيش الكيني"], ["الحزب"])),
        ("اتهم الجيش الكيني الحزب باغتياله المهندس", "ASSAULT", (["الحزب"], [])),
        ("أعلن عن انشقاق ضابط عن قوات الدعم السريع وانضمامه إلى الجيش", "MOBILIZE", (["ضابط"], ["الجيش"])),
        ("أعلن الجيش الكيني انشقاق قائد عن المتمردين", "MOBILIZE", (["قائد"], ["المتمردين"])),
        # What accompanies something is not the deed of who does that, nor is the matter that somebody discusses.
        ("نظمت الحكومة الكينية استفتاء تخلله هجوم على الشرطة", "ASSAULT", ([], ["الشرطة"])),
        ("سافر الوزير الكيني إلى كمبالا لمناقشة خطة العودة الطوعية للاجئين", "DISPLACE", ([], [])),
        ("يحاول المهندسون الكينيون العودة إلى ديارهم", "DISPLACE", (["المهندسون الكينيون"], [])),
        # An adjective is no party of its own.
        ("انضم قائد منشق عن حركة الشباب إلى الجيش الكيني", "MOBILIZE", (["قائد"], ["الجيش الكيني"])),
        ("قتل متمرد جنديا في التل", "ASSAULT", (["متمرد"], ["جنديا"])),
        # Days and places between commas part nothing.
        ("أوقفت الشرطة الكينية، الجمعة، شخصين متورطين في سرقة", "COERCE", (["الشرطة الكينية"], ["شخصين متورطين"])),
        ("دعا رئيس النقابة، في نيروبي، الحكومة إلى التراجع", "REQUEST", (["رئيس النقابة"], ["الحكومة"])),
        ("أعلنت وزارة الداخلية الكينية، السبت، اعتقال سبعة مهربين", "COERCE", (["وزارة الداخلية الكينية"], ["مهربين"])),
        ("أعلن الجيش الكيني، وفق قناة محلية، اعتقال سبعة مهندسين", "COERCE", (["الجيش الكيني"], ["مهندسين"])),
        ("خطف مسلحون، يعتقد أنهم من حركة الشباب، ستة مهندسين", "ASSAULT", (["مسلحون"], ["مهندسين"])),
        (
            "شن الجيش الكيني، بدعم من الطيران الأوغندي، هجوما على المتمردين",
            "ASSAULT",
            (["الجيش الكيني"], ["المتمردين"]),
        ),
        ("انتقد رئيس النقابة، الذي يزور نيروبي، الحكومة", "ACCUSE", (["رئيس النقابة"], ["الحكومة"])),
        ("اعتقل زعيم المتمردين، وفق الشرطة، القائد العسكري للحركة", "COERCE", ([], ["زعيم المتمردين"])),
        ("أصيب جنود، بينهم ضابط، ثلاثة منهم بحالة خطرة", "ASSAULT", ([], ["جنود"])),
        # What is behind the doer in a noun's genitive is counted, and whose operation it is.
        ("تنديد باعتقال كينيا عشرات المهندسين", "COERCE", (["كينيا"], ["المهندسين"])),
        ("مصرع ثلاثة متمردين في عملية للجيش الكيني", "ASSAULT", (["للجيش الكيني"], ["متمردين"])),
        ("اعتقال مهندسين في حملة ليلية للشرطة الكينية", "COERCE", (["للشرطة الكينية"], ["مهندسين"])),
        # Behind the object of another verb stands a verb, no genitive.
        ("شيع المئات مهندسا قتل بنيران الجيش الكيني", "ASSAULT", (["الجيش الكيني"], ["مهندسا"])),
        # Who announces it.
        ("أعلن الجيش الكيني عن استعادة الميناء", "COERCE", (["الجيش الكيني"], [])),
        ("أعلنت كل من أوغندا ورواندا قطع العلاقات مع هولندا", "SANCTION", (["أوغندا", "رواندا"], ["هولندا"])),
        ("أعلن التحالف الدولي، أمس، تدمير مستودع للمتمردين", "ASSAULT", (["التحالف الدولي"], ["للمتمردين"])),
        ("لم يعلن الجيش الكيني اعتقال مهندسين", "COERCE", ([], ["مهندسين"])),
        # But not whoever cares for the hurt and the held, nor, of a killing, whoever is not armed.
        ("أعلن نادي الأسير اعتقال عشرة مهندسين", "COERCE", ([], ["مهندسين"])),
        ("أعلنت وزارة الصحة في غزة قتل عشرة مهندسين", "ASSAULT", ([], ["مهندسين"])),
        ("أعلن الدفاع المدني قصف مدرسة", "ASSAULT", ([], [])),
        ("أعلن الوزير الكيني القضاء على قائد التنظيم", "ASSAULT", ([], ["قائد التنظيم"])),
        # Who has spoken goes on to speak.
        ("قال وزير الدفاع الكيني إن العملية مستمرة، وهدد بقصف التل", "THREATEN", (["وزير الدفاع الكيني"], [])),
        ("قال الوزير الكيني إن أوغندا صامتة، واتهم كمبالا بالمماطلة", "ACCUSE", (["الوزير الكيني"], ["كمبالا"])),
        ("نفى الجيش الكيني الخبر واتهم المتمردين بالكذب", "ACCUSE", (["الجيش الكيني"], ["المتمردين"])),
        ("حذرت الأمم المتحدة من المجاعة ودعت الطرفين إلى الهدوء", "REQUEST", (["الأمم المتحدة"], ["الطرفين"])),
        ("عبر الوزير الكيني عن قلقه من العنف ودعا إلى الهدوء", "REQUEST", (["الوزير الكيني"], [])),
        ("أشارت الوزارة إلى خطورة الوضع ودعت السكان إلى الحذر", "REQUEST", (["الوزارة"], ["السكان"])),
        ("نبهت المنظمة إلى الوضع وطالبت الحكومة بالتدخل", "REQUEST", (["المنظمة"], ["الحكومة"])),
        ("حذرت نقابة المهندسين من الأزمة ودعا الوزير إلى الهدوء", "REQUEST", (["الوزير"], [])),
        ("أوضح الوزير الكيني أن المحادثات تعثرت، ورفض الوفد الأوغندي التوقيع", "REJECT", (["الوفد الأوغندي"], [])),
        # Who has come meets whoever is named behind the verb, and who repels an attack does not make it.
        ("وصل الوزير الكيني إلى كمبالا والتقى الرئيس الأوغندي", "CONSULT", (["الوزير الكيني"], ["الرئيس الأوغندي"])),
        ("صد الجيش الكيني هجوما للمتمردين على التل", "ASSAULT", (["للمتمردين"], ["الجيش الكيني"])),
        # Whose fire it is by an adjective, unless it is that of friends.
        ("قتل ثلاثة مهندسين بنيران كينية قرب التل", "ASSAULT", (["كينية"], ["مهندسين"])),
        ("قتل جندي كيني بنيران صديقة", "ASSAULT", ([], ["جندي كيني"])),
        ("أصيب ضباط كينيون بنيران كينية قرب التل", "ASSAULT", ([], ["ضباط كينيون"])),
        # What something is done for.
        ("احتشد السكان أمام البلدية لمطالبة الحكومة بالماء", "REQUEST", (["السكان"], ["الحكومة"])),
        ("استجاب الطرفان لدعوة الأمم المتحدة إلى الهدوء", "REQUEST", (["الأمم المتحدة"], [])),
        ("أغلقوا المتاجر تلبية لدعوة النقابة إلى الإضراب", "REQUEST", (["النقابة"], [])),
        ("دأبت النقابة على انتقاد الوزير الكيني", "ACCUSE", (["النقابة"], ["الوزير الكيني"])),
        # Who did it is not he who arrests him, and who cannot tell did nothing.
        ("أعلنت البعثة الأممية رصد إطلاق صاروخين", "ASSAULT", ([], [])),
        # A verb that is its noun, too, leaves what stands behind it a noun.
        ("وفرض المحافظ حظر التجول في المدينة", "COERCE", (["المحافظ"], [])),
        # The verb before has several doers.
        ("هاجم متمردون الحراس واحتجزوا سبعة مهندسين", "COERCE", (["متمردون"], ["مهندسين"])),
        # A fight has two sides, of which one is told before it.
        ("وصل وفد التحالف إلى الميناء بعد معارك مع المتمردين", "ASSAULT", (["وفد التحالف", "المتمردين"], [])),
        ("سيطرت الفصائل على التل بعد معارك مع الجيش الكيني", "ASSAULT", (["الفصائل", "الجيش الكيني"], [])),
        # A relative pronoun means nobody of another gender or number, and has not always the subject of its verb.
        ("هذا هو الاتفاق مع كينيا الذي وقعته إدارة أوباما", "SUPPORT", (["إدارة أوباما"], ["كينيا"])),
        ("دخل الجنود الكينيون البلدات التي انسحب منها المسلحون", "RETREAT", (["المسلحون"], [])),
        ("هذه كينيا التي هنأ رئيسها الرئيس الرواندي", "SUPPORT", (["رئيسها"], ["الرئيس الرواندي"])),
        ("أثارت تصريحات الوزير الكيني التي هاجم فيها المعارضة ضجة", "ACCUSE", (["الوزير الكيني"], ["المعارضة"])),
        ("شدد القائد على رعاية كافة الذين هاجموا الحراس", "ASSAULT", ([], ["الحراس"])),
        # The pronoun of a verb means the thing that its clause describes.
        ("تحدث الوزير الكيني عن صاروخ أطلقته الحركة المتمردة", "ASSAULT", (["الحركة المتمردة"], [])),
        # An armed body tells of its own deeds, but not of the death of its own men.
        ("قال الجيش الكيني إنه قتل سبعة متمردين قرب التل", "ASSAULT", (["الجيش الكيني"], ["متمردين"])),
        ("قال الجيش الكيني إنه قتل سبعة جنود قرب التل", "ASSAULT", ([], ["جنود"])),
        ("قال مصدر طبي إنه قتل سبعة متمردين قرب التل", "ASSAULT", ([], ["متمردين"])),
        # Whom we thank does not thank.
        ("وقال الوزير الكيني: نشكر الحكومة الرواندية على دعمها", "SUPPORT", (["الوزير الكيني"], ["الحكومة الرواندية"])),
        # What a verb takes behind its preposition is its object; what it has before that, its subject.
        ("قال الوزير الكيني إنه يقبض على أي مشتبه بهم", "COERCE", (["الوزير الكيني"], ["مشتبه بهم"])),
        ("أفرج الخاطفون عن الطبيب", "RETREAT", (["الخاطفون"], ["الطبيب"])),
        # The subject of a verb before the tied one has its ending.
        ("أعاد المتمردون الأسر النازحة ومنعوا الحراس من المرور", "COERCE", (["المتمردون"], ["الحراس"])),
        ("رحب الوزير الكيني بالعمال قبل أن يدعو إلى الحوار", "REQUEST", (["الوزير الكيني"], [])),
        # The object stands behind a comma or an aside, whatever stresses who its subject is.
        ("طالبت المنظمات الكينية ذاتها، في بيان، الحكومة بالحوار", "REQUEST", (["المنظمات الكينية"], ["الحكومة"])),
        ("ودعا رئيس الوزراء، الولايات المتحدة إلى التحرك", "REQUEST", (["رئيس الوزراء"], ["الولايات المتحدة"])),
        ("ودعا رئيس الوزراء، ديفيد كاميرون إلى التحرك", "REQUEST", (["رئيس الوزراء، ديفيد كاميرون"], [])),
        ("قتل مسلحون، جنديين قرب الميناء", "ASSAULT", (["مسلحون"], ["جنديين"])),
        ("عادت الحركة المتمردة التي تقاتل الجيش الكيني", "ASSAULT", (["الحركة المتمردة", "الجيش الكيني"], [])),
        # Words that honour one of rank leave him the subject.
        ("ودعا معالي الوزير الكيني السكان إلى الهدوء", "REQUEST", (["الوزير الكيني"], ["السكان"])),
        ("استقبل سمو أمير المنطقة السفير الكيني", "CONSULT", (["أمير المنطقة"], ["السفير الكيني"])),
        (
            "دعا صاحب السمو الملكي الأمير فيصل بن خالد السكان إلى الهدوء",
            "REQUEST",
            (["الأمير فيصل بن خالد"], ["السكان"]),
        ),
        ("وبحث الوزير الكيني مع سمو ولي العهد ملف المياه", "CONSULT", (["الوزير الكيني"], ["ولي العهد"])),
        # A verb that has the letters of a preposition is none.
        ("كما قبل الوزير الكيني الهدنة", "AGREE", (["الوزير الكيني"], [])),
        # Whom "as for" and "but" mean.
        ("أما كينيا، فقد طردت السفير الأوغندي", "SANCTION", (["كينيا"], ["السفير الأوغندي"])),
        ("أما كينيا وأوغندا فقطعتا العلاقات مع هولندا", "SANCTION", (["كينيا", "أوغندا"], ["هولندا"])),
        ("أما الناشط الكيني فقد حكم عليه بالسجن", "SANCTION", ([], ["الناشط الكيني"])),
        ("الأسرى أفرجت عنهم كينيا أمس", "RETREAT", (["كينيا"], ["الأسرى"])),
        ("أما الوزير فقد أفرجت عنه السلطات", "RETREAT", (["السلطات"], ["الوزير"])),
        ("أما الوزير الكيني فقد اتهمته المعارضة بالكذب", "ACCUSE", (["المعارضة"], ["الوزير الكيني"])),
        ("انتقد الوزير الكيني الخطة، لكنه أشاد بالسفير الأوغندي", "SUPPORT", (["الوزير الكيني"], ["السفير الأوغندي"])),
        ("انتقد الوزير كمبالا، كما أنه التقى السفير الأوغندي", "CONSULT", (["الوزير"], ["السفير الأوغندي"])),
        ("قال الوزير الكيني إن الجيش انسحب من التل لكنه انتقد كمبالا", "ACCUSE", (["الوزير الكيني"], ["كمبالا"])),
        ("قالت الوزارة إن الجيش انسحب من التل لكنه قصف القرية", "ASSAULT", (["الجيش"], [])),
        ("هاجم المتمردون القرية لكنهم انسحبوا منها", "RETREAT", (["المتمردون"], [])),
        # Who speaks is whom his "we" means, but not whom "us" does.
        ('وقال الوزير الكيني: "نحن جيران، ونطالب أوغندا بالحوار"', "REQUEST", (["الوزير الكيني"], ["أوغندا"])),
        # The office behind a name is his who has it, where another is the object, or the verb has none.
        ("دعا النائب محمد الطوخي رئيس لجنة الأمن الحكومة إلى الهدوء", "REQUEST", (["النائب محمد الطوخي"], ["الحكومة"])),
        ("رحب سامح شكري وزير الخارجية بالهدنة", "SUPPORT", (["سامح شكري"], [])),
        ("استنكر سامح شكري وزير الخارجية تصريحات الوزير الكيني", "ACCUSE", (["سامح شكري"], [])),
        ("أدان سامح شكري وزير الخارجية اغتيال المهندس", "ACCUSE", (["سامح شكري"], [])),
        (
            "استقبل محمود عباس رئيس السلطة الفلسطينية في مكتبه أمس السفير الكيني",
            "CONSULT",
            (["محمود عباس"], ["السفير الكيني"]),
        ),
        ("انتقد سامح شكري وزير الخارجية الإثيوبي", "ACCUSE", (["سامح شكري"], ["وزير الخارجية الإثيوبي"])),
        ("التقى وزير الدفاع قائد الجيش في التل", "CONSULT", (["وزير الدفاع"], ["قائد الجيش"])),
        # What a time stands behind governs nobody behind that, and a day whom no word with the article describes is no object.
        ("وقتل مسلحون في الأيام الماضية عشرات من جنود الجيش", "ASSAULT", (["مسلحون"], ["جنود الجيش"])),
        ("خطف مسلحون المهندس الكيني قرب التل", "ASSAULT", (["مسلحون"], [])),
        ("قتل مسلحون الثلاثاء قرب التل", "ASSAULT", ([], ["مسلحون"])),
        # The subject of a relative clause stands behind a verb of another gender than what that describes.
        ("انتقد الخبراء الهدنة التي وافق الجيش الكيني بموجبها على الانسحاب", "AGREE", (["الجيش الكيني"], [])),
        (
            "انتقد الوزير تصريحات الرئيس الكيني، والتي دعا فيها الحكومة إلى التنحي",
            "REQUEST",
            (["الرئيس الكيني"], ["الحكومة"]),
        ),
        # He of rank who was told of before.
        (
            "زار سمو أمير المنطقة السفير الكيني. ودعا سموه الحكومة إلى الهدوء",
            "REQUEST",
            (["أمير المنطقة"], ["الحكومة"]),
        ),
        # What is decided is a noun.
        ("قررت المحكمة العليا الكينية حبس ناشط سبعة أيام", "COERCE", (["المحكمة العليا الكينية"], ["ناشط"])),
        ("قرر المجلس منع الناشط من السفر", "COERCE", ([], ["الناشط"])),
        # A paper speaks for whom issues it, and not for whom gets it.
        ("أصدرت الحكومة الكينية تقريرا يدعو إلى الهدوء", "REQUEST", (["الحكومة الكينية"], [])),
        ("ونشر الوزير الكيني رسالة جديدة تتهم كمبالا بالكذب", "ACCUSE", (["الوزير الكيني"], ["كمبالا"])),
        ("أغضب الوزير الكيني تقريرا يتهم الجيش بالكذب", "ACCUSE", ([], ["الجيش"])),
        # A verb of several men has those right before it, or those of the verb of several that it goes on with.
        ("رصدت الشرطة الكينية عددا من الأوغنديين دربوا المتمردين", "AID", (["الأوغنديين"], ["المتمردين"])),
        ("إن كينيا وحلفاءها ينتقدون كمبالا", "ACCUSE", (["كينيا", "حلفاءها"], ["كمبالا"])),
        ("انتقدت الشرطة المتظاهرين الذين اقتحموا المبنى واحتجزوا الحراس", "COERCE", (["المتظاهرين"], ["الحراس"])),
        # What belongs to whom a relative clause describes is the object of its verb.
        ("انتقد الوزير مدينة كمبالا التي قصفت القوات الكينية أحياءها", "ASSAULT", (["القوات الكينية"], [])),
        ("وصل الوزير إلى مدينة كمبالا التي قصفها الجيش الكيني", "ASSAULT", (["الجيش الكيني"], [])),
        ("انتقد الوزير الحزب الذي اغتال الجيش الكيني زعيمه", "ASSAULT", (["الجيش الكيني"], ["زعيمه"])),
        (
            "أما القائد الكيني، الذي زار التل أمس، فقد هدد مجددا المتمردين",
            "THREATEN",
            (["القائد الكيني"], ["المتمردين"]),
        ),
    ],
)
def test_constructions_of_news(extractor: RuleExtractor, text: str, kind: str, found: Parties) -> None:
    assert parties(extractor, text, kind) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # A verb of another gender has no such subject: bodies are feminine, and so are states.
        ("التقى الوزير الكيني العمال. وطالب السلطات المحلية بفتح الميناء", (["الوزير الكيني"], ["السلطات المحلية"])),
        ("التقى الوزير الكيني العمال. ودعا الدول المانحة إلى التحرك", (["الوزير الكيني"], ["الدول المانحة"])),
        ("التقى الوزير الكيني العمال. وحث كمبالا على الحوار", (["الوزير الكيني"], ["كمبالا"])),
        ("ودعت المجتمع الدولي إلى التحرك", ([], ["المجتمع الدولي"])),
        ("ودعا المجتمع الدولي كينيا إلى التحرك", (["المجتمع الدولي"], ["كينيا"])),
        ("ودعا رجال الأمن السكان إلى المغادرة", (["رجال الأمن"], ["السكان"])),
        # All of them are asked.
        ("كما طالبت كافة الأطراف بضبط النفس", ([], ["كافة الأطراف"])),
        ("كما طالب كل من الوزير الكيني والسفير بفتح الميناء", (["الوزير الكيني", "السفير"], [])),
        # A body that no table knows asks.
        ("قبل أشهر، دعت هذه المنظمة الحكومة الكينية إلى الحوار", ([], ["الحكومة الكينية"])),
    ],
)
def test_who_is_asked(extractor: RuleExtractor, text: str, found: Parties) -> None:
    drafts = extractor.proposed(extractor.finders.read(Article("a", text, "ar"))).drafts
    draft = next(d for d in drafts if d.value.type == "REQUEST")
    assert ([text[m.start : m.end] for m in draft.actors], [text[m.start : m.end] for m in draft.recipients]) == found


@pytest.mark.parametrize(
    "text",
    [
        "هاجم المتمردون حاجزا لكن الشرطة الكينية ردت وقتلت ثلاثة",
        "هاجم المتمردون حاجزا فردت الشرطة الكينية وقتلت ثلاثة",
    ],
)
def test_a_verb_goes_on_with_the_nearest_subject(extractor: RuleExtractor, text: str) -> None:
    doers = [{text[m.start : m.end] for m in f.actors} for f in frames(extractor, text)]
    assert doers == [{"المتمردون"}, {"الشرطة الكينية"}]


def test_several_do_not_say_what_one_does(extractor: RuleExtractor) -> None:
    text = "أثارت رسائل الوزراء التي انتقد فيها الرئيس الحكومة ضجة"
    assert "الوزراء" not in [text[m.start : m.end] for f in frames(extractor, text) for m in f.actors]


def test_with_whom_somebody_goes_on_to_speak_is_not_the_one_who_speaks(extractor: RuleExtractor) -> None:
    text = "التقى الوزير الكيني المبعوث الأممي وبحث معه الهدنة."
    (frame,) = frames(extractor, text)
    assert [text[m.start : m.end] for m in frame.others] == ["بحث معه"]
    assert [text[m.start : m.end] for m in (*frame.actors, *frame.recipients)] == ["الوزير الكيني", "المبعوث الأممي"]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("أحبط الجيش الكيني هجوما على الميناء واعتقل سبعة أشخاص", "COERCE", ["الجيش الكيني"]),
        ("أحبط الجيش الكيني هجوما على الميناء وقتل أربعة مسلحين", "ASSAULT", ["الجيش الكيني"]),
        ("تصدت الشرطة الكينية لهجوم للمتمردين وقتلت أربعة", "ASSAULT", ["الشرطة الكينية"]),
        ("أحبطت القوات الكينية هجوما للمتمردين وقتلت خمسة مسلحين", "ASSAULT", ["القوات الكينية"]),
        ("تعرض الجيش الكيني لهجوم واعتقل سبعة أشخاص", "COERCE", []),
        ("أحبط الجيش الكيني هجوما على الميناء وقتل أربعة جنود", "ASSAULT", []),
    ],
)
def test_who_stops_an_attack_goes_on(extractor: RuleExtractor, text: str, kind: str, found: list[str]) -> None:
    last = [f for f in frames(extractor, text) if f.type == kind][-1]
    assert [text[m.start : m.end] for m in last.actors] == found


def test_the_help_by_which_it_is_done_is_no_deed_of_the_doer(extractor: RuleExtractor) -> None:
    text = "أفرجت الحركة الكينية عن الأسرى بوساطة قبلية"
    assert [[text[m.start : m.end] for m in f.actors] for f in frames(extractor, text)] == [["الحركة الكينية"]]


def test_an_earlier_deed_of_the_same_kind_is_another_event(extractor: RuleExtractor) -> None:
    assert len(frames(extractor, "قصف الجيش الكيني القرية، وكان قصفها الأسبوع الماضي")) == 2
    assert len(frames(extractor, "قصف الجيش الكيني القرية، وكان قصفها عنيفا")) == 1


def test_who_denies_accusations_is_not_the_accuser(extractor: RuleExtractor) -> None:
    found = frames(extractor, "نفت الحكومة اتهامات بارتكاب مجازر.")
    assert [f for f in found if f.type == "ACCUSE"] == []


@pytest.mark.parametrize(
    "text",
    ["بخصوص القبائل كان هيرودوت يهاجم الجيش في السهل.", "كانت القبائل في السهل. وكان هيرودوت يهاجم الجيش."],
)
def test_whom_an_unknown_man_attacked_is_no_attacker(extractor: RuleExtractor, text: str) -> None:
    (attack,) = frames(extractor, text)
    assert attack.actors == ()
    assert [text[m.start : m.end] for m in attack.recipients] == ["الجيش"]


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("هاجم مسلحون القاعدة، ورد الجيش بقصف مواقعهم.", [["مسلحون"], ["الجيش"]]),
        ("رد الحزب على اغتيال قائده بإطلاق صواريخ على الميناء.", [["الحزب"], []]),
        ("أطلق الحزب صواريخ على الميناء ردا على اغتيال قائده.", [["الحزب"], []]),
        ("ردا على اغتيال قائده أطلق الحزب صواريخ على الميناء.", [[], ["الحزب"]]),
    ],
)
def test_an_answer_is_not_what_it_answers(extractor: RuleExtractor, text: str, doers: list[list[str]]) -> None:
    attacks = [f for f in frames(extractor, text) if f.type == "ASSAULT"]
    assert [[text[m.start : m.end] for m in f.actors] for f in attacks] == doers
