"""The English name of an actor phrase that a common noun heads, put together from the words of its parts."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from conflict_events.language import Language
from conflict_events.mentions.actors.countries import Countries
from conflict_events.mentions.actors.english_words import EnglishWords
from conflict_events.mentions.actors.forms import table
from conflict_events.mentions.actors.noun_phrases import NounPhrase
from conflict_events.mentions.actors.phrase import ActorPhrase
from conflict_events.mentions.actors.registry import Known
from conflict_events.records import ActorValue

_DEPUTY = "deputy"
"""What stands before the title of whose deputy one is."""
_MINISTER = "minister"
"""What heads a ministry."""
_MINISTRY = " Ministry"
"""How the names of ministries end."""


class EnglishNames:
    """Puts names together, by a language's tables and the registry."""

    def __init__(
        self, language: Language, registry: Mapping[str, Known], words: EnglishWords, countries: Countries
    ) -> None:
        self._registry, self._words, self._countries = registry, words, countries
        self._nationality = {row["country"]: row["english"] for row in reversed(table(language, "nationalities"))}

    def of(self, noun_phrase: NounPhrase) -> str:
        """Adjectives, nationality, noun, and what it belongs to; "" where that has no name in English."""
        phrase, possessor = noun_phrase.phrase, noun_phrase.possessor
        if "nation" in noun_phrase.flags and phrase.country:
            return next(a.people for a in phrase.adjectives if a.country)
        head, described = _head(noun_phrase), self._adjectives(noun_phrase)
        first, _, rest = head.partition(" ")
        if rest and first in self._words.before_nationality:
            # a young man, but a Syrian man
            described, head = [*described, first], rest
        words = [w for w in dict.fromkeys(described) if w and w not in head.split()]
        outer = [w for w in words if w in self._words.before_nationality]
        outer += [w for w in dict.fromkeys(self._nationalities(noun_phrase)) if w not in head.split()]
        inner = [w for w in words if w not in self._words.before_nationality]
        if possessor is None or _is_by_nationality(noun_phrase):
            return self._words.usual(" ".join((*outer, *inner, head)))
        portfolio = _portfolio(noun_phrase)
        if portfolio and head.endswith(_MINISTER):
            # نائب وزير الداخلية: the deputy interior minister
            title = f"{head.removesuffix(_MINISTER)}{portfolio} {_MINISTER}"
            return self._words.usual(" ".join((*outer, *inner, title)))
        return self._belonging(noun_phrase, possessor, outer, [*inner, head])

    def _nationalities(self, noun_phrase: NounPhrase) -> list[str]:
        """The nationalities that stand before a noun: those of its adjectives, or of its title, and of the state it is of."""
        found = [self._nationality.get(a.country, "") for a in noun_phrase.phrase.adjectives if a.country]
        title = self._countries.of_title(noun_phrase.form)
        if title:
            found = [self._nationality[title]]
        if noun_phrase.possessor is not None and _is_by_nationality(noun_phrase):
            found = [self._nationality.get(noun_phrase.possessor.country, noun_phrase.possessor.name), *found]
        return [nationality for nationality in found if nationality]

    def _adjectives(self, noun_phrase: NounPhrase) -> list[str]:
        """The adjectives but nationalities, in English order: المحكمة الجنائية المركزية, the central criminal court."""
        flags, form = noun_phrase.flags, noun_phrase.form
        found = [a.english for a in noun_phrase.phrase.adjectives if not a.country]
        if _is_by_nationality(noun_phrase):
            found = [w for w in found if w not in self._words.in_names_of_states]
        if form.number == "s" and "portfolio" in flags and flags & {"organ", "title"}:
            # وزارة الفلاحة والصيد البحري: what the adjective describes is none of the name.
            found = [w for w in found if w in self._words.before_nationality]
        if not flags & {"human", "title", "quant"}:
            # قوات كبيرة are many.
            found = [self._words.of_body(w, form.noun.sector) for w in found if w != "senior"]
        return found[::-1]

    def _belonging(self, noun_phrase: NounPhrase, possessor: ActorValue, outer: list[str], inner: Sequence[str]) -> str:
        """The name of what belongs to another, before or behind its name; "" where that has none in English."""
        flags, owner = noun_phrase.flags, noun_phrase.owner
        if not is_latin(possessor.name):
            return ""
        kind = owner.flags if owner is not None else frozenset()
        if inner == [_DEPUTY] and "title" in kind and not possessor.entity_id:
            first, _, rest = possessor.name.partition(" ")
            behind = first in self._words.before_nationality
            return " ".join((*outer, *((first, _DEPUTY, rest) if behind else (_DEPUTY, possessor.name))))
        name, known = self._attribute(owner, possessor), self._registry.get(possessor.entity_id or "")
        led = known is not None and known.kind == "person"
        composed = " of " in name and possessor.entity_id is None
        before = flags & {"member", "spokes", "unit", "belongs"} or (
            "before" in flags and not kind & {"human", "title"}
        )
        if not before or composed or led or "allied" in outer:
            return " ".join((*outer, *inner, "for" if led and "spokes" in flags else "of", possessor.name))
        outer = [w for w in outer if not name.startswith(w)]
        # قوات من الحشد الشعبي: the Popular Mobilization Forces; دول الغرب: Western countries
        noun = " ".join(inner).lower()
        same = name.split()[-1].lower() in (noun, "countries" if noun == "states" else noun)
        return " ".join((*outer, name, *(() if same else inner)))

    def _attribute(self, owner: ActorPhrase | None, possessor: ActorValue) -> str:
        """The name of those whom a noun belongs to, as it stands before the noun: militia leaders, Houthi gunmen."""
        if owner is None or owner.form is None or owner.form.number == "s" or possessor.entity_id:
            return self._words.before_noun(possessor.name)
        noun = owner.form.noun
        regular = noun.english and noun.english_plural.startswith(noun.english) and "abroad" not in noun.flags
        if regular and possessor.name.endswith(noun.english_plural):
            return possessor.name.removesuffix(noun.english_plural) + noun.english
        return possessor.name


