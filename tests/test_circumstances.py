"""Where, when and how many: what belongs to an event beyond its own clause, and what does not."""

from __future__ import annotations

import datetime

import pytest

from conflict_events.extraction.rules import RuleExtractor
from conflict_events.records import AmountValue, Article, DateValue, Frame


def frames(extractor: RuleExtractor, text: str) -> list[Frame]:
    return extractor(extractor.finders.read(Article("a", text, published=datetime.date(2020, 5, 6))))


def amounts(frame: Frame, text: str) -> set[tuple[str, str]]:
    return {(text[a.mention.start : a.mention.end], a.role) for a in frame.amounts}


def places(frame: Frame, text: str) -> set[str]:
    return {text[a.mention.start : a.mention.end] for a in frame.locations}


def of_type(found: list[Frame], kind: str) -> Frame:
    return next(f for f in found if f.type == kind)


@pytest.mark.parametrize(
    ("text", "kind", "dated"),
    [
        ("تظاهر مئات العمال بدعوة من النقابات أمام مقر الوزارة الثلاثاء.", "PROTEST", "الثلاثاء"),
        ("تظاهر مئات العمال بدعوة من النقابات أمام مقر الوزارة الثلاثاء.", "REQUEST", ""),
        ("نددت الحكومة الأردنية أمس بأن المستوطنين هاجموا القرية.", "ACCUSE", "أمس"),
        ("نددت الحكومة الأردنية أمس بأن المستوطنين هاجموا القرية.", "ASSAULT", ""),
        ("أعلنت وزارة الخارجية التونسية الثلاثاء طرد السفير السوري.", "SANCTION", "الثلاثاء"),
        ("قال وزير الخارجية التونسي أمس إن بلاده ترفض مقترح الهدنة.", "REJECT", "أمس"),
        ("قال وزير الخارجية التونسي أمس إن بلاده رفضت مقترح الهدنة.", "REJECT", ""),
        ("قال وزير الدفاع التونسي أمس إن المسلحين يقصفون القرية.", "ASSAULT", ""),
        ("قصف الجيش القرية أمس للمطالبة بإطلاق سراح الجنود.", "RETREAT", ""),
        ("وقع الحادث في 23 مارس عندما هاجم مسلحون القرية.", "ASSAULT", "23 مارس"),
        ("قال الوزير أمس عندما سئل عن الوضع إن مسلحين هاجموا القرية.", "ASSAULT", ""),
        ("كان ذلك عام 2017، لكن مسلحين هاجموا القرية.", "ASSAULT", ""),
        (
            "هاجم مسلحون قافلة بالأسلحة التي كانت تصل إلى أهل تلك القرى البعيدة من السوق الكبير على شط البحر الأزرق عام 2017.",
            "ASSAULT",
            "",
        ),
        ("هاجم مسلحون قافلة على الساحل عام 2017.", "ASSAULT", "عام 2017"),
        ("ارتفعت أمس حصيلة تفجير السبت إلى 20 قتيلا.", "ASSAULT", "السبت"),
        ("عثر الأهالي أمس على جثة صحفي اختطفه مسلحون قبل أسبوع.", "ASSAULT", "قبل أسبوع"),
        ("عثر الأهالي أمس على جثة صحفي اختطفه مسلحون.", "ASSAULT", ""),
        # Two dates are of one time, unless a verb stands behind the other.
        ("قصف الجيش القرية في مارس 2016 وفي مايو 2017 قصف المدينة.", "ASSAULT", "مارس 2016"),
        ("قتل مدنيان في قصف على البلدة مساء الأحد وصباح الاثنين.", "ASSAULT", "مساء الأحد وصباح الاثنين"),
        # A year at the end of a name is that of what is named.
        ("نددت الحكومة التونسية باغتيال المرشح في الانتخابات الرئاسية 2016.", "ASSAULT", ""),
        ("انتقد المرشح السابق بالانتخابات الرئاسية 2016 الحكومة التونسية.", "ACCUSE", ""),
        ("هاجم مسلحون القاعدة خلال حرب 2014.", "ASSAULT", "2014"),
        # What a "when" clause tells was then, unless it tells its own day.
        ("يعيش السكان في خوف منذ الأحد حين قصف الجيش القرية.", "ASSAULT", "الأحد"),
        ("يعيش السكان في خوف منذ الأحد حين قصف الجيش القرية فجر السبت.", "ASSAULT", "فجر السبت"),
        # What went on during a deed went on when that was done.
        ("هدد الوزير التونسي أمس خلال اجتماع مع السفير الليبي بإغلاق الحدود.", "CONSULT", "أمس"),
        ("دعا الوزير التونسي أمس إلى التظاهر خلال زيارة الرئيس الليبي.", "CONSULT", ""),
        # A day behind a comma is not that of a purpose, a reason, or what is told of a noun; one behind "was done" is of that.
        ("قتل الجيش مسلحا هاجم الحاجز، أمس.", "ASSAULT", "أمس"),
        ("اعتقلت الشرطة رجلا هاجم كنيسة في المدينة وذلك أمس.", "COERCE", "أمس"),
        ("اعتقلت الشرطة رجلا هاجم كنيسة في المدينة وذلك أمس.", "ASSAULT", ""),
        ("تظاهر المئات في المدينة احتجاجا على قتل زعيمهم، الأحد.", "ASSAULT", ""),
        ("تظاهر المئات في المدينة للمطالبة بالإفراج عن زعيمهم، الأحد.", "PROTEST", "الأحد"),
        ("قتل جنديان في تفجير هز القاعدة، وتم أمس نقل المصابين إلى العاصمة.", "ASSAULT", ""),
        ("تم أمس إطلاق سراح خمسة أسرى.", "RETREAT", "أمس"),
        # That of what is told again by a word for any deed.
        ("قتل جنديان على يد مسلحين. وقال المتحدث إن الحادث وقع فجر الأحد.", "ASSAULT", "فجر الأحد"),
        ("قتل جنديان الجمعة على يد مسلحين. ووقع الحادث فجر الأحد.", "ASSAULT", "الجمعة"),
        ("قتل جنديان على يد مسلحين. وفتحت الشرطة الأحد تحقيقا في الحادث.", "ASSAULT", ""),
        ("قتل جنديان على يد مسلحين. ووقع حادث آخر فجر الأحد.", "ASSAULT", ""),
        # "And that" tells when all was that stands before it.
        ("غادر المقاتلون البلدة بموجب اتفاق إجلاء مع الحكومة، وذلك في مارس الماضي.", "DISPLACE", "مارس الماضي"),
        ("قصفت الطائرات القرية بعد اجتماع الوزراء مع السفير، وذلك أمس.", "ASSAULT", "أمس"),
        ("طالبت النقابات الحكومة بإجراء محادثات، وذلك يوم الأحد.", "REQUEST", ""),
        # So long before another day, or the day before it, was what is told behind that.
        ("استقال وزير الدفاع الثلاثاء بعد يومين من هجوم على القرية.", "ASSAULT", "بعد يومين"),
        ("استقال وزير الدفاع الثلاثاء بعد يومين من هجوم على القرية.", "RETREAT", "الثلاثاء"),
        ("وتأتي استقالة الوزير بعد أقل من أسبوع على اعتقال زعيم المعارضة.", "COERCE", "بعد أقل من أسبوع"),
        ("وتأتي استقالة الوزير بعد أقل من أسبوع على اعتقال زعيم المعارضة.", "RETREAT", ""),
        ("أوقفت الشرطة الثلاثاء، غداة الهجوم على الكنيسة، ثلاثة مشتبه بهم.", "ASSAULT", "غداة"),
        ("أفرجت السلطات عن الناشط بعد يومين من اعتقاله.", "COERCE", ""),
        ("قال الحاكم الثلاثاء إن الجيش استعاد القرية بعد يومين من مقتل القائد.", "ASSAULT", ""),
        ("وتأتي الهدنة بعد ثلاثة أشهر من المعارك بين الجيش والمتمردين.", "ASSAULT", ""),
        # What is told behind "after" or "before" is of another day than what stands before that.
        ("ذكر السفير أن دولا بينها كندا التي أعلنت الاثنين طردها 60 دبلوماسيا ستغلق سفاراتها.", "SANCTION", "الاثنين"),
        ("وصلت أمس طائرة مساعدات إلى المطار بعد تحريره من المسلحين.", "COERCE", ""),
        ("ظهر الكاتب الأربعاء في العاصمة بعد يوم من انتشار أنباء عن اغتياله وتعذيبه.", "ASSAULT", ""),
        ("وبعد هجوم المسلحين على القرية، لجأ السكان الأحد إلى الجبل.", "ASSAULT", ""),
        ("وبعد هجوم المسلحين على القرية، الأحد، لجأ السكان إلى الجبل.", "ASSAULT", "الأحد"),
        ("ويوم الاثنين، قبل اجتماع الوزراء، قصف الجيش القرية.", "ASSAULT", "يوم الاثنين"),
        ("قصف الجيش القرية بعد مظاهرات السبت.", "PROTEST", "السبت"),
        ("دفن السكان الأحد عشرين مدنيا قتلوا في القصف.", "ASSAULT", ""),
        ("وفي الثالث من مايو في مدينة سرت قتل مسلحون ضابطا.", "ASSAULT", "الثالث من مايو"),
        ("كان مسلحون مجهولون الأحد الماضي في عدن اغتالوا ضابطا.", "ASSAULT", "الأحد الماضي"),
        ("قتل مسلحون مرشحا للانتخابات المقررة في 20 مايو.", "ASSAULT", ""),
        ("اتهم الوزير المعارضة بالتحريض قبل الاستفتاء المرتقب في 3 يونيو.", "ACCUSE", ""),
        ("قتل مسلحون مرشحا للانتخابات في 3 مايو.", "ASSAULT", "3 مايو"),
        ("سيهاجم المسلحون القرية في 20 مايو.", "ASSAULT", "20 مايو"),
        # Since when nothing was like it does not tell when it was.
        ("قتل 12 شخصا في بغداد في تفجير هو الثاني من نوعه خلال أسبوع.", "ASSAULT", ""),
        ("شن التنظيم هجوما هو الأعنف منذ يناير.", "ASSAULT", ""),
        ("قصفت إسرائيل مدينة غزة أمس للمرة الأولى منذ حرب 2014.", "ASSAULT", "أمس"),
        ("قصفت إسرائيل مدينة غزة للمرة الأولى منذ حرب 2014.", "ASSAULT", ""),
        ("شنوا هجوما هو الأعنف منذ سيطرة الجيش السوري على القرية في مارس.", "COERCE", "مارس"),
        ("قصف الجيش القرية السبت في أكبر هجوم تشهده منذ عام.", "ASSAULT", "السبت"),
        ("قتل أول أمس منذ الفجر 12 شخصا.", "ASSAULT", "أول أمس"),
        ("استمرت المعارك في القرية خلال أسبوع.", "ASSAULT", "خلال أسبوع"),
        # What is remembered was in that year.
        ("تظاهر الآلاف في القاهرة في الذكرى الخامسة لأحداث 2013.", "PROTEST", ""),
        ("نظم المئات مسيرة في ذكرى مجزرة سجن بغداد عام 2019.", "ASSAULT", "عام 2019"),
        ("نظم المئات مسيرة في ذكرى مجزرة سجن بغداد عام 2019.", "PROTEST", ""),
        # A date that a conjunction ties on before a verb is that of the verb.
        ("هاجم مسلحون القرية، وأمس اعتقل الجيش ثلاثة منهم.", "ASSAULT", ""),
        ("هاجم مسلحون القرية، وأمس اعتقل الجيش ثلاثة منهم.", "COERCE", "أمس"),
        ("قصفت الطائرات القرية الأحد وفي اليوم التالي اقتحمها الجيش.", "COERCE", "اليوم التالي"),
        ("قصفت الطائرات القرية في 2014 وفي 2016 اقتحمها الجيش.", "COERCE", "2016"),
        ("قصفت الطائرات القرية في 2014 وفي 2016 اقتحمها الجيش.", "ASSAULT", "2014"),
        ("قتل الجيش ثلاثة مسلحين، واليوم قال الوزير إن العملية انتهت.", "ASSAULT", ""),
        ("قتل خمسة جنود يومي السبت والأحد قرب تعز.", "ASSAULT", "يومي السبت والأحد"),
        # A day that names an attack is not to come.
        ("نفذ المسلحون هجوم 15 مايو على القرية في سرت.", "ASSAULT", ""),
        ("نفذ المسلحون هجوم 15 مارس على القرية في سرت.", "ASSAULT", "15 مارس"),
        ("يخشى السكان هجوما جديدا في 15 مايو.", "ASSAULT", "15 مايو"),
        # The day of a claim is not that of the attack.
        ("تبنت حركة الشباب اليوم الاثنين هجوما على قاعدة عسكرية في مقديشو.", "ASSAULT", ""),
        ("تبنى التنظيم اليوم الهجوم على الكنيسة.", "ASSAULT", ""),
        ("وأمس تبنى التنظيم تفجير مقر الشرطة.", "ASSAULT", ""),
        ("تبنت حركة الشباب الهجوم على قاعدة عسكرية في مقديشو أمس.", "ASSAULT", "أمس"),
        ("تبنى مجلس الأمن الدولي أمس قرارا يدين الهجوم.", "SUPPORT", "أمس"),
        # Behind a word that tells more of a noun a date is that of the noun.
        ("رفضت نقابة المعلمين التونسية القرار الصادر في 3 مارس.", "REJECT", ""),
        ("أدانت الوزارة انتهاك الاتفاقية المعتمدة عام 1949.", "ACCUSE", ""),
        # Since when somebody did something else does not tell when it was done to him.
        ("قتل مسلحون الرجل الذي كان يعيش في القرية منذ عام 2014.", "ASSAULT", ""),
        ("أحيل رئيس الأركان إلى التقاعد بعدما قاد الهيئة منذ عام 2011.", "SANCTION", ""),
        ("أدان المجلس اغتيال القائد الذي كان يقود الجبهة منذ 2017.", "ASSAULT", ""),
        ("أدان المجلس الهجوم الذي يتعرض له المخيم منذ أسبوع.", "ASSAULT", "منذ أسبوع"),
        ("رفع الجيش الحصار الذي فرضته المليشيا منذ شهرين.", "RETREAT", ""),
        # The day on which an agency sent a report.
        ("القاهرة 12 مارس 2020 (رويترز) - قتل جنديان في كمين.", "ASSAULT", ""),
        ("غزة - 12 - 3 - 2020 - استشهد شابان برصاص الجيش.", "ASSAULT", ""),
        ("قصف الجيش القرية في 12 مارس 2020 - وقتل جنديان.", "ASSAULT", "12 مارس 2020"),
        ("يراقب الجيش تحركات القوات التركية التي بدأت منذ أسبوع.", "MOBILIZE", "منذ أسبوع"),
        # What somebody is punished for was before.
        ("سجن موظف في الشركة في عام 2016 لخطفه تاجرا.", "ASSAULT", ""),
        ("خرج المئات الجمعة للتظاهر ضد الحكومة.", "PROTEST", "الجمعة"),
        ("رد الجيش على هجوم اتهمت بغداد التنظيم بتنفيذه في 7 يناير.", "ACCUSE", ""),
        ("اتهمت بغداد التنظيم في 7 يناير بتنفيذ الهجوم.", "ACCUSE", "7 يناير"),
        # What is told as it is has not begun in the days to come.
        ("يواجه الاتفاق التركي الروسي، خلال الأيام المقبلة، عقدة كبيرة.", "AGREE", ""),
        ("تبدأ المحادثات بين الطرفين خلال الأيام المقبلة.", "CONSULT", "الأيام المقبلة"),
        ("دعا الوزير إلى انتخابات قبل نهاية العام المقبل.", "REQUEST", ""),
        ("رفضت المحكمة الاستئناف على الحكم الصادر بحقه في 3 مارس.", "REJECT", ""),
        ("رفضت نقابة المعلمين التونسية القرار في 3 مارس.", "REJECT", "3 مارس"),
        ("تظاهر المئات احتجاجا على القانون الصادر يوم الخميس.", "PROTEST", ""),
        ("اتهمت الحكومة اليمنية المتمردين بخرق الاتفاق الموقع في 10 فبراير.", "ACCUSE", ""),
        ("قصفت الطائرات الموقع في 3 مارس.", "ASSAULT", "3 مارس"),
        ("بحث الوزير نتائج اجتماع مجلس الأمن القومي المنعقد يوم 9 مارس.", "CONSULT", "يوم 9 مارس"),
        ("بدأ سريان وقف إطلاق النار المعلن يوم الاثنين.", "RETREAT", "يوم الاثنين"),
        ("أفرجت السلطات المصرية عن المحتجزين منذ 2016.", "RETREAT", ""),
        ("أفرجت السلطات المصرية عن خمسة صحفيين محتجزين منذ يناير.", "RETREAT", ""),
        ("أعلن الجيش تصفية الإرهابي المطلوب منذ 2014.", "ASSAULT", ""),
        ("استعاد الجيش السوري القرية الخاضعة لسيطرة المسلحين منذ 2014.", "COERCE", ""),
        ("اقتحمت الشرطة الاعتصام المستمر منذ أسبوعين أمام الوزارة.", "PROTEST", "منذ أسبوعين"),
        ("اقتحمت الشرطة الاعتصام المستمر منذ أسبوعين أمام الوزارة.", "COERCE", ""),
        ("أدت غارات التحالف المستمرة منذ أسبوع إلى مقتل 20 مدنيا.", "ASSAULT", "منذ أسبوع"),
        ("قتل 20 مدنيا في المدينة منذ يناير.", "ASSAULT", "منذ يناير"),
        ("دعا الأمين العام إلى وقف القتال الدائر في طرابلس منذ ثلاثة أشهر.", "RETREAT", ""),
        # "Since" or "until" a day "when": what happened then did not go on from there.
        ("تحاصر القوات الجزيرة منذ مارس 2017، حين هاجم المتمردون ميناءها.", "COERCE", "منذ مارس 2017"),
        ("تحاصر القوات الجزيرة منذ مارس 2017، حين هاجم المتمردون ميناءها.", "ASSAULT", "مارس 2017"),
        ("بقيت القرية خالية حتى عام 2019 عندما قصف الجيش أطرافها.", "ASSAULT", "عام 2019"),
        ("يحاصر الجيش القرية منذ مارس 2017، حين قال الوزير أمام البرلمان إن مسلحين قصفوا الميناء.", "ASSAULT", ""),
    ],
)  # fmt: skip
def test_which_event_a_date_belongs_to(extractor: RuleExtractor, text: str, kind: str, dated: str) -> None:
    date = of_type(frames(extractor, text), kind).date
    assert (text[date.start : date.end] if date is not None else "") == dated


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        ("استقال وزير الدفاع الثلاثاء بعد يومين من هجوم على القرية.", "ASSAULT", ("2020-05-03", "2020-05-03")),
        ("ويأتي ذلك بعد أقل من أسبوع على اعتقال زعيم المعارضة.", "COERCE", ("2020-04-29", "2020-05-06")),
        ("ويأتي القصف غداة مقتل تسعة مدنيين في غارة.", "ASSAULT", ("2020-05-05", "2020-05-05")),
        ("ويأتي ذلك بعد يوم من تهديد المتمردين بقصف المدينة.", "THREATEN", ("2020-05-05", "2020-05-05")),
        ("ويأتي ذلك بعد أكثر من شهر على بدء الهجوم على الميناء.", "ASSAULT", ("None", "2020-04-06")),
    ],
)
def test_what_was_so_long_before_another_day(
    extractor: RuleExtractor, text: str, kind: str, days: tuple[str, str]
) -> None:
    date = of_type(frames(extractor, text), kind).date
    assert date is not None and isinstance(date.value, DateValue)
    assert (str(date.value.earliest), str(date.value.latest)) == days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("تشهد ليبيا اشتباكات متقطعة منذ سقوط نظام القذافي عام 2011.", "2011-01-01", "2020-05-06"),
        ("قتل المئات في العراق منذ وفاة الرئيس في مارس الماضي.", "2020-03-01", "2020-05-06"),
        ("قتل المئات في العراق بعد وفاة الرئيس في مارس الماضي.", "2020-03-01", "2020-03-31"),
    ],
)
def test_since_what_is_no_event(extractor: RuleExtractor, text: str, first: str, last: str) -> None:
    date = of_type(frames(extractor, text), "ASSAULT").date
    assert date is not None and isinstance(date.value, DateValue)
    assert (str(date.value.earliest), str(date.value.latest)) == (first, last)


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        # Published on a Wednesday.
        ("دعت المعارضة التونسية إلى التظاهر الجمعة.", "PROTEST", "2020-05-08"),
        ("دعت المعارضة التونسية إلى التظاهر الجمعة الماضي.", "PROTEST", "2020-05-01"),
        ("تظاهر المئات الجمعة في تونس.", "PROTEST", "2020-05-01"),
        ("قالت الحكومة إن الشرطة لا تسأل عن أضرار اضطرابات الجمعة.", "PROTEST", "2020-05-01"),
        ("من المقرر أن تبدأ الهدنة السبت.", "RETREAT", "2020-05-09"),
        ("كان من المقرر أن تبدأ الهدنة السبت لكن المعارك استمرت.", "RETREAT", "2020-05-02"),
    ],
)
def test_a_weekday_of_what_people_are_called_to_is_the_next(
    extractor: RuleExtractor, text: str, kind: str, day: str
) -> None:
    date = of_type(frames(extractor, text), kind).date
    assert date is not None and isinstance(date.value, DateValue) and str(date.value.earliest) == day


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("أصيب في اشتباكات الأمس عشرات الطلاب", "ASSAULT", {("عشرات الطلاب", "wounded")}),
        ("سيطر المقاتلون على 40 في المئة من المدينة", "COERCE", {("40 في المئة", "other")}),
        ("فرضت كندا عقوبات على تسعة وزراء سوريين", "SANCTION", {("تسعة وزراء سوريين", "other")}),
        ("فرضت كندا عقوبات على 7 أفراد و3 كيانات", "SANCTION", {("7 أفراد", "other"), ("3 كيانات", "other")}),
        ("أحالت النيابة المصرية ستة ضباط إلى المحاكمة", "ACCUSE", {("ستة ضباط", "other")}),
        ("أعلن التحالف هدنة لمدة سبعة أيام في صنعاء", "RETREAT", {("سبعة أيام", "other")}),
        ("نزح من قرى الريف الجنوبي خمسون ألف مدني", "DISPLACE", {("خمسون ألف مدني", "displaced")}),
        ("اضطر نحو تسعة آلاف شخص إلى الفرار من القرية", "DISPLACE", {("نحو تسعة آلاف شخص", "displaced")}),
        ("أطلق الجيش سراح أربعين رجلا وثلاث نساء في تعز", "RETREAT", {("أربعين رجلا", "released"), ("ثلاث نساء", "released")}),
        ("أفرجت السلطات عن صحافي وثلاثة ناشطين في تونس", "RETREAT", {("صحافي", "released"), ("ثلاثة ناشطين", "released")}),
        ("قال الجيش إن تسعة بحارة قتلوا برصاص قناصة", "ASSAULT", {("تسعة بحارة", "killed")}),
        ("دمرت القوات دبابة قرب سرت", "ASSAULT", {("دبابة", "items")}),
        ("قصف الطيران السوق مما أدى إلى سقوط نحو سبعين قتيلا من العمال", "ASSAULT", {("نحو سبعين قتيلا من العمال", "killed")}),
        ("خلف تفجير في الموصل عشرات القتلى والجرحى", "ASSAULT", {("عشرات القتلى والجرحى", "casualties")}),
        ("شارك مئات الطلاب في احتجاج أمام الوزارة", "PROTEST", {("مئات الطلاب", "participants")}),
        (
            "هاجم مسلحون ثكنة قرب بنغازي. وكانت الحصيلة الأولى أربعة قتلى و9 جرحى.",
            "ASSAULT",
            {("أربعة قتلى", "killed"), ("9 جرحى", "wounded")},
        ),
        (
            "أرسلت فرنسا ست طائرات ونحو 300 عسكري إلى تشاد",
            "MOBILIZE",
            {("ست طائرات", "items"), ("نحو 300 عسكري", "participants")},
        ),
    ],
)  # fmt: skip
def test_amounts_of_an_event(extractor: RuleExtractor, text: str, kind: str, expected: set[tuple[str, str]]) -> None:
    assert amounts(of_type(frames(extractor, text), kind), text) >= expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        # Who kills his own is no victim.
        ("قتل مسلح والده في مدينة حمص.", "ASSAULT", set()),
        ("قتل جندي زميله داخل القاعدة.", "ASSAULT", set()),
        ("قتل شرطي زوجته وأطفاله الثلاثة.", "ASSAULT", {("أطفاله الثلاثة", "killed")}),
        ("قتل شاب ووالده في مدينة حمص.", "ASSAULT", {("شاب", "killed"), ("والده", "killed")}),
        ("قتل الضابط ومرافقوه الخمسة في انفجار.", "ASSAULT", {("مرافقوه الخمسة", "killed")}),
        ("قتل قائد الكتيبة وسائقه ومرافقاه.", "ASSAULT", {("مرافقاه", "killed")}),
        ("استشهد الشيخ وشقيقاه في غارة على رفح.", "ASSAULT", {("شقيقاه", "killed")}),
        ("قتل القائد الميداني أبو بكر وجنديان.", "ASSAULT", {("جنديان", "killed")}),
        ("قتلت الشرطة قائد المجموعة وسيطر جنديان على المبنى.", "ASSAULT", set()),
        ("وزعت الجمعية القطرية مساعدات على 300 أسرة في المخيم.", "AID", {("300 أسرة", "other")}),
        ("قدمت تركيا مساعدات لعشرة آلاف نازح سوري في إدلب.", "AID", {("عشرة آلاف نازح سوري", "other")}),
        ("استقبلت تركيا 200 لاجئ سوري.", "AID", {("200 لاجئ سوري", "displaced")}),
        ("قدمت منظمة أطباء بلا حدود مساعدات إلى القرية التي نزح منها 500 شخص.", "AID", set()),
        ("تظاهر الآلاف في تونس وأصيب منهم 30.", "PROTEST", {("الآلاف", "participants"), ("30", "wounded")}),
        ("قتل 12 جنديا منهم 5 ضباط.", "ASSAULT", {("12 جنديا", "killed"), ("5 ضباط", "killed")}),
        # Lost, wounded as the third, handed over dead, no farmer.
        (
            "قتل 5 صيادين وفقد 3 آخرون في قصف الزوارق الحربية.",
            "ASSAULT",
            {("5 صيادين", "killed"), ("3 آخرون", "missing")},
        ),
        ("قتل خمسة مدنيين وفقد 300 آخرون منازلهم في القصف.", "ASSAULT", {("خمسة مدنيين", "killed")}),
        ("قتل شخصين وجرح ثالثا في هجوم بسكين.", "ASSAULT", {("شخصين", "killed"), ("ثالثا", "wounded")}),
        ("أفرجت الجماعة عن عشرة أسرى وسلمت جثث خمسة جنود.", "RETREAT", {("عشرة أسرى", "released")}),
        ("سلم الجيش جثث خمسة جنود قتلوا في المعارك.", "ASSAULT", {("خمسة جنود", "killed")}),
        ("دفعت المليشيا بتعزيزات عسكرية إلى مزارع قرب المدينة.", "MOBILIZE", set()),
        ("قتل مزارع في قصف على القرية.", "ASSAULT", {("مزارع", "killed")}),
        # Who is sentenced takes no part, trials of arms are no people, and where it happens is not what is counted.
        ("حكم بإعدام 64 شخصا في قضية المصنع.", "SANCTION", {("64 شخصا", "detained")}),
        (
            "قضت المحكمة بالسجن 14 عاما على 13 متهما، وخمس سنوات على 8 آخرين.",
            "SANCTION",
            {("14 عاما", "other"), ("13 متهما", "detained"), ("خمس سنوات", "other"), ("8 آخرين", "detained")},
        ),
        ("أجرت كوريا ثلاث تجارب نووية في 2013.", "MOBILIZE", set()),
        ("نظمت النقابة ثلاثة إضرابات.", "PROTEST", {("ثلاثة إضرابات", "other")}),
        ("احتجزت المليشيا الناشطين في معتقلات عدة.", "COERCE", set()),
        ("شن المسلحون هجمات في مدن عدة شرقي الإقليم.", "ASSAULT", set()),
        ("جرفت قوات الاحتلال 5 دونمات من أراضي البلدة.", "ASSAULT", {("5 دونمات", "other")}),
        # Two who are told alike in one telling are two.
        (
            "أسفرت العملية عن مقتل 3 إرهابيين، واستشهاد ضابط ومجند.",
            "ASSAULT",
            {("3 إرهابيين", "killed"), ("ضابط", "killed"), ("مجند", "killed")},
        ),
    ],
)
def test_who_is_counted_and_who_is_not(
    extractor: RuleExtractor, text: str, kind: str, expected: set[tuple[str, str]]
) -> None:
    assert amounts(of_type(frames(extractor, text), kind), text) == expected


