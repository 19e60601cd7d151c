"""Common nouns whose place is told elsewhere: "البلاد", "الأراضي الإيرانية", "الحدود مع مالي", "العاصمة"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from conflict_events.language import Language
from conflict_events.lexical.text import QUOTES, fold, folded
from conflict_events.mentions.places.adjectives import Described
from conflict_events.mentions.places.borders import STRIP, Borders
from conflict_events.mentions.places.forms import AROUND, rules
from conflict_events.mentions.places.gazetteer import POINTS, Place
from conflict_events.mentions.places.nearby import is_site
from conflict_events.mentions.places.reading import Found, Front, Inside, Reading
from conflict_events.mentions.places.tools import Tools
from conflict_events.mentions.places.values import (
    COUNTRY,
    DISTRICT,
    EXACT,
    REGION,
    SEA_OR_AIR,
    UNLABELLED,
    labelled,
    nameless,
    unlocated,
)
from conflict_events.records import Hit, PlaceValue

_CERTAIN = 2
"""How many times as often as of all others an article must speak of a country for "the republic" to be it."""
_BESIDE = 2
"""How many times as often the article may speak of a country as of the neighbour with whom it shares a border."""
_PART_REACH = 1
"""How many sentences after a town a part of it may be named."""
_VILLAGE = 50_000
"""Inhabitants of a place that is no village."""
_SITE_REACH = 3
"""Tokens behind "the embassy" and its adjectives within which its town must begin."""

Meaning = tuple[PlaceValue, int, Place | None]
"""A value, the token behind the words that it is told by, the gazetteer's place."""


