"""Whether an event happened, is planned, is only possible, or is said not to have happened: cue
words around its trigger.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, cast

from conflict_events.language import Language
from conflict_events.lexical import morphology
from conflict_events.lexical.lexicon import Phrase
from conflict_events.lexical.text import COMMAS, fold, folded
from conflict_events.linking import adverbials, verb_readings
from conflict_events.linking.clauses import SentenceView
from conflict_events.records import ActorValue, Entry, Hit, Mention, Status, TriggerValue

KIND = "status-cue"
TENSES = ("perfect", "imperfect")
_BREAKS = COMMAS | {"."}
_MARKS = _BREAKS | {"؛", ":"}
_ASIDE = 8
"""Words of an aside at most."""
_FAR = 32
"""Words of names and marks that may stand between a cue and an event word beside those that it counts."""
_ADJECTIVES = 3
"""Adjectives at most between an event noun and its relative clause."""
_TIED = 4
"""Words and marks before an event word among which one that ties it is looked for."""
OWN_RANK = 75
"""Of the status that an event word has of its own: "refused to sign" is stronger than a plan, weaker than a denial."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of ``status.toml``: see the head of that file for what its fields mean."""

    id: str
    status: Status
    rank: int
    where: str
    within: int
    on: frozenset[str]
    only: frozenset[str]
    not_types: frozenset[str]
    stops: frozenset[str]
    stop_phrases: tuple[str, ...]
    tied: tuple[str, ...]
    tied_ends: frozenset[str]
    letters: frozenset[str]
    apart: frozenset[str]
    unless: frozenset[str]
    bare: bool
    unknown: bool
    across: frozenset[str]
    after: frozenset[str]
    not_after: frozenset[str]
    prefixes: tuple[str, ...]
    firm: bool
    against: bool
    finite: bool = False
    """Whether the words are finite verb forms, which carry no article and no preposition: الأمر is no form of "to order"."""


def entries(language: Language) -> Iterator[Phrase]:
    """The cue words in all forms, kind "status-cue", payload the Cue."""
    for row, cue in _cues(language):
        entry = Entry(KIND, cue.id, cue)
        verb_entry = Entry(KIND, cue.id, replace(cue, finite=True))
        for word in row.get("words", ()):
            if word.endswith("+"):
                continue
            yield Phrase(word.removesuffix("-"), entry, suffixes=word.endswith("-"))
            head, _, last = word.rpartition(" ")
            if head and len(last) == 1:
                # Others may stand before what the preposition is written on to: لا تخطط الرئاسة لقصف.
                tied = replace(cue, letters=cue.letters | {fold(last)})
                yield Phrase(head, Entry(KIND, cue.id, tied))
        tenses = row.get("tenses", TENSES)
        for verb in row.get("verbs", ()):
            for form in morphology.of_row(verb):
                if form.form in tenses or (not form.finite and row.get("masdars")):
                    yield Phrase(form.text, verb_entry if form.finite else entry, suffixes=form.form == "noun")
        for noun in row.get("nouns", ()):
            for form in morphology.decline(noun["s"], noun.get("p", ())):
                yield Phrase(form.text, entry, suffixes=True)


def _cues(language: Language) -> Iterator[tuple[Mapping[str, Any], Cue]]:
    table = language.data["status"]
    defaults = table["defaults"]

    def words(row: Mapping[str, Any], key: str) -> frozenset[str]:
        return frozenset(fold(w) for w in row.get(key, ()))

    for row in table["cue"]:
        stops = folded(defaults["stops"]) | words(row, "stops")
        yield (
            row,
            Cue(
                id=row["id"],
                status=row["status"],
                rank=row["rank"],
                where=row["where"],
                within=row.get("within", defaults["within"]),
                on=frozenset(row.get("on", ())),
                only=frozenset(row.get("only", ())),
                not_types=frozenset(row.get("not_types", ())),
                stops=frozenset(w for w in stops if " " not in w),
                stop_phrases=tuple(w for w in sorted(stops) if " " in w),
                tied=tuple(fold(w) for w in row.get("tied", ())),
                tied_ends=frozenset(fold(w).split()[-1] for w in row.get("tied", ())),
                letters=words(row, "letters"),
                apart=words(row, "apart"),
                unless=words(row, "unless"),
                bare=row.get("bare", False),
                unknown=row.get("unknown", False),
                across=words(row, "across"),
                after=words(row, "only_after"),
                not_after=words(row, "not_after"),
                prefixes=tuple(fold(w[:-1]) for w in row.get("words", ()) if w.endswith("+")),
                firm=row.get("firm", False),
                against=row.get("against", False),
            ),
        )


