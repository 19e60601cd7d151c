"""Measure how fast a build is and what it takes: one table, ratios to simpler ways through the same text first.

    python tests/measure/bench.py [--articles N] [--repeat N] [--shared FOLDER] [--record]

The articles (default: 1,000, as all that ``bench.tsv`` holds) are taken evenly from the corpus in FOLDER (default:
``shared`` beside the repository), or, where it is absent, made of the sample's lines. Everything is measured in processes
of its own, each figure the least of ``--repeat`` (default: 2), those of the stages of one run; ``build`` is the whole
process, raw JSON Lines to Parquet, without a cache. The articles are gone through six times: 1,000 take five minutes where
one takes 40 milliseconds. Peers that are not installed (extra ``bench``) are told. With ``--record`` the figures of the
commit that stands checked out are added to ``bench.tsv`` beside this file: record them on a machine that does nothing
else.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from annotated import CORPUS, SHARED

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
HISTORY = HERE / "bench.tsv"
SEED = 1
LINES = 8
"""Lines of an article that is made of the sample's."""
SAMPLING = 0.02
"""Seconds between two looks at the memory of a process and its children."""
SHORT = {"article_id": "short", "published": "2024-03-11", "text": "قتل جنديان في قصف على مدينة تدمر."}
LANGUAGE = "ar"
LOADING = "load the tables"
"""The stage that does not grow with the articles."""
PEERS = {
    "words": "words by re",
    "aho-corasick": "Aho-Corasick pass",
    "edsnlp": "EDS-NLP matcher",
    "spacy": "spaCy PhraseMatcher",
}


class Figure(NamedTuple):
    """A row of the table; None where it is of a peer that is not installed."""

    name: str
    value: float | None
    unit: str = ""


class Used(NamedTuple):
    """Seconds of a process, and bytes of memory of it and its children together at their height."""

    seconds: float
    bytes: int


# --- corpus -------------------------------------------------------------------------------------------


