"""What the finders see in an article, as plain JSON: how people see why a rule did what it did."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

from conflict_events import language
from conflict_events.records import Article, Mention
from conflict_events.rules import RuleExtractor


class MentionPrinter:
    """Rows of mentions; a language's tables are loaded when its first article comes."""

    def __init__(self) -> None:
        self._extractors: dict[str, RuleExtractor] = {}

    def row(self, article: Article) -> dict[str, Any]:
        """``{"id", "mentions": [{"kind", "text", "start", "end", "value"}]}`` in text order."""
        extractor = self._extractors.get(article.language)
        if extractor is None:
            extractor = self._extractors[article.language] = RuleExtractor(language.load(article.language))
        document = extractor.finders.read(article)
        found = [m for ms in extractor.finders.mentions(document).values() for m in ms]
        found.sort(key=lambda m: (m.start, m.end, m.kind))
        return {"id": article.article_id, "mentions": [_plain(article.text, m) for m in found]}


def _plain(text: str, mention: Mention) -> dict[str, Any]:
    value = {k: _json(v) for k, v in dataclasses.asdict(mention.value).items()}
    return {"kind": mention.kind, "text": text[mention.start : mention.end], "start": mention.start, "end": mention.end, "value": value}


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value
