"""How fillers of a role stand to each other: what a search through all of them finds."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_events.records import ActorValue, AmountValue, DateValue, Mention, PlaceValue, Value
from conflict_events.trained.fillers import Filler
from conflict_events.trained.relations import Relations


def filler(value: Value, first: int = 0, last: int = 1, sentence: int = 0, detail: str = "") -> Filler:
    return Filler(Mention("place", first, last, first, last, sentence, value), detail, value, (), False)


def place(country: str, precision: int) -> PlaceValue:
    return PlaceValue(f"{country}{precision}", None, country, None, None, None, precision)


def relations(
    fillers: Sequence[Filler],
    p: Sequence[float],
    events: Sequence[int] | None = None,
    far: Sequence[float] = (),
    sized: bool = True,
) -> Relations:
    event = np.array(events if events is not None else [0] * len(fillers), np.int64)
    things = np.arange(len(fillers))
    distances = np.array(far or [0.0] * len(fillers))
    return Relations(event, max(event, default=0) + 1, np.array(p), things, fillers, sized, distances, {})


def sizes(of: Relations) -> list[float]:
    return of.sizes["size"].tolist()


def seen(of: Relations) -> dict[str, list[float]]:
    return {name: found.tolist() for name, found in of.seen_by(of).items()}


def test_a_country_sees_its_town_and_the_town_its_country() -> None:
    town, country, other = place("SYR", 1), place("SYR", 6), place("IRQ", 1)
    of = relations([filler(town, 4, 5), filler(country, 9, 10), filler(other, 20, 21)], [0.9, 0.6, 0.3])
    assert sizes(of) == [1, 6, 1]
    assert seen(of)["smaller kin"] == [0.0, 0.9, 0.0]
    assert seen(of)["larger kin"] == [0.6, 0.0, 0.0]
    assert seen(of)["in its sentence"] == [0.6, 0.9, 0.9]
    assert seen(of)["smaller kin near it"] == [0.0, 0.0, 0.0]


def test_what_is_named_with_it_is_near() -> None:
    of = relations([filler(place("SYR", 1), 4, 5), filler(place("SYR", 6), 6, 7)], [0.9, 0.6])
    assert seen(of)["smaller kin near it"] == [0.0, 0.9]
    assert seen(of)["next to it"] == [0.6, 0.9]
    assert seen(of)["next before it"] == [0.0, 0.9]


def test_the_other_events_and_the_thing_itself_are_not_seen() -> None:
    army = ActorValue("army", None, "MIL", "SYR")
    of = relations([filler(army), filler(army), filler(army)], [0.9, 0.6, 0.3], [0, 0, 1], sized=False)
    assert seen(of)["kin"] == [0.6, 0.9, 0.0]


def test_of_parties_none_is_greater_than_another() -> None:
    of = relations([filler(ActorValue("army", None, "MIL", "SYR"))] * 2, [0.9, 0.6], sized=False)
    assert not of.sizes
    assert not {"smaller kin", "larger kin", "smaller kin near it"} & seen(of).keys()


def test_numbers_are_kin_of_one_kind_and_dates_are_all() -> None:
    killed, wounded = (AmountValue(n, n, "person", "killed") for n in (3, 10)), AmountValue(5, 5, "person", "wounded")
    of = relations([*(filler(v, detail="killed") for v in killed), filler(wounded, detail="wounded")], [0.9, 0.6, 0.3])
    assert seen(of)["kin"] == [0.6, 0.9, 0.0]
    assert seen(of)["smaller kin"] == [0.0, 0.9, 0.0]
    day, days = datetime.date(2020, 5, 1), datetime.date(2020, 5, 5)
    dates = [filler(DateValue(day, last, "range", "explicit")) for last in (day, days)]
    assert sizes(relations(dates, [0.9, 0.6])) == [0, 2]
    assert seen(relations(dates, [0.9, 0.6]))["larger kin"] == [0.6, 0.0]


def test_no_filler_has_no_relations() -> None:
    assert all(found == [] for found in seen(relations([], [])).values())


rows = st.lists(
    st.tuples(st.integers(0, 2), st.integers(1, 7), st.integers(0, 6), st.integers(0, 1), st.integers(0, 9)), max_size=9
)


@given(rows)
def test_the_likeliest_of_each_relation_is_what_a_search_finds(given: Sequence[tuple[int, int, int, int, int]]) -> None:
    rows = sorted(given, key=lambda row: row[0])
    fillers = [filler(place("AB"[n % 2], size), at, at + 1, sentence) for _, size, at, sentence, n in rows]
    far = [float(n) for *_, n in rows]
    p = [(n + 1) / 20 for *_, n in rows]
    found = seen(relations(fillers, p, [event for event, *_ in rows], far))

    def most(i: int, related: list[bool]) -> float:
        return max((p[j] for j, yes in enumerate(related) if yes and j != i and rows[j][0] == rows[i][0]), default=0.0)

    for i, (_, size, at, sentence, n) in enumerate(rows):
        same = [other[3] == sentence for other in rows]
        assert found["in its sentence"][i] == pytest.approx(most(i, same))
        near = [here and abs(other[2] - at) - 1 <= 1 for here, other in zip(same, rows, strict=True)]
        assert found["next to it"][i] == pytest.approx(most(i, near))
        larger = [other[4] % 2 == n % 2 and other[1] > size for other in rows]
        assert found["larger kin"][i] == pytest.approx(most(i, larger))
        assert found["nearer to the trigger"][i] == pytest.approx(most(i, [other[4] < n for other in rows]))


def test_few_events_at_a_time_see_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    fillers = [filler(place("AB"[i % 2], i % 7 + 1), i % 5, i % 5 + 1, i % 2) for i in range(30)]
    of = relations(
        fillers, [(i + 1) / 40 for i in range(30)], [i // 4 for i in range(30)], [float(i % 9) for i in range(30)]
    )
    at_once = seen(of)
    monkeypatch.setattr("conflict_events.trained.relations.CELLS", 1)
    assert seen(of) == at_once and any(map(any, at_once.values()))
