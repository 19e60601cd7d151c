"""Learns a model from annotated articles: a logistic regression for events and one for each role.

Whole articles are held together in folds, so that nothing is judged by a model that has seen its article. scikit-learn
is needed here and nowhere else.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from conflict_events import evaluate, event_files, readers
from conflict_events.language import load
from conflict_events.records import Article, Rejected, Span, Status
from conflict_events.trained import decide, retelling
from conflict_events.trained.examples import Annotated, Example, Option, made_of, of_articles, of_stories
from conflict_events.trained.extractor import Proposer
from conflict_events.trained.fillers import Filler
from conflict_events.trained.model import DIGITS, Model, Weights
from conflict_events.trained.reading import ROLES, Story
from conflict_events.trained.retelling import Pair

FOLDS = 5
LEAST = 6
"""Examples in which a feature must hold to be learned."""
STRENGTH = 0.1
"""scikit-learn's C: small, for there are few thousand events and many features."""
SLIGHT = 0.02
"""Weights below it are left out: they are a quarter of all and decide next to nothing."""
MARGIN = 0.002
"""By how much a model must do better than the rules to be used."""
WHOLE = 0.5
"""What a role that is all right counts beside F1: records are right as a whole or not."""
GRID = [round(0.2 + 0.05 * i, 2) for i in range(11)]
"""Thresholds that are tried."""
EDGES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Borders of the reliability table's bins."""


