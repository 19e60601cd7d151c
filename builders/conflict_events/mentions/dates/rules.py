"""Rules with the words that they can begin with; of those that fit a token the longest reading is taken.

Most words of a text begin no date, and most rules begin with few words: rules are tried only where their first word
stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from conflict_events.mentions.base import Table
from conflict_events.mentions.dates.context import Context, Read
from conflict_events.records import Token


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
    """One kind of expression: what it can begin with, and how it is read at a token."""

    start: Start
    read: Callable[[Context, int], Read | None]


class RuleSet:
    """Rules in order of preference among readings of one length.

    ``may_count`` tells whether a numeral may begin at a token. ``go_on`` reads what a date leads to, which stands behind
    it. ``gated`` False tries every rule at every token, which finds the same and takes longer.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        may_count: Callable[[Token], bool],
        *,
        go_on: Callable[[Context, Read], Read] | None = None,
        gated: bool = True,
    ) -> None:
        self.rules = tuple(rules)
        self.go_on = go_on or _as_read
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


def _as_read(_: Context, read: Read) -> Read:
    return read


def longest(rules: Iterable[Rule], c: Context, at: int) -> Read | None:
    """The longest reading of some rules at a token, the earlier rule's where two are of one length."""
    best: Read | None = None
    for rule in rules:
        read = rule.read(c, at)
        if read is not None and (best is None or read[1] > best[1]):
            best = read
    return best
