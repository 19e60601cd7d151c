"""Who announces his own deed: أعلن الجيش اعتقال."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.linking import actor_kinds, support_verbs
from conflict_events.linking.clauses import Candidate, SentenceView
from conflict_events.linking.drafts import HARMS, alone, can_act, group
from conflict_events.mentions.sources import Attribution
from conflict_events.records import Mention, TriggerValue

ANNOUNCEMENT_REACH = 4
"""Words between who announces and the verbal noun of what is announced (أعلن الجيش أمس شن ضربات)."""


def announcers(view: SentenceView, trigger: Mention, spoken: Sequence[Attribution]) -> list[Candidate]:
    """أعلن الجيش اعتقال, أعلنت مصر والأردن قطع العلاقات: whose own act a verb of saying announces, the verbal noun being its
    object.
    """
    if trigger.proclitics:
        return []
    first, last = view.sentence.first, trigger.first
    verbs = {hit.first: hit for hit in view.document.within("speech", first, last)}
    said = {a.head: a.source for a in spoken if a.speech}
    told = {at for at, hit in verbs.items() if hit.entry.key in view.grammar.verbs.taking and not hit.suffix}
    for head in sorted(h for h in told | said.keys() if first <= h < last):
        if not _may_announce(view, head, trigger):
            continue
        who = _speakers(view, trigger, head, said.get(head))
        if not who and head not in said:
            who = support_verbs.subject_of(view, verbs[head], trigger)
        end = max([head + 1, *(c.last for c in who), said[head].last if head in said else 0])
        between = view.without_asides(end, last)
        if between and head in told and between[-1].norm == view.grammar.verbs.taking[verbs[head].entry.key]:
            # أعلن الجيش عن تدمير, أعلن الجيش مسؤوليته عن تدمير
            claimed = {hit.start for hit in view.document.within("claim-noun", head, last)}
            between = [t for t in between[:-1] if t.norm not in view.grammar.adverbs.words and t.start not in claimed]
            if between:
                continue
        if len(between) <= ANNOUNCEMENT_REACH and not any(
            t.norm in view.grammar.openers.complementizers
            or t.norm in view.grammar.prepositions.words
            or t.norm in ",،:"
            for t in between
        ):
            return who if who and _may_do(view, trigger, who[0].actor) else []
    return []


def _may_do(view: SentenceView, trigger: Mention, who: Mention | None) -> bool:
    """Whether who announces an event may do it himself: of harm whoever cares for the hurt and the held tells only."""
    if who is None or not can_act(who):
        return False
    return trigger.valued(TriggerValue).type not in HARMS or not actor_kinds.only_cares(view, who)


def _may_announce(view: SentenceView, head: int, trigger: Mention) -> bool:
    """Whether a verb of saying at a token may announce the event of a noun: it is not negated, and no other event, no word
    that makes the speaker no doer, and no denial stands between.
    """
    if any(head < t.first < trigger.first for t in view.triggers) or support_verbs.opposed(view, head, trigger):
        return False
    if view.negated(head) or view.document.within("witness-verb", head, head + 1):
        return False
    # نفت الحكومة اتهامات: what she denies are others' words.
    return trigger.valued(TriggerValue).type != "ACCUSE" or not view.document.within("denial", head, head + 1)


def _speakers(view: SentenceView, trigger: Mention, head: int, source: Mention | None) -> list[Candidate]:
    """Who speaks, with those whom a conjunction ties to him."""
    speaker = next((m for m in view.actors if source is not None and m.overlaps(source)), None)
    if speaker is None:
        return []
    behind = view.candidates(head + 1, trigger.first)
    return group(behind, [c for c in behind if c.actor is speaker][:1]) or [alone(speaker)]
