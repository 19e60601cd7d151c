"""The report as one HTML file: template, styles, scripts and data in one, under a policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

from conflict_events.exports import base
from conflict_events.report import content
from conflict_events.terminal import progress
from conflict_events.whole_file import replacing

LIBRARIES = ("d3.min.js", "topojson-client.min.js")
"""Of ``vendor``, in the order in which they are loaded."""
LICENCES = ("d3", "topojson-client", "world-atlas")
SCRIPTS = ("store.js", "sentence.js", "map.js", "charts.js", "events.js", "page.js")
"""Our own, one scope, in the order in which they are joined."""
_ESCAPED = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
"""What could end a script element or a line of script; JSON reads the escapes back."""


def write(folder: Path, file: Path) -> int:
    """Write the report of a published folder to a file, whole or not at all; returns the number of its events.

    The page holds every event, and so does memory while it is made: 235 MiB for 30,000 events, a page of 9 MB.

    Raises ValueError where the folder is no data set, OSError where the file cannot be written; then what stood there
    stands. Equal data sets give equal bytes.
    """
    made = content.read_manifest(folder)
    told = content.content(made, progress(base.told(folder), "events"))
    text = page(told)
    with replacing(file) as aside:
        aside.write_text(text, encoding="utf-8", newline="\n")
    return len(told["events"].get("id", ()))


def page(told: Mapping[str, Any]) -> str:
    """The page of what ``content.content`` made."""
    own = "\n".join(_file(name) for name in SCRIPTS)
    scripts = [*(_file(f"vendor/{name}") for name in LIBRARIES), f'"use strict";\n(() => {{\n{own}\n}})();\n']
    style = _file("page.css")
    policy = (
        f"default-src 'none'; script-src {' '.join(map(policy_source, scripts))}; style-src {policy_source(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return Template(_file("template.html")).substitute(
        policy=policy,
        style=style,
        world=_json(json.loads(_file("vendor/countries-50m.json"))),
        data=_json(told),
        licences=escape("\n\n".join(f"{name}\n\n{_file(f'vendor/{name}.LICENSE')}" for name in LICENCES)),
        scripts="\n".join(f"<script>{_checked(script)}</script>" for script in scripts),
    )


def _file(name: str) -> str:
    return (files("conflict_events") / "report" / name).read_text(encoding="utf-8")


def policy_source(text: str) -> str:
    """A source of a Content-Security-Policy: the hash of an element's text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _checked(script: str) -> str:
    """A script that no part of ends the element or hides its end."""
    if "</script" in script.lower() or "<!--" in script:
        raise ValueError("a script of the report holds a tag that would end it: write it as \\x3c")
    return script


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_ESCAPED)
