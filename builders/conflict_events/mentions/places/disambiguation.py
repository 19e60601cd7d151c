"""Which of the places that bear a name is meant, by what stands around it and what the article speaks of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set

from conflict_events.language import Language
from conflict_events.lexical.text import COMMAS, fold, folded
from conflict_events.mentions.places.adjectives import Adjectives
from conflict_events.mentions.places.forms import rules
from conflict_events.mentions.places.gazetteer import POINTS, Gazetteer, Place, any_country, only_minor
from conflict_events.mentions.places.nearby import Nearby
from conflict_events.mentions.places.reading import Reading
from conflict_events.records import Hit

_LIST_REACH = 12
"""Tokens to either side that are looked at for a list of provinces."""
_BORDER = 1.5
"""Degrees from a country's places within which a place of its neighbour may be said to be in it."""
_SETTLED = ("town", "district", "province", "quarter")
"""Kinds that nouns ask for first behind which a place is said to be in its country, and not to be run by one."""
_FOCUS, _OF_KIND, _OF_SITE, _COUNTRY, _CAPITAL, _NO_SMALL, _BARE_PROVINCE = 12.0, 8.0, 4.0, 5.0, 1.5, 1.0, -6.0
"""Points by which the places of a name are ranked: for the share that its country has in what the article tells of countries,
for being of the kind that the head noun asks for, for being where a site may stand, for being a country or a capital, for
being no small place, and against a province without its noun.
"""
_MOST_PEOPLE, _PEOPLE = 5_000_000, 10_000_000
"""Inhabitants that count at most, and so many for a point: size decides between places that are alike else."""


