"""Frame -> event record, in the layout of ``schema/event.schema.json``."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

from conflict_events.language import table
from conflict_events.lexical.text import plain
from conflict_events.linking.person_kinds import TYPES_OF_KIND
from conflict_events.records import (
    ActorValue,
    AmountValue,
    Argument,
    Article,
    DateValue,
    Document,
    Event,
    Frame,
    Mention,
    PlaceValue,
    SourceValue,
    Span,
)

QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "verbal cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "material cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal conflict"),
    **dict.fromkeys(
        ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "DISPLACE", "TRAFFIC"), "material conflict"
    ),
}
_AROUND = " \u00a0\t\n,،"
"""What may stand around a conjunction."""


def events(frames: Iterable[Frame], document: Document) -> list[Event]:
    """The records of a document's frames. Raises ValueError where a span does not lie in the article's text.

    Two events of one type on the same words (five arrested here and three there) have ids of their own: the later ones'
    hashes take in their number.
    """
    seen: Counter[str] = Counter()
    made = []
    for frame in frames:
        record = event(frame, document)
        seen[record["event_id"]] += 1
        number = seen[record["event_id"]]
        if number > 1:
            record["event_id"] = event_id(document.article.article_id, frame.type, frame.trigger, number)
        made.append(record)
    return made


def event(frame: Frame, document: Document) -> Event:
    """The record of a frame. Raises ValueError where a span does not lie in the article's text."""
    article = document.article
    return Event(
        event_id=event_id(article.article_id, frame.type, frame.trigger),
        article_id=article.article_id,
        language=article.language,
        published=article.published,
        action={
            "type": frame.type,
            "modes": sorted(frame.modes),
            "quad": QUADS[frame.type],
            "status": frame.status,
            **_quote(article.text, frame.trigger),
        },
        actor=[_entity(article.text, m) for m in frame.actors],
        recipient=[_entity(article.text, m) for m in frame.recipients],
        location=[_place(article.text, a) for a in frame.locations],
        amount=_amounts(article, frame.amounts),
        date=_date(article.text, frame.date) if frame.date is not None else None,
        source=_source(article.text, frame.source) if frame.source is not None else None,
        evidence=_quote(article.text, frame.sentence),
        confidence=frame.confidence,
        extractor=frame.extractor,
        rule=frame.rule,
        other_ids=list(frame.other_ids),
    )


def event_id(article_id: str, event_type: str, trigger: Span, number: int = 1) -> str:
    """Stable on every machine: a hash of article, type and trigger span, and of the number from the second event on."""
    key = f"{article_id}\0{event_type}\0{trigger.start}\0{trigger.end}" + (f"\0{number}" if number > 1 else "")
    return "ev-" + hashlib.sha256(key.encode()).hexdigest()[:20]


def item(text: str, role: str, argument: Argument) -> dict[str, Any]:
    """The item of a record that fills ``role``: actor, recipient, location, amount or date."""
    if role == "location":
        return _place(text, argument)
    if role == "amount":
        return _amount(text, argument)
    return _date(text, argument.mention) if role == "date" else _entity(text, argument.mention)


def _quote(text: str, span: Span | Mention) -> dict[str, Any]:
    if not 0 <= span.start < span.end <= len(text):
        raise ValueError(f"span {span.start} to {span.end} does not lie in a text of {len(text)} characters")
    return {"text": text[span.start : span.end], "start": span.start, "end": span.end}


def _quoted(text: str, mention: Mention, **fields: Any) -> dict[str, Any]:
    """An item: the words, what they mean (a ``name`` that is "" is the words themselves), and where they stand. Names are
    ``plain``, so that one that is spaced or stretched otherwise counts as the same.
    """
    quote = _quote(text, mention)
    if "name" in fields:
        fields["name"] = plain(fields["name"] or quote["text"])
    return {"text": quote["text"], **fields, "start": quote["start"], "end": quote["end"]}


def _entity(text: str, mention: Mention) -> dict[str, Any]:
    value = mention.valued(ActorValue)
    return _quoted(
        text,
        mention,
        name=value.name,
        entity_id=value.entity_id,
        sector=value.sector or "UNK",
        country=value.country,
    )


def _place(text: str, argument: Argument) -> dict[str, Any]:
    value = argument.mention.valued(PlaceValue)
    return _quoted(
        text,
        argument.mention,
        name=value.name,
        place_id=value.place_id,
        country=value.country,
        admin1=value.admin1 or None,
        latitude=value.latitude,
        longitude=value.longitude,
        precision=value.precision,
        role=argument.role,
    )


def _amount(text: str, argument: Argument) -> dict[str, Any]:
    value = argument.mention.valued(AmountValue)
    made = _quoted(
        text,
        argument.mention,
        kind=argument.role,
        unit=value.unit or ("person" if argument.role in TYPES_OF_KIND else ""),
        low=None if value.low is None else float(value.low),
        high=None if value.high is None else float(value.high),
    )
    return {**made, "part": value.part}


def _amounts(article: Article, amounts: Iterable[Argument]) -> list[dict[str, Any]]:
    """The amounts of a record, each with whether the text counts it together with one of its kind before it."""
    made = [_amount(article.text, a) for a in amounts]
    ends: dict[tuple[str, bool], int] = {}
    for amount in sorted(made, key=lambda a: int(a["start"])):
        like = amount["kind"], amount["part"]
        between = article.text[ends.get(like, amount["start"]) : amount["start"]]
        amount["joined"] = between.strip(_AROUND) == _conjunction(article.language)
        ends[like] = amount["end"]
    return made


@cache
def _conjunction(code: str) -> str:
    """What joins what is counted together."""
    conjunction: str = table(code, "language")["clitics"]["conjunctions"][0]
    return conjunction


def _date(text: str, mention: Mention) -> dict[str, Any]:
    value = mention.valued(DateValue)
    return _quoted(
        text,
        mention,
        earliest=value.earliest,
        latest=value.latest,
        precision=value.precision,
        basis=value.basis,
    )


def _source(text: str, mention: Mention) -> dict[str, Any]:
    value = mention.valued(SourceValue)
    return _quoted(text, mention, name=value.name)
