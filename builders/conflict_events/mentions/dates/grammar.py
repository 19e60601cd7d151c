"""The rules of dates: every kind of expression, with all that it can begin with."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from conflict_events.language import Language
from conflict_events.mentions.dates import (
    absolute,
    bare,
    bounds,
    distances,
    feasts,
    nth,
    periods,
    ranges,
    running,
    units,
    weekdays,
)
from conflict_events.mentions.dates.context import DIGITS, NUMERAL, Context, Rule, RuleSet, starts
from conflict_events.mentions.dates.resolution import Resolver
from conflict_events.mentions.dates.words import DateWords
from conflict_events.mentions.numbers import NumeralParser


class Grammar:
    """A language's words of dates and the rules over them. ``gated`` is that of ``RuleSet``."""

    def __init__(self, language: Language, *, gated: bool = True) -> None:
        data = language.data["dates"]
        self.words = DateWords(data)
        parser, every = NumeralParser(language.data["numbers"], language.cutter), rules(self.words)
        self.rules = RuleSet(every, parser.may_start, gated=gated)
        ends = RuleSet([r for r in every if r.ends], parser.may_start, gated=gated)
        self.context: Callable[..., Context] = partial(
            Context, self.words, parser, language.cutter, Resolver(data["settings"]), ends
        )
        """A context of this language, given its fields from ``tokens`` on."""


def rules(w: DateWords) -> list[Rule]:
    """All rules, the preferred first. A rule that begins with further words has to list them here: it is tried at no others."""
    ordinal = starts(w.ordinals, w.ordinal_units, w.ordinal_tens)
    day = starts({w.article}) | DIGITS | NUMERAL | ordinal
    month = starts(w.month_word, w.months, w.hijri_months)
    weekday = starts(w.day_parts, w.this, w.day_word, w.weekdays, w.bare_weekdays)
    feast = starts(w.running_days, w.eves, w.hijri_feasts, w.feasts, w.easter)
    return [
        Rule(starts(w.since, w.onwards), bounds.since),
        Rule(starts(w.by, w.by_end, w.until), bounds.by),
        Rule(starts(w.ago, w.units) | DIGITS, distances.ago),
        Rule(starts(w.hence), distances.hence),
        Rule(starts(w.afterwards, w.beforehand), distances.beside),
        Rule(starts(w.within), distances.within),
        Rule(starts(w.between, w.range_from, w.paired, w.year_word) | day | month, ranges.read),
        Rule(starts(w.running_days, w.its_day, w.units) | ordinal, running.day),
        Rule(starts(w.fractions), periods.fraction),
        Rule(starts(w.units) | ordinal, periods.months),
        Rule(starts(w.units), nth.nth_week),
        Rule(ordinal, nth.nth, ends=True),
        Rule(starts(w.parts), periods.part, ends=True),
        Rule(starts(w.weekend), periods.weekend),
        Rule(weekday, weekdays.weekday, ends=True),
        Rule(starts(w.relative_days, w.days_beside), weekdays.relative_day, ends=True),
        Rule(starts(w.same_before), weekdays.same_day),
        Rule(starts(w.units), units.several),
        Rule(starts({w.article}) | DIGITS | NUMERAL, units.counted),
        Rule(starts(w.this, w.units), units.period, ends=True),
        Rule(starts(w.this, w.seasons), periods.season, ends=True),
        Rule(DIGITS, absolute.numeric, ends=True),
        Rule(starts(w.day_word) | day | month, absolute.absolute, ends=True),
        Rule(starts(w.day_word), absolute.day_alone, ends=True),
        Rule(ordinal | feast, feasts.feast, ends=True),
        Rule(starts(w.decades, w.units), periods.decade, ends=True),
        Rule(month | DIGITS, bare.alone),
        Rule(starts(w.ago, w.hence), bounds.beyond),
    ]
