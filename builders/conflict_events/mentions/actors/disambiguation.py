"""Which actor of the registry a name means here: many names are common words, or those of several actors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.actors.forms import Name
from conflict_events.mentions.actors.registry import Known
from conflict_events.mentions.actors.view import CLOSING, OPENING, View
from conflict_events.mentions.actors.words import Words
from conflict_events.records import Entry, Hit


class Title(NamedTuple):
    """What a title before a name stands for: offices, and the country where they are held ("" where it is not said)."""

    offices: frozenset[str] = frozenset()
    country: str = ""

    def fits(self, known: Known) -> bool:
        """Whether the person has ever held one of the offices there."""
        return self.country in ("", known.country) and not self.offices.isdisjoint(t.office for t in known.terms)


_OF_GROUPS = ("REB", "UAF", "IMG", "PRM", "UNK")
"""Sectors of the nouns for a group's men."""
_LONGEST = 4
"""Words of the name that one is joined to, at most."""
NO_TITLE = Title()
"""The title of a name that has none."""


class Disambiguation:
    """Tells which names of the registry can be meant, by a language's tables."""

    def __init__(self, language: Language, words: Words) -> None:
        grammar = language.data["actors"]["grammar"]
        self._words = words
        self._sons = fold(grammar["names"]["son"][0])
        self._no_family = words.stop | words.relations | folded(grammar["names"]["never"])
        self._conjunction = language.clitics.conjunctions[0]
        self._ranked = frozenset(grammar["men"]["ranked"])
        self._with_men = self._ranked | frozenset(grammar["men"]["groups"])
        self._usual = {actor: frozenset(others) for actor, others in grammar["usual"].items()}

    def names(self, view: View, i: int, title: Title = NO_TITLE) -> Iterator[Hit]:
        """The names at a token that can be meant, longest first. ``title``: the one that stands before it.

        Where a name that several bodies have can mean each of them, it means an actor without an id, of the sector and
        the country that they have in common. No shorter name is meant then: the Security Council is not who meets as
        مجلس الأمن القومي.
        """
        for _, alike in groupby(view.names.get(i, ()), key=lambda h: h.last):
            hits = [h for h in alike if not (h.article and h.entry.payload.known.kind == "state")]
            hits = [h for h in hits if not self._begins_another(view, h)]
            plain = [h for h in hits if not h.entry.payload.weak]
            yield from plain
            weak = [h for h in hits if h.entry.payload.weak]
            meant = self._meant(view, weak, title) if weak else None
            if meant is not None:
                yield meant
            elif not plain and any(h.entry.payload.shared for h in weak):
                if not self._country_behind(view, weak[0].last):
                    yield from _undecided(weak)
                return

    def name(self, view: View, i: int) -> Hit | None:
        """The longest name at a token that can be meant."""
        return next(self.names(view, i), None) if i in view.names else None

    def _meant(self, view: View, weak: Sequence[Hit], title: Title) -> Hit | None:
        """Which of the actors that have a weak name in common is meant."""
        hits = list({h.entry.key: h for h in reversed(weak)}.values())
        shared = any(h.entry.payload.shared for h in hits)
        behind = self._country_behind(view, hits[0].last) if shared else ""
        if behind:
            return _only([h for h in hits if _known(h).country == behind])
        in_full = [h for h in hits if h.entry.key in view.strong]
        if len(in_full) == 1:
            return in_full[0]
        if title.offices:
            return _only([h for h in hits if title.fits(_known(h))])
        if not shared:
            tests = (_quoted, self._is_usual, self._beside_group, self._has_men)
            return hits[0] if len(hits) == 1 and any(test(view, hits[0]) for test in tests) else None
        # مفوضية حقوق الإنسان in an article on Iraq may be that of the United Nations.
        candidates = in_full or hits
        told = all(_known(h).country for h in candidates)
        return _only([h for h in candidates if _known(h).country in view.countries]) if told else None

    def _begins_another(self, view: View, hit: Hit) -> bool:
        """Whether a person's name, a short one or one that ends with a father's, only begins the full name of somebody else:
        صالح الحربي is not صالح.
        """
        named: Name = hit.entry.payload
        at = hit.last
        if named.known.kind != "person":
            return False
        if self._ends_with_father(view, hit):
            return self._is_family(view, at)
        if not named.weak or at - hit.first > 1 or hit.first not in view.given:
            return False
        if view.norm(at) in self._words.particles:
            return True
        if at in view.given:
            return not view.given[at][0].proclitics and at not in view.names
        return self._is_family(view, at)

    def _ends_with_father(self, view: View, hit: Hit) -> bool:
        """Whether a name ends with a father's, so that a family's may follow: محمد بن سلمان."""
        sons = [i for i in range(hit.first + 1, hit.last - 1) if view.norm(i) == self._sons]
        # عبد العزيز: a father's name of two words.
        return bool(sons) and hit.last - sons[-1] == 2 + (view.norm(sons[-1] + 1) in self._words.particles)

    def _is_family(self, view: View, at: int) -> bool:
        """Whether a word looks like a family's name (الحربي)."""
        norm = view.norm(at)
        known = (view.names, view.nouns, view.peoples)
        return self._words.of_origin(norm) and norm not in self._no_family and not any(at in of for of in known)

    def _beside_group(self, view: View, hit: Hit) -> bool:
        """Whether a group's weak name is joined to the full name of another group: القاعدة وداعش."""
        if _known(hit).kind != "group":
            return False
        joined = [h for h in view.names.get(hit.last, ()) if h.proclitics == self._conjunction]
        if hit.proclitics == self._conjunction:
            before = range(hit.first - _LONGEST, hit.first)
            joined += [h for i in before for h in view.names.get(i, ()) if h.last == hit.first]
        return any(_is_group(h) for h in joined)

    def _has_men(self, view: View, hit: Hit) -> bool:
        """Whether one of a group's men, and an adjective of his or none, stands before its weak name: قيادي بارز في القاعدة."""
        at, inside = hit.first - 1, view.norm(hit.first - 1) in self._words.inside
        if hit.entry.key not in self._with_men or hit.proclitics or not (inside or view.norm(at) in self._words.among):
            return False
        man = {"member", "prep"} if inside and hit.entry.key in self._ranked else {"member"}
        ends = (at, at - 1) if at - 1 in view.adjectives else (at,)
        nouns = (h.entry.payload.noun for end in ends for h in view.nouns.get(end - 1, ()) if h.last == end)
        return any(noun.flags >= man and noun.sector in _OF_GROUPS for noun in nouns)

    def _is_usual(self, view: View, hit: Hit) -> bool:
        """Whether the name mostly means its actor, and the text names no state that it may mean, too (المملكة)."""
        others = self._usual.get(hit.entry.key)
        return others is not None and others.isdisjoint(view.countries)

    def _country_behind(self, view: View, at: int) -> str:
        """The country that is named behind a name: التونسية, في ليبيا."""
        for hit in view.peoples.get(at, ()):
            if hit.article:
                return hit.entry.key
        if view.norm(at) in self._words.inside:
            for hit in view.names.get(at + 1, ()):
                if _known(hit).kind == "state":
                    return _known(hit).country
        return ""


