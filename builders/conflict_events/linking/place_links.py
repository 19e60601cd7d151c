"""Which event of a sentence each of its places belongs to, and as what."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from conflict_events.lexical.text import DASHES
from conflict_events.linking.adnominal_places import (
    continues,
    is_home_or_neighbour,
    is_in_name,
    is_measured_from,
    is_of_noun,
    is_wide,
)
from conflict_events.linking.attachment import nearest, opens, witnesses
from conflict_events.linking.clauses import Candidate, SentenceView
from conflict_events.linking.drafts import HARMS, SAID, Draft, stands
from conflict_events.linking.patterns import Patterns
from conflict_events.linking.place_roles import role_of
from conflict_events.mentions.places.values import DISTRICT
from conflict_events.records import ActorValue, Mention, PlaceValue, Span

PLACELESS = SAID | {"SANCTION", "COOPERATE"}
"""Types that are said or decided: a place in their sentence is that of something else."""
LEADING_ON = frozenset(["AID", "MOBILIZE", "RETREAT"])
"""Types that lead from somebody or a place to another one."""
REACH, WIDE_REACH, TALK_REACH, REACH_BACK = 32, 24, 12, 16
"""Words behind an event within which a place, a region or country, and of a talk a region or country may stand, and words
before it. In 1,200 annotated articles 31 of 157 places beyond them were the event's, of those within
them 1,210 of 1,857.
"""
ADJECTIVES = 2
"""Words between an event noun and the relative clause that describes it."""


class _Tie(NamedTuple):
    """Which event a place goes to, and as what; to none where ``draft`` is None."""

    draft: Draft | None
    role: str = ""
    spare: bool = False
    """Whether the event is there only if its sentence tells no other place."""


_NOWHERE = _Tie(None)


@dataclass(frozen=True, slots=True)
class _Events:
    """The events of a sentence that a place may be of, and what is known of all its events before its places are linked."""

    view: SentenceView
    patterns: Patterns
    happening: Sequence[Draft]
    certain: bool
    """Whether one that happens somewhere is an event by the rules."""
    parties: Collection[Span]
    """Who has a part in any of them."""
    hit: Collection[Span]
    """To whom violence is done."""
    owners: Mapping[Span, _Tie]
    """By place what it has been given to already."""

    @staticmethod
    def of(view: SentenceView, drafts: Sequence[Draft], patterns: Patterns) -> _Events:
        """Those of the drafts of a sentence."""
        able = [d for d in drafts if d.value.type not in PLACELESS]
        standing = [d for d in able if stands(d)]
        # هاجمت القوات المدعومة من تركيا مدينة عفرين: that somebody is helped only describes him.
        # A model may publish a weak event, so that one has its places where none that stands is in the sentence.
        happening = [d for d in standing if not _describes(d)] or standing or able
        return _Events(
            view=view,
            patterns=patterns,
            happening=happening,
            certain=bool(standing),
            parties={m.span for d in drafts for m in (*d.actors, *d.recipients)},
            hit={m.span for d in happening if d.value.type in HARMS for m in d.recipients},
            owners={a.mention.span: _Tie(d, a.role) for d in reversed(drafts) for a in d.locations},
        )


def link_places(view: SentenceView, drafts: Sequence[Draft], patterns: Patterns) -> None:
    """Each place goes to the event that it stands with: the last one before it in its clause, else the next one."""
    events = _Events.of(view, drafts, patterns)
    if not events.happening:
        return
    spare: tuple[Draft, Mention] | None = None
    previous: tuple[Mention, _Tie] | None = None
    candidates = view.candidates(view.sentence.first, view.sentence.last)
    for behind, c in zip([None, *candidates], candidates, strict=False):
        if c.place is None:
            continue
        tie = _tie(events, c, c.place, behind, previous)
        if tie is None:
            continue
        if tie.draft is not None and tie.spare:
            spare, tie = (tie.draft, c.place), _NOWHERE
        elif tie.draft is not None:
            tie.draft.add_place(c.place, tie.role)
        previous = (c.place, tie)
    if spare is not None and not any(d.locations for d in events.happening):
        spare[0].add_place(spare[1], "place")


def _tie(
    events: _Events,
    c: Candidate,
    place: Mention,
    behind: Candidate | None,
    previous: tuple[Mention, _Tie] | None,
) -> _Tie | None:
    """What the place of a candidate goes to; None where its words only tell of somebody, so that the next place may go on
    with ``previous``, the one before it. ``behind``: the candidate that it stands behind.
    """
    view = events.view
    if place.span in events.owners:
        return events.owners[place.span]
    if is_home_or_neighbour(view, behind, place) or is_in_name(view, c.actor, place):
        return None
    acts = c.actor is not None and c.actor.span in events.parties
    if previous is not None and not acts and continues(view, previous[0], place):
        return previous[1]
    witness = witnesses(view, place)
    # قصفت الطائرات مبنى البنك: what is hit is where it happens.
    is_hit = c.actor is not None and c.actor.span in events.hit and _is_building(view, place, c.actor)
    bare = c.actor is not None and not (c.preposition or witness or is_hit)
    if bare and (acts or not _is_site(place)):
        return None
    measured = previous is not None and is_measured_from(view, previous[0], place)
    if measured or is_of_noun(behind, place, events.parties):
        return _NOWHERE
    target = nearest(view, events.happening, place) or _described(view, events.happening, place)
    if target is None:
        return None
    # شهدت تونس إضرابات: the subject of such a verb is where the event behind it is.
    told = is_hit or (witness and place.last <= target.trigger.first)
    return _tie_to(events, target, c, place, told=told)


def _tie_to(events: _Events, target: Draft, c: Candidate, place: Mention, *, told: bool) -> _Tie | None:
    """As what the place of a candidate goes to the event that it stands with; to nothing where it is that of something
    else, and None as of ``_tie``. ``told``: the words beside it tell that the event is there.
    """
    if target.value.type == "DISPLACE" and place.last <= target.trigger.first and not c.preposition:
        return None
    role = "place" if told else role_of(target, c, place, events.patterns.of(target.value))
    if role != "place":
        return None if role is None else _Tie(target, role)
    if _is_of_other(events, target, c, place) or (not told and _is_led_on_from(target, place)):
        return _NOWHERE
    # لندن - قتل جنود في هجوم بغاو: where a report is from, or where those are stationed who did it.
    return _Tie(target, role, spare=_is_place_of_report(events.view, place) or _is_base(target, place))


def _is_place_of_report(view: SentenceView, place: Mention) -> bool:
    """Whether a place opens its sentence and a dash or the name of an agency in brackets stands behind it."""
    return place.first == view.sentence.first and view.norm(place.last) in DASHES | {"("}


def _is_of_other(events: _Events, draft: Draft, candidate: Candidate, place: Mention) -> bool:
    """Whether a place that stands with an event mostly is that of something else."""
    return (
        _is_passed(draft, candidate)
        or _is_far(draft, place)
        or not (events.certain or _is_close(draft, place))
        or _is_of_cause(events.happening, draft, place)
    )


def _described(view: SentenceView, drafts: Sequence[Draft], place: Mention) -> Draft | None:
    """الغارات الجوية التي نفذها الطيران على صعدة: the event noun that the relative clause describes in which a place stands,
    with nothing but its adjectives before the clause.
    """
    if view.opener(place.first) != "relative":
        return None
    at = view.clause(place.first)[0]
    noun = next((d for d in reversed(drafts) if d.trigger.last <= at), None)
    if noun is None or noun.value.finite or at - noun.trigger.last > ADJECTIVES:
        return None
    between = [t.norm for t in view.tokens[noun.trigger.last : at]]
    article = view.grammar.clitics.article
    definite = view.definite(noun.trigger) or not between
    return noun if definite and all(word.startswith(article) for word in between) else None


def _is_far(draft: Draft, place: Mention) -> bool:
    """Whether so many words lie between an event and a place that it mostly is that of something else."""
    back = draft.trigger.first - place.first
    if back > 0:
        return back > REACH_BACK
    if not is_wide(place):
        return -back >= REACH
    talk = draft.value.type == "CONSULT" and "visit" not in draft.value.modes
    return -back >= (TALK_REACH if talk else WIDE_REACH)


def _describes(draft: Draft) -> bool:
    """Whether an event only tells who helps somebody: المدعومة من تركيا."""
    return draft.value.type == "AID" and draft.view.norm(draft.trigger.first) in draft.view.grammar.nouns.backed


def _is_led_on_from(draft: Draft, place: Mention) -> bool:
    """Whether an event that leads on to somebody or away from a place stands behind a place, which then is that of something
    else (انتشر في حلب مسلحون تدعمهم تركيا): in 900 annotated articles 46 of 56 times.
    """
    return draft.value.type in LEADING_ON and place.last <= draft.trigger.first and not opens(draft.view, place)


def _is_close(draft: Draft, place: Mention) -> bool:
    """Whether a place stands a few words behind an event in its clause."""
    same = draft.view.same_clause(place, draft.trigger)
    return same and 0 <= place.first - draft.trigger.last < TALK_REACH


def _is_passed(draft: Draft, candidate: Candidate) -> bool:
    """Whether a place only stands by a move: the words for being in it tell where those are who move, or where something
    else happens, and no place that they leave or go to (in 1,200 annotated articles 1 of 49 was the move's).
    """
    prepositions = draft.view.grammar.prepositions
    within = candidate.preposition in prepositions.inside
    return draft.value.type == "DISPLACE" and (within or candidate.preposition in ("", *prepositions.attached))


def _is_base(draft: Draft, place: Mention) -> bool:
    """Whether a place tells where those are stationed who do what an event tells: الطائرات المتمركزة في قطر."""
    view, at = draft.view, place.first - 1
    while at > view.sentence.first and view.tokens[at].norm in view.grammar.prepositions.words:
        at -= 1
    if at < view.sentence.first or view.tokens[at].norm not in view.grammar.scenes.stationed:
        return False
    return any(m.last == at for m in draft.actors)


def _is_of_cause(drafts: Sequence[Draft], draft: Draft, place: Mention) -> bool:
    """Whether a place is that of what people demonstrate for or against: it stands behind a word for that, and their own has
    been told.
    """
    return tells_cause(draft, place) and any(d.locations for d in drafts if d.value.type == draft.value.type)


def tells_cause(draft: Draft, behind: Mention) -> bool:
    """Whether a word between a protest and what stands behind it tells what people demonstrate for or against; it may be the
    event word (احتجاجا على).
    """
    words = draft.view.tokens[draft.trigger.first : behind.first] if draft.value.type == "PROTEST" else ()
    return any(t.norm in draft.view.grammar.scenes.causes for t in words)


def _is_site(place: Mention) -> bool:
    """Whether words that are read as an actor too name a spot: مسجد الحي, and not واشنطن."""
    return place.valued(PlaceValue).precision <= DISTRICT and place.last - place.first > 1


def _is_building(view: SentenceView, place: Mention, actor: Mention) -> bool:
    """Whether words that are read as an actor too name a certain building or quarter (مبنى البنك, الأحياء السكنية), and no town
    or any such building (مسجدا للقوات).
    """
    head, grammar = view.tokens[place.first].norm, view.grammar
    unknown, definite = place.valued(PlaceValue).place_id is None, actor.valued(ActorValue).definite
    some = head.endswith(grammar.endings.accusative) and not head.startswith(grammar.clitics.article)
    return unknown and place.last - place.first > 1 and definite and not some
