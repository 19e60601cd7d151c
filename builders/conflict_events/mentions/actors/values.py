"""What an actor phrase means: English name, registry id, sector, country and number."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace

from conflict_events.language import Language
from conflict_events.mentions.actors import forms
from conflict_events.mentions.actors.forms import Noun, NounForm, table
from conflict_events.mentions.actors.phrase import ActorPhrase
from conflict_events.mentions.actors.registry import Known, Offices
from conflict_events.records import ActorValue

_ADJECTIVE_LENDS = frozenset({"GOV", "MIL", "UNK", "PRM", "NGO", "REB"})
"""Sectors of a noun that an adjective makes more exact (قوات أمنية)."""
_OF_ITS_GROUP = frozenset({"element", "official"})
"""Nouns that are named by the group that they belong to, and are of its sector."""


class Values:
    """Values phrases, by a language's tables and the registry."""

    def __init__(self, language: Language, registry: Mapping[str, Known]) -> None:
        self._registry = registry
        self._offices = Offices(registry)
        self._nouns = forms.heads_of_names(language)
        self._nationality = {row["country"]: row["english"] for row in reversed(table(language, "nationalities"))}

    def value(self, phrase: ActorPhrase, published: datetime.date | None) -> ActorValue:
        """The value of a phrase of an article that came out on that day (None: unknown)."""
        value = self._value(phrase, published)
        nouns = self._nouns.get(value.entity_id or "", frozenset())
        if phrase.form is not None:
            nouns |= {phrase.form.noun.id}
        return replace(value, nouns=nouns) if nouns else value

    def _value(self, phrase: ActorPhrase, published: datetime.date | None) -> ActorValue:
        known = phrase.person or phrase.known
        number = phrase.form.number if phrase.form else ("p" if phrase.people else "s")
        if known is not None:
            country = known.country or phrase.country
            return ActorValue(known.name, known.id or None, known.sector, country, number, True)
        if phrase.people is not None:
            name = phrase.people.people
            return ActorValue(name, None, "CVL", phrase.people.country, "p", phrase.definite)
        if phrase.form is None:
            return ActorValue(phrase.person_text, None, "UNK", "", "s", True)
        return self._noun_value(phrase, phrase.form, published)

    def _noun_value(self, phrase: ActorPhrase, form: NounForm, published: datetime.date | None) -> ActorValue:
        noun, flags = form.noun, form.noun.flags
        child = self.value(phrase.child, published) if phrase.child is not None else None
        country = phrase.country or (child.country if child else "")
        base = ActorValue("", None, _sector(phrase, form, child), country, form.number, phrase.definite)
        if phrase.person_text:
            return replace(base, name=phrase.person_text)
        made_from = next((self._registry[a.actor] for a in phrase.adjectives if a.actor in self._registry), None)
        if made_from is not None:
            label = made_from.name if "transparent" in flags else f"{made_from.name} {_english(form)}"
            return replace(base, name=label, sector=made_from.sector, country=made_from.country, entity_id=made_from.id)
        if child is not None and child.entity_id and "transparent" in flags:
            return replace(child, number=form.number, definite=phrase.definite)
        if "quant" in flags and child is not None:
            name = f"{noun.english_plural} {child.name}".strip()
            return replace(child, name=name, entity_id=None, number=form.number)
        own = phrase.child is None or _is_state(phrase.child)
        known = self._organ(phrase, noun, country) if own else None
        # The former, the late and the elected president are not the one who holds the office.
        described = any(a.english for a in phrase.adjectives if not a.country)
        if known is None and own and form.number == "s" and phrase.definite and not described:
            known = self._holder(noun, country, published)
        if known is not None:
            return replace(base, name=known.name, entity_id=known.id, sector=known.sector)
        bare = phrase.definite and phrase.child is None and not phrase.adjectives and phrase.last - phrase.first == 1
        group = child.entity_id if child is not None and flags & {"member", "unit"} and form.number == "p" else None
        return replace(
            base, name=self._label(phrase, form, child), entity_id=group, anaphor=bare and "anaphor" in flags
        )

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
        """The English name put together: nationality, adjectives, noun, and what it belongs to."""
        nationality = [self._nationality.get(a.country, "") for a in phrase.adjectives if a.country]
        other = [a.english for a in phrase.adjectives if not a.country]
        if form.noun.id == "people" and nationality:
            return next(a.people for a in phrase.adjectives if a.country)
        words = [w for w in (*nationality, *other, _english(form)) if w]
        label = " ".join(dict.fromkeys(words))
        if child is None or not child.name:
            return label
        if phrase.child is not None and _is_state(phrase.child):
            return f"{self._nationality.get(child.country, child.name)} {label}"
        if form.noun.flags & {"member", "spokes", "unit"} or form.noun.id in _OF_ITS_GROUP:
            return f"{child.name} {label}"
        return f"{label} of {child.name}"


def _is_state(phrase: ActorPhrase) -> bool:
    return phrase.known is not None and phrase.known.kind == "state"


def _english(form: NounForm) -> str:
    noun = form.noun
    return (noun.english_plural if form.number != "s" else "") or noun.english or noun.english_plural


def _sector(phrase: ActorPhrase, form: NounForm, child: ActorValue | None) -> str:
    noun = form.noun
    if child is not None and child.sector and child.sector != "UNK":
        passes = (
            noun.flags & {"member", "spokes", "transparent", "quant"}
            or noun.sector == "UNK"
            or noun.id in _OF_ITS_GROUP
        )
        if passes and not (child.sector == "GOV" and noun.sector not in ("UNK", "GOV")):
            return child.sector
    if noun.sector in _ADJECTIVE_LENDS and noun.id != "organization":
        for adjective in phrase.adjectives:
            if adjective.sector and not (adjective.sector == "OPP" and noun.sector == "REB"):
                return adjective.sector
    return noun.sector
