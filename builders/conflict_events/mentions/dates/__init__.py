"""Dates: absolute, relative and by the Hijri calendar, read by a small grammar over tokens.

The words are data (``dates.toml``); the grammar knows days, months, years, weekdays, units of time, their modifiers
(last, this, next), parts of days and periods, and how they follow each other.
"""

from conflict_events.mentions.dates.finder import DateFinder

__all__ = ["DateFinder"]
