"""Who claims an attack did it (تبنى التنظيم الهجوم, أعلنت الجماعة مسؤوليتها عن), and who denies a part in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conflict_events.language import Language
from conflict_events.lexical import morphology
from conflict_events.lexical.lexicon import Phrase
from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.drafts import Draft, can_act
from conflict_events.mentions.sources import denials
from conflict_events.records import ActorValue, Entry, Mention, TriggerValue

REACH = 8
"""Words between the verb and the word for responsibility, the claimant among them."""
BEFORE = 5
"""Sentences that a claim reaches back."""
AFTER = 2
"""Sentences behind a claim in which the attack is still the one that was claimed."""
PATTERNS = frozenset({"attack", "kill", "suffer"})
"""Argument patterns of what can be claimed."""


def entries(language: Language) -> Iterator[Phrase]:
    """Verbs that claim with the attack itself as object, kind "claim-verb", and words for responsibility that a verb of
    announcing makes a claim, kind "claim-noun".
    """
    table = language.data["grammar"]["claim"]
    for verb in (*table["verbs"], *table["announcing"]):
        entry = Entry("claim-verb", verb["lemma"], verb in table["verbs"])
        for form in morphology.of_row(verb):
            if form.finite:
                yield Phrase(form.text, entry, suffixes=True)
    for noun in table["nouns"]:
        yield Phrase(noun, Entry("claim-noun", noun), suffixes=True)


def claimant(view: SentenceView) -> Mention | None:
    """Who claims an attack in a sentence, None where nobody does."""
    sentence = view.sentence
    nouns = [h.first for h in view.document.within("claim-noun", sentence.first, sentence.last)]
    attacks = [t.first for t in view.triggers if t.valued(TriggerValue).type == "ASSAULT"]
    for hit in view.document.within("claim-verb", sentence.first, sentence.last):
        objects = nouns + (attacks if hit.entry.payload else [])
        claims = (hit.suffix and hit.entry.payload) or any(hit.last <= at <= hit.last + REACH for at in objects)
        if not claims or view.negated(hit.first):
            continue
        first, last = view.clause(hit.first)
        behind = [c.actor for c in view.candidates(hit.last, last) if not c.preposition and c.first - hit.last <= 1]
        before = [c.actor for c in view.candidates(first, hit.first) if not c.preposition]
        for who in (*behind[:1], *before[:1]):
            if who is not None and can_act(who):
                return who
    return None


def disclaim(view: SentenceView, drafts: Sequence[Draft]) -> None:
    """Take from the drafts of a sentence the doers that deny a part in them (نفى الجيش مسؤوليته عن قصف السوق), those who do not
    claim them (لم تتبن الحركة الهجوم), and those who stopped them.
    """
    sentence = view.sentence
    claims = view.document.within("claim-verb", sentence.first, sentence.last)
    unclaimed = {h.first for h in claims if h.entry.payload and view.negated(h.first)}
    for _, part in denials(view.document, sentence, view.grammar.openers.complementizers):
        said = view.document.within("speech", part.last, sentence.last)
        last = said[0].first if said else sentence.last
        for draft in drafts:
            if part.last <= draft.trigger.first < last:
                draft.disclaimed = True
    for draft in drafts:
        free = draft.trigger.first in unclaimed
        draft.actors = [m for m in draft.actors if not free and not draft.disclaims(m)]


def attribute(drafts: Sequence[Draft], claims: Sequence[Mention]) -> None:
    """Note the claimant of claimed attacks: those without a doer, and those whose doers are unknown men."""
    for draft in drafts:
        if draft.value.type != "ASSAULT" or draft.value.pattern not in PATTERNS or draft.status != "actual":
            continue
        if any(not _unknown(m) for m in draft.actors):
            continue
        near = [c for c in claims if -AFTER <= c.sentence - draft.sentence <= BEFORE]
        if near:
            draft.claimant = min(near, key=lambda c: abs(c.sentence - draft.sentence))


def settle(events: Sequence[Draft]) -> None:
    """Make claimants the doers of their events, once it is known which drafts tell the same event."""
    for event in events:
        who = event.claimant
        if who is not None and all(_unknown(m) for m in event.actors) and who not in event.actors:
            event.actors.append(who)


def _unknown(mention: Mention) -> bool:
    value = mention.valued(ActorValue)
    return value.sector == "UAF" and value.entity_id is None
