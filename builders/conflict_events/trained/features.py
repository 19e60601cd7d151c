"""Features: closed-class facts about an event and about what may fill its roles, as strings.

They are types, forms, decisions of the rules, distances in bins, sectors and so on, and names of rules and registry entries.
"""

from __future__ import annotations

from collections.abc import Iterable

from conflict_events.drafts import ABLE
from conflict_events.merge import identity
from conflict_events.records import ActorValue, AmountValue, DateValue, Mention, PlaceValue
from conflict_events.text import COMMAS
from conflict_events.trained.reading import Reading, Story, Telling, place_key


def bin_of(number: int, *edges: int) -> str:
    """The largest edge that a number reaches, as text; "0" below all."""
    found = 0
    for edge in edges:
        if number >= edge:
            found = edge
    return str(found)


def distance(number: int) -> str:
    """Tokens between two mentions, in bins."""
    return bin_of(number, 1, 2, 4, 7, 12, 20)


def shape(telling: Telling) -> str:
    """The grammatical form of a trigger, with the voice of a verb."""
    value = telling.draft.value
    return f"{value.voice}-verb" if value.finite else value.form


class Features:
    """Collects the features of one item: each a name that holds, once."""

    def __init__(self) -> None:
        self._found: dict[str, None] = {}

    def add(self, *parts: object) -> None:
        """One feature, of several facts that hold together."""
        self._found["&".join([part if type(part) is str else str(part) for part in parts])] = None

    def extend(self, names: Iterable[str]) -> None:
        """Features that are names already."""
        self._found.update(dict.fromkeys(names))

    def flags(self, facts: Iterable[tuple[str, object]]) -> None:
        """Those facts that are so."""
        for name, so in facts:
            if so:
                self._found[name] = None

    def names(self) -> tuple[str, ...]:
        """All of them, in the order in which they were added."""
        return tuple(self._found)


# --- is it an event -------------------------------------------------------------------------------------


def of_story(reading: Reading, story: Story, stands: bool, crowd: int) -> Features:
    """Features of an event. ``stands``: whether the rules keep it; ``crowd``: events in the article."""
    f = Features()
    d, telling = story.draft, story.anchor
    value, view, document = d.value, telling.view, reading.document
    kind, form = value.type, shape(telling)
    f.add("type", kind)
    f.add("pattern", value.pattern)
    f.add("shape", form)
    f.add("shape", form, kind)
    f.add("stands", stands)
    f.add("stands", stands, kind)
    f.add("word", value.rule)
    f.add("word", value.rule, form)
    f.add("word", value.rule, "stands", stands)
    f.add("weak", value.weak)
    f.add("weak", value.weak, form)
    f.add("status", d.status)
    f.add("tellings", bin_of(len(story.tellings), 1, 2, 3, 5))
    f.add("tellings", len(story.tellings) > 1, kind)
    filled = [("A", d.actors), ("R", d.recipients), ("L", d.locations), ("N", d.amounts), ("D", d.date)]
    f.flags((f"has-{name}", values) for name, values in filled)
    f.add("filled", sum(bool(v) for _, v in filled))
    f.add("parties", bool(d.actors), bool(d.recipients), value.pattern)
    f.add("able-actor", any(_sector(m) in ABLE for m in d.actors))
    f.add("able-party", any(_sector(m) in ABLE for m in (*d.actors, *d.recipients)))
    f.flags((f"actor-sector={_sector(m)}", True) for m in d.actors)
    f.flags((f"recipient-sector={_sector(m)}", True) for m in d.recipients)
    f.add("sentence", bin_of(d.sentence, 1, 2, 3, 5, 8, 12))
    f.flags([("headline", d.sentence == reading.headline), ("lead", d.sentence == reading.lead)])
    f.flags(
        [("told-headline", reading.headline in story.sentences()), ("told-lead", reading.lead in story.sentences())]
    )
    here = [t for t in view.triggers if t.span != d.trigger.span]
    f.add("others-here", bin_of(len(here), 1, 2, 3, 5, 8))
    f.add("same-type-here", bin_of(sum(getattr(t.value, "type", "") == kind for t in here), 1, 2))
    before = [t for t in here if t.last <= d.trigger.first]
    f.add("gap-before", distance(d.trigger.first - before[-1].last) if before else "none")
    if before:
        f.add("before-type", getattr(before[-1].value, "type", ""))
        f.add("before", getattr(before[-1].value, "type", "") == kind, d.trigger.first - before[-1].last < 3)
    f.add("opener", view.opener(d.trigger.first))
    f.add("opener", view.opener(d.trigger.first), form)
    f.add("governed", bool(view.governor(d.trigger)), form)
    f.add("proclitic", d.trigger.proclitics[-1:] in view.grammar.attached and bool(d.trigger.proclitics), form)
    f.add("suffix", bool(d.trigger.suffix), form)
    f.add("governor", d.governor.value.type if d.governor is not None else "none")
    f.add("source", d.source is not None)
    definite = (
        document.tokens[d.trigger.first].norm[len(d.trigger.proclitics) :].startswith(view.grammar.clitics.article)
    )
    f.add("definite", definite, form)
    f.add("definite", definite, form, bool(d.actors or d.recipients))
    f.add("crowd", bin_of(crowd, 2, 4, 7, 11, 16, 24))
    f.add("length", bin_of(len(document.sentences), 2, 4, 8, 12, 20))
    return f


