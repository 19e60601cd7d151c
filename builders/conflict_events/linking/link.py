"""Mentions -> drafts of events: who does what to whom, where, when and how many.

Each trigger takes its arguments out of its clause, as its pattern says: what stands directly behind it, what a
preposition ties to it, the noun that its relative clause describes, the subject before it, or an agent that a further
verb names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conflict_events.language import Language
from conflict_events.linking import adverbials, claims, named_elsewhere, nationality_adjectives, quotes, support_verbs
from conflict_events.linking.circumstances import Circumstances
from conflict_events.linking.clauses import SentenceView
from conflict_events.linking.contents import NO_DOERS, govern
from conflict_events.linking.coreference import named_places
from conflict_events.linking.drafts import ADDRESSED, PROTESTS, Draft, last_verb
from conflict_events.linking.dual_nouns import DualNouns
from conflict_events.linking.gender import Genders
from conflict_events.linking.genitives import stands_for_noun
from conflict_events.linking.grammar import Grammar
from conflict_events.linking.noun_parties import NounParties
from conflict_events.linking.patterns import Pattern, Patterns
from conflict_events.linking.scene import Scene
from conflict_events.linking.sentence_words import by_sentence
from conflict_events.linking.status import StatusReader
from conflict_events.linking.verb_parties import VerbParties
from conflict_events.mentions.dates.finder import DateFinder
from conflict_events.mentions.sources import Attribution
from conflict_events.records import Argument, Document, Mention, Status, TriggerValue


class Linker:
    """Links the mentions of a document into drafts, one a trigger, in text order. ``dates``: what found its dates."""

    def __init__(self, language: Language, patterns: Patterns, dates: DateFinder) -> None:
        self._grammar = Grammar(language)
        self._patterns = patterns
        self._circumstances = Circumstances(language, self._patterns, dates)
        self._status = StatusReader(language)
        self._genders = Genders(language)
        self._owners = nationality_adjectives.Owners.of(language)
        self._verbs = VerbParties(self._patterns, self._owners)
        self._nouns = NounParties(self._patterns, self._owners)
        self._dual_nouns = DualNouns(language)

    def drafts(
        self,
        document: Document,
        mentions: Mapping[str, Sequence[Mention]],
        attributions: Sequence[Attribution],
        full: Mapping[Mention, Mention],
    ) -> list[Draft]:
        """One draft a trigger. ``mentions`` by kind: trigger, actor, place, date, number, money; ``full``: for each actor the
        fullest mention of the same.
        """
        inside = {kind: by_sentence(those, lambda m: m.sentence) for kind, those in mentions.items()}
        said = by_sentence(attributions, lambda a: a.source.sentence)
        found: list[Draft] = []
        claimants: list[Mention] = []
        views: list[SentenceView] = []
        topic: Mention | None = None
        for sentence in document.sentences:
            of_sentence = {kind: those.get(sentence.index, ()) for kind, those in inside.items()}
            view = SentenceView(document, sentence, self._grammar, of_sentence, self._genders)
            views.append(view)
            spoken = said.get(sentence.index, [])
            own: list[Draft] = []
            for trigger in view.triggers:
                own.append(self._draft(Scene(view, own, topic, spoken), trigger))
                if own[-1].actors and own[-1].value.finite:
                    topic = own[-1].actors[0]
            self._complete(view, own, spoken, found)
            found.extend(own)
            for draft in own:
                draft.actors = [m for a in draft.actors for m in self._dual_nouns.named(a, views, found)]
                draft.recipients = [m for a in draft.recipients for m in self._dual_nouns.named(a, views, found)]
            if (who := claims.claimant(view)) is not None:
                claimants.append(who)
        claims.attribute(found, claimants)
        _name_parties(document, mentions, found, full)
        return found

    def _complete(
        self, view: SentenceView, own: Sequence[Draft], spoken: Sequence[Attribution], former: Sequence[Draft]
    ) -> None:
        """Give the drafts of a sentence, which have their parties, what else it tells of them. ``former``: those of the
        sentences before.
        """
        govern(self._patterns, view, own)
        for draft in own:
            against = self._status.opponents(view, draft.trigger)
            draft.opponents = [*support_verbs.opponents(view, draft, own), *against]
        self._circumstances.link(view, own, spoken, former)
        for at, draft in enumerate(own):
            draft.status, draft.firm = self._own_status(view, draft, own[:at])
            draft.source = _source_of(draft, spoken)
        self._circumstances.share(view, own)
        claims.disclaim(view, own)

    def _draft(self, scene: Scene, trigger: Mention) -> Draft:
        value = trigger.valued(TriggerValue)
        draft = Draft(trigger, value, scene.view, modes=set(value.modes))
        draft.speakers = quotes.speakers(scene.view, trigger, scene.spoken) if trigger.suffix else ()
        pattern = self._patterns.of(value)
        if value.finite and not stands_for_noun(scene.view, trigger, pattern):
            self._verbs.fill(scene, draft, pattern)
        elif value.form == "participle":
            self._verbs.of_participle(scene, draft, pattern)
        else:
            self._nouns.fill(scene, draft, pattern)
            self._inherit(draft, pattern, scene.earlier)
        nationality_adjectives.fill_by_judged(scene.view, draft, pattern, self._owners)
        return draft

    def _inherit(self, draft: Draft, pattern: Pattern, earlier: Sequence[Draft]) -> None:
        """للمطالبة، بقصف: a verbal noun that a preposition ties to a verb has the verb's subject as its own."""
        if (
            draft.actors
            or not self._grammar.without_conjunctions(draft.trigger)
            or "actor" not in pattern.subject
            or adverbials.is_circumstance(draft.view, draft.trigger)
            or adverbials.tells_reason(draft.view, draft.trigger)
            or adverbials.is_help_of_others(draft.view, draft)
        ):
            return
        if earlier and earlier[-1].value.type in PROTESTS and not earlier[-1].actors:
            # احتجاجات للمطالبة: the demand is that of the protest, whose doer the sentence does not name.
            return
        # بارتكاب جريمة: the deed of the one who is accused is not that of an event before the accusation.
        governing = next((d for d in reversed(earlier) if d.actors or d.value.type in ADDRESSED), None)
        if governing is None or governing.value.type in ADDRESSED | NO_DOERS:
            return
        if any(kind != "verb" for at, kind in draft.view.breaks if governing.trigger.last <= at <= draft.trigger.first):
            # طلبت من فرنسا أن تتدخل لوقف: whose deed it is, the clause between has told.
            return
        if not support_verbs.opposed(draft.view, governing.trigger.last, draft.trigger):
            draft.actors.extend(m for m in governing.actors if m not in draft.recipients)

    def _own_status(self, view: SentenceView, draft: Draft, before: Sequence[Draft]) -> tuple[Status, bool]:
        status, firm = self._status.status(view, draft.trigger)
        if status == "actual" and (other := self._alternative(view, draft, before)) is not None:
            return other.status, other.firm
        if status == "actual" and draft.governor is not None and not self._status.was_done(view, draft.trigger):
            rejected = draft.governor.value.type == "REJECT"
            if rejected and (draft.value.type in self._patterns.standing_content or view.definite(draft.trigger)):
                return status, firm
            given = self._patterns.content_status.get(draft.governor.value.type, "keep")
            if given == "hypothetical":
                return "hypothetical", False
            if given == "future":
                return "future", False
        return status, firm

    def _alternative(self, view: SentenceView, draft: Draft, before: Sequence[Draft]) -> Draft | None:
        """لم يعتقل الجيش أحدا أو يطلق النار: the event before whose status an imperfect right behind "or" shares."""
        at = draft.trigger.first - 1
        if (
            draft.value.form != "imperfect"
            or at < view.sentence.first
            or view.tokens[at].norm not in self._grammar.joining
        ):
            return None
        other = last_verb(before)
        return other if other is not None and other.value.form == "imperfect" else None


def _source_of(draft: Draft, attributions: Sequence[Attribution]) -> Mention | None:
    """Who says so: of the attributions that cover the trigger the nearest."""
    covering = [
        a
        for a in attributions
        if a.first <= draft.trigger.first < a.last and (not a.speech or a.open <= draft.trigger.first)
    ]
    if not covering:
        return None
    return max(covering, key=lambda a: (a.speech, a.head)).source


def _name_parties(
    document: Document,
    mentions: Mapping[str, Sequence[Mention]],
    drafts: Sequence[Draft],
    full: Mapping[Mention, Mention],
) -> None:
    """Put the mention that names a party or place for the one that only points to it; ``full`` as of ``Linker.drafts``."""
    actors, places = mentions.get("actor", ()), mentions.get("place", ())
    named = named_places(document, places)
    named_elsewhere.fill_protesters(drafts, actors)
    for draft in drafts:
        named_elsewhere.name_forces(draft, actors)
        draft.locations = list(dict.fromkeys(Argument(named[a.mention], a.role) for a in draft.locations))
        draft.actors = [full.get(m, m) for m in draft.actors]
        draft.recipients = [m for m in (full.get(m, m) for m in draft.recipients) if m not in draft.actors]
