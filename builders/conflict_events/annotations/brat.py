"""brat's standoff files: ``NAME.txt`` holds the text, ``NAME.ann`` the annotations.

The name is the article's id (percent-encoded where it holds what a name cannot), a folder inside the
collection is the annotator.

Format: https://brat.nlplab.org/standoff.html. Offsets are characters of the ``.txt`` file as it is, line ends included; those
under which the recorded words stand only where each of Windows' line ends counts as one character are taken so, too: the file
was copied by a program that changes line ends.

An event's trigger is a span whose label is the event's type, with an event (``E``) or relations (``R``) that lead from
it. Attributes (``A``, ``M``) are those of ``model.ATTRIBUTES`` and, without a value, the modes. What brat cannot offer in
a menu (a name, degrees, days) is written in the note of a span as ``name=Islamic State; country=``, or, for ids, as a
normalisation (``N``) with the databases ``actors`` and ``places``; any other note is kept as one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, unquote

from conflict_events import schemas
from conflict_events.annotations import colours
from conflict_events.annotations.model import (
    ARGUMENTS,
    ATTRIBUTES,
    EXCERPT,
    MENTION,
    ROLES,
    SENTENCE,
    TYPES,
    Drawn,
    Link,
    Markup,
    Unusable,
)
from conflict_events.articles.inputs import files, unread
from conflict_events.articles.rows import not_utf_8
from conflict_events.records import Rejected, Span

DATABASES = {"actors": "entity", "places": "place"}
"""Normalisation database -> the attribute that its ids are."""
MENU = ("status", "sector", "basis", "precision")
"""Attributes with a closed list of values, which brat offers; "precision" is of two lists."""
NOTE = "AnnotatorNotes"
FILE_LIMIT = 64_000_000
"""Bytes beyond which a file is given up."""
VALUES = 100
"""Values of an attribute, and notes, that a span may have."""
BLANK = re.compile(r"\s")
NAMES = frozenset(name for names in ATTRIBUTES.values() for name in names)
MODES = frozenset(schemas.codes("mode"))


def read(path: str | Path) -> Iterator[Markup | Rejected]:
    """The annotated texts of a folder, by name, or of one ``.ann`` or ``.txt`` file with the other beside it."""
    path = Path(path)
    if not path.is_dir():
        yield from _read_pair(path.with_suffix(".ann"), path.with_suffix(".txt"))
        return
    for file in files(path, ".ann"):
        inside = file.parent.relative_to(path).as_posix()
        yield from _read_pair(file, file.with_suffix(".txt"), "" if inside == "." else unquote(inside))


def _read_pair(ann: Path, txt: Path, annotator: str = "") -> Iterator[Markup | Rejected]:
    article_id = unquote(ann.stem)
    contents: list[str] = []
    for file in (txt, ann):
        try:
            if file.stat().st_size > FILE_LIMIT:
                yield Rejected(str(ann), 0, f"{file.name} has more than {FILE_LIMIT} bytes", article_id)
                return
            # Offsets count a mark at the beginning of the text; the annotations' own is none of theirs.
            contents.append(file.read_bytes().decode("utf-8" if file is txt else "utf-8-sig"))
        except OSError as error:
            yield Rejected(str(ann), 0, f"{file.name} {unread(error)}", article_id)
            return
        except UnicodeDecodeError as error:
            yield Rejected(str(ann), 0, f"{file.name} is {not_utf_8(error)}", article_id)
            return
    text, lines = contents
    parser = _Parser(article_id, text, str(ann), annotator)
    for number, line in enumerate(lines.split("\n"), 1):
        if line.strip():
            parser.line(number, line.rstrip("\r"))
    found = parser.markup()
    yield from parser.rejected
    yield found


@dataclass(slots=True)
class _Parser:
    """Lines of one file; spans first, then what refers to them, whatever the order in the file."""

    article_id: str
    text: str
    file: str
    annotator: str
    spans: dict[str, Drawn] = field(default_factory=dict)
    later: list[tuple[int, str, str, str]] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    events: dict[str, str] = field(default_factory=dict)
    """Event id -> id of its trigger's span in the markup."""
    taken: set[str] = field(default_factory=set)
    """The triggers among them."""
    ends: list[int] = field(init=False)
    """Where Windows' line ends stand in the text, each counted as one character."""

    def __post_init__(self) -> None:
        self.ends = [m.start() - before for before, m in enumerate(re.finditer("\r\n", self.text))]

    def line(self, number: int, line: str) -> None:
        """Take one line."""
        name, tab, rest = line.partition("\t")
        try:
            if not tab:
                raise Unusable("no tab behind the id")
            if name.startswith("T"):
                self._span(number, name, rest)
            elif name[:1] in set("ERAMN#"):
                self.later.append((number, name, rest, line))
            else:
                raise Unusable(f"{name} is of no kind that is used")
        except Unusable as error:
            self._reject(number, str(error), line)

    def markup(self) -> Markup:
        """What the lines say."""
        for kinds in ("E", "RAMN", "#"):
            for number, name, rest, line in self.later:
                if name[0] in kinds:
                    try:
                        self._refer(number, name, rest)
                    except Unusable as error:
                        self._reject(number, str(error), line)
        # An argument may be an event: its trigger stands for it.
        links = tuple(replace(link, target=self.events.get(link.target, link.target)) for link in self.links)
        return Markup(self.article_id, self.text, tuple(self.spans.values()), links, self.annotator, self.file)

    def _reject(self, number: int, reason: str, line: str) -> None:
        self.rejected.append(Rejected(self.file, number, reason, self.article_id, excerpt=line[:EXCERPT]))

    # --- lines ----------------------------------------------------------------------------------------

    def _span(self, number: int, name: str, rest: str) -> None:
        head, _, quote = rest.partition("\t")
        found = re.fullmatch(r"(\S+) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)", head.strip())
        if found is None:
            raise Unusable(f"{name}: not a label with offsets")
        if name in self.spans:
            raise Unusable(f"{name} is there twice")
        pairs = [tuple(map(int, pair.split(" "))) for pair in found[2].split(";")]
        parts = sorted(Span(start, end) for start, end in pairs)
        reason = self._wrong(parts, quote)
        if reason:
            parts = [Span(self._moved(p.start), self._moved(p.end)) for p in parts]
            if self._wrong(parts, quote):
                raise Unusable(f"{name}: {reason}")
        self.spans[name] = Drawn(name, found[1], tuple(_joined(parts, self.text)), line=number)

    def _wrong(self, parts: Sequence[Span], quote: str) -> str:
        """Why the recorded words do not stand in these parts of the text, "" where they do."""
        if any(p.start >= p.end or p.end > len(self.text) for p in parts):
            return f"the offsets do not lie in a text of {len(self.text)} characters"
        if any(a.overlaps(b) for a, b in pairwise(parts)):
            return "its parts overlap"
        words = " ".join(self.text[p.start : p.end] for p in parts)
        return "" if _blanks(words) == _blanks(quote) else f"at its offsets stands {words[:40]!r}, not {quote[:40]!r}"

    def _moved(self, offset: int) -> int:
        """An offset that counts each of Windows' line ends as one character, as one of the text."""
        return offset + bisect_left(self.ends, offset)

    def _refer(self, number: int, name: str, rest: str) -> None:
        kind = name[0]
        if kind == "E":
            self._event(number, name, rest)
        elif kind == "R":
            self._relation(number, name, rest)
        elif kind == "N":
            self._normalisation(name, rest)
        elif kind == "#":
            self._note(name, rest)
        else:
            self._attribute(name, rest)

    def _event(self, number: int, name: str, rest: str) -> None:
        pairs = [pair.partition(":")[::2] for pair in rest.split()]
        if not pairs or not all(role and target for role, target in pairs):
            raise Unusable(f"{name}: not a trigger and arguments")
        trigger = pairs[0][1]
        if trigger not in self.spans:
            raise Unusable(f"{name}: its trigger {trigger} is not there")
        drawn = self.spans[trigger]
        if name in self.events:
            raise Unusable(f"{name} is there twice")
        if trigger in self.taken:
            # A second event on the same words.
            trigger = f"{trigger}/{name}"
            self.spans[trigger] = Drawn(trigger, drawn.label, drawn.parts, line=number)
        self.taken.add(trigger)
        self.events[name] = trigger
        roles = {role for role, _ in pairs}
        for role, target in pairs[1:]:
            # brat numbers further arguments of a role: actor, actor2, actor3.
            plain = role.rstrip("0123456789")
            self.links.append(Link(trigger, plain if plain in roles or plain in ROLES else role, target, number))

    def _relation(self, number: int, name: str, rest: str) -> None:
        found = re.fullmatch(r"(\S+) [^\s:]+:(\S+) [^\s:]+:(\S+)", rest.rstrip())
        if found is None:
            raise Unusable(f"{name}: not a relation of two arguments")
        self.links.append(Link(self._owner(name, found[2]), found[1], self._owner(name, found[3]), number))

    def _attribute(self, name: str, rest: str) -> None:
        key, _, more = rest.strip().partition(" ")
        target, _, value = more.partition(" ")
        owner = self._owner(name, target)
        if key in MODES and not value:
            key, value = "mode", key
        self._add(owner, key, value or "true")

    def _normalisation(self, name: str, rest: str) -> None:
        head, _, title = rest.partition("\t")
        fields = head.split(" ", 2)
        if len(fields) < 3 or ":" not in fields[2]:
            raise Unusable(f"{name}: not a reference to a database")
        owner = self._owner(name, fields[1])
        database, _, key = fields[2].partition(":")
        if database not in DATABASES:
            raise Unusable(f"{name}: no database {database!r} is known")
        self._add(owner, DATABASES[database], key)
        if title and "name" not in self.spans[owner].attributes:
            self._add(owner, "name", title)

    def _note(self, name: str, rest: str) -> None:
        head, _, note = rest.partition("\t")
        _, _, target = head.partition(" ")
        owner = self._owner(name, target)
        told = _told(note)
        if told is None:
            drawn = self.spans[owner]
            if drawn.note.count("\n") >= VALUES:
                raise Unusable(f"{name}: its span has more than {VALUES} notes")
            self.spans[owner] = replace(drawn, note=f"{drawn.note}\n{note}" if drawn.note else note)
        for key, value in told or ():
            if key == "note":
                self.spans[owner] = replace(self.spans[owner], note=value)
            else:
                self._add(owner, key, value)

    def _owner(self, name: str, target: str) -> str:
        """The span that an annotation is of: a span itself, or an event's trigger."""
        owner = self.events.get(target, target)
        if owner not in self.spans:
            raise Unusable(f"{name}: there is no span or event {target!r}")
        return owner

    def _add(self, owner: str, key: str, value: str) -> None:
        drawn = self.spans[owner]
        if len(drawn.attributes.get(key, ())) >= VALUES or len(drawn.attributes) >= VALUES:
            raise Unusable(f"{owner} has more than {VALUES} values of {key!r}"[:EXCERPT])
        values = tuple(dict.fromkeys((*drawn.attributes.get(key, ()), value)))
        self.spans[owner] = replace(drawn, attributes={**drawn.attributes, key: values})


