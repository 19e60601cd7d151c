"""A text as it is read: what a page or a feed left in it covered up, character for character.

Markup, references to characters and commas of another script say nothing that a reader would not skip. What is read is
as long as what came in, so that offsets in one are offsets in the other.
"""

from __future__ import annotations

import html
import re
import unicodedata

_INLINE = "a|abbr|b|cite|code|del|em|font|i|img|ins|label|mark|q|s|small|span|strike|strong|sub|sup|time|tt|u"
_BLOCK = (
    "article|aside|blockquote|body|br|center|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|iframe|li"
    "|link|main|meta|nav|noscript|object|ol|p|picture|pre|section|source|table|tbody|td|tfoot|th|thead|title|tr|ul|video"
)
_MARKUP = re.compile(
    rf"""<(?:/?(?:(?P<block>{_BLOCK})|{_INLINE})(?:[\s/][^<>]*+)?|!--[^<>]*+--)>
    |&(?:amp;)*(?P<reference>\#[0-9]{{1,7}};|\#x[0-9a-f]{{1,6}};|[a-z]{{2,8}}[0-9]{{0,2}};)""",
    re.VERBOSE | re.IGNORECASE,
)
"""Elements of HTML, and references to characters: ``&quot;``, also where that was written as ``&amp;quot;``."""
_NOTHING = "\ufeff"
"""Neither a letter nor a space: what is read on both sides of it stands side by side."""
_MORE = "\u200b"
"""More of the sign before it, which is no other."""
_COMMA = re.compile(r",(?<=[ء-ي],)(?![0-9])")
"""Behind an Arabic letter one that is not the Arabic comma."""

_FORM = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
"""A letter in the form that it has within a word, as text out of PDF files may hold."""


def legible(text: str) -> str:
    """The text with a line's end for the markup of a paragraph, nothing to be seen for other markup, the character for a
    reference to it, and the Arabic comma for another one. It is as long as the text.
    """
    if "<" in text or "&" in text:
        text = _MARKUP.sub(_read, text)
    return _FORM.sub(_letter, _COMMA.sub("،", text))


def _letter(form: re.Match[str]) -> str:
    letter = unicodedata.normalize("NFKC", form.group())
    return letter if len(letter) == 1 else form.group()


def _read(markup: re.Match[str]) -> str:
    width = markup.end() - markup.start()
    if markup["block"]:
        return "\n".ljust(width)
    if markup["reference"] is None:
        return _NOTHING * width
    character = html.unescape(f"&{markup['reference']}")
    return character.ljust(width, _MORE) if len(character) == 1 else markup.group()
