"""Markup -> frames: what people drew, as the events that an extractor finds.

Annotated values stand as they are; those that a span lacks are read in its words by the finders. What cannot be used is
a rejected row, and the rest of the event stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import get_args

from conflict_events import schemas
from conflict_events.annotations.align import Aligner
from conflict_events.annotations.model import MENTION, ROLES, TYPES, Drawn, Link, Markup
from conflict_events.annotations.values import Given, Reader
from conflict_events.extraction.rules import by_precision
from conflict_events.mentions import Finders
from conflict_events.mentions.base import tokens_within
from conflict_events.records import Argument, Document, Frame, Kind, Mention, Rejected, Span, Status, Value

STATUSES: Mapping[str, Status] = {status: status for status in get_args(Status)}
KINDS: Mapping[str, Kind] = {"Actor": "actor", "Place": "place", "Amount": "number", "Date": "date", "Source": "source"}


def frames(
    markup: Markup, document: Document, finders: Finders, origin: str, *, ordered: bool = False
) -> Iterator[Frame | Rejected]:
    """The events of a markup whose labels are ours, in text order, and what of it cannot be used.

    ``document``: the article, read by ``finders``; its text need not be the markup's to the letter. ``origin``: the
    beginning of each record's ``rule``, "brat:report.ann"; the trigger's id follows. ``ordered``: whether the links stand
    in an order that means something, the most specific place first; otherwise places are sorted by their precision.
    """
    maker = _Maker(markup, document, finders, origin, ordered)
    made = [maker.frame(d) for d in markup.spans if d.label in TYPES]
    yield from maker.rejected
    yield from sorted((f for f in made if f is not None), key=lambda f: f.trigger)


@dataclass(slots=True)
class _Parts:
    """What the links of one event lead to."""

    entities: dict[str, list[Mention]] = field(default_factory=lambda: {"actor": [], "recipient": []})
    locations: list[Argument] = field(default_factory=list)
    amounts: list[Argument] = field(default_factory=list)
    date: Mention | None = None
    source: Mention | None = None
    others: list[Span] = field(default_factory=list)


class _Maker:
    def __init__(self, markup: Markup, document: Document, finders: Finders, origin: str, ordered: bool) -> None:
        self._ordered = ordered
        self.rejected: list[Rejected] = []
        self._told: set[Rejected] = set()
        self._markup = markup
        self._document = document
        self._origin = origin
        self._reader = Reader(document, finders)
        self._aligner = Aligner(markup.text, document.article.text)
        self._spans = {d.id: d for d in markup.spans}
        self._links: dict[str, list[tuple[Link, Drawn]]] = {}
        for link in dict.fromkeys(markup.links):
            target = self._target(link)
            if target is not None:
                self._links.setdefault(link.head, []).append((link, target))

    def _target(self, link: Link) -> Drawn | None:
        """What a link leads to, if the link makes sense."""
        head, target = self._spans.get(link.head), self._spans.get(link.target)
        for end, drawn in ((link.head, head), (link.target, target)):
            if drawn is None:
                self._reject(link, f"{link.role}: there is no span {end}")
                return None
        assert head is not None and target is not None
        if head.label not in TYPES and not (head.label == MENTION and link.role == "sentence"):
            self._reject(link, f"{link.role} leads from {head.label}, which is no event")
        elif ROLES.get(link.role) != target.label:
            self._reject(link, f"{link.role} leads to {target.label}, not to {ROLES.get(link.role, 'a role of ours')}")
        else:
            return target
        return None

    def _reject(self, item: Drawn | Link, reason: str) -> None:
        self.rejected.append(self._markup.reject(item, reason))

    def _place_of(self, drawn: Drawn) -> Span | None:
        """Where a span stands in the article."""
        try:
            return self._aligner.span(drawn.hull)
        except ValueError as error:
            self._reject(drawn, f"{drawn.label}: {error}")
            return None

    # --- one event ------------------------------------------------------------------------------------

    def frame(self, drawn: Drawn) -> Frame | None:
        trigger = self._place_of(drawn)
        if trigger is None:
            return None
        given = Given(drawn)
        status = STATUSES[given.text("status", "actual", STATUSES.__contains__) or "actual"]
        confidence = given.number("confidence", 1.0, 0, 1)
        parts = _Parts()
        sentence = None
        for link, target in self._links.get(drawn.id, ()):
            span = self._place_of(target)
            if span is None:
                continue
            if link.role == "sentence" and span.start <= trigger.start and trigger.end <= span.end:
                sentence = span
            elif link.role == "sentence":
                self._reject(link, "the sentence does not hold the trigger")
            else:
                self._fill(parts, link, target, span, status)
        frame = Frame(
            type=drawn.label,
            modes=self._modes(drawn, trigger, given),
            status=status,
            trigger=trigger,
            sentence=self._sentence(trigger, sentence),
            actors=tuple(parts.entities["actor"]),
            recipients=tuple(parts.entities["recipient"]),
            locations=tuple(parts.locations) if self._ordered else by_precision(parts.locations),
            amounts=tuple(parts.amounts),
            date=parts.date,
            source=parts.source,
            others=tuple(parts.others),
            confidence=1.0 if confidence is None else confidence,
            extractor="annotations",
            # An id may hold what no file can.
            rule=f"{self._origin}:{drawn.id}".encode("utf-8", "replace").decode(),
        )
        self._report(given)
        return frame

    def _fill(self, parts: _Parts, link: Link, target: Drawn, span: Span, status: Status) -> None:
        if target.label == MENTION:
            parts.others.append(span)
            return
        given = Given(target)
        mention = self._mention(given, span, future=status == "future")
        if target.label == "Actor":
            parts.entities[link.role].append(mention)
        elif target.label == "Place":
            parts.locations.append(Argument(mention, link.role))
        elif target.label == "Amount":
            parts.amounts.append(Argument(mention, link.role))
        elif target.label == "Date" and parts.date is None:
            parts.date = mention
        elif target.label == "Source" and parts.source is None:
            parts.source = mention
        else:
            self._reject(link, f"{link.role}: the event has one already")
        self._report(given)

    def _mention(self, given: Given, span: Span, *, future: bool) -> Mention:
        value: Value
        label = given.drawn.label
        if label == "Actor":
            value = self._reader.actor(given, span)
        elif label == "Place":
            value = self._reader.place(given, span)
        elif label == "Amount":
            value = self._reader.amount(given, span)
        elif label == "Date":
            value = self._reader.date(given, span, future=future)
        else:
            value = self._reader.source(given, span)
        first, last = tokens_within(self._document, span.start, span.end)
        index = next((s.index for s in self._document.sentences_across(Span(span.start, span.start + 1))), -1)
        return Mention(KINDS[label], span.start, span.end, first, last, index, value)

    def _report(self, given: Given) -> None:
        for fault in dict.fromkeys(given.faults):
            row = self._markup.reject(given.drawn, fault)
            # Two events may share an argument: its fault is told once.
            if row not in self._told:
                self._told.add(row)
                self.rejected.append(row)

    def _modes(self, drawn: Drawn, trigger: Span, given: Given) -> tuple[str, ...]:
        annotated = drawn.attributes.get("mode")
        allowed = schemas.modes(drawn.label)
        if annotated is None:
            read = self._reader.trigger(trigger)
            return tuple(sorted(allowed & set(read.modes))) if read and read.type == drawn.label else ()
        for mode in annotated:
            if mode and mode not in allowed:
                given.faults.append(f"{drawn.label} has no mode {mode!r}: left out")
        return tuple(sorted(allowed & set(annotated)))

    def _sentence(self, trigger: Span, drawn: Span | None) -> Span:
        """The sentence that was drawn, else the ones that the trigger stands in, else its lines."""
        if drawn is not None:
            return drawn
        text = self._document.article.text
        there = self._document.sentences_across(trigger)
        if there and there[0].start <= trigger.start and trigger.end <= there[-1].end:
            return Span(there[0].start, there[-1].end)
        start = text.rfind("\n", 0, trigger.start) + 1
        end = text.find("\n", trigger.end)
        return Span(start, len(text) if end < 0 else end)
