"""The second look: what answers are seen beside, the networks that correct them, and that a part of a document is enough."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lessons
from conflict_events.evaluation import event_files
from conflict_events.extraction import compiled
from conflict_events.extraction.rules import RuleExtractor
from conflict_events.language import LanguageError
from conflict_events.records import Article
from conflict_events.trained import fitting, outlook, revision, second_look, training
from conflict_events.trained.examples import of_articles
from conflict_events.trained.extractor import Proposer, TrainedExtractor, shipped
from conflict_events.trained.fillers import Fillers
from conflict_events.trained.model import EVENT, Model, loads, log_odds, logistic
from conflict_events.trained.network import Network, network
from conflict_events.trained.outlook import Outlook
from conflict_events.trained.reading import ROLES

TEXT = (
    "قتل الجيش اليمني أربعة مسلحين في عدن يوم 5 يونيو 2020، وأصاب مدنيين.\n"
    "وقال متحدث إن الجيش اليمني قصف مواقع المسلحين في أبين.\n"
    "والتقى وزير الداخلية العراقي نظيره الأردني في عمان."
)
EVENT_NUMBERS, ROLE_NUMBERS, PARTY_NUMBERS = 18, 31, 4
"""Numbers in a row, and how many more the row of a party has: it sees the other party, and has no sizes."""


@pytest.fixture(scope="module")
def rules() -> RuleExtractor:
    return compiled.load("ar")


def seen(rules: RuleExtractor, text: str = TEXT, sure: float = 0.5) -> Outlook:
    """Every event and filler of a text as likely as any other, no telling joined to another."""
    propose = Proposer(rules)
    read = propose.read(rules.finders.read(Article("x", text, published=datetime.date(2020, 6, 8))))
    assert read is not None
    stories = propose.grouped(read, {}, 1.0)
    fillers = {role: [Fillers(read, story).of_role(role) for story in stories] for role in ROLES}
    roles = {role: [[sure] * len(each) for each in of] for role, of in fillers.items()}
    pairs = {pair: 0.3 for pair, _ in propose.pairs(read)}
    return Outlook(stories, [sure] * len(stories), fillers, roles, pairs)


def likelier(before: Outlook, role: str, event: int, filler: int) -> Outlook:
    """An outlook in which one filler is nearly certain."""
    of = [list(each) for each in before.roles[role]]
    of[event][filler] = 0.99
    return replace(before, roles={**before.roles, role: of})


def rows_of(event: int, role: str, of: Outlook) -> np.ndarray:
    """The rows of an event's fillers."""
    start = sum(map(len, of.fillers[role][:event]))
    return of.of_role(role)[start : start + len(of.fillers[role][event])]


def unchanging(numbers: int) -> Network:
    """A network that would answer 0 to everything, of which nothing is taken."""
    return Network(np.zeros((numbers, 2)), np.zeros(2), np.zeros(2), 0.0, part=0.0)


def all_unchanging() -> dict[str, Network]:
    rows = dict.fromkeys(("actor", "recipient"), ROLE_NUMBERS + PARTY_NUMBERS)
    return {EVENT: unchanging(EVENT_NUMBERS), **{r: unchanging(rows.get(r, ROLE_NUMBERS)) for r in ROLES}}


# --- what answers are seen beside


def test_rows_are_of_one_length_and_begin_with_what_was_thought(rules: RuleExtractor) -> None:
    of = seen(rules, sure=0.7)
    assert len(of.stories) >= 4
    assert of.of_events().shape == (len(of.stories), EVENT_NUMBERS)
    assert of.of_events()[:, 0] == pytest.approx(log_odds(0.7))
    for role in ROLES:
        rows = of.of_role(role)
        assert rows.shape == (
            sum(map(len, of.fillers[role])),
            ROLE_NUMBERS + PARTY_NUMBERS * (role in ("actor", "recipient")),
        )
        assert rows[:, 0] == pytest.approx(log_odds(0.7))
        assert np.isfinite(rows).all()


def test_an_event_alone_has_nothing_beside_it(rules: RuleExtractor) -> None:
    of = seen(rules, "قتل الجيش اليمني أربعة مسلحين.")
    assert len(of.stories) == 1
    assert np.isfinite(of.of_events()).all()


