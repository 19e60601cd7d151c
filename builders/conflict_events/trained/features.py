"""Features: closed-class facts about an event, as strings: one fact or several that hold together, "shape&noun&ASSAULT".

They are types, forms, decisions of the rules, distances in bins, sectors and so on, and names of rules and registry entries.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.drafts import ABLE
from conflict_events.records import ActorValue, DateValue, Mention, TriggerValue
from conflict_events.trained.reading import Names, Reading, Story, ends


def bin_of(number: int, *edges: int) -> str:
    """The largest edge that a number reaches, as text; "0" below all. Edges ascend."""
    reached = bisect_right(edges, number)
    return str(edges[reached - 1]) if reached else "0"


def distance(number: int) -> str:
    """Tokens between two mentions, in bins."""
    return bin_of(number, 1, 2, 4, 7, 12, 20)


def once(names: Iterable[str]) -> Names:
    """Each name once, in the order given."""
    return tuple(dict.fromkeys(names))


# --- is it an event -------------------------------------------------------------------------------------


def of_story(reading: Reading, story: Story, stands: bool, crowd: int) -> Names:
    """Features of an event. ``stands``: whether the rules keep it; ``crowd``: events in the article."""
    size = bin_of(len(reading.document.sentences), 2, 4, 8, 12, 20)
    return once(
        (
            *_of_trigger(story, stands),
            *_of_draft(story),
            *_of_sentence(reading, story),
            f"crowd&{bin_of(crowd, 2, 4, 7, 11, 16, 24)}",
            f"length&{size}",
        )
    )


def _of_trigger(story: Story, stands: bool) -> Names:
    """What the event word is."""
    value, kind, form, word = story.draft.value, story.draft.value.type, story.anchor.shape, story.draft.value.rule
    return (
        f"type&{kind}",
        f"pattern&{value.pattern}",
        f"shape&{form}",
        f"shape&{form}&{kind}",
        f"stands&{stands}",
        f"stands&{stands}&{kind}",
        f"word&{word}",
        f"word&{word}&{form}",
        f"word&{word}&stands&{stands}",
        f"weak&{value.weak}",
        f"weak&{value.weak}&{form}",
        *((f"doubtful&{kind}", f"doubtful&{word}&{form}") if value.doubtful else ()),
    )


def _of_draft(story: Story) -> Names:
    """What the rules made of the event."""
    d, value = story.draft, story.draft.value
    filled = [("A", d.actors), ("R", d.recipients), ("L", d.locations), ("N", d.amounts), ("D", d.date)]
    return (
        f"status&{d.status}",
        f"tellings&{bin_of(len(story.tellings), 1, 2, 3, 5)}",
        f"tellings&{len(story.tellings) > 1}&{value.type}",
        *(f"has-{name}" for name, values in filled if values),
        f"filled&{sum(bool(v) for _, v in filled)}",
        f"parties&{bool(d.actors)}&{bool(d.recipients)}&{value.pattern}",
        f"able-actor&{any(_sector(m) in ABLE for m in d.actors)}",
        f"able-party&{any(_sector(m) in ABLE for m in (*d.actors, *d.recipients))}",
        *(f"actor-sector={_sector(m)}" for m in d.actors),
        *(f"recipient-sector={_sector(m)}" for m in d.recipients),
    )


def _of_sentence(reading: Reading, story: Story) -> Names:
    """Where the event word stands in the article, and beside what in its sentence."""
    d, view, form, trigger = story.draft, story.anchor.view, story.anchor.shape, story.draft.trigger
    kind = d.value.type
    leading = (("headline", reading.headline), ("lead", reading.lead))
    here = [t for t in view.triggers if ends(t) != ends(trigger)]
    before = [t for t in here if t.last <= trigger.first]
    opener, definite = view.opener(trigger.first), view.definite(trigger)
    proclitic = bool(trigger.proclitics) and trigger.proclitics[-1] in view.grammar.prepositions.attached
    return (
        f"sentence&{bin_of(d.sentence, 1, 2, 3, 5, 8, 12)}",
        *(name for name, at in leading if at == d.sentence),
        *(f"told-{name}" for name, at in leading if at in story.sentences),
        f"others-here&{bin_of(len(here), 1, 2, 3, 5, 8)}",
        f"same-type-here&{bin_of(sum(t.valued(TriggerValue).type == kind for t in here), 1, 2)}",
        *_of_earlier(before, trigger, kind),
        f"opener&{opener}",
        f"opener&{opener}&{form}",
        f"governed&{bool(view.governor(trigger))}&{form}",
        f"proclitic&{proclitic}&{form}",
        f"suffix&{bool(trigger.suffix)}&{form}",
        f"governor&{d.governor.value.type if d.governor is not None else 'none'}",
        f"source&{d.source is not None}",
        f"definite&{definite}&{form}",
        f"definite&{definite}&{form}&{bool(d.actors or d.recipients)}",
    )


def _of_earlier(before: Sequence[Mention], trigger: Mention, kind: str) -> Names:
    """How the last trigger of those before one in its sentence stands to it."""
    if not before:
        return ("gap-before&none",)
    gap = trigger.first - before[-1].last
    earlier = before[-1].valued(TriggerValue).type
    return f"gap-before&{distance(gap)}", f"before-type&{earlier}", f"before&{earlier == kind}&{gap < 3}"


# --- did it happen --------------------------------------------------------------------------------------


def of_status(reading: Reading, story: Story) -> Names:
    """Features of whether an event happened, is planned, is only possible or is denied."""
    d, telling = story.draft, story.anchor
    value, view, trigger = d.value, telling.view, d.trigger
    kind, form, tense = value.type, telling.shape, value.form
    proclitic = trigger.proclitics[-1:] or "none"
    governor = d.governor
    names = [
        f"ruled&{d.status}",
        f"ruled&{d.status}&{form}",
        f"ruled&{d.status}&{kind}",
        *(f"told&{t.draft.status}&{d.status}" for t in story.tellings),
        f"type&{kind}",
        f"shape&{form}&{kind}",
        f"word&{value.rule}",
        f"tense&{tense}",
        f"opener&{view.opener(trigger.first)}&{form}",
        f"governed&{view.governor(trigger) or 'none'}&{tense}",
        f"proclitic&{proclitic}&{tense}",
        f"proclitic&{proclitic}&{kind}",
    ]
    names += _of_cues(reading, view, trigger)
    names.append(f"governor&{governor.value.type}&{governor.status}" if governor is not None else "governor&none&")
    before = [t for t in view.triggers if t.last <= trigger.first]
    if before:
        earlier = before[-1].valued(TriggerValue)
        apart = distance(trigger.first - before[-1].last)
        names.append(f"before&{earlier.type}&{apart}")
        names.append(f"before&{earlier.pattern}&{apart}&{form}")
        names.append(f"before-word&{earlier.rule}&{apart}")
    date = d.date.value if d.date is not None else None
    published = reading.document.article.published
    if isinstance(date, DateValue) and published is not None and date.earliest is not None:
        names.append(f"date&{'ahead' if date.earliest > published else 'past'}&{form}")
    if d.amounts:
        names.append("amounts")
    if any(a.role in ("killed", "wounded") for a in d.amounts):
        names.append("toll")
    names.append(f"headline&{d.sentence == reading.headline}&{form}")
    names.append(f"source&{d.source is not None}&{form}")
    names.append(f"suffix&{bool(trigger.suffix)}&{form}")
    return once(names)


def _of_cues(reading: Reading, view: SentenceView, trigger: Mention) -> Iterator[str]:
    """How the words for a status in a trigger's sentence stand to it."""
    clause = view.clause(trigger.first)
    for hit in reading.document.within("status-cue", view.sentence.first, view.sentence.last):
        after = hit.first >= trigger.last
        side = "after" if after else "before"
        near = bin_of(hit.first - trigger.last if after else trigger.first - hit.last, 1, 3, 6, 12)
        yield f"cue&{hit.entry.key}&{side}&{near}"
        yield f"cue&{hit.entry.key}&{view.clause(hit.first) == clause}&{after}"
        yield f"cue-status&{hit.entry.payload.status}&{side}&{near}"


def _sector(mention: Mention) -> str:
    return mention.value.sector if isinstance(mention.value, ActorValue) else ""
