"""Learns the second look from guesses: networks that correct each of them in view of the others of its article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from conflict_events.trained import fitting
from conflict_events.trained.model import EVENT
from conflict_events.trained.reading import ROLES
from conflict_events.trained.retelling import Pair
from conflict_events.trained.revision import OPEN, parts, revised
from conflict_events.trained.tuning import Guess

if TYPE_CHECKING:
    from conflict_events.trained.network import Network
    from conflict_events.trained.outlook import Outlook

ENOUGH = 1_000
"""Guesses that are annotated events from which on there is enough to learn from."""


class Look(NamedTuple):
    """The guesses on an article that are looked at again, in text order, and what they look like beside each other."""

    guesses: Sequence[Guess]
    outlook: Outlook


def look(guesses: Sequence[Guess], same: Mapping[Pair, float]) -> Look:
    """All guesses on an article; ``same``: that two tellings are of one event."""
    from conflict_events.trained.outlook import Outlook

    found = [g for g in guesses if g.probability >= OPEN]
    fillers = {role: [[o.filler for o in g.example.options[role]] for g in found] for role in ROLES}
    roles = {role: [g.roles[role] for g in found] for role in ROLES}
    stories = [g.example.proposal.story for g in found]
    return Look(found, Outlook(stories, [g.probability for g in found], fillers, roles, same))


def learn(looks: Iterable[Look]) -> dict[str, Network]:
    """Networks by question; none where there is too little to learn from."""
    seen = [one for one in looks if one.guesses]
    guesses = [g for one in seen for g in one.guesses]
    if sum(g.example.gold is not None for g in guesses) < ENOUGH:
        return {}
    import numpy as np

    cut = list(chain.from_iterable(parts(one.outlook) for one in seen))
    rows = np.concatenate([part.of_events() for part in cut])
    found = {EVENT: fitting.network(rows, [g.example.gold is not None for g in guesses])}
    for role in ROLES:
        right = [option.right for g in guesses for option in g.example.options[role]]
        known = np.array([answer is not None for answer in right])
        rows = np.concatenate([part.of_role(role) for part in cut])
        found[role] = fitting.network(rows[known], [bool(answer) for answer in right if answer is not None])
    return found


def again(networks: Mapping[str, Network], guesses: Sequence[Guess], same: Mapping[Pair, float]) -> list[Guess]:
    """The guesses on an article after the second look, those that are not looked at as they were."""
    if not networks:
        return list(guesses)
    seen = look(guesses, same)
    likely, roles = revised(networks, seen.outlook)
    new = {
        id(g): replace(g, probability=p, roles={role: roles[role][i] for role in ROLES})
        for i, (g, p) in enumerate(zip(seen.guesses, likely, strict=True))
    }
    return [new.get(id(g), g) for g in guesses]
