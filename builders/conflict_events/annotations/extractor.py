"""People's annotations as an extractor: an article's document in, its annotated events out."""

from __future__ import annotations

from pathlib import Path

from conflict_events.annotations import mapping, project
from conflict_events.annotations.frames import frames
from conflict_events.annotations.source import Annotations
from conflict_events.mentions import Finders
from conflict_events.records import Document, Frame, Rejected


class AnnotationExtractor:
    """Finds the events that were annotated in an article; none where it was not annotated.

    ``finders``: the finders whose documents it reads. The rest is that of ``Annotations``, which says what is raised.
    """

    def __init__(self, finders: Finders, path: str | Path, form: str = "", labels: str | Path = "") -> None:
        self._finders = finders
        self._annotations = Annotations(path, form, labels)

    def __call__(self, document: Document) -> list[Frame | Rejected]:
        """The annotated events in text order, behind what of the annotations could not be used."""
        entry = self._annotations.entries.get(document.article.article_id)
        if entry is None:
            return []
        rejected: list[Rejected] = []
        if isinstance(entry, project.Row):
            markup, rejected = project.markup(entry, document.article.text)
        else:
            markup = entry
        markup, unknown = mapping.apply(markup, self._annotations.labels)
        origin = self._annotations.origin(entry)
        # Our own files list places as the guide says; tools keep links in the order in which they were drawn.
        ordered = isinstance(entry, project.Row)
        made = frames(markup, document, self._finders, origin, ordered=ordered)
        return [*rejected, *unknown, *made]
