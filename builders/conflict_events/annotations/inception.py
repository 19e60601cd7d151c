"""INCEpTION: UIMA CAS XMI and UIMA CAS JSON 0.4, read and written with ``dkpro-cassis``.

Offsets in a CAS are UTF-16 code units. ``cassis`` converts them, but lets one that lies inside a character or outside the
text pass with a warning, so they are read from the file itself. Ids of spans are the file's; INCEpTION numbers them anew
in every export. A carriage return is kept, as a character reference in XMI.
"""

from __future__ import annotations

import io
import json
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from conflict_events.annotations import codes, inception_layers, parts
from conflict_events.annotations.inception_files import CasFile, cas_files, refuse_doctype, stem
from conflict_events.annotations.inception_layers import (
    ARTICLE,
    ARTICLE_ID,
    EVENT_TYPE,
    NOTE,
    OWN,
    PREFIX,
    ROLE,
    TARGET,
    TYPE_SYSTEM,
    cassis,
    configuration,
    layer,
    links,
    type_system,
)
from conflict_events.annotations.model import ATTRIBUTES, MENTION, Drawn, Link, Markup
from conflict_events.records import Rejected, Span
from conflict_events.utf16 import Units

__all__ = ["check", "configuration", "read", "write"]

VIEW = "_InitialView"
METADATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
"""The built-in layer that people mark names with; its label is its ``value``."""
KINDS = {layer(kind): kind for kind in ATTRIBUTES}
GOVERNOR, DEPENDENT = "Governor", "Dependent"
"""Features of a relation layer, which other projects have in the place of our link feature."""
LABELS = (EVENT_TYPE, "value", "label")
"""Features that hold the label of a span, the first that there is."""
NAME_LIMIT = 180
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""

Place = tuple[int | None, int | None, int]
"""Begin and end as the file has them, and the line."""


# --- read ---------------------------------------------------------------------------------------------


def read(path: Path) -> Iterator[Markup | Rejected]:
    """The annotations of ``.xmi`` files (with a ``TypeSystem.xml`` beside them, unless they hold our layers alone), CAS
    JSON files, exported archives and exported projects, or of a folder of them. Raises ValueError without ``cassis``.
    """
    cassis()
    types: dict[bytes | None, Any] = {}
    for found in cas_files(path):
        if isinstance(found, Rejected):
            yield found
            continue
        try:
            read_one = list(_Reader(found, *_load(found, types)).read())
        except Exception as error:  # cassis, and what it makes, raise whatever a damaged document leads their steps to
            reason = f"not a CAS that can be read: {type(error).__name__}: {error}"
            read_one = [Rejected(found.file, 0, reason[:300], found.name)]
        yield from read_one


def _load(found: CasFile, types: dict[bytes | None, Any]) -> tuple[Any, Mapping[int, Place]]:
    """The CAS, and the place of each annotation by its id. ``types`` keeps the type system for the next document."""
    library = cassis()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if found.is_json:
            text = found.data.decode("utf-8-sig")
            plain = json.loads(text)
            own = "%TYPES" in plain
            cas = library.load_cas_from_json(text, None if own else type_system(), merge_typesystem=own)
            return cas, _json_places(plain)
        refuse_doctype(found.data)
        if found.types not in types:
            if found.types is not None:
                refuse_doctype(found.types)
            types.clear()
            beside = found.types
            types[beside] = type_system() if beside is None else library.load_typesystem(io.BytesIO(beside))
        return library.load_cas_from_xmi(io.BytesIO(found.data), types[found.types]), _xmi_places(found.data)


def _xmi_places(data: bytes) -> dict[int, Place]:
    from lxml import etree

    found: dict[int, Place] = {}
    for _, element in etree.iterparse(io.BytesIO(data), resolve_entities=False, no_network=True, load_dtd=False):
        name = element.get("{http://www.omg.org/XMI}id")
        if name is not None:
            begin, end = element.get("begin"), element.get("end")
            found[int(name)] = (_number(begin), _number(end), element.sourceline or 0)
        element.clear()
    return found


def _json_places(plain: Mapping[str, Any]) -> dict[int, Place]:
    structures = plain["%FEATURE_STRUCTURES"]
    if isinstance(structures, dict):
        structures = [{**fs, "%ID": int(name)} for name, fs in structures.items()]
    return {fs["%ID"]: (_number(fs.get("begin")), _number(fs.get("end")), 0) for fs in structures}


def _number(value: Any) -> int | None:
    if isinstance(value, bool | float):
        raise ValueError(f"an offset {value!r}")
    return None if value is None else int(value)


