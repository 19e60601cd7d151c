"""Numerals: digits, number words and their mixtures, as values with bounds.

A numeral is read from left to right: units, tens and hundreds make a group, a scale word multiplies the group before
it, and what a conjunction adds must be smaller than what stands before. The words are data (``numbers.toml``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from conflict_events.lexical.cutting import Cut, Cutter
from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.base import listed
from conflict_events.records import Token

MOST_DIGITS = 15
"""Characters of a number in digits; longer ones are codes, and count nothing."""
_DEFINITE = frozenset(("vague", "hundred", "scale", "dual"))
"""What carries the article before a further number or an indefinite noun: المئة مليار, المليوني ريال."""
_GROUP_COMMAS, _HARD_SPACES = frozenset("،'’"), frozenset("\u00a0\u202f\u2009")
_GROUP_SPACES = _HARD_SPACES | {" "}
"""Between the groups of three digits of a number."""
_ENDING = 3
"""Letters at the end of a word that tell most words from numbers, whatever is written on to their beginning."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """Tokens ``first`` to ``last`` (exclusive) as a number from ``low`` to ``high``.

    ``dropped`` counts the folded characters of the first token that do not belong to it; ``scale`` is the scale word
    that it ends in (1 where none does), which a range lends to its other end; ``few`` is True for "a few", which needs a
    noun; ``digits`` where it is written in digits alone.
    """

    first: int
    last: int
    low: float
    high: float
    dropped: int = 0
    proclitics: str = ""
    article: bool = False
    scale: float = 1
    vague: bool = False
    few: bool = False
    digits: bool = False


class _Item(NamedTuple):
    category: str
    value: float


class _Word(NamedTuple):
    """A number word at a token: how it is joined, what it may be, the index behind it."""

    joined: bool
    items: tuple[_Item, ...]
    last: int
    cut_article: bool

    def value(self, category: str) -> float | None:
        """Its value as a word of a category; None where it is none."""
        return next((i.value for i in self.items if i.category == category), None)


def _applied(word: _Word | None, category: str) -> float | None:
    """The value of a word that stands right behind another as one of a category (thirteen's ten, a scale)."""
    return None if word is None or word.joined else word.value(category)


def _few(first: int, at: int, value: float, after: _Word | None) -> Numeral:
    """بضعة, بضع عشرات, بضعة آلاف, بضع عشرة."""
    for category in ("vague", "scale", "ten-of-teens", "hundred"):
        step = _applied(after, category)
        if after is not None and step is not None:
            if category == "ten-of-teens":
                return Numeral(first, after.last, 13, 19, vague=True)
            return Numeral(first, after.last, 3 * step, 10 * step - 1, scale=step, vague=True)
    return Numeral(first, at, 3, 9, vague=True, few=True)


def _part(first: int, at: int, value: float, after: _Word | None) -> Numeral | None:
    """نصف مليون, ربع ألف, نصف دزينة; a part of nothing is no numeral."""
    whole = next((x for x in (_applied(after, "scale"), _applied(after, "dozen")) if x is not None), None)
    if after is None or whole is None:
        return None
    part = float(round(value * whole))
    return Numeral(first, after.last, part, part)


def _vague(first: int, at: int, value: float, after: _Word | None) -> Numeral:
    """عشرات, مئات الآلاف."""
    scale = _applied(after, "scale")
    if after is not None and scale is not None and scale > value:
        step = times(value, scale)
        return Numeral(first, after.last, 2 * step, 10 * step - 1, scale=scale, vague=True)
    return Numeral(first, at, 2 * value, 10 * value - 1, scale=value, vague=True)


@dataclass(slots=True)
class _Sum:
    """What was read of a numeral so far: ``group`` is below the next scale, ``total`` scaled already, by ``scale`` last.

    ``used``: what the group is made of: H hundreds, T tens, U units, D digits. ``ends_in``: the scale word at the end, or 1.
    """

    total: float
    group: float
    scale: float
    used: str
    ends_in: float

    def is_dozens(self, word: _Word) -> bool:
        """Whether a word makes dozens of the group."""
        return word.value("dozen") is not None and bool(self.group) and not word.joined and not self.total

    def takes_fraction(self, word: _Word, digits: bool) -> bool:
        """Whether a word is a part that may be added; ``digits``: the numeral begins with some."""
        part = word.value("fraction")
        if part is None or part > 0.75 or not word.joined:
            return False
        return bool(self.total or digits) and not (self.group and self.total)

    def add_fraction(self, word: _Word, after: _Word | None) -> int | None:
        """Add a part; the index behind it and the scale that it is of, None where it has none."""
        part, step = word.value("fraction") or 0, _applied(after, "scale")
        if not self.group:
            self.total += round(part * self.scale)
            # "مليون ونصف المليون" names its scale again.
            return after.last if after is not None and step == self.scale else word.last
        if after is None or step is None:
            return None
        # "3 ونصف مليون" is three and a half million.
        self.total, self.group, self.scale, self.ends_in = times(self.group + part, step), 0, step, step
        return after.last

    def add(self, word: _Word, after: _Word | None) -> int | None:
        """Add a word; the index behind it and behind the word ``after`` it where that belongs to it. None: it does not go
        with what was read so far.
        """
        end = word.last if self._add_scaled(word) else None
        if end is None and self.used != "D":
            end = word.last if self._add_tens(word) else self._add_unit(word, after)
        if end is not None and self.group:
            self.ends_in = 1
        return end

    def _add_scaled(self, word: _Word) -> bool:
        """Add a scale word, or digits behind one, if it is one and goes with the rest."""
        digits, scale, dual = word.value("digits"), word.value("scale"), word.value("dual")
        added = word.joined and bool(self.total) and not self.group
        if digits is not None:
            if not added or digits >= (self.scale or 1):
                return False
            self.group, self.used, self.ends_in = digits, "D", 1
            return True
        if scale is not None and self.group and not word.joined and (not self.scale or scale < self.scale):
            if self.used == "D" and self.group >= 1000 and scale == 1000:
                return False
            self.total += times(self.group, scale)
            self.scale, self.ends_in, self.group, self.used = scale, scale, 0, ""
            return True
        if scale is not None and added and scale < self.scale and not word.cut_article:
            self.total += scale
            self.scale = self.ends_in = scale
            return True
        if dual is not None and added and dual / 2 < self.scale:
            self.total += dual
            self.scale = self.ends_in = dual / 2
            return True
        return False

    def _add_tens(self, word: _Word) -> bool:
        """Add hundreds, tens or a teen, if the word is one and the group has none."""
        on = word.joined or self.used == "H"
        hundreds, ten, teen = word.value("hundreds"), word.value("ten"), word.value("teen")
        if hundreds is not None and not self.used and (word.joined or not self.total):
            self.group, self.used = hundreds, "H"
        elif word.value("hundred") is not None and not self.used and word.joined and self.total:
            self.group, self.used = 100, "H"
        elif ten is not None and "T" not in self.used and on and (self.used or self.total):
            self.group, self.used = self.group + ten, self.used + "TU"
        elif teen is not None and not {"T", "U"}.intersection(self.used) and on:
            self.group, self.used = self.group + teen, self.used + "TU"
        else:
            return False
        return True

    def _add_unit(self, word: _Word, after: _Word | None) -> int | None:
        """Add a unit, with the ten or the hundred ``after`` it; the index behind them, None where it does not go."""
        unit, bound = word.value("unit"), word.value("bound")
        value = unit if unit is not None else bound
        if value is None or {"T", "U"}.intersection(self.used) or not (word.joined or self.used == "H"):
            return None
        if after is not None and _applied(after, "ten-of-teens") is not None:
            self.group, self.used = self.group + 10 + value, self.used + "TU"
            return after.last
        hundred = _applied(after, "hundred") is not None
        if after is not None and hundred and not self.used and unit is not None and value > 1:
            self.group, self.used = value * 100, "H"
            return after.last
        if unit is None and not (after is not None and after.joined and after.value("ten") is not None):
            return None
        self.group, self.used = self.group + value, self.used + "U"
        return word.last


class NumeralParser:
    """Reads the numeral that begins at a token."""

    def __init__(self, tables: Mapping[str, Any], cutter: Cutter) -> None:
        self._conjunction = fold(tables["conjunction"])
        self._article = fold(tables["article"])
        self._cutter = cutter
        items: dict[str, list[_Item]] = {}
        for name, category in (
            ("units", "unit"), ("bound", "bound"), ("teens", "teen"), ("tens", "ten"), ("hundreds", "hundreds"),
            ("scales", "scale"), ("scale_duals", "dual"), ("fractions", "fraction"), ("parts", "part"), ("dozen", "dozen"),
            ("vague", "vague"),
        ):  # fmt: skip
            for value, forms in tables.get(name, {}).items():
                for form in forms:
                    items.setdefault(fold(form), []).append(_Item(category, float(value)))
        for form in tables["teen"]["words"]:
            items.setdefault(fold(form), []).append(_Item("ten-of-teens", 10))
        for form in tables["hundred"]["words"]:
            items.setdefault(fold(form), []).append(_Item("hundred", 100))
        for form in tables["few"]["words"]:
            items.setdefault(fold(form), []).append(_Item("few", 1))
        self._items = {word: tuple(found) for word, found in items.items()}
        self._endings = frozenset(word[-_ENDING:] for word in items)
        self._decimal = folded(tables.get("decimal_words", ()))
        self._reversed = fold(tables.get("reversed_mark", ""))
        self.percent = listed(tables.get("percent", {}).get("words", ()))
        self._partitive = folded(tables.get("partitive", {}).get("words", ()))
        self._not_cut = folded(tables["not_cut"])
        self._teen = folded(tables["teen"]["words"])
        self._ordinals = folded(tables["teen"]["ordinals"])

    def may_start(self, token: Token) -> bool:
        """Whether a numeral may begin at a token: a cheap test before ``parse``."""
        return token.kind == "number" or self._is_first_word(token.norm)

    def starts(self, tokens: Sequence[Token], first: int, last: int) -> list[int]:
        """The tokens from ``first`` to before ``last`` that a numeral may begin at."""
        is_first_word = self._is_first_word
        return [i for i in range(first, last) if tokens[i].kind == "number" or is_first_word(tokens[i].norm)]

    def _is_first_word(self, norm: str) -> bool:
        """Whether a numeral may begin with a folded word or a sign."""
        if norm in "-.,+":
            return True
        if norm[-_ENDING:] not in self._endings and norm[-_ENDING + 1 :] not in self._endings:
            return False
        return any(c.stem in self._items for c in self._cuts(norm))

    def _cuts(self, norm: str) -> Sequence[Cut]:
        """The readings of a word that a numeral may begin with: no preposition that numbers never take is cut off, and a
        conjunction also before words that are too short for it otherwise (وست).
        """
        rest = norm.removeprefix(self._conjunction)
        if len(rest) == 2 < len(norm) and rest in self._items:
            return (Cut(len(norm) - len(rest), self._conjunction, False, rest),)
        cuts = self._cutter.cuts(norm)
        if len(cuts) == 1:
            return cuts
        return [c for c in cuts if c.proclitics[-1:] not in self._not_cut]

    def parse(
        self, tokens: Sequence[Token], first: int, last: int, text: str, *, article: bool = False, joined: bool = True
    ) -> Numeral | None:
        """The numeral that begins at token ``first`` and ends by ``last``.

        ``text`` is the article's text, by which separators are told. ``article``: number words may be definite
        (الأربع والعشرين). ``joined``: whether a conjunction may add to it; False reads up to the first one.
        """
        if first >= last:
            return None
        token = tokens[first]
        if token.kind != "word":
            return self._from_digits(tokens, first, last, text, article=article, joined=joined)
        if not self._is_first_word(token.norm):
            return None
        if token.norm in self._teen and first and tokens[first - 1].norm in self._ordinals:
            # الثامنة عشرة: the second part of an ordinal.
            return None
        for cut in self._cuts(token.norm):
            items = self._items.get(cut.stem)
            if items is None:
                continue
            if cut.article and not article and not any(i.category in _DEFINITE for i in items):
                continue
            numeral = self._words(tokens, first, last, items, article=article, joined=joined)
            if numeral is not None:
                return replace(numeral, dropped=cut.dropped, proclitics=cut.proclitics, article=cut.article)
        return None

    # --- digits -----------------------------------------------------------------------------------

    def _from_digits(
        self, tokens: Sequence[Token], first: int, last: int, text: str, *, article: bool, joined: bool
    ) -> Numeral | None:
        """The numeral that begins with digits, or with their sign, at token ``first``."""
        digits = self._digits(tokens, first, last, text)
        if digits is None:
            return None
        value, at = digits
        if at + 1 < last and tokens[at].norm in self._decimal and tokens[at + 1].norm.isdecimal():
            value = float(f"{int(value)}.{tokens[at + 1].norm}") if value == int(value) else value
            at += 2
        if first and tokens[first - 1].norm == "(" and at + 1 < last and tokens[at].norm == ")":
            # "(250) ألف دولار"
            word = self._word(tokens, at + 1, last, article=False)
            scale = _applied(word, "scale")
            if word is not None and scale is not None and value < scale:
                return self._rest(
                    tokens, first, word.last, last=last, group=0, total=times(value, scale), scale=scale,
                    article=article, joined=joined,
                )  # fmt: skip
        return self._rest(tokens, first, at, last=last, group=value, article=article, joined=joined)

    def _digits(self, tokens: Sequence[Token], first: int, last: int, text: str) -> tuple[float, int] | None:
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
        grouped = _grouped(tokens, at, last, text)
        if grouped is not None:
            digits, stop = grouped
            return (float(digits), stop) if len(digits) <= MOST_DIGITS else None
        norm, end = tokens[at].norm, at + 1
        if norm.isdecimal() and len(norm) <= MOST_DIGITS and self._has_comma(tokens, end, last):
            return float(f"{norm}.{tokens[end + 1].norm}"), end + 2
        value = _number(norm, "٫" in text[tokens[at].start : tokens[at].end], self._scaled(tokens, end, last))
        return None if value is None else (value, end)

    def _reverse(self, tokens: Sequence[Token], at: int, last: int) -> tuple[float, int] | None:
        """A number as wires write it from right to left, its whole part behind the mark (3ر1 is 1.3, 000ر22 is 22,000), and
        the index behind it.
        """
        parts, end = [tokens[at].norm], at + 1
        while end + 1 < last and tokens[end].norm == self._reversed:
            if not _within_word(tokens, end):
                break
            parts.append(tokens[end + 1].norm)
            end += 2
        if len(parts) == 1 or not all(part.isdecimal() for part in parts):
            return None
        value = _number(".".join(reversed(parts)), False, self._scaled(tokens, end, last))
        return None if value is None else (value, end)

    def _has_comma(self, tokens: Sequence[Token], end: int, last: int) -> bool:
        """Whether an Arabic comma behind digits is a decimal mark: few digits follow at once, and a per cent sign or a scale
        word behind them (47،5%, 3،7 مليون).
        """
        if (
            end + 2 >= last
            or tokens[end].norm != "،"
            or not tokens[end + 1].norm.isdecimal()
            or len(tokens[end + 1].norm) > 2
        ):
            return False
        if not _within_word(tokens, end):
            return False
        return self._scaled(tokens, end + 2, last) or self.percent.match(tokens, end + 2, last) is not None

    def _scaled(self, tokens: Sequence[Token], at: int, last: int) -> bool:
        return at < last and any(i.category == "scale" for i in self._items.get(tokens[at].norm, ()))

    # --- words ------------------------------------------------------------------------------------

    def _word(self, tokens: Sequence[Token], at: int, last: int, *, article: bool) -> _Word | None:
        """The number word at a token that is not the first, with or without a conjunction."""
        joined = False
        end = at + 1
        norm = tokens[at].norm
        if norm == self._conjunction and at + 1 < last:
            joined, norm, end = True, tokens[at + 1].norm, at + 2
        stems = self._stems(norm)
        if len(stems) == 2 and stems[1][0] in self._items and end < last and self._is_teen(tokens[end].norm):
            # وأحد عشر folds to واحد عشر: behind another number it is eleven with a conjunction.
            stems.reverse()
        for stem, with_conjunction in stems:
            for plain, with_article in (
                (stem, False), (stem[len(self._article) :] if stem.startswith(self._article) else "", True),
            ):  # fmt: skip
                items = self._items.get(plain)
                if items is not None and (
                    not with_article or article or any(i.category in ("scale", "dozen") for i in items)
                ):
                    return _Word(joined or with_conjunction, items, end, with_article)
        return None

    def _is_teen(self, norm: str) -> bool:
        return any(i.category == "ten-of-teens" for i in self._items.get(norm, ()))

    def _stems(self, norm: str) -> list[tuple[str, bool]]:
        stems = [(norm, False)]
        if norm.startswith(self._conjunction) and len(norm) > 1:
            stems.append((norm[len(self._conjunction) :], True))
        return stems

    def _words(
        self, tokens: Sequence[Token], first: int, last: int, items: tuple[_Item, ...], *, article: bool, joined: bool
    ) -> Numeral | None:
        """The numeral whose first word has ``items``."""
        word = _Word(False, items, first + 1, False)
        at = word.last
        after = self._word(tokens, at, last, article=article) if at < last else None
        rest = partial(self._rest, tokens, first, last=last, article=article, joined=joined)
        for category, read in (("few", _few), ("fraction", _part), ("vague", _vague)):
            value = word.value(category)
            if value is not None:
                return read(first, at, value, after)
        bound, unit = word.value("bound"), word.value("unit")
        if bound is not None:
            ten = _ten_of(after, joined)
            return rest(after.last, group=ten + bound, used="TU") if after is not None and ten else None
        part = _applied(after, "part")
        if unit is not None and after is not None and part is not None:
            scaled = self._word(tokens, after.last, last, article=article) if after.last < last else None
            return _part(first, after.last, unit * part, scaled)
        if unit is not None:
            end, group, used = _with_unit(unit, at, after)
            return rest(end, group=group, used=used)
        for category, used in (("teen", "TU"), ("ten", "T"), ("hundreds", "H"), ("hundred", "H")):
            value = word.value(category)
            if value is not None:
                return rest(at, group=value, used=used)
        dual, scale = word.value("dual"), word.value("scale")
        # ألفا جندي is a dual in construct; ألفا at the end of a phrase is the accusative of one thousand.
        if dual is not None and (scale is None or self._is_owned(tokens, at, last)):
            return rest(at, group=0, total=dual, scale=dual / 2)
        if scale is not None:
            return rest(at, group=0, total=scale, scale=scale)
        dozen = word.value("dozen")
        return None if dozen is None else Numeral(first, at, dozen, dozen)

    def _is_owned(self, tokens: Sequence[Token], at: int, last: int) -> bool:
        """Whether the word at a token may be a noun that a number before it is in construct with."""
        if at >= last or tokens[at].kind != "word":
            return False
        return not tokens[at].norm.startswith(self._conjunction) and tokens[at].norm not in self._partitive

    def _rest(
        self, tokens: Sequence[Token], first: int, at: int, *, last: int, group: float, total: float = 0,
        scale: float = 0, used: str = "", article: bool, joined: bool,
    ) -> Numeral:  # fmt: skip
        """Reads on behind a first part: ``group`` is below the next scale, ``total`` what is scaled already."""
        digits = tokens[at - 1].kind == "number"
        pure = digits
        so_far = _Sum(total, group, scale, "D" if digits else used, scale or 1.0)
        while at < last:
            word = self._joined_digits(tokens, at, last) if so_far.total else None
            word = word or self._word(tokens, at, last, article=article)
            if word is None or (word.joined and not joined):
                break
            after = self._word(tokens, word.last, last, article=article) if word.last < last else None
            if so_far.takes_fraction(word, digits):
                end = so_far.add_fraction(word, after)
                if end is not None:
                    at, pure = end, False
                break
            if so_far.is_dozens(word):
                return Numeral(first, word.last, so_far.group * 12, so_far.group * 12)
            end = so_far.add(word, after)
            if end is None:
                break
            at, pure = end, False
        result = so_far.total + so_far.group
        return Numeral(first, at, result, result, scale=so_far.ends_in, digits=pure)

    def _joined_digits(self, tokens: Sequence[Token], at: int, last: int) -> _Word | None:
        """ "و200" behind a scale word."""
        if tokens[at].norm == self._conjunction and at + 1 < last and tokens[at + 1].kind == "number":
            value = _number(tokens[at + 1].norm, False, False)
            if value is not None:
                return _Word(True, (_Item("digits", value),), at + 2, False)
        return None


def _ten_of(after: _Word | None, joined: bool) -> float | None:
    """The tens that a unit before a word goes with: أحد عشر, إحدى وعشرون. ``joined``: whether a conjunction may join them."""
    if _applied(after, "ten-of-teens") is not None:
        return 10
    return after.value("ten") if after is not None and after.joined and joined else None


def _with_unit(unit: float, at: int, after: _Word | None) -> tuple[int, float, str]:
    """A unit that ends before ``at``, with the ten or the hundred behind it (خمسة عشر, خمس مئة): the index behind, the sum, of
    what it is made.
    """
    if after is not None and unit < 10:
        if _applied(after, "ten-of-teens") is not None:
            return after.last, 10 + unit, "TU"
        if _applied(after, "hundred") is not None and unit > 1:
            return after.last, 100 * unit, "H"
    return at, unit, "U"


def _is_written_on(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether a mark is written on to the number behind it, and not to what stands before it."""
    if at + 1 >= last or tokens[at + 1].kind != "number" or tokens[at + 1].start != tokens[at].end:
        return False
    return not at or tokens[at - 1].end != tokens[at].start


def _grouped(tokens: Sequence[Token], at: int, last: int, text: str) -> tuple[str, int] | None:
    """The digits of a number in groups of three, all joined in one way, and the index behind it: 1،234،567, 1 234 567, 10 000.

    Two groups with a plain space between them may be two numbers, unless the second begins with a nought.
    """
    norm = tokens[at].norm
    if not norm.isdecimal() or len(norm) > 3 or norm[0] == "0":
        return None
    groups, i = [norm], at + 1
    comma = i + 1 < last and tokens[i].norm in _GROUP_COMMAS
    step, joints = (2, _GROUP_COMMAS) if comma else (1, _GROUP_SPACES)
    while i + step <= last:
        group = tokens[i + step - 1]
        if group.kind != "number" or not group.norm.isdecimal() or len(group.norm) != 3:
            break
        if text[tokens[i - 1].end : group.start] not in joints:
            break
        groups.append(group.norm)
        i += step
    if len(groups) == 1:
        return None
    tied = comma or groups[1][0] == "0" or text[tokens[at].end] in _HARD_SPACES
    return ("".join(groups), i) if tied or len(groups) > 2 else None


def _within_word(tokens: Sequence[Token], at: int) -> bool:
    """Whether no space stands on either side of a token."""
    return tokens[at - 1].end == tokens[at].start and tokens[at].end == tokens[at + 1].start


def times(number: float, factor: float) -> float:
    """A product as it is on paper: 1.1 milliards are 1100000000."""
    return float(Decimal(repr(number)) * Decimal(repr(factor)))


def _number(norm: str, decimal_mark: bool, scaled: bool) -> float | None:
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
