"""Finds the amounts of a document, and says what a span of it means as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from conflict_events.language import Language
from conflict_events.lexical.cutting import Cut
from conflict_events.lexical.lexicon import Phrase
from conflict_events.mentions.amounts.bounds import BoundsReader
from conflict_events.mentions.amounts.company import CompanyReader
from conflict_events.mentions.amounts.counted import MOST_OF_PLURAL, CountedReader
from conflict_events.mentions.amounts.heads import Heads
from conflict_events.mentions.amounts.implied import ImpliedReader
from conflict_events.mentions.amounts.measures import MeasureReader
from conflict_events.mentions.amounts.money import MoneyReader
from conflict_events.mentions.amounts.neighbours import Neighbours
from conflict_events.mentions.amounts.openings import NOTHING, Opening, Openings
from conflict_events.mentions.amounts.quantities import QuantityReader
from conflict_events.mentions.amounts.reading import CLOSING, OPENING, Found, Quantity, bounded
from conflict_events.mentions.amounts.words import AmountWords, Grammar
from conflict_events.mentions.base import offset, tokens_within
from conflict_events.mentions.numbers import NumeralParser
from conflict_events.records import AmountValue, Document, Kind, Mention, Span, Token


class _Qualifier(NamedTuple):
    """A qualifier before a number: its side, the index behind it, its first character, its proclitics."""

    side: str
    stop: int
    start: int
    proclitics: str


class _Measured(NamedTuple):
    """What a number counts: unit and kind, the index behind it, the bounds with what a smaller unit adds to them."""

    unit: str
    kind: str
    stop: int
    low: float
    high: float
    mention_kind: Kind = "number"


class AmountFinder:
    """Finds amounts of people, things and money; mention kinds "number" and "money".

    Raises KeyError where a table of the language's ``numbers.toml``, ``units.toml`` or ``money.toml`` is missing.
    ``gated`` False looks for amounts at every word, which finds the same and takes longer.
    """

    def __init__(self, language: Language, *, gated: bool = True) -> None:
        data = language.data
        words = AmountWords(data["numbers"], data["units"], data["money"])
        grammar = Grammar(words, NumeralParser(data["numbers"], language.cutter), language.cutter)
        self._words, self._parser, self._cutter = grammar
        self._openings = Openings(grammar, gated=gated)
        self._money = MoneyReader(grammar)
        self._shared = frozenset(country for entry in data["money"]["currency"] for country in entry.get("by", ()))
        self._measures = MeasureReader(grammar)
        self._quantities = QuantityReader(grammar, self._money)
        counted = self._counted = CountedReader(grammar)
        self._bounds = BoundsReader(grammar, counted)
        self._neighbours = Neighbours(grammar)
        self._heads = Heads(grammar)
        self._implied = ImpliedReader(grammar, counted, self._neighbours, self._measures, self._heads)
        self._company = CompanyReader(grammar, counted, self._heads)

    @staticmethod
    def entries(language: Language) -> Iterable[Phrase]:
        """None: amounts are read from the tokens by a grammar."""
        return ()

    def find(self, document: Document) -> list[Mention]:
        """Amounts in text order: kind "money" where a currency stands with the number, else "number"."""
        mentions: list[Mention] = []
        for sentence in document.sentences:
            end, share, cited = sentence.first, -1, -1
            for at, opening in self._openings.within(document.tokens, sentence.first, sentence.last):
                if at < end:
                    continue
                found = self._opened(document, at, sentence.last, sentence.first, opening)
                if found is None:
                    continue
                end = found.last
                second, share = found.first == share, self._share(document, found.last, sentence.last)
                if second or share >= 0 or self._is_none(document, found, sentence.first):
                    continue
                if self._neighbours.is_cited(document, found, sentence.first, cited):
                    cited = found.last
                    continue
                value = self._lasting(document, found, sentence.first)
                if value is None:
                    continue
                if mentions and self._goes_on(mentions[-1], found):
                    mentions[-1] = replace(mentions[-1], end=found.end, last=found.last)
                    continue
                place = (found.first, found.last, sentence.index)
                mentions.append(Mention(found.kind, found.start, found.end, *place, value, found.proclitics))
        return mentions

    def _lasting(self, document: Document, found: Found, begin: int) -> AmountValue | None:
        """The value of what was found, a measure of time with whether something lasts so long; None where it tells when
        something was (بعد مرور 3 أيام).
        """
        if found.value.unit not in self._words.measure_units:
            return found.value
        if found.first > begin and document.tokens[found.first - 1].norm in self._words.elapsed:
            return None
        return replace(found.value, lasting=self._neighbours.lasts(document, found.first, begin, found.proclitics))

    def _is_none(self, document: Document, found: Found, begin: int) -> bool:
        """Whether what was found is no amount of an event: what something has (سيارة ذات ثلاث عجلات), the whole that a number
        before it is of (21 من أصل 26 مسيرة), an age, or nothing of nothing behind a preposition (الشيخ علي بصفر).
        """
        tokens, words, first = document.tokens, self._words, found.first
        if first > begin and tokens[first - 1].norm in words.attributes:
            return True
        if any(words.of_all.match(tokens, at, first) for at in range(max(begin, first - 2), first)):
            return True
        if any(self._of_more(document, at)[0] for at in range(max(begin, first - 3), first - 1)):
            return True
        nil = bool(found.proclitics) and found.value.high == 0 and not found.value.unit
        return nil or self._neighbours.is_age(document, found, begin)

    def _share(self, document: Document, at: int, last: int) -> int:
        """Where the second number of a share begins whose first ends before a token: واحد من كل خمسة; -1 where none does."""
        tokens, words = document.tokens, self._words
        if at >= last or tokens[at].norm not in words.partitive:
            return -1
        each = at + 1 + (at + 1 < last and tokens[at + 1].norm in words.whole)
        second = each + 1
        if second >= last or tokens[each].norm not in words.each:
            return -1
        return second if self._parser.may_start(tokens[second]) else -1

    def settled(self, document: Document, amounts: Sequence[Mention], countries: Set[str]) -> list[Mention]:
        """A document's amounts, money of a currency that several states share as that of the only one of them that the
        document tells of: by its other sums, its adjectives and the ``countries`` of its places and actors.
        """
        units = [m.value.unit for m in amounts if isinstance(m.value, AmountValue) and m.kind == "money"]
        if all(units):
            return list(amounts)
        named = {unit for unit in units if unit}
        countries = countries | self._told(document.tokens)

        def of_country(mention: Mention) -> Mention:
            value = mention.value
            if mention.kind != "money" or not isinstance(value, AmountValue) or value.unit:
                return mention
            by = {country: self._money.unit(document, mention.first, mention.last, country) for country in self._shared}
            codes = named.intersection(by.values()) | {code for country in countries if (code := by.get(country, ""))}
            return replace(mention, value=replace(value, unit=codes.pop())) if len(codes) == 1 else mention

        return [of_country(mention) for mention in amounts]

    def _told(self, tokens: Sequence[Token]) -> set[str]:
        """The countries of the adjectives among tokens."""
        states = self._words.states
        stems = ((at, cut.stem) for at, token in enumerate(tokens) for cut in self._cutter.cuts(token.norm))
        matches = (states.match(tokens, at, len(tokens), stem) for at, stem in stems if stem in states.first_words)
        return {matched[0] for matched in matches if matched is not None}

    def value(self, document: Document, start: int, end: int) -> AmountValue | None:
        """The amount that a span means, a currency that several states share without its unit."""
        found = self._drawn(document, start, end)
        return found.value if found is not None else None

    def numeral(self, document: Document, start: int, end: int) -> Span | None:
        """The number's own words inside an amount (the "ستة عشر" of ستة عشر جنديا), None where it is only implied."""
        found = self._drawn(document, start, end)
        return found.numeral if found is not None else None

    def _drawn(self, document: Document, start: int, end: int) -> Found | None:
        """The first amount that begins within a span, one with a number before those without."""
        first, last = tokens_within(document, start, end)
        begin = next((s.first for s in document.sentences if s.first <= first < s.last), first)
        implied = None
        for at in range(first, last):
            opening = self._openings.of(document.tokens[at])
            found = None if opening is NOTHING else self._opened(document, at, last, begin, opening)
            if found is not None:
                if not found.value.implied:
                    return found
                implied = implied or found
        return implied

    def _opened(self, document: Document, at: int, last: int, begin: int, opening: Opening) -> Found | None:
        """The amount that begins at a token, where one does. ``begin`` is the sentence's first token, ``opening`` what this
        token may be the first of.
        """
        qualifier = self._qualifier(document, at, last, opening.qualifier)
        if qualifier is not None:
            return self._of_whole(document, self._qualified(document, qualifier, at, last, begin), begin)
        quantity = self._quantities.read(document, at, last, begin, opening)
        found = (
            self._complete(document, quantity, None, quantity.first, last, begin)
            if quantity is not None
            else self._money.first(document, at, last, opening)
            or self._company.read(document, at, begin, opening)
            or self._implied.read(document, at, last, begin, opening)
        )
        found = self._of_whole(document, found, begin)
        return None if found is None else self._bounds.bounded(document, found, begin)

    def _of_whole(self, document: Document, found: Found | None, begin: int) -> Found | None:
        """An amount of people, with what became of the whole that the words before it make it a part of."""
        if found is None or found.value.kind or found.value.unit not in ("", "person"):
            return found
        kind = self._counted.whole(document, found.first, begin)
        value = replace(found.value, unit="person", kind=kind, part=True) if kind else found.value
        return replace(found, value=value)

    def _qualifier(self, document: Document, at: int, last: int, cuts: Sequence[Cut]) -> _Qualifier | None:
        tokens = document.tokens
        for cut in cuts:
            matched = self._words.before.match(tokens, at, last, cut.stem)
            if matched is None or self._has_become(cut, matched[0]):
                continue
            side, stop = matched
            second = self._words.before.match(tokens, stop, last)
            if second is not None:
                # "تصل إلى أكثر من 100": what stands nearer bounds it.
                side = second[0] if second[0] != "about" else side
                stop = second[1]
            if stop + 1 < last and tokens[stop].norm in OPENING and self._parser.may_start(tokens[stop + 1]):
                # "أكثر من (1200)"
                stop += 1
            return _Qualifier(side, stop, offset(document.text, tokens[at], cut.dropped), cut.proclitics)
        return None

    def _has_become(self, cut: Cut, side: str) -> bool:
        """Whether a qualifier tells what a number has become, and no bound: ارتفع عدد القتلى ليصل إلى 43."""
        words = self._words
        verb = cut.stem.startswith(words.imperfect) and cut.stem not in words.prepositions
        return side == "up_to" and verb and cut.proclitics.endswith(words.became)

    def _qualified(self, document: Document, qualifier: _Qualifier, at: int, last: int, begin: int) -> Found | None:
        if qualifier.stop >= last:
            return None
        opening = self._openings.of(document.tokens[qualifier.stop])
        quantity = self._quantities.read(document, qualifier.stop, last, begin, opening)
        if quantity is not None:
            return self._complete(document, quantity, qualifier, at, last, begin)
        found = self._money.first(document, qualifier.stop, last, opening)
        if found is None:
            found = self._implied.counted(
                document,
                qualifier.stop,
                last,
                measure=document.tokens[qualifier.stop - 1].norm not in self._words.prepositions,
                any_noun=qualifier.side == "at_least" and qualifier.stop - at > 1,
            )
        if found is None:
            return None
        low, high = bounded(qualifier.side, found.value.low, found.value.high)
        value = replace(found.value, low=low, high=high)
        return replace(found, first=at, start=qualifier.start, value=value, proclitics=qualifier.proclitics)

    def _complete(
        self,
        document: Document,
        quantity: Quantity,
        qualifier: _Qualifier | None,
        first: int,
        last: int,
        begin: int,
    ) -> Found | None:
        """An amount from its number on: what is counted, the qualifier behind it, bounds."""
        tokens = document.tokens
        side, start, proclitics = "", quantity.start, quantity.proclitics
        if qualifier is not None:
            side, start, proclitics = qualifier.side, qualifier.start, qualifier.proclitics
        bracketed = self._is_bracketed(tokens, quantity, last)
        measured = self._measured(document, quantity, quantity.last + bracketed, last)
        whole = ("", "") if measured.unit or measured.kind else self._of_all(document, measured.stop)
        measured = measured._replace(unit=measured.unit or whole[0], kind=measured.kind or whole[1])
        if not (measured.unit or measured.kind):
            if quantity.few or self._neighbours.is_name(document, quantity, last, begin):
                return None
        side, measured = self._qualified_behind(document, quantity, side, measured, last)
        measured = self._supplied(document, quantity, measured, first, last, begin)
        stop = measured.stop
        if bracketed and stop > quantity.last and qualifier is None:
            first, start, proclitics = quantity.first - 1, tokens[quantity.first - 1].start, ""
        bare = bool(whole[0]) or not measured.unit or tokens[stop - 1].norm in self._words.others
        value = self._valued(document, quantity, measured, first, begin, proclitics, bare=bare)
        low, high = bounded(side, measured.low, measured.high)
        end = tokens[stop - 1].end if stop > quantity.last else quantity.end
        number = Span(quantity.start, quantity.end)
        return Found(
            first, stop, start, end, replace(value, low=low, high=high), measured.mention_kind, number, proclitics
        )

    def _qualified_behind(
        self, document: Document, quantity: Quantity, side: str, measured: _Measured, last: int
    ) -> tuple[str, _Measured]:
        """The side that a qualifier behind an amount names, else the one before it, and what is counted, told behind it at the
        latest: 23 على الأقل من مقاتلي الجماعة.
        """
        behind = self._words.after.match(document.tokens, measured.stop, last)
        if behind is None:
            return side, measured
        side, measured = behind[0] if side in ("", "about") else side, measured._replace(stop=behind[1])
        if measured.unit or measured.stop >= last:
            return side, measured
        if document.tokens[measured.stop].norm not in self._words.partitive:
            return side, measured
        noun = self._counted.behind(document, measured.stop, last, quantity)
        return side, measured if noun is None else measured._replace(unit=noun[0], kind=noun[1], stop=noun[2])

    def _supplied(
        self, document: Document, quantity: Quantity, measured: _Measured, first: int, last: int, begin: int
    ) -> _Measured:
        """What is counted where no noun of the tables tells what became of it: people of the kind of a tally around the amount
        (عدد القتلى 7), or a thing of no table (40 إضبارة), but not behind what is done to people (إصابة 5 راقصات).
        """
        counted, stop = self._counted, measured.stop
        if measured.kind or measured.unit not in ("", "person"):
            return measured
        tallied = counted.tally_behind(document, stop) or counted.tally(document, first, begin)
        if tallied:
            return measured._replace(unit="person", kind=tallied)
        thing = not measured.unit and counted.unknown(document, stop, last, quantity)
        if not thing or self._heads.before(document, first, begin, self._words.one_person_behind):
            return measured
        return measured._replace(unit=self._words.unknown_unit, stop=stop + 1)

    def _valued(
        self, document: Document, quantity: Quantity, measured: _Measured, first: int, begin: int, proclitics: str,
        *, bare: bool,
    ) -> AmountValue:  # fmt: skip
        """The value of an amount without a qualifier's bounds, with what words around it tell of those counted. ``bare``: no
        noun says who they are.
        """
        neighbours, words, (unit, kind, stop) = self._neighbours, self._words, measured[:3]
        people = unit in ("", "person")
        told = ""
        if kind != "casualties" and (people or unit in words.partaking):
            told = neighbours.told(document, first, stop, begin, bare=bare)
        some = people and neighbours.is_some(document, quantity, stop, begin)
        # Before digits the conjunction is a token of its own.
        apart = first > begin and document.tokens[first - 1].norm == words.conjunction
        joined = people and not kind and (apart or proclitics == words.conjunction)
        return AmountValue(
            measured.low,
            measured.high,
            "person" if some else unit,
            kind,
            part=some or neighbours.is_part(document, first, begin, joined=joined),
            told=told,
            charged=unit == "person" and neighbours.is_charged(document, quantity.last, stop),
        )

    def _of_all(self, document: Document, at: int) -> tuple[str, str]:
        """Unit and kind of the whole that a number is of, told at a token: 21 من أصل 26 مسيرة; "" where none is."""
        last = document.sentence_of(at - 1).last
        matched = self._words.of_all.match(document.tokens, at, last)
        if matched is None:
            return self._of_more(document, at - 1)
        stop = matched[1]
        if stop >= last:
            return "", ""
        whole = self._quantities.read(document, stop, last, at, self._openings.of(document.tokens[stop]))
        noun = None if whole is None else self._counted.behind(document, whole.last, last, whole)
        return (noun[0], noun[1]) if noun is not None else ("", "")

    def _of_more(self, document: Document, at: int) -> tuple[str, str]:
        """Unit and kind of what the digits at a token are some of by a greater number of them behind "of": 8 من 10 صواريخ, 8
        من بين 10; "" where there is none, as where they come from so many places or families.
        """
        tokens, last = document.tokens, document.sentence_of(at).last
        if at + 3 >= last or tokens[at].kind != "number" or tokens[at + 1].norm not in self._words.partitive:
            return "", ""
        first = at + 2 + (tokens[at + 2].norm in self._words.whole)
        if tokens[first].kind != "number":
            return "", ""
        some = self._parser.parse(tokens, at, last, document.text, joined=False)
        whole = self._quantities.read(document, first, last, first, self._openings.of(tokens[first]))
        if some is None or whole is None or some.last != at + 1 or not some.low < whole.low:
            return "", ""
        noun = self._counted.behind(document, whole.last, last, whole)
        counts = noun is not None and noun[0] not in self._words.homes and (noun[0] == "person" or noun[1] == "items")
        return (noun[0], noun[1]) if noun is not None and counts else ("", "")

    def _is_bracketed(self, tokens: Sequence[Token], quantity: Quantity, last: int) -> bool:
        """Whether a number stands between brackets or quotes: (250) جنديا."""
        if quantity.last >= last or not quantity.first:
            return False
        return tokens[quantity.last].norm in CLOSING and tokens[quantity.first - 1].norm in OPENING

    def _measured(self, document: Document, quantity: Quantity, at: int, last: int) -> _Measured:
        """What a number counts or measures by the words at ``at``: a share, money, or a noun."""
        low, high = quantity.low, quantity.high
        percent = self._parser.percent.match(document.tokens, at, last)
        if percent is not None:
            return _Measured("percent", "other", percent[1], low, high)
        money = self._money.currency(document, at, last) or self._money.part(document, at, last)
        if money is not None:
            unit, stop = money
            rest, stop = self._money.rest(document, stop, last, unit, low if low == high else 0.0) or (0.0, stop)
            return _Measured(unit, "money", stop, low + rest, high + rest, "money")
        noun = self._counted.behind(document, at, last, quantity)
        if noun is None:
            return _Measured("", "", quantity.last, low, high)
        unit, kind, stop = noun
        if low == high:
            more, stop = self._measures.rest(document, stop, last, unit)
            low = high = low + more
        return _Measured(unit, kind, stop, low, high)

    def _goes_on(self, before: Mention, found: Found) -> bool:
        """Whether a noun of one goes on with a count before it: the second of 24 صحافيا ومصورا is no further one."""
        value = before.valued(AmountValue)
        single = found.value.implied and found.value.low == 1 and found.proclitics in ("", self._words.conjunction)
        alike = value.unit == "person" or value.kind == found.value.kind == "items"
        return single and before.last == found.first and alike and (value.low or 0) > MOST_OF_PLURAL
