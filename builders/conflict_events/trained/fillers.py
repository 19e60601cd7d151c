"""What may fill the roles of an event: each candidate once, with its features."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, TypeVar

from conflict_events.linking.amount_attachment import is_charge
from conflict_events.linking.amount_units import NO_GOODS
from conflict_events.linking.drafts import PLACE_ROLES
from conflict_events.linking.merge import identity
from conflict_events.records import AmountValue, DateValue, Mention
from conflict_events.trained import role_features, wording
from conflict_events.trained.identities import place_key
from conflict_events.trained.reading import (
    OTHER_PARTY,
    Claim,
    Ends,
    Names,
    Reading,
    Story,
    Telling,
    ends,
    filled_by,
)

T = TypeVar("T", bound=Hashable)
MOVING = frozenset({"DISPLACE", "MOBILIZE", "RETREAT", "TRAFFIC", "AID", "COERCE", "CONSULT"})
"""Types whose places may be origins and destinations."""
BEHIND = 2
"""Sentences behind an event's anchor in which its numbers may stand: the toll comes after the deed."""


class Filler(NamedTuple):
    """A mention that may fill a role. ``detail``: the role of a place, the kind of an amount, else ""; ``thing``: what
    makes two mentions the same; ``rule``: whether the rules chose it; ``words``: of a name, without what is written on to
    their front; ``says``: the number and kind of an amount, which two things may have in common.

    The features come in groups, which have none in common: those that candidates share, and those of this one alone.
    """

    mention: Mention
    detail: str
    thing: Hashable
    features: tuple[Names, ...]
    rule: bool
    words: frozenset[str] = frozenset()
    says: Hashable = None

    def names(self) -> Names:
        """The features of all groups."""
        return tuple(chain.from_iterable(self.features))


def ruled(story: Story, role: str) -> list[Filler]:
    """What the rules chose for a role, without features: enough where they decide on it."""
    draft = story.draft
    if role in OTHER_PARTY:
        return [Filler(m, "", identity(m), (), True) for m in filled_by(draft, role)]
    if role == "location":
        return [Filler(a.mention, a.role, place_key(a.mention), (), True) for a in draft.locations]
    if role == "amount":
        return [Filler(a.mention, a.role, (ends(a.mention), a.role), (), True) for a in draft.amounts]
    return [Filler(draft.date, "", "", (), True)] if draft.date is not None else []


@dataclass(slots=True)
class Thing:
    """Mentions of one thing, as an event sees them: the one to look at, the telling in its sentence whose trigger is
    nearest to it, the features that do not depend on the role, and which events the rules gave any of them to; ``ties``:
    more features of an actor.
    """

    best: Mention
    telling: Telling | None
    features: Names
    claims: Sequence[Claim]
    ties: Names = ()


