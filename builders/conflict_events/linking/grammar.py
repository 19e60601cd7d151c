"""The closed words of a language, which tell where clauses begin and what binds their parts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Literal

from conflict_events.language import Language
from conflict_events.lexical.cutting import Clitics
from conflict_events.lexical.text import fold, folded
from conflict_events.records import Hit, Mention

BreakKind = Literal["relative", "that", "clause", "stop", "verb"]
"""What begins a clause."""


class Grammar:
    """The closed words, folded, by what they are to the words beside them."""

    def __init__(self, language: Language) -> None:
        tables = _Tables(language.data["grammar"])
        inflection = language.data["actors"]["grammar"]["inflection"]["noun"]
        self.clitics = language.clitics
        self.conjunctions = self.clitics.conjunctions
        marks = language.data["patterns"]["defaults"]["agents"].items()
        self.agents = frozenset(fold(words) for words, role in marks if role == "actor")
        """What marks the doer of a passive or of a noun."""
        self.joining = tables.words("joining")
        self.belonging = folded(language.data["actors"]["grammar"]["links"]["forms"])
        written_on = ("", *(c for c in self.conjunctions if len(c) == 1))
        self.openers = Openers(tables, written_on)
        self.prepositions = Prepositions(tables, self.clitics)
        self.pronouns = Pronouns(tables, written_on)
        self.adverbs = Adverbs(tables)
        self.verbs = Verbs(tables, self.openers)
        self.titles = Titles(tables)
        self.nouns = Nouns(tables, self.conjunctions)
        self.scenes = Scenes(language.data["places"])
        self.endings = Endings(inflection, tables)

    def unjoined(self, norm: str) -> str:
        """A folded word without the conjunction that is written on to its front."""
        return norm[1:] if norm[:1] in self.conjunctions else norm

    def without_conjunctions(self, word: Mention) -> str:
        """The letters that are written on to the front of a word, but for conjunctions."""
        return word.proclitics.strip("".join(self.conjunctions))

    def ties(self, word: Hit | Mention) -> bool:
        """Whether a conjunction is written on to a word."""
        return word.proclitics[:1] in self.conjunctions


class _Tables:
    """The tables of ``grammar.toml``, which tells for each key what it holds."""

    def __init__(self, tables: dict[str, dict[str, Any]]) -> None:
        self._tables = tables

    def __getitem__(self, name: str) -> dict[str, Any]:
        return self._tables[name]

    def words(self, name: str, key: str = "words") -> frozenset[str]:
        """Those of a key, folded."""
        return folded(self._tables[name][key])

    def word(self, name: str, key: str) -> str:
        """That of a key, folded."""
        return fold(self._tables[name][key])


class Openers:
    """Words that a clause begins with."""

    def __init__(self, tables: _Tables, written_on: tuple[str, ...]) -> None:
        words = tables.words
        self.relative = words("relative", "strict")
        self.relative_of_man = words("relative", "man")
        self.relative_of_thing = words("relative", "thing")
        self.relative_of_men = words("relative", "men")
        self.her = tables.word("relative", "her")
        self.complementizers = words("complementizer")
        self.subjunctive = words("complementizer", "subjunctive")
        self.clauses = words("clause")
        self.where = words("clause", "where")
        self.describing = words("clause", "describing")
        self.when = words("clause", "when")
        self.kinds: dict[str, BreakKind] = dict.fromkeys(self.clauses, "clause")
        """What kind of clause a word opens; relative pronouns and "that" do so with a conjunction written on to them, too."""
        self.kinds.update({c + w: "that" for w in self.complementizers for c in written_on})
        self.kinds.update({c + w: "relative" for w in self.relative for c in written_on})


class Prepositions:
    """Prepositions, of one and of two words and written on to a word, and what they lead to."""

    def __init__(self, tables: _Tables, clitics: Clitics) -> None:
        words = tables.words
        self.words = words("preposition")
        self.sides = words("preposition", "sides")
        self.times = words("preposition", "times")
        self.between = tables.word("preposition", "between")
        self.charges = words("preposition", "charges")
        self.helped = words("preposition", "helped")
        self.inside = words("preposition", "inside")
        self.means = tables.word("preposition", "means")
        same = {fold(w): fold(other) for w, other in tables["compound_preposition"]["same"].items()}
        self.compounds = {tuple(w.split()): same.get(w, w) for w in words("compound_preposition")}
        self.circumstances = words("circumstance", "prepositions") | words("circumstance", "adverbs")
        self.occasions = words("circumstance", "occasions")
        self.no_circumstances = self.words - self.circumstances
        self.before_circumstance = words("circumstance", "between")
        self.answering = words("circumstance", "answers")
        self.partitive = words("partitive", "of")
        self.to = tables.word("purpose", "to")
        self.towards = tables.word("purpose", "towards")
        self.before_content = tables.word("object", "before")
        self.attached = clitics.prepositions
        assimilated = clitics.assimilated_article
        self.attached_definite = (
            *(p + clitics.article for p in self.attached),
            *(p + assimilated for p in self.attached if p == assimilated),
        )
        """Prepositions of one letter, written on to the article: بال, لل."""

    def begin(self, norm: str) -> bool:
        """Whether a folded word is a preposition, or one is written on to it before its article."""
        return norm in self.words or norm.startswith(self.attached_definite)

    def may_begin(self, norm: str) -> bool:
        """Whether a folded word is a preposition, or its first letter may be one."""
        return norm in self.words or norm.startswith(self.attached)


class Pronouns:
    """Pronouns, written on to a word or alone, and words whose pronoun tells who is meant."""

    def __init__(self, tables: _Tables, written_on: tuple[str, ...]) -> None:
        words, table = tables.words, tables["pronoun"]
        self.plural = words("pronoun", "plural")
        self.dual = words("pronoun", "dual")
        self.of_things = tables.word("pronoun", "things")
        self.of_man = tables.word("pronoun", "man")
        self.persons = {self.of_man: "ms", self.of_things: "fs"}
        """The person, as in ``TriggerValue``, of a verb whose subject such a pronoun means."""
        self.owners = (self.of_man, self.of_things, *sorted(self.plural | self.dual))
        """What a noun ends in that is the subject's own (لقوا مصرعهم)."""
        self.we = tables.word("pronoun", "we")
        self.of_speech = frozenset({self.we, tables.word("pronoun", "you")})
        """Those of who speaks and of who is spoken to."""
        self.charging = words("pronoun", "charging")
        self.own_country = {fold(word): fold(suffix) for word, suffix in table["country"].items()}
        self.but = {person: folded(ws) for person, ws in table["but"].items()}
        self.behind_but = {person: folded(ws) for person, ws in table["behind_but"].items()}
        self.before_but = words("pronoun", "before_but")
        self.that = {
            person: frozenset(c + fold(w) for w in ws for c in written_on) for person, ws in table["that"].items()
        }
        self.addressed = words("address")
        self.demonstratives = words("demonstrative")
        self.each = tables.word("partitive", "each")

    def behind(self, prepositions: Collection[str], norm: str) -> str:
        """The pronoun that a folded word is with one of some prepositions before it (إليه), "" where it is no such word."""
        return next((pronoun for pronoun in self.owners for p in prepositions if norm == p + pronoun), "")


