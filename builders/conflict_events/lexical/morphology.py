"""Arabic inflection: all forms of a verb from lemma, root and measure, all forms of a noun from its
singular and plurals.

Forms are spelled without vowels, as newspapers spell, and without what is written on to a word (conjunctions,
prepositions, the article, the س of the future, pronouns). Where one spelling serves active and passive (قتل) there is one
form, of voice "either". The rules are those of the reference grammars (Wright, A Grammar of the Arabic Language, part 2;
Ryding, A Reference Grammar of Modern Standard Arabic, chapters 22 to 37).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from conflict_events.lexical.text import fold

FormName = Literal["perfect", "imperfect", "noun", "active-participle", "passive-participle"]

_WEAK = "وي"
# What a lemma of each measure begins with; measures 1, 2, 3 and 11 begin with the root.
_BEGINNINGS = {4: ("أ", "آ"), 5: ("ت",), 6: ("ت",), 7: ("ان",), 8: ("ا",), 9: ("ا",), 10: ("است",), 12: ("ت",)}


@dataclass(frozen=True, slots=True)
class Form:
    """One written form. ``person`` is third-person agreement ("ms", "fs", "md", "fd", "mp", "fp"), or "1s", "1p".

    ``state``: "construct" for forms that only stand before a genitive, "indefinite" for the accusative in ا, else "".
    """

    text: str
    form: FormName
    voice: Literal["active", "passive", "either"] = "active"
    person: str = ""
    state: str = ""

    @property
    def finite(self) -> bool:
        """Whether it is a verb, not its noun or participle."""
        return self.form in ("perfect", "imperfect")


@dataclass(frozen=True, slots=True)
class _Verb:
    lemma: str
    root: str
    measure: int
    imperfect_vowel: str

    @property
    def hollow(self) -> bool:
        """A long vowel stands for the middle root letter: قاد، أدان، اغتال، استعاد."""
        return len(self.root) == 3 and self.root[1] in _WEAK and self.lemma[-2] == "ا"

    @property
    def defective(self) -> bool:
        """The last root letter is a vowel: دعا، رمى، لقي، اعتدى."""
        return self.lemma[-1] in "ىاي"

    @property
    def doubled(self) -> bool:
        """The last two root letters are one: شن، احتل، استعد."""
        return len(self.root) == 3 and self.root[1] == self.root[2] and self.measure in (1, 3, 4, 6, 7, 8, 10)


def conjugate(lemma: str, root: str, measure: int, *, imperfect_vowel: str = "") -> tuple[Form, ...]:
    """All forms of a verb: perfect, imperfect (indicative, subjunctive, jussive of weak last radicals), both voices, both
    participles in all inflections, and the verbal nouns of measures 2 to 12.

    ``measure`` is 1 to 10, 11 and 12 for the two measures of four root letters. ``imperfect_vowel`` "a" marks a hollow
    verb of the class of نام. The verbal noun of measure 1 follows no rule: it is listed as a noun.
    Raises ValueError where lemma, root and measure do not go together.
    """
    verb = _Verb(lemma, root.replace(" ", ""), measure, imperfect_vowel)
    _check(verb)
    found: dict[tuple[str, str, str, str], Form] = {}
    for form in (*_perfect(verb), *_imperfect(verb), *_participles(verb), *_masdars(verb)):
        key = (form.text, form.form, form.person, form.state)
        known = found.get(key)
        if known is None:
            found[key] = form
        elif known.voice != form.voice:
            found[key] = replace(known, voice="either")
    return tuple(found.values())


def of_row(verb: Mapping[str, Any]) -> tuple[Form, ...]:
    """All forms of a verb as a language's tables name it: ``lemma``, ``root``, ``measure`` and, where it is "a",
    ``imperfect_vowel``; and those of its ``noun``, a verbal noun that the measure does not tell, where there is one. Raises
    ValueError where they do not go together.
    """
    forms = conjugate(verb["lemma"], verb["root"], verb["measure"], imperfect_vowel=verb.get("imperfect_vowel", ""))
    return (*forms, *decline(verb["noun"])) if "noun" in verb else forms


def jussives(verb: Mapping[str, Any]) -> tuple[Form, ...]:
    """The short forms of a hollow verb, which stand behind "not" in the past alone (يغتال, but لم يغتل); none of others.
    Active and passive are spelled alike. Raises ValueError where lemma, root and measure do not go together.
    """
    hollow = _Verb(verb["lemma"], verb["root"], verb["measure"], verb.get("imperfect_vowel", ""))
    _check(hollow)
    if not hollow.hollow:
        return ()
    stem = _imperfect_stem(hollow)
    short = stem[:-2] + stem[-1]
    return tuple(
        Form(prefix + short, "imperfect", "either", who) for prefix, who in (("ي", "ms"), ("ت", "fs"), ("ن", "1p"))
    )


def decline(singular: str, plurals: Sequence[str] = ()) -> tuple[Form, ...]:
    """All forms of a noun: singular, dual, the given plurals, the accusative in ا, and the construct forms."""
    found: dict[tuple[str, str], Form] = {}
    for text, person, state in _declined(singular, plurals):
        found.setdefault((text, state), Form(text, "noun", "active", person, state))
    return tuple(found.values())


def _check(verb: _Verb) -> None:
    what = f"{verb.lemma} ({verb.root}, measure {verb.measure})"
    if not 1 <= verb.measure <= 12:
        raise ValueError(f"{what}: measures are 1 to 12")
    if len(verb.root) != (4 if verb.measure in (11, 12) else 3):
        raise ValueError(f"{what}: a root of {len(verb.root)} letters does not fit the measure")
    if not verb.lemma.startswith(_BEGINNINGS.get(verb.measure, ("",))):
        raise ValueError(f"{what}: a lemma of this measure begins with {' or '.join(_BEGINNINGS[verb.measure])}")
    if len(verb.lemma) < 2:
        raise ValueError(f"{what}: the lemma is too short")
    at = 0
    letters = fold(verb.lemma)
    # In measure 8 the first root letter may have merged with the ت, and the ت have become ط or د; و and ي may be
    # vowels.
    strong = [c for c in fold(verb.root) if c not in "ويا" and c != "ء"]
    if verb.measure == 8 and strong and strong[0] in "تدذزصضطظث":
        strong = strong[1:]
    if verb.doubled:
        strong = strong[:-1]
    for letter in strong:
        at = letters.find(letter, at)
        if at < 0:
            raise ValueError(f"{what}: {letter} of the root is not in the lemma")
        at += 1


# --- perfect ------------------------------------------------------------------------------------------


def _perfect(verb: _Verb) -> Iterator[Form]:
    yield from _perfect_of(verb, verb.lemma, "active")
    yield from _perfect_of(verb, _passive_lemma(verb), "passive")


def _perfect_of(verb: _Verb, stem: str, voice: Literal["active", "passive"]) -> Iterator[Form]:
    def form(text: str, person: str) -> Form:
        return Form(text, "perfect", voice, person)

    yield form(stem, "ms")
    if verb.defective:
        base = stem[:-1]
        if stem[-1] == "ي":
            glide = short = stem
        else:
            glide = base + ("و" if stem[-1] == "ا" and verb.measure == 1 else "ي")
            short = base
        yield form(short + "ت", "fs")
        yield form(short + "تا", "fd")
        yield form(glide + "ا", "md")
        yield form(base + "وا", "mp")
        yield form(glide + "ن", "fp")
        yield form(glide + "ت", "1s")
        yield form(glide + "نا", "1p")
        return
    yield form(stem + "ت", "fs")
    yield form(stem + "تا", "fd")
    yield form(stem[:-1] + "آ" if stem[-1] == "أ" else stem + "ا", "md")
    yield form(stem + "وا", "mp")
    if stem[-1] in "أئ":
        yield form(stem[:-1] + "ؤوا", "mp")
    short = stem
    if verb.hollow:
        short = stem[:-2] + stem[-1]
    elif verb.doubled:
        short = stem + stem[-1]
    # A last ن and that of the ending are written once: شننا, أدنا.
    joint = short[:-1] if short[-1] == "ن" else short
    yield form(joint + "ن", "fp")
    yield form(joint + "نا", "1p")


def _passive_lemma(verb: _Verb) -> str:
    lemma = verb.lemma
    if verb.measure in (3, 6) and "ا" in lemma[1:3]:
        at = lemma.index("ا", 1)
        lemma = lemma[:at] + "و" + lemma[at + 1 :]
    if verb.hollow:
        return lemma[:-2] + "ي" + lemma[-1]
    if verb.defective:
        return lemma[:-1] + "ي"
    if verb.measure == 1 and lemma[-1] == "أ":
        return lemma[:-1] + "ئ"
    return lemma


# --- imperfect ----------------------------------------------------------------------------------------


def _imperfect_stem(verb: _Verb) -> str:
    """What stands behind the person's prefix in the active: قتل of يقتل، دين of يدين، عتدي of يعتدي."""
    lemma, root, measure = verb.lemma, verb.root, verb.measure
    if measure == 1:
        if verb.hollow:
            middle = "ا" if verb.imperfect_vowel == "a" else root[1]
            return lemma[0] + middle + lemma[-1]
        if verb.defective:
            if fold(lemma) == "راي":
                return "رى"
            base = lemma[:-1]
            if root[0] == "و":
                base = base[1:]
            return base + {"ا": "و", "ى": "ي", "ي": "ى"}[lemma[-1]]
        return lemma[1:] if root[0] == "و" and not verb.doubled else lemma
    if measure in (2, 3, 11):
        stem = _behind_u(lemma)
        return stem[:-1] + "ي" if verb.defective else _hamza_end(stem)
    if measure == 4:
        rest = ("ؤ" if lemma[0] == "آ" else "") + lemma[1:]
        if verb.hollow:
            return rest[:-2] + "ي" + rest[-1]
        return rest[:-1] + "ي" if verb.defective else _hamza_end(rest)
    if measure in (5, 6, 12):
        return lemma
    rest = lemma[1:]
    if verb.hollow:
        return rest[:-2] + "ي" + rest[-1] if measure == 10 else rest
    return rest[:-1] + "ي" if verb.defective else _hamza_end(rest)


