"""What a body or an office is for, as its name tells behind its head: للصليب الأحمر, للحقوق والحريات."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.actors.forms import Adjective, NounForm
from conflict_events.mentions.actors.phrase import ActorPhrase
from conflict_events.mentions.actors.view import Open, Read, View, belonging_to
from conflict_events.mentions.actors.words import Words

_BETWEEN_STATES = "IGO"
"""The sector of organisations of states, which a state's own body may be for."""


class Purposes:
    """Reads purposes. ``read``: how a phrase within a phrase is read; ``open_genitive``: how unknown words are."""

    def __init__(self, language: Language, words: Words, read: Read, open_genitive: Open) -> None:
        grammar: Mapping[str, Any] = language.data["actors"]["grammar"]
        belonging = grammar["belonging"]
        self._words, self._read, self._open = words, read, open_genitive
        self._purposes = folded(belonging["purposes"])
        self._purpose_names = {tuple(fold(w).split(" ")): e for w, e in belonging["purpose_names"].items()}
        self._no_purposes = folded(belonging["no_purposes"])
        self._for = fold(belonging["purpose"])
        conjunction = language.clitics.conjunctions[0]
        self._matters = {tuple(fold(conjunction + matter).split(" ")) for matter in belonging["matters"]}

    def of_body(self, view: View, phrase: ActorPhrase, form: NounForm, depth: int) -> ActorPhrase:
        """A definite body, or an office of several words, with what it is for; of the office that is more than one word."""
        at, flags = phrase.last, form.noun.flags
        told = view.norm(at) in self._purposes
        office = "title" in flags and at - phrase.first > 1 and told
        body = flags & {"carrier", "needgen", "organ"}
        named = phrase.adjectives or phrase.child or (not phrase.form_only and told)
        if not phrase.definite or not (office or (body and named)):
            return phrase
        purpose = self._purpose(view, phrase, depth)
        if purpose is phrase or (office and purpose.last <= at + 1):
            return phrase
        for words in (2, 1):
            english = self._purpose_names.get(tuple(view.norm(i) for i in range(at, at + words)))
            if english and body and purpose.child is None:
                # The last of its adjectives, in English right before the noun.
                return purpose._replace(adjectives=(Adjective(english, words=purpose.last - at), *purpose.adjectives))
        return purpose

    def _purpose(self, view: View, phrase: ActorPhrase, depth: int) -> ActorPhrase:
        """اللجنة الدولية للصليب الأحمر: the second half of the name of a body, behind the preposition of what it is for."""
        at = phrase.last
        token = view.token(at)
        if token is None or token.kind != "word":
            return phrase
        if token.norm in self._purposes:
            people = self._read(view, at + 1, depth + 1)
            if people is not None and _are_people(people):
                return self.matters(view, phrase.extended(people.last, people.end))
            return self.matters(view, self._open(view, phrase._replace(last=at + 1, end=token.end), at + 1, False))
        if at in view.triggers or not token.norm.startswith(self._for) or token.norm in self._no_purposes:
            return phrase
        last, child = at + 1, self._read(view, at, depth + 1)
        if child is not None:
            if _are_members(phrase, child):
                return belonging_to(view, phrase, child)
            if child.known is None or child.known.kind != "org":
                return phrase
            if child.known.sector != _BETWEEN_STATES:
                # الهيئة العامة للائتلاف, but اللجنة الوطنية لليونسكو
                return belonging_to(view, phrase, child)
            last = child.last
        elif self._words.definite(view.norm(last)) and self._words.open(view, last):
            last += view.norm(last) not in self._words.things
        return phrase.extended(last, view.document.tokens[last - 1].end)

    def matters(self, view: View, phrase: ActorPhrase) -> ActorPhrase:
        """The phrase with what a conjunction joins to the matter of a body: للحقوق والحريات."""
        at = phrase.last
        last = at + self._joined(view, at)
        if last == at:
            return phrase
        if self._words.definite(view.norm(last)) and view.norm(last).endswith(self._words.of_feminine):
            # والثروة المعدنية: an adjective of it.
            last += self._words.open(view, last) and not (last in view.peoples or last in view.adjectives)
        return self.matters(view, phrase.extended(last, view.document.tokens[last - 1].end))

    def _joined(self, view: View, at: int) -> int:
        """How many words a conjunction joins to the matter of a body at a token."""
        if view.token(at) is None:
            return 0
        for words in (2, 1):
            if tuple(view.norm(i) for i in range(at, at + words)) in self._matters:
                return words
        return int(self._words.joined_matter(view, at))


def _are_members(phrase: ActorPhrase, child: ActorPhrase) -> bool:
    """Whether people are those whom a union is of: النقابة الوطنية للصحفيين."""
    return "guild" in phrase.flags and _are_people(child)


def _are_people(phrase: ActorPhrase) -> bool:
    """Whether a phrase is a definite plural of people."""
    return phrase.definite and phrase.form is not None and phrase.form.number == "p" and "human" in phrase.flags
