"""Measure the extractor on annotated articles: one table of figures, and a line for the history file.

    python tests/measure/evaluate.py [--shared FOLDER] [--record]

FOLDER (default: ``shared`` beside the repository) holds ``gold`` and ``eval``. With ``--record`` the figures of the
commit that stands checked out are added to ``history.tsv`` beside this file, and those that the data set card shows are
written into the package, with the day.

The model and the encoder in the package have learned from the project's own annotations (``annotated.py``) and not from
``gold``; what cross-validation says of the model is in the ``cross-validated`` rows.
"""

from __future__ import annotations

import argparse
import datetime
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import annotated
import bench

from conflict_events.evaluation.evaluate import MEASURES
from conflict_events.trained.extractor import shipped

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
HISTORY = HERE / "history.tsv"
QUALITY = REPOSITORY / "builders" / "conflict_events" / "quality.json"
SAMPLES = {
    "dev": "Arabic news of many papers and years, annotated by hand, which the rules were written with in view; model and "
    "encoder have not seen them",
    "unseen": "Arabic news that neither rules nor models have seen, annotated once by nobody who wrote rules; most of it "
    "long, the rest with little conflict",
}
"""Annotated articles that the card tells of, and what it says they are."""


def run(*command: str | Path, stdin: str | None = None, allow: tuple[int, ...] = (0,)) -> str:
    """Standard output of a command. Raises RuntimeError with its standard error where it fails."""
    done = subprocess.run([str(c) for c in command], input=stdin, capture_output=True, text=True, check=False)
    if done.returncode not in allow:
        raise RuntimeError(f"{' '.join(str(c) for c in command)}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


def build(articles: Path, output: Path, *options: str | Path) -> Path:
    """Build a data set; returns the folder of its events."""
    run(sys.executable, "-m", "conflict_events.cli", "build", articles, "--output", output, *options, allow=(0, 3))
    return output / "data" / "events"


def measure(shared: Path, scratch: Path) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Every figure by its name, in the table's order, and the samples of the card."""
    gold, scripts = shared / "gold", shared / "eval"
    figures: dict[str, float] = {}
    samples = []
    annotated.write(scratch / "unseen", shared, "ar-unseen")
    folders = {"dev": gold / "dev", "seed": gold / "seed", "unseen": scratch / "unseen"}
    for part, extractor in (*((part, "encoder") for part in folders), ("dev", "trained"), ("dev", "rules")):
        articles = folders[part] / "articles.jsonl"
        events = build(articles, scratch / f"{part}-{extractor}", "--extractor", extractor)
        result: dict[str, Any] = json.loads(
            run(sys.executable, scripts / "score.py", "--articles", articles, "--gold", folders[part] / "events.jsonl",
                "--system", events, "--json")
        )  # fmt: skip
        name = part + {"encoder": "", "trained": " without encoder", "rules": " rules alone"}[extractor]
        for field in MEASURES:
            figures[f"{name} {field} F1"] = result[field]["f1"]
        if name in SAMPLES:
            samples.append(_sample(name, result))
        figures[f"{name} fields"] = result["fields"]
        if result["geocode"]["within_50_km"] is not None:
            figures[f"{name} within 50 km"] = result["geocode"]["within_50_km"]
    for extractor, told in shipped("ar").card["cross_validated"].items():
        figures |= {f"cross-validated {extractor} {field}": told[field] for field in (*MEASURES, "fields")}
    figures.update(_gsr(gold / "arabic_event_gsr", scripts, scratch))
    figures.update(_phrases(gold / "phrases_ar.jsonl", scripts, scratch))
    return figures, samples


def _sample(part: str, result: dict[str, Any]) -> dict[str, Any]:
    return {
        "description": SAMPLES[part],
        "extractor": "encoder",
        "articles": result["articles"],
        "events": result["events"]["gold"],
        "fields": {field: {k: result[field][k] for k in ("p", "r", "f1")} for field in MEASURES},
    }


def _gsr(folder: Path, scripts: Path, scratch: Path) -> dict[str, float]:
    sentences = scratch / "gsr.jsonl"
    with sentences.open("w", encoding="utf-8") as stream:
        for name in ("detection", "spans"):
            for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                article_id = f"{name}:{row['id']}:{row['event_type']}"
                # Some rows have no day: they are articles without a publication day.
                article = {"article_id": article_id, "published": row.get("article_date"), "text": row["text"]}
                stream.write(json.dumps(article, ensure_ascii=False) + "\n")
    events = build(sentences, scratch / "gsr")
    result = json.loads(run(sys.executable, scripts / "gsr.py", "score", folder, "--system", events, "--json"))
    figures = {f"gsr detection {t} F1": r["f1"] for t, r in result["detection"].items()}
    figures |= {f"gsr class {t}": share for t, share in result["class"].items()}
    figures |= {f"gsr {field} words F1": result[field] for field in ("actor", "recipient")}
    return figures


def _phrases(phrases: Path, scripts: Path, scratch: Path) -> dict[str, float]:
    made = scratch / "mentions.jsonl"
    made.write_text(run(sys.executable, "-m", "conflict_events.cli", "mentions", phrases), encoding="utf-8")
    result = json.loads(run(sys.executable, scripts / "phrases.py", "--phrases", phrases, "--mentions", made, "--json"))
    return {f"phrases {kind}": r["share"] for kind, r in result.items()}


def record(figures: dict[str, float], samples: list[dict[str, Any]], commit: str) -> None:
    """Add the figures to the history file, under the name of the commit that was measured, and write those of the card; a
    reliability that stands there stays.
    """
    told: dict[str, Any] = json.loads(QUALITY.read_text(encoding="utf-8")) if QUALITY.exists() else {}
    told |= {"date": datetime.date.today().isoformat(), "samples": samples}
    QUALITY.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    rows = HISTORY.read_text(encoding="utf-8") if HISTORY.exists() else "commit\tfigure\tvalue\n"
    HISTORY.write_text(rows + "".join(f"{commit}\t{k}\t{v:.4f}\n" for k, v in figures.items()), encoding="utf-8")


def main() -> int:
    """Print the table; exit status 2 where there is nothing to measure on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=annotated.SHARED)
    parser.add_argument("--record", action="store_true")
    args = parser.parse_args()
    if not (args.shared / "gold").is_dir():
        print(f"no annotated articles at {args.shared}: nothing to measure", file=sys.stderr)
        return 2
    commit = bench.commit_to_record(parser, args)
    with tempfile.TemporaryDirectory() as scratch:
        figures, samples = measure(args.shared, Path(scratch))
    for name, value in figures.items():
        print(f"{name:40} {value:.3f}")
    if args.record:
        record(figures, samples, commit)
    return 0


if __name__ == "__main__":
    sys.exit(main())
