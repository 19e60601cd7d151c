"""What an actor phrase means: English name, registry id, sector, country and number."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace

from conflict_events.language import Language
from conflict_events.lexical.text import fold
from conflict_events.mentions.actors import forms
from conflict_events.mentions.actors.forms import Noun, NounForm, table
from conflict_events.mentions.actors.phrase import ActorPhrase
from conflict_events.mentions.actors.registry import Known, Offices
from conflict_events.mentions.actors.view import HASH, JOINT
from conflict_events.records import ActorValue

_ADJECTIVE_LENDS = frozenset({"GOV", "MIL", "UNK", "PRM", "NGO", "REB"})
"""Sectors of a noun that an adjective makes more exact (قوات أمنية)."""
_ARMED = frozenset({"REB", "UAF", "PRM", "IMG"})
"""Sectors of nouns that make rebels of an opposition (مقاتلو المعارضة)."""
_CIVIL = frozenset({"CVL", "SOC", "LAB", "EDU", "REL", "REF", "MED", "BUS"})
"""Sectors of people whom arms or a party do not leave what they are (مسلحون من القبيلة)."""
_SOCIETIES = frozenset({"PTY", "OPP", "NGO", "SOC", "LAB", "BUS"})
"""Sectors of bodies whose councils, committees and offices are none of a state's."""
_LENDS_BODIES = frozenset({"IGO", "LEG"})
"""Sectors whose offices, councils and committees are of the same."""
_NO_ARMY = _ARMED | {"COP", "SPY"}
"""Sectors whose forces, units and patrols are no soldiers (قوات الحوثيين, دورية للشرطة)."""
_DEPUTY = "deputy"
"""What stands before the title of whose deputy one is."""
_MINISTRY = " Ministry"
"""How the English names of ministries end."""
_OTHERWISE = {
    "US foreign minister": "US secretary of state",
    "US assistant foreign minister": "US assistant secretary of state",
    "US deputy foreign minister": "US deputy secretary of state",
    "US justice minister": "US attorney general",
    "US finance minister": "US treasury secretary",
    "US trade minister": "US commerce secretary",
    "US Trade Ministry": "US Commerce Department",
    "British foreign minister": "British foreign secretary",
    "British interior minister": "British home secretary",
    "British defence minister": "British defence secretary",
}
"""Offices and ministries that English calls otherwise than other states'."""
_OF_THE_US = re.compile(r"^((?:.* )?US (?:\w+ )+)(minister|Ministry)$")
"""A ministry of the United States, and who heads it."""
_MEDIA = "JRN"
"""The sector of newspapers, agencies and channels."""
_PEACEFUL = frozenset({"UNK", "NGO", "PTY"})
"""Sectors of those whom arms make another thing of."""
_TERROR = frozenset({"terrorist", "jihadist", "takfiri"})
"""What adjectives in English say of groups that fight."""
_NO_LONGER = ("former", "ousted", "dismissed")
"""What adjectives in English say of who held an office."""
_OUTER = frozenset(
    (
        "former",
        "new",
        "senior",
        "late",
        "current",
        "ousted",
        "dismissed",
        "allied",
        "angry",
        "competent",
        "dead",
        "displaced",
        "elderly",
        "elected",
        "hostile",
        "innocent",
        "joint",
        "legitimate",
        "local",
        "missing",
        "moderate",
        "opposing",
        "participating",
        "private",
        "relevant",
        "rival",
        "stranded",
        "unarmed",
        "young",
        "wounded",
    )
)
"""Words that stand before a nationality in English."""
_BODIES = frozenset({"GOV", "NGO", "EDU", "BUS", "REL", "JRN", "SOC", "JUD", "LEG", "IGO", "MED", "LAB", "MIL"})
"""Sectors of bodies that are of a religion, not of its politics."""
_OTHER_SENSE = {
    "Islamist": ("Islamic", _BODIES),
    "competent": ("specialised", frozenset({"CRM", "UNK", "MIL", "NGO", "BUS"})),
}
"""Adjectives that are others in English where they describe a body of such a sector (الدول الإسلامية, شبكة مختصة)."""
_OF_STATES = frozenset({"Arab", "Islamist", "popular", "democratic", "federal", "united"})
"""Adjectives behind a state that are of its full name (رئيس جمهورية مصر العربية)."""
_ATTRIBUTES = {"Houthis": "Houthi"}
"""Names in the plural, as they stand before a noun."""
FORMER = "ELI"
"""The sector of who held an office."""


