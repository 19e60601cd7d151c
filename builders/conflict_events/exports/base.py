"""What the exports share: the records of a published folder with their articles, and tables of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from conflict_events.crosswalk import Crosswalks
from conflict_events.publishing import flat, spreadsheet, tables
from conflict_events.scratch import ByKey

Told = tuple[Mapping[str, Any], Mapping[str, Any]]
"""An event record and its article's row, empty where there is none."""
Row = Callable[[Mapping[str, Any], Mapping[str, Any], Crosswalks], "dict[str, Any] | str"]
"""Event, article, crosswalks -> a row, or why the event has none."""
NOT_ACTUAL = "not reported as having happened"


def told(folder: Path) -> Iterator[Told]:
    """The records of a published folder, in their order, few at a time; the articles' rows lie in a temporary file.
    Raises ValueError where it is none, OSError where the temporary folder cannot be written.
    """
    events, articles = (_files(folder, name) for name in ("events", "articles"))
    with closing(ByKey()) as kept:
        for row in tables.read(articles):
            if row["state"] == "ok":
                kept.keep(row["article_id"], row)
        for article_id, told_of in groupby(tables.read(events), key=itemgetter("article_id")):
            article: Mapping[str, Any] = kept.get(article_id) or {}
            for event in told_of:
                yield event, article


def _files(folder: Path, name: str) -> list[Path]:
    files = sorted((folder / "data" / name).glob("*.parquet"))
    if not files:
        raise ValueError(f"{folder} is no data set: it should hold data/{name}/*.parquet")
    return files


def write_table(
    told: Iterable[Told], crosswalks: Crosswalks, file: Path, columns: Sequence[str], row: Row
) -> Counter[str]:
    """Write a row for each record that has one, as CSV that spreadsheets open without harm."""
    left_out: Counter[str] = Counter()

    def rows() -> Iterator[dict[str, Any]]:
        for event, article in told:
            made = row(event, article, crosswalks)
            if isinstance(made, str):
                left_out[made] += 1
            else:
                yield made

    spreadsheet.write(file, columns, rows())
    return left_out


def deaths(event: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Lowest and highest number of the killed; None where there is none."""
    return flat.bounds(killed(event))


def killed(event: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The numbers of killed people, what a conjunction joins added."""
    return flat.people(flat.of_kind(event, "killed"))


def sectors(side: Iterable[Mapping[str, Any]]) -> list[str]:
    """The sectors of a side's parties."""
    return [party["sector"] for party in side]