class StatusReader:
    """Reads the status of triggers off the cues around them."""

    def __init__(self, language: Language) -> None:
        self._prefixed = [cue for _, cue in _cues(language) if cue.where == "prefix"]
        self._and = fold(language.data["status"]["defaults"]["and"])
        clitics = language.clitics
        self._before_verbs = "".join((*clitics.conjunctions, *clitics.future))
        done = {key: folded(words) for key, words in language.data["status"]["done"].items()}
        self._done, self._not_done = done["words"], done["not"]
        self._article, self._pronouns = clitics.article, clitics.suffixes
        self._perfect_endings = tuple(done["endings"])

    def status(self, view: SentenceView, trigger: Mention) -> tuple[Status, bool]:
        """The strongest cue that reaches the trigger decides; "actual" where none does. And whether that is firm: a model may
        not say otherwise.
        """
        value = trigger.valued(TriggerValue)
        if not value.status and self.was_done(view, trigger):
            return "actual", False
        best, rank = (cast("Status", value.status), OWN_RANK) if value.status else ("actual", 0)
        firm = False
        for cue in self._prefixed:
            if cue.rank > rank and self._fits(cue, value) and self._is_written_on(view, cue, trigger):
                best, rank, firm = cue.status, cue.rank, cue.firm
        for hit in view.document.within(KIND, view.sentence.first, view.sentence.last):
            cue = hit.entry.payload
            if cue.rank <= rank and (firm or not cue.firm):
                continue
            if not self._fits(cue, value) or not self._reaches(view, hit, cue, trigger):
                continue
            # What would be if something else were (فسيقتل) is no more done than what will be.
            ahead = "actual" not in (best, cue.status)
            if cue.rank > rank:
                best, rank, firm = cue.status, cue.rank, cue.firm or (firm and ahead)
            else:
                firm = ahead
        return best, firm

    def _is_written_on(self, view: SentenceView, cue: Cue, trigger: Mention) -> bool:
        """Whether a cue's letters are written on to an event word, and the words of its clause before it leave them that
        meaning.
        """
        if not any(p in trigger.proclitics for p in cue.prefixes):
            return False
        if view.grammar.prepositions.to in cue.prefixes and adverbials.tells_reason(view, trigger):
            return False
        clause = [t.norm for t in view.tokens[view.clause(trigger.first)[0] : trigger.first]]
        told = {view.grammar.unjoined(w) for w in clause}.union(clause)
        near = clause[-cue.within :]
        return cue.not_after.isdisjoint(told) and not (cue.after and cue.after.isdisjoint(near))

    def was_done(self, view: SentenceView, trigger: Mention) -> bool:
        """الهجوم الذي وقع: whether an event noun with the article has behind it, or behind its adjectives, a relative clause
        that begins with a perfect.
        """
        if trigger.valued(TriggerValue).form not in ("noun", "phrase") or not view.definite(trigger):
            return False
        if trigger.last - trigger.first > 1 and not self._is_definite(view, trigger.last - 1):
            # التحقيق في الهجمات التي وقعت
            return False
        at = trigger.last
        while at < min(trigger.last + _ADJECTIVES, view.sentence.last) and self._is_definite(view, at):
            at += 1
        if at + 1 >= view.sentence.last or view.tokens[at].norm not in view.grammar.openers.relative:
            return False
        verb = view.tokens[at + 1].norm
        if not self._not_done.isdisjoint({verb, *map(verb.removesuffix, self._pronouns)}):
            return False
        return verb.endswith(self._perfect_endings) or verb in self._done

    def _is_definite(self, view: SentenceView, at: int) -> bool:
        """Whether a token has the article, as an adjective behind a definite noun, and is no relative pronoun."""
        norm = view.tokens[at].norm
        return norm.startswith(self._article) and norm not in view.grammar.openers.relative

    def opponents(self, view: SentenceView, trigger: Mention) -> list[Mention]:
        """Who acts against the event by the cues that reach the trigger: أحبطت الشرطة هجوما."""
        value = trigger.valued(TriggerValue)
        found: list[Mention] = []
        for hit in view.document.within(KIND, view.sentence.first, view.sentence.last):
            cue = hit.entry.payload
            if not cue.against or not self._fits(cue, value) or not self._reaches(view, hit, cue, trigger):
                continue
            first, last = view.clause(hit.first)
            subjects = [c for c in view.candidates(hit.last, last) if c.first == hit.last]
            for candidate in subjects or view.candidates(first, hit.first):
                if candidate.actor is not None and not candidate.preposition:
                    found.append(candidate.actor)
        return found

    def _fits(self, cue: Cue, value: TriggerValue) -> bool:
        passive = value.voice == "passive" and "passive" in cue.on
        if cue.on and value.form not in cue.on and not passive:
            return False
        return value.type not in cue.not_types and (not cue.only or value.type in cue.only)

    def _reaches(self, view: SentenceView, hit: Hit, cue: Cue, trigger: Mention) -> bool:
        if cue.finite and (hit.article or hit.proclitics.strip(self._before_verbs) or view.is_commander(hit)):
            return False
        kind = trigger.valued(TriggerValue).type
        if cue.against and kind == "COERCE" and view.grammar.ties(trigger):
            # إحباط هجوم واعتقال ثلاثة: the arrest is how it was foiled.
            return False
        if cue.unknown and kind == "ASSAULT" and view.definite(trigger):
            return False
        if (cue.status == "future" and is_past(view, trigger)) or _is_in_name(view, hit):
            return False
        own = hit.first < trigger.last and trigger.first < hit.last
        if own is not (cue.where == "own"):
            return False
        if cue.unless and not cue.unless.isdisjoint(self._said(view, min(hit.last, trigger.first), trigger)):
            return False
        if cue.bare and (trigger.proclitics or view.definite(trigger)):
            return False
        if any(letter in trigger.proclitics for letter in cue.apart):
            return False
        if own:
            return True
        previous = view.norm(hit.first - 1)
        if previous in cue.not_after or (cue.after and previous not in cue.after):
            return False
        if cue.where == "after":
            return hit.first >= trigger.last and self._near(view, trigger.last, hit.first, cue)
        if hit.last > trigger.first:
            return False
        if cue.where == "sentence-start":
            first, _ = view.clause(hit.first)
            return hit.first - first <= 1 and not any(t.norm in _BREAKS for t in view.tokens[hit.last : trigger.first])
        if self._parted(view, hit.last, trigger):
            return False
        return self._near(view, hit.last, trigger.first, cue, trigger)

    def _parted(self, view: SentenceView, first: int, trigger: Mention) -> bool:
        """Whether a clause that tells of something else begins between a token and an event word (نفت الأنباء وأكدت أن)."""
        for at, kind in view.breaks:
            if not first <= at <= trigger.first:
                continue
            if kind == "that":
                return False
            if kind == "verb" and self._told(view, at):
                return True
        # مطالبين بالإفراج عن الأسرى ومنددين بمقتل أحدهم
        between = (t for t in view.triggers if first <= t.first and t.last <= trigger.first)
        return any(t.valued(TriggerValue).form == "participle" and view.grammar.ties(t) for t in between)

    def _told(self, view: SentenceView, at: int) -> bool:
        """Whether a verb tells what has happened or was said."""
        trigger = next((t for t in view.triggers if t.first == at), None)
        if trigger is not None:
            return is_past(view, trigger)
        return bool(view.document.within("speech", at, at + 1))

    def _said(self, view: SentenceView, first: int, trigger: Mention) -> set[str]:
        """The words from a token on to the end of the event word's clause and the two that open the next one (إلا بعد), and the
        pairs of them.
        """
        _, last = view.clause(trigger.first)
        words = [t.norm for t in view.tokens[first : min(last + 2, view.sentence.last)]]
        return {*words, *map(" ".join, pairwise(words))}

    def _near(self, view: SentenceView, first: int, last: int, cue: Cue, trigger: Mention | None = None) -> bool:
        """Whether the words from one token to another are few, and none ends the reach. A name is one word, however long.
        ``trigger``: the event word, where it is behind the last of them.
        """
        proclitics = trigger.proclitics if trigger is not None else ""
        if last - first > cue.within + _FAR:
            return False
        tied = bool(cue.tied or cue.letters) and not any(letter in proclitics for letter in cue.letters)
        if tied and cue.tied_ends.isdisjoint(t.norm for t in view.tokens[max(first, last - _TIED) : last]):
            return False
        named = {i for a in view.actors if first <= a.first < last for i in range(a.first + 1, a.last)}
        tokens = (view.tokens[i] for i in range(first, last) if i not in named)
        words = [t.norm for t in tokens if t.kind != "punct" or t.norm in _MARKS]
        if cue.across:
            new = proclitics.startswith(self._and) or trigger is None or _is_finite(view, trigger)
            words = self._without_asides(words, cue.across - {""} if new else cue.across)
        if len(words) > cue.within or not cue.stops.isdisjoint(words):
            return False
        told = f" {' '.join(words)} "
        if tied and not told.endswith(tuple(f" {word} " for word in cue.tied)):
            return False
        return not any(f" {stop} " in told for stop in cue.stop_phrases)

    def _without_asides(self, words: Sequence[str], across: Collection[str]) -> list[str]:
        """The words without what stands between two commas of which the second is before one of ``across``, "" for their end.
        What begins with "and" is no aside.
        """
        found: list[str] = []
        opened: int | None = None
        for word, follows in pairwise([*words, ""]):
            if word not in COMMAS:
                found.append(word)
                continue
            aside = found[opened + 1 :] if opened is not None else []
            if aside and len(aside) <= _ASIDE and follows in across and not aside[0].startswith(self._and):
                del found[opened:]
                opened = None
            else:
                opened = len(found)
                found.append(word)
        return found


def is_past(view: SentenceView, trigger: Mention) -> bool:
    """Whether an event word is a perfect whose letters are no verbal noun's: انسحبت, but قصف and شن may be nouns."""
    value = trigger.valued(TriggerValue)
    if value.form != "perfect":
        return False
    return value.person != "ms" or (trigger.last - trigger.first == 1 and not verb_readings.may_be_noun(view, trigger))


def _is_finite(view: SentenceView, trigger: Mention) -> bool:
    """Whether an event word is a finite verb and no noun for certain."""
    return trigger.valued(TriggerValue).form == "imperfect" or is_past(view, trigger)


def _is_in_name(view: SentenceView, hit: Hit) -> bool:
    """Whether a cue is a word in the name of an actor of the registry."""
    names = (a for a in view.actors if a.first <= hit.first and hit.last <= a.last)
    return any(a.valued(ActorValue).entity_id for a in names)