def rows(shared: Path, number: int) -> Iterator[str]:
    """Lines of JSON, an article each: of the shared corpus, or made of the sample's lines."""
    corpus = shared / CORPUS
    if corpus.is_file():
        with gzip.open(corpus, "rt", encoding="utf-8") as stream:
            step = max(1, sum(1 for _ in stream) // number)
        with gzip.open(corpus, "rt", encoding="utf-8") as stream:
            yield from islice(stream, 0, step * number, step)
    else:
        yield from (json.dumps(row, ensure_ascii=False) + "\n" for row in made(number))


def made(number: int) -> Iterator[dict[str, str]]:
    """Articles of lines drawn from the sample's, the same for the same number."""
    sample = (files("conflict_events") / "sample" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    lines = sorted({line for row in sample for line in json.loads(row)["text"].split("\n") if line})
    chance = random.Random(SEED)
    for i in range(number):
        day = datetime.date(2024, 1, 1) + datetime.timedelta(days=chance.randrange(366))
        text = "\n".join(chance.sample(lines, LINES)) + "\n"
        yield {"article_id": f"made-{i:06}", "published": day.isoformat(), "text": text}


# --- processes ----------------------------------------------------------------------------------------


def run(command: Sequence[str | Path]) -> tuple[Used, str]:
    """What a process used, and its standard output. Raises RuntimeError with its standard error where it fails."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen([str(c) for c in command], stdout=out, stderr=err)
        ended = threading.Event()
        height = [0]
        watcher = threading.Thread(target=_watch, args=(process.pid, ended, height))
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        ended.set()
        watcher.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        for stream in (out, err):
            stream.seek(0)
        if process.returncode not in (0, 3):
            told = err.read().decode("utf-8", "replace")
            raise RuntimeError(f"{' '.join(map(str, command))}: exit {process.returncode}\n{told}")
        # The system knows the height of the largest process exactly, in kilobytes but for macOS.
        largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        return Used(seconds, max(largest, height[0])), out.read().decode("utf-8")


def _watch(pid: int, ended: threading.Event, height: list[int]) -> None:
    """Where the system has ``/proc``: the height of the memory of a process and all below it."""
    while not ended.wait(SAMPLING):
        height[0] = max(height[0], _resident(pid))


def _resident(pid: int) -> int:
    folder = Path(f"/proc/{pid}")
    try:
        pages = int((folder / "statm").read_text().split()[1])
        below = (folder / "task" / str(pid) / "children").read_text().split()
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(_resident(int(child)) for child in below)


def build(corpus: Path, output: Path, *more: str) -> Used:
    """A whole build."""
    command = [sys.executable, "-m", "conflict_events.cli", "build", corpus, "--output", output, "--no-cache", *more]
    return run(command)[0]


def python(code: str) -> Used:
    """Python with a line of code."""
    return run([sys.executable, "-c", code])[0]


def counting() -> float:
    """How much faster two processes at once are than the same two in turn, where they do nothing but count: what two
    workers can gain here at most (two threads of one core are hardly two).
    """
    code = "n = 0\nfor i in range(20_000_000): n += i"
    start = time.perf_counter()
    python(code)
    one = time.perf_counter() - start
    with ThreadPoolExecutor(2) as pool:
        start = time.perf_counter()
        for done in [pool.submit(python, code) for _ in range(2)]:
            done.result()
        two = time.perf_counter() - start
    return 2 * one / two


def least(times: int, action: Callable[[], Used]) -> Used:
    """The least seconds and bytes of several runs."""
    used = [action() for _ in range(times)]
    return Used(min(u.seconds for u in used), min(u.bytes for u in used))


def way(name: str, corpus: Path, times: int) -> dict[str, Any]:
    """What ``peers.py`` tells of a way through the corpus, the fastest of several."""
    told = [json.loads(run([sys.executable, HERE / "peers.py", name, corpus])[1]) for _ in range(times)]
    return min(told, key=lambda t: t.get("seconds", 0))


# --- figures ------------------------------------------------------------------------------------------


def measure(shared: Path, number: int, times: int, scratch: Path) -> tuple[list[Figure], list[str]]:
    """Every row of the table, and what is to be told below it."""
    lines = list(rows(shared, number))
    corpus, half, short = (scratch / f"{name}.jsonl" for name in ("corpus", "half", "short"))
    corpus.write_text("".join(lines), encoding="utf-8")
    half.write_text("".join(lines[::2]), encoding="utf-8")
    short.write_text(json.dumps(SHORT, ensure_ascii=False) + "\n", encoding="utf-8")
    # Lines drawn from few make copies: they are extracted all the same.
    more = [] if (shared / CORPUS).is_file() else ["--duplicates", "keep"]
    megabytes = sum(len(json.loads(line)["text"].encode()) for line in lines) / 1e6

    # As installed: pip leaves byte code behind, whatever is said here of writing it.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(scratch / "bytecode")
    os.environ["XDG_CACHE_HOME"] = str(scratch / "elsewhere")
    build(short, scratch / "short")
    os.environ["XDG_CACHE_HOME"] = str(scratch / "cache")
    first = build(short, scratch / "short")
    started = least(times, lambda: build(short, scratch / "short"))
    alone = least(times, lambda: python("pass"))
    ready = least(
        times, lambda: python(f"from conflict_events.building.worker import Worker; Worker().ready({LANGUAGE!r})")
    )
    one = least(times, lambda: build(corpus, scratch / "one", *more))
    two = least(times, lambda: build(corpus, scratch / "two", "--workers", "2", *more))
    smaller = least(times, lambda: build(half, scratch / "half", *more))
    command = [sys.executable, HERE / "stages.py", corpus, scratch / "stages", short, *(["--keep"] if more else [])]
    staged = json.loads(run(command)[1])
    ours = {name: way(name, corpus, times)["seconds"] for name in ("cut", "lexicon")}
    peers = {name: way(name, corpus, times) for name in PEERS}

    figures = [
        *_ratios("build", one.seconds, peers),
        *_ratios("cut and match the lexicon", ours["cut"] + ours["lexicon"], peers),
        *_ratios("match the lexicon", ours["lexicon"], peers),
        Figure("one worker / two workers", one.seconds / two.seconds, "times"),
        Figure("the same of processes that only count", max(counting() for _ in range(times)), "times"),
        Figure("start-up / Python alone", started.seconds / alone.seconds, "times"),
    ]
    for name, used in (("one worker", one), ("two workers", two)):
        figures += [
            Figure(f"articles, {name}", len(lines) / used.seconds, "a second"),
            Figure(f"sentences, {name}", staged["sentences"] / used.seconds, "a second"),
            Figure(f"text, {name}", megabytes / used.seconds, "MB a second"),
            Figure(f"peak memory, {name}", used.bytes / 1e6, "MB"),
        ]
    further = (one.bytes - smaller.bytes) / max(1, len(lines) - len(lines[::2]))
    figures += [
        Figure("peak memory, each further article", further / 1e3, "kB"),
        Figure("start-up, build of a short article", started.seconds, "s"),
        Figure("start-up, the first after an installation", first.seconds, "s"),
        Figure("start-up, ready for the first sentence", ready.seconds, "s"),
        Figure("start-up, Python alone", alone.seconds, "s"),
    ]
    spent = staged["stages"]
    loading = spent.pop(LOADING)
    shared_out = staged["seconds"] - staged["by one"] - loading
    figures += [
        Figure("cost: in the process that reads and publishes", 1000 * staged["by one"] / len(lines), "ms an article"),
        Figure("cost: in workers", 1000 * shared_out / len(lines), "ms an article"),
        Figure(f"stage: {LOADING}", loading, "s"),
    ]
    figures += [Figure(f"stage: {s}", 1000 * t / len(lines), "ms an article") for s, t in spent.items()]
    figures += [Figure(f"pass: {PEERS[n]}", p.get("seconds"), "s") for n, p in peers.items()]
    figures += [
        Figure("corpus: articles", len(lines)),
        Figure("corpus: sentences", staged["sentences"]),
        Figure("corpus: text", megabytes, "MB"),
    ]
    source = "drawn from the shared corpus" if not more else "made of the sample's lines"
    notes = [f"articles {source}", *(f"{PEERS[n]}: {p['version']}" for n, p in peers.items() if p.get("version"))]
    return figures, notes


def _ratios(name: str, seconds: float, peers: dict[str, dict[str, Any]]) -> list[Figure]:
    return [
        Figure(f"{name} / {PEERS[peer]}", seconds / told["seconds"] if told else None, "times")
        for peer, told in peers.items()
    ]


def table(figures: Sequence[Figure]) -> str:
    """Lines for a terminal."""
    lines = []
    for name, value, unit in figures:
        told = "not installed" if value is None else f"{value:13,.{0 if value >= 1000 or not value % 1 else 3}f}"
        lines.append(f"{name:48} {told} {unit if value is not None else ''}".rstrip())
    return "\n".join(lines)


def commit() -> str:
    """The commit that stands checked out, with a mark where the tree differs from it. Raises ValueError where there is none."""

    def git(*command: str) -> str:
        done = subprocess.run(("git", "-C", str(REPOSITORY), *command), capture_output=True, text=True, check=False)
        if done.returncode:
            raise ValueError(done.stderr.strip())
        return done.stdout.strip()

    return git("rev-parse", "--short=10", "HEAD") + ("+" if git("status", "--porcelain", "--", "builders") else "")


def commit_to_record(parser: argparse.ArgumentParser, args: argparse.Namespace) -> str:
    """The commit that figures are recorded under, "" without ``--record``; where there is none, the program ends here."""
    try:
        return commit() if args.record else ""
    except (OSError, ValueError) as error:
        parser.error(f"--record needs the commit that is measured: {error}")


def record(figures: Sequence[Figure], name: str, history: Path) -> None:
    """Add the figures to the history file, under the name of a commit."""
    told = history.read_text(encoding="utf-8") if history.exists() else "commit\tfigure\tvalue\tunit\n"
    told += "".join(f"{name}\t{f.name}\t{f.value:.6g}\t{f.unit}\n" for f in figures if f.value is not None)
    history.write_text(told, encoding="utf-8")


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000, metavar="N")
    parser.add_argument("--repeat", type=int, default=2, metavar="N")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--history", type=Path, default=HISTORY, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    name = commit_to_record(parser, args)
    with tempfile.TemporaryDirectory() as scratch:
        figures, notes = measure(args.shared, args.articles, args.repeat, Path(scratch))
    print(table(figures))
    print("\n".join(f"# {note}" for note in notes))
    if args.record:
        record(figures, name, args.history)
    return 0


if __name__ == "__main__":
    sys.exit(main())
