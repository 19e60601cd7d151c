"""Very long documents cut into sections that are worked on alone, so that time does not grow faster than their length.

An extractor compares the mentions of a document with each other. In a news article that is nothing; in a book, or in what
somebody made to keep a machine busy, it would never end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conflict_events.extraction.rules import Extractor
from conflict_events.records import Document, Frame, Rejected, Sentence

SECTION = 10_000
"""Characters of a section: the longest of 3,533 annotated news articles has 2,650."""


class InSections:
    """An extractor that is given long documents section by section."""

    def __init__(self, extractor: Extractor) -> None:
        self.extractor = extractor

    def __call__(self, document: Document) -> Iterator[Frame | Rejected]:
        """The events of a document, in text order, and what the extractor could not use."""
        for section in sections(document):
            yield from self.extractor(section)


def sections(document: Document) -> Iterator[Document]:
    """The document itself where it is not longer than a section, else sections of whole sentences. Offsets stay those of
    the article; tokens and sentences are counted anew in each section.
    """
    if len(document.text) <= SECTION or not document.sentences:
        yield document
        return
    inside: list[Sentence] = []
    for sentence in document.sentences:
        if inside and sentence.end - inside[0].start > SECTION:
            yield _section(document, inside)
            inside = []
        inside.append(sentence)
    yield _section(document, inside)


def _section(document: Document, sentences: list[Sentence]) -> Document:
    index, first, last = sentences[0].index, sentences[0].first, sentences[-1].last
    return replace(
        document,
        tokens=document.tokens[first:last],
        sentences=tuple(
            replace(s, index=s.index - index, first=s.first - first, last=s.last - first) for s in sentences
        ),
        hits={
            kind: tuple(
                h._replace(first=h.first - first, last=h.last - first) for h in document.within(kind, first, last)
            )
            for kind in document.hits
        },
    )