def _blanks(text: str) -> str:
    """Every blank and line end as one space: brat writes spans over line ends so."""
    return " ".join(text.split())


def _joined(parts: Sequence[Span], text: str) -> Iterator[Span]:
    """Parts with nothing but line ends between them are one: brat cuts spans there."""
    last = parts[0]
    for part in parts[1:]:
        if text[last.end : part.start].strip("\r\n"):
            yield last
            last = part
        else:
            last = Span(last.start, part.end)
    yield last


# --- notes --------------------------------------------------------------------------------------------

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", "\n": "\\n", "\t": "\\t", "\r": "\\r"})
_PLAIN = {"n": "\n", "t": "\t", "r": "\r"}


def _told(note: str) -> list[tuple[str, str]] | None:
    """The pairs of a note that is nothing but ``key=value`` with semicolons between, None for any other note."""
    parts: list[list[str]] = [[]]
    escaped = False
    for c in note:
        if escaped:
            parts[-1].append(_PLAIN.get(c, c))
            escaped = False
        elif c == "\\":
            escaped = True
        elif c == ";":
            parts.append([])
        else:
            parts[-1].append(c)
    pairs = [part.lstrip(" ").partition("=") for part in map("".join, parts) if part.strip()]
    if not pairs or not all(sign and key in NAMES | {"note"} for key, sign, _ in pairs):
        return None
    return [(key, value) for key, _, value in pairs]


