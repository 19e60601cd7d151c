"""Annotated articles -> what a model learns from: proposed events and fillers, each with whether the annotators agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conflict_events import assemble, evaluate
from conflict_events.language import Language
from conflict_events.records import Argument, Article, Document, Mention, Span
from conflict_events.trained import fillers
from conflict_events.trained.extractor import Proposal, Proposer
from conflict_events.trained.fillers import ROLES, Filler


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
    made: evaluate.Event
    gold: evaluate.Event | None
    options: Mapping[str, Sequence[Option]]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its annotated events and what the rules propose for it."""

    article_id: str
    gold: Sequence[evaluate.Event]
    examples: Sequence[Example]


def of_articles(
    language: Language, articles: Iterable[Article], gold: Mapping[str, Sequence[evaluate.Event]]
) -> list[Annotated]:
    """The annotated ones among the articles, in order of their ids, whatever the order they come in."""
    propose = Proposer(language)
    found = {}
    for article in articles:
        if article.article_id in gold and article.language == language.code:
            found[article.article_id] = _annotated(propose, article, gold[article.article_id])
    return [found[article_id] for article_id in sorted(found)]


def _annotated(propose: Proposer, article: Article, gold: Sequence[evaluate.Event]) -> Annotated:
    document = propose.rules.finders.read(article)
    proposed = propose(document)
    if proposed is None:
        return Annotated(article.article_id, gold, [])
    read, proposals = proposed
    made = [_made(propose, document, p) for p in proposals]
    matched = {id(system): g for g, system in evaluate.match(article.article_id, gold, made).pairs}
    examples = []
    for proposal, event in zip(proposals, made, strict=True):
        right = matched.get(id(event))
        options = {
            role: [_option(document, role, filler, right) for filler in fillers.of_role(read, proposal.story, role)]
            for role in ROLES
        }
        examples.append(Example(proposal, event, right, options))
    return Annotated(article.article_id, gold, examples)


def _made(propose: Proposer, document: Document, proposal: Proposal) -> evaluate.Event:
    """What the rules alone would publish."""
    frame = propose.rules.frame(document, proposal.story.draft)
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
    return evaluate.Event(
        document.article.article_id, told, triggers, (Span(frame.sentence.start, frame.sentence.end),)
    )


def _option(document: Document, role: str, filler: Filler, gold: evaluate.Event | None) -> Option:
    made = item(document, role, filler.mention, filler.detail)
    right = None if gold is None else any(evaluate.same_item(role, g, made) for g in gold.items(role))
    return Option(filler, made, right)


def item(document: Document, role: str, mention: Mention, detail: str = "") -> dict[str, Any]:
    """The item of a record that a mention makes in a role, with plain JSON values."""
    made = assemble.item(document.article.text, role, Argument(mention, detail))
    return {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in made.items()}
