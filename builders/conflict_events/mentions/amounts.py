"""Amounts: numerals with what they count, their bounds, and money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from conflict_events.language import Language
from conflict_events.lexicon import Phrase
from conflict_events.mentions.base import Cutter, Table, offset, tokens_within
from conflict_events.mentions.numbers import Numeral, NumeralParser
from conflict_events.records import AmountValue, Document, Kind, Mention, Span
from conflict_events.text import fold

ADJECTIVES = 3
"""How many adjectives a counted noun may take along."""
TEN = 10
"""Above it what is counted stands in the singular."""
_OPENING, _CLOSING = frozenset('([«"'), frozenset(')]»"')


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun's form: its unit and kind; ``number`` is "s", "d" or "p", ``single`` whether
    one alone counts as 1.
    """

    unit: str
    kind: str
    number: str
    single: bool = False
    accusative: bool = False


@dataclass(frozen=True, slots=True)
class _Currency:
    code: str
    by: Mapping[str, str]
    only_money: bool = False
    dual: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """An amount at tokens ``first`` to ``last`` with its characters, and the numeral's own."""

    first: int
    last: int
    start: int
    end: int
    value: AmountValue
    kind: Kind
    numeral: Span | None
    proclitics: str = ""


@dataclass(frozen=True, slots=True)
class _Quantity:
    """The number part of an amount: bounds and where it stands."""

    low: float
    high: float
    first: int
    last: int
    start: int
    end: int
    proclitics: str
    few: bool
    digits: bool
    range: bool = False
    article: bool = False
    one: bool = False


