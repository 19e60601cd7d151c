"""What points back to a date before it: هاجموا البلدة في 3 مايو 2014، وتحاصر منذ ذلك الحين, في العام نفسه, نفس اليوم."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflict_events.mentions.calendars import month_of, open_ended, safe_day
from conflict_events.mentions.dates.words import DateWords
from conflict_events.records import DateValue, Document, Mention


def pointing_back(document: Document, dates: Sequence[Mention], words: DateWords) -> list[Mention]:
    """The dates in their order. "Since then" begins with the date before it in its sentence or the one before, the end of
    "the same year", "month" or "day" is that of such a date; they are left out where there is none whose days are known.
    """
    found: list[Mention] = []
    for date in dates:
        since, same = _points_back(document, date, words), _same(document, date, words)
        if since or same:
            before = found[-1] if found else None
            value = before.value if before is not None and date.sentence - before.sentence <= 1 else None
            if not isinstance(value, DateValue) or value.earliest is None:
                continue
            if same:
                if date.last < len(document.tokens) and document.tokens[date.last].norm in words.told_apart:
                    continue
                moved = _moved(date.value, same, value)
                if moved is not None:
                    found.append(replace(date, value=moved))
                continue
            published = document.article.published
            value = replace(open_ended(value, published), precision="range")
            if published is None:
                value = replace(value, latest=None)
            date = replace(date, value=value)
        found.append(date)
    return found


def _points_back(document: Document, date: Mention, words: DateWords) -> bool:
    tokens = document.tokens
    return any(
        (then := words.then.match(tokens, i, date.last)) is not None and then[1] == date.last
        for i in range(date.first + 1, date.last)
    )


def _same(document: Document, date: Mention, words: DateWords) -> str:
    """Whether a date ends with "the same year", "the same month" or "the same day": the unit, "" for none of them."""
    tokens = document.tokens
    if date.last - date.first < 2:
        return ""
    at = date.last - 1
    if tokens[at].norm in words.same:
        norm = tokens[at - 1].norm
    elif tokens[at - 1].norm.endswith(tuple(words.same_before)):
        norm = tokens[at].norm
    else:
        return ""
    units = (("year", words.year_word), ("month", words.month_word), ("day", words.day_word | words.running_days))
    return next((unit for unit, names in units if norm.endswith(tuple(names))), "")


def _moved(value: object, unit: str, before: DateValue) -> DateValue | None:
    """A date moved to the year, the month or the day of another one."""
    to = before.earliest
    if to is None or not isinstance(value, DateValue):
        return None
    if unit == "day":
        return replace(before, basis=value.basis) if before.precision == "day" else None
    if value.earliest is None or value.latest is None:
        return None
    if unit == "month" and value.precision == "month":
        period = month_of(to.year, to.month)
        return replace(value, earliest=period.earliest, latest=period.latest)
    first, last = value.earliest, value.latest
    earliest = safe_day(to.year, to.month if unit == "month" else first.month, first.day)
    latest = safe_day(to.year, to.month if unit == "month" else last.month, last.day)
    known = earliest is not None and latest is not None and earliest <= latest
    return replace(value, earliest=earliest, latest=latest) if known else None
