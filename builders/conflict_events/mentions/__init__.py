"""All finders of a language behind one door: an article in, a document with its mentions out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from conflict_events.language import Language
from conflict_events.lexical.legible import legible
from conflict_events.lexical.lexicon import Lexicon, Phrase
from conflict_events.lexical.text import segment
from conflict_events.mentions.actors import ActorFinder
from conflict_events.mentions.amounts import AmountFinder
from conflict_events.mentions.dates import DateFinder
from conflict_events.mentions.homes import Homes, countries
from conflict_events.mentions.overlaps import (
    apart,
    is_counted,
    is_name,
    names_a_person,
    names_a_place,
    names_an_event,
    tells_of_somebody,
)
from conflict_events.mentions.places import PlaceFinder
from conflict_events.mentions.sources import Attribution, SourceFinder, sources_of
from conflict_events.mentions.triggers import TriggerFinder
from conflict_events.records import Article, Document, Mention, TriggerValue

__all__ = ["Finders"]


class Finders:
    """The lexicon of a language and its finders. ``more`` are phrases that later stages want matched in the same pass."""

    def __init__(self, language: Language, more: Iterable[Phrase] = ()) -> None:
        self._text_rules = language.text_rules
        self.lexicon = Lexicon(chain(_phrases(language), more), language.clitics)
        self.triggers = TriggerFinder(language)
        self.actors = ActorFinder(language)
        self._homes = Homes(language)
        self.places = PlaceFinder(language)
        self.dates = DateFinder(language)
        self.amounts = AmountFinder(language)
        self.sources = SourceFinder(language)

    def read(self, article: Article) -> Document:
        """Tokens, sentences and dictionary hits of an article."""
        text, title = legible(article.text), article.title and legible(article.title)
        if self._text_rules.final_letters is not None:
            read = self._text_rules.final_letters.reader(text)
            text, title = read(text), title and read(title)
        tokens, sentences, furniture = segment(replace(article, text=text, title=title), self._text_rules)
        hits = self.lexicon.find(text, tokens, [(s.first, s.last) for s in sentences])
        return Document(article, tokens, sentences, hits, tuple(furniture), text)

    def mentions(self, document: Document) -> dict[str, list[Mention]]:
        """Every mention by kind: trigger, actor, place, date, number, money, source, each list in text order."""
        return self.attributed(document)[0]

    def attributed(
        self, document: Document, triggers: Sequence[Mention] | None = None
    ) -> tuple[dict[str, list[Mention]], list[Attribution]]:
        """The mentions, and who vouches for which words. ``triggers``: what their finder finds, where that has been asked
        already.
        """
        if triggers is None:
            triggers = self.triggers.find(document)
        read = self.dates.read(document)
        dates = self.dates.in_context(document, [date for date, may_date in read if may_date])
        nouns = [t.first for t in triggers if t.valued(TriggerValue).nominal]
        dates = self.dates.with_counted(document, dates, nouns)
        places = [p for p in self.places.find(document) if not names_an_event(p, triggers)]
        actors = self._homes.settle(document, apart(document, self.actors.find(document), places, dates), places)
        dates = [d for d in dates if not tells_of_somebody(document, d, actors)]
        amounts = [
            m
            for m in self.amounts.settled(document, self.amounts.find(document), countries(actors, places).keys())
            # A number of a date counts nothing, whether the date dates anything or not: شارع 26 يوليو.
            if not any(m.overlaps(d) for d, _ in read) and not names_a_place(m, places)
        ]
        attributions = self.sources.attributions(document, actors)
        mentions = {
            "trigger": [
                t
                for t in (self._doubted_name(t, actors) for t in triggers if not names_a_person(document, t, actors))
                if t is not None and not is_name(t, places) and not is_counted(t, amounts)
            ],
            "actor": actors,
            "place": places,
            "date": dates,
            "number": [m for m in amounts if m.kind == "number"],
            "money": [m for m in amounts if m.kind == "money"],
            "source": sources_of(attributions),
        }
        return mentions, attributions

    def _doubted_name(self, trigger: Mention, actors: Sequence[Mention]) -> Mention | None:
        """A trigger, as a doubtful one where it names an actor (المعتقلين are people, and may tell that they were arrested);
        None where it then is no event at all.
        """
        if not is_name(trigger, actors):
            return trigger
        value = self.triggers.doubted(trigger.valued(TriggerValue))
        return None if value is None else replace(trigger, value=value)


def _phrases(language: Language) -> Iterator[Phrase]:
    for finder in (TriggerFinder, ActorFinder, PlaceFinder, DateFinder, AmountFinder, SourceFinder):
        yield from finder.entries(language)
