"""Extraction in worker processes: articles in, results out, in the order that they came in.

Each process loads the language once. What goes between processes is plain data.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from itertools import islice
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple, Protocol

from conflict_events import schemas
from conflict_events.building import extractors
from conflict_events.building.extractors import Options
from conflict_events.extraction import assemble, attempts, compiled
from conflict_events.extraction.rules import Extractor
from conflict_events.mentions import Finders
from conflict_events.records import Article, Event, Frame, Rejected

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

CHUNK = 16
"""Articles a task: small enough to keep workers level, large enough to hide what a task costs."""


class WorkerLost(OSError):
    """A worker process was killed: its articles are not extracted."""


class Result(NamedTuple):
    """An article's valid events in text order, and what is rejected: events that are not valid, and what the extractor
    was given for the article but could not use. ``failed``: nothing can be said of the article, and why is what is rejected.
    """

    events: list[Event]
    rejected: list[Rejected]
    failed: bool = False


class Worker:
    """Turns articles into event records; one language's tables are loaded when its first article comes.

    ``extractor`` and ``options`` are those of ``extractors.make``, which says what is raised.
    """

    def __init__(self, extractor: str = extractors.DEFAULT, options: Options | None = None) -> None:
        self._name = extractor
        self._options = options or Options()
        self._extractors: dict[str, tuple[Finders, Extractor]] = {}

    @cached_property
    def _validator(self) -> schemas.Validator:
        return schemas.Validator("event")

    def ready(self, code: str) -> tuple[Finders, Extractor]:
        """What reads a language's articles, and what finds their events. Raises LanguageError where it has no folder."""
        if code not in self._extractors:
            rules = compiled.load(code)
            self._extractors[code] = rules.finders, extractors.make(self._name, rules, self._options)
        return self._extractors[code]

    def result(self, article: Article) -> Result:
        """What is found in an article. Raises LanguageError where its language has no folder."""
        found, extractor = self.ready(article.language)
        result = attempts.attempt(article, lambda: self._result(article, found, extractor))
        return Result([], [result], failed=True) if isinstance(result, Rejected) else result

    def _result(self, article: Article, found: Finders, extractor: Extractor) -> Result:
        document = found.read(article)
        items = list(extractor(document))
        found_events = assemble.events((f for f in items if isinstance(f, Frame)), document)
        rejected = [r for r in items if isinstance(r, Rejected)]
        events = []
        for event in found_events:
            fault = invalid(self._validator, event, article)
            if fault is None:
                events.append(event)
            else:
                rejected.append(fault)
        return Result(events, rejected)


def invalid(validator: schemas.Validator, event: Event, article: Article) -> Rejected | None:
    """An article's event as a rejected row, where it is not valid."""
    faults = validator.errors(event)
    if not faults:
        return None
    return Rejected(
        article.file, article.line, f"event {event['event_id']} is not valid: {faults[0]}", article.article_id
    )


class Store(Protocol):
    """Keeps results between runs."""

    def find(self, articles: Sequence[Article]) -> list[Result | None]:
        """The results of articles, None where there is none."""

    def keep(self, articles: Sequence[Article], results: Sequence[Result]) -> None:
        """Keep the results of articles."""


class Engine(Protocol):
    """Extracts: ``extract`` here, or what gives the same by other means."""

    def __call__(
        self, articles: Iterable[Article], workers: int, extractor: str, options: Options | None, store: Store | None
    ) -> Iterator[tuple[Article, Result]]:
        """Each article with what is found in it, in input order."""


def extract(
    articles: Iterable[Article],
    workers: int = 1,
    extractor: str = extractors.DEFAULT,
    options: Options | None = None,
    store: Store | None = None,
) -> Iterator[tuple[Article, Result]]:
    """Each article with what is found in it, in input order, whatever the number of worker processes. What ``store``
    knows is not extracted again. Raises WorkerLost where a worker process is killed.
    """
    options = options or Options()
    with ExitStack() as stack:
        if workers <= 1:
            lots = _alone(Worker(extractor, options))
        else:
            lots = _together(stack.enter_context(_pool(workers, extractor, options)))
        # Without a store, one process answers article by article.
        size = CHUNK if workers > 1 or store is not None else 1
        for lot in in_order(lots, iter(articles), size, ahead=workers * 4 if workers > 1 else 1, store=store):
            yield from lot


Answer = Callable[[], list[Result]]
"""Gives the results of articles when they are there."""


def _alone(worker: Worker) -> Callable[[list[Article]], Answer]:
    return lambda articles: lambda: [worker.result(article) for article in articles]


def _pool(workers: int, extractor: str, options: Options) -> ProcessPoolExecutor:
    # One process, which is what most builds are, need not load what starts others.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(extractor, options))


def _together(pool: ProcessPoolExecutor) -> Callable[[list[Article]], Answer]:
    def ask(articles: list[Article]) -> Answer:
        with _lost_told(), _not_to_be_stopped():
            answer = pool.submit(_work, articles).result

        def wait() -> list[Result]:
            with _lost_told():
                return answer()

        return wait

    return ask


@contextmanager
def _not_to_be_stopped() -> Iterator[None]:
    """Hold Ctrl-C back meanwhile. A process that the pool starts meanwhile holds it back until it has its own way to end:
    Python would print a traceback.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _lost_told() -> Iterator[None]:
    from concurrent.futures.process import BrokenProcessPool

    try:
        yield
    except BrokenProcessPool as error:
        raise WorkerLost(
            "a worker process was killed, most likely by the system because memory ran short; nothing was made: "
            "try again with fewer --workers or more memory"
        ) from error


def in_order(
    ask: Callable[[list[Article]], Answer], articles: Iterator[Article], size: int, ahead: int, store: Store | None
) -> Iterator[list[tuple[Article, Result]]]:
    """Lots of ``size`` articles with their results, in input order: ``ask`` has those extracted that ``store`` does not
    know. ``ahead`` lots are under way, so that memory does not grow with the input.
    """
    waiting: deque[tuple[list[Article], list[Result | None], list[Article], Answer]] = deque()
    while True:
        while len(waiting) < ahead and (lot := list(islice(articles, size))):
            known: list[Result | None] = store.find(lot) if store is not None else [None] * len(lot)
            missing = [a for a, result in zip(lot, known, strict=True) if result is None]
            waiting.append((lot, known, missing, ask(missing) if missing else list))
        if not waiting:
            return
        lot, known, missing, answer = waiting.popleft()
        made = answer()
        if missing and store is not None:
            sound = [(a, result) for a, result in zip(missing, made, strict=True) if not result.failed]
            store.keep([a for a, _ in sound], [result for _, result in sound])
        left = iter(made)
        yield [(a, result if result is not None else next(left)) for a, result in zip(lot, known, strict=True)]


# A worker process holds its tables here from its start to its end: the pool has no other place for them.
_process: Worker | None = None


def _start(extractor: str, options: Options) -> None:
    global _process
    # Whoever presses Ctrl-C stops all processes at once: only the first has something to say.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    Thread(target=_end_with_parent, daemon=True).start()
    _process = Worker(extractor, options)


def _end_with_parent() -> None:
    """Wait for the process that asks to end, then end this one: where it was killed, nobody else tells its workers."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _work(articles: list[Article]) -> list[Result]:
    assert _process is not None
    return [_process.result(article) for article in articles]