class Adverbs:
    """Words between a verb and its parties that are none of them."""

    def __init__(self, tables: _Tables) -> None:
        self.words = tables.words("adverb")
        self.asides = tables.words("adverb", "asides")
        self.objects = tables.words("adverb", "objects")
        self.emphatic = tables.words("adverb", "emphatic")


class Verbs:
    """What stands before a verb, and verbs whose parties are found in ways of their own, by lemma."""

    def __init__(self, tables: _Tables, openers: Openers) -> None:
        self.particles = tables.words("before_verb") - openers.complementizers
        self.long = tables["before_verb"]["long"]
        self.was = tables.words("before_verb", "was")
        self.as_for = tables.words("topic")
        self.not_as_for = tables["topic"]["other"]
        self.answer = tables.word("topic", "answer")
        self.answers_topic = tables.words("topic", "answers")
        self.accompanying = tables.words("accompany")
        self.directed = tables.words("directed")
        self.directed_at = tables.words("directed", "at")
        self.taking = {verb: fold(preposition) for verb, preposition in tables["light"]["taking"].items()}
        self.replies = frozenset(tables["objectless"]["replies"])
        self.replying = tables.words("objectless", "replying")
        self.replies_to = tables.word("objectless", "replies_to")
        self.tries = frozenset(tables["agent"]["tries"])
        self.own_deeds = self.tries.union(tables["agent"]["own"])
        self.resumed = tables.words("agent", "resumed")