def _passive_stem(verb: _Verb, active: str) -> str:
    if verb.hollow:
        return active[:-2] + "ا" + active[-1]
    if verb.defective:
        stem = active[:-1] + "ى"
        return "و" + stem if verb.measure == 1 and verb.root[0] == "و" else stem
    if verb.measure == 1 and verb.root[0] == "و" and not active.startswith("و"):
        return "و" + active
    if active[-1] == "ئ":
        return active[:-1] + "أ"
    return active


def _behind_u(lemma: str) -> str:
    """In measures 2 and 3 prefixes end in u, so that a first hamza sits on ؤ: يؤكد, مؤازرة."""
    return {"أ": "ؤ", "آ": "ؤا"}.get(lemma[0], lemma[0]) + lemma[1:]


def _hamza_end(stem: str) -> str:
    """In the derived measures the last vowel of the active is i, so that a last hamza sits on ئ: ينشئ."""
    return stem[:-1] + "ئ" if stem[-1] == "أ" else stem


def _imperfect(verb: _Verb) -> Iterator[Form]:
    active = _imperfect_stem(verb)
    yield from _imperfect_of(verb, active, "active")
    yield from _imperfect_of(verb, _passive_stem(verb, active), "passive")


def _imperfect_of(verb: _Verb, stem: str, voice: Literal["active", "passive"]) -> Iterator[Form]:
    for prefix, person in (("ي", "ms"), ("ت", "fs"), ("ن", "1p")):
        yield Form(prefix + stem, "imperfect", voice, person)
    first = "آ" + stem[1:] if stem[0] in "أآ" else "أ" + stem
    yield Form(first, "imperfect", voice, "1s")
    ended = _defective_imperfect(stem, voice) if verb.defective else _sound_imperfect(verb, stem)
    for text, person in ended:
        yield Form(text, "imperfect", voice, person)


