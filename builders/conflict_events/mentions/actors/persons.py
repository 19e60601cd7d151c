"""Names of persons: where one begins, which words it takes in, whose it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from conflict_events.language import Language
from conflict_events.lexical.text import COMMAS, fold, folded
from conflict_events.mentions.actors.disambiguation import NO_TITLE, Disambiguation, Title
from conflict_events.mentions.actors.forms import table
from conflict_events.mentions.actors.phrase import ActorPhrase
from conflict_events.mentions.actors.registry import Known
from conflict_events.mentions.actors.view import HASH, View, first
from conflict_events.mentions.actors.words import Words
from conflict_events.mentions.base import Table
from conflict_events.records import Hit

_MAX_NAME = 5
"""Words of a person's name at most, without the particles between them."""
_LEAST_ENCLOSED, _MAX_ENCLOSED = 2, 4
"""Words of a name between commas."""
_LEAST_BYNAME = 3
"""Letters at least of what is written on to the opener of a byname."""


class PersonName(NamedTuple):
    """A name: the registry's row where it has one, the token behind it, its words."""

    known: Known | None
    last: int
    text: str


def with_name(view: View, phrase: ActorPhrase, name: PersonName) -> ActorPhrase:
    """The phrase with the name of the person whom it is of behind it."""
    end = view.document.tokens[name.last - 1].end
    return phrase.extended(name.last, end, person=name.known, person_text=name.text, definite=True)


