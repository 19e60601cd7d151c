"""How deep JSON may be nested: what lies deeper could be parsed, but not written into the reason why it is refused."""

from __future__ import annotations

from typing import Any

DEPTH = 100
"""Objects and lists inside each other at most; the formats that are read need eight."""
REASON = f"JSON nested too deep: more than {DEPTH} objects and lists inside each other"


def too_deep(value: Any) -> bool:
    """Whether a parsed JSON value is nested deeper than ``DEPTH``."""
    level = [value]
    for _ in range(DEPTH + 1):
        level = [node for node in level if isinstance(node, dict | list)]
        if not level:
            return False
        level = [inner for node in level for inner in (node.values() if isinstance(node, dict) else node)]
    return True
