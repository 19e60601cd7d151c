"""Reads the place phrase that begins at a token: nearness word, road, direction, head nouns, name, adjectives."""

from __future__ import annotations

from dataclasses import replace

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.places.buildings import Buildings
from conflict_events.mentions.places.credibility import Credibility
from conflict_events.mentions.places.distances import Distances
from conflict_events.mentions.places.forms import AROUND, COMPASS, rules
from conflict_events.mentions.places.fronts import Fronts
from conflict_events.mentions.places.gazetteer import Gazetteer, only_minor
from conflict_events.mentions.places.known import KnownNames
from conflict_events.mentions.places.named_after import NamedAfter
from conflict_events.mentions.places.nameless import Nameless
from conflict_events.mentions.places.pointing import Pointers
from conflict_events.mentions.places.reading import Found, Front, Reading, Setting
from conflict_events.mentions.places.roads import Roads
from conflict_events.mentions.places.sides import Sides
from conflict_events.mentions.places.tools import Tools
from conflict_events.mentions.places.unknown import UnknownNames
from conflict_events.mentions.places.values import DISTRICT, EXACT, NEAR, nameless
from conflict_events.records import Hit

_FAR_REACH = 6
"""Tokens within which "على بعد" must find its "من"."""


class PhraseReader:
    """Reads place phrases, by a language's tables and the gazetteer."""

    def __init__(self, language: Language, gazetteer: Gazetteer) -> None:
        tables = rules(language)
        self._far_end = folded(tables["phrases"]["far_end"])
        self._in, self._attached_in = folded(tables["phrases"]["in"]), fold(tables["proclitics"]["in"])
        tools = Tools.of(language, gazetteer)
        self._names, self._values, self._words = tools.names, tools.values, tools.words
        self._credibility = Credibility(language, self._names)
        self._distances = Distances(language)
        self._fronts = Fronts(language)
        self._roads = Roads(language, self._core)
        self._sides = Sides(language, tools, self._whole)
        self._nameless = Nameless(language, tools, self._inside)
        self._buildings = Buildings(language, tools, self._inside)
        self._pointers = Pointers(language, tools, self._inside)
        self._unknown = UnknownNames(language, tools, self._inside)
        named_after = NamedAfter(language, tools, self._credibility)
        self._known = KnownNames(language, tools, named_after, self._unknown, self._buildings)

    def phrase(self, r: Reading, i: int, last: int, setting: Setting) -> Found | None:
        """The phrase that begins at token ``i`` and ends by ``last``, if one does."""
        if i not in r.starts:
            return None
        nameless = self._buildings.facing(r, i, last) or self._nameless.read(r, i, last)
        if nameless is not None:
            return nameless
        side = self._sides.read(r, i, last)
        if side is not None:
            return self._distances.moved(r, side, i)
        near = r.hit("near", i, last, bare=False)
        if near is not None:
            return self._near(r, near, last, setting._replace(noun=None))
        core = self._core(r, i, last, False, setting)
        return self._nameless.described(r, i, last) if core is None else self._distances.moved(r, core, i)

    def listed(self, r: Reading, before: Found, last: int, *, lone: bool = False, sure: bool = False) -> Found | None:
        """The next name of a list of places behind one of them; ``lone``: nothing says that it is one; ``sure``: a dual
        does. Or a second side of the one before it.
        """
        other = self._sides.other(r, before)
        if other is not None:
            return other
        return self._unknown.listed(r, before, last, lone=lone, sure=sure)

    def _near(self, r: Reading, hit: Hit, last: int, setting: Setting) -> Found | None:
        """The phrase that a nearness word opens; one of distance ("على بعد") has its preposition before the place."""
        far = hit.entry.key != "near"
        begin = self._far_begin(r, hit.last, last) if far else hit.last
        if begin is None or begin >= last:
            return None
        if hit.entry.key == "apart" and not any(t.kind == "number" for t in r.document.tokens[hit.last : begin]):
            return None
        found = self._core(r, begin, last, True, setting)
        if found is None and not far:
            bare = Front(
                begin, last, near=True, direction=None, compass=(), base=begin, heads=(), quoted=False, end=begin
            )
            found = self._unknown.read(r, bare)
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

    def _core(self, r: Reading, i: int, last: int, near: bool, setting: Setting) -> Found | None:
        """The phrase without its nearness word; ``near``: one stands before it, or a preposition."""
        road = self._roads.read(r, i, last, near, setting)
        if road is not None:
            return road
        front = self._fronts.read(r, i, last, near=near)
        heads, end = front.heads, front.end
        if end >= last:
            return None if front.quoted else self._pointers.read(r, front)
        name = r.hit("place", end, last, bare=near or end > i) if end not in r.blocked else None
        if name is not None and heads and not front.quoted and self._is_word(r, heads[-1], name):
            return None
        if name is None or (heads and not self._takes(heads[-1], name)):
            return self._without_name(r, front)
        headed = bool(heads) or r.hit("place-head", end, name.last - 1, bare=False) is not None
        context = bool(front.compass) or near or setting.drawn
        if self._credibility.credible(r, name, setting, headed=headed, context=context):
            return self._known.read(r, front, name, setting)
        if heads:
            return self._unknown.read(r, front, name)
        pointed = self._pointers.read(r, front)
        return pointed if pointed is not None or near else self._unknown.site(r, front, name)

    def _is_word(self, r: Reading, head: Hit, name: Hit) -> bool:
        """Whether a village's name is another word behind a head noun ("منطقة الرأس" is that of the body), or a country's
        shows that the noun is ("مقاطعة إسرائيل": boycotting it).
        """
        whole = any(p.kind == "country" for p in self._names.places(name))
        single = name.last - name.first == 1 and (whole or only_minor(name.entry.payload))
        return single and self._words.means_another_thing(r, head, name.first)

    def _takes(self, head: Hit, name: Hit) -> bool:
        """Whether a name belongs to a head noun: to none with the article, to "the capital" that of a town ("العاصمة جاكرتا"),
        not of a country ("العاصمة السورية").
        """
        if head.entry.payload.kinds == ("capital",):
            return any(p.kind in ("capital", "town") for p in self._names.places(name))
        return not head.article

    def _without_name(self, r: Reading, front: Front) -> Found | None:
        """The phrase where the gazetteer has no name behind what stands before it."""
        pointed = self._pointers.read(r, front)
        of_town = self._of_town(r, front)
        if of_town is not None or pointed is not None:
            return of_town or pointed
        if front.heads:
            return None if front.heads[-1].article else self._unknown.read(r, front)
        return None if front.direction is None else self._behind_direction(r, front, front.direction)

    def _behind_direction(self, r: Reading, front: Front, direction: Hit) -> Found | None:
        """The phrase of a direction with a name that the gazetteer has not."""
        around = [*front.compass] == [AROUND] and self._words.led(r, front.first, direction)
        found = self._unknown.read(r, front) if around or COMPASS.issuperset("".join(front.compass)) else None
        if found is not None:
            return found
        # "ضاحية شويكة" is a suburb of that name, where no town bears it.
        suburb = r.hit("place-head", direction.first, direction.last, bare=front.near)
        if suburb is not None and suburb.last == direction.last and suburb.entry.payload.unknown:
            return self._unknown.read(r, front._replace(heads=[suburb]))
        return None

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
        value = nameless(self._values.value(town.place, heads, front.compass))
        return front.found(r, heads[0], town.last, value)

    def _whole(self, r: Reading, at: int, last: int, noun: Hit | None) -> Found | None:
        """What a side is named with, at token ``at``; ``noun``: a head noun before it that goes with its name."""
        return self._core(r, at, last, False, Setting(at, drawn=True, noun=noun))

    def _inside(self, r: Reading, at: int, last: int) -> Found | None:
        """The place in "في X" or "بX" at token ``at``."""
        if at >= last:
            return None
        if r.document.tokens[at].norm in self._in:
            return self._core(r, at + 1, last, True, Setting(at, drawn=True))
        for kind in ("place", "place-head", "direction"):
            if any(hit.proclitics == self._attached_in for hit in r.at[kind].get(at, ())):
                return self._core(r, at, last, False, Setting(at, drawn=True))
        return None