class Values:
    """Values phrases, by a language's tables and the registry."""

    def __init__(self, language: Language, registry: Mapping[str, Known]) -> None:
        self._registry = registry
        self._offices = Offices(registry)
        houses = language.data["actors"]["grammar"]["houses"]
        self._houses = {fold(name): country for name, country in houses.items()}
        self._titles = {fold(title): of for title, of in language.data["actors"]["grammar"]["titles"].items()}
        self._nouns = forms.heads_of_names(language)
        self._nationality = {row["country"]: row["english"] for row in reversed(table(language, "nationalities"))}

    def value(self, phrase: ActorPhrase, published: datetime.date | None) -> ActorValue:
        """The value of a phrase of an article that came out on that day (None: unknown)."""
        known = phrase.person or phrase.known
        number = phrase.form.number if phrase.form else ("p" if phrase.people or phrase.several else "s")
        if known is not None:
            country, entity_id = known.country or phrase.country, known.id or None
            nouns = self._nouns_of(entity_id, phrase.form)
            offices = phrase.form.noun.offices if phrase.form else frozenset()
            sector = known.sector_in(published.year if published else None, offices)
            sector = FORMER if _is_former(phrase) else sector
            definite = phrase.definite or not phrase.several
            return ActorValue(known.name, entity_id, sector, country, number, definite, nouns=nouns)
        if phrase.people is not None:
            name = phrase.people.english if phrase.one else phrase.people.people
            return ActorValue(name, None, "CVL", phrase.people.country, "s" if phrase.one else "p", phrase.definite)
        if phrase.form is None:
            return ActorValue(plain(phrase.person_text), None, "UNK", "", "s", True)
        return self._noun_value(phrase, phrase.form, published)

    def _noun_value(self, phrase: ActorPhrase, form: NounForm, published: datetime.date | None) -> ActorValue:
        noun, flags = form.noun, form.noun.flags
        child = None if phrase.child is None or _is_host(phrase) else self.value(phrase.child, published)
        # حلفاء واشنطن, أعداء البلد are of no state by that.
        other = "apart" in flags or ("foreign" in flags and _is_state(phrase.child))
        country = phrase.country or (child.country if child and not other else "")
        country = country or self._titles.get(fold(form.spelling), "")

        def named(name: str, entity_id: str | None, sector: str, country: str, *, anaphor: bool = False) -> ActorValue:
            nouns = self._nouns_of(entity_id, form)
            stateless = child is not None and not country and _is_of_no_state(phrase.child, child)
            return ActorValue(name, entity_id, sector, country, form.number, phrase.definite, anaphor, nouns, stateless)

        if phrase.person_text:
            house = next((c for name, c in self._houses.items() if name in fold(phrase.person_text)), "")
            if house and noun.sector == "REL":
                # الشيخ فلان آل نهيان is no cleric.
                return named(plain(phrase.person_text), None, "GOV", country or house)
            return named(plain(phrase.person_text), None, _sector(phrase, form, child), country)
        made_from = next((self._registry[a.actor] for a in phrase.adjectives if a.actor in self._registry), None)
        if made_from is not None:
            label = made_from.name if "transparent" in flags else f"{_before(made_from.name)} {_english(form)}"
            return named(label, made_from.id, made_from.sector, made_from.country)
        means_child = child is not None and (_is_transparent(phrase, noun, child) or _is_its_name(phrase, noun))
        if child is not None and child.entity_id and means_child and not _is_state(phrase.child):
            return named(child.name, child.entity_id, child.sector, child.country, anaphor=child.anaphor)
        if "quant" in flags and child is not None:
            alone = "one" in flags or (form.number == "s" and noun.english)
            one = _single(phrase.child) if alone else None
            name = self.value(one, published).name if one else child.name
            word = noun.english if one else noun.english_plural
            of = " of" if "member" in flags else ""
            name = f"{word}{of} {name}".strip() if _is_latin(name) or not word else ""
            # فلول الرئيس السابق are armed men, what he is or not.
            sector = noun.sector if "member" in flags and _is_led(phrase.child) else child.sector
            counted = named(name, None, sector, child.country, anaphor=child.anaphor)
            # One of the soldiers is any of them.
            return replace(counted, definite=child.definite and form.number != "s")
        own = phrase.child is None or _is_state(phrase.child)
        known = self._organ(phrase, noun, country) if own else None
        # The former, the late and the elected president are not the one who holds the office.
        described = any(a.english for a in phrase.adjectives if not a.country)
        if known is None and own and form.number == "s" and phrase.definite and not described:
            known = self._holder(noun, country, published)
        if known is not None:
            return named(known.name, known.id, known.sector, country)
        bare = phrase.definite and phrase.child is None and not phrase.adjectives and phrase.last - phrase.first == 1
        group = child.entity_id if child is not None and flags & {"member", "unit"} and form.number == "p" else None
        label, sector = self._label(phrase, form, child), _sector(phrase, form, child)
        value = named(label, group, sector, country, anaphor=bare and "anaphor" in flags)
        # المقاومة points back to المقاومة الشعبية, not to its members.
        return replace(value, nouns=frozenset({noun.id})) if group and "member" in flags else value

    def _nouns_of(self, entity_id: str | None, form: NounForm | None) -> frozenset[str]:
        """The nouns that may point back to an actor: those of its names, and the one that it is called by here."""
        nouns = self._nouns.get(entity_id, frozenset()) if entity_id else frozenset()
        return nouns if form is None else nouns | {form.noun.id}

    def _organ(self, phrase: ActorPhrase, noun: Noun, country: str) -> Known | None:
        """The organ of a state that the registry has: الجيش السوري."""
        if not noun.organ or not country or any(a.english for a in phrase.adjectives if not a.country):
            return None
        return self._registry.get(f"{country.lower()}-{noun.organ}")

    def _holder(self, noun: Noun, country: str, published: datetime.date | None) -> Known | None:
        """Who held the office when the article came out, if the registry has just one."""
        office = next(iter(noun.offices), "")
        if not office or not country or published is None:
            return None
        return self._offices.holder(office, country, published.year)

    def _label(self, phrase: ActorPhrase, form: NounForm, child: ActorValue | None) -> str:
        """The English name put together: adjectives, nationality, noun, and what it belongs to; "" where that has none."""
        nationality = [n for a in phrase.adjectives if a.country and (n := self._nationality.get(a.country, ""))]
        if fold(form.spelling) in self._titles:
            nationality = [self._nationality[self._titles[fold(form.spelling)]]]
        state = child is not None and _is_state(phrase.child)
        state = state and (not form.noun.flags & {"apart", "foreign"} or "belongs" in form.noun.flags)
        other = [a.english for a in phrase.adjectives if not a.country]
        if "nation" in form.noun.flags and phrase.country:
            return next(a.people for a in phrase.adjectives if a.country)
        if state:
            other = [w for w in other if w not in _OF_STATES]
        head = _english(form)
        of_body = _of_unknown(phrase) if child is None else phrase.child is not None and not state
        if "office-president" in form.noun.flags and of_body:
            # رئيس المختبر, رئيس الشرطة: of what no dictionary has and of what is no state, he is the head.
            head = "head" if form.number == "s" else "heads"
        if _leads(phrase, form, child) or (_is_command(form) and _is_ruling(phrase, form)):
            # القيادة السورية is no command.
            head = "leadership"
        if "kin" in form.noun.flags and phrase.child is not None and _is_human(phrase.child):
            # أهالي السجناء, but أهالي القرية
            head = "families"
        if child is not None and state:
            nationality = [self._nationality.get(child.country, child.name), *nationality]
        if form.number == "s" and "portfolio" in form.noun.flags and form.noun.flags & {"organ", "title"}:
            # وزارة الفلاحة والصيد البحري: what the adjective describes is none of the name.
            other = [w for w in other if w in _OUTER]
        if not form.noun.flags & {"human", "title", "quant"}:
            # قوات كبيرة are many.
            other = [_sense(w, form.noun.sector) for w in other if w != "senior"]
        other.reverse()  # المحكمة الجنائية المركزية: the central criminal court
        first, _, rest = head.partition(" ")
        if rest and first in _OUTER:
            # a young man, but a Syrian man
            other, head = [*other, first], rest
        words = [w for w in dict.fromkeys(other) if w and w not in head.split()]
        nationality = [w for w in dict.fromkeys(nationality) if w not in head.split()]
        outer = [*(w for w in words if w in _OUTER), *nationality]
        inner = [w for w in words if w not in _OUTER]
        if child is None or state:
            return _usual(" ".join((*outer, *inner, head)))
        if child.entity_id is None and phrase.child is not None and phrase.child.form is not None:
            matter = phrase.child.form.noun.english.removesuffix(_MINISTRY)
            if head.endswith("minister") and phrase.child.form.noun.english.endswith(_MINISTRY):
                # نائب وزير الداخلية: the deputy interior minister
                inner = [*inner, f"{head.removesuffix('minister')}{matter.lower()} minister"]
                return _usual(" ".join((*outer, *inner)))
        return self._belonging(outer, [*inner, head], phrase.child, child, form.noun.flags)

    def _belonging(
        self, outer: list[str], inner: list[str], owner: ActorPhrase | None, child: ActorValue, flags: frozenset[str]
    ) -> str:
        """The English name of what belongs to another, before or behind its name; "" where that has none in English."""
        if not _is_latin(child.name):
            return ""
        name, known = _attribute(owner, child), self._registry.get(child.entity_id or "")
        led = known is not None and known.kind == "person"
        composed = " of " in name and child.entity_id is None
        kind = owner.form.noun.flags if owner is not None and owner.form is not None else frozenset()
        before = bool(flags & {"member", "spokes", "unit", "belongs"})
        before = before or ("before" in flags and not kind & {"human", "title"})
        if inner == [_DEPUTY] and "title" in kind and not child.entity_id:
            first, _, rest = child.name.partition(" ")
            return " ".join((*outer, *((first, _DEPUTY, rest) if first in _OUTER else (_DEPUTY, child.name))))
        if not before or composed or led or "allied" in outer:
            return " ".join((*outer, *inner, "for" if led and "spokes" in flags else "of", child.name))
        outer = [w for w in outer if not name.startswith(w)]
        # قوات من الحشد الشعبي: the Popular Mobilization Forces; دول الغرب: Western countries
        same = {name.split()[-1].lower()} & {" ".join(inner).lower(), "countries" if inner == ["states"] else ""}
        inner = [] if same else inner
        return " ".join((*outer, name, *inner))


