"""Readers: every kind of input, and input that is none."""

from __future__ import annotations

import datetime
import gzip
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from conflict_events.articles import inputs, readers, unpacking
from conflict_events.articles.rows import sha256
from conflict_events.records import Article, Rejected

TEXT = "قصف الجيش القرية\r\n\r\nقتل ثلاثة.\u200f 🙂\n"
ROW = {"article_id": "a1", "text": TEXT, "published": "2020-05-06", "publisher": "p", "url": "u", "title": "t", "x": 1}
PAGE = """<html lang="ar"><head><title>قصف القرية</title><script>bad()</script></head><body><nav>menu</nav>
<article><h1>قصف القرية</h1><p>قتل <b>ثلاثة</b> جنود.</p><p>وفر آخرون.</p></article><footer>حقوق</footer></body></html>"""


def rows(path: Path, **options: Any) -> list[Article | Rejected]:
    return list(readers.read([path], **options))


def one(path: Path) -> Article:
    (item,) = rows(path)
    assert isinstance(item, Article), item
    return item


def line(**changes: Any) -> bytes:
    return json.dumps({**ROW, **changes}, ensure_ascii=False).encode() + b"\n"


def write(tmp_path: Path, name: str, content: bytes) -> Path:
    file = tmp_path / name
    file.write_bytes(content)
    return file


PACKED = (("", bytes), (".gz", gzip.compress), (".zst", zstandard.ZstdCompressor().compress))


@pytest.mark.parametrize(
    ("name", "pack"), [(f"a.{kind}{ending}", pack) for kind in ("jsonl", "ndjson", "json") for ending, pack in PACKED]
)
def test_json_lines(tmp_path: Path, name: str, pack: Any) -> None:
    article = one(write(tmp_path, name, pack(b"\xef\xbb\xbf" + line() + b"\n")))
    assert article.text == TEXT
    assert (article.article_id, article.published, article.publisher, article.url, article.title) == (
        "a1", datetime.date(2020, 5, 6), "p", "u", "t",
    )  # fmt: skip
    assert article.line == 1


def test_parquet_with_days_as_days(tmp_path: Path) -> None:
    table = pa.table({"article_id": ["a1"], "text": [TEXT], "published": [datetime.date(2020, 5, 6)]})
    pq.write_table(table, tmp_path / "a.parquet")
    assert (one(tmp_path / "a.parquet").text, one(tmp_path / "a.parquet").published) == (
        TEXT,
        datetime.date(2020, 5, 6),
    )


@pytest.mark.parametrize(("ending", "pack"), PACKED)
def test_csv(tmp_path: Path, ending: str, pack: Any) -> None:
    told = pack('\ufeffarticle_id,text,published\na1,"قصف\r\n""القرية""",\n'.encode())
    file = write(tmp_path, f"a.csv{ending}", told)
    assert (one(file).text, one(file).published) == ('قصف\r\n"القرية"', None)


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_cells_of_csv_may_be_divided_by_other_marks_than_commas(tmp_path: Path, name: str, mark: str) -> None:
    told = '\ufeff"text"%article_id%title\r\n"قصف، 1,5 طن% ""قرب"" القرية"%a1%أ,ب\r\n'.replace("%", mark)
    article = one(write(tmp_path, name, told.encode()))
    assert (article.article_id, article.text) == ("a1", f'قصف، 1,5 طن{mark} "قرب" القرية')
    assert article.title == "أ,ب"


@pytest.mark.parametrize("named", ["sep=;", '"sep=;"'])
def test_a_first_line_of_csv_that_names_the_mark_is_no_row(tmp_path: Path, named: str) -> None:
    file = write(tmp_path, "a.csv", f"\ufeff{named}\r\ntext;published\r\nنص, ثان;\r\nنص;gestern\r\n".encode())
    first, second = rows(file)
    assert isinstance(first, Article) and (first.text, first.line) == ("نص, ثان", 3)
    assert isinstance(second, Rejected) and second.line == 4


def test_rows_of_csv_are_told_by_the_line_that_they_begin_in(tmp_path: Path) -> None:
    told = b'text,published\n"a\nb",\n\n"c\nd",yesterday\n"\xff\n",\n"e\nf",2020-05-06,more\ng\n"never\nends\n'
    file = write(tmp_path, "a.csv", told)
    assert [(x.line, x.text if isinstance(x, Article) else x.reason) for x in rows(file)] == [
        (2, "a\nb"),
        (5, "published is no day as YYYY-MM-DD: 'yesterday'"),
        (7, "not UTF-8; save it as UTF-8"),
        (9, "3 of 2 cells: a text without quotation marks?"),
        (11, "1 of 2 cells: a text without quotation marks?"),
        (12, "not CSV: unexpected end of data"),
    ]


