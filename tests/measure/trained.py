"""Measure the trained extractor by cross-validation on annotated articles: the rules alone; the model; the model for
which events there are, with the rules' roles; and only for which tellings are of one event.

    python tests/measure/trained.py [--gold FOLDER] [--seeds N]

FOLDER (default: ``shared/gold/dev`` beside the repository) holds ``articles.jsonl`` and ``events.jsonl``. Whole articles
are held together in five folds; each of the N seeds (default 3) deals them out anew, and the mean is printed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from annotated import SHARED

from conflict_events.evaluation import evaluate, event_files
from conflict_events.extraction import compiled
from conflict_events.trained import training, tuning
from conflict_events.trained.examples import of_articles
from conflict_events.trained.extractor import Proposer
from conflict_events.trained.model import Model


def main() -> int:
    """Print the table; exit status 2 where there is nothing to measure on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=SHARED / "gold" / "dev")
    parser.add_argument("--seeds", type=int, default=3)
    args = parser.parse_args()
    if not (args.gold / "events.jsonl").is_file():
        print(f"no annotated articles at {args.gold}: nothing to measure", file=sys.stderr)
        return 2
    articles = training.read_articles(args.gold / "articles.jsonl")
    gold = event_files.read_events(args.gold / "events.jsonl", {a.article_id: a.text for a in articles})
    propose = Proposer(compiled.load("ar"))
    annotated = of_articles(propose, articles, gold)
    names = (*evaluate.MEASURES, "fields")
    print(f"{'':24}" + " ".join(f"{name:>9}" for name in names))
    show("rules", [training.by_rules(propose, annotated)], gold)
    lessons = [training.learn(propose, annotated, seed) for seed in range(args.seeds)]
    twice = [training.looked_again(lesson)[0] for lesson in lessons]
    show("trained", [training.cross_validated(*each) for each in zip(lessons, twice, strict=True)], gold)
    show("without second look", [training.cross_validated(lesson, lesson.guesses) for lesson in lessons], gold)
    show("events only", [training.cross_validated(lesson, lesson.guesses, events_only) for lesson in lessons], gold)
    show("joining only", [joined_only(lesson) for lesson in lessons], gold)
    return 0


def events_only(model: Model, guesses: Sequence[tuning.Guess]) -> dict[str, list[event_files.Event]]:
    """What the rules publish of the events that stand by a model."""
    of = tuning.by_article(guesses)
    return {i: [g.example.made for g in mine if tuning.kept(model, g)] for i, mine in of.items()}


def joined_only(lesson: training.Lesson) -> dict[str, list[event_files.Event]]:
    """What the rules publish where the model only says which tellings are of one event."""
    return {i: [e.made for e in examples if e.proposal.stands] for i, examples in lesson.examples.items()}


def show(name: str, runs: list[dict[str, list[event_files.Event]]], gold: dict[str, list[event_files.Event]]) -> None:
    """A line of the table: F1, mean over runs."""
    scores = [evaluate.evaluate(gold, run).total for run in runs]
    values = [sum(s.counts[m].f1 for s in scores) / len(scores) for m in evaluate.MEASURES]
    values.append(sum(s.fields for s in scores) / len(scores))
    print(f"{name:24}" + " ".join(f"{v:9.3f}" for v in values))


if __name__ == "__main__":
    sys.exit(main())
