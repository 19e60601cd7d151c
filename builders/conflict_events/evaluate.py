"""How well events were extracted: events against annotated ones, counted, and every error with both readings."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from conflict_events import readers
from conflict_events.records import Rejected, Span

Item = Mapping[str, Any]
"""An entity, a place, an amount or a date, with plain JSON values."""
Events = Mapping[str, Sequence["Event"]]
"""Events by article id. An article with no events is there, too: it was looked at."""
Side = Literal["gold", "system"]

ITEM_FIELDS = ("actor", "recipient", "location", "amount", "date")
MEASURES = ("events", "action", *ITEM_FIELDS, "record")
HEADLINE = ("action", "actor", "location", "amount", "date")
"""The measures whose mean F1 is ``fields``."""
NEAR = 50.0
"""Kilometres within which two coordinates are the same place."""
NO_PUBLISHER = "(publisher not given)"


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """One event as somebody told it.

    ``told`` has the layout of ``schema/annotation.schema.json``. ``triggers`` and ``sentences`` are the stretches of the
    article that tell it, the main one first; both are empty where the text does not hold what was quoted.
    """

    article_id: str
    told: Mapping[str, Any]
    triggers: tuple[Span, ...]
    sentences: tuple[Span, ...]

    @property
    def type(self) -> str:
        """Its event type."""
        return str(self.told["type"])

    @property
    def status(self) -> str | None:
        """Its status, None where it has none."""
        return self.told.get("status")

    def items(self, name: str) -> list[Item]:
        """The items of one of ``ITEM_FIELDS``; a date is one item, a date that says nothing is none."""
        value = self.told.get(name)
        if not value:
            return []
        if name == "date":
            return [value] if any(value.get(k) for k in ("text", "earliest", "latest")) else []
        return list(value)


# --- what is the same ---------------------------------------------------------------------------------

# What is left to fold when marks have been decomposed and dropped.
_FOLD = str.maketrans({"ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None})
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
_PREFIX = re.compile(r"[وف]?[بلك]?(?:ال|لل)?(?=\w{3})")


@lru_cache(maxsize=1 << 16)
def words(text: str) -> frozenset[str]:
    """The words of a text, folded, without conjunctions, prepositions and the article written on to them."""
    plain = unicodedata.normalize("NFKD", text).translate(_DIGITS)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(_FOLD).casefold()
    return frozenset(_bare(word) for word in re.findall(r"\w+", plain))


def _bare(word: str) -> str:
    prefix = _PREFIX.match(word)
    return word[prefix.end() :] if prefix else word


def overlap(gold: str | None, system: str | None) -> float:
    """Dice coefficient of the two texts' words, 0 to 1; 0 where one has none."""
    a, b = words(gold or ""), words(system or "")
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def same_item(name: str, gold: Item, system: Item) -> bool:
    """Whether two items of the field ``name`` are the same answer."""
    if name == "amount":
        return all(gold.get(k) == system.get(k) for k in ("kind", "low", "high"))
    if name == "date":
        return _same_date(gold, system)
    return (name != "location" or _may_be_same_place(gold, system)) and _same_name(gold, system)


def _same_date(gold: Item, system: Item) -> bool:
    days = gold.get("earliest"), gold.get("latest")
    if days != (system.get("earliest"), system.get("latest")):
        return False
    return days != (None, None) or overlap(gold.get("text"), system.get("text")) > 0


def _may_be_same_place(gold: Item, system: Item) -> bool:
    here, there = gold.get("country"), system.get("country")
    if here and there and here != there:
        return False
    return bool((gold.get("role") or "place") == (system.get("role") or "place"))


def _same_name(gold: Item, system: Item) -> bool:
    if overlap(gold.get("text"), system.get("text")) >= 0.5:
        return True
    name = words(gold.get("name") or "")
    return bool(name) and name == words(system.get("name") or "")


def same_items(name: str, gold: Event, system: Event) -> list[tuple[Item, Item]]:
    """The items of a field that both events have: each gold item takes the first that is the same and still free."""
    free = system.items(name)
    found = []
    for item in gold.items(name):
        at = next((i for i, other in enumerate(free) if same_item(name, item, other)), None)
        if at is not None:
            found.append((item, free.pop(at)))
    return found


