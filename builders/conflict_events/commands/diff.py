"""``conflict-events diff``: what changed from one data set to another."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing

from conflict_events.commands.common import path
from conflict_events.json_pieces import pieces
from conflict_events.terminal import FOUND, OK

HELP = "Show what changed from one data set to another: events added, gone and changed, by field and by rule, and articles."
EXAMPLE = "conflict-events diff events.old events"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    what = "a folder that build made, a Parquet file of its data/events, or JSON Lines as extract prints"
    parser.add_argument("old", type=path, metavar="OLD", help=what)
    parser.add_argument("new", type=path, metavar="NEW", help=what)
    parser.add_argument("--json", action="store_true", help="print every difference, with both records, as JSON")


def run(args: argparse.Namespace) -> int:
    """Compare and print; the exit status is 1 where anything differs."""
    from conflict_events.evaluation import difference

    with closing(difference.between(args.old, args.new)) as found:
        sys.stdout.writelines(pieces(found.json()) if args.json else [found.table()])
        print()
        return FOUND if found else OK
