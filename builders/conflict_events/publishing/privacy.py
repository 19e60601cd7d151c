"""What of the articles' words is published: the evidence in quotes or by its place alone, private persons with their
names or without.

Offsets always count in the article as it came in. A name is covered by as many marks as it has characters, so that every
quote stays as long as its offsets say and a covered quote can be compared with the article it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, cast
from urllib.parse import unquote, urlsplit

from conflict_events.extraction import compiled
from conflict_events.lexical.text import MARKS, fold
from conflict_events.mentions import Finders
from conflict_events.records import LISTS, Article, Event, Rejected, Span

MARK = "\u2588"
"""Stands for each character of a private person's name."""
SHORT = 10
"""Words of the longest mention that is still published where quotes are not. Eleven words in a row were held to be
possibly protected (Court of Justice of the European Union, C-5/08, Infopaq, 2009).
"""
_HEADLINE = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}(?:[-_+. ][^\W\d_]{2,}){2}")
"""Three words or more that are joined: in an address, a headline."""
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}])*")
_BETWEEN = re.compile(rf"(?<={MARK})[\s_'‘’ʼ-]+(?={MARK})")
"""What joins the words of a name: left standing, it would tell how many they are, and of what kind."""
_REPR = re.compile(r"""(?<!\w)b?'(?:[^'\\]|\\.)*'?|"(?:[^"\\]|\\.)*"?""", re.DOTALL)
"""What a message quotes, cut off or whole."""
QUOTED = ("action", "date", "source", "evidence", *LISTS)
"""Fields of a record that hold ``text``, ``start`` and ``end``, one or a list of them."""


@dataclass(frozen=True, slots=True)
class Privacy:
    """The choices. ``evidence`` "offsets": no sentence, no title, no mention of more than ``SHORT`` words, no
    excerpt of rejected input. ``persons`` "redacted": no name of a person whom the registry does not know as the
    holder of an office.
    """

    evidence: Literal["sentence", "offsets"] = "sentence"
    persons: Literal["named", "redacted"] = "named"

    def stated(self) -> dict[str, str]:
        """What the manifest says."""
        return {"evidence": self.evidence, "persons": self.persons}

    def rejected(self, item: Rejected) -> Rejected:
        """A rejected row; nobody has looked for names in it, so its excerpt goes where either choice forbids words, and
        what its reason quotes.
        """
        return item if self == Privacy() else replace(item, excerpt="", reason=_REPR.sub("…", item.reason))


class Redactor:
    """Applies the choices to what is about to be published."""

    def __init__(self, privacy: Privacy) -> None:
        self.privacy = privacy
        self._finders: dict[str, Finders] = {}

    def ready(self, code: str) -> None:
        """Load what names of a language's articles are looked for with. Raises LanguageError where it has no folder."""
        if self.privacy.persons == "redacted" and code not in self._finders:
            self._finders[code] = compiled.load(code).finders

    def article(
        self, article: Article, row: Mapping[str, Any], events: Sequence[Event]
    ) -> tuple[dict[str, Any], list[Event]]:
        """An article's row and its events, as they may be published."""
        published = dict(row)
        kept = list(events)
        if self.privacy.persons == "redacted":
            names, own = self._persons_of(article)
            words = {article.text[n.start : n.end] for n in names}
            if article.title:
                words |= {article.title[n.start : n.end] for n in own}
                # A single word may be a public person's, too.
                longest = sorted((w for w in words if len(w.split()) > 1), key=lambda w: (-len(w), w))
                published["title"] = _without(_masked(article.title, 0, _inside(own)), longest)
            secret, hidden = _folded(words), _inside(names)
            kept = [_covered(event, hidden, secret) for event in kept]
            published["url"] = self._address(article, words)
        if self.privacy.evidence == "offsets":
            published["title"] = None
            kept = [_emptied(event) for event in kept]
        return published, kept

    def _persons_of(self, article: Article) -> tuple[list[Span], list[Span]]:
        """Where private persons are named in the text and in the title. They are read as one, so that a last name alone in
        one is known by the full name in the other.
        """
        before = f"{article.title}\n\n" if article.title else ""
        found = self._persons(replace(article, text=before + article.text, title=None))
        own = [span for span in found if span.start < len(before)]
        text = [Span(s.start - len(before), s.end - len(before)) for s in found if s.start >= len(before)]
        return text, own

    def _persons(self, article: Article) -> list[Span]:
        self.ready(article.language)
        finders = self._finders[article.language]
        return finders.actors.private_persons(finders.read(article))

    def _address(self, article: Article, words: Collection[str]) -> str | None:
        """The article's address; only the host where the rest spells a covered name, or may: a headline in other letters,
        of an article that names private persons. None where it is none, or has no host.
        """
        if not article.url:
            return article.url
        try:
            parts = urlsplit(article.url)
        except ValueError:
            return None
        rest = unquote(article.url[article.url.find(parts.netloc) + len(parts.netloc) :])
        plain = _spaced(fold(rest))
        spelled = any(_spaced(fold(word)) in plain for word in words)
        spelled = spelled or bool(self._persons(replace(article, text=_spaced(rest), title=None)))
        if spelled or (words and _HEADLINE.search(rest)):
            return f"{parts.scheme}://{parts.netloc}/" if parts.netloc else None
        return article.url


