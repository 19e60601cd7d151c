"""What changed from one data set to another: events added, gone and changed, by field and by rule, and the same of articles.
Records are brought together in temporary files (``scratch``): memory does not grow with the data sets.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import groupby, islice, zip_longest
from pathlib import Path
from typing import Any

from conflict_events import layout
from conflict_events.counted import counted
from conflict_events.evaluation.changes import KINDS, Change, Changes, Record, ranked
from conflict_events.evaluation.event_files import records
from conflict_events.evaluation.matching import one_to_one, overlapping
from conflict_events.publishing import tables
from conflict_events.publishing.markdown import cell
from conflict_events.publishing.spreadsheet import contained
from conflict_events.records import Span
from conflict_events.scratch import Sorted

FOLLOWS = frozenset(["event_id", "article_id"])
"""Columns that tell which event it is."""
FOLLOW_ARTICLE = frozenset(["article_id", "events", "characters"])
"""Columns that tell which article it is, or change only with its text or its events."""
ACTION = ("type", "modes", "status")
SHOWN = 20
"""Differences that a summary shows one by one; the counts are of all."""
RULES = 100
"""Rules that a summary shows; the others are added up. Each annotation is a rule of its own, and a job's summary may have
1 MiB.
"""


class Difference(Changes):
    """The events from an old data set to a new one, in the order of article ids and of the text; the fields of a change are
    those of ``ACTION``, "trigger", or columns. To be closed.
    """

    def __init__(self) -> None:
        super().__init__("event")
        self.articles: Changes | None = None
        """The rows of the articles' tables; None where one of the two has no such table."""
        self._rules: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(KINDS, 0))

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return super().__bool__() or bool(self.articles)

    def close(self) -> None:
        """Remove the temporary files."""
        super().close()
        if self.articles is not None:
            self.articles.close()

    def add(self, kind: str, record: Record) -> None:
        """Take an event that was "added" or is "gone"."""
        super().add(kind, record)
        self._rules[_rule(record)][kind] += 1

    def add_change(self, change: Change) -> None:
        """Take an event that differs."""
        super().add_change(change)
        self._rules[_rule(change.new)]["changed"] += 1

    @property
    def rules(self) -> dict[str, dict[str, int]]:
        """Rule -> events added, gone, changed; a changed event counts for its new rule. The most differences first."""
        order = ranked(Counter({rule: sum(count.values()) for rule, count in self._rules.items()}))
        return {rule: self._rules[rule] for rule, _ in order}

    def json(self) -> dict[str, Any]:
        """As of ``Changes``, with ``rules``, and ``articles``, the same of these, null where there is no table of them."""
        articles = None if self.articles is None else self.articles.json()
        return {**super().json(), "rules": self.rules, "articles": articles}

    def table(self) -> str:
        """Lines for a terminal."""
        lines = [self.headline()]
        if self.fields:
            lines += ["", f"{'field':24} {'changed':>8}"]
            lines += [f"{name:24} {number:8}" for name, number in self.fields.items()]
        if self.rules:
            lines += ["", f"{'rule':32} {'added':>8} {'gone':>8} {'changed':>8}"]
            lines += [f"{rule:32} {c['added']:8} {c['gone']:8} {c['changed']:8}" for rule, c in self._most()]
        lines += _shown(self, _told)
        if self.articles is not None:
            lines += [*([""] if lines[1:] else []), self.articles.headline(), *_shown(self.articles, _told_article)]
        # Ids and sentences are of others: a line break in them would begin a line that a terminal or a CI job takes for ours.
        return "\n".join(map(contained, lines))

    def markdown(self) -> str:
        """Tables in Markdown."""
        lines = [f"{self.headline()}.", ""]
        if self.fields:
            lines += ["| field | changed |", "| --- | ---: |"]
            lines += [f"| {name} | {number} |" for name, number in self.fields.items()]
            lines.append("")
        if self.rules:
            lines += ["| rule | added | gone | changed |", "| --- | ---: | ---: | ---: |"]
            lines += [f"| {cell(r)} | {c['added']} | {c['gone']} | {c['changed']} |" for r, c in self._most()]
            lines.append("")
        if self.articles is not None:
            lines += [f"{self.articles.headline()}.", ""]
        if self.articles:
            lines += ["| article | what differs |", "| --- | --- |"]
            lines += [f"| {cell(name)} | {what} |" for name, what in islice(_named(self.articles), SHOWN)]
            lines.append("")
        return "\n".join(lines)

    def _most(self) -> list[tuple[str, dict[str, int]]]:
        """The rules with the most differences, then what the others have together."""
        rules = list(self.rules.items())
        others = [count for _, count in rules[RULES:]]
        together = {kind: sum(count[kind] for count in others) for kind in KINDS}
        return rules[:RULES] + ([(counted(len(others), "other rule"), together)] if others else [])