class Persons:
    """Reads names of persons, by a language's tables."""

    def __init__(self, language: Language, words: Words, names: Disambiguation) -> None:
        grammar: Mapping[str, Any] = language.data["actors"]["grammar"]
        rules = grammar["names"]
        self._words, self._names = words, names
        self._openers = folded(rules["openers"])
        self._attached_openers = tuple(fold(o) for o in rules["attached_openers"])
        self._any_opener = (*sorted(self._openers), *self._attached_openers)
        self._second = words.particles | words.servants
        self._ends = words.stop - words.servants
        self._son = folded(rules["son"])
        self._negations = folded(rules["negations"])
        self._sons = fold(rules["son"][0])
        self._compound, self._never = folded(rules["compound"]), folded(rules["never"]) | words.things
        self._families, self._traits = folded(rules["family"]), folded(rules["trait"])
        self._never_begins = tuple(fold(b) for b in rules["never_begins"])
        self._verbal_nouns = re.compile("|".join(rules["verbal_nouns"]))
        self._definite_verbal_nouns = re.compile(f"{language.clitics.article}(?:{self._verbal_nouns.pattern})")
        # Given names that are nothing else.
        self._given = frozenset(fold(row["name"]) for row in table(language, "first_names") if not row["ambiguous"])
        self._written_on = re.compile("|".join(rules["written_on"]))
        self._pronoun = fold(grammar["inflection"]["noun"]["pronoun"])
        self._prepositions = language.clitics.prepositions
        self._feminine: str = grammar["inflection"]["noun"]["feminine"]
        self._not_behind = {fold(name): folded(words) for name, words in rules["not_behind"].items()}
        self._no_names = Table((phrase, True) for phrase in rules["no_names"])

    def opens(self, norm: str) -> bool:
        """Whether a folded word opens a byname: أبو فلان, or written as one أبوفلان."""
        if not norm.startswith(self._any_opener):
            return False
        return norm in self._openers or any(
            norm.startswith(o) and len(norm) >= len(o) + _LEAST_BYNAME for o in self._attached_openers
        )

    def bare(self, view: View, i: int) -> ActorPhrase | None:
        """The phrase of a given name with at least one more name behind it, and no title before it."""
        hit = first(view.given.get(i))
        opener = self.opens(view.norm(i))
        if not opener and hit is None:
            return None
        if hit is not None and not opener and hit.entry.payload and not self._shown(view, i):
            return None
        if opener and not self._goes_on(view, i + 1):
            return None
        name = self.name(view, i, known_only=False)
        if name is None or name.last - i < 2:
            return None
        tokens = view.document.tokens
        start = hit.start if hit is not None else tokens[i].start
        end = tokens[name.last - 1].end
        return ActorPhrase(
            i,
            name.last,
            start,
            end,
            True,
            person=name.known,
            person_text=view.document.text[start:end],
            proclitics=hit.proclitics if hit else "",
        )

    def _shown(self, view: View, i: int) -> bool:
        """Whether what stands around a given name that is a common word, too, shows that it is a name: another given name
        (صادق رشيد), a word that goes on names only, a family name that no dictionary has (عباس الجوهري, عزيزة اليوسف), or a
        verb of saying before it and an unknown word behind it (قال سمير ...).
        """
        following, norm = view.given.get(i + 1), view.norm(i + 1)
        if (following and not following[0].proclitics) or norm in self._second:
            return True
        if norm in self._ends or norm in self._words.relations or not self._goes_on(view, i + 1):
            return False
        known = (view.names, view.nouns, view.peoples, view.adjectives, view.places)
        if any(i + 1 in of for of in known):
            return False
        if self._words.definite(norm):
            return self._words.of_origin(norm) or norm[len(self._words.article) :] in self._given
        said = any(h.last == i and not h.suffix for h in view.document.within("speech", i - 2, i))
        return said and not norm.endswith(self._pronoun) and not self._words.third_person(view, i + 1)

    def name(self, view: View, at: int, *, known_only: bool, title: Title = NO_TITLE) -> PersonName | None:
        """The person's name that begins at a token. ``known_only``: by a name of the registry or a given name.
        ``title``: the one that stands before it.
        """
        for hit in self._names.names(view, at, title):
            known: Known = hit.entry.payload.known
            if known.kind == "person" and not hit.proclitics:
                last = self.fathers(view, hit.last)
                return PersonName(known, last, view.text(at, last))
        office = first(view.nouns.get(at))
        if office is not None and (office.last - at > 1 or at + 1 in view.kinds_of_place or at + 1 in view.places):
            # خادم الحرمين أمير منطقة كذا, نائب حاكم دبي, الأمين العام: an office, though the word is a given name, too.
            return None
        if self._no_names.match(view.document.tokens, at, view.last) is not None:
            return None
        if self._words.is_one(view.norm(at - 1), self._not_behind.get(view.norm(at), ())):
            return None
        given = at in view.given or self.opens(view.norm(at)) or (title is not NO_TITLE and self._has_father(view, at))
        if not given and (known_only or not self._goes_on(view, at, opening=True) or self._common(view, at)):
            return None
        last = self._end(view, at)
        return PersonName(None, last, view.text(at, last)) if last > at else None

    def behind(self, view: View, at: int, *, known_only: bool, title: Title = NO_TITLE) -> PersonName | None:
        """The same behind a noun whose holder he may be: a name with a conjunction written on to it is somebody else's."""
        given = first(view.given.get(at))
        return (
            None if given is not None and given.proclitics else self.name(view, at, known_only=known_only, title=title)
        )

    def _has_father(self, view: View, at: int) -> bool:
        """Whether the father's name behind a word shows that it is a given name, whatever else it means: اللواء عيد بن فلان,
        اللواء ضيف الله بن فلان.
        """
        token = view.token(at)
        last = at + 1 + (view.norm(at + 1) in self._compound)
        if token is None or token.kind != "word" or view.norm(last) != self._sons or not self._goes_on(view, last + 1):
            return False
        known = (view.names, view.nouns, view.peoples, view.adjectives, view.places, view.kinds_of_place)
        norm = token.norm
        return not any(at in of for of in known) and norm not in self._ends

    def fathers(self, view: View, last: int) -> int:
        """The token behind the fathers' names that go on a known name: الأمير محمد بن سلمان بن عبدالعزيز."""
        # الأسد ابن عم فلان: a relative is no father.
        while view.norm(last) in self._son and last not in view.nouns and self._goes_on(view, last + 1):
            last += 2
            # عبد العزيز: a father's name of two words.
            last += view.norm(last - 1) in self._words.particles and self._goes_on(view, last)
        return last

    def enclosed(self, view: View, at: int) -> PersonName | None:
        """The name that fills what stands between a comma before ``at`` and the next one: two to four words, whether or not
        a dictionary has them (مديرة المكتب، فلانة الفلانية، قالت).
        """
        last = at
        while last - at <= _MAX_ENCLOSED and view.norm(last) not in COMMAS:
            token = view.token(last)
            if token is None or token.kind != "word" or not self._enclosed_word(view, last, at):
                return None
            last += 1
        if not _LEAST_ENCLOSED <= last - at <= _MAX_ENCLOSED:
            return None
        return PersonName(None, last, view.text(at, last))

    def _enclosed_word(self, view: View, i: int, at: int) -> bool:
        norm, words = view.norm(i), self._words
        if i in view.given:
            return not view.given[i][0].proclitics
        if norm in words.particles:
            return True
        if norm in words.stop or words.attached(norm) or words.clause(view, i):
            return False
        if i == at:
            return self._goes_on(view, i, opening=True) and not self._common(view, i) and not words.definite(norm)
        if words.looks_verb(norm):
            return False
        return words.definite(norm) or not (i in view.nouns or i in view.adjectives)

    def _end(self, view: View, at: int) -> int:
        """The token behind the name that begins at ``at``."""
        last = at + 1
        if self._words.definite(view.norm(at)) and at not in view.given:
            # العقيد المالكي: a family name alone goes on as another definite one only.
            if not self._words.definite(view.norm(last)) and last not in view.given:
                return last
        names = 1
        while names < _MAX_NAME:
            if view.norm(last - 1) in self._words.particles:
                # أبو علي: folding makes this name one with a preposition; as a given name it is told by its spelling.
                if view.token(last) is None or (view.norm(last) in self._ends and last not in view.given):
                    break
                if view.norm(last - 1) in self._negations and self._words.looks_verb(view.norm(last)):
                    break
                last += 1
                names += 1
                continue
            if view.norm(last) in ("-", HASH) and self._goes_on(view, last + 1):
                last += 2
                names += 1
                continue
            if self._begins_office(view, last):
                break
            if not self._goes_on(view, last) and not self._family(view, last):
                break
            whole = last >= at + 2 + (view.norm(at) in self._openers)
            if whole and self._known_person(view, last):
                # التقى بن فلان فلانا: the name of one before the full name of another.
                break
            if last - at > 1 and self._tells_office(view, last):
                # فلان الفلاني المتحدث الرسمي: what he is.
                break
            if view.norm(last + 1) in self._traits:
                # فلان تركي الجنسية: a nationality that tells of a trait is no family name.
                break
            # A definite second name ends most names; a third follows only as another definite one. أسد الله, نور الدين are one.
            last += 1
            names += view.norm(last - 1) not in self._words.particles
            if view.norm(last - 1) in self._compound and (last - 2 in view.given or last - 2 == at):
                continue
            if self._words.definite(view.norm(last - 1)) and not self._words.definite(view.norm(last)):
                break
        while last > at and view.norm(last - 1) in self._words.particles:
            last -= 1
        return last

    def _begins_office(self, view: View, i: int) -> bool:
        """Whether a given name that is a title, too, is one of a place or body that follows: فلان أمير منطقة كذا."""
        if i not in view.nouns or i not in view.given:
            return False
        return i + 1 in view.kinds_of_place or i + 1 in view.places or i + 1 in view.nouns

    def _tells_office(self, view: View, i: int) -> bool:
        """Whether a definite title, with an adjective or on whose behalf it speaks behind it, tells what the one before it is
        (المتحدث الرسمي, الحارس السابق, الشاهد الرئيسي), and is no family name.
        """
        noun = first(view.nouns.get(i))
        if noun is None or not self._words.definite(view.norm(i)):
            return False
        described = noun.last - i > 1 or noun.last in view.adjectives or noun.last in view.peoples
        told = view.norm(noun.last) in self._words.relations or view.norm(noun.last) in self._words.on_behalf
        return described or told or view.text(i, i + 1).endswith(self._feminine)

    def _known_person(self, view: View, at: int) -> bool:
        """Whether a full name of a person of the registry begins at the token."""
        return any(h.last - h.first > 1 and h.entry.payload.known.kind == "person" for h in view.names.get(at, ()))

    def _goes_on(self, view: View, i: int, opening: bool = False) -> bool:
        """Whether the token may be a word of a name; ``opening``: its first."""
        token = view.token(i)
        if token is None or token.kind != "word" or len(token.norm) < 2:
            return False
        given = first(view.given.get(i))
        if given is not None and not (given.entry.payload and given.proclitics in self._prepositions):
            # With a conjunction written on to it the name is another person's; بلوك is no preposition before لوك.
            return not given.proclitics
        norm, words = token.norm, self._words
        if self._written_on.match(view.text(i, i + 1)):
            return False
        if norm in words.particles:
            return True
        if norm in words.stop or norm in words.links or words.attached(norm) or norm in self._never:
            return False
        if i in view.event_words or i in view.objects:
            return False
        nouns = view.nouns.get(i, ())
        definite = words.definite(norm)
        # A definite noun of a person may be a family name (القاضي), one of several or of bodies is not (السكان, الحكومة).
        if nouns and not (definite and _may_be_family(nouns[0])):
            return False
        if opening and (nouns or i in view.adjectives or definite):
            return (
                not nouns and i not in view.adjectives and i not in view.peoples and norm not in self._words.relations
            )
        names = view.names.get(i)
        if names and names[0].entry.payload.known.kind != "person":
            return False
        if definite:
            return self._definite_verbal_nouns.match(view.text(i, i + 1)) is None
        if not opening and self._verbal_nouns.match(view.text(i, i + 1)):
            return False
        if words.clause(view, i) or words.conjunct(view, i):
            return False
        if names and not names[0].proclitics:
            # يونكر, يلدريم: a person's name, though a verb could begin so.
            return True
        return i not in view.adjectives and not words.looks_verb(norm) and not norm.startswith(self._never_begins)

    def _family(self, view: View, i: int) -> bool:
        """Whether the word ends the name of a given name before it, though it means something else (سيف الدين, الحربي)."""
        norm, before = view.norm(i), first(view.given.get(i - 1))
        compound = view.norm(i - 1) in self._compound and i - 2 in view.given
        if (before is None and not compound) or norm in self._ends:
            return False
        if norm in self._families:
            # بدوي, سيد: not behind a word that may be no name at all.
            return compound or (before is not None and not before.entry.payload)
        return norm in self._words.servants or self._words.of_origin(norm)

    def _common(self, view: View, i: int) -> bool:
        """Whether an unknown word is more likely a common noun than a name."""
        raw = view.text(i, i + 1)
        return self._words.common_ending(raw) or len(raw) < 3


def _may_be_family(noun: Hit) -> bool:
    """Whether a noun is one of a single person."""
    form = noun.entry.payload
    return form.number == "s" and bool(form.noun.flags & {"human", "title"})
