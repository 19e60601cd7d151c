"""Amounts that a noun begins: without a number (جنديان) or with the number behind (الجنود الثلاثة)."""

from __future__ import annotations

from typing import NamedTuple

from conflict_events.lexical.cutting import Cut
from conflict_events.lexical.text import COMMAS
from conflict_events.mentions.amounts.counted import CountedReader
from conflict_events.mentions.amounts.heads import Heads
from conflict_events.mentions.amounts.measures import MeasureReader
from conflict_events.mentions.amounts.neighbours import Neighbours
from conflict_events.mentions.amounts.nouns import Noun
from conflict_events.mentions.amounts.openings import Opening
from conflict_events.mentions.amounts.reading import Found, bounded
from conflict_events.mentions.amounts.words import Grammar
from conflict_events.mentions.base import offset
from conflict_events.records import AmountValue, Document, Span, Token

_BACK = 4
"""Words before a thing in which the one that it is told with begins."""
_ACCUSATIVE = "ا"
"""Ends a noun with an indefinite accusative, whose adjective then ends so, too: هجوما إرهابيا."""


_HEADS = frozenset(":|")
"""Stand behind the first words of a headline that name the place or the paper."""


class _Bare(NamedTuple):
    """An indefinite noun without a number before it: its token, the indices behind it and behind its adjectives, the tokens at
    which its sentence begins and before which it ends, its form, and the reading of its word.
    """

    at: int
    stop: int
    grown: int
    begin: int
    last: int
    noun: Noun
    cut: Cut


