"""Which dates may date an event: none that is a name, tells of a birth or of a remembrance, or is one of many."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.lexical.cutting import Cutter
from conflict_events.lexical.text import QUOTES
from conflict_events.mentions.dates.reading import Found
from conflict_events.mentions.dates.words import DateWords
from conflict_events.records import Token


class EventDating:
    """Tells the dates of events from others. ``begin`` is the first token of the date's sentence."""

    def __init__(self, words: DateWords, cutter: Cutter) -> None:
        self._words = words
        self._cutter = cutter

    def may_date(self, tokens: Sequence[Token], found: Found, begin: int) -> bool:
        """Whether a date may tell when an event was: it is no name (صحيفة المصري اليوم, نظام ما قبل عام 2011), not the
        day of a birth or a remembrance, and not one of many.
        """
        if self._is_birth(tokens, found, begin) or self._is_general(tokens, found, begin):
            return False
        if self._is_of_many(tokens, found, begin) or self._is_of_era(tokens, found, begin):
            return False
        return not (self._ends_name(tokens, found, begin) or self._is_name(tokens, found, begin))

    def _is_name(self, tokens: Sequence[Token], found: Found, begin: int) -> bool:
        """Whether a date belongs to the name of something (شارع 26 يوليو, the year of اتفاقية التجارة لعام 1994, حدود عام 1967,
        اليوم الوطني) or to a remembrance.
        """
        at, words = found.first, self._words
        year = found.period.earliest.year if found.period.earliest is not None else 0
        if at > begin and tokens[at - 1].norm in words.named_by_known_years.get(year, ()):
            return True
        if tokens[found.stop - 1].norm in words.today and _norm(tokens, found.stop) in words.feast:
            return True
        if found.period.precision == "day" and self._is_remembrance(tokens, found, begin):
            return True
        if found.period.precision == "day" and self._begins_with_day(tokens, found):
            cuts = self._cutter.cuts(tokens[at - 1].norm) if at > begin else ()
            return any(c.stem in words.named_by_days and not c.article for c in cuts)
        if found.period.precision != "year" or found.proclitics[-1:] not in words.of:
            return False
        before = range(max(begin, at - words.name_reach), at)
        return any(self._cutter.is_one(tokens[i].norm, words.named_by_years) for i in before)

    def _is_birth(self, tokens: Sequence[Token], found: Found, begin: int) -> bool:
        """Whether a date tells when somebody was born: مواليد 1960, ولد في 3 مايو, with a year also behind a place (الذي ولد
        في بغداد عام 1960).
        """
        at, words = found.first, self._words
        led = at - 1 if at - 1 > begin and tokens[at - 1].norm in words.on else at
        if led > begin and tokens[led - 1].norm in words.born:
            return True
        if found.period.relative:
            return False
        for i in range(at - 1, max(begin, at - words.birth_reach) - 1, -1):
            if tokens[i].kind == "punct":
                return False
            if words.born_somewhere.match(tokens, i, at) is not None:
                return True
        return False

    def _is_of_many(self, tokens: Sequence[Token], found: Found, begin: int) -> bool:
        """Whether a date is one of many such: كل يوم جمعة, 29 مايو من كل عام, مثل هذا اليوم."""
        at, stop, words = found.first, found.stop, self._words
        if at > begin and tokens[at - 1].norm in words.of_many:
            return True
        return _norm(tokens, stop) in words.range_from and _norm(tokens, stop + 1) in words.every

    def _is_of_era(self, tokens: Sequence[Token], found: Found, begin: int) -> bool:
        """Whether "before" or "after" at its beginning tells of an era: نظام ما قبل عام 2011."""
        at, words = found.first, self._words
        beyond = words.ago.first_words | words.hence.first_words
        return at > begin and tokens[at].norm in beyond and tokens[at - 1].norm in words.of_eras

    def _is_general(self, tokens: Sequence[Token], found: Found, begin: int) -> bool:
        """Whether what begins as a year tells of an office before it: المدعي العام السابق, مدير الأمن العام السابق."""
        at, stop, words = found.first, found.stop, self._words
        if at == begin or tokens[at].norm not in words.year_word or not tokens[at].norm.startswith(words.article):
            return False
        names = words.general | (words.general_former if tokens[stop - 1].norm in words.former else frozenset())
        return any(c.article and c.stem in names for c in self._cutter.cuts(tokens[at - 1].norm))

    def _is_remembrance(self, tokens: Sequence[Token], found: Found, begin: int) -> bool:
        """Whether a day is that on which what stands behind it is remembered: يصادف اليوم ذكرى المجزرة."""
        at, stop, words = found.first, found.stop, self._words
        if _norm(tokens, stop) not in words.remembrance:
            return False
        before = (tokens[i].norm for i in range(max(begin, at - words.remembrance_reach), at))
        return any(norm.removeprefix(words.conjunction) in words.remembering for norm in before)

    def _begins_with_day(self, tokens: Sequence[Token], found: Found) -> bool:
        """Whether a date begins with the day of a month, in figures or words: 26 يوليو, السادس من أكتوبر, but not أول أمس."""
        at, stop, words = found.first, found.stop, self._words
        if tokens[at].kind == "number":
            return True
        if words.months.match(tokens, at + 1, stop) is not None:
            # خمسة أيار
            return True
        if not any(tokens[at].norm in t.first_words for t in (words.ordinals, words.ordinal_units, words.ordinal_tens)):
            return False
        return any(t.match(tokens, i, stop) for i in range(at, stop) for t in (words.months, words.hijri_months))

    def _ends_name(self, tokens: Sequence[Token], found: Found, begin: int) -> bool:
        """Whether "today" or "tomorrow" is the end of a name: صحيفة المصري اليوم, حزب الغد, محطة "روسيا اليوم"."""
        at, stop, names = found.first, found.stop, self._words.of_relative_days
        if stop == at + 1 and self._ends_title(tokens, at, begin):
            return True
        for i in (i for i in range(max(begin, at - 2), at) if tokens[i].kind == "word"):
            for cut in self._cutter.cuts(tokens[i].norm):
                if names.match(tokens, i, stop, cut.stem) is not None:
                    return True
        return False

    def _ends_title(self, tokens: Sequence[Token], at: int, begin: int) -> bool:
        """Whether a word for a day ends one or two words more between quotation marks."""
        named = self._words.relative_days
        if _norm(tokens, at + 1) not in QUOTES or named.match(tokens, at, at + 1) is None:
            return False
        opened = next((i for i in range(at - 1, max(begin, at - 3) - 1, -1) if tokens[i].norm in QUOTES), at)
        return opened < at - 1 and all(t.kind == "word" for t in tokens[opened + 1 : at])


def _norm(tokens: Sequence[Token], at: int) -> str:
    """The folded word at a token, "" behind the last."""
    return tokens[at].norm if at < len(tokens) else ""
