"""``conflict-events validate``: a published folder checked from outside."""

from __future__ import annotations

import argparse
import errno

from conflict_events.commands.common import path, source
from conflict_events.terminal import FOUND, OK, say

HELP = "Check a published folder: schema, offsets, ids, counts and content hashes."
EXAMPLE = "conflict-events validate events --articles articles.jsonl"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("folder", type=path, metavar="DIR", help="a folder that build made")
    parser.add_argument(
        "--articles",
        nargs="+",
        default=[],
        type=source,
        metavar="INPUT",
        help="the articles, to check the offsets against their texts",
    )


def run(args: argparse.Namespace) -> int:
    """Check and print the faults; the exit status."""
    from conflict_events.articles import inputs
    from conflict_events.publishing import check
    from conflict_events.publishing.spreadsheet import contained

    if not args.folder.is_dir():
        raise FileNotFoundError(errno.ENOENT, "no such folder", str(args.folder))
    for given in args.articles:
        # Otherwise every event would be said to lack its article.
        _, place = inputs.named(given)
        if str(place) != "-" and not place.exists():
            raise FileNotFoundError(errno.ENOENT, "no such file or folder: nothing was checked", str(place))
    faults = check.check(args.folder, args.articles or None)
    for fault in faults:
        # An article's id may hold a line break or what steers a terminal.
        print(contained(fault))
    for told in check.remarks(args.folder, sound=not faults):
        say(f"{args.folder}: {contained(told)}")
    say(f"{args.folder}: {'not valid' if faults else 'valid'}")
    return FOUND if faults else OK
