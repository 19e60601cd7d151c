"""The whole pipeline: articles in, a published data set out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from conflict_events import language, layout, schemas
from conflict_events.annotations.source import Annotations, Entry
from conflict_events.articles import duplicates, readers
from conflict_events.articles.inputs import Inputs, around, named
from conflict_events.articles.rows import rejected, sha256
from conflict_events.building import extractors, worker
from conflict_events.building.cache import Cache
from conflict_events.building.extractors import Options
from conflict_events.counted import counted
from conflict_events.extraction import attempts
from conflict_events.publishing.citation import MAINTAINERS
from conflict_events.publishing.privacy import Privacy, Redactor
from conflict_events.publishing.publish import Publisher
from conflict_events.records import UNDETERMINED, Article, Event, Rejected, located, writable
from conflict_events.terminal import progress

ENGINES = ("local", "ray")
"""Where workers are: processes of this machine, or tasks of Ray, which may be on others."""
SAMPLE = "sample/articles.jsonl"
"""The articles that come with the package."""
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
    undated: int = 0
    """Articles whose day of publication is not known."""
    cache_fault: str = ""
    reasons: list[str] = field(default_factory=list)

    def reject(self, item: Rejected) -> None:
        """Count it, and keep it to be told if it is among the first."""
        self.rejected += 1
        if len(self.reasons) < SHOWN:
            self.reasons.append(f"{located(item.file, item.line)}: {item.reason}")

    def nothing(self) -> str:
        """Why nothing was made."""
        more = [f"and {self.rejected - len(self.reasons)} more"] if self.rejected > len(self.reasons) else []
        return "nothing was made: " + ("; ".join([*self.reasons, *more]) or "the input holds no article")

    def warnings(self, place: str = "") -> list[str]:
        """What went wrong, for people. ``place``: where all rejected rows stand, if they do."""
        shown = [f"rejected {reason}" for reason in self.reasons]
        if self.rejected > len(shown):
            shown.append(f"... and {self.rejected - len(shown)} more{place and f': see {place}'}")
        if self.cache_fault:
            shown.append(f"no more is kept for later builds: {self.cache_fault}")
        return shown

    def lines(self) -> list[str]:
        """A summary for people."""
        shown = self.warnings(str(self.output / layout.REJECTED))
        if self.unchanged:
            shown.append(f"{counted(self.unchanged, 'article')} of an earlier build, unchanged")
        if self.duplicates:
            shown.append(
                f"{counted(self.duplicates, 'copy', 'copies')} of other articles; --duplicates keep takes their events, too"
            )
        if self.undated:
            shown.append(
                f"{counted(self.undated, 'article')} without a day of publication (published): relative dates stay open there"
            )
        made = f"{counted(self.events, 'event')} of {counted(self.articles, 'article')}, {self.rejected} rejected"
        return [*shown, f"{self.output}: {made}"]


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
    authors: Sequence[str] = (),
    cache_folder: Path | None = None,
    mark_duplicates: bool = True,
) -> Report:
    """Read the inputs, extract, leave out what ``privacy`` says, validate and publish. Without inputs: the articles that
    the annotations carry, where annotations are extracted, otherwise the sample that comes with the package.

    ``engine`` is where the ``workers`` are, one of ``ENGINES``; the result is the same.
    ``extractor`` and ``options`` are those of ``extractors.make``; ``licence`` is the SPDX identifier of the licence that
    the data are published under, ``authors`` are those who answer for them. Where there is a ``cache_folder``, articles
    that have not changed since an earlier build are not extracted again; the result is the same. With ``mark_duplicates``,
    an article that copies an earlier one (``duplicates``) has a row that names it, and no events; one that was annotated is
    never taken for a copy.

    Raises Incomplete where the articles' table does not account for every row that was read, ValueError where nothing
    could be made of the input or it changed meanwhile, the options do not fit, or the output folder is not ours to
    replace, OSError where it cannot be written or a worker process was killed; then nothing has changed.
    """
    report = Report(output)
    options = options or Options()
    for folder in around(output, (*inputs, options.annotations)):
        raise ValueError(f"{output} lies within the input {folder}: what is made there would be read the next time")
    extract = _engine(engine)
    names = extractors.ranked(extractors.names(extractor), options.prefer)
    annotating = "annotations" in names
    of_sample = not inputs and not annotating
    redactor = Redactor(privacy or Privacy())
    with ExitStack() as stack:
        publisher = Publisher(
            output,
            privacy=redactor.privacy,
            extractors=names,
            licence=licence,
            authors=authors or ((MAINTAINERS,) if of_sample else ()),
        )
        out = stack.enter_context(publisher)
        made_of = _made_of(inputs, options, annotating)
        out.add_inputs(made_of.described)
        run = _Run(out, report, redactor, made_of)
        annotated = Annotations(options.annotations, options.format, options.mapping) if annotating else None
        for item in annotated.rejected if annotated is not None else ():
            run.reject(item)
        entries = annotated.entries if annotated is not None else {}
        source = stack.enter_context(_source(inputs, annotated))
        store = stack.enter_context(Cache(cache_folder, extractor, options)) if cache_folder is not None else None
        index = stack.enter_context(duplicates.Index(store)) if mark_duplicates else None
        results = extract(_articles(source, run, index, frozenset(entries)), workers, extractor, options, store)
        run.take_all(results, entries)
        if not report.articles:
            raise ValueError(report.nothing())
        made_of.check()
        _account(report, out.states)
    if store is not None:
        report.unchanged, report.cache_fault = store.hits, store.fault
    return report


@contextmanager
def _source(inputs: Sequence[str | Path], annotated: Annotations | None) -> Iterator[Iterable[Article | Rejected]]:
    """What is read: the inputs; without any the articles that annotations carry, without these the sample."""
    if inputs:
        yield readers.read(inputs)
    elif annotated is not None:
        yield annotated.articles()
    else:
        with as_file(files("conflict_events") / SAMPLE) as sample:
            yield readers.read([sample])


def _made_of(inputs: Sequence[str | Path], options: Options, annotating: bool) -> Inputs:
    """The files that a build reads, but for standard input: articles, model and, where it is ``annotating``, annotations with
    their mapping.
    """
    told = (options.model, *((options.annotations, options.mapping) if annotating else ()))
    places = [*(named(given)[1] for given in inputs), *map(Path, filter(None, told))]
    return Inputs([place for place in places if str(place) != "-"])


class _Run:
    """A build under way: what came in goes out by it, through the choices of privacy, and is counted."""

    def __init__(self, out: Publisher, report: Report, redactor: Redactor, made_of: Inputs) -> None:
        self._out = out
        self._made_of = made_of
        self.report = report
        self._redactor = redactor
        # What was extracted is valid; only what has had words covered since can be otherwise.
        self._covered = schemas.Validator("event") if redactor.privacy != Privacy() else None
        self._copies: dict[str, list[tuple[Article, duplicates.Copy]]] = {}
        """Of articles that are being extracted, by their ids: those that copy them."""
        self._failed: set[str] = set()

    def ask(self, article: Article) -> Article:
        """An article that is to be extracted; until it is taken, its copies wait."""
        self._copies[article.article_id] = []
        return article

    def take_all(self, results: Iterable[tuple[Article, worker.Result]], annotated: Mapping[str, Entry]) -> None:
        """All articles that were asked for; ``annotated``: what is annotated of articles, read or not, by their ids."""
        left = dict(annotated)
        for article, result in progress(results, "articles"):
            left.pop(article.article_id, None)
            self.take(article, result)
        for entry in left.values():
            reason = "annotations of an article that was not read: it is not among the input, or was rejected"
            self.reject(Rejected(entry.file, entry.line, reason, entry.article_id))

    def take(self, article: Article, result: worker.Result) -> None:
        """An article with what was found in it."""
        copies = self._copies.pop(article.article_id)
        if result.failed:
            self.leave_out(result.rejected[0], article)
            self._failed.add(article.article_id)
        else:
            self._add(article, result)
        for copied in copies:
            self.copy(*copied)

    def _add(self, article: Article, result: worker.Result) -> None:
        for item in result.rejected:
            self.reject(item)
        row, events = self._published(article, _row(article), result.events)
        number = 0
        for event in events:
            fault = worker.invalid(self._covered, event, article) if self._covered is not None else None
            if fault is None:
                self._out.add_event(event)
                number += 1
            else:
                self.reject(fault)
        self._out.add_article({**row, "events": number})
        self.report.articles += 1
        self.report.undated += article.published is None
        self.report.events += number

    def copy(self, article: Article, copy: duplicates.Copy) -> None:
        """An article that copies an earlier one; it is left out where nothing can be said of that."""
        if copy.first in self._copies:
            self._copies[copy.first].append((article, copy))
            return
        if copy.first in self._failed:
            reason = f"{copy.reason()}, which cannot be extracted"
            self.leave_out(_unread(article, reason), article)
            return
        marked = {"state": "duplicate", "reason": copy.reason(), "duplicate_of": copy.first}
        row, _ = self._published(article, {**_row(article), **marked}, [])
        self._out.add_article(row)
        self.report.duplicates += 1

    def _published(
        self, article: Article, row: dict[str, Any], events: list[Event]
    ) -> tuple[dict[str, Any], list[Event]]:
        """A row and its events through the choices of privacy. An article in which no names can be looked for has no
        words published at all.
        """
        self._redactor.ready(article.language)
        done = attempts.attempt(
            article,
            lambda: self._redactor.article(article, row, events),
            "cannot be searched for names: title, address and events are left out",
        )
        if not isinstance(done, Rejected):
            return done
        self.reject(done)
        return {**row, "title": None, "url": None}, []

    def reject(self, item: Rejected) -> Rejected:
        """What cannot be used; no article of its own. As it is published."""
        published = self._redactor.privacy.rejected(writable(item))
        self._out.add_rejected(replace(published, file=self._made_of.name_of(published.file)))
        self.report.reject(published)
        return published

    def leave_out(self, item: Rejected, article: Article | None = None) -> None:
        """A row of the input that is no article, or an ``article`` that cannot be read; nobody has looked for names in it."""
        published = self.reject(item)
        unknown = {"language": UNDETERMINED, "sha256": published.sha256, "characters": 0, "events": 0}
        self._out.add_article(
            {
                **(unknown if article is None else _row(article)),
                "article_id": published.article_id
                or f"rejected:{self._made_of.name_of(published.file)}:{published.line}",
                "url": None,
                "title": None,
                "state": "rejected",
                "reason": published.reason,
                "duplicate_of": None,
            }
        )


def _engine(name: str) -> worker.Engine:
    """What extracts. Raises ValueError for a name that is not there."""
    if name not in ENGINES:
        raise ValueError(f"no engine {name!r}: there are {', '.join(ENGINES)}")
    if name == "ray":
        from conflict_events.building import ray_engine

        return ray_engine.extract
    return worker.extract


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
    source: Iterable[Article | Rejected], run: _Run, index: duplicates.Index | None, annotated: frozenset[str]
) -> Iterator[Article]:
    """The articles whose language we have and that copy no earlier one; everything else has a row of its own here."""
    known = frozenset(language.available())
    for item in source:
        run.report.rows += 1
        if isinstance(item, Rejected):
            run.leave_out(item)
        elif item.language not in known:
            run.leave_out(_unread(item, language.unknown(item.language)), item)
        else:
            stands = item.article_id in annotated
            copy = index.copied(item, stands=stands) if index is not None else None
            if copy is None:
                yield run.ask(item)
            else:
                run.copy(item, copy)


def _unread(article: Article, reason: str) -> Rejected:
    """An article that is not extracted, as a rejected row."""
    return rejected(article.file, article.line, reason, article.text, article.article_id)


def _row(article: Article) -> dict[str, Any]:
    return {
        "article_id": article.article_id,
        "language": article.language,
        "publisher": article.publisher,
        "published": article.published,
        "url": article.url,
        "title": article.title,
        "sha256": sha256(article.text),
        "characters": len(article.text),
        "events": 0,
        "state": "ok",
        "reason": None,
        "duplicate_of": None,
    }
