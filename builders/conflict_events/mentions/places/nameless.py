"""Common nouns without the article that are a place without a name: "حي سكني", "مخيما للنازحين", "مدن سورية"."""

from __future__ import annotations

from dataclasses import replace

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.places.forms import rules
from conflict_events.mentions.places.reading import Found, Inside, Reading
from conflict_events.mentions.places.tools import Tools
from conflict_events.mentions.places.values import COUNTRY, EXACT, REGION, unlocated
from conflict_events.records import Hit


class Nameless:
    """Reads such nouns, by a language's tables. ``inside``: how "in X" behind them is read."""

    def __init__(self, language: Language, tools: Tools, inside: Inside) -> None:
        tables = rules(language)
        common = tables["common"]
        self._nearby, self._inside = tools.nearby, inside
        self._led, self._values = tools.words.led, tools.values
        self._article = language.clitics.article
        self._qualities = folded(common["qualities"])
        self._of, self._of_the = fold(common["of"]), fold(tables["lists"]["assimilated"])
        self._belonging = folded(common["belonging"])

    def read(self, r: Reading, i: int, last: int) -> Found | None:
        """The place that begins at token ``i`` and needs no more words, if one does."""
        hit = r.hit("place-site", i, last, bare=False)
        if hit is not None and self._led(r, i, hit):
            return self._found(r, i, hit, hit.last, last, "", EXACT)
        abroad = r.hit("place-abroad", i, last, bare=False)
        if abroad is not None and self._led(r, i, abroad):
            value = unlocated(abroad.entry.payload, "", COUNTRY)
            return Found(i, abroad.last, abroad.start, abroad.end, value, abroad.proclitics, None)
        return None

    def described(self, r: Reading, i: int, last: int) -> Found | None:
        """The place that begins at token ``i`` and that more words make one, if one does."""
        hit = r.hit("place-common", i, last, bare=False)
        if hit is None or hit.article:
            return None
        end, country = self._described(r, hit.last, last)
        some = hit.entry.payload == "some"
        told = end > hit.last or (hit.last - hit.first > 1 and not some)
        if some or hit.entry.payload == "many":
            if not told or not self._led(r, i, hit):
                return None
            found = self._found(r, i, hit, end, last, country, REGION)
            name = self._national(r, hit, end, country)
            return found._replace(value=replace(found.value, name=name)) if name else found
        if hit.entry.payload == "led":
            # "في مسجد بحي ...": which one it is, the town around tells.
            around = self._led(r, i, hit) and self._inside(r, end, last) is not None
            return self._found(r, i, hit, end, last, country, EXACT) if around else None
        owner = self._owner(r, end, last)
        if not (told or owner > end):
            if hit.entry.payload != "object" or self._inside(r, hit.last, last) is None:
                return None
        return self._found(r, i, hit, owner, last, country, EXACT)

    def _national(self, r: Reading, hit: Hit, end: int, country: str) -> str:
        """The English name of what a nationality before token ``end`` describes: "عدة مدن إيرانية"."""
        if r.hit("place-nationality", hit.last, end) is None:
            return ""
        return self._values.national(r.document.tokens[hit.last - 1].norm, country)

    def _found(self, r: Reading, i: int, hit: Hit, end: int, last: int, country: str, precision: int) -> Found:
        stop = r.document.tokens[end - 1].end
        name = r.document.text[hit.start : stop]
        value = unlocated(name, country or self._nearby.country(r, end, last), precision)
        return Found(i, end, hit.start, stop, value, hit.proclitics, None)

    def _described(self, r: Reading, at: int, last: int) -> tuple[int, str]:
        """The token behind the adjectives from token ``at`` on, and the country that one of them names."""
        country = ""
        while at < last:
            nation = r.hit("place-nationality", at, last)
            if nation is not None and not r.document.tokens[at].norm.startswith(self._article):
                country, at = nation.entry.payload, nation.last
            elif r.document.tokens[at].norm in self._qualities:
                at += 1
            else:
                break
        return at, country

    def _owner(self, r: Reading, at: int, last: int) -> int:
        """The token behind the words from ``at`` on that tell for whom or whose a site is; ``at`` if none do."""
        tokens = r.document.tokens
        start = at
        if at < last and tokens[at].norm in self._belonging:
            at += 1
        if at >= last or tokens[at].kind != "word":
            return start
        if tokens[at].norm.startswith(self._of_the):
            return at + 1
        hits = [h for k in ("actor", "actor-noun") for h in r.document.within(k, at, at + 1) if h.first == at]
        return max(h.last for h in hits) if any(h.proclitics.endswith(self._of) for h in hits) else start
