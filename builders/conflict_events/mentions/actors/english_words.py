"""Where English puts the words of an actor's name, and what it calls otherwise than Arabic does (registry/english.toml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any


class EnglishWords:
    """The words of the table."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.before_nationality = frozenset(table["before_nationality"])
        self.in_names_of_states = frozenset(table["in_names_of_states"])
        self.no_longer = frozenset(table["no_longer"])
        self.terrorist = frozenset(table["terrorist"])
        self._before_nouns: Mapping[str, str] = table["before_nouns"]
        self._of_bodies = {word: (of["english"], frozenset(of["sectors"])) for word, of in table["of_bodies"].items()}
        self._offices: Mapping[str, str] = table["offices"]
        self._ministries = [
            (re.compile(rf"^((?:.* )?{nationality} (?:\w+ )+)({'|'.join(words)})$"), words)
            for nationality, words in table["ministries"].items()
        ]

    def before_noun(self, name: str) -> str:
        """A name as it stands before a noun: without what brackets add to it, and the Houthis as Houthi."""
        first, _, rest = name.partition(" (")[0].partition(" ")
        return f"{self._before_nouns.get(first, first)} {rest}".strip()

    def of_body(self, adjective: str, sector: str) -> str:
        """What an adjective is where it describes a body of a sector."""
        other, sectors = self._of_bodies.get(adjective, (adjective, frozenset()))
        return other if sector in sectors else adjective

    def usual(self, name: str) -> str:
        """The usual name of an office or a ministry of a state that calls it otherwise than others do."""
        for common, usual in self._offices.items():
            if name.endswith(common):
                return name.removesuffix(common) + usual
        for pattern, words in self._ministries:
            common_name = pattern.match(name)
            if common_name is not None:
                return f"{common_name[1]}{words[common_name[2]]}"
        return name
