"""Published tables -> what the report's scripts read: columns of codes, and every string once."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from conflict_events import schemas
from conflict_events.articles.inputs import unread
from conflict_events.crosswalk import Crosswalks
from conflict_events.exports.base import Told
from conflict_events.language import table
from conflict_events.layout import MANIFEST
from conflict_events.publishing import manifest
from conflict_events.utf16 import Units

CODES = ("type", "mode", "status", "kind", "sector", "precision", "date_precision", "basis")
"""Code lists of the event schema that the page knows by their titles."""
NONE = -1
"""Stands for a null, a missing string, and an offset outside the sentence."""

RADIUS = {4: 75, 5: 200, 7: 250}
"""Kilometres around the centre of a place, by its precision, in which an event is drawn as lying somewhere. Orders of size,
not borders: three in five of the gazetteer's towns (``registry/places.tsv``, countries with eight provinces or more) lie
within 75 km of a province's centre, five in six within 200 km.
"""
MACRO_RADIUS = 1000
"""The same for parts of the world, as the Middle East: places whose id begins with ``macro:``."""


class _Strings:
    """Strings, each once; a record holds their numbers."""

    def __init__(self) -> None:
        self.number: dict[str, int] = {}

    def __call__(self, text: str | None) -> int:
        return self.number.setdefault(text, len(self.number)) if text else NONE


def content(made: Mapping[str, Any], told: Iterable[Told]) -> dict[str, Any]:
    """What the page tells of a data set with the manifest ``made``, ready for JSON.

    ``events`` holds a list for each column, in the records' order; ``texts`` the strings that other values point at;
    offsets count UTF-16 units from the beginning of the sentence, since JavaScript does; ``NONE`` stands for a null.
    """
    strings, articles = _Strings(), dict[str, int]()
    heads: list[list[Any]] = []
    columns: dict[str, list[Any]] = {}
    countries: set[str] = set()
    for event, article in told:
        if event["article_id"] not in articles:
            articles[event["article_id"]] = len(heads)
            heads.append(_head(event, article))
        for name, value in _columns(event, strings).items():
            columns.setdefault(name, []).append(value)
        columns.setdefault("article", []).append(articles[event["article_id"]])
        countries.update(x["country"] for key in ("actor", "recipient", "location") for x in event[key])
    known = Crosswalks().countries
    return {
        "about": _about(made),
        "codes": {name: [[code, title] for code, title in schemas.codes(name).items()] for name in CODES},
        "countries": {c: [known[c].name, known[c].numeric] for c in sorted(countries) if c in known},
        "directions": {code: _direction(code) for code in sorted({head[1] for head in heads})},
        "articles": heads,
        "texts": list(strings.number),
        "events": columns,
    }


def _about(made: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "version": manifest.version(made),
        "license": made["license"],
        "evidence": made["privacy"]["evidence"],
        "persons": made["privacy"]["persons"],
        "articles": manifest.articles(made),
    }


def _direction(language: str) -> str:
    """Writing direction of a language that has a folder; "auto" lets the browser look at the letters of others."""
    return str(table(language.split("-")[0].lower(), "language").get("direction", "auto"))


def _head(event: Mapping[str, Any], article: Mapping[str, Any]) -> list[Any]:
    published = event["published"]
    return [
        event["article_id"],
        event["language"],
        published and str(published),
        article.get("publisher"),
        article.get("title"),
        article.get("url"),
    ]


def _columns(event: Mapping[str, Any], strings: _Strings) -> dict[str, Any]:
    sentence = event["evidence"]
    text = sentence["text"] or ""
    units = Units(text).units

    def quote(item: Mapping[str, Any]) -> list[int]:
        """Text, start and end in the sentence."""
        start, end = item["start"] - sentence["start"], item["end"] - sentence["start"]
        inside = 0 <= start < end <= len(text)
        return [strings(item["text"]), *((units(start), units(end)) if inside else (NONE, NONE))]

    def parties(side: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
        return [[*quote(x), strings(x["name"]), x["sector"], x["country"]] for x in side]

    date, source, action = event["date"], event["source"], event["action"]
    return {
        "id": event["event_id"],
        "sentence": strings(sentence["text"]),
        "type": action["type"],
        "modes": action["modes"],
        "quad": action["quad"],
        "status": action["status"],
        "confidence": round(event["confidence"], 4),
        "rule": strings(f"{event['extractor']}, {event['rule']}"),
        "trigger": quote(action),
        "actor": parties(event["actor"]),
        "recipient": parties(event["recipient"]),
        "location": [
            [*quote(x), strings(x["name"]), x["country"], x["precision"], x["role"], x["latitude"], x["longitude"],
             radius(x)]
            for x in event["location"]
        ],
        "amount": [
            [*quote(x), x["kind"], strings(x["unit"]), x["low"], x["high"], bool(x.get("part"))] for x in event["amount"]
        ],
        "date": date and [*quote(date), _day(date["earliest"]), _day(date["latest"]), date["precision"], date["basis"]],
        "source": source and [*quote(source), strings(source["name"])],
    }  # fmt: skip


def radius(place: Mapping[str, Any]) -> int:
    """Kilometres around a place's coordinates that it covers on the map; 0 for a dot, ``NONE`` for what is not drawn
    around a point: countries, and places without coordinates.
    """
    if place["precision"] == 6 or place["latitude"] is None or place["longitude"] is None:
        return NONE
    if (place["place_id"] or "").startswith("macro:"):
        return MACRO_RADIUS
    return RADIUS.get(place["precision"], 0)


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a published folder. Raises ValueError where there is none that can be read."""
    try:
        made: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ValueError(f"{folder} is no data set: {MANIFEST} {unread(error)}") from error
    try:
        _about(made)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        reason = f"is none of a data set: {type(error).__name__}: {error}"
        raise ValueError(f"{folder / MANIFEST} {reason}; build the folder again") from error
    return made
