"""Checks the quotes of a published folder's events: do they stand in the texts of the articles that it was made of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from conflict_events import layout
from conflict_events.articles import readers
from conflict_events.publishing import privacy, tables
from conflict_events.records import Article, located, writable
from conflict_events.scratch import ByKey


def faults(
    folder: Path, events: Iterable[tables.Row], articles: Sequence[str | Path], left_out: Mapping[str, str]
) -> Iterator[str]:
    """Faults of the quotes of a folder's ``events``; ``articles`` are the inputs that it was made of, ``left_out`` the
    manifest's ``privacy``.
    """
    rejected = _rejected_files(folder)
    unread = ""
    with closing(ByKey()) as texts:
        for item in readers.read(articles):
            if isinstance(item, Article):
                texts.keep(item.article_id, item.text)
                continue
            # As the build tells it: a name may be of bytes that are no text.
            told = writable(item)
            if not told.line and Path(told.file).name not in rejected:
                # A whole file that the build could read; what else is rejected was so in the build, too.
                yield f"{told.file}: {told.reason}"
            elif told.line:
                unread = unread or f"{located(told.file, told.line)}: {told.reason}"
        for article_id, rows in groupby(events, key=itemgetter("article_id")):
            text = texts.get(article_id)
            if text is None and unread:
                # Most likely the first of the rows that should have been the articles.
                yield unread
                unread = ""
            for row in rows:
                yield from _misquoted(row, text, left_out)


def _rejected_files(folder: Path) -> frozenset[str]:
    """The names of files that the build rejected as a whole: such as could not be read, and texts and pages that are no
    article.
    """
    found = set()
    with suppress(OSError), (folder / layout.REJECTED).open("rb") as stream:
        for line in stream:
            with suppress(ValueError, RecursionError, TypeError, KeyError):
                row = json.loads(line)
                if not row["line"]:
                    found.add(Path(row["file"]).name)
    return frozenset(found)


def _misquoted(row: tables.Row, text: str | None, left_out: Mapping[str, str]) -> Iterator[str]:
    """Faults of an event's quotes in its article's text."""
    if text is None:
        yield f"event {row['event_id']}: its article {row['article_id']} is not among those given"
        return
    for where, quote in privacy.quotes(row):
        if not privacy.matches(quote["text"], text[quote["start"] : quote["end"]], left_out):
            yield f"event {row['event_id']}: {where} does not stand in the article at {quote['start']}"
