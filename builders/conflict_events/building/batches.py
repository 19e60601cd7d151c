"""Extraction as a pure function over Arrow tables, for engines that hand rows to other machines: articles in, as many rows
out, each with its events and what is rejected of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from conflict_events import language, schemas, versions
from conflict_events.articles.rows import KEYS, RowReader
from conflict_events.building.extractors import DEFAULT, Options
from conflict_events.building.worker import Result, Worker
from conflict_events.records import Article, Rejected, writable

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = ("article_id", *KEYS)
"""Of a table of articles; only ``text`` must be there. ``published`` is a day or ISO text."""
ROW = "row"
"""The column with an article's number, by which an engine may put rows in order again."""


MADE = ("events", "rejected", "failed")
"""Columns that the extraction adds."""


class OtherVersion(ValueError):
    """A machine that has other rules than the one that asks: its records would be others."""


def extract(articles: pa.Table, extractor: str = DEFAULT, options: Options | None = None, rules: str = "") -> pa.Table:
    """The rows of a table of articles (``COLUMNS``, and any others) without ``text``, with three columns more: ``events``, a
    list of records in the layout of the event schema, in text order; ``rejected``, a list of structs; ``failed``, whether
    nothing can be said of the article. Columns of these names that are there already give way.

    A row that is no article, or of a language that has no folder, has no events, and one that says why among ``rejected``.
    ``extractor`` and ``options`` are those of ``extractors.make``, which says what is raised. ``rules`` is the version
    that the rules must have, "" for any. Raises OtherVersion where they have another, ValueError where two of the columns
    have one name.

    The tables of the language are loaded once a process.
    """
    if rules and rules != versions.rules():
        raise OtherVersion(
            f"this machine has rules {versions.rules()}, the one that asks has {rules}: install one version"
        )
    if twice := [name for name in (*COLUMNS, *MADE) if articles.column_names.count(name) > 1]:
        raise ValueError(f"two columns of one name: {', '.join(twice)}")
    known = frozenset(language.available())
    results = [_result(row, known, extractor, options or Options()) for row in articles.to_pylist()]
    dropped = [name for name in articles.column_names if name in ("text", *MADE)]
    return _with_results(articles.drop_columns(dropped), results)


def table(articles: Sequence[Article], first: int = 0) -> pa.Table:
    """Articles as a table, numbered from ``first`` in the column ``row``. Where they were read stays behind."""
    import pyarrow as pa

    columns = {name: pa.array([getattr(a, name) for a in articles], _type(name)) for name in COLUMNS}
    return pa.table({ROW: pa.array(range(first, first + len(articles)), pa.int64()), **columns})


def results(made: pa.Table, articles: Sequence[Article]) -> list[Result]:
    """What ``extract`` found in articles, whose rows are in the same order."""
    columns = (made[name].to_pylist() for name in MADE)
    return [
        Result(events, [_placed(Rejected(**r), article) for r in rejected], failed)
        for article, events, rejected, failed in zip(articles, *columns, strict=True)
    ]


def _result(row: dict[str, Any], known: frozenset[str], extractor: str, options: Options) -> Result:
    article = RowReader().article(row, "", 0)
    if isinstance(article, Rejected):
        return Result([], [article], failed=True)
    if article.language not in known:
        unread = Rejected("", 0, language.unknown(article.language), article.article_id)
        return Result([], [unread], failed=True)
    return _worker(extractor, options).result(article)


@lru_cache(maxsize=1)
def _worker(extractor: str, options: Options) -> Worker:
    return Worker(extractor, options)


def _with_results(rows: pa.Table, found: Sequence[Result]) -> pa.Table:
    import pyarrow as pa

    events = pa.list_(pa.struct(list(schemas.arrow_schema("event"))))
    rejected = pa.list_(
        pa.struct([(f.name, pa.int64() if f.name == "line" else pa.string()) for f in fields(Rejected)])
    )
    rows = rows.append_column("events", pa.array([r.events for r in found], events))
    rows = rows.append_column(
        "rejected", pa.array([[asdict(writable(x)) for x in r.rejected] for r in found], rejected)
    )
    return rows.append_column("failed", pa.array([r.failed for r in found], pa.bool_()))


def _type(name: str) -> pa.DataType:
    import pyarrow as pa

    return pa.date32() if name == "published" else pa.string()


def _placed(row: Rejected, article: Article) -> Rejected:
    """A rejected row with the place where its article was read, unless it has one of its own (an annotation's)."""
    return row if row.file else replace(row, file=article.file, line=article.line)
