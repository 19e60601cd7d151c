"""Discontinuous spans for tools whose spans are one stretch: the further parts are spans that the first is linked to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from conflict_events.annotations.model import Drawn, Link, Markup

PART = "part"
"""Role of the link from a span to a further part of it."""


def split(markup: Markup) -> Markup:
    """The same markup with spans of one part each, and links of the role ``PART``."""
    taken = {drawn.id for drawn in markup.spans}
    spans: list[Drawn] = []
    links = list(markup.links)
    for drawn in markup.spans:
        spans.append(replace(drawn, parts=drawn.parts[:1]))
        for number, part in enumerate(drawn.parts[1:], 2):
            name = f"{drawn.id}.{number}"
            while name in taken:
                name += "."
            taken.add(name)
            spans.append(Drawn(name, drawn.label, (part,)))
            links.append(Link(drawn.id, PART, name))
    return replace(markup, spans=tuple(spans), links=tuple(links))


def join(spans: Sequence[Drawn], links: Iterable[Link]) -> tuple[tuple[Drawn, ...], tuple[Link, ...], list[str]]:
    """The inverse of :func:`split`: spans, links, and the reasons why some part could not be joined to its span.

    What cannot be joined stays a span of its own. A part brings in the attributes and the note that its span lacks, and
    its links are the span's.
    """
    found = {drawn.id: drawn for drawn in spans}
    others: list[Link] = []
    reasons: list[str] = []
    joined: dict[str, str] = {}
    """The span that each part was joined to."""
    for link in links:
        if link.role != PART:
            others.append(link)
            continue
        of = _whole(link.head, joined)
        head, part = found.get(of), found.get(link.target)
        if head is None or part is None or head is part:
            reasons.append(f"{link.target} is to be a part of {link.head}, which is no other span")
        elif head.label != part.label:
            reasons.append(f"{link.target} ({part.label}) is to be a part of {link.head} ({head.label})")
        elif any(head.attributes.get(k, v) != v for k, v in part.attributes.items()):
            reasons.append(f"{link.target} is to be a part of {link.head} but has other attributes")
        else:
            found[head.id] = replace(
                head,
                parts=tuple(sorted({*head.parts, *part.parts})),
                attributes={**part.attributes, **head.attributes},
                note="\n".join(dict.fromkeys(n for n in (head.note, part.note) if n)),
            )
            joined[part.id] = head.id
            del found[part.id]
    whole = (replace(link, head=_whole(link.head, joined), target=_whole(link.target, joined)) for link in others)
    return tuple(found.values()), tuple(whole), reasons


def _whole(name: str, joined: Mapping[str, str]) -> str:
    """The span that a part belongs to; any other is its own."""
    while name in joined:
        name = joined[name]
    return name
