"""When: which date of a sentence belongs to which of its events."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.attachment import goes_on
from conflict_events.clauses import SentenceView
from conflict_events.drafts import Draft
from conflict_events.mentions.sources import Attribution
from conflict_events.records import DateValue, Mention

ADJOINING = 3
"""Words between two dates that tell the same."""
ANTECEDENT = 3
"""Words between an event and the relative clause that describes it."""
SPEECH_ACTS = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT"})
"""Types of event that are words: when they were said does not tell when what they speak of happened."""


class DateLinks:
    """Gives the dates of a sentence to its drafts."""

    def link(self, view: SentenceView, drafts: Sequence[Draft], spoken: Sequence[Attribution]) -> None:
        """A date belongs to the last event before it in its clause, else to the next one; never if
        it dates what is said.
        """
        for date in view.dates:
            if any(_dates_speech(a, date, drafts) for a in spoken if a.head >= view.sentence.first):
                continue
            if any(
                h.last == date.first and not _trigger_at(drafts, h.first) for h in view.document.hits.get("speech", ())
            ):
                # أعلن الأحد عن: nobody is named who says it, but the day is that of the saying.
                continue
            holding = next((d for d in drafts if d.trigger.first <= date.first < d.trigger.last), None)
            if holding is not None:
                holding.date = holding.date or date
                continue
            clause = view.clause(date.first)
            same = [d for d in drafts if view.clause(d.trigger.first) == clause]
            before = [d for d in same if d.trigger.last <= date.first]
            after = [d for d in same if d.trigger.first >= date.last]
            earlier = [d for d in drafts if d.trigger.last <= date.first][-1:]
            if view.opener(date.first) == "relative":
                # الهجوم الذي وقع أمس; but no day of a relative clause that describes something else.
                earlier = [d for d in earlier if clause[0] - d.trigger.last <= ANTECEDENT]
            pool = before[::-1] or after or earlier
            if pool and pool[0].date is not None and _sharper(date, pool[0].date):
                pool[0].date = date
                continue
            target = next((d for d in pool if d.date is None), None)
            if target is not None:
                target.date = date

    def share(self, view: SentenceView, drafts: Sequence[Draft]) -> None:
        """What carries on a dated event has its date; call it when the drafts' status is known."""
        for i, draft in enumerate(drafts):
            if draft.date is not None:
                continue
            for other in reversed(drafts[:i]):
                spoken_of = other.value.type in SPEECH_ACTS and draft.value.type not in SPEECH_ACTS
                if spoken_of:
                    continue
                if other.date is not None and other.status == draft.status and goes_on(view, other, draft):
                    draft.date = other.date
                    break


def _trigger_at(drafts: Sequence[Draft], at: int) -> bool:
    return any(d.trigger.first <= at < d.trigger.last for d in drafts)


def _sharper(date: Mention, before: Mention) -> bool:
    """Whether a date only says more exactly what the one right before it says: في شهر رمضان في 26 يونيو."""
    new, old = date.value, before.value
    assert isinstance(new, DateValue) and isinstance(old, DateValue)
    if None in (new.earliest, new.latest, old.earliest, old.latest) or date.first - before.last > ADJOINING:
        return False
    return old.earliest <= new.earliest <= new.latest <= old.latest and new.precision == "day" != old.precision  # type: ignore[operator]


def _dates_speech(attribution: Attribution, date: Mention, drafts: Sequence[Draft]) -> bool:
    """Whether a date stands with a verb of saying, before what is said (قال الأحد إن، أعلن الجيش أمس مقتل), or behind
    "according to" with no event between.
    """
    if date.first < attribution.head:
        return False
    if not attribution.speech:
        # وفق ما ذكرت مصادر الأحد
        return not any(attribution.head <= d.trigger.first < date.first for d in drafts)
    if date.first < attribution.open:
        return True
    events = [d.trigger.first for d in drafts if d.trigger.last > attribution.head]
    return bool(events) and date.first < min(events)