def _usual(name: str) -> str:
    """The usual English name of an office or a ministry of a state that calls it otherwise than others do."""
    for common, usual in _OTHERWISE.items():
        if name.endswith(common):
            return name.removesuffix(common) + usual
    return _OF_THE_US.sub(lambda m: m[1] + {"minister": "secretary", "Ministry": "Department"}[m[2]], name)


def _is_latin(name: str) -> bool:
    """Whether a name is one in English, not one as the text has it."""
    return bool(name) and all(unicodedata.name(c, "").startswith("LATIN") for c in name if c.isalpha())


def _is_transparent(phrase: ActorPhrase, noun: Noun, child: ActorValue) -> bool:
    """Whether a noun means those whom it belongs to: قوات الحزب, but قناة الحزب is a channel, حركة فلان no person."""
    if "transparent" not in noun.flags or _is_led(phrase.child):
        return False
    return noun.sector != _MEDIA or child.sector == _MEDIA


def _sense(adjective: str, sector: str) -> str:
    """What an adjective is in English where it describes a body of a sector."""
    other, sectors = _OTHER_SENSE.get(adjective, (adjective, frozenset()))
    return other if sector in sectors else adjective


def _is_command(form: NounForm) -> bool:
    """Whether a noun is that of an army's command, which may be the leadership of others: قيادة النقابة."""
    return form.noun.sector == "MIL" and form.noun.flags >= {"group", "ruling"}


