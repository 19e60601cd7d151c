"""Articles -> what the rules find in them, in an annotation tool's format: people correct instead of starting empty."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from conflict_events.annotations.markup import markup
from conflict_events.annotations.model import Markup
from conflict_events.annotations.source import reader
from conflict_events.extraction import attempts, compiled
from conflict_events.extraction.rules import RuleExtractor
from conflict_events.records import Article, Rejected
from conflict_events.terminal import progress
from conflict_events.whole_file import naming, refuse_peoples_work, refuse_within_data_set

FILES = {"doccano": "articles.jsonl", "labelstudio": "tasks.json", "project": "annotations.jsonl"}
"""The file that holds all articles, of the formats that have one; the others take the folder."""
QUOTING = frozenset({"project"})
"""Formats that quote an event's sentence: their markup must have it."""


def markups(articles: Iterable[Article], *, quoting: bool = False) -> Iterator[Markup | Rejected]:
    """What the rules find in articles, whose languages must be known; ``quoting``: with every event's sentence. An article
    that a rule stumbles over is a rejected row.
    """
    extractors: dict[str, RuleExtractor] = {}
    for article in articles:
        if article.language not in extractors:
            extractors[article.language] = compiled.load(article.language)
        extractor = extractors[article.language]
        yield attempts.attempt(article, partial(_markup, article, extractor, quoting))


def _markup(article: Article, extractor: RuleExtractor, quoting: bool) -> Markup:
    document = extractor.finders.read(article)
    return markup(extractor(document), document, sentences=quoting)


def writable(found: Iterable[Markup | Rejected], form: str) -> Iterator[Markup | Rejected]:
    """Markups that a tool's format can hold, and as rejected rows those that it cannot. Raises ValueError for no format of
    ours.
    """
    check = getattr(reader(form), "check", None)
    for item in found:
        try:
            if check is not None and isinstance(item, Markup):
                check(item)
        except ValueError as error:
            yield Rejected(item.file, item.line, f"cannot be written: {error}", item.article_id)
        else:
            yield item


def write(found: Iterable[Markup], form: str, output: Path, *, configuration: bool = False) -> int:
    """Write markups in a tool's format into the new folder ``output``, with ``configuration`` also the files that set the
    tool up; returns their number. What the format cannot hold is not among them (``writable``).

    The folder appears when it is complete. Raises ValueError where it is there already and not empty (it may hold
    people's work), for an unknown format, and where there is no article; PermissionError within a data set.
    """
    tool = reader(form)
    refuse_peoples_work(output)
    refuse_within_data_set(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    number = 0

    def counted() -> Iterator[Markup]:
        nonlocal number
        for item in progress(found, "articles"):
            number += 1
            yield item

    with naming(output):
        aside = tempfile.TemporaryDirectory(prefix=f".{output.name}.", dir=output.parent)
    with aside:
        # Nobody else may look into the temporary folder; the one in it is as open as the user makes folders.
        draft = Path(aside.name) / "made"
        draft.mkdir()
        tool.write(counted(), draft / FILES.get(form, ""))
        if not number:
            raise ValueError("nothing was made: there is no article")
        if configuration:
            for name, content in tool.configuration().items():
                (draft / name).write_text(content, encoding="utf-8", newline="\n")
        if output.exists():
            output.rmdir()
        draft.replace(output)
    return number
