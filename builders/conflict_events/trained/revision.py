"""A second look at what a model thinks of a document: each answer is corrected in view of all the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from conflict_events.trained.model import EVENT, logistic
from conflict_events.trained.reading import ROLES

if TYPE_CHECKING:
    from conflict_events.trained.network import Network
    from conflict_events.trained.outlook import Outlook

OPEN = 0.15
"""Events below this probability are not looked at again: one in twenty of the annotated ones is among them."""
FEW, MOST = 3, 200
"""Events of a document from which on, and up to which, they are seen beside each other: with fewer there is little to see, and
longer documents are seen part by part.
"""

Revised = tuple[list[float], Mapping[str, Sequence[Sequence[float]]]]
"""The probabilities of events; by role those of the fillers of each."""


def revised(networks: Mapping[str, Network], outlook: Outlook) -> Revised:
    """What is thought of events and their fillers at the second look; ``networks``: by question; without
    any all stays as it is.
    """
    if not networks or len(outlook.stories) < FEW:
        return list(outlook.likely), outlook.roles
    likely: list[float] = []
    roles: dict[str, list[list[float]]] = {role: [] for role in ROLES}
    for part in parts(outlook):
        likely += map(logistic, networks[EVENT](part.of_events()).tolist())
        for role in ROLES:
            flat = list(map(logistic, networks[role](part.of_role(role)).tolist()))
            ends = accumulate(map(len, part.fillers[role]), initial=0)
            roles[role] += [flat[start:end] for start, end in pairwise(ends)]
    return likely, roles


def parts(outlook: Outlook) -> list[Outlook]:
    """An outlook, cut so that no part has more events than are seen beside each other."""
    return [
        replace(
            outlook,
            stories=outlook.stories[at : at + MOST],
            likely=outlook.likely[at : at + MOST],
            fillers={role: of[at : at + MOST] for role, of in outlook.fillers.items()},
            roles={role: of[at : at + MOST] for role, of in outlook.roles.items()},
        )
        for at in range(0, len(outlook.stories), MOST)
    ]