class ImpliedReader:
    """Reads counted nouns that stand without a number, or before it."""

    def __init__(
        self,
        grammar: Grammar,
        counted: CountedReader,
        neighbours: Neighbours,
        measures: MeasureReader,
        heads: Heads,
    ) -> None:
        self._words, self._parser, self._cutter = grammar
        self._counted = counted
        self._neighbours = neighbours
        self._measures = measures
        self._heads = heads

    def read(self, document: Document, at: int, last: int, begin: int, opening: Opening) -> Found | None:
        """An amount without a number (جنديان, مدنيا) or with the number behind (الجنود الثلاثة, شخصا واحدا)."""
        other = self._other(document, at, last, begin) if opening.other else None
        if other is not None:
            return other
        for cut in opening.one_of:
            one = self._one_of(document, at, last, begin, cut)
            if one is not None:
                return one
        for cut in opening.owned:
            owner = self._words.owned(cut.stem)
            if owner is not None and owner.unit == "person":
                counted = self._definite(document, at, last, cut, owner._replace(number="p"), at + 1)
                if counted is not None:
                    return counted
        for cut in opening.noun:
            article = self._words.article if cut.article else ""
            matched = self._words.nouns.match(document.tokens, at, last, cut.stem, article=article)
            if matched is None or cut.stem in self._words.homographs:
                continue
            if cut.article:
                return self._definite(document, at, last, cut, *matched)
            return self._indefinite(document, at, last, begin, cut, *matched)
        return None

    def _definite(self, document: Document, at: int, last: int, cut: Cut, noun: Noun, stop: int) -> Found | None:
        """A definite plural, which ends before ``stop``, with a definite number behind it: الجنود الثلاثة, الأسرى الـ 14."""
        tokens, text, article = document.tokens, document.text, self._words.article
        if noun.number != "p" or stop >= last or not tokens[stop].norm.startswith(article):
            return None
        if tokens[stop].norm != article and not self._parser.parse(tokens, stop, last, text, article=True):
            stop = self._behind_definite(document, stop, last)
            if stop >= last or not self._words.is_definite(tokens[stop].norm):
                return None
        apart = tokens[stop].norm == article
        numeral = self._parser.parse(tokens, stop + apart, last, text, article=not apart)
        if numeral is None:
            return None
        counts = numeral.digits if apart else numeral.article and not numeral.vague and 2 < numeral.low < 100
        if not counts:
            return None
        value = AmountValue(numeral.low, numeral.high, noun.unit, noun.kind)
        start, end = offset(text, tokens[at], cut.dropped), tokens[numeral.last - 1].end
        number = Span(tokens[numeral.first].start, end)
        return Found(at, numeral.last, start, end, value, "number", number, cut.proclitics)

    def _behind_definite(self, document: Document, at: int, last: int) -> int:
        """Behind the adjectives of a definite plural: الجنود الأتراك, المهاجرين المتوفين."""
        tokens, words = document.tokens, self._words
        stop = self._counted.grow(document, at, last, definite=True)
        if stop == at and words.is_definite(tokens[at].norm) and tokens[at].norm.endswith(words.plural_adjectives):
            stop += 1
        return stop

    def _indefinite(
        self, document: Document, at: int, last: int, begin: int, cut: Cut, noun: Noun, stop: int
    ) -> Found | None:
        """A noun, which ends before ``stop``, whose form tells how many: جنديان, مدنيا; also with that in words, شخصا واحدا."""
        tokens, text, words = document.tokens, document.text, self._words
        grown = self._counted.grow(document, stop, last, definite=False)
        noun, grown = self._counted.told_apart(document, noun, stop, grown, last)
        bare = _Bare(at, stop, grown, begin, last, noun, cut)
        written = self._written(document, stop, grown, 1 if noun.number == "s" else 2)
        if noun.number == "p" and written is None and not self._are_two(document, bare):
            return self._few(document, bare)
        if noun.number == "s":
            if not self._is_single(document, bare, written=written is not None):
                return None
            count = 1.0
        elif noun.number == "c" or noun.nisba or (noun.construct and self._ends(document, stop, last, verbs=False)):
            # طائرتا استطلاع; سيارتي alone is my car.
            return None
        else:
            count = 2.0
            grown += noun.construct and grown == stop
            grown += self._are_same(document, grown, last)
        more, grown = self._measures.rest(document, grown, last, noun.unit)
        side, grown = words.after.match(tokens, grown, last) or ("", grown)
        low, high = bounded(side, count + more, count + more)
        joined = noun.unit == "person" and not noun.kind and cut.proclitics == words.conjunction
        part = self._neighbours.is_part(document, at, begin, joined=joined)
        value = AmountValue(low, high, noun.unit, noun.kind, implied=written is None, part=part)
        start = offset(text, tokens[at], cut.dropped)
        return Found(at, grown, start, tokens[grown - 1].end, value, "number", written, cut.proclitics)

    def _is_single(self, document: Document, bare: _Bare, *, written: bool) -> bool:
        """Whether a singular is one, which is ``written`` or told by its place, and no certain one's (منزل المدير)."""
        words, tokens, (at, stop, grown, begin, last) = self._words, document.tokens, bare[:5]
        if not written and not self._is_one(document, bare):
            return False
        if begin < at and tokens[at - 1].norm in words.without:
            return False
        if bare.noun.accusative or not stop == grown < last:
            return True
        return not words.is_definite(tokens[stop].norm) or tokens[stop].norm in words.one_ends

    def _is_one(self, document: Document, bare: _Bare) -> bool:
        """Whether a singular without a number is one by its place: a term, or one to whom or which something is done."""
        noun = bare.noun
        if self._is_term(document, bare):
            return True
        if not noun.single:
            return False
        if noun.unit == "person":
            if noun.nisba and self._is_of_things(document, bare.at, bare.begin):
                return False
            if self._neighbours.is_marked(document, bare.at, bare.begin) or self._is_told(document, bare):
                return True
            if self._does(document, bare):
                return False
        return not noun.behind or self._governed(document, bare)

    def _does(self, document: Document, bare: _Bare) -> bool:
        """Whether one of the people at a token is who does it, by the people behind him, whom it is done to: قتل مستوطن شابا,
        قتل شاب والده. What he became is none of these: سقط جندي قتيلا.
        """
        words, tokens, at, behind, last = self._words, document.tokens, bare.at, bare.grown, bare.last
        suffers = at and self._cutter.is_one(tokens[at - 1].norm, words.told)
        if bare.noun.accusative or behind >= last or suffers:
            return False
        own = words.owned(tokens[behind].norm)
        if tokens[behind].norm in words.company or (own is not None and own.unit == "person"):
            # قتل شاب والده
            return True
        counted = behind
        if self._parser.may_start(tokens[behind]):
            numeral = self._parser.parse(tokens, behind, last, document.text)
            counted = numeral.last if numeral is not None and numeral.high > 2 and not numeral.proclitics else behind
        suffered = words.nouns.match(tokens, counted, last)
        if suffered is None or tokens[counted].norm in words.charged:
            return False
        noun = suffered[0]
        if noun.unit != "person" or noun.kind:
            return False
        return counted > behind or (noun.accusative and noun.number == "s")

    def _is_of_things(self, document: Document, at: int, begin: int) -> bool:
        """Whether a feminine of nationals is the adjective of things before it: شركات بينها تركية, عملية اغتيال إسرائيلية."""
        tokens, words = document.tokens, self._words
        if at > begin and tokens[at - 1].norm in words.part_of_things:
            return True
        head = tokens[at - 2].norm if at - 2 >= begin else ""
        return head.endswith((words.feminine, words.feminine_plural)) and not words.is_definite(head)

    def _are_two(self, document: Document, bare: _Bare) -> bool:
        """Whether its vowels or a verb in the dual show that a noun is no plural: مسلحَين, إن مسلحين قتلا."""
        tokens, words = document.tokens, self._words
        raw = document.text[tokens[bare.at].start : tokens[bare.at].end]
        if any(mark in raw for mark in words.dual_marks):
            return True
        if bare.grown >= bare.last or not tokens[bare.stop - 1].norm.endswith(words.duals):
            return False
        norm = tokens[bare.grown].norm
        begin, end = words.dual_imperfect
        return norm in words.dual_verbs or (norm.startswith(begin) and norm.endswith(end))

    def _are_same(self, document: Document, at: int, last: int) -> bool:
        """Whether the dual at a token tells of the two before it what they are besides: طفلان شقيقان, هجومان مسلحان."""
        words, tokens = self._words, document.tokens
        found = words.nouns.match(tokens, at, last)
        if found is None or found[0].number != "d":
            return False
        return any(tokens[at - 1].norm.endswith(e) and tokens[at].norm.endswith(e) for e in words.duals)

    def _is_told(self, document: Document, bare: _Bare) -> bool:
        """Whether a verb that takes no object tells what befell the subject behind "that": إن متظاهرا قتل برصاص الشرطة."""
        tokens, words, at, verb = document.tokens, self._words, bare.at, bare.grown
        if not bare.noun.accusative or at == bare.begin or tokens[at - 1].norm not in words.that:
            return False
        if verb + 1 >= bare.last or tokens[verb].norm not in words.befell:
            return False
        # إن انتحاريا قتل 30 جنديا: whom it befell stands behind.
        return tokens[verb + 1].kind != "number" and self._ends(document, verb + 1, bare.last)

    def counted(self, document: Document, at: int, last: int, *, measure: bool, any_noun: bool) -> Found | None:
        """A dual behind a qualifier (ما لا يقل عن شخصين), and a singular that it makes one (نحو طن, أكثر من دبابة).

        ``measure``: the qualifier may bound measures; ``any_noun``: duals of all nouns, too, and one of people, goods or
        attacks.
        """
        tokens = document.tokens
        matched = self._counted.at(document, at, last)
        if matched is None or matched[2] or matched[0].number not in ("s", "d"):
            return None
        if tokens[at].norm in self._words.homographs:
            return None
        noun, stop, _ = matched
        if not (measure and noun.unit in self._words.measure_units):
            if not any_noun or (noun.number == "s" and noun.kind == "other"):
                return None
        if noun.number == "s" and stop < last and self._goes_on(tokens[stop]):
            return None
        stop = self._counted.grow(document, stop, last, definite=False)
        more, stop = self._measures.rest(document, stop, last, noun.unit)
        count = (2.0 if noun.number == "d" else 1.0) + more
        value = AmountValue(count, count, noun.unit, noun.kind)
        return Found(at, stop, tokens[at].start, tokens[stop - 1].end, value, "number", None)

    def _other(self, document: Document, at: int, last: int, begin: int) -> Found | None:
        """Another one or two, alone behind what was done to them: وأصيب آخر, وجرح آخران."""
        tokens, words = document.tokens, self._words
        count = words.other_one.get(tokens[at].norm)
        if count is None or at == begin or not self._is_headed(document, at - 1, begin, words.one_person_behind):
            return None
        if not self._ends(document, at + 1, last) and tokens[at + 1].norm not in words.between_one:
            return None
        told = self._neighbours.told(document, at, at + 1, begin, bare=True)
        value = AmountValue(count, count, "person", "", implied=True, told=told)
        return Found(at, at + 1, tokens[at].start, tokens[at].end, value, "number", None)

    def _one_of(self, document: Document, at: int, last: int, begin: int, cut: Cut) -> Found | None:
        """One of several behind what was done to him or it: مقتل أحد الحراس, أسقطوا إحدى الطائرات."""
        tokens, words = document.tokens, self._words
        if at + 1 >= last:
            return None
        whole = self._counted.at(document, at + 1, last) or self._counted.owned(document, at + 1)
        if whole is None or whole[0].number not in ("p", "c") or cut.proclitics.strip(words.conjunction) or at == begin:
            return None
        noun, stop, definite = whole
        heads = words.one_thing_behind if noun.kind == "items" else words.one_person_behind
        if noun.kind in ("strikes", "other"):
            return None
        before = self._passed(document, at - 1, begin)
        subject = words.is_definite(tokens[before].norm) and self._heads.before(document, before, begin, heads)
        if not (subject or self._is_headed(document, before, begin, heads)):
            return None
        stop = self._counted.grow(document, stop, last, definite=definite)
        start = offset(document.text, tokens[at], cut.dropped)
        part = self._neighbours.is_part(document, at, begin, joined=False)
        value = AmountValue(1, 1, noun.unit, noun.kind, implied=True, part=part)
        return Found(at, stop, start, tokens[stop - 1].end, value, "number", None, cut.proclitics)

    def _is_headed(self, document: Document, before: int, begin: int, heads: frozenset[str]) -> bool:
        """Whether the word at token ``before`` is one of ``heads``, or a preposition that one of them takes: القبض على متهم."""
        over = document.tokens[before].norm in self._words.over and self._heads.before(document, before, begin, heads)
        return over or self._heads.at(document, before, heads)

    def _passed(self, document: Document, before: int, begin: int) -> int:
        """The token before a noun where the adverbs up to token ``before`` are passed over: قتل خلالها أحد المسلحين."""
        while before > begin and document.tokens[before].norm in self._words.between_one:
            before -= 1
        return before

    def _written(self, document: Document, first: int, last: int, count: int) -> Span | None:
        """The number one or two that stands among a noun's adjectives: شخصا واحدا, رجلين اثنين."""
        tokens = document.tokens
        for i in range(first, last):
            numeral = self._parser.parse(tokens, i, last, document.text)
            if numeral is not None and numeral.low == count:
                return Span(tokens[i].start, tokens[i].end)
        return None

    def _goes_on(self, after: Token) -> bool:
        """Whether the word behind a singular makes it another thing than one: شهر رمضان, يوم الجمعة, عام 2015."""
        return self._words.is_definite(after.norm) or after.kind == "number" or after.norm in self._words.not_terms

    def _is_term(self, document: Document, bare: _Bare) -> bool:
        """Whether a measure alone is a term: لمدة شهر, السجن عاما, سنة سجنا."""
        tokens, words, at = document.tokens, self._words, bare.at
        if bare.noun.unit not in words.measure_units:
            return False
        if bare.grown < bare.last:
            after = tokens[bare.grown]
            if after.norm in words.sentences:
                return True
            if self._goes_on(after):
                return False
        if at == bare.begin or tokens[at - 1].kind != "word":
            return False
        if any(c.stem in words.term_heads and not c.article for c in self._cutter.cuts(tokens[at - 1].norm)):
            return True
        # Its accusative is that of a feminine, too, which has no letter of its own: بسجن الصحفي سنة.
        accusative = bare.noun.accusative or tokens[at].norm.endswith(words.feminine)
        return accusative and self._is_term_of(document, at, bare.begin)

    def _is_term_of(self, document: Document, at: int, begin: int) -> bool:
        """Whether a term stands behind whom it is: بسجن الناشط عاما."""
        tokens, words = document.tokens, self._words
        for i in range(at - 1, max(begin, at - 1 - words.term_reach) - 1, -1):
            if any(c.stem in words.term_of and not c.article for c in self._cutter.cuts(tokens[i].norm)):
                return i < at - 1
            if tokens[i].kind != "word" or tokens[i].norm in words.one_ends:
                return False
        return False

    def _few(self, document: Document, bare: _Bare) -> Found | None:
        """A plural with "several" behind it: غارات عدة, غارات جوية عدة."""
        tokens, at, noun, cut = document.tokens, bare.at, bare.noun, bare.cut
        places = (i for i in (bare.stop, bare.grown) if i < bare.last)
        behind = next((i for i in places if tokens[i].norm in self._words.few), None)
        if behind is None or self._counted.at(document, behind + 1, bare.last) is not None:
            return None
        value = AmountValue(3, 9, noun.unit, noun.kind)
        start, end = offset(document.text, tokens[at], cut.dropped), tokens[behind].end
        return Found(at, behind + 1, start, end, value, "number", Span(tokens[behind].start, end), cut.proclitics)

    def _governed(self, document: Document, bare: _Bare) -> bool:
        """Whether a singular stands behind a word that makes it one: مقتل مسلح, القبض على متهم, دمرت القوات دبابة."""
        tokens, words, at, begin, noun = document.tokens, self._words, bare.at, bare.begin, bare.noun
        joined = bool(bare.cut.proclitics)
        thing = noun.kind == "items"
        heads = words.one_thing_behind if thing else words.one_person_behind
        if noun.toll:
            # He who fell dead (سقط قتيلا) is another's count.
            heads = words.one_left if noun.accusative else words.one_fallen
        # The indefinite accusative tells by itself that it is no certain one's.
        ended = not noun.ended or noun.accusative
        if not ended and not self._ends(document, bare.grown + self._agrees(document, bare), bare.last):
            return False
        if noun.toll and not joined and self._opens(document, at, begin):
            return bare.grown < bare.last
        before = self._passed(document, at - 1, begin)
        if before < begin or bare.cut.proclitics.strip(words.conjunction):
            return False
        if self._is_headed(document, before, begin, heads):
            return True
        other = self._counted.at(document, before, at) if joined else None
        if other is not None and other[0].unit == "person":
            if noun.toll:
                # 4 قتلى وجريح; قتيل وجريح where the first counts by its own place.
                several = other[0].number != "s" or self._opens(document, before, begin)
                return other[0].toll and (several or self._is_headed(document, before - 1, begin, words.one_fallen))
            return not (thing or noun.nisba or other[0].nisba)
        if thing and joined and self._is_listed(document, at, begin):
            return True
        if not thing and not noun.accusative:
            return False
        if noun.accusative and tokens[before].norm.endswith(_ACCUSATIVE):
            return False
        subject = self._heads.aside(document, at, begin)
        if not (noun.accusative or subject < at or tokens[before].norm.startswith(words.article)):
            return False
        return self._heads.before(document, min(before, subject), begin, heads)

    def _opens(self, document: Document, at: int, begin: int) -> bool:
        """Whether a token opens a headline, or what a headline says behind the name of a place: لبنان: قتيل و3 جرحى في غارة."""
        return at == begin or document.tokens[at - 1].norm in _HEADS

    def _is_listed(self, document: Document, at: int, begin: int) -> bool:
        """Whether a thing that a conjunction ties on goes on with others that are counted: دبابتين وعربة، 6 بنادق ومسدس."""
        tokens = document.tokens
        for i in range(at - 1, max(begin, at - _BACK) - 1, -1):
            other = self._counted.at(document, i, at) or self._counted.conjunct(document, i, at)
            if other is None:
                continue
            noun, stop, definite = other
            stop = self._counted.grow(document, stop, at, definite=definite)
            stop += stop == at - 1 and tokens[stop].norm in COMMAS
            if noun.kind != "items" or definite or stop != at:
                return False
            counted = noun.number == "d" or (i > begin and self._parser.may_start(tokens[i - 1]))
            return counted or self._heads.before(document, i, begin, self._words.one_thing_behind)
        return False

    def _agrees(self, document: Document, bare: _Bare) -> bool:
        """Whether a word behind a feminine noun is of its ending, and so its adjective or no certain one's: قنبلة ضخمة."""
        words, tokens, stop = self._words, document.tokens, bare.stop
        if stop != bare.grown or stop >= bare.last or not tokens[stop - 1].norm.endswith(words.feminine):
            return False
        norm = tokens[stop].norm
        alike = norm.endswith(words.feminine) and not norm.startswith((words.article, words.conjunction))
        return alike and norm not in words.one_ends

    def _ends(self, document: Document, grown: int, last: int, *, verbs: bool = True) -> bool:
        """Whether a noun's phrase is over behind it and its adjectives, so that it is no certain one's. ``verbs``: an imperfect
        ends it, too.
        """
        if grown >= last or document.tokens[grown].kind != "word":
            return True
        norm, words = document.tokens[grown].norm, self._words
        return (
            norm in words.one_ends
            or norm.startswith(words.one_joined_ends)
            or (verbs and norm.startswith(words.imperfect) and len(norm) > 3)
        )