def agree(name: str, gold: Event, system: Event) -> bool:
    """Whether a field is all right: as many items on both sides, and all the same."""
    return len(same_items(name, gold, system)) == len(gold.items(name)) == len(system.items(name))


def kilometres(gold: Item, system: Item) -> float | None:
    """Great-circle distance of two places, None where one has no coordinates."""
    degrees = [item.get(k) for item in (gold, system) for k in ("latitude", "longitude")]
    if None in degrees:
        return None
    lat1, lon1, lat2, lon2 = (math.radians(d) for d in degrees if d is not None)
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


# --- matching -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Matching:
    """One article's events: which are the same event, and which only one side has."""

    article_id: str
    pairs: tuple[tuple[Event, Event], ...]
    missed: tuple[Event, ...]
    spurious: tuple[Event, ...]


def match(article_id: str, gold: Sequence[Event], system: Sequence[Event]) -> Matching:
    """Pair the events of one article one to one, those first that agree best; ties go to what stands first."""
    ranked = sorted(
        ((-score, i, j) for i, g in enumerate(gold) for j, s in enumerate(system) if (score := _closeness(g, s)))
    )
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in ranked:
        if i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    return Matching(
        article_id,
        tuple((gold[i], system[j]) for i, j in taken.items()),
        tuple(g for i, g in enumerate(gold) if i not in taken),
        tuple(s for j, s in enumerate(system) if j not in used),
    )


def matchings(gold: Events, system: Events) -> Iterator[Matching]:
    """A matching for each article that ``gold`` names."""
    for article_id, events in gold.items():
        yield match(article_id, events, system.get(article_id, ()))


def _closeness(gold: Event, system: Event) -> float:
    """0 where the two cannot be the same event, otherwise the more, the better they agree."""
    if gold.type != system.type:
        return 0.0
    hit = cross(gold.triggers, system.triggers)
    if not hit and not cross(gold.sentences, system.triggers):
        return 0.0
    agreed = sum(len(same_items(name, gold, system)) for name in ITEM_FIELDS)
    return (2.0 if hit else 1.0) + min(agreed, 9) * 0.2


def cross(some: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether a stretch of the one shares a character with one of the other."""
    return any(a.overlaps(b) for a in some for b in others)


# --- counting -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class Count:
    """How many the annotation has, how many the system has, and how many of these are right."""

    gold: int = 0
    system: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """The share of the system's that is right, 0 where it has none."""
        return self.right / self.system if self.system else 0.0

    @property
    def recall(self) -> float:
        """The share of the annotation's that was found, 0 where it has none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, to four digits."""
        total = self.precision + self.recall
        return round(2 * self.precision * self.recall / total, 4) if total else 0.0

    def add(self, side: Side, number: int = 1) -> None:
        """Count so many more on a side."""
        if side == "gold":
            self.gold += number
        else:
            self.system += number

    def json(self) -> dict[str, float]:
        """The three measures to four digits, and the counts."""
        shares = {"p": round(self.precision, 4), "r": round(self.recall, 4), "f1": self.f1}
        return {**shares, "gold": self.gold, "system": self.system, "right": self.right}


@dataclass(slots=True)
class Score:
    """The counts of ``MEASURES`` over some articles or event types."""

    counts: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in MEASURES})
    near: int = 0
    """Of ``coded``, those within ``NEAR`` kilometres."""
    coded: int = 0
    """Places that both sides have, with coordinates on both."""

    @property
    def fields(self) -> float:
        """Mean F1 of ``HEADLINE``, to four digits: the one number to look at first."""
        return round(sum(self.counts[name].f1 for name in HEADLINE) / len(HEADLINE), 4)

    @property
    def geocode(self) -> float | None:
        """The share of ``coded`` that is near, to four digits; None where there is none."""
        return round(self.near / self.coded, 4) if self.coded else None

    def json(self) -> dict[str, Any]:
        """A JSON object with a key for each measure, ``fields`` and ``geocode``."""
        counted: dict[str, Any] = {name: count.json() for name, count in self.counts.items()}
        return {**counted, "fields": self.fields, "geocode": {"within_50_km": self.geocode, "of": self.coded}}

    def add_event(self, event: Event, side: Side) -> None:
        """Count an event and its items on its side."""
        for name, count in self.counts.items():
            count.add(side, len(event.items(name)) if name in ITEM_FIELDS else 1)

    def add_pair(self, gold: Event, system: Event) -> None:
        """Count what is right in two events that were matched."""
        same_status = gold.status == system.status
        self.counts["events"].right += 1
        self.counts["action"].right += same_status
        self.counts["record"].right += same_status and all(agree(name, gold, system) for name in ITEM_FIELDS)
        for name in ITEM_FIELDS:
            self.counts[name].right += len(same_items(name, gold, system))
        for place, other in same_items("location", gold, system):
            distance = kilometres(place, other)
            if distance is not None:
                self.coded += 1
                self.near += distance <= NEAR


