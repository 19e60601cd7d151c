"""Events in the columns of UCDP's Georeferenced Event Dataset (https://ucdp.uu.se), as far as the record fills them. By
UCDP's definition only armed force of an organised actor that killed somebody. Nobody has coded these by UCDP's rules: do
not mix them with UCDP's own events.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from conflict_events.crosswalk import Crosswalks
from conflict_events.exports.base import NOT_ACTUAL, Told, deaths, killed, sectors, write_table
from conflict_events.publishing import flat

COLUMNS = (
    "id",
    "year",
    "type_of_violence",
    "side_a",
    "side_b",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "adm_1",
    "latitude",
    "longitude",
    "country",
    "country_id",
    "date_prec",
    "date_start",
    "date_end",
    "best",
    "high",
    "low",
)


def write(told: Iterable[Told], crosswalks: Crosswalks, file: Path) -> Counter[str]:
    """Write the file. ``best`` is filled only where the article gives one exact number of the killed, ``high`` where it
    gives one number.
    """
    return write_table(told, crosswalks, file, COLUMNS, row)


def row(event: Mapping[str, Any], article: Mapping[str, Any], crosswalks: Crosswalks) -> dict[str, Any] | str:
    """One event's row, or why UCDP would have none."""
    if event["action"]["type"] != "ASSAULT":
        return "no armed force"
    if event["action"]["status"] != "actual":
        return NOT_ACTUAL
    low, high = deaths(event)
    if len(killed(event)) > 1:
        # Of several numbers nobody knows whether they are rivals or groups, to be added.
        high = None
    if max(low or 0, high or 0) < 1:
        return "no number of killed people"
    actors, targets = crosswalks.sides(event)
    violence = crosswalks.violence(crosswalks.side(sectors(actors)), crosswalks.side(sectors(targets)))
    if violence is None:
        return "the sides are not told, or are not of UCDP's kinds"
    place = flat.main_place(event["location"])
    country = crosswalks.countries.get(place.get("country", ""))
    date = event["date"] or {}
    first, last = date.get("earliest"), date.get("latest")
    return {
        "id": event["event_id"],
        "year": first.year if first else None,
        "type_of_violence": violence,
        "side_a": flat.joined(p["name"] for p in actors),
        "side_b": "Civilians" if violence == 3 else flat.joined(p["name"] for p in targets),
        "source_article": article.get("url"),
        "source_office": article.get("publisher"),
        "source_date": event["published"],
        "source_headline": article.get("title"),
        "source_original": event["source"]["name"] if event["source"] else None,
        "where_prec": crosswalks.where_prec(place["precision"]) if place else None,
        "where_coordinates": place.get("name"),
        "adm_1": place.get("admin1"),
        "latitude": place.get("latitude"),
        "longitude": place.get("longitude"),
        "country": country.name if country else None,
        "country_id": country.gwno if country else None,
        "date_prec": crosswalks.date_prec(first, last),
        "date_start": first,
        "date_end": last,
        "best": low if low == high else None,
        "high": high,
        "low": low,
    }
