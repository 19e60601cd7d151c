"""The dictionary of event words: every form of every verb, noun and phrase of the trigger tables."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from conflict_events.language import Language
from conflict_events.lexical import morphology
from conflict_events.lexical.lexicon import Phrase
from conflict_events.lexical.text import fold, folded
from conflict_events.records import Compact, Entry, TriggerValue

TRIGGER = "trigger"
"""Kind of the words of an entry."""
DOUBTFUL = "doubtful-trigger"
"""Kind of the words of doubtful entries, and of light verbs that are doubtful without one of their objects."""
LIGHT = "light-verb"
"""Kind of the verbs that tell an event with an object of theirs."""
OBJECT = "light-object"
"""Kind of these objects."""
COUNTED = "counted-object"
"""Kind of what is behind the preposition of a light verb's object, where a number may stand between: تصدت لـ12 صاروخا."""
BLOCK = "trigger-block"
"""Kind of the phrases that are no event of an entry though its words are in them."""
OTHERWISE = "not-with"
"""Kind of the words with which those of an entry are no event, though its subject stand between."""
MATTER = "matter"
"""Kind of the words behind which stands what a film, a book or a seminar is about."""
_OTHERWISE_REACH = 4
"""Words between an event word and such words."""
_COUNTED_LETTERS = 3
"""Letters of what a number counts, at least: of many shorter words the first letter was no preposition."""


@dataclass(frozen=True, slots=True)
class Reading(Compact):
    """What one form of an entry says: its value, and the word class that decides which proclitics it can carry."""

    value: TriggerValue
    verbal: bool
    order: int
    """Rank of the entry in its file: the earlier wins where two claim the same words."""
    construct: bool = False
    """Whether the form only stands before a genitive, and so never with the article (اجتماعي of two meetings)."""
    jussive: bool = False
    """Whether the form only stands behind "not" in the past (لم يغتل)."""


def phrases(language: Language) -> Iterator[Phrase]:
    """All forms of all triggers: kinds "trigger" and "doubtful-trigger" (payload: Reading), "light-verb", "light-object" and
    "counted-object" (``_LightPhrases.phrases``), "trigger-block" (rules) and "not-with" (words between); the words that tell
    what a sentence is about, kinds "cue-armed", "cue-sport" and so on; and those behind which stands what is only told of,
    kind "matter".
    """
    cues = language.data.get("cues", {})
    for name, words in cues.get("cues", {}).items():
        for word in words:
            yield Phrase(word, Entry(f"cue-{name}", name))
    for phrase in cues.get("matter", {}).get("phrases", ()):
        yield Phrase(phrase, Entry(MATTER, phrase))
    light = _LightPhrases(language)
    short = _short_verbs(language)
    for order, (event_type, entry) in enumerate(rows(language)):
        yield from _entry_phrases(event_type, entry, order, short, light)
    yield from light.phrases()


def rows(language: Language) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The entries of the language's tables of triggers in their order, each with its event type."""
    for _, table in sorted(language.data["triggers"].items()):
        for row in table["trigger"]:
            yield table["type"], row


def _short_verbs(language: Language) -> Collection[str]:
    """The lemmas whose short forms are looked for."""
    verbs: Collection[str] = language.data.get("status", {}).get("jussive", {}).get("verbs", ())
    return verbs


def _entry_phrases(
    event_type: str, entry: Mapping[str, Any], order: int, short: Collection[str], light: _LightPhrases
) -> Iterator[Phrase]:
    """The phrases of an entry, but those of its light verbs, which are told to ``light``. ``short``: lemmas whose short forms
    are looked for.
    """
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
    kind = DOUBTFUL if base.doubtful else TRIGGER
    for verb in entry.get("verbs", ()):
        read = partial(_verb_reading, base, order=order, participles=bool(entry.get("participles", False)))
        yield from _verb_forms(kind, rule, verb, read, short)
    for noun in entry.get("nouns", ()):
        for form in morphology.decline(noun["s"], noun.get("p", ())):
            reading = Reading(base, False, order, form.state == "construct")
            yield Phrase(form.text, Entry(kind, rule, reading), suffixes=True)
    phrase_value = replace(base, form="phrase")
    for text in entry.get("phrases", ()):
        yield Phrase(text, Entry(kind, rule, Reading(phrase_value, False, order)), suffixes=True)
    for number, row in enumerate(entry.get("verb_phrases", ())):
        light.add(base, order, number, row)
        if row.get("doubtful"):
            alone = partial(_verb_reading, replace(base, doubtful=True), order=order, participles=False)
            yield from _forms(DOUBTFUL, rule, morphology.of_row(row), alone)
    for text in entry.get("block", ()):
        yield Phrase(text, Entry(BLOCK, rule, (rule,)), suffixes=True)
    for key, reach in (("not_with", _OTHERWISE_REACH), ("not_by", 0)):
        for text in entry.get(key, ()):
            yield Phrase(text, Entry(OTHERWISE, rule, reach))


