"""Where: which place of a sentence belongs to which of its events."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from conflict_events.lexical.text import COMMAS, DASHES
from conflict_events.linking.attachment import goes_on, nearest, opens, witnesses
from conflict_events.linking.clauses import Candidate, SentenceView
from conflict_events.linking.drafts import HARMS, PLACE_ROLES, Draft, stands
from conflict_events.linking.patterns import Pattern, Patterns
from conflict_events.records import ActorValue, AmountValue, Argument, Mention, PlaceValue, Span

PLACELESS = frozenset(["ACCUSE", "AGREE", "SUPPORT", "REQUEST", "REJECT", "THREATEN", "SANCTION", "COOPERATE"])
"""Types that are said or decided: a place in their sentence is that of something else."""
SAID = frozenset(["ACCUSE", "AGREE", "SUPPORT", "REQUEST", "REJECT", "THREATEN"])
"""Those of them that happen where somebody speaks: not where that does which they speak of."""
CLASHES = frozenset(["ASSAULT", "COERCE", "PROTEST"])
"""Types of which one amid another is where that one is."""
LEADING_ON = frozenset(["AID", "MOBILIZE", "RETREAT"])
"""Types that lead from somebody or a place to another one."""
MOVES = frozenset(["origin", "destination"])
"""What a move leads from or to."""
LENGTHS = frozenset(["kilometre", "metre", "mile"])
MEASURE_REACH = 3
"""Words between a place, its distance and the place that it is far from."""
TOWN_PRECISION = 3
"""Places up to this precision stand for themselves; a country or capital may stand for its government."""
NEAR = 2
"""The precision of a place that something is only near to."""
LOCAL_PRECISION = 4
"""Beyond it lie regions and countries, which often only tell whose somebody is."""
REACH, WIDE_REACH, TALK_REACH, REACH_BACK = 32, 24, 12, 16
"""Words behind an event within which a place, a region or country, and of a talk a region or country may stand, and words
before it. In 1,200 annotated articles 31 of 157 places beyond them were the event's, of those within
them 1,210 of 1,857.
"""

RESUMED = 3
"""Words behind an event word within which a pronoun tells of the place that its relative clause describes."""
LAUNCHED = 4
"""Words before a preposition among which one for firing tells that it leads to where something is fired from."""
ANSWERED = 3
"""Words before one for firing among which another tells that this is answered: ردا على إطلاق صواريخ."""
NOUN_WORDS = 2
"""Words of the noun that a place is in: من مناطق واسعة في."""
ADJECTIVES = 2
"""Words between an event noun and the relative clause that describes it."""

ARMED = frozenset(["REB", "UAF", "PRM", "IMG", "MIL", "CRM"])
"""Sectors that are where they fight: a place behind them is not that of an office."""

_BEHIND_DATELINE = DASHES | {"("}
"""What stands behind the place where a report is from."""


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
    def of(view: SentenceView, drafts: Sequence[Draft]) -> _Events:
        """Those of the drafts of a sentence."""
        able = [d for d in drafts if d.value.type not in PLACELESS]
        standing = [d for d in able if stands(d)]
        # هاجمت القوات المدعومة من تركيا مدينة عفرين: that somebody is helped only describes him.
        # A model may publish a weak event, so that one has its places where none that stands is in the sentence.
        happening = [d for d in standing if not _describes(view, d)] or standing or able
        return _Events(
            view=view,
            happening=happening,
            certain=bool(standing),
            parties={m.span for d in drafts for m in (*d.actors, *d.recipients)},
            hit={m.span for d in happening if d.value.type in HARMS for m in d.recipients},
            owners={a.mention.span: _Tie(d, a.role) for d in reversed(drafts) for a in d.locations},
        )


class PlaceLinks:
    """Gives the places of a sentence to its drafts."""

    def __init__(self, patterns: Patterns) -> None:
        self._patterns = patterns

    def link(self, view: SentenceView, drafts: Sequence[Draft]) -> None:
        """Each place goes to the event that it stands with: the last one before it in its clause, else the next one."""
        events = _Events.of(view, drafts)
        if not events.happening:
            return
        spare: tuple[Draft, Mention] | None = None
        previous: tuple[Mention, _Tie] | None = None
        behind: Candidate | None = None
        for c in view.candidates(view.sentence.first, view.sentence.last):
            tie = self._tie(events, c, c.place, behind, previous) if c.place is not None else None
            behind = c
            if c.place is None or tie is None:
                continue
            if tie.draft is not None and tie.spare:
                spare, tie = (tie.draft, c.place), _NOWHERE
            elif tie.draft is not None:
                tie.draft.add_place(c.place, tie.role)
            previous = (c.place, tie)
        if spare is not None and not any(d.locations for d in events.happening):
            spare[0].add_place(spare[1], "place")

    def _tie(
        self,
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
        if _elsewhere(view, behind, place) or _in_name(view, c.actor, place):
            return None
        acts = c.actor is not None and c.actor.span in events.parties
        if previous is not None and not acts and _goes_on(view, previous[0], place):
            return previous[1]
        witness = witnesses(view, place)
        # قصفت الطائرات مبنى البنك: what is hit is where it happens.
        is_hit = c.actor is not None and c.actor.span in events.hit and _is_building(view, place, c.actor)
        bare = c.actor is not None and not (c.preposition or witness or is_hit)
        if bare and (acts or not _site(place)):
            return None
        if (previous is not None and _measured(view, previous[0], place)) or _belongs(behind, place, events.parties):
            return _NOWHERE
        target = nearest(view, events.happening, place) or _described(view, events.happening, place)
        if target is None:
            return None
        before = place.last <= target.trigger.first
        if target.value.type == "DISPLACE" and before and not c.preposition:
            return None
        # شهدت تونس إضرابات: the subject of such a verb is where the event behind it is.
        told = is_hit or (witness and before)
        role = "place" if told else self._role(view, target, c)
        if role != "place":
            return None if role is None else _Tie(target, role)
        if _is_of_other(events, target, c, place) or (not told and _is_behind(view, target, place)):
            return _NOWHERE
        # لندن - قتل جنود في هجوم بغاو: where a report is from, or where those are stationed who did it.
        return _Tie(target, role, spare=_is_dateline(view, place) or _is_base(view, target, place))

    def share(self, view: SentenceView, drafts: Sequence[Draft]) -> None:
        """What carries on an event happens where that does; call it when the drafts' status is known."""
        for i, draft in enumerate(drafts):
            if draft.locations or draft.value.type in SAID:
                continue
            if draft.value.type not in PLACELESS:
                draft.locations.extend(_before_where(view, draft) or _resumed(view, draft))
            if draft.locations:
                continue
            for other in (*reversed(drafts[:i]), *drafts[i + 1 :]):
                if other.locations and other.status == draft.status and _is_one_story(view, draft, other):
                    draft.locations.extend(a for a in other.locations if a.role == "place")
                    break

    def _role(self, view: SentenceView, draft: Draft, candidate: Candidate) -> str | None:
        """The role that a place has in an event by what ties it there, None where it has none."""
        if _is_launched(view, draft, candidate):
            return "origin"
        pattern = self._patterns.of(draft.value)
        led = _led(view, draft, candidate, pattern) or _moved_to(draft, candidate, pattern)
        if led is not None:
            return led
        roles = pattern.prepositions.get(candidate.preposition, ("location",) if candidate.actor is None else ())
        for role in roles:
            if role in PLACE_ROLES:
                return PLACE_ROLES[role]
        # على بعد 5 كيلومترات من: the preposition leads to what is near, not to a part in the event.
        near = candidate.place is not None and _precision(candidate.place) == NEAR
        return "place" if near else None


