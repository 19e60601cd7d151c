"""The encoder: pieces whose offsets are true, arithmetic that is the same everywhere, files that are told apart."""

from __future__ import annotations

import io
import json
import math
import sys
import tracemalloc
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from threadpoolctl import threadpool_info, threadpool_limits

from conflict_events.building.worker import Worker, extract
from conflict_events.encoder import file, packing, whole
from conflict_events.encoder.extractor import adjusted
from conflict_events.encoder.heads import ODDS
from conflict_events.encoder.opinion import Opinion
from conflict_events.encoder.pieces import START, UNKNOWN, Pieces
from conflict_events.encoder.windows import DISTANCES, ELSEWHERE, begins, distance
from conflict_events.extraction import compiled
from conflict_events.language import LanguageError
from conflict_events.records import Article, Status
from conflict_events.trained import training, tuning
from conflict_events.trained.examples import of_articles, of_stories
from conflict_events.trained.extractor import Proposer, TrainedExtractor, shipped
from conflict_events.trained.fillers import Fillers
from conflict_events.trained.reading import ROLES

PIECES = ("<s>", "<pad>", "</s>", "<unk>", START, f"{START}قتل", "قتل", "وا", "ق", "ت", "ل", "و", "ا", "a", "1")
SCORES = (0.0, 0.0, 0.0, 0.0, -4.0, -5.0, -6.0, -5.0, -8.0, -8.0, -8.0, -8.0, -8.0, -8.0, -8.0)
DENIALS = (
    "نفت روسيا قصف مدنيين في مدينة ماريوبول.",
    "نفى الجيش السوداني أنه قصف سوقا في أم درمان.",
    "نفت الشرطة المصرية اعتقال ثلاثة صحفيين في القاهرة أمس.",
)
SIZES = {"size": 8, "inner": 16, "blocks": 2, "heads": 2, "places": 40}
TEXT = (
    "قتل ثلاثة جنود في انفجار عبوة ناسفة في مدينة الموصل أمس الأحد. وقالت الشرطة إن مسلحين هاجموا حاجزا للجيش غربي المدينة "
    "وأصابوا أربعة من عناصره."
)


# --- pieces ------------------------------------------------------------------------------------------------


def pieces() -> Pieces:
    return Pieces(PIECES, SCORES, {"ﻗ": "ق", "½": "1a", "\u200b": " "})


def test_a_word_is_cut_as_is_likeliest() -> None:
    cut = [PIECES[p.number] for p in pieces()("قتلوا")]
    assert cut == [f"{START}قتل", "وا"]


def test_what_no_piece_says_is_unknown_and_keeps_its_place() -> None:
    text = "قتل ж قتل"
    found = pieces()(text)
    assert [text[p.start : p.end] for p in found if p.number == UNKNOWN] == ["ж"]


@pytest.mark.parametrize(("text", "spans"), [("ﻗتل", ["ﻗتل"]), ("½", ["½", "½", "½"]), ("\u200b", [])])
def test_characters_that_are_read_as_others_keep_their_offsets(text: str, spans: list[str]) -> None:
    assert [text[p.start : p.end] for p in pieces()(text)] == spans


@pytest.mark.parametrize("text", ["قـتل کی ١٢", "قتـــل كی ۱۲"])
def test_words_that_are_spelt_otherwise_are_cut_alike(text: str) -> None:
    known = Pieces([*PIECES, "كي", "12"], [*SCORES, -1.0, -1.0], {})
    assert [p.number for p in known(text)] == [p.number for p in known("قتل كي 12")]


@given(st.text(alphabet="قتلواжa1½ \u200b\n\U0001f600", max_size=40))
def test_pieces_stand_in_order_and_leave_no_letter_out(text: str) -> None:
    found = pieces()(text)
    assert [p.start for p in found] == sorted(p.start for p in found)
    covered = {i for p in found for i in range(p.start, p.end)}
    assert {i for i, letter in enumerate(text) if not letter.isspace() and letter != "\u200b"} <= covered


# --- arithmetic --------------------------------------------------------------------------------------------


def random(*shape: int, seed: int = 0) -> whole.Floats:
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


