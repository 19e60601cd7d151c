"""Learns a model from annotated articles: a logistic regression for events and one for each role.

Whole articles are held together in folds, so that nothing is judged by a model that has seen its article.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from conflict_events.articles import readers
from conflict_events.counted import counted
from conflict_events.evaluation import evaluate, event_files
from conflict_events.records import Article, Rejected, Status
from conflict_events.trained import fitting, second_look, tuning
from conflict_events.trained.examples import Annotated, Example, made_of, of_articles, of_stories
from conflict_events.trained.extractor import Proposer
from conflict_events.trained.model import Model, Weights
from conflict_events.trained.reading import ROLES, Ends, Story
from conflict_events.trained.retelling import Pair
from conflict_events.trained.tuning import Counts, Guess

if TYPE_CHECKING:
    from conflict_events.trained.network import Network

FOLDS = 5
ENOUGH = 100
"""Articles that were annotated twice from which on thresholds are chosen on these alone."""
AGAIN = "\nagain"
"""What stands behind an article's id where its second annotation is meant."""
_NONE = Weights(0.0, {})
BLANK = Model("", _NONE, _NONE, dict.fromkeys(ROLES, _NONE), status=dict.fromkeys(get_args(Status), _NONE))
"""A model that has learned nothing: what thresholds for the guesses of others are put into."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Annotated articles dealt into folds, with everything that a model of the other folds makes of them."""

    propose: Proposer
    articles: Sequence[Annotated]
    fold: Mapping[str, int]
    examples: Mapping[str, Sequence[Example]]
    """By article id: the events as the other folds' model joins them."""
    guesses: Sequence[Guess]
    likely: Mapping[str, Mapping[Pair, float]]
    """By article id: that two tellings are of one event, as the other folds' model judges."""
    same: float | None
    """The threshold from which on two tellings are joined that does best on all; None where the rules do."""

    @property
    def gold(self) -> dict[str, Sequence[event_files.Event]]:
        """The annotated events that thresholds are chosen on, as ``by_annotation`` names them."""
        return by_annotation(_for_thresholds(self.articles))


def _for_thresholds(articles: Sequence[Annotated]) -> Sequence[Annotated]:
    """The articles that thresholds are chosen on: those that were annotated twice, where they are enough."""
    twice = [a for a in articles if a.again is not None]
    return twice if len(twice) >= ENOUGH else articles


def by_annotation(articles: Sequence[Annotated]) -> dict[str, Sequence[event_files.Event]]:
    """The events of each annotation by article id, those of a second one by the id and ``AGAIN``."""
    second = {a.article_id + AGAIN: a.again.gold for a in articles if a.again is not None}
    return {**{a.article_id: a.gold for a in articles}, **second}


def folds(articles: Sequence[Annotated], seed: int = 0) -> dict[str, int]:
    """A fold for each article id, of even size, by a hash of the id."""

    def key(article: Annotated) -> str:
        return hashlib.sha256(f"{seed}:{article.article_id}".encode()).hexdigest()

    return {a.article_id: i % FOLDS for i, a in enumerate(sorted(articles, key=key))}


def learn(propose: Proposer, articles: Sequence[Annotated], seed: int = 0) -> Lesson:
    """Judge each article by models that have not seen it: first which tellings are one event, then events and roles. Raises
    ValueError where there are fewer articles than folds.
    """
    if len(articles) < FOLDS:
        raise ValueError(
            f"{counted(len(articles), 'annotated article')}: too few to learn from, {FOLDS} are needed at least"
        )
    fold = folds(articles, seed)
    same = [fitting.of_pairs([a for a in articles if fold[a.article_id] != k]) for k in range(FOLDS)]
    likely = {
        a.article_id: {pair: same[fold[a.article_id]].probability(names) for pair, names in a.pairs.items()}
        for a in articles
    }
    told = [one for a in _for_thresholds(articles) for one in a.annotations]
    worth = [(one.article_id, same_worth(propose, one, likely[one.article_id])) for one in told]
    ruled = [(one.article_id, tuning.counts(one.gold, made_of(propose, one, _stories(propose, one)))) for one in told]

    def best(ids: Collection[str]) -> float | None:
        threshold, value = tuning.peak(lambda t: tuning.worth([of[t] for i, of in worth if i in ids]))
        return threshold if value > tuning.worth([of for i, of in ruled if i in ids]) + tuning.MARGIN else None

    thresholds = [best({i for i in fold if fold[i] != k}) for k in range(FOLDS)]
    examples = {}
    for a in articles:
        stories = _stories(propose, a, likely[a.article_id], thresholds[fold[a.article_id]])
        examples[a.article_id] = of_stories(propose, a, stories)
    guesses = _out_of_fold(examples, fold)
    return Lesson(propose, articles, fold, examples, guesses, likely, best(fold))


