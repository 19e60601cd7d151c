"""Fits logistic regressions to examples (for events, roles, status, and for what tells the same), and small networks.

Needs scikit-learn.
"""

from __future__ import annotations

import math
import warnings
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

from conflict_events.records import Status
from conflict_events.trained.examples import Annotated, Example
from conflict_events.trained.model import DIGITS, Model, Weights
from conflict_events.trained.reading import ROLES

if TYPE_CHECKING:
    from conflict_events.trained.network import Network, Numbers

LEAST = 6
"""Examples in which a feature must hold to be learned."""
STRENGTH = 0.1
"""scikit-learn's C: small, for there are few thousand events and many features."""
SLIGHT = 0.04
"""Weights below it are left out: they are four in ten of all and decide next to nothing."""
NETWORKS, HIDDEN = 3, 24
"""Networks side by side, and the hidden numbers of each."""
ROUNDS, LOT, RATE, DECAY = 10, 512, 3e-3, 1e-4
"""Times that a network sees each row, rows at once, the learning rate, and the weight of the weights' squares."""
FINE = 5
"""Decimals of a network's weights."""


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
    rows = [(a.pairs[pair], right) for a in articles for pair, right in a.same.items() if right is not None]
    return fit([names for names, _ in rows], [right for _, right in rows])


def of_events(examples: Sequence[Example]) -> Model:
    """A model of events, their roles and status, that neither joins tellings nor has its thresholds chosen yet."""
    event = fit([e.proposal.features for e in examples], [e.gold is not None for e in examples])
    roles = {}
    for role in ROLES:
        options = [o for e in examples for o in e.options[role] if o.right is not None]
        roles[role] = fit([o.filler.names() for o in options], [bool(o.right) for o in options])
    known = [(e.proposal.status, str(e.gold.told["status"])) for e in examples if e.gold is not None]
    status = {name: fit([names for names, _ in known], [s == name for _, s in known]) for name in get_args(Status)}
    return Model("", Weights(0.0, {}), event, roles, status=status)
