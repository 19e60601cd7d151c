"""What is done with one article, so that an article over which a rule stumbles stops no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from conflict_events.records import Article, Rejected

T = TypeVar("T")


def attempt(article: Article, action: Callable[[], T], otherwise: str = "cannot be extracted") -> T | Rejected:
    """What ``action`` makes of an article, or the article as a rejected row that says ``otherwise`` and what went wrong.
    Raises MemoryError: what the machine lacks is no fault of the article.
    """
    try:
        return action()
    except MemoryError:
        raise
    except Exception as error:
        reason = f"{otherwise}: {type(error).__name__}: {error}"[:300]
        return Rejected(article.file, article.line, reason, article.article_id)
