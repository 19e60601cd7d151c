"""What a drawn span means: the values that were annotated, and for those that were not, what the finders read in it."""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from conflict_events import schemas
from conflict_events.annotations.model import Drawn
from conflict_events.lexical.text import fold
from conflict_events.mentions import Finders
from conflict_events.records import (
    ActorValue,
    AmountValue,
    DateValue,
    Document,
    PlaceValue,
    SourceValue,
    Span,
    TriggerValue,
    Value,
)

T = TypeVar("T")
SURROGATE = re.compile("[\ud800-\udfff]")
SAME_PLACE = 0.5
"""Degrees within which annotated coordinates are those of the gazetteer's place."""
PRECISIONS = frozenset(schemas.codes("precision"))
SECTORS = frozenset(schemas.codes("sector"))
DATE_PRECISIONS = frozenset(schemas.codes("date_precision"))
MOST = float(schemas.load("event")["$defs"]["amount"]["properties"]["low"]["maximum"])
"""What an amount may be at most: the flat table's whole numbers have 64 bits, and hold sums, too."""
BASES = frozenset(schemas.codes("basis"))


@dataclass(slots=True)
class Given:
    """A span's annotated values, read as what they should be; ``faults`` collects those that are not."""

    drawn: Drawn
    faults: list[str] = field(default_factory=list)

    def __contains__(self, name: str) -> bool:
        return bool(self.drawn.attributes.get(name))

    def text(self, name: str, default: str = "", check: Callable[[str], bool] = lambda _: True) -> str:
        """The value, "" where it was annotated that there is none, ``default`` where nothing usable was annotated."""
        return self._read(name, default, "", lambda v: v if check(v) else _fail())

    def number(
        self, name: str, default: float | None, least: float = 0.0, most: float = sys.float_info.max
    ) -> float | None:
        """The same for a number from ``least`` to ``most``; None is none."""

        def read(text: str) -> float | None:
            value = float(text)
            return value if least <= value <= most else _fail()

        return self._read(name, default, None, read)

    def day(self, name: str, default: datetime.date | None) -> datetime.date | None:
        """The same for an ISO day."""
        return self._read(name, default, None, datetime.date.fromisoformat)

    def _read(self, name: str, default: T, none: T, read: Callable[[str], T]) -> T:
        values = self.drawn.attributes.get(name, ())
        if not values:
            return default
        if len(values) > 1:
            self.faults.append(f"{name} has several values: {', '.join(map(repr, values))}"[:200])
            return default
        if not values[0]:
            return none
        if SURROGATE.search(values[0]):
            self.faults.append(f"{name} holds a lone surrogate")
            return default
        try:
            return read(values[0])
        except ValueError:
            self.faults.append(f"{name} cannot be {values[0]!r}"[:200])
            return default


def _fail() -> Any:
    raise ValueError


