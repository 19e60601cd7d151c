"""The rule-based extractor: a document in, frames out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple, Protocol

from conflict_events.language import Language
from conflict_events.linking import claims, status, support_verbs
from conflict_events.linking.confidence import Confidence
from conflict_events.linking.coreference import Resolver
from conflict_events.linking.drafts import Draft, stands
from conflict_events.linking.link import Linker
from conflict_events.linking.merge import definite, join, merge
from conflict_events.linking.patterns import Patterns
from conflict_events.mentions import Finders
from conflict_events.records import (
    Argument,
    DateValue,
    Document,
    Frame,
    Mention,
    PlaceValue,
    Rejected,
    Span,
    TriggerValue,
)

EVENT_NOUNS = frozenset({"ASSAULT", "PROTEST"})
"""Types whose nouns with the article mean an event that is known already, or any of its kind."""
OTHER_MATTERS = ("sport", "economy", "film", "weather", "disease", "technology")
"""Cue lists whose words tell that an article is of something else."""
CONFLICT_MATTERS = ("armed", "police", "crowd")
"""Cue lists whose words hint at conflict; a political word counts a third."""
HINTS = 2
"""Hints that an article of more than ``SHORT`` sentences must hold. Of 362 pages of sport, business, technology and
society this left 56 with events, where 90 had some without it, and no annotated event was lost.
"""
SHORT = 3
CLAIM_REACH = 2
"""Words from one for responsibility to what is claimed (مسؤوليته عن الهجوم)."""


class Extractor(Protocol):
    """Whatever finds events in a document."""

    def __call__(self, document: Document) -> Iterable[Frame | Rejected]:
        """The events of a document, in text order, and what it was given but could not use."""


def finders(language: Language) -> Finders:
    """A language's finders, whose documents every extractor reads."""
    return Finders(language, chain(support_verbs.entries(language), claims.entries(language), status.entries(language)))


class Proposed(NamedTuple):
    """What the rules make of a document, empty where it is about something else."""

    mentions: Mapping[str, Sequence[Mention]]
    """By kind."""
    full: Mapping[Mention, Mention]
    """For each actor the fullest mention of the same."""
    drafts: Sequence[Draft]
    """One a trigger, in text order."""