def test_empty_rows_of_a_spreadsheet_are_no_articles(tmp_path: Path) -> None:
    file = write(tmp_path, "a.csv", "article_id,text,title\r\n,,\r\na1,نص,\r\n,,\r\n\r\na2,,\r\n".encode())
    assert [(x.line, x.text if isinstance(x, Article) else x.reason) for x in rows(file)] == [
        (3, "نص"),
        (6, "empty text"),
    ]


def test_a_row_of_csv_that_is_none_loses_no_other(tmp_path: Path) -> None:
    told = 'article_id,text\n1,"نص أول"\n2,"نص "ثان" هنا"\n3,"نص ثالث"\n4,نص رابع,,\n'
    found = rows(write(tmp_path, "a.csv", told.encode()))
    assert [(x.line, x.text if isinstance(x, Article) else x.reason) for x in found] == [
        (2, "نص أول"),
        (3, "not CSV: ',' expected after '\"'"),
        (4, "نص ثالث"),
        (5, "نص رابع"),
    ]


def test_a_row_of_parquet_that_cannot_be_read_loses_no_other(tmp_path: Path) -> None:
    texts = pa.array([TEXT.encode(), b"\xff", TEXT.encode()]).view(pa.string())
    days = pa.array([0, 0, 10**7], pa.int32()).cast(pa.date32())
    pq.write_table(pa.table({"article_id": ["a", "b", "c"], "text": texts, "published": days}), tmp_path / "a.parquet")
    first, second, third = rows(tmp_path / "a.parquet")
    assert isinstance(first, Article)
    for row, number in ((second, 2), (third, 3)):
        assert isinstance(row, Rejected)
        assert row.line == number
        assert row.reason.startswith("a row that cannot be read: ")


def test_a_text_that_two_papers_print_is_two_articles(tmp_path: Path) -> None:
    told = [{"text": TEXT, "publisher": paper} for paper in "abc"]
    found = rows(write(tmp_path, "a.jsonl", b"".join(json.dumps(row).encode() + b"\n" for row in told)))
    ids = [x.article_id for x in found if isinstance(x, Article)]
    assert ids == [ids[0], f"{ids[0]}-2", f"{ids[0]}-3"]


def test_an_empty_id_is_none(tmp_path: Path) -> None:
    unnamed = f"sha-{sha256('نص')[:16]}"
    assert one(write(tmp_path, "a.jsonl", line(article_id="", text="نص"))).article_id == unnamed
    assert one(write(tmp_path, "a.csv", "article_id,text\n,نص\n".encode())).article_id == unnamed
    pq.write_table(pa.table({"article_id": [""], "text": ["نص"]}), tmp_path / "a.parquet")
    assert one(tmp_path / "a.parquet").article_id == unnamed


def test_a_language_is_told_without_its_region(tmp_path: Path) -> None:
    for told in ("ar-EG", "ar_EG", "AR", "ar_EG.UTF-8"):
        assert one(write(tmp_path, "a.jsonl", line(language=told))).language == "ar"


def test_a_page_that_names_no_language_is_taken_by_its_letters(tmp_path: Path) -> None:
    page = PAGE.replace('lang="ar"', 'lang="{{ site.lang }}"')
    assert one(write(tmp_path, "a.html", page.encode())).language == "ar"


def test_the_longest_of_a_pages_articles_is_the_article(tmp_path: Path) -> None:
    page = "<article class=card><p>خبر آخر</p></article><main><p>قتل ثلاثة جنود قرب السد.</p></main>"
    assert one(write(tmp_path, "a.html", page.encode())).text == "قتل ثلاثة جنود قرب السد."


def test_an_articles_text_need_not_stand_in_paragraphs(tmp_path: Path) -> None:
    page = (
        "<article><h1>خبر</h1><div>قتل ثلاثة <b>جنود</b>.<br>وفر<!-- x --> آخرون.</div><ul><li>بيان</li></ul></article>"
    )
    text = one(write(tmp_path, "a.html", page.encode())).text
    assert text == "خبر\n\nقتل ثلاثة جنود.\n\nوفر آخرون.\n\nبيان"


def test_a_page_without_paragraphs_or_an_article_is_told(tmp_path: Path) -> None:
    (told,) = rows(write(tmp_path, "a.html", "<div>قتل ثلاثة جنود.</div>".encode()))
    assert isinstance(told, Rejected) and "paragraphs (<p>)" in told.reason


def test_a_time_of_publication_tells_the_day(tmp_path: Path) -> None:
    for told in ("2020-05-06T10:00:00Z", "2020-05-06 08:30", "2020-05-06T23:59:59.5+03:00", "2020-05-06"):
        assert one(write(tmp_path, "a.jsonl", line(published=told))).published == datetime.date(2020, 5, 6)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("id,body\n1,نص\n2,نص\n".encode(), "no column 'text' in the first line; its columns: 'id', 'body'"),
        ("id;body\n1;نص\n".encode(), "no column 'text' in the first line; its columns: 'id;body'"),
        ("text,title,text\nنص,عنوان,\n".encode(), "two columns of one name: text"),
        ("id,text\n1,نص\n".encode("utf-16"), "not UTF-8: a file in UTF-16; save it as UTF-8"),
    ],
)
def test_a_csv_whose_first_line_is_faulty_is_told_once(tmp_path: Path, content: bytes, reason: str) -> None:
    (told,) = rows(write(tmp_path, "a.csv", content))
    assert isinstance(told, Rejected) and told.reason == reason


