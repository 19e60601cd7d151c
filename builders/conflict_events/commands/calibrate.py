"""``conflict-events calibrate``: the confidence of the rules fitted on annotated articles."""

from __future__ import annotations

import argparse
import json

from conflict_events.commands.common import Accepted, named, path, source
from conflict_events.terminal import say

HELP = "Fit the confidence of --extractor rules on articles that people annotated; write it as data for a language's folder."
EXAMPLE = "conflict-events calibrate articles.jsonl gold.jsonl --output confidence.json"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("articles", nargs="+", type=source, metavar="ARTICLES", help="the articles, as for build")
    parser.add_argument(
        "gold", type=path, metavar="GOLD", help="annotated events, as preannotate --format project writes them"
    )
    parser.add_argument(
        "--output", required=True, type=named, metavar="FILE", help="the file to write, for the folder of the language"
    )


def run(args: argparse.Namespace) -> int:
    """Fit, write and print the reliability; the exit status."""
    from conflict_events.articles import readers
    from conflict_events.evaluation import calibration, event_files
    from conflict_events.whole_file import reserved

    accepted = Accepted()
    with reserved(args.output) as aside:
        articles = list(accepted.of(readers.read(args.articles)))
        gold = event_files.read_events(args.gold, {a.article_id: a.text for a in articles})
        code, found = calibration.sample(articles, gold)
        data = calibration.fit(found, articles, gold)
        aside.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(calibration.table(data))
    say(f"{args.output}: written, for the rules of {code!r}")
    return accepted.status