def _stories(
    propose: Proposer, article: Annotated, likely: Mapping[Pair, float] | None = None, threshold: float | None = None
) -> list[Story]:
    """An article's events, joined by the probabilities of pairs, or as the rules join them where none are given."""
    if article.reading is None:
        return []
    if likely is None or threshold is None:
        return propose.by_rules(article.reading)
    return propose.grouped(article.reading, likely, threshold)


def same_worth(propose: Proposer, article: Annotated, likely: Mapping[Pair, float]) -> dict[float, Counts]:
    """By threshold: the counts of what the rules would publish, were tellings joined so. ``likely``: that two are the same."""
    found = {}
    known: dict[tuple[tuple[Ends, ...], ...], Counts] = {}
    for threshold in tuning.GRID:
        stories = _stories(propose, article, likely, threshold)
        key = tuple(tuple(story.triggers()) for story in stories)
        if key not in known:
            known[key] = tuning.counts(article.gold, made_of(propose, article, stories))
        found[threshold] = known[key]
    return found


def train(propose: Proposer, articles: Sequence[Annotated], digest: str) -> Model:
    """The model of all articles; thresholds, confidence and card are those of five-fold cross-validation.

    ``digest`` names the training data. Raises ValueError where there is nothing to learn from.
    """
    lesson = learn(propose, articles)
    if not any(g.example.gold for g in lesson.guesses):
        raise ValueError(
            f"nothing to learn from: of {len(articles)} articles no annotated event is one that rules propose"
        )
    model = fitting.of_events([e for examples in lesson.examples.values() for e in examples])
    same = replace(fitting.of_pairs(articles), threshold=lesson.same) if lesson.same is not None else None
    revised, second = looked_again(lesson)
    gold = lesson.gold
    judged = for_each_annotation(gold, revised)
    tuned = tuning.tuned(model, judged, gold)
    if second and not (tuned.sifts and len(tuned.roles) == len(ROLES)):
        # Where the rules decide on something there is nothing to be seen beside the rest.
        revised, second = lesson.guesses, {}
        judged = for_each_annotation(gold, revised)
        tuned = tuning.tuned(model, judged, gold)
    model = replace(tuned, same=same, second=second, language=propose.rules.language.code)
    results = {"rules": by_rules(propose, articles), "trained": cross_validated(lesson, revised)}
    sure = [(model.sure(g.probability), g.example.gold is not None) for g in judged]
    published = [s for s, g in zip(sure, judged, strict=True) if tuning.kept(model, g)]
    card = {
        "articles": len(articles),
        "events": sum(len(a.gold) for a in articles),
        "measured": len(_for_thresholds(articles)),
        "proposals": len(lesson.guesses),
        "sha256": digest,
        "folds": FOLDS,
        "cross_validated": {
            name: figures(evaluate.evaluate(gold, {i: made[i.removesuffix(AGAIN)] for i in gold}).total)
            for name, made in results.items()
        },
        "reliability": tuning.reliability(published),
    }
    return replace(model, card=card)


def for_each_annotation(gold: tuning.Gold, guesses: Iterable[Guess]) -> list[Guess]:
    """The guesses on articles of ``gold``, which ``by_annotation`` made, once for each annotation."""
    found = []
    for g in guesses:
        if g.article_id in gold:
            found.append(g)
        if g.article_id + AGAIN in gold and g.example.again is not None:
            found.append(replace(g, article_id=g.article_id + AGAIN, example=g.example.again))
    return found


