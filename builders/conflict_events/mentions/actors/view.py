"""A document as the actor finder sees it: its dictionary hits by the token where they begin, and what else words are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from conflict_events.language import Language
from conflict_events.lexical.text import COMMAS, DASHES, fold, folded
from conflict_events.mentions.actors.forms import NounForm
from conflict_events.mentions.actors.phrase import ActorPhrase
from conflict_events.mentions.actors.spelling import Spelling
from conflict_events.mentions.numbers import NumeralParser
from conflict_events.mentions.triggers.forms import BLOCK, DOUBTFUL, LIGHT, OBJECT, TRIGGER
from conflict_events.mentions.triggers.verb_tokens import OpeningVerbs, before_nouns, verb_tokens
from conflict_events.records import Document, Hit, Token

OPENING = frozenset("\"'«“‘‹")
CLOSING = frozenset("\"'»”’›")
HASH = "#"
JOINT = "_"
_BETWEEN = COMMAS | {"/"}
_LONGEST_NOUN = 3
"""Words of the noun of a force at most (القوات المسلحة)."""
_DATELINE = 12
"""Tokens that a dateline has at most."""


@dataclass(slots=True)
class View:
    """Hits by the token where they begin, longest first. ``last`` is the end of the sentence that is being read."""

    document: Document
    last: int
    strong: Set[str]
    """Ids of the registry that the document names by a name of their own; their weak names count, too."""
    countries: Set[str]
    """Countries that the document names, or whose nationality it names, ISO 3166 alpha-3."""
    names: dict[int, list[Hit]]
    nouns: dict[int, list[Hit]]
    peoples: dict[int, list[Hit]]
    adjectives: dict[int, list[Hit]]
    given: dict[int, list[Hit]]
    places: dict[int, list[Hit]]
    triggers: set[int]
    """Tokens that are an event word, or say of a year which it is."""
    event_words: set[int]
    """These, and verbs and nouns that tell an event only with an object, or seldom."""
    objects: set[int]
    """Tokens that are what a light verb takes to be an event (قدم بلاغا)."""
    verbs: set[int]
    """Tokens that can only be a verb, and event nouns whose genitive is the one that it is done to (قتل, مقتل)."""
    counts: set[int]
    """Last tokens of numbers."""
    kinds_of_place: Set[int]
    """Tokens that are a noun of places without clitics (مدينة)."""
    in_places: Set[int]
    """Those with a preposition before it (بمدينة)."""
    heads: Set[int]
    """Tokens that a dictionary has as a possible head."""
    phrases: dict[tuple[int, int, int, int], ActorPhrase | None] = field(default_factory=dict)
    """What was read already: by token, depth, titles before it and the end of the sentence."""
    titles: int = 0
    """How many titles stand before the one that is being read, each in apposition to the one before it."""
    _vocabulary: set[str] = field(default_factory=set)

    @property
    def vocabulary(self) -> Set[str]:
        """The folded words of the document."""
        if not self._vocabulary:
            self._vocabulary = {t.norm for t in self.document.tokens}
        return self._vocabulary

    def token(self, i: int) -> Token | None:
        """The token, or None outside the sentence that is being read."""
        return self.document.tokens[i] if 0 <= i < self.last else None

    def norm(self, i: int) -> str:
        """The token's folded form, or "" outside the sentence that is being read."""
        return self.document.tokens[i].norm if 0 <= i < self.last else ""

    def joined(self, i: int) -> bool:
        """Whether the token is written on to the one before it with an underscore (#جيش_الوطن)."""
        if not 0 < i < self.last:
            return False
        tokens = self.document.tokens
        return self.document.text[tokens[i - 1].end : tokens[i].start] == JOINT

    def text(self, first: int, last: int) -> str:
        """The words of the article from token ``first`` to before token ``last``."""
        tokens = self.document.tokens
        return self.document.text[tokens[first].start : tokens[last - 1].end]


Read = Callable[[View, int, int], ActorPhrase | None]
"""Reads the phrase that begins at a token, at a depth."""
Open = Callable[[View, ActorPhrase, int, bool], ActorPhrase]
"""Extends a phrase by words that no dictionary has, from a token; whether they stand in quotation marks."""


def first(hits: list[Hit] | None) -> Hit | None:
    """The longest of the hits at a token, if there are any."""
    return hits[0] if hits else None


def without_hashtag(name: str) -> str:
    """A name without the marks of a hash tag (#جمال_خاشقجي)."""
    return name.replace(HASH, "").replace(JOINT, " ")


def behind_dateline(view: View, start: int) -> int:
    """The token behind the dateline that a sentence begins with (صنعاء - , غزة (الوكالة) -), or its first one: who is named
    there does nothing.
    """
    at = start
    while at < start + _DATELINE:
        place, norm = first(view.places.get(at)), view.norm(at)
        if norm in DASHES and at > start:
            while view.norm(at) in DASHES:
                at += 1
            return start if at in view.places else at
        if place is not None:
            at = place.last
        elif at > start and norm == "(":
            at = next((i + 1 for i in range(at, start + _DATELINE) if view.norm(i) == ")"), start + _DATELINE)
        elif at > start and norm in _BETWEEN:
            at += 1
        else:
            break
    return start


