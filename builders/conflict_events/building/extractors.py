"""The extractors by name: which there are, and how one is made for a language. What makes them is loaded then: the command
line asks for the names alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conflict_events.extraction.rules import Extractor, RuleExtractor


@dataclass(frozen=True, slots=True)
class Options:
    """What extractors are told: plain values, so that they go to other processes.

    ``annotations``: file or folder; ``format``: its format, "" to find out; ``mapping``: file of a mapping, "" for ours;
    ``prefer``: whose record stands where two extractors mean the same event, "" for annotations, then as they are named;
    ``model``: file of a trained model, "" for the language's own.
    """

    annotations: str = ""
    format: str = ""
    mapping: str = ""
    prefer: str = ""
    model: str = ""


DEFAULT = "encoder"
"""What finds events unless told otherwise."""


def _rules(rules: RuleExtractor, options: Options) -> Extractor:
    """Rules alone."""
    from conflict_events.extraction.sections import InSections

    return InSections(rules)


def _trained(rules: RuleExtractor, options: Options) -> Extractor:
    """Rules and a model; the rules alone where the language has no model and none was named."""
    from conflict_events.extraction.sections import InSections
    from conflict_events.trained.extractor import TrainedExtractor, has_model, model_of

    if not options.model and not has_model(rules.language.code):
        return _rules(rules, options)
    return InSections(TrainedExtractor(rules, model_of(rules.language.code, options.model)))


def _encoder(rules: RuleExtractor, options: Options) -> Extractor:
    """Rules, a model and an encoder; without the encoder where the language has none."""
    from conflict_events.encoder import extractor, file
    from conflict_events.extraction.sections import InSections

    if not file.has_encoder(rules.language.code):
        return _trained(rules, options)
    return InSections(extractor.make(rules, options.model))


def _annotations(rules: RuleExtractor, options: Options) -> Extractor:
    """What people annotated."""
    from conflict_events.annotations.extractor import AnnotationExtractor

    return AnnotationExtractor(rules.finders, options.annotations, options.format, options.mapping)


_MAKERS: Mapping[str, Callable[[RuleExtractor, Options], Extractor]] = {
    "rules": _rules,
    "trained": _trained,
    "encoder": _encoder,
    "annotations": _annotations,
}
NAMES = tuple(_MAKERS)
ALONE = tuple(name for name in NAMES if name != "annotations")
"""Those that need nothing but the articles."""


def names(text: str) -> tuple[str, ...]:
    """The names in "rules,annotations". Raises ValueError for one that is not there or is there twice, and for two that find
    events without annotations.
    """
    found = tuple(name.strip() for name in text.split(","))
    for name in found:
        if name not in _MAKERS:
            raise ValueError(f"no extractor {name!r}: there are {', '.join(NAMES)}")
    if len(set(found)) < len(found):
        raise ValueError(f"an extractor is named twice: {text}")
    if len(alone := [name for name in found if name in ALONE]) > 1:
        raise ValueError(f"{' and '.join(alone)} find the same events by themselves: name one of them")
    return found


def make(name: str, rules: RuleExtractor, options: Options) -> Extractor:
    """The extractor of a name, or of several with commas between them, for one language; ``rules``: that of its rules, whose
    finders' documents it will read.

    Raises ValueError for an unknown name and for options that do not fit, OSError for files that cannot be read.
    """
    from conflict_events.extraction.combine import Combined

    made = [_MAKERS[n](rules, options) for n in ranked(names(name), options.prefer)]
    return made[0] if len(made) == 1 else Combined(made)


def ranked(given: tuple[str, ...], prefer: str) -> tuple[str, ...]:
    """The names in the order in which their records stand. Raises ValueError for a preference that is not among them."""
    if prefer and prefer not in given:
        raise ValueError(f"{prefer!r} is preferred, but not among the extractors {', '.join(given)}")
    first = prefer or "annotations"
    return tuple(sorted(given, key=lambda name: name != first))