class Pointers:
    """Reads such nouns, by a language's tables and the gazetteer. ``inside``: how "in X" behind them is read."""

    def __init__(self, language: Language, tools: Tools, inside: Inside) -> None:
        tables: Mapping[str, Any] = rules(language)
        self._gazetteer, self._nearby, self._adjectives = tools.gazetteer, tools.nearby, tools.adjectives
        self._names, self._values = tools.names, tools.values
        self._inside = inside
        self._borders = Borders(language, tools.gazetteer)
        self._prepositions = folded(language.data["grammar"]["preposition"]["words"])
        self._from = folded(tables["phrases"]["far_end"])
        self._edges = folded(tables["phrases"]["edges"])
        self._sides = {fold(w): letter for letter, words in tables["sides"].items() for w in words}
        self._leading = tuple(fold(p) for p in tables["lists"]["leading"])
        self._and = fold(tables["proclitics"]["and"])
        self._article, self._assimilated = language.clitics.article, language.clitics.assimilated_article
        self._kingdom = folded(tables["phrases"]["kingdom"])
        self._republic = folded(tables["phrases"]["republic"])
        self._republic_parts = folded(tables["phrases"]["republic_parts"])
        self._kingdoms = tuple(tables["phrases"]["kingdoms"])
        self._never_before = {fold(w): folded(words) for w, words in tables["anaphor_before"].items()}
        self._abroad = folded(tables["phrases"]["abroad"])
        self._told_sites = folded(tables["phrases"]["told_site"])
        self._owned = folded(tables["phrases"]["owned"])
        self._never_behind = {fold(w): tuple(folded(words)) for w, words in tables["anaphor_behind"].items()}
        self._villages = folded(tables["phrases"]["village"])
        halves = tables["halves"]
        self._halved = frozenset(halves["countries"])
        self._halves = {letter: country for letter, country in halves.items() if letter != "countries"}
        another = tables["capital_of_another"]
        self._other_capital, self._other_ending = folded(another["words"]), fold(another["ending"])
        self._kinds = {fold(w): frozenset(kinds) for w, kinds in tables["anaphor_kinds"].items()}

    def read(self, r: Reading, front: Front) -> Found | None:
        """The phrase whose noun stands behind the directions of ``front``; behind a nearness word or a direction it carries no
        preposition of its own.
        """
        i, at, last, near = front.first, front.base, front.last, front.near
        hit = r.hit("place-anaphor", at, last, bare=near or at > i)
        if hit is None:
            return None
        opening = hit
        if at > i:
            opening = r.hit("direction", i, last, bare=False) or hit
        if self._means_another_thing(r, hit):
            return None
        described = self._adjectives.behind_noun(r, hit.last, last)
        letters = [*front.compass, *([described.letter] if described.letter else [])]
        led = near or bool(front.compass) or self._is_led(r, at, hit)
        meaning = self._meaning(r, hit, last, described, letters, led=led)
        if meaning is None:
            return None
        value, stop, place = meaning
        end = r.document.tokens[stop - 1].end
        return Found(i, stop, opening.start, end, value, "" if near else opening.proclitics, place)

    def _means_another_thing(self, r: Reading, hit: Hit) -> bool:
        """Whether a noun is no place here: المحافظة على البيئة, a newspaper's name in quotes («المدينة»)."""
        tokens = r.document.tokens
        behind = tokens[hit.last].norm if hit.last < len(tokens) else ""
        if behind in self._never_before.get(hit.entry.payload, ()):
            return True
        before = tokens[hit.first - 1].norm if hit.first else ""
        if before.endswith(self._never_behind.get(hit.entry.payload, ())):
            return True
        return hit.last - hit.first == 1 and before in QUOTES and behind in QUOTES

    def _is_led(self, r: Reading, at: int, hit: Hit) -> bool:
        """Whether a preposition leads to the noun at token ``at``."""
        if hit.proclitics.endswith(self._leading):
            return True
        before = r.document.tokens[at - 1].norm if at else ""
        return before in self._prepositions or before in self._edges

    def _meaning(
        self, r: Reading, hit: Hit, last: int, described: Described, letters: Sequence[str], *, led: bool
    ) -> Meaning | None:
        part = hit.entry.key
        end, countries = described.last, described.countries
        if part in ("borders", "fences", "their_borders"):
            border = self._borders.read(r, end, last, countries)
            if border is not None:
                return (*border, None)
            bare = hit.last - hit.first == 1 and described.last == hit.last
            before = r.document.tokens[hit.first - 1].norm if hit.first else ""
            if part == "fences":
                told = led or not bare
            else:
                told = part == "borders" and (before in self._edges if bare else led)
            return self._frontier(r, described, last) if told else None
        if part == "capital":
            return self._capital(r, end, last, countries, letters[: len(letters) - bool(described.letter)], letters)
        if part == "site":
            return self._site(r, hit, described, last)
        if part in ("landmark", "stretch"):
            return self._landmark(r, hit, last, described, letters, led=led)
        if part == "quarter":
            return self._quarter(r, hit, described, led=led)
        if part == "open_sea":
            return unlocated("high seas", "", SEA_OR_AIR), end, None
        if part in ("lands", "skies", "coasts"):
            return self._expanse(r, hit, described, letters)
        if part == "strip" and described.letter and end < last and r.document.tokens[end].norm in self._from:
            # "القطاع الشرقي من المحافظة" is a part of that.
            return None
        if hit.entry.payload in self._republic and not countries and not self._republic_meant(r, hit, led=led):
            return None
        place = self._earlier(r, part, hit.entry.payload, countries)
        if place is None:
            return None
        value = self._values.value(place, (), letters)
        if part == "town" and letters and AROUND not in letters:
            value = replace(value, precision=EXACT)
        return value, end, place

    def _capital(
        self, r: Reading, end: int, last: int, countries: Sequence[str], before: Sequence[str], letters: Sequence[str]
    ) -> Meaning | None:
        """ "العاصمة طهران", "العاصمة الإيرانية", or the capital of the country that the article speaks of. ``before``: the
        directions before it; those between it and its name tell where all of it lies ("العاصمة الشمالية صنعاء").
        """
        other = not countries and self._is_another(r, end, last)
        if other:
            # "العاصمة المؤقتة عدن", "العاصمة الاقتصادية": no country's capital, and a place only where it has a name.
            end += 1
        name = r.hit("place", end, last)
        named = [p for p in self._names.places(name) if p.kind in ("capital", "town")] if name is not None else []
        if name is not None and named:
            if countries:
                chosen = next((p for p in named if p.country == countries[0]), named[0])
            else:
                chosen = self._names.choose(r, name, ())
            stop, letters = self._adjectives.behind_name(r, name.last, last, chosen.country).last, before
        elif other:
            return None
        else:
            capital = self._gazetteer.capital(countries[0] if countries else self._nearby.country(r, end, last))
            if capital is None:
                return None
            chosen, stop = capital, end
        r.remember(chosen, end)
        return self._values.value(chosen, (), letters), stop, chosen

    def _is_another(self, r: Reading, at: int, last: int) -> bool:
        """Whether an adjective behind "the capital" tells that it is no country's."""
        norm = r.document.tokens[at].norm if at < last else ""
        ends_so = norm.startswith(self._article) and norm.endswith(self._other_ending)
        return ends_so or norm in self._other_capital

    def _site(self, r: Reading, hit: Hit, described: Described, last: int) -> Meaning | None:
        """ "السفارة الأمريكية في بغداد"."""
        end = described.last
        if hit.entry.payload in self._told_sites and end == hit.last:
            return None
        for at in range(end, min(end + _SITE_REACH, last)):
            if at > end and not r.document.tokens[at - 1].norm.startswith(self._article):
                return None
            where = self._inside(r, at, last)
            if where is not None:
                town, of = where.value.name, next(iter(described.countries), "")
                name = self._values.national(hit.entry.payload, of, town)
                name = name or self._values.label(hit.entry.payload).format(town)
                return replace(where.value, place_id=None, precision=EXACT, name=name), at, None
        return None

    def _landmark(
        self, r: Reading, hit: Hit, last: int, described: Described, letters: Sequence[str], *, led: bool
    ) -> Meaning | None:
        """ "المطار", "القصر الرئاسي", "المدخل الشمالي": one that was named before, or one of the town around."""
        word = hit.entry.payload.removeprefix(self._article)
        told = described.last > hit.last
        if hit.entry.key == "landmark" and not told:
            if not led:
                return None
            earlier = r.sites.get(word)
            if earlier is not None:
                return nameless(earlier), described.last, None
            kinds = self._kinds.get(hit.entry.payload)
            if kinds is not None and not (r.points and r.points[-1].kind in kinds):
                return None
        elif not told or (described.countries and hit.entry.payload in self._owned):
            return None
        country = described.countries[0] if described.countries else self._nearby.country(r, described.last, last)
        national = self._values.national(word, country) if described.countries else ""
        if national:
            return unlocated(national, country, COUNTRY), described.last, None
        if described.countries and word in self._abroad and country != r.focus():
            # "المستشفى الإيطالي في دمشق" is not in Italy.
            where = self._inside(r, described.last, last)
            country = where.value.country if where is not None else r.focus()
        whole = hit.entry.key == "landmark"
        label = self._values.label(word) if whole else UNLABELLED
        # "The buffer zone" is not in whichever town was named long before, and "the south" no side of an air base.
        town = self._nearby.town(r, country, hit.first, None if whole else _PART_REACH, label)
        if town is not None and letters and not whole and is_site(town):
            town = None
        precision = EXACT if whole else DISTRICT
        name = self._written(r, hit, described.last)
        if town is None:
            return unlocated(name, country, precision), described.last, None
        value = nameless(replace(self._values.value(town, (), letters), precision=precision))
        if label != UNLABELLED:
            name = labelled(label, town.name)
        elif letters:
            name = value.name
        return replace(value, name=name), described.last, None

    def _written(self, r: Reading, hit: Hit, last: int) -> str:
        """The words of a noun up to a token, its article in full where a preposition has taken it in (للمستشفى)."""
        name = r.document.text[hit.start : r.document.tokens[last - 1].end]
        swallowed = 2 * self._assimilated
        if swallowed and fold(name).startswith(swallowed):
            return self._article + name[len(swallowed) :]
        return name

    def _frontier(self, r: Reading, described: Described, last: int) -> Meaning | None:
        """ "the border", of the country around."""
        country = self._gazetteer.country(self._nearby.country(r, described.last, last))
        if country is None:
            return None
        other = None if described.letter else self._across(r, country.country)
        if other is not None:
            latitude, longitude = self._gazetteer.between((country.country, other.country)) or (None, None)
            name = f"{country.name}-{other.name} border"
            return PlaceValue(name, None, "", None, latitude, longitude, REGION), described.last, None
        name = f"{country.name} border"
        return unlocated(name, country.country, REGION), described.last, None

    def _across(self, r: Reading, country: str) -> Place | None:
        """The neighbour of a country of which the article speaks no less than half as often: the border is that of both."""
        beside = [c for c in r.countries if c != country and self._gazetteer.between((country, c))]
        other = max(beside, key=lambda c: (r.countries[c], c), default="")
        return self._gazetteer.country(other) if r.countries[other] * _BESIDE >= max(r.countries[country], 1) else None

    def _quarter(self, r: Reading, hit: Hit, described: Described, *, led: bool) -> Meaning | None:
        """ "الجنوب" and "الشمال السوري"; "الغرب" only beside another such word: else it is the West."""
        letter = self._sides[hit.entry.payload]
        if not described.countries:
            before = r.document.tokens[hit.first - 1].norm if hit.first else ""
            beside = hit.proclitics == self._and and self._sides.get(before[before.startswith(self._and) :])
            leads_on = r.document.tokens[described.last : described.last + 1]
            if any(t.norm in self._from for t in leads_on) or not (beside or (led and letter in "NS")):
                return None
        of = described.countries[0] if described.countries else r.focus()
        if of in self._halved and letter in self._halves:
            half = self._gazetteer.country(self._halves[letter])
            return None if half is None else (self._values.value(half, (), ()), described.last, half)
        country = self._gazetteer.country(of)
        if country is None:
            return None
        letters = letter + described.letter
        return self._values.directed(country, country.name, COUNTRY, letters), described.last, country

    def _expanse(self, r: Reading, hit: Hit, described: Described, letters: Sequence[str]) -> Meaning | None:
        """A country's land, air space or coast, or its towns, ports or prisons."""
        part, countries = hit.entry.key, described.countries
        if part == "lands" and described.letter and not countries:
            own = self._gazetteer.country(r.focus())
            if own is None:
                return None
            return self._values.directed(own, own.name, COUNTRY, described.letter), described.last, None
        country = self._gazetteer.country(countries[0]) if countries else None
        if country is None:
            return None
        value = self._values.value(country, (), letters)
        national = "" if described.letter else self._values.national(hit.entry.payload, country.country)
        if national:
            return nameless(replace(value, name=national)), described.last, None
        if part == "skies":
            value = replace(value, precision=SEA_OR_AIR, name=f"{country.name} airspace")
        elif part == "coasts":
            value = replace(value, precision=REGION, name=f"{country.name} coast")
        return value, described.last, country

    def _republic_meant(self, r: Reading, hit: Hit, *, led: bool) -> bool:
        """Whether "the republic" is a place, and of which country is certain: no title, one country before all others."""
        before = r.document.tokens[hit.first - 1].norm if hit.first else ""
        most = [n for _, n in r.countries.most_common(2)]
        certain = bool(most) and (len(most) == 1 or most[0] >= most[1] * _CERTAIN)
        return certain and (led or before in self._republic_parts)

    def _earlier(self, r: Reading, part: str, word: str, countries: Sequence[str]) -> Place | None:
        """The place named before that "the country", "the town", "the province", "the strip" means."""
        if part == "country" and not countries:
            if word in self._kingdom:
                return self._gazetteer.country(max(self._kingdoms, key=lambda c: r.countries[c]))
            return self._gazetteer.country(r.focus())
        if part == "town":
            kinds = self._kinds.get(word, POINTS)
            most = _VILLAGE if word in self._villages else None
            return next((p for p in reversed(r.points) if p.kind in kinds and _is_small(p, most)), None)
        if part == "province":
            return r.province
        if part == "district":
            return r.district
        country, strip = STRIP
        if part == "strip" and r.countries[country]:
            return self._gazetteer.get(strip)
        return None


def _is_small(place: Place, most: int | None) -> bool:
    """Whether a place has no more than so many inhabitants, as far as it is known."""
    return most is None or (place.population <= most and place.kind != "capital")
