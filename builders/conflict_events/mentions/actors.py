"""Finds who: maximal phrases that name a state, an organ, a group, a person or a kind of people, and what they mean.

A phrase is a head (a name of the registry, a common noun, a people, or a given name that opens a person's name) with
what goes on behind it: a genitive, adjectives, what it belongs to, the name of the person who holds the office. It ends
before a clause. Places that stand as genitives are taken from the place hits of the document where it has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from conflict_events.language import Language
from conflict_events.lexicon import Phrase
from conflict_events.mentions.numbers import NumeralParser
from conflict_events.mentions.triggers import verb_tokens
from conflict_events.records import ActorValue, Document, Entry, Hit, Mention, Span, Token
from conflict_events.text import COMMAS, fold

_OPENING = frozenset("\"'«“‘‹")
_CLOSING = frozenset("\"'»”’›")
_HASH = "#"
_HAMZAS = frozenset("أإآ")
_PERSONS = frozenset({"ي", "ك", "ني", "كم", "كما"})
_MAX_NAME = 5
_MAX_DEPTH = 4
_MAX_OPEN = 3


@dataclass(frozen=True, slots=True)
class Known:
    """A row of the registry. ``since`` and ``until`` are years of office or existence, None where open or unknown."""

    id: str
    name: str
    sector: str
    country: str
    kind: str
    since: int | None
    until: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun that can head a phrase. ``flags`` say what may follow it and when it counts (see nouns.tsv)."""

    id: str
    sector: str
    english: str
    english_plural: str
    flags: frozenset[str]
    organ: str


@dataclass(frozen=True, slots=True)
class NounForm:
    """A form of a noun: ``number`` "s", "d" or "p"; ``construct`` "yes" (before a genitive only),
    "no" (never) or "may".

    ``adjective`` is True where the letters are more often an adjective (مسلح, مدني).
    """

    noun: Noun
    number: str
    construct: str
    adjective: bool = False
    spelling: str = ""


@dataclass(frozen=True, slots=True)
class Adjective:
    """An adjective: English word, sector that it lends, country of a nationality, registry id of what it is made from."""

    english: str
    sector: str = ""
    country: str = ""
    actor: str = ""
    plural: bool = False
    people: str = ""


@dataclass(frozen=True, slots=True)
class _Named:
    """A name's payload: the registry row, and whether the name alone is too common a word to stand for it."""

    known: Known
    weak: bool
    spelling: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    """A phrase: its tokens and raw offsets, and its parts."""

    first: int
    last: int
    start: int
    end: int
    definite: bool
    form: NounForm | None = None
    known: Known | None = None
    people: Adjective | None = None
    adjectives: tuple[Adjective, ...] = ()
    child: _Found | None = None
    person: Known | None = None
    person_text: str = ""
    proclitics: str = ""
    suffix: str = ""
    head_last: int = 0

    @property
    def form_only(self) -> bool:
        """Whether nothing but the head (and a title's own words) has been read."""
        return self.last == self.head_last


@dataclass(slots=True)
class _View:
    """A document's hits by the token where they begin, longest first."""

    document: Document
    last: int
    names: dict[int, list[Hit]]
    nouns: dict[int, list[Hit]]
    peoples: dict[int, list[Hit]]
    adjectives: dict[int, list[Hit]]
    given: dict[int, list[Hit]]
    places: dict[int, list[Hit]]
    triggers: set[int]
    verbs: set[int]
    """Tokens that can only be a verb, or a verbal noun whose genitive is the one that it is done to (قتل)."""
    counts: set[int]
    """Last tokens of numbers."""

    def token(self, i: int) -> Token | None:
        return self.document.tokens[i] if 0 <= i < self.last else None

    def norm(self, i: int) -> str:
        token = self.token(i)
        return token.norm if token else ""


