"""What the words beside a date tell of it: that it is of what a word before it tells more of (القرار الصادر في 3 مايو, الصحفيين
المحتجزين منذ يناير), that nothing was like it since then (الهجوم الأعنف منذ يناير), that it counts from another day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded
from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.drafts import Draft
from conflict_events.mentions.base import Table, listed
from conflict_events.mentions.calendars import open_ended
from conflict_events.records import DateValue, Mention, TriggerValue

MEETINGS = frozenset({"AGREE", "CONSULT", "SUPPORT"})
"""Types whose nouns mostly have a name behind them: اجتماع مجلس الأمن المنعقد."""

ACTS = frozenset({"ASSAULT", "COERCE", "PROTEST"})
"""Types of what lasts."""


class Described:
    """Reads the words beside dates, by the tables of a language's ``dates.toml``."""

    def __init__(self, language: Language) -> None:
        dates = language.data["dates"]
        data = dates["described"]
        article = fold(dates["article"])
        self._reach: int = data["reach"]
        self._any: Table[bool] = listed(data["any"])
        self._longest = max(self._any.longest.values())
        self._complement: int = data["complement"]
        self._phrase: int = data["phrase"]
        self._nouns = {fold(word): tuple(map(fold, nouns)) for word, nouns in data["nouns"].items()}
        self._lasting = folded(data["lasting"])
        definite = self._lasting | folded(data["since"])
        self._held = definite | {w.removeprefix(article) for w in definite}
        prepositions = dates["prepositions"]
        self._since, self._within = listed(prepositions["since"]), listed(prepositions["within"])
        self._bounds = listed((*prepositions["since"], *prepositions["until"]))
        self._beginnings = folded(prepositions["beginnings"])
        self._ahead = listed(dates["modifiers"]["next"])
        self._apart, self._hence = folded(prepositions["apart"]), folded(prepositions["hence"])
        self._day_after, self._counted_from = folded(prepositions["day_after"]), folded(prepositions["counted_from"])
        self._done = folded(prepositions["done"])
        self._during = folded(prepositions["during"])
        self._and_that = folded(prepositions["and_that"])
        self._units = folded(w for table in ("units", "unit_duals") for words in dates[table].values() for w in words)
        self._between = folded((*dates["bare_year"]["behind_in"], *dates["day_words"]["corresponds"]))
        self._cutter = language.cutter
        retold = dates["retold"]
        self._retold, self._occurs = folded(retold["words"]), folded(retold["verbs"])
        self._retold_reach = int(retold["reach"])
        self._dated = folded(dates["year_of"]["events"])
        self._dated_reach = int(dates["year_of"]["reach"])
        self._remembrance = folded(dates["remembrance"]["words"])
        compared = dates["compared"]
        self._compared = folded(compared["words"])
        self._compared_reach, self._since_reach = int(compared["reach"]), int(compared["since_reach"])

    def lasts(self, view: SentenceView, date: Mention) -> bool:
        """Whether a date tells since when what stands before it lasts."""
        return self.tells_since(view, date) and self.word(view, date) is not None

    def is_ahead(self, view: SentenceView, date: Mention) -> bool:
        """Whether a date is a time that begins with the publication and has no end: خلال الأيام المقبلة."""
        value, published = date.valued(DateValue), view.document.article.published
        if published is None or value.basis != "relative":
            return False
        side = any(self._ahead.match(view.tokens, i, date.last) for i in range(date.first, date.last))
        return side and value.earliest == published and value.latest is None

    def begins(self, view: SentenceView, first: int, last: int) -> bool:
        """Whether a word for a beginning stands among tokens."""
        return any(view.grammar.unjoined(t.norm) in self._beginnings for t in view.tokens[first:last])

    def tells_since(self, view: SentenceView, date: Mention) -> bool:
        """Whether a date begins with "since"."""
        return self._since.match(view.tokens, date.first, date.last) is not None

    def bound(self, view: SentenceView, date: Mention) -> int | None:
        """The token behind "since" or "until" with which a date begins, None where it begins with none."""
        bound = self._bounds.match(view.tokens, date.first, date.last)
        return bound[1] if bound is not None else None

    def word(self, view: SentenceView, date: Mention) -> int | None:
        """The token of the word that a date tells more of; None where it stands behind none."""
        tokens, first = view.tokens, view.sentence.first
        if self.tells_since(view, date):
            held = range(date.first - 1, max(first, date.first - 1 - self._complement) - 1, -1)
            at = next((i for i in held if self._cutter.is_one(tokens[i].norm, self._held)), None)
            return at if at is not None and self._completes(view, at + 1, date.first) else None
        last = date.first - (view.norm(date.first - 1) in self._between)
        for at in range(last - 1, max(first, last - self._longest) - 1, -1):
            match = self._any.match(tokens, at, last)
            if match is not None and match[1] == last:
                return at if self._is_adjective(view, at) else None
        return None

    def compared(self, view: SentenceView, date: Mention) -> int | None:
        """The token of the "since" or "within" by which a date tells what something is compared with and not when it was, None
        where it does not.
        """
        tokens, first = view.tokens, view.sentence.first
        own = any(t.match(tokens, date.first, date.last) for t in (self._since, self._within))
        at = date.first if own else self._since_before(view, date)
        if at is None:
            return None
        for i in range(at - 1, max(first, at - 1 - self._compared_reach) - 1, -1):
            if tokens[i].kind != "word" or any(t.first == i and t.valued(TriggerValue).finite for t in view.triggers):
                return None
            if self._cutter.is_one(tokens[i].norm, self._compared):
                # أول أمس
                return None if any(d.first <= i < d.last for d in view.dates) else at
        return None

    def since(self, view: SentenceView, date: Mention) -> Mention:
        """A date, open where it tells since when by something that is no event: منذ سقوط النظام عام 2003."""
        since = self._since_before(view, date)
        if since is None or any(since < t.first < date.first for t in view.triggers):
            return date
        return replace(date, value=open_ended(date.valued(DateValue), view.document.article.published))

    def ends_name(self, view: SentenceView, date: Mention) -> int | None:
        """The token of the noun whose name a bare year ends (الانتخابات الأمريكية 2016), None where it ends none."""
        tokens, at = view.tokens, date.first
        if date.last - at > 1 or tokens[at].kind != "number":
            return None
        for i in range(at - 1, max(view.sentence.first, at - self._dated_reach) - 1, -1):
            if tokens[i].kind != "word" or tokens[i].norm in view.grammar.prepositions.words:
                return None
            if self._cutter.is_one(tokens[i].norm, self._dated):
                # خلال حرب 2014: the event was in that year.
                return None if self.is_during(view, i) else i
        return None

    def is_during(self, view: SentenceView, at: int) -> bool:
        """Whether "during" stands right before a token."""
        return view.grammar.unjoined(view.norm(at - 1)) in self._during

    def of_clause(self, view: SentenceView, date: Mention) -> bool:
        """Whether a date is told of all that stands before it: غادروا المدينة بموجب اتفاق، وذلك في مايو."""
        at = date.first - 1
        at -= view.norm(at) in view.grammar.prepositions.words
        return view.norm(at) in self._and_that

    def of_done(self, view: SentenceView, date: Mention) -> bool:
        """Whether a date stands right behind a verb that only says that what follows was done: وتم أمس نقل المصابين."""
        before = view.norm(date.first - 1)
        done = view.grammar.unjoined(before)
        return done != before and done in self._done

    def tells_when(self, view: SentenceView, date: Mention) -> bool:
        """Whether a day tells when that happened which was told before: ووقع الحادث فجر الأحد."""
        if date.valued(DateValue).precision != "day":
            return False
        first = max(view.clause(date.first)[0], date.first - self._retold_reach)
        before = {view.grammar.unjoined(t.norm) for t in view.tokens[first : date.first]}
        # وقع begins with a letter that is a conjunction elsewhere.
        before |= {t.norm for t in view.tokens[first : date.first]}
        return not self._retold.isdisjoint(before) and not self._occurs.isdisjoint(before)

    def counted(self, view: SentenceView, date: Mention) -> int | None:
        """The token behind a date that tells how long before another day something was (بعد يومين من, غداة), None where it does
        not.
        """
        first = view.grammar.unjoined(view.tokens[date.first].norm)
        if first in self._day_after:
            return date.last
        counts = first in self._hence and any(t.norm in self._units for t in view.tokens[date.first : date.last])
        return date.last + 1 if counts and view.norm(date.last) in self._counted_from else None

    def parted(self, view: SentenceView, first: int, trigger: Mention) -> bool:
        """Whether "after" or "before" among the tokens from one on leads to an event noun: وصل الوفد أمس بعد تحرير المدينة."""
        for i in range(trigger.first - 1, first - 1, -1):
            dated = any(d.first <= i < d.last and self.counted(view, d) is None for d in view.dates)
            if not dated and view.grammar.unjoined(view.tokens[i].norm) in self._apart:
                return True
            if view.tokens[i].kind != "word" or i in view.verbs:
                return False
        return False

    def _since_before(self, view: SentenceView, date: Mention) -> int | None:
        """The token of "since" some words before a date, None where none stands there."""
        before = range(date.first - 1, max(view.sentence.first, date.first - 1 - self._since_reach) - 1, -1)
        since = next((i for i in before if self._since.match(view.tokens, i, date.first)), None)
        if since is None or any(t.kind != "word" for t in view.tokens[since : date.first]):
            return None
        return None if any(since < d.last <= date.first for d in view.dates) else since

    def remembered(self, view: SentenceView, date: Mention) -> int | None:
        """The token of the remembrance of what happened on a date with its year (تظاهروا في الذكرى الخامسة لأحداث 2013), None
        where it is none.
        """
        if date.valued(DateValue).basis != "explicit":
            return None
        before = range(date.first - 1, max(view.sentence.first, date.first - 1 - self._since_reach) - 1, -1)
        return next((i for i in before if self._cutter.is_one(view.tokens[i].norm, self._remembrance)), None)

    def _completes(self, view: SentenceView, first: int, last: int) -> bool:
        """Whether the tokens are none, or what a preposition ties to the word before them."""
        between = view.tokens[first:last]
        if not between:
            return True
        return all(t.kind == "word" for t in between) and view.grammar.prepositions.may_begin(between[0].norm)

    def _is_adjective(self, view: SentenceView, at: int) -> bool:
        """Whether a word that is another one, too, stands with a noun that it tells more of."""
        nouns = self._nouns.get(view.tokens[at].norm)
        before = view.tokens[max(view.sentence.first, at - 1 - self._reach) : at]
        return nouns is None or any(t.norm.endswith(nouns) for t in before)

    def event(self, view: SentenceView, at: int, drafts: Sequence[Draft]) -> Draft | None:
        """The event that the word at a token tells more of (الاعتصام السلمي المستمر), None where it is none."""
        own = next((d for d in drafts if d.trigger.first <= at < d.trigger.last), None)
        before = next((d for d in reversed(drafts) if d.trigger.last <= at), None)
        if own is not None or before is None or not before.value.nominal:
            return own
        trigger, between = before.trigger, view.tokens[before.trigger.last : at]
        if any(
            t.kind != "word" or t.norm in view.grammar.prepositions.words for t in view.tokens[trigger.last - 1 : at]
        ):
            # الإفراج عن الموقوفين
            return None
        if before.value.type in MEETINGS:
            return before if len(between) <= self._phrase else None
        # اعتقال الصحفيين المحتجزين: another noun is what the word tells more of, unless it is an adjective of a definite one.
        definite = view.definite(trigger) or trigger.last - trigger.first > 1
        lasts = before.value.type in ACTS and self._cutter.is_one(view.tokens[at].norm, self._lasting)
        return before if not between or ((definite or lasts) and len(between) <= self._reach) else None
