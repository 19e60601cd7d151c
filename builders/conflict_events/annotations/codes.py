"""The closed codes that an annotation tool offers, and how it shows that there is no value.

A tool's text field cannot hold an empty answer apart from no answer, so a field of "-" alone says that there is none; a
value that is itself made of "-" alone is written with one more.
"""

from __future__ import annotations

from collections.abc import Mapping

from conflict_events import schemas
from conflict_events.annotations.model import ATTRIBUTES, ROLES

NONE = "-"


def kind(label: str) -> str:
    """The key of a label in ``ATTRIBUTES``: the label itself, or "trigger" for an event type."""
    return label if label in ATTRIBUTES else "trigger"


def shown(value: str) -> str:
    """An attribute's value as a tool's field holds it."""
    return value if value.strip(NONE) else value + NONE


def meant(field: str) -> str:
    """The inverse of :func:`shown`."""
    return field if field.strip(NONE) else field[1:]


def only_role(label: str) -> str | None:
    """The role that a span of a label can have, where there is but one: a link without a role has that."""
    roles = [role for role, target in ROLES.items() if target == label]
    return roles[0] if len(roles) == 1 else None


def event_types() -> tuple[str, ...]:
    """The labels of trigger spans."""
    return tuple(schemas.codes("type"))


def choices() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The codes that an attribute may have, by key of ``ATTRIBUTES`` and attribute; the other attributes are free text."""
    return {
        ("trigger", "status"): _texts("status"),
        ("trigger", "mode"): _texts("mode"),
        ("Actor", "sector"): _texts("sector"),
        ("Place", "precision"): _texts("precision"),
        ("Amount", "part"): ("true", "false"),
        ("Date", "precision"): _texts("date_precision"),
        ("Date", "basis"): _texts("basis"),
    }


def _texts(name: str) -> tuple[str, ...]:
    return tuple(str(code) for code in schemas.codes(name))
