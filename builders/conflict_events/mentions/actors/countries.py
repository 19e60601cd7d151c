"""Which country an actor phrase that a common noun heads is of, ISO 3166 alpha-3, or whether it is of none."""

from __future__ import annotations

from conflict_events.language import Language
from conflict_events.lexical.text import fold
from conflict_events.mentions.actors.forms import NounForm
from conflict_events.mentions.actors.noun_phrases import NounPhrase


class Countries:
    """Tells countries, by a language's tables."""

    def __init__(self, language: Language) -> None:
        grammar = language.data["actors"]["grammar"]
        self._houses: dict[str, str] = {fold(name): country for name, country in grammar["houses"].items()}
        self._titles: dict[str, str] = {fold(title): country for title, country in grammar["titles"].items()}

    def of(self, noun_phrase: NounPhrase) -> str:
        """The country of its first nationality, of what it belongs to, or of its title, "" where there is none."""
        possessor, flags = noun_phrase.possessor, noun_phrase.flags
        if noun_phrase.phrase.country:
            return noun_phrase.phrase.country
        # حلفاء واشنطن, أعداء البلد are of no state by that.
        another = "apart" in flags or ("foreign" in flags and noun_phrase.of_state)
        own = possessor.country if possessor is not None and not another else ""
        return own or self.of_title(noun_phrase.form)

    def of_title(self, form: NounForm) -> str:
        """The country of a title that but one state has (خادم الحرمين), or ""."""
        return self._titles.get(fold(form.spelling), "")

    def of_house(self, name: str) -> str:
        """The country that the house rules to which a person belongs by his name, or ""."""
        return next((country for house, country in self._houses.items() if house in fold(name)), "")


def is_stateless(noun_phrase: NounPhrase) -> bool:
    """Whether a phrase without a country belongs to what is of several states, or of none: a known body without a country, an
    alliance, or states.
    """
    possessor, owner = noun_phrase.possessor, noun_phrase.owner
    if possessor is None:
        return False
    if possessor.stateless or (possessor.entity_id and not possessor.country):
        return True
    if owner is None or "abroad" not in owner.flags:
        return False
    return "led" in owner.flags or possessor.number == "p"