class Reader:
    """Makes mentions of one document's drawn spans. In the place of annotated values that cannot be used, which are faults of
    what is given, stands what the finders read.
    """

    def __init__(self, document: Document, finders: Finders) -> None:
        self._document = document
        self._finders = finders

    # Each looks at the whole document, and many annotated ones hold only some kinds of spans.
    @cached_property
    def _actor(self) -> Callable[[Span], ActorValue | None]:
        return self._finders.actors.drawn(self._document)

    @cached_property
    def _place(self) -> Callable[[Span], PlaceValue | None]:
        return self._finders.places.drawn(self._document)

    @cached_property
    def _trigger(self) -> Callable[[Span], TriggerValue | None]:
        return self._finders.triggers.drawn(self._document)

    @cached_property
    def _named(self) -> Mapping[Span, Value | None]:
        """The actors of the document by where they stand."""
        return {m.span: m.value for m in self._finders.actors.find(self._document)}

    def actor(self, given: Given, span: Span) -> ActorValue:
        """Who: the registry's id only where the annotated name is the registry's, too."""
        read = self._actor(span)
        name = given.text("name", read.name if read else "")
        entity = read.entity_id if read and _same(name, read.name) else None
        return ActorValue(
            name=name,
            entity_id=given.text("entity", entity or "") or None,
            sector=given.text("sector", read.sector if read else "", SECTORS.__contains__),
            country=given.text("country", read.country if read else "", _is_country),
        )

    def place(self, given: Given, span: Span) -> PlaceValue:
        """Where: the gazetteer's place, unless the annotated name, id or coordinates are those of another one."""
        read = self._place(span)
        name = given.text("name", read.name if read else "")
        latitude = given.number("latitude", read.latitude if read else None, -90, 90)
        longitude = given.number("longitude", read.longitude if read else None, -180, 180)
        place_id = given.text("place", (read.place_id if read else None) or "")
        another = read is not None and (
            not _same(name, read.name)
            or place_id != (read.place_id or "")
            or _far(latitude, read.latitude)
            or _far(longitude, read.longitude)
        )
        if read is None or another:
            latitude = latitude if "latitude" in given else None
            longitude = longitude if "longitude" in given else None
            place_id = place_id if "place" in given else ""
            read = None
        if latitude is None or longitude is None:
            latitude = longitude = None
        precision = given.text("precision", str(read.precision if read else 1), _is_precision)
        return PlaceValue(
            name=name,
            place_id=place_id or None,
            country=given.text("country", read.country if read else "", _is_country),
            admin1=given.text("admin1", (read.admin1 if read else None) or "") or None,
            latitude=latitude,
            longitude=longitude,
            precision=int(precision or 1),
        )

    def amount(self, given: Given, span: Span) -> AmountValue:
        """How many; both bounds None where neither was annotated nor can be read."""
        read = self._finders.amounts.value(self._document, span.start, span.end)
        low = given.number("low", read.low if read else None, most=MOST)
        high = given.number("high", read.high if read else None, most=MOST)
        if low is not None and high is not None and low > high:
            given.faults.append(f"low {low:g} is more than high {high:g}")
            low, high = (read.low, read.high) if read else (None, None)
        part = given.text("part", "true" if read and read.part else "false", ("true", "false").__contains__)
        return AmountValue(low, high, given.text("unit", read.unit if read else ""), part=part == "true")

    def date(self, given: Given, span: Span, *, future: bool) -> DateValue:
        """When; ``future`` reads a weekday as a coming one."""
        read = self._finders.dates.value(self._document, span.start, span.end, future=future)
        earliest = given.day("earliest", read.earliest if read else None)
        latest = given.day("latest", read.latest if read else None)
        if earliest and latest and earliest > latest:
            given.faults.append(f"earliest {earliest} is behind latest {latest}")
            earliest, latest = (read.earliest, read.latest) if read else (None, None)
        if read and (earliest, latest) == (read.earliest, read.latest):
            precision: str = read.precision
        else:
            precision = "day" if earliest == latest else "range"
        basis: str = read.basis if read else "explicit" if earliest or latest else "relative"
        precision = given.text("precision", precision, DATE_PRECISIONS.__contains__) or precision
        basis = given.text("basis", basis, BASES.__contains__) or basis
        return DateValue(earliest, latest, precision, basis)  # type: ignore[arg-type]

    def source(self, given: Given, span: Span) -> SourceValue:
        """Who says so: the name of the actor on the same words, where there is one."""
        named = self._named.get(span)
        return SourceValue(given.text("name", named.name if isinstance(named, ActorValue) else ""))

    def trigger(self, span: Span) -> TriggerValue | None:
        """What the words are as an event, None where the rules know none in them."""
        return self._trigger(span)


def _same(name: str, other: str) -> bool:
    return bool(name) and fold(name).casefold() == fold(other).casefold()


def _far(given: float | None, read: float | None) -> bool:
    return given is not None and read is not None and abs(given - read) > SAME_PLACE


def _is_country(text: str) -> bool:
    return len(text) == 3 and text.isascii() and text.isalpha() and text.isupper()


def _is_precision(text: str) -> bool:
    return text.isdecimal() and int(text) in PRECISIONS
