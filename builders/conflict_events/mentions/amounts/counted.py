"""What a number counts: the noun behind it with its adjectives, and the plural that a tally names before it."""

from __future__ import annotations

from conflict_events.mentions.amounts.nouns import Noun
from conflict_events.mentions.amounts.reading import BEFORE_PART, CLOSING, OPENING, Quantity
from conflict_events.mentions.amounts.words import Grammar
from conflict_events.records import Document

MOST_OF_PLURAL = 10
"""Up to this number what is counted stands in the plural."""
ADJECTIVES = 3
"""How many adjectives a counted noun may take along."""
_SECOND_PART = 3
"""Words in which the second part of a construct ends."""

_MEMBERS = Noun("person", "", "c")
"""Those who are in a body of people."""


class CountedReader:
    """Reads counted nouns."""

    def __init__(self, grammar: Grammar) -> None:
        self._words, _, self._cutter = grammar

    def behind(self, document: Document, at: int, last: int, quantity: Quantity) -> tuple[str, str, int] | None:
        """Unit, kind and end of what stands behind a number."""
        tokens = document.tokens
        if at >= last:
            return None
        if tokens[at].norm in self._words.others:
            return "person", "", at + 1
        if tokens[at].norm in self._words.other_things:
            return self._words.unknown_unit, "", at + 1
        matched = self.at(document, at, last)
        if matched is not None:
            return self._with_noun(document, at, last, quantity, *matched)
        quoted = self._in_quotes(document, at, last)
        if quoted is not None:
            return quoted
        both = self._words.both.match(tokens, at, last)
        if both is not None:
            return "person", both[0], both[1]
        marks_part = at + 1 < last and tokens[at + 1].norm in BEFORE_PART
        if tokens[at].norm in self._words.pronouns and not marks_part:
            return "person", "", at + 1
        # في 2015 من الجيش
        year = quantity.digits and quantity.low in self._words.years
        inner = self._partition(document, at, last, bodies=not year and quantity.high > 1)
        return self._with_second(document, last, *inner) if inner is not None else None

    def _with_noun(
        self, document: Document, at: int, last: int, quantity: Quantity, noun: Noun, stop: int, definite: bool
    ) -> tuple[str, str, int] | None:
        """Unit, kind and end of a noun at a token with what belongs to it; None where the number does not count it."""
        if noun.nisba:
            # "4 مسيرات روسية و3 تركية": of things told of before.
            return None
        if self._is_dated(document, noun, stop, last):
            return None
        if _in_plural(quantity):
            plain = document.tokens[at].norm.removeprefix(self._words.article)
            noun = self._words.plural_nouns.get(plain, noun)
        vaguely = quantity.article and quantity.low < quantity.high and not definite
        if vaguely and (noun.number == "s" or noun.unit != "person"):
            # "نظم المئات وقفة": what they do, but "سقط العشرات جرحى" is who they are.
            return None
        if definite and quantity.low == quantity.high and quantity.low < 100:
            # "16 اليوم": a definite noun is counted by tens, hundreds and thousands only.
            return None
        noun, stop = self.told_apart(document, noun, stop, self.grow(document, stop, last, definite=definite), last)
        inner = self._partition(document, stop, last)
        if noun.unit == "person" and inner is not None and inner[0].unit == "person":
            stop = inner[1]
        return self._with_second(document, last, noun, stop)

    def _in_quotes(self, document: Document, at: int, last: int) -> tuple[str, str, int] | None:
        """Unit, kind and end of a counted noun in quotes, which begin at a token: 11 "مطلوبا"."""
        tokens = document.tokens
        quoted = self.at(document, at + 1, last) if tokens[at].norm in OPENING else None
        if quoted is None or quoted[2]:
            return None
        close = self.grow(document, quoted[1], last, definite=False)
        if close >= last or tokens[close].norm not in CLOSING:
            return None
        return quoted[0].unit, quoted[0].kind, self.grow(document, close + 1, last, definite=False)

    def _with_second(self, document: Document, last: int, noun: Noun, stop: int) -> tuple[str, str, int]:
        """Unit, kind and end of a noun that ends before ``stop``, with the second one that makes both casualties."""
        further = self._both(document, stop, last, noun)
        return (noun.unit, "casualties", further) if further else (noun.unit, noun.kind, stop)

    def _is_dated(self, document: Document, noun: Noun, stop: int, last: int) -> bool:
        """Whether a measure of time that ends before a token is a date, and not counted: 15 عام 2016, 9 يوم الجمعة."""
        if noun.number != "s" or noun.accusative or stop >= last:
            return False
        after = document.tokens[stop]
        if noun.unit == "day":
            return self._words.is_definite(after.norm)
        return noun.unit == "year" and after.kind == "number"

    def _both(self, document: Document, stop: int, last: int, noun: Noun) -> int:
        """The index behind a second noun by which a number counts dead and wounded in one (عشرات القتلى والجرحى, 30 شخصا
        بين قتيل وجريح); 0 where none does.
        """
        matched = self._words.both.match(document.tokens, stop, last)
        if matched is not None and noun.unit == "person":
            return matched[1]
        second = self.conjunct(document, stop, last)
        # "4 قتلى وجريح" is one more, by himself; of "إلى 15 قتيلا والجرحى إلى 40" the second have a count of their own.
        both = second is not None and _are_both(noun, second[0]) and noun.number == second[0].number
        return second[1] if second is not None and both else 0

    def at(self, document: Document, at: int, last: int) -> tuple[Noun, int, bool] | None:
        """The noun at a token, which may be definite but carries no other clitic."""
        tokens = document.tokens
        if at >= last or tokens[at].kind != "word":
            return None
        found = self._words.nouns.match(tokens, at, last)
        if found is not None:
            return found[0], found[1], False
        norm = tokens[at].norm
        if norm.startswith(self._words.article):
            found = self._words.nouns.match(
                tokens, at, last, norm[len(self._words.article) :], article=self._words.article
            )
            if found is not None:
                return found[0], found[1], True
        return None

    def _partition(self, document: Document, at: int, last: int, *, bodies: bool = False) -> tuple[Noun, int] | None:
        """ "من أفراد الشرطة" behind a number: of whom it counts; ``bodies``: also "من الشرطة"."""
        tokens = document.tokens
        if at < last and tokens[at].norm in self._words.filler:
            at += 1
        if at + 1 >= last or tokens[at].norm not in self._words.partitive:
            return None
        owned = self.owned(document, at + 1)
        if owned is not None and owned[0].unit in self._words.homes:
            # "نزح الآلاف من منازلهم": they are what people leave.
            return None
        matched = self.at(document, at + 1, last) or owned
        if matched is None or (matched[0].number not in ("p", "c") and not matched[2]):
            matched = self._body(document, at + 1) if bodies else None
        if matched is None:
            return None
        noun, stop, definite = matched
        if noun.unit != "person" and noun.number == "s":
            # "اليوم الـ15 من المعركة"
            return None
        if definite:
            return noun, self.grow(document, stop, last, definite=True)
        # A construct: its second part, up to the definite word that closes it.
        for i in range(stop, min(stop + _SECOND_PART, last)):
            if tokens[i].kind != "word" or tokens[i].norm in self._words.one_ends:
                break
            if self._words.is_definite(tokens[i].norm):
                return noun, i + 1
        second = stop < last and tokens[stop].kind == "word" and tokens[stop].norm not in self._words.one_ends
        return noun, stop + second

    def _body(self, document: Document, at: int) -> tuple[Noun, int, bool] | None:
        """The body of people at a token as those who are in it, and whether it is definite: قوات, الشرطة."""
        norm, words = document.tokens[at].norm, self._words
        if norm in words.bodies:
            return _MEMBERS, at + 1, False
        named = norm in words.named_bodies or (
            norm.startswith(words.article) and norm.removeprefix(words.article) in words.bodies
        )
        return (_MEMBERS, at + 1, True) if named else None

    def owned(self, document: Document, at: int) -> tuple[Noun, int, bool] | None:
        """The plural at a token with a possessive ending (عناصرها), which makes it definite."""
        token = document.tokens[at]
        noun = self._words.owned(token.norm) if token.kind == "word" else None
        return None if noun is None else (noun, at + 1, True)

    def grow(self, document: Document, at: int, last: int, *, definite: bool) -> int:
        """Behind the adjectives of a counted noun."""
        tokens, words, article = document.tokens, self._words, self._words.article
        stop = at
        for _ in range(ADJECTIVES):
            if stop >= last or tokens[stop].kind != "word":
                break
            norm = tokens[stop].norm
            if definite and not norm.startswith(article):
                break
            plain = norm[len(article) :] if definite else norm
            if plain in words.no_adjectives or norm in words.no_adjectives:
                break
            matched = words.adjectives.match(tokens, stop, last, plain)
            if matched is None and not self._is_adjective(document, stop, plain, definite=definite):
                break
            stop = matched[1] if matched is not None else stop + 1
        return stop

    def _is_adjective(self, document: Document, at: int, plain: str, *, definite: bool) -> bool:
        """Whether the word at a token, ``plain`` without its article, is an adjective by its ending and its case."""
        words, norm = self._words, document.tokens[at].norm
        if len(plain) <= 3 or not plain.endswith(words.endings):
            return False
        # Imperfect verbs end like nisbas and begin with a ya; so do few adjectives, which the list or the nouns name (يمنيا).
        if plain.startswith(words.no_adjective_begins) and not self._is_both(document, at, plain):
            return False
        if not definite and (norm.startswith(words.article) or self._is_governed(document, at, norm)):
            return False
        # قتل مسلحان شرطيا: what is in another case is no adjective, and whom it is done to.
        return not self._is_apart(document, at - 1, plain)

    def _is_apart(self, document: Document, at: int, plain: str) -> bool:
        """Whether a word behind the noun at a token is in another case or number by its ending."""
        token, words = document.tokens[at], self._words
        found = words.nouns.match(document.tokens, at, at + 1)
        if not plain.endswith(words.nisba_of_one):
            nominative, oblique = words.duals
            two = found is not None and found[0].number == "d"
            # ضابطان برتبتي
            alike = plain.endswith(nominative) or (plain.endswith(oblique) and not token.norm.endswith(nominative))
            return two and not alike
        written = document.text[token.start : token.end]
        one = found is not None and found[0].number == "s" and not found[0].accusative
        return token.norm.endswith(words.plurals) or (one and not written.endswith(words.weak))

    def told_apart(self, document: Document, noun: Noun, stop: int, grown: int, last: int) -> tuple[Noun, int]:
        """A noun with the unit that words behind it or its adjectives tell, and the index behind these: طائرة تركية بدون طيار.
        ``stop`` is behind the noun, ``grown`` behind its adjectives.
        """
        table = self._words.unit_apart.get(noun.unit)
        if table is None:
            return noun, grown
        # One word between may be an adjective that is not known for one.
        for at in range(stop, grown + 2):
            told = table.match(document.tokens, at, last)
            if told is not None:
                return noun._replace(unit=told[0]), max(grown, told[1])
        return noun, grown

    def _is_governed(self, document: Document, at: int, norm: str) -> bool:
        """Whether a preposition is written on to the word at a token, which is a noun then (بقرية, بشظايا, لحماية), or it is a
        construct: أردنيي الجنسية.
        """
        words = self._words
        if norm.endswith(words.construct_nisba):
            return True
        nouns = (words.nouns, words.no_adjectives)
        cuts = self._cutter.cuts(norm)
        if any(c.proclitics and any(c.stem in table for table in nouns) for c in cuts):
            return True
        attached = any(c.proclitics.endswith(words.attached) for c in cuts)
        return attached and not words.begins_itself(norm) and words.nouns.match(document.tokens, at, at + 1) is None

    def _is_both(self, document: Document, at: int, plain: str) -> bool:
        """Whether a word is noun and adjective: يمني, يهودي."""
        found = self._words.nouns.match(document.tokens, at, at + 1, plain)
        return found is not None and found[0].behind

    def unknown(self, document: Document, at: int, last: int, quantity: Quantity) -> bool:
        """Whether a noun of no table stands behind a number that by its ending is a thing: 40 إضبارة, خمس شحنات."""
        words, token = self._words, document.tokens[at] if at < last else None
        if token is None or token.kind != "word" or token.norm in words.not_unknown:
            return False
        if len(self._cutter.cuts(token.norm)) > 1 or words.adjectives.match(document.tokens, at, last) is not None:
            return False
        plural = _in_plural(quantity)
        written = document.text[token.start : token.end]
        return written.endswith(words.unknown_plural if plural else words.unknown_singular) and not written.endswith(
            words.nisbas
        )

    def whole(self, document: Document, first: int, begin: int) -> str:
        """The kind of those of whom a number counts a part ("killed" of ومن بين القتلى 14 شرطيا), "" where it does not."""
        for at in range(first - 1, max(begin, first - 3), -1):
            noun = self.at(document, at, first)
            if noun is None or not noun[2] or noun[0].number != "p" or noun[0].unit != "person":
                continue
            if not self._cutter.is_one(document.tokens[at - 1].norm, self._words.whole):
                continue
            kind, end = self._toll(document, noun[0], noun[1], first)
            return kind if end == first else ""
        return ""

    def tally(self, document: Document, first: int, begin: int) -> str:
        """The kind of those whose count a number gives ("killed" of عدد القتلى 7), "" where no such count is told."""
        tokens = document.tokens
        for i in range(first - 1, max(begin, first - self._words.tally_reach) - 1, -1):
            if tokens[i].kind != "word":
                break
            noun = self.at(document, i, first)
            if noun is None or not _is_of_toll(noun[0]):
                continue
            if i == begin or not self._cutter.is_one(tokens[i - 1].norm, self._words.tally_heads):
                return ""
            return self._toll(document, noun[0], i + 1, first)[0]
        return ""

    def tally_behind(self, document: Document, at: int) -> str:
        """The same where the count is named behind its number: ارتفع إلى 58 عدد القتلى."""
        last = document.sentence_of(at - 1).last
        counted = at < last and document.tokens[at].norm in self._words.tally_heads
        noun = self.at(document, at + 1, last) if counted else None
        return self._toll(document, noun[0], noun[1], last)[0] if noun is not None and _is_of_toll(noun[0]) else ""

    def _toll(self, document: Document, noun: Noun, stop: int, last: int) -> tuple[str, int]:
        """What became of people whose noun ends before ``stop`` and of those that a conjunction may tie on to them (القتلى
        والجرحى), and the index behind them.
        """
        second = self.conjunct(document, stop, last)
        both = second is not None and _are_both(noun, second[0])
        return ("casualties", second[1]) if second is not None and both else (noun.kind, stop)

    def conjunct(self, document: Document, at: int, last: int) -> tuple[Noun, int, bool] | None:
        """The noun that a conjunction ties on: والجرحى."""
        if at >= last:
            return None
        for cut in self._cutter.cuts(document.tokens[at].norm):
            if cut.proclitics == self._words.conjunction:
                found = self._words.nouns.match(
                    document.tokens, at, last, cut.stem, article=self._words.article if cut.article else ""
                )
                if found is not None:
                    return found[0], found[1], cut.article
        return None


def _in_plural(quantity: Quantity) -> bool:
    """Whether what a quantity counts stands in the plural: behind three to ten, and behind tens and hundreds."""
    return quantity.high <= MOST_OF_PLURAL or (quantity.low < quantity.high and not quantity.range)


def _are_both(noun: Noun, second: Noun) -> bool:
    """Whether one of two nouns is of dead and the other of wounded."""
    return {noun.kind, second.kind} == {"killed", "wounded"}


def _is_of_toll(noun: Noun) -> bool:
    """Whether a noun is a plural of people to whom something was done: القتلى, المعتقلين."""
    return noun.number == "p" and noun.kind not in ("", "items", "other", "strikes")
