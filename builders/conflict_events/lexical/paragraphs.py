"""The paragraphs of a text: its lines, or several of them where they were broken to fit a page."""

from __future__ import annotations

import re
from itertools import pairwise

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BREAK = re.compile(r"\r\n?|[\n\u2028\u2029]")
WIDTHS = range(30, 131)
"""Characters of the longest line of a text that was broken to fit a page. Of 10,000 articles that were looked at
99 in 100 have a longer one, which is a paragraph."""
FULL = 0.85
"""Of that width: a line is full where the next word would have reached so far. Letters differ in width, and so lines in
length."""
FEW, MOST = 3, 0.6
"""Of the lines that end within a sentence, right before another one: how many, and what part of them, are full."""
_FINISHED = re.compile(r"[.!?؟…][\"'»”’)\]]*+\s*+$")


def paragraphs(text: str, title: str | None = None) -> list[tuple[int, int]]:
    """Where each begins and ends, in order, blank ones left out. The line that is the ``title`` is one of its own."""
    lines = [m.span() for m in _LINE.finditer(text) if not m.group().isspace()]
    going_on = _going_on(text, lines, title.strip() if title else None)
    starts = [first for number, (first, _) in enumerate(lines) if number - 1 not in going_on]
    ends = [last for number, (_, last) in enumerate(lines) if number not in going_on]
    return list(zip(starts, ends, strict=True))


def _going_on(text: str, lines: list[tuple[int, int]], title: str | None) -> set[int]:
    """The numbers of the lines whose sentence the next one goes on with."""
    width = max((len(text[first:last].strip()) for first, last in lines), default=0)
    if width not in WIDTHS:
        return set()
    full: set[int] = set()
    unfinished = 0
    for number, ((first, last), (behind, end)) in enumerate(pairwise(lines)):
        line, next_word = text[first:last].strip(), text[behind:end].split()[0]
        if line == title or _FINISHED.search(line) or not _BREAK.fullmatch(text, last, behind):
            continue
        unfinished += 1
        if len(line) + 1 + len(next_word) > FULL * width:
            full.add(number)
    return full if len(full) >= max(FEW, MOST * unfinished) else set()
