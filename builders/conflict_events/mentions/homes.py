"""Which state an organ is of that is named without one: the police of an article that is about one country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from conflict_events.language import Language
from conflict_events.lexical.text import fold
from conflict_events.mentions.actors.forms import table
from conflict_events.mentions.base import MEDIA
from conflict_events.mentions.places.values import COUNTRY
from conflict_events.records import ActorValue, Document, Mention, PlaceValue

ORGANS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
"""Sectors of a state's organs."""
_ELSEWHERE = frozenset({"IGO", "NGO", "IMG", "REF", MEDIA, "UNK"})
"""Sectors of those who may be of another country than the place that they are at (مهاجرو المدينة)."""
_PEOPLE = frozenset({"CVL", "SOC"})
"""Sectors of those whom a place right behind them gives its name: residents of a town."""
MOST, HALF = 0.8, 0.5
"""Share of an article's mentions of countries from which on it is about one, and from which on where the same noun stands
elsewhere with that country. In 614 annotated articles 317 of 325 organs were of the country that is told so (of 513 that
had one), in 307 others 180 of 184 (of 382).
"""


class Homes:
    """Finds it, by the nouns of a language that may be abroad (ambassadors, alliances, allies)."""

    def __init__(self, language: Language) -> None:
        nouns = table(language, "nouns")
        self._abroad = {row["id"] for row in nouns if {"abroad", "foreign"} & set(row["flags"].split())}
        belonging = language.data["actors"]["grammar"]["belonging"]
        self._backed = frozenset(map(fold, belonging["backed"]))
        self._backed_by = frozenset(belonging["backed_by"])
        self._without_army = frozenset(belonging["without_army"])

    def settle(self, document: Document, actors: Sequence[Mention], places: Sequence[Mention]) -> list[Mention]:
        """A document's actors, those without a country with the one that they are of, where that can be told."""
        ends_of_places = {p.last: p for p in places}
        located = [self._of_place(m, ends_of_places.get(m.last)) for m in actors]
        backers = {m.first for m in actors if self._backs(document, m)}
        counted = countries(
            [m for m in actors if m.first not in backers], [m for m in places if m.first not in backers]
        )
        if not counted:
            return located
        home, told = min(counted.items(), key=lambda item: (-item[1], item[0]))
        share = told / counted.total()
        if share < HALF:
            return located
        values = [m.value for m in located if isinstance(m.value, ActorValue)]
        organs = [v for v in values if v.country and v.sector in ORGANS]
        states = [m for m in actors if _is_state(m, home)]
        begins = {m.first for m in states if not m.proclitics}
        ends = {m.last for m in states}

        def settled(mention: Mention) -> Mention:
            value = mention.value
            if not isinstance(value, ActorValue) or not self._homeless(value):
                return mention
            if value.definite and (mention.last in begins or (mention.first in ends and not mention.proclitics)):
                # اتهمت الوزيرة تركيا, طالبت فرنسا الحكومة: a verb's object right behind its subject is another state than
                # the subject's.
                return mention
            same = {organ.country for organ in organs if organ.nouns & value.nouns}
            own = home not in self._without_army or value.sector != "MIL"
            is_home = same == {home} if same else share >= MOST and own
            return replace(mention, value=replace(value, country=home)) if is_home else mention

        return [settled(mention) for mention in located]

    def _of_place(self, mention: Mention, place: Mention | None) -> Mention:
        """Whom a place that ends the phrase tells the country of: أهالي البصرة, شرطة البصرة."""
        value = mention.value
        if place is None or place.first <= mention.first or not isinstance(value, ActorValue):
            return mention
        where = place.valued(PlaceValue)
        if value.country or value.entity_id or value.sector in _ELSEWHERE or value.nouns & self._abroad:
            return mention
        if where.place_id is None or not where.country or where.precision == COUNTRY or place.proclitics:
            # Actors' phrases deal with countries themselves. قوات موالية لدمشق: whom they side with is not whose they are.
            return mention
        named_after = value.sector in _PEOPLE and place.first == mention.first + 1
        name = f"{value.name} of {where.name}" if named_after else value.name
        return replace(mention, value=replace(value, name=name, country=where.country))

    def _backs(self, document: Document, mention: Mention) -> bool:
        """Whether it is who backs somebody, which tells nothing of whose he is: القوات المدعومة من موسكو."""
        at = mention.first
        while at and document.tokens[at - 1].norm in self._backed_by:
            at -= 1
        return at > 0 and document.tokens[at - 1].norm in self._backed

    def _homeless(self, value: ActorValue) -> bool:
        """Whether it is an organ that is named without its state and is not abroad."""
        named = value.country or value.entity_id or value.sector not in ORGANS or value.nouns & self._abroad
        return not (named or value.stateless) and (value.definite or value.number != "p")


def countries(actors: Sequence[Mention], places: Sequence[Mention]) -> Counter[str]:
    """How often a document's actors and places tell of each country."""
    return Counter(filter(None, map(_country, (*actors, *places))))


def _is_state(mention: Mention, country: str) -> bool:
    value = mention.value
    return isinstance(value, ActorValue) and value.country == country and value.is_state


def _country(mention: Mention) -> str:
    value = mention.value
    if isinstance(value, ActorValue):
        # Where a newspaper or a channel is at home tells nothing of what it reports.
        agency = value.sector == MEDIA and value.entity_id
        return "" if value.sector == "IGO" or agency else value.country
    return mention.valued(PlaceValue).country or ""
