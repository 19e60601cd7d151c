"""A draft: an event in the making, and how candidates fill its roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from conflict_events.linking.clauses import Candidate, SentenceView, actor_value
from conflict_events.records import ActorValue, Argument, Mention, PlaceValue, Status, TriggerValue

ABLE = frozenset(
    ["GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "OPP", "REB", "PRM", "UAF", "CRM", "IGO", "NGO", "IMG"]
)
"""Sectors that act in armed or political events; civilians, refugees and unknown persons are acted upon."""
POLITICAL = frozenset(["GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "OPP", "REB", "PRM", "UAF", "IGO", "IMG"])
"""Sectors one of which a weak trigger needs among its parties."""

CROWDS = frozenset(["CVL", "REF", "LAB", "EDU", "SOC", "REL", "JRN", "MED", "AGR"])
"""Sectors whose members protest, and are displaced, as actors of their own."""
OF_CROWDS = frozenset({"PROTEST", "DISPLACE"})
SPOKEN = frozenset(
    [
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "SANCTION",
    ]
)
"""Types whose words are often used of no occurrence at all; without a doer they are left out."""
ONE_SIDED = frozenset(["ACCUSE", "SANCTION", "AID"])
"""Of these, the ones that a passive reports by the side that they are done to."""
HARMS = frozenset({"ASSAULT", "COERCE"})
"""Types of what is done to somebody by force."""
MATERIAL = HARMS | {"MOBILIZE"}
"""Types that a state's forces do."""
TALKS = frozenset({"AGREE", "CONSULT", "REQUEST", "ACCUSE", "REJECT", "SUPPORT", "CONCEDE", "SANCTION"})
"""Types of what a state does, but not its forces."""
SPEECH_ACTS = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT"})
"""Types of event that are words: when they were said does not tell when what they speak of happened."""
SAID = SPEECH_ACTS | {"AGREE", "SUPPORT"}
"""Types that happen where and when somebody speaks: not where that does which they speak of."""
JUDGEMENTS = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
"""Types of acts of speech for or against what somebody has done."""
PROTESTS = frozenset({"PROTEST"})
"""Types of a crowd that voices its aims."""
ADDRESSED = frozenset({"REQUEST", "ACCUSE"})
"""Types of acts of speech about what those do whom they are addressed to or told of; the others are about the speaker's own
deeds.
"""
PLACE_ROLES = {"location": "place", "origin": "origin", "destination": "destination"}


@dataclass(slots=True)
class Draft:
    """An event in the making."""

    trigger: Mention
    value: TriggerValue
    view: SentenceView
    """The sentence that the trigger stands in."""
    status: Status = "actual"
    firm: bool = False
    """Whether the text says the status in words that a model may not overrule."""
    actors: list[Mention] = field(default_factory=list)
    recipients: list[Mention] = field(default_factory=list)
    locations: list[Argument] = field(default_factory=list)
    amounts: list[Argument] = field(default_factory=list)
    date: Mention | None = None
    source: Mention | None = None
    others: list[Mention] = field(default_factory=list)
    modes: set[str] = field(default_factory=set)
    claimant: Mention | None = None
    """Who claims it, where the doer is not told otherwise."""
    disclaimed: bool = False
    """Whether who stands before the trigger denies a part in it."""
    opponents: Sequence[Mention] = ()
    """Who stopped it, or arrests or tries those who did it, and is no doer of it."""
    governor: Draft | None = None
    """The event whose content this one is."""
    speakers: Sequence[Mention] = ()
    """In whose own words the trigger stands."""

    @property
    def sentence(self) -> int:
        """The number of the trigger's sentence."""
        return self.trigger.sentence

    @property
    def content_doers(self) -> list[Mention]:
        """Who does what this act of speech is about."""
        return self.recipients if self.value.type in ADDRESSED else self.actors

    def take(self, role: str, candidate: Candidate) -> bool:
        """Fill a role with a candidate; False where the candidate is not of a kind that the role takes."""
        if role in ("actor", "recipient"):
            if candidate.actor is None or candidate.actor in self.actors or candidate.actor in self.recipients:
                return False
            (self.actors if role == "actor" else self.recipients).append(candidate.actor)
            return True
        if role in PLACE_ROLES:
            if candidate.place is None:
                return False
            self.add_place(candidate.place, PLACE_ROLES[role])
            return True
        return False

    def settled(self, told: Status) -> Status:
        """The status where a model told one: what the text says in so many words stands, and no plain perfect is of what lies
        ahead.
        """
        ahead = told == "future" and self.value.form == "perfect" and self.status == "actual"
        return self.status if self.firm or ahead else told

    def disclaims(self, mention: Mention) -> bool:
        """Whether a mention is of one who denies a part in the event, or is opposed to it."""
        denies = self.disclaimed and mention.first < self.trigger.first and mention.sentence == self.sentence
        return denies or any(mention.overlaps(m) for m in self.opponents)

    def excludes(self, role: str, mention: Mention) -> bool:
        """Whether a mention certainly has not a party's role: the subject of a clause of its own behind the event, or one who
        is no doer of it.
        """
        if role == "actor" and self.disclaims(mention):
            return True
        return self.view.opens_behind(mention, self.trigger)

    def add_place(self, place: Mention, role: str) -> None:
        """Add a place once."""
        if all(a.mention.span != place.span for a in self.locations):
            self.locations.append(Argument(place, role))


