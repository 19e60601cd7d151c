"""Limits: what a small file unpacks to, how long a line, a header or an article may be; the rest is read all the same."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conflict_events.annotations import archive, brat, jsonlines
from conflict_events.annotations.model import Markup
from conflict_events.articles import csv_rows, json_lines, parquet_rows, readers, unpacking
from conflict_events.building import worker
from conflict_events.extraction import compiled, sections
from conflict_events.records import Article, Document, Frame, Rejected

NEWS = "قتل ثلاثة جنود في قصف على مدينة تدمر أمس، وفقا لوزارة الدفاع."


def rows(path: Path) -> list[Article | Rejected]:
    return list(readers.read([path]))


def reasons(path: Path) -> list[str]:
    return [row.reason for row in rows(path) if isinstance(row, Rejected)]


# --- Parquet ------------------------------------------------------------------------------------------


def repeated(text: str, times: int) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array([0] * times, pa.int32()), pa.array([text]))


def test_a_text_that_is_stored_once_for_many_rows_is_not_unpacked_for_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "FREE", 1_000_000)
    pq.write_table(pa.table({"text": repeated("x" * 100_000, 300)}), tmp_path / "a.parquet")
    (reason,) = reasons(tmp_path / "a.parquet")
    assert "200 times its size" in reason


def test_millions_of_empty_rows_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "FREE", 100 * parquet_rows.ROW)
    pq.write_table(pa.table({"text": repeated("", 100_000)}), tmp_path / "a.parquet")
    assert "200 times its size" in reasons(tmp_path / "a.parquet")[-1]


def test_a_column_that_is_said_to_unpack_to_far_more_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "FREE", 1_000_000)
    table = pa.table({"text": ["x" * 20_000_000]})
    pq.write_table(table, tmp_path / "a.parquet", compression="zstd", use_dictionary=False)
    assert "200 times its size" in reasons(tmp_path / "a.parquet")[0]


def test_columns_that_nobody_asks_for_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "FREE", 1_000_000)
    pq.write_table(pa.table({"text": [NEWS] * 300, "other": repeated("x" * 100_000, 300)}), tmp_path / "a.parquet")
    assert isinstance(rows(tmp_path / "a.parquet")[0], Article)


def test_a_row_that_is_too_large_is_left_out_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_rows, "LINE_LIMIT", 1000)
    pq.write_table(pa.table({"text": ["a", "x" * 2000, "b"]}), tmp_path / "a.parquet")
    first, second, third = rows(tmp_path / "a.parquet")
    assert isinstance(first, Article) and isinstance(third, Article) and third.line == 3
    assert isinstance(second, Rejected) and "more than 1000 bytes" in second.reason and second.line == 2


def test_lists_for_texts_are_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": [["a"], ["b"]]}), tmp_path / "a.parquet")
    (reason,) = reasons(tmp_path / "a.parquet")
    assert "column text holds list" in reason


@pytest.mark.parametrize("sort", [pa.binary(10), pa.json_()])
def test_columns_of_which_nothing_tells_what_they_unpack_to_are_refused(tmp_path: Path, sort: pa.DataType) -> None:
    values = pa.array(["x" * 10] * 3).cast(getattr(sort, "storage_type", sort))
    column = pa.ExtensionArray.from_storage(sort, values) if isinstance(sort, pa.BaseExtensionType) else values
    pq.write_table(pa.table({"text": column}), tmp_path / "a.parquet")
    assert reasons(tmp_path / "a.parquet") == [f"column text holds {sort}: write it as text"]


@pytest.mark.parametrize("sort", [pa.string_view(), pa.large_string()])
def test_texts_of_every_kind_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sort: pa.DataType) -> None:
    monkeypatch.setattr(unpacking, "FREE", 1_000_000)
    pq.write_table(pa.table({"text": pa.array(["x" * 100_000] * 300, sort)}), tmp_path / "a.parquet")
    pq.write_table(pa.table({"text": pa.array([NEWS, "b"], sort)}), tmp_path / "b.parquet")
    first, second, third = rows(tmp_path)
    assert isinstance(first, Rejected) and "200 times its size" in first.reason
    assert isinstance(second, Article) and second.text == NEWS and isinstance(third, Article)


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (["text", "text"], "two columns of one name: text"),
        (["id", "Text"], "no column 'text'; its columns: 'id', 'Text'"),
    ],
)
def test_columns_that_are_none_of_articles_are_told_once(tmp_path: Path, names: list[str], reason: str) -> None:
    columns = [pa.array(["a", "b"])] * 2
    pq.write_table(pa.Table.from_arrays(columns, names=names), tmp_path / "a.parquet")
    assert rows(tmp_path / "a.parquet") == [Rejected(str(tmp_path / "a.parquet"), 0, reason)]


def test_an_error_without_a_word_is_told_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(parquet_rows, "_rows", full)
    (tmp_path / "a.parquet").touch()
    assert reasons(tmp_path / "a.parquet") == ["not a Parquet file that can be read: MemoryError"]


# --- CSV, WARC, HTML ----------------------------------------------------------------------------------


def test_a_line_of_csv_that_is_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_rows, "LINE_LIMIT", 1000)
    (tmp_path / "a.csv").write_text("article_id,text\n1,a\n2,x" + "," * 2000 + "\n", encoding="utf-8")
    first, second = rows(tmp_path / "a.csv")
    assert isinstance(first, Article)
    assert isinstance(second, Rejected) and "more than 1000 characters" in second.reason


def test_a_header_of_thousands_of_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text," + "," * csv_rows.COLUMNS + "\na\n", encoding="utf-8")
    assert "a header of" in reasons(tmp_path / "a.csv")[0]


def record(header: bytes, told: bytes = b"WARC-Target-URI: http://a.b/\r\n") -> bytes:
    reply = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + header + b"\r\n<p>x</p>"
    told = b"WARC/1.0\r\nWARC-Type: response\r\n" + told + b"Content-Length: %d\r\n" % len(reply)
    return told + b"Content-Type: application/http; msgtype=response\r\n\r\n" + reply + b"\r\n\r\n"


@pytest.mark.parametrize("content", [record(b"X: " + b"a" * 20_000_000 + b"\r\n"), b"WARC/1.0" + b"a" * 20_000_000])
def test_a_web_archive_that_unpacks_without_end_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setattr(unpacking, "FREE", 100_000)
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(content))
    assert "200 times its size" in reasons(tmp_path / "a.warc.gz")[0]


def test_a_record_that_does_not_say_of_which_page_it_is_stops_no_run(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(record(b"", told=b""))
    (tmp_path / "b.warc").write_bytes(record(b""))
    first, second = rows(tmp_path)
    assert isinstance(first, Rejected) and "not a WARC file that can be read" in first.reason
    assert isinstance(second, Article) and second.text == "x"


def test_a_tag_with_thousands_of_attributes_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    many = " ".join(f"a{i}='>'" for i in range(6000))
    (tmp_path / "a.html").write_text(f"<p {many}>{NEWS}</p>", encoding="utf-8")
    assert "attributes" in reasons(tmp_path / "a.html")[0]


def test_many_tags_and_long_values_are_no_reason(tmp_path: Path) -> None:
    page = f"<img src='data:{'ab/ ' * 9000}'>" + "<p class=a id=b>x</p>" * 6000 + f"<p>{NEWS}</p>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert isinstance(rows(tmp_path / "a.html")[0], Article)


def test_what_stands_between_scripts_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>" + "<script>no</script>yes " * 3 + "</p>", encoding="utf-8")
    (item,) = rows(tmp_path / "a.html")
    assert isinstance(item, Article) and item.text == "yes yes yes"


# --- annotations --------------------------------------------------------------------------------------


def test_a_line_of_annotations_that_is_too_long_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "LINE_LIMIT", 1000)
    (tmp_path / "a.jsonl").write_text('{"a": "' + "x" * 2000 + '"}\n{"a": "b"}\n', encoding="utf-8")
    first, second = jsonlines.read(tmp_path / "a.jsonl")
    assert isinstance(first, Rejected) and first.line == 1
    assert isinstance(second, jsonlines.Line) and second.number == 2


def zipped(names: dict[str, bytes]) -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in names.items():
            packed.writestr(name, content)
    return stream


def test_archives_in_an_archive_share_what_it_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "TOTAL_LIMIT", 1500)
    outer = archive.Archive(zipped({"a": b"x" * 1000}))
    inner = archive.Archive(zipped({"b": b"x" * 1000}), outer)
    assert outer.read("a")
    with pytest.raises(archive.ArchiveError, match="more than 500 bytes"):
        inner.read("b")


@pytest.mark.parametrize("kind", ["A{n}\tmode T1 v{n}", "#{n}\tAnnotatorNotes T1\tnote {n}"])
def test_values_and_notes_of_a_span_without_end_are_refused(tmp_path: Path, kind: str) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    lines = [f"T1\tASSAULT 0 3\t{NEWS[:3]}", *(kind.format(n=n) for n in range(3 * brat.VALUES))]
    (tmp_path / "a.ann").write_text("\n".join(lines), encoding="utf-8")
    *rejected, found = brat.read(tmp_path)
    assert isinstance(found, Markup) and found.spans
    assert len(rejected) > brat.VALUES and all(isinstance(row, Rejected) for row in rejected)


# --- articles -----------------------------------------------------------------------------------------

LONG = "\n".join(f"{NEWS} وقال المتحدث رقم {i} إن الجيش قصف مواقع المسلحين في مدينة حلب." for i in range(400))


@pytest.fixture(scope="module")
def document() -> Document:
    return compiled.load("ar").finders.read(Article("a", LONG))


def test_sections_hold_every_sentence_once_with_its_own_words(document: Document) -> None:
    cut = list(sections.sections(document))
    assert len(cut) > 3
    sentences = [(s.start, s.end, d.tokens[s.first : s.last]) for d in cut for s in d.sentences]
    assert sentences == [(s.start, s.end, document.tokens[s.first : s.last]) for s in document.sentences]
    for part in cut:
        assert part.sentences[-1].end - part.sentences[0].start <= sections.SECTION
        assert [s.index for s in part.sentences] == list(range(len(part.sentences)))
        for hit in (h for hits in part.hits.values() for h in hits):
            assert part.tokens[hit.first].start <= hit.start and part.tokens[hit.last - 1].end >= hit.end
    assert sum(len(h) for d in cut for h in d.hits.values()) == sum(map(len, document.hits.values()))


def test_an_article_of_usual_length_is_not_cut(document: Document) -> None:
    short = compiled.load("ar").finders.read(Article("a", LONG[: sections.SECTION]))
    assert list(sections.sections(short)) == [short]


def test_an_extractor_never_sees_more_than_a_section(document: Document) -> None:
    seen: list[int] = []

    def extractor(part: Document) -> list[Frame]:
        seen.append(len(part.tokens))
        return []

    assert list(sections.InSections(extractor)(document)) == []
    assert len(seen) > 3 and max(seen) < sections.SECTION


@pytest.mark.parametrize("name", ["rules", "trained"])
def test_events_of_a_long_article_stand_where_they_say(name: str) -> None:
    result = worker.Worker(name).result(Article("a", LONG))
    assert result.rejected == []
    at = [e["action"]["start"] for e in result.events]
    assert at == sorted(at) and at[-1] > 3 * sections.SECTION
    assert all(LONG[e["action"]["start"] : e["action"]["end"]] == e["action"]["text"] for e in result.events)