class ActorFinder:
    """Finds actors. ``registry`` is the table of known actors by id, for others to look up (sectors, years)."""

    def __init__(self, language: Language) -> None:
        self.registry = _registry(language.registry)
        self._offices = _offices(self.registry)
        grammar: Mapping[str, Any] = language.data["actors"]["grammar"]
        self._prepositions = language.clitics.prepositions
        self._before_noun = _folded(grammar["noun"]["before"])
        self._noun_patterns = frozenset(grammar["noun"]["patterns"])
        self._numerals = NumeralParser(language.data["numbers"], language.clitics)
        self._article = language.clitics.article
        self._stop = _folded(grammar["stop"]["words"])
        self._never = _folded(grammar["stop"]["never"])
        names = grammar["names"]
        self._particles, self._openers = _folded(names["particles"]), _folded(names["openers"])
        self._servant = _folded(names["servant"])
        links = grammar["links"]
        self._links = _folded(links["forms"])
        self._link_proclitics = _folded(links["proclitics"])
        self._link_prepositions = _folded(links["prepositions"])
        belonging = grammar["belonging"]
        self._of, self._to = _folded(belonging["of"]), _folded(belonging["to"])
        self._on_behalf = _folded(belonging["spokesman"])
        self._nationality = {row["country"]: row["english"] for row in reversed(_table(language, "nationalities"))}

    @staticmethod
    def entries(language: Language) -> Iterable[Phrase]:
        """Names, nouns, nationalities, adjectives and given names, as lexicon phrases."""
        registry = _registry(language.registry)
        for row in _table(language, "names"):
            known = registry[row["id"]]
            for column, weak in (("names", False), ("weak", True)):
                for name in _split(row[column]):
                    yield Phrase(name, Entry("actor", known.id, _Named(known, weak, name)))
        adjectives = _table(language, "adjectives")
        adjective_forms = {fold(a) for row in adjectives for a in _split(row["adjective"])}
        for row in _table(language, "nouns"):
            yield from _noun_phrases(row, adjective_forms, language.clitics.article)
        for row in _table(language, "nationalities"):
            value = Adjective(row["english"], country=row["country"], people=row["people"])
            yield from _adjective_phrases("nationality", row["country"], value, row["adjectives"], row["plurals"])
        for row in adjectives:
            value = Adjective(row["english"], row["sector"], "", row["actor"])
            yield from _adjective_phrases("actor-adj", row["adjective"], value, row["adjective"], row["plurals"])
        for row in _table(language, "first_names"):
            yield Phrase(row["name"], Entry("first-name", row["name"], bool(row["ambiguous"])))

    def find(self, document: Document) -> list[Mention]:
        """Every actor of the document, in text order, not overlapping, each with its value."""
        view = self._view(document)
        found: list[tuple[_Found, int]] = []
        strong = {h.entry.key for h in document.hits.get("actor", ()) if not h.entry.payload.weak}
        for sentence in document.sentences:
            view.last = sentence.last
            i = sentence.first
            while i < sentence.last:
                phrase = self._phrase(view, i, strong)
                if phrase is not None and self._stands(view, phrase):
                    found.append((phrase, sentence.index))
                    i = max(phrase.last, i + 1)
                else:
                    i += 1
        found.extend(self._later_surnames(view, found))
        found.sort(key=lambda item: item[0].start)
        return [self._mention(document, phrase, sentence) for phrase, sentence in found]

    def value(self, document: Document, start: int, end: int, **_: Any) -> ActorValue | None:
        """What a span (raw offsets) means as an actor, or None where no phrase lies in it."""
        view = self._view(document)
        strong = {h.entry.key for h in document.hits.get("actor", ())}
        for sentence in document.sentences:
            if sentence.end <= start or sentence.start >= end:
                continue
            inside = [
                i
                for i in range(sentence.first, sentence.last)
                if document.tokens[i].end > start and document.tokens[i].start < end
            ]
            if not inside:
                continue
            view.last = inside[-1] + 1
            for i in inside:
                phrase = self._phrase(view, i, strong)
                if phrase is not None:
                    return self._value(document, phrase)
        return None

    def private_persons(self, document: Document) -> list[Span]:
        """Where persons are named whom the registry does not know, in text order, not overlapping.

        Every phrase counts, whether or not it would be an actor, and so does a given name that stands alone: rather one
        name too many than one too few.
        """
        view = self._view(document)
        strong = {h.entry.key for h in document.hits.get("actor", ())}
        named: list[tuple[_Found, int]] = []
        public = [Span(h.start, h.end) for kind in ("actor", "place") for h in document.hits.get(kind, ())]
        for sentence in document.sentences:
            view.last = sentence.last
            for i in range(sentence.first, sentence.last):
                phrase = self._phrase(view, i, strong)
                while phrase is not None:
                    if phrase.person_text and phrase.person is None:
                        named.append((phrase, sentence.index))
                    phrase = phrase.child
        named.sort(key=lambda item: item[0].start)
        named += self._later_surnames(view, named)
        spans = [_person_span(document, phrase) for phrase, _ in named]
        for i, hits in view.given.items():
            # The article makes a title of a name (الأمين العام), and so does a noun that is spelled like it.
            if not (hits[0].entry.payload or i in view.nouns or view.norm(i).startswith(self._article)):
                spans.append(Span(hits[0].start, hits[0].end))
        kept = [s for s in spans if not any(p.start <= s.start and s.end <= p.end for p in public)]
        return _merged(kept)

    def _view(self, document: Document) -> _View:
        counts: set[int] = set()
        for sentence in document.sentences:
            at = sentence.first
            while at < sentence.last:
                token = document.tokens[at]
                numeral = None
                if self._numerals.may_start(token):
                    numeral = self._numerals.parse(document.tokens, at, sentence.last, document.article.text)
                at = numeral.last if numeral is not None else at + 1
                if numeral is not None:
                    counts.add(at - 1)
        return _view(document, self._article, self._never, counts, verb_tokens(document, self._noun_patterns))

    # --- phrases

    def _phrase(self, view: _View, i: int, strong: set[str], depth: int = 0) -> _Found | None:
        """The longest phrase that begins at token ``i``."""
        token = view.token(i)
        if token is None or token.kind != "word" or depth > _MAX_DEPTH:
            return None
        name = self._best_name(view, i, strong)
        noun = _first(view.nouns.get(i))
        if name is not None and (noun is None or name.last >= noun.last):
            return self._after(view, _from_name(name), strong, depth)
        if noun is not None:
            form: NounForm = noun.entry.payload
            base = _Found(
                noun.first,
                noun.last,
                noun.start,
                noun.end,
                self._definite(view, noun),
                form=form,
                proclitics=noun.proclitics,
                suffix=noun.suffix,
                head_last=noun.last,
            )
            phrase = self._after(view, base, strong, depth)
            return phrase if self._fits(view, noun, phrase) else None
        people = _first(view.peoples.get(i)) or _first(view.adjectives.get(i))
        counted = people is not None and not people.article and not people.proclitics and i - 1 in view.counts
        if people is not None and people.entry.kind == "nationality" and (people.entry.payload.plural or counted):
            base = _Found(
                people.first,
                people.last,
                people.start,
                people.end,
                people.article,
                people=people.entry.payload,
                proclitics=people.proclitics,
            )
            return self._after(view, base, strong, depth)
        return self._bare_person(view, i, strong)

    def _best_name(self, view: _View, i: int, strong: set[str]) -> Hit | None:
        for hit in view.names.get(i, ()):
            named: _Named = hit.entry.payload
            if named.weak and hit.entry.key not in strong and not _quoted(view, hit):
                continue
            if hit.article and named.known.kind == "state":
                continue
            return hit
        return None

    def _definite(self, view: _View, hit: Hit) -> bool:
        first = view.document.tokens[hit.first]
        raw = fold(view.document.article.text[hit.start : first.end])
        final = view.norm(hit.last - 1)
        return hit.article or bool(hit.suffix) or raw.startswith(self._article) or final.startswith(self._article)

    def _after(self, view: _View, phrase: _Found, strong: set[str], depth: int) -> _Found:
        """The phrase with all that goes on behind its head."""
        phrase = self._close(view, phrase)
        form = phrase.form
        if form is not None and not phrase.suffix and (not phrase.definite or "quant" in form.noun.flags):
            phrase = self._genitive(view, phrase, form, strong, depth)
        phrase = self._adjectives(view, phrase)
        phrase = self._number(view, phrase)
        if form is not None and form.noun.flags & {"carrier", "transparent"} and phrase.child is None:
            phrase = self._quoted_name(view, phrase, strong, depth)
        phrase = self._link(view, phrase, strong, depth)
        if form is not None:
            phrase = self._belonging(view, phrase, form, strong, depth)
            if "title" in form.noun.flags and form.number == "s":
                phrase = self._office_holder(view, phrase, strong)
        return phrase

    def _genitive(self, view: _View, phrase: _Found, form: NounForm, strong: set[str], depth: int) -> _Found:
        if form.construct == "no":
            return phrase
        at = phrase.last
        opened = view.norm(at) in _OPENING
        if opened or view.norm(at) == _HASH:
            at += 1
        token = view.token(at)
        if token is None or token.kind != "word":
            return phrase
        child = self._phrase(view, at, strong, depth + 1)
        flags = form.noun.flags
        if (
            child is not None
            and "title" in flags
            and (child.person_text or (child.known and child.known.kind == "person"))
        ):
            return phrase
        if (
            child is not None
            and not child.proclitics
            and (child.definite or "quant" in flags or form.construct == "yes")
        ):
            return self._close(view, _extended(phrase, child.last, child.end, child=child, definite=True))
        place = _first(view.places.get(at))
        if place is not None and not place.proclitics and (flags & {"opengen", "organ", "carrier"}):
            return self._close(view, _extended(phrase, place.last, place.end, definite=True))
        if (flags & {"opengen", "organ", "carrier"} or form.construct == "yes") and child is None:
            return self._open_genitive(view, phrase, at, opened)
        return phrase

    def _open_genitive(self, view: _View, phrase: _Found, at: int, opened: bool) -> _Found:
        """Words that no dictionary has: all that is quoted, else up to the first definite one."""
        last = at
        if opened:
            while last < view.last and last - at < 6 and view.norm(last) not in _CLOSING:
                last += 1
            if view.norm(last) not in _CLOSING:
                return phrase
            return _extended(phrase, last + 1, view.document.tokens[last].end, definite=True)
        definite = False
        while last - at < _MAX_OPEN and self._open_word(view, last):
            is_definite = view.norm(last).startswith(self._article)
            if definite and not is_definite:
                break
            definite = definite or is_definite
            last += 1
        if last == at or not (definite or last == at + 1):
            return phrase
        return _extended(phrase, last, view.document.tokens[last - 1].end, definite=True)

    def _open_word(self, view: _View, i: int) -> bool:
        token = view.token(i)
        if token is None or token.kind != "word" or token.norm in self._stop or len(token.norm) < 3:
            return False
        if i in view.triggers or token.norm in self._links or self._cliticized(token.norm):
            return False
        described = i in view.peoples or i in view.adjectives
        if described and not token.norm.startswith(self._article):
            return False
        return i not in view.names and i not in view.nouns and not _looks_verb(token.norm)

    def _cliticized(self, norm: str) -> bool:
        """Whether the word carries a conjunction or preposition before the article (وال, بال, لل)."""
        a = self._article
        return any(norm.startswith(p) for p in ("و" + a, "ب" + a, "لل", "ف" + a, "ك" + a, "ول", "وب"))

    def _adjectives(self, view: _View, phrase: _Found) -> _Found:
        while True:
            at = phrase.last
            hit = max((*view.peoples.get(at, ()), *view.adjectives.get(at, ())), key=lambda h: h.last, default=None)
            if hit is None or hit.proclitics or (at in view.triggers and hit.entry.kind != "nationality"):
                return phrase
            value: Adjective = hit.entry.payload
            if hit.article != phrase.definite or (phrase.known is not None and phrase.known.kind == "person"):
                return phrase
            if phrase.known is not None and phrase.known.kind == "state":
                return phrase
            humans = phrase.form is None or bool(phrase.form.noun.flags & {"human", "title", "quant"})
            if value.plural and at in view.nouns and not humans:
                # المتظاهرين behind قوات الأمن is a noun of its own: things take a feminine singular.
                return phrase
            if not hit.article and value.plural and phrase.form is not None and phrase.form.number == "s":
                return phrase
            end = hit.end
            phrase = self._close(view, _extended(phrase, hit.last, end, adjectives=(*phrase.adjectives, value)))

    def _number(self, view: _View, phrase: _Found) -> _Found:
        """(53) behind a unit, and the adjectives behind it."""
        at = phrase.last
        if phrase.form is None or "unit" not in phrase.form.noun.flags:
            return phrase
        bracket = view.norm(at) == "("
        number = view.token(at + bracket)
        if number is None or number.kind != "number" or (bracket and view.norm(at + 2) != ")"):
            return phrase
        last = at + (3 if bracket else 1)
        return self._adjectives(view, _extended(phrase, last, view.document.tokens[last - 1].end))

    def _quoted_name(self, view: _View, phrase: _Found, strong: set[str], depth: int) -> _Found:
        at = phrase.last
        if view.norm(at) not in _OPENING:
            return phrase
        child = self._phrase(view, at + 1, strong, depth + 1)
        if child is not None and view.norm(child.last) in _CLOSING:
            return self._close(view, _extended(phrase, child.last, child.end, child=child))
        return self._open_genitive(view, phrase, at + 1, True)

    def _link(self, view: _View, phrase: _Found, strong: set[str], depth: int) -> _Found:
        at = phrase.last
        if view.norm(at) not in self._links:
            return phrase
        at += 1
        free = view.norm(at) in self._link_prepositions
        child = self._phrase(view, at + free, strong, depth + 1)
        if child is None or not (free or child.proclitics in self._link_proclitics):
            return phrase
        return self._close(
            view, _extended(phrase, child.last, child.end, child=phrase.child or replace(child, proclitics=""))
        )

    def _belonging(self, view: _View, phrase: _Found, form: NounForm, strong: set[str], depth: int) -> _Found:
        flags = form.noun.flags
        at = phrase.last
        norm = view.norm(at)
        if "spokes" in flags and norm in self._on_behalf:
            child = self._phrase(view, at + 1, strong, depth + 1)
            if child is not None:
                return self._close(
                    view, _extended(phrase, child.last, child.end, child=child, definite=phrase.definite)
                )
            after = self._open_genitive(view, replace(phrase, last=at + 1), at + 1, False)
            return after if after.last > at + 1 else phrase
        if "prep" not in flags or norm not in self._of | self._to:
            return phrase
        child = self._phrase(view, at + 1, strong, depth + 1)
        if child is not None and not child.proclitics and (child.known is None or child.known.kind != "agency"):
            return self._close(view, _extended(phrase, child.last, child.end, child=phrase.child or child))
        place = _first(view.places.get(at + 1))
        if place is not None and norm in self._to and not place.proclitics:
            return self._close(view, _extended(phrase, place.last, place.end))
        return phrase

    def _office_holder(self, view: _View, phrase: _Found, strong: set[str]) -> _Found:
        at = phrase.last
        comma = view.norm(at) in COMMAS
        second = _first(view.nouns.get(at))
        if (
            second is not None
            and second.article
            and not second.proclitics
            and "title" in second.entry.payload.noun.flags
        ):
            apposed = self._phrase(view, at, strong, _MAX_DEPTH)
            if apposed is not None and apposed.person_text:
                person, words = apposed.person, apposed.person_text
                return _extended(phrase, apposed.last, apposed.end, person=person, person_text=words, definite=True)
        open_ended = phrase.child is None and not phrase.adjectives and phrase.form is not None and not phrase.form_only
        named = any(h.entry.payload.known.kind == "person" for h in view.names.get(at, ()))
        if (
            not comma
            and not named
            and phrase.form is not None
            and not phrase.definite
            and phrase.child is None
            and not phrase.adjectives
        ):
            titled = _first(view.given.get(at))
            if titled is None:
                return phrase
        name = self._name(view, at + comma, strong, known_only=comma or open_ended)
        if name is None:
            return phrase
        known, last, text = name
        return _extended(
            phrase, last, view.document.tokens[last - 1].end, person=known, person_text=text, definite=True
        )

    def _bare_person(self, view: _View, i: int, strong: set[str]) -> _Found | None:
        """A given name with at least one more name behind it."""
        hit = _first(view.given.get(i))
        norm = view.norm(i)
        opener = norm in self._openers or self._byname(norm)
        if not opener and (hit is None or hit.article):
            return None
        if hit is not None and not opener and hit.entry.payload:
            following = view.given.get(i + 1)
            second = view.norm(i + 1)
            if not (following and not following[0].proclitics) and second not in self._particles | self._servant:
                return None
        if opener and not self._name_word(view, i + 1):
            return None
        name = self._name(view, i, strong, known_only=False)
        if name is None or name[1] - i < 2:
            return None
        known, last, _ = name
        start = hit.start if hit is not None else view.document.tokens[i].start
        end = view.document.tokens[last - 1].end
        text = view.document.article.text[start:end]
        return _Found(
            i, last, start, end, True, person=known, person_text=text, proclitics=hit.proclitics if hit else ""
        )

    def _name(
        self, view: _View, at: int, strong: set[str], *, known_only: bool
    ) -> tuple[Known | None, int, str] | None:
        """A person's name at a token: (registry row if known, end token, text)."""
        for hit in view.names.get(at, ()):
            known: Known = hit.entry.payload.known
            if known.kind == "person" and not hit.proclitics:
                return known, hit.last, view.document.article.text[hit.start : hit.end]
        first = _first(view.given.get(at))
        norm = view.norm(at)
        given = first is not None or norm in self._openers or self._byname(norm)
        if not given and (known_only or not self._name_word(view, at, first=True) or self._common_ending(view, at)):
            return None
        last = at + 1
        while last - at < _MAX_NAME:
            before = view.norm(last - 1)
            if before in self._particles or (before == "عبد" and view.norm(last) in self._servant):
                if view.token(last) is None or view.norm(last) in self._stop - self._servant:
                    break
                last += 1
                continue
            if view.norm(last) in ("-", _HASH) and self._name_word(view, last + 1):
                last += 2
                continue
            if not self._name_word(view, last):
                break
            # A definite second name ends most names; a third follows only as another definite one.
            last += 1
            if view.norm(last - 1).startswith(self._article) and not view.norm(last).startswith(self._article):
                break
        while last > at and view.norm(last - 1) in self._particles:
            last -= 1
        if last == at:
            return None
        text = view.document.article.text[view.document.tokens[at].start : view.document.tokens[last - 1].end]
        return None, last, text

    def _name_word(self, view: _View, i: int, first: bool = False) -> bool:
        token = view.token(i)
        if token is None or token.kind != "word" or len(token.norm) < 2:
            return False
        given = _first(view.given.get(i))
        if given is not None and not given.proclitics:
            return True
        norm = token.norm
        if norm in self._particles:
            return True
        if norm in self._stop or norm in self._links or self._cliticized(norm) or i in view.triggers:
            return False
        nouns = view.nouns.get(i, ())
        # A definite noun of persons may be a family name (القاضي), one of bodies is not (الحكومة).
        if nouns and not (norm.startswith(self._article) and nouns[0].entry.payload.noun.flags & {"human", "title"}):
            return False
        if first and (i in view.nouns or i in view.adjectives or norm.startswith(self._article)):
            return i not in view.nouns and i not in view.adjectives and i not in view.peoples
        names = view.names.get(i)
        if names and names[0].entry.payload.known.kind != "person":
            return False
        if i in view.adjectives and not norm.startswith(self._article):
            return False
        return (not _looks_verb(norm) and not norm.startswith(("وا", "ول", "وب"))) or norm.startswith(self._article)

    def _byname(self, norm: str) -> bool:
        """Whether the word is a byname written as one (أبوفلان)."""
        return any(
            norm.startswith(o) and len(norm) >= len(o) + 3 for o in self._openers if len(o) == 3 and o[-1] == "و"
        )

    def _common_ending(self, view: _View, i: int) -> bool:
        """Whether an unknown word has an ending of common nouns (ة, ات, ون, ين) rather than of names."""
        token = view.document.tokens[i]
        raw = view.document.article.text[token.start : token.end]
        return raw.endswith(("ة", "ات", "ون", "ين", "اً", "ًا")) or len(raw) < 3

    def _close(self, view: _View, phrase: _Found) -> _Found:
        """Takes in the closing quote of one that was opened inside the phrase."""
        token = view.token(phrase.last)
        if token is None or token.norm not in _CLOSING:
            return phrase
        inside = [view.document.tokens[i].norm for i in range(phrase.first, phrase.last)]
        opened = sum(n in _OPENING for n in inside) - sum(n in _CLOSING and n not in _OPENING for n in inside)
        if opened % 2 == 1 and opened > 0:
            return _extended(phrase, phrase.last + 1, token.end)
        return phrase

    # --- what counts

    def _fits(self, view: _View, hit: Hit, phrase: _Found) -> bool:
        """Whether a noun with what follows it is an actor here."""
        form: NounForm = hit.entry.payload
        flags = form.noun.flags
        if hit.suffix and flags & {"needname", "nosuffix"}:
            return False
        more = phrase.last > hit.last
        if form.construct == "yes" and phrase.child is None and not more and not phrase.suffix:
            return False
        described = "title" in flags and (phrase.adjectives or phrase.child or phrase.suffix)
        if form.adjective and form.number == "s" and not phrase.person_text and not described:
            if not self._noun_by_place(view, hit, form):
                return False
        if flags & {"needgen", "quant"} and not (phrase.child or phrase.adjectives or (more and "quant" not in flags)):
            return False
        if "quant" in flags and phrase.child is None:
            return False
        if "weapon" in flags and not (phrase.child or phrase.adjectives or phrase.suffix or hit.last - hit.first > 1):
            return False
        if "needname" in flags and not phrase.person_text:
            return False
        if flags & {"defonly", "regime"} and not phrase.definite and not phrase.adjectives:
            return False
        if "defstrict" in flags and len(hit.entry.key) and hit.last - hit.first == 1:
            before = view.norm(hit.first - 1)
            if not phrase.definite or before.startswith(self._article):
                return False
        return not (form.noun.id == "forces" and form.number == "s" and not more)

    def _noun_by_place(self, view: _View, hit: Hit, form: NounForm) -> bool:
        """Whether a word that is noun or adjective (انتحاري, مسلح, مدني) is the noun here: behind a number, a particle that
        a subject follows, a preposition or a verb, where no noun stands that it could describe.
        """
        if hit.article and not hit.proclitics:
            return False
        before = view.token(hit.first - 1) if hit.first else None
        if any(p in hit.proclitics for p in self._prepositions):
            return not hit.article
        if before is None or before.kind not in ("word", "number"):
            return False
        if before.kind == "number" or hit.first - 1 in view.counts or before.norm in self._before_noun:
            return True
        # قتل الجيش مسلحا: an indefinite accusative describes nothing definite.
        return hit.first - 1 in view.verbs or (form.construct == "no" and before.norm.startswith(self._article))

    def _stands(self, view: _View, phrase: _Found) -> bool:
        """Whether a phrase may stand as a mention of its own (a title or a quantity alone may not)."""
        known = phrase.known
        return not (known is not None and known.kind == "state" and len(view.norm(phrase.first)) < 3)

    def _later_surnames(self, view: _View, found: Sequence[tuple[_Found, int]]) -> list[tuple[_Found, int]]:
        """The last name alone, of a person whose full name the document has."""
        full: dict[str, _Found] = {}
        for phrase, _ in found:
            words = phrase.person_text.split()
            if len(words) >= 2 and len(words[-1]) >= 4:
                full.setdefault(fold(words[-1]), phrase)
        taken = {i for phrase, _ in found for i in range(phrase.first, phrase.last)}
        later: list[tuple[_Found, int]] = []
        for sentence in view.document.sentences:
            view.last = sentence.last
            for i in range(sentence.first, sentence.last):
                token = view.document.tokens[i]
                of = full.get(token.norm)
                known = (
                    i in view.names
                    or i in view.nouns
                    or i in view.adjectives
                    or i in view.peoples
                    or i in view.triggers
                )
                if of is None or known or i in taken or of.first >= i or token.norm in self._stop:
                    continue
                later.append(
                    (
                        replace(of, first=i, last=i + 1, start=token.start, end=token.end, proclitics="", suffix=""),
                        sentence.index,
                    )
                )
        return later

    # --- values

    def _mention(self, document: Document, phrase: _Found, sentence: int) -> Mention:
        return Mention(
            "actor",
            phrase.start,
            phrase.end,
            phrase.first,
            phrase.last,
            sentence,
            self._value(document, phrase),
            phrase.proclitics,
            phrase.suffix,
        )

    def _value(self, document: Document, phrase: _Found) -> ActorValue:
        known = phrase.person or phrase.known
        number = phrase.form.number if phrase.form else ("p" if phrase.people else "s")
        if known is not None:
            country = known.country or _country(phrase)
            return ActorValue(known.name, known.id, known.sector, country, number, True)
        if phrase.people is not None:
            name = phrase.people.people
            return ActorValue(name, None, "CVL", phrase.people.country, "p", phrase.definite)
        if phrase.form is None:
            return ActorValue(phrase.person_text, None, "UNK", "", "s", True)
        return self._noun_value(document, phrase, phrase.form)

    def _noun_value(self, document: Document, phrase: _Found, form: NounForm) -> ActorValue:
        noun, flags = form.noun, form.noun.flags
        child = self._value(document, phrase.child) if phrase.child is not None else None
        country = _country(phrase) or (child.country if child else "")
        sector = self._sector(phrase, child)
        base = ActorValue("", None, sector, country, form.number, phrase.definite)
        if phrase.person_text:
            return replace(base, name=phrase.person_text)
        made_from = next((self.registry[a.actor] for a in phrase.adjectives if a.actor in self.registry), None)
        if made_from is not None:
            sector, country = made_from.sector, made_from.country
            label = made_from.name if "transparent" in flags else f"{made_from.name} {self._english(form)}"
            return replace(base, name=label, sector=sector, country=country, entity_id=made_from.id)
        if child is not None and child.entity_id and "transparent" in flags:
            return replace(child, number=form.number, definite=phrase.definite)
        if "quant" in flags and child is not None:
            return replace(
                child, name=f"{noun.english_plural} {child.name}".strip(), entity_id=None, number=form.number
            )
        if noun.organ and country:
            known = self.registry.get(f"{country.lower()}-{noun.organ}")
            state = phrase.child is None or (phrase.child.known is not None and phrase.child.known.kind == "state")
            if known is not None and state and not any(a.english for a in phrase.adjectives if not a.country):
                return replace(base, name=known.name, entity_id=known.id, sector=known.sector)
        holder = self._holder(document, noun, country) if form.number == "s" and phrase.definite else None
        if holder is not None and (phrase.child is None or (phrase.child.known and phrase.child.known.kind == "state")):
            return replace(base, name=holder.name, entity_id=holder.id, sector=holder.sector)
        anaphor = (
            phrase.definite
            and phrase.child is None
            and not phrase.adjectives
            and bool(flags & {"anaphor", "organ"} and phrase.last - phrase.first == 1)
        )
        group = child.entity_id if child is not None and flags & {"member", "unit"} and form.number == "p" else None
        return replace(
            base, name=self._label(phrase, form, child), entity_id=group, anaphor=anaphor and "anaphor" in flags
        )

    def _english(self, form: NounForm) -> str:
        return (
            form.noun.english_plural
            if form.number != "s" and form.noun.english_plural
            else form.noun.english or form.noun.english_plural
        )

    def _label(self, phrase: _Found, form: NounForm, child: ActorValue | None) -> str:
        """The English name put together: nationality, adjectives, noun, and what it belongs to."""
        english = self._english(form)
        nationality = [self._nationality.get(a.country, "") for a in phrase.adjectives if a.country]
        other = [a.english for a in phrase.adjectives if not a.country]
        if form.noun.id == "people" and nationality:
            return next(a.people for a in phrase.adjectives if a.country)
        words = [w for w in (*nationality, *other, english) if w]
        label = " ".join(dict.fromkeys(words))
        if child is None or not child.name:
            return label
        if phrase.child is not None and phrase.child.known is not None and phrase.child.known.kind == "state":
            adjective = self._nationality.get(child.country, child.name)
            return f"{adjective} {label}"
        if form.noun.flags & {"member", "spokes", "unit"} or form.noun.id in ("element", "official"):
            return f"{child.name} {label}"
        return f"{label} of {child.name}"

    def _sector(self, phrase: _Found, child: ActorValue | None) -> str:
        form = phrase.form
        assert form is not None
        noun = form.noun
        flags = noun.flags
        if child is not None and child.sector and child.sector != "UNK":
            passes = (
                flags & {"member", "spokes", "transparent", "quant"}
                or noun.sector == "UNK"
                or noun.id in ("element", "official")
            )
            if passes and not (child.sector == "GOV" and noun.sector not in ("UNK", "GOV")):
                return child.sector
        if noun.sector in ("GOV", "MIL", "UNK", "PRM", "NGO", "REB") and noun.id != "organization":
            for adjective in phrase.adjectives:
                if adjective.sector and not (adjective.sector == "OPP" and noun.sector == "REB"):
                    return adjective.sector
        return noun.sector

    def _holder(self, document: Document, noun: Noun, country: str) -> Known | None:
        """Who held the office when the article came out, if the registry has just one."""
        office = next((f.removeprefix("office-") for f in noun.flags if f.startswith("office-")), "")
        published = document.article.published
        if not office or not country or published is None:
            return None
        held = [
            k for k in self._offices.get((office, country), ()) if (k.since or 0) <= published.year <= (k.until or 9999)
        ]
        return held[0] if len(held) == 1 else None


