"""What the rules made of a document, as the models see it: events with all their tellings, and what may fill roles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from conflict_events.extraction.rules import Proposed
from conflict_events.language import Language
from conflict_events.lexical.text import COMMAS
from conflict_events.linking.clauses import Candidate, SentenceView
from conflict_events.linking.drafts import Draft
from conflict_events.linking.patterns import Pattern, Patterns
from conflict_events.linking.sentence_words import by_sentence
from conflict_events.records import ITEM_FIELDS, Document, Mention, Status, TriggerValue
from conflict_events.trained.identities import Identities
from conflict_events.trained.words import Words

Names = tuple[str, ...]
"""Features that hold of one thing, each named once."""
Ends = tuple[int, int]
"""Where a mention begins and ends in the text: what it is looked up by, again and again."""
LEADING = ("agent-verb", "speech", "light-verb")
"""Kinds of verbs that say who did or said what an event word names."""
CLOSE = 3
"""Words behind a quoted source among which a mention is taken to belong to it."""
ROLES = ITEM_FIELDS
OTHER_PARTY = {"actor": "recipient", "recipient": "actor"}


@dataclass(slots=True)
class Telling:
    """One trigger with what the rules linked to it, before tellings of one event were joined."""

    draft: Draft
    pattern: Pattern
    shape: str
    """The grammatical form of the trigger, with the voice of a verb."""

    @property
    def view(self) -> SentenceView:
        """Its sentence."""
        return self.draft.view


class Claim(NamedTuple):
    """That the rules gave a mention to an event: the event's trigger, its sentence and type, the role."""

    trigger: Ends
    sentence: int
    type: str
    role: str


@dataclass(slots=True)
class Reading:
    """A document with its mentions, the drafts of the rules, and what is asked again and again of them."""

    document: Document
    mentions: Mapping[str, Sequence[Mention]]
    words: Words
    identities: Identities
    tellings: Mapping[Ends, Telling]
    """By trigger in text order, as they were before tellings were joined."""
    headline: int | None
    """Number of the sentence that is the headline."""
    lead: int | None
    """Number of the first sentence that is not."""
    claims: Mapping[Ends, Sequence[Claim]]
    """By mention: which events the rules gave it to."""
    actors_of: Mapping[int, Sequence[Mention]]
    """By sentence, as are the tellings, the dates and the sources."""
    tellings_of: Mapping[int, Sequence[Telling]]
    dates_of: Mapping[int, Sequence[Mention]]
    sources_of: Mapping[int, Sequence[Mention]]
    date_of: Callable[[Mention, Status], Mention]
    """A date as it is read of an event of that status."""
    layouts: dict[int, Layout] = field(default_factory=dict)
    """By the identity of a sentence's view, of which there may be two: with the words that tell an event too seldom for a rule,
    and without.
    """
    worded: dict[tuple[Ends, str], Names] = field(default_factory=dict)
    """Features of the words of a mention, alone ("") and beside those of a type of event: asked for again and again."""

    def dated(self, date: Mention, status: Status) -> Mention:
        """A date as an event of that status has it: a weekday is the coming one of what is planned, else the last one."""
        return self.date_of(next((m for m in self.mentions["date"] if ends(m) == ends(date)), date), status)

    def layout(self, telling: Telling) -> Layout:
        """The candidates of a telling's sentence."""
        view = telling.view
        found = self.layouts.get(id(view))
        if found is None:
            found = self.layouts[id(view)] = Layout(view)
        return found

    def actors_beside(self, mention: Mention) -> Sequence[Mention]:
        """The actors of a mention's sentence."""
        return self.actors_of.get(mention.sentence, ())

    def beside_source(self, mention: Mention) -> str:
        """How a mention stands to those whom its sentence quotes: "inside" one, close "behind" one ("the ministry in Sanaa"),
        "apart" from them; "none" where it quotes nobody.
        """
        sources = self.sources_of.get(mention.sentence, ())
        if any(map(mention.overlaps, sources)):
            return "inside"
        if any(0 <= mention.first - source.last < CLOSE for source in sources):
            return "behind"
        return "apart" if sources else "none"

    def around(self, mention: Mention) -> list[Telling]:
        """The tellings nearest to a mention on either side of it in its sentence, the nearer first."""
        before = after = None
        for telling in self.tellings_of.get(mention.sentence, ()):
            if telling.draft.trigger.first < mention.first:
                before = telling
            elif after is None:
                after = telling
        if before is None or after is None:
            return [t for t in (before, after) if t is not None]
        nearer = mention.first - before.draft.trigger.first <= after.draft.trigger.first - mention.first
        return [before, after] if nearer else [after, before]


