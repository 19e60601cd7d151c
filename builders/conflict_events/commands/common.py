"""What the commands share: exit status, rejected input, output as JSON Lines, argument types."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO, TypeVar

from conflict_events.articles.inputs import STDIN
from conflict_events.records import Article, Rejected, located
from conflict_events.terminal import FAILED, OK, PARTIAL, say
from conflict_events.whole_file import replacing

T = TypeVar("T")
TOOLS = ("brat", "doccano", "inception", "labelstudio")
"""Formats of annotation tools that can be written."""
FORMATS = (*TOOLS, "project")
"""Formats of annotations that can be written."""


class Accepted:
    """Passes the articles of some input on, reports what is rejected on standard error, and knows the exit status.

    ``languages``: codes of languages, an article of another is rejected; None where the language does not matter.
    """

    def __init__(self, languages: Sequence[str] | None = None) -> None:
        self._languages = languages
        self.articles = 0
        self.rejected = 0

    def of(self, items: Iterable[Article | Rejected]) -> Iterator[Article]:
        """The articles among what a reader yields."""
        from conflict_events.language import unknown

        for item in items:
            known = self._languages
            if known is not None and isinstance(item, Article) and item.language not in known:
                item = Rejected(item.file, item.line, unknown(item.language, known), item.article_id)
            if isinstance(item, Article):
                self.articles += 1
                yield item
            else:
                self.reject(item)

    def made(self, items: Iterable[T | Rejected]) -> Iterator[T]:
        """What was made of articles, without those of which nothing could be."""
        for item in items:
            if isinstance(item, Rejected):
                self.reject(item)
            else:
                yield item

    def reject(self, item: Rejected) -> None:
        """Count what is rejected, and say on standard error what it is, and why."""
        self.rejected += 1
        say(f"{located(item.file, item.line) or item.article_id}: {item.reason}")

    def made_something(self, sources: Sequence[str]) -> int:
        """The exit status of a command that makes something of each article. Raises ValueError where ``sources`` hold none."""
        if not self.articles and not self.rejected:
            told = ", ".join(STDIN if source == "-" else source for source in sources)
            raise ValueError(f"{told}: nothing was made: the input holds no article")
        return self.status if self.articles else FAILED

    @property
    def status(self) -> int:
        """The exit status of a command that made what it should of what was read."""
        return PARTIAL if self.rejected else OK


def write_row(stream: TextIO, row: Any) -> None:
    """One line of JSON; days become ISO text."""
    stream.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")


def count(text: str) -> int:
    """An argument that is a number of processes."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 512:
        raise argparse.ArgumentTypeError(f"a number from 1 to 512, not {text!r}")
    return int(text)


def source(text: str) -> str:
    """An argument that is an input, or "-". An empty one, as a shell makes it of a variable that is not set, would be read as
    the folder that we stand in.
    """
    if not text:
        raise argparse.ArgumentTypeError(f"the name of a file or folder, not {text!r}")
    return text


def path(text: str) -> Path:
    """An argument that is a file or folder."""
    return Path(source(text))


def named(text: str) -> Path:
    """An argument that is a file or folder to make."""
    if not path(text).resolve().name:
        raise argparse.ArgumentTypeError(f"a file or folder with a name of its own, not {text!r}")
    return Path(text)


def write_file(file: Path, *parts: str | Iterator[str]) -> None:
    """Write texts one behind the other to a file beside its place, then put it there: what stood is whole until then.
    A lone surrogate becomes its escape, as on standard output. Raises OSError.
    """
    with replacing(file) as aside, aside.open("w", encoding="utf-8", errors="backslashreplace") as stream:
        for part in parts:
            stream.writelines([part] if isinstance(part, str) else part)


ARTICLES_HELP = "the articles, in which quotes are looked up (default: articles.jsonl beside the annotations)"


def articles_of(given: Sequence[str], annotations: Sequence[Path]) -> list[str | Path]:
    """The inputs that hold the articles of annotations: those given, else ``articles.jsonl`` in a folder or beside it."""
    from conflict_events.annotations.jsonlines import ARTICLES

    if given:
        return list(given)
    found = (next((a for a in (file / ARTICLES, file.parent / ARTICLES) if a.is_file()), None) for file in annotations)
    return [articles for articles in dict.fromkeys(found) if articles is not None]


def author(text: str) -> str:
    """An argument that is a name to be cited, in a line."""
    # What is no letter in BibTeX would end the entry.
    if not text.strip() or not text.isprintable() or set(text) & set("{}\\"):
        raise argparse.ArgumentTypeError(f"a name, without braces and backslashes, not {text!r}")
    return text.strip()


def spdx(text: str) -> str:
    """An argument that is one identifier of the SPDX list of licences, as the list spells it, or one of the owner's own,
    as LicenseRef-NAME.
    """
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    try:
        # An expression of several licences would be none of the addresses that the identifier becomes.
        if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.+-]*", text):
            return canonicalize_license_expression(text)
    except InvalidLicenseExpression:
        pass
    raise argparse.ArgumentTypeError(f"an SPDX identifier, as CC-BY-4.0, not {text!r}")
