"""The command line: ``conflict-events COMMAND``, each command a module of ``commands``."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module

from conflict_events import __version__
from conflict_events.commands.common import FAILED

COMMANDS = (
    "build",
    "extract",
    "mentions",
    "preannotate",
    "validate",
    "train",
    "score",
    "agree",
    "calibrate",
    "diff",
    "cache",
    "export",
    "report",
)
"""In the order of the help text."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    args = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = args.run
    try:
        status = run(args)
        # What waits in the buffer may not be written, either.
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # The reader of our output has gone: nobody is left to tell.
        _silence()
        sys.stderr.close()
        return FAILED
    except KeyboardInterrupt:
        print("conflict-events: stopped; what stood in the output folder is unchanged", file=sys.stderr)
        return FAILED
    except (OSError, ValueError) as error:
        if isinstance(error, OSError):
            _silence()
        print(f"conflict-events: {_told(error)}", file=sys.stderr)
        return FAILED
    except Exception:
        # Python's own status would be 1, which says that a check found something.
        traceback.print_exc()
        return FAILED


def _silence() -> None:
    """Nothing more goes to standard output, where it may be what failed: Python would try again when it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _told(error: Exception) -> str:
    """An error for people: the file first where the system names one, without the system's number."""
    if isinstance(error, OSError) and error.strerror and error.filename is not None:
        return f"{error.filename2 or error.filename}: {error.strerror}"
    return str(error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="conflict-events",
        description="Event records from news articles, Arabic first.",
        epilog="exit status: 0 all well, 1 a check found something, 2 nothing was made, 3 made but some input was rejected",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name in COMMANDS:
        module = import_module(f"conflict_events.commands.{name}")
        sub = commands.add_parser(
            name,
            help=module.HELP,
            description=module.HELP,
            epilog=f"example: {module.EXAMPLE}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.arguments(sub)
        sub.set_defaults(run=module.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
