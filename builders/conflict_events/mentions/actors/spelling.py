"""Whether a hit has the letters of its entry as they are written: the dictionary is matched on folded words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conflict_events.language import Language
from conflict_events.lexical.text import fold
from conflict_events.mentions.actors.forms import Name, NounForm
from conflict_events.records import Document, Hit


class Spelling:
    """Tells so, by a language's tables."""

    def __init__(self, language: Language) -> None:
        grammar: Mapping[str, Any] = language.data["actors"]["grammar"]
        spelling = grammar["spelling"]
        self._article = language.clitics.article
        self._first_letters = frozenset(spelling["first"])
        self._last_letters: list[tuple[str, str]] = [(a, b) for a, b in spelling["last"]]
        self._feminine: str = spelling["without_pronoun"]
        self._persons = frozenset(spelling["first_and_second_person"])
        self._exact = frozenset(spelling["exact"])
        self._indefinite: str = grammar["stop"]["adverbial_mark"]

    def feminine_by_folding(self, document: Document, hit: Hit) -> bool:
        """Whether a noun has its feminine ending only as it is folded: والده is no والدة where it can be والد with a pronoun.

        (Some write ه for ة: where it can be nothing else it is the feminine.)
        """
        payload = hit.entry.payload
        if not isinstance(payload, NounForm) or hit.suffix or hit.last - hit.first > 1:
            return False
        return payload.spelling.endswith(self._feminine) and not self._ends_feminine(document.text, hit)

    def _ends_feminine(self, text: str, hit: Hit) -> bool:
        return text[hit.start : hit.end].rstrip(self._indefinite).endswith(self._feminine)

    def fits(self, document: Document, hit: Hit) -> bool:
        """Whether folding has not joined two words: على is not علي, أمام not إمام; a missing hamza is let pass.

        A word with the article carries no pronoun, and a noun of the news none of the first or second person.
        """
        text = document.text
        if hit.suffix:
            start = fold(text[hit.start : document.tokens[hit.first].end])
            if (
                hit.article
                or self._ends_feminine(text, hit)
                or start.startswith(self._article)
                or hit.suffix in self._persons
            ):
                return False
        if hit.entry.kind not in ("actor", "actor-noun", "first-name") or hit.last - hit.first != 1:
            return True
        if hit.entry.kind == "first-name" and hit.article:
            return False
        payload = hit.entry.payload
        if hit.article and isinstance(payload, NounForm) and payload.construct == "yes":
            return False
        if isinstance(payload, NounForm) and payload.number == "p" and self.feminine_by_folding(document, hit):
            # بناء على طلبه: what he asked for are no students.
            return False
        spelling = payload.spelling if isinstance(payload, NounForm | Name) else hit.entry.key
        raw = text[hit.start : hit.end]
        if any(spelling.endswith(a) and raw.rstrip(self._indefinite).endswith(b) for a, b in self._last_letters):
            return False
        if hit.article:
            raw = raw[len(self._article) :]
        if spelling in self._exact and not raw.startswith(spelling):
            return False
        letters = self._first_letters
        return not (raw[:1] in letters and spelling[:1] in letters and raw[0] != spelling[0])
