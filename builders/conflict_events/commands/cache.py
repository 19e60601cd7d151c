"""``conflict-events cache``: what builds keep for later builds."""

from __future__ import annotations

import argparse

from conflict_events.commands.common import path
from conflict_events.counted import counted
from conflict_events.terminal import OK

HELP = "Show what builds keep for later builds, or remove what no build will use again."
EXAMPLE = "conflict-events cache prune"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("action", choices=["info", "prune"], metavar="{info,prune}", help="show or remove what is kept")
    parser.add_argument("--cache", type=path, metavar="DIR", help="the folder (default: as for build)")
    parser.add_argument("--all", action="store_true", help="with prune: remove all, not only what other versions kept")


def run(args: argparse.Namespace) -> int:
    """Show or remove; the exit status."""
    from conflict_events import cache_folder
    from conflict_events.building import cache
    from conflict_events.extraction import compiled

    if args.all and args.action != "prune":
        raise ValueError("--all needs prune")
    folder = args.cache or cache_folder.default()
    if args.action == "prune":
        print(f"{folder}: {_megabytes(cache.prune(folder, everything=args.all))} removed")
        return OK
    found, tables = cache.info(folder), compiled.files(folder)
    for kept in found:
        results = "damaged" if kept.results is None else counted(kept.results, "article")
        print(f"{kept.file.name}: {results}, {_megabytes(kept.bytes)}, {_whose(kept.current)}")
    for file, current in tables:
        print(f"{file.name}: tables made ready, {_megabytes(file.stat().st_size)}, {_whose(current)}")
    print(f"{folder}: {counted(len(found) + len(tables), 'file')}")
    return OK


def _whose(current: bool) -> str:
    return "of this version" if current else "of another version"


def _megabytes(number: int) -> str:
    return f"{number / 1e6:.1f} MB"
