"""Event words: every form of every verb, noun and phrase of the trigger tables, with what it says about its arguments."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from conflict_events.language import Language
from conflict_events.lexical import morphology
from conflict_events.lexical.lexicon import Phrase
from conflict_events.lexical.text import MARKS, fold, folded
from conflict_events.mentions.numbers import NumeralParser
from conflict_events.records import Document, Entry, Hit, Mention, Span, TriggerValue

_MARKS = re.compile(f"[{MARKS}]+")
LIGHT_VERB_REACH = 9
"""Words between a light verb and its object, as in "شن الجيش العراقي فجر اليوم هجوما": the subject fits in."""
CLAUSE_MARKS = frozenset(".:؛")
"""Marks behind which no object of a verb before them stands."""
DOUBTFUL = "doubtful-trigger"
"""Kind of the words of doubtful entries, and of light verbs that are doubtful without one of their objects."""
_RELEASE = "release"
"""Pattern of the light verbs whose object stays the same word when they are passive."""
_PASSIVE_REACH = 4
"""Signs before the vowel of a passive."""
_LIGHT = "light-verb"
"""Kind of the verbs that tell an event with an object of theirs."""
COUNTED = "counted-object"
"""Kind of what is behind the preposition of a light verb's object, where a number may stand between: تصدت لـ12 صاروخا."""
_NUMBER_REACH = 5
"""Words of a number, at most."""
_COUNTED_LETTERS = 3
"""Letters of what a number counts, at least: of many shorter words the first letter was no preposition."""
MATTER = "matter"
"""Kind of the words behind which stands what a film, a book or a seminar is about."""
MATTER_REACH = 5
"""Words from such words to the last event that is part of it."""
OTHERWISE = "not-with"
"""Kind of the words with which those of an entry are no event, though its subject stand between."""
OTHERWISE_REACH = 4
"""Words between an event word and such words."""
CONTEXT_REACH = 1
"""Sentences on either side in which a word may stand that an entry asks for."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one form of an entry says: its value, and the word class that decides which proclitics it can carry."""

    value: TriggerValue
    verbal: bool
    order: int
    """Rank of the entry in its file: the earlier wins where two claim the same words."""
    construct: bool = False
    """Whether the form only stands before a genitive, and so never with the article (اجتماعي of two meetings)."""
    jussive: bool = False
    """Whether the form only stands behind "not" in the past (لم يغتل)."""


