"""Places: the longest phrase that names one ("ريف حلب الشمالي", "شرقي سوريا", "مطار النجف") and where that is.

A phrase is read from left to right: nearness word (left out of the text, it makes the precision 2), direction, head nouns,
name, and the adjectives behind it. A name that several places bear is settled by the noun before it, by the countries
that the article speaks of, and by size; all ties fall to the order of the registry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from conflict_events.language import Language
from conflict_events.lexicon import Phrase
from conflict_events.records import Document, Entry, Hit, Mention, PlaceValue
from conflict_events.text import COMMAS, fold

MAX_HEADS = 3
FAR_REACH = 6
"""Tokens within which "على بعد" must find its "من"."""
STEP = {4: 0.6, 5: 0.4}
"""Degrees by which a direction moves from the centre of a province or region; TOWN_STEP from that of anything smaller.
"""
TOWN_STEP = 0.05
_COMPASS = {"N": "northern", "S": "southern", "E": "eastern", "W": "western", "C": "central"}
_WORDS = {"north": "N", "south": "S", "east": "E", "west": "W", "centre": "C"}
_POINTS = frozenset({"capital", "town", "quarter", "camp", "base", "crossing", "island"})
_QUOTES = frozenset("\"'«»“”‘’")


class Place(NamedTuple):
    """A row of the registry. Degrees are decimal, None where a point would say nothing (a country)."""

    id: str
    name: str
    country: str
    admin1: str
    latitude: float | None
    longitude: float | None
    precision: int
    population: int
    kind: str
    order: int


class _Head(NamedTuple):
    """What a head noun asks of the name behind it, see places.toml."""

    word: str
    precision: int
    own: bool
    kinds: tuple[str, ...]
    unknown: bool
    site: bool


@dataclass(slots=True)
class _Reading:
    """A document being read: hits by kind and first token (longest first), and what it has told so far."""

    document: Document
    at: dict[str, dict[int, list[Hit]]]
    blocked: frozenset[int]
    countries: Counter[str] = field(default_factory=Counter)
    points: list[Place] = field(default_factory=list)
    province: Place | None = None

    def hit(self, kind: str, first: int, last: int, *, bare: bool = True) -> Hit | None:
        """The longest hit of that kind from token ``first`` that ends by ``last``; ``bare``: without prepositions."""
        for hit in self.at.get(kind, {}).get(first, ()):
            if hit.last <= last and not (bare and hit.proclitics):
                return hit
        return None


class _Found(NamedTuple):
    first: int
    last: int
    start: int
    end: int
    value: PlaceValue
    proclitics: str
    place: Place | None


class PlaceFinder:
    """Finds mentions of places in a document and values any span as one."""

    def __init__(self, language: Language) -> None:
        tables = _rules(language)
        self._article = language.clitics.article
        self._places = _registry(language)
        self._person = frozenset(fold(w) for w in tables["context"]["person"])
        self._not_name = frozenset(fold(w) for w in tables["context"]["not_name"])
        self._needs_head = frozenset(fold(w) for w in tables["context"]["needs_head"])
        self._needs_context = frozenset(fold(w) for w in tables["context"]["needs_context"])
        self._prepositions = frozenset(
            fold(w) for w in language.data.get("grammar", {}).get("preposition", {}).get("words", ())
        )
        self._in = frozenset(fold(w) for w in tables["phrases"]["in"])
        self._with = frozenset(fold(w) for w in tables["phrases"]["with"])
        self._far_end = frozenset(fold(w) for w in tables["phrases"]["far_end"])
        self._labels = {fold(w): label for w, label in tables["labels"].items()}
        self._compound = frozenset(fold(w) for w in tables["context"].get("compound", ()))
        self._kingdom = frozenset(fold(w) for w in tables["phrases"]["kingdom"])
        self._kingdoms = tuple(tables["phrases"]["kingdoms"])
        self._anaphor_kinds = {fold(w): frozenset(kinds) for w, kinds in tables["anaphor_kinds"].items()}
        self._capitals = {p.country: p for p in reversed(list(self._places.values())) if p.kind == "capital"}

    @staticmethod
    def entries(language: Language) -> Iterator[Phrase]:
        """Kinds "place" (payload: registry ids), "place-head", "direction", "near", "place-anaphor", "place-adjective",
        "place-nationality" (payload: country), "place-block"."""
        tables = _rules(language)
        by_name: dict[str, tuple[str, list[str]]] = {}
        for row in _names(language):
            for name in row["names"].split("|"):
                by_name.setdefault(fold(name), (name, []))[1].append(row["id"])
        for key, (name, ids) in by_name.items():
            yield Phrase(name, Entry("place", key, tuple(ids)))
        for rule in tables["head"]:
            for word in rule["words"]:
                head = _Head(
                    fold(word),
                    rule["precision"],
                    rule.get("own", False),
                    tuple(rule["kinds"]),
                    rule["unknown"],
                    rule.get("site", False),
                )
                yield Phrase(word, Entry("place-head", fold(word), head))
        yield from _directions(tables)
        for part in ("near", "far"):
            for word in tables["phrases"][part]:
                yield Phrase(word, Entry("near", part))
        for part in ("borders", "lands", "coasts", "skies", "capital", "country", "town", "province", "strip", "site"):
            for word in tables["phrases"][part]:
                yield Phrase(word, Entry("place-anaphor", part, fold(word)))
        for word in tables["phrases"]["road"]:
            yield Phrase(word, Entry("place-road", fold(word)))
        for word in tables["adjectives"]["words"]:
            yield Phrase(word, Entry("place-adjective", fold(word), ""))
        for letter, words in tables["directed"].items():
            for word in words:
                yield Phrase(word, Entry("place-adjective", fold(word), letter))
        for country, words in tables["nationalities"].items():
            for word in words:
                for form in _adjective_forms(word):
                    yield Phrase(form, Entry("place-nationality", country, country))
        for text in tables["context"]["block"]:
            yield Phrase(text, Entry("place-block", fold(text)))

    def find(self, document: Document) -> list[Mention]:
        """The places in text order, none overlapping another."""
        reading = self._read(document)
        mentions: list[Mention] = []
        for sentence in document.sentences:
            i = sentence.first
            previous: _Found | None = None
            while i < sentence.last:
                found = (
                    None if i in reading.blocked else self._phrase(reading, i, sentence.first, sentence.last, previous)
                )
                if found is None:
                    i += 1
                    continue
                mentions.append(
                    Mention(
                        "place",
                        found.start,
                        found.end,
                        found.first,
                        found.last,
                        sentence.index,
                        found.value,
                        found.proclitics,
                    )
                )
                previous = found
                i = found.last
        return mentions

    def value(self, document: Document, start: int, end: int) -> PlaceValue | None:
        """What the characters ``start`` to ``end`` mean as a place; a name that nobody knows is a
        place without degrees.
        """
        reading = self._read(document)
        inside = [i for i, t in enumerate(document.tokens) if t.start < end and t.end > start]
        if not inside:
            return None
        first, last = inside[0], inside[-1] + 1
        for i in range(first, last):
            found = self._phrase(reading, i, first, last, None, drawn=True)
            if found is not None:
                return found.value
        text = " ".join(document.article.text[start:end].split())
        return PlaceValue(text, None, self._focus(reading), None, None, None, 1)

    def _focus(self, reading: _Reading) -> str:
        return max(reading.countries, key=lambda c: (reading.countries[c], c), default="")

    def _read(self, document: Document) -> _Reading:
        at: dict[str, dict[int, list[Hit]]] = {}
        for kind in (
            "place",
            "place-head",
            "direction",
            "near",
            "place-anaphor",
            "place-adjective",
            "place-nationality",
            "place-road",
        ):
            table = at.setdefault(kind, {})
            for hit in document.hits.get(kind, ()):
                table.setdefault(hit.first, []).append(hit)
            for hits in table.values():
                hits.sort(key=lambda h: (-h.last, len(h.proclitics)))
        blocked = frozenset(i for h in document.hits.get("place-block", ()) for i in range(h.first, h.last))
        reading = _Reading(document, at, blocked)
        covered = -1
        for first in sorted(at["place"]):
            hit = at["place"][first][0]
            if (
                first < covered
                or first in blocked
                or hit.entry.key in self._needs_head
                or hit.entry.key in self._needs_context
            ):
                continue
            covered = hit.last
            places = [self._places[i] for i in hit.entry.payload]
            countries = {p.country for p in places if p.country}
            if any(p.kind == "country" for p in places):
                if any(p.kind in ("area", "desert") for p in places):
                    continue
                reading.countries[next(p.country for p in places if p.kind == "country")] += 3
            elif len(countries) == 1 and not places[0].id.startswith("gn:"):
                reading.countries[countries.pop()] += 2
            elif len(countries) == 1 and max(p.population for p in places) >= 50_000:
                reading.countries[countries.pop()] += 1
        seen: set[int] = set()
        for hit in document.hits.get("place-nationality", ()):
            if hit.first not in seen:
                seen.add(hit.first)
                reading.countries[hit.entry.key] += 2
        return reading

    def _phrase(
        self, r: _Reading, i: int, floor: int, last: int, previous: _Found | None, *, drawn: bool = False
    ) -> _Found | None:
        """The place phrase that begins at token ``i``, if one does."""
        tokens = r.document.tokens
        near = False
        begin = i
        hit = r.hit("near", i, last, bare=False)
        if hit is not None and hit.last < last:
            begin = hit.last
            near = True
            if hit.entry.key == "far":
                ends = [k for k in range(hit.last, min(hit.last + FAR_REACH, last)) if tokens[k].norm in self._far_end]
                if not ends:
                    return None
                begin = ends[-1] + 1
            if begin >= last:
                return None
        found = self._core(r, begin, floor, last, near, previous, drawn=drawn)
        if found is None and near and hit is not None and hit.entry.key == "near":
            found = self._unknown(r, begin, begin, last, None, near=True)
        if found is None or not near:
            return found
        value = found.value
        if value.precision in (1, 3) or (value.precision == 2):
            value = _with(value, precision=2)
        return found._replace(value=value)

    def _core(
        self, r: _Reading, i: int, floor: int, last: int, near: bool, previous: _Found | None, *, drawn: bool
    ) -> _Found | None:
        tokens = r.document.tokens
        outer = not near
        opening: Hit | None = None
        compass: list[str] = []
        j = i
        place = r.hit("place", i, last, bare=near)
        direction = r.hit("direction", i, last, bare=near)
        road = r.hit("place-road", i, last, bare=near)
        if road is not None and (place is None or place.last < road.last) and road.last < last:
            inner = self._core(r, road.last, floor, last, True, None, drawn=drawn)
            if inner is not None:
                value = _with(inner.value, precision=5, name=f"road to {inner.value.name}")
                return _Found(i, inner.last, road.start, inner.end, value, road.proclitics, inner.place)
        if direction is not None and (place is None or place.last <= direction.last):
            opening = direction
            compass.append(direction.entry.payload)
            j = direction.last
            joined = r.hit("direction", j, last, bare=False)
            if joined is not None and joined.proclitics == "و":
                compass.append(joined.entry.payload)
                j = joined.last
            if direction.article:
                opening, j = None, i
                compass.clear()
            elif j >= last:
                return None
        heads: list[Hit] = []
        while len(heads) < MAX_HEADS and j < last:
            head = r.hit("place-head", j, last, bare=near or j > i)
            named = r.hit("place", j, last, bare=near or j > i)
            if head is None or (named is not None and named.last > head.last):
                break
            heads.append(head)
            opening = opening or head
            j = head.last
            if head.article:
                break
        quoted = j < last and j > i and tokens[j].norm in _QUOTES
        k = j + 1 if quoted else j
        if k >= last:
            return self._pointing(r, i, last, near, compass) if not quoted else None
        name = r.hit("place", k, last, bare=near or k > i) if k not in r.blocked else None
        if name is None or (heads and heads[-1].article and not self._apposed(heads[-1], name)):
            return self._without_name(r, i, j, k, last, near, compass, heads, opening, drawn=drawn, quoted=quoted)
        if not self._credible(r, name, floor, bool(heads), bool(compass) or near or drawn, previous):
            if heads and heads[-1].entry.payload.unknown:
                return self._unknown(r, i, k, last, heads[-1], near=near, opening=opening, quoted=quoted)
            return None
        chosen = self._choose(r, name, heads, previous)
        if chosen.kind in ("town", "capital") and not heads and self._club(r, name, last):
            return None
        named_after = heads and heads[0].entry.payload.site and heads[-1].entry.payload.unknown and not drawn
        if named_after and chosen.id.startswith("gn:") and not r.countries[chosen.country]:
            # "فندق بيبلوس": buildings are named after places that have nothing to do with where they stand.
            return self._unknown(r, i, k, last, heads[-1], near=near, opening=opening, quoted=quoted)
        end = name.last
        if quoted and end < last and tokens[end].norm in _QUOTES:
            end += 1
        end, letter = self._trailing(r, end, last, chosen.country)
        value = self._value(r, chosen, heads, compass + ([letter] if letter else []))
        if chosen.kind == "sea" and chosen.latitude is None:
            beside = self._phrase(r, end, floor, last, None)
            if beside is not None and beside.first == end:
                value = _with(beside.value, precision=7, name=f"{chosen.name} off {beside.value.name}", country="")
                end = beside.last
        if chosen.kind in _POINTS:
            r.points.append(chosen)
        elif chosen.kind == "province":
            r.province = chosen
        first_hit = opening or name
        return _Found(
            i, end, first_hit.start, tokens[end - 1].end, value, first_hit.proclitics if outer else "", chosen
        )

    def _apposed(self, head: Hit, name: Hit) -> bool:
        """ "العاصمة جاكرتا": the head with its article and a capital."""
        return any(
            self._places[i].kind in ("capital", "town") for i in name.entry.payload
        ) and head.entry.payload.kinds == ("capital",)

    def _credible(
        self, r: _Reading, name: Hit, floor: int, headed: bool, context: bool, previous: _Found | None
    ) -> bool:
        tokens = r.document.tokens
        before = tokens[name.first - 1].norm if name.first > floor else ""
        if "ك" in name.proclitics or "ف" in name.proclitics:
            return False
        if headed:
            return True
        if (
            name.proclitics.endswith("ل")
            and not name.article
            and tokens[name.first].norm.startswith(name.proclitics + "ل")
        ):
            return False
        if name.article and not any(i.startswith("country:") for i in name.entry.payload):
            return False
        listed = previous is not None and (
            (previous.last == name.first and name.proclitics == "و")
            or (previous.last == name.first - 1 and before in COMMAS)
        )
        placed = context or before in self._prepositions or "ب" in name.proclitics or listed
        if r.hit("place-nationality", name.first, name.last, bare=False) and (name.article or not placed):
            # "الرئاسة السورية", "قوات سورية": the adjective, not the country.
            return False
        if name.last - name.first == 1:
            if before in self._person:
                return False
            if name.entry.key in self._needs_head:
                return (
                    listed and previous is not None and previous.place is not None and previous.place.kind == "province"
                )
            if name.entry.key in self._needs_context:
                return placed
        if context or not all(i.startswith("gn:") for i in name.entry.payload):
            return True
        # A small town of a country that the article does not speak of is more often a surname or a common word.
        best = max(
            (self._places[i] for i in name.entry.payload), key=lambda p: (r.countries[p.country] > 0, p.population)
        )
        if best.population < 300_000 and not placed:
            return False
        return r.countries[best.country] > 0 or best.population >= 300_000

    def _choose(self, r: _Reading, name: Hit, heads: Sequence[Hit], previous: _Found | None) -> Place:
        wanted: tuple[str, ...] = heads[-1].entry.payload.kinds if heads else ()
        site = len(heads) > 1 and heads[0].entry.payload.site
        places = [self._places[i] for i in name.entry.payload]
        listed = self._among_provinces(r, name)
        total = sum(r.countries.values()) or 1

        def rank(place: Place) -> tuple[float, int]:
            score = 12.0 * r.countries[place.country] / total
            if wanted and not site:
                score += 8.0 if place.kind in wanted else 0.0
            elif site:
                score += 4.0 if place.kind in _POINTS else 0.0
            elif place.kind == "country":
                score += 5.0
            elif place.kind == "province":
                score += 8.0 if listed else -6.0
            if place.kind == "capital":
                score += 1.5
            if not place.id.startswith("gn:") or place.population >= 100_000:
                score += 1.0
            return score + min(place.population, 5_000_000) / 10_000_000, -place.order

        return max(places, key=rank)

    def _club(self, r: _Reading, name: Hit, last: int) -> bool:
        """Towns are feminine: "مدريد الإسباني" is the club."""
        hit = r.hit("place-nationality", name.last, last)
        norm = r.document.tokens[hit.last - 1].norm if hit is not None else ""
        return norm.startswith(self._article) and norm.endswith("ي")

    def _among_provinces(self, r: _Reading, name: Hit) -> bool:
        """Whether a list of places ("النجف والمثنى وميسان") holds one that can only be a province."""
        for step in (1, -1):
            at = name.first
            for _ in range(12):
                at += step
                if not 0 <= at < len(r.document.tokens):
                    break
                if r.document.tokens[at].norm in COMMAS:
                    continue
                hits = [h for h in r.at["place"].get(at, ()) if h.proclitics in ("", "و")]
                if not hits and not any(h.last > at for k in (at - 1, at - 2) for h in r.at["place"].get(k, ())):
                    break
                if hits and all(self._places[p].kind == "province" for p in hits[0].entry.payload):
                    return True
        return False

    def _trailing(self, r: _Reading, j: int, last: int, country: str) -> tuple[int, str]:
        """Past the adjectives behind a name; the compass letter of one that tells a direction."""
        letter = ""
        while j < last:
            hit = r.hit("place-nationality", j, last)
            if hit is not None and hit.entry.payload == country and r.document.tokens[j].norm.startswith(self._article):
                j = hit.last
                continue
            hit = r.hit("place-adjective", j, last)
            if hit is None:
                break
            letter = letter or hit.entry.payload
            j = hit.last
        return j, letter

    def _value(self, r: _Reading, place: Place, heads: Sequence[Hit], compass: Sequence[str]) -> PlaceValue:
        precision, name = place.precision, place.name
        latitude, longitude = place.latitude, place.longitude
        head: _Head | None = heads[0].entry.payload if heads else None
        if head is not None:
            if head.site or not head.own:
                exact = place.kind in head.kinds or place.precision == 7
                precision = (
                    place.precision if exact and not (head.precision == 1 and place.precision > 1) else head.precision
                )
                if head.precision == 4 and place.kind not in head.kinds:
                    precision = 4
            if head.word in self._labels and (head.site or precision != place.precision):
                label = self._labels[head.word].split("{}")[-1].strip()
                if label not in name:
                    name = self._labels[head.word].format(name)
            if place.kind == "country" and head.precision == 7:
                precision = 7
        elif place.kind == "district":
            precision = 1  # Bare, the name of a district is that of its town.
        letters = "".join(dict.fromkeys("".join(compass)))
        if "A" in letters:
            return PlaceValue(
                name,
                place.id,
                place.country,
                place.admin1 or None,
                latitude,
                longitude,
                2 if precision == 1 else precision,
            )
        if "R" in letters:
            precision = max(precision - 1, 3) if precision == 6 else precision
        if "I" in letters or "R" in letters:
            return PlaceValue(name, place.id, place.country, place.admin1 or None, latitude, longitude, precision)
        if letters:
            return self._directed(place, name, precision, latitude, longitude, letters)
        return PlaceValue(name, place.id, place.country, place.admin1 or None, latitude, longitude, precision)

    def _directed(
        self, place: Place, name: str, precision: int, latitude: float | None, longitude: float | None, letters: str
    ) -> PlaceValue:
        word = _compass_word(letters)
        if place.kind == "country":
            key = f"{place.country.lower()}-{letters.lower()}"
            part = self._places.get(f"front:{key}") or self._places.get(f"part:{key}")
            if part is not None:
                return PlaceValue(part.name, part.id, place.country, None, part.latitude, part.longitude, 5)
            return PlaceValue(f"{word} {name}", place.id, place.country, None, None, None, 5)
        if latitude is not None and longitude is not None:
            step = STEP.get(precision, TOWN_STEP)
            latitude = round(latitude + step * (("N" in letters) - ("S" in letters)), 4)
            longitude = round(longitude + step * (("E" in letters) - ("W" in letters)), 4)
        if precision >= 4:
            precision = 5
        else:
            precision = 3 if letters == "C" else 2
        return PlaceValue(
            f"{word} {name}", place.id, place.country, place.admin1 or None, latitude, longitude, precision
        )

    def _without_name(
        self,
        r: _Reading,
        i: int,
        j: int,
        k: int,
        last: int,
        near: bool,
        compass: Sequence[str],
        heads: Sequence[Hit],
        opening: Hit | None,
        *,
        drawn: bool,
        quoted: bool,
    ) -> _Found | None:
        """Head nouns or directions with no name of the gazetteer behind them."""
        anaphor = self._pointing(r, i, last, near, compass, at=j if compass and not heads else i)
        if anaphor is not None:
            return anaphor
        if heads and not heads[-1].article:
            return self._unknown(r, i, k, last, heads[-1], near=near, opening=opening, quoted=quoted)
        return None

    def _pointing(
        self, r: _Reading, i: int, last: int, near: bool, compass: Sequence[str], at: int | None = None
    ) -> _Found | None:
        """ "البلاد", "الأراضي الإيرانية", "الحدود مع مالي", "العاصمة": a common noun whose place is told elsewhere."""
        tokens = r.document.tokens
        at = i if at is None else at
        hit = r.hit("place-anaphor", at, last, bare=near or at > i)
        if hit is None:
            return None
        opening = hit
        if at > i:
            first = r.hit("direction", i, last, bare=False)
            opening = first or hit
        part = hit.entry.key
        end = hit.last
        countries: list[str] = []
        letter = ""
        while end < last:
            nation = r.hit("place-nationality", end, last)
            if nation is not None and tokens[end].norm.startswith(self._article):
                countries.append(nation.entry.payload)
                end = nation.last
                continue
            adjective = r.hit("place-adjective", end, last)
            if adjective is None:
                break
            letter = letter or adjective.entry.payload
            end = adjective.last
        letters = [*compass, *([letter] if letter else [])]

        def made(value: PlaceValue, stop: int, place: Place | None = None) -> _Found:
            return _Found(
                i, stop, opening.start, tokens[stop - 1].end, value, "" if near else opening.proclitics, place
            )

        if part == "borders":
            return self._border(r, end, last, countries, made)
        if part == "capital":
            name = r.hit("place", end, last)
            named = (
                [self._places[p] for p in name.entry.payload if self._places[p].kind in ("capital", "town")]
                if name
                else []
            )
            if name is not None and named:
                chosen = (
                    self._choose(r, name, (), None)
                    if not countries
                    else next((p for p in named if p.country == countries[0]), named[0])
                )
                if chosen.kind == "country":
                    chosen = named[0]
                stop, _ = self._trailing(r, name.last, last, chosen.country)
                r.points.append(chosen)
                return made(self._value(r, chosen, (), letters), stop, chosen)
            capital = self._capitals.get(countries[0] if countries else self._focus(r))
            if capital is None:
                return None
            r.points.append(capital)
            return made(self._value(r, capital, (), letters), end, capital)
        if part == "site":
            where = None
            for skipped in range(3):
                where = self._inside(r, end + skipped, last)
                if where is not None:
                    break
            if where is None:
                return None
            label = self._labels.get(hit.entry.payload, "{}")
            value = _with(where.value, precision=1, name=label.format(where.value.name))
            return made(value, where.last, where.place)
        if part in ("lands", "skies", "coasts"):
            if part == "lands" and letter and not countries:
                focus = self._focus(r)
                if not focus:
                    return None
                return made(self._directed(self._places[f"country:{focus.lower()}"], "", 6, None, None, letter), end)
            country = self._places.get(f"country:{countries[0].lower()}") if countries else None
            if country is None:
                return None
            value = self._value(r, country, (), letters)
            if part == "skies":
                value = _with(value, precision=7, name=f"{country.name} airspace")
            elif part == "coasts":
                value = _with(value, precision=5, name=f"{country.name} coast")
            return made(value, end, country)
        place: Place | None = None
        if part == "country" and not countries:
            own = self._focus(r)
            if hit.entry.payload in self._kingdom:
                own = max(self._kingdoms, key=lambda c: r.countries[c])
            place = self._places.get(f"country:{own.lower()}")
        elif part == "town":
            kinds = self._anaphor_kinds.get(hit.entry.payload, _POINTS)
            place = next((p for p in reversed(r.points) if p.kind in kinds), None)
        elif part == "province":
            place = r.province
        elif part == "strip" and r.countries["PSE"]:
            place = self._places.get("area:pse-gaza-strip")
        if place is None:
            return None
        value = self._value(r, place, (), letters)
        if part == "town" and letters:
            value = _with(value, precision=1)
        return made(value, end, place)

    def _inside(self, r: _Reading, at: int, last: int) -> _Found | None:
        """The place in "في X" or "بX" at token ``at``."""
        if at >= last:
            return None
        if r.document.tokens[at].norm in self._in:
            return self._core(r, at + 1, at, last, True, None, drawn=True)
        for hit in r.at.get("place", {}).get(at, ()):
            if hit.last <= last and hit.proclitics == "ب":
                return self._core(r, at, at, last, False, None, drawn=True)
        return None

    def _border(
        self, r: _Reading, end: int, last: int, countries: list[str], made: Callable[[PlaceValue, int], _Found]
    ) -> _Found | None:
        """ "الحدود السورية التركية", "الحدود مع مالي", "حدود العراق"."""
        tokens = r.document.tokens
        focus = self._focus(r)
        named = list(countries)
        stop = end
        at = end + 1 if end < last and tokens[end].norm in self._with else end
        hit = r.hit("place", at, last)
        if hit is not None and (at > end or not countries):
            while hit is not None:
                known = [self._places[p] for p in hit.entry.payload]
                country = next(
                    (p.country for p in known if p.kind in ("country", "area", "province") and p.country), ""
                )
                if not country:
                    break
                named.append(country)
                stop = hit.last
                nxt = r.hit("place", stop, last, bare=False)
                hit = nxt if nxt is not None and nxt.proclitics == "و" else None
        if not named:
            return None
        if len(named) == 1:
            other = max(
                (c for c in r.countries if c != named[0] and self._between((c, named[0]))),
                key=lambda c: (r.countries[c], c),
                default="",
            )
            named = [other, *named] if other else named
        names = [self._places[f"country:{c.lower()}"].name for c in named if f"country:{c.lower()}" in self._places]
        point = self._between(named)
        latitude, longitude = point if point else (None, None)
        owner = focus if focus in named else named[0]
        value = PlaceValue(f"{'-'.join(names)} border", None, owner, None, latitude, longitude, 5)
        return made(value, stop)

    def _between(self, countries: Sequence[str]) -> tuple[float, float] | None:
        """The middle of a border of the registry, in either order."""
        if len(countries) < 2:
            return None
        for a, b in ((countries[0], countries[1]), (countries[1], countries[0])):
            place = self._places.get(f"border:{a.lower()}-{b.lower()}")
            if place is not None and place.latitude is not None and place.longitude is not None:
                return place.latitude, place.longitude
        return None

    def _unknown(
        self,
        r: _Reading,
        i: int,
        k: int,
        last: int,
        head: Hit | None,
        *,
        near: bool,
        opening: Hit | None = None,
        quoted: bool = False,
    ) -> _Found | None:
        """A name that the gazetteer has not, behind a head noun or a nearness word."""
        tokens = r.document.tokens
        if head is not None and not head.entry.payload.unknown:
            return None
        if quoted:
            close = next((q for q in range(k, min(k + 5, last)) if tokens[q].norm in _QUOTES), None)
            if close is None or close == k:
                return None
            names_end, end = close, close + 1
        else:
            if not self._namelike(r, k, head):
                return None
            names_end = k + 1
            if tokens[k].norm in self._compound and names_end < last and tokens[names_end].kind == "word":
                names_end += 1
            end = names_end
        text = r.document.article.text
        name = text[tokens[k].start : tokens[names_end - 1].end]
        precision = head.entry.payload.precision if head is not None else 2
        site = head is not None and head.entry.payload.site
        start = opening.start if opening is not None else tokens[k].start
        focus = self._focus(r)
        where = self._inside(r, end, last) if site else None
        if where is not None:
            value = _with(where.value, name=name, precision=1)
            return _Found(
                i, where.last, start, where.end, value, opening.proclitics if opening and not near else "", where.place
            )
        country = focus
        adjective = r.hit("place-nationality", end, last) if end < last else None
        if adjective is not None and tokens[end].norm.startswith(self._article):
            country, end = adjective.entry.payload, adjective.last
        value = PlaceValue(name, None, country, None, None, None, precision)
        return _Found(
            i, end, start, tokens[end - 1].end, value, opening.proclitics if opening and not near else "", None
        )

    def _namelike(self, r: _Reading, k: int, head: Hit | None) -> bool:
        token = r.document.tokens[k]
        norm = token.norm
        if token.kind != "word" or len(norm) < 3 or norm in self._not_name or (norm in self._person and head is None):
            return False
        if norm in self._prepositions or r.hit("place-nationality", k, k + 1) or r.hit("place-adjective", k, k + 1):
            return False
        if (
            r.hit("direction", k, k + 1)
            or r.hit("place-head", k, k + 1, bare=False)
            or r.hit("place-anaphor", k, k + 1)
        ):
            return False
        for other in ("trigger", "actor", "actor-noun", "speech", "number", "date"):
            if r.document.within(other, k, k + 1):
                return False
        if head is None:
            return not norm.startswith(self._article) and not norm.endswith(("ه", "ها", "هم", "ات", "ين", "ون"))
        if norm.startswith(self._article):
            return True
        # An indefinite adjective agrees with its head noun: "قاعدة عسكرية", "مطار مدني".
        return not norm.endswith(("يه", "يا") if head.entry.key.endswith("ه") else ("يا",)) and not (
            norm.endswith("ي") and not head.entry.key.endswith("ه")
        )


def _with(
    value: PlaceValue, *, precision: int | None = None, name: str | None = None, country: str | None = None
) -> PlaceValue:
    return PlaceValue(
        value.name if name is None else name,
        value.place_id,
        value.country if country is None else country,
        value.admin1,
        value.latitude,
        value.longitude,
        value.precision if precision is None else precision,
    )


def _compass_word(letters: str) -> str:
    if len(letters) == 2 and "C" not in letters:
        first, second = (letters[0], letters[1]) if letters[0] in "NS" else (letters[1], letters[0])
        return _COMPASS[first].removesuffix("ern") + _COMPASS[second] if second in "EW" else "northern and southern"
    return " and ".join(_COMPASS[c] for c in letters if c in _COMPASS)


def _directions(tables: Mapping[str, Any]) -> Iterator[Phrase]:
    phrases = tables["phrases"]
    for part, letter in _WORDS.items():
        for word in phrases[part]:
            yield Phrase(word, Entry("direction", letter, letter))
    for a in ("north", "south"):
        for b in ("east", "west"):
            letters = _WORDS[a] + _WORDS[b]
            for first in phrases[a]:
                for second in phrases[b]:
                    yield Phrase(f"{first} {second}", Entry("direction", letters, letters))
                    yield Phrase(f"{first} ال{second}", Entry("direction", letters, letters))
    for word in phrases["around"]:
        yield Phrase(word, Entry("direction", "A", "A"))
    for word in phrases["part"]:
        yield Phrase(word, Entry("direction", "R", "R"))
    for word in phrases["inside"]:
        yield Phrase(word, Entry("direction", "I", "I"))


def _adjective_forms(word: str) -> Iterable[str]:
    """Masculine and feminine of an adjective of one or two words; the article comes by the lexicon."""
    stems = word.split()
    for ending in ("", "ة", "ين", "ون", "ات"):
        if len(stems) == 1:
            yield stems[0] + ending
        elif ending in ("", "ة"):
            yield " ".join(s if ending == "" else s + ending for s in stems)
            yield " ".join("ال" + (s if ending == "" else s + ending) for s in stems)


def _rules(language: Language) -> Mapping[str, Any]:
    tables: Mapping[str, Any] = language.data["places"]
    return tables


def _names(language: Language) -> Sequence[Mapping[str, str]]:
    rows: Sequence[Mapping[str, str]] = language.data["place_names"]
    return rows


def _registry(language: Language) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for order, row in enumerate(language.registry["places"]):
        latitude = float(row["latitude"]) if row["latitude"] else None
        longitude = float(row["longitude"]) if row["longitude"] else None
        found[row["id"]] = Place(
            row["id"], row["name"], row["country"], row["admin1"], latitude, longitude, int(row["precision"]),
            int(row["population"] or 0), row["kind"], order,
        )  # fmt: skip
    return found
