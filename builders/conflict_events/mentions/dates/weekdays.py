"""Weekdays with what stands with them, and days counted from today."""

from __future__ import annotations

import datetime
from dataclasses import replace

from conflict_events.lexical.text import COMMAS
from conflict_events.mentions.calendars import Day, Period, later
from conflict_events.mentions.dates import absolute, nth, parts, units
from conflict_events.mentions.dates.absolute import NO_DAY
from conflict_events.mentions.dates.context import DASHES, Context, Read

_BEFORE_DATE = COMMAS | frozenset("(-–")
_BEFORE_WEEKDAY = COMMAS | {"("}
_MOST_OF_MONTH = 5
"""Days of one weekday in a month, at most: a higher ordinal behind it is a day of the month."""


def weekday(c: Context, at: int) -> Read | None:
    """[part of day] [day] weekday [modifier | date] [part of day]."""
    part = c.match(c.words.day_parts, at)
    i = c.skip(part[1] if part is not None else at, c.words.this)
    named = c.skip(i, c.words.day_word)
    found = c.match(c.words.weekdays, named)
    if found is None and named > i:
        found = c.match(c.words.bare_weekdays, named)
    if found is None:
        if part is not None:
            return relative_day(c, part[1]) or _in_period(c, at)
        bare = c.match(c.words.bare_weekdays, at)
        return _of_week(c, bare[1], bare[0]) if bare is not None else None
    if at == named and _behind(c, at, c.words.not_after):
        return None
    weekday, stop = found
    told = _told(c, i, weekday, stop)
    if told is not None:
        return told
    night = _night(c, part[1] - 1, weekday, stop) if part is not None else None
    if night is not None:
        return night
    if at == named and _behind(c, at, c.words.named_by_weekdays):
        return None
    today = c.anchor.published if c.norm(i) in c.words.today else None
    if today is not None and (near := _corrected(today, weekday)).weekday() == weekday:
        return _with_day_part(c, (Period(near, near, "day", True), stop))
    return _with_day_part(c, (c.resolver.weekday(c.anchor, weekday, ""), stop))


def _told(c: Context, at: int, weekday: int, stop: int) -> Read | None:
    """The weekday by what stands behind it, at ``stop``: a modifier, a date, a month or week that it is of, a day of the
    month. ``at``: where the weekday begins.
    """
    modifier = parts.modifier(c, stop)
    modified = modifier is not None and modifier[0] != "recent"
    date_at = _date_at(c, modifier[1] if modifier is not None and modified else stop)
    i = c.skip(date_at, c.words.on) if date_at == stop else date_at
    dated = _dated(c, i, weekday)
    nth = _nth_of_month(c, stop, weekday, dated) if not modified else None
    if nth is not None:
        return nth
    if dated is not None:
        period, published = dated[0], c.anchor.published
        if c.norm(at) in c.words.today and _misdated(period.latest, published, weekday):
            period = Period(published, published, "day", True)
        return _with_day_part(c, (period, _closed(c, date_at, dated[1])))
    if modifier is not None and modified:
        return _with_day_part(c, (c.resolver.weekday(c.anchor, weekday, modifier[0]), modifier[1]))
    of_week = _of_week(c, c.skip(stop, c.words.of), weekday)
    if of_week is not None:
        return of_week
    numbered = _numbered(c, i, weekday)
    return _with_day_part(c, numbered) if numbered is not None else None


def _with_day_part(c: Context, read: Read) -> Read:
    """A day with the part of the day behind it: الأحد مساء."""
    return read[0], c.skip(read[1], c.words.day_parts_after)


def _of_week(c: Context, at: int, weekday: int) -> Read | None:
    """The weekday of the week that a token begins: الأحد من الأسبوع الماضي."""
    week = units.period(c, at)
    if week is None or week[0].unit != "week":
        return None
    return c.resolver.in_week(week[0], weekday), week[1]


def _nth_of_month(c: Context, at: int, weekday: int, dated: Read | None) -> Read | None:
    """الجمعة الأولى من مايو, unless ``dated``, with the ordinal as day of the month, is such a weekday."""
    which = parts.ordinal(c, at)
    if which is None or which[0] > _MOST_OF_MONTH:
        return None
    if dated is not None and dated[0].latest is not None and dated[0].latest.weekday() == weekday:
        return None
    return nth.nth_weekday(c, weekday, *which)


def _numbered(c: Context, at: int, weekday: int) -> Read | None:
    """The weekday that is a day of the month near the publication: الأحد 10."""
    day = parts.day(c, at)
    if day is None or c.norm(at) in c.words.weekdays_counted:
        return None
    definite = c.norm(at).startswith(c.words.article)
    if not (definite or c.is_number(at) or day[0] > 10):
        return None
    if parts.counts(c, day[1]) or _looks_counted(c, day[1], at) or c.norm(day[1]) in NO_DAY:
        return None
    near = c.resolver.weekday_of_month(c.anchor, day[0], weekday)
    return (near, day[1]) if near is not None else None


def _behind(c: Context, at: int, words: frozenset[str]) -> bool:
    """Whether one of the words, without the article, stands before a token."""
    cuts = c.cutter.cuts(c.tokens[at - 1].norm) if at > c.first else ()
    return any(cut.stem in words and not cut.article for cut in cuts)


