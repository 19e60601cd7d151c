"""The whole pipeline: articles in, a published data set out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from tqdm import tqdm

from conflict_events import duplicates, extractors, language, readers, schemas, worker
from conflict_events.annotations.source import Annotations
from conflict_events.cache import Cache
from conflict_events.extractors import Options
from conflict_events.inputs import Inputs
from conflict_events.privacy import Privacy, Redactor
from conflict_events.publish import Publisher
from conflict_events.records import Article, Rejected, writable

ENGINES = ("local", "ray")
"""Where workers are: processes of this machine, or tasks of Ray, which may be on others."""
SHOWN = 20
"""Rejected rows that the summary names; the file holds all."""


class Incomplete(ValueError):
    """An article was lost on the way: a fault of the program, found before anything was published."""


@dataclass(slots=True)
class Report:
    """What a build did."""

    output: Path
    articles: int = 0
    events: int = 0
    rows: int = 0
    rejected: int = 0
    duplicates: int = 0
    """Articles that are copies of others."""
    unchanged: int = 0
    """Articles that were extracted by an earlier build."""
    cache_fault: str = ""
    reasons: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """A summary for people."""
        shown = [f"rejected {reason}" for reason in self.reasons]
        if self.rejected > len(shown):
            shown.append(f"... and {self.rejected - len(shown)} more: see {self.output / 'rejected.jsonl'}")
        if self.cache_fault:
            shown.append(f"nothing is kept for later builds: {self.cache_fault}")
        if self.unchanged:
            shown.append(f"{self.unchanged} articles have not changed since an earlier build")
        if self.duplicates:
            shown.append(f"{self.duplicates} articles are copies of others; --duplicates keep takes their events, too")
        return [*shown, f"{self.output}: {self.events} events of {self.articles} articles, {self.rejected} rejected"]


def build(
    inputs: Sequence[str | Path],
    output: Path,
    *,
    workers: int = 1,
    engine: str = "local",
    extractor: str = extractors.DEFAULT,
    options: Options | None = None,
    privacy: Privacy | None = None,
    licence: str | None = None,
    cache_folder: Path | None = None,
    mark_duplicates: bool = True,
) -> Report:
    """Read the inputs, extract, leave out what ``privacy`` says, validate and publish. Without inputs: the articles that
    the annotations carry, where annotations are extracted, otherwise the sample that comes with the package.

    ``engine`` is where the ``workers`` are, one of ``ENGINES``; the result is the same.
    ``extractor`` and ``options`` are those of ``extractors.make``; ``licence`` is the SPDX identifier of the licence that
    the data are published under. Where there is a ``cache_folder``, articles that have not changed since an earlier build
    are not extracted again; the result is the same. With ``mark_duplicates``, an article that copies an earlier one
    (``duplicates``) has a row that names it, and no events; one that was annotated is never taken for a copy.

    Raises Incomplete where the articles' table does not account for every row that was read, ValueError where nothing
    could be made of the input or it changed meanwhile, the options do not fit, or the output folder is not ours to
    replace, OSError where it cannot be written; then nothing has changed.
    """
    report = Report(output)
    options = options or Options()
    extract = _engine(engine)
    names = extractors.ranked(extractors.names(extractor), options.prefer)
    with ExitStack() as stack:
        redactor = Redactor(privacy or Privacy())
        covered = schemas.Validator("event") if redactor.privacy != Privacy() else None
        out = stack.enter_context(Publisher(output, redactor.privacy))
        out.extractors, out.licence = names, licence
        annotated = _annotations(options, out, report) if "annotations" in names else None
        paths = list(inputs)
        if paths or annotated is None:
            paths = paths or [stack.enter_context(as_file(files("conflict_events") / "sample" / "articles.jsonl"))]
            source = readers.read(paths)
        else:
            source = annotated.articles()
        given = [*inputs, *(p for p in (options.annotations, options.mapping) if p and annotated is not None)]
        made_of = Inputs([Path(p) for p in given if str(p) != "-"])
        out.inputs = made_of.described
        entries = annotated.entries if annotated is not None else {}
        store = stack.enter_context(Cache(cache_folder, extractor, options)) if cache_folder is not None else None
        index = stack.enter_context(duplicates.Index(store)) if mark_duplicates else None
        articles = _articles(source, out, report, index, frozenset(entries))
        results = extract(articles, workers, extractor, options, store)
        left = dict(entries)
        for article, (extracted, rejected) in tqdm(results, desc="articles", unit="", disable=None):
            left.pop(article.article_id, None)
            for item in rejected:
                _reject(out, report, item, row=False)
            row, events = redactor.article(article, _row(article), extracted)
            number = 0
            for event in events:
                # What was extracted is valid; only what has had words covered since can be otherwise.
                faults = covered.errors(event) if covered is not None else []
                if faults:
                    reason = f"event {event['event_id']} is not valid: {faults[0]}"
                    _reject(out, report, Rejected(article.file, article.line, reason, article.article_id), row=False)
                    continue
                out.add_event(event)
                number += 1
            out.add_article({**row, "events": number})
            report.articles += 1
            report.events += number
        for entry in left.values():
            reason = "annotations of an article that is not among the input"
            _reject(out, report, Rejected(entry.file, entry.line, reason, entry.article_id), row=False)
        if report.rejected and not report.articles:
            raise ValueError("nothing was made: " + "; ".join(report.reasons))
        made_of.check()
        _account(report, out.states)
        if store is not None:
            report.unchanged, report.cache_fault = store.hits, store.fault
    return report


def _engine(name: str) -> worker.Engine:
    """What extracts. Raises ValueError for a name that is not there."""
    if name not in ENGINES:
        raise ValueError(f"no engine {name!r}: there are {', '.join(ENGINES)}")
    if name == "ray":
        from conflict_events import ray_engine

        return ray_engine.extract
    return worker.extract


def _annotations(options: Options, out: Publisher, report: Report) -> Annotations:
    """The annotations; what cannot be read of them is rejected, no article is."""
    found = Annotations(options.annotations, options.format, options.mapping)
    for row in found.rejected:
        _reject(out, report, row, row=False)
    return found


def _account(report: Report, states: Mapping[str, int]) -> None:
    """Raise Incomplete unless every row that was read has become one row of the articles' table."""
    made = sum(states.values())
    if made != report.rows or states.get("ok", 0) != report.articles or set(states) - {"ok", "duplicate", "rejected"}:
        told = ", ".join(f"{number} {state}" for state, number in sorted(states.items())) or "none"
        raise Incomplete(
            f"{report.rows} articles came in, but the articles' table has {made} ({told}): nothing was published; "
            "this is a fault of the program, please report it"
        )


