"""Whose own words an event word stands in: what a verb of saying quotes, or what follows the speaker's name and a colon."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.lexical.text import QUOTES
from conflict_events.linking.clauses import SentenceView
from conflict_events.mentions.sources import Attribution
from conflict_events.records import Mention, TriggerValue

OPENING, CLOSING = QUOTES - frozenset("»”’"), QUOTES - frozenset("«“‘")
COLON = ":"


def speakers(view: SentenceView, trigger: Mention, spoken: Sequence[Attribution]) -> list[Mention]:
    """The actors among the words for the speaker in whose own words an event word stands: قال الوزير: "اعتقلوه", قال الوزير
    "اعتقلوه". What is quoted behind a word for "that" or a preposition, or as the object (أكد الوزير "رفضه"), is told by
    the article.
    """
    mark = _open(view, trigger.first)
    begin = _colon(view, trigger.first) if mark is None else mark
    if begin is None:
        return []
    who = max((a for a in spoken if a.speech and a.source.last <= begin), key=lambda a: a.head, default=None)
    if who is None:
        return []
    before = view.tokens[begin - 1].norm
    if mark is not None and before != COLON:
        told = any(view.grammar.openers.kinds.get(t.norm) == "that" for t in view.tokens[who.source.last : mark])
        noun = trigger.first == mark + 1 and trigger.valued(TriggerValue).nominal
        if told or before in view.grammar.prepositions.words or noun:
            return []
    return [m for m in view.actors if m.overlaps(who.source)]


def _colon(view: SentenceView, at: int) -> int | None:
    """The token of the last colon before a token, with no quotation mark between; None where none is."""
    before = range(at - 1, view.sentence.first - 1, -1)
    mark = next((i for i in before if view.tokens[i].norm in QUOTES | {COLON}), None)
    return mark if mark is not None and view.tokens[mark].norm == COLON else None


def _open(view: SentenceView, at: int) -> int | None:
    """The token of the quotation mark that is open at a token, None where none is."""
    mark: int | None = None
    for i in range(view.sentence.first, at):
        norm = view.tokens[i].norm
        if mark is None and norm in OPENING:
            mark = i
        elif norm in CLOSING:
            mark = None
    return mark
