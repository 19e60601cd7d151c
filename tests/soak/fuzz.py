"""Throws bytes at readers, text cutting, finders, extraction and annotation readers for a while: ``fuzz.py TARGET SECONDS``.

Guided by coverage where ``atheris`` is installed (extra ``soak``), otherwise by seeded changes of the seeds. Ends with an
error where something raises or a quote does not stand where its offsets say; the bytes are then in ``crash-...``. A single
finder is guided by its own code alone, and given words of its tables: it goes deeper in the time than all together.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

try:
    import atheris
except ImportError:
    atheris = None

NEWS = "قتل ثلاثة جنود في قصف على مدينة تدمر أمس، وفقا لوزارة الدفاع، ودفع المهربون 5 آلاف دولار."
ROW = {"article_id": "a", "text": NEWS, "published": "2020-05-06"}
FILES = ("jsonl", "csv", "txt", "html", "warc", "parquet", "jsonl.gz", "jsonl.zst", "warc.gz")
SEEDS = {
    "readers": [json.dumps(ROW, ensure_ascii=False), "article_id,text\na,b\n", f"<html lang=ar><p>{NEWS}</p></html>"],
    "annotations": [
        json.dumps({"id": 1, "text": NEWS, "label": [[0, 3, "ASSAULT"], [9, 13, "actor"]]}, ensure_ascii=False),
        "T1\tASSAULT 0 3\tقتل\nT2\tactor 9 13\tجنود\nE1\tASSAULT:T1 actor:T2\nA1\tstatus E1 actual\n",
        json.dumps([{"id": 1, "data": {"text": NEWS}, "annotations": [{"result": []}]}], ensure_ascii=False),
        json.dumps(
            {"article_id": "a", "annotator": "x", "events": [{"id": "E1", "type": "ASSAULT", "trigger": "قتل"}]}
        ),
    ],
    "numbers": ["1,250.5 و3 آلاف ومئتين وخمسة وعشرين", "نحو مليونين ونصف المليون", "بضع عشرات الآلاف"],
    "dates": ["من 3 إلى 15 آذار/مارس 2019", "مساء الأحد الماضي، في 12 رمضان 1440 هـ", "منذ ثلاثة أسابيع، عام 2015"],
    "amounts": ["بين 20 و30 قتيلا بينهم خمسة أطفال", "3.5 مليار دولار أمريكي", "جنديان و40 ألف نازح على الأقل"],
    "places": ["في بلدة سرمين بريف إدلب شمال غربي سوريا", "على الحدود بين تركيا والعراق", "قرب معبر رفح"],
    "actors": ["وزير الخارجية التركي مولود جاويش أوغلو", "مسلحون من تنظيم الدولة", "قوات الجيش السوداني وشرطته"],
}
TABLES = {
    "numbers": ("numbers",),
    "dates": ("dates", "numbers"),
    "amounts": ("units", "money", "numbers"),
    "places": ("places", "place_names"),
    "actors": ("actors",),
    "finders": ("triggers", "sources", "dates", "numbers", "units", "places", "actors"),
    "extraction": ("triggers", "patterns", "status", "grammar", "sources"),
}
"""A language's tables whose words are thrown."""
WORDS = 1_000
"""Words of the tables at most."""

Target = Callable[[bytes], None]


# --- targets: each imports what it throws at, so that coverage sees it ----------------------------------


def readers() -> Target:
    """Files of every format that articles come in."""
    from conflict_events import readers
    from conflict_events.records import Article, Rejected

    folder = Path(tempfile.mkdtemp(prefix="conflict-events-fuzz-"))

    def read(data: bytes) -> None:
        file = folder / f"a.{FILES[data[0] % len(FILES)] if data else 'jsonl'}"
        file.write_bytes(data[1:])
        assert all(isinstance(item, Article | Rejected) for item in readers.read([file]))

    return read


def segment() -> Target:
    """Tokens and sentences."""
    from conflict_events import language, text
    from conflict_events.records import Article

    rules = language.load("ar").text_rules

    def cut(data: bytes) -> None:
        raw = written(data)
        tokens, sentences, _ = text.segment(Article("a", raw), rules)
        assert all(text.fold(raw[t.start : t.end]) == t.norm for t in tokens)
        assert all(s.start == tokens[s.first].start and s.end == tokens[s.last - 1].end for s in sentences)

    return cut


def numbers() -> Target:
    """Numerals at every token."""
    from conflict_events import language, text
    from conflict_events.mentions.base import Cutter
    from conflict_events.mentions.numbers import NumeralParser

    tables = language.load("ar")
    parser = NumeralParser(tables.data["numbers"], Cutter(tables.clitics))

    def parse(data: bytes) -> None:
        raw = written(data)
        tokens = tuple(text.tokenize(raw))
        for i, token in enumerate(tokens):
            if parser.may_start(token):
                numeral = parser.parse(tokens, i, len(tokens), raw)
                assert numeral is None or (i == numeral.first < numeral.last <= len(tokens))
                assert numeral is None or numeral.low <= numeral.high

    return parse


def one_finder(name: str) -> Target:
    """One finder, on documents that all of the lexicon was looked up in."""
    from conflict_events import language
    from conflict_events.records import Article
    from conflict_events.rules import finders

    found = finders(language.load("ar"))
    finder = getattr(found, name)

    def find(data: bytes) -> None:
        raw = written(data)
        document = found.read(Article("a", raw))
        check(finder.find(document), raw, len(document.tokens))

    return find