def closed(view: View, phrase: ActorPhrase) -> ActorPhrase:
    """Takes in the closing quote or bracket of one that was opened inside the phrase."""
    token = view.token(phrase.last)
    if token is not None and token.norm == ")":
        inside = [view.norm(i) for i in range(phrase.first, phrase.last)]
        bracketed = inside.count("(") > inside.count(")")
        return phrase.extended(phrase.last + 1, token.end) if bracketed else phrase
    if token is None or token.norm not in CLOSING:
        return phrase
    inside = [view.document.tokens[i].norm for i in range(phrase.first, phrase.last)]
    opened = sum(n in OPENING for n in inside) - sum(n in CLOSING and n not in OPENING for n in inside)
    if opened % 2 == 1:
        return phrase.extended(phrase.last + 1, token.end)
    return phrase


def belonging_to(view: View, phrase: ActorPhrase, owner: ActorPhrase) -> ActorPhrase:
    """The phrase up to the end of the one behind it that it belongs to."""
    return closed(view, phrase.extended(owner.last, owner.end, child=owner._replace(proclitics="")))


class Views:
    """Makes views of documents by a language's tables."""

    def __init__(self, language: Language) -> None:
        grammar: Mapping[str, Any] = language.data["actors"]["grammar"]
        self._spelling = Spelling(language)
        self._future = language.clitics.future
        self._opening_verbs = OpeningVerbs(language)
        self._numerals = NumeralParser(language.data["numbers"], language.cutter)
        self._noun_patterns = frozenset(grammar["noun"]["patterns"])
        self._before_nouns = before_nouns(language)
        self._never = folded(grammar["stop"]["never"])
        self._adverbs = folded(grammar["stop"]["adverbs"])
        self._no_people = folded(grammar["stop"]["no_people"])
        behind = grammar["other"]["behind"]
        self._other_people = {of.upper(): folded(words) for of, words in behind.items()}
        self._adjectives_too = {of.upper(): fold(word) for of, word in grammar["other"]["adjectives_too"].items()}
        self._article, self._conjunction = language.clitics.article, language.clitics.conjunctions[0]
        self._prepositions = language.clitics.prepositions
        self._year, self._of_years = fold(grammar["stop"]["year"]), folded(grammar["stop"]["of_years"])
        self._pronoun: str = grammar["inflection"]["noun"]["pronoun"]
        self._indefinite: str = grammar["stop"]["adverbial_mark"]

    def view(self, document: Document, *, any_name: bool = False) -> View:
        """The view of a document. ``any_name``: weak names count without another name of the same actor."""
        counts = self._counts(document)
        verbs = verb_tokens(document, self._noun_patterns, self._before_nouns)
        strong = {h.entry.key for h in document.hits.get("actor", ()) if any_name or not h.entry.payload.weak}
        named = (h.entry.payload for h in document.hits.get("actor", ()))
        countries = {n.known.country for n in named if n.known.kind == "state" and not n.weak}
        countries |= {h.entry.key for h in document.hits.get("nationality", ())}
        names = {
            at: hits
            for at, hits in self._by_start(document, "actor").items()
            if self._indefinite not in document.text[hits[0].start : hits[0].end]
        }
        nouns = self._by_start(document, "actor-noun", counts, verbs)
        peoples = self._by_start(document, "nationality")
        given = self._by_start(document, "first-name")
        for at in self._opening_verbs(document):
            nouns.pop(at, None)
            given.pop(at, None)
        adjectives = self._by_start(document, "actor-adj")
        years = set(self._years(document))
        triggers = years | _event_words(document)
        for at in years:
            adjectives.pop(at, None)
        kinds = [h for h in document.hits.get("place-head", ()) if not h.article]
        return View(
            document=document,
            last=len(document.tokens),
            strong=strong,
            countries=countries,
            names=names,
            nouns=nouns,
            peoples=peoples,
            adjectives=adjectives,
            given=given,
            places=self._by_start(document, "place"),
            triggers=triggers,
            event_words=years | _single(document, TRIGGER, LIGHT, DOUBTFUL),
            objects={h.first for h in document.hits.get(OBJECT, ())},
            verbs=verbs,
            counts=counts,
            kinds_of_place={h.first for h in kinds if not h.proclitics},
            in_places={h.first for h in kinds if h.proclitics.endswith(self._prepositions)},
            heads=names.keys() | nouns.keys() | peoples.keys() | given.keys(),
        )

    def _years(self, document: Document) -> Iterator[int]:
        """Tokens like the first of "العام الماضي"."""
        for at, (token, behind) in enumerate(pairwise(document.tokens)):
            if token.norm == self._year and behind.norm in self._of_years:
                yield at

    def _counts(self, document: Document) -> set[int]:
        counts: set[int] = set()
        tokens, text = document.tokens, document.text
        for sentence in document.sentences:
            end = sentence.first
            for at in self._numerals.starts(tokens, sentence.first, sentence.last):
                numeral = self._numerals.parse(tokens, at, sentence.last, text) if at >= end else None
                if numeral is not None:
                    end = numeral.last
                    counts.add(end - 1)
        return counts

    def _means_another_thing(self, document: Document, hit: Hit) -> bool:
        """Whether the word before a nationality tells that it is none (سوق مالية), or nothing tells of the state whose name
        is an adjective, too: المؤسسات المالية, but الجيش المالي.
        """
        if self._is_described(document, hit, hit.entry.key):
            return True
        if hit.entry.key not in self._adjectives_too or self._is_named(document, hit.entry.key):
            return False
        forces = document.within("actor-noun", hit.first - _LONGEST_NOUN, hit.first)
        return not any(h.last == hit.first and h.entry.payload.noun.sector == "MIL" for h in forces)

    def _is_named(self, document: Document, country: str) -> bool:
        """Whether a document has a name of the state that is no adjective, or that one behind no word that it may describe
        (شمالي مالي, but دعم مالي).
        """
        adjective = self._adjectives_too[country]
        for hit in document.hits.get("actor", ()):
            known = hit.entry.payload.known
            if known.kind != "state" or known.country != country:
                continue
            tells = not document.tokens[hit.last - 1].norm.endswith(adjective)
            if tells or not (hit.article or hit.proclitics or self._is_described(document, hit, country)):
                return True
        return False

    def _is_described(self, document: Document, hit: Hit, country: str) -> bool:
        """Whether the word before is one that a name or a people of a state describes as an adjective (ووسيط مالي)."""
        before = document.tokens[hit.first - 1].norm if hit.first else ""
        words = self._other_people.get(country, frozenset())
        return not words.isdisjoint({before.removeprefix(self._article), before.removeprefix(self._conjunction)})

    def _by_start(
        self, document: Document, kind: str, counts: Set[int] = frozenset(), verbs: Set[int] = frozenset()
    ) -> dict[int, list[Hit]]:
        found: dict[int, list[Hit]] = {}
        noun = kind == "actor-noun"
        origins = {h.first for h in document.hits.get("nationality", ()) if not h.article} if noun else set()
        for hit in document.hits.get(kind, ()):
            if noun and hit.first - 1 not in counts and hit.last not in origins:
                word = fold(document.text[hit.start : hit.end])
                if self._is_adverb(document, hit, word) or (word in self._never and hit.first - 1 not in verbs):
                    continue
            if kind == "nationality" and fold(document.text[hit.start : hit.end]) in self._no_people:
                continue
            if kind == "nationality" and hit.first and self._means_another_thing(document, hit):
                continue
            if hit.proclitics.endswith(self._future):
                # سائلين is no س with a name: that mark is a verb's.
                continue
            if noun and hit.entry.payload.own:
                hit = hit._replace(suffix=self._pronoun)
            if self._spelling.fits(document, hit):
                found.setdefault(hit.first, []).append(hit)
        for hits in found.values():
            if len(hits) > 1:
                hits.sort(key=lambda h: (-h.last, self._spelling.feminine_by_folding(document, h), *_preference(h)))
        return found

    def _is_adverb(self, document: Document, hit: Hit, word: str) -> bool:
        """Whether a noun is one of the participles that are none, by themselves or before the next word (طالبا من)."""
        behind = document.tokens[hit.last].norm if hit.last < len(document.tokens) else ""
        return word in self._adverbs or f"{word} {behind}" in self._adverbs


def _preference(hit: Hit) -> tuple[int, bool, bool]:
    """Plain words before those that carry something, other forms before duals (قاضي)."""
    payload = hit.entry.payload
    dual = isinstance(payload, NounForm) and payload.number == "d"
    return len(hit.proclitics), bool(hit.suffix), dual


def _event_words(document: Document) -> set[int]:
    """The tokens that are event words by themselves, but where they are part of what is no event (الحزب الحاكم)."""
    blocks: dict[str, set[int]] = {}
    for block in document.hits.get(BLOCK, ()):
        for rule in block.entry.payload:
            blocks.setdefault(rule, set()).update(range(block.first, block.last))
    hits = (h for h in document.hits.get(TRIGGER, ()) if h.last - h.first == 1)
    return {h.first for h in hits if h.first not in blocks.get(h.entry.key, ())}


def _single(document: Document, *kinds: str) -> set[int]:
    """The tokens that are hits of some kinds by themselves."""
    return {h.first for kind in kinds for h in document.hits.get(kind, ()) if h.last - h.first == 1}