class Fillers:
    """The candidates for the roles of one event; what several of them share is worked out once."""

    def __init__(self, reading: Reading, story: Story) -> None:
        self._reading = reading
        self._story = story
        self._here: dict[int, list[Telling]] = {}
        for telling in story.tellings:
            self._here.setdefault(telling.draft.sentence, []).append(telling)
        draft = story.draft
        self._party_roles = {identity(m): role for role in OTHER_PARTY for m in filled_by(draft, role)}
        self._parties: dict[tuple[str, tuple[Ends, ...]], Thing] = {}
        self._settings: dict[int, Names] = {}
        self._decisions: dict[tuple[str, bool, bool], Names] = {}

    def of_role(self, role: str) -> list[Filler]:
        """The candidates for a role of an event, in text order of their best mentions."""
        if role in OTHER_PARTY:
            return self._of_parties(role)
        return {"location": self._of_places, "amount": self._of_amounts, "date": self._of_dates}[role]()

    # --- actor and recipient

    def _of_parties(self, role: str) -> list[Filler]:
        reading, draft = self._reading, self._story.draft
        chosen, others = (draft.actors, draft.recipients) if role == "actor" else (draft.recipients, draft.actors)
        near = self._near(reading.identities.parties, role)
        near = [pair for pair in near if not any(t.draft.excludes(role, pair[0]) for t in self._story.tellings)]
        extra = [(m, identity(reading.identities.full.get(m, m))) for m in (*draft.actors, *draft.recipients)]
        found = []
        for key, mentions in _grouped(near, extra).items():
            thing = self._party(key, mentions)
            fullest = reading.identities.full.get(thing.best, thing.best)
            rule = self._party_roles.get(key, "")
            pick = next((m for m in chosen if identity(m) == key), fullest)
            own = (
                *role_features.of_claims(self._story, thing.claims, role),
                *role_features.of_actor(reading, self._story, fullest, role),
                f"other-role-empty&{not others}&{rule or 'none'}",
                *thing.ties,
            )
            groups = (self._decided(rule, rule == role, not chosen), thing.features, own)
            found.append(Filler(pick, "", key, groups, rule == role, reading.words.of(pick)))
        return found

    def _party(self, key: str, mentions: Sequence[Mention]) -> Thing:
        same = (key, tuple(map(ends, mentions)))
        known = self._parties.get(same)
        if known is None:
            direct = [m for t in self._story.tellings for m in (*t.draft.actors, *t.draft.recipients)]
            known = self._parties[same] = self._thing(mentions, direct)
            known.ties = self._ties(key, mentions, known)
        return known

    def _ties(self, key: str, mentions: Sequence[Mention], thing: Thing) -> Names:
        """Whether an actor is who tells of the event, has part in the event that governs it, and whom it is joined to."""
        draft, rule = self._story.draft, self._party_roles.get(key, "none")
        source, governor = draft.source, draft.governor
        is_source = source is not None and any(map(source.overlaps, mentions))
        names = [f"is-source&{is_source}&{rule}"]
        if governor is not None:
            governing = (("actor", governor.actors), ("recipient", governor.recipients))
            names += [f"governor-{name}" for name, ms in governing if any(identity(m) == key for m in ms)]
        mate = self._mate(thing)
        if mate is not None:
            joined = self._party_roles.get(identity(self._reading.identities.full.get(mate, mate)), "none")
            names.append(f"joined-to&{joined}&{rule}")
        return tuple(names)

    def _mate(self, thing: Thing) -> Mention | None:
        """The actor that a conjunction ties an actor to."""
        if thing.telling is None:
            return None
        head = self._reading.layout(thing.telling).head.get(ends(thing.best))
        if head is None or head.actor is None or ends(head.actor) == ends(thing.best):
            return None
        return head.actor

    # --- location

    def _of_places(self) -> list[Filler]:
        reading, draft = self._reading, self._story.draft
        chosen = [a.mention for a in draft.locations]
        near = self._near(reading.identities.places, "location")
        extra = [(m, place_key(reading.identities.named.get(m, m))) for m in chosen]
        given = {place_key(a.mention): a.role for a in draft.locations}
        direct = [a.mention for t in self._story.tellings for a in t.draft.locations]
        found = []
        for key, mentions in _grouped(near, extra).items():
            thing = self._thing(mentions, direct)
            named = reading.identities.named.get(thing.best, thing.best)
            rule, usual = given.get(key, ""), self._usual_place(thing)
            options = {rule or usual: None, usual: None, "place": None}
            if draft.value.type in MOVING:
                options.update({"origin": None, "destination": None})
            pick = next((m for m in chosen if place_key(m) == key), named)
            words = reading.words.of(pick)
            claims = role_features.of_claims(self._story, thing.claims, "location")
            beside = self._beside_chosen(thing, chosen)
            for option in options:
                decision = "" if not rule else "same" if rule == option else "other"
                own = (*claims, *role_features.of_place(reading, self._story, named, option, usual), *beside)
                groups = (self._decided(decision, rule == option, not chosen), thing.features, own)
                found.append(Filler(pick, option, key, groups, rule == option, words))
        return found

    def _usual_place(self, thing: Thing) -> str:
        """The role that a place's preposition gives it."""
        if thing.telling is None:
            return "place"
        candidate = self._reading.layout(thing.telling).of.get(ends(thing.best))
        slot = thing.telling.pattern.prepositions.get(candidate.preposition, ()) if candidate is not None else ()
        return next((PLACE_ROLES[r] for r in slot if r in PLACE_ROLES), "place")

    def _beside_chosen(self, thing: Thing, chosen: Sequence[Mention]) -> Names:
        """How a place stands in a sentence of the event that may hold places that the rules chose."""
        best, telling = thing.best, thing.telling
        if telling is None:
            return ()
        near = [m for m in chosen if m.sentence == best.sentence]
        adjoins = any(abs(best.first - m.last) <= 1 or abs(m.first - best.last) <= 1 for m in near)
        return f"opens&{best.first - telling.view.sentence.first <= 4}&{not chosen}", f"adjoins&{adjoins}"

    # --- amount

    def _of_amounts(self) -> list[Filler]:
        reading, draft = self._reading, self._story.draft
        wanted = {*self._story.sentences, *range(draft.sentence - 1, draft.sentence + BEHIND + 1)}
        numbers = [m for m in (*reading.mentions["number"], *reading.mentions["money"]) if m.sentence in wanted]
        given = {_said(a.mention, a.role): a.mention for a in draft.amounts}
        roles: dict[Ends, list[str]] = {}
        for a in draft.amounts:
            roles.setdefault(ends(a.mention), []).append(a.role)
        direct = [a.mention for t in self._story.tellings for a in t.draft.amounts]
        near, extra = (
            [(m, (*_counted(m, roles), nth)) for m, nth in _numbered(ms) if not self._is_charge(m)]
            for ms in (numbers, [a.mention for a in draft.amounts])
        )
        found = []
        for key, mentions in _grouped(near, extra).items():
            thing = self._thing(mentions, direct)
            best = thing.best
            usual = (thing.telling or self._story.anchor).pattern.amount
            taken = [role for m in mentions for role in roles.get(ends(m), ())]
            around = reading.around(best)
            shared = role_features.of_claims(self._story, thing.claims, "amount") + role_features.of_time(reading, best)
            for kind in self._kinds(thing, around, taken, usual):
                decision = "" if not taken else "same" if kind in taken else "other"
                own = shared + role_features.of_amount(reading, self._story, best, around, kind, usual)
                groups = (self._decided(decision, kind in taken, not draft.amounts), thing.features, own)
                says = _said(best, kind)
                pick = best if ends(best) in roles else given.get(says, best)
                found.append(Filler(pick, kind, key, groups, kind in taken, says=says))
        return found

    def _is_charge(self, number: Mention) -> bool:
        """Whether the event is what those whom a number counts are accused of."""
        drafts = [t.draft for t in self._reading.tellings_of.get(number.sentence, ())]
        return any(is_charge(number, t.draft, drafts) for t in self._story.tellings)

    def _kinds(self, thing: Thing, around: Sequence[Telling], taken: Sequence[str], usual: str) -> Iterable[str]:
        """The kinds of amount that a number may be, each once."""
        value = thing.best.valued(AmountValue)
        if value.told:
            return dict.fromkeys((*taken, value.told))
        kinds = [*taken, value.kind]
        if thing.best.kind == "money":
            kinds.append("money")
        elif value.unit in ("person", ""):
            patterns = [t.pattern for t in (thing.telling or self._story.anchor, *around)]
            usuals = [k for p in patterns for k in (p.amount, p.subject_amount)]
            kinds += [k for k in usuals if k not in ("items", "strikes", "money", "other")]
            assault = self._story.draft.value.type == "ASSAULT"
            kinds += ["killed", "wounded", "casualties"] if assault else ["other"]
            kinds.append("participants")
        else:
            kinds += ["other"] if value.unit in NO_GOODS else ["items", "other"]
            kinds += ["strikes"] if usual == "strikes" else []
        return [k for k in dict.fromkeys(kinds) if k]

    # --- date

    def _of_dates(self) -> list[Filler]:
        reading, draft = self._reading, self._story.draft
        own = reading.dated(draft.date, draft.status) if draft.date is not None else None
        wanted = self._wanted("date")
        dates = [reading.dated(m, draft.status) for m in reading.mentions["date"] if m.sentence in wanted]
        near, extra = ([(m, _date_key(m)) for m in ms] for ms in (dates, [own] if own is not None else []))
        given = _date_key(own) if own is not None else None
        direct = [t.draft.date for t in self._story.tellings if t.draft.date is not None]
        found = []
        for key, mentions in _grouped(near, extra).items():
            thing = self._thing(mentions, direct)
            rule = key == given
            claims = role_features.of_claims(self._story, thing.claims, "date")
            of_date = role_features.of_date(reading, self._story, thing.best)
            groups = (self._decided("same" if rule else "", rule, own is None), thing.features, claims + of_date)
            found.append(Filler(own if rule and own is not None else thing.best, "", key, groups, rule))
        return found

    # --- all roles

    def _wanted(self, role: str) -> set[int]:
        """The event's sentences and the one before its anchor; where the rules left the role empty also the one behind it,
        those one sentence further back, the headline and the lead.
        """
        at, reading = self._story.draft.sentence, self._reading
        wanted = {*self._story.sentences, at - 1}
        if not filled_by(self._story.draft, role):
            wanted.update((at - 2, at + 1))
            wanted.update(s for s in (reading.headline, reading.lead) if s is not None)
        return wanted

    def _near(self, keyed: Mapping[int, Sequence[tuple[Mention, str]]], role: str) -> list[tuple[Mention, str]]:
        return [pair for sentence in sorted(self._wanted(role)) for pair in keyed.get(sentence, ())]

    def _decided(self, chosen: str, ours: bool, empty: bool) -> Names:
        key = (chosen, ours, empty)
        known = self._decisions.get(key)
        if known is None:
            known = self._decisions[key] = role_features.of_decisions(self._story, chosen, ours, empty)
        return known

    def _setting(self, sentence: int) -> Names:
        known = self._settings.get(sentence)
        if known is None:
            here = sentence in self._here
            known = self._settings[sentence] = role_features.of_setting(self._reading, self._story, sentence, here)
        return known

    def _thing(self, mentions: Sequence[Mention], direct: Sequence[Mention]) -> Thing:
        """Mentions of one thing; ``direct``: the mentions that the rules gave to the event's tellings."""
        reading, kind = self._reading, self._story.draft.value.type
        best = mentions[0] if len(mentions) == 1 else self._best(mentions, direct)
        telling = self._telling(best)
        names = self._setting(best.sentence)
        if telling is not None:
            names += role_features.of_pair(reading, telling, best) + wording.of_pair(reading, telling, best)
        names += (f"beside-source&{reading.beside_source(best)}", *wording.of_mention(reading, best, kind))
        claims = [claim for m in mentions for claim in reading.claims.get(ends(m), ())]
        return Thing(best, telling, names, claims)

    def _best(self, mentions: Sequence[Mention], direct: Sequence[Mention]) -> Mention:
        """The mention to look at: one that the rules chose, in the anchor's sentence, near the trigger."""
        chosen = set(map(ends, direct))
        anchor = self._story.draft.sentence

        def rank(m: Mention) -> tuple[bool, bool, bool, int, int]:
            telling = self._telling(m)
            gap = _gap(telling, m) if telling is not None else 0
            return (ends(m) not in chosen, telling is None, m.sentence != anchor, gap, m.first)

        return min(mentions, key=rank)

    def _telling(self, mention: Mention) -> Telling | None:
        """The telling in a mention's sentence whose trigger is nearest to it."""
        here = self._here.get(mention.sentence, ())
        return min(here, key=lambda t: _gap(t, mention)) if len(here) > 1 else here[0] if here else None