def _pair(key: str, value: str) -> str:
    return f"{key}={value.translate(_ESCAPES)}"


# --- writing ------------------------------------------------------------------------------------------


def write(markups: Iterable[Markup], path: str | Path) -> None:
    """Write a ``.txt`` and an ``.ann`` file for each markup into a folder, which may be there already."""
    folder = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    for found in markups:
        inside = folder / _name(found.annotator) if found.annotator else folder
        inside.mkdir(exist_ok=True)
        name = _name(found.article_id)
        # Not with_suffix: an id may hold a dot.
        (inside / f"{name}.txt").write_bytes(found.text.encode("utf-8"))
        (inside / f"{name}.ann").write_bytes("".join(f"{line}\n" for line in _lines(found)).encode("utf-8"))


def check(found: Markup) -> None:
    """Raise ValueError where a markup cannot be written: its id or its annotator is too long for a file's name."""
    _name(found.article_id)
    _name(found.annotator)


NAME_LIMIT = 240
"""Bytes of a file's name without its ending."""


def _name(text: str) -> str:
    """A text as the name of a file; letters of any script stay. Raises ValueError for one that is too long for that."""
    found = "".join(c if c.isalnum() else quote(c, safe="") for c in text)
    if len(found.encode()) > NAME_LIMIT:
        raise ValueError(f"the name {text[:40]}... is too long for a file, and brat has no other place for it")
    return f"%2E{found[1:]}" if found.startswith(".") else found