class RuleExtractor:
    """Finds events by a language's tables and its finders."""

    def __init__(self, language: Language, found: Finders) -> None:
        self.language = language
        self.finders = found
        self.patterns = Patterns(language)
        self._linker = Linker(language, self.patterns, self.finders.dates)
        self._confidence = Confidence(language.data.get("confidence", {}))

    def __call__(self, document: Document) -> list[Frame]:
        """The events of a document that this extractor's finders read, in text order."""
        return [dated(document, self.frame(document, draft)) for draft in self.drafts(document)]

    def drafts(self, document: Document) -> list[Draft]:
        """The drafts that are events, in text order."""
        return [d for d in self.events(document, self.proposed(document).drafts) if self.stands(document, d)]

    def proposed(self, document: Document, doubtful: bool = False) -> Proposed:
        """The mentions and the drafts of a document. With ``doubtful``, also for triggers that only a model may take."""
        if self._about_something_else(document):
            return Proposed({}, {}, [])
        triggers = [t for t in self.finders.triggers.find(document) if doubtful or not t.valued(TriggerValue).doubtful]
        if not triggers:
            return Proposed({}, {}, [])
        mentions, attributions = self.finders.attributed(document, triggers)
        full = Resolver(document, mentions["actor"], self.language).full
        plain = [t for t in mentions["trigger"] if not t.valued(TriggerValue).doubtful]
        drafts = self._linker.drafts(document, {**mentions, "trigger": plain}, attributions, full)
        if doubtful and len(plain) < len(mentions["trigger"]):
            # A doubtful event takes nothing from one that is not: each is linked as though there were no doubtful one.
            others = self._linker.drafts(document, mentions, attributions, full)
            drafts = sorted([*drafts, *(d for d in others if d.value.doubtful)], key=lambda d: d.trigger.start)
        for draft in drafts:
            if draft.date is None:
                continue
            draft.date = self.finders.dates.of_status(document, draft.date, draft.status)
            called = draft.governor is not None and draft.governor.value.type == "REQUEST"
            if called and draft.status == "hypothetical" and draft.value.type == "PROTEST":
                # دعت المعارضة إلى التظاهر الجمعة
                draft.date = self.finders.dates.called_for(document, draft.date)
        return Proposed(mentions, full, drafts)

    def events(self, document: Document, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts with those that tell one event joined, in text order; none is left out yet."""
        merged = merge(document, drafts)
        claims.settle(merged)
        return merged

    def joined(self, document: Document, groups: Sequence[Sequence[Draft]]) -> list[Draft]:
        """The same for drafts of which it is known which tell one event."""
        events = sorted((join(document, group) for group in groups), key=lambda d: d.trigger.start)
        claims.settle(events)
        return events

    def stands(self, document: Document, draft: Draft) -> bool:
        """Whether a draft is an event by the rules."""
        return stands(draft) and _says_something(document, draft)

    def _about_something_else(self, document: Document) -> bool:
        """Whether an article's words are those of sport, business, film, weather or illness rather than of conflict, or a
        longer article has next to no word of conflict at all.
        """

        def count(cue: str) -> int:
            return len(document.hits.get(f"cue-{cue}", ()))

        conflict = 2 * count("armed") + count("political") / 2
        if max(map(count, OTHER_MATTERS)) > 1 + conflict:
            return True
        hints = sum(map(count, CONFLICT_MATTERS)) + count("political") / 3
        return len(document.sentences) > SHORT and hints < HINTS

    def frame(self, document: Document, draft: Draft) -> Frame:
        """A draft as what the record is made of."""
        return Frame(
            type=draft.value.type,
            modes=tuple(sorted(draft.modes)),
            status=draft.status,
            trigger=draft.trigger.span,
            sentence=document.sentences[draft.sentence].span,
            actors=tuple(_once(draft.actors)),
            recipients=tuple(_once(draft.recipients)),
            locations=by_precision(draft.locations),
            amounts=tuple(draft.amounts),
            date=draft.date,
            source=draft.source,
            others=tuple(m.span for m in draft.others),
            confidence=self._confidence.of(draft),
            extractor="rules",
            rule=f"{self.language.code}.{draft.value.rule}",
        )


def dated(document: Document, frame: Frame) -> Frame:
    """A frame whose status goes with its date: what is dated later than the article has not happened yet. The day behind the
    publication is left out, for a day ends earlier elsewhere.
    """
    published, value = document.article.published, frame.date.value if frame.date is not None else None
    if frame.status != "actual" or published is None or not isinstance(value, DateValue) or value.earliest is None:
        return frame
    return replace(frame, status="future") if (value.earliest - published).days > 1 else frame


def _says_something(document: Document, draft: Draft) -> bool:
    """A bare event word, of which the article says neither who nor where nor when, is no record, unless it is told twice.

    A noun of violence needs more, as generalities and earlier events are named by it, too: a party, a toll, a
    day, or a verb that says that it took place; with the article ("the attack", "the protests") both sides, or
    the one that it is done to.
    """
    least = bool(draft.amounts or draft.others or draft.date is not None) or _is_said_to_occur(document, draft)
    if draft.value.type in EVENT_NOUNS and definite(draft) and not draft.recipients:
        return least or len(draft.actors) > 1 or _is_told_whose(document, draft)
    if draft.value.type == "ASSAULT" and draft.value.nominal:
        return least or bool(draft.actors or draft.recipients)
    return least or bool(draft.actors or draft.recipients or draft.locations)


def _is_told_whose(document: Document, draft: Draft) -> bool:
    """Whether a claim or a relative clause tells who did what an event noun means: مسؤوليتها عن الهجوم, الهجوم الذي نفذه
    المتمردون.
    """
    view, first, last = draft.view, draft.trigger.first, draft.trigger.last
    if not draft.actors:
        return False
    relative = last < view.sentence.last and view.tokens[last].norm in view.grammar.openers.relative
    described = relative and any(m.sentence == draft.sentence and m.first > last for m in draft.actors)
    return described or bool(document.within("claim-noun", max(first - CLAIM_REACH, view.sentence.first), first))


def _is_said_to_occur(document: Document, draft: Draft) -> bool:
    """Whether a verb right before an event noun says that it took place: وقع هجوم."""
    return any(hit.last == draft.trigger.first for hit in document.hits.get("occur-verb", ()))


def _once(mentions: Iterable[Mention]) -> list[Mention]:
    found: dict[Span, Mention] = {}
    for m in mentions:
        found.setdefault(m.span, m)
    return list(found.values())


def by_precision(places: Iterable[Argument]) -> tuple[Argument, ...]:
    """Places, the most specific first."""
    return tuple(sorted(places, key=lambda place: place.mention.valued(PlaceValue).precision))
