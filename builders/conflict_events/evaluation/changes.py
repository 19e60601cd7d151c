"""Records that were added, went or changed from one data set to another. They are kept in temporary files (``scratch``): memory
does not grow with the data sets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from conflict_events.counted import counted
from conflict_events.scratch import Sorted

Record = Mapping[str, Any]
KINDS = ("added", "gone", "changed")


@dataclass(frozen=True, slots=True)
class Change:
    """One record in both data sets, and the fields that differ."""

    old: Record
    new: Record
    fields: tuple[str, ...]


class Changes:
    """What became of records from an old data set to a new one, in the order in which they were taken. To be closed.

    ``what``: what a record is of, in a word.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self.old = 0
        """Records of the old data set."""
        self.new = 0
        self._kept = {kind: Sorted(0) for kind in KINDS}
        self._numbers = dict.fromkeys(KINDS, 0)
        self._fields: Counter[str] = Counter()

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return any(self._numbers.values())

    def close(self) -> None:
        """Remove the temporary files."""
        for kept in self._kept.values():
            kept.close()

    def add(self, kind: str, record: Record) -> None:
        """Take a record that was "added" or is "gone"."""
        self._kept[kind].add((), record)
        self._numbers[kind] += 1

    def add_change(self, change: Change) -> None:
        """Take a record that differs."""
        self._kept["changed"].add((), {"fields": list(change.fields), "old": change.old, "new": change.new})
        self._numbers["changed"] += 1
        self._fields.update(change.fields)

    @property
    def added(self) -> Iterator[Record]:
        """Records that the old data set has not."""
        return iter(self._kept["added"])

    @property
    def gone(self) -> Iterator[Record]:
        """Records that the new data set has not."""
        return iter(self._kept["gone"])

    @property
    def changed(self) -> Iterator[Change]:
        """Records that both have."""
        return (Change(c["old"], c["new"], tuple(c["fields"])) for c in self._kept["changed"])

    @property
    def fields(self) -> dict[str, int]:
        """Field -> changed records in which it differs; the most frequent first."""
        return dict(ranked(self._fields))

    def counts(self) -> dict[str, int]:
        """Records of the two data sets and of each kind of difference."""
        return {"old": self.old, "new": self.new, **self._numbers}

    def headline(self) -> str:
        """One line."""
        c = self.counts()
        told = ", ".join(f"{c[kind]} {kind}" for kind in KINDS)
        return f"{counted(c['old'], self._what)}, then {c['new']}: {told}"

    def json(self) -> dict[str, Any]:
        """A JSON object for ``json_pieces``: ``counts``, ``fields``, and every difference with its records, which come as they
        are asked for.
        """
        return {
            "counts": self.counts(),
            "fields": self.fields,
            **{kind: iter(kept) for kind, kept in self._kept.items()},
        }


def ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    """What was counted, the most frequent first."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