def _defective_imperfect(stem: str, voice: Literal["active", "passive"]) -> Iterator[tuple[str, str]]:
    """The persons with an ending, and the jussive, of a verb whose last radical is weak."""
    base = stem[:-1]
    glide = base + ("و" if stem[-1] == "و" else "ي")
    for prefix, person in (("ي", "md"), ("ت", "fd")):
        yield prefix + glide + "ان", person
        yield prefix + glide + "ا", person
    for prefix in "يت":
        yield prefix + base + "ون", "mp"
        yield prefix + base + "وا", "mp"
    yield "ي" + glide + "ن", "fp"
    if len(base) >= 2 and voice == "active":
        yield "ي" + base, "ms"
        yield "ت" + base, "fs"


def _sound_imperfect(verb: _Verb, stem: str) -> Iterator[tuple[str, str]]:
    """The persons with an ending, of a verb whose last radical stays."""
    dual = stem[:-1] + "آ" if stem[-1] == "أ" else stem + "ا"
    for prefix, person in (("ي", "md"), ("ت", "fd")):
        yield prefix + dual + "ن", person
        yield prefix + dual, person
    for prefix in "يت":
        for end in ("ون", "وا"):
            yield prefix + stem + end, "mp"
            if stem[-1] == "أ":
                yield prefix + stem[:-1] + "ؤ" + end, "mp"
    short = stem
    if verb.hollow:
        short = stem[:-2] + stem[-1]
    elif verb.doubled:
        short = stem + stem[-1]
    yield "ي" + short + "ن", "fp"


