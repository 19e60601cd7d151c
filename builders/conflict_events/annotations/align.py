"""Spans of an annotated text found again in the article, where the two texts are not the same characters."""

from __future__ import annotations

from bisect import bisect_left

from conflict_events.records import Span

CONTEXT = 24
"""Characters on each side, blanks not counted, by which words that stand several times are told apart."""


class Aligner:
    """Maps spans of ``old`` to ``new``.

    Where the texts differ in blanks and line ends only, or one has more before or after, every span is mapped as it
    stands. Otherwise its words must stand once in ``new``, alone or with what surrounds them.
    """

    def __init__(self, old: str, new: str) -> None:
        self._equal = old == new
        if self._equal:
            return
        self._old, self._old_at = _dense(old)
        self._new, self._new_at = _dense(new)
        self._shift = _shift(self._old, self._new)

    def span(self, span: Span) -> Span:
        """The span in the new text. Raises ValueError, with the reason, where it is not to be found."""
        if self._equal:
            return span
        start, end = bisect_left(self._old_at, span.start), bisect_left(self._old_at, span.end)
        if start == end:
            raise ValueError("it holds only blanks")
        if self._shift is not None and start + self._shift >= 0 and end + self._shift <= len(self._new_at):
            return self._placed(start + self._shift, end - start)
        return self._placed(self._found(start, end), end - start)

    def _placed(self, start: int, length: int) -> Span:
        return Span(self._new_at[start], self._new_at[start + length - 1] + 1)

    def _found(self, start: int, end: int) -> int:
        words = self._old[start:end]
        first = self._new.find(words)
        if first < 0:
            raise ValueError("the article does not hold its words")
        if self._new.find(words, first + 1) < 0:
            return first
        before = self._old[max(0, start - CONTEXT) : start]
        context = before + self._old[start : end + CONTEXT]
        first = self._new.find(context)
        if first < 0 or self._new.find(context, first + 1) >= 0:
            raise ValueError("the article holds its words several times, and its text is not the annotated one")
        return first + len(before)


def _dense(text: str) -> tuple[str, list[int]]:
    """The characters that are no blanks, and where each stands."""
    at = [i for i, c in enumerate(text) if not c.isspace() and c != "\ufeff"]
    return "".join(text[i] for i in at), at


def _shift(old: str, new: str) -> int | None:
    """How far into ``new`` the text ``old`` begins where one holds the other, else None."""
    if not old or not new:
        return None
    inner, outer = (old, new) if len(old) <= len(new) else (new, old)
    at = outer.find(inner)
    if at < 0 or outer.find(inner, at + 1) >= 0:
        return None
    return at if outer is new else -at
