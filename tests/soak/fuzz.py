"""Throws bytes at readers, text cutting, finders, extraction and annotation readers for a while: ``fuzz.py TARGET SECONDS``.

Guided by coverage where ``atheris`` is installed (extra ``soak``), otherwise by seeded changes of the seeds. Ends with an
error where something raises or a quote does not stand where its offsets say; the bytes are then in ``crash-...``.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

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
}


def targets() -> dict[str, Callable[[bytes], None]]:
    """What is thrown at, by name; imported here, so that coverage sees it."""
    from conflict_events import language, readers, text, worker
    from conflict_events.annotations import source
    from conflict_events.mentions import Finders
    from conflict_events.privacy import quotes
    from conflict_events.records import Article, Rejected
    from conflict_events.rules import finders

    made: dict[str, Finders] = {}
    workers: list[worker.Worker] = []
    folder = Path(tempfile.mkdtemp(prefix="conflict-events-fuzz-"))

    def written(data: bytes) -> str:
        return data.decode("utf-8", "replace").replace("\0", " ")

    def read(data: bytes) -> None:
        file = folder / f"a.{FILES[data[0] % len(FILES)] if data else 'jsonl'}"
        file.write_bytes(data[1:])
        assert all(isinstance(item, Article | Rejected) for item in readers.read([file]))

    def segment(data: bytes) -> None:
        raw = written(data)
        tokens, sentences, _ = text.segment(Article("a", raw), language_.text_rules)
        assert all(text.fold(raw[t.start : t.end]) == t.norm for t in tokens)
        assert all(s.start == tokens[s.first].start and s.end == tokens[s.last - 1].end for s in sentences)

    def find(data: bytes) -> None:
        if not made:
            made["ar"] = finders(language_)
        raw = written(data)
        document = made["ar"].read(Article("a", raw))
        for mentions in made["ar"].mentions(document).values():
            assert all(0 <= m.start < m.end <= len(raw) for m in mentions)

    def extract(data: bytes) -> None:
        if not workers:
            workers.append(worker.Worker())
        raw = written(data)
        if raw.strip():
            result = workers[0].result(Article("a", raw))
            assert not result.rejected
            for event in result.events:
                assert all(q["text"] == raw[q["start"] : q["end"]] for _, q in quotes(event))

    def annotations(data: bytes) -> None:
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

    for form in source.FORMATS:
        source.reader(form)
    language_ = language.load("ar")
    return {"readers": read, "segment": segment, "finders": find, "extraction": extract, "annotations": annotations}


def blind(target: Callable[[bytes], None], seeds: list[bytes], seconds: float) -> None:
    """Without coverage: seeds with bytes changed, taken out and doubled."""
    chance, runs, end = random.Random(5), 0, time.monotonic() + seconds
    while time.monotonic() < end:
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randrange(1, 9)):
            at = chance.randrange(len(data) + 1)
            data[at : at + chance.randrange(4)] = chance.choice([chance.randbytes(2), data[at : at + 9], b"", b'"'])
        runs += 1
        try:
            target(bytes(data))
        except Exception:
            Path(f"crash-{runs}").write_bytes(data)
            raise
    print(f"Done {runs} runs, without coverage")


def main() -> None:
    """Throw at one target."""
    name, seconds = sys.argv[1], int(sys.argv[2])
    raw = [seed.encode() for seed in SEEDS.get(name, [NEWS, NEWS.replace(" ", "\n"), f"{NEWS} {NEWS}"])]
    seeds = [bytes([kind]) + seed for seed in raw for kind in range(9)] if name in SEEDS else raw
    if atheris is None:
        blind(targets()[name], seeds, seconds)
        return
    with atheris.instrument_imports(include=["conflict_events"]):
        target = targets()[name]
    corpus = Path(tempfile.mkdtemp(prefix="conflict-events-corpus-"))
    for number, seed in enumerate(seeds):
        (corpus / str(number)).write_bytes(seed)
    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-max_len=2000", "-seed=5", str(corpus)], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
