"""Which events of a sentence have the date of another one, and which lose a date that does not go with their status."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.linking.attachment import goes_on
from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.described import Described
from conflict_events.linking.drafts import SPEECH_ACTS, Draft
from conflict_events.records import DateValue, Mention

AHEAD_STATUS = frozenset({"future", "hypothetical"})
"""Of what has not begun since any day."""


def share_dates(described: Described, view: SentenceView, drafts: Sequence[Draft]) -> None:
    """What carries on a dated event has its date, and what is told in the past none that is to come; call it when the
    drafts' status is known.
    """
    for draft in drafts:
        if draft.date is not None and _is_of_other_time(described, draft, draft.date):
            draft.date = None
    for i, draft in enumerate(drafts):
        if draft.date is None and draft.value.nominal and described.is_during(view, draft.trigger.first):
            draft.date = _day_of_verb(view, drafts[:i], draft)
        elif draft.date is None:
            draft.date = next((d.date for d in reversed(drafts[:i]) if _has_date_for(view, d, draft)), None)


def _is_of_other_time(described: Described, draft: Draft, date: Mention) -> bool:
    """Whether a date does not go with an event's status: one to come with what was, one that tells since when with what is
    not yet.
    """
    if draft.status in AHEAD_STATUS:
        # طالبوا بوقف القتال الدائر منذ شهر
        return described.lasts(draft.view, date)
    if draft.status != "actual":
        return False
    if draft.value.form == "perfect" or _is_named_by_day(draft, date):
        return _is_to_come(draft.view, date)
    return described.is_ahead(draft.view, date)


def _is_named_by_day(draft: Draft, date: Mention) -> bool:
    """Whether a day right behind a noun of violence is its name, so that it was: ذكرى مجزرة 3 يونيو."""
    return date.first == draft.trigger.last and draft.value.nominal and draft.value.type == "ASSAULT"


def _is_to_come(view: SentenceView, date: Mention) -> bool:
    """Whether a date lies behind the publication: it is another's than a deed of the past's (اتهم الوزير المعارضة بالتحضير
    لانتخابات 3 يونيو). A day ends earlier elsewhere.
    """
    value, published = date.valued(DateValue), view.document.article.published
    # طالب بانسحابهم قبل نهاية العام: the end of what is to be done.
    first = value.earliest or value.latest
    return published is not None and first is not None and (first - published).days > 1


def _day_of_verb(view: SentenceView, before: Sequence[Draft], during: Draft) -> Mention | None:
    """The day of the verb during which's deed an event went on: هدد الوزير أمس خلال اجتماع مع السفير."""
    verb = before[-1] if before else None
    if verb is None or verb.date is None or verb.status != "actual" or verb.value.form != "perfect":
        # دعا أمس إلى التظاهر خلال زيارة الرئيس
        return None
    if not view.same_clause(verb.trigger, during.trigger):
        return None
    return verb.date if verb.date.valued(DateValue).precision == "day" else None


def _has_date_for(view: SentenceView, dated: Draft, draft: Draft) -> bool:
    """Whether an event has a date that is also that of one behind it, which only carries it on."""
    if dated.date is None or dated.status != draft.status:
        return False
    spoken_of = dated.value.type in SPEECH_ACTS and draft.value.type not in SPEECH_ACTS
    if spoken_of or (draft.value.nominal and draft.value.type != dated.value.type):
        return False
    return goes_on(view, dated, draft)
