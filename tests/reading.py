"""What tests of the rules share: the rows of a table of sentences, and who does what to whom in one."""

from __future__ import annotations

import csv
from pathlib import Path

from conflict_events.annotations.model import Drawn
from conflict_events.extraction.rules import RuleExtractor
from conflict_events.records import Article

Parties = tuple[list[str], list[str]]
"""Words of the doers, and of the recipients."""


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table in ``data``, by its header; lines that begin with # are comments."""
    lines = (Path(__file__).parent / "data" / name).read_text(encoding="utf-8").splitlines()
    told = (line for line in lines if not line.startswith("#"))
    return list(csv.DictReader(told, delimiter="\t", quoting=csv.QUOTE_NONE))


def parties(extractor: RuleExtractor, text: str, trigger: str) -> Parties | None:
    """Doers and recipients of the event of a word, None where it is no event."""
    for frame in extractor(extractor.finders.read(Article("a", text))):
        if text[frame.trigger.start : frame.trigger.end] == trigger:
            return [text[m.start : m.end] for m in frame.actors], [text[m.start : m.end] for m in frame.recipients]
    return None


def drawn_words(drawn: Drawn, text: str) -> str:
    """The words that a span was drawn on; a blank between its parts."""
    return " ".join(text[p.start : p.end] for p in drawn.parts)
