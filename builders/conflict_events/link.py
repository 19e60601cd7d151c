"""Mentions -> drafts of events: who does what to whom, where, when and how many.

Each trigger takes its arguments out of its clause, as its pattern says: what stands directly behind it, what a
preposition ties to it, the noun that its relative clause describes, the subject before it, or an agent that a further
verb names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conflict_events import agents, claims, surroundings
from conflict_events.circumstances import Circumstances
from conflict_events.clauses import Candidate, Grammar, SentenceView
from conflict_events.coreference import Resolver
from conflict_events.drafts import Draft, alone, can_act, fill, group, is_victim
from conflict_events.gender import Genders
from conflict_events.language import Language
from conflict_events.mentions.sources import Attribution
from conflict_events.mentions.triggers import trigger_value
from conflict_events.patterns import Pattern, Patterns
from conflict_events.place_links import named_place
from conflict_events.records import ActorValue, Argument, Document, Mention, Status
from conflict_events.status import StatusReader

ADJECTIVES = 3
"""Words that may stand between an event noun and its genitive or its preposition (قصف مدفعي عنيف على)."""

OBJECT_REACH = 4
"""Words between the genitive of a verbal noun and whom a preposition marks as its object (لما لا يقل عن 30 متظاهرا)."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a trigger stands among: its sentence, the sentence's drafts before it, the actor that the sentences before were
    about, and who says what in the sentence.
    """

    view: SentenceView
    earlier: Sequence[Draft]
    topic: Mention | None
    spoken: Sequence[Attribution]


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a verb: where its clause and what is behind it begin; all behind it, what of that no preposition
    ties, and the heads of that; its subject before it; the event that is its subject; the noun that its relative clause
    describes; the draft whose subject it shares.
    """

    first: int
    begin: int
    right: Sequence[Candidate]
    direct: Sequence[Candidate]
    heads: Sequence[Candidate]
    left: Sequence[Candidate]
    event: Mention | None
    antecedent: Mention | None
    goes_on: Draft | None
    reported: Mention | None
    """Who is its subject though he stands before its clause: the speaker whom a pronoun means, or whose doing it tells that
    something is asked for or tried.
    """
    object_first: bool
    """Whether what stands right behind the verb is no subject of it, by its gender or because it is a site."""


