"""CAMEO events in the columns of GDELT 1.0 (http://data.gdeltproject.org/documentation/GDELT-Data_Format_Codebook.pdf),
as far as the record fills them. Only what happened: CAMEO knows no planned or denied events.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from conflict_events.crosswalk import Crosswalks
from conflict_events.exports.base import NOT_ACTUAL, Told, write_table
from conflict_events.publishing import flat

COLUMNS = (
    "GLOBALEVENTID",
    "SQLDATE",
    "Year",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1Type1Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2Type1Code",
    "EventCode",
    "EventRootCode",
    "QuadClass",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "SOURCEURL",
)
QUADS = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}
"""GDELT's numbers of the quadrants; the quadrant is the record's, which follows PLOVER."""


def write(told: Iterable[Told], crosswalks: Crosswalks, file: Path) -> Counter[str]:
    """Write the file; countries are ISO 3166-1 alpha-3."""
    return write_table(told, crosswalks, file, COLUMNS, row)


def row(event: Mapping[str, Any], article: Mapping[str, Any], crosswalks: Crosswalks) -> dict[str, Any] | str:
    """One event's row; SQLDATE is its first day."""
    action = event["action"]
    if action["status"] != "actual":
        return NOT_ACTUAL
    codes = crosswalks.cameo(action["type"], action["modes"])
    if codes is None:
        return f"CAMEO has no {action['type']}"
    place = flat.main_place(event["location"])
    first = (event["date"] or {}).get("earliest")
    made: dict[str, Any] = {
        "GLOBALEVENTID": event["event_id"],
        "SQLDATE": int(first.strftime("%Y%m%d")) if first else None,
        "Year": first.year if first else None,
        "EventCode": codes[1],
        "EventRootCode": codes[0],
        "QuadClass": QUADS[action["quad"]],
        "ActionGeo_FullName": place.get("name"),
        "ActionGeo_CountryCode": place.get("country") or None,
        "ActionGeo_Lat": place.get("latitude"),
        "ActionGeo_Long": place.get("longitude"),
        "SOURCEURL": article.get("url"),
    }
    for number, side in enumerate(crosswalks.sides(event), 1):
        party: Mapping[str, Any] = side[0] if side else {}
        made |= {
            f"Actor{number}Name": party.get("name"),
            f"Actor{number}CountryCode": party.get("country") or None,
            f"Actor{number}Type1Code": crosswalks.cameo_actor(party["sector"]) or None if party else None,
        }
    return made
