"""What points back to a date before it: هاجموا البلدة في 3 مايو، وتحاصر منذ ذلك الحين."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflict_events.mentions.calendars import open_ended
from conflict_events.mentions.dates.words import DateWords
from conflict_events.records import DateValue, Document, Mention


def since_then(document: Document, dates: Sequence[Mention], words: DateWords) -> list[Mention]:
    """The dates in their order; "since then" begins with the date before it in its sentence or the one before, and is left
    out where there is none whose days are known.
    """
    found: list[Mention] = []
    for date in dates:
        if _points_back(document, date, words):
            before = found[-1] if found else None
            value = before.value if before is not None and date.sentence - before.sentence <= 1 else None
            if not isinstance(value, DateValue) or value.earliest is None:
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
