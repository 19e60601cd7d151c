"""The words of amounts: a language's ``numbers.toml``, ``units.toml`` and ``money.toml`` as tables over folded tokens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from conflict_events.lexical.cutting import Cutter
from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.amounts import nouns
from conflict_events.mentions.base import Table, listed
from conflict_events.mentions.numbers import NumeralParser
from conflict_events.records import Token


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency word: ``code`` is what it means alone ("" undecided), ``by`` what it means by country.

    ``dual``: the form tells two.
    """

    code: str
    by: Mapping[str, str]
    dual: bool = False


class AmountWords:
    """The tables of the three files, folded. Raises KeyError where a table is missing.

    A ``Table`` holds phrases with what they mean, a ``frozenset`` single words.
    """

    def __init__(self, numbers: Mapping[str, Any], units: Mapping[str, Any], money: Mapping[str, Any]) -> None:
        self.article = fold(numbers["article"])
        self.conjunction = fold(numbers["conjunction"])
        self._read_numbers(numbers)
        self._read_units(units)
        self.measured = frozenset(self._owned(units["inflection"]))
        self._read_money(money, numbers["article"])

    def _read_numbers(self, data: Mapping[str, Any]) -> None:
        self._read_qualifiers(data["qualifiers"])
        self._read_range(data["range"])
        self._read_part(data["part"])
        self._read_partitive(data["partitive"])
        self.lasting, self.elapsed = (folded(data["lasting"][key]) for key in ("words", "elapsed"))
        self.lasting_attached = tuple(map(fold, data["lasting"]["attached"]))
        self.attributes = folded(data["attribute"]["words"])
        self.cited, self.cited_verbs = listed(data["cited"]["words"]), listed(data["cited"]["said"])
        self.cited_reach: int = data["cited"]["reach"]
        self.of_all = listed(data["of_all"]["words"])
        self.each = folded(data["share"]["each"])
        self.both = _table(data["both"])
        self.few = folded(data["few"]["after"])
        self.others, self.other_things = (folded(data["others"][key]) for key in ("person", "things"))
        one, two = (folded(data["others"][key]) for key in ("one", "two"))
        self.other_one = {**dict.fromkeys(one, 1.0), **dict.fromkeys(two, 2.0)}
        self.fractions = {fold(w): float(v) for v, ws in data["fractions"].items() for w in ws if float(v) < 1}
        self.not_before, self.year_words = (folded(data["not_before"][key]) for key in ("words", "years"))
        self.ordinals = folded(data["not_before"]["ordinals"])
        self.years = range(*data["not_before"]["range"])
        self.clock = folded(data["clock"]["words"])

    def _read_qualifiers(self, data: Mapping[str, Any]) -> None:
        before, apart = data["before"], data["apart"]
        self.before = _table({side: before[side] for side in ("at_least", "up_to", "about")})
        self.prepositions = folded(before["prepositions"])
        self.became = fold(before["became"])
        self.after = _table(data["after"])
        self.apart = _table({side: apart[side] for side in ("at_least", "up_to")})
        self.apart_between = folded(apart["between"])
        self.measures = folded(apart["measures"])
        self.negations = folded(apart["negations"])
        self.apart_reach: int = apart["reach"]
        self.apart_ends = folded(apart["ends"])

    def _read_range(self, data: Mapping[str, Any]) -> None:
        self.between = listed(data["between"])
        self.range_from = folded(data["from"])
        self.range_to = folded(data["to"])
        self.alternatives = folded(data["or"])
        self.changed = folded(data["changed"])
        self.by = fold(data["by"])
        self.dashes = frozenset(data["dashes"])

    def _read_part(self, data: Mapping[str, Any]) -> None:
        self.part = listed(data["words"])
        self.whole = folded(data["whole"])
        self.part_of_things = folded(data["things"])
        self.part_reach: int = data["reach"]
        self.part_marks = frozenset(data["marks"])

    def _read_partitive(self, data: Mapping[str, Any]) -> None:
        self.partitive = folded(data["words"])
        self.filler = folded(data["between"])
        self.bodies, self.named_bodies = folded(data["bodies"]), folded(data["named_bodies"])
        self.suffixes = tuple(sorted(folded(data["suffixes"]), key=lambda s: (-len(s), s)))
        self.hamzas = tuple((fold(k), fold(v)) for k, v in data["hamzas"].items())
        self.pronouns = folded(data["pronouns"])
        self.homes = frozenset(data["homes"])

    def _owned(self, inflection: Mapping[str, Any]) -> Iterator[str]:
        """The measures with possessive endings: قيمتها."""
        feminine, joined = fold(inflection["feminine"]), inflection["joined_feminine"]
        for measure in self.measures:
            stem = measure.removesuffix(feminine)
            for suffix in self.suffixes:
                yield stem + (joined if stem != measure else "") + suffix

    def is_definite(self, norm: str) -> bool:
        """Whether a word carries the article, with a stem behind it: no إلى."""
        return norm.startswith(self.article) and len(norm) > len(self.article) + 1

    def begins_itself(self, norm: str) -> bool:
        """Whether a word is an adjective that begins with what is a preposition elsewhere: بحرية, ليلية."""
        return any(norm.startswith(own) and norm[len(own) :] in self._behind_nisba for own in self._own)

    def owned(self, norm: str) -> nouns.Noun | None:
        """The plural that a word is with a possessive ending: عناصرها."""
        for suffix in self.suffixes:
            if not norm.endswith(suffix):
                continue
            stem = norm.removesuffix(suffix)
            for written, alone in self.hamzas:
                stem = stem.removesuffix(written) + alone if stem.endswith(written) else stem
            # قادته is قادة with an ending.
            feminine = stem.removesuffix(self.joined_feminine) + self.feminine
            forms = (stem, feminine) if stem.endswith(self.joined_feminine) else (stem,)
            nominative = self.plurals[0]
            if stem.endswith(nominative[0]):
                # مرافقوه
                forms = (*forms, stem.removesuffix(nominative[0]) + nominative)
            for form in forms:
                found = self.nouns.match((Token(0, len(form), form, "word"),), 0, 1)
                if found is not None:
                    if found[0].number in ("p", "c"):
                        return found[0]
                    break
        return None

    def _read_units(self, data: Mapping[str, Any]) -> None:
        self.nouns: Table[nouns.Noun] = Table(nouns.forms(data))
        self.plural_nouns = {fold(form): noun for form, noun in nouns.plurals(data)}
        self.company = {fold(form): count for form, count in nouns.company(data)}
        self.homographs = folded(data["homographs"]["words"])
        self.unit_apart: Mapping[str, Table[str]] = {
            unit: Table((word, other) for other, words in told.items() for word in words)
            for unit, told in data["things"]["apart"].items()
        }
        self.dual_verbs, self.dual_imperfect = folded(data["two"]["verbs"]), tuple(data["two"]["imperfect"])
        self.tally_heads = folded(data["tally"]["heads"])
        self.tally_reach: int = data["tally"]["reach"]
        self.charged, self.charged_over = folded(data["charged"]["nouns"]), folded(data["charged"]["over"])
        self.charged_by = fold(data["charged"]["by"])
        self._read_inflection(data["inflection"])
        self._read_single(data["single"])
        self._read_measures(data["measures"])
        self._read_unknown(data["unknown"])
        self._read_told(data["told"])
        self._read_adjectives(data["adjectives"])

    def _read_inflection(self, data: Mapping[str, Any]) -> None:
        self.weak: str = data["weak"]
        self.feminine = fold(data["feminine"])
        self.joined_feminine: str = data["joined_feminine"]
        self.plurals = (*data["masculine_plural"], *data["dual"])
        self.feminine_plural: str = data["feminine_plural"]
        self.plural_adjectives = (*data["masculine_plural"], self.feminine_plural)
        self.duals, self.dual_marks = tuple(data["dual"]), tuple(data["dual_marks"])

    def _read_single(self, data: Mapping[str, Any]) -> None:
        self.one_person_behind = folded(data["persons"])
        self.one_thing_behind = folded(data["things"])
        self.one_fallen = folded(data["fallen"])
        self.one_left = folded(data["left"])
        self.over = folded(data["over"])
        self.one_of = folded(data["one_of"])
        self.short_kin = folded(data["short_kin"])
        self.between_one = folded(data["between"])
        self.without = folded(data["without"])
        self.one_reach: int = data["reach"]
        self.one_ends = folded(data["ends"])
        self.one_joined_ends = tuple(data["joined_ends"])
        self.imperfect = tuple(data["imperfect"])
        self.that, self.befell = folded(data["that"]), folded(data["befell"])

    def _read_measures(self, data: Mapping[str, Any]) -> None:
        self.measure_units = frozenset(data["units"])
        self.smaller: Mapping[str, Mapping[str, float]] = data["smaller"]
        self.term_heads, self.term_of = (folded(data[key]) for key in ("term", "term_of"))
        self.term_reach: int = data["reach"]
        self.sentences = folded(data["sentence"])
        self.not_terms = folded(data["names"])
        age = data["age"]
        self.age_units, self.bracketed_ages = frozenset(age["units"]), frozenset(age["in_brackets"])
        self.ages, self.no_age = folded(age["words"]), folded(age["no_age"])
        self.age_reach: int = age["reach"]

    def _read_unknown(self, data: Mapping[str, Any]) -> None:
        self.unknown_unit: str = data["unit"]
        self.unknown_singular, self.unknown_plural = data["singular"], data["plural"]
        self.nisbas = tuple(data["nisbas"])
        self.not_unknown = folded(data["except"])

    def _read_told(self, data: Mapping[str, Any]) -> None:
        self.told, self.told_bare, self.told_behind = (
            {fold(word): kind for kind, words in data[place].items() for word in words}
            for place in ("before", "bare", "behind")
        )
        self.partaking = frozenset(data["partaking"])
        self.told_reach: int = data["reach"]
        self.sickness = folded(data["sickness"])

    def _read_adjectives(self, data: Mapping[str, Any]) -> None:
        self.adjectives = listed(data["words"])
        self.endings = tuple(data["endings"])
        self.nisba_of_one: str = data["of_one"]
        self.no_adjectives = folded(data["except"])
        self.no_adjective_begins = (*(fold(w) for w in data["not_beginning"]), self.conjunction)
        self.attached = tuple(map(fold, data["attached"]))
        self.construct_nisba: str = data["construct"]
        self._own = folded(data["own"])
        self._behind_nisba = frozenset(e[1:] for e in self.endings)

    def _read_money(self, data: Mapping[str, Any], article: str) -> None:
        self.currencies: Table[Currency] = Table(_currencies(data))
        self.symbols: Mapping[str, str] = {
            **{fold(k): v for k, v in data["symbols"].items()},
            **{c.lower(): c for c in data["codes"]},
        }
        self.sums = folded(data["sums"]["words"])
        self.abbreviations: Table[str] = Table(data["abbreviations"].items())
        self.minor = {fold(w): float(v) for v, ws in data["minor"].items() for w in ws}
        self.states: Table[str] = Table(_states(data["adjectives"], data["adjective_endings"], article))


class Grammar(NamedTuple):
    """What every reader of amounts reads with: the words, the numerals, and what cuts clitics off."""

    words: AmountWords
    parser: NumeralParser
    cutter: Cutter


def _table(groups: Mapping[str, Sequence[str]]) -> Table[str]:
    return Table((p, meaning) for meaning, phrases in groups.items() for p in phrases)


def _currencies(money: Mapping[str, Any]) -> Iterator[tuple[str, Currency]]:
    endings, letters = tuple(money["dual"]["endings"]), money["dual"]["letters"]
    for entry in money["currency"]:
        for form in entry["forms"]:
            dual = form.endswith(endings) and len(form) >= letters and not entry.get("no_dual")
            yield form, Currency(entry["code"], entry.get("by", {}), dual)


def _states(adjectives: Mapping[str, Sequence[str]], endings: Sequence[str], article: str) -> Iterator[tuple[str, str]]:
    """Every form of the adjectives, with and without the article, with its country."""
    for country, words in adjectives.items():
        for word in words:
            for ending in endings:
                yield word + ending, country
                yield article + word + ending, country
