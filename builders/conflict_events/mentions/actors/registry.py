"""Known actors: the rows of the registry, and who held an office in which year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Known:
    """A row of the registry. ``since`` and ``until`` are years of office or existence, None where open or unknown."""

    id: str
    name: str
    sector: str
    country: str
    kind: str
    since: int | None
    until: int | None
    note: str


def read(tables: Mapping[str, Any]) -> dict[str, Known]:
    """The known actors by id, from the registry's tables (``Language.registry``)."""
    return {
        row["id"]: Known(
            row["id"],
            row["name"],
            row["sector"],
            row["country"],
            row["kind"],
            int(row["from"]) if row["from"] else None,
            int(row["to"]) if row["to"] else None,
            row["note"],
        )
        for row in tables.get("actors", ())
    }


class Offices:
    """Who held which office when: the persons of the registry whose note names an office."""

    def __init__(self, registry: Mapping[str, Known]) -> None:
        self._held: dict[tuple[str, str], list[Known]] = {}
        for known in registry.values():
            if known.kind == "person" and known.note:
                self._held.setdefault((known.note, known.country), []).append(known)

    def holder(self, office: str, country: str, year: int) -> Known | None:
        """Who held the office in that year, if the registry has just one; ``country`` is an ISO 3166 alpha-3 code."""
        held = [k for k in self._held.get((office, country), ()) if (k.since or 0) <= year <= (k.until or 9999)]
        return held[0] if len(held) == 1 else None
