"""Two dates on which one thing happened: ليل الثلاثاء وصباح الأربعاء, في نوفمبر 2016 وفي فبراير 2017."""

from __future__ import annotations

from conflict_events.mentions.base import VERBS
from conflict_events.mentions.calendars import WEEK, Period, later
from conflict_events.mentions.dates.words import DateWords
from conflict_events.records import Document


def joins_at(document: Document, at: int, last: int, words: DateWords) -> int | None:
    """Where the date begins that a conjunction at a token ties to the one before: there, or behind a preposition; None where
    no conjunction stands there.
    """
    norm = document.tokens[at].norm if at < last and document.tokens[at].kind == "word" else ""
    if not norm.startswith(words.conjunction):
        return None
    alone = norm.removeprefix(words.conjunction)
    return at + 1 if not alone or alone in words.behind_in else at


def can_join(document: Document, at: int, words: DateWords) -> bool:
    """Whether a date that begins at a token is a time of its own, and no bound or distance."""
    norm = document.tokens[at].norm
    bounds = (
        words.since,
        words.by,
        words.between,
        words.until,
        words.ago,
        words.hence,
        words.within,
        words.more,
        words.less,
    )
    cut = {norm, norm.removeprefix(words.conjunction)}
    return not any(cut & table.first_words for table in bounds) and cut.isdisjoint(words.range_from)


def tells_more(document: Document, at: int, last: int) -> bool:
    """Whether a verb may stand at a token, of which alone the date right before it tells: قتل ثلاثة الأحد والاثنين أصيب آخر."""
    if at >= last or document.tokens[at].kind != "word":
        return False
    return any(document.within(kind, at, at + 1) for kind in VERBS)


def together(first: Period, second: Period) -> Period | None:
    """From the first of two periods up to the end of the other, None where they cannot be of one time."""
    if (first.precision == "day") != (second.precision == "day"):
        return None
    relative = first.relative or second.relative
    earliest, begins, latest = first.earliest, second.earliest, second.latest
    if all(bound is None for bound in (earliest, first.latest, begins, latest)):
        return Period(None, None, "range", True)
    if earliest is None or first.latest is None or begins is None or latest is None:
        return None
    if earliest > begins and first.relative and second.relative and (earliest - begins).days < WEEK:
        # الأحد والاثنين, published on a Sunday
        earliest = later(earliest, -WEEK) if first.precision == "day" else None
    if earliest is None or earliest > begins:
        return None
    if first.precision == "day" and relative and (begins - earliest).days > 1:
        # أضربوا الأحد والثلاثاء: not on the day between
        return None
    return Period(earliest, latest, "day" if earliest == latest else "range", relative)