# --- participles and verbal nouns ---------------------------------------------------------------------


def _participles(verb: _Verb) -> Iterator[Form]:
    active, passive = _active_participle(verb), _passive_participle(verb)
    names: tuple[tuple[str, FormName, Literal["active", "passive"]], ...] = (
        (active, "active-participle", "active"),
        (passive, "passive-participle", "passive"),
    )
    for stem, name, voice in names:
        for text, person, state in _inflected(stem):
            yield Form(text, name, voice, person, state)


def _inflected(stem: str) -> Iterator[tuple[str, str, str]]:
    """The forms of a participle or an adjective with sound plurals."""
    if stem[-1] in "يى":
        base = stem[:-1]
        glide = base + "ي"
        yield stem, "ms", ""
        if stem[-1] == "ي":
            yield base, "ms", ""
            yield glide + "ا", "ms", "indefinite"
        yield (base + "اة" if stem[-1] == "ى" else glide + "ة"), "fs", ""
        plain = glide
        plural = base
    else:
        yield stem, "ms", ""
        yield stem + "ا", "ms", "indefinite"
        yield stem + "ة", "fs", ""
        base = plain = plural = stem
    yield plain + "ان", "md", ""
    yield plain + "ين", "md", ""
    yield plain + "تان", "fd", ""
    yield plain + "تين", "fd", ""
    yield plural + "ون", "mp", ""
    yield plural + "ين", "mp", ""
    yield plural + "و", "mp", "construct"
    if plural + "ي" != stem:
        yield plural + "ي", "mp", "construct"
    yield plain + "ات", "fp", ""


def _active_participle(verb: _Verb) -> str:
    lemma = verb.lemma
    if verb.measure != 1:
        stem = _imperfect_stem(verb)
        return "م" + (stem[:-1] + "ي" if verb.defective else _hamza_end(stem))
    head = "آ" if lemma[0] in "أآ" else lemma[0] + "ا"
    if verb.hollow:
        return head + "ئ" + lemma[-1]
    if verb.defective:
        return head + lemma[1:-1] + "ي"
    if verb.doubled:
        return head + lemma[-1]
    return _hamza_end(head + lemma[1:])