def _table(language: Language, name: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = language.data["actors"][name]
    return rows


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(w) for w in words)


def _registry(tables: Mapping[str, Any]) -> dict[str, Known]:
    return {
        row["id"]: Known(
            row["id"],
            row["name"],
            row["sector"],
            row["country"],
            row["kind"],
            int(row["from"]) if row["from"] else None,
            int(row["to"]) if row["to"] else None,
            row["note"],
        )
        for row in tables.get("actors", ())
    }


def _offices(registry: Mapping[str, Known]) -> dict[tuple[str, str], list[Known]]:
    found: dict[tuple[str, str], list[Known]] = {}
    for known in registry.values():
        if known.kind == "person" and known.note:
            found.setdefault((known.note, known.country), []).append(known)
    return found


def _noun_phrases(row: Mapping[str, str], adjectives: set[str], article: str) -> Iterator[Phrase]:
    flags = frozenset(row["flags"].split())
    noun = Noun(row["id"], row["sector"], row["english"], row["english_plural"], flags, row["organ"])

    def phrase(text: str, number: str, construct: str, adjective: bool = False) -> Phrase:
        return Phrase(
            text, Entry("actor-noun", noun.id, NounForm(noun, number, construct, adjective, text)), suffixes=True
        )

    for word in _split(row["singular"]):
        adjective = fold(word) in adjectives or "nonadj" in flags or "nonadjsg" in flags
        collective = not row["plural"] and "group" in flags
        yield phrase(word, "p" if collective else "s", "may", adjective)
        if " " in word:
            continue
        if word.endswith("ة"):
            stem = word[:-1] + "ت"
        else:
            stem = word
            office = any(f.startswith("office-") for f in flags)
            if flags & {"human", "title", "group"} and not office and not word.endswith(("ا", "ى")):
                yield phrase(word + "ا", "s", "no", adjective)
        if not word.startswith(article):
            yield phrase(stem + "ي", "d", "yes")
            for ending in ("ان", "ين"):
                # The accusative dual has the letters of the sound plural: both are written مسلحين.
                yield phrase(stem + ending, "d", "no")
    for word in _split(row["plural"]):
        if word.endswith("ون") and " " not in word:
            yield phrase(word, "p", "no")
            yield phrase(word[:-2] + "ين", "p", "no")
            yield phrase(word[:-2] + "و", "p", "yes")
            yield phrase(word[:-2] + "ي", "p", "yes")
        else:
            yield phrase(word, "p", "no" if word.endswith("ين") and " " not in word else "may")


