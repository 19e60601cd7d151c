"""How spans look in the tools: soft enough for black text on them."""

from __future__ import annotations

from collections.abc import Mapping

from conflict_events.annotations.model import MENTION, SENTENCE

EVENT = "#ffb3b3"
LABELS: Mapping[str, str] = {
    "Actor": "#b3d1ff",
    "Place": "#c2e7c2",
    "Amount": "#ffe0a3",
    "Date": "#e3ccff",
    "Source": "#d9d9d9",
    MENTION: "#ffd9d9",
    SENTENCE: "#f5f5f5",
}
