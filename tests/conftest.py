"""What all tests share: the built sample, the rules for Arabic, and that what builds keep for later ones does not go into
the user's cache.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from conflict_events.building.build import build
from conflict_events.extraction import compiled
from conflict_events.extraction.rules import RuleExtractor

# On a machine that is busy any example may be slow.
settings.register_profile("any speed", settings(), deadline=None)
settings.load_profile("any speed")


@pytest.fixture(scope="session", autouse=True)
def _cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built sample; a test that changes something takes a copy."""
    folder = tmp_path_factory.mktemp("sample") / "events"
    build([], folder)
    return folder


@pytest.fixture(scope="session")
def extractor() -> RuleExtractor:
    """What reads Arabic by rules alone."""
    return compiled.load("ar")