class TriggerFinder:
    """Finds triggers. A word that is both verb and verbal noun (قتل) is read by what stands before it."""

    def __init__(self, language: Language) -> None:
        grammar = language.data["grammar"]
        self._nominal_before = folded(grammar["before_noun"]["words"])
        self._verbal_before = frozenset(
            fold(w) for part in ("before_verb", "complementizer", "relative", "clause") for w in grammar[part]["words"]
        )
        self._clause = frozenset(fold(w) for part in ("complementizer", "clause") for w in grammar[part]["words"])
        self._complementizers = folded(grammar["complementizer"]["words"])
        self._governed = fold(grammar["complementizer"]["governed"])
        self._prepositions = folded(grammar["preposition"]["words"])
        self._governing = self._prepositions & self._nominal_before
        self._partitive = {name: folded(grammar["partitive"][name]) for name in ("nouns", "of")}
        self._cutter = language.cutter
        self._numerals = NumeralParser(language.data["numbers"], self._cutter)
        self._qualifiers = frozenset(
            fold(w)
            for phrases in language.data["numbers"]["qualifiers"]["before"].values()
            for p in phrases
            for w in p.split()
        )
        self._passive_vowel: str = grammar["before_verb"]["passive"]
        self._plural: str = grammar["before_verb"]["plural"]
        self._article = language.clitics.article
        self._conjunctions = "".join(language.clitics.conjunctions)
        self._future = language.clitics.future
        self._purpose = _before_verbs(language)
        self._before_nouns = before_nouns(language)
        self._circumstantial = tuple(grammar["circumstantial"]["endings"])
        self._contexts = {
            e["id"]: (tuple(e.get("context", ())), tuple(e.get("not_context", ())))
            for table in _tables(language)
            for e in table["trigger"]
            if "context" in e or "not_context" in e
        }
        self._outweighed: Mapping[str, Sequence[str]] = language.data.get("cues", {}).get("outweighed", {})
        self._certain = frozenset(language.data.get("cues", {}).get("certain", {}).get("lists", ()))
        self._strict = {e["id"] for t in _tables(language) for e in t["trigger"] if e.get("strict")}
        self._in_clause = {
            _key(e["id"], number)
            for t in _tables(language)
            for e in t["trigger"]
            for number, row in enumerate(e.get("verb_phrases", ()))
            if row.get("clause")
        }
        jussive = language.data.get("status", {}).get("jussive", {})
        self._past_not = folded(jussive.get("particles", ()))
        self._before_imperfect = self._past_not | folded(jussive.get("imperfect", ()))
        self._inner = {e["id"]: frozenset(e["inner"]) for t in _tables(language) for e in t["trigger"] if "inner" in e}

    @staticmethod
    def entries(language: Language) -> Iterator[Phrase]:
        """All forms of all triggers: kinds "trigger", "doubtful-trigger", "light-verb", "light-object", "counted-object",
        "trigger-block" and "not-with"; the words that tell what a sentence is about, kinds "cue-armed", "cue-sport" and so
        on; and those behind which stands what is only told of, kind "matter".
        """
        for name, words in language.data.get("cues", {}).get("cues", {}).items():
            entry = Entry(f"cue-{name}", name)
            for word in words:
                yield Phrase(word, entry)
        for phrase in language.data.get("cues", {}).get("matter", {}).get("phrases", ()):
            yield Phrase(phrase, Entry(MATTER, phrase))
        light = _LightPhrases(language)
        order = 0
        for table in _tables(language):
            for entry in table["trigger"]:
                order += 1
                yield from _entry_phrases(table["type"], entry, order, language, light)
        yield from light.phrases()

    def find(self, document: Document) -> list[Mention]:
        """Triggers in text order, at most one over the same words, doubtful ones where no other stands. Where an entry says
        that an event word in its phrase is an event of its own (تفريق المظاهرة), the phrase ends before that word.
        """
        around = _Around(document)
        candidates = self._candidates(document, around)
        chosen = _best(candidates)
        self._end_before_inner(document, chosen, candidates)
        return [
            Mention(
                kind="trigger",
                start=hit.start,
                end=hit.end,
                first=hit.first,
                last=hit.last,
                sentence=around.sentence_of[hit.first],
                value=self._voiced(document, hit, value),
                proclitics=hit.proclitics,
                suffix=hit.suffix,
            )
            for _, (hit, value) in sorted(chosen.items())
        ]

    def _voiced(self, document: Document, hit: Hit, value: TriggerValue) -> TriggerValue:
        """A value that is passive where the text writes its vowel: قُتل."""
        if value.form != "perfect" or value.voice == "passive":
            return value
        word = document.article.text[hit.start : document.tokens[hit.first].end]
        before, mark, behind = word.partition(self._passive_vowel)
        # The plural has the same vowel at its end: قتلُوا.
        marked = bool(mark) and len(before) <= _PASSIVE_REACH and len(behind) > 1 and behind != self._plural
        return replace(value, voice="passive") if marked else value

    def drawn(self, document: Document) -> Callable[[Span], TriggerValue | None]:
        """What any span of a document means as a trigger: the longest one that has characters in common with it, None where
        there is none. The document is looked at once.
        """
        found = self.find(document)

        def value(span: Span) -> TriggerValue | None:
            first = bisect_right(found, span.start, key=lambda m: m.end)
            inside = found[first : bisect_left(found, span.end, first, key=lambda m: m.start)]
            return trigger_value(max(inside, key=lambda m: m.end - m.start)) if inside else None

        return value

    def doubted(self, value: TriggerValue) -> TriggerValue | None:
        """A value as a doubtful one; None where its entry says that its words then are no event at all."""
        return None if value.rule in self._strict else replace(value, doubtful=True)

    def _candidates(self, document: Document, around: _Around) -> list[_Candidate]:
        """All readings of words that fit where they stand; several may be over the same words."""
        used: dict[int, frozenset[str]] = {}
        found = list(self._light_verbs(document, around, used))
        for hit in chain(document.hits.get("trigger", ()), document.hits.get(DOUBTFUL, ())):
            reading: _Reading = hit.entry.payload
            kind = reading.value.type
            if used and any(kind not in used.get(i, (kind,)) for i in range(hit.first, hit.last)):
                continue
            value = self._fitting(around, hit, self._read(document, hit, reading))
            if value is not None:
                found.append(_Candidate(hit, value, reading.order))
        return found

    def _end_before_inner(
        self, document: Document, chosen: dict[int, tuple[Hit, TriggerValue]], candidates: Sequence[_Candidate]
    ) -> None:
        """Let phrases end before an event word in them that is an event of its own."""
        for hit, value in [c for c in chosen.values() if c[1].rule in self._inner and c[0].last - c[0].first > 1]:
            types = self._inner[value.rule]
            inside = (
                c for c in candidates if hit.first < c.hit.first and c.hit.last <= hit.last and not c.value.doubtful
            )
            inner = min((c for c in inside if c.value.type in types), key=_Candidate.rank, default=None)
            if inner is None:
                continue
            last = inner.hit.first
            while last > hit.first + 1 and document.tokens[last - 1].norm in self._nominal_before:
                last -= 1
            chosen[hit.first] = (hit._replace(last=last, end=document.tokens[last - 1].end, suffix=""), value)
            chosen[inner.hit.first] = (inner.hit, inner.value)

    def _fitting(self, around: _Around, hit: Hit, value: TriggerValue | None) -> TriggerValue | None:
        """A value as it is where the words of a hit stand: None where a phrase blocks its entry, or where it is no event for
        certain, doubtful where what stands around speaks against it.
        """
        if value is None or around.blocked(hit, value.rule) or around.is_matter(hit):
            return None
        if self._means_otherwise(around, hit, value.rule):
            return None
        against = self._against(around, hit, value.rule)
        if not self._certain.isdisjoint(against):
            return None
        asked, _ = self._contexts.get(value.rule, ((), ()))
        sentence = around.sentence_of[hit.first]
        fits = not against and (not asked or any(around.near(name, sentence, CONTEXT_REACH) for name in asked))
        return value if fits else self.doubted(value)

    def _means_otherwise(self, around: _Around, hit: Hit, rule: str) -> bool:
        """Whether words beside those of a hit leave no event: what is taken, with a subject between (خطف الفريق فوزا), or
        right beside them who does it (تحاصر الثلوج القرى, الثلوج تحاصر القرى).
        """
        for other in around.otherwise(rule):
            if other.proclitics.strip(self._conjunctions) or not around.is_in_one_sentence(hit, other):
                continue
            reach = other.entry.payload
            if other.last <= hit.first:
                if not reach and not hit.proclitics and other.last == hit.first:
                    return True
                continue
            between = around.tokens[hit.last : other.first]
            if other.last <= hit.last or len(between) > reach or other.proclitics:
                continue
            if all(t.kind != "punct" and t.norm not in self._clause for t in between):
                return True
        return False

    def _against(self, around: _Around, hit: Hit, rule: str) -> list[str]:
        """Of the lists that an entry excludes those of which the sentence has a word, unless words beside the trigger outweigh
        it: a bomb at a cinema is no film.
        """
        _, excluded = self._contexts.get(rule, ((), ()))
        sentence = around.sentence_of[hit.first]
        return [
            name
            for name in excluded
            if around.near(name, sentence, 0)
            and not any(around.beside(other, sentence, hit) for other in self._outweighed.get(name, ()))
        ]

    def _read(self, document: Document, hit: Hit, reading: _Reading) -> TriggerValue | None:
        value = reading.value
        if (reading.construct and hit.article) or self._has_no_pronoun(document, hit):
            return None
        particles = hit.proclitics.lstrip(self._conjunctions)
        if particles != hit.proclitics and _before(document, hit) in self._governing:
            # عن وعوده: behind a preposition the letter is one of the word's.
            return None
        future = bool(particles) and any(p in particles for p in self._future)
        if reading.jussive and _before(document, hit) not in self._past_not:
            return None
        single = hit.last - hit.first == 1 and value.form in ("perfect", "noun")
        if single and not hit.proclitics and _before(document, hit) in self._before_imperfect:
            return None
        if reading.verbal:
            if hit.article or (particles and any(p in particles for p in self._before_nouns)):
                return None
            if value.form != "imperfect" and (future or (particles and any(p in particles for p in self._purpose))):
                return None
            if value.form == "perfect" and not self._can_be_verb(document, hit, value):
                return None
            return replace(value, status="future") if future else value
        if value.form == "participle" and (hit.article or particles or not self._stands_for_verb(document, hit)):
            return None
        return None if future else value

    def _has_no_pronoun(self, document: Document, hit: Hit) -> bool:
        """Whether what was taken for a pronoun is another letter that folds alike: قتلة are killers, not "he killed him"."""
        return bool(hit.suffix) and _MARKS.sub("", document.article.text[hit.start : hit.end])[-1:] != hit.suffix[-1]

    def _stands_for_verb(self, document: Document, hit: Hit) -> bool:
        """Whether a participle stands for a verb (داعيا، مطالبين): its ending is that of the indefinite accusative as it is
        written, for a pronoun folds to that of a feminine (مستقبله), and it is not what a number counts (150 متمردا).
        """
        if hit.suffix or (hit.first and document.tokens[hit.first - 1].kind == "number"):
            return False
        written = document.article.text[hit.start : document.tokens[hit.last - 1].end]
        return _MARKS.sub("", written).endswith(self._circumstantial)

    def _can_be_verb(self, document: Document, hit: Hit, value: TriggerValue) -> bool:
        """Whether a word that also is a verbal noun can be the perfect here: not behind a preposition, nor behind an
        indefinite noun, which it would follow as a genitive (عملية قتل، ضحايا قصف).
        """
        before = _before(document, hit)
        if before in self._nominal_before:
            return False
        if not before or hit.proclitics or before in self._verbal_before or before.startswith(self._article):
            return True
        if value.person != "ms":
            # جنديان قتلا: in the dual and plural the letters of the noun would be its rare accusative.
            return True
        if self._has_governed_subject(document, hit) or self._is_behind_object(document, hit):
            return True
        kind = DOUBTFUL if hit.entry.kind == DOUBTFUL else "trigger"
        return not any(
            h.last == hit.last and not h.entry.payload.verbal for h in document.within(kind, hit.first, hit.first + 1)
        )

    def _is_behind_object(self, document: Document, hit: Hit) -> bool:
        """شيع المئات شابا قتل: whether right before a hit stands a noun of somebody in the indefinite accusative, which has no
        genitive.
        """
        forms = [
            h.entry.payload for h in document.within("actor-noun", hit.first - 1, hit.first) if h.last == hit.first
        ]
        return bool(forms) and all(
            form.number == "s" and form.construct == "no" and not form.own and form.spelling.endswith(self._governed)
            for form in forms
        )

    def _has_governed_subject(self, document: Document, hit: Hit) -> bool:
        """Whether right before a hit stands an indefinite noun that a particle governs, with adjectives or without: its ending
        has no genitive behind it (إن متظاهرا شابا قتل).
        """
        at = hit.first - 1
        while at > 0 and document.tokens[at].norm.endswith(self._governed) and not document.sentence_starts_at(at):
            at -= 1
        return at < hit.first - 1 and document.tokens[at].norm in self._complementizers

    def _light_verbs(
        self, document: Document, around: _Around, used: dict[int, frozenset[str]]
    ) -> Iterator[_Candidate]:
        """Light verbs with their objects. Of an object that stands apart the tokens are added to ``used``, with the types that
        may still be read in them.
        """
        verbs = document.hits.get(_LIGHT, ())
        keys = {key for verb in verbs for key, _ in verb.entry.payload}
        objects: dict[str, list[Hit]] = {}
        for hit in document.hits.get("light-object", ()):
            if any(p in hit.proclitics for p in self._future):
                # تعتبر سان بطرسبرغ: no object carries the letter of a verb.
                continue
            for key in keys.intersection(hit.entry.payload):
                objects.setdefault(key, []).append(hit)
        for hit in document.hits.get(COUNTED, ()):
            tied = [] if hit.proclitics else [pair for pair in hit.entry.payload if pair[0] in keys]
            counted = {p: self._is_counted(document, hit, p) for p in dict.fromkeys(p for _, p in tied)}
            for key, preposition in tied:
                if counted[preposition]:
                    objects.setdefault(key, []).append(hit)
        own_objects: set[tuple[str, int]] = set()
        for verb in verbs:
            for key, reading in verb.entry.payload:
                # تبادلت القوات إطلاق النار: the object of a verb is no light verb of the same entry.
                if key not in objects or (reading.value.rule, verb.first) in own_objects:
                    continue
                following = [
                    o
                    for o in objects[key]
                    if verb.last <= o.first
                    and around.sentence_of.get(o.first) == around.sentence_of.get(verb.first)
                    and not around.continued(o, reading.value.rule)
                    and self._is_reached(document, verb.last, o.first, key in self._in_clause)
                ]
                # Few light verbs have an object of theirs behind them: only then it is asked whether they fit.
                value = self._fitting(around, verb, self._read(document, verb, reading)) if following else None
                if value is None:
                    continue
                nearest = min(following, key=lambda o: (o.first, -o.last))
                own = self._inner.get(value.rule, frozenset())
                if nearest.first - verb.last <= (not own):
                    if value.pattern == _RELEASE and value.person == "ms" and not nearest.suffix:
                        # أطلق سراح ثلاثة صحفيين, أطلق الجيش سراحهم
                        value = replace(value, voice="either")
                    whole = verb._replace(last=nearest.last, end=nearest.end)
                    value = self._fitting(around, whole, value)
                    if value is not None:
                        yield _Candidate(whole, value, reading.order)
                else:
                    # The subject stands between them; the object's words are used up with the verb.
                    if not value.doubtful:
                        used.update(dict.fromkeys(range(nearest.first, nearest.last), own))
                        own_objects.update((value.rule, i) for i in range(nearest.first, nearest.last))
                    yield _Candidate(verb, value, reading.order, nearest.last - nearest.first)

    def _is_reached(self, document: Document, at: int, first: int, in_clause: bool) -> bool:
        """Whether the words from ``at`` to an object that begins at ``first`` let it be the verb's: they are few, none of them
        opens a clause unless objects of it stand ``in_clause``, and the last is no preposition, but for that of a quantity.
        """
        if first - at > 2 * LIGHT_VERB_REACH:
            # A cheap test before the words are counted: marks are not counted with them.
            return False
        between = document.tokens[at:first]
        words = [t.norm for t in between if t.kind != "punct"]
        if len(words) > LIGHT_VERB_REACH or (words and words[-1] in self._prepositions and not self._is_part(words)):
            return False
        return (in_clause or self._clause.isdisjoint(words)) and not any(t.norm in CLAUSE_MARKS for t in between)

    def _is_counted(self, document: Document, hit: Hit, preposition: str) -> bool:
        """Whether before a hit stands a number, or a noun of quantity, that carries a preposition or has it before it."""
        tokens, at, floor = document.tokens, hit.first, document.sentence_of(hit.first).first
        if at - 2 >= floor and tokens[at - 1].norm in self._partitive["of"]:
            noun = tokens[at - 2].norm
            bare = noun.removeprefix(preposition)
            carried = bare != noun or (at - 3 >= floor and tokens[at - 3].norm == preposition)
            return carried and bare in self._partitive["nouns"]
        for first in range(max(floor, at - _NUMBER_REACH), at):
            number = self._numerals.parse(tokens, first, at, document.article.text)
            if number is None or number.last != at:
                continue
            if number.proclitics.endswith(preposition):
                return True
            before = [t.norm for t in tokens[floor:first]]
            while before and before[-1] != preposition and before[-1] in self._qualifiers:
                before.pop()
            last = before[-1] if before else ""
            bare = last.removeprefix(preposition)
            return last == preposition or (bare != last and bare in self._qualifiers)
        return False

    def _is_part(self, words: Sequence[str]) -> bool:
        """Whether words end in a quantity of what follows: عددا من, بعدد من."""
        of, nouns = self._partitive["of"], self._partitive["nouns"]
        return len(words) > 1 and words[-1] in of and self._cutter.is_one(words[-2], nouns)


