"""``conflict-events diff``: what changed from one data set to another."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from conflict_events.commands.common import FOUND, OK

HELP = "Show what changed from one data set to another: events added, gone and changed, by field and by rule."
EXAMPLE = "conflict-events diff events.old events"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    what = "a folder that build made, a Parquet file, or JSON Lines as extract prints"
    parser.add_argument("old", type=Path, metavar="OLD", help=what)
    parser.add_argument("new", type=Path, metavar="NEW", help=what)
    parser.add_argument("--json", action="store_true", help="print every difference, with both records, as JSON")


def run(args: argparse.Namespace) -> int:
    """Compare and print; the exit status is 1 where anything differs."""
    from conflict_events import difference

    found = difference.between(args.old, args.new)
    print(json.dumps(found.json(), ensure_ascii=False, indent=1) if args.json else found.table())
    return FOUND if found else OK
