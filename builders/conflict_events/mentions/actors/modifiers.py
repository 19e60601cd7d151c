"""What goes on behind the head of an actor phrase: genitive, adjectives, number, what it belongs to, office holder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from conflict_events.language import Language
from conflict_events.mentions.actors.forms import Adjective, NounForm, folded
from conflict_events.mentions.actors.persons import Persons
from conflict_events.mentions.actors.phrase import ActorPhrase
from conflict_events.mentions.actors.view import CLOSING, HASH, OPENING, View, first
from conflict_events.mentions.actors.words import Words
from conflict_events.text import COMMAS, fold

MAX_DEPTH = 4
"""Phrases within each other at most."""
_MAX_OPEN = 3
"""Words at most of a genitive that no dictionary has."""
_GROUPS = frozenset({"group", "transparent", "unit"})
"""Flags of nouns that members may be out of."""
_MAX_QUOTED = 6
"""Tokens at most between quotation marks that are taken as a name."""

Read = Callable[[View, int, int], ActorPhrase | None]
"""Reads the phrase that begins at a token, at a depth."""


class Modifiers:
    """Extends phrases to the right. ``read``: how a phrase within a phrase is read."""

    def __init__(self, language: Language, words: Words, persons: Persons, read: Read) -> None:
        grammar: Mapping[str, Any] = language.data["actors"]["grammar"]
        links, belonging = grammar["links"], grammar["belonging"]
        self._words, self._persons, self._read = words, persons, read
        self._link_proclitics = tuple(fold(p) for p in links["proclitics"])
        self._link_prepositions = folded(links["prepositions"])
        self._to = folded(belonging["to"])
        self._ties = folded(belonging["of"]) | self._to
        self._on_behalf = folded(belonging["spokesman"])
        self._among = folded(belonging["among"])
        self._for = fold(belonging["purpose"])

    def extend(self, view: View, phrase: ActorPhrase, depth: int) -> ActorPhrase:
        """The phrase with all that goes on behind its head."""
        phrase = _closed(view, phrase)
        form = phrase.form
        if form is not None and not phrase.suffix and (not phrase.definite or "quant" in form.noun.flags):
            phrase = self._genitive(view, phrase, form, depth)
        phrase = self._adjectives(view, phrase)
        phrase = self._number(view, phrase)
        if form is not None and form.noun.flags & {"carrier", "transparent"} and phrase.child is None:
            phrase = self._quoted_name(view, phrase, depth)
        phrase = self._link(view, phrase, depth)
        if form is not None:
            phrase = self._belonging(view, phrase, form, depth)
            if "title" in form.noun.flags and form.number == "s":
                phrase = self._office_holder(view, phrase)
            elif "named" in form.noun.flags and form.number == "s":
                phrase = self._apposed_name(view, phrase)
        return _joined(view, phrase)

    def _genitive(self, view: View, phrase: ActorPhrase, form: NounForm, depth: int) -> ActorPhrase:
        if form.construct == "no":
            return phrase
        at = phrase.last
        opened = view.norm(at) in OPENING
        if opened or view.norm(at) == HASH:
            at += 1
        token = view.token(at)
        if token is None or token.kind != "word":
            return phrase
        child = self._read(view, at, depth + 1)
        flags = form.noun.flags
        if child is not None:
            if "title" in flags and (child.person_text or (child.known and child.known.kind == "person")):
                return phrase
            if not child.proclitics and (child.definite or "quant" in flags or form.construct == "yes"):
                return _closed(view, phrase.extended(child.last, child.end, child=child, definite=True))
        carries = bool(flags & {"opengen", "organ", "carrier"})
        # سكان مدينة حلب: a noun of places with the name of one.
        place = first(view.places.get(at + (at in view.kinds_of_place)))
        if place is not None and not place.proclitics and carries:
            return _closed(view, phrase.extended(place.last, place.end, definite=True))
        if (carries or form.construct == "yes") and child is None:
            return self._open_genitive(view, phrase, at, opened)
        return phrase

    def _open_genitive(self, view: View, phrase: ActorPhrase, at: int, opened: bool) -> ActorPhrase:
        """Words that no dictionary has: all that is quoted, else up to the first definite one."""
        tokens = view.document.tokens
        last = at
        if opened:
            while last < view.last and last - at < _MAX_QUOTED and view.norm(last) not in CLOSING:
                last += 1
            if view.norm(last) not in CLOSING:
                return phrase
            return phrase.extended(last + 1, tokens[last].end, definite=True)
        definite = False
        while last - at < _MAX_OPEN and self._words.open(view, last) and not self._words.third_person(view, last):
            is_definite = self._words.definite(view.norm(last))
            if definite and not is_definite:
                break
            definite = definite or is_definite
            last += 1
        if last == at:
            return phrase
        if not definite and last > at + 1:
            # Of words that are all indefinite only the first is surely one of the name of a body (شركة لوكهيد مارتن).
            form = phrase.form
            if form is None or form.number != "s" or "carrier" not in form.noun.flags or "unit" in form.noun.flags:
                return phrase
            last = at + 1
        return phrase.extended(last, tokens[last - 1].end, definite=True)

    def _adjectives(self, view: View, phrase: ActorPhrase) -> ActorPhrase:
        if phrase.known is not None and phrase.known.kind in ("person", "state"):
            return phrase
        while True:
            at = phrase.last
            hit = max((*view.peoples.get(at, ()), *view.adjectives.get(at, ())), key=lambda h: h.last, default=None)
            if hit is None or hit.proclitics or (at in view.triggers and hit.entry.kind != "nationality"):
                return phrase
            value: Adjective = hit.entry.payload
            if hit.article != phrase.definite:
                return phrase
            humans = phrase.form is None or bool(phrase.form.noun.flags & {"human", "title", "quant"})
            if value.plural and at in view.nouns and not humans:
                # المتظاهرين behind قوات الأمن is a noun of its own: things take a feminine singular.
                return phrase
            if not hit.article and value.plural and phrase.form is not None and phrase.form.number == "s":
                return phrase
            phrase = _closed(view, phrase.extended(hit.last, hit.end, adjectives=(*phrase.adjectives, value)))

    def _number(self, view: View, phrase: ActorPhrase) -> ActorPhrase:
        """(53) behind a unit, and the adjectives behind it."""
        at = phrase.last
        if phrase.form is None or "unit" not in phrase.form.noun.flags:
            return phrase
        bracket = view.norm(at) == "("
        number = view.token(at + bracket)
        if number is None or number.kind != "number" or (bracket and view.norm(at + 2) != ")"):
            return phrase
        last = at + (3 if bracket else 1)
        return self._adjectives(view, phrase.extended(last, view.document.tokens[last - 1].end))

    def _quoted_name(self, view: View, phrase: ActorPhrase, depth: int) -> ActorPhrase:
        at = phrase.last
        bracket = view.norm(at) == "("
        if view.norm(at) not in OPENING and not bracket:
            return phrase
        child = self._read(view, at + 1, depth + 1)
        if bracket:
            if child is None or view.norm(child.last) != ")" or child.known is None:
                return phrase
            return phrase.extended(child.last + 1, view.document.tokens[child.last].end, child=child, definite=True)
        if child is not None and view.norm(child.last) in CLOSING:
            return _closed(view, phrase.extended(child.last, child.end, child=child))
        return self._open_genitive(view, phrase, at + 1, True)

    def _link(self, view: View, phrase: ActorPhrase, depth: int) -> ActorPhrase:
        """A participle that ties the phrase to another: التابعة لـ."""
        at = phrase.last
        if view.norm(at) not in self._words.links:
            return phrase
        at += 1
        free = view.norm(at) in self._link_prepositions
        child = self._read(view, at + free, depth + 1)
        if child is None or not (free or child.proclitics in self._link_proclitics):
            return phrase
        tied = phrase.child or replace(child, proclitics="")
        return _closed(view, phrase.extended(child.last, child.end, child=tied))

    def _belonging(self, view: View, phrase: ActorPhrase, form: NounForm, depth: int) -> ActorPhrase:
        flags = form.noun.flags
        at = phrase.last
        norm = view.norm(at)
        if "spokes" in flags and norm in self._on_behalf:
            child = self._read(view, at + 1, depth + 1)
            if child is not None:
                return _closed(view, phrase.extended(child.last, child.end, child=child))
            after = self._open_genitive(view, replace(phrase, last=at + 1), at + 1, False)
            return after if after.last > at + 1 else phrase
        if flags & {"member", "human"} and norm in self._among:
            return self._among_group(view, phrase, depth)
        if "weapon" in flags and not phrase.definite:
            return self._owner(view, phrase, depth)
        if flags & {"carrier", "needgen", "organ"} and phrase.definite and (phrase.adjectives or phrase.child):
            return self._purpose(view, phrase, depth)
        if "prep" not in flags or norm not in self._ties:
            return phrase
        child = self._read(view, at + 1, depth + 1)
        if child is not None and not child.proclitics and (child.known is None or child.known.kind != "agency"):
            return _closed(view, phrase.extended(child.last, child.end, child=phrase.child or child))
        place = first(view.places.get(at + 1))
        if place is not None and norm in self._to and not place.proclitics:
            return _closed(view, phrase.extended(place.last, place.end))
        return phrase

    def _among_group(self, view: View, phrase: ActorPhrase, depth: int) -> ActorPhrase:
        """مسلحون من التنظيم: of which group members are, a group of the registry or a noun of groups."""
        if phrase.child is not None or phrase.suffix:
            return phrase
        child = self._read(view, phrase.last + 1, depth + 1)
        if child is None or child.proclitics:
            return phrase
        known = child.known is not None and child.known.kind == "group"
        noun = child.form is not None and bool(child.form.noun.flags & _GROUPS) and child.definite
        if not (known or noun):
            return phrase
        return _closed(view, phrase.extended(child.last, child.end, child=child))

    def _owner(self, view: View, phrase: ActorPhrase, depth: int) -> ActorPhrase:
        """طائرات للتحالف: whose an indefinite noun of weapons is."""
        child = self._read(view, phrase.last, depth + 1) if phrase.child is None else None
        if child is None or child.proclitics not in self._link_proclitics[:1] or not child.definite:
            return phrase
        return _closed(view, phrase.extended(child.last, child.end, child=replace(child, proclitics="")))

    def _purpose(self, view: View, phrase: ActorPhrase, depth: int) -> ActorPhrase:
        """اللجنة الدولية للصليب الأحمر: the second half of the name of a body, behind the preposition of what it is for."""
        at = phrase.last
        token = view.token(at)
        if token is None or token.kind != "word" or at in view.triggers or not token.norm.startswith(self._for):
            return phrase
        last, child = at + 1, self._read(view, at, depth + 1)
        if child is not None:
            if child.known is None or child.known.kind != "org":
                return phrase
            last = child.last
        elif self._words.definite(view.norm(last)) and self._words.open(view, last):
            last += 1
        return phrase.extended(last, view.document.tokens[last - 1].end)

    def _apposed_name(self, view: View, phrase: ActorPhrase) -> ActorPhrase:
        """The name of a person whom a noun of no office describes (المعتقل فلان): by a given name only."""
        at = phrase.last
        at += view.norm(at) in COMMAS
        quoted = view.norm(at) in OPENING
        at += quoted
        given = first(view.given.get(at))
        if given is None or given.proclitics or not phrase.definite:
            return phrase
        name = self._persons.name(view, at, known_only=True)
        if (
            name is None
            or (quoted and view.norm(name.last) not in CLOSING)
            or (given.entry.payload and name.last - at < 2)
        ):
            return phrase
        end = view.document.tokens[name.last - 1].end
        named = phrase.extended(name.last, end, person=name.known, person_text=name.text, definite=True)
        return _closed(view, named)

    def _office_holder(self, view: View, phrase: ActorPhrase) -> ActorPhrase:
        """The name behind a title, or a second title with its name."""
        at = phrase.last
        comma = view.norm(at) in COMMAS
        second = first(view.nouns.get(at))
        if second is not None and second.article and not second.proclitics:
            if "title" in second.entry.payload.noun.flags:
                apposed = self._read(view, at, MAX_DEPTH)
                if apposed is not None and apposed.person_text:
                    person, words = apposed.person, apposed.person_text
                    return phrase.extended(apposed.last, apposed.end, person=person, person_text=words, definite=True)
        plain = phrase.child is None and not phrase.adjectives and phrase.form is not None
        if plain and not comma and not phrase.definite and at not in view.given:
            if not any(h.entry.payload.known.kind == "person" for h in view.names.get(at, ())):
                return phrase
        name = self._persons.name(view, at + comma, known_only=comma or (plain and not phrase.form_only))
        if name is None:
            return phrase
        end = view.document.tokens[name.last - 1].end
        return phrase.extended(name.last, end, person=name.known, person_text=name.text, definite=True)


def _joined(view: View, phrase: ActorPhrase) -> ActorPhrase:
    """A noun of a hashtag with the hashtag's other words: #رابطة_أهالي_البلدة."""
    if phrase.form is None or not view.joined(phrase.last):
        return phrase
    last = phrase.last
    while view.joined(last):
        last += 1
    return phrase.extended(last, view.document.tokens[last - 1].end, definite=True)


def _closed(view: View, phrase: ActorPhrase) -> ActorPhrase:
    """Takes in the closing quote of one that was opened inside the phrase."""
    token = view.token(phrase.last)
    if token is None or token.norm not in CLOSING:
        return phrase
    inside = [view.document.tokens[i].norm for i in range(phrase.first, phrase.last)]
    opened = sum(n in OPENING for n in inside) - sum(n in CLOSING and n not in OPENING for n in inside)
    if opened % 2 == 1 and opened > 0:
        return phrase.extended(phrase.last + 1, token.end)
    return phrase