_FORM_RANK = {"phrase": 0, "perfect": 1, "imperfect": 1, "noun": 2, "participle": 3}


class _Candidate(NamedTuple):
    """A reading of words as a trigger. ``order``: rank of its entry; ``apart``: words of its object that stands apart."""

    hit: Hit
    value: TriggerValue
    order: int
    apart: int = 0

    def rank(self) -> tuple[bool, bool, int, bool, int, int]:
        """The least goes before the others, what is doubtful last. A verb whose object stands apart is as long as the object,
        too, and goes before single words.
        """
        words = self.hit.last - self.hit.first + self.apart
        return (
            self.value.doubtful,
            not self.apart,
            -words,
            self.value.weak,
            self.order,
            _FORM_RANK.get(self.value.form, 9),
        )


def _best(candidates: Iterable[_Candidate]) -> dict[int, tuple[Hit, TriggerValue]]:
    """Of candidates over the same words the best, by first token."""
    chosen: dict[int, tuple[Hit, TriggerValue]] = {}
    taken: dict[int, int] = {}
    for hit, value, _, _ in sorted(candidates, key=_Candidate.rank):
        cover = range(hit.first, hit.last)
        if any(i in taken for i in cover):
            first = taken.get(hit.first)
            if first is not None and (chosen[first][1].rule, chosen[first][1].doubtful) == (value.rule, value.doubtful):
                chosen[first] = (chosen[first][0], _merge(chosen[first][1], value))
            continue
        chosen[hit.first] = (hit, value)
        taken.update(dict.fromkeys(cover, hit.first))
    return chosen