class Linker:
    """Links the mentions of a document into drafts, one a trigger, in text order."""

    def __init__(self, language: Language) -> None:
        self._grammar = Grammar(language)
        self._patterns = Patterns(language)
        self._circumstances = Circumstances(language, self._patterns)
        self._status = StatusReader(language)
        self._genders = Genders(language)
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
                own.append(self._draft(Scene(view, own, topic, spoken), trigger))
                if own[-1].actors and own[-1].value.finite:
                    topic = own[-1].actors[0]
            self._control(view, own)
            claimed.append(claims.claimant(view))
            self._circumstances.link(view, own, spoken, found)
            for draft in own:
                draft.status, draft.firm = self._own_status(view, draft)
                draft.source = _source_of(draft, spoken)
            self._circumstances.share(view, own)
            claims.disclaim(view, own)
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

    def _draft(self, scene: Scene, trigger: Mention) -> Draft:
        value = trigger_value(trigger)
        draft = Draft(trigger, value, scene.view.sentence.index, modes=set(value.modes), view=scene.view)
        pattern = self._patterns.of(value)
        if value.finite and not _stands_for_noun(scene.view, trigger, pattern):
            self._verb(scene, draft, pattern)
        elif value.form == "participle":
            self._participle(scene, draft, pattern)
        else:
            self._noun(scene, draft, pattern)
            self._inherit(draft, pattern, scene.earlier)
        return draft

    def _participle(self, scene: Scene, draft: Draft, pattern: Pattern) -> None:
        """داعيا، مطالبين: the subject is that of the verb before."""
        view, trigger = scene.view, draft.trigger
        _, last = view.clause(trigger.first)
        right = surroundings.before_comma(
            view, trigger, surroundings.until_next_verb(view, trigger, view.candidates(trigger.last, last))
        )
        passive = draft.value.voice == "passive"
        subject = (pattern.passive if passive else pattern.verb).get("subject", ("none",))
        fill(draft, subject, [alone(m) for m in self._participle_subject(scene, draft)])
        if not passive:
            direct = [c for c in right if not c.preposition and c.first - trigger.last <= ADJECTIVES]
            fill(draft, pattern.verb.get("object", ("none",)), group(direct, direct[:1]))
        self._prepositional(draft, pattern, right)

    def _participle_subject(self, scene: Scene, draft: Draft) -> list[Mention]:
        """Whose state a participle tells: the nearest verb's subject that agrees in number, be it of an event or of a
        verb of saying.
        """
        view, earlier, topic = scene.view, scene.earlier, scene.topic
        plural = draft.value.plural
        subjects = [(d.trigger.first, d.actors) for d in earlier if d.actors and d.value.finite]
        for a in scene.spoken:
            if a.speech and a.head < draft.trigger.first and a.source.sentence == view.sentence.index:
                subjects.append((a.head, [m for m in view.actors if m.overlaps(a.source)][:1]))
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
            or (draft.view is not None and surroundings.is_circumstance(draft.view, draft.trigger))
        ):
            return
        if earlier and earlier[-1].value.type in agents.OF_CROWDS and not earlier[-1].actors:
            # احتجاجات للمطالبة: the demand is that of the protest, whose doer the sentence does not name.
            return
        # بارتكاب جريمة: the deed of the one who is accused is not that of an event before the accusation.
        governing = next((d for d in reversed(earlier) if d.actors or d.value.type in ("REQUEST", "ACCUSE")), None)
        if governing is not None and governing.value.type not in ("REQUEST", "ACCUSE"):
            draft.actors.extend(m for m in governing.actors if m not in draft.recipients)

    def _verb(self, scene: Scene, draft: Draft, pattern: Pattern) -> None:
        around = self._around(scene, draft, pattern)
        passive = self._is_passive(scene.view, draft, pattern, around)
        slots = pattern.passive if passive else pattern.verb
        subject, target = slots.get("subject", ("none",)), slots.get("object", ("none",))
        self._parties(scene, draft, around, passive, subject, target)
        if not draft.actors and not draft.recipients and not passive:
            # مركبة تقل مسؤولين: of an unknown thing that is hit, those who belong to it are known.
            embedded = [c for c in around.direct if c.embedded][:1]
            fill(draft, tuple(r for r in target if r != "actor"), group(around.direct, embedded))
        if draft.trigger.suffix and around.antecedent is None and around.event is None and not passive:
            pronoun = self._possessor(scene.view, draft)
            if pronoun is not None:
                fill(draft, target, [alone(pronoun)])
        self._prepositional(draft, pattern, around.right)
        if passive:
            agents.by_whom(scene.view, draft, around.right)
        if not draft.actors and not passive and around.event is None:
            self._doer_from_afar(scene, draft, around, subject)

    def _around(self, scene: Scene, draft: Draft, pattern: Pattern) -> _Around:
        view, trigger = scene.view, draft.trigger
        first, last = view.clause(trigger.first)
        # A phrase of verb and object may hold the subject between them: اقتحم المحتجون المبنى.
        inside = any(trigger.first < a.first < trigger.last for a in view.actors)
        begin = trigger.first + 1 if inside else trigger.last
        right = surroundings.until_next_verb(view, trigger, view.candidates(begin, last))
        while begin < last and view.tokens[begin].norm in view.grammar.asides:
            # انقلبت عليه الميليشيات
            begin += 1
        direct = [c for c in right if not c.preposition and c.first - trigger.last <= pattern.reach]
        direct = surroundings.before_comma(view, trigger, direct)
        heads = [c for c in direct if not c.joined and not c.embedded]
        event = surroundings.event_subject(view, trigger)
        antecedent = view.antecedent(trigger) if event is None else None
        left: list[Candidate] = []
        goes_on = None
        if antecedent is None and event is None:
            left = surroundings.left_subject(view, trigger, first, scene.spoken)
            country = surroundings.own_country(view, trigger, scene.spoken, self._states, behind=not left)
            left = [alone(country)] if country is not None else left
            if not left:
                goes_on = surroundings.carried_on(view, trigger, scene.earlier, heads, pattern)
        object_first = (
            bool(heads)
            and heads[0].first == begin
            and not surroundings.may_be_noun(view, trigger)
            and self._genders.disagree(view.document, draft.value.person, heads[0].actor)
        ) or (bool(heads) and view.sited(begin, heads[0].first))
        reported = surroundings.reported_subject(view, trigger, scene.spoken)
        if not left and (draft.value.plural or object_first or not _may_follow(view, trigger, begin, heads)):
            reported = reported or self._controller(view, draft)
        return _Around(first, begin, right, direct, heads, left, event, antecedent, goes_on, reported, object_first)

    def _possessor(self, view: SentenceView, draft: Draft) -> Mention | None:
        """Whom the pronoun on an event word means: the nearest actor before it that agrees with it; that of one who is
        feminine may mean several bodies (القوات ... هجومها).
        """
        trigger = draft.trigger
        owner = view.possessor(trigger.first, trigger.suffix, draft.actors)
        if trigger.suffix != self._grammar.pronoun_of_things or (draft.value.finite and owner is not None):
            return owner
        for a in reversed([a for a in view.actors if a.last <= trigger.first and a not in draft.actors]):
            if self._genders.many_things(view.document, a):
                return a
            if a is owner:
                break
        return owner

    def _controller(self, view: SentenceView, draft: Draft) -> Mention | None:
        """The subject of a verb behind "that" among those before it: the nearest that agrees with it."""
        person = draft.value.person
        for m in surroundings.controllers(view, draft.trigger):
            one = isinstance(m.value, ActorValue) and m.value.number == "s"
            if not (one and draft.value.plural) and not self._genders.disagree(view.document, person, m):
                return m
        return None

    def _is_passive(self, view: SentenceView, draft: Draft, pattern: Pattern, around: _Around) -> bool:
        trigger, value = draft.trigger, draft.value
        if value.voice == "passive" or view.document.within("suffer-verb", trigger.first, trigger.first + 1):
            return True
        if value.voice != "either" or around.event is not None or around.goes_on is not None:
            return False
        subject = around.left[0].actor if around.left else around.antecedent
        if subject is None and (value.person != "ms" or value.form == "imperfect"):
            # إنها اعتقلت: a masculine "that" may stand for nothing (إنه قتل عشرون).
            subject = around.reported
        return self._reads_passive(view, trigger, around.heads, subject, pattern, around.right)

    def _parties(
        self,
        scene: Scene,
        draft: Draft,
        around: _Around,
        passive: bool,
        subject: Sequence[str],
        target: Sequence[str],
    ) -> None:
        """Fill the roles of a verb's subject and object. An object is looked for only where the verb is no passive."""
        direct, heads, left, trigger = around.direct, around.heads, around.left, draft.trigger
        nearest = group(direct, heads[:1])
        if around.event is not None:
            fill(draft, subject if trigger.suffix else target, nearest)
            return
        if around.antecedent is not None:
            turned = bool(trigger.suffix) and not passive
            fill(draft, target if turned else subject, [alone(around.antecedent)])
            fill(draft, subject if turned else target, nearest)
            return
        plural = draft.value.plural
        if left and (plural or passive or _stands_before(scene.view, trigger, around)):
            fill(draft, subject, left)
            if not passive:
                fill(draft, target, nearest)
        elif plural:
            who = around.reported or surroundings.earlier_plural(scene.view, trigger) or scene.topic
            if who is not None:
                fill(draft, subject, [alone(who)])
            fill(draft, target, nearest)
        elif around.goes_on is not None and not passive:
            fill(draft, subject, [alone(m) for m in around.goes_on.actors])
            fill(draft, target, nearest)
        elif around.reported is not None and not (passive and nearest):
            fill(draft, subject, [alone(around.reported)])
            if not passive:
                fill(draft, target, nearest)
        elif around.object_first and not passive:
            fill(draft, target, nearest)
        else:
            fill(draft, subject, nearest)
            if not trigger.suffix:
                fill(draft, target, group(direct, heads[1:2]))

    def _doer_from_afar(self, scene: Scene, draft: Draft, around: _Around, subject: Sequence[str]) -> None:
        """The doer of a verb that has none beside it: who announces the deed, or whom the sentences before are about."""
        view, topic, trigger = scene.view, scene.topic, draft.trigger
        speaker = agents.announcer(view, trigger, scene.spoken) if draft.value.person == "ms" else None
        if speaker is not None:
            draft.actors.append(speaker)
        elif (
            topic is not None
            and "actor" in subject
            and (not around.heads or around.object_first)
            and trigger.first - around.first <= 2
            and not self._genders.disagree(view.document, draft.value.person, topic)
            and not (draft.value.person == "ms" and _is_plural([topic]))
            and (around.object_first or not surroundings.has_unknown_subject(view, trigger))
            and topic not in draft.recipients
        ):
            draft.actors.append(topic)

    def _noun(self, scene: Scene, draft: Draft, pattern: Pattern) -> None:
        view, spoken, trigger = scene.view, scene.spoken, draft.trigger
        first, last = view.clause(trigger.first)
        agents.undertaker(view, draft, pattern.doer)
        inside = [c for c in view.candidates(trigger.first + 1, last) if c.first < trigger.last and c.actor is not None]
        if inside:
            # A set phrase may hold its subject (نشر الجيش), its genitive (تمويل المتمردين) or what a preposition ties to it.
            genitive = pattern.noun.get("genitive", ("none",))
            verbal = "actor" in genitive or surroundings.begins_with_verb(view, trigger)
            slot = pattern.verb.get("subject", ("none",)) if verbal else genitive
            if draft.value.form == "phrase" and "inside" in pattern.noun:
                slot = pattern.noun["inside"]
            if slot == ("actor",) and inside[0].last == trigger.last and _indefinite(inside[0]):
                # نشر قوات: the object of the phrase itself.
                slot = ("none",)
            if inside[0].preposition:
                slot = pattern.prepositions.get(inside[0].preposition, ("none",))
            fill(draft, slot, group(inside, inside[:1]))
        right = surroundings.until_next_verb(view, trigger, view.candidates(trigger.last, last))
        right = surroundings.before_comma(view, trigger, right) or agents.behind_occurrence(view, trigger)
        # قتلوا بقصف الجيش: a preposition for the verb, but not for the event noun that it is itself.
        itself = view.tokens[trigger.first].norm if trigger.last - trigger.first == 1 else ""
        right = [c._replace(preposition="") if itself and c.preposition == itself else c for c in right]
        direct = [c for c in right if not c.preposition and not c.joined]
        behind = [c for c in direct if len(view.between(trigger.last, c.first)) <= ADJECTIVES]
        if not trigger.suffix and behind and surroundings.adjoins(view, trigger, behind[0]):
            own, target = group(right, behind[:1]), _object(view, pattern, right, behind[0])
            fill(draft, ("actor",) if target else self._genitive(view, draft, pattern, right, behind[0]), own)
            fill(draft, pattern.noun.get("object", ("none",)), target or group(right, behind[1:2]))
        elif not draft.recipients and not draft.actors:
            named = agents.named_after_comma(view, trigger, last)
            fill(draft, tuple(r for r in pattern.noun.get("genitive", ()) if r == "recipient"), named)
        if trigger.suffix:
            owner = self._possessor(view, draft)
            genitive = pattern.noun.get("genitive", ("none",))
            if owner is not None and behind and behind[0].first == trigger.last and genitive == ("recipient",):
                # مقاطعته الخطيب: the pronoun is the doer where the one that it is done to follows.
                fill(draft, ("actor",), [alone(owner)])
                fill(draft, genitive, group(right, behind[:1]))
            elif owner is not None:
                fill(draft, genitive, [alone(owner)])
                if genitive[0] == "actor" and behind and behind[0].first == trigger.last:
                    # خلال لقائه الوزير
                    fill(draft, pattern.noun.get("object", ("none",)), group(right, behind[:1]))
        agents.nationality(view, draft, pattern, self._states)
        by = [c for c in right[:1] if c.preposition in self._grammar.partitive and c.first - trigger.last == 1]
        asked = bool(by) and pattern.prepositions.get(by[0].preposition) == ("recipient",)
        if asked and not draft.actors and can_act(by[0].actor):
            # بدعوة من الأمير: asked of him is طلب منه only.
            fill(draft, pattern.doer, group(right, by))
        self._prepositional(draft, pattern, right)
        if not draft.actors and not draft.recipients:
            agents.gathered(view, draft)
        if not draft.recipients:
            agents.sufferer(view, draft, pattern, right)
        told = agents.agent_verb(view, draft, pattern.doer)
        self._prepositional(draft, pattern, surroundings.before_comma(view, trigger, told))
        if not draft.actors:
            agents.agent_noun(view, draft, pattern.doer)
        if not draft.actors and pattern.announced:
            speaker = agents.announcer(view, trigger, spoken)
            if speaker is not None:
                fill(draft, pattern.doer, [alone(speaker)])
        if not draft.actors and pattern.noun.get("genitive", ("",))[0] in ("actor", "location"):
            left = surroundings.left_subject(view, trigger, first, spoken)
            subject = left[0].actor if left else None
            before = view.tokens[trigger.first - 1].norm if trigger.first > first else ""
            free = not trigger.proclitics.strip(self._conjunctions) and before not in self._grammar.prepositions
            if (
                can_act(subject)
                and subject is not None
                and free
                and not any(subject.last <= t.first < trigger.first for t in view.triggers)
                and not agents.opposed(view, subject.last, trigger)
            ):
                fill(draft, pattern.doer, left)

    def _genitive(
        self, view: SentenceView, draft: Draft, pattern: Pattern, right: Sequence[Candidate], genitive: Candidate
    ) -> Sequence[str]:
        """The roles of the genitive of an event noun, where its object does not tell, of what stands to its ``right``."""
        roles = pattern.noun.get("genitive", ("none",))
        if roles[0] == "actor" and genitive.embedded and genitive.first != draft.trigger.last:
            # داعية إلى تشكيل تحالف: the genitive is another noun's.
            return ("none",)
        hit = view.sited(draft.trigger.last, genitive.first) or any(
            c.preposition in self._patterns.agents for c in right
        )
        # قصف المعسكر على يد المتمردين, قصف مواقع المتمردين
        return roles[1:] if roles[0] == "actor" and hit else roles

    def _prepositional(self, draft: Draft, pattern: Pattern, right: Sequence[Candidate]) -> None:
        for c in right:
            if not c.preposition or c.first - draft.trigger.last > pattern.reach:
                continue
            roles = pattern.prepositions.get(c.preposition, ("none",))
            # هجوم للمسلحين is theirs; only behind a genitive does ل mark the object: قصف الجيش للمدينة.
            if (
                draft.value.nominal
                and c.preposition in pattern.of
                and roles != ("recipient",)
                and not draft.actors
                and pattern.noun.get("genitive", ("",))[0] == "actor"
                and not _aimed(draft, pattern, c)
            ):
                roles = ("actor", *roles)
            fill(draft, tuple(r for r in roles if r != "location"), [c])

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
        tied = any(pattern.prepositions.get(c.preposition, ("",))[0] == "recipient" for c in right if c.preposition)
        if tied and (can_act(subject) or (heads and can_act(heads[0].actor))):
            # أفرجت السلطات عن: the object is there, behind its preposition.
            return False
        if subject is not None and heads:
            return False
        if not pattern.needs_object:
            # استهدف مدنيون, but انتقد مدنيون
            victim = len(heads) == 1 and trigger_value(trigger).type in agents.MATERIAL and is_victim(heads[0].actor)
            return subject is None and bool(heads) and (heads[0].actor is None or victim)
        if subject is not None or not heads:
            # مسلحون خطفوا X: an unknown word behind the verb is its object.
            return not (can_act(subject) and not heads and surroundings.has_unknown_object(view, trigger))
        if len(heads) > 1 and heads[1].first == heads[0].last and (_indefinite(heads[0]) or _indefinite(heads[1])):
            # قتل مستوطنون فتى: subject and object, but قتل عشرون شخصا متظاهرين.
            return heads[0].amount is not None and not can_act(heads[0].actor)
        return len(heads) == 1 or is_victim(heads[0].actor) or heads[0].amount is not None

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
            if not (tied or opened) or surroundings.is_circumstance(view, inner.trigger):
                continue
            inner.governor = outer
            if not inner.actors:
                doers = outer.recipients if outer.value.type in ("REQUEST", "ACCUSE") else outer.actors
                inner.actors.extend(m for m in doers if m not in inner.recipients)

    def _own_status(self, view: SentenceView, draft: Draft) -> tuple[Status, bool]:
        status, firm = self._status.status(view, draft.trigger)
        if status == "actual" and draft.governor is not None:
            given = self._patterns.content_status.get(draft.governor.value.type, "keep")
            if given == "hypothetical":
                return "hypothetical", False
            if given == "future":
                return "future", False
        return status, firm