def _adjective_phrases(kind: str, key: str, value: Adjective, singulars: str, plurals: str) -> Iterator[Phrase]:
    plural = replace(value, plural=True)
    for word in _split(singulars):
        head, *rest = word.split()
        if rest:
            second = rest[-1]
            for a, b in ((head, second), (head + "ة", second + "ة")):
                yield Phrase(f"{a} (ال){b}", Entry(kind, key, value))
            yield Phrase(f"{head}ين (ال){second}ين", Entry(kind, key, plural))
            yield Phrase(f"{head}ون (ال){second}ون", Entry(kind, key, plural))
            continue
        yield Phrase(word, Entry(kind, key, value))
        yield Phrase(word + "ة", Entry(kind, key, value))
        yield Phrase(word + "ا", Entry(kind, key, value))
        for ending in ("ين", "ان", "تان", "تين"):
            if kind == "actor-adj" or ending not in ("تان", "تين"):
                yield Phrase(word + ending, Entry(kind, key, plural))
        yield Phrase(word + "ات", Entry(kind, key, plural))
        if kind == "nationality":
            yield Phrase(word + "ون", Entry(kind, key, plural))
    for word in _split(plurals):
        yield Phrase(word, Entry(kind, key, plural))
        if not word.endswith(("ون", "ة", "ا")):
            yield Phrase(word + "ا", Entry(kind, key, plural))
        if word.endswith("ون"):
            yield Phrase(word[:-2] + "ين", Entry(kind, key, plural))


