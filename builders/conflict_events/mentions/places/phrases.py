"""Reads the place phrase that begins at a token: nearness word, road, direction, head nouns, name, adjectives."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.language import Language
from conflict_events.mentions.places.adjectives import Adjectives
from conflict_events.mentions.places.ambiguity import Names
from conflict_events.mentions.places.forms import folded, rules
from conflict_events.mentions.places.gazetteer import Gazetteer, Place
from conflict_events.mentions.places.pointing import Pointers
from conflict_events.mentions.places.reading import Found, Reading
from conflict_events.mentions.places.unknown import QUOTES, UnknownNames
from conflict_events.mentions.places.values import DISTRICT, EXACT, NEAR, REGION, SEA_OR_AIR, Values, changed
from conflict_events.records import Hit
from conflict_events.text import fold

MAX_HEADS = 3
"""Head nouns before a name at most."""
FAR_REACH = 6
"""Tokens within which "على بعد" must find its "من"."""


class PhraseReader:
    """Reads place phrases, by a language's tables and the gazetteer."""

    def __init__(self, language: Language, gazetteer: Gazetteer) -> None:
        tables = rules(language)
        self._far_end = folded(tables["phrases"]["far_end"])
        self._in = folded(tables["phrases"]["in"])
        self._attached_in, self._and = fold(tables["proclitics"]["in"]), fold(tables["proclitics"]["and"])
        self._names = Names(language, gazetteer)
        self._adjectives = Adjectives(language)
        self._values = Values(language, gazetteer)
        self._pointers = Pointers(language, gazetteer, self._names, self._adjectives, self._values, self._inside)
        self._unknown = UnknownNames(language, self._adjectives, self._inside)

    def phrase(
        self, r: Reading, i: int, floor: int, last: int, previous: Found | None, *, drawn: bool = False
    ) -> Found | None:
        """The phrase that begins at token ``i`` and ends by ``last``, if one does.

        ``floor`` is the first token that may be looked at, ``previous`` the place before it in the sentence; ``drawn``:
        somebody says that a place is meant.
        """
        if i not in r.starts:
            return None
        hit = r.hit("near", i, last, bare=False)
        if hit is None or hit.last >= last:
            return self._core(r, i, floor, last, False, previous, drawn=drawn)
        begin = hit.last
        far = hit.entry.key == "far"
        if far:
            tokens = r.document.tokens
            ends = [k for k in range(begin, min(begin + FAR_REACH, last)) if tokens[k].norm in self._far_end]
            if not ends:
                return None
            begin = ends[-1] + 1
        if begin >= last:
            return None
        found = self._core(r, begin, floor, last, True, previous, drawn=drawn)
        if found is None and not far:
            found = self._unknown.read(r, begin, begin, last, None, near=True)
        if found is not None and found.value.precision in (EXACT, DISTRICT):
            found = found._replace(value=changed(found.value, precision=NEAR))
        return found

    def _core(
        self, r: Reading, i: int, floor: int, last: int, near: bool, previous: Found | None, *, drawn: bool
    ) -> Found | None:
        """The phrase without its nearness word; ``near``: one stands before it."""
        tokens = r.document.tokens
        place = r.hit("place", i, last, bare=near)
        road = r.hit("place-road", i, last, bare=near)
        if road is not None and (place is None or place.last < road.last) and road.last < last:
            inner = self._core(r, road.last, floor, last, True, None, drawn=drawn)
            if inner is not None:
                value = changed(inner.value, precision=REGION, name=f"road to {inner.value.name}")
                return Found(i, inner.last, road.start, inner.end, value, road.proclitics, inner.place)
        direction = r.hit("direction", i, last, bare=near)
        compass: list[str] = []
        j = i
        if direction is not None and (direction.article or (place is not None and place.last > direction.last)):
            direction = None
        if direction is not None:
            compass, j = self._directions(r, direction, last)
            if j >= last:
                return None
        heads, j = self._heads(r, i, j, last, near)
        opening = direction or (heads[0] if heads else None)
        quoted = i < j < last and tokens[j].norm in QUOTES
        k = j + quoted
        if k >= last:
            return None if quoted else self._pointers.read(r, i, i, last, near, compass)
        name = r.hit("place", k, last, bare=near or k > i) if k not in r.blocked else None
        if name is None or (heads and heads[-1].article and not self._apposed(heads[-1], name)):
            pointing = self._pointers.read(r, i, j if compass and not heads else i, last, near, compass)
            if pointing is None and heads and not heads[-1].article:
                return self._unknown.read(r, i, k, last, heads[-1], near=near, opening=opening, quoted=quoted)
            return pointing
        if not self._names.credible(r, name, floor, bool(heads), bool(compass) or near or drawn, previous):
            if heads:
                return self._unknown.read(r, i, k, last, heads[-1], near=near, opening=opening, quoted=quoted)
            return None
        chosen = self._names.choose(r, name, heads)
        if not heads and chosen.kind in ("town", "capital") and self._adjectives.masculine(r, name.last, last):
            return None
        if heads and not drawn and self._only_named_after(r, heads, chosen):
            return self._unknown.read(r, i, k, last, heads[-1], near=near, opening=opening, quoted=quoted)
        end = name.last
        if quoted and end < last and tokens[end].norm in QUOTES:
            end += 1
        described = self._adjectives.behind_name(r, end, last, chosen.country)
        end = described.last
        value = self._values.value(chosen, heads, [*compass, described.letter])
        if chosen.kind == "sea" and chosen.latitude is None:
            beside = self.phrase(r, end, floor, last, None)
            if beside is not None and beside.first == end:
                name_of_both = f"{chosen.name} off {beside.value.name}"
                value = changed(beside.value, precision=SEA_OR_AIR, name=name_of_both, country="")
                end = beside.last
        r.remember(chosen)
        first = opening or name
        return Found(i, end, first.start, tokens[end - 1].end, value, "" if near else first.proclitics, chosen)

    def _directions(self, r: Reading, direction: Hit, last: int) -> tuple[list[str], int]:
        """The letters of a direction, and of one that is joined to it by "and"; the token behind them."""
        joined = r.hit("direction", direction.last, last, bare=False)
        if joined is not None and joined.proclitics == self._and:
            return [direction.entry.payload, joined.entry.payload], joined.last
        return [direction.entry.payload], direction.last

    def _heads(self, r: Reading, i: int, j: int, last: int, near: bool) -> tuple[list[Hit], int]:
        """The head nouns from token ``j`` on, in a phrase from ``i``, and the token behind them."""
        heads: list[Hit] = []
        while len(heads) < MAX_HEADS and j < last:
            head = r.hit("place-head", j, last, bare=near or j > i)
            if head is None:
                break
            named = r.hit("place", j, last, bare=near or j > i)
            if named is not None and named.last > head.last:
                break
            heads.append(head)
            j = head.last
            if head.article:
                break
        return heads, j

    def _apposed(self, head: Hit, name: Hit) -> bool:
        """ "العاصمة جاكرتا": the head with its article and a capital."""
        return head.entry.payload.kinds == ("capital",) and any(
            p.kind in ("capital", "town") for p in self._names.places(name)
        )

    def _only_named_after(self, r: Reading, heads: Sequence[Hit], place: Place) -> bool:
        """Whether a building is only named after a place: "فندق بيبلوس" stands anywhere."""
        if not (heads[0].entry.payload.site and heads[-1].entry.payload.unknown):
            return False
        return place.minor and not r.countries[place.country]

    def _inside(self, r: Reading, at: int, last: int) -> Found | None:
        """The place in "في X" or "بX" at token ``at``."""
        if at >= last:
            return None
        if r.document.tokens[at].norm in self._in:
            return self._core(r, at + 1, at, last, True, None, drawn=True)
        for hit in r.at["place"].get(at, ()):
            if hit.last <= last and hit.proclitics == self._attached_in:
                return self._core(r, at, at, last, False, None, drawn=True)
        return None