def test_columns_of_a_csv_that_nothing_uses_may_be_named_alike(tmp_path: Path) -> None:
    assert one(write(tmp_path, "a.csv", "note,text,note\nأ,نص,ب\n".encode())).text == "نص"


@pytest.mark.parametrize(
    ("content", "sort", "how"),
    [([ROW, ROW], "array", "jq -c '.[]'"), (ROW, "object over several lines", "jq -c .")],
)
def test_a_json_file_that_is_not_of_lines_is_told_once(tmp_path: Path, content: Any, sort: str, how: str) -> None:
    (told,) = rows(write(tmp_path, "a.json", json.dumps(content, indent=1).encode()))
    reason = f"a JSON {sort}: a line for each article is needed (JSON Lines), as {how} writes it"
    assert isinstance(told, Rejected) and told.reason == reason


def test_a_folder_of_texts_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        write(tmp_path, name, TEXT.encode())
    assert [(x.article_id, x.text) for x in rows(tmp_path) if isinstance(x, Article)] == [("a", TEXT), ("b", TEXT)]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress])
def test_a_packed_file_that_ends_too_early_is_told(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    name = "a.jsonl.gz" if pack is gzip.compress else "a.jsonl.zst"
    packed = pack(b"".join(line(article_id=str(i), text=f"{TEXT} {i * i}") for i in range(2_000)))
    *articles, told = rows(write(tmp_path, name, packed[:-20]))
    assert isinstance(told, Rejected) and told.reason.startswith("cannot be read") and len(articles) < 2_000


def test_a_packed_file_that_is_damaged_is_told(tmp_path: Path) -> None:
    (told,) = rows(write(tmp_path, "a.csv.zst", zstandard.ZstdCompressor().compress(line())[:4] + b"damaged"))
    assert isinstance(told, Rejected) and told.reason.startswith("cannot be read: ")


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst", "a.warc.gz"])
def test_a_packed_file_without_a_byte_is_told(tmp_path: Path, name: str) -> None:
    (told,) = rows(write(tmp_path, name, b""))
    assert isinstance(told, Rejected) and told.reason == "cannot be read: an empty file, which no packed one is"


def test_what_came_before_a_packed_file_broke_off_is_read(tmp_path: Path) -> None:
    packed = gzip.compress(line(article_id="a")) + gzip.compress(line(article_id="b"))
    article, told = rows(write(tmp_path, "a.jsonl.gz", packed[:-20]))
    assert isinstance(article, Article) and article.article_id == "a"
    assert isinstance(told, Rejected)


def test_frames_of_zstandard_are_read_one_behind_the_other(tmp_path: Path) -> None:
    pack = zstandard.ZstdCompressor().compress
    packed = pack(line(article_id="a")) + pack(b"") + pack(line(article_id="b"))
    assert [a.article_id for a in rows(write(tmp_path, "a.jsonl.zst", packed)) if isinstance(a, Article)] == ["a", "b"]


def test_links_to_folders_are_told_and_what_is_hidden_is_not_read(tmp_path: Path) -> None:
    for name in ("in", "in/.checkpoints", "other"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, "a.txt", f"{TEXT} {name}".encode())
    (tmp_path / "in" / "more").symlink_to(tmp_path / "other")
    write(tmp_path / "in", "Thumbs.db", b"pictures")
    article, told = rows(tmp_path / "in")
    assert isinstance(article, Article) and article.article_id == "a"
    assert isinstance(told, Rejected) and told.reason == "a link to a folder is not followed"


def test_a_folder_that_cannot_be_listed_is_told_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, "1.txt", f"{TEXT} {name}".encode())
    scan = os.scandir

    def refusing(path: Any) -> Any:
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    told, article = rows(tmp_path)
    assert told == Rejected(str(tmp_path / "a"), 0, "cannot be read: Permission denied")
    assert isinstance(article, Article) and article.article_id == "b/1"
    assert rows(tmp_path / "a") == [told]


def test_a_file_that_nobody_may_look_at_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path, "a.txt", TEXT.encode())
    look, link = Path.stat, Path.lstat

    def refusing(path: Path, **options: Any) -> os.stat_result:
        if path == file:
            raise PermissionError(13, "Permission denied", str(path))
        return look(path, **options)

    monkeypatch.setattr(Path, "stat", refusing)
    monkeypatch.setattr(Path, "lstat", lambda path: refusing(path) if path == file else link(path))
    told = Rejected(str(file), 0, "cannot be read: Permission denied")
    assert rows(file) == rows(tmp_path) == [told]
    assert inputs.files(tmp_path) == inputs.files(file) == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have only names in UTF-8")
