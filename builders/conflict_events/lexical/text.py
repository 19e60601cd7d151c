"""Article -> tokens and sentences, with what is not the article marked.

Dictionaries are matched on folded forms; offsets always point into the text as it came in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal, cast

from conflict_events.lexical.final_letters import FinalLetters
from conflict_events.lexical.legible import legible
from conflict_events.lexical.paragraphs import paragraphs
from conflict_events.records import Article, Sentence, Span, Token

_LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ي", "ى": "ي", "ة": "ه",
        "ک": "ك", "گ": "ك", "ی": "ي", "ې": "ي", "ہ": "ه", "ھ": "ه", "ە": "ه", "ڤ": "ف", "پ": "ب", "چ": "ج", "ژ": "ز",
        "ـ": None, "٫": ".", "٬": ",",
    }
)  # fmt: skip
TATWEEL = "ـ"
"""The stroke that lengthens an Arabic word."""
_IGNORED = frozenset("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad")
_UNSEEN = dict.fromkeys(map(ord, _IGNORED | {TATWEEL}))

# Letters, and behind the first marks written on them and invisible characters; a number with its separators.
MARKS = r"\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f"
"""For a character class: marks that are written on letters, and invisible characters."""
_LETTERED = rf"[^\W\d_]++(?:[{MARKS}]++[^\W\d_]*+)*+"
_NUMBER = r"\d++(?:[.,٫٬]\d++)*+"
# These or any other sign.
_TOKEN = re.compile(
    rf"(?P<word>{_LETTERED})|(?P<number>{_NUMBER})|(?P<punct>[^\w\s{MARKS}\u202a-\u202e\u2066-\u2069\ufeff]\u200b*+)"
)
_WORD = re.compile(f"{_LETTERED}|{_NUMBER}")
TokenKind = Literal["word", "number", "punct"]
_HASHTAG_MARK = "#"
_TERMINATORS = frozenset(".!?؟。")
COMMAS = frozenset(",،")
QUOTES = frozenset("\"'«»“”‘’")
DASHES = frozenset("-–—")
_ENDINGS = frozenset("\"'»”’)]›!?؟")
"""What belongs to a sentence where it stands right behind its end: closing marks, a second sign (؟!)."""
_SPELT = 2
"""Letters of the name of a letter at most (بي، إن): around a full stop in 10,000 articles they were 142 times spelt out."""
LONGEST = 300
"""Tokens of a sentence: one of 23,220 in articles that were looked at has more. What has no full stop in ten thousand words
would take hours, for what stands in a sentence is compared with all else there.
"""
# Without the call in between that a named tuple's own constructor is: every word of every article is one.
_token = cast("Callable[[tuple[int, int, str, str | None]], Token]", partial(tuple.__new__, Token))
REMEMBERED = 1 << 14
"""Words that a memo holds, those that came last: memory does not grow with the words of an archive."""


@lru_cache(maxsize=REMEMBERED)
def fold(text: str) -> str:
    """The form by which words are compared: hamza seats, alef maqsura, ta marbuta, Persian letters and digits unified;
    diacritics, tatweel and invisible characters dropped; presentation forms resolved; Latin in lower case.
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).translate(_LETTERS)
    if text.isalpha():
        # Letters alone: nothing to drop, no digit to change.
        return text.lower()
    kept = []
    for c in text:
        if c in _IGNORED or unicodedata.combining(c):
            continue
        kept.append(str(unicodedata.decimal(c)) if c.isdecimal() else c)
    return "".join(kept).lower()


def plain(words: str) -> str:
    """Words as they are told apart from their page: with single spaces and composed letters, without tatweel and invisible
    characters.
    """
    return " ".join(unicodedata.normalize("NFKC", legible(words)).translate(_UNSEEN).split())


def folded(words: Iterable[str]) -> frozenset[str]:
    """Words of a table in the form in which tokens are compared."""
    return frozenset(map(fold, words))


@lru_cache(maxsize=REMEMBERED)
def raw_length(raw: str, count: int) -> int:
    """How many characters of ``raw`` make the first ``count`` characters of its folded form (its marks included)."""
    if count <= 0:
        return 0
    for i in range(1, len(raw) + 1):
        if len(fold(raw[:i])) >= count:
            while i < len(raw) and not fold(raw[i]):
                i += 1
            return i
    return len(raw)


def _folded(raw: str) -> str:
    """A word as ``fold`` has it. Numbers, most of which come once, would fill its memo, and ASCII costs no more without."""
    return raw.lower() if raw.isascii() else fold(raw)


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text[start:end]``. Hashtag marks and underscores are space, so that #x_y reads as two words."""
    found: list[Token] = []
    for m in _TOKEN.finditer(text, start, len(text) if end is None else end):
        raw = m.group()
        norm = _folded(raw)
        if norm and raw != _HASHTAG_MARK:
            found.append(_token((*m.span(), norm, m.lastgroup)))
    return found


def words(text: str) -> list[str]:
    """The folded words and numbers of a text: its tokens but the punctuation, where nobody asks for their place."""
    return list(filter(None, map(_folded, _WORD.findall(text))))


@dataclass(frozen=True, slots=True)
class FurnitureRule:
    """What a line that is not the article looks like.

    ``pattern`` is searched in the line as it came in. ``scope``: "line" marks the line; "rest" the line and all that
    follows; "prefix" the line up to the end of what the pattern matched.
    """

    name: str
    pattern: re.Pattern[str]
    scope: str


