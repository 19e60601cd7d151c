"""Matching dictionaries: clitics, the article, pronouns, phrases, quotes; offsets."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_events import language
from conflict_events.lexical.lexicon import Lexicon, Phrase, longest
from conflict_events.lexical.text import tokenize
from conflict_events.lexical.trie import Item, Node, Packed
from conflict_events.records import Entry, Hit

CLITICS = language.load("ar").clitics


def lexicon(*texts: str, suffixes: bool = False) -> Lexicon:
    return Lexicon((Phrase(t, Entry("x", t), suffixes) for t in texts), CLITICS)


def find(table: Lexicon, text: str) -> list[Hit]:
    tokens = tuple(tokenize(text))
    return list(table.find(text, tokens, [(0, len(tokens))]).get("x", ()))


@pytest.mark.parametrize(
    ("entry", "text", "quoted", "proclitics", "article"),
    [
        ("جيش", "جيش", "جيش", "", False),
        ("جيش", "الجيش", "الجيش", "", True),
        ("جيش", "والجيش", "الجيش", "و", True),
        ("جيش", "للجيش", "للجيش", "ل", True),
        ("الجيش", "للجيش", "للجيش", "ل", False),
        ("جيش", "وبالجيش", "الجيش", "وب", True),
        ("يقصف", "سيقصف", "يقصف", "س", False),
        ("هجوم", "فهجوم", "هجوم", "ف", False),
        ("إسرائيل", "لإسرائيل", "إسرائيل", "ل", False),
    ],
)
def test_what_is_written_on_to_a_word(entry: str, text: str, quoted: str, proclitics: str, article: bool) -> None:
    (hit,) = find(lexicon(entry), text)
    assert (text[hit.start : hit.end], hit.proclitics, hit.article) == (quoted, proclitics, article)


@pytest.mark.parametrize(
    ("entry", "text", "suffix"),
    [("قصف", "قصفهم", "هم"), ("محاكمة", "محاكمته", "ه"), ("قتلوا", "قتلوه", "ه"), ("أعضاء", "أعضاؤه", "ه")],
)
def test_pronouns_where_a_phrase_asks_for_them(entry: str, text: str, suffix: str) -> None:
    (hit,) = find(lexicon(entry, suffixes=True), text)
    assert (hit.suffix, hit.end) == (suffix, len(text))
    assert find(lexicon(entry), text) == []


def test_the_whole_word_is_preferred_to_a_cut_one() -> None:
    (hit,) = find(lexicon("وقف", "قف"), "وقف")
    assert hit.entry.key == "وقف"


def test_what_is_listed_as_a_cue_with_a_preposition_hides_no_word_inside() -> None:
    listed = [Phrase("بالقصف", Entry(kind, kind)) for kind in ("cue-war", "status-cue", "place-adjective")]
    table = Lexicon([Phrase("قصف", Entry("x", "قصف")), *listed], CLITICS)
    assert [h.entry.key for h in find(table, "دمرها بالقصف")] == ["قصف"]
    table = Lexicon([Phrase("قصف", Entry("x", "قصف")), Phrase("بالقصف", Entry("place", "p"))], CLITICS)
    assert find(table, "دمرها بالقصف") == []


def test_a_phrase_is_found_across_quotes_and_hashtags() -> None:
    text = 'قال تنظيم "الدولة الإسلامية" و#الولايات_المتحدة'
    found = [text[h.start : h.end] for h in find(lexicon("تنظيم الدولة الإسلامية", "الولايات المتحدة"), text)]
    assert found == ['تنظيم "الدولة الإسلامية', "الولايات_المتحدة"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("والمطالبة بالإفراج عنهم", ["المطالبة"]),
        ('المطالبة "بوقف" القصف', ["المطالبة"]),
        ("المطالبة ب «العودة»", ["المطالبة ب"]),
        ("المطالبة بك", []),
        ("المطالبة لوقف القصف", []),
        ("المطالبة", []),
    ],
)
def test_a_preposition_that_ends_a_phrase_may_be_written_on_to_the_next_word(text: str, found: list[str]) -> None:
    hits = find(lexicon("المطالبة ب"), text)
    assert [text[h.start : h.end] for h in hits] == found
    assert all(len(text[h.start : h.end].split()) == h.last - h.first for h in hits)


def test_an_optional_article() -> None:
    table = lexicon("قصف (ال)مدفعي")
    assert len(find(table, "قصف مدفعي")) == len(find(table, "القصف المدفعي")) == 1


def test_longest_keeps_the_longest_and_none_that_overlap() -> None:
    text = "رئيس الوزراء العراقي"
    hits = longest(find(lexicon("رئيس", "رئيس الوزراء", "الوزراء العراقي"), text))
    assert [text[h.start : h.end] for h in hits] == ["رئيس الوزراء"]


def test_a_phrase_without_a_word_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match="holds no word"):
        lexicon("«»")


@given(st.lists(st.sampled_from(["و", "الجيش", "قصف", "للجيش", '"', "،", "وَقَصَفَهُم", "مدينة", "3"]), max_size=20))
def test_hits_quote_the_text_and_come_in_order(words: list[str]) -> None:
    text = " ".join(words)
    tokens = tuple(tokenize(text))
    hits = find(lexicon("جيش", "قصف", "قصف الجيش", "مدينة", suffixes=True), text)
    for hit in hits:
        assert tokens[hit.first].start <= hit.start < hit.end == tokens[hit.last - 1].end
    assert [h.first for h in hits] == sorted(h.first for h in hits)


ITEMS = st.builds(
    Item, st.builds(Entry, st.sampled_from("xy"), st.sampled_from("ab"), st.integers(0, 2)), st.booleans()
)
WORDS = st.sampled_from(["جيش", "قصف", "نار"])
NODES = st.recursive(
    st.builds(Node, st.just({}), st.lists(ITEMS, max_size=3)),
    lambda nodes: st.builds(Node, st.dictionaries(WORDS, nodes, max_size=3), st.lists(ITEMS, max_size=2)),
)


@given(st.dictionaries(WORDS, NODES))
def test_a_packed_tree_is_the_same_tree(nodes: dict[str, Node]) -> None:
    packed = pickle.loads(pickle.dumps(Packed(nodes)))
    assert dict(packed) == nodes and list(packed) == list(nodes)
    entries: dict[Entry, Entry] = {}
    for node in packed.values():
        for item in node.items:
            assert entries.setdefault(item.entry, item.entry) is item.entry
    # Used already, and kept once more.
    assert dict(pickle.loads(pickle.dumps(packed))) == nodes
    assert "سلام" not in packed and packed.get("سلام") is None
