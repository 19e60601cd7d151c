"""``conflict-events agree``: how far annotators agree, and what they have to settle."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from conflict_events.commands.common import ARTICLES_HELP, TOOLS, Accepted, articles_of, named, path, source, write_file
from conflict_events.counted import counted
from conflict_events.terminal import say

if TYPE_CHECKING:
    from conflict_events.annotations.model import Markup
    from conflict_events.evaluation.event_files import Events

HELP = "Measure how far annotators agree: F1 of each pair by field, Krippendorff's alpha on types and statuses."
EXAMPLE = "conflict-events agree anna.jsonl omar.jsonl --articles articles.jsonl --disagreements settle.jsonl"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "annotations",
        nargs="+",
        type=path,
        metavar="FILE",
        help="the events of one annotator: JSON Lines, or the folder that build --extractor annotations made; two or more",
    )
    parser.add_argument("--articles", nargs="+", default=[], type=source, metavar="INPUT", help=ARTICLES_HELP)
    parser.add_argument("--json", action="store_true", help="print the measures as JSON")
    parser.add_argument(
        "--disagreements",
        type=named,
        metavar="FILE",
        help="write what they differ in as JSON Lines: an event a line, with everybody's reading",
    )
    parser.add_argument(
        "--format",
        choices=TOOLS,
        help="write the disagreements for an annotation tool instead, into the new folder FILE: an article with all readings",
    )
    parser.add_argument(
        "--settled",
        type=path,
        metavar="FILE",
        help="the file of --disagreements once it is settled: each line holds one annotator's reading, or none",
    )
    parser.add_argument(
        "--output",
        type=named,
        metavar="FILE",
        help="write the whole annotation as JSON Lines: what they agree on, and what is settled",
    )


def run(args: argparse.Namespace) -> int:
    """Measure and print; the exit status. Raises ValueError for options that do not fit."""
    from conflict_events.annotations import preannotate
    from conflict_events.articles import readers
    from conflict_events.evaluation import agreement, annotators
    from conflict_events.whole_file import refuse_peoples_work

    if args.format and args.disagreements is None:
        raise ValueError("--format needs --disagreements")
    if args.settled is not None and args.output is None:
        raise ValueError("--settled needs --output")
    if args.output is not None and args.output == args.disagreements:
        raise ValueError(f"--output and --disagreements are both {args.output}: name two")
    accepted = Accepted()
    articles = accepted.of(readers.read(articles_of(args.articles, args.annotations)))
    texts = {a.article_id: a.text for a in articles}
    told = annotators.read(args.annotations, texts)
    result = agreement.agreement(told)
    # All is made before any of it is written: where one cannot be, none is.
    files: list[_File] = []
    markups: list[Markup] = []
    if args.output is not None:
        files.append(_whole(args, told, texts))
    if args.format:
        markups = _to_settle(args, told, texts, accepted)
    elif args.disagreements is not None:
        files.append(_disagreements(args, told))
    if markups:
        refuse_peoples_work(args.disagreements)
    for file in files:
        refuse_peoples_work(file.path, file.text)
    for file in files:
        write_file(file.path, file.text)
        say(f"{file.path}: {file.summary}")
    if markups:
        number = preannotate.write(markups, args.format, args.disagreements)
        say(f"{args.disagreements}: {counted(number, 'article')} to settle")
    elif args.format:
        say("nothing to settle: no folder is made")
    # At the end: a reader may go before all is read (head).
    print(json.dumps(result.json(), ensure_ascii=False, indent=1) if args.json else result.table())
    return accepted.status


class _File(NamedTuple):
    """A file to write, and what to say of it."""

    path: Path
    text: str
    summary: str


def _whole(args: argparse.Namespace, told: Mapping[str, Events], texts: Mapping[str, str]) -> _File:
    """The file of ``--output``: the whole annotation."""
    from conflict_events.evaluation import event_files, settling

    chosen = event_files.read_events(args.settled, texts) if args.settled is not None else {}
    rows = list(settling.settled(told, chosen))
    events = counted(sum(len(row["events"]) for row in rows), "event")
    return _File(args.output, _lines(rows), f"{events} of {counted(len(rows), 'article')}")


def _disagreements(args: argparse.Namespace, told: Mapping[str, Events]) -> _File:
    """The file of ``--disagreements``: what is to be settled, as JSON Lines."""
    from conflict_events.evaluation import settling

    rows = list(settling.disagreements(told))
    return _File(args.disagreements, _lines(rows), f"{counted(len(rows), 'event')} to settle")


def _to_settle(
    args: argparse.Namespace, told: Mapping[str, Events], texts: Mapping[str, str], accepted: Accepted
) -> list[Markup]:
    """What is to be settled, for the tool of ``--format``. Raises ValueError where the tool can hold nothing of it."""
    from conflict_events.annotations import preannotate
    from conflict_events.evaluation import settling

    rejected = accepted.rejected
    markups = list(accepted.made(preannotate.writable(settling.to_settle(told, texts), args.format)))
    if not markups and accepted.rejected > rejected:
        raise ValueError(f"{args.disagreements}: nothing was made: {args.format} can hold nothing of what is to settle")
    return markups


def _lines(rows: Iterable[Mapping[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
