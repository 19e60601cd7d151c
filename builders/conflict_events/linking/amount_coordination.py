"""Which number goes on with the one before it in its sentence, and so counts for the same event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from conflict_events.lexical.text import COMMAS
from conflict_events.linking.amount_units import MASSES, PERSON_OR_NONE, TERMS, THING
from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.drafts import Draft
from conflict_events.linking.patterns import Patterns
from conflict_events.linking.person_kinds import SUFFERED, TOLL
from conflict_events.records import AmountValue, Mention, Token, TriggerValue

LIST_REACH = 6
"""Words between a number and one that goes on with the same."""


class Counted(NamedTuple):
    """A number that has been given to an event, and as what it counts there."""

    number: Mention
    draft: Draft
    kind: str


class _Pair(NamedTuple):
    """Two numbers of a sentence, the first of which has been given to an event: as what it counts there."""

    view: SentenceView
    before: Mention
    kind: str
    number: Mention

    @property
    def first(self) -> AmountValue:
        """What the number before says."""
        return self.before.valued(AmountValue)

    @property
    def second(self) -> AmountValue:
        """What the number behind it says."""
        return self.number.valued(AmountValue)

    @property
    def are_of_people(self) -> bool:
        """Whether the second may count people as the first does: no word beside it tells otherwise."""
        return not self.second.told and self.first.unit in PERSON_OR_NONE


class AmountCoordination:
    """Tells as what a number counts that goes on with another."""

    def __init__(self, patterns: Patterns) -> None:
        self._patterns = patterns

    def carried(self, view: SentenceView, previous: Counted, people: Counted | None, number: Mention) -> Counted | None:
        """A number that goes on with the one given before it, or with the last one of people, in its event and with its unit;
        None where it goes on with neither.
        """
        pair = _Pair(view, previous.number, previous.kind, number)
        if pair.second.part or _are_joined(pair):
            kind = self._toll(pair) or previous.kind
        elif _goes_on(pair):
            kind = previous.kind
        elif people is not None and _has_term(pair, people.number):
            kind = people.kind
        else:
            return None
        return Counted(_with_unit(pair, kind), previous.draft, kind)

    def _toll(self, pair: _Pair) -> str:
        """The toll that the second number's noun tells, or a word before it: قتل مدني وأصيب آخرون بينهم امرأة; "" for none."""
        own = pair.second.told or pair.second.kind
        if own in TOLL:
            return own
        between = [t for t in pair.view.triggers if pair.before.last <= t.first and t.last <= pair.number.first]
        amount = self._patterns.of(between[-1].valued(TriggerValue)).amount if between else ""
        return amount if amount in TOLL else ""


def _are_joined(pair: _Pair) -> bool:
    """خمسة جنود وموظف: whether a conjunction ties a number to the one right before it, so that both count the same way."""
    first, second = pair.first, pair.second
    things = bool(first.unit) and "person" not in (second.unit, first.unit)
    alike = second.kind == first.kind and (second.unit == first.unit or things)
    adjoins = pair.number.first - pair.before.last <= 1
    return alike and bool(second.unit) and adjoins and pair.view.joined(pair.number, pair.before)


def _goes_on(pair: _Pair) -> bool:
    """Whether a conjunction ties a number to the one some words before it, so that it counts the same: قتل 14 جنديا من الفرقة
    و6 من الشرطة, 3 دبابات للمتمردين و5 مدرعات.
    """
    between = _list_words(pair)
    if not between:
        return False
    grammar, last = pair.view.grammar, between[-1].norm
    governor = grammar.unjoined(last)
    if governor and governor != last and governor == pair.view.governor(pair.before):
        return _are_people_of_one_kind(pair)
    if not grammar.ties(pair.number) and last not in grammar.joining:
        return False
    if pair.kind == "items" and (pair.second.kind == "items" or pair.second.unit in MASSES):
        return True
    things = pair.kind == pair.first.kind == "items"
    if things and _is_of_unknown_thing(pair):
        return True
    # A number without a noun is of those told of before where a preposition shows that none follows.
    alone = grammar.prepositions.begin(pair.view.norm(pair.number.last)) or _is_partial(pair)
    return not pair.second.unit and alone and (things or (pair.kind in SUFFERED and pair.are_of_people))


