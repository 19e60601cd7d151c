"""What the exports share: the records of a published folder with their articles, and tables of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conflict_events import layout, schemas
from conflict_events.crosswalk import Crosswalks
from conflict_events.publishing import flat, spreadsheet, tables
from conflict_events.scratch import ByKey

if TYPE_CHECKING:
    import pyarrow as pa

Told = tuple[Mapping[str, Any], Mapping[str, Any]]
"""An event record and its article's row, empty where there is none."""
Row = Callable[[Mapping[str, Any], Mapping[str, Any], Crosswalks], "dict[str, Any] | str"]
"""Event, article, crosswalks -> a row, or why the event has none."""
NOT_ACTUAL = "not reported as having happened"


def told(folder: Path) -> Iterator[Told]:
    """The records of a published folder, in their order, few at a time; the articles' rows lie in a temporary file.
    Raises ValueError where it is none, OSError where the temporary folder cannot be written.
    """
    events, articles = (_files(folder, table) for table in ("events", "articles"))
    with closing(ByKey()) as kept:
        for row in tables.read(articles):
            if row["state"] == "ok":
                kept.keep(row["article_id"], row)
        for article_id, told_of in groupby(tables.read(events), key=itemgetter("article_id")):
            article: Mapping[str, Any] = kept.get(article_id) or {}
            for event in told_of:
                yield event, article


def _files(folder: Path, name: str) -> list[Path]:
    """The files of a table, whose columns are looked at before its rows are read."""
    import pyarrow as pa

    files = layout.parquet(folder, name)
    if not files:
        raise ValueError(f"{folder} is no data set: it should hold {layout.place(name)}/*.parquet")
    ours = pa.struct(list(schemas.arrow_schema(layout.TABLES[name])))
    for file in files:
        column = _lacking(ours, pa.struct(list(tables.schema(file))))
        if column:
            raise ValueError(f"{folder} is no data set: {file} has no column {column}, or one of another kind")
    return files


def _lacking(ours: pa.DataType, found: pa.DataType, path: str = "") -> str:
    """The first column that must be there and is not, or is there as something else; "" where all are. Exact types do not
    matter: other programs that wrote a part of the rows anew have others for the same values.
    """
    import pyarrow as pa

    if pa.types.is_null(found):
        return ""
    if pa.types.is_list(ours):
        listed = pa.types.is_list(found) or pa.types.is_large_list(found)
        return _lacking(ours.value_type, found.value_type, f"{path}[]") if listed else path
    if not pa.types.is_struct(ours):
        return path if pa.types.is_nested(found) or pa.types.is_date(ours) != pa.types.is_temporal(found) else ""
    if not pa.types.is_struct(found):
        return path
    there = {field.name: field.type for field in found}
    for field in ours:
        name = f"{path}.{field.name}".lstrip(".")
        # Those that came with a later version of the schema may all be null.
        lacking = (
            _lacking(field.type, there[field.name], name) if field.name in there else "" if field.nullable else name
        )
        if lacking:
            return lacking
    return ""


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
