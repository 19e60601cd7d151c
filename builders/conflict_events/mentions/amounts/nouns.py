"""Counted nouns in all their forms: singular, dual, plurals, the indefinite accusative."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_BEHIND, _ENDED, _TOLL = "behind", "ended", "toll"
"""Say in the tables that one alone counts behind certain words, that its phrase must end besides, and that these are words
for a toll."""
_WITH_CONSTRUCT = frozenset(("items", "strikes"))
"""Kinds whose nouns have construct duals; of people they say "my" as often (زوجتي)."""
_SOUND_PLURAL = "+"
"""Stands in the tables for the plural by masculine endings."""


class Noun(NamedTuple):
    """A counted noun's form: its unit and kind; ``number`` is "s", "d", "p" or "c" (a plural before its second part:
    مقاتلي), ``single`` whether one alone counts as 1, ``behind`` whether it does so only behind certain words, ``ended``
    whether its phrase must end besides, ``toll`` whether they must be words for a toll, ``accusative`` whether it is an
    indefinite accusative, ``construct`` whether it is a dual before its second part, ``nisba`` whether it is the feminine of
    a word for nationals.
    """

    unit: str
    kind: str
    number: str
    single: bool = False
    accusative: bool = False
    construct: bool = False
    behind: bool = False
    ended: bool = False
    toll: bool = False
    nisba: bool = False


class _Inflection:
    """The endings of the table ``inflection`` of ``units.toml``."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.feminine: str = data["feminine"]
        self.joined_feminine: str = data["joined_feminine"]
        self.weak: str = data["weak"]
        self.joined_weak: str = data["joined_weak"]
        self.accusative: str = data["accusative"]
        self.no_accusative = tuple(data["no_accusative"])
        self.no_accusative_of_plurals = tuple(data["no_accusative_of_plurals"])
        self.masculine_plural = tuple(data["masculine_plural"])
        self.construct_plural: str = data["construct_plural"]
        self.feminine_plural: str = data["feminine_plural"]
        self.dual = tuple(data["dual"])
        self.construct_dual = tuple(data["construct_dual"])

    def joined(self, word: str) -> str:
        """A word as it is written before a further ending."""
        for alone, before in ((self.feminine, self.joined_feminine), (self.weak, self.joined_weak)):
            if word.endswith(alone):
                return word.removesuffix(alone) + before
        return word


def forms(units: Mapping[str, Any]) -> Iterator[tuple[str, Noun]]:
    """Every form of every noun of ``units.toml`` with its meaning, equal ones one object; the first group that names a form
    has it.
    """
    groups = [(g["unit"], g["kind"], g["words"], g.get("single", True)) for g in units["noun"]]
    nationals = [group for group, row in zip(groups, units["noun"], strict=True) if row.get("feminine")]
    things = units["things"]
    for table, kind in (("items", "items"), ("goods", "items"), ("other", "other")):
        groups.extend((unit, kind, nouns, things["single"][table]) for unit, nouns in things[table].items())
    inflection = _Inflection(units["inflection"])
    made = [(unit, kind, single, *form) for unit, kind, nouns, single in groups for form in _forms(nouns, inflection)]
    made.extend(
        (unit, kind, single, dual, "d", False)
        for unit, kind, nouns, single in groups
        if kind in _WITH_CONSTRUCT
        for dual in _construct_duals(nouns, inflection)
    )
    feminines = [
        (unit, kind, single, *form)
        for unit, kind, nouns, single in nationals
        for form in _forms(_feminines(nouns, inflection), inflection)
    ]
    made.extend(feminines)
    feminine = {form for *_, form, _, _ in feminines}
    one: dict[Noun, Noun] = {}
    # Written plurals before generated duals: معتقلين is a plural, جنديين is a dual.
    for order in ("s", "p", "d", "c"):
        for unit, kind, single, form, number, accusative in made:
            if number == order:
                construct = number == "d" and not form.endswith(inflection.dual) and " " not in form
                behind, ended = single in (_BEHIND, _ENDED, _TOLL), single in (_ENDED, _TOLL)
                toll, nisba = single == _TOLL, form in feminine and number != "p"
                noun = Noun(unit, kind, number, bool(single), accusative, construct, behind, ended, toll, nisba)
                yield form, one.setdefault(noun, noun)