def _date_at(c: Context, at: int) -> int:
    """Where the date that a weekday is told with would begin: behind a bracket, a comma, "corresponding to"."""
    i = c.skip(at, _BEFORE_DATE)
    matched = c.match(c.words.corresponds, i)
    return c.skip(matched[1] if matched is not None else i, c.words.corresponds_to)


def _dated(c: Context, at: int, weekday: int) -> Read | None:
    """The day that a weekday is told with."""
    read = absolute.numeric(c, at, weekday) or absolute.absolute(c, at, weekday)
    return read if read is not None and read[0].precision == "day" else None


def _closed(c: Context, at: int, stop: int) -> int:
    """The index behind the bracket that was opened before a token."""
    return c.skip(stop, (")",)) if c.norm(at - 1) == "(" else stop


def _in_period(c: Context, at: int) -> Read | None:
    """وقت سابق من الشهر الجاري, وقت لاحق من العام."""
    found = c.match(c.words.of_period, at)
    if found is None:
        return None
    side, i = found
    read = units.period(c, i) or units.running(c, i)
    if read is None or not read[0].relative:
        return None
    if c.norm(read[1] - 1) in c.words.same or c.norm(i) in c.words.same_before:
        # لاحقا في العام نفسه: of another year than that of the publication, maybe.
        return read
    (period, stop), published = read, c.anchor.published
    if published is None or period.earliest is None or period.latest is None:
        return read
    if not period.earliest <= published <= period.latest:
        return read
    if side == "earlier":
        return Period(period.earliest, published, "range", True), stop
    return Period(published, period.latest, "range", True), stop


def relative_day(c: Context, at: int) -> Read | None:
    """اليوم, أمس, غدا; a weekday behind it that lies one day off corrects the publication day."""
    beside = c.match(c.words.days_beside, at)
    if beside is not None:
        return _beside(c, *beside)
    found = c.match(c.words.relative_days, at)
    if found is None or _means_no_day(c, at, found[1]):
        return None
    shift, stop = found
    day = c.anchor.published + datetime.timedelta(days=shift) if c.anchor.published is not None else None
    j = c.skip(stop, _BEFORE_WEEKDAY)
    weekday = c.match(c.words.weekdays, j)
    if weekday is not None:
        stop = _closed(c, j, weekday[1])
        dated = _dated(c, c.skip(stop, COMMAS), weekday[0])
        if dated is not None:
            return dated
        day = _corrected(day, weekday[0]) if day is not None else None
    elif shift == 0 and j == stop:
        if c.norm(j) in c.words.same:
            return Period(None, None, "day", True), j + 1
        if c.norm(j) in c.words.which or parts.ordinal(c, j) is not None:
            # اليوم الثالث, اليوم الذي: the third day, the day on which, not today.
            return None
    return _with_day_part(c, (Period(day, day, "day", True), stop))


def _means_no_day(c: Context, at: int, stop: int) -> bool:
    """Whether words for a day are part of a phrase that dates nothing, or a word of other meaning before another word."""
    if c.match(c.words.no_days, at) is not None:
        return True
    homograph = stop == at + 1 and c.norm(at) in c.words.homographs
    return homograph and stop < c.last and c.tokens[stop].kind == "word"


def _beside(c: Context, shift: int, stop: int) -> Read:
    """اليوم السابق; of اليوم التالي only the dates before it tell which day it is."""
    published = c.anchor.published
    day = later(published, shift) if published is not None and shift < 0 else None
    return Period(day, day, "day", True), stop


def same_day(c: Context, at: int) -> Read | None:
    """نفس اليوم, نفس الليلة: which day it is, the dates before it tell."""
    same = c.norm(at) in c.words.same_before and c.norm(at + 1) in c.words.running_days
    return (Period(None, None, "day", True), at + 2) if same else None


def _night(c: Context, at: int, weekday: int, stop: int) -> Read | None:
    """ليل السبت الأحد: the night between two days."""
    i = c.skip(stop, DASHES | c.words.range_to | c.words.night_to)
    second = c.match(c.words.weekdays, i)
    if c.norm(at) not in c.words.night or second is None or second[0] != (weekday + 1) % 7:
        return None
    first, last = c.resolver.weekday(c.anchor, weekday, ""), c.resolver.weekday(c.anchor, second[0], "")
    if first.earliest is not None and last.latest is not None and last.latest < first.earliest:
        last = replace(last, latest=first.earliest + datetime.timedelta(days=1))
    return Period(first.earliest, last.latest, "range", True), second[1]


def _looks_counted(c: Context, at: int, day_at: int) -> bool:
    """الأحد 10 قتلى, الأحد ثلاثة عشر قتيلا: an indefinite number behind a weekday with a word behind it counts things."""
    definite = c.norm(day_at).startswith(c.words.article)
    return not definite and at < c.last and c.tokens[at].kind == "word"


def _misdated(day: Day | None, published: Day | None, weekday: int) -> bool:
    """Whether "today" is dated with the publication's weekday, day and month, but with the year before or behind it."""
    if day is None or published is None or published.weekday() != weekday:
        return False
    return (day.month, day.day) == (published.month, published.day) and abs(day.year - published.year) == 1


def _corrected(day: Day, weekday: int) -> Day:
    """The day before or behind a day where that is the weekday, else the day itself."""
    off = (weekday - day.weekday() + 3) % 7 - 3
    return day + datetime.timedelta(days=off) if abs(off) <= 1 else day