def _is_of_other(events: _Events, draft: Draft, candidate: Candidate, place: Mention) -> bool:
    """Whether a place that stands with an event mostly is that of something else."""
    view = events.view
    return (
        _is_passed(view, draft, candidate)
        or _is_far(draft, place)
        or not (events.certain or _is_close(view, draft, place))
        or _of_cause(view, events.happening, draft, place)
    )


def _led(view: SentenceView, draft: Draft, candidate: Candidate, pattern: Pattern) -> str | None:
    """انسحبوا من مواقعهم في حلب, عادوا إلى منازلهم في حمص: the role of what is in a place, where a move leads from or to
    it; None where nothing of the kind is.
    """
    if (
        candidate.actor is not None
        or candidate.preposition not in view.grammar.prepositions.inside - view.grammar.prepositions.partitive
    ):
        return None
    noun = candidate.first - (view.tokens[candidate.first - 1].norm in view.grammar.prepositions.words)
    for at in range(noun - 2, max(noun - 2 - NOUN_WORDS, draft.trigger.last - 2), -1):
        roles = pattern.prepositions.get(view.tokens[at].norm, ())
        if roles and roles[0] in MOVES and not any(at < m.last and m.first < noun for m in view.actors):
            return roles[0]
    return None


def _is_launched(view: SentenceView, draft: Draft, candidate: Candidate) -> bool:
    """سقط صاروخ أطلق من سوريا: whether a place is where what an event tells of was fired from."""
    grammar, place, trigger = view.grammar, candidate.place, draft.trigger
    if draft.value.type != "ASSAULT" or candidate.preposition not in grammar.scenes.launched_from or place is None:
        return False
    behind = place.first - 2
    if view.tokens[behind].norm in grammar.nouns.backed:
        return False
    for at in range(behind, max(behind - LAUNCHED, view.sentence.first - 1), -1):
        norm = view.tokens[at].norm
        if norm in grammar.scenes.launched or grammar.unjoined(norm) in grammar.scenes.launched:
            # What is fired in answer may be told as one with what answers it.
            since = max(min(trigger.last, at - ANSWERED), view.sentence.first)
            answered = any(t.norm in grammar.scenes.launched_before for t in view.tokens[since:at])
            return trigger.first <= at and not answered
        if view.tokens[at].kind != "word" or norm in grammar.prepositions.words:
            return False
    return False


