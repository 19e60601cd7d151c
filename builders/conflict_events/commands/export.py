"""``conflict-events export``: a published folder in another project's layout."""

from __future__ import annotations

import argparse

from conflict_events.commands.common import named, path
from conflict_events.exports import FORMATS
from conflict_events.terminal import OK, say

HELP = "Write the events of a published folder in another project's layout, by crosswalks that name their sources."
EXAMPLE = "conflict-events export events --as ucdp-like --output ged.csv"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("folder", type=path, metavar="DIR", help="a folder that build made")
    parser.add_argument(
        "--as",
        dest="layout",
        required=True,
        choices=sorted(FORMATS),
        help="only plover-json and geojson take every event",
    )
    parser.add_argument("--output", required=True, type=named, metavar="FILE", help="the file to make or to replace")


def run(args: argparse.Namespace) -> int:
    """Export and say what was left out and why; the exit status."""
    from conflict_events import export

    done = export.export(args.folder, args.layout, args.output)
    for reason, number in sorted(done.left_out.items()):
        say(f"{number} left out: {reason}")
    say(f"{args.output}: {done.written} of {done.records} events")
    return OK