def _view(document: Document, article: str, never: frozenset[str], counts: set[int], verbs: set[int]) -> _View:
    origins = {h.first for h in document.hits.get("nationality", ()) if not h.article}

    def by_start(kind: str) -> dict[int, list[Hit]]:
        found: dict[int, list[Hit]] = {}
        for hit in document.hits.get(kind, ()):
            if kind == "actor-noun" and hit.first - 1 not in counts | verbs and hit.last not in origins:
                if fold(document.article.text[hit.start : hit.end]) in never:
                    continue
            if not _as_spelled(document, hit, article):
                continue
            found.setdefault(hit.first, []).append(hit)
        for hits in found.values():
            hits.sort(key=lambda h: (-h.last, len(h.proclitics), bool(h.suffix)))
        return found

    return _View(
        document,
        len(document.tokens),
        by_start("actor"),
        by_start("actor-noun"),
        by_start("nationality"),
        by_start("actor-adj"),
        by_start("first-name"),
        by_start("place"),
        {h.first for h in document.hits.get("trigger", ()) if h.last - h.first == 1},
        verbs,
        counts,
    )


def _as_spelled(document: Document, hit: Hit, article: str) -> bool:
    """Whether folding has not joined two words: على is not علي, أمام not إمام; a missing hamza is let pass.

    A word with the article carries no pronoun, and a noun of the news none of the first or second person.
    """
    payload = hit.entry.payload
    if hit.suffix:
        first = fold(document.article.text[hit.start : document.tokens[hit.first].end])
        feminine = document.article.text[hit.end - 1] == "ة"
        if hit.article or feminine or first.startswith(article) or hit.suffix in _PERSONS:
            return False
    spelling = payload.spelling if isinstance(payload, NounForm | _Named) else hit.entry.key
    if hit.entry.kind not in ("actor", "actor-noun", "first-name") or hit.last - hit.first != 1:
        return True
    if hit.entry.kind == "first-name" and hit.article:
        return False
    raw = document.article.text[hit.start : hit.end]
    if spelling.endswith("ي") and raw.endswith("ى"):
        return False
    if hit.article:
        raw = raw[2:]
    return not (raw[:1] in _HAMZAS and spelling[:1] in _HAMZAS and raw[0] != spelling[0])