def plurals(units: Mapping[str, Any]) -> Iterator[tuple[str, Noun]]:
    """The plurals that are one of something else, too: مزارع is a farmer, and farms."""
    first: dict[str, Noun] = {}
    for form, noun in forms(units):
        if first.setdefault(form, noun).number == "s" and noun.number == "p":
            yield form, noun


def company(units: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """Kin and companions with a possessive ending, and how many they are: سائقه, طفلاها. A sound plural's ending is also
    the dual's (مرافقيه), which is left out where a noun has both.
    """
    inflection, table = _Inflection(units["inflection"]), units["company"]
    sound = {s for g in units["noun"] for s, plurals in g["words"].items() if _SOUND_PLURAL in plurals.split("|")}
    nominative, other = inflection.construct_dual
    for noun in table["nouns"]:
        stem = inflection.joined(noun)
        for ending in table["endings"]:
            yield stem + ending, 1.0
            yield stem + nominative + ending, 2.0
            if noun not in sound:
                yield stem + other + ending, 2.0


def _feminines(nouns: Mapping[str, str], i: _Inflection) -> dict[str, str]:
    """The feminines of nouns that have none of their own, with their plural: ألمانية, ألمانيات."""
    made = (noun + i.feminine for noun in nouns if not noun.endswith(i.feminine))
    return {noun: i.feminine_plural for noun in made if noun not in nouns}


def _construct_duals(nouns: Mapping[str, str], i: _Inflection) -> Iterator[str]:
    """Duals of single feminine nouns before a second part; those of masculine ones are other words, too (مركزي)."""
    for singular in nouns:
        if singular.endswith(i.feminine) and " " not in singular:
            for dual in i.construct_dual:
                yield i.joined(singular) + dual


def _forms(nouns: Mapping[str, str], i: _Inflection) -> Iterator[tuple[str, str, bool]]:
    """Form, number and whether it is an indefinite accusative, of nouns given as singular and plurals."""
    for singular, plurals in nouns.items():
        head, space, rest = singular.partition(" ")
        rest = space + rest
        yield singular, "s", False
        yield from ((form, "s", True) for form in _accusatives(head, rest, i))
        for plural in filter(None, plurals.split("|")):
            yield from _plural_forms(head, rest, plural, i)
        yield from ((form, "d", False) for form in _duals(head, rest, i))


def _accusatives(head: str, rest: str, i: _Inflection) -> Iterator[str]:
    """The indefinite accusative of a singular, of its adjective, too, where it has one alone: جنديا, كيلومترا مربعا."""
    if head.endswith(i.feminine):
        return
    if rest:
        yield head + i.accusative + rest + ("" if len(rest.split()) > 1 else i.accusative)
    elif not head.endswith(i.no_accusative):
        yield head + i.accusative


def _plural_forms(head: str, rest: str, plural: str, i: _Inflection) -> Iterator[tuple[str, str, bool]]:
    """The forms of a plural: of one that an ending makes of the singular, or of one that stands for itself."""
    if plural == _SOUND_PLURAL:
        for ending in i.masculine_plural:
            yield head + ending + rest, "p", False
        if not rest:
            yield head + i.construct_plural, "c", False
    elif plural == i.feminine_plural:
        yield head.removesuffix(i.feminine) + i.feminine_plural + rest, "p", False
    else:
        yield plural, "p", False
        if not plural.endswith(i.no_accusative_of_plurals) and " " not in plural:
            yield plural + i.accusative, "p", True


def _duals(head: str, rest: str, i: _Inflection) -> Iterator[str]:
    """The duals of a noun; what follows it is a genitive behind the construct, and an adjective, dual itself, else."""
    stem = i.joined(head)
    if not rest:
        yield from (stem + dual for dual in i.dual)
        return
    yield from (stem + dual + rest for dual in i.construct_dual)
    adjective = i.joined(rest) if head.endswith(i.feminine) and rest.endswith(i.feminine) else rest
    yield from (stem + dual + adjective + dual for dual in i.dual)
