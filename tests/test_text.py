"""Folding, tokens, sentences and furniture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_events import language
from conflict_events.lexical import text
from conflict_events.records import Article

ARABIC = language.load("ar")
CHARACTERS = st.text(
    alphabet=st.one_of(st.sampled_from('ابتةىأإآؤئـ ًٌُّ.،؛!؟\n\r"«»#_(٣۴5,٫'), st.characters()), max_size=200
)


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("إسرائيل", "اسراييل"),
        ("مُقاتِلون", "مقاتلون"),
        ("قـــصف", "قصف"),
        ("مدينة", "مدينه"),
        ("على", "علي"),
        ("٢٠١٥", "2015"),
        ("۱۲٫۵", "12.5"),
        ("ﻻجئ", "لاجي"),
        ("NATO", "nato"),
        ("کرکوک", "كركوك"),
    ],
)
def test_fold(raw: str, folded: str) -> None:
    assert text.fold(raw) == folded


@given(CHARACTERS)
def test_fold_is_stable(raw: str) -> None:
    assert text.fold(text.fold(raw)) == text.fold(raw)


@given(CHARACTERS)
def test_tokens_lie_in_order_and_quote_the_text(raw: str) -> None:
    end = 0
    for token in text.tokenize(raw):
        assert end <= token.start < token.end <= len(raw)
        assert text.fold(raw[token.start : token.end]) == token.norm
        end = token.end


@given(st.text(alphabet=st.one_of(st.sampled_from("ابتلو#_ـ.,،٫١2 "), st.characters(codec="utf-8"))))
def test_words_are_the_tokens_but_the_punctuation(raw: str) -> None:
    assert text.words(raw) == [t.norm for t in text.tokenize(raw) if t.kind != "punct"]


def test_a_line_is_the_same_to_sentences_and_to_furniture() -> None:
    told = "قصف الجيش القرية.\u2028تابعونا على فيسبوك"
    _, sentences, furniture = text.segment(Article("a", told), ARABIC.text_rules)
    assert [told[s.start : s.end] for s in sentences] == ["قصف الجيش القرية."] and len(furniture) == 1


@given(CHARACTERS)
def test_sentences_cover_every_token_of_the_article_once(raw: str) -> None:
    tokens, sentences, furniture = text.segment(Article("a", raw), ARABIC.text_rules)
    position = 0
    for sentence in sentences:
        assert position <= sentence.first < sentence.last <= len(tokens)
        assert sentence.start == tokens[sentence.first].start
        assert sentence.end == tokens[sentence.last - 1].end
        assert all(t.kind == "punct" for t in tokens[position : sentence.first])
        position = sentence.last
    assert all(t.kind == "punct" for t in tokens[position:])
    for span, _ in furniture:
        assert all(t.end <= span.start or span.end <= t.start for t in tokens)


@given(st.text(alphabet="اأإلةىـًّشمس", min_size=1, max_size=12), st.integers(0, 12))
def test_raw_length_counts_what_the_folded_form_counts(raw: str, count: int) -> None:
    length = text.raw_length(raw, count)
    assert text.fold(raw[:length]) == text.fold(raw)[:count]


def sentences_of(raw: str, title: str | None = None) -> list[str]:
    article = Article("a", raw, title=title)
    _, sentences, _ = text.segment(article, ARABIC.text_rules)
    return [raw[s.start : s.end] for s in sentences]


def test_a_full_stop_ends_a_sentence_but_not_an_abbreviation_a_pause_or_a_number() -> None:
    raw = "قال د. سامي إن 3.5 ملايين نزحوا.. بسبب القتال. وعاد بعضهم."
    assert sentences_of(raw) == ["قال د. سامي إن 3.5 ملايين نزحوا.. بسبب القتال.", "وعاد بعضهم."]


def test_letters_that_are_spelt_out_end_no_sentence() -> None:
    raw = "أعلنت بي.بي.سي وسي.إن.إن أن الطريق مغلق.وعاد الجنود."
    assert sentences_of(raw) == ["أعلنت بي.بي.سي وسي.إن.إن أن الطريق مغلق.", "وعاد الجنود."]


@pytest.mark.parametrize("word", ["قصف ", "قصف، ", "ثم قصف وقتل، "])
def test_a_text_without_full_stops_is_cut_at_its_commas(word: str) -> None:
    tokens, sentences, _ = text.segment(Article("a", word * 2000), ARABIC.text_rules)
    assert max(s.last - s.first for s in sentences) <= text.LONGEST
    assert [b.first for b in sentences[1:]] == [a.last for a in sentences[:-1]]
    assert all(tokens[s.last - 1].norm == "،" for s in sentences[:-1]) == ("،" in word)


def test_a_closing_quote_belongs_to_its_sentence() -> None:
    assert sentences_of('قال: "انسحبت القوات." ثم غادر.') == ['قال: "انسحبت القوات."', "ثم غادر."]


def test_signs_in_a_row_end_one_sentence() -> None:
    assert sentences_of("هل انسحبت القوات؟! لا نعلم!!! غادر.") == ["هل انسحبت القوات؟!", "لا نعلم!!!", "غادر."]


def test_the_first_line_is_the_headline_where_it_has_no_full_stop() -> None:
    article = Article("a", "مقتل جندي قرب الحدود\n\nقتل جندي أمس.")
    _, sentences, _ = text.segment(article, ARABIC.text_rules)
    assert [s.headline for s in sentences] == [True, False]


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("الهُدنة تبدأ غدا.", True),
        (" الهدنة تبدأ غداً. ", True),
        ("الهدنة تبدأ", False),
        ("هدنة تبدأ غدا.", False),
        ("", False),
    ],
)
def test_a_first_line_with_a_full_stop_is_the_headline_where_it_is_the_title(title: str, headline: bool) -> None:
    article = Article("a", "الهدنة تبدأ غدا.\nأعلنت الوزارة موعد الهدنة.", title=title)
    _, sentences, _ = text.segment(article, ARABIC.text_rules)
    assert [s.headline for s in sentences] == [headline, False]


def test_a_lone_line_is_no_headline() -> None:
    _, sentences, _ = text.segment(Article("a", "مقتل جندي قرب الحدود"), ARABIC.text_rules)
    assert [s.headline for s in sentences] == [False]


def test_a_hashtag_reads_as_its_words() -> None:
    assert [t.norm for t in text.tokenize("#الولايات_المتحدة")] == ["الولايات", "المتحده"]


def test_what_follows_read_also_is_not_the_article() -> None:
    raw = "انسحبت القوات من البلدة.\n\nاقرأ أيضا\n\nقصف على الميناء"
    assert sentences_of(raw) == ["انسحبت القوات من البلدة."]


RULES = ARABIC.data["text"]["furniture"]


@pytest.mark.parametrize("rule", RULES, ids=[r["id"] for r in RULES])
def test_furniture_rules_match_their_examples_and_spare_their_counter_examples(rule: dict[str, list[str]]) -> None:
    def marked(line: str) -> bool:
        return any(name == rule["id"] for _, name in text.find_furniture(line, [(0, len(line))], ARABIC.text_rules))

    assert rule["examples"] and rule["counter"]
    assert [line for line in rule["examples"] if not marked(line)] == []
    assert [line for line in rule["counter"] if marked(line)] == []


@pytest.mark.parametrize("words", ["عبد  الكريم\nالناصري", "عـبد الكـريم النـاصري", "\u200fعبد الكريم\u00a0الناصري "])
def test_plain_words_do_not_show_how_they_were_spaced_and_stretched(words: str) -> None:
    assert text.plain(words) == "عبد الكريم الناصري"
