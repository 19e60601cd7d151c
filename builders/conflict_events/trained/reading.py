"""What the rules made of a document, as the models see it: events with all their tellings, and what may fill roles."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple, TypeVar

from conflict_events.language import Language
from conflict_events.lexical.lexicon import Clitics
from conflict_events.lexical.text import COMMAS, fold
from conflict_events.linking.clauses import Candidate, SentenceView
from conflict_events.linking.coreference import Resolver
from conflict_events.linking.drafts import Draft
from conflict_events.linking.merge import identity
from conflict_events.linking.patterns import Pattern, Patterns
from conflict_events.linking.place_links import named_place
from conflict_events.records import ITEM_FIELDS, Document, Mention, PlaceValue, TriggerValue

T = TypeVar("T")
Names = tuple[str, ...]
"""Features that hold of one thing, each named once."""
Ends = tuple[int, int]
"""Where a mention begins and ends in the text: what it is looked up by, again and again."""
SHORTEST = 3
"""Letters of a word that two sentences may share as a sign that they tell the same."""
LEADING = ("agent-verb", "speech", "light-verb")
"""Kinds of verbs that say who did or said what an event word names."""
CLOSE = 3
"""Words behind a quoted source among which a mention is taken to belong to it."""
BEYOND = "#"
"""Stands for the word beyond a sentence's border."""
ROLES = ITEM_FIELDS
OTHER_PARTY = {"actor": "recipient", "recipient": "actor"}


@dataclass(slots=True)
class Telling:
    """One trigger with what the rules linked to it, before tellings of one event were joined."""

    draft: Draft
    pattern: Pattern
    view: SentenceView
    shape: str
    """The grammatical form of the trigger, with the voice of a verb."""


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
    tellings: Mapping[Ends, Telling]
    """By trigger in text order, as they were before tellings were joined."""
    headline: int | None
    lead: int | None
    full: Mapping[Mention, Mention]
    """For each actor the fullest mention of the same."""
    named: Mapping[Mention, Mention]
    """For each place the mention that names it."""
    count: Counter[str]
    """How often each actor and place is mentioned, by key."""
    parties: Mapping[int, Sequence[tuple[Mention, str]]]
    """By sentence the actors in text order, each with what makes its fullest mention the same as another."""
    places: Mapping[int, Sequence[tuple[Mention, str]]]
    """By sentence the places in text order, each with what makes the mention that names it the same as another."""
    claims: Mapping[Ends, Sequence[Claim]]
    """By mention: which events the rules gave it to."""
    ranks: Mapping[str, int]
    """Actors by how often they are mentioned, the most frequent 0."""
    actors_of: Mapping[int, Sequence[Mention]]
    """By sentence, as are the tellings, the dates and the sources."""
    tellings_of: Mapping[int, Sequence[Telling]]
    dates_of: Mapping[int, Sequence[Mention]]
    sources_of: Mapping[int, Sequence[Mention]]
    bare: Sequence[str]
    """Of each token the word without what is written on to its front."""
    norms: Sequence[str]
    """Of each token the folded form."""
    stems: Sequence[frozenset[str]]
    """Of each sentence the bare words of three letters and more."""
    weights: Mapping[str, float]
    """Of each stem, the more the fewer sentences hold it (inverse document frequency, a sentence being the document)."""
    ahead: Callable[[Mention], Mention]
    """A date as it is read of what lies ahead."""
    layouts: dict[int, Layout] = field(default_factory=dict)
    """By the identity of a sentence's view, of which there may be two: with the words that tell an event too seldom for a rule,
    and without.
    """
    worded: dict[tuple[Ends, str], Names] = field(default_factory=dict)
    """Features of the words of a mention, alone ("") and beside those of a type of event: asked for again and again."""

    def weight(self, stems: Iterable[str]) -> float:
        """The weight of words together."""
        return math.fsum(self.weights[stem] for stem in stems)

    def dated(self, date: Mention, status: str) -> Mention:
        """A date as an event of that status has it: a weekday is the coming one of what is planned, else the last one."""
        if status == "future":
            return self.ahead(date)
        return next((m for m in self.mentions["date"] if ends(m) == ends(date)), date)

    def words(self, mention: Mention) -> frozenset[str]:
        """The bare words of a mention."""
        return frozenset(self.bare[mention.first : mention.last])

    def beside(self, mention: Mention, offset: int, bare: bool = False) -> str:
        """A word of a mention's sentence, -1 the one before the mention, 1 the one after it; ``BEYOND`` the sentence."""
        sentence = self.document.sentences[mention.sentence]
        at = mention.first + offset if offset < 0 else mention.last - 1 + offset
        if not sentence.first <= at < sentence.last:
            return BEYOND
        return self.bare[at] if bare else self.norms[at]

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
        self.candidates = view.candidates(view.sentence.first, view.sentence.last)
        self.of: dict[Ends, Candidate] = {}
        self.head: dict[Ends, Candidate] = {}
        head: Candidate | None = None
        for c in self.candidates:
            if head is None or not c.joined:
                head = c
            for m in (c.actor, c.place, c.amount):
                if m is not None:
                    self.of[m.start, m.end] = c
                    self.head[m.start, m.end] = head


