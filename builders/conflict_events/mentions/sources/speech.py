"""Who says what: subjects of verbs of saying ("قال الوزير إن"), and who denies a part in what happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any, NamedTuple

from conflict_events.language import Language
from conflict_events.lexical.lexicon import longest
from conflict_events.lexical.text import COMMAS, fold, folded
from conflict_events.mentions.base import MEDIA
from conflict_events.mentions.sources.attribution import Attribution
from conflict_events.mentions.sources.noun_phrases import NounPhrases
from conflict_events.mentions.sources.view import View
from conflict_events.mentions.sources.words import Words
from conflict_events.records import ActorValue, Document, Hit, Mention, Sentence

SUBJECT_REACH = 4
"""Tokens between a verb of saying and its subject."""
_APART = 2
"""Tokens between a subject and the verb of saying behind it at most."""
_TOLD_REACH = 8
"""Tokens behind a verb and its subject in which what is told or published is named."""
_REPORT_REACH = 25
"""Tokens behind a verb and its subject in which the reported text begins."""
_PLURALS = frozenset(("mp", "fp"))
"""Persons of a verb whose subject stands before it."""


class _Telling(NamedTuple):
    """What shows that a verb that also names a deed tells: these words, and others with this preposition written on."""

    words: Set[str]
    by: str


class Speech:
    """Finds who says something, by a language's tables."""

    def __init__(self, language: Language, words: Words, noun_phrases: NounPhrases) -> None:
        tables = language.data["sources"]
        self._words, self._noun_phrases = words, noun_phrases
        self._not_after = folded(tables["speech"]["not_after"])
        self._telling = {row["lemma"]: _telling(row, words) for row in tables["telling"]["verbs"]}
        self._untelling = folded(tables["telling"]["but"])
        self._addressed = frozenset(tables["telling"]["addressed"])

    def said(self, view: View) -> Iterator[Attribution]:
        """The attributions of a sentence by verbs of saying, but for those that deny a part in what happened: who does so does
        not tell of it.
        """
        relayed = {h.first for h in view.hits("relay")}
        denied = {verb.first for verb, _ in denials(view.document, view.sentence, self._words.complementizers)}
        for verb in longest(view.hits("speech")):
            if verb.first in relayed or self._is_noun(view, verb) or view.before(verb.first) in self._not_after:
                continue
            source = self._subject(view, verb)
            if source is None or verb.first in denied or not self._tells(view, verb, source):
                continue
            behind = source.last if source.first >= verb.first else verb.last
            yield Attribution(source, verb.first, view.last, True, verb.first, self._reported_from(view, behind))

    def _is_noun(self, view: View, verb: Hit) -> bool:
        """Whether a word spelled like a verb of saying is a noun: with an article, or behind a preposition."""
        if verb.article or any(p in verb.proclitics for p in self._words.attached):
            return True
        return view.before(verb.first) in self._words.prepositions

    def _subject(self, view: View, verb: Hit) -> Mention | None:
        """The source that is the subject of a verb of saying, behind it or before it."""
        if verb.suffix:
            return None
        at = max((h.last for h in view.document.within("speech-turn", verb.last, verb.last + 1)), default=verb.last)
        # Behind a plural (أخبروا الأميركيين) stands who is told.
        plural = verb.entry.payload in _PLURALS
        after = None if plural else self._noun_phrases.read(view, at, reach=SUBJECT_REACH)
        if after is None or verb.entry.key in self._addressed:
            return self._subject_before(view, verb) or after
        return after

    def _subject_before(self, view: View, verb: Hit) -> Mention | None:
        """إن الوزير قال: the subject right before a verb of saying, at the head of its clause."""
        before = [a for a in view.actors if a.last <= verb.first and verb.first - a.last <= _APART]
        if not before:
            return None
        nearest = before[-1]
        if any(t.norm in self._words.complementizers for t in view.tokens[nearest.last : verb.first]):
            return None
        head = view.before(nearest.first)
        # "وكان الوزير قد قال", too.
        if nearest.first == view.first or head in self._words.openers or head in COMMAS | {":"}:
            # "صحيفة الجبل كتبت": with what its noun takes along.
            return self._noun_phrases.read(view, nearest.first) or self._noun_phrases.of_actor(view, nearest)
        return None

    def _tells(self, view: View, verb: Hit, source: Mention) -> bool:
        """Whether a verb that also names a deed tells here: of media and documents, and before what is said or published."""
        telling = self._telling.get(verb.entry.key)
        if telling is None or view.document.within("source-noun", source.first, source.first + 1):
            return True
        if any(a.valued(ActorValue).sector == MEDIA for a in view.actors if a.first == source.first):
            return True
        begin = max(verb.last, source.last)
        for token in view.tokens[begin : min(begin + _TOLD_REACH, view.last)]:
            norm = token.norm.lstrip(self._words.conjunctions)
            tied = telling.by and norm.startswith(telling.by) and norm not in self._untelling
            if norm in telling.words or tied:
                return True
        return False

    def _reported_from(self, view: View, at: int) -> int:
        """The token from ``at`` on where the reported text begins: "that" or a colon, or ``at`` where neither follows."""
        reach = range(at, min(at + _REPORT_REACH, view.last))
        norms = ((i, view.tokens[i].norm) for i in reach)
        return next((i for i, norm in norms if norm in self._words.complementizers or norm == ":"), at)


def denials(document: Document, sentence: Sentence, complementizers: Set[str]) -> Iterator[tuple[Hit, Hit]]:
    """The verbs of a sentence that deny a part in what happened, each with its word for that: نفت مسؤوليتها عن الهجوم."""
    for verb in document.within("denial", sentence.first, sentence.last):
        end = min(verb.last + verb.entry.payload, sentence.last)
        clause = next((i for i in range(verb.last, end) if document.tokens[i].norm in complementizers), end)
        parts = document.within("disclaimed", verb.last, clause)
        if parts:
            yield verb, parts[0]


def _telling(row: Mapping[str, Any], words: Words) -> _Telling:
    """What a row of the language's table says of a verb that also names a deed."""
    return _Telling(folded(row["words"]) | words.complementizers, fold(row["by"]))
