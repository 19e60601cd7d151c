"""The trained extractor: the rules propose, a model that was learned from annotated articles decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from conflict_events.extraction.rules import RuleExtractor, by_precision, dated
from conflict_events.extraction.sections import SECTION
from conflict_events.language import MODEL, LanguageError, folder_of
from conflict_events.records import Argument, Document, Frame, Status
from conflict_events.trained import decide, features, reading, retelling, wording
from conflict_events.trained.fillers import Filler, Fillers, ruled
from conflict_events.trained.judge import Judge
from conflict_events.trained.model import Model, load, loads
from conflict_events.trained.reading import ROLES, Reading, Story, Telling
from conflict_events.trained.retelling import Pair
from conflict_events.trained.revision import OPEN, revised

if TYPE_CHECKING:
    from conflict_events.trained.outlook import Outlook

SHORT = 2
"""Sentences of a short article: a ticker, a first paragraph, but not the last section of a long one."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An event as the rules propose it: with its features, and whether the rules let it stand."""

    reading: Reading
    story: Story
    features: tuple[str, ...]
    stands: bool

    def of_status(self) -> tuple[str, ...]:
        """The features of its status, which is asked for of few."""
        return features.of_status(self.reading, self.story)

    def status_by(self, model: Model) -> Status:
        """The status that a model gives, unless the text itself says it."""
        draft = self.story.draft
        return draft.settled(model.status_of(self.of_status(), draft.status))


class Proposer:
    """What the rules make of a document, laid out for a model."""

    def __init__(self, rules: RuleExtractor) -> None:
        self.rules = rules

    def read(self, document: Document) -> Reading | None:
        """The reading of a document; None where it has no events."""
        proposed = self.rules.proposed(document, doubtful=True)
        if not proposed.drafts:
            return None
        dated = partial(self.rules.finders.dates.of_status, document)
        return reading.read(document, proposed, self.rules.patterns, self.rules.language, dated)

    def pairs(self, read: Reading) -> Iterator[tuple[Pair, tuple[str, ...]]]:
        """The pairs of tellings that may be of one event, each with its features: one at a time, for the features of all take
        hundreds of megabytes where a document repeats itself.
        """
        return retelling.pairs(read, retelling.numbered([e.triggers() for e in self.by_rules(read)]))

    def by_rules(self, read: Reading) -> list[Story]:
        """The events as the rules join them."""
        drafts = [reading.fresh(t.draft) for t in read.tellings.values()]
        return [reading.story(read, d) for d in self.rules.events(read.document, drafts)]

    def joined(self, read: Reading, groups: Sequence[Sequence[Telling]]) -> list[Story]:
        """The events of tellings that are grouped already."""
        drafts = [[reading.fresh(t.draft) for t in group] for group in groups]
        return [reading.story(read, d) for d in self.rules.joined(read.document, drafts)]

    def grouped(self, read: Reading, likely: Mapping[Pair, float], threshold: float) -> list[Story]:
        """The events of tellings that are as likely the same as ``likely`` says, from a threshold on."""
        return self.joined(read, retelling.groups(read, likely, threshold))

    def proposals(self, read: Reading, stories: Sequence[Story]) -> list[Proposal]:
        """Events with their features, in text order."""
        found = []
        for story in stories:
            stands = self.rules.stands(read.document, story.draft)
            trigger = story.draft.trigger
            told = features.of_story(read, story, stands, len(stories))
            words = wording.of_mention(read, trigger, story.draft.value.type)
            found.append(Proposal(read, story, told + words, stands))
        return found

    def frame(
        self, read: Reading, story: Story, status: Status, taken: dict[str, list[Filler]], confidence: float, name: str
    ) -> Frame:
        """The frame of an event with its status and the fillers taken for its roles. ``name``: of the extractor."""
        return replace(
            self.rules.frame(read.document, story.draft),
            status=status,
            actors=tuple(f.mention for f in taken["actor"]),
            recipients=tuple(f.mention for f in taken["recipient"]),
            locations=by_precision(Argument(f.mention, f.detail) for f in taken["location"]),
            amounts=tuple(Argument(f.mention, f.detail) for f in taken["amount"]),
            date=read.dated(taken["date"][0].mention, status) if taken["date"] else None,
            confidence=confidence,
            extractor=name,
        )


class Standing(NamedTuple):
    """A proposed event that is published, its probability, and by role what may fill it, with the probabilities."""

    proposal: Proposal
    likely: float
    fillers: Mapping[str, decide.Scored]