def linear(inputs: int, outputs: int) -> tuple[whole.Linear, whole.Floats]:
    """A layer, and the weights that its whole numbers stand for."""
    top = whole.most(inputs)
    weights = np.rint(np.clip(random(inputs, outputs) * top / 4, -top, top)).astype(np.float32)
    worth = np.full(outputs, 0.01, np.float32)
    return whole.Linear(weights, worth, np.zeros(outputs, np.float32)), weights * worth


@pytest.mark.parametrize("inputs", [1, 8, 384, 1536, 4000])
def test_sums_of_products_stay_exact(inputs: int) -> None:
    assert whole.TOP * whole.most(inputs) * inputs < whole.EXACT


@pytest.mark.parametrize("inputs", [384, 1536])
def test_a_product_does_not_depend_on_the_order_of_its_sums(inputs: int) -> None:
    layer, _ = linear(inputs, 24)
    values, order = random(5, inputs, seed=1), np.random.default_rng(2).permutation(inputs)
    turned = whole.Linear(np.ascontiguousarray(layer.weights[order]), layer.worth, layer.bias)
    assert (layer(values) == turned(np.ascontiguousarray(values[:, order]))).all()


def test_a_product_is_near_that_of_fractions() -> None:
    layer, weights = linear(384, 24)
    values = random(5, 384, seed=1)
    exact = values.astype(np.float64) @ weights
    assert np.abs(layer(values) - exact).max() < 0.02 * np.abs(exact).max()


def test_nothing_but_zeros_stays_zero() -> None:
    layer, _ = linear(8, 3)
    assert (layer(np.zeros((2, 8), np.float32)) == 0).all()


@given(st.floats(-7.9, 7.9))
def test_gelu_is_looked_up_to_a_step(x: float) -> None:
    exact = x * 0.5 * (1 + math.erf(x / math.sqrt(2)))
    assert abs(float(whole.gelu(np.array([x], np.float32))[0]) - exact) < 1.2 / 64


def test_a_normed_row_has_mean_0_and_variance_1() -> None:
    norm = whole.Norm(np.ones(384, np.float32), np.zeros(384, np.float32))
    found = norm(3 + 2 * random(4, 384))
    assert np.abs(found.mean(1)).max() < 0.01
    assert np.abs(found.var(1) - 1).max() < 0.01


@pytest.mark.parametrize("tokens", [30, 2 * whole.TILE + 30])
def test_attention_is_near_that_of_fractions_and_knows_no_order_of_pieces(tokens: int) -> None:
    q, k, v = (random(2, tokens, 16, seed=i) for i in range(3))
    found = whole.attention(q, k, v)
    odds = q.astype(np.float64) @ k.transpose(0, 2, 1) / math.sqrt(16)
    weights = np.exp(odds - odds.max(2, keepdims=True))
    exact = weights / weights.sum(2, keepdims=True) @ v
    assert np.abs(found - exact).max() < 0.1
    order = np.random.default_rng(5).permutation(tokens)
    assert (whole.attention(q, k[:, order], v[:, order]) == found).all()


# --- windows -----------------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 30), min_size=1, max_size=20), st.integers(3, 20))
def test_windows_hold_whole_sentences_and_no_more_than_there_is_room_for(lengths: list[int], room: int) -> None:
    ends = np.cumsum(lengths).tolist()
    starts = list(range(ends[-1]))
    found = begins(starts, ends, room)
    borders = [*found, len(starts)]
    assert borders == sorted(borders) and found[0] == 0
    assert all(b - a <= room for a, b in pairwise(borders))
    for at in found:
        sentence = next((i for i, end in enumerate(ends) if at < end), None)
        if sentence is not None and at not in (0, *ends):
            assert lengths[sentence] > room


@given(st.integers(-400, 400))
def test_distances_have_a_number_each_way(pieces: int) -> None:
    assert ELSEWHERE < distance(pieces) < DISTANCES
    if pieces:
        assert distance(pieces) + distance(-pieces) == DISTANCES
        assert (distance(pieces) > distance(0)) == (pieces > 0)


# --- the file ----------------------------------------------------------------------------------------------