def _lines(found: Markup) -> Iterator[str]:
    names = _names(found.spans)
    for drawn in found.spans:
        parts = [p for part in drawn.parts for p in _cut(part, found.text)]
        offsets = ";".join(f"{p.start} {p.end}" for p in parts)
        words = " ".join(found.text[p.start : p.end] for p in parts)
        yield f"{names[drawn.id]}\t{_word(drawn.label)} {offsets}\t{re.sub(BLANK, ' ', words)}"
    led = found.links_by_head()
    events = {d.id: f"E{i}" for i, d in enumerate((d for d in found.spans if d.label in TYPES), 1)}
    for drawn in found.spans:
        if drawn.id in events:
            seen: dict[str, int] = {}
            arguments = [f"{_word(drawn.label)}:{names[drawn.id]}"]
            for link in led.get(drawn.id, ()):
                if link.target in names:
                    seen[link.role] = seen.get(link.role, 0) + 1
                    number = seen[link.role] if seen[link.role] > 1 else ""
                    arguments.append(f"{_word(link.role)}{number}:{names[link.target]}")
            yield f"{events[drawn.id]}\t{' '.join(arguments)}"
    relations = [k for k in found.links if k.head in names and k.head not in events and k.target in names]
    for i, link in enumerate(relations, 1):
        yield f"R{i}\t{_word(link.role)} Arg1:{names[link.head]} Arg2:{names[link.target]}"
    counts = {"A": 0, "N": 0, "#": 0}
    for drawn in found.spans:
        for kind, told in _values(drawn, names[drawn.id], events.get(drawn.id, names[drawn.id])):
            counts[kind] += 1
            yield f"{kind}{counts[kind]}\t{told}"


