"""Frames -> markup: what an extractor found, as people would have drawn it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from conflict_events.annotations.model import MENTION, SENTENCE, Attributes, Drawn, Link, Markup
from conflict_events.records import (
    ActorValue,
    AmountValue,
    DateValue,
    Document,
    Frame,
    Mention,
    PlaceValue,
    SourceValue,
    Span,
)


def markup(frames: Iterable[Frame], document: Document, *, sentences: bool = False) -> Markup:
    """The markup of a document's frames: a trigger each, and the spans of their arguments, drawn once
    where events share one.

    Every attribute is set, "" where there is no value, so that nothing is computed anew of what comes back unchanged.
    A sentence is drawn only where it is not the one that holds the trigger; with ``sentences`` always.
    """
    article = document.article
    drawing = _Drawing()
    for frame in frames:
        head = drawing.draw(frame.type, frame.trigger, _trigger(frame), shared=False)
        found = [*(("actor", m) for m in frame.actors), *(("recipient", m) for m in frame.recipients)]
        found += [(a.role, a.mention) for a in (*frame.locations, *frame.amounts)]
        found += [(role, m) for role, m in (("date", frame.date), ("source", frame.source)) if m is not None]
        for role, mention in found:
            drawing.link(head, role, drawing.draw(*_argument(mention)))
        for span in frame.others:
            drawing.link(head, "mention", drawing.draw(MENTION, span, {}))
        if sentences or frame.sentence != _sentence(document, frame.trigger):
            drawing.link(head, "sentence", drawing.draw(SENTENCE, frame.sentence, {}))
    spans, links = tuple(drawing.spans), tuple(drawing.links)
    return Markup(article.article_id, article.text, spans, links, "rules", article.file, article.line)


class _Drawing:
    def __init__(self) -> None:
        self.spans: list[Drawn] = []
        self.links: list[Link] = []
        self._shared: dict[tuple[str, Span, tuple[tuple[str, tuple[str, ...]], ...]], str] = {}

    def draw(self, label: str, span: Span, attributes: Attributes, *, shared: bool = True) -> str:
        """The id of a span, of the one that is drawn already where there is an equal one."""
        name = f"T{len(self.spans) + 1}"
        if shared:
            name = self._shared.setdefault((label, span, tuple(attributes.items())), name)
        if name == f"T{len(self.spans) + 1}":
            self.spans.append(Drawn(name, label, (span,), attributes))
        return name

    def link(self, head: str, role: str, target: str) -> None:
        self.links.append(Link(head, role, target))


def _sentence(document: Document, trigger: Span) -> Span | None:
    """The sentence in which a trigger begins."""
    return next((s.span for s in document.sentences_across(Span(trigger.start, trigger.start + 1))), None)


def _trigger(frame: Frame) -> Attributes:
    return {
        "status": (frame.status,),
        "mode": tuple(sorted(frame.modes)) or ("",),
        **_texts(confidence=frame.confidence, rule=frame.rule),
    }


def _argument(mention: Mention) -> tuple[str, Span, Attributes]:
    """Label, place and attributes of an argument."""
    value = mention.value
    if isinstance(value, ActorValue):
        attributes = _texts(name=value.name, entity=value.entity_id, sector=value.sector, country=value.country)
        return "Actor", mention.span, attributes
    if isinstance(value, PlaceValue):
        attributes = _texts(
            name=value.name,
            place=value.place_id,
            country=value.country,
            admin1=value.admin1,
            latitude=value.latitude,
            longitude=value.longitude,
            precision=value.precision,
        )
        return "Place", mention.span, attributes
    if isinstance(value, AmountValue):
        part = "true" if value.part else "false"
        return "Amount", mention.span, _texts(unit=value.unit, low=value.low, high=value.high, part=part)
    if isinstance(value, DateValue):
        attributes = _texts(earliest=value.earliest, latest=value.latest, precision=value.precision, basis=value.basis)
        return "Date", mention.span, attributes
    return "Source", mention.span, _texts(name=mention.valued(SourceValue).name)


def _texts(**values: str | float | datetime.date | None) -> Attributes:
    return {name: (_text(value),) for name, value in values.items()}


def _text(value: str | float | datetime.date | None) -> str:
    """A value as an attribute has it: a whole number without a point, a day as ISO has it."""
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)
