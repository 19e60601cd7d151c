"""What an actor phrase means: English name, registry id, sector, country and number."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace

from conflict_events.language import Language
from conflict_events.mentions.actors import forms
from conflict_events.mentions.actors.countries import Countries, is_stateless
from conflict_events.mentions.actors.english_names import EnglishNames, is_latin
from conflict_events.mentions.actors.english_words import EnglishWords
from conflict_events.mentions.actors.forms import NounForm
from conflict_events.mentions.actors.noun_phrases import NounPhrase
from conflict_events.mentions.actors.phrase import ActorPhrase
from conflict_events.mentions.actors.registry import Known, Offices
from conflict_events.mentions.actors.sectors import FORMER, Sectors
from conflict_events.mentions.actors.view import without_hashtag
from conflict_events.records import ActorValue


class Values:
    """Values phrases, by a language's tables and the registry."""

    def __init__(self, language: Language, registry: Mapping[str, Known]) -> None:
        self._registry = registry
        self._offices = Offices(registry)
        self._nouns = forms.heads_of_names(language)
        self._words = EnglishWords(language.registry["english"])
        self._countries = Countries(language)
        self._sectors = Sectors(self._words)
        self._names = EnglishNames(language, registry, self._words, self._countries)

    def value(self, phrase: ActorPhrase, published: datetime.date | None) -> ActorValue:
        """The value of a phrase of an article that came out on that day (None: unknown)."""
        if phrase.actor is not None:
            return self._known_value(phrase, phrase.actor, published)
        if phrase.people is not None:
            name = phrase.people.english if phrase.one else phrase.people.people
            return ActorValue(name, None, "CVL", phrase.people.country, "s" if phrase.one else "p", phrase.definite)
        if phrase.form is None:
            return ActorValue(without_hashtag(phrase.person_text), None, "UNK", "", "s", True)
        possessor = None if phrase.child is None or _is_host(phrase) else self.value(phrase.child, published)
        return self._noun_value(NounPhrase(phrase, phrase.form, possessor), published)

    def _known_value(self, phrase: ActorPhrase, known: Known, published: datetime.date | None) -> ActorValue:
        number = phrase.form.number if phrase.form else ("p" if phrase.several else "s")
        entity_id = known.id or None
        sector = known.sector_in(published.year if published else None, phrase.offices)
        return ActorValue(
            known.name,
            entity_id,
            FORMER if self._sectors.is_former(phrase) else sector,
            known.country or phrase.country,
            number,
            phrase.definite,
            nouns=self._nouns_of(entity_id, phrase.form),
        )

    def _noun_value(self, noun_phrase: NounPhrase, published: datetime.date | None) -> ActorValue:
        possessor, country = noun_phrase.possessor, self._countries.of(noun_phrase)
        if noun_phrase.phrase.person_text:
            return self._person(noun_phrase, country)
        source = next(
            (self._registry[a.actor] for a in noun_phrase.phrase.adjectives if a.actor in self._registry), None
        )
        if source is not None:
            name = f"{self._words.before_noun(source.name)} {noun_phrase.form.english}"
            name = source.name if "transparent" in noun_phrase.flags else name
            return self._valued(noun_phrase, name, source.id, source.sector, source.country)
        if possessor is not None:
            means_owner = noun_phrase.means_owner or _is_name_of(noun_phrase)
            if possessor.entity_id and means_owner and not noun_phrase.of_state:
                value = self._valued(
                    noun_phrase, possessor.name, possessor.entity_id, possessor.sector, possessor.country
                )
                return replace(value, anaphor=possessor.anaphor)
            if "quant" in noun_phrase.flags:
                return self._amount(noun_phrase, possessor, published)
        known = self._organ(noun_phrase, country) or self._holder(noun_phrase, country, published)
        if known is not None:
            return self._valued(noun_phrase, known.name, known.id, known.sector, country)
        return self._described(noun_phrase, country)

    def _valued(
        self, noun_phrase: NounPhrase, name: str, entity_id: str | None, sector: str, country: str
    ) -> ActorValue:
        """The value of a phrase, with its number and whether it is definite."""
        return ActorValue(
            name,
            entity_id,
            sector,
            country,
            noun_phrase.form.number,
            noun_phrase.phrase.definite,
            nouns=self._nouns_of(entity_id, noun_phrase.form),
            stateless=not country and is_stateless(noun_phrase),
        )

    def _person(self, noun_phrase: NounPhrase, country: str) -> ActorValue:
        """The value of a title with a name that the registry lacks."""
        name = without_hashtag(noun_phrase.phrase.person_text)
        house = self._countries.of_house(noun_phrase.phrase.person_text)
        if house and noun_phrase.noun.sector == "REL":
            # الشيخ فلان آل نهيان is no cleric.
            return self._valued(noun_phrase, name, None, "GOV", house)
        return self._valued(noun_phrase, name, None, self._sectors.of(noun_phrase), country)

    def _amount(self, noun_phrase: NounPhrase, possessor: ActorValue, published: datetime.date | None) -> ActorValue:
        """The value of some of those whom a noun of an amount belongs to (أحد الجنود, فلول التنظيم)."""
        noun, flags, form = noun_phrase.noun, noun_phrase.flags, noun_phrase.form
        alone = "one" in flags or (form.number == "s" and noun.english)
        one = _single(noun_phrase.owner) if alone else None
        name = self.value(one, published).name if one else possessor.name
        word = noun.english if one else noun.english_plural
        of = " of" if "member" in flags else ""
        name = f"{word}{of} {name}".strip() if is_latin(name) or not word else ""
        # فلول الرئيس السابق are armed men, what he is or not.
        sector = noun.sector if "member" in flags and noun_phrase.of_person else possessor.sector
        value = self._valued(noun_phrase, name, None, sector, possessor.country)
        # One of the soldiers is any of them.
        return replace(value, anaphor=possessor.anaphor, definite=possessor.definite and form.number != "s")

    def _described(self, noun_phrase: NounPhrase, country: str) -> ActorValue:
        """The value of whom the registry lacks: members and units are those of the group that they are of."""
        phrase, flags, possessor = noun_phrase.phrase, noun_phrase.flags, noun_phrase.possessor
        bare = phrase.definite and phrase.child is None and not phrase.adjectives and phrase.last - phrase.first == 1
        of_group = possessor is not None and flags & {"member", "unit"} and noun_phrase.form.number == "p"
        group = possessor.entity_id if possessor is not None and of_group else None
        value = self._valued(noun_phrase, self._names.of(noun_phrase), group, self._sectors.of(noun_phrase), country)
        value = replace(value, anaphor=bare and "anaphor" in flags)
        # المقاومة points back to المقاومة الشعبية, not to its members.
        return replace(value, nouns=frozenset({noun_phrase.noun.id})) if group and "member" in flags else value

    def _nouns_of(self, entity_id: str | None, form: NounForm | None) -> frozenset[str]:
        """The nouns that may point back to an actor: those of its names, and the one that it is called by here."""
        nouns = self._nouns.get(entity_id, frozenset()) if entity_id else frozenset()
        return nouns if form is None else nouns | {form.noun.id}

    def _organ(self, noun_phrase: NounPhrase, country: str) -> Known | None:
        """The organ of a state that the registry has: الجيش السوري."""
        organ = noun_phrase.noun.organ
        if not organ or not country or not _is_any(noun_phrase):
            return None
        return self._registry.get(f"{country.lower()}-{organ}")

    def _holder(self, noun_phrase: NounPhrase, country: str, published: datetime.date | None) -> Known | None:
        """Who held the office when the article came out, if the registry has just one."""
        office = next(iter(noun_phrase.noun.offices), "")
        if not office or not country or published is None or not _is_any(noun_phrase):
            return None
        if noun_phrase.form.number != "s" or not noun_phrase.phrase.definite:
            return None
        return self._offices.holder(office, country, published.year)


