"""What each stage of a build costs: ``stages.py CORPUS OUTPUT SHORT [--keep]`` builds in this process and prints JSON.

An article, SHORT, is built before, so that what is imported only once is no part of any stage. ``stages``: seconds by
stage, each without the stages that it calls, so that they add up to ``seconds``, the whole build; ``by one``: seconds of
those that are not shared out among workers; ``sentences``: how many sentences were extracted from. ``--keep`` takes
copies of articles as any other article.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from conflict_events import mentions, schemas
from conflict_events.articles import duplicates, readers
from conflict_events.building import build, extractors
from conflict_events.extraction import assemble, compiled, rules
from conflict_events.lexical.lexicon import Lexicon
from conflict_events.linking.link import Linker
from conflict_events.publishing.publish import Publisher
from conflict_events.trained.extractor import TrainedExtractor

OTHER = "everything else"
CALLS: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("load the tables", compiled, ("load",)),
    ("load the tables", extractors, ("make",)),
    ("mark copies", duplicates.Index, ("copied",)),
    ("cut into sentences", mentions, ("segment",)),
    ("match the lexicon", Lexicon, ("find",)),
    ("find triggers", mentions.TriggerFinder, ("find",)),
    ("find actors", mentions.ActorFinder, ("find",)),
    ("find places", mentions.PlaceFinder, ("find",)),
    ("find dates", mentions.DateFinder, ("read",)),
    ("find amounts", mentions.AmountFinder, ("find",)),
    ("find sources", mentions.SourceFinder, ("attributions",)),
    ("link", Linker, ("drafts",)),
    ("merge", rules, ("merge",)),
    ("decide by the model", TrainedExtractor, ("__call__",)),
    ("assemble", assemble, ("events",)),
    ("validate", schemas.Validator, ("errors",)),
    ("publish", Publisher, ("__enter__", "add_event", "add_article", "__exit__")),
)
"""Stage, and the functions that are it: where they are looked up, and their names there."""
BY_ONE = ("read", "mark copies", "publish", OTHER)
"""Stages of the one process that reads and publishes, however many workers extract."""
STAGES = ("read", *dict.fromkeys(stage for stage, _, _ in CALLS), OTHER)


class Stopwatch:
    """Seconds by stage; a stage that calls another stands still meanwhile."""

    def __init__(self) -> None:
        self.spent = dict.fromkeys(STAGES, 0.0)
        self._open = [OTHER]
        self._since = time.perf_counter()

    def turn(self, stage: str | None) -> None:
        """Begin a stage, or with None go back to the one that began it."""
        now = time.perf_counter()
        self.spent[self._open[-1]] += now - self._since
        self._since = now
        if stage is None:
            self._open.pop()
        else:
            self._open.append(stage)

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time told to the stage."""

        def call(*given: Any, **named: Any) -> Any:
            self.turn(stage)
            try:
                return function(*given, **named)
            finally:
                self.turn(None)

        return call

    def read(self, function: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
        """The same for a generator of articles, whose work is done in between."""

        def call(*given: Any, **named: Any) -> Iterator[Any]:
            step = self.timed("read", function(*given, **named).__next__)
            while True:
                try:
                    item = step()
                except StopIteration:
                    return
                yield item

        return call


def measure(corpus: Path, output: Path, short: Path, *, keep: bool) -> dict[str, Any]:
    """Build with every stage timed."""
    build.build([short], output)
    sentences = 0
    segment = mentions.segment

    def counted(*given: Any) -> Any:
        nonlocal sentences
        made = segment(*given)
        sentences += len(made[1])
        return made

    # Only this process is measured, and it ends with the measure: what is put in place stays there.
    mentions.segment = counted
    watch = Stopwatch()
    readers.read = watch.read(readers.read)
    for stage, place, names in CALLS:
        for name in names:
            setattr(place, name, watch.timed(stage, getattr(place, name)))
    build.build([corpus], output, mark_duplicates=not keep)
    watch.turn(OTHER)
    alone = sum(watch.spent[stage] for stage in BY_ONE)
    return {"stages": watch.spent, "seconds": sum(watch.spent.values()), "by one": alone, "sentences": sentences}


if __name__ == "__main__":
    print(json.dumps(measure(*map(Path, sys.argv[1:4]), keep="--keep" in sys.argv)))
