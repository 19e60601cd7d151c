"""A sentence seen as clauses: where they begin, what stands in each, and what a relative clause describes.

Arabic news sentences are long and hold many clauses; what belongs to an event stands in its clause. The view finds the
borders by closed words (relative pronouns, "that", conjunctions) and by verbs that a conjunction precedes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from conflict_events.lexical.text import COMMAS
from conflict_events.linking.grammar import BreakKind
from conflict_events.linking.sentence_words import ENCLOSING, SentenceWords, tokens_of
from conflict_events.mentions.base import VERBS
from conflict_events.records import ActorValue, AmountValue, Hit, Mention, TriggerValue

STOPS = frozenset(":;؛.!?؟–—")
"""What a sign that ends a clause begins with (an ellipsis is folded to full stops)."""
RELATIVE_REACH = 3
"""Words from a relative pronoun to the verb of its clause."""
NOUN_RELATIVE_REACH = 2
"""The same where the pronoun describes an event noun."""
DESCRIBED_REACH = 4
"""Words between an event noun and the relative pronoun that describes it."""


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


class SentenceView(SentenceWords):
    """The words of one sentence and its clauses."""

    @cached_property
    def _known_candidates(self) -> dict[tuple[int, int], list[Candidate]]:
        """Those that were asked for, by the first token and the one behind the last."""
        return {}

    @cached_property
    def breaks(self) -> list[tuple[int, BreakKind]]:
        """The tokens at which clauses begin behind the first, and what opens them."""
        g = self.grammar
        found: list[tuple[int, BreakKind]] = []
        counted, verbs, first = tokens_of(self.numbers, self.money), self.verbs, self.sentence.first
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
            elif norm in g.openers.kinds:
                if norm not in g.joining or i + 1 not in names_at:
                    # جنود أو شرطيون
                    found.append((i, g.openers.kinds[norm]))
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
        return verb or opener in self.grammar.openers.relative or opener in self.grammar.verbs.was

    @cached_property
    def _joined_names(self) -> dict[int, Mention]:
        """Those who are known or have the article, with nothing but a conjunction written on and a verb right behind them, by
        their first token.
        """
        return {
            a.first: a
            for a in self.actors
            if a.last in self.verbs and a.proclitics in self.grammar.conjunctions and a.valued(ActorValue).definite
        }

    def _opens(self, name: Mention, found: Sequence[tuple[int, BreakKind]]) -> bool:
        """واشنطن تدعو إلى الهدنة وطهران ترفض: whether a name is the subject of the verb right behind it, which agrees with it,
        and no second party of the verb before (تدعو واشنطن ولندن, المحادثات بين واشنطن وطهران).
        """
        first, kind = found[-1] if found else (self.sentence.first, None)
        if kind == "relative" or not any(first <= v < name.first for v in self.verbs):
            return False
        return not any(a.last == name.first and self.governor(a) for a in self.actors) and self._agrees(name)

    def _agrees(self, name: Mention) -> bool:
        """Whether the verb right behind a name has its gender and number."""
        at = name.last
        verbs = [t.valued(TriggerValue) for t in self.triggers if t.first == at and not t.proclitics]
        persons = {verb.person for verb in verbs if verb.finite}
        persons.update(h.entry.payload for h in self.document.within("speech", at, at + 1) if not h.proclitics)
        if name.valued(ActorValue).number in ("d", "p") and not self.many_things(name):
            return bool(persons - {"ms", "fs"})
        return any(person in ("ms", "fs") and not self.disagree(person, name) for person in persons)

    def _first_of_content(self, at: int, found: Sequence[tuple[int, BreakKind]]) -> bool:
        """أن الوزير، وهو ...، استقال: the first verb behind "that", whose subject has gone before and
        an apposition with it.
        """
        opened = next((i for i, kind in reversed(found) if kind != "clause"), -1)
        kind = next((kind for i, kind in found if i == opened), None)
        return kind == "that" and not any(opened < v < at for v in self.verbs)

    def _behind_apposition(self, at: int, found: Sequence[tuple[int, BreakKind]]) -> bool:
        """قوات النظام، مدعومة بالطيران، تسيطر: the verb of a sentence that begins with its subject, behind one aside."""
        return not found and self.set_apart(at) is not None

    def _proclitic_verb(self, i: int) -> bool:
        """Whether the verb at ``i`` carries a conjunction (and does not merely begin with that letter)."""
        return any(self.grammar.ties(hit) for kind in VERBS for hit in self.document.within(kind, i, i + 1))

    @cached_property
    def _break_at(self) -> list[int]:
        return [at for at, _ in self.breaks]

    def clause(self, at: int) -> tuple[int, int]:
        """Token range of the clause that the token lies in."""
        k = bisect_right(self._break_at, at)
        first = self._break_at[k - 1] if k else self.sentence.first
        last = self._break_at[k] if k < len(self._break_at) else self.sentence.last
        return first, last

    def same_clause(self, one: Hit | Mention, other: Hit | Mention) -> bool:
        """Whether two words or mentions begin in the same clause."""
        return self.clause(one.first) == self.clause(other.first)

    def opener(self, at: int) -> BreakKind | None:
        """What opens the clause of a token: None at the sentence's start."""
        k = bisect_right(self._break_at, at)
        return self.breaks[k - 1][1] if k else None

    def opens_behind(self, name: Mention, trigger: Mention) -> bool:
        """Whether a name is the subject of a clause of its own behind a trigger, so that it has no part in that."""
        opens = name.sentence == self.sentence.index and name.first in self._joined_names
        return opens and trigger.last <= name.first and name.first in self._break_at

    def negated(self, verb: int) -> bool:
        """Whether the verb at a token is negated in its clause."""
        cues = self.document.within("status-cue", self.clause(verb)[0], verb)
        return any(cue.entry.payload.status == "negated" for cue in cues)

    @cached_property
    def _fillers(self) -> list[Mention]:
        """What may fill a role, by where it begins, the longest first."""
        found = [m for ms in (self.actors, self.places, self.numbers, self.money) for m in ms if not _one_thing(m)]
        return sorted(found, key=lambda m: (m.first, -m.last))

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
            joined = self.joined(head, before)
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
            if number is not None:
                i = number.first - 1
                continue
            if token.kind != "word" or i in self.verbs or i in self._break_at or i in self._covered:
                return False
            # الأمن الوقائي مواطنا: the adjective of an actor is no head of an indefinite noun.
            article = token.norm.startswith(self.grammar.clitics.article)
            adjective = article and is_any(mention) and any(a.last == i for a in self.actors)
            return not adjective and token.norm not in self.grammar.adverbs.words
        return False

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
        if pronoun in g.openers.relative_of_man:
            return gender == "f" or self.many_things(nearest)
        many = self.many_people(nearest)
        men = many and self.tokens[nearest.first].norm.endswith((g.endings.nominative, g.endings.oblique))
        return pronoun in g.openers.relative_of_thing and (gender == "m" or men)

    def _relative_before(self, trigger: Mention, reach: int = RELATIVE_REACH) -> int | None:
        """The token of the relative pronoun whose clause a verb begins, but for a few words; None where it begins none."""
        at, _ = self.clause(trigger.first)
        return at if self.opener(trigger.first) == "relative" and trigger.first - at <= reach else None

    def _relative_pronoun(self, trigger: Mention) -> str:
        """That pronoun without a conjunction; "" where there is none."""
        at = self._relative_before(trigger)
        return "" if at is None else self.grammar.unjoined(self.tokens[at].norm)

    def describes_unknown(self, trigger: Mention) -> bool:
        """أبرز الذين قتلوا: whether a verb of several, whose subject is not known, begins a relative clause of several."""
        pronoun, openers = self._relative_pronoun(trigger), self.grammar.openers
        return bool(pronoun) and pronoun not in openers.relative_of_man | openers.relative_of_thing

    def is_said_of_other(self, trigger: Mention) -> bool:
        """المدينة التي انسحب منها الجيش: whether the relative pronoun before a verb has not its gender or number, so that the
        verb has another subject than whom the pronoun means.
        """
        pronoun, g, verb = self._relative_pronoun(trigger), self.grammar, trigger.valued(TriggerValue)
        if verb.person not in ("ms", "fs"):
            return False
        if verb.person == "fs":
            return pronoun in g.openers.relative_of_man | g.openers.relative_of_men
        hers = verb.form == "perfect" and self.head(trigger).startswith(g.openers.her)
        return pronoun in g.openers.relative_of_men or (pronoun in g.openers.relative_of_thing and not hers)

    def is_resumed_in(self, trigger: Mention) -> bool:
        """الاتفاق الذي أبرمته الحكومة: whether the pronoun of a verb has the gender and number of the relative pronoun before
        it, whatever that means.
        """
        pronoun, g = self._relative_pronoun(trigger), self.grammar
        return (
            (pronoun in g.openers.relative_of_man and trigger.suffix == g.pronouns.of_man)
            or (pronoun in g.openers.relative_of_thing and trigger.suffix == g.pronouns.of_things)
            or (pronoun in g.openers.relative_of_men and trigger.suffix in g.pronouns.plural)
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