def _moved_to(draft: Draft, candidate: Candidate, pattern: Pattern) -> str | None:
    """زار فلان، وزير الخارجية، مدينة حلب: the role that the object of a verb of motion has; None where the place is no
    object of the kind.
    """
    roles = pattern.object
    bare = candidate.actor is None and not candidate.preposition and candidate.first >= draft.trigger.last
    moved = bool(roles) and draft.value.finite and MOVES.intersection(roles) == {roles[0]}
    return roles[0] if bare and moved else None


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


def _amid(view: SentenceView, one: Draft, other: Draft) -> bool:
    """قتل متظاهر خلال احتجاجات قرب البصرة, سيطروا على المطار بعد معارك: whether one of two events tells amid which deeds, or
    right after which, the other one takes place, in its clause.
    """
    first, second = sorted((one, other), key=lambda d: d.trigger.first)
    if not second.value.nominal or not {one.value.type, other.value.type} <= CLASHES:
        return False
    if not view.same_clause(first.trigger, second.trigger):
        return False
    return view.tokens[second.trigger.first - 1].norm in view.grammar.scenes.amid


def _is_one_story(view: SentenceView, draft: Draft, other: Draft) -> bool:
    """Whether an event is where another one is, which it carries on or takes place amid, or the other way round."""
    if _cause(view, draft, other.trigger) is not None:
        return False
    return goes_on(view, other, draft) or goes_on(view, draft, other) or _amid(view, draft, other)


def _before_where(view: SentenceView, draft: Draft) -> list[Argument]:
    """وصل الوزير إلى مدينة عدن جنوبي اليمن، حيث انفجرت قنبلة: the places right before the word "where" that opens an event's
    clause, or that of the verb that it is joined to.
    """
    opened = next((at for at, kind in reversed(view.breaks) if at <= draft.trigger.first and kind != "verb"), None)
    if opened is None or view.tokens[opened].norm not in view.grammar.openers.where:
        return []
    return [Argument(m, "place") for m in _ending_at(view, opened - (view.tokens[opened - 1].norm in COMMAS))]


