"""``conflict-events extract``: articles in, records out as JSON Lines."""

from __future__ import annotations

import argparse
import sys

from conflict_events.building import extractors
from conflict_events.commands.common import Accepted, source, write_row

HELP = "Print the event records of articles as JSON Lines; copies of a report are read as any other article."
EXAMPLE = "conflict-events extract articles.jsonl > events.jsonl"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "input",
        nargs="*",
        default=["-"],
        type=source,
        metavar="INPUT",
        help="as for build; - for standard input (default)",
    )
    parser.add_argument(
        "--extractor",
        default=extractors.DEFAULT,
        choices=extractors.ALONE,
        help="what finds the events, as for build, which also takes annotations (default: %(default)s)",
    )


def run(args: argparse.Namespace) -> int:
    """Extract; the exit status."""
    from conflict_events import language
    from conflict_events.articles import readers
    from conflict_events.building import worker

    accepted = Accepted(language.available())
    for _, result in worker.extract(accepted.of(readers.read(args.input)), extractor=args.extractor):
        for item in result.rejected:
            accepted.reject(item)
        for event in result.events:
            write_row(sys.stdout, event)
    return accepted.made_something(args.input)
