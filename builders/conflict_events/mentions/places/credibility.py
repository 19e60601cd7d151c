"""Whether a name of the gazetteer is a place's where it stands: many are surnames, common words or parties, too."""

from __future__ import annotations

from typing import NamedTuple

from conflict_events.language import Language
from conflict_events.lexical.text import COMMAS, QUOTES, fold, folded
from conflict_events.mentions.places.disambiguation import Disambiguation
from conflict_events.mentions.places.forms import rules
from conflict_events.mentions.places.gazetteer import is_written_out, only_minor
from conflict_events.mentions.places.reading import Found, Reading, Setting
from conflict_events.mentions.places.values import COUNTRY
from conflict_events.records import Hit

_LARGE = 300_000
"""Inhabitants of a town that is named without a sign that a place is meant."""
_WIDE = ("country", "macro")
"""Kinds of places that may stand for states."""
_CLOSE = 1.0
"""Degrees within which a place lies that another one tells of."""
_OPENING, _CLOSING = "(", ")"
_DEED_REACH = 7
"""Words behind a noun for a visit or an invasion within which the land must follow."""


class _Signs(NamedTuple):
    """What stands around a name: the word ``before`` it; the place that it is ``listed`` with, ``counted`` where a noun in the
    plural before that says that more follow; ``context`` where something else says that a place is meant, ``placed`` where
    at least a place may stand there.
    """

    before: str
    listed: Found | None
    counted: bool
    context: bool
    placed: bool


