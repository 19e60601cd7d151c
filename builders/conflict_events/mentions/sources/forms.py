"""Which words of a language introduce or name a source, as lexicon phrases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple

from conflict_events.language import Language
from conflict_events.lexical import morphology
from conflict_events.lexical.lexicon import Phrase
from conflict_events.lexical.text import fold, folded
from conflict_events.records import Entry

_RELAY_REACH = 8
"""Tokens behind a verb that relays in which its particle is looked for."""


class Relay(NamedTuple):
    """How a verb relays: the particle before who said it, the tokens up to it at most, what it is a noun behind (لا علم), and
    what stands behind one who is charged (نسبت إليه تهمة).
    """

    particle: str
    reach: int
    not_after: Set[str]
    not_before: Set[str]


def phrases(language: Language) -> Iterator[Phrase]:
    """Kinds "speech" (payload: its person), "relay" (Relay), "attribution" (its preposition that is written on to the next
    word, or ""), "attribution-verb", "source-noun" (its English name, or ""), "speech-turn", "denial" (a verb; payload: words
    up to what is denied) and "disclaimed".
    """
    tables = language.data["sources"]
    yield from _speech(tables)
    yield from _relays(tables["speech"]["relaying"])
    for text in tables["attribution"]["phrases"]:
        yield _attribution(text)
    yield from _according_to(tables)
    names = {text: name for name, texts in tables["names"].items() for text in texts}
    for text in tables["nouns"]["words"]:
        yield Phrase(text, Entry("source-noun", text, names.get(text, "")))
    for text in tables["speech"]["turns"]:
        yield Phrase(text, Entry("speech-turn", text, ""))
    for text in tables["denial"]["nouns"]:
        yield Phrase(text, Entry("disclaimed", text, ""), suffixes=True)


def _speech(tables: Mapping[str, Any]) -> Iterator[Phrase]:
    """The forms of the verbs of saying, and of those by which a part in what happened is denied."""
    denial = tables["denial"]
    for verb in tables["speech"]["verbs"]:
        for form in _told_forms(verb):
            yield Phrase(form.text, Entry("speech", verb["lemma"], form.person), suffixes=True)
            if verb["lemma"] in denial["verbs"]:
                yield Phrase(form.text, Entry("denial", verb["lemma"], denial["reach"]), suffixes=True)


def _relays(verbs: Sequence[Mapping[str, Any]]) -> Iterator[Phrase]:
    """The forms of the verbs that relay what another has said, with the particle before that other."""
    for verb in verbs:
        reach, not_after = verb.get("reach", _RELAY_REACH), folded(verb.get("not_after", ()))
        not_before = folded(verb.get("not_before", ()))
        entry = Entry("relay", verb["lemma"], Relay(fold(verb["particle"]), reach, not_after, not_before))
        for form in _told_forms(verb):
            yield Phrase(form.text, entry)


def _told_forms(verb: Mapping[str, Any]) -> Iterator[morphology.Form]:
    """The finite forms of a verb that tell of others: all but "I said"."""
    return (form for form in morphology.of_row(verb) if form.finite and form.person != "1s")


def _attribution(text: str) -> Phrase:
    """A phrase behind which a source stands. "وفقا ل" ends in a preposition that is written on to the next word: the next word
    tells.
    """
    *words, last = text.split()
    if words and len(last) == 1:
        return Phrase(" ".join(words), Entry("attribution", text, fold(last)))
    return Phrase(text, Entry("attribution", text, ""))


def _according_to(tables: Mapping[str, Any]) -> Iterator[Phrase]:
    """What is said, or stands written, behind "according to what", with a pronoun on the verb where that cannot mean the
    words.
    """
    table = tables["attribution"]
    said = {
        form.text
        for verb in tables["speech"]["verbs"]
        for form in morphology.of_row(verb)
        if form.finite and form.person in ("ms", "fs")
    }
    for opener in table["openers"]:
        for text in sorted(said):
            entry = Entry("attribution-verb", opener, "")
            yield Phrase(f"{opener} {text}", entry, suffixes=opener not in table["bare"])
        for text in table["written"]:
            yield Phrase(f"{opener} {text}", Entry("attribution", opener, ""))
