"""Names that the gazetteer has not, behind a head noun or a nearness word."""

from __future__ import annotations

from collections.abc import Callable

from conflict_events.language import Language
from conflict_events.mentions.places.adjectives import Adjectives
from conflict_events.mentions.places.forms import folded, rules
from conflict_events.mentions.places.reading import Found, Reading
from conflict_events.mentions.places.values import EXACT, NEAR, changed
from conflict_events.records import Hit, PlaceValue
from conflict_events.text import fold

QUOTES = frozenset("\"'«»“”‘’")
_MAX_QUOTED = 5
"""Tokens within which a name's closing quotation mark must stand."""
_LEAST = 3
"""Letters of such a name at least."""
_OTHERS = ("trigger", "actor", "actor-noun", "speech", "number", "date")
"""Kinds of dictionary hits that are no name of a place."""


class UnknownNames:
    """Reads such names, by a language's tables. ``inside``: how "in X" behind them is read."""

    def __init__(
        self, language: Language, adjectives: Adjectives, inside: Callable[[Reading, int, int], Found | None]
    ) -> None:
        tables = rules(language)
        context, agreeing = tables["context"], tables["adjective_endings"]
        self._adjectives, self._inside = adjectives, inside
        self._article = language.clitics.article
        self._person = folded(context["person"])
        self._compound = folded(context.get("compound", ()))
        grammar = language.data.get("grammar", {})
        self._not_name = folded(context["not_name"]) | folded(grammar.get("preposition", {}).get("words", ()))
        self._no_name_endings = tuple(fold(e) for e in context["no_name_endings"])
        self._feminine = fold(agreeing["feminine"])
        self._after_feminine = tuple(fold(e) for e in agreeing["after_feminine"])
        self._after_masculine = tuple(fold(e) for e in agreeing["after_masculine"])

    def read(
        self,
        r: Reading,
        i: int,
        at: int,
        last: int,
        head: Hit | None,
        *,
        near: bool,
        opening: Hit | None = None,
        quoted: bool = False,
    ) -> Found | None:
        """The phrase from token ``i`` whose name stands at ``at``, behind ``head`` or a nearness word.

        ``opening`` is the first hit of the phrase; ``quoted``: a quotation mark stands before the name.
        """
        tokens = r.document.tokens
        if head is not None and not head.entry.payload.unknown:
            return None
        extent = self._quoted(r, at, last) if quoted else self._bare(r, at, last, head)
        if extent is None:
            return None
        name_end, end = extent
        name = r.document.article.text[tokens[at].start : tokens[name_end - 1].end]
        start = opening.start if opening is not None else tokens[at].start
        proclitics = opening.proclitics if opening is not None and not near else ""
        site = head is not None and head.entry.payload.site
        where = self._inside(r, end, last) if site else None
        if where is not None:
            value = changed(where.value, name=name, precision=EXACT)
            return Found(i, where.last, start, where.end, value, proclitics, where.place)
        nation = self._adjectives.nationality(r, end, last) if end < last else None
        country = r.focus()
        if nation is not None:
            country, end = nation.entry.payload, nation.last
        precision = head.entry.payload.precision if head is not None else NEAR
        value = PlaceValue(name, None, country, None, None, None, precision)
        return Found(i, end, start, tokens[end - 1].end, value, proclitics, None)

    def _quoted(self, r: Reading, at: int, last: int) -> tuple[int, int] | None:
        """The tokens behind the name and behind its closing quotation mark."""
        tokens = r.document.tokens
        close = next((q for q in range(at, min(at + _MAX_QUOTED, last)) if tokens[q].norm in QUOTES), None)
        return (close, close + 1) if close is not None and close > at else None

    def _bare(self, r: Reading, at: int, last: int, head: Hit | None) -> tuple[int, int] | None:
        """The same for a name without quotation marks: one word, or two where the first asks for a second."""
        if not self._namelike(r, at, head):
            return None
        tokens = r.document.tokens
        end = at + 1
        if tokens[at].norm in self._compound and end < last and tokens[end].kind == "word":
            end += 1
        return end, end

    def _namelike(self, r: Reading, at: int, head: Hit | None) -> bool:
        token = r.document.tokens[at]
        norm = token.norm
        if token.kind != "word" or len(norm) < _LEAST or norm in self._not_name:
            return False
        if head is None and norm in self._person:
            return False
        if any(r.hit(k, at, at + 1) for k in ("place-nationality", "place-adjective", "direction", "place-anaphor")):
            return False
        if r.hit("place-head", at, at + 1, bare=False) or any(r.document.within(k, at, at + 1) for k in _OTHERS):
            return False
        if head is None:
            return not norm.startswith(self._article) and not norm.endswith(self._no_name_endings)
        if norm.startswith(self._article):
            return True
        # An indefinite adjective agrees with its head noun: "قاعدة عسكرية", "مطار مدني".
        feminine = head.entry.key.endswith(self._feminine)
        return not norm.endswith(self._after_feminine if feminine else self._after_masculine)
