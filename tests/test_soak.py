"""What `make soak` throws at: every target takes its seeds, and words of its tables."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

import fuzz
import pytest


@pytest.mark.parametrize("name", fuzz.TARGETS)
def test_a_target_takes_its_seeds_and_words(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    throw = fuzz.TARGETS[name]()
    words = fuzz.words(name)
    assert bool(words) == (name in fuzz.TABLES or name in fuzz.FORMS)
    salad = [b" ".join(random.Random(i).choices(words, k=30)) for i in range(20)] if words else []
    for data in [b"", *fuzz.seeds_of(name), *salad]:
        throw(data)


@pytest.mark.parametrize("name", [name for name in fuzz.SINGLE if name != "numbers"])
def test_the_seeds_of_a_single_finder_are_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A seed in which the finder sees nothing would lead nowhere."""
    found = []
    monkeypatch.setattr(fuzz, "check", lambda mentions, *_: found.append(len(mentions)))
    throw = fuzz.TARGETS[name]()
    for data in fuzz.seeds_of(name):
        throw(data)
    assert len(found) == len(fuzz.SEEDS[name]) and all(found)


def test_another_seed_throws_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where no coverage guides."""

    def thrown(seed: str) -> bytes:
        found: list[bytes] = []

        def throw(data: bytes) -> None:
            found.append(data)
            if len(found) == 9:
                raise KeyboardInterrupt

        monkeypatch.setitem(fuzz.TARGETS, "numbers", lambda: throw)
        monkeypatch.setattr(sys, "argv", ["fuzz.py", "numbers", "60", seed])
        with pytest.raises(KeyboardInterrupt):
            fuzz.main()
        return b"\n".join(found)

    monkeypatch.setattr(fuzz, "atheris", None)
    monkeypatch.setattr(fuzz, "timed", lambda target: target)
    assert thrown("1") == thrown("1") != thrown("2")