def _shown(changes: Changes, told: Callable[[Record], str]) -> list[str]:
    """The first differences one by one, each told in a line, a change with its fields."""
    counts = changes.counts()
    number = sum(counts[kind] for kind in KINDS)
    if not number:
        return []
    lines = []
    for sign, found in (("+", changes.added), ("-", changes.gone)):
        lines += [[f"{sign} {told(record)}"] for record in islice(found, SHOWN)]
    for change in islice(changes.changed, SHOWN):
        lines.append([f"~ {told(change.new)}", *(f"    {name}: {_pair(change, name)}" for name in change.fields)])
    last = [f"... and {number - SHOWN} more: see --json"] if number > SHOWN else []
    return ["", *(line for difference in lines[:SHOWN] for line in difference), *last]


def _named(articles: Changes) -> Iterator[tuple[str, str]]:
    """The id of each article that differs, and in what."""
    for kind, found in (("added", articles.added), ("gone", articles.gone)):
        yield from ((record["article_id"], kind) for record in found)
    yield from ((change.new["article_id"], ", ".join(change.fields)) for change in articles.changed)


def _rule(record: Record) -> str:
    return str(record.get("rule") or "")


def _told(record: Record) -> str:
    action, evidence = record["action"], record.get("evidence") or {}
    words = f"{action['type']} {action.get('text') or ''} [{_rule(record)}]: {evidence.get('text') or ''}"
    return f"{record['article_id']} {words}"


def _told_article(record: Record) -> str:
    return f"article {record['article_id']}: {record.get('state')}"


def _pair(change: Change, name: str) -> str:
    """Old and new value of a field: as people read it, or the whole field where that reads the same (it only moved)."""
    old, new = (json.dumps(_value(r, name), ensure_ascii=False) for r in (change.old, change.new))
    if old == new:
        old, new = (json.dumps(_field(r, name), ensure_ascii=False, default=str) for r in (change.old, change.new))
    return f"{old} -> {new}"


def _value(record: Record, name: str) -> Any:
    """A field as a summary shows it: of what the article says, the words."""
    value = _field(record, name)
    if name == "date" and value:
        return [value.get(key) for key in ("text", "earliest", "latest")]
    if isinstance(value, Mapping):
        return value.get("text")
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        keys = {"amount": ("text", "kind", "low", "high")}.get(name, ("text", "name"))
        return [[item.get(k) for k in keys] for item in value]
    return value


def _field(record: Record, name: str) -> Any:
    if name == "trigger":
        return {key: record["action"].get(key) for key in ("text", "start", "end")}
    return record["action"].get(name) if name in ACTION else record.get(name)


def between(old: str | Path, new: str | Path) -> Difference:
    """The difference of two data sets: folders that build made, Parquet files, or JSON Lines as extract prints.

    Events are the same by their id; where an id is in one data set only, by triggers that share a character, those of
    equal type first, then those that share most. Of folders that build made, the articles are compared, too. Raises OSError
    and ValueError where a file cannot be read, OSError where the temporary folder cannot be written.
    """
    found = compare(records(old), records(new), (str(old), str(new)))
    try:
        found.articles = _articles(Path(old), Path(new))
    except BaseException:
        found.close()
        raise
    return found


def _articles(old: Path, new: Path) -> Changes | None:
    """The difference of the articles' tables of two published folders, in the order of the ids; None where one is none. A
    folder that lacks the table has no article.
    """
    if not all((folder / layout.place("events")).is_dir() for folder in (old, new)):
        return None
    tables_of = [layout.parquet(folder, "articles") for folder in (old, new)]
    found = Changes("article")
    with closing(Sorted(1)) as rows:
        for side, files in enumerate(tables_of):
            for row in tables.read(files):
                told = json.loads(json.dumps(row, default=str))
                rows.add((told["article_id"],), {"side": side, "record": told})
        for _, both in groupby(rows, key=lambda row: row["record"]["article_id"]):
            sides: tuple[list[Record], list[Record]] = [], []
            # Rejected rows last: they may have the id of an article that was read.
            for row in sorted(both, key=lambda row: row["record"].get("state") == "rejected"):
                sides[row["side"]].append(row["record"])
            found.old += len(sides[0])
            found.new += len(sides[1])
            _compare_articles(found, *sides)
    return found