Counts = Mapping[str, tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Guess:
    """An example with the probability that it is an event, and of each role's options."""

    article_id: str
    example: Example
    probability: float
    roles: Mapping[str, Sequence[float]]
    status: str
    """What the model thinks."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Annotated articles dealt into folds, with everything that a model of the other folds makes of them."""

    propose: Proposer
    articles: Sequence[Annotated]
    fold: Mapping[str, int]
    examples: Mapping[str, Sequence[Example]]
    """By article id: the events as the other folds' model joins them."""
    guesses: Sequence[Guess]
    same: float | None
    """The threshold from which on two tellings are joined that does best on all; None where the rules do."""

    @property
    def gold(self) -> dict[str, Sequence[event_files.Event]]:
        """The annotated events by article id."""
        return {a.article_id: a.gold for a in self.articles}


def folds(articles: Sequence[Annotated], seed: int = 0) -> dict[str, int]:
    """A fold for each article id, of even size, by a hash of the id."""

    def key(article: Annotated) -> str:
        return hashlib.sha256(f"{seed}:{article.article_id}".encode()).hexdigest()

    return {a.article_id: i % FOLDS for i, a in enumerate(sorted(articles, key=key))}


def learn(propose: Proposer, articles: Sequence[Annotated], seed: int = 0) -> Lesson:
    """Judge each article by models that have not seen it: first which tellings are one event, then events and roles."""
    fold = folds(articles, seed)
    likely: dict[str, dict[Pair, float]] = {}
    for k in sorted(set(fold.values())):
        same = _fit_same([a for a in articles if fold[a.article_id] != k])
        for a in articles:
            if fold[a.article_id] == k:
                likely[a.article_id] = {pair: same.probability(names) for pair, names in a.pairs.items()}
    worth = {a.article_id: _same_worth(propose, a, likely[a.article_id]) for a in articles}

    ruled = {a.article_id: _counts(a.gold, made_of(propose, a, _stories(propose, a))) for a in articles}

    def best(ids: Sequence[str]) -> float | None:
        threshold, value = _peak(lambda t: _worth([worth[i][t] for i in ids]))
        return threshold if value > _worth([ruled[i] for i in ids]) + MARGIN else None

    thresholds = {k: best([i for i in fold if fold[i] != k]) for k in sorted(set(fold.values()))}
    examples = {}
    for a in articles:
        stories = _stories(propose, a, likely[a.article_id], thresholds[fold[a.article_id]])
        examples[a.article_id] = of_stories(propose, a, stories)
    guesses = out_of_fold(examples, fold)
    return Lesson(propose, articles, fold, examples, guesses, best(list(fold)))


def _stories(
    propose: Proposer, article: Annotated, likely: Mapping[Pair, float] | None = None, threshold: float | None = None
) -> list[Story]:
    """An article's events, joined by the probabilities of pairs, or as the rules join them where none are given."""
    if article.reading is None:
        return []
    if likely is None or threshold is None:
        return propose.by_rules(article.reading)
    return propose.joined(article.reading, retelling.groups(article.reading, likely.__getitem__, threshold))


def _same_worth(propose: Proposer, article: Annotated, likely: Mapping[Pair, float]) -> dict[float, Counts]:
    """By threshold: the counts of what the rules would publish, were tellings joined so."""
    found = {}
    known: dict[tuple[tuple[Span, ...], ...], Counts] = {}
    for threshold in GRID:
        stories = _stories(propose, article, likely, threshold)
        key = tuple(tuple(story.triggers()) for story in stories)
        if key not in known:
            known[key] = _counts(article.gold, made_of(propose, article, stories))
        found[threshold] = known[key]
    return found


def _counts(gold: Sequence[event_files.Event], made: Sequence[event_files.Event]) -> Counts:
    """Of each measure how many are right, made and annotated in one article."""
    score = evaluate.evaluate({"": gold}, {"": made}).total
    return {name: (c.right, c.system, c.gold) for name, c in score.counts.items()}


def _worth(articles: Sequence[Counts]) -> float:
    """Mean F1 of the fields, and the F1 of whole records beside it."""

    def f1(name: str) -> float:
        right, made, gold = map(sum, zip(*(counts[name] for counts in articles), strict=True))
        return 2 * right / max(1, made + gold)

    return sum(map(f1, evaluate.HEADLINE)) / len(evaluate.HEADLINE) + f1("record")


def train(propose: Proposer, articles: Sequence[Annotated], digest: str) -> Model:
    """The model of all articles; thresholds, confidence and card are those of five-fold cross-validation.

    ``digest`` names the training data. Raises ValueError where there is nothing to learn from.
    """
    if len(articles) < FOLDS:
        raise ValueError(f"{len(articles)} annotated articles are too few to learn from: {FOLDS} are needed at least")
    lesson = learn(propose, articles)
    if not any(g.example.gold for g in lesson.guesses):
        raise ValueError(
            f"nothing to learn from: of {len(articles)} articles no annotated event is one that rules propose"
        )
    model = _fitted([e for examples in lesson.examples.values() for e in examples])
    same = replace(_fit_same(articles), threshold=lesson.same) if lesson.same is not None else None
    model = replace(tuned(model, lesson.guesses, lesson.gold), same=same, language=propose.rules.language.code)
    results = {"rules": by_rules(propose, articles), "trained": cross_validated(lesson)}
    sure = [(model.sure(g.probability), g.example.gold is not None) for g in lesson.guesses]
    kept = [s for s, g in zip(sure, lesson.guesses, strict=True) if _kept(model, g)]
    card = {
        "articles": len(articles),
        "events": sum(len(a.gold) for a in articles),
        "proposals": len(lesson.guesses),
        "sha256": digest,
        "folds": FOLDS,
        "cross_validated": {name: _figures(evaluate.evaluate(lesson.gold, r).total) for name, r in results.items()},
        "reliability": reliability(kept),
    }
    return replace(model, card=card)


def _figures(score: evaluate.Score) -> dict[str, float]:
    return {**{name: count.f1 for name, count in score.counts.items()}, "fields": score.fields}


# --- fitting ---------------------------------------------------------------------------------------------


def fit(rows: Sequence[Sequence[str]], right: Sequence[bool]) -> Weights:
    """A logistic regression; rows are features that hold. Where all answers are the same, or no feature
    holds often enough to be learned, so is the probability.
    """
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    if len(set(right)) < 2:
        return _constant(right)
    count = Counter(name for row in rows for name in row)
    names = sorted(name for name, n in count.items() if LEAST <= n < len(rows))
    at = {name: i for i, name in enumerate(names)}
    columns = [sorted(at[name] for name in row if name in at) for row in rows]
    ends = np.cumsum([0, *map(len, columns)], dtype=np.int32)
    flat = np.array([i for row in columns for i in row], dtype=np.int32)
    if not names:
        return _constant(right)
    matrix = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(rows), len(names)))
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0).fit(matrix, np.array(right))
    weights = {name: round(float(w), DIGITS) for name, w in zip(names, model.coef_[0], strict=True)}
    return Weights(round(float(model.intercept_[0]), DIGITS), {n: w for n, w in weights.items() if abs(w) >= SLIGHT})