def _merge(first: TriggerValue, other: TriggerValue) -> TriggerValue:
    """One value of two readings of the same entry over the same words: the voice stays open where they differ."""
    if first.form == other.form and first.voice != other.voice:
        return replace(first, voice="either")
    return first


def _before(document: Document, hit: Hit) -> str:
    """The folded word before a hit in its sentence, "" at its start or after a mark."""
    if hit.first == 0 or document.sentence_starts_at(hit.first):
        return ""
    token = document.tokens[hit.first - 1]
    return token.norm if token.kind == "word" else ""


class _Around:
    """What stands around the words of a document: which sentences hold words of the lists that tell what a sentence is about,
    and phrases that are no event of a rule. ``sentence_of``: the number of each token's sentence.
    """

    def __init__(self, document: Document) -> None:
        self.sentence_of = {i: s.index for s in document.sentences for i in range(s.first, s.last)}
        self.tokens = document.tokens
        self._hits = document.hits
        self._sentences: dict[str, set[int]] = {}
        self._blocks: dict[str, list[Hit]] = {}
        for hit in document.hits.get("trigger-block", ()):
            for rule in hit.entry.payload:
                self._blocks.setdefault(rule, []).append(hit)
        self._otherwise: dict[str, list[Hit]] = {}
        for hit in document.hits.get(OTHERWISE, ()):
            self._otherwise.setdefault(hit.entry.key, []).append(hit)

    def blocked(self, hit: Hit, rule: str) -> bool:
        """Whether a phrase over words of a hit is no event of a rule."""
        blocks = self._blocks.get(rule)
        return blocks is not None and any(b.first < hit.last and hit.first < b.last for b in blocks)

    def otherwise(self, rule: str) -> Sequence[Hit]:
        """The words with which those of a rule are no event."""
        return self._otherwise.get(rule, ())

    def is_in_one_sentence(self, hit: Hit, other: Hit) -> bool:
        """Whether two hits begin in the same sentence."""
        return self.sentence_of[hit.first] == self.sentence_of[other.first]

    def continued(self, hit: Hit, rule: str) -> bool:
        """Whether the words of a hit are part of a longer phrase that is no event of a rule."""
        return any(
            b.first < hit.last and hit.first < b.last and (b.first < hit.first or hit.last < b.last)
            for b in self._blocks.get(rule, ())
        )

    def is_matter(self, hit: Hit) -> bool:
        """Whether a hit is only part of what a film or a seminar is about."""
        return any(
            m.last <= hit.first < m.last + MATTER_REACH and self.sentence_of[m.first] == self.sentence_of[hit.first]
            for m in self._hits.get(MATTER, ())
        )

    def near(self, name: str, sentence: int, reach: int) -> bool:
        """Whether a sentence, or one up to ``reach`` sentences from it, holds a word of a list."""
        found = self._sentences.get(name)
        if found is None:
            hits = self._hits.get(f"cue-{name}", ())
            found = self._sentences[name] = {self.sentence_of[h.first] for h in hits}
        return not found.isdisjoint(range(sentence - reach, sentence + reach + 1))

    def beside(self, name: str, sentence: int, hit: Hit) -> bool:
        """Whether a sentence holds a word of a list beside the words of a hit."""
        return any(
            self.sentence_of[h.first] == sentence and (h.last <= hit.first or hit.last <= h.first)
            for h in self._hits.get(f"cue-{name}", ())
        )


