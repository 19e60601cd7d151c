"""Who announces his own deed: أعلن الجيش اعتقال، الشرطة: توقيف مهربين."""

from __future__ import annotations

from collections.abc import Sequence

from conflict_events.lexical.text import QUOTES
from conflict_events.linking import support_verbs
from conflict_events.linking.clauses import Candidate, SentenceView, actor_value
from conflict_events.linking.drafts import Draft, alone, can_act, group
from conflict_events.mentions.sources import Attribution
from conflict_events.records import Mention, TriggerValue

ANNOUNCEMENT_REACH = 4
"""Words between who announces and the verbal noun of what is announced (أعلن الجيش أمس شن ضربات)."""
POLICED = frozenset({"arrest", "seize"})
"""Modes of what forces announce as their own deed behind a colon."""
INTERIOR = frozenset({"Interior", "Home"})
"""Words of the English name of a ministry that has the police."""


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
            return who if who and can_act(who[0].actor) else []
    return []


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


def police_before_colon(view: SentenceView, draft: Draft) -> list[Candidate]:
    """الشرطة: توقيف ثلاثة مهربين: the forces before a colon have themselves arrested or seized those behind it."""
    trigger = draft.trigger
    at = trigger.first - 1
    if trigger.proclitics or draft.modes.isdisjoint(POLICED) or any(map(_is_soldier, draft.recipients)):
        return []
    while at > view.sentence.first and view.tokens[at].norm in QUOTES:
        at -= 1
    if at <= view.sentence.first or view.tokens[at].norm != ":":
        return []
    return [alone(m) for m in view.actors if m.last == at and _polices(m) and not view.governor(m)]


def _polices(mention: Mention) -> bool:
    """Whether a mention is of a body that arrests: forces as a whole, or the ministry of the police."""
    value = actor_value(mention)
    if value is None or not value.definite:
        return False
    return value.sector in ("MIL", "COP", "SPY") or (
        value.sector == "GOV" and not INTERIOR.isdisjoint(value.name.split())
    )


def _is_soldier(mention: Mention) -> bool:
    """Whether a mention is of one of the forces, who is rather taken from them: الجيش: أسر جندي."""
    value = actor_value(mention)
    return value is not None and value.sector in ("MIL", "COP")
