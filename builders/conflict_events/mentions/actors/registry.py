"""Known actors: the rows of the registry, and who held an office in which year."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any, NamedTuple

OF_NO_STATE = ("IGO", "NGO")
"""Sectors whose bodies and persons are of no one state."""


class Term(NamedTuple):
    """Years in an office (of persons) or of existence, None where open or unknown; the office, "" where it has no name; the
    sector in these years.
    """

    office: str
    since: int | None
    until: int | None
    sector: str


class Known(NamedTuple):
    """A row of the registry."""

    id: str
    name: str
    sector: str
    country: str
    kind: str
    note: str
    terms: tuple[Term, ...]

    def sector_in(self, year: int | None, offices: Set[str] = frozenset()) -> str:
        """The sector in a year; where that is unknown, that of the term in which he held one of the offices, else the first."""
        if year is None:
            return next((t.sector for t in self.terms if t.office in offices), self.sector)
        return next((t.sector for t in reversed(self.terms) if (t.since or 0) <= year), self.sector)


def read(tables: Mapping[str, Any]) -> dict[str, Known]:
    """The known actors by id, from the registry's tables (``Language.registry``)."""
    return {
        row["id"]: Known(
            row["id"],
            row["name"],
            row["sector"].split("|")[0],
            row["country"],
            row["kind"],
            row["note"],
            _terms(row),
        )
        for row in tables.get("actors", ())
    }


def _terms(row: Mapping[str, str]) -> tuple[Term, ...]:
    """The terms of a row: its cells hold as many years as there are terms, and one office or one for each term."""
    since, until, offices = row["from"].split("|"), row["to"].split("|"), row["note"].split("|")
    sectors = row["sector"].split("|")
    if row["kind"] != "person":
        offices = [""]
    offices = offices * len(since) if len(offices) == 1 else offices
    sectors = sectors * len(since) if len(sectors) == 1 else sectors
    return tuple(
        Term(office, int(a) if a else None, int(b) if b else None, sector)
        for office, a, b, sector in zip(offices, since, until, sectors, strict=True)
    )


class Offices:
    """Who held which office when: the persons of the registry whose note names an office."""

    def __init__(self, registry: Mapping[str, Known]) -> None:
        self._held: dict[tuple[str, str], list[tuple[Known, Term]]] = {}
        for known in registry.values():
            for term in known.terms:
                if term.office:
                    self._held.setdefault((term.office, known.country), []).append((known, term))

    def holder(self, office: str, country: str, year: int) -> Known | None:
        """Who held the office throughout that year, if the registry has just one; ``country`` is an ISO 3166 alpha-3 code.

        In the first and the last year of a term somebody else held it, too, whom the registry may lack.
        """
        held = {
            known.id: known
            for known, term in self._held.get((office, country), ())
            if (term.since or 0) < year < (term.until or 9999)
        }
        return next(iter(held.values())) if len(held) == 1 else None
