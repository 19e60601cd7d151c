"""Feasts by the Hijri calendar, on fixed days, and around Easter."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import NamedTuple

from conflict_events.mentions.calendars import (
    HIJRI_YEARS,
    Day,
    Period,
    easter,
    hijri_day,
    hijri_day_in,
    hijri_year,
    later,
    safe_day,
)
from conflict_events.mentions.dates import absolute, parts
from conflict_events.mentions.dates.context import Context, Read


class _Feast(NamedTuple):
    """The first day of a feast by the year, that of the Hijri calendar where it is kept by that."""

    of: Callable[[int], Day | None]
    hijri: bool = False


def feast(c: Context, at: int) -> Read | None:
    """عيد الأضحى, عيد الفصح 2013; أول أيام عيد الفطر, ثالث أيام رمضان, اليوم الثاني لعيد الأضحى; ليلة رأس السنة."""
    if c.norm(at) in c.words.eves:
        return _named(c, at + 1, 0)
    counted = _counted(c, at)
    if counted is None:
        return _named(c, at, None)
    nth, inner, i = counted
    return _named(inner, i, nth) or _one_of(inner, i, nth) or _day_of_month(inner, i, nth)


def _counted(c: Context, at: int) -> tuple[int, Context, int] | None:
    """Which day is counted, and where that of which it is one begins: أول أيام, اليوم الثاني من [أيام], اليوم الثاني
    ل.
    """
    led = c.norm(at) in c.words.running_days
    ordinal = parts.ordinal(c, at + led)
    if ordinal is None or ordinal[0] < 1:
        return None
    nth, i = ordinal
    if led:
        of = c.skip(i, c.words.of)
        if of == i:
            return _written_on(c, i, nth)
        days = c.match(c.words.units, of)
        return nth, c, days[1] if days is not None and days[0].name == "day" else of
    unit = c.match(c.words.units, i)
    return (nth, c, unit[1]) if unit is not None and unit[0].name == "day" else None


def _written_on(c: Context, at: int, nth: int) -> tuple[int, Context, int] | None:
    """The same where "of" is written on to the word: لعيد, للعيد."""
    cuts = c.cutter.cuts(c.norm(at)) if at < c.last else ()
    for cut in sorted(cuts, key=lambda cut: not cut.article):
        if cut.proclitics in c.words.of:
            return nth, c.headed(at, c.words.article + cut.stem if cut.article else cut.stem), at
    return None


def _day_of_month(c: Context, at: int, nth: int) -> Read | None:
    """The n-th day of a month: ثالث أيام رمضان."""
    month = parts.month(c, at)
    return absolute.with_year(c, nth, month[0], month[1], month[2], None) if month is not None else None


def _one_of(c: Context, at: int, nth: int) -> Read | None:
    """The n-th day of the feast near the publication: ثاني أيام العيد."""
    found = c.match(c.words.counted_feasts, at)
    if found is None:
        return None
    names, stop = found
    stop = parts.behind_modifier(c, stop)
    first = None
    if c.anchor.published is not None:
        firsts = [(month, day) for month, day, _ in (c.words.hijri_feasts_by_name[name] for name in names)]
        first = c.resolver.near_feast(c.anchor.published, firsts)
    day = later(first, nth - 1) if first is not None else None
    return Period(day, day, "day", True), stop


def _named(c: Context, i: int, nth: int | None) -> Read | None:
    """A feast by its name, or the n-th of its days; 0 is the day before it."""
    found = _feast(c, i)
    if found is None:
        return None
    kept, stop = found
    modifier, given = parts.modifier(c, stop), parts.year(c, stop)
    side, stop = modifier or ("", stop)
    if given is not None:
        day, stop = kept.of(given[0]) if kept.hijri or given[1] != "hijri" else None, given[2]
    elif c.anchor.published is not None:
        published = c.anchor.published
        year = hijri_year(published) if kept.hijri else published.year
        day = c.resolver.nearest(c.anchor, kept.of, year, side, None)
    else:
        return Period(None, None, "day", True), stop
    if day is None:
        return None
    if nth is not None:
        day += datetime.timedelta(days=nth - 1)
    return Period(day, day, "day", given is None), stop


def _feast(c: Context, at: int) -> tuple[_Feast, int] | None:
    """The feast that is named at a token, and the index behind its name."""
    by_hijri = c.match(c.words.hijri_feasts, at)
    if by_hijri is not None:
        month, first, _ = by_hijri[0]

        def day_of(year: int) -> Day | None:
            return (hijri_day if year in HIJRI_YEARS else hijri_day_in)(year, month, first)

        return _Feast(day_of, hijri=True), by_hijri[1]
    fixed = c.match(c.words.feasts, at)
    if fixed is not None:
        return _Feast(lambda year: safe_day(year, *fixed[0])), fixed[1]
    moving = c.match(c.words.easter, at)
    if moving is not None and c.norm(moving[1]) not in c.words.easter_others:
        return _Feast(lambda year: easter(year) + datetime.timedelta(days=moving[0])), moving[1]
    return None
