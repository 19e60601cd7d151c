"""The closed words of a language, which tell where clauses begin and what binds their parts."""

from __future__ import annotations

from typing import Literal

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded
from conflict_events.records import Hit, Mention

BreakKind = Literal["relative", "that", "clause", "stop", "verb"]
"""What begins a clause."""


class Grammar:
    """The closed words, folded."""

    def __init__(self, language: Language) -> None:
        tables = language.data["grammar"]

        def words(part: str, key: str = "words") -> frozenset[str]:
            return folded(tables[part][key])

        self.relative = words("relative", "strict")
        self.relative_of_man = words("relative", "man")
        self.relative_of_thing = words("relative", "thing")
        self.relative_of_men = words("relative", "men")
        self.her = fold(tables["relative"]["her"])
        self.complementizers = words("complementizer")
        self.subjunctive = words("complementizer", "subjunctive")
        self.clause = words("clause")
        self.where = words("clause", "where")
        self.describing = words("clause", "describing")
        self.when = words("clause", "when")
        self.prepositions = words("preposition")
        self.sides, self.times = words("preposition", "sides"), words("preposition", "times")
        self.between = fold(tables["preposition"]["between"])
        self.charges = words("preposition", "charges")
        self.helped = words("preposition", "helped")
        self.inside = words("preposition", "inside")
        same = {fold(w): fold(other) for w, other in tables["compound_preposition"]["same"].items()}
        self.compounds = {tuple(w.split()): same.get(w, w) for w in words("compound_preposition")}
        marks = language.data["patterns"]["defaults"]["agents"].items()
        self.agents = frozenset(fold(words) for words, role in marks if role == "actor")
        """What marks the doer of a passive or of a noun."""
        self.adverbs, self.asides = words("adverb"), words("adverb", "asides")
        self.objects, self.emphatic = words("adverb", "objects"), words("adverb", "emphatic")
        self.joining = words("joining")
        self.honorifics = words("honorific")
        self.of_rank = words("honorific", "pronouns")
        self.holders, self.royal = words("honorific", "holders"), words("honorific", "royal")
        self.plural_pronouns = words("pronoun", "plural")
        self.dual_pronouns = words("pronoun", "dual")
        self.but_pronouns, self.that_of_but = (
            {person: folded(ws) for person, ws in tables["pronoun"][key].items()} for key in ("but", "behind_but")
        )
        self.before_but = words("pronoun", "before_but")
        self.as_for, self.not_as_for = words("topic"), tables["topic"]["other"]
        self.issued = words("issue", "papers")
        self.answer, self.answers_topic = fold(tables["topic"]["answer"]), words("topic", "answers")
        self.pronoun_of_things = fold(tables["pronoun"]["things"])
        self.pronoun_of_man = fold(tables["pronoun"]["man"])
        self.persons = {self.pronoun_of_man: "ms", self.pronoun_of_things: "fs"}
        """The person, as in ``TriggerValue``, of a verb whose subject such a pronoun means."""
        self.we = fold(tables["pronoun"]["we"])
        self.pronouns_of_speech = frozenset({self.we, fold(tables["pronoun"]["you"])})
        """Those of who speaks and of who is spoken to."""
        self.charging = words("pronoun", "charging")
        self.backing = words("backing", "nouns")
        self.backed = words("backing", "participles")
        self.owners = (
            self.pronoun_of_man,
            self.pronoun_of_things,
            *sorted(self.plural_pronouns | self.dual_pronouns),
        )
        """What a noun ends in that is the subject's own (لقوا مصرعهم)."""
        self.before_verb = words("before_verb") - self.complementizers
        self.means = fold(tables["preposition"]["means"])
        self.long = tables["before_verb"]["long"]
        self.was = words("before_verb", "was")
        self.own_country = {fold(word): fold(suffix) for word, suffix in tables["pronoun"]["country"].items()}
        self.nouns_of_place = words("transparent")
        self.sites = words("transparent", "sites")
        self.partitive, self.parts = words("partitive", "of"), words("partitive", "nouns")
        self.carriers = self.nouns_of_place | self.partitive | self.parts
        self.circumstances = words("circumstance", "prepositions") | words("circumstance", "adverbs")
        self.occasions = words("circumstance", "occasions")
        self.no_circumstances = self.prepositions - self.circumstances
        self.to, self.towards = fold(tables["purpose"]["to"]), fold(tables["purpose"]["towards"])
        self.accompanying = words("accompany")
        self.directed, self.directed_at = words("directed"), words("directed", "at")
        self.addressed, self.demonstratives = words("address"), words("demonstrative")
        self.unmarked = tuple(tables["indefinite"]["unmarked"])
        self.leaving, self.given = words("leave", "nouns"), words("given", "nouns")
        self.fought, self.lands = words("fight", "nouns"), frozenset(tables["nationality"]["lands"])
        self.thanks = words("given", "thanks")
        self.before_circumstance = words("circumstance", "between")
        self.answers = words("circumstance", "answers")
        self.tries = frozenset(tables["agent"]["tries"])
        self.announced = words("agent", "announced")
        self.deeds, self.makes = words("nationality", "deeds"), words("nationality", "makes")
        self.dashes = words("nationality", "dashes")
        self.operations = words("agent", "operations")
        self.fire, self.friendly = words("agent", "fire"), words("agent", "friendly")
        self.resumed = words("agent", "resumed")
        self.ready, self.leads = words("agent", "ready"), words("agent", "leads")
        self.own_deeds = frozenset(tables["agent"]["own"])
        self.replies_to = fold(tables["objectless"]["replies_to"])
        self.replies = frozenset(tables["objectless"]["replies"])
        self.papers, self.arms = words("papers"), words("papers", "arms")
        self.before_content = fold(tables["object"]["before"])
        self.each = fold(tables["partitive"]["each"])
        elsewhere = language.data["places"]["elsewhere"]
        self.beside, self.beside_what = folded(elsewhere["beside"]), fold(elsewhere["what"])
        self.home, self.stationed = folded(elsewhere["home"]), folded(elsewhere["stationed"])
        self.causes = folded(elsewhere["causes"])
        launched = language.data["places"]["launched"]
        self.launched, self.launched_from = folded(launched["words"]), folded(launched["from"])
        self.launched_before = folded(launched["answers"])
        self.resuming = {role: folded(of) for role, of in language.data["places"]["resumed"].items()}
        self.amid = folded(language.data["places"]["amid"]["words"])
        self.clitics = language.clitics
        links = language.data["actors"]["grammar"]["links"]
        self.belonging = folded(links["forms"])
        case = language.data["actors"]["grammar"]["inflection"]["noun"]
        self.feminine, self.feminine_plural = fold(case["feminine"]), fold(case["feminine_plural"])
        self.nominative = fold(case["plural"])
        self.oblique, self.accusative = fold(case["plural_oblique"]), fold(case["accusative"])
        self.oblique_construct = fold(case["dual_construct"])
        self.taking = {verb: fold(preposition) for verb, preposition in tables["light"]["taking"].items()}
        self.attached = self.clitics.prepositions
        assimilated = self.clitics.assimilated_article
        self.attached_definite = (
            *(p + self.clitics.article for p in self.attached),
            *(p + assimilated for p in self.attached if p == assimilated),
        )
        """They, written on to the article: بال, لل."""
        self.conjunctions = self.clitics.conjunctions
        definite = [fold(b) for b in tables["definite"]["beginnings"] if b[0] not in self.conjunctions]
        self.judged = frozenset(begin + word for word in words("nationality", "judged") for begin in definite)
        self.openers: dict[str, BreakKind] = dict.fromkeys(self.clause, "clause")
        """What kind of clause a word opens; relative pronouns and "that" do so with a conjunction written on to them, too."""
        written_on = ("", *(c for c in self.conjunctions if len(c) == 1))
        self.that_pronouns = {
            person: frozenset(c + fold(w) for w in ws for c in written_on)
            for person, ws in tables["pronoun"]["that"].items()
        }
        self.openers.update({c + w: "that" for w in self.complementizers for c in written_on})
        self.openers.update({c + w: "relative" for w in self.relative for c in written_on})

    def unjoined(self, norm: str) -> str:
        """A folded word without the conjunction that is written on to its front."""
        return norm[1:] if norm[:1] in self.conjunctions else norm

    def without_conjunctions(self, word: Mention) -> str:
        """The letters that are written on to the front of a word, but for conjunctions."""
        return word.proclitics.strip("".join(self.conjunctions))

    def ties(self, word: Hit | Mention) -> bool:
        """Whether a conjunction is written on to a word."""
        return word.proclitics[:1] in self.conjunctions
