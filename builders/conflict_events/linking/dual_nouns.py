"""Which two the dual of a noun means that only points back: التقى الوزير السفير. وبحث الجانبان."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from conflict_events.language import Language
from conflict_events.lexical.text import folded
from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.drafts import Draft, can_act
from conflict_events.records import ActorValue, Mention

BOTH_BACK = 4
"""Sentences that a dual reaches back to those whom it means."""
MUTUAL = frozenset({"with", "clash"})
"""Argument patterns of what two do to each other."""


class DualNouns:
    """Finds which two the dual of a noun means that only points back: التقى الوزير السفير. وبحث الجانبان."""

    def __init__(self, language: Language) -> None:
        table, clitics = language.data["grammar"]["both"], language.clitics
        self._article = clitics.article
        bare = {w.removeprefix(clitics.article): k for k in ("any", "states", "leaders") for w in folded(table[k])}
        definite = (clitics.article, clitics.assimilated_article, *(p + clitics.article for p in clitics.prepositions))
        self._kinds = {beginning + word: kind for word, kind in bare.items() for beginning in definite}

    def named(self, mention: Mention, views: Sequence[SentenceView], drafts: Sequence[Draft]) -> list[Mention]:
        """The two whom a mention means: the parties of the talks or the fight before it, or two whom a conjunction ties,
        whichever are nearest; the mention itself where there are none, or it is more than that noun. ``views``: the sentences
        up to the mention's.
        """
        view = views[-1]
        kind = self._kind(view, mention)
        if not kind:
            return [mention]
        near = views[-1 - BOTH_BACK :]
        mutual = (d for d in drafts if d.sentence >= near[0].sentence.index and d.value.pattern in MUTUAL)
        told = [[*d.actors, *d.recipients] for d in mutual]
        # Of any two whom a conjunction ties, few are two sides.
        tied = [[a, b] for v in near for a, b in pairwise(v.actors) if kind != "any" and v.joined(b, a)]
        found = [p for p in (*told, *tied) if len(p) == 2 and self._fit(kind, near, p)]
        before = [p for p in found if all(m.last <= mention.first for m in p)]
        return max(before, key=lambda p: max(m.first for m in p), default=[mention])

    def _kind(self, view: SentenceView, mention: Mention) -> str:
        """What kind of two a mention means, "" where it names them itself (الجانبان المصري والكيني)."""
        kind = self._kinds.get(view.grammar.unjoined(view.tokens[mention.first].norm), "")
        # البلدان الصناعية
        several = kind == "states" and view.norm(mention.last).startswith(self._article)
        return "" if several or mention.last - mention.first > 1 else kind

    def _fit(self, kind: str, views: Sequence[SentenceView], pair: Sequence[Mention]) -> bool:
        """Whether two are of a kind, and not of one body."""
        a, b = (m.valued(ActorValue) for m in pair)
        if not (a.definite and b.definite) or any(self._kind(views[-1], m) for m in pair):
            return False
        if a.name == b.name or (a.sector, a.country) == (b.sector, b.country):
            return False
        if kind == "states":
            return a.is_state and b.is_state
        return (kind == "any" and all(map(can_act, pair))) or all(
            v.sector == "GOV" and v.number == "s" and not v.is_state for v in (a, b)
        )
