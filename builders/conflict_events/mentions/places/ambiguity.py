"""Whether a word is a place's name here, and which of the places that bear the name is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from conflict_events.language import Language
from conflict_events.lexical.text import COMMAS, QUOTES, fold, folded
from conflict_events.mentions.places.forms import SIDES, rules
from conflict_events.mentions.places.gazetteer import POINTS, Gazetteer, Place, any_country, is_written_out, only_minor
from conflict_events.mentions.places.nearby import Nearby
from conflict_events.mentions.places.reading import Found, Reading
from conflict_events.mentions.places.values import COUNTRY
from conflict_events.records import Hit

_LARGE = 300_000
"""Inhabitants of a town that is named without a sign that a place is meant."""
_WIDE = ("country", "macro")
"""Kinds of places that may stand for states."""
_SEATS = ("country", "capital")
"""Those whose name may stand for a government: "سفير الرياض في مصر" is of no village there."""
_CLOSE = 1.0
"""Degrees within which a place lies that another one tells of."""
_OPENING, _CLOSING = "(", ")"
_LIST_REACH = 12
"""Tokens to either side that are looked at for a list of provinces."""
_BORDER = 1.5
"""Degrees from a country's places within which a place of its neighbour may be said to be in it."""
_DEED_REACH = 7
"""Words behind a noun for a visit or an invasion within which the land must follow."""
_SETTLED = ("town", "district", "province", "quarter")
"""Kinds that nouns ask for first behind which a place is said to be in its country, and not to be run by one."""


