"""What tests of training share: articles that people annotated, so alike that little is enough to learn from."""

from __future__ import annotations

import json
from pathlib import Path

ARMIES = ["الجيش السوري", "الجيش المصري", "الجيش العراقي", "الشرطة التونسية"]
VICTIMS = ["خمسة مسلحين", "ثلاثة متظاهرين", "ستة مدنيين"]
TOWNS = ["حلب", "الموصل", "تعز", "بنغازي"]
COUNT = {"خمسة": 5, "ثلاثة": 3, "ستة": 6}


def annotated() -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Articles of two sentences each; the annotators take the killing and leave the meeting out."""
    articles, events = [], []
    for i in range(24):
        army, victims, town = ARMIES[i % 4], VICTIMS[i % 3], TOWNS[i % 4]
        told = f"قتل {army} {victims} في {town} يوم 3 مايو 2020."
        text = f"{told}\nوكان وزير الخارجية التركي التقى نظيره القطري في أنقرة يوم 2 مايو 2020."
        articles.append({"article_id": f"a{i:02}", "text": text, "language": "ar", "published": "2020-05-04"})
        number, noun = victims.split()
        low = COUNT[number]
        event = {
            "id": "E1", "type": "ASSAULT", "modes": [], "status": "actual", "sentence": told, "trigger": "قتل",
            "actor": [{"text": army, "name": "", "sector": "MIL", "country": ""}],
            "recipient": [{"text": noun, "name": "", "sector": "CVL", "country": ""}],
            "location": [{"text": town, "name": "", "country": "", "precision": 1, "role": "place"}],
            "amount": [{"text": victims, "kind": "killed", "unit": "person", "low": low, "high": low}],
            "date": {"text": "3 مايو 2020", "earliest": "2020-05-03", "latest": "2020-05-03", "precision": "day"},
            "source": None,
        }  # fmt: skip
        events.append({"article_id": f"a{i:02}", "annotator": "t", "events": [event]})
    return articles, events


def write(folder: Path) -> tuple[Path, Path]:
    """The files of the events and of the articles."""
    paths = (folder / "events.jsonl", folder / "articles.jsonl")
    for path, rows in zip(paths, reversed(annotated()), strict=True):
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return paths
