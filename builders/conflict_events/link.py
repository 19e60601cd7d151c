"""Mentions -> drafts of events: who does what to whom, where, when and how many.

Each trigger takes its arguments out of its clause, as its pattern says: what stands directly behind it, what a
preposition ties to it, the noun that its relative clause describes, the subject before it, or an agent that a further
verb names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conflict_events import agents, claims
from conflict_events.circumstances import Circumstances
from conflict_events.clauses import Candidate, Grammar, SentenceView
from conflict_events.coreference import Resolver
from conflict_events.drafts import Draft, alone, can_act, fill, group, is_victim
from conflict_events.language import Language
from conflict_events.mentions.sources import Attribution
from conflict_events.mentions.triggers import trigger_value
from conflict_events.patterns import Pattern, Patterns
from conflict_events.place_links import named_place
from conflict_events.records import ActorValue, Argument, Document, Hit, Mention, Status
from conflict_events.status import StatusReader
from conflict_events.text import COMMAS

ADJECTIVES = 3
"""Words that may stand between an event noun and its genitive or its preposition (قصف مدفعي عنيف على)."""
EVENT_SUBJECT_REACH = 5
"""Words between an event noun and the verb that it is the subject of (هجوم انتحاري مزدوج صباح اليوم استهدف)."""


class Linker:
    """Links the mentions of a document into drafts, one a trigger, in text order."""

    def __init__(self, language: Language) -> None:
        self._grammar = Grammar(language)
        self._patterns = Patterns(language)
        self._circumstances = Circumstances(self._patterns)
        self._status = StatusReader(language)
        self._language = language
        self._conjunctions = "".join(language.clitics.conjunctions)
        self._states = {r["country"]: r["name"] for r in language.registry["actors"] if r["kind"] == "state"}

    def drafts(
        self, document: Document, mentions: Mapping[str, Sequence[Mention]], attributions: Sequence[Attribution]
    ) -> list[Draft]:
        """One draft a trigger. ``mentions`` by kind: trigger, actor, place, date, number, money."""
        found: list[Draft] = []
        claimed: list[Mention | None] = []
        topic: Mention | None = None
        actors = mentions.get("actor", ())
        resolver = Resolver(document, actors, self._language)
        for sentence in document.sentences:
            view = SentenceView(document, sentence, self._grammar, mentions)
            spoken = [
                a
                for a in attributions
                if a.source.sentence == sentence.index or (a.first >= sentence.first and a.last <= sentence.last)
            ]
            own: list[Draft] = []
            for trigger in view.triggers:
                own.append(self._draft(view, trigger, own, topic, spoken))
                if own[-1].actors and own[-1].value.form in ("perfect", "imperfect"):
                    topic = own[-1].actors[0]
            self._control(view, own)
            claimed.append(claims.claimant(view))
            self._circumstances.link(view, own, spoken, found)
            for draft in own:
                draft.status = self._own_status(view, draft)
                draft.source = _source_of(draft, spoken)
            self._circumstances.share(view, own)
            found.extend(own)
        agents.protesters(found, actors)
        claims.attribute(found, [m for m in claimed if m is not None])
        anaphors = {h.first for h in document.hits.get("place-anaphor", ())}
        places = mentions.get("place", ())
        for draft in found:
            agents.whose(draft, actors)
            named = (Argument(named_place(a.mention, places, anaphors), a.role) for a in draft.locations)
            draft.locations = list(dict.fromkeys(named))
            draft.actors = [resolver.full(m) for m in draft.actors]
            draft.recipients = [m for m in map(resolver.full, draft.recipients) if m not in draft.actors]
        return found

    # --- one trigger ------------------------------------------------------------------------------

    def _draft(
        self,
        view: SentenceView,
        trigger: Mention,
        earlier: Sequence[Draft],
        topic: Mention | None,
        spoken: Sequence[Attribution],
    ) -> Draft:
        value = trigger_value(trigger)
        draft = Draft(trigger, value, view.sentence.index, modes=set(value.modes), view=view)
        pattern = self._patterns.of(value)
        if value.form in ("perfect", "imperfect"):
            self._verb(view, draft, pattern, earlier, topic, spoken)
        elif value.form == "participle":
            self._participle(view, draft, pattern, earlier, topic, spoken)
        else:
            self._noun(view, draft, pattern, spoken)
            self._inherit(draft, pattern, earlier)
        return draft

    def _participle(
        self,
        view: SentenceView,
        draft: Draft,
        pattern: Pattern,
        earlier: Sequence[Draft],
        topic: Mention | None,
        spoken: Sequence[Attribution],
    ) -> None:
        """داعيا، مطالبين: the subject is that of the verb before."""
        trigger = draft.trigger
        _, last = view.clause(trigger.first)
        right = _before_comma(view, trigger, self._until_next_verb(view, trigger, view.candidates(trigger.last, last)))
        passive = draft.value.voice == "passive"
        subject = (pattern.passive if passive else pattern.verb).get("subject", ("none",))
        fill(draft, subject, [alone(m) for m in self._participle_subject(view, draft, earlier, topic, spoken)])
        if not passive:
            direct = [c for c in right if not c.preposition and c.first - trigger.last <= ADJECTIVES]
            fill(draft, pattern.verb.get("object", ("none",)), group(direct, direct[:1]))
        self._prepositional(draft, pattern, right)

    def _participle_subject(
        self,
        view: SentenceView,
        draft: Draft,
        earlier: Sequence[Draft],
        topic: Mention | None,
        spoken: Sequence[Attribution],
    ) -> list[Mention]:
        """Whose state a participle tells: the nearest verb's subject that agrees in number, be it of an event or of a
        verb of saying.
        """
        plural = draft.value.person in ("mp", "fp", "md", "fd")
        subjects = [
            (d.trigger.first, d.actors) for d in earlier if d.actors and d.value.form in ("perfect", "imperfect")
        ]
        for a in spoken:
            if a.speech and a.head < draft.trigger.first and a.source.sentence == view.sentence.index:
                subjects.append((a.head, [m for m in view.actors if m.span.overlaps(a.source.span)][:1]))
        subjects.sort(key=lambda s: s[0], reverse=True)
        agreeing = [who for _, who in subjects if who and (_is_plural(who) == plural)]
        if agreeing:
            return agreeing[0]
        others = [who for _, who in subjects if who] or [d.actors for d in reversed(earlier) if d.actors]
        return others[0] if others else [topic] if topic is not None else []

    def _inherit(self, draft: Draft, pattern: Pattern, earlier: Sequence[Draft]) -> None:
        """للمطالبة، بقصف: a verbal noun that a preposition ties to a verb has the verb's subject as its own."""
        if (
            draft.actors
            or not draft.trigger.proclitics.strip(self._conjunctions)
            or "actor" not in pattern.verb.get("subject", ())
        ):
            return
        if earlier and earlier[-1].value.type in agents.OF_CROWDS and not earlier[-1].actors:
            # احتجاجات للمطالبة: the demand is that of the protest, whose doer the sentence does not name.
            return
        governing = next((d for d in reversed(earlier) if d.actors), None)
        if governing is not None and governing.value.type not in ("REQUEST", "ACCUSE"):
            draft.actors.extend(m for m in governing.actors if m not in draft.recipients)

    def _verb(
        self,
        view: SentenceView,
        draft: Draft,
        pattern: Pattern,
        earlier: Sequence[Draft],
        topic: Mention | None,
        spoken: Sequence[Attribution],
    ) -> None:
        trigger, value = draft.trigger, draft.value
        first, last = view.clause(trigger.first)
        # A phrase of verb and object may hold the subject between them: اقتحم المحتجون المبنى.
        inside = any(trigger.first < a.first < trigger.last for a in view.actors)
        begin = trigger.first + 1 if inside else trigger.last
        right = self._until_next_verb(view, trigger, view.candidates(begin, last))
        direct = [c for c in right if not c.preposition and c.first - trigger.last <= pattern.reach]
        direct = _before_comma(view, trigger, direct)
        event = self._event_subject(view, trigger)
        antecedent = view.antecedent(trigger) if event is None else None
        left = self._left_subject(view, trigger, first, spoken) if antecedent is None and event is None else []
        heads = [c for c in direct if not c.joined and not c.embedded]
        behind = bool(heads) and heads[0].first == begin and not heads[0].place
        suffers = bool(view.document.within("suffer-verb", trigger.first, trigger.first + 1))
        goes_on = None if antecedent or event or left else self._goes_on(view, trigger, earlier, heads, pattern)
        passive = (
            suffers
            or value.voice == "passive"
            or (
                value.voice == "either"
                and event is None
                and goes_on is None
                and self._reads_passive(view, trigger, heads, left[0].actor if left else antecedent, pattern, right)
            )
        )
        slots = pattern.passive if passive else pattern.verb
        subject, target = slots.get("subject", ("none",)), slots.get("object", ("none",))
        plural = value.person in ("mp", "fp", "md", "fd")
        if event is not None:
            fill(draft, subject if trigger.suffix else target, group(direct, heads[:1]))
        elif antecedent is not None:
            fills = alone(antecedent)
            if trigger.suffix and not passive:
                fill(draft, target, [fills])
                fill(draft, subject, group(direct, heads[:1]))
            else:
                fill(draft, subject, [fills])
                fill(draft, target, group(direct, heads[:1]))
        elif left and (
            not heads
            or plural
            or passive
            or not behind
            or view.opener(left[0].first) == "that"
            or (_adjacent(view, left[-1], trigger) and not (behind and len(heads) > 1))
        ):
            fill(draft, subject, left)
            if not passive:
                fill(draft, target, group(direct, heads[:1]))
        elif plural:
            who = self._earlier_plural(view, trigger) or topic
            if who is not None:
                fill(draft, subject, [alone(who)])
            fill(draft, target, group(direct, heads[:1]))
        elif goes_on is not None and not passive:
            fill(draft, subject, [alone(m) for m in goes_on.actors])
            fill(draft, target, group(direct, heads[:1]))
        else:
            fill(draft, subject, group(direct, heads[:1]))
            if not trigger.suffix:
                fill(draft, target, group(direct, heads[1:2]))
        if not draft.actors and not draft.recipients and not passive:
            # مركبة تقل مسؤولين: of an unknown thing that is hit, those who belong to it are known.
            fill(draft, tuple(r for r in target if r != "actor"), group(direct, [c for c in direct if c.embedded][:1]))
        if trigger.suffix and antecedent is None and event is None and not passive:
            pronoun = self._pronoun(view, trigger, draft.actors)
            if pronoun is not None:
                fill(draft, target, [alone(pronoun)])
        self._prepositional(draft, pattern, right)
        if not draft.actors and not passive and value.person == "ms" and event is None:
            speaker = agents.announcer(view, trigger, spoken)
            if speaker is not None:
                draft.actors.append(speaker)
        implied = event is None and not passive and "actor" in subject and not draft.actors and not heads
        if (
            implied
            and topic is not None
            and trigger.first - first <= 2
            and not self._has_unknown_subject(view, trigger)
        ):
            draft.actors.append(topic)

    def _noun(self, view: SentenceView, draft: Draft, pattern: Pattern, spoken: Sequence[Attribution]) -> None:
        trigger = draft.trigger
        first, last = view.clause(trigger.first)
        inside = [c for c in view.candidates(trigger.first + 1, last) if c.first < trigger.last and c.actor is not None]
        if inside:
            # A set phrase may hold its subject (نشر الجيش), its genitive (تمويل المتمردين) or what a preposition ties to it.
            genitive = pattern.noun.get("genitive", ("none",))
            verbal = "actor" in genitive or self._begins_with_verb(view, trigger)
            slot = pattern.verb.get("subject", ("none",)) if verbal else genitive
            if inside[0].preposition:
                slot = pattern.prepositions.get(inside[0].preposition, ("none",))
            fill(draft, slot, group(inside, inside[:1]))
        right = self._until_next_verb(view, trigger, view.candidates(trigger.last, last))
        right = _before_comma(view, trigger, right) or agents.behind_occurrence(view, trigger)
        behind = [c for c in right if not c.preposition and not c.joined and c.first - trigger.last <= ADJECTIVES]
        if not trigger.suffix and behind and self._adjoins(view, trigger, behind[0]):
            genitive = pattern.noun.get("genitive", ("none",))
            if genitive[0] == "actor" and behind[0].embedded and behind[0].first != trigger.last:
                # داعية إلى تشكيل تحالف: the genitive is another noun's.
                genitive = ("none",)
            fill(draft, genitive, group(right, behind[:1]))
            if len(behind) > 1:
                fill(draft, pattern.noun.get("object", ("none",)), group(right, behind[1:2]))
        elif not draft.recipients and not draft.actors:
            named = agents.named_after_comma(view, trigger, last)
            fill(draft, tuple(r for r in pattern.noun.get("genitive", ()) if r == "recipient"), named)
        if trigger.suffix:
            owner = self._pronoun(view, trigger, draft.actors)
            genitive = pattern.noun.get("genitive", ("none",))
            if owner is not None and behind and behind[0].first == trigger.last and genitive == ("recipient",):
                # مقاطعته الخطيب: the pronoun is the doer where the one that it is done to follows.
                fill(draft, ("actor",), [alone(owner)])
                fill(draft, genitive, group(right, behind[:1]))
            elif owner is not None:
                fill(draft, genitive, [alone(owner)])
        agents.nationality(view, draft, pattern, self._states)
        self._prepositional(draft, pattern, right)
        if not draft.recipients:
            agents.sufferer(view, draft, pattern)
        agents.agent_verb(view, draft)
        if not draft.actors:
            agents.agent_noun(view, draft)
        if not draft.actors and pattern.announced:
            speaker = agents.announcer(view, trigger, spoken)
            if speaker is not None:
                fill(draft, ("actor",), [alone(speaker)])
        if not draft.actors and pattern.noun.get("genitive", ("",))[0] in ("actor", "location"):
            left = self._left_subject(view, trigger, first, spoken)
            subject = left[0].actor if left else None
            before = view.tokens[trigger.first - 1].norm if trigger.first > first else ""
            free = not trigger.proclitics.strip(self._conjunctions) and before not in self._grammar.prepositions
            if (
                can_act(subject)
                and subject is not None
                and free
                and not any(subject.last <= t.first < trigger.first for t in view.triggers)
            ):
                fill(draft, ("actor",), left)

    def _prepositional(self, draft: Draft, pattern: Pattern, right: Sequence[Candidate]) -> None:
        for c in right:
            if not c.preposition or c.first - draft.trigger.last > pattern.reach:
                continue
            roles = pattern.prepositions.get(c.preposition, ("none",))
            # هجوم للمسلحين is theirs; only behind a genitive does ل mark the object: قصف الجيش للمدينة.
            if (
                draft.value.form in ("noun", "phrase")
                and c.preposition in pattern.of
                and not draft.actors
                and pattern.noun.get("genitive", ("",))[0] == "actor"
            ):
                roles = ("actor", *roles)
            fill(draft, tuple(r for r in roles if r != "location"), [c])

    def _has_unknown_subject(self, view: SentenceView, trigger: Mention) -> bool:
        """Whether a word that no table knows stands right behind a verb: it may be the subject."""
        if trigger.suffix or trigger.last >= view.sentence.last:
            return False
        if view.tokens[trigger.last - 1].norm in self._grammar.prepositions:
            return False
        token = view.tokens[trigger.last]
        known = token.norm in self._grammar.prepositions or token.norm in self._grammar.complementizers
        return token.kind == "word" and not known and token.norm not in self._grammar.adverbs

    def _has_unknown_object(self, view: SentenceView, trigger: Mention) -> bool:
        """Whether a word that no table knows and nothing introduces stands right behind a verb."""
        if not self._has_unknown_subject(view, trigger):
            return False
        norm = view.tokens[trigger.last].norm
        return not norm.startswith((*self._grammar.attached, *self._grammar.conjunctions))

    def _earlier_plural(self, view: SentenceView, trigger: Mention) -> Mention | None:
        """The nearest plural actor before a plural verb that no preposition governs."""
        for c in reversed(view.candidates(view.sentence.first, trigger.first)):
            if c.actor is not None and not c.preposition and isinstance(c.actor.value, ActorValue):
                if c.actor.value.number in ("p", "d"):
                    return c.actor
        return None

    def _goes_on(
        self,
        view: SentenceView,
        trigger: Mention,
        earlier: Sequence[Draft],
        heads: Sequence[Candidate],
        pattern: Pattern,
    ) -> Draft | None:
        """زار الوزير المدينة والتقى الأهالي: a verb that و ties to one before it goes on with its subject, where all
        that follows is its object.
        """
        if not trigger.proclitics or trigger.proclitics[:1] not in self._grammar.conjunctions or len(heads) > 1:
            return None
        before = _last_verb(earlier)
        if before is None or not before.actors or before.value.person != trigger_value(trigger).person:
            return None
        if heads and not {"recipient", "amount"} & set(pattern.verb.get("object", ())):
            return None
        return before

    def _event_subject(self, view: SentenceView, trigger: Mention) -> Mention | None:
        """The event noun that is the subject of a verb of the same type: "هجوم استهدف", "الغارات التي قتلت"."""
        described = view.antecedent_trigger(trigger)
        if described is not None:
            noun = described
        else:
            before = [t for t in view.triggers if t.last <= trigger.first]
            if not before or trigger.first - before[-1].last > EVENT_SUBJECT_REACH:
                return None
            noun = before[-1]
            first, _ = view.clause(trigger.first)
            if noun.first < first or trigger.proclitics:
                return None
        value = trigger_value(noun)
        if value.form in ("perfect", "imperfect", "participle") or value.type != trigger_value(trigger).type:
            return None
        if described is None and any(
            noun.last <= a.first < trigger.first and not view.governor(a) for a in view.actors
        ):
            return None
        return noun

    def _begins_with_verb(self, view: SentenceView, trigger: Mention) -> bool:
        def here(kind: str) -> Sequence[Hit]:
            return view.document.within(kind, trigger.first, trigger.first + 1)

        if here("agent-verb") or here("speech") or any(h.entry.payload.verbal for h in here("trigger")):
            return True
        return any(reading.verbal for h in here("light-verb") for _, reading in h.entry.payload)

    def _until_next_verb(self, view: SentenceView, trigger: Mention, right: Sequence[Candidate]) -> list[Candidate]:
        """Of what stands right of a trigger, what comes before another trigger can claim it."""
        kept: list[Candidate] = []
        others = [t for t in view.triggers if t.first >= trigger.last]
        verbs = [at for at in view.verbs if at >= trigger.last]
        for c in right:
            if any(t.last <= c.first for t in others) or any(at < c.first for at in verbs):
                break
            kept.append(c)
        return kept

    def _left_subject(
        self, view: SentenceView, trigger: Mention, first: int, spoken: Sequence[Attribution]
    ) -> list[Candidate]:
        """The subject that stands before its verb: the first free actor of the clause, with its conjuncts."""
        opener = next((a for a in spoken if a.head >= first and a.source.first < trigger.first), None)
        found = view.candidates(first, trigger.first)
        for c in found:
            if c.actor is None or c.preposition:
                continue
            if opener is not None and c.actor.span == opener.source.span:
                continue
            if any(t.last <= c.first and t.first >= first for t in view.triggers if t is not trigger):
                return []
            return [alone(x.actor) for x in group(found, [c]) if x.actor is not None]
        return []

    def _reads_passive(
        self,
        view: SentenceView,
        trigger: Mention,
        heads: Sequence[Candidate],
        subject: Mention | None,
        pattern: Pattern,
        right: Sequence[Candidate],
    ) -> bool:
        """Whether letters that can be active or passive are the passive: no object is left, or an agent is named."""
        if trigger.suffix or not {"recipient", "location"} & set(pattern.passive.get("subject", ("none",))):
            return False
        if any(c.preposition in self._patterns.agents for c in right):
            return True
        if (
            heads
            and can_act(heads[0].actor)
            and any(pattern.prepositions.get(c.preposition, ("",))[0] == "recipient" for c in right if c.preposition)
        ):
            # أفرجت السلطات عن: the object is there, behind its preposition.
            return False
        if subject is not None and heads:
            return False
        if not pattern.needs_object:
            return subject is None and bool(heads) and heads[0].actor is None
        if subject is not None or not heads:
            # مسلحون خطفوا X: an unknown word behind the verb is its object.
            return not (can_act(subject) and not heads and self._has_unknown_object(view, trigger))
        return len(heads) == 1 or is_victim(heads[0].actor) or heads[0].amount is not None

    def _adjoins(self, view: SentenceView, trigger: Mention, candidate: Candidate) -> bool:
        """Whether only adjectives stand between an event noun and its genitive."""
        between = view.tokens[trigger.last : candidate.first]
        return all(
            (t.kind == "word" and t.norm not in self._grammar.prepositions) or t.norm in "\"'«»“”" for t in between
        )

    def _pronoun(self, view: SentenceView, trigger: Mention, taken: Sequence[Mention]) -> Mention | None:
        """Whom a pronoun written on to a trigger means: the nearest actor before it that agrees in number."""
        return view.possessor(trigger.first, trigger.suffix, taken)

    # --- a sentence -------------------------------------------------------------------------------

    def _control(self, view: SentenceView, drafts: Sequence[Draft]) -> None:
        """What is asked, threatened, agreed or accused of is the content of that act, and its doer follows from it."""
        for inner in drafts:
            governing = [
                d
                for d in drafts
                if d.trigger.last <= inner.trigger.first
                and inner.trigger.first - d.trigger.last <= self._patterns.content_reach
                and d.value.type in self._patterns.content_status
                and d.value.pattern == "say-to"
                and d.value.type != inner.value.type
            ]
            if not governing:
                continue
            outer = governing[-1]
            tied = inner.trigger.proclitics.strip(self._conjunctions) or view.governor(inner.trigger)
            opened = (
                view.opener(inner.trigger.first) == "that" and view.clause(inner.trigger.first)[0] > outer.trigger.first
            )
            if not tied and not opened:
                continue
            inner.governor = outer
            if not inner.actors:
                doers = outer.recipients if outer.value.type in ("REQUEST", "ACCUSE") else outer.actors
                inner.actors.extend(m for m in doers if m not in inner.recipients)

    def _own_status(self, view: SentenceView, draft: Draft) -> Status:
        status = self._status.status(view, draft.trigger)
        if status == "actual" and draft.governor is not None:
            given = self._patterns.content_status.get(draft.governor.value.type, "keep")
            if given == "hypothetical":
                return "hypothetical"
            if given == "future":
                return "future"
        return status


