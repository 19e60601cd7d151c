"""PLOVER records as JSON Lines (https://github.com/openeventdata/PLOVER): event, mode, contexts, actors, recipients, place,
date, text. ``status``, which PLOVER lacks, tells what only is planned, possible or denied.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from conflict_events.crosswalk import Crosswalks
from conflict_events.exports.base import Told
from conflict_events.publishing import flat


def write(told: Iterable[Told], crosswalks: Crosswalks, file: Path) -> Counter[str]:
    """Write one JSON object a line, for every record."""
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        for event, article in told:
            stream.write(json.dumps(record(event, article), ensure_ascii=False, default=str) + "\n")
    return Counter()


def record(event: Mapping[str, Any], article: Mapping[str, Any]) -> dict[str, Any]:
    """One record. ``context`` is empty: this project does not tell PLOVER's contexts."""
    action, date = event["action"], event["date"] or {}
    place = flat.main_place(event["location"])
    return {
        "id": event["event_id"],
        "date": date.get("earliest"),
        "dateEnd": date.get("latest"),
        "datePrecision": date.get("precision"),
        "event": action["type"],
        "mode": action["modes"],
        "context": [],
        "quad": action["quad"],
        "status": action["status"],
        "actor": [_party(p) for p in event["actor"]],
        "recipient": [_party(p) for p in event["recipient"]],
        "location": {
            "placename": place.get("name"),
            "country": place.get("country") or None,
            "admin1": place.get("admin1"),
            "latitude": place.get("latitude"),
            "longitude": place.get("longitude"),
            "precision": place.get("precision"),
        }
        if place
        else None,
        "text": event["evidence"]["text"],
        "language": event["language"],
        "publisher": article.get("publisher"),
        "publicationDate": event["published"],
        "headline": article.get("title"),
        "url": article.get("url"),
        "confidence": event["confidence"],
    }


def _party(party: Mapping[str, Any]) -> dict[str, Any]:
    code = "".join(part for part in (party["country"], party["sector"]) if part and part != "UNK")
    return {
        "name": party["name"],
        "code": code,
        "country": party["country"] or None,
        "sector": party["sector"],
        "text": party["text"],
    }