def _tables(language: Language) -> list[Mapping[str, Any]]:
    return [table for _, table in sorted(language.data["triggers"].items())]


def _entry_phrases(
    event_type: str, entry: Mapping[str, Any], order: int, language: Language, light: _LightPhrases
) -> Iterator[Phrase]:
    """The phrases of an entry, but those of its light verbs, which are told to ``light``."""
    rule = entry["id"]
    base = TriggerValue(
        type=event_type,
        modes=tuple(entry.get("modes", ())),
        pattern=entry["pattern"],
        form="noun",
        rule=rule,
        weak=bool(entry.get("weak", False)),
        status=entry.get("status", ""),
        doubtful=bool(entry.get("doubtful", False)),
    )
    kind = DOUBTFUL if base.doubtful else "trigger"
    short = language.data.get("status", {}).get("jussive", {}).get("verbs", ())
    for verb in entry.get("verbs", ()):
        read = partial(_verb_reading, base, order=order, participles=bool(entry.get("participles", False)))
        yield from _verb_forms(kind, rule, verb, read, short)
    for noun in entry.get("nouns", ()):
        for form in morphology.decline(noun["s"], noun.get("p", ())):
            reading = _Reading(base, False, order, form.state == "construct")
            yield Phrase(form.text, Entry(kind, rule, reading), suffixes=True)
    phrase_value = replace(base, form="phrase")
    for text in entry.get("phrases", ()):
        yield Phrase(text, Entry(kind, rule, _Reading(phrase_value, False, order)), suffixes=True)
    for number, row in enumerate(entry.get("verb_phrases", ())):
        light.add(base, order, number, row)
        if row.get("doubtful"):
            alone = partial(_verb_reading, replace(base, doubtful=True), order=order, participles=False)
            yield from _forms(DOUBTFUL, rule, morphology.of_row(row), alone)
    for text in entry.get("block", ()):
        yield Phrase(text, Entry("trigger-block", rule, (rule,)), suffixes=True)
    for key, reach in (("not_with", OTHERWISE_REACH), ("not_by", 0)):
        for text in entry.get(key, ()):
            yield Phrase(text, Entry(OTHERWISE, rule, reach))


