"""The parts that dates are made of: days of the month, months, years, ordinals, modifiers. Each answer ends in the index
behind it; None: there is no such part.
"""

from __future__ import annotations

from conflict_events.lexical.text import COMMAS
from conflict_events.mentions.dates.context import CLOSING, DASHES, OPENING, Context
from conflict_events.records import Token

_BETWEEN_NAMES = DASHES | OPENING
_BEFORE_YEAR = DASHES | COMMAS | {"."}
_OF_FIGURES = frozenset("/-–%٪")
"""What stands between the figures of a longer number, or makes it a share."""
_OLD = 1900
"""A year behind a month from which on it is no count of the noun behind it."""

Month = tuple[int, str, int, bool]
"""A month, its calendar, the index behind it, and whether it stands for itself without further words."""


def modifier(c: Context, at: int) -> tuple[str, int] | None:
    """Which side of the publication: last, next, this."""
    found = c.match(c.words.sides, at)
    if found is None:
        return None
    # اعتقلت الشرطة الأحد هذا الناشط: it points to the noun behind it.
    pointing = c.norm(at) in c.words.this and c.norm(found[1]).startswith(c.words.article)
    return None if pointing else found


def behind_modifier(c: Context, at: int) -> int:
    """The index behind a modifier, where one stands there."""
    found = modifier(c, at)
    return found[1] if found is not None else at


def ordinal(c: Context, at: int) -> tuple[int, int] | None:
    """An ordinal from 1 to 31, or -1 for the last."""
    found = c.match(c.words.ordinals, at) or c.match(c.words.ordinal_units, at)
    if found is None:
        tens = c.match(c.words.ordinal_tens, at)
        return tens if tens is not None and c.norm(at).startswith(c.words.article) else None
    value, stop = found
    if value > 0 and stop < c.last:
        if c.norm(stop) in c.words.teen and value < 10:
            return 10 + value, stop + 1
        joined, word = stop, c.norm(stop)
        stem = word.removeprefix(c.words.conjunction)
        if not stem:
            joined, stem = stop + 1, c.norm(stop + 1)
        elif stem == word:
            stem = ""
        if stem and value < 10:
            tens = c.words.ordinal_tens.match(c.tokens, joined, c.last, stem)
            if tens is not None:
                return tens[0] + value, tens[1]
    return (value, stop) if c.match(c.words.ordinals, at) is not None else None


def day(c: Context, at: int) -> tuple[int, int] | None:
    """A day of the month: digits, an ordinal or a number word."""
    if at >= c.last:
        return None
    if c.norm(at) == c.words.article and c.is_number(at + 1):
        at += 1
    if c.is_number(at):
        norm = c.norm(at)
        return (int(norm), at + 1) if norm.isdecimal() and len(norm) <= 2 and 1 <= int(norm) <= 31 else None
    nth = ordinal(c, at)
    if nth is not None:
        return nth if nth[0] > 0 else None
    if c.is_cut(at):
        return None
    numeral = c.parser.parse(c.tokens, at, c.last, c.text)
    if numeral is not None and not numeral.vague and not numeral.proclitics and 1 <= numeral.low <= 31:
        return int(numeral.low), numeral.last
    return None


def behind_of(c: Context, day_at: int, at: int) -> int:
    """The index behind "of", where the month of a day would stand. What stands before "in" counts or is of another noun,
    unless it is told to be a day: قتل 12 في مايو, المؤتمر الثاني في مايو.
    """
    led = c.before(day_at) in c.words.day_word
    return at if c.norm(at) in c.words.on and not led else c.skip(at, c.words.of)


def count(c: Context, at: int) -> tuple[int, int] | None:
    """How many of something definite or indefinite: الستة, 11, ستة."""
    if at >= c.last or c.is_cut(at):
        return None
    numeral = c.parser.parse(c.tokens, at, c.last, c.text, article=True)
    if numeral is None or numeral.vague or numeral.proclitics or numeral.low != int(numeral.low):
        return None
    return int(numeral.low), numeral.last