def _person_span(document: Document, phrase: _Found) -> Span:
    """Where a phrase names its person: the last of its words that do."""
    start = document.article.text.rfind(phrase.person_text, phrase.start, phrase.end)
    return Span(start, start + len(phrase.person_text)) if start >= 0 else Span(phrase.start, phrase.end)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in text order, those that overlap made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.overlaps(found[-1]):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _first(hits: list[Hit] | None) -> Hit | None:
    return hits[0] if hits else None


def _from_name(hit: Hit) -> _Found:
    known: Known = hit.entry.payload.known
    return _Found(hit.first, hit.last, hit.start, hit.end, True, known=known, proclitics=hit.proclitics)


def _quoted(view: _View, hit: Hit) -> bool:
    return view.norm(hit.first - 1) in _OPENING and view.norm(hit.last) in _CLOSING


def _extended(phrase: _Found, last: int, end: int, **changes: Any) -> _Found:
    return replace(phrase, last=last, end=end, **changes)


def _country(phrase: _Found) -> str:
    return next((a.country for a in phrase.adjectives if a.country), "")


def _looks_verb(norm: str) -> bool:
    """Whether an unknown word has the prefix of an imperfect verb."""
    return (len(norm) >= 4 and norm[0] == "ي") or (norm.startswith(("سي", "ست")) and len(norm) >= 5)