class _LightPhrases:
    """The phrases of light verbs, of their objects and of what is counted behind the objects' prepositions: one for all
    entries that share its words. Hundreds of entries have على, and a hit for each would be most of what a text holds.
    """

    def __init__(self, language: Language) -> None:
        grammar = language.data["grammar"]
        self._article = language.clitics.article
        self._taking: Mapping[str, str] = grammar["light"]["taking"]
        self._prepositions = folded(grammar["preposition"]["words"])
        self._attached = language.clitics.prepositions
        self._short = language.data.get("status", {}).get("jussive", {}).get("verbs", ())
        self._verbs: dict[str, dict[tuple[str, _Reading], None]] = {}
        self._objects: dict[tuple[str, bool], dict[str, None]] = {}
        self._counted: dict[str, dict[tuple[str, str], None]] = {}

    def add(self, base: TriggerValue, order: int, number: int, row: Mapping[str, Any]) -> None:
        """Take in the ``number``-th light verb of an entry, as its table has it."""
        key = _key(base.rule, number)
        take = partial(_light_reading, base, order=order)
        for phrase in _verb_forms(_LIGHT, base.rule, row, take, self._short):
            self._verbs.setdefault(fold(phrase.text), {})[key, phrase.entry.payload] = None
        taken = self._taking.get(row["lemma"])
        for text in (*row["object"], *(f"{taken} {o}" for o in row["object"] if taken and o.split()[0] != taken)):
            # With the article it carries no pronoun: الولاية is no form of الولاء.
            definite = bool(self._article) and text.split()[-1].startswith(self._article)
            for spelled in _object_spellings(text):
                self._objects.setdefault((fold(spelled), not definite), {})[key] = None
            self._add_counted(text, key)

    def _add_counted(self, text: str, key: str) -> None:
        """What is behind the preposition of a light verb's object, for where it is counted; with its article behind a noun of
        quantity (بعشرات الدبابات).
        """
        first, _, rest = text.partition(" ")
        if not rest or fold(first) not in self._prepositions:
            first, rest = text[:1], text[1:]
        written_on = len(first) == 1
        if (written_on and fold(first) not in self._attached) or len(rest.split()[0]) < _COUNTED_LETTERS:
            return
        if self._article and rest.startswith(self._article):
            return
        for spelled in _object_spellings(rest):
            self._counted.setdefault(fold(spelled), {})[key, fold(first)] = None

    def phrases(self) -> Iterator[Phrase]:
        """A phrase for each spelling. Payloads: (key, reading) of each verb; the keys of the verbs whose object it is; (key,
        preposition) of each verb whose object it is behind that.
        """
        for text, readings in self._verbs.items():
            tied = tuple(readings)
            yield Phrase(text, Entry(_LIGHT, tied[0][1].value.rule, tied), suffixes=True)
        for (text, suffixes), keys in self._objects.items():
            yield Phrase(text, Entry("light-object", rule_of(next(iter(keys))), tuple(keys)), suffixes=suffixes)
        for text, counted in self._counted.items():
            yield Phrase(text, Entry(COUNTED, rule_of(next(iter(counted))[0]), tuple(counted)))