class Names:
    """Judges names, by a language's tables and the gazetteer."""

    def __init__(self, language: Language, gazetteer: Gazetteer, nearby: Nearby) -> None:
        tables = rules(language)
        context, proclitics = tables["context"], tables["proclitics"]
        self._marked: Mapping[str, str] = tables["marked"]
        self._foremost = {fold(name): country for name, country in tables["foremost"].items()}
        self._gazetteer, self._nearby = gazetteer, nearby
        singular = {fold(word) for word in tables["singular"].values()}
        self._of_singular: dict[str, list[Place]] = {}
        for row in language.data["place_names"]:
            for spelling in map(fold, row["names"].split("|")):
                if spelling.partition(" ")[0] in singular:
                    self._of_singular.setdefault(spelling, []).append(gazetteer[row["id"]])
        self._person = folded(context["person"])
        self._press = folded(context["press"])
        self._needs_head = folded(context["needs_head"])
        self._needs_context = folded(context["needs_context"])
        self._needs_country, self._needs_spoken = folded(context["needs_country"]), folded(context["needs_spoken"])
        self._needs_focus = folded(context["needs_focus"])
        self._garrisons = folded(context["garrisons"])
        self._claims = frozenset(frozenset(pair) for pair in context["claims"])
        self._near = folded(tables["phrases"]["near"])
        self._inside = folded(tables["phrases"]["in"])
        self._doubtful = self._needs_context | self._needs_country | self._needs_spoken | self._needs_focus
        self._needs_inside, self._within = folded(context["needs_inside"]), folded(context["inside"])
        self._prepositions = folded(language.data["grammar"]["preposition"]["words"])
        self._never = tuple(fold(p) for p in proclitics["never"])
        self._and, self._in = fold(proclitics["and"]), fold(proclitics["in"])
        self._attached = tuple(language.clitics.prepositions)
        self._assimilated, self._article = language.clitics.assimilated_article, language.clitics.article
        written_on = ("", *map(fold, (proclitics["and"], *self._attached)))
        of_land = [fold(word) for word in context["of_land"]]
        self._of_land = frozenset(p + a + word for word in of_land for p in written_on for a in ("", self._article))

    def places(self, name: Hit) -> list[Place]:
        """The places that bear a name."""
        return [self._gazetteer[i] for i in name.entry.payload]

    def credible(
        self,
        r: Reading,
        name: Hit,
        floor: int,
        headed: bool,
        context: bool,
        previous: Found | None,
        *,
        counted: bool = False,
    ) -> bool:
        """Whether a name is a place's here.

        ``floor`` is the first token that may be looked at; ``headed``: a head noun stands before it; ``context``:
        something else says that a place is meant; ``previous``: the place before it in the sentence; ``counted``: a noun
        in the plural before that place says that more follow.
        """
        before = r.document.tokens[name.first - 1].norm if name.first > floor else ""
        if not is_written_out(name, self._never):
            return False
        if name.entry.key in self._needs_focus and all(p.country != r.focus() for p in self.places(name)):
            return False
        unspoken = name.entry.key in self._needs_spoken and not self._is_spoken_of(r, name)
        if unspoken and name.last - name.first > 1:
            # Such a name has its head noun in it.
            return False
        if self._is_bank(r, name):
            return False
        if headed:
            return True
        if self._is_press(r, name):
            return False
        if before in QUOTES and name.first > floor + 1:
            # 'في "كارا"'
            before = r.document.tokens[name.first - 2].norm
        if before in self._prepositions and name.proclitics.endswith(self._attached):
            # من لغات مجاورة: no word has two prepositions.
            return False
        land = not context and self._swallowed_article(r, name)
        if land and not self._done_to_land(r, name.first):
            return False
        listed = previous if previous is not None and self._is_listed(name, previous, before) else None
        placed = context or land or before in self._prepositions or self._in in name.proclitics or listed is not None
        placed = placed or before in self._garrisons or self._leads_list(r, name)
        if before in self._prepositions and self._sided(r, name.last):
            return True
        if r.hit("place-nationality", name.first, name.last, bare=False) and (name.article or not placed):
            # "الرئاسة السورية", "قوات سورية": the adjective, not the country.
            return False
        key, one_word = name.entry.key, name.last - name.first == 1
        if unspoken:
            return False
        if key in self._needs_inside:
            return before in self._within or self._in in name.proclitics
        if key in self._needs_country and not context and not (self._is_spoken_of(r, name) if r.countries else placed):
            return False
        if one_word and not name.proclitics and before in self._person:
            return False
        if one_word and key in self._needs_head:
            if listed is not None and (
                self._is_fellow(name, listed, before) or (counted and self._same_country(name, listed))
            ):
                return True
            return (before in self._prepositions or self._in in name.proclitics) and self._is_located(r, name)
        if key in self._needs_context:
            return placed
        if listed is not None and self._and in (name.proclitics, before) and self._same_country(name, listed):
            # "بلدات يعبد وقباطية", whatever else the article speaks of.
            return True
        return context or not only_minor(name.entry.payload) or self._is_likely(r, name, placed)

    def is_word(self, name: Hit) -> bool:
        """Whether a name is an everyday word, too, so that it is a place's only behind a noun for one."""
        return name.entry.key in self._needs_head

    def _is_bank(self, r: Reading, name: Hit) -> bool:
        """Whether a direction behind a name makes it the common noun that it is too: "الضفة الشرقية للقناة"."""
        common = r.hit("place-anaphor", name.first, name.last, bare=False)
        if common is None or common.last != name.last or common.entry.key not in ("stretch", "flank"):
            return False
        side = r.hit("place-adjective", name.last, name.last + 1)
        return side is not None and bool(side.entry.payload)

    def _is_press(self, r: Reading, name: Hit) -> bool:
        """Whether a name in quotes is a newspaper's that somebody speaks to: قال لـ«الشرق الأوسط»."""
        tokens, first, last = r.document.tokens, name.first, name.last
        quoted = first > 1 and last < len(tokens) and tokens[first - 1].norm in QUOTES and tokens[last].norm in QUOTES
        return quoted and tokens[first - 2].norm in self._press

    def _sided(self, r: Reading, at: int) -> bool:
        """Whether the side of the country where a place lies follows in brackets: "في بوان (غرب)"."""
        tokens = r.document.tokens
        if at + 2 >= len(tokens) or tokens[at].norm != _OPENING:
            return False
        for direction in r.at["direction"].get(at + 1, ()):
            end = direction.last
            closed = end < len(tokens) and (tokens[end].norm == _CLOSING or end in r.at["place-anaphor"])
            if closed and not direction.article and SIDES.issuperset(direction.entry.payload):
                return True
        return False

    def _is_listed(self, name: Hit, previous: Found, before: str) -> bool:
        """Whether a comma or a conjunction ties a name to the place before it; ``before``: the word before the name."""
        if previous.last == name.first:
            return name.proclitics == self._and
        return previous.last == name.first - 1 and (before in COMMAS or before == self._and)

    def _is_fellow(self, name: Hit, listed: Found, before: str) -> bool:
        """Whether the place that a name is listed with tells that it is one ("بلدات نوى ونصيب", "صعدة وحجة"): a province, or,
        before "and", a place of its country. ``before``: the word before the name.
        """
        province = listed.place is not None and listed.place.kind == "province"
        return (province or self._and in (name.proclitics, before)) and self._same_country(name, listed)

    def _is_located(self, r: Reading, name: Hit) -> bool:
        """Whether what stands right behind a name tells where it lies, and one of its places does: a place close by
        ("في كرش بمحافظة لحج", "في المعلا بعدن"), or a side of its country ("في هيت غربي العراق").
        """
        around = self._behind(r, name)
        if around is None or (around.first == name.last and self._in not in around.proclitics):
            return False
        side = name.last in r.at["direction"]
        for place in self.places(name):
            for other in self.places(around):
                distance = place.distance(other)
                close = distance is not None and distance < _CLOSE
                if close or (side and other.kind == "country" and other.country == place.country):
                    return True
        return False

    def _is_spoken_of(self, r: Reading, name: Hit) -> bool:
        """Whether the article speaks of a country that has a place of a name."""
        return any(r.countries[p.country] for p in self.places(name))

    def _is_likely(self, r: Reading, name: Hit, placed: bool) -> bool:
        """Whether a name of small towns only is a place's: that of one in a country that the article does not speak of is more
        often a surname or a common word. ``placed``: what stands around it may stand around a place.
        """
        best = max(self.places(name), key=lambda p: (r.countries[p.country] > 0, p.population))
        return best.population >= _LARGE or (placed and r.countries[best.country] > 0)

    def _same_country(self, name: Hit, before: Found) -> bool:
        """Whether one of the places of a name lies in the country of a place that is smaller than one."""
        where = before.value.country
        return before.value.precision < COUNTRY and any(p.country == where for p in self.places(name) if where)

    def _leads_list(self, r: Reading, name: Hit) -> bool:
        """Whether other places of the name's country follow ("زردنا، نوى، الجيزة"): two behind commas, or "and" one."""
        tokens = r.document.tokens
        own = {p.country for p in self.places(name)}
        at, after = name.last, 0
        while at < len(tokens) and after < 2:
            comma = tokens[at].norm in COMMAS
            hits = r.at["place"].get(at + comma, ())
            hit = next((h for h in hits if h.proclitics == ("" if comma else self._and)), None)
            if hit is None or not own & {p.country for p in self.places(hit)}:
                return False
            if not comma and hit.entry.key not in self._needs_head | self._needs_context:
                return True
            at, after = hit.last, after + 1
        return after == 2

    def choose(self, r: Reading, name: Hit, heads: Sequence[Hit]) -> Place:
        """The place that a name means behind these head nouns: by marks on its letters, the place
        right behind it, their kinds, the article's countries, and size.
        """
        places = self.of_list(name, heads) or self.places(name)
        if len(places) == 1:
            return places[0]
        of_name = places
        written = r.document.article.text[name.start : name.end]
        marked = {of for spelling, of in self._marked.items() if spelling in written}
        for place in places:
            if place.id in marked:
                return place
        places = self._foremost_of(r, name, places)
        wanted: tuple[str, ...] = heads[-1].entry.payload.kinds if heads else ()
        site = len(heads) > 1 and heads[0].entry.payload.site
        listed = not wanted and any(p.kind == "province" for p in places) and self._among(r, name, "province")
        total = sum(r.countries.values()) or 1
        rivals = [p for p in places if p.kind != "province"]

        def rank(place: Place) -> tuple[float, int]:
            score = 12.0 * r.countries[place.country] / total
            if wanted and not site:
                score += 8.0 if place.kind in wanted else 0.0
            elif site:
                score += 4.0 if place.kind in POINTS else 0.0
            elif place.kind == "country":
                score += 5.0
            elif place.kind == "province":
                # Bare, the name of a province is that of its town or river, if there is one of that name.
                abroad = all(p.kind in POINTS and p.country != place.country for p in rivals)
                score += 8.0 if listed else -6.0 * (not abroad)
            if place.kind == "capital":
                score += 1.5
            if place.large:
                score += 1.0
            return score + min(place.population, 5_000_000) / 10_000_000, -place.order

        best = max(places, key=rank)
        told = (
            self._told_behind(r, name) or self._of_fellows(r, name, heads) or {r.meant.get(name.entry.key, "")} - {""}
        )
        inside = [p for p in of_name if p.country in told and (best.kind not in _SEATS or p.large)]
        return max(inside, key=rank) if inside and best.country not in told else best

    def elsewhere(self, r: Reading, name: Hit, place: Place, heads: Sequence[Hit]) -> Set[str]:
        """The countries, none of them a place's own, that what stands right behind its name tells: "مدينة مرو بولاية بورنو" is
        none in Turkmenistan. Empty where the place may be meant.

        A small place may be said to be in any country, one that is known for its name in a province of it, or behind a noun
        for a town.
        """
        if place.kind not in (*POINTS, "district", "province") or not place.country:
            return frozenset()
        headed = bool(heads) and _is_settled(heads[-1])
        nation = r.hit("place-nationality", name.last, r.document.sentence_of(name.first).last)
        if (
            nation is not None
            and self.settled(heads)
            and r.document.tokens[nation.first].norm.startswith(self._article)
        ):
            told: Set[str] = {nation.entry.payload}
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
        if place.country in told or "" in told or any(self._may_be_in(place, country) for country in told):
            return frozenset()
        return told

    def settled(self, heads: Sequence[Hit]) -> bool:
        """Whether head nouns are those of a town, district or province, and of nothing in it."""
        return bool(heads) and not heads[0].entry.payload.site and _is_settled(heads[-1])

    def _enclosing(self, r: Reading, name: Hit) -> Hit | None:
        """The place that "in" or a side leads to right behind a name, which is known by its name."""
        around = self._behind(r, name)
        if around is None or only_minor(around.entry.payload):
            return None
        if around.entry.key in self._doubtful and not self._is_spoken_of(r, around):
            return None
        tokens = r.document.tokens
        between = range(name.last, around.first)
        if any(r.at["near"].get(k) or tokens[k].norm in self._near for k in between):
            return None
        led = any(tokens[k].norm in self._inside for k in between) or self._in in around.proclitics
        heads = (h for k in between for h in r.at["place-head"].get(k, ()))
        if led or any(h.proclitics == self._in for h in heads):
            return around
        wide = all(p.kind in ("country", "province") for p in self.places(around))
        return around if wide and any(r.at["direction"].get(k) for k in between) else None

    def _may_be_in(self, place: Place, country: str) -> bool:
        """Whether a place of one country may be said to be in another: by its border, or where both claim land."""
        return self.claimed(place, country) or self._gazetteer.beside(place, country, _BORDER)

    def claimed(self, place: Place, country: str) -> bool:
        """Whether a country claims or holds land of that of a place."""
        return frozenset((place.country, country)) in self._claims

    def _of_fellows(self, r: Reading, name: Hit, heads: Sequence[Hit]) -> Set[str]:
        """The country of all the others of a list behind its noun in the dual or plural ("مدن الفاو والدبة ومروي")."""
        items = heads[-1].entry.payload.items if heads else 1
        told: Set[str] = frozenset()
        at, tokens = name.last, r.document.tokens
        while items > 1 and at < len(tokens):
            comma = tokens[at].norm in COMMAS
            hits = r.at["place"].get(at + comma, ())
            hit = next((h for h in hits if h.proclitics == self._and or (comma and not h.proclitics)), None)
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
        nation = r.hit("place-nationality", name.last, r.document.sentence_of(name.first).last)
        if nation is not None and r.document.tokens[nation.first].norm.startswith(self._article):
            return {nation.entry.payload}
        around = self._behind(r, name)
        return frozenset() if around is None else {p.country for p in self.places(around)}

    def _behind(self, r: Reading, name: Hit) -> Hit | None:
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
        if countries and self._among(r, name, "country", but=foremost):
            return countries
        return [p for p in places if p.country == foremost]

    def _swallowed_article(self, r: Reading, name: Hit) -> bool:
        """Whether the word is a preposition with a word that has its article, not with the name (للقاء, but not للقاهرة);
        or with the name of a country, which mostly is a party there.
        """
        mark = self._assimilated
        if name.entry.key.startswith(self._article) and all(p.kind not in _WIDE for p in self.places(name)):
            return False
        if not mark or name.article or not name.proclitics.endswith(mark):
            return False
        return r.document.tokens[name.first].norm.startswith(name.proclitics + mark)

    def _done_to_land(self, r: Reading, at: int) -> bool:
        """Whether a noun for a visit, an invasion or the like leads to token ``at``, with nothing but who does it and
        adjectives between ("زيارة رسمية للسعودية").
        """
        tokens, floor = r.document.tokens, r.document.sentence_of(at).first
        for before in range(at - 1, max(at - 1 - _DEED_REACH, floor - 1), -1):
            norm = tokens[before].norm
            if norm in self._of_land:
                return True
            if tokens[before].kind != "word" or norm in self._prepositions or self._is_deed(r, before):
                return False
        return False

    def _is_deed(self, r: Reading, at: int) -> bool:
        """Whether a word without the article tells an event or a speech, to which what is behind it rather belongs."""
        definite = r.document.tokens[at].norm.startswith(self._article)
        hits = (h for kind in ("trigger", "speech") for h in r.document.within(kind, at, at + 1))
        return not definite and any(h.first == at for h in hits)

    def _among(self, r: Reading, name: Hit, kind: str, but: str = "") -> bool:
        """Whether a list of places ("النجف والمثنى وميسان") holds one that can only be of a kind, and is not in country ``but``
        ("عمان، الأردن").
        """
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
                if hits and all(p.kind == kind and p.country != but for p in self.places(hits[0])):
                    return True
        return False


def _is_settled(head: Hit) -> bool:
    """Whether a head noun is that of a town, district or province."""
    noun = head.entry.payload
    return noun.kinds[:1] != () and noun.kinds[0] in _SETTLED and not noun.quarter
