"""A month or a year alone: what tells it from a name or a count."""

from __future__ import annotations

from conflict_events.mentions.base import Cutter
from conflict_events.mentions.calendars import year_of
from conflict_events.mentions.dates.context import Context, Read
from conflict_events.mentions.dates.parts import Parts
from conflict_events.mentions.dates.resolution import Resolver
from conflict_events.mentions.dates.words import DateWords
from conflict_events.records import Token

_BEHIND_YEAR = frozenset("-–—:")


class BareReader:
    """Reads months and years that stand alone."""

    def __init__(self, words: DateWords, parts: Parts, resolver: Resolver, cutter: Cutter) -> None:
        self._words = words
        self._parts = parts
        self._resolver = resolver
        self._cutter = cutter

    def alone(self, c: Context, at: int) -> Read | None:
        """At the first word of what is read."""
        return self.read(c, at, c.bare, c.strict)

    def read(self, c: Context, at: int, bare: bool, strict: bool) -> Read | None:
        """A month or a year alone, which needs a word of time before it in running text."""
        before_it = self._cutter.cuts(c.tokens[at - 1].norm) if at > c.first else ()
        led = not strict or not bare or any(x.stem in self._words.time for x in before_it)
        month = self._parts.month(c, at)
        if month is not None and (led or month[3]):
            return self._resolver.month(c.anchor, month[0], month[1], None, ""), month[2]
        led = led or any(x.stem in self._words.dated_events for x in before_it)
        # 1975 - قيام الدولة: what the lines of a chronicle begin with.
        opening = at == c.first and c.norm(at + 1) in _BEHIND_YEAR and not c.is_number(at + 2)
        year = c.year(at) if led or opening else None
        if year is not None:
            following = c.tokens[at + 1] if at + 1 < c.last else None
            before = c.tokens[at - 1].norm if at > c.first else ""
            if (
                strict
                and not opening
                and (
                    before.strip(self._words.conjunction) in self._words.counts_behind
                    or (following is not None and following.kind == "word" and self._counted(following))
                )
            ):
                return None
            return year_of(year), at + 1
        return None

    def _counted(self, token: Token) -> bool:
        """Whether a word behind a bare year makes it a count: an indefinite accusative."""
        norm = token.norm
        return norm.endswith(self._words.counted_endings) and len(norm) > 3 and norm not in self._words.not_counted
