"""A month or a year alone: what tells it from a name or a count."""

from __future__ import annotations

from dataclasses import replace

from conflict_events.mentions.calendars import year_of
from conflict_events.mentions.dates import parts
from conflict_events.mentions.dates.context import Context, Read

_BEHIND_YEAR = frozenset("-–—:")
_BULLETS = frozenset("-–—•*")
_OLD, _OLDEST = 1900, 1800
"""The first years that are read as such, where something before them may tell so and where it does."""


def alone(c: Context, at: int) -> Read | None:
    """At the first word of what is read."""
    return read(c, at, c.bare, c.strict)


def read(c: Context, at: int, bare: bool, strict: bool) -> Read | None:
    """A month or a year alone, which needs a word of time before it in running text."""
    before_it = c.cutter.cuts(c.tokens[at - 1].norm) if at > c.first else ()
    led = not strict or not bare or any(x.stem in c.words.time for x in before_it)
    month = parts.month(c, at)
    if month is not None and (month[3] or (led and not _is_other_word(c, at))):
        return c.resolver.month(c.anchor, month[0], month[1], None, ""), month[2]
    before = c.before(at)
    inside, uncounted = before in c.words.behind_in, parts.uncounted(c, at + 1)
    year = c.year(at, _OLDEST if inside and uncounted else _OLD)
    if year is None:
        return None
    # 1975 - قيام الدولة, - 1975: قيام الدولة: what the lines of a chronicle begin with.
    first = at == c.first or (at == c.first + 1 and before in _BULLETS)
    opening = first and c.norm(at + 1) in _BEHIND_YEAR
    sure = opening or (uncounted and _of_event(c, at, c.words.dated_events))
    if not sure and not led and not any(x.stem in c.words.dated_events and not x.article for x in before_it):
        return None
    if strict and not sure and not inside:
        following = c.tokens[at + 1] if at + 1 < c.last else None
        counts = before.strip(c.words.conjunction) in c.words.counts_behind
        if counts or (following is not None and parts.counted(c, following)):
            return None
    period, published = year_of(year), c.anchor.published
    if published is not None and year > published.year and _of_event(c, at, c.words.recurring):
        # ملاعب مونديال 2022: what is told of it before does not lie in that year.
        period = replace(period, earliest=None, latest=None)
    return period, at + 1


def _is_other_word(c: Context, at: int) -> bool:
    """Whether a month, as it is written, is another word where nothing more tells that it is one: من أب تشادي."""
    return c.text.endswith(c.words.not_months_alone, c.tokens[at].start, c.tokens[at].end)


def _of_event(c: Context, at: int, names: frozenset[str]) -> bool:
    """Whether a year ends the name of what happened in it: غزو العراق 2003."""
    for i in range(at - 1, max(c.first, at - c.words.event_reach) - 1, -1):
        if c.tokens[i].kind != "word":
            return False
        if c.cutter.is_one(c.tokens[i].norm, names):
            return True
    return False
