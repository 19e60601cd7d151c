"""From which year to which: 1954-1962, 2013-14, (1954 إلى 1962), 2017/2018."""

from __future__ import annotations

from conflict_events.mentions.calendars import HIJRI_YEARS, Period, year_of
from conflict_events.mentions.dates.context import CLOSING, OPENING, Context, Read
from conflict_events.mentions.dates.units import whole_year

_RANGE_DASHES = frozenset("-–")
_OLDEST, _OLD, _LONGEST = 1500, 1900, 150
"""The first year of ranges, the first of those that nothing else tells to be years, and how many years they last."""
_MONTHS = 12


def years(c: Context, at: int) -> Read | None:
    """Two years with a dash: 1954-1962; in brackets also with a word: (1954 إلى 1962)."""
    across = _across_years(c, at)
    if across is not None:
        return across
    first, second = c.year(at, _OLDEST), c.year(at + 2, _OLDEST) or _short_year(c, at)
    if first is None or second is None or not first < second <= first + _LONGEST:
        return None
    before = c.before(at)
    bracketed = before in OPENING and (at + 3 >= c.last or c.norm(at + 3) in CLOSING)
    if c.norm(at + 1) not in (c.words.range_to if bracketed else _RANGE_DASHES):
        return None
    if first < _OLD and not bracketed and before not in c.words.paired:
        # 1500-1600 may count.
        return None
    return Period(year_of(first).earliest, year_of(second).latest, "range"), at + 3


def _short_year(c: Context, at: int) -> int | None:
    """The year whose last two figures stand behind a year and a dash: 2013-14. Up to 12 they may be a month."""
    first, norm = c.year(at, _OLD), c.norm(at + 2)
    if first is None or not c.is_number(at + 2) or not norm.isdecimal() or len(norm) != 2 or int(norm) <= _MONTHS:
        return None
    return first - first % 100 + int(norm)


def _across_years(c: Context, at: int) -> Read | None:
    """A year with the next behind a slash, of either calendar: موسم 2017/2018, 1436 / 1437."""
    first, second = c.year(at, HIJRI_YEARS[0]), c.year(at + 2, HIJRI_YEARS[0])
    if first is None or second != first + 1 or c.norm(at + 1) != "/":
        return None
    if second in HIJRI_YEARS:
        begin, end = whole_year(first, "hijri"), whole_year(second, "hijri")
    elif first >= _OLD:
        begin, end = year_of(first), year_of(second)
    else:
        return None
    return (Period(begin.earliest, end.latest, "range"), at + 3) if begin is not None and end is not None else None