def read(
    document: Document,
    mentions: Mapping[str, Sequence[Mention]],
    drafts: Sequence[Draft],
    patterns: Patterns,
    language: Language,
    ahead: Callable[[Mention], Mention],
) -> Reading:
    """What the models need of a document. ``drafts`` as the linker made them; ``ahead`` reads a date of what is planned."""
    tellings: dict[Ends, Telling] = {}
    claims: dict[Ends, list[Claim]] = {}
    for d in drafts:
        assert d.view is not None
        tellings[ends(d.trigger)] = Telling(fresh(d), patterns.of(d.value), d.view, _shape(d.value))
        for role in ROLES:
            claim = Claim(ends(d.trigger), d.sentence, d.value.type, role)
            for m in filled_by(d, role):
                claims.setdefault(ends(m), []).append(claim)
    resolver = Resolver(document, mentions["actor"], language)
    anaphors = {h.first for h in document.hits.get("place-anaphor", ())}
    full = {m: resolver.full(m) for m in mentions["actor"]}
    named = {p: named_place(p, mentions["place"], anaphors) for p in mentions["place"]}
    headline = next((s.index for s in document.sentences if s.headline), None)
    lead = next((s.index for s in document.sentences if not s.headline), None)
    parties = [(m, identity(f)) for m, f in full.items()]
    places = [(m, place_key(n)) for m, n in named.items()]
    count = Counter(key for _, key in parties)
    ranks = {key: i for i, key in enumerate(sorted(count, key=lambda k: (-count[k], k)))}
    count.update(key for _, key in places)
    actors_of = _by_sentence(mentions["actor"], lambda m: m.sentence)
    tellings_of = _by_sentence(tellings.values(), lambda t: t.draft.sentence)
    dates_of, sources_of = (_by_sentence(mentions[kind], lambda m: m.sentence) for kind in ("date", "source"))
    norms = [t.norm for t in document.tokens]
    bare = _bare_words(norms, language.clitics)
    stems = [frozenset(w for w in bare[s.first : s.last] if len(w) >= SHORTEST) for s in document.sentences]
    held = Counter(chain.from_iterable(stems))
    weights = {stem: math.log1p(len(stems) / n) for stem, n in held.items()}
    return Reading(
        document=document,
        mentions=mentions,
        tellings=tellings,
        headline=headline,
        lead=lead,
        full=full,
        named=named,
        count=count,
        parties=_by_sentence(parties, lambda pair: pair[0].sentence),
        places=_by_sentence(places, lambda pair: pair[0].sentence),
        claims=claims,
        ranks=ranks,
        actors_of=actors_of,
        tellings_of=tellings_of,
        dates_of=dates_of,
        sources_of=sources_of,
        bare=bare,
        norms=norms,
        stems=stems,
        weights=weights,
        ahead=ahead,
    )


def ends(mention: Mention) -> Ends:
    """Where a mention begins and ends."""
    return mention.start, mention.end


def _shape(value: TriggerValue) -> str:
    return f"{value.voice}-verb" if value.finite else value.form


def _bare_words(norms: Sequence[str], clitics: Clitics) -> list[str]:
    known = {norm: _bare(norm, clitics) for norm in set(norms)}
    return [known[norm] for norm in norms]


def _bare(word: str, clitics: Clitics) -> str:
    """A folded word without conjunction, preposition and article, where two letters at least are left."""
    for group in (clitics.conjunctions, clitics.prepositions, (clitics.assimilated_article, clitics.article)):
        for proclitic in group:
            if proclitic and word.startswith(proclitic) and len(word) - len(proclitic) > 1:
                word = word[len(proclitic) :]
                break
    return word


def _by_sentence(items: Iterable[T], sentence: Callable[[T], int]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = {}
    for item in items:
        found.setdefault(sentence(item), []).append(item)
    return found


def place_key(mention: Mention) -> str:
    """What makes two place mentions the same."""
    value = mention.value
    assert isinstance(value, PlaceValue)
    return value.place_id or fold(value.name)


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
