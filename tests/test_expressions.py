"""Regular expressions of code and tables: the time that they take does not grow faster than what they read."""

from __future__ import annotations

import ast
import pkgutil
import re
import re._constants as codes
import re._parser as parser
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import conflict_events
from conflict_events import language

PACKAGE = Path(__file__).parents[1] / "builders" / "conflict_events"
UNAMBIGUOUS = {
    r"[a-z]{2,3}(-[A-Za-z0-9]+)*": "a hyphen, which is no letter, stands before each further part",
}
"""Parts of expressions with a repetition inside a repetition, and why there is one way only to read a text by them."""
CALLS = {"compile", "search", "match", "fullmatch", "finditer", "findall", "sub", "split"}


AT_ONCE = {
    "articles.pages._ATTRIBUTE": "it reads on wherever it begins: nothing behind its first character must be there",
    "publishing.privacy._BETWEEN": "it begins behind a mark only, and reads none",
    "publishing.spreadsheet._FORMULA": "it is matched at the beginning of a text, never searched for",
}
"""Expressions that are not searched for although they could be, and why."""
WHOLE = {"match", "fullmatch"}
"""Calls that look at the beginning of a text only."""


def written() -> Iterator[tuple[str, str, bool]]:
    """Every expression that the code and the languages' tables write: where it stands, what it is, and whether it may be
    searched for all over a text.
    """
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
                continue
            called = node.func
            if isinstance(called.value, ast.Name) and called.value.id == "re" and called.attr in CALLS - {"compile"}:
                if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str | bytes):
                    yield f"{file.name}:{node.lineno}", plain(node.args[0].value), called.attr not in WHOLE
    for info in pkgutil.walk_packages(conflict_events.__path__, "conflict_events."):
        try:
            module = import_module(info.name)
        except ModuleNotFoundError as error:
            # What learns an encoder needs PyTorch, which need not be installed.
            if error.name != "torch":
                raise
            continue
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                place = f"{info.name.removeprefix('conflict_events.')}.{name}"
                yield place, plain(value.pattern), place not in AT_ONCE
    for code in language.available():
        for rule in language.load(code).data["text"]["furniture"]:
            yield f"{code}/text.toml:{rule['id']}", rule["pattern"], True


def plain(expression: str | bytes) -> str:
    """An expression as text."""
    return expression.decode("latin-1") if isinstance(expression, bytes) else expression


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
        elif operator is codes.POSSESSIVE_REPEAT:
            # It gives nothing back to what stands around it.
            if nested(argument[2]):
                return True
    return False


Letters = frozenset[str]
SAMPLE = frozenset(" \t\na\u00e9B\u0628\u06415\u0663_-.,:;!?/()[]\"'=<>+@\u060c\u0640\U0001f642")
"""Characters by which it is told whether two sets of them overlap, beside those that the expression names."""
CATEGORIES = {
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
}


def letters(operator: Any, argument: Any, alphabet: Letters) -> Letters | None:
    """What a part of an expression reads that reads one character, None for any other part."""
    if operator is codes.LITERAL:
        return frozenset(chr(argument))
    if operator is codes.NOT_LITERAL:
        return alphabet - {chr(argument)}
    if operator is codes.ANY:
        return alphabet - {"\n"}
    if operator is codes.CATEGORY:
        return frozenset(c for c in alphabet if re.fullmatch(CATEGORIES[argument], c))
    if operator is codes.RANGE:
        return frozenset(c for c in alphabet if argument[0] <= ord(c) <= argument[1])
    if operator is codes.IN:
        negated = argument[0][0] is codes.NEGATE
        found = frozenset().union(*(letters(o, a, alphabet) or () for o, a in argument[negated:]))
        return alphabet - found if negated else found
    return None


def named(tree: Any) -> Iterator[str]:
    """The characters that an expression names."""
    for operator, argument in tree:
        if operator in (codes.LITERAL, codes.NOT_LITERAL):
            yield chr(argument)
        elif operator is codes.RANGE:
            yield from map(chr, argument)
        elif operator is codes.IN:
            yield from named(argument)
        elif operator is codes.BRANCH:
            for branch in argument[1]:
                yield from named(branch)
        elif operator in (*REPEATS, codes.SUBPATTERN):
            yield from named(argument[-1])


REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)