def _grouped(near: Iterable[tuple[Mention, T]], extra: Iterable[tuple[Mention, T]]) -> dict[T, list[Mention]]:
    """Mentions by what makes them the same; those of ``extra`` that are among the others come once."""
    found: dict[T, list[Mention]] = {}
    for m, key in near:
        found.setdefault(key, []).append(m)
    for m, key in extra:
        group = found.setdefault(key, [])
        if m not in group:
            group.append(m)
    return found


def _gap(telling: Telling, mention: Mention) -> int:
    trigger = telling.draft.trigger
    return max(mention.first - trigger.last, trigger.first - mention.last, 0)


def _said(mention: Mention, kind: str) -> tuple[object, ...]:
    """What an amount says that is taken as of a kind."""
    value = mention.valued(AmountValue)
    return value.low, value.high, kind


def _counted(mention: Mention, roles: Mapping[Ends, Sequence[str]]) -> tuple[object, ...]:
    """What makes two amounts one thing. Three killed and three wounded are two things, and so are equal numbers that the
    rules took for different ones.
    """
    value = mention.valued(AmountValue)
    return value.low, value.high, value.unit, value.kind or tuple(roles.get(ends(mention), ()))


def _numbered(numbers: Iterable[Mention]) -> Iterator[tuple[Mention, int]]:
    """Numbers, each with how many equal ones it follows that a conjunction joins it to: an officer and a conscript are two."""
    before: Mention | None = None
    nth = 0
    for m in sorted(numbers, key=lambda m: m.first):
        joined = before is not None and m.proclitics and before.last == m.first and before.value == m.value
        nth = nth + 1 if joined else 0
        before = m
        yield m, nth


def _date_key(mention: Mention) -> object:
    value = mention.valued(DateValue)
    return (value.earliest, value.latest) if value.earliest or value.latest else ends(mention)
