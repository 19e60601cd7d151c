"""What the rules made of a document, as the models see it: events with all their tellings, and what may fill roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from conflict_events.clauses import Candidate, SentenceView
from conflict_events.coreference import Resolver
from conflict_events.drafts import Draft
from conflict_events.merge import identity
from conflict_events.patterns import Pattern, Patterns
from conflict_events.place_links import named_place
from conflict_events.records import Argument, Document, Mention, PlaceValue, Span
from conflict_events.text import fold


@dataclass(slots=True)
class Telling:
    """One trigger with what the rules linked to it, before tellings of one event were joined."""

    draft: Draft
    pattern: Pattern
    view: SentenceView


@dataclass(slots=True)
class Reading:
    """A document with its mentions, the drafts of the rules, and what is asked again and again of them."""

    document: Document
    mentions: Mapping[str, Sequence[Mention]]
    tellings: dict[Span, Telling]
    """By trigger, as they were before tellings were joined."""
    headline: int | None
    lead: int | None
    full: Mapping[Mention, Mention]
    """For each actor the fullest mention of the same."""
    named: Mapping[Mention, Mention]
    """For each place the mention that names it."""
    count: Counter[str]
    """How often each actor and place is mentioned, by key."""
    claims: dict[Span, list[tuple[Draft, str]]]
    """By mention: which drafts the rules gave it to, in which role."""
    layouts: dict[int, Layout] = field(default_factory=dict)

    def layout(self, telling: Telling) -> Layout:
        """The candidates of a telling's sentence."""
        index = telling.view.sentence.index
        found = self.layouts.get(index)
        if found is None:
            found = self.layouts[index] = Layout(telling.view)
        return found


class Layout:
    """The candidates of one sentence, each with the head that it is joined to."""

    def __init__(self, view: SentenceView) -> None:
        self.candidates = view.candidates(view.sentence.first, view.sentence.last)
        self.of: dict[Span, Candidate] = {}
        self.head: dict[Span, Candidate] = {}
        head: Candidate | None = None
        for c in self.candidates:
            if head is None or not c.joined:
                head = c
            for m in (c.actor, c.place, c.amount):
                if m is not None:
                    self.of[m.span] = c
                    self.head[m.span] = head


def read(
    document: Document,
    mentions: Mapping[str, Sequence[Mention]],
    drafts: Sequence[Draft],
    patterns: Patterns,
    article: str,
) -> Reading:
    """What the models need of a document. ``drafts`` as the linker made them; ``article`` is the definite article."""
    tellings: dict[Span, Telling] = {}
    claims: dict[Span, list[tuple[Draft, str]]] = {}
    for d in drafts:
        assert d.view is not None
        kept = replace(
            d,
            actors=list(d.actors),
            recipients=list(d.recipients),
            locations=list(d.locations),
            amounts=list(d.amounts),
            others=[],
            modes=set(d.modes),
        )
        tellings[d.trigger.span] = Telling(kept, patterns.of(d.value), d.view)
        for role, filled in (
            ("actor", d.actors),
            ("recipient", d.recipients),
            ("location", [a.mention for a in d.locations]),
            ("amount", [a.mention for a in d.amounts]),
            ("date", [d.date] if d.date else []),
        ):
            for m in filled:
                claims.setdefault(m.span, []).append((kept, role))
    resolver = Resolver(document, mentions["actor"], article)
    anaphors = {h.first for h in document.hits.get("place-anaphor", ())}
    full = {m: resolver.full(m) for m in mentions["actor"]}
    named = {p: named_place(p, mentions["place"], anaphors) for p in mentions["place"]}
    headline = next((s.index for s in document.sentences if s.headline), None)
    lead = next((s.index for s in document.sentences if not s.headline), None)
    count = Counter(identity(f) for f in full.values())
    count.update(place_key(n) for n in named.values())
    return Reading(document, mentions, tellings, headline, lead, full, named, count, claims)


def place_key(mention: Mention) -> str:
    """What makes two place mentions the same."""
    value = mention.value
    assert isinstance(value, PlaceValue)
    return value.place_id or fold(value.name)


@dataclass(slots=True)
class Story:
    """One event: the joined draft and all its tellings, the anchor's first."""

    draft: Draft
    tellings: list[Telling]

    @property
    def anchor(self) -> Telling:
        """The telling that the record quotes."""
        return self.tellings[0]

    def sentences(self) -> list[int]:
        """Sentences of the tellings, the anchor's first."""
        return list(dict.fromkeys(t.draft.sentence for t in self.tellings))


def stories(reading: Reading, events: Sequence[Draft]) -> list[Story]:
    """The joined drafts with the tellings that each was joined of."""
    return [
        Story(d, [reading.tellings[m.span] for m in (d.trigger, *d.others) if m.span in reading.tellings])
        for d in events
    ]


def place_argument(draft: Draft, mention: Mention) -> Argument | None:
    """The rules' place of a draft that a mention is."""
    return next((a for a in draft.locations if a.mention.span == mention.span), None)
