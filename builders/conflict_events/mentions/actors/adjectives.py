"""The adjectives behind the head of an actor phrase: which word is one of it, and which is a noun of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.actors.forms import Adjective
from conflict_events.mentions.actors.noun_gender import NounGender
from conflict_events.mentions.actors.phrase import ActorPhrase
from conflict_events.mentions.actors.registry import OF_NO_STATE
from conflict_events.mentions.actors.view import CLOSING, OPENING, View, closed
from conflict_events.mentions.actors.words import Words
from conflict_events.records import Hit


class Adjectives:
    """Reads adjectives, by a language's tables."""

    def __init__(self, language: Language, words: Words, gender: NounGender) -> None:
        grammar: Mapping[str, Any] = language.data["actors"]["grammar"]
        relation, noun = grammar["relation"], grammar["inflection"]["noun"]
        self._words, self._gender = words, gender
        self._no_relation = folded(relation["nouns"])
        self._feminine = fold(relation["feminine"])
        self._irregular = folded(relation["irregular_feminines"])
        self._collectives = folded(relation["collectives"])
        self._feminine_dual = tuple(fold(noun["feminine_before_ending"] + ending) for ending in noun["dual"])
        self._several = (fold(noun["plural"]), fold(noun["plural_oblique"]))
        self._conjunctions = language.clitics.conjunctions

    def read(self, view: View, phrase: ActorPhrase) -> ActorPhrase:
        """The phrase with the adjectives behind it."""
        if phrase.is_known("person", "state"):
            return phrase
        while (longer := self._with_next(view, phrase)) is not None:
            phrase = longer
        return phrase

    def _with_next(self, view: View, phrase: ActorPhrase) -> ActorPhrase | None:
        """The phrase with the adjective right behind it, which may stand between quotation marks."""
        at = phrase.last
        quoted = view.norm(at) in OPENING
        at += quoted
        if not quoted and self._words.other_case(view, at):
            return None
        hit = max((*view.peoples.get(at, ()), *view.adjectives.get(at, ())), key=lambda h: h.last, default=None)
        if hit is None:
            if quoted or not self._unknown_adjective(view, phrase, at):
                return None
            return phrase.extended(at + 1, view.document.tokens[at].end)
        if (quoted and view.norm(hit.last) not in CLOSING) or self._means_another_thing(view, hit):
            return None
        definite = phrase.definite or (hit.article and self._may_have_article(view, phrase))
        if hit.article != definite and not self._of_open_body(phrase, hit):
            return None
        if not self._agrees(view, phrase, hit) or self._next_state(view, phrase, hit):
            return None
        if not quoted and (self.other_gender(view, phrase, hit) or self._unlike(view, phrase, hit)):
            return None
        adjectives = (*phrase.adjectives, hit.entry.payload)
        return closed(view, phrase.extended(hit.last, hit.end, adjectives=adjectives, definite=definite))

    def _means_another_thing(self, view: View, hit: Hit) -> bool:
        """Whether the word is no adjective here: it goes on a list, is an event word, or says where (قتل جاسوس جنوبي باريس)."""
        if hit.proclitics or (hit.first in view.triggers and hit.entry.kind != "nationality"):
            return True
        where = not hit.article and view.norm(hit.first) in self._words.where
        return where and (hit.last in view.places or hit.last in view.names)

    def _agrees(self, view: View, phrase: ActorPhrase, hit: Hit) -> bool:
        """Whether an adjective has the number that one of the phrase has."""
        value: Adjective = hit.entry.payload
        if self._of_two(view, hit) and not (phrase.form is not None and phrase.form.number == "d"):
            return False
        if value.plural:
            # المتظاهرين, الحوثيين behind قوات الأمن are nouns of their own: things take a feminine singular.
            return self._takes_plural(view, phrase) and not _one(phrase)
        # اعتقل مسلحون مسؤولا, فجر إرهابيون مدرعة: what is done to one is no adjective of several.
        return not self._of_several(view, phrase) and not self.of_men(view, phrase, hit)

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
            return phrase.form.number == "d" or bool(phrase.flags & {"human", "title", "quant"})
        at = phrase.last - 1
        people = any(h.entry.payload.plural for h in (*view.peoples.get(at, ()), *view.adjectives.get(at, ())))
        return phrase.known is None or people

    def _next_state(self, view: View, phrase: ActorPhrase, hit: Hit) -> bool:
        """Whether a nationality is spelled like its state, behind one who has a country or is of none or before another state:
        انتقدت الأمم المتحدة السعودية, أدانت القوات السعودية والإمارات.
        """
        of_known = phrase.known is not None and (phrase.known.country or phrase.known.sector in OF_NO_STATE)
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

    def of_men(self, view: View, phrase: ActorPhrase, hit: Hit) -> bool:
        """Whether a masculine singular stands right behind a broken plural of men, which is no collective: قتل جنود شابا, أقارب
        شاب.
        """
        form = phrase.form
        if form is None or form.number != "p" or "human" not in form.noun.flags or not phrase.form_only:
            return False
        if fold(form.spelling) in self._collectives or " " in form.spelling:
            return False
        return not self._is_feminine(view, hit.last - 1)

    def _of_two(self, view: View, hit: Hit) -> bool:
        """Whether an adjective is in the feminine dual."""
        return view.norm(hit.last - 1).endswith(self._feminine_dual)

    def other_gender(self, view: View, phrase: ActorPhrase, hit: Hit) -> bool:
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
        return self._is_feminine(view, at) != self._is_feminine(view, hit.last - 1)

    def _is_feminine(self, view: View, i: int) -> bool:
        """Whether an adjective in the singular is feminine: by its ending, or one that has no such (العليا)."""
        return view.norm(i).endswith(self._feminine) or view.norm(i) in self._irregular

    def _unknown_adjective(self, view: View, phrase: ActorPhrase, at: int) -> bool:
        """Whether an unknown word is an adjective made from a noun behind the definite noun of a body (المكتب التنفيذي)."""
        if phrase.form is None or not phrase.definite or "relation" not in phrase.flags:
            return False
        token = view.token(at)
        if token is None or not self._words.definite(token.norm) or not self._words.open(view, at):
            return False
        if not self._words.definite(view.norm(at - 1)) or at in view.given or at in view.places:
            return False
        feminine = phrase.form.number == "p" or self._gender.of(phrase.form.spelling) == "f"
        if token.norm in self._no_relation:
            return False
        return token.norm.endswith(self._words.of_feminine if feminine else self._words.of_masculine)


def _states(view: View, at: int) -> list[Hit]:
    """The names of states that begin at a token."""
    return [h for h in view.names.get(at, ()) if h.entry.payload.known.kind == "state"]


def _one(phrase: ActorPhrase) -> bool:
    """Whether the head of a phrase is one person or body, and no amount of many."""
    return phrase.form is not None and phrase.form.number == "s" and "quant" not in phrase.flags
