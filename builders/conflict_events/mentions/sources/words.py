"""What prepositions, conjunctions and endings make of a word that may name a source."""

from __future__ import annotations

from conflict_events.language import Language
from conflict_events.lexical.text import QUOTES, fold, folded
from conflict_events.mentions.sources.view import View
from conflict_events.records import ActorValue, Mention

_NOUNS = ("actor-noun", "counted-object", "place-head", "source-noun")
"""Kinds of words that show whether a preposition is written on to a noun."""
_ADJECTIVES = ("actor-adj", "nationality")
"""Kinds of words that show whether a conjunction is written on to an adjective."""


class Words:
    """The closed words of a language, folded, and what they show."""

    def __init__(self, language: Language) -> None:
        grammar, clitics = language.data["grammar"], language.clitics
        self.complementizers = folded(grammar["complementizer"]["words"])
        self.openers = self.complementizers | folded(grammar["clause"]["words"])
        """What a clause begins with."""
        self.stops = self.openers | folded(grammar["relative"]["words"])
        """What a clause or a relative clause begins with."""
        nouns = language.data["sources"]["nouns"]
        self.ends = self.stops | folded(nouns["ends"])
        """What the phrase of a source ends before."""
        self.named = folded(nouns["named"])
        """Source nouns that bear a name: موقع "المدى"."""
        self.prepositions = folded(grammar["preposition"]["words"])
        self.attached = clitics.prepositions
        """Prepositions that are written on to a word."""
        self.conjunctions = "".join(clitics.conjunctions)
        self.article = clitics.article
        self._has_article = clitics.has_article
        self._accusative = fold(language.data["actors"]["grammar"]["inflection"]["noun"]["accusative"])

    def is_joined(self, view: View, at: int) -> bool:
        """Whether a conjunction is written on to the word at a token."""
        hits = (h for kind in (*_ADJECTIVES, *_NOUNS) for h in view.document.within(kind, at, at + 1))
        return any(h.proclitics[:1] in self.conjunctions for h in hits if h.proclitics)

    def is_tied(self, view: View, at: int) -> bool:
        """Whether a preposition is written on to the noun at a token: مصادر محلية بمحافظة, مصدر أمني لموفدنا."""
        hits = [h for kind in _NOUNS for h in view.document.within(kind, at, at + 1)]
        if any(p in h.proclitics for h in hits for p in self.attached):
            return True
        norm = view.tokens[at].norm
        return any(self._has_article(norm, p) for p in self.attached if norm.startswith(p))

    def is_told(self, view: View, i: int, at: int) -> bool:
        """Whether a preposition that is written apart, behind ``at``, makes the noun at a token one who is told: قال
        لـ"رويترز".
        """
        while i > at and view.tokens[i - 1].norm in QUOTES:
            i -= 1
        return i > at and view.tokens[i - 1].norm in self.attached

    def is_governed(self, view: View, i: int, at: int) -> bool:
        """Whether a preposition behind ``at``, a word of its own, governs the noun at a token, or the bare noun that owns it:
        قال مع الوزير, قال خلال زيارة الوزير.
        """
        before = [t.norm for t in view.tokens[at:i] if t.norm not in QUOTES][-2:]
        if not before:
            return False
        if before[-1] in self.prepositions:
            return True
        owned = not before[-1].startswith(self.article)
        return owned and len(before) > 1 and before[0] in self.prepositions

    def is_object(self, view: View, actor: Mention) -> bool:
        """Whether an actor has the ending of the indefinite accusative, and owns no source: أظهر المقطع جنودا."""
        return not actor.valued(ActorValue).definite and view.tokens[actor.first].norm.endswith(self._accusative)