def _leads(phrase: ActorPhrase, form: NounForm, child: ActorValue | None) -> bool:
    """Whether a command is that of a body which is no army and no state's."""
    if child is None or _is_state(phrase.child) or not _is_command(form):
        return False
    return child.sector not in ("", "UNK", "MIL")


def _is_human(phrase: ActorPhrase) -> bool:
    return phrase.form is not None and "human" in phrase.form.noun.flags


def _are_people(phrase: ActorPhrase | None) -> bool:
    """Whether a phrase is several people of no body: القبارصة, المدنيين."""
    if phrase is None or phrase.form is None:
        return phrase is not None and phrase.people is not None
    return phrase.form.number != "s" and phrase.form.noun.sector == "CVL" and "human" in phrase.form.noun.flags


def _is_led(phrase: ActorPhrase | None) -> bool:
    """Whether a body is named after a person, who is not the body: حركة فلان."""
    known = phrase and (phrase.person or phrase.known)
    return bool(known and known.kind == "person")


def _is_its_name(phrase: ActorPhrase, noun: Noun) -> bool:
    """Whether a body of the registry in quotation marks is the one that a noun means: منظمة "أوكسفام"."""
    child = phrase.child
    if child is None or child.known is None or child.known.kind not in ("org", "agency"):
        return False
    # مؤسسة سوناطراك: an organisation with the name of a company is the company.
    company = noun.sector == "NGO" and "needgen" not in noun.flags and child.known.sector == "BUS"
    right_behind = child.first == phrase.head_last + 1 and not phrase.adjectives
    return "carrier" in noun.flags and (company or right_behind)