def _articles(
    source: Iterable[Article | Rejected],
    out: Publisher,
    report: Report,
    index: duplicates.Index | None,
    annotated: frozenset[str],
) -> Iterator[Article]:
    """The articles whose language we have and that copy no earlier one; everything else has a row of its own here."""
    known = frozenset(language.available())
    for item in source:
        report.rows += 1
        if isinstance(item, Article) and item.language in known:
            stands = item.article_id in annotated
            copy = index.copied(item, stands=stands) if index is not None else None
            if copy is None:
                yield item
            else:
                report.duplicates += 1
                marked = {"state": "duplicate", "reason": copy.reason(), "duplicate_of": copy.first}
                out.add_article({**_row(item), **marked})
            continue
        if isinstance(item, Article):
            reason = language.unknown(item.language)
            digest = readers.sha256(item.text)
            item = Rejected(item.file, item.line, reason, item.article_id, digest, item.text[: readers.EXCERPT])
        _reject(out, report, item, row=True)


def _reject(out: Publisher, report: Report, item: Rejected, *, row: bool) -> None:
    item = writable(item)
    out.add_rejected(item)
    report.rejected += 1
    where = f"{item.file}:{item.line}" if item.line else item.file
    if len(report.reasons) < SHOWN:
        report.reasons.append(f"{where}: {item.reason}")
    if row:
        out.add_article(
            {
                "article_id": item.article_id or f"rejected:{Path(item.file).name}:{item.line}",
                "language": "und",
                "sha256": item.sha256,
                "characters": 0,
                "events": 0,
                "state": "rejected",
                "reason": item.reason,
                "duplicate_of": None,
            }
        )


def _row(article: Article) -> dict[str, Any]:
    return {
        "article_id": article.article_id,
        "language": article.language,
        "publisher": article.publisher,
        "published": article.published,
        "url": article.url,
        "title": article.title,
        "sha256": readers.sha256(article.text),
        "characters": len(article.text),
        "events": 0,
        "state": "ok",
        "reason": None,
        "duplicate_of": None,
    }
