"""What may fill the roles of an event: each candidate once, with its features."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from conflict_events.drafts import PLACE_ROLES
from conflict_events.merge import identity
from conflict_events.records import AmountValue, DateValue, Mention, Span
from conflict_events.trained import features, wording
from conflict_events.trained.features import Features
from conflict_events.trained.reading import Reading, Story, Telling, filled_by, place_key

MOVING = frozenset({"DISPLACE", "MOBILIZE", "RETREAT", "TRAFFIC", "AID", "COERCE", "CONSULT"})
"""Types whose places may be origins and destinations."""
BEHIND = 2
"""Sentences behind an event's anchor in which its numbers may stand: the toll comes after the deed."""


@dataclass(frozen=True, slots=True)
class Filler:
    """A mention that may fill a role. ``detail``: the role of a place, the kind of an amount, else ""; ``thing``: what
    makes two mentions the same; ``rule``: whether the rules chose it; ``words``: of a name, without what is written on to
    their front; ``says``: the number and kind of an amount, which two things may have in common.
    """

    mention: Mention
    detail: str
    thing: Hashable
    features: tuple[str, ...]
    rule: bool
    words: frozenset[str] = frozenset()
    says: Hashable = None


def of_role(reading: Reading, story: Story, role: str) -> list[Filler]:
    """The candidates for a role of an event, in text order of their best mentions."""
    return list(
        {"actor": _parties, "recipient": _parties, "location": _places, "amount": _amounts, "date": _dates}[role](
            reading, story, role
        )
    )


def ruled(story: Story, role: str) -> list[Filler]:
    """What the rules chose for a role, without features: enough where they decide on it."""
    draft = story.draft
    if role in ("actor", "recipient"):
        return [Filler(m, "", identity(m), (), True) for m in filled_by(draft, role)]
    if role == "location":
        return [Filler(a.mention, a.role, place_key(a.mention), (), True) for a in draft.locations]
    if role == "amount":
        return [Filler(a.mention, a.role, (a.mention.span, a.role), (), True) for a in draft.amounts]
    return [Filler(draft.date, "", "", (), True)] if draft.date is not None else []


def _near(reading: Reading, story: Story, mentions: Sequence[Mention], role: str) -> list[Mention]:
    """Mentions in the event's sentences and in the one before its anchor; where the rules left the role empty also those
    one sentence further back, in the headline and in the lead.
    """
    wanted: set[int | None] = {*story.sentences(), story.draft.sentence - 1}
    if not filled_by(story.draft, role):
        wanted |= {story.draft.sentence - 2, reading.headline, reading.lead}
    return [m for m in mentions if m.sentence in wanted]


def _telling(story: Story, mention: Mention) -> Telling | None:
    """The telling in a mention's sentence whose trigger is nearest to it."""
    here = [t for t in story.tellings if t.draft.sentence == mention.sentence]
    if not here:
        return None
    return min(here, key=lambda t: _gap(t, mention))


def _gap(telling: Telling, mention: Mention) -> int:
    trigger = telling.draft.trigger
    return max(mention.first - trigger.last, trigger.first - mention.last, 0)


def _best(story: Story, mentions: Sequence[Mention], chosen: Sequence[Mention]) -> Mention:
    """Of mentions of one thing the one to look at: one that the rules chose, in the anchor's sentence, near the trigger."""
    spans = {m.span for m in chosen}

    def rank(m: Mention) -> tuple[bool, bool, bool, int, int]:
        telling = _telling(story, m)
        gap = _gap(telling, m) if telling is not None else 0
        return (m.span not in spans, telling is None, m.sentence != story.draft.sentence, gap, m.first)

    return min(mentions, key=rank)


def _common(f: Features, reading: Reading, story: Story, best: Mention, all_: Sequence[Mention], role: str) -> None:
    telling = _telling(story, best)
    features.of_setting(f, reading, story, best, telling is not None)
    if telling is not None:
        f.extend(features.of_pair(reading, telling, best, best.kind))
        wording.of_pair(f, reading, telling, best)
    f.extend(wording.of_mention(reading, best, story.draft.value.type))
    features.of_claims(f, reading, story, all_, role)
    spans = {(m.start, m.end) for m in all_}
    times = sum(any((x.start, x.end) in spans for x in filled_by(t.draft, role)) for t in story.tellings)
    f.add("rule-times", min(times, 3))