def learned() -> dict[str, whole.Floats]:
    """Parameters as a small net would learn them."""
    size, inner = SIZES["size"], SIZES["inner"]
    shapes: dict[str, tuple[int, ...]] = {"word.weight": (len(PIECES), size), "places": (SIZES["places"], size)}

    def layer(name: str, inputs: int, outputs: int) -> None:
        shapes[f"{name}.weight"], shapes[f"{name}.bias"] = (outputs, inputs), (outputs,)

    def layers(name: str, inputs: int, outputs: int = 1) -> None:
        layer(f"{name}.0", inputs, packing.INNER)
        layer(f"{name}.3", packing.INNER, outputs)

    norms = ["norm"]
    for i in range(SIZES["blocks"]):
        layer(f"blocks.{i}.attended", size, 3 * size)
        layer(f"blocks.{i}.joined", size, size)
        layer(f"blocks.{i}.inner", size, inner)
        layer(f"blocks.{i}.outer", inner, size)
        norms += [f"blocks.{i}.first_norm", f"blocks.{i}.second_norm"]
    for name in norms:
        shapes[f"{name}.weight"] = shapes[f"{name}.bias"] = (size,)
    for name, (kinds, width) in {"types": (2, 3), "details": (2, 4), "distances": (DISTANCES, 5)}.items():
        shapes[f"{name}.weight"] = (kinds, width)
    statuses = len(get_args(Status))
    layers("event", 2 * size + 3 + 1)
    layers("status", 2 * size + 3 + statuses, statuses)
    layer("pair_view", size, packing.INNER)
    layers("pair", 3 * packing.INNER + 3 + 1)
    for role in ROLES:
        layer(f"roles.{role}.trigger", size, packing.INNER)
        layer(f"roles.{role}.mention", size, packing.INNER)
        layers(f"roles.{role}.head", 3 * packing.INNER + 3 + 4 + 5 + 1)
    return {name: random(*shape, seed=i) / math.sqrt(shape[-1]) for i, (name, shape) in enumerate(shapes.items())}


def told(**other: Any) -> dict[str, Any]:
    return {
        "pieces": PIECES,
        "normal": {},
        "blocks": SIZES["blocks"],
        "heads": SIZES["heads"],
        "window": SIZES["places"],
        "types": ["ASSAULT", "PROTEST"],
        "details": ["", "killed"],
        "statuses": get_args(Status),
        "thresholds": {"event": 0.4, "same": 0.5, **dict.fromkeys(ROLES, 0.3)},
        "parts": dict.fromkeys(("event", *ROLES), 0.5),
        "confidence": [1.0, 0.0],
        "card": {},
        **other,
    }


def arrays(**other: Any) -> dict[str, Any]:
    return packing.arrays(learned(), np.array(SCORES, np.float32), told(**other))


