"""A sentence seen as clauses: where they begin, what stands in each, and which preposition governs what.

Arabic news sentences are long and hold many clauses; what belongs to an event stands in its clause. The view finds the
borders by closed words (relative pronouns, "that", conjunctions) and by verbs that a conjunction precedes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property
from typing import NamedTuple

from conflict_events.lexical.text import COMMAS, QUOTES, raw_length
from conflict_events.linking.gender import Genders
from conflict_events.linking.grammar import BreakKind, Grammar
from conflict_events.mentions.actors.noun_gender import Gender
from conflict_events.mentions.base import VERBS
from conflict_events.mentions.triggers import rule_of
from conflict_events.records import ActorValue, AmountValue, Document, Hit, Mention, Sentence, Token, TriggerValue

ENCLOSING = QUOTES | frozenset("()[]")
STOPS = frozenset(":;؛.!?؟–—")
"""What a sign that ends a clause begins with (an ellipsis is folded to full stops)."""
CARRIERS = 3
"""Nouns that only carry the next one, of which so many are passed over in a row."""
OBJECT_REACH = 9
"""Words between a light verb and its object."""
RELATIVE_REACH = 3
"""Words from a relative pronoun to the verb of its clause."""
NOUN_RELATIVE_REACH = 2
"""The same where the pronoun describes an event noun."""
DESCRIBED_REACH = 4
"""Words between an event noun and the relative pronoun that describes it."""
ASIDE = 5
"""Words of an aside between two commas."""
APPOSITION = 12
"""Words of one behind the subject that a sentence begins with."""


class Candidate(NamedTuple):
    """What may fill a role: the actor, the place and the amount that share words, with their preposition."""

    first: int
    last: int
    actor: Mention | None
    place: Mention | None
    amount: Mention | None
    preposition: str
    joined: bool
    """True where a conjunction ties it to the candidate before it."""
    embedded: bool = False
    """True where an unknown noun stands right before it: the candidate belongs to that noun (طلب مصر), not to the verb.
    """

    @property
    def who(self) -> ActorValue | None:
        """What is known of its actor, None where it has none."""
        return actor_value(self.actor)


class SentenceView:
    """The mentions of one sentence by place in it, and its clause borders."""

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
        inside = {k: [m for m in ms if m.sentence == sentence.index] for k, ms in mentions.items()}
        self.triggers = inside.get("trigger", [])
        self.actors = inside.get("actor", [])
        self.places = inside.get("place", [])
        self.dates = inside.get("date", [])
        self.numbers = inside.get("number", [])
        self.money = inside.get("money", [])
        self._governors: dict[tuple[int, str], str] = {}
        self._known_candidates: dict[tuple[int, int], list[Candidate]] = {}

    # A sentence without events is asked for next to nothing: what its clauses are is found out when it is needed.

    @cached_property
    def _covered(self) -> set[int]:
        """Tokens of mentions other than numbers."""
        return _tokens(self.triggers, self.actors, self.places, self.dates, self.money)

    @cached_property
    def _fillers(self) -> list[Mention]:
        """What may fill a role, by where it begins, the longest first."""
        found = [m for ms in (self.actors, self.places, self.numbers, self.money) for m in ms if not _one_thing(m)]
        return sorted(found, key=lambda m: (m.first, -m.last))

    @cached_property
    def verbs(self) -> set[int]:
        """The first token of each known verb: of an event, of saying, or one that goes with an event noun."""
        s = self.sentence
        found = {t.first for t in self.triggers if isinstance(t.value, TriggerValue) and t.value.finite}
        names = _tokens(self.actors, self.places, self.dates)
        nouns = {t.first for t in self.triggers if isinstance(t.value, TriggerValue)} | self._light_objects
        for kind in ("light-verb", "speech", "agent-verb"):
            for hit in self.document.within(kind, s.first, s.last):
                if hit.first in names or hit.first in nouns or self.nominal(hit) or not self.has_pronoun(hit):
                    continue
                if self.tokens[hit.first].norm in self.grammar.of_rank:
                    continue
                if kind == "agent-verb" and self.is_commander(hit):
                    continue
                if kind == "light-verb" and not any(reading.verbal for _, reading in hit.entry.payload):
                    continue
                belongs = self.tokens[hit.first].norm in self.grammar.belonging and hit.last < s.last
                if belongs and self.tokens[hit.last].norm.startswith(self.grammar.attached):
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
        rule = trigger.value.rule if isinstance(trigger.value, TriggerValue) else ""
        last = min(trigger.first + OBJECT_REACH + 2, self.sentence.last)
        objects = self.document.within("light-object", trigger.first + 1, last)
        return [hit for hit in objects if rule in map(rule_of, hit.entry.payload)]

    def before_verb(self, first: int, last: int) -> int:
        """The first verb of a token range, or its end where there is none."""
        return min([v for v in self.verbs if v >= first] + [last])

    def has_pronoun(self, hit: Hit) -> bool:
        """Whether a hit's pronoun, if any, is one, and no other letter that folds alike: حملة is not "he carried him"."""
        return self.document.article.text.endswith(hit.suffix, hit.start, hit.end)

    def norm(self, at: int) -> str:
        """A token of the sentence, folded; "" outside it."""
        return self.tokens[at].norm if self.sentence.first <= at < self.sentence.last else ""

    def written(self, word: Hit | Mention | Token) -> str:
        """The letters of a word as they stand in the text."""
        return self.document.article.text[word.start : word.end]

    def is_commander(self, hit: Hit) -> bool:
        """Whether what was taken for a verb begins with a letter that folds like that of one: آمر is no "he ordered"."""
        return self.document.article.text.startswith(self.grammar.long, hit.start)

    def nominal(self, hit: Hit) -> bool:
        """Whether what may be a verb is a noun: with the article, or tied by a preposition (من شن هجوم)."""
        if hit.article or (hit.proclitics and any(p in hit.proclitics for p in self.grammar.attached)):
            return True
        before = self.norm(hit.first - 1)
        # قتلوا بهجوم شنه متمردون: the event noun is a preposition for the verb before it only.
        described = hit.suffix and any(t.first < hit.first == t.last for t in self.triggers)
        return before in self.grammar.prepositions and not described

    @cached_property
    def breaks(self) -> list[tuple[int, BreakKind]]:
        """The tokens at which clauses begin behind the first, and what opens them."""
        g = self.grammar
        found: list[tuple[int, BreakKind]] = []
        counted, verbs, first = _tokens(self.numbers, self.money), self.verbs, self.sentence.first
        names = self._joined_names
        names_at = {m.first for m in (*self.actors, *self.places)} - verbs
        for i in range(first, self.sentence.last):
            if i in counted:
                # ما لا يقل عن 20: no clause begins inside a number.
                continue
            token = self.tokens[i]
            norm = token.norm
            if token.kind == "punct":
                if norm[0] in STOPS and i > first:
                    found.append((i, "stop"))
            elif norm in g.openers:
                if norm not in g.joining or i + 1 not in names_at:
                    # جنود أو شرطيون
                    found.append((i, g.openers[norm]))
            elif i in verbs and i > first:
                previous = self.tokens[i - 1].norm
                if (norm[:1] in g.conjunctions and self._proclitic_verb(i)) or (
                    previous in COMMAS
                    and not self._first_of_content(i, found)
                    and not self._behind_apposition(i, found)
                ):
                    found.append((i, "verb"))
            elif (i in names and self._opens(names[i], found)) or (self.begins_agent(i) and self._closes_aside(i)):
                found.append((i, "clause"))
        return found

    def begins_agent(self, at: int) -> bool:
        """Whether a phrase that marks the doer begins at a token: على يد, برصاص."""
        word, agents = self.norm(at), self.grammar.agents
        return word in agents or f"{word} {self.norm(at + 1)}" in agents

    def _closes_aside(self, at: int) -> bool:
        """أصيب الناشط، الذي اعتقله الأمن، برصاص مجهولين: whether the comma before a token ends what began behind one with a
        relative pronoun, a verb or "was".
        """
        if self.tokens[at - 1].norm not in COMMAS:
            return False
        before = range(at - 2, self.sentence.first, -1)
        comma = next((i for i in before if self.tokens[i].norm in COMMAS), None)
        if comma is None:
            return False
        opener = self.tokens[comma + 1].norm
        verb = comma + 1 in self.verbs and opener[:1] not in self.grammar.conjunctions
        return verb or opener in self.grammar.relative or opener in self.grammar.was

    @cached_property
    def _joined_names(self) -> dict[int, Mention]:
        """Those who are known or have the article, with nothing but a conjunction written on and a verb right behind them, by
        their first token.
        """
        return {
            a.first: a
            for a in self.actors
            if a.last in self.verbs
            and a.proclitics in self.grammar.conjunctions
            and isinstance(a.value, ActorValue)
            and a.value.definite
        }

    def _opens(self, name: Mention, found: Sequence[tuple[int, BreakKind]]) -> bool:
        """واشنطن تدعو إلى الهدنة وطهران ترفض: whether a name is the subject of the verb right behind it, which agrees with it,
        and no second party of the verb before (تدعو واشنطن ولندن, المحادثات بين واشنطن وطهران).
        """
        first, kind = found[-1] if found else (self.sentence.first, None)
        if kind == "relative" or not any(first <= v < name.first for v in self.verbs):
            return False
        if any(m.last == name.first and m.kind == "actor" and self.governor(m) for m in self.actors):
            return False
        return self._agrees(name)

    def opens_behind(self, name: Mention, trigger: Mention) -> bool:
        """Whether a name is the subject of a clause of its own behind a trigger, so that it has no part in that."""
        opens = name.sentence == self.sentence.index and name.first in self._joined_names
        return opens and trigger.last <= name.first and name.first in self._break_at

    def of_other_gender(self, noun: str, adjective: str) -> bool:
        """Whether an adjective is feminine and a noun is surely not."""
        return self._genders.of_noun(adjective) == "f" and self._genders.of_noun(noun) == "m"

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

    def is_feminine(self, adjective: Hit) -> bool:
        """Whether an adjective is feminine by its letters."""
        return self._genders.of_noun(self.written(adjective)) == "f"

    def _agrees(self, name: Mention) -> bool:
        """Whether the verb right behind a name has its gender and number."""
        at = name.last
        persons = {
            t.value.person
            for t in self.triggers
            if t.first == at and isinstance(t.value, TriggerValue) and t.value.finite and not t.proclitics
        }
        persons.update(h.entry.payload for h in self.document.within("speech", at, at + 1) if not h.proclitics)
        several = isinstance(name.value, ActorValue) and name.value.number in ("d", "p")
        if several and not self.many_things(name):
            return bool(persons - {"ms", "fs"})
        return any(person in ("ms", "fs") and not self.disagree(person, name) for person in persons)

    @cached_property
    def _break_at(self) -> list[int]:
        return [at for at, _ in self.breaks]

    def _first_of_content(self, at: int, found: Sequence[tuple[int, BreakKind]]) -> bool:
        """أن الوزير، وهو ...، استقال: the first verb behind "that", whose subject has gone before and
        an apposition with it.
        """
        opened = next((i for i, kind in reversed(found) if kind != "clause"), -1)
        kind = next((kind for i, kind in found if i == opened), None)
        return kind == "that" and not any(opened < v < at for v in self.verbs)

    def _behind_apposition(self, at: int, found: Sequence[tuple[int, BreakKind]]) -> bool:
        """قوات النظام، مدعومة بالطيران، تسيطر: the first verb of a sentence that begins with its subject, behind one aside."""
        return (
            not found and self.set_apart(at) is not None and not any(self.sentence.first <= v < at for v in self.verbs)
        )

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

    def _proclitic_verb(self, i: int) -> bool:
        """Whether the verb at ``i`` carries a conjunction (and does not merely begin with that letter)."""
        return any(self.grammar.ties(hit) for kind in VERBS for hit in self.document.within(kind, i, i + 1))

    def clause(self, at: int) -> tuple[int, int]:
        """Token range of the clause that the token lies in."""
        k = bisect_right(self._break_at, at)
        first = self._break_at[k - 1] if k else self.sentence.first
        last = self._break_at[k] if k < len(self._break_at) else self.sentence.last
        return first, last

    def same_clause(self, one: Hit | Mention, other: Hit | Mention) -> bool:
        """Whether two words or mentions begin in the same clause."""
        return self.clause(one.first) == self.clause(other.first)

    def definite(self, word: Mention) -> bool:
        """Whether a word carries the article: not إلقاء, whose first letter is another one before it is folded."""
        token, clitics = self.tokens[word.first], self.grammar.clitics
        if not clitics.has_article(token.norm, word.proclitics):
            return False
        written = self.document.article.text[token.start : token.end]
        begin = raw_length(written, len(word.proclitics))
        return written.startswith((clitics.article[0], clitics.assimilated_article), begin)

    def head(self, word: Mention) -> str:
        """The first word of a mention, folded, without what is written on to its front."""
        return self.tokens[word.first].norm[len(word.proclitics) :]

    def opener(self, at: int) -> BreakKind | None:
        """What opens the clause of a token: None at the sentence's start."""
        k = bisect_right(self._break_at, at)
        return self.breaks[k - 1][1] if k else None

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
                i -= i > self.sentence.first and self.tokens[i].norm in self.grammar.times
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
        return next((p for p in reversed(mention.proclitics) if p in self.grammar.attached), "")

    def _compound(self, i: int) -> str:
        """The preposition of two words that a token ends, "" where it ends none."""
        if i <= self.sentence.first:
            return ""
        before, last = self.tokens[i - 1].norm, self.tokens[i].norm
        compounds = self.grammar.compounds
        return compounds.get((before, last)) or compounds.get((self.grammar.unjoined(before), last)) or ""

    def _part_before(self, i: int) -> str | None:
        """For the "of" of a part (على مجموعة من الجنود, العشرات من الطلاب): the preposition written on to the part, or "";
        None where the token is no such word.
        """
        if i <= self.sentence.first or self.tokens[i].norm not in self.grammar.partitive:
            return None
        return self._part(self.tokens[i - 1].norm)

    def _preposition(self, i: int) -> str:
        """The preposition that a token is, without a conjunction written on to it; "" where it is none. Before a quotation mark
        one of those that are written on stands by itself: لـ"حركة حزم".
        """
        norm, g = self.tokens[i].norm, self.grammar
        if any(t.first == i and isinstance(t.value, TriggerValue) and t.value.finite for t in self.triggers):
            # كما قبل الوزير الدعوة
            return ""
        return next((p for p in (norm, g.unjoined(norm)) if p in g.prepositions or p in g.attached), "")

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
        return self._preposition_on(norm, self.grammar.parts)

    def between(self, first: int, last: int) -> list[Token]:
        """The tokens from one to another without nouns of quantity and the prepositions behind them (عدد من)."""
        found: list[Token] = []
        for token in self.tokens[first:last]:
            if found and token.norm in self.grammar.partitive and self._part(found[-1].norm) is not None:
                found.pop()
            else:
                found.append(token)
        return found

    def negated(self, verb: int) -> bool:
        """Whether the verb at a token is negated in its clause."""
        cues = self.document.within("status-cue", self.clause(verb)[0], verb)
        return any(cue.entry.payload.status == "negated" for cue in cues)

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

    @cached_property
    def described_within(self) -> set[int]:
        """The tokens of asides between commas that only tell who somebody is: الشيخ، وهو إمام المسجد، ..."""
        found: set[int] = set()
        for at in range(self.sentence.first + 1, self.sentence.last):
            if self.tokens[at].norm in self.grammar.describing and self.tokens[at - 1].norm in COMMAS:
                end = next((i for i in range(at, self.sentence.last) if self.tokens[i].norm in COMMAS), None)
                found.update(range(at, self.sentence.last if end is None else end))
        return found

    def _end_of_aside(self, comma: int, last: int) -> int | None:
        """Where an aside between two commas ends, the second one included; None where there is none."""
        first = comma + 1
        norm = self.tokens[first].norm
        tied = norm in self.grammar.prepositions or norm.startswith(self.grammar.means)
        tied = tied or bool(self.document.within("attribution", first, first + 1))
        if first not in self._date_at and not tied:
            return None
        for i in range(first, min(first + ASIDE + 1, last)):
            if self.tokens[i].norm in COMMAS:
                return i + 1
            if i in self.verbs or self.tokens[i].norm in self.grammar.openers:
                return None
        return None

    def sited(self, first: int, last: int) -> bool:
        """Whether a noun of sites stands between two tokens: what is behind it is hit there, and does nothing."""
        return any(t.norm in self.grammar.sites for t in self.tokens[first:last])

    def _embedded(self, mention: Mention, first: int) -> bool:
        i = mention.first - 1
        while i >= first:
            token = self.tokens[i]
            if (
                token.norm in ENCLOSING
                or token.norm in self.grammar.belonging
                or i in self.honorifics
                or self._transparent(token.norm) is not None
                or self._part(token.norm) is not None
            ):
                i -= 1
                continue
            number = self._number_at.get(i)
            if number is not None and i not in self._date_at:
                i = number.first - 1
                continue
            if token.kind != "word" or i in self.verbs or i in self._break_at or i in self._covered:
                return False
            # الأمن الوقائي مواطنا: the adjective of an actor is no head of an indefinite noun.
            article = token.norm.startswith(self.grammar.clitics.article)
            adjective = article and is_any(mention) and any(a.last == i for a in self.actors)
            return not adjective and token.norm not in self.grammar.adverbs
        return False

    @cached_property
    def honorifics(self) -> dict[int, str]:
        """The tokens of phrases that only honour who is named behind them, with the preposition written on to each, or "":
        استقبل سمو الأمير, مع صاحب السمو الملكي الأمير.
        """
        g = self.grammar
        found: dict[int, str] = {}
        for at in range(self.sentence.first, self.sentence.last):
            norm = self.tokens[at].norm
            attached = self._preposition_on(norm, g.honorifics)
            if attached is not None:
                found[at] = attached
                continue
            attached = self._preposition_on(norm, g.holders)
            if attached is not None and self._is_definite_honorific(at + 1):
                found[at], found[at + 1] = attached, ""
                if self.norm(at + 2) in g.royal:
                    found[at + 2] = ""
        return {at: attached for at, attached in found.items() if at not in self._covered}

    def _is_definite_honorific(self, at: int) -> bool:
        """Whether an honorific with the article stands at a token."""
        norm, article = self.norm(at), self.grammar.clitics.article
        return norm.startswith(article) and norm.removeprefix(article) in self.grammar.honorifics

    def _transparent(self, norm: str) -> str | None:
        """For a noun that only carries the next one: its own preposition or "", else None."""
        return self._written_on(norm, self.grammar.nouns_of_place)

    def _preposition_on(self, norm: str, words: Set[str]) -> str | None:
        """For one of some words, with a conjunction or without one: the preposition written on to it, or "", else None."""
        return "" if self.grammar.unjoined(norm) in words else self._written_on(norm, words)

    def _written_on(self, norm: str, words: Set[str]) -> str | None:
        """For one of some words: the preposition written on to it, or "", else None."""
        if norm in words:
            return ""
        return next((p for p in self.grammar.attached if norm.startswith(p) and norm[len(p) :] in words), None)

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
        if " ".join(between) == self.grammar.each and isinstance(before.value, ActorValue):
            # وزراء خارجية كل من مصر والأردن: those of each.
            return before.value.number in ("p", "d")
        return " ".join(between) in self.grammar.joining or self._carries_on(between)

    def _carries_on(self, between: Sequence[str]) -> bool:
        """Whether words are nouns that only carry the next one, with a conjunction written on: ضابط وعدد من الجنود."""
        g = self.grammar
        words = between[1:] if between and between[0] in COMMAS else between
        if not words or len(words) > CARRIERS or words[0] in g.parts:
            return False
        head = g.unjoined(words[0])
        return head != words[0] and all(word in g.carriers for word in (head, *words[1:]))

    def candidates(self, first: int, last: int) -> list[Candidate]:
        """What may fill roles in a token range, in order; a conjunct takes its head's preposition."""
        known = self._known_candidates.get((first, last))
        if known is None:
            known = self._known_candidates[first, last] = self._candidates(first, last)
        return known

    def _candidates(self, first: int, last: int) -> list[Candidate]:
        groups: list[list[Mention]] = []
        end = first
        for m in self._fillers:
            if m.first < first or m.last > last:
                continue
            if m.first < end:
                groups[-1].append(m)
                end = max(end, m.last)
            else:
                groups.append([m])
                end = m.last
        found: list[Candidate] = []
        before: Mention | None = None
        for group in groups:
            head = group[0]
            joined = self.joined(head, before) and bool(found)
            preposition = self.governor(head)
            if joined and (not preposition or preposition in self.grammar.joining):
                preposition = found[-1].preposition
            longest = _longest(group)
            found.append(
                Candidate(
                    first=head.first,
                    last=max([m.last for m in group]),
                    actor=longest.get("actor"),
                    place=longest.get("place"),
                    amount=longest.get("number") or longest.get("money"),
                    preposition=preposition,
                    joined=joined,
                    embedded=not preposition and not joined and self._embedded(head, first),
                )
            )
            before = max(group, key=lambda m: m.last)
        return found

    def possessor(self, at: int, suffix: str, taken: Sequence[Mention]) -> Mention | None:
        """Whom a pronoun written on to the word at ``at`` means: the nearest actor before it that agrees in number."""
        plural, dual = suffix in self.grammar.plural_pronouns, suffix in self.grammar.dual_pronouns
        numbers = ("p",) if plural else ("d",) if dual else ("s", "")
        person = self.grammar.persons.get(suffix, "")
        for a in reversed([a for a in self.actors if a.last <= at and a not in taken]):
            if not isinstance(a.value, ActorValue) or a.value.number not in numbers:
                continue
            if not self.disagree(person, a):
                return a
        return None

    def antecedent(self, trigger: Mention) -> Mention | None:
        """The actor or place that the relative clause of a verb describes, if the verb opens one."""
        at = self._relative_before(trigger)
        if at is None:
            return None
        found = [m for m in (*self.actors, *self.places) if m.last <= at]
        if not found:
            return None
        nearest = max(found, key=lambda m: (m.last, isinstance(m.value, ActorValue)))
        if nearest.last < at and at - 1 in self._light_objects:
            # لم تتبن أي جماعة الهجوم الذي قتل
            return None
        if self._is_of_other(at, nearest):
            return None
        gap = [t for t in self.tokens[nearest.last : at] if t.norm not in ENCLOSING and t.norm not in COMMAS]
        return nearest if len(gap) <= 2 else None

    def _is_of_other(self, at: int, nearest: Mention) -> bool:
        """الاتفاق مع إيران الذي أبرمته إدارته: whether a relative pronoun has not the gender or number of an actor
        before it.
        """
        g, pronoun = self.grammar, self.grammar.unjoined(self.tokens[at].norm)
        gender = self.gender(nearest) if nearest.kind == "actor" else ""
        if pronoun in g.relative_of_man:
            return gender == "f" or self.many_things(nearest)
        many = self.many_people(nearest)
        men = many and self.tokens[nearest.first].norm.endswith((g.nominative, g.oblique))
        return pronoun in g.relative_of_thing and (gender == "m" or men)

    def _relative_before(self, trigger: Mention, reach: int = RELATIVE_REACH) -> int | None:
        """The token of the relative pronoun whose clause a verb begins, but for a few words; None where it begins none."""
        at, _ = self.clause(trigger.first)
        return at if self.opener(trigger.first) == "relative" and trigger.first - at <= reach else None

    def _relative_pronoun(self, trigger: Mention) -> str:
        """That pronoun without a conjunction; "" where there is none."""
        at = self._relative_before(trigger)
        return "" if at is None else self.grammar.unjoined(self.tokens[at].norm)

    def describes_unknown(self, trigger: Mention) -> bool:
        """أبرز الذين قتلوا: whether a verb of several begins the relative clause of whom no table knows."""
        pronoun, g = self._relative_pronoun(trigger), self.grammar
        if not pronoun or pronoun in g.relative_of_man | g.relative_of_thing:
            return False
        return self.antecedent(trigger) is None

    def is_said_of_other(self, trigger: Mention) -> bool:
        """المدينة التي انسحب منها الجيش: whether the relative pronoun before a verb has not its gender or number, so that the
        verb has another subject than whom the pronoun means.
        """
        pronoun, g = self._relative_pronoun(trigger), self.grammar
        if not isinstance(trigger.value, TriggerValue) or trigger.value.person not in ("ms", "fs"):
            return False
        if trigger.value.person == "fs":
            return pronoun in g.relative_of_man | g.relative_of_men
        hers = trigger.value.form == "perfect" and self.head(trigger).startswith(g.her)
        return pronoun in g.relative_of_men or (pronoun in g.relative_of_thing and not hers)

    def is_resumed_in(self, trigger: Mention) -> bool:
        """الاتفاق الذي أبرمته الحكومة: whether the pronoun of a verb has the gender and number of the relative pronoun before
        it, whatever that means.
        """
        pronoun, g = self._relative_pronoun(trigger), self.grammar
        return (
            (pronoun in g.relative_of_man and trigger.suffix == g.pronoun_of_man)
            or (pronoun in g.relative_of_thing and trigger.suffix == g.pronoun_of_things)
            or (pronoun in g.relative_of_men and trigger.suffix in g.plural_pronouns)
        )

    def antecedent_trigger(self, trigger: Mention) -> Mention | None:
        """The event noun that a relative clause describes: "الهجوم الذي نفذه"."""
        at = self._relative_before(trigger, NOUN_RELATIVE_REACH)
        before = [t for t in self.triggers if t.last <= at and at - t.last <= DESCRIBED_REACH] if at is not None else []
        return before[-1] if before else None


def actor_value(mention: Mention | None) -> ActorValue | None:
    """What is known of an actor; None where a mention is none, or there is no mention."""
    return mention.value if mention is not None and isinstance(mention.value, ActorValue) else None


def is_any(mention: Mention | None) -> bool:
    """Whether a mention is an actor that is any one of its kind: a name in apposition is none."""
    value = actor_value(mention)
    return value is not None and not value.definite


def _one_thing(mention: Mention) -> bool:
    """Whether a mention only counts goods by implication (دبابة), which fill no role of an event."""
    value = mention.value
    return isinstance(value, AmountValue) and value.implied and value.unit != "person"


def _longest(group: Iterable[Mention]) -> dict[str, Mention]:
    """The longest mention of each kind, the first of those of one length."""
    found: dict[str, Mention] = {}
    for m in group:
        best = found.get(m.kind)
        if best is None or m.last - m.first > best.last - best.first:
            found[m.kind] = m
    return found


def _tokens(*mentions: Iterable[Mention]) -> set[int]:
    """The tokens of mentions."""
    return {i for ms in mentions for m in ms for i in range(m.first, m.last)}
