"""Reads the phrase that begins at a token: by its head, a name, a noun, a people or a given name, with what follows it."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.language import Language
from conflict_events.lexical.text import fold
from conflict_events.mentions.actors.disambiguation import Disambiguation
from conflict_events.mentions.actors.modifiers import Modifiers
from conflict_events.mentions.actors.nouns import Nouns
from conflict_events.mentions.actors.other_meanings import OtherMeanings
from conflict_events.mentions.actors.peoples import Peoples
from conflict_events.mentions.actors.persons import Persons, with_name
from conflict_events.mentions.actors.phrase import MAX_DEPTH, ActorPhrase, from_name, from_noun, from_people
from conflict_events.mentions.actors.view import View, first
from conflict_events.mentions.actors.words import Words
from conflict_events.records import Hit


class PhraseReader:
    """Reads actor phrases, by a language's tables."""

    def __init__(self, language: Language, words: Words) -> None:
        self._words = words
        self._names = Disambiguation(language, words)
        self._persons = Persons(language, words, self._names)
        self._modifiers = Modifiers(language, words, self._persons, self.phrase)
        self._other = OtherMeanings(language, words)
        self._nouns, self._peoples = Nouns(language, words, self._other), Peoples(language, words)

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
        name = self._persons.behind(view, phrase.last, known_only=True)
        return phrase if name is None else with_name(view, phrase, name)

    def _phrase(self, view: View, i: int, depth: int) -> ActorPhrase | None:
        token = view.token(i)
        if token is None or token.kind != "word" or depth > MAX_DEPTH:
            return None
        if i not in view.heads:
            # Most tokens: nothing but a byname can begin there.
            return self._persons.bare(view, i) if self._persons.opens(token.norm) else None
        name, nouns = self._names.name(view, i), view.nouns.get(i, [])
        if name is not None and self._is_no_actor(view, name):
            name = None
        noun = first(nouns)
        if name is not None and (noun is None or name.last >= noun.last):
            if not depth and name.entry.payload.known.kind == "state" and self._other.state_is_where(view, name):
                return None
            named = self._modifiers.extend(view, self._with_fathers(view, from_name(name)), depth)
            if not _of_another_country(named):
                return named
            if noun is None:
                return named if named.is_known("group") else None
        if noun is not None:
            return self._of_noun(view, [reading for reading in nouns if reading.last == noun.last], depth)
        return self._of_people(view, i, depth) or self._persons.bare(view, i)

    def _is_no_actor(self, view: View, name: Hit) -> bool:
        """Whether a name is another thing here, or somebody of the people of the state that has it."""
        return self._other.of_name(view, name) or self._peoples.counted(view, name) or self._peoples.seized(view, name)

    def _with_fathers(self, view: View, phrase: ActorPhrase) -> ActorPhrase:
        """A person's name with those of his fathers behind it: الملك عبد الله الثاني بن الحسين."""
        if not phrase.is_known("person"):
            return phrase
        last = self._persons.fathers(view, phrase.last)
        return phrase if last == phrase.last else phrase.extended(last, view.document.tokens[last - 1].end)

    def _of_noun(self, view: View, readings: Sequence[Hit], depth: int) -> ActorPhrase | None:
        """The phrase of the first of the readings of a noun that is an actor with what follows it."""
        for reading in readings:
            phrase = self._modifiers.extend(view, from_noun(reading, self._definite(view, reading)), depth)
            if self._nouns.is_actor(view, reading, phrase):
                return phrase
        return None

    def _of_people(self, view: View, i: int, depth: int) -> ActorPhrase | None:
        """The phrase of a people's name: of many, or of one whom a number counts."""
        people = first(view.peoples.get(i))
        if people is None:
            return None
        bare = not people.article and not people.proclitics
        counted = bare and i - 1 in view.counts
        one = bare and not counted and not depth and self._peoples.is_one(view, people)
        if not (people.entry.payload.plural or counted or one):
            return None
        return self._modifiers.extend(view, from_people(people)._replace(one=one), depth)

    def _definite(self, view: View, hit: Hit) -> bool:
        if hit.article or hit.suffix or "definite" in hit.entry.payload.noun.flags:
            return True
        if self._words.definite(fold(hit.entry.payload.spelling)):
            return True
        raw = fold(view.document.text[hit.start : view.document.tokens[hit.first].end])
        # وزارة الصحة والسكان
        joined = hit.last - hit.first > 1 and self._words.has_article(view.norm(hit.last - 1))
        return joined or self._words.definite(raw) or self._words.definite(view.norm(hit.last - 1))


def _of_another_country(phrase: ActorPhrase) -> bool:
    """Whether its nationality is not that of the known actor whose name it has: bodies of two states are named alike."""
    country = phrase.known.country if phrase.known is not None else ""
    return bool(country and phrase.country) and country != phrase.country