def test_who_else_may_be_the_actor_changes_the_look_of_an_actor_and_of_him_in_other_events(
    rules: RuleExtractor,
) -> None:
    before = seen(rules)
    army = [[str(f.thing) for f in of] for of in before.fillers["actor"]]
    at = army[0].index(next(t for t in army[0] if t in army[2]))
    after = likelier(before, "actor", 0, at)
    changed = [
        (rows_of(0, "actor", before) != rows_of(0, "actor", after)).any(1),
        (rows_of(2, "actor", before) != rows_of(2, "actor", after)).any(1),
    ]
    assert changed[0].all()
    assert changed[1][army[2].index(army[0][at])]
    rival = rows_of(0, "actor", after)[:, 1]
    assert [x == pytest.approx(log_odds(0.99)) for x in rival] == [i != at for i in range(len(rival))]


def test_what_may_be_told_twice_is_seen_with_how_sure_that_is(rules: RuleExtractor) -> None:
    of = seen(rules)
    alike = replace(of, same=dict.fromkeys(of.same, 0.9))
    assert of.same
    assert (of.of_events() != alike.of_events()).any()


values = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(1, 9)), max_size=20)


@given(values, st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), max_size=8))
def test_the_best_of_others_is_what_a_search_finds(
    given: Sequence[tuple[int, int, int]], asked: Sequence[tuple[int, int]]
) -> None:
    columns = np.array(given, np.int64).reshape(-1, 3).T
    groups, by = np.array(asked, np.int64).reshape(-1, 2).T
    best = outlook.best_of_others(columns[0], columns[1], columns[2] / 10, groups, by)
    assert best.tolist() == [
        max((v / 10 for g, o, v in given if g == group and o != owner), default=0.0) for group, owner in asked
    ]


@given(values)
def test_a_rank_counts_what_is_greater(given: Sequence[tuple[int, int, int]]) -> None:
    rows = sorted(given, key=lambda row: row[0])
    columns = np.array(rows, np.int64).reshape(-1, 3).T
    ranks = outlook.ranks(columns[0], columns[2].astype(np.float64))
    for (group, _, value), rank in zip(rows, ranks.tolist(), strict=True):
        greater = sum(g == group and v > value for g, _, v in rows)
        assert greater <= rank < greater + sum(g == group and v == value for g, _, v in rows)


# --- what corrects them


def test_a_network_that_is_not_listened_to_changes_nothing(rules: RuleExtractor) -> None:
    of = seen(rules, sure=0.7)
    likely, roles = revision.revised(all_unchanging(), of)
    assert likely == pytest.approx(of.likely)
    for role in ROLES:
        assert [pytest.approx(list(ps)) for ps in roles[role]] == [list(ps) for ps in of.roles[role]]


def test_where_there_is_little_to_see_nothing_changes(rules: RuleExtractor) -> None:
    of = seen(rules, "قتل الجيش اليمني أربعة مسلحين.")
    assert 0 < len(of.stories) < revision.FEW
    sure = replace(unchanging(EVENT_NUMBERS), part=1.0, last=9.0)
    assert revision.revised({**all_unchanging(), EVENT: sure}, of) == (list(of.likely), of.roles)


def test_a_network_learns_what_the_first_answer_does_not_tell() -> None:
    random = np.random.default_rng(0)
    rows = random.normal(size=(4000, 3))
    right = rows[:, 1] > rows[:, 2]
    answers = fitting.network(rows[:3000], right[:3000].tolist())(rows[3000:])
    assert ((answers > 0) == right[3000:]).mean() > 0.95


def test_the_part_of_a_correction_is_taken_from_the_first_answer_on() -> None:
    rows = np.array([[1.0, 2.0], [-1.0, 0.5]])
    whole = Network(np.eye(2), np.zeros(2), np.array([0.0, 3.0]), 0.5)
    assert whole(rows).tolist() == [6.5, 2.0]
    assert replace(whole, part=0.5)(rows).tolist() == [3.75, 0.5]