# --- did it happen --------------------------------------------------------------------------------------


def of_status(reading: Reading, story: Story) -> tuple[str, ...]:
    """Features of whether an event happened, is planned, is only possible or is denied."""
    f = Features()
    d, telling = story.draft, story.anchor
    value, view, trigger = d.value, telling.view, d.trigger
    kind, form = value.type, shape(telling)
    f.add("ruled", d.status)
    f.add("ruled", d.status, form)
    f.add("ruled", d.status, kind)
    for told in dict.fromkeys(t.draft.status for t in story.tellings):
        f.add("told", told, d.status)
    f.add("type", kind)
    f.add("shape", form, kind)
    f.add("word", value.rule)
    f.add("tense", value.form)
    f.add("opener", view.opener(trigger.first), form)
    f.add("governed", view.governor(trigger) or "none", value.form)
    f.add("proclitic", trigger.proclitics[-1:] or "none", value.form)
    f.add("proclitic", trigger.proclitics[-1:] or "none", kind)
    clause = view.clause(trigger.first)
    for hit in reading.document.within("status-cue", view.sentence.first, view.sentence.last):
        after = hit.first >= trigger.last
        gap = hit.first - trigger.last if after else trigger.first - hit.last
        near = bin_of(gap, 1, 3, 6, 12)
        f.add("cue", hit.entry.key, "after" if after else "before", near)
        f.add("cue", hit.entry.key, view.clause(hit.first) == clause, after)
        f.add("cue-status", hit.entry.payload.status, "after" if after else "before", near)
    governor = d.governor
    f.add("governor", governor.value.type if governor is not None else "none", governor.status if governor else "")
    before = [t for t in view.triggers if t.last <= trigger.first]
    if before:
        earlier = before[-1].value
        apart = distance(trigger.first - before[-1].last)
        f.add("before", getattr(earlier, "type", ""), apart)
        f.add("before", getattr(earlier, "pattern", ""), apart, form)
        f.add("before-word", getattr(earlier, "rule", ""), apart)
    date = d.date.value if d.date is not None else None
    published = reading.document.article.published
    if isinstance(date, DateValue) and published is not None and date.earliest is not None:
        f.add("date", "ahead" if date.earliest > published else "past", form)
    f.flags([("amounts", d.amounts), ("toll", any(a.role in ("killed", "wounded") for a in d.amounts))])
    f.add("headline", d.sentence == reading.headline, form)
    f.add("source", d.source is not None, form)
    f.add("suffix", bool(trigger.suffix), form)
    return f.names()


# --- does it fill the role -------------------------------------------------------------------------------


def of_pair(reading: Reading, telling: Telling, mention: Mention, kind: str) -> tuple[str, ...]:
    """How a mention stands to the trigger of a telling; both lie in one sentence."""
    key = (telling.draft.trigger.first, mention.start, mention.end, kind)
    known = reading.known.get(key)
    if known is None:
        known = reading.known[key] = _of_pair(reading, telling, mention, kind)
    return known


