"""Event record and article row -> one flat row, in the layout of ``schema/flat.schema.json``."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from conflict_events.crosswalk import Crosswalks

COUNTED = {
    "deaths": "killed",
    **{k: k for k in ("wounded", "casualties", "missing", "abducted", "detained", "released", "displaced")},
    "participants": "participants",
    "strikes": "strikes",
}
"""Column of whole numbers -> amount kind; all but strikes count persons."""
MEASURED = {"money": "currency", "items": "unit", "other": "unit"}
"""Amount kinds whose numbers need a unit -> what its column is called."""
_NUMBERS = (
    *(f"{column}_{end}" for column in COUNTED for end in ("low", "high")),
    *(f"{kind}_{end}" for kind, label in MEASURED.items() for end in ("low", "high", label)),
    "several_amounts",
)


def rows(events: Iterable[Mapping[str, Any]], articles: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The flat rows of event records and the articles' rows; both come in the order of article ids."""
    crosswalks = Crosswalks()
    read = (a for a in articles if a["state"] == "ok")
    article: Mapping[str, Any] | None = next(read, None)
    for event in events:
        while article and article["article_id"] < event["article_id"]:
            article = next(read, None)
        yield row(event, article if article and article["article_id"] == event["article_id"] else {}, crosswalks)


def row(event: Mapping[str, Any], article: Mapping[str, Any], crosswalks: Crosswalks) -> dict[str, Any]:
    """The flat row of an event record (``schema/event.schema.json``) and its article's row, which may be empty."""
    action, evidence, source = event["action"], event["evidence"], event["source"]
    return {
        "event_id": event["event_id"],
        "event_type": action["type"],
        "event_modes": joined(action["modes"]) or "",
        "event_quad": action["quad"],
        "event_status": action["status"],
        "trigger": action["text"],
        **_parties(event, crosswalks),
        **_date(event["date"] or {}, crosswalks),
        **_places(event["location"], crosswalks),
        **_amounts(event),
        "source_original": source["name"] if source else None,
        "article_id": event["article_id"],
        "language": event["language"],
        "source_office": article.get("publisher"),
        "source_date": event["published"],
        "source_headline": article.get("title"),
        "source_article": article.get("url"),
        "evidence": evidence["text"],
        "evidence_start": evidence["start"],
        "evidence_end": evidence["end"],
        "confidence": event["confidence"],
        "extractor": event["extractor"],
        "rule": event["rule"],
    }


def joined(names: Iterable[str]) -> str | None:
    """Names in one cell, or None where there are none."""
    return "; ".join(dict.fromkeys(n for n in names if n)) or None


def _parties(event: Mapping[str, Any], crosswalks: Crosswalks) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number, side in enumerate(crosswalks.sides(event), 1):
        first: Mapping[str, Any] = side[0] if side else {}
        found |= {
            f"actor{number}": first.get("name"),
            f"actor{number}_id": first.get("entity_id"),
            f"actor{number}_sector": first.get("sector"),
            f"actor{number}_country": first.get("country") or None,
            f"assoc_actor_{number}": joined(x["name"] for x in side[1:]),
        }
    role = "recipient" if event["recipient"] else "actor"
    return {**found, "actor2_role": role if found["actor2"] else None}


def _date(date: Mapping[str, Any], crosswalks: Crosswalks) -> dict[str, Any]:
    first, last = date.get("earliest"), date.get("latest")
    return {
        "date_start": first,
        "date_end": last,
        "date_prec": crosswalks.date_prec(first, last),
        "year": first.year if first else None,
    }


def main_place(locations: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Where it happened: the most specific place; empty where only an origin or a destination is told."""
    return next((x for x in locations if x["role"] == "place"), {})


def _places(locations: Sequence[Mapping[str, Any]], crosswalks: Crosswalks) -> dict[str, Any]:
    place = main_place(locations)
    code = place.get("country") or None
    country = crosswalks.countries.get(code or "")
    return {
        "location": place.get("name"),
        "place_id": place.get("place_id"),
        "where_prec": crosswalks.where_prec(place["precision"]) if place else None,
        "country": code,
        "country_name": country.name if country else None,
        "gwno": country.gwno if country else None,
        "adm_1": place.get("admin1"),
        "latitude": place.get("latitude"),
        "longitude": place.get("longitude"),
        "origin": joined(x["name"] for x in locations if x["role"] == "origin"),
        "destination": joined(x["name"] for x in locations if x["role"] == "destination"),
        "other_locations": joined(x["name"] for x in locations if x["role"] == "place" and x is not place),
    }


def bounds(amounts: Sequence[Mapping[str, Any]]) -> tuple[float | None, float | None]:
    """Lowest and highest of several numbers of one thing; None on a side on which one of them is open."""
    lows, highs = [a["low"] for a in amounts], [a["high"] for a in amounts]
    return (
        None if not lows or None in lows else min(lows),
        None if not highs or None in highs else max(highs),
    )


def of_kind(event: Mapping[str, Any], kind: str) -> list[Mapping[str, Any]]:
    """The amounts of a kind, without those that are part of another; groups that a conjunction joins ("an officer and three
    conscripts") are one, their numbers added.
    """
    found = [a for a in event["amount"] if a["kind"] == kind]
    groups: list[Mapping[str, Any]] = []
    for amount in sorted([a for a in found if not a.get("part")] or found, key=lambda a: int(a["start"])):
        last = groups[-1] if groups else None
        if last and amount["unit"] == last["unit"] and amount.get("joined"):
            both = {end: _sum(last[end], amount[end]) for end in ("low", "high")}
            groups[-1] = {**last, **both, "end": amount["end"]}
        else:
            groups.append(amount)
    return groups


def people(amounts: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those of the amounts that count people: families and vehicles are no number of them."""
    return [amount for amount in amounts if amount["unit"] == "person"]


def _sum(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else a + b


def _amounts(event: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = dict.fromkeys(_NUMBERS)
    amounts = event["amount"]
    if not amounts:
        return found
    kinds = (*COUNTED.values(), *MEASURED, *(a["kind"] for a in amounts))
    groups = {kind: of_kind(event, kind) for kind in kinds}
    for column, kind in COUNTED.items():
        low, high = bounds(groups[kind] if kind == "strikes" else people(groups[kind]))
        found[f"{column}_low"] = None if low is None else math.floor(low)
        found[f"{column}_high"] = None if high is None else math.ceil(high)
    for kind, label in MEASURED.items():
        unit = next((a["unit"] for a in groups[kind]), None)
        low, high = bounds([a for a in groups[kind] if a["unit"] == unit])
        found |= {f"{kind}_low": low, f"{kind}_high": high, f"{kind}_{label}": unit or None}
    found["several_amounts"] = joined(a["kind"] for a in amounts if len(groups[a["kind"]]) > 1)
    return found
