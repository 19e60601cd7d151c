"""``conflict-events train``: annotated articles in, a model of the trained extractor out."""

from __future__ import annotations

import argparse

from conflict_events.commands.common import Accepted, named, path, source
from conflict_events.terminal import say

HELP = "Fit a model for build --model on articles that people annotated. Needs scikit-learn."
EXAMPLE = "conflict-events train events.jsonl --articles articles.jsonl --output model.json"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument(
        "annotated",
        type=path,
        metavar="ANNOTATED",
        help="annotated events, as preannotate --format project writes them; a file, or a folder of such files",
    )
    parser.add_argument(
        "--articles", required=True, nargs="+", type=source, metavar="INPUT", help="the articles, as for build"
    )
    parser.add_argument(
        "--again",
        type=path,
        metavar="ANNOTATED",
        help="a second annotation of some of the articles, by others: both count, and thresholds are chosen on these articles"
        " where they are many",
    )
    parser.add_argument("--output", required=True, type=named, metavar="MODEL", help="the model file to write, JSON")
    parser.add_argument(
        "--language", default="ar", metavar="CODE", help="train on articles of this language (default: ar)"
    )


def run(args: argparse.Namespace) -> int:
    """Train; the exit status. Raises ValueError where scikit-learn is not installed or nothing is there to learn from."""
    from conflict_events.articles import inputs, readers
    from conflict_events.extraction import compiled
    from conflict_events.trained import training
    from conflict_events.trained.extractor import Proposer
    from conflict_events.whole_file import reserved

    try:
        import sklearn  # noqa: F401
    except ImportError:
        raise ValueError("training needs scikit-learn: pip install '.[train]' in the sources") from None
    accepted = Accepted()
    with reserved(args.output) as aside:
        articles = list(accepted.of(readers.read(args.articles)))
        propose = Proposer(compiled.load(args.language))
        found = training.read_annotated(propose, articles, args.annotated, args.again)
        if not found:
            raise ValueError(
                f"{args.annotated}: no annotated article in language {args.language!r} is among {', '.join(args.articles)}"
            )
        files = (args.annotated, *(inputs.named(given)[1] for given in args.articles), args.again)
        model = training.train(propose, found, inputs.digest(*filter(None, files)))
        aside.write_text(model.dumps(), encoding="utf-8")
    say(f"{args.output}: {training.summary(model)}")
    return accepted.status
