"""Features of what may fill a role: how it stands to the event, what the rules decided, what kind of thing it is.

Each function makes a group of them; no two groups of one candidate have a feature in common.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conflict_events.linking import attachment
from conflict_events.linking.clauses import Candidate
from conflict_events.linking.drafts import ABLE
from conflict_events.linking.merge import identity
from conflict_events.records import ActorValue, AmountValue, DateValue, Mention, PlaceValue
from conflict_events.trained.features import bin_of, distance, once
from conflict_events.trained.identities import place_key
from conflict_events.trained.reading import Claim, Names, Reading, Story, Telling, ends

LED_BY = 3
"""Words between a verb of doing or saying and the mention that it leads to."""


def of_pair(reading: Reading, telling: Telling, mention: Mention) -> Names:
    """How a mention stands to the trigger of a telling; both lie in one sentence."""
    value, view, trigger = telling.draft.value, telling.view, telling.draft.trigger
    pattern, form = value.pattern, telling.shape
    after = mention.first >= trigger.last
    before = mention.last <= trigger.first
    side = "after" if after else "before" if before else "inside"
    low, high = (trigger.last, mention.first) if after else (mention.last, trigger.first)
    gap = max(0, high - low)
    same = view.clause(mention.first) == view.clause(trigger.first)
    between = min(len([t for t in view.triggers if low <= t.first < high]), 2)
    verbs = min(len([v for v in view.verbs if low <= v < high]), 2)
    layout = reading.layout(telling)
    commas = min(len([i for i in layout.commas if low <= i < high]), 2)
    rivals = {"actor": view.actors, "place": view.places, "date": view.dates}.get(mention.kind, view.numbers)
    rank = len([m for m in rivals if low <= m.first and m.last <= high])
    candidate = layout.of.get(ends(mention))
    preposition = candidate.preposition if candidate is not None else view.governor(mention)
    slot = _slot(telling, candidate, preposition)
    names = [
        f"side&{side}",
        f"side&{side}&{form}",
        f"side&{side}&{distance(gap)}",
        f"side&{side}&rank&{min(rank, 3)}",
        f"side&{side}&rank&{min(rank, 2)}&{form}",
        f"side&{side}&clause&{same}",
        f"side&{side}&between&{between}",
        f"side&{side}&slot&{slot}",
        f"slot&{slot}&{side}&{pattern}",
        f"slot&{slot}&{side}&{form}",
        f"slot&{slot}&{pattern}&{form}&{side}&{min(rank, 1)}",
        f"between&{between}&clause&{same}",
        f"verbs&{verbs}&{side}",
        f"commas&{commas}&{side}",
        f"opener&{view.opener(mention.first)}&{side}&{same}",
        f"near&{gap <= 2}&{min(between, 1)}&{pattern}&{side}",
        f"rivals&{bin_of(len(rivals), 1, 2, 3, 5)}",
        f"prep&{preposition or 'none'}&{side}&{pattern}",
        f"prep&{preposition or 'none'}&{side}&{form}",
        f"prep&{preposition or 'none'}&{value.type}",
    ]
    names += _of_lead(reading, telling, mention, side)
    names += [f"word&{value.rule}&{slot}&{side}", f"word&{value.rule}&{form}&{side}&{min(rank, 1)}"]
    for nearest in reading.around(mention)[:1]:
        whose = "ours" if nearest is telling else nearest.draft.value.pattern
        names += [f"nearest&{whose}&{side}", f"nearest&{whose}&{pattern}"]
    return tuple(names)


def _of_lead(reading: Reading, telling: Telling, mention: Mention, side: str) -> Iterator[str]:
    """Which verbs of doing or saying a mention stands behind, and whether a trigger's pronoun means it."""
    value, view, trigger = telling.draft.value, telling.view, telling.draft.trigger
    for told, places in reading.layout(telling).leading.items():
        if not places.isdisjoint(range(mention.first - LED_BY, mention.first)):
            yield f"behind&{told}&{side}&{telling.shape}"
    if trigger.suffix and mention.kind == "actor":
        owner = view.possessor(trigger.first, trigger.suffix, ())
        yield f"possessor&{owner is mention}&{telling.shape}&{value.pattern}"


