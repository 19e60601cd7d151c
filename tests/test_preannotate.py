"""What the rules find goes to annotation tools and comes back: unchanged it makes the same records."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflict_events import assemble, cli, language, readers, worker
from conflict_events.annotations import mapping, source
from conflict_events.annotations.frames import frames
from conflict_events.annotations.markup import markup
from conflict_events.annotations.model import SENTENCE, Markup
from conflict_events.annotations.preannotate import FILES, preannotate
from conflict_events.commands import preannotate as command
from conflict_events.extractors import Options
from conflict_events.records import Article, Frame
from conflict_events.rules import RuleExtractor

FORMATS = [form for form in source.FORMATS if find_spec(f"conflict_events.annotations.{form}")]
EXACT = [form for form in FORMATS if form in ("inception", "labelstudio", "brat")]
"""Formats that hold offsets and everything else that a markup says."""
HOW = ("extractor", "rule", "other_ids")
"""What of a record says how it was made, not what the article says."""
SENTENCES = [
    "قتل أربعة جنود في هجوم شنه مسلحون على حاجز للجيش قرب مدينة تلعفر، أمس الأحد، وفقا لوزارة الدفاع العراقية.",
    "🛩️ قصفت طائرات حربية مستودعا في بلدة سرمين صباح الثلاثاء وأصيب 12 مدنيا على الأقل.",
    "اعتقلت الشرطة عشرات المتظاهرين في الخرطوم 😀 بعد احتجاجات على رفع أسعار الخبز.",
    "ومن المقرر أن تنسحب القوات من القرية الأسبوع المقبل، لكن الحركة نفت أي اتفاق.",
    "نزح نحو 3 آلاف شخص من ريف حماة إلى إدلب خلال مارس 2023.",
    "تعهدت الحكومة بدفع 5 ملايين دولار لعائلات القتلى.",
]


@cache
def rules() -> RuleExtractor:
    return RuleExtractor(language.load("ar"))


def sample() -> list[Article]:
    items = readers.read([str(files("conflict_events") / "sample" / "articles.jsonl")])
    return [i for i in items if isinstance(i, Article)]


def content(record: Any) -> dict[str, Any]:
    return {k: v for k, v in record.items() if k not in HOW}


def records(articles: list[Article], extractor: str, options: Options | None = None) -> list[dict[str, Any]]:
    results = list(worker.extract(articles, 1, extractor, options))
    assert [row for _, result in results for row in result.rejected] == []
    return [content(event) for _, result in results for event in result.events]


def back(articles: list[Article], output: Path, form: str) -> list[dict[str, Any]]:
    return records(articles, "annotations", Options(str(output), form))


@pytest.mark.parametrize("form", EXACT)
def test_unchanged_annotations_make_the_records_of_the_rules(tmp_path: Path, form: str) -> None:
    own = [Article(f"own/{i} é", "\r\n".join(SENTENCES[i:]), published=sample()[0].published) for i in range(3)]
    articles = [*sample(), *own]
    assert preannotate(articles, form, tmp_path / "out", configuration=True) == len(articles)
    made = records(articles, "rules")
    assert len(made) > 20
    assert back(articles, tmp_path / "out", form) == made


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_gives_back_every_event_of_the_sample(tmp_path: Path, form: str) -> None:
    preannotate(sample(), form, tmp_path / "out")
    found = back(sample(), tmp_path / "out", form)
    assert [(r["event_id"], r["action"]) for r in found] == [
        (r["event_id"], r["action"]) for r in records(sample(), "rules")
    ]


def test_what_a_person_changed_differs_only_there(tmp_path: Path) -> None:
    articles = sample()
    preannotate(articles, "labelstudio", tmp_path / "out")
    file = tmp_path / "out" / "tasks.json"
    tasks = json.loads(file.read_text(encoding="utf-8"))
    for task in tasks:
        # As Label Studio exports what a person submitted.
        task["annotations"] = [{"id": 1, "completed_by": 3, "result": p["result"]} for p in task["predictions"]]
    results = [item for task in tasks for item in task["annotations"][0]["result"]]
    next(i for i in results if i.get("from_name") == "trigger_status")["value"]["choices"] = ["negated"]
    next(i for i in results if i.get("from_name") == "actor_name")["value"]["text"] = ["somebody else"]
    file.write_text(json.dumps(tasks), encoding="utf-8")
    before, after = records(articles, "rules"), back(articles, tmp_path / "out", "labelstudio")
    assert after[0]["action"]["status"] == "negated" != before[0]["action"]["status"]
    changed = [(b, a) for b, a in zip(before, after, strict=True) if b != a]
    for old, new in changed:
        old["action"]["status"] = new["action"]["status"]
        for was, now in zip(old["actor"], new["actor"], strict=True):
            if now["name"] == "somebody else":
                was["name"], was["entity_id"] = now["name"], now["entity_id"]
    assert changed and all(old == new for old, new in changed)


BREAKS = st.sampled_from([" ", "\n", "\r\n", "\n\n", " 😀 ", "\t"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SENTENCES), BREAKS), min_size=1, max_size=5), st.booleans())
def test_frames_come_back_from_their_markup(told: list[tuple[str, str]], sentences: bool) -> None:
    article = Article("a", "".join(sentence + gap for sentence, gap in told))
    document = rules().finders.read(article)
    made = rules()(document)
    drawn, unknown = mapping.apply(markup(made, document, sentences=sentences), mapping.PRESET)
    found = [f for f in frames(drawn, document, rules().finders, "test") if isinstance(f, Frame)]
    assert unknown == []
    assert [content(e) for e in assemble.events(found, document)] == [
        content(e) for e in assemble.events(made, document)
    ]


def test_events_share_the_spans_of_their_arguments() -> None:
    document = rules().finders.read(Article("a", SENTENCES[0] + "\n" + SENTENCES[1]))
    made = rules()(document)
    drawn = markup(made, document)
    assert len(drawn.spans) == len({(d.label, d.parts, tuple(d.attributes.items())) for d in drawn.spans})
    assert not any(d.label == SENTENCE for d in drawn.spans)
    told = markup([*made, *made], document, sentences=True)
    triggers = [d for d in told.spans if "status" in d.attributes]
    assert len(triggers) == 2 * len(made)
    assert sum(d.label == SENTENCE for d in told.spans) == len({f.sentence for f in made})


def test_articles_without_events_are_written_too(tmp_path: Path) -> None:
    preannotate([Article("quiet", "لا شيء هنا.")], "labelstudio", tmp_path / "out")
    (found,) = source.reader("labelstudio").read(tmp_path / "out")
    assert isinstance(found, Markup)
    assert (found.article_id, found.text, found.spans) == ("quiet", "لا شيء هنا.", ())


# --- the command --------------------------------------------------------------------------------------


@pytest.fixture
def articles(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "articles.jsonl"
    rows = [{"article_id": f"n{i}", "text": text, "published": "2024-03-11"} for i, text in enumerate(SENTENCES)]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    yield file


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_writes_annotations_and_the_tools_configuration(tmp_path: Path, articles: Path, form: str) -> None:
    out = tmp_path / "made" / "out"
    arguments = ["preannotate", str(articles), "--format", form, "--output", str(out), "--configuration"]
    assert cli.main(arguments) == 0
    found = {str(f.relative_to(out)) for f in out.rglob("*")}
    assert set(source.reader(form).configuration()) <= found
    assert [f.name for f in out.parent.iterdir()] == ["out"]
    first = {f: (out / f).read_bytes() for f in found if (out / f).is_file()}
    shutil.rmtree(out)
    assert cli.main(arguments) == 0
    assert {f: (out / f).read_bytes() for f in first} == first


def test_what_may_be_peoples_work_is_not_written_over(
    tmp_path: Path, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    assert cli.main(["preannotate", str(articles), "--format", "labelstudio", "--output", str(out)]) == 0
    before = (out / "tasks.json").read_bytes()
    assert cli.main(["preannotate", str(articles), "--format", "labelstudio", "--output", str(out)]) == 2
    assert "may hold people's work" in capsys.readouterr().err
    assert (out / "tasks.json").read_bytes() == before


def test_rejected_articles_are_told_and_nothing_is_made_of_nothing(
    tmp_path: Path, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with articles.open("a", encoding="utf-8") as stream:
        stream.write('\n{"text": "x", "language": "xx"}\nno json\n')
    arguments = ["--format", "labelstudio", "--output", str(tmp_path / "out")]
    assert cli.main(["preannotate", str(articles), *arguments]) == 3
    told = capsys.readouterr().err
    assert f"{articles}:7: language 'xx' has no folder" in told
    assert f"{articles}:8: not JSON" in told
    articles.write_text("no json\n")
    arguments = ["--format", "labelstudio", "--output", str(tmp_path / "none")]
    assert cli.main(["preannotate", str(articles), *arguments]) == 2
    assert sorted(f.name for f in tmp_path.iterdir()) == ["articles.jsonl", "out"]


def test_the_command_offers_the_formats_that_there_are() -> None:
    import argparse

    parser = argparse.ArgumentParser()
    command.arguments(parser)
    offered = next(a.choices for a in parser._actions if a.dest == "format")
    assert sorted(offered or ()) == sorted(source.FORMATS)
    assert set(FILES) <= set(source.FORMATS)