def _compare_articles(found: Changes, old: Sequence[Record], new: Sequence[Record]) -> None:
    """Add what differs between the rows that have one id in two data sets."""
    for a, b in zip_longest(old, new):
        if a is None or b is None:
            found.add("gone" if b is None else "added", a or b)
            continue
        names = [n for n in dict.fromkeys([*a, *b]) if n not in FOLLOW_ARTICLE and a.get(n) != b.get(n)]
        if names:
            found.add_change(Change(a, b, tuple(names)))


def compare(
    old: Iterable[Record], new: Iterable[Record], names: tuple[str, str] = ("the old data set", "the new data set")
) -> Difference:
    """The difference of two data sets' records, which come in any order. Raises ValueError, with the data set's name, where one
    holds an id twice or an id of an article that no file can hold.
    """
    with closing(Sorted(1)) as rows:
        for side, told in enumerate((old, new)):
            for record in told:
                rows.add((_writable(record["article_id"], names[side]),), {"side": side, "record": record})
        found, twice = Difference(), ""
        for article_id, both in groupby(rows, key=lambda row: row["record"]["article_id"]):
            of_article: tuple[dict[str, Record], dict[str, Record]] = {}, {}
            for row in both:
                record, there = row["record"], of_article[row["side"]]
                if there.setdefault(record["event_id"], record) is not record:
                    place = f"{names[row['side']]}: article {article_id!r}"
                    twice = twice or f"{place} has the event {record['event_id']!r} twice: remove one of them"
            _compare(found, *of_article)
    if twice:
        found.close()
        raise ValueError(twice)
    return found


def _writable(article_id: str, name: str) -> str:
    """An article's id. Raises ValueError for a lone surrogate, which UTF-8 has no bytes for."""
    try:
        article_id.encode()
    except UnicodeEncodeError:
        raise ValueError(f"{name}: the article_id {article_id!r} holds a lone surrogate: correct it") from None
    return article_id


def _compare(found: Difference, there: Mapping[str, Record], here: Mapping[str, Record]) -> None:
    """Add what differs between an article's old and new records, by their ids."""
    found.old += len(there)
    found.new += len(here)
    pairs = [(there[i], here[i]) for i in there if i in here]
    gone = [r for i, r in there.items() if i not in here]
    added = [r for i, r in here.items() if i not in there]
    moved = _moved(gone, added)
    pairs += moved
    paired = {id(record) for pair in moved for record in pair}
    gone, added = ([r for r in records_of if id(r) not in paired] for records_of in (gone, added))
    for kind, records_of in (("gone", gone), ("added", added)):
        for record in sorted(records_of, key=_position):
            found.add(kind, record)
    for a, b in sorted(pairs, key=lambda pair: _position(pair[1])):
        differs = _differs(a, b)
        if differs:
            found.add_change(Change(a, b, differs))


def _position(record: Record) -> tuple[int, int, str]:
    return record["action"]["start"], record["action"]["end"], record["event_id"]


def _moved(gone: Sequence[Record], added: Sequence[Record]) -> list[tuple[Record, Record]]:
    """Events whose id moved, because their type or their trigger's place did."""
    here = [_trigger(b) for b in added]
    near = overlapping(here)
    ranked = []
    for i, a in enumerate(gone):
        there = _trigger(a)
        for j in near(there):
            shared = min(there.end, here[j].end) - max(there.start, here[j].start)
            ranked.append((a["action"]["type"] != added[j]["action"]["type"], -shared, i, j))
    pairs = one_to_one((i, j) for _, _, i, j in sorted(ranked))
    return [(gone[i], added[j]) for i, j in pairs.items()]


def _trigger(record: Record) -> Span:
    return Span(record["action"]["start"], record["action"]["end"])


def _differs(a: Record, b: Record) -> tuple[str, ...]:
    columns = dict.fromkeys([*a, *b])
    names = [*ACTION, "trigger", *(c for c in columns if c not in FOLLOWS and c != "action")]
    return tuple(n for n in names if (_saying(_field(a, n)) or None) != (_saying(_field(b, n)) or None))


def _saying(value: Any) -> Any:
    """A field without what says nothing in its items: nulls, and that an amount is no part and not joined. So a column that a
    data set has not, as one of another version, is no difference.
    """
    if isinstance(value, Mapping):
        return {key: _saying(part) for key, part in value.items() if part is not None and part is not False}
    return [_saying(item) for item in value] if isinstance(value, list) else value
