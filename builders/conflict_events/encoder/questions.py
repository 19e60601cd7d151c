"""Annotated articles -> the questions that an encoder learns to answer: what a model of features thinks, and what is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from conflict_events.encoder.pieces import Pieces
from conflict_events.encoder.windows import Place, Windows
from conflict_events.trained.examples import Annotated
from conflict_events.trained.reading import ROLES
from conflict_events.trained.retelling import Pair
from conflict_events.trained.tuning import Guess


class Event(NamedTuple):
    """Is this an event, and of which status (None: it is none)?"""

    anchor: Place
    triggers: Sequence[Place]
    type: str
    likely: float
    right: bool
    given: str
    status: str | None


class Filler(NamedTuple):
    """Does this mention fill the role of that trigger's event (``right`` None: nobody can know, for it is none)? ``of`` and
    ``option``: the number of the guess and of its option.
    """

    role: str
    trigger: Place
    mention: Place
    distance: int
    type: str
    detail: str
    likely: float
    right: bool | None
    of: int
    option: int


class Same(NamedTuple):
    """Do two triggers tell the same event (``right`` None: it does not matter)?"""

    first: Place
    second: Place
    type: str
    likely: float
    right: bool | None
    pair: Pair


class Mark(NamedTuple):
    """Words that annotators marked as the trigger of an event of a type."""

    place: Place
    type: str


@dataclass(slots=True)
class Sheet:
    """The questions of one article, and its windows as numbers of pieces. ``guesses``: of the article, as they are numbered."""

    article_id: str
    windows: list[list[int]]
    guesses: Sequence[Guess] = ()
    events: dict[int, Event] = field(default_factory=dict)
    """By number of the guess."""
    fillers: list[Filler] = field(default_factory=list)
    pairs: list[Same] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def sheet(
    pieces: Pieces, most: int, article: Annotated, guesses: Sequence[Guess], likely: Mapping[Pair, float]
) -> Sheet | None:
    """The questions of an article; None where no word of it may be an event. ``most``: pieces of a window; ``guesses`` and
    ``likely`` (of pairs): what models think that have not seen the article.
    """
    if article.reading is None or not guesses:
        return None
    windows = Windows(pieces, article.reading.document, most)
    found = Sheet(article.article_id, [windows.numbers(i) for i in range(len(windows))], guesses)
    for number, guess in enumerate(guesses):
        example, story = guess.example, guess.example.proposal.story
        anchor, kind = windows.of(story.draft.trigger.span), story.draft.value.type
        if anchor is None:
            continue
        told = [windows.of(t.draft.trigger.span) for t in story.tellings]
        triggers = [place for place in told if place is not None]
        status = str(example.gold.told["status"]) if example.gold is not None else None
        right = example.gold is not None
        found.events[number] = Event(anchor, triggers, kind, guess.probability, right, guess.status, status)
        for role in ROLES:
            for at, (option, sure) in enumerate(zip(example.options[role], guess.roles[role], strict=True)):
                beside = windows.beside(story, option.filler.mention)
                if beside is not None:
                    detail = option.filler.detail
                    found.fillers.append(Filler(role, *beside, kind, detail, sure, option.right, number, at))
    tellings = article.reading.tellings
    for pair, sure in likely.items():
        a, b = (windows.of(tellings[at].draft.trigger.span) for at in pair)
        if a is not None and b is not None:
            found.pairs.append(Same(a, b, tellings[pair[0]].draft.value.type, sure, article.same[pair], pair))
    for event in article.gold:
        places = [windows.of(span) for span in event.triggers]
        found.marks += [Mark(place, event.type) for place in places if place is not None]
    return found if found.events else None
