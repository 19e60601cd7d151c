"""Who reports or claims what: attributions such as "قال المتحدث إن" and "وفقا للمرصد", with the words that they cover."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, NamedTuple

from conflict_events.language import Language
from conflict_events.lexical import morphology
from conflict_events.lexical.lexicon import Phrase, longest
from conflict_events.lexical.text import COMMAS, QUOTES, fold, folded
from conflict_events.records import ActorValue, Document, Entry, Hit, Mention, Sentence, SourceValue

SUBJECT_REACH = 4
"""Tokens between a verb of saying and its subject."""
TOLD_REACH = 8
"""Tokens behind a verb and its subject in which what is told or published is named."""
RELAY_REACH = 8
"""Tokens behind a verb that relays in which its particle is looked for."""
CHARGE_REACH = 3
"""Tokens behind who is named by a verb that relays among which a word shows that he is charged."""
MEDIA = "JRN"
"""The sector of those who are told by others."""
NOUN_REACH = 6
"""Words that a source noun may take along (مصادر طبية في المدينة)."""
_NOUNS = ("actor-noun", "counted-object", "place-head", "source-noun")
"""Kinds of words that show whether a preposition is written on to a noun."""
_ADJECTIVES = ("actor-adj", "nationality")
"""Kinds of words that show whether a conjunction is written on to an adjective."""
_PLURALS = frozenset(("mp", "fp"))
"""Persons of a verb whose subject stands before it."""
QUOTED_REACH = 6
"""Words of a name in quotation marks at most."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source and the tokens that it vouches for. ``speech`` is True where a verb of saying introduces it.

    ``head`` and ``open`` are token indices: of the verb or the phrase, and where the reported text begins.
    """

    source: Mention
    first: int
    last: int
    speech: bool
    head: int
    open: int


class Relay(NamedTuple):
    """How a verb relays: the particle before who said it, the tokens up to it at most, what it is a noun behind (لا علم), and
    what stands behind one who is charged (نسبت إليه تهمة).
    """

    particle: str
    reach: int
    not_after: Set[str]
    not_before: Set[str]


class SourceFinder:
    """Finds attributions; needs the actors, which are the subjects of verbs of saying."""

    def __init__(self, language: Language) -> None:
        tables = language.data["sources"]
        grammar = language.data["grammar"]
        self._complementizers = folded(grammar["complementizer"]["words"])
        self._openers = self._complementizers | folded(grammar["clause"]["words"])
        self._stops = self._openers | folded(grammar["relative"]["words"])
        self._not_after = folded(tables["attribution"]["not_after"])
        self._unsaid = folded(tables["speech"]["not_after"])
        self._tells_by = {row["lemma"]: row for row in tables["telling"]["verbs"]}
        self._addressed = frozenset(tables["telling"]["addressed"])
        self._links = _phrases(tables["nouns"]["links"])
        self._speaks_for = _phrases(tables["nouns"]["speaks_for"])
        self._named = folded(tables["nouns"]["named"])
        self._written = folded(tables["nouns"]["written"])
        self._prepositions = folded(grammar["preposition"]["words"])
        self._attached = language.clitics.prepositions
        self._accusative = fold(language.data["actors"]["grammar"]["inflection"]["noun"]["accusative"])
        self._belonging = frozenset(("", *(fold(p) for p in tables["nouns"]["attached"])))
        self._ends = folded(tables["nouns"]["ends"])
        self._breaks = self._stops | self._ends | folded(tables["nouns"]["breaks"]) | frozenset(self._attached)
        self._conjunctions = "".join(language.clitics.conjunctions)
        self._article = language.clitics.article
        self._has_article = language.clitics.has_article

    @staticmethod
    def entries(language: Language) -> Iterator[Phrase]:
        """Kinds "speech" (payload: its person), "relay" (Relay), "attribution", "attribution-verb", "source-noun" (its English
        name, or ""), "speech-turn", "denial" (a verb; payload: words up to what is denied) and "disclaimed".
        """
        tables = language.data["sources"]
        yield from _speech(tables)
        yield from _relays(tables["speech"]["relaying"])
        for text in tables["attribution"]["phrases"]:
            yield _attribution(text)
        yield from _according_to(tables)
        names = {text: name for name, texts in tables["names"].items() for text in texts}
        for text in tables["nouns"]["words"]:
            yield Phrase(text, Entry("source-noun", text, names.get(text, "")))
        for text in tables["speech"]["turns"]:
            yield Phrase(text, Entry("speech-turn", text, ""))
        for text in tables["denial"]["nouns"]:
            yield Phrase(text, Entry("disclaimed", text, ""), suffixes=True)

    def find(self, document: Document, actors: Sequence[Mention]) -> list[Mention]:
        """The sources, in text order, each once."""
        found: dict[tuple[int, int], Mention] = {}
        for attribution in self.attributions(document, actors):
            found.setdefault((attribution.source.start, attribution.source.end), attribution.source)
        return [found[k] for k in sorted(found)]

    def attributions(self, document: Document, actors: Sequence[Mention]) -> list[Attribution]:
        """All attributions in text order. Who it is that "added" without a name is left open: of those named before, one in six
        was right.
        """
        found: list[Attribution] = []
        for sentence in document.sentences:
            found.extend(sorted(self._of_sentence(document, sentence, actors), key=lambda a: a.head))
        return found

    def _of_sentence(self, document: Document, sentence: Sentence, actors: Sequence[Mention]) -> Iterator[Attribution]:
        """The attributions of a sentence, by each of the ways in which a source is named."""
        inside = [a for a in actors if a.sentence == sentence.index]
        yield from self._according(document, sentence, inside)
        yield from self._relayed(document, sentence, inside)
        yield from self._said(document, sentence, inside)
        if sentence.headline or sentence.first + 12 > sentence.last:
            yield from self._headline(document, sentence, inside)

    def _according(self, document: Document, sentence: Sentence, actors: Sequence[Mention]) -> Iterator[Attribution]:
        """وفقا للجيش, بحسب ما أعلن الجيش: the source vouches for the whole sentence."""
        for hit in document.within("attribution", sentence.first, sentence.last):
            particle = hit.entry.payload
            if hit.first > sentence.first and document.tokens[hit.first - 1].norm in self._not_after:
                continue
            if hit.last >= sentence.last or not document.tokens[hit.last].norm.startswith(particle):
                continue
            # Before a quotation mark the particle stands by itself: وفقا لـ"رويترز".
            apart = document.tokens[hit.last].norm == particle != ""
            source = self._noun_phrase(document, sentence, hit.last + apart, actors, drop=0 if apart else len(particle))
            if source is not None:
                yield Attribution(source, sentence.first, sentence.last, False, hit.first, hit.first)
        for hit in document.within("attribution-verb", sentence.first, sentence.last):
            source = self._noun_phrase(document, sentence, hit.last, actors, reach=SUBJECT_REACH)
            if source is not None:
                yield Attribution(source, sentence.first, sentence.last, False, hit.first, hit.first)

    def _relayed(self, document: Document, sentence: Sentence, actors: Sequence[Mention]) -> Iterator[Attribution]:
        """نقلت الوكالة عن مصدر: the source behind the particle of a verb that relays."""
        for hit in document.within("relay", sentence.first, sentence.last):
            relay: Relay = hit.entry.payload
            if hit.first > sentence.first and document.tokens[hit.first - 1].norm in relay.not_after:
                continue
            at = self._particle(document, hit, min(hit.last + relay.reach, sentence.last))
            source = self._noun_phrase(document, sentence, at + 1, actors) if at is not None else None
            if source is None:
                continue
            behind = document.tokens[source.last : min(source.last + CHARGE_REACH, sentence.last)]
            if relay.not_before.isdisjoint(t.norm for t in behind):
                yield Attribution(source, hit.first, sentence.last, True, hit.first, source.last)

    def _particle(self, document: Document, hit: Hit, end: int) -> int | None:
        """Where the particle of a verb that relays stands, before another clause begins."""
        for at in range(hit.last, end):
            norm = document.tokens[at].norm
            if norm == hit.entry.payload.particle:
                return at
            if norm in self._stops:
                return None
        return None

    def _said(self, document: Document, sentence: Sentence, actors: Sequence[Mention]) -> Iterator[Attribution]:
        """قال الوزير إن: the subject of a verb of saying, unless the verb denies a part in what happened."""
        relayed = {h.first for h in document.within("relay", sentence.first, sentence.last)}
        for hit in longest(document.within("speech", sentence.first, sentence.last)):
            if hit.first in relayed or self._is_noun(document, sentence, hit):
                continue
            if hit.first > sentence.first and document.tokens[hit.first - 1].norm in self._unsaid:
                continue
            source = self._subject(document, sentence, hit, actors)
            if source is None or self._disclaims(document, sentence, hit):
                continue
            if not self._tells(document, sentence, hit, source, actors):
                continue
            begin = source.last if source.first >= hit.first else hit.last
            reported = self._reported_from(document, sentence, begin)
            yield Attribution(source, hit.first, sentence.last, True, hit.first, reported)

    def _is_noun(self, document: Document, sentence: Sentence, hit: Hit) -> bool:
        """Whether a word spelled like a verb of saying is a noun: with an article, or behind a preposition."""
        if hit.article or any(p in hit.proclitics for p in self._attached):
            return True
        return hit.first > sentence.first and document.tokens[hit.first - 1].norm in self._prepositions

    def _tells(
        self, document: Document, sentence: Sentence, hit: Hit, source: Mention, actors: Sequence[Mention]
    ) -> bool:
        """Whether a verb that also names a deed tells here: of media and documents, and before what is said or published."""
        row = self._tells_by.get(hit.entry.key)
        if row is None or document.within("source-noun", source.first, source.first + 1):
            return True
        values = [a.value for a in actors if a.first == source.first]
        if any(isinstance(v, ActorValue) and v.sector == MEDIA for v in values):
            return True
        words, by, but = folded(row["words"]) | self._complementizers, fold(row["by"]), folded(row["but"])
        begin = max(hit.last, source.last)
        norms = [
            t.norm.lstrip(self._conjunctions) for t in document.tokens[begin : min(begin + TOLD_REACH, sentence.last)]
        ]
        return any(n in words or (by and n.startswith(by) and n not in but) for n in norms)

    def _disclaims(self, document: Document, sentence: Sentence, hit: Hit) -> bool:
        """Whether a verb of saying denies a part in what happened: who does so does not tell of it."""
        return any(verb.first == hit.first for verb, _ in denials(document, sentence, self._complementizers))

    def _headline(self, document: Document, sentence: Sentence, actors: Sequence[Mention]) -> Iterator[Attribution]:
        """ "الجيش: مقتل 3 جنود" """
        for at in range(sentence.first + 1, min(sentence.first + 6, sentence.last - 2)):
            if document.tokens[at].norm == ":":
                source = self._noun_phrase(document, sentence, sentence.first, actors)
                if source is not None and source.last == at:
                    yield Attribution(source, sentence.first, sentence.last, True, sentence.first, at + 1)
                return

    def _reported_from(self, document: Document, sentence: Sentence, at: int) -> int:
        for i in range(at, min(at + 25, sentence.last)):
            if document.tokens[i].norm in self._complementizers or document.tokens[i].norm == ":":
                return i
        return at

    def _subject(self, document: Document, sentence: Sentence, hit: Hit, actors: Sequence[Mention]) -> Mention | None:
        if hit.suffix:
            return None
        at = max((h.last for h in document.within("speech-turn", hit.last, hit.last + 1)), default=hit.last)
        # Behind a plural (أخبروا الأميركيين) stands who is told.
        plural = hit.entry.payload in _PLURALS
        after = None if plural else self._noun_phrase(document, sentence, at, actors, reach=SUBJECT_REACH)
        if after is None or hit.entry.key in self._addressed:
            return self._subject_before(document, sentence, hit, actors) or after
        return after

    def _subject_before(
        self, document: Document, sentence: Sentence, hit: Hit, actors: Sequence[Mention]
    ) -> Mention | None:
        """إن الوزير قال: the subject right before a verb of saying, at the head of its clause."""
        before = [a for a in actors if a.last <= hit.first and hit.first - a.last <= 2]
        if not before:
            return None
        nearest = before[-1]
        between = document.tokens[nearest.last : hit.first]
        if any(t.norm in self._complementizers for t in between):
            return None
        head = document.tokens[nearest.first - 1].norm if nearest.first > sentence.first else ""
        # "وكان الوزير قد قال", too.
        if nearest.first == sentence.first or head in self._openers or head in COMMAS | {":"}:
            # "صحيفة الجبل كتبت": with what its noun takes along.
            return self._noun_phrase(document, sentence, nearest.first, actors) or _source(document, sentence, nearest)
        return None

    def _noun_phrase(
        self,
        document: Document,
        sentence: Sentence,
        at: int,
        actors: Sequence[Mention],
        *,
        drop: int = 0,
        reach: int = 1,
    ) -> Mention | None:
        """The source that begins at a token: an actor, or a source noun with what depends on it."""
        tokens = document.tokens
        begin = at
        while at < sentence.last and tokens[at].norm in QUOTES:
            at += 1
        limit = min(at + reach, sentence.last)
        if at > begin and at + 1 < limit and tokens[at + 1].norm not in QUOTES:
            # وأضاف "نحن أبناء الشعب": who stands inside what is quoted.
            limit = at + 1
        nouns = {h.first: h for h in longest(document.within("source-noun", sentence.first, sentence.last))}
        for i in range(at, limit):
            if tokens[i].norm in self._stops or tokens[i].norm in self._ends:
                return None
            actor, noun = _beginning_at(actors, i), nouns.get(i)
            if actor is None and noun is None and self._begins_content(document, i, at):
                return None
            # "قال لصحيفة": who is told is not who tells.
            carried = actor or noun
            told = carried is not None and carried.proclitics.strip(self._conjunctions)
            if (told or self._is_told(document, i, at)) and not (drop and i == at):
                continue
            if self._is_governed(document, i, at):
                continue
            if any(t.kind == "number" for t in tokens[at + 1 : i]):
                # ويقدر عددهم بنحو 35 شخصا
                return None
            if actor is not None and tokens[at].norm.startswith(self._attached) and self._is_object(document, actor):
                # أفاد بوقوع 47 أسيرا
                return None
            if noun is not None:
                last = self._grow(document, sentence, noun.last, actors)
                if actor is None or last > actor.last:
                    return self._of_noun(document, sentence, noun, last, actors)
            if actor is not None:
                return _source(document, sentence, actor)
        return None

    def _of_noun(
        self, document: Document, sentence: Sentence, noun: Hit, last: int, actors: Sequence[Mention]
    ) -> Mention:
        """The source that a source noun heads, up to ``last``. An article that a preposition has taken in stays: للبيان."""
        token = document.tokens[noun.first]
        written = token.norm[len(noun.proclitics) :].startswith(self._article)
        start = noun.start if written or not noun.article else token.start
        end = document.tokens[last - 1].end
        name = self._named_by(document, noun, last, actors) or document.article.text[start:end]
        return Mention("source", start, end, noun.first, last, sentence.index, SourceValue(name))

    def _named_by(self, document: Document, noun: Hit, last: int, actors: Sequence[Mention]) -> str:
        """The English name of a source noun's phrase, with whose it is: بيان للشرطة is a statement of the police. "" where the
        noun's or the owner's is not known, and where it is one of two (مصادر عراقية وإيرانية).
        """
        head, owner = noun.entry.payload, ""
        bears = document.tokens[noun.last - 1].norm in self._named
        named = bears and last > noun.last and document.tokens[noun.last].norm in QUOTES
        for actor in actors:
            if not (noun.first <= actor.first < last) or not isinstance(actor.value, ActorValue):
                continue
            value = actor.value
            known = value.name not in document.article.text
            if actor.first == noun.first:
                head = value.name if known else head
            elif named:
                # موقع "عنب بلدي"
                whole = actor.first == noun.last + 1
                head = value.name if whole and known and value.sector == MEDIA else head
            elif self._joins(document, actor.first):
                return ""
            elif value.definite or actor.proclitics:
                if not known:
                    return ""
                owner = value.name
        if not head or any(self._joins(document, i) for i in range(noun.last, last)):
            return ""
        return f"{head} of {owner}" if owner else head

    def _joins(self, document: Document, at: int) -> bool:
        """Whether a conjunction is written on to the word at a token."""
        hits = (h for kind in (*_ADJECTIVES, *_NOUNS) for h in document.within(kind, at, at + 1))
        return any(h.proclitics[:1] in self._conjunctions for h in hits if h.proclitics)

    def _begins_content(self, document: Document, i: int, at: int) -> bool:
        """Whether the event word at a token begins what is told, which tells nothing itself (أعلن مقتل خمسة جنود), and is no
        occasion of telling (قال في المؤتمر).
        """
        if not document.within("trigger", i, i + 1):
            return False
        return not (document.tokens[i].norm.startswith(self._article) and self._is_governed(document, i, at))

    def _is_told(self, document: Document, i: int, at: int) -> bool:
        """Whether a preposition that is written apart, behind ``at``, makes the noun at a token one who is told: قال
        لـ"رويترز".
        """
        while i > at and document.tokens[i - 1].norm in QUOTES:
            i -= 1
        return i > at and document.tokens[i - 1].norm in self._attached

    def _is_governed(self, document: Document, i: int, at: int) -> bool:
        """Whether a preposition behind ``at``, a word of its own, governs the noun at a token, or the bare noun that owns it:
        قال مع الوزير, قال خلال زيارة الوزير.
        """
        tokens = document.tokens
        before = [j for j in range(at, i) if tokens[j].norm not in QUOTES][-2:]
        if not before:
            return False
        if tokens[before[-1]].norm in self._prepositions:
            return True
        owned = not tokens[before[-1]].norm.startswith(self._article)
        return owned and len(before) > 1 and tokens[before[0]].norm in self._prepositions

    def _is_object(self, document: Document, actor: Mention) -> bool:
        """Whether an actor has the ending of the indefinite accusative, and owns no source: أظهر المقطع جنودا."""
        value = actor.value
        known = not isinstance(value, ActorValue) or value.definite
        return not known and document.tokens[actor.first].norm.endswith(self._accusative)

    def _grow(self, document: Document, sentence: Sentence, at: int, actors: Sequence[Mention]) -> int:
        """Where a source noun's phrase ends: behind its adjectives, and behind the actor that it belongs to."""
        tokens = document.tokens
        if at < sentence.last and tokens[at].norm in QUOTES:
            return self._quoted(document, sentence, at, actors)
        end = at
        i = at
        definite = tokens[at - 1].norm.startswith(self._article)
        while i < min(at + NOUN_REACH, sentence.last):
            token = tokens[i]
            actor = _beginning_at(actors, i)
            if actor is not None and self._is_object(document, actor):
                return end
            if actor is not None and actor.proclitics in self._belonging:
                # "مصدر عسكري لرويترز", "أبلغ مصدر عسكري رويترز": the agency is told, and owns no source but by a noun next to
                # it.
                media = isinstance(actor.value, ActorValue) and actor.value.sector == MEDIA
                if media and (actor.proclitics or end > at) and tokens[at - 1].norm not in self._written:
                    return end
                quoted = actor.last < sentence.last and tokens[i - 1].norm in QUOTES
                return actor.last + (quoted and tokens[actor.last].norm in QUOTES)
            link = self._link(document, i)
            owner = any(a.first == i + max(link, 1) for a in actors)
            if token.kind == "punct":
                # وأفاد المرصد عن "سيطرة ...": what is quoted is no part of the name, but مصدر في "حماس".
                if token.norm not in QUOTES or end == i or not owner:
                    break
                i += 1
                continue
            if token.norm in self._breaks or token.kind == "number":
                break
            if link:
                # شهود عيان في محافظة: where they are is no part of who they are.
                opening = i + link < sentence.last and tokens[i + link].norm in QUOTES
                speaks_for = tuple(t.norm for t in tokens[i : i + link]) in self._speaks_for
                if not (owner or opening or speaks_for):
                    break
                i += link
                definite = False
                continue
            if any(document.within(kind, i, i + 1) for kind in ("speech", "trigger", "light-verb")):
                break
            if token.norm in self._prepositions or self._is_tied(document, i):
                break
            if definite and not token.norm.lstrip(self._conjunctions).startswith(self._article):
                # المصدر نفسه, التقرير أيضا: what agrees with a definite noun is definite.
                break
            i += 1
            end = i
            if i - at >= 2:
                break
        return end

    def _link(self, document: Document, at: int) -> int:
        """How many words the link at a token has by which an actor is tied to a source noun; 0 where none stands there."""
        norms = tuple(t.norm for t in document.tokens[at : at + 2])
        return next((n for n in (2, 1) if norms[:n] in self._links), 0)

    def _is_tied(self, document: Document, at: int) -> bool:
        """Whether a preposition is written on to the noun at a token: مصادر محلية بمحافظة, مصدر أمني لموفدنا."""
        hits = [h for kind in _NOUNS for h in document.within(kind, at, at + 1)]
        if any(p in h.proclitics for h in hits for p in self._attached):
            return True
        norm = document.tokens[at].norm
        return any(self._has_article(norm, p) for p in self._attached if norm.startswith(p))

    def _quoted(self, document: Document, sentence: Sentence, at: int, actors: Sequence[Mention]) -> int:
        """Where a source noun's phrase ends that a quotation mark follows: behind the name in quotation marks of what bears
        one (موقع "المدى"), and behind an actor; what is quoted else is what is said.
        """
        tokens = document.tokens
        for last in range(at + 2, min(at + 2 + QUOTED_REACH, sentence.last)):
            if tokens[last].norm in QUOTES:
                bears = tokens[at - 1].norm in self._named
                owner = any(a.first == at + 1 and a.last in (last, last + 1) for a in actors)
                return last + 1 if bears or owner else at
        return at


