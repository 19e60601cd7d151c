"""What a form of an event word says where it stands: what is both verb and verbal noun (قتل) is read by the word before it."""

from __future__ import annotations

import re
from dataclasses import replace

from conflict_events.language import Language
from conflict_events.lexical.text import MARKS, fold, folded
from conflict_events.mentions.triggers.forms import DOUBTFUL, TRIGGER, Reading
from conflict_events.mentions.triggers.verb_tokens import before_nouns
from conflict_events.records import Document, Hit, TriggerValue

_MARKS = re.compile(f"[{MARKS}]+")


class FormReader:
    """Reads forms, by a language's tables."""

    def __init__(self, language: Language) -> None:
        grammar = language.data["grammar"]
        self._nominal_before = folded(grammar["before_noun"]["words"])
        self._verbal_before = frozenset(
            fold(w) for part in ("before_verb", "complementizer", "relative", "clause") for w in grammar[part]["words"]
        )
        self._complementizers = folded(grammar["complementizer"]["words"])
        self._governed = fold(grammar["complementizer"]["governed"])
        self._governing = folded(grammar["preposition"]["words"]) & self._nominal_before
        self._article = language.clitics.article
        self._conjunctions = "".join(language.clitics.conjunctions)
        self._future = language.clitics.future
        self._before_nouns = before_nouns(language)
        self._circumstantial = tuple(grammar["circumstantial"]["endings"])
        jussive = language.data.get("status", {}).get("jussive", {})
        self._past_not = folded(jussive.get("particles", ()))
        self._before_imperfect = self._past_not | folded(jussive.get("imperfect", ()))

    def value(self, document: Document, hit: Hit, reading: Reading) -> TriggerValue | None:
        """What the form says where a hit of it stands: in the future where its letter is written on to it; None where the
        word can be no such form there.
        """
        value = reading.value
        if (reading.construct and hit.article) or self._has_no_pronoun(document, hit):
            return None
        particles = hit.proclitics.lstrip(self._conjunctions)
        if particles != hit.proclitics and _before(document, hit) in self._governing:
            # عن وعوده: behind a preposition the letter is one of the word's.
            return None
        future = bool(particles) and any(p in particles for p in self._future)
        if reading.jussive and _before(document, hit) not in self._past_not:
            return None
        single = hit.last - hit.first == 1 and value.form in ("perfect", "noun")
        if single and not hit.proclitics and _before(document, hit) in self._before_imperfect:
            return None
        if reading.verbal:
            if hit.article or (particles and value.form != "imperfect"):
                return None
            if particles and any(p in particles for p in self._before_nouns):
                return None
            if value.form == "perfect" and not self._can_be_verb(document, hit, value):
                return None
            return replace(value, status="future") if future else value
        if value.form == "participle" and (hit.article or particles or not self._stands_for_verb(document, hit)):
            return None
        return None if future else value

    def _has_no_pronoun(self, document: Document, hit: Hit) -> bool:
        """Whether what was taken for a pronoun is another letter that folds alike: قتلة are killers, not "he killed him"."""
        return bool(hit.suffix) and _MARKS.sub("", document.text[hit.start : hit.end])[-1:] != hit.suffix[-1]

    def _stands_for_verb(self, document: Document, hit: Hit) -> bool:
        """Whether a participle stands for a verb (داعيا، مطالبين): its ending is that of the indefinite accusative as it is
        written, for a pronoun folds to that of a feminine (مستقبله), and it is not what a number counts (150 متمردا).
        """
        if hit.suffix or (hit.first and document.tokens[hit.first - 1].kind == "number"):
            return False
        written = document.text[hit.start : document.tokens[hit.last - 1].end]
        return _MARKS.sub("", written).endswith(self._circumstantial)

    def _can_be_verb(self, document: Document, hit: Hit, value: TriggerValue) -> bool:
        """Whether a word that also is a verbal noun can be the perfect here: not behind a preposition, nor behind an
        indefinite noun, which it would follow as a genitive (عملية قتل، ضحايا قصف).
        """
        before = _before(document, hit)
        if before in self._nominal_before:
            return False
        if not before or hit.proclitics or before in self._verbal_before or before.startswith(self._article):
            return True
        if value.person != "ms":
            # جنديان قتلا: in the dual and plural the letters of the noun would be its rare accusative.
            return True
        if self._has_governed_subject(document, hit) or self._is_behind_object(document, hit):
            return True
        kind = DOUBTFUL if hit.entry.kind == DOUBTFUL else TRIGGER
        return not any(
            h.last == hit.last and not h.entry.payload.verbal for h in document.within(kind, hit.first, hit.first + 1)
        )

    def _is_behind_object(self, document: Document, hit: Hit) -> bool:
        """شيع المئات شابا قتل: whether right before a hit stands a noun of somebody in the indefinite accusative, which has no
        genitive.
        """
        forms = [
            h.entry.payload for h in document.within("actor-noun", hit.first - 1, hit.first) if h.last == hit.first
        ]
        return bool(forms) and all(form.number == "s" and form.construct == "no" and not form.own for form in forms)

    def _has_governed_subject(self, document: Document, hit: Hit) -> bool:
        """Whether right before a hit stands an indefinite noun that a particle governs, with adjectives or without: its ending
        has no genitive behind it (إن متظاهرا شابا قتل).
        """
        at = hit.first - 1
        while at > 0 and document.tokens[at].norm.endswith(self._governed) and not document.sentence_starts_at(at):
            at -= 1
        return at < hit.first - 1 and document.tokens[at].norm in self._complementizers


def _before(document: Document, hit: Hit) -> str:
    """The folded word before a hit in its sentence, "" at its start or after a mark."""
    if hit.first == 0 or document.sentence_starts_at(hit.first):
        return ""
    token = document.tokens[hit.first - 1]
    return token.norm if token.kind == "word" else ""
