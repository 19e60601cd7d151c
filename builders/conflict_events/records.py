"""The core types: what the stages of the pipeline hand to each other.

Every ``start`` and ``end`` in this module is an offset in characters (Unicode code points) of the article's text exactly
as it came in, end exclusive, so that ``article.text[start:end]`` is the quoted text whatever was folded on the way.
Indices named ``first`` and ``last`` count tokens, ``last`` exclusive.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from operator import attrgetter
from typing import Any, ClassVar, Literal, NamedTuple, Self, TypedDict, TypeVar

_first, _start, _end = map(attrgetter, ("first", "start", "end"))
Kind = Literal["number", "money", "date", "place", "actor", "trigger", "source"]
Status = Literal["actual", "future", "hypothetical", "negated"]
LISTS = ("actor", "recipient", "location", "amount")
"""Fields of an event that hold any number of items."""
ITEM_FIELDS = (*LISTS, "date")
"""Fields of an event that mentions fill; a date is one item."""
UNDETERMINED = "und"
"""The language of a text that is none of ours (BCP 47)."""


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as it came in. ``published`` is None where the day is not known.

    ``file`` and ``line`` (from 1) say where it was read, for messages; they are no part of its content.
    """

    article_id: str
    text: str
    language: str = "ar"
    publisher: str | None = None
    published: datetime.date | None = None
    url: str | None = None
    title: str | None = None
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Rejected:
    """Input that is no article, kept with the reason and with what is needed to find it again."""

    file: str
    line: int
    reason: str
    article_id: str | None = None
    sha256: str | None = None
    excerpt: str = ""


def located(file: str, line: int) -> str:
    """A place in a file, for people: with the line where one is told (0 is the whole file)."""
    return f"{file}:{line}" if line else file


def writable(row: Rejected) -> Rejected:
    """A row that can be written: what is rejected may hold anything."""
    told: dict[str, Any] = {
        k: v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for k, v in asdict(row).items()
    }
    return Rejected(**told)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the article's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def any_overlap(some: Iterable[Span], others: Sequence[Span]) -> bool:
    """Whether one of the stretches shares a character with one of the others."""
    return any(a.overlaps(b) for a in some for b in others)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Stretches in text order, those that share a character made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.overlaps(found[-1]):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


