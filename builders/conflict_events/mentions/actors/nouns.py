"""Whether a noun with what follows it is an actor where it stands: many are adjectives, too, or too little by themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.actors.forms import NounForm
from conflict_events.mentions.actors.other_meanings import OtherMeanings
from conflict_events.mentions.actors.phrase import ActorPhrase
from conflict_events.mentions.actors.view import View, first
from conflict_events.mentions.actors.words import Words
from conflict_events.records import Hit

_FORCES = ("MIL", "COP", "SPY", "PRM")
"""Sectors of those in which men have a rank."""
_NEEDS: Mapping[str, Callable[[ActorPhrase, Hit], bool]] = {
    "quant": lambda phrase, hit: phrase.child is not None,
    "needgen": lambda phrase, hit: _told(phrase) or _goes_on(phrase, hit),
    "needadj": lambda phrase, hit: _told(phrase) or not _is_word(hit),
    "weapon": lambda phrase, hit: _told(phrase) or bool(phrase.suffix) or not _is_word(hit),
    "needname": lambda phrase, hit: bool(phrase.person_text),
    "verbal": lambda phrase, hit: phrase.definite or _goes_on(phrase, hit),
    "plural": lambda phrase, hit: hit.entry.payload.number != "s" or _goes_on(phrase, hit),
}
"""What must be said of a noun of a flag, or stand with it, for it to be an actor."""


class Nouns:
    """Tells so, by a language's tables."""

    def __init__(self, language: Language, words: Words, other: OtherMeanings) -> None:
        grammar: Mapping[str, Any] = language.data["actors"]["grammar"]
        self._words, self._other = words, other
        self._prepositions = language.clitics.prepositions
        self._conjunction = language.clitics.conjunctions[0]
        self._before_noun = folded(grammar["noun"]["before"])
        self._described = folded(grammar["noun"]["described"])
        self._written_feminine: str = grammar["inflection"]["noun"]["feminine"]
        self._feminine = fold(self._written_feminine)

    def is_actor(self, view: View, hit: Hit, phrase: ActorPhrase) -> bool:
        """Whether a noun with what follows it is an actor here."""
        form: NounForm = hit.entry.payload
        flags = form.noun.flags
        if hit.suffix and flags & {"needname", "nosuffix"}:
            return False
        if self._other.of_noun(view, hit, phrase):
            return False
        if "site" in flags and self._other.site_is_where(view, hit):
            return False
        if flags & {"seat", "vice"} and ("vice" in flags) != _of_title(phrase):
            return False
        if "noplace" in flags and (hit.last in view.places or hit.last in view.kinds_of_place):
            return False
        if form.construct == "yes" and phrase.child is None and not phrase.suffix and not _goes_on(phrase, hit):
            return False
        if "defonly" in flags and not (phrase.definite or phrase.adjectives or self._serves(view, phrase)):
            return False
        if self._described_twice(view, hit, phrase) or self._described_by_two(view, hit, phrase):
            return False
        if _may_describe(form, phrase) and not self._noun_by_place(view, hit, form):
            return False
        if _is_word(hit) and not self._word_stands(view, hit, phrase):
            return False
        return all(_NEEDS[flag](phrase, hit) for flag in flags if flag in _NEEDS)

    def _word_stands(self, view: View, hit: Hit, phrase: ActorPhrase) -> bool:
        """Whether a noun of one word that has the letters of an adjective is the noun."""
        flags = hit.entry.payload.noun.flags
        if "defonlybase" in flags and not self._opposition(view, hit, phrase):
            return False
        before = hit.first - 1
        if "defstrict" in flags and (not phrase.definite or self._words.has_article(view.norm(before))):
            return False
        if "relative" not in flags or not phrase.form_only or not hit.article:
            return True
        if not hit.proclitics:
            return not self._words.has_article(view.norm(before))
        # الخدمات الصحية والبلدية
        described = before in view.adjectives or view.norm(before).endswith(self._words.of_feminine)
        return hit.proclitics in self._prepositions or not described

    def _serves(self, view: View, phrase: ActorPhrase) -> bool:
        """Whether a rank is somebody's in a force (مقدم في الجيش), and no word that is written alike (رائد في مجاله, مقدم من
        الحكومة).
        """
        child = phrase.child
        if child is None or phrase.form is None or "member" not in phrase.flags:
            return False
        force = child.known.sector if child.known is not None else child.noun_sector
        return force in _FORCES and view.norm(child.first - 1) in self._words.inside

    def _described_twice(self, view: View, hit: Hit, phrase: ActorPhrase) -> bool:
        """Whether a word that is noun or adjective and the unknown one behind it describe what stands before them, and are no
        title with a family name: التقدم العسكري النوعي.
        """
        before = hit.first - 1
        definite = self._words.definite(view.norm(hit.first))
        if not (hit.entry.payload.adjective and definite and not hit.proclitics and phrase.person_text):
            return False
        if phrase.person is not None or phrase.last - phrase.head_last > 1 or phrase.head_last in view.given:
            return False
        actor = before in view.nouns or before in view.names or before in view.peoples
        return self._words.definite(view.norm(before)) and not actor

    def _described_by_two(self, view: View, hit: Hit, phrase: ActorPhrase) -> bool:
        """Whether an indefinite word that is noun or adjective describes the noun before it, as the adjective behind it does:
        انقلاب عسكري جديد, مؤتمر صحفي مشترك, but قال صحفي سوري. A feminine noun has a feminine adjective.
        """
        form: NounForm = hit.entry.payload
        bare = form.adjective and form.number == "s" and not (phrase.definite or hit.proclitics or phrase.child)
        if not (bare and phrase.adjectives and hit.first):
            return False
        before, norm = hit.first - 1, view.norm(hit.first - 1)
        if before in view.verbs or before in view.counts or norm in self._words.stop or self._words.definite(norm):
            return False
        # ندوة صحفية مشتركة, but جثة صحفي سوري
        feminine = view.norm(hit.first).endswith(self._feminine)
        ending = feminine and view.text(before, hit.first).endswith(self._written_feminine)
        return ending or self._words.is_one(norm, self._described)

    def _opposition(self, view: View, hit: Hit, phrase: ActorPhrase) -> bool:
        """Whether a collective spelled like an adjective (المعارضة) is the noun: not behind a noun it could describe."""
        if not phrase.definite:
            return bool(phrase.adjectives)
        return bool(hit.proclitics) or not self._words.definite(view.norm(hit.first - 1))

    def _noun_by_place(self, view: View, hit: Hit, form: NounForm) -> bool:
        """Whether a word that is noun or adjective (انتحاري, مسلح, مدني) is the noun here: behind a number, a particle that
        a subject follows, a preposition or a verb, where no noun stands that it could describe.
        """
        before = view.token(hit.first - 1) if hit.first else None
        if hit.article and "profession" in form.noun.flags:
            # المؤتمر الصحفي, but قال الصحفي.
            return before is None or bool(hit.proclitics) or not self._words.definite(before.norm)
        if hit.article and not hit.proclitics:
            # التفجير الانتحاري, but وصل الانتحاري, أن الانتحاري.
            return hit.first - 1 in view.verbs or (
                before is not None and self._words.is_one(before.norm, self._before_noun)
            )
        if any(p in hit.proclitics for p in self._prepositions):
            return not hit.article
        if hit.proclitics == self._conjunction and form.number == "s" and self._one_more(view, hit):
            return True
        if before is None or before.kind not in ("word", "number"):
            return False
        if (
            before.kind == "number"
            or hit.first - 1 in view.counts
            or self._words.is_one(before.norm, self._before_noun)
        ):
            return True
        # قتل الجيش مسلحا, اعتقل جنود إسرائيليون شابا: the accusative describes nothing definite, and one no men.
        other = self._words.definite(before.norm) or self._words.men_before(view, hit.first)
        return hit.first - 1 in view.verbs or (form.construct == "no" and other)

    def _one_more(self, view: View, hit: Hit) -> bool:
        """Whether a conjunction joins an indefinite noun to one right before it of one person: مقتل جندي وصحفي."""
        other = first(view.nouns.get(hit.first - 1))
        if other is None or other.last != hit.first or other.article or other.suffix:
            return False
        form: NounForm = other.entry.payload
        # زعيم سياسي وعسكري, نصر سياسي وفني: two adjectives.
        return not form.adjective and form.number == "s" and "human" in form.noun.flags


def _is_word(hit: Hit) -> bool:
    """Whether a noun is one word."""
    return hit.last - hit.first == 1


def _goes_on(phrase: ActorPhrase, hit: Hit) -> bool:
    """Whether a phrase has words behind its noun."""
    return phrase.last > hit.last


def _told(phrase: ActorPhrase) -> bool:
    """Whether a genitive or an adjective tells more of a phrase's noun."""
    return phrase.child is not None or bool(phrase.adjectives)


def _may_describe(form: NounForm, phrase: ActorPhrase) -> bool:
    """Whether a noun's form may as well be an adjective of a noun before it: no name, nor more of a title, shows the noun."""
    if not form.adjective or form.number != "s" or phrase.person_text:
        return False
    return "title" not in form.noun.flags or not (_told(phrase) or phrase.suffix)


def _of_title(phrase: ActorPhrase) -> bool:
    """Whether the title of one person is the genitive right behind a noun: نائب مستشار."""
    child = phrase.child
    return child is not None and child.first == phrase.head_last and child.is_title
