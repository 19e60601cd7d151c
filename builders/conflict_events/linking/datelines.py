"""The dateline of a report: which place and date at the head of a sentence tell where and when the report was sent."""

from __future__ import annotations

from conflict_events.lexical.text import DASHES
from conflict_events.linking.clauses import SentenceView
from conflict_events.records import Mention

DATE_REACH, AGENCY = 4, 4
"""Words before the date of a report, and those of the agency behind it."""
OPENING, CLOSING = frozenset("(["), frozenset(")]")
BEHIND_PLACE, BEHIND_DATE = DASHES | {"("}, DASHES | {":"}


def is_place_of_report(view: SentenceView, place: Mention) -> bool:
    """Whether a place opens its sentence and a dash or the name of an agency in brackets stands behind it: لندن - قتل."""
    opens = place.first == view.sentence.first and place.last < view.sentence.last
    return opens and view.tokens[place.last].norm in BEHIND_PLACE


def is_date_of_report(view: SentenceView, date: Mention) -> bool:
    """Whether a date stands with a place before the report that an agency sent then: القاهرة 12 مارس 2024 (رويترز) - قتل."""
    first, stop = view.sentence.first, date.last
    if not first < date.first <= first + DATE_REACH or not any(p.first == first for p in view.places):
        return False
    if view.tokens[date.first - 1].norm in view.grammar.prepositions.words:
        return False
    if view.norm(stop) in OPENING:
        within = range(stop + 1, min(stop + 2 + AGENCY, view.sentence.last))
        stop = next((i + 1 for i in within if view.tokens[i].norm in CLOSING), view.sentence.last)
    return view.norm(stop) in BEHIND_DATE
