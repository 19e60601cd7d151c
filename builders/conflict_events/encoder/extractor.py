"""The encoder extractor: the rules propose, a model decides, and an encoder that has read the text has the last word."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from threadpoolctl import ThreadpoolController

from conflict_events.encoder.file import Encoder, shipped
from conflict_events.encoder.opinion import Opinion
from conflict_events.extraction.rules import RuleExtractor
from conflict_events.records import Document, Frame
from conflict_events.trained.extractor import TrainedExtractor, model_of
from conflict_events.trained.model import Model

NAME = "encoder"


class EncoderExtractor(TrainedExtractor):
    """The trained extractor with an encoder that has the last word on a document."""

    def __init__(self, rules: RuleExtractor, before: Model, encoder: Encoder) -> None:
        super().__init__(rules, adjusted(before, encoder), judge=partial(Opinion, encoder), name=NAME)
        self._threads = ThreadpoolController()

    def __call__(self, document: Document) -> list[Frame]:
        """The events of a document, in text order."""
        # The products of matrices are small: threads would wait for each other, and processes for each other's threads.
        with self._threads.limit(limits=1, user_api="blas"):
            return super().__call__(document)


def make(rules: RuleExtractor, path: str = "") -> EncoderExtractor:
    """The extractor of a language with these rules. ``path``: file of a model to take in place of the language's own.

    Raises LanguageError where there is no model or no encoder, or one of them is not of this release and language; OSError
    where they cannot be read.
    """
    encoder = shipped(rules.language.code)
    return EncoderExtractor(rules, model_of(rules.language.code, path), encoder)


def adjusted(before: Model, encoder: Encoder) -> Model:
    """A model with the thresholds and the confidence of what the encoder makes of its probabilities, and with as much of its
    second look as does best behind the encoder, where that is known.
    """
    at = encoder.thresholds
    return replace(
        before,
        event=replace(before.event, threshold=at["event"]),
        same=replace(before.same, threshold=at["same"]) if before.same is not None else None,
        roles={role: replace(weights, threshold=at[role]) for role, weights in before.roles.items()},
        second={
            name: replace(network, part=encoder.parts.get(name, network.part))
            for name, network in before.second.items()
        },
        confidence=encoder.confidence,
    )
