"""``conflict-events build``: articles in, a published data set out."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conflict_events.building import extractors
from conflict_events.commands.common import author, count, named, path, source, spdx, write_file
from conflict_events.json_pieces import pieces
from conflict_events.terminal import FOUND, OK, PARTIAL, say

if TYPE_CHECKING:
    from conflict_events.building.build import Report

HELP = "Build the data set: articles in, a folder of Parquet files out. Without INPUT the sample that comes with the package."
EXAMPLE = "conflict-events build articles.jsonl.gz --output events"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    _add_places(parser)
    _add_extraction(parser)
    _add_publication(parser)
    _add_cache(parser)
    _add_check(parser)


def _add_places(parser: argparse.ArgumentParser) -> None:
    """What is read, and what is made."""
    parser.add_argument(
        "input",
        nargs="*",
        type=source,
        metavar="INPUT",
        help="JSON Lines, Parquet, CSV, HTML, WARC or text file, or a folder; - for JSON Lines from standard input. An article "
        "has text, and may have article_id, language, publisher, published (YYYY-MM-DD), url and title. NAME=INPUT puts NAME: "
        "before its articles' ids",
    )
    parser.add_argument("--output", required=True, type=named, metavar="DIR", help="the folder to make or to replace")


def _add_extraction(parser: argparse.ArgumentParser) -> None:
    """What finds the events, and where it runs."""
    parser.add_argument(
        "--extractor",
        default=extractors.DEFAULT,
        metavar="NAMES",
        help="what finds the events: encoder (rules, with a model and a text encoder that were trained on annotated articles; "
        "without those that a language lacks), trained (without the encoder: quicker), rules, annotations, "
        "or two as encoder,annotations (default: %(default)s)",
    )
    parser.add_argument(
        "--annotations", type=source, metavar="PATH", help="file or folder of people's annotations, for that extractor"
    )
    parser.add_argument("--format", default="", metavar="NAME", help="format of the annotations (default: found out)")
    parser.add_argument("--mapping", type=source, metavar="FILE", help="TOML file: what the annotations' labels mean")
    parser.add_argument(
        "--prefer",
        default="",
        metavar="NAME",
        help="whose record stands where two extractors find the same event (default: annotations)",
    )
    parser.add_argument(
        "--model", type=source, metavar="FILE", help="model of trained and encoder (default: the language's own)"
    )
    parser.add_argument(
        "--workers", type=count, default=1, metavar="N", help="processes (default: 1); the result is the same"
    )
    parser.add_argument(
        "--engine",
        default="local",
        metavar="NAME",
        help="where they run: local, on this machine, or ray, as tasks of Ray, on this machine or the cluster that RAY_ADDRESS "
        "names (default: %(default)s)",
    )


def _add_publication(parser: argparse.ArgumentParser) -> None:
    """What of it is published, and under which names."""
    parser.add_argument(
        "--duplicates",
        default="mark",
        choices=["mark", "keep"],
        help="mark an article that copies an earlier one, without events, or keep it as any other (default: mark)",
    )
    parser.add_argument(
        "--evidence",
        default="sentence",
        choices=["sentence", "offsets"],
        help="publish the sentence that tells each event, or only where it stands in the article (default: sentence)",
    )
    parser.add_argument(
        "--redact-persons",
        action="store_true",
        help="cover the names of persons who hold no office that the registry knows",
    )
    parser.add_argument(
        "--license",
        type=spdx,
        metavar="ID",
        help="licence of the data, as CC-BY-4.0 (default: left for the owner to choose)",
    )
    parser.add_argument(
        "--author",
        action="append",
        default=[],
        type=author,
        metavar="NAME",
        help="who answers for the data and is cited for them, a person or an institution; more than once for several "
        "(default: nobody is named)",
    )


def _add_cache(parser: argparse.ArgumentParser) -> None:
    """What is kept for later builds."""
    kept = parser.add_mutually_exclusive_group()
    kept.add_argument(
        "--cache",
        type=path,
        metavar="DIR",
        help="where results are kept for later builds (default: conflict-events in $XDG_CACHE_HOME or ~/.cache; a language's "
        "tables, made ready, are always kept there)",
    )
    kept.add_argument(
        "--no-cache",
        action="store_true",
        help="extract every article anew, keep no results; a language's tables, made ready, are kept all the same",
    )


def _add_check(parser: argparse.ArgumentParser) -> None:
    """Whether only to tell what would change."""
    parser.add_argument(
        "--check",
        action="store_true",
        help="replace nothing, but tell what would change: exit status 0 nothing, 1 something, 2 it cannot be told",
    )
    parser.add_argument(
        "--json",
        type=named,
        metavar="FILE",
        help="with --check: write as JSON whether anything would change (changed), which files, and events as diff --json",
    )


def run(args: argparse.Namespace) -> int:
    """Build, or compare; the exit status."""
    if not args.check:
        report = _maker(args)(args.output)
        for line in report.lines():
            say(line)
        return PARTIAL if report.rejected else OK
    return _check(args)


def _check(args: argparse.Namespace) -> int:
    """Tell what would change; the exit status."""
    from conflict_events.building import rebuild

    try:
        with closing(rebuild.compare(args.output, _maker(args))) as found:
            # Before anything is printed: a reader may go before the end (head).
            _write(found.json(), found.markdown(), args.json)
            table = found.table()
    except BaseException as error:
        # Where that cannot be written, either, the first reason is the one to tell.
        with suppress(OSError):
            _tell_failure(args.output, error, args.json)
        raise
    for line in found.report.warnings():
        say(line)
    print(table)
    return FOUND if found else OK


def _maker(args: argparse.Namespace) -> Callable[[Path], Report]:
    """What builds into a folder. Raises ValueError for options that do not fit, PermissionError where results would be kept in
    a data set.
    """
    from conflict_events.building import build
    from conflict_events.publishing.privacy import Privacy

    _refuse_misfits(args)
    options = extractors.Options(args.annotations or "", args.format, args.mapping or "", args.prefer, args.model or "")
    kept = None if args.no_cache else _cache_folder(args)
    return lambda output: build.build(
        args.input,
        output,
        workers=args.workers,
        engine=args.engine,
        extractor=args.extractor,
        options=options,
        licence=args.license,
        authors=args.author,
        privacy=Privacy(args.evidence, "redacted" if args.redact_persons else "named"),
        mark_duplicates=args.duplicates == "mark",
        cache_folder=kept,
    )


def _refuse_misfits(args: argparse.Namespace) -> None:
    """Raise ValueError for an option that needs another one, or an extractor that is none."""
    names = extractors.names(args.extractor)
    if (args.format or args.mapping) and not args.annotations:
        raise ValueError("--format and --mapping need --annotations")
    if args.prefer and len(names) < 2:
        raise ValueError("--prefer needs two extractors, as --extractor rules,annotations")
    if args.annotations and "annotations" not in names:
        raise ValueError("--annotations needs --extractor annotations, or rules,annotations for both")
    if args.model and not {"trained", "encoder"}.intersection(names):
        raise ValueError("--model needs --extractor trained or encoder")
    if args.json is not None and not args.check:
        raise ValueError("--json needs --check")


def _cache_folder(args: argparse.Namespace) -> Path | None:
    """Where results are kept for later builds; None, with a line that says why, for a user who has no folder for that.

    Raises ValueError where it lies in what is read or made, PermissionError where it lies in a data set.
    """
    from conflict_events import cache_folder
    from conflict_events.articles import inputs
    from conflict_events.whole_file import refuse_within_data_set

    try:
        kept: Path = args.cache or cache_folder.default()
    except OSError as error:
        say(f"nothing is kept for later builds: {error}")
        return None
    inputs.refuse_kept_within(kept, (*args.input, args.annotations))
    # A first build makes the data set only at its end.
    if kept.resolve().is_relative_to(args.output.resolve()):
        raise ValueError(
            f"{kept} lies within the output {args.output}: name another folder with --cache, or --no-cache"
        )
    refuse_within_data_set(kept / "*.sqlite")
    return kept


def _tell_failure(output: Path, error: BaseException, file: Path | None) -> None:
    """Write that it cannot be told what would change: what an earlier check wrote would pass for this one's."""
    reason = " ".join(str(error).split()) or type(error).__name__
    _write({"changed": None, "error": reason}, f"## {output}: it cannot be told what would change\n\n{reason}\n", file)


def _write(told: Mapping[str, Any], markdown: str, file: Path | None) -> None:
    if file is not None:
        write_file(file, pieces(told), "\n")
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        with Path(summary).open("a", encoding="utf-8") as stream:
            stream.write(markdown)
