"""What a phrase belongs to: ties by a participle or by a preposition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.actors.forms import Adjective, NounForm
from conflict_events.mentions.actors.phrase import ActorPhrase
from conflict_events.mentions.actors.purposes import Purposes
from conflict_events.mentions.actors.view import Open, Read, View, belonging_to, closed, first
from conflict_events.mentions.actors.words import Words
from conflict_events.mentions.base import MEDIA

_WITH_MEMBERS = frozenset({"group", "transparent", "unit", "organ"})
"""Flags of nouns that members may be out of."""
_WITH_OFFICES = frozenset({"group", "organ", "unit", "carrier"})
"""Flags of nouns of bodies, which an office or another body may belong to."""
_LAWMAKER = "LEG"
"""The sector of those who sit for a party or a place."""
_MISSIONS = frozenset({"sent", "abroad", "of"})
"""Flags of offices that may be of one state and go to another, or to a body."""
_VERB_REACH = 6
"""Words before a phrase in which a verb may stand whose preposition follows the phrase."""


class Ties:
    """Ties phrases to others behind them. ``read``: how a phrase within a phrase is read; ``open_genitive``: how unknown
    words are.
    """

    def __init__(self, language: Language, words: Words, purposes: Purposes, read: Read, open_genitive: Open) -> None:
        grammar: Mapping[str, Any] = language.data["actors"]["grammar"]
        links, belonging = grammar["links"], grammar["belonging"]
        self._words, self._purposes, self._read, self._open = words, purposes, read, open_genitive
        self._link_proclitics = tuple(fold(p) for p in links["proclitics"])
        self._link_prepositions = folded(links["prepositions"])
        self._loyal = folded(links["loyal"])
        self._led = folded(links["led"])
        self._relatives = folded(links["relatives"])
        self._to = folded(belonging["to"])
        self._ties = folded(belonging["of"]) | self._to
        self._goals, self._going = folded(belonging["goals"]), folded(belonging["going"])
        self._sitting = folded(belonging["sitting"])
        self._accusative = fold(grammar["inflection"]["noun"]["accusative"])
        self._at, self._for_whom = fold(belonging["at"]), fold(belonging["for"])
        self._of_one_object = folded(belonging["without_at"])

    def link(self, view: View, phrase: ActorPhrase, depth: int) -> ActorPhrase:
        """A participle that ties the phrase to another: التابعة لـ."""
        at = phrase.last
        if view.norm(at) not in self._words.links:
            return phrase
        at += 1
        free = view.norm(at) in self._link_prepositions
        child = self._read(view, at + free, depth + 1)
        if child is None or not (free or child.proclitics in self._link_proclitics):
            return phrase
        if view.norm(phrase.last) in self._loyal and child.known is not None and child.known.kind == "state":
            # فصائل موالية لإيران: whose side they are on is not whose they are.
            side = Adjective(f"pro-{child.known.name}", words=child.last - phrase.last)
            return closed(view, phrase.extended(child.last, child.end, adjectives=(*phrase.adjectives, side)))
        tied = phrase.child or child._replace(proclitics="")
        return closed(view, phrase.extended(child.last, child.end, child=tied))

    def belonging(self, view: View, phrase: ActorPhrase, form: NounForm, depth: int) -> ActorPhrase:
        """The phrase that one headed by a noun belongs to, by a preposition or what a noun of its kind takes."""
        flags = form.noun.flags
        at = phrase.last
        norm = view.norm(at)
        if "spokes" in flags and norm in self._words.on_behalf:
            child = self._read(view, at + 1, depth + 1)
            if child is not None:
                return belonging_to(view, phrase, child)
            after = self._open(view, phrase._replace(last=at + 1), at + 1, False)
            return after if after.last > at + 1 else phrase
        if (flags & {"member", "human"} or ("team" in flags and not phrase.definite)) and norm in self._words.among:
            return self._of_group(view, phrase, depth)
        if "member" in flags and norm in self._words.inside:
            return self._of_group(view, phrase, depth)
        if "led" in flags:
            return self._leader(view, phrase, depth)
        if flags & {"weapon", "of"} and not phrase.definite:
            return self._owner(view, phrase, depth)
        purpose = self._purposes.of_body(view, phrase, form, depth)
        if purpose is not phrase:
            return purpose
        tied = self._written_on(view, phrase, form, depth)
        if tied is not phrase:
            return tied
        if "prep" not in flags:
            return phrase
        return self.at_place(view, phrase, depth)

    def at_place(self, view: View, phrase: ActorPhrase, depth: int) -> ActorPhrase:
        """What stands behind a preposition that ties an office to its body or place (السفير لدى, مدير المكتب في)."""
        at = phrase.last
        norm = view.norm(at)
        if norm not in self._ties:
            return phrase
        gone = view.norm(phrase.first - 1) in self._going and not _before_person(view, at + 1)
        if norm in self._goals and (gone or not phrase.flags & {"title", *_MISSIONS}):
            # وصل السفير إلى بغداد, عودة الحكومة إلى عدن: where a verb of going leads to, or a body that is not sent; but
            # وصل المبعوث إلى سوريا فلان إلى دمشق.
            return phrase
        if norm in self._words.inside and _is_place(view, at + 1) and self._held_elsewhere(view, phrase):
            return phrase
        where = at + 1 + (at + 1 in view.kinds_of_place)
        child = self._read(view, at + 1, depth + 1) or self._read(view, where, depth + 1)
        if child is not None and not child.is_known("agency"):
            visiting = {"abroad", "group"} <= phrase.flags and norm not in self._to
            if visiting and child.is_known("state"):
                # التقى وفدا في الرياض: where something happens does not say whose a delegation is.
                return phrase
            if phrase.suffix:
                # سفيرها في برلين: where hers is does not say whose he is.
                return closed(view, phrase.extended(child.last, child.end))
            # السفارة السورية في بيروت: a nationality says more of whose it is than a place.
            tied = phrase.child or (None if phrase.country else child)
            adjectives = phrase.adjectives
            if tied is not child and child.known and not (phrase.country or _has_country(phrase.child)):
                adjectives = (*adjectives, Adjective("", country=child.known.country))
            return closed(view, phrase.extended(child.last, child.end, child=tied, adjectives=adjectives))
        # دعت الحكومة إلى وقف القتال: a common word may be spelled like a place.
        place = first(view.places.get(where)) if view.norm(where) not in self._words.stop else None
        if place is not None and (norm in self._to or "title" in phrase.flags):
            return closed(view, phrase.extended(place.last, place.end))
        return phrase

    def _held_elsewhere(self, view: View, phrase: ActorPhrase) -> bool:
        """Whether the place behind an office is where something happens to who holds it: behind an indefinite one that is an
        object or has an event before it (اعتقل مسؤولا في مدينة كذا), and where the office has told its own place already (مدير
        ناحية كذا في محافظة كذا).
        """
        accusative = view.norm(phrase.head_last - 1).endswith(self._accusative)
        if not phrase.definite and (accusative or phrase.first - 1 in view.triggers):
            return True
        own = range(phrase.head_last, phrase.last)
        return any(hit.last == phrase.last for i in own for hit in view.places.get(i, ()))

    def _of_group(self, view: View, phrase: ActorPhrase, depth: int) -> ActorPhrase:
        """مسلحون من التنظيم, ضابط في الجيش: the group, a body of the registry or a noun of groups, that members are of."""
        if phrase.child is not None or phrase.suffix or _is_place(view, phrase.last + 1):
            return phrase
        child = self._read(view, phrase.last + 1, depth + 1)
        if child is None or not (child.is_known("group", "org") or (child.flags & _WITH_MEMBERS and child.definite)):
            return phrase
        return belonging_to(view, phrase, child)

    def sits_for(self, view: View, phrase: ActorPhrase, depth: int) -> ActorPhrase:
        """The party or the place that a member of parliament sits for: النائب عن الحزب فلان, النائبة عن محافظة كذا فلانة."""
        at = phrase.last + 1
        lawmaker = phrase.noun_sector == _LAWMAKER and phrase.child is None
        if not lawmaker or view.norm(phrase.last) not in self._sitting:
            return phrase
        child = self._read(view, at, depth + 1)
        if child is not None and (child.is_known("group", "org") or "group" in child.flags):
            return belonging_to(view, phrase, child)
        place = first(view.places.get(at + (at in view.kinds_of_place)))
        return phrase if place is None else closed(view, phrase.extended(place.last, place.end))

    def _leader(self, view: View, phrase: ActorPhrase, depth: int) -> ActorPhrase:
        """التحالف الذي تقوده الرياض: who leads an alliance of no other name."""
        at = phrase.last
        at += view.norm(at) in self._relatives
        if phrase.child is not None or view.norm(at) not in self._led:
            return phrase
        child = self._read(view, at + 1, depth + 1)
        if child is None or not child.is_known("state"):
            return phrase
        return closed(view, phrase.extended(child.last, child.end))

    def _owner(self, view: View, phrase: ActorPhrase, depth: int) -> ActorPhrase:
        """طائرات للتحالف, مؤيدون للحزب: whose an indefinite noun of weapons or of followers is."""
        child = self._read(view, phrase.last, depth + 1) if phrase.child is None else None
        if child is None or child.proclitics not in self._link_proclitics[:1] or not child.definite:
            return phrase
        # أكد قيادي محلي لوكالة كذا: to whom it is told.
        told = child.is_known("agency") or child.noun_sector == MEDIA
        return phrase if told else belonging_to(view, phrase, child)

    def _written_on(self, view: View, phrase: ActorPhrase, form: NounForm, depth: int) -> ActorPhrase:
        """The body behind a preposition that is written on to it: مسؤول بوزارة الدفاع, الأمين العام للحلف."""
        flags = form.noun.flags
        if not flags & {"title", "organ", "group", "member"} or phrase.suffix or phrase.last >= view.last:
            return phrase
        child = self._read(view, phrase.last, depth + 1)
        if child is None or not child.definite:
            return phrase
        aide = phrase.definite and child.proclitics == self._for_whom and _is_aide(phrase, form)
        if aide and child.is_title:
            # المبعوث الخاص للرئيس الروسي
            return belonging_to(view, phrase, child)
        if child.person_text:
            return phrase
        if child.proclitics == self._at:
            tied = bool(flags & {"prep", "organ", "member"}) and self._at_body(view, phrase, child)
        else:
            tied = child.proclitics == self._for_whom and phrase.definite and self._for_body(phrase, form, child)
        if not tied:
            return phrase
        # مبعوث لليمن: where an envoy is sent is not whose he is.
        sent = "sent" in flags and child.is_known("state")
        # القنصل العام للمملكة: whose he is, where the name of a state without the preposition would tell where.
        own = child if "abroad" in flags else child._replace(proclitics="")
        owner = phrase.child or (None if sent else own)
        return closed(view, phrase.extended(child.last, child.end, child=owner))

    def _at_body(self, view: View, phrase: ActorPhrase, child: ActorPhrase) -> bool:
        """Whether the phrase behind "at" is a body, and the preposition not that of a verb before both: نددت سفيرة بالحكومة."""
        if not (_is_body(child) or child.is_known("org", "group")):
            return False
        before = range(phrase.first - _VERB_REACH, phrase.first)
        return not any(i in view.verbs and view.norm(i) not in self._of_one_object for i in before)

    def _for_body(self, phrase: ActorPhrase, form: NounForm, child: ActorPhrase) -> bool:
        """Whether an office is that of the body behind "for", or a mission to the state: الأمين العام لـ, but not قال الوزير
        للمجلس. It is one of several words, or one that is described.
        """
        flags = form.noun.flags
        if (phrase.country or "definite" in flags) and not flags & _MISSIONS:
            # اتهامات الوزير المصري للحكومة, زيارة أمير قطر لطهران: of whom a state is told belongs to no other body.
            return False
        full = phrase.head_last - phrase.first > 1 or any(not (a.country or a.actor) for a in phrase.adjectives)
        return full and (_is_body(child) or child.is_known("state", "org", "group"))


def _is_place(view: View, at: int) -> bool:
    """Whether a noun of places with the name of one behind it begins at a token: مديرية المنصورة is no body."""
    return at in view.kinds_of_place and at + 1 in view.places


def _before_person(view: View, at: int) -> bool:
    """Whether the name of a person stands right behind that of a state or a place at a token."""
    ends = {hit.last for of in (view.names, view.places) for hit in of.get(at, ())}
    return any(
        any(hit.entry.payload.known.kind == "person" for hit in view.names.get(i, ()) if not hit.proclitics)
        or any(not (hit.proclitics or hit.entry.payload) for hit in view.given.get(i, ()))
        for i in ends
    )


def _is_body(phrase: ActorPhrase) -> bool:
    """Whether the noun of a phrase is that of a body which an office or another body may belong to."""
    return bool(phrase.flags & _WITH_OFFICES)


def _is_aide(phrase: ActorPhrase, form: NounForm) -> bool:
    """Whether a phrase is an envoy, a representative or an adviser whom an adjective describes (المبعوث الخاص)."""
    described = phrase.last - phrase.first > 1 and phrase.child is None and not phrase.country
    return described and "title" in form.noun.flags and bool(form.noun.flags & {"aide", "of"})


def _has_country(phrase: ActorPhrase | None) -> bool:
    """Whether a phrase or one that it belongs to is of a state."""
    while phrase is not None:
        if phrase.country or phrase.known is not None:
            return True
        phrase = phrase.child
    return False
