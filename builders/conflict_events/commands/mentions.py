"""``conflict-events mentions``: what the finders see in articles, before anything is linked."""

from __future__ import annotations

import argparse
import sys

from conflict_events.commands.common import Accepted, source, write_row

HELP = "Print every number, money amount, date, place, actor, trigger and source that the finders see, one line an article."
EXAMPLE = "conflict-events mentions articles.jsonl"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "input",
        nargs="*",
        default=["-"],
        type=source,
        metavar="INPUT",
        help="as for build; an id may also be called id; - for standard input (default)",
    )


def run(args: argparse.Namespace) -> int:
    """Find and print; the exit status."""
    from conflict_events import language
    from conflict_events.articles import readers
    from conflict_events.extraction import show

    accepted = Accepted(language.available())
    printer = show.MentionPrinter()
    articles = accepted.of(readers.read(args.input, id_keys=("article_id", "id")))
    for row in accepted.made(map(printer.row, articles)):
        write_row(sys.stdout, row)
    return accepted.made_something(args.input)