def fill(draft: Draft, roles: Sequence[str], candidates: Sequence[Candidate]) -> None:
    """Give candidates the first role of a choice that suits the head; conjuncts follow their head."""
    if not candidates:
        return
    head = candidates[0]
    for role in roles:
        if role == "actor" and len(roles) > 1 and not can_act(head.actor):
            continue
        if role == "actor" and head.actor is not None and len(roles) > 1 and draft.actors:
            continue
        if draft.take(role, head):
            if role == "recipient" and "location" in roles and is_hit_town(draft, head):
                draft.take("location", head)
            for other in candidates[1:]:
                draft.take(role, other)
            return


def is_hit_town(draft: Draft, candidate: Candidate) -> bool:
    """Whether a capital, which may stand for its government, is where a violent event happens: هجمات باريس."""
    actor, place = candidate.actor, candidate.place
    if actor is None or place is None or actor.span != place.span or draft.value.type not in HARMS:
        return False
    return place.valued(PlaceValue).precision == 1 and actor.valued(ActorValue).is_state


def can_act(mention: Mention | None) -> bool:
    """Whether a mention is an actor of a sector that does what events are made of."""
    value = actor_value(mention)
    return value is not None and value.sector in ABLE


def is_victim(mention: Mention | None) -> bool:
    """Whether a mention is an actor of a sector that such things are rather done to."""
    value = actor_value(mention)
    return value is not None and value.sector not in ABLE


def alone(mention: Mention) -> Candidate:
    """A mention as a candidate that nothing ties to others."""
    actor = mention if mention.kind == "actor" else None
    place = mention if mention.kind == "place" else None
    return Candidate(mention.first, mention.last, actor, place, None, "", False)


def group(candidates: Sequence[Candidate], heads: Sequence[Candidate]) -> list[Candidate]:
    """The first of ``heads`` with the conjuncts behind it among the candidates; nothing where there is none."""
    if not heads:
        return []
    at = candidates.index(heads[0])
    found = [heads[0]]
    for c in candidates[at + 1 :]:
        if not c.joined:
            break
        found.append(c)
    return found


def last_verb(drafts: Sequence[Draft]) -> Draft | None:
    """The last of some drafts whose trigger is a finite verb; None where none is."""
    return next((d for d in reversed(drafts) if d.value.finite), None)


def is_plural(mentions: Sequence[Mention]) -> bool:
    """Whether actors are several, or one that is."""
    return len(mentions) > 1 or mentions[0].valued(ActorValue).number in ("p", "d")


def is_one(candidate: Candidate) -> bool:
    """Whether a candidate is one actor by its grammatical number."""
    return candidate.who is not None and candidate.who.number != "p"


def stands(draft: Draft) -> bool:
    """Whether a draft is an event: what is said or agreed needs somebody who does it, a weak trigger a political party; a
    doubtful one is none.
    """
    if all(m.valued(TriggerValue).doubtful for m in (draft.trigger, *draft.others)):
        return False
    if draft.value.type in SPOKEN and not draft.actors and not (draft.value.type in ONE_SIDED and draft.recipients):
        return False
    if not all(m.valued(TriggerValue).weak for m in (draft.trigger, *draft.others)):
        return True
    able = POLITICAL | CROWDS if draft.value.type in OF_CROWDS else POLITICAL
    return any(m.valued(ActorValue).sector in able for m in (*draft.actors, *draft.recipients))
