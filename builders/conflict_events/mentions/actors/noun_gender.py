"""The gender of a singular noun, as far as its ending tells it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

Gender = Literal["m", "f", ""]


class NounGender:
    """Of a language's nouns; ``relation``: the section of the actors' grammar that tells how they end."""

    def __init__(self, relation: Mapping[str, Any]) -> None:
        self._feminine: str = relation["feminine"]
        self._unsure = tuple(relation["feminine_endings"])
        self._feminine_nouns = frozenset(relation["feminine_nouns"])

    def of(self, noun: str) -> Gender:
        """Of a noun as it is written in a table; "" where it may be of either gender."""
        if noun.endswith(self._feminine):
            return "f"
        return "" if noun.endswith(self._unsure) or noun in self._feminine_nouns else "m"
