"""What stands around a number: digits that belong to a name or a time, amounts that are part of another."""

from __future__ import annotations

from conflict_events.lexical.text import COMMAS
from conflict_events.mentions.amounts.reading import BEFORE_PART, CLOSING, OPENING, Found, Quantity
from conflict_events.mentions.amounts.words import Grammar
from conflict_events.mentions.base import Table
from conflict_events.records import Document, Token

_AGE_BACK = 2
"""Words before an age in which a word for that stands: عمرها لا يتجاوز 9 أعوام."""
_QUOTED = 3
"""Words of a name in quotes before its number."""
_PHRASE = 3
"""Words of "according to" at most."""
_QUOTES = frozenset('"«')


class Neighbours:
    """Looks at the words before and behind a number."""

    def __init__(self, grammar: Grammar) -> None:
        self._words, _, self._cutter = grammar
        # وأصيب منهم 30
        self._passed = self._words.between_one | self._words.pronouns | OPENING

    def is_part(self, document: Document, first: int, begin: int, *, joined: bool) -> bool:
        """Whether the words before token ``first`` mark what begins there as part of another amount. ``joined``: a conjunction
        ties on people, who may go on with a list of parts.
        """
        return self.is_marked(document, first, begin) or (joined and self._is_listed(document, first, begin))

    def is_marked(self, document: Document, first: int, begin: int) -> bool:
        """Whether a word for a part stands right before token ``first``: بينهم."""
        tokens = document.tokens
        last = first
        while last > begin and tokens[last - 1].norm in BEFORE_PART:
            last -= 1
        for back in range(max(begin, last - 2), last):
            for cut in self._cutter.cuts(tokens[back].norm):
                matched = self._words.part.match(tokens, back, last, cut.stem) if not cut.article else None
                if matched is not None and matched[1] == last:
                    return True
        return False

    def _is_listed(self, document: Document, first: int, begin: int) -> bool:
        """Whether what a conjunction ties on before token ``first`` goes on with a list of parts: بينهم مهندس وثلاثة عمال."""
        tokens, words = document.tokens, self._words
        for at in range(first - 1, max(begin, first - words.part_reach) - 1, -1):
            token = tokens[at]
            if (token.kind == "punct" and token.norm not in COMMAS) or self._told(token.norm, bare=True):
                return False
            if any(
                not c.article and words.part.match(tokens, at, first, c.stem) for c in self._cutter.cuts(token.norm)
            ):
                return True
        return False

    def is_some(self, document: Document, quantity: Quantity, stop: int, begin: int) -> bool:
        """Whether a number tells of some of those told of before: قتل سبعة، أربعة منهم أطفال."""
        tokens, words = document.tokens, self._words
        first = quantity.first
        ties = quantity.proclitics == words.conjunction or (
            first > begin and tokens[first - 1].norm in words.part_marks
        )
        return ties and any(t.norm in words.pronouns for t in tokens[quantity.last : stop + 1])

    def told(self, document: Document, first: int, stop: int, begin: int, *, bare: bool) -> str:
        """The kind of those counted at tokens ``first`` to ``stop`` that the word before or behind them says, "" where none
        does; ``bare``: no noun says who they are.
        """
        tokens, words = document.tokens, self._words
        at = first - 1
        while at > begin and tokens[at].norm in self._passed:
            at -= 1
        kind = self._told(tokens[at].norm, bare=bare) if at >= begin else ""
        if not kind:
            return self._told_behind(document, stop)
        if any(self._cutter.is_one(t.norm, words.sickness) for t in tokens[stop : stop + words.told_reach]):
            return ""
        other = self._told(tokens[at - 1].norm, bare=True) if at > begin else ""
        joined = tokens[at].norm.startswith(words.conjunction) and not self._has_subject(document, at - 1, begin)
        return "casualties" if joined and {kind, other} == {"killed", "wounded"} else kind

    def _has_subject(self, document: Document, verb: int, begin: int) -> bool:
        """Whether a verb tells of somebody between it and "that": إن متظاهرا قتل وأصيب ثلاثة are one dead and three wounded."""
        for at in range(verb - 1, max(begin, verb - self._words.one_reach) - 1, -1):
            if document.tokens[at].kind != "word" and document.tokens[at].norm not in OPENING:
                return False
            if document.tokens[at].norm in self._words.that:
                return at < verb - 1
        return False

    def _told(self, norm: str, *, bare: bool) -> str:
        """What a word says of those whom the number behind it counts."""
        words = self._words
        for cut in self._cutter.cuts(norm):
            kind = "" if cut.article else words.told.get(cut.stem) or (words.told_bare.get(cut.stem) if bare else "")
            if kind:
                return kind
        return ""

    def _told_behind(self, document: Document, at: int) -> str:
        """What a verb at a token says of those counted before it, where no object can follow: 40 أصيبوا في التفجير."""
        tokens, words = document.tokens, self._words
        kind = words.told_behind.get(tokens[at].norm, "") if at < len(tokens) else ""
        if not kind or at + 1 >= len(tokens):
            return kind
        after = tokens[at + 1]
        ends = after.kind == "punct" or after.norm in words.one_ends or after.norm.startswith(words.conjunction)
        return kind if ends else ""

    def is_charged(self, document: Document, first: int, stop: int) -> bool:
        """Whether those counted at tokens ``first`` to ``stop`` are accused of what is told behind them."""
        tokens, words = document.tokens, self._words
        if stop >= len(tokens) or words.charged.isdisjoint(t.norm for t in tokens[first:stop]):
            return False
        by = any(c.proclitics.endswith(words.charged_by) for c in self._cutter.cuts(tokens[stop].norm))
        return by or tokens[stop].norm in words.charged_over

    def lasts(self, document: Document, first: int, begin: int, proclitics: str) -> bool:
        """Whether the words before a measure of time, which begins at token ``first``, say that something lasts so long."""
        words = self._words
        if proclitics.endswith(words.lasting_attached):
            return True
        before = document.tokens[first - 1].norm if first > begin else ""
        return before in words.lasting_attached or self._cutter.is_one(before, words.lasting)

    def _is_year(self, before: str) -> bool:
        """Whether the word before digits makes them a year: لسنة 1998."""
        return any(c.stem in self._words.year_words for c in self._cutter.cuts(before))

    def _ends_quoted(self, document: Document, first: int, begin: int) -> bool:
        """Whether words in quotes stand before digits that a quotation ends with: السفينة "نورد 7000"."""
        tokens = document.tokens
        at = first - 1
        while at >= max(begin, first - _QUOTED) and tokens[at].kind == "word":
            at -= 1
        return begin < at < first - 1 and tokens[at].norm in _QUOTES and self._is_thing(document, at - 1)

    def _is_thing(self, document: Document, at: int) -> bool:
        """Whether a word names things, with or without the article."""
        tokens, words = document.tokens, self._words
        stem = tokens[at].norm.removeprefix(words.article)
        found = words.nouns.match(tokens, at, at + 1, stem)
        return found is not None and found[0].kind == "items"

    def is_age(self, document: Document, found: Found, begin: int) -> bool:
        """Whether a measure says how old somebody is, which is no amount of an event: عمره 14 عاما, سامر (14 عاما)."""
        tokens, words, unit = document.tokens, self._words, found.value.unit
        if unit not in words.age_units:
            return False
        first, last = found.first, found.last
        if any(
            t.norm.removeprefix(words.conjunction) in words.ages for t in tokens[max(begin, first - _AGE_BACK) : first]
        ):
            return True
        behind = [token.norm for token in tokens[last : last + 2]]
        if len(behind) == 2 and behind[0] in words.partitive and behind[1] in words.ages:
            return True
        if unit not in words.bracketed_ages or first < begin + 2 or not behind:
            return False
        if tokens[first - 1].norm != "(" or not (behind[0] == ")" or behind[0] in COMMAS):
            return False
        before = tokens[max(begin, first - 1 - words.age_reach) : first - 1]
        return words.no_age.isdisjoint(token.norm for token in before)

    def is_cited(self, document: Document, found: Found, begin: int, before: int) -> bool:
        """Whether an amount counts those who say what is told: وفقا لضابطين. ``before``: the token behind those of them that
        stand before it.
        """
        words, first = self._words, found.first
        if _ends_at(words.cited, document, first, begin) or _ends_at(words.cited_verbs, document, first - 1, begin):
            return True
        between = document.tokens[before:first]
        joined = found.proclitics == words.conjunction and len(between) <= words.cited_reach
        return begin < before and joined and all(t.kind == "word" for t in between)

    def is_name(self, document: Document, quantity: Quantity, last: int, begin: int) -> bool:
        """Whether a bare number is part of a name, a clock time, a score or another figure that counts nothing."""
        if quantity.range:
            return quantity.digits and document.tokens[quantity.first + 1].norm in self._words.dashes
        before = document.tokens[quantity.first - 1] if quantity.first > begin else None
        if before is not None and self._is_named_by(before.norm):
            return True
        if not quantity.digits:
            return False
        if before is not None:
            if self._is_of_row(document, quantity.first, begin) or self._touches_before(document, quantity, begin):
                return True
            if quantity.low in self._words.years and self._is_year(before.norm):
                return True
        after = document.tokens[quantity.last].norm if quantity.last < last else ""
        if after in CLOSING and self._ends_quoted(document, quantity.first, begin):
            return True
        return after in self._words.clock or self._touches_behind(document, quantity.last, last)

    def _is_named_by(self, before: str) -> bool:
        """Whether the word before a number makes it part of a name: طائرة إف 16, الساعة 10."""
        words = self._words
        cuts = self._cutter.cuts(before)
        return any(
            c.stem in words.not_before or (c.article and words.article + c.stem in words.not_before) for c in cuts
        )

    def _is_of_row(self, document: Document, first: int, begin: int) -> bool:
        """Whether digits with the article tell which of a row something is: الذكرى الـ76."""
        tokens, words = document.tokens, self._words
        if tokens[first - 1].norm != words.article or first - 1 == begin:
            return False
        cuts = self._cutter.cuts(tokens[first - 2].norm)
        return any(c.article and words.article + c.stem in words.ordinals for c in cuts)

    def _touches_before(self, document: Document, quantity: Quantity, begin: int) -> bool:
        """Whether a sign or a Latin word is written on to digits from before: C-130, 3-1."""
        tokens, first = document.tokens, quantity.first
        before = tokens[first - 1]
        if before.end == tokens[first].start == quantity.start and _joins(before):
            return True
        return before.norm in "-–" and first - 1 > begin and tokens[first - 2].end == before.start

    def _touches_behind(self, document: Document, end: int, last: int) -> bool:
        """Whether a Latin word, or a sign with something behind it, is written on to digits that end before a token."""
        tokens = document.tokens
        if end >= last or tokens[end].start != tokens[end - 1].end or not _joins(tokens[end]):
            return False
        return tokens[end].kind == "word" or (end + 1 < last and tokens[end + 1].start == tokens[end].end)


def _joins(token: Token) -> bool:
    """Whether a token that touches digits makes one figure or name with them."""
    return token.norm in "-/:–_" or (token.kind == "word" and token.norm.isascii())


def _ends_at(table: Table[bool], document: Document, last: int, begin: int) -> bool:
    """Whether a phrase of a table ends before a token."""
    matches = (table.match(document.tokens, at, last) for at in range(max(begin, last - _PHRASE), last))
    return any(matched is not None and matched[1] == last for matched in matches)
