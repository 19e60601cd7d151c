"""The command line: ``conflict-events COMMAND``, each command a module of ``commands``."""

from __future__ import annotations

import argparse
import io
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from conflict_events import __version__
from conflict_events.terminal import FAILED, STATUS, say, silence, told

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
    """Run the command line; returns the exit status. Without ``argv`` it is that of the process."""
    args = argparse.Namespace()
    try:
        if argv is None:
            _in_utf_8()
        _open_streams()
        args = _parser().parse_args(argv)
        run: Callable[[argparse.Namespace], int] = args.run
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
        output = getattr(args, "output", None)
        say(f"conflict-events: stopped{f'; {output} is unchanged' if output else ''}")
        return FAILED
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and _silence():
            say(f"conflict-events: standard output: {error.strerror}")
        else:
            say(f"conflict-events: {told(error)}")
        return FAILED
    except Exception:
        # Python's own status would be 1, which says that a check found something.
        say(traceback.format_exc().rstrip("\n"))
        return FAILED


def _in_utf_8() -> None:
    """Start again where Python reads names of files in another encoding, as it does where the system's language has one: names
    that are not ASCII would be others in what is published, or none. What it starts in turn is told so by the environment.
    """
    if sys.getfilesystemencoding() != "utf-8" and "utf8" not in sys._xoptions:
        os.environ["PYTHONUTF8"] = "1"
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _open_streams() -> None:
    """Standard streams that are all there, and an output that takes every text, whatever the system's language.

    One that is closed becomes one of nothing: to Python it is None, and its number would be that of the next file.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open as long as we run
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A lone surrogate becomes its escape, which is what JSON has for it, too.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def _silence() -> bool:
    """Whether standard output is what failed; nothing more goes to it then, as Python would try again when it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        silence(sys.stdout)
        return True
    return False


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="conflict-events",
        description="Event records from news articles, Arabic first.",
        epilog=STATUS,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name in COMMANDS:
        module = import_module(f"conflict_events.commands.{name}")
        sub = commands.add_parser(
            name,
            help=module.HELP,
            description=module.HELP,
            epilog=f"example: {module.EXAMPLE}\n\n{STATUS}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.arguments(sub)
        sub.set_defaults(run=module.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
