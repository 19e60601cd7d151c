"""The command line: ``conflict-events build | extract | mentions | validate``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

from conflict_events import __version__

OK, FOUND, FAILED, PARTIAL = 0, 1, 2, 3
"""Exit status: all well; a check found something; nothing was made; made, but some input was rejected."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    parser = _parser()
    args = parser.parse_args(argv)
    run: Callable[[argparse.Namespace], int] = args.run
    try:
        return run(args)
    except BrokenPipeError:
        # The reader of our output has gone: nobody is left to tell.
        sys.stderr.close()
        return FAILED
    except KeyboardInterrupt:
        print("conflict-events: stopped; what stood in the output folder is unchanged", file=sys.stderr)
        return FAILED
    except (OSError, ValueError) as error:
        print(f"conflict-events: {error}", file=sys.stderr)
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="conflict-events",
        description="Event records from news articles, Arabic first.",
        epilog="exit status: 0 all well, 1 a check found something, 2 nothing was made, 3 made but some input was rejected",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace], int], text: str, example: str
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(
            name,
            help=text,
            description=text,
            epilog=f"example: {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        sub.set_defaults(run=run)
        return sub

    build = command(
        "build",
        _build,
        "Build the data set: articles in, a folder of Parquet files out. Without INPUT the sample that comes with the package.",
        "conflict-events build articles.jsonl.gz --output events",
    )
    build.add_argument(
        "input",
        nargs="*",
        metavar="INPUT",
        help="JSON Lines, Parquet, CSV, HTML or WARC file, or a folder; - for standard input",
    )
    build.add_argument("--output", required=True, type=Path, metavar="DIR", help="the folder to make or to replace")
    build.add_argument("--extractor", default="rules", choices=["rules"], help="what finds the events (default: rules)")
    build.add_argument(
        "--workers", type=_count, default=1, metavar="N", help="processes (default: 1); the result is the same"
    )
    build.add_argument("--no-cache", action="store_true", help="extract every article anew (nothing is cached yet)")

    extract = command(
        "extract",
        _extract,
        "Print the event records of articles as JSON Lines.",
        "conflict-events extract articles.jsonl > events.jsonl",
    )
    extract.add_argument(
        "input", nargs="?", default="-", metavar="INPUT", help="as for build; - for standard input (default)"
    )

    mentions = command(
        "mentions",
        _mentions,
        "Print every number, money amount, date, place, actor, trigger and source that the finders see, one line an article.",
        "conflict-events mentions articles.jsonl",
    )
    mentions.add_argument(
        "input",
        nargs="?",
        default="-",
        metavar="INPUT",
        help="JSON Lines of id or article_id, text, published, language; - for standard input (default)",
    )

    validate = command(
        "validate",
        _validate,
        "Check a published folder: schema, offsets, ids, counts and content hashes.",
        "conflict-events validate events --articles articles.jsonl",
    )
    validate.add_argument("folder", type=Path, metavar="DIR", help="a folder that build made")
    validate.add_argument(
        "--articles",
        nargs="+",
        default=[],
        metavar="INPUT",
        help="the articles, to check the offsets against their texts",
    )
    return parser


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 512:
        raise argparse.ArgumentTypeError(f"a number from 1 to 512, not {text!r}")
    return int(text)


def _build(args: argparse.Namespace) -> int:
    from conflict_events import build

    report = build.build(args.input, args.output, workers=args.workers)
    for line in report.lines():
        print(line, file=sys.stderr)
    return PARTIAL if report.rejected else OK


def _extract(args: argparse.Namespace) -> int:
    from conflict_events import readers, worker
    from conflict_events.records import Article

    rejected = _Rejected()

    def articles() -> Iterator[Article]:
        for item in readers.read([args.input]):
            if isinstance(item, Article):
                yield item
            else:
                rejected.add(item)

    found = 0
    for _, events in worker.extract(articles()):
        found += 1
        for event in events:
            _write(sys.stdout, event)
    return rejected.status(found)


def _mentions(args: argparse.Namespace) -> int:
    from conflict_events import readers, show
    from conflict_events.records import Article

    rejected = _Rejected()
    found = 0
    printer = show.MentionPrinter()
    for item in readers.read([args.input], id_keys=("article_id", "id")):
        if isinstance(item, Article):
            found += 1
            _write(sys.stdout, printer.row(item))
        else:
            rejected.add(item)
    return rejected.status(found)


def _validate(args: argparse.Namespace) -> int:
    from conflict_events import check

    faults = check.check(args.folder, args.articles or None)
    for fault in faults:
        print(fault)
    print(f"{args.folder}: {len(faults)} faults" if faults else f"{args.folder}: valid", file=sys.stderr)
    return FOUND if faults else OK


class _Rejected:
    """Reports rejected input on standard error as it comes, and knows what exit status follows."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, item: Any) -> None:
        """Report one."""
        self.count += 1
        where = f"{item.file}:{item.line}" if item.line else item.file
        print(f"{where}: {item.reason}", file=sys.stderr)

    def status(self, made: int) -> int:
        if not self.count:
            return OK
        return PARTIAL if made else FAILED


def _write(stream: TextIO, row: Any) -> None:
    stream.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")


if __name__ == "__main__":
    sys.exit(main())