def _key(rule: str, number: int) -> str:
    """What ties a light verb of an entry to its objects."""
    return f"{rule}:{number}"


def rule_of(key: str) -> str:
    """The rule of the entry whose light verb has the object that a "light-object" hit names by this key."""
    return key.rpartition(":")[0]


def _verb_forms(
    kind: str,
    rule: str,
    row: Mapping[str, Any],
    read: Callable[[morphology.Form], _Reading | None],
    short: Collection[str],
) -> Iterator[Phrase]:
    """The phrases of a verb's row; of the verbs of ``short`` those of the short form, too."""
    forms = morphology.of_row(row)
    if not row.get("masdar", True):
        forms = tuple(form for form in forms if form.form != "noun")
    yield from _forms(kind, rule, forms, read)
    if row["lemma"] in short:
        yield from _forms(kind, rule, morphology.jussives(row), partial(_short, read))


def _forms(
    kind: str, rule: str, forms: Iterable[morphology.Form], read: Callable[[morphology.Form], Any]
) -> Iterator[Phrase]:
    """A phrase a form, with what ``read`` makes of it; forms that are read alike share one entry, as there are many."""
    known: dict[tuple[str, str, str, str], Entry | None] = {}
    for form in forms:
        key = (form.form, form.voice, form.person, form.state)
        if key not in known:
            payload = read(form)
            known[key] = Entry(kind, rule, payload) if payload is not None else None
        found = known[key]
        if found is not None:
            yield Phrase(form.text, found, suffixes=True)


def _object_spellings(text: str) -> Sequence[str]:
    """A light verb's object as written and, where it is one bare word, in the accusative."""
    if " " in text or text.endswith(("ة", "ا", "ى", "ء")):
        return (text,)
    return (text, text + "ا")


def _verb_reading(base: TriggerValue, form: morphology.Form, order: int, *, participles: bool) -> _Reading | None:
    if form.form in ("perfect", "imperfect"):
        # Reports hardly use these persons, and their forms are other words (أسلحة, اثنين).
        if form.person in ("1s", "fp"):
            return None
        return _Reading(_inflected(base, form.form, form.voice, form.person), True, order)
    if form.form == "noun":
        return _Reading(_inflected(base, base.form, base.voice, form.person), False, order, form.state == "construct")
    if not participles:
        return None
    voice = "active" if form.form == "active-participle" else "passive"
    return _Reading(_inflected(base, "participle", voice, form.person), False, order)


def _inflected(base: TriggerValue, form: str, voice: str, person: str) -> TriggerValue:
    """A value in another form; written out, for ``dataclasses.replace`` takes a third of the time of loading."""
    return TriggerValue(
        base.type, base.modes, base.pattern, form, voice, person, base.rule, base.weak, base.status, base.doubtful
    )