@dataclass(frozen=True, slots=True)
class TextRules:
    """A language's rules for reading and cutting text: furniture, abbreviations (folded) whose full stop ends no sentence, and
    how words end that some papers write otherwise.
    """

    furniture: Sequence[FurnitureRule] = ()
    abbreviations: frozenset[str] = frozenset()
    final_letters: FinalLetters | None = None


def find_furniture(text: str, lines: Iterable[tuple[int, int]], rules: TextRules) -> list[tuple[Span, str]]:
    """Stretches of the text that are not the article, in order, each with the name of the rule that says so. ``lines``: where
    each begins and ends (``paragraphs``).
    """
    found: list[tuple[Span, str]] = []
    for start, end in lines:
        raw = text[start:end]
        for rule in rules.furniture:
            m = rule.pattern.search(raw)
            if m is None:
                continue
            if rule.scope == "rest":
                return [*found, (Span(start, len(text)), rule.name)]
            found.append((Span(start, start + m.end() if rule.scope == "prefix" else end), rule.name))
            break
    return found


def _stretches(lines: Iterable[tuple[int, int]], furniture: Sequence[tuple[Span, str]]) -> Iterator[tuple[int, int]]:
    """The lines without the furniture, which begins where a line does."""
    ends = {span.start: span.end for span, _ in furniture}
    behind = 0
    for start, end in lines:
        behind = max(behind, ends.get(start, start))
        if behind < end:
            yield behind, end


def _ends_sentence(tokens: Sequence[Token], i: int, rules: TextRules) -> bool:
    """Whether the terminator at index ``i`` ends a sentence: two dots are a pause, an abbreviation's dot belongs to it."""
    token = tokens[i]
    if token.norm != ".":
        return True
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if (before and before.norm == "." and before.end == token.start) or (
        after and after.norm == "." and after.start == token.end
    ):
        return False
    if before and before.end == token.start and before.kind == "word":
        if before.norm in rules.abbreviations or (len(before.norm) == 1 and after is not None):
            return False
        attached = after if after and after.start == token.end else None
        if attached and before.norm.isascii() and attached.norm.isascii():
            return False
        if attached and attached.kind == "word" and len(before.norm) <= _SPELT + 1 and len(attached.norm) <= _SPELT:
            # بي.بي.سي: letters spelt out, a conjunction or preposition before them.
            return False
    return True


def segment(
    article: Article, rules: TextRules
) -> tuple[tuple[Token, ...], tuple[Sentence, ...], list[tuple[Span, str]]]:
    """Tokens, sentences and furniture of an article. Furniture has no tokens and lies in no sentence.

    The first paragraph is the headline where it is the article's title or carries no full stop and more of them follow.
    """
    text = article.text
    cut = paragraphs(text, article.title)
    furniture = find_furniture(text, cut, rules)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for start, end in _stretches(cut, furniture):
        line = tokenize(text, start, end)
        if not _says(line):
            continue
        offset, first = len(tokens), 0
        tokens.extend(line)
        ends = [i for i, t in enumerate(line) if t.norm in _TERMINATORS and _ends_sentence(line, i, rules)]
        for i in _cut(line, (*ends, len(line) - 1)):
            while i + 1 < len(line) and line[i + 1].norm in _ENDINGS and line[i + 1].start == line[i].end:
                i += 1
            if _says(line[first : i + 1]):
                sentences.append(
                    Sentence(len(sentences), offset + first, offset + i + 1, line[first].start, line[i].end)
                )
                first = i + 1
            elif i + 1 - first >= LONGEST:
                first = i + 1
        if first < len(line) and sentences and sentences[-1].last == offset + first:
            s = sentences[-1]
            sentences[-1] = Sentence(s.index, s.first, offset + len(line), s.start, line[-1].end)
        if offset == 0 and len(sentences) == 1 and _is_headline(article, text, line, end):
            s = sentences[0]
            sentences[0] = Sentence(0, s.first, s.last, s.start, s.end, headline=True)
    return tuple(tokens), tuple(sentences), furniture


def _cut(line: Sequence[Token], ends: Iterable[int]) -> Iterator[int]:
    """The ends of sentences, and where one would have more than ``LONGEST`` tokens, ends between: the last comma of its
    second half, or else its last token.
    """
    first = 0
    for end in ends:
        while end - first >= LONGEST:
            last = first + LONGEST - 1
            comma = next((i for i in range(last, last - LONGEST // 2, -1) if line[i].norm in COMMAS), last)
            yield comma
            first = comma + 1
        yield end
        first = end + 1


def _says(tokens: Sequence[Token]) -> bool:
    """Whether there is more than punctuation."""
    return any(t.kind != "punct" for t in tokens)


def _is_headline(article: Article, text: str, line: Sequence[Token], end: int) -> bool:
    if not text[end:].strip():
        return False
    if line[-1].norm not in _TERMINATORS and len(line) <= 40:
        return True
    return article.title is not None and _alike(article.title.strip(), text[line[0].start : end].strip())


def _alike(one: str, other: str) -> bool:
    """Whether two texts are one when folded; most are told apart by their first words, which costs less."""
    first, second = (fold(text.split(None, 1)[0] if text else "") for text in (one, other))
    return (first.startswith(second) or second.startswith(first)) and fold(one) == fold(other)