def _before_comma(view: SentenceView, trigger: Mention, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates up to the first comma that follows one of them: behind it stands another clause.

    An apposition between two commas (فيلق الرحمن، أحد الفصائل، ...) is passed over.
    """
    kept: list[Candidate] = []
    at = trigger.last
    apposition = False
    for c in candidates:
        comma = any(view.tokens[i].norm in COMMAS for i in range(at, c.first))
        if kept and comma and not apposition:
            closed = c.last < view.sentence.last and view.tokens[c.last].norm in COMMAS
            if not (closed and c.actor is not None and c.first - at == 1):
                break
            apposition = True
        else:
            kept.append(c)
            apposition = False
        at = c.last
    return kept


def _is_plural(mentions: Sequence[Mention]) -> bool:
    value = mentions[0].value
    return len(mentions) > 1 or (isinstance(value, ActorValue) and value.number in ("p", "d"))


def _last_verb(drafts: Sequence[Draft]) -> Draft | None:
    return next((d for d in reversed(drafts) if d.value.form in ("perfect", "imperfect")), None)


def _adjacent(view: SentenceView, left: Candidate, trigger: Mention) -> bool:
    return trigger.first - left.last <= 3


def _source_of(draft: Draft, attributions: Sequence[Attribution]) -> Mention | None:
    """Who says so: of the attributions that cover the trigger the nearest, never one of its own parties' verbs."""
    covering = [
        a
        for a in attributions
        if a.first <= draft.trigger.first < a.last and (not a.speech or a.open <= draft.trigger.first)
    ]
    if not covering:
        return None
    return max(covering, key=lambda a: (a.speech, a.head)).source
