"""The dictionary of actors: every written form of names, nouns, nationalities, adjectives and given names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from conflict_events.language import Language
from conflict_events.lexical.lexicon import Phrase
from conflict_events.lexical.text import fold
from conflict_events.mentions.actors import registry
from conflict_events.mentions.actors.registry import Known
from conflict_events.records import Compact, Entry


@dataclass(frozen=True, slots=True)
class Name(Compact):
    """A name's payload: the registry row, and whether the name alone is too little to stand for it. ``shared``: because
    others have it, too. ``plural``: whether it is a plural of men (الحوثيون, مستوطنين), not a body's name, which
    alone may be any of its kind (``definite``).
    """

    known: Known
    weak: bool
    spelling: str = ""
    shared: bool = False
    plural: bool = False
    definite: bool = True


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun that can head a phrase. ``flags`` say what may follow it and when it counts (see nouns.tsv)."""

    id: str
    sector: str
    english: str
    english_plural: str
    flags: frozenset[str]
    organ: str

    @property
    def offices(self) -> frozenset[str]:
        """The offices, held by one person at a time, that it is the title of."""
        return frozenset(f.removeprefix("office-") for f in self.flags if f.startswith("office-"))


@dataclass(frozen=True, slots=True)
class NounForm(Compact):
    """A form of a noun: ``number`` "s", "d" or "p"; ``construct`` "yes" (before a genitive only),
    "no" (never) or "may".

    ``adjective`` is True where the letters are more often an adjective (مسلح, مدني), ``own`` where they end in a pronoun.
    """

    noun: Noun
    number: str
    construct: str
    adjective: bool = False
    spelling: str = ""
    own: bool = False

    @property
    def english(self) -> str:
        """The noun's English word in the form's number, in the other one where it has but that."""
        noun = self.noun
        return (noun.english_plural if self.number != "s" else "") or noun.english or noun.english_plural


@dataclass(frozen=True, slots=True)
class Adjective:
    """An adjective: English word, sector that it lends, country of a nationality, registry id of what it is made from."""

    english: str
    sector: str = ""
    country: str = ""
    actor: str = ""
    plural: bool = False
    people: str = ""
    words: int = 1
    """How many words it has (كوري شمالي)."""


def phrases(language: Language) -> Iterator[Phrase]:
    """Kinds "actor" (payload: Name), "actor-noun" (NounForm), "nationality" and "actor-adj" (Adjective), "first-name"
    (payload: whether the name is also a common word).
    """
    known = registry.read(language.registry)
    inflection = language.data["actors"]["grammar"]["inflection"]
    for row in table(language, "names"):
        actor = known[row["id"]]
        plurals = _plurals(row, inflection["noun"])
        for column, weak in (("names", False), ("weak", True)):
            for name in _split(row[column]):
                plural = name in plurals
                definite = not plural or name.startswith(language.clitics.article)
                yield Phrase(name, Entry("actor", actor.id, Name(actor, weak, name, False, plural, definite)))
    for row in table(language, "shared_names"):
        for actor in (known[of] for of in _split(row["actors"])):
            yield Phrase(row["name"], Entry("actor", actor.id, Name(actor, True, row["name"], True)))
    adjectives = table(language, "adjectives")
    adjective_forms = {fold(a) for row in adjectives for a in _split(row["adjective"])}
    nouns = table(language, "nouns")
    singulars = {word for row in nouns for word in _split(row["singular"])}
    for row in nouns:
        noun = _noun(row)
        yield from _noun_phrases(row, noun, inflection["noun"], adjective_forms, language.clitics.article)
        yield from _own(row, noun, inflection["noun"], singulars)
    for row in table(language, "nationalities"):
        value = Adjective(row["english"], country=row["country"], people=row["people"])
        entry = Entry("nationality", row["country"], value)
        yield from _adjective_phrases(entry, inflection["nationality"], row["adjectives"], language.clitics.article)
        yield from _broken_plurals(entry, inflection["broken_plural"], row["plurals"])
    for row in adjectives:
        entry = Entry("actor-adj", row["adjective"], Adjective(row["english"], row["sector"], "", row["actor"]))
        yield from _adjective_phrases(entry, inflection["adjective"], row["adjective"], language.clitics.article)
        yield from _broken_plurals(entry, inflection["broken_plural"], row["plurals"])
    for row in table(language, "first_names"):
        yield Phrase(row["name"], Entry("first-name", row["name"], bool(row["ambiguous"])))


def heads_of_names(language: Language) -> dict[str, frozenset[str]]:
    """Ids of the nouns of groups that head the names of a registry row, by its id: that of حركة where one is حركة الشباب."""
    nouns: dict[str, set[str]] = {}
    for row in table(language, "nouns"):
        if "group" in row["flags"].split():
            for word in (*_split(row["singular"]), *_split(row["plural"])):
                nouns.setdefault(word, set()).add(row["id"])
    found: dict[str, set[str]] = {}
    names = [(row["id"], name) for row in table(language, "names") for name in _split(row["names"])]
    names += [(of, row["name"]) for row in table(language, "shared_names") for of in _split(row["actors"])]
    for actor, name in names:
        head, *rest = name.removeprefix(language.clitics.article).split()
        if rest and head in nouns:
            found.setdefault(actor, set()).update(nouns[head])
    return {actor: frozenset(ids) for actor, ids in found.items()}


def table(language: Language, name: str) -> list[dict[str, str]]:
    """The rows of one of the language's tables of actors."""
    rows: list[dict[str, str]] = language.data["actors"][name]
    return rows


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _noun(row: Mapping[str, str]) -> Noun:
    flags = frozenset(row["flags"].split())
    return Noun(row["id"], row["sector"], row["english"], row["english_plural"], flags, row["organ"])