class AmountFinder:
    """Finds amounts of people, things and money; mention kinds "number" and "money"."""

    def __init__(self, language: Language) -> None:
        numbers, units, money = language.data["numbers"], language.data["units"], language.data["money"]
        self._cutter = Cutter(language.clitics)
        self._parser = NumeralParser(numbers, language.clitics)
        self._article = fold(numbers["article"])
        self._conjunction = fold(numbers["conjunction"])
        self._before: Table[str] = Table((p, side) for side, ps in numbers["qualifiers"]["before"].items() for p in ps)
        self._after: Table[str] = Table((p, side) for side, ps in numbers["qualifiers"]["after"].items() for p in ps)
        self._between: Table[bool] = Table((p, True) for p in numbers["range"]["between"])
        self._from = frozenset(fold(w) for w in numbers["range"]["from"])
        self._to = frozenset(fold(w) for w in numbers["range"]["to"])
        self._dashes = frozenset(numbers["range"]["dashes"])
        self._part: Table[bool] = Table((p, True) for p in numbers["part"]["words"])
        self._partitive = frozenset(fold(w) for w in numbers["partitive"]["words"])
        self._filler = frozenset(fold(w) for w in numbers["partitive"]["between"])
        self._others = frozenset(fold(w) for w in numbers["others"]["person"])
        self._percent: Table[bool] = Table((p, True) for p in numbers["percent"]["words"])
        self._names = frozenset(fold(w) for w in numbers["not_before"]["words"])
        self._clock = frozenset(fold(w) for w in numbers["clock"]["words"])
        self._nouns: Table[Noun] = Table(_nouns(units))
        self._homographs = frozenset(fold(w) for w in units["homographs"]["words"])
        self._tally_heads = frozenset(fold(w) for w in units["tally"]["heads"])
        self._tally_reach: int = units["tally"]["reach"]
        self._adjectives: Table[bool] = Table((p, True) for p in units["adjectives"]["words"])
        self._endings = tuple(units["adjectives"]["endings"])
        self._no_adjectives = frozenset(fold(w) for w in units["adjectives"]["except"])
        self._currencies: Table[_Currency] = Table(_currencies(money))
        self._symbols = {**{fold(k): v for k, v in money["symbols"].items()}, **{c.lower(): c for c in money["codes"]}}
        self._abbreviations: Table[str] = Table(money["abbreviations"].items())
        self._minor = {fold(w): float(v) for v, ws in money["minor"].items() for w in ws}
        self._states: Table[str] = Table(_states(money["adjectives"], self._article))

    @staticmethod
    def entries(language: Language) -> Iterable[Phrase]:
        """None: amounts are read from the tokens by a grammar."""
        return ()

    def find(self, document: Document) -> list[Mention]:
        """Amounts in text order: kind "money" where a currency stands with the number, else "number"."""
        mentions: list[Mention] = []
        for sentence in document.sentences:
            at = sentence.first
            while at < sentence.last:
                found = self._at(document, at, sentence.last, sentence.first)
                if found is None:
                    at += 1
                    continue
                if mentions and _goes_on(mentions[-1], found):
                    mentions[-1] = replace(mentions[-1], end=found.end, last=found.last)
                    at = found.last
                    continue
                mentions.append(
                    Mention(
                        found.kind,
                        found.start,
                        found.end,
                        found.first,
                        found.last,
                        sentence.index,
                        found.value,
                        found.proclitics,
                    )
                )
                at = max(found.last, at + 1)
        return mentions

    def value(self, document: Document, start: int, end: int, country: str = "") -> AmountValue | None:
        """The amount that a span means; ``country`` (ISO 3166 alpha-3) decides currencies that several states share."""
        found = self._drawn(document, start, end)
        if found is None:
            return None
        if found.kind == "money" and not found.value.unit and country:
            return replace(found.value, unit=self._money_unit(document, found, country))
        return found.value

    def numeral(self, document: Document, start: int, end: int) -> Span | None:
        """The number's own words inside an amount (the "ستة عشر" of ستة عشر جنديا), None where it is only implied."""
        found = self._drawn(document, start, end)
        return found.numeral if found is not None else None

    def _drawn(self, document: Document, start: int, end: int) -> _Found | None:
        first, last = tokens_within(document, start, end)
        begin = first
        for sentence in document.sentences:
            if sentence.first <= first < sentence.last:
                begin = sentence.first
        implied = None
        for at in range(first, last):
            found = self._at(document, at, last, begin)
            if found is not None:
                if not found.value.implied:
                    return found
                implied = implied or found
        return implied

    # --- one amount -------------------------------------------------------------------------------

    def _at(self, document: Document, at: int, last: int, begin: int) -> _Found | None:
        """The amount that begins at a token, if one does. ``begin`` is the sentence's first token."""
        tokens = document.tokens
        text = document.article.text
        token = tokens[at]
        side, number_at, cut_start, clitics = "", at, None, ""
        if token.kind == "word":
            for cut in self._cutter.cuts(token.norm):
                if cut.article:
                    continue
                matched = self._before.match(tokens, at, last, cut.stem)
                if matched is not None:
                    side, number_at = matched
                    cut_start, clitics = offset(text, token, cut.dropped), cut.proclitics
                    second = self._before.match(tokens, number_at, last)
                    if second is not None:
                        side = second[0] if side == "about" else side
                        number_at = second[1]
                    break
        quantity = self._quantity(document, number_at, last, begin, qualified=cut_start is not None)
        if quantity is None and cut_start is None:
            return self._money_first(document, at, last, begin) or self._noun_first(document, at, last, begin)
        if quantity is None:
            money = self._money_first(document, number_at, last, begin)
            if money is not None and cut_start is not None:
                low, high = _bounded(side, money.value.low, money.value.high)
                return replace(
                    money, first=at, start=cut_start, value=replace(money.value, low=low, high=high), proclitics=clitics
                )
            return None
        return self._complete(document, quantity, side, at, cut_start, clitics, last, begin)

    def _complete(
        self,
        document: Document,
        quantity: _Quantity,
        side: str,
        at: int,
        cut_start: int | None,
        clitics: str,
        last: int,
        begin: int,
    ) -> _Found | None:
        """An amount from its number on: what is counted, the qualifier behind it, bounds."""
        tokens = document.tokens
        start = quantity.start if cut_start is None else cut_start
        proclitics = quantity.proclitics if cut_start is None else clitics
        end, stop = quantity.end, quantity.last
        low: float | None = quantity.low
        high: float | None = quantity.high
        unit = kind = ""
        mention_kind: Kind = "number"
        after = stop
        if (
            after < last
            and tokens[after].norm in _CLOSING
            and quantity.first
            and tokens[quantity.first - 1].norm in _OPENING
        ):
            after += 1
        percent = self._percent.match(tokens, after, last)
        money = None if percent else self._currency(document, after, last)
        if percent is not None:
            unit, kind, stop = "percent", "other", percent[1]
        elif money is not None:
            unit, stop = money
            kind, mention_kind = "money", "money"
            minor = self._cents(document, stop, last)
            if minor is not None and low is not None and high is not None:
                low, high, stop = low + minor[0], high + minor[0], minor[1]
        else:
            noun = self._noun(document, after, last, quantity)
            if noun is not None:
                unit, kind, stop = noun
        if quantity.few and not unit:
            return None
        if stop > quantity.last:
            end = tokens[stop - 1].end
        bare = not unit and cut_start is None
        if bare and quantity.one and stop == quantity.last and quantity.article:
            return None
        if not unit and self._is_name(document, quantity, last, begin):
            return None
        behind = self._after.match(tokens, stop, last)
        if behind is not None:
            side = behind[0] if side in ("", "about") else side
            stop = behind[1]
            end = tokens[stop - 1].end
        low, high = _bounded(side, low, high)
        first = at if cut_start is not None else quantity.first
        if not kind and unit in ("", "person"):
            tallied = self._tally(document, first, begin)
            unit, kind = ("person", tallied) if tallied else (unit, kind)
        if after > quantity.last and stop > quantity.last and cut_start is None:
            first, start, proclitics = quantity.first - 1, tokens[quantity.first - 1].start, ""
        value = AmountValue(low, high, unit, kind, part=self._is_part(document, first, begin))
        return _Found(first, stop, start, end, value, mention_kind, Span(quantity.start, quantity.end), proclitics)

    def _tally(self, document: Document, first: int, begin: int) -> str:
        """The kind of those whose count a number gives ("killed" of عدد القتلى 7), "" where no such count is told."""
        tokens = document.tokens
        for i in range(first - 1, max(begin, first - self._tally_reach) - 1, -1):
            if tokens[i].kind != "word":
                break
            noun = self._match_noun(document, i, first)
            if noun is None or noun[0].number != "p" or noun[0].kind in ("", "items", "other", "strikes"):
                continue
            if i == begin or not any(c.stem in self._tally_heads for c in self._cutter.cuts(tokens[i - 1].norm)):
                return ""
            second = self._match_noun(document, i + 1, first) or self._joined_noun(document, i + 1, first)
            both = {noun[0].kind, second[0].kind if second else ""} == {"killed", "wounded"}
            return "casualties" if both else noun[0].kind
        return ""

    def _joined_noun(self, document: Document, at: int, last: int) -> tuple[Noun, int] | None:
        """The noun that a conjunction ties on: والجرحى."""
        if at >= last:
            return None
        for cut in self._cutter.cuts(document.tokens[at].norm):
            if cut.proclitics == self._conjunction:
                found = self._nouns.match(document.tokens, at, last, cut.stem)
                if found is not None:
                    return found
        return None

    def _is_part(self, document: Document, first: int, begin: int) -> bool:
        tokens = document.tokens
        last = first
        while last > begin and tokens[last - 1].norm in ("(", ":", '"', "«"):
            last -= 1
        for back in range(max(begin, last - 2), last):
            for cut in self._cutter.cuts(tokens[back].norm):
                matched = self._part.match(tokens, back, last, cut.stem) if not cut.article else None
                if matched is not None and matched[1] == last:
                    return True
        return False

    def _is_name(self, document: Document, quantity: _Quantity, last: int, begin: int) -> bool:
        """Whether bare digits are part of a name, a clock time, a score or another figure that counts nothing."""
        tokens = document.tokens
        text = document.article.text
        first, end = quantity.first, quantity.last
        if quantity.range:
            return quantity.digits and tokens[first + 1].norm in self._dashes
        before = tokens[first - 1] if first > begin else None
        after = tokens[end] if end < len(tokens) and end < last else None
        if before is not None and any(
            c.stem in self._names or (c.article and self._article + c.stem in self._names)
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
            if after.norm in self._clock and text[tokens[end - 1].end : after.start].strip() == "":
                return True
        return False

    # --- the number -------------------------------------------------------------------------------

    def _quantity(self, document: Document, at: int, last: int, begin: int, *, qualified: bool) -> _Quantity | None:
        tokens = document.tokens
        text = document.article.text
        if at >= last:
            return None
        token = tokens[at]
        if token.kind == "word":
            for cut in self._cutter.cuts(token.norm):
                matched = None if cut.article else self._between.match(tokens, at, last, cut.stem)
                if matched is not None:
                    pair = self._pair(document, matched[1], last)
                    if pair is None:
                        return None
                    return self._ranged(document, at, cut.dropped, cut.proclitics, *pair)
                if cut.stem in self._from and not cut.proclitics.strip(self._conjunction) and at + 1 < last:
                    left = self._parser.parse(tokens, at + 1, last, text)
                    if left is not None and not left.article:
                        to = self._behind_noun(document, left.last, last)
                        if to < last and tokens[to].norm in self._to:
                            right = self._parser.parse(tokens, to + 1, last, text)
                            if right is not None and right.low > left.high:
                                return self._ranged(document, at, cut.dropped, cut.proclitics, left, right)
        if not self._parser.may_start(token):
            return None
        left = self._parser.parse(tokens, at, last, text)
        if left is None:
            return None
        if left.article and not left.vague and not (at == begin and left.last == last):
            return None
        if left.last + 1 < last and tokens[left.last].norm in self._to and not left.vague:
            right = self._parser.parse(tokens, left.last + 1, last, text)
            if right is not None and not right.vague and right.low > _lend(left, right):
                spaced = (
                    tokens[left.last].norm not in self._dashes
                    or right.scale > 1
                    or self._counts(document, right.last, last)
                )
                if spaced:
                    return self._ranged(document, at, left.dropped, left.proclitics, left, right)
        return _Quantity(
            left.low, left.high, left.first, left.last, offset(text, tokens[at], left.dropped), tokens[left.last - 1].end,
            left.proclitics, left.few, left.digits, article=left.article, one=left.low == left.high == 1,
        )  # fmt: skip

    def _counts(self, document: Document, at: int, last: int) -> bool:
        tokens = document.tokens
        return (
            self._nouns.match(tokens, at, last) is not None
            or self._currency(document, at, last) is not None
            or self._percent.match(tokens, at, last) is not None
        )

    def _behind_noun(self, document: Document, at: int, last: int) -> int:
        """The index behind a counted noun that stands between the ends of a range (من 3 أيام إلى 5)."""
        matched = self._nouns.match(document.tokens, at, last)
        return at if matched is None else matched[1]

    def _pair(self, document: Document, at: int, last: int) -> tuple[Numeral, Numeral] | None:
        """The two numerals behind "between", joined by a conjunction or a word for "to"."""
        tokens = document.tokens
        text = document.article.text
        for joined in (True, False):
            left = self._parser.parse(tokens, at, last, text, joined=joined)
            if left is None or left.last >= last:
                continue
            to = self._behind_noun(document, left.last, last)
            if to >= last:
                continue
            right = None
            if tokens[to].norm in self._to or tokens[to].norm == self._conjunction:
                right = self._parser.parse(tokens, to + 1, last, text)
            elif tokens[to].norm.startswith(self._conjunction):
                right = self._parser.parse(tokens, to, last, text)
            if right is not None and right.low >= _lend(left, right):
                return left, right
        return None

    def _ranged(
        self, document: Document, first: int, dropped: int, proclitics: str, left: Numeral, right: Numeral
    ) -> _Quantity:
        tokens = document.tokens
        return _Quantity(
            _lend(left, right), right.high, first, right.last, offset(document.article.text, tokens[first], dropped),
            tokens[right.last - 1].end, proclitics, False, left.digits and right.digits, range=True,
        )  # fmt: skip

    # --- what is counted --------------------------------------------------------------------------

    def _noun(self, document: Document, at: int, last: int, quantity: _Quantity) -> tuple[str, str, int] | None:
        """Unit, kind and end of what stands behind a number."""
        tokens = document.tokens
        if at >= last:
            return None
        if tokens[at].norm in self._others:
            return "person", "", at + 1
        matched = self._match_noun(document, at, last)
        if matched is not None:
            noun, stop, definite = matched
            if definite and quantity.low == quantity.high and quantity.low < 100:
                # "16 اليوم": a definite noun is counted by tens, hundreds and thousands only.
                return None
            stop = self._grow(document, stop, last, definite=definite, person=noun.unit == "person")
            inner = self._partition(document, stop, last)
            if noun.unit == "person" and inner is not None:
                stop = inner[1]
            return noun.unit, noun.kind, stop
        inner = self._partition(document, at, last)
        if inner is not None:
            return inner[0].unit, inner[0].kind, inner[1]
        return None

    def _match_noun(self, document: Document, at: int, last: int) -> tuple[Noun, int, bool] | None:
        """The noun at a token, which may be definite but carries no other clitic."""
        tokens = document.tokens
        if at >= last or tokens[at].kind != "word":
            return None
        found = self._nouns.match(tokens, at, last)
        if found is not None:
            return found[0], found[1], False
        norm = tokens[at].norm
        if norm.startswith(self._article):
            found = self._nouns.match(tokens, at, last, norm[len(self._article) :], article=self._article)
            if found is not None:
                return found[0], found[1], True
        return None

    def _partition(self, document: Document, at: int, last: int) -> tuple[Noun, int] | None:
        """ "من أفراد الشرطة" behind a number: of whom it counts."""
        tokens = document.tokens
        if at < last and tokens[at].norm in self._filler:
            at += 1
        if at + 1 >= last or tokens[at].norm not in self._partitive:
            return None
        matched = self._match_noun(document, at + 1, last)
        if matched is None or (matched[0].number != "p" and not matched[2]):
            return None
        noun, stop, definite = matched
        if definite:
            return noun, self._grow(document, stop, last, definite=True, person=True)
        # A construct: its second part, up to the definite word that closes it.
        for i in range(stop, min(stop + 3, last)):
            if tokens[i].kind != "word":
                break
            if tokens[i].norm.startswith(self._article):
                return noun, i + 1
        if stop < last and tokens[stop].kind == "word" and tokens[stop].norm not in self._no_adjectives:
            return noun, stop + 1
        return noun, stop

    def _grow(self, document: Document, at: int, last: int, *, definite: bool, person: bool) -> int:
        """Behind the adjectives of a counted noun."""
        tokens = document.tokens
        stop = at
        for _ in range(ADJECTIVES):
            if stop >= last or tokens[stop].kind != "word":
                break
            norm = tokens[stop].norm
            if definite:
                if not norm.startswith(self._article):
                    break
                plain = norm[len(self._article) :]
                if plain in self._no_adjectives or norm in self._no_adjectives:
                    break
                matched = self._adjectives.match(tokens, stop, last, plain)
            else:
                plain = norm
                if norm in self._no_adjectives:
                    break
                matched = self._adjectives.match(tokens, stop, last)
            if matched is not None:
                if tokens[stop].norm in self._filler:
                    break
                stop = matched[1]
            elif (
                len(plain) > 3
                and plain.endswith(self._endings)
                and not norm.startswith((self._article,) if not definite else ())
            ):
                # Imperfect verbs end like nisbas and begin with a ya; so do few adjectives, which the list names.
                if plain.startswith(("ي", self._conjunction)):
                    break
                stop += 1
            else:
                break
        return stop

    def _noun_first(self, document: Document, at: int, last: int, begin: int) -> _Found | None:
        """An amount without a number (جنديان, مدنيا) or with the number behind (الجنود الثلاثة, شخصا واحدا)."""
        tokens = document.tokens
        text = document.article.text
        token = tokens[at]
        if token.kind != "word":
            return None
        for cut in self._cutter.cuts(token.norm):
            matched = self._nouns.match(tokens, at, last, cut.stem, article=self._article if cut.article else "")
            if matched is None or cut.stem in self._homographs:
                continue
            noun, stop = matched
            start = offset(text, token, cut.dropped)
            if cut.article:
                if noun.number == "p" and stop < last and tokens[stop].norm.startswith(self._article):
                    numeral = self._parser.parse(tokens, stop, last, text, article=True)
                    if (
                        numeral is not None
                        and numeral.article
                        and not numeral.vague
                        and not numeral.proclitics
                        and 2 < numeral.low < 100
                    ):
                        value = AmountValue(numeral.low, numeral.high, noun.unit, noun.kind)
                        return _Found(at, numeral.last, start, tokens[numeral.last - 1].end, value, "number",
                                      Span(tokens[stop].start, tokens[numeral.last - 1].end), cut.proclitics)  # fmt: skip
                return None
            grown = self._grow(document, stop, last, definite=False, person=True)
            written = None
            for i in range(stop, grown):
                numeral = self._parser.parse(tokens, i, grown, text)
                if numeral is not None and not numeral.vague and numeral.low in (1, 2):
                    written = Span(tokens[i].start, tokens[i].end)
            if noun.number == "d":
                count = 2.0
            elif noun.number == "s" and (noun.single or written is not None):
                count = 1.0
            else:
                return None
            if count == 1 and (not noun.accusative and stop < last and tokens[stop].norm.startswith(self._article)):
                return None
            behind = self._after.match(tokens, grown, last)
            low: float | None = count
            high: float | None = count
            if behind is not None:
                grown = behind[1]
                low, high = _bounded(behind[0], low, high)
            value = AmountValue(
                low, high, noun.unit, noun.kind, implied=written is None, part=self._is_part(document, at, begin)
            )
            return _Found(at, grown, start, tokens[grown - 1].end, value, "number", written, cut.proclitics)
        return None

    # --- money ------------------------------------------------------------------------------------

    def _money_first(self, document: Document, at: int, last: int, begin: int) -> _Found | None:
        """ "$10,000", and a dual (دولاران)."""
        tokens = document.tokens
        text = document.article.text
        token = tokens[at]
        if token.norm in self._symbols and at + 1 < last:
            numeral = self._parser.parse(tokens, at + 1, last, text)
            if numeral is not None and not numeral.vague and not numeral.proclitics and tokens[at + 1].kind == "number":
                value = AmountValue(numeral.low, numeral.high, self._symbols[token.norm], "money")
                stop, end = numeral.last, tokens[numeral.last - 1].end
                behind = self._after.match(tokens, stop, last)
                if behind is not None:
                    low, high = _bounded(behind[0], value.low, value.high)
                    value, stop = replace(value, low=low, high=high), behind[1]
                    end = tokens[stop - 1].end
                return _Found(
                    at, stop, token.start, end, value, "money", Span(tokens[at + 1].start, tokens[numeral.last - 1].end)
                )
        if token.kind != "word":
            return None
        for cut in self._cutter.cuts(token.norm):
            if cut.article:
                continue
            matched = self._currencies.match(tokens, at, last, cut.stem)
            if matched is not None and matched[0].dual:
                unit = self._currency(document, at, last, cut.stem)
                if unit is not None:
                    value = AmountValue(2, 2, unit[0], "money", implied=True)
                    return _Found(
                        at,
                        unit[1],
                        offset(text, token, cut.dropped),
                        tokens[unit[1] - 1].end,
                        value,
                        "money",
                        None,
                        cut.proclitics,
                    )
        return None

    def _currency(
        self, document: Document, at: int, last: int, stem: str | None = None, country: str = ""
    ) -> tuple[str, int] | None:
        """Code and end of the currency at a token, code "" where the word alone does not tell."""
        tokens = document.tokens
        if at >= last:
            return None
        abbreviation = self._abbreviations.match(tokens, at, last)
        if abbreviation is not None:
            return abbreviation
        norm = tokens[at].norm if stem is None else stem
        if norm in self._symbols:
            return self._symbols[norm], at + 1
        matched = self._currencies.match(tokens, at, last, norm)
        if matched is None and norm.startswith(self._article):
            matched = self._currencies.match(tokens, at, last, norm[len(self._article) :], article=self._article)
        if matched is None:
            return None
        currency, stop = matched
        state = self._states.match(tokens, stop, last)
        if state is not None and (state[0] in currency.by or not currency.by):
            return currency.by.get(state[0], currency.code), state[1]
        if currency.only_money:
            return None
        return currency.code or currency.by.get(country, ""), stop

    def _money_unit(self, document: Document, found: _Found, country: str) -> str:
        for i in range(found.first, found.last):
            unit = self._currency(document, i, found.last, country=country)
            if unit is not None and unit[0]:
                return unit[0]
        return ""

    def _cents(self, document: Document, at: int, last: int) -> tuple[float, int] | None:
        """ "و43 سنتا" behind an amount of money: the part of the unit and the index behind it."""
        tokens = document.tokens
        if at >= last or not tokens[at].norm.startswith(self._conjunction):
            return None
        first = at + 1 if tokens[at].norm == self._conjunction else at
        numeral = self._parser.parse(tokens, first, last, document.article.text)
        if numeral is None or numeral.last >= last or tokens[numeral.last].norm not in self._minor:
            return None
        return round(numeral.low * self._minor[tokens[numeral.last].norm], 6), numeral.last + 1


def _goes_on(before: Mention, found: _Found) -> bool:
    """Whether a noun of one goes on with a count before it: the second of 24 صحافيا ومصورا is no further one."""
    value = before.value
    assert isinstance(value, AmountValue)
    single = found.value.implied and found.value.low == 1 and found.proclitics in ("", "و")
    return single and before.last == found.first and value.unit == "person" and (value.low or 0) > TEN


def _lend(left: Numeral, right: Numeral) -> float:
    """The lower end of a range, in the scale of the upper one where it names none: بين 20 و30 ألفا."""
    if left.scale == 1 and right.scale > 1 and left.low < right.low / right.scale:
        return left.low * right.scale
    return left.low


def _bounded(side: str, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    if side == "at_least":
        return low, None
    if side == "up_to":
        return None, high
    return low, high


def _nouns(units: Mapping[str, Any]) -> Iterator[tuple[str, Noun]]:
    """Every form of every counted noun with its meaning; the first group that names a form has it."""
    groups = [(g["unit"], g["kind"], g["words"], g.get("single", True)) for g in units["noun"]]
    things = units["things"]
    for kind in ("items", "other"):
        groups.extend((unit, kind, nouns, bool(things["single"])) for unit, nouns in things[kind].items())
    forms = [(unit, kind, single, *form) for unit, kind, nouns, single in groups for form in _forms(nouns)]
    # Written plurals before generated duals: معتقلين is a plural, جنديين is a dual.
    for order in ("s", "p", "d"):
        for unit, kind, single, form, number, accusative in forms:
            if number == order:
                yield form, Noun(unit, kind, number, single, accusative)


def _forms(nouns: Mapping[str, str]) -> Iterator[tuple[str, str, bool]]:
    """Form, number and whether it is an indefinite accusative, of nouns given as singular and plurals."""
    for singular, plurals in nouns.items():
        head, _, rest = singular.partition(" ")
        rest = f" {rest}" if rest else ""
        yield singular, "s", False
        feminine = head.endswith("ة")
        if not rest and not feminine and not head.endswith(("ى", "ا")):
            yield head + "ا", "s", True
        elif rest and not feminine:
            yield f"{head}ا{rest}" if len(rest.split()) > 1 else f"{head}ا{rest}ا", "s", True
        for plural in filter(None, plurals.split("|")):
            if plural == "+":
                yield f"{head}ون{rest}", "p", False
                yield f"{head}ين{rest}", "p", False
            elif plural == "ات":
                yield f"{head.removesuffix('ة')}ات{rest}", "p", False
            else:
                yield plural, "p", False
                if not plural.endswith(("ة", "ات", "ى", "ا", "ون", "ين", "اء")) and " " not in plural:
                    yield plural + "ا", "p", True
        stem = (
            head.removesuffix("ة") + "ت" if feminine else head.removesuffix("ى") + "ي" if head.endswith("ى") else head
        )
        for dual in ("ان", "ين"):
            if not rest:
                yield stem + dual, "d", False
            elif feminine and rest.endswith("ة"):
                yield f"{stem}{dual}{rest.removesuffix('ة')}ت{dual}", "d", False
            else:
                yield f"{stem}{dual}{rest}{dual}", "d", False


def _currencies(money: Mapping[str, Any]) -> Iterator[tuple[str, _Currency]]:
    for entry in money["currency"]:
        for form in entry["forms"]:
            yield form, _Currency(
                entry["code"], entry.get("by", {}), bool(entry.get("only_money")),
                form.endswith(("ان", "ين")) and len(form) > 4,
            )  # fmt: skip


def _states(adjectives: Mapping[str, Sequence[str]], article: str) -> Iterator[tuple[str, str]]:
    for country, words in adjectives.items():
        for word in words:
            for form in (word, word + "ة", word + "ا", word + "ين", word + "ان"):
                yield form, country
                yield article + form, country
