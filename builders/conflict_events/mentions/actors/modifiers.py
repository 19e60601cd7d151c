"""What goes on behind the head of an actor phrase: genitive, adjectives, number, what it belongs to, office holder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conflict_events.language import Language
from conflict_events.lexical.text import COMMAS, fold, folded
from conflict_events.mentions.actors.disambiguation import NO_TITLE, Title
from conflict_events.mentions.actors.forms import Adjective, NounForm
from conflict_events.mentions.actors.noun_gender import NounGender
from conflict_events.mentions.actors.persons import PersonName, Persons
from conflict_events.mentions.actors.phrase import ActorPhrase, from_noun
from conflict_events.mentions.actors.ties import Read, Ties
from conflict_events.mentions.actors.view import CLOSING, HASH, OPENING, View, closed, first
from conflict_events.mentions.actors.words import Words
from conflict_events.mentions.base import Table
from conflict_events.records import Hit

MAX_DEPTH = 4
"""Phrases within each other at most."""
MAX_TITLES = 2
"""Titles at most in apposition before a title with its name."""
_MAX_OPEN = 3
"""Words at most of a genitive that no dictionary has."""
_MAX_QUOTED = 6
"""Tokens at most between quotation marks that are taken as a name."""
_SLASH = "/"
"""What may stand between a title and the name: اللواء/ فلان."""

_SENIOR = Adjective("senior")

_OF_COUNTRIES = frozenset({"title", "organ", "group", "unit"})
"""Flags of nouns that a country may have."""
_OF_NO_STATE = ("IGO", "NGO")
"""Sectors whose bodies and persons are of no one state."""
_OF_STATES = ("GOV", "LEG", "MIL", "COP", "JUD", "SPY")
"""Sectors whose bodies and persons are of one."""


class Modifiers:
    """Extends phrases to the right. ``read``: how a phrase within a phrase is read."""

    def __init__(self, language: Language, words: Words, persons: Persons, read: Read) -> None:
        grammar: Mapping[str, Any] = language.data["actors"]["grammar"]
        self._words, self._persons, self._read = words, persons, read
        self._ties = Ties(language, words, read, self._open_genitive)
        endings = grammar["relation"]
        self._no_relation = folded(endings["nouns"])
        self._feminine = fold(endings["feminine"])
        self._irregular = folded(endings["irregular_feminines"])
        self._gender = NounGender(endings)
        self._then = folded(grammar["stop"]["then"])
        noun = grammar["inflection"]["noun"]
        self._feminine_dual = tuple(fold(noun["feminine_before_ending"] + ending) for ending in noun["dual"])
        self._of_one = (fold(noun["feminine"]), fold(noun["accusative"]))
        self._several = (fold(noun["plural"]), fold(noun["plural_oblique"]))
        self._of_feminine, self._of_masculine = fold(endings["of_feminine"]), fold(endings["of_masculine"])
        self._conjunctions = language.clitics.conjunctions
        units = grammar["units"]
        self._arms, self._ordinals, self._teens = (folded(units[of]) for of in ("arms", "ordinals", "teens"))
        links = grammar["links"]
        self._where = folded(grammar["other"]["where"])
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
        phrase = self._adjectives(view, self._tail(view, phrase))
        if form is not None and "portfolio" in form.noun.flags and form.number != "d":
            phrase = self._portfolios(view, phrase)
        phrase = self._number(view, phrase)
        if form is not None and form.noun.flags & {"carrier", "transparent"} and phrase.child is None:
            phrase = self._quoted_name(view, phrase, depth)
        phrase = self._tail(view, phrase)
        phrase = self._ties.link(view, phrase, depth)
        if form is not None:
            phrase = self._ties.belonging(view, phrase, form, depth)
            if "title" in form.noun.flags and form.number == "s":
                phrase = self._office_holder(view, phrase)
                if not phrase.person_text:
                    # دافع النائب عن الحزب: only his name or a number shows that the preposition is not the verb's.
                    seated = self._office_holder(view, self._ties.sits_for(view, phrase, depth))
                    phrase = seated if seated.person_text or phrase.first - 1 in view.counts else phrase
                full = phrase.last - phrase.first > 1
                if full and not phrase.person_text and "prep" not in form.noun.flags:
                    # زعيم الحزب في البلد فلان: where an office is belongs to it if the name stands behind it.
                    named = self._office_holder(view, self._ties.at_place(view, phrase, depth))
                    phrase = named if named.person_text else phrase
            elif "named" in form.noun.flags and form.number == "s":
                phrase = self._apposed_name(view, phrase)
        return _joined(view, phrase)

    def _portfolios(self, view: View, phrase: ActorPhrase) -> ActorPhrase:
        """What a conjunction joins to the matter of an office or a body: وزير الشؤون الدينية والأوقاف."""
        # التقى الوزير والمغتربين: an office without its matter has no second one.
        joined = self._ties.matters(view, phrase) if phrase.last - phrase.first > 1 else phrase
        # وزارة النفط والمعادن اليمنية: what tells the state may stand behind both.
        return joined if joined is phrase or joined.country else self._adjectives(view, joined)

    def _genitive(self, view: View, phrase: ActorPhrase, form: NounForm, depth: int) -> ActorPhrase:
        if form.construct == "no" or self._is_described(view, phrase):
            return phrase
        at = phrase.last
        opened = view.norm(at) in OPENING
        if opened or view.norm(at) == HASH:
            at += 1
        token = view.token(at)
        if token is None or token.kind != "word":
            return phrase
        flags = form.noun.flags
        if token.norm in self._own_country and flags & _OF_COUNTRIES and not opened:
            # حكومة بلاده: whose it is, is not said.
            return phrase.extended(at + 1, token.end, definite=True)
        child = self._read(view, at, depth + 1)
        if child is not None:
            if not phrase.definite and child.known is not None and child.known.kind == "state":
                # فصائل سورية: Syrian ones; the adjective is spelled like the state. But not in حكومة سوريا.
                alike = [h for h in view.peoples.get(at, ()) if not h.article and h.last == child.last]
                if any(not self._other_gender(view, phrase, h) for h in alike):
                    return phrase
            if child.suffix and form.number == "s" and "human" in flags and "opengen" not in flags:
                # قتل متشدد والده: a kin that has a pronoun is no genitive of who is none of theirs.
                return phrase
            if "title" in flags and (child.person_text or (child.known and child.known.kind == "person")):
                return self._of_namesake(view, phrase, child)
            kind = "member" in flags and child.form is not None and "organ" in child.form.noun.flags
            if "title" in flags and "human" not in flags and form.number == "s" and child.form is not None:
                # قائد كتيبة, رئيس حزب معارض: an office of a body of no name.
                kind = kind or bool(child.form.noun.flags & {"group", "unit"})
            if not child.proclitics and (child.definite or "quant" in flags or form.construct == "yes" or kind):
                return closed(view, phrase.extended(child.last, child.end, child=child, definite=True))
        carries = bool(flags & {"opengen", "organ", "carrier"})
        # سكان مدينة حلب: a noun of places with the name of one.
        place = first(view.places.get(at + (at in view.kinds_of_place)))
        # جماعات إسلامية: a town may be spelled like an adjective.
        described = place is not None and any(h.last == place.last for h in view.adjectives.get(place.first, ()))
        if place is not None and not place.proclitics and carries and not described:
            return closed(view, phrase.extended(place.last, place.end, definite=True))
        body = first(view.nouns.get(at)) if child is None and not opened and form.number != "d" else None
        if body is not None and body.article and not body.proclitics and flags & {"title", "member"}:
            if body.entry.payload.noun.flags & {"group", "organ"}:
                # رئيس المجلس: a noun that would be too little by itself.
                noun = body.entry.payload.noun
                return self._adjectives(view, phrase.extended(body.last, body.end, definite=True, body=noun))
        if (carries or form.construct == "yes") and child is None:
            return self._open_genitive(view, phrase, at, opened)
        return phrase

    def _is_described(self, view: View, phrase: ActorPhrase) -> bool:
        """Whether an indefinite noun of several words ends with its own adjective, so that no genitive stands behind it:
        قصفت طائرات حربية بلدة كذا. The second word of an office is a genitive (قائد بحرية).
        """
        office = phrase.form is not None and "title" in phrase.form.noun.flags
        if phrase.last - phrase.first < 2 or phrase.definite or office:
            return False
        return any(h.last == phrase.last and not h.proclitics for h in view.adjectives.get(phrase.last - 1, ()))

    def _of_namesake(self, view: View, phrase: ActorPhrase, child: ActorPhrase) -> ActorPhrase:
        """A title of a group whose noun may also be a woman's before her name: زعيم المعارضة فلان."""
        if child.form is None or "title" in child.form.noun.flags or child.proclitics:
            return phrase
        for hit in view.nouns.get(child.first, ()):
            form: NounForm = hit.entry.payload
            if hit.article and "group" in form.noun.flags and form.noun.id != child.form.noun.id:
                return phrase.extended(hit.last, hit.end, child=from_noun(hit, True), definite=True)
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
        if self._words.feminine_perfect(view, at) or self._is_object(view, phrase, at):
            return phrase
        while last - at < _MAX_OPEN and self._words.open(view, last) and not self._words.third_person(view, last):
            is_definite = self._words.definite(view.norm(last))
            if definite and (not is_definite or last in view.peoples):
                # وزارة الطاقة التركية: behind a genitive that is whole, a nationality tells whose all of it is.
                break
            definite = definite or is_definite
            last += 1
        if last == at:
            return phrase
        if not definite and view.norm(at) in self._aims:
            # مفوضة شؤون الأطفال, منظمة حماية الطفل
            people = self._read(view, at + 1, MAX_DEPTH)
            if people is not None and people.definite and not people.proclitics:
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

    def _adjectives(self, view: View, phrase: ActorPhrase) -> ActorPhrase:
        if phrase.known is not None and phrase.known.kind in ("person", "state"):
            return phrase
        while True:
            at = phrase.last
            quoted = view.norm(at) in OPENING
            at += quoted
            if not quoted and self._words.other_case(view, at):
                return phrase
            hit = max((*view.peoples.get(at, ()), *view.adjectives.get(at, ())), key=lambda h: h.last, default=None)
            if hit is None and self._unknown_adjective(view, phrase, at) and not quoted:
                phrase = phrase.extended(at + 1, view.document.tokens[at].end)
                continue
            if hit is None or (quoted and view.norm(hit.last) not in CLOSING):
                return phrase
            if not hit.article and view.norm(at) in self._where and (hit.last in view.places or hit.last in view.names):
                # قتل جاسوس جنوبي باريس: where, and no adjective.
                return phrase
            if hit.proclitics or (at in view.triggers and hit.entry.kind != "nationality"):
                return phrase
            value: Adjective = hit.entry.payload
            definite = phrase.definite or (hit.article and self._may_have_article(view, phrase))
            if hit.article != definite and not self._of_open_body(phrase, hit):
                return phrase
            if value.plural and not self._takes_plural(view, phrase):
                # المتظاهرين, الحوثيين behind قوات الأمن are nouns of their own: things take a feminine singular.
                return phrase
            if not value.plural and self._of_several(view, phrase):
                # اعتقل مسلحون مسؤولا, فجر إرهابيون مدرعة: what is done to one is no adjective of several.
                return phrase
            if self._of_two(view, hit) and not (phrase.form is not None and phrase.form.number == "d"):
                return phrase
            if not quoted and (self._other_gender(view, phrase, hit) or self._unlike(view, phrase, hit)):
                return phrase
            if (value.plural and _one(phrase)) or self._next_state(view, phrase, hit):
                return phrase
            adjectives = (*phrase.adjectives, value)
            phrase = closed(view, phrase.extended(hit.last, hit.end, adjectives=adjectives, definite=definite))

    def _of_open_body(self, phrase: ActorPhrase, hit: Hit) -> bool:
        """Whether a nationality describes several who are of a body without the article (مسؤولو أمن إسرائيليون)."""
        people = hit.entry.kind == "nationality" and hit.entry.payload.plural and not hit.article
        if not people or phrase.form is None or phrase.form.construct != "yes" or phrase.adjectives:
            return False
        return phrase.last == phrase.head_last + 1 and (phrase.child is None or not phrase.child.definite)

    def _may_have_article(self, view: View, phrase: ActorPhrase) -> bool:
        """Whether the head, and all there is of the phrase, is a noun in which the article cannot be seen (للاجئين)."""
        alone = phrase.form is not None and phrase.last == phrase.head_last == phrase.first + 1
        return alone and self._words.may_have_article(view.norm(phrase.first), phrase.proclitics)

    def _takes_plural(self, view: View, phrase: ActorPhrase) -> bool:
        """Whether a plural adjective may describe the phrase: one of people, or of two."""
        if phrase.form is not None:
            return phrase.form.number == "d" or bool(phrase.form.noun.flags & {"human", "title", "quant"})
        at = phrase.last - 1
        people = any(h.entry.payload.plural for h in (*view.peoples.get(at, ()), *view.adjectives.get(at, ())))
        return phrase.known is None or people

    def _next_state(self, view: View, phrase: ActorPhrase, hit: Hit) -> bool:
        """Whether a nationality is spelled like its state, behind one who has a country or is of none or before another state:
        انتقدت الأمم المتحدة السعودية, أدانت القوات السعودية والإمارات.
        """
        of_known = phrase.known is not None and (phrase.known.country or phrase.known.sector in _OF_NO_STATE)
        coupled = any(h.proclitics in self._conjunctions for h in _states(view, hit.last))
        if not (of_known or phrase.country or coupled):
            return False
        return any(h.last == hit.last and not h.article for h in _states(view, hit.first))

    def _of_several(self, view: View, phrase: ActorPhrase) -> bool:
        """Whether a phrase ends in the sound plural of men, its noun or an adjective of it, which takes no singular
        adjective as broken plurals do.
        """
        form = phrase.form
        if form is None or form.number == "s" or "human" not in form.noun.flags:
            return False
        last = phrase.form_only or (phrase.child is None and bool(phrase.adjectives) and phrase.adjectives[-1].plural)
        return last and view.norm(phrase.last - 1).endswith(self._several)

    def _of_two(self, view: View, hit: Hit) -> bool:
        """Whether an adjective is in the feminine dual."""
        return view.norm(hit.last - 1).endswith(self._feminine_dual)

    def _other_gender(self, view: View, phrase: ActorPhrase, hit: Hit) -> bool:
        """Whether a singular adjective right behind a singular noun of one word has another gender: المدفعية behind الجيش,
        المعارض behind الشرطة.
        """
        form = phrase.form
        if form is None or form.number != "s" or not phrase.form_only or phrase.suffix or hit.entry.payload.plural:
            return False
        if " " in form.spelling:
            return False
        feminine = self._is_feminine(view, hit.last - 1)
        gender = self._gender.of(form.spelling)
        if gender == "f":
            return bool(form.noun.flags & {"group", "organ"}) and not feminine
        return gender == "m" and feminine

    def _unlike(self, view: View, phrase: ActorPhrase, hit: Hit) -> bool:
        """Whether a masculine adjective stands behind a feminine one, or a feminine behind a masculine: القوات الإسرائيلية
        الشاب, النظام الإيراني العنصرية are no one phrase.
        """
        at = phrase.last - 1
        if not phrase.adjectives or hit.entry.payload.plural or _states(view, hit.first):
            return False
        if at not in view.adjectives and at not in view.peoples:
            return False
        if phrase.adjectives[-1].plural:
            return False
        return view.norm(at).endswith(self._feminine) != self._is_feminine(view, hit.last - 1)

    def _is_feminine(self, view: View, i: int) -> bool:
        """Whether an adjective in the singular is feminine: by its ending, or one that has no such (العليا)."""
        return view.norm(i).endswith(self._feminine) or view.norm(i) in self._irregular

    def _unknown_adjective(self, view: View, phrase: ActorPhrase, at: int) -> bool:
        """Whether an unknown word is an adjective made from a noun behind the definite noun of a body (المكتب التنفيذي)."""
        if phrase.form is None or not phrase.definite or "relation" not in phrase.form.noun.flags:
            return False
        token = view.token(at)
        if token is None or not self._words.definite(token.norm) or not self._words.open(view, at):
            return False
        if not self._words.definite(view.norm(at - 1)) or at in view.given or at in view.places:
            return False
        feminine = phrase.form.number == "p" or self._gender.of(phrase.form.spelling) == "f"
        if token.norm in self._no_relation:
            return False
        return token.norm.endswith(self._of_feminine if feminine else self._of_masculine)

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
        """(53) or an ordinal behind a unit, its arms (اللواء 35 مدرع), and the adjectives behind it: of one unit, and where
        it counts nothing (القوات العراقية 9 مسلحين).
        """
        if phrase.form is None or "unit" not in phrase.form.noun.flags or phrase.form.number != "s":
            return phrase
        at = phrase.last
        if phrase.definite and view.norm(at) in self._ordinals:
            at += 1
            at += view.norm(at) in self._teens
        elif view.norm(at - 1) in self._ordinals:
            at += view.norm(at) in self._teens
        if view.norm(at - 1) in self._ordinals | self._teens:
            at = self._behind_arms(view, at)
            return self._adjectives(view, phrase.extended(at, view.document.tokens[at - 1].end))
        if phrase.form_only and view.norm(at) in self._arms:
            # فوج طوارئ نينوى
            place = first(view.places.get(at + 1))
            at = at + 1 if place is None or place.proclitics else place.last
            return phrase.extended(at, view.document.tokens[at - 1].end)
        bracket = view.norm(at) == "("
        number = view.token(at + bracket)
        if number is None or number.kind != "number" or (bracket and view.norm(at + 2) != ")"):
            return phrase
        last = at + (3 if bracket else 1)
        armed = self._behind_arms(view, last)
        if armed > last:
            return self._adjectives(view, phrase.extended(armed, view.document.tokens[armed - 1].end))
        counted = (*view.nouns.get(last, ()), *view.peoples.get(last, ()))
        if not bracket and any(not hit.article for hit in counted):
            return phrase
        return self._adjectives(view, phrase.extended(last, view.document.tokens[last - 1].end))

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

    def _apposed_name(self, view: View, phrase: ActorPhrase) -> ActorPhrase:
        """The name of a person whom a noun of no office describes (المعتقل فلان): one of the registry, or by a given name."""
        at = phrase.last
        at += view.norm(at) in COMMAS or view.norm(at) == _SLASH
        quoted = view.norm(at) in OPENING
        at += quoted
        given = first(view.given.get(at))
        common = given is not None and given.entry.payload
        if (given is not None and given.proclitics) or not phrase.definite:
            return phrase
        name = self._persons.name(view, at, known_only=True)
        # الشاب عبد الله, الشاب أبو فلان: a name of two words, of which no dictionary has the first.
        if name is None or (given is None and name.known is None and not self._persons.opens(view.norm(at))):
            return phrase
        if (quoted and view.norm(name.last) not in CLOSING) or (common and name.known is None and name.last - at < 2):
            return phrase
        return closed(view, _named(view, phrase, name))

    def _office_holder(self, view: View, phrase: ActorPhrase) -> ActorPhrase:
        """The name behind a title, or a second title with its name."""
        # اللواء/ فلان
        at = phrase.last + (view.norm(phrase.last) == _SLASH)
        if phrase.definite and phrase.last - phrase.first > 1 and view.norm(at) in self._then:
            return self._holder_then(view, phrase, at + 1)
        comma = view.norm(at) in COMMAS
        apposed = self._apposed_title(view, phrase, at + comma)
        if apposed is not None:
            person, words = apposed.person, apposed.person_text
            return phrase.extended(apposed.last, apposed.end, person=person, person_text=words, definite=True)
        plain = phrase.child is None and not phrase.adjectives and phrase.form is not None
        if plain and not comma and not phrase.definite and at not in view.given:
            if not any(h.entry.payload.known.kind == "person" for h in view.names.get(at, ())):
                return phrase
        # رئيس المجلس الحالي: behind a genitive a definite word is an adjective rather than a family name.
        described = phrase.child is not None and self._words.definite(view.norm(at))
        known_only = comma or described or (plain and not phrase.form_only)
        given = first(view.given.get(at + comma))
        if given is not None and given.proclitics:
            return phrase
        name = self._persons.name(view, at + comma, known_only=known_only, title=_title(phrase))
        if comma and not phrase.form_only and (name is None or name.known is None):
            name = self._persons.enclosed(view, at + 1) or name
        if name is None:
            return phrase
        bare = plain and not comma and not phrase.definite
        if bare and name.known is not None and phrase.form is not None and "aide" in phrase.form.noun.flags:
            start, end = view.document.tokens[at].start, view.document.tokens[name.last - 1].end
            chief = ActorPhrase(at, name.last, start, end, True, person=name.known, person_text=name.text)
            return phrase.extended(name.last, end, child=chief, definite=True)
        return _named(view, phrase, name)

    def _holder_then(self, view: View, phrase: ActorPhrase, at: int) -> ActorPhrase:
        """An office with the name of who held it then, with or without a comma before the name; without the name, which alone
        shows that the adverb tells of the office (الرئيس الأمريكي آنذاك فلان), as it was.
        """
        at += view.norm(at) in COMMAS
        given = first(view.given.get(at))
        name = self._persons.name(view, at, known_only=True, title=_title(phrase))
        if name is None or (given is not None and given.proclitics) or (name.known is None and name.last - at < 2):
            return phrase
        return _named(view, phrase, name)

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
        if view.titles == MAX_TITLES:
            return None
        view.titles += 1
        apposed = self._read(view, at, 1 if not definite else MAX_DEPTH - 1)
        view.titles -= 1
        if apposed is None or not apposed.person_text or self._another(phrase, apposed):
            return None
        return apposed

    def _another(self, phrase: ActorPhrase, apposed: ActorPhrase) -> bool:
        """Whether a title with its name is another person's than the title before it, by gender or country: استقبل الرئيس
        التونسي المستشارة الألمانية فلانة.
        """
        genders = {self._gender.of(p.form.spelling.split(" ")[0]) for p in (phrase, apposed) if p.form is not None}
        if {"f", "m"} <= genders:
            return True
        own, other = _countries(phrase), _countries(apposed)
        body = phrase.child.known if phrase.child is not None else None
        if body is not None and body.sector in _OF_NO_STATE and apposed.form is not None and other:
            # نصح مفوض الأمم المتحدة، الرئيس التركي فلان: he is of a state.
            return apposed.form.noun.sector in _OF_STATES
        if apposed.form is not None and apposed.form.noun.sector in _OF_NO_STATE:
            return bool(own) or (phrase.form is not None and phrase.form.noun.sector in _OF_STATES)
        return bool(own) and bool(other) and own.isdisjoint(other)


