"""Features of words: what a mention or a trigger is called, and the words beside it.

A word counts only where it stands in so many examples that a weight could be learned for it; what is kept of an
annotated article is which single words speak for a role, never a sequence longer than a name.
"""

from __future__ import annotations

from conflict_events.records import Mention
from conflict_events.trained.reading import Names, Reading, Telling, ends

LONGEST = 3
"""Words of a mention that are told as one."""


def of_mention(reading: Reading, mention: Mention, kind: str) -> Names:
    """The words of a mention or a trigger and two on either side, alone and beside ``kind``, the type of the event."""
    span = ends(mention)
    known = reading.worded.get((span, kind))
    if known is None:
        alone = reading.worded.get((span, ""))
        if alone is None:
            alone = reading.worded[span, ""] = _alone(reading, mention)
        # In the order in which a model's weights are added up.
        beside = tuple(f"{name}&{kind}" for name in alone[:2])
        known = reading.worded[span, kind] = (*alone[:7], *beside, *alone[7:])
    return known


def _alone(reading: Reading, mention: Mention) -> Names:
    words = reading.words
    before, after = words.beside(mention, -1, bare=True), words.beside(mention, 1, bare=True)
    earlier = words.beside(mention, -2, bare=True)
    names = (
        f"-1={before}",
        f"+1={after}",
        f"-2={earlier}",
        f"+2={words.beside(mention, 2, bare=True)}",
        f"-2-1={earlier} {before}",
        f"written-1={words.beside(mention, -1)}",
        f"written+1={words.beside(mention, 1)}",
        f"first={words.bare[mention.first]}",
        f"last={words.bare[mention.last - 1]}",
    )
    if mention.last - mention.first > LONGEST:
        return names
    return (*names, "words=" + " ".join(words.norms[mention.first : mention.last]))


def of_pair(reading: Reading, telling: Telling, mention: Mention) -> Names:
    """A mention's words beside a trigger's in its sentence."""
    value, trigger = telling.draft.value, telling.draft.trigger
    side = "after" if mention.first >= trigger.last else "before"
    words = reading.words
    first, last = words.bare[mention.first], words.bare[mention.last - 1]
    before, after = words.beside(trigger, -1), words.beside(trigger, 1)
    return (
        f"first&{first}&{value.rule}",
        f"first&{first}&{value.type}&{side}",
        f"last&{last}&{value.type}&{side}",
        f"behind-trigger&{after}&{side}",
        f"before-trigger&{before}&{side}",
        f"before-trigger&{before}&{side}&{value.form}",
        # A feminine noun shows in its last letter more often than not, and verbs agree with their subjects.
        f"agrees&{value.person}&{first[-1:]}&{side}",
    )
