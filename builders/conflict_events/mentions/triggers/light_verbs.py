"""Light verbs with their objects: "شن هجوما" is an event of the object's, wherever in the clause the object stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.numbers import NumeralParser
from conflict_events.mentions.triggers.candidates import Candidate
from conflict_events.mentions.triggers.conditions import Around, Conditions
from conflict_events.mentions.triggers.forms import COUNTED, LIGHT, OBJECT, Reading
from conflict_events.mentions.triggers.reading import FormReader
from conflict_events.records import Document, Hit

_REACH = 9
"""Words between a light verb and its object, as in "شن الجيش العراقي فجر اليوم هجوما": the subject fits in."""
_CLAUSE_MARKS = frozenset(".:؛")
"""Marks behind which no object of a verb before them stands."""
_RELEASE = "release"
"""Pattern of the light verbs whose object stays the same word when they are passive."""
_NUMBER_REACH = 5
"""Words of a number, at most."""


class LightVerbs:
    """Finds them, by a language's tables."""

    def __init__(self, language: Language, reader: FormReader, conditions: Conditions) -> None:
        self._reader, self._conditions = reader, conditions
        grammar, qualifiers = language.data["grammar"], language.data["numbers"]["qualifiers"]
        self._clause = frozenset(fold(w) for part in ("complementizer", "clause") for w in grammar[part]["words"])
        self._prepositions = folded(grammar["preposition"]["words"])
        self._partitive = {name: folded(grammar["partitive"][name]) for name in ("nouns", "of")}
        self._cutter = language.cutter
        self._numerals = NumeralParser(language.data["numbers"], self._cutter)
        self._qualifiers = frozenset(
            fold(w) for phrases in qualifiers["before"].values() for p in phrases for w in p.split()
        )
        self._future = language.clitics.future

    def find(self, around: Around) -> tuple[list[Candidate], dict[int, frozenset[str]]]:
        """Light verbs with their objects; and by the tokens of the objects that stand apart the types that may still be read in
        them.
        """
        verbs = around.document.hits.get(LIGHT, ())
        objects = self._objects(around.document, {key for verb in verbs for key, _ in verb.entry.payload})
        found: list[Candidate] = []
        used: dict[int, frozenset[str]] = {}
        own_objects: set[tuple[str, int]] = set()
        for verb in verbs:
            for key, reading in verb.entry.payload:
                rule = reading.value.rule
                # تبادلت القوات إطلاق النار: the object of a verb is no light verb of the same entry.
                if key not in objects or (rule, verb.first) in own_objects:
                    continue
                # Few light verbs have an object of theirs behind them: only then it is asked whether they fit.
                nearest = self._nearest(around, verb, objects[key], rule)
                if nearest is None or (candidate := self._candidate(around, verb, reading, nearest)) is None:
                    continue
                found.append(candidate)
                if candidate.apart and not candidate.value.doubtful:
                    # The object's words are used up with the verb.
                    used.update(dict.fromkeys(range(nearest.first, nearest.last), self._conditions.inner(rule)))
                    own_objects.update((rule, i) for i in range(nearest.first, nearest.last))
        return found, used

    def _objects(self, document: Document, keys: set[str]) -> Mapping[str, Sequence[Hit]]:
        """The objects of the light verbs of these keys, by key."""
        objects: dict[str, list[Hit]] = {}
        for hit in document.hits.get(OBJECT, ()):
            # تعتبر سان بطرسبرغ: no object carries the letter of a verb.
            if not any(p in hit.proclitics for p in self._future):
                for key in keys.intersection(hit.entry.payload):
                    objects.setdefault(key, []).append(hit)
        for hit in document.hits.get(COUNTED, ()):
            tied = [] if hit.proclitics else [pair for pair in hit.entry.payload if pair[0] in keys]
            counted = {p: self._is_counted(document, hit, p) for p in dict.fromkeys(p for _, p in tied)}
            for key, preposition in tied:
                if counted[preposition]:
                    objects.setdefault(key, []).append(hit)
        return objects

    def _nearest(self, around: Around, verb: Hit, objects: Sequence[Hit], rule: str) -> Hit | None:
        """The nearest of the objects that is the verb's, the longest of those that begin there."""
        following = (
            o
            for o in objects
            if verb.last <= o.first
            and around.is_in_one_sentence(verb, o)
            and not around.continued(o, rule)
            and self._is_reached(around.document, verb.last, o.first)
        )
        return min(following, key=lambda o: (o.first, -o.last), default=None)

    def _candidate(self, around: Around, verb: Hit, reading: Reading, nearest: Hit) -> Candidate | None:
        """The verb with its object: as one phrase, or the verb alone where the subject stands between them."""
        value = self._reader.value(around.document, verb, reading)
        value = self._conditions.fitting(around, verb, value)
        if value is None:
            return None
        # One word may stand in a phrase, but none where the entry has event words in its phrases that are events of their own.
        between = 0 if self._conditions.inner(value.rule) else 1
        if nearest.first - verb.last > between:
            return Candidate(verb, value, reading.order, apart=nearest.last - nearest.first)
        if value.pattern == _RELEASE and value.person == "ms" and not nearest.suffix:
            # أطلق سراح ثلاثة صحفيين, أطلق الجيش سراحهم
            value = replace(value, voice="either")
        whole = verb._replace(last=nearest.last, end=nearest.end)
        value = self._conditions.fitting(around, whole, value)
        return None if value is None else Candidate(whole, value, reading.order)

    def _is_reached(self, document: Document, at: int, first: int) -> bool:
        """Whether the words from ``at`` to an object that begins at ``first`` let it be the verb's: they are few, none of them
        opens a clause, and the last is no preposition, but for that of a quantity.
        """
        if first - at > 2 * _REACH:
            # A cheap test before the words are counted: marks are not counted with them.
            return False
        between = document.tokens[at:first]
        words = [t.norm for t in between if t.kind != "punct"]
        if len(words) > _REACH or (words and words[-1] in self._prepositions and not self._is_part(words)):
            return False
        return self._clause.isdisjoint(words) and not any(t.norm in _CLAUSE_MARKS for t in between)

    def _is_counted(self, document: Document, hit: Hit, preposition: str) -> bool:
        """Whether before a hit stands a number, or a noun of quantity, that carries a preposition or has it before it."""
        tokens, at, floor = document.tokens, hit.first, document.sentence_of(hit.first).first
        if at - 2 >= floor and tokens[at - 1].norm in self._partitive["of"]:
            noun = tokens[at - 2].norm
            bare = noun.removeprefix(preposition)
            carried = bare != noun or (at - 3 >= floor and tokens[at - 3].norm == preposition)
            return carried and bare in self._partitive["nouns"]
        for first in range(max(floor, at - _NUMBER_REACH), at):
            number = self._numerals.parse(tokens, first, at, document.text)
            if number is None or number.last != at:
                continue
            if number.proclitics.endswith(preposition):
                return True
            before = [t.norm for t in tokens[floor:first]]
            while before and before[-1] != preposition and before[-1] in self._qualifiers:
                before.pop()
            last = before[-1] if before else ""
            bare = last.removeprefix(preposition)
            return last == preposition or (bare != last and bare in self._qualifiers)
        return False

    def _is_part(self, words: Sequence[str]) -> bool:
        """Whether words end in a quantity of what follows: عددا من, بعدد من."""
        of, nouns = self._partitive["of"], self._partitive["nouns"]
        return len(words) > 1 and words[-1] in of and self._cutter.is_one(words[-2], nouns)