def reference(values: Mapping[str, whole.Floats], numbers: list[int]) -> np.ndarray[Any, Any]:
    """The network in fractions."""

    def layer(name: str, x: Any) -> Any:
        return x @ values[f"{name}.weight"].T + values[f"{name}.bias"]

    def norm(name: str, x: Any) -> Any:
        x = (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + 1e-12)
        return x * values[f"{name}.weight"] + values[f"{name}.bias"]

    size, heads = SIZES["size"], SIZES["heads"]
    states = norm("norm", values["word.weight"][numbers].astype(np.float64) + values["places"][: len(numbers)])
    for i in range(SIZES["blocks"]):
        parts = (
            layer(f"blocks.{i}.attended", states).reshape(len(numbers), 3, heads, size // heads).transpose(1, 2, 0, 3)
        )
        odds = parts[0] @ parts[1].transpose(0, 2, 1) / math.sqrt(size // heads)
        weights = np.exp(odds - odds.max(2, keepdims=True))
        taken = (weights / weights.sum(2, keepdims=True) @ parts[2]).transpose(1, 0, 2).reshape(len(numbers), size)
        states = norm(f"blocks.{i}.first_norm", states + layer(f"blocks.{i}.joined", taken))
        inner = layer(f"blocks.{i}.inner", states)
        inner = inner * 0.5 * (1 + np.vectorize(math.erf)(inner / math.sqrt(2)))
        states = norm(f"blocks.{i}.second_norm", states + layer(f"blocks.{i}.outer", inner))
    return np.asarray(states)


def test_a_packed_network_does_what_was_learned() -> None:
    numbers = [0, 5, 7, 9, 5, 2]
    found = file.encoder(arrays()).network(numbers)
    exact = reference(learned(), numbers)
    assert np.abs(found - exact).max() < 0.1 * np.abs(exact).max()


def test_a_vector_is_the_same_whichever_others_are_wanted_beside_it() -> None:
    network = file.encoder(arrays()).network
    numbers, wanted = [0, 5, 7, 9, 5, 12, 2], [1, 2, 4]
    assert (network(numbers, wanted) == network(numbers)[wanted]).all()


def test_a_packed_head_does_what_was_learned() -> None:
    values, heads = learned(), file.encoder(arrays()).heads
    triggers, mentions, odds = random(3, 8, seed=7), random(2, 8, seed=8), random(4, seed=9)
    first, second = np.array([0, 1, 2, 1]), np.array([1, 1, 0, 0])
    types, details, distances = np.array([0, 1, 1, 0]), np.array([1, 0, 1, 0]), np.array([0, 3, 9, 15])
    found = heads.roles["actor"]((triggers, first), (mentions, second), [types, details, distances], odds)

    def layer(name: str, x: Any) -> Any:
        return x @ values[f"roles.actor.{name}.weight"].T + values[f"roles.actor.{name}.bias"]

    a, b = layer("trigger", triggers[first]), layer("mention", mentions[second])
    kinds = [values["types.weight"][types], values["details.weight"][details], values["distances.weight"][distances]]
    inner = layer("head.0", np.concatenate([a, b, a * b, *kinds, odds[:, None] / ODDS], 1))
    inner = inner * 0.5 * (1 + np.vectorize(math.erf)(inner / math.sqrt(2)))
    exact = layer("head.3", inner)[:, 0] + odds
    assert np.abs(found - exact).max() < 0.1


def test_more_pieces_than_can_be_read_at_once_are_refused() -> None:
    with pytest.raises(ValueError, match="41 pieces in a window: 40 can be read at once"):
        file.encoder(arrays()).network([5] * 41)


def test_the_same_arrays_give_the_same_bytes_and_are_read_again(tmp_path: Path) -> None:
    for name in ("a.npz", "b.npz"):
        packing.write(arrays(), tmp_path / name)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    with (tmp_path / "a.npz").open("rb") as stream:
        again = file.read(stream, "a.npz")
    numbers = [0, 5, 7, 2]
    assert (again.network(numbers) == file.encoder(arrays()).network(numbers)).all()


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"\x93NUMPY", json.dumps({}).encode()],
)
def test_what_is_no_encoder_is_named(content: bytes) -> None:
    with pytest.raises(LanguageError, match=r"own\.npz: not an encoder"):
        file.read(io.BytesIO(content), "own.npz")


def test_a_damaged_encoder_is_named(tmp_path: Path) -> None:
    packing.write(arrays(), tmp_path / "own.npz")
    content = bytearray((tmp_path / "own.npz").read_bytes())
    # A method of compression that there is none of.
    content[content.index(b"PK\x01\x02") + 10] = 99
    with pytest.raises(LanguageError, match=r"own\.npz: not an encoder: NotImplementedError"):
        file.read(io.BytesIO(content), "own.npz")


def test_an_encoder_of_another_release_is_named(tmp_path: Path) -> None:
    packing.write(arrays(format=99), tmp_path / "own.npz")
    with (tmp_path / "own.npz").open("rb") as stream, pytest.raises(LanguageError, match="format 99"):
        file.read(stream, "own.npz")


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"window": 2}, "a window of 2 pieces"),
        ({"window": SIZES["places"] + 1}, "a window of 41 pieces, of which 40"),
        ({"thresholds": {"event": 0.4}}, "KeyError 'same'"),
        ({"parts": None}, "TypeError"),
        ({"normal": 1}, "TypeError"),
    ],
)
def test_an_encoder_that_says_what_cannot_be_is_named(tmp_path: Path, other: dict[str, Any], reason: str) -> None:
    packing.write(arrays(**other), tmp_path / "own.npz")
    with (tmp_path / "own.npz").open("rb") as stream, pytest.raises(LanguageError, match=rf"own\.npz: .*{reason}"):
        file.read(stream, "own.npz")