def _list_words(pair: _Pair) -> Sequence[Token]:
    """The words between two numbers of a list: none where the numbers adjoin, or are of no list as they stand too far apart or
    have a verb, a sign or another number between them.
    """
    view, first, last = pair.view, pair.before.last, pair.number.first
    # 4 بنادق، و3 مسدسات
    passed = COMMAS if pair.kind == "items" else frozenset()
    between = [t for t in view.tokens[first:last] if t.norm not in passed]
    if len(between) > LIST_REACH or any(t.kind != "word" and not _of_name(view, t) for t in between):
        return ()
    verb = any(first <= t.first < last and t.valued(TriggerValue).finite for t in view.triggers)
    return () if verb else between


def _are_people_of_one_kind(pair: _Pair) -> bool:
    """Whether two numbers behind the same preposition count people alike: حكم على 11 متهما بالإعدام وعلى 9 آخرين بالمؤبد, إلى
    70 ألف نازح في حلب وإلى 30 ألف نازح في إدلب.
    """
    alike = pair.kind in SUFFERED or (pair.kind == "other" and pair.second.unit == pair.first.unit == "person")
    return alike and pair.are_of_people and not pair.second.kind and pair.second.unit in PERSON_OR_NONE


def _is_of_unknown_thing(pair: _Pair) -> bool:
    """Whether the word behind a number is a noun that is not known, and no plural of people: 3 بنادق و60 مفجرا."""
    view, at = pair.view, pair.number.last
    behind = view.tokens[at] if at < view.sentence.last else None
    if behind is None or behind.kind != "word" or pair.second.unit or pair.second.kind:
        return False
    if view.grammar.prepositions.begin(behind.norm):
        return False
    written = view.document.article.text[behind.start : behind.end]
    people = written.endswith((view.grammar.endings.nominative, view.grammar.endings.oblique))
    plain = view.grammar.unjoined(behind.norm) == behind.norm and at not in view.verbs
    return plain and not people and not _is_partial(pair)


def _is_partial(pair: _Pair) -> bool:
    """Whether the word behind a number is an accusative that tells how, or what kind of things told of before: 30 جزئيا."""
    endings = pair.view.grammar.endings
    return pair.view.norm(pair.number.last).endswith(endings.oblique[0] + endings.accusative)


def _of_name(view: SentenceView, token: Token) -> bool:
    """Whether digits count nothing: بندقية عيار 7.62 ملم."""
    return token.kind == "number" and not any(n.start <= token.start < n.end for n in (*view.numbers, *view.money))


def _has_term(pair: _Pair, people: Mention) -> bool:
    """Whether people stand behind their term as others do behind theirs: 20 عاما على 12 متهما و15 عاما على 6 آخرين."""
    term, second, governor = pair.before, pair.second, pair.view.governor(pair.number)
    years = pair.first.unit in TERMS and people.last <= term.first
    follows = pair.number.first - term.last == 1 and bool(governor) and governor == pair.view.governor(people)
    return years and follows and not (second.told or second.kind) and second.unit in PERSON_OR_NONE


def _with_unit(pair: _Pair, kind: str) -> Mention:
    """A number of things without a noun, in the unit of the one that it goes on with: 4 دبابات في تعز و3 في مأرب. What is more
    than that is part of more than one: 26 مسيرة و4 صواريخ أسقط منها 21.
    """
    number, first, second = pair.number, pair.first, pair.second
    if kind != "items":
        return number
    if _is_of_unknown_thing(pair):
        return replace(number, value=replace(second, unit=THING, kind="items"))
    if second.unit or (second.part and second.low is not None and first.high is not None and second.low > first.high):
        return number
    return replace(number, value=replace(second, unit=first.unit))
