"""How words attach to events in a sentence: which event a mention stands with, and which events tell one story."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.drafts import Draft
from conflict_events.records import Mention

OPENING = 4
"""Words before a mention that opens a sentence: وفي محافظة ذي قار، ..."""


def opens(view: SentenceView, mention: Mention) -> bool:
    """Whether a mention stands at the head of its sentence."""
    return mention.first - view.sentence.first <= OPENING


def nearest(view: SentenceView, drafts: Sequence[Draft], mention: Mention) -> Draft | None:
    """The event that a mention stands with: whose words it goes on, the last before it in its clause, the next one
    in it; else the last one before, or the first one behind a mention that opens the sentence.
    """
    touching = next((d for d in drafts if d.trigger.overlaps(mention)), None)
    if touching is not None:
        return touching
    clause = view.clause(mention.first)
    same = [d for d in drafts if view.clause(d.trigger.first) == clause]
    before = [d for d in same if d.trigger.last <= mention.first]
    if before:
        return before[-1]
    after = [d for d in same if d.trigger.first >= mention.last]
    if after:
        return after[0]
    earlier = [d for d in drafts if d.trigger.last <= mention.first]
    if not earlier:
        return drafts[0] if drafts and opens(view, mention) else None
    return None if view.opener(mention.first) in ("relative", "verb") else earlier[-1]


def goes_on(view: SentenceView, first: Draft, second: Draft) -> bool:
    """Whether the second event only carries on the first one: a conjunction or "to" ties it on (هاجموا القرية وأحرقوا،
    تظاهروا للمطالبة), and no other kind of clause begins between them.
    """
    if second.trigger.first < first.trigger.last or not second.trigger.proclitics:
        return False
    return all(kind == "verb" for at, kind in view.breaks if first.trigger.last <= at <= second.trigger.first)


def witnesses(view: SentenceView, subject: Mention) -> bool:
    """شهدت العاصمة مظاهرات: whether an actor is the place where the event takes place, as the verb right before it tells."""
    return bool(view.document.within("witness-verb", subject.first - 1, subject.first))


def distance(a: Mention, b: Mention) -> int:
    """Tokens between two mentions."""
    return b.first - a.last if b.first >= a.last else a.first - b.last