def test_an_encoder_that_lacks_a_layer_is_named(tmp_path: Path) -> None:
    whole_file = arrays()
    del whole_file["block1.outer.weight"]
    packing.write(whole_file, tmp_path / "own.npz")
    with (tmp_path / "own.npz").open("rb") as stream, pytest.raises(LanguageError, match=r"block1\.outer\.weight"):
        file.read(stream, "own.npz")


# --- the extractor -----------------------------------------------------------------------------------------


def article(text: str = TEXT) -> Article:
    return Article("a", text)


def test_the_encoder_changes_what_the_model_thinks() -> None:
    text = "قتل الجيش ثلاثة مسلحين في عدن.\nواعتقلت الشرطة خمسة متظاهرين في تعز.\nودعت الأمم المتحدة الطرفين إلى وقف القتال."
    with_it, without = (Worker(name).result(article(text)).events for name in ("encoder", "trained"))
    assert with_it and {e["extractor"] for e in with_it} == {"encoder"}
    assert [e["confidence"] for e in with_it] != [e["confidence"] for e in without]


def test_an_encoder_says_how_much_of_a_second_look_is_taken_behind_it() -> None:
    before = shipped("ar")
    behind = adjusted(before, file.encoder(arrays()))
    assert {network.part for network in before.second.values()} == {1.0}
    assert set(behind.second) == set(before.second)
    assert {network.part for network in behind.second.values()} == {0.5}
    unsaid = adjusted(before, replace(file.encoder(arrays()), parts={}))
    assert unsaid.second == before.second


def test_of_a_type_that_it_did_not_learn_an_encoder_has_no_opinion() -> None:
    propose = Proposer(compiled.load("ar"))
    reading = propose.read(propose.rules.finders.read(article()))
    assert reading is not None
    stories = propose.joined(reading, [[telling] for telling in reading.tellings.values()])
    likely, same = [0.3] * len(stories), {pair: 0.4 for pair, _ in propose.pairs(reading)}
    fillers = [Fillers(reading, story).of_role("actor") for story in stories]
    roles = [[0.2] * len(of) for of in fillers]
    assert {story.draft.value.type for story in stories} == {"ASSAULT"} and same and any(roles)
    for types, changed in ((["ASSAULT", "PROTEST"], True), (["AGREE", "PROTEST"], False)):
        opinion = Opinion(file.encoder(arrays(types=types)), reading)
        assert (opinion.events(stories, likely) != likely) == changed
        assert (opinion.same(same) != same) == changed
        assert (opinion.role("actor", stories, fillers, roles) != roles) == changed
        if not changed:
            assert opinion.statuses(stories, ["future"] * len(stories)) == ["future"] * len(stories)


@pytest.mark.parametrize("extractor", ["encoder", "trained"])
@pytest.mark.parametrize("text", DENIALS)
def test_no_model_overrules_a_denial(extractor: str, text: str) -> None:
    events = Worker(extractor).result(Article("a", text)).events
    assert {e["action"]["status"] for e in events} == {"negated"}


def test_a_document_that_repeats_itself_takes_no_more_memory_for_its_many_pairs() -> None:
    worker = Worker("encoder")
    worker.result(article())
    tracemalloc.start()
    try:
        worker.result(article(f"{TEXT}\n" * 20))
        _, height = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert height < 10_000_000


def test_products_of_matrices_keep_to_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def look(*_: Any) -> list[Any]:
        seen.extend(library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas")
        return []

    monkeypatch.setattr(TrainedExtractor, "__call__", look)
    with threadpool_limits(2):
        Worker("encoder").result(article())
    assert seen and set(seen) == {1}


def test_worker_processes_find_the_same() -> None:
    texts = [f"{TEXT} رقم {i}." for i in range(20)]
    articles = [Article(f"a{i}", text) for i, text in enumerate(texts)]
    one, two = (list(extract(articles, workers, "encoder")) for workers in (1, 2))
    assert one == two


def test_a_language_without_an_encoder_does_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "has_encoder", lambda language: False)
    assert Worker("encoder").result(article()) == Worker("trained").result(article())


