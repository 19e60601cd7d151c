"""Reads the phrase that begins at a token: which head it has, and whether the head with what follows is an actor."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from conflict_events.language import Language
from conflict_events.lexical.text import COMMAS, fold, folded
from conflict_events.mentions.actors.disambiguation import Disambiguation
from conflict_events.mentions.actors.forms import NounForm
from conflict_events.mentions.actors.modifiers import Modifiers
from conflict_events.mentions.actors.persons import Persons
from conflict_events.mentions.actors.phrase import MAX_DEPTH, ActorPhrase, from_name, from_noun, from_people
from conflict_events.mentions.actors.view import View, first
from conflict_events.mentions.actors.words import Words
from conflict_events.records import Hit

_VERB_REACH = 4
"""Words between a verb and the name that its preposition stands before, at most."""
_FEW = 10
"""Behind a number of so many and fewer the counted noun is a plural."""
_YEARS = range(1900, 2101)
_FORCES = ("MIL", "COP", "SPY", "PRM")
"""Sectors of those in which men have a rank."""
_SUBJECT = 3
"""Words of a subject between its verb and its object, at most."""
_ASIDE = 4
"""Tokens back from a comma to the one that opens what stands between them, at most."""
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


class PhraseReader:
    """Reads actor phrases, by a language's tables."""

    def __init__(self, language: Language, words: Words) -> None:
        grammar: Mapping[str, Any] = language.data["actors"]["grammar"]
        self._words = words
        self._names = Disambiguation(language)
        self._persons = Persons(language, words, self._names)
        self._modifiers = Modifiers(language, words, self._persons, self.phrase)
        self._prepositions = language.clitics.prepositions
        self._conjunction = language.clitics.conjunctions[0]
        self._before_noun = folded(grammar["noun"]["before"])
        self._seizing = folded(grammar["noun"]["seizing"])
        self._accusative = fold(grammar["inflection"]["noun"]["accusative"])
        self._feminine = fold(grammar["inflection"]["noun"]["feminine"])
        self._written_feminine: str = grammar["inflection"]["noun"]["feminine"]
        self._relation = fold(grammar["relation"]["of_feminine"])
        self._described = folded(grammar["noun"]["described"])
        self._tens = tuple(fold(grammar["inflection"]["noun"][case]) for case in ("plural", "plural_oblique"))
        other = grammar["other"]
        self._never_before = {noun: folded(words) for noun, words in other["before"].items()}
        self._never_behind_indefinite = {noun: folded(words) for noun, words in other["behind_indefinite"].items()}
        self._never_behind = {noun: folded(words) for noun, words in other["behind"].items()}
        self._never_before_shapes = {noun: re.compile("|".join(shapes)) for noun, shapes in other["shapes"].items()}
        self._never_behind_shapes = {
            noun: re.compile("|".join(shapes)) for noun, shapes in other["shapes_behind"].items()
        }
        self._never_with = {noun: folded(words) for noun, words in other["proclitics"].items()}
        self._in = folded(other["in"])
        self._inside = folded(grammar["belonging"]["inside"])
        self._to_and_from = folded(other["to_and_from"])
        self._where = folded(other["where"])
        self._names_a_place = folded(other["place_words"])

    def starts(self, view: View, first: int, last: int) -> list[int]:
        """The tokens from ``first`` to before ``last`` that a phrase may begin with: most are ruled out at once."""
        tokens, heads, opens = view.document.tokens, view.heads, self._persons.opens
        return [i for i in range(first, last) if i in heads or opens(tokens[i].norm)]

    def phrase(self, view: View, i: int, depth: int = 0) -> ActorPhrase | None:
        """The longest phrase that begins at token ``i``; ``depth``: phrases that it stands in."""
        asked = (i, depth, view.titles, view.last)
        if asked not in view.phrases:
            view.phrases[asked] = self._phrase(view, i, depth)
        return view.phrases[asked]

    def holder(self, view: View, phrase: ActorPhrase) -> ActorPhrase:
        """The phrase with the name of a person right behind it: one of the registry, or one by a given name."""
        name = self._persons.name(view, phrase.last, known_only=True)
        given = first(view.given.get(phrase.last))
        if name is None or (given is not None and given.proclitics):
            return phrase
        end = view.document.tokens[name.last - 1].end
        return phrase.extended(name.last, end, person=name.known, person_text=name.text)

    def _phrase(self, view: View, i: int, depth: int) -> ActorPhrase | None:
        token = view.token(i)
        if token is None or token.kind != "word" or depth > MAX_DEPTH:
            return None
        if i not in view.heads:
            # Most tokens: nothing but a byname can begin there.
            return self._persons.bare(view, i) if self._persons.opens(token.norm) else None
        name = self._names.name(view, i)
        if name is not None and self._is_direction(view, name):
            name = None
        nouns = view.nouns.get(i, [])
        noun = first(nouns)
        if name is not None and (self._counted_people(view, name) or self._seized(view, name)):
            name = None
        if name is not None and (noun is None or name.last >= noun.last):
            if not depth and name.entry.payload.known.kind == "state" and self._only_where(view, name):
                return None
            named = self._modifiers.extend(view, self._with_fathers(view, from_name(name)), depth)
            if not _of_another_country(named):
                return named
            if noun is None:
                return named if named.known is not None and named.known.kind == "group" else None
        if noun is not None:
            return self._of_noun(view, [reading for reading in nouns if reading.last == noun.last], depth)
        return self._of_people(view, i, depth) or self._persons.bare(view, i)

    def _with_fathers(self, view: View, phrase: ActorPhrase) -> ActorPhrase:
        """A person's name with those of his fathers behind it: الملك عبد الله الثاني بن الحسين."""
        if phrase.known is None or phrase.known.kind != "person":
            return phrase
        last = self._persons.fathers(view, phrase.last)
        return phrase if last == phrase.last else phrase.extended(last, view.document.tokens[last - 1].end)

    def _of_noun(self, view: View, readings: Sequence[Hit], depth: int) -> ActorPhrase | None:
        """The phrase of the first of the readings of a noun that is an actor with what follows it."""
        for reading in readings:
            phrase = self._modifiers.extend(view, from_noun(reading, self._definite(view, reading)), depth)
            if self._fits(view, reading, phrase):
                return phrase
        return None

    def _of_people(self, view: View, i: int, depth: int) -> ActorPhrase | None:
        """The phrase of a people's name: of many, or of one whom a number counts."""
        people = first(view.peoples.get(i))
        if people is None:
            return None
        bare = not people.article and not people.proclitics
        counted = bare and i - 1 in view.counts
        one = bare and not counted and not depth and self._is_one(view, people)
        if not (people.entry.payload.plural or counted or one):
            return None
        return self._modifiers.extend(view, from_people(people)._replace(one=one), depth)

    def _is_one(self, view: View, hit: Hit) -> bool:
        """Whether a nationality in the singular is one of the people: قتل فلسطيني, أوقف الجيش فلسطينيا."""
        if hit.entry.payload.plural or hit.last - hit.first > 1:
            return False
        if hit.first in view.names:
            return self._seized(view, hit)
        before = self._before_aside(view, hit.first - 1)
        norm = view.norm(hit.first)
        if before not in view.verbs and norm.endswith((self._accusative, self._feminine)):
            # أوقف الجيش فلسطينيا: an indefinite word describes nothing definite, and one no men (قتل مسلحون فلسطينيا).
            # قال الحارس إن ... ends the clause.
            other = self._words.definite(view.norm(before)) or self._men_before(view, before + 1)
            return other and self._verb_before(view, before)
        return before in view.verbs and not norm.endswith(self._accusative)

    def _before_aside(self, view: View, i: int) -> int:
        """The token, or the one before what stands between commas where it is a comma: اعتقلت الشرطة، أمس، سوريا."""
        if view.norm(i) not in COMMAS:
            return i
        opening = next((at for at in range(i - 1, i - 1 - _ASIDE, -1) if view.norm(at) in COMMAS), i)
        return opening - 1 if opening < i - 1 else i

    def _seized(self, view: View, hit: Hit) -> bool:
        """Whether the name of a state is one of its people, whom men do what is done to persons only: خطف مسلحون سوريا."""
        if hit.proclitics or hit.article or not view.norm(hit.first).endswith(self._accusative):
            return False
        if not any(h.last == hit.last and not h.article for h in view.peoples.get(hit.first, ())):
            return False
        if not self._men_before(view, hit.first):
            return False
        return any(view.norm(at) in self._seizing for at in range(hit.first - 1 - _SUBJECT, hit.first - 1))

    def _counted_people(self, view: View, hit: Hit) -> bool:
        """Whether the name of a state is a people behind a number that takes a singular (20 سوريا), and no year (عام 2011)."""
        before = view.token(hit.first - 1) if hit.first - 1 in view.counts else None
        if before is None or hit.proclitics or hit.article or hit.entry.payload.known.kind != "state":
            return False
        if not any(h.last == hit.last and not h.article for h in view.peoples.get(hit.first, ())):
            return False
        if not before.norm.isdecimal():
            return before.norm.endswith(self._tens)
        return int(before.norm) not in _YEARS and int(before.norm) % 100 > _FEW

    def _men_before(self, view: View, i: int) -> bool:
        """Whether the word before a token is a sound plural of men in the nominative."""
        men = i - 1 in view.nouns or i - 1 in view.adjectives or i - 1 in view.peoples
        return men and view.norm(i - 1).endswith(self._tens[0])

    def _verb_before(self, view: View, i: int) -> bool:
        """Whether a verb stands a few words before, in the clause."""
        for at in range(i - 1, i - 1 - _SUBJECT, -1):
            if at in view.verbs:
                return True
            token = view.token(at) if at >= 0 else None
            if token is None or token.kind != "word" or token.norm in self._words.stop:
                return False
        return False

    def _only_where(self, view: View, hit: Hit) -> bool:
        """Whether a state's or a capital's name only says where, behind the word before it (في سوريا, العاصمة صنعاء)."""
        if hit.proclitics:
            # نددت تركيا بإسرائيل: behind a verb the preposition may be the verb's.
            verb = any(i in view.verbs for i in range(hit.first - _VERB_REACH, hit.first))
            return hit.proclitics[-1] in self._in and not verb
        return view.norm(hit.first - 1) in self._where

    def _is_direction(self, view: View, hit: Hit) -> bool:
        """Whether the words around a name make another thing of it (إلى الغرب من المدينة)."""
        named = hit.entry.payload.known.id
        if hit.last - hit.first > 1:
            return False
        if view.norm(hit.last) in self._never_before.get(named, ()):
            return True
        return self._stands_behind(hit, view.norm(hit.first - 1), self._never_behind.get(named, ()))

    def _stands_behind(self, hit: Hit, before: str, words: Collection[str]) -> bool:
        """Whether the word before a hit is one of these; of a hit with nothing written on to it, also with a conjunction or a
        preposition on that word.
        """
        return before in words if hit.proclitics else self._words.is_one(before, words)

    def _is_where(self, view: View, hit: Hit) -> bool:
        """Whether a noun of sites says where something is or goes (نقل إلى المستشفيات) rather than what is attacked."""
        if hit.proclitics:
            return hit.proclitics[-1] in self._in
        return view.norm(hit.first - 1) in self._where or view.norm(hit.first - 1) in self._to_and_from

    def _definite(self, view: View, hit: Hit) -> bool:
        if hit.article or hit.suffix or "definite" in hit.entry.payload.noun.flags:
            return True
        if self._words.definite(fold(hit.entry.payload.spelling)):
            return True
        raw = fold(view.document.article.text[hit.start : view.document.tokens[hit.first].end])
        # وزارة الصحة والسكان
        joined = hit.last - hit.first > 1 and self._has_article(view, hit.last - 1)
        return joined or self._words.definite(raw) or self._words.definite(view.norm(hit.last - 1))

    def _fits(self, view: View, hit: Hit, phrase: ActorPhrase) -> bool:
        """Whether a noun with what follows it is an actor here."""
        form: NounForm = hit.entry.payload
        flags = form.noun.flags
        if hit.suffix and flags & {"needname", "nosuffix"}:
            return False
        if self._means_another_thing(view, hit, phrase):
            return False
        if "site" in flags and self._is_where(view, hit):
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
        if "defstrict" in flags and (not phrase.definite or self._has_article(view, before)):
            return False
        if "relative" not in flags or not phrase.form_only or not hit.article:
            return True
        if not hit.proclitics:
            return not self._has_article(view, before)
        # الخدمات الصحية والبلدية
        described = before in view.adjectives or view.norm(before).endswith(self._relation)
        return hit.proclitics in self._prepositions or not described

    def _serves(self, view: View, phrase: ActorPhrase) -> bool:
        """Whether a rank is somebody's in a force (مقدم في الجيش), and no word that is written alike (رائد في مجاله, مقدم من
        الحكومة).
        """
        child = phrase.child
        if child is None or phrase.form is None or "member" not in phrase.form.noun.flags:
            return False
        force = child.known.sector if child.known is not None else child.form.noun.sector if child.form else ""
        return force in _FORCES and view.norm(child.first - 1) in self._inside

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

    def _means_another_thing(self, view: View, hit: Hit, phrase: ActorPhrase) -> bool:
        """Whether the words around a noun make another thing of it (القضاء على, حرية الحركة, شبكة الكهرباء), or the name
        of a place (حي الشرطة).
        """
        noun, before = hit.entry.payload.noun.id, view.norm(hit.first - 1)
        if self._stands_behind(hit, before, self._never_behind.get(noun, ())):
            return True
        if not phrase.definite and self._stands_behind(hit, before, self._never_behind_indefinite.get(noun, ())):
            return True
        behind = view.norm(hit.last)
        if behind in self._never_before.get(noun, ()) and not (behind in self._words.stop and _said_by(view, hit)):
            return True
        if hit.proclitics and hit.proclitics[-1] in self._never_with.get(noun, ()):
            return True
        shapes = self._never_behind_shapes.get(noun)
        if shapes is not None and hit.first and shapes.match(view.text(hit.first - 1, hit.first)):
            return True
        shapes = self._never_before_shapes.get(noun)
        if shapes is not None and view.token(hit.last) is not None and shapes.match(view.text(hit.last, hit.last + 1)):
            return True
        return hit.article and not hit.proclitics and not phrase.person_text and before in self._names_a_place

    def _has_article(self, view: View, i: int) -> bool:
        """Whether a token has the article, also behind a conjunction or a preposition written on to it (للنفقات)."""
        norm = view.norm(i)
        return any(self._words.definite(self._words.bare(norm, p)) for p in self._words.proclitics(norm))

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
        other = self._words.definite(before.norm) or self._men_before(view, hit.first)
        return hit.first - 1 in view.verbs or (form.construct == "no" and other)

    def _one_more(self, view: View, hit: Hit) -> bool:
        """Whether a conjunction joins an indefinite noun to one right before it of one person: مقتل جندي وصحفي."""
        other = first(view.nouns.get(hit.first - 1))
        if other is None or other.last != hit.first or other.article or other.suffix:
            return False
        form: NounForm = other.entry.payload
        # زعيم سياسي وعسكري, نصر سياسي وفني: two adjectives.
        return not form.adjective and form.number == "s" and "human" in form.noun.flags


def _of_another_country(phrase: ActorPhrase) -> bool:
    """Whether its nationality is not that of the known actor whose name it has: bodies of two states are named alike."""
    country = phrase.known.country if phrase.known is not None else ""
    return bool(country and phrase.country) and country != phrase.country


def _said_by(view: View, hit: Hit) -> bool:
    """Whether a verb of saying stands right before a noun without a preposition: قال مدعون إن."""
    return not hit.proclitics and any(
        h.last == hit.first for h in view.document.within("speech", hit.first - 2, hit.first)
    )


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
    if child is None or child.form is None or child.first != phrase.head_last:
        return False
    return "title" in child.form.noun.flags and child.form.number == "s"