def test_a_network_reads_back_and_one_of_odd_shapes_is_refused() -> None:
    whole = Network(np.eye(2), np.zeros(2), np.array([0.0, 3.0]), 0.5, 0.25)
    assert network(whole.json()).json() == whole.json()
    with pytest.raises(ValueError, match="shapes"):
        network({**whole.json(), "shift": [0.0]})


@pytest.mark.parametrize("events", [0, 1, 200, 201, 450])
def test_a_long_document_is_seen_part_by_part(rules: RuleExtractor, events: int) -> None:
    one = seen(rules, "قتل الجيش اليمني أربعة مسلحين.")
    many = Outlook(
        list(one.stories) * events,
        list(one.likely) * events,
        {role: list(of) * events for role, of in one.fillers.items()},
        {role: list(of) * events for role, of in one.roles.items()},
        {},
    )
    parts = revision.parts(many)
    assert [story for part in parts for story in part.stories] == list(many.stories)
    assert all(len(part.stories) <= revision.MOST for part in parts)
    likely, roles = revision.revised(all_unchanging(), many)
    assert len(likely) == events
    assert [len(ps) for ps in roles["actor"]] == [len(of) for of in many.fillers["actor"]]


def test_events_that_are_hardly_any_are_not_looked_at(rules: RuleExtractor) -> None:
    class Guess:
        """As much of one as is looked at."""

        probability = revision.OPEN - 0.01

    assert not second_look.look([Guess()], {}).guesses  # type: ignore[list-item]


# --- learned and read


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> Model:
    """A model of few articles that is taught to look again all the same."""
    events, articles = lessons.write(tmp_path_factory.mktemp("annotated"))
    known = training.read_articles(articles)
    gold = event_files.read_events(events, {a.article_id: a.text for a in known})
    propose = Proposer(compiled.load("ar"))
    lesson = training.learn(propose, of_articles(propose, known, gold))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(second_look, "ENOUGH", 10)
        patch.setattr(revision, "FEW", 1)
        guesses, networks = training.looked_again(replace(lesson, same=0.5))
    assert len(guesses) == len(lesson.guesses)
    assert any(a.probability != b.probability for a, b in zip(guesses, lesson.guesses, strict=True))
    return replace(fitting.of_events([g.example for g in lesson.guesses]), language="ar", second=networks)


def test_a_second_look_is_learned_for_every_question(looked: Model) -> None:
    assert set(looked.second) == {EVENT, *ROLES}
    assert loads(looked.dumps(), "m.json").dumps() == looked.dumps()


def test_a_model_whose_second_look_lacks_a_question_is_refused(looked: Model) -> None:
    part = {name: network for name, network in looked.second.items() if name not in ("date", EVENT)}
    with pytest.raises(LanguageError, match=r"m\.json: not a whole model: .* a second look without date, event"):
        loads(replace(looked, second=part).dumps(), "m.json")


def test_too_few_events_teach_no_second_look() -> None:
    assert second_look.learn([]) == {}


def test_an_extractor_takes_what_is_thought_at_the_second_look(
    looked: Model, rules: RuleExtractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revision, "FEW", 1)
    document = rules.finders.read(Article("x", TEXT, published=datetime.date(2020, 6, 8)))

    def sure(networks: dict[str, Network]) -> list[float]:
        return [f.confidence for f in TrainedExtractor(rules, replace(looked, second=networks))(document)]

    first = sure({})
    assert first == sure(all_unchanging())
    nothing = replace(unchanging(EVENT_NUMBERS), part=1.0, last=-9.0)
    assert sure({**all_unchanging(), EVENT: nothing}) == []
    all_of_it = sure({**all_unchanging(), EVENT: replace(nothing, last=9.0)})
    assert set(all_of_it) == {round(logistic(9.0), 2)} and len(all_of_it) >= len(first)


def test_the_shipped_model_looks_again() -> None:
    networks = shipped("ar").second
    assert set(networks) == {EVENT, *ROLES}
    assert {name: of.inner.shape[0] for name, of in networks.items()} == {
        EVENT: EVENT_NUMBERS,
        **{role: ROLE_NUMBERS + PARTY_NUMBERS * (role in ("actor", "recipient")) for role in ROLES},
    }