class _LightPhrases:
    """The phrases of light verbs, of their objects and of what is counted behind the objects' prepositions: one for all
    entries that share its words. Hundreds of entries have على, and a hit for each would be most of what a text holds.
    """

    def __init__(self, language: Language) -> None:
        grammar = language.data["grammar"]
        self._article = language.clitics.article
        light = grammar["light"]
        self._taking: Mapping[str, str] = light["taking"]
        self._accusative: str = light["accusative"]
        self._no_accusative = tuple(light["no_accusative"])
        self._prepositions = folded(grammar["preposition"]["words"])
        self._attached = language.clitics.prepositions
        self._short = _short_verbs(language)
        self._verbs: dict[str, dict[tuple[str, Reading], None]] = {}
        self._objects: dict[tuple[str, bool], dict[str, None]] = {}
        self._counted: dict[str, dict[tuple[str, str], None]] = {}

    def add(self, base: TriggerValue, order: int, number: int, row: Mapping[str, Any]) -> None:
        """Take in the ``number``-th light verb of an entry, as its table has it."""
        key = key_of(base.rule, number)
        take = partial(_light_reading, base, order=order)
        for phrase in _verb_forms(LIGHT, base.rule, row, take, self._short):
            self._verbs.setdefault(fold(phrase.text), {})[key, phrase.entry.payload] = None
        taken = self._taking.get(row["lemma"])
        for text in (*row["object"], *(f"{taken} {o}" for o in row["object"] if taken and o.split()[0] != taken)):
            # With the article it carries no pronoun: الولاية is no form of الولاء.
            definite = bool(self._article) and text.split()[-1].startswith(self._article)
            for spelled in self._spellings(text):
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
        for spelled in self._spellings(rest):
            self._counted.setdefault(fold(spelled), {})[key, fold(first)] = None

    def _spellings(self, text: str) -> Sequence[str]:
        """An object as it is listed and, where it is one bare word, in the accusative."""
        if " " in text or text.endswith(self._no_accusative):
            return (text,)
        return (text, text + self._accusative)

    def phrases(self) -> Iterator[Phrase]:
        """A phrase for each spelling. Payloads: (key, reading) of each verb; the keys of the verbs whose object it is; (key,
        preposition) of each verb whose object it is behind that.
        """
        for text, readings in self._verbs.items():
            tied = tuple(readings)
            yield Phrase(text, Entry(LIGHT, tied[0][1].value.rule, tied), suffixes=True)
        for (text, suffixes), keys in self._objects.items():
            yield Phrase(text, Entry(OBJECT, rule_of(next(iter(keys))), tuple(keys)), suffixes=suffixes)
        for text, counted in self._counted.items():
            yield Phrase(text, Entry(COUNTED, rule_of(next(iter(counted))[0]), tuple(counted)))


def key_of(rule: str, number: int) -> str:
    """What ties a light verb of an entry to its objects."""
    return f"{rule}:{number}"


def rule_of(key: str) -> str:
    """The rule of the entry whose light verb has the object that a "light-object" hit names by this key."""
    return key.rpartition(":")[0]


def _verb_forms(
    kind: str,
    rule: str,
    row: Mapping[str, Any],
    read: Callable[[morphology.Form], Reading | None],
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


def _verb_reading(base: TriggerValue, form: morphology.Form, order: int, *, participles: bool) -> Reading | None:
    if form.form in ("perfect", "imperfect"):
        # Reports hardly use these persons, and their forms are other words (أسلحة, اثنين).
        if form.person in ("1s", "fp"):
            return None
        return Reading(_inflected(base, form.form, form.voice, form.person), True, order)
    if form.form == "noun":
        return Reading(_inflected(base, base.form, base.voice, form.person), False, order, form.state == "construct")
    if not participles:
        return None
    voice = "active" if form.form == "active-participle" else "passive"
    return Reading(_inflected(base, "participle", voice, form.person), False, order)


def _inflected(base: TriggerValue, form: str, voice: str, person: str) -> TriggerValue:
    """A value in another form; written out, for ``dataclasses.replace`` takes a third of the time of loading."""
    return TriggerValue(
        base.type, base.modes, base.pattern, form, voice, person, base.rule, base.weak, base.status, base.doubtful
    )


def _light_reading(base: TriggerValue, form: morphology.Form, order: int) -> Reading | None:
    reading = _verb_reading(base, form, order, participles=False)
    if reading is None or reading.value.voice != "either" or base.pattern in ("kill", "suffer"):
        return reading
    # The object stands in the phrase, so that the letters are the active's; but لقي مصرعه tells of a victim.
    value = _inflected(reading.value, reading.value.form, "active", reading.value.person)
    return Reading(value, reading.verbal, reading.order, reading.construct)


def _short(read: Callable[[morphology.Form], Reading | None], form: morphology.Form) -> Reading | None:
    reading = read(form)
    return replace(reading, jussive=True) if reading is not None else None