# --- training ----------------------------------------------------------------------------------------------

LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي.،"


@pytest.mark.parametrize("tiles", [True, False])
def test_a_reader_is_exact_where_the_processor_is_no_faster_otherwise(
    tiles: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    from conflict_events.encoder import reader

    assert reader.has_tiles() in (True, False)
    monkeypatch.setattr(reader, "has_tiles", lambda: tiles)
    torch.manual_seed(0)
    blocks = [reader.Block(SIZES["size"], SIZES["inner"], SIZES["heads"]) for _ in range(SIZES["blocks"])]
    words, places = torch.nn.Embedding(len(PIECES), SIZES["size"]), torch.randn(SIZES["places"], SIZES["size"])
    net, numbers = reader.Reader(words, places, blocks, range(len(PIECES)), len(PIECES)).eval(), [0, 5, 7, 9, 5, 2]
    exact = reference({name: value.numpy() for name, value in net.state_dict().items()}, numbers)
    error = np.abs(net([numbers]).detach().numpy() - exact).max()
    assert (error > 1e-3) == tiles


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"--articles": "none.jsonl"}, "none.jsonl"),
        ({"--output": "."}, ".: is a folder: name a file"),
        ({"--output": "no/folder/encoder.npz"}, "no such folder"),
        ({"--keep": "articles.jsonl"}, "articles.jsonl: not an encoder"),
        ({"--language": "xx"}, "no language 'xx'"),
        ({}, "1 annotated article: too few"),
    ],
)
def test_why_no_encoder_can_be_trained_is_told_in_a_line(
    changed: dict[str, str],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pytest.importorskip("torch", reason="PyTorch is not installed")
    from conflict_events.encoder import __main__ as command
    from conflict_events.encoder import base

    monkeypatch.setattr(base, "load", lambda: None)
    monkeypatch.chdir(tmp_path)
    Path("articles.jsonl").write_text(json.dumps({"article_id": "a", "text": TEXT}), encoding="utf-8")
    Path("events.jsonl").write_text('{"article_id": "a", "events": []}', encoding="utf-8")
    options = {"--articles": "articles.jsonl", "--output": "encoder.npz", **changed}
    with pytest.raises(SystemExit) as stopped:
        command.main(["events.jsonl", *(word for option in options.items() for word in option)])
    assert stopped.value.code == 2
    assert told in capsys.readouterr().err.splitlines()[-1]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["articles.jsonl", "events.jsonl"]


def test_that_no_encoder_can_be_trained_without_pytorch_is_told_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from conflict_events import encoder
    from conflict_events.encoder import __main__ as command

    monkeypatch.setitem(sys.modules, "torch", None)
    monkeypatch.delitem(sys.modules, "conflict_events.encoder.training", raising=False)
    monkeypatch.delattr(encoder, "training", raising=False)
    with pytest.raises(SystemExit) as stopped:
        command.main(["events.jsonl", "--articles", "articles.jsonl", "--output", str(tmp_path / "encoder.npz")])
    assert stopped.value.code == 2
    told = capsys.readouterr().err.splitlines()[-1]
    assert told.endswith("training an encoder needs torch: pip install '.[encoder]' in the sources")
    assert list(tmp_path.iterdir()) == []


def test_sheets_all_of_one_kind_are_too_few(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("torch", reason="PyTorch is not installed")
    from conflict_events.encoder import judging
    from conflict_events.encoder.questions import Sheet

    monkeypatch.setattr(judging, "held", "b".__eq__)
    assert judging.parted([Sheet("a", []), Sheet("b", [])]) == ([Sheet("a", [])], [Sheet("b", [])])
    with pytest.raises(ValueError, match="2 annotated articles to learn from and 0 held out"):
        judging.parted([Sheet("a", []), Sheet("c", [])])


def test_kinds_that_an_encoder_to_be_kept_does_not_know_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("torch", reason="PyTorch is not installed")
    from conflict_events.encoder import judging
    from conflict_events.encoder import training as learning
    from conflict_events.encoder.base import Base
    from conflict_events.encoder.questions import Mark, Sheet
    from conflict_events.encoder.windows import Place

    asked = Sheet("a", [[0, 5, 2]], marks=[Mark(Place(0, 1, 2), "AID")])
    monkeypatch.setattr(learning, "_answered_by_people", lambda *_: [asked, Sheet("b", [])])
    monkeypatch.setattr(judging, "held", "a".__eq__)
    base = Base(PIECES, np.array(SCORES, np.float32), {}, {}, b"", {})
    with pytest.raises(ValueError, match=r"not learned the types AID: .* --begin"):
        learning.keep(None, base, file.encoder(arrays()))  # type: ignore[arg-type]


@pytest.mark.parametrize("large", [True, False])
def test_the_packed_encoder_answers_as_the_net_that_learned(large: bool) -> None:
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    from conflict_events.encoder.base import Base
    from conflict_events.encoder.judging import corrected
    from conflict_events.encoder.net import DETAIL, Kinds, Net
    from conflict_events.encoder.questions import sheet
    from conflict_events.encoder.reader import of_base, small
    from conflict_events.encoder.unpacking import net as unpacked

    known = ["<s>", "<pad>", "</s>", "<unk>", START, *LETTERS]
    sizes = {"H": 32, "NL": 2, "NH": 4, "FF": 64, "VOC": len(known), "MAXP": 256, "TVS": 2}

    class Random(Base):
        def tensor(self, name: str, *shape: int) -> whole.Floats:
            return random(*shape, seed=sum(map(ord, name))) / math.sqrt(shape[-1])

    base = Random(known, np.full(len(known), -5.0, np.float32), {}, sizes, b"", {})
    propose = Proposer(compiled.load("ar"))
    (annotated,) = of_articles(propose, [article()], {"a": []})
    assert annotated.reading is not None
    stories = propose.joined(annotated.reading, [[telling] for telling in annotated.reading.tellings.values()])
    examples = of_stories(propose, annotated, stories)
    guesses = [tuning.guess(training.BLANK, "a", e) for e in examples]
    likely = dict.fromkeys(annotated.pairs, 0.4)
    made = sheet(Pieces(known, [-5.0] * len(known), {}), 250, annotated, guesses, likely)
    assert made is not None and len(stories) > 1 and likely
    types = sorted({s.draft.value.type for s in stories})
    # More than a vector of theirs has numbers.
    others = [f"another {i}" for i in range(DETAIL)]
    kinds = Kinds(types, [*others, *sorted({f.detail for f in made.fillers})], get_args(Status))
    torch.manual_seed(0)
    net = Net(of_base(base, 2) if large else small(base, range(len(known)), 16, 2, 4), kinds)
    # So that a wrong one shows.
    net.details.weight.data *= 10
    exact, pairs = corrected(net, [made])
    names = {k: list(v) for k, v in kinds._asdict().items()}
    more = told(pieces=known, blocks=2, heads=4, window=250, **names)
    packed = file.encoder(packing.arrays(net.learned(), np.full(len(known), -5.0, np.float32), more))
    opinion = Opinion(packed, annotated.reading)
    assert opinion.events(stories, [0.5] * len(stories)) == pytest.approx([g.probability for g in exact], abs=0.02)
    assert opinion.same(likely) == pytest.approx(pairs["a"], abs=0.02)
    for role in ROLES:
        fillers = [[o.filler for o in e.options[role]] for e in examples]
        found = opinion.role(role, stories, fillers, [[0.5] * len(of) for of in fillers])
        for ours, theirs in zip(found, exact, strict=True):
            assert ours == pytest.approx(theirs.roles[role], abs=0.02)
    again = unpacked(packed, range(len(known)), len(known))
    for name, weights in net.reader.state_dict().items():
        there = again.reader.state_dict()[name]
        assert there.numpy() == pytest.approx(weights.numpy(), abs=0.02 * float(weights.abs().max()))
    same, same_pairs = corrected(again, [made])
    assert same_pairs["a"] == pytest.approx(pairs["a"], abs=0.02)
    for ours, theirs in zip(same, exact, strict=True):
        assert (ours.probability, ours.status) == (pytest.approx(theirs.probability, abs=0.02), theirs.status)
        for role in ROLES:
            assert ours.roles[role] == pytest.approx(theirs.roles[role], abs=0.02)