def _slot(telling: Telling, candidate: Candidate | None, preposition: str) -> str:
    """How a mention, which may be a candidate, and behind which preposition, is tied to its sentence."""
    if candidate is None:
        return preposition and "prep"
    if preposition:
        return "prep:" + "|".join(telling.pattern.prepositions.get(preposition, ("unknown",)))
    return "embedded" if candidate.embedded else "joined" if candidate.joined else "bare"


def of_setting(reading: Reading, story: Story, sentence: int, here: bool) -> Names:
    """Where a mention's sentence stands to the event; ``here``: whether it is one of the event's."""
    d = story.draft
    if here:
        where = "anchor" if sentence == d.sentence else "telling"
    elif sentence == reading.headline:
        where = "headline"
    elif sentence == reading.lead:
        where = "lead"
    else:
        where = {-1: "previous", 1: "next"}.get(sentence - d.sentence, "other")
    return (
        f"where&{where}",
        f"apart&{bin_of(abs(sentence - d.sentence), 1, 2, 3, 5)}&{sentence < d.sentence}",
        f"where&{where}&{d.value.type}",
        f"where&{where}&{len(story.tellings) > 1}",
    )


def of_decisions(story: Story, chosen: str, ours: bool, empty: bool) -> Names:
    """What the rules decided: the role that they gave (``chosen``, "" for none), whether it was this one, and whether they
    gave it to nobody.
    """
    value, rule = story.draft.value, chosen or "none"
    return (
        f"rule&{rule}",
        f"rule&{rule}&{value.pattern}",
        f"rule&{rule}&{value.type}",
        f"rule&{rule}&{story.anchor.shape}",
        f"rule&{rule}&empty&{empty}",
        f"ours&{ours}&tellings&{bin_of(len(story.tellings), 1, 2, 3)}",
        f"type&{value.type}",
    )


def of_claims(story: Story, claims: Sequence[Claim], role: str) -> Names:
    """How often the rules gave the mentions of one thing this role of the event, and to which other events they gave them."""
    names = []
    times = set()
    for claim in claims:
        if claim.trigger not in story.told_at:
            names.append(f"claimed&{claim.role == role}&{'here' if claim.sentence in story.sentences else 'there'}")
            names.append(f"claimed&{claim.role}&{claim.type == story.draft.value.type}")
        elif claim.role == role:
            times.add(claim.trigger)
    names.append(f"rule-times&{min(len(times), 3)}")
    return once(names)


def of_actor(reading: Reading, story: Story, mention: Mention, role: str) -> Names:
    """What kind of actor a mention is, and how it goes with those that the rules gave the other role."""
    value, event = mention.valued(ActorValue), story.draft.value
    able, key = value.sector in ABLE, identity(mention)
    names = [
        f"sector&{value.sector}",
        f"sector&{value.sector}&{event.type}",
        f"able&{able}",
        f"able&{able}&{event.pattern}",
        f"able&{able}&{event.pattern}&{story.anchor.shape}",
        f"number&{value.number}",
        f"definite&{value.definite}",
        f"known&{value.entity_id is not None}",
        f"anaphor&{value.anaphor}",
        f"person&{event.person}&{value.number}",
        f"mentions&{bin_of(reading.identities.count[key], 1, 2, 3, 5, 9)}",
    ]
    others = story.draft.recipients if role == "actor" else story.draft.actors
    for other in others[:2]:
        if isinstance(other.value, ActorValue) and identity(other) != key:
            names.append(f"facing&{other.value.sector}&{value.sector}")
            names.append(f"facing&{other.value.sector in ABLE}&{value.sector}&{event.type}")
            if other.value.country and value.country:
                names.append(f"facing-country&{other.value.country == value.country}&{event.type}")
    if value.entity_id is not None:
        names.append(f"entity&{value.entity_id}&{event.pattern}")
    names.append(f"topic&{min(reading.identities.ranks.get(key, 9), 3)}")
    return once(names)


