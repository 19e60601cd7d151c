"""Extraction in worker processes: articles in, results out, in the order that they came in.

Each process loads the language once. What goes between processes is plain data.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice

from conflict_events import assemble, language
from conflict_events.records import Article, Event
from conflict_events.rules import RuleExtractor

CHUNK = 16
"""Articles a task: small enough to keep workers level, large enough to hide what a task costs."""


class Worker:
    """Turns articles into event records; one language's tables are loaded when its first article comes."""

    def __init__(self) -> None:
        self._extractors: dict[str, RuleExtractor] = {}

    def events(self, article: Article) -> list[Event]:
        """The event records of an article, in text order. Raises LanguageError where its language has no folder."""
        extractor = self._extractors.get(article.language)
        if extractor is None:
            extractor = self._extractors[article.language] = RuleExtractor(language.load(article.language))
        document = extractor.finders.read(article)
        return [assemble.event(frame, document) for frame in extractor(document)]


def extract(articles: Iterable[Article], workers: int = 1) -> Iterator[tuple[Article, list[Event]]]:
    """Each article with its events, in input order, whatever the number of worker processes."""
    if workers <= 1:
        worker = Worker()
        for article in articles:
            yield article, worker.events(article)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start) as pool:
        for chunk, result in _in_order(pool, iter(articles), workers * 4):
            yield from zip(chunk, result, strict=True)


def _in_order(
    pool: ProcessPoolExecutor, articles: Iterator[Article], ahead: int
) -> Iterator[tuple[list[Article], list[list[Event]]]]:
    """Keeps ``ahead`` tasks under way, so that memory does not grow with the input."""
    waiting: deque[tuple[list[Article], Future[list[list[Event]]]]] = deque()
    work: Callable[[list[Article]], list[list[Event]]] = _work
    while True:
        while len(waiting) < ahead and (chunk := list(islice(articles, CHUNK))):
            waiting.append((chunk, pool.submit(work, chunk)))
        if not waiting:
            return
        chunk, future = waiting.popleft()
        yield chunk, future.result()


# A worker process holds its tables here from its start to its end: the pool has no other place for them.
_process: Worker | None = None


def _start() -> None:
    global _process
    _process = Worker()


def _work(articles: list[Article]) -> list[list[Event]]:
    assert _process is not None
    return [_process.events(article) for article in articles]