def _may_follow(view: SentenceView, trigger: Mention, begin: int, heads: Sequence[Candidate]) -> bool:
    """Whether what stands right behind a verb may be its subject, ``heads`` being what no preposition ties there."""
    if not heads:
        return surroundings.has_unknown_subject(view, trigger)
    return heads[0].first == begin and (can_act(heads[0].actor) or heads[0].amount is not None)


def _stands_before(view: SentenceView, trigger: Mention, around: _Around) -> bool:
    """Whether what stands before a verb is its subject, though something that could be one stands behind it, too."""
    heads, left = around.heads, around.left
    behind = bool(heads) and heads[0].first == around.begin and not heads[0].place
    return not behind or view.opener(left[0].first) == "that" or (_adjacent(left[-1], trigger) and not len(heads) > 1)


def _is_plural(mentions: Sequence[Mention]) -> bool:
    value = mentions[0].value
    return len(mentions) > 1 or (isinstance(value, ActorValue) and value.number in ("p", "d"))


def _stands_for_noun(view: SentenceView, trigger: Mention, pattern: Pattern) -> bool:
    """Whether the letters of a verb are its verbal noun's: only behind the genitive of that does a preposition mark the object
    (قتل الجيش لمدنيين).
    """
    if not surroundings.may_be_noun(view, trigger):
        return False
    right = view.candidates(trigger.last, view.clause(trigger.first)[1])
    adjoining = bool(right) and right[0].first == trigger.last and not right[0].preposition
    return adjoining and any(c.preposition for c in _object(view, pattern, right, right[0]))


