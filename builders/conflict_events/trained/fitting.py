"""Fits logistic regressions to examples (for events, roles, status, and for what tells the same), and small networks.

Needs scikit-learn.
"""

from __future__ import annotations

import math
import warnings
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias, TypeVar, get_args

from conflict_events.records import Status
from conflict_events.trained.examples import Annotated, Example
from conflict_events.trained.model import DIGITS, Model, Weights
from conflict_events.trained.reading import ROLES

if TYPE_CHECKING:
    from conflict_events.trained.network import Network, Numbers

T = TypeVar("T")
LEAST = 6
"""Answers in which a feature must hold to be learned; an example that was annotated twice has two."""
STRENGTH = 0.1
"""scikit-learn's C: small, for there are few thousand events and many features."""
SLIGHT = 0.04
"""Weights below it are left out: they are four in ten of all and decide next to nothing."""
NETWORKS, HIDDEN = 3, 24
"""Networks side by side, and the hidden numbers of each."""
ROUNDS, LOT, RATE, DECAY = 10, 512, 3e-3, 1e-4
"""Times that a network sees each row, rows at once, the learning rate, and the weight of the weights' squares."""
TWICE = 1.5
"""What each annotation of an article counts that was annotated twice, beside the only one of others."""
FINE = 5
"""Decimals of a network's weights."""


Answer: TypeAlias = tuple[Sequence[str], bool, float]
"""The features that hold, the answer, and what it counts."""


def fit(answers: Sequence[Answer]) -> Weights:
    """A logistic regression. Where all answers are the same, or no feature holds often enough to be learned, so is the
    probability.
    """
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    rows, right = [row for row, _, _ in answers], [yes for _, yes, _ in answers]
    if len(set(right)) < 2:
        return _constant(answers)
    count = Counter(name for row in rows for name in row)
    names = sorted(name for name, n in count.items() if LEAST <= n < len(rows))
    at = {name: i for i, name in enumerate(names)}
    columns = [sorted(at[name] for name in row if name in at) for row in rows]
    ends = np.cumsum([0, *map(len, columns)], dtype=np.int32)
    flat = np.array([i for row in columns for i in row], dtype=np.int32)
    if not names:
        return _constant(answers)
    matrix = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(rows), len(names)))
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
    model.fit(matrix, np.array(right), np.array([worth for *_, worth in answers]))
    weights = {name: round(float(w), DIGITS) for name, w in zip(names, model.coef_[0], strict=True)}
    return Weights(round(float(model.intercept_[0]), DIGITS), {n: w for n, w in weights.items() if abs(w) >= SLIGHT})


def _constant(answers: Sequence[Answer]) -> Weights:
    yes = sum(worth for _, right, worth in answers if right)
    no = sum(worth for _, right, worth in answers if not right)
    return Weights(round(math.log((yes + 1) / (no + 1)), DIGITS), {})


def network(rows: Numbers, right: Sequence[bool]) -> Network:
    """A network that corrects log-odds: several that begin from other weights, side by side, for their mean errs least. The
    same rows give the same network on one machine, for sums are rounded as a processor likes.
    """
    import numpy as np
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier
    from sklearn.preprocessing import StandardScaler

    from conflict_events.trained.network import Network

    scaler = StandardScaler().fit(rows)
    scaled, answers = scaler.transform(rows), np.array(right)
    inner, shift, outer, last = [], [], [], 0.0
    with warnings.catch_warnings():
        # It always stops before it has learned all by heart.
        warnings.simplefilter("ignore", ConvergenceWarning)
        for seed in range(NETWORKS):
            one = MLPClassifier(
                HIDDEN,
                alpha=DECAY,
                learning_rate_init=RATE,
                batch_size=min(LOT, len(rows)),
                max_iter=ROUNDS,
                random_state=seed,
            ).fit(scaled, answers)
            weights = one.coefs_[0] / scaler.scale_[:, None]
            inner.append(weights)
            shift.append(one.intercepts_[0] - scaler.mean_ @ weights)
            outer.append(one.coefs_[1][:, 0] / NETWORKS)
            last += float(one.intercepts_[1][0]) / NETWORKS
    return Network(
        np.concatenate(inner, 1).round(FINE),
        np.concatenate(shift).round(FINE),
        np.concatenate(outer).round(FINE),
        round(last, FINE),
    )


def of_pairs(articles: Sequence[Annotated]) -> Weights:
    """What tells whether two tellings are of one event."""
    said = [(one, worth) for a in articles for one, worth in _weighed(a.annotations)]
    return fit(
        [
            (one.pairs[pair], right, worth)
            for one, worth in said
            for pair, right in one.same.items()
            if right is not None
        ]
    )


def of_events(examples: Sequence[Example]) -> Model:
    """A model of events, their roles and status, that neither joins tellings nor has its thresholds chosen yet."""
    said = [(one, worth) for e in examples for one, worth in _weighed(e.annotations)]
    event = fit([(e.proposal.features, e.gold is not None, worth) for e, worth in said])
    roles = {}
    for role in ROLES:
        options = [(o, worth) for e, worth in said for o in e.options[role] if o.right is not None]
        roles[role] = fit([(o.filler.names(), bool(o.right), worth) for o, worth in options])
    known = [(e.proposal.of_status(), str(e.gold.told["status"]), worth) for e, worth in said if e.gold is not None]
    status = {name: fit([(row, s == name, worth) for row, s, worth in known]) for name in get_args(Status)}
    return Model("", Weights(0.0, {}), event, roles, status=status)


def _weighed(annotations: Sequence[T]) -> list[tuple[T, float]]:
    """The annotations of one thing, each with what it counts."""
    return [(one, TWICE if len(annotations) > 1 else 1.0) for one in annotations]
