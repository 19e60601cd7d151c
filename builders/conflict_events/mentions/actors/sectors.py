"""Which sector of society an actor phrase that a common noun heads is of."""

from __future__ import annotations

from conflict_events.mentions.actors.english_words import EnglishWords
from conflict_events.mentions.actors.noun_phrases import NounPhrase
from conflict_events.mentions.actors.phrase import ActorPhrase

FORMER = "ELI"
"""The sector of who held an office."""
_MADE_EXACT = frozenset({"GOV", "MIL", "UNK", "PRM", "NGO", "REB"})
"""Sectors of a noun that an adjective makes more exact (قوات أمنية)."""
_BANDS = frozenset({"REB", "UAF", "PRM", "IMG"})
"""Sectors of armed men of no state: the opposition's are rebels (مقاتلو المعارضة)."""
_NO_SOLDIERS = _BANDS | {"COP", "SPY"}
"""Sectors whose forces, units and patrols are no soldiers (قوات الحوثيين, دورية للشرطة)."""
_UNARMED = frozenset({"CVL", "SOC", "LAB", "EDU", "REL", "REF", "MED", "BUS"})
"""Sectors of people of whom those who took up arms or made a party are none (مسلحون من القبيلة)."""
_ASSOCIATIONS = frozenset({"PTY", "OPP", "NGO", "SOC", "LAB", "BUS"})
"""Sectors of bodies whose councils, committees and offices are none of a state's."""
_ASSEMBLIES = frozenset({"IGO", "LEG"})
"""Sectors whose offices, councils and committees are of the same."""
_MADE_ARMED = frozenset({"UNK", "NGO", "PTY"})
"""Sectors of those whom arms make rebels or gunmen of."""


class Sectors:
    """Tells sectors."""

    def __init__(self, words: EnglishWords) -> None:
        self._words = words
        self._rules = (
            self._of_former_holder,
            _of_fighters,
            _of_state,
            _of_president,
            _of_body,
            _of_owner,
            _of_rulers,
            self._of_armed,
            _of_adjective,
        )

    def of(self, noun_phrase: NounPhrase) -> str:
        """The sector that the first rule tells, or else that of the noun."""
        told = (sector for rule in self._rules if (sector := rule(noun_phrase)))
        return next(told, noun_phrase.noun.sector)

    def is_former(self, phrase: ActorPhrase) -> bool:
        """Whether a person's title has an adjective that says that he held the office: الرئيس السابق."""
        one = phrase.form is None or phrase.form.number == "s"
        return one and any(a.english in self._words.no_longer for a in phrase.adjectives)

    def _of_former_holder(self, noun_phrase: NounPhrase) -> str:
        office = "title" in noun_phrase.flags and noun_phrase.noun.sector in ("GOV", "IGO")
        return FORMER if office and self.is_former(noun_phrase.phrase) else ""

    def _of_armed(self, noun_phrase: NounPhrase) -> str:
        """Of those whom an adjective says to be armed: حركات إسلامية مسلحة, المجموعة السورية المسلحة, أشخاص مسلحون."""
        if noun_phrase.noun.sector not in _MADE_ARMED or noun_phrase.owner is not None:
            return ""
        kinds, group = {a.english for a in noun_phrase.phrase.adjectives}, "group" in noun_phrase.flags
        if group and kinds & self._words.terrorist:
            return "REB"
        if "armed" not in kinds:
            return ""
        return "REB" if group and noun_phrase.form.number != "s" else "UAF"


def _of_fighters(noun_phrase: NounPhrase) -> str:
    """Of those who fight for an opposition, or for a government: مقاتلون موالون للحكومة, مسلحو النظام."""
    if noun_phrase.owner_sector == "OPP" and noun_phrase.noun.sector in _BANDS:
        return "REB"
    return "PRM" if noun_phrase.noun.sector in ("REB", "UAF") and _is_government(noun_phrase.owner) else ""


def _of_state(noun_phrase: NounPhrase) -> str:
    """Of what is named after a state: another one (جيران البلد), or those who are on its side (فصائل موالية للبلد), no
    government.
    """
    if not noun_phrase.of_state:
        return ""
    if "foreign" in noun_phrase.flags:
        return "GOV"
    return noun_phrase.noun.sector if "transparent" in noun_phrase.flags else ""


