"""Which tokens of a document are verbs, whatever nouns their letters could be."""

from __future__ import annotations

from collections.abc import Collection

from conflict_events.language import Language
from conflict_events.lexical.text import fold, folded
from conflict_events.mentions.triggers.forms import LIGHT, TRIGGER
from conflict_events.records import Document

_SUBJECTS = ("actor", "actor-noun", "first-name")
"""Kinds of hits that a verb's subject may begin with; a nationality, which may be the adjective of a noun, is none."""


def before_nouns(language: Language) -> tuple[str, ...]:
    """The prepositions, folded, that are written on to nouns only."""
    verbal = folded(language.data["grammar"]["before_verb"]["attached"])
    return tuple(p for p in language.clitics.prepositions if p not in verbal)


def verb_tokens(document: Document, patterns: Collection[str], nominal: Collection[str]) -> set[int]:
    """Single tokens of a document that are verbs and nothing else, or event nouns with an argument pattern of
    ``patterns``, so that a noun right behind it is no adjective of it (خطف مسلح, but not هجوم مسلح). ``nominal``:
    prepositions that no verb carries (بعمل عسكري).
    """
    verbs: set[int] = set()
    nouns: set[int] = set()
    done_to: set[int] = set()
    # What is a light verb and its verbal noun (فرض) has its subject behind it more often than an adjective.
    light = {h.first for h in document.hits.get(LIGHT, ()) if any(r.verbal for _, r in h.entry.payload)}
    for kind in (TRIGGER, LIGHT):
        for hit in document.hits.get(kind, ()):
            if hit.article or hit.suffix or hit.last - hit.first != 1:
                continue
            payload = hit.entry.payload
            governed = any(p in hit.proclitics for p in nominal)
            for reading in (payload,) if kind == TRIGGER else (r for _, r in payload):
                if reading.verbal and not governed:
                    verbs.add(hit.first)
                elif not reading.verbal and (kind == TRIGGER or hit.first not in light):
                    (done_to if reading.value.pattern in patterns else nouns).add(hit.first)
    return (verbs & done_to) | ((verbs | done_to) - nouns)


class OpeningVerbs:
    """Tells at which tokens of a document a clause opens with a verb in the perfect and its subject, or behind a particle or
    a conjunction with what the verb takes, whatever noun the letters could be: طالب الوزير and وطالب بإطلاق are no student,
    but طالب فلسطيني is one.
    """

    def __init__(self, language: Language) -> None:
        grammar = language.data["grammar"]
        self._article = language.clitics.article
        self._particles = folded(grammar["before_verb"]["words"])
        self._openers = self._particles | {fold(w) for p in ("relative", "clause") for w in grammar[p]["words"]}
        self._taken = fold(grammar["before_verb"]["taken"])

    def __call__(self, document: Document) -> set[int]:
        """The indices of the tokens."""
        found: set[int] = set()
        for hit in document.hits.get(TRIGGER, ()):
            at, value = hit.first, hit.entry.payload.value
            alone = hit.last - at == 1 and not (hit.suffix or hit.article)
            if value.form != "perfect" or not alone or hit.last >= len(document.tokens):
                continue
            before = document.tokens[at - 1]
            starts = document.sentence_starts_at(at) or before.kind == "punct"
            if not starts and before.norm not in self._openers:
                continue
            sure = bool(hit.proclitics) if starts else before.norm in self._particles
            # What such a verb takes has its preposition written on to it: وطالب بإطلاق.
            taken = document.tokens[hit.last].norm.startswith(self._taken)
            # وطالب بريطاني: no nationality that begins with that letter.
            taken = taken and not document.within("nationality", hit.last, hit.last + 1)
            if (sure and taken) or self._has_subject(document, hit.last):
                found.add(at)
        return found

    def _has_subject(self, document: Document, at: int) -> bool:
        named = any(document.within(kind, at, at + 1) for kind in _SUBJECTS)
        return named or document.tokens[at].norm.startswith(self._article)