class Layout:
    """The candidates of one sentence, each with the head that it is joined to, and where its commas and its verbs of doing
    and saying stand.
    """

    def __init__(self, view: SentenceView) -> None:
        first, last = view.sentence.first, view.sentence.last
        self.commas = [i for i in range(first, last) if view.tokens[i].norm in COMMAS]
        self.leading = {kind: {h.first for h in view.document.within(kind, first, last)} for kind in LEADING}
        self.of: dict[Ends, Candidate] = {}
        self.head: dict[Ends, Candidate] = {}
        head: Candidate | None = None
        for c in view.candidates(first, last):
            if head is None or not c.joined:
                head = c
            for m in (c.actor, c.place, c.amount):
                if m is not None:
                    self.of[m.start, m.end] = c
                    self.head[m.start, m.end] = head


def read(
    document: Document,
    proposed: Proposed,
    patterns: Patterns,
    language: Language,
    date_of: Callable[[Mention, Status], Mention],
) -> Reading:
    """What the models need of a document. ``date_of`` reads a date as an event of a status has it."""
    mentions = proposed.mentions
    tellings: dict[Ends, Telling] = {}
    claims: dict[Ends, list[Claim]] = {}
    for d in proposed.drafts:
        tellings[ends(d.trigger)] = Telling(fresh(d), patterns.of(d.value), _shape(d.value))
        for role in ROLES:
            claim = Claim(ends(d.trigger), d.sentence, d.value.type, role)
            for m in filled_by(d, role):
                claims.setdefault(ends(m), []).append(claim)
    headline = next((s.index for s in document.sentences if s.headline), None)
    lead = next((s.index for s in document.sentences if not s.headline), None)
    actors_of = by_sentence(mentions["actor"], lambda m: m.sentence)
    tellings_of = by_sentence(tellings.values(), lambda t: t.draft.sentence)
    dates_of, sources_of = (by_sentence(mentions[kind], lambda m: m.sentence) for kind in ("date", "source"))
    return Reading(
        document=document,
        mentions=mentions,
        words=Words(document, language.clitics),
        identities=Identities(document, mentions, proposed.full),
        tellings=tellings,
        headline=headline,
        lead=lead,
        claims=claims,
        actors_of=actors_of,
        tellings_of=tellings_of,
        dates_of=dates_of,
        sources_of=sources_of,
        date_of=date_of,
    )


def ends(mention: Mention) -> Ends:
    """Where a mention begins and ends."""
    return mention.start, mention.end


def _shape(value: TriggerValue) -> str:
    return f"{value.voice}-verb" if value.finite else value.form


@dataclass(slots=True)
class Story:
    """One event: the joined draft and all its tellings, the anchor's first."""

    draft: Draft
    tellings: Sequence[Telling]
    sentences: frozenset[int]
    """Those of the tellings."""
    told_at: frozenset[Ends]
    """The tellings' triggers."""

    @property
    def anchor(self) -> Telling:
        """The telling that the record quotes."""
        return self.tellings[0]

    def triggers(self) -> list[Ends]:
        """Triggers of the tellings, the anchor's first."""
        return [ends(t.draft.trigger) for t in self.tellings]


def story(reading: Reading, event: Draft) -> Story:
    """A joined draft with the tellings that it was joined of."""
    told = (reading.tellings.get(ends(m)) for m in (event.trigger, *event.others))
    found = [t for t in told if t is not None]
    sentences = frozenset(t.draft.sentence for t in found)
    return Story(event, found, sentences, frozenset(ends(t.draft.trigger) for t in found))


def fresh(draft: Draft) -> Draft:
    """A copy of a draft, for joining changes drafts."""
    return replace(
        draft,
        actors=list(draft.actors),
        recipients=list(draft.recipients),
        locations=list(draft.locations),
        amounts=list(draft.amounts),
        others=list(draft.others),
        modes=set(draft.modes),
    )


def filled_by(draft: Draft, role: str) -> list[Mention]:
    """The mentions that the rules gave a role of a draft."""
    if role == "actor":
        return draft.actors
    if role == "recipient":
        return draft.recipients
    if role == "location":
        return [a.mention for a in draft.locations]
    if role == "amount":
        return [a.mention for a in draft.amounts]
    return [draft.date] if draft.date is not None else []
