"""Doers that another sentence of the article names: the forces of a state, the protesters of a protest."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.linking.drafts import MATERIAL, PROTESTS, TALKS, Draft
from conflict_events.records import ActorValue, Mention

PROTESTERS = frozenset({"protesters", "strikers", "demonstrators"})
"""English names of those who protest, whatever the language."""
CROWD_REACH = 3
"""Sentences between a protest and the word for those who protest."""


def name_forces(draft: Draft, actors: Sequence[Mention]) -> None:
    """A nationality that stands for who acted (غارة أميركية) means that state's forces, where the article names them."""
    forces = draft.value.type in MATERIAL
    for i, m in enumerate(draft.actors):
        value = m.valued(ActorValue)
        if m in actors or m.suffix or value.entity_id:
            continue
        same = [a for a in actors if acts_for(a, value.country, value.name, draft)]
        if same:
            draft.actors[i] = min(same, key=lambda a: (_is_military(a) != forces, abs(a.first - m.first)))


def _is_military(mention: Mention) -> bool:
    return mention.valued(ActorValue).sector == "MIL"


def acts_for(actor: Mention, country: str, state: str, draft: Draft) -> bool:
    """Whether an actor can be whom a nationality means (قصف روسي): a state's forces, or the state itself; its ministers and
    ambassadors, too, where nothing is done but talk.
    """
    value = actor.valued(ActorValue)
    if value.country != country:
        return False
    # مسؤول عسكري إسرائيلي: any one soldier stands for nobody.
    body = value.definite or value.number != "s"
    return (value.sector == "MIL" and body and draft.value.type not in TALKS) or (
        value.sector == "GOV" and (draft.value.type not in MATERIAL or value.name == state)
    )


def fill_protesters(drafts: Sequence[Draft], actors: Sequence[Mention]) -> None:
    """A protest without a doer is that of the protesters whom the article names, if it does."""
    # تنديدا بقتل متظاهرين: to whom something was done elsewhere.
    suffering = [m for draft in drafts for m in draft.recipients]
    crowd = [m for m in actors if m.valued(ActorValue).name.split(" ")[-1] in PROTESTERS]
    for draft in drafts:
        near = [m for m in crowd if abs(m.sentence - draft.sentence) <= CROWD_REACH and m not in suffering]
        if draft.value.type in PROTESTS and not draft.actors and near:
            draft.actors.append(min(near, key=lambda m: abs(m.first - draft.trigger.first)))
