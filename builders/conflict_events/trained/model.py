"""The model file: one JSON object of feature names and weights."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import orjson

from conflict_events.language import LanguageError
from conflict_events.records import ITEM_FIELDS, Status

if TYPE_CHECKING:
    from conflict_events.trained.network import Network

FORMAT = "conflict-events model"
VERSION = 7
"""Raised whenever the features change their meaning."""
EVENT = "event"
"""The question whether an event is one, beside those of the roles."""
OF_SHORT = 0.2
"""Probability from which on an event of a short article stands; models learn from whole articles, which tell an event more
than once. Of 405 first sentences of articles that nobody had learned from, events had F1 .718 from .4 on (precision .90,
recall .60) and .734 from .2 on (.78, .69); of 398 first two sentences .715 and .721.
"""
LEAST = 1e-6
"""Probabilities are taken to be no nearer to 0 or 1."""
DIGITS = 3
"""Decimals of a weight: enough for a probability, few enough that a file is the same on every machine."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression over features that hold or not, and the probability from which it says yes."""

    intercept: float
    of: Mapping[str, float]
    threshold: float = 0.5

    def probability(self, features: Iterable[str]) -> float:
        """0 to 1. The features are summed in the order given, so that the same input gives the same number."""
        odds = self.intercept
        for weight in self._found(features):
            odds += weight
        return logistic(odds)

    def probabilities(self, items: Sequence[Sequence[Sequence[str]]]) -> list[float]:
        """The probability of each item, whose features come in groups: those that several items share are looked
        up once. It is the number that ``probability`` gives for the features of all groups.
        """
        known: dict[int, Sequence[float]] = {}
        found = []
        for groups in items:
            odds = self.intercept
            for group in groups:
                weights = known.get(id(group))
                if weights is None:
                    weights = known[id(group)] = self._found(group)
                for weight in weights:
                    odds += weight
            found.append(logistic(odds))
        return found

    def _found(self, features: Iterable[str]) -> list[float]:
        """The weights of those features that have one."""
        return list(filter(None, map(self.of.get, features)))

    def json(self) -> dict[str, Any]:
        """A JSON object, weights by name."""
        return {"intercept": self.intercept, "threshold": self.threshold, "weights": dict(sorted(self.of.items()))}


@dataclass(frozen=True, slots=True)
class Model:
    """All that was learned: whether two tellings are of one event, whether an event is one, what fills its roles, how sure to
    be.

    ``same`` None, ``sifts`` False (which events stand), or a role that is not among ``roles``: there the rules decide,
    for the model did no better.
    ``status``: what speaks for each status; empty where the rules decide.
    ``second``: by question ("event" and the roles) what corrects the first answers in view of each other; empty where nothing
    does.
    ``confidence``: slope and shift that make a probability's log-odds those of the share that is right.
    ``card``: what it was trained on and how well it does, for people.
    """

    language: str
    same: Weights | None
    event: Weights
    roles: Mapping[str, Weights]
    confidence: tuple[float, float] = (1.0, 0.0)
    sifts: bool = True
    status: Mapping[str, Weights] = field(default_factory=dict)
    second: Mapping[str, Network] = field(default_factory=dict)
    card: Mapping[str, Any] = field(default_factory=dict)

    def stands(self, probability: float, ruled: bool, short: bool = False) -> bool:
        """Whether an event of that probability is published; ``ruled``: whether the rules would; ``short``: whether its article
        is of a sentence or two.
        """
        least = min(self.event.threshold, OF_SHORT) if short else self.event.threshold
        return probability >= least if self.sifts else ruled

    def status_of(self, features: Iterable[str], ruled: Status) -> Status:
        """The likeliest status of an event; ``ruled``: what the rules say."""
        if not self.status:
            return ruled
        names = tuple(features)
        likely = {name: weights.probability(names) for name, weights in self.status.items()}
        return cast("Status", max(sorted(likely), key=likely.__getitem__))

    def sure(self, probability: float) -> float:
        """The confidence of an event of that probability, to two decimals."""
        slope, shift = self.confidence
        return round(logistic(slope * log_odds(probability) + shift), 2)

    def dumps(self) -> str:
        """The file's text: the same model gives the same bytes."""
        whole = {
            "format": FORMAT,
            "version": VERSION,
            "language": self.language,
            "card": self.card,
            "confidence": list(self.confidence),
            "sifts": self.sifts,
            "status": {name: weights.json() for name, weights in sorted(self.status.items())},
            "same": self.same.json() if self.same is not None else None,
            "event": self.event.json(),
            "roles": {name: weights.json() for name, weights in sorted(self.roles.items())},
            "second": {name: network.json() for name, network in sorted(self.second.items())},
        }
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def log_odds(probability: float) -> float:
    """The log-odds of one probability, which is taken to be no nearer to 0 or 1 than ``LEAST`` of this module: what confidence
    is fitted on and reckoned from. Networks take in ``outlook.input_log_odds``.
    """
    clipped = min(max(probability, LEAST), 1 - LEAST)
    return math.log(clipped / (1 - clipped))


def logistic(odds: float) -> float:
    """The probability of log-odds."""
    if odds < 0:
        grown = math.exp(odds)
        return grown / (1 + grown)
    return 1 / (1 + math.exp(-odds))


def loads(text: str | bytes, name: str) -> Model:
    """The model in a file's text. Raises LanguageError, with the file's name and the reason, where it is none of ours."""
    try:
        whole = orjson.loads(text)
    except ValueError as error:
        raise LanguageError(f"{name}: not JSON: {error}") from None
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise LanguageError(f"{name}: not a model of this program")
    if whole.get("version") != VERSION:
        raise LanguageError(
            f"{name}: a model of version {whole.get('version')!r}, this release reads version {VERSION}: train it anew"
        )
    from conflict_events.trained.network import network

    try:
        slope, shift = whole["confidence"]
        second = {name: network(part) for name, part in whole["second"].items()}
        if second and (missing := {EVENT, *ITEM_FIELDS} - second.keys()):
            raise ValueError(f"a second look without {', '.join(sorted(missing))}")
        return Model(
            language=str(whole["language"]),
            same=_weights(whole["same"]) if whole["same"] is not None else None,
            event=_weights(whole["event"]),
            roles={role: _weights(weights) for role, weights in whole["roles"].items()},
            confidence=(float(slope), float(shift)),
            sifts=bool(whole["sifts"]),
            status={name: _weights(weights) for name, weights in whole["status"].items()},
            second=second,
            card=whole["card"],
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise LanguageError(f"{name}: not a whole model: {type(error).__name__} {error}") from None


def _weights(part: Mapping[str, Any]) -> Weights:
    of: dict[str, float] = part["weights"]
    if others := set(map(type, of.values())) - {float, int}:
        raise TypeError(f"a weight of type {others.pop().__name__}")
    return Weights(float(part["intercept"]), of, float(part["threshold"]))


def load(path: str | Path) -> Model:
    """The model in a file. Raises OSError where it cannot be read, LanguageError where it is none of ours."""
    return loads(Path(path).read_bytes(), str(path))