def _of_president(noun_phrase: NounPhrase) -> str:
    """Of the president of what is no state: رئيس الجمعية, رئيس الحزب."""
    if "office-president" not in noun_phrase.flags or noun_phrase.of_state:
        return ""
    if noun_phrase.owner_sector not in ("", "MIL"):
        return noun_phrase.owner_sector
    if noun_phrase.phrase.body is not None:
        return noun_phrase.phrase.body.sector
    return "UNK" if noun_phrase.of_unknown and not noun_phrase.phrase.person_text else ""


def _of_body(noun_phrase: NounPhrase) -> str:
    """Of an office, a force or people of a body, by the sectors of both: that of the noun or that of the body."""
    own, flags, owner = noun_phrase.noun.sector, noun_phrase.flags, noun_phrase.owner_sector
    if own == "GOV" and "organ" not in flags and _is_association(noun_phrase.owner):
        # المكتب السياسي للحركة, مجلس النقابة, أمير داعش
        if "title" not in flags or owner in _BANDS:
            return owner
    if own == "MIL" and flags & {"unit", "group"} and owner in _NO_SOLDIERS:
        return owner
    if noun_phrase.leads_owner:
        return owner
    if own in _BANDS | {"PTY"} and owner in _UNARMED:
        return own
    if own in ("CRM", "PTY") and "group" in flags and owner in _BANDS:
        # عصابات داعش, جبهات ميليشيا الحوثي
        return owner
    if own in ("GOV", "NGO") and flags >= {"group", "relation"} and owner in _ASSEMBLIES:
        # منظمات الأمم المتحدة, مكتب البرلمان
        return owner
    # عمال الشركة
    return own if own == "LAB" and owner == "BUS" else ""


def _of_owner(noun_phrase: NounPhrase) -> str:
    """Of those who are of the sector of what they belong to."""
    own, flags, owner = noun_phrase.noun.sector, noun_phrase.flags, noun_phrase.owner_sector
    if owner in ("", "UNK") or (owner == "GOV" and own not in ("UNK", "GOV", "IGO")):
        return ""
    if {"title", "opengen"} <= flags and _are_civilians(noun_phrase.owner):
        # زعيم القبارصة الأتراك is none of the people.
        return ""
    if flags & {"member", "spokes", "quant", "belongs"} or (own == "UNK" and "apart" not in flags):
        return owner
    # An official's aide is one, too, his wife is not.
    return owner if noun_phrase.means_owner or ("aide" in flags and own != "CVL") else ""


def _of_rulers(noun_phrase: NounPhrase) -> str:
    return "GOV" if noun_phrase.rules_state else ""


def _of_adjective(noun_phrase: NounPhrase) -> str:
    """That of the first adjective which has one, where the noun's is not exact."""
    own = noun_phrase.noun.sector
    if own not in _MADE_EXACT or "steady" in noun_phrase.flags:
        return ""
    sectors = (a.sector for a in noun_phrase.phrase.adjectives)
    return next((sector for sector in sectors if sector and not (sector == "OPP" and own == "REB")), "")


def _are_civilians(phrase: ActorPhrase | None) -> bool:
    """Whether a phrase is several people of no body: القبارصة, المدنيين."""
    if phrase is None or phrase.form is None:
        return phrase is not None and phrase.people is not None
    return phrase.form.number != "s" and phrase.form.noun.sector == "CVL" and "human" in phrase.flags


def _is_government(phrase: ActorPhrase | None) -> bool:
    if phrase is None or phrase.form is None:
        return phrase is not None and phrase.known is not None and phrase.known.id.endswith(("-gov", "-regime"))
    return phrase.form.noun.organ == "gov"


def _is_association(phrase: ActorPhrase | None) -> bool:
    """Whether a phrase is a group of the registry, or one body that people have formed, none of a state: النقابة, الشركة."""
    if phrase is None:
        return False
    if phrase.is_known("group"):
        return True
    if phrase.form is None:
        return phrase.known is not None and phrase.known.sector in _ASSOCIATIONS
    return phrase.form.number == "s" and "group" in phrase.flags and phrase.form.noun.sector in _ASSOCIATIONS
