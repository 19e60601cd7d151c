"""Fits the confidence of the rules on annotated articles, and says how far it can be relied on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from conflict_events.counted import counted
from conflict_events.evaluation.event_files import Events, recorded
from conflict_events.evaluation.matching import match
from conflict_events.evaluation.reliability import bins
from conflict_events.extraction import assemble, compiled
from conflict_events.extraction.rules import dated
from conflict_events.linking.confidence import features
from conflict_events.records import Article

FOLDS = 10
STRENGTH = 0.3
"""Inverse strength of the L2 penalty: of 0.1, 0.3 and 1 the one with the least log loss in cross-validation."""
BORDERS = tuple(i / 10 for i in range(1, 10))
"""Of the bins by which reliability is told."""
DIGITS = 4
"""Decimals of what is fitted and of what is told of it."""
FEWEST = 50
"""Events below which nothing is fitted: weights of a few events are chance."""
RIGHT = "an annotated event of the same type stands at these words or in their sentence, with the same status"


@dataclass(frozen=True, slots=True)
class Sample:
    """Events that the rules found in annotated articles: their article, features, and whether they are right."""

    article_ids: list[str]
    rows: list[dict[str, float]]
    right: list[bool]


def sample(articles: Iterable[Article], gold: Events) -> tuple[str, Sample]:
    """The language of the articles that ``gold`` names, and what the rules find in them.

    Raises ValueError where they have several languages, LanguageError where there is no folder of theirs.
    """
    annotated = sorted((a for a in articles if a.article_id in gold), key=lambda a: a.article_id)
    languages = {a.language for a in annotated}
    if len(languages) != 1:
        raise ValueError(f"annotated articles of one language are needed, not of {sorted(languages) or 'none'}")
    (code,) = languages
    extractor = compiled.load(code)
    found = Sample([], [], [])
    for article in annotated:
        document = extractor.finders.read(article)
        drafts = extractor.drafts(document)
        frames = [dated(document, extractor.frame(document, d)) for d in drafts]
        events = [recorded(article.article_id, dict(assemble.event(frame, document))) for frame in frames]
        pairs = match(article.article_id, gold[article.article_id], events).pairs
        right = {id(made) for annotated_event, made in pairs if annotated_event.status == made.status}
        found.article_ids.extend([article.article_id] * len(drafts))
        found.rows.extend(map(features, drafts))
        found.right.extend(id(event) in right for event in events)
    return code, found


def fit(found: Sample, articles: Sequence[Article], gold: Events) -> dict[str, Any]:
    """The data of ``confidence.json``: weights, what they were fitted on, and their reliability by cross-validation.

    The same input gives the same data. Raises ValueError where the sample is too small or all of one kind, or
    scikit-learn is not installed.
    """
    try:
        from sklearn.linear_model import LogisticRegression
        from sklearn.model_selection import GroupKFold, cross_val_predict
    except ImportError:
        raise ValueError("calibration needs scikit-learn: pip install '.[train]' in the sources") from None

    folds = _folds(found)
    names = list(found.rows[0])
    table = [[row[name] for name in names] for row in found.rows]
    parts = list(GroupKFold(folds).split(table, found.right, found.article_ids))
    if any(len({found.right[i] for i in train}) < 2 for train, _ in parts):
        raise ValueError("right or wrong events are in too few articles to be in every part of a cross-validation")
    model = LogisticRegression(C=STRENGTH)
    held_out = cross_val_predict(model, table, found.right, cv=parts, method="predict_proba")[:, 1].tolist()
    model.fit(table, found.right)
    return {
        "extractor": "rules",
        "method": f"logistic regression, L2 penalty, C = {STRENGTH}",
        "right": RIGHT,
        "intercept": round(float(model.intercept_[0]), DIGITS),
        "weights": {name: round(float(w), DIGITS) for name, w in zip(names, model.coef_[0], strict=True)},
        "fitted_on": {
            "articles": sum(a.article_id in gold for a in articles),
            "events": len(found.right),
            "right": sum(found.right),
            "sha256": digest(articles, gold),
        },
        "reliability": {
            "method": f"cross-validation in {folds} parts, articles kept whole",
            **_reliability(list(zip(held_out, found.right, strict=True))),
        },
    }


def _folds(found: Sample) -> int:
    """Into how many parts a sample is cut. Raises ValueError where it is too small, or all of one kind."""
    number = len(set(found.article_ids))
    folds = min(FOLDS, number)
    if len(found.right) < FEWEST or folds < 2 or len(set(found.right)) < 2:
        raise ValueError(
            f"{counted(len(found.right), 'event')}, {sum(found.right)} of them right, in {counted(number, 'article')}:"
            " too few to fit on, "
            f"{FEWEST} are needed, right and wrong ones, in two articles"
        )
    return folds


def _reliability(events: Sequence[tuple[float, bool]]) -> dict[str, Any]:
    """How far confidence can be relied on; ``events``: each its confidence and whether it is right."""
    found = bins(events, BORDERS, DIGITS)
    off = sum(b.events * abs(b.confidence - b.right) for b in found)
    return {
        "brier": round(sum((p - y) ** 2 for p, y in events) / len(events), DIGITS),
        "calibration_error": round(off / len(events), DIGITS),
        "bins": [asdict(b) for b in found],
    }


def digest(articles: Sequence[Article], gold: Events) -> str:
    """SHA-256 of the annotated articles and of their events, whatever files and order they came in."""
    rows = [
        [a.article_id, a.text, str(a.published), [e.told for e in gold[a.article_id]]]
        for a in sorted(articles, key=lambda a: a.article_id)
        if a.article_id in gold
    ]
    # What was annotated may hold a lone surrogate.
    told = json.dumps(rows, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace")
    return hashlib.sha256(told).hexdigest()


def table(data: Mapping[str, Any]) -> str:
    """Lines for a terminal: the reliability of fitted data."""
    on, found = data["fitted_on"], data["reliability"]
    lines = [
        f"{on['events']} events of {on['articles']} articles, {on['right']} right; {found['method']}",
        f"{'confidence':>10} {'events':>7} {'mean':>7} {'right':>7}",
    ]
    for b in found["bins"]:
        lines.append(f"{b['low']:.1f} to {b['high']:.1f} {b['events']:7} {b['confidence']:7.3f} {b['right']:7.3f}")
    return "\n".join(
        [*lines, f"Brier score {found['brier']:.3f}, mean calibration error {found['calibration_error']:.3f}"]
    )
