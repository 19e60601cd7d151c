"""Dates of what is to take place, told in the present: تستضيف باريس مؤتمرا يومي الجمعة والسبت."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.mentions.dates.words import DateWords
from conflict_events.records import DateValue, Document, Mention, Token


def is_scheduled(document: Document, date: Mention, words: DateWords) -> bool:
    """Whether a date is told with a present verb of what is to take place, or with one of the future, so that a weekday, a day
    or a month of which nothing more is told lies ahead.
    """
    value = date.value
    if not isinstance(value, DateValue) or value.basis != "relative" or not is_open(document, date, words):
        return False
    sentence = document.sentences[date.sentence]
    for i in range(date.first - 1, max(sentence.first, date.first - words.schedule_reach) - 1, -1):
        token = document.tokens[i]
        if token.kind == "punct" or token.norm in words.schedule_stops:
            return False
        if token.norm.removeprefix(words.conjunction) in words.to_come:
            # القمة التي كانت ستعقد الجمعة
            once = i > sentence.first and document.tokens[i - 1].norm.removeprefix(words.conjunction)
            return once not in words.arranged_once
        if token.norm.removeprefix(words.conjunction) in words.scheduled:
            return _opens(document.tokens[sentence.first : i], words)
    return False


def is_arranged(document: Document, date: Mention, words: DateWords) -> bool:
    """Whether a weekday, a day or a month of which nothing more is told is that of what is arranged: القمة المقررة الجمعة."""
    value, tokens = date.value, document.tokens
    if not isinstance(value, DateValue) or value.basis != "relative" or not is_open(document, date, words):
        return False
    first = document.sentences[date.sentence].first
    for i in range(date.first - 1, max(first, date.first - words.arranged_reach) - 1, -1):
        if tokens[i].norm in words.arranged:
            before = (t.norm.removeprefix(words.conjunction) for t in tokens[max(first, i - 2) : i])
            return tokens[i + 1].norm not in words.not_arranged and not words.arranged_once.intersection(before)
        if tokens[i].kind == "punct" or tokens[i].norm in words.schedule_stops:
            return False
    return False


def is_deadline(document: Document, date: Mention, words: DateWords) -> bool:
    """Whether something is to be by a month or a day of which no year is told (يريدان اتفاقا بحلول أكتوبر); at the head of a
    sentence that may be over, too (وبحلول أكتوبر كان الجيش قد انسحب).
    """
    value, sentence = date.value, document.sentences[date.sentence]
    if not isinstance(value, DateValue) or value.basis != "relative" or date.first == sentence.first:
        return False
    if words.by.match(document.tokens, date.first, date.last) is None or not is_open(document, date, words):
        return False
    if any(words.weekdays.match(document.tokens, i, date.last) for i in range(date.first, date.last)):
        # سيطروا على المدينة بحلول مساء الثلاثاء
        return False
    told = (t.norm.removeprefix(words.conjunction) for t in document.tokens[sentence.first : date.last + 2])
    return not words.arranged_once.intersection(told)


def was_arranged(document: Document, date: Mention, words: DateWords) -> bool:
    """Whether what a date is of was arranged once, so that it may be over: كان من المقرر أن تبدأ الهدنة السبت."""
    first, tokens = document.sentences[date.sentence].first, document.tokens
    for i in range(date.first - 1, max(first, date.first - words.schedule_reach) - 1, -1):
        if tokens[i].norm in words.arranged:
            before = (t.norm.removeprefix(words.conjunction) for t in tokens[max(first, i - 2) : i])
            return bool(words.arranged_once.intersection(before))
    return False


def was_announced(document: Document, date: Mention, words: DateWords) -> bool:
    """Whether a date is the day on which somebody said what was to be: أعلن الرئيس، الثلاثاء، الانسحاب من الاتفاق."""
    first, tokens = document.sentences[date.sentence].first, document.tokens
    for i in range(date.first - 1, max(first, date.first - words.arranged_reach) - 1, -1):
        said = document.within("speech", i, i + 1)
        if document.within("trigger", i, i + 1) or (tokens[i].norm in words.schedule_stops and not said):
            return False
        if said:
            return not tokens[i].norm.removeprefix(words.conjunction).startswith(words.not_over)
    return False


def is_called_for(document: Document, date: Mention, ahead: Mention, words: DateWords) -> bool:
    """Whether a weekday or a day, read as ``ahead`` of what people are called to, is near: دعت إلى التظاهر الجمعة."""
    return is_open(document, date, words) and is_near(document, ahead, words, False)


def is_near(document: Document, date: Mention, words: DateWords, arranged: bool) -> bool:
    """Whether a date, as it is read of what lies ahead, is so near that nothing further has to tell so; of a month that is
    told to be ``arranged`` nothing has.
    """
    published, value = document.article.published, date.value
    if published is None or not isinstance(value, DateValue) or value.earliest is None:
        return False
    monthly = words.names_month(document.tokens, date.first, date.last)
    most = words.scheduled_month_days if monthly else words.scheduled_days
    return (arranged and monthly) or (value.earliest - published).days <= most


def is_open(document: Document, date: Mention, words: DateWords) -> bool:
    """Whether a date names a weekday or a month, and tells neither whether it is past nor since when."""
    tokens, inside = document.tokens, range(date.first, date.last)
    if any(
        table.match(tokens, i, date.last) for i in inside for table in (words.sides, words.relative_days, words.since)
    ):
        return False
    return any(table.match(tokens, i, date.last) for i in inside for table in (words.weekdays, words.months))


def _opens(before: Sequence[Token], words: DateWords) -> bool:
    """Whether a verb, behind these words of its sentence, is the first, or tells more of a noun (القمة التي تبدأ)."""
    if before and (before[-1].norm in words.told_apart or before[-1].kind == "punct"):
        return True
    return len(before) <= words.schedule_before and all(t.norm not in words.schedule_stops for t in before)