def _parties(reading: Reading, story: Story, role: str) -> Iterator[Filler]:
    draft = story.draft
    chosen = {"actor": draft.actors, "recipient": draft.recipients}
    groups: dict[str, list[Mention]] = {}
    extra = [m for ms in chosen.values() for m in ms]
    for m in dict.fromkeys([*_near(reading, story, reading.mentions["actor"], role), *extra]):
        groups.setdefault(identity(reading.full.get(m, m)), []).append(m)
    given = {identity(m): name for name, ms in chosen.items() for m in ms}
    direct = [m for t in story.tellings for m in (*t.draft.actors, *t.draft.recipients)]
    source = draft.source
    for key, group in groups.items():
        best = _best(story, group, direct)
        f = Features()
        rule = given.get(key, "")
        features.of_decisions(f, story, rule, rule == role, role, not chosen[role])
        _common(f, reading, story, best, group, role)
        features.of_actor(f, reading, story, reading.full.get(best, best), role)
        f.add("other-role-empty", not chosen["recipient" if role == "actor" else "actor"], rule or "none")
        f.add("is-source", source is not None and any(source.span.overlaps(m.span) for m in group), rule or "none")
        governor = draft.governor
        if governor is not None:
            f.flags((f"governor-{n}", any(identity(m) == key for m in ms))
                    for n, ms in (("actor", governor.actors), ("recipient", governor.recipients)))  # fmt: skip
        telling = _telling(story, best)
        if telling is not None:
            layout = reading.layout(telling)
            head = layout.head.get(best.span)
            mate = head.actor if head is not None and head.actor is not None and head.actor.span != best.span else None
            if mate is not None:
                f.add("joined-to", given.get(identity(reading.full.get(mate, mate)), "none"), rule or "none")
        fuller = reading.full.get(best, best)
        pick = next((m for m in chosen[role] if identity(m) == key), fuller)
        yield Filler(pick, "", key, f.names(), rule == role, reading.words(pick))


def _places(reading: Reading, story: Story, role: str) -> Iterator[Filler]:
    draft = story.draft
    groups: dict[str, list[Mention]] = {}
    extra = [a.mention for a in draft.locations]
    for m in dict.fromkeys([*_near(reading, story, reading.mentions["place"], role), *extra]):
        groups.setdefault(place_key(reading.named.get(m, m)), []).append(m)
    given = {place_key(a.mention): a.role for a in draft.locations}
    direct = [a.mention for t in story.tellings for a in t.draft.locations]
    for key, group in groups.items():
        best = _best(story, group, direct)
        telling = _telling(story, best)
        usual = "place"
        if telling is not None:
            candidate = reading.layout(telling).of.get(best.span)
            slot = telling.pattern.prepositions.get(candidate.preposition, ()) if candidate is not None else ()
            usual = next((PLACE_ROLES[r] for r in slot if r in PLACE_ROLES), "place")
        options = {given.get(key, usual): None, usual: None, "place": None}
        if draft.value.type in MOVING:
            options.update({"origin": None, "destination": None})
        for option in options:
            f = Features()
            rule = given.get(key, "")
            decision = "" if not rule else "same" if rule == option else "other"
            features.of_decisions(f, story, decision, rule == option, role, not draft.locations)
            _common(f, reading, story, best, group, role)
            features.of_place(f, reading, story, reading.named.get(best, best), option, usual)
            if telling is not None:
                f.add("opens", best.first - telling.view.sentence.first <= 4, not draft.locations)
                near = [a.mention for a in draft.locations if a.mention.sentence == best.sentence]
                f.add("adjoins", any(abs(best.first - a.last) <= 1 or abs(a.first - best.last) <= 1 for a in near))
            pick = next(
                (a.mention for a in draft.locations if place_key(a.mention) == key), reading.named.get(best, best)
            )
            yield Filler(pick, option, key, f.names(), rule == option, reading.words(pick))