def _resumed(view: SentenceView, draft: Draft) -> list[Argument]:
    """بلدة سراقب التي قتل فيها جنديان, التي تشهد معارك: the places that an event's relative clause describes, where a
    pronoun or the verb tells that it takes place there, or leads from or to there.
    """
    if view.opener(draft.trigger.first) != "relative":
        return []
    at, end = view.clause(draft.trigger.first)
    words = {t.norm for t in view.tokens[draft.trigger.first : min(draft.trigger.last + RESUMED, end)]}
    resuming = view.grammar.scenes.resuming
    moves = ("origin", "destination") if draft.value.type == "DISPLACE" else ()
    role = next((role for role in ("place", *moves) if not words.isdisjoint(resuming[role])), "")
    if draft.value.nominal and view.document.within("witness-verb", at, draft.trigger.first):
        role = "place"
    return [Argument(m, role) for m in _ending_at(view, at)] if role else []


def _ending_at(view: SentenceView, end: int) -> list[Mention]:
    """The place that ends before a token, and those that it goes on."""
    found: list[Mention] = []
    for place in reversed([m for m in view.places if m.last <= end]):
        # سياسة فرنسا في مالي، حيث: a country before a preposition is no town in the one behind it.
        apart = found and place.last < found[0].first and _precision(place) > LOCAL_PRECISION
        if apart or not (_goes_on(view, place, found[0]) if found else place.last == end):
            break
        found.insert(0, place)
    return found


def _precision(place: Mention) -> int:
    return place.valued(PlaceValue).precision


def _is_far(draft: Draft, place: Mention) -> bool:
    """Whether so many words lie between an event and a place that it mostly is that of something else."""
    back = draft.trigger.first - place.first
    if back > 0:
        return back > REACH_BACK
    wide = _precision(place) > LOCAL_PRECISION
    talk = draft.value.type == "CONSULT" and "visit" not in draft.value.modes
    return -back >= ((TALK_REACH if talk else WIDE_REACH) if wide else REACH)


def _describes(view: SentenceView, draft: Draft) -> bool:
    """Whether an event only tells who helps somebody: المدعومة من تركيا."""
    return draft.value.type == "AID" and view.tokens[draft.trigger.first].norm in view.grammar.nouns.backed


def _is_behind(view: SentenceView, draft: Draft, place: Mention) -> bool:
    """Whether an event that leads on to somebody or away from a place stands behind a place, which then is that of something
    else (انتشر في حلب مسلحون تدعمهم تركيا): in 900 annotated articles 46 of 56 times.
    """
    return draft.value.type in LEADING_ON and place.last <= draft.trigger.first and not opens(view, place)


def _is_close(view: SentenceView, draft: Draft, place: Mention) -> bool:
    """Whether a place stands a few words behind an event in its clause."""
    same = view.same_clause(place, draft.trigger)
    return same and 0 <= place.first - draft.trigger.last < TALK_REACH


def _is_passed(view: SentenceView, draft: Draft, candidate: Candidate) -> bool:
    """Whether a place only stands by a move: the words for being in it tell where those are who move, or where something
    else happens, and no place that they leave or go to (in 1,200 annotated articles 1 of 49 was the move's).
    """
    return draft.value.type == "DISPLACE" and (
        candidate.preposition in view.grammar.prepositions.inside
        or candidate.preposition in ("", *view.grammar.prepositions.attached)
    )


def _is_dateline(view: SentenceView, place: Mention) -> bool:
    """Whether a place opens its sentence and a dash or the name of an agency in brackets stands behind it."""
    opens = place.first == view.sentence.first and place.last < view.sentence.last
    return opens and view.tokens[place.last].norm in _BEHIND_DATELINE


def _is_base(view: SentenceView, draft: Draft, place: Mention) -> bool:
    """Whether a place tells where those are stationed who do what an event tells: الطائرات المتمركزة في قطر."""
    at = place.first - 1
    while at > view.sentence.first and view.tokens[at].norm in view.grammar.prepositions.words:
        at -= 1
    if at < view.sentence.first or view.tokens[at].norm not in view.grammar.scenes.stationed:
        return False
    return any(m.last == at for m in draft.actors)


