"""The trained extractor: what is learned, the model file, and that nothing of an article stands in it."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lessons
from conflict_events.articles import inputs
from conflict_events.building import extractors
from conflict_events.building.worker import Worker
from conflict_events.cli import main
from conflict_events.evaluation import event_files
from conflict_events.extraction import compiled
from conflict_events.extraction.rules import RuleExtractor
from conflict_events.extraction.sections import SECTION, InSections, sections
from conflict_events.language import LanguageError
from conflict_events.records import ActorValue, AmountValue, Article, DateValue, Frame, Mention, PlaceValue
from conflict_events.trained import decide, fitting, retelling, training, tuning
from conflict_events.trained.examples import item, of_articles
from conflict_events.trained.extractor import SHORT, Proposer, TrainedExtractor
from conflict_events.trained.fillers import Filler, Fillers
from conflict_events.trained.model import FORMAT, VERSION, Model, Weights, load, loads
from conflict_events.trained.reading import ROLES
from conflict_events.trained.wording import LONGEST
from folders import digest


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return lessons.write(tmp_path_factory.mktemp("annotated"))


@pytest.fixture(scope="module")
def rules() -> RuleExtractor:
    return compiled.load("ar")


@pytest.fixture(scope="module")
def model(files: tuple[Path, Path]) -> Model:
    return trained(*files)


def trained(events: Path, articles: Path) -> Model:
    known = training.read_articles(articles)
    gold = event_files.read_events(events, {a.article_id: a.text for a in known})
    propose = Proposer(compiled.load("ar"))
    return training.train(propose, of_articles(propose, known, gold), inputs.digest(events, articles))


def frames(extractor: RuleExtractor | TrainedExtractor, rules: RuleExtractor, text: str) -> list[Frame]:
    return list(extractor(rules.finders.read(Article("x", text, published=datetime.date(2020, 6, 8)))))


def test_what_annotators_leave_out_is_left_out(model: Model, rules: RuleExtractor) -> None:
    text = "قتل الجيش اليمني أربعة مسلحين في عدن يوم 5 يونيو 2020.\nوكان وزير الداخلية العراقي التقى نظيره الأردني في عمان."
    assert {f.type for f in frames(rules, rules, text)} == {"ASSAULT", "CONSULT"}
    kept = frames(TrainedExtractor(rules, model), rules, text)
    assert [f.type for f in kept] == ["ASSAULT"]
    assert [text[m.start : m.end] for m in kept[0].actors] == ["الجيش اليمني"]
    assert [text[m.start : m.end] for m in kept[0].recipients] == ["مسلحين"]
    assert [text[a.mention.start : a.mention.end] for a in kept[0].locations] == ["عدن"]
    assert [(a.role, getattr(a.mention.value, "low", None)) for a in kept[0].amounts] == [("killed", 4)]
    assert kept[0].date is not None
    assert kept[0].extractor == "trained"
    assert kept[0].rule.startswith("ar.")


def test_a_model_that_leaves_all_to_the_rules_finds_what_they_find(rules: RuleExtractor) -> None:
    text = "قتل الجيش اليمني أربعة مسلحين وأصاب أربعة مدنيين في عدن يوم 5 يونيو 2020.\nوزار وزير الداخلية العراقي عمان."
    none = Model("ar", None, Weights(0.0, {}), {}, sifts=False)
    kept = frames(TrainedExtractor(rules, none), rules, text)
    assert [replace(f, extractor="rules", confidence=0.5) for f in kept] == [
        replace(f, confidence=0.5) for f in frames(rules, rules, text)
    ]


def test_an_article_without_events_has_none(model: Model, rules: RuleExtractor) -> None:
    assert frames(TrainedExtractor(rules, model), rules, "الطقس معتدل.") == []


def test_a_weekday_of_what_is_planned_is_the_coming_one(rules: RuleExtractor) -> None:
    text = "أعلن الوزير سحب القوات من المدينة الاثنين."
    thursday = datetime.date(2018, 5, 10)
    read = Proposer(rules).read(rules.finders.read(Article("a", text, published=thursday)))
    assert read is not None
    (monday,) = read.mentions["date"]

    def day(status: str) -> object:
        value = read.dated(monday, status).value
        assert isinstance(value, DateValue)
        return value.earliest

    assert (day("actual"), day("future")) == (datetime.date(2018, 5, 7), datetime.date(2018, 5, 14))
    assert read.dated(read.dated(monday, "future"), "actual") == monday


def test_the_same_articles_give_the_same_bytes(model: Model, files: tuple[Path, Path], tmp_path: Path) -> None:
    turned = []
    for path in files:
        turned.append(tmp_path / path.name)
        turned[-1].write_text("".join(reversed(path.read_text("utf-8").splitlines(keepends=True))), encoding="utf-8")
    again = trained(turned[0], turned[1])
    assert replace(again, card={**again.card, "sha256": model.card["sha256"]}).dumps() == model.dumps()


def test_a_model_file_reads_back_as_it_was(model: Model, tmp_path: Path) -> None:
    (tmp_path / "m.json").write_text(model.dumps(), encoding="utf-8")
    back = load(tmp_path / "m.json")
    assert back == model
    assert back.dumps() == model.dumps()


def shipped() -> list[Path]:
    return sorted((Path(training.__file__).parent.parent / "languages").glob("*/model.json"))


def test_a_model_holds_single_words_of_articles_and_short_names_but_no_sentence(model: Model) -> None:
    for made in (model, *map(load, shipped())):
        parts = (made.same, made.event, *made.roles.values(), *made.status.values())
        for name in (name for weights in parts if weights is not None for name in weights.of):
            assert len(re.findall(r"[^\x00-\x7f]+", name)) <= LONGEST, name


@pytest.mark.parametrize("path", shipped(), ids=lambda p: p.parent.name)
def test_the_shipped_model_is_one_of_this_release(path: Path) -> None:
    model = load(path)
    assert model.language == path.parent.name
    assert set(model.roles) <= set(ROLES)
    assert all(0 < w.threshold < 1 for w in (model.event, *model.roles.values()))
    assert model.same is None or 0 < model.same.threshold < 1
    assert model.card["reliability"]
    assert {"rules", "trained"} <= set(model.card["cross_validated"])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not JSON"),
        ("[]", "not a model"),
        ('{"format": "other"}', "not a model"),
        (json.dumps({"format": FORMAT, "version": VERSION + 1}), f"reads version {VERSION}"),
        (json.dumps({"format": FORMAT, "version": VERSION}), "not a whole model"),
    ],
)
def test_what_is_no_model_is_refused_by_name(text: str, reason: str) -> None:
    with pytest.raises(LanguageError, match=rf"m\.json: .*{reason}"):
        loads(text, "m.json")


@pytest.mark.parametrize("extractor", ["trained", "encoder"])
def test_a_model_of_another_language_is_refused_by_its_name(
    extractor: str, model: Model, rules: RuleExtractor, tmp_path: Path
) -> None:
    (tmp_path / "own.json").write_text(replace(model, language="fa").dumps(), encoding="utf-8")
    with pytest.raises(LanguageError, match=r"own\.json: a model of language 'fa', not 'ar'"):
        extractors.make(extractor, rules, extractors.Options(model=str(tmp_path / "own.json")))


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.dictionaries(st.sampled_from("abcdef"), st.floats(-9, 9)))
def test_a_probability_is_one(names: list[str], weights: dict[str, float]) -> None:
    assert 0.0 <= Weights(0.5, weights).probability(names) <= 1.0


@given(
    st.lists(st.lists(st.sampled_from("abcdef"), unique=True).map(tuple), min_size=1),
    st.dictionaries(st.sampled_from("abcdef"), st.floats(-9, 9)),
)
def test_groups_of_features_weigh_what_their_features_do(
    groups: list[tuple[str, ...]], given: dict[str, float]
) -> None:
    weights = Weights(0.5, given)
    items = [groups, groups[:1], groups[::-1]]
    assert weights.probabilities(items) == [weights.probability(chain.from_iterable(item)) for item in items]


def test_the_features_of_events_and_fillers_are_each_told_once(rules: RuleExtractor) -> None:
    text = (
        "قتل الجيش اليمني أربعة مسلحين وأصاب ثلاثة مدنيين في عدن يوم 5 يونيو 2020، ونقل الجيش 20 أسيرا من عدن إلى المكلا.\n"
        "وقال متحدث باسم الجيش إن الجيش اليمني قتل المسلحين في هجوم على عدن. ونفت الحركة مقتل أربعة من مسلحيها أمس."
    )
    propose = Proposer(rules)
    read = propose.read(rules.finders.read(Article("a", text, published=datetime.date(2020, 6, 8))))
    assert read is not None
    told = [names for _, names in propose.pairs(read)]
    roles = set()
    for proposal in propose.proposals(read, propose.by_rules(read)):
        told += [proposal.features, proposal.of_status()]
        fillers = Fillers(read, proposal.story)
        for role in ROLES:
            made = [filler.names() for filler in fillers.of_role(role)]
            roles |= {role} if made else set()
            told += made
    assert roles == set(ROLES)
    assert all(len(names) == len(set(names)) > 0 for names in told)


def test_an_item_that_is_learned_from_is_quoted_as_it_came_in(rules: RuleExtractor) -> None:
    document = rules.finders.read(Article("a", "قتل الجيش المصرى مسلحا فى سيناء"))
    army, *_ = rules.finders.mentions(document)["actor"]
    assert item(document, "actor", army, "")["text"] == "الجيش المصرى"


def test_what_is_measured_is_not_among_the_goods(rules: RuleExtractor) -> None:
    document = rules.finders.read(Article("a", "ضبطت الشرطة 30 بندقية على بعد 12 كيلومترا من الحدود."))
    propose = Proposer(rules)
    read = propose.read(document)
    assert read is not None
    fillers = [f for story in propose.by_rules(read) for f in Fillers(read, story).of_role("amount")]
    offered = {(f.mention.valued(AmountValue).unit, f.detail) for f in fillers}
    assert ("rifle", "items") in offered and ("kilometre", "other") in offered
    assert ("kilometre", "items") not in offered


def test_an_event_of_a_short_article_stands_from_a_lower_probability_on() -> None:
    sure = replace(training.BLANK, event=Weights(0.0, {}, 0.4))
    assert sure.stands(0.4, False) and not sure.stands(0.3, True)
    assert sure.stands(0.3, False, short=True) and not sure.stands(0.1, True, short=True)
    bold = replace(sure, event=Weights(0.0, {}, 0.15))
    assert bold.stands(0.15, False, short=True)


def test_an_article_is_short_as_a_whole_and_with_any_model(rules: RuleExtractor) -> None:
    # As likely as not where an article is short, and too unlikely elsewhere: -1 is .27.
    model = Model("ar", None, Weights(-1.0, {}, 0.4), {})
    extractor = InSections(TrainedExtractor(rules, model))
    attack = "وقتل مسلحون ثلاثة جنود في مدينة تعز."
    dull = "وتحدث الوزير في كلمته عن قصف القرى وعن هموم الناس في البلاد كلها.\n"

    def triggers(text: str) -> list[str]:
        frames = extractor(rules.finders.read(Article("a", text)))
        return [text[f.trigger.start : f.trigger.end] for f in frames if isinstance(f, Frame)]

    assert triggers(attack) == ["وقتل"[1:]]
    assert triggers(attack + "\n" + dull * 2) == []
    long = dull * (SECTION // len(dull) + 1)
    assert len(list(sections(rules.finders.read(Article("a", long + attack))))[-1].sentences) <= SHORT
    assert triggers(long + attack) == []


@pytest.mark.parametrize("text", ["قتل ثلاثة جنود في كركوك.", "لقي سبعة مدنيين مصرعهم في غارة جوية على صنعاء."])
def test_a_sentence_alone_is_an_article(text: str) -> None:
    found, extractor = Worker().ready("ar")
    (frame,) = extractor(found.read(Article("a", text)))
    assert isinstance(frame, Frame) and frame.type == "ASSAULT"


def test_a_feature_with_a_positive_weight_makes_an_event_likelier() -> None:
    weights = Weights(-1.0, {"a": 2.0})
    assert weights.probability(["a"]) > weights.probability([]) > 0


@given(st.lists(st.floats(0, 1), min_size=2, max_size=20))
def test_confidence_follows_probability(values: list[float]) -> None:
    model = Model("ar", Weights(0.0, {}), Weights(0.0, {}), {}, confidence=(0.8, 0.1))
    sure = [model.sure(v) for v in sorted(values)]
    assert sure == sorted(sure)
    assert all(0 <= s <= 1 for s in sure)


def test_reliability_counts_each_event_once() -> None:
    table = tuning.reliability([(0.85, True), (0.81, False), (0.3, False), (1.0, True)])
    assert [(r["from"], r["to"], r["events"], r["right"]) for r in table] == [
        (0.3, 0.4, 1, 0.0),
        (0.8, 0.9, 2, 0.5),
        (0.9, 1.0, 1, 1.0),
    ]


def test_train_and_build_from_the_command_line(files: tuple[Path, Path], tmp_path: Path) -> None:
    events, articles = map(str, files)
    model = str(tmp_path / "model.json")
    assert main(["train", events, "--articles", articles, "--output", model]) == 0
    for name in ("one", "two"):
        build = ["build", articles, "--output", str(tmp_path / name), "--extractor", "trained", "--model", model]
        assert main(build) == 0
    made = pq.read_table(tmp_path / "one" / "data" / "events").to_pylist()
    told = [json.loads(line)["article_id"] for line in files[0].read_text(encoding="utf-8").splitlines()]
    assert [(e["article_id"], e["action"]["type"], e["extractor"]) for e in made] == [
        (article_id, "ASSAULT", "trained") for article_id in told
    ]
    assert digest(tmp_path / "one") == digest(tmp_path / "two")


def test_train_takes_folders_and_tells_a_rejected_article(
    files: tuple[Path, Path], model: Model, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    events, articles = tmp_path / "annotated", tmp_path / "articles"
    for folder, file in ((events, files[0]), (articles, files[1])):
        folder.mkdir()
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        half = len(lines) // 2
        for name, part in (("one", lines[:half]), ("two", lines[half:])):
            (folder / f"{name}.jsonl").write_text("".join(part), encoding="utf-8")
    (articles / "zzz.jsonl").write_text('{"article_id": "z"}\n', encoding="utf-8")
    made = tmp_path / "model.json"
    assert main(["train", str(events), "--articles", str(articles), "--output", str(made)]) == 3
    assert f"{articles / 'zzz.jsonl'}:1: no 'text'" in capsys.readouterr().err
    told, expected = (json.loads(text) for text in (made.read_text(encoding="utf-8"), model.dumps()))
    assert {k: v for k, v in told.items() if k != "card"} == {k: v for k, v in expected.items() if k != "card"}
    (events / "zzz.jsonl").write_text('{"article_id": "z"}\n', encoding="utf-8")
    assert main(["train", str(events), "--articles", str(articles), "--output", str(made)]) == 2
    assert f"{events / 'zzz.jsonl'}:1: events is missing" in capsys.readouterr().err


def test_train_takes_articles_of_several_files(files: tuple[Path, Path], model: Model, tmp_path: Path) -> None:
    lines = files[1].read_text(encoding="utf-8").splitlines(keepends=True)
    halves = [str(tmp_path / "one.jsonl"), str(tmp_path / "two.jsonl")]
    for half, part in zip(halves, (lines[:3], lines[3:]), strict=True):
        Path(half).write_text("".join(part), encoding="utf-8")
    made = tmp_path / "model.json"
    assert main(["train", str(files[0]), "--articles", *halves, "--output", str(made)]) == 0
    told, expected = (json.loads(text) for text in (made.read_text(encoding="utf-8"), model.dumps()))
    assert {k: v for k, v in told.items() if k != "card"} == {k: v for k, v in expected.items() if k != "card"}


def test_too_few_features_to_learn_leave_a_probability() -> None:
    weights = fitting.fit([(["a"], True, 1.0), (["b"], True, 1.0), (["c"], False, 1.0)])
    assert not weights.of and 0.5 < weights.probability(["a"]) < 1


def test_an_answer_that_counts_more_weighs_more() -> None:
    def learned(worth: float) -> float:
        beside = [(["b"], i % 2 == 0, 1.0) for i in range(30)]
        answers = [(["a"], True, worth)] * 10 + [(["a"], False, 1.0)] * 20 + beside
        return fitting.fit(answers).probability(["a"])

    assert learned(1.0) < 0.5 < learned(4.0)


def test_answers_that_are_all_the_same_count_as_much_as_they_weigh() -> None:
    light, heavy = (fitting.fit([(["a"], True, worth)] * 5).probability([]) for worth in (1.0, 4.0))
    assert 0.5 < light < heavy < 1


def test_train_takes_a_second_annotation(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second one says of every article that nothing happened."""
    lines = [json.loads(line) for line in files[0].read_text(encoding="utf-8").splitlines()]
    again, made = tmp_path / "again.jsonl", [tmp_path / "once.json", tmp_path / "twice.json"]
    again.write_text("".join(json.dumps({**line, "events": []}) + "\n" for line in lines), encoding="utf-8")
    command = ["train", str(files[0]), "--articles", str(files[1]), "--output"]
    assert main([*command, str(made[0])]) == main([*command, str(made[1]), "--again", str(again)]) == 0
    once, twice = (loads(path.read_bytes(), path.name) for path in made)
    assert twice.event.intercept < once.event.intercept
    again.write_text('{"article_id": "nowhere", "events": [{}]}\n', encoding="utf-8")
    assert main([*command, str(made[1]), "--again", str(again)]) == 2
    assert f"{again}:1:" in capsys.readouterr().err
    again.write_text('{"article_id": "nowhere", "events": []}\n', encoding="utf-8")
    assert main([*command, str(made[1]), "--again", str(again)]) == 2
    assert f"{again}: article nowhere has no first annotation in {files[0]}" in capsys.readouterr().err


