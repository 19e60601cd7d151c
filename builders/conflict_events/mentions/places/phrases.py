"""Reads the place phrase that begins at a token: nearness word, road, direction, head nouns, name, adjectives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from conflict_events.language import Language
from conflict_events.lexical.text import DASHES, QUOTES, fold, folded
from conflict_events.mentions.places.adjectives import Adjectives, Described
from conflict_events.mentions.places.credibility import Credibility
from conflict_events.mentions.places.disambiguation import Disambiguation
from conflict_events.mentions.places.distances import Distances
from conflict_events.mentions.places.forms import AROUND, COMPASS, rules
from conflict_events.mentions.places.gazetteer import POINTS, Gazetteer, Place, only_minor
from conflict_events.mentions.places.name_words import NameWords
from conflict_events.mentions.places.named_after import NamedAfter
from conflict_events.mentions.places.nameless import Nameless
from conflict_events.mentions.places.nearby import Nearby
from conflict_events.mentions.places.pointing import Pointers
from conflict_events.mentions.places.reading import Found, Front, Reading
from conflict_events.mentions.places.sides import Sides
from conflict_events.mentions.places.unknown import BRACKETS, CLOSING, UnknownNames, closed
from conflict_events.mentions.places.values import (
    DISTRICT,
    EXACT,
    NEAR,
    REGION,
    SEA_OR_AIR,
    Values,
    between,
)
from conflict_events.records import Hit, PlaceValue

_MAX_HEADS = 3
"""Head nouns before a name at most."""
_HEAD_REACH = 2
"""Tokens within which the head noun of a list must begin."""
_FAR_REACH = 6
"""Tokens within which "على بعد" must find its "من"."""


class _Meaning(NamedTuple):
    """A name of the gazetteer, the place that it means, and the head nouns that it stands behind, of its list or its own."""

    name: Hit
    place: Place
    heads: Sequence[Hit]


class PhraseReader:
    """Reads place phrases, by a language's tables and the gazetteer."""

    def __init__(self, language: Language, gazetteer: Gazetteer) -> None:
        tables = rules(language)
        self._far_end = folded(tables["phrases"]["far_end"])
        self._in = folded(tables["phrases"]["in"])
        self._between = folded(tables["phrases"]["between"])
        self._beside = self._between | folded(tables["phrases"]["with"])
        self._attached_in, self._and = fold(tables["proclitics"]["in"]), fold(tables["proclitics"]["and"])
        self._feminine = fold(tables["adjective_endings"]["feminine"])
        self._nearby = Nearby(language, gazetteer)
        self._names = Disambiguation(language, gazetteer, self._nearby)
        self._credibility = Credibility(language, self._names)
        self._adjectives = Adjectives(language)
        self._values = Values(language, gazetteer)
        self._named_after = NamedAfter(language, self._names, self._credibility, self._nearby)
        self._distances = Distances(language)
        self._pointers = Pointers(
            language, gazetteer, self._names, self._adjectives, self._values, self._nearby, self._inside
        )
        self._words = NameWords(language)
        self._unknown = UnknownNames(language, self._words, self._adjectives, self._nearby, self._inside, self._values)
        self._nameless = Nameless(language, self._nearby, self._inside, self._words.led, self._values)
        self._sides = Sides(language, self._adjectives, self._values, self._whole)
        self._buildings = folded(tables["buildings"]["houses"])
        self._missions = folded(tables["buildings"]["missions"])

    def phrase(
        self,
        r: Reading,
        i: int,
        floor: int,
        last: int,
        previous: Found | None,
        *,
        drawn: bool = False,
        noun: Hit | None = None,
    ) -> Found | None:
        """The phrase that begins at token ``i`` and ends by ``last``, if one does.

        ``floor`` is the first token that may be looked at, ``previous`` the place before it in the sentence; ``drawn``:
        somebody says that a place is meant; ``noun``: the head noun of the list that goes on here.
        """
        if i not in r.starts:
            return None
        nameless = self._facing(r, i, last) or self._nameless.read(r, i, last)
        if nameless is not None:
            return nameless
        side = self._sides.read(r, i, last)
        if side is not None:
            return self._distances.moved(r, side, i)
        hit = r.hit("near", i, last, bare=False)
        if hit is None or hit.last >= last:
            core = self._core(r, i, floor, last, False, previous, drawn=drawn, noun=noun)
            return self._nameless.described(r, i, last) if core is None else self._distances.moved(r, core, i)
        return self._near(r, hit, floor, last, previous, drawn=drawn)

    def _near(
        self, r: Reading, hit: Hit, floor: int, last: int, previous: Found | None, *, drawn: bool
    ) -> Found | None:
        """The phrase that a nearness word opens; one of distance ("على بعد") has its preposition before the place."""
        far = hit.entry.key != "near"
        begin = self._far_begin(r, hit.last, last) if far else hit.last
        if begin is None or begin >= last:
            return None
        if hit.entry.key == "apart" and not any(t.kind == "number" for t in r.document.tokens[hit.last : begin]):
            return None
        found = self._core(r, begin, floor, last, True, previous, drawn=drawn)
        if found is None and not far:
            found = self._unknown.read(r, Front(begin, last, True, None, (), begin, (), False, begin))
        if found is None:
            return None
        if found.value.precision in (EXACT, DISTRICT):
            found = found._replace(value=replace(found.value, precision=NEAR))
        # "على بعد 5 كم إلى شمال X" and "على بعد 5 كم إلى الشمال من X".
        directed = next((k for k in range(hit.last, begin) if r.at["direction"].get(k)), begin)
        return self._distances.moved(r, found, directed) if far else found

    def _far_begin(self, r: Reading, at: int, last: int) -> int | None:
        """The token behind the preposition of "على بعد ... من"."""
        tokens, begin = r.document.tokens, None
        for k in range(at, min(at + _FAR_REACH, last)):
            if k in r.at["place"]:
                break
            if tokens[k].norm in self._far_end:
                begin = k + 1
        return begin

    def _core(
        self,
        r: Reading,
        i: int,
        floor: int,
        last: int,
        near: bool,
        previous: Found | None,
        *,
        drawn: bool,
        noun: Hit | None = None,
    ) -> Found | None:
        """The phrase without its nearness word; ``near``: one stands before it; ``noun``: that of a list before it."""
        road = self._road(r, i, floor, last, near, drawn=drawn)
        if road is not None:
            return road
        front = self._front(r, i, last, near)
        if front is None:
            return None
        if front.end >= last:
            return None if front.quoted else self._pointers.read(r, front)
        name = r.hit("place", front.end, last, bare=near or front.end > i) if front.end not in r.blocked else None
        if name is not None and front.heads and not front.quoted and self._is_word(r, front.heads[-1], name):
            return None
        if name is None or (
            front.heads and self._is_definite(front.heads[-1]) and not self._apposed(front.heads[-1], name)
        ):
            return self._without_name(r, front)
        headed = bool(front.heads) or r.hit("place-head", front.end, name.last - 1, bare=False) is not None
        context = bool(front.compass) or near or drawn
        if not self._credibility.credible(r, name, floor, headed, context, previous, counted=noun is not None):
            if front.heads:
                return self._unknown.read(r, front, name)
            pointed = self._pointers.read(r, front)
            return pointed if pointed is not None or near else self._unknown.site(r, front, name)
        return self._named(r, front, name, floor, drawn=drawn, noun=noun)

    def _road(self, r: Reading, i: int, floor: int, last: int, near: bool, *, drawn: bool) -> Found | None:
        """The road to a place."""
        place, road = r.hit("place", i, last, bare=near), r.hit("place-road", i, last, bare=near)
        if road is None or (place is not None and place.last >= road.last) or road.last >= last:
            return None
        inner = self._core(r, road.last, floor, last, True, None, drawn=drawn)
        if inner is None:
            return None
        if inner.last < last:
            told = r.document.tokens[road.last - 1].norm in self._between
            other = self._joined(r, inner.last, last) if told else self._far_end_of(r, inner.last, last)
            if other is not None and max(inner.value.precision, other.value.precision) < REGION:
                value = between(inner.value, other.value)
                return Found(i, other.last, road.start, other.end, value, road.proclitics, None)
        value = replace(inner.value, precision=REGION, name=f"road to {inner.value.name}")
        return Found(i, inner.last, road.start, inner.end, value, road.proclitics, inner.place)

    def _far_end_of(self, r: Reading, at: int, last: int) -> Found | None:
        """The second place of a road that is named by both, at token ``at``, with a dash or without: "طريق حلب - دمشق"."""
        at += r.document.tokens[at].norm in DASHES
        name = r.hit("place", at, last) if at < last else None
        return None if name is None else self._core(r, at, at, last, True, None, drawn=True)

    def _joined(self, r: Reading, at: int, last: int) -> Found | None:
        """The place that "and" joins to another at token ``at``, no road itself."""
        if at in r.at["place-road"] or not any(
            h.proclitics == self._and for kind in ("place", "place-head") for h in r.at[kind].get(at, ())
        ):
            return None
        return self._core(r, at, at, last, False, None, drawn=True)

    def _front(self, r: Reading, i: int, last: int, near: bool) -> Front | None:
        """What stands before the name of a phrase that begins at a token; None where nothing is behind its direction."""
        place, direction = r.hit("place", i, last, bare=near), r.hit("direction", i, last, bare=near)
        if direction is not None and (direction.article or (place is not None and place.last > direction.last)):
            direction = None
        compass: list[str] = []
        base = i
        if direction is not None:
            compass, base = self._directions(r, direction, last)
            if base >= last:
                return None
        heads, end = self._heads(r, i, base, last, near)
        quoted = i < end < last and r.document.tokens[end].norm in QUOTES
        # "سجن (كردوف)": one head noun's name, alone between brackets.
        if not quoted and heads and heads[-1].entry.payload.items == 1:
            quoted = end < last and r.document.tokens[end].norm in BRACKETS
        return Front(i, last, near, direction, compass, base, heads, quoted, end + quoted)

    def _without_name(self, r: Reading, front: Front) -> Found | None:
        """The phrase where the gazetteer has no name behind what stands before it."""
        pointed = self._pointers.read(r, front)
        heads, compass, direction = front.heads, front.compass, front.direction
        of_town = self._of_town(r, front)
        if of_town is not None:
            return of_town
        directed = bool(compass) and (
            COMPASS.issuperset("".join(compass))
            or ([*compass] == [AROUND] and direction is not None and self._words.led(r, front.first, direction))
        )
        if pointed is None and ((heads and not heads[-1].article) or (directed and not heads)):
            found = self._unknown.read(r, front)
            if found is not None or heads:
                return found
        if pointed is None and direction is not None and not heads:
            # "ضاحية شويكة" is a suburb of that name, where no town bears it.
            suburb = r.hit("place-head", direction.first, direction.last, bare=front.near)
            if suburb is not None and suburb.last == direction.last and suburb.entry.payload.unknown:
                return self._unknown.read(r, front._replace(heads=[suburb]))
        return pointed

    def _of_town(self, r: Reading, front: Front) -> Found | None:
        """The port, airport or crossing of the town that was named before: "مطار المدينة"."""
        heads = front.heads
        head = heads[0].entry.payload if len(heads) == 1 and not front.quoted else None
        if head is None or not (head.site and head.unknown) or head.after or head.quarter or heads[0].article:
            return None
        noun = r.hit("place-anaphor", front.end, front.last)
        if noun is None or noun.entry.key != "town":
            return None
        town = self._pointers.read(
            r, front._replace(first=front.end, near=True, direction=None, compass=(), base=front.end)
        )
        if town is None or town.place is None:
            return None
        value = replace(self._values.value(town.place, heads, front.compass), place_id=None)
        opening = front.opening or heads[0]
        proclitics = "" if front.near else opening.proclitics
        return Found(front.first, town.last, opening.start, town.end, value, proclitics, None)

    def _named(self, r: Reading, front: Front, name: Hit, floor: int, *, drawn: bool, noun: Hit | None) -> Found | None:
        """The phrase with a name of the gazetteer, and what stands behind it; ``noun``: the head noun of its list."""
        tokens, last = r.document.tokens, front.last
        meaning = self._meaning(r, front, name, noun)
        place, heads = meaning.place, meaning.heads
        if not heads and place.kind in ("town", "capital") and self._adjectives.masculine(r, name.last, last):
            return None
        if heads and place.kind == "country" and _is_settlement(heads[-1]) and self._adjectives.indefinite(r, name):
            # "بلدة سورية": one in Syria.
            return None
        country = self._told_country(r, meaning)
        if country is not None:
            r.meant[name.entry.key] = country
            return self._namesake(r, front, name, country)
        if self._names.settled(heads) and place.country and place.kind != "country":
            r.meant[name.entry.key] = place.country
        after = self._named_after
        if heads and not drawn:
            if after.tells(r, heads, name, place, last) or after.abroad(r, place, name.last, last):
                return self._unknown.read(r, front, name)
        elif not drawn and after.elsewhere(r, place, name.last, last):
            site = self._unknown.site(r, front, name)
            if site is not None:
                return site
        end = name.last
        end += front.quoted and end < last and tokens[end].norm in CLOSING
        end = closed(r, name.first, end, last)
        described = self._adjectives.behind_name(r, end, last, place.country)
        end = described.last
        value = self._value(r, front, meaning, described)
        if place.kind == "sea" and place.latitude is None:
            beside = self.phrase(r, end, floor, last, None)
            if beside is not None and beside.first == end:
                name_of_both = f"{place.name} off {beside.value.name}"
                value = replace(beside.value, precision=SEA_OR_AIR, name=name_of_both, country="")
                end = beside.last
        self._remember(r, front, meaning, value)
        first = front.opening or name
        proclitics = "" if front.near else first.proclitics
        return Found(front.first, end, first.start, tokens[end - 1].end, value, proclitics, place)

    def _meaning(self, r: Reading, front: Front, name: Hit, noun: Hit | None) -> _Meaning:
        """What a name means behind what stands before it; ``noun``: the head noun of its list."""
        if noun is not None and front.opening is None:
            fellow = self._names.choose(r, name, (noun,))
            if fellow.kind in noun.entry.payload.kinds and not noun.entry.payload.own:
                return _Meaning(name, fellow, (noun,))
        country = next((p for p in self._names.places(name) if p.kind == "country"), None)
        if country is not None and front.heads and front.heads[-1].entry.payload.kinds[0] == "district":
            # "من ناحية جيبوتي": from the direction of it, not from a town of the same name.
            return _Meaning(name, country, front.heads)
        return _Meaning(name, self._names.choose(r, name, front.heads), front.heads)

    def _told_country(self, r: Reading, meaning: _Meaning) -> str | None:
        """The country of the place that a name means where that is none of the gazetteer: as it is told behind the name here,
        or was before; "" where several are told, None where the gazetteer's place may be meant.
        """
        name = meaning.name
        told = self._names.elsewhere(r, name, meaning.place, meaning.heads)
        if told:
            return next(iter(told)) if len(told) == 1 else ""
        before = r.meant.get(name.entry.key, "")
        elsewhere = before and all(p.country != before for p in self._names.places(name))
        return before if elsewhere else None

    def _value(self, r: Reading, front: Front, meaning: _Meaning, described: Described) -> PlaceValue:
        """The value of a name with what stands before it and the adjectives behind it."""
        name, place, heads = meaning
        # A name that has the noun in itself needs no label of it.
        labels: Sequence[Hit] = () if self._names.of_list(name, heads) else heads
        inner = None if heads else r.hit("place-head", name.first, name.last - 1, bare=False)
        if inner is not None and inner.entry.payload.precision == DISTRICT and not inner.entry.payload.own:
            # "ناحية البغدادي" is all one name, and no town.
            labels = (inner,)
        side = "" if self._lies(r, heads, described) else described.letter
        value = self._values.value(place, labels, [*front.compass, side])
        if heads and heads[0].entry.key in self._missions:
            # "سفارة بغداد في باريس": a capital stands for its country where another town is told.
            abroad = place.kind == "capital" and self._inside(r, described.last, front.last) is not None
            if place.kind == "country" or abroad:
                return self._mission(r, value, place.country, described.last, front.last)
        return value

    def _lies(self, r: Reading, heads: Sequence[Hit], described: Described) -> bool:
        """Whether a direction behind a name tells where all of it lies, and is no side of it: "مدينة طرابلس الشمالية",
        "محافظة أبين الجنوبية" (but "ريف حلب الشمالي").
        """
        if len(heads) != 1:
            return False
        noun, adjective = heads[0].entry.payload, r.document.tokens[described.last - 1].norm
        unit = noun.kinds[0] in ("province", "district") and noun.items == 1
        agrees = noun.word.endswith(self._feminine) and adjective.endswith(self._feminine)
        return _is_settlement(heads[0]) or (unit and agrees)

    def _remember(self, r: Reading, front: Front, meaning: _Meaning, value: PlaceValue) -> None:
        """Keeps what "the town", "the district" and "the airport" mean later: no capital that stands for a government."""
        name, place, heads = meaning
        government = place.kind == "capital" and front.opening is None and self._governs(r, name, near=front.near)
        if not (r.points and government):
            away = front.near or any(c == AROUND or not COMPASS.isdisjoint(c) for c in front.compass)
            r.remember(place, name.first, beside=away and place.kind in POINTS)
        if heads and "district" in heads[0].entry.payload.kinds[:1]:
            r.district = place
        if front.heads and front.heads[0].entry.payload.site:
            r.sites[front.heads[0].entry.key] = value

    def _namesake(self, r: Reading, front: Front, name: Hit, country: str) -> Found | None:
        """The phrase with the name of a place of the gazetteer that is that of another one, in ``country``."""
        if front.heads:
            found = self._unknown.read(r, front, name)
            return None if found is None else found._replace(value=replace(found.value, country=country))
        written = r.document.article.text[name.start : name.end]
        value = PlaceValue(written, None, country, None, None, None, NEAR if front.compass else EXACT)
        first = front.opening or name
        return Found(front.first, name.last, first.start, name.end, value, "" if front.near else first.proclitics, None)

    def _is_word(self, r: Reading, head: Hit, name: Hit) -> bool:
        """Whether a village's name is another word behind a head noun ("منطقة الرأس" is that of the body), or a country's
        shows that the noun is ("مقاطعة إسرائيل": boycotting it).
        """
        whole = any(p.kind == "country" for p in self._names.places(name))
        single = name.last - name.first == 1 and (whole or only_minor(name.entry.payload))
        return single and self._words.means_another_thing(r, head, name.first)

    def _mission(self, r: Reading, value: PlaceValue, guest: str, end: int, last: int) -> PlaceValue:
        """The value of the embassy of a country, whose words end at token ``end``: it stands in another one."""
        where = self._inside(r, end, last)
        if where is not None:
            return replace(where.value, place_id=None, precision=EXACT, name=value.name)
        return PlaceValue(value.name, None, self._nearby.host(r, end, last, guest), None, None, None, EXACT)

    def _governs(self, r: Reading, name: Hit, *, near: bool) -> bool:
        """Whether the bare name of a capital is that of a government: no preposition of place leads to it."""
        before = r.document.tokens[name.first - 1].norm if name.first else ""
        return not near and (before in self._beside or not self._words.led(r, name.first, name))

    def listed(self, r: Reading, before: Found, last: int, *, lone: bool = False, sure: bool = False) -> Found | None:
        """The next name of a list of places behind one of them; ``lone``: nothing says that it is one; ``sure``: a dual
        does. Or a second side of the one before it.
        """
        other = self._sides.other(r, before)
        if other is not None:
            return other
        return self._unknown.listed(r, before, last, lone=lone, sure=sure)

    def list_noun(self, r: Reading, first: int, last: int) -> Hit | None:
        """The head noun of the list of places that a phrase from token ``first`` to ``last`` begins, if it begins one."""
        opening = range(first, min(first + _HEAD_REACH, last))
        heads = [h for at in opening for h in r.at["place-head"].get(at, ()) if not h.article]
        most = max(heads, key=lambda h: h.entry.payload.items, default=None)
        return most if most is not None and most.entry.payload.items > 1 else None

    def _facing(self, r: Reading, i: int, last: int) -> Found | None:
        """The building of an organ that something stands before: "أمام وزارة الزراعة"."""
        facing = r.hit("place-facing", i, last, bare=False)
        if facing is None or facing.last >= last:
            return None
        tokens, at = r.document.tokens, facing.last
        house = tokens[at].norm
        known = r.hit("place", at, last)
        if known is not None and known.last - at > 1:
            # "أمام البيت الأبيض": a building that has a name.
            return None
        end = self._words.owner(r, at, last) if house in self._buildings else None
        if end is None:
            return None
        name = r.document.article.text[tokens[at].start : tokens[end - 1].end]
        where = self._inside(r, end, last)
        nations = (h.entry.payload for k in range(at + 1, end) for h in r.at["place-nationality"].get(k, ()))
        of = next(nations, "") if house in self._missions else ""
        name = self._values.national(house, of, "" if where is None else where.value.name) or name
        if where is not None:
            country = where.value.country
        elif house in self._missions:
            country = self._nearby.host(r, end, last, of)
        else:
            country = self._words.home(r, at, end) or self._nearby.country(r, end, last)
        value = PlaceValue(name, None, country, None, None, None, EXACT)
        return Found(at, end, tokens[at].start, tokens[end - 1].end, value, "", None)

    def _directions(self, r: Reading, direction: Hit, last: int) -> tuple[list[str], int]:
        """The letters of a direction, and of one that is joined to it by "and"; the token behind them."""
        joined = r.hit("direction", direction.last, last, bare=False)
        if joined is not None and joined.proclitics == self._and:
            return [direction.entry.payload, joined.entry.payload], joined.last
        return [direction.entry.payload], direction.last

    def _heads(self, r: Reading, i: int, j: int, last: int, near: bool) -> tuple[list[Hit], int]:
        """The head nouns from token ``j`` on, in a phrase from ``i``, and the token behind them."""
        heads: list[Hit] = []
        while len(heads) < _MAX_HEADS and j < last:
            head = r.hit("place-head", j, last, bare=near or j > i)
            if head is None:
                break
            named = r.hit("place", j, last, bare=near or j > i)
            # "حي المطار": the second noun is the name.
            second = bool(heads) and head.article and (named is not None or head.entry.payload.items == 1)
            # "الخليج" is a name itself.
            alone = not heads and head.article and named is not None and named.last == head.last
            if (named is not None and named.last > head.last) or second or alone:
                break
            heads.append(head)
            j = head.last
            if head.article:
                break
        return heads, j

    def _is_definite(self, head: Hit) -> bool:
        """Whether a head noun has the article, so that no name belongs to it: "العاصمة السورية" is not a country's."""
        return head.article or head.entry.payload.kinds == ("capital",)

    def _apposed(self, head: Hit, name: Hit) -> bool:
        """ "العاصمة جاكرتا": the head with its article and a capital."""
        return head.entry.payload.kinds == ("capital",) and any(
            p.kind in ("capital", "town") for p in self._names.places(name)
        )

    def _whole(self, r: Reading, at: int, last: int, noun: Hit | None) -> Found | None:
        """What a side is named with, at token ``at``; ``noun``: a head noun before it that goes with its name."""
        return self._core(r, at, at, last, False, None, drawn=True, noun=noun)

    def _inside(self, r: Reading, at: int, last: int) -> Found | None:
        """The place in "في X" or "بX" at token ``at``."""
        if at >= last:
            return None
        if r.document.tokens[at].norm in self._in:
            return self._core(r, at + 1, at, last, True, None, drawn=True)
        for kind in ("place", "place-head", "direction"):
            for hit in r.at[kind].get(at, ()):
                if hit.last <= last and hit.proclitics == self._attached_in:
                    return self._core(r, at, at, last, False, None, drawn=True)
        return None


def _is_settlement(head: Hit) -> bool:
    """Whether a head noun is that of one town or village."""
    noun = head.entry.payload
    return bool(noun.kinds[:1] == ("town",) and noun.items == 1)