class Token(NamedTuple):
    """A word, a number or a punctuation mark; ``norm`` is its folded form, by which dictionaries are matched."""

    start: int
    end: int
    norm: str
    kind: Literal["word", "number", "punct"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``first`` to ``last`` (exclusive); ``headline`` where it is the text's first line, and that the title
    or without a full stop."""

    index: int
    first: int
    last: int
    start: int
    end: int
    headline: bool = False

    @property
    def span(self) -> Span:
        """Its stretch of the text."""
        return Span(self.start, self.end)


class Compact:
    """A frozen dataclass that is pickled as the arguments that make it, and read back twice as fast as others: the whole
    lexicon of Arabic in .6 instead of 1.2 s.
    """

    __slots__ = ()
    __match_args__: ClassVar[tuple[str, ...]]

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        return type(self), tuple(getattr(self, name) for name in self.__match_args__)


@dataclass(frozen=True, slots=True)
class Entry(Compact):
    """One dictionary entry: ``key`` names the rule or the registry id, ``payload`` is what the entry's finder stored."""

    kind: str
    key: str
    payload: Any = None


class Hit(NamedTuple):
    """A dictionary entry found in a document.

    ``start`` leaves out the conjunctions and prepositions written on to the first word (they are in ``proclitics``, as
    "و", "ب", "ول"), but not the article; ``article`` is True where the first word carries one that the entry has not.
    ``suffix`` is a pronoun written on to the last word ("ه", "هم"), inside ``end``.
    """

    first: int
    last: int
    start: int
    end: int
    entry: Entry
    proclitics: str = ""
    article: bool = False
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An article read: its tokens, its sentences (text that is not the article has none), its dictionary hits by kind. ``text``
    is the article's as it is read, offset for offset; what is quoted of it is as it came in.
    """

    article: Article
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    hits: Mapping[str, tuple[Hit, ...]] = field(default_factory=dict)
    furniture: tuple[tuple[Span, str], ...] = ()
    """Stretches that are not the article (clock lines, credits, "read also"), each with the name of its rule."""
    text: str = ""

    def __post_init__(self) -> None:
        if not self.text:
            object.__setattr__(self, "text", self.article.text)

    def within(self, kind: str, first: int, last: int) -> Sequence[Hit]:
        """The hits of a kind that begin at one of the tokens ``first`` to ``last`` (exclusive), in text order."""
        hits = self.hits.get(kind)
        if not hits:
            return ()
        # A hit is a tuple that begins with its first token: compared as such, no key is asked for.
        at = bisect_left(hits, (first,))
        if at == len(hits) or hits[at].first >= last:
            return ()
        return hits[at : bisect_left(hits, (last,), at)]

    def sentence_of(self, token: int) -> Sentence:
        """The sentence that a token is in."""
        return self.sentences[bisect_right(self.sentences, token, key=_first) - 1]

    def sentences_across(self, span: Span) -> Sequence[Sentence]:
        """The sentences that share a character with a stretch of the text."""
        first = bisect_right(self.sentences, span.start, key=_end)
        return self.sentences[first : bisect_left(self.sentences, span.end, first, key=_start)]

    def sentence_starts_at(self, token: int) -> bool:
        """Whether a token is the first of a sentence."""
        at = bisect_left(self.sentences, token, key=_first)
        return at < len(self.sentences) and self.sentences[at].first == token


@dataclass(frozen=True, slots=True)
class DateValue:
    """First and last day, both None where a relative date has no publication day to stand on."""

    earliest: datetime.date | None
    latest: datetime.date | None
    precision: Literal["day", "week", "month", "season", "year", "range"]
    basis: Literal["explicit", "relative"]


@dataclass(frozen=True, slots=True)
class AmountValue:
    """A number with its bounds (None: open on that side).

    ``unit`` is "person", an ISO 4217 code, the counted noun in English singular, or "" for a bare number; ``kind`` is
    the amount kind that the counted noun itself implies ("killed" of قتيل), or "" where the event decides.
    ``implied`` is True where no number is written: a dual (جنديان) or a singular (جندي).
    ``part`` is True where the text marks it as part of another amount (بينهم 3 أطفال).
    ``told`` is the kind that the word beside it says, whatever its noun may be (إصابة 12), or "". ``charged`` is True where
    it counts people who are accused of the deed that is told behind them (8 متهمين بقتل ضابط), ``lasting`` where the words
    before it say that something lasts so long (استمرت 3 أيام).
    """

    low: float | None
    high: float | None
    unit: str = ""
    kind: str = ""
    implied: bool = False
    part: bool = False
    told: str = ""
    charged: bool = False
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """A place of the gazetteer, or one that the text only names (``place_id`` None). Degrees are decimal, WGS 84.

    ``precision`` is the guide's: 1 exact place or town, 2 near a named place, 3 district, 4 province, 5 region, river
    or road, 6 country, 7 sea or air space.
    """

    name: str
    place_id: str | None
    country: str
    admin1: str | None
    latitude: float | None
    longitude: float | None
    precision: int


@dataclass(frozen=True, slots=True)
class ActorValue(Compact):
    """Who: usual English name, registry id or None, PLOVER sector, ISO 3166 alpha-3 country or "".

    ``number`` is the grammatical number of the phrase ("s", "d", "p", "" unknown), ``definite`` whether it is definite,
    ``anaphor`` True for a phrase that only points back (التنظيم), ``nouns`` the ids of the nouns that may point back to it,
    ``stateless`` whether it belongs to a body of no one state (طائرات التحالف).
    """

    name: str
    entity_id: str | None
    sector: str
    country: str
    number: str = ""
    definite: bool = True
    anaphor: bool = False
    nouns: frozenset[str] = frozenset()
    stateless: bool = False

    @property
    def is_state(self) -> bool:
        """Whether it is a state: its id in the registry is its country's code."""
        return self.entity_id == self.country.lower() != ""


@dataclass(frozen=True, slots=True)
class TriggerValue(Compact):
    """An event word: its type, modes, argument pattern and grammatical form.

    ``form`` is "perfect", "imperfect", "noun" (verbal or event noun), "participle", "phrase";
    ``person`` is third-person agreement as "ms", "fs", "md", "fd", "mp", "fp", "1p" for "we", or ""; ``voice`` is "active",
    "passive" or "either" where the letters do not tell. ``doubtful`` words tell an event too seldom for a rule: only a
    model takes them.
    """

    type: str
    modes: tuple[str, ...]
    pattern: str
    form: str
    voice: str = "active"
    person: str = ""
    rule: str = ""
    weak: bool = False
    status: str = ""
    doubtful: bool = False

    @property
    def finite(self) -> bool:
        """Whether it is a verb with a person, and no participle."""
        return self.form in ("perfect", "imperfect")

    @property
    def nominal(self) -> bool:
        """Whether it is a noun, or a phrase that stands for one."""
        return self.form in ("noun", "phrase")

    @property
    def plural(self) -> bool:
        """Whether it agrees with more than one."""
        return self.person[:1] in ("m", "f") and self.person[1:] in ("p", "d")


@dataclass(frozen=True, slots=True)
class SourceValue:
    """Who reports or claims: usual English name where it is known, else the text itself."""

    name: str
    entity_id: str | None = None


Value = DateValue | AmountValue | PlaceValue | ActorValue | TriggerValue | SourceValue
V = TypeVar("V", bound=Value)


@dataclass(frozen=True, slots=True)
class Mention:
    """A found (or drawn) span with what it means: its characters, its tokens ``first`` to ``last`` (exclusive) and the number
    of their sentence. ``proclitics`` and ``suffix`` as of a ``Hit``.
    """

    kind: Kind
    start: int
    end: int
    first: int
    last: int
    sentence: int
    value: Value
    proclitics: str = ""
    suffix: str = ""

    def __hash__(self) -> int:
        # Mentions are looked up all the time, and hardly two of them have one span and kind.
        return hash((self.start, self.end, self.kind))

    @property
    def span(self) -> Span:
        """Its stretch of the text."""
        return Span(self.start, self.end)

    def valued(self, kind: type[V]) -> V:
        """Its value as one of a kind; ``TypeError`` if it is of another, which would be a fault of the caller."""
        if not isinstance(self.value, kind):
            raise TypeError(f"the {self.kind} at {self.start} is no {kind.__name__}")
        return self.value

    def overlaps(self, other: Mention) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Argument:
    """A mention in its role: for places place/origin/destination, for amounts the kind (killed, wounded, ...)."""

    mention: Mention
    role: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """One event as an extractor sees it, before it becomes a record."""

    type: str
    modes: tuple[str, ...]
    status: Status
    trigger: Span
    sentence: Span
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    locations: tuple[Argument, ...] = ()
    amounts: tuple[Argument, ...] = ()
    date: Mention | None = None
    source: Mention | None = None
    others: tuple[Span, ...] = ()
    """Triggers of further mentions of the same event."""
    confidence: float = 0.5
    extractor: str = "rules"
    rule: str = ""
    other_ids: tuple[str, ...] = ()
    """Ids of the records of other extractors that this frame stands for."""


class Event(TypedDict):
    """The published record, in the layout of ``schema/event.schema.json``."""

    event_id: str
    article_id: str
    language: str
    published: datetime.date | None
    action: dict[str, Any]
    actor: list[dict[str, Any]]
    recipient: list[dict[str, Any]]
    location: list[dict[str, Any]]
    amount: list[dict[str, Any]]
    date: dict[str, Any] | None
    source: dict[str, Any] | None
    evidence: dict[str, Any]
    confidence: float
    extractor: str
    rule: str
    other_ids: list[str] | None
