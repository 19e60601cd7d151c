"""A phrase that names an actor while it is being read: its head and what has been found behind it."""

from __future__ import annotations

from typing import Any, NamedTuple

from conflict_events.mentions.actors.forms import Adjective, Name, Noun, NounForm
from conflict_events.mentions.actors.registry import Known
from conflict_events.records import Hit

MAX_DEPTH = 4
"""Phrases within each other at most."""


class ActorPhrase(NamedTuple):
    """A phrase: its tokens and raw offsets, and its parts. One of ``form``, ``known``, ``people`` and ``person_text``
    is its head; ``child`` is the phrase that stands as its genitive or that it belongs to.
    """

    first: int
    last: int
    start: int
    end: int
    definite: bool
    form: NounForm | None = None
    known: Known | None = None
    people: Adjective | None = None
    adjectives: tuple[Adjective, ...] = ()
    child: ActorPhrase | None = None
    person: Known | None = None
    person_text: str = ""
    proclitics: str = ""
    suffix: str = ""
    body: Noun | None = None
    """The noun of the body that a head is of, where that would be too little by itself (رئيس المجلس)."""
    head_last: int = 0
    one: bool = False
    """Whether a nationality is that of one person."""
    several: bool = False
    """Whether a name is a plural: الحوثيون."""
    repeated: ActorPhrase | None = None
    """The phrase that named the body before, where this one is but its noun: الحزب."""

    @property
    def form_only(self) -> bool:
        """Whether nothing but the head (and a title's own words) has been read."""
        return self.last == self.head_last

    @property
    def flags(self) -> frozenset[str]:
        """The flags of the noun that heads it; none where no noun does."""
        return self.form.noun.flags if self.form is not None else frozenset()

    @property
    def offices(self) -> frozenset[str]:
        """The offices that the noun which heads it is the title of; none where no noun does."""
        return self.form.noun.offices if self.form is not None else frozenset()

    @property
    def noun_sector(self) -> str:
        """The sector of the noun that heads it; "" where no noun does."""
        return self.form.noun.sector if self.form is not None else ""

    @property
    def is_title(self) -> bool:
        """Whether the noun that heads it is the title of one person."""
        return self.form is not None and self.form.number == "s" and "title" in self.form.noun.flags

    @property
    def actor(self) -> Known | None:
        """The row of the registry that it means: that of the person whom it names, else that of its head."""
        return self.person or self.known

    @property
    def is_person(self) -> bool:
        """Whether it has the name of one person."""
        return bool(self.person_text) or self.is_known("person")

    def is_known(self, *kinds: str) -> bool:
        """Whether a name of the registry heads it, that of an actor of one of these kinds."""
        return self.known is not None and self.known.kind in kinds

    @property
    def country(self) -> str:
        """The country of its first nationality, ISO 3166 alpha-3, or ""."""
        return next((a.country for a in self.adjectives if a.country), "")

    def extended(self, last: int, end: int, **changes: Any) -> ActorPhrase:
        """The phrase up to another token, with other parts changed."""
        return self._replace(last=last, end=end, **changes)


def from_name(hit: Hit) -> ActorPhrase:
    """The phrase that a name of the registry heads."""
    name: Name = hit.entry.payload
    return ActorPhrase(
        hit.first,
        hit.last,
        hit.start,
        hit.end,
        name.definite,
        known=name.known,
        proclitics=hit.proclitics,
        several=name.plural,
    )


def from_noun(hit: Hit, definite: bool) -> ActorPhrase:
    """The phrase that a common noun heads."""
    return ActorPhrase(
        hit.first,
        hit.last,
        hit.start,
        hit.end,
        definite,
        form=hit.entry.payload,
        proclitics=hit.proclitics,
        suffix=hit.suffix,
        head_last=hit.last,
    )


def from_people(hit: Hit) -> ActorPhrase:
    """The phrase that a nationality heads: سوريون."""
    return ActorPhrase(
        hit.first, hit.last, hit.start, hit.end, hit.article, people=hit.entry.payload, proclitics=hit.proclitics
    )