@dataclass(slots=True)
class Result:
    """What ``evaluate`` found: all together, by event type and by publisher (empty where no publishers were given)."""

    total: Score = field(default_factory=Score)
    types: dict[str, Score] = field(default_factory=dict)
    publishers: dict[str, Score] = field(default_factory=dict)
    articles: int = 0
    unplaced: Count = field(default_factory=Count)
    """Events whose quoted words the article does not hold: they match nothing."""

    def json(self) -> dict[str, Any]:
        """A JSON object: that of the total, and ``types``, ``publishers``, ``articles``, ``unplaced``."""
        return {
            **self.total.json(),
            "types": {name: score.json() for name, score in self.types.items()},
            "publishers": {name: score.json() for name, score in self.publishers.items()},
            "articles": self.articles,
            "unplaced": {"gold": self.unplaced.gold, "system": self.unplaced.system},
        }

    def table(self) -> str:
        """Lines for a terminal: precision, recall and F1 of all, then F1 by type and by publisher."""
        lines = [
            f"{self.articles} articles",
            f"{'':10} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6} {'system':>6} {'right':>6}",
        ]
        for name, c in self.total.counts.items():
            shares = f"{c.precision:6.3f} {c.recall:6.3f} {c.f1:6.3f}"
            lines.append(f"{name:10} {shares} {c.gold:6} {c.system:6} {c.right:6}")
        lines.append(f"{'fields':10} {'':6} {'':6} {self.total.fields:6.3f}")
        if self.total.coded:
            lines.append(f"geocode    {self.total.geocode:.3f} within {NEAR:.0f} km of {self.total.coded}")
        for side, number in (("gold", self.unplaced.gold), ("system", self.unplaced.system)):
            if number:
                lines.append(f"{number} {side} events quote words that their article does not hold: they match nothing")
        lines += _breakdown("F1 by type", self.types) + _breakdown("F1 by publisher", self.publishers)
        return "\n".join(lines)


def _breakdown(title: str, scores: Mapping[str, Score]) -> list[str]:
    if not scores:
        return []
    width = max(len(title), *map(len, scores))
    columns = (*MEASURES, "fields")
    lines = ["", f"{title:{width}} {'gold':>6} {'system':>6} " + " ".join(f"{name:>9}" for name in columns)]
    for name, score in scores.items():
        values = [*(score.counts[m].f1 for m in MEASURES), score.fields]
        events = score.counts["events"]
        lines.append(f"{name:{width}} {events.gold:6} {events.system:6} " + " ".join(f"{v:9.3f}" for v in values))
    return lines


def evaluate(gold: Events, system: Events, publishers: Mapping[str, str | None] | None = None) -> Result:
    """Measure the system's events against the gold ones, over the articles that ``gold`` names.

    ``publishers``: the publisher of each article id, for a breakdown by publisher.
    """
    result = Result(articles=len(gold))
    for matching in matchings(gold, system):
        publisher = None if publishers is None else publishers.get(matching.article_id) or NO_PUBLISHER
        for g, s in matching.pairs:
            for score in _scores(result, g.type, publisher):
                score.add_pair(g, s)
        _add_events(result, gold[matching.article_id], "gold", publisher)
        _add_events(result, system.get(matching.article_id, ()), "system", publisher)
    result.types = dict(sorted(result.types.items()))
    result.publishers = dict(sorted(result.publishers.items()))
    return result


