"""Which number is written in digits at a token, with its sign, its decimal mark and its groups of three."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.base import listed
from conflict_events.mentions.number_words import NumberWords
from conflict_events.records import Token

MOST_DIGITS = 15
"""Characters of a number in digits; longer ones are codes, and count nothing."""
_HARD_SPACES, _NOUGHT = "\u00a0\u202f\u2009", "[0٠۰]"
_GROUP = r"\d{3}(?![.,٫٬]?\d)"
_GROUPED = re.compile(
    rf"(?!{_NOUGHT})\d{{1,3}}(?:(?:[،'’]{_GROUP})+|(?:[ {_HARD_SPACES}]{_GROUP}){{2,}}"
    rf"|[{_HARD_SPACES}]{_GROUP}| (?={_NOUGHT}){_GROUP})"
)
"""A number in groups of three digits: 1،234،567, 1 234 567, 10 000. Two groups with a plain space between them may be two
numbers, unless the second begins with a nought.
"""


class DigitReader:
    """Reads numbers in digits, and the words for a decimal mark between them; ``tables`` are those of ``numbers.toml``."""

    def __init__(self, tables: Mapping[str, Any], words: NumberWords) -> None:
        self._words = words
        self._decimal = folded(tables.get("decimal_words", ()))
        self._reversed = fold(tables.get("reversed_mark", ""))
        self.percent = listed(tables.get("percent", {}).get("words", ()))

    def read(self, tokens: Sequence[Token], first: int, last: int, text: str) -> tuple[float, int] | None:
        """The number that begins with digits, or with their sign, at a token, and the index behind it; ``text`` is the
        article's.
        """
        digits = self._signed(tokens, first, last, text)
        if digits is None:
            return None
        value, at = digits
        if at + 1 < last and tokens[at].norm in self._decimal and tokens[at + 1].norm.isdecimal():
            return float(f"{int(value)}.{tokens[at + 1].norm}") if value == int(value) else value, at + 2
        return digits

    def _signed(self, tokens: Sequence[Token], first: int, last: int, text: str) -> tuple[float, int] | None:
        """The number written in digits at a token and the index behind it; a sign or a decimal mark may come first."""
        mark = tokens[first].norm
        if mark not in "-.+":
            return self._unsigned(tokens, first, last, text)
        if not _is_written_on(tokens, first, last):
            return None
        if mark == ".":
            fraction = tokens[first + 1].norm
            return (float("0." + fraction), first + 2) if fraction.isdecimal() else None
        if first and tokens[first - 1].kind == "number":
            return None
        if mark == "-" and first + 2 < last and tokens[first + 2].kind == "word":
            # A list's mark: -5 قتلى.
            return None
        unsigned = self._unsigned(tokens, first + 1, last, text)
        if unsigned is None:
            return None
        value, at = unsigned
        return -value if mark == "-" else value, at

    def _unsigned(self, tokens: Sequence[Token], at: int, last: int, text: str) -> tuple[float, int] | None:
        """The number that digits make with those that go on them, and the index behind it."""
        if tokens[at].kind != "number":
            return None
        reverse = self._reverse(tokens, at, last)
        if reverse is not None:
            return reverse
        norm, end = tokens[at].norm, at + 1
        grouped = _GROUPED.match(text, tokens[at].start, tokens[last - 1].end)
        if grouped is not None:
            norm = re.sub(r"\D", "", grouped.group())
            while end < last and tokens[end].start < grouped.end():
                end += 1
        elif norm.isdecimal() and len(norm) <= MOST_DIGITS and self._is_decimal_comma(tokens, end, last):
            return float(f"{norm}.{tokens[end + 1].norm}"), end + 2
        value = value_of(norm, "٫" in text[tokens[at].start : tokens[at].end], self._scaled(tokens, end, last))
        return None if value is None else (value, end)

    def _reverse(self, tokens: Sequence[Token], at: int, last: int) -> tuple[float, int] | None:
        """A number as wires write it from right to left, its whole part behind the mark (3ر1 is 1.3, 000ر22 is 22,000), and
        the index behind it.
        """
        parts, end = [tokens[at].norm], at + 1
        while end + 1 < last and tokens[end].norm == self._reversed and _within_word(tokens, end):
            parts.append(tokens[end + 1].norm)
            end += 2
        if len(parts) == 1 or not all(part.isdecimal() for part in parts):
            return None
        value = value_of(".".join(reversed(parts)), False, self._scaled(tokens, end, last))
        return None if value is None else (value, end)

    def _is_decimal_comma(self, tokens: Sequence[Token], end: int, last: int) -> bool:
        """Whether an Arabic comma behind digits is a decimal mark: few digits follow at once, and a per cent sign or a scale
        word behind them (47،5%, 3،7 مليون).
        """
        if end + 2 >= last or tokens[end].norm != "،" or not _within_word(tokens, end):
            return False
        fraction, behind = tokens[end + 1].norm, end + 2
        few = fraction.isdecimal() and len(fraction) <= 2
        return few and (self._scaled(tokens, behind, last) or self.percent.match(tokens, behind, last) is not None)

    def _scaled(self, tokens: Sequence[Token], at: int, last: int) -> bool:
        """Whether a scale word stands at a token."""
        return at < last and self._words.is_of(tokens[at].norm, "scale")


def _is_written_on(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether a mark is written on to the number behind it, and not to what stands before it."""
    if at + 1 >= last or tokens[at + 1].kind != "number" or tokens[at + 1].start != tokens[at].end:
        return False
    return not at or tokens[at - 1].end != tokens[at].start


def _within_word(tokens: Sequence[Token], at: int) -> bool:
    """Whether no space stands on either side of a token."""
    return tokens[at - 1].end == tokens[at].start and tokens[at].end == tokens[at + 1].start


def value_of(norm: str, decimal_mark: bool, scaled: bool) -> float | None:
    """The value of a folded digit token. Separators of groups of three are dropped; the rest is a decimal fraction.

    "10.500" is ten thousand five hundred unless a scale word follows, its mark is the Arabic decimal mark, or the whole
    part is nought.
    """
    if len(norm) > MOST_DIGITS:
        return None
    if norm.isdecimal():
        return float(norm)
    if "," in norm:
        whole, _, fraction = norm.partition(".")
        groups = whole.split(",")
        if all(len(g) == 3 for g in groups[1:]) and len(groups[0]) <= 3 and "," not in fraction and "." not in fraction:
            return float("".join(groups) + ("." + fraction if fraction else ""))
        if len(groups) == 2 and not fraction:
            return float(".".join(groups))
        return None
    parts = norm.split(".")
    grouped = len(parts[0]) <= 3 and parts[0][0] != "0" and all(len(p) == 3 for p in parts[1:])
    if len(parts) > 2:
        return float("".join(parts)) if grouped else None
    if grouped and not decimal_mark and not scaled:
        return float("".join(parts))
    return float(norm)
