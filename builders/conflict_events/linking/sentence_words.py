"""The words of one sentence: the mentions among them, the verbs, and which preposition governs what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cached_property
from typing import TypeVar

from conflict_events.lexical.text import COMMAS, QUOTES, raw_length
from conflict_events.linking.gender import Genders
from conflict_events.linking.grammar import Grammar
from conflict_events.mentions.actors.noun_gender import Gender
from conflict_events.mentions.triggers import rule_of
from conflict_events.records import ActorValue, Document, Hit, Mention, Sentence, Token, TriggerValue

T = TypeVar("T")
ENCLOSING = QUOTES | frozenset("()[]")
CARRIERS = 3
"""Nouns that only carry the next one, of which so many are passed over in a row."""
OBJECT_REACH = 9
"""Words between a light verb and its object."""
ASIDE = 5
"""Words of an aside between two commas."""
APPOSITION = 12
"""Words of one behind the subject that a sentence begins with."""


class SentenceWords:
    """The mentions of one sentence, by kind and in text order, and what its words are to each other, whatever its clauses."""

    def __init__(
        self,
        document: Document,
        sentence: Sentence,
        grammar: Grammar,
        mentions: Mapping[str, Sequence[Mention]],
        genders: Genders,
    ) -> None:
        self.document = document
        self.sentence = sentence
        self.grammar = grammar
        self._genders = genders
        self.tokens = document.tokens
        self.triggers = mentions.get("trigger", ())
        self.actors = mentions.get("actor", ())
        self.places = mentions.get("place", ())
        self.dates = mentions.get("date", ())
        self.numbers = mentions.get("number", ())
        self.money = mentions.get("money", ())
        self._governors: dict[tuple[int, str], str] = {}

    # A sentence without events is asked for next to nothing: what its words are is found out when it is needed.

    @cached_property
    def _covered(self) -> set[int]:
        """Tokens of mentions other than numbers."""
        return tokens_of(self.triggers, self.actors, self.places, self.dates, self.money)

    @cached_property
    def verbs(self) -> set[int]:
        """The first token of each known verb: of an event, of saying, or one that goes with an event noun."""
        s = self.sentence
        found = {t.first for t in self.triggers if t.valued(TriggerValue).finite}
        names = tokens_of(self.actors, self.places, self.dates)
        nouns = {t.first for t in self.triggers} | self._light_objects
        for kind in ("light-verb", "speech", "agent-verb"):
            for hit in self.document.within(kind, s.first, s.last):
                if hit.first in names or hit.first in nouns or self.nominal(hit) or not self.has_pronoun(hit):
                    continue
                if self.tokens[hit.first].norm in self.grammar.titles.of_rank:
                    continue
                if kind == "light-verb" and not any(reading.verbal for _, reading in hit.entry.payload):
                    continue
                belongs = self.tokens[hit.first].norm in self.grammar.belonging
                if belongs and self.norm(hit.last).startswith(self.grammar.prepositions.attached):
                    # مواقع تابعة للتنظيم, not "she continued".
                    continue
                found.add(hit.first)
        return found

    @cached_property
    def _light_objects(self) -> set[int]:
        """Where the objects of light verbs begin: أصدرت المحكمة حكما is no "they both ruled"."""
        return {hit.first for t in self.triggers if t.last - t.first == 1 for hit in self.objects_of(t)}

    def objects_of(self, trigger: Mention) -> list[Hit]:
        """The objects that make a light verb the event word that it is, within its phrase or from afar."""
        rule = trigger.valued(TriggerValue).rule
        last = min(trigger.first + OBJECT_REACH + 2, self.sentence.last)
        objects = self.document.within("light-object", trigger.first + 1, last)
        return [hit for hit in objects if rule in map(rule_of, hit.entry.payload)]

    def before_verb(self, first: int, last: int) -> int:
        """The first verb of a token range, or its end where there is none."""
        return min([v for v in self.verbs if v >= first] + [last])

    def norm(self, at: int) -> str:
        """A token of the sentence, folded; "" outside it."""
        return self.tokens[at].norm if self.sentence.first <= at < self.sentence.last else ""

    def head(self, word: Mention) -> str:
        """The first word of a mention, folded, without what is written on to its front."""
        return self.tokens[word.first].norm[len(word.proclitics) :]

    def written(self, word: Hit | Mention | Token) -> str:
        """The letters of a word as they stand in the text."""
        return self.document.text[word.start : word.end]

    def has_pronoun(self, hit: Hit) -> bool:
        """Whether a hit's pronoun, if any, is one, and no other letter that folds alike: حملة is not "he carried him"."""
        return self.document.text.endswith(hit.suffix, hit.start, hit.end)

    def is_commander(self, hit: Hit) -> bool:
        """Whether what was taken for a verb begins with a letter that folds like that of one: آمر is no "he ordered"."""
        return self.document.text.startswith(self.grammar.verbs.long, hit.start)

    def nominal(self, hit: Hit) -> bool:
        """Whether what may be a verb is a noun: with the article, or tied by a preposition (من شن هجوم)."""
        if hit.article or (hit.proclitics and any(p in hit.proclitics for p in self.grammar.prepositions.attached)):
            return True
        before = self.norm(hit.first - 1)
        # قتلوا بهجوم شنه متمردون: the event noun is a preposition for the verb before it only.
        described = hit.suffix and any(t.first < hit.first == t.last for t in self.triggers)
        return before in self.grammar.prepositions.words and not described

    def definite(self, word: Mention) -> bool:
        """Whether a word carries the article: not إلقاء, whose first letter is another one before it is folded."""
        token, clitics = self.tokens[word.first], self.grammar.clitics
        if not clitics.has_article(token.norm, word.proclitics):
            return False
        written = self.document.text[token.start : token.end]
        begin = raw_length(written, len(word.proclitics))
        return written.startswith((clitics.article[0], clitics.assimilated_article), begin)

    def gender(self, mention: Mention) -> Gender:
        """The gender of an actor that is one, "" where it is not sure."""
        return self._genders.of(self.document, mention)

    def disagree(self, person: str, mention: Mention | None) -> bool:
        """Whether a verb (``person`` as in ``TriggerValue``) has not the gender of an actor."""
        return self._genders.disagree(self.document, person, mention)

    def many_things(self, mention: Mention) -> bool:
        """Whether an actor is several bodies, whose verb and pronoun are those of one that is feminine."""
        return self._genders.many_things(self.document, mention)

    def many_people(self, mention: Mention) -> bool:
        """Whether an actor is more than two men, and no bodies."""
        return self._genders.many_people(self.document, mention)

    def of_other_gender(self, noun: str, adjective: str) -> bool:
        """Whether an adjective is feminine and a noun is surely not."""
        return self._genders.of_noun(adjective) == "f" and self._genders.of_noun(noun) == "m"

    def is_feminine(self, adjective: Hit) -> bool:
        """Whether an adjective is feminine by its letters."""
        return self._genders.of_noun(self.written(adjective)) == "f"

    def begins_agent(self, at: int) -> bool:
        """Whether a phrase that marks the doer begins at a token: على يد, برصاص."""
        word, agents = self.norm(at), self.grammar.agents
        return word in agents or f"{word} {self.norm(at + 1)}" in agents

    def sited(self, first: int, last: int) -> bool:
        """Whether a noun of sites stands between two tokens: what is behind it is hit there, and does nothing."""
        return any(t.norm in self.grammar.nouns.sites for t in self.tokens[first:last])

    def set_apart(self, at: int) -> Mention | None:
        """Who begins the sentence, where nothing but one aside between commas parts him from a token: حماس، التي تحكم القطاع،
        دعت.
        """
        first = self.sentence.first
        subject = next((a for a in self.actors if a.first == first and not a.proclitics), None)
        commas = [i for i in range(first, at) if self.tokens[i].norm in COMMAS]
        if subject is None or commas != [subject.last, at - 1] or at - subject.last > APPOSITION:
            return None
        return subject

    def possessor(self, at: int, suffix: str, taken: Sequence[Mention]) -> Mention | None:
        """Whom a pronoun written on to the word at ``at`` means: the nearest actor before it that agrees in number."""
        plural, dual = suffix in self.grammar.pronouns.plural, suffix in self.grammar.pronouns.dual
        numbers = ("p",) if plural else ("d",) if dual else ("s", "")
        person = self.grammar.pronouns.persons.get(suffix, "")
        for a in reversed([a for a in self.actors if a.last <= at and a not in taken]):
            if a.valued(ActorValue).number in numbers and not self.disagree(person, a):
                return a
        return None

    def governor(self, mention: Mention) -> str:
        """The preposition that governs a mention, folded; "" where none does.

        Numbers before it, quotes and nouns that only carry it (مقر الحزب) are passed over.
        """
        key = (mention.first, mention.proclitics)
        known = self._governors.get(key)
        if known is None:
            known = self._governors[key] = self._governor(mention)
        return known

    def _governor(self, mention: Mention) -> str:
        i = mention.first - 1
        attached = self._attached(mention)
        if attached:
            if i <= self.sentence.first or self.tokens[i].norm not in self.grammar.belonging:
                return attached
            # على مواقع تابعة لتنظيم: what belongs to whom is passed over.
            i -= 1
        carriers = 0
        while i >= self.sentence.first:
            if self.tokens[i].norm in ENCLOSING:
                i -= 1
            elif i in self.honorifics:
                if self.honorifics[i]:
                    return self.honorifics[i]
                i -= 1
            elif date := self._date_at.get(i):
                # أقال قبل يومين وزيره, قتل مسلحون في الأيام الماضية عشرات
                i = date.first - 1
                i -= i > self.sentence.first and self.tokens[i].norm in self.grammar.prepositions.times
            elif number := self._number_at.get(i):
                attached = self._attached(number)
                if attached:
                    return attached
                i = number.first - 1
            elif governing := self._compound(i):
                return governing
            elif (part := self._part_before(i)) == "":
                i -= 2
            elif governing := part or self._preposition(i):
                return governing
            else:
                carried = self._transparent(self.tokens[i].norm) if carriers < CARRIERS else None
                if carried != "":
                    return carried or ""
                carriers += 1
                i -= 1
        return ""

    def _attached(self, mention: Mention) -> str:
        """The last preposition written on to a mention, "" where none is."""
        return next((p for p in reversed(mention.proclitics) if p in self.grammar.prepositions.attached), "")

    def _compound(self, i: int) -> str:
        """The preposition of two words that a token ends, "" where it ends none."""
        if i <= self.sentence.first:
            return ""
        before, last = self.tokens[i - 1].norm, self.tokens[i].norm
        compounds = self.grammar.prepositions.compounds
        return compounds.get((before, last)) or compounds.get((self.grammar.unjoined(before), last)) or ""

    def _part_before(self, i: int) -> str | None:
        """For the "of" of a part (على مجموعة من الجنود, العشرات من الطلاب): the preposition written on to the part, or "";
        None where the token is no such word.
        """
        if i <= self.sentence.first or self.tokens[i].norm not in self.grammar.prepositions.partitive:
            return None
        return self._part(self.tokens[i - 1].norm)

    def _preposition(self, i: int) -> str:
        """The preposition that a token is, without a conjunction written on to it; "" where it is none. Before a quotation mark
        one of those that are written on stands by itself: لـ"حركة حزم".
        """
        norm, g = self.tokens[i].norm, self.grammar
        if any(t.first == i and t.valued(TriggerValue).finite for t in self.triggers):
            # كما قبل الوزير الدعوة
            return ""
        return next(
            (p for p in (norm, g.unjoined(norm)) if p in g.prepositions.words or p in g.prepositions.attached), ""
        )

    @cached_property
    def _number_at(self) -> dict[int, Mention]:
        """The number that each token belongs to, the first where there are several."""
        return {i: n for n in reversed(self.numbers) for i in range(n.first, n.last)}

    @cached_property
    def _date_at(self) -> dict[int, Mention]:
        """The date that each token belongs to."""
        return {i: d for d in self.dates for i in range(d.first, d.last)}

    def _part(self, norm: str) -> str | None:
        """For a noun of quantity: the preposition written on to it, or "", else None."""
        return self._preposition_on(norm, self.grammar.nouns.parts)

    @cached_property
    def honorifics(self) -> dict[int, str]:
        """The tokens of phrases that only honour who is named behind them, with the preposition written on to each, or "":
        استقبل سمو الأمير, مع صاحب السمو الملكي الأمير.
        """
        g = self.grammar
        found: dict[int, str] = {}
        for at in range(self.sentence.first, self.sentence.last):
            norm = self.tokens[at].norm
            attached = self._preposition_on(norm, g.titles.honorifics)
            if attached is not None:
                found[at] = attached
                continue
            attached = self._preposition_on(norm, g.titles.holders)
            if attached is not None and self._is_definite_honorific(at + 1):
                found[at], found[at + 1] = attached, ""
                if self.norm(at + 2) in g.titles.royal:
                    found[at + 2] = ""
        return {at: attached for at, attached in found.items() if at not in self._covered}

    def _is_definite_honorific(self, at: int) -> bool:
        """Whether an honorific with the article stands at a token."""
        norm, article = self.norm(at), self.grammar.clitics.article
        return norm.startswith(article) and norm.removeprefix(article) in self.grammar.titles.honorifics

    def _transparent(self, norm: str) -> str | None:
        """For a noun that only carries the next one: its own preposition or "", else None."""
        return self._written_on(norm, self.grammar.nouns.of_place)

    def _preposition_on(self, norm: str, words: Set[str]) -> str | None:
        """For one of some words, with a conjunction or without one: the preposition written on to it, or "", else None."""
        return "" if self.grammar.unjoined(norm) in words else self._written_on(norm, words)

    def _written_on(self, norm: str, words: Set[str]) -> str | None:
        """For one of some words: the preposition written on to it, or "", else None."""
        if norm in words:
            return ""
        return next(
            (p for p in self.grammar.prepositions.attached if norm.startswith(p) and norm[len(p) :] in words), None
        )

    def joined(self, mention: Mention, before: Mention | None) -> bool:
        """Whether a conjunction ties a mention to the one before it."""
        if before is None:
            return False
        # «حماس» و«فتح»: marks are no words.
        between = [t.norm for t in self.tokens[before.last : mention.first] if t.norm not in ENCLOSING]
        if len(between) > 2:
            return self._carries_on(between)
        if self.grammar.ties(mention):
            return True
        if " ".join(between) == self.grammar.pronouns.each:
            # وزراء خارجية كل من مصر والأردن: those of each.
            several = before.kind == "actor" and before.valued(ActorValue).number in ("d", "p")
            return several and not self.definite(before)
        return " ".join(between) in self.grammar.joining or self._carries_on(between)

    def _carries_on(self, between: Sequence[str]) -> bool:
        """Whether words are nouns that only carry the next one, with a conjunction written on: ضابط وعدد من الجنود."""
        g = self.grammar
        words = between[1:] if between and between[0] in COMMAS else between
        if not words or len(words) > CARRIERS or words[0] in g.nouns.parts:
            return False
        head = g.unjoined(words[0])
        return head != words[0] and all(word in g.nouns.carriers for word in (head, *words[1:]))

    def between(self, first: int, last: int) -> list[Token]:
        """The tokens from one to another without nouns of quantity and the prepositions behind them (عدد من)."""
        found: list[Token] = []
        for token in self.tokens[first:last]:
            if found and token.norm in self.grammar.prepositions.partitive and self._part(found[-1].norm) is not None:
                found.pop()
            else:
                found.append(token)
        return found

    def without_asides(self, first: int, last: int) -> list[Token]:
        """The tokens from one to another without days and what a preposition begins between two commas, or who says so (أعلن
        الجيش، الجمعة، اعتقال; تمكن الجيش، بدعم من القبائل، من; أعلن الجيش، وفق الوكالة، تدمير).
        """
        found: list[Token] = []
        i = first
        while i < last:
            end = self._end_of_aside(i, last) if self.tokens[i].norm in COMMAS else None
            if end is None:
                found.append(self.tokens[i])
            i = i + 1 if end is None else end
        return found

    def _end_of_aside(self, comma: int, last: int) -> int | None:
        """Where an aside between two commas ends, the second one included; None where there is none."""
        first = comma + 1
        norm = self.tokens[first].norm
        tied = norm in self.grammar.prepositions.words or norm.startswith(self.grammar.prepositions.means)
        tied = tied or bool(self.document.within("attribution", first, first + 1))
        if first not in self._date_at and not tied:
            return None
        for i in range(first, min(first + ASIDE + 1, last)):
            if self.tokens[i].norm in COMMAS:
                return i + 1
            if i in self.verbs or self.tokens[i].norm in self.grammar.openers.kinds:
                return None
        return None

    @cached_property
    def described_within(self) -> set[int]:
        """The tokens of asides between commas that only tell who somebody is: الشيخ، وهو إمام المسجد، ..."""
        found: set[int] = set()
        for at in range(self.sentence.first + 1, self.sentence.last):
            if self.tokens[at].norm in self.grammar.openers.describing and self.tokens[at - 1].norm in COMMAS:
                end = next((i for i in range(at, self.sentence.last) if self.tokens[i].norm in COMMAS), None)
                found.update(range(at, self.sentence.last if end is None else end))
        return found


def tokens_of(*mentions: Iterable[Mention]) -> set[int]:
    """The tokens of mentions."""
    return {i for ms in mentions for m in ms for i in range(m.first, m.last)}


def by_sentence(items: Iterable[T], sentence: Callable[[T], int]) -> dict[int, list[T]]:
    """Items by the number of their sentence, in their order."""
    found: dict[int, list[T]] = {}
    for item in items:
        found.setdefault(sentence(item), []).append(item)
    return found
