"""Whether a verb and a noun agree in gender: ودعت مجلس الأمن has another subject, which the sentence before names."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.actors.forms import NounForm
from conflict_events.mentions.actors.noun_gender import Gender, NounGender
from conflict_events.records import ActorValue, Document, Mention

_BODIES = frozenset({"group", "organ"})
_THINGS = _BODIES | {"unit", "weapon"}
"""Flags of nouns whose plural is a feminine one."""
_MEN = frozenset({"office-president", "office-king", "office-emir"})
"""Flags of nouns that are feminine where they mean a woman; other titles are often masculine all the same (عضو)."""


class Genders:
    """Tells the gender of actors, by a language's tables; of most "", for only what is sure counts."""

    def __init__(self, language: Language) -> None:
        grammar = language.data["actors"]["grammar"]
        relation = grammar["relation"]
        self._noun = NounGender(relation)
        self._no_feminine = folded(grammar["gender"]["states"])
        self._either = folded(grammar["gender"]["either"])
        self._feminine: str = relation["feminine"]
        self._masculine: str = relation["of_masculine"]
        self._feminine_folded = fold(self._feminine)
        self._plural = fold(grammar["inflection"]["noun"]["feminine_plural"])
        self._article = language.clitics.article

    def of(self, document: Document, mention: Mention) -> Gender:
        """The gender of an actor that is one."""
        for hit in document.within("actor", mention.first, mention.first + 1):
            if hit.last != mention.last:
                continue
            name = hit.entry.payload
            if name.known.kind == "state":
                return "" if fold(name.spelling).split()[0] in self._no_feminine else "f"
            told = "" if name.plural else self._by_adjective(name.spelling.split())
            if told:
                return told
        if self._is_written_feminine(document, mention):
            return "f"
        # What a relative clause describes may be a place.
        if not isinstance(mention.value, ActorValue) or mention.value.number != "s" or mention.suffix:
            return ""
        for hit in document.within("actor-noun", mention.first, mention.first + 1):
            form: NounForm = hit.entry.payload
            word = form.spelling.split()[0]
            if form.number != "s" or fold(word) in self._either:
                continue
            gender = self._noun.of(word)
            if gender == "f" or (gender == "m" and form.noun.flags & (_BODIES | _MEN)):
                return gender
        return ""

    def _by_adjective(self, words: Sequence[str]) -> Gender:
        """The gender of a name that begins with a noun and its adjective: المجتمع الدولي, الأسرة الدولية."""
        if len(words) < 2 or not all(word.startswith(self._article) for word in words):
            return ""
        return "f" if words[1].endswith(self._feminine) else "m" if words[1].endswith(self._masculine) else ""

    def _is_written_feminine(self, document: Document, mention: Mention) -> bool:
        """Whether several bodies have the ending of a feminine plural, or their adjective that of a feminine: السلطات, الدول
        المانحة, but رجال الأمن.
        """
        if not self.many_things(document, mention):
            return False
        head, *behind = (token.norm for token in document.tokens[mention.first : mention.first + 2])
        definite = all(norm.startswith(self._article) for norm in (head, *behind))
        return head.endswith(self._plural) or (
            definite and any(norm.endswith(self._feminine_folded) for norm in behind)
        )

    def of_noun(self, word: str) -> Gender:
        """The gender of a word as its ending tells it."""
        return self._noun.of(word)

    def many_things(self, document: Document, mention: Mention) -> bool:
        """Whether an actor is several bodies, whose pronoun is that of one that is feminine: القوات ... لقائها."""
        hits = document.within("actor-noun", mention.first, mention.first + 1) if _is_many(mention) else ()
        forms: list[NounForm] = [hit.entry.payload for hit in hits]
        return any(form.number == "p" and form.noun.flags & _THINGS for form in forms)

    def many_people(self, document: Document, mention: Mention) -> bool:
        """Whether an actor is more than two men, and no bodies: المسلحون, not القوات."""
        return _is_many(mention) and not self.many_things(document, mention)

    def disagree(self, document: Document, person: str, mention: Mention | None) -> bool:
        """Whether a verb (``person`` as in ``TriggerValue``) has not the gender of an actor."""
        if person not in ("ms", "fs") or mention is None:
            return False
        return self.of(document, mention) not in ("", person[0])


def _is_many(mention: Mention) -> bool:
    """Whether a mention is an actor that is more than two."""
    value = mention.value
    return isinstance(value, ActorValue) and value.number == "p"
