"""Checks the rows of a published folder, each against its schema and all against one another: ids, offsets, and the numbers of
events.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from conflict_events import layout, schemas
from conflict_events.publishing import privacy, tables
from conflict_events.scratch import Scratch


def faults(data: tables.Files, left_out: Mapping[str, str]) -> Iterator[str]:
    """Faults of the events' and the articles' rows; ``left_out`` is the manifest's ``privacy``."""
    with Scratch(
        "CREATE TABLE event (event_id TEXT PRIMARY KEY) WITHOUT ROWID;"
        "CREATE TABLE counted (number INTEGER PRIMARY KEY, article_id TEXT UNIQUE, events INTEGER);"
        "CREATE TABLE article (article_id TEXT PRIMARY KEY) WITHOUT ROWID;"
        "CREATE TABLE copy (number INTEGER PRIMARY KEY, article_id TEXT, state TEXT, first TEXT);"
    ) as seen:
        yield from _events(tables.read(data["events"]), left_out, seen)
        yield from _articles(tables.read(data["articles"]), seen)


def _events(rows: Iterable[tables.Row], left_out: Mapping[str, str], seen: Scratch) -> Iterator[str]:
    """Faults of the events, which are counted by article."""
    validator = schemas.Validator("event")
    for row in rows:
        name = f"event {row['event_id']}"
        for error in validator.errors(row):
            yield f"{name}: {error}"
        if not seen.write("INSERT OR IGNORE INTO event VALUES (?)", (row["event_id"],)):
            yield f"{name}: the id is not unique"
        seen.write(
            "INSERT INTO counted (article_id, events) VALUES (?, 1) "
            "ON CONFLICT (article_id) DO UPDATE SET events = events + 1",
            (row["article_id"],),
        )
        sentence = row["evidence"]
        if not sentence["start"] <= row["action"]["start"] < row["action"]["end"] <= sentence["end"]:
            yield f"{name}: the trigger does not lie in the evidence"
        for where, quote in privacy.quotes(row):
            if left_out.get("evidence") == "offsets":
                if not quote["text"]:
                    continue
                if where == "evidence" or len(quote["text"].split()) > privacy.SHORT:
                    yield f"{name}: {where} is quoted, but {layout.MANIFEST} says that only offsets are published"
            if not quote["text"] or len(quote["text"]) != quote["end"] - quote["start"]:
                yield f"{name}: {where} is not as long as its offsets say"


def _articles(rows: Iterable[tables.Row], seen: Scratch) -> Iterator[str]:
    """Faults of the articles' rows: each has the events that were counted, and a copy names an article that is none."""
    validator = schemas.Validator("article")
    for row in rows:
        article_id, state = row["article_id"], row["state"]
        name = f"article {article_id}"
        for error in validator.errors(row):
            yield f"{name}: {error}"
        if state == "ok":
            counted = sum(n for (n,) in seen.read("SELECT events FROM counted WHERE article_id = ?", (article_id,)))
            seen.write("DELETE FROM counted WHERE article_id = ?", (article_id,))
            if row["events"] != counted:
                yield f"{name}: its number of events is not that of the events' table"
            # Only these: a rejected row may have the id of an article that was read.
            seen.write("INSERT OR IGNORE INTO article VALUES (?)", (article_id,))
        # Version 1.0.0 of the schema had no such column.
        first = row.get("duplicate_of")
        if first is not None:
            seen.write("INSERT INTO copy (article_id, state, first) VALUES (?, ?, ?)", (article_id, state, first))
    for (article_id,) in seen.read("SELECT article_id FROM counted ORDER BY number"):
        yield f"article {article_id}: has events but no row"
    for article_id, first in seen.read(
        "SELECT copy.article_id, first FROM copy LEFT JOIN article ON article.article_id = first "
        "WHERE copy.state != 'duplicate' OR article.article_id IS NULL ORDER BY number"
    ):
        yield f"article {article_id}: copies {first}, which is not an article that was read"