@pytest.mark.parametrize("ending", [b"txt", b"html"])
def test_a_name_that_is_no_id_is_told(tmp_path: Path, ending: bytes) -> None:
    file = tmp_path / os.fsdecode(b"\xe3\xdf." + ending)
    file.write_bytes(PAGE.encode())
    (told,) = rows(tmp_path)
    assert isinstance(told, Rejected) and told.sha256
    assert told.reason == "the file's name is the article's id and is not UTF-8: give the file another name"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_json_lines_in_utf_16_are_told_once(tmp_path: Path, encoding: str) -> None:
    file = write(tmp_path, "a.jsonl", "".join(f'{{"text": "{TEXT} {i}"}}\n' for i in range(9)).encode(encoding))
    (told,) = rows(file)
    assert isinstance(told, Rejected) and told.line == 1
    assert told.reason == "not UTF-8: a file in UTF-16; save it as UTF-8"


@pytest.mark.parametrize(("pack", "ending"), [(gzip.compress, ".gz"), (zstandard.ZstdCompressor().compress, ".zst")])
def test_a_packed_file_that_is_named_as_if_it_were_not_is_told_once(
    tmp_path: Path, pack: Callable[[bytes], bytes], ending: str
) -> None:
    packed = pack(b"".join(line(article_id=str(i), text=f"{TEXT} {i * i}") for i in range(200)))
    (told,) = rows(write(tmp_path, "a.jsonl", packed))
    assert isinstance(told, Rejected) and told.line == 1
    assert told.reason == f"packed: unpack it first, or give a file whose name ends in {ending}"


def test_json_lines_are_no_text(tmp_path: Path) -> None:
    (told,) = rows(write(tmp_path, "a.txt", line()))
    assert isinstance(told, Rejected) and ".jsonl" in told.reason


def test_texts_of_one_name_in_two_folders_are_two(tmp_path: Path) -> None:
    for day in ("14", "15"):
        (tmp_path / day).mkdir()
        write(tmp_path / day, "1.txt", f"{TEXT} {day}".encode())
    assert [x.article_id for x in rows(tmp_path) if isinstance(x, Article)] == ["14/1", "15/1"]
    assert one(tmp_path / "14" / "1.txt").article_id == "1"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-01-15T10:00:00+03:00">',
        '<meta property="article:published_time" content="0000-00-00">'
        '<meta itemprop="datePublished" content="0001-01-01"><meta itemprop="datePublished" content="2024-01-15">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-01-15"}</script>',
        '<script type="application/ld+json">{"@graph": [5, {"datePublished": "2024-01-15T08:00Z"}]}</script>',
        '<script type="application/ld+json">{</script><meta itemprop="datePublished" content="2024-01-15">',
    ],
)
def test_a_page_says_when_and_where_it_was_published(tmp_path: Path, head: str) -> None:
    named = '<meta property="og:site_name" content="صحيفة"><link rel="canonical" href="https://example.org/1">'
    article = one(write(tmp_path, "a.html", PAGE.replace("<head>", f"<head>{head}{named}").encode()))
    assert article.published == datetime.date(2024, 1, 15)
    assert (article.publisher, article.url) == ("صحيفة", "https://example.org/1")


@pytest.mark.parametrize("content", ["yesterday", "15/01/2024", "2024-02-31", "0001-01-01", ""])
def test_a_page_that_names_no_day_is_an_article_without_one(tmp_path: Path, content: str) -> None:
    head = f'<meta property="article:published_time" content="{content}"><link rel="canonical" href="/1">'
    article = one(write(tmp_path, "a.html", PAGE.replace("<head>", f"<head>{head}").encode()))
    assert (article.published, article.url) == (None, None)


def test_html_gives_its_article_and_no_more(tmp_path: Path) -> None:
    article = one(write(tmp_path, "a.html", PAGE.encode()))
    assert article.text == "قصف القرية\n\nقتل ثلاثة جنود.\n\nوفر آخرون."
    assert (article.title, article.language, article.article_id) == ("قصف القرية", "ar", "a")


def test_a_text_without_a_language_is_arabic_only_if_its_letters_are(tmp_path: Path) -> None:
    english = "The army shelled the village (القرية) on Sunday and took it on the following day"
    persian = "در حمله افراد مسلح به پایگاه ارتش چهار سرباز کشته شدند و گروهی زخمی شدند"
    texts = (
        "قصف الجيش (NATO) القرية",
        english,
        "100 USD",
        "ﻗﺼﻒ ﺍﻟﻘﺮﻳﺔ",
        english[:30],
        persian,
        "وصل ڤان گوخ إلى پاريس",
    )
    rows_ = [json.dumps({"text": text}) for text in texts]
    write(tmp_path, "a.jsonl", "\n".join(rows_).encode())
    assert [x.language for x in rows(tmp_path) if isinstance(x, Article)] == [
        "ar", "und", "ar", "ar", "und", "und", "ar",
    ]  # fmt: skip


