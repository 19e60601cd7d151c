"""Short names: the last name alone, of a person whose full name the document has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from conflict_events.lexical.text import fold
from conflict_events.mentions.actors.phrase import ActorPhrase
from conflict_events.mentions.actors.view import View
from conflict_events.mentions.actors.words import Words

_LEAST = 4
"""Letters of a last name that stands for its person, at least."""


def later_surnames(view: View, words: Words, found: Sequence[tuple[ActorPhrase, int]]) -> list[tuple[ActorPhrase, int]]:
    """The last names behind the phrases that have their full names, as phrases of the same person.

    Phrases come, and are given, with the index of their sentence.
    """
    full: dict[str, ActorPhrase] = {}
    for phrase in _with_owners(found):
        named = phrase.person_text
        if not named and phrase.is_known("person"):
            named = view.text(phrase.first, phrase.last)
        parts = named.split()
        if len(parts) >= 2 and len(parts[-1]) >= _LEAST and fold(parts[-1]) not in words.servants:
            full.setdefault(fold(parts[-1]), phrase)
    if not full:
        return []
    spellings = words.spellings(full)
    taken = {i for phrase, _ in found for i in range(phrase.first, phrase.last)}
    later: list[tuple[ActorPhrase, int]] = []
    tokens = view.document.tokens
    for sentence in view.document.sentences:
        for i in range(sentence.first, sentence.last):
            token = tokens[i]
            if token.norm not in spellings or i in taken or token.norm in words.stop:
                continue
            for proclitics in words.proclitics(token.norm):
                of = full.get(words.bare(token.norm, proclitics))
                if of is None or of.first >= i or _known(view, i):
                    continue
                start = words.start(view, i, proclitics)
                whole = _particle_before(view, words, i, of) if not proclitics else i
                start = start if whole == i else tokens[whole].start
                alone = of._replace(
                    first=whole, last=i + 1, start=start, end=token.end, proclitics=proclitics, suffix=""
                )
                later.append((alone, sentence.index))
                break
    return later


def _with_owners(found: Iterable[tuple[ActorPhrase, int]]) -> Iterator[ActorPhrase]:
    """The phrases, and behind them all those that they belong to: محامي القس فلان names two persons."""
    level: list[ActorPhrase] = [phrase for phrase, _ in found]
    while level:
        yield from level
        level = [phrase.child for phrase in level if phrase.child is not None]


def _particle_before(view: View, words: Words, i: int, of: ActorPhrase) -> int:
    """The token that a last name begins with: the one before it where that is a word of the full name, too (بن بركة)."""
    norm = view.norm(i - 1)
    within = norm in words.particles and any(view.norm(at) == norm for at in range(of.first + 1, of.last - 1))
    return i - 1 if within else i


def _known(view: View, i: int) -> bool:
    return i in view.names or i in view.nouns or i in view.adjectives or i in view.peoples or i in view.triggers