def _of_pair(reading: Reading, telling: Telling, mention: Mention, kind: str) -> tuple[str, ...]:
    f = Features()
    view, trigger = telling.view, telling.draft.trigger
    pattern, form = telling.draft.value.pattern, shape(telling)
    after = mention.first >= trigger.last
    before = mention.last <= trigger.first
    side = "after" if after else "before" if before else "inside"
    low, high = (trigger.last, mention.first) if after else (mention.last, trigger.first)
    gap = max(0, high - low)
    same = view.clause(mention.first) == view.clause(trigger.first)
    between = sum(low <= t.first < high for t in view.triggers)
    verbs = sum(low <= v < high for v in view.verbs)
    commas = sum(view.tokens[i].norm in COMMAS for i in range(low, high))
    rivals = {"actor": view.actors, "place": view.places, "date": view.dates}.get(kind, view.numbers)
    rank = sum(low <= m.first and m.last <= high for m in rivals)
    layout = reading.layout(telling)
    candidate = layout.of.get(mention.span)
    if candidate is None:
        slot = view.governor(mention) and "prep"
    elif candidate.preposition:
        slot = "prep:" + "|".join(telling.pattern.prepositions.get(candidate.preposition, ("unknown",)))
    else:
        slot = "embedded" if candidate.embedded else "joined" if candidate.joined else "bare"
    f.add("side", side)
    f.add("side", side, form)
    f.add("side", side, distance(gap))
    f.add("side", side, "rank", min(rank, 3))
    f.add("side", side, "rank", min(rank, 2), form)
    f.add("side", side, "clause", same)
    f.add("side", side, "between", min(between, 2))
    f.add("side", side, "slot", slot)
    f.add("slot", slot, side, pattern)
    f.add("slot", slot, side, form)
    f.add("slot", slot, pattern, form, side, min(rank, 1))
    f.add("between", min(between, 2), "clause", same)
    f.add("verbs", min(verbs, 2), side)
    f.add("commas", min(commas, 2), side)
    f.add("opener", view.opener(mention.first), side, same)
    f.add("near", gap <= 2, min(between, 1), pattern, side)
    f.add("rivals", bin_of(len(rivals), 1, 2, 3, 5))
    preposition = candidate.preposition if candidate is not None else view.governor(mention)
    f.add("prep", preposition or "none", side, pattern)
    f.add("prep", preposition or "none", side, form)
    f.add("prep", preposition or "none", telling.draft.value.type)
    for told in ("agent-verb", "speech", "light-verb"):
        if reading.document.within(told, max(mention.first - 3, view.sentence.first), mention.first):
            f.add("behind", told, side, form)
    if trigger.suffix and kind == "actor":
        f.add("possessor", view.possessor(trigger.first, trigger.suffix, ()) is mention, form, pattern)
    f.add("word", telling.draft.value.rule, slot, side)
    f.add("word", telling.draft.value.rule, form, side, min(rank, 1))
    around = reading.around(mention)
    if around:
        nearest = around[0].draft
        ours = nearest.trigger.span == trigger.span
        f.add("nearest", "ours" if ours else nearest.value.pattern, side)
        f.add("nearest", "ours" if ours else nearest.value.pattern, pattern)
    return f.names()


def of_setting(f: Features, reading: Reading, story: Story, mention: Mention, here: bool) -> None:
    """Where a mention stands that lies in no sentence of the event (``here`` False), or that it does lie in one."""
    at = mention.sentence
    where = "other"
    if here:
        where = "anchor" if at == story.draft.sentence else "telling"
    elif at == reading.headline:
        where = "headline"
    elif at == reading.lead:
        where = "lead"
    elif at == story.draft.sentence - 1:
        where = "previous"
    f.add("where", where)
    f.add("apart", bin_of(abs(at - story.draft.sentence), 1, 2, 3, 5), at < story.draft.sentence)
    f.add("where", where, story.draft.value.type)
    f.add("where", where, len(story.tellings) > 1)


def of_decisions(f: Features, story: Story, chosen: str, ours: bool, role: str, empty: bool) -> None:
    """What the rules decided: the role that they gave (``chosen``, "" for none), whether it was this one."""
    value = story.draft.value
    f.add("rule", chosen or "none")
    f.add("rule", chosen or "none", value.pattern)
    f.add("rule", chosen or "none", value.type)
    f.add("rule", chosen or "none", shape(story.anchor))
    f.add("rule", chosen or "none", "empty", empty)
    f.add("ours", ours, "tellings", bin_of(len(story.tellings), 1, 2, 3))
    f.add("type", value.type)


def of_claims(f: Features, reading: Reading, story: Story, mentions: Iterable[Mention], role: str) -> None:
    """Which other events the rules gave the same mentions to."""
    own, sentences = set(story.triggers()), story.sentences()
    for m in mentions:
        for draft, given in reading.claims.get(m.span, ()):
            if draft.trigger.span in own:
                continue
            f.add("claimed", given == role, "here" if draft.sentence in sentences else "there")
            f.add("claimed", given, draft.value.type == story.draft.value.type)