def is_latin(name: str) -> bool:
    """Whether a name is one in English, not one as the text has it."""
    return bool(name) and all(unicodedata.name(c, "").startswith("LATIN") for c in name if c.isalpha())


def _is_by_nationality(noun_phrase: NounPhrase) -> bool:
    """Whether a nationality tells of what state a phrase is: the Syrian army, but neighbours of Syria."""
    if noun_phrase.possessor is None or not noun_phrase.of_state:
        return False
    return not noun_phrase.flags & {"apart", "foreign"} or "belongs" in noun_phrase.flags


def _head(noun_phrase: NounPhrase) -> str:
    """The noun, or what it is of those whom it belongs to."""
    flags, form, owner = noun_phrase.flags, noun_phrase.form, noun_phrase.owner
    if "kin" in flags and owner is not None and "human" in owner.flags:
        # أهالي السجناء, but أهالي القرية
        return "families"
    if noun_phrase.leads_owner or (noun_phrase.is_command and noun_phrase.rules_state):
        # القيادة السورية is no command.
        return "leadership"
    of_body = noun_phrase.of_unknown if noun_phrase.possessor is None else not _is_by_nationality(noun_phrase)
    if "office-president" in flags and of_body:
        # رئيس المختبر, رئيس الشرطة: of what no dictionary has and of what is no state, he is the head.
        return "head" if form.number == "s" else "heads"
    return form.english


def _portfolio(noun_phrase: NounPhrase) -> str:
    """What the ministry is for that a phrase belongs to, if it belongs to one that no registry has: "interior"."""
    if noun_phrase.possessor is None or noun_phrase.possessor.entity_id is not None or noun_phrase.owner is None:
        return ""
    ministry = noun_phrase.owner.form.noun.english if noun_phrase.owner.form is not None else ""
    return ministry.removesuffix(_MINISTRY).lower() if ministry.endswith(_MINISTRY) else ""
