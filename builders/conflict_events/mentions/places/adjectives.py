"""Adjectives behind a place's name or a common noun: those of its country, of a direction, and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from conflict_events.language import Language
from conflict_events.lexical.text import fold
from conflict_events.mentions.places.forms import rules
from conflict_events.mentions.places.reading import Reading
from conflict_events.records import Hit


class Described(NamedTuple):
    """The token behind the adjectives, the compass letters of those that have one (or ""), the countries named."""

    last: int
    letter: str
    countries: list[str]


class Adjectives:
    """Reads adjectives, by a language's tables."""

    def __init__(self, language: Language) -> None:
        self._article = language.clitics.article
        self._masculine = fold(rules(language)["nationality_endings"]["masculine"])

    def behind_name(self, r: Reading, at: int, last: int, country: str) -> Described:
        """The adjectives from token ``at`` on, of nationalities only that of the name's own country."""
        return self._read(r, at, last, country, ("place-adjective",))

    def behind_noun(self, r: Reading, at: int, last: int) -> Described:
        """The adjectives from token ``at`` on, with all nationalities."""
        return self._read(r, at, last, None, ("place-adjective", "place-quality"))

    def behind_unknown(self, r: Reading, at: int, last: int) -> Described:
        """The adjectives from token ``at`` on behind a name of an unknown country."""
        return self._read(r, at, last, None, ("place-adjective",))

    def nationality(self, r: Reading, at: int, last: int) -> Hit | None:
        """The nationality with the article at a token."""
        hit = r.hit("place-nationality", at, last)
        return hit if hit is not None and r.document.tokens[at].norm.startswith(self._article) else None

    def masculine(self, r: Reading, at: int, last: int) -> bool:
        """Whether a masculine nationality follows: towns are feminine, "مدريد الإسباني" is the club."""
        hit = r.hit("place-nationality", at, last)
        norm = r.document.tokens[hit.last - 1].norm if hit is not None else ""
        return norm.startswith(self._article) and norm.endswith(self._masculine)

    def _read(self, r: Reading, at: int, last: int, country: str | None, kinds: Sequence[str]) -> Described:
        letter = ""
        countries: list[str] = []
        while at < last:
            nation = self.nationality(r, at, last)
            if nation is not None and (country is None or nation.entry.payload == country):
                countries.append(nation.entry.payload)
                at = nation.last
                continue
            adjective = next((h for kind in kinds if (h := r.hit(kind, at, last)) is not None), None)
            if adjective is None:
                break
            if adjective.entry.payload not in letter:
                letter += adjective.entry.payload
            at = adjective.last
        return Described(at, letter, countries)
