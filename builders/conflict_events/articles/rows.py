"""Rows -> articles: what a row may tell of its article, and what makes it none.

Nothing that a row holds raises: one that is no article is returned as ``Rejected`` with file, line and reason. Texts come
out exactly as they came in.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from conflict_events.records import UNDETERMINED, Article, Rejected

TEXT_LIMIT = 5_000_000
"""Characters of text beyond which a row is no article."""
LINE_LIMIT = 64_000_000
"""Bytes beyond which a line is given up: what a small compressed file unpacks to is bounded by it."""
KEYS = ("text", "language", "publisher", "published", "url", "title")
"""What a row may tell of its article, beside the id."""
YEARS = range(1600, 3000)
"""Years in which a day of publication can be: 0001-01-01 and 9999-12-31 are what programs write that know none."""
EXACT = 2**53
"""Where numbers of 64 bits with a point no longer tell each whole number from the next: two ids would be one."""
EXCERPT = 120
SAMPLE = 2000
"""Characters by which it is told whether a text without a language may be Arabic."""
TELLING = 10
"""Letters that a text must have to tell its language or encoding by them."""
FOREIGN = 0.015
"""Share of letters that Arabic does not write from which on a text is Persian or Urdu: a foreign name has one or two."""

OLD_ARABIC = 0.9
"""Share of Arabic letters from which on what is beyond ASCII is taken for windows-1256: UTF-8 that is damaged has half of them,
ISO 8859-6 three quarters.
"""

Read = Article | Rejected
_DERIVED = "sha-"
"""How the ids begin that follow from the texts."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_LANGUAGE = re.compile("[a-z]{2,8}")
_ARABIC_LETTERS = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdfb\ufe70-\ufefc]")
"""Those of the Arabic alphabet and its extensions, and the presentation forms that old pages hold."""
_FOREIGN_LETTERS = re.compile("[پچژگٹڈڑےں]")
"""Letters of Persian and Urdu. ک and ی are none: Arabic pages have them, too, where a keyboard put them."""


class RowReader(NamedTuple):
    """How rows are read. ``id_keys``: the keys that may hold an article's id; ``limit``: the longest text, in characters."""

    id_keys: Sequence[str] = ("article_id",)
    limit: int = TEXT_LIMIT

    def article(self, row: Any, file: str, line: int) -> Read:
        """One parsed row as an article, or as a rejected row that says what is wrong."""
        if not isinstance(row, Mapping):
            return Rejected(file, line, f"not an object but {type(row).__name__}")
        told = {key: in_digits(row.get(key)) for key in (*self.id_keys, *KEYS)}
        key, given = next(((k, told[k]) for k in self.id_keys if told[k] not in (None, "")), ("", None))
        article_id = given if isinstance(given, str) and valid(given) else None
        text = row.get("text")
        if not isinstance(text, str):
            what = f"text is {type(text).__name__}, not a string" if told["text"] is not None else _no_text(row)
            return Rejected(file, line, what, article_id)
        if given is not None and article_id is None:
            return rejected(file, line, _no_id(key, given, file), text)
        if not text.strip():
            return rejected(file, line, "empty text", text, article_id)
        if "\0" in text:
            return rejected(file, line, "text holds a null byte", text, article_id)
        if _SURROGATE.search(text):
            return rejected(file, line, "text holds a lone surrogate", text, article_id)
        if len(text) > self.limit:
            return rejected(file, line, f"text of {len(text)} characters, more than {self.limit}", text, article_id)
        for key in ("language", "publisher", "url", "title"):
            value = told[key]
            if value is not None and not (isinstance(value, str) and valid(value)):
                return rejected(file, line, _no_string(key, value), text, article_id)
        try:
            published, language = day(told["published"]), primary(told["language"])
        except ValueError as error:
            return rejected(file, line, str(error), text, article_id)
        return Article(
            article_id=article_id or derived_id(text),
            text=text,
            language=language or _language(text),
            publisher=told["publisher"],
            published=published,
            url=told["url"],
            title=told["title"],
            file=file,
            line=line,
        )


def in_digits(value: Any) -> Any:
    """A value of a row: a whole number as its digits, also where a program that has no other number for a column with gaps
    wrote 17 as 17.0, and None for what is no number (NaN), which programs write where a value is missing.
    """
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return str(int(value)) if value.is_integer() and abs(value) < EXACT else value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def valid(text: str) -> bool:
    """Whether a text holds no lone surrogate."""
    return not _SURROGATE.search(text)