def _is_group(hit: Hit) -> bool:
    """Whether a name is the full one of a group."""
    return _known(hit).kind == "group" and not hit.entry.payload.weak


def _known(hit: Hit) -> Known:
    named: Name = hit.entry.payload
    return named.known


def _undecided(hits: Sequence[Hit]) -> Iterator[Hit]:
    """A name as that of an actor of whom only what all who have it are is known; of bodies only."""
    candidates = [_known(h) for h in hits]
    if any(k.kind in ("person", "state") for k in candidates):
        return
    named: Name = hits[0].entry.payload
    known = Known(
        id="",
        # Popular Resistance (Yemen)
        name=_common([k.name.partition(" (")[0] for k in candidates]) or named.spelling,
        sector=_common([k.sector for k in candidates]) or "UNK",
        country=_common([k.country for k in candidates]),
        kind="group",
        note="",
        terms=(),
    )
    entry = Entry(hits[0].entry.kind, "", replace(named, known=known))
    yield hits[0]._replace(entry=entry)


def _common(values: Sequence[str]) -> str:
    return values[0] if len(set(values)) == 1 else ""


def _only(hits: Sequence[Hit]) -> Hit | None:
    return hits[0] if len(hits) == 1 else None


def _quoted(view: View, hit: Hit) -> bool:
    return view.norm(hit.first - 1) in OPENING and view.norm(hit.last) in CLOSING
