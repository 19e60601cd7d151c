"""From this project's codes to those of other projects, by the tables in ``crosswalks``; each names its sources.

A code that has no counterpart has a row without one, on purpose, whose note says why.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

from conflict_events.language import available, read_folder
from conflict_events.linking.patterns import mutual

_STRENGTH = ("state", "armed", "civilian", "unidentified", "other")
"""Of a side of several parties the first of these that is among them counts: an attack on soldiers and villagers
is one on a state."""
_ARMED = frozenset({"state", "armed", "unidentified"})
"""Classes that ``acled.tsv`` calls armed."""
Parties = list[Mapping[str, Any]]
TALKS = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types whose doers do it with each other."""


@dataclass(frozen=True, slots=True)
class Country:
    """A row of ``countries.tsv``; ``gwno`` is None where Gleditsch and Ward have no such state."""

    name: str
    numeric: str
    gwno: int | None


class Crosswalks:
    """The tables, read once. Methods take codes of this project and return those of another: None or "" where there is none."""

    def __init__(self) -> None:
        self.tables: Mapping[str, list[dict[str, str]]] = read_folder(files("conflict_events") / "crosswalks")
        self.countries = {
            row["iso3"]: Country(row["name"], row["iso_numeric"], _number(row["gwno"]))
            for row in self.tables["countries"]
        }
        self._sectors = {row["sector"]: row for row in self.tables["sectors"]}
        self._violence = {
            (row["side_a"], row["side_b"]): _number(row["type_of_violence"]) for row in self.tables["violence"]
        }
        self._places = {int(row["precision"]): row for row in self.tables["place_precision"]}

    @cached_property
    def _mutual(self) -> frozenset[str]:
        return frozenset[str]().union(*map(mutual, available()))

    def sides(self, event: Mapping[str, Any]) -> tuple[Parties, Parties]:
        """The two sides of a record: doers and those to whom it is done. Where nobody is named to whom it is done and its
        doers do it to each other, by its rule or, where people annotated it, its type, the first of them faces the others (a
        clash, a meeting); else all are on one side (two armies that attack together).
        """
        actors, recipients = list(event["actor"]), list(event["recipient"])
        if recipients or len(actors) < 2:
            return actors, recipients
        annotated = event["extractor"] == "annotations" and event["action"]["type"] in TALKS
        return (actors[:1], actors[1:]) if annotated or event["rule"] in self._mutual else (actors, recipients)

    def cameo(self, event_type: str, modes: Iterable[str]) -> tuple[str, str] | None:
        """CAMEO root code and code, as "19" and "195"."""
        row = self._fitting("cameo", event_type, modes)
        return (row["root"], row["code"]) if row and row["root"] else None

    def acled(self, event_type: str, modes: Iterable[str], target: str) -> tuple[str, str] | None:
        """ACLED event type and sub-event type; ``target`` is the class of the side to which it is done, or ""."""
        kind = "armed" if target in _ARMED else target
        row = self._fitting("acled", event_type, modes, kind)
        return (row["event_type"], row["sub_event_type"]) if row and row["event_type"] else None

    def _fitting(self, table: str, event_type: str, modes: Iterable[str], target: str = "") -> Mapping[str, str] | None:
        chosen = set(modes) | {""}
        for row in self.tables[table]:
            if row["type"] == event_type and row["mode"] in chosen and row.get("target", "") in ("", target):
                return row
        return None

    def side(self, sectors: Sequence[str]) -> str:
        """Class of a side by the sectors of its parties: state, armed, civilian, unidentified, other; "" of nobody."""
        classes = {self._sectors[s]["class"] for s in sectors}
        return next((c for c in _STRENGTH if c in classes), "")

    def cameo_actor(self, sector: str) -> str:
        """CAMEO's code of a kind of actor; "" where it has none or the sector does not tell."""
        code: str = self._sectors[sector]["cameo"]
        return code

    def inter(self, sector: str) -> str:
        """ACLED's kind of actor; "" where the sector does not tell."""
        inter: str = self._sectors[sector]["inter"]
        return inter

    def violence(self, side_a: str, side_b: str) -> int | None:
        """UCDP's type of violence between two classes of sides: 1 state-based, 2 non-state, 3 one-sided."""
        return self._violence.get((side_a, side_b))

    def where_prec(self, precision: int) -> int | None:
        """UCDP's precision of a place."""
        return _number(self._places[precision]["where_prec"])

    def geo_precision(self, precision: int) -> int | None:
        """ACLED's precision of a place."""
        return _number(self._places[precision]["geo_precision"])

    def date_prec(self, first: datetime.date | None, last: datetime.date | None) -> int | None:
        """UCDP's precision of a date, by its first and last day."""
        return self._days("date_prec", first, last)

    def time_precision(self, first: datetime.date | None, last: datetime.date | None) -> int | None:
        """ACLED's precision of a date, by its first and last day."""
        return self._days("time_precision", first, last)

    def _days(self, column: str, first: datetime.date | None, last: datetime.date | None) -> int | None:
        if first is None or last is None:
            return None
        days = (last - first).days + 1
        for row in self.tables["date_precision"]:
            if int(row["days_from"]) <= days and (not row["days_to"] or days <= int(row["days_to"])):
                return _number(row[column])
        return None


def _number(text: str) -> int | None:
    return int(text) if text else None
