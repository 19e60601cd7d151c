"""HTML pages: the title and the text of the main part, and what the head says of paper, day and address."""

from __future__ import annotations

import codecs
import contextlib
import json
import re
from collections.abc import Iterator
from typing import Any

FURNITURE = ("script", "style", "nav", "footer", "aside", "form", "noscript", "figure")
"""Elements that are not the article."""
BLOCKS = (
    "blockquote",
    "br",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "td",
    "tr",
    "ul",
)
"""Elements that begin a paragraph and end one."""
ATTRIBUTES = 5_000
"""Attributes of a tag beyond which a page is not parsed: the parser compares each with each."""
_MAIN = "self::article or self::main or @itemprop='articleBody'"
"""Elements that hold the article."""
_STATED = {
    "published": (
        "//meta[@property='article:published_time']/@content",
        "//*[@itemprop='datePublished']/@content",
        "//*[@itemprop='datePublished']/@datetime",
    ),
    "publisher": ("//meta[@property='og:site_name']/@content",),
    "url": ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"),
}
"""Where a page states what (Open Graph, schema.org as microdata), the first that does counts."""
_LINKED_DATA = "//script[@type='application/ld+json']/text()"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CHARSET = re.compile(rb"(?i)(?:charset|encoding)\s{0,8}=\s{0,8}[\"']?([\w.:-]{1,40})", re.ASCII)
_ATTRIBUTE = re.compile(rb"[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)?+)?+")
_TAG = re.compile(rb"<[A-Za-z](?:" + _ATTRIBUTE.pattern + rb"|[\s/])*+")


def read(raw: bytes, said: str = "") -> dict[str, Any]:
    """A page's title and text, the paragraphs of its main part with a blank line between; its language, publisher, address
    and days of publication (``published``: ISO, the first that it states first, not all of them need be days of the
    calendar) where it states them.

    ``said``: the encoding that the server named. Raises ValueError for what is no page that can be read whole.
    """
    from lxml import etree, html

    try:
        text = _decoded(raw, said).encode("utf-8")
        _refuse_crowded(text)
        parser = html.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")
        root = html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, LookupError) as error:
        raise ValueError(str(error)) from error
    if any("depth" in entry.message for entry in parser.error_log):
        # The parser leaves out what lies deeper.
        raise ValueError("nested too deep to be read whole")
    stated = _stated(root)
    etree.strip_elements(root, *FURNITURE, with_tail=False)
    parts = root.xpath(f"//*[{_MAIN}][not(ancestor::*[{_MAIN}])]") or [root]
    # Teasers of other articles are articles of their own: the longest part is the main one, of equal ones the first.
    paragraphs = max(map(_paragraphs, parts), key=lambda found: sum(map(len, found)))
    if not paragraphs and "".join(root.xpath("//body//text()")).strip():
        raise ValueError("its text stands neither in paragraphs (<p>) nor in an <article> or <main>")
    title = " ".join("".join(root.xpath("//head/title//text()")).split())
    language = root.get("lang")
    return {
        **stated,
        "text": "\n\n".join(paragraphs),
        "title": title or None,
        **({"language": language} if language else {}),
    }


def _stated(root: Any) -> dict[str, Any]:
    """What a page states of itself."""
    found: dict[str, Any] = {}
    for key, places in _STATED.items():
        told = (str(value).strip() for place in places for value in root.xpath(place))
        if key == "published":
            found[key] = [day[0] for value in (*told, *_linked_days(root)) if (day := _DAY.match(value))]
            continue
        value = next(filter(None, told), None)
        if value is not None and (key != "url" or value.startswith(("http://", "https://"))):
            found[key] = value
    return found


def _linked_days(root: Any) -> Iterator[str]:
    """The days of publication in a page's JSON-LD, of the page itself or of an item of its graph."""
    for script in root.xpath(_LINKED_DATA):
        try:
            told = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for item in told if isinstance(told, list) else [told]:
            if isinstance(item, dict):
                graph = item.get("@graph")
                for each in (item, *(graph if isinstance(graph, list) else ())):
                    if isinstance(each, dict) and isinstance(each.get("datePublished"), str):
                        yield each["datePublished"]


def _paragraphs(part: Any) -> list[str]:
    """The headings and paragraphs of a part; of an article whose text stands elsewhere for the most part, all its blocks."""
    found = [(p.tag, " ".join(p.text_content().split())) for p in part.xpath(".//h1|.//h2|.//p")]
    if part.tag != "html":
        blocks = _blocks(part)
        if 2 * sum(len(text) for tag, text in found if tag == "p") < sum(map(len, blocks)):
            return blocks
    return [text for _, text in found if text]


def _blocks(part: Any) -> list[str]:
    """The text of a part, cut where its elements and line breaks cut it."""
    from lxml import etree

    found: list[list[str]] = [[]]
    for event, element in etree.iterwalk(part, events=("start", "end", "comment", "pi")):
        if element.tag in BLOCKS:
            found.append([])
        if event == "start":
            found[-1].append(element.text or "")
        elif element is not part:
            found[-1].append(element.tail or "")
    texts = (" ".join("".join(block).split()) for block in found)
    return [text for text in texts if text]


def charset(told: bytes) -> str:
    """The encoding that a header or the head of a page names, "" where it names none."""
    stated = _CHARSET.search(told)
    return stated[1].decode("ascii") if stated else ""


def _refuse_crowded(text: bytes) -> None:
    """Raises ValueError where a tag has more attributes than a parser gets through."""
    for tag in _TAG.finditer(text):
        if tag.end() - tag.start() > 2 * ATTRIBUTES and len(_ATTRIBUTE.findall(tag.group())) > ATTRIBUTES:
            raise ValueError(f"a tag of more than {ATTRIBUTES} attributes")


def _decoded(raw: bytes, said: str) -> str:
    """A page's characters, read as UTF-8 where the bytes are; otherwise as mark, server or page say. Raises LookupError where
    they name no encoding, ValueError where they name a wrong one or none says: a guess would make other words of it.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16")
    with contextlib.suppress(UnicodeDecodeError):
        return raw.decode("utf-8-sig")
    named = said or charset(raw[:4096])
    if not named:
        raise ValueError("not UTF-8, and nothing names another encoding")
    return raw.decode(named)