def test_a_part_of_several_things_is_of_no_kind_of_them(extractor: RuleExtractor) -> None:
    (event,) = frames(extractor, "أطلقت روسيا 26 مسيرة و4 صواريخ أسقط منها 21.")
    units = [a.mention.value.unit for a in event.amounts if isinstance(a.mention.value, AmountValue)]
    assert units == ["drone", "missile", ""]


def test_a_toll_two_attacks_away_is_nobodys(extractor: RuleExtractor) -> None:
    text = "هاجم مسلحون ثكنة قرب بنغازي. وصل الوفد إلى المدينة. عاد الهدوء إلى الحي. فتحت المحال. في المشفى 9 جرحى."
    assert all(not amounts(f, text) for f in frames(extractor, text))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("أعلن الجيش العراقي أمس مقتل ثلاثة مسلحين في الموصل", None),
        ("أعلن الثلاثاء عن مقتل ثلاثة جنود قرب كركوك", None),
        ("قتل ثلاثة مسلحين أمس في الموصل", datetime.date(2020, 5, 5)),
        ("هاجم مسلحون أمس القرية وأحرقوا المنازل", datetime.date(2020, 5, 5)),
        ("ويوم الاثنين، اغتال مسلحون قاضيا في كركوك.", datetime.date(2020, 5, 4)),
        ("ويوم الاثنين، أعلن الوزير أن الجيش قصف قرية قرب كركوك.", None),
    ],
)
def test_a_day_with_the_verb_of_saying_dates_the_saying(
    extractor: RuleExtractor, text: str, day: datetime.date | None
) -> None:
    attacks = [f for f in frames(extractor, text) if f.type == "ASSAULT"]
    values = [f.date.value if f.date else None for f in attacks]
    assert {v.earliest if isinstance(v, DateValue) else None for v in values} == {day}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("هاجم متمردون بلدة تيرا على بعد 50 كيلومترا شمالي نيامي", "ASSAULT", {"بلدة تيرا"}),
        ("قصف الجيش حي النور في مدينة حلب شمالي سوريا", "ASSAULT", {"حي النور", "مدينة حلب", "شمالي سوريا"}),
        ("هجوم شنه مسلحون على قرية في ولاية بورنو شمال شرقي نيجيريا", "ASSAULT", {"ولاية بورنو", "شمال شرقي نيجيريا"}),
        ("هاجم مسلحون حاجزا للشرطة على بعد 5 كيلومترات من كركوك", "ASSAULT", {"كركوك"}),
        ("هاجم مسلحون دورية في كركوك واعتقلوا شرطيين", "COERCE", {"كركوك"}),
        ("قصفت قوات سورية القرية", "ASSAULT", set()),
        ("وقال سفير فرنسا في النيجر إن مسلحين هاجموا دورية للجيش", "ASSAULT", set()),
        ("نزح مئات السكان في ولاية كسلا", "DISPLACE", set()),
        ("اتهم الوزير المتمردين بقصف سوق في تعز", "ACCUSE", set()),
        ("اتهم الوزير المتمردين بقصف سوق في تعز", "ASSAULT", {"سوق", "تعز"}),
        (
            "التقى الوفدان مجددا لبحث ما يتصل بالهدنة وما يتبعها من خطوات لاحقة وأحوال الناس بعد شهور الجفاف في ليبيا",
            "CONSULT",
            set(),
        ),
        # The subject of the verb is where it was, though it is a state's name; but not where it does more than see it.
        ("تشهد تونس إضرابات واسعة في قطاع النقل", "PROTEST", {"تونس"}),
        ("ويشهد اليمن اشتباكات عنيفة منذ أشهر", "ASSAULT", {"اليمن"}),
        ("أوقفت تونس إضرابات النقل", "PROTEST", set()),
        ("لندن - قتل عشرة جنود في هجوم على مدينة غاو", "ASSAULT", {"مدينة غاو"}),
        ("تعز - قتل عشرة جنود في هجوم على معسكرهم", "ASSAULT", {"تعز"}),
    ],
)
def test_places_of_an_event(extractor: RuleExtractor, text: str, kind: str, expected: set[str]) -> None:
    found = [f for f in frames(extractor, text) if f.type == kind]
    assert not expected or found
    assert all(places(f, text) == expected for f in found)


