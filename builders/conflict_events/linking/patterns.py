"""Argument patterns: which role each slot of a trigger fills (subject, object, genitive, what a preposition ties to it)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from conflict_events.language import Language, folder_of, table
from conflict_events.lexical.text import fold
from conflict_events.records import TriggerValue

_SLOTS = frozenset({"subject", "object", "aim", "genitive", "of", "passive", "doer"})
"""Slots of a trigger's overrides that are no prepositions."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row of ``patterns.toml``: role choices by slot, in order ("actor|recipient" -> ("actor", "recipient"))."""

    subject: tuple[str, ...]
    """The roles of the subject of the active verb."""
    object: tuple[str, ...]
    """The roles of its object."""
    aim: tuple[str, ...]
    """The roles of the genitive of a verbal noun that a preposition ties to the verb: وصل للقاء الوزير."""
    passive: tuple[str, ...]
    """The roles of the subject of the passive."""
    genitive: tuple[str, ...]
    """The roles of the genitive of the event noun."""
    noun_object: tuple[str, ...]
    """The roles of what follows that genitive where it is the doer; none where the noun has no such object."""
    of_roles: tuple[str, ...]
    """The roles of what one of the prepositions ``of`` marks; none where the noun has no such thing."""
    inside: tuple[str, ...]
    """The roles of what the set phrase of a noun holds; none where the pattern does not tell."""
    purpose: tuple[str, ...]
    """The roles of the genitive of a noun that tells what is done for (لدعم المتمردين); none where it never does."""
    prepositions: Mapping[str, tuple[str, ...]]
    of: frozenset[str]
    """Prepositions that mark the object of a verbal noun behind its genitive."""
    doer: tuple[str, ...]
    """The roles of him who carries out a verbal noun by another word: تمكن الجيش من صد الهجوم."""
    amount: str
    subject_amount: str
    reach: int
    announced: bool
    """Whether who announces the event in a verbal noun is its doer: أعلن الجيش اعتقال, but not أعلن الجيش مقتل."""
    needs_object: bool
    """Whether the active verb always has an object: قتل, اعتقل. Without one its letters are the passive's."""
    mutual: bool
    """Whether the parties do it to each other: التقى."""
    marks: frozenset[str]
    """Prepositions that mark whom it is done to, and not the doer of a noun, as ل may."""


SAYING = "say-to"
"""The name of the pattern of acts of speech that have a content."""


def mutual(code: str) -> frozenset[str]:
    """The rules of a language, as records name them ("ar.clash"), whose parties do it to each other. Raises LanguageError where
    a table is faulty.
    """
    flagged = {name for name, row in table(code, "patterns")["patterns"].items() if row.get("mutual")}
    # Most tables of triggers name none of these patterns, and reading them all takes longer than the rest of a short build.
    files = (f for f in (folder_of(code) / "triggers").iterdir() if f.name.endswith(".toml"))
    naming = [f for f in files if any(f'"{name}"'.encode() in f.read_bytes() for name in flagged)]
    entries = (entry for f in naming for entry in table(code, f"triggers/{f.name.removesuffix('.toml')}")["trigger"])
    return frozenset(f"{code}.{entry['id']}" for entry in entries if entry["pattern"] in flagged)


class Patterns:
    """All argument patterns of a language, with the overrides of single triggers."""

    def __init__(self, language: Language) -> None:
        table = language.data["patterns"]
        self._defaults = table["defaults"]
        self._patterns: Mapping[str, Mapping[str, Any]] = table["patterns"]
        self.content_status: Mapping[str, str] = {k: v for k, v in table["content"].items() if isinstance(v, str)}
        self.standing_content = frozenset(table["content"]["standing"])
        self.content_reach: int = table["content"]["reach"]
        rules = [rule for file in language.data["triggers"].values() for rule in file["trigger"]]
        self._overrides: Mapping[str, Mapping[str, str]] = {r["id"]: r["roles"] for r in rules if "roles" in r}
        self._amounts: Mapping[str, str] = {r["id"]: r["amount"] for r in rules if "amount" in r}
        self._known: dict[str, Pattern] = {}

    def of(self, value: TriggerValue) -> Pattern:
        """The pattern of a trigger."""
        known = self._known.get(value.rule)
        if known is None:
            known = self._known[value.rule] = self._build(value)
        return known

    def _build(self, value: TriggerValue) -> Pattern:
        raw = self._patterns[value.pattern]
        overrides = self._overrides.get(value.rule, {})

        verb, noun = raw.get("verb", {}), raw.get("noun", {})
        target = _choice(overrides.get("object", verb.get("object", "none")))
        own = self._amounts.get(value.rule)
        amount, subject_amount = (raw.get(key, self._defaults[key]) for key in ("amount", "subject_amount"))
        prepositions = {
            **self._defaults["prepositions"],
            **self._defaults["agents"],
            **raw.get("prepositions", {}),
            **{k: v for k, v in overrides.items() if k not in _SLOTS},
        }
        roles = {fold(k): _choice(v) for k, v in prepositions.items()}
        of = frozenset(map(fold, self._defaults["of"]) if "of" in noun else ())
        return Pattern(
            subject=_choice(overrides.get("subject", verb.get("subject", "none"))),
            object=target,
            aim=_choice(overrides["aim"]) if "aim" in overrides else target,
            # The subject of a passive is not that of the verb: it has a key of its own.
            passive=_choice(overrides.get("passive", raw.get("passive", {}).get("subject", "none"))),
            genitive=_choice(overrides.get("genitive", noun["genitive"]) if "genitive" in noun else "none"),
            noun_object=_choice(overrides.get("object", noun["object"])) if "object" in noun else (),
            of_roles=_choice(noun["of"]) if "of" in noun else (),
            inside=_choice(noun["inside"]) if "inside" in noun else (),
            purpose=_choice(noun["purpose"]) if "purpose" in noun else (),
            prepositions=roles,
            of=of,
            doer=_choice(overrides.get("doer", "actor")),
            # An empty kind of its own: those to whom it is done are not counted by what the pattern says (طعن جنديين).
            amount=amount if own is None else own,
            # A trigger's own kind is of those to whom it is done, who are the subject where the pattern's kinds are one.
            subject_amount=own if own and subject_amount == amount else subject_amount,
            reach=raw.get("reach", self._defaults["reach"]),
            announced=bool(raw.get("announced", True)),
            needs_object=bool(raw.get("needs_object", False)),
            mutual=bool(raw.get("mutual", False)),
            marks=frozenset(preposition for preposition, told in roles.items() if "recipient" in told) - of,
        )


def _choice(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))
