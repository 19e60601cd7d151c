"""Extraction on Ray Data, on one machine or a cluster: what ``worker.extract`` does, with the same results in the same order.

The articles go through in windows, so that memory does not grow with the input. A task of a window is a function over an
Arrow table (``batches.extract``); Ray runs it anew where its worker is lost. Tasks rather than actors, as the processes
that run them live on from window to window, and load the language once.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from conflict_events import versions
from conflict_events.building import batches, worker
from conflict_events.building.extractors import DEFAULT, Options
from conflict_events.building.worker import Answer, Result, Store
from conflict_events.records import Article

TASK = 32
"""Articles a task: about a second of work, against some milliseconds that a task costs."""
WINDOW, LARGEST = 1_000, 8_000
"""Articles a window, for each worker and at most. Two windows are in memory; beginning one costs about a second."""


class NoRay(ValueError):
    """Ray is not installed or does not start, or what it ran has failed."""


def extract(
    articles: Iterable[Article],
    workers: int = 1,
    extractor: str = DEFAULT,
    options: Options | None = None,
    store: Store | None = None,
) -> Iterator[tuple[Article, Result]]:
    """Each article with what is found in it, in input order, by as many tasks at a time as there are ``workers``. What
    ``store`` knows is not extracted again.

    Runs on the Ray that this process is connected to, else on the cluster whose address ``RAY_ADDRESS`` holds, else on
    this machine. On a cluster every machine has this package in the same version, and finds the files that ``options``
    names under the same paths.

    Raises NoRay where Ray is not installed or does not answer, and where a task fails, with its reason.
    """
    told = options or Options()
    with ThreadPoolExecutor(1) as turn, _connected(workers):

        def ask(window: list[Article]) -> Answer:
            # In a thread, so that the next window is read meanwhile; one after the other.
            return turn.submit(_run, window, workers, extractor, told).result

        size = min(WINDOW * workers, LARGEST)
        for window in worker.in_order(ask, iter(articles), size, ahead=2, store=store):
            yield from window


def _run(window: list[Article], workers: int, extractor: str, options: Options) -> list[Result]:
    ray = _ray()
    tables = [ray.put(batches.table(window[i : i + TASK], i)) for i in range(0, len(window), TASK)]
    made = ray.data.from_arrow_refs(tables).map_batches(
        batches.extract,
        batch_size=None,
        batch_format="pyarrow",
        fn_kwargs={"extractor": extractor, "options": options, "rules": versions.rules()},
        compute=ray.data.TaskPoolStrategy(size=workers),
    )
    found: dict[int, Result] = {}
    try:
        for table in made.iter_batches(batch_size=None, batch_format="pyarrow"):
            rows = table[batches.ROW].to_pylist()
            found.update(zip(rows, batches.results(table, [window[row] for row in rows]), strict=True))
    except ray.exceptions.RayError as error:
        raise NoRay(f"extraction on Ray has failed: {_reason(error)}") from error
    return [found[row] for row in range(len(window))]


def _reason(error: BaseException) -> str:
    """What went wrong first: of a task's error Ray keeps only the traceback as text, and adds its own."""
    told = getattr(error, "traceback_str", "") or str(error)
    lines = told.partition("\nThe above exception was the direct cause")[0].strip().splitlines()
    return lines[-1] if lines else type(error).__name__


@contextmanager
def _connected(workers: int) -> Iterator[None]:
    """A connection to Ray; one that is made here ends with the block, and with it a Ray that was started for it."""
    ray = _ray()
    if ray.is_initialized():
        yield
        return
    address = os.environ.get("RAY_ADDRESS")
    own: dict[str, Any] = {} if address else {"num_cpus": workers, "include_dashboard": False}
    try:
        ray.init(address or "local", log_to_driver=False, logging_level=logging.WARNING, **own)
    except (RuntimeError, OSError) as error:
        raise NoRay(f"Ray at {address or 'this machine'} does not answer: {error}") from error
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    try:
        yield
    finally:
        ray.shutdown()


def _ray() -> Any:
    # Ray reports how it is used to its makers unless it is told before it starts not to.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
        import ray.data
    except ModuleNotFoundError as error:
        raise NoRay("--engine ray needs Ray, which is not installed: pip install '.[ray]' in the sources") from error
    return ray
