"""Names that the gazetteer has not: behind a head noun, a nearness word or a direction, and in lists of places."""

from __future__ import annotations

from dataclasses import replace

from conflict_events.language import Language
from conflict_events.lexical.text import COMMAS, QUOTES, fold
from conflict_events.mentions.places.forms import DUAL, rules
from conflict_events.mentions.places.gazetteer import POINTS, Place
from conflict_events.mentions.places.reading import Found, Front, Inside, Reading
from conflict_events.mentions.places.tools import Tools
from conflict_events.mentions.places.values import NEAR, PROVINCE, unlocated
from conflict_events.records import Hit, PlaceValue

CLOSING = QUOTES | {")"}
"""What may stand behind a name."""
_MAX_QUOTED = 5
"""Tokens within which a name's closing quotation mark must stand."""


class UnknownNames:
    """Reads such names, by a language's tables. ``inside``: how "in X" behind them is read."""

    def __init__(self, language: Language, tools: Tools, inside: Inside) -> None:
        self._words, self._adjectives, self._nearby = tools.words, tools.adjectives, tools.nearby
        self._values, self._inside = tools.values, inside
        self._article = language.clitics.article
        self._and = fold(rules(language)["proclitics"]["and"])

    def read(self, r: Reading, front: Front, other: Hit | None = None) -> Found | None:
        """The phrase with the name behind ``front``, which is head nouns, a nearness word or a direction. ``other``: a name of
        the gazetteer that stands there and means another place. A town or site is remembered.
        """
        extent = self._extent(r, front, other)
        if extent is None:
            return None
        value, end = self._value(r, front, *extent, is_place=other is not None)
        kind = front.heads[0].entry.payload.kinds[0] if front.heads else ""
        if kind in POINTS:
            r.remember(Place.unknown(value, kind), front.end)
        tokens, opening = r.document.tokens, front.opening
        start = opening.start if opening is not None else tokens[front.end].start
        proclitics = opening.proclitics if opening is not None and not front.near else ""
        return Found(front.first, end, start, tokens[end - 1].end, value, proclitics, None)

    def site(self, r: Reading, front: Front, name: Hit) -> Found | None:
        """The phrase of a name of the gazetteer that begins with the noun for what is in many towns: "ميدان التحرير"."""
        head = r.hit("place-head", name.first, name.last - 1, bare=False)
        if head is None or not (head.entry.payload.after or head.entry.payload.quarter):
            return None
        return self.read(r, front._replace(heads=[head], end=head.last), name)

    def _value(self, r: Reading, front: Front, name_end: int, end: int, *, is_place: bool) -> tuple[PlaceValue, int]:
        """The value of a name up to token ``name_end``, its quotation up to ``end``, and the token behind its adjectives;
        ``is_place``: the words are also the name of another place.
        """
        tokens, last = r.document.tokens, front.last
        named_from = _named_from(r, front, is_place=is_place)
        name = r.document.text[named_from : tokens[name_end - 1].end]
        site = bool(front.heads) and front.heads[-1].entry.payload.site
        where = self._inside(r, end, last) if site else None
        nation = r.hit("place-nationality", name_end - 1, name_end) if site and name_end - front.end == 2 else None
        if nation is not None:
            # "مقر القنصلية الإيرانية"
            town = "" if where is None else where.value.name
            name = self._values.national(tokens[front.end].norm, nation.entry.payload, town) or name
        if where is not None:
            # The town around it is a place of its own.
            whole = where.value.latitude is not None and where.value.precision >= PROVINCE
            precision = where.value.precision if whole else front.heads[0].entry.payload.precision
            return replace(where.value, place_id=None, name=name, precision=precision), end
        described = self._adjectives.behind_unknown(r, end, last)
        end = described.last
        country = next(iter(described.countries), "") or (self._words.home(r, front.end, end) if site else "")
        country = country or self._nearby.country(r, end, last)
        precision = front.heads[0].entry.payload.precision if front.heads else NEAR
        return unlocated(name, country, precision), end

    def _extent(self, r: Reading, front: Front, other: Hit | None) -> tuple[int, int] | None:
        """The tokens behind the name, and behind its closing quotation mark; ``other`` as of ``read``."""
        head = front.heads[-1] if front.heads else None
        quoted = self._quoted(r, front.end, front.last) if front.quoted else None
        # One word in quotes is a name, whatever it means.
        alone = quoted is not None and quoted[0] - front.end == 1
        if head is not None and not alone and self._words.means_another_thing(r, head, front.end):
            return None
        if head is not None and not self._makes_names(r, front, head):
            return None
        if front.quoted:
            return quoted
        end = self._bare(r, front, head)
        if other is not None and head is not None and head.entry.payload.unknown:
            end = max(other.last, end or 0)
        if end is None:
            return None
        end = closed(r, front.end, end, front.last)
        return end, end

    def listed(self, r: Reading, before: Found, last: int, *, lone: bool = False, sure: bool = False) -> Found | None:
        """The next name of a list of places ("بلدات A وB وC") right behind one of them.

        ``lone``: nothing before it says that several places follow: only "and" with a name that has the article, before
        the place that both are in ("قرية A والB في C"). ``sure``: a dual says that one more follows.
        """
        at = before.last
        tokens = r.document.tokens
        comma = tokens[at].norm in COMMAS
        # "مديريات حيدان و الظاهر"
        apart = tokens[at].norm == self._and
        at += comma or apart
        if at >= last:
            return None
        norm = tokens[at].norm
        joined = not apart and norm.startswith(self._and)
        if not (joined or comma or apart):
            return None
        bare = norm[len(self._and) :] if joined else norm
        if not self._words.in_list(r, at, last, bare, sure=sure and not comma):
            return None
        if lone and not (joined and bare.startswith(self._article)):
            return None
        # "جامعة العلوم والتكنولوجيا": one site.
        if lone and any(h.entry.payload.site for h in r.at["place-head"].get(before.first, ())):
            return None
        start = tokens[at].start + (len(self._and) if joined else 0)
        end = self._words.second(r, at, last, bare)
        if lone and not self._enclosed(r, end, last):
            return None
        stop = tokens[end - 1].end
        name = r.document.text[start:stop]
        value = unlocated(name, before.value.country, before.value.precision)
        return Found(at, end, start, stop, value, self._and if joined else "", None)

    def _enclosed(self, r: Reading, at: int, last: int) -> bool:
        """Whether "in X" follows, at once or behind more names with "and" and the article."""
        tokens = r.document.tokens
        stop = min(at + _MAX_QUOTED, last)
        while at < stop and (norm := tokens[at].norm).startswith(self._and + self._article):
            if not self._words.in_list(r, at, last, norm[len(self._and) :]):
                return False
            at += 1
        return self._inside(r, at, last) is not None

    def _makes_names(self, r: Reading, front: Front, head: Hit) -> bool:
        """Whether the head nouns, the last of them ``head``, make a place of a name that nobody knows."""
        if self._words.named_otherwise(r, head.first):
            return False
        if head.entry.payload.unknown or head.entry.payload.site:
            return True
        if not head.entry.payload.placed:
            return False
        return len(front.heads) > 1 or front.near or self._words.led(r, front.first, front.opening or head)

    def _quoted(self, r: Reading, at: int, last: int) -> tuple[int, int] | None:
        """The tokens behind the name and behind its closing quotation mark."""
        tokens = r.document.tokens
        close = next((q for q in range(at, min(at + _MAX_QUOTED, last)) if tokens[q].norm in CLOSING), None)
        return (close, close + 1) if close is not None and close > at else None

    def _bare(self, r: Reading, front: Front, head: Hit | None) -> int | None:
        """The token behind a name without quotation marks."""
        at, last = front.end, front.last
        numbered = self._words.numbered(r, at, last, head) if head is not None else None
        if numbered is not None:
            return numbered
        site = head is not None and head.entry.payload.site
        end = self._words.owner(r, at, last) if site else None
        if end is None and (head is None or head.entry.payload.unknown or head.entry.payload.placed):
            directed = head is None and front.direction is not None
            second = head is not None and head.first > front.first
            end = self._words.name(r, at, last, head, directed=directed, second=second)
        return end


def closed(r: Reading, first: int, end: int, last: int) -> int:
    """``end``, or the token behind the mark there that closes a quotation begun in a name from token ``first``: "جبل «صبر»"."""
    tokens = r.document.tokens
    opened = sum(t.norm in QUOTES for t in tokens[first:end]) % 2
    return end + (opened and end < last and tokens[end].norm in CLOSING)


def _named_from(r: Reading, front: Front, *, is_place: bool) -> int:
    """Where the name begins in the text; ``is_place``: the words are also the name of another place."""
    token, heads = r.document.tokens[front.end], front.heads
    if not heads:
        return token.start
    first = heads[0].entry.payload
    # A site or a hill keeps its noun ("مقر وزارة الزراعة", "جبل العروس"), as does what is only named after a place
    # ("شارع فلسطين"), so as not to bear that one's or its owner's name, and what a day names ("حي 11 ديسمبر").
    after = is_place and (first.quarter or first.after)
    own = (first.site or first.noun) and first.items != DUAL
    if not front.quoted and (own or after or token.kind == "number"):
        return heads[0].start
    # Of two head nouns the second begins the name: "حي وادي الزيتون".
    return heads[1].start if len(heads) > 1 else token.start
