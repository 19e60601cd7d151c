"""What the units of amounts are to the events that count them."""

from __future__ import annotations

PERSON_OR_NONE = frozenset(["person", ""])
"""Units of numbers that may count people: their noun says so, or there is none."""
FAMILIES = frozenset(["family", "household"])
THING = "item"
"""The unit of things whose noun is not known."""
STATES = frozenset(["country"])
"""Counted where they are who acts: اجتمعت 44 دولة."""
TERMS = frozenset(["year", "month"])
"""Units of how long a punishment is."""
TRUCES = frozenset(["hour", "day", "week", "month"])
"""Units of how long a truce or an arrest is."""
DURATIONS = TERMS | TRUCES
TIMES = DURATIONS | {"second", "minute", "night", "decade", "century"}
LENGTHS = frozenset(["centimetre", "metre", "kilometre", "mile"])
NO_GOODS = TIMES | LENGTHS | FAMILIES | {"percent", "time", "source"}
"""Units of what is measured or of people: none of them is among the goods of an event."""
LAND = frozenset(["percent", "square kilometre", "hectare", "dunam", "feddan"])
MASSES = frozenset(["kilogram", "gram", "tonne", "quintal", "litre", "barrel"])
BODIES = frozenset(["company", "bank", "entity", "organisation", "party", "network"])
"""Counted where they are punished: عقوبات على 14 شركة."""
CHARGES = frozenset(["bomb", "car bomb", "truck bomb", "petrol bomb", "grenade", "mine", "explosive belt", "cylinder"])
"""What an attack is made with: one alone tells how, and not how many (انفجار عبوة ناسفة), but where it is what is destroyed."""
MARCHES = frozenset(["drone"])
"""Units whose word is one for marches, too: 3 مسيرات."""
PLACES = frozenset(["village", "town", "city", "district", "site", "position", "base", "hectare", "target"])
"""Counted where they are the very object of an event: سيطروا على ثلاث قرى."""
