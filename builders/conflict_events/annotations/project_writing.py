"""Markups written as the project's own annotation files, which ``project`` reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from conflict_events.annotations.model import MENTION, TYPES, Drawn, Markup
from conflict_events.records import Span

KEYS = {"place_id": "place", "entity_id": "entity"}
"""Keys of items that are attributes of another name."""
NUMBERS = frozenset({"latitude", "longitude", "precision", "low", "high", "confidence"})
"""Keys whose values are numbers in JSON."""


def write(markups: Iterable[Markup], path: str | Path) -> None:
    """Write markups as a file of ours. Spans that belong to no event, gaps in spans and notes are not kept."""
    with Path(path).open("w", encoding="utf-8") as stream:
        for found in markups:
            stream.write(json.dumps(_line(found), ensure_ascii=False) + "\n")


def _line(found: Markup) -> dict[str, Any]:
    spans = {d.id: d for d in found.spans}
    links = {
        head: [(link.role, spans[link.target]) for link in led if link.target in spans]
        for head, led in found.links_by_head().items()
    }
    events = []
    triggers = [d for d in found.spans if d.label in TYPES]
    for number, drawn in enumerate(sorted(triggers, key=lambda d: d.hull), 1):
        events.append(_event(found.text, f"E{number}", drawn, links))
    line = {"article_id": found.article_id, "annotator": found.annotator, "events": events}
    return line if found.annotator else {k: v for k, v in line.items() if k != "annotator"}


def _event(text: str, name: str, drawn: Drawn, links: Mapping[str, list[tuple[str, Drawn]]]) -> dict[str, Any]:
    confidence = next(iter(drawn.attributes.get("confidence", ())), "")
    event: dict[str, Any] = {
        "id": name,
        "type": drawn.label,
        "modes": [m for m in drawn.attributes.get("mode", ()) if m],
        "status": next(iter(drawn.attributes.get("status", ())), "") or "actual",
        **_told(text, drawn, links),
        **({"confidence": _plain("confidence", confidence)} if confidence else {}),
        "mentions": [],
        "actor": [],
        "recipient": [],
        "location": [],
        "amount": [],
        "date": None,
        "source": None,
    }
    for role, target in links.get(drawn.id, ()):
        if target.label == MENTION:
            event["mentions"].append(_told(text, target, links))
        elif target.label == "Actor":
            event[role].append(_told_item(text, target, name="", sector="UNK", country=""))
        elif target.label == "Place":
            item = _told_item(text, target, name="", country="", latitude=None, longitude=None, precision=1)
            event["location"].append({**item, "role": role})
        elif target.label == "Amount":
            event["amount"].append({**_told_item(text, target, unit="", low=None, high=None), "kind": role})
        elif target.label in ("Date", "Source"):
            dated = {"earliest": None, "latest": None, "precision": "day"}
            event[role] = _told_item(text, target, **(dated if target.label == "Date" else {"name": ""}))
    return event


def _told(text: str, drawn: Drawn, links: Mapping[str, list[tuple[str, Drawn]]]) -> dict[str, Any]:
    """Sentence and trigger; where no sentence was drawn, the line."""
    span = next((t.hull for role, t in links.get(drawn.id, ()) if role == "sentence"), None)
    if span is None:
        end = text.find("\n", drawn.hull.end)
        span = Span(text.rfind("\n", 0, drawn.hull.start) + 1, len(text) if end < 0 else end)
    return {"sentence": text[span.start : span.end], "trigger": _words(text, drawn), "start": drawn.hull.start}


def _plain(key: str, value: str) -> Any:
    """A value as JSON has it: a number where it should be one and is one."""
    if key not in NUMBERS:
        return value
    try:
        return int(value) if value.lstrip("-").isdecimal() else float(value)
    except ValueError:
        return value


def _words(text: str, drawn: Drawn) -> str:
    return text[drawn.hull.start : drawn.hull.end]


def _told_item(text: str, drawn: Drawn, **defaults: Any) -> dict[str, Any]:
    """An item's words, where they begin, and its values: those drawn, else the defaults."""
    item: dict[str, Any] = {"text": _words(text, drawn), "start": drawn.hull.start, **defaults}
    back = {v: k for k, v in KEYS.items()}
    for key, values in drawn.attributes.items():
        value = next(iter(values), "")
        if key in NUMBERS or key in ("earliest", "latest"):
            item[key] = _plain(key, value) if value else None
        elif key == "part" and value in ("true", "false"):
            item[key] = value == "true"
        else:
            item[back.get(key, key)] = value
    return item