def plain(name: str) -> str:
    """A name without the marks of a hash tag (#جمال_خاشقجي)."""
    return name.replace(HASH, "").replace(JOINT, " ")


def _is_former(phrase: ActorPhrase) -> bool:
    """Whether a person's title has an adjective that says so: الرئيس السابق."""
    return any(a.english in _NO_LONGER for a in phrase.adjectives) and (
        phrase.form is None or phrase.form.number == "s"
    )


def _is_state(phrase: ActorPhrase | None) -> bool:
    return phrase is not None and phrase.known is not None and phrase.known.kind == "state"


def _is_of_no_state(phrase: ActorPhrase | None, value: ActorValue) -> bool:
    """Whether a body is of several states, or of none: a known one without a country, an alliance, or states."""
    if value.stateless or (value.entity_id and not value.country):
        return True
    if phrase is None or phrase.form is None or "abroad" not in phrase.form.noun.flags:
        return False
    return "led" in phrase.form.noun.flags or value.number == "p"


def _is_government(phrase: ActorPhrase | None) -> bool:
    if phrase is None or phrase.form is None:
        return phrase is not None and phrase.known is not None and phrase.known.id.endswith(("-gov", "-regime"))
    return phrase.form.noun.organ == "gov"


def _is_host(phrase: ActorPhrase) -> bool:
    """Whether the state that a preposition leads to is only where an envoy is, who is another one's: السفير في برلين."""
    if phrase.form is None or "abroad" not in phrase.form.noun.flags or not _is_state(phrase.child):
        return False
    child = phrase.child
    return (
        child is not None
        and child.first > phrase.head_last
        and (not child.proclitics or "sent" in phrase.form.noun.flags)
    )


def _is_group(phrase: ActorPhrase | None) -> bool:
    return phrase is not None and phrase.known is not None and phrase.known.kind == "group"


def _is_society(phrase: ActorPhrase | None) -> bool:
    """Whether a phrase is one body that people have formed, none of a state: الحزب, النقابة, الشركة."""
    if phrase is None or phrase.form is None:
        return phrase is not None and phrase.known is not None and phrase.known.sector in _SOCIETIES
    return phrase.form.number == "s" and "group" in phrase.form.noun.flags and phrase.form.noun.sector in _SOCIETIES


def _of_unknown(phrase: ActorPhrase) -> bool:
    """Whether words that no dictionary has tell what a head is the head of; of a republic he is the president."""
    if phrase.form is not None and " " in phrase.form.spelling:
        return False
    return phrase.child is None and phrase.last - phrase.head_last > sum(a.words for a in phrase.adjectives)


def _single(child: ActorPhrase | None) -> ActorPhrase | None:
    """One of those whom a phrase in the plural means."""
    if child is None:
        return None
    if child.people is not None:
        return child._replace(one=True)
    if child.form is None or child.known is not None:
        return None
    return child._replace(form=replace(child.form, number="s"))


def _attribute(phrase: ActorPhrase | None, child: ActorValue) -> str:
    """The English name of those whom a noun belongs to, as it stands before the noun: militia leaders, Houthi gunmen."""
    if phrase is None or phrase.form is None or phrase.form.number == "s" or child.entity_id:
        return _before(child.name)
    noun = phrase.form.noun
    named = noun.english and noun.english_plural.startswith(noun.english) and "abroad" not in noun.flags
    if named and child.name.endswith(noun.english_plural):
        return child.name.removesuffix(noun.english_plural) + noun.english
    return child.name


def _before(name: str) -> str:
    """A name as it stands before a noun: without what brackets add to it, and the Houthis as Houthi."""
    first, _, rest = name.partition(" (")[0].partition(" ")
    return f"{_ATTRIBUTES.get(first, first)} {rest}".strip()


def _english(form: NounForm) -> str:
    noun = form.noun
    return (noun.english_plural if form.number != "s" else "") or noun.english or noun.english_plural


