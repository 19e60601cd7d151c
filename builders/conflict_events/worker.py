"""Extraction in worker processes: articles in, results out, in the order that they came in.

Each process loads the language once. What goes between processes is plain data.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import NamedTuple

from conflict_events import assemble, extractors, language
from conflict_events.extractors import Options
from conflict_events.mentions import Finders
from conflict_events.records import Article, Event, Frame, Rejected
from conflict_events.rules import Extractor, finders

CHUNK = 16
"""Articles a task: small enough to keep workers level, large enough to hide what a task costs."""
RULES = "rules"


class Result(NamedTuple):
    """An article's events in text order, and what the extractor was given for it but could not use."""

    events: list[Event]
    rejected: list[Rejected]


class Worker:
    """Turns articles into event records; one language's tables are loaded when its first article comes.

    ``extractor`` and ``options`` are those of ``extractors.make``, which says what is raised.
    """

    def __init__(self, extractor: str = RULES, options: Options | None = None) -> None:
        self._name = extractor
        self._options = options or Options()
        self._extractors: dict[str, tuple[Finders, Extractor]] = {}

    def result(self, article: Article) -> Result:
        """What is found in an article. Raises LanguageError where its language has no folder."""
        if article.language not in self._extractors:
            tables = language.load(article.language)
            found = finders(tables)
            made = extractors.make(self._name, tables, self._options, found)
            self._extractors[article.language] = found, made
        found, extractor = self._extractors[article.language]
        document = found.read(article)
        items = list(extractor(document))
        events = assemble.events((f for f in items if isinstance(f, Frame)), document)
        return Result(events, [r for r in items if isinstance(r, Rejected)])


def extract(
    articles: Iterable[Article], workers: int = 1, extractor: str = RULES, options: Options | None = None
) -> Iterator[tuple[Article, Result]]:
    """Each article with what is found in it, in input order, whatever the number of worker processes."""
    options = options or Options()
    if workers <= 1:
        worker = Worker(extractor, options)
        for article in articles:
            yield article, worker.result(article)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(extractor, options)) as pool:
        for chunk, result in _in_order(pool, iter(articles), workers * 4):
            yield from zip(chunk, result, strict=True)


def _in_order(
    pool: ProcessPoolExecutor, articles: Iterator[Article], ahead: int
) -> Iterator[tuple[list[Article], list[Result]]]:
    """Keeps ``ahead`` tasks under way, so that memory does not grow with the input."""
    waiting: deque[tuple[list[Article], Future[list[Result]]]] = deque()
    work: Callable[[list[Article]], list[Result]] = _work
    while True:
        while len(waiting) < ahead and (chunk := list(islice(articles, CHUNK))):
            waiting.append((chunk, pool.submit(work, chunk)))
        if not waiting:
            return
        chunk, future = waiting.popleft()
        yield chunk, future.result()


# A worker process holds its tables here from its start to its end: the pool has no other place for them.
_process: Worker | None = None


def _start(extractor: str, options: Options) -> None:
    global _process
    _process = Worker(extractor, options)


def _work(articles: list[Article]) -> list[Result]:
    assert _process is not None
    return [_process.result(article) for article in articles]
