"""Which kinds of amounts count persons, and to which types of event those belong."""

from __future__ import annotations

from collections.abc import Mapping

TYPES_OF_KIND: Mapping[str, tuple[frozenset[str], ...]] = {
    "killed": (frozenset({"ASSAULT"}), frozenset({"PROTEST", "COERCE"})),
    "wounded": (frozenset({"ASSAULT"}), frozenset({"PROTEST", "COERCE"})),
    "casualties": (frozenset({"ASSAULT"}),),
    "missing": (frozenset({"ASSAULT"}),),
    "abducted": (frozenset({"ASSAULT", "RETREAT"}),),
    "detained": (frozenset({"COERCE", "SANCTION", "ACCUSE", "RETREAT"}),),
    "released": (frozenset({"RETREAT"}),),
    "displaced": (frozenset({"DISPLACE", "COERCE"}),),
    "participants": (frozenset({"PROTEST", "MOBILIZE", "ASSAULT"}), frozenset({"CONSULT", "COOPERATE"})),
}
"""The kinds that count persons, also where the text names no unit; for each the types of event that a noun of it (قتيل, نازح)
can belong to, the later ones where the earlier are missing.
"""
TOLL = frozenset(["killed", "wounded", "casualties", "missing"])
"""Kinds of those who come to harm."""
SUFFERED = TOLL | {"abducted", "detained", "released"}
"""Kinds of those to whom an event is done."""
