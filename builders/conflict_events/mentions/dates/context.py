"""What every reader of dates is handed, and the rules that say where a reader is tried; of those that fit a token the
longest reading is taken.

Most words of a text begin no date, and most rules begin with few words: rules are tried only where their first word
stands.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from conflict_events.lexical.cutting import Cutter
from conflict_events.mentions.base import T, Table
from conflict_events.mentions.calendars import Period
from conflict_events.mentions.dates.resolution import Anchor, Resolver
from conflict_events.mentions.dates.words import DateWords
from conflict_events.mentions.digits import MOST_DIGITS
from conflict_events.mentions.numbers import NumeralParser
from conflict_events.records import Token

Read = tuple[Period, int]
"""What a rule has read, and the index of the token behind it."""
OPENING, CLOSING, DASHES = frozenset("(["), frozenset(")]"), frozenset("/-–")


@dataclass(slots=True)
class Context:
    """The tokens of a sentence from ``first`` up to ``last``; the one at ``head`` is read as ``stem``, without its
    proclitics.

    ``strict``: in running text, where a bare year or month needs a word of time before it. ``bare``: no preposition is
    written on to the first word of what is read. ``ends``: the rules of what may stand at the ends of a range.
    """

    words: DateWords
    parser: NumeralParser
    cutter: Cutter
    resolver: Resolver
    ends: RuleSet
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


@dataclass(frozen=True, slots=True)
class Start:
    """What a rule can begin with: folded words, a number in digits, a numeral in words."""

    words: frozenset[str] = frozenset()
    digits: bool = False
    numeral: bool = False

    def __or__(self, other: Start) -> Start:
        return Start(self.words | other.words, self.digits or other.digits, self.numeral or other.numeral)


def starts(*tables: Table[Any] | Iterable[str]) -> Start:
    """The words of sets and the first words of tables' phrases."""
    words: set[str] = set()
    for table in tables:
        words |= table.first_words if isinstance(table, Table) else set(table)
    return Start(frozenset(words))


DIGITS = Start(digits=True)
NUMERAL = Start(numeral=True)


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of expression: what it can begin with, and how it is read at a token; ``ends``: it may stand at the ends of a
    range.
    """

    start: Start
    read: Callable[[Context, int], Read | None]
    ends: bool = False


class RuleSet:
    """Rules in order of preference among readings of one length.

    ``may_count`` tells whether a numeral may begin at a token. ``gated`` False tries every rule at every token, which finds
    the same and takes longer.
    """

    def __init__(self, rules: Sequence[Rule], may_count: Callable[[Token], bool], *, gated: bool = True) -> None:
        self.rules = tuple(rules)
        self._may_count = may_count
        self._gated = gated
        words = {w for r in rules for w in r.start.words}
        self._by_word = {w: tuple(r for r in rules if w in r.start.words) for w in words}

    def of_stem(self, stem: str) -> tuple[Rule, ...]:
        """The rules that may begin with a word whose proclitics have been cut; it is no numeral."""
        return self._by_word.get(stem, ()) if self._gated else self.rules

    def of_token(self, token: Token) -> tuple[Rule, ...]:
        """The rules that may begin with a token as it stands."""
        if not self._gated:
            return self.rules
        digits, numeral = token.kind == "number", self._may_count(token)
        if not digits and not numeral:
            return self._by_word.get(token.norm, ())
        return tuple(
            r
            for r in self.rules
            if (digits and r.start.digits) or (numeral and r.start.numeral) or token.norm in r.start.words
        )

    def longest(self, c: Context, at: int) -> Read | None:
        """The longest reading at a token, which must lie before the last."""
        return longest(self.of_stem(c.stem) if c.is_cut(at) else self.of_token(c.tokens[at]), c, at)


def longest(rules: Iterable[Rule], c: Context, at: int) -> Read | None:
    """The longest reading of some rules at a token, the earlier rule's where two are of one length."""
    best: Read | None = None
    for rule in rules:
        read = rule.read(c, at)
        if read is not None and (best is None or read[1] > best[1]):
            best = read
    return best