class _Reader:
    """Reads the markup of one CAS."""

    def __init__(self, found: CasFile, cas: Any, places: Mapping[int, Place]) -> None:
        self._found, self._cas, self._places = found, cas, places
        self._article_id = found.name
        self._spans: dict[str, Drawn] = {}
        self._links: list[Link] = []

    def read(self) -> Iterator[Markup | Rejected]:
        """The markup, and a rejected row for each annotation that cannot be used."""
        text = self._cas.get_view(VIEW).sofa_string
        if not text:
            yield self._rejected("a document without a text")
            return
        structures = sorted(self._cas.get_view(VIEW).select_all_fs(), key=lambda fs: int(fs.xmiID))
        self._article_id = self._name(structures)
        for sofa in self._cas.sofas:
            if sofa.sofaID != VIEW:
                yield self._rejected(f"the further view {sofa.sofaID} is not read")
        wanted = [fs for fs in structures if fs.type.name != ARTICLE and fs.type.name.startswith((PREFIX, ENTITY))]
        drawn: list[Any] = []
        relations: list[Any] = []
        for fs in wanted:
            (relations if _has(fs, GOVERNOR) and _has(fs, DEPENDENT) else drawn).append(fs)
        units = Units(text)
        problems: list[Rejected] = []
        for fs in drawn:
            try:
                self._spans[str(fs.xmiID)] = self._span(fs, units)
            except ValueError as error:
                problems.append(self._at(fs, str(error)))
        for fs in drawn:
            for feature in _link_features(fs):
                for link in fs[feature].elements or ():
                    self._link(fs, fs, _text(link[ROLE]), link[TARGET], problems)
        for fs in relations:
            role = next((v for v in _values(fs).values()), (fs.type.name.rpartition(".")[2],))
            self._link(fs, fs[GOVERNOR], role[0], fs[DEPENDENT], problems)
        spans, others, reasons = parts.join(list(self._spans.values()), self._links)
        yield from problems
        yield from (self._rejected(reason) for reason in reasons)
        yield Markup(self._article_id, text, spans, others, self._found.annotator, self._found.file)

    def _name(self, structures: Iterable[Any]) -> str:
        """The article's id: as we wrote it, or of the document's place or metadata."""
        title = ""
        for fs in structures:
            if fs.type.name == ARTICLE and _text(fs[ARTICLE_ID]):
                return str(fs[ARTICLE_ID])
            if fs.type.name == METADATA:
                title = stem(_text(fs.get("documentTitle")) or _text(fs.get("documentId")))
        return self._found.name if self._found.annotator or not title else title

    def _span(self, fs: Any, units: Units) -> Drawn:
        begin, end, line = self._place(fs)
        if begin is None or end is None:
            raise ValueError("an annotation without begin and end")
        span = Span(units.character(begin), units.character(end))
        if span.start >= span.end:
            raise ValueError(f"an annotation from {begin} to {end}")
        values = _values(fs)
        note = "\n".join(values.pop(NOTE, ()))
        kind = KINDS.get(fs.type.name)
        named = next((name for name in LABELS if name in values), None)
        if kind is not None and kind != "trigger":
            label = kind
        elif named is not None:
            label = values.pop(named)[0]
        elif kind == "trigger":
            raise ValueError(f"a trigger without {EVENT_TYPE}")
        else:
            label = fs.type.name.rpartition(".")[2]
        attributes = {name: tuple(map(codes.meant, value)) for name, value in values.items()}
        return Drawn(str(fs.xmiID), label, (span,), attributes, note, line)

    def _link(self, fs: Any, head: Any, role: str, target: Any, problems: list[Rejected]) -> None:
        ends = [str(end.xmiID) if end is not None else "" for end in (head, target)]
        if any(end not in self._spans for end in ends):
            problems.append(self._at(fs, f"its link {role!r} does not join two spans that can be used"))
            return
        role = role or codes.only_role(self._spans[ends[1]].label) or ""
        if not role:
            problems.append(self._at(fs, f"its link to {ends[1]} has no role"))
            return
        self._links.append(Link(ends[0], role, ends[1], self._place(fs)[2]))

    def _place(self, fs: Any) -> Place:
        return self._places.get(fs.xmiID, (None, None, 0))

    def _at(self, fs: Any, reason: str) -> Rejected:
        return self._rejected(f"{fs.type.name.removeprefix(OWN)} {fs.xmiID}: {reason}", self._place(fs)[2])

    def _rejected(self, reason: str, line: int = 0) -> Rejected:
        return Rejected(self._found.file, line, reason[:300], self._article_id)


def _has(fs: Any, name: str) -> bool:
    return any(feature.name == name for feature in fs.type.all_features)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _link_features(fs: Any) -> list[str]:
    arrays = [f.name for f in fs.type.all_features if f.rangeType.name == "uima.cas.FSArray" and fs[f.name] is not None]
    return [name for name in arrays if all(_has(e, ROLE) and _has(e, TARGET) for e in fs[name].elements or ())]


