"""The words of dates: a language's ``dates.toml`` as tables over folded tokens."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.base import T, Table, listed
from conflict_events.records import Token

SIDES = ("last", "next", "this", "before_last", "after_next", "recent")
"""The words that tell on which side of the publication a date lies."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A form of a unit of time: "minute" to "decade", with or without the article.

    ``count``: 1 singular, 2 dual, 0 plural.
    """

    name: str
    definite: bool
    count: int


class DateWords:
    """The tables of ``dates.toml``; each attribute is the table of that name, folded.

    A ``Table`` holds phrases with what they mean, a ``frozenset`` single words. ``data`` is the parsed file; raises
    KeyError where a table is missing.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        article = data["article"]
        self.article, self.conjunction = fold(article), fold(data["conjunction"])
        self.halves = folded(data.get("halves", ()))
        self._read_days(data)
        self._read_months_and_years(data)
        self._read_units(data)
        self._read_prepositions(data["prepositions"])
        self._read_names(data["names"])
        self._read_counts(data)
        self._read_schedules(data["scheduled"])
        self.dated_events = folded(data["year_of"]["events"])
        self.event_reach: int = data["year_of"]["reach"]
        self.recurring = folded(data["year_of"]["recurring"])
        self.witnessed, self.witnessed_reach = folded(data["witnessed"]["verbs"]), int(data["witnessed"]["reach"])
        self.remembrance, self.remembering = (folded(data["remembrance"][key]) for key in ("words", "verbs"))
        self.remembrance_reach: int = data["remembrance"]["reach"]
        known = ((datetime.date.fromisoformat(d), folded(by)) for d, by in data["known_days"].items())
        self.known_days: Mapping[tuple[int, int], tuple[datetime.date, frozenset[str]]] = {
            (d.month, d.day): (d, by) for d, by in known
        }
        """By month and day: the day that all know, and the words before it that tell that it is meant."""

    def names_month(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether the tokens from ``first`` up to ``last`` hold the name of a month of the common calendar."""
        return any(self.months.match(tokens, i, last) for i in range(first, last))

    def _read_names(self, names: Mapping[str, Any]) -> None:
        self.named_by_days = folded(names["of_days"])
        self.named_by_weekdays = folded(names["of_weekdays"])
        self.named_by_years = folded(names["of_years"])
        self.named_by_known_years = {int(year): folded(words) for year, words in names["of_known_years"].items()}
        self.name_reach: int = names["reach"]
        self.of_relative_days = listed(names["of_relative_days"])
        self.general_former, self.former = folded(names["general_former"]), folded(names["former"])
        self.general, self.of_eras = folded(names["general"]), folded(names["eras"])
        self.feast, self.today, self.born = (folded(names[key]) for key in ("feast", "today", "born"))
        self.every, self.of_many = (folded(names[key]) for key in ("every", "of_many"))
        self.born_somewhere = listed(names["born_somewhere"])
        self.birth_reach: int = names["birth_reach"]

    def _read_counts(self, data: Mapping[str, Any]) -> None:
        self.ordinals = _table(data["ordinals"], int)
        self.ordinal_units = _table(data["ordinal_units"], int)
        self.ordinal_tens = _table(data["ordinal_tens"], int)
        self.teen = folded(data["teen"]["words"])
        self.fractions = _table(data["fractions"], int)
        running = data["running"]
        self.in_a_row, self.its_day = listed(running["in_a_row"]), folded(running["its_day"])
        self.running_days = folded(running["days"])
        self.running_tens = _table(data["running_tens"], int)
        back = data["counted_back"]
        self.comes, self.comes_reach, self.not_told = folded(back["verbs"]), int(back["reach"]), folded(back["stops"])
        self.before_event = folded(back["between"])
        self.lasting, self.counted_of, self.several = folded(back["lasting"]), folded(back["of"]), fold(back["several"])

    def _read_schedules(self, data: Mapping[str, Any]) -> None:
        self.scheduled, self.schedule_stops = (folded(data[key]) for key in ("verbs", "stops"))
        marked = folded((*data["verbs"], *data["with_mark"]))
        self.to_come = folded(data["to_come"]) | {fold(data["mark"]) + verb for verb in marked}
        self.arranged, self.arranged_once, self.not_arranged = (
            folded(data[key]) for key in ("arranged", "once", "not_before")
        )
        self.arranged_reach: int = data["arranged_reach"]
        self.not_over = tuple(folded(data["not_over"]))
        self.schedule_reach, self.schedule_before, self.scheduled_days, self.scheduled_month_days = (
            int(data[key]) for key in ("reach", "before", "days", "month_days")
        )

    def _read_days(self, data: Mapping[str, Any]) -> None:
        self.weekdays = _table(data["weekdays"], int)
        self.bare_weekdays = _table(data["weekdays_bare"], int)
        self.weekdays_counted = folded(data["weekdays_counted"]["words"])
        self.not_after = folded(data["not_after"]["words"])
        self.day_parts = listed(data["day_parts"]["words"])
        self.night, self.night_to = (folded(data["day_parts"][key]) for key in ("night", "night_to"))
        self.of_period = _table(data["of_period"], str)
        self.day_parts_after = folded(data["day_parts"]["after"])
        self.relative_days = _table(data["relative_days"], int)
        self.homographs = folded(data["homographs"]["words"])
        self.no_days = listed(data["homographs"]["phrases"])
        self.days_beside = _table(data["days_beside"], int)
        self.this_morning = listed(data["day_parts"]["this_morning"])
        words = data["day_words"]
        self.day_word, self.month_word, self.year_word = (
            frozenset(x for w in words[unit] for x in (fold(w), self.article + fold(w)))
            for unit in ("day", "month", "year")
        )
        self.for_year = folded(words["for_year"])
        self.corresponds = listed(words["corresponds"])
        self.corresponds_to, self.on = folded(words["corresponds_to"]), folded(words["on"])

    def _read_months_and_years(self, data: Mapping[str, Any]) -> None:
        self.months = _table(data["months"], int)
        self.not_months: tuple[str, ...] = tuple(data["spelled"]["not_months"])
        self.not_months_alone: tuple[str, ...] = tuple(data["spelled"]["not_months_alone"])
        self.verbs = folded(data["spelled"]["verbs"])
        self.hijri_months = _table(data["hijri_months"], int)
        self.hijri_feasts: Table[list[int]] = Table(data["hijri_feasts"].items())
        self.counted_feasts: Table[list[str]] = Table(data["counted_feasts"].items())
        self.hijri_feasts_by_name: Mapping[str, list[int]] = data["hijri_feasts"]
        self.feasts: Table[list[int]] = Table(data["feasts"].items())
        self.easter: Table[int] = Table(data["easter"].items())
        self.easter_others = folded(data["easter_others"]["words"])
        self.eves = folded(data["eves"]["words"])
        self.nil = folded(data["scores"]["nil"])
        self.eras = _table(data["eras"], str)
        self.other_years = folded(data["other_years"]["words"])
        self.seasons = _definite(data["seasons"], str, data["article"])
        self.season_months: Mapping[str, list[int]] = data["season_months"]
        self.decades = _definite(data["decade_names"], int, data["article"])
        self.of_age, self.aged = (folded(data["ages"][key]) for key in ("of", "people"))
        self.age_reach, self.aged_reach = int(data["ages"]["of_reach"]), int(data["ages"]["people_reach"])
        self.century = folded(data["century"]["words"])
        self.century_starts = _table(data["century_starts"], int)
        self.behind_in = folded(data["bare_year"]["behind_in"])
        self.counts_behind = folded(("", *data["bare_year"]["counts_behind"]))
        self.counted_endings = tuple(fold(e) for e in data["bare_year"]["counted_endings"])
        self.not_counted = folded(data["bare_year"]["not_counted"])

    def _read_units(self, data: Mapping[str, Any]) -> None:
        self.units: Table[Unit] = Table(_units(data, self.article))
        lengths = ((p, (u, float(n[0]), float(n[1]))) for u, ps in data["lengths"].items() for p, n in ps.items())
        self.lengths: Table[tuple[str, float, float]] = Table(lengths)
        """Lengths that a longer unit tells: a unit, the fewest and the most of it."""
        self.paired = folded(data["paired"]["words"])
        self.sides = _table({side: data["modifiers"][side] for side in SIDES}, str)
        """Which side of the publication: last, next, this."""
        self.same, self.same_before = (folded(data["modifiers"][key]) for key in ("same", "same_before"))
        self.of_it = folded(data["modifiers"]["of_it"])
        self.this_month = folded(data["modifiers"]["this_month"])
        self.told_apart, self.which = (folded(data["modifiers"][key]) for key in ("told_apart", "which"))
        self.following = folded(data["modifiers"]["following"])
        self.this = folded(data["modifiers"]["this_before"])
        self.few_adjectives = folded(data["modifiers"]["few"])
        self.few_indefinite = folded(data["modifiers"]["few_indefinite"])
        self.parts = _table(data["parts"], str)
        self.part_bounds: Mapping[str, Mapping[str, list[int]]] = data["part_bounds"]

    def _read_prepositions(self, data: Mapping[str, Any]) -> None:
        self.since, self.ago, self.hence, self.between, self.now, self.about, self.weekend = (
            listed(data[k]) for k in ("since", "ago", "hence", "between", "now", "about", "weekend")
        )
        self.of, self.range_from, self.range_to, self.time = (folded(data[k]) for k in ("of", "from", "to", "time"))
        self.onwards, self.by, self.either = listed(data["onwards"]), listed(data["by"]), folded(data["or"])
        self.by_end = listed(data["by_end"])
        self.more, self.less = listed(data["more"]), listed(data["less"])
        self.afterwards, self.beforehand = listed(data["afterwards"]), listed(data["beforehand"])
        self.by_so_much = fold(data["by_so_much"])
        self.of_time = listed(data["of_time"])
        self.within_few = folded(data["within_few"])
        self.within, self.gone = listed(data["within"]), listed(data["gone"])
        self.counted_from, self.until = folded(data["counted_from"]), listed(data["until"])
        self.of_the = fold(data["of_the"])
        self.counted_upon, self.ahead_of = fold(data["counted_upon"]), folded(data["ahead_of"])
        self.day_after = folded(data["day_after"])
        self.then = listed(data["then"])
        self.beginnings = folded(data["beginnings"])
        self.beginning_reach: int = data["beginning_reach"]


def _table(groups: Mapping[str, Sequence[str]], key: Callable[[str], T]) -> Table[T]:
    return Table((w, key(k)) for k, ws in groups.items() for w in ws)


def _definite(groups: Mapping[str, Sequence[str]], key: Callable[[str], T], article: str) -> Table[T]:
    """The phrases with and without the article."""
    return Table((prefix + w, key(k)) for k, ws in groups.items() for w in ws for prefix in ("", article))


def _units(data: Mapping[str, Any], article: str) -> Iterator[tuple[str, Unit]]:
    """Every form of every unit. Plurals come first: where a form is one of them it is one."""
    for table, count in (("unit_plurals", 0), ("unit_duals", 2), ("units", 1)):
        for name, forms in data[table].items():
            for form in forms:
                yield form, Unit(name, False, count)
                yield article + form, Unit(name, True, count)
