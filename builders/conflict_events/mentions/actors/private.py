"""Where persons are named whom the registry does not know."""

from __future__ import annotations

from collections.abc import Iterable

from conflict_events.mentions.actors.heads import PhraseReader
from conflict_events.mentions.actors.phrase import ActorPhrase
from conflict_events.mentions.actors.surnames import later_surnames
from conflict_events.mentions.actors.view import View
from conflict_events.mentions.actors.words import Words
from conflict_events.records import Document, Span


def private_persons(view: View, reader: PhraseReader, words: Words) -> list[Span]:
    """The spans of their names, in text order, not overlapping.

    Every phrase counts, whether or not it would be an actor, and so does a given name that stands alone: rather one
    name too many than one too few.
    """
    document = view.document
    named: list[tuple[ActorPhrase, int]] = []
    for sentence in document.sentences:
        view.last = sentence.last
        for i in reader.starts(view, sentence.first, sentence.last):
            phrase = reader.phrase(view, i)
            while phrase is not None:
                if phrase.person_text and phrase.person is None:
                    named.append((phrase, sentence.index))
                phrase = phrase.child
    named.sort(key=lambda item: item[0].start)
    named += later_surnames(view, words, named)
    spans = [_person_span(document, phrase) for phrase, _ in named]
    for i, hits in view.given.items():
        # The article makes a title of a name (الأمين العام), and so does a noun that is spelled like it.
        if not (hits[0].entry.payload or i in view.nouns or words.definite(document.tokens[i].norm)):
            spans.append(Span(hits[0].start, hits[0].end))
    public = [Span(h.start, h.end) for kind in ("actor", "place") for h in document.hits.get(kind, ())]
    return _merged(s for s in spans if not any(p.start <= s.start and s.end <= p.end for p in public))


def _person_span(document: Document, phrase: ActorPhrase) -> Span:
    """Where a phrase names its person: the last of its words that do."""
    start = document.article.text.rfind(phrase.person_text, phrase.start, phrase.end)
    return Span(start, start + len(phrase.person_text)) if start >= 0 else Span(phrase.start, phrase.end)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in text order, those that overlap made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.overlaps(found[-1]):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