def _of_cause(view: SentenceView, drafts: Sequence[Draft], draft: Draft, place: Mention) -> bool:
    """Whether a place is that of what people demonstrate for or against: it stands behind a word for that, and their own
    before it.
    """
    cause = _cause(view, draft, place)
    if cause is None:
        return False
    own = (a for d in drafts if d.value.type == draft.value.type for a in d.locations)
    return any(a.role == "place" and a.mention.first < cause for a in own)


def _cause(view: SentenceView, draft: Draft, behind: Mention) -> int | None:
    """The word between a protest and what stands behind it that tells what people demonstrate for or against; it may be the
    event word (احتجاجا على).
    """
    if draft.value.type != "PROTEST":
        return None
    words = range(draft.trigger.first, behind.first)
    return next((i for i in words if view.tokens[i].norm in view.grammar.scenes.causes), None)


def _is_building(view: SentenceView, place: Mention, actor: Mention) -> bool:
    """Whether words that are read as an actor too name a certain building or quarter (مبنى البنك, الأحياء السكنية), and no town
    or any such building (مسجدا للقوات).
    """
    head, grammar = view.tokens[place.first].norm, view.grammar
    unknown, definite = place.valued(PlaceValue).place_id is None, actor.valued(ActorValue).definite
    some = head.endswith(grammar.endings.accusative) and not head.startswith(grammar.clitics.article)
    return unknown and place.last - place.first > 1 and definite and not some


def _site(place: Mention) -> bool:
    """Whether words that are read as an actor too name a spot: مسجد الحي, and not واشنطن."""
    return _precision(place) <= TOWN_PRECISION and place.last - place.first > 1


def _elsewhere(view: SentenceView, behind: Candidate | None, place: Mention) -> bool:
    """Whether a place only tells where somebody was born or lives, or what another place is beside: "سراقب المتاخمة
    لإدلب", and not "المناطق المتاخمة لإدلب"."""
    grammar, at = view.grammar, place.first - 1
    if at < view.sentence.first:
        return False
    if view.tokens[at].norm in grammar.scenes.beside:
        known = behind.place if behind is not None else None
        if known is None or known.last != at or not place.proclitics.startswith(grammar.scenes.beside_what):
            return False
        return isinstance(known.value, PlaceValue) and known.value.place_id is not None
    if view.tokens[at].norm in grammar.prepositions.inside and at > view.sentence.first:
        at -= 1
    return view.tokens[at].norm in grammar.scenes.home


def _in_name(view: SentenceView, actor: Mention | None, place: Mention) -> bool:
    """Whether a place stands in the name of an organization (قوات سوريا الديمقراطية), and does not tell where it is."""
    if actor is None or not actor.first < place.first or place.last > actor.last:
        return False
    known = isinstance(actor.value, ActorValue) and actor.value.entity_id is not None
    return known and view.tokens[place.first - 1].norm not in view.grammar.prepositions.inside


def _goes_on(view: SentenceView, before: Mention, place: Mention) -> bool:
    """Whether a place goes on with the one before it: the town, its province and its country, or a list."""
    between = view.tokens[before.last : place.first]
    if len(between) > 1 or place.first < before.last:
        return False
    grammar = view.grammar
    return (
        not between
        or between[0].norm not in grammar.prepositions.words
        or between[0].norm in grammar.prepositions.inside
    )


def _measured(view: SentenceView, before: Mention, place: Mention) -> bool:
    """Whether a distance leads from one place to another: "البلدة على بعد 50 كيلومترا شمالي المدينة" tells where it lies."""
    return any(
        isinstance(n.value, AmountValue)
        and n.value.unit in LENGTHS
        and 0 <= n.first - before.last <= MEASURE_REACH
        and 0 <= place.first - n.last <= MEASURE_REACH
        for n in view.numbers
    )


def _belongs(behind: Candidate | None, place: Mention, parties: Collection[Span]) -> bool:
    """Whether a place only tells whose or which somebody is that has no part in the events: السفير في لندن."""
    if behind is None or behind.actor is None or behind.actor.span in parties or behind.place is not None:
        return False
    who = behind.actor.valued(ActorValue)
    if who.sector in ARMED:
        return False
    adjoins = place.first - behind.last <= 1 and behind.amount is None
    return adjoins and who.definite and _precision(place) > LOCAL_PRECISION
