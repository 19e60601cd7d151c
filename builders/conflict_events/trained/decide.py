"""From probabilities to an event's roles: which of the fillers are taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conflict_events.records import ActorValue, PlaceValue, Value
from conflict_events.trained.fillers import Filler
from conflict_events.trained.model import Model
from conflict_events.trained.reading import OTHER_PARTY, ROLES, Ends, ends

MOST: Mapping[str, int] = {"actor": 4, "recipient": 4, "location": 4, "amount": 6, "date": 1}
"""Fillers that a role takes at most."""
Scored = Sequence[tuple[float, Filler]]
"""Fillers of one role with their probabilities."""


def undivided(amounts: Sequence[Scored], likely: Sequence[float]) -> list[Scored]:
    """The amounts of a document's events, whose probabilities are ``likely``: each number is left to the event that it most
    likely is of, the earlier of equals. Of 163 annotated amounts 3 are told of two events.
    """
    owner: dict[Ends, tuple[float, int]] = {}
    for event, (choices, sure) in enumerate(zip(amounts, likely, strict=True)):
        for p, f in choices:
            at = ends(f.mention)
            if at not in owner or p * sure > owner[at][0]:
                owner[at] = p * sure, event
    return [[(p, f) for p, f in choices if owner[ends(f.mention)][1] == i] for i, choices in enumerate(amounts)]


def roles(scored: Mapping[str, Scored], thresholds: Mapping[str, float]) -> dict[str, list[Filler]]:
    """The fillers taken, by role, the likeliest first. A thing fills a role once; a party is either actor or recipient."""
    found = {role: taken(role, choices, thresholds[role]) for role, choices in scored.items()}
    margins = {role: {f.thing: p / thresholds[role] for p, f in found[role]} for role in OTHER_PARTY}
    kept: dict[str, list[Filler]] = {}
    for role, choices in found.items():
        chosen = [f for _, f in choices]
        if role in margins:
            mine, other = margins[role], margins[OTHER_PARTY[role]]
            chosen = [
                f for f in chosen if (mine[f.thing], role == "actor") > (other.get(f.thing, 0.0), role != "actor")
            ]
        kept[role] = chosen
    return kept


def taken(role: str, choices: Scored, threshold: float) -> list[tuple[float, Filler]]:
    """Of one role's fillers those from the threshold on, the likeliest first, each thing once, and none that says the same
    as one before it or is called almost so ("the national army" beside "the Libyan national army").
    """
    return first(role, ranked(choices), threshold)


def ranked(choices: Scored) -> list[tuple[float, Filler]]:
    """The likeliest first; equals stay in their order."""
    return sorted(choices, key=lambda c: -c[0])


def first(role: str, choices: Scored, threshold: float) -> list[tuple[float, Filler]]:
    """What ``taken`` takes of choices that are ranked already."""
    things: set[object] = set()
    found: list[tuple[float, Filler]] = []
    for p, f in choices:
        if p < threshold or len(found) == MOST[role]:
            break
        if f.thing not in things and not any(_alike(f, other) for _, other in found):
            things.add(f.thing)
            found.append((p, f))
    return found


def _alike(a: Filler, b: Filler) -> bool:
    """Whether two fillers say the same, unless the rules found both (7 soldiers and 7 civilians), or their names share more
    than half of their words (Dice coefficient) and nothing tells them apart.
    """
    if a.says is not None and a.says == b.says:
        return not (a.rule and b.rule)
    return 4 * len(a.words & b.words) > len(a.words) + len(b.words) and not _told_apart(
        a.mention.value, b.mention.value
    )


def _told_apart(a: Value, b: Value) -> bool:
    """Whether two parties or places are known to be two: North and South Sinai, the Syrian and the Libyan army."""
    if isinstance(a, PlaceValue) and isinstance(b, PlaceValue):
        return a.name != b.name and a.place_id != b.place_id
    if isinstance(a, ActorValue) and isinstance(b, ActorValue):
        return bool(a.country and b.country and a.country != b.country)
    return False


def probabilities(model: Model, role: str, fillers: Sequence[Filler]) -> list[float]:
    """Of each filler; where the rules decide on the role, 1 for what they chose and 0 for all else."""
    weights = model.roles.get(role)
    return [float(f.rule) for f in fillers] if weights is None else weights.probabilities([f.features for f in fillers])


def thresholds(model: Model) -> dict[str, float]:
    """By role."""
    return {role: model.roles[role].threshold if role in model.roles else 0.5 for role in ROLES}
