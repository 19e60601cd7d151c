"""Regular expressions of code and tables: none can take time that grows faster than a power of what it reads."""

from __future__ import annotations

import ast
import re
import re._constants as codes
import re._parser as parser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conflict_events import language

PACKAGE = Path(__file__).parents[1] / "builders" / "conflict_events"
UNAMBIGUOUS = {
    r"|(?P<number>\d+(?:[.,٫٬]\d+)*)": "a separator, which is no digit, stands before each further group of digits",
    r"|\d+(?:[.,٫٬]\d+)*": "the same, in the expression of words alone",
    r"[a-z]{2,3}(-[A-Za-z0-9]+)*": "a hyphen, which is no letter, stands before each further part",
}
"""Parts of expressions with a repetition inside a repetition, and why there is one way only to read a text by them."""
CALLS = {"compile", "search", "match", "fullmatch", "finditer", "findall", "sub", "split"}


def written() -> Iterator[tuple[str, str]]:
    """Every expression that the code and the languages' tables write, with where it stands."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
                continue
            called = node.func
            if isinstance(called.value, ast.Name) and called.value.id == "re" and called.attr in CALLS:
                if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str | bytes):
                    value = node.args[0].value
                    text = value.decode("latin-1") if isinstance(value, bytes) else value
                    yield f"{file.name}:{node.lineno}", text
    for code in language.available():
        for rule in language.load(code).data["text"]["furniture"]:
            yield f"{code}/text.toml:{rule['id']}", rule["pattern"]


def nested(tree: Any, inside: bool = False) -> bool:
    """Whether a repetition without end lies in another one: (a+)+ reads a row of n letters in 2**n ways."""
    for operator, argument in tree:
        if operator in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            endless = argument[1] is codes.MAXREPEAT
            if (endless and inside) or nested(argument[2], inside or endless):
                return True
        elif operator is codes.BRANCH:
            if any(nested(branch, inside) for branch in argument[1]):
                return True
        elif operator is codes.SUBPATTERN:
            if nested(argument[3], inside):
                return True
        elif operator in (codes.ASSERT, codes.ASSERT_NOT):
            if nested(argument[1], inside):
                return True
    return False


EXPRESSIONS = sorted(written())


def test_the_expressions_are_found() -> None:
    places = {place.partition(":")[0] for place, _ in EXPRESSIONS}
    assert {"text.py", "readers.py", "ar/text.toml"} <= places


@pytest.mark.parametrize(("place", "expression"), EXPRESSIONS, ids=[place for place, _ in EXPRESSIONS])
def test_no_repetition_without_end_lies_in_another(place: str, expression: str) -> None:
    for part in UNAMBIGUOUS:
        expression = expression.replace(part, "")
    assert not nested(parser.parse(expression)), f"{place}: {expression}"


@pytest.mark.parametrize("expression", ["(a+)+", "(?:a*b?)*", "(a|b+)*c", "((a+)?){2,}", "(?=(a+)*b)", "(?:x(?:a+))+?"])
def test_the_check_finds_what_it_looks_for(expression: str) -> None:
    assert nested(parser.parse(expression))


@pytest.mark.parametrize("expression", ["a+b+", "(?:a{1,9})+", "(a+){1,3}", r"\d+[.,]\d*"])
def test_the_check_spares_what_is_harmless(expression: str) -> None:
    assert not nested(parser.parse(expression))


def test_every_exception_is_still_needed() -> None:
    for part in UNAMBIGUOUS:
        assert any(part in expression for _, expression in EXPRESSIONS), part
        assert nested(parser.parse(part.removeprefix("|")))
        re.compile(part.removeprefix("|"))
