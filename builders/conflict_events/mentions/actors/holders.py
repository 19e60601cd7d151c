"""Whose name stands behind a title or a noun that describes him, or behind a second title in apposition to the first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conflict_events.language import Language
from conflict_events.lexical.text import COMMAS, folded
from conflict_events.mentions.actors.disambiguation import Title
from conflict_events.mentions.actors.forms import Adjective, NounForm
from conflict_events.mentions.actors.noun_gender import NounGender
from conflict_events.mentions.actors.persons import Persons, with_name
from conflict_events.mentions.actors.phrase import MAX_DEPTH, ActorPhrase
from conflict_events.mentions.actors.registry import OF_NO_STATE
from conflict_events.mentions.actors.ties import Ties
from conflict_events.mentions.actors.view import CLOSING, OPENING, Read, View, closed, first
from conflict_events.mentions.actors.words import Words

_MAX_TITLES = 2
"""Titles at most in apposition before a title with its name."""
_SLASH = "/"
"""What may stand between a title and the name: اللواء/ فلان."""
_INTERNATIONAL = "IGO"
"""The sector of bodies of several states."""
_OFFICIALS = ("GOV", "LEG")
"""Sectors whose offices serve a state only: a general may serve a body of several, too."""
_OF_STATES = (*_OFFICIALS, "MIL", "COP", "JUD", "SPY")
"""Sectors whose bodies and persons are of a state."""


class Holders:
    """Reads their names, by a language's tables. ``read``: how a phrase within a phrase is read."""

    def __init__(
        self, language: Language, words: Words, persons: Persons, gender: NounGender, ties: Ties, read: Read
    ) -> None:
        grammar: Mapping[str, Any] = language.data["actors"]["grammar"]
        self._words, self._persons, self._gender, self._ties, self._read = words, persons, gender, ties, read
        self._then = folded(grammar["stop"]["then"])
        self._named_after = folded(grammar["named_after"]["words"])

    def named(self, view: View, phrase: ActorPhrase, form: NounForm, depth: int) -> ActorPhrase:
        """The phrase of a noun with the name of the one person whom it means."""
        flags = form.noun.flags
        if form.number != "s" or not flags & {"title", "named"}:
            return phrase
        if "title" not in flags:
            return self._apposed_name(view, phrase)
        phrase = self._office_holder(view, phrase)
        if not phrase.person_text:
            # دافع النائب عن الحزب: only his name or a number shows that the preposition is not the verb's.
            seated = self._office_holder(view, self._ties.sits_for(view, phrase, depth))
            phrase = seated if seated.person_text or phrase.first - 1 in view.counts else phrase
        if phrase.last - phrase.first > 1 and not phrase.person_text and "prep" not in flags:
            # زعيم الحزب في البلد فلان: where an office is belongs to it if the name stands behind it.
            placed = self._office_holder(view, self._ties.at_place(view, phrase, depth))
            phrase = placed if placed.person_text else phrase
        return phrase

    def _apposed_name(self, view: View, phrase: ActorPhrase) -> ActorPhrase:
        """The name of a person whom a noun of no office describes (المعتقل فلان): one of the registry, or by a given name."""
        at = phrase.last + (view.norm(phrase.last) in (*COMMAS, _SLASH))
        quoted = view.norm(at) in OPENING
        at += quoted
        name = self._persons.behind(view, at, known_only=True) if phrase.definite else None
        if name is None or (quoted and view.norm(name.last) not in CLOSING):
            return phrase
        given = first(view.given.get(at))
        common = given is not None and given.entry.payload
        if common and name.known is None and name.last - at < 2:
            return phrase
        return closed(view, with_name(view, phrase, name))

    def _office_holder(self, view: View, phrase: ActorPhrase) -> ActorPhrase:
        """The name behind a title, or a second title with its name."""
        # اللواء/ فلان
        at = phrase.last + (view.norm(phrase.last) == _SLASH)
        if phrase.definite and phrase.last - phrase.first > 1 and view.norm(at) in self._then:
            return self._holder_then(view, phrase, at + 1)
        comma = view.norm(at) in COMMAS
        apposed = self._apposed_title(view, phrase, at + comma)
        if apposed is not None:
            return self._with_apposed(view, phrase, apposed, comma)
        return self._name_behind(view, phrase, at, comma)

    def _with_apposed(self, view: View, phrase: ActorPhrase, apposed: ActorPhrase, comma: bool) -> ActorPhrase:
        """The phrase of a title with a second one behind it, which has the name; whether a comma stands between them."""
        if view.norm(apposed.first - 1) in self._named_after:
            # مدير مستشفى الملك فلان
            return phrase.extended(apposed.last, apposed.end, definite=True)
        if not comma and self._is_chief(phrase, apposed):
            return phrase.extended(apposed.last, apposed.end, child=apposed, definite=True)
        person, words, adjectives = apposed.person, apposed.person_text, phrase.adjectives
        if apposed.country and phrase.child is None:
            # الكاتب الصحفي البريطاني فلان: the nationality stands behind the second.
            adjectives = (*adjectives, Adjective("", country=apposed.country))
        return phrase.extended(
            apposed.last, apposed.end, adjectives=adjectives, person=person, person_text=words, definite=True
        )

    def _name_behind(self, view: View, phrase: ActorPhrase, at: int, comma: bool) -> ActorPhrase:
        """The phrase of a title with the name behind it, from a token that may be a comma."""
        bare = phrase.child is None and not phrase.adjectives
        indefinite = bare and not comma and not phrase.definite
        if indefinite and at not in view.given:
            if not any(h.entry.payload.known.kind == "person" for h in view.names.get(at, ())):
                return phrase
        # رئيس المجلس الحالي: behind a genitive a definite word is an adjective rather than a family name.
        described = phrase.child is not None and self._words.definite(view.norm(at))
        known_only = comma or described or (bare and not phrase.form_only)
        name = self._persons.behind(view, at + comma, known_only=known_only, title=_title(phrase))
        if comma and not phrase.form_only and (name is None or name.known is None):
            name = self._persons.enclosed(view, at + 1) or name
        if name is None:
            return phrase
        if indefinite and name.known is not None and "aide" in phrase.flags:
            start, end = view.document.tokens[at].start, view.document.tokens[name.last - 1].end
            chief = ActorPhrase(at, name.last, start, end, True, person=name.known, person_text=name.text)
            return phrase.extended(name.last, end, child=chief, definite=True)
        return with_name(view, phrase, name)

    def _holder_then(self, view: View, phrase: ActorPhrase, at: int) -> ActorPhrase:
        """An office with the name of who held it then, with or without a comma before the name; without the name, which alone
        shows that the adverb tells of the office (الرئيس الأمريكي آنذاك فلان), as it was.
        """
        name = self._persons.name(view, at + (view.norm(at) in COMMAS), known_only=True, title=_title(phrase))
        return phrase if name is None else with_name(view, phrase, name)

    def _apposed_title(self, view: View, phrase: ActorPhrase, at: int) -> ActorPhrase | None:
        """A second title with its name: وزير العدل الدكتور فلان. One without the article follows a full office only."""
        second = first(view.nouns.get(at))
        if second is None or second.proclitics or second.suffix or second.entry.payload.number != "s":
            return None
        flags = second.entry.payload.noun.flags
        definite = second.article or self._words.definite(view.norm(at))
        if not (flags & {"title", "named"} if definite else "title" in flags and phrase.last - phrase.first > 1):
            return None
        # Each title reads the one behind it: without an end, a sentence of titles would be read as deep as it is long.
        if view.titles == _MAX_TITLES:
            return None
        view.titles += 1
        apposed = self._read(view, at, 1 if not definite else MAX_DEPTH - 1)
        view.titles -= 1
        if apposed is None or not apposed.person_text or self._another(phrase, apposed):
            return None
        return apposed

    def _is_chief(self, phrase: ActorPhrase, apposed: ActorPhrase) -> bool:
        """Whether the name behind a second title is of whom the first one serves: مستشار الرئيس فلان, محامي الناشط فلان."""
        if "aide" not in phrase.flags or phrase.last - phrase.first > 1 or phrase.definite:
            return False
        return "human" in phrase.flags if apposed.person is None else _title(apposed).fits(apposed.person)

    def _another(self, phrase: ActorPhrase, apposed: ActorPhrase) -> bool:
        """Whether a title with its name is another person's than the title before it, by gender or country: استقبل الرئيس
        التونسي المستشارة الألمانية فلانة.
        """
        genders = {self._gender.of(p.form.spelling.split(" ")[0]) for p in (phrase, apposed) if p.form is not None}
        if {"f", "m"} <= genders:
            return True
        own, other = _countries(phrase), _countries(apposed)
        if apposed.noun_sector in OF_NO_STATE:
            # استقبل وزير الخارجية المبعوث الأممي فلانا: who is of no state serves none.
            return bool(own) or phrase.noun_sector in _OF_STATES
        served = phrase.child.known.sector if phrase.child is not None and phrase.child.known is not None else ""
        if served != _INTERNATIONAL and "belongs" not in phrase.flags:
            # المبعوث الأممي, but الأمين العام may be that of a party.
            served = phrase.noun_sector
        if served == _INTERNATIONAL and apposed.noun_sector in _OFFICIALS:
            # التقى الأمين العام للأمم المتحدة الرئيس الروسي فلانا, but السفير فلان may be his name.
            return bool(apposed.country) or "abroad" not in apposed.flags
        if phrase.offices and phrase.child is None and not own and apposed.country and "abroad" in apposed.flags:
            # استقبل رئيس الوزراء السفير الأمريكي فلانا
            return True
        return bool(own) and bool(other) and own.isdisjoint(other)


def _title(phrase: ActorPhrase) -> Title:
    """What a phrase tells of an office before a name."""
    return Title(phrase.offices, phrase.country)


def _countries(phrase: ActorPhrase) -> set[str]:
    """The countries that a phrase and those within it tell of, ISO 3166 alpha-3. Where a channel is at home tells nothing of
    who reports for it.
    """
    known = (k for k in (phrase.known, phrase.person) if k is not None and k.kind != "agency")
    found = {phrase.country, *(k.country for k in known)} | ({phrase.people.country} if phrase.people else set())
    return found - {""} | (_countries(phrase.child) if phrase.child is not None else set())