def _passive_participle(verb: _Verb) -> str:
    lemma, root = verb.lemma, verb.root
    if verb.measure != 1:
        stem = _passive_stem(verb, _imperfect_stem(verb))
        return "م" + stem
    if verb.hollow:
        return "م" + lemma[0] + root[1] + lemma[-1]
    if verb.defective:
        return "م" + lemma[:-1] + ("و" if lemma[-1] == "ا" else "ي")
    if verb.doubled:
        return "م" + lemma + "و" + lemma[-1]
    return "م" + lemma[:-1] + "و" + (lemma[-1] if lemma[-1] != "أ" else "ء")


def _masdars(verb: _Verb) -> Iterator[Form]:
    for singular, plurals in _masdar(verb):
        for text, person, state in _declined(singular, plurals):
            yield Form(text, "noun", "active", person, state)


def _masdar(verb: _Verb) -> Iterable[tuple[str, Sequence[str]]]:
    """Singular and sound plural of the regular verbal noun."""
    lemma, root, measure = verb.lemma, verb.root, verb.measure
    if measure == 1:
        return
    if measure == 2:
        if verb.defective:
            yield "ت" + lemma[:-1] + "ية", ()
        elif lemma[-1] == "أ":
            yield "ت" + lemma[:-1] + "ئة", ()
        else:
            text = "ت" + lemma[:-1] + "ي" + lemma[-1]
            yield text, (text + "ات",)
    elif measure in (3, 11):
        base = "م" + _behind_u(lemma) if measure == 3 else lemma
        if verb.defective:
            yield base[:-1] + "اة", ()
        else:
            yield base + "ة", (base + "ات",)
    elif measure in (5, 6, 12):
        if verb.defective:
            yield lemma[:-1] + "ي", ()
            yield lemma[:-1], ()
        else:
            yield lemma, (lemma + "ات",)
            if lemma[-1] == "أ":
                yield lemma[:-1] + "ؤ", ()
    else:
        yield from _long_masdar(verb, root)


def _long_masdar(verb: _Verb, root: str) -> Iterable[tuple[str, Sequence[str]]]:
    """Measures 4 and 7 to 10 lengthen the last vowel: إعلان، انفجار، اقتحام، استهداف."""
    lemma, measure = verb.lemma, verb.measure
    stem = lemma
    if measure == 4:
        stem = "إي" + lemma[1:] if lemma[0] == "آ" else "إ" + lemma[1:]
        if root[0] == "و":
            stem = "إي" + stem[2:]
    elif measure == 10 and root[0] == "و":
        stem = "استي" + lemma[4:]
    if verb.hollow:
        if measure in (4, 10):
            yield stem + "ة", (stem + "ات",)
        else:
            text = stem[:-2] + "يا" + stem[-1]
            yield text, (text + "ات",)
        return
    if verb.defective:
        text = stem[:-1] + "اء"
    elif verb.doubled:
        text = stem + "ا" + stem[-1]
    else:
        text = stem[:-1] + "ا" + ("ء" if stem[-1] == "أ" else stem[-1])
    yield text, (text + "ات",)


# --- nouns --------------------------------------------------------------------------------------------


def _declined(singular: str, plurals: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    gender = "f" if singular.endswith(("ة", "ى")) else "m"
    yield singular, gender + "s", ""
    if singular.endswith("ة"):
        stem = singular[:-1] + "ت"
    elif singular.endswith("ى"):
        stem = singular[:-1] + "ي"
    else:
        stem = singular
        if not singular.endswith(("ا", "اء", "أ")):
            yield singular + "ا", gender + "s", "indefinite"
    yield stem + "ان", gender + "d", ""
    yield stem + "ين", gender + "d", ""
    yield stem + "ا", gender + "d", "construct"
    yield stem + "ي", gender + "d", "construct"
    for plural in plurals:
        yield plural, gender + "p", ""
        if plural.endswith("ون"):
            yield plural[:-2] + "ين", gender + "p", ""
            yield plural[:-1], gender + "p", "construct"
            yield plural[:-2] + "ي", gender + "p", "construct"
        elif not plural.endswith(("ات", "ة", "ا", "اء", "ى", "ين")):
            yield plural + "ا", gender + "p", "indefinite"
