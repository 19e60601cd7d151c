"""Which tokens a source vouches for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from conflict_events.records import Mention


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source and the tokens that it vouches for. ``speech`` is True where a verb of saying introduces it.

    ``head`` and ``open`` are token indices: of the verb or the phrase, and where the reported text begins.
    """

    source: Mention
    first: int
    last: int
    speech: bool
    head: int
    open: int


def sources_of(attributions: Iterable[Attribution]) -> list[Mention]:
    """The sources, in text order, each once."""
    found: dict[tuple[int, int], Mention] = {}
    for attribution in attributions:
        found.setdefault((attribution.source.start, attribution.source.end), attribution.source)
    return [found[k] for k in sorted(found)]