def _names(spans: Sequence[Drawn]) -> dict[str, str]:
    """brat's id of each span: its own, where it is one of brat's."""
    names = {d.id: d.id for d in spans if re.fullmatch(r"T[1-9]\d{0,8}", d.id)}
    number = max((int(name[1:]) for name in names), default=0)
    for drawn in spans:
        if drawn.id not in names:
            number += 1
            names[drawn.id] = f"T{number}"
    return names


def _cut(part: Span, text: str) -> list[Span]:
    """A part without its line ends, which brat's lines cannot hold."""
    found = re.finditer(r"[^\r\n]+", text[part.start : part.end])
    return [Span(part.start + m.start(), part.start + m.end()) for m in found] or [part]


def _word(text: str) -> str:
    return re.sub(r"\s+", "_", text)


def _is_word(text: str) -> bool:
    return bool(text) and not re.search(r"\s", text)


def _values(drawn: Drawn, span: str, target: str) -> Iterator[tuple[str, str]]:
    """Attributes, normalisation and note of a span, each with its kind; ``target`` is the event where it is a trigger."""
    noted = dict(drawn.attributes)
    for key, values in drawn.attributes.items():
        if key == "mode" and values and all(v in MODES for v in values):
            noted.pop(key)
            yield from (("A", f"{v} {target}") for v in values)
        elif key in MENU and values and all(map(_is_word, values)):
            noted.pop(key)
            yield from (("A", f"{key} {target} {v}") for v in values)
    for database, key in DATABASES.items():
        values = noted.get(key, ())
        if len(values) == 1 and _is_word(values[0]):
            noted.pop(key)
            title = ""
            if len(noted.get("name", ())) == 1 and re.fullmatch(r"[^\t\r\n]+", noted["name"][0]):
                title = noted.pop("name")[0]
            yield "N", f"Reference {span} {database}:{values[0]}\t{title}"
    pairs = [_pair(key, v) for key, values in noted.items() for v in values]
    if drawn.note and (pairs or re.search(r"[\t\r\n]", drawn.note) or _told(drawn.note) is not None):
        pairs.append(_pair("note", drawn.note))
    if pairs or drawn.note:
        yield "#", f"{NOTE} {target}\t{'; '.join(pairs) or drawn.note}"


# --- configuration ------------------------------------------------------------------------------------


def configuration() -> Mapping[str, str]:
    """``annotation.conf`` and ``visual.conf``, to be put beside the texts."""
    types = list(schemas.codes("type"))
    arguments = ", ".join(f"{role}*:{label}" for role, label in ROLES.items())
    values = "|".join
    lines = ["[entities]", *ARGUMENTS, MENTION, SENTENCE, "", "[relations]"]
    lines += [f"sentence\tArg1:{MENTION}, Arg2:{SENTENCE}"]
    lines += ["<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>", "", "[events]"]
    lines += [f"{name}\t{arguments}" for name in types]
    lines += ["", "[attributes]", f"status\tArg:<EVENT>, Value:{values(schemas.codes('status'))}"]
    for mode in schemas.codes("mode"):
        lines.append(f"{mode}\tArg:{values(t for t in types if mode in schemas.modes(t))}")
    precisions = [*map(str, schemas.codes("precision")), *schemas.codes("date_precision")]
    lines.append(f"sector\tArg:Actor, Value:{values(schemas.codes('sector'))}")
    lines.append(f"precision\tArg:Place|Date, Value:{values(precisions)}")
    lines.append(f"basis\tArg:Date, Value:{values(schemas.codes('basis'))}")
    look = ["[labels]", *(f"{name} | {title}" for name, title in schemas.codes("type").items()), "", "[drawing]"]
    look += ["SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken"]
    look += ["ARC_DEFAULT\tcolor:black, dashArray:-, arrowHead:triangle-5", "ATTRIBUTE_DEFAULT\tglyph:*"]
    look += [f"{name}\tbgColor:{colour}" for name, colour in colours.LABELS.items()]
    look += [f"{name}\tbgColor:{colours.EVENT}" for name in types]
    return {"annotation.conf": "\n".join(lines) + "\n", "visual.conf": "\n".join(look) + "\n"}
