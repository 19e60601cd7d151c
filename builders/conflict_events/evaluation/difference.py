"""What changed from one data set to another: events added, gone and changed, by field and by rule. Records are brought
together, and what differs is kept, in temporary files (``scratch``): memory does not grow with the data sets.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from conflict_events.counted import counted
from conflict_events.evaluation.event_files import records
from conflict_events.evaluation.matching import one_to_one
from conflict_events.publishing.markdown import cell
from conflict_events.publishing.spreadsheet import contained
from conflict_events.scratch import Sorted

Record = Mapping[str, Any]

FOLLOWS = frozenset(["event_id", "article_id"])
"""Columns that tell which event it is."""
ACTION = ("type", "modes", "status")
KINDS = ("added", "gone", "changed")
SHOWN = 20
"""Differences that a summary shows one by one; the counts are of all."""
RULES = 100
"""Rules that a summary shows; the others are added up. Each annotation is a rule of its own, and a job's summary may have
1 MiB.
"""


@dataclass(frozen=True, slots=True)
class Change:
    """One event in both data sets, and the fields that differ: those of ``ACTION``, "trigger", or columns."""

    old: Record
    new: Record
    fields: tuple[str, ...]


class Difference:
    """From an old data set to a new one, in the order of article ids and of the text. To be closed."""

    def __init__(self) -> None:
        self.old = 0
        """Events of the old data set."""
        self.new = 0
        self._kept = {kind: Sorted(0) for kind in KINDS}
        self._fields: Counter[str] = Counter()
        self._rules: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(KINDS, 0))

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self._rules)

    def close(self) -> None:
        """Remove the temporary files."""
        for kept in self._kept.values():
            kept.close()

    def add(self, kind: str, record: Record) -> None:
        """Take an event that was "added" or is "gone"."""
        self._kept[kind].add((), record)
        self._rules[_rule(record)][kind] += 1

    def add_change(self, change: Change) -> None:
        """Take an event that differs."""
        self._kept["changed"].add((), {"fields": list(change.fields), "old": change.old, "new": change.new})
        self._rules[_rule(change.new)]["changed"] += 1
        self._fields.update(change.fields)

    @property
    def added(self) -> Iterator[Record]:
        """Events that the old data set has not."""
        return iter(self._kept["added"])

    @property
    def gone(self) -> Iterator[Record]:
        """Events that the new data set has not."""
        return iter(self._kept["gone"])

    @property
    def changed(self) -> Iterator[Change]:
        """Events that both have."""
        return (Change(c["old"], c["new"], tuple(c["fields"])) for c in self._kept["changed"])

    @property
    def fields(self) -> dict[str, int]:
        """Field -> changed events in which it differs; the most frequent first."""
        return dict(_ranked(self._fields))

    @property
    def rules(self) -> dict[str, dict[str, int]]:
        """Rule -> events added, gone, changed; a changed event counts for its new rule. The most differences first."""
        order = _ranked(Counter({rule: sum(count.values()) for rule, count in self._rules.items()}))
        return {rule: self._rules[rule] for rule, _ in order}

    def json(self) -> dict[str, Any]:
        """A JSON object for ``json_pieces``: ``counts``, ``fields``, ``rules``, and every difference with its records,
        which come as they are asked for.
        """
        return {
            "counts": self.counts(),
            "fields": self.fields,
            "rules": self.rules,
            **{kind: iter(kept) for kind, kept in self._kept.items()},
        }

    def counts(self) -> dict[str, int]:
        """Events of the two data sets and of each kind of difference."""
        kinds = {kind: sum(count[kind] for count in self._rules.values()) for kind in KINDS}
        return {"old": self.old, "new": self.new, **kinds}

    def table(self) -> str:
        """Lines for a terminal."""
        lines = [self.headline()]
        if self.fields:
            lines += ["", f"{'field':24} {'changed':>8}"]
            lines += [f"{name:24} {number:8}" for name, number in self.fields.items()]
        if self.rules:
            lines += ["", f"{'rule':32} {'added':>8} {'gone':>8} {'changed':>8}"]
            lines += [f"{rule:32} {c['added']:8} {c['gone']:8} {c['changed']:8}" for rule, c in self._most()]
        if self:
            lines += ["", *(line for difference in islice(self._one_by_one(), SHOWN) for line in difference)]
        more = sum(self.counts()[kind] for kind in KINDS) - SHOWN
        if more > 0:
            lines.append(f"... and {more} more: see --json")
        # Ids and sentences are of others: a line break in them would begin a line that a terminal or a CI job takes for ours.
        return "\n".join(map(contained, lines))

    def headline(self) -> str:
        """One line."""
        c = self.counts()
        return f"{counted(c['old'], 'event')}, then {c['new']}: {c['added']} added, {c['gone']} gone, {c['changed']} changed"

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
        return "\n".join(lines)

    def _most(self) -> list[tuple[str, dict[str, int]]]:
        """The rules with the most differences, then what the others have together."""
        rules = list(self.rules.items())
        others = [count for _, count in rules[RULES:]]
        together = {kind: sum(count[kind] for count in others) for kind in KINDS}
        return rules[:RULES] + ([(counted(len(others), "other rule"), together)] if others else [])

    def _one_by_one(self) -> Iterator[list[str]]:
        for sign, found in (("+", self.added), ("-", self.gone)):
            for record in found:
                yield [f"{sign} {_told(record)}"]
        for change in self.changed:
            yield [f"~ {_told(change.new)}", *(f"    {name}: {_pair(change, name)}" for name in change.fields)]


def _rule(record: Record) -> str:
    return str(record.get("rule") or "")


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _told(record: Record) -> str:
    action, evidence = record["action"], record.get("evidence") or {}
    words = f"{action['type']} {action.get('text') or ''} [{_rule(record)}]: {evidence.get('text') or ''}"
    return f"{record['article_id']} {words}"


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
    equal type first, then those that share most. Raises OSError and ValueError where a file cannot be read, OSError
    where the temporary folder cannot be written.
    """
    return compare(records(old), records(new), (str(old), str(new)))


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
    by_start = sorted(range(len(added)), key=lambda j: added[j]["action"]["start"])
    starts = [added[j]["action"]["start"] for j in by_start]
    longest = max((b["action"]["end"] - b["action"]["start"] for b in added), default=0)
    ranked = []
    for i, a in enumerate(gone):
        # Only those near enough: an article may be a book.
        first, last = a["action"]["start"] - longest, a["action"]["end"]
        for j in by_start[bisect_left(starts, first) : bisect_left(starts, last)]:
            shared = _shared(a["action"], added[j]["action"])
            if shared > 0:
                ranked.append((a["action"]["type"] != added[j]["action"]["type"], -shared, i, j))
    pairs = one_to_one((i, j) for _, _, i, j in sorted(ranked))
    return [(gone[i], added[j]) for i, j in pairs.items()]


def _shared(a: Record, b: Record) -> int:
    return int(min(a["end"], b["end"]) - max(a["start"], b["start"]))


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