def of_actor(f: Features, reading: Reading, story: Story, mention: Mention, role: str) -> None:
    """What kind of actor a mention is, and how it goes with those that the rules gave the other role."""
    value, pattern = mention.value, story.draft.value.pattern
    assert isinstance(value, ActorValue)
    able = value.sector in ABLE
    f.add("sector", value.sector)
    f.add("sector", value.sector, story.draft.value.type)
    f.add("able", able)
    f.add("able", able, pattern)
    f.add("able", able, pattern, shape(story.anchor))
    f.add("number", value.number)
    f.add("definite", value.definite)
    f.add("known", value.entity_id is not None)
    f.add("anaphor", value.anaphor)
    f.add("person", story.draft.value.person, value.number)
    f.add("mentions", bin_of(reading.count[identity(mention)], 1, 2, 3, 5, 9))
    others = story.draft.recipients if role == "actor" else story.draft.actors
    for other in others[:2]:
        if isinstance(other.value, ActorValue) and identity(other) != identity(mention):
            f.add("facing", other.value.sector, value.sector)
            f.add("facing", other.value.sector in ABLE, value.sector, story.draft.value.type)
            if other.value.country and value.country:
                f.add("facing-country", other.value.country == value.country, story.draft.value.type)
    if value.entity_id is not None:
        f.add("entity", value.entity_id, story.draft.value.pattern)
    f.add("topic", min(reading.ranks.get(identity(mention), 9), 3))


def of_place(f: Features, reading: Reading, story: Story, mention: Mention, role: str, usual: str) -> None:
    """What kind of place a mention is, and how it stands to the places that the rules chose."""
    value, event = mention.value, story.draft.value
    assert isinstance(value, PlaceValue)
    f.add("role", role, event.type)
    f.add("role", role, "usual", usual)
    f.add("role", role, usual, event.type)
    f.add("precision", value.precision)
    f.add("precision", value.precision, event.type)
    f.add("mentions", bin_of(reading.count[place_key(mention)], 1, 2, 3, 5, 9))
    others = [a.mention.value for a in story.draft.locations if a.mention.span != mention.span]
    places = [v for v in others if isinstance(v, PlaceValue)]
    f.add("finer-chosen", any(v.precision < value.precision for v in places))
    f.add("coarser-chosen", any(v.precision > value.precision for v in places))
    f.add("country-of-chosen", value.precision == 6, any(v.country == value.country for v in places), bool(places))
    f.add("is-actor", any(a.first <= mention.first < a.last for a in reading.actors_beside(mention)))
    f.add("is-actor", any(a.span == mention.span for a in reading.actors_beside(mention)), value.precision == 6, role)


def of_amount(f: Features, reading: Reading, story: Story, mention: Mention, kind: str, usual: str) -> None:
    """What a number counts, and as what it is taken here."""
    value, event = mention.value, story.draft.value
    assert isinstance(value, AmountValue)
    unit = (
        value.unit
        if value.unit in ("", "person", "percent", "year")
        else "money"
        if mention.kind == "money"
        else "thing"
    )
    f.add("kind", kind)
    f.add("kind", kind, event.type)
    f.add("kind", kind, event.pattern)
    f.add("kind", kind, "own", value.kind or "none")
    f.add("kind", kind, "own", value.kind or "none", "usual", kind == usual)
    f.add("kind", kind, "usual", usual)
    for place, telling in zip(("nearest", "other"), reading.around(mention), strict=False):
        value_there = telling.draft.value
        f.add("kind", kind, place, telling.pattern.amount)
        f.add("kind", kind, place, value_there.rule)
        f.add("kind", kind, place, telling.pattern.amount, telling.draft.trigger.first < mention.first)
    f.add("unit", unit, kind)
    f.add("unit", unit, event.type)
    f.add("unit", unit, value.implied)
    f.add("implied", value.implied)
    f.add("implied", value.implied, event.pattern)
    f.add("part", value.part)
    f.add("open", value.low is None, value.high is None)
    f.add("size", bin_of(int(value.low or value.high or 0), 1, 2, 3, 10, 100, 1000, 1900, 2100))
    parties = (("actor", story.draft.actors), ("recipient", story.draft.recipients))
    for name, mentions in parties:
        if any(m.span.overlaps(mention.span) for m in mentions):
            f.add(f"counts-{name}")
            f.add(f"counts-{name}", kind)
    f.add("counts-actor", any(m.span.overlaps(mention.span) for m in reading.actors_beside(mention)), value.implied)


def of_date(f: Features, reading: Reading, story: Story, mention: Mention) -> None:
    """What kind of date a mention is."""
    value = mention.value
    assert isinstance(value, DateValue)
    f.add("precision", value.precision)
    f.add("precision", value.precision, value.basis)
    f.add("resolved", value.earliest is not None)
    published = reading.document.article.published
    if published is not None and value.earliest is not None:
        f.add("ago", bin_of((published - value.earliest).days, 1, 2, 4, 8, 32, 366), value.precision)
        f.add("ahead", value.earliest > published, story.draft.status)
    f.add("dates", bin_of(len(reading.mentions["date"]), 1, 2, 3, 5))
    f.add("source", story.draft.source is not None)


def _sector(mention: Mention) -> str:
    return mention.value.sector if isinstance(mention.value, ActorValue) else ""
