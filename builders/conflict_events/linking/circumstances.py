"""The circumstances of events: which place, date and amount of a sentence belongs to which of its drafts."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.language import Language
from conflict_events.linking.amount_links import AmountLinks
from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.date_links import DateLinks
from conflict_events.linking.described import Described
from conflict_events.linking.drafts import Draft
from conflict_events.linking.patterns import Patterns
from conflict_events.linking.place_links import link_places
from conflict_events.linking.shared_dates import share_dates
from conflict_events.linking.shared_places import share_places
from conflict_events.linking.totals import Totals
from conflict_events.mentions.dates.finder import DateFinder
from conflict_events.mentions.sources import Attribution


class Circumstances:
    """Gives the places, dates and amounts of a sentence to its drafts."""

    def __init__(self, language: Language, patterns: Patterns, dates: DateFinder) -> None:
        self._patterns = patterns
        self._described = Described(language)
        self._dates = DateLinks(self._described, dates)
        self._amounts = AmountLinks(patterns, Totals(language))

    def link(
        self,
        view: SentenceView,
        drafts: Sequence[Draft],
        spoken: Sequence[Attribution],
        earlier: Sequence[Draft],
    ) -> None:
        """Fill the drafts of one sentence; ``earlier`` are those of the sentences before."""
        link_places(view, drafts, self._patterns)
        self._dates.link(view, drafts, spoken, earlier)
        self._amounts.link(view, drafts, earlier)

    def share(self, view: SentenceView, drafts: Sequence[Draft]) -> None:
        """What carries on an event has its circumstances; call it when the drafts' status is known."""
        share_places(view, drafts)
        share_dates(self._described, view, drafts)