class TrainedExtractor:
    """Finds events with a language's rules and a model of that language (``model_of``). ``judge``: makes who has the last
    word on a document; ``name``: of the extractor in the records.
    """

    def __init__(
        self,
        rules: RuleExtractor,
        model: Model,
        judge: Callable[[Reading], Judge] = Judge,
        name: str = "trained",
    ) -> None:
        self._propose = Proposer(rules)
        self.model = model
        self._thresholds = decide.thresholds(self.model)
        self._judge = judge
        self._name = name

    def __call__(self, document: Document) -> list[Frame]:
        """The events of a document, in text order."""
        read = self._propose.read(document)
        if read is None:
            return []
        judge = self._judge(read)
        short = len(document.sentences) <= SHORT and len(document.text) <= SECTION
        found = self._standing(read, judge, short)
        stories = [event.proposal.story for event in found]
        statuses = judge.statuses(stories, [event.proposal.status_by(self.model) for event in found])
        amounts = decide.undivided([event.fillers["amount"] for event in found], [event.likely for event in found])
        frames = (
            self._propose.frame(
                read,
                event.proposal.story,
                event.proposal.story.draft.settled(status),
                decide.roles({**event.fillers, "amount": numbers}, self._thresholds),
                self.model.sure(event.likely),
                self._name,
            )
            for event, status, numbers in zip(found, statuses, amounts, strict=True)
        )
        return [dated(document, frame) for frame in frames]

    def _standing(self, read: Reading, judge: Judge, short: bool) -> list[Standing]:
        """The events that are published, in text order. ``short``: whether the article is."""
        stories, same = self._joined(read, judge)
        proposals = self._propose.proposals(read, stories)
        likely = judge.events(stories, [self.model.event.probability(p.features) for p in proposals])
        opened = [(p, sure) for p, sure in zip(proposals, likely, strict=True) if self._is_open(sure, p.stands, short)]
        outlook = self._outlook(read, [p.story for p, _ in opened], [sure for _, sure in opened], same, judge)
        likely, roles = revised(self.model.second, outlook)
        return [
            Standing(
                p,
                likely[i],
                {role: list(zip(roles[role][i], of[i], strict=True)) for role, of in outlook.fillers.items()},
            )
            for i, (p, _) in enumerate(opened)
            if self.model.stands(likely[i], p.stands, short)
        ]

    def _joined(self, read: Reading, judge: Judge) -> tuple[list[Story], Mapping[Pair, float]]:
        """The events, and by pair that two tellings are of one."""
        if self.model.same is None:
            return self._propose.by_rules(read), {}
        same = judge.same({pair: self.model.same.probability(names) for pair, names in self._propose.pairs(read)})
        return self._propose.grouped(read, same, self.model.same.threshold), same

    def _is_open(self, sure: float, ruled: bool, short: bool) -> bool:
        """Whether an event is looked at more closely."""
        return sure >= OPEN if self.model.second else self.model.stands(sure, ruled, short)

    def _outlook(
        self, read: Reading, stories: Sequence[Story], likely: Sequence[float], same: Mapping[Pair, float], judge: Judge
    ) -> Outlook:
        """Events with what may fill their roles."""
        from conflict_events.trained.outlook import Outlook

        of = [Fillers(read, story) for story in stories]
        fillers: dict[str, Sequence[Sequence[Filler]]] = {}
        roles: dict[str, Sequence[Sequence[float]]] = {}
        for role in ROLES:
            by_model = role in self.model.roles
            found = [f.of_role(role) for f in of] if by_model else [ruled(story, role) for story in stories]
            sure = [decide.probabilities(self.model, role, candidates) for candidates in found]
            fillers[role], roles[role] = found, judge.role(role, stories, found, sure) if by_model else sure
        return Outlook(stories, likely, fillers, roles, same)


def has_model(language: str) -> bool:
    """Whether a language's folder holds a model."""
    return (folder_of(language) / MODEL).is_file()


def shipped(language: str) -> Model:
    """The model in a language's folder. Raises LanguageError where there is none or it is none of this release."""
    file = folder_of(language) / MODEL
    if not file.is_file():
        raise LanguageError(
            f"language {language!r} has no trained model: name one with --model, or use --extractor rules"
        )
    return loads(file.read_bytes(), MODEL)


def model_of(language: str, path: str = "") -> Model:
    """The model in the file ``path``, or the one in a language's folder. Raises LanguageError where there is none, or it is not
    one of this release and language; OSError where it cannot be read.
    """
    found = load(path) if path else shipped(language)
    if found.language != language:
        raise LanguageError(f"{path or MODEL}: a model of language {found.language!r}, not {language!r}")
    return found
