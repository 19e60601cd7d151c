"""What goes on behind the head of an actor phrase: genitive, adjectives, number, what it belongs to, office holder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.actors.adjectives import Adjectives
from conflict_events.mentions.actors.forms import Adjective, NounForm
from conflict_events.mentions.actors.holders import Holders
from conflict_events.mentions.actors.noun_gender import NounGender
from conflict_events.mentions.actors.persons import Persons
from conflict_events.mentions.actors.phrase import MAX_DEPTH, ActorPhrase, from_noun
from conflict_events.mentions.actors.purposes import Purposes
from conflict_events.mentions.actors.ties import Ties
from conflict_events.mentions.actors.view import CLOSING, OPENING, Read, View, closed, first
from conflict_events.mentions.actors.words import Words
from conflict_events.mentions.base import Table

_MAX_OPEN = 3
"""Words at most of a genitive that no dictionary has."""
_MAX_QUOTED = 6
"""Tokens at most between quotation marks that are taken as a name."""
_SENIOR = Adjective("senior")

_OF_COUNTRIES = frozenset({"title", "organ", "group", "unit"})
"""Flags of nouns that a country may have."""
_OF_PLACES = frozenset({"opengen", "organ", "carrier"})
"""Flags of nouns that a place may have, or words that no dictionary has."""


class Modifiers:
    """Extends phrases to the right. ``read``: how a phrase within a phrase is read."""

    def __init__(self, language: Language, words: Words, persons: Persons, read: Read) -> None:
        grammar: Mapping[str, Any] = language.data["actors"]["grammar"]
        self._words, self._read = words, read
        gender = NounGender(grammar["relation"])
        self._adjectives = Adjectives(language, words, gender)
        self._purposes = Purposes(language, words, read, self._open_genitive)
        self._ties = Ties(language, words, self._purposes, read, self._open_genitive)
        self._holders = Holders(language, words, persons, gender, self._ties, read)
        noun = grammar["inflection"]["noun"]
        self._of_one = (fold(noun["feminine"]), fold(noun["accusative"]))
        units = grammar["units"]
        self._arms, self._ordinals, self._teens = (folded(units[of]) for of in ("arms", "ordinals", "teens"))
        links = grammar["links"]
        self._negations = folded(links["negations"])
        self._aims = folded(grammar["belonging"]["aims"])
        self._own_country = folded(grammar["belonging"]["own_country"])
        self._tails = Table(
            [*((tail, ()) for tail in links["tails"]), *((rank, (_SENIOR,)) for rank in links["ranks"])]
        )

    def extend(self, view: View, phrase: ActorPhrase, depth: int) -> ActorPhrase:
        """The phrase with all that goes on behind its head."""
        phrase = closed(view, phrase)
        form = phrase.form
        if form is not None and not phrase.suffix and (not phrase.definite or "quant" in form.noun.flags):
            phrase = self._genitive(view, phrase, form, depth)
        phrase = self._adjectives.read(view, self._tail(view, phrase))
        if form is not None and "portfolio" in form.noun.flags and form.number != "d":
            phrase = self._portfolios(view, phrase)
        phrase = self._number(view, phrase)
        if form is not None and form.noun.flags & {"carrier", "transparent"} and phrase.child is None:
            phrase = self._quoted_name(view, phrase, depth)
        phrase = self._tail(view, phrase)
        phrase = self._ties.link(view, phrase, depth)
        if form is not None:
            phrase = self._ties.belonging(view, phrase, form, depth)
            phrase = self._holders.named(view, phrase, form, depth)
        return _joined(view, phrase)

    def _portfolios(self, view: View, phrase: ActorPhrase) -> ActorPhrase:
        """What a conjunction joins to the matter of an office or a body: وزير الشؤون الدينية والأوقاف."""
        # التقى الوزير والمغتربين: an office without its matter has no second one.
        if phrase.last - phrase.first < 2:
            return phrase
        # وزارة النفط والمعادن اليمنية: what tells the state may stand behind both.
        return self._adjectives.read(view, self._purposes.matters(view, phrase))

    def _genitive(self, view: View, phrase: ActorPhrase, form: NounForm, depth: int) -> ActorPhrase:
        """The phrase with the genitive of its noun, in quotation marks or without."""
        if form.construct == "no" or self._is_described(view, phrase):
            return phrase
        opened = view.norm(phrase.last) in OPENING
        at = phrase.last + opened
        token = view.token(at)
        if token is None or token.kind != "word":
            return phrase
        if token.norm in self._own_country and form.noun.flags & _OF_COUNTRIES:
            # حكومة بلاده: whose it is, is not said.
            return phrase.extended(at + 1, token.end, definite=True)
        child = self._read(view, at, depth + 1)
        if child is None:
            return self._of_words(view, phrase, form, at, opened)
        whole = self._of_phrase(view, phrase, form, child)
        return self._of_place(view, phrase, form, at) if whole is None else whole

    def _of_phrase(self, view: View, phrase: ActorPhrase, form: NounForm, child: ActorPhrase) -> ActorPhrase | None:
        """The phrase with the one behind its noun as its genitive, or as it is where that is another's; None where that is none
        as a whole.
        """
        flags = form.noun.flags
        if not phrase.definite and child.is_known("state"):
            # فصائل سورية: Syrian ones; the adjective is spelled like the state. But not in حكومة سوريا.
            alike = [h for h in view.peoples.get(child.first, ()) if not h.article and h.last == child.last]
            unlike = (self._adjectives.other_gender, self._adjectives.of_men)
            if any(not any(is_unlike(view, phrase, h) for is_unlike in unlike) for h in alike):
                return phrase
        if child.suffix and form.number == "s" and "human" in flags and "opengen" not in flags:
            # قتل متشدد والده: a kin that has a pronoun is no genitive of who is none of theirs.
            return phrase
        if {"member", "human"} <= flags and form.number == "s" and _is_one(child):
            # اغتال متطرف وزيرا سابقا, قتل جندي قائد الشرطة: one man is none of another's.
            return phrase
        if "title" in flags and child.is_person:
            return self._of_namesake(view, phrase, child)
        kind = "member" in flags and "organ" in child.flags
        if "title" in flags and "human" not in flags and form.number == "s":
            # قائد كتيبة, رئيس حزب معارض: an office of a body of no name.
            kind = kind or bool(child.flags & {"group", "unit"})
        if child.proclitics or not (child.definite or "quant" in flags or form.construct == "yes" or kind):
            return None
        return closed(view, phrase.extended(child.last, child.end, child=child, definite=True))

    def _of_place(self, view: View, phrase: ActorPhrase, form: NounForm, at: int) -> ActorPhrase:
        """The phrase with the place at a token, with a noun of places before it or without, as its genitive: سكان مدينة حلب."""
        place = first(view.places.get(at + (at in view.kinds_of_place)))
        if place is None or place.proclitics or not form.noun.flags & _OF_PLACES:
            return phrase
        # جماعات إسلامية: a town may be spelled like an adjective.
        if any(h.last == place.last for h in view.adjectives.get(place.first, ())):
            return phrase
        return closed(view, phrase.extended(place.last, place.end, definite=True))

    def _of_words(self, view: View, phrase: ActorPhrase, form: NounForm, at: int, opened: bool) -> ActorPhrase:
        """The phrase with a genitive that is no phrase of its own: a place, a noun that would be too little by itself (رئيس
        المجلس), or words that no dictionary has.
        """
        flags = form.noun.flags
        placed = self._of_place(view, phrase, form, at)
        if placed is not phrase:
            return placed
        body = first(view.nouns.get(at)) if not opened and form.number != "d" else None
        if body is not None and body.article and not body.proclitics and flags & {"title", "member"}:
            noun = body.entry.payload.noun
            if noun.flags & {"group", "organ"}:
                return self._adjectives.read(view, phrase.extended(body.last, body.end, definite=True, body=noun))
        if flags & _OF_PLACES or form.construct == "yes":
            return self._open_genitive(view, phrase, at, opened)
        return phrase

    def _is_described(self, view: View, phrase: ActorPhrase) -> bool:
        """Whether an indefinite noun of several words ends with its own adjective, so that no genitive stands behind it:
        قصفت طائرات حربية بلدة كذا. The second word of an office is a genitive (قائد بحرية).
        """
        return phrase.last - phrase.first > 1 and "title" not in phrase.flags and phrase.last - 1 in view.adjectives

    def _of_namesake(self, view: View, phrase: ActorPhrase, child: ActorPhrase) -> ActorPhrase:
        """A title of a group whose noun may also be a woman's before her name: زعيم المعارضة فلان."""
        if "title" in child.flags:
            return phrase
        for hit in view.nouns.get(child.first, ()):
            if "group" in hit.entry.payload.noun.flags:
                return phrase.extended(hit.last, hit.end, child=from_noun(hit, True), definite=True)
        return phrase

    def _open_genitive(self, view: View, phrase: ActorPhrase, at: int, opened: bool) -> ActorPhrase:
        """Words that no dictionary has: all that is quoted, else up to the first definite one."""
        tokens = view.document.tokens
        last = at
        if opened and (at == view.last or tokens[at].kind == "punct"):
            # متميزة"، وقال: what closes one quotation opens none.
            return phrase
        if opened:
            while last < view.last and last - at < _MAX_QUOTED and view.norm(last) not in CLOSING:
                last += 1
            if view.norm(last) not in CLOSING:
                return phrase
            return phrase.extended(last + 1, tokens[last].end, definite=True)
        definite = False
        if self._words.feminine_perfect(view, at) or self._is_object(view, phrase, at):
            return phrase
        while last - at < _MAX_OPEN and self._words.open(view, last) and not self._words.third_person(view, last):
            is_definite = self._words.definite(view.norm(last))
            if definite and (not is_definite or last in view.peoples or view.norm(last) in self._words.things):
                # وزارة الطاقة التركية: behind a genitive that is whole, a nationality tells whose all of it is.
                break
            definite = definite or is_definite
            last += 1
        if last == at:
            return phrase
        if not definite and view.norm(at) in self._aims:
            # مفوضة شؤون الأطفال, منظمة حماية الطفل
            people = self._read(view, at + 1, MAX_DEPTH)
            if people is not None:
                return closed(view, phrase.extended(people.last, people.end, definite=True))
        if not definite and last > at + 1:
            # Of words that are all indefinite only the first is surely one of the name of a body (شركة لوكهيد مارتن).
            form = phrase.form
            if form is None or form.number != "s" or "carrier" not in form.noun.flags or "unit" in form.noun.flags:
                return phrase
            last = at + 1
        return phrase.extended(last, tokens[last - 1].end, definite=True)

    def _is_object(self, view: View, phrase: ActorPhrase, at: int) -> bool:
        """Whether an indefinite word behind an indefinite noun behind an event verb is a thing that things are done to: احتجزت
        مليشيا سفينة, فجرت جماعة منزلا.
        """
        thing = at in view.objects and view.norm(at).endswith(self._of_one)
        site = at in view.kinds_of_place and not self._words.open(view, at + 1)
        event = phrase.first - 1 in view.triggers and phrase.form_only
        return event and (thing or site) and not self._words.definite(view.norm(at))

    def _tail(self, view: View, phrase: ActorPhrase) -> ActorPhrase:
        """A fixed description with no phrase of its own in it: المعترف بها دوليا, رفيع المستوى."""
        found = self._tails.match(view.document.tokens, phrase.last, view.last)
        # المهاجرين غير الشرعيين: the article stands behind the word that negates.
        described = phrase.last + (view.norm(phrase.last) in self._negations)
        if found is None or self._words.definite(view.norm(described)) != phrase.definite:
            return phrase
        end = view.document.tokens[found[1] - 1].end
        return closed(view, phrase.extended(found[1], end, adjectives=(*phrase.adjectives, *found[0])))

    def _number(self, view: View, phrase: ActorPhrase) -> ActorPhrase:
        """A number, in brackets or not, or an ordinal behind a unit, its arms (اللواء 35 مدرع), and the adjectives behind it:
        of one unit, and where it counts nothing (القوات العراقية 9 مسلحين).
        """
        if phrase.form is None or "unit" not in phrase.flags or phrase.form.number != "s":
            return phrase
        at = phrase.last
        if phrase.definite and view.norm(at) in self._ordinals:
            at += 1
            at += view.norm(at) in self._teens
        elif view.norm(at - 1) in self._ordinals:
            at += view.norm(at) in self._teens
        if view.norm(at - 1) in self._ordinals | self._teens:
            at = self._behind_arms(view, at)
            return self._adjectives.read(view, phrase.extended(at, view.document.tokens[at - 1].end))
        if phrase.form_only and view.norm(at) in self._arms:
            # فوج طوارئ نينوى
            place = first(view.places.get(at + 1))
            at = at + 1 if place is None or place.proclitics else place.last
            return phrase.extended(at, view.document.tokens[at - 1].end)
        bracket = view.norm(at) == "(" and view.norm(at + 2) == ")"
        number = view.token(at + bracket)
        if number is None or number.kind != "number":
            return phrase
        behind = at + (3 if bracket else 1)
        last = self._behind_arms(view, behind)
        counted = (*view.nouns.get(behind, ()), *view.peoples.get(behind, ()))
        if last == behind and not bracket and any(not hit.article for hit in counted):
            return phrase
        return self._adjectives.read(view, phrase.extended(last, view.document.tokens[last - 1].end))

    def _behind_arms(self, view: View, at: int) -> int:
        """The token behind the arms or trade of a unit that stand at a token: مدرع, حرس حدود."""
        if f"{view.norm(at)} {view.norm(at + 1)}" in self._arms:
            return at + 2
        return at + (view.norm(at) in self._arms)

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
            return closed(view, phrase.extended(child.last, child.end, child=child))
        return self._open_genitive(view, phrase, at + 1, True)


def _is_one(phrase: ActorPhrase) -> bool:
    """Whether a phrase is one person, by name or by office."""
    return phrase.is_person or phrase.is_title


def _joined(view: View, phrase: ActorPhrase) -> ActorPhrase:
    """A noun of a hashtag with the hashtag's other words: #رابطة_أهالي_البلدة."""
    if phrase.form is None or not view.joined(phrase.last):
        return phrase
    last = phrase.last
    while view.joined(last):
        last += 1
    return phrase.extended(last, view.document.tokens[last - 1].end, definite=True)
