"""The tokens that a date is read from, as the rules of dates see them."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from conflict_events.mentions.base import T, Table
from conflict_events.mentions.calendars import Period
from conflict_events.mentions.dates.resolution import Anchor
from conflict_events.mentions.digits import MOST_DIGITS
from conflict_events.records import Token

Read = tuple[Period, int]
"""What a rule has read, and the index of the token behind it."""
OPENING, CLOSING, DASHES = frozenset("(["), frozenset(")]"), frozenset("/-–")


@dataclass(slots=True)
class Context:
    """The tokens of a sentence from ``first`` up to ``last``; the one at ``head`` is read as ``stem``, without its
    proclitics.

    ``strict``: in running text, where a bare year or month needs a word of time before it. ``bare``: no preposition is
    written on to the first word of what is read.
    """

    tokens: Sequence[Token]
    text: str
    first: int
    last: int
    anchor: Anchor
    strict: bool = False
    bare: bool = False
    head: int = -1
    stem: str = ""

    def norm(self, at: int) -> str:
        """The folded word at a token, "" behind the last."""
        if at >= self.last:
            return ""
        return self.stem if at == self.head else self.tokens[at].norm

    def before(self, at: int) -> str:
        """The folded word before a token, "" at the head of the sentence."""
        return self.tokens[at - 1].norm if at > self.first else ""

    def match(self, table: Table[T], at: int) -> tuple[T, int] | None:
        """The longest phrase of a table that begins at a token, with the index behind it."""
        if at >= self.last:
            return None
        word = self.stem if at == self.head else self.tokens[at].norm
        return table.match(self.tokens, at, self.last, word) if word in table.longest else None

    def skip(self, at: int, words: Container[str]) -> int:
        """The index behind a token where it is one of the words, else its own."""
        return at + 1 if at < self.last and self.norm(at) in words else at

    def is_number(self, at: int) -> bool:
        """Whether a number in digits stands there."""
        return at < self.last and self.tokens[at].kind == "number"

    def is_count(self, at: int) -> bool:
        """Whether digits stand there that count something."""
        return self.is_number(at) and self.norm(at).isdecimal() and len(self.norm(at)) <= MOST_DIGITS

    def is_cut(self, at: int) -> bool:
        """Whether the word at a token is read without some of its letters."""
        return at == self.head and self.stem != self.tokens[at].norm

    def year(self, at: int, first: int = 1900) -> int | None:
        """A number of four digits from ``first`` to 2099."""
        norm = self.norm(at)
        if self.is_number(at) and len(norm) == 4 and norm.isdecimal() and first <= int(norm) <= 2099:
            return int(norm)
        return None

    def headed(self, at: int, stem: str) -> Context:
        """The context with the word at a token read as ``stem``."""
        return replace(self, head=at, stem=stem)
