"""The project's own annotations of news articles: where the words stand and what they mean, never the words. The texts
are those of ``../shared/corpus``.

    python tests/measure/annotated.py OUTPUT [--shared FOLDER] [--set NAME]

Writes ``articles.jsonl`` and ``events.jsonl`` into the folder OUTPUT, as ``conflict-events train`` and ``evaluate`` read
them. NAME: ``ar``, which the models have learned from, or ``ar-unseen``, which nothing has learned from and no rule was
written after. A second annotation of some of the articles, by others who did not see the first, goes into ``again.jsonl``;
what is settled, into ``settled.jsonl``: of an article that was annotated twice, by somebody who saw both, of others, by
somebody who saw the annotation and what the program made of the article. Nothing has learned from what is settled.
Articles that are in no set go into ``others.jsonl``.

``annotated/NAME.jsonl`` holds an article a line: ``article_id``, ``sha256`` of its text, and ``events``, each with
``type``, ``modes``, ``status``, ``sentence`` and ``trigger`` as [start, end]; ``mentions`` as [sentence start, end, trigger
start, end]; ``actor`` and ``recipient`` as [start, end, name, country, sector]; ``location`` as [start, end, name, country,
role]; ``amount`` as [start, end, kind, unit, low, high]; ``date`` as [start, end, earliest, latest, precision]; ``source``
as [start, end]. Offsets are characters of headline, empty line and text. ``annotated/NAME-again.jsonl`` and
``annotated/NAME-settled.jsonl`` hold the second annotations and the settled ones in the same way.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ANNOTATED = HERE / "annotated"
SHARED = HERE.parent.parent.parent / "shared"
CORPUS = Path("corpus") / "ar_news_10k.jsonl.gz"
KEYS: Mapping[str, tuple[str, ...]] = {
    "actor": ("name", "country", "sector"),
    "recipient": ("name", "country", "sector"),
    "location": ("name", "country", "role"),
    "amount": ("kind", "unit", "low", "high"),
}
"""What follows start and end in the items of a field."""
FURTHER = ("again", "settled")
"""What may stand behind a set's name: further annotations of its articles."""


def rows(name: str) -> Iterator[Mapping[str, Any]]:
    """The annotated articles of a set."""
    for line in (ANNOTATED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def text_of(article: Mapping[str, Any]) -> str:
    """The text that offsets count in: the headline stands before it, unless the text begins with it."""
    title, text = (article["title"] or "").strip(), str(article["text"])
    return f"{title}\n\n{text}" if title and not text.startswith(title) else text


def corpus_of(shared: Path) -> Iterator[dict[str, Any]]:
    """The articles of the corpus. Raises OSError where it is not there."""
    with gzip.open(shared / CORPUS, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def unannotated(shared: Path) -> Iterator[dict[str, Any]]:
    """The articles of the corpus that are in no set."""
    known = {row["article_id"] for path in ANNOTATED.glob("*.jsonl") for row in rows(path.stem)}
    return (article for article in corpus_of(shared) if article["article_id"] not in known)


def articles(shared: Path, name: str) -> Iterator[dict[str, Any]]:
    """The annotated articles of a set, in the corpus' order. Raises ValueError for one whose text is another."""
    known: dict[str, set[str]] = {}
    for row in chain(rows(name), *map(rows, further(name).values())):
        known.setdefault(row["article_id"], set()).add(row["sha256"])
    for article in corpus_of(shared):
        if article["article_id"] not in known:
            continue
        text = text_of(article)
        if known[article["article_id"]] != {hashlib.sha256(text.encode()).hexdigest()}:
            raise ValueError(f"{article['article_id']}: not the text that was annotated")
        yield {**article, "title": None, "text": text}


def further(name: str) -> dict[str, str]:
    """The further annotations that a set has: the name of each, by what stands behind the set's."""
    names = {each: f"{name}-{each}" for each in FURTHER}
    return {each: found for each, found in names.items() if (ANNOTATED / f"{found}.jsonl").is_file()}


def told(event: Mapping[str, Any], text: str) -> dict[str, Any]:
    """An event with its words, as annotators write it."""

    def words(place: Sequence[Any]) -> str:
        return text[place[0] : place[1]]

    made: dict[str, Any] = {
        "type": event["type"],
        "modes": event.get("modes", []),
        "status": event["status"],
        "sentence": words(event["sentence"]),
        "trigger": words(event["trigger"]),
        "mentions": [
            {"sentence": words(m[:2]), "trigger": words(m[2:])} for m in event.get("mentions", ())
        ],
        "date": None,
        "source": None,
    }  # fmt: skip
    for field, keys in KEYS.items():
        made[field] = [{"text": words(i), **dict(zip(keys, i[2:], strict=True))} for i in event.get(field, ())]
    if "date" in event:
        keys = ("earliest", "latest", "precision")
        made["date"] = {"text": words(event["date"]), **dict(zip(keys, event["date"][2:], strict=True))}
    if "source" in event:
        made["source"] = {"text": words(event["source"]), "name": ""}
    return made


def write(output: Path, shared: Path, name: str = "ar") -> None:
    """Write the files. Raises OSError where the corpus is not there, ValueError as ``articles`` does."""
    output.mkdir(parents=True, exist_ok=True)
    found = list(articles(shared, name))
    texts = {a["article_id"]: a["text"] for a in found}
    _write(output / "articles.jsonl", found)
    _write(output / "events.jsonl", _quoted(name, texts))
    more = further(name)
    for each in FURTHER:
        path = output / f"{each}.jsonl"
        if each in more:
            _write(path, _quoted(more[each], texts))
        else:
            path.unlink(missing_ok=True)
    _write(output / "others.jsonl", unannotated(shared))


def _quoted(name: str, texts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for row in rows(name):
        text = texts[row["article_id"]]
        yield {"article_id": row["article_id"], "events": [told(event, text) for event in row["events"]]}


def _write(path: Path, made: Iterable[Mapping[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made), encoding="utf-8")


def main() -> int:
    """Write the files; exit status 2 where the corpus is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path, metavar="OUTPUT")
    parser.add_argument("--shared", type=Path, default=SHARED, metavar="FOLDER")
    parser.add_argument("--set", default="ar", dest="name", metavar="NAME")
    args = parser.parse_args()
    if not (args.shared / CORPUS).is_file():
        print(f"no corpus at {args.shared / CORPUS}: annotations without their articles say nothing", file=sys.stderr)
        return 2
    write(args.output, args.shared, args.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