def _states(view: View, at: int) -> list[Hit]:
    """The names of states that begin at a token."""
    return [h for h in view.names.get(at, ()) if h.entry.payload.known.kind == "state"]


def _title(phrase: ActorPhrase) -> Title:
    """What a phrase tells of an office before a name."""
    return Title(phrase.form.noun.offices, phrase.country) if phrase.form is not None else NO_TITLE


def _named(view: View, phrase: ActorPhrase, name: PersonName) -> ActorPhrase:
    """The phrase with the name of the person whom it is of behind it."""
    end = view.document.tokens[name.last - 1].end
    return phrase.extended(name.last, end, person=name.known, person_text=name.text, definite=True)


def _one(phrase: ActorPhrase) -> bool:
    """Whether the head of a phrase is one person or body, and no amount of many."""
    return phrase.form is not None and phrase.form.number == "s" and "quant" not in phrase.form.noun.flags


def _countries(phrase: ActorPhrase) -> set[str]:
    """The countries that a phrase and those within it tell of, ISO 3166 alpha-3. Where a channel is at home tells nothing of
    who reports for it.
    """
    known = (k for k in (phrase.known, phrase.person) if k is not None and k.kind != "agency")
    found = {phrase.country, *(k.country for k in known)} | ({phrase.people.country} if phrase.people else set())
    return found - {""} | (_countries(phrase.child) if phrase.child is not None else set())


def _joined(view: View, phrase: ActorPhrase) -> ActorPhrase:
    """A noun of a hashtag with the hashtag's other words: #رابطة_أهالي_البلدة."""
    if phrase.form is None or not view.joined(phrase.last):
        return phrase
    last = phrase.last
    while view.joined(last):
        last += 1
    return phrase.extended(last, view.document.tokens[last - 1].end, definite=True)