class Credibility:
    """Judges names, by a language's tables."""

    def __init__(self, language: Language, names: Disambiguation) -> None:
        tables = rules(language)
        context, proclitics = tables["context"], tables["proclitics"]
        self._names = names
        self._person, self._press = folded(context["person"]), folded(context["press"])
        self._needs_head, self._needs_context = folded(context["needs_head"]), folded(context["needs_context"])
        self._needs_country, self._needs_spoken = folded(context["needs_country"]), folded(context["needs_spoken"])
        self._needs_focus = folded(context["needs_focus"])
        self._needs_inside, self._within = folded(context["needs_inside"]), folded(context["inside"])
        self._garrisons = folded(context["garrisons"])
        self._prepositions = folded(language.data["grammar"]["preposition"]["words"])
        self._never = tuple(fold(p) for p in proclitics["never"])
        self._and, self._in = fold(proclitics["and"]), fold(proclitics["in"])
        self._attached = tuple(language.clitics.prepositions)
        self._assimilated, self._article = language.clitics.assimilated_article, language.clitics.article
        written_on = ("", *map(fold, (proclitics["and"], *self._attached)))
        of_land = [fold(word) for word in context["of_land"]]
        self._of_land = frozenset(p + a + word for word in of_land for p in written_on for a in ("", self._article))

    def credible(self, r: Reading, name: Hit, setting: Setting, *, headed: bool, context: bool) -> bool:
        """Whether a name is a place's here. ``headed``: a head noun stands before it; ``context``: something else says that a
        place is meant.
        """
        if not is_written_out(name, self._never) or self._is_of_unspoken(r, name) or self._is_bank(r, name):
            return False
        before = self._word_before(r, name, setting.floor)
        if headed or before in self._garrisons:
            return True
        if self._is_press(r, name):
            return False
        if before in self._prepositions and name.proclitics.endswith(self._attached):
            # من لغات مجاورة: no word has two prepositions.
            return False
        land = not context and self._swallowed_article(r, name)
        if land and not self._done_to_land(r, name.first):
            return False
        if before in self._prepositions and self._sided(r, name.last):
            return True
        previous = setting.previous
        listed = previous if previous is not None and self._is_listed(name, previous, before) else None
        led = before in self._prepositions or self._in in name.proclitics
        placed = context or land or led or listed is not None or self._leads_list(r, name)
        if r.hit("place-nationality", name.first, name.last, bare=False) and (name.article or not placed):
            # "الرئاسة السورية", "قوات سورية": the adjective, not the country.
            return False
        return self._stands(r, name, _Signs(before, listed, setting.noun is not None, context, placed))

    def _stands(self, r: Reading, name: Hit, signs: _Signs) -> bool:
        """Whether what stands around a name without a head noun is enough for a name of its kind."""
        key, one_word = name.entry.key, name.last - name.first == 1
        before, listed = signs.before, signs.listed
        inside = self._in in name.proclitics
        if key in self._needs_spoken and not self._names.is_spoken_of(r, name):
            return False
        if key in self._needs_inside:
            return before in self._within or inside
        if key in self._needs_country and not signs.context:
            if not (self._names.is_spoken_of(r, name) if r.countries else signs.placed):
                return False
        if one_word and not name.proclitics and before in self._person:
            return False
        if one_word and key in self._needs_head:
            if listed is not None and (
                self._is_fellow(name, listed, before) or (signs.counted and self._same_country(name, listed))
            ):
                return True
            return (before in self._prepositions or inside) and self._is_located(r, name)
        if key in self._needs_context:
            return signs.placed
        if listed is not None and self._and in (name.proclitics, before) and self._same_country(name, listed):
            # "بلدات يعبد وقباطية", whatever else the article speaks of.
            return True
        return signs.context or not only_minor(name.entry.payload) or self._is_likely(r, name, signs.placed)

    def _is_of_unspoken(self, r: Reading, name: Hit) -> bool:
        """Whether a name is a place's only where the article speaks of its country most of all, or at all, and it does not.
        Where it need not be most of all this holds of names of several words, which have their head noun in them.
        """
        if name.entry.key in self._needs_focus and all(p.country != r.focus() for p in self._names.places(name)):
            return True
        several = name.last - name.first > 1
        return several and name.entry.key in self._needs_spoken and not self._names.is_spoken_of(r, name)

    def _word_before(self, r: Reading, name: Hit, floor: int) -> str:
        """The word before a name, and before its quotation mark: 'في "كارا"'."""
        tokens, at = r.document.tokens, name.first - 1
        if at < floor:
            return ""
        quoted = tokens[at].norm in QUOTES and at > floor
        return tokens[at - quoted].norm

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
        ends = (direction.last for direction in r.at["direction"].get(at + 1, ()))
        return any(end < len(tokens) and tokens[end].norm == _CLOSING for end in ends)

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
        around = self._names.behind(r, name)
        if around is None or (around.first == name.last and self._in not in around.proclitics):
            return False
        side = name.last in r.at["direction"]
        for place in self._names.places(name):
            for other in self._names.places(around):
                distance = place.distance(other)
                close = distance is not None and distance < _CLOSE
                if close or (side and other.kind == "country" and other.country == place.country):
                    return True
        return False

    def _is_likely(self, r: Reading, name: Hit, placed: bool) -> bool:
        """Whether a name of small towns only is a place's: that of one in a country that the article does not speak of is more
        often a surname or a common word. ``placed``: what stands around it may stand around a place.
        """
        best = max(self._names.places(name), key=lambda p: (r.countries[p.country] > 0, p.population))
        return best.population >= _LARGE or (placed and r.countries[best.country] > 0)

    def _same_country(self, name: Hit, before: Found) -> bool:
        """Whether one of the places of a name lies in the country of a place that is smaller than one."""
        where = before.value.country
        return before.value.precision < COUNTRY and any(p.country == where for p in self._names.places(name) if where)

    def _leads_list(self, r: Reading, name: Hit) -> bool:
        """Whether other places of the name's country follow ("زردنا، نوى، الجيزة"): two behind commas, or "and" one."""
        tokens = r.document.tokens
        own = {p.country for p in self._names.places(name)}
        at, after = name.last, 0
        while at < len(tokens) and after < 2:
            comma = tokens[at].norm in COMMAS
            hits = r.at["place"].get(at + comma, ())
            hit = next((h for h in hits if h.proclitics == ("" if comma else self._and)), None)
            if hit is None or not own & {p.country for p in self._names.places(hit)}:
                return False
            if not comma and hit.entry.key not in self._needs_head | self._needs_context:
                return True
            at, after = hit.last, after + 1
        return after == 2

    def _swallowed_article(self, r: Reading, name: Hit) -> bool:
        """Whether the word is a preposition with a word that has its article, not with the name (للقاء, but not للقاهرة);
        or with the name of a country, which mostly is a party there.
        """
        mark = self._assimilated
        if name.entry.key.startswith(self._article) and all(p.kind not in _WIDE for p in self._names.places(name)):
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
