"""Chooses thresholds and fits confidence, on what models guess of articles that they have not seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from conflict_events.evaluation import evaluate, event_files, matching
from conflict_events.evaluation.reliability import bins
from conflict_events.records import Status
from conflict_events.trained import decide
from conflict_events.trained.examples import Example
from conflict_events.trained.fillers import Filler
from conflict_events.trained.model import DIGITS, Model, log_odds
from conflict_events.trained.reading import ROLES

MARGIN = 0.002
"""By how much a model must do better than the rules to be used."""
WHOLE = 0.5
"""What a role that is all right counts beside F1: records are right as a whole or not."""
GRID = [round(0.2 + 0.05 * i, 2) for i in range(11)]
"""Thresholds that are tried."""
EDGES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Borders of the reliability table's bins."""

Counts = Mapping[str, tuple[int, int, int]]
"""Of each measure how many are right, made and annotated."""
Gold = Mapping[str, Sequence[event_files.Event]]
"""The annotated events by article id."""


@dataclass(frozen=True, slots=True)
class Guess:
    """An example with the probability that it is an event, and of each role's options."""

    article_id: str
    example: Example
    probability: float
    roles: Mapping[str, Sequence[float]]
    status: Status
    """What the model thinks, unless the text itself says it."""


def guess(model: Model, article_id: str, example: Example) -> Guess:
    """What a model thinks of an example."""
    roles = {
        role: weights.probabilities([o.filler.features for o in example.options[role]])
        for role, weights in model.roles.items()
    }
    proposal = example.proposal
    return Guess(article_id, example, model.event.probability(proposal.features), roles, proposal.status_by(model))


def by_article(guesses: Iterable[Guess]) -> dict[str, list[Guess]]:
    """Guesses by the id of their article, both in their order."""
    found: dict[str, list[Guess]] = {}
    for guess in guesses:
        found.setdefault(guess.article_id, []).append(guess)
    return found


def kept(model: Model, guess: Guess) -> bool:
    """Whether an example would be published."""
    return model.stands(guess.probability, guess.example.proposal.stands)


def published(model: Model, guesses: Iterable[Guess]) -> dict[str, list[event_files.Event]]:
    """By article id the events that would be published of guesses."""
    found = {}
    for article_id, of in by_article(guesses).items():
        standing = [g for g in of if kept(model, g)]
        scored = [_of_roles(model, g) for g in standing]
        amounts = decide.undivided([choices["amount"] for choices in scored], [g.probability for g in standing])
        found[article_id] = [
            _event(model, g, {**choices, "amount": numbers})
            for g, choices, numbers in zip(standing, scored, amounts, strict=True)
        ]
    return found


def _event(model: Model, guess: Guess, scored: Mapping[str, decide.Scored]) -> event_files.Event:
    example = guess.example
    taken = decide.roles(scored, decide.thresholds(model))
    made: dict[str, Any] = {}
    for role in ROLES:
        items = {id(o.filler): o.item for o in example.options[role]}
        made[role] = [items[id(f)] for f in taken[role]]
    made["date"] = made["date"][0] if made["date"] else None
    if model.status:
        made["status"] = guess.status
    old = example.made
    return event_files.Event(old.article_id, {**old.told, **made}, old.triggers, old.sentences)


def _of_roles(model: Model, guess: Guess) -> dict[str, decide.Scored]:
    """The options of a guess by role, with their probabilities."""
    return {
        role: _scored(guess, role) if role in model.roles else _ruled(guess, role) for role in guess.example.options
    }


def _scored(guess: Guess, role: str) -> list[tuple[float, Filler]]:
    return [(p, o.filler) for p, o in zip(guess.roles[role], guess.example.options[role], strict=True)]


def _ruled(guess: Guess, role: str) -> list[tuple[float, Filler]]:
    """Certain of what the rules chose, and of nothing else."""
    return [(float(o.filler.rule), o.filler) for o in guess.example.options[role]]


# --- thresholds ------------------------------------------------------------------------------------------


def tuned(model: Model, guesses: Sequence[Guess], gold: Gold) -> Model:
    """The model with the thresholds that do best on guesses, and its confidence fitted to them."""
    of = by_article(guesses)
    ruled = _roles_tuned(replace(model, sifts=False), guesses, gold)
    # An event is made once, as if it were the only one: to divide numbers anew at each threshold would change next to nothing.
    made = {id(g): _event(ruled, g, _of_roles(ruled, g)) for g in guesses}
    known: dict[tuple[str, tuple[int, ...]], Counts] = {}

    def standing(threshold: float | None) -> float:
        found = []
        for article_id in gold:
            stand = [
                g
                for g in of.get(article_id, ())
                if (g.example.proposal.stands if threshold is None else g.probability >= threshold)
            ]
            key = (article_id, tuple(map(id, stand)))
            if key not in known:
                known[key] = counts(gold[article_id], [made[id(g)] for g in stand])
            found.append(known[key])
        return worth(found)

    threshold, value = peak(standing)
    if value > standing(None) + MARGIN:
        sifting = replace(model, event=replace(model.event, threshold=threshold), sifts=True)
        ruled = _roles_tuned(sifting, guesses, gold)
    return replace(ruled, confidence=_calibrated(guesses))


