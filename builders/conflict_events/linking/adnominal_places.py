"""Which places only tell more of the words before them: whose or which somebody is, or where another place lies."""

from __future__ import annotations

from collections.abc import Collection

from conflict_events.linking.amount_units import LENGTHS
from conflict_events.linking.clauses import Candidate, SentenceView
from conflict_events.mentions.places.values import PROVINCE
from conflict_events.records import ActorValue, AmountValue, Mention, PlaceValue, Span

MEASURE_REACH = 3
"""Words between a place, its distance and the place that it is far from."""
ARMED = frozenset(["REB", "UAF", "PRM", "IMG", "MIL", "CRM"])
"""Sectors that are where they fight: a place behind them is not that of an office."""


def is_wide(place: Mention) -> bool:
    """Whether a place is a region or a country, which often only tells whose somebody is."""
    return place.valued(PlaceValue).precision > PROVINCE


def is_home_or_neighbour(view: SentenceView, behind: Candidate | None, place: Mention) -> bool:
    """Whether a place only tells where somebody was born or lives, or what another place, that of the candidate it stands
    behind, is beside: "سراقب المتاخمة لإدلب", and not "المناطق المتاخمة لإدلب".
    """
    grammar, at = view.grammar, place.first - 1
    if view.norm(at) in grammar.scenes.beside:
        known = behind.place if behind is not None else None
        return known is not None and known.last == at and known.valued(PlaceValue).place_id is not None
    at -= view.norm(at) in grammar.prepositions.inside
    return view.norm(at) in grammar.scenes.home


def is_in_name(view: SentenceView, actor: Mention | None, place: Mention) -> bool:
    """Whether a place stands in the name of an organization (قوات سوريا الديمقراطية), and does not tell where it is."""
    if actor is None or not actor.first < place.first or place.last > actor.last:
        return False
    known = actor.valued(ActorValue).entity_id is not None
    return known and view.tokens[place.first - 1].norm not in view.grammar.prepositions.inside


def is_of_noun(behind: Candidate | None, place: Mention, parties: Collection[Span]) -> bool:
    """Whether a place only tells whose or which somebody is that has no part in the events: السفير في لندن."""
    if behind is None or behind.actor is None or behind.actor.span in parties or behind.place is not None:
        return False
    who = behind.actor.valued(ActorValue)
    if who.sector in ARMED:
        return False
    adjoins = place.first - behind.last <= 1 and behind.amount is None
    return adjoins and who.definite and is_wide(place)


def continues(view: SentenceView, before: Mention, place: Mention) -> bool:
    """Whether a place goes on with the one before it: the town, its province and its country, or a list."""
    between = view.tokens[before.last : place.first]
    if len(between) > 1:
        return False
    prepositions = view.grammar.prepositions
    return not between or between[0].norm not in prepositions.words or between[0].norm in prepositions.inside


def is_measured_from(view: SentenceView, before: Mention, place: Mention) -> bool:
    """Whether a distance leads from one place to another: "البلدة على بعد 47 كيلومترا شمالي المدينة" tells where it lies."""
    return any(
        n.valued(AmountValue).unit in LENGTHS
        and 0 <= n.first - before.last <= MEASURE_REACH
        and 0 <= place.first - n.last <= MEASURE_REACH
        for n in view.numbers
    )