class Titles:
    """Words of rank before a title."""

    def __init__(self, tables: _Tables) -> None:
        self.honorifics = tables.words("honorific")
        self.of_rank = tables.words("honorific", "pronouns")
        self.holders = tables.words("honorific", "holders")
        self.royal = tables.words("honorific", "royal")


class Nouns:
    """Nouns and adjectives that tell what the noun behind or before them is to an event."""

    def __init__(self, tables: _Tables, conjunctions: Sequence[str]) -> None:
        words = tables.words
        self.of_place = words("transparent")
        self.sites = words("transparent", "sites")
        self.parts = words("partitive", "nouns")
        self.carriers = self.of_place | words("partitive", "of") | self.parts
        self.issued = words("issue", "papers")
        self.papers = words("papers")
        self.arms = words("papers", "arms")
        self.backing = words("backing", "nouns")
        self.backed = words("backing", "participles")
        self.leaving = words("leave", "nouns")
        self.given = words("given", "nouns")
        self.thanks = words("given", "thanks")
        self.fought = words("fight", "nouns")
        self.lands = frozenset(tables["nationality"]["lands"])
        definite = [fold(b) for b in tables["definite"]["beginnings"] if b[0] not in conjunctions]
        self.judged = frozenset(begin + word for word in words("nationality", "judged") for begin in definite)
        """Nouns of deeds that somebody condemns or praises, with the article (الدعم)."""
        self.deeds = words("nationality", "deeds")
        self.makes = words("nationality", "makes")
        self.dashes = words("nationality", "dashes")
        self.announced = words("agent", "announced")
        self.caring = words("agent", "caring")
        self.operations = words("agent", "operations")
        self.fire = words("agent", "fire")
        self.friendly = words("agent", "friendly")
        self.ready = words("agent", "ready")
        self.leads = words("agent", "leads")


class Scenes:
    """Words that tell where an event is, from the tables of places."""

    def __init__(self, places: dict[str, Any]) -> None:
        elsewhere, launched = places["elsewhere"], places["launched"]
        self.beside = folded(elsewhere["beside"])
        self.home = folded(elsewhere["home"])
        self.stationed = folded(elsewhere["stationed"])
        self.causes = folded(elsewhere["causes"])
        self.launched = folded(launched["words"])
        self.launched_from = folded(launched["from"])
        self.launched_before = folded(launched["answers"])
        self.resuming = {role: folded(of) for role, of in places["resumed"].items()}
        self.amid = folded(places["amid"]["words"])


class Endings:
    """Of nouns: gender, number and case."""

    def __init__(self, inflection: dict[str, Any], tables: _Tables) -> None:
        self.feminine = fold(inflection["feminine"])
        self.feminine_plural = fold(inflection["feminine_plural"])
        self.nominative = fold(inflection["plural"])
        self.oblique = fold(inflection["plural_oblique"])
        self.accusative = fold(inflection["accusative"])
        self.oblique_construct = fold(inflection["dual_construct"])
        self.unmarked = tuple(tables["indefinite"]["unmarked"])