def _amounts(reading: Reading, story: Story, role: str) -> Iterator[Filler]:
    draft = story.draft
    wanted = {*story.sentences(), *range(draft.sentence - 1, draft.sentence + BEHIND + 1)}
    numbers = [m for m in (*reading.mentions["number"], *reading.mentions["money"]) if m.sentence in wanted]
    extra = [a.mention for a in draft.amounts]
    given = {_amount_key(a.mention, a.role): a for a in draft.amounts}
    roles: dict[Span, list[str]] = {}
    for a in draft.amounts:
        roles.setdefault(a.mention.span, []).append(a.role)
    # Three killed and three wounded are two things, and so are equal numbers that the rules took for different ones.
    groups: dict[tuple[object, ...], list[Mention]] = {}
    for m in dict.fromkeys([*numbers, *extra]):
        own = m.value.kind if isinstance(m.value, AmountValue) else ""
        groups.setdefault((*_amount_key(m, ""), own or tuple(roles.get(m.span, ()))), []).append(m)
    direct = [a.mention for t in story.tellings for a in t.draft.amounts]
    for thing, group in groups.items():
        best = _best(story, group, direct)
        value = best.value
        assert isinstance(value, AmountValue)
        telling = _telling(story, best) or story.anchor
        usual = telling.pattern.amount
        kinds = [a.role for m in group for a in draft.amounts if a.mention.span == m.span]
        if value.kind:
            kinds.append(value.kind)
        if best.kind == "money":
            kinds.append("money")
        elif value.unit in ("person", ""):
            patterns = [t.pattern for t in (telling, *reading.around(best))]
            usuals = [k for p in patterns for k in (p.amount, p.subject_amount)]
            kinds += [k for k in usuals if k not in ("", "items", "strikes", "money", "other")]
            kinds += ["killed", "wounded", "casualties"] if draft.value.type == "ASSAULT" else ["other"]
            kinds.append("participants")
        else:
            kinds += ["items", "other"] + (["strikes"] if usual == "strikes" else [])
        taken = {a.role for m in group for a in draft.amounts if a.mention.span == m.span}
        for kind in dict.fromkeys(k for k in kinds if k):
            f = Features()
            decision = "" if not taken else "same" if kind in taken else "other"
            features.of_decisions(f, story, decision, kind in taken, role, not draft.amounts)
            _common(f, reading, story, best, group, role)
            features.of_amount(f, reading, story, best, kind, usual)
            key = _amount_key(best, kind)
            pick = given[key].mention if key in given else best
            yield Filler(pick, kind, thing, f.names(), kind in taken, says=key)


def _amount_key(mention: Mention, kind: str) -> tuple[object, ...]:
    value = mention.value
    assert isinstance(value, AmountValue)
    return (value.low, value.high, value.unit, kind) if not kind else (value.low, value.high, kind)


def _dates(reading: Reading, story: Story, role: str) -> Iterator[Filler]:
    draft = story.draft
    own = reading.dated(draft.date, draft.status) if draft.date is not None else None
    near = [reading.dated(m, draft.status) for m in _near(reading, story, reading.mentions["date"], role)]
    groups: dict[object, list[Mention]] = {}
    for m in dict.fromkeys([*near, *([own] if own is not None else [])]):
        groups.setdefault(_date_key(m), []).append(m)
    given = _date_key(own) if own is not None else None
    direct = [t.draft.date for t in story.tellings if t.draft.date is not None]
    for key, group in groups.items():
        best = _best(story, group, direct)
        f = Features()
        rule = key == given
        features.of_decisions(f, story, "same" if rule else "", rule, role, own is None)
        _common(f, reading, story, best, group, role)
        features.of_date(f, reading, story, best)
        yield Filler(own if rule and own is not None else best, "", key, f.names(), rule)


def _date_key(mention: Mention) -> object:
    value = mention.value
    assert isinstance(value, DateValue)
    return (value.earliest, value.latest) if value.earliest or value.latest else mention.span
