"""What an annotation tool holds, whatever the tool: spans with labels and attributes, and links between them.

A format module (``brat``, ``doccano``, ``inception``, ``labelstudio``, ``project``) has these functions:

``read(path)``
    yields a :class:`Markup` for each annotated article in a file or folder, and a ``Rejected`` with file, line and
    reason for each annotation or article that cannot be used; never raises for what a file holds. Labels, roles and
    attribute values come out as the file has them: ``mapping`` makes them ours, or rejects them. ``project``, whose
    files carry no texts, takes these as a second argument.
``write(markups, path)``
    writes what the tool imports, so that ``read`` gives equal spans and links back.
``configuration()``
    the files, name to content, that set a project of the tool up with our labels.
``check(markup)``
    only where not every markup can be written: raises ValueError, with the reason, for one that cannot.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from conflict_events import schemas
from conflict_events.records import Rejected, Span

Attributes = Mapping[str, tuple[str, ...]]
"""Values by the name of an attribute."""

ARGUMENTS = ("Actor", "Place", "Amount", "Date", "Source")
"""Labels of argument spans; the label of a trigger span is its event type."""

MENTION = "Mention"
"""Label of a further trigger of an event, which the trigger links to in the role "mention"."""

SENTENCE = "Sentence"
"""Label of the sentence that holds a trigger or a further trigger, linked in the role "sentence". It may be left out:
then it is the sentence that the text is cut into.
"""

ROLES: Mapping[str, str] = {
    **dict.fromkeys(("actor", "recipient"), "Actor"),
    **dict.fromkeys(schemas.codes("role"), "Place"),
    **dict.fromkeys(schemas.codes("kind"), "Amount"),
    "date": "Date",
    "source": "Source",
    "mention": MENTION,
    "sentence": SENTENCE,
}
"""Role of a link from a trigger, and the label of the span that it leads to."""

ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "trigger": ("status", "mode", "confidence", "rule"),
    "Actor": ("name", "entity", "sector", "country"),
    "Place": ("name", "place", "country", "admin1", "latitude", "longitude", "precision"),
    "Amount": ("unit", "low", "high", "part"),
    "Date": ("earliest", "latest", "precision", "basis"),
    "Source": ("name",),
    MENTION: (),
    SENTENCE: (),
}
"""Attributes of each label; only ``mode`` may have several values."""

TYPES = frozenset(schemas.codes("type"))
LABELS = TYPES | (frozenset(ATTRIBUTES) - {"trigger"})
"""All labels of ours: the types of events, and those of ``ATTRIBUTES``."""

EXCERPT = 120
"""Characters of what is rejected that its row shows."""


class Unusable(ValueError):
    """What an annotation file holds and cannot be used; the message, which becomes the reason of a rejected row, says why."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A span that somebody drew. ``parts`` are one or, where it is discontinuous, several stretches in text order.

    ``id`` is unique in its markup: the tool's own, by which a person finds the annotation again. Offsets are characters
    (code points) of the markup's text. ``attributes`` have the names of ``ATTRIBUTES``; a value of "" says that there is
    none, an attribute that is missing says nothing (the rules may compute it). ``line`` is the annotation's own line in
    the markup's file, 0 where that of the markup tells.
    """

    id: str
    label: str
    parts: tuple[Span, ...]
    attributes: Attributes = field(default_factory=dict)
    note: str = ""
    line: int = field(default=0, compare=False)

    @property
    def hull(self) -> Span:
        """From the first part's beginning to the last part's end."""
        return Span(self.parts[0].start, self.parts[-1].end)


@dataclass(frozen=True, slots=True)
class Link:
    """A trigger's argument: the ids of both spans and the role, one of ``ROLES`` (or what a mapping makes one).

    ``line`` is as in ``Drawn``.
    """

    head: str
    role: str
    target: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Markup:
    """One article as annotated. ``file`` and ``line`` (from 1, 0 for the file) say where it was read."""

    article_id: str
    text: str
    spans: tuple[Drawn, ...]
    links: tuple[Link, ...] = ()
    annotator: str = ""
    file: str = ""
    line: int = 0

    def links_by_head(self) -> dict[str, list[Link]]:
        """The links that lead from each span, by its id, in their order."""
        found: dict[str, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.head, []).append(link)
        return found

    def reject(self, item: Drawn | Link, reason: str) -> Rejected:
        """A rejected row for one of its spans or links."""
        if isinstance(item, Drawn):
            name, excerpt = item.id, self.text[item.hull.start : item.hull.end][:EXCERPT]
        else:
            name, excerpt = f"{item.head} to {item.target}", ""
        return Rejected(self.file, item.line or self.line, f"{name}: {reason}", self.article_id, excerpt=excerpt)