def month(c: Context, at: int) -> Month | None:
    """A month, by name or number. Papers write a month twice: شباط/فبراير, أغسطس (آب), تموز - يوليو."""
    named = c.norm(at) in c.words.month_word
    i = at + 1 if named else at
    found = c.match(c.words.months, i)
    if found is None:
        hijri = c.match(c.words.hijri_months, i)
        if hijri is not None:
            return hijri[0], "hijri", hijri[1], named
        if named and i < c.last:
            number = ordinal(c, i) if c.norm(at).startswith(c.words.article) else None
            if number is None and not c.norm(at).startswith(c.words.article) and not c.is_number(i):
                numeral = c.parser.parse(c.tokens, i, c.last, c.text)
                # شهر واحد: how long, not which.
                if numeral is not None and not numeral.vague and 1 < numeral.low <= 12:
                    number = int(numeral.low), numeral.last
            if number is not None and 1 <= number[0] <= 12 and c.match(c.words.in_a_row, number[1]) is None:
                return number[0], "common", number[1], True
        return None
    if c.text.endswith(c.words.not_months, c.tokens[i].start, c.tokens[i].end):
        # إب is a town, آب a month; without their signs they are alike.
        return None
    month, stop = found
    second = stop
    while second < c.last and c.norm(second) in _BETWEEN_NAMES:
        second += 1
    again = c.match(c.words.months, second)
    if again is not None and again[0] == month:
        stop = c.skip(again[1], CLOSING) if c.norm(second - 1) in OPENING else again[1]
        return month, "common", stop, True
    return month, "common", stop, named


def year(c: Context, at: int, *, marked: bool = False) -> tuple[int, str, int] | None:
    """A year behind a month: digits of four or number words; optional comma, "of", the word for year; an era."""
    i = c.skip(at, _BEFORE_YEAR)
    i = c.skip(i, c.words.of)
    j = c.skip(i, c.words.year_word | c.words.for_year)
    marked = marked or j > i
    i = j
    if c.is_number(i):
        norm = c.norm(i)
        if not norm.isdecimal() or len(norm) != 4 or not 1000 <= int(norm) <= 2200:
            return None
        year, stop = int(norm), i + 1
    else:
        numeral = c.parser.parse(c.tokens, i, c.last, c.text) if i < c.last and c.tokens[i].kind == "word" else None
        if (
            numeral is None
            or numeral.vague
            or numeral.proclitics
            or not (1000 <= numeral.low <= 2200 or (marked and 100 < numeral.low < 1000))
        ):
            return None
        year, stop = int(numeral.low), numeral.last
    era = c.match(c.words.eras, stop)
    if era is not None:
        return year, era[0], era[1]
    if year < _OLD and not marked and stop < c.last and counted(c, c.tokens[stop]):
        # في مايو 1200 مدنيا
        return None
    return year, "", stop


def counts(c: Context, at: int) -> bool:
    """Whether a noun stands behind a number, so that it counts and is no day."""
    return at < c.last and c.tokens[at].kind == "word" and c.match(c.words.units, at) is not None


def counted(c: Context, token: Token) -> bool:
    """Whether a word behind a number makes it a count: an indefinite accusative."""
    norm = token.norm
    counted = token.kind == "word" and norm.endswith(c.words.counted_endings) and len(norm) > 3
    return counted and norm not in c.words.not_counted


def uncounted(c: Context, at: int) -> bool:
    """Whether behind a number, which ends before a token, stands nothing that it could count."""
    if at >= c.last:
        return True
    following = c.tokens[at]
    if following.kind == "punct":
        return following.norm not in _OF_FIGURES
    norm = following.norm
    return following.kind == "word" and (
        norm.startswith(c.words.article)
        or norm == c.words.conjunction
        or norm in c.words.time
        or norm in c.words.not_counted
    )
