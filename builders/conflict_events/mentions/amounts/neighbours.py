"""What stands around a number: digits that belong to a name or a time, amounts that are part of another."""

from __future__ import annotations

from conflict_events.mentions.amounts.reading import Quantity
from conflict_events.mentions.amounts.words import AmountWords
from conflict_events.mentions.base import Cutter
from conflict_events.records import Document


class Neighbours:
    """Looks at the words before and behind a number."""

    def __init__(self, words: AmountWords, cutter: Cutter) -> None:
        self._words = words
        self._cutter = cutter

    def is_part(self, document: Document, first: int, begin: int) -> bool:
        """Whether the words before token ``first`` mark what begins there as part of another amount."""
        tokens = document.tokens
        last = first
        while last > begin and tokens[last - 1].norm in ("(", ":", '"', "«"):
            last -= 1
        for back in range(max(begin, last - 2), last):
            for cut in self._cutter.cuts(tokens[back].norm):
                matched = self._words.part.match(tokens, back, last, cut.stem) if not cut.article else None
                if matched is not None and matched[1] == last:
                    return True
        return False

    def is_name(self, document: Document, quantity: Quantity, last: int, begin: int) -> bool:
        """Whether bare digits are part of a name, a clock time, a score or another figure that counts nothing."""
        tokens = document.tokens
        text = document.article.text
        first, end = quantity.first, quantity.last
        if quantity.range:
            return quantity.digits and tokens[first + 1].norm in self._words.dashes
        before = tokens[first - 1] if first > begin else None
        after = tokens[end] if end < len(tokens) and end < last else None
        if before is not None and any(
            c.stem in self._words.not_before or (c.article and self._words.article + c.stem in self._words.not_before)
            for c in self._cutter.cuts(before.norm)
        ):
            return True
        if not quantity.digits:
            return False
        touching = before is not None and before.end == tokens[first].start == quantity.start
        if (
            before is not None
            and touching
            and (before.norm in "-/:–_" or (before.kind == "word" and before.norm.isascii()))
        ):
            return True
        if before is not None and before.norm in "-–" and first - 1 > begin and tokens[first - 2].end == before.start:
            return True
        if after is not None:
            if (
                after.start == tokens[end - 1].end
                and after.norm in "-/:–_"
                and end + 1 < last
                and tokens[end + 1].start == after.end
            ):
                return True
            if after.start == tokens[end - 1].end and after.kind == "word" and after.norm.isascii():
                return True
            if after.norm in self._words.clock and text[tokens[end - 1].end : after.start].strip() == "":
                return True
        return False
