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
from conflict_events.records import AmountValue, Argument, Mention, Token, TriggerValue

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


def carried(patterns: Patterns, view: SentenceView, previous: Counted, number: Mention) -> Counted | None:
    """A number that goes on with the one given before it, in its event; None where it does not."""
    pair = _Pair(view, previous.number, previous.kind, number)
    if pair.second.part or _are_joined(pair):
        kind = _toll(patterns, pair) or previous.kind
    elif _goes_on(pair):
        kind = previous.kind
    elif (people := _of_other_term(pair, previous.draft)) is not None:
        kind = people.role
    else:
        return None
    if kind == "items" and not (pair.second.unit or pair.second.part):
        # 4 دبابات في تعز و3 في مأرب
        unit = THING if _is_of_unknown_thing(pair) else pair.first.unit
        number = replace(number, value=replace(pair.second, unit=unit, kind=kind))
    return Counted(number, previous.draft, kind)


def _toll(patterns: Patterns, pair: _Pair) -> str:
    """The toll that the second number's noun tells, or a word before it: قتل مدني وأصيب آخرون بينهم امرأة; "" for none."""
    own = pair.second.told or pair.second.kind
    if own in TOLL:
        return own
    between = [t for t in pair.view.triggers if pair.before.last <= t.first and t.last <= pair.number.first]
    amount = patterns.of(between[-1].valued(TriggerValue)).amount if between else ""
    return amount if amount in TOLL else ""


def _are_joined(pair: _Pair) -> bool:
    """خمسة جنود وموظف: whether a conjunction ties a number to the one right before it, so that both count the same way."""
    first, second = pair.first, pair.second
    things = bool(first.unit) and "person" not in (second.unit, first.unit)
    alike = second.kind == first.kind and (second.unit == first.unit or things)
    adjoins = pair.number.first - pair.before.last <= 1
    return alike and bool(second.unit) and adjoins and pair.view.joined(pair.number, pair.before)


def _goes_on(pair: _Pair) -> bool:
    """Whether a conjunction ties a number to the one some words before it, so that it counts the same: 3 دبابات للمتمردين و5
    مدرعات.
    """
    between, grammar = _list_words(pair), pair.view.grammar
    if not between:
        return False
    governor = grammar.unjoined(between[-1].norm)
    if governor and governor != between[-1].norm and governor == pair.view.governor(pair.before):
        return _are_people_of_one_kind(pair)
    if not (grammar.ties(pair.number) or between[-1].norm in grammar.joining):
        return False
    if not pair.second.unit and grammar.prepositions.begin(pair.view.norm(pair.number.last)):
        # قتل 3 في الغارة الأولى و4 في الثانية
        return pair.kind == "items" or pair.kind in SUFFERED
    if pair.kind != "items":
        return False
    known = pair.second.kind == "items" or pair.second.unit in MASSES
    return known or (pair.first.kind == "items" and _is_of_unknown_thing(pair))


def _are_people_of_one_kind(pair: _Pair) -> bool:
    """Whether two numbers behind the same preposition count people alike: حكم على 11 متهما بالإعدام وعلى 9 آخرين بالمؤبد, إلى
    70 ألف نازح في حلب وإلى 30 ألف نازح في إدلب.
    """
    first, second = pair.first, pair.second
    alike = pair.kind in SUFFERED or (pair.kind == "other" and second.unit == first.unit == "person")
    untold = not (second.told or second.kind)
    return alike and untold and first.unit in PERSON_OR_NONE and second.unit in PERSON_OR_NONE


def _of_other_term(pair: _Pair, draft: Draft) -> Argument | None:
    """The people before a term behind which others stand as they do behind theirs: 20 عاما على 12 متهما و15 على 6."""
    term, second, governor = pair.before, pair.second, pair.view.governor(pair.number)
    if pair.first.unit not in TERMS or second.told or second.kind or second.unit not in PERSON_OR_NONE:
        return None
    people = [
        a for a in draft.amounts if a.mention.valued(AmountValue).unit == "person" and a.mention.last <= term.first
    ]
    alike = pair.number.first - term.last == 1 and bool(governor)
    return people[-1] if people and alike and governor == pair.view.governor(people[-1].mention) else None


def _list_words(pair: _Pair) -> Sequence[Token]:
    """The words between two numbers of a list: none where the numbers adjoin, or are of no list as they stand too far apart or
    have a verb, a sign or another number between them.
    """
    view, first, last = pair.view, pair.before.last, pair.number.first
    # 4 بنادق، و3 مسدسات
    between = [t for t in view.tokens[first:last] if t.norm not in COMMAS]
    if len(between) > LIST_REACH or any(t.kind != "word" and not _of_name(view, t) for t in between):
        return ()
    verb = any(first <= t.first < last and t.valued(TriggerValue).finite for t in view.triggers)
    return () if verb else between


def _is_of_unknown_thing(pair: _Pair) -> bool:
    """Whether the word behind a number is a noun that is not known, and no plural of people: 3 بنادق و60 مفجرا."""
    view, at = pair.view, pair.number.last
    if pair.second.unit or at >= view.sentence.last or view.tokens[at].kind != "word":
        return False
    behind, endings = view.tokens[at], view.grammar.endings
    if view.document.text[behind.start : behind.end].endswith((endings.nominative, endings.oblique)):
        return False
    return at not in view.verbs and not view.grammar.prepositions.begin(view.tokens[at].norm)


def _of_name(view: SentenceView, token: Token) -> bool:
    """Whether digits count nothing: بندقية عيار 7.62 ملم."""
    return token.kind == "number" and not any(n.start <= token.start < n.end for n in (*view.numbers, *view.money))