def of_place(reading: Reading, story: Story, mention: Mention, role: str, usual: str) -> Names:
    """What kind of place a mention is, and how it stands to the places that the rules chose. ``role``: as what it is taken
    here; ``usual``: as what its preposition says.
    """
    value, kind = mention.valued(PlaceValue), story.draft.value.type
    others = [a.mention.value for a in story.draft.locations if ends(a.mention) != ends(mention)]
    places = [v for v in others if isinstance(v, PlaceValue)]
    same_country = any(v.country == value.country for v in places)
    actors = reading.actors_beside(mention)
    return (
        f"role&{role}&{kind}",
        f"role&{role}&usual&{usual}",
        f"role&{role}&{usual}&{kind}",
        f"precision&{value.precision}",
        f"precision&{value.precision}&{kind}",
        f"mentions&{bin_of(reading.identities.count[place_key(mention)], 1, 2, 3, 5, 9)}",
        f"finer-chosen&{any(v.precision < value.precision for v in places)}",
        f"coarser-chosen&{any(v.precision > value.precision for v in places)}",
        f"country-of-chosen&{value.precision == 6}&{same_country}&{bool(places)}",
        f"is-actor&{any(a.first <= mention.first < a.last for a in actors)}",
        f"is-actor&{any(ends(a) == ends(mention) for a in actors)}&{value.precision == 6}&{role}",
    )


def of_amount(
    reading: Reading, story: Story, mention: Mention, around: Sequence[Telling], kind: str, usual: str
) -> Names:
    """What a number counts, and as what it is taken here (``kind``). ``around``: the tellings nearest to it; ``usual``: the
    kind that its event word counts.
    """
    value, draft = mention.valued(AmountValue), story.draft
    event, own, unit = draft.value, value.told or value.kind or "none", _unit(mention)
    names = [
        f"kind&{kind}",
        f"kind&{kind}&{event.type}",
        f"kind&{kind}&{event.pattern}",
        f"kind&{kind}&own&{own}",
        f"kind&{kind}&own&{own}&usual&{kind == usual}",
        f"kind&{kind}&usual&{usual}",
    ]
    for place, telling in zip(("nearest", "other"), around, strict=False):
        counted = telling.pattern.amount
        names.append(f"kind&{kind}&{place}&{counted}")
        names.append(f"kind&{kind}&{place}&{telling.draft.value.rule}")
        names.append(f"kind&{kind}&{place}&{counted}&{telling.draft.trigger.first < mention.first}")
    names += [
        f"unit&{unit}&{kind}",
        f"unit&{unit}&{event.type}",
        f"unit&{unit}&{value.implied}",
        f"implied&{value.implied}",
        f"implied&{value.implied}&{event.pattern}",
        f"part&{value.part}",
        f"open&{value.low is None}&{value.high is None}",
        f"size&{bin_of(int(value.low or value.high or 0), 1, 2, 3, 10, 100, 1000, 1900, 2100)}",
    ]
    for name, mentions in (("actor", draft.actors), ("recipient", draft.recipients)):
        if any(map(mention.overlaps, mentions)):
            names.append(f"counts-{name}")
            names.append(f"counts-{name}&{kind}")
    names.append(f"counts-actor&{any(map(mention.overlaps, reading.actors_beside(mention)))}&{value.implied}")
    return once(names)


def of_time(reading: Reading, number: Mention) -> Names:
    """The date next to a number in its sentence: a toll "since January" is no day's."""
    dates = reading.dates_of.get(number.sentence, ())
    if not dates:
        return ("time&none",)
    date = min(dates, key=lambda m: attachment.distance(m, number))
    value = date.valued(DateValue)
    gap = distance(attachment.distance(date, number))
    return f"time&{value.precision}", f"time&{value.precision}&{gap}&{date.first < number.first}"


def of_date(reading: Reading, story: Story, mention: Mention) -> Names:
    """What kind of date a mention is."""
    value = mention.valued(DateValue)
    names = [
        f"precision&{value.precision}",
        f"precision&{value.precision}&{value.basis}",
        f"resolved&{value.earliest is not None}",
    ]
    published = reading.document.article.published
    if published is not None and value.earliest is not None:
        names.append(f"ago&{bin_of((published - value.earliest).days, 1, 2, 4, 8, 32, 366)}&{value.precision}")
        names.append(f"ahead&{value.earliest > published}&{story.draft.status}")
    names.append(f"dates&{bin_of(len(reading.mentions['date']), 1, 2, 3, 5)}")
    names.append(f"source&{story.draft.source is not None}")
    return tuple(names)


def _unit(mention: Mention) -> str:
    value = mention.valued(AmountValue)
    if value.unit in ("", "person", "percent", "year"):
        return value.unit
    return "money" if mention.kind == "money" else "thing"
