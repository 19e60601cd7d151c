"""Builds a data set again beside the one that stands and says what differs; nothing is replaced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from conflict_events import layout
from conflict_events.building.build import Report
from conflict_events.counted import counted
from conflict_events.evaluation import difference
from conflict_events.evaluation.difference import Difference
from conflict_events.publishing import manifest


@dataclass(frozen=True, slots=True)
class Comparison:
    """What stands against what would be built now. To be closed."""

    output: Path
    report: Report
    """What building now did."""
    files: tuple[str, ...]
    """Files whose bytes differ, or that only one of the two has, by their names in the folder."""
    events: Difference

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.files)

    def close(self) -> None:
        """Remove temporary files."""
        self.events.close()

    def headline(self) -> str:
        """One line."""
        state = f"{counted(len(self.files), 'file')} would change" if self.files else "is what the input makes"
        return f"{self.output}: {state}"

    def table(self) -> str:
        """Lines for a terminal."""
        lines = [self._counts(), *(f"differs: {name}" for name in self.files)]
        return "\n".join([*lines, self.events.table(), self.headline()])

    def markdown(self) -> str:
        """A section in Markdown."""
        lines = [f"## {self.headline()}", "", f"{self._counts()}.", ""]
        if self.report.reasons:
            # Four backquotes: a reason may quote three.
            lines += ["````", *(" ".join(line.split()) for line in self.report.warnings()), "````", ""]
        if self.files:
            lines += ["| file that differs |", "| --- |", *(f"| `{name}` |" for name in self.files), ""]
        return "\n".join([*lines, self.events.markdown()]) + "\n"

    def json(self) -> dict[str, Any]:
        """A JSON object for ``json_pieces``: ``changed``, ``articles``, ``rejected``, ``reasons`` of the first rejected rows,
        ``files``, and ``events``, what ``diff`` gives.
        """
        return {
            "changed": bool(self),
            "articles": self.report.articles,
            "rejected": self.report.rejected,
            "reasons": self.report.reasons,
            "files": list(self.files),
            "events": self.events.json(),
        }

    def _counts(self) -> str:
        return f"built now: {counted(self.report.articles, 'article')}, {self.report.rejected} rejected"


def compare(output: Path, build: Callable[[Path], Report]) -> Comparison:
    """Have ``build`` make the data set in a folder of its own, and compare what stands in ``output`` with it.

    Raises ValueError where there is nothing to compare with, and what ``build`` and ``difference.between`` raise.
    """
    # A manifest that is missing or damaged is a difference like any other.
    if not (output / layout.place("events")).is_dir():
        missing = layout.place("events")
        raise ValueError(
            f"{output} holds no data set to compare with, {missing} is missing: build it without --check first"
        )
    with TemporaryDirectory(prefix="conflict-events-") as scratch:
        made = Path(scratch) / "data-set"
        report = build(made)
        return Comparison(
            output=output,
            report=report,
            files=tuple(_differing(output, made)),
            events=difference.between(output, made),
        )


def _differing(old: Path, new: Path) -> list[str]:
    there, here = manifest.hashes(old), manifest.hashes(new)
    return sorted(name for name in there.keys() | here.keys() if there.get(name) != here.get(name))
