"""Where persons are named whom the registry does not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conflict_events.lexical.text import fold
from conflict_events.mentions.actors.heads import PhraseReader
from conflict_events.mentions.actors.phrase import ActorPhrase
from conflict_events.mentions.actors.speakers import Speakers
from conflict_events.mentions.actors.surnames import later_surnames
from conflict_events.mentions.actors.view import View
from conflict_events.mentions.actors.words import Words
from conflict_events.mentions.base import tokens_within
from conflict_events.records import Document, Span, merged

_LEAST = 4
"""Letters of a word of a name by which it is known elsewhere in the article, at least."""


def private_persons(view: View, reader: PhraseReader, words: Words, speakers: Speakers) -> list[Span]:
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
    # أمير منطقة كذا: a noun of places behind a title begins no name, nor does a number.
    other = view.kinds_of_place | view.counts
    spans = [s for s in spans if not any(i in other for i in _within(document, s)[:1])]
    view.last = len(document.tokens)
    for i, hits in view.given.items():
        # The article makes a title of a name (الأمين العام), and so does a noun that is spelled like it.
        if i in view.nouns or words.definite(document.tokens[i].norm):
            continue
        # A family name behind it tells that a word which also means something else is a name here.
        family = speakers.of_origin(view, hits[0].last)
        if family or not hits[0].entry.payload:
            spans.append(Span(hits[0].start, document.tokens[hits[0].last].end if family else hits[0].end))
    spoken = list(speakers.find(view))
    spans += spoken
    actors = list(_public_actors(view, words))
    public = [*actors, *(Span(h.start, h.end) for h in document.hits.get("place", ()))]
    found = merged(rest for s in spans if (rest := _outside(s, public)) is not None)
    again = (s for s in _again(view, words, found, spoken) if not any(s.overlaps(a) for a in actors))
    return merged([*(_whole(view, words, s) for s in found), *_beside(view, found), *again])


def _person_span(document: Document, phrase: ActorPhrase) -> Span:
    """Where a phrase names its person: the last of its words that do."""
    start = document.text.rfind(phrase.person_text, phrase.start, phrase.end)
    return Span(start, start + len(phrase.person_text)) if start >= 0 else Span(phrase.start, phrase.end)


def _public_actors(view: View, words: Words) -> Iterator[Span]:
    """Where the registry's names stand, those of persons with the names of their fathers and families behind them."""
    tokens = view.document.tokens
    for hit in view.document.hits.get("actor", ()):
        last = hit.last
        if hit.entry.payload.known.kind == "person" and hit.last - hit.first > 1:
            while view.norm(last) in words.particles and last + 1 in view.given:
                last += 2
        yield Span(hit.start, max(hit.end, tokens[last - 1].end))


def _outside(span: Span, public: Iterable[Span]) -> Span | None:
    """What of a private name lies outside public ones that begin before it; a public name in a longer one is part of it."""
    for other in public:
        if other.start <= span.start and span.end <= other.end:
            return None
        if other.start < span.start < other.end:
            return None
    return span


def _within(document: Document, span: Span) -> list[int]:
    """The words of a span, by their tokens."""
    return [i for i in range(*tokens_within(document, span.start, span.end)) if document.tokens[i].kind == "word"]


def _whole(view: View, words: Words, span: Span) -> Span:
    """A name with the names of fathers and families behind it (فلان آل فلان)."""
    last = _within(view.document, span)[-1:]
    at = last[0] + 1 if last else 0
    while last and view.norm(at) in words.particles and (name := view.token(at + 1)) and name.kind == "word":
        span, at = Span(span.start, name.end), at + 2
    return span


def _beside(view: View, found: Iterable[Span]) -> Iterator[Span]:
    """Single words that name a public person and touch a private name: they are part of it, since a public person's own
    name would hold both.
    """
    for span in found:
        inside = _within(view.document, span)
        if not inside:
            continue
        for i in (inside[0] - 1, inside[-1] + 1):
            for hit in view.names.get(i, ()):
                alone = hit.last - hit.first == 1 and not hit.proclitics and hit.entry.payload.known.kind == "person"
                if alone and not view.document.text[min(span.end, hit.end) : max(span.start, hit.start)].strip():
                    yield Span(hit.start, hit.end)


def _again(view: View, words: Words, found: Iterable[Span], spoken: Iterable[Span]) -> Iterator[Span]:
    """Where the last word of a name stands again, before it or behind it; one that also means something else only where
    it is a speaker's.
    """
    last = {word for span in found if not words.common_ending(word := _last_word(view, span))}
    last = {norm for norm in map(fold, last) if len(norm) >= _LEAST} - words.servants - words.stop
    said = {fold(_last_word(view, span)) for span in spoken}
    for i, token in enumerate(view.document.tokens):
        if token.kind != "word" or i in view.nouns or i in view.peoples:
            continue
        ambiguous = any(hit.entry.payload for hit in view.given.get(i, ()))
        for proclitics in words.proclitics(token.norm):
            norm = words.bare(token.norm, proclitics)
            if norm in last and (norm in said or not (ambiguous or i in view.adjectives or i in view.triggers)):
                yield Span(words.start(view, i, proclitics), token.end)


def _last_word(view: View, span: Span) -> str:
    """The last word of a span as it is written, without what is before the span."""
    tokens = view.document.tokens
    return "".join(
        view.document.text[max(span.start, tokens[i].start) : span.end] for i in _within(view.document, span)[-1:]
    )
