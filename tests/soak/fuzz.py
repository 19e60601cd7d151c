"""Throws bytes at readers, text cutting, finders, extraction and annotation readers for a while.

    python tests/soak/fuzz.py TARGET SECONDS [SEED]

Guided by coverage where ``atheris`` is installed (extra ``soak``), otherwise by seeded changes of the seeds. Ends with an
error where something raises, a quote does not stand where its offsets say or a call takes too long for what it is given;
the bytes are then in ``crash-...``. A single finder is guided by its own code alone: it goes deeper in the time than all
together. Texts are changed by words, not only by bytes: words of the target's tables, numbers, marks and signs take the
place of others. Files come as they are, or as the content of sound packing (gzip, Zstandard, Parquet, WARC, zip).
"""

from __future__ import annotations

import gzip
import io
import json
import random
import shutil
import sys
import tempfile
import time
import zipfile
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
PACKED = 128
"""A first byte from here on: what follows is the content of a file, which is packed soundly before it is read."""
SIGNS = (
    *[
        "و",
        "ب",
        "ال",
        "بين",
        "من",
        "إلى",
        "أن",
        "الذي",
        "التي",
        "%",
        "/",
        "-",
        ":",
        ".",
        "،",
        "«",
        "»",
        "(",
        ")",
        "\n",
        "\u2028",
    ],
    *["5", "٣", "1,250.5", "2019", "3/4/2019", "¼", "Ⅻ", "۱۲", "𝟙", "³", "9" * 60, "\u0651" * 40, "\u0301", "ـ" * 20],
    *[
        "\u202e",
        "\u200f",
        "\u200b",
        "\ufeff",
        "\u00ad",
        "\U000e0001",
        "\ufdfa",
        "ﻻ",
        "İ",
        "ß",
        "#",
        "_",
        "@a",
        "http://a.b/c",
    ],
)
"""What is written between and on to words."""
SLOW = 0.1
"""Seconds of computing a kilobyte of input that a call may take; what is guided by coverage is given four times as long,
as counting takes time."""
REGIONS = [
    {
        "id": "r1",
        "type": "labels",
        "to_name": "text",
        "value": {"start": 0, "end": 3, "text": "قتل", "labels": ["ASSAULT"]},
    },
    {"id": "r2", "type": "labels", "to_name": "text", "value": {"start": 9, "end": 13, "labels": ["Actor"]}},
    {"id": "r2", "type": "choices", "from_name": "actor_sector", "to_name": "text", "value": {"choices": ["MIL"]}},
    {"type": "relation", "from_id": "r1", "to_id": "r2", "direction": "right", "labels": ["recipient"]},
]
SEEDS = {
    "readers": [
        json.dumps(ROW, ensure_ascii=False),
        "article_id,text\na,b\n",
        f'article_id,text,published,language\n1,"a ""b"", {NEWS}",2020-05-06,ar\n2,x\n',
        f"<html lang=ar><p>{NEWS}</p></html>",
        f"charset=utf-8\n<html><head><title>a</title></head><body><article><h1>b</h1><p>{NEWS}</p></article></body></html>",
        f"a\t{NEWS}\tb\t2020-05-06\tar\tc\nd\te",
    ],
    "annotations": [
        json.dumps({"id": 1, "text": NEWS, "label": [[0, 3, "ASSAULT"], [9, 13, "actor"]]}, ensure_ascii=False),
        "T1\tASSAULT 0 3\tقتل\nT2\tactor 9 13\tجنود\nE1\tASSAULT:T1 actor:T2\nA1\tstatus E1 actual\n",
        json.dumps([{"id": 1, "data": {"text": NEWS}, "annotations": [{"result": []}]}], ensure_ascii=False),
        json.dumps(
            {"article_id": "a", "annotator": "x", "events": [{"id": "E1", "type": "ASSAULT", "trigger": "قتل"}]}
        ),
        json.dumps(
            {"id": 2, "text": NEWS, "entities": [{"id": 1, "label": "Actor", "start_offset": 9, "end_offset": 13}]}
        ),
        json.dumps([{"data": {"text": NEWS, "article_id": "a"}, "annotations": [{"result": REGIONS}]}]),
        f"T1\tASSAULT 0 3\tقتل\nT2\tPlace 32 36\t{NEWS[32:36]}\nR1\tlocation Arg1:T1 Arg2:T2\n"
        "#1\tAnnotatorNotes T2\tname=a; country=SYR\nN1\tReference T2 places:1\tTadmur\nM1\tfuture T1\n",
        '{"%TYPES": {}, "%FEATURE_STRUCTURES": [{"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView",'
        ' "mimeType": "text", "sofaString": "abc"}], "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": []}}}',
        '<?xml version="1.0"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmi:version="2.0">'
        '<cas:NULL xmi:id="0"/><cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="abc"/>'
        '<cas:View sofa="1" members=""/></xmi:XMI>',
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

FORMS = {
    "readers": (
        *[
            '"text":',
            '"article_id":',
            '"published":',
            "null",
            "[",
            "{",
            "\\ud800",
            "\\u0000",
            '""',
            ",",
            "\n",
            "\r",
            "\t",
            "NaN",
            "1e999",
        ],
        *[
            "<p>",
            "</p>",
            "<article>",
            "<table>",
            "<td>",
            "<script>",
            "<!--",
            "]]>",
            "<![CDATA[",
            "&#0;",
            "&#xd800;",
            "&lt;",
            "<svg>",
        ],
        *[
            "charset=utf-16",
            "charset=windows-1256",
            "charset=hex",
            "charset=idna",
            "<title>",
            "lang=ar",
            "itemprop='articleBody'",
        ],
    ),
    "annotations": (
        *[
            '"id":',
            '"text":',
            '"label":',
            '"labels":',
            '"value":',
            '"start":',
            '"end":',
            "-1",
            "1e999",
            "99999999999",
            "null",
            "true",
        ],
        *[
            '"result":',
            '"relation"',
            '"entities":',
            '"relations":',
            '"events":',
            '"trigger":',
            '"sentence":',
            "[",
            "]",
            "{",
            "}",
            '""',
        ],
        *[
            "\tActor 9 13\t",
            "\tASSAULT 0 3;4 9\t",
            "\nE2\t",
            "\nR1\t",
            "\n#1\t",
            "\nN1\t",
            "\nM1\t",
            "\n*\t",
            "Arg1:T1",
            ":T2",
        ],
        *[
            "\\ud800",
            "<!DOCTYPE a>",
            "xmi:id=",
            "&#1;",
            "begin=",
            '"@sofa":',
            '"%TYPE":',
            '"%ID":',
            '"%RANGE":',
            "%MEMBERS",
        ],
    ),
}
"""What structures the files of a target, thrown like words."""

Target = Callable[[bytes], None]


# --- targets: each imports what it throws at, so that coverage sees it ----------------------------------


def readers() -> Target:
    """Files of every format that articles come in."""
    from conflict_events.articles import readers
    from conflict_events.records import Article, Rejected

    folder = Path(tempfile.mkdtemp(prefix="conflict-events-fuzz-"))

    def read(data: bytes) -> None:
        kind = FILES[data[0] % PACKED % len(FILES)] if data else "jsonl"
        file = folder / f"a.{kind}"
        file.write_bytes(packed(kind, data[1:]) if data[:1] >= bytes([PACKED]) else data[1:])
        assert all(isinstance(item, Article | Rejected) for item in readers.read([file]))

    return read


def segment() -> Target:
    """Tokens and sentences of a text as it is read."""
    from conflict_events import language
    from conflict_events.lexical import text
    from conflict_events.lexical.legible import legible
    from conflict_events.records import Article

    rules = language.load("ar").text_rules

    def cut(data: bytes) -> None:
        as_it_came = written(data)
        raw = legible(as_it_came)
        assert len(raw) == len(as_it_came)
        tokens, sentences, _ = text.segment(Article("a", raw), rules)
        assert all(text.fold(raw[t.start : t.end]) == t.norm for t in tokens)
        assert all(s.start == tokens[s.first].start and s.end == tokens[s.last - 1].end for s in sentences)

    return cut


def numbers() -> Target:
    """Numerals at every token."""
    from conflict_events import language
    from conflict_events.lexical import text
    from conflict_events.mentions.numbers import NumeralParser

    tables = language.load("ar")
    parser = NumeralParser(tables.data["numbers"], tables.cutter)

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
    from conflict_events.extraction.rules import finders
    from conflict_events.records import Article

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
    from conflict_events.extraction.rules import finders
    from conflict_events.records import Article

    found = finders(language.load("ar"))

    def find(data: bytes) -> None:
        raw = written(data)
        document = found.read(Article("a", raw))
        for mentions in found.mentions(document).values():
            check(mentions, raw, len(document.tokens))

    return find


def extraction() -> Target:
    """Whole articles."""
    from conflict_events.building import worker
    from conflict_events.publishing.privacy import quotes
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
        form = source.FORMATS[data[0] % PACKED % len(source.FORMATS)] if data else "brat"
        place = folder / form
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        names = {"brat": "a.ann", "doccano": "a.jsonl", "labelstudio": "a.json", "project": "a.jsonl"}
        zipped = form == "inception" and data[:1] >= bytes([PACKED])
        file = place / ("a.zip" if zipped else names.get(form, "a.xmi" if data[1:2] == b"<" else "a.json"))
        file.write_bytes(packed("zip", data[1:]) if zipped else data[1:])
        if form == "brat":
            (place / "a.txt").write_text(NEWS, encoding="utf-8")
        # A ValueError that names file and reason is an answer.
        try:
            found = source.Annotations(place if form == "brat" else file, form)
        except ValueError:
            return
        assert isinstance(found.entries, dict)

    return read


def packed(kind: str, content: bytes) -> bytes:
    """A file of a kind that can be opened, with this content."""
    if kind.endswith(".gz") and not kind.startswith("warc"):
        return gzip.compress(content, 1)
    if kind.endswith(".zst"):
        import zstandard

        return zstandard.ZstdCompressor(level=1).compress(content)
    if kind == "parquet":
        return parquet(content)
    if kind.startswith("warc"):
        # The first line, up to a line end, is the server's word for what follows.
        head, _, page = content.partition(b"\n")
        reply = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; " + head + b"\r\n\r\n" + page
        told = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.b/\r\nContent-Length: %d\r\n" % len(reply)
        record = told + b"Content-Type: application/http; msgtype=response\r\n\r\n" + reply + b"\r\n\r\n"
        return gzip.compress(record, 1) if kind.endswith(".gz") else record
    if kind == "zip":
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("a.xmi" if content[:1] == b"<" else "a.json", content)
        return stream.getvalue()
    return content


def parquet(content: bytes) -> bytes:
    """Lines as rows, a tab between columns; a column whose name begins with "b" holds bytes, others text where it is any."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [line.split(b"\t") for line in content.split(b"\n")]
    names = ["article_id", "text", "b", "published", "language", "title"][: max(map(len, rows))]
    columns = {}
    for i, name in enumerate(names):
        values: list[Any] = [row[i] if i < len(row) else None for row in rows]
        try:
            columns[name] = pa.array([None if v is None else v.decode() for v in values], pa.string())
        except UnicodeDecodeError:
            # Text by its type, but not by its bytes.
            held = pa.array(values, pa.binary())
            columns[name] = held if name == "b" else pa.Array.from_buffers(pa.string(), len(held), held.buffers())
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream)
    return stream.getvalue()


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
    kinds = (*range(9), *range(PACKED, PACKED + 9))
    return [bytes([kind]) + seed for seed in raw for kind in kinds] if name in ("readers", "annotations") else raw


def words(name: str) -> list[bytes]:
    """Words of the tables that a target reads by, evenly taken from all in their order."""
    from conflict_events import language

    if name in FORMS:
        return [form.encode() for form in FORMS[name]]
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


def changed(data: bytes, chance: random.Random, thrown: Sequence[bytes]) -> bytes:
    """A text with some of its words, or of their letters, replaced, left out, doubled or put elsewhere."""
    pieces = data.decode("utf-8", "replace").split(" ")
    for _ in range(chance.randrange(1, 5)):
        at = chance.randrange(len(pieces))
        what = chance.randrange(8)
        if what < 3:
            word = chance.choice(thrown).decode() if thrown and what else chance.choice(SIGNS)
            pieces[at : at + chance.randrange(2)] = [word]
        elif what == 3:
            pieces[at] = chance.choice(SIGNS) + pieces[at]
        elif what == 4:
            pieces[at] += chance.choice(SIGNS)
        elif what == 5:
            end = at + chance.randrange(1, 5)
            pieces[at:end] = pieces[at:end] * 2
        elif what == 6 and len(pieces) > 2:
            del pieces[at]
        else:
            pieces.insert(chance.randrange(len(pieces)), pieces[at])
    return " ".join(pieces).encode("utf-8", "replace")


def mutator(name: str, thrown: Sequence[bytes]) -> Callable[[bytes, int, int], bytes]:
    """Changes words three times of four, bytes otherwise. The byte that names a file's format stays in front."""
    files = name in ("readers", "annotations")

    def mutate(data: bytes, size: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if not chance.randrange(4) or len(data) < 2:
            return bytes(atheris.Mutate(data, size))
        if files:
            kind = bytes([chance.randrange(256)]) if not chance.randrange(8) else data[:1]
            return (kind + changed(data[1:], chance, thrown))[:size]
        return changed(data, chance, thrown)[:size]

    return mutate


def timed(target: Target, factor: int = 1) -> Target:
    """A target that raises where a call takes too long, twice in a row: the first may have loaded something."""

    def throw(data: bytes) -> None:
        allowed = SLOW * factor * (1 + len(data) / 1000)
        for _ in range(2):
            began = time.process_time()
            target(data)
            taken = time.process_time() - began
            if taken <= allowed:
                return
        raise TimeoutError(f"{taken:.2f} seconds for {len(data)} bytes")

    return throw


def blind(target: Target, seeds: list[bytes], thrown: list[bytes], seconds: float, seed: int) -> None:
    """Without coverage: seeds with words and bytes changed, the same for the same ``seed``."""
    chance, runs, end = random.Random(seed), 0, time.monotonic() + seconds
    while time.monotonic() < end:
        data = bytearray(changed(chance.choice(seeds), chance, thrown))
        for _ in range(chance.randrange(4)):
            at = chance.randrange(len(data) + 1)
            put = chance.choice([chance.randbytes(2), data[at : at + 9], b"", b'"'])
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
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    if atheris is None:
        blind(timed(TARGETS[name]()), seeds, words(name), seconds, seed)
        return
    with atheris.instrument_imports(
        include=[f"conflict_events.mentions.{name}" if name in SINGLE else "conflict_events"]
    ):
        target = TARGETS[name]()
    corpus = Path(tempfile.mkdtemp(prefix="conflict-events-corpus-"))
    for number, thrown_first in enumerate(seeds):
        (corpus / str(number)).write_bytes(thrown_first)
    options = [f"-max_total_time={seconds}", "-max_len=700", f"-seed={seed}", "-rss_limit_mb=4000"]
    if thrown := words(name):
        dictionary = Path(tempfile.mkdtemp(prefix="conflict-events-words-")) / "words"
        escaped = ("".join(f"\\x{byte:02x}" for byte in word) for word in thrown)
        dictionary.write_text("".join(f'"{word}"\n' for word in escaped), encoding="ascii")
        options.append(f"-dict={dictionary}")
    arguments = [sys.argv[0], *options, str(corpus)]
    atheris.Setup(arguments, timed(target, 4), custom_mutator=mutator(name, thrown))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
