"""Whether the words of an entry are an event where they stand, by what its row in the tables asks of the words around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from conflict_events.language import Language
from conflict_events.mentions.triggers.forms import BLOCK, MATTER, OTHERWISE, rows
from conflict_events.records import Document, Hit, TriggerValue

_MATTER_REACH = 5
"""Words from what tells that a film or a seminar is about something to the last event that is part of it."""
_CONTEXT_REACH = 1
"""Sentences on either side in which a word may stand that an entry asks for."""


class Around:
    """What stands around the words of a document: which sentences hold words of the lists that tell what a sentence is about,
    and phrases that are no event of a rule. ``sentence_of``: the number of each token's sentence.
    """

    def __init__(self, document: Document) -> None:
        self.sentence_of = {i: s.index for s in document.sentences for i in range(s.first, s.last)}
        self.document = document
        self._sentences: dict[str, set[int]] = {}
        self._blocks: dict[str, list[Hit]] = {}
        for hit in document.hits.get(BLOCK, ()):
            for rule in hit.entry.payload:
                self._blocks.setdefault(rule, []).append(hit)
        self._otherwise: dict[str, list[Hit]] = {}
        for hit in document.hits.get(OTHERWISE, ()):
            self._otherwise.setdefault(hit.entry.key, []).append(hit)

    def blocked(self, hit: Hit, rule: str) -> bool:
        """Whether a phrase over words of a hit is no event of a rule."""
        blocks = self._blocks.get(rule)
        return blocks is not None and any(b.first < hit.last and hit.first < b.last for b in blocks)

    def otherwise(self, rule: str) -> Sequence[Hit]:
        """The words with which those of a rule are no event."""
        return self._otherwise.get(rule, ())

    def is_in_one_sentence(self, hit: Hit, other: Hit) -> bool:
        """Whether two hits begin in the same sentence."""
        return self.sentence_of[hit.first] == self.sentence_of[other.first]

    def continued(self, hit: Hit, rule: str) -> bool:
        """Whether the words of a hit are part of a longer phrase that is no event of a rule."""
        return any(
            b.first < hit.last and hit.first < b.last and (b.first < hit.first or hit.last < b.last)
            for b in self._blocks.get(rule, ())
        )

    def is_matter(self, hit: Hit) -> bool:
        """Whether a hit is only part of what a film or a seminar is about."""
        return any(
            m.last <= hit.first < m.last + _MATTER_REACH and self.sentence_of[m.first] == self.sentence_of[hit.first]
            for m in self.document.hits.get(MATTER, ())
        )

    def near(self, name: str, sentence: int, reach: int) -> bool:
        """Whether a sentence, or one up to ``reach`` sentences from it, holds a word of a list."""
        found = self._sentences.get(name)
        if found is None:
            hits = self.document.hits.get(f"cue-{name}", ())
            found = self._sentences[name] = {self.sentence_of[h.first] for h in hits}
        return not found.isdisjoint(range(sentence - reach, sentence + reach + 1))

    def beside(self, name: str, sentence: int, hit: Hit) -> bool:
        """Whether a sentence holds a word of a list beside the words of a hit."""
        return any(
            self.sentence_of[h.first] == sentence and (h.last <= hit.first or hit.last <= h.first)
            for h in self.document.hits.get(f"cue-{name}", ())
        )


class _Condition(NamedTuple):
    """What an entry asks: lists of which a word must stand near, and of which none may stand in the sentence; whether its words
    are no event at all where they are doubtful; the types of the event words in its phrases that are events of their own.
    """

    context: tuple[str, ...]
    not_context: tuple[str, ...]
    strict: bool
    inner: frozenset[str]


class Conditions:
    """Judges event words, by a language's tables."""

    def __init__(self, language: Language) -> None:
        self._of = {row["id"]: _condition(row) for _, row in rows(language)}
        cues = language.data.get("cues", {})
        self._outweighed: Mapping[str, Sequence[str]] = cues.get("outweighed", {})
        self._certain = frozenset(cues.get("certain", {}).get("lists", ()))

    def inner(self, rule: str) -> frozenset[str]:
        """The types of the event words in phrases of a rule that are events of their own."""
        return self._of[rule].inner

    def fitting(self, around: Around, hit: Hit, value: TriggerValue | None) -> TriggerValue | None:
        """A value as it is where the words of a hit stand: None where a phrase blocks its entry, or where it is no event for
        certain, doubtful where what stands around speaks against it.
        """
        if value is None or around.blocked(hit, value.rule) or around.is_matter(hit):
            return None
        if self._means_otherwise(around, hit, value.rule):
            return None
        against = self._against(around, hit, value.rule)
        if not self._certain.isdisjoint(against):
            return None
        asked = self._of[value.rule].context
        sentence = around.sentence_of[hit.first]
        fits = not against and (not asked or any(around.near(name, sentence, _CONTEXT_REACH) for name in asked))
        return value if fits else self.doubted(value)

    def _means_otherwise(self, around: Around, hit: Hit, rule: str) -> bool:
        """Whether words beside those of a hit leave no event: what is taken, with a subject between (خطف الفريق فوزا), or
        who does it right behind or before (تحاصر الثلوج القرى, الثلوج تحاصر القرى).
        """
        for other in around.otherwise(rule):
            if not around.is_in_one_sentence(hit, other):
                continue
            if other.last == hit.first and not (other.entry.payload or hit.proclitics):
                return True
            if other.last <= hit.last or other.proclitics:
                continue
            between = around.document.tokens[hit.last : other.first]
            if len(between) <= other.entry.payload and all(t.kind != "punct" for t in between):
                return True
        return False

    def _against(self, around: Around, hit: Hit, rule: str) -> list[str]:
        """Of the lists that an entry excludes those of which the sentence has a word, unless words beside the trigger outweigh
        it: a bomb at a cinema is no film.
        """
        sentence = around.sentence_of[hit.first]
        return [
            name
            for name in self._of[rule].not_context
            if around.near(name, sentence, 0)
            and not any(around.beside(other, sentence, hit) for other in self._outweighed.get(name, ()))
        ]

    def doubted(self, value: TriggerValue) -> TriggerValue | None:
        """A value as a doubtful one; None where its entry says that its words then are no event at all."""
        return None if self._of[value.rule].strict else replace(value, doubtful=True)


def _condition(row: Mapping[str, Any]) -> _Condition:
    return _Condition(
        tuple(row.get("context", ())),
        tuple(row.get("not_context", ())),
        bool(row.get("strict", False)),
        frozenset(row.get("inner", ())),
    )