def figures(score: evaluate.Score) -> dict[str, float]:
    """F1 by measure, and the mean of the fields."""
    return {**{name: count.f1 for name, count in score.counts.items()}, "fields": score.fields}


def _out_of_fold(examples: Mapping[str, Sequence[Example]], fold: Mapping[str, int]) -> list[Guess]:
    """Each article's examples, judged by the model of the other folds' articles."""
    models = [
        fitting.of_events([e for article_id, of in examples.items() if fold[article_id] != k for e in of])
        for k in range(FOLDS)
    ]
    return [tuning.guess(models[fold[article_id]], article_id, e) for article_id, of in examples.items() for e in of]


def looked_again(lesson: Lesson) -> tuple[Sequence[Guess], dict[str, Network]]:
    """The guesses of a lesson after a second look that was learned from the other folds' articles, and the second look that
    is learned from all of them; where the rules join tellings, or there is too little to learn from, there is none.
    """
    if lesson.same is None:
        return lesson.guesses, {}
    of = tuning.by_article(lesson.guesses)
    looks = {i: second_look.look(guesses, lesson.likely[i]) for i, guesses in of.items()}
    second = second_look.learn(looks.values())
    if not second:
        return lesson.guesses, {}
    fold = lesson.fold
    networks = [second_look.learn(seen for i, seen in looks.items() if fold[i] != k) for k in range(FOLDS)]
    revised = [g for i, guesses in of.items() for g in second_look.again(networks[fold[i]], guesses, lesson.likely[i])]
    return revised, second


def by_rules(propose: Proposer, articles: Sequence[Annotated]) -> dict[str, list[event_files.Event]]:
    """What the rules alone publish."""
    return {a.article_id: made_of(propose, a, _stories(propose, a)) for a in articles}


def cross_validated(
    lesson: Lesson,
    guesses: Sequence[Guess],
    published: Callable[[Model, Sequence[Guess]], Mapping[str, list[event_files.Event]]] = tuning.published,
) -> dict[str, list[event_files.Event]]:
    """What the trained extractor publishes of each article when its fold took no part in training it. ``published``: what a
    model makes of guesses, by article id.
    """
    fold = lesson.fold
    found: dict[str, list[event_files.Event]] = {a.article_id: [] for a in lesson.articles}
    for k in range(FOLDS):
        others = {i: events for i, events in lesson.gold.items() if fold[i.removesuffix(AGAIN)] != k}
        model = tuning.tuned(BLANK, for_each_annotation(others, guesses), others)
        found.update(published(model, [g for g in guesses if fold[g.article_id] == k]))
    return found


# --- files -------------------------------------------------------------------------------------------------


def read_articles(path: Path) -> list[Article]:
    """The articles of a file. Raises ValueError, with file, line and reason, for a row that is none."""
    found = []
    for row in readers.read([path]):
        if isinstance(row, Rejected):
            raise ValueError(f"{row.file}:{row.line}: {row.reason}")
        found.append(row)
    return found


def read_annotated(propose: Proposer, articles: Sequence[Article], events: Path, again: Path | None) -> list[Annotated]:
    """The articles that a file of events annotates; ``again``: a file of second annotations. Raises OSError or ValueError
    where a file cannot be read or holds something else, or an article has a second annotation alone.
    """
    texts = {a.article_id: a.text for a in articles}
    gold = event_files.read_events(events, texts)
    second = event_files.read_events(again, texts) if again is not None else {}
    if second.keys() - gold.keys():
        raise ValueError(f"{again}: article {min(second.keys() - gold.keys())} has no first annotation in {events}")
    return of_articles(propose, articles, gold, second)


def summary(model: Model) -> str:
    """One line for people: what it was trained on and how it does beside the rules."""
    card = model.card
    rules, trained = (card["cross_validated"][name]["fields"] for name in ("rules", "trained"))
    return (
        f"trained on {card['events']} events of {card['articles']} articles; mean F1 of the fields in {FOLDS}-fold"
        f" cross-validation {trained:.3f}, the rules alone {rules:.3f}"
    )