def adjoining(expression: str, searched: bool) -> bool:
    """Whether what one repetition without end reads another one may read as well, and something may fail behind both: a row
    of n characters is then read in n ways or more, of up to n characters each. Searching for an expression is such a
    repetition of any character in front of it.
    """
    tree = parser.parse(expression)
    alphabet = SAMPLE | frozenset(named(tree))
    fault = False

    def follow(part: Any, opened: frozenset[Letters], fails: bool) -> frozenset[Letters]:
        """What repetitions before may still have read instead of all since, behind a part of the expression."""
        nonlocal fault
        items = list(part)
        for i, (operator, argument) in enumerate(items):
            own = letters(operator, argument, alphabet)
            later = fails or any(may_fail(item) for item in items[i + 1 :])
            if own is not None:
                opened = frozenset(o & own for o in opened if o & own)
            elif operator is codes.AT and argument is codes.AT_BEGINNING:
                opened = frozenset()
            elif operator is codes.BRANCH:
                opened = frozenset().union(*(follow(branch, opened, later) for branch in argument[1]))
            elif operator is codes.SUBPATTERN:
                opened = follow(argument[3], opened, later)
            elif operator is codes.ASSERT_NOT and argument[0] < 0 and len(argument[1]) == 1:
                # What must not stand before ends no row of its like.
                before = letters(*argument[1][0], alphabet) or frozenset()
                opened = frozenset(o - before for o in opened if o - before)
            elif operator in (codes.ASSERT, codes.ASSERT_NOT):
                follow(argument[1], opened if argument[0] > 0 else frozenset(), False)
            elif operator in REPEATS:
                least, most, body = argument
                endless = most is codes.MAXREPEAT
                one = letters(*body[0], alphabet) if len(body) == 1 else None
                if endless and one is not None:
                    fault |= later and any(o & one for o in opened)
                    after = frozenset(o & one for o in opened if o & one)
                    if operator is not codes.POSSESSIVE_REPEAT:
                        after |= {one}
                else:
                    inside = later or any(may_fail(item) for item in body)
                    after = follow(body, opened, inside)
                    if endless:
                        after |= follow(body, after, inside)
                opened = after if least else after | opened
        return opened

    follow(tree, frozenset([alphabet]) if searched else frozenset(), not searched)
    return fault


def may_fail(item: tuple[Any, Any]) -> bool:
    """Whether a part of an expression is one that a text may not have."""
    operator, argument = item
    if operator in REPEATS:
        return bool(argument[0])
    if operator is codes.SUBPATTERN:
        return any(map(may_fail, argument[3]))
    if operator is codes.BRANCH:
        return all(any(map(may_fail, branch)) for branch in argument[1])
    return True


EXPRESSIONS = sorted(written())


def test_the_expressions_are_found() -> None:
    places = {place.partition(":")[0] for place, *_ in EXPRESSIONS}
    assert {"lexical.text._TOKEN", "articles.pages._TAG", "rows.py", "ar/text.toml"} <= places


@pytest.mark.parametrize(("place", "expression", "searched"), EXPRESSIONS, ids=[place for place, *_ in EXPRESSIONS])
def test_no_repetition_without_end_reads_what_another_may_read(place: str, expression: str, searched: bool) -> None:
    assert not adjoining(expression, searched), f"{place}: {expression}"


@pytest.mark.parametrize(
    "expression",
    [
        r"^\s*,?\s*$",
        r"^a*b?a*c",
        r"^\s*\s*+x",
        r"^1\s*[/ -]\s*2",
        r"^.*x.*y",
        r"\s+$",
        r"^(?:a+b)*a+c",
        r"\d+x",
        r"^(?:a|b)+[ab]*c",
    ],
)
def test_the_check_finds_what_is_read_twice(expression: str) -> None:
    assert adjoining(expression, True) or nested(parser.parse(expression)), expression


@pytest.mark.parametrize(
    "expression",
    [r"^\s*+,?\s*+$", r"^\s*[a-z]+\s*$", r"\d+(?:[.,]\d+)*", r"[^\r\n]+", r"^a*ba*c", r"^\s*.{0,9}$", r"^\s*\S+$"],
)
def test_the_check_spares_what_is_read_once(expression: str) -> None:
    assert not adjoining(expression, True)


@pytest.mark.parametrize(("place", "expression", "searched"), EXPRESSIONS, ids=[place for place, *_ in EXPRESSIONS])
def test_no_repetition_without_end_lies_in_another(place: str, expression: str, searched: bool) -> None:
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
        assert any(part in expression for _, expression, _ in EXPRESSIONS), part
        assert nested(parser.parse(part.removeprefix("|")))
        re.compile(part.removeprefix("|"))
