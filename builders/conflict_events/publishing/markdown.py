"""Foreign text in Markdown: publishers' names in the card, names of rules in the summary of a job."""

from __future__ import annotations

import re

from conflict_events.publishing.spreadsheet import contained

_MARKUP = re.compile(r"[\\|`*_~\[\]]")


def cell(text: str) -> str:
    """A text in a cell of a table, shown as it is: it opens no link, no picture and no other cell."""
    shown = " ".join(contained(text).split()).replace("&", "&amp;").replace("<", "&lt;")
    return _MARKUP.sub(r"\\\g<0>", shown)
