"""Annotated articles -> what a model learns from: proposed events and fillers, each with whether the annotators agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conflict_events import assemble, event_files, matching
from conflict_events.drafts import Draft
from conflict_events.records import Argument, Article, Document, Mention, Span
from conflict_events.trained.extractor import Proposal, Proposer
from conflict_events.trained.fillers import Filler, Fillers
from conflict_events.trained.reading import ROLES, Ends, Reading, Story, Telling
from conflict_events.trained.retelling import Pair


@dataclass(frozen=True, slots=True)
class Option:
    """A filler, the item that it would make, and whether the annotated event has that item (None: no event matches)."""

    filler: Filler
    item: Mapping[str, Any]
    right: bool | None


@dataclass(frozen=True, slots=True)
class Example:
    """A proposed event, what the rules made of it, the annotated event that it matches, and the options of each role."""

    proposal: Proposal
    made: event_files.Event
    gold: event_files.Event | None
    options: Mapping[str, Sequence[Option]]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its annotated events, its reading (None: no event words), and the pairs of tellings, each with
    whether the annotators take them for one event (None: one of the two is no event).
    """

    article_id: str
    gold: Sequence[event_files.Event]
    reading: Reading | None
    pairs: Mapping[Pair, tuple[str, ...]]
    same: Mapping[Pair, bool | None]


def of_articles(
    propose: Proposer, articles: Iterable[Article], gold: Mapping[str, Sequence[event_files.Event]]
) -> list[Annotated]:
    """The annotated ones among the articles, in order of their ids, whatever the order they come in. Raises ValueError for
    an annotated event without a status.
    """
    found = {}
    for article in articles:
        if article.article_id in gold and article.language == propose.rules.language.code:
            events = gold[article.article_id]
            if any(event.status is None for event in events):
                raise ValueError(f"article {article.article_id}: an annotated event has no status to learn from")
            found[article.article_id] = _annotated(propose, article, events)
    return [found[article_id] for article_id in sorted(found)]


def _annotated(propose: Proposer, article: Article, gold: Sequence[event_files.Event]) -> Annotated:
    read = propose.read(propose.rules.finders.read(article))
    if read is None:
        return Annotated(article.article_id, gold, None, {}, {})
    pairs = propose.pairs(read)
    exact = {at: _meant(telling, gold, "triggers") for at, telling in read.tellings.items()}
    roughly = {at: exact[at] or _meant(telling, gold, "sentences") for at, telling in read.tellings.items()}

    def told_as_one(a: Ends, b: Ends) -> bool | None:
        # At least one of the two must be a word that the annotators marked.
        if not (exact[a] or exact[b]) or not (roughly[a] and roughly[b]):
            return None
        return bool(roughly[a] & roughly[b])

    return Annotated(article.article_id, gold, read, pairs, {(a, b): told_as_one(a, b) for a, b in pairs})


def _meant(telling: Telling, gold: Sequence[event_files.Event], where: str) -> frozenset[int]:
    """Which annotated events have a telling's trigger among their ``where``, triggers or sentences."""
    trigger, kind = (telling.draft.trigger.span,), telling.draft.value.type
    return frozenset(i for i, g in enumerate(gold) if g.type == kind and matching.cross(getattr(g, where), trigger))


def of_stories(propose: Proposer, article: Annotated, stories: Sequence[Story]) -> list[Example]:
    """The events of an article, joined in one way or another, with what the annotators say of them."""
    read = article.reading
    if read is None:
        return []
    proposals = propose.proposals(read, stories)
    made = [_made(propose, read.document, p.story.draft) for p in proposals]
    matched = {id(system): g for g, system in matching.match(article.article_id, article.gold, made).pairs}
    examples = []
    for proposal, event in zip(proposals, made, strict=True):
        right = matched.get(id(event))
        fillers = Fillers(read, proposal.story)
        options = {
            role: [_option(read.document, role, filler, right) for filler in fillers.of_role(role)] for role in ROLES
        }
        examples.append(Example(proposal, event, right, options))
    return examples


def made_of(propose: Proposer, article: Annotated, stories: Sequence[Story]) -> list[event_files.Event]:
    """What the rules would publish of an article's events, joined in one way or another."""
    read = article.reading
    if read is None:
        return []
    return [_made(propose, read.document, p.draft) for p in stories if propose.rules.stands(read.document, p.draft)]


def _made(propose: Proposer, document: Document, draft: Draft) -> event_files.Event:
    """What the rules alone would publish."""
    frame = propose.rules.frame(document, draft)
    told = {
        "type": frame.type,
        "status": frame.status,
        "actor": [item(document, "actor", m) for m in frame.actors],
        "recipient": [item(document, "recipient", m) for m in frame.recipients],
        "location": [item(document, "location", a.mention, a.role) for a in frame.locations],
        "amount": [item(document, "amount", a.mention, a.role) for a in frame.amounts],
        "date": item(document, "date", frame.date) if frame.date is not None else None,
    }
    triggers = (frame.trigger,)
    return event_files.Event(
        document.article.article_id, told, triggers, (Span(frame.sentence.start, frame.sentence.end),)
    )


def _option(document: Document, role: str, filler: Filler, gold: event_files.Event | None) -> Option:
    made = item(document, role, filler.mention, filler.detail)
    right = None if gold is None else any(matching.same_item(role, g, made) for g in gold.items(role))
    return Option(filler, made, right)


def item(document: Document, role: str, mention: Mention, detail: str = "") -> dict[str, Any]:
    """The item of a record that a mention makes in a role, with plain JSON values."""
    made = assemble.item(document.article.text, role, Argument(mention, detail))
    return {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in made.items()}