def shown(raw: bytes) -> str:
    """The beginning of what is no article, for people."""
    return raw[:EXCERPT].decode("utf-8", "replace").replace("\0", "\ufffd")


def not_utf_8(error: UnicodeDecodeError) -> str:
    """What is told of bytes that are not UTF-8."""
    return f"not UTF-8: byte {error.object[error.start]:#04x} at {error.start}"


def into_utf_8(raw: bytes) -> str:
    """What to do with a file that holds these bytes, which are not UTF-8."""
    beyond = raw.translate(None, bytes(range(128)))[:SAMPLE].decode("windows-1256")
    if len(_ARABIC_LETTERS.findall(beyond)) < max(TELLING, OLD_ARABIC * len(beyond)):
        return "save it as UTF-8"
    return "the file seems to be windows-1256: iconv -f windows-1256 -t utf-8 makes it UTF-8"


def _no_text(row: Mapping[str, Any]) -> str:
    """What is told of a row without a text: what it has, where the text may be called otherwise."""
    return f"no 'text', only {', '.join(map(repr, row))}"[:300] if row and "text" not in row else "no text"


def _no_id(key: str, given: Any, file: str) -> str:
    """Why what was given for an id under a key is none."""
    if isinstance(given, str) and given in file:
        return "the file's name is the article's id and is not UTF-8: give the file another name"
    return _no_string(key, given)


def _no_string(key: str, value: Any) -> str:
    """Why what a row has under a key is no text."""
    if not isinstance(value, str):
        return f"{key} is {type(value).__name__} {value!r}"[:150] + ": write it as text"
    return f"{key} is not a string of valid characters"


def derived_id(text: str) -> str:
    """The id of an article that nobody gave one: it follows from the text."""
    return f"{_DERIVED}{sha256(text)[:16]}"


def has_derived_id(article: Article) -> bool:
    """Whether nobody gave an article its id."""
    # Most ids tell at once: no text is hashed for them.
    return article.article_id.startswith(_DERIVED) and article.article_id == derived_id(article.text)


def primary(language: str | None) -> str | None:
    """A language without its region: ar-EG and ar_EG are ar. Raises ValueError for what is no code of a language."""
    code = re.split("[-_]", language.strip(), maxsplit=1)[0].lower() if language else ""
    if code and not _LANGUAGE.fullmatch(code):
        raise ValueError(f"language is no code such as ar or ar-EG: {language!r}"[:200])
    return code or None


def _language(text: str) -> str:
    """The language of a text that none is named for: Arabic where half of the letters that it begins with are of that
    script, and not of other languages that are written in it, or there are too few to tell (100 USD); else undetermined.
    """
    head = text[:SAMPLE]
    letters = sum(map(str.isalpha, head))
    if letters < TELLING:
        return "ar"
    foreign = len(_FOREIGN_LETTERS.findall(head))
    arabic = 2 * len(_ARABIC_LETTERS.findall(head)) >= letters and (foreign < 3 or foreign < FOREIGN * letters)
    return "ar" if arabic else UNDETERMINED


def rejected(file: str, line: int, reason: str, text: str, article_id: str | None = None) -> Rejected:
    """A row with a text that is no article, for a reason."""
    clean = _SURROGATE.sub("\ufffd", text[:EXCERPT]).replace("\0", "\ufffd")
    return Rejected(file, line, reason, article_id, sha256(text), clean)


def day(value: Any) -> datetime.date | None:
    """A day of publication. Raises ValueError for what is none, or none of news."""
    if value is None or value == "":
        return None
    found = _iso_day(value)
    if found is None:
        raise ValueError(f"published is no day as YYYY-MM-DD: {value!r}"[:200] + _counted_since_1970(value))
    if found.year not in YEARS:
        raise ValueError(f"published is in no year of news ({YEARS[0]} to {YEARS[-1]}): {value!r}"[:200])
    return found


def _counted_since_1970(value: Any) -> str:
    """What to do with a time that a program wrote as a number, as pandas does unless told otherwise."""
    seems = isinstance(value, str) and re.fullmatch(r"\d{9,}", value)
    return ", but a time as a number: write the day (pandas: to_json(..., date_format='iso'))" if seems else ""


def _iso_day(value: Any) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d.{0,20})?", value):
        with contextlib.suppress(ValueError):
            return datetime.datetime.fromisoformat(value).date()
    return None
