"""Amounts: numerals with what they count, their bounds, and money.

The words are data (``numbers.toml``, ``units.toml``, ``money.toml``).
"""

from conflict_events.mentions.amounts.finder import AmountFinder

__all__ = ["AmountFinder"]
