"""The rules of dates: every kind of expression, with all that it can begin with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conflict_events.lexical.cutting import Cutter
from conflict_events.mentions.dates.absolute import AbsoluteReader
from conflict_events.mentions.dates.bare import BareReader
from conflict_events.mentions.dates.bounds import BoundReader
from conflict_events.mentions.dates.continuation import ContinuationReader
from conflict_events.mentions.dates.days_of_month import DaysOfMonthReader
from conflict_events.mentions.dates.distances import DistanceReader
from conflict_events.mentions.dates.durations import DurationReader
from conflict_events.mentions.dates.feasts import FeastReader
from conflict_events.mentions.dates.nth import NthReader
from conflict_events.mentions.dates.parts import Parts
from conflict_events.mentions.dates.periods import PeriodReader
from conflict_events.mentions.dates.range_ends import EndReader
from conflict_events.mentions.dates.ranges import RangeReader
from conflict_events.mentions.dates.resolution import Resolver
from conflict_events.mentions.dates.rules import DIGITS, NUMERAL, Rule, RuleSet, starts
from conflict_events.mentions.dates.running import RunningReader
from conflict_events.mentions.dates.units import UnitReader
from conflict_events.mentions.dates.weekdays import WeekdayReader
from conflict_events.mentions.dates.words import DateWords
from conflict_events.mentions.dates.year_ranges import YearRangeReader
from conflict_events.mentions.numbers import NumeralParser


def rules(
    w: DateWords, settings: Mapping[str, Any], parser: NumeralParser, cutter: Cutter, *, gated: bool = True
) -> RuleSet:
    """All rules, the preferred first. ``settings`` is that table of ``dates.toml``; ``gated`` is that of ``RuleSet``.

    A rule that begins with further words has to list them here: it is not tried at others.
    """
    resolver = Resolver(settings)
    parts = Parts(w, parser)
    units = UnitReader(w, parts, resolver, parser)
    durations = DurationReader(w, parts, parser)
    absolute = AbsoluteReader(w, parts, resolver, units, cutter)
    periods = PeriodReader(w, parts, resolver, units, absolute)
    nth = NthReader(w, parts, resolver, units, absolute, cutter)
    weekdays = WeekdayReader(w, parts, resolver, units, absolute, nth, cutter)
    feasts = FeastReader(w, parts, resolver, absolute, cutter)
    running = RunningReader(w, parts)
    bare = BareReader(w, parts, resolver, cutter)
    distances = DistanceReader(w, resolver, durations, cutter)

    ordinal = starts(w.ordinals, w.ordinal_units, w.ordinal_tens)
    day = starts({w.article}) | DIGITS | NUMERAL | ordinal
    month = starts(w.month_word, w.months, w.hijri_months)

    part_of_period = Rule(starts(w.parts), periods.part)
    weekday = Rule(starts(w.day_parts, w.this, w.day_word, w.weekdays, w.bare_weekdays), weekdays.weekday)
    relative_day = Rule(starts(w.relative_days, w.days_beside), weekdays.relative_day)
    unit = Rule(starts(w.this, w.units), units.period)
    season = Rule(starts(w.this, w.seasons), periods.season)
    numeric = Rule(DIGITS, absolute.numeric)
    day_and_month = Rule(starts(w.day_word) | day | month, absolute.absolute)
    day_alone = Rule(starts(w.day_word), absolute.day_alone)
    feast = Rule(ordinal | starts(w.running_days, w.eves, w.hijri_feasts, w.feasts, w.easter), feasts.feast)
    nth_day = Rule(ordinal, nth.nth)
    decade = Rule(starts(w.decades, w.units), periods.decade)

    ends = (
        part_of_period, weekday, relative_day, unit, season, numeric, day_and_month, day_alone, feast, nth_day,
        decade,
    )  # fmt: skip
    range_ends = EndReader(w, parts, bare, RuleSet(ends, parser.may_start, gated=gated))
    days = DaysOfMonthReader(w, parts, units, absolute, range_ends)
    ranges = RangeReader(w, parts, absolute, range_ends, days, YearRangeReader(w))
    bounds = BoundReader(w, parts, resolver, units, durations, absolute, bare, periods, range_ends)
    continuation = ContinuationReader(w, parts, resolver, absolute, range_ends, days)
    everything = (
        Rule(starts(w.since, w.onwards), bounds.since),
        Rule(starts(w.by, w.by_end, w.until, w.up_to), bounds.by),
        Rule(starts(w.ago, w.units) | DIGITS, distances.ago),
        Rule(starts(w.hence), distances.hence),
        Rule(starts(w.afterwards, w.beforehand), distances.beside),
        Rule(starts(w.within), distances.within),
        Rule(starts(w.between, w.range_from, w.paired, w.year_word) | day | month, ranges.range),
        Rule(starts(w.running_days, w.its_day, w.units) | ordinal, running.day),
        Rule(starts(w.fractions), periods.fraction),
        Rule(starts(w.units) | ordinal, periods.months),
        Rule(starts(w.units), nth.nth_week),
        nth_day,
        part_of_period,
        Rule(starts(w.weekend), periods.weekend),
        weekday,
        relative_day,
        Rule(starts(w.same_before), weekdays.same_day),
        Rule(starts(w.units), units.several),
        Rule(starts({w.article}) | DIGITS | NUMERAL, units.counted),
        unit,
        season,
        numeric,
        day_and_month,
        day_alone,
        Rule(starts(w.day_word) | day, absolute.of_it),
        feast,
        decade,
        Rule(month | DIGITS, bare.alone),
        Rule(starts(w.ago, w.hence), bounds.beyond),
    )
    return RuleSet(everything, parser.may_start, go_on=continuation.go_on, gated=gated)
