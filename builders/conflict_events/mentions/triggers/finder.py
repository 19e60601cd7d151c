"""The trigger finder: all event words of a document, and what a span means as one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from conflict_events.language import Language
from conflict_events.lexical.lexicon import Phrase
from conflict_events.lexical.text import folded
from conflict_events.mentions.triggers import forms
from conflict_events.mentions.triggers.candidates import Candidate, best
from conflict_events.mentions.triggers.conditions import Around, Conditions
from conflict_events.mentions.triggers.forms import DOUBTFUL, TRIGGER, Reading
from conflict_events.mentions.triggers.light_verbs import LightVerbs
from conflict_events.mentions.triggers.reading import FormReader
from conflict_events.records import Document, Hit, Mention, Span, TriggerValue

_PASSIVE_REACH = 4
"""Signs before the vowel of a passive."""


class TriggerFinder:
    """Finds triggers."""

    def __init__(self, language: Language) -> None:
        grammar = language.data["grammar"]
        self._reader, self._conditions = FormReader(language), Conditions(language)
        self._light_verbs = LightVerbs(language, self._reader, self._conditions)
        self._nominal_before = folded(grammar["before_noun"]["words"])
        self._passive_vowel: str = grammar["before_verb"]["passive"]
        self._plural = tuple(grammar["before_verb"]["plural"])

    @staticmethod
    def entries(language: Language) -> Iterator[Phrase]:
        """All forms of all triggers, and what tells whether they are events, as lexicon phrases."""
        return forms.phrases(language)

    def find(self, document: Document) -> list[Mention]:
        """Triggers in text order, at most one over the same words, doubtful ones where no other stands. Where an entry says
        that an event word in its phrase is an event of its own (تفريق المظاهرة), the phrase ends before that word.
        """
        around = Around(document)
        candidates = self._candidates(around)
        chosen = best(candidates)
        self._end_before_inner(document, chosen, candidates)
        return [
            Mention(
                kind="trigger",
                start=hit.start,
                end=hit.end,
                first=hit.first,
                last=hit.last,
                sentence=around.sentence_of[hit.first],
                value=self._voiced(document, hit, value),
                proclitics=hit.proclitics,
                suffix=hit.suffix,
            )
            for _, (hit, value, *_) in sorted(chosen.items())
        ]

    def _voiced(self, document: Document, hit: Hit, value: TriggerValue) -> TriggerValue:
        """A value that is passive where the text writes its vowel: قُتل."""
        if value.form != "perfect" or value.voice == "passive":
            return value
        word = document.text[hit.start : document.tokens[hit.first].end]
        before, mark, behind = word.partition(self._passive_vowel)
        # The plural has the same vowel before its ending: قتلُوا.
        marked = (
            bool(mark) and len(before) <= _PASSIVE_REACH and len(behind) > 1 and not behind.startswith(self._plural)
        )
        return replace(value, voice="passive") if marked else value

    def drawn(self, document: Document) -> Callable[[Span], TriggerValue | None]:
        """What any span of a document means as a trigger: the longest one that has characters in common with it, None where
        there is none. The document is looked at once.
        """
        found = self.find(document)

        def value(span: Span) -> TriggerValue | None:
            first = bisect_right(found, span.start, key=lambda m: m.end)
            inside = found[first : bisect_left(found, span.end, first, key=lambda m: m.start)]
            return max(inside, key=lambda m: m.end - m.start).valued(TriggerValue) if inside else None

        return value

    def doubted(self, value: TriggerValue) -> TriggerValue | None:
        """A value as a doubtful one; None where its entry says that its words then are no event at all."""
        return self._conditions.doubted(value)

    def _candidates(self, around: Around) -> list[Candidate]:
        """All readings of words that fit where they stand; several may be over the same words."""
        document = around.document
        found, used = self._light_verbs.find(around)
        for hit in chain(document.hits.get(TRIGGER, ()), document.hits.get(DOUBTFUL, ())):
            reading: Reading = hit.entry.payload
            kind = reading.value.type
            if used and any(kind not in used.get(i, (kind,)) for i in range(hit.first, hit.last)):
                continue
            value = self._conditions.fitting(around, hit, self._reader.value(document, hit, reading))
            if value is not None:
                found.append(Candidate(hit, value, reading.order))
        return found

    def _end_before_inner(
        self, document: Document, chosen: dict[int, Candidate], candidates: Sequence[Candidate]
    ) -> None:
        """Let phrases end before an event word in them that is an event of its own."""
        for candidate in list(chosen.values()):
            hit, types = candidate.hit, self._conditions.inner(candidate.value.rule)
            if not types or hit.last - hit.first == 1:
                continue
            inside = (
                c for c in candidates if hit.first < c.hit.first and c.hit.last <= hit.last and not c.value.doubtful
            )
            inner = min((c for c in inside if c.value.type in types), key=Candidate.rank, default=None)
            if inner is None:
                continue
            last = inner.hit.first
            while last > hit.first + 1 and document.tokens[last - 1].norm in self._nominal_before:
                last -= 1
            cut = hit._replace(last=last, end=document.tokens[last - 1].end, suffix="")
            chosen[hit.first] = candidate._replace(hit=cut)
            chosen[inner.hit.first] = inner