def _covered(event: Event, hidden: Collection[int], secret: Collection[str]) -> Event:
    """An event with the ``hidden`` characters of the article (``_inside``) covered in its quotes, and in what they are called
    the ``secret`` words (``_folded``).
    """

    def covered(quote: dict[str, Any]) -> dict[str, Any]:
        text = _masked(quote["text"], quote["start"], hidden)
        changed = {**quote, "text": text}
        if "name" in quote:
            changed["name"] = text if quote["name"] == quote["text"] else _without_words(quote["name"], secret, text)
        return changed

    return _each(event, lambda _, quote: covered(quote))


def _emptied(event: Event) -> Event:
    def emptied(key: str, quote: dict[str, Any]) -> dict[str, Any]:
        if key != "evidence" and len(quote["text"].split()) <= SHORT:
            return quote
        changed = {**quote, "text": ""}
        if quote.get("name") == quote["text"]:
            changed["name"] = ""
        return changed

    return _each(event, emptied)


def _each(event: Event, change: Any) -> Event:
    changed: Any = dict(event)
    for key in QUOTED:
        value = changed[key]
        if isinstance(value, list):
            changed[key] = [change(key, quote) for quote in value]
        elif value is not None:
            changed[key] = change(key, value)
    return cast(Event, changed)


def _inside(names: Iterable[Span]) -> frozenset[int]:
    """Where the characters of names stand."""
    return frozenset(i for name in names for i in range(name.start, name.end))


def _masked(text: str, start: int, hidden: Collection[int]) -> str:
    """A quote that begins at ``start`` of the article, with its ``hidden`` characters covered."""
    return "".join(MARK if i in hidden else letter for i, letter in enumerate(text, start))


def _folded(texts: Iterable[str]) -> frozenset[str]:
    """The words of texts, folded."""
    return frozenset(fold(word) for text in texts for word in _WORD.findall(text))


def _without_words(name: str, secret: Collection[str], shown: str) -> str:
    """A name with every word covered that any private person's name has, since it may be cut or joined otherwise than they
    are; but for words of the text that it is shown with.
    """
    public = _folded([shown])

    def covered(match: re.Match[str]) -> str:
        word = fold(match[0])
        return MARK * len(match[0]) if word in secret and word not in public else match[0]

    found = _WORD.sub(covered, name)
    return _BETWEEN.sub(lambda m: MARK * len(m[0]), found)


def _spaced(text: str) -> str:
    """A text with nothing but spaces between its words."""
    return re.sub(r"[\W_]+", " ", text)


def _without(text: str, words: Iterable[str]) -> str:
    for word in words:
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", MARK * len(word), text)
    return text


def quotes(record: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every quote of a record with the name of its place, as ``actor[0]``."""
    for key in QUOTED:
        value = record[key]
        if isinstance(value, list):
            yield from ((f"{key}[{i}]", quote) for i, quote in enumerate(value))
        elif value is not None:
            yield key, value


def matches(quote: str, original: str, privacy: Mapping[str, str]) -> bool:
    """Whether a published quote is the article's text at its place, but for what the manifest's ``privacy`` leaves out."""
    if quote == original:
        return True
    if not quote:
        return privacy.get("evidence") == "offsets"
    if privacy.get("persons") != "redacted" or len(quote) != len(original):
        return False
    return all(a in (b, MARK) for a, b in zip(quote, original, strict=True))
