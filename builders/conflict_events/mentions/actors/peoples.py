"""Whether a nationality in the singular, or the name of a state that is spelled like one, is somebody of that people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conflict_events.language import Language
from conflict_events.lexical.text import COMMAS, fold, folded
from conflict_events.mentions.actors.view import View
from conflict_events.mentions.actors.words import Words
from conflict_events.records import Hit

_FEW = 10
"""Behind a number of so many and fewer the counted noun is a plural."""
_YEARS = range(1900, 2101)
_SUBJECT = 3
"""Words of a subject between its verb and its object, at most."""
_ASIDE = 4
"""Tokens back from a comma to the one that opens what stands between them, at most."""


class Peoples:
    """Tells so, by a language's tables."""

    def __init__(self, language: Language, words: Words) -> None:
        grammar: Mapping[str, Any] = language.data["actors"]["grammar"]
        noun = grammar["inflection"]["noun"]
        self._words = words
        self._seizing = folded(grammar["noun"]["seizing"])
        self._accusative, self._feminine = fold(noun["accusative"]), fold(noun["feminine"])
        self._tens = (fold(noun["plural"]), fold(noun["plural_oblique"]))

    def is_one(self, view: View, hit: Hit) -> bool:
        """Whether a nationality in the singular is one of the people: قتل فلسطيني, أوقف الجيش فلسطينيا."""
        if hit.entry.payload.plural or hit.last - hit.first > 1:
            return False
        if hit.first in view.names:
            return self.seized(view, hit)
        before = self._before_aside(view, hit.first - 1)
        norm = view.norm(hit.first)
        if before not in view.verbs and norm.endswith((self._accusative, self._feminine)):
            # أوقف الجيش فلسطينيا: an indefinite word describes nothing definite, and one no men (قتل مسلحون فلسطينيا).
            # قال الحارس إن ... ends the clause.
            other = self._words.definite(view.norm(before)) or self._words.men_before(view, before + 1)
            return other and self._verb_before(view, before)
        return before in view.verbs and not norm.endswith(self._accusative)

    def seized(self, view: View, hit: Hit) -> bool:
        """Whether the name of a state is one of its people, whom men do what is done to persons only: خطف مسلحون سوريا."""
        if hit.proclitics or hit.article or not view.norm(hit.first).endswith(self._accusative):
            return False
        if not any(h.last == hit.last and not h.article for h in view.peoples.get(hit.first, ())):
            return False
        if not self._words.men_before(view, hit.first):
            return False
        return any(view.norm(at) in self._seizing for at in range(hit.first - 1 - _SUBJECT, hit.first - 1))

    def counted(self, view: View, hit: Hit) -> bool:
        """Whether the name of a state is a people behind a number that takes a singular (20 سوريا), and no year (عام 2011)."""
        before = view.token(hit.first - 1) if hit.first - 1 in view.counts else None
        if before is None or hit.proclitics or hit.article or hit.entry.payload.known.kind != "state":
            return False
        if not any(h.last == hit.last and not h.article for h in view.peoples.get(hit.first, ())):
            return False
        if not before.norm.isdecimal():
            return before.norm.endswith(self._tens)
        return int(before.norm) not in _YEARS and int(before.norm) % 100 > _FEW

    def _before_aside(self, view: View, i: int) -> int:
        """The token, or the one before what stands between commas where it is a comma: اعتقلت الشرطة، أمس، سوريا."""
        if view.norm(i) not in COMMAS:
            return i
        opening = next((at for at in range(i - 1, i - 1 - _ASIDE, -1) if view.norm(at) in COMMAS), i)
        return opening - 1 if opening < i - 1 else i

    def _verb_before(self, view: View, i: int) -> bool:
        """Whether a verb stands a few words before, in the clause."""
        for at in range(i - 1, i - 1 - _SUBJECT, -1):
            if at in view.verbs:
                return True
            token = view.token(at) if at >= 0 else None
            if token is None or token.kind != "word" or token.norm in self._words.stop:
                return False
        return False