_Written = tuple[str, str, str, bool]
"""A form of a noun as it is written, with its number, its construct and whether it is an adjective, as of a ``NounForm``."""


def _noun_phrases(
    row: Mapping[str, str], noun: Noun, endings: Mapping[str, Any], adjectives: set[str], article: str
) -> Iterator[Phrase]:
    forms = (*_singulars(row, noun, endings, adjectives, article), *_plural_forms(row, noun, endings, article))
    for text, number, construct, adjective in forms:
        form = NounForm(noun, number, construct, adjective, text)
        yield Phrase(text, Entry("actor-noun", noun.id, form), suffixes=True)


def _singulars(
    row: Mapping[str, str], noun: Noun, endings: Mapping[str, Any], adjectives: set[str], article: str
) -> Iterator[_Written]:
    """The singulars of a noun, the accusatives of those of persons, and the duals."""
    flags, feminine = noun.flags, endings["feminine"]
    for word in _split(row["singular"]):
        adjective = fold(word.removeprefix(article)) in adjectives or bool(flags & {"nonadj", "nonadjsg"})
        collective = not row["plural"] and "group" in flags
        yield word, "p" if collective else "s", "may", adjective
        head, _, rest = word.partition(" ")
        stem = head.removesuffix(feminine) + endings["feminine_before_ending"] if head.endswith(feminine) else head
        if rest:
            # وزيرا الخارجية: the dual of an office of two words, if only its first word is in it.
            if "title" in flags and not head.startswith(article):
                for ending in (endings["dual_construct"], endings["dual_construct_nominative"]):
                    yield f"{stem}{ending} {rest}", "d", "may", False
            continue
        person = flags & {"human", "title", "group"} and not noun.offices
        if person and not word.endswith((feminine, *endings["no_accusative"])):
            yield word + endings["accusative"], "s", "no", adjective
        if not word.startswith(article):
            yield stem + endings["dual_construct"], "d", "yes", False
            if stem != word:
                yield stem + endings["dual_construct_nominative"], "d", "yes", False
            for ending in endings["dual"]:
                yield stem + ending, "d", "no", False


def _plural_forms(row: Mapping[str, str], noun: Noun, endings: Mapping[str, Any], article: str) -> Iterator[_Written]:
    """The plurals of a noun: the cases of sound ones, the accusatives of broken ones of persons."""
    plural, oblique = endings["plural"], endings["plural_oblique"]
    for word in _split(row["plural"]):
        one_word = " " not in word
        if one_word and word.endswith(plural):
            stem = word.removesuffix(plural)
            yield word, "p", "no", False
            yield stem + oblique, "p", "no", False
            for ending in endings["plural_construct"]:
                yield stem + ending, "p", "yes", False
            continue
        yield word, "p", "no" if one_word and word.endswith(oblique) else "may", False
        if noun.flags & {"human", "title", "group"} and _takes_accusative(word, endings, article):
            yield word + endings["accusative"], "p", "no", False


def _takes_accusative(plural: str, endings: Mapping[str, Any], article: str) -> bool:
    """Whether a broken plural has an indefinite accusative that shows in writing (جنودا, not نساء nor قتلى)."""
    return " " not in plural and not plural.startswith(article) and not plural.endswith(tuple(endings["no_tanwin"]))


def _plurals(row: Mapping[str, str], endings: Mapping[str, Any]) -> set[str]:
    """The names of one word in a row that are the nominative and the oblique of one sound plural."""
    cases = (endings["plural"], endings["plural_oblique"])
    names = {name for column in ("names", "weak") for name in _split(row[column]) if " " not in name}
    stems = {name.removesuffix(case) for name in names for case in cases if name.endswith(case)}
    return {stem + case for stem in stems for case in cases if all(stem + c in names for c in cases)}


def _own(row: Mapping[str, str], noun: Noun, endings: Mapping[str, Any], singulars: set[str]) -> Iterator[Phrase]:
    """Masculine nouns with a pronoun that folding makes one with their feminines, which would hide them: والده, والدة."""
    for word in _split(row["singular"]):
        if word + endings["feminine"] in singulars:
            text = word + endings["pronoun"]
            yield Phrase(text, Entry("actor-noun", noun.id, NounForm(noun, "s", "no", spelling=text, own=True)))


def _adjective_phrases(entry: Entry, endings: Mapping[str, Any], singulars: str, article: str) -> Iterator[Phrase]:
    plural = _plural(entry)
    for word in _split(singulars):
        head, *rest = word.split()
        if rest:
            for number, one in (("compound_singular", entry), ("compound_plural", plural)):
                of = replace(one, payload=replace(one.payload, words=2))
                for ending in endings[number]:
                    yield Phrase(f"{head}{ending} ({article}){rest[-1]}{ending}", of)
            continue
        for number, of in (("singular", entry), ("plural", plural)):
            for ending in endings[number]:
                yield Phrase(word + ending, of)


def _broken_plurals(entry: Entry, endings: Mapping[str, Any], plurals: str) -> Iterator[Phrase]:
    plural = _plural(entry)
    for word in _split(plurals):
        yield Phrase(word, plural)
        if not word.endswith(tuple(endings["no_accusative"])):
            yield Phrase(word + endings["accusative"], plural)
        if word.endswith(endings["plural"]):
            yield Phrase(word.removesuffix(endings["plural"]) + endings["plural_oblique"], plural)


def _plural(entry: Entry) -> Entry:
    return replace(entry, payload=replace(entry.payload, plural=True))