def _is_any(noun_phrase: NounPhrase) -> bool:
    """Whether nothing tells an organ or an office from that of its state: neither what it belongs to nor an adjective. The
    former, the late and the elected president are not the one who holds the office.
    """
    described = any(a.english for a in noun_phrase.phrase.adjectives if not a.country)
    return not described and (noun_phrase.owner is None or noun_phrase.of_state)


def _is_name_of(noun_phrase: NounPhrase) -> bool:
    """Whether a body of the registry in quotation marks is the one that a noun means: منظمة "أوكسفام"."""
    owner, phrase, noun = noun_phrase.owner, noun_phrase.phrase, noun_phrase.noun
    if owner is None or owner.known is None or not owner.is_known("org", "agency"):
        return False
    # مؤسسة سوناطراك: an organisation with the name of a company is the company.
    company = noun.sector == "NGO" and owner.known.sector == "BUS"
    right_behind = owner.first == phrase.head_last + 1 and not phrase.adjectives
    return "carrier" in noun.flags and (company or right_behind)


def _is_host(phrase: ActorPhrase) -> bool:
    """Whether the state that a preposition leads to is only where an envoy is, who is another one's: السفير في برلين."""
    child = phrase.child
    if child is None or "abroad" not in phrase.flags or not child.is_known("state"):
        return False
    return child.first > phrase.head_last and not child.proclitics


def _single(child: ActorPhrase | None) -> ActorPhrase | None:
    """One of those whom a phrase in the plural means."""
    if child is not None and child.people is not None:
        return child._replace(one=True)
    if child is None or child.form is None:
        return None
    return child._replace(form=replace(child.form, number="s"))