def _of_state(phrase: ActorPhrase, form: NounForm) -> bool:
    """Whether a noun of one word is of a state, by adjectives alone or by the state as its genitive."""
    if not all(a.country for a in phrase.adjectives) or " " in form.spelling:
        return False
    return bool(phrase.adjectives) if phrase.child is None else _is_state(phrase.child)


def _is_ruling(phrase: ActorPhrase, form: NounForm) -> bool:
    """Whether a state's leaders are meant: القيادة السورية, قيادة المملكة, القادة السوريون, but neither القائد السوري nor
    القيادة العسكرية السورية.
    """
    flags = form.noun.flags
    if "ruling" not in flags or ("title" in flags and form.number == "s"):
        return False
    return _of_state(phrase, form) and not (form.noun.sector == "MIL" and " " in form.spelling)


def _sector(phrase: ActorPhrase, form: NounForm, child: ActorValue | None) -> str:
    noun = form.noun
    if "title" in noun.flags and noun.sector in ("GOV", "IGO") and _is_former(phrase):
        return FORMER
    if child is not None and child.sector == "OPP" and noun.sector in _ARMED:
        return "REB"
    if "foreign" in noun.flags and _is_state(phrase.child):
        return "GOV"
    if "office-president" in noun.flags and not (phrase.child is not None and _is_state(phrase.child)):
        # رئيس الجمعية, رئيس الحزب are no heads of a state.
        if child is not None and child.sector not in ("", "MIL"):
            return child.sector
        if phrase.body is not None:
            return phrase.body.sector
        if _of_unknown(phrase) and not phrase.person_text:
            return "UNK"
    if "transparent" in noun.flags and _is_state(phrase.child):
        # فصائل موالية للبلد: no government.
        return noun.sector
    bodies = _is_group(phrase.child) or _is_society(phrase.child)
    if child is not None and noun.sector == "GOV" and "organ" not in noun.flags and bodies:
        # المكتب السياسي للحركة, مجلس النقابة, أمير داعش
        if "title" not in noun.flags or child.sector in _ARMED:
            return child.sector
    if noun.sector in ("REB", "UAF") and _is_government(phrase.child):
        # مقاتلون موالون للحكومة, مسلحو النظام
        return "PRM"
    if child is not None and noun.sector == "MIL" and noun.flags & {"unit", "group"} and child.sector in _NO_ARMY:
        return child.sector
    if child is not None and _leads(phrase, form, child):
        return child.sector
    if child is not None and noun.sector in _ARMED | {"PTY"} and child.sector in _CIVIL:
        return noun.sector
    if child is not None and noun.sector in ("CRM", "PTY") and "group" in noun.flags and child.sector in _ARMED:
        # عصابات داعش, جبهات ميليشيا الحوثي
        return child.sector
    body = noun.sector in ("GOV", "NGO") and noun.flags >= {"group", "relation"}
    if child is not None and child.sector in _LENDS_BODIES and body:
        # منظمات الأمم المتحدة, مكتب البرلمان
        return child.sector
    if child is not None and noun.sector == "LAB" and child.sector == "BUS":
        # عمال الشركة
        return noun.sector
    if child is not None and child.sector and child.sector != "UNK":
        passes = bool(noun.flags & {"member", "spokes", "quant", "belongs"})
        passes = passes or (noun.sector == "UNK" and "apart" not in noun.flags)
        # An official's aide is one, too, his wife is not.
        passes = passes or ("aide" in noun.flags and noun.sector != "CVL")
        passes = passes or _is_transparent(phrase, noun, child)
        # زعيم القبارصة الأتراك is none of the people.
        passes = passes and not ({"title", "opengen"} <= noun.flags and _are_people(phrase.child))
        if passes and not (child.sector == "GOV" and noun.sector not in ("UNK", "GOV", "IGO")):
            return child.sector
    if _is_ruling(phrase, form):
        return "GOV"
    if noun.sector in _PEACEFUL and phrase.child is None:
        kinds = {a.english for a in phrase.adjectives}
        if kinds & _TERROR and "group" in noun.flags:
            return "REB"
        if "armed" in kinds:
            # حركات إسلامية مسلحة, المجموعة السورية المسلحة, أشخاص مسلحون
            return "REB" if "group" in noun.flags and form.number != "s" else "UAF"
    if noun.sector in _ADJECTIVE_LENDS and "steady" not in noun.flags:
        for adjective in phrase.adjectives:
            if adjective.sector and not (adjective.sector == "OPP" and noun.sector == "REB"):
                return adjective.sector
    return noun.sector
