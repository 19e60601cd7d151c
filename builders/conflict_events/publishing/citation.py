"""How a data set is cited: CITATION.cff (https://citation-file-format.github.io), and the words that name it elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from conflict_events.publishing import manifest

TITLE = "Conflict events"
MAINTAINERS = "The conflict-events maintainers"
"""Who answers for the sample."""
NOBODY = "anonymous"
"""What the format has for an author whom nobody named."""
KEYWORDS = ("event-data", "conflict", "information-extraction", "news", "political-violence")


def abstract(made: Mapping[str, Any]) -> str:
    """One sentence on what the data set is."""
    return (
        f"{made['counts']['events']} events that {manifest.articles(made)} news articles report: who did what to whom, "
        "where, when, how many and who says so, each with the words of the article."
    )


def listed_licence(made: Mapping[str, Any]) -> str | None:
    """The licence's identifier in the SPDX list; None where none is chosen, or one of the owner's own."""
    chosen: str | None = made["license"]
    return None if chosen is None or chosen.lower().startswith("licenseref-") else chosen


def citation(made: Mapping[str, Any]) -> str:
    """The citation file of the data set that a manifest describes. It names no day: the same data have the same file."""
    licence = listed_licence(made)
    rows = [
        "cff-version: 1.2.0",
        "type: dataset",
        f"title: {json.dumps(TITLE)}",
        f"abstract: {json.dumps(abstract(made))}",
        'message: "If you use these data, please cite them with their version, and the articles by their publishers."',
        "authors:",
        *(f"  - name: {json.dumps(name, ensure_ascii=False)}" for name in made["authors"] or [NOBODY]),
        f"version: {json.dumps(manifest.version(made))}",
        # Others than those of the list the format does not know.
        *([f"license: {licence}"] if licence else []),
        "keywords:",
        *(f"  - {word}" for word in KEYWORDS),
    ]
    return "\n".join(rows) + "\n"


def bibtex(made: Mapping[str, Any]) -> str:
    """The same as a BibTeX entry."""
    names = " and ".join("{" + re.sub(r"([#$%&_])", r"\\\1", name) + "}" for name in made["authors"])
    author = f"author = {{{names}}}, " if names else ""
    return f"@misc{{conflict_events, title = {{{TITLE}}}, {author}version = {{{manifest.version(made)}}}}}"