def _beginning_at(actors: Sequence[Mention], i: int) -> Mention | None:
    """The actor that begins at a token."""
    return next((a for a in actors if a.first == i), None)


def denials(document: Document, sentence: Sentence, complementizers: Set[str]) -> Iterator[tuple[Hit, Hit]]:
    """The verbs of a sentence that deny a part in what happened, each with its word for that: نفت مسؤوليتها عن الهجوم."""
    for verb in document.within("denial", sentence.first, sentence.last):
        end = min(verb.last + verb.entry.payload, sentence.last)
        clause = next((i for i in range(verb.last, end) if document.tokens[i].norm in complementizers), end)
        parts = document.within("disclaimed", verb.last, clause)
        if parts:
            yield verb, parts[0]


def _speech(tables: Mapping[str, Any]) -> Iterator[Phrase]:
    """The forms of the verbs of saying, and of those by which a part in what happened is denied."""
    denial = tables["denial"]
    for verb in tables["speech"]["verbs"]:
        for form in _told_forms(verb):
            yield Phrase(form.text, Entry("speech", verb["lemma"], form.person), suffixes=True)
            if verb["lemma"] in denial["verbs"]:
                yield Phrase(form.text, Entry("denial", verb["lemma"], denial["reach"]), suffixes=True)


def _relays(verbs: Sequence[Mapping[str, Any]]) -> Iterator[Phrase]:
    """The forms of the verbs that relay what another has said, with the particle before that other."""
    for verb in verbs:
        reach, not_after = verb.get("reach", RELAY_REACH), folded(verb.get("not_after", ()))
        not_before = folded(verb.get("not_before", ()))
        entry = Entry("relay", verb["lemma"], Relay(fold(verb["particle"]), reach, not_after, not_before))
        for form in _told_forms(verb):
            yield Phrase(form.text, entry)