def test_training_without_annotated_articles_says_so(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("", encoding="utf-8")
    assert main(["train", str(empty), "--articles", str(files[1]), "--output", str(tmp_path / "m.json")]) == 2
    assert "no annotated article" in capsys.readouterr().err
    assert not (tmp_path / "m.json").exists()


def test_training_on_a_few_articles_says_so(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    few, made = tmp_path / "few.jsonl", tmp_path / "m.json"
    few.write_text("".join(files[0].read_text(encoding="utf-8").splitlines(keepends=True)[:4]), encoding="utf-8")
    assert main(["train", str(few), "--articles", str(files[1]), "--output", str(made)]) == 2
    assert "4 annotated articles: too few to learn from, 5 are needed" in capsys.readouterr().err
    assert not made.exists()


@pytest.mark.parametrize(
    ("extractor", "told"),
    [("rules", "--model needs --extractor trained or encoder"), ("trained", "m.json: No such file or directory")],
)
def test_a_model_that_cannot_be_used_is_told(
    files: tuple[Path, Path], tmp_path: Path, extractor: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    build = ["build", str(files[1]), "--output", str(tmp_path / "o"), "--extractor", extractor]
    assert main([*build, "--model", str(tmp_path / "m.json")]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "o").exists()


def test_time_grows_with_the_tellings_and_no_faster(rules: RuleExtractor, monkeypatch: pytest.MonkeyPatch) -> None:
    propose = Proposer(rules)
    monkeypatch.setattr(retelling, "FAR", 6)

    def compared(times: int) -> int:
        read = propose.read(rules.finders.read(Article("a", "هاجم مسلحون حلب وقصفوا مستشفى.\n" * times)))
        assert read is not None
        return len(list(propose.pairs(read)))

    few, many, more = compared(10), compared(20), compared(30)
    assert many - few == more - many > 0


# --- what is taken of several

SEVEN = (7, "killed")


def filler(value: ActorValue | PlaceValue, words: str, says: object = None, rule: bool = False) -> Filler:
    mention = Mention("actor", 0, 1, 0, 1, 0, value)
    return Filler(mention, "", words, (), rule, frozenset(words.split()), says)


def party(words: str, sector: str, country: str = "", says: object = None, rule: bool = False) -> Filler:
    return filler(ActorValue("", None, sector, country), words, says, rule)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (party("جيش وطني سوري", "MIL", "SYR"), party("جيش وطني ليبي", "MIL", "LBY"), True),
        (party("جيش وطني", "MIL"), party("جيش وطني ليبي", "MIL", "LBY"), False),
        (party("جنود", "MIL", "", SEVEN, True), party("مدنيين", "CVL", "", SEVEN, True), True),
        (party("جنود", "MIL", "", SEVEN, True), party("مدنيين", "CVL", "", SEVEN), False),
    ],
    ids=["two armies", "one army, twice", "two tolls of the rules", "one toll, twice"],
)
def test_what_is_almost_called_the_same_is_taken_once(one: Filler, other: Filler, both: bool) -> None:
    assert len(decide.taken("actor", [(0.9, one), (0.8, other)], 0.5)) == 1 + both


def number(at: int, kind: str) -> Filler:
    value = AmountValue(at, at, "person")
    return Filler(Mention("number", at, at + 1, at, at + 1, 0, value), kind, (at, kind), (), False)


NUMBERS = st.builds(number, st.integers(0, 3), st.sampled_from(("killed", "wounded")))


@given(st.lists(st.tuples(st.floats(0, 1), st.lists(st.tuples(st.floats(0, 1), NUMBERS)))))
def test_a_number_is_of_the_event_that_it_most_likely_is_of(
    events: list[tuple[float, list[tuple[float, Filler]]]],
) -> None:
    left = decide.undivided([choices for _, choices in events], [sure for sure, _ in events])

    def best(event: int, at: int) -> float:
        sure, choices = events[event]
        return max((p * sure for p, f in choices if f.mention.start == at), default=-1.0)

    for at in {f.mention.start for _, choices in events for _, f in choices}:
        (owner,) = {i for i, choices in enumerate(left) for _, f in choices if f.mention.start == at}
        assert best(owner, at) == max(best(i, at) for i in range(len(events)))
    mine = [{f.mention.start for _, f in choices} for choices in left]
    assert left == [
        [c for c in choices if c[1].mention.start in of] for (_, choices), of in zip(events, mine, strict=True)
    ]


def test_what_is_denied_is_no_telling_of_what_was_done(rules: RuleExtractor) -> None:
    text = "قتلت طائرات التحالف 12 مدنيا في سوق بمدينة صعدة. ونفى المتحدث باسم التحالف قتل مدنيين."
    propose = Proposer(rules)
    read = propose.read(rules.finders.read(Article("a", text, published=datetime.date(2024, 3, 11))))
    assert read is not None
    likely = {pair: 1.0 for pair, _ in propose.pairs(read)}
    assert likely
    stories = propose.grouped(read, likely, 0.5)
    assert [story.draft.status for story in stories] == ["actual", "negated"]
    assert [len(story.draft.amounts) for story in stories] == [1, 0]
