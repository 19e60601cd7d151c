"""What a word that no dictionary of actors has can be: a further word of an open phrase or of a name, or neither."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded, raw_length
from conflict_events.mentions.actors.forms import table
from conflict_events.mentions.actors.view import View

_LEAST_OPEN = 3
"""Letters that an unknown word of an open phrase has at least."""


class Words:
    """Tests of words, by a language's tables."""

    def __init__(self, language: Language) -> None:
        grammar: Mapping[str, Any] = language.data["actors"]["grammar"]
        stop = grammar["stop"]
        self.article = language.clitics.article
        self.stop = folded(stop["words"])
        names = grammar["names"]
        self.servants = folded(names["servant"])
        # Definite nouns that are a verb's object behind a name.
        self.things = folded(names["things"])
        # Words between a name and that of a father or a family.
        self.particles = folded(names["particles"])
        # Definite adjectives that look like a family name.
        self.relations = folded(names["relations"])
        self.inside = folded(grammar["belonging"]["inside"])
        # Which group members are out of.
        self.among = folded(grammar["belonging"]["among"])
        self.on_behalf = folded(grammar["belonging"]["spokesman"])
        # What before a name says where something is: a word, a preposition written on to it.
        self.where, self.at = folded(grammar["other"]["where"]), folded(grammar["other"]["in"])
        # How an adjective ends that is made from a noun.
        self.of_feminine, self.of_masculine = (fold(grammar["relation"][of]) for of in ("of_feminine", "of_masculine"))
        self._common_endings = tuple(names["common_endings"])
        self._origin = fold(names["origin"])
        self.links = folded(grammar["links"]["forms"])
        self._attached = [(fold(b), least) for b, least in stop["attached"].items()]
        self._verb_beginnings = [(fold(b), least) for b, least in stop["verb_beginnings"].items()]
        self._no_verb_endings = tuple(fold(e) for e in stop["no_verb_endings"])
        self._pronouns = [(fold(e), least) for e, least in stop["pronoun_endings"].items()]
        self._adverbial: str = stop["adverbial_mark"]
        third = stop["third_person"]
        self._third, self._third_least = fold(third["beginning"]), int(third["least"])
        self._third_nouns = re.compile("|".join(third["noun_shapes"]))
        self._not_third = folded(third["nouns"])
        self._perfect = re.compile("|".join(stop["perfect"]))
        clitics = language.clitics
        self._conjunctions = clitics.conjunctions[:1]
        plural = grammar["inflection"]["noun"]
        self._feminine: str = plural["feminine"]
        nominative, oblique = fold(plural["plural"]), fold(plural["plural_oblique"])
        self._cases = ((nominative, oblique), (oblique, nominative))
        self._of_women = fold(plural["feminine_plural"])
        self._prepositions = clitics.prepositions
        # Nouns of places and of parts, before which a letter is a preposition (لمعسكرات).
        self._of_places = folded(language.data["grammar"]["transparent"]["words"])
        self._assimilated = clitics.assimilated_article
        # A preposition and a verbal noun (تعهدت دول بتسليم), which goes on a name no more than on a genitive.
        self._verbal = tuple(
            fold(b) for b in grammar["names"]["never_begins"] if fold(b).startswith(self._prepositions)
        )
        self._written_on = (*clitics.conjunctions, *clitics.prepositions)
        self._alike = _like_definite(language)

    def definite(self, norm: str) -> bool:
        """Whether a folded word begins with the article; آل before a family and ألماني, which fold to the same letters, have
        none.
        """
        return norm.startswith(self.article) and norm != self.article and norm not in self._alike

    def has_article(self, norm: str) -> bool:
        """Whether a folded word has the article, also behind a conjunction or a preposition written on to it (للنفقات)."""
        return any(self.definite(self.bare(norm, p)) for p in self.proclitics(norm))

    def of_origin(self, norm: str) -> bool:
        """Whether a folded word has the shape of a family name that tells an origin (الحموي)."""
        return self.definite(norm) and norm.endswith(self._origin)

    def common_ending(self, word: str) -> bool:
        """Whether a word as it is written has an ending of common nouns (ة, ات, ون, ين) rather than of names."""
        return word.endswith(self._common_endings)

    def attached(self, norm: str) -> bool:
        """Whether the word carries a conjunction or preposition before the article (وال, بال, لل)."""
        return any(norm.startswith(b) and len(norm) >= least for b, least in self._attached)

    def looks_verb(self, norm: str) -> bool:
        """Whether an unknown word has the prefix of an imperfect verb, and no ending of family names."""
        if norm.endswith(self._no_verb_endings):
            return False
        return any(norm.startswith(b) and len(norm) >= least for b, least in self._verb_beginnings)

    def third_person(self, view: View, i: int) -> bool:
        """Whether an unknown word is more likely an imperfect of the third person feminine (تحوم) than a noun (تنظيم)."""
        norm = view.norm(i)
        if not norm.startswith(self._third) or len(norm) < self._third_least or norm in self._not_third:
            return False
        return self._third_nouns.search(view.text(i, i + 1)) is None

    def feminine_perfect(self, view: View, i: int) -> bool:
        """Whether an unknown word behind a feminine noun is more likely its verb (عصابة عمدت) than a genitive."""
        feminine = view.text(i - 1, i).endswith(self._feminine) if i else False
        return feminine and view.token(i) is not None and self._perfect.search(view.text(i, i + 1)) is not None

    def clause(self, view: View, i: int) -> bool:
        """Whether an unknown word goes on no name: it carries a pronoun (قولها) or is an adverb (فعلًا)."""
        norm = view.norm(i)
        if any(norm.endswith(e) and len(norm) >= least for e, least in self._pronouns) and not self.definite(norm):
            return True
        return self._adverbial in view.text(i, i + 1)

    def conjunct(self, view: View, i: int) -> bool:
        """Whether the word is another one of the document with a conjunction or preposition written on to it, or what begins or
        goes on the next name (وعبد الله).
        """
        norm = view.norm(i)
        if len(norm) <= _LEAST_OPEN or not norm.startswith(self._written_on):
            return False
        rest = norm[1:]
        if norm.startswith(self._conjunctions) and (
            rest in self.stop or rest in self.particles or self.looks_verb(rest)
        ):
            return True
        return rest in view.vocabulary

    def other_case(self, view: View, i: int) -> bool:
        """Whether the token is a sound plural in another case than the one before it, or a feminine one behind a masculine:
        قتل مسلحون مدنيين, ناشد اللاجئون المنظمات are two.
        """
        before, here = view.norm(i - 1), view.norm(i)
        return any(before.endswith(a) and here.endswith((b, self._of_women)) for a, b in self._cases)

    def same_case(self, view: View, i: int) -> bool:
        """Whether the token and the one before it are sound plurals in one case (المتهمين الهاربين)."""
        return any(view.norm(i - 1).endswith(a) and view.norm(i).endswith(a) for a, _ in self._cases)

    def men_before(self, view: View, i: int) -> bool:
        """Whether the word before a token is a sound plural of men in the nominative."""
        men = i - 1 in view.nouns or i - 1 in view.adjectives or i - 1 in view.peoples
        return men and view.norm(i - 1).endswith(self._cases[0][0])

    def joined_matter(self, view: View, i: int) -> bool:
        """Whether the token is a definite word that no dictionary has, with a conjunction written on to it (والأوقاف), and no
        plural of persons (والمستثمرين).
        """
        norm = view.norm(i)
        conjunction = next((c for c in self._conjunctions if norm.startswith(c)), "")
        matter = norm[len(conjunction) :]
        if not conjunction or not self.definite(matter) or matter in self.stop:
            return False
        if any(norm.endswith(case) for case, _ in self._cases):
            return False
        known = (view.names, view.nouns, view.peoples, view.given, view.adjectives, view.places, view.event_words)
        return not any(i in of for of in known)

    def proclitics(self, norm: str) -> tuple[str, ...]:
        """What of the beginning of a word may be a conjunction or preposition: nothing, or its first letter."""
        return ("", norm[:1]) if norm.startswith(self._written_on) and len(norm) > _LEAST_OPEN else ("",)

    def is_one(self, norm: str, words: Collection[str]) -> bool:
        """Whether a folded word is one of these, also with a conjunction or a preposition written on to it."""
        return any(self.bare(norm, p) in words for p in self.proclitics(norm))

    def bare(self, norm: str, proclitics: str) -> str:
        """The word without what is written on to it, its article in full (للحمصي: الحمصي)."""
        rest = norm[len(proclitics) :]
        if self._is_assimilated(norm, proclitics):
            return self.article + rest[len(self._assimilated) :]
        return rest

    def start(self, view: View, i: int, proclitics: str) -> int:
        """Where the word begins behind what is written on to it; للحمصي is not cut."""
        token = view.document.tokens[i]
        dropped = 0 if self._is_assimilated(token.norm, proclitics) else len(proclitics)
        return token.start + raw_length(view.text(i, i + 1), dropped)

    def _is_assimilated(self, norm: str, proclitics: str) -> bool:
        """Whether the preposition has taken in the article's first letter."""
        return proclitics == self._assimilated != "" and norm.startswith(2 * self._assimilated)

    def may_have_article(self, norm: str, proclitics: str) -> bool:
        """Whether a word begins with the letter that the article leaves behind the preposition written on to it, so that it may
        have the article or not (للاجئين: the refugees or refugees).
        """
        mark = self._assimilated
        return mark != "" and proclitics.endswith(mark) and norm.startswith(proclitics + mark)

    def spellings(self, words: Iterable[str]) -> set[str]:
        """Every word that ``bare`` makes one of the given ones."""
        found: set[str] = set()
        for word in words:
            found.update((word, *(beginning[0] + word for beginning in self._written_on)))
            if self._assimilated and word.startswith(self.article):
                found.add(2 * self._assimilated + word[len(self.article) :])
        return found

    def open(self, view: View, i: int) -> bool:
        """Whether the token may go on a genitive of words that no dictionary has."""
        token = view.token(i)
        if token is None or token.kind != "word" or token.norm in self.stop or len(token.norm) < _LEAST_OPEN:
            return False
        if i in view.triggers or token.norm in self.links or self.attached(token.norm) or self.clause(view, i):
            return False
        if token.norm.startswith(self._conjunctions) and not self.definite(token.norm):
            return False
        if i in view.in_places or (token.norm.startswith(self._prepositions) and token.norm[1:] in self._of_places):
            return False
        if token.norm.startswith(self._verbal):
            return False
        described = i in view.peoples or i in view.adjectives
        if described and not self.definite(token.norm):
            return False
        return i not in view.names and i not in view.nouns and not self.looks_verb(token.norm)


def _like_definite(language: Language) -> frozenset[str]:
    """The folded nationalities that begin with the letters of the article (ألماني)."""
    noun, article = language.data["actors"]["grammar"]["inflection"]["noun"], language.clitics.article
    endings = ("", *(noun[of] for of in ("feminine", "accusative", "plural", "plural_oblique")))
    singulars = [one for row in table(language, "nationalities") for one in row["adjectives"].split("|") if one]
    alike = {fold(one + ending) for one in singulars for ending in endings}
    return frozenset(word for word in alike if word.startswith(article))