def _constant(right: Sequence[bool]) -> Weights:
    return Weights(round(math.log((sum(right) + 1) / (len(right) - sum(right) + 1)), DIGITS), {})


def _fit_same(articles: Sequence[Annotated]) -> Weights:
    rows = [(a.pairs[pair], right) for a in articles for pair, right in a.same.items() if right is not None]
    return fit([names for names, _ in rows], [right for _, right in rows])


def _fitted(examples: Sequence[Example]) -> Model:
    event = fit([e.proposal.features for e in examples], [e.gold is not None for e in examples])
    roles = {}
    for role in ROLES:
        options = [o for e in examples for o in e.options[role] if o.right is not None]
        roles[role] = fit([o.filler.features for o in options], [bool(o.right) for o in options])
    known = [(e.proposal.status, str(e.gold.told["status"])) for e in examples if e.gold is not None]
    status = {name: fit([names for names, _ in known], [s == name for _, s in known]) for name in get_args(Status)}
    return Model("", Weights(0.0, {}), event, roles, status=status)


def out_of_fold(examples: Mapping[str, Sequence[Example]], fold: Mapping[str, int]) -> list[Guess]:
    """Each article's examples, judged by the model of the other folds' articles."""
    found: dict[str, list[Guess]] = {}
    for k in sorted(set(fold.values())):
        model = _fitted([e for article_id, es in examples.items() if fold[article_id] != k for e in es])
        for article_id, es in examples.items():
            if fold[article_id] == k:
                found[article_id] = [_guess(model, article_id, e) for e in es]
    return [g for article_id in examples for g in found[article_id]]


def _guess(model: Model, article_id: str, example: Example) -> Guess:
    roles = {
        role: [weights.probability(o.filler.features) for o in example.options[role]]
        for role, weights in model.roles.items()
    }
    proposal = example.proposal
    status = model.status_of(proposal.status, proposal.story.draft.status)
    return Guess(article_id, example, model.event.probability(proposal.features), roles, status)


# --- thresholds ------------------------------------------------------------------------------------------


def tuned(model: Model, guesses: Sequence[Guess], gold: Mapping[str, Sequence[event_files.Event]]) -> Model:
    """The model with the thresholds that do best on guesses, and its confidence fitted to them."""
    of: dict[str, list[Guess]] = {article_id: [] for article_id in gold}
    for g in guesses:
        of[g.article_id].append(g)
    ruled = _roles_tuned(replace(model, sifts=False), guesses, gold)
    made = {id(g): _event(ruled, g) for g in guesses}

    def standing(threshold: float | None) -> float:
        def stands(g: Guess) -> bool:
            return g.example.proposal.stands if threshold is None else g.probability >= threshold

        return _worth([_counts(gold[i], [made[id(g)] for g in of[i] if stands(g)]) for i in of])

    threshold, value = _peak(standing)
    if value > standing(None) + MARGIN:
        event = replace(model.event, threshold=threshold)
        ruled = _roles_tuned(replace(model, event=event, sifts=True), guesses, gold)
    return replace(ruled, confidence=_calibrated(guesses))


