"""Hostile input: bombs, deep and huge pages, wrong encodings, and texts of signs that no newspaper prints."""

from __future__ import annotations

import gzip
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conflict_events import schemas
from conflict_events.articles import page_files, readers, unpacking
from conflict_events.building import worker
from conflict_events.extraction import compiled
from conflict_events.mentions import Finders
from conflict_events.publishing.privacy import quotes
from conflict_events.records import Article, Rejected

NEWS = "قتل ثلاثة جنود في قصف على مدينة تدمر أمس، وفقا لوزارة الدفاع، ودفع المهربون 5 آلاف دولار."


def rows(path: Path) -> list[Article | Rejected]:
    return list(readers.read([path]))


def only(path: Path) -> Article | Rejected:
    (item,) = rows(path)
    return item


# --- files --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "pack"), [("a.jsonl.gz", gzip.compress), ("a.jsonl.zst", zstandard.ZstdCompressor().compress)]
)
@pytest.mark.parametrize("content", [b" ", b'{"text": "x"}\n'])
def test_a_file_that_unpacks_without_end_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, pack: Any, content: bytes
) -> None:
    monkeypatch.setattr(unpacking, "FREE", 100_000)
    (tmp_path / name).write_bytes(pack(content * (2_000_000 // len(content))))
    last = rows(tmp_path / name)[-1]
    assert isinstance(last, Rejected) and "200 times its size" in last.reason


def test_a_small_file_may_unpack_to_much(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b" " * 1_000_000 + b'{"text": "x"}'))
    assert isinstance(only(tmp_path / "a.jsonl.gz"), Article)


def test_a_page_that_is_too_large_is_rejected_before_it_is_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_files, "LINE_LIMIT", 1000)
    for name in ("a.html", "a.txt"):
        (tmp_path / name).write_bytes(b"<p>x</p>" * 1000)
        item = only(tmp_path / name)
        assert isinstance(item, Rejected) and "more than 1000 bytes" in item.reason


def test_a_page_that_is_nested_too_deep_is_rejected_and_not_cut(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<p>{NEWS}</p>" + "<div>" * 100_000 + f"<p>{NEWS}</p>", encoding="utf-8")
    item = only(tmp_path / "a.html")
    assert isinstance(item, Rejected) and "nested too deep" in item.reason


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ('<meta charset="windows-1256">', "windows-1256"),
        ("<meta http-equiv=Content-Type content='text/html; charset=windows-1256'>", "windows-1256"),
        ('<meta charset="iso-8859-6">', "iso-8859-6"),
    ],
)
def test_a_page_is_read_by_the_encoding_that_it_names(tmp_path: Path, head: str, encoding: str) -> None:
    (tmp_path / "a.html").write_bytes(f"<html><head>{head}</head><body><p>{NEWS}</p></body></html>".encode(encoding))
    item = only(tmp_path / "a.html")
    assert isinstance(item, Article) and item.text == NEWS


@pytest.mark.parametrize(
    "head", ["", '<meta charset="utf-8">', '<meta charset="no-such-thing">', '<meta charset="hex">']
)
def test_a_page_whose_encoding_cannot_be_told_is_rejected_and_not_garbled(tmp_path: Path, head: str) -> None:
    (tmp_path / "a.html").write_bytes(f"{head}<p>{NEWS}</p>".encode("windows-1256"))
    assert isinstance(only(tmp_path / "a.html"), Rejected)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_in_a_folder_lead_neither_in_a_circle_nor_into_silence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "b.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "c.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "d.txt").symlink_to(tmp_path / "a.txt")
    found = rows(tmp_path)
    assert [(Path(i.file).name, type(i)) for i in found] == [
        ("a.txt", Article),
        ("b.txt", Rejected),
        ("c.txt", Rejected),
        ("circle", Rejected),
        ("d.txt", Article),
    ]


# --- texts --------------------------------------------------------------------------------------------