def _told_forms(verb: Mapping[str, Any]) -> Iterator[morphology.Form]:
    """The finite forms of a verb that tell of others: all but "I said"."""
    return (form for form in morphology.of_row(verb) if form.finite and form.person != "1s")


def _phrases(texts: Sequence[str]) -> Set[tuple[str, ...]]:
    return {tuple(fold(word) for word in text.split()) for text in texts}


def _attribution(text: str) -> Phrase:
    """A phrase behind which a source stands. "وفقا ل" ends in a preposition that is written on to the next word: the next word
    tells.
    """
    *words, last = text.split()
    if words and len(last) == 1:
        return Phrase(" ".join(words), Entry("attribution", text, fold(last)))
    return Phrase(text, Entry("attribution", text, ""))


def _according_to(tables: Mapping[str, Any]) -> Iterator[Phrase]:
    """What is said, or stands written, behind "according to what", with a pronoun on the verb where that cannot mean the
    words.
    """
    table = tables["attribution"]
    said = {
        form.text
        for verb in tables["speech"]["verbs"]
        for form in morphology.of_row(verb)
        if form.finite and form.person in ("ms", "fs")
    }
    for opener in table["openers"]:
        for text in sorted(said):
            entry = Entry("attribution-verb", opener, "")
            yield Phrase(f"{opener} {text}", entry, suffixes=opener not in table["bare"])
        for text in table["written"]:
            yield Phrase(f"{opener} {text}", Entry("attribution", opener, ""))


def _source(document: Document, sentence: Sentence, actor: Mention) -> Mention:
    """An actor as a source."""
    text = document.article.text[actor.start : actor.end]
    known = actor.value if isinstance(actor.value, ActorValue) else None
    value = SourceValue(known.name or text, known.entity_id) if known else SourceValue(text)
    return Mention("source", actor.start, actor.end, actor.first, actor.last, sentence.index, value)