def _roles_tuned(model: Model, guesses: Sequence[Guess], gold: Mapping[str, Sequence[event_files.Event]]) -> Model:
    """The model with the thresholds of roles that do best on the guesses that stand by it; it has a role or the status
    only where it does better than the rules.
    """
    kept = [g for g in guesses if _kept(model, g)]
    roles = {}
    for role, weights in model.roles.items():
        number = sum(len(e.items(role)) for events in gold.values() for e in events)
        peak, value = _peak(lambda t, r=role, n=number: _role_worth(kept, r, n, t))  # type: ignore[misc]
        if value > _role_worth(kept, role, number, None) + MARGIN:
            roles[role] = replace(weights, threshold=peak)
    matched = [(g, g.example.gold.told["status"]) for g in kept if g.example.gold is not None]
    better = sum(g.status == s for g, s in matched) - sum(g.example.made.told["status"] == s for g, s in matched)
    return replace(model, roles=roles, status=model.status if better > MARGIN * len(matched) else {})


def _kept(model: Model, guess: Guess) -> bool:
    return model.stands(guess.probability, guess.example.proposal.stands)


def _peak(worth: Callable[[float], float]) -> tuple[float, float]:
    """The threshold of the grid where worth is greatest, as the mean of three neighbours (a lone peak is
    chance), and that mean.
    """
    values = [worth(t) for t in GRID]
    smooth = [sum(values[max(0, i - 1) : i + 2]) / len(values[max(0, i - 1) : i + 2]) for i in range(len(values))]
    at = max(range(len(GRID)), key=lambda i: (smooth[i], -i))
    return GRID[at], smooth[at]


def _role_worth(guesses: Sequence[Guess], role: str, gold: int, threshold: float | None) -> float:
    """F1 of the items, and the share of matched events in which the role is all right. None: the rules' choice."""
    right = made = whole = matched = 0
    for g in guesses:
        ruled = [(float(o.filler.rule), o.filler) for o in g.example.options[role]]
        taken = decide.taken(role, ruled if threshold is None else _scored(g, role), threshold or 0.5)
        made += len(taken)
        if g.example.gold is None:
            continue
        by_filler = {id(o.filler): o for o in g.example.options[role]}
        correct = sum(bool(by_filler[id(f)].right) for _, f in taken)
        right += correct
        matched += 1
        whole += correct == len(taken) == len(g.example.gold.items(role))
    return 2 * right / max(1, made + gold) + WHOLE * whole / max(1, matched)


def _scored(guess: Guess, role: str) -> list[tuple[float, Filler]]:
    options: Sequence[Option] = guess.example.options[role]
    return [(p, o.filler) for p, o in zip(guess.roles[role], options, strict=True)]


# --- confidence ------------------------------------------------------------------------------------------