def _values(fs: Any) -> dict[str, tuple[str, ...]]:
    """The primitive features of an annotation that are set."""
    found: dict[str, tuple[str, ...]] = {}
    for feature in fs.type.all_features:
        value = fs[feature.name]
        if feature.name in ("sofa", "begin", "end") or value is None:
            continue
        listed = value.elements or [] if feature.rangeType.name == inception_layers.STRINGS else [value]
        texts = tuple(_shown(v) for v in listed if isinstance(v, str | int | float) and str(v))
        if texts:
            found[feature.name] = texts
    return found


def _shown(value: str | int | float) -> str:
    """A value as UIMA writes it, and as our codes have it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


# --- write --------------------------------------------------------------------------------------------


def write(markups: Iterable[Markup], path: Path) -> None:
    """A folder with an ``.xmi`` file for each markup, to be imported as "UIMA CAS XMI", and their ``TypeSystem.xml``.

    An article with characters that XML cannot hold becomes a ``.cas.json`` file. Raises what ``check`` raises.
    """
    path.mkdir(parents=True, exist_ok=True)
    types = type_system()
    types.to_xml(path / TYPE_SYSTEM)
    taken: set[str] = set()
    for markup in markups:
        check(markup)
        cas = _cas(parts.split(_of_layers(markup)), types)
        name = base = _file_name(markup.article_id)
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name.casefold())
        notes = (v for d in markup.spans for v in (d.note, *(v for vs in d.attributes.values() for v in vs)))
        if any(_UNWRITABLE.search(value) for value in (markup.text, markup.article_id, *notes)):
            cas.to_json(path / f"{name}.cas.json")
        else:
            cas.to_xmi(path / f"{name}.xmi")


def check(found: Markup) -> None:
    """Raise ValueError for what our layers cannot hold: attributes that are none of ours, links from a span that is no
    trigger.
    """
    kinds = {drawn.id: codes.kind(drawn.label) for drawn in found.spans}
    for drawn in found.spans:
        unknown = set(drawn.attributes) - set(ATTRIBUTES[kinds[drawn.id]])
        if unknown:
            raise ValueError(f"span {drawn.id} ({drawn.label}) has attributes without a feature: {sorted(unknown)}")
    for link in _of_layers(found).links:
        if link.role != parts.PART and kinds.get(link.head, "trigger") != "trigger":
            raise ValueError(f"span {link.head} ({kinds[link.head]}) is no trigger but is linked to {link.target}")


def _file_name(article_id: str) -> str:
    name = quote(article_id, safe=" ")
    # What begins with a point is hidden, and not read.
    name = f"%2E{name[1:]}" if name.startswith(".") else name
    return name if len(name) <= NAME_LIMIT else "sha-" + sha256(article_id.encode()).hexdigest()[:32]


def _of_layers(markup: Markup) -> Markup:
    """A markup without the sentences of further triggers, to which there is no link: they are left to how the text is cut."""
    further = {span.id for span in markup.spans if span.label == MENTION}
    left_out = {link.target for link in markup.links if link.head in further and link.role == "sentence"}
    return replace(
        markup,
        spans=tuple(span for span in markup.spans if span.id not in left_out),
        links=tuple(link for link in markup.links if link.target not in left_out),
    )


def _cas(markup: Markup, types: Any) -> Any:
    cas = cassis().Cas(typesystem=types)
    cas.sofa_string = markup.text
    cas.sofa_mime = "text/plain"
    cas.add(types.get_type(ARTICLE)(**{ARTICLE_ID: markup.article_id}))
    made: dict[str, Any] = {}
    for drawn in markup.spans:
        kind = codes.kind(drawn.label)
        values: dict[str, Any] = {NOTE: drawn.note or None}
        for name, value in drawn.attributes.items():
            fields = [codes.shown(v) for v in value]
            values[name] = types.get_type(inception_layers.STRINGS)(elements=fields) if name == "mode" else fields[0]
        if kind == "trigger":
            values[EVENT_TYPE] = drawn.label
        fs = types.get_type(layer(kind))(begin=drawn.parts[0].start, end=drawn.parts[0].end, **values)
        cas.add(fs)
        made[drawn.id] = fs
    led = markup.links_by_head()
    for drawn in markup.spans:
        own = led.get(drawn.id, [])
        for name, sort, _ in links(codes.kind(drawn.label)):
            mine = [link for link in own if (link.role == parts.PART) == (name == "parts")]
            if mine:
                made_links = [types.get_type(sort)(**{ROLE: k.role, TARGET: made[k.target]}) for k in mine]
                made[drawn.id][name] = types.get_type("uima.cas.FSArray")(elements=made_links)
    return cas
