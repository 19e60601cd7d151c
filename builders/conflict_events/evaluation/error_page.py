"""Errors of an evaluation as one HTML page: each in its sentence, what the annotation says beside what the system says."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import Any

from conflict_events.evaluation.event_files import Event, Item
from conflict_events.evaluation.matching import Error
from conflict_events.records import ITEM_FIELDS
from conflict_events.report.page import policy_source

STYLE = """
body { font: 1rem/1.5 sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff }
pre { overflow-x: auto; background: #f4f4f4; padding: 1rem }
section { border-top: 2px solid #888; margin-top: 2rem }
article { margin: 1.5rem 0; padding: .2rem 1rem; border: 1px solid #ccc }
blockquote { margin: .5rem 0; font-size: 1.15rem }
mark { background: #ffe08a }
table { width: 100%; table-layout: fixed; border-collapse: collapse }
th, td { text-align: start; vertical-align: top; padding: .3rem; border: 1px solid #ddd; overflow-wrap: anywhere }
tr.differs td { background: #fdeaea }
th:first-child { width: 7rem }
ul { margin: 0; padding-inline-start: 1.2rem }
"""
DETAILS = {
    "actor": ("name", "sector", "country"),
    "recipient": ("name", "sector", "country"),
    "location": ("name", "country", "role", "latitude", "longitude"),
    "amount": ("kind", "unit"),
}
"""What of an item is shown behind its text; amounts and dates also show their bounds."""
BOUNDS = {"amount": ("low", "high"), "date": ("earliest", "latest")}


def page(errors: Iterable[Error], summary: str = "") -> str:
    """The page, self-contained and without script. ``summary``: lines to show above the errors.

    Errors of one event that follow each other are drawn together; everything that comes from articles, annotations or
    the system is escaped.
    """
    policy = f"default-src 'none'; style-src {policy_source(STYLE)}; base-uri 'none'; form-action 'none'"
    body = "\n".join(_articles(errors)) or "<p>No errors.</p>"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>Errors</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>Errors</h1>\n"
        + (f"<pre>{escape(summary)}</pre>\n" if summary else "")
        + f"{body}\n</body>\n</html>\n"
    )


def _articles(errors: Iterable[Error]) -> Iterator[str]:
    for article_id, found in groupby(errors, key=lambda e: e.event.article_id):
        yield f"<section>\n<h2><bdi>{escape(article_id)}</bdi></h2>"
        for (kind, _), same in groupby(found, key=lambda e: (e.kind, e.event)):
            yield _error(kind, list(same))
        yield "</section>"


def _error(kind: str, errors: list[Error]) -> str:
    """The errors of one event."""
    first = errors[0]
    wrong = [e.field for e in errors if e.field]
    title = f"{kind} {first.event.type}" + (f": {', '.join(wrong)}" if wrong else "")
    rows = "\n".join(_row(name, first, name in wrong) for name in ("action", *ITEM_FIELDS))
    # A matched event may be told in another sentence by the system.
    sentences = "\n".join(dict.fromkeys(_sentence(event) for event in (first.gold, first.system) if event))
    return (
        f'<article class="{kind}">\n<h3>{escape(title)}</h3>\n{sentences}\n'
        '<table>\n<tr><th scope="col"></th><th scope="col">gold</th><th scope="col">system</th></tr>\n'
        f"{rows}\n</table>\n</article>"
    )


def _sentence(event: Event) -> str:
    """The sentence with its trigger marked."""
    sentence, trigger = event.told.get("sentence") or "", event.told.get("trigger") or ""
    at = sentence.find(trigger)
    if event.triggers and event.sentences:
        # A word may stand in the sentence twice: the offset says which it is.
        offset = event.triggers[0].start - event.sentences[0].start
        at = offset if sentence.startswith(trigger, offset) and offset >= 0 else at
    if not trigger or at < 0:
        marked = escape(sentence or trigger)
    else:
        end = at + len(trigger)
        marked = f"{escape(sentence[:at])}<mark>{escape(trigger)}</mark>{escape(sentence[end:])}"
    return f'<blockquote dir="{_direction(sentence or trigger)}">{marked}</blockquote>'


def _direction(text: str) -> str:
    """The way a text runs: that of most of its letters, as an Arabic sentence may begin with a Latin name."""
    classes = [unicodedata.bidirectional(c) for c in text]
    right_to_left = sum(c in ("R", "AL") for c in classes)
    return "rtl" if right_to_left > classes.count("L") else "ltr"


def _row(name: str, error: Error, differs: bool) -> str:
    cells = "".join(f"<td>{_reading(name, event)}</td>" for event in (error.gold, error.system))
    tag = '<tr class="differs">' if differs else "<tr>"
    return f'{tag}<th scope="row">{name}</th>{cells}</tr>'


def _reading(name: str, event: Event | None) -> str:
    """What one side says of a field; empty where it has no such event."""
    if event is None:
        return ""
    if name == "action":
        items = [_item(event.told.get("trigger"), [event.type, event.status])]
    else:
        items = [_item(item.get("text"), _details(name, item)) for item in event.items(name)]
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>" if items else "&mdash;"


def _details(name: str, item: Item) -> list[Any]:
    details = [item.get(key) for key in DETAILS.get(name, ())]
    if name in BOUNDS:
        low, high = ("?" if (value := item.get(key)) is None else value for key in BOUNDS[name])
        details.append(low if low == high else f"{low} to {high}")
    return details


def _item(text: str | None, details: list[Any]) -> str:
    shown = ", ".join(str(d) for d in details if d not in (None, ""))
    return f'<bdi dir="{_direction(text or "")}">{escape(text or "")}</bdi> <bdi dir="ltr">({escape(shown)})</bdi>'
