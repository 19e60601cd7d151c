"""Where the words that an annotation quotes stand in the article's text.

A sentence is its first occurrence, a trigger the first in its sentence; an occurrence that is a word of its own goes before one
inside a longer word. Where the annotation has a ``start`` (of the trigger or the item's text, in characters of the article) and
the words stand there, that decides.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from conflict_events.annotations.model import Unusable
from conflict_events.lexical.text import TATWEEL
from conflict_events.records import Span


def placed(text: str, told: Mapping[str, Any], sentence: str, trigger: str) -> tuple[Span, Span]:
    """Sentence and trigger of an event or a further mention. Raises Unusable where the text does not hold them."""
    at = text.find(sentence)
    if at < 0:
        raise Unusable("the article does not hold its sentence")
    if there := _stated(text, told, sentence, trigger):
        return there
    span = Span(at, at + len(sentence))
    found = find(text, trigger, span, Span(at, at))
    if found is None:
        raise Unusable("the sentence does not hold its trigger")
    return span, found


def _stated(text: str, told: Mapping[str, Any], sentence: str, trigger: str) -> tuple[Span, Span] | None:
    """Sentence and trigger of an event or a mention where its own ``start`` says that the trigger stands; None where it says
    nothing, or the text does not hold them there.
    """
    there = at_start(text, told, trigger)
    # The last one that begins no later than the trigger.
    at = text.rfind(sentence, 0, there.start + len(sentence)) if there else -1
    if there is None or at < 0 or there.end > at + len(sentence):
        return None
    return Span(at, at + len(sentence)), there


def at_start(text: str, told: Mapping[str, Any], words: str) -> Span | None:
    """Where the words stand by their own offset, if they do."""
    start = told.get("start")
    if isinstance(start, int) and start >= 0 and text.startswith(words, start):
        return Span(start, start + len(words))
    return None


def find(text: str, words: str, within: Span, near: Span) -> Span | None:
    """Where the words stand in a part of the text: rather as words of their own, then nearest to ``near``, then first."""
    best: tuple[int, int, int] | None = None
    at = text.find(words, within.start, within.end)
    while at >= 0:
        end = at + len(words)
        inside = (2 if _letter(text, end) else 0) + (1 if _letter(text, at - 1) else 0)
        distance = max(near.start - end, at - near.end, 0)
        rank = (inside, distance, at)
        best = rank if best is None else min(best, rank)
        at = text.find(words, at + 1, within.end)
    return None if best is None else Span(best[2], best[2] + len(words))


def _letter(text: str, at: int) -> bool:
    """Whether there is a letter, or a mark of one, that the words would be cut off."""
    return 0 <= at < len(text) and (text[at].isalnum() or bool(unicodedata.combining(text[at])) or text[at] == TATWEEL)