def _light_reading(base: TriggerValue, form: morphology.Form, order: int) -> _Reading | None:
    reading = _verb_reading(base, form, order, participles=False)
    if reading is None or reading.value.voice != "either" or base.pattern in ("kill", "suffer"):
        return reading
    # The object stands in the phrase, so that the letters are the active's; but لقي مصرعه tells of a victim.
    value = _inflected(reading.value, reading.value.form, "active", reading.value.person)
    return _Reading(value, reading.verbal, reading.order, reading.construct)


def _short(read: Callable[[morphology.Form], _Reading | None], form: morphology.Form) -> _Reading | None:
    reading = read(form)
    return replace(reading, jussive=True) if reading is not None else None


def _before_verbs(language: Language) -> frozenset[str]:
    """What may be written on to a verb, folded."""
    return folded(language.data["grammar"]["before_verb"]["attached"])


def before_nouns(language: Language) -> tuple[str, ...]:
    """The prepositions, folded, that are written on to nouns only."""
    verbal = _before_verbs(language)
    return tuple(p for p in language.clitics.prepositions if p not in verbal)


def verb_tokens(document: Document, patterns: Collection[str], nominal: Collection[str]) -> set[int]:
    """Single tokens of a document that are verbs and nothing else, or event nouns with an argument pattern of
    ``patterns``, so that a noun right behind it is no adjective of it (خطف مسلح, but not هجوم مسلح). ``nominal``:
    prepositions that no verb carries (بعمل عسكري).
    """
    verbs: set[int] = set()
    nouns: set[int] = set()
    done_to: set[int] = set()
    # What is a light verb and its verbal noun (فرض) has its subject behind it more often than an adjective.
    light = {h.first for h in document.hits.get(_LIGHT, ()) if any(r.verbal for _, r in h.entry.payload)}
    for kind in ("trigger", _LIGHT):
        for hit in document.hits.get(kind, ()):
            if hit.article or hit.suffix or hit.last - hit.first != 1:
                continue
            payload = hit.entry.payload
            governed = any(p in hit.proclitics for p in nominal)
            for reading in (payload,) if kind == "trigger" else (r for _, r in payload):
                if reading.verbal and not governed:
                    verbs.add(hit.first)
                elif not reading.verbal and (kind == "trigger" or hit.first not in light):
                    (done_to if reading.value.pattern in patterns else nouns).add(hit.first)
    return (verbs & done_to) | ((verbs | done_to) - nouns)


SUBJECTS = ("actor", "actor-noun", "first-name")
"""Kinds of hits that a verb's subject may begin with; a nationality, which may be the adjective of a noun, is none."""
ADJECTIVES = ("nationality", "actor-adj")


class OpeningVerbs:
    """Tells at which tokens of a document a clause opens with a verb in the perfect and its subject, or behind a particle or
    a conjunction with what the verb takes, whatever noun the letters could be: طالب الوزير and وطالب بإطلاق are no student,
    but طالب فلسطيني is one.
    """

    def __init__(self, language: Language) -> None:
        grammar = language.data["grammar"]
        self._article = language.clitics.article
        self._particles = folded(grammar["before_verb"]["words"])
        self._openers = self._particles | {fold(w) for p in ("relative", "clause") for w in grammar[p]["words"]}
        self._taken = fold(grammar["before_verb"]["taken"])

    def __call__(self, document: Document) -> set[int]:
        """The indices of the tokens."""
        found: set[int] = set()
        for hit in document.hits.get("trigger", ()):
            at, value = hit.first, hit.entry.payload.value
            alone = hit.last - at == 1 and not (hit.suffix or hit.article)
            if value.form != "perfect" or not alone or hit.last >= len(document.tokens):
                continue
            before = document.tokens[at - 1]
            starts = document.sentence_starts_at(at) or before.kind == "punct"
            if not starts and before.norm not in self._openers:
                continue
            sure = bool(hit.proclitics) if starts else before.norm in self._particles
            if self._has_subject(document, hit.last) or (sure and self._has_object(document, hit.last)):
                found.add(at)
        return found

    def _has_subject(self, document: Document, at: int) -> bool:
        named = any(document.within(kind, at, at + 1) for kind in SUBJECTS)
        return named or document.tokens[at].norm.startswith(self._article)

    def _has_object(self, document: Document, at: int) -> bool:
        """Whether the word at a token has the preposition that such verbs take written on to it (بإطلاق, but not بريطاني)."""
        known = any(document.within(kind, at, at + 1) for kind in ADJECTIVES)
        return document.tokens[at].norm.startswith(self._taken) and not known


def trigger_value(mention: Mention) -> TriggerValue:
    """A trigger mention's value, with its type known."""
    assert isinstance(mention.value, TriggerValue)
    return mention.value
