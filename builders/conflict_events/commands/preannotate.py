"""``conflict-events preannotate``: what the rules find, as annotations for people to correct."""

from __future__ import annotations

import argparse

from conflict_events.commands.common import FORMATS, Accepted, named, source
from conflict_events.counted import counted
from conflict_events.terminal import say

HELP = "Write what the rules find as annotations of a tool, for people to correct."
EXAMPLE = "conflict-events preannotate articles.jsonl --format labelstudio --output for-label-studio --configuration"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "input", nargs="+", type=source, metavar="INPUT", help="articles, as for build; - for standard input"
    )
    parser.add_argument("--format", required=True, choices=FORMATS, help="the tool's format")
    parser.add_argument("--output", required=True, type=named, metavar="DIR", help="the folder to make")
    parser.add_argument(
        "--configuration",
        action="store_true",
        help="also write the files that set the tool up with our labels (not with project, which needs none)",
    )


def run(args: argparse.Namespace) -> int:
    """Extract and write; the exit status."""
    from conflict_events import language
    from conflict_events.annotations import preannotate
    from conflict_events.annotations.source import reader
    from conflict_events.articles import readers

    if args.configuration and not reader(args.format).configuration():
        raise ValueError(f"--configuration: there is nothing to set up for --format {args.format}")
    accepted = Accepted(language.available())
    articles = accepted.of(readers.read(args.input))
    drawn = preannotate.markups(articles, quoting=args.format in preannotate.QUOTING)
    found = preannotate.writable(drawn, args.format)
    number = preannotate.write(accepted.made(found), args.format, args.output, configuration=args.configuration)
    say(f"{args.output}: {counted(number, 'article')}, {accepted.rejected} rejected")
    return accepted.status