def test_each_place_of_a_move_has_its_role(extractor: RuleExtractor) -> None:
    text = "هرب مئات المهاجرين من ليبيا إلى إيطاليا عبر البحر المتوسط"
    frame = of_type(frames(extractor, text), "DISPLACE")
    roles = {text[a.mention.start : a.mention.end]: a.role for a in frame.locations}
    assert roles == {"ليبيا": "origin", "إيطاليا": "destination", "البحر المتوسط": "place"}


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("سيزور وزير الخارجية الروسي بغداد الأحد لإجراء محادثات", "CONSULT", datetime.date(2020, 5, 10)),
        ("هاجم مسلحون دورية للجيش الأحد في كركوك", "ASSAULT", datetime.date(2020, 5, 3)),
    ],
)
def test_a_weekday_lies_where_its_event_does(
    extractor: RuleExtractor, text: str, kind: str, day: datetime.date
) -> None:
    frame = of_type(frames(extractor, text), kind)
    assert frame.date is not None and isinstance(frame.date.value, DateValue)
    assert frame.date.value.earliest == day


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("قصف الجيش السوري بلدة سراقب المتاخمة لإدلب الخميس.", "ASSAULT", {"بلدة سراقب"}),
        ("قصف الجيش السوري بلدة سراقب التابعة لإدلب الخميس.", "ASSAULT", {"بلدة سراقب", "إدلب"}),
        ("قصف الجيش السوري القرى المجاورة في محافظة إدلب.", "ASSAULT", {"القرى المجاورة", "محافظة إدلب"}),
        ("اعتقلت الشرطة العراقية رجلا ولد في تكريت في مدينة الموصل.", "COERCE", {"مدينة الموصل"}),
        ("قتل ناشط عراقي مقيم في ألمانيا في هجوم بالبصرة.", "ASSAULT", {"البصرة"}),
        ("هاجم مجهولون المعارض الإيراني المقيم في باريس.", "ASSAULT", set()),
        ("شنت الطائرات الأمريكية المتمركزة في قطر غارات على مواقع في هلمند.", "ASSAULT", {"هلمند"}),
        ("أطلقت القوات الإسرائيلية المتمركزة على الحدود اللبنانية النار.", "ASSAULT", {"الحدود اللبنانية"}),
        ("هاجم مسلحون القوات المتمركزة في سبها.", "ASSAULT", {"سبها"}),
        ("تظاهر العشرات في الرباط دعما للفلسطينيين في غزة.", "PROTEST", {"الرباط"}),
        ("تظاهر الآلاف في عمان احتجاجا على الحرب في غزة.", "PROTEST", {"عمان"}),
        ("خرجت مظاهرات في إدلب تنديدا بقصف قرى في ريف حماة.", "PROTEST", {"إدلب"}),
        ("تظاهر عاطلون للمطالبة بوظائف في ساحات البصرة.", "PROTEST", {"البصرة"}),
    ],
)
def test_where_somebody_lives_or_what_people_demonstrate_for_is_elsewhere(
    extractor: RuleExtractor, text: str, kind: str, expected: set[str]
) -> None:
    assert places(of_type(frames(extractor, text), kind), text) == expected