def _calibrated(guesses: Sequence[Guess]) -> tuple[float, float]:
    """Slope and shift that turn an event's log-odds into those of the share that is right, after Platt."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    clipped = [min(max(g.probability, 1e-6), 1 - 1e-6) for g in guesses]
    odds = np.array([[math.log(p / (1 - p))] for p in clipped])
    right = np.array([g.example.gold is not None for g in guesses])
    if right.all():
        return 1.0, 0.0
    model = LogisticRegression(C=1e6, solver="lbfgs", tol=1e-8).fit(odds, right)
    return round(float(model.coef_[0][0]), DIGITS), round(float(model.intercept_[0]), DIGITS)


def reliability(pairs: Sequence[tuple[float, bool]]) -> list[dict[str, float]]:
    """Confidence and whether it was right -> bins with their number, mean confidence and share right."""
    table = []
    for low, high in zip((0.0, *EDGES), (*EDGES, 1.01), strict=True):
        inside = [(p, right) for p, right in pairs if low <= p < high]
        if inside:
            table.append(
                {
                    "from": low,
                    "to": min(high, 1.0),
                    "events": len(inside),
                    "confidence": round(sum(p for p, _ in inside) / len(inside), 3),
                    "right": round(sum(right for _, right in inside) / len(inside), 3),
                }
            )
    return table


# --- judging -----------------------------------------------------------------------------------------------


def by_rules(propose: Proposer, articles: Sequence[Annotated]) -> dict[str, list[event_files.Event]]:
    """What the rules alone publish."""
    return {a.article_id: made_of(propose, a, propose.by_rules(a.reading)) if a.reading else [] for a in articles}


def cross_validated(lesson: Lesson, roles: bool = True) -> dict[str, list[event_files.Event]]:
    """What the trained extractor publishes of each article when its fold took no part in training it.

    ``roles`` False: the model decides only which events stand, their roles stay the rules'.
    """
    fold = lesson.fold
    none = Weights(0.0, {})
    blank = Model("", none, none, dict.fromkeys(ROLES, none), status=dict.fromkeys(get_args(Status), none))
    found: dict[str, list[event_files.Event]] = {a.article_id: [] for a in lesson.articles}
    for k in sorted(set(fold.values())):
        others = {article_id: gold for article_id, gold in lesson.gold.items() if fold[article_id] != k}
        model = tuned(blank, [g for g in lesson.guesses if fold[g.article_id] != k], others)
        for g in lesson.guesses:
            if fold[g.article_id] == k and _kept(model, g):
                found[g.article_id].append(_event(model, g) if roles else g.example.made)
    return found


def joined_only(lesson: Lesson) -> dict[str, list[event_files.Event]]:
    """What the rules publish where the model only says which tellings are of one event."""
    return {i: [e.made for e in examples if e.proposal.stands] for i, examples in lesson.examples.items()}


def _event(model: Model, guess: Guess) -> event_files.Event:
    """The event that would be published of a guess."""
    example = guess.example
    scored = {
        role: _scored(guess, role) if role in model.roles else [(float(o.filler.rule), o.filler) for o in options]
        for role, options in example.options.items()
    }
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


# --- files -------------------------------------------------------------------------------------------------


def train_files(annotated: Path, articles: Path, language: str) -> Model:
    """The model of a file of annotated events and the articles that they are of.

    Raises OSError where a file cannot be read, ValueError with file, line and reason where one holds something else, or
    too little to learn from.
    """
    known = read_articles(articles)
    gold = event_files.read_events(annotated, {a.article_id: a.text for a in known})
    propose = Proposer(load(language))
    found = of_articles(propose, known, gold)
    if not found:
        raise ValueError(f"{annotated}: no annotated article in language {language!r} is among {articles}")
    return train(propose, found, digest(annotated, articles))


def read_articles(path: Path) -> list[Article]:
    """The articles of a file. Raises ValueError, with file, line and reason, for a row that is none."""
    found = []
    for row in readers.read([path]):
        if isinstance(row, Rejected):
            raise ValueError(f"{row.file}:{row.line}: {row.reason}")
        found.append(row)
    return found


def digest(*paths: Path) -> str:
    """The SHA-256 of the files' bytes, one after the other."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.read_bytes())
    return whole.hexdigest()


def write(model: Model, path: Path) -> None:
    """Write a model file, all or nothing. Raises OSError where the folder cannot be written."""
    scratch = path.with_name(path.name + ".part")
    scratch.write_text(model.dumps(), encoding="utf-8")
    scratch.replace(path)


def summary(model: Model) -> str:
    """One line for people: what it was trained on and how it does beside the rules."""
    card = model.card
    rules, trained = (card["cross_validated"][name]["fields"] for name in ("rules", "trained"))
    return (
        f"trained on {card['events']} events of {card['articles']} articles; mean F1 of the fields in {FOLDS}-fold"
        f" cross-validation {trained:.3f}, the rules alone {rules:.3f}"
    )
