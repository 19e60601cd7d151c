"""Articles -> the questions that an encoder learns to answer: what a model of features thinks, and what is right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from conflict_events.encoder.pieces import Pieces
from conflict_events.encoder.windows import Place, Windows
from conflict_events.evaluation import event_files
from conflict_events.records import Document
from conflict_events.trained import decide, fillers
from conflict_events.trained.examples import Annotated
from conflict_events.trained.extractor import Proposer
from conflict_events.trained.model import Model
from conflict_events.trained.reading import ROLES, Reading, Story, ends
from conflict_events.trained.retelling import Pair
from conflict_events.trained.tuning import Guess

Right: TypeAlias = float | None
"""The share of the annotations that say yes; None where none says anything."""


class Event(NamedTuple):
    """Is this an event, and of which status (None: it is none)?"""

    anchor: Place
    triggers: Sequence[Place]
    type: str
    likely: float
    right: Right
    given: str
    status: str | None


class Filler(NamedTuple):
    """Does this mention fill the role of that trigger's event (``right`` None: it is none)? ``of`` and ``option``: the number
    of the guess and of its option.
    """

    role: str
    trigger: Place
    mention: Place
    distance: int
    type: str
    detail: str
    likely: float
    right: Right
    of: int
    option: int


class Same(NamedTuple):
    """Do two triggers tell the same event (``right`` None: it does not matter)?"""

    first: Place
    second: Place
    type: str
    likely: float
    right: Right
    pair: Pair


class Mark(NamedTuple):
    """Words that annotators marked as the trigger of an event of a type."""

    place: Place
    type: str


@dataclass(slots=True)
class Sheet:
    """The questions of one article, and its windows as numbers of pieces. ``guesses``: of the article, as they are numbered;
    ``twice``: whether it was annotated twice.
    """

    article_id: str
    windows: list[list[int]]
    guesses: Sequence[Guess] = ()
    events: dict[int, Event] = field(default_factory=dict)
    """By number of the guess."""
    fillers: list[Filler] = field(default_factory=list)
    pairs: list[Same] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    twice: bool = False


def sheet(
    pieces: Pieces, most: int, article: Annotated, guesses: Sequence[Guess], likely: Mapping[Pair, float]
) -> Sheet | None:
    """The questions of an article; None where no word of it may be an event. ``most``: pieces of a window; ``guesses`` and
    ``likely`` (of pairs): what models think that have not seen the article.
    """
    if article.reading is None or not guesses:
        return None
    ask = _Asker(pieces, most, article.reading, guesses)
    for number, guess in enumerate(guesses):
        said = guess.example.annotations
        gold = [one.gold for one in said]
        status = next((str(event.told["status"]) for event in gold if event is not None), None)
        story = guess.example.proposal.story
        if ask.event(
            number, story, guess.probability, _mean(event is not None for event in gold), guess.status, status
        ):
            for role in ROLES:
                fillers = [option.filler for option in guess.example.options[role]]
                right = [
                    _mean(o.right for o in options) for options in zip(*(e.options[role] for e in said), strict=True)
                ]
                ask.fillers(number, story, role, fillers, guess.roles[role], right)
    ask.pairs(likely, {pair: _mean(one.same[pair] for one in article.annotations) for pair in article.same})
    ask.marks([event for one in article.annotations for event in one.gold])
    ask.sheet.twice = article.again is not None
    return ask.sheet if ask.sheet.events else None


def _mean(answers: Iterable[bool | None]) -> Right:
    """Of the answers that are known."""
    known = [answer for answer in answers if answer is not None]
    return sum(known) / len(known) if known else None


def unanswered(pieces: Pieces, most: int, propose: Proposer, model: Model, document: Document) -> Sheet | None:
    """The questions of a document that nobody has annotated, as a model of features leaves them; None where no word of it
    may be an event.
    """
    reading = propose.read(document)
    if reading is None or model.same is None:
        return None
    ask = _Asker(pieces, most, reading, ())
    likely = {pair: model.same.probability(names) for pair, names in propose.pairs(reading)}
    stories = propose.grouped(reading, likely, model.same.threshold)
    for number, proposal in enumerate(propose.proposals(reading, stories)):
        story = proposal.story
        sure = model.event.probability(proposal.features)
        if ask.event(number, story, sure, None, proposal.status_by(model), None):
            candidates = fillers.Fillers(reading, story)
            for role in ROLES:
                found = candidates.of_role(role)
                ask.fillers(number, story, role, found, decide.probabilities(model, role, found), [None] * len(found))
    ask.pairs(likely, dict.fromkeys(likely))
    return ask.sheet if ask.sheet.events else None


class _Asker:
    """Fills the sheet of a document."""

    def __init__(self, pieces: Pieces, most: int, reading: Reading, guesses: Sequence[Guess]) -> None:
        self._reading = reading
        self._windows = Windows(pieces, reading.document, most)
        numbers = [self._windows.numbers(i) for i in range(len(self._windows))]
        self.sheet = Sheet(reading.document.article.article_id, numbers, guesses)

    def event(self, number: int, story: Story, likely: float, right: Right, given: str, status: str | None) -> bool:
        """Ask whether a story is an event; False where it stands in no window."""
        anchor = self._windows.of(ends(story.draft.trigger))
        if anchor is None:
            return False
        told = [self._windows.of(ends(t.draft.trigger)) for t in story.tellings]
        triggers = [place for place in told if place is not None]
        self.sheet.events[number] = Event(anchor, triggers, story.draft.value.type, likely, right, given, status)
        return True

    def fillers(
        self,
        number: int,
        story: Story,
        role: str,
        found: Sequence[fillers.Filler],
        likely: Sequence[float],
        right: Sequence[Right],
    ) -> None:
        """Ask which of an event's mentions fill a role."""
        for at, (filler, sure, answer) in enumerate(zip(found, likely, right, strict=True)):
            beside = self._windows.beside(story, filler.mention)
            if beside is not None:
                kind = story.draft.value.type
                self.sheet.fillers.append(Filler(role, *beside, kind, filler.detail, sure, answer, number, at))

    def pairs(self, likely: Mapping[Pair, float], right: Mapping[Pair, Right]) -> None:
        """Ask which tellings are of one event."""
        tellings = self._reading.tellings
        for pair, sure in likely.items():
            a, b = (self._windows.of(at) for at in pair)
            if a is not None and b is not None:
                kind = tellings[pair[0]].draft.value.type
                self.sheet.pairs.append(Same(a, b, kind, sure, right[pair], pair))

    def marks(self, events: Sequence[event_files.Event]) -> None:
        """Note what annotators marked."""
        for event in events:
            places = [self._windows.of((span.start, span.end)) for span in event.triggers]
            self.sheet.marks += [Mark(place, event.type) for place in places if place is not None]