class Disambiguation:
    """Tells which, by a language's tables and the gazetteer."""

    def __init__(self, language: Language, gazetteer: Gazetteer, nearby: Nearby, adjectives: Adjectives) -> None:
        tables = rules(language)
        context, proclitics = tables["context"], tables["proclitics"]
        self._gazetteer, self._nearby, self._adjectives = gazetteer, nearby, adjectives
        self._marked: Mapping[str, str] = tables["marked"]
        self._foremost = {fold(name): country for name, country in tables["foremost"].items()}
        singular = {fold(word) for word in tables["singular"].values()}
        self._of_singular: dict[str, list[Place]] = {}
        for row in language.data["place_names"]:
            for spelling in map(fold, row["names"].split("|")):
                if spelling.partition(" ")[0] in singular:
                    self._of_singular.setdefault(spelling, []).append(gazetteer[row["id"]])
        self._claims = frozenset(frozenset(pair) for pair in context["claims"])
        self._inside = folded(tables["phrases"]["in"])
        self._doubtful = folded(
            word for of in ("context", "country", "spoken", "focus") for word in context[f"needs_{of}"]
        )
        self._and, self._in = fold(proclitics["and"]), fold(proclitics["in"])

    def places(self, name: Hit) -> list[Place]:
        """The places that bear a name."""
        return [self._gazetteer[i] for i in name.entry.payload]

    def is_spoken_of(self, r: Reading, name: Hit) -> bool:
        """Whether the article speaks of a country that has a place of a name."""
        return any(r.countries[p.country] for p in self.places(name))

    def choose(self, r: Reading, name: Hit, heads: Sequence[Hit]) -> Place:
        """The place that a name means behind these head nouns: by marks on its letters, the place
        right behind it, their kinds, the article's countries, and size.
        """
        places = self.of_list(name, heads) or self.places(name)
        if len(places) == 1:
            return places[0]
        of_name = places
        written = r.document.text[name.start : name.end]
        marked = {of for spelling, of in self._marked.items() if spelling in written}
        for place in places:
            if place.id in marked:
                return place
        places = self._foremost_of(r, name, places)
        rank = self._ranking(r, name, places, heads)
        best = max(places, key=rank)
        told = (
            self._told_behind(r, name) or self._of_fellows(r, name, heads) or {r.meant.get(name.entry.key, "")} - {""}
        )
        inside = [p for p in of_name if p.country in told]
        return max(inside, key=rank) if inside and best.country not in told else best

    def _ranking(
        self, r: Reading, name: Hit, places: Sequence[Place], heads: Sequence[Hit]
    ) -> Callable[[Place], tuple[float, int]]:
        """How likely each of the places of a name is meant behind these head nouns; of equals the first of the registry."""
        wanted: tuple[str, ...] = heads[-1].entry.payload.kinds if heads else ()
        site = len(heads) > 1 and heads[0].entry.payload.site
        listed = not wanted and any(p.kind == "province" for p in places) and self._among(r, name, "province")
        total = sum(r.countries.values()) or 1
        rivals = [p for p in places if p.kind != "province"]

        def rank(place: Place) -> tuple[float, int]:
            score = _FOCUS * r.countries[place.country] / total
            if wanted and not site:
                score += _OF_KIND if place.kind in wanted else 0.0
            elif site:
                score += _OF_SITE if place.kind in POINTS else 0.0
            elif place.kind == "country":
                score += _COUNTRY
            elif place.kind == "province":
                # Bare, the name of a province is that of its town or river, if there is one of that name.
                abroad = all(p.kind in POINTS and p.country != place.country for p in rivals)
                score += _OF_KIND if listed else 0.0 if abroad else _BARE_PROVINCE
            if place.kind == "capital":
                score += _CAPITAL
            if place.large:
                score += _NO_SMALL
            return score + min(place.population, _MOST_PEOPLE) / _PEOPLE, -place.order

        return rank

    def elsewhere(self, r: Reading, name: Hit, place: Place, heads: Sequence[Hit]) -> Set[str]:
        """The countries, none of them a place's own, that what stands right behind its name tells: "مدينة مرو بولاية بورنو" is
        none in Turkmenistan. Empty where the place may be meant.

        A small place may be said to be in any country, one that is known for its name in a province of it, or behind a noun
        for a town.
        """
        if place.kind not in (*POINTS, "district", "province") or not place.country:
            return frozenset()
        headed = bool(heads) and _is_settled(heads[-1])
        nation = self._nation(r, name)
        if nation and self.settled(heads):
            told: Set[str] = {nation}
        else:
            around = self._enclosing(r, name)
            if around is None:
                return frozenset()
            wholes = self.places(around)
            if not place.minor and r.document.tokens[name.last].norm in COMMAS:
                # "فلان من مدينة كذا، في محافظة ...": where he was.
                return frozenset()
            if not (headed or place.minor or all(p.kind in ("province", "district") for p in wholes)):
                return frozenset()
            told = {p.country for p in wholes}
        known = place.country in told or "" in told
        return frozenset() if known or any(self._may_be_in(place, country) for country in told) else told

    def _may_be_in(self, place: Place, country: str) -> bool:
        """Whether a place of one country may be said to be in another: by its border, or where both claim land."""
        return self.claimed(place, country) or self._gazetteer.beside(place, country, _BORDER)

    def claimed(self, place: Place, country: str) -> bool:
        """Whether a country claims or holds land of that of a place."""
        return frozenset((place.country, country)) in self._claims

    def settled(self, heads: Sequence[Hit]) -> bool:
        """Whether head nouns are those of a town, district or province, and of nothing in it."""
        return bool(heads) and not heads[0].entry.payload.site and _is_settled(heads[-1])

    def _enclosing(self, r: Reading, name: Hit) -> Hit | None:
        """The place that "in" or a side leads to right behind a name, which is known by its name."""
        around = self.behind(r, name)
        if around is None or only_minor(around.entry.payload):
            return None
        if around.entry.key in self._doubtful and not self.is_spoken_of(r, around):
            return None
        tokens = r.document.tokens
        between = range(name.last, around.first)
        if any(r.at["near"].get(k) for k in between):
            return None
        led = any(tokens[k].norm in self._inside for k in between) or self._in in around.proclitics
        heads = (h for k in between for h in r.at["place-head"].get(k, ()))
        if led or any(h.proclitics == self._in for h in heads):
            return around
        wide = all(p.kind in ("country", "province") for p in self.places(around))
        return around if wide and any(r.at["direction"].get(k) for k in between) else None

    def _of_fellows(self, r: Reading, name: Hit, heads: Sequence[Hit]) -> Set[str]:
        """The country of all the others of a list behind its noun in the dual or plural ("مدن الفاو والدبة ومروي")."""
        items = heads[-1].entry.payload.items if heads else 1
        told: Set[str] = frozenset()
        at, tokens = name.last, r.document.tokens
        while items > 1 and at < len(tokens):
            comma = tokens[at].norm in COMMAS
            hits = r.at["place"].get(at + comma, ())
            hit = next((h for h in hits if h.proclitics in ("", self._and)), None)
            if hit is None:
                break
            of = {p.country for p in self.places(hit)}
            told = told & of if told else of
            at, items = hit.last, items - 1
        return told if len(told) == 1 else frozenset()

    def _told_behind(self, r: Reading, name: Hit) -> Set[str]:
        """The countries that the place right behind a name may be in, or that its adjective names: "سوسة بتونس",
        "سوسة التونسية".
        """
        nation = self._nation(r, name)
        if nation:
            return {nation}
        around = self.behind(r, name)
        return frozenset() if around is None else {p.country for p in self.places(around)}

    def _nation(self, r: Reading, name: Hit) -> str:
        """The country of the nationality with the article right behind a name, or ""."""
        nation = self._adjectives.nationality(r, name.last, r.document.sentence_of(name.first).last)
        return "" if nation is None else nation.entry.payload

    def behind(self, r: Reading, name: Hit) -> Hit | None:
        """The place right behind a name that tells where it is, and does not go on a list with it."""
        at, last = name.last, r.document.sentence_of(name.first).last
        around = self._nearby.name_behind(r, at, last) if at < last else None
        if around is None or around.proclitics == self._and:
            return None
        listed = r.document.tokens[at].norm in COMMAS and around.first == at + 1
        return None if listed and not any_country(around.entry.payload) else around

    def of_list(self, name: Hit, heads: Sequence[Hit]) -> list[Place]:
        """The places that bear a name together with the head noun, where that is in the dual or plural: "Jenin Camp" in
        "مخيمي جنين وبلاطة".
        """
        noun = heads[-1].entry.payload if heads else None
        return self._of_singular.get(f"{noun.word} {name.entry.key}", []) if noun is not None and noun.items > 1 else []

    def _foremost_of(self, r: Reading, name: Hit, places: list[Place]) -> list[Place]:
        """Of the places of a name, those of the country where it is first looked for, unless the article speaks more of another
        one, or lists the name with countries ("قطر وعمان").
        """
        foremost = self._foremost.get(name.entry.key)
        others = [p for p in places if p.country != foremost]
        if foremost is None or any(r.countries[p.country] > r.countries[foremost] for p in others):
            return places
        countries = [p for p in others if p.kind == "country"]
        if countries and self._among(r, name, "country"):
            return countries
        return [p for p in places if p.country == foremost]

    def _among(self, r: Reading, name: Hit, kind: str) -> bool:
        """Whether a list of places ("النجف والمثنى وميسان") holds one that can only be of a kind."""
        tokens, at_token = r.document.tokens, r.at["place"]
        for step in (1, -1):
            at = name.first
            for _ in range(_LIST_REACH):
                at += step
                if not 0 <= at < len(tokens):
                    break
                if tokens[at].norm in COMMAS:
                    continue
                hits = [h for h in at_token.get(at, ()) if h.proclitics in ("", self._and)]
                if not hits and not any(h.last > at for k in (at - 1, at - 2) for h in at_token.get(k, ())):
                    break
                # "الأحياء الشرقية لحلب": an adjective, not the province of Sharqia.
                if r.hit("place-adjective", at, at + 1, bare=False):
                    break
                if hits and all(p.kind == kind for p in self.places(hits[0])):
                    return True
        return False


def _is_settled(head: Hit) -> bool:
    """Whether a head noun is that of a town, district or province."""
    noun = head.entry.payload
    return noun.kinds[0] in _SETTLED and not noun.quarter