def _roles_tuned(model: Model, guesses: Sequence[Guess], gold: Gold) -> Model:
    """The model with the thresholds of roles that do best on the guesses that stand by it; it has a role or the status
    only where it does better than the rules.
    """
    standing = [g for g in guesses if kept(model, g)]
    roles = {}
    for role, weights in model.roles.items():
        number = sum(len(e.items(role)) for events in gold.values() for e in events)
        by_model = [(g, decide.ranked(_scored(g, role))) for g in standing]
        by_rules = [(g, decide.ranked(_ruled(g, role))) for g in standing]
        threshold, value = peak(partial(_role_worth, role, by_model, number))
        if value > _role_worth(role, by_rules, number, 0.5) + MARGIN:
            roles[role] = replace(weights, threshold=threshold)
    matched = [(g, g.example.gold.told["status"]) for g in standing if g.example.gold is not None]
    better = sum(g.status == s for g, s in matched) - sum(g.example.made.told["status"] == s for g, s in matched)
    return replace(model, roles=roles, status=model.status if better > MARGIN * len(matched) else {})


def peak(worth: Callable[[float], float]) -> tuple[float, float]:
    """The threshold of the grid where worth is greatest, as the mean of three neighbours (a lone peak is
    chance), and that mean.
    """
    values = [worth(t) for t in GRID]
    smooth = [sum(values[max(0, i - 1) : i + 2]) / len(values[max(0, i - 1) : i + 2]) for i in range(len(values))]
    at = max(range(len(GRID)), key=lambda i: (smooth[i], -i))
    return GRID[at], smooth[at]


def _role_worth(role: str, ranked: Sequence[tuple[Guess, decide.Scored]], gold: int, threshold: float) -> float:
    """F1 of the items that guesses take from a threshold on, and the share of matched events in which the role is all
    right. ``gold``: annotated items of all events.
    """
    right = made = whole = matched = 0
    for g, choices in ranked:
        taken = decide.first(role, choices, threshold)
        made += len(taken)
        if g.example.gold is None:
            continue
        correct = {id(o.filler) for o in g.example.options[role] if o.right}
        hits = sum(id(f) in correct for _, f in taken)
        right += hits
        matched += 1
        whole += hits == len(taken) == len(g.example.gold.items(role))
    return 2 * right / max(1, made + gold) + WHOLE * whole / max(1, matched)


def counts(gold: Sequence[event_files.Event], made: Sequence[event_files.Event]) -> Counts:
    """How one article's events count."""
    score = evaluate.Score()
    for pair in matching.match("", gold, made).pairs:
        score.add_pair(*pair)
    for annotated in gold:
        score.add_event(annotated, "gold")
    for published in made:
        score.add_event(published, "system")
    return {name: (c.right, c.system, c.gold) for name, c in score.counts.items()}


def worth(articles: Sequence[Counts]) -> float:
    """Mean F1 of the fields, and the F1 of whole records beside it."""

    def f1(name: str) -> float:
        right, made, gold = map(sum, zip(*(each[name] for each in articles), strict=True))
        return 2 * right / max(1, made + gold)

    return sum(map(f1, evaluate.HEADLINE)) / len(evaluate.HEADLINE) + f1("record")


# --- confidence ------------------------------------------------------------------------------------------


def _calibrated(guesses: Sequence[Guess]) -> tuple[float, float]:
    """Slope and shift that turn an event's log-odds into those of the share that is right, after Platt."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    odds = np.array([[log_odds(g.probability)] for g in guesses])
    right = np.array([g.example.gold is not None for g in guesses])
    if right.all() or not right.any():
        return 1.0, 0.0
    model = LogisticRegression(C=1e6, solver="lbfgs", tol=1e-8).fit(odds, right)
    return round(float(model.coef_[0][0]), DIGITS), round(float(model.intercept_[0]), DIGITS)


def reliability(events: Iterable[tuple[float, bool]]) -> list[dict[str, float]]:
    """The table of a card: events by their confidence, each its confidence and whether it is right."""
    return [
        {"from": b.low, "to": b.high, "events": b.events, "confidence": b.confidence, "right": b.right}
        for b in bins(events, EDGES, DIGITS)
    ]