def archived(*statuses: str, packed: bool = False) -> tuple[bytes, list[int]]:
    """A web archive with a page for each status, and where each of its records ends."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    ends = []
    for number, status in enumerate(statuses):
        headers = StatusAndHeaders(status, [("Content-Type", "text/html")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"http://example.org/{number}", "response", payload=io.BytesIO(PAGE.encode()), http_headers=headers
        )
        writer.write_record(record)
        ends.append(stream.tell())
    return stream.getvalue(), ends


def test_warc(tmp_path: Path) -> None:
    content, _ = archived("404 Not Found", "200 OK", "302 Found", packed=True)
    assert one(write(tmp_path, "a.warc.gz", content)).url == "http://example.org/1"


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_that_ends_too_early_is_told_wherever_it_ends(tmp_path: Path, packed: bool) -> None:
    content, (first, second) = archived("200 OK", "200 OK", packed=packed)
    name = "a.warc.gz" if packed else "a.warc"
    # What a plain record ends with, two empty lines, is no part of its page.
    whole = second if packed else second - 4
    for cut in (*range(1, 9), *range(9, first, 40), *range(first + 1, whole)):
        *articles, told = rows(write(tmp_path, name, content[:cut]))
        assert isinstance(told, Rejected), cut
        assert cut < first or articles, cut
    assert len(rows(write(tmp_path, name, content[:first]))) == 1


def test_a_web_archive_that_ends_within_what_is_no_page_is_told(tmp_path: Path) -> None:
    content, _ = archived("200 OK", "404 Not Found")
    article, told = rows(write(tmp_path, "a.warc", content[:-20]))
    assert isinstance(article, Article)
    assert isinstance(told, Rejected) and told.reason == "cannot be read: the file ends within a record"


def page(content: bytes, http: str = "", warc: str = "", sort: str = "response") -> bytes:
    """A record of a web archive, with more headers."""
    kind = "text/html; charset=utf-8"
    if sort == "response":
        content = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{http}\r\n".encode() + content
        kind = "application/http; msgtype=response"
    head = f"WARC-Type: {sort}\r\nWARC-Target-URI: http://example.org/1\r\nContent-Type: {kind}\r\n{warc}"
    return f"WARC/1.0\r\n{head}Content-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n\r\n"


@pytest.mark.parametrize("address", ["http://example.org/1", "file:///home/somebody/1.html"])
def test_a_page_that_is_archived_as_a_file_is_read(tmp_path: Path, address: str) -> None:
    named = PAGE.replace("<head>", '<head><link rel="canonical" href="https://example.org/a">').encode()
    archive = page(named, sort="resource").replace(b"http://example.org/1", address.encode())
    article = one(write(tmp_path, "a.warc", archive))
    assert article.text == "قصف القرية\n\nقتل ثلاثة جنود.\n\nوفر آخرون."
    assert article.url == (address if address.startswith("http") else "https://example.org/a")


def paragraphs() -> bytes:
    """A page that is long enough to be packed in several pieces."""
    told = "".join(f"<p>قتل {n * n} جنود.</p>" for n in range(5_000))
    return f'<html lang="ar"><body><article>{told}</article></body></html>'.encode()


PACKED = gzip.compress(paragraphs())
CHUNKED = "Transfer-Encoding: chunked\r\n"


def chunked(content: bytes, size: int) -> bytes:
    """A page as a server sends it in chunks."""
    parts = [content[i : i + size] for i in range(0, len(content), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in [*parts, b""])


@pytest.mark.parametrize(
    ("content", "http"),
    [
        (chunked(paragraphs(), 1000), CHUNKED),
        (chunked(paragraphs(), 1_000_000), CHUNKED),
        (chunked(PACKED, 1000), CHUNKED + "Content-Encoding: gzip\r\n"),
        # What an archive joined and unpacked.
        (paragraphs(), CHUNKED + f"Content-Encoding: gzip\r\nContent-Length: {len(PACKED)}\r\n"),
    ],
)
def test_a_page_that_was_sent_in_chunks_is_read(tmp_path: Path, content: bytes, http: str) -> None:
    assert one(write(tmp_path, "a.warc", page(content, http=http))).text.count("جنود") == 5_000


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (PACKED[: len(PACKED) // 2], {"http": "Content-Encoding: gzip\r\n"}),
        (PACKED[:-8] + bytes(8), {"http": "Content-Encoding: gzip\r\n"}),
        (PAGE.encode(), {"warc": "WARC-Truncated: length\r\n"}),
        (PAGE.encode(), {"http": f"Content-Length: {len(PAGE.encode()) + 1}\r\n"}),
        # Within a chunk, before the next, and within its head.
        (chunked(paragraphs(), 1000)[:-500], {"http": CHUNKED}),
        (chunked(paragraphs(), 1000).removesuffix(b"0\r\n\r\n"), {"http": CHUNKED}),
        (chunked(paragraphs(), 1000).removesuffix(b"\r\n\r\n"), {"http": CHUNKED}),
        (chunked(paragraphs(), 1_000_000)[:-500], {"http": CHUNKED}),
        (chunked(PACKED, 1000).removesuffix(b"0\r\n\r\n"), {"http": CHUNKED + "Content-Encoding: gzip\r\n"}),
    ],
)
def test_a_page_of_which_only_the_beginning_was_archived_is_told(
    tmp_path: Path, content: bytes, headers: dict[str, str]
) -> None:
    whole = page(PACKED, http="Content-Encoding: gzip\r\n")
    told, article = rows(write(tmp_path, "a.warc", page(content, **headers) + whole))
    assert isinstance(told, Rejected) and told.line == 1
    assert told.reason.startswith("the archive holds only the beginning of the page: ")
    assert isinstance(article, Article) and article.text.count("جنود") == 5_000


def test_a_page_that_is_packed_as_nothing_here_unpacks_is_told_and_one_that_is_not_packed_is_read(
    tmp_path: Path,
) -> None:
    said = "Content-Encoding: zstd\r\n"
    content = page(zstandard.ZstdCompressor().compress(PAGE.encode()), http=said) + page(PAGE.encode(), http=said)
    told, article = rows(write(tmp_path, "a.warc", content))
    assert isinstance(told, Rejected) and told.reason == "a page packed as 'zstd', which cannot be unpacked"
    assert isinstance(article, Article)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (line()[:-30] + b"\n", "not JSON"),
        (b"[1]\n", "not an object"),
        (line(text=5), "text is int"),
        (b"{}\n", "no text"),
        (b'{"id": 1, "body": "x"}\n', "no 'text', only 'id', 'body'"),
        (b'{"id": 1, "text": null}\n', "no text"),
        (line(text=" \n"), "empty text"),
        (line(text="a\0b"), "null byte"),
        (b'{"text": "\\ud800"}\n', "lone surrogate"),
        (b'{"text": "caf\xe9"}\n', "byte 0xe9 at 13; save it as UTF-8"),
        (line(published="6 May"), "no day as YYYY-MM-DD"),
        (line(published="2020-02-30"), "no day as YYYY-MM-DD"),
        (line(published=1_588_723_200_000), "write the day (pandas: to_json(..., date_format='iso'))"),
        (line(published="0001-01-01"), "published is in no year of news (1600 to 2999): '0001-01-01'"),
        (line(published="9999-12-31T00:00:00"), "in no year of news"),
        (line(article_id=7.5), "article_id is float 7.5: write it as text"),
        (line(article_id=2.0**53), "article_id is float 9007199254740992.0: write it as text"),
        (line(article_id=float("inf")), "article_id is float inf: write it as text"),
        (line(article_id=True), "article_id is bool True: write it as text"),
        (line(text=float("nan")), "no text"),
        (b'{"text": "a", "article_id": "\\ud800"}\n', "article_id is not a string of valid characters"),
        (line(language=["ar"]), "language is list ['ar']: write it as text"),
        (line(title=False), "title is bool False: write it as text"),
        (b'{"text": "a", "title": "\\ud800"}\n', "title is not a string of valid characters"),
        (line(language="ar](http://x) <b>"), "language is no code such as ar or ar-EG: 'ar](http://x) <b>'"),
        (line(language="x"), "language is no code"),
        (line(text="ق" * 60), "more than 50"),
        (b"[" * 100_000 + b"\n", "not JSON"),
    ],
)
def test_what_is_no_article_is_rejected_with_file_line_and_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    file = write(tmp_path, "a.jsonl", line(text="قبل", article_id="b") + content + line(text="بعد", article_id="c"))
    first, bad, last = rows(file, limit=50)
    assert isinstance(first, Article) and isinstance(last, Article)
    assert isinstance(bad, Rejected)
    assert (bad.file, bad.line) == (str(file), 2)
    assert reason in bad.reason


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.txt"])
@pytest.mark.parametrize(("encoding", "seems"), [("windows-1256", True), ("iso-8859-6", False), ("utf-8", False)])
def test_a_file_in_windows_1256_is_told_to_be_so(tmp_path: Path, name: str, encoding: str, seems: bool) -> None:
    before, behind = {"a.jsonl": (b'{"text": "', b'"}'), "a.csv": (b"text\n", b""), "a.txt": (b"", b"")}[name]
    text = "قتل ثلاثة جنود يوم الأحد، وفر آخرون من القرية إلى المدينة".encode(encoding)
    # Of UTF-8 that is damaged, a byte is lost.
    (told,) = rows(write(tmp_path, name, before + text[encoding == "utf-8" :] + behind))
    assert isinstance(told, Rejected) and told.reason.startswith("not UTF-8")
    assert ("iconv -f windows-1256 -t utf-8" in told.reason) == seems


def test_the_second_of_two_equal_ids_is_rejected_and_says_where_the_first_stands(tmp_path: Path) -> None:
    file = write(tmp_path, "a.jsonl", line() + line())
    _, second = rows(file)
    told = f"duplicate id, first at {file.name}:1: give it another"
    assert isinstance(second, Rejected) and second.reason == told
    assert second.article_id == "a1" and second.sha256 == sha256(TEXT)


def test_files_of_one_folder_that_count_alike_are_told_to_be_named(tmp_path: Path) -> None:
    files = [write(tmp_path, name, line(article_id=1)) for name in ("a.jsonl", "b.jsonl")]
    _, second = readers.read([tmp_path])
    told = (
        "duplicate id, first at a.jsonl:1: give it another, or name the files or folders that count alike (NAME=INPUT)"
    )
    assert isinstance(second, Rejected) and second.reason == told
    named = readers.read([f"{file.stem}={file}" for file in files])
    assert [x.article_id for x in named] == ["a:1", "b:1"]


def test_sources_that_count_alike_are_told_apart_by_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in "a", "b":
        Path(folder).mkdir()
        Path(folder, "1.jsonl").write_bytes(line(article_id=1) + line(article_id=None) + line(article_id="x", text=" "))
        Path(folder, "2.txt").write_text(TEXT, encoding="utf-8")
    unnamed = f"sha-{sha256(TEXT)[:16]}"
    assert [x.article_id for x in readers.read(["one=a", f"two={tmp_path / 'b'}"])] == [
        *("one:1", unnamed, "one:x", "one:2"),
        *("two:1", f"{unnamed}-2", "two:x", "two:2"),
    ]
    # A file that is called so as a whole has no name before it.
    Path("year=2020.jsonl").write_bytes(line(article_id=1))
    assert [x.article_id for x in readers.read(["year=2020.jsonl"])] == ["1"]


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT.encode())
    # Without an id, a text that is read again would pass for one that another paper prints.
    file = write(tmp_path, "b.jsonl", json.dumps({"text": TEXT}).encode())
    (tmp_path / "link").symlink_to(tmp_path)
    items = list(readers.read([tmp_path, file, tmp_path / "link" / "a.txt"]))
    reason = "was read before: it is named twice, or lies in a folder that is named, too"
    assert [i.reason if isinstance(i, Rejected) else Path(i.file).name for i in items] == [
        "a.txt",
        "b.jsonl",
        "a link to a folder is not followed",
        reason,
        reason,
    ]


def test_what_is_not_there_and_what_is_empty_are_told(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    gone, empty = list(readers.read([tmp_path / "gone", tmp_path / "none"]))
    assert isinstance(gone, Rejected) and gone.reason == "cannot be read: no such file or folder"
    assert isinstance(empty, Rejected) and empty.reason == "a folder without files"


def test_inputs_of_one_name_are_told_apart(tmp_path: Path) -> None:
    given = [tmp_path / name for name in ("2023/news/a.jsonl", "2024/news/a.jsonl", "2024/b.jsonl", "2024")]
    for file in given[:3]:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(line())
    made_of = inputs.Inputs([*given, given[2]])
    names = ["2023/news/a.jsonl", "2024/news/a.jsonl", "b.jsonl", "2024", "b.jsonl"]
    assert [told["name"] for told in made_of.described] == names
    assert [made_of.name_of(str(file)) for file in given[:3]] == names[:3]
    assert made_of.name_of(str(tmp_path / "2024" / "c.txt")) == "2024/c.txt"


def test_a_pipe_is_not_described_as_an_empty_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jsonl")
    file = write(tmp_path, "b.jsonl", line())
    made_of = inputs.Inputs([tmp_path / "a.jsonl", file])
    assert [told["name"] for told in made_of.described] == ["b.jsonl"]
    assert made_of.name_of(str(tmp_path / "a.jsonl")) == "a.jsonl"


def test_what_many_inputs_are_called_is_found_at_once(tmp_path: Path) -> None:
    made_of = inputs.Inputs([tmp_path / f"{i}.txt" for i in range(2_000)])
    start = time.process_time()
    assert [made_of.name_of(str(tmp_path / f"{i}.txt")) for i in range(2_000)] == [f"{i}.txt" for i in range(2_000)]
    assert time.process_time() - start < 3


def test_an_article_without_an_id_gets_a_stable_one(tmp_path: Path) -> None:
    file = write(tmp_path, "a.jsonl", json.dumps({"text": TEXT}).encode())
    assert one(file).article_id == f"sha-{sha256(TEXT)[:16]}"


def test_a_whole_number_is_read_as_its_digits(tmp_path: Path) -> None:
    numbers = {"article_id": 2**60 + 1, "title": 2011, "publisher": 0}
    file = write(tmp_path, "a.jsonl", line(**numbers))
    table = pa.Table.from_pylist([{**numbers, "text": TEXT}])
    pq.write_table(table, tmp_path / "a.parquet")
    for article in one(file), one(tmp_path / "a.parquet"):
        assert (article.article_id, article.title, article.publisher) == (str(2**60 + 1), "2011", "0")


def test_ids_of_a_column_with_gaps_are_the_whole_numbers_that_they_were(tmp_path: Path) -> None:
    # pandas has no whole numbers beside a missing one and writes 17 as 17.0, in Parquet as in JSON.
    texts = [TEXT, TEXT + "."]
    content = line(article_id=17.0, text=texts[0]) + line(article_id=None, text=texts[1])
    pq.write_table(pa.table({"article_id": [17.0, None], "text": texts}), tmp_path / "a.parquet")
    for file in write(tmp_path, "a.jsonl", content), tmp_path / "a.parquet":
        found = rows(file)
        assert [x.article_id for x in found if isinstance(x, Article)] == ["17", f"sha-{sha256(texts[1])[:16]}"]


def test_what_is_no_number_is_a_value_that_is_missing(tmp_path: Path) -> None:
    nothing = dict.fromkeys(("article_id", "language", "publisher", "published", "url", "title"), float("nan"))
    article = one(write(tmp_path, "a.jsonl", line(**nothing)))
    assert article.article_id.startswith("sha-") and article.language == "ar"
    assert (article.publisher, article.published, article.url, article.title) == (None,) * 4


def test_other_keys_for_the_id(tmp_path: Path) -> None:
    file = write(tmp_path, "a.jsonl", b'{"id": "x", "text": "a"}')
    (item,) = rows(file, id_keys=("article_id", "id"))
    assert isinstance(item, Article) and item.article_id == "x"


@pytest.mark.parametrize("name", ["none.jsonl", "a.docx", "cut.jsonl.gz", "no.parquet", "no.warc"])
def test_a_file_that_cannot_be_read_is_one_rejected_row(tmp_path: Path, name: str) -> None:
    if name != "none.jsonl":
        write(tmp_path, name, gzip.compress(line() * 50)[:40] if name.endswith("gz") else b"nothing of the kind")
    found = rows(tmp_path / name)
    assert [type(x) for x in found][-1] is Rejected
    assert found[-1].file == str(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "ending"), [("a.2024.html.gz", ".html.gz"), ("a.warc.zst", ".warc.zst"), ("a.gz", ".gz")]
)
def test_a_packed_file_that_is_not_unpacked_is_told_by_its_whole_ending(tmp_path: Path, name: str, ending: str) -> None:
    (told,) = rows(write(tmp_path, name, gzip.compress(line())))
    assert isinstance(told, Rejected) and told.reason == f"no reader for packed files named {ending!r}: unpack it"


@given(st.lists(st.binary(max_size=60).filter(lambda b: b"\n" not in b), max_size=6))
def test_any_bytes_make_a_row_a_line_and_never_an_exception(lines: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = write(Path(folder), "a.jsonl", b"\n".join(lines))
        first = [x.removeprefix(b"\xef\xbb\xbf") for x in lines[:1]]
        filled = [x for x in (*first, *lines[1:]) if x.strip()]
        others = (b"\xff\xfe", b"\xfe\xff", b"{\0", b"\0{", *unpacking.MARKS)
        no_lines = any(x.lstrip().startswith(b"[") or x.strip() == b"{" or x.startswith(others) for x in first)
        assert len(rows(file)) == (1 if no_lines else len(filled))


@given(
    st.binary(max_size=300),
    st.sampled_from(["a.csv", "a.txt", "a.html", "a.warc", "a.parquet", "a.jsonl.gz", "a.csv.gz", "a.csv.zst"]),
)
def test_any_bytes_in_any_kind_of_file_never_raise(content: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for item in rows(write(Path(folder), name, content)):
            assert isinstance(item, Article | Rejected)


def test_a_pipe_whose_name_tells_nothing_is_told_the_way(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "63")
    (told,) = rows(tmp_path / "63")
    assert isinstance(told, Rejected) and "give JSON Lines to standard input instead (-)" in told.reason


def test_a_file_that_is_named_as_standard_input_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "-").write_text("{}", encoding="utf-8")
    (told,) = rows(tmp_path)
    assert (
        isinstance(told, Rejected)
        and "no reader for files named '-', only for .jsonl, .ndjson, .json, .parquet, .csv, " in told.reason
    )
