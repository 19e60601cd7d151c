"""Who has the last word on what a model thinks: nobody, unless somebody reads the text, too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conflict_events.records import Status
from conflict_events.trained.fillers import Filler
from conflict_events.trained.reading import Reading, Story
from conflict_events.trained.retelling import Pair


class Judge:
    """Leaves the probabilities of one document as the model gives them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def same(self, likely: Mapping[Pair, float]) -> Mapping[Pair, float]:
        """That two tellings are of one event, by pair."""
        return likely

    def events(self, stories: Sequence[Story], likely: Sequence[float]) -> Sequence[float]:
        """That each is an event."""
        return likely

    def statuses(self, stories: Sequence[Story], given: Sequence[Status]) -> Sequence[Status]:
        """The status of each event."""
        return given

    def role(
        self,
        role: str,
        stories: Sequence[Story],
        fillers: Sequence[Sequence[Filler]],
        likely: Sequence[Sequence[float]],
    ) -> Sequence[Sequence[float]]:
        """That each of an event's fillers fills a role of it, by event."""
        return likely
