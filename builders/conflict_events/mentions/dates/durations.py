"""How long something lasted, or how far off it is: units of time with how many of each."""

from __future__ import annotations

from conflict_events.lexical.text import COMMAS
from conflict_events.mentions.dates import parts
from conflict_events.mentions.dates.context import Context
from conflict_events.mentions.dates.resolution import FEW, Duration
from conflict_events.mentions.dates.words import Unit

_Part = tuple[str, float, float]
"""A unit by its name with the fewest and the most of it."""
_BY_NUMBER = {1: (1.0, 1.0), 2: (2.0, 2.0), 0: FEW}
"""How many a unit's form alone tells: one, two, a few."""

_SIZES = ("minute", "hour", "day", "week", "month", "year", "decade")
_HALVES = {
    "decade": ("year", 4.0, 6.0),
    "year": ("month", 5.0, 7.0),
    "month": ("day", 13.0, 17.0),
    "week": ("day", 3.0, 4.0),
}
"""What half a unit is, told roughly, as half a year is."""


def duration(c: Context, at: int) -> tuple[Duration, int] | None:
    """Units with how many of each, and the index behind: 3 أيام, شهرين, بضعة أشهر, سنة و3 أشهر, ربع قرن."""
    length: list[_Part] = []
    about = c.match(c.words.about, at) or c.match(c.words.more, at)
    i = about[1] if about is not None else at
    whole = c.match(c.words.lengths, i)
    if whole is not None:
        return [whole[0]], _behind_of_time(c, whole[1])
    while i < c.last:
        read = _part(c, i, length, about is not None)
        if read is None:
            break
        part, i = read
        length.append(part)
        half = _half(c, i, part[0])
        if half is not None:
            length.append(half[0])
            return length, half[1]
    return (length, _behind_of_time(c, i)) if length else None


def _behind_of_time(c: Context, at: int) -> int:
    """The index behind "of time", where that stands at a token: عقد من الزمن."""
    of_time = c.match(c.words.of_time, at)
    return of_time[1] if of_time is not None else at


def _part(c: Context, at: int, before: list[_Part], about: bool) -> tuple[_Part, int] | None:
    """So many of a unit, joined to those ``before`` it, and the index behind; ``about``: behind a word for "about"."""
    i, word = at, c.norm(at)
    if before:
        i = c.skip(at, COMMAS | {c.words.conjunction})
        if i == at and not word.startswith(c.words.conjunction):
            return None
    found = _numbered(c, i) or _by_form(c, i, bool(before) and i == at)
    if found is None:
        return None
    unit, low, high, stop = found
    if word in COMMAS and _SIZES.index(unit.name) >= _SIZES.index(before[-1][0]):
        # قبل سبع سنوات، 42 عاما: another length of time.
        return None
    # قبل قرابة الشهر, منذ نحو العامين: a definite unit is counted behind "about" only.
    if unit.definite and (not about or before or unit.count == 0):
        return None
    return (unit.name, low, high), stop


def _numbered(c: Context, at: int) -> tuple[Unit, float, float, int] | None:
    """A unit behind a numeral, with the bounds of that and the index behind: 3 أيام, بضعة أشهر."""
    numeral = c.parser.parse(c.tokens, at, c.last, c.text) if not c.is_cut(at) else None
    if numeral is None or numeral.article:
        return None
    unit = c.match(c.words.units, numeral.last)
    return (unit[0], numeral.low, numeral.high, unit[1]) if unit is not None else None


def _by_form(c: Context, at: int, joined: bool) -> tuple[Unit, float, float, int] | None:
    """A unit whose form tells how many there are, with the numeral that tells it again: شهرين, يومين اثنين. ``joined``:
    without the conjunction that is written on to it.
    """
    word = c.norm(at)
    unit = c.words.units.match(c.tokens, at, c.last, word.removeprefix(c.words.conjunction) if joined else word)
    if unit is None or _names(c, *unit):
        return None
    count, stop = unit[0].count, unit[1]
    again = c.parser.parse(c.tokens, stop, c.last, c.text) if count > 0 else None
    if again is not None and again.low == count and not again.proclitics:
        stop = again.last
    return unit[0], *_BY_NUMBER[count], stop


def _half(c: Context, at: int, unit: str) -> tuple[_Part, int] | None:
    """And a half of a unit (عام ونصف العام, شهر ونصف شهر), as so many of a smaller one."""
    word, conjunction = c.norm(at), c.words.conjunction
    if unit not in _HALVES or not word.startswith(conjunction):
        return None
    if word.removeprefix(conjunction) not in c.words.halves:
        return None
    again = c.match(c.words.units, at + 1)
    stop = again[1] if again is not None else at + 1
    return _HALVES[unit], stop


def _names(c: Context, unit: Unit, at: int) -> bool:
    """Whether a decade, a year, a month, a day or a part of one is named and not counted: منذ عقد التسعينيات, قبل عام 1970,
    خلال شهر مارس, قبل يوم الأحد, خلال ساعات الصباح, خلال ساعات فجر الأحد.
    """
    if unit.name == "decade" and c.match(c.words.decades, at) is not None:
        return True
    if unit.name == "day" and c.match(c.words.weekdays, at) is not None:
        return True
    if unit.name == "hour" and (_is_part_of_day(c, at) or c.match(c.words.day_parts, at) is not None):
        return True
    if unit.count != 1:
        return False
    return c.year(at) is not None if unit.name == "year" else unit.name == "month" and parts.month(c, at) is not None


def _is_part_of_day(c: Context, at: int) -> bool:
    """Whether a word with the article is a part of the day."""
    norm, article = c.norm(at), c.words.article
    named = c.words.day_parts
    return norm.startswith(article) and named.match(c.tokens, at, c.last, norm.removeprefix(article)) is not None
