"""``conflict-events report``: a published folder as one HTML page."""

from __future__ import annotations

import argparse
from pathlib import Path

from conflict_events.commands.common import named, path
from conflict_events.counted import counted
from conflict_events.terminal import OK, say

HELP = "Write the events of a published folder as one HTML page to look through: map, time, filters, evidence."
EXAMPLE = "conflict-events report events --output events.html"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("folder", type=path, metavar="DIR", help="a folder that build made")
    parser.add_argument(
        "--output",
        type=named,
        default=Path("report.html"),
        metavar="FILE",
        help="the file to make or to replace (default: %(default)s)",
    )


def run(args: argparse.Namespace) -> int:
    """Write the page and say where it is; the exit status."""
    from conflict_events.report import page

    number = page.write(args.folder, args.output)
    # A pipe has no size.
    size = f", {args.output.stat().st_size / 1e6:.1f} MB" if args.output.is_file() else ""
    say(f"{args.output}: {counted(number, 'event')}{size}; opens in any browser, without network")
    return OK
