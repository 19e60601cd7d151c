"""The actor finder: all actors of a document, what a span means as one, where private persons are named."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import replace

from conflict_events.language import Language
from conflict_events.lexical.lexicon import Phrase
from conflict_events.lexical.text import COMMAS, folded
from conflict_events.mentions.actors import forms, registry
from conflict_events.mentions.actors.forms import Adjective
from conflict_events.mentions.actors.heads import PhraseReader
from conflict_events.mentions.actors.named_again import NamedAgain
from conflict_events.mentions.actors.phrase import ActorPhrase
from conflict_events.mentions.actors.private import private_persons
from conflict_events.mentions.actors.speakers import Speakers
from conflict_events.mentions.actors.surnames import later_surnames
from conflict_events.mentions.actors.values import Values
from conflict_events.mentions.actors.view import CLOSING, OPENING, View, Views, behind_dateline, without_hashtag
from conflict_events.mentions.actors.words import Words
from conflict_events.mentions.base import tokens_within
from conflict_events.records import ActorValue, Document, Mention, Span

_UNKNOWN = "UNK"
"""The sector of titles that tell none (المهندس)."""


class ActorFinder:
    """Finds actors."""

    def __init__(self, language: Language) -> None:
        self._words = Words(language)
        self._views = Views(language)
        self._reader = PhraseReader(language, self._words)
        self._values = Values(language, registry.read(language.registry))
        self._conjunction = language.clitics.conjunctions[0]
        things = language.data["actors"]["grammar"]["named_after"]
        self._before_apposed = folded(language.data["actors"]["grammar"]["belonging"]["before_apposed"])
        self._prepositions = language.clitics.prepositions
        self._named_after = folded(p + word for word in things["words"] for p in ("", *things["proclitics"]))
        self._speakers = Speakers(language, self._words)
        self._again = NamedAgain(language, self._words)

    @staticmethod
    def entries(language: Language) -> Iterable[Phrase]:
        """Names, nouns, nationalities, adjectives and given names, as lexicon phrases."""
        return forms.phrases(language)

    def find(self, document: Document) -> list[Mention]:
        """Every actor of the document, in text order, not overlapping, each with its value."""
        view = self._views.view(document)
        found: list[tuple[ActorPhrase, int]] = []
        for sentence in document.sentences:
            view.last = sentence.last
            end = sentence.first
            for i in self._reader.starts(view, behind_dateline(view, sentence.first), sentence.last):
                # What a hashtag says ends where the hashtag ends: its words are no actors of their own.
                phrase = self._reader.phrase(view, i) if i >= end and not view.joined(i) else None
                if phrase is not None and self._names_a_thing(view, phrase):
                    end = phrase.last
                elif phrase is not None and _stands(view, phrase):
                    phrase = self._with_profession(view, self._with_short_name(view, phrase))
                    phrase = self._with_attribute(view, self._with_office(view, phrase))
                    both = self._with_fellow(view, phrase)
                    found += [(each, sentence.index) for each in both]
                    end = both[-1].last
        found += [*later_surnames(view, self._words, found), *self._again.find(view, found)]
        found = self._again.whose(view, found)
        found.sort(key=lambda item: item[0].start)
        published = document.article.published
        return [
            Mention(
                "actor",
                phrase.start,
                phrase.end,
                phrase.first,
                phrase.last,
                sentence,
                self._value(view, phrase, published),
                phrase.proclitics,
                phrase.suffix,
            )
            for phrase, sentence in found
        ]

    def _value(self, view: View, phrase: ActorPhrase, published: datetime.date | None) -> ActorValue:
        """What a phrase means. What has no name in English is called as the text calls it."""
        value, whole = self._values.value(phrase, published), phrase.repeated or phrase
        if value.name and not self._has_own_name(view, whole, value):
            return value
        text = view.document.text[whole.start : whole.end]
        if text == view.text(whole.first, whole.last) and whole.proclitics:
            # للمركز الوطني is المركز الوطني.
            text = self._words.bare(text, whole.proclitics)
        return replace(value, name=without_hashtag(text))

    def _has_own_name(self, view: View, phrase: ActorPhrase, value: ActorValue) -> bool:
        """Whether a phrase is a body's name, with words in it that no dictionary has: حزب طلائع الحريات."""
        form, child, tokens = phrase.form, phrase.child, view.document.tokens
        if form is None or value.entity_id or phrase.person_text or not phrase.definite or form.number != "s":
            return False
        flags = form.noun.flags
        if flags & {"unit", "team", "title"} or not ("carrier" in flags or flags >= {"organ", "opengen", "portfolio"}):
            return False
        words = [t.norm for t in tokens[phrase.head_last : phrase.last] if t.kind == "word"]
        known = sum(a.words for a in phrase.adjectives)
        if child is not None:
            known += sum(t.kind == "word" for t in tokens[child.first : child.last]) + (child.first > phrase.head_last)
        # شركة استشارية is any such company.
        described = (
            len(words) == 1 and words[0].endswith(self._words.of_feminine) and not self._words.definite(words[0])
        )
        return len(words) > known and not described

    def _names_a_thing(self, view: View, phrase: ActorPhrase) -> bool:
        """Whether a person's name is part of that of a thing: مطار الملك فلان, بطولة الأمير فلان."""
        return phrase.is_person and not phrase.proclitics and view.norm(phrase.first - 1) in self._named_after

    def _with_office(self, view: View, phrase: ActorPhrase) -> ActorPhrase:
        """A person with the office behind his name, between commas: عادل الجبير، وزير الخارجية السعودي. Without commas behind
        a verb of saying or a preposition: قال فلان مدير الأمن. Behind other verbs it may be another's (استقبل فلان مدير الأمن).
        """
        comma = view.norm(phrase.last) in COMMAS
        if not phrase.is_person or not (comma or self._told_of(view, phrase)):
            return phrase
        office = self._reader.phrase(view, phrase.last + comma)
        if office is None or office.form is None or not office.definite:
            return phrase
        if office.form_only and (office.last - office.first < 2 or "portfolio" not in office.form.noun.flags):
            return phrase
        behind = view.token(office.last)
        ends = not comma or behind is None or behind.kind == "punct"
        if not (office.is_title and ends) or office.proclitics or office.person_text:
            return phrase
        # الدكتور فلان، وزير الصحة: his office tells more than such a title.
        untold = phrase.form is None or phrase.form.noun.sector == _UNKNOWN or _is_of_state(phrase, office)
        head = office if untold and phrase.actor is None else phrase
        return head._replace(
            first=phrase.first, start=phrase.start, last=office.last, end=office.end, person=phrase.person,
            person_text=phrase.person_text or view.text(phrase.first, phrase.last), proclitics=phrase.proclitics,
        )  # fmt: skip

    def _with_short_name(self, view: View, phrase: ActorPhrase) -> ActorPhrase:
        """A body of the registry with another of its names in brackets or quotation marks: حلف شمال الأطلسي (الناتو)."""
        known, at = phrase.known, phrase.last
        opening = view.norm(at)
        if known is None or phrase.child is not None or not (opening in OPENING or opening == "("):
            return phrase
        other = self._reader.phrase(view, at + 1)
        if other is None or other.known is None or other.known.id != known.id:
            return phrase
        if view.norm(other.last) not in ({")"} if opening == "(" else CLOSING):
            return phrase
        return phrase.extended(other.last + 1, view.document.tokens[other.last].end)

    def _told_of(self, view: View, phrase: ActorPhrase) -> bool:
        """Whether a verb of saying or a preposition stands before a phrase, so that it has no object right behind it."""
        written_on = phrase.proclitics[-1:] in self._prepositions
        return written_on or self._words.is_one(view.norm(phrase.first - 1), self._before_apposed)

    def _with_profession(self, view: View, phrase: ActorPhrase) -> ActorPhrase:
        """A person of two professions, with his name behind the second one: المحامي والناشط فلان. Of two offices each has its
        holder (الوزير والسفير فلان).
        """
        if not _is_profession(phrase) or phrase.person_text or phrase.child is not None:
            return phrase
        other = self._reader.phrase(view, phrase.last)
        if other is None or other.proclitics != self._conjunction or not (_is_profession(other) and other.person_text):
            return phrase
        return other._replace(
            first=phrase.first, start=phrase.start, proclitics=phrase.proclitics,
            adjectives=(*phrase.adjectives, *other.adjectives),
        )  # fmt: skip

    def _with_attribute(self, view: View, phrase: ActorPhrase) -> ActorPhrase:
        """People with what describes them, that could be a noun: المتهمين الهاربين, but not قتل مسلحون مدنيين."""
        at = phrase.last
        if not self._words.same_case(view, at) or phrase.person_text or phrase.is_known("state"):
            return phrase
        if self._words.definite(view.norm(at)) != self._words.definite(view.norm(at - 1)):
            return phrase
        behind = self._reader.phrase(view, at)
        if behind is None or behind.proclitics or behind.last != at + 1:
            return phrase
        return phrase.extended(behind.last, behind.end)

    def _with_fellow(self, view: View, phrase: ActorPhrase) -> list[ActorPhrase]:
        """A phrase, and that of another state which shares its head: القوات السورية والتركية, الجيشان السوداني والإثيوبي. Each
        of two who hold an office may have his name behind him: الرئيسان الروسي فلان والصيني فلان.
        """
        form = phrase.form
        if form is None or phrase.child is not None:
            return [phrase]
        of_one, two = phrase, form.number == "d" or "pair" in form.noun.flags
        titles = two and "title" in form.noun.flags and phrase.definite
        if two:
            of_one = phrase._replace(form=replace(form, number="s"))
            of_one = self._reader.holder(view, of_one) if titles else of_one
        last = phrase.adjectives[-1] if phrase.adjectives else None
        alone = of_one if of_one.person_text else phrase
        if last is None or not last.country:
            return [alone]
        at = of_one.last
        for hit in view.peoples.get(at, ()):
            other: Adjective = hit.entry.payload
            alike = hit.article == phrase.definite and other.plural == last.plural
            if hit.proclitics == self._conjunction and alike and at < view.last:
                fellow = of_one._replace(
                    first=hit.first, last=hit.last, start=hit.start, end=hit.end, head_last=hit.first,
                    adjectives=(*phrase.adjectives[:-1], other), proclitics=hit.proclitics, suffix="",
                    person=None, person_text="",
                )  # fmt: skip
                return [of_one, self._reader.holder(view, fellow) if titles else fellow]
        return [alone]

    def drawn(self, document: Document) -> Callable[[Span], ActorValue | None]:
        """What any span of a document means as an actor; None where no phrase lies in it. The document is looked at once."""
        view = self._views.view(document, any_name=True)

        def value(span: Span) -> ActorValue | None:
            within = tokens_within(document, span.start, span.end)
            for sentence in document.sentences_across(span):
                first, last = max(sentence.first, within[0]), min(sentence.last, within[1])
                view.last = last
                for i in self._reader.starts(view, first, last):
                    phrase = self._reader.phrase(view, i)
                    if phrase is not None:
                        return self._value(view, phrase, document.article.published)
            return None

        return value

    def private_persons(self, document: Document) -> list[Span]:
        """Where persons are named whom the registry does not know, in text order, not overlapping."""
        return private_persons(self._views.view(document, any_name=True), self._reader, self._words, self._speakers)


def _is_profession(phrase: ActorPhrase) -> bool:
    """Whether a phrase is that of one person by his profession, with the article."""
    return phrase.is_title and phrase.definite and "human" in phrase.flags


def _is_of_state(phrase: ActorPhrase, office: ActorPhrase) -> bool:
    """Whether a sheikh's office is one of a state: الشيخ فلان، وزير الخارجية."""
    if phrase.form is None or phrase.form.noun.id != "sheikh" or office.form is None:
        return False
    return office.form.noun.sector == "GOV" and "office-president" not in office.form.noun.flags


def _stands(view: View, phrase: ActorPhrase) -> bool:
    """Whether a phrase may stand as a mention of its own: a state's name of two letters may not."""
    return not (phrase.is_known("state") and len(view.norm(phrase.first)) < 3)