def _object(
    view: SentenceView, pattern: Pattern, right: Sequence[Candidate], genitive: Candidate
) -> Sequence[Candidate]:
    """Whom it is done to where that stands right behind the genitive of a verbal noun, which is then the doer: اعتقال الشرطة
    لناشط, خطف المسلحين موظفا.
    """
    followers = group(right, [genitive])
    at = right.index(genitive) + len(followers)
    if "object" not in pattern.noun or at == len(right) or right[at].actor is None or not can_act(genitive.actor):
        return []
    target = right[at]
    between = view.tokens[followers[-1].last : target.first]
    if len(between) > OBJECT_REACH or any(t.kind == "punct" for t in between):
        return []
    if target.preposition:
        # مقتل قائد للفصيل: an indefinite one may belong to whom the preposition marks.
        marked = target.preposition in pattern.of and not (_indefinite(genitive) and _is_one(genitive))
    else:
        of_actor = pattern.noun.get("genitive", ("none",))[0] == "actor"
        marked = not between and (of_actor or _indefinite(target))
    return group(right, [target]) if marked else []


def _is_one(candidate: Candidate) -> bool:
    """Whether a candidate is one actor by its grammatical number."""
    value = candidate.actor.value if candidate.actor is not None else None
    return isinstance(value, ActorValue) and value.number != "p"


def _indefinite(candidate: Candidate) -> bool:
    """Whether a candidate is an actor that is any one of its kind: a name in apposition is none."""
    value = candidate.actor.value if candidate.actor is not None else None
    return isinstance(value, ActorValue) and not value.definite


def _aimed(draft: Draft, pattern: Pattern, candidate: Candidate) -> bool:
    """Whether what an event noun is done to stands before a candidate: هجوم على حاجز للتنظيم is on the group's post."""
    assert draft.view is not None
    between = draft.view.tokens[draft.trigger.last - 1 : candidate.first]
    return any(pattern.prepositions.get(token.norm, ("none",))[0] == "recipient" for token in between)


def _adjacent(left: Candidate, trigger: Mention) -> bool:
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
