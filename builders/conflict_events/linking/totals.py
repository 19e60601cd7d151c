"""Tolls of more than the day: قتل 18 فلسطينيا، ما يرفع حصيلة قتلى الحرب إلى 40 ألفا."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.language import Language
from conflict_events.lexical.text import fold
from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.drafts import Draft
from conflict_events.records import Mention


class Totals:
    """Tells which numbers are such tolls, by the table ``totals`` of a language's ``patterns.toml``."""

    def __init__(self, language: Language) -> None:
        data = language.data["patterns"]["totals"]
        self._cutter = language.cutter
        self._heads = frozenset(map(fold, data["heads"]))
        self._since = frozenset(map(fold, data["since"]))
        self._the_day = frozenset(map(fold, data["the_day"]))
        self._wars = frozenset(map(fold, data["wars"]))
        self._reach: int = data["reach"]
        self._behind: int = data["behind"]

    def cue(self, view: SentenceView, number: Mention) -> int | None:
        """The token that makes a toll one of a longer time: "since", or a war whose toll it is; None where nothing does."""
        first = max(view.sentence.first, number.first - self._reach)
        head = next((i for i in range(number.first - 1, first - 1, -1) if self._is_head(view, i)), None)
        if head is None:
            return None
        before = range(head + 1, number.first)
        behind = range(number.last, min(number.last + self._behind, view.sentence.last))
        since = (i for i in (*before, *behind) if self._is(view, i, self._since) and not self._today(view, i))
        return next(since, None) or next((i for i in before if self._is(view, i, self._wars)), None)

    def event(self, view: SentenceView, drafts: Sequence[Draft], cue: int) -> Draft | None:
        """What has gone on since it began, of which a toll is told; None for a war, which is no event of the day."""
        if self._is(view, cue, self._wars):
            return None
        since = (d for d in drafts if cue < d.trigger.first <= cue + self._behind)
        return next((d for d in since if not self._is_war(view, d.trigger)), None)

    def _is_war(self, view: SentenceView, trigger: Mention) -> bool:
        return any(self._is(view, i, self._wars) for i in range(trigger.first, trigger.last))

    def _is_head(self, view: SentenceView, at: int) -> bool:
        """Whether a toll's word stands at a token; عدد من is none."""
        partly = at + 1 < view.sentence.last and view.tokens[at + 1].norm in view.grammar.prepositions.partitive
        return not partly and self._is(view, at, self._heads)

    def _today(self, view: SentenceView, since: int) -> bool:
        behind = range(since + 1, min(since + 1 + self._behind, view.sentence.last))
        return any(self._is(view, i, self._the_day) for i in behind)

    def _is(self, view: SentenceView, at: int, words: frozenset[str]) -> bool:
        return self._cutter.is_one(view.tokens[at].norm, words)