DIGITS = "".join(chr(c) for c in range(sys.maxunicode) if unicodedata.category(chr(c)) == "Nd")
NUMERALS = "".join(chr(c) for c in range(sys.maxunicode) if unicodedata.category(chr(c)) in ("Nl", "No"))
TEXTS = {
    "marks by the thousand": "قتل" + "\u064b" * 5000 + " ثلاثة" + "\u0301" * 5000 + " جنود",
    "bidi control characters": "\u202e" + NEWS.replace(" ", " \u202b\u2067") + "\u202c\u2069",
    "zero width": "\u200b".join(NEWS),
    "tatweel": "قـ" * 3000 + NEWS,
    "digits of every script": " ".join(f"قتل {d} جنود في {d}{d}." for d in DIGITS[::3]),
    "other numerals": " ".join(f"قتل {d} جنود" for d in NUMERALS[::5]),
    "long numbers": f"قتل {'9' * 5000} جنود و{'1.' * 2000}5 دولار في {'1/' * 2000}2020",
    "mojibake": NEWS.encode().decode("latin-1"),
    "markup without end": "<p " * 2000 + "<!--" * 2000 + NEWS,
    "markup": "".join(f"<b>{c}</b>" for c in NEWS),
    "references": "&amp;" * 2000 + "".join(f"&#{ord(c)};" for c in NEWS) + "&#9999999;&#0;&#x110000;",
    "ligatures": "\ufdfa\ufdfb " * 300 + NEWS,
    "no end": NEWS.replace(".", "") * 60,
    "signs alone": "؟!،؛" * 1000,
    "one letter": "و" * 10000,
    "digits that are none": f"ارتفعت إلى 5،❶%. {NEWS} خلال الأيام ال ❶ الماضية. بلغت 3.² و²، 1/²/2020. {NEWS} في ² آذار ①①①①",
    "quotes": "«" * 2000 + NEWS + "»" * 2000,
    "a mark of quotation at the end": 'قتل مدير مركز جذب"',
    "emoji and private use": "🙂\ue000\U0010ffff " * 500 + NEWS,
    "line ends": "\r\n\u2028\u2029\x0b\x0c\x85".join([NEWS] * 5),
}


@pytest.fixture(scope="module")
def finders() -> Finders:
    return compiled.load("ar").finders


@pytest.fixture(scope="module")
def machine() -> worker.Worker:
    return worker.Worker()


def examine(finders: Finders, text: str) -> None:
    document = finders.read(Article("a", text))
    for mentions in finders.mentions(document).values():
        for m in mentions:
            assert 0 <= m.start < m.end <= len(text)
            assert 0 <= m.first < m.last <= len(document.tokens)
    for sentence in document.sentences:
        assert 0 <= sentence.start < sentence.end <= len(text)


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_breaks_extraction_and_every_quote_stands(finders: Finders, machine: worker.Worker, name: str) -> None:
    text = TEXTS[name]
    examine(finders, text)
    result = machine.result(Article("a", text))
    assert result.rejected == []
    for event in result.events:
        assert schemas.Validator("event").errors(event) == []
        for where, quote in quotes(event):
            assert quote["text"] == text[quote["start"] : quote["end"]], where


PIECES = st.one_of(
    st.sampled_from(
        [
            *NEWS.split(),
            *["و", "ب", "ال", "بين", "من", "إلى", "%", "/", "-", ":", ".", "،", "«", "»", "(", ")", "\n"],
            "\u0651",
            "\u202e",
            "٣",
            "²",
            "❶",
            "¼",
            "Ⅻ",
        ]
    ),
    st.text(max_size=4),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, max_size=30), gap=st.sampled_from(["", " ", "\n"]))
def test_whatever_the_text_offsets_are_true_and_nothing_raises(
    finders: Finders, machine: worker.Worker, pieces: list[str], gap: str
) -> None:
    text = gap.join(pieces)
    examine(finders, text)
    for event in machine.result(Article("a", text)).events:
        assert all(quote["text"] == text[quote["start"] : quote["end"]] for _, quote in quotes(event))
