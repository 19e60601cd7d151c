"""What the finders see in an article, as plain JSON: how people see why a rule did what it did."""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import replace
from typing import Any

from conflict_events.extraction import attempts, compiled
from conflict_events.extraction.sections import sections
from conflict_events.mentions import Finders
from conflict_events.records import Article, Document, Mention, Rejected, Span


class MentionPrinter:
    """Rows of mentions; a language's tables are loaded when its first article comes."""

    def __init__(self) -> None:
        self._finders: dict[str, Finders] = {}

    def row(self, article: Article) -> dict[str, Any] | Rejected:
        """``{"id", "mentions": [{"kind", "text", "start", "end", "value"}]}`` in text order.

        The value of a number or a date also holds ``span``: its own words without the counted noun or a leading "day".
        An article that a finder stumbles over is a rejected row.
        """
        finders = self._finders.get(article.language)
        if finders is None:
            finders = self._finders[article.language] = compiled.load(article.language).finders
        return attempts.attempt(article, lambda: self._row(article, finders))

    def _row(self, article: Article, finders: Finders) -> dict[str, Any]:
        rows = [row for section in sections(finders.read(article)) for row in self._rows(section, finders)]
        return {"id": article.article_id, "mentions": rows}

    def _rows(self, document: Document, finders: Finders) -> list[dict[str, Any]]:
        found = [m for ms in finders.mentions(document).values() for m in ms]
        # A sum of money is a number, too.
        found += [replace(m, kind="number") for m in found if m.kind == "money"]
        found.sort(key=lambda m: (m.start, m.end, m.kind))
        return [self._plain(finders, document, m) for m in found]

    def _plain(self, finders: Finders, document: Document, mention: Mention) -> dict[str, Any]:
        text = document.article.text
        value = {k: _json(v) for k, v in dataclasses.asdict(mention.value).items()}
        core: Span | None = None
        if mention.kind == "number":
            core = finders.amounts.numeral(document, mention.start, mention.end)
        elif mention.kind == "date":
            core = finders.dates.core(document, mention.start, mention.end)
        if core is not None:
            value["span"] = text[core.start : core.end]
        quoted = text[mention.start : mention.end]
        return {"kind": mention.kind, "text": quoted, "start": mention.start, "end": mention.end, "value": value}


def _json(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return sorted(value) if isinstance(value, frozenset) else value
