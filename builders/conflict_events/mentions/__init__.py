"""All finders of a language behind one door: an article in, a document with its mentions out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from conflict_events.language import Language
from conflict_events.lexical.lexicon import Lexicon, Phrase
from conflict_events.lexical.text import segment
from conflict_events.mentions.actors import ActorFinder
from conflict_events.mentions.amounts import AmountFinder
from conflict_events.mentions.dates import DateFinder
from conflict_events.mentions.homes import Homes, countries
from conflict_events.mentions.places import PlaceFinder
from conflict_events.mentions.sources import Attribution, SourceFinder
from conflict_events.mentions.triggers import TriggerFinder, trigger_value
from conflict_events.mentions.triggers.verb_tokens import OpeningVerbs
from conflict_events.records import ActorValue, AmountValue, Article, Document, Mention, PlaceValue, TriggerValue

_TOWNS = ("town:", "local:", "gn:", "capital:")
"""Beginnings of the ids of places that mostly are towns."""


class Finders:
    """The lexicon of a language and its finders. ``more`` are phrases that later stages want matched in the same pass."""

    def __init__(self, language: Language, more: Iterable[Phrase] = ()) -> None:
        self._text_rules = language.text_rules
        self.lexicon = Lexicon(chain(_phrases(language), more), language.clitics)
        self.triggers = TriggerFinder(language)
        self._opening_verbs = OpeningVerbs(language)
        self.actors = ActorFinder(language)
        self._homes = Homes(language)
        self.places = PlaceFinder(language)
        self.dates = DateFinder(language)
        self.amounts = AmountFinder(language)
        self.sources = SourceFinder(language)

    def read(self, article: Article) -> Document:
        """Tokens, sentences and dictionary hits of an article."""
        tokens, sentences, furniture = segment(article, self._text_rules)
        hits = self.lexicon.find(article.text, tokens, [(s.first, s.last) for s in sentences])
        return Document(article, tokens, sentences, hits, tuple(furniture))

    def mentions(self, document: Document, triggers: Sequence[Mention] | None = None) -> dict[str, list[Mention]]:
        """Every mention by kind: trigger, actor, place, date, number, money, source, each list in text order.
        ``triggers``: what their finder finds, where that has been asked already.
        """
        if triggers is None:
            triggers = self.triggers.find(document)
        read = self.dates.read(document)
        dates = self.dates.in_context(document, [date for date, may_date in read if may_date])
        nouns = [t.first for t in triggers if trigger_value(t).nominal]
        dates = self.dates.with_counted(document, dates, nouns)
        places = [p for p in self.places.find(document) if not _names_an_event(p, triggers) and not _is_name(p, dates)]
        actors = self._homes.settle(_apart(document, self.actors.find(document), places, dates), places)
        verbs = self._opening_verbs(document)
        amounts = [
            m
            for m in self.amounts.settled(document, self.amounts.find(document), countries(actors, places).keys())
            # A number of a date counts nothing, whether the date dates anything or not: شارع 26 يوليو.
            if m.first not in verbs and not any(m.overlaps(d) for d, _ in read) and not _names_a_place(m, places)
        ]
        return {
            "trigger": [
                t
                for t in (self._doubted_name(t, actors) for t in triggers if not _names_a_person(document, t, actors))
                if t is not None and not _is_name(t, places) and not _is_counted(t, amounts)
            ],
            "actor": actors,
            "place": places,
            "date": dates,
            "number": [m for m in amounts if m.kind == "number"],
            "money": [m for m in amounts if m.kind == "money"],
            "source": self.sources.find(document, actors),
        }

    def _doubted_name(self, trigger: Mention, actors: Sequence[Mention]) -> Mention | None:
        """A trigger, as a doubtful one where it names an actor (المعتقلين are people, and may tell that they were arrested);
        None where it then is no event at all.
        """
        if not _is_name(trigger, actors):
            return trigger
        value = self.triggers.doubted(trigger_value(trigger))
        return None if value is None else replace(trigger, value=value)

    def attributions(self, document: Document, mentions: dict[str, list[Mention]]) -> list[Attribution]:
        """Who vouches for which words."""
        return self.sources.attributions(document, mentions["actor"])


def _phrases(language: Language) -> Iterator[Phrase]:
    for finder in (TriggerFinder, ActorFinder, PlaceFinder, DateFinder, AmountFinder, SourceFinder):
        yield from finder.entries(language)


def _is_name(mention: Mention, names: Sequence[Mention]) -> bool:
    """Whether words are only part of a name or a date: مدينة (condemning) in مدينة الرمادي, طالبا (they both asked) in طالبا
    سودانيا, صباح (Sabah) in صباح الأحد.
    """
    return any(n.first <= mention.first and mention.last <= n.last for n in names)


def _names_an_event(place: Mention, triggers: Sequence[Mention]) -> bool:
    """Whether the words of a place that no gazetteer knows are a phrase for an event: مقاطعة الانتخابات (the boycott of an
    election, or its province).
    """
    unknown = isinstance(place.value, PlaceValue) and place.value.place_id is None
    return unknown and any(
        (place.first, place.last) == (t.first, t.last) and place.last - place.first > 1 for t in triggers
    )


def _names_a_person(document: Document, trigger: Mention, actors: Sequence[Mention]) -> bool:
    """Whether a word is, or stands behind, the given name of a person: صادق (he ratified) in العقيد صادق, عزت (she ascribed) in
    محمود عزت.
    """
    return any(
        a.first < trigger.first
        and trigger.last <= a.last
        and any(not h.article for h in document.within("first-name", a.first, trigger.first + 1))
        for a in actors
    )


def _is_counted(trigger: Mention, amounts: list[Mention]) -> bool:
    """Whether an event noun only names those whom a number counts: 20 معتقلا. The dead and the wounded tell an attack."""
    assert isinstance(trigger.value, TriggerValue)
    if trigger.value.finite:
        # اثنين is a number, not "they praised".
        return any(a.first <= trigger.first and trigger.last <= a.last for a in amounts)
    if trigger.value.type == "ASSAULT" or trigger.value.form != "noun":
        return False
    return any(
        isinstance(a.value, AmountValue)
        and a.value.unit == "person"
        and not a.value.implied
        and a.first < trigger.first
        and trigger.last <= a.last
        for a in amounts
    )


def _names_a_place(amount: Mention, places: list[Mention]) -> bool:
    """Whether a noun read as "one of these" is the name of a place: أوكرانيا is no accusative of أوكراني."""
    if not isinstance(amount.value, AmountValue) or not amount.value.implied:
        return False
    return any(map(amount.overlaps, places))


__all__ = ["Finders"]


def _apart(
    document: Document, actors: Iterable[Mention], places: Sequence[Mention], dates: Sequence[Mention]
) -> list[Mention]:
    """The actors without the words of dates behind them (مدنيا عام 2014), and without states that stand in the name of a
    place (الحدود مع النيجر), and those who are a part of a place that is known (الشعب in بلدة عيتا الشعب).
    """
    begins = {d.first: d for d in dates}
    found = []
    for actor in actors:
        value = actor.value
        state = isinstance(value, ActorValue) and value.is_state
        if state and any(p.first < actor.first and actor.last <= p.last for p in places):
            continue
        if isinstance(value, ActorValue) and any(_is_part(actor, value, p) for p in places):
            continue
        cut = next((i for i in range(actor.first + 1, actor.last) if i in begins and begins[i].last > actor.last), None)
        if cut is not None:
            actor = replace(actor, last=cut, end=document.tokens[cut - 1].end)
        found.append(actor)
    return found


def _is_part(actor: Mention, value: ActorValue, place: Mention) -> bool:
    """Whether the words of an actor are a part of the name of a place that the gazetteer has or begin with one (عيسى وتل تمر
    behind عين); what is only read as somebody's name is one in any place (نوران in كفر نوران), and of those who are known only
    a government that is called by its seat (مطار أربيل, but not مبنى الكونغرس).
    """
    assert isinstance(place.value, PlaceValue)
    known = place.value.place_id is not None
    if (actor.first, actor.last) == (place.first, place.last):
        # هونغ كونغ begins like a person's name.
        return known and value.entity_id is None and value.sector == "UNK" and not value.nouns
    if not place.first < actor.first < place.last:
        return False
    if value.entity_id is None:
        return known or not value.nouns
    if known and actor.last == place.last and str(place.value.place_id).startswith(_TOWNS):
        # مدينة الفاو: the name of a town is also that of an organization.
        return True
    return known and value.sector == "GOV" and not value.nouns and actor.last <= place.last