def _add_events(result: Result, events: Sequence[Event], side: Side, publisher: str | None) -> None:
    for event in events:
        for score in _scores(result, event.type, publisher):
            score.add_event(event, side)
        if not event.triggers:
            result.unplaced.add(side)


def _scores(result: Result, type_: str, publisher: str | None) -> list[Score]:
    """The scores that an event counts for."""
    found = [result.total, result.types.setdefault(type_, Score())]
    if publisher is not None:
        found.append(result.publishers.setdefault(publisher, Score()))
    return found


# --- errors -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Error:
    """An event that only one side has ("missed", "spurious"), or a field that is "wrong" in a matched one.

    ``field`` is "action" (the status differs) or one of ``ITEM_FIELDS``, "" where an event is missed or spurious.
    """

    kind: Literal["missed", "spurious", "wrong"]
    field: str
    gold: Event | None
    system: Event | None

    @property
    def event(self) -> Event:
        """The gold event, or the system's where there is none."""
        found = self.gold or self.system
        if found is None:
            raise ValueError("an error has an event on one side at least")
        return found


def errors(gold: Events, system: Events) -> Iterator[Error]:
    """What ``evaluate`` did not count as right, article by article: wrong fields, missed events, spurious ones."""
    for matching in matchings(gold, system):
        for g, s in matching.pairs:
            if g.status != s.status:
                yield Error("wrong", "action", g, s)
            for name in ITEM_FIELDS:
                if not agree(name, g, s):
                    yield Error("wrong", name, g, s)
        for g in matching.missed:
            yield Error("missed", "", g, None)
        for s in matching.spurious:
            yield Error("spurious", "", None, s)


# --- reading ------------------------------------------------------------------------------------------


def read_articles(path: str | Path) -> tuple[dict[str, str], dict[str, str | None]]:
    """Text and publisher by article id, of whatever ``conflict-events build`` takes.

    Raises ValueError, with file, line and reason, for a row that is no article.
    """
    texts: dict[str, str] = {}
    publishers: dict[str, str | None] = {}
    for item in readers.read([path]):
        if isinstance(item, Rejected):
            raise ValueError(f"{item.file}:{item.line}: {item.reason}")
        texts[item.article_id] = item.text
        publishers[item.article_id] = item.publisher
    return texts, publishers


def read_events(
    path: str | Path, texts: Mapping[str, str], only: Container[str] | None = None
) -> dict[str, list[Event]]:
    """Events by article id, of a JSON Lines file, a Parquet file, or a folder (a published one, or one of Parquet files).

    A line is an annotated article (``{"article_id", "events"}``), whose quotes are looked up in ``texts``, or a record as
    ``conflict-events extract`` prints it. ``only``: articles to read; others are passed over. Raises OSError where the
    file cannot be read, ValueError with file, line and reason where it holds something else, or ``texts`` lacks an
    article that has annotated events.
    """
    path = Path(path)
    found: dict[str, list[Event]] = {}
    parquet = path.is_dir() or path.suffix == ".parquet"
    for where, row in _parquet_rows(path) if parquet else _json_rows(path):
        try:
            article_id = _checked(row, "article_id", str)
            if only is None or article_id in only:
                found.setdefault(article_id, []).extend(_row_events(article_id, row, texts))
        except ValueError as error:
            raise ValueError(f"{where}: {error}") from None
    return found


def _json_rows(path: Path) -> Iterator[tuple[str, Any]]:
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                try:
                    row = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
                except (ValueError, RecursionError) as error:
                    raise ValueError(f"{path}:{number}: not JSON in UTF-8: {error}") from None
                yield f"{path}:{number}", row