def finders() -> Target:
    """All finders, and what they make of each other's mentions."""
    from conflict_events import language
    from conflict_events.records import Article
    from conflict_events.rules import finders

    found = finders(language.load("ar"))

    def find(data: bytes) -> None:
        raw = written(data)
        document = found.read(Article("a", raw))
        for mentions in found.mentions(document).values():
            check(mentions, raw, len(document.tokens))

    return find


def extraction() -> Target:
    """Whole articles."""
    from conflict_events import worker
    from conflict_events.privacy import quotes
    from conflict_events.records import Article

    machine = worker.Worker()
    machine.result(Article("a", NEWS))

    def extract(data: bytes) -> None:
        raw = written(data)
        if raw.strip():
            result = machine.result(Article("a", raw))
            assert not result.rejected
            for event in result.events:
                assert all(q["text"] == raw[q["start"] : q["end"]] for _, q in quotes(event))

    return extract


def annotations() -> Target:
    """Files of every annotation format."""
    from conflict_events.annotations import source

    folder = Path(tempfile.mkdtemp(prefix="conflict-events-fuzz-"))
    for form in source.FORMATS:
        source.reader(form)

    def read(data: bytes) -> None:
        form = source.FORMATS[data[0] % len(source.FORMATS)] if data else "brat"
        place = folder / form
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        names = {"brat": "a.ann", "doccano": "a.jsonl", "labelstudio": "a.json", "project": "a.jsonl"}
        file = place / names.get(form, "a.json")
        file.write_bytes(data[1:])
        if form == "brat":
            (place / "a.txt").write_text(NEWS, encoding="utf-8")
        # A ValueError that names file and reason is an answer.
        try:
            found = source.Annotations(place if form == "brat" else file, form)
        except ValueError:
            return
        assert isinstance(found.entries, dict)

    return read


def written(data: bytes) -> str:
    """Bytes as the text of an article."""
    return data.decode("utf-8", "replace").replace("\0", " ")


def check(mentions: Sequence[Any], raw: str, tokens: int) -> None:
    """Mentions lie in the text and among its tokens."""
    assert all(0 <= m.start < m.end <= len(raw) and 0 <= m.first < m.last <= tokens for m in mentions)


TARGETS: dict[str, Callable[[], Target]] = {
    "readers": readers,
    "segment": segment,
    "numbers": numbers,
    "dates": lambda: one_finder("dates"),
    "amounts": lambda: one_finder("amounts"),
    "places": lambda: one_finder("places"),
    "actors": lambda: one_finder("actors"),
    "finders": finders,
    "extraction": extraction,
    "annotations": annotations,
}
SINGLE = ("numbers", "dates", "amounts", "places", "actors")


# --- throwing -----------------------------------------------------------------------------------------


def seeds_of(name: str) -> list[bytes]:
    """What a target is thrown first; that of files begins with a byte that names their format."""
    raw = [seed.encode() for seed in SEEDS.get(name, [NEWS, NEWS.replace(" ", "\n"), f"{NEWS} {NEWS}"])]
    return [bytes([kind]) + seed for seed in raw for kind in range(9)] if name in ("readers", "annotations") else raw


def words(name: str) -> list[bytes]:
    """Words of the tables that a target reads by, evenly taken from all in their order."""
    from conflict_events import language

    data = language.load("ar").data
    found = sorted({w for table in TABLES.get(name, ()) for text in strings(data.get(table)) for w in text.split()})
    return [w.encode() for w in found[:: max(1, len(found) // WORDS)]]


def strings(node: Any) -> Iterator[str]:
    """Every string that is not ASCII in nested tables."""
    if isinstance(node, str) and not node.isascii():
        yield node
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield from strings(key)
            yield from strings(value)
    elif isinstance(node, Sequence) and not isinstance(node, str):
        for item in node:
            yield from strings(item)


def blind(target: Target, seeds: list[bytes], thrown: list[bytes], seconds: float) -> None:
    """Without coverage: seeds with bytes changed, taken out and doubled, and words put in."""
    chance, runs, end = random.Random(5), 0, time.monotonic() + seconds
    while time.monotonic() < end:
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randrange(1, 9)):
            at = chance.randrange(len(data) + 1)
            word = b" " + chance.choice(thrown) + b" " if thrown else b" "
            put = chance.choice([chance.randbytes(2), data[at : at + 9], b"", b'"', word])
            data[at : at + chance.randrange(4)] = put
        runs += 1
        try:
            target(bytes(data))
        except Exception:
            Path(f"crash-{runs}").write_bytes(data)
            raise
    print(f"Done {runs} runs in {seconds:.0f} second(s), without coverage")


def main() -> None:
    """Throw at one target, or print their names."""
    if len(sys.argv) == 1:
        print(*TARGETS)
        return
    name, seconds = sys.argv[1], int(sys.argv[2])
    seeds = seeds_of(name)
    if atheris is None:
        blind(TARGETS[name](), seeds, words(name), seconds)
        return
    with atheris.instrument_imports(
        include=[f"conflict_events.mentions.{name}" if name in SINGLE else "conflict_events"]
    ):
        target = TARGETS[name]()
    corpus = Path(tempfile.mkdtemp(prefix="conflict-events-corpus-"))
    for number, seed in enumerate(seeds):
        (corpus / str(number)).write_bytes(seed)
    options = [f"-max_total_time={seconds}", "-max_len=2000", "-seed=5"]
    if thrown := words(name):
        dictionary = Path(tempfile.mkdtemp(prefix="conflict-events-words-")) / "words"
        escaped = ("".join(f"\\x{byte:02x}" for byte in word) for word in thrown)
        dictionary.write_text("".join(f'"{word}"\n' for word in escaped), encoding="ascii")
        options.append(f"-dict={dictionary}")
    atheris.Setup([sys.argv[0], *options, str(corpus)], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
