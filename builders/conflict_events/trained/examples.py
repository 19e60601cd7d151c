"""Annotated articles -> what a model learns from: proposed events and fillers, each with whether the annotators agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from conflict_events.evaluation import event_files, matching
from conflict_events.extraction import assemble
from conflict_events.linking.drafts import Draft
from conflict_events.records import Argument, Article, Document, Mention, any_overlap
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
    """A proposed event, what the rules made of it, the annotated event that it matches, and the options of each role.
    ``again``: the same by the second annotation of its article, where there is one.
    """

    proposal: Proposal
    made: event_files.Event
    gold: event_files.Event | None
    options: Mapping[str, Sequence[Option]]
    again: Example | None = None

    @property
    def annotations(self) -> list[Example]:
        """By each annotation of the article."""
        return [self] if self.again is None else [self, self.again]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its annotated events, its reading (None: no event words), and the pairs of tellings, each with
    whether the annotators take them for one event (None: one of the two is no event). ``again``: the same by a second
    annotation, where there is one.
    """

    article_id: str
    gold: Sequence[event_files.Event]
    reading: Reading | None
    pairs: Mapping[Pair, tuple[str, ...]]
    same: Mapping[Pair, bool | None]
    again: Annotated | None = None

    @property
    def annotations(self) -> list[Annotated]:
        """By each annotation."""
        return [self] if self.again is None else [self, self.again]


def of_articles(
    propose: Proposer,
    articles: Iterable[Article],
    gold: Mapping[str, Sequence[event_files.Event]],
    again: Mapping[str, Sequence[event_files.Event]] = MappingProxyType({}),
) -> list[Annotated]:
    """The annotated ones among the articles, in order of their ids, whatever the order they come in. ``again``: a second
    annotation of some of them. Raises ValueError for an annotated event without a status.
    """
    found = {}
    for article in articles:
        key = article.article_id
        if key in gold and article.language == propose.rules.language.code:
            if any(event.status is None for event in (*gold[key], *again.get(key, ()))):
                raise ValueError(f"article {key}: an annotated event has no status to learn from")
            read = propose.read(propose.rules.finders.read(article))
            pairs = dict(propose.pairs(read)) if read is not None else {}
            found[key] = _annotated(key, gold[key], read, pairs)
            if key in again:
                found[key] = replace(found[key], again=_annotated(key, again[key], read, pairs))
    return [found[article_id] for article_id in sorted(found)]


def _annotated(
    article_id: str,
    gold: Sequence[event_files.Event],
    read: Reading | None,
    pairs: Mapping[Pair, tuple[str, ...]],
) -> Annotated:
    if read is None:
        return Annotated(article_id, gold, None, {}, {})
    exact = {at: _meant(telling, gold, "triggers") for at, telling in read.tellings.items()}
    roughly = {at: exact[at] or _meant(telling, gold, "sentences") for at, telling in read.tellings.items()}

    def told_as_one(a: Ends, b: Ends) -> bool | None:
        # At least one of the two must be a word that the annotators marked.
        if not (exact[a] or exact[b]) or not (roughly[a] and roughly[b]):
            return None
        return bool(roughly[a] & roughly[b])

    return Annotated(article_id, gold, read, pairs, {(a, b): told_as_one(a, b) for a, b in pairs})


def _meant(telling: Telling, gold: Sequence[event_files.Event], where: str) -> frozenset[int]:
    """Which annotated events have a telling's trigger among their ``where``, triggers or sentences."""
    trigger, kind = (telling.draft.trigger.span,), telling.draft.value.type
    return frozenset(i for i, g in enumerate(gold) if g.type == kind and any_overlap(getattr(g, where), trigger))


def of_stories(propose: Proposer, article: Annotated, stories: Sequence[Story]) -> list[Example]:
    """The events of an article, joined in one way or another, with what the annotators say of them."""
    read = article.reading
    if read is None:
        return []
    proposals = propose.proposals(read, stories)
    made = [_made(propose, read.document, p.story.draft) for p in proposals]
    fillers = [Fillers(read, proposal.story) for proposal in proposals]
    options = [{role: _options(read.document, role, of.of_role(role)) for role in ROLES} for of in fillers]
    examples = [Example(p, event, None, of) for p, event, of in zip(proposals, made, options, strict=True)]
    again = _judged(article.again, examples) if article.again is not None else [None] * len(examples)
    return [replace(e, again=other) for e, other in zip(_judged(article, examples), again, strict=True)]


def _options(document: Document, role: str, fillers: Iterable[Filler]) -> list[Option]:
    return [Option(filler, item(document, role, filler.mention, filler.detail), None) for filler in fillers]


def _judged(article: Annotated, examples: Sequence[Example]) -> list[Example]:
    """Examples with what an annotation says of them."""
    pairs = matching.match(article.article_id, article.gold, [e.made for e in examples]).pairs
    matched = {id(system): gold for gold, system in pairs}
    found = []
    for e in examples:
        gold = matched.get(id(e.made))
        options = e.options
        if gold is not None:
            options = {
                role: [replace(o, right=any(matching.same_item(role, g, o.item) for g in gold.items(role))) for o in of]
                for role, of in options.items()
            }
        found.append(replace(e, gold=gold, options=options))
    return found


def made_of(propose: Proposer, article: Annotated, stories: Sequence[Story]) -> list[event_files.Event]:
    """What the rules would publish of an article's events, joined in one way or another."""
    read = article.reading
    if read is None:
        return []
    return [_made(propose, read.document, p.draft) for p in stories if propose.rules.stands(read.document, p.draft)]


def _made(propose: Proposer, document: Document, draft: Draft) -> event_files.Event:
    """What the rules alone would publish."""
    record = assemble.event(propose.rules.frame(document, draft), document)
    return event_files.recorded(document.article.article_id, dict(record))


def item(document: Document, role: str, mention: Mention, detail: str) -> dict[str, Any]:
    """The item of a record that a mention makes in a role, with plain JSON values."""
    made = assemble.item(document.article.text, role, Argument(mention, detail))
    return {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in made.items()}