def _parquet_rows(path: Path) -> Iterator[tuple[str, Any]]:
    """The rows of events, after an empty one for each article that a published folder's other table names."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = path / "data" / "events"
    tables = [folder.with_name("articles"), folder] if folder.is_dir() else [path]
    for table in tables:
        files = sorted(table.rglob("*.parquet")) if table.is_dir() else [table]
        if not files and table is tables[-1]:
            raise ValueError(f"{table} holds no Parquet file")
        for file in files:
            try:
                rows = pq.ParquetFile(file).read().to_pylist()
            except pa.ArrowException as error:
                raise ValueError(f"{file}: not a Parquet file that can be read: {error}") from None
            for number, row in enumerate(rows, 1):
                if table is tables[-1]:
                    yield f"{file}: row {number}", row
                elif row.get("state") == "ok":
                    yield f"{file}: row {number}", {"article_id": row["article_id"], "events": []}


def _row_events(article_id: str, row: Mapping[str, Any], texts: Mapping[str, str]) -> Iterator[Event]:
    if "action" in row:
        yield _recorded(article_id, row)
        return
    for told in map(_told, _checked(row, "events", list)):
        text = texts.get(article_id)
        if text is None:
            raise ValueError(f"article {article_id!r} is not among the articles given: its text is needed")
        places = _places(told, text)
        yield Event(article_id, told, tuple(t for t, _ in places), tuple(s for _, s in places))


def _recorded(article_id: str, row: Mapping[str, Any]) -> Event:
    """An event of a published record, which says itself where it stands."""
    action: Mapping[str, Any] = _checked(row, "action", dict)
    evidence: Mapping[str, Any] = _optional(row, "evidence", dict) or {}
    date: Mapping[str, Any] = _optional(row, "date", dict) or {}
    told = {
        "id": row.get("event_id") or "",
        "type": action.get("type"),
        "modes": action.get("modes") or [],
        "status": action.get("status"),
        "sentence": evidence.get("text") or "",
        "trigger": action.get("text") or "",
        **{name: row.get(name) or [] for name in ("actor", "recipient", "location", "amount")},
        "date": {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in date.items()} or None,
        "source": row.get("source"),
    }
    sentences = (_span(evidence),) if evidence.get("start") is not None else ()
    return Event(article_id, _told(told), (_span(action),), sentences)


def _span(quote: Mapping[str, Any]) -> Span:
    return Span(_checked(quote, "start", int), _checked(quote, "end", int))


def _places(told: Mapping[str, Any], text: str) -> list[tuple[Span, Span]]:
    """Trigger and sentence of an annotated event and of its further mentions, as far as the text holds them."""
    found = []
    for mention in (told, *(told.get("mentions") or ())):
        sentence, trigger = mention.get("sentence") or "", mention.get("trigger") or ""
        at, inner = text.find(sentence), sentence.find(trigger)
        if trigger and at >= 0 and inner >= 0:
            start = at + inner
            found.append((Span(start, start + len(trigger)), Span(at, at + len(sentence))))
    return found


def _told(told: Any) -> Mapping[str, Any]:
    """An event whose values have the types that are relied on. Raises ValueError."""
    event: Mapping[str, Any] = told
    _checked(event, "type", str)
    for key in ("sentence", "trigger"):
        _optional(event, key, str)
    for mention in _optional(event, "mentions", list) or ():
        for key in ("sentence", "trigger"):
            _optional(mention, key, str)
    date = _optional(event, "date", dict)
    items = [date] if date else []
    for name in ("actor", "recipient", "location", "amount"):
        items += _optional(event, name, list) or ()
    for item in items:
        for key in ("text", "name"):
            _optional(item, key, str)
        for key in ("latitude", "longitude"):
            _optional(item, key, (int, float))
    return event


def _optional(row: Any, key: str, kind: type | tuple[type, ...]) -> Any:
    """The value, or None where there is none."""
    return None if isinstance(row, Mapping) and row.get(key) is None else _checked(row, key, kind)


def _checked(row: Any, key: str, kind: type | tuple[type, ...]) -> Any:
    if not isinstance(row, Mapping):
        raise ValueError(f"not an object but {type(row).__name__}: {row!r:.80}")
    if not isinstance(row.get(key), kind):
        raise ValueError(f"{key} is missing or of another type: {row.get(key)!r:.80}")
    return row[key]
