"""Numerals: digits, number words and their mixtures, as values with bounds.

A numeral is read from left to right: units, tens and hundreds make a group, a scale word multiplies the group before
it, and what a conjunction adds must be smaller than what stands before. The words are data (``numbers.toml``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from conflict_events.mentions.base import Cut, Cutter
from conflict_events.records import Token
from conflict_events.text import REMEMBERED, fold

MOST_DIGITS = 15
"""Characters of a number in digits; longer ones are codes, and count nothing."""
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


class NumeralParser:
    """Reads the numeral that begins at a token."""

    def __init__(self, tables: Mapping[str, Any], cutter: Cutter) -> None:
        self._conjunction = fold(tables["conjunction"])
        self._article = fold(tables["article"])
        self._cutter = cutter
        items: dict[str, list[_Item]] = {}
        for name, category in (
            ("units", "unit"), ("bound", "bound"), ("teens", "teen"), ("tens", "ten"), ("hundreds", "hundreds"),
            ("scales", "scale"), ("scale_duals", "dual"), ("fractions", "fraction"), ("dozen", "dozen"), ("vague", "vague"),
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
        self._decimal = frozenset(fold(w) for w in tables.get("decimal_words", ()))
        self._not_cut = frozenset(fold(p) for p in tables["not_cut"])
        self._first_words: Callable[[str], bool] = lru_cache(REMEMBERED)(self._is_first_word)

    def may_start(self, token: Token) -> bool:
        """Whether a numeral may begin at a token: a cheap test before ``parse``."""
        return token.kind == "number" or self._first_words(token.norm)

    def starts(self, tokens: Sequence[Token], first: int, last: int) -> list[int]:
        """The tokens from ``first`` to before ``last`` that a numeral may begin at."""
        is_first_word = self._first_words
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
            digits = self._digits(tokens, first, last, text)
            if digits is None:
                return None
            value, at = digits
            if at < last and tokens[at].norm in self._decimal and at + 1 < last and tokens[at + 1].norm.isdigit():
                value = float(f"{int(value)}.{tokens[at + 1].norm}") if value == int(value) else value
                at += 2
            return self._rest(tokens, first, at, last, text, value, article=article, joined=joined)
        if not self._first_words(token.norm):
            return None
        for cut in self._cuts(token.norm):
            items = self._items.get(cut.stem)
            if items is None:
                continue
            if cut.article and not article and not any(i.category in ("vague", "hundred", "scale") for i in items):
                continue
            numeral = self._words(tokens, first, last, text, items, article=article, joined=joined)
            if numeral is not None:
                return Numeral(
                    first, numeral.last, numeral.low, numeral.high, cut.dropped, cut.proclitics, cut.article,
                    numeral.scale, numeral.vague, numeral.few, False,
                )  # fmt: skip
        return None

    # --- digits -----------------------------------------------------------------------------------

    def _digits(self, tokens: Sequence[Token], first: int, last: int, text: str) -> tuple[float, int] | None:
        """The number written in digits at a token and the index behind it; a sign or a decimal mark may come first."""
        token = tokens[first]
        sign = 1.0
        at = first
        if token.norm in "-.+":
            before = tokens[first - 1] if first else None
            after = tokens[first + 1] if first + 1 < last else None
            if after is None or after.kind != "number" or after.start != token.end:
                return None
            if before is not None and before.end == token.start:
                return None
            if token.norm == ".":
                return (float("0." + after.norm), first + 2) if after.norm.isdigit() else None
            if before is not None and before.kind == "number":
                return None
            if token.norm == "-" and first + 2 < last and tokens[first + 2].kind == "word":
                # A list's mark: -5 قتلى.
                return None
            sign = -1.0 if token.norm == "-" else 1.0
            at = first + 1
        if tokens[at].kind != "number":
            return None
        norm, end = tokens[at].norm, at + 1
        # 1،234،567, 1 234 567 and 10 000: groups of three behind the first, all joined in one way.
        if norm.isdigit() and len(norm) <= 3 and norm[0] != "0":
            groups, i = [norm], end
            comma = i + 1 < last and tokens[i].norm in ("،", "'", "’")
            while i < last:
                step = 2 if comma else 1
                if i + step > last:
                    break
                number = tokens[i + step - 1]
                gap = text[tokens[i - 1].end : number.start]
                if number.kind != "number" or not number.norm.isdigit() or len(number.norm) != 3:
                    break
                if (comma and gap not in ("،", "'", "’")) or (
                    not comma and gap not in (" ", "\u00a0", "\u202f", "\u2009")
                ):
                    break
                groups.append(number.norm)
                i += step
            if 3 * len(groups) > MOST_DIGITS:
                return None
            tied = len(groups) > 1 and (groups[1][0] == "0" or text[tokens[at].end] in "\u00a0\u202f\u2009")
            if len(groups) > (1 if comma or tied else 2) or (len(groups) == 2 and int(groups[0]) > 0 and comma):
                return sign * float("".join(groups)), i
        value = _number(norm, "٫" in text[tokens[at].start : tokens[at].end], self._scaled(tokens, end, last))
        return None if value is None else (sign * value, end)

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
        self,
        tokens: Sequence[Token],
        first: int,
        last: int,
        text: str,
        items: Sequence[_Item],
        *,
        article: bool,
        joined: bool,
    ) -> Numeral | None:
        by = {i.category: i.value for i in items}
        at = first + 1
        following = self._word(tokens, at, last, article=article) if at < last else None
        if "few" in by:
            if following is not None and not following.joined:
                for category in ("vague", "scale", "ten-of-teens", "hundred"):
                    step = next((i.value for i in following.items if i.category == category), None)
                    if category == "ten-of-teens" and step is not None:
                        return Numeral(first, following.last, 13, 19, vague=True)
                    if step is not None:
                        return Numeral(first, following.last, 3 * step, 10 * step - 1, scale=step, vague=True)
            return Numeral(first, at, 3, 9, vague=True, few=True)
        if "fraction" in by:
            if following is not None and not following.joined:
                for item in following.items:
                    if item.category in ("scale", "dozen"):
                        value: float = round(by["fraction"] * item.value)
                        return Numeral(first, following.last, value, value, scale=1)
            return None
        if "vague" in by:
            step = by["vague"]
            if following is not None and not following.joined:
                scale = next((i.value for i in following.items if i.category == "scale"), None)
                if scale is not None and (scale >= 1000 > step or scale > step):
                    return Numeral(
                        first, following.last, 2 * step * scale, 10 * step * scale - 1, scale=scale, vague=True
                    )
            return Numeral(first, at, 2 * step, 10 * step - 1, scale=step, vague=True)
        if "bound" in by:
            if following is None:
                return None
            teen = not following.joined and any(i.category == "ten-of-teens" for i in following.items)
            ten = next((i.value for i in following.items if i.category == "ten" and following.joined), None)
            if teen:
                return self._rest(
                    tokens,
                    first,
                    following.last,
                    last,
                    text,
                    10 + by["bound"],
                    article=article,
                    joined=joined,
                    used="TU",
                )
            if ten is not None and joined:
                return self._rest(
                    tokens,
                    first,
                    following.last,
                    last,
                    text,
                    ten + by["bound"],
                    article=article,
                    joined=joined,
                    used="TU",
                )
            return None
        if "unit" in by:
            value = by["unit"]
            if following is not None and not following.joined and value < 10:
                if any(i.category == "ten-of-teens" for i in following.items):
                    return self._rest(
                        tokens, first, following.last, last, text, 10 + value, article=article, joined=joined, used="TU"
                    )
                if any(i.category == "hundred" for i in following.items) and value > 1:
                    return self._rest(
                        tokens, first, following.last, last, text, 100 * value, article=article, joined=joined, used="H"
                    )
            return self._rest(tokens, first, at, last, text, value, article=article, joined=joined, used="U")
        for category, used in (("teen", "TU"), ("ten", "T"), ("hundreds", "H"), ("hundred", "H")):
            if category in by:
                return self._rest(
                    tokens, first, at, last, text, by[category], article=article, joined=joined, used=used
                )
        if "dual" in by and "scale" in by:
            # ألفا جندي is a dual in construct; ألفا at the end of a phrase is the accusative of one thousand.
            construct = at < last and tokens[at].kind == "word" and not tokens[at].norm.startswith(self._conjunction)
            by.pop("scale" if construct else "dual")
        for category in ("dual", "scale"):
            if category in by:
                value = by[category]
                scale = value / 2 if category == "dual" else value
                return self._rest(
                    tokens, first, at, last, text, 0, total=value, scale=scale, article=article, joined=joined
                )
        if "dozen" in by:
            value = by["dozen"]
            return Numeral(first, at, value, value)
        return None

    def _rest(
        self, tokens: Sequence[Token], first: int, at: int, last: int, text: str, group: float, *, total: float = 0,
        scale: float = 0, used: str = "", article: bool, joined: bool,
    ) -> Numeral:  # fmt: skip
        """Reads on behind a first part: ``group`` is below the next scale, ``total`` what is scaled already."""
        digits = tokens[at - 1].kind == "number"
        pure = digits
        ends_in = scale or 1.0
        if digits:
            used = "D"
        while at < last:
            word = self._joined_digits(tokens, at, last) if total else None
            word = word or self._word(tokens, at, last, article=article)
            if word is None or (word.joined and not joined):
                break
            by = {i.category: i.value for i in word.items}
            end = word.last
            if "digits" in by:
                if not (total and not group and word.joined and by["digits"] < (scale or 1)):
                    break
                group, used, ends_in = by["digits"], "D", 1
            elif "scale" in by and group and not word.joined and (not scale or by["scale"] < scale):
                if used == "D" and group >= 1000 and by["scale"] == 1000:
                    break
                total += group * by["scale"]
                scale = ends_in = by["scale"]
                group, used = 0, ""
            elif "scale" in by and not group and word.joined and total and by["scale"] < scale and not word.cut_article:
                total += by["scale"]
                scale = ends_in = by["scale"]
            elif "dual" in by and not group and word.joined and total and by["dual"] / 2 < scale:
                total += by["dual"]
                scale = ends_in = by["dual"] / 2
            elif (
                "fraction" in by
                and word.joined
                and by["fraction"] <= 0.75
                and (total or digits)
                and not (group and total)
            ):
                if group:
                    # "3 ونصف مليون" is three and a half million.
                    after = self._word(tokens, end, last, article=article) if end < last else None
                    step = (
                        next((i.value for i in after.items if i.category == "scale"), None)
                        if after and not after.joined
                        else None
                    )
                    if after is None or step is None:
                        break
                    total, group, end, scale, ends_in = (group + by["fraction"]) * step, 0, after.last, step, step
                else:
                    total += by["fraction"] * scale
                    after = self._word(tokens, end, last, article=True) if end < last else None
                    if (
                        after
                        and not after.joined
                        and any(i.category == "scale" and i.value == scale for i in after.items)
                    ):
                        end = after.last
                at = end
                pure = False
                break
            elif "dozen" in by and group and not word.joined and not total:
                return Numeral(first, end, group * 12, group * 12)
            elif used == "D":
                break
            elif "hundreds" in by and not used and (word.joined or not total):
                group, used = by["hundreds"], "H"
            elif "hundred" in by and not used and word.joined and total:
                group, used = 100, "H"
            elif "ten" in by and "T" not in used and (word.joined or used == "H") and (used or total):
                group += by["ten"]
                used += "TU"
            elif "teen" in by and "T" not in used and "U" not in used and (word.joined or used == "H"):
                group += by["teen"]
                used += "TU"
            elif (
                ("unit" in by or "bound" in by) and "U" not in used and "T" not in used and (word.joined or used == "H")
            ):
                value = by.get("unit", by.get("bound", 0))
                after = self._word(tokens, end, last, article=article) if end < last else None
                categories = {i.category: i.value for i in after.items} if after else {}
                if after and not after.joined and "ten-of-teens" in categories:
                    group += 10 + value
                    used, end = used + "TU", after.last
                elif after and not after.joined and "hundred" in categories and not used and "unit" in by and value > 1:
                    group, used, end = value * 100, "H", after.last
                elif "unit" not in by and not (after and after.joined and "ten" in categories):
                    break
                else:
                    group += value
                    used += "U"
            else:
                break
            pure = False
            at = end
            if group:
                ends_in = 1
        result = total + group
        return Numeral(first, at, result, result, scale=ends_in, digits=pure)

    def _joined_digits(self, tokens: Sequence[Token], at: int, last: int) -> _Word | None:
        """ "و200" behind a scale word."""
        if tokens[at].norm == self._conjunction and at + 1 < last and tokens[at + 1].kind == "number":
            value = _number(tokens[at + 1].norm, False, False)
            if value is not None:
                return _Word(True, (_Item("digits", value),), at + 2, False)
        return None


def _number(norm: str, decimal_mark: bool, scaled: bool) -> float | None:
    """The value of a folded digit token. Separators of groups of three are dropped; the rest is a decimal fraction.

    "10.500" is ten thousand five hundred unless a scale word follows, its mark is the Arabic decimal mark, or the whole
    part is nought.
    """
    if len(norm) > MOST_DIGITS:
        return None
    if norm.isdigit():
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
