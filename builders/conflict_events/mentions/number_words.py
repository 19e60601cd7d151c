"""Which number word stands at a token: what it may be, and what is written on to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from conflict_events.lexical.cutting import Cut, Cutter
from conflict_events.lexical.text import fold, folded
from conflict_events.records import Token

_ENDING = 3
"""Letters at the end of a word that tell most words from numbers, whatever is written on to their beginning."""


class Item(NamedTuple):
    """A category of number words with the value of a word in it."""

    category: str
    value: float


class NumberWord(NamedTuple):
    """A number word at a token: whether a conjunction joins it, what it may be, the index behind it, whether it has the
    article.
    """

    joined: bool
    items: tuple[Item, ...]
    last: int
    cut_article: bool

    def value(self, category: str) -> float | None:
        """Its value as a word of a category; None where it is none."""
        return next((i.value for i in self.items if i.category == category), None)


def applied(word: NumberWord | None, category: str) -> float | None:
    """The value of a word that stands right behind another as one of a category (thirteen's ten, a scale)."""
    return None if word is None or word.joined else word.value(category)


class NumberWords:
    """The number words of a language by their folded forms; ``tables`` are its ``numbers.toml``."""

    def __init__(self, tables: Mapping[str, Any], cutter: Cutter) -> None:
        self.conjunction = fold(tables["conjunction"])
        self._article = fold(tables["article"])
        self._cutter = cutter
        self._not_cut = folded(tables["not_cut"])
        items: dict[str, list[Item]] = {}
        for name, category in (
            ("units", "unit"), ("bound", "bound"), ("teens", "teen"), ("tens", "ten"), ("hundreds", "hundreds"),
            ("scales", "scale"), ("scale_duals", "dual"), ("fractions", "fraction"), ("parts", "part"), ("vague", "vague"),
        ):  # fmt: skip
            for value, forms in tables.get(name, {}).items():
                for form in forms:
                    items.setdefault(fold(form), []).append(Item(category, float(value)))
        for name, category, value in (("teen", "ten-of-teens", 10), ("hundred", "hundred", 100), ("few", "few", 1)):
            for form in tables[name]["words"]:
                items.setdefault(fold(form), []).append(Item(category, float(value)))
        self._items = {word: tuple(found) for word, found in items.items()}
        self._endings = frozenset(word[-_ENDING:] for word in items)

    def items(self, norm: str) -> tuple[Item, ...]:
        """What a folded word may be; nothing where it is no number."""
        return self._items.get(norm, ())

    def is_of(self, norm: str, category: str) -> bool:
        """Whether a folded word may be one of a category."""
        return any(i.category == category for i in self.items(norm))

    def may_begin(self, norm: str) -> bool:
        """Whether a numeral may begin with a folded word or a sign."""
        if norm in "-.,+":
            return True
        if norm[-_ENDING:] not in self._endings and norm[-_ENDING + 1 :] not in self._endings:
            return False
        return any(c.stem in self._items for c in self.cuts(norm))

    def cuts(self, norm: str) -> Sequence[Cut]:
        """The readings of a word that a numeral may begin with: no preposition that numbers never take is cut off, and a
        conjunction also before words that are too short for it otherwise (وست).
        """
        rest = norm.removeprefix(self.conjunction)
        if len(rest) == 2 < len(norm) and rest in self._items:
            return (Cut(len(norm) - len(rest), self.conjunction, False, rest),)
        cuts = self._cutter.cuts(norm)
        if len(cuts) == 1:
            return cuts
        return [c for c in cuts if c.proclitics[-1:] not in self._not_cut]

    def at(self, tokens: Sequence[Token], at: int, last: int, *, article: bool) -> NumberWord | None:
        """The number word at a token behind the first of a numeral, with or without a conjunction; None at ``last``.

        ``article``: any may be definite, not only scale words.
        """
        if at >= last:
            return None
        joined = False
        end = at + 1
        norm = tokens[at].norm
        if norm == self.conjunction and at + 1 < last:
            joined, norm, end = True, tokens[at + 1].norm, at + 2
        stems = self._stems(norm)
        before_ten = end < last and self.is_of(tokens[end].norm, "ten-of-teens")
        if before_ten and len(stems) == 2 and stems[1][0] in self._items:
            # وأحد عشر folds to واحد عشر: behind another number it is eleven with a conjunction.
            stems.reverse()
        for stem, with_conjunction in stems:
            items = self.items(stem)
            if items:
                return NumberWord(joined or with_conjunction, items, end, False)
            items = self.items(stem.removeprefix(self._article))
            if items and (article or any(i.category == "scale" for i in items)):
                return NumberWord(joined or with_conjunction, items, end, True)
        return None

    def _stems(self, norm: str) -> list[tuple[str, bool]]:
        """A folded word and what stands behind the conjunction written on to it, each with whether one was cut off."""
        stems = [(norm, False)]
        if norm.startswith(self.conjunction) and len(norm) > 1:
            stems.append((norm[len(self.conjunction) :], True))
        return stems
