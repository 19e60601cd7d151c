"""Events in the columns of ACLED (https://acleddata.com), as far as the record fills them. Only what happened and what ACLED
has a type for. Nobody has coded these by ACLED's rules: do not mix them with ACLED's own events.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from conflict_events.crosswalk import Crosswalks
from conflict_events.exports.base import NOT_ACTUAL, Told, deaths, sectors, write_table
from conflict_events.publishing import flat

COLUMNS = (
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "civilian_targeting",
    "iso",
    "country",
    "admin1",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "notes",
    "fatalities",
)
_DEMONSTRATIONS = frozenset({"Protests", "Riots"})
_INTERVENTION = ("Protests", "Protest with intervention")
_EXCESSIVE = ("Protests", "Excessive force against protesters")
"""What an intervention is that killed somebody."""


def write(told: Iterable[Told], crosswalks: Crosswalks, file: Path) -> Counter[str]:
    """Write the file. ``admin1`` is GeoNames' code; ``fatalities`` the lowest number that the article gives."""
    return write_table(told, crosswalks, file, COLUMNS, row)


def row(event: Mapping[str, Any], article: Mapping[str, Any], crosswalks: Crosswalks) -> dict[str, Any] | str:
    """One event's row, or why ACLED would have none."""
    action = event["action"]
    if action["status"] != "actual":
        return NOT_ACTUAL
    actors, targets = crosswalks.sides(event)
    target = crosswalks.side(sectors(targets))
    types = crosswalks.acled(action["type"], action["modes"], target)
    if types is None:
        return f"ACLED records no such {action['type']}, or the record does not tell enough"
    if types[0] in _DEMONSTRATIONS and action["type"] == "ASSAULT":
        # The police disperse a crowd: ACLED's first actor is the crowd.
        actors, targets = targets, actors
    low, high = deaths(event)
    if types == _INTERVENTION and max(low or 0, high or 0) >= 1:
        types = _EXCESSIVE
    place = flat.main_place(event["location"])
    country = crosswalks.countries.get(place.get("country", ""))
    date = event["date"] or {}
    first, last = date.get("earliest"), date.get("latest")
    made: dict[str, Any] = {
        "event_id_cnty": event["event_id"],
        "event_date": first,
        "year": first.year if first else None,
        "time_precision": crosswalks.time_precision(first, last),
        "disorder_type": _disorder(types),
        "event_type": types[0],
        "sub_event_type": types[1],
        "civilian_targeting": "Civilian targeting" if _at_civilians(types, target) else None,
        "iso": int(country.numeric) if country and country.numeric else None,
        "country": country.name if country else None,
        "admin1": place.get("admin1"),
        "location": place.get("name"),
        "latitude": place.get("latitude"),
        "longitude": place.get("longitude"),
        "geo_precision": crosswalks.geo_precision(place["precision"]) if place else None,
        "source": article.get("publisher"),
        "notes": event["evidence"]["text"] or None,
        "fatalities": low,
    }
    for number, side in enumerate((actors, targets), 1):
        made |= {
            f"actor{number}": side[0]["name"] if side else None,
            f"assoc_actor_{number}": flat.joined(p["name"] for p in side[1:]),
            f"inter{number}": _inter(side[0], types[0], number, place.get("country", ""), crosswalks) if side else None,
        }
    return made


def _disorder(types: tuple[str, str]) -> str:
    if types == _EXCESSIVE:
        return "Political violence; Demonstrations"
    if types[0] in _DEMONSTRATIONS:
        return "Demonstrations"
    return types[0] if types[0] == "Strategic developments" else "Political violence"


def _at_civilians(types: tuple[str, str], target: str) -> bool:
    """Whether ACLED counts an event as one at civilians: all violence against them, whoever is named, explosions, and a protest
    that is dispersed with deaths; neither one that is dispersed without weapons nor what harms only things.
    """
    explosion = types[0] == "Explosions/Remote violence"
    return types[0] == "Violence against civilians" or types == _EXCESSIVE or (explosion and target == "civilian")


def _inter(party: Mapping[str, Any], event_type: str, number: int, country: str, crosswalks: Crosswalks) -> str | None:
    """ACLED's kind of an actor: demonstrators by what they do, a state's forces abroad as external ones."""
    inter = crosswalks.inter(party["sector"])
    if number == 1 and event_type in _DEMONSTRATIONS:
        return "Protesters" if event_type == "Protests" else "Rioters"
    if inter == "State forces" and country and party["country"] and party["country"] != country:
        return "External/Other forces"
    return inter or None
