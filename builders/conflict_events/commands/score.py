"""``conflict-events score``: extracted events measured against annotated ones."""

from __future__ import annotations

import argparse
import json

from conflict_events.commands.common import ARTICLES_HELP, Accepted, articles_of, named, path, source, write_file
from conflict_events.counted import counted
from conflict_events.terminal import say

HELP = "Measure extracted events against annotated ones: precision, recall and F1 by event, field, type and publisher."
EXAMPLE = "conflict-events score events gold.jsonl --articles articles.jsonl --html errors.html"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "system",
        type=path,
        metavar="SYSTEM",
        help="a folder that build made, a Parquet file, or JSON Lines as extract prints or as GOLD",
    )
    parser.add_argument(
        "gold",
        type=path,
        metavar="GOLD",
        help="the annotated events: JSON Lines, or the folder that build --extractor annotations made",
    )
    parser.add_argument("--articles", nargs="+", default=[], type=source, metavar="INPUT", help=ARTICLES_HELP)
    parser.add_argument("--json", action="store_true", help="print all counts as JSON")
    parser.add_argument(
        "--html", type=named, metavar="FILE", help="write a page that shows each error in its sentence, both sides"
    )


def run(args: argparse.Namespace) -> int:
    """Measure and print; the exit status."""
    from conflict_events import layout
    from conflict_events.articles import readers
    from conflict_events.evaluation import error_page, evaluate, event_files, matching

    accepted = Accepted()
    articles = list(accepted.of(readers.read(articles_of(args.articles, [args.gold]))))
    texts = {a.article_id: a.text for a in articles}
    gold = event_files.read_events(args.gold, texts)
    copies = event_files.copies(args.system).intersection(gold)
    if copies:
        say(f"{counted(len(copies), 'annotated article')} left out, marked as copies of others")
        gold = {article_id: events for article_id, events in gold.items() if article_id not in copies}
    if not gold:
        raise ValueError(
            f"{args.gold}: nothing was measured: it holds no annotated article{' but copies' if copies else ''}"
        )
    system = event_files.read_events(args.system, texts, only=gold)
    if layout.parquet(args.system, "articles") and (unread := gold.keys() - system.keys()):
        say(f"{counted(len(unread), 'annotated article')} not read by {args.system}: all that they tell is missed")
    result = evaluate.evaluate(gold, system, {a.article_id: a.publisher for a in articles})
    # Before anything is printed: a reader may go before the end (head).
    if args.html is not None:
        write_file(args.html, error_page.page(matching.errors(gold, system), result.table()))
        say(f"{args.html}: written")
    if args.json:
        print(json.dumps(result.json(), ensure_ascii=False, indent=1))
    else:
        print(result.table())
    return accepted.status
